# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of the router: its daemon dies, it restarts, its disk is full, its way back is broken, a person is at work on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from topology import link

from . import moments
from .bench import Bench, expect, expect_words, timed
from .controller import STAGES
from .kinds import Fault
from .moments import BASE, Moment

_DAEMON, _DISK, _BACK, _PERSON = "the routing daemon", "the router's disk", "the way back", "a person"
#: Where a daemon has its startup configuration, and the tool by which it is spoken to.
_FOLDER = {"frr": "/etc/frr", "bird": "/etc/bird", "openbgpd": "/etc/bgpd"}
_TOOL = {"frr": "vtysh", "bird": "birdc", "openbgpd": "bgpctl"}


# -- killed, restarted -----------------------------------------------------------------------------------


def _last_stage(bench: Bench) -> Moment:
    return moments.after_stage(STAGES[bench.daemon][-1])


def _dies(when: str, *, kill: bool) -> Fault:
    def run(bench: Bench) -> None:
        moment = {"after its last stage": _last_stage(bench), "before it confirms": moments.TO_CONFIRM}[when]
        with bench.stopped(moment) as delivery:
            bench.restart_daemon(kill=kill)
            delivery.go_on(moment)
            rc, output = delivery.end()
            expect(rc != 0, "a delivery whose router forgot it ended well")
            expect_words(output, "back on its old configuration")
            timed(bench, bench.wait_free)

    what = "is killed and starts again" if kill else "restarts"
    return Fault(
        _DAEMON,
        f"{what} {when}",
        "starts with the old configuration, and stays there",
        "what the router does not hold, and that it is back",
        run,
        "old",
        drops=True,
    )


def _restarts_confirmed(bench: Bench) -> None:
    with bench.stopped(moments.CONFIRMED) as delivery:
        bench.restart_daemon(kill=True)
        delivery.go_on(moments.CONFIRMED)
        delivery.end()
    timed(bench, bench.wait_free)


def _reboots(moment: Moment, ends: str) -> Fault:
    def run(bench: Bench) -> None:
        with bench.stopped(moment) as delivery:
            bench.reboot()
            delivery.go_on(moment)
            rc, output = delivery.end()
            if ends == "old":
                expect(rc != 0, f"a delivery whose router was restarted ended well:\n{output[-1500:]}")
                expect_words(output, bench.edge)
        timed(bench, bench.wait_legitimate)

    return Fault(
        "the router",
        f"restarts {moment.name}",
        "starts with the old configuration, and stays there" if ends == "old" else "starts with the new configuration",
        "what it does not hold" if ends == "old" else "that it was delivered, or that sessions are down at that moment",
        run,
        ends,  # type: ignore[arg-type]
        drops=True,
    )


RESTARTS = (
    _dies("after its last stage", kill=True),
    _dies("before it confirms", kill=True),
    _dies("before it confirms", kill=False),
    Fault(
        _DAEMON,
        "is killed and starts again after it confirmed",
        "starts with the new configuration",
        "that it was delivered, or that sessions are down at that moment",
        _restarts_confirmed,
        "new",
        drops=True,
    ),
    _reboots(moments.ARMED, "old"),
    _reboots(moments.TO_CONFIRM, "old"),
    _reboots(moments.CONFIRMED, "new"),
)


# -- disk ------------------------------------------------------------------------------------------------


@contextmanager
def _full(bench: Bench, folder: str) -> Iterator[None]:
    """A disk of its own for a folder, with what is in it and no byte more."""
    bench.sh(
        # FRR keeps its last file, whose place a new one could take.
        f"mkdir -p {folder} && rm -rf {folder}/*.sav /run/kept && cp -a {folder} /run/kept && mode=$(stat -c %a {folder}) "
        f"&& mount -t tmpfs -o size=64m,mode=$mode full {folder} && chown --reference=/run/kept {folder} && cp -a /run/kept/. {folder}/ "
        f"&& {{ dd if=/dev/zero of={folder}/fill bs=4k 2>/dev/null; true; }}"
    )
    try:
        yield
    finally:
        # What was written there since is the router's disk now.
        bench.sh(
            f"rm -f {folder}/fill && rm -rf /run/kept && cp -a {folder} /run/kept && umount {folder} "
            f"&& find {folder} -mindepth 1 -delete && cp -a /run/kept/. {folder}/"
        )


def _full_base(bench: Bench) -> None:
    with _full(bench, BASE):
        run = bench.harden()
        expect(run.rc != 0, "a delivery to a router without disk ended well")
        expect_words(run.output, "No space left", "Nothing was changed")
        expect(bench.is_free(), "the lock is held")


def _full_startup(bench: Bench) -> None:
    with bench.stopped(moments.TO_CONFIRM) as delivery, _full(bench, _FOLDER[bench.daemon]):
        delivery.go_on(moments.TO_CONFIRM)
        rc, output = delivery.end()
        expect(rc != 0, "a delivery that could not be saved ended well")
        expect_words(output, "back on its old configuration")
        timed(bench, bench.wait_free)


DISKS = (
    Fault(_DISK, "is full before the first file", "nothing has happened to it", "that no space is left", _full_base, "old"),
    Fault(
        _DISK,
        "is full where it would save, before it confirms",
        "goes back at once",
        "that it cannot be saved, and that the router is back",
        _full_startup,
        "old",
    ),
)


# -- what a delivery looks at ----------------------------------------------------------------------------

#: How an operator takes one session down, and lets it come up.
_DOWN = {
    "frr": "vtysh -c 'configure terminal' -c 'router bgp 25000' -c 'neighbor {} shutdown'",
    "bird": "birdc disable upstream_ipv4",
    "openbgpd": "bgpctl neighbor {} down",
}
_UP = {
    "frr": "vtysh -c 'configure terminal' -c 'router bgp 25000' -c 'no neighbor {} shutdown'",
    "bird": "birdc enable upstream_ipv4",
    "openbgpd": "bgpctl neighbor {} up",
}


def _session_down(bench: Bench) -> None:
    address = link(bench.edge, "upstream").neighbor_address("ipv4")
    moment = _last_stage(bench)
    with bench.stopped(moment) as delivery:
        bench.sh(_DOWN[bench.daemon].format(address))
        delivery.go_on(moment)
        rc, output = delivery.end()
        bench.sh(_UP[bench.daemon].format(address))
        expect(rc != 0, f"a delivery after which a session is down ended well:\n{output[-1500:]}")
        expect_words(output, address, "the session went down", "back on its old configuration")
        timed(bench, bench.wait_free)


LOOKS = (
    Fault(
        "the router",
        "loses a session while it is looked at",
        "goes back at once",
        "which session went down, and that the router is back",
        _session_down,
        "old",
        drops=True,
    ),
)


# -- rolled back -----------------------------------------------------------------------------------------


def _delivered(bench: Bench) -> None:
    """Bring the router to its next round: what a rollback will take back, and both are as strict."""
    run = bench.harden()
    expect(run.rc == 0, f"a delivery before a rollback fails:\n{run.output[-2000:]}")


def _rolled_back(bench: Bench) -> None:
    _delivered(bench)
    run = bench.harden(name="rollback")
    expect(run.rc == 0 and run.changed.get(bench.edge), f"a rollback fails, or does nothing:\n{run.output[-2000:]}")


def _rollback_killed(bench: Bench) -> None:
    _delivered(bench)
    with bench.stopped(moments.TO_CONFIRM, name="rollback") as delivery:
        delivery.kill()
        timed(bench, bench.wait_free)
    expect(bench.say() == "timeout restored", f"the router says {bench.say()!r}")


def _rollback_is_unhealthy(bench: Bench) -> None:
    _delivered(bench)
    address = link(bench.edge, "upstream").neighbor_address("ipv4")
    moment = _last_stage(bench)
    with bench.stopped(moment, name="rollback") as delivery:
        bench.sh(_DOWN[bench.daemon].format(address))
        delivery.go_on(moment)
        rc, output = delivery.end()
        bench.sh(_UP[bench.daemon].format(address))
        expect(rc != 0, f"a rollback after which a session is down ended well:\n{output[-1500:]}")
        expect_words(output, address, "the session went down", "back on its old configuration")
        timed(bench, bench.wait_free)


def _no_such_record(bench: Bench) -> None:
    run = bench.harden(name="rollback", manrs_record="20200101T000000Z-abcdef")
    expect(run.rc != 0, "a rollback to no record ended well")
    expect_words(run.output, "20200101T000000Z-abcdef")


_ROLLBACK, _BACK_AGAIN = "a rollback", "goes back to what the rollback found"
ROLLBACKS = (
    Fault(_ROLLBACK, "undoes a delivery under attack", "has what it had before that delivery", "what changed", _rolled_back, "old"),
    Fault(
        _ROLLBACK,
        "is killed before it confirms",
        f"{_BACK_AGAIN} when the timer ends",
        "nothing more; the router's own record says `timeout restored`",
        _rollback_killed,
        "new",
    ),
    Fault(
        _ROLLBACK,
        "loses a session while it is looked at",
        f"{_BACK_AGAIN}, at once",
        "which session went down, and that the router is back",
        _rollback_is_unhealthy,
        "new",
        drops=True,
    ),
    Fault(_ROLLBACK, "is to one without a record", "nothing has happened to it", "which record is not there", _no_such_record, "old"),
)


# -- the way back itself ---------------------------------------------------------------------------------


def _restore_fails(bench: Bench) -> None:
    tool = bench.sh(f"command -v {_TOOL[bench.daemon]}").strip()
    with bench.stopped(moments.TO_CONFIRM) as delivery:
        bench.sh(f"mv {tool} {tool}.away")
        try:
            delivery.kill()
            timed(bench, bench.wait_free)
        finally:
            bench.sh(f"mv {tool}.away {tool}")
    expect("NOT restored" in bench.say(), f"the router says {bench.say()!r}")
    # As the operator is told: load what is in its place.
    bench.restart_daemon()


def _watchdog_killed(bench: Bench) -> None:
    with bench.stopped(moments.ARMED) as delivery:
        bench.sh(f"kill -KILL $(cat {BASE}/lock/watchdog)")
        delivery.go_on(moments.ARMED)
        rc, output = delivery.end()
        expect(rc != 0, f"a delivery without a way back went on:\n{output[-2000:]}")
        expect_words(output, "no way back", "back on its old configuration")
    timed(bench, bench.wait_free)


BACKS = (
    Fault(
        _BACK,
        "fails, because the daemon's tool is gone",
        "stays on the new filters; it starts with the old ones",
        "`NOT restored` and where it stands, in the router's own record",
        _restore_fails,
        "old",
        drops=True,
    ),
    Fault(
        _BACK,
        "is killed after it was armed",
        "takes nothing of a delivery that has no way back",
        "that there is no way back",
        _watchdog_killed,
        "old",
    ),
)


# -- a person --------------------------------------------------------------------------------------------

#: What a person changes that is none of ours: run, and saved.
_CHANGE = {
    "frr": "vtysh -c 'configure terminal' -c 'ip prefix-list THEIRS permit 192.0.2.0/24'",
    "bird": "echo 'define theirs = 1;' >> /etc/bird/bird.conf; birdc configure",
    "openbgpd": "sed -i '1i theirs = \"1\"' /etc/bgpd.conf; bgpctl reload",
}
_UNDO = {
    "frr": "vtysh -c 'configure terminal' -c 'no ip prefix-list THEIRS'",
    "bird": "sed -i '/^define theirs/d' /etc/bird/bird.conf; birdc configure",
    "openbgpd": "sed -i '/^theirs = /d' /etc/bgpd.conf; bgpctl reload",
}
_SAVE = {"frr": "vtysh -c 'write memory'", "bird": "true", "openbgpd": "true"}
_HAS = {
    "frr": "vtysh -c 'show running-config' | grep -q THEIRS",
    "bird": "birdc show symbols | grep -q '^theirs'",
    "openbgpd": "grep -q '^theirs' /etc/bgpd.conf",
}


def _changes_before(bench: Bench) -> None:
    with bench.stopped(moments.TO_ARM) as delivery:
        bench.sh(_CHANGE[bench.daemon])
        delivery.go_on(moments.TO_ARM)
        rc, output = delivery.end()
        expect(rc != 0, "a plan for a router that has changed was carried out")
        expect_words(output, "stale plan", "Nothing was changed")
    bench.sh(_HAS[bench.daemon])
    bench.sh(_UNDO[bench.daemon])


def _changes_between(bench: Bench) -> None:
    with bench.stopped(moments.TO_CONFIRM) as delivery:
        bench.sh(_CHANGE[bench.daemon])
        delivery.go_on(moments.TO_CONFIRM)
        rc, output = delivery.end()
        expect(rc != 0, f"a delivery that somebody changed went on:\n{output[-1500:]}")
        expect_words(output, "meanwhile", "back on its old configuration")
        timed(bench, bench.wait_free)
    bench.sh(f"{_UNDO[bench.daemon]}; {_SAVE[bench.daemon]}")


def _unsaved(bench: Bench) -> None:
    bench.sh(_CHANGE[bench.daemon])
    run = bench.harden()
    bench.sh(_UNDO[bench.daemon])
    expect(run.rc != 0, "a delivery would have saved somebody's unfinished work")
    expect_words(run.output, "running and startup configuration differ", "save or undo that work first")


#: What a person adds to a file of ours, and loads; it lets nothing in.
_EDIT = {
    "bird": "echo \"define 'MANRS-MINE' = 1;\" >> /etc/bird/manrs.conf; birdc configure",
    "openbgpd": "echo 'deny quick from any prefix 192.0.2.77/32' >> /etc/bgpd/manrs-guard.conf; bgpctl reload",
}


def _edits_ours(bench: Bench) -> None:
    bench.sh(_EDIT[bench.daemon])
    told = bench.harden("--check", lab_round=bench.round)
    expect(told.changed.get(bench.edge), f"check mode does not show that somebody edited a filter of ours:\n{told.output[-2000:]}")
    run = bench.harden(lab_round=bench.round)
    expect(run.changed.get(bench.edge), f"a delivery that lists it does not restore it:\n{run.output[-2000:]}")


PERSONS = (
    Fault(
        _PERSON,
        "edits a file of ours",
        "is as we wrote it again after a delivery that lists it",
        "the edit in check mode, and that it is written again",
        _edits_ours,
        "old",
        daemons=("bird", "openbgpd"),
    ),
    Fault(
        _PERSON,
        "changes the router between apply and confirm",
        "goes back to what the delivery found; what the person did on FRR in that time is undone with it",
        "that somebody changed the configuration meanwhile",
        _changes_between,
        "theirs",
    ),
    Fault(
        _PERSON,
        "has left work that is not saved",
        "nothing has happened to it",
        "that running and startup differ, and the first line in which they do",
        _unsaved,
        "theirs",
        daemons=("frr",),
    ),
    Fault(
        _PERSON,
        "changes the router between plan and apply",
        "keeps what the person did",
        "that the plan is stale",
        _changes_before,
        "theirs",
    ),
)
