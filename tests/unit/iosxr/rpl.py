# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR's routing policy language, read strictly and run, without a router.

Written from Cisco's Routing Configuration Guides and RPL command references, chapter "Implementing Routing Policy"; it knows nothing
of the renderer. What the guides do not say is refused, or tried both ways: what RPL's own comparisons of ASNs make of an AS_SET.

- Comparisons see the route as it came; actions are done in their order on a copy ("When attributes are modified").
- A route is dropped at the end unless it was passed or changed ("Default drop disposition"); ``drop`` and ``done`` end everything.
- ``apply`` is as if the other policy stood there ("Control flow"). As a condition it holds when the other policy passes or changes
  the route, up to a ``done`` of its own; a ``drop`` in it drops ("Hierarchical policy conditions").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import BITS, Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix

#: A line that is longer may be cut by the parser of the command line.
LONGEST_LINE = 250
#: Letters, digits and what RPL's own parser gives no meaning to.
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_SETS = ("prefix-set", "as-path-set", "community-set", "large-community-set")
_WORDS = {"no-export": (65535, 65281), "no-advertise": (65535, 65282), "local-AS": (65535, 65283)}
_TOKEN = re.compile(r"'[^']*'|\(|\)|,|[^\s(),']+")


class RplError(AssertionError):
    """The router would refuse this, or the guides do not say what it does."""


class _End(Exception):
    """The evaluation ends. ``is_dropped``: without the route."""

    def __init__(self, is_dropped: bool) -> None:
        super().__init__()
        self.is_dropped = is_dropped


@dataclass
class Policies:
    """The sets and policies of a configuration."""

    sets: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    policies: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    bindings: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def check(self) -> None:
        """A commit is refused when a bound policy refers to what is not there, or to itself."""
        for name in self.bindings.values():
            self._check(name, ())

    def _check(self, name: str, callers: tuple[str, ...]) -> None:
        if name not in self.policies:
            raise RplError(f"route-policy {name} is not defined")
        if name in callers:
            raise RplError(f"route-policy {name} applies itself")
        for kind, used in _references(self.policies[name]):
            if kind == "route-policy":
                self._check(used, (*callers, name))
            elif (kind, used) not in self.sets:
                raise RplError(f"route-policy {name}: {kind} {used} is not defined")


def _references(statements: list[tuple[object, ...]]) -> Iterator[tuple[str, str]]:
    for statement in statements:
        match statement:
            case ("apply", str(name)):
                yield "route-policy", name
            case ("if", branches, otherwise):
                for condition, body in branches:  # type: ignore[union-attr]
                    yield from _in_condition(condition)
                    yield from _references(body)
                yield from _references(otherwise)  # type: ignore[arg-type]
            case ("delete", kind, ("set", str(name))):
                yield f"{kind}-set", name


def _in_condition(condition: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    match condition:
        case ("not", inner):
            yield from _in_condition(inner)  # type: ignore[arg-type]
        case ("and" | "or", left, right):
            yield from _in_condition(left)  # type: ignore[arg-type]
            yield from _in_condition(right)  # type: ignore[arg-type]
        case ("apply", str(name)):
            yield "route-policy", name
        case ("in", kind, ("set", str(name))):
            yield str(kind), name


# -- reading -------------------------------------------------------------------------------------


def parse(text: str) -> Policies:
    """Read a configuration: sets, policies, and what is bound inside ``router bgp``; anything else is refused."""
    found = Policies()
    lines = text.splitlines()
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.strip() in ("", "!"):
            continue
        word, _, name = line.partition(" ")
        end = "end-policy" if word == "route-policy" else "end-set"
        if word in (*_SETS, "route-policy"):
            if not _NAME.fullmatch(name):
                raise RplError(f"{name!r} is no name")
            begin, place = place, lines.index(end, place) + 1
            body = lines[begin : place - 1]
            if word == "route-policy":
                found.policies[name] = _Statements(body).read()
            else:
                found.sets[word, name] = _elements(body)
        elif word == "router":
            place = _bindings(found, lines, place)
        else:
            raise RplError(f"not read here: {line!r}")
    found.check()
    return found


def _elements(body: list[str]) -> list[str]:
    lines = [line.strip() for line in body if not line.strip().startswith("#")]
    if any(not line.endswith(",") for line in lines[:-1]) or (lines and lines[-1].endswith(",")):
        raise RplError(f"elements are separated by commas: {lines}")
    return [line.removesuffix(",") for line in lines]


def _bindings(found: Policies, lines: list[str], place: int) -> int:
    address, family = "", 0
    while lines[place] != "!":
        words = lines[place].split()
        place += 1
        if words[0] == "neighbor":
            address, family = words[1], 0
        elif words[0] == "address-family":
            family = {"ipv4": 4, "ipv6": 6}[words[1]]
        elif words[0] == "route-policy":
            found.bindings[address, family, words[2]] = words[1]
    return place + 1


class _Statements:
    """Reads the statements of a policy, which may stand on any number of lines; remarks stand between them."""

    def __init__(self, body: list[str]) -> None:
        self.tokens: list[str] = []
        for line in body:
            if len(line) > LONGEST_LINE:
                raise RplError(f"{len(line)} characters in one line: {line[:60]} ...")
            if not line.strip().startswith("#"):
                self.tokens += _TOKEN.findall(line)
        self.place = 0

    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.next()
        if not token or (wanted and token not in wanted):
            raise RplError(f"{token!r} where {' or '.join(wanted) or 'something'} belongs, behind {self.tokens[: self.place][-6:]}")
        self.place += 1
        return token

    def read(self, *ends: str) -> list[tuple[object, ...]]:
        found = []
        while self.next() and self.next() not in ends:
            found.append(self.statement())
        if not ends and self.next():
            raise RplError(f"{self.next()!r} does not end anything")
        if not found:
            raise RplError("an empty policy or branch")
        return found

    def statement(self) -> tuple[object, ...]:
        word = self.take("pass", "drop", "done", "apply", "set", "delete", "if")
        if word == "apply":
            return ("apply", self.take())
        if word == "set":
            what = self.take("community", "large-community", "local-preference", "next-hop")
            if what in ("community", "large-community"):
                items = self.inline()
                self.take("additive")
                return ("set", what, items)
            return ("set", what, self.take())
        if word == "delete":
            what = self.take("community", "large-community")
            self.take("in")
            return ("delete", what, self.set_or_inline())
        return self.branches() if word == "if" else (word,)

    def branches(self) -> tuple[object, ...]:
        found = []
        otherwise: list[tuple[object, ...]] = []
        word = "if"
        while word in ("if", "elseif"):
            condition = self.condition()
            self.take("then")
            found.append((condition, self.read("elseif", "else", "endif")))
            word = self.take("elseif", "else", "endif")
        if word == "else":
            otherwise = self.read("endif")
            self.take("endif")
        return ("if", found, otherwise)

    def inline(self) -> list[str]:
        self.take("(")
        found = [self.take()]
        while self.take(",", ")") == ",":
            found.append(self.take())
        return found

    def set_or_inline(self) -> tuple[str, object]:
        return ("inline", self.inline()) if self.next() == "(" else ("set", self.take())

    # ``not`` binds closest, then ``and``, then ``or``.

    def condition(self) -> tuple[object, ...]:
        found = self.conjunction()
        while self.next() == "or":
            self.take()
            found = ("or", found, self.conjunction())
        return found

    def conjunction(self) -> tuple[object, ...]:
        found = self.negation()
        while self.next() == "and":
            self.take()
            found = ("and", found, self.negation())
        return found

    def negation(self) -> tuple[object, ...]:
        if self.next() == "not":
            self.take()
            # The guides negate single comparisons only.
            if self.next() in ("(", "not"):
                raise RplError("not stands before one comparison")
            return ("not", self.comparison())
        if self.next() == "(":
            self.take()
            found = self.condition()
            self.take(")")
            return found
        return self.comparison()

    def comparison(self) -> tuple[object, ...]:
        word = self.take("apply", "destination", "next-hop", "community", "large-community", "as-path", "validation-state")
        if word == "apply":
            return ("apply", self.take())
        if word in ("destination", "next-hop"):
            self.take("in")
            return ("in", "prefix-set", ("set", self.take()), word)
        if word in ("community", "large-community"):
            self.take("matches-any")
            return ("in", f"{word}-set", self.set_or_inline(), word)
        if word == "validation-state":
            self.take("is")
            return ("rov", self.take("invalid", "valid", "not-found"))
        what = self.take("in", "is-local", "length", "neighbor-is", "originates-from", "passes-through")
        if what == "in":
            return ("in", "as-path-set", ("set", self.take()), word)
        if what == "is-local":
            return ("path", "is-local")
        if what == "length":
            return ("path", "length", self.take("ge", "le", "eq", "is"), int(self.take()))
        return ("path", f"{what} {self.take()}")


# -- running -------------------------------------------------------------------------------------


def path_text(route: Route) -> str:
    """The AS path as the router prints it, and as regular expressions see it."""
    return " ".join("{" + ",".join(map(str, sorted(item))) + "}" if isinstance(item, frozenset) else str(item) for item in route.as_path)


def _ios_regex(pattern: str, path: str) -> bool:
    return re.search(pattern.replace("_", r"(?:^|$|[ ,{}()])").replace("[{(]", r"[{(]"), path) is not None


def _span(text: str, value: int) -> bool:
    if text == "*":
        return True
    found = re.fullmatch(r"\[(\d+)\.\.(\d+)\]", text)
    return int(found[1]) <= value <= int(found[2]) if found else int(text) == value


def _community_matches(element: str, community: tuple[int, ...]) -> bool:
    if element in _WORDS:
        return _WORDS[element] == community
    parts = re.findall(r"\[\d+\.\.\d+\]|\*|\d+", element)
    if ":".join(parts) != element:
        raise RplError(f"{element!r} is no community")
    return len(parts) == len(community) and all(_span(part, value) for part, value in zip(parts, community, strict=True))


def _prefix_matches(element: str, prefix: Prefix) -> bool:
    found = re.fullmatch(r"([0-9a-fA-F.:]+)/(\d+)(?: (?:(eq) (\d+)|ge (\d+))?(?: ?le (\d+))?)?", element)
    if not found:
        raise RplError(f"{element!r} is no prefix")
    base = Prefix.parse(f"{found[1]}/{found[2]}")
    low = int(found[4] or found[5] or base.length)
    high = int(found[4] or found[6] or (BITS[base.family] if found[5] else base.length))
    if not base.length <= low <= high <= BITS[base.family]:
        raise RplError(f"{element!r} holds nothing")
    return base.contains(prefix) and low <= prefix.length <= high


@dataclass
class _Run:
    """One evaluation. ``sees_sets``: RPL's own comparisons find ASNs inside an AS_SET, which the guides leave open."""

    policies: Policies
    route: Route
    invalid: Callable[[Route], bool]
    sees_sets: bool
    now: Route
    is_acceptable: bool = False

    def run(self, statements: list[tuple[object, ...]]) -> None:
        for statement in statements:
            match statement:
                case ("pass",):
                    self.is_acceptable = True
                case ("drop",):
                    raise _End(True)
                case ("done",):
                    raise _End(False)
                case ("apply", str(name)):
                    self.run(self.policies.policies[name])
                case ("if", branches, otherwise):
                    for condition, body in branches:  # type: ignore[union-attr]
                        if self.holds(condition):
                            self.run(body)
                            break
                    else:
                        self.run(otherwise)  # type: ignore[arg-type]
                case _:
                    self.act(statement)
                    self.is_acceptable = True

    def act(self, statement: tuple[object, ...]) -> None:
        match statement:
            case ("set", "community", items):
                self.now = replace(self.now, communities=self.now.communities | {self.values(item, 2) for item in items})  # type: ignore
            case ("set", "large-community", items):
                more = {self.values(item, 3) for item in items}  # type: ignore[union-attr]
                self.now = replace(self.now, large_communities=self.now.large_communities | more)
            case ("set", "local-preference", value):
                self.now = replace(self.now, local_preference=int(str(value)))
            case ("set", "next-hop", address):
                self.now = replace(self.now, next_hop=host_prefix(str(address)))
            case ("delete", "community", which):
                self.now = replace(self.now, communities=frozenset(i for i in self.now.communities if not self.among(which, i)))
            case ("delete", "large-community", which):
                kept = frozenset(item for item in self.now.large_communities if not self.among(which, item, "large-community-set"))
                self.now = replace(self.now, large_communities=kept)
            case _:
                raise RplError(f"{statement} is not known")

    @staticmethod
    def values(item: str, size: int) -> tuple[int, ...]:
        found = _WORDS[item] if item in _WORDS else tuple(int(number) for number in item.split(":"))
        if len(found) != size:
            raise RplError(f"{item!r} is of another kind")
        return found

    def elements(self, which: object, kind: str) -> list[str]:
        form, value = which  # type: ignore[misc]
        return value if form == "inline" else self.policies.sets[kind, value]

    def among(self, which: object, community: tuple[int, ...], kind: str = "community-set") -> bool:
        return any(_community_matches(element, community) for element in self.elements(which, kind))

    def holds(self, condition: tuple[object, ...]) -> bool:
        match condition:
            case ("not", inner):
                return not self.holds(inner)  # type: ignore[arg-type]
            case ("and", left, right):
                return self.holds(left) and self.holds(right)  # type: ignore[arg-type]
            case ("or", left, right):
                return self.holds(left) or self.holds(right)  # type: ignore[arg-type]
            case ("apply", str(name)):
                return self.applied(name)
            case ("rov", "invalid"):
                return self.invalid(self.route)
            case ("in", "prefix-set", which, "destination"):
                return any(_prefix_matches(element, self.route.prefix) for element in self.elements(which, "prefix-set"))
            case ("in", "prefix-set", which, "next-hop"):
                next_hop = self.route.next_hop
                return next_hop is not None and any(_prefix_matches(item, next_hop) for item in self.elements(which, "prefix-set"))
            case ("in", "community-set", which, _):
                return any(self.among(which, item) for item in self.route.communities)
            case ("in", "large-community-set", which, _):
                return any(self.among(which, item, "large-community-set") for item in self.route.large_communities)
            case ("in", "as-path-set", which, _):
                return any(self.path(element) for element in self.elements(which, "as-path-set"))
            case ("path", "is-local"):
                return not self.route.as_path
            case ("path", "length", "ge", int(count)):
                return len(self.route.as_path) >= count
            case ("path", str(element)):
                return self.path(element)
        raise RplError(f"{condition} is not known")

    def applied(self, name: str) -> bool:
        before, self.is_acceptable = self.is_acceptable, False
        try:
            self.run(self.policies.policies[name])
        except _End as end:
            if end.is_dropped:
                raise
        found = self.is_acceptable
        self.is_acceptable = before or found
        return found

    def path(self, element: str) -> bool:
        found = re.fullmatch(r"(ios-regex|neighbor-is|originates-from|passes-through) '([^']+)'", element)
        if not found:
            raise RplError(f"{element!r} is no element of an as-path-set")
        word, what = found.groups()
        if word == "ios-regex":
            return _ios_regex(what, path_text(self.route))
        if what == "0":
            raise RplError("0 is no ASN for RPL's own comparisons")
        path = self.route.as_path
        ends = {"neighbor-is": path[:1], "originates-from": path[-1:], "passes-through": path}
        if any(isinstance(item, frozenset) for item in ends[word]) and self.sees_sets:
            asns = [asn for item in ends[word] for asn in (item if isinstance(item, frozenset) else [item])]
        else:
            asns = [item for item in ends[word] if isinstance(item, int)]
        return any(_span(what, asn) for asn in asns)


def run(policies: Policies, name: str, route: Route, invalid: Callable[[Route], bool]) -> Route | None:
    """Run a policy on a route; return the route behind it, or None when it is dropped.

    :raises RplError: what becomes of the route hangs on what the guides do not say.
    """
    ends = []
    for sees_sets in (False, True):
        this = _Run(policies, route, invalid, sees_sets, route)
        try:
            this.run(policies.policies[name])
            ends.append(this.now if this.is_acceptable else None)
        except _End as end:
            ends.append(None if end.is_dropped else this.now)
    if ends[0] != ends[1]:
        raise RplError(f"{name}: {path_text(route)!r} ends so or so: {ends}")
    return ends[0]
