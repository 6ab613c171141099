# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask PeeringDB what networks say of themselves, and for the LANs of the exchanges that we are at.

REST API: https://docs.peeringdb.com/api_specs/. Its limits, which this keeps: lists of up to 150 ASNs in one query, two
seconds between queries, 20 queries a minute (40 with a key): https://docs.peeringdb.com/howto/work_within_peeringdbs_query_limits/.
Whoever has an account writes what it wants into its objects, so every value is checked, and nothing is guessed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ..model.prefixes import Prefix, PrefixError, address_to_int, int_to_address
from ..model.routes import MAXIMUM_ASN
from ..model.set_names import SetName, SetNameError
from . import web
from .dump_files import Problems, RegistryError

_ASNS_A_QUERY = 150
_MOST_URL_LENGTH = 2000
_PAUSE_SECONDS = 2.0
_LONGEST_WAIT_SECONDS = 30.0
_MOST_FAILURES = 2
_TIMEOUT_SECONDS, _DEADLINE_SECONDS, _MOST_BYTES = 30.0, 120.0, 32 << 20
_USER_AGENT = "manrs.hardening (https://github.com/manrs/hardening)"
#: The shortest prefix that is a peering LAN. The shortest ones in PeeringDB are /20 and /48.
_SHORTEST_LAN = {4: 16, 6: 32}
_MOST_PREFIXES = 2**31 - 1

PORT_FIELDS = "asn,ixlan_id,name,ipaddr4,ipaddr6,status"
NET_FIELDS = "asn,name,irr_as_set,info_prefixes4,info_prefixes6,info_never_via_route_servers,status"
_ASN_WORD = re.compile(r"AS([1-9][0-9]{0,9})")
_LABEL = re.compile(r"^(AS-?SETS?|AS-?MACROS?|IRR|IPV?[46]|V[46]):$")
_WEB_PAGE = re.compile(r"^HTTPS?://")
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_Entry = TypeVar("_Entry")


class PeeringDbError(RegistryError):
    """An answer of PeeringDB is unusable as a whole. The message says why."""


class Fetch(Protocol):
    """What asks the web: ``web.fetch``, or a test's own."""

    def __call__(
        self, url: str, *, headers: dict[str, str], timeout_seconds: float, deadline_seconds: float, most_bytes: int
    ) -> web.WebAnswer: ...


@dataclass(frozen=True, slots=True)
class PeeringDbSettings:
    """Where to ask, and where to keep the answers. ``key`` is sent, and neither shown nor kept.

    ``cache``: a folder, made when it is missing. ``max_age``: a younger answer there is used without asking.
    """

    cache: Path
    url: str = "https://www.peeringdb.com/api"
    key: str | None = field(default=None, repr=False)
    max_age: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True, order=True)
class Network:
    """What a network says of itself.

    ``as_sets``: canonical (``AS-X``, ``AS64500:AS-X``, ``RIPE::AS-X``), sorted; none for a network that is its bare ASN.
    ``unread``: words of that field that are no AS-SET for certain, quoted: with any, ``as_sets`` may not be all.
    ``prefixes4``, ``prefixes6``: how many prefixes it announces at most; None: not said, 0: often the same.
    """

    asn: int
    name: str
    as_sets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    prefixes4: int | None = None
    prefixes6: int | None = None
    is_never_via_route_servers: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Exchange:
    """A peering LAN of an exchange that we are at: its prefixes and our own addresses, both sorted by number."""

    name: str
    ixlan_id: int
    lans: tuple[Prefix, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeeringDbAnswers:
    """What PeeringDB gave. Everything is sorted: same answers, equal objects.

    ``networks``: by ASN; one that PeeringDB does not know is not there. ``unanswered``: which of ``exchanges``, ``networks`` and
    ``never_via_route_servers`` had no whole answer, so that what is not there says nothing. ``asked_at``: of the oldest answer,
    None without any. ``problems``: texts for findings.
    """

    networks: dict[int, Network]
    never_via_route_servers: tuple[int, ...]
    exchanges: tuple[Exchange, ...]
    unanswered: tuple[str, ...]
    asked_at: datetime | None
    problems: tuple[str, ...]


def _quoted(value: object) -> str:
    """Return a foreign value for a message: ASCII, short, and nothing that a template engine takes for its own."""
    if isinstance(value, (dict, list)):
        return f"a {type(value).__name__}"
    text = ascii(value)
    return _TEMPLATE.sub("{ ", text if len(text) <= 60 else f"{text[:57]}...")


def _is_asn(word: str) -> bool:
    found = _ASN_WORD.fullmatch(word)
    return found is not None and int(found[1]) <= MAXIMUM_ASN


def _set_name(word: str, kind: str) -> SetName | None:
    """Return the set that a word names, as SOURCE::NAME or NAME@SOURCE, or None when that is not certain."""
    name, at, source = word.partition("@")
    try:
        found = SetName.parse(f"{source}::{name}" if at else word, kind)
    except SetNameError:
        return None
    asns = [part for part in found.name.split(":") if part[:3] not in ("AS-", "RS-")]
    # AS-SET alone is as likely the word as a name. AS-ANY is everybody (RFC 2622 section 5), also as a part.
    return found if all(map(_is_asn, asns)) and found.name != "AS-SET" and "AS-ANY" not in found.name.split(":") else None


def _is_no_set(word: str) -> bool:
    """Tell whether a word certainly names something else: a web page, an ASN, a route-set."""
    parts = word.partition("@")[0].rpartition("::")[2].split(":")
    is_name = all(_is_asn(part) or part[:3] in ("AS-", "RS-") for part in parts)
    is_route_set = is_name and any(_set_name(part, "RS") for part in parts)
    return bool(_WEB_PAGE.match(word)) or is_route_set or (len(parts) == 1 and _is_asn(parts[0]))


def read_as_sets(text: str, asn: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the AS-SETs that the field ``irr_as_set`` of a network names, and the words of it that are not certain.

    Words are parted by white space and commas; AS-X@RIPE and RIPE::AS-X are the same; labels like ``AS-SET:`` and the network's
    own ASN add nothing. One word that is none of all this makes the field free text, and no name in free text is certain.
    """
    names: set[str] = set()
    unread: list[str] = []
    words = [word for word in re.split(r"[,\s]+", text) if word]
    is_free_text = False
    for word in words:
        capitals = word.upper() if word.isascii() else ""
        name = _set_name(capitals, "AS")
        if name is not None:
            names.add(str(name))
        elif capitals == f"AS{asn}" or _LABEL.match(capitals):
            continue
        else:
            unread.append(word)
            is_free_text = is_free_text or not _is_no_set(capitals)
    if is_free_text:
        return (), tuple(_quoted(word) for word in words)
    return tuple(sorted(names)), tuple(_quoted(word) for word in unread)


def asn_of(value: Any) -> int:
    """Return an ASN that a document has as a number."""
    if type(value) is not int or not 1 <= value <= MAXIMUM_ASN:
        raise ValueError(f"{_quoted(value)} is not an ASN")
    return value


def number_of(entry: dict[str, Any], name: str) -> int:
    """Return a count or an identifier."""
    value = entry[name]
    if type(value) is not int or not 0 <= value <= _MOST_PREFIXES:
        raise ValueError(f"{name} {_quoted(value)} is not a number of its kind")
    return value


def text_of(entry: dict[str, Any], name: str) -> str:
    """Return a text that may be shown anywhere: printable, no template."""
    value = entry[name]
    if type(value) is not str or len(value) > 255 or not value.replace("\u00a0", " ").isprintable() or _TEMPLATE.search(value):
        raise ValueError(f"{name} {_quoted(value)} is not a text of one clean line")
    return value.replace("\u00a0", " ").strip()


def _flag(entry: dict[str, Any], name: str) -> bool:
    value = entry[name]
    if type(value) is not bool:
        raise ValueError(f"{name} {_quoted(value)} is neither true nor false")
    return value


def read_objects(kind: str, entries: Iterable[Any], read: Callable[[dict[str, Any]], _Entry], problems: Problems) -> Iterator[_Entry]:
    """Read each object of an answer. One that is not as it should be is left out and named."""
    for number, entry in enumerate(entries):
        where = f"PeeringDB {kind}[{number}]"
        if not isinstance(entry, dict):
            problems.add(where, f"{_quoted(entry)} is not an object")
            continue
        try:
            if entry["status"] != "ok":
                raise ValueError(f"its status is {_quoted(entry['status'])}")
            yield read(entry)
        except KeyError as error:
            problems.add(where, f"has no {error.args[0]}")
        except (PrefixError, ValueError) as error:
            who = f" AS{entry['asn']}" if type(entry.get("asn")) is int else ""
            problems.add(f"{where}{who}", str(error))


def network_of(entry: dict[str, Any], asked: Collection[int]) -> Network:
    """Return what a network says of itself."""
    asn = asn_of(entry["asn"])
    if asn not in asked:
        raise ValueError("was not asked for")
    as_sets, unread = read_as_sets("" if entry["irr_as_set"] is None else text_of(entry, "irr_as_set"), asn)
    return Network(
        asn=asn,
        name=text_of(entry, "name"),
        as_sets=as_sets,
        unread=unread,
        prefixes4=None if entry["info_prefixes4"] is None else number_of(entry, "info_prefixes4"),
        prefixes6=None if entry["info_prefixes6"] is None else number_of(entry, "info_prefixes6"),
        is_never_via_route_servers=_flag(entry, "info_never_via_route_servers"),
    )


def _never_via_route_servers(entry: dict[str, Any]) -> int:
    if not _flag(entry, "info_never_via_route_servers"):
        raise ValueError("was not asked for")
    return asn_of(entry["asn"])


def port_of(entry: dict[str, Any], asked: Collection[int]) -> tuple[int, int, str, tuple[Any, Any]]:
    """Return a port at an exchange: its network's ASN, the exchange's LAN and name, its addresses as they came."""
    asn = asn_of(entry["asn"])
    if asn not in asked:
        raise ValueError("was not asked for")
    name = text_of(entry, "name")
    if not name:
        raise ValueError("has no name")
    return asn, number_of(entry, "ixlan_id"), name, (entry["ipaddr4"], entry["ipaddr6"])


def _lan(entry: dict[str, Any], asked: Collection[int]) -> tuple[int, Prefix]:
    ixlan_id, text = number_of(entry, "ixlan_id"), entry["prefix"]
    if ixlan_id not in asked:
        raise ValueError("was not asked for")
    if type(text) is not str or len(text) > 50 or not text.isascii():
        raise ValueError(f"prefix {_quoted(text)} is not a prefix")
    try:
        prefix = Prefix.parse(text)
    except PrefixError:
        raise ValueError(f"prefix {_quoted(text)} is not a prefix") from None
    if entry["protocol"] != f"IPv{prefix.family}":
        raise ValueError(f"{prefix} is not of the protocol {_quoted(entry['protocol'])}")
    if prefix.length < _SHORTEST_LAN[prefix.family]:
        raise ValueError(f"{prefix} is too big to be a peering LAN")
    return ixlan_id, prefix


def _read_data(body: bytes) -> list[Any]:
    """Return the objects of an answer.

    :raises PeeringDbError: it is not JSON, or has no list ``data``.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise PeeringDbError("the answer is not JSON; check the URL, and whether a proxy or a firewall answers in its place") from None
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, list):
        raise PeeringDbError("the answer has no list 'data'; check that the URL is that of the API")
    return data


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer in the cache."""

    asked_at: datetime
    data: list[Any]


class Asker:
    """One run's questions: few, slow, and each answer kept. ``notes``: what went wrong, ``unanswered``: in which parts."""

    def __init__(self, settings: PeeringDbSettings, now: datetime, fetch: Fetch, sleep: Callable[[float], None]) -> None:
        self._settings = settings
        self._now = now
        self._fetch = fetch
        self._sleep = sleep
        self._asked = 0
        self._has_waited = False
        self._failures = 0
        #: Why nothing is asked any more.
        self._away = ""
        self._is_unwritable = False
        self.notes: list[str] = []
        self.unanswered: set[str] = set()
        self.dates: list[datetime] = []

    def ask(self, part: str, query: str) -> list[Any] | None:
        """Return the objects of an answer, from the cache or from PeeringDB; None when there is neither."""
        url = f"{self._settings.url.rstrip('/')}/{query}"
        path = self._settings.cache / f"peeringdb-{hashlib.sha256(url.encode()).hexdigest()}.json"
        kept = self._kept(path, url)
        if kept is not None and timedelta(0) <= self._now - kept.asked_at < self._settings.max_age:
            self.dates.append(kept.asked_at)
            return kept.data
        try:
            body = self._from_peeringdb(url)
            data = _read_data(body)
        except RegistryError as error:
            self._failures += 1
            if self._failures == _MOST_FAILURES:
                self._away = self._away or str(error)
            what = part.replace("_", " ")
            if kept is None:
                self.notes.append(f"PeeringDB is away: {error}. No answer is kept for {what}: only what is declared counts")
                self.unanswered.add(part)
                return None
            self.notes.append(f"PeeringDB is away: {error}. For {what} the answer of {kept.asked_at:%Y-%m-%d %H:%M %Z} is used")
            self.dates.append(kept.asked_at)
            return kept.data
        self._keep(path, url, body)
        self.dates.append(self._now)
        return data

    def _from_peeringdb(self, url: str) -> bytes:
        """Ask once, and once more when the server says that it will be there soon."""
        if self._away:
            raise PeeringDbError(self._away)
        headers = {"Accept": "application/json", "User-Agent": _USER_AGENT}
        if self._settings.key:
            headers["Authorization"] = f"Api-Key {self._settings.key.strip()}"
        while True:
            if self._asked:
                self._sleep(_PAUSE_SECONDS)
            self._asked += 1
            try:
                answer = self._fetch(
                    url,
                    headers=headers,
                    timeout_seconds=_TIMEOUT_SECONDS,
                    deadline_seconds=_DEADLINE_SECONDS,
                    most_bytes=_MOST_BYTES,
                )
            except web.FetchError as error:
                wait = error.retry_after_seconds
                if error.is_throttled and wait is not None and wait <= _LONGEST_WAIT_SECONDS and not self._has_waited:
                    self._has_waited = True
                    self._sleep(wait)
                    continue
                if error.is_throttled or error.status is None or error.status in (401, 403):
                    self._away = str(error)
                raise
            return answer.body

    def _kept(self, path: Path, url: str) -> _Kept | None:
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            about = json.loads(head)
            asked_at = datetime.fromisoformat(about["asked_at"])
            if asked_at.tzinfo is None or about["url"] != url:
                raise ValueError
            return _Kept(asked_at, _read_data(body))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError, PeeringDbError):
            self.notes.append(f"{path}: a kept answer of PeeringDB that cannot be read; it is not used, delete it")
            return None

    def _keep(self, path: Path, url: str, body: bytes) -> None:
        """Keep an answer as it came, behind a line that says of what and when."""
        head = json.dumps({"asked_at": self._now.isoformat(), "url": url})
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(head.encode() + b"\n" + body)
                Path(temporary).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(temporary).unlink()
                raise
        except OSError as error:
            if not self._is_unwritable:
                self.notes.append(
                    f"{path.parent} cannot be written ({error.strerror}): answers of PeeringDB are not kept; give another folder"
                )
            self._is_unwritable = True


def queries(base: str, start: str, numbers: Collection[int], end: str) -> Iterator[str]:
    """Yield queries that hold all numbers, none with too many or too long."""
    room = _MOST_URL_LENGTH - len(base) - len("/") - len(start) - len(end)
    batch: list[str] = []
    for number in sorted(numbers):
        longer = [*batch, str(number)]
        if batch and (len(longer) > _ASNS_A_QUERY or len(",".join(longer)) > room):
            yield f"{start}{','.join(batch)}{end}"
            longer = [str(number)]
        batch = longer
    if batch:
        yield f"{start}{','.join(batch)}{end}"


def port_addresses(name: str, texts: tuple[Any, Any], problems: Problems) -> Iterator[tuple[int, int]]:
    """Yield the addresses of a port; one that is none is named. ``name``: of the exchange."""
    for family, text in zip((4, 6), texts, strict=True):
        if text is None:
            continue
        try:
            found = address_to_int(text if type(text) is str else "")
            if found[0] != family:
                raise PrefixError
        except PrefixError:
            problems.add(f"PeeringDB netixlan, {name}", f"{_quoted(text)} is not an IPv{family} address")
        else:
            yield found


def ask_exchanges(asker: Asker, base: str, own_asn: int, problems: Problems) -> tuple[Exchange, ...]:
    """Ask for the exchanges that a network is at, and for their LANs."""
    part = "exchanges"
    entries = asker.ask(part, f"netixlan?asn={own_asn}&fields={PORT_FIELDS}")
    if entries is None:
        return ()
    names: dict[int, set[str]] = {}
    addresses: dict[int, set[tuple[int, int]]] = {}
    for _, ixlan_id, name, texts in read_objects("netixlan", entries, lambda entry: port_of(entry, (own_asn,)), problems):
        names.setdefault(ixlan_id, set()).add(name)
        addresses.setdefault(ixlan_id, set()).update(port_addresses(name, texts, problems))
    lans: dict[int, set[Prefix]] = {}
    for query in queries(base, "ixpfx?ixlan_id__in=", names, "&fields=ixlan_id,protocol,prefix,status"):
        entries = asker.ask(part, query)
        if entries is None:
            return ()
        for ixlan_id, prefix in read_objects("ixpfx", entries, lambda entry: _lan(entry, names), problems):
            lans.setdefault(ixlan_id, set()).add(prefix)
    for ixlan_id in sorted(names.keys() - lans.keys()):
        problems.add(f"PeeringDB ixlan {ixlan_id}", f"{min(names[ixlan_id])} has no prefix there")
    return tuple(
        sorted(
            Exchange(
                name=min(names[ixlan_id]),
                ixlan_id=ixlan_id,
                lans=tuple(sorted(lans.get(ixlan_id, ()))),
                addresses=tuple(int_to_address(*address) for address in sorted(addresses.get(ixlan_id, ()))),
            )
            for ixlan_id in names
        )
    )


def ask_peeringdb(
    settings: PeeringDbSettings,
    own_asn: int,
    asns: Collection[int],
    now: datetime,
    fetch: Fetch = web.fetch,
    sleep: Callable[[float], None] = time.sleep,
) -> PeeringDbAnswers:
    """Ask PeeringDB, in four requests for up to 150 ASNs, or use what is kept.

    Away, throttling, or answering nonsense, PeeringDB stops no run: an answer of any age is used and named, and without
    one the part is ``unanswered``. Retry-After is obeyed once a run, up to 30 seconds; after two failures nothing more is asked.

    :param own_asn: its exchanges are asked for, and it is one of the networks.
    :param asns: whose networks to return; a number that is no ASN is left out and named.
    :param now: with time zone; against it the age of kept answers counts.
    """
    problems = Problems()
    asker = Asker(settings, now, fetch, sleep)
    base = settings.url.rstrip("/")
    wanted: set[int] = set()
    for asn in sorted({own_asn, *asns}):
        try:
            wanted.add(asn_of(asn))
        except ValueError as error:
            problems.add("not asked for", str(error))
    exchanges = ask_exchanges(asker, base, own_asn, problems) if own_asn in wanted else ()
    networks: dict[int, Network] = {}
    for query in queries(base, "net?asn__in=", wanted, f"&fields={NET_FIELDS}"):
        for network in read_objects("net", asker.ask("networks", query) or (), lambda entry: network_of(entry, wanted), problems):
            if network != networks.setdefault(network.asn, network):
                problems.add(f"PeeringDB net AS{network.asn}", "is there twice; the second is not used")
    query = "net?info_never_via_route_servers=1&fields=asn,info_never_via_route_servers,status"
    never = set(read_objects("net", asker.ask("never_via_route_servers", query) or (), _never_via_route_servers, problems))
    more = [f"left out of PeeringDB's answers: {problems.count - len(problems.named)} more"] if problems.count > len(problems.named) else []
    return PeeringDbAnswers(
        networks=dict(sorted(networks.items())),
        never_via_route_servers=tuple(sorted(never)),
        exchanges=exchanges,
        unanswered=tuple(sorted(asker.unanswered)),
        asked_at=min(asker.dates, default=None),
        problems=(*asker.notes, *(f"left out: {text}" for text in problems.named), *more),
    )
