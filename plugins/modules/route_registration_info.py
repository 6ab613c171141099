# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: route_registration_info
short_description: Look whether what the network announces is registered, and write what to submit
description:
  - Asks the IRR and reads the VRPs for every declared prefix, for the network's AS-SET and its aut-num (MANRS Action 4).
  - Says what is registered, what is not, and writes RPSL objects and ROA changes, ready to submit. Submits nothing.
  - One run for the whole fleet; contacts no router.
author: The manrs.hardening contributors
options:
  hosts:
    description: The routers whose intent counts. Their neighbors are who should be in AS-SET and aut-num.
    type: list
    elements: str
    required: true
  dest:
    description: >-
      Folder on the controller. C(registration.json) is what M(manrs.hardening.report) reads, C(registration.rpsl) has the objects,
      C(roa-changes.csv) the ROAs.
    type: path
    default: .manrs/report
  maintainer:
    description: The maintainer of new objects (C(mnt-by)). Without it that of the aut-num or AS-SET.
    type: str
attributes:
  check_mode:
    description: Changes nothing in a registry in any mode. Its files are written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: It changes nothing.
    support: full
"""

EXAMPLES = r"""
- name: Look at what is registered
  manrs.hardening.route_registration_info:
    hosts: "{{ groups.routers }}"
  run_once: true
"""

RETURN = r"""
held:
  description: What is registered, a line each.
  returned: success
  type: list
  elements: str
findings:
  description: What is not as it should be.
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
objects:
  description: RPSL objects to submit. What is in an object now stays in it.
  returned: success
  type: list
  elements: str
roa_changes:
  description: ROAs to add or to remove, with prefix, maximum length, ASN and why.
  returned: success
  type: list
  elements: dict
paths:
  description: The files that were written.
  returned: success
  type: dict
report:
  description: What people should read, a line each.
  returned: success
  type: list
  elements: str
"""
