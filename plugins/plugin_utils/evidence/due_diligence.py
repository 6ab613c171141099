# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Due diligence (MANRS Action 1): whether a customer holds its ASN and the prefixes that are registered with it.

Three things show that it may announce a prefix: a ROA for its ASN, which only the holder can make; a route object in a database whose
RIR lets only holders in; and that prefix and ASN have the same registrant. A ROA for others alone speaks against it. Nobody's silence
shows anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from ..delivery import records
from ..model.first_few import evidence, listed
from ..model.policies import Finding
from ..model.prefixes import Prefix
from ..model.routes import RovState
from ..registry.holders import Holder
from .models import Part

DUE_DILIGENCE = "due_diligence"
HOLDS, NOT, UNKNOWN = "holds", "does not hold", "unknown"
#: Databases whose RIR lets only the holder of a prefix register a route object for it.
OF_RIRS = frozenset({"AFRINIC", "APNIC", "ARIN", "LACNIC", "RIPE"})


class HeldPrefix(Part):
    """What is known of one prefix. ``registrant``: None where nobody asked for it; ``is_same``: whether it is that of the ASN."""

    prefix: str
    status: Literal["holds", "does not hold", "unknown"]
    roa: Literal["valid", "invalid", "not-found"]
    databases: tuple[str, ...]
    registrant: str | None = None
    is_same: bool | None = None


class DueDiligence(Part):
    """What one look at a customer found. ``left_out``: for how many prefixes the RIR was not asked."""

    customer: str
    asn: Annotated[int, Field(ge=1)]
    looked_at: str
    holder: str
    asn_status: Literal["holds", "does not hold", "unknown"]
    prefixes: tuple[HeldPrefix, ...]
    left_out: int


def look(
    customer: str,
    asn: int,
    registered: Mapping[Prefix, Sequence[str]],
    rov: Callable[[Prefix], RovState],
    of_asn: Holder,
    of_prefix: Callable[[Prefix], Holder],
    most_asked: int,
    now: datetime,
) -> tuple[DueDiligence, tuple[Finding, ...]]:
    """Look at what a customer has registered.

    :param registered: its prefixes with the databases that have a route object; none for what ROAs alone say.
    :param of_prefix: asks the RIR; for the ``most_asked`` prefixes of which least is known.
    """
    states = {prefix: rov(prefix) for prefix in registered}
    weakest_first = sorted(registered, key=lambda item: (states[item] is not RovState.NOT_FOUND, _is_of_rir(registered[item]), item))
    asked = {prefix: of_prefix(prefix) for prefix in weakest_first[:most_asked]}
    prefixes = tuple(_held(prefix, states[prefix], registered[prefix], of_asn, asked.get(prefix)) for prefix in sorted(registered))
    status = UNKNOWN if of_asn.unknown else NOT if of_asn.absent or not of_asn.names else HOLDS
    made = DueDiligence.model_validate(
        {
            "customer": customer,
            "asn": asn,
            "looked_at": now.replace(microsecond=0).isoformat(),
            "holder": of_asn.described(),
            "asn_status": status,
            "prefixes": prefixes,
            "left_out": len(registered) - len(asked),
        }
    )
    return made, tuple(_findings(made))


def _is_of_rir(databases: Sequence[str]) -> bool:
    return not OF_RIRS.isdisjoint(databases)


def _held(prefix: Prefix, state: RovState, databases: Sequence[str], of_asn: Holder, holder: Holder | None) -> HeldPrefix:
    is_same = None
    if holder is not None and holder.names and of_asn.names:
        is_same = bool(holder.handles & of_asn.handles)
    is_shown = state is RovState.VALID or _is_of_rir(databases) or bool(is_same)
    is_open = not is_shown and (holder is None or is_same is None) and not (holder is not None and holder.absent)
    return HeldPrefix.model_validate(
        {
            "prefix": str(prefix),
            "status": NOT if state is RovState.INVALID else HOLDS if is_shown else UNKNOWN if is_open else NOT,
            "roa": state.value,
            "databases": tuple(databases),
            "registrant": holder.described() if holder is not None else None,
            "is_same": is_same,
        }
    )


def describe(item: HeldPrefix) -> str:
    """Return one prefix as a line."""
    roa = {"valid": "ROA for this ASN", "invalid": "ROAs for others or shorter prefixes alone", "not-found": "no ROA"}[item.roa]
    others = ", ".join(item.databases) or "none"
    registrant = {True: "the ASN's registrant", False: "another registrant", None: "registrant not compared"}[item.is_same]
    told = f": {item.registrant}" if item.registrant is not None else ""
    return f"{item.prefix} {item.status}: {roa}; route object in {others}; {registrant}{told}"


def _findings(made: DueDiligence) -> list[Finding]:
    found = []
    name = f"{made.customer} (AS{made.asn})"
    if made.asn_status != HOLDS:
        what = f"AS{made.asn} is registered for nobody" if made.asn_status == NOT else f"nobody knows who holds AS{made.asn}"
        remedy = "see the contract: whose ASN it is, and let its holder register it"
        if made.asn_status == UNKNOWN:
            remedy = "see that the RIR's server answers, and run the due_diligence playbook again"
        found.append(Finding("H01", "critical" if made.asn_status == NOT else "warning", name, what, remedy, (f"RDAP: {made.holder}",)))
    if not made.prefixes:
        remedy = "let the customer register route objects and ROAs for what it announces"
        found.append(
            Finding("H02", "warning", name, "nothing is registered for it", remedy, (f"no route object and no ROA for AS{made.asn}",))
        )
    for status, what, remedy in (
        (NOT, "nothing shows that it may announce", "tell the customer to make ROAs, or to show that the holder lets it announce them"),
        (UNKNOWN, "nobody knows whether it may announce", "see that the RIR's server answers, or raise most_asked, and run it again"),
    ):
        items = [item for item in made.prefixes if item.status == status]
        if items:
            lines = evidence(describe(item) for item in items)
            found.append(Finding("H02", "warning", name, f"{what} {listed(item.prefix for item in items)}", remedy, lines))
    return found


def report_lines(made: DueDiligence, findings: Sequence[Finding]) -> list[str]:
    """Return what people should read, a line each."""
    count = sum(item.status == HOLDS for item in made.prefixes)
    told = [
        f"{made.customer}: AS{made.asn} {made.asn_status}: {made.holder}",
        f"{made.customer}: {count} of {len(made.prefixes)} registered prefixes hold; the RIR was not asked for {made.left_out}",
    ]
    worst_first = sorted(made.prefixes, key=lambda item: (NOT, UNKNOWN, HOLDS).index(item.status))
    told += [f"  {line}" for line in evidence(describe(item) for item in worst_first)]
    return [*told, *(f"{item.severity}: {item.where}: {item.what}; {item.remedy}" for item in findings)]


def write_due_diligence(dest: Path, made: DueDiligence, findings: Sequence[Finding]) -> Path:
    """Write what a look found and return where. :raises RecordError: the folder cannot be written."""
    folder = dest / DUE_DILIGENCE
    told = {"due_diligence": made.model_dump(mode="json"), "findings": [item.described() for item in findings]}
    records.write(folder, f"AS{made.asn}.json", json.dumps(told, indent=1) + "\n")
    return folder / f"AS{made.asn}.json"
