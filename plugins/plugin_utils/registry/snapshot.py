# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The snapshot: a folder with the registry's answers for the whole fleet. Same answers, same bytes; made to be committed.

``manifest.json``: date, hosts covered, who answered. ``digests.txt``: the digest of every other file, for the manifest's.
``network.json``: customers, who asks for what. ``sets/NAME.txt``: what a set stands for. ``asns/ASn.txt``: the registered
prefixes of an ASN, with who says so. ``peeringdb.json``: what PeeringDB says. ``vrps.txt``: all VRPs. ``aspas.txt``: the
providers of each AS that says them. The manifest is written
last, so a folder that was not written to its end does not load. A host reads the files that it needs and no other.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from ..intent.models import CHECKED_KINDS, Exchange, HostIntent, Registry
from ..model.first_few import listed
from ..model.policies import Finding
from ..model.prefixes import Prefix, PrefixError, PrefixRange, address_to_int, int_to_address
from ..model.routes import Relation
from ..model.rov import RovTable
from ..model.set_names import SetName, apply_operator, split_operator
from ..model.sets import Vrp
from .cones import Cone, Customer, asked_cones, customers
from .irr import Expansion, UnresolvedError
from .peeringdb import PeeringDbAnswers
from .resolve import VRP, Registered, Resolved, resolve

__all__ = ["Snapshot", "SnapshotError", "SnapshotSummary", "UnresolvedError", "load_snapshot", "make_snapshot", "open_snapshot"]

MANIFEST, DIGESTS, NETWORK, PEERINGDB = "manifest.json", "digests.txt", "network.json", "peeringdb.json"
VRPS, ASPAS = "vrps.txt", "aspas.txt"
_FORMAT = 5
_UNRESOLVED = "unresolved: "
#: How much the clocks of who makes snapshots and who uses them may differ.
_CLOCKS_MAY_DIFFER = timedelta(hours=1)
_INVALID = "invalid"
Pairs = Mapping[int, frozenset[PrefixRange]]


class SnapshotError(Exception):
    """A snapshot cannot be made or used. The message names folder or file and says what to do."""


@contextmanager
def _understood(where: object) -> Iterator[None]:
    """Refuse in words what has not the form in which this version writes it.

    :raises SnapshotError: instead of the error.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        what = f"{type(error).__name__}: {str(error)[:200]}"
        raise SnapshotError(f"{where} cannot be read ({what}); run the snapshot playbook again") from error


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """What making a snapshot found. ``changes``: one line per neighbor whose registered prefixes changed since the one before."""

    path: Path
    digest: str
    is_changed: bool
    changes: tuple[str, ...]
    findings: tuple[Finding, ...]


def _set_file(name: SetName) -> str:
    """Return the file of a set; ``=`` stands for the colon and is in no name."""
    return f"sets/{str(name).replace(':', '=')}.txt"


def _asn_file(asn: int) -> str:
    return f"asns/AS{asn}.txt"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _lines(items: Iterable[object]) -> str:
    return "".join(f"{item}\n" for item in items)


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


# -- writing -------------------------------------------------------------------------------------


def _set_text(found: Expansion | UnresolvedError) -> str:
    if isinstance(found, UnresolvedError):
        return f"{_UNRESOLVED}{found}\n"
    changed = sorted(found.changed)
    return _lines(
        [*(f"AS{asn}" for asn in sorted(found.asns)), *(f"AS{asn}{operator}" for asn, operator in changed), *sorted(found.ranges)]
    )


def _asn_text(found: Registered) -> str:
    if found.problem is not None:
        return f"{_UNRESOLVED}{found.problem}\n"
    return _lines(
        f"{item} {','.join(names)}{f' {_INVALID}' if item in found.invalid else ''}" for item, names in sorted(found.sources.items())
    )


def _vrp_texts(vrps: Iterable[Vrp]) -> list[str]:
    return [f"{vrp.prefix} {vrp.maximum_length} {vrp.asn}" for vrp in vrps]


def _content(intents: Mapping[str, HostIntent], resolved: Resolved, old: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a snapshot, without manifest and digests. ``old``: those of the one before."""
    files = {_set_file(name): _set_text(found) for name, found in resolved.sets.items()}
    files |= {_asn_file(asn): _asn_text(found) for asn, found in resolved.asns.items()}
    files[VRPS] = _lines(_vrp_texts(resolved.vrps))
    files[ASPAS] = _lines(f"{customer} {' '.join(map(str, sorted(providers)))}" for customer, providers in sorted(resolved.aspas.items()))
    space = {Prefix.parse(item.prefix) for intent in intents.values() for item in intent.network.prefixes}
    in_own_space = [vrp for vrp in resolved.vrps if any(prefix.contains(vrp.prefix) for prefix in space)]
    network = {
        "customers": customers(intents.values()),
        "cones": [
            [*cone, f"{_UNRESOLVED}{names}" if isinstance(names, UnresolvedError) else [str(name) for name in names]]
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
        before = _read_peeringdb(old[PEERINGDB]) if PEERINGDB in old else {}
    except SnapshotError:
        before = {}
    for name in answers.unanswered:
        if name in before:
            parts[name] = {**before[name], **parts[name]} if name == "networks" else before[name]
    return parts


def _read_peeringdb(text: str) -> dict[str, Any]:
    """Return what PeeringDB says, as ``_peeringdb_parts`` gives it. :raises SnapshotError: it has another form."""
    with _understood(PEERINGDB):
        told = json.loads(text)
        return {
            "networks": {_string(asn): [_number_or_none(four), _number_or_none(six)] for asn, (four, six) in told["networks"].items()},
            "never_via_route_servers": [_number(asn) for asn in told["never_via_route_servers"]],
            "exchanges": [[_string(name), _lans(lans), _addresses(addresses)] for name, lans, addresses in told["exchanges"]],
        }


def _lans(value: Any) -> list[str]:
    return [str(Prefix.parse(text)) for text in _strings(value)]


def _addresses(value: Any) -> list[str]:
    return [int_to_address(*address_to_int(text)) for text in _strings(value)]


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} where a text belongs")
    return value


def _strings(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"a {type(value).__name__} where a list belongs")
    return [_string(item) for item in value]


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(f"a {type(value).__name__} where a number belongs")
    return value


def _number_or_none(value: Any) -> int | None:
    return None if value is None else _number(value)


def _names(value: Any) -> list[str] | str:
    """Return the sets of a cone, or why they are not known."""
    return value if isinstance(value, str) else _strings(value)


def _cone(asn: Any, as_set: Any, route_set: Any) -> Cone:
    return Cone(_number(asn), _string(as_set), _string(route_set))


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
    return {name: (_moment(known.get(name)) or now).isoformat(timespec="seconds") for name in sorted(names)}


def _moment(value: Any) -> datetime | None:
    """Return a time with its zone, or None for what is none."""
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo is not None else None


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
        digests = _lines(f"{name} {_digest(text.encode())}" for name, text in sorted(files.items()))
        whole = _digest(digests.encode())
        changed = sorted(name for name in {*old, *files} if old.get(name) != files.get(name))
        manifest = {
            "format": _FORMAT,
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


# -- what changed --------------------------------------------------------------------------------


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
            with _understood(NETWORK):
                cones = json.loads(files.get(NETWORK, "{}")).get("cones", [])
                self._cones: dict[Cone, Any] = {_cone(*cone): _names(names) for *cone, names in cones}
        except SnapshotError:
            # Of another format: everything in it is news.
            self._cones = {}

    def _sets(self, cone: Cone) -> list[str]:
        names = self._cones.get(cone, [])
        return [f"sets/{name.replace(':', '=')}.txt" for name in names] if isinstance(names, list) else []

    def _words(self, cone: Cone) -> list[str]:
        return [word for name in self._sets(cone) for word in self._files.get(name, _UNRESOLVED).splitlines()]

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
                found |= {(name, line.partition(" ")[0]) for line in self._files.get(name, _UNRESOLVED).splitlines()}
        return None if any(_UNRESOLVED.strip() in word for _, word in found) or not found else frozenset(found)


# -- reading -------------------------------------------------------------------------------------


class Snapshot:
    """A loaded snapshot, as one host sees it. Only the files that are asked for are read, each checked by its digest."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any], digests: bytes, made_at: datetime, most_prefixes: int) -> None:
        self._folder = folder
        self._digests = b"\n" + digests
        self._most_prefixes = most_prefixes
        self.digest: str = manifest["digest"]
        self.made_at = made_at
        self._unresolved_since: Mapping[str, Any] = manifest.get("unresolved", {})
        with _understood(folder / NETWORK):
            network = json.loads(self._text(NETWORK))
            self.customers = tuple(Customer(_cone(*cone), _string(how)) for cone, how in network["customers"])
            self.border_routers = tuple(_strings(network["border_routers"]))
            self._cones = {_cone(*cone): _names(names) for *cone, names in network["cones"]}
            self._own_vrps = _strings(network["vrps_in_own_space"])
            #: Prefixes behind interfaces of all routers: of infrastructure, and of customers, users and servers.
            self.infrastructure = tuple(_strings(network["infrastructure"]))
            self.behind_interfaces = tuple(_strings(network["behind_interfaces"]))
        self._has_peeringdb = f"\n{PEERINGDB} ".encode() in self._digests

    def _text(self, name: str) -> str:
        path = self._folder / name
        key = f"\n{name} ".encode()
        start = self._digests.find(key)
        if start < 0:
            raise SnapshotError(f"{self._folder} has no {name}; run the snapshot playbook again")
        wanted = self._digests[start + len(key) : start + len(key) + 64]
        try:
            content = path.read_bytes()
            text = content.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SnapshotError(f"{path} cannot be read ({error}); run the snapshot playbook again") from error
        if _digest(content).encode() != wanted:
            raise SnapshotError(
                f"{path} is not what the manifest says: it was edited or not written to its end; run the snapshot playbook again"
            )
        return text

    def _vrps(self, texts: Iterable[str]) -> tuple[Vrp, ...]:
        vrps = []
        for number, line in enumerate(texts, 1):
            try:
                prefix, maximum_length, asn = line.split()
                vrps.append(Vrp(Prefix.parse(prefix), int(maximum_length), int(asn)))
            except (PrefixError, ValueError) as error:
                raise SnapshotError(f"{self._folder / VRPS}:{number}: {error}") from error
        return tuple(vrps)

    @cached_property
    def _peeringdb(self) -> Mapping[str, Any]:
        empty: dict[str, Any] = {"networks": {}, "never_via_route_servers": [], "exchanges": []}
        return _read_peeringdb(self._text(PEERINGDB)) if self._has_peeringdb else empty

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The exchanges that PeeringDB has us at."""
        told = self._peeringdb["exchanges"]
        with _understood(self._folder / PEERINGDB):
            return tuple(Exchange(name=name, lans=tuple(lans), addresses=tuple(addresses)) for name, lans, addresses in told if lans)

    @property
    def never_via_route_servers(self) -> frozenset[int]:
        """The ASNs that say in PeeringDB that they are never behind a route server."""
        return frozenset(self._peeringdb["never_via_route_servers"])

    def announces_at_most(self, asn: int, family: int) -> int | None:
        """Return how many prefixes a network says in PeeringDB that it announces; None: it does not say."""
        numbers = self._peeringdb["networks"].get(str(asn), (None, None))
        # Zero often means "not said".
        return numbers[0 if family == 4 else 1] or None

    @cached_property
    def vrps(self) -> tuple[Vrp, ...]:
        """All VRPs, sorted."""
        return self._vrps(self._text(VRPS).splitlines())

    @cached_property
    def rov(self) -> RovTable:
        """The table that routes are validated against."""
        return RovTable(self.vrps)

    @cached_property
    def vrps_in_own_space(self) -> tuple[Vrp, ...]:
        """The VRPs inside the network's own prefixes."""
        return self._vrps(self._own_vrps)

    @cached_property
    def aspas(self) -> Mapping[int, frozenset[int]]:
        """The providers of each AS that says them in an ASPA; ASN 0 as the only one: it has none."""
        found = {}
        for number, line in enumerate(self._text(ASPAS).splitlines(), 1):
            try:
                customer, *providers = map(int, line.split())
            except ValueError as error:
                raise SnapshotError(f"{self._folder / ASPAS}:{number}: {error}") from error
            found[customer] = frozenset(providers)
        return found

    def _answer(self, name: str) -> list[str]:
        """Return the lines of a set or ASN. :raises UnresolvedError: it had no complete answer."""
        text = self._text(name)
        if text.startswith(_UNRESOLVED):
            raise UnresolvedError(text.removeprefix(_UNRESOLVED).strip())
        return text.splitlines()

    def _words(self, cone: Cone) -> list[str]:
        """Return what the sets of a cone stand for. :raises UnresolvedError: a set had no complete answer."""
        names = self._cones.get(cone)
        if names is None:
            raise SnapshotError(f"{self._folder} does not cover {str(cone).replace('=', ' with ', 1)}; run the snapshot playbook again")
        if isinstance(names, str):
            raise UnresolvedError(names.removeprefix(_UNRESOLVED))
        return [word for name in names for word in self._answer(f"sets/{name.replace(':', '=')}.txt")]

    def unresolved_since(self, cone: Cone) -> datetime | None:
        """Return since when a cone is not known, as far as snapshots tell."""
        names = self._cones.get(cone)
        keys = [str(cone), f"AS{cone.asn}", *(names if isinstance(names, list) else [])]
        times = [_moment(self._unresolved_since[key]) for key in keys if key in self._unresolved_since]
        return min(filter(None, times), default=None)

    def cone(self, cone: Cone) -> frozenset[int]:
        """Return the ASNs of a neighbor's cone, its own among them.

        :raises UnresolvedError: a set had no complete answer.
        :raises SnapshotError: the snapshot was made without this neighbor.
        """
        with _understood(f"{self._folder}, {cone}"):
            asns = {int(word.partition("^")[0].removeprefix("AS")) for word in self._words(cone) if word.startswith("AS")}
        return frozenset(asns | {cone.asn})

    @property
    def covered_sets(self) -> tuple[str, ...]:
        """The names of the sets that it has an answer for."""
        names = (line.partition(" ")[0] for line in self._digests.decode("utf-8", "replace").splitlines() if line.startswith("sets/"))
        return tuple(name.removeprefix("sets/").removesuffix(".txt").replace("=", ":") for name in names)

    @property
    def covered_asns(self) -> frozenset[int]:
        """The ASNs that it has an answer for."""
        return frozenset(int(number) for number in re.findall(rb"\nasns/AS([0-9]{1,10})\.txt ", self._digests))

    def members(self, name: SetName) -> list[str]:
        """Return what a set stands for, as RPSL's members: ASNs and prefixes of all levels, with their operators.

        :raises UnresolvedError: it had no complete answer.
        :raises SnapshotError: the snapshot does not cover it.
        """
        return self._answer(_set_file(name))

    def irr_sources(self, asn: int) -> Mapping[Prefix, tuple[str, ...]]:
        """Return the registered prefixes of an ASN with the databases that say so; what VRPs alone say is not among them.

        :raises UnresolvedError: it had no complete answer.
        :raises SnapshotError: the snapshot does not cover it.
        """
        found = {}
        with _understood(self._folder / _asn_file(asn)):
            for line in self._answer(_asn_file(asn)):
                item, names = line.split(" ")[:2]
                if databases := tuple(name for name in names.split(",") if name != VRP):
                    found[Prefix.parse(item)] = databases
        return found

    def held_by(self, asn: int) -> dict[Prefix, tuple[str, ...]]:
        """Return the prefixes of an ASN by IRR and VRPs, with the databases that have a route object; none for what VRPs alone say.

        :raises UnresolvedError: it had no complete answer.
        :raises SnapshotError: the snapshot does not cover it.
        """
        return {**{vrp.prefix: () for vrp in self.vrps if vrp.asn == asn}, **self.irr_sources(asn)}

    def _of_asn(self, asn: int, without_invalid: bool) -> frozenset[PrefixRange]:
        ranges = set()
        for line in self._answer(_asn_file(asn)):
            words = line.split(" ")
            if not (without_invalid and words[-1] == _INVALID):
                ranges.add(PrefixRange.parse(words[0]))
        return frozenset(ranges)

    def registered(self, cone: Cone, declared: Pairs | None = None, *, without_invalid: bool = False) -> Pairs:
        """Return the registered pairs of a neighbor's cone, by origin: IRR routes exactly, VRPs up to their maximum length.

        :param declared: what the operator itself gave to ASNs; counts for those of the cone.
        :param without_invalid: leave out what RPKI calls invalid, for routers that do not look at RPKI themselves.
        :raises UnresolvedError: a set or ASN had no complete answer, there is no pair at all, or there are too many.
        :raises SnapshotError: the snapshot was made without this neighbor, or a file of it is broken.
        """
        pairs: dict[int, set[PrefixRange]] = {}
        words = self._words(cone)
        with _understood(f"{self._folder}, {cone}"):
            whole = {int(word[2:]) for word in words if word.startswith("AS") and "^" not in word} | {cone.asn}
            for asn in sorted(whole):
                pairs[asn] = {*self._of_asn(asn, without_invalid), *(declared or {}).get(asn, ())}
            for word in words:
                name, operator = split_operator(word) if word.startswith("AS") else ("", "")
                if operator:
                    made = (apply_operator(item, operator) for item in self._of_asn(int(name[2:]), without_invalid))
                    pairs.setdefault(int(name[2:]), set()).update(item for item in made if item is not None)
            # The prefixes of a route-set have no origin of their own: any of the cone's may announce them.
            loose = {PrefixRange.parse(word) for word in words if not word.startswith("AS")}
        found = {asn: frozenset(ranges | loose) for asn, ranges in sorted(pairs.items()) if ranges or loose}
        count = sum(len(ranges) for ranges in found.values())
        if not count:
            raise UnresolvedError(f"{cone} has no registered prefix")
        if count > self._most_prefixes:
            raise UnresolvedError(f"{cone} has {count} registered prefixes, more than irr.most_prefixes: {self._most_prefixes}")
        return found


def load_snapshot(path: Path, host: str, now: datetime, registry: Registry) -> Snapshot:
    """Load a snapshot for one host.

    :param registry: what the host declares of ages and sizes.
    :raises SnapshotError: not there, broken, too old, or made without this host.
    """
    return open_snapshot(path, now, registry.max_age_hours, registry.irr.most_prefixes, host)


def open_snapshot(path: Path, now: datetime, max_age_hours: int, most_prefixes: int, host: str | None = None) -> Snapshot:
    """Open a snapshot.

    :param host: who must be covered; None: whoever, for its data alone.
    :raises SnapshotError: not there, broken, too old, or made without this host.
    """
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT:
            raise SnapshotError(f"{path} has format {manifest['format']}, this version reads {_FORMAT}; run the snapshot playbook again")
        made_at, hosts, digest = _moment(manifest["made_at"]), _strings(manifest["hosts"]), _string(manifest["digest"])
        if made_at is None or not isinstance(manifest.get("unresolved", {}), dict):
            raise ValueError("made_at is no time with its zone" if made_at is None else "unresolved is no object")
        digests = (path / DIGESTS).read_bytes()
    except FileNotFoundError as error:
        missing = Path(str(error.filename)).name
        raise SnapshotError(f"{path} is no snapshot (it has no {missing}); run the snapshot playbook first") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SnapshotError(f"{path / MANIFEST} cannot be read ({error}); run the snapshot playbook again") from error
    if host is not None and host not in hosts:
        raise SnapshotError(f"{path} was made without {host} (it covers {listed(hosts)}); run the snapshot playbook for the whole group")
    age = now - made_at
    if age < -_CLOCKS_MAY_DIFFER:
        raise SnapshotError(
            f"{path} is from the future: it was made at {made_at:%Y-%m-%d %H:%M %Z} and here it is {now:%Y-%m-%d %H:%M %Z}; "
            "correct the clock that is wrong, then run the snapshot playbook again"
        )
    if age > timedelta(hours=max_age_hours):
        hours = int(age.total_seconds() // 3600)
        raise SnapshotError(f"{path} is {hours} hours old, max_age_hours is {max_age_hours}; run the snapshot playbook again")
    if _digest(digests) != digest:
        raise SnapshotError(f"{path / DIGESTS} is not what the manifest says; run the snapshot playbook again")
    return Snapshot(path, manifest, digests, made_at, most_prefixes)
