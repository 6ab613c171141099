# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a prefix or an ASN is a bogon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils.plain_values import asn_of, prefix_of
from ..plugin_utils.registry.bogons import is_bogon_asn, is_bogon_prefix
from ..plugin_utils.registry.dump_files import RegistryError

DOCUMENTATION = """
name: is_bogon
short_description: Whether a prefix or an ASN is a bogon
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - By the copies of IANA's special-purpose registries that are shipped, as the controls F02 and F07 judge (docs/registries.md). Nobody is
    asked.
  - A prefix is one when it is within special-purpose space that is not globally reachable, multicast and all that is outside of
    C(2000::/3) included. A shorter prefix that has such space in it, as a default route, is none.
  - An ASN is one when it is reserved. What IANA has only not given out yet is none, for prefixes and ASNs.
  - The test P(manrs.hardening.is_bogon#test) says the same, for C(select), C(reject) and C(when).
options:
  _input:
    description: A prefix; or an ASN, as a number or as C(AS64500).
    type: raw
    required: true
"""
EXAMPLES = """
- name: A documentation prefix and a private ASN are, a real network is not
  ansible.builtin.assert:
    that:
      - "'192.0.2.0/24' | manrs.hardening.is_bogon"
      - 64512 | manrs.hardening.is_bogon
      - not '193.20.0.0/22' | manrs.hardening.is_bogon
"""
RETURN = """
_value:
  description: Whether it is a bogon.
  type: bool
"""


def is_bogon(value: Any) -> bool:
    """Tell whether a prefix or an ASN is a bogon."""
    try:
        if isinstance(value, str) and any(sign in value for sign in "./:"):
            return is_bogon_prefix(prefix_of(value))
        return is_bogon_asn(asn_of(value))
    except (ValueError, RegistryError) as error:
        raise AnsibleFilterError(str(error)) from None


class FilterModule:
    """The filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return them by name."""
        return {"is_bogon": is_bogon}
