# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual RouterOS router: a process that listens on 127.0.0.1 with the API over TLS.

    python -m virtual.routeros --port 0 --state DIR --config start.rsc --user lab --password secret

``--state`` gets ``certificate.pem``, ``ports``, ``state.json`` (``running``; ``trial``: the scripts and entries of the scheduler, None:
none) and ``control``; see ``threads``. Its orders:

* ``{"drop": true}``, ``{"drop_before": "/menu/verb"}``, ``drop_after``, ``stall``, ``refuse``, ``swallow``: see ``routeros_api``;
  the last two until they are told ``""``
* ``{"restart": true}``     connections break, and the router starts anew
* ``{"reset": true}``       it is as at its first start
* ``{"type": "lines"}``     somebody else types lines
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from virtual import threads
from virtual.routeros_api import VirtualRouterOs
from virtual.routeros_world import World

_LOOK_SECONDS = 0.1


def control(router: VirtualRouterOs, order: dict[str, Any]) -> None:
    """Carry out one order of the control socket. :raises ValueError: it is not known."""
    for word, value in order.items():
        if word in ("drop", "restart", "reset"):
            getattr(router, word)()
            continue
        with router.lock:
            if word in ("drop_before", "drop_after", "stall"):
                getattr(router, word).append(str(value))
            elif word in ("refuse", "swallow"):
                setattr(router.device, word, [str(value)] if value else [])
            elif word == "type":
                router.device.type(str(value))
            else:
                raise ValueError(f"unknown order {word!r}")


class _Kept:
    """What is looked at from outside, written when it is another than before."""

    def __init__(self, router: VirtualRouterOs, folder: Path) -> None:
        self._router, self._path = router, folder / "state.json"
        self._changes: object = None

    def write(self) -> None:
        """Write what there is now."""
        with self._router.lock:
            if (changes := (id(self._router.device), self._router.device.changes)) == self._changes:
                return
            self._changes = changes
            content = {"running": "\n".join(self._router.text()), "trial": self._router.left() or None}
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(content))
        new.replace(self._path)


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    parser = argparse.ArgumentParser(description="a virtual RouterOS router on 127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--state", type=Path, required=True, help="folder of the router's files")
    parser.add_argument("--config", type=Path, required=True, help="the lines that it starts with")
    parser.add_argument("--world", type=Path, help="JSON file with what it sees")
    parser.add_argument("--user", default="lab")
    parser.add_argument("--password", default="secret")
    parser.add_argument("--time-scale", type=float, default=1.0, help="seconds that a second of its clock takes")
    options = parser.parse_args(words)
    options.state.mkdir(parents=True, exist_ok=True)
    over = threading.Event()
    with VirtualRouterOs(
        options.config.read_text(),
        options.password,
        1 / options.time_scale,
        user=options.user,
        port=options.port,
        world=World(options.world),
        tls=threads.tls(options.state),
    ) as router:
        kept = _Kept(router, options.state)
        kept.write()

        def look() -> None:
            while not over.wait(_LOOK_SECONDS):
                kept.write()

        def obey(order: dict[str, Any]) -> None:
            control(router, order)
            kept.write()

        threading.Thread(target=look, daemon=True).start()
        threads.serve(options.state, [router.port], obey)
        over.set()
    return 0


if __name__ == "__main__":
    sys.exit(main())
