# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: deploy
short_description: Bring a router to its policy, with an automatic way back
version_added: 0.1.0
description:
  - Reads what runs, plans only what differs, applies it under a timer on the router, reads it back, checks health over a
    new connection, and confirms. When anything is wrong, or the controller is gone, the router returns to its old
    configuration by itself.
  - FRR, BIRD and OpenBGPD need a shell on the router (C(ansible_connection=ssh)), with C(become) if their tools take root. Other
    routers are reached through a library on the controller, see P(manrs.hardening.connection#filter).
author: The manrs.hardening contributors (@manrs)
options:
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote.
    type: path
    default: .manrs/snapshot
  records:
    description: Folder on the controller for the records of deliveries. It must be writable.
    type: path
    default: .manrs/records
  state:
    description:
      - V(hardened) brings the router to its policy. V(rolled_back) brings back what O(record) found of ours.
        V(released) takes everything of ours off; the operator's own policies are bound again.
      - V(watched) changes nothing, and fails when a session that was up behind the last delivery is down now, or accepts nothing any
        more. With C(delegate_to) it looks at that router; a rollout looks so at those that are done before it goes on.
    type: str
    choices: [hardened, rolled_back, released, watched]
    default: hardened
  record:
    description: For O(state=rolled_back), the delivery to undo, or V(last).
    type: str
    default: last
  scopes:
    description:
      - What of the policy is delivered. V(filtering), what routes come in and leave; V(anti_spoofing), the source addresses of
        packets on the interfaces in C(manrs_interfaces). What is not named stays as it is.
    type: list
    elements: str
    choices: [filtering, anti_spoofing]
    default: [filtering, anti_spoofing]
  confirm_timeout:
    description: Seconds after which the router goes back by itself when nobody confirmed.
    type: int
    default: 120
  settle_timeout:
    description: Seconds that the router has to become healthy.
    type: int
    default: 30
  approved:
    description:
      - YAML or JSON file that maps host to the digest that was approved, or that mapping itself. Anything else is refused, and so is a
        host that it does not name.
      - The RV(plan_digest) of a run in check mode approves one plan, from what runs on that router now. The
        RV(manrs.hardening.render#module:policy_digest) approves what intent and snapshot say, from whatever runs there.
      - In place of a digest it may have a mapping with C(digest), so that C(manrs_plan), which every run adds to the statistics that
        AWX passes from one job of a workflow to the next, can be given as it is.
    type: raw
  accepted:
    description:
      - YAML file of big changes that somebody looked at, a list of mappings with C(host) (or V(all)), C(neighbor), C(old) and C(new),
        as the finding of a run shows them. A set of registered prefixes that moves by more than C(largest_change) percent and
        more than ten entries is not used without it.
    type: path
  only:
    description: Names of the neighbors that the run is limited to. All others keep what they have.
    type: list
    elements: str
    default: []
  allow_reset:
    description: Set what takes a session down too (TTL security, password, role, a limit below what there is now).
    type: bool
    default: false
  without:
    description: Controls to leave out. For proving on a test router what each one stops; never for production.
    type: list
    elements: str
    default: []
attributes:
  check_mode:
    description: Complete; the plan is the one that a run would carry out. The router is only read.
    support: full
  diff_mode:
    description: Shows the plan, then the change in the router's words. Long changes are cut here and whole in the record.
    support: full
  idempotent:
    description: A second run changes nothing and opens no write session.
    support: full
"""

EXAMPLES = r"""
- name: Harden
  manrs.hardening.deploy:
    snapshot: snapshot
    records: records

- name: Undo the last delivery
  manrs.hardening.deploy:
    state: rolled_back
    records: records
"""

RETURN = r"""
plan:
  description: What changes, one line each.
  returned: success
  type: list
  elements: str
findings:
  description: Controls that do not hold somewhere.
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
report:
  description: The findings and substitutions for people, one line each, the worst first.
  returned: success
  type: list
  elements: str
change:
  description:
    - What the plan does to the router. V(nothing); V(safe), entries of prefix lists alone, the only class that goes through a
      freeze window; V(filters), new or renewed filters; V(resets), sessions go down and come again.
  returned: success
  type: str
substitutions:
  description: What this router cannot say, and what is done instead.
  returned: success
  type: list
  elements: str
record:
  description: Folder of the record; empty when nothing was delivered.
  returned: success
  type: str
policy_digest:
  description: Digest of intent, snapshot and capabilities.
  returned: success
  type: str
plan_digest:
  description: Digest of the policy and of what runs on the router now; what O(approved) names.
  returned: success
  type: str
"""
