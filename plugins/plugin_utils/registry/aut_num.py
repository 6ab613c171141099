# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contacts that aut-num objects name (RFC 2622 sections 3 and 6), and what they point at: role and person objects.

A copy of a database often has no contacts, or others in their place: RIPE's has DUMY-RIPE everywhere. So a name that a copy does not have
is asked for at the RIR, by RDAP, and a database of its own (RADB, say) that does not have it leaves the question open.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..intent.models import Irr
from ..model.servers import Server
from .dump_files import RegistryError
from .irrd import Answer, IrrServers, Kind, Query
from .published import IRR, Contact, Published, moment, shown
from .rdap import RdapServer
from .rpsl import read_objects
from .rpsl_object import RpslObject, parse_objects

#: Databases of RIRs: there a contact is either registered, or not.
_OF_RIRS = frozenset({"AFRINIC", "APNIC", "ARIN", "LACNIC", "RIPE"})
_ROLES = {"admin-c": "administrative", "tech-c": "technical"}
_AUT_NUM, _CONTACTS = frozenset({"aut-num"}), frozenset({"role", "person"})
_HANDLE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,29}")
_MASKED = "DUMY-"
_MOST_HANDLES = 10
#: (source, handle) -> the object, None when that source answers and does not have it; left out when it does not answer.
_Found = Mapping[tuple[str, str], RpslObject | None]


def aut_num_contacts(irr: Irr, asn: int, rdap: RdapServer | None) -> Published:
    """Look for the aut-num objects of an ASN, and for the contacts that they name.

    :param rdap: the RIR's server, None when it is not known.
    """
    try:
        objects, found, silent = _from_servers(irr, asn) if irr.servers else _from_dumps(irr, asn)
    except RegistryError as error:
        return Published(IRR, unknown=str(error))
    if not objects:
        if silent:
            return Published(IRR, unknown="; ".join(silent))
        return Published(IRR, absent=f"there is no aut-num AS{asn} in {', '.join(irr.sources or irr.dumps)}")
    contacts: list[Contact] = []
    notes = [f"not answered: {text}" for text in silent]
    asked: dict[str, Contact] = {}
    for item in objects:
        names = _names(item)
        notes.append(f"aut-num AS{asn} in {item.source or 'no source'}: {len(names)} names of contacts")
        for role, handle in names[:_MOST_HANDLES]:
            contacts.append(replace(_contact(item.source, handle, found, rdap, asked), role=role))
    return Published(IRR, tuple(dict.fromkeys(contacts)), notes=tuple(notes))


def _names(item: RpslObject) -> list[tuple[str, str]]:
    """Return (role, handle) of what an aut-num names, each once."""
    return list(dict.fromkeys((role, word.upper() if word.isascii() else word) for name, role in _ROLES.items() for word in item.all(name)))


def _contact(source: str, handle: str, found: _Found, rdap: RdapServer | None, asked: dict[str, Contact]) -> Contact:
    if handle.startswith(_MASKED):
        return Contact("", handle=handle, is_there=None, doubt=f"this copy of {source} has it in place of the contacts")
    own = found.get((source, handle))
    if own is not None:
        return _read(own, handle)
    if not _HANDLE.fullmatch(handle):
        return Contact("", handle=handle, is_there=False)
    if rdap is None or source not in _OF_RIRS:
        return Contact("", handle=handle, is_there=None)
    if handle not in asked:
        if len(asked) >= _MOST_HANDLES:
            return Contact("", handle=handle, is_there=None, doubt="not asked for, after many others")
        try:
            asked[handle] = rdap.contact(handle) or Contact("", handle=handle, is_there=False)
        except RegistryError as error:
            asked[handle] = Contact("", handle=handle, is_there=None, doubt=f"RDAP: {error}")
    return asked[handle]


def _read(item: RpslObject, handle: str) -> Contact:
    told: dict[str, list[str]] = {}
    for name, value in item.attributes:
        told.setdefault(name, []).append(value)
    return Contact(
        role="",
        email=next(iter(told.get("e-mail", ())), ""),
        phones=tuple(told.get("phone", ())),
        handle=handle,
        is_person=item.kind == "person",
        changed=moment(next(iter(told.get("last-modified", ())), "")),
    )


def _is_of(item: RpslObject, handle: str) -> bool:
    return item.all("nic-hdl")[:1] == [handle]


# -- servers -------------------------------------------------------------------------------------


def _from_servers(irr: Irr, asn: int) -> tuple[list[RpslObject], _Found, list[str]]:
    servers = [Server.parse(text) for text in irr.servers]
    return asyncio.run(_ask(IrrServers(servers, irr.sources or (), timeout_seconds=irr.timeout), list(irr.sources or ()), asn))


async def _ask(irr: IrrServers, sources: Sequence[str], asn: int) -> tuple[list[RpslObject], _Found, list[str]]:
    try:
        # RPKI is what IRRd makes of ROAs; no aut-num is there.
        places = [name.upper() for name in sources if name.upper() != "RPKI"]
        objects, silent = [], []
        for source, answer in zip(places, await irr.ask([Query(source, f"maut-num,AS{asn}") for source in places]), strict=True):
            if answer.kind is Kind.FAILED:
                silent.append(f"{source}: {shown(answer.text)}")
            objects += [item for item in _objects(answer, _AUT_NUM) if item.key.upper() == f"AS{asn}"]
        names = {(item.source, handle) for item in objects for _, handle in _names(item)[:_MOST_HANDLES] if _HANDLE.fullmatch(handle)}
        wanted = sorted(name for name in names if name[0] in places and not name[1].startswith(_MASKED))
        found: dict[tuple[str, str], RpslObject | None] = {}
        for kind in sorted(_CONTACTS, reverse=True):
            asked = [name for name in wanted if found.get(name) is None]
            answers = await irr.ask([Query(source, f"m{kind},{handle}") for source, handle in asked])
            for name, answer in zip(asked, answers, strict=True):
                if answer.kind is not Kind.FAILED:
                    found[name] = next((item for item in _objects(answer, _CONTACTS) if _is_of(item, name[1])), None)
        return objects, found, silent
    finally:
        irr.close()


def _objects(answer: Answer, kinds: frozenset[str]) -> list[RpslObject]:
    return parse_objects(answer.text, kinds) if answer.kind is Kind.FOUND else []


# -- dumps ---------------------------------------------------------------------------------------


def _from_dumps(irr: Irr, asn: int) -> tuple[list[RpslObject], _Found, list[str]]:
    paths = [Path(text) for text in irr.dumps]
    places = None if irr.sources is None else {name.upper() for name in irr.sources}
    objects = [
        item
        for path in paths
        for item in read_objects(path, _AUT_NUM)
        if item.key.upper() == f"AS{asn}" and (places is None or item.source in places)
    ]
    found: dict[tuple[str, str], RpslObject | None] = {
        (item.source, handle): None for item in objects for _, handle in _names(item)[:_MOST_HANDLES]
    }
    for path in paths if found else ():
        for item in read_objects(path, _CONTACTS):
            name = (item.source, next(iter(item.all("nic-hdl")), ""))
            if name in found:
                found[name] = item
    return objects, found, []
