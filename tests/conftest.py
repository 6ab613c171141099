# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tests are spread over workers."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

#: What takes minutes a test begins first: at the end one worker would be at it while the others have nothing left.
_LONG = "tests/versions/"
#: Tests that share nothing with the next one of their file.
_ALONE = (_LONG, "tests/molecule/")


class _Spread(LoadFileScheduling):  # type: ignore[misc]
    """The tests of a file share a lab and stay together, but for those that share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(_ALONE) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Let ``--dist loadfile`` spread one by one what stands alone."""
    return _Spread(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first; the others keep their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
