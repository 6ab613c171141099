# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audit the configuration of a router of any OS, hardened by us or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..platforms.linux_router import routing_text
from . import frr, ios
from .findings import Answer, Standing, audit
from .probes import Known
from .tree import Tree

#: Those whose policies are evaluated, by the folder of their platform.
_EVALUATED: Mapping[str, Callable[[str], Tree]] = {"frr": frr.parse, "iosxe": ios.parse}


def audit_configuration(platform: str, text: str, known: Known) -> tuple[Answer, ...]:
    """Ask every eBGP session of a running configuration, declared or not, how the controls stand at it.

    :param platform: the folder of the router's platform. ``text``: as ``Running.text`` has it.
    """
    read = _EVALUATED.get(platform)
    if read is not None:
        return audit(read(routing_text(text)), known)
    what, remedy = f"configurations of {platform} are not read", "look at its sessions by hand"
    return (Answer("B02", "the router", 0, Standing.UNKNOWN, what, (), remedy),)
