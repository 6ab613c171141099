# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the files of a snapshot are called and how their parts are written and read: known to who makes one and who reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from ..model.prefixes import Prefix, address_to_int, int_to_address
from ..model.set_names import SetName
from .cones import Cone

MANIFEST, DIGESTS, NETWORK, PEERINGDB = "manifest.json", "digests.txt", "network.json", "peeringdb.json"
VRPS, ASPAS = "vrps.txt", "aspas.txt"
FORMAT = 5
UNRESOLVED = "unresolved: "
INVALID = "invalid"


class SnapshotError(Exception):
    """A snapshot cannot be made or used. The message names folder or file and says what to do."""


@contextmanager
def understood(where: object) -> Iterator[None]:
    """Refuse in words what has not the form in which this version writes it.

    :raises SnapshotError: instead of the error.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        what = f"{type(error).__name__}: {str(error)[:200]}"
        raise SnapshotError(f"{where} cannot be read ({what}); run the snapshot playbook again") from error


def set_file(name: SetName) -> str:
    """Return the file of a set; ``=`` stands for the colon and is in no name."""
    return f"sets/{str(name).replace(':', '=')}.txt"


def asn_file(asn: int) -> str:
    return f"asns/AS{asn}.txt"


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def as_lines(items: Iterable[object]) -> str:
    return "".join(f"{item}\n" for item in items)


def moment(value: Any) -> datetime | None:
    """Return a time with its zone, or None for what is none."""
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo is not None else None


def read_peeringdb(text: str) -> dict[str, Any]:
    """Return what PeeringDB says, as ``_peeringdb_parts`` gives it. :raises SnapshotError: it has another form."""
    with understood(PEERINGDB):
        told = json.loads(text)
        return {
            "networks": {text_value(asn): [_number_or_none(four), _number_or_none(six)] for asn, (four, six) in told["networks"].items()},
            "never_via_route_servers": [number_value(asn) for asn in told["never_via_route_servers"]],
            "exchanges": [[text_value(name), _lans(lans), _addresses(addresses)] for name, lans, addresses in told["exchanges"]],
        }


def _lans(value: Any) -> list[str]:
    return [str(Prefix.parse(text)) for text in text_values(value)]


def _addresses(value: Any) -> list[str]:
    return [int_to_address(*address_to_int(text)) for text in text_values(value)]


def text_value(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} where a text belongs")
    return value


def text_values(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"a {type(value).__name__} where a list belongs")
    return [text_value(item) for item in value]


def number_value(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(f"a {type(value).__name__} where a number belongs")
    return value


def _number_or_none(value: Any) -> int | None:
    return None if value is None else number_value(value)


def set_names_of(value: Any) -> list[str] | str:
    """Return the sets of a cone, or why they are not known."""
    return value if isinstance(value, str) else text_values(value)


def cone_of(asn: Any, as_set: Any, route_set: Any) -> Cone:
    return Cone(number_value(asn), text_value(as_set), text_value(route_set))
