# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router that is interpreted, policies that ask for everything that a policy can, and routes near their edges."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import cycle

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import (
    Chain,
    Limit,
    Policy,
    RtrCache,
    Session,
    SessionOptions,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import (
    BLACKHOLE,
    GRACEFUL_SHUTDOWN,
    NO_ADVERTISE,
    NO_EXPORT,
    Direction,
    Relation,
    Route,
    host_prefix,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet, Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    CommunitiesMoreThan,
    CommunityPattern,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Running
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr import Frr
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.way_back import PartPlan
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import Phase, settings
from hypothesis import strategies as st

from .interpreter import Interpreted, interpreted

FRR = Frr()
VERSIONS = ("8.4.4", "10.3")
OPERATOR = """\
ip prefix-list THEIRS seq 5 deny 9.9.0.0/16 le 32
ip prefix-list THEIRS seq 10 permit any
route-map IX-IN permit 10
 set large-community 25000:7:7 additive
route-map PERMIT-ALL permit 10
route-map PICKY permit 10
 match ip address prefix-list THEIRS
 set community 25000:77 additive
 set local-preference 90
router bgp 25000
 no bgp ebgp-requires-policy
 neighbor IX peer-group
 neighbor 10.0.0.1 remote-as 35001
 neighbor 10.0.0.1 description acme
 neighbor 10.0.0.2 remote-as 20965
 neighbor 10.0.0.3 remote-as 47441
 neighbor 10.0.0.3 peer-group IX
 neighbor 10.0.0.99 remote-as 25000
 neighbor 2001:db8:ff::1 remote-as 35001
 address-family ipv4 unicast
  neighbor IX soft-reconfiguration inbound
  neighbor IX route-map IX-IN in
  neighbor 10.0.0.1 route-map PERMIT-ALL in
  neighbor 10.0.0.1 route-map PERMIT-ALL out
  neighbor 10.0.0.1 soft-reconfiguration inbound
  neighbor 10.0.0.2 route-map PICKY in
  neighbor 10.0.0.2 soft-reconfiguration inbound
 exit-address-family
 address-family ipv6 unicast
  neighbor 2001:db8:ff::1 activate
 exit-address-family
exit
"""
ASN, ACME, UP, SERVER, PRIVATE = 25000, 35001, 20965, 47441, 65010
ADDRESSES = {"10.0.0.1": 4, "10.0.0.2": 4, "10.0.0.3": 4, "2001:db8:ff::1": 6}

#: To shrink an example takes minutes, and what is drawn is short enough to read.
moderate = settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
#: How many policies are made up to be rendered and read back: ``make circle`` asks for many.
circle = settings(moderate, max_examples=int(os.environ.get("MANRS_CIRCLE_EXAMPLES", "20")))

# -- the router ----------------------------------------------------------------------------------


def lines_of(plan: PartPlan, *stages: str) -> list[str]:
    """The lines in the order in which the stages (all, or these) and then the confirm send them."""
    wanted = stages or (*(stage.name for stage in plan.stages), "clean")
    files = [plan.files[name] for stage in wanted for name in sorted(plan.files) if re.fullmatch(rf"{stage}(\.\d+)?\.conf", name)]
    return [line for text in files for line in text.splitlines()]


def restore_lines(plan: PartPlan) -> list[str]:
    """The lines that bring the old state back, in the order in which the router's script sends them."""
    return [line for name in sorted(plan.files) if re.fullmatch(r"restore\.\d\.conf", name) for line in plan.files[name].splitlines()]


@dataclass
class Router:
    """An interpreted router and what it answers to the platform's reads."""

    version: str
    interpreted: Interpreted
    added: str = ""
    daemons: str = "bgpd=yes\n"
    accepted: dict[tuple[str, int], int] = field(default_factory=dict)
    is_down: set[str] = field(default_factory=set)

    def outputs(self) -> dict[str, str]:
        box = self.interpreted
        neighbors = {}
        for address in box.addresses():
            family = 6 if ":" in address else 4
            is_up = address not in self.is_down and box.can_come_up(address)
            values: dict[str, object] = {"acceptedPrefixCounter": self.accepted.get((address, family), 10), "sentPrefixCounter": 1}
            if box.setting(address, family, "soft-reconfiguration") is not None:
                values["inboundSoftConfigPermit"] = True
            neighbors[address] = {
                "remoteAs": box.remote_as(address),
                "nbrDesc": box.setting(address, 0, "description") or address,
                "bgpState": "Established" if is_up else "Idle",
                "neighborCapabilities": {"routeRefresh": "advertisedAndReceivedNew"},
                "addressFamilyInfo": {f"ipv{family}Unicast": values} if box.carries(address, family) else {},
            }
        running = f"Building configuration...\n\nCurrent configuration:\n!\nfrr version {self.version}\n{box.text()}!\nend\n"
        return {
            "version": f"FRRouting {self.version} (test)",
            "running": running,
            "startup": running,
            "neighbors": json.dumps(neighbors),
            "added": self.added,
            "daemons": self.daemons,
            "rpki": "rpki tcp cache 10.9.9.9 3323 pref 1 (connected)",
            "vrps": "Number of IPv4 Prefixes: 12\nNumber of IPv6 Prefixes: 8\n",
        }

    def running(self, **changes: str) -> Running:
        return FRR.parse({**self.outputs(), **changes})

    def fitted(self, wanted: Policy) -> Policy:
        """The policy for this version, with what the operator's own lists hold now."""
        known = {name: PrefixSet(name, ranges) for name, ranges in self.running().known.local_lists.items()}
        return fit(replace(wanted, local_lists=known), FRR.capabilities(self.version))

    def plan(self, wanted: Policy, allow_reset: bool = True) -> PartPlan:
        return FRR.plan(self.running(), self.fitted(wanted), "test", allow_reset)

    def apply(self, plan: PartPlan) -> Router:
        """Do what a delivery does: stage by stage, each read back, then the confirm."""
        for stage in plan.stages:
            self.feed(lines_of(plan, stage.name))
            assert FRR.differences(self.running(), plan, stage.expectation) == []
        self.feed(lines_of(plan, "clean"))
        self.added = plan.files["added"]
        assert FRR.differences(self.running(), plan, "confirmed") == []
        return self

    def feed(self, lines: Iterable[str]) -> Router:
        for line in lines:
            self.interpreted.feed(line)
        return self

    def copy(self) -> Router:
        return deepcopy(self)


def router(version: str = "10.3", text: str = OPERATOR) -> Router:
    return Router(version, interpreted(text, version.startswith("8")))


# -- policies ------------------------------------------------------------------------------------

_OWN: tuple[CommunityPattern, ...] = ((ASN, None), (ASN, None, None))
_RESERVED: tuple[CommunityPattern, ...] = ((ASN, 1, None), (ASN, 9, None))
_BLACKHOLE = HasCommunity((BLACKHOLE,))
_TAGS = {Relation.CUSTOMER: 1, Relation.PEER: 2, Relation.PROVIDER: 3, Relation.ROUTE_SERVER: 4}
_ROLES = {Relation.CUSTOMER: "provider", Relation.PEER: "peer", Relation.PROVIDER: "customer", Relation.ROUTE_SERVER: "rs-client"}
_FROM_CUSTOMER = HasLargeCommunity(((ASN, 1, 1),))
_DOOR = InLocalList(f"LOCAL-AS{ACME}")
_BOGON = PathHas(((23456, 23456), (64496, 131071)))


def prefix_set(name: str, *texts: str) -> PrefixSet:
    return PrefixSet(name, frozenset(PrefixRange.parse(text) for text in texts))


@dataclass(frozen=True)
class Wanted:
    """What varies from policy to policy."""

    pairs: dict[int, set[str]]
    special: tuple[str, ...] = ("10.0.0.0/8^8-32",)
    monitored: frozenset[str] = frozenset()
    kept: tuple[CommunityPattern, ...] = ()
    preference: int | None = None
    up: Relation = Relation.PROVIDER
    has_roles: bool = False
    takes_blackholes: bool = True
    most_communities: int = 6
    limit: int | None = None

    def terms(self, *terms: Term, is_marking: bool) -> tuple[Term, ...]:
        found = []
        for term in terms:
            is_by_role = self.has_roles and any(isinstance(atom, (OtcPresent, OtcOtherThan)) for atom in term.when)
            if term.control in self.monitored and not is_by_role:
                number = int(term.control[1:])
                term = replace(term, is_monitored=True, mark=(ASN, 9, number) if is_marking and term.control != "F12" else None)
            found.append(term)
        return tuple(found)

    def imported(self, asn: int, relation: Relation, family: int) -> Chain:
        is_customer = relation is Relation.CUSTOMER
        takes = is_customer and self.takes_blackholes
        spared = ((_BLACKHOLE,),) if takes else ()
        first = [
            Rewrite("F16", (AddCommunity(BLACKHOLE),), (HasLargeCommunity(((asn, 666, 0), (asn, 666, 1))),))
            if takes
            else Rewrite("F16", (RemoveCommunities((BLACKHOLE,)),)),
            Rewrite("F18", (RemoveCommunities(_OWN, self.kept),)),
            Rewrite("F18", (RemoveCommunities(_RESERVED),)),
        ]
        terms = [Term("F21", (PathHas(((ASN, ASN),)),)), Term("F21", (PathHasSet(),)), Term("F21", (EmptyPath(),))]
        if relation is Relation.ROUTE_SERVER:
            terms += [Term("F11", (), ((NextHopIn("lan"),),)), Term("F11", (NextHopIn("own-addresses"),))]
        else:
            terms += [Term("F08", (), ((FirstAsn(asn),),)), Term("F11", (), ((NextHopIn(f"next-hops-AS{asn}"),), *spared))]
        if takes:
            terms.append(Term("F16", (_BLACKHOLE,), ((PairIn("blackhole-AS35001"),),)))
        terms += [
            Term("F02", (PrefixIn("special"),), ((PrefixIn("spared"),),)),
            Term("F05", (PrefixIn("lengths"),), spared),
            Term("F06", (PathLongerThan(100),)),
            Term("F07", (_BOGON,), ((PathOnly(PRIVATE),),)),
        ]
        if is_customer:
            terms.append(Term("F14", (OtcPresent(),)))
        if relation is Relation.PEER:
            terms.append(Term("F14", (OtcOtherThan(asn),)))
        terms.append(Term("F12", (RovInvalid(),), spared))
        if is_customer:
            terms.append(Term("F13", (), ((PairIn("AS35001"),), (_DOOR,), *spared, (PairIn("except"),))))
        last = []
        if takes:
            nowhere = host_prefix("192.0.2.1" if family == 4 else "100::1")
            last.append(Rewrite("F16", (SetNextHop(nowhere), AddCommunity(NO_EXPORT)), (_BLACKHOLE,)))
        foreign = RemoveCommunities(((None, None), (None, None, None)), (*_OWN, (65535, None)))
        last.append(Rewrite("F18", (foreign,), (CommunitiesMoreThan(self.most_communities),)))
        last.append(Rewrite("F18", (RemoveCommunities(((ASN, 1, None),)), AddLargeCommunity((ASN, 1, _TAGS[relation])))))
        if self.preference is not None:
            last.append(Rewrite("local_preference", (SetLocalPreference(self.preference),)))
        last.append(Rewrite("F17", (SetLocalPreference(0),), (HasCommunity((GRACEFUL_SHUTDOWN,)),)))
        if not is_customer:
            last.append(Rewrite("F14", (AddOtc(asn),)))
        return Chain(Direction.IMPORT, family, self.terms(*terms, is_marking=True), tuple(first), tuple(last))

    def exported(self, relation: Relation, family: int) -> Chain:
        own = (EmptyPath(), PrefixIn("own"))
        terms = [Term("E00", (HasCommunity((NO_EXPORT, NO_ADVERTISE, BLACKHOLE)),))]
        if relation is Relation.CUSTOMER:
            terms.append(Term("E06", (PrefixIn("default"),)))
        else:
            terms += [
                Term("E05", (OtcPresent(),)),
                Term("E05", (HasLargeCommunity(((ASN, 1, 2), (ASN, 1, 3), (ASN, 1, 4))),)),
                Term("E03", (PrefixIn("special"),), ((PrefixIn("spared"),),)),
                Term("E03", (_BOGON,), ((PathOnly(PRIVATE),),)),
                Term("E03", (RovInvalid(),), ((EmptyPath(),),)),
                Term("E01", (), (own, (_FROM_CUSTOMER,))),
                Term("E02", (_FROM_CUSTOMER,), (own, (PairIn("AS35001"),), (_FROM_CUSTOMER, _DOOR))),
            ]
        last = [Rewrite("E04", (RemoveAsns((PRIVATE, 65011)), RemoveCommunities((*_OWN, *_RESERVED), self.kept)))]
        if relation in (Relation.CUSTOMER, Relation.PEER):
            last.append(Rewrite("E05", (AddOtc(ASN),)))
        return Chain(Direction.EXPORT, family, self.terms(*terms, is_marking=False), (), tuple(last))

    def session(self, name: str, asn: int, relation: Relation, address: str) -> Session:
        chains = tuple(chain for family in (4, 6) for chain in (self.imported(asn, relation, family), self.exported(relation, family)))
        options = SessionOptions(role=_ROLES[relation]) if self.has_roles else SessionOptions()
        limits = tuple(Limit(Direction.IMPORT, family, self.limit, False, relation is Relation.PROVIDER) for family in (4, 6))
        return Session(name, asn, relation, address, chains, options, limits)

    @cached_property
    def policy(self) -> Policy:
        pairs = {asn: frozenset(PrefixRange.parse(item) for item in items) for asn, items in self.pairs.items()}
        longer = {
            asn: frozenset(PrefixRange.of(item.prefix, max(item.length, 32 if item.family == 4 else 128)) for item in items)
            for asn, items in pairs.items()
        }
        prefix_sets = (
            prefix_set("own", "185.10.0.0/22", "2a05:1000::/32"),
            prefix_set("default", "0.0.0.0/0", "::/0"),
            prefix_set("special", *self.special, "2001:db8::/32^32-128"),
            prefix_set("spared", "10.7.0.0/16^16-32", "2001:db8:7::/48^48-128"),
            prefix_set("lengths", "0.0.0.0/0^0-7", "0.0.0.0/0^25-32", "::/0^0-11", "::/0^49-128"),
            prefix_set("next-hops-AS35001", "10.0.0.1/32", "2001:db8:ff::1/128"),
            prefix_set("next-hops-AS20965", "10.0.0.2/32", "10.0.0.22/32"),
            prefix_set("lan", "10.0.0.0/24^24-32"),
            prefix_set("own-addresses", "10.0.0.254/32"),
        )
        pair_sets = (
            PairSet("AS35001", pairs),
            PairSet("blackhole-AS35001", longer),
            PairSet("except", {8: frozenset({PrefixRange.parse("20.7.0.0/16")})}),
        )
        sessions = (
            self.session("acme", ACME, Relation.CUSTOMER, "10.0.0.1"),
            self.session("acme", ACME, Relation.CUSTOMER, "2001:db8:ff::1"),
            self.session("up", UP, self.up, "10.0.0.2"),
            self.session("ix", SERVER, Relation.ROUTE_SERVER, "10.0.0.3"),
        )
        return Policy(
            ASN, sessions, {item.name: item for item in prefix_sets}, {item.name: item for item in pair_sets}, (RtrCache("10.9.9.9", 3323),)
        )


def policy(pairs: dict[int, set[str]] | None = None) -> Policy:
    return Wanted(pairs or {35001: {"20.0.0.0/16"}}).policy


RANGES = st.sampled_from(
    [f"{a}.{b}.0.0/16{more}" for a in (10, 20, 30) for b in (0, 7) for more in ("", "^16-17", "^17-24")]
    + ["2a06::/32", "2a06:7::/32^32-48"]
)
KEPT = st.sampled_from([(), ((ASN, 100),), ((ASN, 100), (ASN, 5, None), (ASN, None, 7))])
POLICIES = st.builds(
    Wanted,
    pairs=st.dictionaries(st.sampled_from([ACME, 7, 8]), st.sets(RANGES, min_size=1, max_size=6), min_size=1),
    special=st.sampled_from([("10.0.0.0/8^8-32",), ("10.0.0.0/8^8-32", "30.7.0.0/16^16-32")]),
    monitored=st.frozensets(st.sampled_from(["F02", "F05", "F06", "F08", "F11", "F12", "F13", "F16", "E02", "E05"]), max_size=4),
    kept=KEPT,
    preference=st.sampled_from([None, 120, 200]),
    up=st.sampled_from([Relation.PROVIDER, Relation.PEER]),
    has_roles=st.booleans(),
    takes_blackholes=st.booleans(),
    most_communities=st.sampled_from([6, 9]),
    limit=st.sampled_from([None, 5, 100]),
)
#: Many policies differ in the registered prefixes alone, as those of one day and the next do.
PAIRS = st.dictionaries(st.sampled_from([ACME, 7, 8]), st.sets(RANGES, min_size=1, max_size=6), min_size=1)
NEXT = st.one_of(st.builds(Wanted, PAIRS), POLICIES)
DOORS = st.sets(st.sampled_from(["20.0.0.0/16", "40.0.0.0/16", "30.0.0.0/8 le 24"]), max_size=2)


def open_doors(box: Router, doors: Iterable[str]) -> None:
    """Write into the operator's own list, as the operator does at a terminal."""
    for number, text in enumerate(sorted(doors), 1):
        box.feed([f"ip prefix-list MANRS-LOCAL-AS{ACME} seq {number} permit {text}"])


# -- routes --------------------------------------------------------------------------------------

ROV = RovTable([Vrp(Prefix.parse("30.0.0.0/8"), 16, 7), Vrp(Prefix.parse("2a06:7::/32"), 32, 7)])
_PREFIXES = {
    4: (
        "10.0.0.0/16",
        "10.7.0.0/17",
        "20.0.0.0/16",
        "20.0.0.1/32",
        "20.7.0.0/16",
        "30.0.0.0/17",
        "30.7.0.0/16",
        "9.9.0.0/16",
        "40.0.0.0/16",
        "0.0.0.0/0",
        "185.10.0.0/22",
    ),
    6: ("2001:db8::/32", "2001:db8:7::/48", "2a06::/32", "2a06::1/128", "2a06:7::/32", "2a06:7::/48", "2a05:1000::/32"),
}
_PATHS = (
    (35001,),
    (),
    (35001, 7),
    (20965, 7),
    (35001, 8),
    (7, 35001),
    (350010, 35001),
    (35001, 65000, 7),
    (35001, 6500, 7),
    (35001, *[7] * 99),
    (35001, *[7] * 100),
    (35001, frozenset({7, 8})),
    (35001, 25000, 7),
    (35001, 77),
    (65010, 65010),
    (35001, 65010, 7, 65011),
)
_MANY = frozenset((100, number) for number in range(7))
#: What routes carry: communities, large communities, next hop (None: the neighbor's own), OTC, local preference.
_ATTRIBUTES: tuple[dict[str, object], ...] = (
    {},
    {"large_communities": frozenset({(25000, 1, 1)})},
    {"large_communities": frozenset({(25000, 11, 1), (25000, 1, 3)})},
    {"communities": frozenset({BLACKHOLE}), "large_communities": frozenset({(25000, 1, 1), (25000, 5, 1)})},
    {"communities": frozenset({(25000, 5), (25000, 100), (35001, 25000), (25000, 1001)})},
    {"communities": frozenset({NO_EXPORT, (2500, 1)}), "large_communities": frozenset({(25000, 1, 1), (2500, 1, 1)})},
    {"communities": frozenset({GRACEFUL_SHUTDOWN}), "large_communities": frozenset({(25000, 5, 1), (25000, 9, 2), (250001, 1, 1)})},
    {"communities": _MANY | {GRACEFUL_SHUTDOWN, (25000, 100)}, "large_communities": frozenset({(25000, 1, 1), (100, 1, 1)})},
    {"communities": frozenset({(100, 1), (100, 2), NO_ADVERTISE})},
    {"large_communities": frozenset({(100, 0, 0), (100, 0, 1), (100, 0, 2), (100, 0, 3), (25000, 8, 7)})},
    {"large_communities": frozenset({(100, 0, 0), (100, 0, 1), (100, 0, 2)})},
    {"large_communities": frozenset({(35001, 666, 1)})},
    {"large_communities": frozenset({(35001, 666, 10), (25000, 1, 1)})},
    {"next_hop": "22"},
    {"next_hop": "254"},
    {"otc": 35001},
    {"otc": 20965, "large_communities": frozenset({(25000, 1, 1)})},
    {"otc": 7, "local_preference": 50},
    {"local_preference": 50, "large_communities": frozenset({(25000, 1, 1)})},
)
_NEXT_HOPS = {4: "10.0.0.", 6: "2001:db8:ff::"}


def _routes(family: int) -> list[Route]:
    """All of everything with everything would be too many: prefixes with few paths, paths with few prefixes, attributes with the best."""
    turns = cycle(_ATTRIBUTES)
    close = ("20.0.0.0/16", "20.0.0.1/32") if family == 4 else ("2a06::/32",)
    chosen = [(prefix, path, next(turns)) for prefix in _PREFIXES[family] for path in _PATHS[:4]]
    chosen += [(prefix, path, next(turns)) for path in _PATHS for prefix in (close[0], _PREFIXES[family][-1])]
    chosen += [(prefix, path, attributes) for attributes in _ATTRIBUTES for prefix in close for path in ((35001,), (20965, 7))]
    routes = []
    for prefix, path, attributes in chosen:
        told = dict(attributes)
        if "next_hop" in told:
            told["next_hop"] = host_prefix(_NEXT_HOPS[family] + str(told["next_hop"]))
        routes.append(Route(Prefix.parse(prefix), path, **told))  # type: ignore[arg-type]
    return list(dict.fromkeys(routes))


ROUTES = {family: _routes(family) for family in (4, 6)}


def routes_of(session: Session, way: str, family: int) -> list[Route]:
    """The routes as they arrive; none with an AS_SET goes out, because none comes in (F21)."""
    if way == "in":
        return [arriving(session, route) for route in ROUTES[family]]
    return [route for route in ROUTES[family] if not any(isinstance(item, frozenset) for item in route.as_path)]


# -- what is wanted of them ----------------------------------------------------------------------


def _picky(route: Route) -> Route | None:
    """The operator's PICKY: not 9.9.0.0/16, and marks what it lets through."""
    if str(route.prefix) == "9.9.0.0/16":
        return None
    return replace(route, communities=route.communities | {(25000, 77)}, local_preference=90)


def _ix_in(route: Route) -> Route | None:
    return replace(route, large_communities=route.large_communities | {(25000, 7, 7)})


THEIRS: dict[tuple[str, str], Callable[[Route], Route | None]] = {("10.0.0.2", "in"): _picky, ("10.0.0.3", "in"): _ix_in}


def expected(fitted: Policy, session: Session, way: str, route: Route) -> tuple[bool, str, Route]:
    """Whether ``decide`` accepts, by which control, and the route behind it."""
    chain = session.chain(Direction.IMPORT if way == "in" else Direction.EXPORT, route.prefix.family)
    assert chain is not None
    verdict, after = evaluate(fitted, chain, route, ROV, THEIRS.get((session.address, way)))
    return verdict.is_accepted, verdict.control, after


#: A prefix that the one holds back by a term and the other by its list: with the terms of one and the list of the other it would pass.
SWAP = (
    Wanted({35001: {"20.0.0.0/16", "30.0.0.0/16"}}, ("10.0.0.0/8^8-32", "20.0.0.0/16^16-32")),
    Wanted({35001: {"30.0.0.0/16"}}),
)
State = dict[tuple[str, str], tuple[bool, ...]]
_SESSIONS = {session.address: session for session in policy().sessions}
JUDGED: dict[tuple[str, str], list[Route]] = {
    (address, way): routes_of(_SESSIONS[address], way, family)[::2] for address, family in ADDRESSES.items() for way in ("in", "out")
}
_SEEN: dict[object, tuple[bool, ...]] = {}


def acting(box: Interpreted, address: str, way: str) -> tuple[object, ...]:
    """Everything in a configuration that can act on a session's routes of a direction."""
    bound = box.setting(address, ADDRESSES[address], f"route-map {way}")
    told: list[object] = [address, way, bound, box.setting(address, 0, "local-role"), tuple(box.router_lines)]
    for name in sorted(reached(box, bound)):
        told.append((name, tuple((number, entry.action, tuple(entry.body)) for number, entry in sorted(box.maps.get(name, {}).items()))))
        told += [(key, tuple(sorted(box.prefix_lists[key].items()))) for key in ((4, name), (6, name)) if key in box.prefix_lists]
        for kind in ("as-path", "community-list", "large-community-list"):
            if (kind, name) in box.texts:
                told.append((kind, name, tuple(sorted(box.texts[kind, name].entries.items()))))
    return tuple(told)


def reached(box: Interpreted, *bound: str | None) -> set[str]:
    """The names that these route-maps refer to, and those that these refer to; also of what is not there."""
    waiting, found = list(bound), set[str]()
    while waiting:
        name = waiting.pop()
        if name is None or name in found:
            continue
        found.add(name)
        for entry in box.maps.get(name, {}).values():
            waiting += [words[-2 if words[-1] == "delete" else -1] for words in map(str.split, entry.body) if words[0] != "description"]
    return found


def opening(box: Router, lines: Iterable[str], *allowed: State) -> list[tuple[str, object]]:
    """Feed lines; return those after which the router accepts what none of these states did. Only what is bound can act."""
    found: list[tuple[str, object]] = []
    router_ = box.interpreted
    names = reached(router_, *router_.bound_names())
    for line in lines:
        box.feed([line])
        words = line.split()
        is_inside = router_.node[:1] == ("route-map",) and router_.node[1] in names
        if is_inside or "neighbor" in words or words[-2:-1] == ["bgp"] or not names.isdisjoint(words):
            names = reached(router_, *router_.bound_names())
            found += [(line, item) for item in more_open(verdicts(router_), *allowed)]
    return found


def verdicts(box: Interpreted) -> State:
    """What the router accepts, per session and direction."""
    found = {}
    for (address, way), routes in JUDGED.items():
        key = acting(box, address, way)
        if key not in _SEEN:
            _SEEN[key] = tuple(box.judge(address, way, route, ROV)[0] for route in routes)
        found[address, way] = _SEEN[key]
    return found


def more_open(now: State, *allowed: State) -> list[tuple[str, str, Route]]:
    """Return what is accepted now and in none of these states."""
    return [
        (*key, JUDGED[key][number])
        for key, accepted in now.items()
        if any(accepted != state[key] for state in allowed)
        for number, is_accepted in enumerate(accepted)
        if is_accepted and not any(state[key][number] for state in allowed)
    ]


def without_sequence(text: str) -> list[str]:
    """Sorted lines; in a list of permits the sequence means nothing, and a prefix that comes back gets another.

    FRR 8.4 keeps an empty rpki block.
    """
    return sorted(re.sub(r"(prefix-list \S+) seq \d+", r"\1", line) for line in text.splitlines() if line not in ("rpki", "exit"))
