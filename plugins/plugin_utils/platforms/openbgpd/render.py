# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our files of bgpd's configuration: their text from a policy.

``manrs-guard.conf`` stands before the operator's filter rules: sets, RPKI caches, and what rejects. ``manrs-seal.conf`` stands behind
them: what changes attributes last. Both are sections, one per session, direction and family, so that what is held is kept as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address

from ...model.policies import Chain, Policy, Session, atoms
from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from ...model.terms import InLocalList, NextHopIn, PairIn, PrefixIn
from ..contract import PlatformError
from ..own_files import file_name
from .chains import ChainWriter, Sets, many_asns
from .rules import GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS, landmark
from .session_lines import shown
from .sets import DIGEST, braced, pair_set_text, prefix_set_name, range_text, set_name

FOLDER = "/etc/bgpd"
GUARD, SEAL, LOCAL_LISTS, SETS = (
    f"{FOLDER}/manrs-guard.conf",
    f"{FOLDER}/manrs-seal.conf",
    f"{FOLDER}/manrs-local.conf",
    f"{FOLDER}/manrs-sets",
)
GUARD_HEAD = f"""\
# Written by manrs.hardening, whole: what is changed here by hand is lost. Included before the filter rules:
# include "{GUARD}"
"""
SEAL_HEAD = f"""\
# Written by manrs.hardening, whole: what is changed here by hand is lost. Included behind the last filter rule:
# include "{SEAL}"
"""


@dataclass(frozen=True, slots=True, order=True)
class SectionKey:
    """Whose rules a section has: a neighbor's address, family and direction."""

    address: str
    family: int
    direction: Direction

    def __str__(self) -> str:
        return f"{self.address} {self.direction.value} IPv{self.family}"


@dataclass(frozen=True, slots=True)
class Section:
    """The rules of one session, family and direction, before and behind the operator's. ``asn``: the neighbor's."""

    asn: int
    guard: tuple[str, ...]
    seal: tuple[str, ...]

    @property
    def sets(self) -> frozenset[str]:
        """The names of the sets that the rules ask for."""
        return frozenset(name for line in (*self.guard, *self.seal) for name in re.findall(r'-set "([^"]+)"', line))

    @property
    def asks_aspas(self) -> bool:
        """Whether a rule asks what ASPAs say."""
        return any(" avs invalid" in line for line in self.guard)


@dataclass(frozen=True)
class Files:
    """All that is ours on a router. ``lists``: sets in the guard, name -> lines; ``pair_sets``: name in the policy -> text of its file.

    ``sessions``: the sessions that we create, address -> lines of its block. ``aspas``: the lines of all ASPAs.
    """

    sections: Mapping[SectionKey, Section] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pair_sets: Mapping[str, str] = field(default_factory=dict)
    caches: tuple[tuple[str, int], ...] = ()
    sessions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aspas: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing of ours is there."""
        return not (self.sections or self.lists or self.pair_sets or self.caches or self.sessions or self.aspas)

    def set_files(self) -> dict[str, str]:
        """Return the files of pair sets: file name, which hangs on the content, -> text."""
        return {set_file_name(name, text): text for name, text in self.pair_sets.items()}

    @property
    def digest(self) -> str:
        """The name of the set that tells which text a router has loaded; empty where nothing of ours is."""
        return "" if self.is_empty else digest_name(self._body(), self.seal())

    def guard(self) -> str:
        """Return the text of the guard."""
        if self.is_empty:
            return GUARD_HEAD
        return GUARD_HEAD + "".join(f"{line}\n" for line in (*braced("as-set", self.digest, ["1"]), "")) + self._body()

    def _body(self) -> str:
        """Return the guard without its head and the set with the digest."""
        lines: list[str] = []
        for host, port in self.caches:
            lines += [f"rtr {host} {{", f"\tport {port}", "}"]
        lines += self.aspas
        for name in sorted(self.lists):
            lines += self.lists[name]
        lines.append(f'include "{LOCAL_LISTS}"')
        lines += [f'include "{SETS}/{set_file_name(name, self.pair_sets[name])}"' for name in sorted(self.pair_sets)]
        for address in sorted(self.sessions):
            lines += self.sessions[address]
        lines += [landmark(GUARD_BEGINS), *_section_lines(self.sections, "guard"), "", landmark(GUARD_ENDS)]
        return "".join(f"{line}\n" for line in lines)

    def seal(self) -> str:
        """Return the text of the seal."""
        if self.is_empty:
            return SEAL_HEAD
        lines = [landmark(SEAL_BEGINS), *_section_lines(self.sections, "seal"), "", landmark(SEAL_ENDS)]
        return SEAL_HEAD + "".join(f"{line}\n" for line in lines)


def _section_lines(sections: Mapping[SectionKey, Section], part: str) -> Iterator[str]:
    for key in sorted(sections):
        yield from ("", f"# {key} AS{sections[key].asn}", *getattr(sections[key], part))


def digest_name(guard: str, seal: str) -> str:
    """Return the name of the set that tells which text a router has loaded: of the guard without that set, and the seal."""
    return DIGEST + sha256("\0".join((guard, seal)).encode()).hexdigest()[:16]


def set_file_name(name: str, text: str) -> str:
    """Return the name of a pair set's file; it hangs on the content, so a file never changes."""
    return file_name(re.sub(r"[^A-Za-z0-9_.+-]", "_", name)[:80], text)


def section(session: Session, chain: Chain, sets: Sets) -> Section:
    """Return the rules of a chain."""
    writer = ChainWriter(session.address, session.asn, chain, sets)
    return Section(session.asn, tuple(writer.guard()), tuple(writer.seal()))


def _named(chains: Iterable[Chain]) -> Iterator[tuple[type, str]]:
    for chain in chains:
        for atom in atoms(chain):
            if isinstance(atom, PrefixIn | NextHopIn):
                yield type(atom), atom.prefix_set
            if isinstance(atom, PairIn):
                yield PairIn, atom.pair_set
            if isinstance(atom, InLocalList):
                yield InLocalList, atom.name


def caches(policy: Policy) -> tuple[tuple[str, int], ...]:
    """Return the RPKI caches.

    :raises PlatformError: one is given by name; bgpd asks no DNS.
    """
    for cache in policy.rtr_caches:
        try:
            ip_address(cache.host)
        except ValueError as error:
            raise PlatformError(f"manrs_registry.rpki.rtr: {cache.host}: bgpd takes an address there, no name") from error
    return tuple(sorted((cache.host, cache.port) for cache in policy.rtr_caches))


def _aspas(policy: Policy) -> tuple[str, ...]:
    if not policy.aspas:
        return ()
    entries = (
        f"\tcustomer-as {customer} provider-as {{ {' '.join(map(str, sorted(providers)))} }}"
        for customer, providers in sorted(policy.aspas.items())
    )
    return ("aspa-set {", *entries, "}")


def build(policy: Policy, skipped: frozenset[str] = frozenset()) -> Files:
    """Return our files of a fitted policy. ``skipped``: addresses of sessions that get nothing of it."""
    sets = Sets(policy.prefix_sets, policy.pair_sets, many_asns(policy))
    sessions = [session for session in policy.sessions if session.address not in skipped]
    chains = [chain for session in sessions for chain in session.chains]
    names = set(_named(chains))
    lists: dict[str, tuple[str, ...]] = {}
    for _, name in sorted((kind.__name__, name) for kind, name in names if kind is PrefixIn):
        for family in FAMILIES:
            if ranges := policy.prefix_sets[name].of_family(family):
                ours = prefix_set_name(name, family)
                lists[ours] = tuple(braced("prefix-set", ours, (range_text(item) for item in ranges)))
    for asns, name in sets.many_asns.items():
        lists[name] = tuple(braced("as-set", name, (str(asn) for asn in asns)))
    pair_sets = {name: pair_set_text(policy.pair_sets[name]) for kind, name in names if kind is PairIn}
    sections = {
        SectionKey(session.address, chain.family, chain.direction): section(session, chain, sets)
        for session in sessions
        for chain in session.chains
    }
    is_verifying = any(item.asks_aspas for item in sections.values())
    return Files(sections, lists, pair_sets, caches(policy), aspas=_aspas(policy) if is_verifying else ())


def local_lists_text(names: Iterable[str]) -> str:
    """Return deny-all definitions of the operator's own lists."""
    return "".join(f"{line}\n" for name in sorted(names) for line in braced("prefix-set", set_name(name), ()))


def local_names(policy: Policy) -> frozenset[str]:
    """Return the names of the operator's own lists that a policy asks for."""
    return frozenset(name for kind, name in _named(chain for session in policy.sessions for chain in session.chains) if kind is InLocalList)


LOCAL_HEAD = """\
# The operator's own lists: what stands here is let in past F13, from a terminal alone. Written once by
# manrs.hardening, empty; it never changes them. For example:
# prefix-set "MANRS-LOCAL-AS64501" { 192.0.2.0/24, 2001:db8::/32 }
"""


def whole_text(files: Files, local: str) -> str:
    """Return all files as one text, for showing and for the record: without passwords."""
    guard = "\n".join(shown(line) for line in files.guard().split("\n"))
    parts = {GUARD: guard, **{f"{SETS}/{name}": text for name, text in sorted(files.set_files().items())}}
    parts |= {LOCAL_LISTS: local, SEAL: files.seal()}
    return "".join(f"## {path}\n{text}" for path, text in parts.items())
