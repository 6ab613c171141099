# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of ours on a Junos router: letters, digits, hyphens and dots as they are, everything else escaped.

Junos takes more in a name than those, but then wants it quoted, and an operator must be able to type ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from ...model.policies import PolicyError

OURS = "MANRS-"
#: Lists that the operator alone writes. The first is how they begin, the others how they end, by family.
LOCAL = f"{OURS}LOCAL-"
LOCAL_END = {4: "-V4", 6: "-V6"}
#: Junos takes 255 characters in the names of policies and communities; ours have ends of their own.
_LONGEST = 200
_ESCAPED = re.compile(r"_([0-9a-f]{2})")


def legal(text: str) -> str:
    """Return a text as a part of a name: every byte but letters, digits, ``-`` and ``.`` is ``_`` and two hexadecimal digits.

    Two texts never have the same name, and ``told`` gives the text back.

    :raises PolicyError: it would be longer than a name can be.
    """
    name = "".join(chr(byte) if byte < 128 and (chr(byte).isalnum() or chr(byte) in "-.") else f"_{byte:02x}" for byte in text.encode())
    if len(name) > _LONGEST:
        raise PolicyError(f"Junos: {text[:60]!r}... is longer than the {_LONGEST} characters that a name may have there")
    return name


def told(name: str) -> str:
    """Return the text that ``legal`` made a name of."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name).encode("latin-1").decode("utf-8", "replace")


def content_name(stem: str, content: Iterable[object]) -> str:
    """Return a name that changes with the content, so that equal objects are one."""
    digest = hashlib.sha256("\n".join(map(repr, content)).encode()).hexdigest()[:12]
    return f"{OURS}{stem}-{digest}"
