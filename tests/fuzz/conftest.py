# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts ``policy_world``, the network whose routers and registry are mutated, where these tests find it."""

from __future__ import annotations

import sys
from pathlib import Path

UNIT = Path(__file__).parent.parent / "unit"
sys.path.insert(0, str(UNIT / "policy"))
sys.path.insert(0, str(UNIT / "bird"))
