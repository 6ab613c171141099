# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: due_diligence_info
short_description: See whether a customer holds its ASN and what is registered with it
version_added: 0.1.0
description:
  - Takes the prefixes that a snapshot has for a customer's own ASN, and sees for each whether a ROA, a route object in a RIR's database, or
    the registrant at the RIR (RDAP) shows that the customer may announce it. Controls H01 and H02, MANRS Action 1.
  - Who is behind the customer's AS-SET is its own customers, and not looked at.
  - Runs on the controller and contacts no router. Its file is written in check mode too.
author: The manrs.hardening contributors (@manrs)
options:
  customer:
    description: Name of the customer in C(manrs_neighbors).
    type: str
    required: true
  hosts:
    description: The routers among whose neighbors the customer is looked for.
    type: list
    elements: str
    required: true
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote.
    type: path
    default: .manrs/snapshot
  most_asked:
    description: For how many prefixes the RIRs are asked, those first of which least is known. The rest are counted. At most 100.
    type: int
    default: 10
  dest:
    description: Folder below which C(due_diligence/AS64501.json) is written.
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
- name: Look at a new customer
  manrs.hardening.due_diligence_info:
    customer: acme
    hosts: "{{ groups.routers }}"
  run_once: true
  register: looked
"""

RETURN = r"""
path:
  description: The file.
  returned: success
  type: str
due_diligence:
  description: Who holds the ASN, and what is known of each prefix.
  returned: success
  type: dict
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
