# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parse what a BIRD router runs of ours and what it says of its sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...model.prefixes import FAMILIES, PrefixRange
from ...model.routes import Direction
from ...policy.named_sets import Known
from ..answers import lines_of, most_common, readable
from ..contract import Caches, InternalSession, Outputs, SessionState
from ..own_files import Disk, Place, is_whole, parse_disk
from . import operator
from .capabilities import BirdCapabilities, capabilities
from .objects import LOCAL_FILE, MAIN, ROA_TABLES, THEIRS, Configuration, ParsedMain, parse_local, parse_main, whole_text
from .protocols import Channel, Protocol, caches_up, parse_protocols

_SECRET = re.compile(r'(\b(?:password|secret)\s+)"[^"]*"')
#: The operator may also write a key in bytes, give it a name of its own first, or keep an old one in a comment.
_THEIR_SECRET = re.compile(
    r'(\b(?:password|secret)\s+|\bdefine\s+\S+\s*=\s*)(?:"[^"\n]*"?|hex:[0-9A-Fa-f:]+|(?:[0-9A-Fa-f]{2}:){15,}[0-9A-Fa-f]{2})'
)
_REMARK = re.compile(r'"[^"\n]*"|#[^\n]*\b(?:password|secret|key)\b[^\n]*', re.IGNORECASE)
_NO_TABLE = re.compile(r"No import table in channel (\S+)\.ipv([46])")
UNKNOWN_TIME = "unknown"


@dataclass(frozen=True)
class BirdRunning:
    """The running state of one BIRD router. ``newer``: configuration files that are newer than what runs; ``theirs``: the operator's."""

    capabilities: BirdCapabilities
    place: Place
    disk: Disk
    main: ParsedMain
    protocols: tuple[Protocol, ...]
    stores_nothing: frozenset[tuple[str, int]]
    options: Mapping[str, operator.Options]
    is_included: bool
    newer: tuple[str, ...]
    caches_up: int
    vrps: int | None
    theirs: str = field(default="", repr=False)

    @property
    def asn(self) -> int | None:
        """The ASN that most sessions have at our end."""
        return most_common(item.local_asn for item in self.protocols)

    @property
    def digest(self) -> str:
        """SHA-256 of what is ours, of the operator's files, and of what BIRD has loaded."""
        return self.disk.digest

    @cached_property
    def configuration(self) -> Configuration:
        """What the main file holds; a file of registered pairs that is gone or was changed by hand is left out."""
        files = {name: self.disk.files[name] for name in self.main.files if self._is_whole(name)}
        return Configuration(self.main.definitions, files, self.main.kept)

    def _is_whole(self, name: str) -> bool:
        return name in self.disk.files and is_whole(name, self.disk.files[name])

    @property
    def is_hand_made(self) -> bool:
        """Whether the main file is there and is not as we write it."""
        return self.disk.mains[0] is not None and not self.main.is_as_written

    @property
    def is_loaded(self) -> bool:
        """Whether what BIRD runs is the main file as it is on disk."""
        return self.main.is_as_written and self.disk.loaded == self.main.digest

    @property
    def unsaved(self) -> str | None:
        """Somebody's work that is not loaded: a configuration file that is newer than the last load."""
        if UNKNOWN_TIME in self.newer:
            return "birdc show status: the time of the last load cannot be read; take timeformat base out of the configuration"
        theirs = [name for name in self.newer if self.is_included or name != LOCAL_FILE]
        return f"{theirs[0]} is newer than what BIRD has loaded; run birdc configure, or undo it" if theirs else None

    @cached_property
    def text(self) -> str:
        """Main file, files of registered pairs and the operator's own files, with secrets blanked."""
        return f"{blanked(whole_text(self.disk.mains[0] or '', self.configuration.files))}\n{THEIRS}{their_text(self.theirs)}"

    @cached_property
    def pair_sets(self) -> dict[str, dict[int, frozenset[PrefixRange]]]:
        """The registered pairs that the filters of this router's last run use."""
        return self.configuration.pair_sets()

    @cached_property
    def known(self) -> Known:
        """The pair sets and the operator's own lists as they are now."""
        return Known(self.pair_sets if self.is_loaded else {}, parse_local(self.disk.local or ""))

    @cached_property
    def sessions(self) -> tuple[SessionState, ...]:
        """All eBGP sessions per family."""
        return tuple(
            SessionState(
                item.description or item.name,
                item.address,
                channel.family,
                item.asn,
                item.is_established,
                channel.imported if item.is_established else None,
                channel.exported if item.is_established else None,
            )
            for item in self.external.values()
            for channel in item.channels
            if channel.family
        )

    @cached_property
    def external(self) -> dict[str, Protocol]:
        """The eBGP sessions of the default VRF by the neighbor's address; one that is up wins over others."""
        found: dict[str, Protocol] = {}
        for item in self.protocols:
            is_other_vrf = item.vrf not in ("", "default")
            if item.asn != item.local_asn and not is_other_vrf and not (item.address in found and found[item.address].is_established):
                found[item.address] = item
        return found

    @property
    def internal_sessions(self) -> tuple[InternalSession, ...]:
        """All iBGP sessions. BIRD sends every community."""
        return tuple(InternalSession(item.address, item.is_established, True) for item in self.protocols if item.asn == item.local_asn)

    def channel(self, address: str, family: int) -> Channel | None:
        """Return a family of a session, or None when the session does not carry it."""
        session = self.external.get(address)
        return next((item for item in session.channels if item.family == family), None) if session is not None else None

    def bound(self, address: str, family: int, direction: Direction) -> str:
        """Return the name of the filter that a session uses; empty when there is no such session."""
        channel = self.channel(address, family)
        if channel is None:
            return ""
        return channel.input_filter if direction is Direction.IMPORT else channel.output_filter

    @property
    def caches(self) -> Caches | None:
        """The RPKI caches of our main file, when that is what runs."""
        has_caches = any(text.startswith("protocol rpki ") for text in self.configuration.definitions.values())
        return Caches(self.caches_up, self.vrps, "birdc show protocols") if has_caches and self.is_loaded else None

    @cached_property
    def trusts_tags(self) -> bool:
        """Whether an export filter of ours that is in use has E01. A hand at another line of the file takes nothing from that."""
        used = {channel.output_filter for item in self.external.values() for channel in item.channels}
        is_loaded = self.disk.loaded == self.main.digest
        return is_loaded and any("# E01" in text for name, text in self.configuration.filters().items() if name in used)

    def stores_routes(self, address: str, family: int) -> bool:
        """Tell whether the routes that a neighbor sent are kept before the filter."""
        session = self.external.get(address)
        return session is not None and (session.name, family) not in self.stores_nothing

    def can_judge_again(self, address: str, family: int) -> bool:
        """Tell whether a changed import filter takes effect without a new session."""
        session = self.external.get(address)
        return session is None or not session.is_established or session.refreshes or self.stores_routes(address, family)


def _vrps(text: str) -> int | None:
    """Parse what `show route table ... count` says of our tables."""
    tables = "|".join(ROA_TABLES.values())
    numbers = re.findall(rf"^[0-9]+ of ([0-9]{{1,9}}) routes for [0-9]+ networks in table (?:{tables})$", text, re.MULTILINE)
    return sum(map(int, numbers)) if numbers else None


def blanked(text: str) -> str:
    """Take secrets out of a configuration."""
    return _SECRET.sub(r'\1"<removed>"', text)


def their_text(text: str) -> str:
    """Take secrets out of the operator's own files."""
    without = _REMARK.sub(lambda found: found[0] if found[0].startswith('"') else "# <removed>", text)
    return _THEIR_SECRET.sub(r'\1"<removed>"', without)


def parse(place: Place, outputs: Outputs) -> BirdRunning:
    """Parse the outputs of the platform's reads.

    :raises PlatformError: an output is not what BIRD prints.
    """
    disk = parse_disk(place, outputs["files"], outputs["pairs"])
    written = readable(outputs["operator"])
    theirs = operator.uncommented(written)
    protocols = readable(outputs["protocols"])
    options = operator.session_options(theirs)
    without_table = {(found[1], int(found[2])) for found in _NO_TABLE.finditer(outputs["stored"])}
    without_table |= {(name, family) for name, option in options.items() if option.keeps_filtered_alone for family in FAMILIES}
    return BirdRunning(
        capabilities=capabilities(outputs["status"]),
        place=place,
        disk=disk,
        main=parse_main(disk.mains[0] or ""),
        protocols=tuple(parse_protocols(protocols)),
        stores_nothing=frozenset(without_table),
        options=options,
        is_included=bool(disk.loaded) or operator.includes_ours(theirs),
        newer=tuple(line for line in lines_of(readable(outputs["newer"])) if line and line != MAIN),
        caches_up=caches_up(protocols),
        vrps=_vrps(readable(outputs["vrps"])),
        theirs=written,
    )
