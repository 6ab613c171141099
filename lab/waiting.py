# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wait until something is so."""

from __future__ import annotations

import time
from collections.abc import Callable

from topology import LabError

POLL_SECONDS = 0.1


def wait_until(is_done: Callable[[], bool], timeout: float, complaint: Callable[[], str]) -> None:
    """Poll until something is so, ever less often: a look costs a process at a router, and a tenth of the wait is soon enough.

    Raises LabError with the complaint when it is not within `timeout` seconds.
    """
    start = time.monotonic()
    while not is_done():
        waited = time.monotonic() - start
        if waited > timeout:
            raise LabError(f"{complaint()} (waited {timeout:.0f} s)")
        time.sleep(max(POLL_SECONDS, min(waited / 10, 1.0)))
