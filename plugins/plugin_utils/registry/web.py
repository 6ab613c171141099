# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetch one URL: a VRP export, or a registry that answers by HTTP. The answer is whole, or it is an error."""

from __future__ import annotations

import http.client
import io
import math
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import urlsplit

from .dump_files import RegistryError

_PIECE = 1 << 16
_MOST_REDIRECTS = 5
#: What may follow a redirect to another place: nothing in it is a secret.
_HARMLESS_HEADERS = frozenset({"Accept", "Accept-encoding", "User-agent"})


class FetchError(RegistryError):
    """A URL gave no whole answer. The message names it (no query, no user), what happened and what to do.

    ``status``: of the HTTP answer, if there was one. ``retry_after_seconds``: what the server asked for, if it did. ``is_lost``: it may
    have been asked, and no whole answer came.
    """

    def __init__(self, message: str, status: int | None = None, retry_after_seconds: float | None = None, is_lost: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_seconds = retry_after_seconds
        self.is_lost = is_lost

    @property
    def may_have_acted(self) -> bool:
        """Whether the server may have done what it was asked: it did not refuse, and it was reached."""
        return self.is_lost if self.status is None else not 300 <= self.status < 500

    @property
    def is_throttled(self) -> bool:
        """Whether the server is there and wants to be asked later (RFC 6585 section 4, RFC 9110 section 15.6.4)."""
        return self.status == 429 or (self.status == 503 and self.retry_after_seconds is not None)


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What a URL gave: the body, unpacked, and the server's times with zone (None: not given, or no date)."""

    body: bytes
    status: int
    last_modified: datetime | None = None
    date: datetime | None = None


class _OverdueError(TimeoutError):
    """The whole fetch takes too long."""


class _Clock:
    """How long one fetch may still take, and how long the other side may be silent."""

    def __init__(self, silence_seconds: float, whole_seconds: float) -> None:
        self.silence_seconds = silence_seconds
        self.whole_seconds = whole_seconds
        self._end = time.monotonic() + whole_seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    def next_wait(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise _OverdueError
        return min(self.silence_seconds, left)


class _TimedReader(io.RawIOBase):
    """A socket whose every read knows the deadline. urllib's timeout is per read, so that drops could go on for days."""

    def __init__(self, sock: socket.socket, clock: _Clock) -> None:
        self._sock = sock
        self._clock = clock
        self._stream = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._clock.next_wait())
        return self._stream.readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, clock: _Clock, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp.close()
        self.fp = io.BufferedReader(_TimedReader(sock, clock))


def _connect(clock: _Clock, address: tuple[str, int], *_: Any) -> socket.socket:
    """Stand in for ``socket.create_connection``, which gives each address of a name the full timeout."""
    failure: OSError = OSError("it has no address")
    for family, kind, protocol, _name, place in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(clock.next_wait())
            sock.connect(place)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


class _Connection(http.client.HTTPConnection):
    def __init__(self, host: str, *, clock: _Clock, **options: Any) -> None:
        super().__init__(host, **options)
        self.response_class = cast(Any, partial(_Response, clock=clock))
        self._create_connection = partial(_connect, clock)


class _SecureConnection(_Connection, http.client.HTTPSConnection):
    pass


class _Handler(urllib.request.AbstractHTTPHandler):
    def __init__(self, clock: _Clock) -> None:
        super().__init__()
        self._clock = clock

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(cast(Any, partial(_Connection, clock=self._clock)), request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        connection = partial(_SecureConnection, clock=self._clock, context=ssl.create_default_context())
        return self.do_open(cast(Any, connection), request)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow to places that could have been asked in the first place. Headers that may hold secrets stay with the first one."""

    max_redirections = _MOST_REDIRECTS

    def __init__(self, allows_http: bool, is_local: bool) -> None:
        self._allows_http = allows_http
        self._is_local = is_local

    def redirect_request(self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        try:
            _check(newurl, self._allows_http, self._is_local)
        except FetchError:
            fp.close()
            raise
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        if request is not None and (request.type, request.host) != (req.type, req.host):
            for name in [name for name in request.headers if name not in _HARMLESS_HEADERS]:
                request.remove_header(name)
        return request


def _shown(url: str) -> str:
    """Return a URL for a message: without user, password, query and fragment, which may be secrets."""
    head, mark, _ = re.split("#", url, maxsplit=1)[0].partition("?")
    head = re.sub(r"^([^/]*//)?[^/]*@", r"\1", head)
    return "".join(letter if letter.isprintable() else "?" for letter in head[:200]) + ("?..." if mark else "")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _check(url: str, allows_http: bool, may_be_local: bool = True) -> None:
    """Refuse what is not to be asked.

    :raises FetchError: no https URL with a host, or http to another machine.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or not url.isprintable() or " " in url:
        raise FetchError(f"{_shown(url)!r} is not a URL; write https://host/path")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{_shown(url)}: the URL holds a user or a password; take them out, secrets go into a header")
    is_fine = parts.scheme == "https" or (parts.scheme == "http" and (allows_http or (may_be_local and _is_loopback(host))))
    if not is_fine:
        raise FetchError(f"{_shown(url)}: only https is fetched, and http from this machine itself; write an https URL")


def _date(text: str | None) -> datetime | None:
    try:
        when = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _retry_after_seconds(headers: Message) -> float | None:
    """Return the seconds of Retry-After, which is a number or a date (RFC 9110 section 10.2.3), or None."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    then = _date(text)
    if then is None:
        return None
    return max(0.0, (then - (_date(headers.get("Date")) or datetime.now(UTC))).total_seconds())


def _of_status(url: str, status: int, headers: Message) -> FetchError:
    known = {
        401: "it wants a key, or refuses the one it was given; check it",
        403: "it refuses; check the key, and whether the server lets this machine in",
        404: "there is nothing there; check the URL",
        429: "it was asked too often; ask later, or with a key",
        503: "it is busy or down; ask later",
    }
    what = known.get(status, "ask later, and if it stays so, look at the server" if status >= 500 else "that is no answer; check the URL")
    if 300 <= status < 400:
        what = "it redirects too often, or to where nothing is fetched from; check the URL"
    wait = _retry_after_seconds(headers)
    hint = f" (in {math.ceil(wait)} seconds, it says)" if wait is not None else ""
    return FetchError(f"{_shown(url)}: status {status}: {what}{hint}", status, wait)


def _why(error: BaseException, clock: _Clock) -> str:
    """Return what happened, and what to do, from what the libraries raise. Their texts may hold headers, so few are shown."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        if clock.is_over:
            return f"too slow: not done after {clock.whole_seconds:g} seconds; ask later, or give it more time"
        return f"silent for {clock.silence_seconds:g} seconds; check that the server is up and the way to it, proxy and firewall"
    if isinstance(reason, socket.gaierror):
        return f"its name is not resolvable ({reason.strerror}); check the URL and this machine's DNS"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({reason.verify_message}); mend the server, or let this machine trust its authority"
    if isinstance(reason, ssl.SSLError):
        return f"TLS fails ({reason.reason}); check that the port speaks TLS"
    if isinstance(reason, ConnectionRefusedError):
        return "the connection is refused; check that the server is up and the port right"
    if isinstance(reason, (http.client.IncompleteRead, EOFError, ConnectionError)):
        return "the answer is cut; fetch it again, and if it stays so, look at the server"
    if isinstance(reason, zlib.error):
        return "its gzip is broken; look at the server"
    if isinstance(reason, OSError):
        return f"{reason.strerror or 'no connection'}; check the way to it, proxy and firewall"
    if isinstance(reason, http.client.HTTPException):
        return "that is not HTTP; check the URL and its port"
    return "the request cannot be made; check URL, proxy and headers"


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip in pieces of bounded size.

    :raises EOFError: it ends too early.
    """
    unpacker = zlib.decompressobj(31)
    for chunk in chunks:
        data = chunk
        while True:
            if unpacker.eof:
                unpacker = zlib.decompressobj(31)
            piece = unpacker.decompress(data, _PIECE)
            yield piece
            data = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if not data and (unpacker.eof or len(piece) < _PIECE):
                break
    if not unpacker.eof:
        raise EOFError


def _bounded(chunks: Iterable[bytes], most_bytes: int, shown: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most_bytes:
            raise FetchError(f"{shown}: too big, more than {most_bytes} bytes; check that this is the right URL", 200)
        yield chunk


def _body(response: http.client.HTTPResponse, most_bytes: int, shown: str) -> bytes:
    length = response.length
    if length is not None and length > most_bytes:
        raise FetchError(f"{shown}: too big, {length} bytes of at most {most_bytes}; check that this is the right URL", 200)
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"{shown}: answers in a coding that was not asked for; look at the server", 200)
    chunks: Iterable[bytes] = _bounded(iter(partial(response.read1, _PIECE), b""), most_bytes, shown)
    if coding != "identity":
        chunks = _bounded(_unpacked(chunks), most_bytes, shown)
    body = b"".join(chunks)
    if response.length:
        raise EOFError
    return body


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    timeout_seconds: float = 30.0,
    deadline_seconds: float = 300.0,
    most_bytes: int = 256 << 20,
    allows_http: bool = False,
) -> WebAnswer:
    """Fetch a URL by GET and return the whole answer, unpacked.

    TLS is verified against what the machine trusts (SSL_CERT_FILE counts); proxies come from the environment, none is
    used towards the machine itself. Redirects are followed by the same rules. Without Content-Length and chunks the
    protocol does not tell a cut body (RFC 9112 section 8): whoever reads it must.

    :param headers: their values never show in a message, and do not follow a redirect to another host.
    :param timeout_seconds: for connecting, and for each silence.
    :param deadline_seconds: for everything; the machine's resolver has its own.
    :param most_bytes: of the body, as it comes and unpacked.
    :param allows_http: take http from other machines too, which anybody on the way can change.
    :raises FetchError: anything but status 200 with a whole body.
    """
    _check(url, allows_http)
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", **(headers or {})})
    redirects = _Redirects(allows_http, _is_loopback(urlsplit(url).hostname or ""))
    return _answer(url, request, _Clock(timeout_seconds, deadline_seconds), most_bytes, redirects)


def send(
    url: str,
    body: bytes,
    *,
    method: str = "POST",
    headers: Mapping[str, str] | None = None,
    timeout_seconds: float = 30.0,
    deadline_seconds: float = 300.0,
    most_bytes: int = 16 << 20,
    allows_http: bool = False,
) -> WebAnswer:
    """Send a body to a URL and return the whole answer; as ``fetch``, but no redirect is followed: what is sent may be secret.

    :raises FetchError: anything but status 200 with a whole body. What was sent may have acted all the same.
    """
    _check(url, allows_http)
    request = urllib.request.Request(url, data=body, headers={"Accept-Encoding": "gzip", **(headers or {})}, method=method)
    return _answer(url, request, _Clock(timeout_seconds, deadline_seconds), most_bytes, None)


def _answer(url: str, request: urllib.request.Request, clock: _Clock, most_bytes: int, redirects: _Redirects | None) -> WebAnswer:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if _is_loopback(urlsplit(url).hostname or "") else None),
        _Handler(clock),
        redirects,
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        if handler is not None:
            opener.add_handler(handler)
    shown = _shown(url)
    status = None
    try:
        with opener.open(request, timeout=clock.silence_seconds) as response:
            status = response.status
            if status != 200:
                raise _of_status(url, status, response.headers)
            return WebAnswer(
                body=_body(response, most_bytes, shown),
                status=status,
                last_modified=_date(response.headers.get("Last-Modified")),
                date=_date(response.headers.get("Date")),
            )
    except urllib.error.HTTPError as error:
        with error:
            raise _of_status(url, error.code, error.headers) from None
    except (OSError, EOFError, ValueError, http.client.HTTPException, zlib.error) as error:
        # Not chained: what the libraries say of a header holds its value.
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        is_lost = not isinstance(reason, (ConnectionRefusedError, socket.gaierror, ssl.SSLError))
        raise FetchError(f"{shown}: {_why(error, clock)}", status, is_lost=is_lost) from None
