# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests for blackholes (F16, RFC 7999): taken from customers that may ask, for what they registered, and led nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from policy_world import compiled, held, import_control, neighbors, route, rows

# neighbor | route | the control that decides, or accept
REQUESTS = """
# Inside a registered pair, with its origin, /32 or /128.
black     | 193.40.1.7/32 35010 65535:666                | accept
black     | 193.40.1.7/32 35010 35010 65535:666          | accept
black     | 2a06:4000::7/128 35010 65535:666             | accept
black     | 193.40.4.7/32 35010 65535:666                | F16
black     | 193.20.0.7/32 35010 65535:666                | F16
black     | 193.40.1.7/32 35010 35011 65535:666          | F16
black     | 2a06:4001::7/128 35010 65535:666             | F16
# Another length, the registered one too.
black     | 193.40.1.0/31 35010 65535:666                | F16
black     | 193.40.1.0/24 35010 65535:666                | F16
black     | 193.40.0.0/22 35010 65535:666                | F16
black     | 2a06:4000::/64 35010 65535:666               | F16
black     | 2a06:4000::/32 35010 65535:666               | F16
# blackhole_lengths: /28 and /120 here.
black28   | 193.42.0.0/28 35011 65535:666                | accept
black28   | 193.42.0.128/29 35011 65535:666              | accept
black28   | 193.42.0.7/32 35011 65535:666                | accept
black28   | 193.42.0.0/27 35011 65535:666                | F16
black28   | 193.42.1.128/30 35011 65535:666              | accept
black28   | 193.42.1.130/31 35011 65535:666              | accept
black28   | 193.42.1.128/29 35011 65535:666              | F16
black28   | 193.42.1.128/30 35011                        | F05
black28   | 2a06:4200::/120 35011 65535:666              | accept
black28   | 2a06:4200::/119 35011 65535:666              | F16
# Communities of the customer's own choice, large ones and ours too.
black     | 193.40.1.7/32 35010 35010:666                | accept
black     | 193.40.1.7/32 35010 25000:666                | accept
black     | 193.40.1.7/32 35010 35010:6:66               | accept
black     | 193.40.1.6/31 35010 35010:666                | F16
black     | 193.40.1.7/32 35010 35010:667                | F05
black28   | 193.42.0.7/32 35011 35010:666                | F05
# Not subject to F05, F11, F12 and F13; to F03 only outside of what is delegated.
black     | 193.40.1.7/32 35010 65535:666 nh=10.0.0.9    | accept
black     | 193.40.4.7/32 35010 65535:666 nh=10.0.0.9    | F16
black     | 185.12.2.7/32 35010 65535:666                | accept
black     | 2a05:1000:1000::7/128 35010 65535:666        | accept
black     | 185.12.0.7/32 35010 65535:666                | F16
# But to the others: form and first ASN of the path, its length, bogon and transit-free ASNs, OTC.
black     | 193.40.1.7/32 35010 25000 35010 65535:666    | F21
black     | 193.40.1.7/32 65535:666                      | F21
black     | 193.40.1.7/32 35011 35010 65535:666          | F08
black     | 193.40.1.7/32 35010 64512 35010 65535:666    | F07
black     | 193.40.1.7/32 35010x101 65535:666            | F06
black     | 193.40.1.7/32 35010 174 35010 65535:666      | F09
black     | 193.40.1.7/32 35010 65535:666 otc=35010      | F14
black     | 10.0.0.1/32 35010 65535:666                  | F16
black     | 193.201.28.7/32 35010 65535:666              | F16
# Not a request: the normal way.
black     | 193.40.0.0/22 35010                          | accept
black     | 193.40.1.7/32 35010                          | F05
black     | 193.40.0.0/22 35010 nh=10.0.0.9              | F11
# Not declared, or another relation: the community is nothing, and the route takes its normal way.
acme      | 193.20.0.0/22 35001 65535:666                | accept
acme      | 193.20.0.7/32 35001 65535:666                | F05
acme      | 193.20.4.0/22 35001 65535:666                | F13
acme      | 185.10.0.0/22 35001 65535:666                | F03
up        | 193.0.0.0/21 20965 3333 65535:666            | accept
up        | 193.40.1.7/32 20965 35010 65535:666          | F05
peer      | 193.0.0.0/21 31001 65535:666                 | accept
peer      | 193.40.1.7/32 31001 35010 65535:666          | F05
server    | 193.0.0.0/21 3333 65535:666                  | accept
server    | 193.40.1.7/32 35010 65535:666                | F05
"""


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(REQUESTS))
def test_a_request_for_a_blackhole(policy: Policy, neighbor: str, text: str, control: str) -> None:
    assert import_control(policy, neighbor, text) == control


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("10.0.0.1/32 35010 65535:666", "F02"),
        ("193.201.28.7/32 35010 65535:666", "F04"),
        ("2001:db8::1/128 35010 65535:666", "F02"),
        # Our own space is not the customer's for an IRR object alone: it may not take us off the Internet.
        ("185.12.0.7/32 35010 65535:666", "F03"),
    ],
)
def test_what_is_registered_by_mistake_is_still_bogus(tmp_path: Path, text: str, control: str) -> None:
    irr = "".join(f"route: {prefix}\norigin: AS35010\n\n" for prefix in ("10.0.0.0/8", "193.201.28.0/24", "185.12.0.0/24"))
    irr += "route6: 2001:db8::/32\norigin: AS35010\n"
    assert import_control(compiled(tmp_path, neighbors("black"), irr=irr), "black", text) == control


# neighbor | route | the route as we hold it
HELD = """
black     | 193.40.1.7/32 35010 65535:666          | 193.40.1.7/32 35010 65535:666 65535:65281 25000:1:1 nh=192.0.2.1
black     | 193.40.1.7/32 35010 35010:666          | 193.40.1.7/32 35010 35010:666 65535:666 65535:65281 25000:1:1 nh=192.0.2.1
black     | 193.40.1.7/32 35010 25000:666          | 193.40.1.7/32 35010 65535:666 65535:65281 25000:1:1 nh=192.0.2.1
black     | 193.40.1.7/32 35010 35010:6:66         | 193.40.1.7/32 35010 35010:6:66 65535:666 65535:65281 25000:1:1 nh=192.0.2.1
black     | 193.40.1.7/32 35010 65535:666 nh=8.8.8.8 | 193.40.1.7/32 35010 65535:666 65535:65281 25000:1:1 nh=192.0.2.1
black     | 2a06:4000::7/128 35010 65535:666       | 2a06:4000::7/128 35010 65535:666 65535:65281 25000:1:1 nh=100::1
black     | 193.40.0.0/22 35010                    | 193.40.0.0/22 35010 25000:1:1 nh=10.0.2.1
acme      | 193.20.0.0/22 35001 65535:666 1:1      | 193.20.0.0/22 35001 1:1 25000:1:1 nh=10.0.0.2
up        | 193.0.0.0/21 20965 65535:666           | 193.0.0.0/21 20965 25000:1:3 nh=10.0.0.1 otc=20965
"""


@pytest.mark.parametrize(("neighbor", "text", "after"), rows(HELD))
def test_a_blackhole_is_led_nowhere_and_stays_here(policy: Policy, neighbor: str, text: str, after: str) -> None:
    assert held(policy, neighbor, text) == route(after)


def test_the_discard_next_hop_is_declared(tmp_path: Path) -> None:
    nowhere = {"ipv4": "193.99.1.1", "ipv6": "2a05:1000::dead"}
    policy = compiled(tmp_path, neighbors("black"), discard_next_hops=nowhere)
    assert policy.discards == ("193.99.1.1", "2a05:1000::dead")
    assert held(policy, "black", "193.40.1.7/32 35010 65535:666").next_hop == route("0.0.0.0/0 nh=193.99.1.1").next_hop


def test_discards_are_for_routers_with_such_customers(tmp_path: Path) -> None:
    assert compiled(tmp_path, neighbors("black", "up")).discards == ("192.0.2.1", "100::1")
    assert compiled(tmp_path, neighbors("acme", "up")).discards == ()
    assert compiled(tmp_path, neighbors("black", "up", state="released")).discards == ()


def test_with_f16_off_nobody_is_blackholed(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("black", modes={"F16": {"mode": "off", "until": "2999-01-01", "why": "test"}}))
    assert import_control(policy, "black", "193.40.1.7/32 35010 65535:666") == "F05"
    assert held(policy, "black", "193.40.0.0/22 35010 65535:666").next_hop == route("0.0.0.0/0 nh=10.0.2.1").next_hop


def test_before_its_stage_nobody_is_blackholed(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("black", adoption_stage=3))
    assert import_control(policy, "black", "193.40.1.7/32 35010 65535:666") == "F05"


def test_a_blackhole_needs_a_registered_pair_though_f13_is_off(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("black", modes={"F13": {"mode": "off", "until": "2999-01-01", "why": "test"}}))
    assert import_control(policy, "black", "193.40.1.7/32 35010 65535:666") == "accept"
    assert import_control(policy, "black", "193.44.0.7/32 35010 65535:666") == "F16"
    assert import_control(policy, "black", "193.44.0.0/24 35010") == "accept"
