# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What mutations of registry data were found to break, one by one."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Irr, Registry, Rpki
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixError, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName, SetNameError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import Cone
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import Problems, RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import parse_asn
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irrd import Kind, take_answers
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpki import read_export
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpsl import IrrDumps
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_format import SnapshotError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

from ..unit.registry.test_irrd import Script, client, serving
from ..unit.registry.test_registry import IRR, NOW, dumps, intents, made, routes

MANY_DIGITS = "1" * 5000


@pytest.mark.parametrize("length", [f"/{MANY_DIGITS}", f"/8^{MANY_DIGITS}", f"/8^8-{MANY_DIGITS}", "/8^\u00b2"])
def test_a_length_that_python_takes_for_no_number_is_no_prefix(length: str) -> None:
    with pytest.raises(PrefixError) as caught:
        PrefixRange.parse(f"10.0.0.0{length}")
    assert len(str(caught.value)) < 400


def test_one_hostile_route_is_left_out_and_all_others_count(tmp_path: Path) -> None:
    problems = Problems()
    irr = dumps(tmp_path, f"{IRR}\n\nroute:      193.0.16.0/{MANY_DIGITS}\norigin:     AS64501\nsource:     TEST\n", problems=problems)
    assert routes(irr, 64501) == {64501: {Prefix.parse("193.0.0.0/21")}}
    assert [text for text in problems.named if "the length is a number" in text]


def test_one_hostile_answer_of_a_server_fails_one_asn() -> None:
    world = {"RIPE": {"gAS1": f"193.0.0.0/{MANY_DIGITS}", "gAS2": "193.0.10.0/24"}, "RADB": {}}
    with serving(Script(world)) as server:
        irr = client(server)

        async def ask() -> dict[int, str | None]:
            try:
                return {asn: answer.problem for asn, answer in (await irr.routes([1, 2])).items()}
            finally:
                irr.close()

        found = asyncio.run(ask())
    assert "AS1: no complete answer" in str(found[1])
    assert found[2] is None


def test_a_server_that_refuses_without_a_word_has_refused() -> None:
    answers, broken = take_answers(bytearray(b"C\nF\nE\nD\n"))
    assert [answer.kind for answer in answers] == [Kind.NOTHING, Kind.FAILED, Kind.FAILED, Kind.MISSING]
    assert broken is None


def test_an_attribute_without_a_value_is_no_member_of_what_follows_it() -> None:
    texts = {
        "mas-set,AS-A": "as-set: AS-A\nmembers:\ntech-c: X",
        "mas-set,AS-B": "as-set: AS-B\nmembers: # none\nsource: RIPE",
        "mas-set,AS-C": "as-set: AS-C\nmembers:\n+ AS1",
        "mas-set,AS-D": "as-set: AS-D\nmp-members:  AS1",
    }
    names = [SetName.parse(f"AS-{letter}") for letter in "ABCD"]
    with serving(Script({"RIPE": texts})) as server:
        irr = client(server, sources=("RIPE",))

        async def ask() -> Mapping[SetName, Mapping[str, bool]]:
            try:
                return await irr.homes(names)
            finally:
                irr.close()

        found = asyncio.run(ask())
    assert [found[name]["RIPE"] for name in names] == [False, False, True, True]


@pytest.mark.parametrize("text", ["AS-\u017fET", "A\u017f-X", "\u017f::AS-X", f"AS-{'X' * 300}"])
def test_letters_of_other_scripts_and_endless_names_name_no_set(text: str) -> None:
    """In capitals the long s is an S; a file of the snapshot has the set's name."""
    with pytest.raises(SetNameError):
        SetName.parse(text)


def test_digits_of_other_scripts_make_no_asn() -> None:
    assert parse_asn("AS\u0666\u0664") is None


def test_a_source_in_letters_of_another_script_is_another_source(tmp_path: Path) -> None:
    text = IRR.replace("origin:     AS64501\nsource:     TEST", "origin:     AS64501\nsource:     TE\u017fT")
    assert routes(dumps(tmp_path, text, ["TEST"]), 64501) == {}


def test_a_gzip_that_is_broken_in_its_midst_is_an_error(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(IRR.encode() * 100, mtime=0))
    told = []
    for place in range(20, len(whole), 7):
        (tmp_path / "irr").write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with pytest.raises(RegistryError, match="fetch the file again") as caught:
            IrrDumps([tmp_path / "irr"], None, Problems())
        told.append(str(caught.value))
    assert any("Error -3" in text for text in told)


def test_a_dump_that_is_cut_within_a_line_is_an_error(tmp_path: Path) -> None:
    """The rest of an ASN or of a prefix is that of somebody else."""
    (tmp_path / "irr").write_text("route: 193.0.0.0/21\norigin: AS6450")
    with pytest.raises(RegistryError, match="was cut"):
        routes(IrrDumps([tmp_path / "irr"], None, Problems()), 6450)


def test_an_export_whose_prefix_is_a_list_is_left_out_at_any_depth(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "vrps").write_text(json.dumps({"roas": [{"asn": 1, "prefix": ["193.0.0.0/21"]}, {"asn": 1, "prefix": "193.0.0.0/21"}]}))
    assert len(read_export(str(tmp_path / "vrps"), problems).vrps) == 1
    assert problems.named == [f"{tmp_path / 'vrps'}: roas[0]: a list is not a prefix"]


# -- snapshots -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"hosts": 5},
        {"hosts": "edge1, edge2"},
        {"made_at": "2026-11-24T12:00:00"},
        {"made_at": 5},
        {"unresolved": [1]},
        {"digest": None},
    ],
)
def test_a_manifest_with_other_types_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = made(tmp_path)
    manifest = json.loads((path / "manifest.json").read_text())
    (path / "manifest.json").write_text(json.dumps({**manifest, **wrong}))
    with pytest.raises(SnapshotError, match="cannot be read"):
        load_snapshot(path, "edge1", NOW, Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x")))


@pytest.mark.parametrize("text", ["[" * 100_000, "[]", "5"])
def test_a_manifest_that_is_none_is_refused_and_made_again(tmp_path: Path, text: str) -> None:
    path = made(tmp_path)
    (path / "manifest.json").write_text(text)
    with pytest.raises(SnapshotError):
        load_snapshot(path, "edge1", NOW, Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x")))
    make_snapshot(intents(tmp_path), path, NOW)  # type: ignore[arg-type]
    assert load_snapshot(path, "edge1", NOW, Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x"))).vrps


@pytest.mark.parametrize("since", ["garbage", 5, "2026-01-01T00:00:00"])
def test_a_date_of_the_snapshot_before_that_is_none_is_not_kept(tmp_path: Path, since: object) -> None:
    path = made(tmp_path, as_set="AS-GONE")
    manifest = json.loads((path / "manifest.json").read_text())
    assert "AS-GONE" in manifest["unresolved"]
    (path / "manifest.json").write_text(json.dumps({**manifest, "unresolved": {"AS-GONE": since}}))
    registry = Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x"))
    assert load_snapshot(path, "edge1", NOW, registry).unresolved_since(Cone(64501, "AS-GONE")) is None
    later = NOW + timedelta(days=1)
    make_snapshot(intents(tmp_path, as_set="AS-GONE"), path, later)  # type: ignore[arg-type]
    assert load_snapshot(path, "edge1", later, registry).unresolved_since(Cone(64501, "AS-GONE")) == later.astimezone(UTC)


@pytest.mark.parametrize("name", ["network.json", "peeringdb.json"])
@pytest.mark.parametrize("text", ["[" * 100_000, "[]", '{"cones": 5, "networks": []}', '{"cones": [[1]]}'])
def test_a_broken_snapshot_is_made_again(tmp_path: Path, name: str, text: str) -> None:
    path = made(tmp_path)
    (path / name).write_text(text)
    make_snapshot(intents(tmp_path), path, NOW)  # type: ignore[arg-type]
    snapshot = load_snapshot(path, "edge1", NOW, Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x")))
    assert snapshot.made_at == datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert snapshot.registered(Cone(64501, "AS64501:AS-ACME"))
