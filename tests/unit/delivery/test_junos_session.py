# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a Junos session needs no router: the missing library, and work that is late."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.ssh_login import within
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError

_WITHOUT = """
import sys
sys.modules["{module}"] = None
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.junos_session import JunosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
try:
    JunosSession(Parameters("192.0.2.1", "lab", "secret-word"))
except TransportError as error:
    print(error)
"""


@pytest.mark.parametrize("module", ["jnpr.junos", "ncclient", "lxml"])
def test_without_its_library_the_module_loads_and_a_session_names_the_package(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", _WITHOUT.format(module=module)], capture_output=True, text=True, timeout=60, check=True)
    assert "needs the Python package junos-eznc" in done.stdout
    assert "secret-word" not in done.stdout + done.stderr


def test_work_in_time_gives_its_result_and_its_error() -> None:
    assert within(5, lambda: 7, lambda _: None) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0, lambda _: None)


def test_late_work_is_given_up_and_undone_when_it_ends() -> None:
    may_end, undone = threading.Event(), threading.Event()
    results: list[object] = []

    def undo(result: object) -> None:
        results.append(result)
        undone.set()

    begin = time.monotonic()
    with pytest.raises(TransportError, match=r"within 0\.1 s"):
        within(0.1, lambda: may_end.wait(10), undo)
    assert time.monotonic() - begin < 2
    assert not undone.is_set()
    may_end.set()
    assert undone.wait(5) and results == [True]
