# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible's connection as a shell: an answer that never ends is bounded here, and what a configuration prints is in no log."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.errors import AnsibleConnectionFailure
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports import ansible_shell as transport
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.ansible_shell import ansible_shell
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError


class Connection:
    """A connection of Ansible's."""

    transport = "ssh"

    def __init__(self) -> None:
        self.options: dict[str, Any] = {"ssh_args": "-o ControlMaster=auto -C", "use_tty": True}
        self._play_context = SimpleNamespace(no_log=False)

    def get_option(self, name: str) -> Any:
        return self.options[name]

    def set_option(self, name: str, value: Any) -> None:
        self.options[name] = value


def action(execute: Callable[[], dict[str, Any]]) -> Any:
    return SimpleNamespace(_connection=Connection(), _low_level_execute_command=lambda *_, **__: execute())


def answer(text: str) -> dict[str, Any]:
    return {"rc": 0, "stdout": text, "stderr": ""}


def slow() -> dict[str, Any]:
    time.sleep(5)
    return answer("late")


@pytest.fixture(autouse=True)
def no_alarm() -> Iterator[None]:
    yield
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_an_answer_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_SLOW_LINK_SECONDS", 0.1)
    with ansible_shell(action(slow)) as shell, pytest.raises(TransportError, match="no whole answer within"):
        shell.run("x", 0.1)


def test_the_timer_of_a_task_counts_on(monkeypatch: pytest.MonkeyPatch) -> None:
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        with ansible_shell(action(lambda: answer("ok"))) as shell:
            assert shell.run("x", 1).out == "ok"
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
        # One that ends earlier than ours rings itself.
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with ansible_shell(action(lambda: time.sleep(0.2) or answer("ok"))) as shell:  # type: ignore[func-returns-value]
            assert shell.run("x", 30).out == "ok"
        assert rung == [1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_why_a_router_is_not_reachable_is_told_though_nothing_else_is() -> None:
    task = action(lambda: answer(""))

    def fail() -> dict[str, Any]:
        raise AnsibleConnectionFailure("censored" if task._connection._play_context.no_log else "Host key verification failed.")

    task._low_level_execute_command = lambda *_, **__: fail()
    with ansible_shell(task) as shell, pytest.raises(TransportError, match="not reachable: Host key verification failed"):
        shell.run("x")
    assert task._connection._play_context.no_log is False


def test_what_commands_print_is_in_no_log_and_the_connection_is_as_it_was_then() -> None:
    task = action(lambda: answer("password hunter2"))
    before = dict(task._connection.options)
    silent = []
    task._low_level_execute_command = lambda *_, **__: silent.append(task._connection._play_context.no_log) or answer("")
    with ansible_shell(task) as shell:
        shell.run("show running-config")
    assert silent == [True]
    assert task._connection._play_context.no_log is False
    assert task._connection.options == before
