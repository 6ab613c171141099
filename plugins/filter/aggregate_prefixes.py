# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fewest prefixes of the same addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils.model.sources import joined
from ..plugin_utils.plain_values import prefixes_of

DOCUMENTATION = """
name: aggregate_prefixes
short_description: The fewest prefixes of the same addresses
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - Leaves out prefixes inside others and joins siblings, until no fewer prefixes hold exactly the same addresses.
  - For packet filters. A route filter made from it would accept other routes than are registered; for one, let the lookup
    P(manrs.hardening.irr_prefixes#lookup) aggregate ranges.
options:
  _input:
    description: Prefixes of both families, in any order.
    type: list
    elements: str
    required: true
"""
EXAMPLES = """
- name: Two halves and a part of one of them
  ansible.builtin.assert:
    that: "['193.20.0.0/23', '193.20.2.0/23', '193.20.3.0/24'] | manrs.hardening.aggregate_prefixes == ['193.20.0.0/22']"
"""
RETURN = """
_value:
  description: The prefixes, sorted, IPv4 first.
  type: list
  elements: str
"""


def aggregate_prefixes(prefixes: Any) -> list[str]:
    """Return the fewest prefixes of the same addresses."""
    try:
        if isinstance(prefixes, list) and any(isinstance(value, Mapping) for value in prefixes):
            raise ValueError("these are pairs or ranges, whose origins and lengths would be lost; put map(attribute='prefix') in front")
        return [str(prefix) for prefix in sorted(joined(prefixes_of(prefixes)))]
    except ValueError as error:
        raise AnsibleFilterError(str(error)) from None


class FilterModule:
    """The filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return them by name."""
        return {"aggregate_prefixes": aggregate_prefixes}
