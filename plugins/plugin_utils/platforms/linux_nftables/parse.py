# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Linux router runs of source-address validation, and of what it depends on: its interfaces, others' chains, rp_filter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...model.prefixes import BITS, Prefix, PrefixError
from ...model.routes import host_prefix
from ...model.sources import HeldInterface, Links
from ..answers import digest_of, lines_of, number, readable, rows, string, table, understood
from ..contract import Outputs, PlatformError
from .render import observed_since
from .scripts import MARK
from .table import EGRESS_PRIORITY, INGRESS_PRIORITY, NAME, SEEN, Table, parse_counted, parse_seen, parse_table

_TABLE = re.compile(r"^table (\S+) (\S+) \{$")
_CHAIN = re.compile(r"^\tchain (\S+) \{$")
_HOOK = re.compile(r"^\t\ttype (\S+) hook (\S+) (?:device \S+ )?priority (-?[0-9]{1,10});")
_RP_FILTER = re.compile(r"^/proc/sys/net/ipv4/conf/([^/\s]+)/rp_filter:([0-9])$", re.MULTILINE)
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
        return digest_of(self.text)

    @cached_property
    def confirmed(self) -> Table:
        """Our table; where somebody flushed it, the one that was confirmed last."""
        return self.table if self.table.chains else self.boot_table

    @cached_property
    def interfaces(self) -> dict[str, HeldInterface]:
        """What was confirmed last per interface."""
        held = self.confirmed
        found: dict[str, HeldInterface] = {}
        for pairs in held.maps.values():
            for interface, chain in pairs.items():
                with understood(f"table inet {NAME}, chain {chain}"):
                    since = observed_since(held.chains.get(chain, ()))
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
    for line in lines_of(text):
        if found := _TABLE.match(line):
            family, table = found.groups()
        elif found := _CHAIN.match(line):
            chain = found[1]
        elif (found := _HOOK.match(line)) and table != NAME:
            yield BaseChain(family, table, chain, found[1], found[2], int(found[3]))


def _networks(text: str) -> dict[str, tuple[Prefix, ...]]:
    """:raises ValueError: not what ``ip -j address`` prints."""
    what = "ip -j address"
    networks: dict[str, tuple[Prefix, ...]] = {}
    for item in rows(json.loads(text), what):
        link = table(item, what)
        if "LOOPBACK" in rows(link.get("flags"), what):
            continue
        addresses = (table(address, what) for address in rows(link.get("addr_info"), what))
        found = {prefix for address in addresses if address.get("scope") != "link" for prefix in _ends(address, what)}
        if not (name := string(link.get("ifname"), what)):
            raise PlatformError(f"{what}: a link without a name")
        networks[name] = tuple(sorted(found))
    return networks


def _ends(address: dict[str, Any], what: str) -> Iterator[Prefix]:
    """Yield the networks of an address: a point-to-point link has the other end's address beside its own."""
    length = number(address.get("prefixlen"), what)
    for end in (string(address[key], what) for key in ("local", "address") if key in address):
        host = host_prefix(end)
        if length > BITS[host.family]:
            raise PlatformError(f"{what}: {end}/{length}")
        yield host.covering(length)


def parse(outputs: Outputs) -> NftRunning:
    """Parse the outputs of the reads.

    :raises PlatformError: an output is not what nft or ip prints.
    """
    chains = readable(outputs["chains"])
    problem = _PROBLEMS.get(chains.strip())
    digest, _, boot = readable(outputs["boot"]).partition("\n")
    listing, _, counted = readable(outputs["table"]).partition(f"{MARK}\n")
    try:
        ours, boot_table = parse_table(listing), parse_table(boot)
    except PlatformError as error:
        raise PlatformError(f"table inet {NAME} was edited by hand: {error}; delete it, and run again") from error
    try:
        networks = _networks(outputs["links"])
    except (ValueError, RecursionError) as error:
        raise PlatformError(f"ip -j address gave no JSON that can be read ({error}); iproute2 5 or newer is needed") from error
    # A default route of several ways has them all in its line.
    defaults = {
        (number(line[0], "ip route show default"), name)
        for line in lines_of(readable(outputs["defaults"]))
        for name in _DEVICE.findall(line)
    }
    filters = {name for name, value in _RP_FILTER.findall(readable(outputs["rp_filter"])) if value == "1"}
    return NftRunning(
        listing,
        ours,
        parse_counted(counted),
        parse_seen(counted),
        tuple(_base_chains(chains)),
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
    for line in lines_of(readable(output)):
        if (match := _ROUTE.match(line)) and match[2] != "lo":
            with suppress(PrefixError):
                found[host_prefix(match[1])] = match[2]
    return found
