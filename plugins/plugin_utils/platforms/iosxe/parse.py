# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what IOS prints: the configurations, the sessions, the routes, the RPKI caches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import PathElement, Route, host_prefix
from ...policy.named_sets import Known, KnownRouter
from ..answers import digest_of, lines_of, readable, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from . import communities
from .capabilities import IosCapabilities, capabilities
from .configuration import ParsedConfiguration, asn_of, configuration_lines, parse_configuration, tree
from .interfaces import routed_interfaces
from .names import OURS, OWNED
from .objects import Configuration, Way, canonical_address, local_lists, pair_sets, references
from .session_lines import SessionFacts
from .sources import held, links

#: Without it communities are one number, and expressions of ours, which have two, match none of them.
NEW_FORMAT = "ip bgp-community new-format"
_VERSION = re.compile(r"Cisco IOS[ -]XE Software, Version ([0-9][0-9.A-Za-z]*)|Cisco IOS Software.*?, Version ([0-9][0-9.A-Za-z()]*)")
_NEIGHBOR = re.compile(
    r"^BGP neighbor is \*?([0-9A-Fa-f.:]{2,39}), +(?:(vrf \S+), +)?remote AS ([0-9.]{1,21}),.*?(external|internal) link", re.ASCII
)
_FAMILY = re.compile(r"^ For address family: IPv([46]) Unicast", re.ASCII)
_CURRENT = re.compile(r"^ +Prefixes Current: +([0-9]{1,10}) +([0-9]{1,10})\b", re.ASCII)
_VRPS = re.compile(r"^ +Prefixes ([0-9]{1,10})\b", re.ASCII | re.MULTILINE)
_ENTRY = re.compile(r"^BGP routing table entry for (\S+?),")
_FROM = re.compile(r"^ {4}([0-9A-Fa-f.:]{2,39})(?: \([^)]*\))*(?: \([^)]*\))? from ([0-9A-Fa-f.:]{2,39}) \([0-9.]{7,15}\)", re.ASCII)
_ORIGIN = re.compile(r"^\s*Origin (?:IGP|EGP|incomplete)\b(.*)$")
_PREFERENCE = re.compile(r", localpref ([0-9]{1,10})\b", re.ASCII)
_ROW = re.compile(r"^ ?[a-zA-Z*>]*[*>][a-zA-Z*> ]* +([0-9A-Fa-f.:]{2,39})(?:/([0-9]{1,3}))?(?:\s|$)", re.ASCII)
_SECRET = re.compile(
    r"^([ \t]*(?:\S+[ \t]+)*?(?:password|secret|key-string|key|snmp-server community|server-key|passphrase|pre-shared-key))[ \t]+\S.*$",
    re.MULTILINE,
)
_NO_PENDING = "No Rollback Confirmed Change pending"


@dataclass(frozen=True)
class IosRunning:
    """The running state of one IOS router. ``refreshes``: the addresses of neighbors that send their routes again when they are asked."""

    capabilities: IosCapabilities
    raw: str
    startup: str
    asn: int
    parsed: ParsedConfiguration
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    refreshes: frozenset[str]
    caches: Caches | None
    #: The interface to which each family's default route points.
    defaults: Mapping[int, str | None]
    #: Somebody's change that waits for its confirmation.
    is_pending: bool

    @property
    def configuration(self) -> Configuration:
        """Its objects."""
        return self.parsed.configuration

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the running configuration."""
        return configuration_digest(self.raw)

    @cached_property
    def unsaved(self) -> str | None:
        """The first line in which running and startup differ, but for objects of ours that nothing uses."""
        unused = self.unused
        now, saved = (list(_without(configuration_lines(readable(text)), unused)) for text in (self.raw, self.startup))
        for one, other in zip([*now, ""], [*saved, ""], strict=False):
            if one != other:
                return (one or other).strip()
        return None

    @cached_property
    def unused(self) -> frozenset[str]:
        """Names of our objects that nothing refers to: a delivery that ended early leaves them."""
        used, ours = references(self.configuration), self.configuration.ours()
        names = {name for _, name in ours.prefix_lists if not name.startswith(OWNED)} | {name for _, name in ours.text_lists}
        names |= set(ours.route_maps) | {f"as-path {number}" for number in ours.path_lists}
        checks = self.parsed.checks
        lists = {key.name for key in checks.access_lists if key.name.startswith(OURS)}
        return frozenset((names - used) | (lists - set(checks.groups.values())))

    @cached_property
    def text(self) -> str:
        """The running configuration with its secrets blanked."""
        return blanked(readable(self.raw))

    @cached_property
    def known(self) -> Known:
        """The pair sets that run, and the operator's own lists."""
        addresses = {item.address for item in self.sessions} | {item.address for item in self.internal_sessions}
        parsed = self.parsed
        router = KnownRouter(links(parsed.interfaces, self.defaults), held(parsed.checks, parsed.owned), tuple(sorted(addresses)))
        ours = {bound: name for bound, name in self.configuration.bindings.items() if self.configuration.is_ours(bound, name)}
        pairs = pair_sets(self.configuration, references(self.configuration, ours))
        return Known(pairs, local_lists(self.configuration), router=router)

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours has E01."""
        maps = self.configuration.route_maps
        bound = [name for key, name in self.configuration.bindings.items() if key.way is Way.MAP and name.startswith(OURS)]
        return any("description E01" in entry.body for name in bound for entry in maps.get(name, ()))

    @cached_property
    def session_facts(self) -> SessionFacts:
        """What the lines at neighbors depend on."""
        accepted = {(item.address, item.family): item.accepted for item in self.sessions if item.accepted is not None}
        parsed = self.parsed
        enforces = "no bgp enforce-first-as" not in parsed.router_lines
        return SessionFacts(accepted, self.configuration.lines, parsed.inherited_lines, parsed.owned, enforces)

    @cached_property
    def active(self) -> frozenset[tuple[str, int]]:
        """(address, family) of every eBGP session and family that is configured."""
        return frozenset((item.address, item.family) for item in self.sessions)


def configuration_digest(text: str) -> str:
    """Return the SHA-256 of the lines of a configuration that mean something."""
    return digest_of("\n".join(configuration_lines(text)))


def _without(lines: list[str], unused: frozenset[str]) -> Iterator[str]:
    """Give lines but those of objects that nothing uses."""
    for node in tree(lines):
        words = node.line.split()
        names = {*words[1:4], f"as-path {words[3]}" if words[:3] == ["ip", "as-path", "access-list"] and len(words) > 3 else ""}
        is_object = words[0] == "route-map" or (words[0] in ("ip", "ipv6") and len(words) > 1 and words[1].endswith(("-list", "as-path")))
        if not (is_object and names & unused):
            yield node.line
            # A certificate stands here as it is, and in what was saved as the name of a file.
            yield from _printed(node.below) if not node.line.startswith("crypto pki certificate chain ") else ()


def _printed(nodes: tuple[object, ...]) -> Iterator[str]:
    for node in nodes:
        yield f" {node.line}"  # type: ignore[attr-defined]
        yield from _printed(node.below)  # type: ignore[attr-defined]


def blanked(text: str) -> str:
    """Return a configuration without its secrets."""
    return _SECRET.sub(r"\1 <removed>", text)


# -- sessions ------------------------------------------------------------------------------------


@dataclass
class _Told:
    """What ``show bgp ... neighbors`` says of one neighbor. ``counts``: accepted and announced routes, by family."""

    address: str
    asn: int
    is_internal: bool
    name: str = ""
    is_up: bool = False
    refreshes: bool = False
    counts: dict[int, tuple[int, int]] = field(default_factory=dict)


def _neighbors(output: str) -> Iterator[_Told]:
    told: _Told | None = None
    family: int | None = None
    for line in lines_of(readable(output)):
        if found := _NEIGHBOR.match(line):
            if told is not None:
                yield told
            # Only sessions of the global table are looked at.
            told = _Told(canonical_address(found[1]), asn_of(found[3]), found[4] == "internal") if found[2] is None else None
            family = None
        elif told is None:
            continue
        elif line.startswith(" Description: "):
            told.name = line.removeprefix(" Description: ").strip()
        elif line.strip().startswith("BGP state = "):
            told.is_up = line.strip().startswith("BGP state = Established")
        elif line.strip().startswith("Route refresh: "):
            told.refreshes = "received" in line
        elif line.startswith(" For address family: "):
            found = _FAMILY.match(line)
            family = int(found[1]) if found else None
        elif family is not None and (found := _CURRENT.match(line)):
            told.counts[family] = (int(found[2]), int(found[1]))
    if told is not None:
        yield told


def _joined(outputs: list[str]) -> list[_Told]:
    """Return what is said of each neighbor, over the families."""
    found: dict[str, _Told] = {}
    for output in outputs:
        for told in _neighbors(output):
            there = found.setdefault(told.address, told)
            there.counts |= told.counts
            there.refreshes |= told.refreshes
    return [found[address] for address in sorted(found)]


def _sessions(
    told_of: list[_Told], parsed: ParsedConfiguration
) -> tuple[tuple[SessionState, ...], tuple[InternalSession, ...], frozenset[str]]:
    external: list[SessionState] = []
    internal: list[InternalSession] = []
    for told in told_of:
        families = [family for family in FAMILIES if (told.address, family) in parsed.families]
        if told.is_internal:
            carries = all((told.address, family) in parsed.sending for family in families)
            internal.append(InternalSession(told.address, told.is_up, carries))
            continue
        for family in families:
            is_up = told.is_up and family in told.counts
            accepted, announced = told.counts.get(family, (0, 0))
            name = told.name or told.address
            external.append(
                SessionState(name, told.address, family, told.asn, is_up, accepted if is_up else None, announced if is_up else None)
            )
    return tuple(external), tuple(internal), frozenset(told.address for told in told_of if told.refreshes)


def _caches(output: str, parsed: ParsedConfiguration) -> Caches | None:
    if not parsed.configuration.rtr_caches:
        return None
    look = "show bgp ipv4 unicast rpki servers"
    counts = [int(found) for found in _VRPS.findall(output)]
    return Caches(output.count("Connection state is ESTAB"), max(counts) if counts else None, look)


def parse(outputs: Outputs) -> IosRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what IOS prints, there is no ``router bgp``, or it prints ASNs or communities as filters
        of ours do not see them.
    """
    version = _VERSION.search(outputs["version"])
    if not version:
        raise PlatformError(f"show version: no IOS version in {outputs['version'].strip()[:120]!r}")
    raw = outputs["running"]
    if readable(raw).rstrip().rpartition("\n")[2].strip() != "end":
        raise PlatformError("the running configuration did not arrive whole: the router ends it with 'end'; run again")
    parsed = parse_configuration(readable(raw))
    if parsed.asn is None:
        raise PlatformError("the running configuration has no 'router bgp'; configure BGP first")
    if any(line.startswith("bgp asnotation dot") for line in parsed.router_lines):
        # Regular expressions see the path as it is printed, and ours are numbers.
        raise PlatformError(
            "the router prints ASNs with a dot (bgp asnotation dot), which filters on numbers do not match; take that line off"
        )
    if NEW_FORMAT not in parsed.other_lines:
        raise PlatformError(f"the router prints a community as one number, which filters on two do not match; configure: {NEW_FORMAT}")
    with understood("show bgp neighbors"):
        external, internal, refreshes = _sessions(_joined([outputs["neighbors4"], outputs["neighbors6"]]), parsed)
    return IosRunning(
        capabilities=capabilities(version[1] or version[2]),
        raw=raw,
        startup=outputs["startup"],
        asn=parsed.asn,
        parsed=parsed,
        sessions=external,
        internal_sessions=internal,
        refreshes=refreshes,
        caches=_caches(outputs["rpki"], parsed),
        defaults={family: routed_interfaces(outputs[f"default{family}"]).get(Prefix(family, 0, 0)) for family in FAMILIES},
        is_pending=bool(outputs["rollback"].strip()) and _NO_PENDING not in outputs["rollback"],
    )


# -- routes --------------------------------------------------------------------------------------


def _path(text: str) -> tuple[PathElement, ...]:
    """Parse an AS path; what follows a comma outside of braces is said about the route, not in the path."""
    elements: list[PathElement] = []
    path = re.split(r",(?![^{]*\})", text, maxsplit=1)[0]
    for word in re.findall(r"\{[^{}]*\}|\([^()]*\)|[0-9.]+", path):
        if word[0] in "{(":
            elements.append(frozenset(asn_of(item) for item in re.findall(r"[0-9.]+", word)))
        else:
            elements.append(asn_of(word))
    return tuple(elements)


def _of_size(lines: list[str], head: str, size: int) -> frozenset[tuple[int, ...]]:
    words = " ".join(line.partition(":")[2] for line in lines if line.strip().startswith(head)).split()
    found = (communities.parse(word) for word in words)
    return frozenset(item for item in found if item is not None and len(item) == size)


def _held(prefix: Prefix, before: str, lines: list[str]) -> HeldRoute | None:
    """Parse one path of a prefix; None for one that came and was not accepted.

    :param before: the line before its sender, which has the AS path.
    """
    sender = _FROM.match(lines[0])
    if sender is None or "(received-only)" in before:
        return None
    told = next((found[1] for line in lines if (found := _ORIGIN.match(line))), "")
    preference = _PREFERENCE.search(told)
    path = () if before.strip().startswith("Local") else _path(before.strip())
    own = sender[2] in ("0.0.0.0", "::")
    route = Route(
        prefix,
        path,
        _of_size(lines, "Community:", 2),  # type: ignore[arg-type]
        _of_size(lines, "Large Community:", 3),  # type: ignore[arg-type]
        None if own or sender[1] in ("0.0.0.0", "::") else host_prefix(sender[1]),
        None,
        int(preference[1]) if preference else None,
    )
    states = [item.strip() for item in told.split(",")]
    return HeldRoute(route, canonical_address(sender[2]), "best" in states, "internal" in states)


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse routes with their attributes; those of our own have the address 0.0.0.0 or ::.

    :raises PlatformError: it is something else.
    """
    held_now: list[HeldRoute] = []
    prefix: Prefix | None = None
    before, path, lines = "", "", list[str]()

    def close() -> None:
        if prefix is not None and prefix.family == family and lines and (item := _held(prefix, path, lines)) is not None:
            held_now.append(item)

    with understood("show bgp, routes"):
        for line in lines_of(readable(output)):
            if found := _ENTRY.match(line):
                close()
                prefix, lines = Prefix.parse(found[1]), []
            elif _FROM.match(line):
                close()
                path, lines = before, [line]
            elif lines:
                lines.append(line)
            before = line
        close()
    return held_now


def _classful(address: str) -> int:
    """Return the length that IOS leaves out: that of the address's class."""
    first = int(address.partition(".")[0])
    return 0 if address == "0.0.0.0" else 8 if first < 128 else 16 if first < 192 else 24


def announced_prefixes(output: str) -> frozenset[str]:
    """Parse ``show bgp ... neighbors X advertised-routes``: the first address of a row; IOS leaves out the length of a class.

    :raises PlatformError: it has host bits, or a length that no prefix has.
    """
    found = set()
    for line in lines_of(readable(output)):
        if told := _ROW.match(line):
            with understood("advertised-routes"):
                length = told[2] or ("" if ":" in told[1] else str(_classful(told[1])))
                if length:
                    found.add(str(Prefix.parse(f"{told[1]}/{length}")))
    return frozenset(found)
