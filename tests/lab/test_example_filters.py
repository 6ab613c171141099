# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/example_filters.md: the published forms let in what they should stop, the right ones do not, and legitimate twins pass.

The filters come from the page. Routes and what becomes of them are written by hand; the daemons are the judges.
"""

from __future__ import annotations

import re
import socketserver
import subprocess
import threading
from collections.abc import Iterator, Mapping

import pytest
from daemon_openbgpd import reload
from namespaces import host_environment
from router_lab import Lab
from speaker import Route
from topology import FAMILIES, OWN_ASN, Family, link
from waiting import wait_until

from ..example_filters_page import examples

PAGE = examples()
NEIGHBOR = "upstream"
ASN = 20965
#: Routes of the neighbor's by what they are: prefix and the path behind its ASN.
ROUTES: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "ordinary": ("151.40.0.0/24", (3333,)),
    "private 16-bit ASN": ("151.40.1.0/24", (3333, 64512)),
    "documentation ASN": ("151.40.2.0/24", (3333, 64496)),
    "private 32-bit ASN": ("151.40.3.0/24", (4200000001, 3333)),
    "last ASN": ("151.40.4.0/24", (4294967295,)),
    "AS_TRANS": ("151.40.5.0/24", (3333, 23456)),
    "AS 234567": ("151.40.6.0/24", (3333, 234567)),
    "AS 131072": ("151.40.7.0/24", (131072,)),
    "transit-free in the middle": ("151.40.8.0/24", (174, 3333)),
    "transit-free at the end": ("151.40.9.0/24", (3333, 174)),
    "AS 1740": ("151.40.10.0/24", (1740,)),
    "private space": ("10.40.0.0/16", (3333,)),
    "beside private space": ("11.40.0.0/16", (3333,)),
    "protocol assignments": ("192.0.0.0/24", (3333,)),
    "beside protocol assignments": ("192.0.1.0/24", (3333,)),
    "IPv6 ordinary": ("2a0a:4000::/32", (3333,)),
    "IPv6 protocol assignments": ("2001:40::/28", (3333,)),
    "IPv6 assignments that are reachable": ("2001:30::/28", (3333,)),
    "IPv6 of an RIR": ("2001:200::/32", (3333,)),
    "IPv6 documentation": ("3fff:100::/32", (3333,)),
    "IPv6 outside 2000::/3": ("4000:1::/32", (3333,)),
    "100 ASNs": ("151.40.11.0/24", (3333,) * 99),
    "101 ASNs": ("151.40.12.0/24", (3333,) * 100),
}
BOGON_ASNS = {"private 16-bit ASN", "documentation ASN", "private 32-bit ASN", "last ASN", "AS_TRANS"}
NEAR_ASNS = {"ordinary", "AS 234567", "AS 131072"}
SPECIAL = {"private space", "protocol assignments", "IPv6 protocol assignments", "IPv6 documentation", "IPv6 outside 2000::/3"}
NEAR_SPECIAL = {
    "ordinary",
    "beside private space",
    "beside protocol assignments",
    "IPv6 ordinary",
    "IPv6 assignments that are reachable",
    "IPv6 of an RIR",
}
PATHS = {"ordinary", "transit-free in the middle", "transit-free at the end", "AS 1740"}

pytestmark = [pytest.mark.lab]
on_frr = pytest.mark.parametrize("lab", ["frr"], indirect=True, scope="module")
on_bird = pytest.mark.parametrize("lab", ["bird"], indirect=True, scope="module")
on_openbgpd = pytest.mark.parametrize("lab", ["openbgpd"], indirect=True, scope="module")


def family_of(prefix: str) -> Family:
    return "ipv6" if ":" in prefix else "ipv4"


def accepted(lab: Lab, edge: str, names: set[str]) -> set[str]:
    """Announce routes by name to an edge; which of them its RIB holds when it has heard all of them."""
    routes = {name: ROUTES[name] for name in sorted(names)}
    held: set[str] = set()
    for family in sorted({family_of(prefix) for prefix, _ in routes.values()}):
        mine = [Route(prefix, (ASN, *path)) for prefix, path in routes.values() if family_of(prefix) == family]
        told = {route.prefix for route in mine}

        def heard(family: Family = family) -> set[str]:
            return lab.daemon(edge).received(lab, edge, family, link(edge, NEIGHBOR).neighbor_address(family))

        def in_rib(family: Family = family) -> set[str]:
            return set(lab.rib_from(edge, family, NEIGHBOR))

        lab.announce_many(NEIGHBOR, edge, family, mine)
        wait_until(lambda told=told, heard=heard: told <= heard(), 30, lambda: f"{edge}: it has not heard all routes")  # type: ignore[misc]
        held |= in_rib()
        lab.withdraw(NEIGHBOR, edge, family, *told)
        # Also what was rejected: heard of from the last time, it would be looked for before it is announced again.
        wait_until(
            lambda told=told, heard=heard, in_rib=in_rib: not told & (heard() | in_rib()),  # type: ignore[misc]
            30,
            lambda: f"{edge}: routes stay",
        )
    return {name for name, (prefix, _) in routes.items() if prefix in held}


# -- FRR ---------------------------------------------------------------------------------------------


def frr_load(lab: Lab, edge: str, filters: str, binding: str = "route-map EXAMPLE-IN in") -> None:
    """Give an edge filters and bind them to the neighbor, in both families."""
    lab.vtysh(edge, "configure terminal", *filters.splitlines())
    _frr_bind(lab, edge, binding)


def _frr_bind(lab: Lab, edge: str, binding: str, other: str = "no neighbor {} route-map PERMIT-ALL in") -> None:
    lines: list[str] = []
    for family in FAMILIES:
        address = link(edge, NEIGHBOR).neighbor_address(family)
        lines += [f"address-family {family} unicast", other.format(address), f"neighbor {address} {binding}", "exit-address-family"]
    lab.vtysh(edge, "configure terminal", f"router bgp {OWN_ASN}", *lines)


@pytest.fixture
def frr(lab: Lab) -> Iterator[Lab]:
    """The lab, whose FRR edges have their operator's filters back at the end."""
    yield lab
    for edge in lab.edges:
        running = lab.vtysh(edge, "show running-config")
        lines = [
            f"no {line}" for line in running.splitlines() if re.match(r"(bgp as-path access-list|ipv?6? prefix-list (?!NOT-WANTED))", line)
        ]
        lines += [f"no route-map {name}" for name in sorted(set(re.findall(r"^route-map (EXAMPLE-\S+)", running, re.MULTILINE)))]
        _frr_bind(lab, edge, "route-map PERMIT-ALL in", other="no neighbor {} prefix-list BOGONS_v4 in")
        lab.vtysh(edge, "configure terminal", *lines)


def denied_by(kind: str, name: str) -> str:
    return f"\nroute-map EXAMPLE-IN deny 10\n match {kind} {name}\nroute-map EXAMPLE-IN permit 100\n"


@on_frr
def test_frr_takes_a_range_for_text(frr: Lab) -> None:
    published = PAGE["frr", "wrong", "range"]
    trans = published.replace("64496-131071", "23456")
    assert trans != published
    for edge in frr.edges:
        # As it is published, and read as VyOS has it: permitted by the list, denied by the route-map.
        for text in (published, (published + trans).replace(" deny ", " permit ")):
            frr_load(frr, edge, text + denied_by("as-path", "bogon-asns"))
            assert BOGON_ASNS - {"AS_TRANS"} <= accepted(frr, edge, BOGON_ASNS | NEAR_ASNS), edge
        assert accepted(frr, edge, {"AS_TRANS", "AS 234567", "ordinary"}) == {"ordinary"}, edge


@on_frr
def test_frr_stops_every_bogon_asn_and_no_other(frr: Lab) -> None:
    for edge in frr.edges:
        frr_load(frr, edge, PAGE["frr", "right", "bogon-asns"])
        assert accepted(frr, edge, BOGON_ASNS | NEAR_ASNS) == NEAR_ASNS, edge


@on_frr
def test_frr_takes_nothing_or_everything_with_a_list_that_only_denies(frr: Lab) -> None:
    probes = {"private space", "beside private space", "ordinary"}
    for edge in frr.edges:
        frr_load(frr, edge, PAGE["frr", "wrong", "denies"], "prefix-list BOGONS_v4 in")
        assert accepted(frr, edge, probes) == set(), edge
        _frr_bind(frr, edge, "route-map EXAMPLE-IN in", other="no neighbor {} prefix-list BOGONS_v4 in")
        frr_load(frr, edge, denied_by("ip address prefix-list", "BOGONS_v4"))
        assert accepted(frr, edge, probes) == probes, edge


@on_frr
def test_frr_does_not_see_a_transit_free_network_at_the_end(frr: Lab) -> None:
    for edge in frr.edges:
        frr_load(frr, edge, PAGE["frr", "wrong", "transit"].replace(" deny ", " permit ") + denied_by("as-path", "peerings"))
        assert accepted(frr, edge, PATHS) == PATHS - {"transit-free in the middle"}, edge


@on_frr
def test_frr_stops_a_transit_free_network_everywhere(frr: Lab) -> None:
    for edge in frr.edges:
        frr_load(frr, edge, PAGE["frr", "right", "transit"])
        assert accepted(frr, edge, PATHS) == {"ordinary", "AS 1740"}, edge


@on_frr
def test_frr_stops_special_purpose_space_and_lets_pass_what_is_beside(frr: Lab) -> None:
    right = PAGE["frr", "right", "special"]
    for edge in frr.edges:
        frr_load(frr, edge, right)
        assert accepted(frr, edge, SPECIAL | NEAR_SPECIAL) == NEAR_SPECIAL, edge


@on_frr
def test_frr_without_the_missing_blocks_lets_them_in(frr: Lab) -> None:
    shorter = without(PAGE["frr", "right", "special"])
    for edge in frr.edges:
        frr_load(frr, edge, shorter)
        assert accepted(frr, edge, SPECIAL | NEAR_SPECIAL) == NEAR_SPECIAL | MISSING, edge


@on_frr
def test_frr_counts_the_asns_of_a_path(frr: Lab) -> None:
    for edge in frr.edges:
        frr_load(frr, edge, PAGE["frr", "right", "longest"])
        assert accepted(frr, edge, {"ordinary", "100 ASNs", "101 ASNs"}) == {"ordinary", "100 ASNs"}, edge


def announced_communities(lab: Lab, edge: str, route: Route) -> tuple[list[str], int | None]:
    """Let the neighbor announce a route; the communities with which a customer gets it, and the local preference that it has."""
    lab.announce_many(NEIGHBOR, edge, "ipv4", [route])
    lab.wait_received("customer", edge, "ipv4", route.prefix)
    held = lab.held(edge, "ipv4", route.prefix, NEIGHBOR)
    passed_on = lab.received("customer")[edge, "ipv4"][route.prefix]
    lab.withdraw(NEIGHBOR, edge, "ipv4", route.prefix)
    lab.wait_received("customer", edge, "ipv4", route.prefix, is_there=False)
    return sorted(passed_on.get("communities", [])), held.get("local_preference") if held else None


@on_frr
def test_frr_shuts_itself_down_where_it_should_listen_to_others(frr: Lab) -> None:
    """The line of VyOS is FRR's ``bgp graceful-shutdown``. FRR listens to its neighbors without being told."""
    word = PAGE["vyos", "wrong", "shutdown"].split()[-1]
    ordinary = Route("151.40.0.0/24", (ASN, 3333))
    leaving = Route("151.40.1.0/24", (ASN, 3333), ["65535:0"])
    for edge in frr.edges:
        assert announced_communities(frr, edge, ordinary) == ([], 100), edge
        assert announced_communities(frr, edge, leaving) == (["65535:0"], 0), edge
        try:
            frr.vtysh(edge, "configure terminal", f"router bgp {OWN_ASN}", f"bgp {word}")
            assert announced_communities(frr, edge, ordinary) == (["65535:0"], 0), edge
        finally:
            frr.vtysh(edge, "configure terminal", f"router bgp {OWN_ASN}", f"no bgp {word}")


#: The blocks that the published lists have not, and the routes that show it.
MISSING_BLOCKS = ("192.0.0.0/24", "2001::/23")
MISSING = {"protocol assignments", "IPv6 protocol assignments"}


def without(filters: str) -> str:
    """Take the blocks that are missing in published lists out of a right one."""
    shorter = filters
    for block in MISSING_BLOCKS:
        taken = re.sub(rf"(^.*permit {block} le \d+\n|{block}(\{{[\d,]+\}}| prefixlen \d+ - \d+),\s*)", "", shorter, flags=re.MULTILINE)
        assert taken != shorter, block
        shorter = taken
    return shorter


# -- BIRD --------------------------------------------------------------------------------------------


def bird_load(lab: Lab, edge: str, filters: str) -> str:
    """Put filters into a file of the operator's, bind example_in4 and example_in6 if they are there, and say what BIRD says to it."""
    lab.run(edge, "cd /etc/bird; [ -e before ] || cp -p bird.conf before; cp -p before bird.conf", check=True)
    lab.run(edge, "cat > /etc/bird/example.conf; chmod 644 /etc/bird/example.conf", stdin=filters, check=True)
    edits = ["-e", '1i include "/etc/bird/example.conf";']
    for number, family in zip((4, 6), FAMILIES, strict=True):
        if f"example_in{number}" in filters:
            address = link(edge, NEIGHBOR).neighbor_address(family)
            edits += ["-e", f"s/import filter 'MANRS-IN-{re.escape(address)}-{number}'/import filter example_in{number}/"]
    lab.run(edge, ["sed", "-i", *edits, "/etc/bird/bird.conf"], check=True)
    return lab.run(edge, ["birdc", "configure"]).stdout


@pytest.fixture
def bird(lab: Lab) -> Iterator[Lab]:
    """The lab, whose BIRD edges have their operator's files back at the end."""
    yield lab
    for edge in lab.edges:
        lab.run(edge, "[ ! -e /etc/bird/before ] || { mv /etc/bird/before /etc/bird/bird.conf; birdc configure; }", check=True)


@on_bird
def test_bird_stops_special_purpose_space_and_lets_pass_what_is_beside(bird: Lab) -> None:
    right = PAGE["bird", "right", "special"]
    for edge in bird.edges:
        assert "Reconfigur" in bird_load(bird, edge, right)
        assert accepted(bird, edge, SPECIAL | NEAR_SPECIAL) == NEAR_SPECIAL, edge
        assert "Reconfigur" in bird_load(bird, edge, without(right))
        assert accepted(bird, edge, SPECIAL | NEAR_SPECIAL) == NEAR_SPECIAL | MISSING, edge


@on_bird
def test_bird_refuses_a_set_without_its_commas(bird: Lab) -> None:
    line = PAGE["bird", "wrong", "comma"]
    for edge in bird.edges:
        said = bird_load(bird, edge, f"define EXAMPLE = [\n{line}2001:db8::/32+\n];\n")
        assert "syntax error" in said and "Reconfigur" not in said, (edge, said)
        said = bird_load(bird, edge, f"define EXAMPLE = [\n{line.replace('+', '+,')}2001:db8::/32+\n];\n")
        assert "Reconfigur" in said, (edge, said)


# -- OpenBGPD ----------------------------------------------------------------------------------------

_EXAMPLE_FILE = "/etc/bgpd/manrs-seal.conf"
"""Included behind the operator's ``allow from any``: where rules that deny stand."""


def openbgpd_refusal(lab: Lab, edge: str, filters: str) -> str:
    """Put filters behind the operator's rules; what ``bgpd -n`` says against the whole, or nothing."""
    lab.run(edge, f"cat > {_EXAMPLE_FILE}; chmod 640 {_EXAMPLE_FILE}", stdin=filters, check=True)
    done = lab.run(edge, "bgpd -n -f /etc/bgpd.conf 2>&1")
    return done.stdout if done.returncode else ""


def openbgpd_load(lab: Lab, edge: str, filters: str) -> None:
    assert openbgpd_refusal(lab, edge, filters) == ""
    reload(lab, edge)


@pytest.fixture
def openbgpd(lab: Lab) -> Iterator[Lab]:
    """The lab, whose OpenBGPD edges have their operator's files back at the end."""
    yield lab
    for edge in lab.edges:
        openbgpd_load(lab, edge, "")


@on_openbgpd
def test_openbgpd_stops_special_purpose_space_and_lets_pass_what_is_beside(openbgpd: Lab) -> None:
    right = PAGE["openbgpd", "right", "special"]
    for edge in openbgpd.edges:
        openbgpd_load(openbgpd, edge, right)
        assert accepted(openbgpd, edge, SPECIAL | NEAR_SPECIAL) == NEAR_SPECIAL, edge
        openbgpd_load(openbgpd, edge, without(right))
        assert accepted(openbgpd, edge, SPECIAL | NEAR_SPECIAL) == NEAR_SPECIAL | MISSING, edge


@on_openbgpd
def test_openbgpd_refuses_a_comma_too_many(openbgpd: Lab) -> None:
    wrong, right = PAGE["openbgpd", "wrong", "comma"], PAGE["openbgpd", "right", "comma"]
    for edge in openbgpd.edges:
        openbgpd_load(openbgpd, edge, right)
        assert accepted(openbgpd, edge, {"IPv6 documentation", "IPv6 ordinary"}) == {"IPv6 ordinary"}, edge
        assert "syntax error" in openbgpd_refusal(openbgpd, edge, wrong), edge
        # The exit code of a reload says nothing, and what ran runs on.
        assert openbgpd.run(edge, ["bgpctl", "reload"]).returncode == 0
        assert accepted(openbgpd, edge, {"IPv6 documentation", "IPv6 ordinary"}) == {"IPv6 ordinary"}, edge


@on_openbgpd
def test_openbgpd_looks_at_the_last_asn_only_when_it_is_told_to(openbgpd: Lab) -> None:
    for edge in openbgpd.edges:
        openbgpd_load(openbgpd, edge, PAGE["openbgpd", "wrong", "transit"])
        assert accepted(openbgpd, edge, PATHS) == PATHS - {"transit-free in the middle"}, edge
        openbgpd_load(openbgpd, edge, PAGE["openbgpd", "right", "transit"])
        assert accepted(openbgpd, edge, PATHS) == {"ordinary", "AS 1740"}, edge


# -- bgpq4 -------------------------------------------------------------------------------------------


class _Irrd(socketserver.StreamRequestHandler):
    """An IRR server, in IRRd's words, that knows the routes of one ASN in IPv4; to every other key it has no answer."""

    _ANSWERS: Mapping[str, bytes] = {
        "!s-lc": b"A5\nRIPE\nC\n",
        "!gas35001": b"A28\n193.20.0.0/22 193.20.8.0/24\nC\n",
    }

    def handle(self) -> None:
        for line in self.rfile:
            query = line.decode("ascii").strip()
            if query == "!q":
                return
            if query != "!!":
                self.wfile.write(self._ANSWERS.get(query, b"C\n" if query.startswith(("!n", "!s")) else b"D\n"))


@pytest.fixture
def bgpq4() -> Iterator[str]:
    """The command line of bgpq4 at that server."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Irrd) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"bgpq4 -h 127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, env=host_environment(), timeout=60)


def empty(bgpq4: str, *options: str) -> str:
    """What bgpq4 makes of an empty answer; it says that all is well."""
    done = shell(f"{bgpq4} -l ACME {' '.join(options)} AS35001:AS-ACME")
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def test_an_empty_answer_is_counted(bgpq4: str) -> None:
    counted = PAGE["shell", "right", "empty"].replace("bgpq4", bgpq4)
    assert shell(counted).returncode == 1
    assert shell(counted.replace("AS35001:AS-ACME", "AS35001")).returncode == 0


@on_frr
def test_frr_takes_no_route_with_an_empty_answer(frr: Lab, bgpq4: str) -> None:
    text = empty(bgpq4, "-4")
    assert text.splitlines()[0] == "no ip prefix-list ACME"
    for edge in frr.edges:
        lines = "\n".join(line for line in text.splitlines() if not line.startswith(("no ", "!")))
        bound = "\nroute-map EXAMPLE-IN permit 10\n match ip address prefix-list ACME\n"
        frr_load(frr, edge, lines.replace("deny 0.0.0.0/0", "permit 151.40.0.0/24") + bound)
        assert accepted(frr, edge, {"ordinary", "AS 1740"}) == {"ordinary"}, edge
        frr_load(frr, edge, text)
        assert accepted(frr, edge, {"ordinary", "AS 1740"}) == set(), edge


@on_bird
def test_bird_refuses_a_file_with_an_empty_answer(bird: Lab, bgpq4: str) -> None:
    text = empty(bgpq4, "-4", "-b")
    assert text == ""
    uses = "filter example_in4 { if net ~ ACME then accept; reject; }\n"
    for edge in bird.edges:
        assert "Reconfigur" not in bird_load(bird, edge, text + uses)
        assert "Reconfigur" in bird_load(bird, edge, "define ACME = [ 193.20.0.0/22 ];\n" + uses)


@on_openbgpd
def test_openbgpd_refuses_a_file_with_an_empty_answer(openbgpd: Lab, bgpq4: str) -> None:
    text = empty(bgpq4, "-4", "-B")
    uses = "allow from AS 35001 $ACME\n"
    for edge in openbgpd.edges:
        assert "syntax error" in openbgpd_refusal(openbgpd, edge, text + uses), edge
        assert openbgpd_refusal(openbgpd, edge, text.replace("{ ", "{ 193.20.0.0/22 ") + uses) == "", edge
