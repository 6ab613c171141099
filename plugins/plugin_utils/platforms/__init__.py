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
class Os:
    """One router OS. ``kind``: its class, in ``folder``; of a routing daemon on Linux it is a part of the router.

    ``names``: the values of ansible_network_os that mean it. ``title``: what people call it. ``versions``: those that pages speak of, the
    newest last, ``is_real`` if they were run and not only simulated. ``suffix``: of a file with its configuration.
    """

    folder: str
    kind: str
    names: tuple[str, ...]
    title: str
    versions: tuple[str, ...]
    suffix: str = "conf"
    is_daemon: bool = False
    is_real: bool = False

    @property
    def transport(self) -> str:
        return SHELL if self.is_daemon else self.folder


def _daemon(folder: str, kind: str, names: tuple[str, ...], title: str, versions: tuple[str, ...]) -> Os:
    return Os(folder, kind, names, title, versions, is_daemon=True, is_real=True)


OSES = (
    _daemon("frr", "Frr", ("frr", "frr.frr.frr"), "FRR", ("8.4.4", "10.3")),
    _daemon("bird", "Bird", ("bird",), "BIRD", ("2.0.12", "3.1.8")),
    _daemon("openbgpd", "OpenBgpd", ("openbgpd",), "OpenBGPD", ("7.7", "8.8")),
    Os("junos", "Junos", ("junos", "juniper_junos", "junipernetworks.junos.junos"), "Junos", ("24.4R1",), "xml"),
    Os("iosxr", "IosXr", ("iosxr", "cisco.iosxr.iosxr"), "IOS-XR", ("7.11.2",), "cfg"),
    Os("iosxe", "IosXe", ("iosxe", "ios", "cisco.ios.ios"), "IOS-XE", ("17.9.4",), "cfg"),
    Os("eos", "Eos", ("eos", "arista.eos.eos"), "EOS", ("4.30.1F",), "cfg"),
    Os("routeros", "RouterOs", ("routeros", "community.routeros.routeros"), "RouterOS", ("7.20.4",), "rsc"),
)


def os_of(name: str) -> Os:
    """Return the OS that a value of ansible_network_os means.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    for candidate in OSES:
        if name in candidate.names:
            return candidate
    known = ", ".join(name for candidate in OSES for name in candidate.names)
    raise PlatformError(f"ansible_network_os is {name!r}; this collection knows {known}")


def transport(name: str) -> str:
    """Return how a router with that ansible_network_os is reached: SHELL, or the name of the session that it needs.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    return os_of(name).transport


def folder(name: str) -> str:
    """Return the folder of the platform that a value of ansible_network_os means; of a routing daemon, the daemon's.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    return os_of(name).folder


def platform(name: str) -> Platform:
    """Return the platform that a value of ansible_network_os means.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    known = os_of(name)
    made = getattr(import_module(f".{known.folder}", __name__), known.kind)()
    if known.is_daemon:
        made = import_module(".linux_router", __name__).LinuxRouter(made)
    found: Platform = made
    return found
