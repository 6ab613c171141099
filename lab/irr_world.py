# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An IRR of customers, by chance but always the same for a seed, and the truth about it.

The truth is noted down while the objects are written; nothing here reads RPSL or resolves a set.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

SOURCES = ("RIPE", "RADB", "ARIN")
"""In the order in which they are asked: a set is taken from the first that has it."""

#: Nothing special-purpose is in these, nor an address of the lab.
_IPV4_OCTETS = (5, 23, 31, 37, 45, 46, 62, *range(77, 96), 109, 141, 145, 151, 176, 178, 188, 193, 194, 195, 212, 213, 217)
_IPV6_BLOCKS = (0x2400_0000, 0x2600_0000, 0x2A00_0000, 0x2A10_0000)
_PRIVATE_ASNS = (64512, 65010, 4_200_000_001)
_WORDS = ("TRANSIT", "CUSTOMERS", "NET", "ISP", "CLOUD", "FIBRE", "CITY", "HOSTING", "UNI", "MEDIA")


@dataclass(frozen=True, slots=True)
class IrrWorld:
    """What the sources hold, and what comes of it when they are asked in the order of SOURCES."""

    texts: Mapping[str, str]
    """RPSL by source."""
    customers: tuple[str, ...]
    """Names of AS-SETs as operators write them: any case, some with SOURCE:: before them."""
    asns: Mapping[str, frozenset[int]]
    """ASNs of all levels, for each customer and for `large`."""
    routes: Mapping[int, frozenset[tuple[str, str]]]
    """What is registered for an ASN: prefix and source; a prefix may be in several."""
    large: str
    """An AS-SET of many prefixes, IPv4 only."""

    def prefixes(self, name: str, version: int) -> set[str]:
        """The prefixes of one family (4 or 6) that a set's ASNs have registered."""
        return {prefix for prefix, _origin in self.pairs(name, version)}

    def pairs(self, name: str, version: int) -> set[tuple[str, int]]:
        """The same with the origin of each."""
        return {
            (prefix, asn) for asn in self.asns[name] for prefix, _source in self.routes.get(asn, ()) if (":" in prefix) == (version == 6)
        }


def make(
    seed: int = 1, *, customers: int = 300, asns: int = 3000, routes: int = 10_000, large_asns: int = 420, large_prefixes: int = 100
) -> IrrWorld:
    """Return the world of a seed: `routes` objects or a few more, and `large_asns` times `large_prefixes` for the large set."""
    builder = _Builder(seed, asns, large_asns)
    builder.special_customers()
    while len(builder.customers) < customers:
        builder.customer()
    builder.aut_nums()
    builder.ordinary_routes(routes)
    large = builder.large(large_asns, large_prefixes)
    for objects in builder.objects.values():
        builder.choose.shuffle(objects)
    return IrrWorld(
        {source: "\n".join(objects) for source, objects in builder.objects.items()},
        tuple(builder.customers[:customers]),
        {name: frozenset(found) for name, found in builder.asns.items()},
        {asn: frozenset(found) for asn, found in builder.routes.items()},
        large,
    )


class _Builder:
    def __init__(self, seed: int, asns: int, large_asns: int) -> None:
        self.choose = random.Random(seed)
        public = [*range(200, 23000), *range(24000, 64000), *range(131100, 216000), *range(262200, 274000), *range(394300, 402000)]
        numbers = self.choose.sample(public, asns + large_asns + 1000)
        self.pool = [*_PRIVATE_ASNS, *numbers[: asns - len(_PRIVATE_ASNS)]]
        self.taken = 0
        #: ASNs of no customer. They have routes too: one that gets into an answer is seen there.
        self.strangers = numbers[asns : asns + 300]
        self.unused = numbers[asns + 300 :]
        self.objects: dict[str, list[str]] = {source: [] for source in SOURCES}
        self.customers: list[str] = []
        self.asns: dict[str, set[int]] = {}
        self.plain: list[tuple[str, set[int]]] = []
        self.routes: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        self.written: list[str] = []
        self.memberships: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)

    # -- choices -------------------------------------------------------------------------------

    def maybe(self, share: float) -> bool:
        return self.choose.random() < share

    def take(self, count: int) -> set[int]:
        """The next ASNs of the pool, round and round: some belong to several customers."""
        found = {self.pool[(self.taken + step) % len(self.pool)] for step in range(count)}
        self.taken += count
        return found

    def some_strangers(self) -> set[int]:
        return set(self.choose.sample(self.strangers, self.choose.randint(1, 4)))

    def cased(self, name: str) -> str:
        return self.choose.choice((name, name, name, name.lower(), name.title()))

    def source(self) -> str:
        return self.choose.choices(SOURCES, (5, 3, 2))[0]

    def later_source(self, source: str) -> str | None:
        later = SOURCES[SOURCES.index(source) + 1 :]
        return self.choose.choice(later) if later else None

    # -- objects -------------------------------------------------------------------------------

    def add(self, source: str, kind: str, name: str, lines: Sequence[str] = (), maintainer: str = "MNT-WORLD") -> None:
        about = ["descr:          Büro für Netze"] if self.maybe(0.05) else []
        text = [f"{kind}:".ljust(16) + name, *about, *lines, f"mnt-by:         {maintainer}", f"source:         {source}"]
        self.objects[source].append("\n".join(text) + "\n")

    def as_set(self, source: str, name: str, asns: Iterable[int], sets: Iterable[str] = (), by_reference: str | None = None) -> None:
        members = [self.cased(word) for word in (*(f"AS{asn}" for asn in sorted(asns)), *sets)]
        self.choose.shuffle(members)
        if members and self.maybe(0.1):
            members.append(members[0])
        lines = self.member_lines(members)
        if by_reference:
            lines.append(f"mbrs-by-ref:    {by_reference}")
        self.add(source, "as-set", self.cased(name), lines)

    def member_lines(self, members: list[str]) -> list[str]:
        """One attribute, one for each, or one over many lines with remarks: the same to who reads it."""
        if not members:
            return []
        style = self.choose.randrange(3)
        if style == 0:
            return ["members:        " + ", ".join(members)]
        if style == 1:
            return [f"members:        {member} # since 2009" if self.maybe(0.1) else f"members: {member}" for member in members]
        return [f"members:        {members[0]}", *(f"{self.choose.choice(' +')}               ,{member}" for member in members[1:])]

    def refer(self, source: str, name: str) -> tuple[str, set[int]]:
        """Make aut-nums that say they are in a set: what the set says about it, and which of them are in it."""
        maintainer = f"MNT-{self.choose.randrange(10_000)}"
        inside = self.take(self.choose.randint(1, 3))
        for asn in inside:
            self.memberships[source, asn].append((name, maintainer))
        # Said in another source, or by somebody whom the set does not name: not in it.
        outside = self.unused.pop(), self.unused.pop()
        self.memberships[self.choose.choice([other for other in SOURCES if other != source]), outside[0]].append((name, maintainer))
        if self.maybe(0.2):
            return "ANY", inside
        self.memberships[source, outside[1]].append((name, "MNT-ANOTHER"))
        self.strangers += outside
        return f"MNT-NOBODY, {maintainer.lower()}", inside

    def aut_nums(self) -> None:
        for (source, asn), memberships in self.memberships.items():
            lines = [f"as-name:        NAME-{asn}", *(f"member-of:      {self.cased(name)}" for name, _maintainer in memberships)]
            maintainers = dict.fromkeys(maintainer for _name, maintainer in memberships)
            self.add(source, "aut-num", f"AS{asn}", lines, ", ".join(maintainers))

    # -- customers -----------------------------------------------------------------------------

    def declare(self, name: str, asns: set[int], source: str | None = None) -> None:
        written = self.cased(name)
        if source:
            written = f"{source}::{written}"
        else:
            self.plain.append((name, asns))
        self.customers.append(written)
        self.asns[written] = asns

    def names(self, count: int) -> list[str]:
        """Names of a customer's sets, its own first: all hierarchical or none."""
        number = len(self.plain)
        word = self.choose.choice(_WORDS)
        if self.maybe(0.5):
            root = f"AS{self.pool[self.taken % len(self.pool)]}:AS-{word}{number}"
            return [root, *(f"{root}:AS-{self.choose.choice(_WORDS)}{index}" for index in range(1, count))]
        return [f"AS-{word}{number}", *(f"AS-{word}{number}-PART{index}" for index in range(1, count))]

    def customer(self) -> None:
        """A tree of sets, with what is found in real ones."""
        names = self.names(self.choose.choices((1, 2, 4, 7), (5, 3, 2, 1))[0])
        children: list[list[str]] = [[] for _name in names]
        for index in range(1, len(names)):
            children[self.choose.randrange(index)].append(names[index])
        total: set[int] = set()
        sources = [self.source() for _name in names]
        for index, (name, source) in enumerate(zip(names, sources, strict=True)):
            asns = self.take(self.choose.choice((1, 2, 3, 5, 8, 10)))
            by_reference = None
            total |= asns
            if self.maybe(0.12):
                by_reference, referring = self.refer(source, name)
                total |= referring
            sets = [*children[index], *self.dead_ends(names)]
            if self.plain and self.maybe(0.06):
                other, others = self.choose.choice(self.plain)
                sets.append(other)
                total |= others
            self.as_set(source, name, asns, sets, by_reference)
        self.declare(names[0], total)
        for name, source in zip(names, sources, strict=True):
            later = self.later_source(source)
            if later and self.maybe(0.12):
                self.double(name, later, is_customer=name == names[0])

    def dead_ends(self, names: Sequence[str]) -> list[str]:
        """Names that add no ASN to the customer: one of its own sets (a loop), one that is not there, one that is empty."""
        found = []
        if self.maybe(0.2):
            found.append(self.choose.choice(names))
        if self.maybe(0.1):
            found.append(f"AS-GONE{self.choose.randrange(1000)}")
        if self.maybe(0.1):
            empty = f"AS-EMPTY{len(self.objects['RADB'])}"
            self.as_set("RADB", empty, ())
            found.append(empty)
        return found

    def double(self, name: str, source: str, *, is_customer: bool) -> None:
        """The name again in a later source, with other members: taken only from who says SOURCE::."""
        asns = self.some_strangers()
        self.as_set(source, name, asns)
        if is_customer:
            self.declare(name, asns, source)

    def special_customers(self) -> None:
        """What chance may leave out."""
        # Private ASNs, the first of the pool.
        self.as_set("RIPE", "AS-PRIVATE", private := self.take(len(_PRIVATE_ASNS)))
        self.declare("AS-PRIVATE", private)
        # Two customers that have each other.
        ones, others = self.take(3), self.take(4)
        self.as_set("RIPE", "AS-MUTUAL1", ones, ["AS-MUTUAL2"])
        self.as_set("ARIN", "AS-MUTUAL2", others, ["AS-MUTUAL1"])
        for name in ("AS-MUTUAL1", "AS-MUTUAL2"):
            self.declare(name, ones | others)
        # An empty set hides the one of that name in a later source.
        self.as_set("RIPE", "AS-HIDDEN", ())
        self.as_set("RADB", "AS-HIDDEN", hidden := self.take(3))
        self.declare("AS-HIDDEN", set())
        self.declare("AS-HIDDEN", hidden, "RADB")
        # Members by reference and nothing else.
        by_reference, referring = self.refer("RADB", "AS-REFERRED")
        self.as_set("RADB", "AS-REFERRED", (), by_reference=by_reference)
        self.declare("AS-REFERRED", referring)
        # Itself and nothing else, and a long way down.
        self.as_set("RIPE", "AS-ITSELF", (), ["AS-ITSELF"])
        self.declare("AS-ITSELF", set())
        self.declare("AS-DEEP0", deep := self.take(5))
        for level in range(12):
            self.as_set(SOURCES[level % 3], f"AS-DEEP{level}", (), [f"AS-DEEP{level + 1}"])
        self.as_set("ARIN", "AS-DEEP12", deep)

    # -- routes --------------------------------------------------------------------------------

    def route(self, asn: int, prefix: str, source: str) -> None:
        if (prefix, source) not in self.routes[asn]:
            self.routes[asn].add((prefix, source))
            kind = "route6" if ":" in prefix else "route"
            written = prefix.upper() if self.maybe(0.1) else prefix
            self.add(source, kind, written, [f"origin:         {self.cased(f'AS{asn}')}"])

    def prefix(self, version: int) -> str:
        if version == 4:
            number = self.choose.choice(_IPV4_OCTETS) << 24 | self.choose.getrandbits(24)
            length = self.choose.choice((16, 19, 20, 21, 22, 22, 23, 24, 24, 24, 24))
            return str(IPv4Network((number >> 32 - length << 32 - length, length)))
        number = self.choose.choice(_IPV6_BLOCKS) << 96 | self.choose.getrandbits(116)
        length = self.choose.choice((29, 32, 32, 36, 40, 44, 48, 48, 48))
        return str(IPv6Network((number >> 128 - length << 128 - length, length)))

    def ordinary_routes(self, count: int) -> None:
        """Registrations of everybody but the large set: some have none, some one family, some share a prefix or have it twice."""
        everybody = [*self.pool, *self.strangers]
        silent = set(self.choose.sample(everybody, len(everybody) // 10)) - set(_PRIVATE_ASNS)
        old_fashioned = {asn for asn in everybody if self.maybe(0.5)}
        speaking = [asn for asn in everybody if asn not in silent]
        done = sum(map(len, self.routes.values()))
        while done < count:
            # Everybody once, then the same few again and again.
            asn = speaking[done] if done < len(speaking) else speaking[int(len(speaking) * self.choose.random() ** 3)]
            prefix = self.prefix(4 if asn in old_fashioned or self.maybe(0.5) else 6)
            if self.written and self.maybe(0.05):
                prefix = self.choose.choice(self.written)
            elif self.written and self.maybe(0.1):
                prefix = _half(self.choose.choice(self.written))
            self.written.append(prefix)
            for source in self.choose.sample(SOURCES, 2) if self.maybe(0.1) else [self.source()]:
                self.route(asn, prefix, source)
                done += 1

    def large(self, asns: int, prefixes: int) -> str:
        """A set of many ASNs that have as many different prefixes each."""
        name = "AS-LARGE"
        numbers = self.unused[:asns]
        blocks = self.choose.sample(range(len(_IPV4_OCTETS) << 16), asns * prefixes)
        for index, block in enumerate(blocks):
            address = _IPV4_OCTETS[block >> 16] << 24 | (block & 0xFFFF) << 8
            self.route(numbers[index // prefixes], str(IPv4Network((address, 24))), self.source())
        self.as_set("RADB", name, numbers)
        self.asns[name] = set(numbers)
        return name


def _half(prefix: str) -> str:
    """One half of a prefix; prefixes that are long enough stay as they are."""
    network = ip_network(prefix)
    return prefix if network.prefixlen in (24, 48) else str(next(network.subnets()))
