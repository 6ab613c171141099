# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tests are spread over workers."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling


class _Spread(LoadFileScheduling):  # type: ignore[misc]
    """The tests of a file share a lab and stay together; a Molecule scenario shares nothing with the next one."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith("tests/molecule/") else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Let ``--dist loadfile`` spread scenarios one by one."""
    return _Spread(config, log) if config.getoption("dist") == "loadfile" else None
