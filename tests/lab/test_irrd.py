# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real IRRd holds the world, bgpq4 gets the truth out of it, and IRRd answers as docs/irr.md says."""

from __future__ import annotations

import pytest
from bgpq4 import Bgpq4
from irr_world import SOURCES, IrrWorld
from irrd import IrrdLab, missing
from namespaces import start_ticks
from topology import LabError

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def judge(irrd: IrrdLab) -> Bgpq4:
    return Bgpq4(irrd.port, irrd.sources)


@pytest.mark.parametrize("version", [4, 6])
def test_bgpq4_finds_the_truth_about_every_customer(judge: Bgpq4, world: IrrWorld, version: int) -> None:
    wrong = [name for name in world.customers if judge.prefixes(name, version=version) != world.prefixes(name, version)]
    assert wrong == []
    assert sum(len(world.prefixes(name, version)) > 0 for name in world.customers) > 200


def test_bgpq4_finds_the_asns_of_every_customer(judge: Bgpq4, world: IrrWorld) -> None:
    assert [name for name in world.customers if judge.asns(name) != world.asns[name]] == []


def test_bgpq4_finds_the_truth_about_the_large_set_and_about_a_list_of_asns(judge: Bgpq4, world: IrrWorld) -> None:
    assert judge.prefixes(world.large, version=4) == world.prefixes(world.large, 4)
    assert judge.prefixes(world.large, version=6) == set()
    names = [f"AS{asn}" for asn in sorted(world.asns[world.large])[:50]]
    assert len(judge.prefixes(*names, version=4)) == 5000


def test_the_judge_sees_a_difference(irrd: IrrdLab, world: IrrWorld) -> None:
    # Asked in another order, sets come from other sources.
    other = Bgpq4(irrd.port, tuple(reversed(SOURCES)))
    assert sum(other.prefixes(name, version=4) != world.prefixes(name, 4) for name in world.customers) >= 10


def test_the_judge_says_when_there_is_no_such_source(irrd: IrrdLab) -> None:
    with pytest.raises(LabError, match="NOPE"):
        Bgpq4(irrd.port, ["NOPE"]).prefixes("AS-LARGE", version=4)
    with pytest.raises(LabError, match="NOPE"):
        Bgpq4(irrd.port, SOURCES).prefixes("NOPE::AS-LARGE", version=4)


def block(text: str) -> bytes:
    data = text.encode() + b"\n"
    return b"A%d\n%bC\n" % (len(data), data)


#: docs/irr.md: a dialogue and what comes back, in order.
DIALOGUES: dict[str, tuple[list[str | bytes], bytes]] = {
    "version": (["!v"], block("IRRd -- version 4.5.2")),
    "a client says its name": (["!nmanrs"], b"C\n"),
    "sources are in the order that was set": (["!s-lc", "!sarin,RIPE", "!s-lc"], block("RIPE,RADB,ARIN") + b"C\n" + block("ARIN,RIPE")),
    "an unknown source changes nothing": (
        ["!sRADB", "!sRIPE,NOPE", "!s-lc"],
        b"C\nF One or more selected sources are unavailable.\n" + block("RADB"),
    ),
    "empty and unknown are the same": (["!iAS-HIDDEN", "!iAS-NOWHERE", "!aAS-HIDDEN", "!gAS1"], b"D\nD\nD\nD\n"),
    "a set is not its own member, if asked for in upper case": (["!iAS-ITSELF", "!ias-itself"], b"D\n" + block("AS-ITSELF")),
    "no SOURCE:: in a name": (["!iRADB::AS-HIDDEN"], b"D\n"),
    "upper case commands are none": (["!V"], b"F Unrecognised command: V\n"),
    "an error does not end it": (
        ["!gAS-X", "!i", "!gAS1"],
        b"F Invalid AS number AS-X: number part is not numeric\nF Missing parameter for i query\nD\n",
    ),
    "a NUL": ([b"!gAS1\x00"], b"F Queries may not contain null bytes\n"),
    "a serial": (["!jRIPE,NOPE"], block("RIPE:N:-\nNOPE:X:Database unknown")),
    "time to wait": (["!t1000", "!t1001"], b"C\nF Invalid value for timeout: 1001\n"),
}


@pytest.mark.parametrize("what", DIALOGUES)
def test_irrd_answers_as_the_page_says(irrd: IrrdLab, what: str) -> None:
    commands, answer = DIALOGUES[what]
    assert irrd.ask(*commands) == answer


def test_the_object_tells_an_empty_set_from_none(irrd: IrrdLab) -> None:
    answer = irrd.ask("!mas-set,as-hidden", "!mas-set,AS-NOWHERE", "!mAS-SET,AS-HIDDEN")
    # Its name is in the object as it was written.
    assert answer.upper() == block("AS-SET:         AS-HIDDEN\nMNT-BY:         MNT-WORLD\nSOURCE:         RIPE") + b"D\nD\n"


def test_the_first_source_that_has_a_set_wins_and_an_empty_one_hides_it(irrd: IrrdLab, world: IrrWorld) -> None:
    (name,) = (name for name in world.customers if name.upper() == "RADB::AS-HIDDEN")
    members = block(" ".join(sorted(f"AS{asn}" for asn in world.asns[name])))
    ask = "!iAS-HIDDEN"
    # Each `!s` holds for what comes after it.
    assert irrd.ask("!sRADB", ask, "!sRIPE,RADB", ask, "!sRADB,RIPE", ask) == b"C\n" + members + b"C\nD\nC\n" + members


def test_thousands_of_commands_at_once_are_answered_in_order(irrd: IrrdLab, world: IrrWorld) -> None:
    asns = sorted(set().union(*(world.asns[name] for name in world.customers)))
    answer = irrd.ask(*(f"!{letter}AS{asn}" for asn in asns for letter in "g6"))
    for asn in asns:
        for version in (4, 6):
            expected = {prefix for prefix, _source in world.routes.get(asn, ()) if (":" in prefix) == (version == 6)}
            header, _end, answer = answer.partition(b"\n")
            if header == b"D":
                assert not expected, asn
                continue
            length = int(header.removeprefix(b"A"))
            assert set(answer[:length].decode().split()) == expected, asn
            assert answer[length:].startswith(b"C\n")
            answer = answer[length + 2 :]
    assert answer == b""


def test_its_log_knows_what_was_asked(irrd: IrrdLab) -> None:
    irrd.ask("!gAS65551")
    assert irrd.queries().count("!gAS65551") == 1


def test_nothing_is_left_of_it() -> None:
    if lacking := missing():
        pytest.skip(lacking)
    with IrrdLab({"RIPE": "route: 193.0.0.0/21\norigin: AS3333\nmnt-by: MNT-X\nsource: RIPE\n"}) as irrd:
        assert irrd.ask("!gAS3333") == block("193.0.0.0/21")
        processes = irrd.processes()
        assert len(processes) > 10
        assert all(start_ticks(pid) is not None for pid in processes[:3])
    assert [pid for pid in processes if start_ticks(pid) is not None] == []
    assert not irrd.folder.exists()


def test_rpsl_that_irrd_refuses_is_named_and_nothing_is_left() -> None:
    if lacking := missing():
        pytest.skip(lacking)
    irrd = IrrdLab({"RIPE": "as-set: AS-X\nmembers: RADB::AS-Y\nmnt-by: MNT-X\nsource: RIPE\n"})
    with pytest.raises(LabError, match=r"(?s)RIPE was not loaded.*Invalid set RADB::AS-Y"), irrd:
        pass
    assert [pid for pid in irrd.processes() if start_ticks(pid) is not None] == []
    assert not irrd.folder.exists()
