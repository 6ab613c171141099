# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR as the routing daemon of an edge: the configuration of its operator, with nothing of ours, and its words for its state."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from daemons import DEFAULT_PREFERENCE, NOT_CONFIGURED
from speaker import Attributes
from topology import (
    DISCARD_NEXT_HOPS,
    EDGES,
    FAMILIES,
    OWN_ASN,
    OWN_NETWORKS,
    SPEAKERS,
    USERS_NETWORKS,
    Family,
    LabError,
    Link,
    Neighbor,
    link,
    router_id,
)
from waiting import wait_until

if TYPE_CHECKING:
    from router_lab import Lab

EXCHANGE_GROUP = "IX"
HOST_LENGTH: dict[Family, int] = {"ipv4": 32, "ipv6": 128}

DAEMONS = """\
bgpd=yes
zebra=yes
staticd=yes
vtysh_enable=yes
zebra_options="  -A 127.0.0.1 -s 90000000"
bgpd_options="   -A 127.0.0.1 -M rpki"
staticd_options="-A 127.0.0.1"
watchfrr_options="-T 300"
"""
POLICIES = """\
exit
!
ip prefix-list NOT-WANTED seq 5 permit 151.99.0.0/16
!
ipv6 prefix-list NOT-WANTED seq 5 permit 2a0a:99::/32
!
route-map IX-IN deny 5
 match ip address prefix-list NOT-WANTED
exit
!
route-map IX-IN deny 6
 match ipv6 address prefix-list NOT-WANTED
exit
!
route-map IX-IN permit 10
 set local-preference 120
exit
!
route-map IX-OUT permit 10
exit
!
route-map PERMIT-ALL permit 10
exit
!
end
"""


def frr_conf(edge: str, edges: Collection[str]) -> str:
    """The startup file, in the order that FRR itself writes."""
    lines = [
        "frr defaults traditional",
        f"hostname {edge}",
        "log file /var/log/frr/frr.log",
        "service integrated-vtysh-config",
        "!",
    ]
    for family in FAMILIES:
        word = "ip" if family == "ipv4" else "ipv6"
        discarded = (*OWN_NETWORKS[family], f"{DISCARD_NEXT_HOPS[family]}/{HOST_LENGTH[family]}")
        lines += [f"{word} route {prefix} Null0" for prefix in discarded]
        users = link(edge, "users").neighbor_address(family)
        lines += [f"{word} route {prefix} {users}" for prefix in USERS_NETWORKS[edge][family]]
    lines += [
        "!",
        f"router bgp {OWN_ASN}",
        f" bgp router-id {router_id(edge)}",
        " timers bgp 5 30",
        # Without it a blackhole's next hop, which is not on the link, keeps the route out of the kernel.
        " bgp disable-ebgp-connected-route-check",
    ]
    if EDGES[edge].suite == "trixie":
        # On by default since FRR 10, and it must be off where there is a route server: as permissive as FRR 8.
        lines.append(" no bgp enforce-first-as")
    lines.append(f" neighbor {EXCHANGE_GROUP} peer-group")
    for neighbor in SPEAKERS.values():
        for family in FAMILIES:
            lines += _neighbor(edge, neighbor, family)
    others = [other for other in edges if other != edge]
    for other in others:
        for family in FAMILIES:
            # It waits for `Lab.join`.
            lines += _session(link(edge, other).neighbor_address(family), OWN_ASN, other, "shutdown")
    for family in FAMILIES:
        lines += [" !", f" address-family {family} unicast"]
        lines += [f"  network {prefix}" for prefix in OWN_NETWORKS[family]]
        lines += _group_activation(family)
        for neighbor in SPEAKERS.values():
            lines += _activation(edge, neighbor, family)
        for other in others:
            lines += _internal_activation(link(edge, other), family)
        lines.append(" exit-address-family")
    return "\n".join(lines) + "\n" + POLICIES


def _neighbor(edge: str, neighbor: Neighbor, family: Family) -> list[str]:
    more = [f"peer-group {EXCHANGE_GROUP}"] if neighbor.is_grouped else []
    return _session(link(edge, neighbor.name).neighbor_address(family), neighbor.asn, neighbor.name, *more)


def _session(address: str, asn: int | None, description: str, *more: str) -> list[str]:
    # Routes leave at once: tests wait for them.
    words = (f"remote-as {asn}", *more, f"description {description}", "timers connect 2", "advertisement-interval 0")
    return [f" neighbor {address} {word}" for word in words]


def _group_activation(family: Family) -> list[str]:
    lines = [f"  neighbor {EXCHANGE_GROUP} activate"] if family == "ipv6" else []
    return lines + [f"  neighbor {EXCHANGE_GROUP} route-map {EXCHANGE_GROUP}-{way.upper()} {way}" for way in ("in", "out")]


def _activation(edge: str, neighbor: Neighbor, family: Family) -> list[str]:
    addresses = link(edge, neighbor.name)
    if neighbor.is_internal:
        lines = _internal_activation(addresses, family)
    elif neighbor.is_grouped:
        # The group is active in both families, and a member would be too.
        other: Family = "ipv6" if family == "ipv4" else "ipv4"
        lines = [f"  no neighbor {addresses.neighbor_address(other)} activate"]
    else:
        lines = _own_family(addresses, family)
        lines += [f"  neighbor {addresses.neighbor_address(family)} route-map PERMIT-ALL {way}" for way in ("in", "out")]
    if neighbor.keeps_received:
        lines.append(f"  neighbor {addresses.neighbor_address(family)} soft-reconfiguration inbound")
    return lines


def _internal_activation(addresses: Link, family: Family) -> list[str]:
    return [*_own_family(addresses, family), f"  neighbor {addresses.neighbor_address(family)} next-hop-self"]


def _own_family(addresses: Link, family: Family) -> list[str]:
    """A session carries the routes of its own family; FRR activates ipv4 unicast on every neighbor by default."""
    if family == "ipv4":
        return [f"  no neighbor {addresses.neighbor_ipv6} activate"]
    return [f"  neighbor {addresses.neighbor_ipv6} activate"]


#: FRR's words for communities of RFC 1997, 3765, 7611, 7999, 8326 and 9494.
_COMMUNITY_NAMES = {
    "graceful-shutdown": "65535:0",
    "accept-own": "65535:1",
    "llgr-stale": "65535:6",
    "no-llgr": "65535:7",
    "accept-own-nexthop": "65535:8",
    "blackhole": "65535:666",
    "no-export": "65535:65281",
    "no-advertise": "65535:65282",
    "local-AS": "65535:65283",
    "no-peer": "65535:65284",
}
#: Prefix, its length, a dash, the longest length, the ASN.
_VRP = re.compile(r"^\s*(\S+)\s+(\d+)\s+-\s+(\d+)\s+(\d+)", re.MULTILINE)


#: Lines of the startup file that must be there as they are.
_KEPT = ("ip route ", "ipv6 route ", "ip prefix-list ", "ipv6 prefix-list ", "route-map ")


class Frr:
    """FRR, through vtysh (see `daemons.Daemon`)."""

    program = "usr/lib/frr/bgpd"

    def files(self, edge: str, edges: Collection[str]) -> Mapping[str, str]:
        return {"frr.conf": frr_conf(edge, edges), "daemons": DAEMONS}

    def finish(self, lab: Lab, edge: str) -> None:
        # FRR 10 can drop a line of its startup file, without a word, while another vtysh asks for the sessions.
        startup = {line for line in lab.run(edge, "cat /etc/frr/frr.conf", check=True).stdout.splitlines() if line.startswith(_KEPT)}

        def is_whole() -> bool:
            if startup <= {*lab.vtysh(edge, "show running-config").splitlines()}:
                return True
            # Somebody else may hold the configuration still: it is tried again.
            with suppress(LabError):
                lab.vtysh(edge, "configure terminal", *sorted(line for line in startup if not line.startswith("route-map")))
            return False

        wait_until(is_whole, 10, lambda: f"{edge}: FRR does not run its startup file")
        lab.vtysh(edge, "write memory")

    def version(self, lab: Lab, edge: str) -> str:
        return lab.vtysh(edge, "show version")

    def sessions(self, lab: Lab, edge: str) -> Mapping[str, str]:
        # Two commands: the answer to one for both families differs between FRR versions.
        told = [lab.show(edge, f"show bgp {family} unicast summary json").get("peers", {}) for family in FAMILIES]
        return {address: peer.get("state", NOT_CONFIGURED) for peers in told for address, peer in peers.items()}

    def rib(self, lab: Lab, edge: str, family: Family) -> Iterator[tuple[str, str, Attributes]]:
        told = lab.show(edge, f"show bgp {family} unicast json detail").get("routes", {})
        for prefix, entry in told.items():
            # FRR 10 has the paths under a key, FRR 8 in a list behind a header.
            for path in entry["paths"] if isinstance(entry, dict) else entry:
                if address := path.get("peer", {}).get("peerId"):
                    yield address, prefix, _path_attributes(path)

    def held(self, lab: Lab, edge: str, family: Family, prefix: str, address: str) -> Attributes | None:
        told = lab.show(edge, f"show bgp {family} unicast {prefix} json")
        path = next((path for path in told.get("paths", []) if path.get("peer", {}).get("peerId") == address), None)
        return None if path is None else _path_attributes(path)

    def received(self, lab: Lab, edge: str, family: Family, address: str) -> set[str]:
        told = lab.show(edge, f"show bgp {family} unicast neighbors {address} received-routes json")
        return set(told.get("receivedRoutes") or {})

    def vrps(self, lab: Lab, edge: str) -> Collection[str]:
        table = lab.vtysh(edge, "show rpki prefix-table")
        return [f"{found[1]}/{found[2]} {found[3]} {found[4]}" for found in _VRP.finditer(table)]

    def configuration(self, lab: Lab, edge: str) -> str:
        running = lab.vtysh(edge, "show running-config")
        # FRR 8.4 keeps an empty block where the last RTR cache was removed.
        return running.replace("rpki\nexit\n!\n", "") + lab.run(edge, "cat /etc/frr/frr.conf", check=True).stdout

    def restart(self, lab: Lab, edge: str) -> None:
        # Daemons keep the output they were started with: a pipe to us would never end.
        output = ">>/run/node/restart.log 2>&1"
        lab.run(edge, f"/usr/lib/frr/frrinit.sh stop {output}", timeout=60)
        # Routes of the dead daemons must not live on in the kernel.
        lab.run(edge, "ip route flush proto bgp; ip -6 route flush proto bgp; rm -f /run/frr/*.vty", timeout=60)
        lab.run(edge, f"/usr/lib/frr/frrinit.sh start {output}", timeout=60, check=True)
        # FRR 8 takes its time to read the startup file, and longer while it is asked for its sessions.
        wait_until(lambda: lab.run(edge, ["pgrep", "-f", "vtysh -b"]).returncode != 0, 180, lambda: f"{edge}: still reads the startup file")

    def shut_internal(self, lab: Lab, edge: str, addresses: Sequence[str], is_shut: bool) -> None:
        lines = [f"{'' if is_shut else 'no '}neighbor {address} shutdown" for address in addresses]
        lab.vtysh(edge, "configure terminal", f"router bgp {OWN_ASN}", *lines)
        lab.vtysh(edge, "write memory")


DAEMON = Frr()


def _path_attributes(path: Mapping[str, Any]) -> Attributes:
    """One path of FRR's JSON in our words; keys as present."""
    found: Attributes = {
        "as_path": [int(word) for word in path.get("aspath", {}).get("string", "").split() if word.isdigit()],
        "local_preference": path.get("locPrf", DEFAULT_PREFERENCE),
        "med": path.get("metric"),
        "otc": path.get("otc"),
        "next_hop": next((hop["ip"] for hop in path.get("nexthops", ()) if hop.get("scope") != "link-local" and "ip" in hop), None),
    }
    if "community" in path:
        found["communities"] = [_COMMUNITY_NAMES.get(word, word) for word in path["community"]["string"].split()]
    if "largeCommunity" in path:
        found["large_communities"] = path["largeCommunity"]["string"].split()
    return {name: value for name, value in found.items() if value is not None}
