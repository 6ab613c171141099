#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random routes on the real routers against the reference: every verdict of `decide` must be the daemon's.

Compared are: what is accepted from each neighbor and with which attributes the router holds it, what each other neighbor
then receives and with which attributes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import bring_up
import world as worlds
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import Options, deliver
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import NO_ADVERTISE, Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route as PolicyRoute
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.compile import compile_policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.decide import ACCEPT, evaluate, receive
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot import load_snapshot
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.snapshot_making import make_snapshot
from catalogue import Announcement
from daemons import DEFAULT_PREFERENCE
from judge import announce, settle
from lab_shell import LabShell
from playbook import work_folder
from router_lab import Lab
from speaker import Attributes
from topology import EDGES, FAMILIES, LABS, OWN_ASN, SPEAKERS, Family, link
from waiting import wait_until

OBSERVERS = tuple(SPEAKERS)
LEAST_ACCEPTED = 0.30
LEAST_PER_CONTROL = 20
#: There is one default route, so each neighbor can announce it once.
_LEAST_OF = {"F01": 5}
#: Those that random routes decide. F20 has a neighbor of its own.
COUNTED = tuple(name for name, control in CONTROLS.items() if control.rejects or name == "F20")
#: What the operator's policy at the exchange sets.
_EXCHANGE_PREFERENCE = 120


@dataclass
class Tally:
    """What was compared on one router and family."""

    routes: int = 0
    accepted: int = 0
    exports: int = 0
    sent: int = 0
    attributes: int = 0
    controls: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)
    asked: frozenset[str] = frozenset()
    """The controls that the policy has as it fits this router."""


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(word) for word in text.split(":"))


def _policy_route(item: Announcement, edge: str) -> PolicyRoute:
    route = item.route_at(edge)
    path = (*route.as_path, *((frozenset(route.as_set),) if route.as_set else ()))
    return PolicyRoute(
        Prefix.parse(route.prefix),
        path,
        frozenset(_numbers(text) for text in route.communities),  # type: ignore[misc]
        frozenset(_numbers(text) for text in route.large_communities),  # type: ignore[misc]
        host_prefix(route.next_hop) if route.next_hop else None,
        route.otc,
    )


def _session(policy: Policy, edge: str, neighbor: str, family: Family) -> Session | None:
    address = link(edge, neighbor).neighbor_address(family)
    return next((session for session in policy.sessions if session.address == address), None)


def _at_exchange(route: PolicyRoute) -> PolicyRoute | None:
    """The operator's own policy at the exchange, on every edge."""
    if str(route.prefix) in ("151.99.0.0/16", "2a0a:99::/32"):
        return None
    return replace(route, local_preference=_EXCHANGE_PREFERENCE)


def _received(policy: Policy, edge: str, item: Announcement, rov: RovTable) -> tuple[bool, str, PolicyRoute]:
    """Return whether the reference accepts a route, what decides, and the route as it is then held."""
    node = SPEAKERS[item.neighbor]
    session = _session(policy, edge, item.neighbor, item.family)
    if session is None:
        return True, ACCEPT, _policy_route(item, edge)
    (is_accepted, control), kept = receive(policy, session, _policy_route(item, edge), rov, _at_exchange if node.is_grouped else None)
    return is_accepted, control, kept


def _compare_attributes(tally: Tally, where: str, found: Attributes, wanted: Mapping[str, object]) -> None:
    tally.attributes += 1
    for key, value in wanted.items():
        told = found.get(key)
        if isinstance(value, frozenset):
            told = frozenset(_numbers(text) for text in told or ())
        if told != value:
            shown = (sorted(told), sorted(value)) if isinstance(value, frozenset) and isinstance(told, frozenset) else (told, value)
            tally.disagreements.append(f"{where}: {key} {shown[0]}, decide {shown[1]}")


def compare(lab: Lab, edge: str, family: Family, policy: Policy, rov: RovTable, items: Sequence[Announcement]) -> Tally:
    """Read what the edge took and passed on, and compare with the reference."""
    tally = Tally(asked=frozenset(term.control for session in policy.sessions for chain in session.chains for term in chain.terms))
    held = {(neighbor, prefix): found for neighbor, prefix, found in lab.rib(edge, family)}
    received = {observer: lab.received(observer)[edge, family] for observer in OBSERVERS}
    for item in items:
        tally.routes += 1
        is_accepted, control, kept = _received(policy, edge, item, rov)
        found = held.get((item.neighbor, item.route.prefix))
        tally.controls[control] += 1
        tally.accepted += is_accepted
        where = f"{edge} {family} from {item.neighbor}: {item.route}"
        if (found is not None) != is_accepted:
            tally.disagreements.append(f"{where}: router {'accepts' if found is not None else 'rejects'}, decide {control}")
            continue
        if found is None:
            continue
        if item.neighbor != "core":
            _compare_attributes(
                tally,
                where,
                found,
                {
                    "communities": kept.communities,
                    "large_communities": kept.large_communities,
                    "local_preference": DEFAULT_PREFERENCE if kept.local_preference is None else kept.local_preference,
                    "otc": kept.otc,
                    "next_hop": str(kept.next_hop).partition("/")[0],
                },
            )
            _count_changes(tally, _policy_route(item, edge), kept)
        _compare_exports(tally, edge, family, policy, rov, item, kept, received)
    return tally


def _count_changes(tally: Tally, before: PolicyRoute, after: PolicyRoute) -> None:
    tally.changes["communities removed"] += bool(
        (before.communities - after.communities) or (before.large_communities - after.large_communities)
    )
    tally.changes["local preference 0"] += after.local_preference == 0
    tally.changes["blackhole"] += before.next_hop != after.next_hop and before.next_hop is None and (65535, 666) in after.communities
    tally.changes["OTC set"] += after.otc is not None and before.otc is None
    tally.changes["marked"] += any(item[:2] == (OWN_ASN, 9) for item in after.large_communities)


def _expected(
    policy: Policy, edge: str, observer: str, family: Family, kept: PolicyRoute, rov: RovTable
) -> tuple[bool, str, dict[str, object]]:
    """Return whether the reference sends a route that is held to a neighbor, what decides, and with which attributes."""
    session = _session(policy, edge, observer, family)
    if session is None:
        is_sent = NO_ADVERTISE not in kept.communities
        preference = DEFAULT_PREFERENCE if kept.local_preference is None else kept.local_preference
        wanted: dict[str, object] = {"local_preference": preference, "as_path": list(kept.as_path)}
        return is_sent, ACCEPT, {**wanted, "communities": kept.communities, "large_communities": kept.large_communities, "otc": kept.otc}
    chain = session.chain(Direction.EXPORT, kept.prefix.family)
    if chain is None:
        raise AssertionError(f"{observer} has no export chain")
    (is_sent, control), sent = evaluate(policy, chain, kept, rov)
    return (
        is_sent,
        control,
        {
            "as_path": [OWN_ASN, *sent.as_path],
            "communities": sent.communities,
            "large_communities": sent.large_communities,
            "otc": sent.otc,
        },
    )


def _compare_exports(
    tally: Tally,
    edge: str,
    family: Family,
    policy: Policy,
    rov: RovTable,
    item: Announcement,
    kept: PolicyRoute,
    received: dict[str, dict[str, Attributes]],
) -> None:
    for observer in OBSERVERS:
        if observer == item.neighbor:
            continue
        is_sent, control, wanted = _expected(policy, edge, observer, family, kept, rov)
        got = received[observer].get(item.route.prefix)
        if observer != "core":
            tally.exports += 1
            tally.sent += is_sent
            tally.controls[control] += not is_sent
        where = f"{edge} {family} from {item.neighbor} to {observer}: {item.route}"
        if (got is not None) != is_sent:
            tally.disagreements.append(f"{where}: router {'sends' if got is not None else 'does not send'}, decide {control}")
        elif got is not None:
            _compare_attributes(tally, where, got, wanted)


def make_registry(lab: Lab, seed: int, folder: Path) -> worlds.World:
    """Make the world of a seed, and give the RPKI cache its VRPs."""
    world = worlds.make_world(seed)
    worlds.write_registry(world, folder)
    lab.serve_vrps(folder / "vrps.json")
    return world


def policies(lab: Lab, world: worlds.World, folder: Path) -> dict[str, Policy]:
    """Return the policy of every edge in this world."""
    now = datetime.now(UTC)
    intents = {edge: host_intent(worlds.variables(world, folder, edge), edge, date.today()) for edge in lab.edges}
    make_snapshot(intents, folder / "snapshot", now)
    return {edge: compile_policy(mine, load_snapshot(folder / "snapshot", edge, now, mine.registry)) for edge, mine in intents.items()}


def prepare(lab: Lab, seed: int, folder: Path) -> tuple[worlds.World, dict[str, Policy]]:
    """Make the world of a seed and deliver its policy to every edge; return the policies as they fit the routers."""
    world = make_registry(lab, seed, folder)
    fitted = {}
    for edge, policy in policies(lab, world, folder).items():
        router, shell = platform(EDGES[edge].daemon), LabShell(lab, edge)
        # Roles reset their sessions.
        options = Options(allow_reset=True)
        deliver(edge, router, shell, lambda _, policy=policy: policy, RovTable(()), options, folder / "records", datetime.now(UTC))  # type: ignore[misc]
        fitted[edge] = fit(policy, router.capabilities(lab.daemon(edge).version(lab, edge)))
        _wait_vrps(lab, edge, len(world.vrps))
    return world, fitted


def _wait_vrps(lab: Lab, edge: str, count: int) -> None:
    def number() -> int:
        return len(lab.daemon(edge).vrps(lab, edge))

    wait_until(lambda: number() >= count, 30, lambda: f"{edge}: {number()} of {count} VRPs")


def run(lab: Lab, seed: int, count: int) -> list[tuple[str, Family, Tally]]:
    """Compare ``count`` random routes per edge and family."""
    folder = work_folder() / "verdicts"
    folder.mkdir(exist_ok=True)
    world, fitted = prepare(lab, seed, folder)
    rov = RovTable([Vrp(*item) for item in world.vrps])
    items = {number: worlds.routes(seed, world, number, count) for number in (4, 6)}
    every = [*items[4], *items[6]]

    def at(edge: str) -> None:
        announce(lab, edge, every)
        settle(lab, edge, [item for item in every if not worlds.is_multicast(Prefix.parse(item.route.prefix))], OBSERVERS)

    with ThreadPoolExecutor(len(lab.edges)) as pool:
        list(pool.map(at, lab.edges))
    time.sleep(2)
    return [
        (edge, family, compare(lab, edge, family, fitted[edge], rov, items[4 if family == "ipv4" else 6]))
        for edge in lab.edges
        for family in FAMILIES
    ]


def report(results: list[tuple[str, Family, Tally]], is_whole: bool) -> bool:
    """Print the counts; return whether all is well."""
    is_well = True
    for edge, family, tally in results:
        share = tally.accepted / tally.routes
        controls = ", ".join(f"{name} {tally.controls[name]}" for name in (*COUNTED, ACCEPT))
        print(f"{edge} {family}: {tally.routes} routes, {share:.0%} accepted; {tally.exports} exports, {tally.sent} sent")
        print(f"  decided by {controls}")
        changes = ", ".join(f"{name} {count}" for name, count in sorted(tally.changes.items()))
        print(f"  attributes of {tally.attributes} routes compared: {changes}")
        few = [name for name in COUNTED if name in tally.asked and tally.controls[name] < _LEAST_OF.get(name, LEAST_PER_CONTROL)]
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
    parser.add_argument("--routes", type=int, default=4000, help="per router and family")
    parser.add_argument("--lab", action="append", choices=list(LABS), help="the edges (default: one lab for each daemon)")
    options = parser.parse_args()
    begin = time.monotonic()
    is_well = True
    for name in options.lab or [name for name in LABS if name != "mixed"]:
        bring_up.down()
        lab = bring_up.up(LABS[name])
        try:
            is_well &= report(run(lab, options.seed, options.routes), options.routes >= 2000)
        finally:
            bring_up.down()
    print(
        f"seed {options.seed}, {options.routes} routes: {'no disagreement' if is_well else 'NOT WELL'} ({time.monotonic() - begin:.0f} s)"
    )
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
