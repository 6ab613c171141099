# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF over SSH of the virtual routers: framing as RFC 6242 has it, hellos and replies as RFC 6241 has them."""

import asyncio
import threading

import pytest

pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")
pytest.importorskip("ncclient", reason="needs the Python package ncclient")

from lxml import etree
from ncclient import manager
from ncclient.operations.rpc import RPCError
from ncclient.transport.errors import AuthenticationError, TransportError
from virtual import netconf

#: The example of RFC 6242, section 4.2.
EXAMPLE = (
    b'\n#4\n<rpc\n#18\n message-id="102"\n\n#79\n     xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">\n  <close-session/>\n</rpc>\n##\n'
)
MESSAGE = b'<rpc message-id="102"\n     xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">\n  <close-session/>\n</rpc>'


def messages(framing, data, size):
    found = []
    for start in range(0, len(data), size):
        framing.feed(data[start : start + size])
        while (message := framing.message()) is not None:
            found.append(message)
    return found


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_chunks_are_put_together_however_they_arrive(size):
    framing = netconf.Framing()
    framing.is_chunked = True
    assert messages(framing, EXAMPLE * 2, size) == [MESSAGE, MESSAGE]


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_the_end_of_message_mark_parts_messages(size):
    assert messages(netconf.Framing(), b"<a/>]]>]]><b/>]]>]]><c", size) == [b"<a/>", b"<b/>"]


@pytest.mark.parametrize("data", [b"<rpc/>", b"\n#0\n", b"\n#x\n", b"\n#-1\n<a/>\n##\n", b"\n#01\na", b"\n#99999999999\n"])
def test_what_is_no_chunk_ends_the_session(data):
    framing = netconf.Framing()
    framing.is_chunked = True
    with pytest.raises(netconf.FramingError):
        messages(framing, data + b" " * 32, 1000)


def test_a_framed_message_is_read_back():
    for is_chunked in (False, True):
        framing = netconf.Framing()
        framing.is_chunked = is_chunked
        assert messages(framing, framing.framed(MESSAGE), 3) == [MESSAGE]


class Echo:
    """A router that says what it was asked."""

    reply_attributes = ""

    def __init__(self, *capabilities):
        self.capabilities = capabilities
        self.ended = threading.Event()

    def opened(self, peer):
        peer.notes["count"] = 0

    async def answer(self, peer, operation):
        name = netconf.local_name(operation)
        if name == "refuse":
            raise netconf.RpcError('no <such> "thing"', path="[edit a & b]", info="<bad-element>x</bad-element>")
        if name == "die":
            peer.drop()
        peer.notes["count"] += 1
        return f"<data><name>{name}</name><count>{peer.notes['count']}</count></data>"

    def closed(self, peer):
        self.ended.set()


@pytest.fixture(params=[(netconf.BASE_1_0,), (netconf.BASE_1_0, netconf.BASE_1_1)], ids=["1.0", "1.1"])
def echo(request, tmp_path):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    router = Echo(*request.param)
    server = netconf.Server(router, 0, tmp_path, {"lab": "w"})
    asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
    yield router, server
    asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


def connected(server, password="w"):
    options = {"hostkey_verify": False, "look_for_keys": False, "allow_agent": False}
    return manager.connect(host="127.0.0.1", port=server.port, username="lab", password=password, **options)


def test_a_session_from_hello_to_its_end(echo):
    router, server = echo
    with connected(server) as client:
        assert set(client.server_capabilities) == set(router.capabilities)
        assert int(client.session_id) == server.sessions()[0].session_id
        for count in (1, 2):
            reply = client.dispatch(etree.fromstring("<ask/>"))
            assert f"<count>{count}</count>" in reply.xml
        with pytest.raises(RPCError) as told:
            client.dispatch(etree.fromstring("<refuse/>"))
        assert told.value.message == 'no <such> "thing"' and told.value.path == "[edit a & b]"
        long = "x" * 300_000
        assert "<name>ask</name>" in client.dispatch(etree.fromstring(f"<ask>{long}</ask>")).xml
    assert router.ended.wait(5)
    assert server.sessions() == []


def test_a_dropped_session_is_heard_of(echo):
    router, server = echo
    client = connected(server)
    with pytest.raises(TransportError):
        client.dispatch(etree.fromstring("<die/>"))
    assert router.ended.wait(5)
    client._session.transport.close()


def test_a_wrong_password_is_refused(echo):
    _, server = echo
    with pytest.raises(AuthenticationError):
        connected(server, "x")
    assert server.sessions() == []


def test_it_listens_on_loopback_only(echo):
    _, server = echo
    assert {item.getsockname()[0] for item in server._listener._server.sockets} == {"127.0.0.1"}
