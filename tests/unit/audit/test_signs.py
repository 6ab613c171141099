# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A configuration of one OS is not read as that of another, and one without any session is not taken to be well."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Standing
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.routers import audit_configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.signs import of_another
from audit_world import CONFIGS

PLATFORMS = ("bird", "eos", "frr", "iosxe", "iosxr", "junos", "openbgpd", "routeros")
FILES = [*CONFIGS.glob("*.conf"), *CONFIGS.glob("structure/*")]


def _of(path: Path) -> str:
    name = path.name.partition("_")[0]
    return {"ios": "iosxe"}.get(name, name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_configuration_is_told_from_those_of_other_oses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for platform in PLATFORMS:
        found = of_another(platform, text)
        if platform == _of(path) or found is None:
            assert found is None
            continue
        other, line = found
        assert other == _of(path)
        assert text.splitlines()[line.number - 1] == line.text


def test_each_os_that_prints_a_sign_is_told() -> None:
    """So that the test above can fail."""
    told = {_of(path): of_another("none", path.read_text(encoding="utf-8")) for path in FILES if path.stem.endswith("_good")}
    assert {name for name, found in told.items() if found is None} == {"bird", "openbgpd"}
    assert set(told) == set(PLATFORMS)


def test_a_text_of_no_os_is_of_no_other() -> None:
    assert of_another("frr", "") is None
    assert of_another("bird", "protocol bgp up { neighbor 192.0.2.1 as 64501; }\n") is None
    # In a description it says nothing.
    assert of_another("iosxe", "interface eth0\n description frr version 10.3\n") is None


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("text", ["", "hello\n", "routers:\n  hosts: {}\n"])
def test_where_no_session_is_found_nothing_holds(platform: str, text: str) -> None:
    answers = audit_configuration(platform, text, Known())
    assert {item.standing for item in answers} == {Standing.UNKNOWN}
    assert {(item.control, item.where) for item in answers} == {("B02", "the router")}
