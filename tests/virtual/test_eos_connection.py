# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to EOS: certificates, logins, refusals and silence, and what its words answer."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

pytest.importorskip("pyeapi", reason="needs the Python package pyeapi")

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.eos_session import EosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.parse import configuration_digest
from virtual import threads
from virtual.eos import control, switched_on

NAME = "20261127T092000Z-00ab12"
TEXT = "hostname edge1\nrouter bgp 25000\n   neighbor 10.0.0.1 remote-as 35001\n"


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with switched_on(tmp_path_factory.mktemp("eos"), TEXT) as found:
        yield found


@pytest.fixture
def bench(process):
    control(process.router, {"reset": True, "slow_clock": 1.0})
    return process


def session(bench, **more):
    place = {"password": bench.password, "ca_file": bench.certificate, "ports": {"https": bench.port}, **more}
    return EosSession(Parameters("127.0.0.1", place.pop("user", bench.user), **place))


def digest(bench):
    return configuration_digest(bench.running())


def committed(bench):
    """Return a session whose change is on trial."""
    way = session(bench)
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    way.put("x/change", "hostname edge2\n")
    for word in ("load x/change", f"check {NAME}", f"commit-confirmed 60 {NAME}"):
        assert way.run(word).rc == 0
    return way.fresh()


def test_a_certificate_that_is_not_the_routers_ends_everything_before_the_password(bench, tmp_path):
    threads.tls(tmp_path)
    for other in (None, tmp_path / "certificate.pem"):
        with pytest.raises(TransportError, match="certificate is not verified; set ansible_httpapi_ca_path"):
            session(bench, ca_file=other).run("show version | json")
    assert bench.router.requests == []
    assert json.loads(session(bench, ca_file=None, checks_certificate=False).run("show version | json").out)["version"] == "4.30.1F"


def test_a_name_that_the_certificate_does_not_have_is_another_router(bench):
    place = Parameters("localhost", bench.user, bench.password, ca_file=bench.certificate, ports={"https": bench.port})
    with pytest.raises(TransportError, match="certificate is not verified"):
        EosSession(place).run("show version | json")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"password": "wrong"}, "the password is wrong"),
        ({"user": "nobody"}, "does not know the user"),
        ({"password": None}, "set ansible_password"),
        ({"jump": "other"}, "not reached through a jump host"),
        ({"ports": {"https": 1}}, "refused"),
    ],
)
def test_what_lets_nobody_in_is_said(bench, more, told):
    with pytest.raises(TransportError, match=told) as caught:
        session(bench, **more).run("show version | json")
    assert bench.password not in str(caught.value)


def test_a_file_that_is_no_certificate_is_named(bench, tmp_path):
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(TransportError, match=r"ca\.pem holds no certificate"):
        session(bench, ca_file=tmp_path / "ca.pem").run("show version | json")


def test_a_router_that_says_nothing_is_not_waited_for(bench):
    control(bench.router, {"stall": "show version"})
    begun = time.monotonic()
    with pytest.raises(TransportError, match="timed out"):
        session(bench).run("show version | json", 0.5)
    assert time.monotonic() - begun < 3
    control(bench.router, {"drop_before": "show version"})
    with pytest.raises(TransportError, match="."):
        session(bench).run("show version | json", 5)


def test_shows_are_read_and_nothing_else(bench):
    way = session(bench)
    assert "hostname edge1" in way.run("show running-config").out
    assert way.run("show nothing").rc == 1
    assert way.run("show running-config | redirect flash:x").rc == 2
    assert way.run("configure terminal").rc == 2
    assert way.run("show version | json\nreload").rc == 2
    assert way.run("show version | json\n").rc == 2
    assert not [line for line in bench.router.requests if not line.startswith(("show", "enable"))]


def test_shows_in_json_side_by_side_are_one_request_up_to_the_first_that_fails(bench):
    way = session(bench)
    commands = ["show version | json", "show ip route 10.0.0.1 | json", "show running-config", "show version | json"]
    assert [item.rc for item in way.run_all([(text, 5.0) for text in commands])] == [0, 0, 0, 0]
    assert bench.router.requests.count("enable") == 3
    broken = ["show version | json", "show nothing | json", "show version | json"]
    assert [item.rc for item in way.run_all([(text, 5.0) for text in broken])] == [0, 1]


def test_a_line_that_is_not_taken_leaves_nothing_and_shows_no_secret(bench):
    before = bench.running()
    way = session(bench)
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    way.put("x/change", "router bgp 25000\n   neighbor 10.0.0.1 description acme\n   neighbor 10.0.0.1 password 0 s3cret words\n")
    refused = way.run("load x/change")
    assert refused.rc == 15
    assert "neighbor 10.0.0.1 password" in refused.err and "s3cret" not in refused.err
    assert bench.running() == before
    assert bench.router.sessions == {}
    assert way.run("load x/change").rc == 15


def test_words_in_the_wrong_place_are_refused(bench):
    way = session(bench)
    assert way.run("load x/change").rc == 2
    assert way.run(f"check {NAME}").rc == 2
    assert way.run(f"confirm {NAME}").rc == 2
    assert way.run(f"revert {NAME}").out == "nothing was changed"
    assert way.run(f"status {NAME}").out == f"there is no session {NAME}"
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    assert way.run(f"commit-confirmed 0 {NAME}").rc == 2
    assert way.run(f"commit-confirmed 90000 {NAME}").rc == 2
    # What was loaded changes nothing.
    assert way.run(f"check {NAME}").rc == 16
    assert way.run(f"revert {NAME}").out == "nothing was changed"
    assert way.run(f"lock other {NAME}").rc == 13
    assert bench.router.sessions == {}


def test_a_timer_that_has_ended_is_too_late_to_confirm(bench):
    before = bench.running()
    bench.router.second = 0.01
    way = session(bench)
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    way.put("x/change", "hostname edge2\n")
    for word in ("load x/change", f"check {NAME}", f"commit-confirmed 30 {NAME}"):
        assert way.run(word).rc == 0
    assert "edge2" in bench.running()
    time.sleep(0.4)
    assert bench.running() == before
    assert way.fresh().run(f"confirm {NAME}").rc == 14
    assert way.fresh().run(f"revert {NAME}").out == "restored"


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_timer_that_ends_while_the_confirm_is_under_way_is_too_late(bench, monkeypatch, is_taken):
    """The router refuses the commit of a session that is gone, or takes it as one without a change: nothing is confirmed or saved."""
    before = bench.running()
    later = committed(bench)
    run = later._run

    def late(commands, deadline, encoding="json"):
        if list(commands) == [f"configure session {NAME} commit"]:
            run([f"configure session {NAME} abort"], deadline)
            if is_taken:
                control(bench.router, {"session": NAME})
        return run(commands, deadline, encoding)

    monkeypatch.setattr(later, "_run", late)
    confirmed = later.run(f"confirm {NAME}")
    assert confirmed.rc == (14 if is_taken else 17), confirmed.err
    assert bench.running() == before
    assert "write memory" not in bench.router.requests
    assert later.run(f"revert {NAME}").out == "restored"


def test_a_commit_that_has_no_timer_is_told(bench, monkeypatch):
    way = session(bench)
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    way.put("x/change", "hostname edge2\n")
    assert way.run("load x/change").rc == 0
    run = way._run
    monkeypatch.setattr(way, "_run", lambda commands, *more: run([str(item).partition(" timer ")[0] for item in commands], *more))
    told = way.run(f"commit-confirmed 60 {NAME}")
    assert told.rc == 17
    assert "no timer that would take it back" in told.err


def test_a_router_that_says_it_went_back_and_did_not_is_not_believed(bench, monkeypatch):
    way = committed(bench)
    run = way._run

    def unheard(commands, *more):
        answers = run(commands, *more)
        if commands[0].endswith(" abort"):
            control(bench.router, {"commit": "hostname edge3"})
        return answers

    monkeypatch.setattr(way, "_run", unheard)
    told = way.run(f"revert {NAME}")
    assert told.rc == 22
    assert "not what ran before" in told.err


def test_a_session_left_behind_by_a_delivery_of_ours_goes_and_a_young_one_is_somebody(bench):
    control(bench.router, {"session": "20200101T000000Z-000001"})
    assert session(bench).run(f"lock {digest(bench)} {NAME}").rc == 0
    assert list(bench.router.sessions) == [NAME]
    control(bench.router, {"reset": True})
    young = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-000001"
    control(bench.router, {"session": young})
    refused = session(bench).run(f"lock {digest(bench)} {NAME}")
    assert refused.rc == 11 and young in refused.err


def test_somebody_who_begins_a_session_before_the_commit_stops_it(bench):
    way = session(bench)
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    way.put("x/change", "hostname edge2\n")
    assert way.run("load x/change").rc == 0
    control(bench.router, {"session": "alice"})
    assert way.run(f"commit-confirmed 60 {NAME}").rc == 21
    assert "edge2" not in bench.running()
    assert list(bench.router.sessions) == ["alice"]


def test_leaving_takes_a_session_away_that_was_not_committed(bench):
    way = session(bench)
    assert way.run(f"lock {digest(bench)} {NAME}").rc == 0
    way.close()
    assert bench.router.sessions == {}


def test_without_the_package_it_is_named():
    code = (
        "import sys; sys.modules['pyeapi'] = None\n"
        "from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports import eos_session, parameters\n"
        "try:\n    eos_session.EosSession(parameters.Parameters('h', 'u'))\nexcept Exception as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "needs the Python package pyeapi" in done.stdout


def test_enable_gets_its_password(tmp_path):
    with switched_on(tmp_path / "eos", TEXT) as bench:
        bench.router.enable_password = "up-the-stairs"
        for given in (None, "sesame-wrong"):
            told = session(bench, enable_password=given).run("show running-config")
            assert (told.rc, "Bad secret" in told.err, "sesame" in told.err) == (1, True, False)
        assert "neighbor 10.0.0.1" in session(bench, enable_password="up-the-stairs").run("show running-config").out
