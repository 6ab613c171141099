# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what an FRR router runs to what it should run, and back, as data.

Stages: objects (new names, nothing bound yet), import, export, and shrink and grow, the edits of permit-only lists. After
the confirm what nothing refers to is removed. At no moment is a filter more open than before or after: permit-only lists
are edited in place, everything else gets a new name and the binding is swapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.policies import Finding, Policy, Session
from ...model.routes import Direction
from ...model.terms import RovInvalid
from ..contract import Command, Plan, PlatformError, Stage
from .objects import (
    LAST_SEQUENCE,
    OURS,
    BindingKey,
    Configuration,
    ListEntry,
    ListKey,
    MapEntry,
    is_permit_only,
    pair_sets,
    permitted,
)
from .parse import FrrRunning, parse_configuration
from .render import (
    Facts,
    build,
    called_first,
    neighbor_lines,
    object_lines,
    prefix_list_line,
    rtr_lines,
    text,
)
from .watchdog import ARM, BASE, CONFIRM, RESTORE, REVERT, RUN_STAGE, WATCHDOG

_FRR_DIRECTION = {Direction.IMPORT: "in", Direction.EXPORT: "out"}
#: Loading 100,000 entries takes under half a minute; a router that needs longer is in trouble.
_STAGE_SECONDS = 300.0


def operator_map(running: FrrRunning, key: BindingKey) -> str | None:
    """Return the operator's route-map that acts on a session: bound, called by ours, or inherited from its group."""
    bound = running.configuration.bindings.get(key)
    if bound is None:
        return running.inherited_maps.get(key)
    if not bound.startswith(OURS):
        return bound
    for entry in running.configuration.route_maps.get(bound, ()):
        for line in entry.body:
            name = line.removeprefix("call ")
            if line.startswith("call ") and not name.startswith(OURS):
                return name
    return None


def _needs_stored_routes(session: Session, family: int) -> bool:
    chain = session.chain(Direction.IMPORT, family)
    return chain is not None and any(RovInvalid() in term.when for term in chain.terms)


@dataclass
class _Wish:
    """The wanted objects of a policy on this router, with what could not be wished."""

    configuration: Configuration
    findings: list[Finding] = field(default_factory=list)


def wish(running: FrrRunning, fitted: Policy) -> _Wish:
    """Return what this router should hold of ours. Sessions that cannot take it are left as they are, with a finding.

    :raises PlatformError: a policy of the operator's is bound and does not exist; bgpd runs without its RPKI module.
    """
    findings: list[Finding] = []
    held: set[str] = set()
    maps: dict[BindingKey, str] = {}
    present = {item.address: item for item in running.sessions}
    if fitted.rtr_caches and not running.has_rpki:
        raise PlatformError("bgpd runs without its RPKI module; install frr-rpki-rtrlib and add '-M rpki' to bgpd_options")
    if running.configuration.rtr_caches and not running.caches_up:
        findings.append(
            Finding("critical", "RPKI", "no cache is connected, so nothing is invalid", "look at the cache: show rpki cache-connection")
        )
    for session in fitted.sessions:
        where = f"{session.neighbor} ({session.address})"
        state = present.get(session.address)
        if state is None or state.asn != session.asn:
            seen = "no such session" if state is None else f"the router has AS{state.asn} there"
            findings.append(
                Finding("critical", where, f"declared as AS{session.asn}, {seen}", "correct manrs_neighbors or configure the session")
            )
            held.add(session.address)
            continue
        for family in (4, 6):
            if (session.address, family) not in running.active:
                continue
            if (
                _needs_stored_routes(session, family)
                and (session.address, family) not in running.stores_routes
                and state.is_established
                and session.address not in running.refreshes
            ):
                findings.append(
                    Finding(
                        "critical",
                        where,
                        f"IPv{family}: stores no routes and its neighbor answers no route refresh, so a filter would not take effect",
                        f"in a window: neighbor {session.address} soft-reconfiguration inbound (resets the session), then run again",
                    )
                )
                held.add(session.address)
            for direction in Direction:
                key = BindingKey(session.address, family, _FRR_DIRECTION[direction])
                theirs = operator_map(running, key)
                if theirs is None:
                    continue
                if theirs not in running.configuration.route_maps:
                    raise PlatformError(
                        f"{where}: its route-map {theirs} ({key.direction}) does not exist on the router; create it or take it off"
                    )
                maps[key] = theirs
    declared = {session.address for session in fitted.sessions}
    for address in sorted({item.address for item in running.sessions} - declared):
        state = present[address]
        bound = any(name.startswith(OURS) for key, name in running.configuration.bindings.items() if key.address == address)
        findings.append(
            Finding(
                "warning" if bound else "critical",
                f"{address} (AS{state.asn})",
                "not declared; it keeps the filters it has" if bound else "an eBGP session that is not declared and not filtered by us",
                "declare it in manrs_neighbors, or take the session off the router",
            )
        )
    facts = Facts(running.active, maps, running.buckets, frozenset(held))
    configuration = build(fitted, running.capabilities, facts)
    return _Wish(configuration, findings)


@dataclass
class _Difference:
    """What separates two configurations, in the words of the stages."""

    new: Configuration
    adds: dict[ListKey, list[ListEntry]] = field(default_factory=dict)
    removes: dict[ListKey, list[ListEntry]] = field(default_factory=dict)
    bindings: dict[BindingKey, str] = field(default_factory=dict)
    stored: set[tuple[str, int]] = field(default_factory=set)
    caches: set[tuple[str, int]] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        return not (
            self.new.prefix_lists
            or self.new.text_lists
            or self.new.route_maps
            or self.adds
            or self.removes
            or self.bindings
            or self.stored
            or self.caches
        )


def _difference(now: Configuration, wanted: Configuration) -> _Difference:
    for kind, mine, theirs in (("route-map", wanted.route_maps, now.route_maps), ("list", wanted.text_lists, now.text_lists)):
        for name in mine:
            if name in theirs and theirs[name] != mine[name]:  # type: ignore[index]
                raise PlatformError(
                    f"{kind} {name}: somebody edited it on the router; remove it by hand (or bind the session without it), then run again"
                )
    difference = _Difference(
        Configuration(
            {key: entries for key, entries in wanted.prefix_lists.items() if key not in now.prefix_lists},
            {key: entries for key, entries in wanted.text_lists.items() if key not in now.text_lists},
            {name: entries for name, entries in wanted.route_maps.items() if name not in now.route_maps},
        )
    )
    for key, entries in wanted.prefix_lists.items():
        if key not in now.prefix_lists or now.prefix_lists[key] == entries:
            continue
        present = now.prefix_lists[key]
        if not is_permit_only(present):
            raise PlatformError(f"prefix-list {key[1]}: somebody added a deny on the router; remove that line, then run again")
        have, want = permitted(present), permitted(entries)
        free = max((sequence for sequence in have.values()), default=0)
        added = [ListEntry(free + 5 * number, "permit", item) for number, item in enumerate(sorted(want.keys() - have.keys()), 1)]
        if not any(entry.sequence == LAST_SEQUENCE for entry in present):
            added.append(next(entry for entry in entries if entry.sequence == LAST_SEQUENCE))
        if added:
            difference.adds[key] = added
        removed = [ListEntry(have[item], "permit", item) for item in sorted(have.keys() - want.keys())]
        if removed:
            difference.removes[key] = removed
    difference.bindings = {key: name for key, name in wanted.bindings.items() if now.bindings.get(key) != name}
    difference.stored = set(wanted.soft_reconfiguration - now.soft_reconfiguration)
    difference.caches = set(wanted.rtr_caches - now.rtr_caches)
    return difference


def reachable(route_maps: Mapping[str, tuple[MapEntry, ...]], names: Iterable[str]) -> set[str]:
    """Return the names that these route-maps refer to, directly or through a call, and their own."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for entry in route_maps.get(name, ()):
            for line in entry.body:
                words = line.split()
                if words[0] in ("call", "match") or words[:2] == ["set", "large-comm-list"]:
                    waiting += [word for word in words[1:] if word.startswith(OURS)]
    return found


def references(configuration: Configuration) -> set[str]:
    """Return the names that a binding or a route-map of the operator's refers to, directly or not."""
    theirs = [name for name in configuration.route_maps if not name.startswith(OURS)]
    return reachable(configuration.route_maps, [*configuration.bindings.values(), *theirs])


def _unreferenced(now: Configuration, wanted: Configuration) -> Configuration:
    """Return our objects that nothing refers to once the wanted bindings hold."""
    merged = Configuration(
        {**now.prefix_lists, **wanted.prefix_lists},
        {**now.text_lists, **wanted.text_lists},
        {**now.route_maps, **wanted.route_maps},
        {**now.bindings, **wanted.bindings},
    )
    used = references(merged)
    ours = merged.ours()
    return Configuration(
        {key: entries for key, entries in ours.prefix_lists.items() if key[1] not in used},
        {key: entries for key, entries in ours.text_lists.items() if key[1] not in used},
        {name: entries for name, entries in ours.route_maps.items() if name not in used},
    )


def _removal_lines(gone: Configuration) -> Iterator[str]:
    for name in reversed(called_first(gone.route_maps)):
        yield f"no route-map {name}"
    for family, name in sorted(gone.prefix_lists):
        yield f"no {'ip' if family == 4 else 'ipv6'} prefix-list {name}"
    for kind, name in sorted(gone.text_lists):
        for entry in gone.text_lists[kind, name]:
            yield f"no bgp {kind} {name} seq {entry.sequence} {entry.action} {entry.text}"


def _list_lines(changes: Mapping[ListKey, Iterable[ListEntry]], word: str = "") -> Iterator[str]:
    for key in sorted(changes):
        for entry in changes[key]:
            yield word + prefix_list_line(key, entry)


def _binding_lines(asn: int, bindings: Mapping[BindingKey, str | None], replaced: Mapping[BindingKey, str]) -> Iterator[str]:
    lines: dict[int, list[str]] = {4: [], 6: []}
    for key in sorted(bindings):
        name = bindings[key]
        if name is None:
            lines[key.family].append(f"no neighbor {key.address} route-map {replaced[key]} {key.direction}")
        else:
            lines[key.family].append(f"neighbor {key.address} route-map {name} {key.direction}")
    yield from neighbor_lines(asn, lines)


def _stored_lines(asn: int, stored: Iterable[tuple[str, int]], word: str = "") -> Iterator[str]:
    lines: dict[int, list[str]] = {4: [], 6: []}
    for address, family in sorted(stored):
        lines[family].append(f"{word}neighbor {address} soft-reconfiguration inbound")
    yield from neighbor_lines(asn, lines)


def _refresh(sessions: Iterable[tuple[str, int]], direction: str) -> str:
    """Return a script that makes bgpd evaluate the sessions again now, instead of after its delay timer."""
    return "".join(f"vtysh -c 'clear bgp ipv{family} unicast {address} soft {direction}'\n" for address, family in sorted(sessions))


def _session_keys(keys: Iterable[BindingKey]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted({(key.address, key.family) for key in keys}))


def _file(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _binding_words(running: FrrRunning, difference: _Difference, unbound: Iterable[BindingKey], declared: Mapping[str, str]) -> list[str]:
    """Return one line per session and family: what happens to its filters and whose policy is kept."""
    names = {item.address: item.neighbor for item in running.sessions} | dict(declared)
    directions: dict[tuple[str, int, str], list[str]] = {}
    for key in sorted((*difference.bindings, *unbound)):
        old = running.configuration.bindings.get(key) or running.inherited_maps.get(key) or ""
        new = difference.bindings.get(key, "")
        theirs = operator_map(running, key)
        if not new.startswith(OURS):
            words = f"filters taken off, {new} again" if new else "filters taken off, no policy left"
        else:
            words = "filters renewed" if old.startswith(OURS) else "filtered from now on"
            words += f", keeps {theirs}" if theirs else ""
        directions.setdefault((key.address, key.family, words), []).append("import" if key.direction == "in" else "export")
    return [
        f"{names.get(address, address)} ({address}) IPv{family} {' and '.join(ways)}: {words}"
        for (address, family, words), ways in directions.items()
    ]


def _summary(
    running: FrrRunning, wanted: Configuration, difference: _Difference, unbound: Iterable[BindingKey], declared: Mapping[str, str]
) -> tuple[str, ...]:
    lines = []
    after = pair_sets(wanted)
    before = running.last_good
    for name in sorted(before.keys() | after.keys()):
        had = {(item, origin) for origin, items in before.get(name, {}).items() for item in items}
        has = {(item, origin) for origin, items in after.get(name, {}).items() for item in items}
        if had == has:
            continue
        lines.append(f"{name}: +{len(has - had)} -{len(had - has)} registered prefixes ({len(had)} -> {len(has)})")
    lines += _binding_words(running, difference, unbound, declared)
    lines += [f"{address} IPv{family}: soft-reconfiguration inbound" for address, family in sorted(difference.stored)]
    lines += [f"RPKI cache {host} port {port}" for host, port in sorted(difference.caches)]
    return tuple(lines)


@dataclass(frozen=True)
class FrrPlan(Plan):
    """A plan that knows what the router must hold after each stage."""

    expected: Mapping[str, Configuration] = field(default_factory=dict)
    absent: Configuration = field(default_factory=Configuration)


def make_plan(
    running: FrrRunning,
    wanted: Configuration,
    unbound: Iterable[BindingKey],
    findings: Iterable[Finding],
    identifier: str,
    timer_seconds: int,
    declared: Mapping[str, str],
) -> FrrPlan:
    """Return the plan to the wanted objects.

    :param unbound: bindings of ours to take off (a rollback before the first delivery).
    :param declared: the names that the operator gave to neighbor addresses, for showing.
    """
    now = running.configuration
    difference = _difference(now, wanted)
    removed_bindings: dict[BindingKey, str | None] = {key: None for key in unbound if key in now.bindings}
    final_bindings = {key: name for key, name in now.bindings.items() if key not in removed_bindings}
    target = Configuration(
        wanted.prefix_lists,
        wanted.text_lists,
        wanted.route_maps,
        {**final_bindings, **wanted.bindings},
    )
    gone = _unreferenced(Configuration(now.prefix_lists, now.text_lists, now.route_maps, final_bindings), target)
    new_unused = {name for name in gone.route_maps if name not in now.route_maps}
    if new_unused:
        raise PlatformError(f"the plan makes route-maps that nothing refers to: {', '.join(sorted(new_unused))}")
    directory = f"{BASE}/{identifier}"
    asn = running.asn
    is_empty = difference.is_empty and not removed_bindings and not (gone.prefix_lists or gone.text_lists or gone.route_maps)

    inbound = {key: name for key, name in difference.bindings.items() if key.direction == "in"}
    outbound = {key: name for key, name in difference.bindings.items() if key.direction == "out"}
    edited = {key[1] for key in (*difference.adds, *difference.removes)}
    renewed = {key for key, name in wanted.bindings.items() if edited and edited & reachable(wanted.route_maps, [name])}
    in_sessions = _session_keys(key for key in (*inbound, *renewed) if key.direction == "in")
    out_sessions = _session_keys(key for key in (*outbound, *renewed) if key.direction == "out")
    touched = _session_keys((*difference.bindings, *renewed, *removed_bindings))
    files: dict[str, str] = {
        "arm.sh": ARM,
        "watchdog.sh": WATCHDOG,
        "stage.sh": RUN_STAGE,
        "restore.sh": RESTORE,
        "revert.sh": REVERT,
        "confirm.sh": CONFIRM,
        "clean.conf": _file(_removal_lines(gone)),
    }
    stages: list[Stage] = []
    expected: dict[str, Configuration] = {}

    def stage(name: str, parts: list[list[str]], refresh: str, holds: Configuration) -> None:
        if not any(parts) and not refresh:
            return
        for number, lines in enumerate(parts):
            if lines:
                files[f"{name}.{number}.conf"] = _file(lines)
        files[f"{name}.refresh"] = refresh
        stages.append(Stage(name, (Command(f"sh {directory}/stage.sh {directory} {name}", _STAGE_SECONDS),), name))
        expected[name] = holds

    if not is_empty:
        # Two orders. Lists alone: additions before removals, so that a prefix whose entry changes is never out. With a swap:
        # removals, swap, additions; in between the lists hold what is in both, because with the union a route could pass
        # the new lists under the old terms (or the old lists under the new terms) that neither before nor after accepts.
        is_swap = bool(difference.bindings or removed_bindings)
        closing = {key: [item for item in entries if item.action == "deny"] for key, entries in difference.adds.items()}
        growing = {key: [item for item in entries if item.action == "permit"] for key, entries in difference.adds.items()}
        edited_keys = difference.adds.keys() | difference.removes.keys()
        present = {key: (*now.prefix_lists[key], *closing.get(key, ())) for key in edited_keys}
        union = {key: (*present[key], *growing.get(key, ())) for key in edited_keys}
        common = {key: tuple(item for item in present[key] if item not in difference.removes.get(key, ())) for key in edited_keys}

        def holding(lists: Mapping[ListKey, tuple[ListEntry, ...]], ways: str = "") -> Configuration:
            """Return what must be there: these edited lists, and the bindings of these directions."""
            bindings = {key: name for key, name in wanted.bindings.items() if key.direction in ways.split()}
            prefix_lists = {**wanted.prefix_lists, **lists}
            return Configuration(
                prefix_lists, wanted.text_lists, wanted.route_maps, bindings, wanted.soft_reconfiguration, wanted.rtr_caches
            )

        made = [
            list(rtr_lines(difference.caches, running.capabilities)),
            list(_stored_lines(asn, difference.stored)),
            list(object_lines(difference.new)),
            list(_list_lines(closing)),
        ]
        grow, shrink = list(_list_lines(growing)), list(_list_lines(difference.removes, "no "))
        again = _refresh(in_sessions, "in") + _refresh(out_sessions, "out")
        if is_swap:
            unbound_in = {key: value for key, value in removed_bindings.items() if key.direction == "in"}
            unbound_out = {key: value for key, value in removed_bindings.items() if key.direction == "out"}
            imports = list(_binding_lines(asn, {**inbound, **unbound_in}, now.bindings))
            exports = list(_binding_lines(asn, {**outbound, **unbound_out}, now.bindings))
            stage("objects", made, "", holding(present))
            stage("shrink", [shrink], "", holding(common))
            stage("import", [imports], _refresh(in_sessions, "in"), holding(common, "in"))
            stage("export", [exports], _refresh(out_sessions, "out"), holding(common, "in out"))
            stage("grow", [grow], again if grow else "", wanted)
        else:
            stage("objects", [*made, grow], again if grow and not shrink else "", holding(union, "in out"))
            stage("shrink", [shrink], again if shrink else "", wanted)
        if not stages:
            stages.append(Stage("clean", (), "clean"))
            expected["clean"] = wanted
        back: dict[BindingKey, str | None] = {key: now.bindings.get(key) for key in difference.bindings}
        back.update({key: now.bindings[key] for key in removed_bindings})
        bind_back = _file(_binding_lines(asn, back, {**now.bindings, **wanted.bindings}))
        grow_back, shrink_back = _file(_list_lines(growing, "no ")), _file(_list_lines(difference.removes))
        files["restore.0.conf"], files["restore.2.conf"] = (grow_back, shrink_back) if is_swap else (shrink_back, grow_back)
        files["restore.1.conf"] = bind_back
        files["restore.2.conf"] += _file(_list_lines(closing, "no "))
        files["restore.3.conf"] = _file(_removal_lines(difference.new))
        files["restore.4.conf"] = _file(_stored_lines(asn, difference.stored, "no "))
        # Cache by cache: FRR 10.3's bgpd dies at the next `show bgp` after `no rpki` (seen). FRR 8.4 keeps an empty block.
        files["restore.5.conf"] = _file(rtr_lines(difference.caches, running.capabilities, "no "))
        files["restore.refresh"] = _refresh(touched, "in") + _refresh(touched, "out")
    return FrrPlan(
        summary=_summary(running, wanted, difference, removed_bindings, declared) if not is_empty else (),
        before=text(asn, now.ours(), running.capabilities),
        after=text(asn, _after(now, wanted, gone, removed_bindings), running.capabilities),
        directory=directory,
        files=files,
        arm=Command(f"sh {directory}/arm.sh {directory} {timer_seconds} {running.digest}"),
        stages=tuple(stages),
        confirm=Command(f"setsid -w sh {directory}/confirm.sh {directory}", _STAGE_SECONDS),
        revert=Command(f"setsid -w sh {directory}/revert.sh {directory}", _STAGE_SECONDS),
        status=Command(f"cat {directory}/decision/why {directory}/outcome"),
        touched=touched,
        findings=tuple(findings),
        expected=expected,
        absent=gone,
    )


def _after(now: Configuration, wanted: Configuration, gone: Configuration, unbound: Mapping[BindingKey, str | None]) -> Configuration:
    """Return what will be ours after the plan, for showing."""
    ours = now.ours()
    return Configuration(
        {key: entries for key, entries in {**ours.prefix_lists, **wanted.prefix_lists}.items() if key not in gone.prefix_lists},
        {key: entries for key, entries in {**ours.text_lists, **wanted.text_lists}.items() if key not in gone.text_lists},
        {name: entries for name, entries in {**ours.route_maps, **wanted.route_maps}.items() if name not in gone.route_maps},
        {key: name for key, name in {**ours.bindings, **wanted.bindings}.items() if key not in unbound},
        ours.soft_reconfiguration | wanted.soft_reconfiguration,
        ours.rtr_caches | wanted.rtr_caches,
    )


def plan(running: FrrRunning, fitted: Policy, identifier: str, timer_seconds: int) -> FrrPlan:
    """Return the plan from running to the fitted policy.

    :raises PlatformError: an object of ours was edited by hand, or the router cannot take the policy.
    """
    wanted = wish(running, fitted)
    declared = {session.address: session.neighbor for session in fitted.sessions}
    return make_plan(running, wanted.configuration, (), wanted.findings, identifier, timer_seconds, declared)


def plan_back(running: FrrRunning, before: str, identifier: str, timer_seconds: int) -> FrrPlan:
    """Return the plan from running to what an older configuration text holds of ours, and of the bindings we swapped.

    :raises PlatformError: the text cannot be read, or names a route-map that is gone from the router.
    """
    old, _, _, _ = parse_configuration(before)
    now = running.configuration
    ours_now = {key for key, name in now.bindings.items() if name.startswith(OURS)}
    bindings = {
        key: name
        for key, name in old.bindings.items()
        if (key.address, key.family) in running.active and (key in ours_now or name.startswith(OURS))
    }
    for key, name in bindings.items():
        if not name.startswith(OURS) and name not in now.route_maps:
            raise PlatformError(f"{key.address}: route-map {name} of the record is gone from the router; create it first")
    mine = old.ours()
    used = references(Configuration(old.prefix_lists, old.text_lists, old.route_maps, bindings))
    wanted = Configuration(
        {key: entries for key, entries in mine.prefix_lists.items() if key[1] in used},
        {key: entries for key, entries in mine.text_lists.items() if key[1] in used},
        {name: entries for name, entries in mine.route_maps.items() if name in used},
        bindings,
        now.soft_reconfiguration,
        now.rtr_caches,
    )
    unbound = [key for key in ours_now if key not in bindings]
    return make_plan(running, wanted, unbound, (), identifier, timer_seconds, {})


def differences(running: FrrRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of a stage's expectation; ``clean`` asks that nothing unused is left."""
    if not isinstance(plan_of, FrrPlan):
        raise PlatformError("a plan of another platform")
    now = running.configuration
    if expectation == "confirmed":
        left = [
            *plan_of.absent.route_maps,
            *(key[1] for key in plan_of.absent.prefix_lists),
            *(key[1] for key in plan_of.absent.text_lists),
        ]
        present = {*now.route_maps, *(key[1] for key in now.prefix_lists), *(key[1] for key in now.text_lists)}
        return [f"{name} is still there" for name in left if name in present]
    wanted = plan_of.expected[expectation]
    found = []
    for key, entries in wanted.prefix_lists.items():
        have = now.prefix_lists.get(key, ())
        if permitted(have).keys() != permitted(entries).keys() or not is_permit_only(have) or not _ends_closed(have):
            found.append(f"prefix-list {key[1]} is not what was sent")
    found += [f"{key[0]} {key[1]} is not what was sent" for key, items in wanted.text_lists.items() if now.text_lists.get(key) != items]
    found += [f"route-map {name} is not what was sent" for name, maps in wanted.route_maps.items() if now.route_maps.get(name) != maps]
    found += [
        f"neighbor {key.address} has route-map {now.bindings.get(key)} {key.direction}, not {name}"
        for key, name in wanted.bindings.items()
        if now.bindings.get(key) != name
    ]
    found += [
        f"neighbor {address}: no soft-reconfiguration inbound" for address, family in wanted.soft_reconfiguration - now.soft_reconfiguration
    ]
    found += [f"no RPKI cache {host} port {port}" for host, port in sorted(wanted.rtr_caches - now.rtr_caches)]
    return found


def _ends_closed(entries: Iterable[ListEntry]) -> bool:
    return any(entry.sequence == LAST_SEQUENCE and entry.action == "deny" for entry in entries)
