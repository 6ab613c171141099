# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""BIRD as the routing daemon of an edge: the configuration of its operator, with nothing of ours, and its words for its state."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from daemons import DEFAULT_PREFERENCE, ESTABLISHED, SHUT_DOWN
from speaker import Attributes
from topology import (
    DISCARD_NEXT_HOPS,
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

_NUMBER: dict[Family, int] = {"ipv4": 4, "ipv6": 6}
_HOST_LENGTH: dict[Family, int] = {"ipv4": 32, "ipv6": 128}
#: The operator's own policy at the exchange, as a function that the filters at the exchange call.
OWN_POLICY = "ix_in"
HEAD = """\
log "/run/bird/bird.log" all;
router id {router_id};
timeformat protocol iso long;

protocol device {{}}
ipv4 table links4;
ipv6 table links6;
protocol direct {{ ipv4 {{ table links4; }}; ipv6 {{ table links6; }}; }}
protocol kernel kernel4 {{ ipv4 {{ export all; }}; }}
protocol kernel kernel6 {{ ipv6 {{ export all; }}; }}

function {own_policy}()
{{
  if net.type = NET_IP4 then {{ if net = 151.99.0.0/16 then reject; }}
  if net.type = NET_IP6 then {{ if net = 2a0a:99::/32 then reject; }}
  bgp_local_pref = 120;
}}

include "/etc/bird/manrs.conf";

template bgp edge
{{
  local as {asn};
  hold time 30;
  keepalive time 5;
  connect delay time 1;
  connect retry time 2;
  error wait time 1, 5;
}}
"""


def name_of(neighbor: str, family: Family) -> str:
    """The name of a session."""
    return f"{neighbor}_{family}"


def _filter(way: str, address: str, family: Family) -> str:
    return f"'MANRS-{way}-{address}-{_NUMBER[family]}'"


def bird_conf(edge: str, edges: Collection[str]) -> str:
    """The startup file."""
    lines = [HEAD.format(router_id=router_id(edge), asn=OWN_ASN, own_policy=OWN_POLICY)]
    for family in FAMILIES:
        routes = [f"  route {prefix} blackhole;" for prefix in OWN_NETWORKS[family]]
        lines += [f"protocol static own_{family}", "{", f"  {family};", *routes, "}"]
    for neighbor in SPEAKERS.values():
        for family in FAMILIES:
            address = link(edge, neighbor.name).neighbor_address(family)
            if neighbor.is_internal:
                channel = ["import all;", "export all;", "next hop self;"]
            else:
                # A next hop that is not on the link is no reason to drop a route here.
                channel = ["gateway recursive;", f"igp table links{_NUMBER[family]};"]
                channel += [f"import filter {_filter('IN', address, family)};", f"export filter {_filter('OUT', address, family)};"]
            channel.append("import table on;" if neighbor.keeps_received else "import keep filtered on;")
            lines += _session(edge, neighbor.name, neighbor.asn, family, channel)
    for other in edges:
        if other != edge:
            for family in FAMILIES:
                # It waits for `Lab.join`.
                channel = ["import all;", "export all;", "next hop self;"]
                lines += _session(edge, other, OWN_ASN, family, channel, f"disabled yes; # {link(edge, other).neighbor_address(family)}")
    return "\n".join(lines) + "\n"


def _session(edge: str, name: str, asn: int | None, family: Family, channel: Sequence[str], *more: str) -> list[str]:
    addresses = link(edge, name)
    return [
        f"protocol bgp {name_of(name, family)} from edge",
        "{",
        f'  description "{name}";',
        f"  local {addresses.edge_address(family)};",
        f"  neighbor {addresses.neighbor_address(family)} as {asn};",
        *(f"  {line}" for line in more),
        f"  {family} {{",
        *(f"    {line}" for line in channel),
        "  };",
        "}",
    ]


def open_filters(edge: str) -> str:
    """Filters of the names that the sessions have, which let everything pass; at the exchange the operator has a policy of its own."""
    lines: list[str] = []
    for neighbor in SPEAKERS.values():
        lines += [] if neighbor.is_internal else _open_filters(edge, neighbor)
    return "\n".join(lines) + "\n"


def _open_filters(edge: str, neighbor: Neighbor) -> Iterator[str]:
    for family in FAMILIES:
        address = link(edge, neighbor.name).neighbor_address(family)
        theirs = f"{OWN_POLICY}(); " if neighbor.is_grouped else ""
        yield f"filter {_filter('IN', address, family)} {{ {theirs}accept; }}"
        yield f"filter {_filter('OUT', address, family)} {{ accept; }}"


#: A route's first line: prefix (empty behind the first of a net), destination, protocol.
_ROUTE = re.compile(r"^(\S*)\s+(?:unicast|blackhole|unreachable|prohibit|recursive)\s+\[(\S+) ")
_ATTRIBUTE = re.compile(r"^\t(?:BGP\.|bgp_)(\w+): ?(.*)$")
_VRP = re.compile(r"^(\S+)/(\d+)-(\d+)\s+AS(\d+)\s", re.MULTILINE)
_PROTOCOL = re.compile(r"^(\S+)\s+BGP\s+\S+\s+(\S+)")
_NEIGHBOR = re.compile(r"^    Neighbor address: ([0-9a-f.:]+)")
_STATE = re.compile(r"^  BGP state: +(.+?) *$")


class Bird:
    """BIRD, through birdc (see `daemons.Daemon`)."""

    program = "usr/sbin/bird"

    def files(self, edge: str, edges: Collection[str]) -> Mapping[str, str]:
        static = [f"{DISCARD_NEXT_HOPS[family]}/{_HOST_LENGTH[family]} blackhole" for family in FAMILIES]
        static += [
            f"{prefix} {link(edge, 'users').neighbor_address(family)}" for family in FAMILIES for prefix in USERS_NETWORKS[edge][family]
        ]
        return {
            "bird.conf": bird_conf(edge, edges),
            "manrs.conf": open_filters(edge),
            "static": "".join(f"{line}\n" for line in static),
        }

    def finish(self, lab: Lab, edge: str) -> None:
        """The startup file is what it runs."""

    def version(self, lab: Lab, edge: str) -> str:
        return _birdc(lab, edge, "show status").splitlines()[0]

    def sessions(self, lab: Lab, edge: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        is_down, state = False, ""
        for line in _birdc(lab, edge, "show protocols all").splitlines():
            if told := _PROTOCOL.match(line):
                is_down = told[2] == "down"
            elif told := _STATE.match(line):
                state = told[1]
            elif told := _NEIGHBOR.match(line):
                found[told[1]] = SHUT_DOWN if is_down else ESTABLISHED if state == "Established" else state
        return found

    def rib(self, lab: Lab, edge: str, family: Family) -> Iterator[tuple[str, str, Attributes]]:
        addresses = {name_of(name, family): link(edge, name).neighbor_address(family) for name in (*SPEAKERS, *lab.edges) if name != edge}
        for session, prefix, found in _routes(_birdc(lab, edge, f"show route table {_table(family)} all")):
            if session in addresses:
                yield addresses[session], prefix, found

    def held(self, lab: Lab, edge: str, family: Family, prefix: str, address: str) -> Attributes | None:
        session = _session_at(edge, lab.edges, family, address)
        told = _birdc(lab, edge, f"show route {prefix} table {_table(family)} protocol {session} all", none="Network not found")
        return next((found for _, _, found in _routes(told)), None)

    def received(self, lab: Lab, edge: str, family: Family, address: str) -> set[str]:
        session = _session_at(edge, lab.edges, family, address)
        if next(neighbor for neighbor in SPEAKERS.values() if link(edge, neighbor.name).neighbor_address(family) == address).keeps_received:
            told = _birdc(lab, edge, f"show route import table {session}.{family}")
        else:
            shown = f"show route table {_table(family)} protocol {session}"
            told = _birdc(lab, edge, shown) + _birdc(lab, edge, f"{shown} filtered")
        return {prefix for _, prefix, _ in _routes(told)}

    def vrps(self, lab: Lab, edge: str) -> Collection[str]:
        # What has an exclamation mark in its name is BIRD's own.
        tables = [line.split()[0] for line in _birdc(lab, edge, "show symbols table").splitlines() if line and "!" not in line]
        found: set[str] = set()
        for name in tables:
            told = _birdc(lab, edge, f"show route table '{name}'")
            found |= {f"{item[1]}/{item[2]} {item[3]} {item[4]}" for item in _VRP.finditer(told)}
        return found

    def configuration(self, lab: Lab, edge: str) -> str:
        symbols = sorted(_birdc(lab, edge, "show symbols").splitlines())
        # Lists that the operator keeps for our filters stay when those go.
        files = lab.run(
            edge,
            "for f in /etc/bird/[!m]*.conf /etc/bird/manrs.conf /etc/bird/*/*.conf; do [ ! -e $f ] || { echo $f; cat $f; }; done",
            check=True,
        )
        return "\n".join(symbols) + files.stdout

    def restart(self, lab: Lab, edge: str) -> None:
        lab.run(edge, 'birdc down; pid=$(cat /run/bird/bird.pid); while [ -n "$pid" ] && [ -e /proc/$pid ]; do sleep .05; done', timeout=60)
        lab.run(edge, "ip route flush proto bird; ip -6 route flush proto bird; . /run/node/daemon.sh; start_bird", timeout=60, check=True)
        wait_until(lambda: lab.run(edge, "birdc show status").returncode == 0, 60, lambda: f"{edge}: bird does not answer")

    def shut_internal(self, lab: Lab, edge: str, addresses: Sequence[str], is_shut: bool) -> None:
        lines = [
            f"s/^  #* *disabled yes; # {re.escape(address)}$/  {'' if is_shut else '# '}disabled yes; # {address}/" for address in addresses
        ]
        lab.run(edge, ["sed", "-i", *(word for line in lines for word in ("-e", line)), "/etc/bird/bird.conf"], check=True)
        _birdc(lab, edge, "configure")


DAEMON = Bird()


def _birdc(lab: Lab, edge: str, command: str, none: str | None = None) -> str:
    """What BIRD says to a command, without its greeting. `none`: what it says when there is nothing, which is no error."""
    done = lab.run(edge, ["birdc", *command.split()], timeout=120)
    text = done.stdout.partition("\n")[2]
    if done.returncode and not (none is not None and none in text):
        raise LabError(f"{edge}: birdc {command}: {(done.stderr or text).strip()[:200]}")
    return text


def _table(family: Family) -> str:
    return f"master{_NUMBER[family]}"


def _session_at(edge: str, edges: Collection[str], family: Family, address: str) -> str:
    names = (*SPEAKERS, *edges)
    return next(name_of(name, family) for name in names if name != edge and link(edge, name).neighbor_address(family) == address)


def _routes(text: str) -> Iterator[tuple[str, str, Attributes]]:
    """Routes as `show route all` prints them: session, prefix, attributes."""
    prefix, session = "", ""
    found: Attributes | None = None
    # A long list goes on in the next line.
    for line in text.replace("\n\t\t(", " (").splitlines():
        if told := _ROUTE.match(line):
            if found is not None:
                yield session, prefix, found
            prefix, session, found = told[1] or prefix, told[2], {"local_preference": DEFAULT_PREFERENCE}
        elif found is not None and (told := _ATTRIBUTE.match(line)):
            _add(found, told[1], told[2])
    if found is not None:
        yield session, prefix, found


def _numbers(text: str) -> list[str]:
    return [":".join(re.findall(r"\d+", word)) for word in re.findall(r"\(([^)]*)\)", text)]


def _add(found: Attributes, name: str, value: str) -> None:
    """One attribute in our words."""
    match name:
        case "as_path" | "path":
            found["as_path"] = [int(word) for word in re.sub(r"\{[^}]*\}", "", value).split() if word.isdigit()]
        case "local_pref":
            found["local_preference"] = int(value)
        case "med":
            found["med"] = int(value)
        case "otc":
            found["otc"] = int(value)
        case "next_hop":
            found["next_hop"] = value.split()[0]
        case "community":
            found["communities"] = _numbers(value)
        case "large_community":
            found["large_communities"] = _numbers(value)
