# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The recipes of docs/first_steps.md, as they stand there, on answers written by hand in the shape of the databases' APIs."""

from __future__ import annotations

import json
import re
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError, host_intent

from .test_wrong_input import ROOT, VARIABLES, run

PAGE = (ROOT / "docs/first_steps.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 28)


def block(head: str) -> str:
    """The indented block of the page that begins with a line."""
    found = re.search(rf"^    {re.escape(head)}\n((?:    .*\n|\n)+)", PAGE, re.MULTILINE)
    assert found is not None, head
    return textwrap.dedent(found[1])


@contextmanager
def answering(answers: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, list[str | None]]]:
    """Answer a path with a page of objects; keep the tokens that came."""
    tokens: list[str | None] = []

    class Request(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tokens.append(self.headers["Authorization"])
            found = answers[self.path.partition("?")[0]]
            body = json.dumps({"count": len(found), "next": None, "previous": None, "results": found}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Request)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", tokens
    finally:
        server.shutdown()
        server.server_close()


def neighbors(folder: Path, head: str, variables: dict[str, Any]) -> list[dict[str, Any]]:
    """What the recipe makes of the answers for edge1."""
    place = folder / "group_vars/routers/recipe.yml"
    place.parent.mkdir(parents=True)
    place.write_text(block(head), encoding="utf-8")
    task = {"ansible.builtin.copy": {"dest": str(folder / "made.json"), "content": "{{ manrs_neighbors | to_json }}", "mode": "0600"}}
    python = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    play = [{"hosts": "routers", "gather_facts": False, "connection": "local", "vars": python, "tasks": [task]}]
    (folder / "play.yml").write_text(yaml.safe_dump(play), encoding="utf-8")
    done = run(folder, variables, folder / "play.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    found: list[dict[str, Any]] = json.loads((folder / "made.json").read_text(encoding="utf-8"))
    return found


def problems(found: Any) -> list[str]:
    told = {name: value for name, value in VARIABLES.items() if name in ("manrs_network", "manrs_registry")}
    try:
        host_intent({**told, "manrs_neighbors": found}, "edge1", TODAY)
    except IntentError as error:
        return list(error.problems)
    return []


def direct(router: str | None, asn: int, address: str, slug: str, status: str = "enabled") -> dict[str, Any]:
    """A direct session as Peering Manager has it (peering/api/serializers/models.py, DirectPeeringSessionSerializer)."""
    return {
        "id": 1,
        "display": address,
        "service_reference": "D1",
        "local_autonomous_system": {"id": 1, "asn": 25000, "name": "Lab"},
        "local_ip_address": None,
        "autonomous_system": {"id": asn, "asn": asn, "name": "Somebody", "ipv6_max_prefixes": 0, "ipv4_max_prefixes": 0},
        "bgp_group": None,
        "ip_address": address,
        "status": {"value": status, "label": status.title()},
        "relationship": {"id": 1, "display": slug, "name": slug, "slug": slug},
        "password": None,
        "router": None if router is None else {"id": 1, "display": router, "name": router, "hostname": f"{router}.example.net"},
    }


def at_exchange(connection: int, asn: int, address: str, is_route_server: bool = False, status: str = "enabled") -> dict[str, Any]:
    """A session at an exchange (InternetExchangePeeringSessionSerializer)."""
    return {
        "id": 1,
        "autonomous_system": {"id": asn, "asn": asn, "name": "Somebody"},
        "ixp_connection": {"id": connection, "display": "LAB-IX"},
        "ip_address": address,
        "status": {"value": status, "label": status.title()},
        "is_route_server": is_route_server,
    }


def test_peering_manager(tmp_path: Path) -> None:
    answers = {
        "/api/peering/direct-peering-sessions/": [
            direct("edge1", 35001, "185.10.3.74/30", "customer"),
            direct("edge1", 35001, "2a05:1000:ffff:12::2", "customer"),
            direct("edge1", 20965, "185.10.3.70", "transit-provider"),
            direct("edge1", 64496, "185.10.3.78", "research"),
            direct("edge1", 64497, "185.10.3.82", "customer", "disabled"),
            direct("edge2", 64498, "185.10.3.86", "customer"),
            direct(None, 64499, "185.10.3.90", "customer"),
        ],
        "/api/peering/internet-exchange-peering-sessions/": [
            at_exchange(3, 31001, "185.12.0.13"),
            at_exchange(3, 31001, "2a05:f000::13"),
            at_exchange(3, 31100, "185.12.0.21", is_route_server=True),
            at_exchange(4, 31001, "185.13.0.13"),
            at_exchange(3, 31002, "185.12.0.14", status="requested"),
        ],
    }
    with answering(answers) as (url, tokens):
        found = neighbors(tmp_path, "# group_vars/routers/peering_manager.yml", {"peering_manager": url, "peering_connections": [3]})
    assert {item["name"]: (item["asn"], item["relation"], item["addresses"]) for item in found} == {
        "AS35001 customer": (35001, "customer", ["185.10.3.74", "2a05:1000:ffff:12::2"]),
        "AS20965 transit-provider": (20965, "provider", ["185.10.3.70"]),
        "AS64496 research": (64496, "FIXME: what is the relationship research", ["185.10.3.78"]),
        "AS31001 IX3": (31001, "peer", ["185.12.0.13", "2a05:f000::13"]),
        "AS31100 IX3": (31100, "route_server", ["185.12.0.21"]),
    }
    assert set(tokens) == {"Token "}
    assert [line.partition(": ")[2] for line in problems([item for item in found if item["asn"] not in (31100,)])] == [
        f"manrs_neighbors[{[item['asn'] for item in found if item['asn'] != 31100].index(64496)}].relation: is for you to decide: "
        "what is the relationship research"
    ]


def session(device: str | None, asn: int, address: str, group: str | None, status: str = "active") -> dict[str, Any]:
    """A session as the plugin has it (netbox_bgp/api/serializers.py, BGPSessionSerializer)."""
    return {
        "id": 1,
        "display": address,
        "status": {"value": status, "label": status.title()},
        "device": None if device is None else {"id": 1, "display": device, "name": device},
        "local_address": {"id": 1, "address": "185.10.3.73/30"},
        "remote_address": {"id": 2, "address": address},
        "local_as": {"id": 1, "asn": 25000},
        "remote_as": {"id": 2, "asn": asn},
        "peer_group": None if group is None else {"id": 1, "name": group},
        "name": "session",
    }


def test_netbox_with_the_bgp_plugin(tmp_path: Path) -> None:
    answers = {
        "/api/plugins/bgp/session/": [
            session("edge1", 35001, "185.10.3.74/30", "CUSTOMERS"),
            session("edge1", 35001, "2a05:1000:ffff:12::2/64", "CUSTOMERS"),
            session("edge1", 20965, "185.10.3.70/30", "TRANSIT"),
            session("edge1", 64496, "185.10.3.78/30", None),
            session("edge1", 25000, "185.10.3.82/30", "CUSTOMERS"),
            session("edge1", 64497, "185.10.3.86/30", "CUSTOMERS", "planned"),
            session("edge2", 64498, "185.10.3.90/30", "CUSTOMERS"),
        ]
    }
    with answering(answers) as (url, _):
        found = neighbors(tmp_path, "# group_vars/routers/netbox_bgp.yml", {"netbox": url})
    assert {item["name"]: (item["asn"], item["relation"], item["addresses"]) for item in found} == {
        "AS35001 CUSTOMERS": (35001, "customer", ["185.10.3.74", "2a05:1000:ffff:12::2"]),
        "AS20965 TRANSIT": (20965, "provider", ["185.10.3.70"]),
        "AS64496 no group": (64496, "FIXME: what is the peer group no group", ["185.10.3.78"]),
    }
    (line,) = problems(found)
    assert line.endswith("relation: is for you to decide: what is the peer group no group")


def test_netbox_with_config_contexts() -> None:
    inventory = yaml.safe_load(block("# netbox.yml, the inventory").partition("# the config context")[0])
    assert inventory["config_context"] is inventory["flatten_config_context"] is True
    told = json.loads(block("# the config context, in JSON"))
    assert problems(told["manrs_neighbors"]) == []


def test_the_page_names_what_the_playbook_takes() -> None:
    text = (ROOT / "playbooks/init.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmanrs_(?:draft|draft_group|full_table|hosts)\b", text))
    assert set(re.findall(r"^\| `(manrs_\w+)`", PAGE, re.MULTILINE)) == named
