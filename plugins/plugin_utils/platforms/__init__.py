# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router OSes: one folder each, and one line each in this registry."""

from __future__ import annotations

from .bird import Bird
from .contract import SHELL as SHELL
from .contract import Platform, PlatformError
from .eos import Eos
from .frr import Frr
from .iosxe import IosXe
from .iosxr import IosXr
from .junos import Junos
from .linux_router import LinuxRouter
from .openbgpd import OpenBgpd
from .routeros import RouterOs

PLATFORMS: tuple[Platform, ...] = (
    LinuxRouter(Frr()),
    LinuxRouter(Bird()),
    LinuxRouter(OpenBgpd()),
    Junos(),
    IosXr(),
    Eos(),
    IosXe(),
    RouterOs(),
)


def platform(name: str) -> Platform:
    """Return the platform that a value of ansible_network_os means.

    :raises PlatformError: no platform has that name; the message lists those there are.
    """
    for candidate in PLATFORMS:
        if name in candidate.names:
            return candidate
    known = ", ".join(name for candidate in PLATFORMS for name in candidate.names)
    raise PlatformError(f"ansible_network_os is {name!r}; this collection knows {known}")
