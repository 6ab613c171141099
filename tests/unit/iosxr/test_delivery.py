# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A delivery to IOS-XR from end to end, over a way that understands the words of a router without a shell."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import (
    DeliveryError,
    Options,
    Result,
    deliver,
    release,
    roll_back,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import Answer
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known

from ..frr.cases import ROV, Wanted
from .box import XR, Box, box
from .rpl import run

NOW = datetime(2026, 11, 27, 8, 40, 18, tzinfo=UTC)
#: What neighbors announce: prefix and path, by address.
ANNOUNCED = {
    "10.0.0.1": (("20.0.0.0/16", (35001,)), ("30.0.0.0/16", (35001, 7)), ("10.0.0.0/16", (35001,))),
    "10.0.0.2": (("40.0.0.0/16", (20965, 7)),),
}


@dataclass
class Words:
    """The way to a box: reads, and the words; ``fault``: the word that fails, with its exit code."""

    box: Box
    put_away: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    fault: tuple[str, int] | None = None
    old: Box | None = None
    candidate: str = ""
    connections: int = 1

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        if not command.startswith("show "):
            self.said.append(command)
            return self._word(*command.split())
        reads = {item.text: name for name, item in XR.reads.items()}
        if command in reads:
            return Answer(0, self.box.outputs()[reads[command]], "")
        return Answer(0, self._routes() if "longer-prefixes" in command and "ipv4" in command else "", "")

    def _word(self, word: str, *rest: str) -> Answer:
        if self.fault is not None and word == self.fault[0]:
            return Answer(self.fault[1], "", f"{word}: refused by the router")
        if word == "lock" and rest[0] != str(self.box.commit):
            return Answer(13, "", "stale plan: somebody committed")
        if word == "load":
            self.candidate = self.put_away[rest[0]]
        if word == "commit-confirmed":
            assert rest[0].isdigit()
            self.old = deepcopy(self.box)
            self.box.feed(self.candidate)
        if word == "revert":
            if self.old is None:
                return Answer(0, "nothing was changed", "")
            self.box.objects, self.box.tree = self.old.objects, self.old.tree
            return Answer(0, "restored", "")
        return Answer(0, "", "")

    def _routes(self) -> str:
        policies, lines = self.box.policies(), []
        for address, routes in ANNOUNCED.items():
            accepted = 0
            for prefix, path in routes:
                name = policies.bindings.get((address, 4, "in"))
                came = Route(Prefix.parse(prefix), path, next_hop=host_prefix(address))
                if name is None or run(policies, name, came, lambda route: False) is None:
                    continue
                accepted += 1
                told = " ".join(map(str, path))
                lines += [f"BGP routing table entry for {prefix}", "Paths: (1 available, best #1)", "  Path #1: Received by speaker 0"]
                lines += [
                    f"  {told}",
                    f"    {address} from {address} (10.99.0.1)",
                    "      Origin IGP, localpref 100, valid, external, best",
                ]
            self.box.counts[address, 4] = accepted
        return "\n".join(lines) + "\n"

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        self._routes()
        return [self.run(command, seconds) for command, seconds in commands]

    def put(self, path: str, content: str) -> None:
        self.put_away[path] = content

    def close(self) -> None:
        """Nothing is left open."""

    def fresh(self) -> Words:
        self.connections += 1
        return self


def wanted(*pairs: str) -> Policy:
    return Wanted({35001: set(pairs or ("20.0.0.0/16",)), 7: {"30.0.0.0/16"}}).policy


def options(is_check: bool = False) -> Options:
    return Options(is_check=is_check, timer_seconds=120, settle_seconds=5.0, allow_reset=True)


def delivered(way: Words, folder: Path, policy: Policy, **more: bool) -> Result:
    def policy_of(known: Known) -> Policy:
        return policy

    return deliver("edge1", XR, way, policy_of, ROV, options(**more), folder, NOW)


def test_a_delivery_a_second_one_a_rollback_and_a_release(tmp_path: Path) -> None:
    way = Words(box())
    result = delivered(way, tmp_path, wanted())
    label = result.identifier
    assert way.said == [
        "lock 1000000001",
        f"load {label}/change",
        "check",
        f"commit-confirmed 120 {label}",
        f"confirm {label}",
    ]
    assert list(way.put_away) == [f"{label}/change"]
    assert result.is_changed
    assert way.connections == 2
    assert way.box.counts["10.0.0.1", 4] == 2
    assert not delivered(way, tmp_path, wanted()).is_changed
    more = delivered(way, tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert more.change == "safe"
    roll_back("edge1", XR, way, more.identifier, options(), tmp_path, NOW)
    assert "21.0.0.0" not in way.box.text()
    release("edge1", XR, way, options(), tmp_path, NOW)
    assert way.box.text() == box().text()


def test_check_mode_changes_nothing(tmp_path: Path) -> None:
    way = Words(box())
    result = delivered(way, tmp_path, wanted(), is_check=True)
    assert result.is_changed
    assert "route-policy MANRS-IN-AS35001-10_0_0_1-4" in result.after
    assert way.said == []


@pytest.mark.parametrize(("word", "code"), [("lock", 11), ("load", 15), ("check", 1), ("commit-confirmed", 1), ("confirm", 21)])
def test_a_word_that_fails_leaves_the_old_configuration(tmp_path: Path, word: str, code: int) -> None:
    way = Words(box(), fault=(word, code))
    with pytest.raises(DeliveryError, match=f"{word}: refused by the router"):
        delivered(way, tmp_path, wanted())
    assert way.said[-1].startswith("revert ")
    assert way.box.text() == box().text()


def test_routes_that_would_be_lost_bring_the_old_configuration_back(tmp_path: Path) -> None:
    """The router accepts less than was foretold: what it makes of a line is not what was meant."""

    class Losing(Words):
        def _routes(self) -> str:
            text = super()._routes()
            if self.old is not None:
                self.box.counts["10.0.0.1", 4] = 0
            return text

    way = Losing(box())
    with pytest.raises(DeliveryError, match="accepts 0 routes, 2 were foretold"):
        delivered(way, tmp_path, wanted())
    assert way.box.text() == box().text()
