#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Harden a router as an earlier version of the collection did, then with this one, while its neighbors attack it and watch.

python lab/upgrade.py --from REVISION [--edge edge10]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import bring_up
from faults.bench import Bench, Seen
from namespaces import HERE
from topology import LabError

EDGES = ("edge10", "bird3", "openbgpd8")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did to one router.

    ``seen``: by its neighbors meanwhile. ``changed``: how many tasks of both deliveries changed it. ``gone``, ``come``: names
    of ours. ``stale``: lines of ours that a router hardened by this version alone would not have, ``missing``: those that it would.
    """

    seen: Seen
    changed: tuple[int, int]
    gone: frozenset[str]
    come: frozenset[str]
    stale: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def problems(self) -> list[str]:
        """What must not be, in words."""
        found = [*self.seen.got_in, *self.seen.got_out, *self.seen.withdrawn]
        found += [f"{self.seen.dropped} sessions dropped"] if self.seen.dropped else []
        found += [f"the second delivery changed {self.changed[1]} tasks"] if self.changed[1] else []
        return found + [f"left behind: {line}" for line in self.stale] + [f"missing: {line}" for line in self.missing]


def at_revision(revision: str, folder: Path) -> Path:
    """Put the project as it was at a revision of Git into a folder; return its root. Raises LabError when Git does not know it."""
    root = folder / "earlier"
    root.mkdir()
    archive = subprocess.run(["git", "archive", revision], cwd=HERE.parent, capture_output=True, check=False)
    if archive.returncode:
        raise LabError(f"{revision}: {archive.stderr.decode().strip()}")
    subprocess.run(["tar", "x"], cwd=root, input=archive.stdout, check=True)
    return linked(root)


def linked(root: Path) -> Path:
    """Make a copy of the project findable for Ansible; return it."""
    place = root / ".build/ansible_collections/manrs/hardening"
    place.parent.mkdir(parents=True)
    place.symlink_to(root)
    return root


def _ours(configuration: str) -> list[str]:
    return sorted({line.strip() for line in configuration.splitlines() if "MANRS-" in line})


def _names(configuration: str) -> frozenset[str]:
    return frozenset(re.findall(r"MANRS-[^\s'\"(){}\[\],;]+", configuration))


def upgrade(edge: str, earlier: Path) -> Upgraded:
    """Start a lab with one router, harden it with the earlier project, then with this one. The lab is down afterwards."""
    bring_up.down()
    try:
        bench = Bench(bring_up.up([edge]), edge)
        bench.prepare(earlier)
        before = bench.configuration()
        changed: list[int] = []
        seen = bench.watched(lambda: changed.append(bench.start()))
        after = bench.configuration()
        changed.append(bench.start())
        bring_up.down()
        new = Bench(bring_up.up([edge]), edge)
        new.start()
        fresh = new.configuration()
    finally:
        bring_up.down()
    return Upgraded(
        seen,
        (changed[0], changed[1]),
        _names(before) - _names(after),
        _names(after) - _names(before),
        _beside(_ours(after), _ours(fresh)),
        _beside(_ours(fresh), _ours(after)),
    )


def _beside(some: Collection[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(line for line in some if line not in others)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", required=True, dest="revision", metavar="REVISION", help="of Git: a tag of a release, or any other")
    parser.add_argument("--edge", action="append", choices=EDGES)
    options = parser.parse_args()
    is_well = True
    with tempfile.TemporaryDirectory() as folder:
        earlier = at_revision(options.revision, Path(folder))
        for edge in options.edge or EDGES:
            found = upgrade(edge, earlier)
            is_well = is_well and not found.problems
            print(f"{edge}: {found.changed[0]} tasks changed it, {len(found.gone)} names of ours went, {len(found.come)} came;", end=" ")
            print("; ".join(found.problems) or "no attack got in, no route was lost, nothing was left behind", flush=True)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
