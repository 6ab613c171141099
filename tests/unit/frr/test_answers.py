# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What FRR prints, as 8.4.4 and 10.3 were seen to print it: routes, iBGP sessions, secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import (
    BLACKHOLE,
    GRACEFUL_SHUTDOWN,
    NO_EXPORT,
    Route,
    host_prefix,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import HeldRoute, PlatformError

from .cases import FRR, OPERATOR, VERSIONS, router

#: One path, the same in both versions.
BEST: dict[str, Any] = {
    "aspath": {"string": "35001", "segments": [{"type": "as-sequence", "list": [35001]}], "length": 1},
    "origin": "IGP",
    "metric": 5,
    "valid": True,
    "version": 4004,
    "otc": 65010,
    "bestpath": {"overall": True, "selectionReason": "AS Path"},
    "community": {
        "string": "35001:1 blackhole no-export graceful-shutdown local-AS",
        "list": ["35001:1", "blackhole", "noExport", "gracefulShutdown", "localAs"],
    },
    "largeCommunity": {"string": "35001:1:2 4200000000:9:13", "list": ["35001:1:2", "4200000000:9:13"]},
    "lastUpdate": {"epoch": 1764027000, "string": "Mon Nov 24 22:50:00 2025\n"},
    "nexthops": [{"ip": "185.10.3.74", "afi": "ipv4", "metric": 0, "accessible": True, "used": True}],
    "peer": {"peerId": "185.10.3.74", "routerId": "185.10.3.22", "type": "external"},
}
OTHER: dict[str, Any] = {
    "aspath": {"string": "3333 {7,8}", "length": 2},
    "origin": "IGP",
    "valid": True,
    "locPrf": 0,
    "nexthops": [{"ip": "185.10.3.90", "afi": "ipv4", "metric": 0, "accessible": True}],
    "peer": {"peerId": "185.10.3.98", "routerId": "185.10.3.98", "type": "internal"},
}
OURS: dict[str, Any] = {
    "aspath": {"string": "Local", "segments": [], "length": 0},
    "origin": "IGP",
    "metric": 0,
    "weight": 32768,
    "valid": True,
    "sourced": True,
    "local": True,
    "bestpath": {"overall": True},
    "nexthops": [{"ip": "0.0.0.0", "afi": "ipv4", "metric": 0, "accessible": True, "used": True}],
    "peer": {"peerId": "0.0.0.0", "routerId": "185.10.3.149"},
}
SIX: dict[str, Any] = {
    "aspath": {"string": "35001", "segments": [{"type": "as-sequence", "list": [35001]}], "length": 1},
    "valid": True,
    "bestpath": {"overall": True},
    "nexthops": [
        {"ip": "fe80::a8c1:abff:fe12:1", "afi": "ipv6", "scope": "link-local", "metric": 0, "accessible": True, "used": True},
        {"ip": "2a05:1000::4a", "afi": "ipv6", "scope": "global", "metric": 0, "accessible": True},
    ],
    "peer": {"peerId": "2a05:1000::4a", "routerId": "185.10.3.22", "type": "external"},
}


def printed(version: str, routes: dict[str, list[dict[str, Any]]]) -> str:
    """``show bgp ipv4 unicast json detail``: 8.4 has a header in a list before the paths, 10.3 an object with the paths in it."""
    found: dict[str, Any] = {}
    for prefix, paths in routes.items():
        header = {"prefix": prefix, "version": "4004", "advertisedTo": {"185.10.3.82": {"peerType": "external"}}}
        found[prefix] = [header, *paths] if version.startswith("8") else {**header, "paths": paths}
    head = {"vrfId": 0, "vrfName": "default", "tableVersion": 4005, "routerId": "185.10.3.149", "defaultLocPrf": 100, "localAS": 25000}
    return json.dumps({**head, "routes": found})


@pytest.mark.parametrize("version", VERSIONS)
def test_held_routes(version: str) -> None:
    output = printed(version, {"193.20.0.0/22": [BEST, OTHER], "185.10.0.0/22": [OURS]})
    local_as = (65535, 65283)
    assert FRR.held_routes(output, 4) == [
        HeldRoute(
            Route(
                Prefix.parse("193.20.0.0/22"),
                (35001,),
                frozenset({(35001, 1), BLACKHOLE, NO_EXPORT, GRACEFUL_SHUTDOWN, local_as}),
                frozenset({(35001, 1, 2), (4200000000, 9, 13)}),
                host_prefix("185.10.3.74"),
                65010,
                None,
            ),
            "185.10.3.74",
            True,
            False,
        ),
        HeldRoute(
            Route(Prefix.parse("193.20.0.0/22"), (3333, frozenset({7, 8})), next_hop=host_prefix("185.10.3.90"), local_preference=0),
            "185.10.3.98",
            False,
            True,
        ),
        HeldRoute(Route(Prefix.parse("185.10.0.0/22")), "0.0.0.0", True, False),
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_global_next_hop_is_the_one_that_is_judged(version: str) -> None:
    (held,) = FRR.held_routes(printed(version, {"2a06:2000::/32": [SIX]}), 6)
    assert held.route.next_hop == host_prefix("2a05:1000::4a")


@pytest.mark.parametrize("version", VERSIONS)
def test_an_empty_table_and_another_family(version: str) -> None:
    assert FRR.held_routes(printed(version, {}), 4) == []
    assert FRR.held_routes(printed(version, {"193.20.0.0/22": [BEST]}), 6) == []


def test_an_answer_that_is_no_json_is_refused() -> None:
    with pytest.raises(PlatformError, match="vtysh did not print JSON"):
        FRR.held_routes("% Unknown command: show bgp ipv4 unicast json detail", 4)


def test_announced_prefixes() -> None:
    output = json.dumps({"bgpTableVersion": 9, "advertisedRoutes": {"185.10.0.0/22": {}, "193.20.0.0/22": {}}, "totalPrefixCounter": 2})
    assert FRR.announced_prefixes(output) == {"185.10.0.0/22", "193.20.0.0/22"}
    assert FRR.announced_prefixes("{}") == frozenset()


# -- iBGP ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "carries"),
    [
        ("", True),  # All kinds are sent unless a line says no, and nothing is printed.
        ("no neighbor 10.0.0.99 send-community large", False),
        ("no neighbor 10.0.0.99 send-community all", False),
        ("no neighbor 10.0.0.99 send-community", True),
        ("no neighbor 10.0.0.99 send-community extended", True),
        ("no neighbor CORE send-community large", True),  # a group of others
        ("no neighbor IX send-community large", True),
    ],
)
def test_an_ibgp_session_carries_tags_when_it_sends_large_communities(line: str, carries: bool) -> None:
    """The configuration says it; commAttriSentToNbr in JSON does not name large communities."""
    told = router().outputs()
    running = told["running"].replace("  neighbor IX route-map", f"  {line}\n  neighbor IX route-map", 1)
    (session,) = FRR.parse({**told, "running": running}).internal_sessions
    assert (session.address, session.is_established, session.carries_tags) == ("10.0.0.99", True, carries)


def test_an_ibgp_session_sends_what_its_group_sends() -> None:
    told = router(text=OPERATOR.replace(" neighbor 10.0.0.99 remote-as 25000\n", "")).outputs()
    member = " neighbor CORE peer-group\n neighbor 10.0.0.99 remote-as 25000\n neighbor 10.0.0.99 peer-group CORE\n address-family ipv4"
    running = told["running"].replace(" address-family ipv4", member, 1)
    running = running.replace("  neighbor IX route-map", "  no neighbor CORE send-community large\n  neighbor IX route-map", 1)
    neighbors = json.loads(told["neighbors"])
    neighbors["10.0.0.99"] = {"remoteAs": 25000, "bgpState": "Active", "addressFamilyInfo": {"ipv4Unicast": {}}}
    (session,) = FRR.parse({**told, "running": running, "neighbors": json.dumps(neighbors)}).internal_sessions
    assert (session.is_established, session.carries_tags) == (False, False)


# -- secrets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", [" neighbor 10.0.0.1 password hunter2", " neighbor IX password 8 hunter2", "password hunter2", " key hunter2"]
)
def test_secrets_are_not_in_what_is_recorded(line: str) -> None:
    told = router().outputs()
    running = told["running"].replace(
        "router bgp 25000\n", f"router bgp 25000\n{line}\n" if line[0] == " " else f"{line}\nrouter bgp 25000\n"
    )
    read = FRR.parse({**told, "running": running})
    assert "hunter2" not in read.text
    assert read.text.count("<removed>") == 1
