# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: audit
short_description: Say which controls hold at every eBGP session of a router, whoever configured it
version_added: 0.1.0
description:
  - Reads the running configuration and asks every eBGP session, declared or not, about every control. On FRR and IOS-XE routes are
    sent through what is bound, on paper, by a reader of the configuration that knows nothing of what this collection would write. On
    other systems it looks at the structure; what only an evaluation could tell is V(unknown), never taken to hold.
  - Works on a router that this collection never touched, without a snapshot, and without anything declared. The less is known of the
    neighbors, the more is V(unknown).
  - Says what to fix first, by what it puts at risk. Nothing on the router is changed.
author: The manrs.hardening contributors (@manrs)
options:
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote. Where there is none, nobody knows what neighbors have registered.
    type: path
    default: .manrs/snapshot
  dest:
    description: Folder on the controller for what is found. M(manrs.hardening.report) takes it from there.
    type: path
    default: .manrs/report
  configuration:
    description: >-
      Read this file in place of the router, which is not contacted then. What the router prints as its running configuration; of
      Junos in XML.
    type: path
attributes:
  check_mode:
    description: Changes nothing on a router in any mode. Its file is written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: It changes nothing on a router.
    support: full
"""

EXAMPLES = r"""
- name: Where does this router let in or out what it must not
  manrs.hardening.audit:

- name: A configuration that somebody sent
  manrs.hardening.audit:
    configuration: edge1.conf
"""

RETURN = r"""
path:
  description: The file with all that was found.
  returned: success
  type: str
needs:
  description: What to fix, the worst first.
  returned: success
  type: list
  elements: dict
  contains:
    risk:
      description: What can happen.
      type: str
    controls:
      description: The controls that do not hold.
      type: list
      elements: str
    places:
      description: The sessions and interfaces.
      type: list
      elements: str
    stages:
      description: The adoption stages from which these controls act.
      type: list
      elements: int
findings:
  description: What does not hold or cannot be told.
  returned: success
  type: list
  elements: dict
counts:
  description: How many answers there are of each kind, V(holds), V(does not hold) and V(unknown).
  returned: success
  type: dict
report:
  description: All of it for people, a line each.
  returned: success
  type: list
  elements: str
"""
