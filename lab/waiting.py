# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wait until something is so."""

from __future__ import annotations

import time
from collections.abc import Callable

from topology import LabError

POLL_SECONDS = 0.1


def wait_until(is_done: Callable[[], bool], timeout: float, complaint: Callable[[], str]) -> None:
    """Poll until something is so.

    Raises LabError with the complaint when it is not within `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    while not is_done():
        if time.monotonic() > deadline:
            raise LabError(f"{complaint()} (waited {timeout:.0f} s)")
        time.sleep(POLL_SECONDS)
