# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lookup on a real IRRd: bgpq4 is the judge of its prefixes, and the examples with servers run."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bgpq4 import Bgpq4
from irr_world import SOURCES, IrrWorld
from irrd import IrrdLab

pytestmark = pytest.mark.lab
ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "plugins/lookup/irr_prefixes.py"
PAGE = ROOT / "docs/data.md"
#: The world has members that do not exist: AS-GONE0 to AS-GONE999.
GONE = [f"AS-GONE{number}" for number in range(1000)]


def play(folder: Path, tasks: list[dict[str, Any]], variables: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
    plays = [{"name": "Data", "hosts": "localhost", "gather_facts": False, "vars": dict(variables), "tasks": tasks}]
    (folder / "play.yml").write_text(yaml.safe_dump(plays, sort_keys=False, width=1000), encoding="utf-8")
    tools = Path(sys.executable).parent
    environment = {"ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "ANSIBLE_NOCOLOR": "1", "PATH": f"{tools}:{os.environ['PATH']}"}
    return subprocess.run(
        [tools / "ansible-playbook", "play.yml"],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        check=False,
        timeout=240,
    )


def answer(folder: Path, expression: str, variables: Mapping[str, Any]) -> tuple[Any, str]:
    """What an expression gives, and what the run said."""
    copied = {"content": f"{{{{ {expression} | to_json }}}}", "dest": f"{folder}/answer", "mode": "0644"}
    done = play(folder, [{"name": "Answer", "ansible.builtin.copy": copied}], variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((folder / "answer").read_text(encoding="utf-8")), done.stdout + done.stderr


@pytest.mark.parametrize("version", [4, 6])
def test_the_prefixes_of_sets_and_asns_are_bgpq4s(irrd: IrrdLab, world: IrrWorld, tmp_path: Path, version: int) -> None:
    judge = Bgpq4(irrd.port, irrd.sources)
    asns = [f"AS{asn}" for asn in sorted(world.routes)[:20]]
    judged = {name: judge.prefixes(name, version=version) for name in [*world.customers[:60], *asns]}
    names = [name for name, prefixes in judged.items() if prefixes]
    assert len(names) > 40
    variables = {"names": names, "irr": {"servers": [f"127.0.0.1:{irrd.port}"], "sources": list(SOURCES), "absent_sets": GONE}}
    found, _ = answer(tmp_path, f"query('manrs.hardening.irr_prefixes', *names, family={version}, **irr)", variables)
    assert dict(zip(names, map(set, found), strict=True)) == {name: judged[name] for name in names}
    assert all(len(prefixes) == len(set(prefixes)) for prefixes in found)


def test_the_pairs_are_the_worlds(irrd: IrrdLab, world: IrrWorld, tmp_path: Path) -> None:
    asn = max(world.routes, key=lambda asn: (len({source for _, source in world.routes[asn]}), len(world.routes[asn])))
    variables = {"irr": {"servers": [f"127.0.0.1:{irrd.port}"], "sources": list(SOURCES)}}
    found, _ = answer(tmp_path, f"lookup('manrs.hardening.irr_prefixes', 'AS{asn}', format='pairs', **irr)", variables)
    assert {(item["prefix"], source) for item in found for source in item["sources"]} == world.routes[asn]
    assert {item["origin"] for item in found} == {asn}


def test_a_server_that_is_down_is_named_and_the_next_one_asked(irrd: IrrdLab, world: IrrWorld, tmp_path: Path) -> None:
    asn = min(world.routes)
    variables = {"irr": {"servers": ["127.0.0.1:1", f"127.0.0.1:{irrd.port}"], "sources": list(SOURCES)}}
    found, said = answer(tmp_path, f"lookup('manrs.hardening.irr_prefixes', 'AS{asn}', **irr)", variables)
    assert set(found) == {prefix for prefix, _ in world.routes[asn]}
    assert "IRR server 127.0.0.1:1: no connection: connection refused; others answered" in " ".join(said.split())


MISTAKES = {
    "a name that is not there": (
        "'AS65000:AS-NOPE'",
        "RIPE,RADB,ARIN",
        "AS65000:AS-NOPE does not exist in RIPE,RADB,ARIN; correct the name",
    ),
    "an ASN that is not there": (
        "'AS4199999999'",
        "RIPE",
        "AS4199999999 has no registered prefix in RIPE; correct the name or where to look",
    ),
    "a database that is not there": ("'AS65000'", "NOPE", "it has no source NOPE; correct irr.servers or irr.sources"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_says_what_to_do(irrd: IrrdLab, tmp_path: Path, name: str) -> None:
    term, sources, message = MISTAKES[name]
    variables = {"irr": {"servers": [f"127.0.0.1:{irrd.port}"], "sources": sources.split(",")}}
    done = play(
        tmp_path,
        [{"name": "Ask", "ansible.builtin.debug": {"msg": f"{{{{ lookup('manrs.hardening.irr_prefixes', {term}, **irr) }}}}"}}],
        variables,
    )
    assert done.returncode != 0
    assert message in " ".join((done.stdout + done.stderr).split())


def documented() -> list[dict[str, Any]]:
    """The tasks of the plugin's examples and of the page that ask servers."""
    tree = ast.parse(PLUGIN.read_text(encoding="utf-8"))
    examples = next(
        str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXAMPLES" and isinstance(node.value, ast.Constant)
    )
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    texts = [examples, *(textwrap.dedent(block) for block in blocks if block.strip().startswith("- "))]
    return [task for text in texts for task in yaml.safe_load(text) if "servers" in task.get("vars", {})]


def test_the_documented_tasks_with_servers_run(irrd: IrrdLab, world: IrrWorld, tmp_path: Path) -> None:
    tasks = documented()
    assert len(tasks) == 2
    names = [f"AS{asn}" for asn in sorted(world.routes)[:2]]
    text = json.dumps(tasks).replace("AS35001:AS-ACME", names[0]).replace("AS31001", names[1])
    here = json.loads(text)
    for task in here:
        task["vars"] |= {"servers": [f"127.0.0.1:{irrd.port}"], "sources": list(SOURCES)}
    done = play(tmp_path, here, {})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok=2" in done.stdout
