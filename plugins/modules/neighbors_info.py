# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: neighbors_info
short_description: Read who a router's neighbors are, with nothing declared
version_added: 0.1.0
description:
  - Reads a router's eBGP sessions, what comes in and goes out there, its own prefixes and the links of its sessions, for
    M(manrs.hardening.draft). Needs none of this collection's variables.
  - Nothing on the router is changed. Where a family has more than 200,000 routes they are counted and not read.
author: The manrs.hardening contributors (@manrs)
options:
  dest:
    description: Folder on the controller; what is read goes to C(seen) in it.
    type: path
    default: .manrs/draft
attributes:
  check_mode:
    description: Changes nothing on a router in any mode. Its file is written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: It changes nothing on a router.
    support: full
"""

EXAMPLES = r"""
- name: Who is there
  manrs.hardening.neighbors_info:
"""

RETURN = r"""
path:
  description: File with all that was read, in JSON.
  returned: success
  type: str
asn:
  description: Our own ASN, as the router says it; null where it does not.
  returned: success
  type: int
sessions:
  description: Its eBGP sessions, one for each family.
  returned: success
  type: list
  elements: dict
  contains:
    address:
      description: The neighbor's address.
      type: str
    family:
      description: 4 or 6.
      type: int
    asn:
      description: The neighbor's ASN.
      type: int
    label:
      description: What the router calls it.
      type: str
    accepted:
      description: Number of routes that are accepted from it; null while it is down.
      type: int
    announced:
      description: Number of routes that it is sent; null where that is not known.
      type: int
"""
