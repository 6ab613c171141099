# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is declared: good input becomes canonical, each mistake gets a line of its own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent import validate
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent, OwnPrefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError, host_intent

GOOD: dict[str, Any] = {
    "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22", "2A05:1000:0::/32"]},
    "manrs_registry": {"irr": {"dumps": ["irr"]}, "rpki": {"vrps": "vrps"}},
    "manrs_neighbors": [{"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["10.0.0.2", "2001:DB8:0::2"]}],
    "inventory_hostname": "edge1",
    "manrs_confirm_timeout": 90,
}


@pytest.fixture(autouse=True)
def _all_is_vaulted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every secret count as vaulted: nobody tags the values of these tests."""
    monkeypatch.setattr(validate, "was_vaulted", lambda value: True)


def intent(change: Callable[[dict[str, Any]], object] = lambda told: None) -> HostIntent:
    told = copy.deepcopy(GOOD)
    change(told)
    return host_intent(told, "edge1", date(2026, 11, 24))


def mistakes(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    with pytest.raises(IntentError) as caught:
        intent(change)
    return caught.value.problems


def neighbor(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["manrs_neighbors"][0].update(values)


def network(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["manrs_network"].update(values)


def freeze(**values: Any) -> Callable[[dict[str, Any]], object]:
    window = {"begin": "2026-12-20T18:00:00+01:00", "end": "2027-01-07T06:00:00+01:00", "why": "holidays", **values}
    return lambda told: told.update(manrs_freeze=[{key: value for key, value in window.items() if value is not None}])


def mode(control: str, mode: str, until: str | None = "2026-12-31", why: str | None = "test") -> dict[str, Any]:
    told = {"mode": mode, "until": until, "why": why}
    return {control: {key: value for key, value in told.items() if value is not None}}


def ao(identifier: int, **values: Any) -> dict[str, Any]:
    return {"identifier": identifier, "secret": f"secret-{identifier}", **values}


EXCEPTION = {"controls": ["F13"], "prefix": "193.0.0.0/24", "origin": 1, "until": "2026-11-24", "why": "moves"}


def test_good_input_becomes_canonical() -> None:
    found = intent(neighbor(as_set="ripe::as35001:as-acme"))
    assert found.network.prefixes == (OwnPrefix(prefix="185.10.0.0/22"), OwnPrefix(prefix="2a05:1000::/32"))
    assert found.neighbors[0].addresses == ("10.0.0.2", "2001:db8::2")
    assert found.neighbors[0].as_set == "RIPE::AS35001:AS-ACME"


def test_no_neighbors_is_fine_when_it_is_said() -> None:
    assert intent(lambda told: told.update(manrs_neighbors=[])).neighbors == ()


def test_an_exception_is_good_on_its_last_day() -> None:
    assert intent(neighbor(exceptions=[EXCEPTION])).neighbors[0].exceptions[0].until == date(2026, 11, 24)
    assert mistakes(neighbor(exceptions=[{**EXCEPTION, "until": "2026-11-23"}])) == (
        "edge1: manrs_neighbors[0].exceptions[0].until: the exception for 193.0.0.0/24 expired on 2026-11-23; "
        "remove it, or give it a new date and reason",
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (neighbor(relation="custmer"), "manrs_neighbors[0].relation: 'custmer' is not known; did you mean customer?"),
        (neighbor(asn="AS35001"), "manrs_neighbors[0].asn: 'AS35001' is not an ASN; write a number from 1 to 4294967295"),
        (neighbor(asn=True), "manrs_neighbors[0].asn: True is not an ASN; write a number from 1 to 4294967295"),
        (neighbor(asn=25000), "manrs_neighbors[0].asn: 25000 is our own ASN; iBGP sessions are not declared, take it off"),
        (neighbor(addresses="10.0.0.2"), "manrs_neighbors[0].addresses: '10.0.0.2' is not a list; write [10.0.0.2]"),
        (neighbor(addresses=[]), "manrs_neighbors[0].addresses: is empty; write at least one"),
        (
            neighbor(addresses=["10.0.0.2/30"]),
            "manrs_neighbors[0].addresses[0]: '10.0.0.2/30' is a prefix; write the neighbor's address alone: 10.0.0.2",
        ),
        (
            neighbor(addresses=["::ffff:10.0.0.2"]),
            "manrs_neighbors[0].addresses[0]: '::ffff:10.0.0.2' is an IPv4-mapped IPv6 address; write the IPv4 address",
        ),
        (
            neighbor(as_set="ACME"),
            "manrs_neighbors[0].as_set: 'ACME' is not the name of an AS-SET; write AS-EXAMPLE, AS64500:AS-EXAMPLE or "
            "RIPE::AS64500:AS-EXAMPLE",
        ),
        (
            neighbor(exceptions=[{"controls": ["F02"], "prefix": "10.0.0.0/8", "origin": 1, "until": "2999-01-01", "why": "x"}]),
            "manrs_neighbors[0].exceptions[0].controls[0]: 'F02' is not known; known are F03, F05, F12, F13",
        ),
        (lambda told: told["manrs_network"].pop("asn"), "manrs_network.asn: is missing; it must be declared"),
        (lambda told: told.update(manrs_neighbors=["acme"]), "manrs_neighbors[0]: is not a mapping of keys to values"),
        (
            lambda told: told["manrs_registry"]["irr"].update(server="rr.example.net"),
            "manrs_registry.irr.server: is not a key; did you mean servers?",
        ),
        (
            lambda told: told["manrs_registry"]["irr"].update(servers=["rr.example.net"]),
            "manrs_registry.irr: needs one of servers and dumps, and not both",
        ),
        (
            lambda told: told["manrs_registry"].update(irr={"servers": ["rr.example.net"]}),
            "manrs_registry.irr: servers need sources: whose objects count, such as [RPKI, RIPE, ARIN, APNIC, AFRINIC, LACNIC, RADB]",
        ),
        (
            lambda told: told["manrs_registry"].update(irr={"servers": ["rr.example.net:0"], "sources": ["RIPE"]}),
            "manrs_registry.irr.servers[0]: 'rr.example.net:0' is not a server; write whois.example.net, whois.example.net:43 "
            "or '[2001:db8::1]:43'",
        ),
        (
            neighbor(as_set="as-any"),
            "manrs_neighbors[0].as_set: 'as-any' stands for the whole Internet; name a set of the neighbor's own",
        ),
        (
            neighbor(route_set="AS-ACME"),
            "manrs_neighbors[0].route_set: 'AS-ACME' is not the name of a route-set; write RS-EXAMPLE, AS64500:RS-EXAMPLE or "
            "RIPE::AS64500:RS-EXAMPLE",
        ),
        (
            lambda told: told["manrs_neighbors"].append({**told["manrs_neighbors"][0], "name": "b", "addresses": ["2001:db8:0:0::2"]}),
            "manrs_neighbors[1].addresses[0]: 2001:db8::2 is also at manrs_neighbors[0].addresses[1]; "
            "one address is one session of one neighbor",
        ),
        (
            lambda told: told["manrs_neighbors"].append({**told["manrs_neighbors"][0], "addresses": ["10.0.0.9"]}),
            "manrs_neighbors[1].name: 'acme' is also the name of manrs_neighbors[0]; give each its own",
        ),
    ],
)
def test_a_mistake_gets_one_line(change: Callable[[dict[str, Any]], object], expected: str) -> None:
    assert mistakes(change) == (f"edge1: {expected}",)


def test_all_mistakes_are_told_at_once() -> None:
    def change(told: dict[str, Any]) -> None:
        told["manrs_network"]["prefixes"] = ["185.10.0.0"]
        told["manrs_neighbors"][0]["asn"] = 0

    assert len(mistakes(change)) == 2


def test_a_wrong_secret_is_not_printed() -> None:
    told = " ".join(mistakes(neighbor(password={"hunter2": 1})))
    assert "hunter2" not in told


CONTROLS = (
    "E00, E01, E02, E03, E04, E05, E06, F01, F02, F03, F04, F05, F06, F07, F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F21"
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # Modes and stages.
        (
            neighbor(modes=mode("F13", "monitor", until=None)),
            "manrs_neighbors[0].modes.F13: monitor needs until; write the last day as until: YYYY-MM-DD and the reason as why",
        ),
        (
            neighbor(modes=mode("F13", "off", why=None)),
            "manrs_neighbors[0].modes.F13: off needs why; write the last day as until: YYYY-MM-DD and the reason as why",
        ),
        (
            network(modes=mode("E02", "monitor", until=None, why=None)),
            "manrs_network.modes.E02: monitor needs until and why; write the last day as until: YYYY-MM-DD and the reason as why",
        ),
        (
            network(modes=mode("F13", "off", until="2026-11-23")),
            "manrs_network.modes.F13.until: the mode of F13 expired on 2026-11-23; remove it, or give it a new date and reason",
        ),
        (
            network(relations={"peer": {"modes": mode("F12", "monitor", until="2026-01-31")}}),
            "manrs_network.relations.peer.modes.F12.until: the mode of F12 expired on 2026-01-31; "
            "remove it, or give it a new date and reason",
        ),
        (
            neighbor(modes=mode("F12", "enforce", until="2026-01-31")),
            "manrs_neighbors[0].modes.F12.until: the mode of F12 expired on 2026-01-31; remove it, or give it a new date and reason",
        ),
        *[
            (
                neighbor(modes=mode(control, "monitor")),
                f"manrs_neighbors[0].modes.{control}.mode: {control} rejects nothing that could be counted; write enforce or off",
            )
            for control in ("F15", "F16", "F17", "F18", "E04")
        ],
        (
            neighbor(modes=mode("F99", "off")),
            f"manrs_neighbors[0].modes.F99: is not a control that has modes; known are {CONTROLS}",
        ),
        (
            neighbor(modes=mode("F20", "off")),
            f"manrs_neighbors[0].modes.F20: is not a control that has modes; known are {CONTROLS}",
        ),
        (
            network(relations={"provider": {"modes": mode("S01", "off")}}),
            f"manrs_network.relations.provider.modes.S01: is not a control that has modes; known are {CONTROLS}",
        ),
        (
            neighbor(modes=mode("F13", "watch")),
            "manrs_neighbors[0].modes.F13.mode: 'watch' is not known; known are enforce, monitor, off",
        ),
        (neighbor(modes={"F13": "off"}), "manrs_neighbors[0].modes.F13: is not a mapping of keys to values"),
        (neighbor(modes=["F13"]), "manrs_neighbors[0].modes: is not a mapping of keys to values"),
        (
            neighbor(modes=mode("F13", "off", until="soon")),
            "manrs_neighbors[0].modes.F13.until: 'soon' is not a day; write it as YYYY-MM-DD",
        ),
        (neighbor(modes=mode("F13", "off", why="")), "manrs_neighbors[0].modes.F13.why: is empty; it must say something"),
        (neighbor(adoption_stage=9), "manrs_neighbors[0].adoption_stage: 9 is too high; write 8 or less"),
        (network(adoption_stage=0), "manrs_network.adoption_stage: 0 is too low; write 1 or more"),
        (neighbor(adoption_stage="8"), "manrs_neighbors[0].adoption_stage: '8' is not a whole number; write one, without quotes"),
        # What a relation may or must have.
        (
            neighbor(relation="provider"),
            "manrs_neighbors[0].receive: is missing; write what this provider sends: full or partial (a table without default), "
            "default, or full_and_default",
        ),
        (
            neighbor(relation="provider", receive="all"),
            "manrs_neighbors[0].receive: 'all' is not known; known are default, full, full_and_default, partial",
        ),
        (neighbor(receive="full"), "manrs_neighbors[0].receive: is for providers; take it off this customer"),
        (neighbor(relation="peer", receive="full"), "manrs_neighbors[0].receive: is for providers; take it off this peer"),
        (neighbor(relation="peer", blackhole=True), "manrs_neighbors[0].blackhole: is for customers; take it off this peer"),
        (
            neighbor(relation="provider", receive="full", blackhole=True),
            "manrs_neighbors[0].blackhole: is for customers; take it off this provider",
        ),
        (neighbor(blackhole_communities=["35001:666"]), "manrs_neighbors[0].blackhole_communities: needs blackhole: true"),
        (neighbor(blackhole_lengths=[28, 120]), "manrs_neighbors[0].blackhole_lengths: needs blackhole: true"),
        (neighbor(relation="peer", send="full"), "manrs_neighbors[0].send: is for customers; take it off this peer"),
        (
            network(relations={"peer": {"send": "full"}}),
            "manrs_network.relations.peer.send: is for customers; take it off this peer",
        ),
        (
            neighbor(send="everything"),
            "manrs_neighbors[0].send: 'everything' is not known; known are default_only, full, full_and_default, own_and_customers",
        ),
        (
            neighbor(relation="provider", receive="full", registered=True),
            "manrs_neighbors[0].registered: is for peers and route servers; take it off this provider",
        ),
        (
            network(relations={"provider": {"registered": True}}),
            "manrs_network.relations.provider.registered: is for peers and route servers; take it off this provider",
        ),
        (neighbor(strict_role=True), "manrs_neighbors[0].strict_role: needs role: true"),
        (
            neighbor(relation="collector", role=True),
            "manrs_neighbors[0].role: a collector has no BGP role (RFC 9234); take it off",
        ),
        (neighbor(role="customer"), "manrs_neighbors[0].role: 'customer' is not a yes or no; write true or false"),
        (
            neighbor(relation="route_server", addresses=["193.201.28.9"]),
            "manrs_neighbors[0].addresses[0]: 193.201.28.9 is in no peering LAN; "
            "declare the exchange of this route server in manrs_network.exchanges",
        ),
        (neighbor(unmanaged=True), "manrs_neighbors[0].why: is missing; unmanaged needs a reason, which every report shows"),
        (neighbor(unmanaged=True, why=""), "manrs_neighbors[0].why: is empty; it must say something"),
        (neighbor(state="absent"), "manrs_neighbors[0].state: 'absent' is not known; known are present, released"),
        # Communities and lengths.
        (
            neighbor(accept_communities=["25000"]),
            "manrs_neighbors[0].accept_communities[0]: '25000' is not a community; "
            "write 64500:100, 64500:*, 64500:1:2 or 64500:1:*, in quotes",
        ),
        (
            neighbor(keep_communities=["70000:1"]),
            "manrs_neighbors[0].keep_communities[0]: '70000:1' is not a community; "
            "write 64500:100, 64500:*, 64500:1:2 or 64500:1:*, in quotes",
        ),
        (
            network(own_communities=["*:1"]),
            "manrs_network.own_communities[0]: '*:1' is not a community; write 64500:100, 64500:*, 64500:1:2 or 64500:1:*, in quotes",
        ),
        (neighbor(accept_communities=[1500001]), "manrs_neighbors[0].accept_communities[0]: 1500001 is not text; write it in quotes"),
        (
            neighbor(blackhole=True, blackhole_communities=["35001:*"]),
            "manrs_neighbors[0].blackhole_communities[0]: '35001:*' stands for many; write one community, such as 64500:666",
        ),
        (neighbor(blackhole=True, blackhole_lengths=[24, 128]), "manrs_neighbors[0].blackhole_lengths[0]: 24 is too low; write 25 or more"),
        (neighbor(blackhole=True, blackhole_lengths=[32, 48]), "manrs_neighbors[0].blackhole_lengths[1]: 48 is too low; write 64 or more"),
        (neighbor(blackhole=True, blackhole_lengths=32), "manrs_neighbors[0].blackhole_lengths: 32 is not a list; write [32]"),
        (
            neighbor(lengths={"ipv4": [24, 8]}),
            "manrs_neighbors[0].lengths.ipv4: [24, 8] is no span of lengths; write the shortest and the longest, such as [8, 24]",
        ),
        (
            network(lengths={"ipv6": 48}),
            "manrs_network.lengths.ipv6: 48 is no span of lengths; write the shortest and the longest, such as [8, 24]",
        ),
        (neighbor(lengths={"ipv4": [8, 33]}), "manrs_neighbors[0].lengths.ipv4[1]: 33 is too high; write 32 or less"),
        (neighbor(lengths={"ipv5": [8, 24]}), "manrs_neighbors[0].lengths.ipv5: is not a key; did you mean ipv6?"),
        (network(longest_path=255), "manrs_network.longest_path: 255 is too high; write 254 or less"),
        (neighbor(limits={"ipv4": 0}), "manrs_neighbors[0].limits.ipv4: 0 is too low; write 1 or more"),
        (neighbor(limits=100), "manrs_neighbors[0].limits: is not a mapping of keys to values"),
        (neighbor(export_limits={"v4": 5}), "manrs_neighbors[0].export_limits.v4: is not a key; known are ipv4, ipv6"),
        (neighbor(local_preference=-1), "manrs_neighbors[0].local_preference: -1 is too low; write 0 or more"),
        (neighbor(ttl_security=0), "manrs_neighbors[0].ttl_security: 0 is too low; write 1 or more"),
        (neighbor(more_specifics="all"), "manrs_neighbors[0].more_specifics: 'all' is not known; known are covered, exact"),
        # ASNs and addresses in lists.
        (neighbor(may_transit=["AS174"]), "manrs_neighbors[0].may_transit[0]: 'AS174' is not an ASN; write a number from 1 to 4294967295"),
        (neighbor(siblings=[0]), "manrs_neighbors[0].siblings[0]: 0 is not an ASN; write a number from 1 to 4294967295"),
        (
            network(never_via_route_servers=[4294967296]),
            "manrs_network.never_via_route_servers[0]: 4294967296 is not an ASN; write a number from 1 to 4294967295",
        ),
        (
            neighbor(next_hops=["10.0.0.0/24"]),
            "manrs_neighbors[0].next_hops[0]: '10.0.0.0/24' is a prefix; write the neighbor's address alone: 10.0.0.0",
        ),
        (network(returns_from="scrub"), "manrs_network.returns_from: 'scrub' is not a list; write [scrub]"),
        # The network.
        (
            network(prefixes=["185.10.0.1/22"]),
            "manrs_network.prefixes[0]: '185.10.0.1/22' has host bits set; write 185.10.0.0/22",
        ),
        (
            network(prefixes=[{"prefix": "185.10.0.1/22"}]),
            "manrs_network.prefixes[0].prefix: '185.10.0.1/22' has host bits set; write 185.10.0.0/22",
        ),
        (network(prefixes=[{"prefix": "185.10.0.0/22", "upto": 24}]), "manrs_network.prefixes[0].upto: is not a key; did you mean up_to?"),
        (
            network(prefixes=[{"prefix": "185.10.0.0/22", "up_to": 22}]),
            "manrs_network.prefixes[0]: up_to 22 is no length of more-specifics of 185.10.0.0/22; write 23 to 32",
        ),
        (
            network(prefixes=["185.10.0.0/22", {"prefix": "185.10.1.0/24", "up_to": 25, "delegated_to": 35001}]),
            "manrs_network.prefixes[1]: what is delegated is announced by the customer; write up_to and to at another prefix",
        ),
        (
            network(prefixes=[{"prefix": "185.10.1.0/24", "delegated_to": 35001}]),
            "manrs_network.prefixes: are all delegated; declare at least one that we announce ourselves",
        ),
        (network(exchanges=[{"name": "ix"}]), "manrs_network.exchanges[0].lans: is missing; it must be declared"),
        (
            network(exchanges=[{"name": "ix", "lans": ["193.201.28.1/24"]}]),
            "manrs_network.exchanges[0].lans[0]: '193.201.28.1/24' has host bits set; write 193.201.28.0/24",
        ),
        (network(export_by="tag"), "manrs_network.export_by: 'tag' is not known; did you mean tags?"),
        (
            network(discard_next_hops={"ipv4": "100::1"}),
            "manrs_network.discard_next_hops: 100::1 is not an IPv4 address; write it at ipv6",
        ),
        (network(relations={"customers": {}}), "manrs_network.relations.customers: is not a key; did you mean customer?"),
        (
            network(relations={"peer": {"long_path": 50}}),
            "manrs_network.relations.peer.long_path: is not a key; did you mean longest_path?",
        ),
        (network(rfc8212="sure"), "manrs_network.rfc8212: 'sure' is not a yes or no; write true or false"),
        # Exceptions.
        (
            network(exceptions=[{**EXCEPTION, "controls": ["F09"]}]),
            "manrs_network.exceptions[0].controls[0]: 'F09' is not known; known are F03, F05, F12, F13",
        ),
        (
            neighbor(exceptions=[{**EXCEPTION, "controls": ["F07"]}]),
            "manrs_neighbors[0].exceptions[0].controls[0]: 'F07' is not known; known are F03, F05, F12, F13",
        ),
        (neighbor(exceptions=[{**EXCEPTION, "controls": []}]), "manrs_neighbors[0].exceptions[0].controls: is empty; write at least one"),
        (
            neighbor(exceptions=[{**EXCEPTION, "neighbor": "other"}]),
            "manrs_neighbors[0].exceptions[0].neighbor: 'other' is another neighbor; "
            "write the exception there, or in manrs_network.exceptions",
        ),
        (neighbor(exceptions=[{**EXCEPTION, "why": ""}]), "manrs_neighbors[0].exceptions[0].why: is empty; it must say something"),
        # Freeze windows.
        (
            freeze(begin="2026-12-20T18:00:00"),
            "manrs_freeze[0].begin: '2026-12-20T18:00:00' has no time zone; write it as 2026-12-20T18:00:00+01:00",
        ),
        (
            freeze(end="after the holidays"),
            "manrs_freeze[0].end: 'after the holidays' is not a time; write it as 2026-12-20T18:00:00+01:00",
        ),
        (
            freeze(end="2026-12-20T17:00:00Z"),
            "manrs_freeze[0]: the end 2026-12-20T17:00:00+00:00 is not behind the begin 2026-12-20T18:00:00+01:00; it would freeze nothing",
        ),
        (freeze(why=None), "manrs_freeze[0].why: is missing; it must be declared"),
        (freeze(until="2027-01-07"), "manrs_freeze[0].until: is not a key; known are begin, end, why"),
        (lambda told: told.update(manrs_freeze={"begin": "now"}), "manrs_freeze: is not a list"),
        # Whole variables.
        (lambda told: told.update(manrs_neighbors={"acme": {}}), "manrs_neighbors: is not a list"),
        (lambda told: told.update(manrs_network=["asn"]), "manrs_network: is not a mapping of keys to values"),
        (neighbor(name=""), "manrs_neighbors[0].name: is empty; it must say something"),
        (neighbor(password=31337), "manrs_neighbors[0].password: is not text; write it in quotes"),
        (
            neighbor(password="hunter2\n neighbor 10.0.0.9 shutdown"),
            "manrs_neighbors[0].password: is no password of a session; use 1 to 80 letters, digits and other printable characters of ASCII",
        ),
        # TCP-AO (RFC 5925: a KeyID is one octet).
        (neighbor(tcp_ao=[ao(256)]), "manrs_neighbors[0].tcp_ao[0].identifier: 256 is too high; write 255 or less"),
        (neighbor(tcp_ao=[ao(-1)]), "manrs_neighbors[0].tcp_ao[0].identifier: -1 is too low; write 0 or more"),
        (
            neighbor(tcp_ao=[ao(1, algorithm="hmac-md5")]),
            "manrs_neighbors[0].tcp_ao[0].algorithm: 'hmac-md5' is not known; known are aes-128-cmac, hmac-sha-1, hmac-sha-224, "
            "hmac-sha-256, hmac-sha-384, hmac-sha-512",
        ),
        (
            neighbor(tcp_ao=[ao(1), ao(2), ao(1)]),
            "manrs_neighbors[0].tcp_ao[2].identifier: 1 is also that of manrs_neighbors[0].tcp_ao[0]; give each key its own",
        ),
        (
            neighbor(tcp_ao=[ao(1)], password="hunter2"),
            "manrs_neighbors[0].tcp_ao: and password exclude each other; take off the one that the neighbor does not have",
        ),
        (neighbor(tcp_ao="hunter2"), "manrs_neighbors[0].tcp_ao: is not a list"),
        (neighbor(tcp_ao=[{"identifier": 1}]), "manrs_neighbors[0].tcp_ao[0].secret: is missing; it must be declared"),
        # The operator's own functions.
        (
            neighbor(import_policy="in-acme"),
            "manrs_neighbors[0].import_policy: 'in-acme' is not the name of a function; write the one that your router's "
            "configuration defines",
        ),
        (
            neighbor(export_policy="f(); accept; #"),
            "manrs_neighbors[0].export_policy: 'f(); accept; #' is not the name of a function; write the one that your router's "
            "configuration defines",
        ),
        (
            neighbor(export_policy="MANRS_import_35001"),
            "manrs_neighbors[0].export_policy: 'MANRS_import_35001' is a name of ours; write that of a function of your own",
        ),
        # Our own ends.
        (
            neighbor(addresses=["10.0.0.2"], local_addresses=["2001:db8::1"]),
            "manrs_neighbors[0].local_addresses[0]: 2001:db8::1 goes with no session: the neighbor has no IPv6 address; take it off",
        ),
        (
            neighbor(local_addresses=["10.0.0.1", "10.0.0.5"]),
            "manrs_neighbors[0].local_addresses[1]: 10.0.0.5: our end of its IPv4 sessions is 10.0.0.1; another end needs a neighbor of "
            "its own",
        ),
        (
            neighbor(local_addresses=["2001:db8:0::2"]),
            "manrs_neighbors[0].local_addresses[0]: 2001:db8::2 is an address of the neighbor; write our own end of the session",
        ),
        (neighbor(local_address="10.0.0.1"), "manrs_neighbors[0].local_address: is not a key; did you mean local_addresses?"),
        # Sessions that are created.
        (network(manage_sessions="sure"), "manrs_network.manage_sessions: 'sure' is not a yes or no; write true or false"),
        (
            lambda told: told.update(manrs_router={"manage_session": True}),
            "manrs_router.manage_session: is not a key; did you mean manage_sessions?",
        ),
    ],
)
def test_a_mistake_in_a_setting_gets_one_line(change: Callable[[dict[str, Any]], object], expected: str) -> None:
    assert mistakes(change) == (f"edge1: {expected}",)


@pytest.mark.parametrize(
    "change",
    [
        neighbor(modes=mode("F13", "monitor", until="2026-11-24")),
        neighbor(modes=mode("F13", "enforce", until=None, why=None)),
        neighbor(modes=mode("F16", "off")),
        neighbor(relation="provider", receive="default"),
        neighbor(relation="provider", state="released"),
        neighbor(relation="provider", unmanaged=True, why="a scrubber"),
        neighbor(blackhole=True, blackhole_lengths=[25, 64], blackhole_communities=["35001:666", "35001:6:66"]),
        neighbor(role=True, strict_role=True),
        neighbor(exceptions=[{**EXCEPTION, "neighbor": "acme"}]),
        network(
            relations={"route_server": {"registered": True}},
            exchanges=[{"name": "ix", "lans": ["193.201.28.0/24"], "addresses": ["193.201.28.2"]}],
        ),
        freeze(),
        freeze(begin="2026-12-20T18:00:00Z"),
        neighbor(tcp_ao=[ao(0), ao(255, algorithm="aes-128-cmac")]),
        neighbor(import_policy="in_acme", export_policy="_Out2"),
        neighbor(local_addresses=["10.0.0.1", "2001:db8::1"]),
        neighbor(local_addresses=["2001:db8::1"]),
    ],
)
def test_this_is_right(change: Callable[[dict[str, Any]], object]) -> None:
    assert intent(change).neighbors[0].name == "acme"


def test_the_word_off_needs_no_quotes() -> None:
    """YAML reads it as false, and true is still a mistake."""
    told = yaml.safe_load("{F13: {mode: off, until: 2026-12-31, why: test}}")
    assert told["F13"]["mode"] is False
    assert intent(neighbor(modes=told)).neighbors[0].modes["F13"].mode == "off"
    assert mistakes(neighbor(modes={"F13": {**told["F13"], "mode": True}})) == (
        "edge1: manrs_neighbors[0].modes.F13.mode: True is not known; known are enforce, monitor, off",
    )


def test_communities_become_canonical() -> None:
    found = intent(neighbor(accept_communities=["025000:007", " 25000:1:* "]))
    assert found.neighbors[0].accept_communities == ("25000:7", "25000:1:*")


def test_a_password_is_in_no_print_of_the_intent() -> None:
    found = intent(neighbor(password="hunter2"))
    assert found.neighbors[0].password is not None
    assert found.neighbors[0].password.get_secret_value() == "hunter2"
    assert "hunter2" not in repr(found)
    assert "hunter2" not in found.model_dump_json()


def test_a_key_of_tcp_ao_is_in_no_print_of_the_intent() -> None:
    found = intent(neighbor(tcp_ao=[{"identifier": 7, "secret": "hunter2"}]))
    (key,) = found.neighbors[0].tcp_ao
    assert (key.identifier, key.algorithm.value, key.secret.get_secret_value()) == (7, "hmac-sha-1", "hunter2")
    assert "hunter2" not in repr(found)
    assert "hunter2" not in found.model_dump_json()


def test_a_secret_in_plain_text_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "was_vaulted", lambda value: False)
    what = "is a secret in plain text; encrypt it with ansible-vault encrypt_string"
    assert mistakes(neighbor(password="hunter2")) == (f"edge1: manrs_neighbors[0].password: {what}",)
    assert mistakes(neighbor(tcp_ao=[ao(1), ao(2)])) == (
        f"edge1: manrs_neighbors[0].tcp_ao[0].secret: {what}",
        f"edge1: manrs_neighbors[0].tcp_ao[1].secret: {what}",
    )


@pytest.mark.parametrize(
    "secret", ["", "hunter2 hunter2", 'hunter2"', "hunter2\n", "hunter2'", "hunter2\\", "\u00e9hunter2", "h" * 81, 31337, ["hunter2"]]
)
def test_a_secret_that_no_router_takes_is_a_mistake_that_does_not_tell_it(secret: object) -> None:
    (told,) = mistakes(neighbor(tcp_ao=[ao(1, secret=secret)]))
    assert told.startswith("edge1: manrs_neighbors[0].tcp_ao[0].secret: is no")
    assert "hunter2" not in told
    assert "31337" not in told


@pytest.mark.parametrize(
    ("of_network", "of_router", "expected"),
    [(None, None, False), (True, None, True), (True, False, False), (False, True, True), (None, True, True)],
)
def test_whether_sessions_are_created_is_said_for_the_network_and_for_a_router(
    of_network: bool | None, of_router: bool | None, expected: bool
) -> None:
    def change(told: dict[str, Any]) -> None:
        if of_network is not None:
            told["manrs_network"]["manage_sessions"] = of_network
        if of_router is not None:
            told["manrs_router"] = {"manage_sessions": of_router}

    assert intent(change).manages_sessions is expected
