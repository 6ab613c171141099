# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the controller needs is the same wherever it is said: the page, the pins of both legs, Ansible's own file, the image."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from ..ansible.test_awx import pins

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/requirements.md").read_text(encoding="utf-8")


def test_both_legs_differ_in_ansible_alone() -> None:
    first, second = pins("run.txt"), pins("run-next.txt")
    cores = [tuple(map(int, leg.pop("ansible-core").split("."))) for leg in (first, second)]
    assert first == second
    assert cores[1][:2] >= (2, 20) > cores[0][:2]


def test_the_lowest_core_is_that_of_the_first_leg() -> None:
    told = yaml.safe_load((ROOT / "meta/runtime.yml").read_text(encoding="utf-8"))["requires_ansible"]
    major, minor, _ = pins("run.txt")["ansible-core"].split(".")
    assert told == f">={major}.{minor}.0"


def test_the_page_says_every_version_that_is_tested() -> None:
    for name in ("run.txt", "run-next.txt"):
        for package, version in pins(name).items():
            assert re.search(rf"\b{re.escape(package)}\b", PAGE), package
            assert re.search(rf"(?<![\d.]){re.escape(version)}(?![\d.]*\d)", PAGE), (package, version)


def test_the_image_is_made_of_the_same_file() -> None:
    told = yaml.safe_load((ROOT / "meta/execution-environment.yml").read_text(encoding="utf-8"))
    assert told["dependencies"]["python"] == "requirements/run.txt"
