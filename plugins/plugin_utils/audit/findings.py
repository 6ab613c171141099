# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask every eBGP session about every control, and say what holds, what does not and what cannot be told.

Decided by evaluation: F01 to F09, F12, F13, F16, F21, E01, E02, E03, and whether our own prefixes leave (B05). Decided by structure: F15,
F20, S01, S02, S03, V01, names of lists and maps that do not exist (B05), sessions that are not declared (B02). Not asked: F10, F11, F14,
F17, F18, F19, E00, E04, E05, E06.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ..model.first_few import first_few
from ..model.prefixes import Prefix, PrefixRange
from ..model.routes import Direction, Relation, Route, RovState
from .evaluate import Judgement, follow, run_map
from .matching import ALL_ATTRIBUTES, Around, State
from .probes import Known, Maker, Probe, nearby, references
from .sessions import OUR_ROLE, UPWARD, AskedSession, of_the_router
from .sessions import Answer as Answer
from .sessions import Standing as Standing
from .sessions import findings as findings
from .tree import BgpSession, Binding, Bound, Line, ListKind, Outcome, PrefixEntry, SessionFamily, Tree

#: What IOS adds to an interface.
_STRICT = {4: "ip verify unicast source reachable-via rx", 6: "ipv6 verify unicast source reachable-via rx"}
_REMEDIES = {
    "F01": "add an entry that denies the default route before the line that lets it in",
    "F02": "add entries that deny special-purpose prefixes and all below them before the line that lets them in",
    "F03": "add entries that deny our own prefixes and all below them before the line that lets them in",
    "F04": "add entries that deny peering LANs and all below them before the line that lets them in",
    "F05": "add an entry that denies prefixes that are too long or too short before the line that lets them in",
    "F06": "add an AS-path entry or a limit that denies paths of more than 100 ASNs",
    "F07": "add an AS-path list that denies reserved ASNs before the line that lets them in",
    "F08": "add bgp enforce-first-as",
    "F09": "add an AS-path list that denies transit-free ASNs before the line that lets them in",
    "F12": "add RPKI caches and an entry that denies what is RPKI invalid",
    "F13": "bind a list of what the customer has registered, and nothing behind it that permits more",
    "F16": "let blackhole requests in only inside what the customer has registered",
    "F21": "add an AS-path entry that denies AS_SETs, and take allowas-in off",
    "E01": "let only our own and our customers' routes out, by lists or by communities that the import sets",
    "E02": "bind a list of what the customer has registered on the way in",
    "E03": "add entries that deny special-purpose and too long prefixes on the way out",
}


#: Routes of one customer that an export is asked with, at most: its import is asked with all (F13).
_MOST_UNREGISTERED = 500


def audit(tree: Tree, known: Known) -> tuple[Answer, ...]:
    """Ask all eBGP sessions of a router, declared or not."""
    answers = [*of_the_router(tree.unread, tree.sessions, known)]
    for session in tree.external:
        answers += _Session(tree, session, known).answers()
    return tuple(answers)


class _Session(AskedSession):
    def __init__(self, tree: Tree, session: BgpSession, known: Known) -> None:
        super().__init__(session, known, f"neighbor {session.name} activate")
        self._tree = tree

    def answers(self) -> Iterator[Answer]:
        yield from self.declared()
        yield from self._structure()
        for family, view in self.session.families.items():
            yield from self._bindings(family, view)
            yield from self._limits(family, view)
            yield from self._imports(family, view)
            if self.relation is not Relation.COLLECTOR:
                yield from self._exports(family, view)

    def _by_word(self, control: str, line: Line | None, word: str) -> Answer:
        return self.by_line(control, line, word, f"add neighbor {self.session.name} {word}")

    # -- structure -------------------------------------------------------------------------------

    def _structure(self) -> Iterator[Answer]:
        settings = self.session.settings
        yield self._by_word("S01", settings.get("ttl-security"), "ttl-security hops 1")
        yield self._by_word("S02", settings.get("password") or settings.get("ao"), "password")
        role = OUR_ROLE.get(self.relation) if self.relation else None
        if self._tree.platform == "frr" and role is not None:
            line = settings.get("local-role")
            if line is not None and role not in line.text.split():
                what = f"the role is not {role}"
                yield self.answer("S03", 0, Standing.OPEN, what, (line,), f"set neighbor {self.session.name} local-role {role}")
            else:
                yield self._by_word("S03", line, f"local-role {role}")
        # FRR's configuration says nothing of source addresses: the kernel checks them.
        if self.relation is Relation.CUSTOMER and self._tree.platform == "ios":
            yield from self.sources(self._tree.interfaces, _STRICT)

    def _bindings(self, family: int, view: SessionFamily) -> Iterator[Answer]:
        tree = self._tree
        for direction in Direction:
            bound = view.of(direction)
            word = "in" if direction is Direction.IMPORT else "out"
            remedy = f"bind a policy that ends with a deny: neighbor {self.session.name} route-map NAME {word}"
            if bound:
                yield self._default_deny(family, direction, bound, remedy)
            else:
                requires, line = tree.requires_policy
                standing = {True: Standing.HOLDS, False: Standing.OPEN, None: Standing.UNKNOWN}[requires]
                what = f"{direction}: nothing is bound" + (", all routes pass" if requires is False else "")
                yield self.answer("F20", family, standing, what, (self.session.line, line), remedy)
        missing: dict[str, Line] = {}
        for (kind, of_family, name), line in references(tree, view.bound):
            is_asked = of_family in (0, family)
            if is_asked and (kind, of_family, name) not in tree.lists:
                missing[f"{kind} {name}"] = line
        for item in view.bound:
            if item.binding is Binding.ROUTE_MAP and item.name not in tree.route_maps:
                missing[f"route-map {item.name}"] = item.line
        for name, line in missing.items():
            remedy = f"create {name}, or take the line off"
            yield self.answer("B05", family, Standing.OPEN, f"{name} is named and does not exist", (line,), remedy)

    def _default_deny(self, family: int, direction: Direction, bound: tuple[Bound, ...], remedy: str) -> Answer:
        lines = tuple(item.line for item in bound)
        passing = [self._passes_all(item, family) for item in bound]
        if None in passing:
            return self.answer("F20", family, Standing.HOLDS, f"{direction}: something is bound", lines, "")
        lines = tuple(dict.fromkeys((*lines, *(line for line in passing if line is not None))))
        standing, what = Standing.OPEN, "what is bound lets all routes pass"
        if direction is Direction.EXPORT and self.relation in (Relation.CUSTOMER, Relation.COLLECTOR):
            standing, what, remedy = Standing.HOLDS, "something is bound, and this neighbor may have all", ""
        elif direction is Direction.EXPORT and self.relation is None:
            standing, what = Standing.UNKNOWN, "all routes pass; whether it is a customer is not known"
        return self.answer("F20", family, standing, f"{direction}: {what}", lines, remedy)

    def _passes_all(self, bound: Bound, family: int) -> Line | None:
        """Return the line by which a filter lets every route pass, where nothing before it can deny one."""
        if bound.binding is Binding.ROUTE_MAP:
            found = self._tree.route_maps.get(bound.name)
            for entry in found.entries if found else ():
                if not entry.is_permit or entry.call or entry.jump or entry.unread:
                    return None
                if not entry.matches:
                    return entry.line
        elif bound.binding is Binding.PREFIX_LIST:
            listed = self._tree.lists.get((ListKind.PREFIX, family, bound.name))
            for item in listed.entries if listed and not listed.unread else ():
                if not item.is_permit:
                    return None
                if isinstance(item, PrefixEntry) and item.range == PrefixRange.of(Prefix(family, 0, 0)):
                    return item.line
        return None

    def _limits(self, family: int, view: SessionFamily) -> Iterator[Answer]:
        if self.relation is Relation.COLLECTOR:
            return
        line = view.settings.get("maximum-prefix")
        remedy = f"add neighbor {self.session.name} maximum-prefix N"
        if line is None:
            yield self.answer("F15", family, Standing.OPEN, "no maximum-prefix", (self.session.line,), remedy)
        elif "warning-only" in line.text.split() and self.relation in (Relation.CUSTOMER, Relation.PEER, Relation.ROUTE_SERVER):
            yield self.answer("F15", family, Standing.OPEN, "maximum-prefix only warns", (line,), remedy)
        else:
            yield self.answer("F15", family, Standing.HOLDS, "maximum-prefix", (line,), "")

    # -- evaluation ------------------------------------------------------------------------------

    def _imports(self, family: int, view: SessionFamily) -> Iterator[Answer]:
        maker = Maker(self._tree, self.session, self.known, family)
        asked: dict[str, list[tuple[Probe, Judgement]]] = {}
        for probe in maker.imports():
            judged = follow(self._tree, self.session, Direction.IMPORT, family, State(probe.route, probe.rov))
            asked.setdefault(probe.control, []).append((probe, judged))
        is_cut = nearby(self._tree, view.of(Direction.IMPORT), family).is_cut
        for control, results in sorted(asked.items()):
            answer = self._judged(control, family, [(probe.what, judged) for probe, judged in results], "lets in", is_cut)
            if control == "F03" and answer.standing is Standing.OPEN and not self.known.is_registry_known:
                passed = {probe.route.prefix for probe, judged in results if judged.outcome is Outcome.PERMIT}
                if passed.isdisjoint(maker.own_space()):
                    what = f"{answer.what}; whether RPKI gives it to somebody else is not known"
                    answer = replace(answer, standing=Standing.UNKNOWN, what=what)
            yield self._by_relation(answer)
        if self.relation is Relation.CUSTOMER and maker.registered is None:
            ordinary = [
                (str(prefix), follow(self._tree, self.session, Direction.IMPORT, family, State(Route(prefix, path))))
                for prefix in maker.ordinary
                for path in maker.paths()
            ]
            answer = self._judged("F13", family, ordinary, "lets in", False)
            if answer.standing is Standing.HOLDS:
                what = "what the customer has registered is not known"
                answer = replace(answer, standing=Standing.UNKNOWN, what=what, lines=(self.session.line,))
            yield answer

    def _by_relation(self, answer: Answer) -> Answer:
        """What is a hole for one relation may be meant for another."""
        if answer.standing is not Standing.OPEN:
            return answer
        if answer.control == "F01" and self.relation in (None, Relation.PROVIDER):
            known = self.known.neighbor(self.session)
            if known is not None and known.takes_default:
                return replace(answer, standing=Standing.HOLDS, what="the default route is wanted")
            if known is None or known.takes_default is None:
                return replace(answer, standing=Standing.UNKNOWN, what=f"{answer.what}; whether it is wanted is not known")
        if answer.control == "F12" and self._tree.platform == "ios" and self._tree.caches:
            # Configuration Guide, "BGP Origin AS Validation": an invalid route is no best path unless allow-invalid says so.
            line = self._tree.settings.get("bgp bestpath prefix-validate")
            if line is None:
                return replace(answer, standing=Standing.HOLDS, what="an invalid route is no best path", lines=self._tree.caches)
        return answer

    def _judged(
        self,
        control: str,
        family: int,
        results: list[tuple[str, Judgement]],
        verb: str,
        is_cut: bool,
        expected: Outcome = Outcome.DENY,
    ) -> Answer:
        wrong = Outcome.PERMIT if expected is Outcome.DENY else Outcome.DENY
        remedy = _REMEDIES.get(control, "let our own prefixes out: correct the line that denies them")
        passed = {what: judged for what, judged in results if judged.outcome is wrong}
        unsure = {what: judged for what, judged in results if judged.outcome is Outcome.UNKNOWN}
        count = len({what for what, _ in results})
        if passed:
            lines = dict.fromkeys(line for judged in passed.values() for line in judged.trail)
            what = f"{verb} {first_few(list(passed))}" + (f" ({len(passed)} of {count} that were asked)" if count > 1 else "")
            return self.answer(control, family, Standing.OPEN, what, tuple(lines)[:12], remedy)
        if unsure:
            lines = dict.fromkeys(line for judged in unsure.values() for line in judged.trail)
            what = f"what becomes of {first_few(list(unsure))} cannot be told"
            return self.answer(control, family, Standing.UNKNOWN, what, tuple(lines)[:12], "see the lines, and " + remedy)
        if is_cut:
            what = "the lists are too long to be asked whole"
            return self.answer(control, family, Standing.UNKNOWN, what, (self.session.line,), "see the lists, and " + remedy)
        lines = dict.fromkeys(line for _, judged in results for line in judged.trail)
        return self.answer(control, family, Standing.HOLDS, f"{count} asked", tuple(lines)[:12], "")

    def _sources_of(self, relations: tuple[Relation, ...], family: int) -> Iterator[BgpSession]:
        for session in self._tree.external:
            if session is not self.session and family in session.families and self.known.relation(session) in relations:
                yield session

    def _exports(self, family: int, view: SessionFamily) -> Iterator[Answer]:
        maker = Maker(self._tree, self.session, self.known, family)
        bound = view.of(Direction.EXPORT)
        inside = [(str(prefix), self._out(State(Route(prefix)), family)) for prefix in maker.inside(bound)]
        yield self._judged("E03", family, inside, "sends", False)
        if self.relation in UPWARD:
            yield from self._leaks(maker, family, view)
            yield from self._own(family)
        elif self.relation is None:
            answer = self._judged("E01", family, self._from_inside(maker, family, view), "sends", False)
            if answer.standing is Standing.OPEN:
                answer = replace(answer, standing=Standing.UNKNOWN, what=f"{answer.what}; whether it is a customer is not known")
            yield answer

    def _out(self, state: State, family: int) -> Judgement:
        return follow(self._tree, self.session, Direction.EXPORT, family, state)

    def _from_inside(self, maker: Maker, family: int, view: SessionFamily) -> list[tuple[str, Judgement]]:
        """Routes of others as another router of ours sends them, without any community."""
        foreign = maker.foreign(view.of(Direction.EXPORT))
        return [(f"{prefix} of AS{maker.far}", self._out(State(Route(prefix, (maker.farther, maker.far))), family)) for prefix in foreign]

    def _leaks(self, maker: Maker, family: int, view: SessionFamily) -> Iterator[Answer]:
        foreign = maker.foreign(view.of(Direction.EXPORT))
        leaks = self._from_inside(maker, family, view)
        carried = nearby(self._tree, view.of(Direction.EXPORT), family).communities
        for source in self._sources_of(UPWARD, family):
            path = (Maker(self._tree, source, self.known, family).asn, maker.far)
            leaks += self._via(source, family, [Route(prefix, path) for prefix in foreign])
            # A neighbor can set any community, ours too.
            leaks += self._via(source, family, [Route(prefix, path, forged) for prefix in foreign[:1] for forged in carried])
        answer = self._judged("E01", family, leaks, "sends", False)
        line = view.settings.get("default-originate")
        if line is not None:
            remedy = f"take off: no {line.text}"
            answer = self.answer("E01", family, Standing.OPEN, "sends a default route", (line,), remedy)
        yield answer
        unregistered: list[tuple[str, Judgement]] = []
        for source in self._sources_of((Relation.CUSTOMER,), family):
            if self.known.registered(source) is not None:
                theirs = Maker(self._tree, source, self.known, family)
                near = nearby(self._tree, source.families[family].of(Direction.IMPORT), family).prefixes
                prefixes = dict.fromkeys((*foreign, *islice(filter(theirs.is_known_foreign, near), _MOST_UNREGISTERED)))
                unregistered += self._via(source, family, [Route(prefix, path) for prefix in prefixes for path in theirs.paths()])
        if unregistered:
            yield self._judged("E02", family, unregistered, "sends", False)

    def _via(self, source: BgpSession, family: int, routes: list[Route]) -> list[tuple[str, Judgement]]:
        """Let routes in by another session and out by this one, with what the import makes of them."""
        found = []
        for route in routes:
            came = follow(self._tree, source, Direction.IMPORT, family, State(route, RovState.NOT_FOUND))
            said = "".join(f" with {high}:{low}" for high, low in sorted(route.communities))
            if came.outcome is Outcome.DENY:
                found.append((f"{route.prefix}{said} from {source.title}", came))
                continue
            state = came.state if came.outcome is Outcome.PERMIT else replace(came.state, unknown=ALL_ATTRIBUTES)
            left = self._out(state, family)
            if left.outcome is Outcome.PERMIT and came.outcome is Outcome.UNKNOWN:
                left = replace(left, outcome=Outcome.UNKNOWN, trail=came.trail)
            found.append((f"{route.prefix}{said} from {source.title}", left))
        return found

    def _own(self, family: int) -> Iterator[Answer]:
        results = []
        for prefix in self.known.own:
            if prefix.family != family:
                continue
            origin = next((item for item in self._tree.originations if item.prefix == prefix), None)
            state = State(Route(prefix), unknown=frozenset() if origin else ALL_ATTRIBUTES)
            if origin and origin.route_map:
                found = self._tree.route_maps.get(origin.route_map)
                judged = run_map(found, state, Around(self._tree, self.session.name, False)) if found else None
                state = judged.state if judged else replace(state, unknown=ALL_ATTRIBUTES)
            results.append((str(prefix), self._out(state, family)))
        if results:
            answer = self._judged("B05", family, results, "does not send our own", False, Outcome.PERMIT)
            originated = {item.prefix for item in self._tree.originations}
            if answer.standing is Standing.UNKNOWN and not originated.issuperset(item for item in self.known.own if item.family == family):
                answer = replace(answer, what=f"{answer.what}: what a route carries that no network line here originates is not known")
            yield answer
