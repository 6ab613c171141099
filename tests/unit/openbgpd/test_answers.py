# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What OpenBGPD 7.7 and 8.8 really print, shortened, and what is understood of it."""

from __future__ import annotations

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import HeldRoute
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd import OpenBgpd
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd.parse import parse_printed

#: `bgpctl -j show rib inet detail` on 8.8: a route of a neighbor, a leak that is held for show, our own network, one over iBGP.
ROUTES = """\
{ "rib": [
  { "prefix": "151.9.1.0/24", "aspath": "20965 3333 { 3334 3335 }", "exit_nexthop": "185.14.13.198", "true_nexthop": "185.14.13.198",
    "neighbor": { "description": "upstream", "remote_addr": "185.14.13.198", "bgp_id": "185.10.3.21" },
    "valid": true, "best": true, "source": "external", "ovs": "not-found", "avs": "unknown", "origin": "IGP", "metric": 0,
    "localpref": 120, "weight": 0, "communities": [ "3333:4", "65535:1", "BLACKHOLE" ], "large_communities": [ "3333:1:2" ],
    "attributes": [ { "type": "OTC", "flags": { "partial": false, "transitive": true, "optional": true }, "length": 4, "as": 3333 } ] },
  { "prefix": "151.9.9.0/24", "aspath": "35010", "exit_nexthop": "185.14.13.226", "true_nexthop": "185.14.13.226",
    "neighbor": { "description": "customer2", "remote_addr": "185.14.13.226", "bgp_id": "185.10.3.28" },
    "valid": false, "source": "external", "localpref": 100 },
  { "prefix": "185.10.0.0/22", "aspath": "", "exit_nexthop": "0.0.0.0", "true_nexthop": "0.0.0.0",
    "neighbor": { "description": "LOCAL", "remote_addr": "???", "bgp_id": "185.10.3.16" },
    "valid": true, "best": true, "source": "internal", "announced": true, "localpref": 100 },
  { "prefix": "185.14.0.0/20", "aspath": "", "exit_nexthop": "185.14.13.214", "true_nexthop": "185.14.13.214",
    "neighbor": { "description": "core", "remote_addr": "185.14.13.214", "bgp_id": "185.10.3.25" },
    "valid": true, "source": "internal", "localpref": 100 } ] }
"""
#: `bgpd -nv` on 7.7, as the router shortens it: entries of sets and rules of ours are left out. It ends some rules with a blank (~).
PRINTED = """\
AS 25000
router-id 10.0.0.254
socket "/run/openbgpd/bgpd.sock.0"
reject as-set yes
listen on 0.0.0.0

rtr 127.0.0.1 {
	descr "127.0.0.1"
	port 3323
}

as-set "MANRS-DIGEST-0123456789abcdef" {
prefix-set "THEIRS" {
neighbor 10.0.0.1 {
	remote-as 20965
	max-prefix 500 restart 30
	max-prefix 100 out
	enforce neighbor-as yes
	enforce local-as yes
	reject as-set no
	tcp md5sig
	announce IPv4 unicast
	announce IPv6 unicast
	announce policy customer
}
group "IX" {
	neighbor 10.0.0.3 {
		descr "peer"
		remote-as 31001
		enforce neighbor-as no
		announce IPv4 unicast
	}
}

match from any ext-community soo 4294967295:65001 ~
match from any ext-community soo 4294967295:65002 ~
allow from any ~
match from group "IX" set { localpref 120 }
exit code 0
""".replace("~", "")


def test_routes_are_read() -> None:
    assert OpenBgpd().held_routes(ROUTES, 4) == [
        HeldRoute(
            Route(
                Prefix.parse("151.9.1.0/24"),
                (20965, 3333, frozenset({3334, 3335})),
                frozenset({(3333, 4), (65535, 1), (65535, 666)}),
                frozenset({(3333, 1, 2)}),
                host_prefix("185.14.13.198"),
                3333,
                120,
            ),
            "185.14.13.198",
            True,
        ),
        HeldRoute(Route(Prefix.parse("185.10.0.0/22"), local_preference=100), "", True),
        HeldRoute(
            Route(Prefix.parse("185.14.0.0/20"), next_hop=host_prefix("185.14.13.214"), local_preference=100), "185.14.13.214", False, True
        ),
    ]
    assert OpenBgpd().held_routes("{\n\n}\n", 4) == []


def test_the_configuration_is_read() -> None:
    printed = parse_printed(PRINTED)
    assert (printed.asn, printed.as_sets, printed.error) == (25000, "yes", None)
    assert printed.caches == {("127.0.0.1", 3323)}
    assert printed.sets == {"MANRS-DIGEST-0123456789abcdef", "THEIRS"}
    first, second = printed.blocks["10.0.0.1"], printed.blocks["10.0.0.3"]
    assert (first.asn, first.families, first.group) == (20965, (4, 6), "")
    assert [first.line(slot) for slot in ("max-prefix", "max-prefix out", "reject as-set", "tcp md5sig", "announce policy")] == [
        "max-prefix 500 restart 30",
        "max-prefix 100 out",
        "reject as-set no",
        "tcp md5sig",
        "announce policy customer",
    ]
    assert (second.asn, second.families, second.group) == (31001, (4,), "IX")
    assert printed.rules[2:] == ("allow from any", 'match from group "IX" set { localpref 120 }')


def test_a_configuration_that_bgpd_does_not_take_is_told() -> None:
    told = "/etc/bgpd.conf:130: syntax error\nconfig file /etc/bgpd.conf has errors\nexit code 1\n"
    assert parse_printed(told).error == "/etc/bgpd.conf:130: syntax error"


def test_what_a_neighbor_is_sent_is_read() -> None:
    assert OpenBgpd().announced_prefixes("151.9.1.7/32\n185.10.0.0/22\n") == {"151.9.1.7/32", "185.10.0.0/22"}
