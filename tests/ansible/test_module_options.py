# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a module's documentation says of options is what its action takes: no more, no less, and of that kind."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.stem for path in (ROOT / "plugins/modules").glob("*.py"))
#: A value that Ansible makes nothing of that kind of.
WRONG: dict[str, Any] = {"int": "many", "bool": "perhaps", "dict": 7, "list": {"a": "mapping"}}


def documented(module: str) -> dict[str, Any]:
    found = importlib.import_module(f"ansible_collections.manrs.hardening.plugins.modules.{module}")
    options: dict[str, Any] = yaml.safe_load(found.DOCUMENTATION)["options"]
    return options


def required(module: str) -> dict[str, Any]:
    """Return something for each option that must be there."""
    kinds = {"list": ["x"], "int": 1, "dict": {}}
    return {name: kinds.get(about.get("type"), "x") for name, about in documented(module).items() if about.get("required")}


def read(module: str) -> set[str]:
    """Return the options that an action reads: by name, or under a name of the same word where it goes through them."""
    tree = ast.parse((ROOT / f"plugins/action/{module}.py").read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def told(tmp_path: Path, tasks: list[dict[str, Any]]) -> list[str]:
    """Run tasks that must all fail, and return what each says."""
    failing = [{**task, "register": f"told{number}", "ignore_errors": True} for number, task in enumerate(tasks)]
    content = "{{ [" + ", ".join(f"told{number}.msg" for number in range(len(tasks))) + "] | to_json }}"
    kept = {"ansible.builtin.copy": {"content": content, "dest": str(tmp_path / "told.json"), "mode": "0600"}}
    play = {"hosts": "localhost", "gather_facts": False, "connection": "local", "tasks": [*failing, kept]}
    play["vars"] = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    (tmp_path / "play.yml").write_text(yaml.safe_dump([play]), encoding="utf-8")
    tools = Path(sys.executable).parent
    done = subprocess.run(
        [tools / "ansible-playbook", "-i", "localhost,", tmp_path / "play.yml"],
        cwd=tmp_path,
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "PATH": f"{tools}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    answers: list[str] = yaml.safe_load((tmp_path / "told.json").read_text(encoding="utf-8"))
    return answers


@pytest.mark.parametrize("module", MODULES)
def test_each_documented_option_is_read(module: str) -> None:
    assert set(documented(module)) - read(module) == set()


def test_an_option_that_is_not_documented_is_refused(tmp_path: Path) -> None:
    answers = told(tmp_path, [{f"manrs.hardening.{name}": {**required(name), "not_there": 1}} for name in MODULES])
    assert [name for name, answer in zip(MODULES, answers, strict=True) if "not_there" not in answer] == []


def test_each_option_is_of_the_kind_that_is_documented(tmp_path: Path) -> None:
    cases = [
        (name, option, WRONG[about["type"]])
        for name in MODULES
        for option, about in documented(name).items()
        if about.get("type") in WRONG and "elements" not in about
    ]
    cases += [(name, option, "no-such-choice") for name in MODULES for option, about in documented(name).items() if "choices" in about]
    assert len(cases) > 10
    answers = told(tmp_path, [{f"manrs.hardening.{name}": {**required(name), option: value}} for name, option, value in cases])
    assert [(case[:2], text) for case, text in zip(cases, answers, strict=True) if case[1] not in text] == []


@pytest.mark.parametrize("role", sorted(path.parent.parent.name for path in (ROOT / "roles").glob("*/meta/argument_specs.yml")))
def test_each_option_of_a_role_is_a_variable_that_something_reads(role: str) -> None:
    specs = yaml.safe_load((ROOT / f"roles/{role}/meta/argument_specs.yml").read_text(encoding="utf-8"))
    tasks = "".join(path.read_text(encoding="utf-8") for name in {role, "deliver"} for path in (ROOT / f"roles/{name}/tasks").glob("*.yml"))
    declared = {"manrs_network", "manrs_registry", "manrs_neighbors", "manrs_interfaces", "manrs_router", "manrs_freeze"}
    assert {name for name in specs["argument_specs"]["main"]["options"] if name not in tasks} - declared == set()
