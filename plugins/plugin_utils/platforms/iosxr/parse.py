# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what IOS-XR prints: the running configuration, the sessions, the routes, the RPKI caches, the newest commit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import PathElement, Route, host_prefix
from ...policy.named_sets import Known, KnownRouter
from ..answers import digest_of, lines_of, readable, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from ..pair_names import OURS
from . import communities
from .capabilities import XrCapabilities, capabilities
from .configuration import ParsedConfiguration, configuration_lines, parse_configuration
from .interfaces import routed_interfaces
from .objects import Configuration, Kind, ObjectKey, local_lists, pair_sets, reachable
from .session_lines import SessionFacts
from .sources import held, links

_VERSION = re.compile(r"Cisco IOS[- ]XR Software, Version ([0-9][0-9.A-Za-z]*)")
_COMMIT = re.compile(r"\bCommitId:\s*([0-9]{1,20})\b|^\s*1\s+([0-9]{1,20})\s", re.MULTILINE | re.ASCII)
_NEIGHBOR = re.compile(r"^BGP neighbor is ([0-9A-Fa-f.:]{2,39})(?:, vrf (\S+))?$", re.ASCII)
_REMOTE = re.compile(r"^ ?Remote AS ([0-9.]{1,21}), local AS [0-9.]{1,21}(?: \S+)*, (external|internal) link", re.ASCII)
_FAMILY = re.compile(r"^ For Address Family: IPv([46]) Unicast$", re.ASCII)
_ACCEPTED = re.compile(r"^\s*([0-9]{1,9}) accepted prefixes", re.ASCII)
_ANNOUNCED = re.compile(r"^\s*Prefix advertised ([0-9]{1,9}),", re.ASCII)
_CACHE_ROUTES = re.compile(r"\b([0-9]{1,9})/([0-9]{1,9})\s*$", re.ASCII)
_ENTRY = re.compile(r"^BGP routing table entry for (\S+)")
_PATH = re.compile(r"^\s*Path #[0-9]{1,6}:")
_FROM = re.compile(r"^\s*([0-9A-Fa-f.:]{2,39})(?: \([^)]*\))? from ([0-9A-Fa-f.:]{2,39}) \([0-9.]{7,15}\)", re.ASCII)
_ORIGIN = re.compile(r"^\s*Origin (?:IGP|EGP|incomplete)\b(.*)$")
_PREFERENCE = re.compile(r", localpref ([0-9]{1,10})\b", re.ASCII)
_FIRST_PREFIX = re.compile(r"([0-9A-Fa-f.:]{2,39}/[0-9]{1,3})(?:\s|$)", re.ASCII)
_LARGE = re.compile(r"([0-9]{1,10}):([0-9]{1,10}):([0-9]{1,10})", re.ASCII)
_STANDARD = re.compile(r"[0-9]{1,5}:[0-9]{1,5}|[A-Za-z][A-Za-z-]*", re.ASCII)
_SECRET = re.compile(
    r"^([ \t]*(?:\S+[ \t]+)*?(?:password|secret|key-string|key|snmp-server community|server-key|passphrase|pre-shared-key))[ \t]+\S.*$",
    re.MULTILINE,
)
_WORDS = {word: community for community, word in communities.WORDS.items()} | {"graceful-shutdown": (65535, 0)}


@dataclass(frozen=True)
class XrRunning:
    """The running state of one IOS-XR router. ``commit``: the identifier of the newest commit."""

    capabilities: XrCapabilities
    raw: str
    commit: str
    asn: int
    parsed: ParsedConfiguration
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    caches: Caches | None
    #: The interface to which each family's default route points.
    defaults: Mapping[int, str | None]
    #: Every change is committed to what the router starts with, so there is no unsaved work; a candidate is refused by the lock.
    unsaved: str | None = None

    @property
    def configuration(self) -> Configuration:
        """Its objects."""
        return self.parsed.configuration

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the configuration and of the identifier of the newest commit."""
        return digest_of("\n".join((self.commit, *configuration_lines(self.raw))))

    @cached_property
    def text(self) -> str:
        """The running configuration with its secrets blanked."""
        return blanked(readable(self.raw))

    @cached_property
    def known(self) -> Known:
        """The pair sets that run, and the operator's own sets."""
        objects, used = self.configuration.objects, references(self.configuration)
        parsed = self.parsed
        addresses = {item.address for item in self.sessions} | {item.address for item in self.internal_sessions}
        router = KnownRouter(links(parsed.reader, self.defaults), held(parsed.checks, parsed.owned), tuple(sorted(addresses)))
        pairs = pair_sets({key: body for key, body in objects.items() if key.name in used})
        return Known(pairs, local_lists(objects), router=router)

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours has E01."""
        objects = self.configuration.objects
        names = [name for name in self.configuration.bindings.values() if name.startswith(OURS)]
        return any("# E01" in objects.get(ObjectKey(Kind.POLICY, name), ()) for name in reachable(objects, names))

    @cached_property
    def session_facts(self) -> SessionFacts:
        """What the lines at neighbors depend on."""
        accepted = {(item.address, item.family): item.accepted for item in self.sessions if item.accepted is not None}
        enforces = "bgp enforce-first-as disable" not in self.parsed.router_lines
        return SessionFacts(accepted, self.configuration.lines, self.parsed.inherited_lines, self.parsed.owned, enforces)

    @cached_property
    def active(self) -> frozenset[tuple[str, int]]:
        """(address, family) of every eBGP session and family that is configured."""
        return frozenset((item.address, item.family) for item in self.sessions)


def blanked(text: str) -> str:
    """Return a configuration without its secrets."""
    return _SECRET.sub(r"\1 <removed>", text)


def references(configuration: Configuration) -> set[str]:
    """Return the names that a binding or a route-policy of the operator's refers to, directly or not."""
    theirs = [key.name for key in configuration.objects if key.kind is Kind.POLICY and not key.name.startswith(OURS)]
    return reachable(configuration.objects, [*configuration.bindings.values(), *theirs])


# -- sessions ------------------------------------------------------------------------------------


@dataclass
class _Told:
    """What ``show bgp neighbors`` says of one neighbor."""

    address: str
    name: str = ""
    asn: int | None = None
    is_internal: bool = False
    is_up: bool = False
    counts: dict[int, list[int | None]] | None = None


def _asn(text: str) -> int:
    high, dot, low = text.partition(".")
    return (int(high) << 16) + int(low) if dot else int(high)


def _neighbors(output: str) -> Iterator[_Told]:
    told: _Told | None = None
    family: int | None = None
    for line in lines_of(readable(output)):
        if found := _NEIGHBOR.match(line):
            if told is not None:
                yield told
            told, family = (_Told(found[1], counts={}) if found[2] in (None, "default") else None), None
        elif told is None or told.counts is None:
            continue
        elif found := _REMOTE.match(line):
            told.asn, told.is_internal = _asn(found[1]), found[2] == "internal"
        elif line.startswith(" Description: "):
            told.name = line.removeprefix(" Description: ").strip()
        elif line.strip().startswith("BGP state = "):
            told.is_up = line.strip().startswith("BGP state = Established")
        elif line.startswith(" For Address Family: "):
            found = _FAMILY.match(line)
            family = int(found[1]) if found else None
            if family is not None:
                told.counts[family] = [None, None]
        elif family is not None:
            for place, pattern in enumerate((_ACCEPTED, _ANNOUNCED)):
                if found := pattern.match(line):
                    told.counts[family][place] = int(found[1])
    if told is not None:
        yield told


def _sessions(output: str, parsed: ParsedConfiguration) -> tuple[tuple[SessionState, ...], tuple[InternalSession, ...]]:
    external: list[SessionState] = []
    internal: list[InternalSession] = []
    for told in sorted(_neighbors(output), key=lambda item: item.address):
        if told.asn is None:
            continue
        if told.is_internal:
            # It sends communities of all kinds to neighbors of its own AS unless it is told otherwise.
            internal.append(InternalSession(told.address, told.is_up, True))
            continue
        counts = told.counts or {}
        for family in sorted({*counts, *(family for address, family in parsed.families if address == told.address)}):
            accepted, announced = counts.get(family, [None, None])
            is_up = told.is_up and family in counts
            external.append(
                SessionState(
                    told.name or told.address,
                    told.address,
                    family,
                    told.asn,
                    is_up,
                    (accepted or 0) if is_up else None,
                    (announced or 0) if is_up else None,
                )
            )
    return tuple(external), tuple(internal)


def _caches(output: str, parsed: ParsedConfiguration) -> Caches | None:
    if not parsed.configuration.rtr_caches:
        return None
    hosts = {host for host, _ in parsed.configuration.rtr_caches}
    connected, vrps = 0, None
    for line in lines_of(readable(output)):
        words = line.split()
        if not words or words[0] not in hosts:
            continue
        connected += any(word.startswith("ESTAB") for word in words)
        if found := _CACHE_ROUTES.search(line):
            vrps = max(vrps or 0, int(found[1]) + int(found[2]))
    return Caches(connected, vrps, "show bgp rpki server summary")


def commit_of(output: str) -> str:
    """Return the identifier of the newest commit.

    :raises PlatformError: there is none in the output.
    """
    found = _COMMIT.search(output)
    if not found:
        raise PlatformError(f"show configuration commit list: no commit in {output.strip()[:120]!r}; commit once by hand, then run again")
    return found[1] or found[2]


def parse(outputs: Outputs) -> XrRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what IOS-XR prints, or there is no ``router bgp``.
    """
    version = _VERSION.search(outputs["version"])
    if not version:
        raise PlatformError(f"show version: no IOS-XR version in {outputs['version'].strip()[:120]!r}")
    raw = outputs["running"]
    if readable(raw).rstrip().rpartition("\n")[2].strip() != "end":
        # Cut, an element of a set could be shorter than it is, and so hold more.
        raise PlatformError("the running configuration did not arrive whole: the router ends it with 'end'; run again")
    parsed = parse_configuration(readable(raw))
    if parsed.asn is None:
        raise PlatformError("the running configuration has no 'router bgp'; configure BGP first")
    if any(line.startswith("as-format asdot") for line in parsed.other_lines):
        # Regular expressions see the path as it is printed, and ours are numbers.
        raise PlatformError(
            "the router prints ASNs with a dot (as-format asdot), which filters on numbers do not match; take that line off"
        )
    with understood("show bgp neighbors"):
        external, internal = _sessions(outputs["neighbors"], parsed)
    return XrRunning(
        capabilities=capabilities(version[1]),
        raw=raw,
        commit=commit_of(outputs["commit"]),
        asn=parsed.asn,
        parsed=parsed,
        sessions=external,
        internal_sessions=internal,
        caches=_caches(outputs["rpki"], parsed),
        defaults={family: routed_interfaces(outputs[f"default{family}"]).get(Prefix(family, 0, 0)) for family in FAMILIES},
    )


# -- routes --------------------------------------------------------------------------------------


def _path(text: str) -> tuple[PathElement, ...]:
    """Parse an AS path; what follows a comma outside of braces is said about the route, not in the path."""
    elements: list[PathElement] = []
    path = re.split(r",(?![^{]*\})", text, maxsplit=1)[0]
    for word in re.findall(r"\{[^{}]*\}|\([^()]*\)|[0-9.]+", path):
        if word[0] in "{(":
            elements.append(frozenset(_asn(item) for item in re.findall(r"[0-9.]+", word)))
        else:
            elements.append(_asn(word))
    return tuple(elements)


def _standard(text: str) -> frozenset[tuple[int, int]]:
    found = set()
    for word in _STANDARD.findall(text):
        if ":" in word:
            high, _, low = word.partition(":")
            found.add((int(high), int(low)))
        elif word in _WORDS:
            high, low = _WORDS[word]
            found.add((high, low))
    return frozenset(found)


def _held(prefix: Prefix, lines: list[str]) -> HeldRoute | None:
    """Parse one path of a prefix; None for one that came and was not accepted, or that has no sender."""
    place = next((number for number, line in enumerate(lines) if _FROM.match(line)), None)
    if place is None or place == 0 or "(received-only)" in lines[place - 1]:
        return None
    sender = _FROM.match(lines[place])
    told = next((found[1] for line in lines[place:] if (found := _ORIGIN.match(line))), "")
    if sender is None:
        return None
    path = () if lines[place - 1].strip().startswith("Local") else _path(lines[place - 1].strip())
    own = sender[2] in ("0.0.0.0", "::")
    standard = " ".join(line.partition(":")[2] for line in lines if line.strip().startswith("Community:"))
    large = " ".join(line.partition(":")[2] for line in lines if line.strip().startswith("Large Community:"))
    preference = _PREFERENCE.search(told)
    route = Route(
        prefix,
        path,
        _standard(standard),
        frozenset((int(a), int(b), int(c)) for a, b, c in _LARGE.findall(large)),
        None if own or sender[1] in ("0.0.0.0", "::") else host_prefix(sender[1]),
        None,
        int(preference[1]) if preference else None,
    )
    states = [item.strip() for item in told.split(",")]
    return HeldRoute(route, sender[2], "best" in states, "internal" in states)


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse routes with their attributes; those of our own have the address 0.0.0.0 or ::.

    :raises PlatformError: it is something else.
    """
    held: list[HeldRoute] = []
    prefix: Prefix | None = None
    paths: list[list[str]] = []

    def close() -> None:
        if prefix is not None and prefix.family == family:
            held.extend(item for lines in paths if (item := _held(prefix, lines)) is not None)

    with understood("show bgp, routes"):
        for line in lines_of(readable(output)):
            if found := _ENTRY.match(line):
                close()
                prefix, paths = Prefix.parse(found[1].rstrip(",")), []
            elif _PATH.match(line):
                paths.append([])
            elif paths:
                paths[-1].append(line)
        close()
    return held


def announced_prefixes(output: str) -> frozenset[str]:
    """Parse ``show bgp ... neighbors X advertised-routes``: the first word of a line, where it is a prefix.

    :raises PlatformError: it has host bits, or a length that no prefix has.
    """
    found = set()
    for line in lines_of(readable(output)):
        if told := _FIRST_PREFIX.match(line):
            with understood("advertised-routes"):
                found.add(str(Prefix.parse(told[1])))
    return frozenset(found)
