# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each control as Junos has it: routes that it must let in and their twins that it must not, written by hand from docs/policy.md."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, PolicyError, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddCommunity,
    AddOtc,
    AspaInvalid,
    CommunitiesMoreThan,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    NextHopIn,
    OtcPresent,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    Rewrite,
    SetLocalPreference,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import documents
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.capabilities import capabilities
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.objects import Configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import arriving
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from policy_world import ROV, compiled, route, rows, session

from .judge import Judge

#: neighbor | route | whether it is let in.
IMPORTS = """
# customer
acme | 193.20.0.0/22 35001                      | yes
acme | 193.20.8.0/24 35001 35002                | yes
acme | 193.20.8.0/24 35001                      | F13: that origin has not registered it
acme | 193.20.0.0/23 35001                      | F13: a more-specific
acme | 193.20.0.0/22 35001 25000 35001          | F21: our own ASN in the path
acme | 193.20.0.0/22 35001 {35001,35002}        | F21: an AS_SET
acme | 193.20.0.0/22                            | F21: an empty path
acme | 193.20.0.0/22 35002 35001                | F08: another first ASN
acme | 193.20.0.0/22 35001 nh=10.0.0.3          | F11: another neighbor's address
acme | 0.0.0.0/0 35001                          | F01
acme | 10.1.0.0/16 35001                        | F02
acme | 185.10.0.0/24 35001                      | F03: our own space
acme | 185.10.1.0/24 35001                      | yes, a VRP gives it to them
acme | 185.10.2.0/24 35001                      | F03: an IRR object alone gives nothing
acme | 193.201.28.0/24 35001                    | F04: a peering LAN
acme | 193.20.0.0/22 35001x100                  | yes
acme | 193.20.0.0/22 35001x101                  | F06
acme | 193.20.0.0/22 35001 64500 35001          | F07
acme | 193.20.0.0/22 35001 131072 35001         | yes
acme | 193.20.0.0/22 35001 0 35001              | F07: no expression of Junos names ASN 0
acme | 193.20.0.0/22 35001 4200000000 35001     | F07
acme | 193.20.0.0/22 35001 174 35001            | F09: a transit-free ASN
acme | 193.20.0.0/22 35001 1740 35001           | yes
# peer, provider
up   | 151.2.0.0/16 20965 3320                  | yes
up   | 151.2.0.0/24 20965 3320                  | F12: longer than the VRP has
up   | 151.2.0.0/16 20965 3333                  | F12: another origin
peer | 151.2.0.0/16 31001 3320                  | F09
peer | 151.3.0.0/16 31001 3333                  | F12: AS0
peer | 151.4.0.0/25 31001                       | F05
peer | 150.0.0.0/7 31001                        | F02: no block of that length
up   | 151.4.0.0/16 20965 174 3333              | yes, transit-free is what a provider has
up   | 0.0.0.0/0 20965                          | F01
both | 0.0.0.0/0 20972                          | yes, it is taken
default | 0.0.0.0/0 20971                       | yes
default | 151.4.0.0/16 20971                    | F01: anything else
strict | 193.30.2.0/24 31001                    | yes, covered
strict | 193.30.2.0/25 31001                    | F05
# route server: it does not put its own ASN in front
server | 151.4.0.0/16 3333 nh=193.201.28.77     | yes, another member of the LAN
server | 151.4.0.0/16 3333 nh=193.201.29.1      | F11: not in the LAN
server | 151.4.0.0/16 3333 nh=193.201.28.2      | F11: our own address
server | 151.4.0.0/16 3333 nh=193.201.28.9      | yes
server | 151.4.0.0/16 31050 nh=193.201.28.9     | F10
collector | 151.4.0.0/16 12654                  | F20
# blackholes
black | 193.40.1.1/32 35010 65535:666           | yes
black | 193.40.1.1/32 35010 35010:666           | yes, its own community
black | 193.40.1.1/32 35010                     | F05
black | 193.40.1.0/24 35010 65535:666           | F16: not a host
black | 193.30.1.1/32 35010 65535:666           | F16: not theirs
black28 | 193.42.0.16/28 35011 65535:666        | yes
acme  | 193.20.1.1/32 35001 65535:666           | F05: not declared, the community is taken off
private | 185.12.1.0/24 64600                   | yes, a declared private ASN as the whole path
private | 185.12.1.0/24 64600 64601             | F07
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return fit(compiled(tmp_path_factory.mktemp("world")), capabilities("24.4R1"))


@pytest.fixture(scope="module")
def made(world: Policy) -> Configuration:
    return build(world, Facts(lambda address: (4, 6)))


@pytest.fixture(scope="module")
def judge(made: Configuration) -> Judge:
    return Judge(documents.text(documents.whole(made)))


def chain_of(made: Configuration, found: Session, direction: Direction) -> tuple[str, ...]:
    chain = made.bindings[found.address].policies(direction)
    assert chain is not None
    return chain


@pytest.mark.parametrize("row", rows(IMPORTS), ids=lambda row: " ".join(row[:2]))
def test_imports(world: Policy, made: Configuration, judge: Judge, row: tuple[str, ...]) -> None:
    found = session(world, row[0])
    arrived = arriving(found, route(row[1]))
    accepted, _ = judge.judge(chain_of(made, found, Direction.IMPORT), arrived, ROV, True, world.asn)
    assert accepted == row[2].startswith("yes"), row[2]


def test_what_arrives_is_cleaned_tagged_and_sent_to_nowhere(world: Policy, made: Configuration, judge: Judge) -> None:
    def held(name: str, text: str) -> tuple[set[object], str | None, int | None]:
        found = session(world, name)
        accepted, left = judge.judge(chain_of(made, found, Direction.IMPORT), arriving(found, route(text)), ROV, True, world.asn)
        assert accepted
        return {*left.communities, *left.large_communities}, str(left.next_hop), left.local_preference

    # Of our own namespaces only what is accepted of a customer survives; foreign ones are untouched; the tag is ours.
    sent = "193.20.0.0/22 35001 25000:100 25000:101 7:7 25000:7:9 25000:8:9 25000:1:3 9:9:9"
    assert held("acme", sent)[0] == {(25000, 100), (7, 7), (25000, 7, 9), (9, 9, 9), (25000, 1, 1)}
    assert held("up", "151.4.0.0/16 20965 25000:100 25000:1:1")[0] == {(25000, 1, 3)}
    assert held("acme", "193.20.0.0/22 35001 65535:0")[2] == 0
    communities, next_hop, _ = held("black", "193.40.1.1/32 35010 35010:666")
    assert {(65535, 666), (65535, 65281), (25000, 1, 1)} <= communities
    assert next_hop == "192.0.2.1/32"


#: neighbor | route as we hold it | whether it is sent. A route of our own (an empty path) needs a policy of the operator's on Junos.
EXPORTS = """
up   | 193.20.0.0/22 35001 25000:1:1            | yes
up   | 193.20.0.0/22 35001                      | E01: no tag
up   | 151.4.0.0/16 31001 25000:1:2             | E05: a peer's
up   | 193.99.9.0/24 35001 25000:1:1            | E02: tagged, and not registered
up   | 193.20.0.0/22 35001 25000:1:1 65535:65281 | E00
up   | 193.20.0.0/22 35001 64500 35001 25000:1:1 | E03
acme | 151.4.0.0/16 31001 25000:1:2             | yes
acme | 0.0.0.0/0 20965 25000:1:3                | E06
collector | 151.4.0.0/16 31001 25000:1:2        | yes
"""


@pytest.mark.parametrize("row", rows(EXPORTS), ids=lambda row: " ".join(row[:2]))
def test_exports(world: Policy, made: Configuration, judge: Judge, row: tuple[str, ...]) -> None:
    found = session(world, row[0])
    accepted, _ = judge.judge(chain_of(made, found, Direction.EXPORT), route(row[1]), ROV, False, world.asn)
    assert accepted == row[2].startswith("yes"), row[2]


def test_what_leaves_has_none_of_our_communities(world: Policy, made: Configuration, judge: Judge) -> None:
    found = session(world, "up")
    held = route("193.20.0.0/22 35001 25000:100 7:7 25000:1:1 25000:9:13 9:9:9")
    accepted, left = judge.judge(chain_of(made, found, Direction.EXPORT), held, ROV, False, world.asn)
    assert accepted
    assert (left.communities, left.large_communities) == ({(7, 7)}, {(9, 9, 9)})


# -- what cannot be said is refused --------------------------------------------------------------

HOSTS = PrefixSet("hosts", frozenset({PrefixRange.parse("10.0.0.0/24^24-32")}))


def one(*terms: Term, last: tuple[Rewrite, ...] = ()) -> Policy:
    chain = Chain(Direction.IMPORT, 4, terms, (), last)
    return Policy(64500, (Session("n", 64501, Relation.PEER, "10.0.0.1", (chain,)),), {"hosts": HOSTS}, {})


@pytest.mark.parametrize(
    "policy",
    [
        one(Term("F14", (OtcPresent(),))),
        one(Term("F19", (AspaInvalid(True),))),
        one(Term("F11", (), ((NextHopIn("hosts"),),))),
        one(Term("F06", (PathLongerThan(1024),))),
        one(Term("F21", (PathHasSet(), EmptyPath()))),
        # Two expressions in one term are alternatives for Junos, not both.
        one(Term("X", (FirstAsn(1), EmptyPath()))),
        one(Term("X", (), ((HasCommunity(((1, 1),)), HasCommunity(((2, 2),))),))),
        one(Term("X", (), ((PrefixIn("hosts"), PrefixIn("hosts")),))),
        one(last=(Rewrite("F18", (SetLocalPreference(1),), (CommunitiesMoreThan(9),)),)),
        one(last=(Rewrite("E04", (RemoveAsns((1,)),)),)),
        one(last=(Rewrite("F14", (AddOtc(1),)),)),
        one(last=(Rewrite("X", (AddCommunity((1, 1)), SetLocalPreference(1)), (HasCommunity(((2, 2),)),)),)),
    ],
)
def test_what_junos_cannot_say_is_refused(policy: Policy) -> None:
    with pytest.raises(PolicyError, match="Junos"):
        build(policy, Facts(lambda address: (4,)))


def test_an_unknown_atom_is_refused(tmp_path: Path) -> None:
    class Unknown:
        pass

    with pytest.raises(PolicyError, match="Junos cannot match Unknown"):
        build(one(Term("X", (Unknown(),))), Facts(lambda address: (4,)))  # type: ignore[arg-type]


def test_asn_0_is_rejected_also_where_nothing_else_looks_at_the_form_of_the_path() -> None:
    policy = one(Term("F07", (PathHas(((0, 0), (64496, 64511))),), ((PathOnly(64500),),)))
    made = build(policy, Facts(lambda address: (4,)))
    judge = Judge(documents.text(documents.whole(made)))
    chain = chain_of(made, policy.sessions[0], Direction.IMPORT)
    accepted = [judge.judge(chain, route(f"20.0.0.0/16 {path}"), ROV, True, 64500)[0] for path in ("1 2", "1 0 2", "1 64500", "64500")]
    assert accepted == [True, False, False, True]


def test_no_term_has_an_empty_from(made: Configuration) -> None:
    """Junos takes it off, and the term matches every route then."""
    root = documents.whole(replace(made))
    assert [item for item in root.iter("from") if not len(item)] == []
    for statement in root.iter("policy-statement"):
        name = statement.findtext("name") or ""
        open_terms = [term for term in statement.findall("term") if term.find("from") is None]
        assert not open_terms or name == "MANRS-ACCEPT" or name.startswith("MANRS-THEIRS-"), name
