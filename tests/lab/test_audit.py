# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit says of brown-field configurations, on a real FRR that runs them: each route that it asks with is announced.

Two things must be so. What the audit foretells of a route is what the router does with it, in and out. And what gets through belongs
to the controls that were written by hand for the hole of that configuration, and to no other.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, zip_longest
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.evaluate import Judgement, follow
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.matching import State
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, Maker, nearby
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import BgpSession, Outcome, Tree
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, PathElement, Relation, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from router_lab import Lab, place
from speaker import Route as Announced
from topology import FAMILIES, RTR_PORT, SPEAKERS, Family, link
from waiting import wait_until

_UNIT = Path(__file__).parents[1] / "unit/audit"
sys.path.insert(0, str(_UNIT))
from audit_world import ACME, ACME6, PEER, UPSTREAM, UPSTREAM6, known, text_of  # noqa: E402
from test_holes import HOLES  # noqa: E402

pytestmark = pytest.mark.lab
EDGE = "edge10"
#: The neighbors of the configurations, and the lab's that stand for them; the core is iBGP.
NODES = {UPSTREAM: "upstream", UPSTREAM6: "upstream", ACME: "customer", ACME6: "customer", PEER: "peer", "185.10.0.2": "core"}
ASNS = {"1299": "upstream", "15435": "peer"}
#: What the lab's neighbors do not speak, or what would take a session down with them.
_LEFT_OUT = re.compile(r" (password|ttl-security|local-role|update-source|maximum-prefix) ")
#: Announced last by each, and let in by all of these configurations.
SENTINELS: Mapping[str, Mapping[Family, str]] = {
    "upstream": {"ipv4": "151.9.1.0/24", "ipv6": "2a0a:9:1::/48"},
    "customer": {"ipv4": "193.20.0.0/24", "ipv6": "2a06:2000:ffff::/48"},
    "peer": {"ipv4": "151.9.3.0/24", "ipv6": "2a0a:9:3::/48"},
    "core": {"ipv4": "151.9.5.0/24", "ipv6": "2a0a:9:5::/48"},
}
#: Invalid by these, whoever announces them; nothing else here is covered.
VRPS = tuple(
    Vrp(Prefix.parse(text), Prefix.parse(text).length, 64500) for text in ("193.20.3.0/24", "9.9.9.0/24", "2a06:2000:3::/48", "2a00:9::/48")
)
#: FRR takes these from nobody.
_IGNORED = tuple(map(Prefix.parse, ("224.0.0.0/4", "fe80::/10", "ff00::/8")))
#: Controls that ask for something other than the prefix: their routes may have any prefix that the neighbor may announce.
_OF_PATHS = {"F06", "F07", "F08", "F09", "F21"}
#: Controls that hold or not by what is written, whatever routes come.
_OF_STRUCTURE = {"F15", "F20", "B05", "S01", "S02", "S03"}
#: Rounds of announcements at most; in each, a prefix comes from one neighbor only.
ROUNDS = int(os.environ.get("MANRS_AUDIT_ROUNDS", "3"))


@dataclass(frozen=True)
class Asked:
    """A route, who announces it, and the control that must stop it: on the way in, or (E01, E02, E03) out to neighbors."""

    node: str
    session: BgpSession
    control: str
    route: Route

    def __str__(self) -> str:
        route = self.route
        return f"{self.control} of {self.node}: {route.prefix} path {route.as_path} communities {sorted(route.communities)}"

    @property
    def family(self) -> Family:
        return "ipv4" if self.route.prefix.family == 4 else "ipv6"


def _address(address: str) -> str:
    met = link(EDGE, NODES[address])
    return met.neighbor_ipv6 if ":" in address else met.neighbor_ipv4


NODES_BY_ADDRESS = {_address(address): node for address, node in NODES.items()} | {link(EDGE, "core").neighbor_ipv6: "core"}


def lab_text(name: str) -> str:
    """Return a configuration with the lab's addresses and ASNs."""
    lines = [line for line in text_of(f"{name}.conf").splitlines() if not _LEFT_OUT.search(line)]
    begin = lines.index("router bgp 25000")
    end = lines.index("exit", begin) + 1
    # Sessions last: FRR looks again at routes that came before a map after some seconds only, and these neighbors do not refresh.
    text = "\n".join(("frr defaults traditional", "service integrated-vtysh-config", *lines[end:-1], *lines[begin:end], ""))
    for address in sorted(NODES, key=len, reverse=True):
        text = re.sub(rf"(?<![\d.:]){re.escape(address)}(?![\d./:])", _address(address), text)
    for asn, node in ASNS.items():
        text = text.replace(f" remote-as {asn}\n", f" remote-as {SPEAKERS[node].asn}\n")
    fast = "".join(f" neighbor {_address(one)} timers connect 2\n neighbor {_address(one)} advertisement-interval 0\n" for one in NODES)
    # The configurations have their core in IPv4 only; the lab's announces IPv6 too.
    core6 = link(EDGE, "core").neighbor_ipv6
    fast += f" neighbor {core6} remote-as 25000\n neighbor {core6} timers connect 2\n"
    text = text.replace("  network 2a05:1000::/32\n", f"  network 2a05:1000::/32\n  neighbor {core6} activate\n")
    text = text.replace(" !\n address-family ipv4", f" timers bgp 5 30\n{fast} !\n address-family ipv4", 1)
    return text.replace("cache tcp 192.0.2.10 3323", f"cache tcp {link(EDGE, 'rpki').neighbor_ipv4} {RTR_PORT}")


def lab_known() -> Known:
    told = known()
    return Known(told.own, {_address(address): item for address, item in told.neighbors.items()}, told.exchanges)


def run_configuration(lab: Lab, text: str) -> Tree:
    """Have the router run a configuration, and return what an audit reads of it."""
    place(text.encode(), lab.shared(EDGE) / "brown.conf")
    lab.run(EDGE, "cat /run/node/brown.conf > /etc/frr/frr.conf", check=True)
    # Not changed while it runs: FRR 10.3 then goes on with parts of the route-maps that were there before.
    lab.daemon(EDGE).restart(lab, EDGE)

    def down() -> set[str]:
        states = lab.daemon(EDGE).sessions(lab, EDGE)
        return {f"{address} {states.get(address)}" for address in NODES_BY_ADDRESS if states.get(address) != "Established"}

    wait_until(lambda: not down(), 60, lambda: f"{EDGE}: not up: {sorted(down())}")
    wait_until(lambda: len(lab.daemon(EDGE).vrps(lab, EDGE)) >= len(VRPS), 30, lambda: f"{EDGE}: no VRPs")
    tree = frr.parse(lab.vtysh(EDGE, "show running-config"))
    # A neighbor that has just come up sends what it has in an order of its own.
    settle(lab, sessions_of(tree))
    return tree


def _spares(maker: Maker, family: int) -> Iterator[Prefix]:
    """Return prefixes that a neighbor may announce, each once."""
    if maker.relation is Relation.CUSTOMER:
        pool = [f"193.20.{number}.0/24" for number in (1, 2)] + ["193.20.2.0/23", "193.20.0.0/22", "193.20.0.0/23"]
        yield from map(Prefix.parse, pool) if family == 4 else (Prefix.parse(f"2a06:2000:{number:x}::/48") for number in count(0x1000))
        return
    assert maker.relation is not None
    start = list(Relation).index(maker.relation) * 0x20
    yield from (
        Prefix.parse(
            f"12.{start + number // 256}.{number % 256}.0/24" if family == 4 else f"2a00:{start + number // 256:x}:{number % 256:x}::/48"
        )
        for number in count()
    )


def _invalid(maker: Maker, family: int) -> Route:
    texts = ("193.20.3.0/24", "2a06:2000:3::/48") if maker.relation is Relation.CUSTOMER else ("9.9.9.0/24", "2a00:9::/48")
    path: tuple[PathElement, ...] = (maker.asn,) if maker.relation is Relation.CUSTOMER else (maker.asn, maker.far)
    return Route(Prefix.parse(texts[family == 6]), path)


def _of_session(tree: Tree, session: BgpSession, node: str) -> Iterator[list[Asked]]:
    """Yield what a neighbor announces, by control."""
    for family, view in session.families.items():
        maker = Maker(tree, session, lab_known(), family)
        spares = _spares(maker, family)
        by_control: dict[str, list[Asked]] = {}
        for probe in maker.imports():
            by_control.setdefault(probe.control, []).append(Asked(node, session, probe.control, probe.route))
        by_control["F12"] = [Asked(node, session, "F12", _invalid(maker, family))]
        # Customers have few prefixes: those that there are few routes for come first.
        for control in sorted(by_control.keys() & _OF_PATHS, key=lambda control: len(by_control[control])):
            by_control[control] = [
                replace(item, route=replace(item.route, prefix=next(spares, item.route.prefix))) for item in by_control[control]
            ]
        foreign = maker.foreign(view.of(Direction.IMPORT))
        if maker.relation is not Relation.CUSTOMER:
            path = (maker.asn, maker.far)
            by_control["E01"] = [Asked(node, session, "E01", Route(prefix, path)) for prefix in foreign]
            bound = [item for one in tree.external if family in one.families for item in one.families[family].of(Direction.EXPORT)]
            forged = [
                Route(prefix, path, carried) for carried, prefix in zip(nearby(tree, bound, family).communities, spares, strict=False)
            ]
            by_control["E01 forged"] = [Asked(node, session, "E01", route) for route in forged]
        yield from by_control.values()


def _from_core(tree: Tree, core: BgpSession) -> Iterator[list[Asked]]:
    """Yield what another router of ours may hold: what must not leave, and routes of others."""
    for session in tree.external:
        for family, view in session.families.items():
            maker = Maker(tree, session, lab_known(), family)
            bound = view.of(Direction.EXPORT)
            inside = (prefix for prefix in maker.inside(bound) if not any(item.contains(prefix) for item in _IGNORED))
            yield [Asked("core", core, "E03", Route(prefix)) for prefix in inside]
            yield [Asked("core", core, "E01", Route(prefix, (maker.farther, maker.far))) for prefix in maker.foreign(bound)]


def rounds(groups: Iterable[list[Asked]]) -> list[list[Asked]]:
    """Spread routes over rounds, so that each control is early and no prefix is announced twice in a round."""
    found: list[dict[Prefix, Asked]] = []
    used = {Prefix.parse(text) for prefixes in SENTINELS.values() for text in prefixes.values()}
    for asked in (item for some in zip_longest(*groups) for item in some if item is not None):
        if asked.route.prefix in used:
            continue
        chosen = next((one for one in found if asked.route.prefix not in one), None)
        if chosen is None and len(found) < ROUNDS:
            found.append(chosen := {})
        if chosen is not None:
            chosen[asked.route.prefix] = asked
    return [list(one.values()) for one in found]


def _announced(route: Route, number: int) -> Announced:
    """Return a route as it is announced. Each has a MED of its own: ExaBGP leaves out routes where many share an UPDATE."""
    last = route.as_path[-1] if route.as_path else 0
    path = [item for item in route.as_path if isinstance(item, int)]
    communities = [f"{high}:{low}" for high, low in route.communities]
    return Announced(str(route.prefix), path, communities, as_set=sorted(last) if isinstance(last, frozenset) else (), med=number)


def _by_node(items: Iterable[Asked]) -> dict[tuple[str, Family], list[Asked]]:
    found: dict[tuple[str, Family], list[Asked]] = {}
    for item in items:
        found.setdefault((item.node, item.family), []).append(item)
    return found


def sessions_of(tree: Tree) -> set[tuple[str, Family]]:
    """Return the lab's neighbors that a configuration has sessions with."""
    return {(NODES_BY_ADDRESS[session.name], FAMILIES[family == 6]) for session in tree.sessions for family in session.families}


def settle(lab: Lab, sessions: Iterable[tuple[str, Family]]) -> None:
    """Wait until the router has handled all, and its neighbors what it passed on."""
    listed = sorted(set(sessions))
    for sent in [lab.send_sentinel(node, EDGE, family, SENTINELS[node][family]) for node, family in listed]:
        lab.wait_in(sent)
    for family in FAMILIES:
        last = lab.send_sentinel("customer", EDGE, family, SENTINELS["customer"][family])
        for observer in ("upstream", *(("peer",) if family == "ipv4" else ())):
            lab.wait_out(last, observer)


def judge_round(lab: Lab, tree: Tree, items: list[Asked], through: dict[str, set[str]]) -> Iterator[str]:
    """Announce a round of routes; yield where router and audit disagree, and add what got through to the sessions' controls."""
    rov = RovTable(VRPS)
    sessions = sessions_of(tree)
    for (node, family), some in _by_node(items).items():
        lab.announce_many(node, EDGE, family, [_announced(item.route, number) for number, item in enumerate(some)])
    settle(lab, sessions)
    held = {(node, prefix) for family in FAMILIES for node, prefix, _ in lab.rib(EDGE, family)}
    received = {node: lab.received(node) for node, _ in sessions}
    originated = {item.prefix for item in tree.originations}
    for item in items:
        family = item.route.prefix.family
        state = State(item.route, rov.state(item.route))
        # What comes from the core is asked of nobody.
        came = follow(tree, item.session, Direction.IMPORT, family, state) if item.node != "core" else Judgement(Outcome.PERMIT, (), state)
        is_held = (item.node, str(item.route.prefix)) in held
        if is_held != (came.outcome is Outcome.PERMIT):
            yield f"{item}: held {is_held}, the audit says {came.outcome} {came.trail}"
        if is_held and not item.control.startswith("E"):
            through.setdefault(f"{item.session.name} IPv{family}", set()).add(item.control)
        if not is_held or item.route.prefix in originated:
            continue
        for session in tree.external:
            observer = NODES_BY_ADDRESS[session.name]
            if observer == item.node or family not in session.families:
                continue
            out = follow(tree, session, Direction.EXPORT, family, came.state)
            is_sent = str(item.route.prefix) in received[observer][EDGE, item.family]
            if is_sent != (out.outcome is Outcome.PERMIT):
                yield f"{item}: sent to {observer} {is_sent}, the audit says {out.outcome} {out.trail}"
            control = {"F13": "E02"}.get(item.control, item.control)
            if is_sent and control.startswith("E") and (control == "E03" or lab_known().relation(session) is not Relation.CUSTOMER):
                through.setdefault(f"{session.name} IPv{family}", set()).add(control)
    for item in items:
        lab.withdraw(item.node, EDGE, item.family, str(item.route.prefix))
    settle(lab, sessions)


@pytest.fixture(scope="module")
def caches(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """The lab with the VRPs of these tests."""
    file = tmp_path_factory.mktemp("rpki") / "vrps.json"
    file.write_text(json.dumps({"roas": [{"prefix": str(vrp.prefix), "maxLength": vrp.maximum_length, "asn": vrp.asn} for vrp in VRPS]}))
    lab.serve_vrps(file)
    return lab


@pytest.mark.parametrize("name", ["frr_good", *(name for name in HOLES if name.startswith("frr_"))])
def test_the_router_does_what_the_audit_says_and_what_gets_through_is_the_hole(caches: Lab, name: str) -> None:
    tree = run_configuration(caches, lab_text(name))
    core = next(session for session in tree.sessions if session.is_external is False)
    groups = [group for session in tree.external for group in _of_session(tree, session, NODES_BY_ADDRESS[session.name])]
    through: dict[str, set[str]] = {}
    told = rounds([*groups, *_from_core(tree, core)])
    wrong = [line for items in told for line in judge_round(caches, tree, items, through)]
    assert not wrong, "\n".join(wrong)
    expected = {
        f"{_address(where.split()[0])} {where.split()[1]}": set(controls.split()) - _OF_STRUCTURE
        for where, controls in (HOLES[name].open if name in HOLES else {}).items()
    }
    assert through == {where: controls for where, controls in expected.items() if controls}
