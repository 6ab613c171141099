# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs as AWX 24.6.1 runs them: a private data dir for ansible-runner, which is the engine that runs its jobs, gone when the job is over.

    python -m awx_job INVENTORY '{"harden": {"playbook": "harden.yml", "folder": "/tmp"}, ...}'

runs jobs at once. Each is an object with the fields of ``Job``. It prints what became of each by its name, in JSON: ``status``, ``rc``,
``artifacts``, ``events`` (event to how often), ``delivered`` (hosts), ``said`` (what failed) and ``leaks`` (names of secrets that are in
the events).

What is in the private data dir, and where AWX makes it: ``inventory/hosts``, a script that prints JSON, with the hosts of one slice
(``write_inventory_file`` in awx/main/tasks/jobs.py; ``get_script_data`` and ``get_sliced_hosts`` in awx/main/models/inventory.py);
``env/cmdline`` (``RunJob.build_args``: always ``-u``, ``root`` unless a Machine credential says who); ``env/envvars`` (``build_env``);
``env/extravars``, ``env/settings``, ``env/passwords``; ``project``, a copy. The inventory itself comes of ``ansible-inventory --list
--export``, as in ``RunInventoryUpdate``. A job that is cancelled gets SIGINT by Receptor (pkg/workceptor/command.go); ansible-runner then
kills the process group of ansible-playbook and its container, with all that is in it.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ansible_runner
from virtual import power

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "examples/awx"
_IDENT = "1"
_ONE = "--one"
_DEPLOY = "manrs.hardening.deploy"
_FAILED = ("runner_on_failed", "runner_on_unreachable")
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Job:
    """One job. ``environment``: what its credentials set; ``passwords``: prompt to answer. ``slice``: number and count, as AWX counts.

    ``folder``: where private data dirs are made. ``cancel_on_trial``: folders of routers; the job is cancelled when all are on trial.
    """

    playbook: str
    folder: str
    extra_vars: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    passwords: Mapping[str, str] = field(default_factory=dict)
    arguments: Sequence[str] = ()
    user: str = "root"
    slice: tuple[int, int] = (1, 1)
    cancel_on_trial: Sequence[str] = ()
    project: str = str(PROJECT)


def exported(source: Path) -> dict[str, Any]:
    """Return an inventory as AWX takes it from its source."""
    words = [str(Path(sys.executable).parent / "ansible-inventory"), "-i", str(source), "--list", "--export"]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def sliced(inventory: Mapping[str, Any], number: int, count: int) -> dict[str, Any]:
    """Return what the hosts of a slice need: every so many-th host by name, the groups with no other host, and all variables of groups."""
    every = inventory["_meta"]["hostvars"]
    names = {name for group in inventory.values() for name in group.get("hosts", ())} | set(every)
    mine = sorted(names)[number - 1 :: count]
    found = {
        name: {**group, "hosts": [host for host in group["hosts"] if host in mine]} if "hosts" in group else group
        for name, group in inventory.items()
        if name != "_meta"
    }
    return {**found, "_meta": {"hostvars": {host: every.get(host, {}) for host in mine}}}


def prepare(job: Job, inventory: Mapping[str, Any]) -> Path:
    """Make the private data dir of a job."""
    folder = Path(tempfile.mkdtemp(prefix="awx_", dir=job.folder))
    shutil.copytree(job.project, folder / "project")
    for name in ("inventory", "env"):
        (folder / name).mkdir()
    script = folder / "inventory/hosts"
    script.write_text(f"#! /usr/bin/env python3\nprint({json.dumps(sliced(inventory, *job.slice))!r})\n", encoding="utf-8")
    script.chmod(0o700)
    environment = {"ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "ANSIBLE_RETRY_FILES_ENABLED": "False", "ANSIBLE_FORCE_COLOR": "false"}
    # AWX lets a cancelled job run for up to five seconds, ansible-runner's own rhythm.
    settings = {"suppress_ansible_output": True, "pexpect_timeout": 0.2, "pexpect_use_poll": True}
    files: dict[str, object] = {
        "envvars": {**environment, "JOB_ID": _IDENT, **job.environment},
        "extravars": {**job.extra_vars, "awx_job_id": int(_IDENT)},
        "settings": settings,
        "passwords": dict(job.passwords),
    }
    for name, content in files.items():
        (folder / "env" / name).write_text(json.dumps(content), encoding="utf-8")
    (folder / "env/cmdline").write_text(" ".join(["-u", job.user, *job.arguments]), encoding="utf-8")
    return folder


def run(job: Job, inventory: Mapping[str, Any]) -> dict[str, Any]:
    """Run a job to its end and take its private data dir away; return what AWX has of it then. What the job started ends with it."""
    folder = prepare(job, inventory)
    is_cancelled, is_over = threading.Event(), threading.Event()
    watched = [Path(path) for path in job.cancel_on_trial]
    watcher = threading.Thread(target=_watch, args=(watched, is_cancelled, is_over))
    watcher.start()
    try:
        done = ansible_runner.run(
            private_data_dir=str(folder), playbook=job.playbook, ident=_IDENT, quiet=True, cancel_callback=is_cancelled.is_set
        )
        return {"status": done.status, "rc": done.rc, **_told(list(done.events), job)}
    finally:
        is_over.set()
        watcher.join()
        _end_everything()
        shutil.rmtree(folder)


def _told(events: Sequence[Mapping[str, Any]], job: Job) -> dict[str, Any]:
    """Return what the events say: also ``leaks``, the names of secrets that are in them."""
    data = [(item["event"], item.get("event_data", {})) for item in events]
    secrets = {**job.passwords, **{name: value for name, value in job.environment.items() if "PASS" in name}}
    text = json.dumps(events)
    return {
        "artifacts": next((item["artifact_data"] for event, item in data if event == "playbook_on_stats"), {}),
        "events": dict(Counter(event for event, _ in data)),
        "delivered": sorted({item["host"] for event, item in data if event == "runner_on_ok" and item.get("task_action") == _DEPLOY}),
        "said": [f"{item['host']}: {item['res'].get('msg', '')}" for event, item in data if event in _FAILED],
        "leaks": [name for name, value in secrets.items() if value and value in text],
    }


def _watch(routers: Sequence[Path], is_cancelled: threading.Event, is_over: threading.Event) -> None:
    """Cancel when every router has a change on trial; each answers nothing from then on, so that no delivery is confirmed."""
    waiting = {*routers}
    while waiting and not is_over.wait(0.01):
        for router in sorted(waiting):
            if power.look(router)["is_on_trial"]:
                power.tell(router, {"stall": ""})
                waiting.discard(router)
    if routers and not waiting:
        is_cancelled.set()


def _end_everything() -> None:
    """End what is left of the job, as everything in a container ends with it. It is ours: see ``main``."""
    while left := _children(os.getpid()):
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in left:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children(parent: int) -> list[int]:
    return [int(word) for task in Path(f"/proc/{parent}/task").iterdir() for word in (task / "children").read_text().split()]


def _forget_environment() -> None:
    """Leave a job nothing of whoever starts it: it gets its own environment alone."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    os.environ.clear()
    os.environ.update(kept, PATH=f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin")


def run_all(jobs: Mapping[str, Mapping[str, Any]], source: Path) -> dict[str, Any]:
    """Run jobs at once, each in a process of its own as on a node of its own; return what became of each by its name."""
    inventory = exported(source)
    started = {}
    for name, job in jobs.items():
        words = [sys.executable, "-m", "awx_job", _ONE]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "lab")}
        process = subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started[name] = process, json.dumps({"job": job, "inventory": inventory})
    with ThreadPoolExecutor() as pool:
        told = pool.map(lambda item: item[0].communicate(item[1])[0], started.values())
        return {name: json.loads(answer) for name, answer in zip(started, told, strict=True)}


def main() -> int:
    if sys.argv[1:] == [_ONE]:
        # Processes that outlive their parent become ours.
        if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "what a job leaves behind would not be found")
        _forget_environment()
        told = json.load(sys.stdin)
        print(json.dumps(run(Job(**told["job"]), told["inventory"])))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inventory", type=Path)
    parser.add_argument("jobs", type=json.loads)
    options = parser.parse_args()
    _forget_environment()
    print(json.dumps(run_all(options.jobs, options.inventory)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
