#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random routes on the real routers against the reference: every verdict of `decide` must be the daemon's.

Compared are: what is accepted from each neighbor, what each other neighbor then receives, and our large communities on it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import bring_up
import world as worlds
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import Options, deliver
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, LargeCommunity
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route as PolicyRoute
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.controls import CONTROLS
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import ACCEPT, changed, decide, receive
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot, make_snapshot
from catalogue import Announcement
from judge import announce, settle
from lab_shell import LabShell
from playbook import work_folder
from router_lab import Lab, wait_until
from topology import FAMILIES, Family, link

OBSERVERS = ("upstream", "customer", "peer", "collector")
LEAST_ACCEPTED = 0.30
LEAST_PER_CONTROL = 20


@dataclass
class Tally:
    """What was compared on one router and family."""

    routes: int = 0
    accepted: int = 0
    exports: int = 0
    sent: int = 0
    controls: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)


def _large(text: str) -> LargeCommunity:
    first, second, third = (int(word) for word in text.split(":"))
    return first, second, third


def _policy_route(item: Announcement) -> PolicyRoute:
    large = frozenset(_large(text) for text in item.route.large_communities)
    path = (*item.route.as_path, *((frozenset(item.route.as_set),) if item.route.as_set else ()))
    return PolicyRoute(Prefix.parse(item.route.prefix), path, frozenset(), large)


def _session(policy: Policy, edge: str, neighbor: str, family: Family) -> Session | None:
    address = link(edge, neighbor).neighbor_address(family)
    return next((session for session in policy.sessions if session.address == address), None)


def compare(lab: Lab, edge: str, family: Family, policy: Policy, rov: RovTable, items: Sequence[Announcement]) -> Tally:
    """Read what the edge took and passed on, and compare with the reference."""
    tally = Tally()
    held = {neighbor: lab.rib_from(edge, family, neighbor) for neighbor in {item.neighbor for item in items}}
    received = {observer: lab.received(observer)[edge, family] for observer in OBSERVERS}
    for item in items:
        route = _policy_route(item)
        tally.routes += 1
        session = _session(policy, edge, item.neighbor, family)
        is_accepted, control, kept = True, ACCEPT, route
        if session is not None:
            (is_accepted, control), kept = receive(policy, session, route, rov)
        is_held = item.route.prefix in held[item.neighbor]
        tally.controls[control] += 1
        tally.accepted += is_accepted
        if is_held != is_accepted:
            tally.disagreements.append(
                f"{edge} {family} from {item.neighbor}: {item.route}: router {'accepts' if is_held else 'rejects'}, decide {control}"
            )
            continue
        if is_accepted:
            _compare_exports(tally, edge, family, policy, rov, item, kept, received)
    return tally


def _compare_exports(
    tally: Tally,
    edge: str,
    family: Family,
    policy: Policy,
    rov: RovTable,
    item: Announcement,
    kept: PolicyRoute,
    received: dict[str, dict[str, dict[str, object]]],
) -> None:
    for observer in OBSERVERS:
        session = _session(policy, edge, observer, family)
        chain = session.chain(Direction.EXPORT, int(family[-1])) if session else None
        if observer == item.neighbor or chain is None:
            continue
        is_sent, control = decide(policy, chain, kept, rov)
        got = received[observer].get(item.route.prefix)
        tally.exports += 1
        tally.sent += is_sent
        if not is_sent:
            tally.controls[control] += 1
        where = f"{edge} {family} from {item.neighbor} to {observer}: {item.route}"
        if (got is not None) != is_sent:
            tally.disagreements.append(f"{where}: router {'sends' if got is not None else 'does not send'}, decide {control}")
        elif got is not None:
            large = got.get("large_communities") or ()
            told = frozenset(_large(str(text)) for text in large) if isinstance(large, (list, tuple)) else frozenset()
            wanted = changed(kept, chain.first + chain.last).large_communities
            if told != wanted:
                tally.disagreements.append(f"{where}: large communities {sorted(told)}, decide {sorted(wanted)}")


def prepare(lab: Lab, seed: int, folder: Path) -> tuple[worlds.World, dict[str, Policy]]:
    """Make the world of a seed and deliver its policy to every edge."""
    world = worlds.make_world(seed)
    worlds.write_registry(world, folder)
    lab.serve_vrps(folder / "vrps.json")
    now = datetime.now(UTC)
    intents = {edge: host_intent(worlds.variables(world, folder, edge), edge, date.today()) for edge in lab.edges}
    make_snapshot(intents, folder / "snapshot", now)
    policies = {}
    frr = platform("frr")
    for edge in lab.edges:
        snapshot = load_snapshot(folder / "snapshot", edge, now, 48)
        policies[edge] = compile_policy(intents[edge], snapshot)
        deliver(edge, frr, LabShell(lab, edge), lambda _, edge=edge: policies[edge], RovTable(()), Options(), folder / "records", now)  # type: ignore[misc]
        _wait_vrps(lab, edge, len(world.vrps))
    return world, policies


def _wait_vrps(lab: Lab, edge: str, count: int) -> None:
    def number() -> int:
        return sum("/" not in line and "-" in line for line in lab.vtysh(edge, "show rpki prefix-table").splitlines())

    wait_until(lambda: number() >= count, 30, lambda: f"{edge}: {number()} of {count} VRPs")


def run(lab: Lab, seed: int, count: int) -> list[tuple[str, Family, Tally]]:
    """Compare ``count`` random routes per edge and family."""
    folder = work_folder() / "verdicts"
    folder.mkdir(exist_ok=True)
    world, policies = prepare(lab, seed, folder)
    rov = RovTable([Vrp(*item) for item in world.vrps])
    items = {number: worlds.routes(seed, world, number, count) for number in (4, 6)}
    every = [*items[4], *items[6]]

    def at(edge: str) -> None:
        announce(lab, edge, every)
        settle(lab, edge, [item for item in every if not worlds.is_multicast(Prefix.parse(item.route.prefix))])

    with ThreadPoolExecutor(len(lab.edges)) as pool:
        list(pool.map(at, lab.edges))
    time.sleep(2)
    return [
        (edge, family, compare(lab, edge, family, policies[edge], rov, items[4 if family == "ipv4" else 6]))
        for edge in lab.edges
        for family in FAMILIES
    ]


def report(results: list[tuple[str, Family, Tally]], is_whole: bool) -> bool:
    """Print the counts; return whether all is well."""
    is_well = True
    for edge, family, tally in results:
        share = tally.accepted / tally.routes
        controls = ", ".join(f"{name} {tally.controls[name]}" for name in (*CONTROLS, ACCEPT))
        print(f"{edge} {family}: {tally.routes} routes, {share:.0%} accepted; {tally.exports} exports, {tally.sent} sent")
        print(f"  decided by {controls}")
        few = [name for name in CONTROLS if tally.controls[name] < LEAST_PER_CONTROL]
        if is_whole and (few or share < LEAST_ACCEPTED):
            print(f"  too few: {', '.join(few) or 'accepted'}")
            is_well = False
        for line in tally.disagreements[:20]:
            print(f"  DISAGREE {line}")
        is_well &= not tally.disagreements
        print(f"  {len(tally.disagreements)} disagreements")
    return is_well


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--routes", type=int, default=2000, help="per router and family")
    options = parser.parse_args()
    begin = time.monotonic()
    bring_up.down()
    lab = bring_up.up()
    try:
        is_well = report(run(lab, options.seed, options.routes), options.routes >= 2000)
    finally:
        bring_up.down()
    print(
        f"seed {options.seed}, {options.routes} routes: {'no disagreement' if is_well else 'NOT WELL'} ({time.monotonic() - begin:.0f} s)"
    )
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
