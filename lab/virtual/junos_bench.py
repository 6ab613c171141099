# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual Junos router in a thread of a test, on a port of its own.

::

    with switched_on(folder, configuration, minute_seconds=1.0) as router:
        router.port, router.user, router.password, router.known_hosts
        router.control.do("fault", holder="alice")          # see junos_control.py
        router.world.write_text(json.dumps({...}))          # see junos_world.py
        router.requests                                     # the name of each operation that came, in order
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .junos import Device, Options
from .junos_control import Control, serve_control
from .junos_tree import Element
from .junos_world import Accepts, World, as_the_world_says

_SECONDS = 20


@dataclass(frozen=True)
class Bench:
    """A router that runs, and the ways to it."""

    port: int
    folder: Path
    control: Control
    world: Path
    device: Device
    user: str = "lab"
    password: str = "sesame-7f3"

    @property
    def known_hosts(self) -> Path:
        """The file with its host key."""
        return self.folder / "known_hosts"

    @property
    def requests(self) -> list[str]:
        """The operations that came since it was switched on."""
        return self.device.router.requests


@contextmanager
def switched_on(
    folder: Path,
    configuration: str,
    *,
    minute_seconds: float = 60.0,
    at_restart: str = "rolls-back",
    accepts: Accepts = as_the_world_says,
    keys: tuple[Path, ...] = (),
    judge: Callable[[Element], str] | None = None,
) -> Iterator[Bench]:
    """Run a router with a configuration in XML, and switch it off afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    world = folder / "world.json"
    options = Options(folder, configuration, World(world, accepts), minute_seconds, at_restart, judge=judge)
    device = Device(options, 0, {Bench.user: Bench.password}, keys)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> asyncio.Server:
        await device.start()
        return await serve_control(device)

    async def stop(control: asyncio.Server) -> None:
        control.close()
        await device.stop()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    try:
        control = asyncio.run_coroutine_threadsafe(start(), loop).result(_SECONDS)
        try:
            yield Bench(device.server.port, folder, Control(folder), world, device)
        finally:
            asyncio.run_coroutine_threadsafe(stop(control), loop).result(_SECONDS)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_SECONDS)
        loop.close()
