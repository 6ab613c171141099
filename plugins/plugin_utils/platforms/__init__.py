# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router OSes: one folder each, and one line each in this registry. Only the one that is asked for is loaded.

A playbook asks for every task of every router, each in a process of its own, how the router is reached: that loads none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .contract import Platform

#: The transport of routers that have a POSIX shell: Ansible's own connection.
SHELL = "shell"


class PlatformError(ValueError):
    """A router's answer or wish does not fit; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class _Os:
    """One router OS. ``kind``: its class, in ``folder``; of a routing daemon on Linux it is a part of the router.

    ``names``: the values of ansible_network_os that mean it.
    """

    folder: str
    kind: str
    names: tuple[str, ...]
    is_daemon: bool = False

    @property
    def transport(self) -> str:
        return SHELL if self.is_daemon else self.folder


_OSES = (
    _Os("frr", "Frr", ("frr", "frr.frr.frr"), is_daemon=True),
    _Os("bird", "Bird", ("bird",), is_daemon=True),
    _Os("openbgpd", "OpenBgpd", ("openbgpd",), is_daemon=True),
    _Os("junos", "Junos", ("junos", "juniper_junos", "junipernetworks.junos.junos")),
    _Os("iosxr", "IosXr", ("iosxr", "cisco.iosxr.iosxr")),
    _Os("eos", "Eos", ("eos", "arista.eos.eos")),
    _Os("iosxe", "IosXe", ("iosxe", "ios", "cisco.ios.ios")),
    _Os("routeros", "RouterOs", ("routeros", "community.routeros.routeros")),
)


def _os(name: str) -> _Os:
    for candidate in _OSES:
        if name in candidate.names:
            return candidate
    known = ", ".join(name for candidate in _OSES for name in candidate.names)
    raise PlatformError(f"ansible_network_os is {name!r}; this collection knows {known}")


def transport(name: str) -> str:
    """Return how a router with that ansible_network_os is reached: SHELL, or the name of the session that it needs.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    return _os(name).transport


def folder(name: str) -> str:
    """Return the folder of the platform that a value of ansible_network_os means; of a routing daemon, the daemon's.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    return _os(name).folder


def platform(name: str) -> Platform:
    """Return the platform that a value of ansible_network_os means.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    known = _os(name)
    made = getattr(import_module(f".{known.folder}", __name__), known.kind)()
    if known.is_daemon:
        made = import_module(".linux_router", __name__).LinuxRouter(made)
    found: Platform = made
    return found
