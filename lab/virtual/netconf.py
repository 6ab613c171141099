# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF over SSH for virtual routers: sessions, framing and replies; what an operation means is the router's.

A router is any object with the methods of ``Router``. To run one::

    server = Server(router, port=0, folder=state, users={"lab": "secret"}, keys=[public_key_file])
    await server.start()            # listens on 127.0.0.1 only; server.port is the port it got
    ...
    await server.stop()

``folder`` keeps the host key (``host_key``), so a restarted router is still known, and gets ``known_hosts``, one line that OpenSSH,
paramiko and asyncssh read. ``Router.answer`` gets the operation (the child of ``<rpc>``) as it came and returns the XML text inside
``<rpc-reply>``, or raises ``RpcError``. It is a coroutine: one that sleeps stalls this session and no other, and ``peer.drop()`` cuts the
connection without a word. ``close-session`` is answered here; for ``kill-session`` a router calls ``server.kill(session_id)``.
``shell``, when it is given, serves SSH sessions without the subsystem: a coroutine that gets asyncssh's process, in bytes and without a
line editor.

Sources: RFC 6241 (operations, errors), RFC 6242 (NETCONF over SSH: end-of-message and chunked framing).
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

import asyncssh
from lxml import etree

BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
BASE_1_0 = "urn:ietf:params:netconf:base:1.0"
BASE_1_1 = "urn:ietf:params:netconf:base:1.1"
_END = b"]]>]]>"
#: A message longer than this is an attack or a mistake.
_LONGEST = 256 * 1024 * 1024
_CHUNK = re.compile(rb"\n#(?:(#)|([1-9][0-9]{0,9}))\n")


class FramingError(Exception):
    """What came is not framed as RFC 6242 says; the session ends."""


class RpcError(Exception):
    """An operation is refused. ``info`` and ``extra`` are XML text: inside ``<error-info>``, and before the message."""

    def __init__(
        self,
        message: str,
        *,
        tag: str = "operation-failed",
        kind: str = "protocol",
        severity: str = "error",
        path: str | None = None,
        info: str | None = None,
        extra: str = "",
    ) -> None:
        super().__init__(message)
        self.message, self.tag, self.kind, self.severity, self.path, self.info, self.extra = message, tag, kind, severity, path, info, extra

    def xml(self) -> str:
        """Return ``<rpc-error>`` as text, without a namespace."""
        path = f"<error-path>{escape(self.path)}</error-path>" if self.path else ""
        info = f"<error-info>{self.info}</error-info>" if self.info else ""
        return (
            f"<rpc-error><error-type>{self.kind}</error-type><error-tag>{self.tag}</error-tag>"
            f"<error-severity>{self.severity}</error-severity>{self.extra}{path}"
            f"<error-message>{escape(self.message)}</error-message>{info}</rpc-error>"
        )


class Framing:
    """Messages out of bytes and into bytes. It begins with end-of-message framing; ``is_chunked`` changes it after the hellos."""

    def __init__(self) -> None:
        self.is_chunked = False
        self._buffer = b""
        self._message = b""

    def feed(self, data: bytes) -> None:
        """Take what came over the wire."""
        self._buffer += data
        if len(self._buffer) + len(self._message) > _LONGEST:
            raise FramingError("message too long")

    def message(self) -> bytes | None:
        """Return the next whole message, or None when more has to come. :raises FramingError: not RFC 6242."""
        return self._chunked() if self.is_chunked else self._delimited()

    def _delimited(self) -> bytes | None:
        head, end, tail = self._buffer.partition(_END)
        if not end:
            return None
        self._buffer = tail
        return head

    def _chunked(self) -> bytes | None:
        while True:
            header = _CHUNK.match(self._buffer)
            if header is None:
                if len(self._buffer) > 16 or not b"\n#".startswith(self._buffer[:2]):
                    raise FramingError("no chunk where one must begin")
                return None
            if header[1]:
                self._buffer, message, self._message = self._buffer[header.end() :], self._message, b""
                return message
            end = header.end() + int(header[2])
            if end > _LONGEST:
                raise FramingError("chunk too long")
            if len(self._buffer) < end:
                return None
            self._message += self._buffer[header.end() : end]
            self._buffer = self._buffer[end:]

    def framed(self, message: bytes) -> bytes:
        """Return a message as it goes over the wire."""
        return b"\n#%d\n%s\n##\n" % (len(message), message) if self.is_chunked else message + _END


@dataclass(eq=False)
class Peer:
    """One NETCONF session of a client. ``notes`` is the router's to keep things of the session in."""

    session_id: int
    user: str
    address: str
    drop: Callable[[], None]
    notes: dict[str, Any] = field(default_factory=dict)


class Router(Protocol):
    """What a virtual router gives to the server."""

    #: Capability URIs of its hello; base:1.1 among them allows chunked framing.
    capabilities: Sequence[str]
    #: Attributes that every reply has, as XML text (Junos declares its own namespace there).
    reply_attributes: str

    def opened(self, peer: Peer) -> None:
        """Hear of a session that is there."""

    async def answer(self, peer: Peer, operation: etree._Element) -> str:
        """Return the XML text inside the reply. :raises RpcError: refused."""

    def closed(self, peer: Peer) -> None:
        """Hear that a session ended, however it ended: release its locks."""


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


class _Login(asyncssh.SSHServer):
    """Password and key login; both are compared with what the server was given."""

    def __init__(self, users: Mapping[str, str], keys: Sequence[Path]) -> None:
        self._users = users
        self._keys = keys
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn

    def begin_auth(self, username: str) -> bool:
        if self._connection is not None and username in self._users and self._keys:
            lines = "".join(path.read_text() for path in self._keys)
            self._connection.set_authorized_keys(asyncssh.import_authorized_keys(lines))
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return self._users.get(username) == password


class Server:
    """A router's SSH server on 127.0.0.1."""

    def __init__(
        self,
        router: Router,
        port: int,
        folder: Path,
        users: Mapping[str, str],
        keys: Sequence[Path] = (),
        shell: Callable[[asyncssh.SSHServerProcess[bytes]], Awaitable[None]] | None = None,
    ) -> None:
        self.router = router
        self.port = port
        self._folder = folder
        self._users = users
        self._keys = keys
        self._shell = shell
        # Junos names a session by the process that serves it; numbers of an earlier run are not used again.
        self._numbers = itertools.count(os.getpid() % 30000 + 1000)
        self._peers: dict[int, Peer] = {}
        self._listener: asyncssh.SSHAcceptor | None = None

    async def start(self) -> None:
        """Listen. :raises OSError: the port is taken."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "host_key"
        if not path.exists():
            key = asyncssh.generate_private_key("ssh-ed25519")
            path.touch(mode=0o600)
            key.write_private_key(str(path))
        self._listener = await asyncssh.create_server(
            lambda: _Login(self._users, self._keys),
            "127.0.0.1",
            self.port,
            server_host_keys=[str(path)],
            process_factory=self._serve,
            encoding=None,
            line_editor=False,
            allow_scp=False,
            sftp_factory=None,
            login_timeout=20,
            reuse_address=True,
        )
        self.port = self._listener.get_port()
        public = asyncssh.read_private_key(str(path)).export_public_key().decode()
        (self._folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {public}")

    async def stop(self) -> None:
        """Cut every connection and stop listening."""
        for peer in list(self._peers.values()):
            peer.drop()
        if self._listener is not None:
            self._listener.close()
            await self._listener.wait_closed()

    def sessions(self) -> list[Peer]:
        """Return the sessions that are open."""
        return list(self._peers.values())

    def kill(self, session_id: int) -> bool:
        """End a session; false when there is none of that number."""
        peer = self._peers.get(session_id)
        if peer is None:
            return False
        self._gone(peer)
        peer.drop()
        return True

    def _gone(self, peer: Peer) -> None:
        if self._peers.pop(peer.session_id, None) is not None:
            self.router.closed(peer)

    async def _serve(self, process: asyncssh.SSHServerProcess[bytes]) -> None:
        if process.subsystem != "netconf":
            if self._shell is not None and process.subsystem is None:
                await self._shell(process)
            else:
                process.exit(1)
            return
        connection = process.channel.get_connection()
        address = str(process.get_extra_info("peername")[0])
        peer = Peer(next(self._numbers), str(process.get_extra_info("username")), address, connection.abort)
        self._peers[peer.session_id] = peer
        self.router.opened(peer)
        conversation = asyncio.ensure_future(self._converse(process, peer))
        closed = asyncio.ensure_future(connection.wait_closed())
        try:
            # A session that stalls in the router ends with its connection, too.
            await asyncio.wait({conversation, closed}, return_when=asyncio.FIRST_COMPLETED)
            if conversation.done():
                conversation.result()
        except (asyncssh.Error, ConnectionError, FramingError, BrokenPipeError, asyncio.IncompleteReadError):
            connection.abort()
        finally:
            conversation.cancel()
            closed.cancel()
            self._gone(peer)
        process.exit(0)

    async def _converse(self, process: asyncssh.SSHServerProcess[bytes], peer: Peer) -> None:
        framing = Framing()

        async def send(text: str) -> None:
            process.stdout.write(framing.framed(text.encode()))
            await process.stdout.drain()

        items = "".join(f"<capability>{escape(item)}</capability>" for item in self.router.capabilities)
        await send(f'<hello xmlns="{BASE}"><capabilities>{items}</capabilities><session-id>{peer.session_id}</session-id></hello>')
        theirs: set[str] | None = None
        while data := await process.stdin.read(65536):
            framing.feed(data)
            while (message := framing.message()) is not None:
                if not message.strip():
                    continue
                root = _parsed(message)
                if theirs is None:
                    theirs = _capabilities(root)
                    framing.is_chunked = BASE_1_1 in theirs and BASE_1_1 in self.router.capabilities
                    continue
                reply, is_last = await self._reply(peer, root)
                await send(reply)
                if is_last:
                    return

    async def _reply(self, peer: Peer, root: etree._Element | None) -> tuple[str, bool]:
        """Return the reply to one message and whether the session ends with it."""
        if root is None or local_name(root) != "rpc":
            error = RpcError("malformed message", tag="malformed-message", kind="rpc")
            return self._wrapped("", error.xml()), True
        attributes = "".join(f" {name}={quoteattr(str(value))}" for name, value in root.attrib.items() if "{" not in str(name))
        operations = [child for child in root if isinstance(child.tag, str)]
        if len(operations) == 1 and local_name(operations[0]) == "close-session":
            return self._wrapped(attributes, "<ok/>"), True
        try:
            if len(operations) != 1:
                raise RpcError("one operation in each rpc", tag="missing-element", kind="rpc")
            inside = await self.router.answer(peer, operations[0])
        except RpcError as error:
            inside = error.xml()
        return self._wrapped(attributes, inside), False

    def _wrapped(self, attributes: str, inside: str) -> str:
        return f'<rpc-reply xmlns="{BASE}" {self.router.reply_attributes}{attributes}>\n{inside}\n</rpc-reply>\n'


def _parsed(message: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(message.strip(), parser)
    except etree.XMLSyntaxError:
        return None


def _capabilities(root: etree._Element | None) -> set[str]:
    """Return a client's capabilities. :raises FramingError: its first message is no hello."""
    if root is None or local_name(root) != "hello":
        raise FramingError("no hello")
    return {(item.text or "").strip() for item in root.iter(f"{{{BASE}}}capability", "capability")}
