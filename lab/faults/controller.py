# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of the controller and of the way to the router: killed, cut off, slow, out of disk, twice at once, at the wrong time."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import playbook
from topology import management_address

from . import moments
from .bench import TIMER_SECONDS, Bench, expect, expect_words, timed
from .kinds import EVERY, Fault
from .moments import Moment

#: The stages of a delivery that renews all filters.
STAGES = {"frr": ("objects", "import", "export"), "bird": ("filters",), "openbgpd": ("filters",)}
_KILLED, _LINK, _CONTROLLER = "the controller is killed", "the way to the router", "the controller"


# -- killed ----------------------------------------------------------------------------------------------


def _kill_at(moment: Moment, *, is_armed: bool) -> Fault:
    def run(bench: Bench) -> None:
        with bench.stopped(moment) as delivery:
            delivery.kill()
            timed(bench, bench.wait_free)
        if is_armed:
            expect(bench.say() == "timeout restored", f"the router says {bench.say()!r}")

    goes_back = "goes back by itself when the timer ends, and lets the lock go"
    return Fault(
        _KILLED,
        moment.name,
        goes_back if is_armed else "nothing has happened to it",
        "nothing more; the router's own record says `timeout restored`" if is_armed else "nothing more",
        run,
        "old",
        daemons=tuple(name for name in EVERY if moment.name.partition("'")[2].rstrip("'") in ("", *STAGES[name])),
    )


def _kill_confirmed(bench: Bench) -> None:
    with bench.stopped(moments.CONFIRMED) as delivery:
        delivery.kill()
        timed(bench, bench.wait_free)
    expect(bench.say() == "confirmed confirmed", f"the router says {bench.say()!r}")


def _kill_playbook(bench: Bench) -> None:
    with bench.stopped(moments.TO_ARM) as delivery:
        delivery.kill_playbook()
        delivery.go_on(moments.TO_ARM)
        timed(bench, lambda: bench.wait_free())
    expect(bench.say() == "reverted restored", f"the router says {bench.say()!r}")


_STAGE_NAMES = tuple(dict.fromkeys(name for names in STAGES.values() for name in names))
KILLS = (
    _kill_at(moments.FIRST_READ, is_armed=False),
    _kill_at(moments.FIRST_FILE, is_armed=False),
    _kill_at(moments.TO_ARM, is_armed=False),
    _kill_at(moments.ARMED, is_armed=True),
    *(_kill_at(make(name), is_armed=True) for name in _STAGE_NAMES for make in (moments.before_stage, moments.after_stage)),
    _kill_at(moments.TO_CONFIRM, is_armed=True),
    Fault(
        _KILLED,
        moments.CONFIRMED.name,
        "stays on the new configuration, saved",
        "the router's own record says `confirmed`",
        _kill_confirmed,
        "new",
    ),
    Fault(
        _KILLED,
        "ansible-playbook alone, whose worker goes on",
        "goes back at once: its worker sees that nobody waits for it, and asks for that",
        "nothing more; the router's own record says `reverted restored`",
        _kill_playbook,
        "old",
    ),
)


# -- asleep ----------------------------------------------------------------------------------------------


def _sleeps(make: Callable[[Bench], Moment], when: str) -> Fault:
    """A lid that was closed, a virtual machine that was stopped: it wakes when the router has gone back."""

    def run(bench: Bench) -> None:
        moment = make(bench)
        with bench.stopped(moment) as delivery:
            timed(bench, bench.wait_free)
            delivery.go_on(moment)
            rc, output = delivery.end()
        expect(rc != 0, "a delivery that slept past its timer ended well")
        expect_words(output, "too late")
        expect(bench.say() == "timeout restored", f"the router says {bench.say()!r}")

    return Fault(
        _CONTROLLER,
        f"sleeps past the timer {when}",
        "goes back by itself when the timer ends, and takes nothing more of that delivery",
        "that it is too late, and that the router went back",
        run,
        "old",
    )


SLEEPS = (
    _sleeps(lambda bench: moments.before_stage(STAGES[bench.daemon][-1]), "before its last stage"),
    _sleeps(lambda bench: moments.TO_CONFIRM, "before it confirms"),
)


# -- cut, frozen, slow -----------------------------------------------------------------------------------


def _cut_at(moment: Moment, *, is_armed: bool) -> Fault:
    def run(bench: Bench) -> None:
        with bench.stopped(moment) as delivery:
            bench.link("down")
            delivery.go_on(moment)
            try:
                # Its own console sees it; SSH does not while the link is cut.
                rc, output = delivery.end()
            finally:
                bench.link("up")
            expect(rc != 0, "a delivery whose link was cut ended well")
            expect_words(output, f"by itself within {TIMER_SECONDS} s" if is_armed else "not reachable")
            timed(bench, bench.wait_free)

    return Fault(
        _LINK,
        f"is cut {moment.name}",
        "goes back by itself when the timer ends" if is_armed else "nothing has happened to it",
        "that the router goes back by itself, and when" if is_armed else "that the router is not reachable",
        run,
        "old",
    )


def _cut_confirmed(bench: Bench) -> None:
    with bench.stopped(moments.CONFIRMED) as delivery:
        bench.link("down")
        delivery.go_on(moments.CONFIRMED)
        try:
            rc, output = delivery.end()
        finally:
            bench.link("up")
        expect(rc != 0, "a delivery that could not look at the router any more ended well")
        expect_words(output, "confirmed", "stays on the new configuration")
        expect("goes back" not in output, f"the operator reads that the router goes back, and it does not:\n{output[-1500:]}")
    timed(bench, bench.wait_free)


def _frozen(bench: Bench) -> None:
    """sshd on the router does not answer any more; TCP does."""
    with bench.stopped(moments.TO_CONFIRM) as delivery:
        bench.sh("pkill -STOP sshd; true")
        try:
            delivery.go_on(moments.TO_CONFIRM)
            rc, output = delivery.end()
        finally:
            bench.sh("pkill -CONT sshd; true")
        expect(rc != 0, "a delivery whose SSH session was frozen ended well")
        expect_words(output, "not reachable")
        timed(bench, bench.wait_free)


@contextmanager
def _drip(bench: Bench, is_slow: threading.Event) -> Iterator[int]:
    """A port on loopback that leads to the router's sshd; what comes back comes a byte a second from a moment on."""
    server = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def forward(source: socket.socket, sink: socket.socket, may_drip: bool) -> None:
        try:
            while not is_over.is_set() and (piece := source.recv(1 if may_drip and is_slow.is_set() else 65536)):
                if may_drip and is_slow.is_set():
                    is_over.wait(1.0)
                sink.sendall(piece)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                end.close()

    def serve() -> None:
        while not is_over.is_set():
            try:
                client, _ = server.accept()
            except OSError:
                return
            router = socket.create_connection((management_address(bench.edge), 22))
            threading.Thread(target=forward, args=(client, router, False), daemon=True).start()
            threading.Thread(target=forward, args=(router, client, True), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        is_over.set()
        server.close()


def _through(bench: Bench, port: int) -> dict[str, object]:
    """The variables of a router that is reached through a port on loopback, with its own host key."""
    common = (
        f"-o UserKnownHostsFile={bench.lab.state}/known_hosts -o StrictHostKeyChecking=yes -o HostKeyAlias={management_address(bench.edge)}"
    )
    return {"ansible_host": "127.0.0.1", "ansible_port": port, "ansible_ssh_common_args": common}


def _slow_from_the_start(bench: Bench) -> None:
    is_slow = threading.Event()
    is_slow.set()
    with _drip(bench, is_slow) as port:
        run = bench.harden(**_through(bench, port))
    expect(run.rc != 0, "a delivery at a byte a second ended well")
    expect_words(run.output, "not reachable")
    timed(bench, bench.wait_free)


def _slow_when_armed(bench: Bench) -> None:
    is_slow = threading.Event()
    with _drip(bench, is_slow) as port, bench.stopped(moments.ARMED, **_through(bench, port)) as delivery:
        is_slow.set()
        delivery.go_on(moments.ARMED)
        timed(bench, bench.wait_free)
    expect(bench.say() == "timeout restored", f"the router says {bench.say()!r}")


LINKS = (
    _cut_at(moments.FIRST_READ, is_armed=False),
    _cut_at(moments.TO_ARM, is_armed=False),
    _cut_at(moments.ARMED, is_armed=True),
    _cut_at(moments.TO_CONFIRM, is_armed=True),
    Fault(
        _LINK,
        "is cut after it confirmed",
        "stays on the new configuration, saved",
        "that it had confirmed and stays",
        _cut_confirmed,
        "new",
    ),
    Fault(
        _LINK, "is frozen before it confirms", "goes back by itself when the timer ends", "that the router is not reachable", _frozen, "old"
    ),
    Fault(
        _LINK, "is a byte a second from the start", "nothing has happened to it", "that it is not reachable", _slow_from_the_start, "old"
    ),
    Fault(
        _LINK,
        "is a byte a second after it armed the timer",
        "goes back by itself when the timer ends",
        "that the router does not answer in time",
        _slow_when_armed,
        "old",
    ),
)


# -- the controller's own troubles -----------------------------------------------------------------------


def _second(bench: Bench) -> None:
    # The second one must have ended before the first one's timer does, on a busy machine too.
    with bench.stopped(moments.ARMED, manrs_confirm_timeout=150) as first:
        second = bench.harden()
        expect(second.rc != 0, "two deliveries at once")
        holder = bench.sh(f"cat {moments.BASE}/lock/holder").strip()
        expect_words(second.output, f"locked by delivery {holder}", "Nothing was changed")
        first.go_on(moments.ARMED)
        rc, output = first.end()
        expect(rc == 0, f"the first delivery was disturbed by the second:\n{output[-2000:]}")


def _same_plan(bench: Bench) -> None:
    with bench.stopped(moments.TO_ARM) as first:
        second = bench.harden()
        expect(second.rc == 0, f"a delivery beside one that has not begun:\n{second.output[-2000:]}")
        first.go_on(moments.TO_ARM)
        rc, output = first.end()
        expect(rc != 0, "a plan for a router that has changed was carried out")
        expect_words(output, "stale plan", "Nothing was changed")


def _records_in_the_way(bench: Bench) -> None:
    for arguments in (["--check"], []):
        run = bench.harden(*arguments, manrs_records=str(bench.work_file("no-folder", "")))
        expect(run.rc != 0, f"a delivery without records {' '.join(arguments)}")
        expect_words(run.output, "no-folder")


def _records_gone(bench: Bench) -> None:
    records = playbook.work_folder() / "records-to-lose"
    with bench.stopped(moments.TO_CONFIRM, manrs_records=str(records)) as delivery:
        shutil.rmtree(records)
        records.write_text("", encoding="utf-8")
        delivery.go_on(moments.TO_CONFIRM)
        rc, output = delivery.end()
    records.unlink()
    expect(rc != 0, "nobody was told that the record is lost")
    expect_words(output, "confirmed", "record")
    timed(bench, bench.wait_free)


def _records_full(bench: Bench) -> None:
    folder = playbook.work_folder() / "full"
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "full", folder], check=True)
    try:
        run = bench.harden(manrs_records=str(folder))
    finally:
        subprocess.run(["umount", folder], check=True)
    expect(run.rc != 0, "a delivery without a record of what was there")
    expect_words(run.output, "No space left")


def _frozen_time(bench: Bench) -> None:
    window = {"begin": "2020-01-01T00:00:00Z", "end": "2099-01-01T00:00:00Z", "why": "exam week"}
    run = bench.harden(manrs_freeze=[window])
    expect(run.rc != 0, "new filters in a freeze window")
    expect_words(run.output, "frozen until 2099-01-01", "exam week")


def _not_approved(bench: Bench) -> None:
    run = bench.harden(manrs_approved=str(bench.work_file("approved.yml", f"{bench.edge}: '{'0' * 64}'\n")))
    expect(run.rc != 0, "a plan that nobody approved")
    expect_words(run.output, "approved is 0000", "approve one of them")


def _over_budget(bench: Bench) -> None:
    run = bench.harden(manrs_change_budget=3)
    expect(run.rc != 0, "a run that changes more than its budget")
    expect_words(run.output, "manrs_change_budget is 3", "nothing was changed")


def _wrong_host_key(bench: Bench) -> None:
    wrong = bench.work_file("known_hosts", f"{management_address(bench.edge)} ssh-ed25519 {_OTHER_KEY}\n")
    run = bench.harden(ansible_ssh_common_args=f"-o UserKnownHostsFile={wrong} -o StrictHostKeyChecking=yes")
    expect(run.rc != 0, "a router with another host key was believed")
    expect_words(run.output, "REMOTE HOST IDENTIFICATION HAS CHANGED")


_OTHER_KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIIDPLzz0Kc0kiXTkvCyHQfLuJaBqsdMwlSI3qMYYHTAe"


def _unknown_host_key(bench: Bench) -> None:
    run = bench.harden(ansible_ssh_common_args=f"-o UserKnownHostsFile={bench.work_file('nobody', '')}")
    expect(run.rc != 0, "a router whose host key nobody knows was believed")
    expect_words(run.output, "Host key verification failed")


def _no_privilege(bench: Bench) -> None:
    keys = "install -d -o oper -m 700 ~oper/.ssh; install -o oper -m 600 /root/.ssh/authorized_keys ~oper/.ssh/"
    bench.sh(f"id oper >/dev/null 2>&1 || useradd -m oper; {keys}")
    run = bench.harden(ansible_user="oper")
    expect(run.rc != 0, "a delivery by an account without privilege")
    expect_words(run.output, bench.edge)


CONTROLLERS = (
    Fault(
        _CONTROLLER,
        "is a second one while the first is at work",
        "refuses it and ends what it was at",
        "who holds the lock",
        _second,
        "new",
    ),
    Fault(_CONTROLLER, "is a second one that was first", "has what the second wanted", "that the plan is stale", _same_plan, "new"),
    Fault(_CONTROLLER, "cannot write records", "nothing has happened to it", "which folder", _records_in_the_way, "old"),
    Fault(_CONTROLLER, "has no disk left for records", "nothing has happened to it", "that no space is left", _records_full, "old"),
    Fault(
        _CONTROLLER,
        "loses its records before it confirms",
        "has the new configuration",
        "that it was confirmed without a record",
        _records_gone,
        "new",
    ),
    Fault(_CONTROLLER, "has a freeze window", "nothing has happened to it", "until when, and why", _frozen_time, "old"),
    Fault(_CONTROLLER, "has the approval of another plan", "nothing has happened to it", "both digests", _not_approved, "old"),
    Fault(_CONTROLLER, "has a budget for fewer changes", "nothing has happened to it", "how many there are", _over_budget, "old"),
    Fault(_CONTROLLER, "knows another host key", "nothing has happened to it", "that the host key has changed", _wrong_host_key, "old"),
    Fault(
        _CONTROLLER, "does not know the host key", "nothing has happened to it", "that the host key is not known", _unknown_host_key, "old"
    ),
    Fault(_CONTROLLER, "has an account without privilege", "nothing has happened to it", "what it may not do", _no_privilege, "old"),
)
