# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a snapshot: ask the registry for everything that a fleet needs, write it, and say what changed since the one before."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..intent.models import CHECKED_KINDS, HostIntent, Registry
from ..model.first_few import listed
from ..model.policies import Finding
from ..model.prefixes import Prefix
from ..model.routes import Relation
from ..model.sets import Vrp
from .cones import Cone, asked_cones, customers
from .irr import Expansion, UnresolvedError
from .peeringdb import PeeringDbAnswers
from .resolve import Registered, Resolved, resolve
from .snapshot_format import (
    ASPAS,
    DIGESTS,
    FORMAT,
    INVALID,
    MANIFEST,
    NETWORK,
    PEERINGDB,
    UNRESOLVED,
    VRPS,
    SnapshotError,
    as_lines,
    asn_file,
    cone_of,
    digest_of,
    moment,
    read_peeringdb,
    set_file,
    set_names_of,
    understood,
)


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """What making a snapshot found. ``changes``: one line per neighbor whose registered prefixes changed since the one before."""

    path: Path
    digest: str
    is_changed: bool
    changes: tuple[str, ...]
    findings: tuple[Finding, ...]


def _one_registry(intents: Mapping[str, HostIntent]) -> Registry:
    registries = {host: intent.registry for host, intent in sorted(intents.items())}
    if not registries:
        raise SnapshotError("no host declares neighbors: there is nothing to ask the registry; check the group in manrs_hosts")
    (first_host, first), *others = registries.items()
    for host, registry in others:
        if registry.irr != first.irr or registry.rpki.vrps != first.rpki.vrps or registry.peeringdb != first.peeringdb:
            raise SnapshotError(f"manrs_registry differs between {first_host} and {host}; declare it once, for all routers")
    return first


def _one_asn(intents: Mapping[str, HostIntent]) -> int:
    asns = {intent.network.asn: host for host, intent in sorted(intents.items(), reverse=True)}
    if len(asns) > 1:
        told = " and ".join(f"{asn} at {host}" for asn, host in sorted(asns.items()))
        raise SnapshotError(f"manrs_network.asn differs: {told}; make one snapshot per network")
    return next(iter(asns))


def _set_text(found: Expansion | UnresolvedError) -> str:
    if isinstance(found, UnresolvedError):
        return f"{UNRESOLVED}{found}\n"
    changed = sorted(found.changed)
    return as_lines(
        [*(f"AS{asn}" for asn in sorted(found.asns)), *(f"AS{asn}{operator}" for asn, operator in changed), *sorted(found.ranges)]
    )


def _asn_text(found: Registered) -> str:
    if found.problem is not None:
        return f"{UNRESOLVED}{found.problem}\n"
    return as_lines(
        f"{item} {','.join(names)}{f' {INVALID}' if item in found.invalid else ''}" for item, names in sorted(found.sources.items())
    )


def _vrp_texts(vrps: Iterable[Vrp]) -> list[str]:
    return [f"{vrp.prefix} {vrp.maximum_length} {vrp.asn}" for vrp in vrps]


def _content(intents: Mapping[str, HostIntent], resolved: Resolved, old: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a snapshot, without manifest and digests. ``old``: those of the one before."""
    files = {set_file(name): _set_text(found) for name, found in resolved.sets.items()}
    files |= {asn_file(asn): _asn_text(found) for asn, found in resolved.asns.items()}
    files[VRPS] = as_lines(_vrp_texts(resolved.vrps))
    files[ASPAS] = as_lines(f"{customer} {' '.join(map(str, sorted(providers)))}" for customer, providers in sorted(resolved.aspas.items()))
    space = {Prefix.parse(item.prefix) for intent in intents.values() for item in intent.network.prefixes}
    in_own_space = [vrp for vrp in resolved.vrps if any(prefix.contains(vrp.prefix) for prefix in space)]
    network = {
        "customers": customers(intents.values()),
        "cones": [
            [*cone, f"{UNRESOLVED}{names}" if isinstance(names, UnresolvedError) else [str(name) for name in names]]
            for cone, names in resolved.set_names.items()
        ],
        "border_routers": sorted(host for host, intent in intents.items() if intent.neighbors),
        "prefixes": {host: sorted(item.prefix for item in intent.network.prefixes) for host, intent in sorted(intents.items())},
        "vrps_in_own_space": _vrp_texts(in_own_space),
        "infrastructure": _behind(intents.values(), {"infrastructure"}),
        "behind_interfaces": _behind(intents.values(), CHECKED_KINDS),
    }
    files[NETWORK] = _json(network)
    if resolved.peeringdb is not None:
        files[PEERINGDB] = _json(_peeringdb_parts(resolved.peeringdb, old))
    return files


def _behind(intents: Iterable[HostIntent], kinds: Collection[str]) -> list[str]:
    """Return the prefixes that are declared behind interfaces of some kinds, of all routers."""
    return sorted({prefix for intent in intents for item in intent.interfaces or () if item.kind in kinds for prefix in item.prefixes})


def _json(content: object) -> str:
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def _peeringdb_parts(answers: PeeringDbAnswers, old: Mapping[str, str]) -> dict[str, Any]:
    """Return what PeeringDB says; a part without an answer stays as the snapshot before has it, so that no filter opens by it."""
    parts: dict[str, Any] = {
        "networks": {str(asn): [network.prefixes4, network.prefixes6] for asn, network in answers.networks.items()},
        "never_via_route_servers": list(answers.never_via_route_servers),
        "exchanges": [[item.name, [str(lan) for lan in item.lans], list(item.addresses)] for item in answers.exchanges],
    }
    try:
        before = read_peeringdb(old[PEERINGDB]) if PEERINGDB in old else {}
    except SnapshotError:
        before = {}
    for name in answers.unanswered:
        if name in before:
            parts[name] = {**before[name], **parts[name]} if name == "networks" else before[name]
    return parts


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def _old_files(folder: Path) -> dict[str, str]:
    """Return what a folder holds now; a folder that is not a snapshot is not touched."""
    if not folder.exists():
        return {}
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / NETWORK).exists()):
        raise SnapshotError(f"{folder} exists and is not a snapshot; give another path in manrs_snapshot")
    paths = [folder / NETWORK, folder / PEERINGDB, folder / VRPS, folder / ASPAS, *folder.glob("sets/*.txt"), *folder.glob("asns/*.txt")]
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8", errors="replace") for path in paths if path.exists()}


def _old_manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _unresolved_since(resolved: Resolved, old: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """Return since when each unresolved set or ASN is so, as far as the snapshot before this one tells."""
    names = [str(name) for name, found in resolved.sets.items() if isinstance(found, UnresolvedError)]
    names += [f"AS{asn}" for asn, found in resolved.asns.items() if found.problem is not None]
    names += [str(cone) for cone, found in resolved.set_names.items() if isinstance(found, UnresolvedError)]
    before = old.get("unresolved")
    known = before if isinstance(before, dict) else {}
    return {name: (moment(known.get(name)) or now).isoformat(timespec="seconds") for name in sorted(names)}


def make_snapshot(
    intents: Mapping[str, HostIntent], destination: Path, now: datetime, tell: Callable[[str], None] | None = None
) -> SnapshotSummary:
    """Ask the registry for everything that the fleet needs and write the snapshot.

    :param now: with time zone; it goes into the manifest only.
    :param tell: takes progress for people.
    :raises SnapshotError: it cannot be written, or hosts contradict each other.
    :raises RegistryError: the registry cannot be asked, or a dump not be read to its end. Then nothing was written.
    """
    cones = asked_cones(intents.values())
    registry, own_asn = _one_registry(intents), _one_asn(intents)
    neighbors = {item.asn for intent in intents.values() for item in intent.neighbors if item.relation is not Relation.COLLECTOR}
    resolved = resolve(registry, own_asn, neighbors, cones, now, tell or (lambda text: None))
    try:
        old = _old_files(destination)
        files = _content(intents, resolved, old)
        digests = as_lines(f"{name} {digest_of(text.encode())}" for name, text in sorted(files.items()))
        whole = digest_of(digests.encode())
        changed = sorted(name for name in {*old, *files} if old.get(name) != files.get(name))
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(timespec="seconds"),
            "hosts": sorted(intents),
            "digest": whole,
            "irr_answered_by": resolved.served_by,
            "unresolved": _unresolved_since(resolved, _old_manifest(destination), now),
        }
        for name in changed:
            if name in files:
                _write(destination / name, files[name])
            else:
                (destination / name).unlink()
        _write(destination / DIGESTS, digests)
        _write(destination / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        raise SnapshotError(f"{destination} cannot be written ({error.strerror}); give a path in manrs_snapshot that can be") from error
    return SnapshotSummary(destination, whole, bool(changed), tuple(_changes(cones, old, files, changed)), resolved.findings)


def _changes(cones: Mapping[Cone, str], old: Mapping[str, str], new: Mapping[str, str], changed: Iterable[str]) -> Iterable[str]:
    """Say what changed for people: per neighbor the registered prefixes, then VRPs."""
    names = frozenset(changed)
    if not old:
        yield f"{len(cones)} neighbors with registered prefixes, {new[VRPS].count(chr(10))} VRPs"
        return
    before, after = _Texts(old), _Texts(new)
    for cone, neighbor in cones.items():
        if not names & {NETWORK, *before.files_of(cone), *after.files_of(cone)}:
            continue
        had, has = before.pairs(cone), after.pairs(cone)
        if had == has:
            continue
        if has is None:
            yield f"{neighbor} ({cone}): no longer known"
        elif had is None:
            yield f"{neighbor} ({cone}): known now, {len(has)} prefixes"
        else:
            members = _members(before.members(cone), after.members(cone))
            yield f"{neighbor} ({cone}): +{len(has - had)} -{len(had - has)} prefixes ({len(had)} -> {len(has)}){members}"
    if VRPS in names:
        had_vrps, has_vrps = (set(texts.get(VRPS, "").splitlines()) for texts in (old, new))
        yield f"VRPs: +{len(has_vrps - had_vrps)} -{len(had_vrps - has_vrps)} ({len(had_vrps)} -> {len(has_vrps)})"
    if ASPAS in names:
        had_aspas, has_aspas = (set(texts.get(ASPAS, "").splitlines()) for texts in (old, new))
        yield f"ASPAs: +{len(has_aspas - had_aspas)} -{len(had_aspas - has_aspas)} ({len(had_aspas)} -> {len(has_aspas)})"


def _members(before: Collection[str], after: Collection[str]) -> str:
    """Say which members of a neighbor's sets came and went; nothing, when they are the same."""
    gone, come = set(before) - set(after), set(after) - set(before)
    return "".join(f", {word} {listed(names)}" for word, names in (("new in its sets:", come), ("no more:", gone)) if names)


class _Texts:
    """The files of one snapshot, for comparing."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        try:
            with understood(NETWORK):
                cones = json.loads(files.get(NETWORK, "{}")).get("cones", [])
                self._cones: dict[Cone, Any] = {cone_of(*cone): set_names_of(names) for *cone, names in cones}
        except SnapshotError:
            # Of another format: everything in it is news.
            self._cones = {}

    def _sets(self, cone: Cone) -> list[str]:
        names = self._cones.get(cone, [])
        return [f"sets/{name.replace(':', '=')}.txt" for name in names] if isinstance(names, list) else []

    def _words(self, cone: Cone) -> list[str]:
        return [word for name in self._sets(cone) for word in self._files.get(name, UNRESOLVED).splitlines()]

    def members(self, cone: Cone) -> list[str]:
        """Return the ASNs that a cone's sets stand for, some with an operator."""
        return [word for word in self._words(cone) if word.startswith("AS")]

    def files_of(self, cone: Cone) -> set[str]:
        """Return the files that a cone's pairs are in."""
        asns = {word.partition("^")[0] for word in self._words(cone) if word.startswith("AS")} | {f"AS{cone.asn}"}
        return {*self._sets(cone), *(f"asns/{asn}.txt" for asn in asns)}

    def pairs(self, cone: Cone) -> frozenset[tuple[str, str]] | None:
        """Return (origin's file or set, prefix) of a cone; None when it is not known."""
        if not isinstance(self._cones.get(cone), list):
            return None
        found = {("", word) for word in self._words(cone) if not word.startswith("AS")}
        for name in self.files_of(cone):
            if name.startswith("asns/"):
                found |= {(name, line.partition(" ")[0]) for line in self._files.get(name, UNRESOLVED).splitlines()}
        return None if any(UNRESOLVED.strip() in word for _, word in found) or not found else frozenset(found)
