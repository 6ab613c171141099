# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of docs/registries.md, from the shipped registries. ``refresh_registries.py`` writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import bogon_asns, iana_files, special_purpose, transit_free
from licence import LICENCE

#: A shipped file: its title and the control that looks into it.
TITLES = {
    iana_files.IPV4: ("IPv4 special-purpose addresses", "F02"),
    iana_files.IPV6: ("IPv6 special-purpose addresses", "F02"),
    iana_files.ASNS: ("Special-purpose AS numbers", "F07"),
}


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in (header, *rows)]
    return ["", f"| {lines[0]} |", "|---" * len(header) + "|", *(f"| {line} |" for line in lines[1:])]


def _reference(text: str) -> str:
    """Return IANA's reference without its brackets, which Markdown takes for links."""
    return re.sub(r"\bRFC(?=\d)", "RFC ", text.replace("][", ", ").replace("] [", ", ").replace("[", "").replace("]", ""))


def _registry_cells(files: Mapping[str, iana_files.IanaFile]) -> list[tuple[object, ...]]:
    cells: list[tuple[object, ...]] = []
    for name, (title, control) in TITLES.items():
        content = files[name]
        cells.append((title, control, len(content.rows), content.as_of, content.source))
    networks = len(transit_free.TRANSIT_FREE)
    return [*cells, ("Transit-free networks", "F09", networks, transit_free.AS_OF, "[below](#transit-free-networks-f09)")]


def _block_cells(rows: iana_files.Rows) -> list[tuple[object, ...]]:
    """Return the table of address blocks, with what F02 does.

    :raises ValueError: the blocks contradict each other.
    """
    rejected, spared = special_purpose.judge(special_purpose.blocks_of(rows))
    cells: list[tuple[object, ...]] = []
    for text, name, reference, allocated, terminated, reachable in rows:
        prefix = special_purpose.parse_block(text)
        if prefix in spared:
            verdict = "spared"
        else:
            verdict = "rejected" if any(other.contains(prefix) for other in rejected) else "not concerned"
        cells.append((f"`{text}`", name, _reference(reference), allocated, terminated, reachable or "-", verdict))
    return cells


def _asn_cells(rows: iana_files.Rows) -> list[tuple[object, ...]]:
    return [
        (
            item.low if item.low == item.high else f"{item.low}-{item.high}",
            _reference(item.name),
            _reference(item.source),
            "rejected" if item.is_reserved else "not concerned",
        )
        for item in sorted((*bogon_asns.asns_of(rows), bogon_asns.BETWEEN_16_AND_32_BITS))
    ]


def page(files: Mapping[str, iana_files.IanaFile]) -> str:
    """Return the page about the registries.

    :raises ValueError: F02 cannot express the blocks.
    """
    lines = [
        "<!--",
        *LICENCE,
        "Written by `make registries`. Do not edit.",
        "-->",
        "# Registries that ship with the collection",
        "",
        "The controls F02, F07 and F09 need no network and no configuration: what they look for is in the collection, dated.",
        *_table(("registry", "used by", "entries", "as of", "source"), _registry_cells(files)),
        "",
        "## Refresh",
        "",
        "    make registries                # from IANA's site",
        "    make registries FROM=folder    # from a folder that holds IANA's three CSV files under their own names",
        "",
        "The command shows each entry that comes or goes and rewrites the files in `plugins/plugin_utils/registry/data` and",
        "this page. It writes nothing when a file has another header, an entry that does not parse, or lost more than a fifth",
        "of its entries. `scripts/refresh_registries.py --check` writes nothing and exits with 1 when something is stale, with",
        "2 when it cannot tell. Read the diff: the next plan of every router contains it. The transit-free networks are kept",
        "by hand, in `plugins/plugin_utils/registry/transit_free.py`.",
        "",
        "## Special-purpose addresses (F02)",
        "",
        "F02 rejects a block that IANA lists as not globally reachable, as N/A or as terminated, with all more-specifics, and",
        "spares longer blocks inside that are listed as reachable. Multicast, 240.0.0.0/4 and IPv6 outside 2000::/3 are always",
        "rejected, reachable or not. Names and references are IANA's.",
        *_table(
            ("prefix", "name", "reference", "allocated", "terminated", "globally reachable", "F02"),
            _block_cells((*files[iana_files.IPV4].rows, *files[iana_files.IPV6].rows)),
        ),
        "",
        "Always rejected:",
        *_table(
            ("prefix", "name", "reference"),
            [(f"`{block.prefix}`", block.name, _reference(block.source)) for block in special_purpose.NOT_GLOBAL_UNICAST],
        ),
        "",
        "## Bogon ASNs (F07)",
        "",
        "F07 rejects a path that contains a reserved ASN. Numbers that are only not allocated yet are none: they get allocated.",
        *_table(("ASNs", "name", "source", "F07"), _asn_cells(files[iana_files.ASNS].rows)),
        "",
        "## Transit-free networks (F09)",
        "",
        "Networks that buy no transit, so that a path through one from a customer or a peer is a leak. There is no registry of",
        "them; the list is short on purpose, because a wrong entry rejects good routes. Lists compared:",
        "",
        *(f"- {name}, copy of {day}" for name, day in transit_free.SOURCES),
        *_table(("ASN", "network"), [(item.asn, item.name) for item in transit_free.TRANSIT_FREE]),
        "",
        "AS12956 is on the second list only, since 2017. Left out:",
        *_table(("ASN", "network", "why"), [(item.asn, item.name, item.why_not) for item in transit_free.LEFT_OUT]),
    ]
    return "\n".join(lines) + "\n"
