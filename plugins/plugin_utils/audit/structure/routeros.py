# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read RouterOS' commands, as the platform keeps them or as ``/export`` prints them, as a skeleton: connections and filter chains.

MikroTik, RouterOS documentation, "Moving from ROSv6 to v7": without a filter chain BGP takes and sends every active route; "Route
Selection and Filters": the rules of a chain are asked in their order, what none accepts is rejected at its end. What a chain does
that has no rule is not documented. "BGP": a connection has what it does not say itself from its templates; ``local.ttl`` and
``remote.ttl``. A key is only shown to users with the policy ``sensitive``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...model.routes import Direction
from ...platforms.answers import lines_of
from ..reading import asn_of, canonical
from ..tree import Line
from .skeleton import Carried, End, Numbered, Policy, SessionSkeleton, Skeleton, Words

CONNECTION = "/routing/bgp/connection"
_TEMPLATE, _INSTANCE, _RULE, _RPKI = "/routing/bgp/template", "/routing/bgp/instance", "/routing/filter/rule", "/routing/rpki"
WORDS = Words(
    bind=f"{CONNECTION}/set {{way}}=CHAIN",
    activate="afi=ip, or ipv6",
    limit="input.limit-process-routes-ipv4, or -ipv6",
    ttl="local.ttl=255 remote.ttl=255",
    secret="tcp-md5-key",
    ways=("input.filter", "output.filter-chain"),
    is_secret_shown=False,
)
_WAYS = {Direction.IMPORT: ("input.filter", "input.filter-chain"), Direction.EXPORT: ("output.filter-chain", "output.filter")}
_LIMITS = {4: "input.limit-process-routes-ipv4", 6: "input.limit-process-routes-ipv6"}
_AFI = {"ip": 4, "ipv4": 4, "ipv6": 6}
#: What filters beside a chain.
_BESIDE = {Direction.IMPORT: ("input.accept-nlri", "input.accept-communities"), Direction.EXPORT: ("output.filter-select",)}
_WORD = re.compile(r'([A-Za-z0-9.!-]+)=(?:"((?:[^"\\]|\\.)*)"?|(\S*))')
_COMMAND = re.compile(r"(/[a-z0-9/ -]*?)[/ ]?(?:(add|set)\b\s*(.*))?", re.DOTALL)
_FOUND = re.compile(r'\[\s*find (?:where )?(?:default-)?(name|remote\.address)="?([^"\]\s]+)"?\s*\]')
_FAMILY_ASKED = re.compile(r"afi\s*(?:==|in)?\s*(ipv4|ipv6|ip)\b")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MOST_DEPTH = 20
_OPEN = Line(0, "without a filter chain every active route passes (RouterOS documentation, Moving from ROSv6 to v7)")
_END_OF_CHAIN = Line(0, "what no rule of a chain accepts is rejected (RouterOS documentation, Route Selection and Filters)")


@dataclass
class _Item:
    """An item of a menu, as commands made it."""

    line: Line
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Flow:
    """What becomes of what no condition picks out: accept, reject, return, empty: it goes on, ``?``."""

    ends: str
    line: Line | None = None


@dataclass
class _Configuration:
    text: Numbered
    items: dict[str, list[_Item]] = field(default_factory=dict)
    unread: list[Line] = field(default_factory=list)

    def of(self, menu: str) -> list[_Item]:
        """Return the items of a menu that are not disabled."""
        return [item for item in self.items.get(menu, ()) if item.values.get("disabled") not in ("yes", "true")]

    def read(self) -> None:
        """Read commands: a path may stand on a line of its own, before those in its menu; a backslash continues a line."""
        menu = ""
        begun, parts = 0, ""
        for number, written in enumerate(self.text.lines, 1):
            begun = begun or number
            parts += written.strip() if parts else written.rstrip()
            if parts.endswith("\\"):
                parts = parts.removesuffix("\\")
                continue
            told, line = parts.strip(), self.text[begun]
            begun, parts = 0, ""
            if told.startswith("/"):
                found = _COMMAND.fullmatch(told)
                if found is None:
                    continue
                menu = "/" + "/".join(re.split(r"[/ ]+", found[1].strip("/ ")))
                if found[2]:
                    self._take(menu, found[2], found[3], line)
            elif told.startswith(("add ", "set ")) and menu:
                self._take(menu, told[:3], told[4:], line)

    def _take(self, menu: str, verb: str, rest: str, line: Line) -> None:
        if not menu.startswith(("/routing/bgp", "/routing/filter", "/routing/rpki")):
            return
        found = _FOUND.match(rest)
        values = _values(rest[found.end() :] if found else rest)
        items = self.items.setdefault(menu, [])
        if verb == "add":
            items.append(_Item(line, values))
            return
        if found is None:
            # Of an item that the router always has, such as set default as=64500.
            name = rest.split(" ", 1)[0]
            key, wanted = "name", name if "=" not in name else ""
        else:
            key, wanted = found[1], found[2].partition("/")[0]
        hit = next((item for item in items if item.values.get(key, "").partition("/")[0] == wanted), None)
        if hit is None:
            items.append(_Item(line, {key: wanted, **values}))
        else:
            hit.values.update(values)

    # -- chains ----------------------------------------------------------------------------------

    def chains(self) -> dict[str, list[_Item]]:
        """Return the rules of each chain."""
        found: dict[str, list[_Item]] = {}
        for item in self.of(_RULE):
            found.setdefault(item.values.get("chain", ""), []).append(item)
        return found


@dataclass
class _Chains:
    """``may_reject``: a condition that was passed by may reject."""

    rules: Mapping[str, list[_Item]]
    may_reject: bool = False

    def policy(self, name: str, family: int, line: Line) -> Policy:
        """Return what a chain passes that is bound."""
        reached = self._reached(name, line)
        missing = tuple((f"chain {one}", at) for one, at in reached.items() if one not in self.rules)
        if name not in self.rules:
            return Policy((line,), End.UNKNOWN, (), missing)
        self.may_reject = False
        flow = self._chain(name, family, 0)
        shown = (flow.line,) if flow.line is not None else (_END_OF_CHAIN,)
        if flow.ends == "accept":
            return Policy((line,), End.PERMITS_ALL.after(self.may_reject), shown, missing)
        return Policy((line,), End.UNKNOWN if flow.ends == "?" else End.DENIES, shown, missing)

    def _reached(self, name: str, line: Line) -> dict[str, Line]:
        found = {name: line}
        waiting = [name]
        while waiting:
            for item in self.rules.get(waiting.pop(), ()):
                for jumped in re.findall(r"\bjump\s+([^\s;{}]+)", item.values.get("rule", "")):
                    if jumped not in found:
                        found[jumped] = item.line
                        waiting.append(jumped)
        return found

    def _chain(self, name: str, family: int, depth: int) -> _Flow:
        if depth > _MOST_DEPTH or name not in self.rules:
            return _Flow("?")
        for item in self.rules[name]:
            flow = self._statements(item.values.get("rule", ""), family, depth, item.line)
            if flow.ends == "return":
                return _Flow("")
            if flow.ends:
                return flow
        return _Flow("")

    def _statements(self, text: str, family: int, depth: int, line: Line) -> _Flow:
        for statement in _split(text):
            flow = self._statement(statement, family, depth, line)
            if flow.ends:
                return flow
        return _Flow("")

    def _statement(self, text: str, family: int, depth: int, line: Line) -> _Flow:
        words = text.split()
        if depth > _MOST_DEPTH:
            return _Flow("?", line)
        if not words:
            return _Flow("")
        if words[0] in ("accept", "reject", "return") and len(words) == 1:
            return _Flow(words[0], line)
        if words[0] == "jump" and len(words) == 2:
            flow = self._chain(words[1], family, depth + 1)
            return _Flow(flow.ends, line if flow.ends else None)
        if not text.startswith("if"):
            return _Flow("")
        parts = _condition(text)
        if parts is None:
            return _Flow("?", line)
        condition, then, other = parts
        asked = _FAMILY_ASKED.fullmatch(condition.strip())
        if asked:
            return self._statements(then if _AFI[asked[1]] == family else other, family, depth + 1, line)
        self.may_reject = self.may_reject or self._rejects(then, line)
        return self._statements(other, family, depth + 1, line)

    def _rejects(self, text: str, line: Line) -> bool:
        """Tell whether statements, or a chain that they lead to, have the word."""
        reached = [one for name in re.findall(r"\bjump\s+([^\s;{}]+)", text) for one in self._reached(name, line)]
        texts = [text, *(item.values.get("rule", "") for one in reached for item in self.rules.get(one, ()))]
        return any(re.search(r"\breject\b", one) for one in texts)


def _values(text: str) -> dict[str, str]:
    """Return properties; one that begins with a dot goes on with the word before, as ``/export`` shortens it."""
    found: dict[str, str] = {}
    before = ""
    for told in _WORD.finditer(text):
        name = told[1]
        if name.startswith("."):
            name = before.rpartition(".")[0] + name if "." in before else before + name
        before = name
        found[name] = _ESCAPED.sub(r"\1", told[2]) if told[2] is not None else told[3]
    return found


def _split(text: str) -> Iterator[str]:
    """Split a rule at semicolons that stand in no braces, and behind a closing brace that no else follows."""
    depth, begun = 0, 0
    for place, character in enumerate(text):
        depth += (character in "{(") - (character in "})")
        is_end = character == "}" and depth == 0 and not text[place + 1 :].lstrip().startswith("else")
        if (character == ";" and depth <= 0) or is_end:
            yield text[begun : place + is_end].strip().strip(";").strip()
            begun = place + 1
    yield text[begun:].strip()


def _closing(text: str, place: int, pair: str) -> int | None:
    """Return where the bracket closes that opens at a place."""
    depth = 0
    for at in range(place, len(text)):
        depth += (text[at] == pair[0]) - (text[at] == pair[1])
        if not depth:
            return at
    return None


def _condition(text: str) -> tuple[str, str, str] | None:
    """Return the condition of an ``if``, what follows, and what follows otherwise."""
    begins = text.find("(")
    ends = _closing(text, begins, "()") if begins >= 0 else None
    opens = text.find("{", ends) if ends is not None else -1
    closes = _closing(text, opens, "{}") if opens >= 0 else None
    if ends is None or closes is None:
        return None
    rest = text[closes + 1 :].strip()
    if not rest:
        return text[begins + 1 : ends], text[opens + 1 : closes], ""
    behind = rest.removeprefix("else").strip()
    if not rest.startswith("else"):
        return None
    if behind.startswith("{"):
        last = _closing(behind, 0, "{}")
        return None if last is None else (text[begins + 1 : ends], text[opens + 1 : closes], behind[1:last])
    return text[begins + 1 : ends], text[opens + 1 : closes], behind


# -- connections ---------------------------------------------------------------------------------


def _effective(
    item: _Item, names: Sequence[str], templates: Mapping[str, _Item], seen: frozenset[str] = frozenset()
) -> tuple[str, Line] | None:
    """Return a property of a connection, else of its templates, with the line that says it."""
    for name in names:
        if item.values.get(name):
            return item.values[name], item.line
    parents = item.values.get("templates", item.values.get("template", ""))
    for parent in parents.split(","):
        if parent in templates and parent not in seen:
            found = _effective(templates[parent], names, templates, seen | {parent})
            if found is not None:
                return found
    return None


def _session(item: _Item, chains: _Chains, templates: Mapping[str, _Item], instances: Mapping[str, _Item]) -> SessionSkeleton:
    def told(*names: str) -> str:
        found = _effective(item, names, templates)
        return found[0] if found is not None else ""

    address = told("remote.address", "remote-address")
    host, slash, length = address.partition("/")
    is_one = not slash or length == ("128" if ":" in host else "32")
    name = canonical(host if is_one else address) or item.values.get("name", "connection")
    instance = instances.get(item.values.get("instance", ""))
    local = asn_of((instance.values.get("as", "") if instance else "") or told("as", "local.as"))
    remote = asn_of(told("remote.as", "remote-as"))
    role = told("local.role")
    is_external = None if remote is None or local is None else remote != local
    if role.startswith(("ibgp", "ebgp")):
        is_external = role.startswith("ebgp")
    afi = told("afi", "address-families")
    families = sorted({_AFI[word] for word in afi.split(",") if word in _AFI}) if afi else [6 if ":" in host else 4]
    carried = {}
    for family in families:
        policies = {}
        for direction, names in _WAYS.items():
            bound = _effective(item, names, templates)
            beside = _effective(item, _BESIDE[direction], templates)
            if bound is not None:
                policies[direction] = chains.policy(bound[0], family, bound[1])
            elif beside is not None:
                policies[direction] = Policy((beside[1],), End.UNKNOWN, (beside[1],))
            else:
                policies[direction] = Policy((), End.PERMITS_ALL, (_OPEN,))
        limit = _effective(item, (_LIMITS[family],), templates)
        carried[family] = Carried(policies, limit[1] if limit is not None and limit[0] != "0" else None)
    key = _effective(item, ("tcp-md5-key",), templates)
    has_ttl = item.values.get("local.ttl") == "255" and item.values.get("remote.ttl", "") not in ("", "1")
    vrf = told("vrf", "routing-table")
    return SessionSkeleton(
        name,
        is_external,
        item.line,
        carried,
        vrf if vrf not in ("", "main") else None,
        item.line if has_ttl else None,
        key[1] if key is not None else None,
    )


def skeleton(text: str) -> Skeleton:
    """Read the commands of a configuration."""
    configuration = _Configuration(Numbered(text))
    configuration.read()
    chains = _Chains(configuration.chains())
    templates = {item.values.get("name", ""): item for item in configuration.of(_TEMPLATE)}
    instances = {item.values.get("name", ""): item for item in configuration.of(_INSTANCE)}
    sessions = tuple(_session(item, chains, templates, instances) for item in configuration.of(CONNECTION))
    caches = tuple(item.line for item in configuration.of(_RPKI))
    is_whole = any(f"{CONNECTION}/add" in line or line.startswith("/routing bgp connection") for line in lines_of(text)) if text else True
    return Skeleton(WORDS, sessions, caches, (), tuple(configuration.unread), is_whole=is_whole)
