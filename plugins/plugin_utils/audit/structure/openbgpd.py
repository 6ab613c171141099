# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read OpenBGPD's configuration as a skeleton: neighbors with their groups, and the filter rules that are about each.

bgpd.conf(5), "FILTER": the last rule that matches decides, ``quick`` at once, and what no rule allows is denied (since OpenBGPD 6.4);
"NEIGHBORS AND GROUPS": a family that is not said is unicast of the session's own. ``inet`` and ``inet6`` are every prefix of a family,
which ``bgpd -nv`` prints as ``prefix 0.0.0.0/0 or-longer`` and ``prefix ::/0 or-longer`` (seen on 7.7).

The text is what ``bgpd -nv`` prints, where it is in the text (platforms/openbgpd), with our rules between their landmarks; else the
whole text is a bgpd.conf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...model.routes import Direction, Relation
from ...platforms.openbgpd.parse import landmark_of
from ...platforms.openbgpd.render import GUARD, SEAL
from ...platforms.openbgpd.rules import GUARD_BEGINS, SEAL_BEGINS
from ..reading import asn_of, canonical, family_of
from ..sessions import OUR_ROLE
from ..tree import Line
from .skeleton import Carried, End, Numbered, Policy, SessionSkeleton, Skeleton, Words, several

WORDS = Words(
    bind="rules that allow {way} it what it may have, and no rule that allows all",
    activate="announce IPv4 unicast, or IPv6",
    limit="max-prefix N restart 30",
    ttl="ttl-security yes",
    secret="tcp md5sig password",
    roles={relation: "rs-client" if relation is Relation.ROUTE_SERVER else role for relation, role in OUR_ROLE.items()},
    role="role",
    ways=("from", "to"),
)
_PRINTED = "## bgpd -nv"
_PART = re.compile(r"## (/\S+)")
_COMMENT = re.compile(r"\"[^\"]*\"|#.*")
_MACRO = re.compile(r"([A-Za-z_]\w*)\s*=\s*(.+)", re.ASCII)
_USED = re.compile(r"\$([A-Za-z_]\w*)", re.ASCII)
_RULE = re.compile(r"(allow|deny|match)(?: (quick))?(?: rib \S+)? (from|to) (?:(group) )?(\{[^{}]*\}|AS \S+|\S+)(.*)", re.ASCII)
_SETS = re.compile(r"(as-set|prefix-set|origin-set) (\"[^\"]+\"|\S+)")
_SET_HEAD = re.compile(r"(as-set|prefix-set|origin-set) (\"[^\"]+\"|[^\s{]+)")
_ACTIONS = ("allow ", "deny ", "match ")
_DEEPEST = 8
_EVERY = {
    "inet": 4,
    "inet6": 6,
    "prefix 0.0.0.0/0 or-longer": 4,
    "prefix ::/0 or-longer": 6,
    "prefix 0.0.0.0/0 prefixlen >= 0": 4,
    "prefix ::/0 prefixlen >= 0": 6,
}
_FAMILY_LINE = re.compile(r"announce (?:IPv([46])|(inet6?)) (none|unicast|vpn|all)", re.ASCII)
_WAYS = {"from": Direction.IMPORT, "to": Direction.EXPORT}
_DENIED = Line(0, "what no rule allows is denied (bgpd.conf(5), FILTER; since OpenBGPD 6.4)")
_EXIT = re.compile(r"exit code ([0-9]{1,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement, without comments and on one line, and the line that it begins at."""

    line: Line
    text: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule. ``family`` None: of both. ``is_conditional``: it asks for more than the neighbor and the family."""

    said: _Said
    is_allow: bool
    is_quick: bool
    direction: Direction
    is_group: bool
    peers: tuple[str, ...]
    family: int | None
    is_conditional: bool


@dataclass
class _Neighbor:
    address: str
    line: Line
    group: str
    said: list[_Said] = field(default_factory=list)


@dataclass
class _Configuration:
    text: Numbered
    macros: dict[str, str] = field(default_factory=dict)
    neighbors: list[_Neighbor] = field(default_factory=list)
    groups: dict[str, list[_Said]] = field(default_factory=dict)
    rules: list[_Rule] = field(default_factory=list)
    sets: set[tuple[str, str]] = field(default_factory=set)
    caches: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    elsewhere: list[Line] = field(default_factory=list)
    asn: int | None = None

    def statements(self, numbers: Iterable[int]) -> Iterator[_Said]:
        """Return statements: what a backslash, or a brace in a rule, continues on later lines is one."""
        begun, parts = 0, ""
        for number in numbers:
            written = _COMMENT.sub(lambda found: found[0] if found[0][0] == '"' else "", self.text.lines[number - 1]).strip()
            written = _USED.sub(lambda found: self.macros.get(found[1], found[0]), written)
            if not written and not parts:
                continue
            begun = begun or number
            parts = f"{parts} {written.removesuffix(chr(92))}".strip()
            if written.endswith("\\") or (parts.startswith(_ACTIONS) and parts.count("{") > parts.count("}")):
                continue
            yield _Said(self.text[begun], " ".join(parts.split()))
            begun, parts = 0, ""
        if parts:
            yield _Said(self.text[begun], " ".join(parts.split()))

    def read(self, numbers: Iterable[int], parts: dict[str, range]) -> None:
        group, neighbor = "", None
        waiting = [self.statements(numbers)]
        while waiting:
            said = next(waiting[-1], None)
            if said is None:
                waiting.pop()
                continue
            text = said.text
            words = text.replace('"', "").split()
            if not words:
                continue
            if text.startswith("}"):
                # What is neither, such as a set, changes nothing here.
                neighbor, group = (None, group) if neighbor is not None else (None, "")
            elif words[0] == "include" and len(words) > 1:
                inner = parts.get(words[1])
                if inner is None:
                    self.elsewhere.append(said.line)
                elif len(waiting) < _DEEPEST:
                    waiting.append(self.statements(inner))
            elif (found := _MACRO.fullmatch(text)) is not None and neighbor is None:
                self.macros[found[1]] = found[2].strip().strip('"')
            elif text.startswith(_ACTIONS):
                self._rule(said, parts, waiting)
            elif words[0] == "group" and words[-1] == "{" and len(words) > 1:
                group = words[1]
                self.groups.setdefault(group, [])
            elif words[0] == "neighbor" and len(words) > 1:
                neighbor = _Neighbor(words[1], said.line, group)
                self.neighbors.append(neighbor)
            elif words[0] in ("rtr", "roa-set"):
                self.caches.append(said.line)
            elif (head := _SET_HEAD.match(text)) is not None:
                self.sets.add((head[1], head[2].strip('"')))
            elif neighbor is not None:
                neighbor.said.append(said)
            elif group:
                self.groups[group].append(said)
            elif words[0] == "AS" and len(words) > 1 and self.asn is None:
                self.asn = asn_of(words[1])

    def _rule(self, said: _Said, parts: dict[str, range], waiting: list[Iterator[_Said]]) -> None:
        number = landmark_of(said.text)
        ours = {GUARD_BEGINS: GUARD, SEAL_BEGINS: SEAL}.get(number) if number is not None else None
        if number is not None:
            # bgpd prints our rules between their landmarks, and the platform leaves them out there: they stand in our files.
            if ours in parts and len(waiting) == 1:
                waiting.append(said for said in self.statements(parts[ours]) if said.text.startswith(_ACTIONS))
            return
        found = _RULE.fullmatch(said.text)
        if found is None:
            self.unread.append(said.line)
        elif found[1] != "match":
            rest = re.sub(r"\bset(?: \{.*\}| .*)?$", "", found[6]).strip()
            peers = tuple(word for word in re.split(r"[\s,{}]+", found[5].replace('"', "")) if word)
            self.rules.append(
                _Rule(
                    said,
                    found[1] == "allow",
                    found[2] is not None,
                    _WAYS[found[3]],
                    found[4] is not None,
                    peers,
                    _EVERY.get(rest),
                    bool(rest) and rest not in _EVERY,
                )
            )


def _applies(rule: _Rule, neighbor: _Neighbor, asn: int | None, is_external: bool | None) -> bool | None:
    """Tell whether a rule is about a neighbor; None: it cannot be told."""
    if rule.is_group:
        return neighbor.group in rule.peers
    match rule.peers:
        case ("any",):
            return True
        case ("ebgp",):
            return is_external
        case ("ibgp",):
            return None if is_external is None else not is_external
        case ("AS", number):
            return None if asn is None else asn_of(number) == asn
    # Neighbors of a range are named by its address alone (seen on 7.7).
    return canonical(neighbor.address.partition("/")[0]) in map(canonical, rule.peers)


def _policy(rules: Iterable[tuple[_Rule, bool]], missing: tuple[tuple[str, Line], ...]) -> Policy:
    """Find what decides of a route that no condition picks out. The rules come with whether they ask for more than the neighbor."""
    applying: list[_Rule] = []
    decides: _Rule | None = None
    may_deny = may_deny_quickly = False
    for rule, is_conditional in rules:
        applying.append(rule)
        if is_conditional:
            may_deny = may_deny or not rule.is_allow
            may_deny_quickly = may_deny_quickly or (rule.is_quick and not rule.is_allow)
            continue
        decides, may_deny = rule, may_deny_quickly
        if rule.is_quick:
            break
    lines = several(rule.said.line for rule in ([decides] if decides else []) + applying)
    if decides is None or not decides.is_allow:
        return Policy(lines, End.DENIES, (decides.said.line,) if decides else (_DENIED,), missing)
    return Policy(lines, End.PERMITS_ALL.after(may_deny), (decides.said.line,), missing)


def _session(configuration: _Configuration, neighbor: _Neighbor) -> SessionSkeleton:
    said = [*configuration.groups.get(neighbor.group, ()), *neighbor.said]

    def last(*words: str) -> _Said | None:
        return next((item for item in reversed(said) if item.text.startswith(words)), None)

    remote, local = last("remote-as "), last("local-as ")
    asn = asn_of(remote.text.split()[1]) if remote else None
    ours = asn_of(local.text.split()[1]) if local else configuration.asn
    is_external = None if asn is None or ours is None else asn != ours
    limit = next((item for item in reversed(said) if item.text.startswith("max-prefix ") and " out" not in item.text), None)
    ttl = last("ttl-security ")
    role = last("role ", "announce policy ")
    word = role.text.split()[-1] if role else ""
    secret = last("tcp md5sig", "ipsec ")
    return SessionSkeleton(
        canonical(neighbor.address),
        is_external,
        neighbor.line,
        {
            family: Carried(
                {
                    direction: _of(configuration, neighbor, asn, is_external, direction, family)
                    for direction in (Direction.IMPORT, Direction.EXPORT)
                },
                limit.line if limit else None,
            )
            for family in _families(neighbor.address, said)
        },
        None,
        ttl.line if ttl is not None and ttl.text.split()[-1] == "yes" else None,
        secret.line if secret else None,
        (word, role.line) if role is not None and word not in ("yes", "no", "enforce") else None,
    )


def _families(address: str, said: Iterable[_Said]) -> list[int]:
    own = family_of(address)
    found = {own: True} if own is not None else {}
    for item in said:
        if told := _FAMILY_LINE.match(item.text):
            family = int(told[1]) if told[1] else 6 if told[2] == "inet6" else 4
            found[family] = told[3] in ("unicast", "all")
    return sorted(family for family, is_on in found.items() if is_on)


def _of(
    configuration: _Configuration, neighbor: _Neighbor, asn: int | None, is_external: bool | None, direction: Direction, family: int
) -> Policy:
    rules: list[tuple[_Rule, bool]] = []
    missing: dict[str, Line] = {}
    for rule in configuration.rules:
        if rule.direction is not direction or rule.family not in (None, family):
            continue
        applies = _applies(rule, neighbor, asn, is_external)
        if applies is False:
            continue
        rules.append((rule, rule.is_conditional or applies is None))
        for kind, name in _SETS.findall(rule.said.text):
            if (kind, name.strip('"')) not in configuration.sets:
                missing[f"{kind} {name}"] = rule.said.line
    return _policy(rules, tuple(missing.items()))


def skeleton(text: str) -> Skeleton:
    """Read a bgpd.conf, or what the platform keeps as ``text``."""
    numbered = Numbered(text)
    configuration = _Configuration(numbered)
    heads = [(number, found[1]) for number, line in enumerate(numbered.lines, 1) if (found := _PART.fullmatch(line))]
    printed = next((number for number, line in enumerate(numbered.lines, 1) if line == _PRINTED), None)
    ends = [*(number for number, _ in heads), printed or len(numbered.lines) + 1]
    parts = {path: range(number + 1, min(end for end in ends if end > number)) for number, path in heads}
    last = len(numbered.lines)
    if printed is not None:
        code = next((at for at in range(printed, last + 1) if _EXIT.fullmatch(numbered.lines[at - 1])), None)
        if code is not None:
            found = _EXIT.fullmatch(numbered.lines[code - 1])
            if found is None or int(found[1]):
                configuration.unread.append(numbered[code])
            last = code - 1
        # The sets that our files define are printed as well; those of the operator's own list file too.
        configuration.read(range(printed + 1, last + 1), parts)
    else:
        inside = {number for numbers in parts.values() for number in (*numbers, numbers.start - 1)}
        configuration.read((number for number in range(1, last + 1) if number not in inside), parts)
    sessions = tuple(_session(configuration, neighbor) for neighbor in configuration.neighbors)
    is_whole = printed is not None or not parts
    return Skeleton(
        WORDS, sessions, tuple(configuration.caches), (), tuple(configuration.unread), tuple(configuration.elsewhere), is_whole=is_whole
    )
