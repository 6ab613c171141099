# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenBGPD without a router: an interpreter of bgpd's own rules judges what we send, and what we send is read back as it was meant.

It knows nothing of the renderer. What it takes for granted about bgpd is shown on real daemons by lab/verdicts.py.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PathHasSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd import OpenBgpd
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd.parse import parse_files
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd.render import Files, build, local_names
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd.sets import pair_set_text, parse_pair_set
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving, evaluate
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policy_world import NEIGHBORS, ROV, compiled

from .interpreter import judge, local_file, parse

moderate = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
#: Nothing stands between guard and seal but what the operator has at the least.
OPERATOR = "allow from any\nallow to any\n"
#: One of each mode, and neighbors whose names have nothing to do with it.
MONITORED = [
    {**item, "modes": {control: {"mode": "monitor", "until": "2999-12-31", "why": "test"} for control in ("F05", "F13", "F12", "E03")}}
    if item["name"] in ("acme", "peer")
    else item
    for item in NEIGHBORS
]


def fitted(folder: Path, version: str, neighbors: list[dict[str, object]]) -> Policy:
    policy = fit(compiled(folder, neighbors), OpenBgpd().capabilities(version))
    opened = PrefixSet("LOCAL-AS35001", frozenset({PrefixRange.parse("193.77.0.0/16^16-24")}))
    return replace(policy, local_lists={**policy.local_lists, opened.name: opened})


def expected(policy: Policy, session: Session, chain: Chain, route: Route) -> Route | None:
    """What decide says; what the session itself looks at (AS_SETs, OTC) is not the rules' business."""
    rules = replace(chain, terms=tuple(term for term in chain.terms if (PathHasSet(),) != term.when))
    (is_accepted, _), after = evaluate(policy, rules, route, ROV)
    return after if is_accepted else None


@pytest.fixture(scope="module", params=["7.7", "8.8"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return fitted(tmp_path_factory.mktemp("openbgpd"), request.param, MONITORED)


def text_of(policy: Policy, files: Files, operator: str = OPERATOR) -> tuple[str, ...]:
    local = local_file({name: ["193.77.0.0/16 prefixlen 16 - 24"] if name == "LOCAL-AS35001" else [] for name in local_names(policy)})
    return (local, *files.set_files().values(), files.guard(), operator, files.seal())


def test_the_rules_do_what_decide_says(world: Policy) -> None:
    from test_fit import routes

    configuration = parse(*text_of(world, build(world)))

    @settings(moderate, max_examples=250)
    @given(st.integers(0, len(world.sessions) - 1), st.sampled_from(Direction), st.data())
    def holds(number: int, direction: Direction, data: st.DataObject) -> None:
        session = world.sessions[number]
        route = replace(data.draw(routes(session.asn if direction is Direction.IMPORT else None)), otc=None)
        if direction is Direction.IMPORT:
            route = arriving(session, route)
            if route.next_hop is None or route.next_hop.family != route.prefix.family:
                # A session carries next hops of the family of its routes.
                route = replace(route, next_hop=host_prefix("193.201.28.9" if route.prefix.family == 4 else "2001:7f8:33::9"))
        chain = session.chain(direction, route.prefix.family)
        assert chain is not None
        way = "from" if direction is Direction.IMPORT else "to"
        said = judge(configuration, way, session.address, route, ROV, world.asn)
        assert said == expected(world, session, chain, route), (session.neighbor, way, route)

    holds()


def test_what_passes_the_guard_the_operator_can_still_deny_and_nobody_can_unreject(world: Policy) -> None:
    session = next(item for item in world.sessions if item.neighbor == "peer")
    files = build(world)
    good = Route(PrefixRange.parse("193.0.0.0/21").prefix, (31001, 3333), next_hop=arriving(session, ROUTE).next_hop)
    bad = replace(good, prefix=PrefixRange.parse("10.1.0.0/16").prefix)
    denying = parse(*text_of(world, files, "deny from any\n"))
    allowing = parse(*text_of(world, files, "allow quick from any\n"))
    assert judge(denying, "from", session.address, good, ROV, world.asn) is None
    assert judge(parse(*text_of(world, files, "")), "from", session.address, good, ROV, world.asn) is not None
    assert judge(allowing, "from", session.address, bad, ROV, world.asn) is None


ROUTE = Route(PrefixRange.parse("193.0.0.0/21").prefix, (31001,))


def test_what_is_written_is_read_back(world: Policy) -> None:
    files = build(world)
    again, strange = parse_files(files.guard(), files.seal(), files.set_files())
    assert strange == ()
    assert again == files
    for name, text in files.pair_sets.items():
        assert parse_pair_set(text) == (
            name,
            {origin: ranges for origin, ranges in world.pair_sets[name].ranges_by_origin.items() if ranges},
        )


def test_a_guard_or_seal_that_somebody_edited_is_seen(world: Policy) -> None:
    files = build(world)
    opened = files.guard().replace("deny quick from 10.0.0.2 inet peer-as", "allow quick from 10.0.0.2 inet peer-as")
    less = "\n".join(line for line in files.seal().splitlines() if "set { localpref 0 }" not in line) + "\n"
    lines = files.guard().splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("deny quick from 10.0.0.2 "))
    fewer = "\n".join(lines[:rule] + lines[rule + 1 :]) + "\n"
    assert parse_files(fewer, files.seal(), files.set_files())[1] == ("/etc/bgpd/manrs-guard.conf",)
    assert opened == files.guard() or parse_files(opened, files.seal(), files.set_files())[1] == ("/etc/bgpd/manrs-guard.conf",)
    assert parse_files(files.guard(), less, files.set_files())[1] == ("/etc/bgpd/manrs-guard.conf",)


@st.composite
def pair_sets(draw: st.DrawFn) -> PairSet:
    """Ranges of every kind: at their prefix's own length, behind it, of both families."""
    texts = [
        "193.20.0.0/22",
        "193.20.0.0/22^22-24",
        "193.20.0.0/22^24-24",
        "193.20.0.0/22^32-32",
        "2a06::/32^48-128",
        "2a06::/32",
        "0.0.0.0/0",
    ]
    origins = draw(st.dictionaries(st.sampled_from([0, 1, 35001, 4200000000]), st.sets(st.sampled_from(texts), min_size=1), min_size=1))
    # Of two ranges that begin at the same length below the same prefix only the longer means anything.
    found = {}
    for origin, items in origins.items():
        longest: dict[tuple[object, int], PrefixRange] = {}
        for item in map(PrefixRange.parse, sorted(items)):
            key = (item.prefix, item.minimum)
            longest[key] = max(longest.get(key, item), item)
        found[origin] = frozenset(longest.values())
    return PairSet("AS1=AS-X+", found)


@settings(moderate, max_examples=100)
@given(pair_sets())
def test_registered_pairs_are_read_back(pairs: PairSet) -> None:
    assert parse_pair_set(pair_set_text(pairs)) == (pairs.name, pairs.ranges_by_origin)
