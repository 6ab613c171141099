# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An edge's configuration before hardening: what an operator would have, and nothing of ours."""

from __future__ import annotations

from topology import (
    EDGES,
    FAMILIES,
    OWN_ASN,
    OWN_NETWORKS,
    SPEAKERS,
    Family,
    Neighbor,
    link,
    router_id,
)

DAEMONS = """\
bgpd=yes
zebra=yes
staticd=yes
vtysh_enable=yes
zebra_options="  -A 127.0.0.1 -s 90000000"
bgpd_options="   -A 127.0.0.1 -M rpki"
staticd_options="-A 127.0.0.1"
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
    lines += [f"ip route {prefix} Null0" for prefix in OWN_NETWORKS["ipv4"]]
    lines += [f"ipv6 route {prefix} Null0" for prefix in OWN_NETWORKS["ipv6"]]
    lines += [
        "!",
        f"router bgp {OWN_ASN}",
        f" bgp router-id {router_id(edge)}",
        " timers bgp 5 30",
    ]
    if EDGES[edge].suite == "trixie":
        # On by default since FRR 10, and it must be off where there is a route server: as permissive as FRR 8.
        lines.append(" no bgp enforce-first-as")
    for neighbor in SPEAKERS.values():
        for family in FAMILIES:
            lines += _neighbor(edge, neighbor, family)
    for family in FAMILIES:
        lines += [" !", f" address-family {family} unicast"]
        lines += [f"  network {prefix}" for prefix in OWN_NETWORKS[family]]
        for neighbor in SPEAKERS.values():
            lines += _activation(edge, neighbor, family)
        lines.append(" exit-address-family")
    lines += ["exit", "!", "route-map PERMIT-ALL permit 10", "exit", "!", "end"]
    return "\n".join(lines) + "\n"


def _neighbor(edge: str, neighbor: Neighbor, family: Family) -> list[str]:
    address = link(edge, neighbor.name).neighbor_address(family)
    return [
        f" neighbor {address} remote-as {neighbor.asn}",
        f" neighbor {address} description {neighbor.name}",
        f" neighbor {address} timers connect 2",
        # Routes leave at once: tests wait for them.
        f" neighbor {address} advertisement-interval 0",
    ]


def _activation(edge: str, neighbor: Neighbor, family: Family) -> list[str]:
    addresses = link(edge, neighbor.name)
    address = addresses.neighbor_address(family)
    lines = []
    if family == "ipv4":
        # FRR activates ipv4 unicast on every neighbor by default: a v6 session carries v6 only.
        lines.append(f"  no neighbor {addresses.neighbor_ipv6} activate")
    else:
        lines.append(f"  neighbor {address} activate")
    if neighbor.is_internal:
        lines.append(f"  neighbor {address} next-hop-self")
    if neighbor.keeps_received:
        lines.append(f"  neighbor {address} soft-reconfiguration inbound")
    if not neighbor.is_internal:
        lines += [f"  neighbor {address} route-map PERMIT-ALL {way}" for way in ("in", "out")]
    return lines
