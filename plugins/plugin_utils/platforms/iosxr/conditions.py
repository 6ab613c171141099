# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions of IOS-XR's routing policy language, as they stand behind ``if``.

RPL judges every comparison on the route as it came, whatever the policy has changed before (Routing Configuration Guide, "When
attributes are modified"). So a condition is kept as an expression over the route as it came, and negation is pushed down to single
comparisons, which is the form that the guide shows.
"""

from __future__ import annotations

from ..conditions import ALWAYS as ALWAYS
from ..conditions import NEVER as NEVER
from ..conditions import All as All
from ..conditions import Any as Any
from ..conditions import Comparison as Comparison
from ..conditions import Condition as Condition
from ..conditions import all_of as all_of
from ..conditions import any_of as any_of
from ..conditions import negated as negated


def text(condition: Condition) -> str:
    """Print a condition that is neither always nor never true; ``not`` binds closest, then ``and``, then ``or``.

    :raises ValueError: it needs no comparison at all.
    """
    match condition:
        case Comparison(words, is_negated):
            return f"not {words}" if is_negated else words
        case All(parts) if parts:
            return " and ".join(f"({text(part)})" if isinstance(part, Any) else text(part) for part in parts)
        case Any(parts) if parts:
            return " or ".join(f"({text(part)})" if isinstance(part, All) else text(part) for part in parts)
    raise ValueError("a condition that is always or never true has no words in RPL")
