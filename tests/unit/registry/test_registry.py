# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Registry files: read as they are, wrong objects named, an incomplete answer is no answer."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Irr, Registry, Rpki
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet, Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import Cone, Customer
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import Problems, RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import Resolver, UnresolvedError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpki import RpkiExport, read_export
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpsl import IrrDumps
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import Snapshot, load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_format import SnapshotError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.special_purpose import reachable_exceptions, special_purpose_ranges

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared/real"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
IRR = """\
% a comment before
as-set:     AS64501:AS-acme
members:    AS64501, as64502   # a comment
+           as-inner
source:     TEST

as-set:     AS-INNER
members:    AS64503
members:    AS64501:AS-ACME
mbrs-by-ref: MAINT-A
source:     TEST

aut-num:    AS64504
member-of:  AS-INNER
mnt-by:     MAINT-A
source:     TEST

aut-num:    AS64505
member-of:  AS-INNER
mnt-by:     MAINT-EVIL
source:     TEST

route:      193.0.0.0/21
origin:     AS64501
source:     TEST

route6:     2A00:1::/32
origin:     as64502
source:     TEST

route:      193.0.8.1/24
origin:     AS64503
source:     TEST

route:      193.0.9.0/24
descr:      no origin
source:     TEST

route:      193.0.10.0/24
origin:     AS64504
source:     OTHER
"""


def dumps(folder: Path, text: str = IRR, sources: list[str] | None = None, problems: Problems | None = None) -> IrrDumps:
    path = folder / "irr.rpsl"
    path.write_bytes(text.encode())
    return IrrDumps([path], sources, problems or Problems())


def expand(irr: IrrDumps, name: str, most: int = 2_000_000) -> frozenset[int]:
    """The ASNs of one AS-SET, by the way that a snapshot takes."""
    wanted = SetName.parse(name)
    found = asyncio.run(Resolver(irr, most).expand([wanted]))[wanted]
    if isinstance(found, UnresolvedError):
        raise found
    return found.asns


def routes(irr: IrrDumps, *origins: int) -> dict[int, set[Prefix]]:
    """The registered prefixes of each origin that has any."""
    return {asn: set(found.sources) for asn, found in asyncio.run(irr.routes(origins)).items() if found.sources}


def test_expansion_goes_through_sets_references_and_loops(tmp_path: Path) -> None:
    assert expand(dumps(tmp_path), "as64501:as-acme") == {64501, 64502, 64503, 64504}


def test_a_member_that_does_not_exist_is_no_shorter_answer(tmp_path: Path) -> None:
    with pytest.raises(UnresolvedError, match="AS-GONE is not in the IRR data .a member of AS-INNER."):
        expand(dumps(tmp_path, IRR.replace("AS64503\nmembers", "AS64503, AS-GONE\nmembers")), "AS64501:AS-ACME")


@pytest.mark.parametrize("member", ["AS0", "AS4294967296", "ASX", "10.0.0.0/8", "AS-A;DROP"])
def test_a_member_that_is_nothing_is_refused(tmp_path: Path, member: str) -> None:
    with pytest.raises(UnresolvedError, match="neither an ASN nor an AS-SET"):
        expand(dumps(tmp_path, f"as-set: AS-A\nmembers: AS1, {member}\n"), "AS-A")


def test_a_set_of_a_named_source(tmp_path: Path) -> None:
    two = "as-set: AS-A\nmembers: AS1\nsource: ONE\n\nas-set: AS-A\nmembers: AS2\nsource: TWO\n"
    assert expand(dumps(tmp_path, two), "TWO::AS-A") == {2}
    assert expand(dumps(tmp_path, two, ["TWO", "ONE"]), "AS-A") == {2}
    with pytest.raises(UnresolvedError):
        expand(dumps(tmp_path, two, ["ONE"]), "TWO::AS-A")


def test_wrong_route_objects_are_left_out_and_named(tmp_path: Path) -> None:
    problems = Problems()
    assert routes(dumps(tmp_path, problems=problems), 64501, 64502, 64503, 64504) == {
        64501: {Prefix.parse("193.0.0.0/21")},
        64502: {Prefix.parse("2a00:1::/32")},
        64504: {Prefix.parse("193.0.10.0/24")},
    }
    assert problems.count == 2
    assert "irr.rpsl:31: route: '193.0.8.1/24' has host bits set; write 193.0.8.0/24" in problems.named[0]
    assert "irr.rpsl:35: route 193.0.9.0/24: no origin ASN" in problems.named[1]


def test_only_objects_of_the_wanted_sources(tmp_path: Path) -> None:
    assert routes(dumps(tmp_path, sources=["test"]), 64504) == {}


def test_crlf_control_characters_and_other_bytes(tmp_path: Path) -> None:
    text = "as-set: AS-A\r\ndescr: \x00\x1b[31m caf\udce9\r\nmembers: AS1\r\n\r\nroute: 193.0.0.0/24\r\norigin: AS1\r\n"
    path = tmp_path / "irr.rpsl"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    irr = IrrDumps([path], None, Problems())
    assert expand(irr, "AS-A") == {1}
    assert routes(irr, 1) == {1: {Prefix.parse("193.0.0.0/24")}}


def test_a_set_of_a_million_members(tmp_path: Path) -> None:
    members = "".join(f"members: AS{number}\n" for number in range(1, 1_000_001))
    assert len(expand(dumps(tmp_path, f"as-set: AS-BIG\n{members}"), "AS-BIG")) == 1_000_000


def test_a_chain_of_sets_deeper_than_any_stack(tmp_path: Path) -> None:
    text = "".join(f"as-set: AS-{number}\nmembers: AS-{number + 1}\n\n" for number in range(5000)) + "as-set: AS-5000\nmembers: AS7\n"
    assert expand(dumps(tmp_path, text), "AS-0") == {7}


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0)])
def test_an_empty_dump_is_a_failed_download(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "irr.rpsl"
    path.write_bytes(content)
    with pytest.raises(RegistryError, match=r"irr\.rpsl: is empty, .* fetch the file again"):
        IrrDumps([path], None, Problems())


def test_a_cut_gzip_is_an_error(tmp_path: Path) -> None:
    whole = gzip.compress(IRR.encode() * 100)
    path = tmp_path / "irr.gz"
    path.write_bytes(whole)
    assert expand(IrrDumps([path], None, Problems()), "AS-INNER")
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RegistryError, match="irr.gz: .*; fetch the file again"):
        IrrDumps([path], None, Problems())


VRP = Vrp(Prefix.parse("193.0.0.0/21"), 24, 64501)


@pytest.mark.parametrize(
    "entry",
    [
        {"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 24, "expires": 1, "ta": "ripe"},
        {"asn": "AS64501", "prefix": "193.0.0.0/21", "maxLength": 24, "ta": "ripe"},
        {"asn": "64501", "prefix": "193.0.0.0/21", "max_length": 24},
    ],
    ids=["rpki-client", "Routinator and StayRTR", "other"],
)
def test_the_forms_of_validators(tmp_path: Path, entry: dict[str, object]) -> None:
    path = tmp_path / "vrps.json"
    path.write_text(json.dumps({"metadata": {}, "roas": [entry, entry]}), encoding="utf-8")
    assert read_export(str(path), Problems()).vrps == (VRP,)


@pytest.mark.parametrize(
    "entry",
    [
        {"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 20},
        {"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 33},
        {"asn": 2**32, "prefix": "193.0.0.0/21", "maxLength": 24},
        {"asn": 64501, "prefix": "193.0.0.1/21", "maxLength": 24},
        {"asn": 64501},
        "193.0.0.0/21",
    ],
)
def test_a_wrong_vrp_is_left_out_and_named(tmp_path: Path, entry: object) -> None:
    path = tmp_path / "vrps.json"
    good = {"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 24}
    path.write_text(json.dumps({"roas": [good, entry]}), encoding="utf-8")
    problems = Problems()
    assert read_export(str(path), problems).vrps == (VRP,)
    assert problems.count == 1
    assert "vrps.json: roas[1]" in problems.named[0]


def aspas_of(tmp_path: Path, aspas: object, problems: Problems) -> Mapping[int, frozenset[int]] | None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"roas": [{"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 24}], "aspas": aspas}), encoding="utf-8")
    return read_export(str(path), problems).aspas


@pytest.mark.parametrize(
    "entry",
    [
        {"customer_asid": 64500, "expires": 1, "providers": [64501, 64502]},
        {"customer": "AS64500", "providers": ["AS64501", "AS64502"], "ta": "ripe"},
    ],
    ids=["rpki-client", "Routinator"],
)
def test_the_forms_of_aspas(tmp_path: Path, entry: dict[str, object]) -> None:
    assert aspas_of(tmp_path, [entry], Problems()) == {64500: frozenset({64501, 64502})}


def test_aspas_of_one_customer_are_one_and_without_a_list_nothing_is_known(tmp_path: Path) -> None:
    two = [{"customer": 64500, "providers": [64501]}, {"customer": 64500, "providers": [0, 64502]}]
    assert aspas_of(tmp_path, two, Problems()) == {64500: frozenset({0, 64501, 64502})}
    assert aspas_of(tmp_path, [], Problems()) == {}
    assert aspas_of(tmp_path, None, Problems()) is None


@pytest.mark.parametrize(
    "broken",
    [
        {"customer": 64500, "providers": []},
        {"customer": 64500, "providers": "64503"},
        {"customer": 64500, "providers": [64501, "AS-X"]},
        {"customer": 64500},
    ],
)
def test_a_customer_with_a_broken_aspa_says_nothing(tmp_path: Path, broken: dict[str, object]) -> None:
    """A part of its providers would make paths by the others invalid."""
    problems = Problems()
    others = [{"customer": 64500, "providers": [64501]}, {"customer": 64510, "providers": [64501]}]
    assert aspas_of(tmp_path, [*others, broken], problems) == {64510: frozenset({64501})}
    assert problems.count == 1
    assert "export.json: aspas[2]" in problems.named[0]


@pytest.mark.parametrize("entry", [{"providers": [64501]}, {"customer": True, "providers": [64501]}, "64500", None])
def test_an_aspa_without_a_customer_is_left_out_and_named(tmp_path: Path, entry: object) -> None:
    problems = Problems()
    assert aspas_of(tmp_path, [entry], problems) == {}
    assert problems.count == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"roas": []}', '{"roas": {}}', "nonsense"])
def test_an_export_without_vrps_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vrps.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError):
        read_export(str(path), Problems())


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real registry data in ../shared/real")
def test_real_vrps_are_read_as_they_are() -> None:
    problems = Problems()
    vrps = read_export(str(REAL / "dn42-vrps.json"), problems).vrps
    # 3,312 entries: one twice, three without a prefix or an ASN.
    assert len(vrps) == 3308
    assert problems.count == 3
    assert Vrp(Prefix.parse("fd00:114:514::/48"), 64, 4242420916) in vrps


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real registry data in ../shared/real")
def test_real_rpsl_is_read_as_it_is() -> None:
    problems = Problems()
    irr = IrrDumps([REAL / "altdb-as398057.rpsl"], None, problems)
    assert len(routes(irr, 398057)[398057]) == 17
    assert problems.count == 0
    with pytest.raises(UnresolvedError, match="is not in the IRR data .a member of AS398057:AS-DOWNSTREAM."):
        expand(irr, "AS-EWP")


# Prefix -> whether F02 rejects it, from IANA's registries.
SPECIAL = {
    "0.0.0.0/8": True,
    "0.0.0.0/0": False,
    "10.0.0.0/8": True,
    "10.255.255.0/24": True,
    "8.0.0.0/6": False,
    "11.0.0.0/8": False,
    "100.63.0.0/16": False,
    "100.64.0.0/10": True,
    "100.128.0.0/16": False,
    "127.0.0.0/8": True,
    "169.254.0.0/16": True,
    "172.16.0.0/12": True,
    "172.32.0.0/16": False,
    "192.0.0.0/24": True,
    "192.0.0.9/32": False,
    "192.0.0.8/31": True,
    "192.0.0.11/32": True,
    "192.0.2.0/24": True,
    "192.31.196.0/24": False,
    "192.88.99.0/24": True,
    "192.168.1.0/24": True,
    "192.175.48.0/24": False,
    "198.18.0.0/15": True,
    "198.20.0.0/16": False,
    "198.51.100.0/24": True,
    "203.0.113.0/24": True,
    "223.255.255.0/24": False,
    "224.0.0.0/4": True,
    "255.255.255.255/32": True,
    "::1/128": True,
    "64:ff9b::/96": True,
    "2001::/23": True,
    "2001::/32": True,
    "2001:2::/48": True,
    "2001:3::/32": False,
    "2001:4:112::/48": False,
    "2001:20::/28": False,
    "2001:30::/28": False,
    "2001:40::/28": True,
    "2001:200::/32": False,
    "2001:db8::/32": True,
    "2001:db8:1::/48": True,
    "2002::/16": True,
    "2620:4f:8000::/48": False,
    "3fff::/20": True,
    "3fff:1000::/20": False,
    "2000::/3": False,
    "5f00::/16": True,
    "fc00::/7": True,
    "fe80::/10": True,
    "ff00::/8": True,
}


@pytest.mark.parametrize("text", SPECIAL)
def test_special_purpose_blocks(text: str) -> None:
    prefix = Prefix.parse(text)
    is_special = PrefixSet("x", special_purpose_ranges()).holds(prefix) and not PrefixSet("y", reachable_exceptions()).holds(prefix)
    assert is_special is SPECIAL[text]


def intents(folder: Path, **neighbor: object) -> dict[str, object]:
    (folder / "irr.rpsl").write_text(IRR, encoding="utf-8")
    (folder / "vrps.json").write_text(json.dumps({"roas": [{"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 24}]}), encoding="utf-8")
    told = {
        "manrs_network": {"asn": 64500, "prefixes": ["185.10.0.0/22"]},
        "manrs_registry": {"irr": {"dumps": [str(folder / "irr.rpsl")]}, "rpki": {"vrps": str(folder / "vrps.json")}},
        "manrs_neighbors": [
            {"name": "acme", "asn": 64501, "relation": "customer", "addresses": ["10.0.0.1"], "as_set": "AS64501:AS-ACME", **neighbor},
            {"name": "up", "asn": 64510, "relation": "provider", "addresses": ["10.0.0.2"], "receive": "full"},
        ],
    }
    return {"edge1": host_intent(told, "edge1", date(2026, 11, 24))}


def made(folder: Path, **neighbor: object) -> Path:
    path = folder / "snapshot"
    make_snapshot(intents(folder, **neighbor), path, NOW)  # type: ignore[arg-type]
    return path


def load(path: Path, host: str = "edge1", hours: float = 1) -> Snapshot:
    return load_snapshot(path, host, NOW + timedelta(hours=hours), Registry(irr=Irr(dumps=("x",)), rpki=Rpki(vrps="x")))


def test_registered_pairs_of_a_cone(tmp_path: Path) -> None:
    pairs = load(made(tmp_path)).registered(Cone(64501, "AS64501:AS-ACME"))
    assert pairs == {
        64501: {PrefixRange.parse("193.0.0.0/21"), PrefixRange.parse("193.0.0.0/21^21-24")},
        64502: {PrefixRange.parse("2a00:1::/32")},
        64504: {PrefixRange.parse("193.0.10.0/24")},
    }


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    path = made(tmp_path)
    first = {item.relative_to(path): item.read_bytes() for item in path.rglob("*") if item.is_file()}
    again = make_snapshot(intents(tmp_path), path, NOW)  # type: ignore[arg-type]
    assert not again.is_changed
    assert {item.relative_to(path): item.read_bytes() for item in path.rglob("*") if item.is_file()} == first
    later = make_snapshot(intents(tmp_path), path, NOW + timedelta(days=1))  # type: ignore[arg-type]
    assert not later.is_changed
    assert {item for item in first if (path / item).read_bytes() != first[item]} == {Path("manifest.json")}


def test_an_unresolved_set_is_a_finding_and_never_a_filter(tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    summary = make_snapshot(intents(tmp_path, as_set="AS-GONE"), path, NOW)  # type: ignore[arg-type]
    assert [(item.severity, item.where) for item in summary.findings if item.severity == "critical"] == [("critical", "acme: AS-GONE")]
    with pytest.raises(UnresolvedError, match="AS-GONE"):
        load(path).registered(Cone(64501, "AS-GONE"))


def test_an_asn_without_a_registered_prefix_is_no_empty_filter(tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    told = intents(tmp_path)
    told["edge1"] = host_intent(
        {
            "manrs_network": {"asn": 64500, "prefixes": ["185.10.0.0/22"]},
            "manrs_registry": {"irr": {"dumps": [str(tmp_path / "irr.rpsl")]}, "rpki": {"vrps": str(tmp_path / "vrps.json")}},
            "manrs_neighbors": [{"name": "x", "asn": 64999, "relation": "customer", "addresses": ["10.0.0.1"]}],
        },
        "edge1",
        date(2026, 11, 24),
    )
    make_snapshot(told, path, NOW)  # type: ignore[arg-type]
    with pytest.raises(UnresolvedError, match="AS64999 has no registered prefix"):
        load(path).registered(Cone(64999))


def test_a_snapshot_is_refused_when_it_cannot_be_trusted(tmp_path: Path) -> None:
    path = made(tmp_path)
    with pytest.raises(SnapshotError, match="is 49 hours old, max_age_hours is 48"):
        load(path, hours=49)
    with pytest.raises(SnapshotError, match="was made without edge9"):
        load(path, "edge9")
    with pytest.raises(SnapshotError, match="does not cover AS64777"):
        load(path).registered(Cone(64777))
    with pytest.raises(SnapshotError, match="is no snapshot"):
        load(tmp_path / "nowhere")
    asn = path / "asns/AS64501.txt"
    asn.write_text(asn.read_text(encoding="utf-8") + "0.0.0.0/0^0-32\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match="AS64501.txt is not what the manifest says"):
        load(path).registered(Cone(64501, "AS64501:AS-ACME"))
    asn.unlink()
    with pytest.raises(SnapshotError, match="AS64501.txt cannot be read"):
        load(path).registered(Cone(64501, "AS64501:AS-ACME"))


def test_a_folder_that_is_no_snapshot_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(SnapshotError, match="is not a snapshot"):
        make_snapshot(intents(tmp_path), folder, NOW)  # type: ignore[arg-type]
    assert [item.name for item in folder.iterdir()] == ["chapter.txt"]


def fleet(folder: Path, network: dict[str, object], **neighbors_of: list[dict[str, object]]) -> Path:
    """Make the snapshot of several routers."""
    (folder / "irr.rpsl").write_text(IRR, encoding="utf-8")
    (folder / "vrps.json").write_text(json.dumps({"roas": [{"asn": 64501, "prefix": "193.0.0.0/21", "maxLength": 24}]}), encoding="utf-8")
    told = {
        host: host_intent(
            {
                "manrs_network": {"asn": 64500, "prefixes": ["185.10.0.0/22"], **network},
                "manrs_registry": {"irr": {"dumps": [str(folder / "irr.rpsl")]}, "rpki": {"vrps": str(folder / "vrps.json")}},
                "manrs_neighbors": neighbors,
            },
            host,
            date(2026, 11, 24),
        )
        for host, neighbors in neighbors_of.items()
    }
    make_snapshot(told, folder / "snapshot", NOW)
    return folder / "snapshot"


def test_a_snapshot_knows_the_customers_and_border_routers_of_the_whole_network(tmp_path: Path) -> None:
    acme = {"name": "acme", "asn": 64501, "relation": "customer", "addresses": ["10.0.0.1"], "as_set": "as64501:as-acme"}
    other = {"name": "other", "asn": 64502, "relation": "customer", "addresses": ["10.0.0.3"], "more_specifics": "covered"}
    up = {"name": "up", "asn": 64510, "relation": "provider", "addresses": ["10.0.0.2"], "receive": "full"}
    snapshot = load(fleet(tmp_path, {}, edge1=[acme, up], edge2=[other, acme], core1=[]), "core1")
    assert snapshot.border_routers == ("edge1", "edge2")
    assert snapshot.customers == (Customer(Cone(64501, "AS64501:AS-ACME")), Customer(Cone(64502), "covered"))


@pytest.mark.parametrize(
    ("network", "is_asked"),
    [
        ({}, set()),
        ({"registered": True}, {"peer", "server"}),
        ({"relations": {"route_server": {"registered": True}}}, {"server"}),
        ({"registered": True, "relations": {"peer": {"registered": False}}}, {"server"}),
    ],
)
def test_only_those_are_asked_for_whose_routes_must_be_registered(tmp_path: Path, network: dict[str, object], is_asked: set[str]) -> None:
    asns = {"peer": 64511, "up": 64510, "server": 64512, "collector": 64513}
    told: list[dict[str, object]] = [
        {"name": "peer", "asn": 64511, "relation": "peer", "addresses": ["10.0.0.1"]},
        {"name": "up", "asn": 64510, "relation": "provider", "addresses": ["10.0.0.2"], "receive": "full"},
        {"name": "server", "asn": 64512, "relation": "route_server", "addresses": ["193.201.28.9"]},
        {"name": "collector", "asn": 64513, "relation": "collector", "addresses": ["10.0.0.4"]},
    ]
    exchange = {"name": "ix", "lans": ["193.201.28.0/24"]}
    snapshot = load(fleet(tmp_path, {"exchanges": [exchange], **network}, edge1=told))
    for name, asn in asns.items():
        if name in is_asked:
            assert snapshot.cone(Cone(asn)) == {asn}
        else:
            with pytest.raises(SnapshotError, match=f"does not cover AS{asn}; run the snapshot playbook again"):
                snapshot.cone(Cone(asn))


def test_a_cone_has_the_neighbor_itself(tmp_path: Path) -> None:
    assert load(made(tmp_path)).cone(Cone(64501, "AS64501:AS-ACME")) == {64501, 64502, 64503, 64504}


def test_what_is_declared_counts_for_those_of_the_cone(tmp_path: Path) -> None:
    given = {64503: frozenset({PrefixRange.parse("185.10.1.0/24")}), 64999: frozenset({PrefixRange.parse("185.10.2.0/24")})}
    pairs = load(made(tmp_path)).registered(Cone(64501, "AS64501:AS-ACME"), given)
    assert pairs[64503] == given[64503]
    assert 64999 not in pairs


def test_a_snapshot_of_another_format_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    manifest = path / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": 5', '"format": 3'), encoding="utf-8")
    with pytest.raises(SnapshotError, match="has format 3, this version reads 5; run the snapshot playbook again"):
        load(path)


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, {tests!r})
import test_registry
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot
number = 0
print("ready", flush=True)
while True:
    number += 1
    folder = Path({folder!r})
    told = test_registry.intents(folder)
    (folder / "irr.rpsl").write_text(test_registry.IRR + f"\\nroute: 194.{{number % 200}}.0.0/16\\norigin: AS64501\\nsource: TEST\\n")
    make_snapshot(told, folder / "snapshot", test_registry.NOW)
"""


def test_killed_while_writing_it_is_whole_or_refused(tmp_path: Path) -> None:
    made(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".build")}
    code = KILLED.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    seen = set()
    for attempt in range(6):
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.1 + attempt * 0.013)
        process.send_signal(signal.SIGKILL)
        process.wait()
        try:
            pairs = load(tmp_path / "snapshot").registered(Cone(64501, "AS64501:AS-ACME"))
            assert PrefixRange.parse("193.0.0.0/21") in pairs[64501]
            seen.add("whole")
        except SnapshotError as error:
            assert "not what the manifest says" in str(error) or "cannot be read" in str(error)
            seen.add("refused")
    assert seen


# -- VRPs by URL, and their age -------------------------------------------------------------------


@contextmanager
def serving(body: bytes, **headers: str) -> Iterator[str]:
    """A web server on loopback that has one VRP export; gives its URL."""

    class Export(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Export)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/vrps.json"
    finally:
        server.shutdown()
        server.server_close()


EXPORT = {"roas": [{"asn": "AS64501", "prefix": "193.0.0.0/21", "maxLength": 24}]}


def test_vrps_by_url_plain_and_packed() -> None:
    text = json.dumps(EXPORT).encode()
    for body in (text, gzip.compress(text)):
        with serving(body, Last_Modified="Mon, 23 Nov 2026 10:00:00 GMT") as url:
            assert read_export(url, Problems()) == RpkiExport((VRP,), None, datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    with (
        serving(gzip.compress(text)[:-9]) as url,
        pytest.raises(RegistryError, match="vrps.json: .*; fetch it again and look at its server"),
    ):
        read_export(url, Problems())
    with serving(b"<html>", Content_Length="99") as url, pytest.raises(RegistryError, match="vrps.json"):
        read_export(url, Problems())
    with pytest.raises(RegistryError, match="http://validator.example.net/vrps.json"):
        read_export("http://validator.example.net/vrps.json", Problems())


@pytest.mark.parametrize(
    "metadata",
    [
        {"buildtime": "2026-11-22T06:00:00Z"},
        {"generated": 1795327200, "generatedTime": "2026-11-22T06:00:00+00:00"},
        {"generated": 1795327200, "valid": 1795413600, "counts": 1},
    ],
)
def test_vrps_that_say_that_they_are_old_are_a_critical_finding(tmp_path: Path, metadata: dict[str, object]) -> None:
    told = intents(tmp_path)
    (tmp_path / "vrps.json").write_text(json.dumps({"metadata": metadata, **EXPORT}), encoding="utf-8")
    summary = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    (finding,) = [item for item in summary.findings if item.where == "RPKI"]
    assert (finding.severity, finding.what) == ("critical", "the VRPs say that they are 54 hours old, rpki.max_age_hours is 24")
    fresh = make_snapshot(told, tmp_path / "snapshot", datetime(2026, 11, 23, 5, 59, tzinfo=UTC))  # type: ignore[arg-type]
    assert [item for item in fresh.findings if item.where == "RPKI"] == []


# -- what RPKI calls invalid ----------------------------------------------------------------------


def test_a_registered_prefix_that_is_invalid_is_told_and_left_out_where_nobody_else_looks(tmp_path: Path) -> None:
    told = intents(tmp_path)
    roas = [{"asn": 64999, "prefix": "193.0.10.0/24", "maxLength": 24}]
    (tmp_path / "vrps.json").write_text(json.dumps({"roas": roas}), encoding="utf-8")
    summary = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    (finding,) = [item for item in summary.findings if "contradict RPKI" in item.what]
    assert finding.what == "1 registered prefixes contradict RPKI: 193.0.10.0/24 AS64504 (OTHER)"
    cone = Cone(64501, "AS64501:AS-ACME")
    snapshot = load(tmp_path / "snapshot")
    assert snapshot.registered(cone)[64504] == {PrefixRange.parse("193.0.10.0/24")}
    assert 64504 not in snapshot.registered(cone, without_invalid=True)


# -- what changed ---------------------------------------------------------------------------------


def test_what_changed_is_told_by_neighbor(tmp_path: Path) -> None:
    told = intents(tmp_path)
    first = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    assert first.changes == ("1 neighbors with registered prefixes, 1 VRPs",)
    text = IRR.replace("route:      193.0.10.0/24", "route:      193.0.14.0/24")
    (tmp_path / "irr.rpsl").write_text(text + "\nroute: 193.0.12.0/24\norigin: AS64504\nsource: TEST\n", encoding="utf-8")
    second = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    assert second.changes == ("acme (AS64501=AS64501:AS-ACME): +2 -1 prefixes (4 -> 5)",)
    (tmp_path / "irr.rpsl").write_text(text.replace("as-inner", "as-gone"), encoding="utf-8")
    third = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    assert third.changes == ("acme (AS64501=AS64501:AS-ACME): no longer known",)
    (tmp_path / "irr.rpsl").write_text(text, encoding="utf-8")
    fourth = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    assert fourth.changes == ("acme (AS64501=AS64501:AS-ACME): known now, 4 prefixes",)


def test_members_that_come_and_go_are_named(tmp_path: Path) -> None:
    told = intents(tmp_path)
    make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    text = IRR + "\nroute: 193.0.12.0/24\norigin: AS64577\nsource: TEST\n"
    (tmp_path / "irr.rpsl").write_text(text.replace("AS64504\n", "AS64577\n", 1), encoding="utf-8")
    second = make_snapshot(told, tmp_path / "snapshot", NOW)  # type: ignore[arg-type]
    assert second.changes == ("acme (AS64501=AS64501:AS-ACME): +1 -1 prefixes (4 -> 4), new in its sets: AS64577, no more: AS64504",)
