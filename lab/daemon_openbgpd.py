# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenBGPD as the routing daemon of an edge: the configuration of its operator, with nothing of ours, and its words for its state.

Its portable version keeps its routes to itself on Linux: nothing gets into the kernel's table. All that it is asked here it answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from daemons import ESTABLISHED, SHUT_DOWN
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
    Neighbor,
    link,
    router_id,
)
from waiting import wait_until

if TYPE_CHECKING:
    from router_lab import Lab

EXCHANGE_GROUP = "IX"
_FAMILY_WORD: dict[Family, str] = {"ipv4": "inet", "ipv6": "inet6"}
_COMMUNITY_NAMES = {
    "GRACEFUL_SHUTDOWN": "65535:0",
    "BLACKHOLE": "65535:666",
    "NO_EXPORT": "65535:65281",
    "NO_ADVERTISE": "65535:65282",
    "NO_EXPORT_SUBCONFED": "65535:65283",
    "NO_PEER": "65535:65284",
}
#: Our roles (RFC 9234): lines of the operator's, which 8.8 acts on whatever the neighbor says. The role of a peer is left out: 8.8
#: empties the OTC of its routes. 7.7 acts on a role only when the neighbor has one too, and these have none.
ROLES = {"customer2": "provider", "upstream2": "customer"}
#: Kinds of sets, their names, and how many prefixes of each family they have.
_VRP_COUNTS = re.compile(r"^ROA\s+RPKI ROA\s+(\d+)\s+(\d+)", re.MULTILINE)


def bgpd_conf(edge: str, edges: Collection[str]) -> str:
    """The startup file: all is allowed, but at the exchange the operator has a policy of its own."""
    lines = [
        f"AS {OWN_ASN}",
        f"router-id {router_id(edge)}",
        "connect-retry 2",
        "holdtime 30",
        # 8.8 would route by what attacks announce: a more-specific of the peering LAN makes every next hop there invalid.
        "fib-update no",
        # RFC 9774; 7.7 does not do it unless told, and no filter rule can.
        "reject as-set yes",
        *(f"network {prefix}" for family in FAMILIES for prefix in OWN_NETWORKS[family]),
        "",
    ]
    for neighbor in SPEAKERS.values():
        if not neighbor.is_grouped:
            lines += [line for family in FAMILIES for line in _session(edge, neighbor, family)]
    lines.append(f'group "{EXCHANGE_GROUP}" {{')
    lines += [
        f"\t{line}"
        for neighbor in SPEAKERS.values()
        if neighbor.is_grouped
        for family in FAMILIES
        for line in _session(edge, neighbor, family)
    ]
    lines += ["}", ""]
    for other in edges:
        if other != edge:
            for family in FAMILIES:
                address = link(edge, other).neighbor_address(family)
                # It waits for `Lab.join`.
                lines += [f"neighbor {address} {{", f"\tremote-as {OWN_ASN}", f'\tdescr "{other}"', f"\tdown # {address}", "}"]
    lines += [
        "",
        'include "/etc/bgpd/manrs-guard.conf"',
        "allow from any",
        "allow to any",
        "match to ibgp set nexthop self",
        f'deny from group "{EXCHANGE_GROUP}" prefix {{ 151.99.0.0/16, 2a0a:99::/32 }}',
        f'match from group "{EXCHANGE_GROUP}" set localpref 120',
        'include "/etc/bgpd/manrs-seal.conf"',
    ]
    return "\n".join(lines) + "\n"


def _session(edge: str, neighbor: Neighbor, family: Family) -> list[str]:
    lines = [f"neighbor {link(edge, neighbor.name).neighbor_address(family)} {{", f"\tremote-as {neighbor.asn}"]
    lines.append(f'\tdescr "{neighbor.name}"')
    if not neighbor.is_internal:
        # On by default, and it resets the session of a neighbor whose path begins with another ASN: a route server's always does.
        lines.append("\tenforce neighbor-as no")
    if neighbor.name in ROLES and EDGES[edge].suite == "trixie":
        lines.append(f"\trole {ROLES[neighbor.name]}")
    return [*lines, "}"]


class OpenBgpd:
    """OpenBGPD, through bgpctl (see `daemons.Daemon`)."""

    program = "usr/sbin/bgpd"

    def files(self, edge: str, edges: Collection[str]) -> Mapping[str, str]:
        discarded = [prefix for family in FAMILIES for prefix in OWN_NETWORKS[family]]
        static = [
            f"{prefix} {link(edge, 'users').neighbor_address(family)}" for family in FAMILIES for prefix in USERS_NETWORKS[edge][family]
        ]
        # To 8.8 a next hop that the kernel's table discards is none: no route may have it.
        next_hops = [f"{DISCARD_NEXT_HOPS[family]}\n" for family in FAMILIES]
        return {
            "bgpd.conf": bgpd_conf(edge, edges),
            "discard_next_hops": "".join(next_hops),
            "discarded": "".join(f"{prefix}\n" for prefix in discarded),
            "static": "".join(f"{line}\n" for line in static),
        }

    def finish(self, lab: Lab, edge: str) -> None:
        """The startup file is what it runs."""

    def version(self, lab: Lab, edge: str) -> str:
        done = lab.run(edge, "bgpctl -V 2>&1")
        return done.stdout

    def sessions(self, lab: Lab, edge: str) -> Mapping[str, str]:
        told = _json(lab, edge, "show neighbor").get("neighbors", [])
        return {peer["remote_addr"]: _state(peer) for peer in told}

    def rib(self, lab: Lab, edge: str, family: Family) -> Iterator[tuple[str, str, Attributes]]:
        for entry in _json(lab, edge, f"show rib {_FAMILY_WORD[family]} detail").get("rib", []):
            # 8.8 holds a leak (RFC 9234) for show only: it is not valid.
            if not entry.get("announced") and entry["valid"]:
                yield entry["neighbor"]["remote_addr"], entry["prefix"], _attributes(entry)

    def held(self, lab: Lab, edge: str, family: Family, prefix: str, address: str) -> Attributes | None:
        told = _json(lab, edge, f"show rib detail neighbor {address} {prefix}").get("rib", [])
        return next((_attributes(entry) for entry in told if entry["valid"] and entry["neighbor"]["remote_addr"] == address), None)

    def received(self, lab: Lab, edge: str, family: Family, address: str) -> set[str]:
        told = _json(lab, edge, f"show rib in {_FAMILY_WORD[family]} neighbor {address}").get("rib", [])
        return {entry["prefix"] for entry in told}

    def vrps(self, lab: Lab, edge: str) -> Collection[str]:
        """It tells only how many prefixes its VRPs have: when they are as many as those that the cache serves, it has them."""
        served = json.loads((lab.shared("rpki") / "vrps.json").read_text(encoding="utf-8"))["roas"]
        prefixes = {item["prefix"] for item in served}
        wanted = (sum(":" not in prefix for prefix in prefixes), sum(":" in prefix for prefix in prefixes))
        found = _VRP_COUNTS.search(lab.run(edge, "bgpctl show sets", check=True).stdout)
        if not found or (int(found[1]), int(found[2])) != wanted:
            return []
        return [f"{item['prefix']} {item['maxLength']} {str(item['asn']).removeprefix('AS')}" for item in served]

    def configuration(self, lab: Lab, edge: str) -> str:
        sets = lab.run(edge, "bgpctl show sets | awk '{print $1, $2, $3, $4, $5}' | grep -v 'RPKI ROA'", check=True).stdout
        # Lists that the operator keeps for our filters stay when those go.
        files = "for f in /etc/bgpd.conf /etc/bgpd/manrs-[!l]*.conf /etc/bgpd/*/*.conf; do [ ! -e $f ] || { echo $f; cat $f; }; done"
        return sets + lab.run(edge, files, check=True).stdout

    def restart(self, lab: Lab, edge: str) -> None:
        lab.run(edge, "kill $(cat /run/bgpd.pid); while pgrep -x bgpd >/dev/null; do sleep .05; done", timeout=60)
        lab.run(edge, ". /run/node/daemon.sh; start_bgpd", timeout=60, check=True)
        wait_until(lambda: lab.run(edge, "bgpctl show").returncode == 0, 60, lambda: f"{edge}: bgpd does not answer")

    def shut_internal(self, lab: Lab, edge: str, addresses: Sequence[str], is_shut: bool) -> None:
        lines = [f"s/^\\t#* *down # {re.escape(address)}$/\\t{'' if is_shut else '# '}down # {address}/" for address in addresses]
        lab.run(edge, ["sed", "-i", *(word for line in lines for word in ("-e", line)), "/etc/bgpd.conf"], check=True)
        reload(lab, edge)
        # A reload alone leaves a session as it is.
        for address in addresses:
            lab.run(edge, ["bgpctl", "neighbor", address, "down" if is_shut else "up"], check=True)


DAEMON = OpenBgpd()


def reload(lab: Lab, edge: str) -> None:
    """Let bgpd read its configuration. Its exit code says nothing."""

    def is_done() -> bool:
        said = lab.run(edge, "bgpctl reload", check=True).stdout
        if "previous reload still running" in said:
            return False
        if "request processed" not in said:
            raise LabError(f"{edge}: bgpctl reload: {said}")
        return True

    wait_until(is_done, 60, lambda: f"{edge}: an earlier reload does not end")


def _json(lab: Lab, edge: str, command: str) -> Any:
    done = lab.run(edge, ["bgpctl", "-j", *command.split()], timeout=120)
    if done.returncode:
        raise LabError(f"{edge}: bgpctl {command}: {(done.stderr or done.stdout).strip()[:200]}")
    try:
        return json.loads(done.stdout) if done.stdout.strip() else {}
    except ValueError:
        raise LabError(f"{edge}: bgpctl {command}: not JSON: {done.stdout.strip()[:200]}") from None


def _state(peer: Mapping[str, Any]) -> str:
    if peer.get("config", {}).get("down"):
        return SHUT_DOWN
    return ESTABLISHED if peer["state"] == "Established" else str(peer["state"])


def _attributes(entry: Mapping[str, Any]) -> Attributes:
    """One entry of bgpctl's JSON in our words; keys as present."""
    found: Attributes = {
        "as_path": [int(word) for word in entry["aspath"].split() if word.isdigit()],
        "local_preference": entry["localpref"],
        "next_hop": entry["exit_nexthop"],
    }
    if entry.get("metric"):
        found["med"] = entry["metric"]
    if communities := entry.get("communities"):
        found["communities"] = [_COMMUNITY_NAMES.get(word, word) for word in communities]
    if large := entry.get("large_communities"):
        found["large_communities"] = list(large)
    if extended := entry.get("extended_communities"):
        found["extended_communities"] = list(extended)
    for item in entry.get("attributes", []):
        if "as" in item:
            found["otc"] = item["as"]
    return found
