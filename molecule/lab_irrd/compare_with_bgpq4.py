#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare the files of a snapshot with bgpq4's answers; prints JSON. Reads the files as text, with no code of the collection.

compare_with_bgpq4.py SNAPSHOT PORT SOURCES < NAMES; NAMES is a JSON list of sets and ASNs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bgpq4 import Bgpq4

#: As many as the server answers at a time.
_AT_A_TIME = 4
_UNRESOLVED = "unresolved: "


def routes(snapshot: Path, asn: str) -> Iterator[tuple[str, str]]:
    """The prefixes of an ASN that IRR sources have, each with each source; what RPKI alone has is left out."""
    for line in (snapshot / f"asns/{asn}.txt").read_text(encoding="utf-8").splitlines():
        prefix, sources, *_invalid = line.split(" ")
        yield from ((prefix, source) for source in sources.split(",") if source != "VRP")


def asns_of(snapshot: Path, name: str) -> tuple[set[str], str]:
    """The ASNs that a set or an ASN stands for, and why they are not known."""
    if "-" not in name:
        return {name}, ""
    text = (snapshot / f"sets/{name.upper().replace(':', '=')}.txt").read_text(encoding="utf-8")
    return (set(), text.removeprefix(_UNRESOLVED).strip()) if text.startswith(_UNRESOLVED) else (set(text.split()), "")


def compare_name(snapshot: Path, judge: Bgpq4, name: str) -> dict[str, Any]:
    """What a neighbor may announce, by both."""
    asns, unresolved = asns_of(snapshot, name)
    ours = {prefix for asn in asns for prefix, _source in routes(snapshot, asn)}
    theirs = {version: judge.prefixes(name, version=version) for version in (4, 6)}
    their_asns = {f"AS{asn}" for asn in judge.asns(name)} if "-" in name else {name}
    return {
        "name": name,
        "unresolved": unresolved,
        "ipv4": sum(":" not in prefix for prefix in ours),
        "ipv6": sum(":" in prefix for prefix in ours),
        "bgpq4_ipv4": len(theirs[4]),
        "bgpq4_ipv6": len(theirs[6]),
        "differences": sorted((ours ^ (theirs[4] | theirs[6])) | (asns ^ their_asns)),
    }


def compare_asn(snapshot: Path, port: int, sources: Sequence[str], asn: str) -> dict[str, Any]:
    """Who says that an ASN is the origin of which prefix, by both; bgpq4 asks one source at a time."""
    ours = set(routes(snapshot, asn))
    theirs = {
        (prefix, source) for source in sources for version in (4, 6) for prefix in Bgpq4(port, [source]).prefixes(asn, version=version)
    }
    return {"asn": asn, "registrations": len(ours), "differences": sorted(ours ^ theirs)}


def main(snapshot: Path, port: int, sources: Sequence[str]) -> None:
    names = list(dict.fromkeys(json.load(sys.stdin)))
    judge = Bgpq4(port, sources)
    asns = sorted(set().union(*(asns_of(snapshot, name)[0] for name in names)))
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        by_name = list(pool.map(lambda name: compare_name(snapshot, judge, name), names))
        by_asn = list(pool.map(lambda asn: compare_asn(snapshot, port, sources, asn), asns))
    print(json.dumps({"names": by_name, "asns": by_asn}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))
