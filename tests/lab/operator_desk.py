# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator's desk beside the lab: a folder with an inventory of its own, in which the commands of the task pages are typed.

The routers are called ``edge1`` to ``edge3``, as on the pages. What the operator declares is what ``lab/inventory`` declares, with plain
values: blocks of a page are put in by hand, as a reader does.
"""

from __future__ import annotations

import copy
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import playbook
import yaml

INVENTORY = playbook.ROOT / "lab/inventory"
#: The router of the lab behind each name of the pages.
ROUTERS = {"edge1": "edge10", "edge2": "bird3", "edge3": "openbgpd8"}
#: Not there at edge1 at first: a page adds it as `dairy`.
LATER = "customer2"


def _plain(value: Any, variables: Mapping[str, object]) -> Any:
    """Template the texts of a value; None where a template says none."""
    if isinstance(value, dict):
        return {key: told for key, item in value.items() if (told := _plain(item, variables)) is not None}
    if isinstance(value, list):
        return [_plain(item, variables) for item in value]
    if isinstance(value, str) and "{{" in value:
        told = jinja2.Template(value).render(variables)
        return None if told == "None" else told
    return value


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder, and what is typed there."""

    folder: Path

    def file(self, name: str) -> Path:
        return self.folder / "inventory" / name

    def read(self, name: str) -> dict[str, Any]:
        """Return what a file of the inventory declares."""
        told: dict[str, Any] = yaml.safe_load(self.file(name).read_text(encoding="utf-8"))
        return told

    def write(self, name: str, told: object) -> None:
        path = self.file(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")

    def declare(self, name: str, block: str) -> None:
        """Put a block of a page into a file: items of lists by their name, keys of mappings one by one."""
        self.write(name, merged(self.read(name), yaml.safe_load(block)))

    def hire(self, routers: Mapping[str, str]) -> None:
        """Make these routers the group of the inventory."""
        self.write("hosts.yml", {"routers": {"hosts": dict.fromkeys(routers)}})

    def type(self, command: str) -> playbook.Run:
        """Run a command line of a page in this folder."""
        environment = {**playbook.environment(), "MANRS_LAB_FOLDER": str(playbook.ROOT / "lab")}
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        return playbook.told(done.returncode, done.stdout)


def merged(old: Any, new: Any) -> Any:
    """Return what is declared with a block put in."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list) and all(isinstance(item, dict) and "name" in item for item in new):
        known = {item["name"]: item for item in old}
        return list({**known, **{item["name"]: merged(known.get(item["name"], {}), item) for item in new}}.values())
    return copy.deepcopy(new)


def _declared(edge: str) -> Iterator[tuple[str, Any]]:
    """Yield what the lab declares of an edge, in plain values and without the neighbor that comes later."""
    own = yaml.safe_load((INVENTORY / f"host_vars/{edge}.yml").read_text(encoding="utf-8"))
    told = yaml.safe_load((INVENTORY / "group_vars/routers/neighbors.yml").read_text(encoding="utf-8"))
    own["lab_exchange_policy"] = "ix_in" if own["ansible_network_os"] == "bird" else None
    yield from ((key, own[key]) for key in ("ansible_host", "ansible_network_os"))
    yield "rpki_cache", f"{own['lab_links']}.{own['lab_first'] + 26}"
    # What resets a session has tests of its own.
    neighbors = [{key: value for key, value in item.items() if key != "role"} for item in _plain(told["manrs_neighbors"], own)]
    later = LATER if edge == ROUTERS["edge1"] else None
    yield "manrs_neighbors", [item for item in neighbors if item["name"] != later]
    interfaces = [item for item in told["lab_interfaces"] if item["name"] not in (later, "users")]
    interfaces.append({"name": "users", "kind": "access", "cgn": True, "prefixes": own["lab_users"]})
    yield "manrs_interfaces", [*interfaces, *({"name": other, "kind": "core"} for other in ROUTERS.values() if other != edge)]


def set_up(folder: Path) -> Desk:
    """Write the inventory of a network of all three routers, of which the first two are in the group."""
    desk = Desk(folder)
    connection = (INVENTORY / "group_vars/routers/connection.yml").read_text(encoding="utf-8")
    desk.hire(dict(list(ROUTERS.items())[:2]))
    desk.file("group_vars/routers").mkdir(parents=True)
    desk.file("group_vars/routers/connection.yml").write_text(connection, encoding="utf-8")
    told = yaml.safe_load((INVENTORY / "group_vars/routers/manrs.yml").read_text(encoding="utf-8"))
    network = _plain(told["manrs_network"], {})
    kept = ("asn", "as_set", "prefixes", "exchanges", "transfer_networks", "never_via_route_servers", "contacts")
    rtr = [{"host": "{{ rpki_cache }}", "port": 3323}]
    registry = {"irr": {"dumps": ["irr.rpsl"]}, "rpki": {"vrps": str(playbook.ROOT / "lab/data/vrps.json"), "rtr": rtr}}
    desk.write("group_vars/routers/manrs.yml", {"manrs_network": {key: network[key] for key in kept}, "manrs_registry": registry})
    (folder / "irr.rpsl").write_text((playbook.ROOT / "lab/data/lab.rpsl").read_text(encoding="utf-8"), encoding="utf-8")
    for name, edge in ROUTERS.items():
        desk.write(f"host_vars/{name}.yml", dict(_declared(edge)))
    (folder / "lab").symlink_to(playbook.ROOT / "lab")
    return desk
