# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines by their indentation, as EOS and IOS-XR print them, each with its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...platforms.eos.sources import Reader as EosReader
from ...platforms.interface_checks import GroupKey
from ...platforms.iosxr.sources import Reader as XrReader
from ..tree import Interface, Line
from .skeleton import Numbered

_COMMENT = re.compile(r"!.*|#.*|end")


@dataclass(slots=True)
class Node:
    """A line and what is indented below it."""

    line: Line
    below: list[Node] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of the line."""
        return self.line.text.split()

    @property
    def flat(self) -> Iterator[Node]:
        """This line and all below it, in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.below)


def nested(text: Numbered, numbers: Iterable[int]) -> list[Node]:
    """Return the lines on the first column; comments and empty lines are left out."""
    top: list[Node] = []
    above: list[tuple[int, Node]] = []
    for number in numbers:
        written = text.lines[number - 1]
        stripped = written.strip()
        if not stripped or _COMMENT.fullmatch(stripped):
            continue
        depth = len(written) - len(written.lstrip())
        while above and above[-1][0] >= depth:
            above.pop()
        node = Node(text[number])
        (above[-1][1].below if above else top).append(node)
        above.append((depth, node))
    return top


def interfaces(nodes: Iterable[Node], reader: EosReader | XrReader) -> Iterator[Interface]:
    """Return the interfaces of the global table, with what checks sources on each, as the platform reads it."""
    for node in nodes:
        if node.words[0] != "interface" or len(node.words) != 2:
            continue
        name = node.words[1]
        reader.interface(name, [item.line.text for item in node.below])
        if name not in reader.networks:
            continue
        strict: dict[int, Line] = {}
        loose: dict[int, Line] = {}
        lists: dict[int, Line] = {}
        for family in (4, 6):
            way = reader.verified.get((name, family))
            if way is not None:
                verified = (item.line for item in node.below if item.line.text.endswith(f"reachable-via {way}") and _is_of(item, family))
                (strict if way.split()[0] == "rx" else loose)[family] = next(verified, node.line)
            bound = reader.groups.get(GroupKey(name, family, "in"))
            if bound is not None:
                lists[family] = next((item.line for item in node.below if f"access-group {bound} " in item.line.text), node.line)
        yield Interface(name, node.line, reader.networks[name], strict, loose, lists)


def _is_of(node: Node, family: int) -> bool:
    return node.words[0] in ({4: ("ip", "ipv4"), 6: ("ipv6",)}[family])
