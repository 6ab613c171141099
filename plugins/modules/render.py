# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: render
short_description: Write the configuration that a router would get, without contacting it
description:
  - Compiles this router's intent and the snapshot to its policy and prints it in the router's own words, as for a router
    that has none of it.
author: The manrs.hardening contributors
options:
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote.
    type: path
    default: .manrs/snapshot
  version:
    description: Version of the router's software, such as V(10.3).
    type: str
    required: true
  dest:
    description: File to write on the controller. Without it the text is only returned.
    type: path
  without:
    description: Controls to leave out. For proving on a test router what each one stops; never for production.
    type: list
    elements: str
    default: []
attributes:
  check_mode:
    description: Can run in check mode; O(dest) is not written then.
    support: full
  diff_mode:
    description: Shows how O(dest) changes.
    support: full
  idempotent:
    description: A second run changes nothing.
    support: full
"""

EXAMPLES = r"""
- name: Render the filters
  manrs.hardening.render:
    snapshot: snapshot
    version: "10.3"
    dest: "rendered/{{ inventory_hostname }}.conf"
"""

RETURN = r"""
text:
  description: The configuration. Only returned when O(dest) is not given.
  returned: success
  type: str
substitutions:
  description: What this router cannot say, and what is done instead.
  returned: success
  type: list
  elements: str
policy_digest:
  description: Digest of the policy.
  returned: success
  type: str
findings:
  description: What could not be rendered, and controls that do not hold.
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
"""
