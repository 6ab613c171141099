# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The BGP neighbors of a Junos configuration: what is said at each, and what it inherits from its group and from BGP as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...model.prefixes import FAMILIES
from ...model.routes import Direction
from ..answers import number
from .documents import Element, active, text_of
from .names import OURS
from .objects import INET, Limit

#: The macro at a neighbor that lists what there is ours, so that what the operator wrote is never taken for it. Junos keeps macros
#: and does nothing with them.
MACRO = f"{OURS}ADDED"
_KEY = "authentication-key"
_WORD = {Direction.IMPORT: "import", Direction.EXPORT: "export"}


#: How the macro names a key.
KEY_SLOT = "password"


def limit_slot(family: int) -> str:
    """Return how the macro names the limit of a family."""
    return f"limit-{family}"


@dataclass(frozen=True)
class Neighbor:
    """One neighbor of the global table.

    ``here``: the policies that its own statement has, per direction; ``inherited``: those that it would have without, from its group
    or from BGP, and ``effective``: those that act. ``families``: the unicast families it carries. ``families_here``: those that it
    says itself, ``has_families_above``: its group or BGP says some. ``limits``: its own limits, ``added``: what at it is ours.
    ``is_by_groups``: the directions in which configuration groups give its own statement. ``statements``: the names of its and the
    inherited statements, alone and with their value. ``family_policies``: policies that a family of it or above it has of its own;
    they would act in the place of ours. ``key``: the authentication key as Junos keeps it, ``has_key_here``: the neighbor itself has it.
    """

    address: str
    group: str
    here: Mapping[Direction, tuple[str, ...]] = field(default_factory=dict)
    inherited: Mapping[Direction, tuple[str, ...]] = field(default_factory=dict)
    effective: Mapping[Direction, tuple[str, ...]] = field(default_factory=dict)
    families: tuple[int, ...] = ()
    families_here: tuple[int, ...] = ()
    has_families_above: bool = False
    limits: Mapping[int, Limit] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    is_by_groups: frozenset[Direction] = frozenset()
    statements: frozenset[str] = frozenset()
    family_policies: tuple[str, ...] = ()
    key: str = field(default="", repr=False)
    has_key_here: bool = False

    def ours(self, direction: Direction) -> bool:
        """Tell whether a chain of ours is bound here."""
        return any(name.startswith(OURS) for name in self.here.get(direction, ()))


def _policies(level: Element | None, direction: Direction) -> tuple[str, ...]:
    return tuple((item.text or "").strip() for item in active(level, _WORD[direction]))


def _families(level: Element | None) -> tuple[int, ...] | None:
    """Return the unicast families of a level; None when it says none at all."""
    told = list(active(level, "family"))
    if not told:
        return None
    return tuple(
        family for family in FAMILIES if any(True for word in ("unicast", "any") for _ in active(told[0], f"{INET[family]}/{word}"))
    )


def _family_policies(level: Element | None) -> Iterator[str]:
    """Yield the policies that unicast families of a level have, as releases of our days can."""
    for family in FAMILIES:
        for kind in ("unicast", "any"):
            for word in _WORD.values():
                for item in active(level, f"family/{INET[family]}/{kind}/{word}"):
                    yield (item.text or "").strip()


def _limit(level: Element, family: int) -> Limit | None:
    for element in active(level, f"family/{INET[family]}/unicast/accepted-prefix-limit"):
        idle = 0
        for teardown in active(element, "teardown"):
            # Torn down for ever is more than any minutes.
            idle = number(text_of(teardown, "idle-timeout/timeout", "0"), "idle-timeout") or -1
        return Limit(number(text_of(element, "maximum", "0"), "accepted-prefix-limit"), idle)
    return None


def _found(level: Element | None, tag: str, name: str) -> Element | None:
    return next((item for item in active(level, tag) if text_of(item, "name") == name), None)


def _bgp(root: Element | None) -> Element | None:
    return next(active(root, "protocols/bgp"), None)


def neighbors(root: Element, effective: Element | None = None) -> Iterator[Neighbor]:
    """Yield the neighbors of a ``<configuration>``.

    :param effective: the same with what configuration groups bring (``inherit``); without it they bring nothing.
    """
    bgp = _bgp(root)
    merged_bgp = _bgp(effective) if effective is not None else bgp
    for merged_group in active(merged_bgp, "group"):
        group_name = text_of(merged_group, "name")
        group = _found(bgp, "group", group_name)
        for merged in active(merged_group, "neighbor"):
            address = text_of(merged, "name")
            element = _found(group, "neighbor", address)
            yield _neighbor(address, group_name, element, (merged, merged_group, merged_bgp))


def _statements(levels: tuple[Element | None, ...]) -> Iterator[str]:
    for item in (item for level in levels if level is not None for item in level if item.get("inactive") is None):
        yield item.tag
        if item.tag != _KEY and item.text and item.text.strip():
            yield f"{item.tag} {item.text.strip()}"


def _neighbor(address: str, group: str, element: Element | None, levels: tuple[Element, Element, Element | None]) -> Neighbor:
    merged = levels[0]
    here = {direction: _policies(element, direction) for direction in Direction}
    effective, inherited = {}, {}
    by_groups: set[Direction] = set()
    for direction in Direction:
        told = [_policies(level, direction) for level in levels]
        if told[0] and not here[direction]:
            by_groups.add(direction)
        effective[direction] = next((names for names in told if names), ())
        # Where the neighbor says nothing itself, its own level has what configuration groups bring.
        inherited[direction] = next((names for names in (told[1:] if here[direction] else told) if names), ())
    said = [_families(level) for level in levels]
    own_family = 6 if ":" in address else 4
    limits = {family: limit for family in FAMILIES if (limit := _limit(merged, family)) is not None}
    macro = _found(element, "apply-macro", MACRO)
    return Neighbor(
        address,
        group,
        here,
        inherited,
        effective,
        next((families for families in said if families is not None), (own_family,)),
        said[0] or (),
        any(families is not None for families in said[1:]),
        limits,
        frozenset(text_of(item, "name") for item in active(macro, "data")),
        frozenset(by_groups),
        frozenset(_statements(levels)),
        tuple(dict.fromkeys(name for level in levels for name in _family_policies(level))),
        next((key for level in levels if (key := text_of(level, _KEY))), ""),
        bool(text_of(element, _KEY)),
    )
