# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Export against POLICY, control by control: every verdict here was written by hand, from the table and the control's RFC."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from policy_world import NEIGHBORS, VRPS, compiled, export_control, neighbors, route, rows, sent

# to | route as we hold it | the control that keeps it, or accept. No path: our own.
EXPORT = """
# E00: what never leaves.
up        | 185.10.0.0/22 65535:65281                 | E00
up        | 185.10.0.0/22 65535:65282                 | E00
up        | 185.10.0.7/32 65535:666                   | E00
up        | 193.40.1.7/32 35010 65535:666 25000:1:1   | E00
up        | 193.20.0.0/22 35001 65535:65281 25000:1:1 | E00
peer      | 193.20.0.0/22 35001 65535:65282 25000:1:1 | E00
server    | 2a06:2000::/32 35001 65535:65281 25000:1:1 | E00
acme      | 193.0.0.0/21 20965 3333 65535:65281       | E00
acme      | 193.40.1.7/32 35010 65535:666 25000:1:1   | E00
up        | 193.201.28.0/24                           | E00
peer      | 193.201.28.0/25                           | E00
server    | 2001:7f8:33::/48                          | E00
acme      | 193.201.28.0/24 20965 25000:1:3           | E00
up        | 193.99.0.0/24                             | E00
acme      | 193.99.0.4/30                             | E00
up        | 193.98.0.0/24                             | E01
up        | 193.0.0.0/21 20965 65535:65281 25000:1:3  | E00
up        | 185.10.0.0/22 65535:0                     | accept
# E05: OTC, or a tag of a peer, provider or route server.
up        | 193.0.0.0/21 31001 3333 25000:1:2         | E05
up        | 193.0.0.0/21 20965 3333 25000:1:3         | E05
up        | 193.0.0.0/21 3333 25000:1:4               | E05
up        | 193.20.0.0/22 35001 25000:1:3             | E05
up        | 193.20.0.0/22 35001 25000:1:1 25000:1:3   | E05
up        | 193.20.0.0/22 35001 25000:1:1 otc=35001   | E05
up        | 185.10.0.0/22 otc=25000                   | E05
peer      | 193.0.0.0/21 20965 3333 25000:1:3         | E05
peer      | 2a0a::/32 31022 3333 25000:1:2            | E05
peer      | 193.20.0.0/22 35001 25000:1:1 otc=20965   | E05
server    | 193.0.0.0/21 20965 3333 25000:1:3         | E05
server    | 193.0.0.0/21 3333 25000:1:4               | E05
server    | 193.20.0.0/22 35001 25000:1:1 otc=35001   | E05
acme      | 193.0.0.0/21 20965 3333 25000:1:3         | accept
acme      | 193.0.0.0/21 31001 3333 25000:1:2         | accept
acme      | 193.0.0.0/21 20965 25000:1:3 otc=20965    | accept
up        | 10.0.0.0/8 20965 3333 25000:1:3           | E05
# E03: special-purpose space, lengths, bogon ASNs and RPKI invalid once more.
up        | 10.0.0.0/8 35001 25000:1:1                | E03
up        | 10.0.0.0/8                                | E03
up        | 193.20.0.0/25 35001 25000:1:1             | E03
up        | 193.0.0.0/25 3333                         | E03
up        | 185.10.0.0/28                             | E03
up        | 0.0.0.0/0                                 | E03
up        | ::/0 20965                                | E03
up        | 185.16.0.0/28                             | accept
up        | 193.20.0.0/22 35001 64512 25000:1:1       | E03
up        | 193.21.16.0/21 35001 35002 25000:1:1      | E03
up        | 151.2.0.0/16 35001 25000:1:1              | E03
up        | 185.15.0.0/22                             | accept
up        | 185.12.1.0/24 64600 25000:1:1             | accept
up        | 185.12.1.0/24 64600x3 25000:1:1           | accept
up        | 185.12.1.0/24 64600 64601 25000:1:1       | E03
peer      | 2001:db8::/32 35001 25000:1:1             | E03
peer      | 2a06:2000::/49 35001 25000:1:1            | E03
server    | 193.20.0.0/22 35001 0 25000:1:1           | E03
server    | 193.21.16.0/21 35001 35002 25000:1:1      | E03
acme      | 10.0.0.0/8 20965 3333 25000:1:3           | E03
acme      | 10.0.0.0/8                                | E03
acme      | 193.0.0.0/25 20965 3333 25000:1:3         | E03
acme      | 2a0a::/49 20965 3333 25000:1:3            | E03
acme      | 185.10.0.0/28                             | E03
acme      | 193.0.0.0/21 20965 64512 25000:1:3        | E03
acme      | 151.2.0.0/16 20965 3321 25000:1:3         | E03
acme      | 185.12.1.0/24 64600 25000:1:1             | accept
acme      | 185.15.0.0/22                             | accept
acme      | 185.16.0.0/28                             | accept
# E01: own, or from a customer of this network by our tag; no tag means no.
up        | 185.10.0.0/22                             | accept
up        | 2a05:1000::/32                            | accept
up        | 185.10.0.0/24                             | E01
up        | 185.10.0.0/21                             | E01
up        | 193.0.0.0/21 3333                         | E01
up        | 193.20.0.0/22 35001                       | E01
up        | 193.20.0.0/22                             | E01
up        | 185.10.0.0/22 35001                       | E01
up        | 193.20.0.0/22 35001 25001:1:1 25000:1     | E01
up        | 193.20.0.0/22 35001 25000:1:1             | accept
peer      | 185.10.0.0/22                             | accept
peer      | 193.0.0.0/21 3333                         | E01
peer      | 193.20.8.0/24 35001 35002 25000:1:1       | accept
server    | 2a05:1000::/32                            | accept
server    | 193.20.0.0/22 35001                       | E01
server    | 193.20.0.0/22 35001 25000:1:1             | accept
# More-specifics of ours: up to /24 to one provider, up to /48 to all.
up        | 185.14.0.0/22                             | accept
up        | 185.14.2.0/23                             | accept
up        | 185.14.3.0/24                             | accept
up        | 185.14.3.0/25                             | E03
up        | 185.14.3.0/24 35001                       | E01
peer      | 185.14.0.0/22                             | accept
peer      | 185.14.3.0/24                             | E01
partial   | 185.14.3.0/24                             | E01
server    | 185.14.3.0/24                             | E01
up        | 2a05:1400:1::/48                          | accept
peer      | 2a05:1400:1::/48                          | accept
server    | 2a05:1400::/40                            | accept
server    | 2a05:1400::/49                            | E03
# E02: from a customer, but no pair that one of our customers registered.
up        | 193.20.4.0/22 35001 25000:1:1             | E02
up        | 193.20.0.0/23 35001 25000:1:1             | E02
up        | 193.20.0.0/22 35001 3333 25000:1:1        | E02
up        | 2a06:2000::/32 35001 25000:1:1            | accept
up        | 2a06:2001::/32 35001 25000:1:1            | E02
up        | 185.10.0.0/22 35001 25000:1:1             | E02
up        | 193.30.0.0/22 35001 31001 25000:1:1       | E02
up        | 193.40.0.0/22 35010 25000:1:1             | accept
peer      | 193.20.4.0/22 35001 25000:1:1             | E02
server    | 193.20.4.0/22 35001 25000:1:1             | E02
# E06: full, and the default route is no part of it.
acme      | 193.0.0.0/21 3333                         | accept
acme      | 193.20.4.0/22 35001 25000:1:1             | accept
acme      | 0.0.0.0/0 20965 25000:1:3                 | E06
acme      | ::/0                                      | E06
# A collector gets everything.
collector | 193.0.0.0/21 20965 3333 25000:1:3         | accept
collector | 10.0.0.0/8                                | accept
collector | 0.0.0.0/0 20965 otc=20965                 | accept
"""


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(EXPORT))
def test_export(policy: Policy, neighbor: str, text: str, control: str) -> None:
    assert export_control(policy, neighbor, text) == control


# send | route to a customer, as we hold it | the control that keeps it, or accept
SEND = """
full              | 193.0.0.0/21 20965 3333 25000:1:3    | accept
full              | 0.0.0.0/0 20965 25000:1:3            | E06
full              | ::/0 20965 25000:1:3                 | E06
default_only      | 193.0.0.0/21 20965 3333 25000:1:3    | E06
default_only      | 185.10.0.0/22                        | E06
default_only      | 193.40.0.0/22 35010 25000:1:1        | E06
default_only      | 0.0.0.0/0 20965 25000:1:3            | accept
default_only      | ::/0                                 | accept
default_only      | 0.0.0.0/0 20965 65535:65281          | E00
default_only      | 193.0.0.0/25 20965 3333 25000:1:3    | E03
full_and_default  | 193.0.0.0/21 20965 3333 25000:1:3    | accept
full_and_default  | 0.0.0.0/0 20965 25000:1:3            | accept
full_and_default  | ::/0 20965 25000:1:3                 | accept
full_and_default  | 0.0.0.0/1 20965 25000:1:3            | E03
full_and_default  | 0.0.0.0/0 20965 64512 25000:1:3      | E03
own_and_customers | 185.10.0.0/22                        | accept
own_and_customers | 193.40.0.0/22 35010 25000:1:1        | accept
own_and_customers | 193.0.0.0/21 20965 3333 25000:1:3    | E06
own_and_customers | 193.0.0.0/21 31001 25000:1:2         | E06
own_and_customers | 193.0.0.0/21 3333                    | E06
own_and_customers | 0.0.0.0/0 20965 25000:1:3            | E06
own_and_customers | 2a05:1400:1::/48                     | accept
"""


@pytest.mark.parametrize(("send", "text", "control"), rows(SEND))
def test_what_a_customer_is_sent(tmp_path: Path, send: str, text: str, control: str) -> None:
    assert export_control(compiled(tmp_path, neighbors("acme", send=send)), "acme", text) == control


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("193.20.0.0/22 35001", "accept"),
        ("193.20.0.0/22 35001 25000:1:1", "accept"),
        ("185.10.0.0/22", "accept"),
        ("193.0.0.0/21 3333", "E06"),
    ],
)
def test_in_phase_one_a_customer_of_own_and_customers_gets_those_of_routers_that_do_not_tag_yet(
    tmp_path: Path, text: str, control: str
) -> None:
    policy = compiled(tmp_path, neighbors("acme", send="own_and_customers"), export_by="lists")
    assert export_control(policy, "acme", text) == control


# to | route as we hold it | route as it is sent
SENT = """
# E04: the private ASNs of customers, tags, marks and our communities are taken off; foreign ones are untouched.
up        | 185.12.1.0/24 64600 25000:1:1                     | 185.12.1.0/24
up        | 185.12.1.0/24 64600x3 25000:1:1 1:1               | 185.12.1.0/24 1:1
acme      | 185.12.1.0/24 64600 25000:1:1                     | 185.12.1.0/24 otc=25000
collector | 185.12.1.0/24 64600 25000:1:1                     | 185.12.1.0/24
up        | 193.20.0.0/22 35001 25000:1:1 25000:100 25000:7:1 | 193.20.0.0/22 35001
up        | 193.20.0.0/22 35001 25000:1:1 25000:9:13 1:1 1:1:1 | 193.20.0.0/22 35001 1:1 1:1:1
acme      | 193.0.0.0/21 20965 25000:1:3 25000:5 3333:1 otc=20965 | 193.0.0.0/21 20965 3333:1 otc=20965
collector | 193.0.0.0/21 20965 25000:1:3 25000:5 3333:1       | 193.0.0.0/21 20965 3333:1
server    | 185.10.0.0/22 65535:0 25000:7                     | 185.10.0.0/22 65535:0
# E05: to customers and peers OTC is ours where it is missing (RFC 9234 section 5).
acme      | 193.0.0.0/21 20965 3333 25000:1:3                 | 193.0.0.0/21 20965 3333 otc=25000
peer      | 185.10.0.0/22                                     | 185.10.0.0/22 otc=25000
peer      | 2a06:2000::/32 35001 25000:1:1                    | 2a06:2000::/32 35001 otc=25000
up        | 185.10.0.0/22                                     | 185.10.0.0/22
server    | 185.10.0.0/22                                     | 185.10.0.0/22
"""


@pytest.mark.parametrize(("neighbor", "text", "after"), rows(SENT))
def test_a_route_as_it_is_sent(policy: Policy, neighbor: str, text: str, after: str) -> None:
    assert sent(policy, neighbor, text) == route(after)


def test_communities_that_a_neighbor_is_sent_are_declared(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", keep_communities=["25000:100", "25000:7:*"]))
    after = sent(policy, "peer", "185.10.0.0/22 25000:100 25000:101 25000:7:1 25000:8:1")
    assert after == route("185.10.0.0/22 25000:100 25000:7:1 otc=25000")


# -- two phases ----------------------------------------------------------------------------------

# to | route as we hold it | the control that keeps it, or accept
BY_LISTS = """
up        | 185.10.0.0/22                             | accept
up        | 193.20.0.0/22 35001                       | accept
up        | 193.20.0.0/22 35001 25000:1:1             | accept
up        | 193.20.0.0/22 35001 25000:1:3             | E05
up        | 193.20.0.0/22 35001 otc=35001             | E05
up        | 193.20.0.0/25 35001                       | E03
up        | 193.20.4.0/22 35001                       | E02
up        | 193.20.4.0/22 35001 25000:1:1             | E02
up        | 193.0.0.0/21 3333                         | E02
up        | 193.0.0.0/21                              | E02
up        | 185.10.0.0/24                             | E02
peer      | 193.20.8.0/24 35001 35002                 | accept
peer      | 193.30.0.0/22 31001                       | E02
acme      | 193.0.0.0/21 3333                         | accept
"""


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(BY_LISTS))
def test_by_lists_alone_what_is_registered_leaves_without_a_tag(tmp_path: Path, neighbor: str, text: str, control: str) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme", "peer"), export_by="lists")
    assert export_control(policy, neighbor, text) == control
    assert any("E01 is held by prefix and origin lists alone" in item.what for item in policy.findings)


@pytest.mark.parametrize(
    ("export_by", "border_routers", "control", "waits_for_tags"),
    [
        ("auto", 1, "E01", False),
        ("auto", 2, "accept", False),
        ("tags", 1, "E01", False),
        ("tags", 2, "E01", True),
        ("lists", 1, "accept", False),
        ("lists", 2, "accept", False),
    ],
)
def test_tags_hold_e01_when_every_border_router_tags(
    tmp_path: Path, export_by: str, border_routers: int, control: str, waits_for_tags: bool
) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"), export_by=export_by, border_routers=border_routers)
    assert export_control(policy, "up", "193.20.0.0/22 35001") == control
    assert export_control(policy, "up", "193.20.0.0/22 35001 25000:1:1") == "accept"
    assert policy.is_export_by_tags is waits_for_tags


@pytest.mark.parametrize("change", [{"adoption_stage": 3}, {"state": "released"}, {"unmanaged": True, "why": "moves"}])
@pytest.mark.parametrize("export_by", ["auto", "tags"])
def test_a_customer_whose_routes_get_no_tag_is_announced_all_the_same(tmp_path: Path, export_by: str, change: dict[str, object]) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up", **change), export_by=export_by)
    assert export_control(policy, "up", "193.20.0.0/22 35001") == "accept"
    assert export_control(policy, "up", "193.20.4.0/22 35001") == "E02"
    assert any("E01 is held by prefix and origin lists alone" in item.what for item in policy.findings)


@pytest.mark.parametrize(
    ("only", "waits_for_tags"), [((), False), (("up",), True), (("up", "acme"), True), (("up", "acme", "black"), False), (("acme",), False)]
)
def test_a_run_that_leaves_customers_out_relies_on_tags_that_it_does_not_set(
    tmp_path: Path, only: tuple[str, ...], waits_for_tags: bool
) -> None:
    policy = compiled(tmp_path, [*neighbors("up", "acme"), *neighbors("black")], only=only)
    assert policy.is_export_by_tags is waits_for_tags


# -- our own routes that RPKI calls invalid --------------------------------------------------------


def test_our_own_invalid_route_is_a_critical_finding_and_goes_on(policy: Policy) -> None:
    found = [item for item in policy.findings if item.severity == "critical"]
    assert [(item.where, item.what) for item in found] == [
        ("manrs_network.prefixes: 185.15.0.0/22", "RPKI says invalid with our origin AS25000: others drop it")
    ]
    assert export_control(policy, "up", "185.15.0.0/22") == "accept"


@pytest.mark.parametrize(("text", "control"), [("185.15.0.0/22", "E03"), ("185.12.0.0/22", "accept"), ("185.10.0.0/22", "accept")])
def test_our_own_invalid_route_is_withdrawn_when_it_is_asked_for(tmp_path: Path, text: str, control: str) -> None:
    policy = compiled(tmp_path, neighbors("up", "acme"), reject_own_invalid=True)
    assert export_control(policy, "up", text) == control
    assert export_control(policy, "acme", text) == control


def test_without_any_vrp_nothing_of_ours_is_invalid(tmp_path: Path) -> None:
    vrps = [item for item in VRPS if item["prefix"] == "151.2.0.0/16"]
    assert not [item for item in compiled(tmp_path, NEIGHBORS, vrps=vrps).findings if item.severity == "critical"]
