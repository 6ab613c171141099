# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on RouterOS: a firewall chain for each declared interface and direction, jumped to by one rule.

What comes in is looked at in ``raw`` (chain prerouting, before connection tracking and whatever fasttrack spares), what goes out in
``filter`` (chain forward: what the router sends itself does not come there). A chain is never edited: its name says its content, and the
rule that jumps, found by its comment, is given another one by one command. Its entries stand in address lists. A rule counts the packets
it meets and names no source. Menus and properties: the command tree of 7.24; MikroTik's documentation, "Filter", "RAW".

``rp-filter`` is one setting for the whole router and has no IPv6, so strict uRPF is not said here; the adviser chooses lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from ...model.policies import Finding
from ...model.prefixes import BITS, Prefix, PrefixError
from ...model.sources import HeldInterface, Links, SourcePolicy
from .. import interface_checks
from ..answers import lines_of as split_lines
from ..contract import PlatformError
from ..interface_checks import AclKey, Checks, GroupKey, SourceChange, SourceWish, back, released
from .names import OURS, content_name
from .objects import PREFIXES, Kind, ListKey, parse_prefix, prefix_text
from .text import add_line, list_lines, parse_line, quoted

__all__ = ["Checks", "SourceWish", "back", "released"]

Row = Mapping[str, str]
#: What the names of chains and address lists for sources begin with.
SOURCES = f"{OURS}SRC-"
#: The menu of each direction and family, the chain in it, and the property that names the interface.
MENUS: Mapping[tuple[str, int], str] = {
    ("in", 4): "/ip/firewall/raw",
    ("in", 6): "/ipv6/firewall/raw",
    ("out", 4): "/ip/firewall/filter",
    ("out", 6): "/ipv6/firewall/filter",
}
_PLACES = {"in": ("prerouting", "in-interface"), "out": ("forward", "out-interface")}
_WAYS = {menu: key for key, menu in MENUS.items()}
_ACTIONS = {"permit": "return", "deny": "drop"}
_SAID = {action: word for word, action in _ACTIONS.items()}
#: What entries say beside addresses.
_PROTOCOLS: Mapping[str, Row] = {
    "ip": {},
    "ipv6": {},
    "igmp": {"protocol": "igmp"},
    "dhcp": {"protocol": "udp", "src-port": "68", "dst-port": "67"},
    "icmpv6": {"protocol": "icmpv6"},
}
_ENTRY = re.compile(r"(permit|deny) (\S+) (any|host \S+|\S+) (any|host \S+|\S+)")
_OBSERVED = re.compile(r" observed since ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.ASCII)
#: What stands for the chain of a rule of ours that somebody gave another condition.
EDITED = f"{OURS}with "
#: What lets a packet go on past what stands behind it.
_LETS_BY = ("accept", "jump", "fasttrack-connection")


class _Words:
    """How RouterOS says it."""

    ip: Mapping[int, str] = {4: "ip", 6: "ipv6"}
    #: What is of the link alone and is never forwarded: link-scope multicast, IGMP, DHCP, link-local addresses, and the unspecified one.
    link: Mapping[int, tuple[str, ...]] = {
        4: ("permit ip any 224.0.0.0/24", "permit igmp host 0.0.0.0 any", "permit dhcp host 0.0.0.0 any"),
        6: ("permit ipv6 fe80::/10 any", "permit icmpv6 host :: any", "permit ipv6 any ff02::/16"),
    }
    interface = re.compile(r"[A-Za-z0-9_.:/<>@ +-]{1,60}", re.ASCII)
    counting: tuple[str, ...] = ()

    def prefix(self, prefix: Prefix) -> str:
        return str(prefix)

    def name(self, key: GroupKey, entries: tuple[str, ...]) -> str:
        return content_name(f"SRC-{key.way.upper()}-{key.family}", (key.interface, *entries)).removeprefix(OURS)

    def list_line(self, key: AclKey) -> str:
        return f"{_menu(key)} chain={key.name}"

    def group_line(self, key: GroupKey, name: str) -> str:
        chain, _ = _PLACES[key.way]
        return f"{MENUS[key.way, key.family]} chain={chain} comment={quoted(_comment(key))} jump-target={name}"


_WORDS = _Words()


def _menu(key: AclKey) -> str:
    return MENUS["out" if key.name.startswith(f"{SOURCES}OUT-") else "in", key.family]


def _comment(key: GroupKey) -> str:
    """Return the comment that the rule of an interface is found by, whatever chain it jumps to."""
    return f"{OURS.removesuffix('-')} {key.way} {key.interface}"


# -- entries and rules ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of a chain: its properties, and the addresses of its list, if it has one."""

    values: Row
    addresses: tuple[str, ...] = ()


def _address(word: str, family: int) -> str:
    """Return an address or prefix as a rule prints it."""
    return prefix_text(_prefix(word, family))


def _prefix(word: str, family: int) -> Prefix:
    text = word.removeprefix("host ")
    return Prefix.parse(text if "/" in text else f"{text}/{BITS[family]}")


def _kind_of(entry: str) -> str:
    """Return what entries have in common that one rule can say for all of them."""
    found = _ENTRY.fullmatch(entry)
    if found is None or found[2] not in ("ip", "ipv6") or found[3] == "any" or found[4] != "any":
        return entry
    return found[1]


def _rules(key: AclKey, entries: Iterable[str]) -> Iterator[_Rule]:
    """Yield the rules of a chain. A remark is the comment of the rules behind it, or of one that only counts where there is none."""
    said, is_told, number = "", True, 0
    for kind, same in groupby(entries, _kind_of):
        if kind.startswith("remark "):
            if not is_told:
                yield _Rule({"chain": key.name, "action": "passthrough", "comment": said})
            said, is_told = kind.removeprefix("remark "), False
            continue
        if kind.split()[0] not in _ACTIONS:
            # Somebody's own rule in a chain of ours.
            continue
        is_told = True
        values = {"chain": key.name, "action": _ACTIONS[kind.split()[0]], "comment": said}
        found = _ENTRY.fullmatch(kind)
        if found is None:
            number += 1
            addresses = tuple(_address(told[3], key.family) for entry in same if (told := _ENTRY.fullmatch(entry)))
            yield _Rule({**values, "src-address-list": f"{key.name}-{number}"}, addresses)
            continue
        values |= _PROTOCOLS[found[2]]
        ends = {"src-address": found[3], "dst-address": found[4]}
        yield _Rule(values | {name: _address(word, key.family) for name, word in ends.items() if word != "any"})
    if not is_told:
        yield _Rule({"chain": key.name, "action": "passthrough", "comment": said})


def _entry(row: Row, family: int) -> str | None:
    """Return what a rule without a list says; None: nothing of ours."""
    protocol = {name: row[name] for name in ("protocol", "src-port", "dst-port") if name in row}
    words = [word for word, said in _PROTOCOLS.items() if said == protocol and word not in ("ip", "ipv6")]
    word = (words or [_WORDS.ip[family]])[0] if protocol == {} or words else None
    if word is None or row.get("action") not in _SAID:
        return None
    ends = [_end(row.get(name), family) for name in ("src-address", "dst-address")]
    return f"{_SAID[row['action']]} {word} {ends[0]} {ends[1]}"


def _end(text: str | None, family: int) -> str:
    if text is None:
        return "any"
    prefix = parse_prefix(text)
    return f"host {str(prefix).partition('/')[0]}" if prefix.length == BITS[family] else str(prefix)


def _entries(rows: Iterable[Row], lists: Mapping[ListKey, frozenset[str]], family: int) -> Iterator[str]:
    """Yield the entries that the rules of a chain say."""
    said = ""
    for row in rows:
        comment = row.get("comment", "")
        if comment and comment != said:
            said = comment
            yield f"remark {comment}"
        if row.get("action") == "passthrough":
            continue
        name = row.get("src-address-list")
        if name is None:
            yield _entry(row, family) or f"unknown {sorted(row.items())}"
            continue
        if extra := row.keys() - {"chain", "action", "comment", "src-address-list"}:
            yield f"unknown {sorted(extra)}"
        for prefix in sorted(map(parse_prefix, lists.get(ListKey(PREFIXES[family], name), ()))):
            yield f"{_SAID.get(row.get('action', ''), 'unknown')} {_WORDS.ip[family]} {_end(str(prefix), family)} any"


#: What the API shows of a rule and no command of ours says.
_SHOWN = frozenset({".id", "bytes", "packets", "invalid", "dynamic", "disabled", "log", "log-prefix", "creation-time"})


def read(menus: Mapping[str, Sequence[Row]], lists: Mapping[ListKey, frozenset[str]]) -> Checks:
    """Return all of ours that checks sources. ``menus``: the rules of each, in their order.

    :raises PrefixError: a rule of ours has an address that is none.
    """
    access_lists: dict[AclKey, tuple[str, ...]] = {}
    groups: dict[GroupKey, str] = {}
    observed: dict[str, date] = {}
    for menu, rows in menus.items():
        way, family = _WAYS[menu]
        chain, interface = _PLACES[way]
        bare = [{name: value for name, value in row.items() if name not in _SHOWN and value} for row in rows]
        names = dict.fromkeys(row.get("chain", "") for row in bare)
        for name in names:
            if name.startswith(SOURCES):
                access_lists[AclKey(family, name)] = tuple(_entries((row for row in bare if row.get("chain") == name), lists, family))
        for row in bare:
            key = GroupKey(row.get(interface, ""), family, way)
            if row.get("chain") == chain and row.get("action") == "jump" and row.get("comment") == _comment(key):
                # A condition more, and it looks at less than all.
                extra = row.keys() - {"chain", "action", "comment", "jump-target", interface}
                groups[key] = row.get("jump-target", "") if not extra else f"{EDITED}{min(extra)}"
    for key, name in groups.items():
        for entry in access_lists.get(AclKey(key.family, name), ()):
            if found := _OBSERVED.search(entry):
                observed[key.interface] = date.fromisoformat(found[1])
    return Checks(access_lists, groups, {}, observed)


def networks(addresses: Iterable[Row], interfaces: Iterable[Row]) -> dict[str, tuple[Prefix, ...]]:
    """Return the networks of each interface. ``addresses``: the items of both menus of addresses.

    :raises PrefixError: an address is none.
    """
    found: dict[str, list[Prefix]] = {row["name"]: [] for row in interfaces if row.get("name")}
    for row in addresses:
        address, slash, length = row.get("address", "").partition("/")
        if slash and length.isdigit():
            whole = Prefix.parse(f"{address}/{BITS[6 if ':' in address else 4]}")
            if not (whole.family == 6 and address.lower().startswith("fe80")):
                found.setdefault(row.get("interface", ""), []).append(whole.covering(int(length)))
    return {name: tuple(items) for name, items in found.items()}


def links(found: Mapping[str, tuple[Prefix, ...]], defaults: Mapping[int, str | None]) -> Links:
    """Return the router's own networks. ``defaults``: the interface of each family's default route."""
    return interface_checks.links(found, defaults)


def held(checks: Checks) -> dict[str, HeldInterface]:
    """Return what of ours runs on each interface. The router names no source that it counts, so somebody must look."""
    return interface_checks.held(checks, (), "RouterOS names none; look at the counters: /ip/firewall/raw/print stats")


def ours(checks: Checks) -> Checks:
    """Return only what is ours of checks."""
    return interface_checks.ours(checks, ())


# -- what is wanted ------------------------------------------------------------------------------


def build(policy: SourcePolicy) -> Checks:
    """Return what the declared interfaces should have; those that are kept are left out, and so is what only uRPF can say."""
    return replace(interface_checks.build(_WORDS, policy), verified={})


def _past(rows: Sequence[Row], key: GroupKey) -> str | None:
    """Return the rule of the operator's that stands before ours and may let packets by, in words; None: there is none."""
    chain, interface = _PLACES[key.way]
    for row in rows:
        if row.get("chain") != chain:
            continue
        if row.get("comment") == _comment(key):
            return None
        is_ours = row.get("jump-target", "").startswith(SOURCES)
        # A packet with a spoofed source begins what the router has not seen before.
        is_of_known = "connection-state" in row and "new" not in row["connection-state"].split(",")
        is_elsewhere = row.get(interface, key.interface) != key.interface
        if row.get("action", "accept") in _LETS_BY and not (is_ours or is_of_known or is_elsewhere):
            return row.get("comment") or " ".join(f"{name}={value}" for name, value in sorted(row.items()) if name not in _SHOWN)
    return None


def wish(now: Checks, names: Iterable[str], menus: Mapping[str, Sequence[Row]], policy: SourcePolicy) -> SourceWish:
    """Return what the router should check. A rule of the operator's that lets packets by before ours is a finding."""
    found = interface_checks.wish(_WORDS, now, names, (), without_strict(policy))
    past = []
    for key in sorted(found.checks.groups):
        menu = MENUS[key.way, key.family]
        if rule := _past(menus.get(menu, ()), key):
            what = f"IPv{key.family} {key.way}: a rule of yours in {menu} stands before ours and may let packets by: {rule[:120]}"
            remedy = f"move the rule with the comment {_comment(key)!r} before it, when it is there"
            here = (chain.control for item in policy.interfaces if item.name == key.interface for chain in item.chains)
            # What stays on an interface that is kept or not declared any more is a list too.
            control = next(here, "V03")
            past.append(Finding(control, "critical", f"manrs_interfaces: {key.interface}", what, remedy, (rule[:120],)))
    return replace(found, findings=(*found.findings, *past))


def without_strict(policy: SourcePolicy) -> SourcePolicy:
    """Return the policy without what only uRPF can say: it was compiled for no router. What runs on such an interface stays."""
    interfaces = tuple(
        replace(item, chains=(), is_kept=True) if any(chain.is_strict for chain in item.chains) else item for item in policy.interfaces
    )
    return replace(policy, interfaces=interfaces)


# -- what separates the two, in command lines ----------------------------------------------------


@dataclass(frozen=True)
class SourceLines:
    """A change in command lines: what is made first, what acts, what takes both back, what goes once all is confirmed."""

    made: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def _made(key: AclKey, entries: Iterable[str]) -> Iterator[str]:
    rules = list(_rules(key, entries))
    for item in rules:
        if item.addresses:
            yield from list_lines(ListKey(PREFIXES[key.family], item.values["src-address-list"]), item.addresses)
    yield from (add_line(_menu(key), item.values) for item in rules)


def _taken_off(key: AclKey, lists: Iterable[ListKey]) -> Iterator[str]:
    yield f"{_menu(key)}/remove [find where chain={quoted(key.name)}]"
    yield from (f"{item.kind}/remove [find where list={quoted(item.name)}]" for item in sorted(lists))


def _lists_of(key: AclKey, entries: Iterable[str]) -> list[ListKey]:
    return [ListKey(PREFIXES[key.family], item.values["src-address-list"]) for item in _rules(key, entries) if item.addresses]


def _bind(key: GroupKey, name: str, is_there: bool) -> str:
    menu, (chain, interface) = MENUS[key.way, key.family], _PLACES[key.way]
    if is_there:
        return f"{menu}/set [find where chain={chain} comment={quoted(_comment(key))}] jump-target={quoted(name)}"
    values = {"chain": chain, "action": "jump", interface: key.interface, "jump-target": name, "comment": _comment(key)}
    return add_line(menu, values)


def _unbind(key: GroupKey) -> str:
    chain, _ = _PLACES[key.way]
    return f"{MENUS[key.way, key.family]}/remove [find where chain={chain} comment={quoted(_comment(key))}]"


def lines_of(now: Checks, changed: SourceChange) -> SourceLines:
    """Print a change from what runs. An interface that loses its check loses it last: until then nothing is more open than before."""
    made = [line for key, entries in sorted(changed.lists.items()) for line in _made(key, entries)]
    undo = [line for key, entries in sorted(changed.lists.items()) for line in _taken_off(key, _lists_of(key, entries))]
    stale = [
        line for key in sorted(changed.lists.keys() & now.access_lists) for line in _taken_off(key, _lists_of(key, changed.lists[key]))
    ]
    acts = [_bind(key, name, key in now.groups) for key, name in sorted(changed.groups.items())]
    back = [_bind(key, now.groups[key], True) if key in now.groups else _unbind(key) for key in sorted(changed.groups)]
    gone = [_unbind(key) for key in sorted(changed.wished.groups_off) if key not in changed.groups]
    gone += [line for key in sorted(changed.lists_off) for line in _taken_off(key, _lists_of(key, now.access_lists.get(key, ())))]
    return SourceLines(tuple(stale + made), tuple(acts), tuple(back + undo), tuple(gone))


def change(now: Checks, wished: SourceWish) -> SourceChange:
    """Return what separates what runs from a wish.

    :raises PlatformError: somebody edited a rule or chain of ours that acts.
    """
    found = interface_checks.change(now, wished)
    edited = [f"{_comment(key)}: its rule" for key in found.groups if now.groups.get(key, "").startswith(EDITED)]
    acting = {AclKey(key.family, name) for key, name in now.groups.items()}
    edited += [f"{key.name}: it" for key in sorted(found.edited & acting)]
    if edited:
        raise PlatformError(f"{edited[0]} was edited by somebody on the router; remove it, then run again")
    return found


def lines(checks: Checks) -> list[str]:
    """Print all checks as the command lines for a router that has none."""
    made = lines_of(Checks(), interface_checks.of_nothing(checks))
    return [*made.made, *made.interfaces]


def is_line(line: str) -> bool:
    """Tell whether a command line is about sources."""
    menu = line.partition("/add ")[0]
    return menu in _WAYS or (menu in tuple(Kind) and f"list={SOURCES}" in line)


def parse_lines(text: str) -> Checks:
    """Parse what ``lines`` prints, among other lines.

    :raises PlatformError: a line is no command, or misses something, or an address is none.
    """
    menus: dict[str, list[Row]] = {menu: [] for menu in _WAYS}
    lists: dict[ListKey, set[str]] = {}
    for line in split_lines(text):
        if not is_line(line):
            continue
        command = parse_line(line)
        if command.path in menus:
            menus[command.path].append(command.values)
        elif {"list", "address"} <= command.values.keys():
            lists.setdefault(ListKey(Kind(command.path), command.values["list"]), set()).add(command.values["address"])
        else:
            raise PlatformError(f"a property is missing: {line[:160]!r}")
    try:
        return read(menus, {key: frozenset(entries) for key, entries in lists.items()})
    except PrefixError as error:
        raise PlatformError(f"a record of source addresses cannot be read: {error}") from error


def missing_lists(now: Checks, wished: SourceWish) -> list[str]:
    """Return which chains a router does not hold of a wish."""
    return interface_checks.missing_lists(_WORDS, now, wished)


def missing(now: Checks, wished: SourceWish) -> list[str]:
    """Return what a router does not hold of a wish; what is taken off last may be there."""
    return interface_checks.missing(_WORDS, now, replace(wished, groups_off={}))


def still_there(now: Checks, wished: SourceWish, gone: Iterable[AclKey]) -> list[str]:
    """Return what a router holds that should be off once all is confirmed."""
    return interface_checks.missing(_WORDS, now, replace(wished, checks=Checks()), gone)
