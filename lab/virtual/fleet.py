# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many virtual routers of one kind at once: what their program needs is loaded once, then each is a process of its own.

::

    with Fleet("iosxe", {FOLDER / "r1": ["--ssh-port=20001", "--config=start.cfg"], ...}) as fleet:
        ...

Each folder is its router's ``--state``; the words are what the program of that kind is told besides.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

_SECONDS = 120.0


@dataclass
class Fleet:
    """The routers of a ``with`` block. ``routers``: by folder, what each is told.

    ``together``: how many share a process, of a kind whose routers are threads; they take no orders then.
    """

    kind: str
    routers: Mapping[Path, Sequence[str]]
    together: int = 1
    _pids: list[int] = field(default_factory=list)

    def __enter__(self) -> Self:
        module = importlib.import_module(f"virtual.{self.kind}")
        every = list(self.routers.items())
        for start in range(0, len(every), self.together):
            some = every[start : start + self.together]
            for folder, _ in some:
                folder.mkdir(parents=True)
            pid = os.fork()
            if not pid:
                if self.together > 1:
                    _be_many(module.made, some)
                _be(module.main, *some[0])
            self._pids.append(pid)
        try:
            self._wait()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def _wait(self) -> None:
        """Wait until each has its control channel. :raises TimeoutError: one has not."""
        end = time.monotonic() + _SECONDS
        for folder in self.routers:
            while not (folder / "control").exists():
                if time.monotonic() > end:
                    raise TimeoutError(f"the router in {folder} did not start: {(folder / 'log').read_text()[-2000:]}")
                time.sleep(0.05)

    def _end(self) -> None:
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in self._pids:
            os.waitpid(pid, 0)
        self._pids.clear()


def _be(main: object, folder: Path, words: Sequence[str]) -> None:
    """Be a router, in a process that has just been forked; it never returns."""
    code = 1
    try:
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for number in (1, 2):
            os.dup2(log, number)
        assert callable(main)
        code = int(main([f"--state={folder}", *words]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _be_many(made: object, routers: Sequence[tuple[Path, Sequence[str]]]) -> None:
    """Be several routers, in a process that has just been forked; it never returns."""
    try:
        assert callable(made)
        for folder, words in routers:
            made([f"--state={folder}", *words]).start()
            (folder / "control").touch()
        signal.pause()
    finally:
        (routers[0][0] / "log").write_text(traceback.format_exc())
        os._exit(1)
