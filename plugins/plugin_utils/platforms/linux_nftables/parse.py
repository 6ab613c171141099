# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Linux router runs of source-address validation, and of what it depends on: its interfaces, others' chains, rp_filter."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from ...model.prefixes import Prefix, PrefixError
from ...model.routes import host_prefix
from ...model.sources import HeldInterface, Links
from ..contract import Outputs, PlatformError
from .render import observed_since
from .scripts import MARK
from .table import EGRESS_PRIORITY, INGRESS_PRIORITY, NAME, SEEN, Table, parse_counted, parse_seen, parse_table

_TABLE = re.compile(r"^table (\S+) (\S+) \{$")
_CHAIN = re.compile(r"^\tchain (\S+) \{$")
_HOOK = re.compile(r"^\t\ttype (\S+) hook (\S+) (?:device \S+ )?priority (-?\d+);")
_RP_FILTER = re.compile(r"^\S*/conf/(\S+)/rp_filter:(\d)$", re.MULTILINE)
_DEVICE = re.compile(r"\bdev (\S+)")
_ROUTE = re.compile(r"^(?:\w+ )?(\S+) .*?\bdev (\S+)")

_PROBLEMS = {
    "missing": "nft is not installed there; install the package nftables",
    "denied": "nft may not be run there; set ansible_become: true",
}


@dataclass(frozen=True, slots=True)
class BaseChain:
    """A chain of somebody else that packets pass."""

    family: str
    table: str
    name: str
    kind: str
    hook: str
    priority: int


@dataclass(frozen=True)
class NftRunning:
    """``problem``: why nothing of ours can run there (no nft). ``boot_digest``: SHA-256 of what is loaded at boot."""

    text: str
    table: Table
    counted: Mapping[str, tuple[int, int]]
    seen: Mapping[str, tuple[str, ...]]
    others: tuple[BaseChain, ...]
    links: Links
    strict_filters: frozenset[str]
    boot_digest: str
    boot_table: Table
    can_boot: bool
    problem: str | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the listing; changes when anybody changes our table."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def confirmed(self) -> Table:
        """Our table; where somebody flushed it, the one that was confirmed last."""
        return self.table if self.table.chains else self.boot_table

    @cached_property
    def interfaces(self) -> dict[str, HeldInterface]:
        """What was confirmed last per interface."""
        table = self.confirmed
        found: dict[str, HeldInterface] = {}
        for pairs in table.maps.values():
            for interface, chain in pairs.items():
                since = observed_since(table.chains.get(chain, ()))
                before = found.get(interface)
                seen = (*(before.seen if before else ()), *self.seen.get(f"{SEEN}{chain}", ()))
                # An interface that is observed in one direction is observed.
                dates = [item for item in (since, before.observed_since if before else None) if item is not None]
                found[interface] = HeldInterface(min(dates, default=None), seen)
        return found

    def conflicts(self) -> Iterator[str]:
        """Return the chains beside which ours would not do what it says."""
        for chain in self.others:
            if chain.family not in ("inet", "ip", "ip6"):
                continue
            where = f"chain {chain.name} of table {chain.family} {chain.table}"
            ours = {"prerouting": INGRESS_PRIORITY, "postrouting": EGRESS_PRIORITY}.get(chain.hook)
            if chain.priority == ours:
                yield f"{where} has our hook and priority ({chain.hook}, {chain.priority}): the order is unknown; give it another"
            elif chain.kind == "nat" and chain.hook == "postrouting" and chain.priority > EGRESS_PRIORITY:
                yield f"{where} translates sources behind our check (priority {chain.priority} > {EGRESS_PRIORITY}); use srcnat (100)"


def _base_chains(text: str) -> Iterator[BaseChain]:
    family = table = chain = ""
    for line in text.splitlines():
        if found := _TABLE.match(line):
            family, table = found.groups()
        elif found := _CHAIN.match(line):
            chain = found[1]
        elif (found := _HOOK.match(line)) and table != NAME:
            yield BaseChain(family, table, chain, found[1], found[2], int(found[3]))


def _networks(text: str) -> dict[str, tuple[Prefix, ...]]:
    """:raises ValueError: not what ``ip -j address`` prints."""
    networks: dict[str, tuple[Prefix, ...]] = {}
    for link in json.loads(text):
        if "LOOPBACK" in link.get("flags", ()):
            continue
        found: set[Prefix] = set()
        for item in link.get("addr_info", ()):
            if item.get("scope") != "link":
                # A point-to-point link has the other end's address beside its own.
                ends = (item[key] for key in ("local", "address") if key in item)
                found |= {host_prefix(end).covering(item["prefixlen"]) for end in ends}
        networks[link["ifname"]] = tuple(sorted(found))
    return networks


def parse(outputs: Outputs) -> NftRunning:
    """Parse the outputs of the reads.

    :raises PlatformError: an output is not what nft or ip prints.
    """
    problem = _PROBLEMS.get(outputs["chains"].strip())
    digest, _, boot = outputs["boot"].partition("\n")
    listing, _, counted = outputs["table"].partition(f"{MARK}\n")
    try:
        networks = _networks(outputs["links"])
        table, boot_table = parse_table(listing), parse_table(boot)
    except PrefixError as error:
        raise PlatformError(f"table inet {NAME} was edited by hand: {error}; delete it, and run again") from error
    except (ValueError, KeyError, TypeError) as error:
        raise PlatformError(f"ip -j address gave no JSON that can be read ({error}); iproute2 5 or newer is needed") from error
    # A default route of several ways has them all in its line.
    defaults = {(int(line[0]), name) for line in outputs["defaults"].splitlines() for name in _DEVICE.findall(line)}
    filters = {name for name, value in _RP_FILTER.findall(outputs["rp_filter"]) if value == "1"}
    return NftRunning(
        listing,
        table,
        parse_counted(counted),
        parse_seen(counted),
        tuple(_base_chains(outputs["chains"])),
        Links(networks, frozenset(defaults)),
        frozenset(filters),
        digest.strip(),
        boot_table,
        outputs["start"].strip() != "none",
        problem,
    )


def routed(output: str) -> dict[Prefix, str]:
    """Parse ``ip route get`` of several addresses: the interface of each address that has a route."""
    found = {}
    for line in output.splitlines():
        if (match := _ROUTE.match(line)) and match[2] != "lo":
            with suppress(PrefixError):
                found[host_prefix(match[1])] = match[2]
    return found
