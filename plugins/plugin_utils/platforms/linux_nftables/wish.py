# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What our table should hold on one router, given what it runs, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...model.policies import Finding
from ...model.prefixes import Prefix
from ...model.sources import INFRASTRUCTURE, OWN_SPACE, SPECIAL_PURPOSE, STRICT, SourceInterface, SourcePolicy
from ..contract import Change, PlatformError
from ..findings import undeclared_interface
from .parse import NftRunning
from .render import build, chain_name, summary_words
from .table import SEEN, Table

_SHOWN = 5
SHARED = frozenset({SPECIAL_PURPOSE, INFRASTRUCTURE, OWN_SPACE})


@dataclass(frozen=True)
class Wish:
    """The wanted table, and for people: what changes, and what does not hold."""

    table: Table
    summary: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def _undeclared(running: NftRunning, sources: SourcePolicy) -> list[SourceInterface]:
    """Return the interfaces that are checked and that nobody declares any more. They keep what they have."""
    here = {name for pairs in running.confirmed.maps.values() for name in pairs}
    return [SourceInterface(name, "undeclared", (), is_kept=True) for name in sorted(here - {item.name for item in sources.interfaces})]


def _findings(running: NftRunning, sources: SourcePolicy, left: Iterable[SourceInterface], boot_remedy: str | None) -> Iterator[Finding]:
    for interface in left:
        yield undeclared_interface(interface.name)
    for interface in sources.interfaces:
        is_filtered = {interface.name, "all"} & running.strict_filters
        if is_filtered and any(chain.family == 4 and chain.mode != STRICT for chain in interface.chains):
            what = "the kernel's own rp_filter is strict there and drops IPv4 sources that are routed elsewhere, whatever is declared"
            name = "all and " + interface.name if "all" in running.strict_filters else interface.name
            remedy, shown = f"sysctl net.ipv4.conf.*.rp_filter: 0 for {name}", (f"rp_filter is 1 for {name}",)
            yield Finding("V03", "warning", f"manrs_interfaces: {interface.name}", what, remedy, shown)
    if boot_remedy is not None:
        what, shown = "nothing loads the checks at boot", ("neither /etc/nftables.conf nor a unit of ours loads them",)
        yield Finding("V07", "critical", "anti-spoofing", what, boot_remedy, shown)


def _moved(before: frozenset[Prefix] | None, after: frozenset[Prefix] | None) -> str:
    gone, new = (before or frozenset()) - (after or frozenset()), (after or frozenset()) - (before or frozenset())
    words = [f"{sign}{len(items)} ({_listed(items)})" for sign, items in (("+", new), ("-", gone)) if items]
    return " ".join(words)


def _listed(items: Iterable[Prefix]) -> str:
    texts = [str(item) for item in sorted(items)]
    return ", ".join(texts[:_SHOWN]) + (" ..." if len(texts) > _SHOWN else "")


def _summary(running: Table, wanted: Table, sources: SourcePolicy) -> Iterator[str]:
    """Say what changes: chains by interface, with the adviser's reason; sets by what comes and goes."""
    for interface in sources.interfaces:
        for chain in interface.chains:
            name = chain_name(interface.name, chain)
            if running.chains.get(name) != wanted.chains[name]:
                yield summary_words(interface, chain)
    gone = sorted(running.chains.keys() - wanted.chains.keys())
    yield from (f"{name}: not checked any more" for name in gone if "-" in name)
    for name in sorted(running.sets.keys() | wanted.sets.keys()):
        # What is the same on every router is told when it changes, not when it is new.
        is_told = name in running.sets or name.rpartition("-v")[0] not in SHARED
        if is_told and not name.startswith(SEEN) and (words := _moved(running.sets.get(name), wanted.sets.get(name))):
            yield f"sources {name}: {words}"


def wish(running: NftRunning, sources: SourcePolicy, boot_remedy: str | None) -> Wish:
    """Return the wanted table.

    :param boot_remedy: what to do so that the table is loaded at boot; None: it is.
    :raises PlatformError: nothing of ours can run there, or not as declared.
    """
    if running.problem is not None:
        raise PlatformError(f"manrs_interfaces: {running.problem}")
    if conflicts := list(running.conflicts()):
        raise PlatformError(f"nftables: {'; '.join(conflicts)}")
    left = _undeclared(running, sources)
    wanted = build(replace(sources, interfaces=(*sources.interfaces, *left)), running.confirmed)
    findings = tuple(_findings(running, sources, left, boot_remedy if wanted.chains else None))
    return Wish(wanted, tuple(_summary(running.table, wanted, sources)), findings)


def change(running: Table, wanted: Table) -> Change:
    """Return the class of the change: entries of sets alone are safe."""
    if running == wanted:
        return Change.NOTHING
    is_edit = (running.chains, running.maps) == (wanted.chains, wanted.maps) and running.sets.keys() == wanted.sets.keys()
    return Change.SAFE if is_edit else Change.FILTERS


def missing(running: Table, wanted: Table) -> list[str]:
    """Return what a table does not hold of the wanted one."""
    found = []
    pairs: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("set", running.sets, wanted.sets),
        ("map", running.maps, wanted.maps),
        ("chain", running.chains, wanted.chains),
    )
    for kind, have, want in pairs:
        found += [f"{kind} {name} is not what was sent" for name in sorted(have.keys() | want.keys()) if have.get(name) != want.get(name)]
    return found
