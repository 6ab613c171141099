# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages for people with a job in hand: their commands are read from the pages and run in order, on FRR, BIRD and OpenBGPD.

What came of them is read from the routers and their neighbors. The tests of this file run in their order, as one network's life.
What a page tells the reader to do in words (correct a draft, register a set, open a session) the test does here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import catalogue
import playbook
import pytest
import yaml
from judge import external, wait_for_vrps, withdraw, withdraw_sentinels
from router_lab import Lab
from topology import FAMILIES, link

from .operator_desk import ROUTERS, Desk, set_up

pytestmark = [pytest.mark.lab, pytest.mark.parametrize("lab", ["mixed"], indirect=True)]
FRR, BIRD, OPENBGPD = ROUTERS.values()
#: Pages have days; a run has today's.
DAY, LATER = "2027-01-31", "2999-12-31"
#: What a reader does once on a machine; and the evidence, whose commands tests/lab/test_evidence.py runs.
ELSEWHERE = re.compile(r"(make|source|export|python3|pip|ansible-galaxy) |.*manrs\.hardening\.evidence")
TYPED = re.compile(r"([A-Z_]+=\S+ )?(ansible-playbook|make|source|export|python3|pip|ansible-galaxy|lab/\S+|vtysh|sed|cat) ")
ON_A_ROUTER = ("vtysh", "sed", "cat /var")
UNREGISTERED, OTHER, BOGON = "151.77.0.0/16", "151.88.0.0/16", "198.18.64.0/20"
REGISTERED = "193.20.0.0/22"
DAIRY, MILL = "193.40.14.0/24", "193.40.98.0/24"
SET = "\nas-set: AS35010:AS-DAIRY\nmembers: AS35010, AS35011\nsource: LAB\n\nroute: 193.40.98.0/24\norigin: AS35011\nsource: LAB\n"


def steps_of(text: str) -> Iterator[str]:
    """Yield the commands of a page, and the blocks that begin with the name of a file of the reader's, in their order."""
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        inside = line.startswith("    ")
        if block and not inside:
            yield "\n".join(block)
            block = []
        if not inside:
            continue
        told = line[4:]
        if block or re.match(r"# \S+\.yml", told):
            block.append(told)
        elif TYPED.match(told):
            yield told


class Page:
    """A page that is followed step by step; what is left at its end was not tested."""

    def __init__(self, name: str, desk: Desk, lab: Lab) -> None:
        text = (playbook.ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
        self.steps = [step for step in steps_of(text) if not ELSEWHERE.match(step)]
        self.desk, self.lab = desk, lab

    def next(self, words: str) -> str:
        assert self.steps, f"the page has no step more, and {words!r} was to come"
        step = self.steps.pop(0)
        assert words in step
        return step.replace(DAY, LATER)

    def run(self, words: str, rc: int = 0) -> str:
        """Run the next command, which has these words, and return what it printed."""
        command = self.next(words)
        if not command.startswith(ON_A_ROUTER):
            done = self.desk.type(command)
            assert done.rc == rc, f"{command}\n{done.output}"
            return done.output
        edge = BIRD if "bird" in command else OPENBGPD if "bgp" in command and not command.startswith("vtysh") else FRR
        return self.lab.run(edge, command, check=True).stdout

    def declare(self, words: str) -> None:
        """Put the next block, which has these words, into the file that it names; eth2 is called otherwise in the lab."""
        block = self.next(words)
        name = re.match(r"# inventory/(\S+\.yml)", block)
        assert name is not None, block
        if not self.desk.file(name[1]).exists():
            self.desk.write(name[1], {})
        self.desk.declare(name[1], block.replace("eth2", "customer2"))

    def end(self) -> None:
        assert self.steps == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return set_up(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def before(lab: Lab) -> dict[str, str]:
    """The operators' configurations."""
    return {edge: configuration(lab, edge) for edge in lab.edges}


def configuration(lab: Lab, edge: str) -> str:
    """What an edge runs, or would start with where that is a file; the empty block of a lost RTR cache is none."""
    what = {FRR: "vtysh -c 'show running-config'", BIRD: "cat /etc/bird/bird.conf", OPENBGPD: "cat /etc/bgpd.conf"}[edge]
    return lab.run(edge, what, check=True).stdout.replace("rpki\nexit\n!\n", "")


def is_in(lab: Lab, edge: str, prefix: str, node: str = "customer", *, is_there: bool = True) -> None:
    lab.wait_route(edge, "ipv4", prefix, node, is_there=is_there)


def is_out(lab: Lab, edge: str, prefix: str, *, is_there: bool = True) -> None:
    lab.wait_received("upstream", edge, "ipv4", prefix, is_there=is_there)


def without(desk: Desk, name: str, neighbor: str, key: str) -> None:
    """Take a key of a neighbor out again."""
    told = desk.read(name)
    for item in told["manrs_neighbors"]:
        if item["name"] == neighbor:
            del item[key]
    desk.write(name, told)


def frr(lab: Lab, *commands: str) -> None:
    lab.vtysh(FRR, "configure terminal", *commands, "end", "write memory")


def dairy_session(*words: str) -> list[str]:
    """Return the words for both sessions of the new customer at FRR; its address stands for {}."""
    return [word.format(link(FRR, "customer2").neighbor_address(family)) for word in words for family in FAMILIES]


def test_start(lab: Lab, desk: Desk, before: Mapping[str, str]) -> None:
    page = Page("start", desk, lab)
    page.run("attack.py --announce")
    for edge in lab.edges:
        is_in(lab, edge, "198.18.0.0/16", "peer")
    assert "43 routes, 21 would be dropped" in page.run("preview")
    page.run("harden --check --diff")
    assert {edge: configuration(lab, edge) for edge in lab.edges} == before
    page.run("harden")
    for edge in lab.edges:
        is_in(lab, edge, "198.18.0.0/16", "peer", is_there=False)
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    assert "bird3 0 of 219 got through" in page.run("attack.py --after")
    page.run("report")
    assert (desk.folder / ".manrs/report/report.html").is_file()
    page.end()


def test_the_first_week(lab: Lab, desk: Desk, before: Mapping[str, str]) -> None:
    _bare(lab, desk)
    page = Page("first_week", desk, lab)
    drafted = page.run("init")
    assert "decide: host_vars/edge1/manrs.yml" in drafted
    assert yaml.safe_load((desk.folder / ".manrs/draft/host_vars/edge1/manrs.yml").read_text(encoding="utf-8"))["manrs_neighbors"]
    page.run("snapshot")
    assert "fix 1: others' routes leak through us" in page.run("audit")
    assert "185.10.0.0/22: is registered nowhere" in page.run("registration")
    assert "mnt-by:         MNT-EXAMPLE" in (desk.folder / ".manrs/report/registration.rpsl").read_text(encoding="utf-8")
    page.run("contacts")
    page.run("preview")
    assert UNREGISTERED in (desk.folder / ".manrs/report/messages/edge1/185.10.3.138.txt").read_text(encoding="utf-8")
    page.declare("adoption_stage: 3")
    page.run("harden --limit edge1 -e manrs_snapshot=.manrs/snapshot --check --diff")
    assert configuration(lab, FRR) != "" and "MANRS-" not in configuration(lab, FRR)
    page.run("harden --limit edge1")
    is_in(lab, FRR, BOGON, "peer", is_there=False)
    is_in(lab, FRR, UNREGISTERED)
    is_in(lab, BIRD, BOGON, "peer")
    page.run("harden")
    is_in(lab, BIRD, BOGON, "peer", is_there=False)
    told = desk.read("group_vars/routers/manrs.yml")
    del told["manrs_network"]["adoption_stage"]
    desk.write("group_vars/routers/manrs.yml", told)
    page.run("--check --diff")
    assert "nothing is dropped yet" in page.run("harden")
    for edge in (FRR, BIRD):
        is_in(lab, edge, UNREGISTERED, is_there=False)
        is_in(lab, edge, REGISTERED)
        is_out(lab, edge, REGISTERED)
        is_out(lab, edge, "151.41.0.0/16", is_there=False)
    page.run("report")
    page.end()


def _bare(lab: Lab, desk: Desk) -> None:
    """Bring the lab back to its start, let the neighbors have an ordinary day with some mistakes, and take one customer off FRR."""
    for edge in lab.edges:
        withdraw(lab, edge, external(catalogue.load()))
    withdraw_sentinels(lab)
    done = desk.type("ansible-playbook -i lab/inventory/mixed.yml manrs.hardening.release -e manrs_serial=100%")
    assert done.rc == 0, done.output
    lab.wait_established()
    frr(lab, "router bgp 25000", *dairy_session("no neighbor {}"))
    for edge in lab.edges:
        for prefix, path in ((REGISTERED, [35001]), (UNREGISTERED, [35001]), (OTHER, [35001])):
            lab.announce("customer", edge, "ipv4", prefix, path)
        for prefix, path in ((DAIRY, [35010]), ("193.40.99.0/24", [35010]), (MILL, [35010, 35011])):
            lab.announce("customer2", edge, "ipv4", prefix, path)
        lab.announce("peer", edge, "ipv4", "151.41.0.0/16", [31001])
        lab.announce("peer", edge, "ipv4", BOGON, [31001])
        is_in(lab, edge, BOGON, "peer")
        is_in(lab, edge, OTHER)


def test_add_a_customer(lab: Lab, desk: Desk) -> None:
    page = Page("add_a_customer", desk, lab)
    v6 = link(FRR, "customer2").neighbor_address("ipv6")
    made = ["router bgp 25000", *dairy_session("neighbor {} remote-as 35010", "neighbor {} shutdown", "neighbor {} timers connect 2")]
    frr(lab, *made, "address-family ipv6 unicast", f"neighbor {v6} activate")
    page.declare("name: dairy")
    snapshot = page.next("snapshot")
    assert "AS35010:AS-DAIRY is not in the IRR data" in desk.type(snapshot).output
    with (desk.folder / "irr.rpsl").open("a", encoding="utf-8") as stream:
        stream.write(SET)
    assert "AS-DAIRY is not" not in desk.type(snapshot).output
    assert "dairy: 0 of 17 registered prefixes hold" in page.run("due_diligence")
    planned = page.run("--check --diff")
    assert "AS35010=AS35010:AS-DAIRY: +18 -0 registered prefixes (0 -> 18)" in planned
    assert "acme" not in planned
    digests = re.findall(r'"digest": "([0-9a-f]{64})"', planned)
    approval = page.next("# approved.yml")
    (desk.folder / "approved.yml").write_text(approval, encoding="utf-8")
    delivery = page.next("manrs_approved=approved.yml")
    refused = desk.type(delivery)
    assert refused.rc != 0 and "look at it and approve one of them" in refused.output
    (desk.folder / "approved.yml").write_text(re.sub(r"[0-9a-f]{64}", digests[0], approval), encoding="utf-8")
    done = desk.type(delivery)
    assert done.rc == 0, done.output
    frr(lab, "router bgp 25000", *dairy_session("no neighbor {} shutdown"))
    lab.wait_established([FRR])
    for prefix, is_there in ((DAIRY, True), (MILL, True), ("193.40.99.0/24", False)):
        is_in(lab, FRR, prefix, "customer2", is_there=is_there)
    is_out(lab, FRR, MILL, is_there=False)
    page.run("harden")
    is_out(lab, FRR, MILL)
    page.end()


def test_a_dropped_route(lab: Lab, desk: Desk) -> None:
    page = Page("dropped_route", desk, lab)
    told = page.run('"prefix": "151.77.0.0/16"')
    assert "151.77.0.0/16 path 35001 from acme (185.10.3.138): dropped by F13" in told
    assert "to register: route 151.77.0.0/16 with origin AS35001" in told
    assert "193.40.98.0/24 path 35010 35011 from dairy (185.10.3.162): accepted" in page.run('"origin": 35011')
    assert "to upstream (185.10.3.134): accepted" in page.run('"to": "upstream"')
    page.run("preview")
    page.declare("exceptions:")
    page.run("harden --limit edge1")
    is_in(lab, FRR, UNREGISTERED)
    is_out(lab, FRR, UNREGISTERED)
    is_in(lab, FRR, OTHER, is_there=False)
    page.end()


def test_add_a_router(lab: Lab, desk: Desk) -> None:
    page = Page("add_a_router", desk, lab)
    page.declare("edge3:")
    assert "host_vars/edge3/manrs.yml" in page.run("init --limit edge3")
    forgotten = desk.type("ansible-playbook -i inventory manrs.hardening.harden --limit edge3 -e manrs_snapshot=.manrs/snapshot --check")
    assert "was made without edge3 (it covers edge1, edge2); run the snapshot playbook for the whole group" in forgotten.output
    page.run("snapshot")
    assert "would be dropped: F13 2" in page.run("preview --limit edge3")
    page.run("--check --diff")
    is_in(lab, OPENBGPD, UNREGISTERED)
    page.run("harden --limit edge3")
    is_in(lab, OPENBGPD, UNREGISTERED, is_there=False)
    is_in(lab, OPENBGPD, REGISTERED)
    # For the next page there is no exception.
    without(desk, "host_vars/edge1.yml", "acme", "exceptions")
    page.run("harden")
    is_in(lab, FRR, UNREGISTERED, is_there=False)
    page.run("harden --check")
    page.end()


def test_an_emergency_with_the_controller(lab: Lab, desk: Desk, emergency: Page) -> None:
    page = emergency
    assert "confirmed" in page.run("outcome")
    page.declare("mode: monitor")
    page.run("manrs_only=acme")
    is_in(lab, FRR, OTHER)
    page.run("rollback --limit edge1 --check")
    is_in(lab, FRR, OTHER)
    page.run("rollback --limit edge1")
    is_in(lab, FRR, OTHER, is_there=False)
    page.declare("manrs_freeze")
    held = desk.type("ansible-playbook -i inventory manrs.hardening.harden --limit edge1 -e manrs_snapshot=.manrs/snapshot")
    assert held.rc != 0 and "incident 4712" in held.output
    is_in(lab, FRR, OTHER, is_there=False)
    desk.file("group_vars/routers/freeze.yml").unlink()
    without(desk, "host_vars/edge1.yml", "acme", "modes")
    page.declare("state: released")
    page.run("manrs_only=peer")
    is_in(lab, FRR, BOGON, "peer")


@pytest.fixture(scope="module")
def emergency(lab: Lab, desk: Desk) -> Page:
    return Page("emergency", desk, lab)


def test_an_emergency_without_the_controller(lab: Lab, desk: Desk, emergency: Page) -> None:
    page = emergency
    files = {edge: configuration(lab, edge) for edge in (BIRD, OPENBGPD)}
    for edge, words in ((FRR, "MANRS-LOCAL-AS35001"), (BIRD, "manrs-local.conf"), (OPENBGPD, "manrs-local.conf")):
        is_in(lab, edge, UNREGISTERED, is_there=False)
        page.run(words)
        is_in(lab, edge, UNREGISTERED)
        is_in(lab, edge, OTHER, is_there=False)
    for edge, words in ((FRR, "PERMIT-ALL in"), (BIRD, "import all"), (OPENBGPD, "allow quick from")):
        page.run(words)
        is_in(lab, edge, OTHER)
    page.end()
    next_run = desk.type("ansible-playbook -i inventory manrs.hardening.harden -e manrs_snapshot=.manrs/snapshot --check").output
    for words in (
        "running and startup configuration differ: running has 'neighbor 185.10.3.138 route-map PERMIT-ALL in'",
        "acme (185.10.3.138) IPv4 import: filtered from now on",
        "acme (185.14.13.74): IPv4: the session does not use our filters",
        "stands before our guard: allow quick from 185.14.13.202",
    ):
        assert words in next_run
    assert next_run.count("lets through by hand, past F13: 151.77.0.0/16") == 3
    # What is by hand is undone by hand.
    lab.vtysh(FRR, "write memory")
    lab.run(BIRD, "cat > /etc/bird/bird.conf && birdc configure", stdin=files[BIRD], check=True)
    lab.run(OPENBGPD, "cat > /etc/bgpd.conf && bgpctl reload", stdin=files[OPENBGPD], check=True)
    for edge in (BIRD, OPENBGPD):
        is_in(lab, edge, OTHER, is_there=False)


def test_leave(lab: Lab, desk: Desk, before: dict[str, Any]) -> None:
    page = Page("leave", desk, lab)
    page.run("release --check --diff")
    assert "MANRS-" in configuration(lab, FRR)
    left = page.run("release")
    assert "customer (185.14.13.74): released: IPv4 still uses our import filter, which lets everything pass" in left
    assert "manrs-seal.conf stay, without a rule: they are included; take both include lines off" in left
    page.run("/etc/bird/bird.conf")
    page.run("/etc/bgpd.conf")
    assert "warning: " not in page.run("release")
    page.end()
    for edge in lab.edges:
        # The list that the page on emergencies wrote into is the operator's.
        left_over = [line for line in configuration(lab, edge).splitlines() if "MANRS-" in line]
        assert all(line.startswith("ip prefix-list MANRS-LOCAL-AS35001 ") for line in left_over), left_over
        assert "MANRS-" not in lab.run(edge, "nft list tables", check=True).stdout
        is_in(lab, edge, OTHER)
        is_in(lab, edge, BOGON, "peer")
    assert "route-map MANRS-" not in lab.run(FRR, "cat /etc/frr/frr.conf", check=True).stdout
    assert "MANRS-" not in lab.run(BIRD, "birdc show symbols", check=True).stdout
    assert lab.run(BIRD, "ls /etc/bird/manrs.conf || ls /etc/bird/manrs").returncode != 0
    assert lab.run(OPENBGPD, "ls /etc/bgpd/manrs-guard.conf /etc/bgpd/manrs-sets").returncode != 0
    lab.wait_established()
    assert Path(desk.folder / ".manrs/records/edge1").is_dir()
