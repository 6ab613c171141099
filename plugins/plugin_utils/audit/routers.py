# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audit the configuration of a router of any OS, hardened by us or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..platforms.linux_router import routing_text
from . import frr, ios
from .findings import audit
from .probes import Known
from .sessions import Answer
from .structure import structure
from .tree import Tree

#: Those whose filters are followed route by route, by the folder of their platform; of others the structure is asked.
_EVALUATED: Mapping[str, Callable[[str], Tree]] = {"frr": frr.parse, "iosxe": ios.parse}


def audit_configuration(platform: str, text: str, known: Known) -> tuple[Answer, ...]:
    """Ask every eBGP session of a running configuration, declared or not, how the controls stand at it.

    :param platform: the folder of the router's platform. ``text``: as ``Running.text`` has it.
    """
    read, mine = _EVALUATED.get(platform), routing_text(text)
    return audit(read(mine), known) if read is not None else structure(platform, mine, known)
