# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts ``policy_world`` and ``bird_router`` where these tests find them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "policy"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from policy_world import compiled


@pytest.fixture(scope="session")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """The policy of the world's one router, which exports by tags."""
    return compiled(tmp_path_factory.mktemp("policy"))
