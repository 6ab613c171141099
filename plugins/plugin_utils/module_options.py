# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module's documentation is the one source of its options: actions validate against it."""

from __future__ import annotations

from typing import Any

import yaml

_KEYS = ("type", "elements", "choices", "default", "required")
#: Options whose values are shown nowhere; documentation has no word for that.
_SECRETS = frozenset({"password", "api_key"})


def argument_spec(documentation: str) -> dict[str, dict[str, Any]]:
    """Return the argument spec of a module's DOCUMENTATION."""
    return _spec(yaml.safe_load(documentation)["options"])


def _spec(options: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {}
    for name, option in options.items():
        found[name] = {key: option[key] for key in _KEYS if key in option}
        if name in _SECRETS:
            found[name]["no_log"] = True
        if "suboptions" in option:
            found[name]["options"] = _spec(option["suboptions"])
    return found
