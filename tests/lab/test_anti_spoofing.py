# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on real routers, with real packets: observed, enforced, kept, and taken back.

The tests of this file run in their order: they are the stations of one way.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path

import playbook
import pytest
import spoofing
from router_lab import Lab
from scapy.layers.dhcp import BOOTP, DHCP
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.inet6 import ICMPv6ND_NS, IPv6
from scapy.packet import Packet, Raw
from spoofing import COPIES, KINDS, Case, Kind
from topology import link
from waiting import wait_until

pytestmark = pytest.mark.lab
CASES = spoofing.load()
NUMBER = {kind: sum(case.kind == kind for case in CASES) for kind in KINDS}
EDGE = "edge10"
DATA = Path(spoofing.__file__).parent / "data"
SPOOFED_ARRIVE: Mapping[Kind, bool] = {"spoofed": True, "legitimate": True}
SPOOFED_DROPPED: Mapping[Kind, bool] = {"spoofed": False, "legitimate": True}
#: Somebody else's addresses from users to a provider, in both families: while nothing is dropped they are counted where they come
#: in, and again where they leave.
OBSERVED = COPIES * (NUMBER["spoofed"] + 2)
TABLE = "nft -y -p -s list table inet MANRS-SOURCES"


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\\'", "'").replace('\\"', '"'))


def wrong(lab: Lab, edge: str, expected: Mapping[Kind, bool]) -> list[str]:
    return [str(case) for case, arrived in spoofing.attack(lab, edge, CASES).items() if arrived != expected[case.kind]]


def counted(lab: Lab, edge: str) -> dict[str, int]:
    """Packets by counter, of those that are not 0."""
    text = lab.run(edge, "nft list counters table inet MANRS-SOURCES", check=True).stdout
    found = re.findall(r"counter (\S+) \{\s+packets (\d+) bytes", text)
    return {name: int(number) for name, number in found if int(number)}


def table(lab: Lab, edge: str) -> str:
    return lab.run(edge, TABLE).stdout


def here(**more: object) -> playbook.Run:
    """Harden the one edge on which most of this is tried."""
    return playbook.play("harden", {"manrs_hosts": EDGE, **more})


def role(folder: Path, *hosts: str, **variables: object) -> playbook.Run:
    """Run the role ``anti_spoofing`` alone, on several routers at once; what routes they filter is not its business."""
    path = folder / "role.yml"
    path.write_text(
        f"- {{import_playbook: {playbook.ROOT}/playbooks/snapshot.yml, vars: {{manrs_hosts: 'edge8,edge10'}}}}\n"
        f"- {{hosts: '{','.join(hosts)}', gather_facts: false, roles: [manrs.hardening.anti_spoofing]}}\n"
    )
    return playbook.play(str(path), variables)


def packet(sender: str, receiver: str, source: str, name: str) -> Case:
    """A case of a test's own, for the one edge."""
    family = "ipv6" if ":" in source else "ipv4"
    return Case(sender, receiver, family, "legitimate", name, "", "", {EDGE: source})  # type: ignore[arg-type]


def arrives(lab: Lab, case: Case) -> bool:
    return spoofing.attack(lab, EDGE, [case])[case]


# -- observed, then enforced -----------------------------------------------------------------------


def test_first_it_only_counts(lab: Lab, tmp_path: Path) -> None:
    filters = {edge: lab.run(edge, "vtysh -c 'show running-config'", check=True).stdout for edge in lab.edges}
    run = role(tmp_path, *lab.edges, lab_observe_days=7)
    assert run.rc == 0, run.output
    assert {edge: lab.run(edge, "vtysh -c 'show running-config'", check=True).stdout for edge in lab.edges} == filters
    assert "customer: observed since" in plain(run.output)
    assert "nothing is dropped yet" in plain(run.output)
    for edge in lab.edges:
        assert wrong(lab, edge, SPOOFED_ARRIVE) == []
        assert sum(counted(lab, edge).values()) == OBSERVED


def test_it_names_what_it_saw(lab: Lab) -> None:
    """Somebody else's addresses behind a customer are a finding; private ones that nobody can mean are counted only."""
    run = playbook.play("harden", {"manrs_hosts": EDGE, "lab_observe_days": 7}, "--check")
    told = plain(run.output)
    assert re.search(
        r"manrs_interfaces: stub: nothing is dropped: in 0 days of observing came sources that are not declared here: \S+", told
    )
    seen = lab.run(EDGE, "nft list set inet MANRS-SOURCES seen-in-stub-v4", check=True).stdout
    assert "151.66.0.7" in seen
    assert "192.168." not in seen
    assert "10.66.0.7" not in seen


def test_enforced_everything_spoofed_is_dropped_and_counted(lab: Lab, tmp_path: Path) -> None:
    before = {edge: counted(lab, edge) for edge in lab.edges}
    run = role(tmp_path, *lab.edges)
    assert run.rc == 0, run.output
    for edge in lab.edges:
        assert counted(lab, edge) == before[edge], "what was counted is carried over"
        assert wrong(lab, edge, SPOOFED_DROPPED) == []
        # Each copy of each spoofed packet, and no other, whether it was observed or dropped.
        assert sum(counted(lab, edge).values()) == OBSERVED + COPIES * NUMBER["spoofed"]
        new = {name: number - before[edge].get(name, 0) for name, number in counted(lab, edge).items()}
        for sender in ("stub", "customer", "upstream"):
            spoofed = sum(case.sender == sender and case.kind == "spoofed" for case in CASES)
            assert sum(number for name, number in new.items() if name.startswith(f"in-{sender}-")) == COPIES * spoofed
    delivered = records()
    assert role(tmp_path, EDGE).rc == 0
    assert records() == delivered, "a second run delivers nothing"


CUSTOMER = link(EDGE, "customer")
LINK_PACKETS: list[tuple[str, str, Packet]] = [
    ("users", "udp dport 67", IP(src="0.0.0.0", dst="255.255.255.255") / UDP(sport=68, dport=67) / BOOTP() / DHCP(options=[("end")])),
    (
        "customer",
        "udp dport 3784",
        IP(src=CUSTOMER.neighbor_ipv4, dst=CUSTOMER.edge_ipv4, ttl=255) / UDP(dport=3784),
    ),
    ("customer", "ip protocol 89", IP(src=CUSTOMER.neighbor_ipv4, dst="224.0.0.5", proto=89, ttl=1) / Raw(bytes(44))),
    ("exchange", "ip protocol 112", IP(src=link(EDGE, "peer").neighbor_ipv4, dst="224.0.0.18", proto=112, ttl=255) / Raw(bytes(20))),
    ("stub", "ip protocol 2", IP(src="0.0.0.0", dst="224.0.0.1", proto=2, ttl=1) / Raw(bytes(8))),
    ("users", "udp dport 547", IPv6(src="fe80::9", dst="ff02::1:2") / UDP(sport=546, dport=547)),
    ("stub", "icmpv6 type nd-neighbor-solicit", IPv6(src="::", dst="ff02::1:ff00:1") / ICMPv6ND_NS(tgt="fe80::1")),
    ("customer", "udp dport 3784", IPv6(src=CUSTOMER.neighbor_ipv6, dst=CUSTOMER.edge_ipv6) / UDP(dport=3784)),
]


@pytest.mark.parametrize(("interface", "match", "sent"), LINK_PACKETS, ids=[f"{name}: {match}" for name, match, _ in LINK_PACKETS])
def test_what_belongs_to_the_link_reaches_the_router(lab: Lab, interface: str, match: str, sent: Packet) -> None:
    """DHCP, BFD, OSPF, VRRP, IGMP, DHCPv6, duplicate address detection."""
    before = counted(lab, EDGE)
    look_for(lab, interface, match, sent)
    assert counted(lab, EDGE) == before


def look_for(lab: Lab, interface: str, match: str, sent: Packet) -> None:
    """Send a packet and wait until nftables counts it behind our checks, at the same hook."""
    look = f'table inet look {{ chain c {{ type filter hook prerouting priority -200; iifname "{interface}" {match} counter; }}; }}'
    sender = "peer" if interface == "exchange" else interface
    lab.run(EDGE, ["nft", "-f", "-"], stdin=look, check=True)
    try:
        spoofing.send(lab, EDGE, sender, sent)
        wait_until(
            lambda: "packets 1 " in lab.run(EDGE, "nft list table inet look").stdout, 5, lambda: f"{match} from {interface} is not there"
        )
    finally:
        lab.run(EDGE, "nft delete table inet look", check=True)


def test_a_renumbered_link_reaches_the_router_and_nothing_behind_it(lab: Lab) -> None:
    """Until the next run knows its new network, its sessions live on; its addresses are no sources for others."""
    lab.run(EDGE, "ip addr add 10.77.0.1/30 dev stub", check=True)
    try:
        look_for(lab, "stub", "tcp dport 179", IP(src="10.77.0.2", dst="10.77.0.1") / TCP(dport=179))
        assert not arrives(lab, packet("stub", "upstream", "10.77.0.2", "of a renumbered link"))
    finally:
        lab.run(EDGE, "ip addr del 10.77.0.1/30 dev stub", check=True)


@pytest.fixture(scope="module")
def enforced(lab: Lab) -> tuple[float, dict[str, int]]:
    """When the checks had been on for a moment, and how often each session had gone down by then. Neighbors are found anew."""
    # The filters too: setting roles takes sessions down, which is not what is looked for.
    assert here().rc == 0
    lab.run(EDGE, "ip neigh flush all; ip -6 neigh flush all", check=True)
    return time.monotonic(), drops(lab)


def drops(lab: Lab) -> dict[str, int]:
    return {address: told["connectionsDropped"] for address, told in lab.show(EDGE, "show bgp neighbors json").items()}


# -- strict, asymmetric, rejected routes -------------------------------------------------------------

GIVEN = ("185.10.2.0/24", "185.14.1.0/24", "185.14.2.0/24", "185.14.6.0/24", "185.14.9.0/24")


@pytest.mark.usefixtures("enforced")
def test_strict_is_refused_where_packets_come_in_whose_routes_do_not(lab: Lab) -> None:
    """customer2 announces nothing here: its registered sources pass by the list, and strict would drop them."""
    before = table(lab, EDGE)
    declared = [{"name": "customer2", "kind": "customer", "customers": ["customer2"], "mode": "strict"}]
    run = playbook.play("harden", {"manrs_hosts": EDGE, "manrs_interfaces": declared}, "--check")
    assert run.rc != 0
    told = plain(run.output)
    assert (
        "critical: manrs_interfaces: customer2: mode strict is refused, a list is used: strict would drop what is not routed there now:"
        in told
    )
    assert "193.20.64.0/24 (no route)" in told
    assert table(lab, EDGE) == before


def test_a_route_that_is_rejected_is_no_outage_of_its_sources_under_strict(lab: Lab) -> None:
    for prefix in GIVEN:
        lab.announce("stub", EDGE, "ipv4", prefix, [65010])
    wait_until(lambda: len(lab.rib_from(EDGE, "ipv4", "stub")) == len(GIVEN), 20, lambda: "stub's routes are not accepted")
    run = here()
    assert run.rc == 0, run.output
    assert "stub (customer), IPv4 from it: strict uRPF, drops; all 5 declared prefixes are routed there" in plain(run.output)
    # F13 rejects the origin, so the route is gone from the forwarding table.
    lab.announce("stub", EDGE, "ipv4", "185.10.2.0/24", [65010, 35010])
    wait_until(lambda: len(lab.rib_from(EDGE, "ipv4", "stub")) == len(GIVEN) - 1, 20, lambda: "the route is not rejected")
    wait_until(lambda: "dev stub" not in lab.run(EDGE, "ip route get 185.10.2.7").stdout, 10, lambda: "it is still routed there")
    assert arrives(lab, packet("stub", "upstream", "185.10.2.7", "of a rejected route"))
    assert wrong(lab, EDGE, SPOOFED_DROPPED) == []
    lab.withdraw("stub", EDGE, "ipv4", *GIVEN)
    wait_until(lambda: not lab.rib_from(EDGE, "ipv4", "stub"), 20, lambda: "stub's routes are still there")


def test_sessions_outlive_their_hold_time(lab: Lab, enforced: tuple[float, dict[str, int]]) -> None:
    """Keepalives, and the neighbor discovery that they need, pass in both families: 30 s is the hold time in the lab."""
    since, before = enforced
    time.sleep(max(0.0, since + 33 - time.monotonic()))
    assert drops(lab) == before
    states = {told["bgpState"] for told in lab.show(EDGE, "show bgp neighbors json").values() if told["nbrDesc"] != "edge8"}
    assert states == {"Established"}


# -- one registry, one delivery ----------------------------------------------------------------------


def acme_lists(lab: Lab) -> list[str]:
    text = lab.run(EDGE, "vtysh -c 'show running-config'", check=True).stdout
    return sorted(re.findall(r"^ip prefix-list MANRS-AS35001\S* seq \d+ permit (\S+)", text, re.MULTILINE))


def records() -> set[str]:
    return {path.name for path in (playbook.work_folder() / ".manrs/records" / EDGE).iterdir()}


def test_a_new_registered_prefix_opens_filter_and_list_in_one_delivery(lab: Lab, tmp_path: Path) -> None:
    new = packet("customer", "upstream", "193.60.0.7", "new")
    assert not arrives(lab, new)
    assert "193.60.0.0/24" not in acme_lists(lab)
    more = tmp_path / "more.rpsl"
    more.write_text((DATA / "lab.rpsl").read_text() + "\nroute: 193.60.0.0/24\norigin: AS35001\nsource: LAB\n")
    before = records()
    run = here(lab_rpsl=str(more))
    assert run.rc == 0, run.output
    assert len(records() - before) == 1
    assert "AS35001=AS35001:AS-ACME: +1 -0 registered prefixes" in plain(run.output)
    assert "sources in-customer-v4: +1 (193.60.0.0/24)" in plain(run.output)
    assert "193.60.0.0/24" in acme_lists(lab)
    assert arrives(lab, new)


def test_a_shrink_that_is_too_big_changes_neither(lab: Lab, tmp_path: Path) -> None:
    """Every route object of the first customer is gone but for one; the list and the filter stay as they are."""
    filters, sources = acme_lists(lab), table(lab, EDGE)
    objects = (DATA / "lab.rpsl").read_text().split("\n\n")
    kept = [text for text in objects if not re.search(r"^origin:\s+AS3500[12]$", text, re.MULTILINE) or "193.20.0.0/22" in text]
    assert len(objects) - len(kept) > 10
    fewer = tmp_path / "fewer.rpsl"
    fewer.write_text("\n\n".join(kept))
    run = here(lab_rpsl=str(fewer))
    assert run.rc != 0
    assert "guard change: " in plain(run.output)
    assert acme_lists(lab) == filters
    of_acme = re.compile(r"set in-customer-v[46] \{.*?\n\t\}", re.DOTALL)
    assert of_acme.findall(table(lab, EDGE)) == of_acme.findall(sources)


# -- kept, refused, taken back -----------------------------------------------------------------------


def test_what_stands_in_the_way_is_refused_and_nothing_changes(lab: Lab) -> None:
    before = table(lab, EDGE)
    conflict = "table inet theirs { chain early { type filter hook prerouting priority -305; }; }"
    lab.run(EDGE, ["nft", "-f", "-"], stdin=conflict, check=True)
    run = here()
    lab.run(EDGE, "nft delete table inet theirs", check=True)
    assert run.rc != 0
    assert "nftables: chain early of table inet theirs has our hook and priority (prerouting, -305)" in plain(run.output)
    lab.run(EDGE, "mv /usr/sbin/nft /usr/sbin/nft.away", check=True)
    run = here()
    lab.run(EDGE, "mv /usr/sbin/nft.away /usr/sbin/nft", check=True)
    assert run.rc != 0
    assert "manrs_interfaces: nft is not installed there; install the package nftables" in plain(run.output)
    assert table(lab, EDGE) == before


def test_it_is_there_after_a_reboot_with_the_operators_own_tables(lab: Lab) -> None:
    """What the boot does on Debian: load /etc/nftables.conf, which flushes everything first."""
    before = table(lab, EDGE)
    lab.run(EDGE, "nft flush ruleset", check=True)
    assert table(lab, EDGE) == ""
    lab.run(EDGE, "nft -f /etc/nftables.conf", check=True)
    assert table(lab, EDGE) == before
    assert "table inet operator" in lab.run(EDGE, "nft list tables", check=True).stdout
    assert wrong(lab, EDGE, SPOOFED_DROPPED) == []


def test_the_role_puts_back_what_somebody_flushed_and_it_drops_at_once(lab: Lab, tmp_path: Path) -> None:
    lab.run(EDGE, "nft delete table inet MANRS-SOURCES", check=True)
    run = role(tmp_path, EDGE, lab_observe_days=7)
    assert run.rc == 0, run.output
    assert run.changed[EDGE] == 1
    assert "observed" not in table(lab, EDGE)
    assert wrong(lab, EDGE, SPOOFED_DROPPED) == []


def test_released_nothing_is_left(lab: Lab) -> None:
    operator = lab.run(EDGE, "nft -s list table inet operator", check=True).stdout
    run = playbook.play("release", {"manrs_hosts": EDGE, "manrs_allow_reset": True})
    assert run.rc == 0, run.output
    assert table(lab, EDGE) == ""
    assert lab.run(EDGE, "ls /var/lib/manrs-hardening/*.nft").returncode != 0
    assert lab.run(EDGE, "nft -s list table inet operator", check=True).stdout == operator
    assert wrong(lab, EDGE, SPOOFED_ARRIVE) == []


def test_rolled_back_the_table_is_there_again(lab: Lab) -> None:
    """Undo the release."""
    run = playbook.play("rollback", {"manrs_hosts": EDGE})
    assert run.rc == 0, run.output
    assert wrong(lab, EDGE, SPOOFED_DROPPED) == []
