# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is documented of an option is read, and what is read is documented: actions, lookup, filters, tests and roles.

That actions take what their modules document, and refuse the rest, is in tests/ansible/test_options.py.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import VARIABLES
from ansible_collections.manrs.hardening.plugins.plugin_utils.module_options import argument_spec

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.stem for path in (ROOT / "plugins/modules").glob("*.py"))
FILTERS = sorted(path.stem for path in (ROOT / "plugins/filter").glob("*.py"))
LOOKUPS = sorted(path.stem for path in (ROOT / "plugins/lookup").glob("*.py"))
ROLES = sorted(path.name for path in (ROOT / "roles").iterdir() if path.is_dir())
#: The intent that roles without a router read of the host they run for; the others read all of it. One reads that of other hosts.
LESS = {"coordination": {"manrs_network", "manrs_registry"}, "global_validation": set()}


def plugin(kind: str, name: str) -> ModuleType:
    return importlib.import_module(f"ansible_collections.manrs.hardening.plugins.{kind}.{name}")


def documented(kind: str, name: str) -> dict[str, Any]:
    found = yaml.safe_load(plugin(kind, name).DOCUMENTATION)
    assert isinstance(found, dict)
    return found


def all_names(options: dict[str, Any]) -> set[str]:
    """The names of options and of the options in them."""
    inner = [all_names(option["suboptions"]) for option in options.values() if "suboptions" in option]
    return {*options}.union(*inner)


def read(code: str) -> tuple[set[str], set[str]]:
    """Return the texts in code, and those by which something named options is read or get_option is called."""
    words: set[str] = set()
    keys: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Constant(value=str(word)):
                words.add(word)
            case ast.Subscript(value=ast.Name(id="options"), slice=ast.Constant(value=str(key))):
                keys.add(key)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="options"), attr="get"), args=[ast.Constant(value=str(key)), *_]):
                keys.add(key)
            case ast.Call(func=ast.Attribute(attr="get_option"), args=[ast.Constant(value=str(key))]):
                keys.add(key)
    return words, keys


def differing(options: dict[str, Any], code: str) -> tuple[set[str], set[str]]:
    """Return what is documented and nowhere read, and what is read and nowhere documented."""
    words, keys = read(code)
    return all_names(options) - words, keys - all_names(options)


@pytest.mark.parametrize("name", MODULES)
def test_an_action_reads_what_its_module_documents(name: str) -> None:
    code = (ROOT / f"plugins/action/{name}.py").read_text(encoding="utf-8")
    assert differing(documented("modules", name)["options"], code) == (set(), set())


def test_an_option_that_one_side_alone_has_is_seen() -> None:
    code = 'dest = options["dest"]\nlater = options.get("later")\n'
    assert differing({"dest": {"type": "path"}, "logs": {"type": "path"}}, code) == ({"logs"}, {"later"})
    assert differing({"of": {"suboptions": {"inner": {}}}}, 'options["of"]') == ({"inner"}, set())


def test_the_spec_is_what_is_documented() -> None:
    spec = argument_spec(
        """
        options:
          kind: {description: A., type: str, choices: [a, b], default: a}
          names: {description: B., type: list, elements: str, required: true}
          submit:
            description: C.
            type: dict
            suboptions:
              password: {description: D., type: str}
              count: {description: E., type: int, default: 3}
        """
    )
    assert spec == {
        "kind": {"type": "str", "choices": ["a", "b"], "default": "a"},
        "names": {"type": "list", "elements": "str", "required": True},
        "submit": {"type": "dict", "options": {"password": {"type": "str", "no_log": True}, "count": {"type": "int", "default": 3}}},
    }


def _secrets(spec: dict[str, Any]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for name, option in spec.items():
        if re.search("password|secret|token|(^|_)key$", name):
            found[name] = option.get("no_log", False)
        found |= _secrets(option.get("options", {}))
    return found


def test_what_is_named_like_a_secret_is_not_logged() -> None:
    found: dict[str, bool] = {}
    for name in MODULES:
        found |= _secrets(argument_spec(plugin("modules", name).DOCUMENTATION))
    assert found == {"password": True, "api_key": True}


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_lookup_reads_what_it_documents(name: str) -> None:
    code = (ROOT / f"plugins/lookup/{name}.py").read_text(encoding="utf-8")
    # The terms are an argument of run. What there is for each family is read by a text with its number at the end.
    options = {
        re.sub("(?<=_ipv)[46]$", "", key): option for key, option in documented("lookup", name)["options"].items() if key != "_terms"
    }
    assert differing(options, code) == (set(), set())


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_has_the_arguments_that_it_documents(name: str) -> None:
    told = documented("filter", name)
    first, *others = inspect.signature(plugin("filter", name).FilterModule().filters()[name]).parameters.values()
    assert first.default is inspect.Parameter.empty
    assert told["options"].pop("_input")["required"] is True
    assert [item.name for item in others] == list(told["options"]), "in this order they are taken"
    positional = [word.strip() for word in str(told.get("positional", "")).split(",") if word.strip()]
    assert positional == [item.name for item in others][: len(positional)]
    for item in others:
        option = told["options"][item.name]
        assert (item.default is inspect.Parameter.empty) == bool(option.get("required")), item.name
        if not option.get("required"):
            assert item.default == option.get("default"), item.name


def test_a_test_of_jinja_is_the_filter_of_its_name() -> None:
    for path in (ROOT / "plugins/test").glob("*.py"):
        function = plugin("test", path.stem).TestModule().tests()[path.stem]
        assert function is plugin("filter", path.stem).FilterModule().filters()[path.stem]
        assert documented("test", path.stem)["options"] == documented("filter", path.stem)["options"]


def _tasks(role: str) -> str:
    """The text of a role's tasks, and of those of the role that it imports."""
    text = (ROOT / f"roles/{role}/tasks/main.yml").read_text(encoding="utf-8")
    return text + "".join(_tasks(other) for other in re.findall(r"name: manrs\.hardening\.(\w+)\n", text) if other in ROLES)


def _variables(role: str) -> set[str]:
    """Variables of ours that the expressions of a role's tasks read and nothing in them sets."""
    text = _tasks(role)
    given = {*re.findall(r"register: (\w+)", text), *re.findall(r"^ +(deliver_scopes): \[", text, re.MULTILINE)}
    expressions = " ".join(re.findall(r"\{\{.*?\}\}|when: .*", text, re.DOTALL))
    return set(re.findall(rf"\b(?:manrs|{'|'.join(ROLES)})_\w+\b", expressions)) - given


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_the_variables_of_its_argument_specs(role: str) -> None:
    specs = yaml.safe_load((ROOT / f"roles/{role}/meta/argument_specs.yml").read_text(encoding="utf-8"))
    options = set(specs["argument_specs"]["main"]["options"])
    assert options & VARIABLES.keys() == LESS.get(role, VARIABLES.keys())
    assert options - VARIABLES.keys() == _variables(role)
