# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session to an IOS-XR router with the real netmiko and ncclient, against a virtual router on loopback, over both of its ways."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import asyncssh
import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports import iosxr_terminal
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.iosxr_candidate import Candidate
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.iosxr_session import IosXrSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.ssh_login import Login
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
from virtual.iosxr import VirtualIosXr

OLD = """hostname edge1
!
prefix-set OLD
  198.51.100.0/24
end-set
!
route-policy IN
  if destination in OLD then
    pass
  else
    drop
  endif
end-policy
!
router bgp 64500
 bgp router-id 192.0.2.1
 address-family ipv4 unicast
 !
 neighbor 192.0.2.2
  remote-as 64501
  password encrypted 0A1B2C3D
  address-family ipv4 unicast
   route-policy IN in
  !
 !
!
"""
CHANGE = """prefix-set NEW
  198.51.100.0/24,
  203.0.113.0/24 le 25
end-set
!
route-policy IN
  if destination in NEW then
    pass
  else
    drop
  endif
end-policy
!
router bgp 64500
 neighbor 192.0.2.2
  description the customer
  address-family ipv4 unicast
   maximum-prefix 100 80
  !
  ebgp-multihop 2
 !
 neighbor 192.0.2.3
  remote-as 64502
!
"""
FIRST = "1000000001"
LABEL = "20261127T090000Z-abcdef"
NAME = f"{LABEL}/change"
#: A second of the router's timer takes so long: the shortest trial of 30 s is over after 0.9 s.
SCALE = 0.03


@pytest.fixture(params=["netconf", "cli"], scope="module")
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def process(way: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualIosXr]:
    with VirtualIosXr(tmp_path_factory.mktemp("xr") / "router", OLD, has_netconf=way == "netconf") as running:
        yield running


@pytest.fixture
def router(process: VirtualIosXr) -> VirtualIosXr:
    process.order(reset=True)
    return process


def parameters(router: VirtualIosXr, **changes: Any) -> Parameters:
    # A port that nobody listens on stands for a router without NETCONF.
    ports = {"ssh": router.ssh_port, "netconf": router.netconf_port or 1}
    ours = Parameters("127.0.0.1", router.user, router.password, known_hosts=router.known_hosts, ports=ports, connect_seconds=5.0)
    return replace(ours, **changes)


@pytest.fixture
def session(router: VirtualIosXr) -> Iterator[IosXrSession]:
    opened = IosXrSession(parameters(router))
    yield opened
    opened.close()


def done(session: IosXrSession, command: str) -> str:
    answer = session.run(command, 10)
    assert answer.rc == 0, answer
    return answer.out


def loaded(session: IosXrSession, text: str = CHANGE) -> None:
    session.put(NAME, text)
    done(session, f"lock {FIRST}")
    done(session, f"load {NAME}")
    done(session, "check")


def on_trial(session: IosXrSession, seconds: int = 120) -> None:
    loaded(session)
    done(session, f"commit-confirmed {seconds} {LABEL}")


def running(router: VirtualIosXr) -> str:
    return str(router.state()["running"])


def eventually(what: Any, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def nothing_is_locked(router: VirtualIosXr) -> bool:
    """A second client gets the lock, or only a trial keeps it from it."""
    with_lock = IosXrSession(parameters(router))
    try:
        newest = router.state()["commits"][0]["number"]
        return with_lock.run(f"lock {newest}", 5).rc == 0
    finally:
        with_lock.close()


def test_a_change_is_confirmed_over_a_new_connection(router: VirtualIosXr, session: IosXrSession, way: str) -> None:
    loaded(session)
    assert running(router) == OLD.replace("\n!\nprefix", "\nprefix")
    assert "on trial for 120 s" in done(session, f"commit-confirmed 120 {LABEL}")
    assert router.state()["trial"] is not None
    new = session.fresh()
    try:
        assert "203.0.113.0/24" in done(new, "show running-config")
        assert "is confirmed" in done(new, f"confirm {LABEL}")
        assert router.state()["trial"] is None
        held = running(router)
        for line in ("  203.0.113.0/24 le 25\n", "  description the customer\n", "  ebgp-multihop 2\n", "   maximum-prefix 100 80\n"):
            assert line in held
        assert " neighbor 192.0.2.3\n  remote-as 64502\n" in held
        assert done(new, f"revert {LABEL}") == "confirmed"
        assert running(router) == held
    finally:
        new.close()
    eventually(lambda: nothing_is_locked(router))


def test_an_unconfirmed_change_goes_back_by_itself_and_a_late_confirm_says_so(router: VirtualIosXr, session: IosXrSession) -> None:
    before = running(router)
    router.order(slow_clock=SCALE)
    on_trial(session, 60)
    eventually(lambda: running(router) == before)
    new = session.fresh()
    try:
        answer = new.run(f"confirm {LABEL}", 10)
        assert (answer.rc, "too late" in answer.err) == (14, True), answer
        assert done(new, f"revert {LABEL}") == "restored"
    finally:
        new.close()


def test_policies_after_what_binds_them_are_loaded_too(router: VirtualIosXr, session: IosXrSession) -> None:
    """XR would take ``no route-policy`` below a neighbor's family for a line of the family."""
    bindings = "router bgp 64500\n neighbor 192.0.2.2\n  address-family ipv4 unicast\n   route-policy IN2 in\n  !\n !\n!\n"
    loaded(session, f"{bindings}route-policy IN2\n  drop\nend-policy\n!\nno route-policy IN\nno prefix-set OLD\n")
    done(session, f"commit-confirmed 60 {LABEL}")
    assert "route-policy IN2 in" in running(router)
    assert "route-policy IN\n" not in running(router) and "OLD" not in running(router)


def test_a_revert_brings_the_old_configuration_back_at_once(router: VirtualIosXr, session: IosXrSession) -> None:
    before = running(router)
    on_trial(session, 3600)
    assert running(router) != before
    new = session.fresh()
    try:
        assert done(new, f"revert {LABEL}") == "restored"
        assert running(router) == before
    finally:
        new.close()
    eventually(lambda: nothing_is_locked(router))


def test_a_revert_before_any_commit_changes_nothing_and_unlocks(router: VirtualIosXr, session: IosXrSession) -> None:
    loaded(session)
    assert not nothing_is_locked(router)
    new = session.fresh()
    try:
        assert done(new, f"revert {LABEL}") == "nothing was changed"
    finally:
        new.close()
    eventually(lambda: nothing_is_locked(router))
    assert len(router.state()["commits"]) == 1


def test_a_plan_from_before_another_commit_is_stale(router: VirtualIosXr, session: IosXrSession) -> None:
    router.order(commit="hostname other", user="bob")
    answer = session.run(f"lock {FIRST}", 10)
    assert answer.rc == 13
    assert "stale plan" in answer.err and "bob" in answer.err
    assert nothing_is_locked(router)


def test_a_commit_of_somebody_else_between_lock_and_commit_is_not_confirmed(router: VirtualIosXr, session: IosXrSession) -> None:
    loaded(session)
    router.order(commit="hostname other", user="bob")
    answer = session.run(f"commit-confirmed 120 {LABEL}", 10)
    assert answer.rc in (13, 21), answer
    new = session.fresh()
    try:
        new.run(f"revert {LABEL}", 10)
    finally:
        new.close()
    assert "hostname other" in running(router)
    assert "NEW" not in running(router)
    assert router.state()["trial"] is None


def test_somebody_who_committed_after_us_is_named(router: VirtualIosXr, session: IosXrSession) -> None:
    on_trial(session)
    router.order(commit="hostname other", user="bob")
    answer = session.run(f"confirm {LABEL}", 10)
    assert answer.rc == 21
    assert "somebody committed meanwhile" in answer.err and "bob" in answer.err
    assert router.state()["trial"] is not None


def test_a_lock_of_somebody_else_names_him(router: VirtualIosXr, session: IosXrSession) -> None:
    router.order(lock="alice")
    answer = session.run(f"lock {FIRST}", 10)
    assert answer.rc == 11
    assert "alice" in answer.err
    router.order(unlock=True)
    done(session, f"lock {FIRST}")


def test_a_lock_that_a_dead_netconf_session_left_says_how_to_end_it(router: VirtualIosXr, session: IosXrSession, way: str) -> None:
    if way == "cli":
        pytest.skip("a router without NETCONF has no such lock")
    router.order(lock_netconf=4711)
    answer = session.run(f"lock {FIRST}", 10)
    assert answer.rc == 11
    assert "clear netconf-yang agent session 4711" in answer.err


def test_changes_that_somebody_left_in_the_candidate_are_not_ours_to_commit(router: VirtualIosXr, session: IosXrSession, way: str) -> None:
    if way == "cli":
        pytest.skip("over the command line each session has a target of its own")
    router.order(candidate="hostname theirs")
    answer = session.run(f"lock {FIRST}", 10)
    assert (answer.rc, "somebody did not commit" in answer.err) == (12, True)


def test_a_confirmation_does_not_commit_what_somebody_left_in_the_candidate(router: VirtualIosXr, session: IosXrSession, way: str) -> None:
    if way == "cli":
        pytest.skip("over the command line each session has a target of its own")
    on_trial(session)
    new = session.fresh()
    router.order(candidate="hostname theirs")
    try:
        answer = new.run(f"confirm {LABEL}", 10)
        assert answer.rc == 21 and "confirming would commit them" in answer.err
        assert "hostname theirs" not in running(router)
        assert done(new, f"revert {LABEL}") == "restored"
    finally:
        new.close()


def test_a_commit_that_somebody_confirmed_for_us_is_not_called_ours(router: VirtualIosXr, session: IosXrSession, way: str) -> None:
    if way == "cli":
        pytest.skip("nobody else can confirm what the command line has on trial")
    on_trial(session)
    new = session.fresh()
    other = Candidate(Login(parameters(router)), time.monotonic() + 5)
    other.confirm(LABEL, time.monotonic() + 5)
    other.close()
    answer = new.run(f"revert {LABEL}", 10)
    new.close()
    assert answer.rc == 22
    assert "not restored" in answer.err and "1000000002" in answer.err


@pytest.mark.parametrize(
    "bad", ["frobnicate the router", " banana", "prefix-set X\n  10.0.0.0/8\n  10.1.0.0/16\nend-set", "prefix-set X\n  10.0.0.0/8"]
)
def test_a_line_that_the_router_does_not_know_is_named_and_nothing_stays(router: VirtualIosXr, session: IosXrSession, bad: str) -> None:
    done(session, f"lock {FIRST}")
    session.put(NAME, CHANGE + bad + "\n")
    answer = session.run(f"load {NAME}", 10)
    assert answer.rc == 15, answer
    assert {"frobnicate the router": bad, " banana": "banana"}.get(bad, "10.1.0.0/16" if "10.1" in bad else "has no end-set") in answer.err
    new = session.fresh()
    try:
        assert done(new, f"revert {LABEL}") == "nothing was changed"
    finally:
        new.close()
    eventually(lambda: nothing_is_locked(router))
    assert len(router.state()["commits"]) == 1


def test_a_reference_to_nothing_is_refused_with_the_routers_reason(router: VirtualIosXr, session: IosXrSession, way: str) -> None:
    before = running(router)
    session.put(NAME, "route-policy IN\n  if destination in MISSING then\n    pass\n  endif\nend-policy\n")
    done(session, f"lock {FIRST}")
    done(session, f"load {NAME}")
    answer = session.run("check", 10) if way == "netconf" else session.run(f"commit-confirmed 60 {LABEL}", 10)
    assert answer.rc == (16 if way == "netconf" else 17)
    assert "MISSING" in answer.err
    if way == "netconf":
        answer = session.run(f"commit-confirmed 60 {LABEL}", 10)
        assert answer.rc == 17 and "MISSING" in answer.err
    assert running(router) == before
    assert done(session, f"revert {LABEL}") == "nothing was changed"
    assert nothing_is_locked(router)


def test_a_refused_commit_says_the_routers_words(router: VirtualIosXr, session: IosXrSession) -> None:
    loaded(session)
    router.order(refuse_commit="% Failed to commit .. As an error (No space left on device) encountered during commit operation.")
    answer = session.run(f"commit-confirmed 60 {LABEL}", 10)
    assert answer.rc == 17
    assert "No space left on device" in answer.err
    assert nothing_is_locked(router)


def test_a_restart_before_the_confirm_leaves_the_old_configuration(router: VirtualIosXr, session: IosXrSession) -> None:
    before = running(router)
    on_trial(session)
    router.order(restart=True)
    new = session.fresh()
    try:
        answer = new.run(f"confirm {LABEL}", 10)
        assert answer.rc == 14, answer
        assert done(new, f"revert {LABEL}") == "restored"
    finally:
        new.close()
    assert running(router) == before


def test_a_killed_router_comes_back_on_the_old_configuration(router: VirtualIosXr, session: IosXrSession) -> None:
    before = running(router)
    on_trial(session)
    router.stop(is_killed=True)
    with pytest.raises(TransportError):
        session.fresh().run("show running-config", 5)
    router.start()
    assert running(router) == before


def test_a_connection_that_breaks_at_the_commit_is_no_answer_and_the_revert_finds_out(
    router: VirtualIosXr, session: IosXrSession, way: str
) -> None:
    before = running(router)
    loaded(session)
    router.order(slow_clock=0.1)
    router.order(drop_after="commit")
    with pytest.raises(TransportError):
        session.run(f"commit-confirmed 30 {LABEL}", 5)
    new = session.fresh()
    try:
        if way == "cli":
            # Only the session that is lost could have taken it back.
            answer = new.run(f"revert {LABEL}", 10)
            assert answer.rc == 22
            assert "not restored yet" in answer.err and "its timer ends in" in answer.err
            eventually(lambda: running(router) == before)
        assert done(new, f"revert {LABEL}") == "restored"
    finally:
        new.close()
    assert running(router) == before


def test_a_commit_that_never_arrived_changed_nothing(router: VirtualIosXr, session: IosXrSession) -> None:
    loaded(session)
    router.order(drop_before="commit")
    with pytest.raises(TransportError):
        session.run(f"commit-confirmed 30 {LABEL}", 5)
    new = session.fresh()
    try:
        assert done(new, f"revert {LABEL}") == "nothing was changed"
    finally:
        new.close()
    eventually(lambda: nothing_is_locked(router))


def test_a_confirmation_whose_answer_is_lost_is_found_confirmed(router: VirtualIosXr, session: IosXrSession) -> None:
    on_trial(session)
    new = session.fresh()
    router.order(drop_after="commit")
    with pytest.raises(TransportError):
        new.run(f"confirm {LABEL}", 5)
    newer = new.fresh()
    try:
        assert done(newer, f"revert {LABEL}") == "confirmed"
    finally:
        newer.close()
    assert "NEW" in running(router)


def test_a_router_that_stops_answering_is_an_error_in_time(router: VirtualIosXr, session: IosXrSession) -> None:
    loaded(session)
    router.order(stall="commit")
    begin = time.monotonic()
    with pytest.raises(TransportError, match="in time"):
        session.run(f"commit-confirmed 60 {LABEL}", 1)
    assert time.monotonic() - begin < 8
    router.order(stall="show")
    with pytest.raises(TransportError, match="no answer in time to .show version."):
        session.run("show version", 1)


def test_a_connection_that_breaks_while_reading_is_noticed_at_once(router: VirtualIosXr, session: IosXrSession) -> None:
    done(session, "show clock")
    router.order(drop_before="show version")
    begin = time.monotonic()
    with pytest.raises(TransportError, match="the connection broke"):
        session.run("show version", 300)
    assert time.monotonic() - begin < 5
    assert "7.11.2" in done(session, "show version")


def test_a_wrong_host_key_is_refused(router: VirtualIosXr, way: str, tmp_path: Path) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    lines = "".join(f"[127.0.0.1]:{port} {other}" for port in (router.ssh_port, router.netconf_port) if port)
    (tmp_path / "wrong").write_text(lines)
    (tmp_path / "empty").write_text("")
    true = router.known_hosts.read_text()
    (tmp_path / "revoked").write_text(true + "".join(f"@revoked * {' '.join(line.split()[1:3])}\n" for line in true.splitlines()))
    over_netconf = r" \(NETCONF" if way == "netconf" else ""
    for name in ("wrong", "empty", "revoked"):
        # Each library by itself: the lock is the first that goes over NETCONF.
        for command, which in (("show version", ""), (f"lock {FIRST}", over_netconf)):
            session = IosXrSession(parameters(router, known_hosts=tmp_path / name))
            with pytest.raises(TransportError, match=f"host key is not the known one{which}"):
                session.run(command, 5)
            session.close()
    with pytest.raises(TransportError, match="No such file"):
        IosXrSession(parameters(router, known_hosts=tmp_path / "missing"))
    believing = IosXrSession(parameters(router, known_hosts=None, checks_host_key=False))
    done(believing, f"lock {FIRST}")
    believing.close()


def test_a_wrong_password_is_refused_and_in_no_message(router: VirtualIosXr, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for command in ("show version", f"lock {FIRST}"):
        session = IosXrSession(parameters(router, password="not-the-secret"))
        with pytest.raises(TransportError, match="may not log in") as caught:
            session.run(command, 5)
        assert "not-the-secret" not in f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"


def test_a_key_logs_in_as_well(way: str, tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(str(tmp_path / "key"))
    key.write_public_key(str(tmp_path / "key.pub"))
    with VirtualIosXr(tmp_path / "router", OLD, has_netconf=way == "netconf", password="", public_key=tmp_path / "key.pub") as router:
        session = IosXrSession(parameters(router, password=None, key_file=tmp_path / "key"))
        done(session, f"lock {FIRST}")
        session.close()


def test_a_secret_of_a_refused_line_is_not_told(session: IosXrSession) -> None:
    done(session, f"lock {FIRST}")
    session.put(NAME, "router bgp 64500\n neighbor 192.0.2.2\n  password clear hunter2 extra\n")
    answer = session.run(f"load {NAME}", 10)
    assert answer.rc == 15
    assert "password" in answer.err and "hunter2" not in answer.err


def test_what_is_no_command_is_not_sent(session: IosXrSession) -> None:
    assert session.run("show clock | file disk0:x", 5).rc == 2
    for command in (
        "",
        "show version\nlock 1",
        "reload",
        "lock",
        "lock a b",
        "show version\nreload",
        "commit-confirmed 60 x;y",
        "confirm 'x'",
        "load a b",
        "revert \x1b",
    ):
        assert session.run(command, 5).rc == 2
    assert session.run("show nonsense", 5).rc == 1


def test_control_characters_are_not_sent(router: VirtualIosXr, session: IosXrSession) -> None:
    done(session, f"lock {FIRST}")
    session.put(NAME, "hostname a\x03b\n")
    assert session.run(f"load {NAME}", 5).rc == 15


def test_shows_have_no_time_in_them(session: IosXrSession) -> None:
    first = done(session, "show running-config")
    assert first.startswith("Building configuration...\n!! IOS XR Configuration")
    assert done(session, "show running-config") == first
    answers = session.run_all([("show version", 5), ("show nonsense", 5), ("show clock", 5)])
    assert [answer.rc for answer in answers] == [0, 1]
    both = done(session, "show configuration commit list 1 detail\nshow version")
    assert "CommitId: 1000000001" in both and both.index("Version 7.11.2") > both.index("CommitId")


def test_the_status_is_one_line(session: IosXrSession) -> None:
    on_trial(session)
    line = done(session, f"status {LABEL}")
    assert "\n" not in line
    assert "1000000002" in line and "a commit is on trial" in line


def test_a_jump_host_that_is_none_is_refused(tmp_path: Path) -> None:
    for jump in ("-oProxyCommand=x", "a;b", "a b", "gate,,x", "$(x)"):
        with pytest.raises(TransportError, match="write user@host:port"):
            IosXrSession(Parameters("192.0.2.1", "lab", "x", jump=jump))


class Gate(asyncssh.SSHServer):
    """A jump host that forwards for whoever has the key."""

    forwarded: ClassVar[list[int]] = []

    def connection_requested(self, dest_host: str, dest_port: int, orig_host: str, orig_port: int) -> bool:
        self.forwarded.append(dest_port)
        return True


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[tuple[int, Path, str]]:
    """Give the port of a jump host on loopback, the key that it wants, and its line of known_hosts."""
    own, key = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(str(tmp_path / "gate_key"))
    key.write_public_key(str(tmp_path / "gate_key.pub"))
    (tmp_path / "gate_key").chmod(0o600)
    allowed = asyncssh.import_authorized_keys(key.export_public_key().decode())
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> Any:
        return await asyncssh.create_server(Gate, "127.0.0.1", 0, server_host_keys=[own], authorized_client_keys=allowed)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    port = server.get_port()
    yield port, tmp_path / "gate_key", f"[127.0.0.1]:{port} {own.export_public_key().decode()}"
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.mark.skipif(shutil.which("ssh") is None, reason="needs OpenSSH's client, which goes over jump hosts")
def test_a_jump_host_is_gone_over(way: str, gate: tuple[int, Path, str], tmp_path: Path) -> None:
    port, key, line = gate
    Gate.forwarded.clear()
    with VirtualIosXr(tmp_path / "router", OLD, has_netconf=way == "netconf", password="", public_key=key.with_suffix(".pub")) as router:
        (tmp_path / "known").write_text(router.known_hosts.read_text() + line)
        known = tmp_path / "known"
        ours = parameters(router, known_hosts=known, jump=f"anybody@127.0.0.1:{port}", key_file=key, password=None)
        with IosXrSession(ours) as session:
            assert "7.11.2" in done(session, "show version")
            assert ("NETCONF" if way == "netconf" else "command line") in done(session, f"lock {FIRST}")
        assert router.ssh_port in Gate.forwarded and (router.netconf_port or 1) in Gate.forwarded
        (tmp_path / "unknown").write_text(router.known_hosts.read_text())
        refused = pytest.raises(TransportError, match=r"jump host: .*[Hh]ost key")
        with IosXrSession(replace(ours, known_hosts=tmp_path / "unknown")) as session, refused:
            session.run("show version", 10)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(iosxr_terminal, "IMPORT_ERROR", ImportError("no"))
    with pytest.raises(TransportError, match="pip install netmiko"):
        IosXrSession(Parameters("192.0.2.1", "lab", "x"))


def test_nothing_listens(tmp_path: Path) -> None:
    session = IosXrSession(Parameters("127.0.0.1", "lab", "x", checks_host_key=False, ports={"ssh": 1, "netconf": 1}, connect_seconds=2))
    with pytest.raises(TransportError, match="not reachable"):
        session.run("show version", 5)
    with pytest.raises(TransportError, match="not reachable"):
        session.run(f"lock {FIRST}", 5)
