# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route origin validation (RFC 6811)."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from policy_world import ROV, route


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("151.2.0.0/16 3320", RovState.VALID),
        ("151.2.0.0/16 3321", RovState.INVALID),
        ("151.2.0.0/21 3320", RovState.INVALID),
        ("151.0.0.0/8 3320", RovState.NOT_FOUND),
        ("151.3.0.0/16 0", RovState.INVALID),
        ("151.2.0.0/16", RovState.INVALID),
        ("151.2.0.0/16 3320 {3320}", RovState.INVALID),
        ("9.0.0.0/8 {1}", RovState.NOT_FOUND),
    ],
)
def test_route_origin_validation(text: str, state: RovState) -> None:
    assert ROV.state(route(text)) is state


def test_without_any_vrp_nothing_is_invalid() -> None:
    assert RovTable(()).state(route("151.2.0.0/16 3321")) is RovState.NOT_FOUND
