# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What registries say, mutated: it is understood, left out and named, or refused in words, and never read as more than it is."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixError, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.servers import Server
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName, SetNameError, apply_operator, split_operator
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import web
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import cone_of
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import Problems, RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import (
    Expansion,
    IrrAnswers,
    Resolver,
    RoutesAnswer,
    UnresolvedError,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irrd import IrrServers, take_answers
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb import (
    PeeringDbAnswers,
    PeeringDbSettings,
    ask_peeringdb,
    read_as_sets,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpki import RpkiExport, read_export
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpsl import IrrDumps
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_format import SnapshotError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot
from hypothesis import strategies as st

from ..unit.registry.test_irrd import WORLD, block
from ..unit.registry.test_peeringdb import RECORDED
from ..unit.registry.test_registry import IRR
from .mutations import documents, explore, texts
from .shapes import assert_typed

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


# -- words ---------------------------------------------------------------------------------------

_PREFIXES = (
    "193.0.0.0/21",
    "2a00:1::/32",
    "0.0.0.0/0",
    "::ffff:1.2.3.0/120",
    "10.0.0.0/8^8-24",
    "2a00:1::/32^+",
    "10.0.0.0/8^-",
    "10.1.2.0/24^24",
)
_NAMES = ("AS-ACME", "AS64500:AS-X", "RIPE::AS64500:AS-X:AS2", "RS-ACME", "AS-ANY", "as64500", "AS64500:RS-X:RS-Y")


def test_prefixes() -> None:
    def check(text: str) -> None:
        for parse in (Prefix.parse, PrefixRange.parse):
            try:
                found = parse(text)
            except PrefixError:
                continue
            assert parse(str(found)) == found
            assert_typed(found, type(found))
            # Another parser says the same.
            assert str(ip_network(text.strip().partition("^")[0])) == str(found if isinstance(found, Prefix) else found.prefix)
        try:
            name, operator = split_operator(text)
            made = apply_operator(PrefixRange.parse(name), operator)
        except PrefixError:
            return
        assert made is None or PrefixRange.of(made.prefix, made.minimum, made.maximum) == made

    explore("prefixes", texts(*_PREFIXES), check, 300)


def test_set_names() -> None:
    def check(text: str) -> None:
        for kind in ("AS", "RS"):
            try:
                found = SetName.parse(text, kind)
            except SetNameError:
                continue
            assert SetName.parse(str(found), kind) == found
            assert re.fullmatch(r"[A-Z0-9_:-]{1,250}", str(found)), text
            assert text.isascii()

    explore("set names", texts(*_NAMES), check, 300)
    explore("PeeringDB's words", texts("AS-ACME, RIPE::AS-X AS64500:AS-Y@RADB", "IRR: AS-SET:AS1"), lambda text: read_as_sets(text, 1), 100)


# -- IRR -----------------------------------------------------------------------------------------

_RPSL = (
    IRR,
    """\
route-set:  RS-ACME
mp-members: 193.1.0.0/20^21-24, AS64501^24-24, RS-MORE^+, 2a00::/32
mbrs-by-ref: ANY
source:     TEST

route-set:  RS-MORE
members:    193.2.0.0/24, AS64501:AS-ACME
source:     TEST

route:      193.3.0.0/24
member-of:  RS-MORE, RS-ACME
origin:     AS64501
mnt-by:     MAINT-A
source:     TEST
""",
)
_ORIGINS = (64501, 64502, 64503)


def asked(answers: IrrAnswers) -> None:
    """Ask for all that a snapshot asks for."""
    names = [SetName.parse(text, "RS" if "RS-" in text else "AS") for text in ("AS64501:AS-ACME", "AS-INNER", "RS-ACME", "RADB::AS-ONLY")]

    async def ask() -> tuple[Any, Any, Any]:
        try:
            sets = await Resolver(answers, 1000).expand(names)
            return sets, await answers.routes(_ORIGINS), await answers.homes([name for name in names if not name.source])
        finally:
            answers.close()

    sets, routes, homes = asyncio.run(ask())
    for found in sets.values():
        assert isinstance(found, (Expansion, UnresolvedError))
        if isinstance(found, Expansion):
            assert_typed(found, Expansion)
    assert_typed(routes, dict[int, RoutesAnswer])
    assert_typed(homes, dict[SetName, dict[str, bool]])


def test_rpsl_dumps(tmp_path: Path) -> None:
    def check(drawn: tuple[str, bool]) -> None:
        text, is_packed = drawn
        path = written(tmp_path / "irr", text)
        if is_packed:
            path.write_bytes(gzip.compress(path.read_bytes()))
        problems = Problems()
        try:
            asked(IrrDumps([path], None, problems))
            asked(IrrDumps([path], ["TEST", "OTHER"], problems))
        except RegistryError:
            return
        "".join(problems.named).encode("utf-8", "surrogateescape")

    explore("RPSL dumps", st.tuples(texts(*_RPSL), st.booleans()), check, 120)


def test_packed_dumps(tmp_path: Path) -> None:
    """A stream that is cut, or broken in its midst, is no short dump."""
    packed = gzip.compress((IRR * 20).encode(), mtime=0)

    def check(drawn: tuple[int, int, bool]) -> None:
        place, byte, is_cut = drawn
        place %= len(packed)
        broken = packed[:place] if is_cut else packed[:place] + bytes([packed[place] ^ byte]) + packed[place + 1 :]
        path = tmp_path / "irr"
        path.write_bytes(broken)
        try:
            IrrDumps([path], None, Problems())
        except RegistryError:
            return
        # What is left: bits that say nothing, as those of the date; or no gzip at all.
        assert place < 2 or (not is_cut and gzip.decompress(broken) == gzip.decompress(packed))

    explore("packed dumps", st.tuples(st.integers(0, 1 << 16), st.integers(1, 255), st.booleans()), check, 100)


_ANSWERS = b"".join(
    [b"C\n", b"D\n", b"F no such source\n", *(block(text) for world in WORLD.values() for text in world.values()), b"E more\n", b"A0\nC\n"]
).decode()


def test_answers_of_servers() -> None:
    """Whole answers are taken alike, however they are cut into packets, and what is behind them is told."""

    def check(drawn: tuple[str, int]) -> None:
        text, size = drawn
        sent = text.encode("utf-8", "surrogateescape")
        whole, broken = take_answers(data := bytearray(sent))
        received, found, is_broken = bytearray(), [], False
        for start in range(0, len(sent), size):
            received += sent[start : start + size]
            more, error = take_answers(received)
            found += more
            if error is not None:
                is_broken = True
                break
        assert found == whole
        assert is_broken == (broken is not None)
        if not is_broken:
            assert received == data

    explore("IRRd's framing", st.tuples(texts(_ANSWERS), st.sampled_from([1, 7, 100, 1000])), check, 150)


def test_servers() -> None:
    """A server whose every answer is mutated, over a connection that is none."""

    class Reader:
        def __init__(self) -> None:
            self.waiting: asyncio.Queue[bytes] = asyncio.Queue()

        async def read(self, size: int) -> bytes:
            return await self.waiting.get()

    class Writer:
        def __init__(self, reader: Reader, answer: Callable[[str], bytes]) -> None:
            self.reader, self.answer = reader, answer

        def write(self, data: bytes) -> None:
            sent = b"".join(self.answer(command) for command in data.decode().splitlines() if command != "!!")
            self.reader.waiting.put_nowait(sent or b"D\n")

        async def drain(self) -> None:
            await asyncio.sleep(0)

        def close(self) -> None:
            self.reader.waiting.put_nowait(b"")

    def check(drawn: dict[str, str]) -> None:
        def answer(command: str) -> bytes:
            word = command.removeprefix("!")
            if word[0] in "ns":
                return b"C\n"
            if "raw" in drawn and word == "iAS-INNER":
                return drawn["raw"].encode("utf-8", "surrogateescape")
            text = drawn.get({"i": "members", "g": "four", "6": "six", "m": "object"}[word[0]], "")
            content = text.encode("utf-8", "surrogateescape") + b"\n"
            return b"A%d\n%bC\n" % (len(content), content)

        async def connect(host: str, port: int, limit: int) -> tuple[Reader, Writer]:
            reader = Reader()
            return reader, Writer(reader, answer)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(asyncio, "open_connection", connect)
            try:
                asked(IrrServers([Server("irr.example", 43)], ["RIPE", "RADB"], timeout_seconds=0.05, most=1000))
            except RegistryError:
                return

    inputs = st.fixed_dictionaries(
        {
            "members": texts("AS1 AS-INNER as-loop AS64501:AS-ACME", "193.1.0.0/20^21-24 AS2^24-24 RS-MORE^+"),
            "four": texts("193.0.0.0/21 193.0.8.0/24"),
            "six": texts("2a00:1::/32 2a00:2::/32"),
            "object": texts("as-set: AS-EMPTY\nmembers:\ntech-c: X", "as-set: AS-ACME\nmp-members:\n AS1"),
        },
        optional={"raw": texts("A9\nAS1 AS2\n\nC\n", "D\n", "C\n", most=2)},
    )
    explore("IRR servers", inputs, check, 60)


# -- RPKI ----------------------------------------------------------------------------------------

_EXPORT: dict[str, Any] = {
    "metadata": {"buildtime": "2026-11-24T10:00:00Z", "generated": 1764000000, "vrps": 3},
    "roas": [
        {"asn": "AS64500", "prefix": "193.0.0.0/21", "maxLength": 24, "ta": "ripe", "expires": 1764100000},
        {"asn": 64501, "prefix": "2a00:1::/32", "max_length": 48},
        {"asn": 0, "prefix": "193.9.0.0/16", "maxLength": 16},
    ],
    "aspas": [{"customer_asid": 64500, "providers": [64501, 64502]}, {"customer": "AS64501", "providers": ["AS64502"]}],
}


def test_exports_of_validators(tmp_path: Path) -> None:
    def check(text: str) -> None:
        path = written(tmp_path / "vrps.json", text)
        problems = Problems()
        try:
            found = read_export(str(path), problems)
        except RegistryError:
            return
        assert_typed(found, RpkiExport)
        for vrp in found.vrps:
            assert Prefix.parse(str(vrp.prefix)) == vrp.prefix
            assert vrp.prefix.length <= vrp.maximum_length <= (32 if vrp.prefix.family == 4 else 128)
        if found.made_at is not None:
            assert isinstance(NOW - found.made_at, timedelta)

    explore("exports of validators", documents(_EXPORT), check, 200)


@pytest.mark.parametrize("kind", ["roas", "aspas"])
def test_values_nested_as_deep_as_json_is_read(tmp_path: Path, kind: str) -> None:
    """What is just read is too deep to be shown."""
    for depth in range(100, 1000, 7):
        nested = "[" * depth + "]" * depth
        entry = {"roas": f'{{"asn": 1, "prefix": {nested}}}', "aspas": f'{{"customer": {nested}, "providers": [1]}}'}[kind]
        text = f'{{"roas": [{{"asn": 1, "prefix": "193.0.0.0/21"}}], "aspas": [], "{kind}": [{entry}, {nested}]}}'
        try:
            read_export(str(written(tmp_path / "vrps.json", text)), Problems())
        except RegistryError:
            continue


# -- PeeringDB -----------------------------------------------------------------------------------


def _recorded(kind: str) -> Any:
    return json.loads((RECORDED / f"{kind}.json").read_text(encoding="utf-8"))


def test_peeringdb(tmp_path: Path) -> None:
    net = _recorded("net")
    asns = [item["asn"] for item in net["data"] if isinstance(item, dict) and type(item.get("asn")) is int][:20]
    bodies = {"netixlan": _recorded("netixlan"), "ixpfx": _recorded("ixpfx"), "net": net}
    settings = PeeringDbSettings(cache=tmp_path / "cache", max_age=timedelta(0))

    def check(drawn: tuple[str, str]) -> None:
        kind, text = drawn

        def fetch(url: str, **options: Any) -> web.WebAnswer:
            asked_for = url.partition("?")[0].rpartition("/")[2]
            body = text if asked_for == kind else json.dumps(bodies[asked_for])
            return web.WebAnswer(body.encode("utf-8", "surrogateescape"), None)

        found = ask_peeringdb(settings, 13030, asns, NOW, fetch=fetch, sleep=lambda seconds: None)
        assert_typed(found, PeeringDbAnswers)
        for name in (text for network in found.networks.values() for text in network.as_sets):
            assert SetName.parse(name)
        "".join(found.problems).encode()
        # And once more from what is kept, mutated too.
        for path in (tmp_path / "cache").iterdir():
            if path.suffix == ".json" and len(text) % 3 == 0:
                path.write_bytes(path.read_bytes()[: len(text)] + b"\n" + text.encode("utf-8", "surrogateescape"))
        assert_typed(
            ask_peeringdb(settings, 13030, asns, NOW - timedelta(seconds=1), fetch=away, sleep=lambda seconds: None), PeeringDbAnswers
        )

    def away(url: str, **options: Any) -> web.WebAnswer:
        raise web.FetchError("away")

    few = {kind: {**body, "data": body["data"][:6]} for kind, body in bodies.items()}
    inputs = st.one_of(*(st.tuples(st.just(kind), documents(body)) for kind, body in few.items()))
    explore("PeeringDB", inputs, check, 60)


# -- snapshots -----------------------------------------------------------------------------------


def _intents(folder: Path) -> dict[str, HostIntent]:
    customer = {"relation": "customer", "asn": 64501, "as_set": "AS64501:AS-ACME", "route_set": "RS-ACME", "more_specifics": "covered"}
    told = {
        "manrs_network": {"asn": 64499, "prefixes": ["193.99.0.0/16"]},
        "manrs_registry": {"irr": {"dumps": [str(folder / "irr")]}, "rpki": {"vrps": str(folder / "vrps"), "rtr": []}},
        "manrs_neighbors": [{"name": "acme", "addresses": ["192.0.2.1"], **customer}],
    }
    return {"edge1": host_intent(told, "edge1", NOW.date())}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, HostIntent], dict[str, str]]:
    """A folder, the intents of its snapshot, and the snapshot's files."""
    folder = tmp_path_factory.mktemp("snapshots")
    written(folder / "irr", "\n\n".join(text.replace("193.0.8.1/24", "193.0.8.0/24") for text in _RPSL))
    written(folder / "vrps", json.dumps(_EXPORT))
    intents = _intents(folder)
    make_snapshot(intents, folder / "snapshot", NOW)
    made = folder / "snapshot"
    files = {str(path.relative_to(made)): path.read_text(encoding="utf-8") for path in sorted(made.rglob("*")) if path.is_file()}
    exchange = ["ix", ["193.201.28.0/24"], ["193.201.28.1"]]
    told = {"networks": {"64501": [100, None]}, "never_via_route_servers": [64501], "exchanges": [exchange]}
    files["peeringdb.json"] = json.dumps(told)
    return folder, intents, files


def sealed(files: dict[str, str]) -> dict[str, str]:
    """The files, with digests and manifest that say that all is well."""
    others = {name: text for name, text in files.items() if name not in ("manifest.json", "digests.txt")}
    digests = "".join(f"{name} {_digest(text)}\n" for name, text in sorted(others.items()))
    manifest = json.loads(files["manifest.json"])
    return {**others, "digests.txt": digests, "manifest.json": json.dumps({**manifest, "digest": _digest(digests)})}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def put(folder: Path, files: dict[str, str]) -> None:
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        written(folder / name, text)


def mutated_files(files: dict[str, str]) -> st.SearchStrategy[tuple[str, str]]:
    """The name of a file, and what became of it."""
    return st.one_of(
        *(
            st.tuples(st.just(name), documents(json.loads(text)) if name.endswith(".json") else texts(text or "x 1\n"))
            for name, text in files.items()
        )
    )


def read_all(folder: Path, intent: HostIntent) -> set[tuple[int, PrefixRange]]:
    """Ask a snapshot for everything; return its registered pairs."""
    snapshot = load_snapshot(folder, "edge1", NOW, intent.registry)
    cone = cone_of(intent.registry, intent.neighbors[0])
    found: set[tuple[int, PrefixRange]] = set()
    questions: list[tuple[Callable[[], object], Any]] = [
        (lambda: snapshot.exchanges, tuple[Any, ...]),
        (lambda: snapshot.never_via_route_servers, frozenset[int]),
        (lambda: snapshot.announces_at_most(64501, 4), int | None),
        (lambda: snapshot.vrps, tuple[Any, ...]),
        (lambda: snapshot.vrps_in_own_space, tuple[Any, ...]),
        (lambda: snapshot.aspas, dict[int, frozenset[int]]),
        (lambda: snapshot.unresolved_since(cone), datetime | None),
        (lambda: snapshot.cone(cone), frozenset[int]),
        (lambda: snapshot.customers, tuple[Any, ...]),
        (lambda: (snapshot.border_routers, snapshot.infrastructure, snapshot.behind_interfaces), tuple[tuple[str, ...], ...]),
    ]
    for question, kind in questions:
        try:
            answer = question()
        except (SnapshotError, UnresolvedError):
            continue
        assert_typed(answer, kind)
        for item in answer if isinstance(answer, tuple) else ():
            assert_typed(item, type(item))
    try:
        pairs = snapshot.registered(cone)
    except UnresolvedError:
        return found
    return {(asn, item) for asn, items in pairs.items() for item in items}


def test_snapshots_that_somebody_edited(world: tuple[Path, dict[str, HostIntent], dict[str, str]]) -> None:
    """Digests refuse it, or it is what it was."""
    folder, intents, files = world
    whole = {name: text for name, text in files.items() if name != "peeringdb.json"}
    place = folder / "edited"
    put(place, whole)
    expected = read_all(place, intents["edge1"])
    assert expected

    def check(drawn: tuple[str, str]) -> None:
        name, text = drawn
        put(place, {**whole, name: text})
        try:
            found = read_all(place, intents["edge1"])
        except SnapshotError:
            return
        assert found <= expected

    explore("edited snapshots", mutated_files(whole), check, 100)


def test_snapshots_that_are_wrong_and_sealed(world: tuple[Path, dict[str, HostIntent], dict[str, str]]) -> None:
    """Another version, or somebody, wrote what does not belong there, with digests that fit."""
    folder, intents, files = world
    place = folder / "sealed"

    def check(drawn: tuple[str, str]) -> None:
        name, text = drawn
        put(place, {**sealed(files), name: text} if name in ("manifest.json", "digests.txt") else sealed({**files, name: text}))
        try:
            read_all(place, intents["edge1"])
        except SnapshotError:
            return

    explore("sealed snapshots", mutated_files(files), check, 150)


def test_snapshots_that_are_made_over_a_broken_one(world: tuple[Path, dict[str, HostIntent], dict[str, str]]) -> None:
    folder, intents, files = world
    place = folder / "again"

    def check(drawn: tuple[str, str]) -> None:
        name, text = drawn
        put(place, {**files, name: text})
        try:
            make_snapshot(intents, place, NOW)
        except SnapshotError:
            return
        assert read_all(place, intents["edge1"])

    explore("snapshots made again", mutated_files(files), check, 60)
