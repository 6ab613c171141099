# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our space that others may announce (F03): delegated ones, other sites, what scrubbers send back; customers with private ASNs."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from policy_world import VRPS, compiled, import_control, neighbors, rows

# neighbor | route | the control that rejects, or accept
SPARED = """
# A VRP with a customer's origin: from it up to the maximum length, from peers and providers that prefix and origin exactly.
acme      | 185.10.1.0/24 35001                     | accept
acme      | 185.10.1.0/24 35001 35001               | accept
acme      | 185.10.1.0/25 35001                     | F03
acme      | 185.10.1.0/24 35001 35002               | F03
up        | 185.10.1.0/24 20965 35001               | accept
up        | 185.10.1.0/24 20965 35002               | F03
up        | 185.10.1.0/24 20965 3333                | F03
up        | 185.10.1.0/25 20965 35001               | F03
peer      | 185.10.1.0/24 31001 35001               | accept
peer      | 185.10.1.0/24 31001                     | F03
acme      | 2a05:1000:3500::/40 35001 35002         | accept
acme      | 2a05:1000:3510::/44 35001 35002         | accept
acme      | 2a05:1000:3510::/45 35001 35002         | F03
up        | 2a05:1000:3500::/40 20965 35002         | accept
up        | 2a05:1000:3510::/44 20965 35002         | F03
special   | 2a05:1000:3500::/40 35001 35002         | F03
# A VRP with a stranger's origin, and a customer's route object alone, give nothing away.
up        | 185.10.0.0/24 20965 3333                | F03
peer      | 185.10.0.0/24 31001 3333                | F03
acme      | 185.10.2.0/24 35001                     | F03
up        | 185.10.2.0/24 20965 35001               | F03
# delegated_to: from that customer, and exactly so from peers and providers; from no other customer.
black     | 2a05:1000:1000::/40 35010               | accept
black     | 2a05:1000:1000::/41 35010               | F03
black     | 2a05:1000:1000::/40 35010 35011         | F03
peer      | 2a05:1000:1000::/40 31001 35010         | accept
up        | 2a05:1000:1000::/40 20965 35010         | accept
up        | 2a05:1000:1000::/40 20965 3333          | F03
up        | 2a05:1000:1000::/41 20965 35010         | F03
acme      | 2a05:1000:1000::/40 35001 35010         | F03
acme      | 2a05:1000:1000::/40 35001               | F03
# It does not stand for a ROA: ours makes the customer's route invalid.
black     | 185.12.2.0/24 35010                     | F12
up        | 185.12.2.0/24 20965 35010               | F12
# own_origins: our other sites, with our whole prefixes.
up        | 2a05:1000::/32 20965 25001              | accept
peer      | 2a05:1000::/32 31001 25001              | accept
up        | 185.10.0.0/22 20965 3333 25001          | accept
up        | 2a05:1000:1::/48 20965 25001            | F03
up        | 185.12.0.0/22 20965 25001               | F12
# returns_from: a scrubber sends our space back, whatever part of it.
scrub     | 2a05:1000:1::/48 20973                  | accept
scrub     | 185.10.0.0/22 20973 25000               | accept
scrub     | 185.12.0.0/22 20973 25000               | accept
scrub     | 185.12.0.0/24 20973 25000               | F12
scrub     | 10.0.0.0/8 20973 25000                  | F02
partial   | 185.10.0.0/22 20970                     | F03
# A customer with a private ASN: its declared ASN may be the whole path, and no VRP can name it.
private   | 185.12.1.0/24 64600                     | accept
private   | 185.12.1.0/24 64600x3                   | accept
private   | 185.12.1.0/25 64600                     | F03
private   | 185.12.0.0/24 64600                     | F03
private   | 185.12.1.0/24 64600 64601               | F03
private   | 193.20.0.0/22 64600                     | F13
private   | 193.20.0.0/22 64600 64601               | F07
private   | 193.20.0.0/22 64600 3333                | F07
private   | 193.21.0.0/16 64600                     | F12
acme      | 193.20.0.0/22 35001 64600               | F07
peer      | 193.0.0.0/21 31001 64600                | F07
up        | 185.12.1.0/24 20965 64600               | F07
"""


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(SPARED))
def test_import_of_our_space(policy: Policy, neighbor: str, text: str, control: str) -> None:
    assert import_control(policy, neighbor, text) == control


def test_a_private_asn_is_spared_at_customers_alone(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("peer", asn=64600))
    assert import_control(policy, "peer", "193.0.0.0/21 64600") == "F07"


@pytest.mark.parametrize("stage", [2, 4, 8])
def test_a_delegation_to_a_customers_customer_counts_at_every_stage(tmp_path: Path, stage: int) -> None:
    policy = compiled(tmp_path, neighbors("acme", adoption_stage=stage))
    assert import_control(policy, "acme", "2a05:1000:3500::/40 35001 35002") == "accept"
    assert import_control(policy, "acme", "2a05:1000:3500::/40 35001 35011") == "F03"


def test_without_a_vrp_the_delegation_ends(tmp_path: Path) -> None:
    vrps = [item for item in VRPS if item["asn"] != 35001]
    policy = compiled(tmp_path, neighbors("acme", "up"), vrps=vrps)
    assert import_control(policy, "acme", "185.10.1.0/24 35001") == "F03"
    assert import_control(policy, "up", "185.10.1.0/24 20965 35001") == "F03"
