# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each control stands at each session and interface: what the policy wants, beside what the router was read to hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ...intent.models import HostIntent, Settings
from ...intent.settings import NeighborSettings
from ...model.controls import CONTROLS
from ...model.policies import Chain, Policy, Session
from ...model.routes import Direction
from ...model.sources import SourceInterface
from ..models import Cell, Status
from ..routing_tables.tally import Tally

#: Controls in front of a substitution: ``F14, OTC: ...``.
_NAMED = re.compile(r"\b[EFSV][0-9]{2}\b")
#: What all controls of a session hang on: that it is the declared one, and that our filters are its filters.
BINDINGS = ("B01", "B03")
_Settings = TypeVar("_Settings", bound=Settings)

#: The control whose rewrites set OTC on the way out.
_SETS_OTC = "E05"

Key = tuple[str, int]


def _named(substitution: str) -> list[str]:
    """Return the controls that a substitution is of."""
    head = substitution.partition(":")[0]
    return _NAMED.findall(head) + ([_SETS_OTC] if "OTC" in head else [])


def enforced_everywhere(intent: HostIntent) -> HostIntent:
    """Return an intent without modes and adoption stages: what its policy has is what there could be."""
    relations = intent.network.relations
    of_relations = {name: _enforced(getattr(relations, name)) for name in type(relations).model_fields}
    network = _enforced(intent.network).model_copy(update={"relations": relations.model_copy(update=of_relations)})
    return intent.model_copy(update={"network": network, "neighbors": tuple(_enforced(item) for item in intent.neighbors)})


def _enforced(settings: _Settings) -> _Settings:
    return settings.model_copy(update={"modes": {}, "adoption_stage": None})


@dataclass(frozen=True)
class Seen:
    """What was read of the router. ``touched``: sessions and families whose filters a delivery would change. ``active``: the families
    that each session carries. None: nobody has looked. ``substitutions``: in the words of ``fit``. ``tellers``: where findings are
    that say that a control does not hold, as (session's address, control); without an address: anywhere on the router. One of BINDINGS
    says it of all controls.
    """

    touched: frozenset[Key] | None = None
    active: frozenset[Key] | None = None
    changed_interfaces: frozenset[str] | None = None
    substitutions: tuple[str, ...] = ()
    tellers: Mapping[tuple[str, str], str] = field(default_factory=dict)


def session_cells(session: Session, whole: Session, settings: NeighborSettings, seen: Seen, tally: Tally | None) -> dict[str, Cell]:
    """Return how each control stands at a session.

    :param session: as a delivery would bring it. ``whole``: with every control enforced.
    """
    families = {chain.family for chain in whole.chains}
    is_there = True
    if seen.active is not None:
        active = {family for address, family in seen.active if address == session.address}
        is_there = bool(active)
        families &= active or families
    cells: dict[str, Cell] = {}
    for control, directions in sorted(_controls(whole, families).items()):
        cell = _wanted(control, directions, session, families, settings, seen)
        if cell is None and not is_there:
            cell = Cell(status=Status.DIFFERS, why="the router does not have this session")
        cell = cell or _held(session.address, control, families, seen)
        routes = _routes(control, tally)
        cells[control] = cell if routes is None else cell.model_copy(update={"routes": routes})
    return cells


def _controls(session: Session, families: Collection[int]) -> dict[str, frozenset[Direction]]:
    """Return the controls that a session has something of, with the directions whose chains have it; none for its options."""
    found: dict[str, set[Direction]] = {}
    for chain in session.chains:
        if chain.family in families:
            for control in _of_chain(chain):
                found.setdefault(control, set()).add(chain.direction)
            if chain.direction is Direction.IMPORT:
                found.setdefault("F20", set()).add(chain.direction)
    options = session.options
    told = {"F15": session.limits, "S01": options.ttl_hops, "S02": options.password or options.tcp_ao, "S03": options.role}
    return {name: frozenset(found.get(name, ())) for name in {*found, *(name for name, value in told.items() if value)}}


def _of_chain(chain: Chain) -> Iterable[str]:
    yield from (term.control for term in chain.terms)
    yield from (rewrite.control for rewrite in (*chain.first, *chain.last) if rewrite.control in CONTROLS)


def _wanted(
    control: str, directions: frozenset[Direction], session: Session, families: Collection[int], settings: NeighborSettings, seen: Seen
) -> Cell | None:
    """Return the cell of a control that the policy does not enforce there; None for one that it does."""
    if rule := settings.mode(control):
        status = Status.MONITORED if rule.mode == "monitor" else Status.OFF
        return Cell(status=status, why=f"until {rule.until}: {rule.why}")
    stage = CONTROLS[control].stage
    if stage is not None and settings.adoption_stage < stage:
        return Cell(status=Status.WAITING, why=f"acts from adoption stage {stage} on, this is {settings.adoption_stage}")
    missing = [
        direction for direction in sorted(directions) if not all(session.chain(direction, family) is not None for family in families)
    ]
    if missing:
        return Cell(status=Status.HELD, why=f"the new {' and '.join(missing)} filter was not made; what runs stays: see the findings")
    told = [text for text in seen.substitutions if control in _named(text)]
    if control in _controls(session, families):
        return None
    is_gone = not told or any("not checked" in text or "is not set" in text for text in told)
    why = "; ".join(told) or "what the router would get has nothing of it"
    return Cell(status=Status.MISSING if is_gone else Status.SUBSTITUTED, why=why)


def _held(address: str, control: str, families: Collection[int], seen: Seen) -> Cell:
    """Return the cell of a control that the policy enforces, by what the router holds."""
    if seen.touched is None:
        return Cell(status=Status.UNKNOWN, why="nobody has looked at the router")
    for name in (control, *BINDINGS):
        if why := seen.tellers.get((address, name)) or seen.tellers.get(("", name)):
            return Cell(status=Status.DIFFERS, why=why)
    if any((address, family) in seen.touched for family in families):
        return Cell(status=Status.DIFFERS, why="a delivery would change the filters of this session")
    told = [text for text in seen.substitutions if control in _named(text)]
    if told:
        return Cell(status=Status.SUBSTITUTED, why="; ".join(told))
    return Cell(status=Status.IN_FORCE, why="read back from the router")


def _routes(control: str, tally: Tally | None) -> int | None:
    """Return how many routes the control rejects or would; only what comes in is counted."""
    if tally is None or not control.startswith("F") or not CONTROLS[control].rejects:
        return None
    return tally.rejected[control] + tally.monitored[control]


def interface_cells(interface: SourceInterface, seen: Seen) -> dict[str, Cell]:
    """Return how each control of source addresses stands at an interface."""
    controls = sorted({drop.control for chain in interface.chains for drop in chain.drops})
    cells = {}
    for control in controls:
        modes = ", ".join(f"IPv{chain.family} {chain.direction} {chain.mode}: {chain.why}" for chain in interface.chains)
        if seen.changed_interfaces is None:
            cell = Cell(status=Status.UNKNOWN, why="nobody has looked at the router")
        elif interface.name in seen.changed_interfaces:
            cell = Cell(status=Status.DIFFERS, why="a delivery would change what is checked here")
        elif interface.is_kept:
            cell = Cell(status=Status.HELD, why="what it may send is not known; what runs stays: see the findings")
        elif interface.observed_since is not None:
            cell = Cell(status=Status.MONITORED, why=f"observed since {interface.observed_since}")
        else:
            cell = Cell(status=Status.IN_FORCE, why=modes)
        cells[control] = cell
    return cells


#: What begins a plan's line about a set of sources: ``sources in-eth0-v4: ...``.
_OF_SET = re.compile(r"sources (\S+?)(?:-v[46])?:")


def changed_interfaces(policy: Policy, summary: Iterable[str]) -> frozenset[str]:
    """Return the interfaces that a plan's lines are about, or use a set that one is about; all where none can be told."""
    lines = list(summary)
    interfaces = policy.sources.interfaces if policy.sources is not None else ()
    sets = {found[1] for line in lines if (found := _OF_SET.match(line))}
    touched = {
        item.name
        for item in interfaces
        if any(line.startswith((f"{item.name} (", f"{item.name}:")) for line in lines)
        or any(name in sets for chain in item.chains for name in chain.source_sets)
    }
    return frozenset(touched) if touched or not lines else frozenset(item.name for item in interfaces)
