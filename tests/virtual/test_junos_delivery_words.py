# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PyEZ, the library itself, against the virtual Junos router: the words of a delivery, and everything that can come between them."""

import os
import re
import signal
import threading
import time

import pytest

pytest.importorskip("jnpr.junos", reason="needs the Python package junos-eznc")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.junos_session import JunosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
from lxml import etree
from virtual.junos_bench import switched_on

BEFORE = """<configuration>
 <system><host-name>vmx1</host-name></system>
 <protocols><bgp><group><name>customers</name><type>external</type>
  <neighbor><name>192.0.2.2</name><import>theirs</import><peer-as>64501</peer-as></neighbor></group></bgp></protocols>
 <policy-options>
  <prefix-list><name>old</name><prefix-list-item><name>198.51.100.0/24</name></prefix-list-item></prefix-list>
  <policy-statement><name>theirs</name>
   <term><name>a</name><from><prefix-list><name>old</name></prefix-list></from><then><accept/></then></term>
   <then><reject/></then></policy-statement>
 </policy-options>
</configuration>"""
CHANGE = """<configuration>
 <policy-options>
  <prefix-list replace="replace"><name>old</name><prefix-list-item><name>203.0.113.0/24</name></prefix-list-item></prefix-list>
  <policy-statement replace="replace"><name>GUARD</name><term><name>x</name><then><reject/></then></term></policy-statement>
 </policy-options>
</configuration>"""
LABEL = "20260101T000000Z-abc123"
READ = '<get-configuration database="committed"><configuration><policy-options/></configuration></get-configuration>'
REVISION = "<get-commit-revision-information><level>detail</level></get-commit-revision-information>"


@pytest.fixture
def router(tmp_path):
    with switched_on(tmp_path / "r", BEFORE, minute_seconds=600) as bench:
        yield bench


@pytest.fixture
def hasty(tmp_path):
    """A router whose minutes last half a second."""
    with switched_on(tmp_path / "r", BEFORE, minute_seconds=0.5) as bench:
        yield bench


def parameters(bench, **other):
    fields = {"user": bench.user, "password": bench.password, "known_hosts": bench.known_hosts, "connect_seconds": 15.0, **other}
    return Parameters("127.0.0.1", ports={"netconf": bench.port}, **fields)


@pytest.fixture
def sessions():
    """Make sessions, and close what is still open afterwards."""
    made = []

    def make(bench, **other):
        made.append(JunosSession(parameters(bench, **other)))
        return made[-1]

    yield make
    for session in made:
        session.close()


def revision(session):
    answer = session.run(REVISION)
    return etree.fromstring(answer.out).findtext("revision")


def done(session, command, seconds=30.0):
    answer = session.run(command, seconds)
    assert answer.rc == 0, answer
    return answer.out


def prefixes(session):
    return re.findall(r"<prefix-list-item><name>([^<]*)", done(session, READ))


def committed(session, change=CHANGE, seconds=120):
    """Deliver up to the commit."""
    session.put(f"{LABEL}/change", change)
    done(session, f"lock {revision(session)}")
    for word in (f"load {LABEL}/change", "check", f"commit-confirmed {seconds} {LABEL}"):
        done(session, word)


def until(holds, seconds=8.0):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def test_a_read_gives_the_reply_without_namespaces(router, sessions):
    answer = sessions(router).run(READ)
    assert answer.rc == 0 and answer.err == ""
    root = etree.fromstring(answer.out)
    assert root.tag == "configuration" and root.find("system") is None
    assert [item.text for item in root.findall("policy-options/prefix-list/name")] == ["old"]


def test_what_changes_something_is_no_read(router, sessions):
    session = sessions(router)
    for text in ("<delete-config><target><candidate/></target></delete-config>", "<commit-configuration/>", "<request-reboot/>"):
        assert session.run(text).rc == 12
    assert "commit-configuration" not in router.requests and "delete-config" not in router.requests


def test_lock_load_check_commit_and_confirm_over_a_new_connection(router, sessions):
    first = sessions(router)
    committed(first)
    look = router.control.do("look")
    assert look["is_pending"] and look["locked_by"] == "lab"
    assert "rollback in 2mins" in done(first, "<get-commit-information/>")
    second = first.fresh()
    assert router.control.do("look")["locked_by"] == "lab"
    with pytest.raises(TransportError, match="closed"):
        first.run(READ)
    assert done(second, f"confirm {LABEL}") == "confirmed"
    look = router.control.do("look")
    assert not look["is_pending"] and look["locked_by"] == "" and look["users"] == ["lab", "lab", "root"]
    assert prefixes(second) == ["203.0.113.0/24"]
    assert done(second, f"revert {LABEL}") == "confirmed"
    assert "permanent" not in done(second, f"status {LABEL}")
    second.close()


def test_the_router_goes_back_by_itself_without_us(hasty, sessions):
    session = sessions(hasty)
    committed(session, seconds=60)
    session.close()
    until(lambda: not hasty.control.do("look")["is_pending"])
    look = hasty.control.do("look")
    assert "198.51.100.0/24" in look["configuration"] and "203.0.113.0/24" not in look["configuration"]
    late = sessions(hasty)
    answer = late.run(f"confirm {LABEL}")
    assert answer.rc == 14 and "too late" in answer.err
    assert done(late, f"revert {LABEL}") == "restored"
    assert prefixes(late) == ["198.51.100.0/24"]


def test_the_timer_goes_off_while_we_have_the_lock(hasty, sessions):
    session = sessions(hasty)
    committed(session, seconds=60)
    until(lambda: not hasty.control.do("look")["is_pending"])
    answer = session.run(f"confirm {LABEL}")
    assert answer.rc == 14
    assert done(session, f"revert {LABEL}") == "restored"
    assert hasty.control.do("look")["locked_by"] == ""


@pytest.fixture
def pending(tmp_path, sessions):
    """A router that goes back two seconds after a commit that nobody confirms, and a session to it without the lock."""
    with switched_on(tmp_path / "r", BEFORE, minute_seconds=2.0) as router:
        first = sessions(router)
        committed(first, seconds=60)
        first.close()
        session = sessions(router)
        assert router.control.do("look")["is_pending"]
        yield router, session


def test_a_timer_that_goes_off_during_the_revert_does_not_make_it_bring_our_change_back(pending):
    router, session = pending
    router.control.do("fault", stall={"load-configuration": 3.0})
    assert done(session, f"revert {LABEL}") == "restored"
    assert prefixes(session) == ["198.51.100.0/24"]
    look = router.control.do("look")
    assert look["users"] == ["root", "lab", "root"] and look["locked_by"] == "" and not look["is_modified"]


def test_what_somebody_edits_meanwhile_does_not_hide_that_the_router_went_back(hasty, sessions):
    session = sessions(hasty)
    committed(session, seconds=60)
    session.close()
    until(lambda: not hasty.control.do("look")["is_pending"])
    hasty.control.do("edit", configuration="<configuration><system><host-name>draft</host-name></system></configuration>")
    assert done(sessions(hasty), f"revert {LABEL}") == "restored"
    assert hasty.control.do("look")["is_modified"]


def test_a_timer_that_goes_off_during_the_confirm_makes_it_too_late(pending):
    router, session = pending
    router.control.do("fault", stall={"commit-configuration": 3.0})
    answer = session.run(f"confirm {LABEL}")
    assert answer.rc == 14 and "too late" in answer.err
    assert prefixes(session) == ["198.51.100.0/24"]
    router.control.do("fault", stall={})
    assert done(session, f"revert {LABEL}") == "restored"


def test_revert_brings_the_old_configuration_back_at_once(router, sessions):
    session = sessions(router)
    committed(session)
    session = session.fresh()
    assert done(session, f"revert {LABEL}") == "restored"
    look = router.control.do("look")
    assert not look["is_pending"] and look["locked_by"] == "" and not look["is_modified"]
    assert prefixes(session) == ["198.51.100.0/24"] and "GUARD" not in done(session, READ)
    assert done(session, f"revert {LABEL}") == "restored"
    assert session.run(f"confirm {LABEL}").rc == 14
    session.close()


def test_revert_before_the_commit_leaves_nothing(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE)
    done(session, f"lock {revision(session)}")
    done(session, "load c")
    assert router.control.do("look")["is_modified"]
    assert done(session, f"revert {LABEL}") == "nothing was changed"
    look = router.control.do("look")
    assert look["locked_by"] == "" and not look["is_modified"] and look["users"] == ["root"]


def test_somebody_committed_meanwhile(router, sessions):
    session = sessions(router)
    committed(session)
    router.control.do("commit", configuration="<configuration><system><host-name>other</host-name></system></configuration>", user="alice")
    answer = session.fresh().run(f"confirm {LABEL}")
    assert answer.rc == 21 and "alice" in answer.err
    answer = sessions(router).run(f"revert {LABEL}")
    assert answer.rc == 21 and answer.err.startswith("not restored") and "alice" in answer.err


_OLD = (
    "<policy-options><policy-statement delete='delete'><name>GUARD</name></policy-statement>"
    "<prefix-list delete='delete'><name>old</name></prefix-list></policy-options>"
    + BEFORE[len("<configuration>") : -len("</configuration>")]
)
_OTHER = "<system><host-name>other</host-name></system>"


@pytest.mark.parametrize(("change", "rc", "said"), [(_OLD, 0, "restored"), (_OTHER, 16, "not restored")], ids=["the old one", "another"])
def test_what_the_system_committed_is_a_way_back_only_when_it_is_the_old_configuration(router, sessions, change, rc, said):
    """The router's own scripts commit under the same name as its timer."""
    session = sessions(router)
    committed(session)
    session.close()
    router.control.do("commit", configuration=f"<configuration>{change}</configuration>", user="root", client="other")
    router.control.do("commit", configuration="<configuration><system><location/></system></configuration>", user="alice")
    answer = sessions(router).run(f"revert {LABEL}")
    assert answer.rc == rc and (answer.out or answer.err).startswith(said)


def test_a_stale_plan_is_refused_and_the_lock_is_given_back(router, sessions):
    session = sessions(router)
    token = revision(session)
    router.control.do("commit", configuration="<configuration><system><host-name>other</host-name></system></configuration>", user="alice")
    answer = session.run(f"lock {token}")
    assert answer.rc == 13 and answer.err.startswith("stale plan: alice")
    assert router.control.do("look")["locked_by"] == ""


def test_a_lock_that_somebody_has_names_the_holder(router, sessions):
    mine, theirs = sessions(router), sessions(router)
    done(theirs, f"lock {revision(theirs)}")
    answer = mine.run(f"lock {revision(mine)}")
    assert answer.rc == 11 and "lab terminal (pid" in answer.err
    assert done(mine, f"revert {LABEL}") == "nothing was changed"
    theirs.close()
    router.control.do("fault", holder="alice")
    answer = mine.run(f"lock {revision(mine)}")
    assert answer.rc == 11 and "alice" in answer.err


def test_changes_that_somebody_left_in_the_candidate_are_not_committed(router, sessions):
    session = sessions(router)
    router.control.do("edit", configuration="<configuration><system><host-name>draft</host-name></system></configuration>")
    answer = session.run(f"lock {revision(session)}")
    assert answer.rc == 11 and "not committed" in answer.err
    assert router.control.do("look")["is_modified"]


def test_a_commit_of_somebody_that_waits_is_not_confirmed_by_our_check(router, sessions):
    other = sessions(router)
    committed(other)
    other.close()
    session = sessions(router)
    answer = session.run(f"lock {revision(session)}")
    assert answer.rc == 11 and "waits to be confirmed" in answer.err
    look = router.control.do("look")
    assert look["is_pending"] and look["locked_by"] == ""


def test_a_bad_value_is_refused_with_its_path_and_nothing_of_the_load_stays(router, sessions):
    session = sessions(router)
    bad = CHANGE.replace("203.0.113.0/24", "203.0.113.0/99")
    session.put("c", bad)
    done(session, f"lock {revision(session)}")
    answer = session.run("load c")
    assert answer.rc == 15
    assert "[edit policy-options prefix-list old]" in answer.err and "203.0.113.0/99" in answer.err
    assert not router.control.do("look")["is_modified"]
    assert session.run(f"commit-confirmed 60 {LABEL}").rc == 12
    assert "commit-configuration" not in router.requests


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("<configuration><policy-options><prefix-lists/></policy-options></configuration>", "prefix-lists: syntax error"),
        ('<configuration><policy-options><as-path delete="delete"><name>no</name></as-path></policy-options></configuration>', "not found"),
    ],
    ids=["unknown statement", "a line that was not taken"],
)
def test_a_line_that_is_not_taken_refuses_the_whole_load(router, sessions, change, why):
    session = sessions(router)
    session.put("c", change)
    done(session, f"lock {revision(session)}")
    answer = session.run("load c")
    assert answer.rc == 15 and why in answer.err
    assert not router.control.do("look")["is_modified"]


def test_a_reference_to_nothing_is_refused_by_the_check(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE.replace("<then><reject/></then></term>", "<from><prefix-list><name>no</name></prefix-list></from></term>"))
    done(session, f"lock {revision(session)}")
    done(session, "load c")
    answer = session.run("check")
    assert answer.rc == 16 and "Prefix list no referenced but not defined" in answer.err
    assert "[edit policy-options policy-statement GUARD term x from]" in answer.err
    assert session.run(f"commit-confirmed 60 {LABEL}").rc == 16
    assert router.control.do("look")["users"] == ["root"]


def test_a_refused_commit_changes_nothing(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE)
    done(session, f"lock {revision(session)}")
    done(session, "load c")
    done(session, "check")
    router.control.do("fault", refuse_commit="could not save to the flash")
    answer = session.run(f"commit-confirmed 60 {LABEL}")
    assert answer.rc == 16 and "flash" in answer.err
    session = session.fresh()
    assert done(session, f"revert {LABEL}") == "nothing was changed"
    assert router.control.do("look")["users"] == ["root"]
    session.close()


def test_a_connection_lost_before_the_commit_leaves_no_lock_and_no_change(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE)
    done(session, f"lock {revision(session)}")
    done(session, "load c")
    router.control.do("fault", drop="commit-configuration")
    with pytest.raises(TransportError, match="lost"):
        session.run(f"commit-confirmed 60 {LABEL}")
    session = session.fresh()
    assert done(session, f"revert {LABEL}") == "nothing was changed"
    look = router.control.do("look")
    assert look["users"] == ["root"] and look["locked_by"] == "" and not look["is_modified"]
    session.close()


def test_a_connection_lost_after_the_commit_is_known_by_its_label(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE)
    done(session, f"lock {revision(session)}")
    done(session, "load c")
    router.control.do("fault", drop_after="commit-configuration")
    with pytest.raises(TransportError, match="lost"):
        session.run(f"commit-confirmed 60 {LABEL}")
    session = session.fresh()
    assert "waits to be confirmed" in done(session, f"status {LABEL}")
    assert done(session, f"revert {LABEL}") == "restored"
    assert prefixes(session) == ["198.51.100.0/24"]
    session.close()


def test_a_confirm_whose_answer_is_lost_is_known_afterwards(router, sessions):
    session = sessions(router)
    committed(session)
    router.control.do("fault", drop_after="commit-configuration")
    with pytest.raises(TransportError, match="lost"):
        session.run(f"confirm {LABEL}")
    session = session.fresh()
    assert done(session, f"revert {LABEL}") == "confirmed"
    assert prefixes(session) == ["203.0.113.0/24"]
    session.close()


def test_a_router_that_stalls_is_given_up_in_time_and_has_no_lock(router, sessions):
    session = sessions(router)
    done(session, f"lock {revision(session)}")
    router.control.do("fault", stall={"get-configuration": 600})
    begin = time.monotonic()
    with pytest.raises(TransportError, match="did not end within 1 s"):
        session.run(READ, 1)
    assert time.monotonic() - begin < 5
    until(lambda: router.control.do("look")["locked_by"] == "")
    router.control.do("fault", stall={})
    assert prefixes(session.fresh()) == ["198.51.100.0/24"]


def test_a_commit_that_stalls_after_it_was_done_is_taken_back(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE)
    done(session, f"lock {revision(session)}")
    done(session, "load c")
    router.control.do("fault", stall_after={"commit-configuration": 600})
    with pytest.raises(TransportError, match="did not end"):
        session.run(f"commit-confirmed 600 {LABEL}", 1)
    router.control.do("fault", stall_after={})
    session = session.fresh()
    assert done(session, f"revert {LABEL}") == "restored"
    session.close()


@pytest.mark.parametrize("at_restart", ["rolls-back", "forgets"])
def test_a_router_that_restarts_before_the_confirm_is_brought_back(tmp_path, sessions, at_restart):
    with switched_on(tmp_path / "r", BEFORE, at_restart=at_restart, minute_seconds=600) as router:
        session = sessions(router)
        committed(session)
        router.control.do("restart")
        with pytest.raises(TransportError):
            session.run(READ, 5)
        session = session.fresh()
        assert done(session, f"revert {LABEL}") == "restored"
        assert prefixes(session) == ["198.51.100.0/24"]
        session.close()


def test_a_router_that_went_back_at_its_restart_is_not_confirmed(tmp_path, sessions):
    with switched_on(tmp_path / "r", BEFORE, minute_seconds=600) as router:
        session = sessions(router)
        committed(session)
        router.control.do("restart")
        with pytest.raises(TransportError):
            session.run(READ, 5)
        session = session.fresh()
        answer = session.run(f"confirm {LABEL}")
        assert answer.rc == 14 and "too late" in answer.err
        assert prefixes(session) == ["198.51.100.0/24"]
        session.close()


def test_all_questions_of_one_command_share_its_time(router, sessions):
    session = sessions(router)
    router.control.do("fault", stall={"lock-configuration": 0.7, "get-commit-information": 0.7, "get-commit-revision-information": 0.7})
    begin = time.monotonic()
    with pytest.raises(TransportError, match="did not end within 1 s"):
        session.run(f"lock {LABEL}", 1)
    assert time.monotonic() - begin < 3.5
    until(lambda: router.control.do("look")["locked_by"] == "")


def test_a_lock_that_a_session_of_ours_left_is_taken_over(router, sessions):
    session = sessions(router)
    committed(session)
    router.control.do("fault", undead=True)
    session = session.fresh()
    assert router.requests.count("kill-session") == 1
    assert done(session, f"confirm {LABEL}", 60) == "confirmed"
    session.close()


def test_what_a_router_says_does_not_act_on_a_terminal(router, sessions):
    session = sessions(router)
    router.control.do("fault", holder="ali\u009b31mce")
    answer = session.run(f"lock {revision(session)}")
    assert answer.rc == 11 and "ali?31mce" in answer.err and answer.err.isprintable()


def test_words_out_of_turn_and_unknown_words_are_refused(router, sessions):
    session = sessions(router)
    session.put("c", CHANGE)
    for command in ("load c", "check", f"commit-confirmed 60 {LABEL}", "commit", "", "confirm", "revert a;b", "commit-confirmed x y"):
        assert session.run(command).rc == 12, command
    done(session, f"lock {revision(session)}")
    assert session.run("load other").rc == 12
    session.put("not", "<configuration>")
    assert session.run("load not").rc == 12
    assert router.control.do("look")["users"] == ["root"]


def test_run_all_stops_at_the_first_that_fails(router, sessions):
    answers = sessions(router).run_all([(READ, 10), ("check", 10), (READ, 10)])
    assert [item.rc for item in answers] == [0, 12]


@pytest.fixture
def interruptible():
    """What was started in the background of a shell ignores SIGINT."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_leaves_no_lock(router, sessions, interruptible):
    session = sessions(router)
    done(session, f"lock {revision(session)}")
    router.control.do("fault", stall={"get-configuration": 600})
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        session.run(READ, 20)
    until(lambda: router.control.do("look")["locked_by"] == "")
