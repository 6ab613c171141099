#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, on real routers of three makes: attacks succeed, harden, attacks fail; what MANRS requires is proved by leaving it out."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import bring_up
import catalogue
import playbook
import spoofing
from attack import UnexpectedError, expect, expect_twins
from judge import announced, external, wait_for_vrps, withdraw_sentinels
from router_lab import Lab
from topology import LABS, LabError

#: A prefix of the lab's VRPs, which shows that the RPKI cache has been read.
_VRP = "151.2.0.0/16"
#: ExaBGP withdraws a route to multicast space once in its life, and the attacks before did that.
_TAKEN_BACK_ONCE = {"233.252.0.0/24"}
#: All routers at once: what is proved here is the filters, not the rollout.
_AT_ONCE = {"manrs_serial": "100%"}
#: What MANRS asks of every participant. Two on each router, where none stops what the other is for.
_REQUIRED = (("F02", "E02"), ("F03", "E01"), ("F13", "F20"))


def say(text: str = "") -> None:
    print(text, flush=True)


def tell(*lines: str) -> None:
    for line in lines:
        say(f"  {line}")


def harden(lab: Lab, variables: Mapping[str, object]) -> playbook.Run:
    run = playbook.play("harden", variables)
    if run.rc:
        raise UnexpectedError(f"harden.yml ended with {run.rc}:\n{run.output}")
    wait_for_vrps(lab, lab.edges, _VRP)
    return run


def expect_packets(lab: Lab, cases: Sequence[spoofing.Case], has_arrived: Mapping[spoofing.Kind, bool]) -> None:
    """Send packets with spoofed and with legitimate sources, and compare which of them arrive at the far side."""
    results = spoofing.attack_all(lab, cases)
    if wrong := spoofing.unexpected(results, has_arrived):
        raise UnexpectedError("packets: " + "; ".join(wrong))
    say("".join(f"  packets, {line}\n" for line in spoofing.summary(results).splitlines()).rstrip("\n"))


def demo(lab: Lab) -> None:
    cases = catalogue.load()
    packets = spoofing.load()
    every = dict.fromkeys(lab.edges, catalogue.every_control(cases))
    none: dict[str, frozenset[str]] = dict.fromkeys(lab.edges, frozenset())
    stopped = {edge: sum(edge in case.stopped_at for case in cases) for edge in lab.edges}
    count = len({case.control for case in cases})
    say(f"\n1. Before: the operator's permissive policy. {len(cases)} attacks on {count} controls, each with a legitimate twin.")
    say("  stopped by the daemon alone: " + ", ".join(f"{edge} {number}" for edge, number in stopped.items()))
    tell(expect(lab, cases, "attack", every, "attacks"))
    tell(expect(lab, cases, "legitimate", every, "legitimate routes"))
    expect_packets(lab, packets, {"spoofed": True, "legitimate": True})
    path = playbook.inventory(lab.edges).relative_to(playbook.ROOT)
    say(f"\n2. See it before, while the attacks are announced: ansible-playbook -i {path} playbooks/report.yml")
    with announced(lab, external(cases, _TAKEN_BACK_ONCE)):
        before = write_report("before")
    for host, (seen, dropped, controls) in before.items():
        say(f"  {host}: of {seen} routes of its neighbors {dropped} would be dropped, by {controls} controls")
    # What is tagged from now on is all that there is: export by tags needs that (docs/policy.md, two phases).
    withdraw_sentinels(lab)
    lab.join()
    say(f"  {', '.join(lab.edges)} are one AS now: iBGP between all of them")
    say(f"\n3. ansible-playbook -i {path} playbooks/harden.yml")
    run = harden(lab, {})
    say("".join(f"  {line}\n" for line in run.output.splitlines() if line.strip()))
    say("4. After.")
    tell(expect(lab, cases, "attack", none, "attacks"))
    tell(*expect_twins(lab, cases))
    expect_packets(lab, packets, {"spoofed": False, "legitimate": True})
    say("\n5. harden.yml again.")
    again = harden(lab, {})
    if any(again.changed.values()):
        raise UnexpectedError(f"the second run changed something: {again.changed}\n{again.output}")
    say("  " + ", ".join(f"{host} changed={count}" for host, count in sorted(again.changed.items())))
    say("\n6. What MANRS requires, left out, two controls on each router: those attacks get in. (The tests do so with every control.)")
    missing = {edge: frozenset(controls) for edge, controls in zip(lab.edges, _REQUIRED, strict=True)}
    left_out = {edge: sorted(controls) for edge, controls in missing.items()}
    harden(lab, {**_AT_ONCE, "lab_left_out": left_out, "manrs_without_controls": "{{ lab_left_out[inventory_hostname] }}"})
    tell(expect(lab, cases, "attack", missing, "attacks"))
    for edge, controls in left_out.items():
        for control in controls:
            say(f"  {edge}: proved {control} ({next(case.source for case in cases if case.control == control)})")
    say("\n7. Hardened again, and the report of it.")
    harden(lab, _AT_ONCE)
    tell(expect(lab, cases, "attack", none, "attacks"))
    write_report("after")


def report_folder(name: str) -> Path:
    """The folder of one of the demo's two reports."""
    return playbook.work_folder() / "report" / name


def write_report(name: str) -> dict[str, tuple[int, int, int]]:
    """Look at the routers and write the report; return per router the routes, those that would be dropped, and by how many controls."""
    folder = report_folder(name)
    run = playbook.play("report", {"manrs_report": str(folder)})
    if run.rc:
        raise UnexpectedError(f"report.yml ended with {run.rc}:\n{run.output}")
    told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    found = {}
    for router in told["routers"]:
        previews = [session["preview"] for session in router["sessions"] if session["preview"]]
        counts = Counter[str]()
        for preview in previews:
            counts.update(preview["rejected"])
        found[router["host"]] = (sum(preview["seen"] for preview in previews), counts.total(), len(counts))
    return found


def main() -> int:
    begin = time.monotonic()
    bring_up.down()
    lab = bring_up.up(LABS["mixed"])
    say(f"lab: {', '.join(lab.edges)} and their neighbors are up ({time.monotonic() - begin:.0f} s)")
    for edge in lab.edges:
        say(f"  {edge}: {lab.daemon(edge).version(lab, edge).splitlines()[0]}")
    try:
        demo(lab)
    except (UnexpectedError, LabError) as error:
        say(f"FAILED: {error}")
        return 1
    finally:
        bring_up.down()
    say(f"\nAll of it was read from the routers. {time.monotonic() - begin:.0f} s")
    say("The reports, to open in a browser:")
    tell(*(f"{name}: {report_folder(name) / 'report.html'}" for name in ("before", "after")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
