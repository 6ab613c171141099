# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PeeringDB on loopback: networks, ports and LANs of exchanges, in the shape of its API (https://docs.peeringdb.com/api_specs/)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Objects = list[dict[str, Any]]


def net(asn: int, name: str, irr_as_set: str = "", kind: str = "NSP", **more: Any) -> dict[str, Any]:
    """Return a network as it says itself."""
    told = {"asn": asn, "name": name, "irr_as_set": irr_as_set, "info_type": kind, "info_types": [kind], "status": "ok"}
    return told | {"info_prefixes4": 500, "info_prefixes6": 500, "info_never_via_route_servers": False} | more


def port(asn: int, ixlan_id: int, name: str, ipaddr4: str | None, ipaddr6: str | None) -> dict[str, Any]:
    """Return a network's port at an exchange."""
    return {"asn": asn, "ixlan_id": ixlan_id, "name": name, "ipaddr4": ipaddr4, "ipaddr6": ipaddr6, "status": "ok"}


def lan(ixlan_id: int, prefix: str) -> dict[str, Any]:
    """Return a prefix of an exchange's LAN."""
    return {"ixlan_id": ixlan_id, "protocol": "IPv6" if ":" in prefix else "IPv4", "prefix": prefix, "status": "ok"}


class PeeringDb(ThreadingHTTPServer):
    """The server. ``objects``: by kind. ``is_away``: it answers nothing but 503."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, objects: dict[str, Objects]) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.objects = objects
        self.is_away = False
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where its API is."""
        return f"http://127.0.0.1:{self.server_address[1]}/api"

    def answer(self, kind: str, query: dict[str, str]) -> bytes:
        """Return the objects that a query asks for, with the fields that it names."""
        found = self.objects.get(kind, [])
        fields = query.pop("fields").split(",")
        for name, value in query.items():
            field, _, operator = name.partition("__")
            wanted = value.split(",") if operator == "in" else [value]
            found = [item for item in found if str(int(item[field])) in wanted]
        return json.dumps({"data": [{name: item[name] for name in fields if name in item} for item in found], "meta": {}}).encode()


class _Request(BaseHTTPRequestHandler):
    server: PeeringDb

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append(self.path)
        body = b"" if self.server.is_away else self.server.answer(parts.path.rpartition("/")[2], dict(parse_qsl(parts.query)))
        self.send_response(503 if self.server.is_away else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(objects: dict[str, Objects]) -> Iterator[PeeringDb]:
    """Run it for a while."""
    server = PeeringDb(objects)
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
