# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What source-address validation asks a router for: where prefixes are routed, and what a neighbor sends that is accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.held import Held
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Command, HeldRoute, SessionState
from policy_world import ROV, compiled, route

ACME = "10.0.0.2"


@dataclass
class Router:
    """Routes these addresses to these interfaces; remembers what it was asked."""

    interfaces: dict[str, str] = field(default_factory=dict)
    holds: tuple[str, ...] = ()
    accepted: int = 1
    asked: list[str] = field(default_factory=list)

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        return [Command(" ".join(str(item) for item in addresses))]

    def routed_interfaces(self, outputs: Sequence[str]) -> dict[Prefix, str]:
        return {Prefix.parse(text): self.interfaces[text] for output in outputs for text in output.split() if text in self.interfaces}

    def routes(self, family: int) -> Command:
        return Command(f"routes {family}")

    def held_routes(self, output: str, family: int) -> list[HeldRoute]:
        routes = [HeldRoute(route(text), ACME, True) for text in self.holds]
        return [item for item in routes if item.route.prefix.family == family]

    def read_all(self, commands: list[Command]) -> list[str]:
        self.asked += [command.text for command in commands]
        return [command.text for command in commands]

    def held(self) -> Held:
        states = tuple(SessionState("", ACME, family, 35001, True, self.accepted, 0) for family in (4, 6))
        return Held(self, self.read_all, states)  # type: ignore[arg-type]


def prefixes(*texts: str) -> set[Prefix]:
    return {Prefix.parse(text) for text in texts}


def test_a_prefix_is_asked_for_by_an_address_in_it_and_once() -> None:
    router = Router({"193.20.0.1/32": "eth1", "193.21.0.7/32": "eth2"})
    held = router.held()
    found = held.routed(prefixes("193.20.0.0/22", "193.21.0.7/32", "8.8.8.0/24"))
    assert found == {Prefix.parse("193.20.0.0/22"): "eth1", Prefix.parse("193.21.0.7/32"): "eth2"}
    assert held.routed(prefixes("193.20.0.0/22", "8.8.8.0/24")) == {Prefix.parse("193.20.0.0/22"): "eth1"}
    assert router.asked == ["8.8.8.1/32 193.20.0.1/32 193.21.0.7/32"]


def test_many_are_asked_for_in_parts() -> None:
    router = Router()
    assert router.held().routed({Prefix(4, number << 8, 24) for number in range(5_000)}) == {}
    assert [len(text.split()) for text in router.asked] == [2_000, 2_000, 1_000]


def test_received_is_what_the_policy_accepts(tmp_path: Path) -> None:
    """Registered, a stranger's, a bogon, and one whose origin RPKI denies."""
    router = Router(holds=("193.20.0.0/22 35001", "8.8.8.0/24 35001", "10.1.0.0/16 35001", "151.2.0.0/16 35001"))
    assert router.held().received(compiled(tmp_path), ROV, [ACME]) == prefixes("193.20.0.0/22")
    assert router.held().received(compiled(tmp_path), ROV, ["10.0.0.3"]) == set()


def test_of_too_many_routes_nothing_is_said(tmp_path: Path) -> None:
    assert Router(accepted=200_001).held().received(compiled(tmp_path), ROV, [ACME]) is None
