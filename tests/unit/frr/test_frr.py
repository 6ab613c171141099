# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR without a router: an interpreter of FRR's own lines, written from FRR's documentation, judges what we send.

It knows nothing of the renderer. What it takes for granted about FRR is shown on real daemons in tests/lab.
"""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, RtrCache, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet, Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddLargeCommunity,
    EmptyPath,
    FirstAsn,
    HasLargeCommunity,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PrefixIn,
    RemoveLargeCommunities,
    RovInvalid,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.objects import Configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.parse import parse_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.render import Facts, build, text
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import changed, decide
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.rov import RovTable
from hypothesis import given, settings
from hypothesis import strategies as st

FRR = platform("frr")
VERSIONS = ("8.4.4", "10.3")
OPERATOR = """\
ip prefix-list THEIRS seq 5 deny 9.9.0.0/16 le 32
ip prefix-list THEIRS seq 10 permit any
route-map PERMIT-ALL permit 10
route-map PICKY permit 10
 match ip address prefix-list THEIRS
router bgp 25000
 neighbor 10.0.0.1 remote-as 35001
 neighbor 10.0.0.2 remote-as 20965
 address-family ipv4 unicast
  neighbor 10.0.0.1 route-map PERMIT-ALL in
  neighbor 10.0.0.1 route-map PERMIT-ALL out
  neighbor 10.0.0.1 soft-reconfiguration inbound
  neighbor 10.0.0.2 route-map PICKY in
  neighbor 10.0.0.2 soft-reconfiguration inbound
 exit-address-family
exit
"""
ADDRESSES = {"acme": ("10.0.0.1", 35001), "up": ("10.0.0.2", 20965)}


@dataclass
class Interpreted:
    """A router's configuration as its lines make it, and what it does with a route. IPv4 only."""

    lists: dict[str, dict[int, tuple[str, str]]] = field(default_factory=dict)
    texts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    maps: dict[str, dict[int, tuple[str, list[str]]]] = field(default_factory=dict)
    bound: dict[tuple[str, str], str] = field(default_factory=dict)
    entry: list[str] | None = None

    def feed(self, line: str) -> None:
        words = line.split()
        if not words or words[0] in ("exit", "exit-address-family", "address-family", "router", "rpki", "!"):
            self.entry = None
            return
        if line.startswith(" ") and self.entry is not None:
            self.entry.append(line.strip())
            return
        is_removal = words[0] == "no"
        words = words[is_removal:]
        match words:
            case ["ip", "prefix-list", name, "seq", number, action, *rest]:
                entries = self.lists.setdefault(name, {})
                if is_removal:
                    entries.pop(int(number), None)
                    if not entries:
                        del self.lists[name]
                else:
                    entries[int(number)] = (action, " ".join(rest))
            case ["ip", "prefix-list", name]:
                self.lists.pop(name, None)
            case ["bgp", ("as-path" | "large-community-list") as kind, more, name, "seq", _, action, *rest]:
                self.kinds[name] = f"{kind} {more}"
                if is_removal:
                    self.texts.pop(name, None)
                else:
                    self.texts.setdefault(name, []).append((action, " ".join(rest)))
            case ["route-map", name]:
                self.maps.pop(name, None)
            case ["route-map", name, action, number]:
                self.entry = self.maps.setdefault(name, {}).setdefault(int(number), (action, []))[1]
                self.entry.clear()
            case ["neighbor", address, "route-map", name, way]:
                if is_removal:
                    self.bound.pop((address, way), None)
                else:
                    self.bound[address, way] = name

    def list_permits(self, name: str, prefix: Prefix) -> bool:
        entries = self.lists.get(name)
        if entries is None:
            return False
        network = ipaddress.ip_network(str(prefix))
        for _, (action, said) in sorted(entries.items()):
            base, *rest = said.split()
            bounds = dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
            if base == "any":
                return action == "permit"
            above = ipaddress.ip_network(base)
            low = bounds.get("ge", above.prefixlen)
            high = bounds.get("le", 32 if "ge" in bounds else above.prefixlen)
            if network.version == above.version and network.subnet_of(above) and low <= network.prefixlen <= high:  # type: ignore[arg-type]
                return action == "permit"
        return False

    def matches(self, line: str, route: Route, rov: RovTable) -> bool:
        match line.split():
            case ["ip" | "ipv6", "address", "prefix-list", name]:
                return self.list_permits(name, route.prefix)
            case ["as-path", name]:
                path = " ".join(
                    f"{{{','.join(map(str, sorted(asn)))}}}" if isinstance(asn, frozenset) else str(asn) for asn in route.as_path
                )
                return any(
                    action == "permit" and re.search(pattern.replace("[][{}()]", r"[\]\[{}()]").replace("_", "(^|[,{}() ]|$)"), path)
                    for action, pattern in self.texts.get(name, [])
                )
            case ["large-community", name]:
                wanted = {tuple(int(part) for part in text.split(":")) for _, text in self.texts.get(name, [])}
                return name in self.texts and wanted <= set(route.large_communities)
            case ["rpki", "invalid"]:
                return rov.state(route) == "invalid"
        raise AssertionError(line)

    def run(self, name: str, route: Route, rov: RovTable) -> tuple[bool, Route]:
        entries = sorted(self.maps[name].items())
        for position, (_, (action, body)) in enumerate(entries):
            if not all(self.matches(line.removeprefix("match "), route, rov) for line in body if line.startswith("match ")):
                continue
            if action == "deny":
                return False, route
            route = self.set(body, route)
            for line in body:
                called = line.removeprefix("call ")
                if line.startswith("call ") and called in self.maps:
                    is_permitted, route = self.run(called, route, rov)
                    if not is_permitted:
                        return False, route
            if "on-match next" not in body or position == len(entries) - 1:
                return True, route
        return False, route

    def set(self, body: list[str], route: Route) -> Route:
        large = set(route.large_communities)
        for line in body:
            match line.split():
                case ["set", "large-comm-list", name, "delete"]:
                    patterns = [text for _, text in self.texts.get(name, [])]
                    large = {item for item in large if not any(re.search(text, ":".join(map(str, item))) for text in patterns)}
                case ["set", "large-community", text, "additive"]:
                    first, second, third = text.split(":")
                    large.add((int(first), int(second), int(third)))
        return Route(route.prefix, route.as_path, route.communities, frozenset(large))

    def judge(self, address: str, way: str, route: Route, rov: RovTable) -> tuple[bool, Route]:
        name = self.bound.get((address, way))
        if name is None:
            return True, route
        return self.run(name, route, rov) if name in self.maps else (False, route)

    def text(self) -> str:
        lines = [f"ip prefix-list {name} seq {n} {a} {t}" for name, entries in self.lists.items() for n, (a, t) in sorted(entries.items())]
        for name, entries_of in self.texts.items():
            for number, (action, said) in enumerate(entries_of, 1):
                lines.append(f"bgp {self.kinds[name]} {name} seq {5 * number} {action} {said}")
        for name, maps in self.maps.items():
            for number, (action, body) in sorted(maps.items()):
                lines += [f"route-map {name} {action} {number}", *(f" {line}" for line in body), "exit"]
        lines += ["router bgp 25000", " address-family ipv4 unicast"]
        lines += [f"  neighbor {address} soft-reconfiguration inbound" for address, _ in ADDRESSES.values()]
        lines += [f"  neighbor {address} route-map {name} {way}" for (address, way), name in sorted(self.bound.items())]
        return "\n".join([*lines, " exit-address-family", "exit"]) + "\n"


def interpreted(text_: str) -> Interpreted:
    router = Interpreted()
    for line in text_.splitlines():
        router.feed(line)
    return router


def outputs(router: Interpreted, version: str, startup: str | None = None) -> dict[str, str]:
    neighbors = {
        address: {
            "remoteAs": asn,
            "nbrDesc": name,
            "bgpState": "Established",
            "addressFamilyInfo": {"ipv4Unicast": {"acceptedPrefixCounter": 1, "sentPrefixCounter": 1, "inboundSoftConfigPermit": True}},
        }
        for name, (address, asn) in ADDRESSES.items()
    }
    running = "rpki\n rpki cache 10.9.9.9 3323 preference 1\nexit\n" + router.text()
    return {
        "version": f"FRRouting {version} (test)",
        "running": running,
        "startup": running if startup is None else startup,
        "neighbors": json.dumps(neighbors),
        "rpki": "rpki tcp cache 10.9.9.9 3323 pref 1 (connected)",
    }


def policy(pairs: dict[int, set[str]], special: tuple[str, ...] = ("10.0.0.0/8^8-32",)) -> Policy:
    sets = {
        "own": PrefixSet("own", frozenset({PrefixRange.parse("185.10.0.0/22")})),
        "special": PrefixSet("special", frozenset(PrefixRange.parse(item) for item in special)),
        "spared": PrefixSet("spared", frozenset({PrefixRange.parse("10.7.0.0/16^16-32")})),
    }
    registered = PairSet("AS35001", {asn: frozenset(PrefixRange.parse(item) for item in items) for asn, items in pairs.items()})
    strip, tag = RemoveLargeCommunities(25000, 1), HasLargeCommunity((25000, 1, 1))
    form = (Term("F21", (PathHas(((25000, 25000),)),)), Term("F21", (PathHasSet(),)))
    reach = (Term("F06", (PathLongerThan(100),)), Term("F07", (PathHas(((23456, 23456), (64496, 131071))),)))
    first = {asn: Term("F08", (), ((FirstAsn(asn),),)) for asn in (35001, 20965)}
    reject = (*form, *reach, Term("F02", (PrefixIn("special"),), ((PrefixIn("spared"),),)), Term("F12", (RovInvalid(),)))
    acme = Chain(
        Direction.IMPORT,
        4,
        (first[35001], *reject, Term("F13", (), ((PairIn("AS35001"),),))),
        (strip,),
        (AddLargeCommunity((25000, 1, 1)),),
    )
    up = Chain(Direction.IMPORT, 4, (first[20965], *reject), (strip,), (AddLargeCommunity((25000, 1, 3)),))
    own = (EmptyPath(), PrefixIn("own"))
    out = Chain(Direction.EXPORT, 4, (Term("E01", (), (own, (tag,))), Term("E02", (tag,), (own, (PairIn("AS35001"),)))), (), (strip,))
    all_out = Chain(Direction.EXPORT, 4, (), (), (strip,))
    sessions = (
        Session("acme", 35001, Relation.CUSTOMER, "10.0.0.1", (acme, all_out)),
        Session("up", 20965, Relation.PROVIDER, "10.0.0.2", (up, out)),
    )
    return Policy(25000, sessions, sets, {"AS35001": registered}, (RtrCache("10.9.9.9", 3323),))


ROV = RovTable([Vrp(Prefix.parse("30.0.0.0/8"), 16, 7)])
PREFIXES = ["10.0.0.0/16", "10.7.0.0/17", "20.0.0.0/16", "30.0.0.0/17", "30.7.0.0/16", "185.10.0.0/22", "9.9.0.0/16"]
PATHS = (
    (),
    (35001,),
    (35001, 7),
    (20965, 7),
    (7, 35001),
    (350010, 35001),
    (35001, 65000, 7),
    (35001, 6500, 7),
    (35001, *[7] * 99),
    (35001, *[7] * 100),
    (35001, frozenset({7, 8})),
    (35001, 25000, 7),
)
ROUTES = [
    Route(Prefix.parse(prefix), path, frozenset(), large)
    for prefix in PREFIXES
    for path in PATHS
    for large in (frozenset({(25000, 1, 1)}), frozenset({(25000, 11, 1), (25000, 1, 3)}))
]
RANGES = st.sampled_from([f"{a}.{b}.0.0/16{more}" for a in (10, 20, 30) for b in (0, 7) for more in ("", "^16-17", "^17-24")])
POLICIES = st.builds(
    policy,
    st.dictionaries(st.sampled_from([35001, 7, 8]), st.sets(RANGES, min_size=1, max_size=6), min_size=1),
    st.sampled_from([("10.0.0.0/8^8-32",), ("10.0.0.0/8^8-32", "30.7.0.0/16^16-32")]),
)


def plan_for(router: Interpreted, wanted: Policy, version: str) -> Plan:
    return FRR.plan(FRR.parse(outputs(router, version)), wanted, "test", 60)


def lines_of(plan: Plan) -> list[str]:
    """The lines in the order in which the stages and then the confirm send them."""
    names = [name for stage in plan.stages for name in sorted(plan.files) if name.startswith(f"{stage.name}.") and name.endswith(".conf")]
    return [line for name in [*names, "clean.conf"] for line in plan.files[name].splitlines()]


def without_sequence(text_: str) -> list[str]:
    """Sorted lines; in a list of permits the sequence means nothing, and a prefix that comes back gets another."""
    return sorted(re.sub(r"(prefix-list \S+) seq \d+", r"\1", line) for line in text_.splitlines())


def verdicts(router: Interpreted) -> dict[tuple[str, str, Route], bool]:
    return {
        (address, way, route): router.judge(address, way, route, ROV)[0]
        for address, _ in ADDRESSES.values()
        for way in ("in", "out")
        for route in ROUTES
    }


def more_open(router: Interpreted, *allowed: dict[tuple[str, str, Route], bool]) -> list[tuple[str, str, Route]]:
    """Return what the router accepts and none of these states did."""
    return [key for key, is_accepted in verdicts(router).items() if is_accepted and not any(state[key] for state in allowed)]


@settings(deadline=None, max_examples=25)
@given(POLICIES, st.sampled_from(VERSIONS))
def test_the_lines_do_what_decide_says(wanted: Policy, version: str) -> None:
    router = interpreted(OPERATOR)
    for line in lines_of(plan_for(router, wanted, version)):
        router.feed(line)
    for session in wanted.sessions:
        for chain, way in ((session.chain(Direction.IMPORT, 4), "in"), (session.chain(Direction.EXPORT, 4), "out")):
            assert chain is not None
            for route in ROUTES:
                verdict = decide(wanted, chain, route, ROV)
                is_accepted, held = router.judge(session.address, way, route, ROV)
                # The operator's PICKY, kept between ours, rejects 9.9.0.0/16 from the provider.
                is_theirs = session.neighbor == "up" and way == "in" and str(route.prefix) == "9.9.0.0/16"
                assert is_accepted == (verdict.is_accepted and not is_theirs), (session.neighbor, way, route, verdict)
                if is_accepted:
                    assert held == changed(route, chain.first + chain.last)


@settings(deadline=None, max_examples=15)
@given(POLICIES, POLICIES, st.sampled_from(VERSIONS))
def test_no_line_makes_a_filter_more_open_than_before_or_after(first: Policy, second: Policy, version: str) -> None:
    router = interpreted(OPERATOR)
    for line in lines_of(plan_for(router, first, version)):
        router.feed(line)
    before = verdicts(router)
    lines = lines_of(plan_for(router, second, version))
    after_router = interpreted(router.text())
    for line in lines:
        after_router.feed(line)
    after = verdicts(after_router)
    for line in lines:
        router.feed(line)
        assert not more_open(router, before, after), line
    assert verdicts(router) == after


@settings(deadline=None, max_examples=25)
@given(POLICIES, POLICIES, st.sampled_from(VERSIONS))
def test_a_plan_leads_to_wanted_and_its_inverse_back(first: Policy, second: Policy, version: str) -> None:
    router = interpreted(OPERATOR)
    for wanted in (first, second):
        before_text = outputs(router, version)["running"]
        before = router.text()
        plan = plan_for(router, wanted, version)
        for line in lines_of(plan):
            router.feed(line)
        again = plan_for(router, wanted, version)
        assert again.is_empty, again.summary
        back = FRR.plan_back(FRR.parse(outputs(router, version)), before_text, "back", 60)
        undone = interpreted(router.text())
        for line in lines_of(back):
            undone.feed(line)
        assert without_sequence(undone.text()) == without_sequence(before)


@settings(deadline=None, max_examples=25)
@given(POLICIES, POLICIES, st.sampled_from(VERSIONS))
def test_the_restore_files_undo_every_prefix_of_the_stages(first: Policy, second: Policy, version: str) -> None:
    router = interpreted(OPERATOR)
    for line in lines_of(plan_for(router, first, version)):
        router.feed(line)
    before = router.text()
    plan = plan_for(router, second, version)
    clean = plan.files["clean.conf"].splitlines()
    stage_lines = [line for line in lines_of(plan) if line not in clean]
    restore = [line for n in range(6) for line in plan.files.get(f"restore.{n}.conf", "").splitlines()]
    old, done = verdicts(router), interpreted(before)
    for line in stage_lines:
        done.feed(line)
    new = verdicts(done)
    for cut in {0, len(stage_lines) // 3, len(stage_lines) // 2, len(stage_lines)}:
        broken = interpreted(before)
        for line in stage_lines[:cut]:
            broken.feed(line)
        for line in restore:
            broken.feed(line)
            assert not more_open(broken, old, new), line
        assert sorted(broken.text().splitlines()) == sorted(before.splitlines())


@settings(deadline=None, max_examples=50)
@given(POLICIES, st.sampled_from(VERSIONS))
def test_what_is_printed_is_read_back_equal(wanted: Policy, version: str) -> None:
    capabilities = FRR.capabilities(version)
    built = build(wanted, capabilities, Facts())
    read, asn, _, _ = parse_configuration(text(wanted.asn, built, capabilities))
    assert asn == 25000
    assert read == Configuration(
        built.prefix_lists, built.text_lists, built.route_maps, built.bindings, built.soft_reconfiguration, built.rtr_caches
    )


@pytest.mark.parametrize(("version", "length"), [("8.4.4", 10), ("10.3", 200)])
def test_lists_have_lengths_that_the_version_loads(version: str, length: int) -> None:
    many = {35001: {f"20.{a}.{b}.0/24" for a in range(8) for b in range(250)}}
    built = build(policy(many), FRR.capabilities(version), Facts())
    lengths = [len(entries) for (_, name), entries in built.prefix_lists.items() if "O35001" in name]
    assert sum(lengths) - len(lengths) == 2000
    assert max(lengths) <= 2 * length + 1


def test_each_list_ends_in_a_deny_so_that_it_is_never_empty() -> None:
    """FRR matches everything with a prefix-list that exists and has no entry."""
    built = build(policy({35001: {"20.0.0.0/16"}}), FRR.capabilities("10.3"), Facts())
    assert built.prefix_lists
    for entries in built.prefix_lists.values():
        assert (entries[-1].sequence, entries[-1].action, entries[-1].range.minimum, entries[-1].range.maximum) == (
            4294967295,
            "deny",
            0,
            32,
        )


@pytest.mark.parametrize(
    ("version", "line"), [("8.4.4", " rpki cache 10.9.9.9 3323 preference 1"), ("10.3", " rpki cache tcp 10.9.9.9 3323 preference 1")]
)
def test_the_rtr_cache_in_the_words_of_the_version(version: str, line: str) -> None:
    capabilities = FRR.capabilities(version)
    assert line in FRR.render(policy({35001: {"20.0.0.0/16"}}), capabilities).splitlines()


@pytest.mark.parametrize("version", ["8.3", "7.5.1"])
def test_an_older_version_is_refused(version: str) -> None:
    with pytest.raises(PlatformError, match="older than 8.4"):
        FRR.capabilities(version)


def planned(change: Any = None, **more: str) -> Plan:
    told = {**outputs(interpreted(OPERATOR), "10.3"), **more}
    if change:
        told = change(told)
    return FRR.plan(FRR.parse(told), policy({35001: {"20.0.0.0/16"}}), "test", 60)


def test_bgpd_without_its_rpki_module_is_refused() -> None:
    with pytest.raises(PlatformError, match="bgpd runs without its RPKI module; install frr-rpki-rtrlib"):
        planned(rpki="% Unknown command: show rpki cache-connection")


def test_a_router_without_a_connected_cache_is_a_finding() -> None:
    """Without any VRP nothing is invalid, and F12 lets everything through."""
    (finding,) = planned(rpki="rpki tcp cache 10.9.9.9 3323 pref 1").findings
    assert (finding.severity, finding.what) == ("critical", "no cache is connected, so nothing is invalid")


def test_a_bound_policy_that_does_not_exist_is_refused() -> None:
    """FRR denies everything with a route-map that is bound and missing; called from ours it would be skipped."""
    with pytest.raises(PlatformError, match="its route-map PICKY .in. does not exist on the router"):
        planned(lambda told: {**told, "running": told["running"].replace("route-map PICKY permit 10", "route-map OTHER permit 10")})


def test_a_session_that_cannot_take_effect_is_left_alone_and_named() -> None:
    def change(told: dict[str, str]) -> dict[str, str]:
        running = told["running"].replace("  neighbor 10.0.0.2 soft-reconfiguration inbound\n", "")
        neighbors = json.loads(told["neighbors"])
        neighbors["10.0.0.2"]["addressFamilyInfo"]["ipv4Unicast"]["inboundSoftConfigPermit"] = False
        return {**told, "running": running, "startup": running, "neighbors": json.dumps(neighbors)}

    plan = planned(change)
    assert [(item.severity, item.where) for item in plan.findings] == [("critical", "up (10.0.0.2)")]
    assert not any("10.0.0.2" in line for line in lines_of(plan))


def test_a_session_that_is_not_declared_is_a_finding() -> None:
    def change(told: dict[str, str]) -> dict[str, str]:
        neighbors = json.loads(told["neighbors"])
        neighbors["10.0.0.9"] = {**neighbors["10.0.0.2"], "remoteAs": 65000}
        return {**told, "neighbors": json.dumps(neighbors)}

    assert [(item.severity, item.where) for item in planned(change).findings] == [("critical", "10.0.0.9 (AS65000)")]


def test_a_declared_session_with_another_asn_is_a_finding() -> None:
    def change(told: dict[str, str]) -> dict[str, str]:
        return {**told, "neighbors": told["neighbors"].replace("20965", "20966")}

    (finding,) = planned(change).findings
    assert (finding.severity, finding.what) == ("critical", "declared as AS20965, the router has AS20966 there")


def test_unsaved_work_is_seen_and_order_is_not_unsaved_work() -> None:
    router = interpreted(OPERATOR)
    told = outputs(router, "10.3")
    block, rest = told["running"].split("exit\n", 1)
    assert FRR.parse({**told, "startup": f"! another order\n{rest}{block}exit\n"}).unsaved is None
    unsaved = FRR.parse({**told, "startup": told["running"].replace("PICKY", "OTHER")}).unsaved
    assert unsaved is not None
    assert "route-map PICKY permit 10" in unsaved


def test_an_object_of_ours_that_somebody_edited_is_refused() -> None:
    router = interpreted(OPERATOR)
    wanted = policy({35001: {"20.0.0.0/16"}})
    for line in lines_of(plan_for(router, wanted, "10.3")):
        router.feed(line)
    name = router.bound["10.0.0.1", "in"]
    next(iter(router.maps[name].values()))[1].append("set local-preference 500")
    with pytest.raises(PlatformError, match=f"route-map {name}: somebody edited it on the router"):
        plan_for(router, wanted, "10.3")


def test_a_deny_that_somebody_put_into_a_list_is_refused() -> None:
    router = interpreted(OPERATOR)
    wanted = policy({35001: {"20.0.0.0/16"}})
    for line in lines_of(plan_for(router, wanted, "10.3")):
        router.feed(line)
    name = next(item for item in router.lists if "O35001" in item)
    router.feed(f"ip prefix-list {name} seq 1 deny 20.0.0.0/16")
    with pytest.raises(PlatformError, match="somebody added a deny on the router"):
        plan_for(router, wanted, "10.3")


def test_a_prefix_that_somebody_added_is_taken_out_again() -> None:
    router = interpreted(OPERATOR)
    wanted = policy({35001: {"20.0.0.0/16"}})
    for line in lines_of(plan_for(router, wanted, "10.3")):
        router.feed(line)
    name = next(item for item in router.lists if "O35001" in item)
    router.feed(f"ip prefix-list {name} seq 7 permit 30.0.0.0/16")
    plan = plan_for(router, wanted, "10.3")
    assert plan.summary == ("AS35001: +0 -1 registered prefixes (2 -> 1)",)
    assert plan.files["shrink.0.conf"] == f"no ip prefix-list {name} seq 7 permit 30.0.0.0/16\n"


def test_secrets_are_not_in_what_is_recorded() -> None:
    told = outputs(interpreted(OPERATOR), "10.3")
    running = told["running"] + "router bgp 25000\n neighbor 10.0.0.1 password hunter2\nexit\n"
    assert "hunter2" not in FRR.parse({**told, "running": running}).text


@pytest.mark.parametrize("name", ["running", "neighbors"])
def test_an_answer_that_is_not_frrs_is_refused(name: str) -> None:
    with pytest.raises(PlatformError):
        FRR.parse({**outputs(interpreted(OPERATOR), "10.3"), name: "vtysh: failed to connect to any daemons."})
