# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter of the same name as a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..filter.is_bogon import is_bogon

DOCUMENTATION = """
name: is_bogon
short_description: Whether a prefix or an ASN is a bogon
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - What the filter P(manrs.hardening.is_bogon#filter) says, where Jinja wants a test.
options:
  _input:
    description: A prefix; or an ASN, as a number or as C(AS64500).
    type: raw
    required: true
"""
EXAMPLES = """
- name: Leave out what is special-purpose
  ansible.builtin.assert:
    that: "['192.0.2.0/24', '193.20.0.0/22'] | reject('manrs.hardening.is_bogon') == ['193.20.0.0/22']"
"""
RETURN = """
_value:
  description: Whether it is a bogon.
  type: bool
"""


class TestModule:
    """The tests of this file."""

    def tests(self) -> dict[str, Callable[..., Any]]:
        """Return them by name."""
        return {"is_bogon": is_bogon}
