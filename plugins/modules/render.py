# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: render
short_description: Write the configuration that a router would get, without contacting it
version_added: 0.1.0
description:
  - Compiles this router's intent and the snapshot to its policy and prints it in the router's own words, as for a router
    that has none of it.
author: The manrs.hardening contributors (@manrs)
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
  outline:
    description: >-
      File to write beside O(dest): with whom the router has sessions, what is registered for each, and the digest of the policy. Made to
      be committed, and to be O(before) of the next change. No secret is in it.
    type: path
  before:
    description: >-
      O(outline) of what was rendered before. The guards take it for what runs on the router, and RV(changes) is told from it. A file
      that is not there means that nothing was rendered before.
    type: path
  accepted:
    description: File of big changes that somebody accepted, as M(manrs.hardening.deploy) has it.
    type: path
  without:
    description: Controls to leave out. For proving on a test router what each one stops; never for production.
    type: list
    elements: str
    default: []
attributes:
  check_mode:
    description: Can run in check mode; O(dest) and O(outline) are not written then.
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
  description: Digest of intent and snapshot; what O(manrs.hardening.deploy#module:approved) may name.
  returned: success
  type: str
changes:
  description: What differs from O(before), for whom. Empty when O(before) is not given.
  returned: success
  type: list
  elements: dict
  contains:
    what:
      description: What comes, goes or becomes another.
      type: str
    shown:
      description: Prefixes that come (V(+)) and go (V(-)), with their origins; of many the first ten.
      type: list
      elements: str
findings:
  description: What could not be rendered, controls that do not hold, and with O(before) guards that refuse the change.
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
