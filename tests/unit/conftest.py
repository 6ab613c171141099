# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every finding that any unit test brings about is looked at: it has all that a finding must have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding

from ..finding_shape import problems


@pytest.fixture(autouse=True)
def every_finding_is_whole(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    made: dict[Finding, None] = {}
    checked = Finding.__post_init__

    def noted(self: Finding) -> None:
        checked(self)
        made[self] = None

    monkeypatch.setattr(Finding, "__post_init__", noted)
    yield
    assert {finding.what: found for finding in made if (found := problems(finding))} == {}
