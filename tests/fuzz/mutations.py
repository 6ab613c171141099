# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutations of realistic input: what a broken disk, a cut connection or somebody hostile makes of it."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

#: Pieces of text that parsers are known to stumble over.
_PIECES = (
    "",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\x00",
    "\x0b",
    "\x1c",
    "\x1b[31m",
    # Ends of lines for Python alone.
    "\x85",
    "\u2028",
    # A byte that is no UTF-8, as the transport hands it over.
    "\udce9",
    # Digits and letters that are none for others.
    "\u0663",
    "\u00b2",
    "\u017f",
    "\ufeff",
    "-1",
    "0",
    "00",
    "33",
    "129",
    "4294967296",
    "9" * 30,
    "1" * 5000,
    "0.0.0.0/0",
    "::/0",
    "10.0.0.1/8",
    "::ffff:10.0.0.1",
    "AS0",
    "AS-ANY",
    "le 32",
    "ge 0 le 32",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    '"',
    "'",
    "\\",
    "#",
    "/*",
    "*/",
    ":",
    ";",
    ",",
    "^",
    "=",
    "==> ",
    "%s{{ x }}",
    "exit code 0",
    "null",
    "no ",
    "permit",
    "deny",
    "any",
)
#: Values of a type that nobody expects there.
_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    24,
    33,
    1 << 40,
    10**30,
    1.5,
    float("inf"),
    float("nan"),
    "",
    "x",
    "-1",
    "\u0663",
    "\u00b2",
    "1" * 5000,
    "0.0.0.0/0",
    "::/0",
    "10.0.0.1/8",
    "1:2:3:4",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+14:00",
    "a\u2028b\x00\udce9",
    [],
    [[]],
    [None],
    {},
    {"": {}},
    {"list": 5},
)
_PLACES = st.integers(0, 1 << 20)


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@st.composite
def texts(draw: st.DrawFn, *seeds: str, most: int = 4) -> str:
    """One of some texts, with up to a few mutations: of lines, of words, of characters."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, most))):
        text = _mutated(draw, text)
    return text


def _mutated(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    here, there = draw(_PLACES) % len(lines), draw(_PLACES) % len(lines)
    at = draw(_PLACES) % (len(text) + 1)
    match draw(st.integers(0, 12)):
        case 0:
            del lines[here : here + draw(st.sampled_from([1, 1, 2, 10]))]
        case 1:
            lines[here:here] = [lines[here]] * draw(st.sampled_from([1, 1, 30]))
        case 2:
            lines[here], lines[there] = lines[there], lines[here]
        case 3:
            lines.insert(there, lines[here])
        case 4:
            return text[:at]
        case 5:
            return text[at:]
        case 6:
            return text[:at] + chr(draw(st.integers(0, 0x24F))) + text[at + 1 :]
        case 7:
            return text[:at] + draw(st.sampled_from(_PIECES)) + text[at:]
        case 8 | 9:
            words = lines[here].split(" ")
            words[there % len(words)] = draw(st.sampled_from(_PIECES))
            lines[here] = " ".join(words)
        case 10:
            words = lines[here].split(" ")
            del words[there % len(words) :]
            lines[here] = " ".join(words)
        case 11:
            # What is of one line stands behind what is of another: as an end of line that only Python takes for one.
            lines[here] += draw(st.sampled_from(["\x85", "\u2028", "\x0b", "\x0c", "\x1c", "\r"])) + lines[there]
        case _:
            lines[here] = lines[here][: at % (len(lines[here]) + 1)] + draw(st.text(max_size=20))
    return "\n".join(lines)


#: Octets that mean much where lengths, flags and numbers are.
_OCTETS = (0, 1, 2, 0x0A, 0x10, 0x20, 0x40, 0x7F, 0x80, 0x90, 0xFE, 0xFF)


@st.composite
def octets(draw: st.DrawFn, *seeds: bytes, most: int = 4) -> bytes:
    """One of some binary files, with up to a few octets or pieces of it changed."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, most))):
        at, size = draw(_PLACES) % (len(data) + 1), draw(st.sampled_from([1, 1, 2, 4, 16, 80]))
        match draw(st.integers(0, 7)):
            case 0:
                del data[at:]
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                there = draw(_PLACES) % (len(data) + 1)
                data[at : at + size] = data[there : there + size]
            case 4:
                data[at : at + size] = draw(st.binary(max_size=size))
            case 5:
                data[at : at + 1] = bytes(((data[at] if at < len(data) else 0) ^ (1 << draw(st.integers(0, 7))),))
            case _:
                data[at : at + 1] = bytes((draw(st.sampled_from(_OCTETS)),))
    return bytes(data)


@st.composite
def documents(draw: st.DrawFn, *seeds: Any, most: int = 3) -> str:
    """One of some JSON documents as text, with values of other types, without keys, nested too deep, or mutated as text."""
    document = deepcopy(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, most))):
        document = _changed(draw, document)
    text = json.dumps(document, indent=1)
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(texts(text))
    if kind == 1 and '"' in text:
        # Deeper than any parser goes, or than one that reads on goes.
        return text.replace('"', _nested(draw(st.sampled_from([100, 900, 5000]))) + ',"', 1)
    return text


def _changed(draw: st.DrawFn, document: Any) -> Any:
    """Return a document with something else at one place of it."""
    if not isinstance(document, (dict, list)) or not document or draw(st.integers(0, 7)) == 0:
        return deepcopy(draw(st.sampled_from(_VALUES)))
    key: Any = draw(st.sampled_from(sorted(document) if isinstance(document, dict) else range(min(len(document), 30))))
    match draw(st.integers(0, 9)):
        case 0:
            del document[key]
        case 1 if isinstance(document, list):
            document.insert(key, deepcopy(document[key]))
        case 1:
            document[draw(st.sampled_from([*_PIECES[:20], "neighbors", "10.0.0.9"]))] = document.pop(key)
        case 2 if isinstance(document[key], str):
            document[key] = draw(texts(document[key]))
        case _:
            document[key] = _changed(draw, document[key])
    return document


# -- running -------------------------------------------------------------------------------------

#: How long one target runs with seeds of its own; without, a few mutations that are always the same are tried.
SECONDS = float(os.environ.get("MANRS_FUZZ_SECONDS", "0"))
_SHORT = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.generate, Phase.shrink],
}


def explore(name: str, inputs: st.SearchStrategy[Any], check: Callable[[Any], object], examples: int = 60) -> None:
    """Check mutations: some that are always the same, or for MANRS_FUZZ_SECONDS always others; then their number is printed."""
    count, slowest = 0, 0.0

    def once(value: Any) -> None:
        nonlocal count, slowest
        begin = time.monotonic()
        check(value)
        count, slowest = count + 1, max(slowest, time.monotonic() - begin)

    if not SECONDS:
        settings(derandomize=True, max_examples=examples, **_SHORT)(given(inputs)(once))()
        return
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        number = random.SystemRandom().getrandbits(64)
        try:
            seed(number)(settings(max_examples=500, **_SHORT)(given(inputs)(once)))()
        finally:
            print(f"\nfuzz {name}: {count} mutations, the slowest took {slowest:.2f} s (last seed {number})", end="", flush=True)
