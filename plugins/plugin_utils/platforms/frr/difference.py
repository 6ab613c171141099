# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What separates the configuration that an FRR router runs from the one it should run, and what nothing refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..contract import PlatformError
from ..line_keys import BindingKey, LineKey
from .objects import LAST_SEQUENCE, LOCAL, OURS, Configuration, ListEntry, ListKey, MapEntry, is_permit_only, local_entries, permitted


@dataclass
class Difference:
    """What separates two configurations, in the words of the stages."""

    new: Configuration
    adds: dict[ListKey, list[ListEntry]] = field(default_factory=dict)
    removes: dict[ListKey, list[ListEntry]] = field(default_factory=dict)
    bindings: dict[BindingKey, str] = field(default_factory=dict)
    lines: dict[LineKey, str] = field(default_factory=dict)
    caches: set[tuple[str, int]] = field(default_factory=set)

    @property
    def is_list_edit(self) -> bool:
        """Nothing but entries of lists that are there changes."""
        new = self.new
        return not (new.prefix_lists or new.text_lists or new.route_maps or self.bindings or self.lines or self.caches)

    @property
    def is_empty(self) -> bool:
        """Nothing changes."""
        return self.is_list_edit and not self.adds and not self.removes


def difference(now: Configuration, wanted: Configuration) -> Difference:
    """Return the difference. An operator's own list that is there is never touched.

    :raises PlatformError: somebody edited an object of ours that is not edited in place.
    """
    for kind, mine, theirs in (("route-map", wanted.route_maps, now.route_maps), ("list", wanted.text_lists, now.text_lists)):
        for name in mine:
            if name in theirs and theirs[name] != mine[name]:  # type: ignore[index]
                raise PlatformError(
                    f"{kind} {name}: somebody edited it on the router; remove it by hand (or bind the session without it), then run again"
                )
    found = Difference(
        Configuration(
            {key: entries for key, entries in wanted.prefix_lists.items() if key not in now.prefix_lists},
            {key: entries for key, entries in wanted.text_lists.items() if key not in now.text_lists},
            {name: entries for name, entries in wanted.route_maps.items() if name not in now.route_maps},
        )
    )
    for key, entries in wanted.prefix_lists.items():
        if key not in now.prefix_lists or now.prefix_lists[key] == entries or key[1].startswith(LOCAL):
            continue
        present = now.prefix_lists[key]
        if not is_permit_only(present):
            raise PlatformError(f"prefix-list {key[1]}: somebody added a deny on the router; remove that line, then run again")
        have, want = permitted(present), permitted(entries)
        free = max((sequence for sequence in have.values()), default=0)
        added = [ListEntry(free + 5 * number, "permit", item) for number, item in enumerate(sorted(want.keys() - have.keys()), 1)]
        if not any(entry.sequence == LAST_SEQUENCE for entry in present):
            added.append(next(entry for entry in entries if entry.sequence == LAST_SEQUENCE))
        if added:
            found.adds[key] = added
        removed = [ListEntry(have[item], "permit", item) for item in sorted(have.keys() - want.keys())]
        if removed:
            found.removes[key] = removed
    found.bindings = {key: name for key, name in wanted.bindings.items() if now.bindings.get(key) != name}
    found.lines = {key: line for key, line in wanted.lines.items() if now.lines.get(key) != line}
    found.caches = set(wanted.rtr_caches - now.rtr_caches)
    return found


def reachable(route_maps: Mapping[str, tuple[MapEntry, ...]], names: Iterable[str]) -> set[str]:
    """Return the names that these route-maps refer to, directly or through a call, and their own."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for entry in route_maps.get(name, ()):
            for line in entry.body:
                words = line.split()
                if words[0] in ("call", "match") or words[:2] in (["set", "large-comm-list"], ["set", "comm-list"]):
                    waiting += [word for word in words[1:] if word.startswith(OURS)]
    return found


def references(configuration: Configuration) -> set[str]:
    """Return the names that a binding or a route-map of the operator's refers to, directly or not."""
    theirs = [name for name in configuration.route_maps if not name.startswith(OURS)]
    return reachable(configuration.route_maps, [*configuration.bindings.values(), *theirs])


def unreferenced(now: Configuration, wanted: Configuration) -> Configuration:
    """Return our objects that nothing refers to once the wanted bindings hold; not lists that the operator wrote something into."""
    merged = Configuration(
        {**now.prefix_lists, **wanted.prefix_lists},
        {**now.text_lists, **wanted.text_lists},
        {**now.route_maps, **wanted.route_maps},
        {**now.bindings, **wanted.bindings},
    )
    used = references(merged)
    ours = merged.ours()

    def is_free(key: ListKey) -> bool:
        is_theirs = key[1].startswith(LOCAL) and now.prefix_lists.get(key, local_entries(key[0])) != local_entries(key[0])
        return key[1] not in used and not is_theirs

    return Configuration(
        {key: entries for key, entries in ours.prefix_lists.items() if is_free(key)},
        {key: entries for key, entries in ours.text_lists.items() if key[1] not in used},
        {name: entries for name, entries in ours.route_maps.items() if name not in used},
    )
