# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of every eBGP session, however its filters are judged: is it declared, is it there, and what its own lines say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ..model.policies import Finding
from ..model.prefixes import PrefixError
from ..model.routes import Relation, host_prefix
from .probes import Known
from .tree import BgpSession, Interface, Line

UPWARD = (Relation.PROVIDER, Relation.PEER, Relation.ROUTE_SERVER)
#: What a hole in it is worse than a warning: MANRS requires it of every participant (docs/policy.md).
_CRITICAL = frozenset(("F02", "F03", "F13", "F16", "F20", "E01", "E02"))
#: Our role on a session (RFC 9234 section 4), by what the neighbor is to us.
OUR_ROLE: Mapping[Relation, str] = {
    Relation.CUSTOMER: "provider",
    Relation.PROVIDER: "customer",
    Relation.PEER: "peer",
    Relation.ROUTE_SERVER: "rs-client",
}
_SEE_THE_LINES = "see the lines: nothing is said of any session before they are"


class Standing(StrEnum):
    """How a control stands."""

    HOLDS = "holds"
    OPEN = "does not hold"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """How one control stands at one session (or interface) and family (0: all). ``lines``: what shows it.

    ``shared``: the session whose unknown answers make one finding together; empty: the answer is a finding of its own.
    """

    control: str
    where: str
    family: int
    standing: Standing
    what: str
    lines: tuple[Line, ...]
    remedy: str
    shared: str = ""

    def finding(self) -> Finding | None:
        """Return it as a finding, None when the control holds."""
        if self.standing is Standing.HOLDS:
            return None
        severity = "critical" if self.standing is Standing.OPEN and self.control in _CRITICAL else "warning"
        return Finding(self.control, severity, self.where, self.what, self.remedy, _evidence(self.lines, self.where))


def _evidence(lines: Iterable[Line], where: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(line) for line in lines if line.text)) or (where,)


def findings(answers: Iterable[Answer]) -> tuple[Finding, ...]:
    """Return what does not hold or cannot be told. What cannot be told of one session, for one reason, is one finding."""
    found: list[Finding] = []
    shared: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if answer.shared and answer.standing is Standing.UNKNOWN:
            shared.setdefault((answer.shared, answer.remedy), []).append(answer)
        elif (finding := answer.finding()) is not None:
            found.append(finding)
    return (*found, *(_of_all(where, members) for (where, _), members in shared.items()))


def _of_all(where: str, members: list[Answer]) -> Finding:
    controls = ", ".join(sorted({item.control for item in members}))
    what = f"cannot be told: {controls} ({members[0].what})"
    return Finding("A01", "warning", where, what, members[0].remedy, _evidence((line for item in members for line in item.lines), where))


def of_the_router(unread: tuple[Line, ...], present: Iterable[BgpSession], known: Known, is_whole: bool = True) -> Iterator[Answer]:
    """Ask whether all lines are understood, and any sessions are there, those that are declared too. ``is_whole``: none is left out."""
    if unread:
        what = "lines that may be about any session are not understood"
        yield Answer("B02", "the router", 0, Standing.UNKNOWN, what, unread[:20], _SEE_THE_LINES)
    sessions = [*present]
    if not sessions and not unread and not known.neighbors:
        what = "no BGP session is found, so none was asked"
        remedy = "see that this is the whole running configuration, and of the OS that ansible_network_os says"
        yield Answer("B02", "the router", 0, Standing.UNKNOWN, what, (), remedy)
    names = {session.name for session in sessions if session.vrf is None}
    for address, neighbor in known.neighbors.items():
        if address not in names:
            standing = Standing.OPEN if is_whole else Standing.UNKNOWN
            what = f"the session with this {neighbor.relation} is not in " + ("the configuration" if is_whole else "what is read here")
            yield Answer("B01", address, 0, standing, what, (), "correct manrs_neighbors, or configure the session")


class AskedSession:
    """One session: makes answers about it. ``activate``: what adds a family to it."""

    def __init__(self, session: BgpSession, known: Known, activate: str) -> None:
        self.session, self.known, self._activate = session, known, activate
        self.relation = known.relation(session)

    def declared(self) -> Iterator[Answer]:
        """Ask whether the session is declared, external, and carries a family."""
        if self.relation is None and self.known.neighbors:
            what = "the session is not declared: what its neighbor is to us is not known"
            yield self.answer("B02", 0, Standing.OPEN, what, (self.session.line,), "declare it in manrs_neighbors, or take it off")
        if self.session.is_external is None:
            what = "whether the session is eBGP cannot be told: its ASN is not in the configuration"
            yield self.answer("B02", 0, Standing.UNKNOWN, what, (self.session.line,), "see which ASN the neighbor has")
        if not self.session.families:
            what = "neither IPv4 nor IPv6 unicast is active on the session"
            yield self.answer("B01", 0, Standing.OPEN, what, (self.session.line,), f"see whether to add {self._activate}")

    def answer(self, control: str, family: int, standing: Standing, what: str, lines: tuple[Line, ...], remedy: str) -> Answer:
        """Return an answer about the session, or one family of it."""
        title = self.session.title + (f" IPv{family}" if family else "")
        return Answer(control, title, family, standing, what, lines, remedy)

    def by_line(self, control: str, line: Line | None, word: str, remedy: str) -> Answer:
        """Return that a control holds when its line is there."""
        if line is not None:
            return self.answer(control, 0, Standing.HOLDS, word, (line,), "")
        return self.answer(control, 0, Standing.OPEN, f"no {word}", (self.session.line,), remedy)

    def sources(self, interfaces: Iterable[Interface], strict: Mapping[int, str]) -> Iterator[Answer]:
        """Ask whether sources are checked on the interface of a neighbor. ``strict``: by family, what is added there."""
        try:
            here = host_prefix(self.session.name)
        except PrefixError:
            return
        family = here.family
        interface = next((item for item in interfaces if any(network.contains(here) for network in item.networks)), None)
        if interface is None:
            return
        for one in (4, 6):
            remedy = f"add to interface {interface.name}: {strict[one]}"
            if one != family and one not in interface.strict and not any(item.family == one for item in interface.networks):
                continue
            where = f"{interface.name} IPv{one}"
            if one in interface.strict:
                yield Answer("V01", where, one, Standing.HOLDS, "strict uRPF", (interface.strict[one],), "")
            elif one in interface.lists:
                what = "no strict uRPF; an access list is there, and what it permits is not judged"
                yield Answer("V01", where, one, Standing.UNKNOWN, what, (interface.line, interface.lists[one]), remedy)
            else:
                loose = (interface.loose[one],) if one in interface.loose else ()
                what = "source addresses are checked loosely" if loose else "source addresses are not checked"
                yield Answer("V01", where, one, Standing.OPEN, what, (interface.line, *loose), remedy)


def unsure(answer: Answer, lines: tuple[Line, ...], title: str) -> Answer:
    """Return an answer about a session that lines which are not understood may turn."""
    if answer.standing is Standing.UNKNOWN:
        return answer
    what, remedy = "lines that are not understood may say otherwise", "see the lines that are not understood"
    return replace(answer, standing=Standing.UNKNOWN, what=what, lines=lines[:5], remedy=remedy, shared=title)
