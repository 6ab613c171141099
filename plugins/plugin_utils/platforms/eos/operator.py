# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's own route-maps, which run between GUARD and SEAL as ``sub-route-map``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...model.policies import Finding, Session
from ..contract import PlatformError
from ..line_keys import BindingKey
from ..pair_names import OURS
from .objects import Configuration, Kind, ObjectKey, called, referred
from .parse import EosRunning

#: Names that cannot end the line that we put them into.
_SAYABLE = re.compile(r"[A-Za-z0-9_.:@#%+=-]+", re.ASCII)


def of_session(configuration: Configuration, inherited: Mapping[BindingKey, str], key: BindingKey) -> str | None:
    """Return the operator's route-map that acts on a session: bound, called by ours, or inherited."""
    bound = configuration.bindings.get(key)
    if bound is None:
        return inherited.get(key)
    if not bound.startswith(OURS):
        return bound
    return next((name for name in called(configuration.objects.get(ObjectKey(Kind.MAP, bound), ())) if not name.startswith(OURS)), None)


def problem(running: EosRunning, session: Session) -> Finding | None:
    """Return why a session cannot be filtered by a route-map, or None."""
    if session.address not in running.parsed.rcf:
        return None
    what = "it has a routing control function (rcf), which cannot run between ours, and may take the place of a route-map"
    remedy = "say it as a route-map, then take the rcf off"
    return Finding("B03", "critical", f"{session.neighbor} ({session.address})", what, remedy, (f"neighbor {session.address} rcf",))


def check(running: EosRunning, session: Session, key: BindingKey, name: str) -> None:
    """Refuse a route-map of the operator's that is not there or calls what is not there: on EOS that lets everything through.

    :raises PlatformError: it is so, or its name cannot be said.
    """
    where = f"{session.neighbor} ({session.address})"
    objects = running.configuration.objects
    waiting, seen = [name], set[str]()
    while waiting:
        found = waiting.pop()
        if found in seen:
            continue
        seen.add(found)
        if not _SAYABLE.fullmatch(found):
            raise PlatformError(f"{where}: the route-map {found!r} ({key.direction}) has a name that cannot stand in ours; rename it")
        if ObjectKey(Kind.MAP, found) not in objects:
            raise PlatformError(f"{where}: its route-map {found} ({key.direction}) does not exist on the router; create it or take it off")
        waiting += called(objects[ObjectKey(Kind.MAP, found)])


def warning(running: EosRunning, session: Session, name: str) -> Finding | None:
    """Return what the operator's route-map may see otherwise than on other routers, or None."""
    for line in running.configuration.objects.get(ObjectKey(Kind.MAP, name), ()):
        words = list(referred([line]))
        if line.strip().startswith("match ") and any(word in ("community", "large-community") for word in words):
            where = f"{session.neighbor} ({session.address})"
            what = f"its route-map {name} reads communities, maybe as the neighbor sent them: what ours takes off is said to go at the end"
            remedy = "let it act on no community of your own that the neighbor may not send"
            return Finding("F18", "warning", where, what, remedy, (f"route-map {name}: {line.strip()}",))
    return None
