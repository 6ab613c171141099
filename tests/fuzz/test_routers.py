# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What routers print, mutated: it is understood, or refused in words, and never read as more open than it is."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery import records
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixError, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird import objects, operator
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.parse import BirdRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import HeldRoute, Outputs, PlatformError, Running
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.frr.parse import FrrRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables import NftRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.scripts import MARK
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd import sets
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd.parse import OpenBgpdRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.named_sets import Known
from bird_router import BIRD, FOLDER, FakeRouter, sessions_of
from hypothesis import strategies as st
from policy_world import compiled, neighbors

from ..unit.bird.test_answers import PROTOCOLS, ROUTES_2, ROUTES_3
from ..unit.frr import cases as frr
from ..unit.frr.test_answers import BEST, OTHER, OURS, SIX, printed
from ..unit.linux_nftables import test_nftables as nft
from ..unit.openbgpd import cases as openbgpd
from ..unit.openbgpd.test_answers import PRINTED, ROUTES
from .mutations import documents, explore, texts
from .shapes import assert_typed

#: (set, origin, range as text), as an oracle reads them that shares nothing with the parsers.
Triples = set[tuple[str, int, str]]


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("policy"), aspas=[{"customer": 35001, "providers": [25000]}])


def mutated(outputs: Outputs, among: Mapping[str, st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, str]]:
    """The outputs with one that is mutated; the others are as they were."""
    return st.one_of(st.fixed_dictionaries({name: value}) for name, value in among.items()).map(lambda found: {**outputs, **found})


def recorded(text: str) -> st.SearchStrategy[str]:
    """A record, which is UTF-8 once it is read."""
    return texts(text).map(lambda found: found.encode("utf-8", "replace").decode())


def understood(read: Callable[[str], object]) -> Callable[[str], None]:
    """Return what holds for each mutation of a text: it is read, or refused in words."""

    def check(text: str) -> None:
        try:
            read(text)
        except PlatformError:
            return

    return check


def look(running: Any) -> None:
    """Ask a running state for everything that it can tell, which it does or refuses."""
    for name, value in vars(type(running)).items():
        if isinstance(value, (property, cached_property)):
            try:
                found = getattr(running, name)
            except PlatformError:
                continue
            kind = (value.fget if isinstance(value, property) else value.func).__annotations__["return"]
            if is_dataclass(found):
                assert_typed(found, type(found), name)
            elif name in ("sessions", "internal_sessions"):
                for item in found:
                    assert_typed(item, type(item), name)
            elif kind in ("str", "bool"):
                assert type(found).__name__ == kind
    if is_dataclass(running):
        for item in fields(running):
            value = getattr(running, item.name)
            if is_dataclass(value):
                assert_typed(value, type(value), item.name)
    running.text.encode()


def triples(known: Known) -> Triples:
    return {
        (name, origin, f"{item.prefix} {item.minimum} {item.maximum}")
        for name, pairs in known.pair_sets.items()
        for origin, items in pairs.items()
        for item in items
    }


def network(text: str) -> str | None:
    try:
        return str(ip_network(text))
    except ValueError:
        return None


def checking(
    parse: Callable[[Outputs], Running],
    plans: Callable[[Any], object],
    said: Callable[[Outputs], Triples],
) -> Callable[[dict[str, str]], None]:
    """Return what holds for each mutation of a router's outputs: what is read of registered pairs is what an oracle reads, or less."""

    def compare(known: Known, outputs: Outputs) -> None:
        assert triples(known) <= said(outputs)

    return examining(parse, plans, compare)


def examining(
    parse: Callable[[Outputs], Running],
    plans: Callable[[Any], object],
    compare: Callable[[Known, Outputs], None],
) -> Callable[[dict[str, str]], None]:
    """Return what holds for each mutation of a router's outputs. ``compare`` fails where more is known than the outputs say."""

    def check(outputs: dict[str, str]) -> None:
        try:
            running = parse(outputs)
        except PlatformError:
            return
        look(running)
        try:
            known = running.known
        except PlatformError:
            return
        assert_typed(known, Known, "known")
        compare(known, outputs)
        if sum(map(len, outputs.values())) % 3:
            # A plan takes long.
            return
        try:
            plans(running)
        except (PlatformError, PolicyError):
            return

    return check


# -- FRR -----------------------------------------------------------------------------------------

_FRR_LIST = re.compile(r"ip(v6)? prefix-list MANRS-(\S+)-O([0-9]{1,10})-[46]-[0-9]+of[0-9]+ seq [0-9]+ permit (\S+)(.*)", re.ASCII)


def frr_said(outputs: Outputs) -> Triples:
    """What the permit lines of a running configuration say; a line ends where FRR ends one."""
    found: Triples = set()
    for line in outputs["running"].split("\n"):
        if not (told := _FRR_LIST.match(line)) or (prefix := network("::/0" if told[1] else "0.0.0.0/0")) is None:
            continue
        bits = 128 if told[1] else 32
        bounds = dict(re.findall(r" (ge|le) ([0-9]{1,3})", told[5]))
        if told[4] == "any":
            low, high = 0, bits
        else:
            prefix = network(told[4])
            if prefix is None:
                continue
            length = int(prefix.rpartition("/")[2])
            low = int(bounds.get("ge", length))
            high = int(bounds["le"]) if "le" in bounds else bits if "ge" in bounds else length
        found.add((told[2], int(told[3]), f"{prefix} {low} {high}"))
    return found


@pytest.fixture(scope="module", params=frr.VERSIONS)
def frr_router(request: pytest.FixtureRequest) -> frr.Router:
    box = frr.router(request.param)
    box.apply(box.plan(frr.policy({35001: {"20.0.0.0/16", "30.0.0.0/16^17-24", "2a06::/32"}, 7: {"20.7.0.0/16"}})))
    frr.open_doors(box, ["40.0.0.0/16"])
    return box


def test_frr_running(frr_router: frr.Router) -> None:
    outputs = frr_router.outputs()
    wanted = frr.policy({35001: {"20.0.0.0/16"}})

    def plans(running: FrrRunning) -> None:
        frr.FRR.plan_release(running, "test", True)
        frr.FRR.plan(running, fit(wanted, frr.FRR.capabilities(frr_router.version)), "test", True)

    # Passwords, descriptions and settings of watchfrr, as a real one has them.
    running = outputs["running"].replace(
        "neighbor 10.0.0.1 description acme", "neighbor 10.0.0.1 description acme\n neighbor IX password 8 x"
    )
    outputs = {**outputs, "running": running, "daemons": 'bgpd=yes\nwatchfrr_options="-T 90"\n'}
    among = {
        "running": texts(outputs["running"]),
        "startup": texts(outputs["startup"], most=1),
        "neighbors": documents(json.loads(outputs["neighbors"])),
        **{name: texts(outputs[name] or "10.0.0.1 0 remote-as\n", most=2) for name in ("version", "added", "daemons", "rpki", "vrps")},
    }
    explore(f"frr {frr_router.version}", mutated(outputs, among), checking(frr.FRR.parse, plans, frr_said), 60)


def test_frr_records(frr_router: frr.Router) -> None:
    running = frr_router.running()
    explore(
        f"frr {frr_router.version} record",
        recorded(running.text),
        understood(lambda record: frr.FRR.plan_back(running, record, "test")),
        25,
    )


@pytest.mark.parametrize("version", frr.VERSIONS)
def test_frr_routes(version: str) -> None:
    four = json.loads(printed(version, {"193.20.0.0/22": [BEST, OTHER], "185.10.0.0/22": [OURS]}))
    six = json.loads(printed(version, {"2a06:2000::/32": [SIX]}))
    explore(f"frr {version} routes", documents(four, six), routes(frr.FRR.held_routes), 80)
    sent = {"bgpTableVersion": 9, "advertisedRoutes": {"185.10.0.0/22": {}, "193.20.0.0/22": {}}}
    explore(f"frr {version} announced", documents(sent), announced(frr.FRR.announced_prefixes), 30)


def routes(held_routes: Callable[[str, int], list[HeldRoute]]) -> Callable[[str], None]:
    """Return what holds for each mutation of a router's routes."""

    def check(output: str) -> None:
        for family in (4, 6):
            try:
                found = held_routes(output, family)
            except PlatformError:
                continue
            assert_typed(found, list[HeldRoute], "routes")
            for item in found:
                assert Prefix.parse(str(item.route.prefix)) == item.route.prefix

    return check


def announced(prefixes: Callable[[str], frozenset[str]]) -> Callable[[str], None]:
    """Return what holds for each mutation of what a neighbor is sent."""

    def check(output: str) -> None:
        try:
            found = prefixes(output)
        except PlatformError:
            return
        assert_typed(found, frozenset[str], "announced")

    return check


# -- BIRD ----------------------------------------------------------------------------------------

_BIRD_CASE = re.compile(r"^    ([0-9]{1,10}): return net ~ \[([^][]*)\];", re.MULTILINE)
_BIRD_ITEM = re.compile(r"([0-9a-f.:]+/[0-9]+)(?:\{([0-9]+),([0-9]+)\}|(\+))?")


def bird_pairs(content: str) -> Triples:
    name = content.split("\n")[0].removeprefix("# registered pairs of ")
    found: Triples = set()
    for origin, items in _BIRD_CASE.findall(content):
        for prefix, low, high, plus in _BIRD_ITEM.findall("".join(items.split())):
            length, bits = int(prefix.rpartition("/")[2]), 128 if ":" in prefix else 32
            low, high = int(low or length), int(high or (bits if plus else length))
            found.add((name, int(origin), f"{network(prefix)} {low} {high}"))
    return found


def files_said(text: str, folder: str, pairs: Callable[[str], Triples]) -> Triples:
    """What those files of registered pairs say whose content is what their names stand for."""
    found: Triples = set()
    for part in text.split("\n==> ")[1:]:
        path, _, content = part.partition("\n")
        name = path.removeprefix(f"{folder}/")
        digest = hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        if name.endswith(f"-{digest}.conf"):
            found |= pairs(content)
    return found


@pytest.fixture(scope="module", params=["2.0.12", "3.1.8"])
def bird_router(request: pytest.FixtureRequest, policy: Policy) -> FakeRouter:
    router = FakeRouter(version=request.param, sessions=sessions_of(policy))
    router.carry_out(router.plan(policy))
    router.local = (router.local or "") + "define 'MANRS-LOCAL-AS35001-4' = [ 193.77.0.0/16{16,24}, 10.0.0.0/8+ ]; # mine\n"
    router.operator = (
        'router id 10.0.0.254; # x\ninclude "manrs*.conf";\ntemplate bgp base { local as 25000; ttl security on; /* off */ }\n'
        'protocol bgp acme4 from base { neighbor 10.0.0.2 as 35001; local role provider; password "a{#b"; ipv4 { import all; }; }\n'
    )
    router.newer = "/etc/bird/bird.conf\n"
    return router


def test_bird_running(bird_router: FakeRouter, policy: Policy) -> None:
    outputs = bird_router.outputs()
    wanted = fit(policy, BIRD.capabilities(bird_router.version))
    among = {
        "files": texts(outputs["files"]),
        "pairs": texts(outputs["pairs"]),
        "protocols": texts(outputs["protocols"], PROTOCOLS),
        **{
            name: texts(outputs[name] or "No import table in channel acme4.ipv4\n", most=3)
            for name in ("status", "stored", "operator", "newer", "vrps")
        },
    }

    def plans(running: BirdRunning) -> None:
        BIRD.plan_release(running, "test", True)
        BIRD.plan(running, wanted, "test", True)

    def said(outputs: Outputs) -> Triples:
        return files_said(outputs["pairs"], FOLDER, bird_pairs)

    explore(f"bird {bird_router.version}", mutated(outputs, among), checking(BIRD.parse, plans, said), 80)


def test_bird_records(bird_router: FakeRouter) -> None:
    running = bird_router.running()
    explore(
        f"bird {bird_router.version} record", recorded(running.text), understood(lambda record: BIRD.plan_back(running, record, "test")), 25
    )


def test_bird_lists() -> None:
    """Files of registered pairs and the operator's lists as such: their digests stand before them elsewhere."""
    pairs = """\
# registered pairs of AS35001=AS35001:AS-ACME
function 'MANRS-PAIRS-x-4-1b2c3d4e'() -> bool
{
  case bgp_path.last {
    35001: return net ~ [ 193.20.0.0/22, 193.21.0.0/16{16,20}, 10.0.0.0/8+ ];
    35002: return net ~ [ 193.20.8.0/24 ];
  }
  return false;
}
"""
    local = "define 'MANRS-LOCAL-AS35001-4' = [ 193.77.0.0/16{16,24}, /* x */ 10.0.0.0/8+ ];\n# define 'MANRS-LOCAL-AS1-6' = [ ::/0+ ];\n"

    def check(text: str) -> None:
        try:
            name, ranges = objects.parse_pairs(text)
        except PrefixError:
            pass
        else:
            assert triples(Known({name: ranges})) <= bird_pairs(text)
        try:
            found = objects.parse_local(text)
        except PlatformError:
            return
        assert_typed(found, dict[str, frozenset[PrefixRange]])

    explore("bird lists", texts(pairs, local), check, 200)


def test_bird_options() -> None:
    text = """\
# protocol bgp off { ttl security on; }
template bgp base { local as 1; ttl security on; ipv4 { import none; }; }
template bgp more from base { /* password "x"; */ require roles on; }
protocol bgp one from more { neighbor 10.0.0.2 as 2; local role customer; password "a # b{"; ipv4 { export none; }; }
protocol bgp 'two-2' { ttl security off; authentication md5; }
include "/etc/bird/*.conf";
"""

    def check(found: str) -> None:
        plain = operator.uncommented(found)
        assert_typed(operator.session_options(plain), dict[str, operator.Options])
        assert operator.includes_ours(plain) in (True, False)

    explore("bird options", texts(text), check, 200)


def test_bird_routes() -> None:
    seeds = (f"{PROTOCOLS}-- routes --\n{ROUTES_2}", f"{PROTOCOLS}-- routes --\n{ROUTES_3}")
    explore("bird routes", texts(*seeds), routes(BIRD.held_routes), 150)
    explore("bird announced", texts(ROUTES_2, ROUTES_3), announced(BIRD.announced_prefixes), 60)


# -- OpenBGPD ------------------------------------------------------------------------------------

_BGPD_SET = re.compile(r'origin-set "MANRS-[^"]+?(?:/[46]-([0-9]+))?" \{')
_BGPD_PAIR = re.compile(r"\t(\S+/([0-9]+))(?: maxlen ([0-9]+))? source-as ([0-9]+)")


def openbgpd_pairs(content: str) -> Triples:
    name = content.split("\n")[0].removeprefix("# pairs of ")
    found: Triples = set()
    first = None
    for line in content.replace("\r\n", "\n").split("\n"):
        if head := _BGPD_SET.match(line):
            first = head[1]
        elif pair := _BGPD_PAIR.fullmatch(line):
            low = int(first or pair[2])
            found.add((name, int(pair[4]), f"{network(pair[1])} {low} {int(pair[3] or low)}"))
    return found


@pytest.fixture(scope="module", params=["7.7", "8.8"])
def openbgpd_box(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[openbgpd.Box, Policy]:
    found = compiled(tmp_path_factory.mktemp("box"), neighbors("acme", "peer", "up"), aspas=[{"customer": 35001, "providers": [25000]}])
    blocks = {item.address: (item.asn, ["enforce neighbor-as yes", "max-prefix 1000 restart 30"]) for item in found.sessions}
    box = openbgpd.Box(blocks, version=request.param)
    wanted = fit(found, openbgpd.PLATFORM.capabilities(box.version))
    box.apply(openbgpd.PLATFORM.plan(box.running_state(), wanted, "test", True))  # type: ignore[arg-type]
    box.files[openbgpd.LOCAL] = (
        'prefix-set "MANRS-LOCAL-AS35001" { 193.77.0.0/16 prefixlen 16 - 24, 10.0.0.0/8 or-longer\n2a06::/32 maxlen 48 }\n'
    )
    return box, wanted


def openbgpd_said(outputs: Outputs) -> Triples:
    told = gzip.decompress(base64.b64decode(outputs["files"])).decode("utf-8", "surrogateescape")
    return files_said(told, openbgpd.SETS, openbgpd_pairs)


def packed(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode("utf-8", "surrogateescape"))).decode()


def test_openbgpd_running(openbgpd_box: tuple[openbgpd.Box, Policy]) -> None:
    box, wanted = openbgpd_box
    outputs = box.outputs()
    files = gzip.decompress(base64.b64decode(outputs["files"])).decode()
    watched = f"{outputs['ours'].partition('==> watched')[0]}==> watched\n{PRINTED}"
    among = {
        "ours": texts(outputs["ours"], watched),
        "files": st.one_of(texts(files).map(packed), texts(outputs["files"], most=2)),
        "neighbors": documents(json.loads(outputs["neighbors"])),
        **{name: texts(outputs[name], most=2) for name in ("version", "lines", "sets", "caches", "counts", "loopback")},
    }

    def plans(running: OpenBgpdRunning) -> None:
        openbgpd.PLATFORM.plan_release(running, "test", True)
        openbgpd.PLATFORM.plan(running, wanted, "test", True)

    explore(f"openbgpd {box.version}", mutated(outputs, among), checking(openbgpd.PLATFORM.parse, plans, openbgpd_said), 80)


def test_openbgpd_records(openbgpd_box: tuple[openbgpd.Box, Policy]) -> None:
    running = openbgpd_box[0].running_state()
    explore(
        f"openbgpd {openbgpd_box[0].version} record",
        recorded(running.text),
        understood(lambda record: openbgpd.PLATFORM.plan_back(running, record, "test")),
        25,
    )


def test_openbgpd_lists() -> None:
    """Files of registered pairs and the operator's lists as such: their digests stand before them elsewhere."""
    pairs = """\
# pairs of AS35001=AS35001:AS-ACME
origin-set "MANRS-AS35001=AS35001:AS-ACME" {
\t193.20.0.0/22 source-as 35001
\t193.21.0.0/16 maxlen 20 source-as 35002
}
origin-set "MANRS-AS35001=AS35001:AS-ACME/4-24" {
\t193.20.0.0/22 maxlen 24 source-as 35001
}
"""
    local = 'prefix-set "MANRS-LOCAL-AS35001" { 193.77.0.0/16 prefixlen 16 - 24, 10.0.0.0/8 or-longer\n2a06::/32 maxlen 48 } # x\n'

    def check(text: str) -> None:
        try:
            name, ranges = sets.parse_pair_set(text)
        except ValueError:
            pass
        else:
            assert triples(Known({name: ranges})) <= openbgpd_pairs(text)
        try:
            found = sets.local_lists(text)
        except PlatformError:
            return
        assert_typed(found, dict[str, frozenset[PrefixRange]])

    explore("openbgpd lists", texts(pairs, local), check, 200)


def test_openbgpd_routes() -> None:
    explore("openbgpd routes", documents(json.loads(ROUTES)), routes(openbgpd.PLATFORM.held_routes), 150)
    explore("openbgpd announced", texts("151.9.1.7/32\n185.10.0.0/22\n"), announced(openbgpd.PLATFORM.announced_prefixes), 20)


# -- nftables ------------------------------------------------------------------------------------

_SEEN = """\
table inet MANRS-SOURCES {
\tcounter in-eth1-v4-V03 {
\t\tpackets 3 bytes 180
\t}
\tset seen-in-eth1-v4 {
\t\ttype ipv4_addr
\t\tsize 1024
\t\tflags dynamic
\t\telements = { 10.1.1.1, 10.1.1.2 }
\t}
}
"""


def test_nftables_running() -> None:
    wanted = nft.policy("192.0.2.0/24", "198.51.100.7/32", observed=date(2026, 11, 1))
    table = nft.text(nft.table_of(wanted))
    outputs = nft.outputs(
        table=f"{table}{MARK}\n{_SEEN}",
        boot=f"{hashlib.sha256(nft.boot_text(nft.table_of(wanted)).encode()).hexdigest()}\n{table}",
        defaults="4 default via 192.0.2.2 dev eth1 proto static \n6 default dev ppp0 \n",
        rp_filter="/proc/sys/net/ipv4/conf/all/rp_filter:0\n/proc/sys/net/ipv4/conf/eth1/rp_filter:1\n",
    )
    among = {
        "links": documents(nft.ADDRESSES),
        **{name: texts(outputs[name], most=3) for name in ("chains", "table", "rp_filter", "boot", "start", "defaults")},
    }

    def check(outputs: dict[str, str]) -> None:
        try:
            running = nft.NFT.parse(outputs)
        except PlatformError:
            return
        assert_typed(running, NftRunning, "nft")
        for prefixes in running.links.networks.values():
            assert all(Prefix.parse(str(item)) == item for item in prefixes)
        try:
            assert isinstance(running.interfaces, dict)
            list(running.conflicts())
            nft.NFT.plan_release(running, "test")
            nft.NFT.plan(running, wanted, "test")
        except (PlatformError, PolicyError):
            return

    explore("nftables", mutated(outputs, among), check, 120)


def test_nftables_records() -> None:
    wanted = nft.policy("192.0.2.0/24", "198.51.100.7/32", observed=date(2026, 11, 1))
    table = nft.table_of(wanted)
    running = nft.running(table)
    explore("nftables record", recorded(nft.text(table)), understood(lambda record: nft.NFT.plan_back(running, record, "test")), 40)


def test_nftables_routes() -> None:
    def check(output: str) -> None:
        assert_typed(nft.NFT.routed_interfaces([output]), dict[Prefix, str], "routed")

    explore("nftables routes", texts(nft.ROUTES), check, 60)


# -- records -------------------------------------------------------------------------------------


def test_records(tmp_path: Path) -> None:
    for name, outcome in (("20260101T000000Z-a", "confirmed"), ("20260102T000000Z-b", "started")):
        records.write_json(tmp_path / "edge1" / name, "record.json", {"outcome": outcome, "findings": [{"where": "x"}]})
        records.write(tmp_path / "edge1" / name, "before.conf", name)
    folder = tmp_path / "edge1/20260102T000000Z-b"
    told = (folder / "record.json").read_text()

    def check(drawn: tuple[str, str, str]) -> None:
        record, before, identifier = drawn
        (folder / "record.json").write_bytes(record.encode("utf-8", "surrogateescape"))
        (folder / "before.conf").write_bytes(before.encode("utf-8", "surrogateescape"))
        for asked in ("last", folder.name, identifier):
            try:
                found = records.before_text(tmp_path, "edge1", asked)
            except records.RecordError:
                continue
            found.encode()

    inputs = st.tuples(st.one_of(texts(told), documents(json.loads(told))), texts("router bgp 1\n", most=1), texts(folder.name, most=2))
    explore("records", inputs, check, 80)


def test_what_is_mutated_is_whole(frr_router: frr.Router, bird_router: FakeRouter, openbgpd_box: tuple[openbgpd.Box, Policy]) -> None:
    """As they are, routers have registered pairs, and just those that the oracles read: a broken seed would hide what is behind it."""
    for outputs, parse, said in (
        (frr_router.outputs(), frr.FRR.parse, frr_said),
        (bird_router.outputs(), BIRD.parse, lambda outputs: files_said(outputs["pairs"], FOLDER, bird_pairs)),
        (openbgpd_box[0].outputs(), openbgpd.PLATFORM.parse, openbgpd_said),
    ):
        found = triples(parse(outputs).known)
        assert found
        assert found == said(outputs)
