# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CAIDA's Spoofer project published of tests in a network: whether packets with spoofed sources got out.

Data API: https://www.caida.org/projects/spoofer/data-api/, https://api.spoofer.caida.org; how its answers are paged and what ``received``
means: "How to check if an ASN supports SAV" in CAIDA's catalogue of resources. Only sessions whose results may be shared are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from .dump_files import RegistryError
from .json_answers import JsonQuestions
from .published import moment, shown

_HEADERS = {"Accept": "application/ld+json"}
#: The pages that are asked for, of thirty sessions each.
_MOST_PAGES = 20
#: The names of what is asked for in each family: ASN, prefix, NAT, spoofed private and routed sources.
_FIELDS = {
    4: ("asn4", "client4", "nat4", "privatespoof", "routedspoof"),
    6: ("asn6", "client6", "nat6", "privatespoof6", "routedspoof6"),
}
#: ``rewritten``: it came with another source (a NAT's). ``unknown``: not even packets with the right source came.
_RESULTS = ("received", "rewritten", "blocked", "unknown")


@dataclass(frozen=True, slots=True)
class SpooferTest:
    """One family of one session. ``private`` and ``routed``: what became of such sources, empty when they were not tried."""

    session: int
    when: datetime
    family: int
    prefix: str
    is_behind_nat: bool
    private: str
    routed: str

    @property
    def received(self) -> tuple[str, ...]:
        """The kinds of spoofed sources that got out."""
        return tuple(kind for kind, result in (("private", self.private), ("routed", self.routed)) if result == "received")

    @property
    def tells(self) -> bool:
        """Whether it says that the network stopped something: what a NAT stops says nothing of it."""
        return not self.is_behind_nat and "blocked" in (self.private, self.routed)

    def described(self) -> str:
        """Return it for a line of evidence."""
        kinds = [f"{kind} {result}" for kind, result in (("private", self.private), ("routed", self.routed)) if result]
        nat = ", behind NAT" if self.is_behind_nat else ""
        return f"{self.when:%Y-%m-%d} IPv{self.family} {self.prefix or 'no prefix'}: {', '.join(kinds)}{nat} (session {self.session})"


@dataclass(frozen=True, slots=True)
class SpooferTests:
    """The tests of one month, by time. ``unknown``: why there may be more, with what to do."""

    tests: tuple[SpooferTest, ...]
    unknown: str = ""


def spoofer_tests(url: str, asn: int, month: date, questions: JsonQuestions) -> SpooferTests:
    """Ask for the sessions of an ASN since the first of a month (UTC). Who is away says so, and what came before counts.

    :param url: the API, such as https://api.spoofer.caida.org.
    """
    found: list[SpooferTest] = []
    first = month.replace(day=1)
    try:
        for session in _sessions(url, asn, first, questions):
            found += [item for item in _tests(url, session, asn) if (item.when.year, item.when.month) == (first.year, first.month)]
    except RegistryError as error:
        return SpooferTests(_ordered(found), str(error))
    return SpooferTests(_ordered(found))


def _ordered(found: list[SpooferTest]) -> tuple[SpooferTest, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda item: (item.when, item.session, item.family)))


def _sessions(url: str, asn: int, first: date, questions: JsonQuestions) -> Iterator[dict[str, Any]]:
    """Yield the sessions of all pages. :raises RegistryError: a page is missing, or no page."""
    place = f"{url.rstrip('/')}/sessions?{quote('timestamp[after]')}={first:%Y-%m-%d}&{quote('asn[]')}={asn}"
    for _ in range(_MOST_PAGES):
        answer = questions.ask(place, _HEADERS)
        members = answer.get("hydra:member") if isinstance(answer, dict) else None
        if not isinstance(members, list) or not all(isinstance(item, dict) for item in members):
            raise RegistryError(f"{url}: the answer is no list of sessions; check manrs_registry.spoofer.url")
        yield from members
        view = answer.get("hydra:view")
        following = view.get("hydra:next") if isinstance(view, dict) else None
        if following is None:
            return
        place = urljoin(place, following if isinstance(following, str) else "")
        if urlsplit(place)[:2] != urlsplit(url)[:2]:
            raise RegistryError(f"{url}: the next page is elsewhere; look at the server")
    raise RegistryError(f"{url}: more than {_MOST_PAGES} pages of sessions; look at what it answers for AS{asn}")


def _tests(url: str, session: dict[str, Any], asn: int) -> Iterator[SpooferTest]:
    """Yield the families of a session that were tested in this ASN. :raises RegistryError: it is none."""
    number, when = session.get("session"), moment(session.get("timestamp"))
    if type(number) is not int or when is None:
        raise RegistryError(f"{url}: a session without number or time; look at the server")
    for family, (asns, client, nat, private, routed) in _FIELDS.items():
        # A prefix that several ASNs announce has all of them.
        if str(asn) not in re.findall(r"\d+", str(session.get(asns))):
            continue
        results = [session.get(private), session.get(routed)]
        if wrong := [item for item in results if item is not None and item not in _RESULTS]:
            raise RegistryError(f"{url}: session {number} has the result {shown(wrong[0])!r}, which is not known here; look at the server")
        if any(results):
            prefix = session.get(client)
            yield SpooferTest(
                number, when, family, shown(prefix) if prefix else "", session.get(nat) is True, *(item or "" for item in results)
            )
