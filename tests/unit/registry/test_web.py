# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One URL: the whole answer, or an error that says what happened. The servers here are real sockets on loopback."""

from __future__ import annotations

import gzip
import re
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.web import FetchError, fetch
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer = bytes | Callable[[socket.socket], None]


class Server(socketserver.ThreadingTCPServer):
    """Answers paths with the bytes that it was told, and remembers what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.tls = tls
        self.answers: dict[str, Answer] = {}
        self.heads: list[str] = []
        self.is_done = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what many tests are about."""

    def end(self) -> None:
        self.is_done.set()
        self.shutdown()
        self.server_close()


class _Talk(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        connection = self.server.tls.wrap_socket(self.request, server_side=True) if self.server.tls else self.request
        head = read_head(connection)
        self.server.heads.append(head)
        answer = self.server.answers[head.split(" ")[1]]
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)
        connection.close()


def read_head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        data = connection.recv(4096)
        if not data:
            break
        head += data
        if head.startswith(b"\x16"):  # a TLS handshake
            connection.sendall(answer(status=400))
            break
    return head.decode(errors="replace")


def answer(body: bytes = b"", *headers: str, status: int = 200, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """Make a self-signed certificate, and the context of a server that has it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.end()


def failure(url: str, **options: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, **{"timeout_seconds": 5, "deadline_seconds": 10, **options})  # type: ignore[arg-type]
    assert caught.value.__cause__ is None
    return caught.value


def test_a_whole_answer(server: Server) -> None:
    server.answers["/vrps.json?format=json"] = answer(
        b"the body", "Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT", "Date: Tue, 24 Nov 2026 12:00:00 GMT"
    )
    found = fetch(f"{server.url}/vrps.json?format=json", headers={"Authorization": "Api-Key secret"})
    assert (found.body, found.status) == (b"the body", 200)
    assert found.last_modified == datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert found.date == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert "Authorization: Api-Key secret\r\n" in server.heads[0]
    assert "Accept-Encoding: gzip\r\n" in server.heads[0]


@pytest.mark.parametrize("date", ["", "Last-Modified: yesterday", "Last-Modified: Tue, 99 Nov 2026 11:00:00 GMT"])
def test_without_a_date_there_is_none(server: Server, date: str) -> None:
    server.answers["/"] = answer(b"x", *([date] if date else []))
    assert fetch(f"{server.url}/").last_modified is None


@pytest.mark.parametrize("is_whole", [True, False])
def test_chunks(server: Server, is_whole: bool) -> None:
    start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n6\r\nsecond\r\n"
    server.answers["/"] = start + (b"0\r\n\r\n" if is_whole else b"")
    if is_whole:
        assert fetch(f"{server.url}/").body == b"firstsecond"
    else:
        assert "the answer is cut" in str(failure(f"{server.url}/"))


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip"])
def test_gzip_is_unpacked(server: Server, coding: str) -> None:
    body = bytes(range(256)) * 1000
    packed = gzip.compress(body[:100_000]) + gzip.compress(body[100_000:])
    server.answers["/"] = answer(packed, f"Content-Encoding: {coding}")
    assert fetch(f"{server.url}/").body == body


def test_a_gzip_file_stays_what_it_is(server: Server) -> None:
    packed = gzip.compress(b"a dump")
    server.answers["/dump.gz"] = answer(packed, "Content-Type: application/gzip")
    assert fetch(f"{server.url}/dump.gz").body == packed


def test_a_body_shorter_than_it_says_is_an_error(server: Server) -> None:
    server.answers["/"] = answer(b'{"roas": []}', length=100)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/: the answer is cut; fetch it again, .*", str(failure(f"{server.url}/")))
    assert failure(f"{server.url}/").status == 200


def test_a_cut_gzip_is_an_error(server: Server) -> None:
    server.answers["/"] = answer(gzip.compress(b"x" * 1000)[:-9], "Content-Encoding: gzip")
    assert "the answer is cut" in str(failure(f"{server.url}/"))
    server.answers["/"] = answer(b"", "Content-Encoding: gzip")
    assert "the answer is cut" in str(failure(f"{server.url}/"))
    server.answers["/"] = answer(b"no gzip", "Content-Encoding: gzip")
    assert "its gzip is broken" in str(failure(f"{server.url}/"))


def test_another_coding_is_an_error(server: Server) -> None:
    server.answers["/"] = answer(b"x", "Content-Encoding: br")
    assert "a coding that was not asked for" in str(failure(f"{server.url}/"))


def test_too_big_as_it_comes(server: Server) -> None:
    server.answers["/"] = answer(b"x" * 1000)
    assert "too big, 1000 bytes of at most 999" in str(failure(f"{server.url}/", most_bytes=999))
    assert len(fetch(f"{server.url}/", most_bytes=1000).body) == 1000
    server.answers["/"] = b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 1000
    assert "too big, more than 999 bytes" in str(failure(f"{server.url}/", most_bytes=999))


def test_a_gzip_bomb_does_not_pass(server: Server) -> None:
    packed = gzip.compress(b"\0" * 200_000_000, compresslevel=9)
    assert len(packed) < 1_000_000
    server.answers["/"] = answer(packed, "Content-Encoding: gzip")
    assert "too big, more than 1000000 bytes" in str(failure(f"{server.url}/", most_bytes=1_000_000))


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "status 404: there is nothing there; check the URL"),
        (401, "status 401: it wants a key"),
        (403, "status 403: it refuses"),
        (500, "status 500: ask later"),
        (202, "status 202: that is no answer"),
        (204, "status 204: that is no answer"),
    ],
)
def test_every_status_but_200_is_an_error(server: Server, status: int, says: str) -> None:
    server.answers["/vrps?token=s3cret"] = answer(b"<html>" if status != 204 else b"", status=status)
    error = failure(f"{server.url}/vrps?token=s3cret")
    assert isinstance(error, RegistryError)
    assert str(error).startswith(f"{server.url}/vrps?...: {says}")
    assert (error.status, error.is_throttled, error.retry_after_seconds) == (status, False, None)


NOW = datetime.now(UTC).replace(microsecond=0)
LATER = f"Retry-After: {format_datetime(NOW + timedelta(seconds=90), usegmt=True)}"


@pytest.mark.parametrize(
    ("status", "headers", "is_throttled", "seconds"),
    [
        (429, ("Retry-After: 12",), True, 12),
        (429, (), True, None),
        (429, ("Retry-After: soon",), True, None),
        (429, ("Retry-After: 9999999999999999999999",), True, None),
        (503, ("Retry-After: 30",), True, 30),
        (503, (f"Date: {format_datetime(NOW, usegmt=True)}", LATER), True, 90),
        (503, ("Date: Tue, 24 Nov 2026 12:00:00 GMT", "Retry-After: Tue, 24 Nov 2026 11:00:00 GMT"), True, 0),
        (503, (), False, None),
        (500, ("Retry-After: 30",), False, 30),
    ],
)
def test_a_server_that_wants_to_be_asked_later(
    server: Server, status: int, headers: tuple[str, ...], is_throttled: bool, seconds: float | None
) -> None:
    server.answers["/"] = answer(b"", *headers, status=status)
    error = failure(f"{server.url}/")
    assert (error.status, error.is_throttled, error.retry_after_seconds) == (status, is_throttled, seconds)
    assert (f"(in {seconds} seconds, it says)" in str(error)) == (seconds is not None)


def test_a_redirect_is_followed_and_keeps_headers_on_the_same_host_only(server: Server) -> None:
    other = Server()
    secrets = {"Authorization": "Api-Key secret", "X-Key": "secret", "User-Agent": "manrs"}
    server.answers["/"] = answer(b"", "Location: /here", status=302)
    server.answers["/here"] = answer(b"", f"Location: {other.url}/there", status=301)
    other.answers["/there"] = answer(b"there")
    assert fetch(f"{server.url}/", headers=secrets).body == b"there"
    assert "Api-Key secret" in server.heads[1]
    assert "secret" not in other.heads[0]
    assert "User-Agent: manrs" in other.heads[0]
    other.end()


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://192.0.2.1/", "https://user:s3cret@192.0.2.1/", "data:,x", "/"]
)
def test_a_redirect_elsewhere_is_not_followed(server: Server, place: str) -> None:
    server.answers["/"] = answer(b"", f"Location: {place}", status=302)
    error = failure(f"{server.url}/")
    assert re.search("only https is fetched|redirects too often, or to where nothing is fetched|holds a user", str(error))
    assert "s3cret" not in str(error)


def test_a_secure_place_does_not_lead_to_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    public, tls = certificate(tmp_path, "far.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))

    def tunnel(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with tls.wrap_socket(connection, server_side=True) as inside:
            read_head(inside)
            inside.sendall(answer(b"", "Location: http://127.0.0.1:1/", status=302))

    server.answers["far.example:443"] = tunnel
    monkeypatch.setenv("https_proxy", server.url)
    assert str(failure("https://far.example/")).startswith("http://127.0.0.1:1/: only https is fetched")


def test_a_proxy_of_the_environment_is_used_and_its_tunnel_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    public, tls = certificate(tmp_path, "far.example")

    def tunnel(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with tls.wrap_socket(connection, server_side=True) as inside:
            server.heads.append(read_head(inside))
            inside.sendall(answer(b"from afar"))

    server.answers["far.example:443"] = server.answers["near.example:443"] = tunnel
    monkeypatch.setenv("https_proxy", server.url)
    assert "its certificate does not hold" in str(failure("https://far.example/vrps"))
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    assert fetch("https://far.example/vrps").body == b"from afar"
    assert server.heads[-1].startswith("GET /vrps HTTP/1.1\r\n")
    assert "its certificate does not hold (Hostname mismatch" in str(failure("https://near.example/vrps"))
    server.answers["far.example:443"] = answer(b"", status=403)
    assert "proxy" in str(failure("https://far.example/vrps"))


def test_no_proxy_is_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    server.answers["/"] = answer(b"x")
    assert fetch(f"{server.url}/").body == b"x"


def test_a_self_signed_certificate_does_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public, tls = certificate(tmp_path, "localhost")
    running = Server(tls)
    running.answers["/"] = answer(b"x")
    url = f"{running.url.replace('127.0.0.1', 'localhost')}/"
    assert re.match(r"https://localhost:\d+/: its certificate does not hold \(self.signed certificate\); ", str(failure(url)))
    assert not running.heads
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    assert fetch(url).body == b"x"
    running.end()


def test_plain_http_where_tls_is_asked(server: Server) -> None:
    assert "check that the port speaks TLS" in str(failure(server.url.replace("http", "https")))


def test_a_silent_server(server: Server) -> None:
    def wait(_: socket.socket) -> None:
        server.is_done.wait(10)

    server.answers["/"] = wait
    started = time.monotonic()
    assert "silent for 0.3 seconds" in str(failure(f"{server.url}/", timeout_seconds=0.3))
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"])
def test_drops_do_not_go_on_for_ever(server: Server, start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        while not server.is_done.wait(0.05):
            connection.sendall(b"x")

    server.answers["/"] = drip
    started = time.monotonic()
    error = failure(f"{server.url}/", timeout_seconds=5, deadline_seconds=0.6)
    assert "too slow: not done after 0.6 seconds" in str(error)
    assert time.monotonic() - started < 4


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert "the connection is refused" in str(failure(url))
    assert "its name is not resolvable" in str(failure("https://nobody.invalid/"))


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_no_http(server: Server, said: bytes) -> None:
    server.answers["/"] = said
    assert re.search("that is not HTTP|the answer is cut", str(failure(f"{server.url}/")))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://ftp.example/x",
        "data:,x",
        "http://192.0.2.1/",
        "http://localhost.example/",
        "http://[2001:db8::1]/",
        "https:///x",
        "https://a b/",
        "https://a.example/\r\nX: y",
        "https://a.example:port/",
        "https://[::1/",
        "a.example",
        "",
    ],
)
def test_what_is_not_fetched(url: str) -> None:
    error = failure(url)
    assert re.search("only https is fetched|is not a URL", str(error))
    assert str(error).isprintable()


def test_http_from_elsewhere_only_when_told() -> None:
    assert "only https is fetched" in str(failure("http://nobody.invalid/"))
    assert "its name is not resolvable" in str(failure("http://nobody.invalid/", allows_http=True))


@pytest.mark.parametrize("url", ["https://user:s3cret@a.example/x?key=s3cret#s3cret", "https://s3cret@a.example/"])
def test_a_secret_in_a_url_is_refused_and_not_shown(url: str) -> None:
    error = str(failure(url))
    assert "take them out" in error
    assert "s3cret" not in error


def test_a_secret_in_a_header_is_not_shown(server: Server) -> None:
    error = str(failure(f"{server.url}/", headers={"Authorization": "Api-Key s3cret\n"}))
    assert "check URL, proxy and headers" in error
    assert "s3cret" not in error
