# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of IRR servers against a server that answers by a script: well, badly, late, half, or not at all."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.servers import Server
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import Cone
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import Expansion, Resolver, UnresolvedError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irrd import IrrServers
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot


def block(text: str) -> bytes:
    """An answer with a text, as IRRd frames it: the length counts the newline."""
    content = text.encode() + b"\n"
    return b"A%d\n%bC\n" % (len(content), content)


#: The registry as one server knows it: source -> command without "!" -> answer.
WORLD = {
    "RIPE": {
        "iAS-ACME": "AS1 AS-INNER as-loop",
        "iAS-INNER": "AS2",
        "iAS-LOOP": "AS-ACME AS3",
        "iAS-OTHER": "AS9",
        "mas-set,AS-EMPTY": "as-set: AS-EMPTY\ntech-c: X",
        "mas-set,AS-ACME": "as-set: AS-ACME\nmembers: AS1",
        "gAS1": "193.0.0.0/21 193.0.8.0/24",
        "gAS2": "193.0.10.0/24",
        "6AS2": "2a00:1::/32",
        "gAS9": "193.0.9.0/24",
        "iRS-ACME": "193.1.0.0/20^21-24 AS2^24-24 RS-MORE^+",
        "iRS-MORE": "193.2.0.0/24 2a00:2::/32",
    },
    "RADB": {
        "mas-set,AS-ACME": "as-set: AS-ACME\nremarks: members: none",
        "iAS-ONLY": "AS3",
        "gAS1": "193.0.0.0/21",
        "gAS3": "193.0.11.0/24",
    },
}
Fault = Callable[[socket.socket, str], bool]


@dataclass
class Script:
    """A server with the state of one connection after the other. ``fault`` sees each command first and may break things."""

    world: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: WORLD)
    fault: Fault = lambda connection, command: False
    said: list[str] = field(default_factory=list)
    connections: int = 0

    def serve(self, connection: socket.socket) -> None:
        self.connections += 1
        selected = list(self.world)
        try:
            with connection, connection.makefile("rb") as lines:
                for line in lines:
                    command = line.decode().strip().removeprefix("!")
                    self.said.append(command)
                    if self.fault(connection, command):
                        return
                    if command == "!":
                        continue
                    if command.startswith("n"):
                        connection.sendall(b"C\n")
                    elif command.startswith("s"):
                        wanted = command[1:].split(",")
                        if set(wanted) <= self.world.keys():
                            selected = wanted
                            connection.sendall(b"C\n")
                        else:
                            connection.sendall(b"F One or more selected sources are unavailable.\n")
                    else:
                        self.answer(connection, selected, command)
        except OSError:
            pass

    def answer(self, connection: socket.socket, selected: list[str], command: str) -> None:
        found = [self.world[source][command] for source in selected if command in self.world[source]]
        if command[0] in "g6":
            found = [" ".join(dict.fromkeys(" ".join(found).split()))] if found else []
        connection.sendall(block(found[0]) if found else b"D\n")


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=script.serve, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield Server("127.0.0.1", listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)


def client(*servers: Server, sources: tuple[str, ...] = ("RIPE", "RADB"), most: int = 1000, timeout: float = 30) -> IrrServers:
    return IrrServers(servers, sources, timeout_seconds=timeout, most=most)


def expanded(irr: IrrServers, *names: str, most: int = 1000) -> list[Expansion | str]:
    wanted = [SetName.parse(name, "RS" if "RS-" in name else "AS") for name in names]

    async def ask() -> list[Expansion | str]:
        try:
            found = await Resolver(irr, most).expand(wanted)
        finally:
            irr.close()
        return [str(found[name]) if isinstance(found[name], UnresolvedError) else found[name] for name in wanted]  # type: ignore[misc]

    return asyncio.run(ask())


def routes(irr: IrrServers, *asns: int) -> dict[int, dict[str, tuple[str, ...]] | str]:
    async def ask() -> dict[int, dict[str, tuple[str, ...]] | str]:
        try:
            found = await irr.routes(asns)
        finally:
            irr.close()
        return {asn: answer.problem or {str(prefix): names for prefix, names in answer.sources.items()} for asn, answer in found.items()}

    return asyncio.run(ask())


def test_sets_are_expanded_and_each_is_asked_for_once() -> None:
    script = Script()
    with serving(script) as server:
        acme, other, loop = expanded(client(server), "AS-ACME", "AS-OTHER", "as-loop")
    assert isinstance(acme, Expansion)
    assert isinstance(other, Expansion)
    assert acme == loop
    assert (acme.asns, other.asns) == ({1, 2, 3}, {9})
    asked = [command for command in script.said if command.startswith("i")]
    assert sorted(asked) == ["iAS-ACME", "iAS-INNER", "iAS-LOOP", "iAS-OTHER"]
    assert script.connections == 1


def test_routes_have_the_sources_that_say_so() -> None:
    script = Script()
    with serving(script) as server:
        found = routes(client(server), 1, 2, 4)
    assert found == {
        1: {"193.0.0.0/21": ("RIPE", "RADB"), "193.0.8.0/24": ("RIPE",)},
        2: {"193.0.10.0/24": ("RIPE",), "2a00:1::/32": ("RIPE",)},
        4: {},
    }
    assert script.connections == 1


def test_a_set_of_a_named_source_is_looked_for_there_alone() -> None:
    with serving(Script()) as server:
        right, wrong = expanded(client(server, sources=("RIPE",)), "RADB::AS-ONLY", "RIPE::AS-ONLY")
    assert isinstance(right, Expansion)
    assert right.asns == {3}
    assert wrong == "RIPE::AS-ONLY does not exist in RIPE"


def test_a_set_that_is_there_and_empty_is_told_from_one_that_is_not() -> None:
    with serving(Script()) as server:
        empty, unknown = expanded(client(server), "AS-EMPTY", "AS-NOSUCH")
    assert empty == "AS-EMPTY exists and has no member"
    assert unknown == "AS-NOSUCH does not exist in RIPE,RADB"


def test_a_member_that_is_gone_makes_what_is_above_it_unresolved_and_nothing_else() -> None:
    world = {"RIPE": {**WORLD["RIPE"], "iAS-LOOP": "AS-ACME AS3 AS-GONE"}}
    with serving(Script(world)) as server:
        acme, other = expanded(client(server, sources=("RIPE",)), "AS-ACME", "AS-OTHER")
    assert acme == "AS-GONE does not exist in RIPE (a member of AS-LOOP)"
    assert isinstance(other, Expansion)


@pytest.mark.parametrize(
    ("member", "why"),
    [
        ("AS-ANY", "AS-ANY' stands for the whole Internet"),
        ("AS0", "neither an ASN nor an AS-SET"),
        ("AS4294967296", "neither an ASN nor an AS-SET"),
        ("193.0.0.0/8", "neither an ASN nor an AS-SET"),
        ("{{lookup('pipe','id')}}", "neither an ASN nor an AS-SET"),
        ("AS-X;reload", "neither an ASN nor an AS-SET"),
        ("../../etc/passwd", "neither an ASN nor an AS-SET"),
    ],
)
def test_a_member_of_unknown_kind_is_an_error(member: str, why: str) -> None:
    with serving(Script({"RIPE": {"iAS-ACME": f"AS1 {member}"}})) as server:
        (found,) = expanded(client(server, sources=("RIPE",)), "AS-ACME")
    assert why in str(found)


def test_route_sets_with_range_operators() -> None:
    with serving(Script()) as server:
        (found,) = expanded(client(server), "RS-ACME")
    assert isinstance(found, Expansion)
    assert {str(item) for item in found.ranges} == {"193.1.0.0/20^21-24", "193.2.0.0/24^24-32", "2a00:2::/32^32-128"}
    assert (found.asns, found.changed) == (frozenset(), {(2, "^24-24")})


def test_a_set_above_the_size_that_is_allowed_is_refused_whole() -> None:
    many = " ".join(f"AS{number}" for number in range(1, 1002))
    with serving(Script({"RIPE": {"iAS-ACME": many, "iAS-OTHER": "AS9"}})) as server:
        acme, other = expanded(client(server, sources=("RIPE",)), "AS-ACME", "AS-OTHER")
    assert acme == "AS-ACME has more than 1000 members, the size that irr.most_prefixes allows"
    assert isinstance(other, Expansion)


def test_a_million_prefixes_are_refused_whole() -> None:
    many = " ".join(f"{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}.0/24" for number in range(1 << 20, 1 << 21))
    with serving(Script({"RIPE": {"gAS1": many, "gAS9": "193.0.9.0/24"}})) as server:
        found = routes(client(server, sources=("RIPE",)), 1, 9)
        assert f"its answer has {len(many) + 1} bytes, more than 8000000" in str(found[1])
        assert found[9] == {"193.0.9.0/24": ("RIPE",)}
    few = " ".join(many.split()[:1001])
    with serving(Script({"RIPE": {"gAS1": few, "gAS9": "193.0.9.0/24"}})) as server:
        found = routes(client(server, sources=("RIPE",)), 1, 9)
        assert found[1] == "AS1 has more than 1000 prefixes, the size that irr.most_prefixes allows"
        assert found[9] == {"193.0.9.0/24": ("RIPE",)}


@pytest.mark.parametrize("text", ["193.0.0.0/21 193.0.8.1/24", "193.0.0.0/33", "2a00:1::/32", "193.0.0.0/21 deny", "0x0a000000/8", "AS1"])
def test_what_is_no_prefix_of_the_family_is_an_error_and_no_shorter_list(text: str) -> None:
    with serving(Script({"RIPE": {"gAS1": text, "gAS9": "193.0.9.0/24"}})) as server:
        found = routes(client(server, sources=("RIPE",)), 1, 9)
    assert str(found[1]).startswith("AS1: no complete answer from RIPE")
    assert "no IPv4 prefix: " in str(found[1])
    assert found[9] == {"193.0.9.0/24": ("RIPE",)}


# -- connections that break ----------------------------------------------------------------------


def on(command: str, data: bytes, *, hangs: bool = False, times: int = 1000) -> Fault:
    """A fault: say these bytes to a command, then close the connection or hang."""
    left = [times]
    forever = threading.Event()

    def fault(connection: socket.socket, said: str) -> bool:
        if said != command or not left[0]:
            return False
        left[0] -= 1
        connection.sendall(data)
        if hangs:
            forever.wait(5)
        return True

    return fault


FAULTS = {
    "cut before": (on("gAS1", b""), "it closed the connection before its answer was whole"),
    "half an answer": (on("gAS1", b"A26\n193.0.0.0/21 193."), "it closed the connection before its answer was whole"),
    "no end": (on("gAS1", b"A13\n193.0.0.0/21\n"), "it closed the connection before its answer was whole"),
    "silence": (on("gAS1", b"", hangs=True), "no whole answer within 1 s"),
    "half and silence": (on("gAS1", b"A26\n193.0.0.0/21 193.", hangs=True), "no whole answer within 1 s"),
    "too short": (on("gAS1", b"A9\n193.0.0.0/21\nC\n"), "its answer is not as long as it says"),
    "too long": (on("gAS1", b"A14\n193.0.0.0/21\nC\nC\n"), "its answer is not as long as it says"),
    "control characters": (on("gAS1", block("193.0.0.0/21\x1b[2J")), "control characters"),
    "a zero byte": (on("gAS1", block("193.0.0.0/21\x00")), "control characters"),
    "no ASCII": (on("gAS1", block("193.0.0.0/21\u202e")), "control characters"),
    "a web page": (on("gAS1", b"HTTP/1.1 400 Bad Request\r\n\r\n"), "does not speak the protocol of IRRd"),
    "a line without end": (on("gAS1", b"X" * 10000), "does not speak the protocol of IRRd"),
    "a number that is none": (on("gAS1", b"A-5\n"), "does not speak the protocol of IRRd"),
    "a huge number": (on("gAS1", b"A99999999999\n"), "does not speak the protocol of IRRd"),
    "refused": (on("gAS1", b"F Not permitted.\n"), "it says: F Not permitted."),
}


def patience(name: str) -> float:
    """Seconds: short where nothing comes, long where a busy machine is the only reason to wait."""
    return 1 if "silence" in name else 30


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_answer_is_no_answer_and_the_others_are_whole(name: str) -> None:
    fault, why = FAULTS[name]
    with serving(Script(fault=fault)) as server:
        found = routes(client(server, sources=("RIPE",), timeout=patience(name)), 1, 2, 9)
    assert why in str(found[1])
    assert str(found[1]).startswith("AS1: no complete answer from RIPE")
    assert found[2] == {"193.0.10.0/24": ("RIPE",), "2a00:1::/32": ("RIPE",)}
    assert found[9] == {"193.0.9.0/24": ("RIPE",)}


@pytest.mark.parametrize("name", FAULTS)
def test_the_next_server_answers_what_the_first_does_not(name: str) -> None:
    fault, _ = FAULTS[name]
    second = Script()
    with serving(Script(fault=fault)) as broken, serving(second) as whole:
        found = routes(client(broken, whole, sources=("RIPE",), timeout=patience(name)), 1, 2)
    assert found[1] == {"193.0.0.0/21": ("RIPE",), "193.0.8.0/24": ("RIPE",)}
    assert [command for command in second.said if command[0] in "g6"] == ["gAS1"], "only what is missing is asked again"


def test_what_broke_once_is_asked_for_again() -> None:
    script = Script(fault=on("gAS1", b"A26\n193.0.", times=1))
    with serving(script) as server:
        found = routes(client(server, sources=("RIPE",)), 1, 2)
    assert found[1] == {"193.0.0.0/21": ("RIPE",), "193.0.8.0/24": ("RIPE",)}
    assert script.connections == 2


def test_a_server_that_lacks_a_source_is_not_asked() -> None:
    """It would go on with the sources selected before: right in form, and an answer to another question."""
    with serving(Script({"RIPE": WORLD["RIPE"]})) as server:
        with pytest.raises(
            RegistryError, match="127.0.0.1:[0-9]+: it has no source NOSUCH and no OTHER; correct irr.servers or irr.sources"
        ):
            routes(client(server, sources=("RIPE", "NOSUCH", "OTHER")), 1)
        with serving(Script({"RIPE": WORLD["RIPE"], "NOSUCH": {}, "OTHER": {}})) as whole:
            irr = client(server, whole, sources=("RIPE", "NOSUCH", "OTHER"))
            assert routes(irr, 9)[9] == {"193.0.9.0/24": ("RIPE",)}
            assert list(irr.answered) == [whole]


def test_a_set_of_a_source_that_nobody_has_is_unresolved_alone() -> None:
    with serving(Script()) as server:
        wrong, right = expanded(client(server), "RADBB::AS-ACME", "AS-OTHER")
    assert "RADBB::AS-ACME: no complete answer" in str(wrong)
    assert "it does not take the sources RADBB" in str(wrong)
    assert isinstance(right, Expansion)
    with serving(Script()) as server:
        (alone,) = expanded(client(server), "RADBB::AS-ACME")
    assert "it does not take the sources RADBB" in str(alone)


def test_a_server_that_says_nothing_and_one_that_is_another_service() -> None:
    def silent(connection: socket.socket, command: str) -> bool:
        threading.Event().wait(3)
        return True

    def web(connection: socket.socket, command: str) -> bool:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return True

    with serving(Script(fault=silent)) as server, pytest.raises(RegistryError, match="it takes the connection and says nothing within 1 s"):
        routes(client(server, timeout=1), 1)
    said = "it does not speak the protocol of IRRd, it says 'HTTP/1.1 400 Bad Request';"
    with serving(Script(fault=web)) as server, pytest.raises(RegistryError, match=said):
        routes(client(server), 1)


def test_a_server_that_is_away_is_passed_over_and_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gone = Server("127.0.0.1", listener.getsockname()[1])
    with serving(Script()) as server:
        irr = client(gone, server)
        assert routes(irr, 9)[9] == {"193.0.9.0/24": ("RIPE",)}
    assert list(irr.given_up) == [gone]
    assert "no connection" in irr.given_up[gone]
    assert list(irr.answered) == [server]


def test_no_server_at_all_is_an_error_and_no_empty_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gone = Server("127.0.0.1", listener.getsockname()[1])
    with pytest.raises(
        RegistryError,
        match="no IRR server can be asked: 127.0.0.1:.*: no connection: connection refused; correct irr.servers or irr.sources",
    ):
        routes(client(gone), 1)


def test_a_server_that_breaks_at_everything_is_given_up() -> None:
    def fault(connection: socket.socket, command: str) -> bool:
        return command[0] in "g6"

    script = Script(fault=fault)
    with serving(script) as server, serving(Script()) as whole:
        found = routes(client(server, whole, sources=("RIPE",)), *range(1, 100))
    assert script.connections == 8
    assert found[9] == {"193.0.9.0/24": ("RIPE",)}


def test_names_in_several_sources_and_empty_twins_are_seen() -> None:
    with serving(Script()) as server:
        irr = client(server)
        names = [SetName.parse("AS-ACME"), SetName.parse("AS-EMPTY")]
        assert asyncio.run(irr.homes(names)) == {names[0]: {"RIPE": True, "RADB": False}, names[1]: {"RIPE": False}}


def test_answers_in_pieces_of_a_byte_are_the_same() -> None:
    class Dribble(Script):
        def answer(self, connection: socket.socket, selected: list[str], command: str) -> None:
            found = next((self.world[source][command] for source in selected if command in self.world[source]), None)
            for byte in block(found) if found else b"D\n":
                connection.sendall(bytes([byte]))

    with serving(Dribble()) as server:
        found = routes(client(server, sources=("RIPE",)), 1, 2)
    assert found[1] == {"193.0.0.0/21": ("RIPE",), "193.0.8.0/24": ("RIPE",)}


@pytest.mark.parametrize("text", ["rr.example.net", "rr.example.net:4343", "[2001:db8::1]", "[2001:db8::1]:43", "192.0.2.1:43"])
def test_servers_as_people_write_them(text: str) -> None:
    server = Server.parse(text)
    assert server.port == (4343 if "4343" in text else 43)
    assert Server.parse(str(server)) == server


@pytest.mark.parametrize(
    "text", ["", "rr example", "rr.example.net:0", "rr.example.net:99999", "2001:db8::1", "https://rr.example.net", "a\nb"]
)
def test_what_is_no_server(text: str) -> None:
    with pytest.raises(ValueError, match="is not a server; write"):
        Server.parse(text)


def test_prefixes_are_the_ones_that_were_sent() -> None:
    assert Prefix.parse("193.0.0.0/21") in asyncio.run(_one()).sources


async def _one():  # type: ignore[no-untyped-def]
    with serving(Script()) as server:
        irr = client(server)
        try:
            return (await irr.routes([1]))[1]
        finally:
            irr.close()


def test_an_asn_that_is_not_known_is_a_critical_finding(tmp_path: Path) -> None:
    (tmp_path / "vrps").write_text('{"roas": [{"asn": 3320, "prefix": "151.2.0.0/16", "maxLength": 16}]}', encoding="utf-8")
    with serving(Script(fault=on("gAS1", b"A26\n193."))) as server:
        told = {
            "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22"]},
            "manrs_registry": {"irr": {"servers": [str(server)], "sources": ["RIPE"]}, "rpki": {"vrps": str(tmp_path / "vrps")}},
            "manrs_neighbors": [
                {"name": "one", "asn": 1, "relation": "customer", "addresses": ["10.0.0.1"]},
                {"name": "nine", "asn": 9, "relation": "customer", "addresses": ["10.0.0.9"]},
            ],
        }
        intent = host_intent(told, "edge1", date(2026, 11, 25))
        made = make_snapshot({"edge1": intent}, tmp_path / "snapshot", datetime(2026, 11, 25, tzinfo=UTC))
    assert [(item.severity, item.where) for item in made.findings] == [("critical", "AS1")]
    loaded = load_snapshot(made.path, "edge1", datetime(2026, 11, 25, tzinfo=UTC), intent.registry)
    assert list(loaded.registered(Cone(9))) == [9]
    with pytest.raises(UnresolvedError, match="AS1: no complete answer from RIPE"):
        loaded.registered(Cone(1))
