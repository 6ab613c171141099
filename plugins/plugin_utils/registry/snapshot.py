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

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from ..intent.models import Exchange, Registry
from ..model.first_few import listed
from ..model.prefixes import Prefix, PrefixError, PrefixRange
from ..model.rov import RovTable
from ..model.set_names import SetName, apply_operator, split_operator
from ..model.sets import Vrp
from .cones import Cone, Customer
from .irr import UnresolvedError
from .resolve import VRP
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
    asn_file,
    cone_of,
    digest_of,
    moment,
    read_peeringdb,
    set_file,
    set_names_of,
    text_value,
    text_values,
    understood,
)

#: How much the clocks of who makes snapshots and who uses them may differ.
_CLOCKS_MAY_DIFFER = timedelta(hours=1)
Pairs = Mapping[int, frozenset[PrefixRange]]


class Snapshot:
    """A loaded snapshot, as one host sees it. Only the files that are asked for are read, each checked by its digest."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any], digests: bytes, made_at: datetime, most_prefixes: int) -> None:
        self._folder = folder
        self._digests = b"\n" + digests
        self._most_prefixes = most_prefixes
        self.digest: str = manifest["digest"]
        self.made_at = made_at
        self._unresolved_since: Mapping[str, Any] = manifest.get("unresolved", {})
        with understood(folder / NETWORK):
            network = json.loads(self._text(NETWORK))
            self.customers = tuple(Customer(cone_of(*cone), text_value(how)) for cone, how in network["customers"])
            self.border_routers = tuple(text_values(network["border_routers"]))
            self._cones = {cone_of(*cone): set_names_of(names) for *cone, names in network["cones"]}
            self._own_vrps = text_values(network["vrps_in_own_space"])
            #: Prefixes behind interfaces of all routers: of infrastructure, and of customers, users and servers.
            self.infrastructure = tuple(text_values(network["infrastructure"]))
            self.behind_interfaces = tuple(text_values(network["behind_interfaces"]))
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
        if digest_of(content).encode() != wanted:
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
        return read_peeringdb(self._text(PEERINGDB)) if self._has_peeringdb else empty

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The exchanges that PeeringDB has us at."""
        told = self._peeringdb["exchanges"]
        with understood(self._folder / PEERINGDB):
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
        if text.startswith(UNRESOLVED):
            raise UnresolvedError(text.removeprefix(UNRESOLVED).strip())
        return text.splitlines()

    def _words(self, cone: Cone) -> list[str]:
        """Return what the sets of a cone stand for. :raises UnresolvedError: a set had no complete answer."""
        names = self._cones.get(cone)
        if names is None:
            raise SnapshotError(f"{self._folder} does not cover {str(cone).replace('=', ' with ', 1)}; run the snapshot playbook again")
        if isinstance(names, str):
            raise UnresolvedError(names.removeprefix(UNRESOLVED))
        return [word for name in names for word in self._answer(f"sets/{name.replace(':', '=')}.txt")]

    def unresolved_since(self, cone: Cone) -> datetime | None:
        """Return since when a cone is not known, as far as snapshots tell."""
        names = self._cones.get(cone)
        keys = [str(cone), f"AS{cone.asn}", *(names if isinstance(names, list) else [])]
        times = [moment(self._unresolved_since[key]) for key in keys if key in self._unresolved_since]
        return min(filter(None, times), default=None)

    def cone(self, cone: Cone) -> frozenset[int]:
        """Return the ASNs of a neighbor's cone, its own among them.

        :raises UnresolvedError: a set had no complete answer.
        :raises SnapshotError: the snapshot was made without this neighbor.
        """
        with understood(f"{self._folder}, {cone}"):
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
        return self._answer(set_file(name))

    def irr_sources(self, asn: int) -> Mapping[Prefix, tuple[str, ...]]:
        """Return the registered prefixes of an ASN with the databases that say so; what VRPs alone say is not among them.

        :raises UnresolvedError: it had no complete answer.
        :raises SnapshotError: the snapshot does not cover it.
        """
        found = {}
        with understood(self._folder / asn_file(asn)):
            for line in self._answer(asn_file(asn)):
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
        for line in self._answer(asn_file(asn)):
            words = line.split(" ")
            if not (without_invalid and words[-1] == INVALID):
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
        with understood(f"{self._folder}, {cone}"):
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
        if manifest["format"] != FORMAT:
            raise SnapshotError(f"{path} has format {manifest['format']}, this version reads {FORMAT}; run the snapshot playbook again")
        made_at, hosts, digest = moment(manifest["made_at"]), text_values(manifest["hosts"]), text_value(manifest["digest"])
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
    if digest_of(digests) != digest:
        raise SnapshotError(f"{path / DIGESTS} is not what the manifest says; run the snapshot playbook again")
    return Snapshot(path, manifest, digests, made_at, most_prefixes)
