# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contacts of a network in PeeringDB.

REST API: https://docs.peeringdb.com/api_specs/. A contact (``poc``) has a role and is visible to everybody (``Public``) or to PeeringDB's
users; without an API key only the first ones are answered.
"""

from __future__ import annotations

from typing import Any

from .dump_files import RegistryError
from .json_answers import JsonQuestions
from .published import PEERINGDB, Contact, Published, moment, shown

_NOT_ASKED = "it is not asked; declare manrs_registry.peeringdb"
_NET_FIELDS, _POC_FIELDS = "id,asn,website,looking_glass,status", "net_id,role,visible,email,phone,url,updated,status"


def peeringdb_contacts(url: str | None, key: str | None, asn: int, questions: JsonQuestions) -> Published:
    """Ask for the contacts of a network, in two questions.

    :param url: of the API; None: it is not to be asked. ``key`` is sent, and neither shown nor kept.
    """
    if url is None:
        return Published(PEERINGDB, unknown=_NOT_ASKED)
    base = url.rstrip("/")
    headers = {"Accept": "application/json", **({"Authorization": f"Api-Key {key.strip()}"} if key else {})}
    try:
        networks = _objects(questions.ask(f"{base}/net?asn__in={asn}&fields={_NET_FIELDS}", headers), "asn", asn)
        if not networks:
            return Published(PEERINGDB, absent=f"it has no network with AS{asn}")
        number = networks[0].get("id")
        if type(number) is not int or number < 0:
            raise RegistryError("the network that it answers has no id; look at the URL of the API")
        pocs = _objects(questions.ask(f"{base}/poc?net_id__in={number}&fields={_POC_FIELDS}", headers), "net_id", number)
    except RegistryError as error:
        return Published(PEERINGDB, unknown=str(error))
    notes = [f"{name.replace('_', ' ')}: {shown(networks[0][name])}" for name in ("website", "looking_glass") if networks[0].get(name)]
    if not key:
        notes.append("asked without an API key: contacts for PeeringDB's users alone are not answered")
    return Published(PEERINGDB, tuple(map(_contact, pocs)), notes=tuple(notes))


def _objects(document: Any, name: str, number: int) -> list[dict[str, Any]]:
    """Return the objects of an answer that are those asked for. :raises RegistryError: it is no answer of this API."""
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise RegistryError("the answer has no list 'data' of objects; check that the URL is that of the API")
    if any(item.get(name) != number for item in data):
        raise RegistryError(f"the answer is of another {name}; check that the URL is that of the API")
    return [item for item in data if item.get("status") == "ok"]


def _contact(entry: dict[str, Any]) -> Contact:
    email, phone, role = (entry[name].strip() if isinstance(entry.get(name), str) else "" for name in ("email", "phone", "role"))
    is_public = entry.get("visible") == "Public"
    return Contact(
        role=shown(role).lower(),
        email=email if is_public else "",
        phones=(phone,) if phone and is_public else (),
        is_public=is_public,
        changed=moment(entry.get("updated")),
    )
