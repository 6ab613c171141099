# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: preview
short_description: Show which routes a router would drop, before a line is pushed
version_added: 0.1.0
description:
  - Reads the routes that a router holds from each neighbor now and judges them by the policy that M(manrs.hardening.deploy) would
    bring. Says per neighbor how many would be dropped by which control, which routes, what is near in the registry, and what the
    neighbor should register, as a text ready for its NOC.
  - Works on a router that this collection never touched. Nothing on it is changed.
  - Also reads how every control stands there, for M(manrs.hardening.report).
author: The manrs.hardening contributors (@manrs)
options:
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote.
    type: path
    default: .manrs/snapshot
  dest:
    description: >-
      Folder on the controller for what is found. RV(path) is in it, texts for neighbors are in C(messages), and C(seen) has the routes
      of each look for O(since).
    type: path
    default: .manrs/report
  files:
    description: >-
      Judge these routing tables in place of what the router holds, which is not contacted then. MRT (TABLE_DUMP, TABLE_DUMP_V2) or
      JSON lines with C(peer_ip), C(prefix) and C(as_path), plain, gzip or bzip2. The addresses in them must be those of declared
      neighbors.
    type: list
    elements: path
    default: []
  routes:
    description: Whether to judge routes. Without it only how the controls stand is read, which is what drift needs.
    type: bool
    default: true
  since:
    description: >-
      Also judge what earlier looks saw since then, so that backup paths count: V(12h), V(7d) or a date. Looks are kept for 30 days.
    type: str
  most_routes:
    description: Dropped routes of a neighbor that are listed. All are counted.
    type: int
    default: 1000
  ask_registry:
    description: Ask the IRR what is registered around dropped prefixes, in databases that do not count too.
    type: bool
    default: true
  enforced_from:
    description: The date that texts for neighbors name, such as V(2027-01-31). Without it, 14 days from now.
    type: str
  only:
    description: Names of the neighbors that the look is limited to. Empty is all.
    type: list
    elements: str
    default: []
attributes:
  check_mode:
    description: Changes nothing on a router in any mode. Its files are written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: It changes nothing on a router.
    support: full
"""

EXAMPLES = r"""
- name: What would be dropped
  manrs.hardening.preview:
    snapshot: snapshot
    enforced_from: "2027-01-31"

- name: By the table that a router dumped
  manrs.hardening.preview:
    files: [rib.20261128.mrt.gz]
"""

RETURN = r"""
path:
  description: File with all that was found, in JSON.
  returned: success
  type: str
neighbors:
  description: What becomes of the routes of each neighbor address.
  returned: success
  type: list
  elements: dict
  contains:
    neighbor:
      description: Its name.
      type: str
    address:
      description: Its address.
      type: str
    seen:
      description: Routes that were judged.
      type: int
    rejected:
      description: Control to number of routes that it would drop.
      type: dict
    monitored:
      description: Control that is monitored to number of routes that it would drop if it were enforced.
      type: dict
    message:
      description: File with the text for its NOC; empty when nothing would be dropped.
      type: str
report:
  description: What people should read, a line each.
  returned: success
  type: list
  elements: str
notes:
  description: What was not looked at, and why.
  returned: success
  type: list
  elements: str
plan:
  description: What a delivery would change now.
  returned: success
  type: list
  elements: str
change:
  description: What that delivery would do to the router, in the words of M(manrs.hardening.deploy). Empty when it was not contacted.
  returned: success
  type: str
findings:
  description: What does not hold at the router.
  returned: success
  type: list
  elements: dict
  contains:
    control:
      description: ID of the control that does not hold, as docs/controls.md lists them.
      type: str
    severity:
      description: V(critical) or V(warning).
      type: str
    where:
      description: Session, interface, variable or file.
      type: str
    what:
      description: What is so.
      type: str
    evidence:
      description: What shows it, a line each; of many the first twenty.
      type: list
      elements: str
    manrs_action:
      description: Number of the MANRS action that the control belongs to.
      type: int
    source:
      description: RFC or other document that asks for the control.
      type: str
    remedy:
      description: What to do.
      type: str
policy_digest:
  description: Digest of the policy.
  returned: success
  type: str
plan_digest:
  description: Digest of policy and running configuration. Empty when the router was not contacted.
  returned: success
  type: str
"""
