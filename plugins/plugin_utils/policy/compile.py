# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compile one router's intent and the snapshot into its policy (docs/policy.md, in no vendor's language)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..intent.models import HostIntent, Limits, Neighbor
from ..intent.settings import NeighborSettings
from ..model.controls import STAGED
from ..model.first_few import evidence
from ..model.policies import Finding, Limit, OwnPolicy, Policy, RtrCache, Session, SessionOptions, TcpAoKey, atoms
from ..model.prefixes import FAMILIES
from ..model.routes import Direction, Relation, Route, RovState, host_prefix
from ..model.sets import PrefixSet
from ..model.terms import AspaInvalid
from ..registry.snapshot import Snapshot
from .acting import Acting
from .inward import Inward
from .named_sets import OWN, Known, NamedSets, Run, settings_of
from .outward import UPWARD, Outward
from .sources import Sources

#: What a run is for. Each object on a router belongs to one of them.
FILTERING, ANTI_SPOOFING = "filtering", "anti_spoofing"
SCOPES = frozenset({FILTERING, ANTI_SPOOFING})

#: Our BGP role towards a neighbor of a relation (RFC 9234 section 4).
_ROLES = {
    Relation.CUSTOMER: "provider",
    Relation.PEER: "peer",
    Relation.PROVIDER: "customer",
    Relation.ROUTE_SERVER: "rs-client",
}


def _is_tagged_everywhere(intent: HostIntent, snapshot: Snapshot) -> bool:
    """E01 by tag only when every border router tags: this one alone, or declared (docs/policy.md, two phases)."""
    for neighbor in intent.neighbors:
        is_ours = neighbor.state == "present" and not neighbor.unmanaged
        if neighbor.relation is Relation.CUSTOMER and (not is_ours or settings_of(intent, neighbor).adoption_stage < 4):
            return False
    match intent.network.export_by:
        case "tags":
            return True
        case "lists":
            return False
        case _:
            return len(snapshot.border_routers) <= 1


def _leaves_customers_out(intent: HostIntent, sessions: list[Session], only: tuple[str, ...]) -> bool:
    """Tell whether a run sets exports by tag, but not the imports of all customers, whose routes may have no tag yet."""
    customers = {neighbor.name for neighbor in intent.neighbors if neighbor.relation is Relation.CUSTOMER}
    return bool(only) and not customers <= set(only) and any(session.relation in UPWARD and session.chains for session in sessions)


def _limits(neighbor: Neighbor, inward: Inward, acting: Acting) -> tuple[Limit, ...]:
    """F15: what is declared, else computed with head-room from what is registered; what there is now is added on the router."""
    if not acting.acts("F15") or neighbor.relation is Relation.COLLECTOR:
        return ()

    def declared(limits: Limits, family: int) -> int | None:
        return limits.ipv4 if family == 4 else limits.ipv6

    found: list[Limit] = []
    for family in FAMILIES:
        count = declared(neighbor.limits, family)
        is_declared = count is not None
        if count is None:
            count = _computed_limit(inward.sets.snapshot.announces_at_most(neighbor.asn, family), inward.pairs_count(family))
        found.append(Limit(Direction.IMPORT, family, count, is_declared, neighbor.relation is Relation.PROVIDER))
        if (most := declared(neighbor.export_limits, family)) is not None:
            found.append(Limit(Direction.EXPORT, family, most, True))
    return tuple(found)


def _computed_limit(told: int | None, pairs: int | None) -> int | None:
    """Return the larger of what PeeringDB and the registered pairs ask for, with head-room; None when neither says anything."""
    limits = []
    if told is not None:
        limits.append((told + 100) * 115 // 100)
    if pairs is not None:
        limits.append(pairs * 3 // 2 + 100)
    return max(limits, default=None)


def _options(neighbor: Neighbor, acting: Acting) -> SessionOptions:
    role = _ROLES.get(neighbor.relation) if neighbor.role and acting.acts("S03") else None
    password = neighbor.password.get_secret_value() if neighbor.password is not None and acting.acts("S02") else None
    keys = neighbor.tcp_ao if acting.acts("S02") else ()
    return SessionOptions(
        ttl_hops=neighbor.ttl_security if acting.acts("S01") else None,
        role=role,
        is_role_strict=neighbor.strict_role and role is not None,
        password=password,
        tcp_ao=tuple(TcpAoKey(key.identifier, key.algorithm, key.secret.get_secret_value()) for key in keys),
    )


def _sessions(sets: NamedSets, neighbor: Neighbor, settings: NeighborSettings, acting: Acting, is_by_tags: bool) -> list[Session]:
    if neighbor.state == "released":
        return [Session(neighbor.name, neighbor.asn, neighbor.relation, address, (), is_released=True) for address in neighbor.addresses]
    inward = Inward(sets, neighbor, settings, acting)
    outward = Outward(sets, neighbor, settings, acting, is_by_tags)
    chains = tuple(chain for family in FAMILIES for chain in (inward.chain(family), outward.chain(family)) if chain is not None)
    limits = _limits(neighbor, inward, acting)
    stages = {Direction.IMPORT: inward.is_awaited, Direction.EXPORT: outward.is_awaited}
    ends = {host_prefix(address).family: address for address in neighbor.local_addresses}
    return [
        Session(
            neighbor.name,
            neighbor.asn,
            neighbor.relation,
            address,
            chains,
            _options(neighbor, acting),
            limits,
            own_policy=OwnPolicy(neighbor.import_policy, neighbor.export_policy),
            local_address=ends.get(host_prefix(address).family),
            awaited=frozenset(direction for direction, is_awaited in stages.items() if is_awaited),
        )
        for address in neighbor.addresses
    ]


def _own_invalid(sets: NamedSets) -> list[Finding]:
    """E03: our own routes that RPKI calls invalid everywhere else."""
    vrps, rov = sets.snapshot.vrps, sets.snapshot.rov
    return [
        Finding(
            "R01",
            "critical",
            f"manrs_network.prefixes: {item.prefix}",
            f"RPKI says invalid with our origin AS{sets.asn}: others drop it",
            "correct the ROA; we go on announcing it",
            evidence(f"VRP {vrp.prefix}-{vrp.maximum_length} AS{vrp.asn}" for vrp in vrps if vrp.prefix.contains(item.prefix)),
        )
        for item in sorted(sets.prefix_sets[OWN].ranges)
        if rov.state(Route(item.prefix, (sets.asn,))) is RovState.INVALID
    ]


def _declared_findings(intent: HostIntent) -> list[Finding]:
    """What was declared on purpose and every report shows: modes that do not enforce, early stages, sessions left alone."""
    findings: list[Finding] = []
    for neighbor in intent.neighbors:
        where = f"manrs_neighbors: {neighbor.name}"
        if neighbor.unmanaged:
            what, remedy = f"unmanaged: {neighbor.why}", "manage it when the reason is gone"
            shown = evidence(f"{address} AS{neighbor.asn}" for address in neighbor.addresses)
            findings.append(Finding("B02", "warning", where, what, remedy, shown))
            continue
        settings = settings_of(intent, neighbor)
        if settings.adoption_stage < 8:
            what = f"adoption stage {settings.adoption_stage} of 8: later controls do not act"
            later = [f"{name} {control.title}" for name, control in STAGED.items() if (control.stage or 0) > settings.adoption_stage]
            findings.append(Finding("A01", "warning", where, what, "go on to the next", evidence(later)))
        rules = {control: settings.mode(control) for level in (neighbor, intent.network) for control in level.modes}
        rules |= {control: settings.mode(control) for control in getattr(intent.network.relations, neighbor.relation.value).modes}
        for control, rule in sorted(rules.items()):
            if rule is not None:
                what = f"{control} is {rule.mode} until {rule.until}: {rule.why}"
                shown = (f"modes: {{{control}: {{mode: {rule.mode}, until: {rule.until}, why: {rule.why}}}}}",)
                findings.append(Finding(control, "warning", where, what, "enforce it by that day", shown))
    return findings


def compile_policy(
    intent: HostIntent,
    snapshot: Snapshot,
    known: Known | None = None,
    without: frozenset[str] = frozenset(),
    only: tuple[str, ...] = (),
    run: Run | None = None,
    scopes: frozenset[str] = SCOPES,
) -> Policy:
    """Compile the policy of one router.

    :param known: what of the router the policy depends on; ``run``: what of this run. Without one its day is that of the snapshot.
    :param without: controls to leave out, for proving on a real router what each one stops.
    :param only: names of the neighbors that the run is limited to; all when empty. Interfaces are then left as they are.
    :param scopes: what of the policy the run is for.
    """
    known = known or Known()
    sets = NamedSets(intent, snapshot, known, run or Run())
    is_by_tags = _is_tagged_everywhere(intent, snapshot)
    sessions: list[Session] = []
    for neighbor in intent.neighbors:
        if neighbor.unmanaged or (only and neighbor.name not in only):
            continue
        settings = settings_of(intent, neighbor)
        sessions += _sessions(sets, neighbor, settings, Acting(sets.asn, settings, without), is_by_tags)
    findings = [*_own_invalid(sets), *_declared_findings(intent)]
    if unknown := sorted(set(only) - {neighbor.name for neighbor in intent.neighbors}):
        names = ", ".join(neighbor.name for neighbor in intent.neighbors)
        what = f"{', '.join(unknown)}: no neighbor of {intent.host}"
        findings.append(Finding("B05", "warning", "manrs_only", what, f"correct it; known here are {names}", evidence(only)))
    if not is_by_tags and any(session.relation in UPWARD and session.chains for session in sessions):
        findings.append(
            Finding(
                "E01",
                "warning",
                f"{intent.host}: export",
                "E01 is held by prefix and origin lists alone: not every route of a customer is known to carry our tag",
                "when every customer and border router is hardened and iBGP carries large communities: manrs_network.export_by: tags",
                evidence((f"export_by: {intent.network.export_by}", *(f"border router {name}" for name in snapshot.border_routers))),
            )
        )
    asks_aspas = any(isinstance(atom, AspaInvalid) for session in sessions for chain in session.chains for atom in atoms(chain))
    aspas = snapshot.aspas if asks_aspas else {}
    if asks_aspas and not aspas:
        findings.append(
            Finding(
                "F19",
                "critical",
                "F19",
                "there is no ASPA in the snapshot, so no path is invalid",
                "give manrs_registry.rpki.vrps a JSON export with ASPAs, as rpki-client and Routinator make it; then make a new snapshot",
                (f"{len(snapshot.vrps)} VRPs and no ASPA",),
            )
        )
    nowhere = intent.network.discard_next_hops
    takes_blackholes = any(neighbor.blackhole and not neighbor.unmanaged and neighbor.state == "present" for neighbor in intent.neighbors)
    policy = Policy(
        asn=sets.asn,
        sessions=tuple(sessions),
        prefix_sets=sets.prefix_sets,
        pair_sets=dict(sorted(sets.pair_sets.items())),
        rtr_caches=tuple(RtrCache(cache.host, cache.port) for cache in intent.registry.rpki.rtr),
        findings=tuple(findings),
        local_lists={name: PrefixSet(name, known.local_lists.get(name, frozenset())) for name in sorted(sets.local_names)},
        is_export_by_tags=is_by_tags and (len(snapshot.border_routers) > 1 or _leaves_customers_out(intent, sessions, only)),
        discards=(nowhere.ipv4, nowhere.ipv6) if takes_blackholes else (),
        only=only,
        unmanaged={address: neighbor.why or "" for neighbor in intent.neighbors if neighbor.unmanaged for address in neighbor.addresses},
        denies_without_policy=intent.network.rfc8212,
        is_sources_alone=FILTERING not in scopes,
        manages_sessions=intent.manages_sessions,
        aspas=aspas,
    )
    if ANTI_SPOOFING not in scopes or only:
        return _with_findings(policy, sets.findings)
    if intent.interfaces is None:
        left = "source addresses are checked there as before, and no interface is declared any more"
        remedy = "declare them; manrs_interfaces: [] leaves all as they are too, and kind: core takes the checks off one"
        here = evidence(sorted(known.router.interfaces))
        told = [Finding("V06", "warning", "manrs_interfaces", left, remedy, here)] if here else []
        return _with_findings(policy, [*sets.findings, *told])
    day = (run.now if run is not None and run.now is not None else snapshot.made_at).date()
    sources = Sources(sets, policy, day)
    made = sources.compile(intent.interfaces)
    return _with_findings(replace(policy, sources=made), [*sets.findings, *sources.findings])


def _with_findings(policy: Policy, findings: Iterable[Finding]) -> Policy:
    return replace(policy, findings=tuple(dict.fromkeys((*findings, *policy.findings))))
