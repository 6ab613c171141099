# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evidence pack of the mixed lab, hardened: complete for all four actions, and read in a browser.

Routers are real. The databases of contacts and tests answer in the shape of the real ones, by hand (tests/contacts_world.py).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import playbook
import pytest
from judge import wait_for_vrps
from router_lab import Lab
from topology import FAMILIES, SPEAKERS, link

sys.path.insert(0, str(Path(__file__).parents[1]))
import contacts_world
from contacts_world import World

pytestmark = [pytest.mark.lab, pytest.mark.parametrize("lab", ["mixed"], indirect=True)]
DATA = playbook.ROOT / "lab/data"
REPORT = Path(".manrs/report")
NOW = datetime.now(UTC)
#: What only people can register: the routing policy, who is reached, and a more-specific that the lab announces to its collector.
BY_HAND = """
aut-num:        AS25000
as-name:        LAB
{policy}
admin-c:        LAB1-RIPE
tech-c:         LAB1-RIPE
mnt-by:         LAB-MNT
source:         RIPE

role:           Lab NOC
nic-hdl:        LAB1-RIPE
e-mail:         noc@example.net
phone:          +41 44 000 00 00
mnt-by:         LAB-MNT
source:         RIPE

route:          185.10.0.0/24
origin:         AS25000
mnt-by:         LAB-MNT
source:         RIPE
"""


def folder() -> Path:
    return playbook.work_folder() / REPORT


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """What the world has published of AS25000."""
    today = NOW.isoformat(timespec="seconds")
    with contacts_world.running() as found:
        found.net.append({**found.net[0], "id": 9100, "asn": 25000, "name": "Lab", "poc_updated": today})
        found.poc.append({**found.poc[0], "id": 100, "net_id": 9100, "updated": today})
        found.rdap["autnum/25000"] = {**found.rdap["autnum/64500"], "handle": "AS25000", "startAutnum": 25000, "endAutnum": 25000}
        servers = {"version": "1.0", "publication": today, "services": [[["25000"], [f"{found.url}/rdap/"]]]}
        found.faults["/asn.json"] = (200, {}, json.dumps(servers).encode())
        found.sessions.append(contacts_world.session(1, today, asn4="25000", client4="185.10.1.0/24"))
        yield found


@pytest.fixture(scope="module")
def pack(lab: Lab, world: World) -> dict[str, Any]:
    """The evidence of the hardened lab; what a look at registries says to submit was submitted."""
    registry = playbook.work_folder() / "registry"
    registry.mkdir(exist_ok=True)
    shutil.rmtree(folder(), ignore_errors=True)
    asns = sorted({node.asn for node in SPEAKERS.values() if node.asn not in (None, 25000)})
    policy = "\n".join(f"import: from AS{asn} accept ANY\nexport: to AS{asn} announce AS25000:AS-LAB" for asn in asns)
    irr = registry / "irr.rpsl"
    irr.write_text((DATA / "lab.rpsl").read_text(encoding="utf-8") + BY_HAND.format(policy=policy), encoding="utf-8")
    declared = world.registry({"dumps": [str(irr)]})
    declared["rpki"] = {"vrps": str(DATA / "vrps.json"), "rtr": [{"host": "{{ lab_links }}.{{ lab_first + 26 }}", "port": 3323}]}
    variables = {"manrs_registry": declared, "manrs_serial": "100%", "manrs_maintainer": "LAB-MNT"}

    def play(name: str) -> None:
        run = playbook.play(name, variables)
        assert run.rc == 0, run.output

    play("registration")
    with irr.open("a", encoding="utf-8") as file:
        file.write("\n" + re.sub(r"(?m)^source:.*$", "source: RIPE", (folder() / "registration.rpsl").read_text(encoding="utf-8")))
    play("harden")
    wait_for_vrps(lab, lab.edges, "151.2.0.0/16")
    play("evidence")
    told: dict[str, Any] = json.loads((folder() / "evidence.json").read_text(encoding="utf-8"))
    return told


def test_every_session_and_interface_is_shown_by_lines_of_its_router(lab: Lab, pack: dict[str, Any]) -> None:
    filtering, spoofing = pack["actions"][:2]
    for edge in lab.edges:
        of_it = [proof for proof in filtering["proofs"] if proof["source"].startswith(f"{edge}, ")]
        addresses = [link(edge, name).neighbor_address(family) for name in SPEAKERS if name != "core" for family in FAMILIES]
        assert len(addresses) == 18
        for address in addresses:
            (proof,) = [item for item in of_it if f"({address})" in item["claim"]]
            assert any(re.search(rf"(?<![\w.:]){re.escape(address)}(?![\w.:])", line) for line in proof["lines"])
            # The policy that is bound, or the rules, of ours; those of a collector name none of our sets.
            assert "collector" in proof["claim"] or any("MANRS" in line for line in proof["lines"]), proof
            assert re.search(r"in force: .*F13" if "acme" in proof["claim"] else r"in force: ", proof["claim"])
    for interface in ("customer", "exchange", "users"):
        proofs = [proof for proof in spoofing["proofs"] if proof["claim"].startswith(f"{interface}: in force: V0")]
        assert len(proofs) == len(lab.edges)
        assert all(any(f'"{interface}"' in line for line in proof["lines"]) for proof in proofs)


def test_all_four_actions_are_there_each_with_what_it_claims_and_what_shows_it(lab: Lab, pack: dict[str, Any]) -> None:
    filtering, spoofing, coordination, registration = pack["actions"]
    assert [action["required"] for action in pack["actions"]] == [True, False, True, True]
    # What BIRD and OpenBGPD cannot do is no secret, and no reason to show nothing.
    assert filtering["state"] == "does not hold" and any("differs" in line or "missing" in line for line in filtering["gaps"])
    assert [action["state"] for action in (spoofing, coordination, registration)] == ["holds"] * 3
    assert "54 eBGP sessions on 3 routers (bird 3.1.8, frr 10.3, openbgpd 8.8)" in filtering["statement"]
    assert "(at 18 of 18 sessions)" in filtering["statement"]
    assert "At 9 of 9 interfaces of the kind customer" in spoofing["statement"]
    assert f"published in {NOW:%Y-%m}" in spoofing["statement"]
    assert "A NOC contact is public in PeeringDB" in coordination["statement"]
    assert "What AS25000 announces is registered" in registration["statement"]
    assert [action["gaps"] for action in (spoofing, coordination, registration)] == [[], [], []]
    for action in pack["actions"]:
        assert action["proofs"]
        for proof in action["proofs"]:
            assert proof["lines"] and re.fullmatch(r"[0-9a-f]{64}", proof["digest"])
            assert abs((datetime.fromisoformat(proof["read_at"]) - NOW).total_seconds()) < 3600
    files = {"CAIDA Spoofer": "spoofer.json", "PeeringDB, RDAP of the RIR, IRR": "contacts.json", "IRR and RPKI": "registration.json"}
    for action in pack["actions"][1:]:
        for proof in action["proofs"]:
            if proof["source"] in files:
                assert proof["digest"] == hashlib.sha256((folder() / files[proof["source"]]).read_bytes()).hexdigest()


def test_nobody_can_change_it_unseen_and_it_holds_no_secret(lab: Lab, pack: dict[str, Any]) -> None:
    text = (folder() / "evidence.json").read_text(encoding="utf-8")
    blank = text.replace(pack["digest"], "").removesuffix("\n")
    assert hashlib.sha256(blank.encode()).hexdigest() == pack["digest"]
    assert pack["digest"] in (folder() / "evidence.html").read_text(encoding="utf-8")


def test_the_page_is_complete_in_a_browser(lab: Lab, pack: dict[str, Any], tmp_path: Path) -> None:
    from browser.desk import Desk, axe, expect, running

    with running() as browser:
        desk = Desk(browser, tmp_path)
        opened = desk.open_file(folder() / "evidence.html", width=1000)
        for action in pack["actions"]:
            section = opened.get_by_role("region", name=f"Action {action['number']}: {action['title']}")
            expect(section.locator(".statement")).to_have_text(action["statement"])
            expect(section.locator(".proof")).to_have_count(len(action["proofs"]))
            expect(section.locator(".gaps li")).to_have_count(len(action["gaps"]))
            proof = section.locator(".proof").first
            expect(proof.locator(".lines li").first).to_be_hidden()
            proof.locator("summary").focus()
            opened.keyboard.press("Enter")
            expect(proof.locator(".lines li").first).to_have_text(action["proofs"][0]["lines"][0])
        assert axe(opened, "light") >= {"color-contrast"}
        narrow = desk.open_file(folder() / "evidence.html", width=380, height=800)
        narrow.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        assert narrow.evaluate("document.documentElement.scrollWidth") == 380
        desk.close()
