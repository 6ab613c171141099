# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""init on bare routers of three makes: what it drafts, and that its edits alone, done by hand, harden them against every attack.

The tests of this file run in their order. What is right is written by hand, here and in lab/inventory.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import catalogue
import jinja2
import playbook
import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError, host_intent
from catalogue import Announcement
from judge import announced, judge, wait_for_vrps, withdraw_sentinels
from router_lab import Lab
from speaker import Route

from ..peeringdb_world import PeeringDb, lan, net, port, running

pytestmark = [pytest.mark.lab, pytest.mark.parametrize("lab", ["mixed"], indirect=True)]
CASES = catalogue.load()
INVENTORY = playbook.ROOT / "lab/inventory"
#: The lab's PeeringDB, as its networks would write it.
OBJECTS = {
    "net": [
        net(25000, "Lab", "AS25000:AS-LAB"),
        net(20965, "Upstream"),
        net(3257, "Upstream Two"),
        net(35001, "Acme", "AS35001:AS-ACME"),
        net(35010, "Customer Two"),
        net(31001, "Peer"),
        net(31010, "Peer Two"),
        net(31100, "LAB-IX route servers", kind="Route Server"),
        net(12654, "Collector", kind="Route Collector"),
        net(15169, "Never", info_never_via_route_servers=True),
    ],
    "netixlan": [
        *(port(25000, 1, "LAB-IX", f"185.12.0.{number}", f"2a05:f000::{number}") for number in (2, 4, 6)),
        port(25000, 2, "LAB-IX-2", "185.13.0.1", "2a05:f100::1"),
        port(31001, 1, "LAB-IX", "185.12.0.13", "2a05:f000::13"),
        port(31010, 1, "LAB-IX", "185.12.0.20", "2a05:f000::20"),
        port(31100, 1, "LAB-IX", "185.12.0.21", "2a05:f000::21"),
    ],
    "ixpfx": [lan(1, "185.12.0.0/24"), lan(1, "2a05:f000::/64"), lan(2, "185.13.0.0/22"), lan(2, "2a05:f100::/40")],
}
#: In this small world that many routes are a full table.
FULL_TABLE = 100


def _routes(neighbor: str, *routes: tuple[str, list[int]]) -> list[Announcement]:
    return [Announcement(neighbor, Route(prefix, path)) for prefix, path in routes]


#: An ordinary day: nobody attacks.
DAY = [
    *_routes("upstream", *((f"151.40.{number}.0/24", [20965, 3333]) for number in range(30)), ("2a0a:40::/32", [20965, 3333])),
    *_routes("customer", ("193.20.0.0/22", [35001]), ("193.20.8.0/24", [35001, 35002]), ("2a06:2000::/32", [35001])),
    *_routes("customer2", ("193.40.14.0/24", [35010]), ("2a06:4014:1::/48", [35010])),
    *_routes("stub", ("185.14.1.0/24", [65010]), ("2a05:1000:5000::/36", [65010])),
    *_routes("peer", ("151.41.0.0/16", [31001]), ("151.42.0.0/16", [31001, 3333]), ("2a0a:41::/32", [31001])),
    *_routes("peer2", ("151.43.0.0/16", [31010]), ("2a0a:43::/32", [31010])),
    *_routes("rs", ("151.44.0.0/16", [680]), ("2a0a:44::/32", [680])),
    *_routes("core", ("185.14.0.0/20", []), ("2a05:1400::/32", [])),
]
#: A second provider's full table with a default route, at all routers but edge10, where it sends a part.
PART = _routes("upstream2", *((f"151.50.{number}.0/24", [3257, 3333]) for number in range(20)), ("2a0a:50::/32", [3257, 3333]))
WHOLE = _routes(
    "upstream2",
    *((f"151.51.{number}.0/24", [3257, 3333]) for number in range(120)),
    *((f"2a0a:{number:x}:51::/48", [3257, 3333]) for number in range(256, 376)),
    ("0.0.0.0/0", [3257]),
    ("::/0", [3257]),
)

# What a person answers, by ASN and by the path of an edit.
RELATIONS: dict[int, dict[str, Any]] = {
    20965: {"relation": "provider", "receive": "full"},
    3257: {"relation": "provider", "receive": "full_and_default"},
    35001: {"relation": "customer"},
    35010: {"relation": "customer"},
    65010: {"relation": "customer"},
    31001: {"relation": "peer"},
    31010: {"relation": "peer"},
    31100: {"relation": "route_server"},
    12654: {"relation": "collector"},
}
KNOWN_BY_PEOPLE: dict[int, dict[str, Any]] = {
    3257: {"role": True},
    35001: {"blackhole": True, "blackhole_communities": ["35001:666"]},
    35010: {"role": True, "send": "own_and_customers"},
    65010: {"send": "full_and_default"},
    31010: {"role": True},
}
LIMITS = {"ipv4": 500, "ipv6": 500}
GIVEN = ["185.10.2.0/24", "2a05:1000:2000::/36", "185.14.1.0/24", "185.14.2.0/24", "185.14.6.0/24", "185.14.9.0/24"]
GIVEN += ["2a05:1000:5000::/36", "2a05:1000:6000::/36"]
NETWORK: dict[str, Any] = {
    "manrs_network.transfer_networks": ["185.10.3.0/24", "185.14.13.0/24", "185.14.14.0/24", "2a05:1000:ffff::/48"],
    "manrs_network": {"aspa": True, "export_by": "tags"},
}


@dataclass
class Drafted:
    """The operator's inventory with the drafts, and what the run said."""

    folder: Path
    result: dict[str, Any]
    files: dict[str, Any]
    texts: dict[str, str]


def _run(folder: Path, name: str, *arguments: str) -> playbook.Run:
    words = [*playbook.command(name, {"manrs_allow_reset": True, "manrs_serial": "100%"}), *arguments]
    words[words.index("-i") + 1] = str(folder / "hosts.yml")
    environment = {**playbook.environment(), "MANRS_LAB_FOLDER": str(playbook.ROOT / "lab"), "ANSIBLE_CALLBACK_RESULT_FORMAT": "json"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)
    return playbook.told(done.returncode, done.stdout + done.stderr)


def _here(folder: Path) -> tuple[str, ...]:
    """The inventory's own folder is that of the drafts."""
    return "-e", f"manrs_draft={folder}", "-e", "manrs_draft_group=routers"


def _inventory(folder: Path, lab: Lab, server: PeeringDb) -> None:
    """Write what an operator has before: how routers are reached, and where the registries are."""
    (folder / "hosts.yml").write_text(yaml.safe_dump({"routers": {"hosts": dict.fromkeys(lab.edges)}}), encoding="utf-8")
    group = folder / "group_vars/routers"
    group.mkdir(parents=True)
    (group / "connection.yml").write_text((INVENTORY / "group_vars/routers/connection.yml").read_text(encoding="utf-8"), encoding="utf-8")
    told = yaml.safe_load((INVENTORY / "group_vars/routers/manrs.yml").read_text(encoding="utf-8"))["manrs_registry"]
    told["peeringdb"] = {"url": server.url, "cache": str(folder / "peeringdb")}
    (group / "registry.yml").write_text(yaml.safe_dump({"manrs_registry": told}), encoding="utf-8")
    for edge in lab.edges:
        place = folder / "host_vars" / edge
        place.mkdir(parents=True)
        (place / "connection.yml").write_text((INVENTORY / f"host_vars/{edge}.yml").read_text(encoding="utf-8"), encoding="utf-8")


@pytest.fixture(scope="module")
def drafted(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drafted]:
    folder = tmp_path_factory.mktemp("init")
    told = folder / "told.yml"
    told.write_text(
        yaml.safe_dump(
            [
                {"ansible.builtin.import_playbook": str(playbook.ROOT / "playbooks/init.yml")},
                {
                    "hosts": "routers",
                    "gather_facts": False,
                    "tasks": [
                        {
                            "ansible.builtin.copy": {"dest": str(folder / "result.json"), "content": "{{ manrs_drafted | to_json }}"},
                            "delegate_to": "localhost",
                            "vars": {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"},
                            "run_once": True,
                        }
                    ],
                },
            ]
        ),
        encoding="utf-8",
    )
    with running(OBJECTS) as server:
        _inventory(folder, lab, server)
        with _an_ordinary_day(lab):
            run = _run(
                folder, str(told), "-e", f"manrs_draft={folder}", "-e", "manrs_draft_group=routers", "-e", f"manrs_full_table={FULL_TABLE}"
            )
        assert run.rc == 0, run.output
        names = ["group_vars/routers/manrs.yml", *(f"host_vars/{edge}/manrs.yml" for edge in lab.edges)]
        texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        yield Drafted(folder, result, {name: yaml.safe_load(text) for name, text in texts.items()}, texts)


class _an_ordinary_day:
    """The neighbors announce what they do on an ordinary day."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.parts = [announced(lab, DAY)]
        self.parts += [announced(Lab(lab.state, ("edge10",), lab.nodes), PART)]
        self.parts += [announced(Lab(lab.state, tuple(edge for edge in lab.edges if edge != "edge10"), lab.nodes), WHOLE)]

    def __enter__(self) -> None:
        for part in self.parts:
            part.__enter__()
        withdraw_sentinels(self.lab)

    def __exit__(self, *told: Any) -> None:
        for part in reversed(self.parts):
            part.__exit__(*told)
        withdraw_sentinels(self.lab)


def truth(edge: str) -> list[dict[str, Any]]:
    """The neighbors as the lab's own inventory has them, by hand."""
    variables = yaml.safe_load((INVENTORY / f"host_vars/{edge}.yml").read_text(encoding="utf-8"))
    told: list[dict[str, Any]] = yaml.safe_load((INVENTORY / "group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))[
        "manrs_neighbors"
    ]
    for item in told:
        item["addresses"] = [jinja2.Template(text).render(variables) for text in item["addresses"]]
    return told


def neighbors(drafted: Drafted, edge: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = drafted.files[f"host_vars/{edge}/manrs.yml"]["manrs_neighbors"]
    return found


def test_every_session_is_drafted_with_its_asn_and_addresses(lab: Lab, drafted: Drafted) -> None:
    for edge in lab.edges:
        wanted = {item["asn"]: sorted(item["addresses"]) for item in truth(edge)}
        assert {item["asn"]: sorted(item["addresses"]) for item in neighbors(drafted, edge)} == wanted
        assert len({item["name"] for item in neighbors(drafted, edge)}) == len(wanted)


def test_what_is_definite_is_right_and_some_of_it_is_of_every_kind(lab: Lab, drafted: Drafted) -> None:
    definite = Counter[str]()
    for edge in lab.edges:
        wanted = {item["asn"]: item["relation"] for item in truth(edge)}
        for item in neighbors(drafted, edge):
            if not item["relation"].startswith("FIXME"):
                assert item["relation"] == wanted[item["asn"]], (edge, item)
                definite[item["relation"]] += 1
    assert definite["route_server"] == definite["collector"] == 3
    assert definite["provider"] == 2
    assert definite["peer"] == 2
    # These routers send all to all, so what a customer is sent says nothing.
    assert definite["customer"] == 0


def test_what_is_ours_is_drafted(lab: Lab, drafted: Drafted) -> None:
    told = drafted.files["group_vars/routers/manrs.yml"]["manrs_network"]
    assert told["asn"] == 25000
    assert told["as_set"] == "AS25000:AS-LAB"
    assert told["prefixes"] == ["185.10.0.0/22", "185.14.0.0/20", "2a05:1000::/32", "2a05:1400::/32"]
    given = [edit["why"] for edit in drafted.result["edits"] if "delegated_to" in edit["what"]]
    wanted = {("65010", "185.14.1.0/24"), ("65010", "2a05:1000:5000::/36")}
    assert {re.findall(r"AS(\d+) .* announces (\S+),", why)[0] for why in given} == wanted
    for edge in lab.edges:
        assert "# - {name: customer2, kind: customer, customers: [customer2]}" in drafted.texts[f"host_vars/{edge}/manrs.yml"]


def test_the_page_shows_what_is_drafted(lab: Lab, drafted: Drafted) -> None:
    page = (playbook.ROOT / "docs/first_steps.md").read_text(encoding="utf-8")
    shown = page.partition("Of the three real routers of the lab")[2].partition("Each guess has its reason")[0]
    lines = [line.removeprefix("    ") for line in shown.splitlines() if line.startswith("    ")]
    written = {line for text in drafted.texts.values() for line in text.splitlines()}
    assert len(lines) > 15
    assert [line for line in lines if line not in written] == []


def test_validation_asks_for_exactly_what_must_be_decided(lab: Lab, drafted: Drafted) -> None:
    registry = {"irr": {"dumps": ["lab.rpsl"]}, "rpki": {"vrps": "vrps.json"}, "peeringdb": {}}
    for edge in lab.edges:
        name = f"host_vars/{edge}/manrs.yml"
        told = {"manrs_registry": registry, **drafted.files["group_vars/routers/manrs.yml"], **drafted.files[name]}
        with pytest.raises(IntentError) as caught:
            host_intent(told, edge, date(2026, 11, 28))
        wanted = {edit["path"] for edit in drafted.result["edits"] if edit["must"] and edit["file"] == name}
        assert {line.split(": ")[1] for line in caught.value.problems} == wanted


def _edited(drafted: Drafted) -> dict[str, Any]:
    """Do exactly the edits that were asked for, by the answers above."""
    files = json.loads(json.dumps(drafted.files))
    for edit in drafted.result["edits"]:
        told, path = files[edit["file"]], edit["path"]
        if found := re.fullmatch(r"manrs_neighbors\[(\d+)\]\.relation", path):
            neighbor = told["manrs_neighbors"][int(found[1])]
            if edit["must"]:
                neighbor.update(RELATIONS[neighbor["asn"]])
        elif path == "manrs_neighbors[*]":
            for neighbor in told["manrs_neighbors"]:
                neighbor.update(KNOWN_BY_PEOPLE.get(neighbor["asn"], {}), limits=LIMITS)
        elif path == "manrs_network":
            told["manrs_network"].update(NETWORK[path])
        elif path == "manrs_network.transfer_networks":
            told["manrs_network"]["transfer_networks"] = NETWORK[path]
        elif path == "manrs_network.prefixes" and "delegated_to" in edit["what"]:
            given = [{"prefix": prefix, "delegated_to": 65010} for prefix in GIVEN]
            told["manrs_network"]["prefixes"] += [item for item in given if item not in told["manrs_network"]["prefixes"]]
        else:
            assert not edit["must"], edit
    return dict(files)


def test_with_its_edits_no_attack_gets_through(lab: Lab, drafted: Drafted) -> None:
    for name, told in _edited(drafted).items():
        (drafted.folder / name).write_text(yaml.safe_dump(told), encoding="utf-8")
    lab.join()
    run = _run(drafted.folder, "harden")
    assert run.rc == 0, run.output
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    attacks = judge(lab, lab.edges, CASES, "attack")
    for edge, told in attacks.items():
        assert {str(case) for case, is_through in told.items() if is_through} == {str(case) for case in CASES if edge in case.beyond}
    twins = judge(lab, lab.edges, CASES, "legitimate")
    for told in twins.values():
        assert sum(told.values()) > len(CASES) * 0.9, [str(case) for case, is_through in told.items() if not is_through]
