# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say atoms and changes in BIRD's filter language, as BIRD 2.0.12 and 3.1 both read it.

``&&`` and ``||`` have the same precedence there, so what is joined stands in parentheses. An attribute that is not set reads as an
empty path or list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...model.policies import PolicyError
from ...model.prefixes import BITS, PrefixRange, int_to_address
from ...model.terms import (
    AddCommunity,
    AddLargeCommunity,
    AddOtc,
    AspaInvalid,
    Atom,
    Change,
    CommunitiesMoreThan,
    CommunityPattern,
    Counted,
    EmptyPath,
    FirstAsn,
    HasCommunity,
    HasLargeCommunity,
    InLocalList,
    NextHopIn,
    OtcOtherThan,
    OtcPresent,
    PairIn,
    PathHas,
    PathHasSet,
    PathLongerThan,
    PathOnly,
    PrefixIn,
    RemoveAsns,
    RemoveCommunities,
    RovInvalid,
    SetLocalPreference,
    SetNextHop,
    covers,
)
from .names import quoted

NEVER, ALWAYS = "false", "true"
_COUNTS = {
    Counted.ALL: "bgp_community.len + bgp_large_community.len",
    Counted.STANDARD: "bgp_community.len",
    Counted.LARGE: "bgp_large_community.len",
}


@dataclass(frozen=True)
class Symbols:
    """Where the named things of a policy are: each gives a symbol, sets None when the family has nothing of them.

    ``address_set``: the addresses that a prefix set holds. BIRD looks for an address in a set of addresses alone.
    """

    prefix_set: Callable[[str], str | None]
    address_set: Callable[[str], str | None]
    pair_set: Callable[[str], str | None]
    local_list: Callable[[str], str]
    has_set: Callable[[], str]
    rov_invalid: Callable[[], str]
    aspa_invalid: Callable[[bool], str]


def range_text(item: PrefixRange) -> str:
    """Say a range in a prefix set."""
    bounds = "" if item.minimum == item.maximum == item.length else f"{{{item.minimum},{item.maximum}}}"
    return f"{item.prefix}{bounds}"


def prefix_set(ranges: Iterable[PrefixRange]) -> str:
    """Say a prefix set; an empty one cannot be said."""
    return f"[ {', '.join(range_text(item) for item in sorted(ranges))} ]"


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges of numbers where they meet: BIRD finds nothing for sure in a set whose ranges overlap."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def asn_set(ranges: Iterable[tuple[int, int]]) -> str:
    """Say a set of ASNs."""
    return f"[{', '.join(str(low) if low == high else f'{low}..{high}' for low, high in _joined(ranges))}]"


def address_set(ranges: Iterable[PrefixRange]) -> str | None:
    """Say the set of the addresses that ranges of one family hold as host prefixes; None when there is none."""
    pairs, family = [], 4
    for item in ranges:
        family, bits = item.family, BITS[item.family]
        if item.maximum == bits:
            pairs.append((item.network, item.network | ((1 << (bits - item.length)) - 1)))
    words = []
    for low, high in _joined(pairs):
        first, last = int_to_address(family, low), int_to_address(family, high)
        words.append(first if low == high else f"{first}..{last}")
    return f"[ {', '.join(words)} ]" if words else None


def _pattern(pattern: CommunityPattern) -> str:
    words = ["*" if number is None else str(number) for number in pattern]
    if len(words) == 3 and "*" in words and set(words[words.index("*") :]) != {"*"}:
        raise PolicyError(f"BIRD: {':'.join(words)}: the stars of a large community stand at its end")
    return f"({', '.join(words)})"


def community_sets(patterns: Iterable[CommunityPattern], size: int) -> list[str]:
    """Say communities (size 2) or large communities (size 3): sets of which one must match.

    BIRD finds nothing for sure in a set whose items overlap: what another pattern covers is left out, and patterns that begin
    with a star are a set of their own.

    :raises PolicyError: BIRD cannot say a pattern.
    """
    items = list(dict.fromkeys(item for item in patterns if len(item) == size))
    apart = [item for item in items if not any(other != item and covers(other, item) for other in items)]
    groups = ([item for item in apart if item[0] is not None], [item for item in apart if item[0] is None])
    return [f"[{', '.join(_pattern(item) for item in group)}]" for group in groups if group]


def condition(atom: Atom, symbols: Symbols) -> str:
    """Return the expression that is true where the atom holds."""
    match atom:
        case PrefixIn(name):
            found = symbols.prefix_set(name)
            return NEVER if found is None else f"net ~ {quoted(found)}"
        case NextHopIn(name):
            found = symbols.address_set(name)
            return NEVER if found is None else f"bgp_next_hop ~ {quoted(found)}"
        case InLocalList(name):
            return f"net ~ {quoted(symbols.local_list(name))}"
        case PairIn(name):
            found = symbols.pair_set(name)
            return NEVER if found is None else f"{quoted(found)}()"
        case RovInvalid():
            return f"{quoted(symbols.rov_invalid())}()"
        case AspaInvalid(is_upstream):
            return f"{quoted(symbols.aspa_invalid(is_upstream))}()"
        case EmptyPath():
            return "bgp_path.len = 0"
        case FirstAsn(asn):
            return f"bgp_path.first = {asn}"
        case PathOnly(asn):
            # Taking an ASN out takes it out of an AS_SET too.
            return f"(bgp_path.len > 0 && delete(bgp_path, [{asn}]).len = 0 && ! {quoted(symbols.has_set())}())"
        case PathHas(ranges):
            return f"bgp_path ~ {asn_set(ranges)}"
        case PathHasSet():
            return f"{quoted(symbols.has_set())}()"
        case PathLongerThan(count):
            return f"bgp_path.len > {count}"
        case HasCommunity(communities):
            return _matches("bgp_community", community_sets(sorted(communities), 2))
        case HasLargeCommunity(large):
            return _matches("bgp_large_community", community_sets(sorted(large), 3))
        case CommunitiesMoreThan(count, kind):
            return f"{_COUNTS[kind]} > {count}"
        case OtcPresent():
            return "defined(bgp_otc)"
        case OtcOtherThan(asn):
            return f"(defined(bgp_otc) && bgp_otc != {asn})"


def all_of(atoms: Iterable[Atom], symbols: Symbols) -> str:
    """Return the expression that is true where all atoms hold."""
    parts = [condition(atom, symbols) for atom in atoms]
    if NEVER in parts:
        return NEVER
    if len(parts) == 1:
        return parts[0]
    return f"({' && '.join(parts)})" if parts else ALWAYS


def _matches(name: str, sets: list[str]) -> str:
    parts = [f"{name} ~ {items}" for items in sets]
    return parts[0] if len(parts) == 1 else f"({' || '.join(parts)})"


def _removal(change: RemoveCommunities) -> list[str]:
    lines = []
    for size, name in ((2, "bgp_community"), (3, "bgp_large_community")):
        gone = community_sets(change.patterns, size)
        if not gone:
            continue
        left = name
        for items in gone:
            left = f"delete({left}, {items})"
        for items in community_sets(change.keep, size):
            left = f"add({left}, filter({name}, {items}))"
        lines.append(f"if {_matches(name, gone)} then {name} = {left};")
    return lines


def statements(change: Change, discards: frozenset[str]) -> list[str]:
    """Return the statements of a change.

    :param discards: next hops that mean discarding: the kernel gets a blackhole route.
    """
    match change:
        case RemoveCommunities():
            return _removal(change)
        case AddCommunity((high, low)):
            return [f"bgp_community.add(({high}, {low}));"]
        case AddLargeCommunity((first, second, third)):
            return [f"bgp_large_community.add(({first}, {second}, {third}));"]
        case SetLocalPreference(value):
            return [f"bgp_local_pref = {value};"]
        case SetNextHop(next_hop):
            address = str(next_hop).partition("/")[0]
            lines = [f"bgp_next_hop = {address};"]
            return [*lines, "dest = RTD_BLACKHOLE;"] if address in discards else lines
        case AddOtc(asn):
            return [f"if ! defined(bgp_otc) then bgp_otc = {asn};"]
        case RemoveAsns(asns):
            return [f"bgp_path = delete(bgp_path, {asn_set((asn, asn) for asn in asns)});"]
