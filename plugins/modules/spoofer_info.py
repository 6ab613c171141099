# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: spoofer_info
short_description: See what CAIDA Spoofer published of tests of source addresses in the network
version_added: 0.1.0
description:
  - Asks the public API of CAIDA's Spoofer project for the sessions of C(manrs_network.asn) in this calendar month (UTC), and judges V08.
  - MANRS measures Action 2 by these tests. They are run by hand, with CAIDA's client, inside the network; this runs none.
  - When the API does not answer, the control is V(unknown). Nothing is taken to hold because nobody answered.
  - Runs on the controller and contacts no router. Its file is written in check mode too.
author: The manrs.hardening contributors (@manrs)
options:
  dest:
    description: Folder for C(spoofer.json), which M(manrs.hardening.report) shows with Action 2.
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
    description: The same answers give the same verdict; the file has the time of the look.
    support: full
"""

EXAMPLES = r"""
- name: Look at the tests of this month
  manrs.hardening.spoofer_info:
  run_once: true
  register: tested

- name: Remember to test
  ansible.builtin.debug:
    msg: "{{ tested.report }}"
  when: tested.status != 'holds'
"""

RETURN = r"""
path:
  description: The file.
  returned: success
  type: str
month:
  description: The month that was asked for, such as V(2026-11).
  returned: success
  type: str
status:
  description: V(holds), V(does not hold) or V(unknown).
  returned: success
  type: str
sessions:
  description: How many sessions are published.
  returned: success
  type: int
received_from:
  description: The prefixes out of which spoofed packets got.
  returned: success
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
