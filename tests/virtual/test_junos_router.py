# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual Junos router: what it must do is from Juniper's guides, what it is asked is what PyEZ and ncclient ask."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

pytest.importorskip("jnpr.junos", reason="needs the Python package junos-eznc")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")

from jnpr.junos import Device
from jnpr.junos.exception import CommitError, ConfigLoadError, LockError, RpcError
from jnpr.junos.utils.config import Config
from lxml import etree
from ncclient import manager
from virtual import junos_checks, junos_tree
from virtual.junos_bench import switched_on
from virtual.junos_commits import History
from virtual.junos_control import Control

CONFIGURATION = """<configuration>
 <groups><name>all-groups</name><protocols><bgp><group><name>&lt;*&gt;</name><log-updown/><hold-time>30</hold-time></group></bgp></protocols></groups>
 <apply-groups>all-groups</apply-groups>
 <system><host-name>vmx1</host-name></system>
 <protocols><bgp>
  <group><name>a</name><type>external</type><hold-time>90</hold-time><neighbor><name>192.0.2.2</name><peer-as>64501</peer-as></neighbor></group>
  <group><name>b</name><type>internal</type></group>
 </bgp></protocols>
 <policy-options>
  <prefix-list><name>P</name><prefix-list-item><name>198.51.100.0/24</name></prefix-list-item></prefix-list>
  <policy-statement><name>S</name>
   <term><name>one</name><then><accept/></then></term>
   <term><name>two</name><then><reject/></then></term>
   <term><name>three</name><then><reject/></then></term>
  </policy-statement>
 </policy-options>
</configuration>"""


@pytest.fixture
def router(tmp_path):
    with switched_on(tmp_path / "r", CONFIGURATION, minute_seconds=600) as bench:
        yield bench


@pytest.fixture
def connect(router):
    with ExitStack() as stack:

        def make():
            options = {"user": router.user, "passwd": router.password, "port": router.port, "gather_facts": False, "look_for_keys": False}
            return stack.enter_context(Device("127.0.0.1", ssh_config="/dev/null", **options))

        yield make


def config(inside):
    return etree.fromstring(f"<configuration>{inside}</configuration>")


def policy(inside):
    return config(f"<policy-options>{inside}</policy-options>")


def terms(device):
    reply = device.rpc.get_config()
    return [item.text for item in reply.findall("policy-options/policy-statement[name='S']/term/name")]


# Who may change what


def test_facts_that_a_library_asks_for_are_there(connect):
    device = connect()
    assert device.rpc.get_software_information().findtext("junos-version") == "24.4R1.9"
    assert device.rpc.get_system_information().findtext("os-name") == "junos"
    assert abs(int(device.rpc.get_system_uptime_information().find("current-time/date-time").get("seconds")) - time.time()) < 5
    assert device.facts["version"] == "24.4R1.9"


@pytest.mark.parametrize("word", ["edit-config", "copy-config", "request-reboot", "get-chassis-inventory", "file-put"])
def test_what_is_not_simulated_is_a_syntax_error(connect, word):
    with pytest.raises(RpcError) as told:
        connect().execute(etree.Element(word))
    assert "syntax error" in told.value.message and told.value.errs[0]["bad_element"] == word


def test_an_unknown_argument_is_a_syntax_error(connect):
    with pytest.raises(RpcError, match="syntax error"):
        connect().rpc.get_route_information(prefixes="all")


def test_one_session_has_the_lock_and_the_other_is_told_who(connect):
    one, other = connect(), connect()
    Config(one).lock()
    with pytest.raises(LockError, match="configuration database locked by:\n  lab terminal"):
        Config(other).lock()
    with pytest.raises(ConfigLoadError, match="locked by"):
        Config(other).load(config("<system><host-name>x</host-name></system>"))
    with pytest.raises(CommitError, match="locked by"):
        Config(other).commit()
    Config(one).unlock()
    Config(other).lock()


def test_a_changed_candidate_refuses_the_lock(connect):
    one, other = connect(), connect()
    Config(one).load(config("<system><host-name>x</host-name></system>"))
    with pytest.raises(LockError, match="configuration database modified"):
        Config(other).lock()
    Config(one).rollback(0)
    Config(other).lock()


def test_unlocking_and_leaving_discard_the_candidate(connect, router):
    one = connect()
    Config(one).lock()
    Config(one).load(config("<system><host-name>x</host-name></system>"))
    Config(one).unlock()
    assert not router.control.do("look")["is_modified"]
    Config(one).lock()
    Config(one).load(config("<system><host-name>x</host-name></system>"))
    one.close()
    deadline = time.monotonic() + 5
    while (look := router.control.do("look"))["locked_by"]:
        assert time.monotonic() < deadline
    assert not look["is_modified"]


def test_killing_a_session_frees_its_lock(connect):
    one, other = connect(), connect()
    Config(one).lock()
    other.execute(etree.fromstring(f"<kill-session><session-id>{one._conn.session_id}</session-id></kill-session>"))
    Config(other).lock()


def test_a_private_copy_is_committed_alone_and_never_with_a_timer(connect):
    one, other = connect(), connect()
    with Config(one, mode="private") as cu:
        cu.load(config("<system><host-name>mine</host-name></system>"))
        assert other.rpc.get_config().findtext("system/host-name") == "vmx1"
        with pytest.raises(CommitError, match="private"):
            cu.commit(confirm=1)
        cu.commit()
    assert other.rpc.get_config().findtext("system/host-name") == "mine"


# Loads


def test_a_merge_adds_and_a_replace_replaces(connect):
    device = connect()
    cu = Config(device)
    more = policy("<prefix-list><name>P</name><prefix-list-item><name>10.0.0.0/8</name></prefix-list-item></prefix-list>")
    cu.load(more, merge=True)
    names = "policy-options/prefix-list/prefix-list-item/name"
    assert [item.text for item in device.rpc.get_config().findall(names)] == ["10.0.0.0/8", "198.51.100.0/24"]
    more.find("policy-options/prefix-list").set("replace", "replace")
    cu.load(more)
    assert [item.text for item in device.rpc.get_config().findall(names)] == ["10.0.0.0/8"]


def test_terms_keep_their_order_and_can_be_put_anywhere(connect):
    device = connect()
    cu = Config(device)
    cu.load(policy("<policy-statement><name>S</name><term><name>four</name><then><reject/></then></term></policy-statement>"))
    assert terms(device) == ["one", "two", "three", "four"]
    cu.load(policy('<policy-statement><name>S</name><term insert="before" name="one"><name>four</name></term></policy-statement>'))
    assert terms(device) == ["four", "one", "two", "three"]
    cu.load(policy('<policy-statement><name>S</name><term delete="delete"><name>two</name></term></policy-statement>'))
    assert terms(device) == ["four", "one", "three"]


def test_a_hierarchy_goes_with_its_last_statement(connect):
    device = connect()
    cu = Config(device)
    cu.load(config("<routing-options><validation><group><name>g</name></group></validation></routing-options>"))
    cu.load(config('<routing-options><validation><group delete="delete"><name>g</name></group></validation></routing-options>'))
    assert cu.diff() is None
    # An entry of a list has its name.
    cu.load(
        policy('<prefix-list><name>P</name><prefix-list-item delete="delete"><name>198.51.100.0/24</name></prefix-list-item></prefix-list>')
    )
    assert cu.diff() == "\n[edit policy-options prefix-list P]\n-  198.51.100.0/24;\n"


def test_accept_takes_the_place_of_reject(connect):
    device = connect()
    Config(device).load(policy("<policy-statement><name>S</name><term><name>two</name><then><accept/></then></term></policy-statement>"))
    then = device.rpc.get_config().find("policy-options/policy-statement/term[name='two']/then")
    assert [item.tag for item in then] == ["accept"]


def test_an_override_leaves_only_what_was_loaded(connect):
    device = connect()
    Config(device).load(config("<system><host-name>alone</host-name></system>"), overwrite=True)
    assert [item.tag for item in device.rpc.get_config()] == ["system"]


def test_a_load_with_an_error_leaves_its_good_part_in_the_candidate(connect):
    device = connect()
    change = policy("<prefix-list><name>GOOD</name></prefix-list><prefix-lists/><community><name>C</name><member>1:1</member></community>")
    with pytest.raises(ConfigLoadError) as told:
        Config(device).load(change)
    assert [(item["edit_path"], item["bad_element"], item["message"]) for item in told.value.errs] == [
        ("[edit policy-options]", "prefix-lists", "syntax error"),
        ("[edit policy-options community C]", "member", "syntax error"),
    ]
    assert device.rpc.get_config().find("policy-options/prefix-list[name='GOOD']") is not None


def test_a_deletion_of_nothing_is_a_warning(connect):
    device = connect()
    change = policy('<prefix-list delete="delete"><name>NO</name></prefix-list>')
    with pytest.raises(ConfigLoadError, match="severity: warning.*statement not found"):
        Config(device).load(change)
    Config(device).load(change, ignore_warning="statement not found")


@pytest.mark.parametrize(
    ("inside", "path", "why"),
    [
        (
            "<prefix-list><name>P</name><prefix-list-item><name>10.0.0.0/33</name></prefix-list-item></prefix-list>",
            "prefix-list P",
            "invalid",
        ),
        (
            "<route-filter-list><name>R</name><rf_list><address>10.0.0.0/8</address><upto>24</upto></rf_list></route-filter-list>",
            "route-filter-list R",
            "slash",
        ),
        (
            "<policy-statement><name>S</name><term><name>one</name><from><validation-database>bad</validation-database></from></term>"
            "</policy-statement>",
            "policy-statement S term one from",
            "invalid value 'bad'",
        ),
    ],
    ids=["prefix length", "upto", "enumeration"],
)
def test_a_bad_value_is_refused_with_its_path(connect, inside, path, why):
    with pytest.raises(ConfigLoadError) as told:
        Config(connect()).load(policy(inside))
    assert told.value.errs[0]["edit_path"] == f"[edit policy-options {path}]" and why in told.value.errs[0]["message"]


# Reads


def test_groups_are_inherited_where_that_is_asked_for(connect):
    device = connect()
    plain = device.rpc.get_config()
    assert plain.find("groups") is not None and plain.find("protocols/bgp/group[name='a']/log-updown") is None
    whole = device.rpc.get_config(options={"inherit": "inherit", "database": "committed"})
    assert whole.find("groups") is None and whole.find("apply-groups") is None
    assert [item.text for item in whole.findall("protocols/bgp/group/hold-time")] == ["90", "30"]
    assert len(whole.findall("protocols/bgp/group/log-updown")) == 2


def test_a_filter_picks_hierarchies_and_entries(connect):
    device = connect()
    found = device.rpc.get_config(filter_xml=config("<protocols><bgp><group><name>b</name></group></bgp></protocols>"))
    assert [item.tag for item in found] == ["protocols"]
    assert [item.text for item in found.findall("protocols/bgp/group/name")] == ["b"]
    assert found.findtext("protocols/bgp/group/type") == "internal"


def test_a_diff_shows_what_would_change_and_nothing_else(connect):
    cu = Config(connect())
    assert cu.diff() is None
    cu.load(
        policy('<prefix-list replace="replace"><name>P</name><prefix-list-item><name>10.0.0.0/8</name></prefix-list-item></prefix-list>')
    )
    assert cu.diff() == "\n[edit policy-options prefix-list P]\n-  198.51.100.0/24;\n+  10.0.0.0/8;\n"
    cu.rollback(0)
    assert cu.diff() is None


# Commits


def test_a_reference_to_a_policy_that_is_not_there_is_refused(connect):
    cu = Config(connect())
    cu.load(config("<protocols><bgp><group><name>a</name><import>NO</import></group></bgp></protocols>"))
    with pytest.raises(CommitError, match="Policy NO referenced but not defined"):
        cu.commit_check()
    with pytest.raises(CommitError):
        cu.commit()
    cu.rollback(0)
    cu.load(config("<protocols><bgp><group><name>a</name><import>S</import></group></bgp></protocols>"))
    assert cu.commit()
    cu.load(policy('<policy-statement inactive="inactive"><name>S</name></policy-statement>'))
    with pytest.raises(CommitError, match="Policy S referenced but not defined"):
        cu.commit_check()


@pytest.mark.parametrize("confirms", [lambda cu: cu.commit(), lambda cu: cu.commit_check()], ids=["a commit", "a commit check"])
def test_anybody_confirms(connect, router, confirms):
    one, other = connect(), connect()
    Config(one).load(config("<system><host-name>x</host-name></system>"))
    Config(one).commit(confirm=2, comment="mine")
    newest = one.rpc.get_commit_information().find("commit-history")
    assert newest.findtext("comment") == "commit confirmed, rollback in 2mins" and newest.findtext("log") == "mine"
    assert newest.findtext("commit-confirmed") == "rollback pending"
    assert confirms(Config(other)) is True
    assert not router.control.do("look")["is_pending"]
    found = one.rpc.get_commit_information().find("commit-history[log='mine']")
    assert found.find("commit-confirmed") is None and found.find("comment") is not None


def test_the_timer_of_a_second_confirmed_commit_goes_back_to_before_the_first(tmp_path):
    with switched_on(tmp_path / "r", CONFIGURATION, minute_seconds=0.4) as router:
        options = {"user": router.user, "passwd": router.password, "port": router.port, "gather_facts": False, "look_for_keys": False}
        with Device("127.0.0.1", ssh_config="/dev/null", **options) as device:
            for name in ("x", "y"):
                Config(device).load(config(f"<system><host-name>{name}</host-name></system>"))
                Config(device).commit(confirm=1)
            deadline = time.monotonic() + 5
            while router.control.do("look")["is_pending"]:
                assert time.monotonic() < deadline
                time.sleep(0.02)
            assert device.rpc.get_config().findtext("system/host-name") == "vmx1"
            newest = device.rpc.get_commit_information().find("commit-history")
            assert (newest.findtext("user"), newest.findtext("client")) == ("root", "other")


def test_fifty_configurations_are_kept(tmp_path):
    history = History(tmp_path / "commits.json")
    for number in range(60):
        history.add(config(f"<system><host-name>h{number}</host-name></system>"), "lab", "cli")
    again = History(tmp_path / "commits.json")
    assert again.read() and len(again.commits) == 50
    assert [again.commits[number].tree.findtext("system/host-name") for number in (0, 49)] == ["h59", "h10"]


def test_a_rollback_loads_an_older_configuration(connect):
    device = connect()
    cu = Config(device)
    for name in ("x", "y"):
        cu.load(config(f"<system><host-name>{name}</host-name></system>"))
        cu.commit()
    cu.rollback(2)
    assert device.rpc.get_config().findtext("system/host-name") == "vmx1"
    assert cu.diff(rb_id=2) is None and "host-name" in cu.diff(rb_id=1)
    with pytest.raises(RpcError, match="no such configuration"):
        cu.rollback(3)


def test_ncclients_own_operations_work_too(router):
    options = {"username": router.user, "password": router.password, "hostkey_verify": False, "look_for_keys": False, "allow_agent": False}
    with manager.connect(host="127.0.0.1", port=router.port, device_params={"name": "junos"}, **options) as client:
        assert "http://xml.juniper.net/netconf/junos/1.0" in client.server_capabilities
        with client.locked("candidate"):
            assert router.control.do("look")["locked_by"] == "lab"
        client.discard_changes()


# The world


def test_sessions_and_routes_are_the_worlds(tmp_path):
    world = {
        "sessions": [
            {"address": "192.0.2.2", "asn": 64501, "local_asn": 64500, "group": "a"},
            {"address": "192.0.2.3", "asn": 64502, "state": "Active"},
        ],
        "routes": [
            {"prefix": "198.51.100.0/24", "from": "192.0.2.2", "path": "64501", "communities": ["64501:1", "large:64500:1:2"]},
            {"prefix": "203.0.113.0/24", "from": "192.0.2.2", "path": "64501 64999", "validation": "invalid"},
            {"prefix": "10.0.0.0/8", "from": "192.0.2.3", "path": "64502"},
        ],
        "announced": {"192.0.2.2": ["192.88.99.0/24"]},
        "validation": [{"address": "192.0.2.10", "ipv4": 100, "ipv6": 20}, {"address": "192.0.2.11", "state": "connect"}],
    }

    def accepts(_, __, route):
        return route.get("validation") != "invalid"

    with switched_on(tmp_path / "r", CONFIGURATION, accepts=accepts) as router:
        router.world.write_text(json.dumps(world))
        options = {"user": router.user, "passwd": router.password, "port": router.port, "gather_facts": False, "look_for_keys": False}
        with Device("127.0.0.1", ssh_config="/dev/null", **options) as device:
            rpc = device.rpc
            peers = rpc.get_bgp_neighbor_information().findall("bgp-peer")
            assert [(item.findtext("peer-address"), item.findtext("peer-state")) for item in peers] == [
                ("192.0.2.2+179", "Established"),
                ("192.0.2.3", "Active"),
            ]
            rib = peers[0].find("bgp-rib")
            counts = [rib.findtext(f"{word}-prefix-count") for word in ("received", "accepted", "advertised")]
            assert rib.findtext("name") == "inet.0" and counts == ["2", "1", "1"]
            assert rpc.get_bgp_summary_information().findtext("down-peer-count") == "1"

            def prefixes(**asked):
                return [item.text for item in rpc.get_route_information(**asked).iter("rt-destination")]

            assert prefixes(receive_protocol_name="bgp", peer="192.0.2.2") == ["198.51.100.0/24"]
            assert prefixes(receive_protocol_name="bgp", peer="192.0.2.2", hidden=True) == ["203.0.113.0/24"]
            assert prefixes(advertising_protocol_name="bgp", neighbor="192.0.2.2") == ["192.88.99.0/24"]
            assert prefixes(table="inet.0", protocol="bgp", all=True) == ["198.51.100.0/24", "203.0.113.0/24"]
            assert prefixes(destination="198.51.100.7") == ["198.51.100.0/24"]
            assert prefixes(table="inet6.0") == []
            entry = rpc.get_route_information(table="inet.0", extensive=True).find("route-table/rt/rt-entry")
            assert entry.findtext("gateway") == "192.0.2.2" and entry.findtext("as-path") == "AS path: 64501 I"
            assert [item.text for item in entry.findall("communities/community")] == ["64501:1", "large:64500:1:2"]
            found = rpc.get_validation_session_information().findall("rv-session")
            assert [(item.findtext("ip-address"), item.findtext("session-state")) for item in found] == [
                ("192.0.2.10", "up"),
                ("192.0.2.11", "connect"),
            ]


# The process


def test_a_process_that_is_killed_comes_back_with_its_commits_and_its_key(tmp_path):
    (tmp_path / "c.xml").write_text(CONFIGURATION)
    state = tmp_path / "state"
    command = [sys.executable, "-m", "virtual.junos", "--state", str(state), "--config", str(tmp_path / "c.xml"), "--password", "w"]
    keys = set()

    def run(port, new, **how):
        with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True) as process:
            try:
                port = int(process.stdout.readline().split()[-1])
                keys.add((state / "known_hosts").read_text())
                options = {"user": "lab", "passwd": "w", "port": port, "gather_facts": False, "look_for_keys": False}
                with Device("127.0.0.1", ssh_config="/dev/null", **options) as device:
                    name = device.rpc.get_config().findtext("system/host-name")
                    Config(device).load(config(f"<system><host-name>{new}</host-name></system>"))
                    Config(device).commit(**how)
                    assert Control(state).do("look")["sessions"] == 1
                    return port, name
            finally:
                os.kill(process.pid, signal.SIGKILL)

    port, name = run(0, "one")
    assert name == "vmx1"
    assert run(port, "two", confirm=5) == (port, "one")
    # The second was not confirmed.
    assert run(port, "three") == (port, "one")
    assert len(keys) == 1


def test_the_vendors_schema_accepts_what_the_router_takes():
    judge, missing = junos_checks.vendor_schema()
    if judge is None:
        pytest.skip(f"needs the vendor's schema: {missing}")
    tree = etree.Element("configuration")
    junos_tree.load(tree, junos_tree.plain(policy("<prefix-list><name>P</name></prefix-list>")), "merge")
    assert judge(tree) == ""
    junos_tree.load(tree, junos_tree.plain(policy("<prefix-lists><name>P</name></prefix-lists>")), "merge")
    assert "prefix-lists" in judge(tree)


def test_with_the_vendors_schema_a_load_is_judged_by_it(tmp_path):
    judge, missing = junos_checks.vendor_schema()
    if judge is None:
        pytest.skip(f"needs the vendor's schema: {missing}")
    with switched_on(tmp_path / "r", CONFIGURATION, judge=judge) as router:
        options = {"user": router.user, "passwd": router.password, "port": router.port, "gather_facts": False, "look_for_keys": False}
        with Device("127.0.0.1", ssh_config="/dev/null", **options) as device:
            # A hierarchy that has no table of its own here.
            with pytest.raises(ConfigLoadError, match="ratelimit"):
                Config(device).load(config("<firewall><policer><name>p</name><ratelimit/></policer></firewall>"))
            Config(device).rollback(0)
            Config(device).load(config("<firewall><policer><name>p</name><then><discard/></then></policer></firewall>"))
