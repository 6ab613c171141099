# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be seen on the router before a plan is carried out: no unsaved work, no freeze, tags where E01 relies on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from ..model.first_few import evidence, first_few, listed
from ..model.policies import Finding, Policy
from ..model.prefixes import FAMILIES, Prefix
from ..model.routes import Direction
from ..model.rov import RovTable
from ..platforms.contract import Caches, Change, HeldRoute, Plan, Running
from ..policy.decide import decide
from ..policy.outward import UPWARD
from ..policy.tags import TAG_FUNCTION
from .held import Held


class Window(Protocol):
    """A freeze window."""

    @property
    def begin(self) -> datetime:
        """When it begins."""

    @property
    def end(self) -> datetime:
        """When it ends."""

    @property
    def why(self) -> str:
        """The reason."""


def unsaved_work(running: Running) -> list[Finding]:
    """Refuse when running and startup differ at the start: a save of ours would save somebody's unfinished work."""
    if running.unsaved is None:
        return []
    what = f"running and startup configuration differ: {running.unsaved}"
    return [Finding("D01", "critical", "router", what, "save or undo that work first", (running.unsaved,))]


def frozen(plan: Plan, windows: Iterable[Window], now: datetime) -> list[Finding]:
    """Refuse what is more than safe while a freeze window is open."""
    for window in windows:
        if window.begin <= now < window.end and plan.change > Change.SAFE:
            what = f"frozen until {window.end:%Y-%m-%d %H:%M %Z} ({window.why}); this plan is of the class {plan.change.name.lower()}"
            remedy = "wait, or take the window off; edits of prefix lists go on"
            shown = f"manrs_freeze: {window.begin:%Y-%m-%d %H:%M %Z} to {window.end:%Y-%m-%d %H:%M %Z}, {window.why}"
            return [Finding("D02", "critical", "manrs_freeze", what, remedy, evidence((shown, *plan.summary)))]
    return []


def _has_tag(policy: Policy, item: HeldRoute) -> bool:
    return any(large[:2] == (policy.asn, TAG_FUNCTION) for large in item.route.large_communities)


def untagged(running: Running, policy: Policy, held: Held, rov: RovTable) -> list[Finding]:
    """Refuse export by tags until tags are seen everywhere (docs/policy.md, two phases).

    Every iBGP session sends large communities; every route of others that came over iBGP carries a tag; and what is announced
    upstream today of our own and of customers would still be announced.
    """
    if not policy.is_export_by_tags:
        return []
    remedy = "go on with manrs_network.export_by: lists until every border router is hardened and iBGP carries large communities"
    severity = "warning" if running.trusts_tags else "critical"
    findings = []
    silent = [item.address for item in running.internal_sessions if not item.carries_tags]
    if silent:
        what = f"iBGP to {listed(silent)} sends no large communities"
        findings.append(Finding("E01", severity, "export_by: tags", what, remedy, evidence(sorted(silent))))
    for family in FAMILIES:
        bare = [item for item in held.routes(family) if item.is_internal and item.route.as_path and not _has_tag(policy, item)]
        if bare:
            which = sorted({f"{item.route.prefix} from {item.address}" for item in bare})
            what = f"{len(bare)} IPv{family} routes came over iBGP without our tag: {first_few(which)}"
            findings.append(Finding("E01", severity, "export_by: tags", what, remedy, evidence(which)))
        lost = _lost_for_tags(policy, held, rov, family)
        if lost:
            what = f"IPv{family} announcements would end because they carry no tag: {listed(lost)}"
            findings.append(Finding("E01", severity, "export_by: tags", what, remedy, evidence(sorted(lost))))
    return findings


def _lost_for_tags(policy: Policy, held: Held, rov: RovTable, family: int) -> list[str]:
    """Return what is announced upstream now, is registered, and would be held back by E01 alone."""
    imported = {item.route.prefix: item.route for item in held.imported(policy, rov, family) if item.is_best}
    lost = []
    for session in policy.sessions:
        chain = session.chain(Direction.EXPORT, family)
        if session.relation not in UPWARD or chain is None:
            continue
        registered = [name for name in policy.pair_sets if name.startswith("AS")]
        for text in held.announced(session.address, family):
            route = imported.get(Prefix.parse(text))
            if route is None or decide(policy, chain, route, rov).control != "E01" or _is_from_elsewhere(policy, route.large_communities):
                continue
            if any(policy.pair_sets[name].holds(route.prefix, route.origin) for name in registered):
                lost.append(f"{text} to {session.neighbor}")
    return lost


def _is_from_elsewhere(policy: Policy, large_communities: Iterable[tuple[int, int, int]]) -> bool:
    """Tell whether a route carries a tag that says that no customer sent it."""
    return any(item[:2] == (policy.asn, TAG_FUNCTION) and item[2] != 1 for item in large_communities)


#: Percent of the snapshot's VRPs that a router has at least while its caches are of the same day.
_FRESH_PERCENT = 80


def cache_findings(caches: Caches | None, rov: RovTable) -> list[Finding]:
    """Say when F12 cannot reject what it should: no VRP, no cache, or a cache that serves much less than the snapshot holds."""
    if caches is None:
        return []
    severity, what = "critical", ""
    if caches.vrps == 0:
        what = "no VRP came from a cache, so nothing is invalid"
    elif not caches.connected:
        what = "no cache is connected: the VRPs that the router has of it expire, and then nothing is invalid"
    elif caches.vrps is not None and caches.vrps * 100 < rov.count * _FRESH_PERCENT:
        severity = "warning"
        what = f"the router has {caches.vrps} VRPs, the snapshot {rov.count}: the cache is stale, or serves a part"
    if not what:
        return []
    shown = (f"caches connected: {caches.connected}", f"VRPs of the router: {caches.vrps}", f"VRPs of the snapshot: {rov.count}")
    return [Finding("F12", severity, "RPKI", what, f"look at the cache: {caches.look}", shown)]


def monitor_findings(policy: Policy, held: Held, rov: RovTable) -> list[Finding]:
    """Return what monitored controls would reject of the routes held now."""
    findings = []
    for session in policy.sessions:
        for family in FAMILIES:
            for direction in Direction:
                for control, items in sorted(held.would_reject(policy, rov, session, family, direction).items()):
                    which = sorted({f"{item.route.prefix} AS{item.route.origin or policy.asn}" for item in items})
                    way = "from" if direction is Direction.IMPORT else "to"
                    what = f"{control} (monitor) would reject {len(items)} IPv{family} routes {way} {session.neighbor}: {first_few(which)}"
                    where, remedy = f"{session.neighbor} ({session.address})", "correct them before it is enforced"
                    findings.append(Finding(control, "warning", where, what, remedy, evidence(which)))
    return findings
