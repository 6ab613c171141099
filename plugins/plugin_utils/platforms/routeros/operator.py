# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's own chains: what a connection or its templates bind, and what ours jump to behind GUARD and SEAL."""

from __future__ import annotations

import re

from ...model.policies import Finding, Session
from ..contract import PlatformError
from ..line_keys import BindingKey
from .names import OURS
from .objects import Configuration, reachable
from .parse import RosRunning

#: The comment of the rules that run them.
YOURS = "yours"
#: Names that can stand in a rule as one word.
_SAYABLE = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)


def called(configuration: Configuration, name: str) -> str | None:
    """Return the operator's chain that a chain of ours jumps to."""
    chains = configuration.chains
    for item in sorted(reachable(chains, [name]) & chains.keys()):
        for rule in chains[item] if item.startswith(OURS) else ():
            if rule.comment == YOURS and rule.text.startswith("jump "):
                return rule.text.removeprefix("jump ")
    return None


def of_session(running: RosRunning, key: BindingKey) -> str | None:
    """Return the operator's chain that acts on a connection: bound, jumped to by ours, or inherited from its templates."""
    bound = running.configuration.bindings.get(key)
    if bound is None:
        return running.inherited.get(key)
    return called(running.configuration, bound) if bound.startswith(OURS) else bound


def problem(running: RosRunning, session: Session, key: BindingKey, name: str) -> Finding | None:
    """Return why a connection's own chain cannot be kept behind ours, or None.

    :raises PlatformError: it has no rule, which is as if it was not there.
    """
    where = f"{session.neighbor} ({session.address})"
    if name not in running.configuration.chains:
        raise PlatformError(f"{where}: its chain {name} ({key.direction}) has no rule on the router; create it or take it off")
    if not _SAYABLE.fullmatch(name):
        what = f"its chain {name!r} ({key.direction}) has a name that cannot stand in a rule"
        return Finding(
            "B03", "critical", where, what, "rename it to letters, digits, - and _, then run again", (f"{key.direction}: {name}",)
        )
    return None
