# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each module documents is what its action takes: each option, no other one, and of the type and choices that are written there."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.stem for path in (ROOT / "plugins/modules").glob("*.py"))
#: How Ansible refuses arguments. What is wrong with their values for our own reasons has other words.
UNKNOWN = "Unsupported parameters"
LACKING = "missing required arguments: "
CHOICE = r"must be one( or more)? of"
KIND = r"(unable to convert|cannot be converted|is no mapping)"
REFUSED = re.compile(rf"{UNKNOWN}|{LACKING}|{CHOICE}|{KIND}")
#: A value that no reading makes into one of that type.
WRONG: dict[str, object] = {"int": "many", "bool": "perhaps", "dict": 5, "list": {"of": "none"}}


@dataclass(frozen=True)
class Case:
    """A task with its arguments, and what its message must have; None: no word of a refusal."""

    name: str
    module: str
    arguments: dict[str, object]
    told: str | None
    named: str = field(default="")


def options(module: str) -> dict[str, dict[str, Any]]:
    """The options that a module documents."""
    documented = importlib.import_module(f"ansible_collections.manrs.hardening.plugins.modules.{module}").DOCUMENTATION
    found = yaml.safe_load(documented)["options"]
    assert isinstance(found, dict)
    return found


def value(option: dict[str, Any]) -> object:
    """A value that an option may have."""
    if option["type"] == "list":
        return [value({**option, "type": option["elements"]})]
    if "suboptions" in option:
        return {name: value(inner) for name, inner in option["suboptions"].items()}
    plain = {"str": "word", "path": "place", "int": 5, "bool": True, "dict": {}, "raw": "word", "float": 0.5}
    return option["choices"][-1] if "choices" in option else plain[option["type"]]


def cases(module: str) -> Iterator[Case]:
    """Each way to be right or wrong that the documentation of a module names."""
    documented = options(module)
    whole = {name: value(option) for name, option in documented.items()}
    needed = {name: whole[name] for name, option in documented.items() if option.get("required")}
    yield Case("all", module, whole, None)
    yield Case("no more than needed", module, needed, None)
    yield Case("an unknown one", module, {**whole, "undocumented": 1}, UNKNOWN, "undocumented")
    for name in needed:
        yield Case(f"without {name}", module, {key: it for key, it in whole.items() if key != name}, LACKING, name)
    for name, option in documented.items():
        is_list = option["type"] == "list"
        if "choices" in option:
            yield Case(f"{name}: no choice", module, {**whole, name: ["other"] if is_list else "other"}, CHOICE, name)
        if option["type"] in WRONG:
            yield Case(f"{name}: no {option['type']}", module, {**whole, name: WRONG[option["type"]]}, KIND, name)
        if is_list and option["elements"] in WRONG:
            yield Case(f"{name}: no list of {option['elements']}", module, {**whole, name: [WRONG[option["elements"]]]}, KIND, name)
        if "suboptions" in option:
            inner = {**{key: value(it) for key, it in option["suboptions"].items()}, "undocumented": 1}
            yield Case(f"{name}: an unknown one", module, {**whole, name: [inner] if is_list else inner}, UNKNOWN, "undocumented")


CASES = [case for module in MODULES for case in cases(module)]


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each task says, in check mode on a host of which nothing is declared: after its arguments, nothing goes well."""
    folder = tmp_path_factory.mktemp("options")
    tasks: list[dict[str, Any]] = [
        {"name": case.name, f"manrs.hardening.{case.module}": case.arguments, "ignore_errors": True, "register": f"told_{number}"}
        for number, case in enumerate(CASES)
    ]
    told = ", ".join(f"told_{number}.msg | default('')" for number in range(len(CASES)))
    write = {"dest": str(folder / "told.json"), "content": f"{{{{ [{told}] | to_json }}}}"}
    tasks.append({"name": "Write it down", "ansible.builtin.copy": write, "check_mode": False})
    book = [{"name": "Ask", "hosts": "router", "gather_facts": False, "tasks": tasks}]
    (folder / "book.yml").write_text(yaml.safe_dump(book), encoding="utf-8")
    (folder / "hosts.yml").write_text("all: {hosts: {router: {ansible_connection: local}}}\n", encoding="utf-8")
    tool = Path(sys.executable).parent / "ansible-playbook"
    done = subprocess.run(
        [tool, "-i", "hosts.yml", "--check", "book.yml"],
        cwd=folder,
        env={**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "NO_COLOR": "1", "ANSIBLE_PYTHON_INTERPRETER": sys.executable},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    found = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case.module}: {case.name}" for case in CASES])
def test_the_action_takes_what_is_documented(messages: list[str], number: int) -> None:
    case, told = CASES[number], messages[number]
    if case.told is None:
        assert not REFUSED.search(told), told
    else:
        assert re.search(case.told, told), told
        assert case.named in told
