# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read VRPs and ASPAs as validators export them: the JSON of rpki-client, Routinator and StayRTR (gortr)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..model.first_few import quoted
from ..model.prefixes import BITS, Prefix, PrefixError
from ..model.routes import MAXIMUM_ASN
from ..model.sets import Vrp
from .dump_files import GZIP, Problems, RegistryError, open_dump, unpacked
from .web import fetch


@dataclass(frozen=True, slots=True)
class RpkiExport:
    """What a validator found. ``aspas``: the providers of each AS that says them; None: the export tells of none at all."""

    vrps: tuple[Vrp, ...]
    aspas: Mapping[int, frozenset[int]] | None
    made_at: datetime | None


def _asn(value: Any) -> int:
    """Return an ASN from 64500, "64500" or "AS64500". ASN 0 is one here: it says that nobody originates (RFC 6483)."""
    text = str(value).upper().removeprefix("AS") if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 10) or int(text) > MAXIMUM_ASN:
        raise ValueError(f"{_shown(value)} is not an ASN")
    return int(text)


def _shown(value: Any) -> str:
    """Return a value for a message. One that is nested as deep as it is just read cannot be shown."""
    return f"a {type(value).__name__}" if isinstance(value, (dict, list)) else quoted(str(value))


def _vrp(entry: Any) -> Vrp:
    if not isinstance(entry, dict):
        raise ValueError(f"{_shown(entry)} is not a VRP")
    if "prefix" not in entry or "asn" not in entry:
        raise ValueError("has no prefix or no asn")
    if not isinstance(entry["prefix"], str):
        raise ValueError(f"{_shown(entry['prefix'])} is not a prefix")
    prefix = Prefix.parse(entry["prefix"])
    length = entry.get("maxLength", entry.get("max_length"))
    maximum = prefix.length if length is None else length
    if isinstance(maximum, bool) or not isinstance(maximum, int) or not prefix.length <= maximum <= BITS[prefix.family]:
        raise ValueError(f"{prefix}: maxLength {_shown(maximum)} is not a number from {prefix.length} to {BITS[prefix.family]}")
    return Vrp(prefix, maximum, _asn(entry["asn"]))


def _content(place: str) -> tuple[bytes, datetime | None]:
    """Return an export as it is written, and when its server says that it changed."""
    if "://" not in place:
        with open_dump(Path(place)) as stream:
            return stream.read(), None
    answer = fetch(place)
    if not answer.body.startswith(GZIP):
        return answer.body, answer.last_modified
    return unpacked(answer.body, place), answer.last_modified


def _made_at(document: dict[str, Any]) -> datetime | None:
    """Return when a validator says that it made the export: rpki-client's buildtime, Routinator's and gortr's generated."""
    metadata = document.get("metadata")
    if not isinstance(metadata, dict):
        return None
    for key in ("buildtime", "generatedTime", "generated"):
        value = metadata.get(key)
        try:
            if isinstance(value, str):
                found = datetime.fromisoformat(value)
                return found if found.tzinfo else found.replace(tzinfo=UTC)
            if isinstance(value, int) and not isinstance(value, bool):
                return datetime.fromtimestamp(value, UTC)
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _customer(entry: Any) -> int:
    """Return the customer of an ASPA: rpki-client says ``customer_asid``, Routinator ``customer``."""
    if not isinstance(entry, dict):
        raise ValueError(f"{_shown(entry)} is not an ASPA")
    return _asn(entry.get("customer_asid", entry.get("customer")))


def _providers(entry: Any) -> frozenset[int]:
    providers = entry.get("providers")
    if not isinstance(providers, list) or not providers:
        raise ValueError("has no providers")
    return frozenset(_asn(provider) for provider in providers)


def _aspas(place: str, entries: list[Any], problems: Problems) -> Mapping[int, frozenset[int]]:
    """Return the providers by customer; several ASPAs of one customer are one (draft-ietf-sidrops-aspa-verification section 4).

    Where one of them is broken, the customer is taken to say nothing: with a part of its providers, right paths would be invalid.
    """
    found: dict[int, frozenset[int]] = {}
    broken = set()
    for number, entry in enumerate(entries):
        customer = None
        try:
            customer = _customer(entry)
            found[customer] = found.get(customer, frozenset()) | _providers(entry)
        except ValueError as error:
            broken.add(customer)
            problems.add(f"{place}: aspas[{number}]", str(error))
    return {customer: found[customer] for customer in sorted(found) if customer not in broken}


def read_export(place: str, problems: Problems) -> RpkiExport:
    """Return the VRPs of a JSON export, sorted, each once, its ASPAs, and when it was made if it says so.

    An entry that is no VRP (RFC 6811) or no ASPA is left out and named.

    :param place: a file's path or a URL.
    :raises RegistryError: not to be had whole, not JSON, no list ``roas``, or no VRP in it.
    """
    content, changed_at = _content(place)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RegistryError(f"{place}: not JSON ({error}); export VRPs as JSON from your validator") from error
    entries = document.get("roas") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise RegistryError(f"{place}: has no list 'roas'; export VRPs as JSON from rpki-client, Routinator or StayRTR")
    vrps = set()
    for number, entry in enumerate(entries):
        try:
            vrps.add(_vrp(entry))
        except (PrefixError, ValueError) as error:
            problems.add(f"{place}: roas[{number}]", str(error))
    if not vrps:
        raise RegistryError(f"{place}: holds no VRP; an empty export would validate nothing, look at your validator")
    told = document.get("aspas")
    aspas = _aspas(place, told, problems) if isinstance(told, list) else None
    return RpkiExport(tuple(sorted(vrps)), aspas, _made_at(document) or changed_at)
