# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a router with nothing declared: counts always, routes where they are few, and never somebody else's as ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import Reading
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.held import Held
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.drafts.first_look import (
    FirstLook,
    FirstLookError,
    first_look_path,
    look_first,
    read_first_look,
    write_first_look,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import Links
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Command, HeldRoute, InternalSession, SessionState

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ACME, UP, INSIDE = "192.0.2.2", "192.0.2.6", "192.0.2.10"
LINKS = Links(
    {"eth1": (Prefix.parse("192.0.2.0/30"),), "eth2": (Prefix.parse("192.0.2.4/30"),), "lan": (Prefix.parse("198.51.100.0/24"),)},
    frozenset({(4, "eth2")}),
)


@dataclass
class Router:
    """A router that answers from tables, and keeps what it was asked for."""

    holds: Sequence[tuple[str, str, Sequence[int]]] = ()
    sends: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def routes(self, family: int) -> Command:
        return Command(f"routes {family}")

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        found = [HeldRoute(Route(Prefix.parse(text), tuple(path)), who, True, who == INSIDE) for who, text, path in self.holds]
        return [item for item in found if item.route.prefix.family == family]

    def announced(self, address: str, family: int) -> Command:
        return Command(f"announced {address}")

    def announced_prefixes(self, output: str) -> frozenset[str]:
        return frozenset(self.sends.get(output.split()[1], ()))

    def read_all(self, commands: Collection[Command]) -> list[str]:
        self.asked += [command.text for command in commands]
        return [command.text for command in commands]


def seen(router: Router, *states: SessionState) -> FirstLook:
    running: Any = SimpleNamespace(
        asn=64500,
        capabilities=SimpleNamespace(platform="frr", version="10.3"),
        known=SimpleNamespace(router=SimpleNamespace(links=LINKS)),
        sessions=states,
        internal_sessions=(InternalSession(INSIDE, True, True),),
    )
    platform: Any = router
    return look_first("edge1", Reading(running, Held(platform, router.read_all, states)), NOW)


def state(address: str, asn: int, accepted: int | None = 2, announced: int | None = 2, is_up: bool = True) -> SessionState:
    return SessionState(f"to {asn}", address, 4, asn, is_up, accepted, announced)


def test_routes_are_counted_by_their_paths() -> None:
    router = Router(
        holds=[
            (ACME, "203.0.113.0/25", (64501,)),
            (ACME, "203.0.113.128/25", (64501, 64501)),
            (ACME, "8.8.0.0/16", (64501, 3356, 15169)),
            (ACME, "9.9.0.0/16", (64502,)),
            (ACME, "0.0.0.0/0", (64501,)),
            (UP, "7.7.0.0/16", (3356,)),
        ],
        sends={ACME: ("192.0.2.0/24", "0.0.0.0/0")},
    )
    up, found = seen(router, state(UP, 3356), state(ACME, 64501)).sessions
    assert found.sends is not None and up.sends is not None
    assert (found.sends.count, found.sends.has_default, found.sends.first, found.sends.alone, found.sends.above) == (4, True, 3, 2, (3356,))
    assert found.sends.prefixes[:2] == (("8.8.0.0/16", 15169), ("9.9.0.0/16", 64502))
    assert (found.hears_default, found.announced, found.interface) == (True, 2, "eth1")
    # Its own ASN is none above it.
    assert up.sends.above == ()


def test_ours_is_what_is_announced_and_came_from_no_other_as() -> None:
    router = Router(
        holds=[(ACME, "203.0.113.0/24", (64501,)), (INSIDE, "198.51.100.0/24", ()), (INSIDE, "8.8.0.0/16", (64501,))],
        sends={UP: ("203.0.113.0/24", "198.51.100.0/24", "8.8.0.0/16", "192.0.2.0/24", "0.0.0.0/0")},
    )
    told = seen(router, state(UP, 3356), state(ACME, 64501))
    assert told.own[4] == ("192.0.2.0/24", "198.51.100.0/24")
    # The LAN of no session is no link of ours to others.
    assert set(told.links) == {"eth1", "eth2"}
    assert told.defaults == ((4, "eth2"),)


def test_full_tables_are_counted_and_not_read() -> None:
    router = Router(sends={UP: ("192.0.2.0/24",)})
    told = seen(router, state(UP, 3356, 1_000_000, 1), state(ACME, 64501, 3, 900_000))
    assert router.asked == [f"announced {UP}", "routes 6"]
    assert told.own[4] is None
    assert told.listed[4] == ("192.0.2.0/24",)
    assert [(item.accepted, item.announced, item.sends) for item in told.sessions] == [(1_000_000, 1, None), (3, 900_000, None)]


def test_an_os_that_counts_nothing_of_what_it_sends_is_not_taken_at_its_word() -> None:
    (told,) = seen(Router(), state(UP, 3356, 1_000_000, 0)).sessions
    assert told.announced is None


def test_of_a_session_that_is_down_nothing_is_known() -> None:
    (told,) = seen(Router(holds=[(ACME, "203.0.113.0/24", (64501,))]), state(ACME, 64501, None, None, is_up=False)).sessions
    assert (told.accepted, told.announced, told.sends) == (None, None, None)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    told = seen(Router(sends={UP: ("192.0.2.0/24",)}), state(UP, 3356))
    assert write_first_look(tmp_path, told) == first_look_path(tmp_path, "edge1")
    assert read_first_look(tmp_path, "edge1") == told


@pytest.mark.parametrize(
    ("text", "message"), [(None, "nobody has read edge1"), ("{}", "is not what was read of a router"), ("{", "is not")]
)
def test_a_look_that_is_not_whole_is_refused(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        first_look_path(tmp_path, "edge1").parent.mkdir(parents=True)
        first_look_path(tmp_path, "edge1").write_text(text, encoding="utf-8")
    with pytest.raises(FirstLookError, match=message):
        read_first_look(tmp_path, "edge1")
