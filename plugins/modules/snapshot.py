# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: snapshot
short_description: Ask the registry once, for all routers
version_added: 0.1.0
description:
  - Reads the intent of all routers, asks IRR servers (or reads dumps), VRPs and PeeringDB, and writes the answers to a folder.
  - Everything after it reads that folder and one router's intent. Same answers give the same bytes, so it can be committed.
  - Runs on the controller and contacts no router. It writes in check mode too, because the plan needs it.
author: The manrs.hardening contributors (@manrs)
options:
  path:
    description: Folder of the snapshot. Made when it is missing; only what differs is written.
    type: path
    default: .manrs/snapshot
  hosts:
    description: The routers to cover. Give the whole fleet, also when a run is limited to a part of it.
    type: list
    elements: str
    required: true
attributes:
  check_mode:
    description: Can run in check mode.
    support: full
  diff_mode:
    description: Says what changed when O(ignore:diff) is set.
    support: full
  idempotent:
    description: A second run with the same answers changes nothing but the manifest's date.
    support: full
"""

EXAMPLES = r"""
- name: Ask the registry once
  manrs.hardening.snapshot:
    path: snapshot
    hosts: "{{ query('ansible.builtin.inventory_hostnames', 'routers') }}"
  run_once: true
"""

RETURN = r"""
path:
  description: The folder.
  returned: success
  type: str
digest:
  description: SHA-256 of the contents; the date does not count.
  returned: success
  type: str
changes:
  description: One line per neighbor whose registered prefixes changed, with how many came and went.
  returned: success
  type: list
  elements: str
findings:
  description: What could not be resolved and what was left out.
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
