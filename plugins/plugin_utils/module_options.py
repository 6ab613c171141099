# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module's documentation is the one source of its options: actions validate against it."""

from __future__ import annotations

from typing import Any

import yaml

_KEYS = ("type", "elements", "choices", "default", "required")


def argument_spec(documentation: str) -> dict[str, dict[str, Any]]:
    """Return the argument spec of a module's DOCUMENTATION."""
    options = yaml.safe_load(documentation)["options"]
    return {name: {key: option[key] for key in _KEYS if key in option} for name, option in options.items()}
