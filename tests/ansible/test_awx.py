# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""examples/awx: its objects fit the modules of awx.awx and one another, its playbooks are there, and its environment can be built.

What the modules take is in awx_options.json, which scripts/awx_options.py writes from the collection.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.parsing.vault import VaultLib, VaultSecret
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import KNOWN_VARIABLES
from ansible_collections.manrs.hardening.plugins.plugin_utils.passed_on import passed_on
from awx_job import run_all, sliced
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .test_data import ROOT
from .test_wrong_input import VARIABLES

EXAMPLE = ROOT / "examples/awx"
PAGE = (ROOT / "docs/awx.md").read_text(encoding="utf-8")
OPTIONS = Path(__file__).parent / "awx_options.json"
#: The variable of objects.yml that a module's task goes through.
KINDS = {
    "execution_environment": "awx_execution_environments",
    "project": "awx_projects",
    "credential": "awx_credentials",
    "inventory": "awx_inventories",
    "inventory_source": "awx_inventory_sources",
    "job_template": "awx_job_templates",
    "workflow_job_template": "awx_workflows",
    "schedule": "awx_schedules",
}
RAW = yaml.safe_load((EXAMPLE / "objects.yml").read_text(encoding="utf-8"))
(PLAY,) = yaml.safe_load((EXAMPLE / "configure.yml").read_text(encoding="utf-8"))
TASKS = {name.removeprefix("awx.awx."): task[name] for task in PLAY["tasks"] for name in task if name.startswith("awx.awx.")}
#: Stands for every module of awx.awx: takes what that takes, and writes down what it was given.
STAND_IN = """
import json
from pathlib import Path
from ansible.plugins.action import ActionBase

def spec(options):
    return {
        name: {**{key: value for key, value in option.items() if key != "suboptions"}, "options": spec(option.get("suboptions")) or None}
        for name, option in (options or {}).items()
    }

class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        module = self._task.action.rpartition(".")[2]
        self.validate_argument_spec(spec(json.loads(Path(OPTIONS).read_text())["modules"][module]))
        with open(TOLD, "a") as stream:
            stream.write(json.dumps([module, dict(self._task.args)]) + "\\n")
        return result
"""


def configured(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run configure.yml with stand-ins for the modules; what they were given is in ``told``."""
    actions = folder / "ansible_collections/awx/awx/plugins/action"
    actions.mkdir(parents=True)
    for module in json.loads(OPTIONS.read_text(encoding="utf-8"))["modules"]:
        text = f"OPTIONS = {str(OPTIONS)!r}\nTOLD = {str(folder / 'told')!r}\n{STAND_IN}"
        (actions / f"{module}.py").write_text(text, encoding="utf-8")
    return run("ansible-playbook", "-i", "localhost,", "configure.yml", *more, cwd=EXAMPLE, ANSIBLE_COLLECTIONS_PATH=str(folder))


@dataclass(frozen=True)
class Objects:
    """What AWX would be given."""

    by_module: Mapping[str, list[dict[str, Any]]]

    @property
    def templates(self) -> dict[str, dict[str, Any]]:
        return {item["name"]: item for item in self.by_module["job_template"]}

    @property
    def nodes(self) -> dict[str, dict[str, Any]]:
        (workflow,) = self.by_module["workflow_job_template"]
        return {node["identifier"]: node for node in workflow["workflow_nodes"]}


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> Objects:
    folder = tmp_path_factory.mktemp("awx")
    done = configured(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "told").read_text(encoding="utf-8").splitlines():
        module, given = json.loads(line)
        found.setdefault(module, []).append(given)
    return Objects(found)


def test_each_object_is_what_its_module_takes(objects: Objects) -> None:
    assert set(objects.by_module) == {*KINDS, "organization"}
    assert {module: len(objects.by_module[module]) for module in KINDS} == {module: len(RAW[name]) for module, name in KINDS.items()}


def test_what_a_module_does_not_take_is_refused(tmp_path: Path) -> None:
    bad = [{"name": "x", "description": "", "organization": "", "inventory": "", "workflow_nodes": [{"identifer": "a"}]}]
    done = configured(tmp_path, "--start-at-task", "Workflows", "-e", json.dumps({"awx_workflows": bad}))
    assert done.returncode != 0
    assert "missing required arguments: identifier" in done.stdout + done.stderr
    assert not (tmp_path / "told").exists()


@pytest.mark.parametrize("module", KINDS)
def test_each_key_of_the_objects_is_given_to_the_module(module: str) -> None:
    asked = TASKS[module]
    assert {key for item in RAW[KINDS[module]] for key in item} <= set(asked)


def test_objects_name_objects_that_there_are(objects: Objects) -> None:
    names = {module: {item["name"] for item in items} for module, items in objects.by_module.items()}
    kinds = {"organization": "organization", "project": "project", "inventory": "inventory", "source_project": "project"}
    kinds |= {"execution_environment": "execution_environment", "default_environment": "execution_environment"}
    for items in objects.by_module.values():
        for item in items:
            assert all(item[key] in names[kind] for key, kind in kinds.items() if key in item), item["name"]
            assert set(item.get("credentials", ())) <= names["credential"]
    known = names["job_template"] | names["workflow_job_template"]
    assert {item["unified_job_template"] for item in objects.by_module["schedule"]} <= known
    jobs = [node["unified_job_template"] for node in objects.nodes.values() if node["unified_job_template"]["type"] != "workflow_approval"]
    assert {(job["type"], job["name"]) for job in jobs} <= {("job_template", name) for name in objects.templates}


def test_the_kinds_of_jobs(objects: Objects) -> None:
    expected = {"snapshot", "preview", "check", "harden", "audit", "release", "report", "drift"}
    assert expected <= {name.removeprefix("MANRS ") for name in objects.templates}
    assert {item["credential_type"] for item in objects.by_module["credential"]} == {"Machine", "Network", "Vault"}
    check = objects.templates["MANRS check"]
    assert (check["job_type"], check["diff_mode"], check["playbook"]) == ("check", True, "harden.yml")


def test_the_workflow_has_its_order_and_no_way_around_the_approval(objects: Objects) -> None:
    after = {
        name: [item["identifier"] for item in node.get("related", {}).get("success_nodes", [])] for name, node in objects.nodes.items()
    }
    assert all(set(node.get("related", {})) <= {"success_nodes"} for node in objects.nodes.values())
    way, name = ["snapshot"], "snapshot"
    while after[name]:
        (name,) = after[name]
        way.append(name)
    assert way == ["snapshot", "preview", "approval", "canary", "verify", "rest", "report"]
    assert set(way) == set(objects.nodes)
    assert objects.nodes["approval"]["unified_job_template"]["type"] == "workflow_approval"
    playbooks = {
        name: objects.templates[objects.nodes[name]["unified_job_template"]["name"]]["playbook"] for name in way if name != "approval"
    }
    assert playbooks["canary"] == playbooks["rest"] == "harden_approved.yml"
    assert playbooks["verify"] == "drift.yml"
    groups = yaml.safe_load((EXAMPLE / "inventory/hosts.yml").read_text(encoding="utf-8"))["routers"]["children"]
    assert objects.nodes["canary"]["limit"] == objects.nodes["verify"]["limit"] == "canary" in groups
    assert objects.nodes["rest"]["limit"] == "routers:!canary"


def test_a_node_sets_only_what_its_template_asks_for(objects: Objects) -> None:
    for node in objects.nodes.values():
        prompts = set(node) - {"identifier", "unified_job_template", "related"}
        template = objects.templates.get(node["unified_job_template"]["name"], {})
        assert all(template[f"ask_{prompt}_on_launch"] for prompt in prompts), node["identifier"]


def test_nobody_types_in_what_is_configured(objects: Objects) -> None:
    """A survey asks which neighbors, a prompt which routers; no job takes variables of whoever starts it, manrs_approved included."""
    for item in [*objects.templates.values(), *objects.by_module["workflow_job_template"]]:
        assert not item.get("ask_variables_on_launch"), item["name"]
        asked = item.get("survey_spec", {"spec": []})["spec"]
        assert [(question["variable"], question["type"]) for question in asked] in ([], [("which_neighbors", "text")])
        assert bool(asked) == bool(item.get("survey_enabled"))


def test_only_delivering_is_sliced(objects: Objects) -> None:
    sliceable = {item["playbook"] for item in objects.templates.values() if item["ask_job_slice_count_on_launch"]}
    assert sliceable == {"harden.yml", "harden_approved.yml"}


def test_what_jobs_write_is_on_the_volume_and_their_variables_are_known(objects: Objects) -> None:
    for item in objects.templates.values():
        assert set(item["extra_vars"]) == {"manrs_snapshot", "manrs_records", "manrs_report"} <= KNOWN_VARIABLES
        assert all(path.startswith("/var/lib/manrs/") for path in item["extra_vars"].values())
    audit, drift, report = (objects.templates[f"MANRS {name}"]["extra_vars"]["manrs_report"] for name in ("audit", "drift", "report"))
    assert len({audit, drift, report}) == 3


def test_each_playbook_imports_those_of_the_collection(objects: Objects) -> None:
    own = {path.name for path in EXAMPLE.glob("*.yml")} - {"configure.yml", "objects.yml", "execution-environment.yml"}
    assert {item["playbook"] for item in objects.templates.values()} == own - {"pass_on.yml"}
    for name in own - {"pass_on.yml"}:
        for play in yaml.safe_load((EXAMPLE / name).read_text(encoding="utf-8")):
            target = play["ansible.builtin.import_playbook"]
            folder, file = (ROOT / "playbooks", f"{target.rpartition('.')[2]}.yml") if "hardening" in target else (EXAMPLE, target)
            assert (folder / file).is_file(), name
    done = run("ansible-playbook", "-i", "inventory", "--syntax-check", *sorted(own), cwd=EXAMPLE)
    assert done.returncode == 0, done.stderr


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    tool = str(Path(sys.executable).parent / command[0])
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "NO_COLOR": "1", **more}
    return subprocess.run([tool, *command[1:]], cwd=cwd, env=environment, text=True, capture_output=True, check=False, timeout=120)


def test_slices_are_those_of_awx() -> None:
    """By name, every so many-th host; together they are all, and each has its groups and their variables."""
    hosts = [f"r{number}" for number in range(10)]
    inventory = {
        "_meta": {"hostvars": {host: {"own": host} for host in hosts}},
        "all": {"children": ["ungrouped", "routers"]},
        "routers": {"hosts": hosts[::-1], "children": ["canary"], "vars": {"manrs_network": 1}},
        "canary": {"hosts": ["r1"]},
    }
    parts = [sliced(inventory, number, 4) for number in (1, 2, 3, 4)]
    names = [sorted(part["_meta"]["hostvars"]) for part in parts]
    assert names == [["r0", "r4", "r8"], ["r1", "r5", "r9"], ["r2", "r6"], ["r3", "r7"]]
    assert [sorted(part["routers"]["hosts"]) for part in parts] == names
    assert [part["canary"]["hosts"] for part in parts] == [[], ["r1"], [], []]
    assert all(part["routers"]["vars"] == {"manrs_network": 1} for part in parts)
    assert sliced(inventory, 1, 1)["_meta"] == inventory["_meta"]


def test_jobs_with_a_vault_whose_snapshot_is_in_the_repository_and_whose_records_are_not_to_be_had(tmp_path: Path) -> None:
    """What a job writes outlives it only where it is mounted; a job that can keep no record changes nothing."""
    source, repository, mounted = tmp_path / "hosts.yml", tmp_path / "repository", tmp_path / "mounted"
    (neighbor,) = VARIABLES["manrs_neighbors"]
    vaulted = VaultLib([("default", VaultSecret(b"of-the-vault"))]).encrypt("of-the-session").decode()
    variables = {**VARIABLES, "manrs_neighbors": [{**neighbor, "password": "VAULTED"}]}
    text = yaml.safe_dump({"routers": {"hosts": {"edge1": variables}}})
    source.write_text(text.replace("VAULTED", f"!vault {json.dumps(vaulted)}"), encoding="utf-8")
    shutil.copytree(EXAMPLE, repository)
    common = {"folder": str(tmp_path), "project": str(repository), "arguments": ["--ask-vault-pass"]}
    common["passwords"] = {r"Vault password:\s*?$": "of-the-vault"}
    first = run_all(
        {"snapshot": {**common, "playbook": "snapshot.yml", "extra_vars": {"manrs_snapshot": str(mounted / "snapshot")}}}, source
    )
    assert first["snapshot"]["status"] == "successful", first
    (mounted / "snapshot").rename(repository / "snapshot")
    row = {"peer_ip": "185.10.3.10", "prefix": "10.0.0.0/8", "as_path": "35001"}
    (repository / "table.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (mounted / "records").write_text("", encoding="utf-8")
    kept = {"manrs_snapshot": "snapshot", "manrs_report": str(mounted / "report"), "manrs_records": str(mounted / "records")}
    jobs = {
        "preview": {**common, "playbook": "preview.yml", "extra_vars": {**kept, "manrs_tables": ["table.jsonl"]}},
        "harden": {**common, "playbook": "harden.yml", "extra_vars": kept},
    }
    told = run_all(jobs, source)
    assert told["preview"]["status"] == "successful", told
    assert all(job["leaks"] == [] and "of-the-session" not in json.dumps(job) for job in told.values())
    # No router was contacted, so there is no plan to approve.
    assert told["preview"]["artifacts"] == {}
    assert list((mounted / "report").rglob("*.json"))
    assert told["harden"]["status"] == "failed"
    assert any(str(mounted / "records") in line for line in told["harden"]["said"]), told["harden"]["said"]
    assert list(tmp_path.glob("awx_*")) == []


# -- the page -------------------------------------------------------------------------------------------------------------------


def test_the_page_has_the_objects_that_there_are(objects: Objects) -> None:
    rows = re.findall(r"^\| `(MANRS [a-z ]+)` \|", PAGE, re.MULTILINE)
    assert rows == list(objects.templates)
    (picture,) = re.findall(r"^    (snapshot ──.*)$", PAGE, re.MULTILINE)
    assert picture.split(" ──► ") == list(objects.nodes)
    variables = objects.templates["MANRS preview"]["extra_vars"]
    assert dict(re.findall(r"^\| `(manrs_\w+)` \| `([^`]+)`", PAGE, re.MULTILINE)) == variables
    secrets = set(re.findall(r"ansible\.builtin\.env', '(MANRS_\w+)'", (EXAMPLE / "objects.yml").read_text(encoding="utf-8")))
    assert secrets == set(re.findall(r"`(MANRS_[A-Z_]+)`", PAGE))


def test_the_page_has_what_a_job_passes_on() -> None:
    plan = passed_on("edge1", "e8558b93...", "filters", ["+"] * 25, ["warning"])["ansible_stats"]["data"]
    (block,) = re.findall(r"^    manrs_plan:\n      .*$", PAGE, re.MULTILINE)
    assert yaml.safe_load(block) == plan
    table = PAGE.split("| key | what |")[1].split("\n\n")[0]
    assert re.findall(r"`(\w+)`", "".join(re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE))) == list(plan["manrs_plan"]["edge1"])


def test_each_link_of_the_page_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert targets and all((ROOT / "docs" / target).is_file() for target in targets)


# -- the execution environment ---------------------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / f"requirements/{name}").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(line.split("==")[0]): line.split("==")[1].split()[0] for line in lines if "==" in line}


def test_the_build_context_of_the_execution_environment(tmp_path: Path) -> None:
    words = ["-f", str(EXAMPLE / "execution-environment.yml"), "-c", str(tmp_path), "--output-filename", "Containerfile"]
    done = run("ansible-builder", "create", *words, cwd=EXAMPLE)
    assert done.returncode == 0, done.stdout + done.stderr
    told = (tmp_path / "Containerfile").read_text(encoding="utf-8")
    definition = yaml.safe_load((EXAMPLE / "execution-environment.yml").read_text(encoding="utf-8"))
    for text in (
        definition["images"]["base_image"]["name"],
        f"ansible-core=={pins('run.txt')['ansible-core']}",
        f"ansible-runner=={pins('check.txt')['ansible-runner']}",
        "python3.11",
    ):
        assert text in told, text
    assert "ansible-galaxy collection install" in told
    assert (tmp_path / "_build/requirements.yml").read_bytes() == (EXAMPLE / "collections/requirements.yml").read_bytes()


def test_ansible_builder_finds_what_the_collection_needs() -> None:
    done = run("ansible-builder", "introspect", ".build", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found = yaml.safe_load(done.stdout)
    wanted = {name: version for name, version in pins("run.txt").items() if name != "ansible-core"}
    python = [Requirement(line.split("#")[0].strip()) for line in found["python"]]
    assert {canonicalize_name(item.name): str(item.specifier) for item in python} == {name: f"=={v}" for name, v in wanted.items()}
    system = {line.split()[0] for line in found["system"]}
    assert system == {"openssh-clients", "openssh-client", "sshpass"}


def test_the_collection_says_its_own_version_in_the_requirements() -> None:
    (item,) = yaml.safe_load((EXAMPLE / "collections/requirements.yml").read_text(encoding="utf-8"))["collections"]
    galaxy = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))
    assert item == {"name": f"{galaxy['namespace']}.{galaxy['name']}", "version": f">={galaxy['version']}"}


def closure(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """What an installed distribution needs, itself included."""
    found, todo = set(), [(name, extras)]
    while todo:
        item, asked = todo.pop()
        if (key := canonicalize_name(item)) in found and not asked:
            continue
        found.add(key)
        for text in importlib.metadata.requires(item) or ():
            need = Requirement(text)
            environments = [{**default_environment(), "extra": extra} for extra in ("", *asked)]
            if need.marker is None or any(need.marker.evaluate(environment) for environment in environments):
                todo.append((need.name, frozenset(need.extras)))
    return found


def test_the_lock_has_all_that_is_needed_in_the_versions_that_are_tested() -> None:
    text = (ROOT / "requirements/run.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    locked = pins("run.lock")
    assert {name: locked[name] for name in pins("run.txt")} == pins("run.txt")
    assert set(locked) == set().union(*(closure(name) for name in pins("run.txt")))
    here = {name: importlib.metadata.version(name) for name in locked}
    if here["ansible-core"] == pins("run-next.txt")["ansible-core"]:
        # The second leg, for which there is no lock.
        here["ansible-core"] = locked["ansible-core"]
    assert here == locked
    assert all(re.fullmatch(r"\S+==\S+(?:\s+--hash=sha256:[0-9a-f]{64})+", line) for line in lines)
