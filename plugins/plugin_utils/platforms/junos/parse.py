# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what a Junos router answers: its configuration, its sessions, its routes, its RPKI caches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

from ...model.prefixes import Prefix
from ...model.routes import PathElement, Route, host_prefix
from ...policy.fit import Capabilities
from ...policy.named_sets import Known, KnownRouter
from ..answers import digest_of, most_common, number, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from ..routed import RoutedInterfaces
from .capabilities import capabilities
from .documents import Element, active, document, objects_of, text_of
from .names import OURS
from .neighbors import Neighbor, neighbors
from .objects import Configuration, local_lists, pair_sets, referenced
from .sources import SourceState, Unit, held_interfaces, links, state_of, units

_TABLES = {"inet.0": 4, "inet6.0": 6}
_FAMILIES = {"inet-unicast": 4, "inet6-unicast": 6}
#: Elements that hold a secret, and values that are one (Junos' own reversible and hashed forms).
_SECRET_TAGS = frozenset(
    {
        "api-key",
        "ascii-text",
        "authentication-key",
        "authentication-password",
        "encrypted-password",
        "hexadecimal",
        "key",
        "passphrase",
        "password",
        "plain-text-password-value",
        "privacy-key",
        "privacy-password",
        "secret",
        "simple-password",
    }
)
_SECRET = re.compile(r"\$(?:[0-9]|sha[0-9]+|argon2[a-z]*)\$")
#: Segments, ASNs, and the origin, behind which Junos prints the aggregator and the like.
_PATH = re.compile(r"\{[0-9 ]*\}|\([^()]*\)|\[[0-9 ]*\]|[0-9]+|[IE?]")
_LARGE = re.compile(r"large:([0-9]{1,10}):([0-9]{1,10}):([0-9]{1,10})")
_STANDARD = re.compile(r"([0-9]{1,5}):([0-9]{1,5})")
#: Well-known communities as Junos prints them.
_WELL_KNOWN = {
    "no-export": (65535, 65281),
    "no-advertise": (65535, 65282),
    "no-export-subconfed": (65535, 65283),
    "graceful-shutdown": (65535, 0),
    "llgr-stale": (65535, 6),
    "no-llgr": (65535, 7),
    "blackhole": (65535, 666),
}


def blanked(root: Element) -> str:
    """Print a configuration without its secrets."""
    copy = ElementTree.fromstring(ElementTree.tostring(root))
    for element in copy.iter():
        value = (element.text or "").strip()
        if value and (element.tag in _SECRET_TAGS or _SECRET.match(value)) and not len(element):
            element.text = "<removed>"
    for community in copy.findall("snmp/community/name"):
        community.text = "<removed>"
    ElementTree.indent(copy, " ")
    return ElementTree.tostring(copy, encoding="unicode") + "\n"


def configuration_of(text: str, what: str) -> Element:
    """Return the ``<configuration>`` of an answer or a record. :raises PlatformError: there is none."""
    root = document(text, what)
    found = root if root.tag == "configuration" else root.find(".//configuration")
    if found is None:
        raise PlatformError(f"{what}: no <configuration> but <{root.tag}>")
    return found


@dataclass(frozen=True)
class JunosRunning:
    """The running state of one Junos router. ``revision`` identifies the newest commit."""

    capabilities: Capabilities
    raw: str
    root: Element
    revision: str
    unsaved: str | None
    configuration: Configuration
    neighbors: Mapping[str, Neighbor]
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    refreshes: frozenset[str]
    caches_up: int
    vrps: int | None
    sources: SourceState = field(default_factory=SourceState)
    units: Mapping[tuple[str, int], Unit] = field(default_factory=dict)
    #: (family, interface) of the default routes.
    defaults: frozenset[tuple[int, str]] = frozenset()
    #: What most sessions have at our end; without a session, what is configured.
    asn: int | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the committed configuration and the identity of the newest commit."""
        return digest_of(f"{self.revision}\n{self.raw}")

    @cached_property
    def text(self) -> str:
        """The committed configuration with its secrets blanked."""
        return blanked(self.root)

    @cached_property
    def bound(self) -> frozenset[str]:
        """The policies that neighbors have in their own statements."""
        chains = (names for item in self.neighbors.values() for names in item.here.values())
        return frozenset(name for names in chains for name in names)

    @cached_property
    def used(self) -> frozenset[str]:
        """The names of the objects of ours that chains refer to, directly or not."""
        return referenced(self.configuration, self.bound)

    @cached_property
    def known(self) -> Known:
        """The pair sets and the operator's own lists as they are now."""
        addresses = sorted({*(item.address for item in self.sessions), *(item.address for item in self.internal_sessions)})
        router = KnownRouter(links(self.units, self.defaults), held_interfaces(self.sources), tuple(addresses))
        return Known(pair_sets(self.configuration, self.used), local_lists(self.configuration), router=router)

    @property
    def caches(self) -> Caches | None:
        """The RPKI caches that we gave it."""
        return Caches(self.caches_up, self.vrps, "show validation session") if self.configuration.caches else None

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours has E01."""
        return any(name.startswith(f"{OURS}E01-") for name in self.bound)

    @cached_property
    def policy_names(self) -> frozenset[str]:
        """The names of all policies of the router."""
        return frozenset(text_of(item, "name") for item in active(self.root, "policy-options/policy-statement"))


def _families(peer: Element) -> tuple[int, ...]:
    words = text_of(peer, "nlri-type-session") or text_of(peer, "bgp-option-information/address-families")
    ribs = {_TABLES.get(text_of(rib, "name")) for rib in peer.findall("bgp-rib")}
    found = {_FAMILIES.get(word) for word in words.split()} | ribs
    return tuple(sorted(family for family in found if family is not None))


def _address(text: str) -> str:
    """Return an address as people write it; behind it Junos prints its port, and the interface of a link-local one."""
    return str(host_prefix(text.partition("+")[0].partition("%")[0].strip())).partition("/")[0]


def _peers(text: str) -> Iterator[Element]:
    for peer in document(text, "show bgp neighbor").iter("bgp-peer"):
        if text_of(peer, "peer-cfg-rti", "master") in ("master", "default"):
            yield peer


def _sessions(text: str) -> tuple[list[SessionState], list[InternalSession], set[str]]:
    sessions: list[SessionState] = []
    internal: list[InternalSession] = []
    refreshes: set[str] = set()
    for peer in _peers(text):
        with understood("show bgp neighbor"):
            address, asn = _address(text_of(peer, "peer-address")), number(text_of(peer, "peer-as", "0"), "peer-as")
        is_up = text_of(peer, "peer-state") == "Established"
        if text_of(peer, "peer-type").lower() == "internal":
            # Junos sends all communities on every session.
            internal.append(InternalSession(address, is_up, True))
            continue
        if text_of(peer, "peer-refresh-capability"):
            refreshes.add(address)
        ribs = {_TABLES.get(text_of(rib, "name")): rib for rib in peer.findall("bgp-rib")}
        for family in _families(peer) or (6 if ":" in address else 4,):
            rib = ribs.get(family)
            accepted = number(text_of(rib, "accepted-prefix-count", "0"), f"show bgp neighbor, {address}") if is_up else None
            announced = number(text_of(rib, "advertised-prefix-count", "0"), f"show bgp neighbor, {address}") if is_up else None
            name = text_of(peer, "description") or address
            sessions.append(SessionState(name, address, family, asn, is_up, accepted, announced))
    return sessions, internal, refreshes


def _caches(text: str, configured: Configuration) -> tuple[int, int | None]:
    """Return how many caches of ours are up, and how many VRPs the one with the most has."""
    mine = {host for host, _ in configured.caches}
    up, most = 0, None
    for session in document(text, "show validation session").iter("rv-session"):
        if text_of(session, "ip-address") not in mine or text_of(session, "session-state").lower() != "up":
            continue
        up += 1
        counts = [item.text or "" for item in session if item.tag in ("ip-prefix-count", "ipv4-prefix-count", "ipv6-prefix-count")]
        found = [int(word) for count in counts for word in re.findall(r"\b[0-9]{1,9}\b", count)]
        if found:
            most = max(most or 0, sum(found))
    return up, most


def _version(text: str) -> str:
    return next((item.text or "" for item in document(text, "show version").iter("junos-version")), text.strip()[:200])


def _unsaved(text: str) -> str | None:
    output = next(document(text, "show | compare").iter("configuration-output"), None)
    lines = [line.strip() for line in ((output.text or "") if output is not None else "").splitlines() if line.strip()]
    return f"the candidate is not committed: {lines[0]!r}" if lines else None


def parse(outputs: Outputs) -> JunosRunning:
    """Parse the answers to all reads.

    :raises PlatformError: an answer is not what Junos gives.
    """
    root = configuration_of(outputs["configuration"], "show configuration")
    effective = configuration_of(outputs["effective"], "show configuration | display inheritance")
    configuration = objects_of(root)
    revision = next(document(outputs["commit"], "show system commit revision").iter("revision"), None)
    if revision is None or not re.fullmatch(r"[A-Za-z0-9._:-]{1,120}", (revision.text or "").strip()):
        raise PlatformError("show system commit revision: no revision; Junos gives one from 18.2 on")
    with understood("show configuration, protocols bgp"):
        found = {item.address: item for item in neighbors(root, effective)}
    sessions, internal, refreshes = _sessions(outputs["neighbors"])
    up, vrps = _caches(outputs["rpki"], configuration)
    # The time of the last commit is an attribute here, and no part of what is configured.
    root.attrib.clear()
    raw = ElementTree.tostring(root, encoding="unicode")
    return JunosRunning(
        capabilities(_version(outputs["version"])),
        raw,
        root,
        (revision.text or "").strip(),
        _unsaved(outputs["candidate"]),
        configuration,
        found,
        tuple(sessions),
        tuple(internal),
        frozenset(refreshes),
        up,
        vrps,
        state_of(root),
        units(effective),
        frozenset((family, name) for family in _TABLES.values() for name in _defaults(outputs[f"default{family}"], family)),
        most_common(_local_asns(outputs["neighbors"])) or most_common(_configured_asns(root)),
    )


def _configured_asns(root: Element) -> Iterator[int]:
    """Yield the AS that is configured; one with a dot is left to a person."""
    for item in active(root, "routing-options/autonomous-system/as-number"):
        text = (item.text or "").strip()
        if re.fullmatch(r"[0-9]{1,10}", text, re.ASCII):
            yield int(text)


def _local_asns(text: str) -> Iterator[int]:
    """Yield the ASN at our end of each session."""
    for peer in _peers(text):
        with understood("show bgp neighbor"):
            yield number(text_of(peer, "local-as", "0"), "local-as")


def _defaults(text: str, family: int) -> Iterator[str]:
    """Yield the interfaces to which default routes point."""
    for prefix, entry in _entries(text, family):
        if prefix.length == 0:
            yield from ((item.text or "").strip() for item in entry.iter("via"))


# -- routes --------------------------------------------------------------------------------------------


def _path(text: str) -> tuple[PathElement, ...]:
    """Read an AS path: ``{1 2}`` is an AS_SET; a confederation's segment and a bracketed local ASN are our own AS and are left out."""
    found: list[PathElement] = []
    for word in _PATH.findall(text.partition("AS path:")[2] or text):
        if word in ("I", "E", "?"):
            break
        if word[0] == "{":
            found.append(frozenset(map(int, word.strip("{}").split())))
        elif word[0].isdigit():
            found.append(int(word))
    return tuple(found)


def _communities(entry: Element) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int, int]]]:
    standard: set[tuple[int, int]] = set()
    large: set[tuple[int, int, int]] = set()
    for element in entry.iter():
        if element.tag not in ("community", "large-community"):
            continue
        for word in (element.text or "").split():
            if word in _WELL_KNOWN:
                standard.add(_WELL_KNOWN[word])
            elif found := _LARGE.fullmatch(word):
                large.add((int(found[1]), int(found[2]), int(found[3])))
            elif found := _STANDARD.fullmatch(word):
                standard.add((int(found[1]), int(found[2])))
    return frozenset(standard), frozenset(large)


def _destination(route: Element) -> Prefix:
    text, length = text_of(route, "rt-destination"), text_of(route, "rt-prefix-length")
    return Prefix.parse(text if "/" in text or not length else f"{text}/{length}")


def _entries(text: str, family: int | None = None) -> Iterator[tuple[Prefix, Element]]:
    for table in document(text, "show route").iter("route-table"):
        if _TABLES.get(text_of(table, "table-name")) is None or family not in (None, _TABLES[text_of(table, "table-name")]):
            continue
        for route in table.findall("rt"):
            with understood("show route"):
                prefix = _destination(route)
            for entry in route.findall("rt-entry"):
                yield prefix, entry


def _is_active(entry: Element) -> bool:
    return entry.find("current-active") is not None or text_of(entry, "active-tag") in ("*", "@")


def routed_interfaces(outputs: Iterable[str]) -> RoutedInterfaces:
    """Parse answers of ``show route table T ADDRESS best``."""
    return RoutedInterfaces(
        (prefix, [(item.text or "").strip() for item in entry.iter("via")])
        for text in outputs
        for prefix, entry in _entries(text)
        if _is_active(entry)
    )


def held_routes(text: str, family: int) -> list[HeldRoute]:
    """Parse ``show route table T protocol bgp extensive``."""
    found = []
    for prefix, entry in _entries(text, family):
        source = text_of(entry, "gateway") or text_of(entry, "learned-from")
        if text_of(entry, "protocol-name").upper() != "BGP" or not source:
            continue
        with understood("show route"):
            hop = text_of(entry, "protocol-nh/to") or text_of(entry, "nh/to")
            preference = text_of(entry, "local-preference")
            standard, large = _communities(entry)
            route = Route(
                prefix,
                _path(text_of(entry, "as-path")),
                standard,
                large,
                host_prefix(hop) if hop else None,
                None,
                number(preference, "local-preference") if preference else None,
            )
            local, peer = text_of(entry, "local-as"), text_of(entry, "peer-as")
            found.append(HeldRoute(route, _address(source), _is_active(entry), bool(peer) and peer == local))
    return found


def announced_prefixes(text: str) -> frozenset[str]:
    """Parse ``show route advertising-protocol bgp``."""
    return frozenset(str(prefix) for prefix, _ in _entries(text))
