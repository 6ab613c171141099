# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who holds an ASN or a prefix: the registrants of its registration at the RIR (RDAP, RFC 9083 sections 5.4 and 5.5).

Names are those of organisations; whoever else is registered is told by its handle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..intent.models import Rdap
from ..model.prefixes import Prefix, PrefixError, address_to_int
from .dump_files import RegistryError
from .json_answers import JsonQuestions
from .published import shown
from .rdap import RdapServer, card_of, rdap_server
from .web import FetchError

#: Maintainers of RIRs, which RIPE's server has as registrants of what they only maintain.
_OF_RIRS = ("RIPE-NCC-", "AFRINIC-HM-", "APNIC-HM", "MAINT-APNIC-")
_MOST_ENTITIES = 100
#: IANA gives ASNs to the RIRs in blocks of this size.
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds something.

    ``names``: of the registrants by their handle, sorted. ``unknown``: why nobody could say, with what to do. ``absent``: how the RIR says
    that it is registered for nobody.
    """

    names: tuple[tuple[str, str], ...] = ()
    unknown: str = ""
    absent: str = ""

    @property
    def handles(self) -> frozenset[str]:
        """The handles of the registrants."""
        return frozenset(handle for handle, _ in self.names)

    def described(self) -> str:
        """Return it for a line."""
        told = [f"{handle} ({name})" if name else handle for handle, name in self.names]
        return self.unknown or self.absent or ", ".join(told) or "no registrant is told"


class Holders:
    """The questions of one run; the server of each bootstrap entry is looked for once."""

    def __init__(self, rdap: Rdap, questions: JsonQuestions) -> None:
        self._rdap = rdap
        self._questions = _Kept(questions)

    def of_asn(self, asn: int) -> Holder:
        """Return who holds an ASN."""
        found = self._ask(self._rdap.bootstrap, asn, f"autnum/{asn}")
        if isinstance(found, Holder):
            return found
        begin, end = found.get("startAutnum", asn), found.get("endAutnum", asn)
        if type(begin) is not int or type(end) is not int or not begin <= asn <= end:
            return Holder(unknown=f"the answer is not of AS{asn}; look at the server")
        if end - begin >= _BLOCK - 1:
            return Holder(absent=f"AS{asn} is in the registry's own block AS{begin} to AS{end} alone")
        return Holder(_registrants(found))

    def of_prefix(self, prefix: Prefix) -> Holder:
        """Return who holds a prefix: the registrants of the smallest network that has it."""
        bootstrap = self._rdap.bootstrap_ipv4 if prefix.family == 4 else self._rdap.bootstrap_ipv6
        found = self._ask(bootstrap, prefix, f"ip/{quote(str(prefix), safe='/:')}")
        if isinstance(found, Holder):
            return found
        try:
            first, last = (address_to_int(str(found.get(name))) for name in ("startAddress", "endAddress"))
        except PrefixError:
            first = last = (0, 0)
        size = 1 << ((32 if prefix.family == 4 else 128) - prefix.length)
        if {first[0], last[0]} != {prefix.family} or not first[1] <= prefix.network <= prefix.network + size - 1 <= last[1]:
            return Holder(unknown=f"the answer is not of {prefix}; look at the server")
        return Holder(_registrants(found))

    def _ask(self, bootstrap: str, wanted: int | Prefix, path: str) -> dict[str, Any] | Holder:
        try:
            server: RdapServer = rdap_server(bootstrap, wanted, self._questions)
            return server.ask(path)
        except FetchError as error:
            if error.status == 404 and path in str(error):
                return Holder(absent="the RIR has no registration of it")
            return Holder(unknown=str(error))
        except RegistryError as error:
            return Holder(unknown=str(error))


class _Kept(JsonQuestions):
    """Questions whose bootstrap files are asked for once a run, and not again when that failed."""

    def __init__(self, questions: JsonQuestions) -> None:
        super().__init__()
        self._questions = questions
        self._answers: dict[str, Any] = {}

    def ask(self, url: str, headers: Any) -> Any:
        """Return what a URL has, as it was the first time."""
        if url not in self._answers:
            try:
                self._answers[url] = self._questions.ask(url, headers)
            except RegistryError as error:
                self._answers[url] = error
        answer = self._answers[url]
        if isinstance(answer, RegistryError):
            raise answer
        return answer


def _registrants(found: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the registrants of an object: its organisations, or without any whoever else it has."""
    entities = found.get("entities")
    organisations: dict[str, str] = {}
    others: dict[str, str] = {}
    for entity in entities[:_MOST_ENTITIES] if isinstance(entities, list) else ():
        roles, handle = (entity.get("roles"), entity.get("handle")) if isinstance(entity, dict) else (None, None)
        if not isinstance(roles, list) or "registrant" not in roles or not isinstance(handle, str) or handle.startswith(_OF_RIRS):
            continue
        card = card_of(entity)
        if card.get("kind", [""])[0].lower() == "org":
            organisations[shown(handle)] = shown(next(iter(card.get("fn", ())), ""))
        else:
            others[shown(handle)] = ""
    return tuple(sorted((organisations or others).items()))
