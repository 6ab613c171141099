# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual IOS-XR router, seen with the real netmiko and ncclient: what it takes, what it refuses, and whose trial is whose.

Expected texts are those of Cisco's guides and of transcripts of routers; `lab/virtual/iosxr_*.py` name them.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import netmiko
import pytest
from ncclient import manager as ncclient_manager
from ncclient.operations.errors import TimeoutExpiredError
from ncclient.operations.rpc import RPCError
from ncclient.transport.errors import AuthenticationError, SSHUnknownHostError, TransportError
from virtual.iosxr import VirtualIosXr

CLI = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg"
CONFIGURATION = """hostname edge1
interface GigabitEthernet0/0/0/0
 description to the customer
 ipv4 address 192.0.2.1 255.255.255.252
 ipv4 verify unicast source reachable-via rx
!
prefix-set CUSTOMER
  198.51.100.0/24
end-set
!
route-policy IN
  if destination in CUSTOMER then
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
  address-family ipv4 unicast
   route-policy IN in
  !
 !
!
"""
INVALID = "% Invalid input detected at '^' marker."
FAILED = "% Failed to commit one or more configuration items during a pseudo-atomic operation."


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualIosXr]:
    with VirtualIosXr(tmp_path_factory.mktemp("xr") / "router", CONFIGURATION) as running:
        yield running


@pytest.fixture
def router(process: VirtualIosXr) -> VirtualIosXr:
    process.order(reset=True)
    return process


class Screen:
    """A login with netmiko that shows everything that is on the screen."""

    def __init__(self, router: VirtualIosXr) -> None:
        self.connection: Any = netmiko.ConnectHandler(
            device_type="cisco_xr",
            host="127.0.0.1",
            port=router.ssh_port,
            username=router.user,
            password=router.password,
            ssh_strict=True,
            alt_host_keys=True,
            alt_key_file=str(router.known_hosts),
        )

    def type(self, *lines: str, ends: str = r"\nRP/\S+#$") -> str:
        """Type lines and return what came after the last one."""
        screen = ""
        for line in lines:
            self.connection.write_channel(line + "\n")
            screen = ""
            deadline = time.monotonic() + 5
            while not re.search(ends, screen):
                assert time.monotonic() < deadline, screen
                screen += self.connection.read_channel()
                time.sleep(0.005)
        return screen


@pytest.fixture
def screen(router: VirtualIosXr) -> Iterator[Screen]:
    opened = Screen(router)
    yield opened
    opened.connection.remote_conn_pre.close()


@contextmanager
def netconf(router: VirtualIosXr, password: str = "") -> Iterator[Any]:
    with ncclient_manager.connect_ssh(
        host="127.0.0.1",
        port=router.netconf_port,
        username=router.user,
        password=password or router.password,
        hostkey_verify=False,
        allow_agent=False,
        look_for_keys=False,
        device_params={"name": "iosxr"},
        timeout=5,
    ) as opened:
        yield opened


def edit(session: Any, text: str) -> None:
    session.edit_config(f'<config><cli xmlns="{CLI}">{text}</cli></config>', target="candidate", error_option="rollback-on-error")


def running(router: VirtualIosXr) -> str:
    return str(router.state()["running"])


def eventually(what: Any) -> None:
    deadline = time.monotonic() + 5
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_prints_what_it_was_given(router: VirtualIosXr, screen: Screen) -> None:
    shown = screen.connection.send_command("show running-config")
    head, _, body = shown.partition("hostname")
    assert re.match(r"\w{3} \w{3} +\d+ \d\d:\d\d:\d\d\.\d{3} UTC\nBuilding configuration\.\.\.\n!! IOS XR Configuration 7\.11\.2\n", head)
    assert f"hostname{body}".strip() == f"{CONFIGURATION}end"
    assert screen.connection.send_command("show running-config router bgp").count("router bgp") == 1
    assert "No such configuration" in screen.connection.send_command("show running-config router ospf")


@pytest.mark.parametrize(
    ("lines", "mode"),
    [
        (["router bgp 64500"], "config-bgp"),
        (["router bgp 64500", "neighbor 192.0.2.2", "address-family ipv4 unicast"], "config-bgp-nbr-af"),
        (["router bgp 64500", "neighbor 192.0.2.2", "exit"], "config-bgp"),
        (["router bgp 64500", "neighbor 192.0.2.2", "root"], "config"),
        (["router bgp 64500", "neighbor 192.0.2.2", "!"], "config-bgp-nbr"),
        (["router bgp 64500", "neighbor 192.0.2.2", "interface Loopback0"], "config-if"),
        (["prefix-set X"], "config-pfx"),
        (["prefix-set X", "10.0.0.0/8", "end-set"], "config"),
        (["route-policy X", "if destination in X then"], "config-rpl-if"),
        (["route-policy X", "drop", "abort"], "config"),
    ],
)
def test_modes(screen: Screen, lines: list[str], mode: str) -> None:
    assert screen.type("configure", *lines).endswith(f"({mode})#")


@pytest.mark.parametrize(
    "lines",
    [
        ["frobnicate"],
        ["router bgp 0"],
        ["router bgp 64500", "neighbor 192.0.2"],
        ["router bgp 64500", "neighbor 192.0.2.2", "remote-as x"],
        ["router bgp 64500", "neighbor 192.0.2.2", "address-family ipv4 unicast", "route-policy IN"],
        ["interface GigabitEthernet0/0/0/0", "ipv4 verify unicast source reachable-via anny"],
        ["prefix-set X", "10.0.0.0/33"],
        ["prefix-set X", "10.0.0.0/8", "10.1.0.0/16"],
        ["prefix-set X", "10.0.0.0/8,", "end-set"],
        ["prefix-set X", "root"],
        ["route-policy X", "if destination in Y then", "end-policy"],
        ["route-policy X", "endif"],
        ["route-policy X", "if destination then"],
        ["route-policy X", "commit"],
        ["commit confirmed 29"],
        ["commit confirmed"],
        ["commit frob"],
    ],
)
def test_what_xr_does_not_know_is_invalid_input(screen: Screen, lines: list[str]) -> None:
    assert INVALID in screen.type("configure", *lines)


def test_a_mode_that_knows_the_first_word_does_not_hand_the_line_up(router: VirtualIosXr, screen: Screen) -> None:
    """Why policies go before what refers to them: below a neighbor's family ``no route-policy NAME`` is a line of the family."""
    below = ["router bgp 64500", "neighbor 192.0.2.2", "address-family ipv4 unicast"]
    assert INVALID in screen.type("configure", *below, "no route-policy OTHER")
    assert screen.type("exit", "exit", "exit", "no route-policy OTHER").endswith("(config)#")
    with netconf(router) as session, pytest.raises(RPCError, match="no route-policy OTHER"):
        edit(session, "router bgp 64500\n neighbor 192.0.2.2\n  address-family ipv4 unicast\n  !\n !\n!\nno route-policy OTHER\n")


def test_a_policy_object_is_replaced_as_a_whole_with_a_warning(router: VirtualIosXr, screen: Screen) -> None:
    assert "% WARNING: Policy object prefix-set CUSTOMER" in screen.type("configure", "prefix-set CUSTOMER")
    screen.type("203.0.113.0/24", "end-set", "commit")
    assert "prefix-set CUSTOMER\n  203.0.113.0/24\nend-set\n" in running(router)


def test_other_lines_merge_and_no_takes_them_off(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("configure", "router bgp 64500", "neighbor 192.0.2.2", "description a b", "no remote-as", "remote-as 64999", "commit")
    assert "  remote-as 64999\n  description a b\n" in running(router)
    # A commit leaves no mode.
    screen.type("no description", "address-family ipv4 unicast", "no route-policy IN in", "commit")
    assert "description a b" not in running(router) and "route-policy IN in" not in running(router)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["route-policy IN", "if destination in GONE then", "pass", "endif", "end-policy"], "GONE"),
        (["no route-policy IN"], "Policy [IN] is not defined"),
        (["no prefix-set CUSTOMER"], "CUSTOMER"),
        (["router bgp 64500", "neighbor 192.0.2.9", "description x"], "remote AS"),
        (["router bgp 64500", "neighbor 192.0.2.2", "address-family ipv6 unicast"], "The parent address family has not been initialized"),
        (["route-policy IN", "apply IN", "end-policy"], "applies itself"),
    ],
)
def test_a_commit_is_all_or_nothing(router: VirtualIosXr, screen: Screen, lines: list[str], reason: str) -> None:
    before = running(router)
    screen.type("configure", "interface GigabitEthernet0/0/0/0", "description changed", "root", *lines)
    assert FAILED in screen.type("root", "commit")
    shown = screen.type("show configuration failed")
    assert "!! SEMANTIC ERRORS" in shown
    assert any(line.startswith("!!%") and reason in line for line in shown.replace("\r", "").splitlines())
    assert running(router) == before


def test_what_nothing_uses_may_be_incomplete(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("configure", "route-policy LATER", "if destination in GONE then", "drop", "endif", "end-policy", "commit")
    assert "route-policy LATER" in running(router)


def test_a_trial_is_confirmed_by_its_own_session_only(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("configure exclusive", "hostname edge2", "commit label TRY confirmed 60")
    other = Screen(router)
    assert "Client: commit-confirm" in other.type("show configuration sessions detail")
    assert "A trial commit is underway" in other.type("configure exclusive")
    assert "No configuration changes to commit." in other.type("configure", "commit")
    assert "% Cannot commit because there is an unexpired trial/rollback session" in other.type("hostname other", "commit")
    assert "% Confirming commit for trial session." in screen.type("commit")
    assert router.state()["trial"] is None
    assert router.state()["commits"][0]["label"] == "TRY"
    other.connection.remote_conn_pre.close()


def test_a_trial_goes_back_by_its_timer_though_the_connection_is_gone(router: VirtualIosXr, screen: Screen) -> None:
    before = running(router)
    router.order(slow_clock=0.03)
    screen.type("configure", "hostname edge2", "commit confirmed 30")
    screen.connection.remote_conn_pre.close()
    assert running(router) != before
    eventually(lambda: running(router) == before)
    newest = router.state()["commits"][0]
    assert (newest["client"], newest["number"]) == ("Rollback", 1000000003)


def test_leaving_a_trial_asks_and_goes_back_at_once(router: VirtualIosXr, screen: Screen) -> None:
    before = running(router)
    screen.type("configure", "hostname edge2", "commit confirmed 60")
    asked = screen.type("end", ends=r"\[no\]: $")
    assert "the router will immediately rollback to the previous" in asked
    screen.type("no")
    assert router.state()["trial"] is not None
    screen.type("end", ends=r"\[no\]: $")
    screen.type("yes")
    assert running(router) == before


def test_leaving_with_edits_asks(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("configure", "hostname edge2")
    assert "Uncommitted changes found" in screen.type("end", ends=r"\[cancel\]:$")
    assert screen.type("cancel").endswith("(config)#")
    screen.type("end", ends=r"\[cancel\]:$")
    assert screen.type("no").endswith("edge1#")
    assert "hostname edge1" in running(router)


def test_netmikos_own_commit_confirmed_says_yes_to_other_peoples_commits(router: VirtualIosXr, screen: Screen) -> None:
    """Why no line of the kind is left to netmiko: it takes the echo of "confirmed" for a question that it answers with y."""
    screen.connection.config_mode()
    screen.connection.send_config_set(["hostname edge2"], enter_config_mode=False, error_pattern="^%")
    router.order(commit="interface Loopback9\n description bob", user="bob")
    screen.connection.commit(confirm=True, confirm_delay=60)
    eventually(lambda: "hostname edge2" in running(router))


def test_a_commit_after_somebody_elses_asks(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("configure", "hostname edge2")
    router.order(commit="interface Loopback9\n description bob", user="bob")
    assert "One or more commits have occurred from other" in screen.type("commit", ends=r"\[no\]: $")
    screen.type("no")
    assert "hostname edge1" in running(router)


def test_exclusive_is_exclusive(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("configure exclusive")
    other = Screen(router)
    assert "Cannot enter exclusive mode. The Configuration Namespace is locked by another agent." in other.type("configure exclusive")
    with netconf(router) as session, pytest.raises(RPCError, match="lock-denied"):
        session.lock("candidate")
    other.type("configure", "hostname other")
    assert "locked by another agent" in other.type("commit")
    screen.type("abort")
    assert other.type("commit").endswith("#")
    assert "hostname other" in running(router)
    other.connection.remote_conn_pre.close()


def test_rollback_configuration(router: VirtualIosXr, screen: Screen) -> None:
    before = running(router)
    screen.type("configure", "hostname edge2", "commit", "end")
    assert "successfully rolled back" in screen.type("rollback configuration last 1")
    assert running(router) == before


def test_the_pager_stops_and_is_turned_off(router: VirtualIosXr, screen: Screen) -> None:
    screen.type("terminal length 5")
    assert screen.type("show running-config", ends="--More-- $").count("\n") < 9
    screen.connection.write_channel("q")
    assert screen.type("terminal length 0")
    assert "--More--" not in screen.type("show running-config")


def test_shows_of_sessions_and_routes_are_the_worlds(router: VirtualIosXr, screen: Screen) -> None:
    heard = {"prefix": "198.51.100.0/24", "from": "192.0.2.2", "path": "64501", "rejected_under": "STRICT"}
    router.world.write_text(json.dumps({"shows": {"show bgp ipv6 unicast summary": "as the test says\n"}, "routes": [heard]}))
    assert "as the test says" in screen.type("show bgp ipv6 unicast summary")
    assert "1 accepted prefixes, 1 are bestpaths" in screen.type("show bgp neighbors")
    assert "BGP routing table entry for 198.51.100.0/24" in screen.type("show bgp ipv4 unicast 0.0.0.0/0 longer-prefixes detail")
    router.order(
        commit="route-policy STRICT\n drop\nend-policy\nrouter bgp 64500 neighbor 192.0.2.2 address-family ipv4 unicast "
        "route-policy STRICT in"
    )
    assert "0 accepted prefixes, 0 are bestpaths" in screen.type("show bgp neighbors")
    router.world.write_text(json.dumps({"down": ["192.0.2.2"]}))
    assert "BGP state = Idle" in screen.type("show bgp neighbors")
    assert "% Network not in table" in screen.type("show route ipv4 192.0.2.2")
    assert INVALID in screen.type("show bgp vpnv4 unicast summary")


def test_netconf_reads_and_writes_the_same_configuration(router: VirtualIosXr) -> None:
    with netconf(router) as session:
        reply = session.get_config("running", filter=("subtree", f'<cli xmlns="{CLI}"/>'))
        assert running(router).strip() in reply.xml.replace("&gt;", ">")
        with session.locked("candidate"):
            edit(session, "hostname edge2\nrouter bgp 64500\n neighbor 192.0.2.2\n  description x\n")
            session.validate("candidate")
            session.commit()
    assert "hostname edge2" in running(router) and "description x" in running(router)


def test_netconf_refuses_a_line_and_keeps_none_of_the_edit(router: VirtualIosXr) -> None:
    with netconf(router) as session:
        with pytest.raises(RPCError) as caught:
            edit(session, "hostname edge2\nfrobnicate\n")
        assert "frobnicate" in str(caught.value.message)
        session.commit()
    assert "hostname edge1" in running(router)


def test_netconf_refuses_other_models_as_xr_does(router: VirtualIosXr) -> None:
    with netconf(router) as session, pytest.raises(RPCError) as caught:
        session.edit_config('<config><x xmlns="urn:x"/></config>', target="candidate")
    assert caught.value.tag == "unknown-namespace"


def test_a_confirmed_commit_without_persist_ends_with_its_session(router: VirtualIosXr) -> None:
    before = running(router)
    with netconf(router) as session:
        edit(session, "hostname edge2")
        session.commit(confirmed=True, timeout="600")
        with netconf(router) as other, pytest.raises(RPCError) as caught:
            other.commit()
        assert caught.value.tag == "in-use"
        assert running(router) != before
    eventually(lambda: running(router) == before)


def test_a_confirmed_commit_that_persists_is_confirmed_or_cancelled_by_its_token(router: VirtualIosXr) -> None:
    before = running(router)
    for ending in ("commit", "cancel_commit"):
        with netconf(router) as session:
            edit(session, f"hostname by-{ending}")
            session.commit(confirmed=True, timeout="600", persist="TOKEN")
        with netconf(router) as session:
            assert f"hostname by-{ending}" in running(router)
            with pytest.raises(RPCError) as caught:
                session.commit(persist_id="OTHER")
            assert caught.value.tag == "invalid-value"
            getattr(session, ending)(persist_id="TOKEN")
        assert router.state()["trial"] is None
    assert running(router) == before.replace("edge1", "by-commit")


def test_the_candidate_cannot_be_locked_while_it_is_changed(router: VirtualIosXr) -> None:
    with netconf(router) as session:
        edit(session, "hostname edge2")
        with netconf(router) as other:
            with pytest.raises(RPCError) as caught:
                other.lock("candidate")
            assert caught.value.tag == "lock-denied" and "<session-id>0</session-id>" in caught.value.info
            session.discard_changes()
            other.lock("candidate")
            with pytest.raises(RPCError) as caught:
                edit(session, "hostname edge3")
            assert caught.value.tag == "in-use"


def test_a_killed_session_locks_nothing(router: VirtualIosXr) -> None:
    with netconf(router) as other:
        # Its own goodbye finds no connection, or, if it is sent before the end is noticed, no answer.
        with suppress(TransportError, TimeoutExpiredError), netconf(router) as session:
            session.lock("candidate")
            assert not _locks(other)
            other.kill_session(session.session_id)
        eventually(lambda: _locks(other))


def _locks(session: Any) -> bool:
    try:
        session.lock("candidate")
    except RPCError:
        return False
    return True


def test_ncclients_own_iosxr_takes_every_host_key_though_asked_to_verify(router: VirtualIosXr, tmp_path: Path) -> None:
    """Why its handler is not used as it is."""
    (tmp_path / "empty").write_text("")
    (tmp_path / "settings").write_text(f"Host *\n  UserKnownHostsFile {tmp_path / 'empty'}\n")
    login = {"host": "127.0.0.1", "port": router.netconf_port, "username": router.user, "password": router.password, "timeout": 5}
    options = {**login, "hostkey_verify": True, "allow_agent": False, "look_for_keys": False, "ssh_config": str(tmp_path / "settings")}
    with ncclient_manager.connect_ssh(**options, device_params={"name": "iosxr"}) as opened:
        assert opened.connected
    with pytest.raises(SSHUnknownHostError):
        ncclient_manager.connect_ssh(**options, device_params={"name": "default"})


def test_a_wrong_password_is_refused(router: VirtualIosXr) -> None:
    with pytest.raises(AuthenticationError), netconf(router, "wrong"):
        pass


def test_ten_thousand_entries_go_in_fast(router: VirtualIosXr) -> None:
    entries = ",\n".join(f"  10.{number // 256}.{number % 256}.0/24" for number in range(10000))
    begin = time.monotonic()
    with netconf(router) as session:
        edit(session, f"prefix-set CUSTOMER\n{entries}\nend-set\n")
        session.commit()
    assert "10.39.15.0/24" in running(router)
    assert time.monotonic() - begin < 30
