# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What PeeringDB says, from recorded answers that a server on loopback gives as the API does; and all that may go wrong."""

from __future__ import annotations

import json
import shutil
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import PolicyError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PathHas
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import web
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.cones import cone_of
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import UnresolvedError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.peeringdb import (
    Exchange,
    Network,
    PeeringDbAnswers,
    PeeringDbSettings,
    ask_peeringdb,
    read_as_sets,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import SnapshotSummary, make_snapshot

RECORDED = Path(__file__).parent / "peeringdb"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEY = "s3cret.key"
NEIGHBORS = (174, 559, 1299, 3320, 5413, 6939, 8928, 9177, 12059, 13649, 31800, 32903, 64500)
ALL = ("exchanges", "networks", "never_via_route_servers")
Reply = tuple[int, dict[str, str], bytes]


class Api(ThreadingHTTPServer):
    """Answers as PeeringDB's API does, from the recorded objects: fields by value, ``__in``, ``fields``."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.objects = {kind: json.loads((RECORDED / f"{kind}.json").read_text())["data"] for kind in ("net", "netixlan", "ixpfx")}
        self.asked: list[str] = []
        self.keys: list[str | None] = []
        #: By part of the query: what to answer instead.
        self.faults: dict[str, Callable[[], Reply | None]] = {}
        self.is_done = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api"

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what some tests are about."""

    def reply(self, kind: str, query: str) -> Reply:
        for part, fault in self.faults.items():
            if part in f"{kind}?{query}":
                found = fault()
                if found is not None:
                    return found
        parameters = dict(parse_qsl(query))
        fields = parameters.pop("fields").split(",")
        chosen = [item for item in self.objects[kind] if all(_holds(item, name, value) for name, value in parameters.items())]
        data = [{name: item[name] for name in fields if name in item} if isinstance(item, dict) else item for item in chosen]
        return 200, {"Content-Type": "application/json"}, json.dumps({"data": data, "meta": {}}).encode()


def _holds(item: Any, name: str, value: str) -> bool:
    if not isinstance(item, dict) or item.get("is_hostile"):
        return True
    if name.endswith("__in"):
        return str(item[name.removesuffix("__in")]) in value.split(",")
    return str(int(item[name])) == value


class _Request(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        kind = parts.path.rpartition("/")[2]
        self.server.asked.append(f"{kind}?{parts.query}")
        self.server.keys.append(self.headers["Authorization"])
        status, headers, body = self.server.reply(kind, parts.query)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def api() -> Iterator[Api]:
    running = Api()
    yield running
    running.is_done.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "made" / "cache"


class Run:
    """One run against the server, with a clock and a bed of its own."""

    def __init__(self, api: Api, cache: Path, key: str | None = KEY) -> None:
        self.settings = PeeringDbSettings(cache=cache, url=api.url, key=key)
        self.slept: list[float] = []

    def __call__(self, asns: tuple[int, ...] = NEIGHBORS, now: datetime = NOW, own_asn: int = 13030) -> PeeringDbAnswers:
        return ask_peeringdb(self.settings, own_asn, asns, now, fetch=_impatient, sleep=self.slept.append)


def _impatient(url: str, **options: Any) -> web.WebAnswer:
    return web.fetch(url, **{**options, "timeout_seconds": 1.0, "deadline_seconds": 5.0})


def throttled(*waits: str) -> Callable[[], Reply | None]:
    """Return a fault that throttles once for each wait (empty: without Retry-After), then no more."""
    left = list(waits)
    body = (RECORDED / "throttled.json").read_bytes()
    return lambda: (429, {"Retry-After": wait} if (wait := left.pop(0)) else {}, body) if left else None


def always(status: int, body: bytes, **headers: str) -> Callable[[], Reply]:
    return lambda: (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def lans(*texts: str) -> tuple[Prefix, ...]:
    return tuple(Prefix.parse(text) for text in texts)


EXCHANGES = (
    Exchange(
        "DE-CIX Frankfurt: DE-CIX Frankfurt Peering LAN",
        31,
        lans("80.81.192.0/21", "2001:7f8::/64"),
        ("80.81.192.67", "80.81.193.67", "2001:7f8::32e6:0:1", "2001:7f8::32e6:0:2"),
    ),
    Exchange("ESpanix Madrid Lower LAN", 63, lans("2001:7f8:f::/64"), ("193.149.1.76", "2001:7f8:f::18")),
    Exchange("LINX LON1: Main", 18, lans("2001:7f8:4::/64"), ("195.66.224.175", "2001:7f8:4::32e6:1")),
    Exchange("NYIIX New York", 14, lans("198.32.160.0/23", "2001:504:1::/64"), ("198.32.160.103", "2001:504:1::a501:3030:1")),
    Exchange("VIX", 50, lans("193.203.0.0/23", "2001:7f8:30::/64"), ("193.203.0.99", "2001:7f8:30:0:2:1:1:3030")),
)
NETWORKS = (
    Network(174, "Cogent Communications, Inc.", (), (), 700000, 180000, True),
    Network(559, "SWITCH", ("RIPE::AS559:AS-SWITCH",), (), 300, 50, False),
    Network(1299, "Arelion (Twelve99)", ("RIPE::AS1299:AS-TWELVE99",), (), None, None, True),
    Network(3320, "Deutsche Telekom", ("AS3320:AS-DTAG", "AS3320:AS-DTAG-V6"), (), 100000, 30000, True),
    Network(5413, "Wavenet Limited - AS5413", ("AS5413:AS-CUSTOMER",), ("'AS5413:RS-CUSTOMER'",), 500, 25, False),
    Network(6939, "Hurricane Electric", ("RADB::AS-HURRICANE", "RADB::AS-HURRICANEV6"), (), 210000, 180000, False),
    Network(8928, "GTT Communications (AS8928)", (), ("'RIPE::RS-INTEROUTE'",), 8500, 425, False),
    Network(9177, "Mezhdurechensk factory of radio equipment repair, Ltd", (), (), 20, 1, False),
    Network(12059, "ILAP - Internet Light and Power", ("AS-ILAP",), (), 2, 1, False),
    Network(13030, "Init7", ("AS-INIT7",), (), 10000, 4000, True),
    Network(13649, "Flexential Internet Services", ("AS-FLEXENTIAL", "AS-VIAWEST-TRANSIT"), (), 1000, 50, False),
    Network(31800, "DALnet IRC Network", (), (), 2, 0, False),
    Network(32903, "Digital providers", ("AS-DIGITALPROVIDERS",), (), 20, 1, False),
)
NEVER = (174, 1299, 2914, 3257, 3320, 8075, 13030)
WHOLE = PeeringDbAnswers({item.asn: item for item in NETWORKS}, NEVER, EXCHANGES, (), NOW, ())


def test_recorded_answers_in_four_requests(api: Api, cache: Path) -> None:
    run = Run(api, cache)
    found = run()
    assert found.exchanges == EXCHANGES
    assert tuple(found.networks.values()) == NETWORKS
    assert found == WHOLE
    assert api.asked == [
        "netixlan?asn=13030&fields=asn,ixlan_id,name,ipaddr4,ipaddr6,status",
        "ixpfx?ixlan_id__in=14,18,31,50,63&fields=ixlan_id,protocol,prefix,status",
        "net?asn__in=174,559,1299,3320,5413,6939,8928,9177,12059,13030,13649,31800,32903,64500"
        "&fields=asn,name,irr_as_set,info_prefixes4,info_prefixes6,info_never_via_route_servers,status",
        "net?info_never_via_route_servers=1&fields=asn,info_never_via_route_servers,status",
    ]
    assert api.keys == [f"Api-Key {KEY}"] * 4
    assert run.slept == [2.0, 2.0, 2.0]


def test_a_key_from_a_file_has_its_line_end_taken_off(api: Api, cache: Path) -> None:
    Run(api, cache, key=f"{KEY}\n")()
    assert api.keys == [f"Api-Key {KEY}"] * 4


def test_without_a_key_none_is_sent(api: Api, cache: Path) -> None:
    Run(api, cache, key=None)()
    assert api.keys == [None] * 4


def test_same_answers_in_another_order_give_equal_objects(api: Api, tmp_path: Path) -> None:
    first = Run(api, tmp_path / "a")()
    for objects in api.objects.values():
        objects.reverse()
    assert Run(api, tmp_path / "b")(NEIGHBORS[::-1]) == first


def test_who_is_not_in_peeringdb_is_not_in_the_answer(api: Api, cache: Path) -> None:
    found = Run(api, cache)((64501,), own_asn=64500)
    assert (found.networks, found.exchanges, found.unanswered, found.problems) == ({}, (), (), ())
    assert not [query for query in api.asked if query.startswith("ixpfx")]


def test_many_asns_in_few_requests_none_of_them_too_long(api: Api, cache: Path) -> None:
    asns = tuple(range(4_200_000_000, 4_200_000_400))
    Run(api, cache)(asns)
    queries = [dict(parse_qsl(urlsplit(query).query)) for query in api.asked if "asn__in" in query]
    asked = [query["asn__in"].split(",") for query in queries]
    assert [int(asn) for batch in asked for asn in batch] == [13030, *asns]
    assert [len(batch) for batch in asked] == [150, 150, 101]
    assert max(len(f"{api.url}/{query}") for query in api.asked) <= 2000
    api.asked.clear()
    settings = PeeringDbSettings(cache=cache / "b", url=f"{api.url}/{'x' * 1000}")
    ask_peeringdb(settings, 13030, asns, NOW, fetch=_impatient, sleep=lambda _: None)
    assert len(asked) < len([query for query in api.asked if "asn__in" in query])
    assert 1950 < max(len(f"{settings.url}/{query}") for query in api.asked) <= 2000


def test_an_answer_is_kept_and_young_ones_are_not_asked_for_again(api: Api, cache: Path) -> None:
    run = Run(api, cache)
    run()
    assert run(now=NOW + timedelta(hours=23, minutes=59)) == WHOLE
    assert len(api.asked) == 4
    later = run(now=NOW + timedelta(hours=24))
    assert (later.asked_at, len(api.asked)) == (NOW + timedelta(hours=24), 8)
    # A clock that went back does not make an answer young for ever.
    run(now=NOW - timedelta(days=1))
    assert len(api.asked) == 12


def test_what_is_kept_is_for_its_owner_and_holds_no_key(api: Api, cache: Path) -> None:
    run = Run(api, cache)
    run()
    files = sorted(cache.iterdir())
    assert len(files) == 4
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert KEY not in file.name + file.read_text()
    assert KEY not in repr(run.settings)
    # So a run with another key, or none, finds the same files.
    api.asked.clear()
    assert Run(api, cache, key=None)() == WHOLE
    assert not api.asked


def test_oldest_answer_tells_the_date(api: Api, cache: Path) -> None:
    run = Run(api, cache)
    run()
    assert run((559,), now=NOW + timedelta(hours=1)).asked_at == NOW
    assert len(api.asked) == 5


def test_retry_after_is_obeyed_once_a_run(api: Api, cache: Path) -> None:
    run = Run(api, cache)
    api.faults["netixlan"] = throttled("5")
    assert run() == WHOLE
    assert run.slept == [5.0, 2.0, 2.0, 2.0, 2.0]


@pytest.mark.parametrize("waits", [("31",), ("5", "5"), ("",)])
def test_throttled_without_kept_answers_nothing_more_is_asked(api: Api, cache: Path, waits: tuple[str, ...]) -> None:
    run = Run(api, cache)
    api.faults["netixlan"] = throttled(*waits)
    found = run()
    assert (found.networks, found.never_via_route_servers, found.exchanges, found.asked_at) == ({}, (), (), None)
    assert found.unanswered == ALL
    assert len(api.asked) == len(waits)
    assert len(found.problems) == 3
    for problem in found.problems:
        assert problem.startswith(f"PeeringDB is away: {api.url}/netixlan?...: status 429: it was asked too often")
        assert problem.endswith("only what is declared counts")
        assert KEY not in problem


@pytest.mark.parametrize("waits", [("3540",), ("",)])
def test_throttled_an_old_answer_is_used_and_its_date_told(api: Api, cache: Path, waits: tuple[str, ...]) -> None:
    run = Run(api, cache)
    run()
    api.faults["netixlan"] = throttled(*waits)
    found = run(now=NOW + timedelta(days=40))
    assert (found.networks, found.never_via_route_servers, found.exchanges) == (WHOLE.networks, NEVER, EXCHANGES)
    assert (found.asked_at, found.unanswered, len(api.asked)) == (NOW, (), 5)
    assert all(problem.endswith("the answer of 2026-11-24 12:00 UTC is used") for problem in found.problems)
    assert ["exchanges" in found.problems[0], "networks" in found.problems[2], "never via" in found.problems[3]] == [True] * 3


FAULTS = {
    "status 500": always(500, b"<html>Server Error (500)</html>"),
    "status 404": always(404, b'{"data": [], "meta": {"error": "Entity not found"}}'),
    "status 202": always(202, b"<html><script>challenge</script></html>"),
    "the answer is cut": always(200, b'{"data": [', Content_Length="1000"),
    "too big": always(200, b"{}", Content_Length="100000000"),
    "the answer is not JSON": always(200, b"<!DOCTYPE html><html>Please log in</html>"),
    "not JSON": always(200, b'{"data": ['),
    "is not JSON": always(200, b"[" * 100_000),
    "JSON": always(200, b"\xff\xfe"),
    "no list 'data'": always(200, b'{"meta": {}}'),
    "has no list 'data'": always(200, b'{"data": {"asn": 1}}'),
    "list 'data'": always(200, b"[]"),
}


@pytest.mark.parametrize("says", FAULTS)
@pytest.mark.parametrize(("query", "part"), [("netixlan", ALL[0]), ("ixpfx", ALL[0]), ("net?asn__in", ALL[1]), ("net?info_never", ALL[2])])
def test_one_broken_answer_costs_one_part(api: Api, cache: Path, says: str, query: str, part: str) -> None:
    run = Run(api, cache)
    api.faults[query] = FAULTS[says]
    found = run()
    assert found.unanswered == (part,)
    assert len(found.problems) == 1
    assert found.problems[0].startswith("PeeringDB is away: ")
    assert says in found.problems[0]
    assert found.exchanges == (() if part == ALL[0] else EXCHANGES)
    assert found.networks == ({} if part == ALL[1] else WHOLE.networks)
    assert found.never_via_route_servers == (() if part == ALL[2] else NEVER)
    # A broken answer is not kept, and does not replace one that is.
    api.faults.clear()
    assert run() == WHOLE
    api.faults[query] = FAULTS[says]
    again = run(now=NOW + timedelta(days=2))
    assert (again.networks, again.never_via_route_servers, again.exchanges) == (WHOLE.networks, NEVER, EXCHANGES)
    assert (again.asked_at, again.unanswered) == (NOW, ())
    assert "the answer of 2026-11-24 12:00 UTC is used" in again.problems[0]


def test_after_two_failures_nothing_more_is_asked(api: Api, cache: Path) -> None:
    api.faults[""] = FAULTS["status 500"]
    found = Run(api, cache)()
    assert (found.unanswered, len(api.asked)) == (ALL, 2)
    assert all("status 500" in problem for problem in found.problems)


def test_a_silent_server_is_waited_for_once(api: Api, cache: Path) -> None:
    def hang() -> None:
        api.is_done.wait(10)

    api.faults["net"] = hang  # type: ignore[assignment]
    found = Run(api, cache)()
    assert (found.unanswered, len(api.asked)) == (ALL, 1)
    assert "silent for 1 seconds" in found.problems[0]


def test_a_refused_key_is_not_tried_again_and_not_shown(api: Api, cache: Path) -> None:
    api.faults["net"] = always(401, b'{"detail": "Invalid API key"}')
    found = Run(api, cache)()
    assert (found.unanswered, len(api.asked)) == (ALL, 1)
    assert "status 401: it wants a key, or refuses the one it was given" in found.problems[0]
    assert KEY not in "".join(found.problems)


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1/api", "file:///etc", "https://user:s3cret@192.0.2.1/api", "", "https://nobody.invalid/api"]
)
def test_a_wrong_url_stops_no_run(cache: Path, url: str) -> None:
    found = ask_peeringdb(PeeringDbSettings(cache, url), 13030, NEIGHBORS, NOW, fetch=_impatient, sleep=lambda _: None)
    assert found.unanswered == ALL
    assert "s3cret" not in "".join(found.problems)


NET = {
    "is_hostile": True,
    "asn": 64500,
    "name": "Sixty",
    "irr_as_set": "AS-SIXTY",
    "info_prefixes4": 1,
    "info_prefixes6": 1,
    "info_never_via_route_servers": True,
    "status": "ok",
}
PORT = {"is_hostile": True, "asn": 13030, "ixlan_id": 99, "name": "IX", "ipaddr4": "192.0.2.1", "ipaddr6": None, "status": "ok"}
LAN = {"is_hostile": True, "ixlan_id": 50, "protocol": "IPv4", "prefix": "192.0.2.0/24", "status": "ok"}
WRONG = [
    ("net", {**NET, "asn": 0}, "0 is not an ASN"),
    ("net", {**NET, "asn": 2**32}, "4294967296 is not an ASN"),
    ("net", {**NET, "asn": True}, "True is not an ASN"),
    ("net", {**NET, "asn": "64500"}, "'64500' is not an ASN"),
    ("net", {**NET, "asn": 64500.0}, "64500.0 is not an ASN"),
    ("net", {**NET, "asn": None}, "None is not an ASN"),
    ("net", {**NET, "asn": 64511, "info_never_via_route_servers": False}, "AS64511: was not asked for"),
    ("net", {**NET, "status": "deleted"}, "its status is 'deleted'"),
    ("net", {**NET, "info_never_via_route_servers": 1}, "info_never_via_route_servers 1 is neither true nor false"),
    ("net", {name: value for name, value in NET.items() if name != "info_never_via_route_servers"}, "has no info_never_via_route_servers"),
    ("net", "nonsense", "'nonsense' is not an object"),
    ("net", None, "None is not an object"),
    ("net?asn__in", {**NET, "name": "a\x1b[31mb"}, r"name 'a\x1b[31mb' is not a text of one clean line"),
    ("net?asn__in", {**NET, "name": "a\nb"}, r"name 'a\nb' is not a text of one clean line"),
    ("net?asn__in", {**NET, "name": "\u202eevil"}, r"name '\u202eevil' is not a text of one clean line"),
    ("net?asn__in", {**NET, "name": "{{ lookup('pipe', 'id') }}"}, "name \"{ { lookup('pipe', 'id') }}\" is not a text"),
    ("net?asn__in", {**NET, "name": "{% raw %}"}, "name '{ % raw %}' is not a text"),
    ("net?asn__in", {**NET, "name": "x" * 256}, f"name '{'x' * 56}... is not a text"),
    ("net?asn__in", {**NET, "name": None}, "name None is not a text"),
    ("net?asn__in", {**NET, "irr_as_set": ["AS-X"]}, "irr_as_set a list is not a text"),
    ("net?asn__in", {**NET, "irr_as_set": "AS-X\x00"}, r"irr_as_set 'AS-X\x00' is not a text"),
    ("net?asn__in", {**NET, "info_prefixes4": "100"}, "info_prefixes4 '100' is not a number"),
    ("net?asn__in", {**NET, "info_prefixes4": -1}, "info_prefixes4 -1 is not a number"),
    ("net?asn__in", {**NET, "info_prefixes6": 10**30}, "info_prefixes6 1000000000000000000000000000000 is not a number"),
    ("net?asn__in", {**NET, "info_prefixes6": True}, "info_prefixes6 True is not a number"),
    ("netixlan", {**PORT, "asn": 559}, "AS559: was not asked for"),
    ("netixlan", {**PORT, "name": "{{ 7 * 7 }}"}, "name '{ { 7 * 7 }}' is not a text"),
    ("netixlan", {**PORT, "name": " "}, "has no name"),
    ("netixlan", {**PORT, "ixlan_id": "99"}, "ixlan_id '99' is not a number"),
    ("netixlan", {name: value for name, value in PORT.items() if name != "ipaddr6"}, "has no ipaddr6"),
    ("netixlan", {**PORT, "status": None}, "its status is None"),
    ("ixpfx", {**LAN, "prefix": "0.0.0.0/0"}, "0.0.0.0/0 is too big to be a peering LAN"),
    ("ixpfx", {**LAN, "protocol": 4}, "192.0.2.0/24 is not of the protocol 4"),
    ("ixpfx", {**LAN, "prefix": "10.0.0.0/15"}, "10.0.0.0/15 is too big to be a peering LAN"),
    ("ixpfx", {**LAN, "prefix": "::/0", "protocol": "IPv6"}, "::/0 is too big to be a peering LAN"),
    ("ixpfx", {**LAN, "prefix": "2a00::/31", "protocol": "IPv6"}, "2a00::/31 is too big to be a peering LAN"),
    ("ixpfx", {**LAN, "prefix": "192.0.2.1/24"}, "prefix '192.0.2.1/24' is not a prefix"),
    ("ixpfx", {**LAN, "prefix": "192.0.2.0"}, "prefix '192.0.2.0' is not a prefix"),
    ("ixpfx", {**LAN, "prefix": "::ffff:192.0.2.0/120", "protocol": "IPv6"}, "is not a prefix"),
    ("ixpfx", {**LAN, "prefix": "{{ x }}"}, "prefix '{ { x }}' is not a prefix"),
    ("ixpfx", {**LAN, "prefix": 1}, "prefix 1 is not a prefix"),
    ("ixpfx", {**LAN, "protocol": "IPv6"}, "192.0.2.0/24 is not of the protocol 'IPv6'"),
    ("ixpfx", {**LAN, "ixlan_id": 26}, "was not asked for"),
]


@pytest.mark.parametrize(("query", "entry", "says"), WRONG, ids=[f"{query}-{says}" for query, _, says in WRONG])
def test_what_is_wrong_is_left_out_and_named(api: Api, cache: Path, query: str, entry: Any, says: str) -> None:
    kind = query.partition("?")[0]
    api.objects[kind].insert(0, entry)
    found = Run(api, cache)()
    wrong = [problem for problem in found.problems if says in problem]
    assert wrong
    assert wrong[0].startswith(f"left out: PeeringDB {kind}[0]")
    assert (found.exchanges, found.unanswered) == (EXCHANGES, ())
    assert found.networks == WHOLE.networks
    if query != "net?asn__in":
        assert found.never_via_route_servers == NEVER
    for problem in found.problems:
        assert problem.isascii()
        assert problem.isprintable()
        assert "{{" not in problem
        assert "{%" not in problem


def test_an_answer_that_is_nested_without_end_stops_no_run(api: Api, cache: Path) -> None:
    for depth in (*range(700, 1000, 10), *range(940, 1000)):
        body = b'{"data": [{"status": "ok", "asn": ' + b"[" * depth + b"]" * depth + b"}]}"
        api.faults["netixlan"] = always(200, body)
        found = Run(api, cache / str(depth))(())
        assert found.exchanges == ()
        assert "a list is not an ASN" in found.problems[0] or found.unanswered == ("exchanges",)


@pytest.mark.parametrize(
    ("field", "address"), [("ipaddr4", "2001:db8::1"), ("ipaddr4", "x{{ y }}"), ("ipaddr6", 7), ("ipaddr6", "192.0.2.1")]
)
def test_a_wrong_address_of_ours_costs_no_lan(api: Api, cache: Path, field: str, address: Any) -> None:
    vix = next(item for item in api.objects["netixlan"] if item["asn"] == 13030 and item["ixlan_id"] == 50)
    vix[field] = address
    found = Run(api, cache)().exchanges[-1]
    assert found.lans == EXCHANGES[-1].lans
    assert len(found.addresses) == 1


def test_a_port_without_addresses_and_a_lan_without_prefixes(api: Api, cache: Path) -> None:
    api.objects["netixlan"].append({**PORT, "ipaddr4": None})
    found = Run(api, cache)()
    assert Exchange("IX", 99, (), ()) in found.exchanges
    assert found.problems == ("left out: PeeringDB ixlan 99: IX has no prefix there",)


def test_a_server_that_ignores_what_it_was_asked_gives_nothing_else(api: Api, cache: Path) -> None:
    for objects in api.objects.values():
        for item in objects:
            item["is_hostile"] = True
    found = Run(api, cache)((559,))
    assert (list(found.networks), found.never_via_route_servers, found.exchanges) == ([559, 13030], NEVER, EXCHANGES)
    assert found.problems[-1].startswith("left out of PeeringDB's answers: ")


def test_a_network_that_is_there_twice_counts_once(api: Api, cache: Path) -> None:
    api.objects["net"].append({**NET, "asn": 559})
    found = Run(api, cache)()
    assert found.networks[559] == NETWORKS[1]
    assert "left out: PeeringDB net AS559: is there twice; the second is not used" in found.problems


def test_an_asn_that_is_none_is_not_asked_for(api: Api, cache: Path) -> None:
    found = Run(api, cache)((0, 559, 2**32))
    assert found.problems == ("left out: not asked for: 0 is not an ASN", "left out: not asked for: 4294967296 is not an ASN")
    assert "asn__in=559,13030&" in api.asked[2]


def test_a_folder_that_cannot_be_written_stops_no_run(api: Api, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = Run(api, tmp_path / "file" / "cache")()
    assert found.exchanges == EXCHANGES
    assert found.problems[-1].endswith("answers of PeeringDB are not kept; give another folder")
    assert KEY not in "".join(found.problems)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b'{"asked_at": "2026-11-24T12:00:00", "url": "URL"}\n{"data": []}',
        b'{"asked_at": "2026-11-24T12:00:00+00:00", "url": "https://another.example/"}\n{"data": []}',
        b'{"asked_at": "2026-11-24T12:00:00+00:00", "url": "URL"}\n{"data": [',
        b'{"asked_at": "2026-11-24T12:00:00+00:00", "url": "URL"}',
        b'{"asked_at": 7, "url": "URL"}\n{"data": []}',
    ],
)
def test_a_kept_answer_that_is_broken_is_asked_for_again(api: Api, cache: Path, content: bytes) -> None:
    run = Run(api, cache)
    run()
    for file in cache.iterdir():
        url = json.loads(file.read_text().split("\n")[0])["url"]
        file.write_bytes(content.replace(b"URL", url.encode()))
    found = run()
    assert (found.exchanges, len(api.asked)) == (EXCHANGES, 8)
    assert len(found.problems) == 4
    assert all("a kept answer of PeeringDB that cannot be read" in problem for problem in found.problems)
    assert run() == WHOLE


def test_what_is_kept_is_checked_like_what_is_fetched(api: Api, cache: Path) -> None:
    run = Run(api, cache)
    run()
    for file in cache.iterdir():
        head, body = file.read_text().split("\n", 1)
        if "ixpfx" in json.loads(head)["url"]:
            data = [*json.loads(body)["data"], {**LAN, "prefix": "0.0.0.0/0"}]
            file.write_text(f"{head}\n{json.dumps({'data': data})}")
    found = run()
    assert found.exchanges == EXCHANGES
    assert found.problems == ("left out: PeeringDB ixpfx[8]: 0.0.0.0/0 is too big to be a peering LAN",)


@pytest.mark.parametrize(
    ("text", "as_sets", "unread"),
    [
        ("", (), ()),
        ("RIPE::AS-FOO", ("RIPE::AS-FOO",), ()),
        ("AS-FOO AS-FOO-V6", ("AS-FOO", "AS-FOO-V6"), ()),
        ("AS-FOO,AS-FOO , AS-BAR", ("AS-BAR", "AS-FOO"), ()),
        ("ripe::as64500:as-foo", ("RIPE::AS64500:AS-FOO",), ()),
        ("AS-FOO@RADB", ("RADB::AS-FOO",), ()),
        ("AS-SET: RIPE::AS-X", ("RIPE::AS-X",), ()),
        ("IPv4: AS-X, IPv6: AS-X6", ("AS-X", "AS-X6"), ()),
        ("AS1280:AS-SET", ("AS1280:AS-SET",), ()),
        ("AS64500", (), ()),
        ("as64500 AS64500:AS-X", ("AS64500:AS-X",), ()),
        ("AS64501", (), ("'AS64501'",)),
        ("AS-X RIPE::RS-X", ("AS-X",), ("'RIPE::RS-X'",)),
        ("https://example.net AS-X", ("AS-X",), ("'https://example.net'",)),
        # Everybody, a word that may be meant as one, numbers that are none.
        ("AS-ANY", (), ("'AS-ANY'",)),
        ("RIPE::AS64500:AS-ANY", (), ("'RIPE::AS64500:AS-ANY'",)),
        ("AS-SET", (), ("'AS-SET'",)),
        ("AS-SET RIPE::AS-X", (), ("'AS-SET'", "'RIPE::AS-X'")),
        ("AS0:AS-X", (), ("'AS0:AS-X'",)),
        ("AS064500:AS-X", (), ("'AS064500:AS-X'",)),
        ("AS4294967296:AS-X", (), ("'AS4294967296:AS-X'",)),
        ("64500", (), ("'64500'",)),
        # Free text: no name in it is certain.
        ("do not use AS-OLD", (), ("'do'", "'not'", "'use'", "'AS-OLD'")),
        ("AS-A/AS-B", (), ("'AS-A/AS-B'",)),
        ("ipv4:AS-A", (), ("'ipv4:AS-A'",)),
        ("RIPE:AS-A", (), ("'RIPE:AS-A'",)),
        ("AS-X@", (), ("'AS-X@'",)),
        ("::AS-X", (), ("'::AS-X'",)),
        ("RIPE::AS-X@RADB", (), ("'RIPE::AS-X@RADB'",)),
        # Letters that only look like others, or become others in capitals.
        ("AS-\u0131", (), (r"'AS-\u0131'",)),
        ("\uff21\uff33-X", (), (r"'\uff21\uff33-X'",)),
        ("AS\u0664:AS-X", (), (r"'AS\u0664:AS-X'",)),
        ("{{x}} AS-X", (), ("'{ {x}}'", "'AS-X'")),
        ("{{{x", (), ("'{ { {x'",)),
        ("x" * 200, (), (f"'{'x' * 56}...",)),
    ],
)
def test_the_field_of_as_sets(text: str, as_sets: tuple[str, ...], unread: tuple[str, ...]) -> None:
    assert read_as_sets(text, 64500) == (as_sets, unread)


# -- the snapshot and the policy ------------------------------------------------------------------

IRR = """\
as-set: AS559:AS-SWITCH
members: AS559, AS2603
source: RIPE

route: 130.59.0.0/16
origin: AS559
source: RIPE

route: 192.36.0.0/16
origin: AS2603
source: RIPE

as-set: as-ilap
members: AS12059, AS64999
source: RADB

route: 64.235.96.0/20
origin: AS12059
source: RADB
"""
AT_THE_EXCHANGE: list[dict[str, Any]] = [
    {"name": "switch", "asn": 559, "relation": "peer", "addresses": ["80.81.192.50"], "registered": True},
    {"name": "ilap", "asn": 12059, "relation": "customer", "addresses": ["198.51.100.2"]},
    {"name": "wavenet", "asn": 5413, "relation": "peer", "addresses": ["80.81.192.51"], "registered": True},
    {"name": "servers", "asn": 6695, "relation": "route_server", "addresses": ["80.81.192.157"]},
]


def snapshot(api: Api, folder: Path, **peeringdb: Any) -> tuple[SnapshotSummary, HostIntent]:
    """A snapshot of AS13030, as PeeringDB knows it."""
    (folder / "irr").write_text(IRR, encoding="utf-8")
    (folder / "vrps").write_text(json.dumps({"roas": [{"asn": 3320, "prefix": "151.2.0.0/16", "maxLength": 16}]}), encoding="utf-8")
    told = {
        "manrs_network": {"asn": 13030, "prefixes": ["82.197.160.0/19"]},
        "manrs_registry": {
            "irr": {"dumps": [str(folder / "irr")]},
            "rpki": {"vrps": str(folder / "vrps")},
            "peeringdb": {"url": api.url, "cache": str(folder / "cache"), **peeringdb},
        },
        "manrs_neighbors": AT_THE_EXCHANGE,
    }
    intent = host_intent(told, "edge1", NOW.date())
    return make_snapshot({"edge1": intent}, folder / "snapshot", NOW), intent


@pytest.fixture
def warm(api: Api, tmp_path: Path) -> Path:
    """A folder whose cache has the answers: PeeringDB asks for two seconds between queries."""
    Run(api, tmp_path / "cache", key=None)(tuple(item["asn"] for item in AT_THE_EXCHANGE))
    return tmp_path


def test_a_snapshot_with_peeringdb(api: Api, warm: Path) -> None:
    made, intent = snapshot(api, warm)
    loaded = load_snapshot(made.path, "edge1", NOW, intent.registry)
    switch = cone_of(intent.registry, intent.neighbors[0])
    assert str(switch) == "AS559=PEERINGDB"
    assert loaded.cone(switch) == {559, 2603}
    # A customer's AS-SET is declared or its bare ASN, whatever PeeringDB says.
    assert loaded.cone(cone_of(intent.registry, intent.neighbors[1])) == {12059}
    with pytest.raises(UnresolvedError, match="PeeringDB says of AS5413 what is no AS-SET for certain: .*RS-CUSTOMER.*; declare as_set"):
        loaded.cone(cone_of(intent.registry, intent.neighbors[2]))
    assert ("critical", "wavenet: AS5413") in {(item.severity, item.where) for item in made.findings}
    assert loaded.never_via_route_servers == {174, 1299, 2914, 3257, 3320, 8075, 13030}
    again, _ = snapshot(api, warm)
    assert (again.is_changed, again.digest) == (False, made.digest)


def test_a_policy_with_peeringdb(api: Api, warm: Path) -> None:
    made, intent = snapshot(api, warm)
    policy = compile_policy(intent, load_snapshot(made.path, "edge1", NOW, intent.registry))
    sessions = {item.neighbor: item for item in policy.sessions}
    lans = policy.prefix_sets["peering-lans"]
    assert lans.holds(Prefix.parse("80.81.193.0/24"))
    assert lans.holds(Prefix.parse("2001:7f8:30::/64"))
    # A route server: next hops in its LAN and not ours, and nobody of those that are never behind one.
    assert policy.prefix_sets["next-hops-AS6695-80.81.192.157"].holds(Prefix.parse("80.81.192.1/32"))
    assert policy.prefix_sets["own-addresses"].holds(Prefix.parse("80.81.193.67/32"))
    chain = sessions["servers"].chain(Direction.IMPORT, 4)
    assert chain is not None
    (never,) = [atom for term in chain.terms if term.control == "F10" for atom in term.when]
    assert never == PathHas(tuple((asn, asn) for asn in (174, 1299, 2914, 3257, 3320, 8075, 13030)))
    # 300 prefixes and 2 pairs, 2 prefixes and 1 pair: (300 + 100) * 1.15; (2 + 100) * 1.15 = 117.3.
    limits = {(item.neighbor, limit.family): limit.count for item in policy.sessions for limit in item.limits}
    assert (limits["switch", 4], limits["ilap", 4]) == (460, 117)


def test_when_peeringdb_is_away_what_was_known_stays(api: Api, warm: Path) -> None:
    first, _ = snapshot(api, warm)
    shutil.rmtree(warm / "cache")
    for kind in ("net", "netixlan", "ixpfx"):
        api.faults[f"{kind}?"] = always(500, b"")
    again, intent = snapshot(api, warm)
    loaded = load_snapshot(again.path, "edge1", NOW, intent.registry)
    assert any(item.where == "PeeringDB" and "is away" in item.what for item in again.findings)
    # F04, F10 and limits as before; an AS-SET that is not known now is no filter.
    assert len(loaded.exchanges) == 5
    assert 1299 in loaded.never_via_route_servers
    assert loaded.announces_at_most(559, 4) == 300
    with pytest.raises(UnresolvedError, match="PeeringDB did not answer for AS559; declare as_set"):
        loaded.cone(cone_of(intent.registry, intent.neighbors[0]))
    assert first.digest != again.digest


def test_a_route_server_in_a_lan_that_nobody_knows_is_an_error(api: Api, warm: Path) -> None:
    shutil.rmtree(warm / "cache")
    api.faults["netixlan?"] = always(500, b"")
    made, intent = snapshot(api, warm)
    with pytest.raises(PolicyError, match="servers: 80.81.192.157: in no peering LAN that is declared or that PeeringDB has"):
        compile_policy(intent, load_snapshot(made.path, "edge1", NOW, intent.registry))
