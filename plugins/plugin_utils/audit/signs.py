# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which OS a configuration says that it is of, so that a file of one is not read as that of another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .tree import Line

#: What only one OS prints, by the folder of its platform, mostly at the top. BIRD and OpenBGPD print nothing of the kind.
_SIGNS: Mapping[str, re.Pattern[str]] = {
    "frr": re.compile(r"frr (?:version|defaults) \S.*"),
    "junos": re.compile(r"<(?:rpc-reply|configuration)\b.*"),
    "iosxr": re.compile(r"!! IOS XR Configuration\b.*"),
    "eos": re.compile(r"! device: .*\bEOS-.*"),
    "iosxe": re.compile(r"version 1\d\.\d+"),
    "routeros": re.compile(r"# .* by RouterOS \d.*"),
}


def of_another(platform: str, text: str) -> tuple[str, Line] | None:
    """Return the platform that a text is of, and the line that says so, where it is of another one than this."""
    found: dict[str, Line] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for name, sign in _SIGNS.items():
            if name not in found and sign.fullmatch(line.rstrip()):
                found[name] = Line(number, line.rstrip())
    return next(iter(found.items()), None) if found and platform not in found else None
