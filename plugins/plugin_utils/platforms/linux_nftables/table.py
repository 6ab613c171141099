# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our table in nftables as objects: sets, maps from interface to chain, counters and chains of rules.

Rules are kept in the words in which ``nft -y -p`` lists them (the same in 1.0.6 and 1.1.3), so what runs is compared as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...model.prefixes import BITS, Prefix
from ...model.routes import host_prefix
from ..answers import lines_of, understood
from ..contract import PlatformError

NAME = "MANRS-SOURCES"
#: Sources that were counted while an interface is observed; what the kernel puts in is no configuration.
SEEN = "seen-"
#: Most of them that are kept, so that spoofed floods fill no memory.
SEEN_SIZE = 1024
#: Before everything else that looks at arriving packets (raw is -300), so that no state is made for what is dropped; and after
#: source translation (100), when packets have the source with which they leave.
INGRESS_PRIORITY, EGRESS_PRIORITY = -305, 200
BASE_CHAINS = ("ingress", "egress")
#: Loaded in front of a table, it makes one transaction of taking the old one off and putting this one on.
REPLACE = f"table inet {NAME}\ndelete table inet {NAME}\n"

_BLOCK = re.compile(r"\t(set|map|counter|chain) (\S+) \{", re.ASCII)
_ELEMENTS = re.compile(r"elements = \{([^{}]*)\}")
_COUNTED = re.compile(r"packets ([0-9]{1,20}) bytes ([0-9]{1,20})\b")
_SET_NAME = re.compile(r"\S+-v[46]")


@dataclass(frozen=True)
class Table:
    """``sets``: prefixes by name, which ends with the family (None: filled by the kernel). ``maps``: interface to chain."""

    sets: Mapping[str, frozenset[Prefix] | None] = field(default_factory=dict)
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    counters: frozenset[str] = frozenset()
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def family_of(name: str) -> int:
    """Return the family of a set, which is the end of its name."""
    return int(name[-1])


def _blocks(text: str) -> Iterator[tuple[str, str, list[str]]]:
    kind, name, lines = "", "", list[str]()
    for line in lines_of(text):
        if found := _BLOCK.fullmatch(line):
            (kind, name), lines = found.groups(), []
        elif line == "\t}" and kind:
            yield kind, name, lines
            kind = ""
        elif line.startswith("\t\t"):
            lines.append(line.strip())


def element(text: str) -> Prefix:
    """Parse an element of an address set: a prefix, or one address.

    :raises PrefixError: it is neither (a span that is no prefix is not ours).
    """
    return Prefix.parse(text) if "/" in text else host_prefix(text)


def _elements(lines: list[str]) -> list[str]:
    found = _ELEMENTS.search("\n".join(lines))
    return [part.strip() for part in found[1].split(",") if part.strip()] if found else []


def parse_table(text: str) -> Table:
    """Parse what ``nft -y -p -s list table`` prints; nothing when there is no table.

    :raises PlatformError: a set holds what is no prefix, or has no family.
    """
    sets: dict[str, frozenset[Prefix] | None] = {}
    maps: dict[str, dict[str, str]] = {}
    counters: set[str] = set()
    chains: dict[str, tuple[str, ...]] = {}
    for kind, name, lines in _blocks(text):
        if kind == "set":
            if not _SET_NAME.fullmatch(name):
                raise PlatformError(f"set {name} is not ours")
            with understood(f"set {name}"):
                sets[name] = None if name.startswith(SEEN) else frozenset(map(element, _elements(lines)))
            if any(item.family != family_of(name) for item in sets[name] or ()):
                raise PlatformError(f"set {name} holds what is of the other family")
        elif kind == "map":
            pairs = (item.partition(" : goto ") for item in _elements(lines))
            maps[name] = {interface.strip('"'): chain for interface, _, chain in pairs}
        elif kind == "counter":
            counters.add(name)
        else:
            chains[name] = tuple(lines)
    return Table(sets, maps, frozenset(counters), chains)


def parse_counted(text: str) -> dict[str, tuple[int, int]]:
    """Parse packets and bytes of the counters of a listing that is not stateless."""
    found = {}
    for kind, name, lines in _blocks(text):
        if kind == "counter" and (counted := _COUNTED.search(" ".join(lines))):
            found[name] = (int(counted[1]), int(counted[2]))
    return found


def parse_seen(text: str) -> dict[str, tuple[str, ...]]:
    """Parse the sources that the kernel put into sets, as addresses."""
    found = {}
    for kind, name, lines in _blocks(text):
        if kind == "set" and name.startswith(SEEN):
            found[name] = tuple(sorted(item.split()[0] for item in _elements(lines)))
    return found


def _set_text(name: str, prefixes: frozenset[Prefix] | None) -> Iterator[str]:
    yield f"\tset {name} {{"
    yield f"\t\ttype ipv{family_of(name)}_addr"
    if prefixes is None:
        yield f"\t\tsize {SEEN_SIZE}"
        yield "\t\tflags dynamic"
    else:
        yield "\t\tflags interval"
        if prefixes:
            # A host prefix is listed as an address.
            texts = [str(item).removesuffix(f"/{BITS[item.family]}") for item in sorted(prefixes)]
            yield f"\t\telements = {{ {', '.join(texts)} }}"
    yield "\t}"


def text(table: Table, counted: Mapping[str, tuple[int, int]] | None = None, seen: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Return the table as ``nft -f`` reads it; nothing where there is none.

    :param counted: what counters start with; ``seen``: what the kernel's sets start with.
    """
    if not table.chains:
        return ""
    lines = [f"table inet {NAME} {{"]
    for name in sorted(table.counters):
        packets, octets = (counted or {}).get(name, (0, 0))
        lines += [f"\tcounter {name} {{", f"\t\tpackets {packets} bytes {octets}", "\t}"]
    for name, prefixes in sorted(table.sets.items()):
        block = list(_set_text(name, prefixes))
        if prefixes is None and (known := (seen or {}).get(name)):
            block.insert(-1, f"\t\telements = {{ {', '.join(known)} }}")
        lines += block
    for name, chains in sorted(table.maps.items()):
        items = ", ".join(f'"{interface}" : goto {chain}' for interface, chain in sorted(chains.items()))
        lines += [f"\tmap {name} {{", "\t\ttype ifname : verdict", f"\t\telements = {{ {items} }}", "\t}"]
    # Chains that others jump to come first.
    for name, rules in sorted(table.chains.items(), key=lambda item: (item[0] in BASE_CHAINS, item[0])):
        lines += [f"\tchain {name} {{", *(f"\t\t{rule}" for rule in rules), "\t}"]
    return "\n".join([*lines, "}", ""])
