# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts of examples/gitops in a clone of a bare repository, without a router: what a change may, what stops it, and who is asked.

How changes reach real routers is in molecule/gitops.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from .test_docs_preview import missing_lines

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/gitops.md").read_text(encoding="utf-8")


def _gitops() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gitops_example", ROOT / "scripts/gitops_example.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gitops_example"] = module
    spec.loader.exec_module(module)
    return module


GITOPS = _gitops()
git, script = GITOPS.git, GITOPS.script
#: Twelve prefixes more for acme's customer: more than a guard lets through.
MANY = "".join(f"\nroute: 193.64.{number}.0/24\norigin: AS35002\nsource: TEST\n" for number in range(12))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bare repository network.git, a clone of it in work, and the registry's files; rendered, committed and pushed."""
    folder: Path = tmp_path_factory.mktemp("first")
    work = GITOPS.copied(folder)
    GITOPS.without_servers(work, folder)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "As it was")
    done = script(work, "render", REFRESH="1", BASE="HEAD")
    assert done.returncode == 0, done.stdout
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--allow-empty", "--message", "Rendered")
    git(work, "push", "--quiet", "origin", "main")
    return folder


@pytest.fixture
def work(first: Path) -> Iterator[Path]:
    """The clone, on a branch of its own; registry and bare repository are as they were afterwards."""
    clone = first / "work"
    irr = (first / "irr.rpsl").read_text(encoding="utf-8")
    main = git(clone, "rev-parse", "main")
    git(clone, "checkout", "--quiet", "-B", "change", "main")
    yield clone
    (first / "irr.rpsl").write_text(irr, encoding="utf-8")
    git(clone, "reset", "--quiet", "--hard", main)
    git(clone, "clean", "--quiet", "--force", "-d", "-x")
    git(clone, "push", "--quiet", "--force", "origin", f"{main}:refs/heads/main")
    git(clone, "push", "--quiet", "--force", "origin", ":refs/heads/registry")


def registry(work: Path, *, more: str = "", without: str = "as-set: AS-NOWHERE-AT-ALL") -> None:
    """Let the registry have more objects, and not those with some words."""
    path = work.parent / "irr.rpsl"
    objects = [text for text in path.read_text(encoding="utf-8").split("\n\n") if without not in text]
    path.write_text("\n\n".join(objects) + more, encoding="utf-8")


def intent(work: Path, before: str, after: str, host: str = "edge1") -> None:
    """Edit the variables of a host."""
    path = work / f"inventory/host_vars/{host}.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def committed(work: Path) -> None:
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Change")


def review(work: Path) -> str:
    return (work / "out/review.md").read_text(encoding="utf-8")


def fake(folder: Path, name: str, body: str) -> str:
    """Return a PATH in which a program is ours."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    (tools / name).write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
    (tools / name).chmod(0o755)
    return f"{tools}:{GITOPS.environment()['PATH']}"


def not_printed(begin: str, printed: str) -> list[str]:
    """Return what the page shows from a line on and a script did not print; up to the next line of the page that is no output."""
    lines = PAGE.splitlines()
    (start,) = [number for number, line in enumerate(lines) if line.strip().startswith(begin) and line.startswith("    ")]
    end = next(number for number in range(start, len(lines)) if lines[number] and not lines[number].startswith("    "))
    shown = textwrap.dedent("\n".join(lines[start:end])).strip("\n").splitlines()
    return missing_lines([line for line in shown if line], [line for line in printed.splitlines() if line])


# -- the example itself --------------------------------------------------------------------------


def test_what_is_committed_in_the_example_is_what_it_renders(first: Path) -> None:
    for made in ("rendered", "approved.yml", "snapshot"):
        done = subprocess.run(
            ["diff", "-r", "--exclude=manifest.json", ROOT / "examples/gitops" / made, first / "work" / made],
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, f"run scripts/gitops_example.py, and look at what changes\n{done.stdout[:2000]}"


# -- a change ------------------------------------------------------------------------------------


def test_a_change_that_is_rendered_passes_and_says_what_it_does(work: Path) -> None:
    added = "  - {name: dairy, asn: 35010, relation: customer, addresses: [10.0.0.9]}\nmanrs_interfaces:"
    intent(work, "manrs_interfaces:", added)
    rendered = script(work, "render", REFRESH="1", BASE="main")
    assert rendered.returncode == 0, rendered.stdout
    committed(work)
    checked = script(work, "check", BASE="main")
    assert checked.returncode == 0, checked.stdout
    assert "- dairy (10.0.0.9): a new neighbor, AS35010, customer (edge1)" in review(work)
    assert "This stops the change" not in review(work)
    assert not_printed("## 1 of 2 routers", review(work)) == []
    assert not_printed("rendered/ and approved.yml", rendered.stdout) == []
    digests = yaml.safe_load((work / "approved.yml").read_text(encoding="utf-8"))
    assert all(f"| {host} | `{digest}` |" in review(work) for host, digest in digests.items())
    old = yaml.safe_load(git(work, "show", "main:approved.yml"))
    assert digests["edge1"] != old["edge1"]
    assert digests["edge2"] == old["edge2"]
    assert git(work, "status", "--porcelain") == ""


def test_a_mistake_in_the_intent_stops_it_and_says_where(work: Path) -> None:
    intent(work, "as_set:", "asset:")
    committed(work)
    checked = script(work, "check", BASE="main")
    assert checked.returncode != 0
    assert review(work).startswith("## This change cannot be rendered\n")
    assert "manrs_neighbors[1].asset" in review(work)
    assert "did you mean as_set?" in review(work)


def test_a_change_that_nobody_rendered_is_stopped(work: Path) -> None:
    intent(work, "relation: customer", "relation: customer, longest_path: 7")
    committed(work)
    checked = script(work, "check", BASE="main")
    assert checked.returncode != 0
    assert "error: approved.yml and rendered/ are not what this intent and this snapshot render: the approval is stale." in checked.stdout
    assert not_printed("error: approved.yml", checked.stdout) == []
    assert "To do: run `ci/render.sh`, look at the difference, and commit it." in review(work)


@pytest.mark.parametrize("name", ["approved.yml", "rendered/edge2.conf", "rendered/edge2.json"])
def test_what_was_rendered_and_edited_by_hand_is_stopped(work: Path, name: str) -> None:
    path = work / name
    path.write_text(path.read_text(encoding="utf-8").replace("0", "1", 1), encoding="utf-8")
    committed(work)
    assert "the approval is stale" in script(work, "check", BASE="main").stdout


def test_a_snapshot_that_is_too_old_or_edited_is_stopped(work: Path) -> None:
    path = work / "snapshot/manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "made_at": "2020-01-01T00:00:00+00:00"}), encoding="utf-8")
    committed(work)
    checked = script(work, "check", BASE="main")
    assert checked.returncode != 0
    assert "max_age_hours is 96" in review(work)
    path.write_text(json.dumps(told), encoding="utf-8")
    (work / "snapshot/asns/AS35010.txt").write_text("193.77.0.0/16 TEST\n", encoding="utf-8")
    assert script(work, "check", BASE="main").returncode != 0
    assert "AS35010.txt is not what the manifest says" in review(work)


def test_a_base_that_was_not_fetched_is_an_error_and_no_old_text_is_shown(work: Path) -> None:
    (work / "out").mkdir()
    (work / "out/review.md").write_text("of another change", encoding="utf-8")
    checked = script(work, "check", BASE="0" * 40)
    assert checked.returncode != 0
    assert "is no commit here; fetch the branch that the change is for, whole" in review(work)
    assert "of another change" not in review(work)


def test_a_table_that_is_committed_is_judged(work: Path) -> None:
    rows = [
        {"peer_ip": "10.0.0.2", "prefix": "193.20.0.0/22", "as_path": "35001"},
        {"peer_ip": "10.0.0.2", "prefix": "193.61.0.0/22", "as_path": "35001"},
    ]
    (work / "tables/edge1.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    committed(work)
    assert script(work, "check", BASE="main").returncode == 0
    told = review(work).split("### Routes of the committed tables that would be dropped")[1]
    assert "- acme (10.0.0.2): 2 routes, 1 would be dropped: F13 1 (edge1)" in told


# -- guards --------------------------------------------------------------------------------------


def test_a_big_move_is_stopped_until_the_line_that_it_asks_for_is_there(work: Path) -> None:
    registry(work, more=MANY)
    rendered = script(work, "render", REFRESH="1", BASE="main")
    assert rendered.returncode != 0
    committed(work)
    stopped = script(work, "check", BASE="main")
    assert stopped.returncode != 0
    assert "it gains 12 IPv4 prefixes and has 5" in review(work)
    assert not_printed("### This stops the change", review(work)) == []
    entries = re.findall(r"- (\{host: edge\d, neighbor: .*?\})", review(work))
    assert len(entries) == 2
    (work / "accepted.yml").write_text("".join(f"- {entry}\n" for entry in entries), encoding="utf-8")
    committed(work)
    accepted = script(work, "check", BASE="main")
    assert accepted.returncode == 0, accepted.stdout
    assert "acme: +12 -0 registered prefixes (7 -> 19)" in review(work)
    # What was accepted is that move and no other.
    registry(work, more=MANY.replace("193.64", "193.65"))
    assert script(work, "render", REFRESH="1", BASE="main").returncode != 0


def test_a_filter_that_would_be_empty_is_stopped(work: Path) -> None:
    registry(work, without="AS35010")
    script(work, "render", REFRESH="1", BASE="main")
    committed(work)
    stopped = script(work, "check", BASE="main")
    assert stopped.returncode != 0
    assert "**G01** manrs_neighbors: dairy: AS35010: guard complete: AS35010 has no registered prefix" in review(work)
    assert not_printed("- **G01**", review(work)) == []
    assert "dairy: +0 -2 registered prefixes (2 -> 0)" in review(work)


def test_another_as_set_that_moves_much_is_stopped(work: Path) -> None:
    registry(work, more=f"\n\nas-set: AS35001:AS-BIG\nmembers: AS35002\nsource: TEST\n{MANY.replace('193.64', '193.66')}")
    intent(work, "AS35001:AS-ACME", "AS35001:AS-BIG")
    assert script(work, "render", REFRESH="1", BASE="main").returncode != 0
    assert "**G02** manrs_neighbors: acme: acme: guard change: it gains 12 IPv4 prefixes and has 5" in review(work)


# -- a delivery ----------------------------------------------------------------------------------


@pytest.fixture
def records(first: Path) -> Iterator[Path]:
    bare = first / "records.git"
    git(first, "init", "--quiet", "--bare", str(bare))
    yield bare
    shutil.rmtree(bare)


def test_a_commit_that_is_not_the_last_is_not_delivered(work: Path, records: Path) -> None:
    committed_before = git(work, "rev-parse", "HEAD")
    (work / "note").write_text("x", encoding="utf-8")
    committed(work)
    git(work, "push", "--quiet", "origin", "HEAD:main")
    git(work, "checkout", "--quiet", committed_before)
    done = script(work, "deliver", RECORDS_REPOSITORY=str(records))
    git(work, "checkout", "--quiet", "change")
    assert done.returncode != 0
    assert not_printed("error: main has moved on", done.stdout) == []
    assert "PLAY" not in done.stdout


def test_a_stale_approval_is_not_delivered(work: Path, records: Path) -> None:
    intent(work, "relation: customer", "relation: customer, longest_path: 7")
    committed(work)
    git(work, "push", "--quiet", "origin", "HEAD:main")
    done = script(work, "deliver", RECORDS_REPOSITORY=str(records))
    assert done.returncode != 0
    assert "the approval is stale" in done.stdout
    assert "PLAY [Harden]" not in done.stdout


def test_without_a_place_for_records_nothing_is_delivered(work: Path) -> None:
    assert script(work, "with_records", RECORDS_REPOSITORY="").returncode != 0
    assert "the repository that records of deliveries are pushed to" in script(work, "with_records").stdout


def with_records(work: Path, command: str, records: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command as the script runs a delivery."""
    return subprocess.run(
        [work / "ci/with_records.sh", "bash", "-c", command],
        env=GITOPS.environment({"RECORDS_REPOSITORY": str(records), "COMMIT": "abc", "TMPDIR": str(records.parent)}),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
    )


def test_records_are_pushed_however_a_delivery_ends(work: Path, records: Path) -> None:
    write = "mkdir -p $MANRS_RECORDS/edge1/{0} && echo {0} > $MANRS_RECORDS/edge1/{0}/record.json"
    assert with_records(work, write.format("one"), records).returncode == 0
    assert with_records(work, f"{write.format('two')}; exit 7", records).returncode == 7
    assert with_records(work, "true", records).returncode == 0
    assert git(records, "log", "--format=%s").splitlines() == ["Deliveries of abc"] * 2
    assert git(records, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == ["edge1/one/record.json", "edge1/two/record.json"]


def test_records_that_somebody_else_pushed_meanwhile_stay(work: Path, records: Path) -> None:
    write = "mkdir -p $MANRS_RECORDS/{0} && echo {0} > $MANRS_RECORDS/{0}/record.json"
    with_records(work, write.format("edge1"), records)
    other = f"RECORDS_REPOSITORY={records} {work}/ci/with_records.sh bash -c '{write.format('edge2')}'"
    done = with_records(work, f"{write.format('edge3')} && {other}", records)
    assert done.returncode == 0, done.stdout
    assert git(records, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == [f"edge{number}/record.json" for number in (1, 2, 3)]


def test_records_that_cannot_be_pushed_are_kept_and_told(work: Path, records: Path) -> None:
    hook = records / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = with_records(work, "mkdir $MANRS_RECORDS/edge1 && echo x > $MANRS_RECORDS/edge1/record.json", records)
    assert done.returncode != 0
    kept = re.search(r"they are in (\S+): push them, rollback needs them", done.stdout)
    assert kept is not None, done.stdout
    assert (Path(kept[1]) / "edge1/record.json").read_text(encoding="utf-8") == "x\n"


@pytest.mark.parametrize("is_file", [True, False])
def test_the_key_is_a_file_that_nobody_else_reads_and_that_is_gone_afterwards(work: Path, tmp_path: Path, is_file: bool) -> None:
    key = "-----BEGIN KEY-----\nlines\n-----END KEY-----"
    (tmp_path / "given").write_text(key + "\n", encoding="utf-8")
    see = 'stat -c "%a %n" "$ROUTER_SSH_KEY_FILE"; cat "$ROUTER_SSH_KEY_FILE"; echo "left: ${ROUTER_SSH_KEY-none}"'
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f". ci/login.sh; {see}"],
        cwd=work,
        env=GITOPS.environment({"ROUTER_SSH_KEY": str(tmp_path / "given") if is_file else key}),
        text=True,
        capture_output=True,
        check=True,
    )
    about, *text, left = done.stdout.splitlines()
    mode, name = about.split()
    assert (mode, "\n".join(text), left) == ("600", key, "left: none")
    assert not Path(name).exists()


# -- the night -----------------------------------------------------------------------------------


def test_the_night_opens_a_change_that_says_what_the_registry_says(work: Path) -> None:
    registry(work, more="\n\nroute: 193.20.10.0/24\norigin: AS35002\nsource: TEST\n")
    main = git(work, "rev-parse", "main")
    done = script(work, "nightly", FORGE="git")
    assert done.returncode == 0, done.stdout
    bare = work.parent / "network.git"
    assert git(bare, "rev-parse", "registry~1") == main == git(bare, "rev-parse", "main")
    names = set(git(bare, "diff", "--name-only", "main", "registry").splitlines())
    assert {name for name in names if not name.startswith(("snapshot/", "rendered/"))} == {"approved.yml"}
    assert re.fullmatch(r"Registry of \d{4}-\d\d-\d\d", git(bare, "log", "-1", "--format=%s", "registry"))
    text = git(bare, "log", "-1", "--format=%b", "registry")
    assert not_printed("### What the registry says", text) == []
    assert "- acme (AS35001=AS35001:AS-ACME): +1 -0 prefixes (7 -> 8)" in text
    assert "acme: +1 -0 registered prefixes (7 -> 8) (edge1)\n  - +193.20.10.0/24 AS35002" in text
    git(work, "checkout", "--quiet", "registry")
    assert script(work, "check", BASE="main").returncode == 0


def test_a_night_in_which_nothing_changed_says_so(work: Path) -> None:
    done = script(work, "nightly", FORGE="git")
    assert done.returncode == 0, done.stdout
    assert git(work, "log", "-1", "--format=%s").endswith(": no router changes")
    assert set(git(work, "diff", "--name-only", "main", "HEAD").splitlines()) <= {"snapshot/manifest.json"}


def test_a_branch_on_which_somebody_works_is_left_alone(work: Path) -> None:
    assert script(work, "nightly", FORGE="git").returncode == 0
    (work / "accepted.yml").write_text("[]\n", encoding="utf-8")
    committed(work)
    git(work, "push", "--quiet", "origin", "HEAD:registry")
    tip = git(work.parent / "network.git", "rev-parse", "registry")
    done = script(work, "nightly", FORGE="git")
    assert done.returncode != 0
    assert "somebody works on the branch registry; merge or close its change" in done.stdout
    assert git(work.parent / "network.git", "rev-parse", "registry") == tip


def test_a_registry_that_cannot_be_asked_opens_nothing(work: Path) -> None:
    (work.parent / "irr.rpsl").write_text("", encoding="utf-8")
    done = script(work, "nightly", FORGE="git")
    assert done.returncode != 0
    assert "no change was opened, and what is merged stays" in done.stdout
    assert "registry" not in git(work.parent / "network.git", "branch", "--list")


# -- forges --------------------------------------------------------------------------------------


def opened(work: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Open a change by the script."""
    text = work / "out/review.md"
    text.parent.mkdir(exist_ok=True)
    text.write_text("## what it does\n\n- a line\n", encoding="utf-8")
    return subprocess.run(
        [work / "ci/open_change.sh", "registry", "main", "A title: with words", "out/review.md"],
        env=GITOPS.environment(more),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
    )


def test_github_is_asked_for_a_change_once_and_then_to_renew_it(work: Path, tmp_path: Path) -> None:
    body = f'printf "%s|" "$@" >>{tmp_path}/asked; echo >>{tmp_path}/asked; [ "$2" != list ] || cat {tmp_path}/open'
    path = fake(tmp_path, "gh", body)
    for count in ("0", "1"):
        (tmp_path / "open").write_text(f"{count}\n", encoding="utf-8")
        done = opened(work, FORGE="github", PATH=path)
        assert done.returncode == 0, done.stdout
    asked = [line.split("|")[:-1] for line in (tmp_path / "asked").read_text(encoding="utf-8").splitlines()]
    told = ["--title", "A title: with words", "--body-file", "out/review.md"]
    assert asked[1] == ["pr", "create", "--head", "registry", "--base", "main", *told]
    assert asked[3] == ["pr", "edit", "registry", *told]
    assert len(asked) == 4
    assert git(work.parent / "network.git", "rev-parse", "registry") == git(work, "rev-parse", "HEAD")


def test_gitlab_is_told_by_push_options(work: Path, tmp_path: Path) -> None:
    bare = tmp_path / "gitlab.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(work.parent / "network.git"), str(bare))
    git(bare, "config", "receive.advertisePushOptions", "true")
    hook = bare / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION | sort >{tmp_path}/options\n", encoding="utf-8")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    done = opened(work, FORGE="gitlab", PUSH_URL=str(bare))
    assert done.returncode == 0, done.stdout
    options = [line.partition("=")[2] for line in (tmp_path / "options").read_text(encoding="utf-8").splitlines()]
    assert options[:3] == ["merge_request.create", "merge_request.target=main", "merge_request.title=A title: with words"]
    assert git(bare, "rev-parse", "registry") == git(work, "rev-parse", "HEAD")


def test_another_forge_is_refused_before_anything_is_pushed(work: Path) -> None:
    done = opened(work, FORGE="forgejo")
    assert done.returncode == 2
    assert "FORGE is 'forgejo'; write github, gitlab or git" in done.stdout
    assert git(work.parent / "network.git", "branch", "--list", "registry") == ""


def test_the_text_is_put_on_the_change_in_place_of_the_one_before(work: Path, tmp_path: Path) -> None:
    path = fake(tmp_path, "gh", f'printf "%s " "$@" >{tmp_path}/asked')
    done = script(work, "comment", CHANGE="7", PATH=path)
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "asked").read_text(encoding="utf-8").split() == [
        *("pr", "comment", "7", "--body-file", "out/review.md", "--edit-last", "--create-if-none")
    ]
    assert script(work, "comment", PATH=path).returncode != 0


def test_github_shows_the_text_in_the_summary_of_the_job(work: Path, tmp_path: Path) -> None:
    assert script(work, "check", BASE="main", GITHUB_STEP_SUMMARY=str(tmp_path / "summary")).returncode == 0
    assert (tmp_path / "summary").read_text(encoding="utf-8") == review(work)
