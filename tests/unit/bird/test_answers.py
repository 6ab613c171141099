# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What BIRD 2.0.12 and 3.1.8 printed on a real router, and what is read from it."""

from __future__ import annotations

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird import operator, protocols, routes
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import HeldRoute

PROTOCOLS = """\
BIRD 2.0.12 ready.
Name       Proto      Table      State  Since         Info
device1    Device     ---        up     17:21:59.860

own        Static     master4    up     17:21:59.860
  Channel ipv4
    State:          UP
    Table:          master4
    Input filter:   ACCEPT

MANRS-RTR-185.10.3.218-3323 RPKI       ---        up     2026-11-25 17:42:19  Established
  Cache server:     185.10.3.218
  Channel roa4
    State:          UP

a          BGP        ---        up     17:22:03.749  Established
  Description:    customer acme
  BGP state:          Established
    Neighbor address: 10.0.0.2
    Neighbor AS:      35001
    Local AS:         25000
    Neighbor ID:      10.0.0.2
    Local capabilities
      Multiprotocol
        AF announced: ipv4
      Route refresh
      Role: rs_client
    Neighbor capabilities
      Multiprotocol
        AF announced: ipv4
      Route refresh
      Role: customer
    Session:          external multihop AS4
    Source address:   10.0.0.1
  Channel ipv4
    State:          UP
    Table:          master4
    Preference:     100
    Input filter:   MANRS-IN-10.0.0.2-4
    Output filter:  ACCEPT
    Import limit:   100 [HIT]
      Action:       block
    Routes:         2 imported, 1 filtered, 1 exported, 2 preferred
    Route change stats:     received   rejected   filtered    ignored   accepted
      Import updates:              3          0          1          0          2
    BGP Next hop:   10.0.0.1

i          BGP        ---        start  17:22:03.749  Active        Socket: No route to host
  VRF:            red
  BGP state:          Active
    Neighbor address: fe80::2%eth0
    Neighbor AS:      25000
    Local AS:         25000
  Channel ipv6
    State:          DOWN
    Table:          master6
    Input filter:   ACCEPT
    Output filter:  ACCEPT

"""
ROUTES_2 = """\
BIRD 2.0.12 ready.
Table master4:
185.10.0.0/22        blackhole [own 17:21:59.860] * (200)
\tType: static univ
8.8.8.0/24           blackhole [a 17:22:04.012 from 10.0.0.2] * (100) [AS35001i]
\tType: BGP univ
\tBGP.origin: IGP
\tBGP.as_path: 35001 35002 {7 8}
\tBGP.next_hop: 192.0.2.1
\tBGP.local_pref: 90
\tBGP.community: (65535,666) (1,2)
\t\t(3,4)
\tBGP.large_community: (35001, 1, 1) (2, 3, 4)
\tBGP.otc: 35001
                     unreachable [i 17:22:04.053 from 10.0.0.9] (100) [AS35002i]
\tType: BGP univ
\tBGP.as_path: 35001 3500...
\tBGP.next_hop: 10.0.0.2
\tBGP.local_pref: 100
"""
ROUTES_3 = """\
BIRD 3.1.8 ready.
Table master6:
2a06::/32            unicast [a 17:22:12.477 from 10.0.0.2] * (100/?) [AS35001i]
\tvia fe80::2 on eth0
\tpreference: 100
\tfrom: fd00::2
\tsource: BGP
\tbgp_origin: IGP
\tbgp_path: 35001
\tbgp_next_hop: fd00::2 fe80::2
\tbgp_local_pref: 100
\tbgp_large_community: (35001, 1, 1)
\tInternal route handling values: 0L 5G 0S id 1
"""


def test_sessions_are_read() -> None:
    first, second = protocols.parse_protocols(PROTOCOLS)
    assert (first.name, first.description, first.address, first.asn, first.local_asn) == ("a", "customer acme", "10.0.0.2", 35001, 25000)
    assert (first.is_established, first.refreshes, first.role) == (True, True, "rs-client")
    (channel,) = first.channels
    assert (channel.family, channel.input_filter, channel.output_filter) == (4, "MANRS-IN-10.0.0.2-4", "ACCEPT")
    assert (channel.imported, channel.exported, channel.import_limit, channel.export_limit) == (2, 1, 100, None)
    assert (second.name, second.address, second.vrf, second.is_established, second.refreshes) == ("i", "fe80::2", "red", False, False)
    assert [item.family for item in second.channels] == [6]


def test_a_neighbor_that_answers_no_refresh_is_told_from_our_own_capability() -> None:
    text = PROTOCOLS.replace("      Route refresh\n      Role: customer\n", "")
    assert protocols.parse_protocols(text)[0].refreshes is False


def test_connected_caches_are_counted() -> None:
    assert protocols.caches_up(PROTOCOLS) == 1
    assert protocols.caches_up(PROTOCOLS.replace("17:42:19  Established", "17:42:19  Transport-Error")) == 0


def test_routes_of_bird_2_are_read() -> None:
    own, best, other = routes.held_routes(f"{PROTOCOLS}-- routes --\n{ROUTES_2}", 4)
    assert own == HeldRoute(Route(Prefix.parse("185.10.0.0/22")), "0.0.0.0", True)
    assert best == HeldRoute(
        Route(
            Prefix.parse("8.8.8.0/24"),
            (35001, 35002, frozenset({7, 8})),
            frozenset({(65535, 666), (1, 2), (3, 4)}),
            frozenset({(35001, 1, 1), (2, 3, 4)}),
            host_prefix("192.0.2.1"),
            35001,
            90,
        ),
        "10.0.0.2",
        True,
    )
    assert (other.route.prefix, other.is_best, other.is_internal, other.address) == (Prefix.parse("8.8.8.0/24"), False, True, "fe80::2")
    assert other.route.as_path == (35001, frozenset())
    assert other.route.origin is None


def test_routes_of_bird_3_are_read() -> None:
    (found,) = routes.held_routes(f"{PROTOCOLS}-- routes --\n{ROUTES_3}", 6)
    assert found.route == Route(
        Prefix.parse("2a06::/32"), (35001,), frozenset(), frozenset({(35001, 1, 1)}), host_prefix("fd00::2"), None, 100
    )
    assert (found.address, found.is_best, found.is_internal) == ("10.0.0.2", True, False)


def test_what_a_neighbor_is_sent_is_read() -> None:
    assert routes.announced_prefixes(ROUTES_2) == {"185.10.0.0/22", "8.8.8.0/24"}
    assert routes.announced_prefixes("") == frozenset()


def test_options_of_a_session_are_found_in_its_block_and_its_templates() -> None:
    text = operator.uncommented(
        """
        # protocol bgp off { ttl security on; }
        template bgp base { local as 1; ttl security on; ipv4 { import none; }; }
        template bgp more from base { /* password "x"; */ require roles on; }
        protocol bgp one from more { neighbor 10.0.0.2 as 2; local role customer; password "a # b"; ipv4 { export none; }; }
        protocol bgp 'two-2' { ttl security off; authentication md5; }
        """
    )
    found = operator.session_options(text)
    assert found["one"] == operator.Options("on", True, None, "customer", True)
    assert found["two-2"] == operator.Options("off", False, "md5")
    assert "off" not in found


def test_a_channel_that_keeps_filtered_routes_alone_is_no_import_table() -> None:
    """BIRD 3.1.8 answers for both as for an import table, and judges routes again for new VRPs only with a real one."""
    text = """
        template bgp base { ipv4 { import keep filtered on; }; }
        protocol bgp one from base { neighbor 10.0.0.2 as 2; ipv4 { import all; }; }
        protocol bgp two from base { ipv4 { import table on; }; }
        protocol bgp three { ipv6 { import keep filtered off; }; }
        """
    assert {name: item.keeps_filtered_alone for name, item in operator.session_options(text).items()} == {
        "base": True,
        "one": True,
        "two": False,
        "three": False,
    }
