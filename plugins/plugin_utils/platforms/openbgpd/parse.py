# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an OpenBGPD router runs, parsed: our files, the operator's configuration as bgpd prints it, sessions, routes."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...model.prefixes import Prefix, PrefixError
from ...model.routes import (
    BLACKHOLE,
    GRACEFUL_SHUTDOWN,
    NO_ADVERTISE,
    NO_EXPORT,
    NO_EXPORT_SUBCONFED,
    Direction,
    PathElement,
    Route,
    host_prefix,
)
from ...policy.named_sets import Known
from ..answers import document, lines_of, number, number_or_none, readable, rows, string, table, understood
from ..contract import Caches, HeldRoute, InternalSession, Outputs, PlatformError, SessionState
from ..own_files import Disk, is_whole, parse_disk
from .capabilities import OpenBgpdCapabilities, capabilities
from .render import GUARD, LOCAL_LISTS, SEAL, SETS, Files, Section, SectionKey, whole_text
from .rules import GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS, landmark
from .scripts import CONFIGURATION, PLACE
from .session_lines import NeighborBlock
from .sets import DIGEST, local_lists, parse_pair_set

_COMMUNITIES = {
    "GRACEFUL_SHUTDOWN": GRACEFUL_SHUTDOWN,
    "BLACKHOLE": BLACKHOLE,
    "NO_EXPORT": NO_EXPORT,
    "NO_ADVERTISE": NO_ADVERTISE,
    "NO_EXPORT_SUBCONFED": NO_EXPORT_SUBCONFED,
    "NO_PEER": (65535, 65284),
}
_FAMILIES = {"IPv4 unicast": 4, "IPv6 unicast": 6}
_SECTION = re.compile(r"# (\S+) (import|export) IPv([46]) AS([0-9]{1,10})")
_PART = re.compile(r"^## (/\S+)\n", re.MULTILINE)
_LANDMARKS = {landmark(number).removeprefix("match from any "): number for number in (GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS)}
_RULE = re.compile(r"(?:allow|deny|match) ")
_PORT = re.compile(r"\s*port ([0-9]{1,5})")
_NEIGHBORS = "bgpctl show neighbor"
#: Bytes that files of registered pairs may have unpacked.
_MOST_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Printed:
    """The configuration as bgpd prints it. ``error``: the first thing that it cannot read; the rest is then unknown.

    ``rules``: filter rules in their order; ``sets``: names of sets; ``caches``: RPKI caches; ``as_sets``: what the whole router does
    with routes that have an AS_SET, ``yes`` for refusing them (None: what its version does).
    """

    asn: int
    blocks: Mapping[str, NeighborBlock]
    rules: tuple[str, ...]
    sets: frozenset[str]
    caches: frozenset[tuple[str, int]]
    as_sets: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class OpenBgpdRunning:
    """What a router runs. ``files``: ours on its disk; ``loaded``: names of the sets that bgpd has.

    ``disk``: files of ours as they are. ``lines``: (number, text) of the operator's includes, rules and neighbors; ``strange``: main files
    of ours that are not as we wrote them. ``received``: routes of a neighbor before the filters. ``loopback``: addresses that
    the kernel routes into nowhere in a way that bgpd takes for reachable.
    """

    capabilities: OpenBgpdCapabilities
    printed: Printed
    disk: Disk
    files: Files
    strange: tuple[str, ...]
    loaded: frozenset[str]
    lines: tuple[tuple[int, str], ...]
    sessions: tuple[SessionState, ...]
    internal_sessions: tuple[InternalSession, ...]
    running_neighbors: Mapping[str, int]
    received: Mapping[str, int]
    vrps: int
    caches_up: int
    loopback: frozenset[str]

    @property
    def asn(self) -> int | None:
        """The ASN of the configuration."""
        return self.printed.asn or None

    @property
    def digest(self) -> str:
        """Digest of our files, the operator's configuration and what is loaded."""
        return self.disk.digest

    @property
    def caches(self) -> Caches | None:
        """The RPKI caches of our files."""
        return Caches(self.caches_up, self.vrps, "bgpctl show rtr") if self.files.caches else None

    @property
    def local(self) -> str:
        """The operator's own lists."""
        return self.disk.local or ""

    @property
    def unsaved(self) -> str | None:
        """What on disk is not what runs: somebody's unfinished work, which a reload of ours would put into force."""
        printed = self.printed
        if printed.error is not None:
            return f"bgpd cannot read its configuration: {printed.error}"
        if self.disk.loaded != self.files.digest:
            return f"{GUARD} is not what bgpd has loaded"
        configured = {address: block.asn for address, block in printed.blocks.items()}
        for address in sorted(configured.keys() | self.running_neighbors.keys()):
            if configured.get(address) != self.running_neighbors.get(address):
                return f"neighbor {address} is not the same in the file and in bgpd: bgpctl reload, or take it back"
        if odd := sorted(printed.sets ^ self.loaded):
            return f"set {odd[0]} is not the same in the file and in bgpd: bgpctl reload, or take it back"
        return None

    @property
    def text(self) -> str:
        """Our files and the configuration as bgpd prints it, for the record: without passwords."""
        return f"{whole_text(self.files, self.local)}## bgpd -nv\n{self.disk.watched}"

    @cached_property
    def known(self) -> Known:
        """The last good pair sets, and the operator's own lists."""
        with understood(SETS):
            pair_sets = dict(parse_pair_set(text) for text in self.files.pair_sets.values())
        return Known(pair_sets, local_lists(self.local))

    @property
    def trusts_tags(self) -> bool:
        """Whether an export of ours asks for the tag of a customer."""
        tag = re.compile(r" large-community [0-9]+:1:1( |$)")
        exports = (section.guard for key, section in self.files.sections.items() if key.direction is Direction.EXPORT)
        return any(tag.search(line) for lines in exports for line in lines)

    def block(self, address: str) -> NeighborBlock | None:
        """Return a neighbor as it is configured."""
        return self.printed.blocks.get(address)


# -- our files -----------------------------------------------------------------------------------------


def unpack(output: str) -> str:
    """Return the text that the router packed: files of registered pairs are long.

    :raises PlatformError: it is no such text.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(base64.b64decode(output))) as stream:
            found = stream.read(_MOST_BYTES + 1)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        raise PlatformError(f"{SETS}: the router's files did not arrive whole: {error}") from error
    if len(found) > _MOST_BYTES:
        raise PlatformError(f"{SETS}: the router's files have more than {_MOST_BYTES} bytes; look into it")
    return found.decode("utf-8", "surrogateescape")


def split_parts(text: str) -> dict[str, str]:
    """Return the parts of a record: a line ``## PATH`` stands before each."""
    _, *rest = _PART.split(text)
    return dict(zip(rest[::2], rest[1::2], strict=True))


def _blocks(lines: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (head, all lines) of each block, and each other line alone."""
    number = 0
    while number < len(lines):
        head = end = number
        if lines[number].endswith("{"):
            while end + 1 < len(lines) and lines[end] != "}":
                end += 1
        yield lines[head], tuple(lines[head : end + 1])
        number = end + 1


def _sections(text: str) -> dict[SectionKey, tuple[int, tuple[str, ...]]]:
    """Return the rules of each section."""
    found: dict[SectionKey, tuple[int, list[str]]] = {}
    current: list[str] | None = None
    for line in lines_of(text):
        if (head := _SECTION.fullmatch(line)) is not None:
            current = []
            found[SectionKey(head[1], int(head[3]), Direction(head[2]))] = (int(head[4]), current)
        elif not line:
            current = None
        elif current is not None:
            current.append(line)
    return {key: (asn, tuple(lines)) for key, (asn, lines) in found.items()}


def parse_files(guard: str, seal: str, set_files: Mapping[str, str]) -> tuple[Files, tuple[str, ...]]:
    """Parse our files back.

    :param set_files: texts of files of registered pairs, by name.
    :returns: the files, and the main files that are not as we wrote them.
    :raises PlatformError: a file of registered pairs that the guard includes is missing or edited.
    """
    lists: dict[str, tuple[str, ...]] = {}
    caches: list[tuple[str, int]] = []
    sessions: dict[str, tuple[str, ...]] = {}
    pair_sets: dict[str, str] = {}
    aspas: tuple[str, ...] = ()
    named = ""
    for head, block in _blocks(lines_of(guard.partition(f"\n{landmark(GUARD_BEGINS)}\n")[0])):
        words = head.replace('"', "").split()
        match words[:1] if len(words) > 1 else []:
            case ["as-set" | "prefix-set"] if words[1].startswith(DIGEST):
                named = words[1]
            case ["as-set" | "prefix-set"]:
                lists[words[1]] = block
            case ["aspa-set"]:
                aspas = block
            case ["rtr"] if port := _PORT.fullmatch(block[1] if len(block) > 1 else ""):
                caches.append((words[1], int(port[1])))
            case ["neighbor"]:
                sessions[words[1]] = block
            case ["include"] if words[1].startswith(f"{SETS}/"):
                name, text = _pair_set(words[1].removeprefix(f"{SETS}/"), set_files)
                pair_sets[name] = text
    before, behind = _sections(guard), _sections(seal)
    sections = {key: Section(asn, lines, behind.get(key, (asn, ()))[1]) for key, (asn, lines) in before.items()}
    files = Files(sections, lists, pair_sets, tuple(caches), sessions, aspas)
    strange = [path for path, text, ours in ((GUARD, guard, files.guard()), (SEAL, seal, files.seal())) if _meaning(text) != _meaning(ours)]
    if named != files.digest and not strange:
        strange.append(GUARD)
    return files, tuple(strange)


def _meaning(text: str) -> list[str]:
    """Return the lines that say something: an operator makes our files empty before they are ours."""
    return [line for line in lines_of(text) if line and not line.startswith("#")]


def _pair_set(name: str, set_files: Mapping[str, str]) -> tuple[str, str]:
    text = set_files.get(name)
    if text is None or not is_whole(name, text):
        what = "is not there" if text is None else "was edited"
        raise PlatformError(f"{SETS}/{name}: {GUARD} includes it, and it {what}; put it back, or make {GUARD} and {SEAL} empty and reload")
    with understood(f"{SETS}/{name}"):
        return parse_pair_set(text)[0], text


# -- the configuration ---------------------------------------------------------------------------------


def parse_printed(text: str) -> Printed:
    """Parse what ``bgpd -nv`` prints.

    :raises PlatformError: a number is none.
    """
    asn, group = 0, ""
    blocks: dict[str, NeighborBlock] = {}
    rules: list[str] = []
    sets: set[str] = set()
    caches: set[tuple[str, int]] = set()
    current: list[str] | None = None
    as_sets: str | None = None
    rtr = address = ""
    for line in lines_of(text):
        words = line.split()
        match words[:2]:
            case ["reject", "as-set"] if current is None and len(words) == 3:
                as_sets = words[2]
            case ["AS", told] if not asn:
                asn = number(told, "bgpd -nv: AS")
            case ["group", name] if words[-1] == "{":
                group = name.strip('"')
            case ["neighbor", found] if words[-1] == "{":
                address, current = found, []
            case ["rtr", found]:
                rtr = found
            case ["port", told] if rtr:
                caches.add((rtr, number(told, f"bgpd -nv: port of {rtr}")))
                rtr = ""
            case ["as-set" | "prefix-set" | "origin-set", name]:
                sets.add(name.strip('"'))
            case ["}"] if current is not None:
                blocks[address] = _neighbor_block(address, current, group)
                current = None
            case ["}"]:
                group = ""
            case _ if current is not None:
                current.append(line.strip())
            case _ if _RULE.match(line):
                rules.append(line.strip())
    error = None
    if not text.rstrip().endswith("exit code 0"):
        error = next((line for line in lines_of(text) if re.match(r"\S+:[0-9]+: ", line)), text.strip()[:200])
    return Printed(asn, blocks, tuple(rules), frozenset(sets), frozenset(caches), as_sets, error)


def _neighbor_block(address: str, lines: list[str], group: str) -> NeighborBlock:
    told = next((line.removeprefix("remote-as ").strip() for line in lines if line.startswith("remote-as ")), "0")
    families = tuple(family for word, family in _FAMILIES.items() if f"announce {word}" in lines)
    return NeighborBlock(address, number(told, f"bgpd -nv: ASN of {address}"), tuple(lines), families, group)


def landmark_of(rule: str) -> int | None:
    """Return which landmark of ours a printed rule is."""
    return next((number for text, number in _LANDMARKS.items() if rule == f"match from any {text}"), None)


# -- sessions ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Peer:
    """A neighbor as bgpctl shows it. ``address`` with a length: a template, whose sessions have addresses of their own."""

    address: str
    asn: int
    name: str
    is_up: bool
    is_cloned: bool
    families: tuple[int, ...]
    sent: int | None
    received: int


def _peer(entry: Any) -> _Peer:
    peer = table(entry, _NEIGHBORS)
    address = string(peer.get("remote_addr"), _NEIGHBORS)
    what = f"{_NEIGHBORS}, {address}"
    config = table(peer.get("config"), what)
    words = rows(table(config.get("capabilities"), what).get("multiprotocol"), what)
    counts = table(table(peer.get("stats"), what).get("prefixes"), what)
    return _Peer(
        address,
        number(peer.get("remote_as"), what),
        string(peer.get("description"), what) or address,
        peer.get("state") == "Established",
        bool(config.get("cloned")),
        tuple(family for word, family in _FAMILIES.items() if word in words),
        number_or_none(counts.get("sent"), what),
        number(counts.get("received", 0), what),
    )


def _states(
    own_asn: int, peers: list[_Peer], accepted: Mapping[tuple[str, int], int]
) -> tuple[tuple[SessionState, ...], tuple[InternalSession, ...]]:
    states: list[SessionState] = []
    internal: list[InternalSession] = []
    for peer in peers:
        address, is_up = peer.address, peer.is_up
        if "/" in address:
            continue
        if peer.asn == own_asn:
            internal.append(InternalSession(address, is_up, True))
            continue
        for family in peer.families:
            count = accepted.get((address, family), 0)
            states.append(SessionState(peer.name, address, family, peer.asn, is_up, count if is_up else None, peer.sent if is_up else None))
    return tuple(states), tuple(internal)


def _counts(text: str) -> dict[tuple[str, int], int]:
    found = {}
    for line in lines_of(text):
        words = line.split()
        if len(words) != 3:
            raise PlatformError(f"bgpctl show rib: {line[:60]!r} where an address, a family and a count belong")
        found[words[0], 4 if words[1] == "inet" else 6] = number(words[2], f"bgpctl show rib: routes of {words[0]}")
    return found


def parse(outputs: Outputs) -> OpenBgpdRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what the daemon prints, or files of ours are broken.
    """
    disk = parse_disk(PLACE, outputs["ours"], unpack(outputs["files"]))
    printed = parse_printed(disk.watched)
    guard, seal = (text or "" for text in disk.mains)
    files, strange = parse_files(guard, seal, disk.files)
    try:
        local_lists(disk.local or "")
    except PrefixError as error:
        raise PlatformError(f"{LOCAL_LISTS}: {error}") from error
    neighbors = _json(outputs["neighbors"], _NEIGHBORS).get("neighbors")
    peers = [_peer(entry) for entry in rows(neighbors, _NEIGHBORS)]
    sessions, internal = _states(printed.asn, peers, _counts(outputs["counts"]))
    sets = [words for line in lines_of(readable(outputs["sets"]))[1:] if len(words := line.split()) > 1]
    vrps = re.search(r"^ROA[ \t]+RPKI ROA[ \t]+([0-9]{1,9})[ \t]+([0-9]{1,9})\b", outputs["sets"], re.MULTILINE)
    told = (line.partition(":") for line in lines_of(readable(outputs["lines"])))
    lines = tuple((number(place, f"grep in {CONFIGURATION}"), text) for place, _, text in told if place)
    return OpenBgpdRunning(
        capabilities(outputs["version"]),
        printed,
        disk,
        files,
        strange,
        frozenset(words[1] for words in sets if words[1] != "RPKI"),
        lines,
        sessions,
        internal,
        {peer.address: peer.asn for peer in peers if not peer.is_cloned},
        {peer.address: peer.received for peer in peers},
        int(vrps[1]) + int(vrps[2]) if vrps else 0,
        _caches_up(readable(outputs["caches"])),
        frozenset(line.split()[0] for line in lines_of(readable(outputs["loopback"])) if line.strip() and not line.startswith("blackhole")),
    )


def _caches_up(text: str) -> int:
    """Parse `show rtr`: a cache that is lost is waited for, whatever the version says of its state."""
    told = text.split("RTR neighbor is ")[1:]
    return sum("RTR RefreshTimer" in item and "RTR RetryTimer" not in item for item in told)


# -- routes --------------------------------------------------------------------------------------------


def held_routes(output: str, family: int) -> list[HeldRoute]:
    """Parse ``bgpctl -j show rib inet detail``: the valid routes.

    :raises PlatformError: it is something else.
    """
    what = "bgpctl show rib"
    entries = (table(entry, what) for entry in rows(_json(output, what).get("rib"), what))
    return [_held(entry) for entry in entries if entry.get("valid")]


def _held(entry: dict[str, Any]) -> HeldRoute:
    prefix = string(entry.get("prefix"), "bgpctl show rib")
    what = f"bgpctl show rib, route {prefix[:60]!r}"
    is_ours = bool(entry.get("announced"))
    with understood(what):
        attributes = (table(item, what) for item in rows(entry.get("attributes"), what))
        route = Route(
            Prefix.parse(prefix),
            _path(string(entry.get("aspath"), what)),
            frozenset(_standard(string(item, what) for item in rows(entry.get("communities"), what))),
            frozenset(_large(string(item, what) for item in rows(entry.get("large_communities"), what))),
            None if is_ours else host_prefix(string(entry.get("exit_nexthop"), what)),
            next((number(item["as"], what) for item in attributes if item.get("type") == "OTC" and "as" in item), None),
            number(entry.get("localpref"), what),
        )
    address = "" if is_ours else string(table(entry.get("neighbor"), what).get("remote_addr"), what)
    return HeldRoute(route, address, bool(entry.get("best")), entry.get("source") == "internal" and not is_ours)


def _path(text: str) -> tuple[PathElement, ...]:
    """Parse a path; ``{ 1 2 }`` is an AS_SET."""
    found: list[PathElement] = []
    members: list[int] | None = None
    for word in text.replace("{", " { ").replace("}", " } ").split():
        if word == "{":
            members = []
        elif word == "}":
            found.append(frozenset(members or ()))
            members = None
        elif word.isascii() and word.isdigit():
            (found if members is None else members).append(int(word))
    return tuple(found)


def _json(text: str, what: str) -> dict[str, Any]:
    """Return what bgpctl printed; where there is nothing it may print nothing."""
    return document(text, what) if text.strip() else {}


def _standard(words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        if word in _COMMUNITIES:
            yield _COMMUNITIES[word]
        else:
            high, low = word.split(":")
            yield int(high), int(low)


def _large(words: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    for word in words:
        first, second, third = word.split(":")
        yield int(first), int(second), int(third)
