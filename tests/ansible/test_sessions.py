# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to a router without a shell is found by the name of its OS; where there is none, that is said."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import OSES, Os, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.router_way import _session


@pytest.mark.parametrize("known", [item for item in OSES if not item.is_daemon], ids=lambda known: known.folder)
def test_each_os_without_a_shell_has_its_session(known: Os) -> None:
    assert _session(known).__name__ == f"{known.kind}Session"


def test_an_os_without_a_session_is_rendered_only() -> None:
    with pytest.raises(PlatformError, match="PlainOS is rendered only: this collection has no way to such a router"):
        _session(Os("plainos", "PlainOs", ("plainos",), "PlainOS", ("1.4",)))
