# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An edge's configuration before hardening: what an operator would have, and nothing of ours."""

from __future__ import annotations

from topology import (
    DISCARD_NEXT_HOPS,
    EDGES,
    FAMILIES,
    OWN_ASN,
    OWN_NETWORKS,
    SPEAKERS,
    USERS_NETWORKS,
    Family,
    Link,
    Neighbor,
    link,
    router_id,
)

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
NFTABLES = """\
#!/usr/sbin/nft -f

flush ruleset

table inet operator {
	chain input {
		type filter hook input priority filter; policy accept;
		counter
	}
}

include "/var/lib/manrs-hardening/*.nft"
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


def frr_conf(edge: str) -> str:
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
    others = [other for other in EDGES if other != edge]
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
