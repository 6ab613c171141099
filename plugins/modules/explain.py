# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: explain
short_description: Say why a route is accepted or dropped
version_added: 0.1.0
description:
  - Follows one route through the policy of a router. Every control in its order, what it says and why, with the objects of the registry.
  - Contacts no router. What a router cannot say and does otherwise is told by M(manrs.hardening.render), in its substitutions.
author: The manrs.hardening contributors (@manrs)
options:
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote.
    type: path
    default: .manrs/snapshot
  neighbor:
    description: Name or address of the neighbor that announces the route.
    type: str
    required: true
  prefix:
    description: The prefix, such as V(193.0.0.0/21).
    type: str
    required: true
  origin:
    description: The origin, such as V(64501) or V(AS64501). Without O(as_path), the path is the neighbor's ASN and this.
    type: str
  as_path:
    description: The AS path, nearest first, such as V(64500 64501 {64502,64503}).
    type: str
  communities:
    description: Communities and large communities that it carries, such as V(64500:1) and V(64500:1:1).
    type: list
    elements: str
    default: []
  next_hop:
    description: Its next hop. Without it, the neighbor's own address.
    type: str
  otc:
    description: Its Only To Customer attribute (RFC 9234).
    type: int
  to:
    description: Name or address of another neighbor. Says also whether the route is announced to it.
    type: str
  ask_registry:
    description: Ask the IRR what is registered around the prefix, in databases that do not count too.
    type: bool
    default: true
attributes:
  check_mode:
    description: Changes nothing in any mode.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: It changes nothing.
    support: full
"""

EXAMPLES = r"""
- name: Why was that route dropped
  manrs.hardening.explain:
    neighbor: acme
    prefix: 193.0.0.0/21
    origin: 64501
"""

RETURN = r"""
verdict:
  description: V(accept) or V(reject).
  returned: success
  type: str
control:
  description: The control that decides; V(accept) when none rejects.
  returned: success
  type: str
steps:
  description: What each control said, in the order in which a router asks them, up to the one that rejects.
  returned: success
  type: list
  elements: dict
  contains:
    direction:
      description: V(import) or V(export).
      type: str
    control:
      description: Its ID.
      type: str
    outcome:
      description: V(passes), V(rejects), V(would reject), V(changes) or V(accepts).
      type: str
    reason:
      description: Why.
      type: str
objects:
  description: What is registered for the prefix and what covers it.
  returned: success
  type: list
  elements: str
near:
  description: What is near in the registry, and how it differs.
  returned: success
  type: list
  elements: dict
to_register:
  description: What should be registered so that the route passes.
  returned: success
  type: list
  elements: str
report:
  description: All of it for people, a line each.
  returned: success
  type: list
  elements: str
"""
