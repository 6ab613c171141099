# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PeeringDB, IANA's bootstrap, a RIR's RDAP server and CAIDA Spoofer on loopback, answering in the shape of the real answers.

Where the shapes are from: tests/unit/registry/contacts/README.md. Each path can be told to fail instead. By itself it stays until it is
ended: ``python tests/contacts_world.py PORT``.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ANSWERS = Path(__file__).parent / "unit/registry/contacts"
KEY = "s3cret.key"
Reply = tuple[int, dict[str, str], bytes]
NOT_FOUND = (404, {}, b'{"errorCode": 404, "title": "404 Not Found", "description": ["not found"]}')


def entity(handle: str, email: str, changed: str, *roles: str, kind: str = "group", **more: Any) -> dict[str, Any]:
    """Return a contact as RDAP has it (RFC 9083 section 5.1)."""
    card: list[list[Any]] = [["version", {}, "text", "4.0"], ["fn", {}, "text", "Somebody"], ["kind", {}, "text", kind]]
    card += [["email", {}, "text", email]] if email else []
    events = [{"eventAction": "last changed", "eventDate": changed}] if changed else []
    told = {"objectClassName": "entity", "handle": handle, "vcardArray": ["vcard", card], "events": events, "roles": list(roles)}
    return told | more


def session(number: int, when: str, **changes: Any) -> dict[str, Any]:
    """Return a session as CAIDA Spoofer has it: by default an IPv4 test of AS64500 that nothing got out of."""
    told: dict[str, Any] = {"@id": f"/sessions/{number}", "@type": "Session", "session": number, "timestamp": when, "country": "che"}
    told |= {"asn4": "64500", "client4": "192.0.2.0/24", "nat4": False, "privatespoof": "blocked", "routedspoof": "blocked"}
    told |= {"asn6": None, "client6": None, "nat6": None, "privatespoof6": None, "routedspoof6": None}
    return told | changes


class World(ThreadingHTTPServer):
    """The databases that answer by HTTP."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Request)
        self.net, self.poc = ([*json.loads((ANSWERS / f"{name}.json").read_text())["data"]] for name in ("net", "poc"))
        self.rdap: dict[str, Any] = {
            "autnum/64500": json.loads((ANSWERS / "autnum_ripe.json").read_text()),
            "autnum/64502": json.loads((ANSWERS / "autnum_arin.json").read_text()),
            "autnum/64504": json.loads((ANSWERS / "autnum_lacnic.json").read_text()),
            "entity/EXNO1-RIPE": json.loads((ANSWERS / "entity_ripe.json").read_text()),
            "entity/EXL1": entity("EXL1", "noc@example.com.br", "2026-02-01T00:00:00Z"),
        }
        #: Of CAIDA Spoofer, and how many of them are on a page.
        self.sessions: list[dict[str, Any]] = []
        self.page_size = 30
        #: By part of the path: what to answer instead.
        self.faults: dict[str, Reply | None] = {}
        self.asked: list[str] = []
        self.keys: list[str | None] = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what some tests are about."""

    def registry(self, irr: dict[str, Any], **peeringdb: Any) -> dict[str, Any]:
        """Return ``manrs_registry`` with these databases."""
        return {
            "irr": irr,
            "rpki": {"vrps": "vrps.json"},
            "peeringdb": {"url": f"{self.url}/api", **peeringdb},
            "rdap": {
                "bootstrap": f"{self.url}/asn.json",
                "bootstrap_ipv4": f"{self.url}/ipv4.json",
                "bootstrap_ipv6": f"{self.url}/ipv6.json",
            },
            "spoofer": {"url": self.url},
        }

    def reply(self, path: str, query: dict[str, str], key: str | None) -> Reply | None:
        """Return an answer, None to hang up without one."""
        for part, fault in self.faults.items():
            if part in path:
                return fault
        if path in ("/asn.json", "/ipv4.json", "/ipv6.json"):
            return 200, {}, (ANSWERS / path[1:]).read_text().replace("@SERVER@", self.url).encode()
        if path == "/api/net":
            return self._list([item for item in self.net if str(item["asn"]) == query["asn__in"]], query)
        if path == "/api/poc":
            found = [item for item in self.poc if str(item["net_id"]) == query["net_id__in"]]
            return self._list([item for item in found if key == f"Api-Key {KEY}" or item["visible"] == "Public"], query)
        if path == "/sessions":
            return self._sessions(query)
        told = self.rdap.get(path.removeprefix("/rdap/"))
        return (200, {"Content-Type": "application/rdap+json"}, json.dumps(told).encode()) if told is not None else NOT_FOUND

    def _sessions(self, query: dict[str, str]) -> Reply:
        """Pages of sessions, as API Platform has them: those of an ASN since a day."""
        asn, since, page = query["asn[]"], query["timestamp[after]"], int(query.get("page", "1"))
        found = [item for item in self.sessions if asn in (item["asn4"], item["asn6"]) and item["timestamp"] >= since]
        where = f"/sessions?asn%5B%5D={asn}&timestamp%5Bafter%5D={since}&page="
        view = {"@id": f"{where}{page}", "@type": "hydra:PartialCollectionView"}
        if page * self.page_size < len(found):
            view["hydra:next"] = f"{where}{page + 1}"
        members = found[(page - 1) * self.page_size : page * self.page_size]
        told = {
            "@id": "/sessions",
            "@type": "hydra:Collection",
            "hydra:member": members,
            "hydra:totalItems": len(found),
            "hydra:view": view,
        }
        return 200, {"Content-Type": "application/ld+json"}, json.dumps(told).encode()

    def _list(self, found: list[dict[str, Any]], query: dict[str, str]) -> Reply:
        fields = query["fields"].split(",")
        return 200, {}, json.dumps({"data": [{name: item[name] for name in fields if name in item} for item in found], "meta": {}}).encode()


class _Request(BaseHTTPRequestHandler):
    server: World

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append(parts.path)
        self.server.keys.append(self.headers["Authorization"])
        found = self.server.reply(parts.path, dict(parse_qsl(parts.query)), self.headers["Authorization"])
        if found is None:
            self.close_connection = True
            return
        status, headers, body = found
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def network(first: str, last: str, *registrants: dict[str, Any]) -> dict[str, Any]:
    """Return a network as RDAP has it (RFC 9083 section 5.4)."""
    return {"objectClassName": "ip network", "startAddress": first, "endAddress": last, "entities": list(registrants)}


def organisation(handle: str, name: str = "Acme AG") -> dict[str, Any]:
    """Return a registrant."""
    card = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name], ["kind", {}, "text", "org"]]]
    return {"objectClassName": "entity", "handle": handle, "roles": ["registrant"], "vcardArray": card}


def autnum(asn: int, *registrants: dict[str, Any]) -> dict[str, Any]:
    """Return an ASN as RDAP has it (RFC 9083 section 5.5)."""
    return {"objectClassName": "autnum", "handle": f"AS{asn}", "startAutnum": asn, "endAutnum": asn, "entities": list(registrants)}


@contextmanager
def running(port: int = 0) -> Iterator[World]:
    """Run it for a while."""
    world = World(port)
    try:
        yield world
    finally:
        world.shutdown()
        world.server_close()


if __name__ == "__main__":
    with running(int(sys.argv[1])):
        while True:
            time.sleep(60)
