# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys as Junos keeps them: ``$9$`` and characters of which each stands for the distance to the one before it.

It hides a key from a glance, and from nobody who knows it. We read it to see whether a key is the one that is declared, and never
write it: Junos makes it of the plain text that we load. (Juniper, CLI User Guide, "$9$ format": reversible.)
"""

from __future__ import annotations

_MARK = "$9$"
#: The alphabet, in four parts; a first character of a part is followed by as many fillers as there are parts behind it.
_PARTS = ("QzF3n6/9CAtpu0O", "B1IREhcSyrleKvMW8LXx", "7N-dVbwsY2g4oaJZGUDj", "iHkq.mPf5T")
_ALPHABET = "".join(_PARTS)
_FILLERS = {character: len(_PARTS) - 1 - number for number, part in enumerate(_PARTS) for character in part}
#: What the distances that make one character weigh, by its place.
_WEIGHTS = ((1, 4, 32), (1, 16, 32), (1, 8, 32), (1, 64), (1, 32), (1, 4, 16, 128), (1, 32, 64))


def plain(kept: str) -> str | None:
    """Return the key that Junos keeps as this text, or None when it cannot be told. A key in plain text is itself."""
    if not kept.startswith(_MARK):
        return None if kept.startswith("$") else kept
    text = kept.removeprefix(_MARK)
    if not text or any(character not in _FILLERS for character in text):
        return None
    before, place = text[0], 1 + _FILLERS[text[0]]
    found: list[str] = []
    while place < len(text):
        weights = _WEIGHTS[len(found) % len(_WEIGHTS)]
        part = text[place : place + len(weights)]
        if len(part) < len(weights):
            return None
        total = 0
        for character, weight in zip(part, weights, strict=True):
            total += ((_ALPHABET.index(character) - _ALPHABET.index(before)) % len(_ALPHABET) - 1) * weight
            before = character
        found.append(chr(total % 256))
        place += len(weights)
    return "".join(found)
