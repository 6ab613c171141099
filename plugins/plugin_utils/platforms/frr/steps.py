# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what an FRR router runs to what it should run, and back, as data.

Stages: neighbors (sessions of ours end, new ones are made and held down), objects (new names, nothing bound yet), sessions
(options that reset them: they only restrict, so they come before the filters that count on them), shrink, import, export, grow,
last (limits below what there was, and lines that go), start (new sessions are let up). After the confirm what nothing refers to
is removed. At no moment is a filter more open than before or after: permit-only lists are edited in place, everything else gets
a new name and the binding is swapped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...model.policies import Policy
from ..contract import Change, PlatformError, Stage
from ..line_keys import BindingKey, LineKey
from ..way_back import Part, PartPlan, stage
from .difference import difference, reachable, unreferenced
from .managed_sessions import as_it_is, closed_lines, is_shut_down, opened_lines, removed_lines, undone_lines
from .objects import LAST_SEQUENCE, LOCAL, OURS, RTR_SLOT, Configuration, ListEntry, ListKey, is_permit_only, permitted
from .parse import FrrRunning, added_text, managed_lines
from .render import (
    called_first,
    neighbor_lines,
    object_lines,
    prefix_list_line,
    rtr_lines,
    rtr_preferences,
    text,
)
from .scripts import CONFIRM, READ, RESTORE, STAGE
from .session_lines import RESETTING, ROLE, SESSION, resets, resets_without, shown, undo
from .summary import summary
from .wish import POLICY_OPTIONAL, Wish, wish

#: The name of this part of a router.
PART = "frr"
#: The last stage: new sessions are let up.
_START = "start"


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


def _line_lines(asn: int, lines: Mapping[LineKey, str]) -> Iterator[str]:
    found: dict[int, list[str]] = {0: [], 4: [], 6: []}
    for key in sorted(lines):
        found[key.family].append(lines[key])
    yield from neighbor_lines(asn, found)


def _refresh(sessions: Iterable[tuple[str, int]], direction: str) -> str:
    """Return a script that makes bgpd evaluate the sessions again now, instead of after its delay timer."""
    return "".join(f"vtysh -c 'clear bgp ipv{family} unicast {address} soft {direction}'\n" for address, family in sorted(sessions))


def _restart(lines: Mapping[LineKey, str]) -> str:
    """Return a script that restarts the sessions whose role changed: FRR 10 sends routes by the old role until then."""
    return "".join(f"vtysh -c 'clear bgp {address}'\n" for address in sorted({key.address for key in lines if key.slot == ROLE}))


def _session_keys(keys: Iterable[BindingKey]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted({(key.address, key.family) for key in keys}))


def _file(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True)
class FrrPlan(PartPlan):
    """A plan that knows what the router must hold after each stage."""

    expected: Mapping[str, Configuration] = field(default_factory=dict)
    absent: Configuration = field(default_factory=Configuration)
    created: frozenset[str] = frozenset()


def _without_neighbors(now: Configuration, addresses: Collection[str]) -> Configuration:
    """Return a configuration without what is said at some neighbors."""
    return replace(
        now,
        bindings={key: name for key, name in now.bindings.items() if key.address not in addresses},
        lines={key: line for key, line in now.lines.items() if key.address not in addresses},
    )


class _Planner:
    """Makes the stages of one plan."""

    def __init__(self, running: FrrRunning, wished: Wish, identifier: str, is_last: bool) -> None:
        self.running = running
        self.now = _without_neighbors(running.configuration, wished.ended)
        self.wished = wished
        self.wanted = wished.configuration
        self.identifier = identifier
        self.is_last = is_last
        self.difference = difference(self.now, self.wanted)
        self.unbound: dict[BindingKey, str | None] = {key: None for key in wished.unbound if key in self.now.bindings}
        self.bindings_after = {**{key: name for key, name in self.now.bindings.items() if key not in self.unbound}, **self.wanted.bindings}
        self.gone = unreferenced(
            replace(self.now, bindings={key: name for key, name in self.now.bindings.items() if key not in self.unbound}),
            replace(self.wanted, bindings=self.bindings_after),
        )
        unused = {name for name in self.gone.route_maps if name not in self.now.route_maps}
        if unused:
            raise PlatformError(f"the plan makes route-maps that nothing refers to: {', '.join(sorted(unused))}")
        facts = replace(running.session_facts, created=frozenset(wished.created))
        lines = {key: line for key, line in self.difference.lines.items() if not (key.slot == SESSION and key.address in wished.created)}
        self.soft_lines = {key: line for key, line in lines.items() if not resets(key, line, facts)}
        self.hard_lines = {key: line for key, line in lines.items() if key not in self.soft_lines}
        self.caches_on = rtr_preferences(self.difference.caches, running.rtr_preferences)
        self.caches_off = {cache: number for number, cache in running.rtr_preferences.items() if cache in wished.caches_off}
        self.is_swap = bool(self.difference.bindings or self.unbound)
        self.files: dict[str, str] = {}
        self.stages: list[Stage] = []
        self.expected: dict[str, Configuration] = {}

    @property
    def is_cleaning(self) -> bool:
        return bool(self.gone.prefix_lists or self.gone.text_lists or self.gone.route_maps or self.caches_off)

    @property
    def is_empty(self) -> bool:
        wished = self.wished
        is_same = self.difference.is_empty and not (wished.created or wished.ended)
        return is_same and not (self.unbound or self.is_cleaning or wished.lines_off or wished.is_denying)

    @property
    def change(self) -> Change:
        if self.is_empty:
            return Change.NOTHING
        facts = self.running.session_facts
        if self.hard_lines or self.wished.ended or any(resets_without(key, facts) for key in self.wished.lines_off):
            return Change.RESETS
        takes_off = bool(self.unbound or self.wished.lines_off or self.caches_off)
        return Change.SAFE if self.difference.is_list_edit and not (takes_off or self.wished.is_denying) else Change.FILTERS

    def stage(self, name: str, parts: list[list[str]], refresh: str, holds: Configuration) -> None:
        if not any(parts) and not refresh:
            return
        for number, lines in enumerate(parts):
            if lines:
                self.files[f"{name}.{number}.conf"] = _file(lines)
        self.files[f"{name}.refresh"] = refresh
        self.stages.append(stage(self.identifier, PART, name))
        self.expected[name] = holds

    def sessions_in(self, direction: str) -> tuple[tuple[str, int], ...]:
        """Return the sessions whose routes of a direction must be judged again."""
        edited = {key[1] for key in (*self.difference.adds, *self.difference.removes)}
        renewed = {
            key
            for key, name in self.wanted.bindings.items()
            if name.startswith(OURS) and edited and edited & reachable(self.wanted.route_maps, [name])
        }
        told = (*self.difference.bindings, *renewed, *self.unbound)
        return _session_keys(key for key in told if key.direction == direction and key.address not in self.wished.created)

    def make_stages(self) -> None:
        """Two orders. Lists alone: additions before removals, so that a prefix whose entry changes is never out.

        With a swap: removals, swap, additions; in between the lists hold what is in both, because with the union a route could
        pass the new lists under the old terms (or the old lists under the new terms) that neither before nor after accepts.
        """
        changes, now, wanted, asn = self.difference, self.now, self.wanted, self.running.asn
        closing = {key: [item for item in entries if item.action == "deny"] for key, entries in changes.adds.items()}
        growing = {key: [item for item in entries if item.action == "permit"] for key, entries in changes.adds.items()}
        edited = changes.adds.keys() | changes.removes.keys()
        present = {key: (*now.prefix_lists[key], *closing.get(key, ())) for key in edited}
        union = {key: (*present[key], *growing.get(key, ())) for key in edited}
        common = {key: tuple(item for item in present[key] if item not in changes.removes.get(key, ())) for key in edited}

        options = {key: line for key, line in self.hard_lines.items() if key.slot in RESETTING}
        limits = {key: line for key, line in self.hard_lines.items() if key not in options}
        early = {key: line for key, line in wanted.lines.items() if key not in limits}

        def holding(lists: Mapping[ListKey, tuple[ListEntry, ...]], ways: str = "") -> Configuration:
            """Return what must be there: these edited lists, and the bindings of these directions."""
            bindings = {key: name for key, name in wanted.bindings.items() if key.direction in ways.split()}
            return replace(wanted, prefix_lists={**wanted.prefix_lists, **lists}, bindings=bindings, lines=early)

        def begin(first: list[list[str]], refresh: str, holds: Configuration) -> None:
            soft = {key: line for key, line in early.items() if key not in options}
            self.stage("objects", first, refresh, replace(holds, lines=soft))
            self.stage("sessions", [list(_line_lines(asn, options))], _restart(options), holds)

        made = [
            list(rtr_lines(self.caches_on, self.running.capabilities)),
            list(_line_lines(asn, self.soft_lines)),
            list(object_lines(changes.new)),
            list(_list_lines(closing)),
        ]
        grow, shrink = list(_list_lines(growing)), list(_list_lines(changes.removes, "no "))
        created, router_lines = self.wished.created, self.running.router_lines
        parts = [list(removed_lines(asn, self.wished.ended)), list(closed_lines(asn, router_lines, created))]
        self.stage("neighbors", parts, "", Configuration())
        ways = {way: self.sessions_in(way) for way in ("in", "out")}
        again = _refresh(ways["in"], "in") + _refresh(ways["out"], "out")
        done = holding({}, "in out")
        if self.is_swap:
            swaps = {}
            for way in ("in", "out"):
                of_way = {key: name for key, name in {**changes.bindings, **self.unbound}.items() if key.direction == way}
                swaps[way] = list(_binding_lines(asn, of_way, now.bindings))
            begin(made, "", holding(present))
            self.stage("shrink", [shrink], "", holding(common))
            self.stage("import", [swaps["in"]], _refresh(ways["in"], "in"), holding(common, "in"))
            self.stage("export", [swaps["out"]], _refresh(ways["out"], "out"), holding(common, "in out"))
            self.stage("grow", [grow], again if grow else "", done)
        else:
            begin([*made, grow], again if grow and not shrink else "", holding(union, "in out"))
            self.stage("shrink", [shrink], again if shrink else "", done)
        off = {key: undo(line) for key, line in self.wished.lines_off.items()}
        denying = {LineKey("", 0, "policy"): undo(POLICY_OPTIONAL)} if self.wished.is_denying else {}
        closing_lines = [list(_line_lines(asn, {**off, **denying})), list(_line_lines(asn, limits))]
        self.stage("last", closing_lines, _restart(self.wished.lines_off), wanted)
        self.stage(_START, [list(opened_lines(asn, created))], "", wanted)
        if not self.stages:
            self.stages.append(Stage("clean", (), "clean"))
            self.expected["clean"] = wanted
        self._restore(closing, growing)

    def _restore(self, closing: Mapping[ListKey, list[ListEntry]], growing: Mapping[ListKey, list[ListEntry]]) -> None:
        changes, now, asn = self.difference, self.now, self.running.asn
        created, ended = self.wished.created, self.wished.ended
        back: dict[BindingKey, str | None] = {key: now.bindings.get(key) for key in changes.bindings if key.address not in created}
        back.update({key: now.bindings[key] for key in self.unbound})
        bind_back = _file(_binding_lines(asn, back, {**now.bindings, **self.wanted.bindings}))
        grow_back, shrink_back = _file(_list_lines(growing, "no ")), _file(_list_lines(changes.removes))
        files = self.files
        files["restore.0.conf"], files["restore.2.conf"] = (grow_back, shrink_back) if self.is_swap else (shrink_back, grow_back)
        files["restore.1.conf"] = bind_back
        files["restore.2.conf"] += _file(_list_lines(closing, "no "))
        files["restore.3.conf"] = _file(_removal_lines(changes.new))
        first = [*undone_lines(asn, self.running.router_lines, created), *_line_lines(asn, self.wished.lines_off)]
        files["restore.0.conf"] = _file(first) + files["restore.0.conf"]
        lines = {key: now.lines.get(key, undo(line)) for key, line in changes.lines.items() if key.address not in created}
        if self.wished.is_denying:
            lines[LineKey("", 0, "policy")] = POLICY_OPTIONAL
        files["restore.4.conf"] = _file(_line_lines(asn, lines))
        # Cache by cache: FRR 10.3's bgpd dies at the next `show bgp` after `no rpki` (seen). FRR 8.4 keeps an empty block.
        files["restore.5.conf"] = _file(rtr_lines(self.caches_on, self.running.capabilities, "no "))
        router_lines = self.running.router_lines
        again = {address: as_it_is(address, self.running.neighbors[address], router_lines) for address in ended}
        files["restore.6.conf"] = _file([*closed_lines(asn, router_lines, again), *opened_lines(asn, again)])
        touched = self.touched
        files["restore.refresh"] = (
            _refresh(touched, "in") + _refresh(touched, "out") + _restart({**self.hard_lines, **self.wished.lines_off})
        )

    @property
    def touched(self) -> tuple[tuple[str, int], ...]:
        return tuple(sorted({*self.sessions_in("in"), *self.sessions_in("out")}))

    def _added(self) -> str:
        """Return the file of lines that are ours once the plan is confirmed."""
        lines = self.difference.lines
        caches = {LineKey(host, port, RTR_SLOT) for host, port in self.difference.caches}
        mine = {key for key in lines if key not in self.now.lines or key in self.running.added}
        here = {*self.now.lines, *(LineKey(host, port, RTR_SLOT) for host, port in self.now.rtr_caches)}
        there = self.running.added & here
        off = {*self.wished.lines_off, *(LineKey(host, port, RTR_SLOT) for host, port in self.caches_off)}
        return added_text((there | mine | caches) - off)

    def plan(self) -> FrrPlan:
        """Return the plan."""
        running = self.running
        if not self.is_empty:
            self.make_stages()
        caches_off = rtr_lines(self.caches_off, running.capabilities, "no ")
        self.files |= {"clean.conf": _file([*_removal_lines(self.gone), *caches_off]), "added": self._added()}
        return FrrPlan(
            part=Part(PART, running.digest, READ, STAGE, RESTORE, CONFIRM),
            summary=summary(running, self.wished, self.difference, self.unbound) if not self.is_empty else (),
            before=text(running.asn, running.configuration.ours(), running.capabilities),
            after=text(running.asn, self._after(), running.capabilities),
            files=self.files,
            stages=tuple(self.stages),
            touched=self.touched,
            change=self.change,
            findings=tuple(self.wished.findings),
            is_last=self.is_last and not self.files["added"],
            expected=self.expected,
            absent=self.gone,
            created=frozenset(self.wished.created),
            ends=self.wished.ended,
        )

    def _after(self) -> Configuration:
        """Return what will be ours after the plan, for showing."""
        ours, wanted, gone = self.now.ours(), self.wanted, self.gone
        return Configuration(
            {key: entries for key, entries in {**wanted.prefix_lists, **self._kept_lists()}.items() if key not in gone.prefix_lists},
            {key: entries for key, entries in {**ours.text_lists, **wanted.text_lists}.items() if key not in gone.text_lists},
            {name: entries for name, entries in {**ours.route_maps, **wanted.route_maps}.items() if name not in gone.route_maps},
            {key: name for key, name in {**ours.bindings, **wanted.bindings}.items() if key not in self.unbound and name.startswith(OURS)},
            {key: line for key, line in {**ours.lines, **wanted.lines}.items() if key not in self.wished.lines_off},
            (ours.rtr_caches | wanted.rtr_caches) - self.caches_off.keys(),
        )

    def _kept_lists(self) -> dict[ListKey, tuple[ListEntry, ...]]:
        """Return our lists that stay as they are: those that nobody wants changed, and those that the operator writes."""
        mine = self.now.ours().prefix_lists
        return {key: entries for key, entries in mine.items() if key not in self.wanted.prefix_lists or key[1].startswith(LOCAL)}


def make_plan(running: FrrRunning, wished: Wish, identifier: str, is_last: bool = False) -> FrrPlan:
    """Return the plan to what is wished.

    :param is_last: nothing of ours is left behind it.
    """
    return _Planner(running, wished, identifier, is_last).plan()


def plan(running: FrrRunning, fitted: Policy, identifier: str, allow_reset: bool) -> FrrPlan:
    """Return the plan from running to the fitted policy.

    :raises PlatformError: an object of ours was edited by hand, or the router cannot take the policy.
    """
    return make_plan(running, wish(running, fitted, allow_reset), identifier)


def differences(running: FrrRunning, plan_of: PartPlan, expectation: str) -> list[str]:
    """Return what the router does not hold of a stage's expectation; ``clean`` asks that nothing unused is left."""
    if not isinstance(plan_of, FrrPlan):
        raise PlatformError("a plan of another platform")
    now = running.configuration
    of_sessions = list(_wrong_sessions(running, plan_of, expectation))
    if expectation == "confirmed":
        absent = plan_of.absent
        left = [
            *(absent.route_maps.keys() & now.route_maps.keys()),
            *(name for _, name in absent.prefix_lists.keys() & now.prefix_lists.keys()),
            *(name for _, name in absent.text_lists.keys() & now.text_lists.keys()),
        ]
        return [*of_sessions, *(f"{name} is still there" for name in sorted(left))]
    wanted = plan_of.expected[expectation]
    found = of_sessions
    lines_now = {**managed_lines(running.neighbors), **now.lines}
    for key, entries in wanted.prefix_lists.items():
        have = now.prefix_lists.get(key, ())
        if key[1].startswith(LOCAL):
            found += [] if have else [f"prefix-list {key[1]} is not there"]
        elif permitted(have).keys() != permitted(entries).keys() or not is_permit_only(have) or not _ends_closed(have):
            found.append(f"prefix-list {key[1]} is not what was sent")
    found += [f"{key[0]} {key[1]} is not what was sent" for key, items in wanted.text_lists.items() if now.text_lists.get(key) != items]
    found += [f"route-map {name} is not what was sent" for name, maps in wanted.route_maps.items() if now.route_maps.get(name) != maps]
    found += [
        f"neighbor {key.address} has route-map {now.bindings.get(key)} {key.direction}, not {name}"
        for key, name in wanted.bindings.items()
        if now.bindings.get(key) != name
    ]
    found += [
        f"{key.address}: no line {shown(line)!r}"
        for key, line in sorted(wanted.lines.items())
        if lines_now.get(key, undo(line)) != line
        and not (key not in lines_now and (line.startswith("no ") or running.session_facts.is_inherited(key, line)))
    ]
    found += [f"no RPKI cache {host} port {port}" for host, port in sorted(wanted.rtr_caches - now.rtr_caches)]
    return found


def _wrong_sessions(running: FrrRunning, plan_of: FrrPlan, expectation: str) -> Iterator[str]:
    """Say which sessions that end are there, and which that are made are not, or can come up before or not after their time."""
    for address in sorted(plan_of.ends & running.neighbors.keys()):
        yield f"neighbor {address} is still there"
    is_time = expectation in (_START, "confirmed")
    carrying = {address for address, _ in running.active}
    for address in sorted(plan_of.created):
        blocks = running.neighbors.get(address)
        if blocks is None:
            yield f"neighbor {address} is not there"
        elif {not is_shut_down(address, blocks), address in carrying} != {is_time}:
            yield f"neighbor {address} {'cannot come up' if is_time else 'can come up before it has its filters'}"


def _ends_closed(entries: Iterable[ListEntry]) -> bool:
    return any(entry.sequence == LAST_SEQUENCE and entry.action == "deny" for entry in entries)
