# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what RouterOS' API answers: the items of a menu as a list of JSON objects of texts, in the order of the menu.

An item that is disabled is not there. ``prefix-count`` of a session is what its print shows (guide, "VXLAN and EVPN"), for all of its
families together; how many prefixes it is sent, no menu says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ...model.prefixes import Prefix
from ...model.routes import PathElement, Route, host_prefix
from ...policy.named_sets import Known, KnownRouter
from ..answers import digest_of, lines_of, number, readable, rows, string, table, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from ..line_keys import BindingKey
from . import sources
from .capabilities import RosCapabilities, capabilities
from .names import OURS, RPKI_GROUP
from .objects import Configuration, Kind, ListKey, Rule, binding_key, local_lists, owned_list, pair_sets, parse_prefix, reachable
from .text import LIMITS, PROPERTIES, THEIRS, configuration_text, their_lines

Row = Mapping[str, str]
_LISTS = {
    "addresses4": Kind.PREFIXES_4,
    "addresses6": Kind.PREFIXES_6,
    "numbers": Kind.NUMBERS,
    "communities": Kind.COMMUNITIES,
    "large": Kind.LARGE_COMMUNITIES,
}
#: The menus of the firewall, by the name of their read.
FIREWALL = {f"{menu.split('/')[3]}{family}": menu for (_, family), menu in sources.MENUS.items()}
_FAMILIES = {"ip": 4, "ipv4": 4, "ipv6": 6}
#: Words for communities, as community lists take them (guide, "Community and Num Lists").
_WELL_KNOWN = {
    "graceful-shutdown": (65535, 0),
    "blackhole": (65535, 666),
    "no-export": (65535, 65281),
    "no-advertise": (65535, 65282),
    "local-as": (65535, 65283),
    "no-peer": (65535, 65284),
}
_COUNT = "prefix-count"


def table_of(output: str, what: str) -> list[Row]:
    """Return the items of a menu that are not disabled.

    :raises PlatformError: it is no list of objects of texts.
    """
    try:
        found: Any = json.loads(output)
    except (ValueError, RecursionError) as error:
        raise PlatformError(f"{what} is no JSON: {output.strip()[:120]!r}") from error
    items = [{name: string(value, what) for name, value in table(item, what).items()} for item in rows(found, what)]
    return [item for item in items if item.get("disabled") != "true"]


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection to one neighbor. ``own``: the chains that it says itself, ``inherited``: those of its templates, by direction.

    ``limits``: how many routes of a family it takes, as it says itself.
    ``local_ttl`` and ``remote_ttl``: 0 where none is set. ``password``: None where none is seen.
    """

    name: str
    address: str
    asn: int | None
    local_asn: int | None
    is_internal: bool
    families: tuple[int, ...]
    own: Mapping[str, str]
    inherited: Mapping[str, str]
    limits: Mapping[int, int]
    local_ttl: int
    remote_ttl: int
    password: str | None = field(repr=False)


@dataclass(frozen=True)
class RosRunning:
    """The running state of one RouterOS router. ``broken``: chains of ours with a rule that the router does not take."""

    capabilities: RosCapabilities
    asn: int
    configuration: Configuration
    connections: Mapping[str, Connection]
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    caches: Caches | None
    broken: frozenset[str]
    text: str
    digest: str
    discards: frozenset[str]
    #: Digest of the router's history of changes, which differs once anybody changed anything.
    history: str
    checks: sources.Checks
    #: The rules of the firewall's menus, in their order.
    firewall: Mapping[str, list[Row]]
    networks: Mapping[str, tuple[Prefix, ...]]
    #: The interface to which the default route of a family points.
    defaults: Mapping[int, str | None]
    #: What is set is kept at once: there is no startup configuration beside it.
    unsaved: str | None = None

    @cached_property
    def inherited(self) -> Mapping[BindingKey, str]:
        """The chains that templates bind, and that a connection's own would take the place of."""
        return {
            binding_key(item.address, way): name
            for item in self.connections.values()
            for way, name in item.inherited.items()
            if way not in item.own
        }

    @cached_property
    def limits(self) -> Mapping[tuple[str, int], int]:
        """How many routes connections take, whoever said so, by address and family."""
        return {(item.address, family): count for item in self.connections.values() for family, count in item.limits.items()}

    @cached_property
    def accepted(self) -> Mapping[tuple[str, int], int]:
        """How many routes sessions have, by address and family; of one with two families, those of both."""
        return {(item.address, item.family): item.accepted for item in self.sessions if item.accepted is not None}

    @cached_property
    def known(self) -> Known:
        """The pair sets that run, and the operator's own lists."""
        used = references(self.configuration)
        addresses = {item.address for item in self.sessions} | {item.address for item in self.internal_sessions}
        links = sources.links(self.networks, self.defaults)
        router = KnownRouter(links, sources.held(self.checks), tuple(sorted(addresses)), has_strict=False)
        return Known(pair_sets(self.configuration, used), local_lists(self.configuration), router=router)

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours has E01."""
        chains = self.configuration.chains
        names = [name for name in self.configuration.bindings.values() if name.startswith(OURS)]
        return any(rule.comment.startswith("E01") for name in reachable(chains, names) for rule in chains.get(name, ()))

    @cached_property
    def active(self) -> frozenset[tuple[str, int]]:
        """(address, family) of every eBGP connection."""
        return frozenset((item.address, family) for item in self.connections.values() if not item.is_internal for family in item.families)


def references(configuration: Configuration) -> set[str]:
    """Return the names that a binding or a chain of the operator's refers to, directly or not."""
    theirs = [name for name in configuration.chains if not name.startswith(OURS)]
    return reachable(configuration.chains, [*configuration.bindings.values(), *theirs])


def _host(text: str) -> str | None:
    """Return the address of a connection to one neighbor; None where it takes many."""
    address, slash, length = text.partition("/")
    if not address or (slash and length != ("128" if ":" in address else "32")):
        return None
    return str(host_prefix(address)).partition("/")[0]


def _is_main(row: Row) -> bool:
    return row.get("vrf", "main") == "main" and row.get("routing-table", "main") == "main"


def _effective(row: Row, name: str, templates: Mapping[str, Row], seen: frozenset[str] = frozenset()) -> str:
    """Return a property of a connection or template, else of its templates."""
    if row.get(name):
        return row[name]
    for parent in row.get("templates", "").split(","):
        if parent in templates and parent not in seen and (found := _effective(templates[parent], name, templates, seen | {parent})):
            return found
    return ""


def _asn(text: str) -> int | None:
    found = re.match(r"[0-9]{1,10}", text)
    return int(found[0]) if found else None


def _ttl(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text, re.ASCII) else 0


def _connections(outputs: Outputs) -> tuple[dict[str, Connection], int | None]:
    templates = {row["name"]: row for row in table_of(outputs["templates"], "templates") if row.get("name")}
    instances = {row["name"]: row for row in table_of(outputs["instances"], "instances") if row.get("name")}
    found: dict[str, Connection] = {}
    asns = [_asn(row.get("as", "")) for row in (*instances.values(), *templates.values())]
    for row in table_of(outputs["connections"], "connections"):
        address = _host(row.get("remote.address", ""))
        local = _asn(instances.get(row.get("instance", ""), {}).get("as", "") or _effective(row, "as", templates))
        asns.insert(0, local)
        if address is None or not _is_main(row):
            continue
        if address in found:
            raise PlatformError(f"two connections to {address}: {found[address].name} and {row.get('name')}; disable one of them")
        asn = _asn(row.get("remote.as", ""))
        families = {_FAMILIES[word] for word in _effective(row, "afi", templates).split(",") if word in _FAMILIES}
        found[address] = Connection(
            row.get("name", ""),
            address,
            asn,
            local,
            row.get("local.role", "").startswith("ibgp") or (asn is not None and asn == local),
            tuple(sorted(families)) or ((6,) if ":" in address else (4,)),
            {way: row[name] for way, name in PROPERTIES.items() if row.get(name)},
            {way: told for way, name in PROPERTIES.items() if (told := _effective({**row, name: ""}, name, templates))},
            {family: number(row[name], "connections") for family, name in LIMITS.items() if row.get(name)},
            _ttl(row.get("local.ttl", "")),
            _ttl(row.get("remote.ttl", "")),
            row.get("tcp-md5-key") or None,
        )
    return found, next((asn for asn in asns if asn), None)


def _states(output: str, connections: Mapping[str, Connection]) -> Iterator[tuple[SessionState, bool]]:
    """Yield the state of every session and family, and whether it is internal; connections without a session are down."""
    seen: set[str] = set()
    for row in table_of(output, "sessions"):
        address = _host(row.get("remote.address", ""))
        if address is None or not _is_main(row):
            continue
        seen.add(address)
        connection = connections.get(address)
        asn = _asn(row.get("remote.as", "")) or (connection.asn if connection else None)
        if asn is None:
            continue
        families = connection.families if connection else ((6,) if ":" in address else (4,))
        told = {_FAMILIES[word] for word in row.get("remote.afi", row.get("afi", "")).split(",") if word in _FAMILIES}
        is_internal = connection.is_internal if connection else asn == _asn(row.get("local.as", ""))
        for family in families:
            is_up = row.get("established") == "true" and (not told or family in told)
            count = number(row.get(_COUNT, "0"), "sessions") if is_up else None
            name = connection.name if connection else address
            yield SessionState(name or address, address, family, asn, is_up, count, 0 if is_up else None), is_internal
    for connection in connections.values():
        if connection.address not in seen and connection.asn is not None:
            for family in connection.families:
                state = SessionState(connection.name or connection.address, connection.address, family, connection.asn, False, None, None)
                yield state, connection.is_internal


def _is_of_sources(key: ListKey) -> bool:
    return key.name.startswith(sources.SOURCES)


def _objects(outputs: Outputs) -> tuple[dict[str, tuple[Rule, ...]], dict[ListKey, frozenset[str]], frozenset[str]]:
    chains: dict[str, list[Rule]] = {}
    broken: set[str] = set()
    for row in table_of(outputs["rules"], "rules"):
        chains.setdefault(row.get("chain", ""), []).append(Rule(row.get("rule", ""), row.get("comment", "")))
        if "true" in (row.get("invalid"), row.get("inactive")):
            broken.add(row.get("chain", ""))
    lists: dict[ListKey, set[str]] = {}
    for read, kind in _LISTS.items():
        for row in table_of(outputs[read], read):
            if row.get("dynamic") == "true":
                continue
            entry = row.get(kind.value_name) or row.get("regexp", "")
            lists.setdefault(ListKey(kind, row.get("list", "")), set()).add(_spelled(kind, entry))
    found = {name: tuple(rules) for name, rules in chains.items()}
    return found, {key: frozenset(entries) for key, entries in lists.items()}, frozenset(broken)


def _spelled(kind: Kind, entry: str) -> str:
    """Return an entry in the one spelling that is compared."""
    if kind in (Kind.PREFIXES_4, Kind.PREFIXES_6):
        try:
            prefix = parse_prefix(entry)
        except ValueError:
            return entry
        return str(prefix).removesuffix("/32") if prefix.family == 4 else str(prefix)
    if kind is Kind.COMMUNITIES and entry in _WELL_KNOWN:
        return ":".join(map(str, _WELL_KNOWN[entry]))
    return entry


def _caches(outputs: Outputs) -> tuple[frozenset[tuple[str, int]], Caches | None]:
    ours = frozenset(
        (row.get("address", ""), number(row.get("port", "323"), "rpki"))
        for row in table_of(outputs["rpki"], "rpki")
        if row.get("group") == RPKI_GROUP
    )
    hosts = {host for host, _ in ours}
    up = [
        row
        for row in table_of(outputs["rpki_sessions"], "rpki sessions")
        if row.get("address") in hosts and (row.get("state", "").startswith("established") or row.get("established") == "true")
    ]
    return ours, Caches(len(up), None, "/routing/rpki/session/print") if ours else None


def parse(outputs: Outputs) -> RosRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what RouterOS answers, or no ASN is configured.
    """
    resource = table_of(outputs["version"], "system resource")
    chains, lists, broken = _objects(outputs)
    with understood("BGP connections"):
        connections, asn = _connections(outputs)
        states = sorted(_states(outputs["sessions"], connections), key=lambda item: (item[0].address, item[0].family))
    if asn is None:
        raise PlatformError("no BGP connection, template or instance says an ASN; configure BGP first")
    caches, seen = _caches(outputs)
    bindings = {binding_key(item.address, way): name for item in connections.values() for way, name in item.own.items()}
    limits = {
        (item.address, family): count
        for item in connections.values()
        for family, count in item.limits.items()
        if owned_list(item.address, family) in lists
    }
    lists_of_filters = {key: item for key, item in lists.items() if not _is_of_sources(key)}
    configuration = Configuration(chains, lists_of_filters, bindings, caches, limits)
    firewall = {menu: table_of(outputs[read], read) for read, menu in FIREWALL.items()}
    with understood("firewall rules and addresses"):
        checks = sources.read(firewall, {key: item for key, item in lists.items() if _is_of_sources(key)})
        addresses = [row for read in ("addressed4", "addressed6") for row in table_of(outputs[read], read)]
        networks = sources.networks(addresses, table_of(outputs["interfaces"], "interfaces"))
    internal = {state.address: InternalSession(state.address, state.is_established, True) for state, is_internal in states if is_internal}
    theirs = (line for read, menu in THEIRS.items() for line in their_lines(menu, table_of(outputs[read], read)))
    menus = ("rules", *_LISTS, "connections", "templates", "instances", "rpki", *FIREWALL)
    return RosRunning(
        capabilities=capabilities(resource[0].get("version", "") if resource else ""),
        asn=asn,
        configuration=configuration,
        connections=connections,
        sessions=tuple(state for state, is_internal in states if not is_internal),
        internal_sessions=tuple(internal.values()),
        caches=seen,
        broken=frozenset(name for name in broken if name.startswith(OURS)),
        text=readable("".join(f"{line}\n" for line in (*theirs, *lines_of(configuration_text(configuration)), *sources.lines(checks)))),
        digest=digest_of("\n".join(json.dumps(table_of(outputs[menu], menu), sort_keys=True) for menu in menus)),
        discards=frozenset(_discards(outputs)),
        history=digest_of(outputs["history"]),
        checks=checks,
        firewall=firewall,
        networks=networks,
        defaults={family: _default(outputs[f"default{family}"]) for family in (4, 6)},
    )


def _default(output: str) -> str | None:
    """Return the interface to which a default route points."""
    return next((name for _, names in routed_prefixes(output) for name in names), None)


def _discards(outputs: Outputs) -> Iterator[str]:
    for read in ("routes4", "routes6"):
        for row in table_of(outputs[read], read):
            if "blackhole" in row and row["blackhole"] != "false":
                yield row.get("dst-address", "")


# -- routes --------------------------------------------------------------------------------------


def _path(text: str) -> tuple[PathElement, ...]:
    found: list[PathElement] = []
    for word in re.findall(r"\{[^{}]*\}|[0-9]{1,10}", text):
        found.append(frozenset(map(int, re.findall(r"[0-9]{1,10}", word))) if word.startswith("{") else int(word))
    return tuple(found)


def _communities(text: str, size: int) -> Iterable[tuple[int, ...]]:
    for word in filter(None, re.split(r"[,\s]+", text)):
        if size == 2 and word in _WELL_KNOWN:
            yield _WELL_KNOWN[word]
        elif re.fullmatch(r"[0-9]{1,10}(?::[0-9]{1,10}){1,2}", word) and word.count(":") == size - 1:
            yield tuple(map(int, word.split(":")))


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse the routes of a family. Those that a filter rejected are held as filtered; they are left out.

    :raises PlatformError: it is something else.
    """
    held: list[HeldRoute] = []
    with understood("routes"):
        for row in table_of(output, "routes"):
            prefix = Prefix.parse(row.get("dst-address", ""))
            if prefix.family != family or row.get("filtered") == "true":
                continue
            sender = re.search(r"[0-9A-Fa-f.:]{2,39}$", row.get("belongs-to", ""), re.ASCII)
            is_bgp = row.get("bgp") == "true" and sender is not None
            gateway = re.match(r"[0-9A-Fa-f.:]{2,39}", row.get("gateway", ""), re.ASCII)
            preference = row.get("bgp.local-pref")
            route = Route(
                prefix,
                _path(row.get("bgp.as-path", "")),
                frozenset((int(a), int(b)) for a, b in _communities(row.get("bgp.communities", ""), 2)),
                frozenset((int(a), int(b), int(c)) for a, b, c in _communities(row.get("bgp.large-communities", ""), 3)),
                host_prefix(gateway[0]) if gateway and is_bgp else None,
                None,
                number(preference, "routes") if preference else None,
            )
            address = sender[0] if is_bgp and sender else ("0.0.0.0" if family == 4 else "::")
            held.append(HeldRoute(route, address, row.get("active") == "true", row.get("bgp.type", "") == "ibgp"))
    return held


def announced_prefixes(output: str) -> frozenset[str]:
    """Parse what one neighbor is sent.

    :raises PlatformError: it is something else.
    """
    with understood("advertisements"):
        return frozenset(str(Prefix.parse(row.get("dst", ""))) for row in table_of(output, "advertisements"))


def routed_prefixes(output: str) -> Iterator[tuple[Prefix, Iterable[str]]]:
    """Yield the prefixes of active routes, and the interfaces that they point to."""
    with understood("routes"):
        for row in table_of(output, "routes"):
            if row.get("active") == "true":
                gateways = row.get("immediate-gw", "").split(",")
                yield Prefix.parse(row.get("dst-address", "")), [word.rpartition("%")[2] for word in gateways if word]
