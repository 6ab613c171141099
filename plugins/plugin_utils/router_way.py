# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From one host's variables to its platform and the way to it: what the actions that contact a router share."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

from ansible import context
from ansible.errors import AnsibleActionFail

from .ansible_variables import connection_parameters
from .delivery.transports.ansible_shell import ansible_shell
from .delivery.transports.transport import Transport
from .platforms import SHELL, Os, PlatformError, os_of


def network_os(action: Any, variables: Mapping[str, Any]) -> str:
    """Return what the inventory names a host's OS."""
    return str(action._templar.template(variables.get("ansible_network_os", "")))


def _command_line(action: Any) -> dict[str, str | None]:
    """Return what ``ansible-playbook`` itself was told of the login, which is how a Machine credential of AWX comes."""
    arguments = context.CLIARGS
    password = action._play_context.password if arguments.get("ask_pass") or arguments.get("connection_password_file") else None
    return {"user": arguments.get("remote_user"), "password": password, "key_file": arguments.get("private_key_file")}


def _session(known: Os) -> Any:
    """Return the class of the session to a router without a shell. Imported where there is one: the libraries take a second to load.

    :raises PlatformError: the OS is only rendered.
    """
    module = f"{known.folder}_session"
    if find_spec(f".delivery.transports.{module}", __package__) is None:
        raise PlatformError(f"{known.title} is rendered only: this collection has no way to such a router")
    return getattr(import_module(f".delivery.transports.{module}", __package__), f"{known.kind}Session")


@contextmanager
def router_way(action: Any, variables: Mapping[str, Any], host: str, inventory: Mapping[str, Any]) -> Iterator[Transport]:
    """Give the way to a router: Ansible's own connection to a shell, else a session of the OS's library.

    :param variables: the task's. ``inventory``: the host's own: ours runs by a local connection there, and which protocol
        ansible_port belongs to is said by the inventory's.
    """
    known = os_of(network_os(action, variables))
    if known.transport != SHELL:
        session = _session(known)
        typed = _command_line(action)
        instead = {"ansible_connection": inventory.get("ansible_connection", "")}
        for name in ("ansible_user", "ansible_private_key_file"):
            # Ansible adds to a task's variables what only the command line says.
            if name not in inventory and variables.get(name) in typed.values():
                instead[name] = None
        # A copy of hostvars would need every variable of the host, whatever is wrong with it.
        theirs = ChainMap(instead, cast(dict[str, Any], variables))
        yield session(connection_parameters(theirs, action._templar, host, os.environ, typed))
        return
    if action._connection.transport in ("network_cli", "ansible.netcommon.network_cli"):
        raise AnsibleActionFail(f"{host}: this platform is reached through a shell; set ansible_connection: ssh")
    with ansible_shell(action) as shell:
        yield shell
