# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control channel of a virtual Junos router: what a test does to it that no NETCONF session could.

The router listens on a loopback port of its own and writes port and token into ``control`` in its folder. One line of JSON in, one out::

    Control(folder).do("fault", drop="commit-configuration")           # any field of ``junos.Faults``
    Control(folder).do("commit", configuration="<configuration>...", user="alice")     # somebody else commits (merges)
    Control(folder).do("edit", configuration="<configuration>...")     # somebody leaves a change in the shared candidate
    Control(folder).do("restart", seconds=0.1)
    Control(folder).do("look")      # {"configuration": XML, "users": [...of each commit], "is_pending", "locked_by", "sessions"}
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import junos_tree

if TYPE_CHECKING:
    from .junos import Device


async def serve_control(device: Device) -> asyncio.Server:
    """Listen; returns the server, which its caller closes."""
    token = secrets.token_hex(16)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            order = json.loads(await reader.readline())
            if order.pop("token", None) == token:
                writer.write(json.dumps(await _done(device, order)).encode() + b"\n")
                await writer.drain()
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    (device.options.state / "control").write_text(f"{port} {token}")
    return server


async def _done(device: Device, order: dict[str, Any]) -> dict[str, Any]:
    router = device.router
    what = order.pop("do")
    if what == "fault":
        for name, value in order.items():
            if not hasattr(router.faults, name):
                return {"error": f"no fault {name}"}
            setattr(router.faults, name, value)
    elif what == "commit":
        tree = router.history.active.tree
        junos_tree.load(tree, junos_tree.plain(junos_tree.parsed(order["configuration"])), "merge")
        router.commit(tree, order.get("user", "alice"), order.get("client", "cli"), order.get("log", ""))
    elif what == "edit":
        router.edit_candidate(order["configuration"])
    elif what == "restart":
        await device.restart(order.get("seconds", 0.0))
    elif what == "look":
        return {
            "configuration": router.history.active.configuration,
            "users": [item.user for item in router.history.commits],
            "is_pending": router.history.is_pending,
            "is_modified": router.is_modified,
            "locked_by": router.locked_by,
            "sessions": len(device.server.sessions()),
        }
    else:
        return {"error": f"cannot {what}"}
    return {}


class Control:
    """A test's end of the channel."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def do(self, what: str, **order: Any) -> dict[str, Any]:
        """Give one order and return what came of it. :raises ValueError: the router cannot do that."""
        port, token = (self._folder / "control").read_text().split()
        with socket.create_connection(("127.0.0.1", int(port)), 10) as connection:
            connection.sendall(json.dumps({"do": what, "token": token, **order}).encode() + b"\n")
            answer: dict[str, Any] = json.loads(connection.makefile().readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer
