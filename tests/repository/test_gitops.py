# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pipelines of examples/gitops, for both forges: they call scripts and decide nothing, and a change gets no secret."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import KNOWN_VARIABLES

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples/gitops"
WORKFLOWS = sorted((EXAMPLE / ".github/workflows").glob("*.yml"))
GITLAB = EXAMPLE / ".gitlab-ci.yml"
SCRIPTS = sorted((EXAMPLE / "ci").glob("*.sh"))
CALL = re.compile(r"ci/(\w+)\.sh")
#: What gives somebody power over routers, records or the repository.
SECRETS = ("ROUTER_SSH_KEY", "RECORDS_REPOSITORY", "PUSH_URL", "CHANGE_TOKEN")


def loaded(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def jobs(path: Path) -> dict[str, Any]:
    """The jobs of a pipeline file, by name."""
    told = loaded(path)
    if path != GITLAB:
        return dict(told["jobs"])
    return {name: job for name, job in told.items() if isinstance(job, dict) and "script" in job}


def commands(path: Path) -> Iterator[str]:
    """Every command line that a pipeline file runs."""
    for job in jobs(path).values():
        yield from (step["run"] for step in job.get("steps", ()) if "run" in step)
        yield from job.get("script", ())
    yield from loaded(path).get("default", {}).get("before_script", ())


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_a_pipeline_runs_scripts_that_there_are_and_nothing_else(path: Path) -> None:
    told = list(commands(path))
    assert told
    for command in told:
        called = CALL.fullmatch(command)
        assert called, f"{command!r} is more than a call of a script"
        script = EXAMPLE / "ci" / f"{called[1]}.sh"
        assert os.access(script, os.X_OK), script
        mode = subprocess.run(["git", "ls-files", "--stage", script], cwd=ROOT, text=True, capture_output=True, check=True).stdout
        assert mode.startswith("100755 "), f"{script} is not executable in a clone"


def test_both_forges_call_the_same_scripts() -> None:
    github = {command for path in WORKFLOWS for command in commands(path)}
    # GitLab shows the file by itself.
    assert github - {"ci/comment.sh"} == set(commands(GITLAB))


def test_each_script_is_called() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*WORKFLOWS, GITLAB, *SCRIPTS)]
    called = {name for text in texts for line in text.splitlines() if not line.startswith("#") for name in CALL.findall(line)}
    assert called == {path.stem for path in SCRIPTS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_stops_at_the_first_error_and_asks_for_playbooks_and_variables_that_there_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    assert text.startswith("#!/usr/bin/env bash\n")
    is_sourced = any(f". ci/{path.name}" in other.read_text(encoding="utf-8") for other in SCRIPTS)
    assert is_sourced or 'set -euo pipefail\ncd "$(dirname "$0")/.."\n' in text
    for name in re.findall(r"manrs\.hardening\.(\w+)", text):
        assert (ROOT / f"playbooks/{name}.yml").is_file(), name
    assert set(re.findall(r"\bmanrs_\w+", text)) <= KNOWN_VARIABLES


def test_a_change_starts_one_workflow_and_it_has_no_secret() -> None:
    of_changes = {path.name for path in WORKFLOWS if "pull_request" in path.read_text(encoding="utf-8")}
    assert of_changes == {"change.yml"}
    path = EXAMPLE / ".github/workflows/change.yml"
    # YAML 1.1 reads "on" as true. pull_request_target would run with the secrets of the repository.
    assert list(loaded(path)[True]) == ["pull_request"]
    text = path.read_text(encoding="utf-8")
    assert "secrets" not in text
    assert not [name for name in SECRETS if name in text]
    assert not [job for job in jobs(path).values() if "environment" in job or "self-hosted" in str(job["runs-on"])]


def test_what_runs_the_change_may_only_read_and_what_may_comment_runs_nothing_of_it() -> None:
    told = jobs(EXAMPLE / ".github/workflows/change.yml")
    assert "permissions" not in told["check"]
    assert told["comment"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    checkouts = {name: next(step for step in job["steps"] if "actions/checkout" in step.get("uses", "")) for name, job in told.items()}
    assert all(step["with"]["persist-credentials"] is False for step in checkouts.values())
    assert "ref" not in checkouts["check"]["with"]
    assert checkouts["comment"]["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_few_permissions_and_pinned_actions(path: Path) -> None:
    assert loaded(path)["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs(path).items() if "permissions" in job] == (["comment"] if path.name == "change.yml" else [])
    lines = re.findall(r"uses: .*", path.read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    assert all("timeout-minutes" in job for job in jobs(path).values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_secret_belongs_to_an_environment(path: Path) -> None:
    for name, job in jobs(path).items():
        assert ("secrets." in str(job)) == ("environment" in job), name


def test_what_contacts_routers_runs_on_a_runner_that_reaches_them_and_nothing_else_does() -> None:
    github = {name for path in WORKFLOWS for name, job in jobs(path).items() if "self-hosted" in str(job["runs-on"])}
    gitlab = {name for name, job in jobs(GITLAB).items() if job.get("tags") == ["routers"]}
    assert github == gitlab == {"deliver", "drift"}


def test_the_job_of_gitlab_that_runs_on_changes_names_no_secret() -> None:
    told = jobs(GITLAB)
    of_changes = [name for name, job in told.items() if "merge_request_event" in str(job["rules"])]
    assert of_changes == ["check"]
    assert not [name for name in SECRETS if name in str(told["check"])]
    assert "environment" not in told["check"]
    assert all(len(job["rules"]) == 1 for job in told.values())


def test_deliveries_come_one_after_the_other() -> None:
    told = loaded(EXAMPLE / ".github/workflows/deliver.yml")["concurrency"]
    assert told == {"group": "deliver", "cancel-in-progress": False}
    # Whoever waits in a group is thrown out by the next: no other workflow may be in that of deliveries.
    groups = [loaded(path)["concurrency"]["group"] for path in WORKFLOWS if "concurrency" in loaded(path)]
    assert len(groups) == len(set(groups))
    assert jobs(GITLAB)["deliver"]["resource_group"] == "routers"


def test_what_drift_found_is_taken_as_junit() -> None:
    artifacts = jobs(GITLAB)["drift"]["artifacts"]
    assert artifacts["when"] == "always"
    assert artifacts["reports"]["junit"] == "out/drift/report.xml"
    assert "-e manrs_report=out/drift" in (EXAMPLE / "ci/drift.sh").read_text(encoding="utf-8")


def test_the_page_names_scripts_playbooks_variables_and_places_that_there_are() -> None:
    page = ROOT / "docs/gitops.md"
    text = page.read_text(encoding="utf-8")
    assert set(CALL.findall(text)) <= {path.stem for path in SCRIPTS}
    assert all((ROOT / f"playbooks/{name}.yml").is_file() for name in re.findall(r"manrs\.hardening\.(\w+)", text))
    assert set(re.findall(r"\bmanrs_\w+", text)) <= KNOWN_VARIABLES
    assert [name for name in SECRETS if name not in text] == []
    for target, anchor in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", text):
        path = (page.parent / target).resolve() if target else page
        assert path.is_file(), target
        titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        assert not anchor or anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, anchor


def test_the_words_of_the_page_on_routers_are_those_of_the_playbook_and_of_a_delivery() -> None:
    text = (ROOT / "docs/gitops.md").read_text(encoding="utf-8")
    drift = (ROOT / "playbooks/drift.yml").read_text(encoding="utf-8")
    assert (
        "differs from its policy, as shown above: lines of plan: " in text
        and "differs from its policy, as shown above: lines of plan: " in drift
    )
    delivery = (ROOT / "plugins/plugin_utils/delivery/deliver.py").read_text(encoding="utf-8")
    assert re.search(r"approved is \S+, the policy is \S+ and this plan of it ", text)
    assert re.search(r"approved is \S+, the policy is \S+ and this plan of it ", delivery)


def test_versions_are_those_of_this_checkout() -> None:
    pins = re.findall(r"^[\w-]+==\S+", (ROOT / "requirements/run.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"^[\w-]+==\S+", (EXAMPLE / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE) == pins
    (collection,) = loaded(EXAMPLE / "requirements.yml")["collections"]
    galaxy = loaded(ROOT / "galaxy.yml")
    assert collection == {"name": f"{galaxy['namespace']}.{galaxy['name']}", "version": galaxy["version"]}
