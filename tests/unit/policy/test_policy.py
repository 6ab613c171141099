# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference against POLICY: every verdict here was written by hand, from the control's RFC."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import decide, receive
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.digest import policy_digest
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot, make_snapshot

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
IRR = """\
as-set: AS35001:AS-ACME
members: AS35001, AS35002

route: 193.20.0.0/22
origin: AS35001

route: 193.20.8.0/24
origin: AS35002

route6: 2a06:2000::/32
origin: AS35001

route: 193.30.0.0/22
origin: AS31001
"""
VRPS: list[dict[str, Any]] = [
    {"asn": 3320, "prefix": "151.2.0.0/16", "maxLength": 20},
    {"asn": 0, "prefix": "151.3.0.0/16", "maxLength": 16},
    {"asn": 35002, "prefix": "193.21.0.0/16", "maxLength": 20},
    {"asn": 35001, "prefix": "185.10.1.0/24", "maxLength": 24},
]
ROV = RovTable([Vrp(Prefix.parse(item["prefix"]), item["maxLength"], item["asn"]) for item in VRPS])
EXCEPTION = {"controls": ["F05", "F12", "F13", "F03"], "origin": 35001, "until": "2999-01-01", "why": "test"}
EXCHANGE = {"name": "ix", "lans": ["193.201.28.0/24"], "addresses": ["193.201.28.2"]}
NEIGHBORS: list[dict[str, Any]] = [
    {"name": "up", "asn": 20965, "relation": "provider", "addresses": ["10.0.0.1"], "receive": "full"},
    {"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["10.0.0.2"], "as_set": "AS35001:AS-ACME"},
    {"name": "peer", "asn": 31001, "relation": "peer", "addresses": ["10.0.0.3"]},
    {"name": "strict", "asn": 31001, "relation": "peer", "addresses": ["10.0.0.4"], "registered": True, "more_specifics": "covered"},
    {"name": "collector", "asn": 12654, "relation": "collector", "addresses": ["10.0.0.5"]},
    {"name": "server", "asn": 31009, "relation": "route_server", "addresses": ["193.201.28.9"]},
    {
        "name": "special",
        "asn": 35001,
        "relation": "customer",
        "addresses": ["10.0.0.7"],
        "exceptions": [{**EXCEPTION, "prefix": text} for text in ("151.2.9.0/28", "185.10.2.0/24")],
    },
]


def compiled(
    folder: Path, neighbors: list[dict[str, Any]] | None = None, irr: str = IRR, known: Known | None = None, **network: Any
) -> Policy:
    (folder / "irr").write_text(irr, encoding="utf-8")
    (folder / "vrps").write_text(json.dumps({"roas": VRPS}), encoding="utf-8")
    told = {
        "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22", "2a05:1000::/32"], "exchanges": [EXCHANGE], **network},
        "manrs_registry": {"irr": {"dumps": [str(folder / "irr")]}, "rpki": {"vrps": str(folder / "vrps")}},
        "manrs_neighbors": NEIGHBORS if neighbors is None else neighbors,
    }
    intent = host_intent(told, "edge1", date(2026, 11, 24))
    make_snapshot({"edge1": intent}, folder / "snapshot", NOW)
    return compile_policy(intent, load_snapshot(folder / "snapshot", "edge1", NOW, 48), known)


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("policy"))


def session(policy: Policy, name: str) -> Session:
    return next(item for item in policy.sessions if item.neighbor == name)


def route(text: str) -> Route:
    """Return the route of ``prefix path ...``; a word with colons behind the path is a large community, {1,2} an AS_SET."""
    prefix, *words = text.split()
    path = tuple(
        frozenset(int(asn) for asn in word.strip("{}").split(",")) if word.startswith("{") else int(word)
        for word in words
        if ":" not in word
    )
    large = frozenset(tuple(int(part) for part in word.split(":")) for word in words if ":" in word)
    return Route(Prefix.parse(prefix), path, frozenset(), large)  # type: ignore[arg-type]


# neighbor | route | the control that rejects, or accept
IMPORT = """
up        | 193.0.0.0/21 20965 3333                 | accept
up        | 198.18.0.0/15 20965 3333                | F02
up        | 198.20.0.0/15 20965 3333                | accept
up        | 10.1.0.0/16 20965 3333                  | F02
up        | 192.0.0.9/32 20965 3333                 | F05
up        | 2001:db8::/32 20965 3333                | F02
up        | 2001:30::/28 20965 3333                 | accept
up        | fc00::/7 20965 3333                     | F02
up        | 185.10.0.0/22 20965 3333                | F03
up        | 185.10.3.0/24 20965 3333                | F03
up        | 185.10.4.0/24 20965 3333                | accept
up        | 185.10.0.0/21 20965 3333                | accept
up        | 185.10.1.0/24 20965 35001               | accept
up        | 185.10.1.0/24 20965 35002               | F03
up        | 2a05:1000:1::/48 20965 3333             | F03
up        | 2a05:1001::/32 20965 3333               | accept
up        | 193.0.0.0/25 20965 3333                 | F05
up        | 193.0.0.0/24 20965 3333                 | accept
up        | 16.0.0.0/8 20965 3333                   | accept
up        | 16.0.0.0/7 20965 3333                   | F05
up        | 0.0.0.0/0 20965 3333                    | F01
up        | ::/0 20965 3333                         | F01
up        | 2a0a::/48 20965 3333                    | accept
up        | 2a0a::/49 20965 3333                    | F05
up        | 2a00::/11 20965 3333                    | F05
up        | 2a00::/12 20965 3333                    | accept
up        | 151.2.0.0/16 20965 3320                 | accept
up        | 151.2.0.0/20 20965 3320                 | accept
up        | 151.2.0.0/21 20965 3320                 | F12
up        | 151.2.0.0/16 20965 3321                 | F12
up        | 151.2.0.0/15 20965 3321                 | accept
up        | 151.2.0.0/16 20965 3320 {3320,3321}     | F21
up        | 193.0.0.0/21 20965 {3333} 3320          | F21
up        | 193.0.0.0/21 20965 25000 3333           | F21
up        | 193.0.0.0/21 20965 2500 3333            | accept
up        | 193.0.0.0/21 3333                       | F08
up        | 193.0.0.0/21 3333 20965 3333            | F08
up        | 193.0.0.0/21 209650 20965 3333          | F08
up        | 193.0.0.0/21 20965 20965 3333           | accept
up        | 193.0.0.0/21 20965 0 3333               | F07
up        | 193.0.0.0/21 20965 23456 3333           | F07
up        | 193.0.0.0/21 20965 64495 3333           | accept
up        | 193.0.0.0/21 20965 64496 3333           | F07
up        | 193.0.0.0/21 20965 131071               | F07
up        | 193.0.0.0/21 20965 131072               | accept
up        | 193.0.0.0/21 20965 4199999999           | accept
up        | 2a0a::/32 20965 4200000000              | F07
up        | 2a0a::/32 20965 4294967295              | F07
up        | 10.1.0.0/16 20965 65000                 | F02
up        | 151.3.0.0/16 20965 3320                 | F12
up        | 193.20.4.0/22 20965 35001               | accept
acme      | 193.20.0.0/22 35001                     | accept
acme      | 193.20.0.0/22 35001 35001 35001         | accept
acme      | 193.20.0.0/23 35001                     | F13
acme      | 193.20.4.0/22 35001                     | F13
acme      | 193.20.0.0/22 35001 35002               | F13
acme      | 193.20.8.0/24 35001 35002               | accept
acme      | 193.20.8.0/24 35001                     | F13
acme      | 193.20.8.0/24 35001 {35002}             | F21
acme      | 193.20.8.0/24 35002                     | F08
acme      | 193.21.0.0/16 35001 35002               | accept
acme      | 193.21.16.0/20 35001 35002              | accept
acme      | 193.21.16.0/21 35001 35002              | F12
acme      | 193.30.0.0/22 35001 31001               | F13
acme      | 2a06:2000::/32 35001                    | accept
acme      | 2a06:2001::/32 35001                    | F13
acme      | 185.10.1.0/24 35001                     | accept
acme      | 185.10.2.0/24 35001                     | F03
acme      | 10.0.0.0/8 35001                        | F02
peer      | 193.20.4.0/22 31001                     | accept
peer      | 185.10.0.0/24 31001                     | F03
strict    | 193.30.0.0/22 31001                     | accept
strict    | 193.30.1.0/24 31001                     | accept
strict    | 193.30.1.0/25 31001                     | F05
strict    | 193.31.0.0/22 31001                     | F13
collector | 193.0.0.0/21 12654 3333                 | F20
collector | 2a0a::/32 12654 3333                    | F20
server    | 193.0.0.0/21 31009 3333                 | accept
server    | 193.0.0.0/21 3333                       | accept
server    | 185.10.0.0/22 31009 3333                | F03
special   | 151.2.9.0/28 35001                      | accept
special   | 151.2.9.0/28 35001 3333                 | F05
special   | 151.2.9.16/28 35001                     | F05
special   | 185.10.2.0/24 35001                     | accept
acme      | 151.2.9.0/28 35001                      | F05
"""

# to | route as we hold it | the control that keeps it, or accept. No path: our own.
EXPORT = """
up        | 185.10.0.0/22                           | accept
up        | 2a05:1000::/32                          | accept
up        | 185.10.0.0/24                           | E01
up        | 193.0.0.0/21 3333                       | E01
up        | 193.0.0.0/21 31001 3333 25000:1:2       | E05
up        | 193.20.0.0/22 35001                     | E01
up        | 193.20.0.0/22 35001 25000:1:1           | accept
up        | 193.20.0.0/22 35001 25000:1:3           | E05
up        | 193.20.4.0/22 35001 25000:1:1           | E02
up        | 193.20.0.0/22 35001 3333 25000:1:1      | E02
up        | 2a06:2000::/32 35001 25000:1:1          | accept
up        | 2a06:2001::/32 35001 25000:1:1          | E02
peer      | 193.0.0.0/21 20965 3333 25000:1:3       | E05
peer      | 193.20.8.0/24 35001 35002 25000:1:1     | accept
server    | 193.0.0.0/21 20965 3333 25000:1:3       | E05
acme      | 193.0.0.0/21 20965 3333 25000:1:3       | accept
collector | 193.0.0.0/21 20965 3333 25000:1:3       | accept
"""


def cases(table: str) -> list[tuple[str, str, str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [(name, text, control) for name, text, control in rows]


@pytest.mark.parametrize(("neighbor", "text", "control"), cases(IMPORT))
def test_import(policy: Policy, neighbor: str, text: str, control: str) -> None:
    verdict, _ = receive(policy, session(policy, neighbor), route(text), ROV)
    assert (verdict.control, verdict.is_accepted) == (control, control == "accept")


@pytest.mark.parametrize(("neighbor", "text", "control"), cases(EXPORT))
def test_export(policy: Policy, neighbor: str, text: str, control: str) -> None:
    held = route(text)
    chain = session(policy, neighbor).chain(Direction.EXPORT, held.prefix.family)
    assert chain is not None
    assert decide(policy, chain, held, ROV).control == control


@pytest.mark.parametrize(("neighbor", "tag"), [("up", 3), ("acme", 1), ("peer", 2), ("server", 4)])
def test_a_forged_tag_is_taken_off_and_ours_is_set(policy: Policy, neighbor: str, tag: int) -> None:
    item = session(policy, neighbor)
    prefix = "193.20.0.0/22" if neighbor == "acme" else "193.0.0.0/21"
    _, held = receive(
        policy,
        item,
        route(
            f"{prefix} {item.asn} 25000:1:1 25000:1:3 25000:2:1 1:1:1"
            if neighbor != "acme"
            else f"{prefix} 35001 25000:1:3 25000:2:1 1:1:1"
        ),
        ROV,
    )
    assert held.large_communities == {(25000, 1, tag), (1, 1, 1)}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("151.2.0.0/16 3320", RovState.VALID),
        ("151.2.0.0/16 3321", RovState.INVALID),
        ("151.2.0.0/21 3320", RovState.INVALID),
        ("151.0.0.0/8 3320", RovState.NOT_FOUND),
        ("151.3.0.0/16 0", RovState.INVALID),
        ("151.2.0.0/16", RovState.INVALID),
        ("151.2.0.0/16 3320 {3320}", RovState.INVALID),
        ("9.0.0.0/8 {1}", RovState.NOT_FOUND),
    ],
)
def test_route_origin_validation(text: str, state: RovState) -> None:
    assert ROV.state(route(text)) is state


def test_without_any_vrp_nothing_is_invalid() -> None:
    assert RovTable(()).state(route("151.2.0.0/16 3321")) is RovState.NOT_FOUND


def test_an_unresolved_set_holds_the_import_and_is_critical(tmp_path: Path) -> None:
    policy = compiled(tmp_path, [{**NEIGHBORS[1], "as_set": "AS-GONE"}, NEIGHBORS[0]])
    assert session(policy, "acme").chain(Direction.IMPORT, 4) is None
    assert session(policy, "up").chain(Direction.EXPORT, 4) is None
    assert session(policy, "up").chain(Direction.IMPORT, 4) is not None
    assert [item.severity for item in policy.findings if "AS-GONE" in item.what] == ["critical"] * 2


def test_an_unresolved_set_keeps_the_filter_that_runs(tmp_path: Path) -> None:
    good = compiled(tmp_path, NEIGHBORS[:2])
    pairs = {name: item.ranges_by_origin for name, item in good.pair_sets.items()}
    held = compiled(tmp_path, NEIGHBORS[:2], IRR.replace("AS35002\n\nroute", "AS35002, AS-GONE\n\nroute", 1), known=Known(pairs))
    assert policy_digest(held) == policy_digest(good)
    assert {item.severity for item in held.findings} == {"warning"}


def test_lists_alone_when_other_border_routers_may_not_tag(tmp_path: Path) -> None:
    policy = compiled(tmp_path, NEIGHBORS[:2], export_by="lists")
    chain = session(policy, "up").chain(Direction.EXPORT, 4)
    assert chain is not None
    assert decide(policy, chain, route("193.20.0.0/22 35001"), ROV).control == "accept"
    assert decide(policy, chain, route("193.0.0.0/21 3333"), ROV).control == "E02"
    assert any("E01 is held by prefix and origin lists alone" in item.what for item in policy.findings)


DIGEST = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import test_policy
print(test_policy.policy_digest(test_policy.compiled(Path({folder!r}))))
"""


def test_equal_policies_have_equal_digests_in_any_process(tmp_path: Path) -> None:
    digests = {policy_digest(compiled(tmp_path))}
    for seed in ("1", "2"):
        code = DIGEST.format(here=str(Path(__file__).parent), folder=str(tmp_path))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / ".build")}
        digests.add(
            subprocess.run([sys.executable, "-c", code], env=environment, text=True, capture_output=True, check=True).stdout.strip()
        )
    assert len(digests) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"neighbors": NEIGHBORS[:-1]},
        {"irr": IRR.replace("193.20.8.0/24", "193.20.9.0/24")},
        {"export_by": "lists"},
        {"prefixes": ["185.10.0.0/22"]},
        {"neighbors": [{**NEIGHBORS[0], "relation": "peer", "receive": None}, *NEIGHBORS[1:]]},
    ],
)
def test_another_policy_has_another_digest(tmp_path: Path, change: dict[str, Any]) -> None:
    assert policy_digest(compiled(tmp_path, **change)) != policy_digest(compiled(tmp_path))


def test_a_new_name_changes_nothing(tmp_path: Path) -> None:
    renamed = [{**NEIGHBORS[0], "name": "transit"}, *NEIGHBORS[1:]]
    assert policy_digest(compiled(tmp_path, renamed)) == policy_digest(compiled(tmp_path))


@pytest.mark.parametrize(("count", "control"), [(100, "accept"), (101, "F06")])
def test_a_path_has_at_most_a_hundred_asns(policy: Policy, count: int, control: str) -> None:
    long = route(f"193.0.0.0/21 20965 {'3333 ' * (count - 1)}")
    assert receive(policy, session(policy, "up"), long, ROV)[0].control == control


def test_an_empty_path_from_a_neighbor_is_rejected(policy: Policy) -> None:
    assert receive(policy, session(policy, "server"), route("193.0.0.0/21"), ROV)[0].control == "F21"
