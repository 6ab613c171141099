# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a fitted policy in BIRD's filters.

A chain is one filter: first rewrites, a line per term, the operator's own function, last rewrites, accept. A long condition is a
function named by its content. Registered pairs are a function too, with a prefix set per origin: a ROA table cannot say ranges that
begin behind the prefix, and is filled after the filter is there (docs/bird.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.controls import CONTROLS, MARK_FUNCTION
from ...model.policies import Chain, Policy, RtrCache
from ...model.prefixes import FAMILIES
from ...model.routes import Direction, LargeCommunity
from ...model.terms import Rewrite, Term
from ..own_files import file_name
from . import expressions as words
from .capabilities import BirdCapabilities
from .names import OURS, content_symbol, filter_symbol, local_symbol, quoted, symbol
from .objects import ASPA_TABLE, ASPAS, ROA_TABLES, Configuration

#: A condition that is longer than this is a function of its own.
_LONG = 100
_LINE = 110

_HAS_SET = """\
  int walked;
  bgppath rest;
{
  # An AS_SET counts once in the length, and each of its members here. A set of one member stands where the path without the ASNs
  # before it begins with no ASN, or ends with another than the last before the set.
  walked = 0;
  rest = bgp_path;
  for int one in bgp_path do {
    if rest.len > 0 && (rest.first = 0 || rest.last != rest.last_nonaggregated) then return true;
    walked = walked + 1;
    rest = delete(rest, one);
  }
  return bgp_path.len != walked;
}"""


class Builder:
    """Collects the definitions that filters of a policy need."""

    def __init__(self, policy: Policy, capabilities: BirdCapabilities) -> None:
        self.policy = policy
        self.definitions: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self._returns = " -> bool" if capabilities.names_return_types else ""
        self._pairs: dict[tuple[str, int], str | None] = {}
        self._discards = frozenset(policy.discards)
        for family, table in ROA_TABLES.items():
            self.definitions[table] = f"roa{family} table {quoted(table)};"
        for cache in policy.rtr_caches:
            self._add_cache(cache)

    def _add_cache(self, cache: RtrCache) -> None:
        name = symbol("RTR", cache.host, cache.port)
        channels = " ".join(f"roa{family} {{ table {quoted(table)}; }};" for family, table in ROA_TABLES.items())
        self.definitions[name] = f"protocol rpki {quoted(name)}\n{{\n  {channels}\n  remote {cache.host} port {cache.port};\n}}"

    def _add_aspas(self) -> None:
        self.definitions[ASPA_TABLE] = f"aspa table {quoted(ASPA_TABLE)};"
        lines = [f"  aspa {{ table {quoted(ASPA_TABLE)}; }};"]
        for customer, providers in sorted(self.policy.aspas.items()):
            real = ", ".join(map(str, sorted(providers - {0})))
            lines.append(f"  route aspa {customer} {f'providers {real}' if real else 'transit'};")
        self.definitions[ASPAS] = "\n".join([f"protocol static {quoted(ASPAS)}", "{", *lines, "}"])

    # -- what filters refer to -------------------------------------------------------------------

    def _function(self, body: str, *name: object) -> str:
        found = content_symbol(self._returns + body, *name)
        self.definitions[found] = f"function {quoted(found)}(){self._returns}\n{body}"
        return found

    def _prefix_set(self, name: str, family: int) -> str | None:
        ranges = self.policy.prefix_sets[name].of_family(family)
        if not ranges:
            return None
        return self._set(words.prefix_set(ranges), "SET", name, family)

    def _address_set(self, name: str, family: int) -> str | None:
        body = words.address_set(self.policy.prefix_sets[name].of_family(family))
        return None if body is None else self._set(body, "ADDRESSES", name, family)

    def _set(self, body: str, *name: object) -> str:
        found = content_symbol(body, *name)
        self.definitions[found] = f"define {quoted(found)} = {_wrapped(body)};"
        return found

    def _pair_set(self, name: str, family: int) -> str | None:
        if (name, family) not in self._pairs:
            # Both families, used here or not: what is read back must be the whole set.
            self._pairs |= {(name, each): self._write_pairs(name, each) for each in FAMILIES}
        return self._pairs[name, family]

    def _write_pairs(self, name: str, family: int) -> str | None:
        """Write the file of a family of a pair set; return its function, or None when nothing is registered."""
        cases = []
        for origin, ranges in sorted(self.policy.pair_sets[name].ranges_by_origin.items()):
            items = [item for item in ranges if item.family == family]
            # A path that ends in an AS_SET reads as origin 0.
            if items and origin:
                cases.append(f"    {origin}: return net ~ {_wrapped(words.prefix_set(items))};")
        if not cases:
            return None
        body = "\n".join(["{", "  case bgp_path.last {", *cases, "    else: return false;", "  }", "}"])
        found = content_symbol(self._returns + body, "PAIRS", name, family)
        content = f"# registered pairs of {name}\nfunction {quoted(found)}(){self._returns}\n{body}\n"
        self.files[file_name(symbol(name, family).removeprefix(OURS), content)] = content
        return found

    def _local_list(self, name: str, family: int) -> str:
        return local_symbol(name, family)

    def _has_set(self) -> str:
        return self._function(_HAS_SET, "AS-SET")

    def _rov_invalid(self, family: int) -> str:
        table = quoted(ROA_TABLES[family])
        body = (
            "{\n"
            f"  if bgp_path.len = 0 then return roa_check({table}, net, {self.policy.asn}) = ROA_INVALID;\n"
            f"  return roa_check({table}, net, bgp_path.last) = ROA_INVALID;\n"
            "}"
        )
        return self._function(body, "ROV-INVALID", family)

    def _aspa_invalid(self, is_upstream: bool) -> str:
        self._add_aspas()
        # An empty path is invalid (draft-ietf-sidrops-aspa-verification section 5).
        check = f"aspa_check({quoted(ASPA_TABLE)}, bgp_path, {'true' if is_upstream else 'false'}) = ASPA_INVALID"
        body = "\n".join(["{", f"  return bgp_path.len = 0 || {check};", "}"])
        return self._function(body, "ASPA-INVALID", "UP" if is_upstream else "DOWN")

    def _symbols(self, family: int) -> words.Symbols:
        return words.Symbols(
            prefix_set=lambda name: self._prefix_set(name, family),
            address_set=lambda name: self._address_set(name, family),
            pair_set=lambda name: self._pair_set(name, family),
            local_list=lambda name: self._local_list(name, family),
            has_set=self._has_set,
            rov_invalid=lambda: self._rov_invalid(family),
            aspa_invalid=self._aspa_invalid,
        )

    # -- filters ---------------------------------------------------------------------------------

    def _parts(self, term: Term, family: int) -> tuple[str, list[str]]:
        """Return when a term rejects, and what spares a route from it; never, where it says nothing in this family."""
        symbols = self._symbols(family)
        when = words.all_of(term.when, symbols)
        spared = [group for atoms in term.unless if (group := words.all_of(atoms, symbols)) != words.NEVER]
        return (words.NEVER, []) if words.ALWAYS in spared else (when, spared)

    def _term(self, term: Term, family: int, direction: Direction) -> Iterator[str]:
        if term.is_monitored and term.mark is None:
            return
        when, spared = self._parts(term, family)
        if when == words.NEVER:
            return
        if spared:
            spares = f"! ({' || '.join(spared)})"
            condition = spares if when == words.ALWAYS else f"{when} && {spares}"
        else:
            condition = when
        if len(condition) > _LONG:
            lines = [] if when == words.ALWAYS else [f"  if ! ({when}) then return false;"]
            lines += [f"  if {group} then return false;" for group in spared]
            body = "\n".join(["{", *lines, "  return true;", "}"])
            condition = f"{quoted(self._function(body, term.control, family))}()"
        does = "reject;"
        if term.is_monitored and term.mark is not None:
            does = _adds(term.mark)
        elif direction is Direction.IMPORT:
            # A channel that keeps filtered routes shows by it which control dropped one; it is passed on to nobody.
            does = f"{{ {_adds((self.policy.asn, MARK_FUNCTION, CONTROLS[term.control].number))} reject; }}"
        yield f"if {condition} then {does} # {term.control}"

    def _rewrite(self, rewrite: Rewrite, family: int) -> Iterator[str]:
        when = words.all_of(rewrite.when, self._symbols(family))
        lines = [line for change in rewrite.changes for line in words.statements(change, self._discards)]
        if when == words.NEVER or not lines:
            return
        yield f"# {rewrite.control}"
        if when == words.ALWAYS:
            yield from lines
        else:
            yield f"if {when} then {{"
            yield from (f"  {line}" for line in lines)
            yield "}"

    def add_filter(self, name: str, chain: Chain, operator_function: str | None) -> None:
        """Add the filter of a chain."""
        lines: list[str] = []
        for rewrite in chain.first:
            lines += self._rewrite(rewrite, chain.family)
        for term in chain.terms:
            lines += self._term(term, chain.family, chain.direction)
        if operator_function is not None:
            lines.append(f"{operator_function}(); # the operator's own")
        for rewrite in chain.last:
            lines += self._rewrite(rewrite, chain.family)
        self.add_lines(name, [*lines, "accept;"])

    def add_lines(self, name: str, lines: Iterable[str]) -> None:
        """Add a filter of these lines."""
        self.definitions[name] = filter_text(name, lines)

    def configuration(self) -> Configuration:
        """Return what was collected."""
        return Configuration(dict(self.definitions), dict(self.files))


def _adds(community: LargeCommunity) -> str:
    return f"bgp_large_community.add(({', '.join(map(str, community))}));"


def filter_text(name: str, lines: Iterable[str]) -> str:
    """Return a filter of these lines."""
    return f"filter {quoted(name)}\n{{\n" + "".join(f"  {line}\n" for line in lines) + "}"


def _wrapped(text: str) -> str:
    """Break a long set into lines; a line that goes on is indented."""
    if len(text) <= _LINE:
        return text
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > _LINE:
            lines.append(line)
            line = "     "
        line += f" {word}" if line else word
    return "\n".join([*lines, line])


def families_of(address: str) -> tuple[int, ...]:
    """Return the families that a session carries where the router was not asked: that of its address."""
    return (6,) if ":" in address else (4,)


def build(policy: Policy, capabilities: BirdCapabilities) -> Configuration:
    """Return what is ours for a router that was never seen.

    :raises PolicyError: something cannot be said in BIRD.
    """
    builder = Builder(policy, capabilities)
    for session in policy.sessions:
        for family in families_of(session.address):
            for direction in Direction:
                chain = session.chain(direction, family)
                if chain is not None:
                    name = filter_symbol(direction, session.address, family)
                    builder.add_filter(name, chain, session.own_policy.function(direction))
    return builder.configuration()
