# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: draft
short_description: Draft what an operator would declare, for a person to correct
version_added: 0.1.0
description:
  - Makes C(manrs_network), C(manrs_neighbors) and C(manrs_interfaces) of what M(manrs.hardening.neighbors_info) read of routers and
    of what PeeringDB says, as files of variables. Each guess has its reason beside it.
  - What cannot be told begins with V(FIXME), and validation refuses it until somebody decides. What should be looked at is marked C(CHECK).
  - Never writes over a file. Runs on the controller and contacts no router.
  - PeeringDB is asked as C(manrs_registry.peeringdb) says, by its public URL where C(manrs_registry) is not declared, and not at all
    where that has no C(peeringdb). Where it does not answer, what only it knows stays unknown.
author: The manrs.hardening contributors (@manrs)
options:
  hosts:
    description: Routers that were read.
    type: list
    elements: str
    required: true
  dest:
    description: Folder with what was read, to which C(group_vars) and C(host_vars) are written.
    type: path
    default: .manrs/draft
  group:
    description: The group whose variables the network's are.
    type: str
    default: all
  full_table:
    description: From that many routes of a family on, a neighbor sends, or is sent, a full table.
    type: int
    default: 100000
attributes:
  check_mode:
    description: Says what it would write, and writes nothing but answers of PeeringDB that are kept.
    support: full
  diff_mode:
    description: Shows the files.
    support: full
  idempotent:
    description: It refuses to write what is there already.
    support: none
"""

EXAMPLES = r"""
- name: Draft the intent of all routers
  manrs.hardening.draft:
    hosts: "{{ ansible_play_hosts }}"
    group: routers
  run_once: true
"""

RETURN = r"""
files:
  description: The files that were written.
  returned: success
  type: list
  elements: str
edits:
  description: What a person has to do.
  returned: success
  type: list
  elements: dict
  contains:
    file:
      description: In which file, below O(dest).
      type: str
    path:
      description: At which variable; V(manrs_neighbors[*]) is any neighbor of the file.
      type: str
    what:
      description: What to do.
      type: str
    why:
      description: What is seen.
      type: str
    must:
      description: Whether validation fails until then.
      type: bool
report:
  description: What people should read, a line each.
  returned: success
  type: list
  elements: str
"""
