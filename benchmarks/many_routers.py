#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure one play over many virtual routers of all makes that have no shell, and Ansible's own module for IOS on the same routers.

Needs ``lab/lab.py shell`` for its ports; writes its section of ``benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "lab"), str(HERE)]

import metered  # noqa: E402
import playbook  # noqa: E402
import results  # noqa: E402
import yaml  # noqa: E402
from metered import Metered  # noqa: E402
from topology import LabError  # noqa: E402
from virtual.fleet import Fleet  # noqa: E402

PEER = ROOT / ".venv-bench"
FORKS = 10
_MODULE, _NOTHING = "cisco.ios.ios_config", "nothing changed"
_PASSWORD = "sesame-of-the-lab"
#: With a 3 before it, it is a port too.
_FIRST_PORT = 3000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of virtual router: the scenario that has its files, its words for ports, and what Ansible is told of it besides."""

    scenario: str
    suffix: str
    ports: tuple[str, ...]
    variables: dict[str, str]


_SSH = {"ansible_ssh_common_args": "-o UserKnownHostsFile={folder}/known_hosts"}
_TLS = {"ansible_httpapi_ca_path": "{folder}/certificate.pem"}


def _reached(network_os: str, connection: str, more: dict[str, str]) -> dict[str, str]:
    return {"ansible_network_os": network_os, "ansible_connection": f"ansible.netcommon.{connection}", **more}


KINDS = {
    "junos": Kind("fake_junos", "xml", ("--port={port}",), _reached("junipernetworks.junos.junos", "netconf", _SSH)),
    "iosxr": Kind(
        "fake_iosxr",
        "cfg",
        ("--ssh-port={port}", "--netconf-port=3{port}"),
        _reached("cisco.iosxr.iosxr", "network_cli", {"ansible_netconf_port": "3{port}", **_SSH}),
    ),
    "iosxe": Kind("fake_ios", "cfg", ("--ssh-port={port}",), _reached("cisco.ios.ios", "network_cli", _SSH)),
    "routeros": Kind(
        "fake_routeros",
        "rsc",
        ("--port={port}",),
        _reached(
            "community.routeros.routeros",
            "network_cli",
            {"ansible_api_port": "{port}", "ansible_api_ca_path": "{folder}/certificate.pem"},
        ),
    ),
    "eos": Kind("fake_eos", "cfg", ("--port={port}",), _reached("arista.eos.eos", "httpapi", _TLS)),
}


@dataclass(frozen=True)
class Routers:
    """As many routers of each kind as ``each`` says, in a folder. ``config``: what they start with; None: what the scenario's do."""

    folder: Path
    each: int
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    config: Path | None = None

    def _all(self) -> list[tuple[str, str, int]]:
        """Return kind, name and port of each."""
        return [
            (kind, f"{kind}{number}", _FIRST_PORT + place * self.each + number)
            for place, kind in enumerate(self.kinds)
            for number in range(self.each)
        ]

    def fleets(self) -> list[Fleet]:
        """The routers, switched off."""
        return [
            Fleet(kind, {self.folder / name: self._words(self.kinds[kind], port) for item, name, port in self._all() if item == kind})
            for kind in self.kinds
        ]

    def _words(self, kind: Kind, port: int) -> list[str]:
        files = ROOT / "molecule" / kind.scenario
        words = [word.format(port=port) for word in kind.ports]
        config = self.config or files / f"start.{kind.suffix}"
        return [*words, f"--config={config}", f"--world={files}/world.json", "--user=lab", f"--password={_PASSWORD}"]

    def inventory(self) -> Path:
        """Write the inventory: what fake_junos declares, for every router."""
        declared = (ROOT / "molecule/fake_junos/inventory/group_vars/routers.yml").read_text(encoding="utf-8")
        told = {"ansible_host": "127.0.0.1", "ansible_user": "lab", "ansible_password": _PASSWORD}
        groups: dict[str, dict[str, dict[str, dict[str, object]]]] = {kind: {"hosts": {}} for kind in self.kinds}
        for kind, name, port in self._all():
            filled = {key: value.format(folder=self.folder / name, port=port) for key, value in self.kinds[kind].variables.items()}
            own = yaml.safe_load(next((ROOT / "molecule" / self.kinds[kind].scenario / "inventory/host_vars").iterdir()).read_text("utf-8"))
            intent = {key: value for key, value in own.items() if key.startswith("manrs_")}
            groups[kind]["hosts"][name] = {**told, "ansible_port": port, **filled, **intent}
        path = self.folder / "inventory.yml"
        path.write_text(yaml.safe_dump({"routers": {"vars": yaml.safe_load(declared), "children": groups}}, width=1000), encoding="utf-8")
        return path


def _environment(folder: Path, peer: Path | None = None) -> dict[str, str]:
    ours = {**playbook.environment(), "ANSIBLE_FORKS": str(FORKS), "ANSIBLE_HOME": str(folder / "ansible")}
    ours["MOLECULE_PROJECT_DIRECTORY"] = str(ROOT)
    if peer is None:
        return ours
    del ours["ANSIBLE_COLLECTIONS_PATH"]
    known_hosts = "".join((path / "known_hosts").read_text() for path in folder.glob("iosxe*"))
    (folder / "home/.ssh").mkdir(parents=True, exist_ok=True)
    (folder / "home/.ssh/known_hosts").write_text(known_hosts)
    return {**ours, "HOME": str(folder / "home"), "PATH": f"{peer / 'bin'}:{os.environ['PATH']}"}


def _checked(done: Metered, what: str, hosts: int, changed: int) -> Metered:
    """Return a run that did what it should. :raises LabError: it did not."""
    said = playbook.told(done.rc, done.output).changed
    routers = {name: number for name, number in said.items() if name != "localhost"}
    if done.rc or len(routers) != hosts or any((number > 0) != (changed > 0) for number in routers.values()):
        raise LabError(f"{what} ended with {done.rc} and {len(routers)} routers:\n{done.output[-3000:]}")
    print(f"{what}: {done.seconds:.1f} s, {done.cpu_seconds / hosts:.3f} s of CPU per router, {done.peak_mb:.0f} MB", flush=True)
    return done


def _harden(folder: Path, inventory: Path, hosts: str) -> Metered:
    words = [str(Path(sys.executable).parent / "ansible-playbook"), "-i", str(inventory), str(ROOT / "playbooks/harden.yml")]
    words += ["-e", json.dumps({"manrs_hosts": hosts})]
    return metered.run(words, cwd=folder, env=_environment(folder))


def _peer(folder: Path, inventory: Path) -> Metered:
    """Ask the module for IOS whether the routers have the lines that they have."""
    lines = json.loads((folder / "iosxe0/state.json").read_text(encoding="utf-8"))["running"]
    (folder / "wanted.cfg").write_text(lines, encoding="utf-8")
    play = [
        {
            "hosts": "iosxe",
            "gather_facts": False,
            "tasks": [{_MODULE: {"src": str(folder / "wanted.cfg")}}],
        }
    ]
    (folder / "peer.yml").write_text(yaml.safe_dump(play), encoding="utf-8")
    words = [str(PEER / "bin/ansible-playbook"), "-i", str(inventory), str(folder / "peer.yml")]
    return metered.run(words, cwd=folder, env=_environment(folder, PEER))


def _measure(folder: Path, each: int, times: int) -> list[str]:
    """Measure; return the lines of the section."""
    routers = Routers(folder, each)
    inventory, everyone = routers.inventory(), each * len(KINDS)
    with ExitStack() as stack:
        for fleet in routers.fleets():
            stack.enter_context(fleet)
        first = _checked(_harden(folder, inventory, "routers"), "first delivery", everyone, 1)
        again = [_checked(_harden(folder, inventory, "routers"), _NOTHING, everyone, 0) for _ in range(times)]
        ours, theirs = [], []
        # Another set of routers is another snapshot.
        _harden(folder, inventory, "iosxe")
        for _ in range(times if PEER.is_dir() else 0):
            ours.append(_checked(_harden(folder, inventory, "iosxe"), f"IOS-XE alone, {_NOTHING}", each, 0))
            theirs.append(_checked(_peer(folder, inventory), f"`{_MODULE}` on the same, {_NOTHING}", each, 0))
    rows = [("first delivery", everyone, first), (_NOTHING, everyone, _best(again))]
    if ours:
        rows += [(f"IOS-XE alone, {_NOTHING}", each, _best(ours)), (f"`{_MODULE}` on the same, {_NOTHING}", each, _best(theirs))]
    lines = [
        results.measured(),
        f"{everyone} virtual routers, {each} each of {', '.join(KINDS)}, with five neighbors each, in one play with {FORKS} forks:",
        "`harden.yml` with its snapshot, and all looks at sessions and routes. The routers are processes on the same two cores: seconds",
        "are those of both, CPU and memory those of the controller alone, with everything that it starts.",
        f"Of {times} runs the one with the least CPU; the first delivery once.",
        "",
        *results.table(
            ("what", "routers", "s", "CPU s per router", "peak MB"),
            [(what, str(count), f"{run.seconds:.1f}", f"{run.cpu_seconds / count:.3f}", f"{run.peak_mb:.0f}") for what, count, run in rows],
        ),
    ]
    if ours:
        ratio = _best(theirs).cpu_seconds / _best(ours).cpu_seconds
        lines += ["", f"CPU per IOS-XE router, `ios_config` to ours: {ratio:.1f}x (aim: 3x)."]
    return lines


def _best(runs: list[Metered]) -> Metered:
    return min(runs, key=lambda run: run.cpu_seconds)


def in_a_folder(title: str, measure: Callable[[Path], list[str]], is_kept: bool) -> int:
    """Measure in a folder that is gone after it, print the section and write it; return the exit code.

    ``is_kept``: the folder is left, and RESULTS.md is as it was.
    """
    folder = Path(tempfile.mkdtemp(prefix="manrs-bench-"))
    try:
        lines = measure(folder)
    except LabError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        if not is_kept:
            shutil.rmtree(folder, ignore_errors=True)
    print(*lines, sep="\n")
    if not is_kept:
        results.write_section(title, lines)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="routers of each kind")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="leave RESULTS.md as it is, and the files")
    options = parser.parse_args()
    return in_a_folder(results.ROUTERS, lambda folder: _measure(folder, options.each, options.times), options.keep)


if __name__ == "__main__":
    sys.exit(main())
