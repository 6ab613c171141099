# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what EOS prints: the configuration, and sessions, routes and RPKI caches in JSON (eAPI)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import PathElement, Route, host_prefix
from ...policy.named_sets import Known, KnownRouter
from ..answers import digest_of, document, lines_of, number_or_none, readable, rows, string, table, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from ..line_keys import BindingKey
from ..pair_names import OURS
from . import communities
from .capabilities import EosCapabilities, capabilities
from .configuration import ParsedConfiguration, asn_of, configuration_lines, parse_configuration
from .interfaces import routed_interfaces
from .objects import Configuration, Kind, ObjectKey, local_lists, pair_sets, reachable
from .session_lines import SessionFacts
from .sources import held, links

_SECRET = re.compile(
    r"^([ \t]*(?:\S+[ \t]+)*?(?:password|secret|key-string|key|snmp-server community|passphrase|shared-secret))[ \t]+\S.*$",
    re.MULTILINE,
)
#: An element of a path: an AS_SET, a confederation segment, or an ASN.
_ELEMENT = re.compile(r"\{[^{}]*\}|\([^()]*\)|[0-9.]+", re.ASCII)
#: The old routing protocol model has neither origin validation nor large communities.
_OLD_MODEL = "service routing protocols model ribd"
_KEYS = {4: "ipv4Unicast", 6: "ipv6Unicast"}
_SENT = {4: "prefixesSent", 6: "v6PrefixesSent"}
_ROUTE_MAPS = {"in": "routeMapInbound", "out": "routeMapOutbound"}
_CONNECTED = re.compile(r"\bstate(?: is)?:? (?:established|synced|connected|active)\b|\b(?:Established|Synced|Connected)\b", re.IGNORECASE)
#: The first line of what is said of one cache.
_CACHE = re.compile(r"(?:Cache: )?([A-Za-z][\w.-]*):?", re.ASCII)


@dataclass(frozen=True)
class EosRunning:
    """The running state of one EOS router. ``acting``: the route-maps that it says act on its neighbors; ``has_first_as``: neighbors whose
    first ASN it was told not to check.
    """

    capabilities: EosCapabilities
    raw: str
    asn: int
    parsed: ParsedConfiguration
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    caches: Caches | None
    acting: Mapping[tuple[str, str], str]
    has_first_as: frozenset[str]
    #: The interface to which each family's default route points.
    defaults: Mapping[int, str | None]
    unsaved: str | None

    @property
    def configuration(self) -> Configuration:
        """Its objects."""
        return self.parsed.configuration

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the configuration, without the lines that say when it was printed."""
        return configuration_digest(self.raw)

    @cached_property
    def text(self) -> str:
        """The running configuration with its secrets blanked."""
        return blanked(readable(self.raw))

    @cached_property
    def known(self) -> Known:
        """The pair sets that run, and the operator's own lists."""
        objects, used = self.configuration.objects, references(self.configuration)
        parsed = self.parsed
        addresses = {item.address for item in self.sessions} | {item.address for item in self.internal_sessions}
        router = KnownRouter(links(parsed.reader, self.defaults), held(parsed.checks, parsed.owned), tuple(sorted(addresses)))
        pairs = pair_sets({key: body for key, body in objects.items() if key.name in used}, parsed.named)
        return Known(pairs, local_lists(objects), router=router)

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours has E01."""
        objects = self.configuration.objects
        names = {name for name in self.configuration.bindings.values() if name.startswith(OURS)}
        return any(" description E01" in objects.get(ObjectKey(Kind.MAP, name), ()) for name in names)

    @cached_property
    def session_facts(self) -> SessionFacts:
        """What the lines at neighbors depend on."""
        accepted = {(item.address, item.family): item.accepted for item in self.sessions if item.accepted is not None}
        return SessionFacts(accepted, self.configuration.lines, self.parsed.inherited_lines, self.parsed.owned)

    @cached_property
    def active(self) -> frozenset[tuple[str, int]]:
        """(address, family) of every eBGP session and family that is configured."""
        return frozenset((item.address, item.family) for item in self.sessions)


def configuration_digest(text: str) -> str:
    """Return what tells one configuration from another."""
    return digest_of("\n".join(configuration_lines(text)))


def blanked(text: str) -> str:
    """Return a configuration without its secrets."""
    return _SECRET.sub(r"\1 <removed>", text)


def references(configuration: Configuration) -> set[str]:
    """Return the names that a binding or a route-map of the operator's refers to, directly or not."""
    theirs = [key.name for key in configuration.objects if key.kind is Kind.MAP and not key.name.startswith(OURS)]
    return reachable(configuration.objects, [*configuration.bindings.values(), *theirs])


# -- sessions ------------------------------------------------------------------------------------


def _default(text: str, what: str) -> dict[str, Any]:
    return table(table(document(text, what).get("vrfs"), what).get("default"), what)


def _sessions(
    summary: Mapping[str, Any], peers: Mapping[str, Mapping[str, Any]], parsed: ParsedConfiguration
) -> tuple[tuple[SessionState, ...], tuple[InternalSession, ...]]:
    what = "show bgp summary"
    external: list[SessionState] = []
    internal: list[InternalSession] = []
    states = {address: table(state, what) for address, state in table(summary.get("peers"), what).items()}
    for address in sorted({*states, *parsed.bgp.neighbors()}):
        host_prefix(address)
        state, peer = states.get(address, {}), peers.get(address, {})
        told = string(state.get("peerAsn"), what)
        asn = asn_of(told) if told else parsed.bgp.asn(address)
        if asn is None:
            continue
        is_up = state.get("peerState") == "Established"
        if asn == parsed.asn:
            internal.append(InternalSession(address, is_up, _carries_tags(parsed, address)))
            continue
        name = string(peer.get("description"), what) or _description(parsed, address) or address
        for family in FAMILIES:
            counts = table(state.get(_KEYS[family]), what)
            if not counts and (address, family) not in parsed.families:
                continue
            is_there = is_up and counts.get("afiSafiState") == "negotiated"
            accepted = number_or_none(counts.get("nlrisAccepted"), what) or 0
            announced = number_or_none(peer.get(_SENT[family]), what) or 0
            external.append(
                SessionState(name, address, family, asn, is_there, accepted if is_there else None, announced if is_there else None)
            )
    return tuple(external), tuple(internal)


def _description(parsed: ParsedConfiguration, address: str) -> str:
    line = parsed.bgp.effective(address, "description")
    return line.removeprefix("description ") if line is not None else ""


def _carries_tags(parsed: ParsedConfiguration, address: str) -> bool:
    line = parsed.bgp.effective(address, "send-community")
    return line is not None and (line == "send-community" or "large" in line.split())


def _peers(text: str) -> dict[str, Mapping[str, Any]]:
    what = "show bgp neighbors"
    told = rows(_default(text, what).get("peerList"), what)
    return {string(peer.get("peerAddress"), what): peer for peer in (table(item, what) for item in told)}


def _acting(peers: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    found = {}
    for address, peer in peers.items():
        for direction, key in _ROUTE_MAPS.items():
            if name := string(peer.get(key), "show bgp neighbors"):
                found[address, direction] = name
    return found


def _caches(output: str, parsed: ParsedConfiguration) -> Caches | None:
    """Read which caches of ours are connected, block by block: a line that names a cache begins one. It does not say how many VRPs."""
    if not parsed.own_caches:
        return None
    blocks: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines_of(readable(output)):
        if found := _CACHE.fullmatch(line.strip()):
            current = blocks.setdefault(found[1], [])
        elif current is not None:
            current.append(line)
    ours = [lines for name, lines in blocks.items() if name.startswith(OURS)]
    connected = sum(any(_CONNECTED.search(line) for line in lines) for lines in ours)
    return Caches(connected, None, "show bgp rpki cache")


def _first_difference(running: str, startup: str) -> str | None:
    """Return the first line in which running and startup differ, without what it says of secrets."""
    now, then = configuration_lines(running), configuration_lines(startup)
    if now == then:
        return None
    place = next((place for place, (one, two) in enumerate(zip(now, then, strict=False)) if one != two), min(len(now), len(then)))
    return blanked((now[place] if place < len(now) else then[place]).strip())


def parse(outputs: Outputs) -> EosRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what EOS prints, there is no ``router bgp``, or the router cannot take filters of ours.
    """
    version = string(document(outputs["version"], "show version").get("version"), "show version")
    raw = outputs["running"]
    if readable(raw).rstrip().rpartition("\n")[2].strip() != "end":
        # Cut, an entry of a list could be shorter than it is, and so hold more.
        raise PlatformError("the running configuration did not arrive whole: the router ends it with 'end'; run again")
    parsed = parse_configuration(readable(raw))
    if parsed.asn is None:
        raise PlatformError("the running configuration has no 'router bgp'; configure BGP first")
    if _OLD_MODEL in parsed.other_lines:
        raise PlatformError(f"{_OLD_MODEL}: it has neither origin validation nor large communities; use multi-agent (this needs a restart)")
    if any(line.startswith("bgp asn notation asdot") for line in parsed.bgp.lines):
        # Expressions see the path as it is printed, and ours are numbers.
        raise PlatformError(
            "the router prints ASNs with a dot (bgp asn notation asdot), which filters on numbers do not match; take it off"
        )
    with understood("show bgp"):
        peers = _peers(outputs["neighbors"])
        external, internal = _sessions(_default(outputs["summary"], "show bgp summary"), peers, parsed)
    return EosRunning(
        capabilities=capabilities(version),
        raw=raw,
        asn=parsed.asn,
        parsed=parsed,
        sessions=external,
        internal_sessions=internal,
        caches=_caches(outputs["rpki"], parsed),
        acting=_acting(peers),
        has_first_as=frozenset(address for address in parsed.bgp.neighbors() if "no enforce-first-as" in _said(parsed, address)),
        defaults={family: routed_interfaces([outputs[f"default{family}"]]).get(Prefix(family, 0, 0)) for family in FAMILIES},
        unsaved=_first_difference(readable(raw), readable(outputs["startup"])),
    )


def _said(parsed: ParsedConfiguration, address: str) -> Iterable[str]:
    group = parsed.bgp.group(address)
    router = ["no enforce-first-as"] if "no bgp enforce-first-as" in parsed.bgp.lines else []
    return [*parsed.bgp.of(address), *(parsed.bgp.of(group) if group is not None else []), *router]


# -- routes --------------------------------------------------------------------------------------


def path_of(text: str) -> tuple[PathElement, ...]:
    """Parse an AS path; the letter of the origin behind it is none of it."""
    elements: list[PathElement] = []
    for word in _ELEMENT.findall(text):
        if word[0] in "{(":
            elements.append(frozenset(asn_of(item) for item in re.findall(r"[0-9.]+", word)))
        else:
            elements.append(asn_of(word))
    return tuple(elements)


def _listed(path: Mapping[str, Any], key: str, what: str) -> Iterator[tuple[int, ...]]:
    """Return the communities of a path; releases have them in different places."""
    for holder in (path, table(path.get("routeDetail"), what), table(path.get("asPathEntry"), what)):
        for item in rows(holder.get(key), what):
            if (found := communities.number(string(item, what))) is not None:
                yield found


def _held(prefix: Prefix, path: Mapping[str, Any], what: str) -> HeldRoute | None:
    """Parse one path of a prefix; None for one that came and was not accepted."""
    kind = table(path.get("routeType"), what)
    if kind.get("notInstalledReason") == "routePolicy" or kind.get("valid") is False:
        return None
    sender = string(table(path.get("peerEntry"), what).get("peerAddr"), what)
    next_hop = string(path.get("nextHop"), what)
    standard = {(item[0], item[1]) for item in _listed(path, "communityList", what) if len(item) == 2}
    large = {(item[0], item[1], item[2]) for item in _listed(path, "largeCommunityList", what) if len(item) == 3}
    entry = table(path.get("asPathEntry"), what)
    route = Route(
        prefix,
        path_of(string(entry.get("asPath"), what)),
        frozenset(standard),
        frozenset(large),
        host_prefix(next_hop) if next_hop and sender else None,
        None,
        number_or_none(path.get("localPreference"), what),
    )
    is_internal = string(entry.get("asPathType"), what) == "Internal" or kind.get("ibgp") is True
    return HeldRoute(route, sender or ("0.0.0.0" if prefix.family == 4 else "::"), kind.get("active") is True, is_internal and bool(sender))


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse routes with their attributes; those of our own have the address 0.0.0.0 or ::.

    :raises PlatformError: it is something else.
    """
    what = "show bgp, routes"
    held: list[HeldRoute] = []
    with understood(what):
        for text, entry in table(_default(output, what).get("bgpRouteEntries"), what).items():
            prefix = Prefix.parse(text)
            if prefix.family != family:
                continue
            for path in rows(table(entry, what).get("bgpRoutePaths"), what):
                if (item := _held(prefix, table(path, what), what)) is not None:
                    held.append(item)
    return held


def announced_prefixes(output: str) -> frozenset[str]:
    """Parse ``show bgp neighbors X ... advertised-routes``.

    :raises PlatformError: it is something else.
    """
    what = "advertised-routes"
    with understood(what):
        return frozenset(str(Prefix.parse(text)) for text in table(_default(output, what).get("bgpRouteEntries"), what))


def acts(running: EosRunning, key: BindingKey, name: str) -> bool:
    """Tell whether the router itself says that a route-map acts on a neighbor. Of one with two families it names one of the two."""
    said = running.acting.get((key.address, key.direction))
    other = {bound for other, bound in running.configuration.bindings.items() if other[::2] == key[::2]}
    return said == name or (said in other and len(other) > 1)
