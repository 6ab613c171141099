# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attack catalogue: what must not get in or out, each beside a legitimate route that differs in one thing.

The verdicts are what the files say, written by hand. Nothing here asks the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from speaker import Route
from topology import SPEAKERS, Family

FOLDER = Path(__file__).resolve().parent / "attacks"


class CatalogueError(ValueError):
    """A case of the catalogue is not what it says; the message names it."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A route and the neighbor that announces it."""

    neighbor: str
    route: Route

    @property
    def family(self) -> Family:
        return "ipv6" if ":" in self.route.prefix else "ipv4"


@dataclass(frozen=True, slots=True)
class Case:
    """One attack and its legitimate twin. ``seen_by``: for exports, the neighbors that must not (must) receive it."""

    control: str
    name: str
    attack: Announcement
    legitimate: Announcement
    seen_by: tuple[str, ...]
    source: str

    @property
    def is_export(self) -> bool:
        return bool(self.seen_by)

    def __str__(self) -> str:
        return f"{self.control} {self.name}"


def _announcement(told: Mapping[str, Any], neighbor: str) -> Announcement:
    """Fill in ``neighbor``, its own ASN (none on iBGP), and ``3333*100``, an ASN a hundred times."""
    neighbor = told.get("from", neighbor)
    own = SPEAKERS[neighbor]
    first = [] if own.is_internal else [own.asn]
    path: list[int] = []
    for word in told["as_path"]:
        asn, _, times = str(word).partition("*")
        path += first if asn == "neighbor" else [int(asn)] * int(times or 1)
    large = tuple(told.get("large_communities", ()))
    return Announcement(neighbor, Route(told["prefix"], tuple(path), (), large, as_set=tuple(told.get("as_set", ()))))


def _check_twins(where: str, case: Mapping[str, Any]) -> None:
    attack = {"from": case["from"], **case["attack"]}
    legitimate = {"from": case["from"], **case["legitimate"]}
    differing = {key for key in attack.keys() | legitimate.keys() if attack.get(key) != legitimate.get(key)}
    if differing != {case["differs_in"]}:
        raise CatalogueError(f"{where}: the twins differ in {', '.join(sorted(differing)) or 'nothing'}, it says {case['differs_in']}")


def _check_rounds(cases: list[Case]) -> None:
    """A neighbor holds one route per prefix: two attacks (or two twins) must not be the same."""
    for kind in ("attack", "legitimate"):
        seen: dict[tuple[str, str], Case] = {}
        for case in cases:
            told: Announcement = getattr(case, kind)
            key = (told.neighbor, told.route.prefix)
            if key in seen:
                raise CatalogueError(f"{case}: {told.neighbor} announces {told.route.prefix} in {seen[key]} too")
            seen[key] = case


def load(folder: Path = FOLDER) -> list[Case]:
    """Read the catalogue.

    Raises CatalogueError when twins differ in more than they say or cases meet.
    """
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in told["cases"]:
            where = f"{path.name}: {case['name']}"
            _check_twins(where, case)
            cases.append(
                Case(
                    told["control"],
                    case["name"],
                    _announcement(case["attack"], case["from"]),
                    _announcement(case["legitimate"], case["from"]),
                    tuple(case.get("seen_by", ())),
                    told["source"],
                )
            )
    _check_rounds(cases)
    return cases
