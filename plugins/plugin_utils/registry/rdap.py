# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registration of an ASN at its RIR, by RDAP: queries RFC 9082, answers RFC 9083, contacts in jCard (RFC 7095).

Which server knows an ASN is in IANA's bootstrap registry (RFC 9224), https://data.iana.org/rdap/asn.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from ..model.prefixes import Prefix, PrefixError
from .dump_files import RegistryError
from .json_answers import JsonQuestions
from .published import RDAP, Contact, Published, moment, shown
from .web import FetchError

#: The roles of whoever runs a network; abuse and billing alone are none (MANRS, metric M8).
OPERATIONAL = ("noc", "technical")
_HEADERS = {"Accept": "application/rdap+json, application/json"}
_RANGE = re.compile(r"(\d{1,10})(?:-(\d{1,10}))?")
#: IANA gives ASNs to the RIRs in blocks of this size; an answer as wide as one is no registration of a network.
_BLOCK = 1024
_DEEPEST, _MOST_ENTITIES, _MOST_LOOKED_UP = 4, 100, 4
_GONE = {"removed", "inactive"}


@dataclass(frozen=True, slots=True)
class RdapServer:
    """The RDAP server of the RIR that registers an ASN."""

    url: str
    questions: JsonQuestions

    def ask(self, path: str) -> dict[str, Any]:
        """Return an object. A server that is away, or wants to be left alone, is not asked again.

        :raises RegistryError: there is no whole answer, or it is no object.
        """
        if (before := self.questions.away.get(self.url)) is not None:
            raise before
        try:
            found = self.questions.ask(f"{self.url.rstrip('/')}/{path}", _HEADERS)
        except FetchError as error:
            if error.status is None or error.is_throttled:
                self.questions.away[self.url] = error
            raise
        if not isinstance(found, dict):
            raise RegistryError(f"{self.url}: the answer to {path} is no RDAP object; look at the server")
        return found

    def contact(self, handle: str) -> Contact | None:
        """Return the contact of a handle, None when the server does not have it. :raises RegistryError: nobody knows."""
        try:
            found = self.ask(f"entity/{quote(handle, safe='')}")
        except FetchError as error:
            # RIPE's server says 400 of a handle that cannot be one of its own.
            if error.status in (400, 404):
                return None
            raise
        if str(found.get("handle", "")).upper() != handle.upper():
            raise RegistryError(f"{self.url}: it was asked for {shown(handle)} and answers another object; look at the server")
        return _contact(found, "")


def rdap_server(bootstrap: str, wanted: int | Prefix, questions: JsonQuestions) -> RdapServer:
    """Return who registers an ASN or a prefix: of several entries that hold a prefix, the longest (RFC 9224 section 5).

    :param bootstrap: a URL, or a file.
    :raises RegistryError: it cannot be read, or names nobody.
    """
    document = questions.ask(bootstrap, {"Accept": "application/json"}) if "://" in bootstrap else _file(Path(bootstrap).expanduser())
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, list):
        raise RegistryError(f"{bootstrap}: has no list 'services'; give IANA's file (RFC 9224) or a copy of it")
    found: list[tuple[int, str]] = []
    for service in services:
        if not (isinstance(service, list) and len(service) >= 2 and all(isinstance(part, list) for part in service)):
            continue
        # The safe URL, where there are two.
        urls = sorted(
            (url for url in service[-1] if isinstance(url, str) and urlsplit(url).scheme in ("https", "http")),
            key=lambda url: not url.startswith("https:"),
        )
        found += [(length, urls[0]) for entry in service[-2] if urls and (length := _length(entry, wanted)) is not None]
    if not found:
        name = f"AS{wanted}" if isinstance(wanted, int) else str(wanted)
        raise RegistryError(f"no RIR has {name} by {bootstrap}; see that it is public, and that the file is of today")
    return RdapServer(max(found, key=lambda item: item[0])[1], questions)


def _file(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise RegistryError(f"{path}: {error.strerror}; check manrs_registry.rdap") from error
    except (ValueError, RecursionError):
        raise RegistryError(f"{path}: is not JSON; fetch IANA's file (RFC 9224) again") from None


def _length(entry: Any, wanted: int | Prefix) -> int | None:
    """Return how closely an entry of the bootstrap holds what is wanted, None when it does not."""
    if not isinstance(entry, str):
        return None
    if isinstance(wanted, int):
        found = _RANGE.fullmatch(entry)
        return 0 if found is not None and int(found[1]) <= wanted <= int(found[2] or found[1]) else None
    try:
        block = Prefix.parse(entry)
    except PrefixError:
        return None
    return block.length if block.contains(wanted) else None


def rdap_contacts(server: RdapServer, asn: int) -> Published:
    """Ask for the registration of an ASN; contacts that it only names are looked up, up to four."""
    try:
        found = server.ask(f"autnum/{asn}")
    except FetchError as error:
        if error.status == 404:
            return Published(RDAP, absent=f"{server.url} has no registration of AS{asn}")
        return Published(RDAP, unknown=str(error))
    except RegistryError as error:
        return Published(RDAP, unknown=str(error))
    begin, end = found.get("startAutnum"), found.get("endAutnum")
    if begin is None and end is None and found.get("handle") == f"AS{asn}":
        begin = end = asn
    if type(begin) is not int or type(end) is not int or not begin <= asn <= end:
        return Published(RDAP, unknown=f"{server.url}: the answer is of another ASN; look at the server")
    if end - begin >= _BLOCK - 1:
        return Published(RDAP, absent=f"{server.url} has AS{asn} in its own block AS{begin} to AS{end} alone, registered for nobody")
    notes = [f"{server.url}: AS{begin}{f' to AS{end}' if end != begin else ''}"]
    contacts: list[Contact] = []
    looked_up: dict[str, Contact | None] = {}
    for role, item in _entities(found, _DEEPEST):
        contact = replace(item, role=role)
        is_whole = item.has_email and item.changed is not None
        if role in OPERATIONAL and item.handle and not is_whole and (item.handle in looked_up or len(looked_up) < _MOST_LOOKED_UP):
            contact = _completed(server, contact, looked_up, notes)
        contacts.append(contact)
    changed = max((when for when in map(moment, _events(found)) if when is not None), default=None)
    if changed is not None:
        notes.append(f"registration changed {changed:%Y-%m-%d}")
    return Published(RDAP, tuple(dict.fromkeys(contacts)), notes=tuple(notes))


def _completed(server: RdapServer, contact: Contact, looked_up: dict[str, Contact | None], notes: list[str]) -> Contact:
    """Return a contact with what its own object says."""
    if contact.handle not in looked_up:
        looked_up[contact.handle] = None
        try:
            looked_up[contact.handle] = server.contact(contact.handle)
        except RegistryError as error:
            notes.append(f"{shown(contact.handle)} could not be looked up: {error}")
    own = looked_up[contact.handle]
    if own is None:
        return contact
    return replace(
        contact,
        email=contact.email or own.email,
        phones=contact.phones or own.phones,
        changed=contact.changed or own.changed,
        doubt=contact.doubt or own.doubt,
        is_person=own.is_person,
    )


def _entities(found: dict[str, Any], depth: int) -> Iterator[tuple[str, Contact]]:
    """Yield the contacts of an object and of those in it (an organisation has contacts of its own), once for each role."""
    entities = found.get("entities")
    for entity in entities[:_MOST_ENTITIES] if isinstance(entities, list) else ():
        if not isinstance(entity, dict):
            continue
        roles = entity.get("roles")
        for role in roles[:20] if isinstance(roles, list) else ():
            if isinstance(role, str):
                yield shown(role).lower(), _contact(entity, role)
        if depth > 1:
            yield from _entities(entity, depth - 1)


def _events(found: dict[str, Any]) -> list[Any]:
    events = found.get("events")
    told = [item for item in events if isinstance(item, dict)] if isinstance(events, list) else []
    return [item.get("eventDate") for item in told if item.get("eventAction") == "last changed"]


def _contact(entity: dict[str, Any], role: str) -> Contact:
    card = card_of(entity)
    handle = entity.get("handle")
    return Contact(
        role=role,
        email=next(iter(card.get("email", ())), ""),
        phones=tuple(text.removeprefix("tel:") for text in card.get("tel", ())),
        handle=handle if isinstance(handle, str) else "",
        # Whoever is not said to be a group is taken for a person.
        is_person=card.get("kind", ["individual"])[0].lower() not in ("group", "org"),
        changed=max((when for when in map(moment, _events(entity)) if when is not None), default=None),
        doubt=_doubt(entity),
    )


def card_of(entity: dict[str, Any]) -> dict[str, list[str]]:
    """Return the texts of an entity's jCard by their property; what is none is left out."""
    value = entity.get("vcardArray")
    found: dict[str, list[str]] = {}
    items = value[1] if isinstance(value, list) and len(value) == 2 and isinstance(value[1], list) else []
    for item in items[:200]:
        if isinstance(item, list) and len(item) >= 4 and isinstance(item[0], str) and isinstance(item[3], str) and item[3].strip():
            found.setdefault(item[0].lower(), []).append(item[3].strip().removeprefix("mailto:"))
    return found


def _doubt(entity: dict[str, Any]) -> str:
    """Return why the registry does not vouch for a contact: ARIN says so in a remark, others by its status."""
    remarks, status = entity.get("remarks"), entity.get("status")
    for remark in remarks if isinstance(remarks, list) else ():
        title = remark.get("title") if isinstance(remark, dict) else None
        if isinstance(title, str) and title.lower() == "unvalidated poc":
            return "the registry had no answer from it (Unvalidated POC)"
    gone = _GONE.intersection(item for item in (status if isinstance(status, list) else ()) if isinstance(item, str))
    return f"its status is {min(gone)}" if gone else ""
