# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what runs to the wanted text, and back, as data: one load of BIRD, all filters and their sets at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.policies import Finding, Policy
from ...model.routes import Direction
from ..contract import Change, PlatformError
from ..findings import IN_THE_INTENT
from ..own_files import OwnFilesPlan, Place, Wanted
from ..own_files import differences as file_differences
from ..own_files import make_plan as files_plan
from ..plan_lines import moved_pairs
from ..way_back import BASE, PartPlan
from .names import filter_symbol
from .objects import (
    ASPAS,
    FOLDER,
    LOCAL_FILE,
    MAIN,
    Configuration,
    closure,
    function_of,
    local_addition,
    local_names,
    main_text,
    parse_main,
    references,
    split_text,
    text_digest,
    whole_text,
)
from .parse import BirdRunning, blanked
from .render import filter_text
from .sessions import session_symbol
from .wish import PASSES, Wish, released, wish

_OPERATOR = "/etc/bird/bird.conf"
#: The seconds of the way back's own timer, as its watchdog was told, and a minute: BIRD's timer must not be first, it knows no files.
_TIMER = f"tr '\\0' '\\n' </proc/$(cat {BASE}/lock/watchdog)/cmdline 2>/dev/null | grep -E '^[0-9]+$' | tail -n 1"
#: BIRD says "in progress" while protocols that go are shut down.
_WAIT = "N=0; until birdc show status | grep -q 'up and running' || [ $N -ge 50 ]; do sleep 0.2; N=$((N + 1)); done"
PLACE = Place(
    part="bird",
    mains=(MAIN,),
    folder=FOLDER,
    local=LOCAL_FILE,
    reference=_OPERATOR,
    loaded=(
        "SYMBOLS=$(birdc show symbols) && printf '%s\\n' \"$SYMBOLS\" | sed -n 's/^MANRS-DIGEST-\\([0-9a-f]\\{16\\}\\)[[:space:]].*/\\1/p'"
    ),
    # Not the time of the last load: BIRD computes it anew each time, and its milliseconds differ.
    watched="birdc show symbols | grep -E '[[:space:]](filter|function|constant)$' | sort | sha256sum; cat /etc/bird/*.conf | sha256sum",
    check="birdc configure check",
    load=f"birdc configure timeout $(($({_TIMER}) + 60)) || return 1; {_WAIT}",
    reload=f"birdc configure || birdc configure undo; {_WAIT}",
    confirm="birdc configure confirm",
)
#: How what a new answer of the registry may change begins.
_EDITED = ("filter ", "function ", "define ", "protocol static ")
#: A name with the digest of its content.
_CALLED = re.compile(r"('MANRS-[A-Za-z0-9_.:-]+)-[0-9a-f]{8}'")


def _shape(configuration: Configuration) -> dict[str, list[str]]:
    """Return filters with all that they call, but not what is registered, and no ASPAs."""
    return {
        name: sorted(_CALLED.sub(r"\1'", text) for found, text in closure(configuration.definitions, [name]).items() if found != ASPAS)
        for name in configuration.filters()
    }


def _change(running: BirdRunning, wished: Wish) -> Change:
    now, wanted = running.configuration, wished.configuration
    if wished.is_resetting:
        return Change.RESETS
    same = {name: text for name, text in now.definitions.items() if not text.startswith(_EDITED)}
    wanted_same = {name: text for name, text in wanted.definitions.items() if not text.startswith(_EDITED)}
    is_edit = running.is_loaded and same == wanted_same and _shape(now) == _shape(wanted)
    return Change.SAFE if is_edit else Change.FILTERS


def _touched(running: BirdRunning, wanted: Configuration) -> tuple[tuple[str, int], ...]:
    """Return the sessions whose filters in use change."""
    found = set()
    for address, protocol in running.external.items():
        for channel in protocol.channels:
            for direction in Direction:
                name = filter_symbol(direction, address, channel.family)
                is_bound = running.bound(address, channel.family, direction) == name
                if is_bound and running.configuration.definitions.get(name) != wanted.definitions.get(name):
                    found.add((address, channel.family))
    return tuple(sorted(found))


def _ends(running: BirdRunning, wanted: Configuration) -> frozenset[str]:
    """Return the addresses of the sessions of ours that go."""
    return frozenset(
        address
        for address, protocol in running.external.items()
        if protocol.name == session_symbol(address) and protocol.name not in wanted.definitions
    )


def _summary(running: BirdRunning, wished: Wish) -> Iterator[str]:
    """Say what changes: registered prefixes, sessions, other definitions."""
    now, wanted = running.configuration, wished.configuration
    if not running.is_included:
        yield f"{MAIN}: put, not loaded: the configuration does not include it yet"
    elif running.is_hand_made:
        yield f"{MAIN}: written again, it is not as we wrote it"
    elif not running.is_loaded and running.disk.mains[0] is not None:
        yield f"{MAIN}: loaded, what BIRD runs is something else"
    yield from moved_pairs(running.pair_sets, wanted.pair_sets())
    directions: dict[tuple[str, int, str], list[str]] = {}
    names = {address: item.description or item.name for address, item in running.external.items()} | wished.names
    for address in sorted(names):
        for family in (4, 6):
            for direction in Direction:
                name = filter_symbol(direction, address, family)
                old, new = now.definitions.get(name), wanted.definitions.get(name)
                if old == new:
                    continue
                passes = new is not None and new.rstrip("}\n ").endswith(PASSES[0]) and "# released" in new
                said = "filter taken off" if new is None or passes else "filter renewed" if old is not None else "filtered from now on"
                directions.setdefault((address, family, said), []).append(direction.value)
    for (address, family, said), ways in directions.items():
        used = "" if running.channel(address, family) is None or said == "filter taken off" else _use(running, address, family)
        yield f"{names.get(address, address)} ({address}) IPv{family} {' and '.join(ways)}: {said}{used}"
    for name in sorted(now.definitions.keys() | wanted.definitions.keys()):
        old, new = now.definitions.get(name, ""), wanted.definitions.get(name, "")
        if name == ASPAS and old != new:
            had, has = (set(text.splitlines()) for text in (old, new))
            yield f"ASPAs: +{len(has - had)} -{len(had - has)}"
        elif old != new and (new or old).startswith("protocol "):
            what = "RPKI cache" if "protocol rpki" in (new or old) else "session"
            yield f"{what} {name.split('-', 2)[2]}: {'taken off' if not new else 'new' if not old else 'changed'}"


def _use(running: BirdRunning, address: str, family: int) -> str:
    is_bound = all(running.bound(address, family, direction) == filter_symbol(direction, address, family) for direction in Direction)
    return "" if is_bound else ", when the session uses it"


def make_plan(running: BirdRunning, wished: Wish, identifier: str, is_last: bool = False) -> OwnFilesPlan:
    """Return the plan to what is wished.

    :param is_last: nothing of ours is left behind it.
    """
    wanted = wished.configuration
    main = main_text(wanted)
    is_gone = is_last and not wanted.definitions and not running.is_included
    target = Wanted(
        mains=(None,) if is_gone else (main,),
        files=wanted.files,
        digest="" if is_gone else text_digest(wanted),
        local_addition=local_addition(running.disk.local or "", local_names(wanted.definitions)),
        is_included=running.is_included,
    )
    return files_plan(
        PLACE,
        running.disk,
        target,
        identifier,
        summary=tuple(_summary(running, wished)),
        before=running.text,
        after="" if is_gone else blanked(whole_text(main, wanted.files)),
        change=_change(running, wished),
        touched=_touched(running, wanted),
        findings=tuple(wished.findings),
        ends=_ends(running, wanted),
        is_last=is_last,
    )


def plan(running: BirdRunning, fitted: Policy, identifier: str, allow_reset: bool) -> OwnFilesPlan:
    """Return the plan from running to the fitted policy."""
    return make_plan(running, wish(running, fitted, allow_reset), identifier)


def plan_release(running: BirdRunning, identifier: str, allow_reset: bool) -> OwnFilesPlan:
    """Return the plan that leaves nothing of ours that acts. A filter that a session still uses lets everything pass."""
    now = running.configuration
    definitions: dict[str, str] = {}
    stay: set[str] = set()
    findings: list[Finding] = []
    is_resetting = False
    for address, protocol in sorted(running.external.items()):
        found = released(running, address, protocol, allow_reset)
        definitions |= {name: filter_text(name, lines) for name, lines in found.lines.items()}
        stay |= {*found.stay}
        findings += found.findings
        is_resetting |= found.is_resetting
    if running.is_included and not definitions and not stay:
        remedy = f'take the line with include "{MAIN}" out of the configuration, birdc configure, then run again'
        what = "it still includes our file, which is empty now"
        findings.append(Finding("D04", "warning", "bird.conf", what, remedy, (f'include "{MAIN}"',)))
    definitions = {**closure(now.definitions, stay), **definitions}
    needed = {name for item in definitions.values() for name in references(item)}
    files = {name: content for name, content in now.files.items() if function_of(content) in needed}
    configuration = Configuration(definitions, files, now.kept & files.keys())
    return make_plan(running, Wish(configuration, findings, {}, is_resetting), identifier, is_last=not definitions)


def plan_back(running: BirdRunning, text: str, identifier: str) -> OwnFilesPlan:
    """Return the plan from running to what an older text holds of ours.

    Sessions of ours stay as they are: a record has no passwords. So does a filter that a session uses and that the record has not.

    :raises PlatformError: a file that the text needs is not in it.
    """
    main, files = split_text(text)
    parsed, now = parse_main(main), running.configuration
    if missing := sorted(set(parsed.files) - files.keys()):
        raise PlatformError(f"the record does not hold {', '.join(missing)}")
    findings = []
    ours = {name for name in (*parsed.definitions, *now.definitions) if name.startswith(session_symbol(""))}
    for name in sorted(ours):
        if blanked(now.definitions.get(name, "")) != parsed.definitions.get(name, ""):
            what, shown = "a rollback leaves this session as it is", (f"protocol bgp {name}",)
            findings.append(Finding("D04", "warning", name, what, IN_THE_INTENT, shown))
    definitions = {name: item for name, item in parsed.definitions.items() if name not in ours}
    stay = {name for name in now.definitions if name in ours}
    for address, protocol in sorted(running.external.items()):
        for channel in protocol.channels:
            for direction in Direction:
                name = filter_symbol(direction, address, channel.family)
                if running.bound(address, channel.family, direction) == name and name not in definitions:
                    stay.add(name)
                    what = f"IPv{channel.family}: the record has no {direction.value} filter for it; the one that runs stays"
                    who, remedy = f"{protocol.description or protocol.name} ({address})", "take filters off with release.yml"
                    findings.append(Finding("D04", "warning", who, what, remedy, (f"{direction.value} filter {name}",)))
    definitions = {**closure(now.definitions, stay), **definitions}
    needed = {name for item in definitions.values() for name in references(item)}
    older = {name: files[name] for name in parsed.files}
    added = {name: content for name, content in now.files.items() if name not in older and function_of(content) in needed}
    return make_plan(running, Wish(Configuration(definitions, {**older, **added}, parsed.kept | added.keys()), findings), identifier)


def differences(running: BirdRunning, plan_of: PartPlan, expectation: str) -> list[str]:
    """Return what the router does not hold of a stage's expectation."""
    if not isinstance(plan_of, OwnFilesPlan):
        raise PlatformError("a plan of another platform")
    return file_differences(running.disk, plan_of, expectation)
