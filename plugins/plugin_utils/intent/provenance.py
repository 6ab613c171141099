# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a value was written and whether it was vaulted, as far as Ansible tells (ansible-core 2.19 tags values)."""

from __future__ import annotations

import importlib
from typing import Any

_tags: Any
try:
    _tags = importlib.import_module("ansible._internal._datatag._tags")
except ImportError:  # Before 2.19 values carry no tags, and outside of Ansible there is nobody who would set them.
    _tags = None


def written_at(value: object) -> str | None:
    """Return ``file:line`` of a value, or None when it is not known."""
    origin = _tags.Origin.get_tag(value) if _tags else None
    if origin is None or not origin.path:
        return None
    return f"{origin.path}:{origin.line_num}" if origin.line_num else str(origin.path)


def was_vaulted(value: object) -> bool | None:
    """Tell whether a value came out of a vault; None when this Ansible does not tell."""
    return bool(_tags.VaultedValue.is_tagged_on(value)) if _tags else None
