# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The prefixes of a list that are within others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils.model.prefixes import PrefixRange
from ..plugin_utils.model.sets import PrefixSet
from ..plugin_utils.plain_values import prefixes_of

DOCUMENTATION = """
name: prefixes_within
short_description: The prefixes of a list that are within others
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - Keeps the prefixes that are one of the covering prefixes or a more-specific of one. One prefix that has to cover is enough, the
    addresses of two are not added up.
positional: covering
options:
  _input:
    description: Prefixes, or the pairs or ranges that P(manrs.hardening.irr_prefixes#lookup) gives.
    type: list
    elements: raw
    required: true
  covering:
    description: The prefixes to be within, one or a list.
    type: list
    elements: str
    required: true
"""
EXAMPLES = """
- name: What somebody registered in our space
  ansible.builtin.assert:
    that: "['193.20.0.0/22', '185.10.2.0/24'] | manrs.hardening.prefixes_within('185.10.0.0/22') == ['185.10.2.0/24']"
"""
RETURN = """
_value:
  description: Those within, in their order. Pairs and ranges stay what they are.
  type: list
  elements: raw
"""


def prefixes_within(values: Any, covering: Any) -> list[Any]:
    """Return the prefixes that are within one of the covering ones."""
    try:
        space = prefixes_of([covering] if isinstance(covering, str) else covering, "covering")
        within = PrefixSet("covering", frozenset(PrefixRange.of(prefix) for prefix in space))
        found = zip(values, prefixes_of(values), strict=True)
        return [value if isinstance(value, Mapping) else str(prefix) for value, prefix in found if within.holds(prefix)]
    except ValueError as error:
        raise AnsibleFilterError(str(error)) from None


class FilterModule:
    """The filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return them by name."""
        return {"prefixes_within": prefixes_within}
