# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages tell people to type is there: playbooks, options, variables, targets of make, files of the lab, and what is declared.

Nothing is run but the syntax check. tests/lab/test_task_pages.py runs the pages for people with a job in hand on routers.
"""

from __future__ import annotations

import argparse
import copy
import io
import re
import shlex
import textwrap
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.cli.playbook import PlaybookCLI
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import (
    KNOWN_VARIABLES,
    IntentError,
    host_intent,
)

from .test_house import ROOT, run

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "examples").glob("**/README.md"))]
#: Before the days that pages give as an end.
TODAY = date(2026, 11, 28)
#: Declared in the inventory, so that any playbook takes them.
DECLARED = {"manrs_network", "manrs_registry", "manrs_neighbors", "manrs_interfaces", "manrs_router", "manrs_freeze"}
#: The folders in which a playbook of that name is looked for; that of the reader is one in an example.
PLAYBOOKS = (ROOT, ROOT / "examples/awx")
INVENTORIES = ("inventory", "hosts.yml")
#: What a part of a page's declarations is put into. A neighbor that is not declared whole is one of these, or gets what it lacks.
WHOLE: dict[str, Any] = {
    "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22"]},
    "manrs_registry": {"irr": {"dumps": ["irr.rpsl"]}, "rpki": {"vrps": "vrps.json"}},
    "manrs_neighbors": [
        {"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["10.9.0.1"]},
        {"name": "umbrella", "asn": 35002, "relation": "customer", "addresses": ["10.9.0.2"]},
        {"name": "peer", "asn": 31001, "relation": "peer", "addresses": ["10.9.0.3"]},
    ],
}
LACKING = {"asn": 31099, "relation": "peer", "addresses": ["10.9.0.9"]}


def blocks(text: str) -> Iterator[str]:
    """Yield the blocks of code of a page, indented or fenced, without their margin."""
    block: list[str] = []
    fence = ""
    for line in [*text.splitlines(), "the end"]:
        mark = re.match(r" *(```+|~~~+)", line)
        is_code = bool(fence) or line.startswith("    ") or (not line.strip() and bool(block))
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            is_code = False
        if is_code:
            block.append(line)
        elif block:
            yield textwrap.dedent("\n".join(block)).strip("\n")
            block = []


def codes(text: str) -> Iterator[str]:
    """Yield the blocks of a page, and what stands in backticks elsewhere."""
    yield from blocks(text)
    for line in text.splitlines():
        if not line.startswith(("    ", "```")):
            yield from re.findall(r"`([^`]+)`", line)


def commands(text: str) -> Iterator[str]:
    """Yield each call of ansible-playbook of a page, to the end of its line, comment or quotes; lines ending in a backslash go on."""
    for code in codes(text):
        for line in code.replace("\\\n", " ").splitlines():
            for found in re.finditer(r"(^|[ '])(ansible-playbook .*)$", line):
                yield found[2].rstrip("'") if found[1] == "'" or "c '" in line[: found.start()] else found[2]


def words_of(command: str) -> list[str]:
    """Split a command as a shell does; what is redirected or follows another command is not of it."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="<>|&;")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in lexer:
        if set(word) <= set("<>|&;"):
            break
        words.append(word)
    return words


def parser() -> argparse.ArgumentParser:
    """Return the parser of ansible-playbook itself."""
    cli = PlaybookCLI(["ansible-playbook"])
    cli.init_parser()
    found: argparse.ArgumentParser = cli.parser
    return found


def playbook_of(name: str) -> Path | None:
    """Return the file of a playbook as it is named on a command line."""
    ours = re.fullmatch(r"manrs\.hardening\.(\w+)", name)
    places = [ROOT / f"playbooks/{ours[1]}.yml"] if ours else [folder / name for folder in PLAYBOOKS]
    return next((place for place in places if place.is_file()), None)


def used_by(file: Path) -> set[str]:
    """Return the manrs_ variables that a playbook uses, with the playbooks that it imports, its tasks and its roles."""
    text = file.read_text(encoding="utf-8")
    found = set(re.findall(r"\bmanrs_\w+", text))
    parts = [file.parent / "".join(name) for name in re.findall(r"import_playbook: (\S+)|include_tasks: (\S+)", text)]
    for role in re.findall(r"name: manrs\.hardening\.(\w+)", text):
        parts += (ROOT / f"roles/{role}").glob("**/*.yml")
    return found.union(*(used_by(part) for part in parts))


def extra_variables(told: str) -> set[str]:
    """Return the names in what -e gives: pairs, JSON or YAML; of a file nothing is known."""
    if told.startswith("@"):
        return set()
    if told.startswith(("{", "[")):
        return set(yaml.safe_load(told))
    return {pair.split("=")[0] for pair in shlex.split(told)}


def wrong_in_command(command: str) -> Iterator[str]:
    """Yield what is wrong with a call of ansible-playbook."""
    complaint = io.StringIO()
    try:
        with redirect_stderr(complaint):
            options = parser().parse_args(words_of(command)[1:])
    except SystemExit:
        yield f"{command}: {complaint.getvalue().strip().splitlines()[-1]}"
        return
    for name in options.inventory or ():
        if name not in INVENTORIES and not (ROOT / name).is_file():
            yield f"{command}: there is no inventory {name}"
    for name in options.args:
        playbook = playbook_of(name)
        if playbook is None:
            yield f"{command}: there is no playbook {name}"
            continue
        for variable in sorted({name for told in options.extra_vars or () for name in extra_variables(told)}):
            if variable.startswith("ansible_"):
                continue
            if variable not in KNOWN_VARIABLES:
                yield f"{command}: {variable} is no variable"
            elif variable not in used_by(playbook) | DECLARED:
                yield f"{command}: {name} does not use {variable}"


def wrong_in_make(text: str) -> Iterator[str]:
    """Yield the targets and variables of make that are not there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for code in codes(text):
        for line in code.splitlines():
            if not (found := re.match(r"make ([a-z][\w-]*)((?: [A-Z_]+=\S+)*)", line)):
                continue
            if found[1] not in targets:
                yield f"{line}: there is no target {found[1]}"
            for name in re.findall(r"([A-Z_]+)=", found[2]):
                if f"$({name})" not in makefile and f"$(if $({name})" not in makefile:
                    yield f"{line}: make does not use {name}"


def wrong_in_lab(text: str) -> Iterator[str]:
    """Yield the files of the lab that are not there."""
    for code in codes(text):
        for name in re.findall(r"(?<![\w./~-])(lab/[\w./-]*)", code):
            if not (ROOT / name.rstrip(".")).exists():
                yield f"there is no {name}"


def declarations(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a page declares, as (text, variables): paragraphs of blocks in YAML that begin with a variable, hosts or a neighbor."""
    for code in blocks(text):
        for part in re.split(r"\n\n+", code):
            lines = [line for line in part.splitlines() if not line.lstrip().startswith("#")]
            if not lines or not re.match(r"(manrs_\w+|routers):( |$)|- \{name: \w+, asn: ", lines[0]):
                continue
            told = yaml.safe_load(part)
            if isinstance(told, list):
                yield part, {"manrs_neighbors": told}
            elif "routers" in told:
                for host in (told["routers"].get("hosts") or {}).values():
                    variables = {**told["routers"].get("vars", {}), **(host or {})}
                    yield part, {name: value for name, value in variables.items() if name.startswith("manrs_")}
            else:
                yield part, {name: value for name, value in told.items() if name.startswith("manrs_")}


def completed(told: dict[str, Any]) -> dict[str, Any]:
    """Put the variables of a page into a whole intent."""
    found = copy.deepcopy(WHOLE)
    for name, value in told.items():
        if isinstance(value, str) and "{{" in value:
            continue  # A recipe: tests/ansible/test_first_steps_recipes.py runs them.
        if name in ("manrs_network", "manrs_registry"):
            found[name].update(value)
        elif name == "manrs_neighbors" and value:
            known = {item["name"]: item for item in found[name]}
            given = {item["name"]: {**known.get(item["name"], LACKING), **item} for item in value}
            taken = {item["asn"] for item in given.values()}
            others = {key: item for key, item in known.items() if item["asn"] not in taken or key == "umbrella"}
            found[name] = list({**others, **given}.values())
        else:
            found[name] = value
    customers = {name for item in found.get("manrs_interfaces") or () for name in item.get("customers", ())}
    names = {item["name"] for item in found["manrs_neighbors"]}
    for number, name in enumerate(sorted(customers - names)):
        found["manrs_neighbors"].append(
            {"name": name, "asn": 35090 + number, "relation": "customer", "addresses": [f"10.9.1.{number + 1}"]}
        )
    return found


def wrong_in_declarations(text: str) -> Iterator[str]:
    """Yield what the collection itself says against what a page declares; what a draft leaves open must be told so, and nothing else."""
    for part, told in declarations(text):
        try:
            host_intent(completed(told), "edge1", TODAY)
        except IntentError as error:
            open_ones = part.count('"FIXME')
            decided = [line for line in error.problems if "is for you to decide" not in line]
            if decided or len(error.problems) != open_ones:
                yield from decided or error.problems
        else:
            if '"FIXME' in part:
                yield f"validation takes a draft that is not decided: {part}"


def wrong_in(text: str) -> list[str]:
    """Return all that is wrong with what a page tells people to type."""
    found = [line for command in commands(text) for line in wrong_in_command(command)]
    return [*found, *wrong_in_make(text), *wrong_in_lab(text), *wrong_in_declarations(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_tells_people_to_type_is_there(page: Path) -> None:
    assert wrong_in(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_command_is_overlooked(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert sum("manrs.hardening." in command for command in commands(text)) == len(
        re.findall(r"ansible-playbook [^\n`]*manrs\.hardening\.", text)
    )


def test_the_playbooks_of_all_pages_pass_the_syntax_check() -> None:
    every = {word for page in PAGES for command in commands(page.read_text(encoding="utf-8")) for word in words_of(command)}
    names = sorted(word for word in every if re.fullmatch(r"manrs\.hardening\.\w+", word))
    assert len(names) > 10
    done = run("ansible-playbook", "-i", "localhost,", "--syntax-check", *names, ANSIBLE_COLLECTIONS_PATH=str(ROOT / ".build"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        ("    ansible-playbook -i inventory manrs.hardening.hardn", "there is no playbook manrs.hardening.hardn"),
        ("    ansible-playbook -i inventory manrs.hardening.harden --chek", "--chek"),
        ("```sh\nansible-playbook -i inventory \\\n  manrs.hardening.harden --limits edge1\n```", "--limits"),
        ("    ansible-playbook -i inventory manrs.hardening.harden -e manrs_onyl=acme", "manrs_onyl is no variable"),
        ("    A=b ansible-playbook -i inventory manrs.hardening.harden -e manrs_maintainer=M | tail", "does not use manrs_maintainer"),
        ("""    ansible-playbook -i inventory manrs.hardening.explain -e '{"manrs_explian": {}}'""", "manrs_explian is no variable"),
        ("say `ansible-playbook -i inventory manrs.hardening.rollbak --limit edge1`", "there is no playbook manrs.hardening.rollbak"),
        ("    bash -c '. x; ansible-playbook manrs.hardening.rollbak --limit edge1'", "there is no playbook manrs.hardening.rollbak"),
        ("    ansible-playbook -i lab/inventory/mixd.yml manrs.hardening.harden", "there is no inventory lab/inventory/mixd.yml"),
        ("    make lab-upp", "there is no target lab-upp"),
        ("run `make lab-up LABS=mixed`", "make does not use LABS"),
        ("    lab/atack.py --announce", "there is no lab/atack.py"),
        ("see `lab/atack.py`", "there is no lab/atack.py"),
        (
            "    manrs_neighbors:\n      - name: acme\n        asset: AS-ACME",
            "asset: is not a key; did you mean as_set?",
        ),
        ("    # edge1.yml\n    manrs_network:\n      adoption_stages: 3", "adoption_stages: is not a key"),
        ("    manrs_neighbours: []", "manrs_neighbours: is not a variable of this collection"),
        (
            "    manrs_neighbors:\n      - name: acme\n        modes: {F13: {mode: monitor, until: 2020-01-31, why: t}}",
            "expired on 2020-01-31",
        ),
        ("    routers:\n      hosts:\n        edge1:\n          manrs_interfaces: [{name: eth0, kind: uplink}]", "'uplink' is not known"),
    ],
)
def test_a_planted_mistake_is_seen(planted: str, word: str) -> None:
    found = wrong_in(f"# A page\n\nText.\n\n{planted}\n\nMore text.\n")
    assert any(word in line for line in found), found
