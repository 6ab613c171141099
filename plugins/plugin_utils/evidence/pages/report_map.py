# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The map of the report's page: who is filtered by what, at once.

A cell is ``<td class=i>in force``: the sheet draws symbol and colour from the class, and the words are there for screen
readers, for copying and for those without the sheet. What a status has for a reason is in a list beside the map (``whys``), by number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ..models import Cell, Report, ReportControl, ReportFinding, ReportInterface, ReportRouter, ReportSession, Severity, Status
from .text import LETTERS, counted, name, number, short_number, text

#: The scopes of controls in the order of their columns; others come behind. A control that the catalogue lacks has the scope "other".
_SCOPES = ("import", "export", "session", "interface", "router")
#: The two maps, by what their rows are.
_KINDS: Mapping[str, type[ReportSession] | type[ReportInterface]] = {"sessions": ReportSession, "interfaces": ReportInterface}


@dataclass(frozen=True, slots=True)
class Column:
    """One control of a map. ``is_first``: the first one of its scope."""

    identifier: str
    title: str
    scope: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A session or an interface, by its number on the page."""

    number: int
    router: int
    entry: ReportSession | ReportInterface

    @property
    def label(self) -> str:
        """The name that people call it by."""
        return self.entry.neighbor if isinstance(self.entry, ReportSession) else self.entry.name


def _says(where: str, word: str) -> bool:
    """Whether a text names a thing, and no longer word that it is a part of: ``eth2`` is not in ``eth2.300``."""
    return bool(word) and word in where and re.search(rf"(?<![\w.:-]){re.escape(word)}(?!\w|[.:-]\w)", where) is not None


@dataclass(frozen=True)
class Index:
    """What the parts of the page need to refer to each other."""

    report: Report

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every session and interface, router by router."""
        entries: list[tuple[int, ReportSession | ReportInterface]] = []
        for at, router in enumerate(self.report.routers):
            entries += [(at, session) for session in router.sessions]
            entries += [(at, interface) for interface in router.interfaces]
        return tuple(Place(count, at, entry) for count, (at, entry) in enumerate(entries))

    @cached_property
    def by_router(self) -> Mapping[int, tuple[Place, ...]]:
        """The places of each router."""
        found: dict[int, list[Place]] = {at: [] for at in range(len(self.report.routers))}
        for place in self.places:
            found[place.router].append(place)
        return {at: tuple(places) for at, places in found.items()}

    @cached_property
    def router_names(self) -> tuple[str, ...]:
        """The names of the routers, then those that only findings know."""
        return tuple(dict.fromkeys([*(router.host for router in self.report.routers), *(item.router for item in self.findings)]))

    @cached_property
    def findings(self) -> tuple[ReportFinding, ...]:
        """The findings, critical ones first, else in the order of the report."""
        return tuple(sorted(self.report.findings, key=lambda item: item.severity is not Severity.CRITICAL))

    @cached_property
    def control_names(self) -> tuple[str, ...]:
        """The controls of the catalogue, then those that only cells, previews or findings know."""
        cells = (control for place in self.places for control in place.entry.cells)
        return tuple(
            dict.fromkeys([*(item.identifier for item in self.report.controls), *cells, *(item.control for item in self.report.findings)])
        )

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each control."""
        return {control: at for at, control in enumerate(self.control_names)}

    @cached_property
    def places_of(self) -> tuple[tuple[int, ...], ...]:
        """The places that each finding is about: those whose address it says, else those whose name it says."""
        hosts: dict[str, list[Place]] = {}
        for place in self.places:
            hosts.setdefault(self.report.routers[place.router].host, []).append(place)

        def of(finding: ReportFinding) -> tuple[int, ...]:
            places = hosts.get(finding.router, [])
            by_address = [
                item.number for item in places if isinstance(item.entry, ReportSession) and _says(finding.where, item.entry.address)
            ]
            return tuple(by_address or [item.number for item in places if _says(finding.where, item.label)])

        return tuple(of(finding) for finding in self.findings)

    @cached_property
    def severities(self) -> Mapping[int, tuple[int, int]]:
        """How many findings each place has, and how many of them are critical."""
        found: Counter[int] = Counter()
        critical: Counter[int] = Counter()
        for finding, places in zip(self.findings, self.places_of, strict=True):
            found.update(places)
            if finding.severity is Severity.CRITICAL:
                critical.update(places)
        return {place: (count, critical[place]) for place, count in found.items()}

    @cached_property
    def whys(self) -> tuple[str, ...]:
        """Every reason that a cell has."""
        return tuple(dict.fromkeys(cell.why for place in self.places for cell in place.entry.cells.values() if cell.why))

    @cached_property
    def why_numbers(self) -> Mapping[str, int]:
        """The number of each reason."""
        return {why: at for at, why in enumerate(self.whys)}

    @cached_property
    def statuses(self) -> Counter[Status]:
        """How many cells have each status."""
        return Counter(cell.status for place in self.places for cell in place.entry.cells.values())


def columns(controls: Sequence[ReportControl], entries: Sequence[ReportSession | ReportInterface]) -> tuple[Column, ...]:
    """Return the columns of one map: the controls that its entries have, scope by scope, each scope in the order of the catalogue."""
    catalogue = {control.identifier: control for control in controls}
    used = dict.fromkeys(control for entry in entries for control in entry.cells)
    wanted = [*(control for control in catalogue if control in used), *(control for control in used if control not in catalogue)]
    scope_of = {control: catalogue[control].scope if control in catalogue else "other" for control in wanted}
    order = [*_SCOPES, *sorted(set(scope_of.values()) - set(_SCOPES))]
    found: list[Column] = []
    for control in sorted(wanted, key=lambda item: order.index(scope_of[item])):
        title = catalogue[control].title if control in catalogue else "not in the catalogue"
        found.append(Column(control, title, scope_of[control], not found or found[-1].scope != scope_of[control]))
    return tuple(found)


def cell_words(cell: Cell) -> str:
    """Return what a cell says: its status, and of how many routes."""
    return cell.status.value if cell.routes is None else f"{cell.status.value}, {counted(cell.routes, 'route')}"


def _cell(cell: Cell | None, whys: Mapping[str, int]) -> str:
    if cell is None:
        return "<td>"
    amount = f" data-n={short_number(cell.routes)}" if cell.routes else ""
    why = f" data-w={whys[cell.why]}" if cell.why else ""
    return f"<td class={LETTERS[cell.status]}{amount}{why}>{cell_words(cell)}"


def pill(index: Index, place: int) -> str:
    """Return how many findings a place has; nothing for none."""
    found, critical = index.severities.get(place, (0, 0))
    return f' <b class="n {"critical" if critical else "warning"}">{found}<i> finding{"" if found == 1 else "s"}</i></b>' if found else ""


def _row(index: Index, place: Place, shown: Sequence[Column]) -> str:
    entry = place.entry
    if isinstance(entry, ReportSession):
        down = " <em>down</em>" if entry.is_established is False else ""
        about = f"{name(entry.relation)}{down}</span> <small><span>AS{entry.asn}</span> <code>{name(entry.address)}</code></small>"
    else:
        about = f"{name(entry.kind)}</span>"
    head = f"<th scope=row><a href=#p{place.number}>{name(place.label)}</a>{pill(index, place.number)} <span>{about}"
    cells = "".join(_cell(entry.cells.get(column.identifier), index.why_numbers) for column in shown)
    return f"<tr data-p={place.number}>{head}{cells}</tr>\n"


def _columns(shown: Sequence[Column]) -> str:
    widths = "".join("<col class=f>" if column.is_first and at else "<col>" for at, column in enumerate(shown))
    return f"<colgroup><col class=a>{widths}</colgroup>"


def _router(index: Index, at: int, router: ReportRouter, places: Sequence[Place], shown: Sequence[Column], kind: str) -> str:
    about = f"{name(router.platform)} {name(router.version)}" if router.looked_at else "<em>not looked at</em>"
    head = f"<th scope=col><a href=#r{at}>{name(router.host)}</a> <span>{about}</span>"
    names = "".join(f"<th scope=col>{name(column.identifier)}<i> {name(column.title)}</i>" for column in shown)
    rows = "".join(_row(index, place, shown) for place in places)
    label = f"{text(router.host)}: {kind}"
    # The frame is what a browser leaves out while it is not seen; it cannot do that with a table.
    return f'<div><table data-r={at} aria-label="{label}">{_columns(shown)}<thead><tr>{head}{names}<tbody>\n{rows}</table></div>\n'


def _titles(shown: Sequence[Column]) -> str:
    """The head above all routers, for eyes only: each router's table has heads of its own."""
    groups = ((scope, len(list(group))) for scope, group in groupby(column.scope for column in shown))
    above = "".join(f"<td colspan={width} class=g>{scope}" for scope, width in groups)
    titles = "".join(f"<td><span>{name(column.title)}</span>" for column in shown)
    return f'<table class="titles" aria-hidden="true">{_columns(shown)}<thead><tr><td>{above}<tr><td>{titles}</table>\n'


def _shown(index: Index, kind: str) -> tuple[tuple[Place, ...], tuple[Column, ...]]:
    places = tuple(place for place in index.places if isinstance(place.entry, _KINDS[kind]))
    return places, columns(index.report.controls, [place.entry for place in places])


def matrix(index: Index, kind: str) -> str:
    """Return the map of ``sessions`` or of ``interfaces``, or nothing where there are none."""
    places, shown = _shown(index, kind)
    if not places:
        return ""
    tables = "".join(
        _router(index, at, index.report.routers[at], list(found), shown, kind)
        for at, found in groupby(places, key=lambda place: place.router)
    )
    return f'<div class="map {kind}" role="region" aria-label="Map of {kind}" tabindex="0">\n{_titles(shown)}{tables}</div>\n'


def border_rules(index: Index) -> str:
    """Return the style rules that set the scopes of the maps apart."""
    firsts = [(kind, at + 2) for kind in _KINDS for at, column in enumerate(_shown(index, kind)[1]) if column.is_first and at]
    return "".join(
        f".{kind} tr>:nth-child({at}):not(.g){{border-left-width:8px}}.{kind} td:nth-child({at}){{border-radius:11px 4px 4px 11px/4px}}\n"
        for kind, at in firsts
    )


def totals(index: Index) -> str:
    """Return all cells as one bar, the worst first, and its key in words."""
    every = sum(index.statuses.values())
    if not every:
        return ""
    bars, key, left = [], [], 0.0
    for status in Status:
        count = index.statuses[status]
        if count:
            width = count * 100 / every
            bars.append(f'<rect class="{LETTERS[status]}" x="{left:.3f}%" width="{width:.3f}%" height="100%"/>')
            key.append(f'<li><span class="k {LETTERS[status]}">{status.value}</span> {number(count)}</li>')
            left += width
    return f'<svg class="bar" aria-hidden="true">{"".join(bars)}</svg>\n<ul class="key">{"".join(key)}</ul>\n'
