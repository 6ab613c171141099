#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Golden configurations: what every platform gets for the same intents, and routes with the verdicts that it must come to.

tests/golden/<name>/intent.yml, irr.rpsl and vrps.json are written by hand (irr.rpsl of `large` by `--large`). From them come
one configuration a platform and verdicts.tsv: for each neighbor, routes near the edges of its import policy and what the reference
says of them. Whoever can read a vendor's policy language can replay them against the configuration: the two were made by
different code, and the reference agrees with the real daemons (`make verdicts`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session, atoms
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, PathElement, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    NextHopIn,
    OtcOtherThan,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveCommunities,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import OSES, platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import receive
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot

FOLDER = Path(__file__).resolve().parent.parent / "tests/golden"
#: Exceptions and modes end at a day, and snapshots are made at one.
NOW = datetime(2026, 11, 24, tzinfo=UTC)
HOST = "edge1"
#: A file's name -> the platform as inventories name it, and its version.
PLATFORMS = {f"{known.folder}.{known.suffix}": (known.names[0], known.versions[-1]) for known in OSES}
#: Routes for each neighbor, both families together.
ROUTES = 500
COLUMNS = ("neighbor", "address", "prefix", "as_path", "communities", "large_communities", "next_hop", "otc", "rov", "verdict", "control")
#: Public, registered by nobody in the intents, and one that is nobody's at all.
_STRANGERS = (3333, 3320, 680, 7018, 64496, 23456, 4200000000)
_PUBLIC = {4: "151.0.0.0/10", 6: "2a0a:2000::/24"}


@dataclass(frozen=True)
class Golden:
    """One intent, compiled."""

    name: str
    policy: Policy
    rov: RovTable


def names() -> list[str]:
    """Return the names of the intents."""
    return sorted(path.parent.name for path in FOLDER.glob("*/intent.yml"))


def load(name: str) -> Golden:
    """Compile an intent."""
    folder = FOLDER / name
    told: dict[str, Any] = yaml.safe_load((folder / "intent.yml").read_text(encoding="utf-8"))
    told["manrs_registry"] = {
        "irr": {"dumps": [str(folder / "irr.rpsl")]},
        "rpki": {"vrps": str(folder / "vrps.json"), **told.get("manrs_registry", {}).get("rpki", {})},
    }
    intent = host_intent(told, HOST, NOW.date())
    with tempfile.TemporaryDirectory() as made:
        make_snapshot({HOST: intent}, Path(made) / "snapshot", NOW)
        snapshot = load_snapshot(Path(made) / "snapshot", HOST, NOW, intent.registry)
        return Golden(name, compile_policy(intent, snapshot), RovTable(snapshot.vrps))


# -- routes ----------------------------------------------------------------------------------------------


class _Edges:
    """Routes of one session and family: mostly what it may send, changed by a little at what its terms look at."""

    def __init__(self, policy: Policy, session: Session, family: int, choose: random.Random) -> None:
        self.policy, self.session, self.family, self.choose = policy, session, family, choose
        chain = session.chain(Direction.IMPORT, family)
        found = list(atoms(chain)) if chain is not None else []
        by_set: list[list[PrefixRange]] = []
        pairs: set[tuple[PrefixRange, int]] = set()
        #: Of which some term looks at each.
        self.asns: list[list[int]] = [[session.asn, policy.asn, *_STRANGERS]]
        self.communities: set[tuple[int, ...]] = {(65535, 0), (65535, 666), (policy.asn % 65536, 100), (3333, 1)}
        self.communities |= {(policy.asn, 1, 1), (3333, 1, 1)}
        self.lengths: set[int] = set()
        self.next_hops: set[Prefix] = {host_prefix("192.0.2.9" if family == 4 else "2001:db8::9")}
        for atom in found:
            match atom:
                case PrefixIn(name):
                    by_set.append(policy.prefix_sets[name].of_family(family))
                case PairIn(name):
                    pairs |= {item for item in policy.pair_sets[name].pairs() if item[0].family == family}
                case NextHopIn(name):
                    self.next_hops |= {self._host(item.prefix) for item in policy.prefix_sets[name].of_family(family)}
                case PathHas(parts):
                    self.asns.append(sorted({asn for low, high in parts for asn in (low - 1, low, high, high + 1) if 0 < asn < 1 << 32}))
                case FirstAsn(asn) | PathOnly(asn) | OtcOtherThan(asn):
                    self.asns.append([asn, asn + 1])
                case PathLongerThan(count):
                    self.lengths |= {count, count + 1}
                case HasCommunity(items) | HasLargeCommunity(items):
                    self.communities |= {*items}
        for rewrite in (*chain.first, *chain.last) if chain is not None else ():
            for change in rewrite.changes:
                if isinstance(change, RemoveCommunities):
                    for pattern in (*change.patterns, *change.keep):
                        self.communities |= {tuple(7 if part is None else part + off for part in pattern) for off in (0, 1)}
        self.sets = [ranges for ranges in by_set if ranges]
        self.pairs = sorted(pairs)
        self.communities = {item for item in self.communities if all(part < (65536 if len(item) == 2 else 1 << 32) for part in item)}

    def _asn(self) -> int:
        return self.choose.choice(self.choose.choice(self.asns))

    def _host(self, block: Prefix) -> Prefix:
        bits = BITS[block.family]
        return Prefix(block.family, block.network | (1 if block.length < bits else 0), bits)

    def _inside(self, block: Prefix, length: int) -> Prefix:
        bits = BITS[block.family]
        free = self.choose.getrandbits(bits) & ((1 << (bits - block.length)) - 1)
        return Prefix(block.family, block.network | free, bits).covering(max(length, block.length))

    def _near(self, item: PrefixRange) -> Prefix:
        """A prefix of a range, or one length or one bit outside."""
        bits = BITS[self.family]
        choose = self.choose
        length = choose.choice((item.minimum, item.minimum, item.maximum, choose.randint(item.minimum, item.maximum)))
        match choose.randrange(12):
            case 0 if item.maximum < bits:
                length = item.maximum + 1
            case 1 if item.minimum > item.prefix.length:
                length = item.minimum - 1
            case 2 if item.prefix.length > 1:
                return item.prefix.covering(item.prefix.length - 1)
            case 3 if item.prefix.length:
                beside = item.prefix._replace(network=item.prefix.network ^ (1 << (bits - item.prefix.length)))
                return self._inside(beside, length)
        return self._inside(item.prefix, length)

    def accepted(self, rov: RovTable) -> list[tuple[Prefix, int]]:
        """Prefixes with their origins that the reference accepts with the plainest path: some, or none."""
        found: set[tuple[Prefix, int]] = set()
        for _ in range(400):
            item = self._start()
            path = (self.session.asn,) if item[1] == self.session.asn else (self.session.asn, item[1])
            if receive(self.policy, self.session, Route(item[0], path), rov)[0].is_accepted:
                found.add(item)
        return sorted(found)

    def _start(self, among: Sequence[tuple[Prefix, int]] = ()) -> tuple[Prefix, int]:
        """A prefix and its origin; of these, mostly."""
        choose, kind = self.choose, self.choose.random()
        usual = 24 if self.family == 4 else 48
        if among and kind < 0.5:
            return choose.choice(among)
        kind = choose.random()
        if self.pairs and kind < 0.5:
            item, origin = choose.choice(self.pairs)
            return self._near(item), origin if choose.random() < 0.85 else self._asn()
        if self.sets and kind < 0.8:
            return self._near(choose.choice(choose.choice(self.sets))), choose.choice((self.session.asn, 3333))
        length = choose.choice((usual, usual, usual + 1, usual - 4))
        return self._inside(Prefix.parse(_PUBLIC[self.family]), length), choose.choice((self.session.asn, 3333, 3320))

    def _path(self, origin: int) -> tuple[PathElement, ...]:
        choose = self.choose
        path: list[PathElement] = [self.session.asn] if choose.random() < 0.93 else [self._asn()]
        if choose.random() < 0.25:
            path.append(choose.choice((3333, 7018, 3320)))
        if path[-1] != origin:
            path.append(origin)
        match choose.randrange(14):
            case 0 | 1:
                path.insert(choose.randint(1, len(path)), self._asn())
            case 2 if self.lengths:
                path += [path[-1]] * (choose.choice(sorted(self.lengths)) - len(path))
            case 3:
                path.append(frozenset(choose.sample(_STRANGERS[:4], 2)))
        return tuple(path)

    def route(self, among: Sequence[tuple[Prefix, int]]) -> Route:
        """One route, mostly from one of these prefixes and origins."""
        choose = self.choose
        prefix, origin = self._start(among)
        some = choose.sample(sorted(self.communities, key=lambda item: (len(item), item)), choose.choice((0, 0, 0, 0, 1, 2)))
        bits = BITS[self.family]
        if (65535, 666) in some and choose.random() < 0.8:
            prefix = self._inside(prefix, choose.choice((bits, bits, bits - 4, bits - 5)))
        next_hop = choose.choice(sorted(self.next_hops)) if choose.random() < 0.08 else None
        return Route(
            prefix,
            self._path(origin),
            frozenset(item for item in some if len(item) == 2),  # type: ignore[misc]
            frozenset(item for item in some if len(item) == 3),  # type: ignore[misc]
            next_hop,
            self._asn() if choose.random() < 0.05 else None,
        )


def routes(golden: Golden, session: Session, family: int, count: int) -> Iterator[Route]:
    """Yield different routes near the edges of a session's import policy, the same each time."""
    edges = _Edges(golden.policy, session, family, random.Random(f"{session.address} {family}"))
    among = edges.accepted(golden.rov)
    seen: set[Route] = set()
    for _ in range(count * 20):
        if len(seen) == count:
            return
        if (found := edges.route(among)) not in seen:
            seen.add(found)
            yield found


def _listed(items: Iterable[tuple[int, ...]]) -> str:
    return " ".join(":".join(map(str, item)) for item in sorted(items))


def _element(asn: PathElement) -> str:
    return f"{{{','.join(map(str, sorted(asn)))}}}" if isinstance(asn, frozenset) else str(asn)


def verdicts(golden: Golden) -> str:
    """Return the table of routes and verdicts of all sessions."""
    rows = ["\t".join(COLUMNS)]
    for session in golden.policy.sessions:
        families = sorted({chain.family for chain in session.chains if chain.direction is Direction.IMPORT})
        for family in families:
            for route in routes(golden, session, family, ROUTES // len(families)):
                (is_accepted, control), _ = receive(golden.policy, session, route, golden.rov)
                cells = (
                    json.dumps(session.neighbor),
                    session.address,
                    str(route.prefix),
                    " ".join(map(_element, route.as_path)),
                    _listed(route.communities),
                    _listed(route.large_communities),
                    str(route.next_hop).partition("/")[0] if route.next_hop else "",
                    str(route.otc or ""),
                    golden.rov.state(route).value,
                    "accept" if is_accepted else "reject",
                    "" if is_accepted else control,
                )
                rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


# -- files -----------------------------------------------------------------------------------------------


def as_sets_by_name(policy: Policy) -> Policy:
    """Return a policy as an intent must have it for an OS whose filters do not see AS_SETs: F21 monitored."""

    def named(chain: Chain) -> Chain:
        return replace(
            chain, terms=tuple(replace(term, is_monitored=term.is_monitored or PathHasSet() in term.when) for term in chain.terms)
        )

    return replace(policy, sessions=tuple(replace(session, chains=tuple(map(named, session.chains))) for session in policy.sessions))


def configuration(golden: Golden, name: str, version: str) -> str:
    """Return what a router of that OS and version gets that has nothing of ours yet."""
    wanted = platform(name)
    capabilities = wanted.capabilities(version)
    policy = golden.policy if capabilities.sees_as_sets else as_sets_by_name(golden.policy)
    return wanted.render(fit(policy, capabilities), capabilities)


def generated(name: str) -> dict[Path, str]:
    """Return all files of an intent with their texts."""
    golden = load(name)
    found = {FOLDER / name / file: configuration(golden, *of) for file, of in PLATFORMS.items()}
    return found | {FOLDER / name / "verdicts.tsv": verdicts(golden)}


def large(count: int = 2000) -> str:
    """Return the registry of an intent whose customer has that many prefixes of 200 origins."""
    choose = random.Random(count)
    origins = [35001, *range(36000, 36199)]
    lines = ["as-set: AS35001:AS-ALL", f"members: {', '.join(f'AS{asn}' for asn in origins)}", "source: TEST", ""]
    blocks = choose.sample(range(1 << 13), count)
    for number, block in enumerate(blocks):
        origin = origins[number % len(origins)]
        if number % 4 == 3:
            lines += [f"route6: 2a0{block >> 12}:{block & 0xFFF:x}::/32", f"origin: AS{origin}", "source: TEST", ""]
        else:
            lines += [f"route: 193.{block >> 8}.{block & 255}.0/24", f"origin: AS{origin}", "source: TEST", ""]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="write the registry of the large intent too")
    if parser.parse_args().large:
        (FOLDER / "large/irr.rpsl").write_text(large(), encoding="utf-8")
    for name in names():
        for path, text in generated(name).items():
            path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
