# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets of bgpd.conf(5): their names, their text, and the way back from text to what they hold.

An origin-set holds (prefix, longest length, origin). Registered ranges that begin behind their prefix's own length are in origin-sets
of their own, one per first length, which a rule matches together with ``prefixlen >=``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from ...model.prefixes import Prefix, PrefixRange
from ...model.sets import PairSet
from ..answers import lines_of, understood
from ..contract import PlatformError

OURS = "MANRS-"
DIGEST = f"{OURS}DIGEST-"
LOCAL = f"{OURS}LOCAL-"
#: bgpd's limit is 127 characters; behind the name stand a family or a length.
_LONGEST_NAME = 110
_NAME = re.compile(r"[A-Za-z0-9_.:=+^-]+")
_FAMILY_WORD = {4: "inet", 6: "inet6"}
_PAIR = re.compile(r"\t([0-9a-f.:]+/[0-9]+)(?: maxlen ([0-9]+))? source-as ([0-9]+)")
_ORIGIN_SET = re.compile(rf'origin-set "{OURS}([^"]+?)(?:/(4|6)-([0-9]+))?" \{{( \}})?')
_PREFIX = re.compile(
    r"([0-9a-f.:]+/[0-9]+)(?: prefixlen (?:([0-9]+) - ([0-9]+)|= ([0-9]+)|(>=|<=) ([0-9]+))| (or-longer)| maxlen ([0-9]+))?"
)


def set_name(name: str) -> str:
    """Return our name of a set of the policy.

    :raises PlatformError: the name has a character that no set of ours has.
    """
    if not _NAME.fullmatch(name):
        raise PlatformError(f"set {name!r}: its name has a character that bgpd.conf does not take")
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 17]}-{sha256(name.encode()).hexdigest()[:16]}"
    return f"{OURS}{name}"


def prefix_set_name(name: str, family: int) -> str:
    """Return our name of the prefixes of one family of a prefix set."""
    return f"{set_name(name)}/{family}"


def origin_set_name(name: str, family: int, first_length: int | None) -> str:
    """Return our name of an origin-set. ``first_length``: of ranges that begin there; None: at their prefix's own length."""
    return set_name(name) if first_length is None else f"{set_name(name)}/{family}-{first_length}"


def braced(kind: str, name: str, items: Iterable[str]) -> Iterator[str]:
    """Return the lines of a set; an empty set holds nothing (7.7 and 8.8)."""
    lines = [f"\t{item}" for item in items]
    if not lines:
        yield f'{kind} "{name}" {{ }}'
        return
    yield f'{kind} "{name}" {{'
    yield from lines
    yield "}"


def range_text(item: PrefixRange) -> str:
    """Return a range of prefixes as a prefix-set holds it."""
    if item.minimum == item.maximum == item.length:
        return str(item.prefix)
    return f"{item.prefix} prefixlen {item.minimum} - {item.maximum}"


def parse_range(text: str) -> PrefixRange:
    """Parse an entry of a prefix-set, as an operator may write it.

    :raises PlatformError: no entry of a prefix-set.
    :raises PrefixError: no prefix.
    """
    found = _PREFIX.fullmatch(text.strip())
    if not found:
        raise PlatformError(f"{text.strip()[:100]!r} is not an entry of a prefix-set")
    prefix, low, high, equal, sign, bound, longer, most = found.groups()
    base = Prefix.parse(prefix)
    if low:
        return PrefixRange.of(base, int(low), int(high))
    if equal:
        return PrefixRange.of(base, int(equal), int(equal))
    if longer or sign == ">=":
        return PrefixRange.of(base, int(bound) if bound else None)
    if most or sign == "<=":
        return PrefixRange.of(base, None, int(most or bound))
    return PrefixRange.exact(base)


# -- registered pairs ----------------------------------------------------------------------------------

#: (family, first length) -> (range, origin); family 0 and no length: ranges that begin at their prefix's own length.
_Groups = dict[tuple[int, int | None], list[tuple[PrefixRange, int]]]


def grouped(pairs: PairSet) -> _Groups:
    """Return the pairs by origin-set, sorted. The set of plain ranges is always there, empty or not."""
    groups: _Groups = {(0, None): []}
    for origin, ranges in pairs.ranges_by_origin.items():
        for item in ranges:
            key = (0, None) if item.minimum == item.length else (item.family, item.minimum)
            groups.setdefault(key, []).append((item, origin))
    return {key: sorted(groups[key]) for key in sorted(groups, key=lambda key: (key[0], key[1] or 0))}


def pair_set_text(pairs: PairSet) -> str:
    """Return the file of a pair set: its origin-sets."""
    lines = [f"# pairs of {pairs.name}"]
    for (family, first_length), items in grouped(pairs).items():
        # bgpd keeps the longest of several lengths of a prefix and origin.
        longest: dict[tuple[Prefix, int], int] = {}
        for item, origin in items:
            key = (item.prefix, origin)
            longest[key] = max(longest.get(key, 0), item.maximum)
        entries = (
            f"{prefix} source-as {origin}" if most == prefix.length else f"{prefix} maxlen {most} source-as {origin}"
            for (prefix, origin), most in longest.items()
        )
        lines += braced("origin-set", origin_set_name(pairs.name, family, first_length), entries)
    return "".join(f"{line}\n" for line in lines)


def parse_pair_set(text: str) -> tuple[str, Mapping[int, frozenset[PrefixRange]]]:
    """Parse a file of a pair set back: its name in the policy, and the ranges by origin.

    :raises PlatformError: a line that is not ours.
    :raises ValueError: a number or prefix that is none.
    """
    head, _, text = text.partition("\n")
    if not (named := re.fullmatch(r"# pairs of (\S+)", head)):
        raise PlatformError(f"a file of registered pairs does not begin with its name: {head!r}")
    found: dict[int, set[PrefixRange]] = {}
    first_length: int | None = None
    for line in lines_of(text):
        if (header := _ORIGIN_SET.fullmatch(line)) is not None:
            first_length = int(header[3]) if header[3] else None
        elif (pair := _PAIR.fullmatch(line)) is not None:
            prefix = Prefix.parse(pair[1])
            most = int(pair[2]) if pair[2] else max(prefix.length, first_length or 0)
            found.setdefault(int(pair[3]), set()).add(PrefixRange.of(prefix, first_length, most))
        elif line != "}":
            raise PlatformError(f"a file of registered pairs has a line that is not ours: {line!r}")
    return named[1], {origin: frozenset(ranges) for origin, ranges in found.items()}


def longer_than_word(family: int, first_length: int) -> str:
    """Return the parameter of prefixes of a family that have at least a length."""
    return f"{_FAMILY_WORD[family]} prefixlen >= {first_length}"


# -- the operator's own lists --------------------------------------------------------------------------

_LOCAL_SET = re.compile(rf'prefix-set\s+"?{OURS}(LOCAL-[^"\s]+)"?\s*\{{([^{{}}]*)\}}')


def local_lists(text: str) -> dict[str, frozenset[PrefixRange]]:
    """Parse the operator's own lists by name, in whatever layout the operator writes them.

    :raises PlatformError: an entry that cannot be read; what the list lets through would not be known.
    """
    plain = re.sub(r"#.*", "", text)
    found: dict[str, frozenset[PrefixRange]] = {}
    for name, body in _LOCAL_SET.findall(plain):
        entries = (word.strip() for word in re.split(r"[,\n]|(?<=[0-9r])\s+(?=[0-9a-f:.]+/)", body))
        with understood(f"prefix-set {name}"):
            found[name] = found.get(name, frozenset()) | {parse_range(entry) for entry in entries if entry}
    return found
