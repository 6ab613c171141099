# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which sources pass on which interface (docs/sources.md): the adviser, the lists, observing. Every expected value is by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    HeldInterface,
    Links,
    SourceChain,
    SourceInterface,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known, KnownRouter, Run
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.sources import decide_source
from hypothesis import given
from hypothesis import strategies as st
from policy_world import IRR, PREFIXES, compiled, neighbors, rows

ACME = {"name": "eth1", "kind": "customer", "customers": ["acme"], "observe_days": 0}
UP = {"name": "eth0", "kind": "provider", "observe_days": 0}
TODAY = Run(datetime(2026, 11, 24, 12, tzinfo=UTC))
LINKS = Links(
    {
        "eth0": (Prefix.parse("10.0.0.0/31"),),
        "eth1": (Prefix.parse("10.0.0.2/31"), Prefix.parse("2a0c:1::/64")),
        "eth2": (Prefix.parse("185.10.3.0/30"),),
    }
)


def routed_by(**interfaces: str) -> KnownRouter:
    """Return a router whose routes to these prefixes (joined by spaces) point to these interfaces."""
    table = {Prefix.parse(text): name for name, texts in interfaces.items() for text in texts.split()}

    def routed(prefixes: Collection[Prefix]) -> Mapping[Prefix, str]:
        return {prefix: table[prefix] for prefix in prefixes if prefix in table}

    return KnownRouter(links=LINKS, routed=routed)


def made(folder: Path, *interfaces: dict[str, Any], router: KnownRouter | None = None, **changes: Any) -> Policy:
    known = Known(router=router or KnownRouter())
    return compiled(folder, neighbors("acme", "up", "scrub", "black"), interfaces=interfaces, known=known, run=TODAY, **changes)


def interface(policy: Policy, name: str = "eth1") -> SourceInterface:
    assert policy.sources is not None
    return next(item for item in policy.sources.interfaces if item.name == name)


def chain(policy: Policy, name: str = "eth1", family: int = 4, direction: Direction = Direction.IMPORT) -> SourceChain:
    return next(item for item in interface(policy, name).chains if (item.family, item.direction) == (family, direction))


def reason(policy: Policy, source: str, name: str, direction: Direction = Direction.IMPORT, is_routed_back: bool = False) -> str:
    """Return ``pass``, or why a source is dropped."""
    assert policy.sources is not None
    address = host_prefix(source)
    verdict = decide_source(policy.sources, chain(policy, name, address.family, direction), address, is_routed_back)
    assert verdict.passes is (verdict.drop is None)
    return "pass" if verdict.drop is None else verdict.drop.reason


def warnings(policy: Policy, where: str) -> list[str]:
    return [f"{item.severity}: {item.what}" for item in policy.findings if item.where.endswith(where)]


#: acme and its own customer have 193.20.0.0/22, 193.20.8.0/24 and 2a06:2000::/32 in the IRR; 193.21.0.0/16, and of our space
#: 185.10.1.0/24 and 2a05:1000:3500::/40, by VRPs; 185.10.2.0/24 of our space by a route object alone.
CUSTOMER = """
193.20.3.9     | pass             | registered
193.20.8.1     | pass             | registered, of its own customer
2a06:2000::1   | pass             | registered
193.21.255.1   | pass             | a VRP
185.10.1.1     | pass             | of our space, given to it by a VRP
10.0.0.2       | pass             | the BGP session
10.0.0.3       | pass             | the link
2a0c:1::7      | pass             | the link
193.20.9.1     | foreign          | not registered
193.40.0.1     | foreign          | another customer's
2a06:4000::1   | foreign          | another customer's
192.168.1.1    | special-purpose  | RFC 1918
fc00::1        | special-purpose  | RFC 4193
185.10.2.1     | own-space        | an IRR object alone delegates nothing of our space
193.99.0.7     | infrastructure   | our transfer network
"""


@pytest.mark.parametrize(("source", "expected", "why"), rows(CUSTOMER))
def test_behind_a_customer(tmp_path: Path, source: str, expected: str, why: str) -> None:
    policy = made(tmp_path, {**ACME, "mode": "acl"}, router=KnownRouter(links=LINKS))
    assert reason(policy, source, "eth1") == expected, why


BORDER = """
8.8.8.8        | import | pass            | the Internet
10.0.0.1       | import | pass            | the BGP session, although private
193.20.3.9     | import | pass            | a customer is reached by others too
185.10.2.1     | import | own-space       | RFC 2827
185.10.1.1     | import | pass            | of our space, and a VRP gives it to acme, who may be elsewhere too
185.12.2.1     | import | pass            | declared as given to AS35010
185.12.1.1     | import | own-space       | given to a private ASN, which is nowhere else
185.10.0.1     | import | own-space       | a VRP gives it to a stranger
2a05:1000::1   | import | own-space       | RFC 2827
193.99.0.7     | import | infrastructure  | our transfer network
100.64.0.1     | import | special-purpose | RFC 6598
185.10.2.1     | export | pass            | ours
193.20.3.9     | export | pass            | acme's
193.40.0.1     | export | pass            | of a customer on the other interface
193.99.0.7     | export | pass            | our routers answer from their links
193.201.28.2   | export | pass            | our address at the exchange
193.201.28.9   | export | foreign         | somebody else's there
193.30.0.1     | export | foreign         | a peer's: we are no transit for it
8.8.8.8        | export | foreign         | spoofed
2620:fe::9     | export | foreign         | spoofed
100.64.0.1     | export | special-purpose | not translated
"""


@pytest.mark.parametrize(("source", "direction", "expected", "why"), rows(BORDER))
def test_at_a_provider(tmp_path: Path, source: str, direction: str, expected: str, why: str) -> None:
    policy = made(tmp_path, UP, router=KnownRouter(links=LINKS))
    assert reason(policy, source, "eth0", Direction(direction)) == expected, why


def test_a_scrubber_returns_our_own_space(tmp_path: Path) -> None:
    links = Links({"eth0": (Prefix.parse("10.0.1.4/31"),)})
    policy = made(tmp_path, UP, router=KnownRouter(links=links))
    assert reason(policy, "185.10.2.1", "eth0") == "pass"
    assert reason(policy, "10.2.3.4", "eth0") == "special-purpose"


def test_space_of_ours_that_a_provider_sends_is_no_spoofing(tmp_path: Path) -> None:
    """Our other site announces a part of our space; F03 lets it in, so its packets come in too."""
    router = KnownRouter(links=LINKS, received=lambda policy, addresses: [Prefix.parse("185.16.0.0/28")] if "10.0.0.1" in addresses else [])
    policy = made(tmp_path, UP, router=router)
    assert reason(policy, "185.16.0.3", "eth0") == "pass"
    assert reason(policy, "185.10.2.1", "eth0") == "own-space"


def test_what_is_received_counts_beside_what_is_registered(tmp_path: Path) -> None:
    """RFC 8704: the list is the union."""
    router = KnownRouter(links=LINKS, received=lambda policy, addresses: [Prefix.parse("151.1.1.0/26")] if "10.0.0.2" in addresses else [])
    policy = made(tmp_path, {**ACME, "mode": "acl"}, UP, router=router)
    assert reason(policy, "151.1.1.5", "eth1") == "pass"
    assert reason(policy, "151.1.1.99", "eth1") == "foreign"
    assert reason(policy, "151.1.1.5", "eth0", Direction.EXPORT) == "pass"


def test_what_rpki_calls_invalid_is_a_source_all_the_same(tmp_path: Path) -> None:
    """F12 rejects the route; the customer's packets are no less its own."""
    roa = [{"asn": 64999, "prefix": "193.20.0.0/22", "maxLength": 22}]
    policy = made(tmp_path, {**ACME, "mode": "acl"}, vrps=roa)
    assert reason(policy, "193.20.3.9", "eth1") == "pass"


ALL_OF_ACME = "193.20.0.0/22 193.20.8.0/24 193.21.0.0/16 185.10.1.0/24 2a06:2000::/32 2a05:1000:3500::/40"


def test_strict_where_all_is_routed_there(tmp_path: Path) -> None:
    policy = made(tmp_path, ACME, router=routed_by(eth1=ALL_OF_ACME))
    assert [(item.mode, item.is_strict) for item in interface(policy).chains] == [("strict uRPF", True)] * 2
    assert chain(policy).why == "all 4 declared prefixes are routed there"
    # Routed there by a static route of the operator's.
    assert reason(policy, "8.8.8.8", "eth1", is_routed_back=True) == "pass"
    assert reason(policy, "8.8.8.8", "eth1") == "foreign"


def test_a_route_that_filters_reject_is_no_outage_under_strict(tmp_path: Path) -> None:
    """The route is gone from the forwarding table, the registered prefix is a source all the same."""
    policy = made(tmp_path, ACME, router=routed_by(eth1=ALL_OF_ACME))
    assert reason(policy, "193.20.3.9", "eth1", is_routed_back=False) == "pass"


def test_a_list_where_a_prefix_is_routed_elsewhere(tmp_path: Path) -> None:
    policy = made(tmp_path, ACME, router=routed_by(eth1=ALL_OF_ACME.replace("193.20.8.0/24", ""), eth0="193.20.8.0/24"))
    assert chain(policy).mode == "ACL"
    assert chain(policy).why == "strict would drop what is not routed there now: 193.20.8.0/24 (by eth0)"
    assert chain(policy, family=6).mode == "strict uRPF"


def test_strict_is_refused_where_a_prefix_is_routed_elsewhere(tmp_path: Path) -> None:
    policy = made(
        tmp_path, {**ACME, "mode": "strict"}, router=routed_by(eth1=ALL_OF_ACME.replace("193.20.8.0/24", ""), eth0="193.20.8.0/24")
    )
    assert chain(policy).mode == "ACL"
    assert warnings(policy, "eth1") == [
        "critical: mode strict is refused, a list is used: strict would drop what is not routed there now: 193.20.8.0/24 (by eth0)"
    ]


@pytest.mark.parametrize("change", [{}, {"mode": "strict"}])
def test_strict_is_not_used_where_the_default_route_points_to(tmp_path: Path, change: dict[str, Any]) -> None:
    """There it would pass everything, as loose uRPF does."""
    router = routed_by(eth1=ALL_OF_ACME)
    router = replace(router, links=replace(LINKS, defaults=frozenset({(4, "eth1")})))
    policy = made(tmp_path, {**ACME, **change}, router=router)
    assert chain(policy).mode == "ACL"
    assert reason(policy, "8.8.8.8", "eth1", is_routed_back=True) == "foreign"
    assert chain(policy, family=6).mode == "strict uRPF"
    assert warnings(policy, ": eth1") == [
        "critical: the IPv4 default route points there, so strict would pass everything; a list is used",
    ]


@pytest.mark.parametrize("change", [{}, {"mode": "strict"}])
def test_a_list_where_the_router_has_no_strict(tmp_path: Path, change: dict[str, Any]) -> None:
    policy = made(tmp_path, {**ACME, **change}, router=replace(routed_by(eth1=ALL_OF_ACME), has_strict=False))
    assert [(item.mode, item.why) for item in interface(policy).chains] == [("ACL", "this router has no strict uRPF for one interface")] * 2
    assert reason(policy, "193.20.3.9", "eth1") == "pass" and reason(policy, "8.8.8.8", "eth1", is_routed_back=True) == "foreign"
    why = "mode strict is refused, a list is used: this router has no strict uRPF for one interface"
    assert warnings(policy, "eth1") == [f"critical: IPv{family}: {why}" for family in ((4, 6) if change else ())]


def test_a_customer_with_nothing_registered_in_a_family_may_send_nothing_in_it(tmp_path: Path) -> None:
    """An empty list drops, it does not pass."""
    policy = made(
        tmp_path, {**ACME, "customers": ["black"], "mode": "acl"}, irr="route: 193.40.0.0/22\norigin: AS35010\n", prefixes=PREFIXES[:2]
    )
    assert reason(policy, "193.40.0.1", "eth1") == "pass"
    assert reason(policy, "2a06:4000::1", "eth1") == "foreign"
    assert policy.sources is not None
    assert policy.sources.sets["in-eth1"].of_family(6) == ()


@pytest.mark.parametrize(
    ("registered", "source"), [("193.201.28.0/24", "193.201.28.9"), ("198.18.0.0/15", "198.19.0.1"), ("193.99.0.0/24", "193.99.0.7")]
)
def test_what_no_registration_makes_a_customers(tmp_path: Path, registered: str, source: str) -> None:
    """A peering LAN, a special-purpose block, our own links."""
    irr = f"{IRR}\nroute: {registered}\norigin: AS35001\n"
    policy = made(tmp_path, {**ACME, "mode": "acl"}, UP, irr=irr)
    assert reason(policy, source, "eth1") != "pass"


@pytest.mark.parametrize(("change", "why"), [({"multihomed": True}, "multihomed"), ({"customers": ["acme", "black"]}, "2 customers")])
def test_a_list_for_several_ways_and_several_customers(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    policy = made(tmp_path, {**ACME, **change}, router=routed_by(eth1=ALL_OF_ACME))
    assert chain(policy).mode == "ACL"
    assert why in chain(policy).why


def test_several_customers_have_one_list(tmp_path: Path) -> None:
    policy = made(tmp_path, {**ACME, "customers": ["acme", "black"]})
    assert reason(policy, "193.20.3.9", "eth1") == "pass"
    assert reason(policy, "193.40.0.1", "eth1") == "pass"
    assert reason(policy, "8.8.8.8", "eth1") == "foreign"


def test_users_have_their_own_routes_and_no_list_beside_them(tmp_path: Path) -> None:
    """With a list of the whole pool one user could send as another."""
    users = {"name": "eth2", "kind": "access", "prefixes": ["185.10.0.0/24"], "observe_days": 0}
    policy = made(tmp_path, users, router=routed_by(eth2="185.10.0.0/24"))
    assert reason(policy, "185.10.0.9", "eth2") == "own-space"
    assert reason(policy, "185.10.0.9", "eth2", is_routed_back=True) == "pass"


def test_users_with_shared_addresses(tmp_path: Path) -> None:
    users = {
        "name": "eth2",
        "kind": "access",
        "prefixes": ["185.10.0.0/24", "100.64.0.0/16"],
        "cgn": True,
        "mode": "acl",
        "observe_days": 0,
    }
    policy = made(tmp_path, users, UP)
    assert reason(policy, "100.64.3.4", "eth2") == "pass"
    assert reason(policy, "100.65.3.4", "eth2") == "special-purpose"
    # They are translated before they leave.
    assert reason(policy, "100.64.3.4", "eth0", Direction.EXPORT) == "special-purpose"


def test_a_customer_without_bgp(tmp_path: Path) -> None:
    static = {"name": "eth2", "kind": "customer", "prefixes": ["151.7.0.0/24"], "observe_days": 0}
    policy = made(tmp_path, static, UP, router=routed_by(eth2="151.7.0.0/24"))
    assert chain(policy, "eth2").mode == "strict uRPF"
    assert reason(policy, "151.7.0.1", "eth2") == "pass"
    assert reason(policy, "151.7.0.1", "eth0", Direction.EXPORT) == "pass"


def test_infrastructure_is_never_strict(tmp_path: Path) -> None:
    core = {"name": "eth2", "kind": "core"}
    infrastructure = {"name": "eth3", "kind": "infrastructure", "prefixes": ["193.98.0.0/24"]}
    policy = made(tmp_path, core, infrastructure, UP)
    assert interface(policy, "eth2").chains == interface(policy, "eth3").chains == ()
    assert reason(policy, "193.98.0.1", "eth0") == "infrastructure"


def test_an_unknown_customer_leaves_what_runs(tmp_path: Path) -> None:
    policy = compiled(
        tmp_path, neighbors("acme", "up", as_set="AS-GONE"), interfaces=[ACME, UP], known=Known(router=KnownRouter(links=LINKS)), run=TODAY
    )
    assert [(item.name, item.is_kept, item.chains) for item in policy.sources.interfaces] == [("eth1", True, ()), ("eth0", True, ())]  # type: ignore[union-attr]
    assert warnings(policy, ": eth1") == ["critical: what is registered for the customers behind it is not known; what runs there stays"]


def test_a_list_that_the_hardware_does_not_take_is_not_cut(tmp_path: Path) -> None:
    policy = made(tmp_path, {**ACME, "mode": "acl", "largest_acl": 5}, router=KnownRouter(links=LINKS))
    # Four prefixes and the link.
    assert not interface(policy).is_kept
    policy = made(tmp_path, {**ACME, "mode": "acl", "largest_acl": 4}, router=KnownRouter(links=LINKS))
    assert interface(policy).is_kept
    assert warnings(policy, ": eth1") == ["critical: its IPv4 list has 5 entries and largest_acl is 4; what runs there stays"]


OBSERVING = """
# runs since         | seen    | days | then
-                    |         | 7    | 2026-11-24
-                    |         | 0    | drops
2026-11-20           |         | 7    | 2026-11-20
2026-11-17           |         | 7    | drops
2026-11-17           | 8.8.8.8 | 7    | 2026-11-17
2026-11-17           | 8.8.8.8 | 0    | drops
drops                |         | 7    | drops
drops                |         | 0    | drops
"""


@pytest.mark.parametrize(("runs", "seen", "days", "then"), rows(OBSERVING))
def test_observing_first(tmp_path: Path, runs: str, seen: str, days: str, then: str) -> None:
    held = {} if runs == "-" else {"eth1": HeldInterface(None if runs == "drops" else date.fromisoformat(runs), tuple(seen.split()))}
    router = replace(routed_by(eth1=ALL_OF_ACME), interfaces=held)
    policy = made(tmp_path, {**ACME, "observe_days": int(days)}, router=router)
    since = interface(policy).observed_since
    assert ("drops" if since is None else str(since)) == then
    assert any("nothing is dropped" in text for text in warnings(policy, ": eth1")) is (then != "drops")
    if seen and then != "drops":
        assert "8.8.8.8" in warnings(policy, ": eth1")[0]


def test_what_is_not_declared_is_named(tmp_path: Path) -> None:
    policy = made(tmp_path, ACME, {**UP, "name": "ppp0"}, router=routed_by(eth1=ALL_OF_ACME))
    assert warnings(policy, "manrs_interfaces") == [
        "warning: source addresses are not checked on interfaces that are not declared: eth0, eth2"
    ]
    assert warnings(policy, ": ppp0") == ["warning: is not on the router now"]


def test_a_run_for_some_neighbors_leaves_interfaces_alone(tmp_path: Path) -> None:
    assert compiled(tmp_path, neighbors("acme", "up"), interfaces=[ACME], only=("acme",), run=TODAY).sources is None
    assert compiled(tmp_path, neighbors("acme", "up"), run=TODAY).sources is None


WRONG = [
    ({"name": "eth1", "kind": "customer"}, "manrs_interfaces[0].customers: is missing; name the neighbors behind it"),
    ({**ACME, "customers": ["acne"]}, "manrs_interfaces[0].customers[0]: 'acne' is no neighbor of this router; did you mean acme?"),
    ({**ACME, "customers": ["up"]}, "manrs_interfaces[0].customers[0]: 'up' is a provider; only customers can be behind it"),
    ({**ACME, "multihomed": True, "mode": "strict"}, "manrs_interfaces[0].mode: strict would drop what is routed elsewhere"),
    ({**UP, "mode": "strict"}, "manrs_interfaces[0].mode: is for interfaces of kind customer, access and server"),
    ({**UP, "customers": ["acme"]}, "manrs_interfaces[0].customers: are for interfaces of kind customer"),
    ({**UP, "prefixes": ["193.98.0.0/24"]}, "manrs_interfaces[0].prefixes: are not asked for behind a provider"),
    ({"name": "e", "kind": "access", "mode": "acl"}, "manrs_interfaces[0].mode: acl without prefixes would drop everything"),
    ({"name": "e", "kind": "access", "prefixes": ["100.64.0.0/16"]}, "manrs_interfaces[0].prefixes[0]: 100.64.0.0/16 is shared or private"),
    (
        {"name": "e", "kind": "access", "prefixes": ["193.98.0.0/24"], "cgn": True},
        "manrs_interfaces[0].prefixes: name no shared or private",
    ),
    ({**ACME, "kind": "costumer"}, "manrs_interfaces[0].kind: 'costumer' is not known; did you mean customer?"),
    ({**ACME, "observe_days": -1}, "manrs_interfaces[0].observe_days: -1 is too low; write 0 or more"),
    ({**ACME, "name": "eth 1"}, "manrs_interfaces[0].name: 'eth 1' is not a name"),
]


@pytest.mark.parametrize(("declared", "message"), WRONG)
def test_what_is_declared_wrong(tmp_path: Path, declared: dict[str, Any], message: str) -> None:
    with pytest.raises(IntentError, match=r"^edge1: ") as caught:
        made(tmp_path, declared)
    assert message in str(caught.value)


def test_one_interface_is_declared_once(tmp_path: Path) -> None:
    with pytest.raises(IntentError, match=r"manrs_interfaces\[1\].name: 'eth1' is also manrs_interfaces\[0\]"):
        made(tmp_path, ACME, ACME)


prefixes = st.builds(
    lambda value, length: Prefix(4, value >> (32 - length) << (32 - length), length), st.integers(0, 2**32 - 1), st.integers(1, 32)
)
small = st.builds(
    lambda value, length: Prefix(4, (0xC0000000 | value) >> (32 - length) << (32 - length), length),
    st.integers(0, 255),
    st.integers(24, 32),
)


def addresses(items: Collection[Prefix]) -> set[int]:
    return {address for item in items for address in range(item.network, item.network + (1 << (32 - item.length)))}


@given(st.lists(small, max_size=12), st.lists(small, max_size=6))
def test_sets_hold_exactly_their_addresses(items: list[Prefix], others: list[Prefix]) -> None:
    """Against plain sets of addresses."""
    made_set, other_set = SourceSet.of(items), SourceSet.of(others)
    assert addresses(made_set.prefixes) == addresses(items)
    assert addresses(made_set.without(other_set).prefixes) == addresses(items) - addresses(others)
    everything = addresses(items)
    for address in range(0xC0000000, 0xC0000100, 7):
        assert made_set.holds(Prefix(4, address, 32)) is (address in everything)
    # No two entries overlap: the kernel refuses those.
    assert sum(1 << (32 - item.length) for item in made_set.prefixes) == len(everything)
