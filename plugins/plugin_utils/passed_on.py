# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one job of a workflow passes on to the next: the plan of each router, small, as ``set_stats`` would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: The key in AWX's artifacts, and the variable by which the next job has it.
KEY = "manrs_plan"


def passed_on(host: str, digest: str, change: str, lines: Sequence[str], severities: Sequence[str]) -> dict[str, Any]:
    """Return the part of an action's result that Ansible merges into the statistics of the run.

    :param digest: what ``approved`` of the deploy module takes. ``lines``: the plan. ``severities``: of each finding.
    """
    plan = {
        "digest": digest,
        "change": change,
        "lines": len(lines),
        "critical": severities.count("critical"),
        "warnings": severities.count("warning"),
    }
    return {"ansible_stats": {"data": {KEY: {host: plan}}, "per_host": False, "aggregate": True}}
