# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from the table that runs to the wanted one, and back, as data: one transaction of the kernel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from ...model.policies import Finding
from ...model.sources import SourcePolicy
from ..contract import Change
from ..way_back import BASE, Part, PartPlan, stage
from .parse import NftRunning
from .scripts import READ, RESTORE, STAGE, UNIT_NAME, confirm, include_line, unit
from .table import NAME, REPLACE, Table, text
from .wish import change, missing, wish

PART, STAGE_NAME = "nftables", "sources"


@dataclass(frozen=True)
class NftPlan(PartPlan):
    """A plan that knows the table that must be there. ``boot_digest``: of what is loaded at boot after the confirm; empty: nothing."""

    wanted: Table = field(default_factory=Table)
    boot_digest: str = ""


def boot_text(table: Table) -> str:
    """Return what is loaded at boot, whatever is there then; nothing where there is no table."""
    return REPLACE + text(table) if table.chains else ""


def _boot_digest(table: Table) -> str:
    boot = boot_text(table)
    return hashlib.sha256(boot.encode()).hexdigest() if boot else ""


def make_plan(
    running: NftRunning,
    wanted: Table,
    identifier: str,
    summary: tuple[str, ...] = (),
    findings: tuple[Finding, ...] = (),
    is_last: bool = False,
) -> NftPlan:
    """Return the plan to a table. What was counted so far is carried over.

    :param is_last: nothing of ours is left behind it.
    """
    boot_digest = _boot_digest(wanted)
    kind = change(running.table, wanted)
    if kind is Change.NOTHING and boot_digest != running.boot_digest:
        # It runs, and a reboot would bring another one.
        summary, kind = (*summary, "what is loaded at boot is not what runs"), Change.SAFE
    stages = (stage(identifier, PART, STAGE_NAME),) if kind is not Change.NOTHING else ()
    files = {
        "sources.nft": REPLACE + text(wanted, running.counted, running.seen),
        "boot.nft": boot_text(wanted),
        UNIT_NAME: unit(BASE),
    }
    return NftPlan(
        part=Part(PART, running.digest, READ + "\n", STAGE, RESTORE, confirm(BASE)),
        summary=summary if stages else (),
        before=text(running.table),
        after=text(wanted),
        files=files,
        stages=stages,
        change=kind,
        findings=findings,
        is_last=is_last,
        wanted=wanted,
        boot_digest=boot_digest,
    )


def plan(running: NftRunning, sources: SourcePolicy | None, identifier: str) -> NftPlan:
    """Return the plan to what the policy says; without one what runs stays.

    :raises PlatformError: nothing of ours can run there, or not as declared.
    """
    if sources is None:
        # Not this run's business, nor is what is loaded at boot.
        return make_plan(replace(running, boot_digest=_boot_digest(running.table)), running.table, identifier)
    remedy = None if running.can_boot else f"add as the last line of /etc/nftables.conf: {include_line(BASE)}"
    wished = wish(running, sources, remedy)
    return make_plan(running, wished.table, identifier, wished.summary, wished.findings)


def plan_back(running: NftRunning, before: Table, identifier: str) -> NftPlan:
    """Return the plan to an older table."""
    return make_plan(running, before, identifier, (f"table inet {NAME}: as it was",))


def plan_release(running: NftRunning, identifier: str) -> NftPlan:
    """Return the plan that takes our table off."""
    return make_plan(running, Table(), identifier, (f"table inet {NAME}: taken off",), is_last=True)


def differences(running: NftRunning, plan_of: NftPlan, expectation: str) -> list[str]:
    """Return what is not as planned; ``confirmed`` asks for what is loaded at boot too."""
    found = [f"nftables: {item}" for item in missing(running.table, plan_of.wanted)]
    if expectation == "confirmed" and plan_of.stages and running.boot_digest != plan_of.boot_digest:
        found.append("nftables: what is loaded at boot is not what runs")
    return found
