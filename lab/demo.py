#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, on real routers: attacks succeed, harden, attacks fail; and each control is proved by leaving it out."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence

import bring_up
import catalogue
import playbook
from catalogue import Case
from judge import judge, wait_for_vrps
from router_lab import Lab
from topology import LabError

#: A prefix of the lab's VRPs, which shows that the RPKI cache has been read.
_VRP = "151.2.0.0/16"
#: Both routers at once: what is proved here is the filters, not the rollout.
_AT_ONCE = {"manrs_serial": "100%"}


class DemoError(Exception):
    """The routers did not do what they should; the message says where."""


def say(text: str = "") -> None:
    print(text, flush=True)


def harden(lab: Lab, variables: Mapping[str, object]) -> playbook.Run:
    run = playbook.play("harden", variables)
    if run.rc:
        raise DemoError(f"harden.yml ended with {run.rc}:\n{run.output}")
    wait_for_vrps(lab, lab.edges, _VRP)
    return run


def expect(lab: Lab, cases: Sequence[Case], kind: str, missing: frozenset[str], what: str) -> None:
    """Judge and compare: all legitimate routes get through, and the attacks that only these missing controls would stop."""
    verdicts = judge(lab, lab.edges, cases, kind)
    for edge, told in verdicts.items():
        wrong = [
            f"{case} {'got through' if is_through else 'was stopped'}"
            for case, is_through in told.items()
            if is_through != case.is_expected(kind, missing)
        ]
        if wrong:
            raise DemoError(f"{edge}: {what}: " + "; ".join(wrong))
    counts = {edge: sum(told.values()) for edge, told in verdicts.items()}
    say(f"  {what}: " + ", ".join(f"{edge} {count} of {len(cases)} got through" for edge, count in counts.items()))


def demo(lab: Lab) -> None:
    cases = catalogue.load()
    controls = sorted({case.control for case in cases})
    every, none = frozenset(controls), frozenset[str]()
    say(f"\n1. Before: the operator's permissive policy. {len(cases)} attacks, each with a legitimate twin, IPv4 and IPv6.")
    expect(lab, cases, "attack", every, "attacks")
    expect(lab, cases, "legitimate", every, "legitimate routes")
    say("\n2. ansible-playbook -i lab/inventory playbooks/harden.yml")
    run = harden(lab, {})
    say("".join(f"  {line}\n" for line in run.output.splitlines() if line.strip()))
    say("3. After.")
    expect(lab, cases, "attack", none, "attacks")
    expect(lab, cases, "legitimate", none, "legitimate routes")
    say("\n4. harden.yml again.")
    again = harden(lab, {})
    if any(again.changed.values()):
        raise DemoError(f"the second run changed something: {again.changed}\n{again.output}")
    say("  " + ", ".join(f"{host} changed={count}" for host, count in sorted(again.changed.items())))
    say("\n5. Each control left out in turn: its attacks get in, and no others.")
    for control in controls:
        harden(lab, {**_AT_ONCE, "manrs_without_controls": [control]})
        expect(lab, cases, "attack", frozenset({control}), f"without {control}")
        say(f"  proved {control} ({next(case.source for case in cases if case.control == control)})")
    say("\n6. Hardened again.")
    harden(lab, _AT_ONCE)
    expect(lab, cases, "attack", none, "attacks")


def main() -> int:
    begin = time.monotonic()
    bring_up.down()
    lab = bring_up.up()
    say(f"lab: {', '.join(lab.edges)} and their neighbors are up ({time.monotonic() - begin:.0f} s)")
    for edge in lab.edges:
        say(f"  {edge}: {lab.vtysh(edge, 'show version').splitlines()[0]}")
    try:
        demo(lab)
    except (DemoError, LabError) as error:
        say(f"FAILED: {error}")
        return 1
    finally:
        bring_up.down()
    say(f"\nAll of it was read from the routers. {time.monotonic() - begin:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
