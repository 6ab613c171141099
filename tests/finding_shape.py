# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every finding has, whoever made it: all fields, evidence in single lines, and a remedy that says what to do."""

from __future__ import annotations

import re

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Finding

_VERBS = (
    "add|announce|ask|bind|change|correct|create|declare|enforce|give|go|let|look|make|manage|move|name|raise|register|rename|report|run|save|say"
    "|see|set|submit|take|tell|use|wait|write"
)
#: A line of a configuration or a command, or the file that it belongs into.
_LINES = r"/|bird\.conf|ip |ipv6 |no neighbor |protocol bgp |route-policy |router |sysctl "
_INSTRUCTION = re.compile(rf"(?:in a window\b.*?: |before .*?: |when .*?: )?(?:(?:{_VERBS})\b|{_LINES}|-e |neighbor |reject |[a-z_.]+[=:])")


def problems(finding: Finding) -> list[str]:
    """Return what is wrong with a finding."""
    told = finding.described()
    found = [f"{name} is empty" for name, value in told.items() if not value]
    if finding.severity not in ("critical", "warning"):
        found.append(f"severity {finding.severity!r}")
    if finding.remedy and not _INSTRUCTION.match(finding.remedy):
        found.append(f"remedy {finding.remedy!r} tells nobody what to do")
    return found + [f"evidence {line!r}" for line in finding.evidence if not line.strip() or "\n" in line]
