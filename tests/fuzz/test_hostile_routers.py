# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What mutations of routers' answers were found to break, one by one."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery import records
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird import objects, operator, protocols
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd.parse import unpack
from bird_router import BIRD, FakeRouter, FakeSession

from ..unit.bird.test_answers import PROTOCOLS, ROUTES_2
from ..unit.frr import cases as frr
from ..unit.frr.test_answers import BEST, printed
from ..unit.linux_nftables import test_nftables as nft
from ..unit.openbgpd import cases as openbgpd
from ..unit.openbgpd.test_answers import ROUTES

#: What ends a line for Python and for no router. A neighbor may send the last three as its reason for a shutdown (RFC 9003).
ENDS = ["\x0b", "\x0c", "\x1c", "\r", "\x85", "\u2028", "\u2029"]
MANY_DIGITS = "1" * 5000
FRR = frr.FRR
NOT_UTF8 = "Z\udcfcrich"

# -- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDS)
def test_a_neighbors_words_are_no_session_of_bird(end: str) -> None:
    """BIRD shows the reason of a shutdown as the neighbor sent it, but for what is below a blank."""
    forged = FakeSession("forged", "10.9.9.9", 64511).text().replace("\n", end)
    text = PROTOCOLS.replace("  VRF:            red\n", f"  Message:        bye{end}{forged}\n", 1)
    assert [item.address for item in protocols.parse_protocols(text)] == ["10.0.0.2", "fe80::2"]
    assert protocols.caches_up(f"{PROTOCOLS}x  BGP   bye{end}y RPKI --- up 1  Established") == 1


@pytest.mark.parametrize("end", ENDS)
def test_a_description_is_no_line_of_frr(end: str) -> None:
    """Else the last good filter, which is kept when the registry fails, would let everything in."""
    box = frr.router()
    box.apply(box.plan(frr.policy()))
    told = box.outputs()
    opened = f"description x{end}ip prefix-list MANRS-AS35001-O35001-4-0of1 seq 9 permit 0.0.0.0/0 le 32"
    running = told["running"].replace("description acme", opened)
    assert opened in running
    assert FRR.parse({**told, "running": running}).known.pair_sets == box.running().known.pair_sets


# -- bytes that are no UTF-8 ---------------------------------------------------------------------


def test_a_router_whose_texts_are_in_another_encoding_is_read() -> None:
    """The digest is that of its bytes, as its own shell computes it, and its text can be written down."""
    told = frr.router().outputs()
    running = told["running"].replace("description acme", f"description {NOT_UTF8}")
    neighbors = told["neighbors"].replace('"acme"', '"Z\\udcfcrich"')
    read = FRR.parse({**told, "running": running, "startup": running, "neighbors": neighbors})
    assert read.digest == hashlib.sha256(running.encode("utf-8", "surrogateescape")).hexdigest()
    assert "description Z\\udcfcrich" in read.text
    assert read.unsaved is None
    assert "Z\\udcfcrich" in {item.neighbor for item in read.sessions}
    bird = replace(FakeRouter(), operator=f"# {NOT_UTF8}\n", local=f"# {NOT_UTF8}\n")
    BIRD.parse(bird.outputs()).text.encode()
    assert BIRD.parse(bird.outputs()).digest == hashlib.sha256(bird.outputs()["files"].encode("utf-8", "surrogateescape")).hexdigest()


# -- numbers, words and JSON of another kind -----------------------------------------------------


@pytest.mark.parametrize("router", [FRR, BIRD, openbgpd.PLATFORM])
def test_a_version_of_many_digits_is_refused(router: Any) -> None:
    with pytest.raises(PlatformError, match="version"):
        router.capabilities(f"{MANY_DIGITS}.3")


@pytest.mark.parametrize("neighbors", ["[]", "[" * 100_000, '{"10.0.0.1": {"remoteAs": "x"}}', '{"10.0.0.1": {"remoteAs": [1]}}'])
def test_sessions_of_frr_that_are_none_are_refused(neighbors: str) -> None:
    with pytest.raises(PlatformError):
        FRR.parse({**frr.router().outputs(), "neighbors": neighbors})


@pytest.mark.parametrize("values", [5, {"acceptedPrefixCounter": "many"}, {"acceptedPrefixCounter": -1}, {"sentPrefixCounter": True}])
def test_a_count_of_frr_that_is_none_is_refused(values: object) -> None:
    told = frr.router().outputs()
    neighbors = json.loads(told["neighbors"])
    neighbors["10.0.0.1"]["addressFamilyInfo"] = {"ipv4Unicast": values}
    with pytest.raises(PlatformError, match="10.0.0.1"):
        FRR.parse({**told, "neighbors": json.dumps(neighbors)})


@pytest.mark.parametrize(
    "wrong",
    [
        {"peer": 5},
        {"nexthops": [5]},
        {"nexthops": [{"ip": "10.0.0"}]},
        {"aspath": "35001"},
        {"community": {"list": [["x"]]}},
        {"community": {"list": ["1:2:3"]}},
        {"otc": "x"},
        {"locPrf": True},
    ],
)
@pytest.mark.parametrize("version", frr.VERSIONS)
def test_a_route_of_frr_that_is_none_is_refused(version: str, wrong: dict[str, object]) -> None:
    with pytest.raises(PlatformError, match="193.20.0.0/22"):
        FRR.held_routes(printed(version, {"193.20.0.0/22": [{**BEST, **wrong}]}), 4)


@pytest.mark.parametrize("output", ['{"routes": {"193.20.0.1/22": []}}', '{"routes": []}', '{"routes": {"193.20.0.0/22": [5]}}', "null"])
def test_routes_of_frr_that_are_none_are_refused(output: str) -> None:
    try:
        assert FRR.held_routes(output, 4) == []
    except PlatformError:
        return
    assert output == "null"


def test_a_group_without_a_name_is_no_group_of_frr() -> None:
    told = frr.router().outputs()
    running = told["running"].replace("  neighbor 10.0.0.1 soft", "  neighbor 10.0.0.1 peer-group\n  neighbor 10.0.0.1 soft", 1)
    assert "peer-group\n" in running
    assert FRR.parse({**told, "running": running}).sessions


def test_a_configuration_of_frr_that_is_cut_is_refused() -> None:
    """What is left of a prefix may hold more: /1 of /16."""
    box = frr.router()
    box.apply(box.plan(frr.policy()))
    told = box.outputs()
    for size in range(len(told["running"].rstrip())):
        with pytest.raises(PlatformError, match="did not arrive whole"):
            FRR.parse({**told, "running": told["running"][:size]})


def test_a_configuration_of_frr_without_bgp_is_refused() -> None:
    with pytest.raises(PlatformError, match="no 'router bgp'"):
        FRR.parse({**frr.router().outputs(), "running": "end\n"})


def test_a_list_of_frr_that_was_left_behind_is_not_what_runs() -> None:
    """Where the registry then fails, what is no longer registered would come back."""
    box = frr.router()
    box.apply(box.plan(frr.policy()))
    told = box.outputs()
    left = "ip prefix-list MANRS-AS35001-O7-4-0of1 seq 5 permit 30.0.0.0/8 le 32\nrouter bgp 25000\n"
    read = FRR.parse({**told, "running": told["running"].replace("router bgp 25000\n", left, 1)})
    assert (4, "MANRS-AS35001-O7-4-0of1") in read.configuration.prefix_lists
    assert read.known.pair_sets == box.running().known.pair_sets


@pytest.mark.parametrize(
    ("old", "new"), [("8.8.8.0/24", "8.8.8.1/24"), ("192.0.2.1\n", "192.0.2\n"), ("otc: 35001", f"otc: {MANY_DIGITS}")]
)
def test_a_route_of_bird_that_is_none_is_refused(old: str, new: str) -> None:
    assert old in ROUTES_2
    with pytest.raises(PlatformError, match="show route"):
        BIRD.held_routes(f"{PROTOCOLS}-- routes --\n{ROUTES_2.replace(old, new)}", 4)


def test_a_number_of_a_session_of_bird_that_is_none_is_refused() -> None:
    with pytest.raises(PlatformError, match="show protocols all, a: 'Neighbor AS:"):
        protocols.parse_protocols(PROTOCOLS.replace("Neighbor AS:      35001", "Neighbor AS:      x"))


def test_definitions_of_bird_that_call_each_other_in_a_long_chain_or_a_circle_are_ordered() -> None:
    chain = {f"MANRS-{number}": f"function 'MANRS-{number}'()\n{{ 'MANRS-{number + 1}'(); }}" for number in range(3000)}
    assert objects.ordered(chain)[:2] == ["MANRS-2999", "MANRS-2998"]
    circle = {"MANRS-a": "function 'MANRS-a'() 'MANRS-b'", "MANRS-b": "function 'MANRS-b'() 'MANRS-a' 'MANRS-b'"}
    assert sorted(objects.ordered(circle)) == ["MANRS-a", "MANRS-b"]


def test_templates_of_bird_in_a_long_chain_or_a_circle_give_what_they_have() -> None:
    text = "".join(f"template bgp t{number} from t{number + 1} {{ }}\n" for number in range(3000))
    found = operator.session_options(f"protocol bgp one from t0 {{ ttl security off; }}\n{text}template bgp t3000 {{ password x; }}\n")
    assert found["one"] == operator.Options("off", True)
    assert operator.session_options("template bgp a from b { ttl security on; }\ntemplate bgp b from a { }")["a"].ttl == "on"


def test_a_session_of_bird_without_a_name_gives_nothing_to_others() -> None:
    found = operator.session_options(
        "protocol bgp { password x; ttl security on; }\nprotocol bgp two { }\nprotocol bgp three from two { }\n"
    )
    assert found["two"] == found["three"] == operator.Options()


def test_a_brace_in_a_password_ends_no_block_of_bird() -> None:
    text = 'protocol bgp one { password "x{"; }\nprotocol bgp two { authentication ao; ttl security on; }\n'
    found = operator.session_options(operator.uncommented(text))
    assert found["one"] == operator.Options(password=True)
    assert found["two"] == operator.Options("on", False, "ao")


@pytest.mark.parametrize(
    ("path", "is_ours"),
    [
        ("/etc/bird/manrs.conf", True),
        ("manrs.conf", True),
        ("*.conf", True),
        ("/etc/bird/m*.conf", True),
        ("/etc/*/manrs.conf", True),
        ("/etc/bird/manrs/*.conf", False),
        ("/srv/manrs.conf", False),
        ("*" * 4000 + "x", False),
    ],
)
def test_an_include_of_bird_is_matched_as_a_path(path: str, is_ours: bool) -> None:
    assert operator.includes_ours(f'include "{path}";') is is_ours


@pytest.mark.parametrize(
    "text",
    [
        MANY_DIGITS,
        "\u00e9",
        base64.b64encode(b"x").decode(),
        base64.b64encode(gzip.compress(b"x" * 999, mtime=0)[:-12] + b"123456789012").decode(),
    ],
)
def test_files_of_openbgpd_that_did_not_arrive_whole_are_refused(text: str) -> None:
    with pytest.raises(PlatformError, match="did not arrive whole"):
        unpack(text)


def box() -> openbgpd.Box:
    return openbgpd.Box({"10.0.0.2": (35001, ["max-prefix 5"])})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("neighbors", "[]"),
        ("neighbors", "[" * 100_000),
        ("neighbors", '{"neighbors": [5]}'),
        ("neighbors", '{"neighbors": [{"remote_addr": "10.0.0.2"}]}'),
        ("neighbors", '{"neighbors": [{"remote_addr": "10.0.0.2", "remote_as": "x"}]}'),
        ("counts", "10.0.0.2 inet\n"),
        ("counts", "10.0.0.2 inet x\n"),
        ("lines", "x:allow from any\n"),
    ],
)
def test_an_answer_of_openbgpd_that_is_none_is_refused(name: str, text: str) -> None:
    with pytest.raises(PlatformError):
        openbgpd.PLATFORM.parse({**box().outputs(), name: text})


@pytest.mark.parametrize(("name", "text"), [("sets", "Type\nPREFIX\n\n"), ("loopback", " \n192.0.2.1 scope link\n"), ("lines", "\n")])
def test_a_line_of_openbgpd_that_says_nothing_is_nothing(name: str, text: str) -> None:
    assert openbgpd.PLATFORM.parse({**box().outputs(), name: text}).sessions


@pytest.mark.parametrize(
    "line", ["AS x", "reject as-set", "neighbor 10.0.0.2 {\n\tremote-as\n}", "neighbor 10.0.0.2 {\n\tremote-as x\n}", "rtr a {\n\tport x"]
)
def test_a_line_that_bgpd_does_not_print_is_refused_or_nothing(line: str) -> None:
    told = box().outputs()
    ours = told["ours"].replace("==> watched\nAS 25000\n", f"==> watched\n{line}\nAS 25000\n")
    try:
        assert openbgpd.PLATFORM.parse({**told, "ours": ours}).sessions
    except PlatformError:
        return
    assert line.endswith(("as-set", "remote-as\n}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"151.9.1.0/24"', '"151.9.1.1/24"'),
        ('"151.9.1.0/24"', "5"),
        ('"185.14.13.198", "true', '"x", "true'),
        ('"3333:4"', '"3333:4:5"'),
        ('"3333:4"', "[]"),
        ('"as": 3333', '"as": "x"'),
        ('"localpref": 120', '"localpref": null'),
    ],
)
def test_a_route_of_openbgpd_that_is_none_is_refused(old: str, new: str) -> None:
    assert old in ROUTES
    with pytest.raises(PlatformError):
        openbgpd.PLATFORM.held_routes(ROUTES.replace(old, new, 1), 4)


@pytest.mark.parametrize("length", [-5, 33, "24x", True, 1.5, None])
def test_a_network_of_an_interface_that_is_none_is_refused(length: object) -> None:
    """A length below zero would be a network that holds every address."""
    address = {"family": "inet", "local": "192.0.2.1", "prefixlen": length, "scope": "global"}
    with pytest.raises(PlatformError, match="ip -j address"):
        nft.NFT.parse(nft.outputs(links=json.dumps([{"ifname": "eth1", "flags": [], "addr_info": [address]}])))


@pytest.mark.parametrize("links", ["{}", "[5]", "[[]]", '[{"ifname": 5}]', "[{}]", "[" * 100_000])
def test_interfaces_that_are_none_are_refused(links: str) -> None:
    with pytest.raises(PlatformError, match="ip -j address"):
        nft.NFT.parse(nft.outputs(links=links))


@pytest.mark.parametrize("table", ["\tset x {\n\t\telements = { 10.0.0.0/8 }\n\t}\n", "\tset x-v6 {\n\t\telements = { 10.0.0.0/8 }\n\t}\n"])
def test_a_set_of_no_or_another_family_is_not_ours(table: str) -> None:
    with pytest.raises(PlatformError, match="was edited by hand"):
        nft.NFT.parse(nft.outputs(table=f"table inet MANRS-SOURCES {{\n{table}}}\n"))


def test_an_empty_set_of_seen_sources_and_a_brace_alone_are_nothing() -> None:
    listing = "table inet MANRS-SOURCES {\n\t}\n\tset seen-in-eth1-v4 {\n\t\telements = { }\n\t}\n}\n"
    read = nft.NFT.parse(nft.outputs(table=f"{listing}-- counted --\n{listing}"))
    assert (dict(read.table.chains), read.seen) == ({}, {"seen-in-eth1-v4": ()})


def test_a_default_route_of_no_family_is_refused() -> None:
    with pytest.raises(PlatformError, match="ip route show default"):
        nft.NFT.parse(nft.outputs(defaults="x default dev eth1\n"))


# -- records -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["{", "[]", "[" * 100_000, "\udcff"])
def test_a_broken_record_is_named_and_never_passed_over(tmp_path: Path, text: str) -> None:
    """It may be the newest that was confirmed: an older one would bring back the wrong state."""
    for name in ("20260101T000000Z-a", "20260102T000000Z-b"):
        records.write_json(tmp_path / "edge1" / name, "record.json", {"outcome": "confirmed"})
        records.write(tmp_path / "edge1" / name, "before.conf", name)
    (tmp_path / "edge1/20260102T000000Z-b/record.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(records.RecordError, match="20260102T000000Z-b/record.json"):
        records.before_text(tmp_path, "edge1", "last")
    assert records.before_text(tmp_path, "edge1", "20260101T000000Z-a") == "20260101T000000Z-a"


@pytest.mark.parametrize("identifier", ["20260101T000000Z-a\n", "a" * 5000, "", "\x00"])
def test_a_name_that_is_no_record_is_refused(tmp_path: Path, identifier: str) -> None:
    with pytest.raises(records.RecordError, match="there is no record"):
        records.before_text(tmp_path, "edge1", identifier)


def test_a_host_with_an_end_of_line_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(records.RecordError):
        records.prepare(tmp_path, "edge1\n")
