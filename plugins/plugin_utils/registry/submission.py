# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Submit RPSL objects to an IRRd: its HTTP API, POST and DELETE to ``/v1/submit/``.

IRRd's documentation, "Database changes", section on the HTTP API; read in the source of IRRd 4.5.2 (``server/http/endpoints_api.py``,
``utils/validators.py``, ``updates/parser.py``). Each object is judged and saved by itself, and the answer has them in the order sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import web
from .dump_files import RegistryError
from .published import shown
from .rpsl_object import BLANK, parse_objects

#: What stands where only the maintainer knows what belongs there.
PLACEHOLDER = "YOUR-"
_MOST_MESSAGES = 10
_NOBODY_KNOWS = "nobody knows what was changed; run the registration playbook again to see"


@dataclass(frozen=True, slots=True)
class Server:
    """Where to submit. Secrets show nowhere. ``allows_http``: plain http to another machine too, which anybody on the way can read."""

    url: str
    password: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    allows_http: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one object, by the server's word. ``action``: create, modify, delete, or empty where it does not say."""

    action: str
    name: str
    is_saved: bool
    messages: tuple[str, ...]


def name_of(text: str) -> str:
    """Return class, key and source of an object's text, for people.

    :raises RegistryError: it is not one object with maintainer and source, or a placeholder is in it.
    """
    kind = text.partition(":")[0].strip().lower()
    found = parse_objects(text, frozenset({kind}))
    wanted = [kind, "origin"] if kind in ("route", "route6") else [kind]
    key = [value for name in wanted for value in found[0].values(name)[:1] if value] if len(found) == 1 else []
    # Without mnt-by of what is to be deleted IRRd 4.5.2 ends with an error of its own, status 500.
    if len(key) < len(wanted) or not all(map(found[0].all, ("mnt-by", "source"))) or len(BLANK.split(text.strip())) > 1:
        raise RegistryError(f"{shown(text[:60])!r} is not one object; write class, key (of a route its origin too), mnt-by and source")
    for name in ("mnt-by", "source"):
        if any(value.startswith(PLACEHOLDER) for value in found[0].values(name)):
            raise RegistryError(f"{kind} {key[0]}: its {name} is not known; register an aut-num or an AS-SET first, or give maintainer")
    return f"{kind} {' '.join(key)} ({found[0].source})"


def submit(
    server: Server, objects: Sequence[str], deletions: Sequence[str], reason: str, send: Callable[..., web.WebAnswer] = web.send
) -> tuple[Outcome, ...]:
    """Submit objects, and when all were saved, delete others.

    :param objects: texts of new and changed objects. ``deletions``: of those to delete, with class, key, ``mnt-by`` and source at least.
    :raises RegistryError: there is no whole answer, so nobody knows, or nothing was sent.
    """
    names = [[name_of(text) for text in texts] for texts in (objects, deletions)]
    found = _send(server, "POST", objects, names[0], None, send) if objects else ()
    if deletions and all(item.is_saved for item in found):
        try:
            found += _send(server, "DELETE", deletions, names[1], reason, send)
        except RegistryError as error:
            saved = f"{len(found)} objects were submitted, and saved; then, deleting: " if found else ""
            raise RegistryError(f"{saved}{error}") from None
    return found


def _send(
    server: Server, method: str, texts: Sequence[str], names: Sequence[str], reason: str | None, send: Callable[..., web.WebAnswer]
) -> tuple[Outcome, ...]:
    told: dict[str, Any] = {"objects": [{"object_text": text} for text in texts]}
    told |= {"passwords": [server.password]} if server.password else {}
    told |= {"api_keys": [server.api_key]} if server.api_key else {}
    told |= {"delete_reason": reason} if reason is not None else {}
    try:
        answer = send(
            server.url,
            json.dumps(told).encode(),
            method=method,
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            allows_http=server.allows_http,
        )
    except web.FetchError as error:
        raise RegistryError(f"{error}; {_NOBODY_KNOWS}" if error.may_have_acted else str(error)) from None
    try:
        items = json.loads(answer.body)["objects"]
        outcomes = tuple(_outcome(item, name) for item, name in zip(items, names, strict=True))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RegistryError(f"{server.url}: the answer is none of IRRd's; {_NOBODY_KNOWS}") from None
    return outcomes


def _outcome(item: Any, name: str) -> Outcome:
    """Return what an answer says of one object. :raises TypeError, KeyError, ValueError: it is none, or of another object."""
    is_saved, errors = item["successful"], item["error_messages"]
    if not isinstance(is_saved, bool) or not isinstance(errors, list) or is_saved == bool(errors):
        raise ValueError("neither saved nor refused")
    if is_saved and item["object_class"] != name.split(" ", 1)[0]:
        raise ValueError("of another object")
    told = [*errors, *item["info_messages"]]
    messages = tuple(shown(text) for text in told[:_MOST_MESSAGES])
    return Outcome(shown(item["type"] or ""), name, is_saved, messages)
