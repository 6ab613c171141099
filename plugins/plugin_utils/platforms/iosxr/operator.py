# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's own route-policies, which run between GUARD and SEAL as the condition ``if apply THEIRS``.

Such a condition holds when the policy passed or changed the route. The one thing that means something else there than alone is
``done`` where nothing was passed or changed before: alone it accepts, in a condition it does not hold (Routing Configuration Guide,
"Behavior of pass/drop/done RPL statements for hierarchical policy conditions"), and the route would be dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ...model.first_few import evidence
from ...model.policies import Finding, Session
from ..contract import PlatformError
from ..line_keys import BindingKey
from ..pair_names import OURS
from .objects import Configuration, Kind, ObjectKey, is_remark, reachable
from .parse import XrRunning

_APPLIED = re.compile(r"if apply (\S.*?) then", re.ASCII)
#: Names, with parameters or without, that cannot end the line or the condition that we put them into.
_SAYABLE = re.compile(r"[A-Za-z0-9_.:,@#%$+=|-]+(?:\([A-Za-z0-9_.:,@#%$+=| /\[\]*-]*\))?", re.ASCII)
#: Statements that make a route acceptable before a ``done``.
_ACCEPTING = ("pass", "set", "delete", "prepend", "add", "remove", "replace")


def called(body: Iterable[str]) -> str | None:
    """Return the operator's policy that a policy of ours runs, with its parameters."""
    found = (_APPLIED.fullmatch(line) for line in body)
    return next((item[1] for item in found if item and not item[1].startswith(OURS)), None)


def of_session(configuration: Configuration, inherited: Mapping[BindingKey, str], key: BindingKey) -> str | None:
    """Return the operator's policy that acts on a session: bound, run by ours, or inherited from its groups."""
    bound = configuration.bindings.get(key)
    if bound is None:
        return inherited.get(key)
    if not bound.startswith(OURS):
        return bound
    return called(configuration.objects.get(ObjectKey(Kind.POLICY, bound), ()))


def _bodies(running: XrRunning, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    objects = running.configuration.objects
    for used in sorted(reachable(objects, [name])):
        body = objects.get(ObjectKey(Kind.POLICY, used))
        if body is not None:
            yield used, tuple(line for line in body if not is_remark(line))


def bare_done(body: Iterable[str]) -> bool:
    """Tell whether a policy may say done where nothing was passed or changed just before."""
    before = ""
    for line in body:
        words = line.split()
        if "done" in words and (words != ["done"] or not before.startswith(_ACCEPTING)):
            return True
        before = line
    return False


def problem(running: XrRunning, session: Session, key: BindingKey, name: str) -> Finding | None:
    """Return why a session's own policy cannot be kept between ours, or None.

    :raises PlatformError: it is not there, or its name cannot be said.
    """
    where = f"{session.neighbor} ({session.address})"
    if not _SAYABLE.fullmatch(name):
        raise PlatformError(f"{where}: the route-policy {name!r} ({key.direction}) has a name that cannot stand in ours; rename it")
    if ObjectKey(Kind.POLICY, name.partition("(")[0]) not in running.configuration.objects:
        raise PlatformError(f"{where}: its route-policy {name} ({key.direction}) does not exist on the router; create it or take it off")
    for used, body in _bodies(running, name):
        if bare_done(body):
            what = f"its route-policy {used} says done without pass right before, which would drop the route when it runs between ours"
            remedy = f"route-policy {used}: write pass on the line before each done, then run again"
            return Finding(
                "B03", "critical", where, what, remedy, evidence(f"route-policy {used}: {line}" for line in body if "done" in line)
            )
    return None


def warning(running: XrRunning, session: Session, name: str) -> Finding | None:
    """Return what the operator's policy sees otherwise than on other routers, or None."""
    for used, body in _bodies(running, name):
        if reading := [line for line in body if "community matches-" in line or "community is-empty" in line]:
            where = f"{session.neighbor} ({session.address})"
            what = f"its route-policy {used} reads communities as the neighbor sent them: RPL does not see what ours took off before"
            remedy = "let it act on no community of your own that the neighbor may not send"
            return Finding("F18", "warning", where, what, remedy, evidence(f"route-policy {used}: {line}" for line in reading))
    return None
