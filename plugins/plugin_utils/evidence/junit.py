# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as JUnit: a suite for each router, a case for each control at each session and interface, and for each finding.

What holds passes, what does not fails, what is off, waits or was not looked at is skipped with its reason. No argument of a task
and no secret is in it, unlike in what Ansible's own callback writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from .models import Cell, Report, ReportFinding, ReportRouter, Severity, Status

_PASSES = (Status.IN_FORCE, Status.SUBSTITUTED)
_FAILS = (Status.DIFFERS, Status.HELD, Status.MISSING)
#: What XML 1.0 cannot hold; names come from registries and routers.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """Return the report as JUnit XML. The same report gives the same text."""
    root = ElementTree.Element("testsuites", name=_xml(f"manrs.hardening {report.network}"))
    titles = {item.identifier: item.title for item in report.controls}
    for router in report.routers:
        findings = [item for item in report.findings if item.router == router.host]
        _add(root, router.host, report.made_at, _router_cases(router, titles), findings)
    _add(root, "registry", report.made_at, (), [item for item in report.findings if not item.router])
    ElementTree.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(root, encoding='unicode')}\n"


_Case = tuple[str, str, Cell]


def _router_cases(router: ReportRouter, titles: Mapping[str, str]) -> Iterator[_Case]:
    places = [(f"{session.neighbor} ({session.address})", session.cells) for session in router.sessions]
    places += [(interface.name, interface.cells) for interface in router.interfaces]
    for place, cells in places:
        yield from ((place, f"{control} {titles.get(control, '')}".rstrip(), cell) for control, cell in cells.items())


def _add(root: ElementTree.Element, name: str, made_at: str, cells: Iterable[_Case], findings: Iterable[ReportFinding]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_xml(name))
    if made_at:
        suite.set("timestamp", made_at[:19])
    count = {"tests": 0, "failures": 0, "skipped": 0, "errors": 0}
    for place, title, cell in cells:
        case = _case(suite, f"{name}.{place}", title, count)
        if cell.status in _FAILS:
            _ends(case, "failure", f"{cell.status}: {cell.why}", "", count, "failures")
        elif cell.status not in _PASSES:
            _ends(case, "skipped", f"{cell.status}: {cell.why}", "", count, "skipped")
    for finding in findings:
        case = _case(suite, f"{name}.{finding.where}", f"{finding.control} {finding.what}", count)
        lines = (*finding.evidence, f"remedy: {finding.remedy}", f"MANRS Action {finding.manrs_action}, {finding.source}")
        if finding.severity is Severity.CRITICAL:
            _ends(case, "failure", finding.what, "\n".join(lines), count, "failures")
        else:
            ElementTree.SubElement(case, "system-out").text = _xml("\n".join(("warning", *lines)))
    suite.attrib.update({key: str(number) for key, number in count.items()})


def _case(suite: ElementTree.Element, place: str, name: str, count: dict[str, int]) -> ElementTree.Element:
    count["tests"] += 1
    return ElementTree.SubElement(suite, "testcase", classname=_xml(place), name=_xml(name), time="0")


def _ends(case: ElementTree.Element, how: str, message: str, body: str, count: dict[str, int], counter: str) -> None:
    count[counter] += 1
    ElementTree.SubElement(case, how, message=_xml(message)).text = _xml(body) or None


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
