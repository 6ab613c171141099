# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from what an IOS router runs to what it should run, and back, as data.

IOS takes a line at once and has no candidate. So objects are never edited: new ones are made first, before the timer runs and while
nothing refers to them (``arm``), then the bindings are swapped, one line each, and after the confirm what nothing refers to any more is
taken off. What the router's own way back has to do is then to swap lines that each take the other's place, and all that the old
ones refer to is still there, whatever the order in which the router does it.

IOS judges routes that it has only when it is asked: each swap is followed by a soft clear of the session in that direction. When the
router went back by itself nobody asks it; it then keeps what either the old or the new filters accepted until routes come anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...model.policies import Policy
from ..contract import Change, Command, Plan, PlatformError, Stage
from ..line_keys import LineKey
from . import sources
from .names import LOCAL, OWNED
from .objects import Bound, Configuration, local_entries, path_names, references
from .parse import IosRunning
from .session_lines import LONGEST, RTR_SLOT, is_same, number_of, owned_objects, resets, resets_without, shown, undo
from .summary import summary
from .text import bound_line, configuration_text, object_lines, removal_lines, router_lines
from .wish import Wish, source_wish, wish

#: The files: new objects, what takes them off again, what goes after the confirm; and when we go back: what is judged again, and the
#: bindings of before, each in the place of ours.
OBJECTS, UNDO, CLEAN, AGAIN, BACK = "objects", "undo", "clean", "again", "back"
INTERFACES = "interfaces"
_SECONDS = 900.0
_MOST_MINUTES = 120
NO_ARCHIVE = "the router has no way back: 'configure terminal revert timer' needs an archive; configure: archive, path flash:manrs"


@dataclass(frozen=True)
class IosPlan(Plan):
    """A plan that knows what the router must hold after each stage. ``absent``: what is gone after the confirm."""

    expected: Mapping[str, Configuration] = field(default_factory=dict)
    unbound: Mapping[str, frozenset[Bound]] = field(default_factory=dict)
    absent: Configuration = field(default_factory=Configuration)
    lines_off: frozenset[LineKey] = frozenset()
    checked: sources.SourceWish | None = None
    lists_off: frozenset[sources.AclKey] = frozenset()


def _subtracted(first: Configuration, second: Configuration) -> Configuration:
    """Return the objects of one configuration that another does not have by name."""
    return Configuration(
        {key: entries for key, entries in first.prefix_lists.items() if key not in second.prefix_lists},
        {key: said for key, said in first.descriptions.items() if key not in second.prefix_lists},
        {number: entries for number, entries in first.path_lists.items() if number not in second.path_lists},
        {key: entries for key, entries in first.text_lists.items() if key not in second.text_lists},
        {name: entries for name, entries in first.route_maps.items() if name not in second.route_maps},
    )


def _joined(first: Configuration, second: Configuration) -> Configuration:
    return Configuration(
        {**first.prefix_lists, **second.prefix_lists},
        {**first.descriptions, **second.descriptions},
        {**first.path_lists, **second.path_lists},
        {**first.text_lists, **second.text_lists},
        {**first.route_maps, **second.route_maps},
    )


def _edited(now: Configuration, wanted: Configuration) -> Iterator[str]:
    """Say which wanted objects are there and hold something else: their names say what they hold, so somebody edited them."""
    for key, entries in wanted.prefix_lists.items():
        if not key[1].startswith(LOCAL) and now.prefix_lists.get(key, entries) != entries:
            yield f"prefix-list {key[1]}"
    yield from (f"{key[0]} {key[1]}" for key, items in wanted.text_lists.items() if now.text_lists.get(key, items) != items)
    yield from (f"route-map {name}" for name, items in wanted.route_maps.items() if now.route_maps.get(name, items) != items)


class _Planner:
    """Makes one plan."""

    def __init__(self, running: IosRunning, wished: Wish, identifier: str, minutes: int) -> None:
        self.running, self.wished, self.identifier, self.minutes = running, wished, identifier, minutes
        now, wanted = running.configuration, wished.configuration
        if edited := sorted(_edited(now, wanted)):
            raise PlatformError(f"{edited[0]}: somebody edited it on the router; bind the session without it, remove it, then run again")
        self.now, self.wanted = now, wanted
        self.checks = sources.change(running.parsed.checks, wished.sources) if wished.sources is not None else None
        if self.checks is not None and self.checks.edited:
            key = min(self.checks.edited)
            raise PlatformError(
                f"access-list {key.name}: somebody edited it on the router; take it off the interface, remove it, then run again"
            )
        self.source_lines = sources.lines_of(self.checks) if self.checks is not None else sources.SourceLines()
        self.lines = {key: line for key, line in wanted.lines.items() if not is_same(line, now.lines.get(key))}
        self.lines_off = {key: line for key, line in wished.lines_off.items() if key in now.lines}
        self.caches_on = wanted.rtr_caches - now.rtr_caches
        self.caches_off = wished.caches_off & now.rtr_caches
        owned = owned_objects(self._owned())
        self.objects = _joined(wanted, owned)
        self.owned_new = _subtracted(owned, now)
        self.new = _subtracted(wanted, now)
        self.bindings = {bound: name for bound, name in wanted.bindings.items() if now.bindings.get(bound) != name}
        self.unbound = {bound: now.bindings[bound] for bound in wished.unbound if bound in now.bindings and bound not in wanted.bindings}
        self.after_bindings = {
            **{bound: name for bound, name in now.bindings.items() if bound not in self.unbound},
            **wanted.bindings,
        }
        self.gone = self._gone(owned)
        unused = _subtracted(self.new, _subtracted(_joined(now, self.objects), self.gone))
        if unused.route_maps or unused.path_lists or unused.text_lists or unused.prefix_lists:
            raise PlatformError("the plan makes objects that nothing refers to")

    def _owned(self) -> frozenset[LineKey]:
        """Return the lines and caches that are ours once the plan is confirmed."""
        there = self.running.parsed.owned
        mine = {key for key in self.lines if key not in self.now.lines or key in there}
        caches = {LineKey(*cache, RTR_SLOT) for cache in self.caches_on}
        gone = {LineKey(*cache, RTR_SLOT) for cache in self.caches_off} | self.lines_off.keys()
        here = {*self.now.lines, *(LineKey(*cache, RTR_SLOT) for cache in self.now.rtr_caches)}
        checked = self.wished.sources
        of_sources = {key for key in there if sources.is_of_sources(key)}
        if checked is not None:
            of_sources = sources.owned_of(checked.checks, checked.mine)
        return frozenset((((there & here) | mine | caches) - gone) | of_sources)

    def _gone(self, owned: Configuration) -> Configuration:
        """Return our objects that nothing refers to afterwards; not lists that the operator wrote something into."""
        merged = replace(_joined(self.now, self.wanted), bindings=self.after_bindings)
        used = references(merged)
        ours = replace(merged, bindings={}).ours()

        def is_free(key: tuple[int, str]) -> bool:
            if key[1].startswith(OWNED):
                return key not in owned.prefix_lists
            is_theirs = key[1].startswith(LOCAL) and self.now.prefix_lists.get(key, local_entries(key[0])) != local_entries(key[0])
            return key[1] not in used and not is_theirs

        if not self.wished.has_filters:
            return Configuration({key: entries for key, entries in ours.prefix_lists.items() if key[1].startswith(OWNED) and is_free(key)})
        return Configuration(
            {key: entries for key, entries in ours.prefix_lists.items() if is_free(key)},
            {},
            {number: entries for number, entries in ours.path_lists.items() if not path_names([number]) & used},
            {key: entries for key, entries in ours.text_lists.items() if key[1] not in used},
            {name: entries for name, entries in ours.route_maps.items() if name not in used},
        )

    @property
    def is_empty(self) -> bool:
        """Nothing changes."""
        moves = (self.bindings, self.unbound, self.lines, self.lines_off, self.caches_on, self.caches_off)
        is_same = not any(moves) and not any(_any(item) for item in (self.new, self.owned_new, self.gone))
        return is_same and (self.checks is None or self.checks.is_empty)

    @property
    def change(self) -> Change:
        """The class of the change."""
        facts = self.running.session_facts
        if self.is_empty:
            return Change.NOTHING
        if any(resets(key, line, facts) for key, line in self.lines.items()) or any(resets_without(key, facts) for key in self.lines_off):
            return Change.RESETS
        return Change.FILTERS

    def bgp(self, said: Iterable[tuple[str, int, str]], caches: Mapping[tuple[str, int], bool] | None = None) -> list[str]:
        """Print lines inside ``router bgp``."""
        return list(router_lines(self.running.asn, said, caches, self.running.parsed.has_family))

    def swap(self, direction: str) -> list[str]:
        """Print the swap of the bindings of a direction. Where a list goes because a map comes, or the other way, the new one is first."""
        on = [(bound, bound_line(bound, name)) for bound, name in sorted(self.bindings.items()) if bound.direction == direction]
        off = [(bound, f"no {bound_line(bound, name)}") for bound, name in sorted(self.unbound.items()) if bound.direction == direction]
        return [line for part in (on, off) for line in self.bgp((bound.address, bound.family, text) for bound, text in part)]

    def back(self) -> list[str]:
        """Print the bindings of before, so that the router's own way back finds nothing to do with them.

        It is not documented whether that takes a line off before it sets the one of before; in between, a session would have no filter.
        """
        had = {**{bound: self.now.bindings.get(bound) for bound in self.bindings}, **self.unbound}
        on = [(bound, bound_line(bound, name)) for bound, name in sorted(had.items()) if name is not None]
        off = [(bound, f"no {bound_line(bound, self.bindings[bound])}") for bound, name in sorted(had.items()) if name is None]
        return [line for part in (on, off) for line in self.bgp((bound.address, bound.family, text) for bound, text in part)]

    def clears(self, direction: str) -> list[str]:
        """Return the commands that make the router judge again what the swap of a direction touches."""
        return [f"clear bgp ipv{family} unicast {address} soft {direction}" for address, family in self.touched(direction)]

    def touched(self, direction: str | None = None) -> tuple[tuple[str, int], ...]:
        """Return the sessions whose routes are judged anew."""
        moved = (*self.bindings, *self.unbound)
        return tuple(sorted({(bound.address, bound.family) for bound in moved if direction in (None, bound.direction)}))

    def plan(self) -> IosPlan:
        """Return the plan."""
        running, identifier, wanted = self.running, self.identifier, self.wanted
        files: dict[str, str] = {}
        stages: list[Stage] = []
        expected: dict[str, Configuration] = {}
        unbound: dict[str, frozenset[Bound]] = {}

        def stage(name: str, lines: list[str], clears: Iterable[str], holds: Configuration, off: frozenset[Bound] = frozenset()) -> None:
            commands = [*([Command(f"apply {identifier}/{name}", _SECONDS)] if lines else []), *(Command(item, 120.0) for item in clears)]
            if not commands and name != OBJECTS:
                return
            if lines:
                files[name] = _file(lines)
            stages.append(Stage(name, tuple(commands), name))
            expected[name], unbound[name] = holds, off

        if not self.is_empty:
            self._checked()
            facts = running.session_facts
            hard = {key: line for key, line in self.lines.items() if resets(key, line, facts) or self._is_opening(key, line)}
            soft = {key: line for key, line in self.lines.items() if key not in hard}
            caches = {**dict.fromkeys(self.caches_on, True)}
            said_of_sources = self.source_lines
            files[OBJECTS] = _file([*object_lines(self.new), *said_of_sources.lists])
            files[UNDO] = _file([*removal_lines(self.new), *said_of_sources.undo])
            files[BACK] = _file(self.back())
            files[AGAIN] = _file(line for way in ("in", "out") for line in self.clears(way))
            files[CLEAN] = _file([*removal_lines(self.gone), *said_of_sources.gone])
            early = {key: line for key, line in wanted.lines.items() if key not in hard}
            objects = replace(self.objects, prefix_lists=wanted.prefix_lists, descriptions=wanted.descriptions)
            stage(OBJECTS, [], (), objects)
            first = [
                *object_lines(self.owned_new),
                *self.bgp(((key.address, key.family, line) for key, line in sorted(soft.items())), caches),
            ]
            stage("lines", first, (), replace(self.objects, lines=early, rtr_caches=wanted.rtr_caches))
            done: dict[Bound, str] = {}
            loose: frozenset[Bound] = frozenset()
            for direction, name in (("in", "import"), ("out", "export")):
                done |= {bound: item for bound, item in wanted.bindings.items() if bound.direction == direction}
                loose |= {bound for bound in self.unbound if bound.direction == direction}
                clears = self.clears(direction)
                stage(name, self.swap(direction), clears, replace(self.objects, lines=early, bindings=dict(done)), loose)
            off = [(key.address, key.family, undo(line)) for key, line in sorted(self.lines_off.items())]
            on = [(key.address, key.family, line) for key, line in sorted(hard.items())]
            last = self.bgp([*off, *on], dict.fromkeys(self.caches_off, False))
            stage(INTERFACES, list(said_of_sources.interfaces), (), replace(self.objects, lines=early))
            stage("last", last, (), replace(self.objects, lines=wanted.lines, bindings=dict(done), rtr_caches=wanted.rtr_caches), loose)
        after = self.after()
        before = replace(self.now.ours(), lines={key: shown(line) for key, line in self.now.lines.items() if key in running.parsed.owned})
        return IosPlan(
            summary=()
            if self.is_empty
            else summary(running, self.wished, self.bindings, self.unbound, self.lines, self.lines_off, self.caches_on),
            before=configuration_text(running.asn, replace(before, rtr_caches=running.parsed.own_caches))
            + _file(sources.lines(own_checks(running))),
            after=configuration_text(running.asn, after) + _file(sources.lines(self.checks_after())),
            directory=identifier,
            files=files,
            arm=Command(f"arm {identifier} {self.minutes} {running.digest}", _SECONDS),
            stages=tuple(stages),
            confirm=Command(f"confirm {identifier}", _SECONDS),
            revert=Command(f"revert {identifier}", _SECONDS),
            status=Command(f"status {identifier}"),
            touched=self.touched(),
            change=self.change,
            findings=tuple(self.wished.findings),
            expected=expected,
            unbound=unbound,
            absent=self.gone,
            lines_off=frozenset(self.lines_off),
            checked=self.wished.sources,
            lists_off=self.checks.lists_off if self.checks is not None else frozenset(),
        )

    def _is_opening(self, key: LineKey, line: str) -> bool:
        """Tell whether a line lets longer paths in than now: it comes behind the filters that count on it."""
        present, wanted = number_of(self.now.lines.get(key)), number_of(line)
        return key.slot == LONGEST and present is not None and wanted is not None and wanted > present

    def _checked(self) -> None:
        running = self.running
        if not running.parsed.has_archive:
            raise PlatformError(NO_ARCHIVE)
        if running.is_pending:
            raise PlatformError(
                "somebody's change waits for its confirmation (show archive config rollback timer); confirm or revert it first"
            )

    def checks_after(self) -> sources.Checks:
        """Return what of ours will check sources, for showing."""
        checked = self.wished.sources
        return own_checks(self.running) if checked is None else sources.ours(checked.checks, checked.mine)

    def after(self) -> Configuration:
        """Return what will be ours, for showing."""
        ours = replace(_joined(self.now, self.objects), bindings=self.after_bindings).ours()
        kept = _subtracted(ours, self.gone)
        lines = {**self.now.lines, **self.wanted.lines}
        mine = self._owned()
        return replace(
            kept,
            bindings=ours.bindings,
            lines={key: shown(line) for key, line in lines.items() if key in mine},
            rtr_caches=(running_caches(self.running) | self.wanted.rtr_caches) - self.caches_off,
        )


def own_checks(running: IosRunning) -> sources.Checks:
    """Return what of ours checks sources."""
    mine = [(key.address, key.family) for key in running.parsed.owned if key.slot == sources.VERIFY_SLOT]
    return sources.ours(running.parsed.checks, mine)


def running_caches(running: IosRunning) -> frozenset[tuple[str, int]]:
    """Return the RPKI caches of ours."""
    return running.parsed.own_caches


def _any(item: Configuration) -> bool:
    return bool(item.prefix_lists or item.path_lists or item.text_lists or item.route_maps)


def _file(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def minutes_of(seconds: int) -> int:
    """Return the minutes of a timer, rounded up: IOS takes 1 to 120.

    :raises PlatformError: it is longer.
    """
    minutes = max(1, -(-seconds // 60))
    if minutes > _MOST_MINUTES:
        raise PlatformError(f"confirm_timeout is {seconds} s; IOS takes at most {60 * _MOST_MINUTES}")
    return minutes


def make_plan(running: IosRunning, wished: Wish, identifier: str, timer_seconds: int) -> IosPlan:
    """Return the plan to what is wished.

    :raises PlatformError: the router has no way back, or the plan is wrong in itself.
    """
    return _Planner(running, wished, identifier, minutes_of(timer_seconds)).plan()


def plan(running: IosRunning, fitted: Policy, identifier: str, timer_seconds: int, allow_reset: bool) -> IosPlan:
    """Return the plan from running to the fitted policy.

    :raises PlatformError: the router cannot take the policy.
    """
    if fitted.is_sources_alone:
        checked = source_wish(running, fitted)
        told = list(checked.findings) if checked is not None else []
        return make_plan(running, Wish(Configuration(), findings=told, has_filters=False, sources=checked), identifier, timer_seconds)
    return make_plan(running, wish(running, fitted, allow_reset), identifier, timer_seconds)


def differences(running: IosRunning, plan_of: Plan, expectation: str) -> list[str]:
    """Return what the router does not hold of an expectation.

    :raises PlatformError: the plan is another platform's.
    """
    if not isinstance(plan_of, IosPlan):
        raise PlatformError("a plan of another platform")
    now = running.configuration
    if expectation == "confirmed":
        absent = plan_of.absent
        left = [
            *(absent.route_maps.keys() & now.route_maps.keys()),
            *(name for _, name in absent.prefix_lists.keys() & now.prefix_lists.keys()),
            *(name for _, name in absent.text_lists.keys() & now.text_lists.keys()),
            *(f"as-path access-list {number}" for number in absent.path_lists.keys() & now.path_lists.keys()),
        ]
        left += [key.name for key in plan_of.lists_off & running.parsed.checks.access_lists.keys()]
        return [f"{name} is still there" for name in sorted(left)]
    wanted = plan_of.expected[expectation]
    found: list[str] = []
    for key, entries in wanted.prefix_lists.items():
        have = now.prefix_lists.get(key)
        if have is None or (have != entries and not key[1].startswith(LOCAL)):
            found.append(f"prefix-list {key[1]} is not what was sent")
        if now.descriptions.get(key) != wanted.descriptions.get(key):
            found.append(f"prefix-list {key[1]} has another description")
    found += [
        f"as-path access-list {number} is not what was sent"
        for number, items in wanted.path_lists.items()
        if now.path_lists.get(number) != items
    ]
    found += [f"{key[0]} {key[1]} is not what was sent" for key, items in wanted.text_lists.items() if now.text_lists.get(key) != items]
    found += [f"route-map {name} is not what was sent" for name, maps in wanted.route_maps.items() if now.route_maps.get(name) != maps]
    found += [
        f"neighbor {bound.address} IPv{bound.family} has {bound.way} {now.bindings.get(bound)} {bound.direction}, not {name}"
        for bound, name in sorted(wanted.bindings.items())
        if now.bindings.get(bound) != name
    ]
    found += [
        f"neighbor {bound.address} IPv{bound.family} still has {bound.way} {now.bindings[bound]} {bound.direction}"
        for bound in sorted(plan_of.unbound[expectation] & now.bindings.keys())
    ]
    facts = running.session_facts
    found += [
        f"{key.address}: no line {shown(line)!r}" for key, line in sorted(wanted.lines.items()) if not is_same(line, facts.effective(key))
    ]
    found += [f"no RPKI cache {host} port {port}" for host, port in sorted(wanted.rtr_caches - now.rtr_caches)]
    if plan_of.checked is not None:
        asked = sources.missing if expectation in (INTERFACES, "last") else sources.missing_lists
        found += asked(running.parsed.checks, plan_of.checked)
    if expectation == "last":
        found += [f"{key.address}: still {shown(now.lines[key])!r}" for key in sorted(plan_of.lines_off & now.lines.keys())]
    return found
