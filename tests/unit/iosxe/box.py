# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An interpreted IOS router and what it answers to the platform's reads."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, RovState
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe import IosXe
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxe.parse import IosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from ..frr.cases import ACME, ADDRESSES, ASN, JUDGED, ROV
from .route_maps import Router

IOS = IosXe()
VERSION = "17.9.4a"
#: Sessions of the cases, and an operator's route-map that only 10.0.0.2 has.
OPERATOR = """\
archive
 path flash:manrs
ip bgp-community new-format
ip prefix-list THEIRS seq 5 deny 9.9.0.0/16 le 32
ip prefix-list THEIRS seq 10 permit 0.0.0.0/0 le 32
route-map UNUSED permit 10
 match ip address prefix-list THEIRS
 set local-preference 90
router bgp 25000
 no bgp enforce-first-as
 neighbor 10.0.0.1 remote-as 35001
 neighbor 10.0.0.1 description acme
 neighbor 10.0.0.2 remote-as 20965
 neighbor 10.0.0.3 remote-as 47441
 neighbor 10.0.0.99 remote-as 25000
 neighbor 2001:db8:ff::1 remote-as 35001
 address-family ipv4
  neighbor 10.0.0.1 activate
  neighbor 10.0.0.2 activate
  neighbor 10.0.0.3 activate
  neighbor 10.0.0.99 activate
  neighbor 10.0.0.99 send-community both
  no neighbor 2001:db8:ff::1 activate
 exit-address-family
 address-family ipv6
  neighbor 2001:db8:ff::1 activate
 exit-address-family
"""
State = dict[tuple[str, str], tuple[bool, ...]]


def lines_of(plan: Plan, *names: str) -> list[str]:
    """The lines of files; without names all, in the order in which a delivery sends them."""
    wanted = names or ("objects", *(stage.name for stage in plan.stages if stage.name != "objects"), "clean")
    return [line for name in wanted for line in plan.files.get(name, "").splitlines()]


@dataclass
class Box:
    """One router. ``accepted``: routes that it has accepted, by address and family. ``startup``: None while it is as what runs."""

    router: Router
    accepted: dict[tuple[str, int], int] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    rollback: str = "%No Rollback Confirmed Change pending"
    startup: str | None = None

    def copy(self) -> Box:
        return deepcopy(self)

    def outputs(self) -> dict[str, str]:
        running = f"Building configuration...\n\nCurrent configuration : 9999 bytes\n!\nversion 17.9\n{self.router.text()}!\nend\n"
        return {
            "version": f"Cisco IOS XE Software, Version 17.09.04a\nCisco IOS Software [Cupertino], Virtual, Version {VERSION}, RELEASE\n",
            "running": running,
            "startup": f"Using 999 out of 9999 bytes\n!\n{(self.startup or running).partition('!')[2]}",
            "rollback": self.rollback,
            "neighbors4": self._neighbors(4),
            "neighbors6": self._neighbors(6),
            "rpki": "BGP SOVC neighbor is 10.9.9.9/3323 connected to port 3323\n Neighbor Statistics:\n  Prefixes 20\n"
            "Connection state is ESTAB, I/O status: 1, unread input bytes: 0\n",
            "default4": "0.0.0.0/0\n  no route\n",
            "default6": "::/0\n  no route\n",
        }

    def _neighbors(self, family: int) -> str:
        found = []
        for (place, address), lines in sorted(self.router.neighbors.items()):
            said = dict(line.split(" ", 1) for line in lines if " " in line)
            if place or "remote-as" not in said or (family == 6) != (":" in address):
                continue
            kind = "internal" if said["remote-as"] == str(self.router.asn) else "external"
            state = "Idle" if address in self.down else "Established, up for 3w1d"
            found.append(
                f"BGP neighbor is {address.upper()},  remote AS {said['remote-as']}, {kind} link\n"
                + (f" Description: {said['description']}\n" if "description" in said else "")
                + f"  BGP version 4, remote router ID 10.1.2.3\n  BGP state = {state}\n  Neighbor capabilities:\n"
                "    Route refresh: advertised and received(new)\n"
                f" For address family: IPv{family} Unicast\n  Session: {address}\n"
                "                                 Sent       Rcvd\n  Prefix activity:               ----       ----\n"
                f"    Prefixes Current:             170 {self.accepted.get((address, family), 10):10} (Consumes 1360 bytes)\n"
                "    Prefixes Total:               999        999\n"
            )
        return "\n".join(found)

    def running(self, **changes: str) -> IosRunning:
        found = IOS.parse({**self.outputs(), **changes})
        assert isinstance(found, IosRunning)
        return found

    def fitted(self, wanted: Policy) -> Policy:
        """The policy for this version, with what the operator's own lists hold now."""
        known = {name: PrefixSet(name, ranges) for name, ranges in self.running().known.local_lists.items()}
        return fit(replace(wanted, local_lists=known), IOS.capabilities(VERSION))

    def plan(self, wanted: Policy, allow_reset: bool = True) -> Plan:
        return IOS.plan(self.running(), self.fitted(wanted), "test", 300, allow_reset)

    def apply(self, plan: Plan) -> Box:
        """Do what a delivery does: objects, stage by stage, each read back, then what goes after the confirm."""
        if plan.is_empty:
            return self
        self.feed(lines_of(plan, "objects"))
        for stage in plan.stages:
            self.feed(lines_of(plan, stage.name) if stage.name != "objects" else [])
            found = IOS.differences(self.running(), plan, stage.expectation)
            assert found == [], (stage.name, found)
        self.feed(lines_of(plan, "clean"))
        assert IOS.differences(self.running(), plan, "confirmed") == []
        return self

    def feed(self, lines: Iterable[str]) -> Box:
        self.router.feed(lines)
        return self

    def judge(self, address: str, way: str, route: Route) -> Route | None:
        return self.router.judge(address, way, route, is_invalid)

    def verdicts(self) -> State:
        """What the router accepts, per session and direction."""
        return {key: tuple(self.judge(*key, route) is not None for route in routes) for key, routes in JUDGED.items()}


def is_invalid(route: Route) -> bool:
    return ROV.state(route if route.as_path else replace(route, as_path=(ASN,))) is RovState.INVALID


def box(text: str = OPERATOR) -> Box:
    made = Router().feed(text.splitlines())
    return Box(made)


def open_doors(found: Box, doors: Iterable[str]) -> None:
    """Write into the operator's own list, as the operator does at a terminal."""
    found.router.feed(f"ip prefix-list MANRS-LOCAL-AS{ACME} seq {number} permit {text}" for number, text in enumerate(sorted(doors), 1))
    found.router.mode = ()


def more_open(now: State, *allowed: State) -> list[tuple[str, str, Route]]:
    """Return what is accepted now and in none of these states."""
    return [
        (*key, JUDGED[key][number])
        for key, accepted in now.items()
        for number, is_accepted in enumerate(accepted)
        if is_accepted and not any(state[key][number] for state in allowed)
    ]


def opening(found: Box, lines: Iterable[str], *allowed: State) -> list[tuple[str, object]]:
    """Feed lines; return those after which the router accepts what none of these states did."""
    opened: list[tuple[str, object]] = []
    seen: dict[str, State] = {}
    for line in lines:
        found.feed([line])
        acting = acting_text(found.router)
        if acting not in seen:
            seen[acting] = found.verdicts()
        opened += [(line, item) for item in more_open(seen[acting], *allowed)]
    return opened


def acting_text(router: Router) -> str:
    """Everything in a configuration that can act on a route: what is bound, and what that refers to."""
    told = [str(sorted((key, tuple(lines)) for key, lines in router.neighbors.items())), str(router.router_lines)]
    waiting = {
        word
        for lines in router.neighbors.values()
        for line in lines
        if line.startswith(("route-map ", "prefix-list ", "filter-list "))
        for word in line.split()[1:2]
    }
    names = set(waiting)
    for name in waiting:
        for entry in router.maps.get(name, {}).values():
            told.append(f"{name} {entry}")
            names |= {word for line in entry.lines for word in line.split()}
    told += [f"{key} {sorted(lines.items())}" for key, lines in router.prefix_lists.items() if key[1] in names]
    told += [f"{key} {entries}" for key, entries in router.texts.items() if key[1] in names]
    told += [f"{number} {entries}" for number, entries in router.paths.items() if str(number) in names]
    return "\n".join(told)


__all__ = ["ADDRESSES", "IOS", "OPERATOR", "Box", "box", "lines_of", "open_doors", "opening"]
