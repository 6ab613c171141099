# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the registry says of one customer, its filter on a real router is never wrong for it, and the others' go on.

Real IRRd, real router, the harden playbook; in between, single answers of IRRd are spoiled. In the order of this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import irrd as irrd_lab
import playbook
import pytest
from irr_meddler import Meddler, Rule, cut, half, hang, instead, missing, more
from irrd import IrrdLab
from router_lab import Lab

pytestmark = pytest.mark.lab
EDGE = "edge10"
ACME = "AS35001=AS35001:AS-ACME"
SET = "iAS35001:AS-ACME"
#: Registered by acme's customer besides what the world has: enough for a change of a fifth to be more than ten.
MANY = [f"193.20.{number}.0/24" for number in range(128, 188)]
#: What customer2 registers anew with every run.
NEW = (f"193.20.{number}.0/24" for number in count(200))
MILLION = " ".join(f"{a}.{b}.{c}.0/24" for a in range(20, 36) for b in range(256) for c in range(256))

FAULTS: dict[str, tuple[dict[str, Rule], str]] = {
    "empty": ({SET: missing}, "AS35001:AS-ACME exists and has no member"),
    "unknown": ({SET: missing, "mas-set,AS35001:AS-ACME": missing}, "AS35001:AS-ACME does not exist in LAB"),
    "half an answer": ({"gAS35002": half}, "it closed the connection before its answer was whole"),
    "cut connection": ({SET: cut}, "it closed the connection before its answer was whole"),
    "slow server": ({"gAS35001": hang}, "no whole answer within 1 s"),
    "a million prefixes": ({"gAS35002": instead(MILLION)}, "bytes, more than"),
    "control characters": ({"gAS35002": instead("193.20.8.0/24 \x1b[2J\x07")}, "control characters"),
    "newlines": ({SET: instead("AS35001\nAS35002\n!q\nAS-X;AS1")}, "has the member '!q', which is neither an ASN nor an AS-SET"),
    "template syntax": ({SET: instead("AS35001 {{lookup('pipe','id')}}")}, "which is neither an ASN nor an AS-SET"),
    "a default route": ({"gAS35002": instead("0.0.0.0/0 193.20.8.0/24 deny any")}, "no IPv4 prefix: 'deny' is not"),
    "a member that is gone": ({SET: more("AS-GONE")}, "AS-GONE does not exist in LAB (a member of AS35001:AS-ACME)"),
}


@pytest.fixture(scope="module")
def between() -> Iterator[Meddler]:
    """The lab's IRR on a real IRRd, and somebody in between."""
    if reason := irrd_lab.missing():
        pytest.skip(reason)
    text = (playbook.ROOT / "lab/data/lab.rpsl").read_text(encoding="utf-8")
    with IrrdLab({"LAB": text}) as irrd, Meddler(irrd.port) as meddler:
        yield meddler


Harden = Callable[..., playbook.Run]


@pytest.fixture
def harden(between: Meddler, lab: Lab) -> Iterator[Harden]:
    """Run the playbook, with these answers spoiled and one more prefix for customer2 and many for acme's customer."""

    def run(
        rules: dict[str, Rule] | None = None, many: list[str] = MANY, sources: tuple[str, ...] = ("LAB",), **variables: object
    ) -> playbook.Run:
        between.rules.clear()
        between.rules |= {"gAS35002": more(*many), "gAS35010": more(next(NEW)), **(rules or {})}
        registry = {
            "irr": {"servers": [f"127.0.0.1:{between.port}"], "sources": list(sources), "timeout": 1},
            "rpki": {"vrps": "{{ lab_folder }}/data/vrps.json", "rtr": [{"host": "{{ lab_links }}.{{ lab_first + 26 }}", "port": 3323}]},
        }
        told = {"manrs_registry": registry, "lab_export_by": "lists", **variables}
        return playbook.play("harden", told, "--limit", EDGE)

    yield run
    between.rules.clear()


def lists(lab: Lab, name: str) -> list[str]:
    """The entries of the pair sets of an ASN on the router, sorted."""
    text = lab.run(EDGE, "vtysh -c 'show running-config'", check=True).stdout
    found = re.findall(rf"^(ip(?:v6)? prefix-list MANRS-{name}\S* .*)$", text, re.MULTILINE)
    return sorted(re.sub(r" seq \d+", "", line) for line in found)


def plain(output: str) -> str:
    """The output without the line breaks and quotes of Ansible's printing."""
    return re.sub(r"\s+", " ", output.replace("\\'", "'").replace('\\"', '"').replace("\\\\", "\\"))


def test_a_router_is_hardened_from_a_real_irr_server(lab: Lab, harden: Harden) -> None:
    run = harden()
    assert run.rc == 0, run.output
    assert any(f" permit {MANY[0]}" in line for line in lists(lab, "AS35001"))
    assert any(" permit 193.20.0.0/22" in line for line in lists(lab, "AS35001"))
    assert any(" permit 193.20.64.0/24" in line for line in lists(lab, "AS35010"))


@pytest.mark.parametrize("name", FAULTS)
def test_one_customer_that_is_not_known_keeps_its_filter_and_the_others_go_on(lab: Lab, harden: Harden, name: str) -> None:
    rules, why = FAULTS[name]
    acme, other = lists(lab, "AS35001"), lists(lab, "AS35010")
    assert acme
    run = harden(rules)
    assert lists(lab, "AS35001") == acme
    assert len(lists(lab, "AS35010")) == len(other)
    assert lists(lab, "AS35010") != other, "customer2 has another prefix than before"
    assert run.rc != 0
    told = plain(run.output)
    assert f"critical: manrs_neighbors: acme: {ACME}: guard complete: " in told
    assert why in told
    assert "the filter that runs stays" in told
    assert "correct the registry data, make a snapshot and run again" in told


def test_a_source_that_the_server_does_not_have_stops_the_run_before_any_router(lab: Lab, harden: Harden) -> None:
    acme, other = lists(lab, "AS35001"), lists(lab, "AS35010")
    run = harden(sources=("LAB", "NOSUCH"))
    assert run.rc != 0
    assert "it has no source NOSUCH" in plain(run.output)
    assert (lists(lab, "AS35001"), lists(lab, "AS35010")) == (acme, other)


def test_a_shrink_by_a_third_is_refused_and_accepted_by_its_digest_only(lab: Lab, harden: Harden, tmp_path: Path) -> None:
    acme = lists(lab, "AS35001")
    run = harden(many=MANY[:30])
    assert run.rc != 0
    assert lists(lab, "AS35001") == acme
    found = re.search(
        r"add to the file in manrs_accepted: - (\{host: edge10, neighbor: '([^']+)', old: '(\w+)', new: '(\w+)'\})", plain(run.output)
    )
    assert found, run.output
    entry, neighbor, old, new = found.groups()
    accepted = tmp_path / "accepted.yml"
    accepted.write_text(json.dumps([{"host": EDGE, "neighbor": neighbor, "old": new, "new": old}]), encoding="utf-8")
    wrong = harden(many=MANY[:30], manrs_accepted=str(accepted))
    assert wrong.rc != 0
    assert lists(lab, "AS35001") == acme
    accepted.write_text(f"- {entry}\n", encoding="utf-8")
    right = harden(many=MANY[:30], manrs_accepted=str(accepted))
    assert right.rc == 0, right.output
    now = lists(lab, "AS35001")
    assert not any(MANY[59] in line for line in now)
    assert any(f" permit {MANY[29]}" in line for line in now)
