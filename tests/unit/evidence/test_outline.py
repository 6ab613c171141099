# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline of a policy: what is said of two of them, what guards find by it, and what is no outline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.outline import (
    Outline,
    OutlineError,
    changes,
    outline,
    read_outline,
    renamed_findings,
    write_outline,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.guards import Acceptance

from ..policy.policy_world import IRR, compiled, neighbors

PASSWORD = "a-password-that-nobody-may-read"
MANY = "".join(f"\nroute: 193.64.{number}.0/24\norigin: AS35002\n" for number in range(12))


def made(folder: Path, told: list[dict[str, Any]], irr: str = IRR, **more: Any) -> Outline:
    return outline("edge1", compiled(folder, told, irr, **more))


def said(before: Outline | None, after: Outline) -> list[str]:
    return [item.what for item in changes(before, after)]


@pytest.fixture
def before(tmp_path: Path) -> Outline:
    return made(tmp_path, neighbors("acme", "up"))


def test_it_is_read_as_it_was_written(tmp_path: Path, before: Outline) -> None:
    write_outline(tmp_path / "rendered/edge1.json", before)
    assert read_outline(tmp_path / "rendered/edge1.json") == before
    assert read_outline(tmp_path / "rendered/edge2.json") is None
    assert before.pair_sets["AS35001=AS35001:AS-ACME"][:2] == ("185.10.1.0/24 AS35001", "185.10.2.0/24 AS35001")


def test_it_stands_for_the_router_that_got_the_policy(tmp_path: Path, before: Outline) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up"))
    assert before.known.pair_sets == {name: item.ranges_by_origin for name, item in policy.pair_sets.items()}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "Invalid JSON"),
        ("{}", "host: Field required"),
        ('{"pair_sets": {"AS1": ["193.0.0.0/33 AS1"]}, ', "the length is a number from 0 to 32"),
        ('{"pair_sets": {"AS1": ["193.0.0.0/21"]}, ', "invalid literal"),
    ],
)
def test_what_is_no_outline_is_refused_with_its_place(tmp_path: Path, text: str, what: str) -> None:
    rest = '"host": "e", "policy_digest": "d", "sessions": {}, "prefix_sets": {}, "sources": [], "rtr_caches": []}'
    path = tmp_path / "edge1.json"
    path.write_text(text if text in ("{", "{}") else text + rest, encoding="utf-8")
    with pytest.raises(OutlineError, match=r"edge1\.json is no outline \(.*render the branch before this change again") as told:
        read_outline(path)
    assert what in str(told.value)


def test_the_same_policy_changes_nothing(tmp_path: Path, before: Outline) -> None:
    assert said(before, made(tmp_path, neighbors("acme", "up"))) == []
    assert said(None, before) == ["rendered for the first time: 2 neighbors, 1 with registered prefixes"]


def test_registered_prefixes_that_come_and_go_are_told_for_whom(tmp_path: Path, before: Outline) -> None:
    irr = IRR.replace("route: 193.20.8.0/24", "route: 193.20.9.0/24") + "\nroute: 193.20.10.0/24\norigin: AS35002\n"
    (change,) = changes(before, made(tmp_path, neighbors("acme", "up"), irr))
    assert change.what == "acme: +2 -1 registered prefixes (7 -> 8)"
    assert change.shown == ("+193.20.10.0/24 AS35002", "+193.20.9.0/24 AS35002", "-193.20.8.0/24 AS35002")


def test_of_many_the_first_are_shown_and_all_are_counted(tmp_path: Path, before: Outline) -> None:
    (change,) = changes(before, made(tmp_path, neighbors("acme", "up"), IRR + MANY))
    assert change.what == "acme: +12 -0 registered prefixes (7 -> 19)"
    assert len(change.shown) == 11
    assert change.shown[-1] == "and 2 more"


def test_a_neighbor_that_comes_one_that_goes_and_whose_filters_are_others_by_it(tmp_path: Path, before: Outline) -> None:
    more = made(tmp_path, neighbors("acme", "up", "black"))
    assert [text for text in said(before, more) if "black" in text] == [
        "black (10.0.2.1): a new neighbor, AS35010, customer",
        "black: +4 -0 registered prefixes (0 -> 4), no set -> AS35010",
    ]
    assert "other rules in IPv4 export, IPv6 export of up" in said(before, more)
    assert "black (10.0.2.1): is declared no more" in said(more, before)
    assert "black: +0 -4 registered prefixes (4 -> 0), AS35010 -> no set" in said(more, before)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"limits": {"ipv4": 50}}, "acme (10.0.0.2): limits: none -> IPv4 import 50"),
        ({"ttl_security": 1}, "acme (10.0.0.2): session options: none -> ttl_security 1"),
        ({"longest_path": 7}, "other rules in IPv4 import, IPv6 import of acme"),
        ({"asn": 35002, "as_set": None}, "acme (10.0.0.2): AS35001, customer -> AS35002, customer"),
    ],
)
def test_what_else_is_declared_otherwise_is_told(tmp_path: Path, before: Outline, change: dict[str, Any], what: str) -> None:
    assert what in said(before, made(tmp_path, neighbors("acme", "up", **change)))


def test_a_secret_is_not_in_it_and_that_it_is_another_is_told(tmp_path: Path, before: Outline) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up"))

    def with_password(word: str) -> Outline:
        sessions = tuple(replace(item, options=replace(item.options, password=word)) for item in policy.sessions)
        return outline("edge1", replace(policy, sessions=sessions))

    first, then = with_password(PASSWORD), with_password(f"{PASSWORD}-2")
    assert said(before, first)[:1] == ["up (10.0.0.1): session options: none -> password"]
    assert PASSWORD not in first.model_dump_json()
    assert said(first, then) == ["settings that an outline does not show, such as a password or a limit that is computed"]


def test_own_prefixes_and_interfaces_are_told(tmp_path: Path, before: Outline) -> None:
    interface = {"name": "eth1", "kind": "customer", "customers": ["acme"]}
    then = made(tmp_path, neighbors("acme", "up"), prefixes=["185.10.0.0/22"], interfaces=[interface])
    found = changes(before, then)
    assert "source addresses: other interfaces, or other sources behind them" in [item.what for item in found]
    (own,) = [item for item in found if item.what.startswith("own: ")]
    assert "-2a05:1000::/32" in own.shown


def test_another_as_set_that_moves_much_is_refused_until_somebody_accepts_it(tmp_path: Path) -> None:
    first = made(tmp_path, neighbors("acme", "up"), IRR + MANY)
    then = made(tmp_path, neighbors("acme", "up", as_set="AS-MEMBERS"), IRR + MANY)
    (finding,) = renamed_findings(first, then, {"acme": 20, "up": 20}, ())
    assert (finding.control, finding.severity, finding.where) == ("G02", "critical", "manrs_neighbors: acme")
    assert "it loses 14 of 17 IPv4 prefixes" in finding.what
    entry = dict(part.split(": ") for part in finding.remedy.partition("{")[2].rstrip("}").split(", "))
    accepted = Acceptance(*(entry[key].strip("'") for key in ("host", "neighbor", "old", "new")))
    assert list(renamed_findings(first, then, {"acme": 20, "up": 20}, [accepted])) == []
    other = Acceptance(accepted.host, accepted.neighbor, accepted.new, accepted.old)
    assert list(renamed_findings(first, then, {"acme": 20, "up": 20}, [other])) == [finding]


def test_another_as_set_that_moves_little_and_the_first_one_are_not_refused(tmp_path: Path, before: Outline) -> None:
    little = made(tmp_path, neighbors("acme", "up", as_set=None))
    none_before = made(tmp_path, neighbors("up"))
    assert list(renamed_findings(before, little, {"acme": 20, "up": 20}, ())) == []
    assert list(renamed_findings(none_before, before, {"acme": 20, "up": 20}, ())) == []
