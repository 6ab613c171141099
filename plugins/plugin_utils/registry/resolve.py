# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask every registry once for what the whole fleet needs, and say what does not hold in the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ..intent.models import Irr, Registry
from ..model.first_few import evidence, listed
from ..model.policies import Finding
from ..model.prefixes import PrefixRange
from ..model.routes import RovState
from ..model.rov import RovTable
from ..model.servers import Server
from ..model.set_names import SetName
from ..model.sets import Vrp
from .bogon_asns import bogon_asn_ranges
from .cones import Cone
from .dump_files import Problems
from .irr import Expansion, IrrAnswers, Resolver, RoutesAnswer, UnresolvedError
from .irrd import IrrServers
from .peeringdb import PeeringDbAnswers, PeeringDbSettings, ask_peeringdb
from .rpki import read_export
from .rpsl import IrrDumps

Tell = Callable[[str], None]
#: Stands among the sources of a registered range for a VRP that says so.
VRP = "VRP"


@dataclass(frozen=True)
class Registered:
    """The registered ranges of one ASN: who says so, and whether RPKI calls it invalid. Or the problem."""

    sources: Mapping[PrefixRange, tuple[str, ...]] = field(default_factory=dict)
    invalid: frozenset[PrefixRange] = frozenset()
    problem: str | None = None


@dataclass(frozen=True)
class Resolved:
    """All answers of one run. ``set_names``: the sets that stand for each cone, or why they are not known."""

    vrps: tuple[Vrp, ...]
    aspas: Mapping[int, frozenset[int]]
    set_names: Mapping[Cone, tuple[SetName, ...] | UnresolvedError]
    sets: Mapping[SetName, Expansion | UnresolvedError]
    asns: Mapping[int, Registered]
    peeringdb: PeeringDbAnswers | None
    served_by: tuple[str, ...]
    findings: tuple[Finding, ...]


def resolve(registry: Registry, own_asn: int, neighbors: Collection[int], cones: Mapping[Cone, str], now: datetime, tell: Tell) -> Resolved:
    """Ask for everything.

    :param neighbors: the ASNs of all neighbors, for PeeringDB.
    :param cones: whose pairs are needed, with a neighbor's name for people.
    :param tell: takes progress for people.
    :raises RegistryError: a dump cannot be read to its end, or no server answers at all.
    """
    problems = Problems()
    findings: list[Finding] = []
    export = read_export(registry.rpki.vrps, problems)
    findings += _stale(registry, export.made_at, now)
    peeringdb = _peeringdb(registry, own_asn, neighbors, now, tell)
    set_names = {cone: _set_names(cone, peeringdb) for cone in cones}
    if peeringdb is not None:
        remedy = "declare what matters; the run goes on with what is declared and what was known"
        findings += [Finding("G05", "warning", "PeeringDB", text, remedy, (text,)) for text in peeringdb.problems]
    answers = irr_answers(registry.irr, problems, tell)
    sets, asns = asyncio.run(_ask(registry.irr, answers, cones, set_names, export.vrps, findings, tell))
    served_by: tuple[str, ...] = ()
    if isinstance(answers, IrrServers):
        served_by = tuple(sorted(str(server) for server in answers.answered))
        for server, reason in answers.given_up.items():
            what = f"{reason}; {listed(served_by)} answered"
            shown = evidence((f"{server}: {reason}", *(f"{name}: answered" for name in served_by)))
            findings.append(Finding("G05", "warning", f"IRR server {server}", what, "look at it, or take it off", shown))
    if problems.count:
        more = f" and {problems.count - len(problems.named)} more" if problems.count > len(problems.named) else ""
        what = f"left out: {'; '.join(problems.named)}{more}"
        remedy = "tell who registered them; nobody is filtered by them"
        findings.append(Finding("R03", "warning", "registry", what, remedy, evidence(problems.named)))
    return Resolved(export.vrps, export.aspas or {}, set_names, sets, asns, peeringdb, served_by, tuple(findings))


def _peeringdb(registry: Registry, own_asn: int, neighbors: Collection[int], now: datetime, tell: Tell) -> PeeringDbAnswers | None:
    told = registry.peeringdb
    if told is None:
        return None
    tell("PeeringDB: asking for networks and exchanges")
    key = told.key.get_secret_value() if told.key is not None else None
    settings = PeeringDbSettings(Path(told.cache).expanduser(), told.url, key, timedelta(hours=told.max_age_hours))
    # Nobody in PeeringDB has a private ASN.
    public = {asn for asn in neighbors if not any(low <= asn <= high for low, high in bogon_asn_ranges())}
    return ask_peeringdb(settings, own_asn, public, now)


def _set_names(cone: Cone, peeringdb: PeeringDbAnswers | None) -> tuple[SetName, ...] | UnresolvedError:
    """Return the sets that stand for a cone: those declared, or those that PeeringDB says."""
    if not cone.is_by_peeringdb:
        return cone.declared_sets
    network = peeringdb.networks.get(cone.asn) if peeringdb is not None else None
    if network is None:
        if peeringdb is None or "networks" in peeringdb.unanswered:
            return UnresolvedError(f"PeeringDB did not answer for AS{cone.asn}; declare as_set")
        return ()
    if network.unread:
        return UnresolvedError(f"PeeringDB says of AS{cone.asn} what is no AS-SET for certain: {', '.join(network.unread)}; declare as_set")
    return tuple(SetName.parse(text) for text in network.as_sets)


def irr_answers(irr: Irr, problems: Problems, tell: Tell) -> IrrServers | IrrDumps:
    """Return whoever is declared to know registered objects.

    :param problems: takes the objects of dumps that are left out.
    :raises RegistryError: a dump cannot be read to its end.
    """
    if irr.servers:
        servers = [Server.parse(text) for text in irr.servers]
        return IrrServers(servers, irr.sources or (), timeout_seconds=irr.timeout, most=irr.most_prefixes, tell=tell)
    return IrrDumps([Path(path) for path in irr.dumps], irr.sources, problems)


def _stale(registry: Registry, made_at: datetime | None, now: datetime) -> list[Finding]:
    if made_at is None or now - made_at <= timedelta(hours=registry.rpki.max_age_hours):
        return []
    hours = int((now - made_at).total_seconds() // 3600)
    what = f"the VRPs say that they are {hours} hours old, rpki.max_age_hours is {registry.rpki.max_age_hours}"
    return [Finding("G05", "critical", "RPKI", what, "look at the validator that writes them", (f"made at {made_at:%Y-%m-%d %H:%M %Z}",))]


def set_name(text: str) -> SetName:
    """Return an AS-SET or a route-set by its name in capitals. :raises SetNameError: it is neither."""
    return SetName.parse(text, "RS" if "RS-" in text else "AS")


async def _ask(
    irr: Irr,
    answers: IrrAnswers,
    cones: Mapping[Cone, str],
    set_names: Mapping[Cone, tuple[SetName, ...] | UnresolvedError],
    vrps: Sequence[Vrp],
    findings: list[Finding],
    tell: Tell,
) -> tuple[Mapping[SetName, Expansion | UnresolvedError], dict[int, Registered]]:
    names_of = {name: cones[cone] for cone, names in set_names.items() if not isinstance(names, UnresolvedError) for name in names}
    wanted = set(names_of)
    resolver = Resolver(answers, irr.most_prefixes, [set_name(text) for text in irr.absent_sets], tell)
    try:
        sets = await resolver.expand(wanted)
        origins = {cone.asn for cone in cones}
        for found in sets.values():
            if isinstance(found, Expansion):
                origins |= found.origins
        routes = await answers.routes(origins)
        homes = await answers.homes({name for name in wanted if not name.source})
    finally:
        answers.close()
    asns = _registered(routes, vrps)
    findings += _unresolved(cones, set_names, sets, asns, names_of)
    findings += _lint((name for name, found in sets.items() if isinstance(found, Expansion)), homes)
    findings += _invalid_findings(asns)
    tell(f"registry: {len(sets)} sets, {len(asns)} ASNs, {sum(len(item.sources) for item in asns.values())} registered prefixes")
    return sets, asns


def _unresolved(
    cones: Mapping[Cone, str],
    set_names: Mapping[Cone, tuple[SetName, ...] | UnresolvedError],
    sets: Mapping[SetName, Expansion | UnresolvedError],
    asns: Mapping[int, Registered],
    names_of: Mapping[SetName, str],
) -> list[Finding]:
    """Return a finding for whatever had no complete answer."""
    problems = [(f"{cones[cone]}: AS{cone.asn}", str(names)) for cone, names in set_names.items() if isinstance(names, UnresolvedError)]
    problems += [(f"{names_of[name]}: {name}", str(found)) for name, found in sorted(sets.items()) if isinstance(found, UnresolvedError)]
    remedy = "correct the IRR data or the set's name; a filter of it that runs is kept"
    findings = [Finding("G01", "critical", where, problem, remedy, (f"{where}: {problem}",)) for where, problem in problems]
    remedy = "look at the IRR servers; filters with it that run are kept"
    unanswered = {f"AS{asn}": found.problem for asn, found in asns.items() if found.problem is not None}
    return findings + [Finding("G01", "critical", asn, told, remedy, (f"routes of {asn}: {told}",)) for asn, told in unanswered.items()]


def _registered(routes: Mapping[int, RoutesAnswer], vrps: Sequence[Vrp]) -> dict[int, Registered]:
    """Join what IRR and RPKI say of each origin: IRR routes exactly, VRPs up to their maximum length."""
    by_origin: dict[int, list[Vrp]] = {}
    for vrp in vrps:
        by_origin.setdefault(vrp.asn, []).append(vrp)
    rov = RovTable(vrps)
    asns: dict[int, Registered] = {}
    for asn, answer in routes.items():
        if answer.problem is not None:
            asns[asn] = Registered(problem=answer.problem)
            continue
        sources: dict[PrefixRange, tuple[str, ...]] = {PrefixRange.exact(prefix): names for prefix, names in answer.sources.items()}
        invalid = frozenset(item for item in sources if rov.state_of(item.prefix, asn) is RovState.INVALID)
        for vrp in by_origin.get(asn, ()):
            item = PrefixRange.of(vrp.prefix, None, vrp.maximum_length)
            sources[item] = (*sources.get(item, ()), VRP)
        asns[asn] = Registered(sources, invalid)
    return asns


def _invalid_findings(asns: Mapping[int, Registered]) -> list[Finding]:
    wrong = [f"{item} AS{asn} ({','.join(found.sources[item])})" for asn, found in asns.items() for item in found.invalid]
    if not wrong:
        return []
    what = f"{len(wrong)} registered prefixes contradict RPKI: {listed(wrong)}"
    remedy = "tell their holders to correct route object or ROA; routers with RPKI reject them, others leave them out"
    return [Finding("R03", "warning", "registry", what, remedy, evidence(sorted(wrong)))]


def _lint(names: Iterable[SetName], homes: Mapping[SetName, Mapping[str, bool]]) -> list[Finding]:
    """Say which names can be taken for another set: in several databases, empty in one of them, not hierarchical."""
    findings = []
    for name, sources in sorted(homes.items()):
        if len(sources) > 1:
            empty = [source for source, has_members in sources.items() if not has_members]
            what = (
                f"is in {', '.join(sources)}"
                + (f", without members in {', '.join(empty)}" if empty else "")
                + "; the first one listed counts"
            )
            remedy = f"name the one that is meant, such as {next(iter(sources))}::{name.name}"
            shown = (f"{source}::{name.name}: {'with' if has_members else 'no'} members" for source, has_members in sources.items())
            findings.append(Finding("R02", "warning", str(name), what, remedy, evidence(shown)))
    if flat := [str(name) for name in names if not name.is_hierarchical and not name.source]:
        what = f"anybody can register these names in another database: {listed(flat)}"
        remedy = "use hierarchical names (AS64500:AS-EXAMPLE), or name the source (RIPE::AS-EXAMPLE)"
        findings.append(Finding("R02", "warning", "AS-SETs", what, remedy, evidence(sorted(flat))))
    return findings
