# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a play gets of findings: each with its control, evidence, MANRS action and source. Nothing is contacted."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.modules import deploy, preview, render, snapshot

from .test_wrong_input import VARIABLES, run

PLAY = """
- name: Render
  hosts: routers
  gather_facts: false
  connection: local
  vars:
    ansible_python_interpreter: "{{ ansible_playbook_python }}"
  tasks:
    - name: Make the snapshot
      manrs.hardening.snapshot:
        path: snapshot
        hosts: [edge1]
      register: made
    - name: Render
      manrs.hardening.render:
        snapshot: snapshot
        version: "10.3"
      register: rendered
    - name: Keep what they say
      ansible.builtin.copy:
        content: "{{ {'snapshot': made.findings, 'render': rendered.findings} | to_json }}"
        dest: "{{ playbook_dir }}/told.json"
        mode: "0600"
"""
KEYS = {"control", "severity", "where", "what", "evidence", "manrs_action", "source", "remedy"}


def test_the_findings_of_snapshot_and_render_are_whole(tmp_path: Path) -> None:
    variables = copy.deepcopy(VARIABLES)
    variables["manrs_neighbors"][0].update(adoption_stage=3, as_set="AS-NOBODY")
    (tmp_path / "play.yml").write_text(PLAY, encoding="utf-8")
    done = run(tmp_path, variables, tmp_path / "play.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, list[dict[str, Any]]] = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert "G01" in {item["control"] for item in told["snapshot"]}
    assert "A01" in {item["control"] for item in told["render"]}
    for item in (*told["snapshot"], *told["render"]):
        assert item.keys() == KEYS
        assert all(item.values())
        assert isinstance(item["evidence"], list)


@pytest.mark.parametrize("module", [deploy, preview, render, snapshot], ids=["deploy", "preview", "render", "snapshot"])
def test_the_documentation_names_each_key_of_a_finding(module: Any) -> None:
    assert yaml.safe_load(module.RETURN)["findings"]["contains"].keys() == KEYS
