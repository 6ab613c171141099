# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages on preview, explain and report: their examples are run in their order, and print what the pages show.

A command of a page that names ``hosts.yml`` is run; the block behind it is its output. One that names ``inventory`` is for real routers:
its playbook and its variables are looked at.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import stat
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.junit import _FAILS, _PASSES
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.models import Status
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.near import Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.pages.text import MEANINGS
from jsonschema import validate

from .test_data import GOLDEN, ROOT, ansible

PAGES = {name: ROOT / f"docs/{name}.md" for name in ("preview", "explain", "report")}
LEFT_OUT = "..."


def blocks(name: str) -> list[str]:
    """The indented blocks of a page, in their order; empty lines do not end one, a command is one of its own."""
    found: list[list[str]] = []
    is_open = False
    for line in PAGES[name].read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            if not is_open or is_command(line) or is_command(found[-1][0]):
                found.append([])
            found[-1].append(line)
            is_open = True
        elif line and is_open:
            is_open = False
        elif is_open:
            found[-1].append("")
    return [textwrap.dedent("\n".join(lines)).strip("\n") for lines in found]


def is_command(text: str) -> bool:
    return text.lstrip().startswith(("ansible-playbook ", "cat "))


def examples(name: str) -> Iterator[tuple[str, str]]:
    """Yield each command that is run, with what it prints as the page has it; empty where the page shows nothing."""
    every = [*blocks(name), ""]
    for command, following in pairwise(every):
        if is_command(command) and "-i inventory" not in command:
            yield command, "" if is_command(following) else following


def missing_lines(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """Return what is shown from the first line on that was not printed there; ``...`` stands for any lines, and for the end of one."""
    at, may_skip = 0, True
    for number, line in enumerate(shown):
        if line.strip() == LEFT_OUT:
            may_skip = True
            continue
        there = [place for place in range(at, len(printed)) if is_line(line, printed[place])]
        if not there or (there[0] != at and not may_skip):
            return list(shown[number:])
        at, may_skip = there[0] + 1, False
    return []


def is_line(shown: str, printed: str) -> bool:
    if shown.endswith(f" {LEFT_OUT}"):
        return printed.startswith(shown.removesuffix(LEFT_OUT))
    return shown.rstrip() == printed.rstrip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the example, as the page has them; the VRPs are of now."""
    found = tmp_path_factory.mktemp("pages")
    shutil.copy(GOLDEN / "irr.rpsl", found)
    vrps = json.loads((GOLDEN / "vrps.json").read_text(encoding="utf-8"))
    vrps["metadata"] = {"buildtime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    (found / "vrps.json").write_text(json.dumps(vrps), encoding="utf-8")
    every = blocks("preview")
    for name, begin in (("hosts.yml", "routers:"), ("table.jsonl", "{")):
        (block,) = [text for text in every if text.startswith(begin)]
        (found / name).write_text(block + "\n", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, list[str]]:
    """What each command of the pages printed: all pages in their order, in one folder."""
    found: dict[str, list[str]] = {}
    for name in PAGES:
        for command, _ in examples(name):
            words = shlex.split(command)
            if words[0] == "cat":
                found[command] = (folder / words[1]).read_text(encoding="utf-8").splitlines()
                continue
            done = ansible(folder, *words)
            assert done.returncode == 0, done.stdout + done.stderr
            found[command] = done.stdout.splitlines()
    return found


@pytest.mark.parametrize(("command", "shown"), [item for name in PAGES for item in examples(name)])
def test_what_a_page_shows_is_what_is_printed(printed: dict[str, list[str]], command: str, shown: str) -> None:
    assert shown, f"nothing is shown of: {command}"
    assert missing_lines(shown.splitlines(), printed[command]) == []


def test_a_line_that_is_not_printed_is_found() -> None:
    told = ["one", "  two", "three", "four"]
    assert missing_lines(["one", "  two"], told) == []
    assert missing_lines(["one", LEFT_OUT, "four"], told) == []
    assert missing_lines(["  two", "thr ..."], told) == ["thr ..."]
    assert missing_lines(["one", "three"], told) == ["three"]
    assert missing_lines(["four", LEFT_OUT, "one"], told) == ["one"]
    assert missing_lines(["one", "two"], told) == ["two"]


@pytest.mark.parametrize("name", PAGES)
def test_each_command_for_routers_names_a_playbook_and_variables_that_there_are(name: str) -> None:
    commands = [line for block in blocks(name) for line in block.splitlines() if "-i inventory" in line]
    assert commands
    known = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "playbooks").glob("**/*.yml"))
    for command in commands:
        (playbook,) = re.findall(r"manrs\.hardening\.(\w+)", command)
        assert (ROOT / f"playbooks/{playbook}.yml").is_file()
        assert all(re.search(rf"\b{variable}\b", known) for variable in re.findall(r"\bmanrs_\w+", command)), command


def test_the_variables_of_preview_are_those_of_the_playbook() -> None:
    rows = re.findall(r"^\| `(manrs_\w+)` \|", PAGES["preview"].read_text(encoding="utf-8"), re.MULTILINE)
    texts = [(ROOT / f"playbooks/{name}.yml").read_text(encoding="utf-8") for name in ("preview", "tasks/look")]
    known = {name for text in texts for name in re.findall(r"\bmanrs_\w+", text)}
    # Set by the playbooks themselves.
    assert set(rows) == known - {"manrs_looked", "manrs_look_at_routes", "manrs_report_default"}


def test_the_keys_of_explain_are_those_of_the_playbook() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGES["explain"].read_text(encoding="utf-8"), re.MULTILINE)
    known = re.findall(r"manrs_explain\.(\w+)", (ROOT / "playbooks/explain.yml").read_text(encoding="utf-8"))
    assert sorted(rows) == sorted(known)


def test_each_relation_is_said() -> None:
    rows = re.findall(
        r"^\| `([a-zA-Z ,-]+)` \| ", PAGES["preview"].read_text(encoding="utf-8").split("## What near means")[1], re.MULTILINE
    )
    assert rows == [str(relation) for relation in Relation]


def test_each_status_is_said_with_what_it_means() -> None:
    table = PAGES["report"].read_text(encoding="utf-8").split("## What a status means")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z ]+)` \| ([^|]+) \| (yes|no) \| (\w+) \|$", table, re.MULTILINE)
    assert {Status(name) for name, *_ in rows} == {*Status}
    for name, meaning, holds, case in rows:
        status = Status(name)
        assert meaning.lower() == MEANINGS[status].rstrip(".").lower()
        assert (holds == "yes", case) == (status in _PASSES, "passes" if status in _PASSES else "fails" if status in _FAILS else "skipped")


def test_the_files_of_the_page_are_written_and_the_json_has_its_schema(folder: Path, printed: dict[str, list[str]]) -> None:
    report = folder / ".manrs/report"
    for name in re.findall(r"^\| `(report\.\w+)` \|", PAGES["report"].read_text(encoding="utf-8"), re.MULTILINE):
        assert (report / name).is_file()
        assert stat.filemode((report / name).stat().st_mode) == ("-rw-r--r--" if name == "report.prom" else "-rw-------")
    schema = json.loads((ROOT / "docs/schema/report.json").read_text(encoding="utf-8"))
    validate(json.loads((report / "report.json").read_text(encoding="utf-8")), schema)


def test_the_metrics_of_the_alarms_are_written() -> None:
    (block,) = [text for text in blocks("report") if text.startswith("manrs_plan_lines")]
    written = (ROOT / "plugins/plugin_utils/evidence/prometheus.py").read_text(encoding="utf-8")
    names = re.findall(r"\bmanrs_\w+", block)
    assert len(names) == len(block.splitlines())
    assert all(f'"{name}"' in written for name in names), names


def test_the_example_for_ci_is_yaml() -> None:
    (block,) = [text for text in blocks("report") if text.startswith("drift:")]
    job = yaml.safe_load(block)["drift"]
    assert job["artifacts"]["when"] == "always"
    default = re.search(r"manrs_report_default: (\S+)", (ROOT / "playbooks/drift.yml").read_text(encoding="utf-8"))
    assert default is not None
    assert job["artifacts"]["paths"] == [default[1]]
    assert job["artifacts"]["reports"]["junit"] == f"{default[1]}/report.xml"


@pytest.mark.parametrize("name", PAGES)
def test_each_link_of_a_page_leads_somewhere(name: str) -> None:
    page = PAGES[name]
    for target, anchor in re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", page.read_text(encoding="utf-8")):
        path = (page.parent / target).resolve()
        assert path.is_file(), target
        titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        assert not anchor or anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, anchor
