# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden configurations, asked by structure with the sessions that an operator had before: something is bound everywhere, it is
there, and it does not let all through.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.sessions import Standing
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.structure import STRUCTURED, structure
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation, host_prefix

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NAMES = ("controls", "hostile", "minimal", "relations")
FILES = {
    "bird": "bird.conf",
    "openbgpd": "openbgpd.conf",
    "iosxr": "iosxr.cfg",
    "eos": "eos.cfg",
    "junos": "junos.xml",
    "routeros": "routeros.rsc",
}
LANDMARK = "match from any ext-community soo 4294967295:"


def _neighbors(name: str) -> dict[str, tuple[int, Relation]]:
    intent: dict[str, Any] = yaml.safe_load((GOLDEN / name / "intent.yml").read_text(encoding="utf-8"))
    everybody = [*intent["manrs_neighbors"], *intent["manrs_network"].get("neighbors", [])]
    return {address: (one["asn"], Relation(one["relation"])) for one in everybody for address in one.get("addresses", ())}


def _asn(name: str) -> int:
    intent = yaml.safe_load((GOLDEN / name / "intent.yml").read_text(encoding="utf-8"))
    return int(intent["manrs_network"]["asn"])


def _family(address: str) -> int:
    return 6 if ":" in address else 4


def _bird(golden: str, asn: int, neighbors: dict[str, int]) -> str:
    lines = [golden, "# ==> /etc/bird/bird.conf", 'include "/etc/bird/manrs.conf";']
    for number, (address, theirs) in enumerate(neighbors.items()):
        family = _family(address)
        bound = f"import filter 'MANRS-IN-{address}-{family}'; export filter 'MANRS-OUT-{address}-{family}';"
        lines.append(f"protocol bgp n{number} {{ local as {asn}; neighbor {address} as {theirs}; ipv{family} {{ {bound} }}; }}")
    return "\n".join(lines)


def _openbgpd(golden: str, asn: int, neighbors: dict[str, int]) -> str:
    sets = sorted(set(re.findall(r"^((?:as|prefix|origin)-set \S+) \{", golden, re.MULTILINE)))
    lines = [golden, "## bgpd -nv", f"AS {asn}", *(f"{head} {{" for head in sets)]
    for address, theirs in neighbors.items():
        lines += [f"neighbor {address} {{", f"\tremote-as {theirs}", f"\tannounce IPv{_family(address)} unicast", "}"]
    marks = [f"{LANDMARK}{number} " for number in (65001, 65002, 65003, 65004)]
    return "\n".join([*lines, *marks, "exit code 0", ""])


def _iosxr(golden: str, asn: int, neighbors: dict[str, int]) -> str:
    for address, theirs in neighbors.items():
        golden = golden.replace(f" neighbor {address}\n", f" neighbor {address}\n  remote-as {theirs}\n")
    return golden


def _eos(golden: str, asn: int, neighbors: dict[str, int]) -> str:
    said = "".join(f"   neighbor {address} remote-as {theirs}\n" for address, theirs in neighbors.items())
    golden = golden.replace(f"router bgp {asn}\n", f"router bgp {asn}\n   no bgp default ipv4-unicast\n{said}")
    for family, word in ((4, "ipv4"), (6, "ipv6")):
        active = "".join(f"      neighbor {item} activate\n" for item in neighbors if _family(item) == family)
        golden = golden.replace(f"   address-family {word}\n", f"   address-family {word}\n{active}")
    return golden


def _junos(golden: str, asn: int, neighbors: dict[str, int]) -> str:
    for address, theirs in neighbors.items():
        name = f"<name>{address}</name>"
        golden = golden.replace(f"<neighbor>\n     {name}", f"<neighbor>\n     {name}\n     <peer-as>{theirs}</peer-as>")
    number = f"<autonomous-system><as-number>{asn}</as-number></autonomous-system>"
    return golden.replace("</configuration>", f"<routing-options>{number}</routing-options></configuration>")


def _routeros(golden: str, asn: int, neighbors: dict[str, int]) -> str:
    lines = [
        f"/routing/bgp/connection/add name=n{number} remote.address={address} remote.as={theirs} as={asn} local.role=ebgp afi={afi}"
        for number, (address, theirs) in enumerate(neighbors.items())
        for afi in ("ipv6" if _family(address) == 6 else "ip",)
    ]
    return "\n".join([*lines, golden])


#: What binds in a line, on any of them; of BIRD the sessions.
BINDING = re.compile(r"import filter|MANRS-(?:IN|OUT)-\S+ (?:in|out)$|missing-policy|<(?:im|ex)port>|/set \[find|^(?:allow|deny) ")
MADE = {"bird": _bird, "openbgpd": _openbgpd, "iosxr": _iosxr, "eos": _eos, "junos": _junos, "routeros": _routeros}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("platform", STRUCTURED)
def test_a_hardened_router_has_something_bound_everywhere(name: str, platform: str) -> None:
    golden = (GOLDEN / name / FILES[platform]).read_text(encoding="utf-8")
    neighbors = _neighbors(name)
    text = MADE[platform](golden, _asn(name), {address: asn for address, (asn, _) in neighbors.items()})
    what = Known(neighbors={_canonical(address): KnownNeighbor(relation) for address, (_, relation) in neighbors.items()})
    answers = structure(platform, text, what)
    assert [item for item in answers if item.standing is Standing.OPEN and item.control in ("F20", "F13", "B01", "B02", "B05")] == []
    # In and out of each session.
    assert Counter(item.standing for item in answers if item.control == "F20") == {Standing.HOLDS: 2 * len(neighbors)}
    assert not [item for item in answers if item.control in ("B02", "B05")]


@pytest.mark.parametrize("platform", STRUCTURED)
def test_the_golden_sessions_without_what_is_bound_to_them_are_open_or_denied_by_the_os(platform: str) -> None:
    golden = (GOLDEN / "minimal" / FILES[platform]).read_text(encoding="utf-8")
    neighbors = {address: asn for address, (asn, _) in _neighbors("minimal").items()}
    text = MADE[platform](golden, _asn("minimal"), neighbors)
    without = re.sub(
        r"^.*(?:import filter|MANRS-(?:IN|OUT)-\S+ (?:in|out)$|missing-policy|<(?:im|ex)port>|/set \[find).*\n?", "", text, flags=re.M
    )
    answers = structure(platform, without, Known())
    found = {item.standing for item in answers if item.control == "F20"}
    denied = {Standing.HOLDS}
    assert found == {"bird": set(), "openbgpd": denied, "iosxr": denied}.get(platform, {Standing.OPEN})


def _canonical(address: str) -> str:
    try:
        return str(host_prefix(address)).partition("/")[0]
    except PrefixError:
        return address
