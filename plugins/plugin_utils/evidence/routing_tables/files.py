# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routing tables from files: MRT, or one JSON object a line, plain or packed with gzip or bzip2.

A line of JSON has the keys that bgpkit-parser and others write: ``peer_ip``, ``prefix``, ``as_path`` (``64500 64501 {64502,64503}``),
and where they are known ``communities`` (``["64500:1", "lg:64500:1:1"]``), ``next_hop`` and ``only_to_customer``. Other keys are not
looked at.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import count, groupby, islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ...model.first_few import quoted
from ...model.prefixes import Prefix, address_to_int, int_to_address
from ...model.routes import (
    BLACKHOLE,
    GRACEFUL_SHUTDOWN,
    MAXIMUM_ASN,
    NO_ADVERTISE,
    NO_EXPORT,
    NO_EXPORT_SUBCONFED,
    Community,
    LargeCommunity,
    PathElement,
    Route,
    host_prefix,
)
from .mrt import MrtError, read_mrt

#: (neighbor's address, route)
Seen = tuple[str, Route]

_NAMED: dict[str, Community] = {
    "no-export": NO_EXPORT,
    "no-advertise": NO_ADVERTISE,
    "no-export-sub-confed": NO_EXPORT_SUBCONFED,
    "blackhole": BLACKHOLE,
    "graceful-shutdown": GRACEFUL_SHUTDOWN,
}
#: Kinds of extended communities, which no policy here looks at.
_EXTENDED = ("rt:", "ro:", "soo:", "ecas", "ecip", "ecop", "ecraw", "ecfs", "ecv6", "0x")
_MOST_KEPT = 500_000
#: What begins a set or a segment of a confederation.
_SETS = frozenset("{[(")
#: A path: ASNs, sets, and segments of confederations. ``int`` alone takes ``1_2``, signs and digits of other scripts.
_PATH = re.compile(r"\s*(?:(?:[0-9]+|\{[0-9, ]*\}|\[[0-9, ]*\]|\([0-9, ]*\))(?:\s+|$))*")
_ELEMENT = re.compile(r"[0-9]+|[{\[(][^}\])]*[}\])]")
_NUMBER = re.compile(r"[0-9]+")
_NUMBERS = re.compile(r"(?:lg:|large:)?([0-9]{1,10}(?::[0-9]{1,10}){1,2})")
#: Lines that are read at once.
_BLOCK = 1024


class TableError(Exception):
    """A table cannot be read to its end; the message says where and why."""


class Share(NamedTuple):
    """Which part of a table to read, when ``of`` processes read it together: ``number`` is 0 to ``of`` - 1."""

    number: int
    of: int


WHOLE = Share(0, 1)


def read_table(path: Path, share: Share = WHOLE) -> Iterator[Seen]:
    """Yield the routes of a table in a file.

    :param share: the part of it that is wanted. Every part looks at the whole file's form.
    :raises TableError: it cannot be read to its end, or a line or record of it is wrong.
    """
    try:
        with _opened(path) as stream:
            first = stream.peek(1)[:1]
            yield from _lines(stream, share) if first == b"{" else read_mrt(cast(BinaryIO, stream), *share)
    except MrtError as error:
        raise TableError(f"{path}: {error}; give a whole RIB dump in MRT, or JSON lines") from error
    except (OSError, EOFError, zlib.error) as error:
        raise TableError(f"{path} cannot be read to its end ({error}); give a whole RIB dump in MRT, or JSON lines") from error
    except ValueError as error:
        raise TableError(f"{path}:{error}") from error


def write_lines(path: Path, routes: Iterable[Seen]) -> None:
    """Write routes as packed JSON lines, so that ``read_table`` gives them back; the same routes give the same bytes."""
    with path.open("wb") as plain, gzip.GzipFile(fileobj=plain, mode="wb", mtime=0, filename="", compresslevel=3) as packed:
        for address, route in routes:
            packed.write(json.dumps(_line(address, route), separators=(",", ":")).encode() + b"\n")


def path_text(path: Iterable[PathElement]) -> str:
    """Print an AS path: ``64500 64501 {64502,64503}``."""
    return " ".join(f"{{{','.join(map(str, sorted(item)))}}}" if isinstance(item, frozenset) else str(item) for item in path)


def short_path(path: Iterable[PathElement]) -> str:
    """Print an AS path for people, prepends counted: ``64500 64501 x3``."""
    found = []
    for element, same in groupby(path):
        times = len(list(same))
        found.append(path_text([element]) + (f" x{times}" if times > 2 else f" {path_text([element])}" * (times - 1)))
    return " ".join(found)


def parse_path(text: str) -> tuple[PathElement, ...]:
    """Parse what ``path_text`` prints. :raises ValueError: it is no path."""
    if _PATH.fullmatch(text) is None:
        raise ValueError(f"as_path {quoted(text)} has what is no ASN; write it as 64500 64501 {{64502,64503}}")
    if any(len(number) > 10 or int(number) > MAXIMUM_ASN for number in _NUMBER.findall(text)):
        raise ValueError(f"as_path {quoted(text)} has a number above {MAXIMUM_ASN}, which is no ASN")
    if _SETS.isdisjoint(text):
        return tuple(map(int, text.split()))
    return tuple(frozenset(map(int, _NUMBER.findall(word))) if word[0] in _SETS else int(word) for word in _ELEMENT.findall(text))


def _opened(path: Path) -> BufferedReader:
    plain = path.open("rb")
    magic = plain.peek(3)[:3]
    if magic[:2] == b"\x1f\x8b":
        return BufferedReader(cast(Any, gzip.GzipFile(fileobj=plain)), 1 << 18)
    if magic == b"BZh":
        return BufferedReader(cast(Any, bz2.BZ2File(plain)), 1 << 18)
    return plain


def _line(address: str, route: Route) -> dict[str, object]:
    told: dict[str, object] = {"peer_ip": address, "prefix": str(route.prefix), "as_path": path_text(route.as_path)}
    if route.communities or route.large_communities:
        large = [f"lg:{':'.join(map(str, item))}" for item in sorted(route.large_communities)]
        told["communities"] = [":".join(map(str, item)) for item in sorted(route.communities)] + large
    if route.next_hop is not None:
        told["next_hop"] = int_to_address(*route.next_hop[:2])
    if route.otc is not None:
        told["only_to_customer"] = route.otc
    return told


class _Words:
    """Reads parts of lines; what occurs again is read once."""

    def __init__(self) -> None:
        self.paths: dict[str, tuple[PathElement, ...]] = {}
        self.communities: dict[str, tuple[frozenset[Community], frozenset[LargeCommunity]]] = {}
        self.hosts: dict[str, Prefix] = {}
        self.addresses: dict[str, str] = {}
        self._last: tuple[str, Prefix] = ("", Prefix(4, 0, 0))

    def prefix(self, text: str) -> Prefix:
        # Tables have the routes to a prefix beside each other.
        if text != self._last[0]:
            self._last = (text, Prefix.parse(text))
        return self._last[1]

    def path(self, text: str) -> tuple[PathElement, ...]:
        found = self.paths.get(text)
        if found is None:
            if len(self.paths) >= _MOST_KEPT:
                self.paths.clear()
            found = self.paths[text] = parse_path(text)
        return found

    def both(self, words: list[str]) -> tuple[frozenset[Community], frozenset[LargeCommunity]]:
        key = " ".join(words)
        found = self.communities.get(key)
        if found is None:
            if len(self.communities) >= _MOST_KEPT:
                self.communities.clear()
            found = self.communities[key] = parse_communities(key.split())
        return found

    def host(self, text: str) -> Prefix:
        found = self.hosts.get(text)
        if found is None:
            found = self.hosts[text] = host_prefix(text)
        return found

    def address(self, text: str) -> str:
        found = self.addresses.get(text)
        if found is None:
            found = self.addresses[text] = int_to_address(*address_to_int(text))
        return found


#: What JSON calls its values.
_KINDS = {dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false", type(None): "null"}
_NO_COMMUNITIES: tuple[frozenset[Community], frozenset[LargeCommunity]] = (frozenset(), frozenset())


def _lines(stream: Iterable[bytes], share: Share) -> Iterator[Seen]:
    """Yield the routes of a share of the lines: whole blocks of them, each read as one JSON array."""
    words = _Words()
    lines = iter(stream)
    for block in count():
        part = list(islice(lines, _BLOCK))
        if not part:
            return
        if block % share.of != share.number:
            continue
        try:
            told = json.loads(b"[%s]" % b",".join(part))
            if len(told) != len(part):
                raise ValueError("lines are no objects by themselves")
            routes = [_seen(item, words) for item in told]
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
            yield from _one_by_one(part, block * _BLOCK, words)
        else:
            yield from routes


def _one_by_one(part: Iterable[bytes], before: int, words: _Words) -> Iterator[Seen]:
    """Yield the routes of a block whose lines are not all right. :raises ValueError: it says which is wrong, and how."""
    for number, line in enumerate(part, before + 1):
        if line.isspace():
            continue
        try:
            told = json.loads(line)
            seen = _seen(told, words)
        except KeyError as error:
            raise ValueError(f"{number}: {error.args[0]} is missing; a line has peer_ip, prefix and as_path") from error
        except json.JSONDecodeError as error:
            what = f"column {error.colno}: {error.msg}"
            raise ValueError(f"{number}: {what}; a line is one JSON object with peer_ip, prefix and as_path") from error
        except UnicodeDecodeError as error:
            raise ValueError(f"{number}: is no UTF-8 text; a line is one JSON object with peer_ip, prefix and as_path") from error
        except (TypeError, AttributeError) as error:
            raise ValueError(f"{number}: {_wrong_type(told)}; a line is one JSON object with peer_ip, prefix and as_path") from error
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{number}: {error}; a line is one JSON object with peer_ip, prefix and as_path") from error
        yield seen


def _wrong_type(told: Any) -> str:
    """Say what of a line's object is of another type than it must be."""
    if not isinstance(told, dict):
        return f"{_KINDS[type(told)]} is no object"
    for name in ("peer_ip", "prefix", "as_path", "next_hop"):
        value = told.get(name)
        if not isinstance(value, str) and (value is not None or name in ("peer_ip", "prefix")):
            return f"{name} is {_KINDS[type(value)]} and no text"
    return "communities is no list of texts"


def _seen(told: Any, words: _Words) -> Seen:
    """Read the object of one line. :raises ValueError, TypeError, AttributeError, KeyError: it is none."""
    if str(told.get("type", "A"))[:1].upper() == "W":
        raise ValueError("a withdrawal is no route")
    communities, large = words.both(told["communities"]) if told.get("communities") else _NO_COMMUNITIES
    prefix = words.prefix(told["prefix"])
    next_hop = words.host(told["next_hop"]) if told.get("next_hop") else None
    if next_hop is not None and next_hop.family != prefix.family:
        next_hop = None
    otc = told.get("only_to_customer")
    if otc is not None and not (type(otc) is int and 0 <= otc <= MAXIMUM_ASN):
        raise ValueError(f"only_to_customer: {quoted(str(otc))} is no ASN")
    return words.address(told["peer_ip"]), Route(prefix, words.path(told["as_path"] or ""), communities, large, next_hop, otc)


def parse_communities(words: Iterable[str]) -> tuple[frozenset[Community], frozenset[LargeCommunity]]:
    """Parse communities and large communities: ``64500:1``, ``64500:1:2``, ``lg:64500:1:2``, ``blackhole``. Extended ones are passed over.

    :raises ValueError: a word is none.
    """
    standard: set[Community] = set()
    large: set[LargeCommunity] = set()
    for word in words:
        text = word.lower()
        if text in _NAMED:
            standard.add(_NAMED[text])
            continue
        if text.startswith(_EXTENDED):
            continue
        found = _NUMBERS.fullmatch(text)
        numbers = tuple(map(int, found[1].split(":"))) if found else ()
        if len(numbers) == 2 and not text[0].isalpha() and max(numbers) <= 65535:
            standard.add((numbers[0], numbers[1]))
        elif len(numbers) == 3 and max(numbers) <= MAXIMUM_ASN:
            large.add((numbers[0], numbers[1], numbers[2]))
        else:
            raise ValueError(f"communities: {quoted(word)} is no community")
    return frozenset(standard), frozenset(large)
