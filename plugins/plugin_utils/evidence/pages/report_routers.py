# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The routers of the report's page: what a delivery would change, each neighbor with its preview, what was delivered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ...model.first_few import first_few
from ..models import Cell, DeliveryRecord, NeighborPreview, RejectedRoute, ReportInterface, ReportRouter, ReportSession, Status
from .report_map import Index, Place, pill
from .text import counted, items, mark, name, number, text

#: The digits of a digest that people compare.
_DIGITS = 16


def control_link(index: Index, control: str, words: str = "") -> str:
    """Return a control's ID as a link to its line of the catalogue."""
    shown = words or name(control)
    return f'<a class="c" href="#c{index.numbers[control]}">{shown}</a>' if control in index.numbers else f'<span class="c">{shown}</span>'


def scrolled(table: str, label: str) -> str:
    """Return a wide table in a frame that scrolls by itself, with the keyboard too."""
    return f'<div class="scroll" role="region" aria-label="{text(label)}" tabindex="0">{table}</div>\n'


def status_counts(cells: Mapping[str, Cell]) -> str:
    """Return how many cells have each status, the worst first."""
    found = Counter(cell.status for cell in cells.values())
    return " ".join(mark(status, f"{found[status]} {status.value}") for status in Status if found[status])


def _stand(index: Index, cells: Mapping[str, Cell]) -> str:
    """How each control stands, those with the same reason together, the worst first."""
    groups: dict[tuple[Status, str], list[str]] = {}
    for control, cell in cells.items():
        # What is in force needs no explanation, and thirty links in a row are in the way of who uses the keyboard.
        shown = name(control) if cell.status is Status.IN_FORCE else control_link(index, control)
        routes = f" ({counted(cell.routes, 'route')})" if cell.routes else ""
        groups.setdefault((cell.status, cell.why), []).append(f"{shown}{routes}")
    order = list(Status)
    lines = (
        f"<li>{mark(status)} <span>{', '.join(controls)}{': ' + name(why) if why else ''}</span></li>"
        for (status, why), controls in sorted(groups.items(), key=lambda item: order.index(item[0][0]))
    )
    return f'<ul class="stand">{"".join(lines)}</ul>\n' if groups else "<p>No control concerns it.</p>\n"


def _by_control(index: Index, counts: Mapping[str, int]) -> str:
    found = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{control_link(index, control)} {number(count)}" for control, count in found)


def _route(index: Index, route: RejectedRoute) -> str:
    near = "".join(f"<li><em>{text(item.relation)}</em> {text(item.text)}</li>" for item in route.near)
    register = "".join(f"<li>{text(line)}</li>" for line in route.to_register)
    return (
        f"<tr><th scope=row>{name(route.prefix)}<td>{name(route.as_path)}<td>{'' if route.origin is None else f'AS{route.origin}'}"
        f"<td>{control_link(index, route.control)}<td>{text(route.reason)}<td>{_BEST[route.is_best]}"
        f"<td>{f'<ul>{near}</ul>' if near else ''}<td>{f'<ul>{register}</ul>' if register else ''}\n"
    )


_BEST = {True: "yes", False: "no", None: "not known"}
_ROUTE_HEADS = (
    "Prefix",
    "AS path",
    "Origin",
    "Control",
    "Why",
    "Best route now",
    "Near in the registry",
    "What its holder should register",
)


def _preview(index: Index, preview: NeighborPreview, of: str) -> str:
    rejected, monitored = sum(preview.rejected.values()), sum(preview.monitored.values())
    parts = [
        '<dl class="figures">'
        f"<div><dt>Routes looked at</dt><dd>{number(preview.seen)}</dd></div>"
        f"<div><dt>Accepted</dt><dd>{number(preview.accepted)}</dd></div>"
        f"<div><dt>Rejected</dt><dd>{number(rejected)} <small>{_by_control(index, preview.rejected)}</small></dd></div>"
        f"<div><dt>Monitored</dt><dd>{number(monitored)} <small>{_by_control(index, preview.monitored)}</small></dd></div></dl>\n"
    ]
    if preview.routes:
        heads = "".join(f"<th scope=col>{head}" for head in _ROUTE_HEADS)
        rows = "".join(_route(index, route) for route in preview.routes)
        table = f'<table class="routes sortable"><thead><tr>{heads}<tbody>\n{rows}</table>'
        parts.append(scrolled(table, f"Rejected routes of {of}"))
    if preview.left_out:
        parts.append(f'<p class="note">{counted(preview.left_out, "rejected route is", "rejected routes are")} not listed here.</p>\n')
    if preview.message:
        parts.append(f'<h5>For its NOC</h5>\n<pre class="message" tabindex="0" role="region" aria-label="Message to {text(of)}">')
        parts.append(f"{text(preview.message)}</pre>\n")
    return "".join(parts)


def _held(count: int | None, words: str) -> str:
    return "" if count is None else f"<span>{number(count)} {words}</span>"


def _place(index: Index, place: Place) -> str:
    """One neighbor or interface. Everything is open for who has no script; the script closes it."""
    entry = place.entry
    if isinstance(entry, ReportSession):
        state = {True: "established", False: "<em>down</em>", None: "session not looked at"}[entry.is_established]
        about = (
            f"<span>AS{entry.asn}, {name(entry.relation)}</span><code>{name(entry.address)}</code><span>{state}</span>"
            f"{_held(entry.accepted, 'accepted')}{_held(entry.announced, 'announced')}"
        )
    else:
        about = f"<span>{name(entry.kind)}</span>"
    body = _stand(index, entry.cells)
    if isinstance(entry, ReportSession) and entry.preview is not None:
        body += "<h5>What the policy makes of its routes</h5>\n" + _preview(index, entry.preview, entry.neighbor)
    return (
        f'<details class="place" id="p{place.number}" open><summary><h4>{name(place.label)}</h4>{pill(index, place.number)} {about}'
        f'<span class="counts">{status_counts(entry.cells)}</span></summary>\n<div class="in">{body}</div></details>\n'
    )


def _delivery(record: DeliveryRecord) -> str:
    seconds = "" if record.seconds is None else f"{record.seconds:,.1f} s"
    reason = f"<br>{text(record.reason)}" if record.reason else ""
    plan = items(record.plan) or "nothing"
    outcome = f"{name(record.outcome)}{reason}"
    return f"<tr><th scope=row>{name(record.started)}<td>{outcome}<td>{seconds}<td>{plan}<td><code>{name(record.record)}</code>\n"


def _history(router: ReportRouter) -> str:
    if not router.history:
        return "<p>No delivery is on record.</p>\n"
    heads = "".join(f"<th scope=col>{head}" for head in ("Started", "Outcome", "Took", "Plan", "Record"))
    rows = "".join(map(_delivery, router.history))
    return scrolled(f'<table class="history"><thead><tr>{heads}<tbody>\n{rows}</table>', f"Deliveries of {router.host}")


def _plan(router: ReportRouter) -> str:
    if router.plan:
        return items(router.plan, "plan")
    return f"<p>{'Nothing.' if router.looked_at else 'Nobody has looked at this router, so nobody knows.'}</p>\n"


def _places(index: Index, title: str, places: Sequence[Place]) -> str:
    return f'<h4 class="t">{title}</h4>\n{"".join(_place(index, place) for place in places)}' if places else ""


def _router(index: Index, at: int, router: ReportRouter) -> str:
    places = index.by_router[at]
    sessions = [place for place in places if isinstance(place.entry, ReportSession)]
    interfaces = [place for place in places if isinstance(place.entry, ReportInterface)]
    cells = {f"{place.number} {control}": cell for place in places for control, cell in place.entry.cells.items()}
    looked = f"looked at {name(router.looked_at)}" if router.looked_at else "<em>not looked at</em>"
    policy, plan = name(router.policy_digest[:_DIGITS]), name(router.plan_digest[:_DIGITS])
    return (
        f'<details class="router" id="r{at}" open><summary><h3>{name(router.host)}</h3> '
        f"<span>{name(router.platform)} {name(router.version)}, {counted(len(sessions), 'session')}, {looked}</span>"
        f'<span class="counts">{status_counts(cells)}</span></summary>\n<div class="in">'
        f'<h4 class="t">What a delivery would change now</h4>\n{_plan(router)}'
        f'<p class="note">Policy <code>{policy}</code>, plan <code>{plan}</code></p>\n'
        f'<h4 class="t">What is done instead of what this router cannot say</h4>\n{items(router.substitutions) or "<p>Nothing.</p>"}\n'
        f"{_audit(router)}{_notes(router)}"
        f"{_places(index, 'Neighbors', sessions)}{_places(index, 'Interfaces', interfaces)}"
        f'<h4 class="t">Deliveries</h4>\n{_history(router)}</div></details>\n'
    )


def _audit(router: ReportRouter) -> str:
    """What an audit of the configuration found, whoever wrote it: what to fix first, and how much holds."""
    found = router.audit
    if found is None:
        return ""
    counts = ", ".join(f"{standing}: {number(count)}" for standing, count in found.counts.items())
    age = "" if found.is_current else "; the router runs another configuration now"
    needs = [f"{need.risk}: {', '.join(need.controls)} at {first_few(need.places)}" for need in found.needs]
    return (
        f'<h4 class="t">What an audit says to fix first</h4>\n{items(needs) or "<p>Nothing.</p>"}\n'
        f'<p class="note">Audited {name(found.looked_at)}; answers: {text(counts)}{age}</p>\n'
    )


def _notes(router: ReportRouter) -> str:
    return f'<h4 class="t">What was not looked at</h4>\n{items(router.notes)}\n' if router.notes else ""


def routers(index: Index) -> str:
    """Return every router with what is known of it."""
    found = "".join(_router(index, at, router) for at, router in enumerate(index.report.routers))
    return found or "<p>Nobody has looked at a router yet.</p>\n"
