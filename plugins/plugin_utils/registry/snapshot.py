# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The snapshot: a folder with the registry's answers for the whole fleet. Same answers, same bytes; made to be committed.

``manifest.json``: date, hosts covered, the digest of every other file. ``network.json``: customers and who asks for
what. ``sets/NAME.txt``: the ASNs of an AS-SET. ``asns/ASn.txt``: the registered prefixes of an ASN. ``vrps.txt``.
The manifest is written last, so a folder that was not written to its end does not load.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from ..intent.models import HostIntent, Neighbor, Registry
from ..intent.settings import NeighborSettings
from ..model.policies import Finding
from ..model.prefixes import Prefix, PrefixError, PrefixRange
from ..model.routes import Relation
from ..model.sets import Vrp
from .dump_files import Problems
from .rpki import read_vrps
from .rpsl import IrrDumps, UnresolvedError

__all__ = ["Customer", "Snapshot", "SnapshotError", "SnapshotSummary", "UnresolvedError", "load_snapshot", "make_snapshot"]

MANIFEST, NETWORK, VRPS = "manifest.json", "network.json", "vrps.txt"
_FORMAT = 2
_UNRESOLVED = "unresolved: "


class SnapshotError(Exception):
    """A snapshot cannot be made or used. The message names folder or file and says what to do."""


@dataclass(frozen=True, slots=True, order=True)
class Customer:
    """A customer of the whole network: its ASN, the AS-SET that names its cone (empty: the bare ASN), how its pairs are meant."""

    asn: int
    as_set_text: str = ""
    more_specifics: str = "exact"

    @property
    def as_set(self) -> str | None:
        """The AS-SET, or None."""
        return self.as_set_text or None


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """What making a snapshot found. ``changes``: one line per file that changed since the one before."""

    path: Path
    digest: str
    is_changed: bool
    changes: tuple[str, ...]
    findings: tuple[Finding, ...]


def _asks(intent: HostIntent, neighbor: Neighbor) -> bool:
    return neighbor.relation is Relation.CUSTOMER or NeighborSettings(intent.network, neighbor).is_registered


def _set_file(name: str) -> str:
    """Return the file of an AS-SET; ``=`` stands for the colon and is in no name."""
    return f"sets/{name.upper().replace(':', '=')}.txt"


def _asn_file(asn: int) -> str:
    return f"asns/AS{asn}.txt"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _whole_digest(files: Mapping[str, str]) -> str:
    return _digest("".join(f"{name} {files[name]}\n" for name in sorted(files)))


def _lines(items: Iterable[object]) -> str:
    return "".join(f"{item}\n" for item in items)


def _one_registry(intents: Mapping[str, HostIntent]) -> Registry:
    registries = {host: intent.registry for host, intent in sorted(intents.items())}
    if not registries:
        raise SnapshotError("no host declares neighbors: there is nothing to ask the registry; check the group in manrs_hosts")
    (first_host, first), *others = registries.items()
    for host, registry in others:
        if registry.irr != first.irr or registry.rpki.vrps != first.rpki.vrps:
            raise SnapshotError(f"manrs_registry differs between {first_host} and {host}; declare it once, for all routers")
    return first


def _content(intents: Mapping[str, HostIntent], findings: list[Finding]) -> dict[str, str]:
    """Return the files of a snapshot, without the manifest."""
    registry = _one_registry(intents)
    problems = Problems()
    vrps = read_vrps(Path(registry.rpki.vrps), problems)
    dumps = IrrDumps([Path(path) for path in registry.irr.dumps], registry.irr.sources, problems)
    asking = sorted({(item.asn, item.as_set or "") for intent in intents.values() for item in intent.neighbors if _asks(intent, item)})
    origins = {asn for asn, _ in asking}
    files: dict[str, str] = {}
    for name in sorted({as_set for _, as_set in asking if as_set}):
        try:
            members = dumps.expand(name)
        except UnresolvedError as error:
            findings.append(
                Finding("critical", name, str(error), "correct the IRR data or the AS-SET's name; the filters that run are kept")
            )
            files[_set_file(name)] = f"{_UNRESOLVED}{error}\n"
        else:
            origins |= members
            files[_set_file(name)] = _lines(f"AS{asn}" for asn in sorted(members))
    registered: dict[int, set[PrefixRange]] = {asn: set() for asn in origins}
    for asn, prefixes in dumps.routes(frozenset(origins)).items():
        registered[asn] |= {PrefixRange.exact(prefix) for prefix in prefixes}
    for vrp in vrps:
        if vrp.asn in registered:
            registered[vrp.asn].add(PrefixRange.of(vrp.prefix, None, vrp.maximum_length))
    for asn, ranges in registered.items():
        files[_asn_file(asn)] = _lines(sorted(ranges))
    files[VRPS] = _lines(f"{vrp.prefix} {vrp.maximum_length} {vrp.asn}" for vrp in vrps)
    customers = {
        (item.asn, item.as_set or "", NeighborSettings(intent.network, item).more_specifics)
        for intent in intents.values()
        for item in intent.neighbors
        if item.relation is Relation.CUSTOMER
    }
    network = {
        "customers": sorted(customers),
        "asked": asking,
        "border_routers": sorted(host for host, intent in intents.items() if intent.neighbors),
        "prefixes": {host: sorted(item.prefix for item in intent.network.prefixes) for host, intent in sorted(intents.items())},
    }
    files[NETWORK] = json.dumps(network, indent=1, sort_keys=True) + "\n"
    if problems.count:
        more = f" and {problems.count - len(problems.named)} more" if problems.count > len(problems.named) else ""
        findings.append(
            Finding(
                "warning",
                "registry",
                f"left out: {'; '.join(problems.named)}{more}",
                "tell who registered them; nobody is filtered by them",
            )
        )
    return files


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def _change(name: str, before: str | None, after: str | None) -> str:
    had, has = set((before or "").splitlines()), set((after or "").splitlines())
    return f"{name}: +{len(has - had)} -{len(had - has)} ({len(had)} -> {len(has)})"


def _old_files(folder: Path) -> dict[str, str]:
    """Return what a folder holds now; a folder that is not a snapshot is not touched."""
    if not folder.exists():
        return {}
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / NETWORK).exists()):
        raise SnapshotError(f"{folder} exists and is not a snapshot; give another path in manrs_snapshot")
    paths = [folder / NETWORK, folder / VRPS, *folder.glob("sets/*.txt"), *folder.glob("asns/*.txt")]
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths if path.exists()}


def make_snapshot(intents: Mapping[str, HostIntent], destination: Path, now: datetime) -> SnapshotSummary:
    """Ask the registry for everything that the fleet needs and write the snapshot.

    :param now: with time zone; it goes into the manifest only.
    :raises SnapshotError: it cannot be written, or hosts contradict each other.
    :raises RegistryError: a dump cannot be read to its end. Then nothing was written.
    """
    findings: list[Finding] = []
    files = _content(intents, findings)
    digests = {name: _digest(text) for name, text in files.items()}
    whole = _whole_digest(digests)
    try:
        old = _old_files(destination)
        changed = sorted(name for name in {*old, *files} if old.get(name) != files.get(name))
        for name in changed:
            if name in files:
                _write(destination / name, files[name])
            else:
                (destination / name).unlink()
        manifest = {
            "format": _FORMAT,
            "made_at": now.isoformat(timespec="seconds"),
            "hosts": sorted(intents),
            "digest": whole,
            "files": digests,
        }
        _write(destination / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        raise SnapshotError(f"{destination} cannot be written ({error.strerror}); give a path in manrs_snapshot that can be") from error
    changes = tuple(_change(name, old.get(name), files.get(name)) for name in changed if name != NETWORK)
    return SnapshotSummary(destination, whole, bool(changed), changes, tuple(findings))


class Snapshot:
    """A loaded snapshot, as one host sees it. Only the files that are asked for are read, each checked by its digest."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any], made_at: datetime) -> None:
        self._folder = folder
        self._digests: Mapping[str, str] = manifest["files"]
        self.digest: str = manifest["digest"]
        self.made_at = made_at
        network = json.loads(self._text(NETWORK))
        self.customers = tuple(Customer(*item) for item in network["customers"])
        self.border_routers: tuple[str, ...] = tuple(network["border_routers"])
        self._asked = frozenset((asn, as_set) for asn, as_set in network["asked"])

    def _text(self, name: str) -> str:
        path = self._folder / name
        if name not in self._digests:
            raise SnapshotError(f"{self._folder} has no {name}; run the snapshot playbook again")
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SnapshotError(f"{path} cannot be read ({error}); run the snapshot playbook again") from error
        if _digest(text) != self._digests[name]:
            raise SnapshotError(
                f"{path} is not what the manifest says: it was edited or not written to its end; run the snapshot playbook again"
            )
        return text

    @cached_property
    def vrps(self) -> tuple[Vrp, ...]:
        """All VRPs, sorted."""
        vrps = []
        for number, line in enumerate(self._text(VRPS).splitlines(), 1):
            try:
                prefix, maximum_length, asn = line.split()
                vrps.append(Vrp(Prefix.parse(prefix), int(maximum_length), int(asn)))
            except (PrefixError, ValueError) as error:
                raise SnapshotError(f"{self._folder / VRPS}:{number}: {error}") from error
        return tuple(vrps)

    def cone(self, asn: int, as_set: str | None) -> frozenset[int]:
        """Return the ASNs of a neighbor's cone, its own among them.

        :raises UnresolvedError: the AS-SET had no complete answer.
        :raises SnapshotError: the snapshot was made without this neighbor.
        """
        name = (as_set or "").upper()
        if (asn, name) not in self._asked:
            what = f"AS{asn} with {name}" if name else f"AS{asn}"
            raise SnapshotError(f"{self._folder} does not cover {what}; run the snapshot playbook again")
        if not name:
            return frozenset({asn})
        text = self._text(_set_file(name))
        if text.startswith(_UNRESOLVED):
            raise UnresolvedError(text.removeprefix(_UNRESOLVED).strip())
        return frozenset(int(line.removeprefix("AS")) for line in text.split()) | {asn}

    def registered(
        self, asn: int, as_set: str | None, declared: Mapping[int, frozenset[PrefixRange]] | None = None
    ) -> Mapping[int, frozenset[PrefixRange]]:
        """Return the registered pairs of a neighbor's cone, by origin: IRR routes exactly, VRPs up to their maximum length.

        :param declared: what the operator itself gave to ASNs; counts for those of the cone.
        :raises UnresolvedError: the AS-SET had no complete answer, or there is no pair at all.
        :raises SnapshotError: the snapshot was made without this neighbor, or a file of it is broken.
        """
        pairs: dict[int, frozenset[PrefixRange]] = {}
        for origin in sorted(self.cone(asn, as_set)):
            try:
                ranges = frozenset(PrefixRange.parse(line) for line in self._text(_asn_file(origin)).split())
            except PrefixError as error:
                raise SnapshotError(f"{self._folder / _asn_file(origin)}: {error}") from error
            ranges |= (declared or {}).get(origin, frozenset())
            if ranges:
                pairs[origin] = ranges
        if not pairs:
            raise UnresolvedError(f"{as_set or f'AS{asn}'} has no registered prefix")
        return pairs


def load_snapshot(path: Path, host: str, now: datetime, max_age_hours: int) -> Snapshot:
    """Load a snapshot for one host.

    :raises SnapshotError: not there, broken, too old, or made without this host.
    """
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT:
            raise SnapshotError(f"{path} has format {manifest['format']}, this version reads {_FORMAT}; run the snapshot playbook again")
        made_at = datetime.fromisoformat(manifest["made_at"])
        hosts, files, digest = manifest["hosts"], manifest["files"], manifest["digest"]
    except FileNotFoundError as error:
        raise SnapshotError(f"{path} is no snapshot (it has no {MANIFEST}); run the snapshot playbook first") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{path / MANIFEST} cannot be read ({error}); run the snapshot playbook again") from error
    if host not in hosts:
        raise SnapshotError(f"{path} was made without {host} (it covers {', '.join(hosts)}); run the snapshot playbook for the whole group")
    age = now - made_at
    if age > timedelta(hours=max_age_hours):
        hours = int(age.total_seconds() // 3600)
        raise SnapshotError(f"{path} is {hours} hours old, max_age_hours is {max_age_hours}; run the snapshot playbook again")
    if _whole_digest(files) != digest:
        raise SnapshotError(f"{path / MANIFEST} was edited: its digest does not match; run the snapshot playbook again")
    return Snapshot(path, manifest, made_at)
