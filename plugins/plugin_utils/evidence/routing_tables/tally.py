# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy makes of many routes, counted per neighbor: from a router, or from files by several processes."""

from __future__ import annotations

import gc
import multiprocessing
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ...model.policies import Policy
from ...model.routes import Route
from ...model.rov import RovTable
from ...policy.many import Judges
from .files import Share, TableError, read_table

#: Processes that read one table together. More than the cores there are would be no faster, and how a table is shared must not
#: hang on the machine.
PROCESSES = 2
#: Tables of fewer bytes are read by one: starting another takes longer.
_SMALL = 1 << 20


class Rejection(NamedTuple):
    """A route that the policy rejects, the control that decides, and whether the router has it as its best; None: not known."""

    route: Route
    control: str
    is_best: bool | None = None


@dataclass
class Tally:
    """What the policy makes of the routes of one neighbor address. ``rejections``: the first ``most`` of them."""

    seen: int = 0
    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    monitored: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)

    def add(self, other: Tally, most: int) -> None:
        """Add what another process counted."""
        self.seen += other.seen
        self.accepted += other.accepted
        self.rejected += other.rejected
        self.monitored += other.monitored
        self.rejections += other.rejections[: max(0, most - len(self.rejections))]


@dataclass
class Tallies:
    """All neighbors, by address. ``strangers``: routes of addresses for which the policy has no chain, by address."""

    by_address: dict[str, Tally] = field(default_factory=dict)
    strangers: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tallies, most: int) -> None:
        """Add what another process counted."""
        for address, tally in other.by_address.items():
            self.by_address.setdefault(address, Tally()).add(tally, most)
        self.strangers += other.strangers


def tally_routes(policy: Policy, rov: RovTable, routes: Iterable[tuple[str, Route, bool | None]], most: int) -> Tallies:
    """Judge routes: (neighbor's address, route, whether it is the best).

    :param most: rejected routes of one neighbor that are kept; all are counted.
    """
    judge = Judges(policy, rov).judge
    found = Tallies()
    tallies = found.by_address
    for address, route, is_best in routes:
        told = judge(address, route)
        if told is None:
            found.strangers[address] += 1
            continue
        tally = tallies.get(address)
        if tally is None:
            tally = tallies[address] = Tally()
        tally.seen += 1
        if told.monitored:
            tally.monitored.update(told.monitored)
        if told.verdict.is_accepted:
            tally.accepted += 1
            continue
        tally.rejected[told.verdict.control] += 1
        if len(tally.rejections) < most:
            tally.rejections.append(Rejection(route, told.verdict.control, is_best))
    return found


def tally_files(policy: Policy, rov: RovTable, paths: Sequence[Path], most: int) -> Tallies:
    """Judge the routes of tables in files.

    :raises TableError: one cannot be read to its end.
    """
    found = Tallies()
    for path in paths:
        if not path.is_file():
            raise TableError(f"{path} is no file; give a RIB dump in MRT, or JSON lines")
        if path.stat().st_size < _SMALL:
            found.add(_tally_share(policy, rov, path, Share(0, 1), most), most)
            continue
        # Forked, so that policy and VRPs are there without being sent.
        with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork"), _take, (policy, rov)) as pool:
            shares = [pool.submit(_tally_here, path, Share(number, PROCESSES), most) for number in range(PROCESSES)]
            try:
                for share in shares:
                    found.add(share.result(), most)
            except BrokenProcessPool as error:
                raise TableError(f"{path}: a process that read it ended ({error}); is there memory enough?") from error
    return found


#: What a process of the pool judges by.
_judged_by: list[tuple[Policy, RovTable]] = []


def _take(policy: Policy, rov: RovTable) -> None:
    # Nothing here refers to itself, and looking for what does among millions of routes takes a quarter of the time.
    gc.disable()
    _judged_by[:] = [(policy, rov)]


def _tally_here(path: Path, share: Share, most: int) -> Tallies:
    return _tally_share(*_judged_by[0], path, share, most)


def _tally_share(policy: Policy, rov: RovTable, path: Path, share: Share, most: int) -> Tallies:
    return tally_routes(policy, rov, ((address, route, None) for address, route in read_table(path, share)), most)
