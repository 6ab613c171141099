# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one BIRD router should hold of ours, given what it runs: sessions matched, filters kept as they are, lines that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...model.first_few import evidence, listed
from ...model.policies import Finding, Policy, Session
from ...model.routes import Direction
from ..findings import IN_A_WINDOW, as_declared, let_through, undeclared
from .names import filter_symbol, quoted
from .objects import MAIN, Configuration, closure, function_of, parse_local, references, set_name
from .parse import BirdRunning
from .protocols import Protocol
from .render import Builder, families_of, filter_text
from .sessions import is_same_session, missing_lines, session_symbol, session_text

#: What a filter says whose adoption stage has not come, or that is taken off a session that still uses it.
PASSES = ("accept;",)
#: A line of a filter that calls a function of the operator's: names of ours are quoted.
_THEIR_CALL = re.compile(r"^ *([A-Za-z_]\w*)\(\);", re.MULTILINE)
_REJECTS = ("reject;",)
_AWAITED, _RELEASED = "# its adoption stage has not come", "# released"


@dataclass
class Released:
    """How a session gets rid of ours. ``lines``: what filters say then that it still uses. ``stay``: names that stay as they are."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    stay: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    is_resetting: bool = False


def released(running: BirdRunning, address: str, protocol: Protocol, allow_reset: bool) -> Released:
    """Take filters out; one that the session still uses lets everything pass. A session of ours ends, in a window."""
    who = f"{protocol.description or protocol.name} ({address})"
    names = {(channel.family, way): filter_symbol(way, address, channel.family) for channel in protocol.channels for way in Direction}
    bound = {key: name for key, name in names.items() if running.bound(address, *key) == name}
    found = Released()
    if protocol.name == session_symbol(address):
        found.is_resetting = allow_reset
        if not allow_reset:
            # It would be open without its filters.
            found.stay += [protocol.name, *bound.values()]
            what = "released, but the session is ours: taking it off ends it, so it stays, with its filters"
            found.findings.append(Finding("D02", "warning", who, what, IN_A_WINDOW, (f"protocol bgp {protocol.name}",)))
        return found
    for (family, direction), name in bound.items():
        now = running.configuration.definitions.get(name, "")
        lines = [_RELEASED, *(f"{call}();" for call in _THEIR_CALL.findall(now)), *PASSES]
        if direction is Direction.IMPORT and not running.can_judge_again(address, family) and filter_text(name, lines) != now:
            found.is_resetting |= allow_reset
            if not allow_reset:
                found.stay.append(name)
                found.findings.append(_would_restart(who, protocol, family))
                continue
        found.lines[name] = lines
        found.findings.append(_still_used(protocol, who, family, direction, lines))
    return found


def is_open(definition: str) -> bool:
    """Tell whether a filter holds nothing of ours: one that waits for its adoption stage, or that was released."""
    return any(f"  {word}\n" in definition for word in (_AWAITED, _RELEASED))


def _would_restart(who: str, protocol: Protocol, family: int) -> Finding:
    what = f"IPv{family}: stores no routes and its neighbor answers no route refresh, so BIRD would restart the session"
    remedy = f"protocol bgp {protocol.name}: ipv{family} {{ import table on; }}, or -e manrs_allow_reset=true"
    shown = (f"protocol bgp {protocol.name}: ipv{family} without import table, no route refresh",)
    return Finding("B04", "critical", who, what, f"in a window: {remedy}", shown)


def _still_used(protocol: Protocol, who: str, family: int, direction: Direction, lines: list[str]) -> Finding:
    """Return what to do where a session still uses a filter of ours that has nothing of ours any more. ``lines``: what it says."""
    calls = [line for line in lines if line.endswith("();")]
    if calls:
        instead = f"{direction.value} filter {{ {' '.join((*calls, *PASSES))} }};"
    else:
        # What leaves is never all.
        instead = "import all;" if direction is Direction.IMPORT else "export filter, one of your own"
    what = f"released: IPv{family} still uses our {direction.value} filter, which lets everything pass" + (
        " but your own policy" if calls else ""
    )
    remedy = f"protocol bgp {protocol.name}: ipv{family} {{ {instead} }}, then run again"
    return Finding("F20", "warning", who, what, remedy, (f"{direction.value} filter: {' '.join(lines)}",))


@dataclass
class Wish:
    """The wanted text, and for people what does not hold. ``names``: of the neighbors by address. ``is_resetting``: sessions go down."""

    configuration: Configuration
    findings: list[Finding] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    is_resetting: bool = False


def where(session: Session) -> str:
    """Say a session."""
    return f"{session.neighbor} ({session.address})"


class _Wisher:
    def __init__(self, running: BirdRunning, policy: Policy, allow_reset: bool) -> None:
        self.running = running
        self.policy = policy
        self.allow_reset = allow_reset
        self.builder = Builder(policy, running.capabilities)
        self.now = running.configuration
        self.findings: list[Finding] = []
        self.kept: set[str] = set()
        self.is_resetting = False

    def keep(self, name: str) -> None:
        """Keep a definition that is there as it is, with all that it needs."""
        self.kept.add(name)

    # -- sessions ----------------------------------------------------------------------------------------

    def families(self, address: str) -> tuple[int, ...]:
        protocol = self.running.external.get(address)
        carried = [channel.family for channel in protocol.channels if channel.family] if protocol is not None else []
        return tuple(carried) or families_of(address)

    def take(self, session: Session) -> None:
        protocol = self.running.external.get(session.address)
        if session.is_released:
            self.release(session.address)
            return
        is_made = self.policy.manages_sessions and (protocol is None or protocol.name == session_symbol(session.address))
        # A session of ours gets its new neighbor and that one's filters together, in a window.
        is_other = protocol is not None and protocol.asn != session.asn and not (is_made and self.allow_reset)
        if is_other and protocol is not None:
            what = f"declared as AS{session.asn}, the router has AS{protocol.asn} there"
            shown = (*as_declared(session), f"protocol bgp {protocol.name}: AS{protocol.asn}")
            self.findings.append(Finding("B01", "critical", where(session), what, "correct manrs_neighbors or the session", shown))
        is_ours = protocol is None or protocol.name == session_symbol(session.address)
        for family in self.families(session.address):
            for direction in Direction:
                self.take_filter(session, family, direction, is_other, is_made)
        if is_made:
            self.manage(session, protocol)
        elif protocol is None:
            what, remedy = f"declared as AS{session.asn}, no such session", "configure the session with the filters below"
            names = ", ".join(quoted(filter_symbol(way, session.address, families_of(session.address)[0])) for way in Direction)
            self.findings.append(Finding("B01", "critical", where(session), what, f"{remedy}: {names}", as_declared(session)))
        elif is_ours:
            self.keep(session_symbol(session.address))
        else:
            self.findings += self.unwired(session, protocol)
            stored = frozenset(family for family in (4, 6) if self.running.stores_routes(session.address, family))
            options = self.running.options.get(protocol.name)
            if options is not None and not is_other:
                self.findings += missing_lines(session, protocol, options, stored)

    def take_filter(self, session: Session, family: int, direction: Direction, is_other: bool, is_made: bool) -> None:
        """Make the filter of a direction, or leave what is there. ``is_made``: the session is one that we make, and is never open."""
        name = filter_symbol(direction, session.address, family)
        chain = session.chain(direction, family)
        is_there = name in self.now.definitions
        if is_other or (chain is None and is_there):
            if is_there:
                self.keep(name)
                if chain is None and direction not in session.awaited and is_open(self.now.definitions[name]):
                    what = f"IPv{family}: the {direction.value} filter could not be made, and what runs lets everything pass"
                    self.not_made(session, name, what)
            return
        if chain is not None:
            if direction is Direction.IMPORT and not self.may_change(session, family, name):
                self.keep(name)
                return
            self.builder.add_filter(name, chain, session.own_policy.function(direction))
        elif direction in session.awaited and is_made:
            self.builder.add_lines(name, ["# its adoption stage has not come: closed", *_REJECTS])
            what = f"IPv{family}: its adoption stage has not come, so nothing passes the {direction.value} of a session that we make"
            remedy = "raise adoption_stage, or configure the session yourself"
            self.findings.append(Finding("A01", "warning", where(session), what, remedy, (f"filter {quoted(name)}: reject",)))
        elif direction in session.awaited:
            self.builder.add_lines(name, [_AWAITED, *self.theirs(session, direction), *PASSES])
        else:
            self.builder.add_lines(name, ["# it could not be made, and nothing ran before", *_REJECTS])
            what = f"IPv{family}: the {direction.value} filter could not be made and none ran before: it rejects everything"
            self.not_made(session, name, what)

    def not_made(self, session: Session, name: str, what: str) -> None:
        """Say that a filter could not be made."""
        remedy, shown = "see the finding on its registered routes", (*as_declared(session), f"filter {quoted(name)}")
        self.findings.append(Finding("G01", "critical", where(session), what, remedy, shown))

    @staticmethod
    def theirs(session: Session, direction: Direction) -> list[str]:
        function = session.own_policy.function(direction)
        return [f"{function}();"] if function is not None else []

    def may_change(self, session: Session, family: int, name: str) -> bool:
        """Tell whether an import filter may change now: BIRD restarts a session whose routes it cannot judge again."""
        running = self.running
        is_bound = running.bound(session.address, family, Direction.IMPORT) == name
        if not is_bound or running.can_judge_again(session.address, family):
            return True
        if self.wanted_text(session, family) == self.now.definitions.get(name):
            return True
        if self.allow_reset:
            self.is_resetting = True
            return True
        self.findings.append(_would_restart(where(session), running.external[session.address], family))
        return name not in self.now.definitions

    def wanted_text(self, session: Session, family: int) -> str | None:
        """Return the import filter that the policy wants."""
        chain = session.chain(Direction.IMPORT, family)
        if chain is None:
            return None
        trial = Builder(self.policy, self.running.capabilities)
        name = filter_symbol(Direction.IMPORT, session.address, family)
        trial.add_filter(name, chain, session.own_policy.import_function)
        return trial.definitions[name]

    def unwired(self, session: Session, protocol: Protocol) -> Iterator[Finding]:
        """Yield what a session of the operator's does not use of ours."""
        for channel in protocol.channels:
            lines = []
            is_acting = False
            for direction in Direction:
                name = filter_symbol(direction, session.address, channel.family)
                used = self.running.bound(session.address, channel.family, direction)
                if channel.family and used != name:
                    lines.append(f"{direction.value} filter {quoted(name)};")
                    is_acting |= direction not in session.awaited
            if lines:
                what = f"IPv{channel.family}: the session does not use our filters"
                remedy = f"protocol bgp {protocol.name}: ipv{channel.family} {{ {' '.join(lines)} }}"
                severity, shown = "critical" if is_acting else "warning", evidence(f"missing: {line}" for line in lines)
                yield Finding("B03", severity, where(session), what, remedy, shown)

    def release(self, address: str) -> None:
        protocol = self.running.external.get(address)
        if protocol is None:
            return
        found = released(self.running, address, protocol, self.allow_reset)
        for name, lines in found.lines.items():
            self.builder.add_lines(name, lines)
        for name in found.stay:
            self.keep(name)
        self.findings += found.findings
        self.is_resetting |= found.is_resetting

    # -- sessions of ours --------------------------------------------------------------------------------

    def manage(self, session: Session, protocol: Protocol | None) -> None:
        """Make a session of ours, or leave the one that is there until it may be reset."""
        channels = {channel.family: channel for channel in protocol.channels} if protocol is not None else {}
        name = session_symbol(session.address)
        text = session_text(self.policy, session, self.running.capabilities, channels)
        old = self.now.definitions.get(name)
        if old is not None and not is_same_session(old, text):
            if not self.allow_reset:
                self.keep(name)
                what = "its options are not changed yet, that resets the session"
                self.findings.append(Finding("D02", "warning", where(session), what, IN_A_WINDOW, (f"protocol bgp {name}",)))
                return
            self.is_resetting = True
        self.builder.definitions[name] = text

    # -- all that nobody asks for ------------------------------------------------------------------------

    def hand_edits(self) -> None:
        """Say that the main file was changed by hand, and which filters of it stay in spite of that."""
        if not self.running.main.digest or self.running.main.is_as_written:
            return
        remedy = "move your lines to your own files; this run writes it again"
        told = f"{MAIN}: its digest is not that of its text"
        self.findings.append(Finding("D05", "warning", MAIN, "changed by hand", remedy, (told,)))
        if stay := listed(name for name in sorted(self.kept) if name in self.now.filters()):
            what = f"changed by hand, and these filters stay as they are there: {stay}"
            shown = evidence(name for name in sorted(self.kept) if name in self.now.filters())
            remedy = "look at each; a run that makes them anew writes them over"
            self.findings.append(Finding("D05", "critical", MAIN, what, remedy, shown))

    def undeclared(self) -> None:
        """Keep the filters and sessions of ours whose session is not declared, or not in this run."""
        taken = {session.address for session in self.policy.sessions}
        names = {filter_symbol(direction, address, family) for address in taken for family in (4, 6) for direction in Direction} | {
            session_symbol(address) for address in taken
        }
        used = {
            self.running.bound(address, channel.family, direction)
            for address, protocol in self.running.external.items()
            for channel in protocol.channels
            for direction in Direction
        }
        for name, text in self.now.definitions.items():
            is_lasting = name in used or bool(self.policy.only) or text.startswith("protocol bgp ")
            if text.startswith(("filter ", "protocol bgp ")) and name not in names and is_lasting:
                self.keep(name)
        if self.policy.only:
            return
        external = self.running.external
        filtered = {
            address
            for address, item in external.items()
            for channel in item.channels
            for direction in Direction
            if self.running.bound(address, channel.family, direction) == filter_symbol(direction, address, channel.family)
        }
        self.findings += undeclared({address: item.asn for address, item in external.items()}, self.policy, filtered)

    # -- together ----------------------------------------------------------------------------------------

    def router_findings(self) -> None:
        running = self.running
        if not running.is_included:
            what = "the router's configuration does not include our filters"
            remedy = f'bird.conf, before the sessions: include "{MAIN}"; then birdc configure, and run again'
            self.findings.append(Finding("B03", "critical", "bird.conf", what, remedy, (f'missing: include "{MAIN}"',)))
        self.findings += let_through(parse_local(running.disk.local or ""))

    def wish(self) -> Wish:
        self.router_findings()
        for session in self.policy.sessions:
            self.take(session)
        self.undeclared()
        self.hand_edits()
        made = self.builder.configuration()
        definitions, files = dict(made.definitions), dict(made.files)
        if self.policy.only:
            # Caches are the whole router's.
            definitions |= {name: text for name, text in self.now.definitions.items() if text.startswith("protocol rpki ")}
        definitions = {**closure(self.now.definitions, self.kept), **definitions}
        needed = {name for text in definitions.values() for name in references(text)}
        renewed = {set_name(content) for content in files.values()}
        old = {name: content for name, content in self.now.files.items() if name not in files}
        # Of a set that is not made anew both families stay: what is read back must be the whole set.
        whole = {set_name(content) for content in old.values() if function_of(content) in needed} - renewed
        kept = set()
        for name, content in old.items():
            is_renewed = name in self.now.kept or set_name(content) in renewed
            if function_of(content) in needed or (set_name(content) in whole and not is_renewed):
                files[name] = content
                kept |= {name} if is_renewed else set()
        names = {session.address: session.neighbor for session in self.policy.sessions}
        return Wish(Configuration(definitions, files, frozenset(kept)), self.findings, names, self.is_resetting)


def wish(running: BirdRunning, policy: Policy, allow_reset: bool) -> Wish:
    """Return what this router should hold of ours.

    :raises PolicyError: something cannot be said in BIRD.
    """
    return _Wisher(running, policy, allow_reset).wish()
