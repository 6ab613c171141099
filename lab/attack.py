#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Announce the catalogue's routes to the edges of the running lab, and compare what got through with what the catalogue says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

import catalogue
from catalogue import Case
from judge import announce, external, judge, judge_twins, observers_of, settle, take_back, withdraw_sentinels
from router_lab import Lab
from topology import LabError

#: A guard would rather keep the old export than withdraw it: where another's announcement of it is the best, that is so.
_OWN = "185.10.0.0/22"


class UnexpectedError(Exception):
    """The routers did not do what they should; the message says where."""


def expect(lab: Lab, cases: Sequence[Case], kind: str, missing: Mapping[str, frozenset[str]], what: str) -> str:
    """Judge and compare: all legitimate routes get through, and the attacks that only the controls that an edge misses would stop.

    Returns the counts in words. Raises UnexpectedError where a router does something else.
    """
    verdicts = judge(lab, lab.edges, cases, kind)
    for edge, told in verdicts.items():
        wrong = [
            f"{case} {'got through' if is_through else 'was stopped'}"
            for case, is_through in told.items()
            if is_through != case.is_expected(kind, missing[edge], edge)
        ]
        if wrong:
            raise UnexpectedError(f"{edge}: {what}: " + "; ".join(wrong))
    counts = []
    for edge, told in verdicts.items():
        beyond = sum(edge in case.beyond for case in cases) if kind == "attack" and not missing[edge] else 0
        counts.append(
            f"{edge} {sum(told.values())} of {len(cases)} got through" + (f" ({beyond} that its daemon cannot see)" if beyond else "")
        )
    return f"{what}: " + ", ".join(counts)


def expect_twins(lab: Lab, cases: Sequence[Case]) -> list[str]:
    """All legitimate routes get through a hardened router, with the attributes that the catalogue names.

    Returns the counts in words, a line for each edge. Raises UnexpectedError where one does not.
    """
    lines = []
    named = sum(case.has_attributes for case in cases)
    for edge, told in judge_twins(lab, lab.edges, cases).items():
        wrong = [f"{case} {', '.join(words)}" for case, words in told.items() if words]
        if wrong:
            raise UnexpectedError(f"{edge}: legitimate routes: " + "; ".join(wrong))
        others = sum(edge in case.substituted for case in cases)
        less = f" ({others} are otherwise, as the run lists: substituted)" if others else ""
        through = f"{len(told) - others} of {len(cases)} got through{less}"
        lines.append(f"legitimate routes: {edge} {through}, {named} were looked at for their attributes")
    return lines


def leave_announced(lab: Lab, cases: Sequence[Case]) -> str:
    """Announce every attack of an eBGP neighbor and what is legitimate beside it, and leave it there for people to look at."""
    routes = external(cases, [_OWN])
    for edge in lab.edges:
        announce(lab, edge, routes)
    for edge in lab.edges:
        settle(lab, edge, routes)
    return f"announced to {', '.join(lab.edges)}: {len(routes)} routes, and they stay"


def take_back_all(lab: Lab, cases: Sequence[Case]) -> None:
    """Withdraw what `leave_announced` left.

    A router may judge a route of before its VRPs came only when it is announced again, and what neighbors hear of it still is no leak.
    """
    for edge in lab.edges:
        take_back(lab, edge, external(cases, [_OWN]), observers_of(cases))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    state = parser.add_mutually_exclusive_group(required=True)
    state.add_argument("--before", action="store_true", help="the edges are as their operators left them")
    state.add_argument("--after", action="store_true", help="the edges are hardened")
    state.add_argument("--announce", action="store_true", help="judge nothing: announce the routes and leave them there")
    options = parser.parse_args()
    lab, cases = Lab.load(), catalogue.load()
    try:
        if options.before:
            every = dict.fromkeys(lab.edges, catalogue.every_control(cases))
            lines = [expect(lab, cases, "attack", every, "attacks"), expect(lab, cases, "legitimate", every, "legitimate routes")]
            withdraw_sentinels(lab)
        elif options.announce:
            lines = [leave_announced(lab, cases)]
        else:
            take_back_all(lab, cases)
            lines = [expect(lab, cases, "attack", dict.fromkeys(lab.edges, frozenset()), "attacks"), *expect_twins(lab, cases)]
    except (UnexpectedError, LabError) as error:
        sys.exit(str(error))
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
