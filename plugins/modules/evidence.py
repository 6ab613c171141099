# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: evidence
short_description: Write the evidence for each MANRS action, with the text for an application
version_added: 0.1.0
description:
  - For each of the four MANRS actions of network operators what is claimed, the lines of configurations and of registries that show it,
    when they were read and of what, with digests, and the text that an application asks for. One HTML page and a JSON file.
  - Takes what M(manrs.hardening.preview), M(manrs.hardening.audit), M(manrs.hardening.contacts_info) and
    M(manrs.hardening.route_registration_info) left in O(dest); contacts no router. What is missing is listed and claimed by nobody.
author: The manrs.hardening contributors (@manrs)
options:
  hosts:
    description: All routers of the network. One that nobody has looked at is a gap.
    type: list
    elements: str
    required: true
  dest:
    description: Folder of what was found, and for the evidence.
    type: path
    default: .manrs/report
  records:
    description: Folder of the records of deliveries.
    type: path
    default: .manrs/records
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote; it need not be there.
    type: path
    default: .manrs/snapshot
attributes:
  check_mode:
    description: Changes nothing on a router in any mode. Its files are written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: The same data gives the same files.
    support: full
"""

EXAMPLES = r"""
- name: What an application to MANRS can attach
  manrs.hardening.evidence:
    hosts: "{{ groups['routers'] }}"
"""

RETURN = r"""
paths:
  description: The files, C(html) and C(json).
  returned: success
  type: dict
digest:
  description: SHA-256 of the evidence, which both files have.
  returned: success
  type: str
actions:
  description: Each action, its state, its text and its gaps.
  returned: success
  type: list
  elements: dict
  contains:
    number:
      description: 1 to 4.
      type: int
    state:
      description: V(holds), V(does not hold) or V(not looked at).
      type: str
    statement:
      description: The text for an application.
      type: str
    gaps:
      description: What does not hold, and what is not shown.
      type: list
      elements: str
report:
  description: All of it for people, a line an action.
  returned: success
  type: list
  elements: str
"""
