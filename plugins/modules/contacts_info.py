# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: contacts_info
short_description: See whether a network's contacts are public, as MANRS Action 3 asks
version_added: 0.1.0
description:
  - Asks PeeringDB, the RIR by RDAP, and the IRR what they have of the contacts of C(manrs_network.asn), and judges controls C01 to C05.
  - A database that does not answer leaves its control V(unknown). Nothing is taken to hold because nobody answered.
  - Names of people and postal addresses are not kept; of a person's e-mail address only the domain is shown.
  - Runs on the controller and contacts no router. Its file is written in check mode too.
author: The manrs.hardening contributors (@manrs)
options:
  dest:
    description: Folder for C(contacts.json), from which M(manrs.hardening.report) takes how Action 3 stands.
    type: path
    default: .manrs/report
attributes:
  check_mode:
    description: Nothing but its file is written, in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: The same answers give the same verdicts; the file has the time of the look.
    support: full
"""

EXAMPLES = r"""
- name: Look at the contacts
  manrs.hardening.contacts_info:
  run_once: true
  register: looked

- name: Fail where MANRS Action 3 does not hold
  ansible.builtin.assert:
    that: looked.state != 'does not hold'
"""

RETURN = r"""
path:
  description: The file.
  returned: success
  type: str
state:
  description: How MANRS Action 3 stands, V(holds), V(does not hold), or V(not looked at) where that is not known.
  returned: success
  type: str
controls:
  description: How each control stands.
  returned: success
  type: list
  elements: dict
  contains:
    control:
      description: ID of the control, as docs/controls.md lists them.
      type: str
    status:
      description: V(holds), V(does not hold) or V(unknown).
      type: str
    why:
      description: Why, in one line.
      type: str
    evidence:
      description: What was found where, a line each; of many the first twenty.
      type: list
      elements: str
findings:
  description: What does not hold, or is not known; the keys are those of RV(manrs.hardening.snapshot#module:findings).
  returned: success
  type: list
  elements: dict
report:
  description: What people should read, a line each.
  returned: success
  type: list
  elements: str
"""
