# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""By which connection of Ansible's a router is delivered to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible import constants, context

DOCUMENTATION = """
name: connection
short_description: The connection by which a router is delivered to
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - Gives C(ansible.builtin.local) for a router that is reached through a library on the controller (Junos, IOS-XR), else the connection
    that the host has anyway.
  - With C(network_cli) or C(netconf) Ansible itself would log in to the router first, and need a collection for its OS.
options:
  _input:
    description: The variables of the host, C(hostvars[inventory_hostname]).
    type: dict
    required: true
"""
EXAMPLES = """
- name: Deliver
  manrs.hardening.deploy:
  vars:
    ansible_connection: "{{ hostvars[inventory_hostname] | manrs.hardening.connection }}"
"""
RETURN = """
_value:
  description: The name of a connection plugin.
  type: str
"""

try:
    from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import SHELL, PlatformError, transport
except ImportError as error:
    # The action says what is missing.
    MISSING: ImportError | None = error
else:
    MISSING = None


def connection(variables: Mapping[str, Any]) -> str:
    """Return the connection of a host with these variables."""
    theirs = str(variables.get("ansible_connection") or context.CLIARGS.get("connection") or constants.DEFAULT_TRANSPORT)
    if MISSING is not None:
        return theirs
    try:
        is_shell = transport(str(variables.get("ansible_network_os", ""))) == SHELL
    except PlatformError:
        # The action refuses it, and says which there are: nobody has to log in for that.
        is_shell = False
    return theirs if is_shell else "ansible.builtin.local"


class FilterModule:
    """The filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return them by name."""
        return {"connection": connection}
