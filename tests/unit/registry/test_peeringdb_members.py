# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who neighbors are, by PeeringDB: kinds, ports, exchanges; and what is not known when it is away. The server is on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb import PeeringDbSettings
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb_members import Members, ask_members

from ...peeringdb_world import PeeringDb, lan, net, port, running

NOW = datetime(2026, 11, 28, tzinfo=UTC)
OBJECTS = {
    "net": [
        net(25000, "Us", "AS25000:AS-LAB"),
        net(31100, "Servers", kind="Route Server"),
        net(12654, "Collector", kind="NSP", info_types=["NSP", "Route Collector"]),
        net(31001, "Peer", info_type=None, info_types=None),
    ],
    "netixlan": [
        port(25000, 1, "LAB-IX", "185.12.0.1", None),
        port(31100, 1, "LAB-IX", "185.12.0.21", "2a05:F000::21"),
        port(31001, 7, "FAR-IX", "nonsense", "2a05:f700::1"),
    ],
    "ixpfx": [lan(1, "185.12.0.0/24")],
}


@pytest.fixture
def server() -> Iterator[PeeringDb]:
    with running(OBJECTS) as found:
        yield found


def ask(server: PeeringDb, folder: Path, *asns: int) -> Members:
    return ask_members(PeeringDbSettings(folder, server.url), 25000, asns, NOW, sleep=lambda seconds: None)


def test_what_it_says_of_neighbors(server: PeeringDb, tmp_path: Path) -> None:
    found = ask(server, tmp_path, 31100, 12654, 31001, 65010)
    assert found.kinds == {25000: (), 31100: ("Route Server",), 12654: ("Route Collector",), 31001: ()}
    assert found.networks[25000].as_sets == ("AS25000:AS-LAB",)
    assert found.ports == {"185.12.0.21": (31100, "LAB-IX"), "2a05:f000::21": (31100, "LAB-IX"), "2a05:f700::1": (31001, "FAR-IX")}
    assert [(item.name, item.lans) for item in found.exchanges] == [("LAB-IX", (Prefix.parse("185.12.0.0/24"),))]
    assert found.unanswered == ()
    assert any("'nonsense' is not an IPv4 address" in text for text in found.problems)
    # Nobody in PeeringDB has a private ASN.
    assert len(server.asked) == 4 and not any("65010" in path for path in server.asked)


def test_away_it_says_nothing(server: PeeringDb, tmp_path: Path) -> None:
    server.is_away = True
    found = ask(server, tmp_path, 31100)
    assert (found.networks, found.kinds, found.ports, found.exchanges) == ({}, {}, {}, ())
    assert found.unanswered == ("exchanges", "networks", "ports")


def test_what_is_kept_is_not_asked_for_again(server: PeeringDb, tmp_path: Path) -> None:
    first = ask(server, tmp_path, 31100)
    count = len(server.asked)
    assert ask(server, tmp_path, 31100) == first
    assert len(server.asked) == count
