# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as one HTML page that needs nothing else: no server, no network, no script for reading it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from pathlib import Path

from ..models import Report, ReportAction, ReportFinding, Severity, Status
from .report_map import Index, border_rules, matrix, totals
from .report_observatory import observatory
from .report_routers import control_link, routers, scrolled
from .text import MEANINGS, counted, items, mark, name, number, text, visible

#: The sheet and the script, which go into the page.
FILES = Path(__file__).parent / "files"

#: The class that each state of an action has on a page.
ACTION_STATES = {"holds": "i", "does not hold": "d", "not looked at": "u"}
#: The evidence of an action that is shown without being asked for.
_FIRST_LINES = 3
_FIRM = (Status.IN_FORCE, Status.SUBSTITUTED)
_SEARCH = '<input type="search" name="q" autocomplete="off" spellcheck="false">'
_BROKEN = (Status.DIFFERS, Status.MISSING)
#: Where a page has more sessions and findings than that, the browser lays out what is seen only.
_MANY = 200


def overall(index: Index) -> tuple[str, str]:
    """Return how the network stands: ``good``, ``fair``, ``bad`` or ``unknown``, and one sentence of plain text."""
    report = index.report
    every = sum(index.statuses.values())
    if not every:
        return "unknown", "Nobody has looked at a router yet."
    critical = sum(finding.severity is Severity.CRITICAL for finding in report.findings)
    warnings = len(report.findings) - critical
    firm = sum(index.statuses[status] for status in _FIRM)
    held = " and ".join(
        counted(count, noun)
        for noun, count in (
            ("session", sum(len(router.sessions) for router in report.routers)),
            ("interface", sum(len(router.interfaces) for router in report.routers)),
        )
        if count
    )
    found = " and ".join(
        part for part in (critical and counted(critical, "critical finding"), warnings and counted(warnings, "warning")) if part
    )
    checks = f"all {counted(every, 'check')} hold" if firm == every else f"{number(firm)} of {counted(every, 'check')} hold"
    checks = f"{checks}, at {held} of {counted(len(report.routers), 'router')}"
    tail = f"; {found}." if found else ", and there is no finding."
    if critical or any(index.statuses[status] for status in _BROKEN):
        return "bad", f"Does not hold everywhere: {checks}{tail}"
    if warnings or firm < every:
        return "fair", f"Holds with reservations: {checks}{tail}"
    return "good", f"Holds: {checks}{tail}"


def _action(action: ReportAction) -> str:
    lines = items(action.evidence)
    if len(action.evidence) > _FIRST_LINES:
        lines = f"<details open><summary>Evidence: {counted(len(action.evidence), 'line')}</summary>{lines}</details>"
    state = f'<span class="k {ACTION_STATES[action.state]}">{action.state}</span>'
    return (
        f'<li class="action {ACTION_STATES[action.state]}"><h3><small>Action {action.number}</small> {text(action.title)}</h3>'
        f"<p>{state}</p><p>{text(action.summary)}</p>{lines}</li>\n"
    )


def _actions(index: Index) -> str:
    report = index.report
    seen = observatory(index, report.observatory) if report.observatory is not None else ""
    return f'<ul class="actions">\n{"".join(map(_action, report.actions))}</ul>\n{seen}'


def _head(index: Index) -> str:
    report = index.report
    state, sentence = overall(index)
    snapshot = report.snapshot
    facts = [("Data of", name(report.made_at))]
    if snapshot is not None:
        facts.append(("Registry data of", f"{name(snapshot.made_at)}"))
        facts.append(("Snapshot", f"<code>{name(snapshot.digest[:16])}</code>"))
        if snapshot.sources:
            facts.append(("Sources", items(snapshot.sources, "plain")))
    else:
        facts.append(("Registry data", "no snapshot"))
    listed = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in facts)
    return (
        f'<header><p class="kicker">MANRS report</p>\n<h1>Routing security of {name(report.network)}</h1>\n'
        f'<p class="state {state}">{text(sentence)}</p>\n{totals(index)}<dl class="facts">{listed}</dl></header>\n'
    )


def _finding(index: Index, at: int) -> str:
    finding: ReportFinding = index.findings[at]
    router = index.router_names.index(finding.router)
    known = router < len(index.report.routers)
    host = f'<a href="#r{router}">{name(finding.router)}</a>' if known else name(finding.router)
    places = " ".join(map(str, index.places_of[at]))
    place = f'<a href="#p{index.places_of[at][0]}">{name(finding.where)}</a>' if places else name(finding.where)
    severity = finding.severity.value
    action = f"MANRS Action {finding.manrs_action}"
    source = finding.source if action in finding.source else f"{action}, {finding.source}"
    return (
        f'<li class="finding {severity}" data-s="{severity}" data-r="{router}" data-c="{index.numbers[finding.control]}" data-p="{places}">'
        f'<div><h3><span class="severity {severity}">{severity}</span> {text(finding.what)}</h3>\n'
        f'<p class="where">{host}: {place}</p>\n{items(finding.evidence)}</div>\n'
        f'<div class="do"><p><b>What to do</b><br>{text(finding.remedy)}</p>\n'
        f'<p class="why">{control_link(index, finding.control)}, {text(source)}</p></div></li>\n'
    )


def _options(named: dict[str, str]) -> str:
    return "".join(f'<option value="{value}">{words}</option>' for value, words in named.items())


def _findings(index: Index) -> str:
    if not index.findings:
        return "<p>There is no finding.</p>\n"
    severities = {severity.value: severity.value for severity in Severity}
    found_at = dict.fromkeys(finding.router for finding in index.findings)
    named = {str(at): text(host) for at, host in enumerate(index.router_names) if host in found_at}
    found = {finding.control for finding in index.findings}
    titles = {control.identifier: control.title for control in index.report.controls}
    controls = {str(index.numbers[control]): text(f"{control} {titles.get(control, '')}".strip()) for control in sorted(found)}
    count = counted(len(index.findings), "finding")
    return (
        '<form class="tools" id="filters" hidden>'
        f'<label>Severity <select name="s"><option value="">all</option>{_options(severities)}</select></label>'
        f'<label>Router <select name="r"><option value="">all</option>{_options(named)}</select></label>'
        f'<label>Control <select name="c"><option value="">all</option>{_options(controls)}</select></label>'
        f"<label>Text {_SEARCH}</label>"
        '<button type="reset">Show all</button></form>\n'
        f'<p id="found" role="status" aria-live="polite">{count}</p>\n'
        f'<ul class="findings" id="list">\n{"".join(_finding(index, at) for at in range(len(index.findings)))}</ul>\n'
    )


def _catalogue(index: Index) -> str:
    known = {control.identifier: control for control in index.report.controls}
    stands: dict[str, Counter[Status]] = {control: Counter() for control in index.control_names}
    for place in index.places:
        for control, cell in place.entry.cells.items():
            stands[control][cell.status] += 1
    rows = []
    for at, identifier in enumerate(index.control_names):
        about = "<td>not in the catalogue<td><td><td>"
        if identifier in known:
            entry = known[identifier]
            about = f"<td>{text(entry.title)}<td>{entry.scope}<td>{entry.manrs_action}<td>{text(entry.source)}"
        counts = stands[identifier]
        stand = " ".join(mark(status, f"{number(counts[status])} {status.value}") for status in Status if counts[status])
        rows.append(f'<tr id="c{at}"><th scope=row>{name(identifier)}{about}<td>{stand or "concerns nothing here"}\n')
    heads = "".join(f"<th scope=col>{head}" for head in ("ID", "Control", "Asked at", "MANRS Action", "Source", "How it stands"))
    table = f'<table class="catalogue sortable"><thead><tr>{heads}<tbody>\n{"".join(rows)}</table>'
    return scrolled(table, "Catalogue of controls")


def _legend(index: Index) -> str:
    rows = "".join(f"<tr><th scope=row>{mark(status)}<td>{MEANINGS[status]}<td>{number(index.statuses[status])}\n" for status in Status)
    heads = "".join(f"<th scope=col>{head}" for head in ("Mark", "What it says", "Checks"))
    return (
        f'<table class="legend"><thead><tr>{heads}<tbody>\n{rows}</table>\n'
        '<p class="note">A check is one control at one session or interface; it holds where it is in force or substituted. A dot: the '
        "control does not concern it. The number in a mark: how many of the routes held now the control rejects, or would reject.</p>\n"
    )


def _map(index: Index) -> str:
    sessions, interfaces = matrix(index, "sessions"), matrix(index, "interfaces")
    if not sessions and not interfaces:
        return "<p>There is neither a session nor an interface to show.</p>\n"
    key = "".join(f"<li>{mark(status)}</li>" for status in Status)
    parts = [
        f'<ul class="key">{key}<li><span class="k">does not concern it</span></li></ul>\n',
        f'<form class="tools" id="rows" hidden><label>Router or neighbor {_SEARCH}</label>'
        '<label class="tick"><input type="checkbox" name="z"> Only rows where something is not in force</label>'
        '<span id="shown" role="status" aria-live="polite"></span></form>\n'
        '<p class="note scripted" hidden>Choose a mark or a row, by pointer or with arrow keys and Enter, for its details; the findings '
        "below follow.</p>\n",
    ]
    for title, table in (("Sessions", sessions), ("Interfaces: source addresses", interfaces)):
        if table:
            parts.append(f"<h3>{title}</h3>\n{table}")
    return "".join(parts)


def content_hash(content: str) -> str:
    """Return a digest as a content security policy has it (CSP 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _data(index: Index) -> str:
    """The reasons of cells for the script, so written that no text ends the element or is markup."""
    written = json.dumps({"why": [visible(why) for why in index.whys]})
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page(report: Report) -> str:
    """Return the report as one HTML document: the same report gives the same text.

    The policy in its head lets nothing in but this sheet and this script, by their digests: no request, no other script, no form.
    """
    index = Index(report)
    style = (FILES / "page.css").read_text(encoding="utf-8") + border_rules(index)
    script = (FILES / "page.js").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src {content_hash(style)}; script-src {content_hash(script)}; base-uri 'none'; form-action 'none'"
    sections = (
        ("actions", "MANRS actions", _actions(index)),
        ("map", "Map", _map(index)),
        ("findings", "Findings", _findings(index)),
        ("routers", "Routers and neighbors", routers(index)),
        ("controls", "Controls", _catalogue(index)),
        ("legend", "Legend", _legend(index)),
    )
    big = ' class="big"' if len(index.places) + len(index.findings) > _MANY else ""
    links = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title, _ in sections)
    body = "".join(
        f'<section id="{anchor}" aria-labelledby="{anchor}-h">\n<h2 id="{anchor}-h">{title}</h2>\n{inner}</section>\n'
        for anchor, title, inner in sections
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="manrs.hardening">\n'
        f"<title>MANRS report of {text(report.network)}</title>\n<style>{style}</style>\n</head>\n<body{big}>\n"
        f'<a class="skip" href="#main">Go to the report</a>\n<nav aria-label="Sections"><ul>{links}</ul>'
        f'<button type="button" id="theme" hidden>Dark</button></nav>\n<main id="main" tabindex="-1">\n{_head(index)}{body}</main>\n'
        f"<footer><p>Made by manrs.hardening from data of {name(report.made_at)}. "
        "This page holds all that it shows and asks nobody.</p></footer>\n"
        f'<script type="application/json" id="data">{_data(index)}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )
