# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A delivery to Junos from end to end: the platform's plan, PyEZ, NETCONF and the rules of the router."""

import json
import sys
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

pytest.importorskip("jnpr.junos", reason="needs the Python package junos-eznc")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "policy"))

from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.deliver import DeliveryError, Options, deliver, release, roll_back
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.junos_session import JunosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import Junos
from lxml import etree
from virtual import junos_tree
from virtual.junos_bench import switched_on

from ..unit.frr.cases import ROV, Wanted
from ..unit.junos.judge import Judge

NOW = datetime(2026, 11, 27, 8, 40, 18, tzinfo=UTC)
OPERATOR = """<configuration>
 <system><host-name>edge1</host-name><root-authentication><encrypted-password>$6$abc$secret</encrypted-password></root-authentication></system>
 <routing-options><autonomous-system><as-number>25000</as-number></autonomous-system></routing-options>
 <protocols><bgp>
  <group><name>EDGE</name><type>external</type><export>PERMIT-ALL</export>
   <neighbor><name>10.0.0.1</name><import>PERMIT-ALL</import><peer-as>35001</peer-as></neighbor>
   <neighbor><name>10.0.0.2</name><import>PERMIT-ALL</import><peer-as>20965</peer-as></neighbor>
   <neighbor><name>2001:db8:ff::1</name><import>PERMIT-ALL</import><peer-as>35001</peer-as></neighbor>
   <neighbor><name>10.0.0.3</name><import>PERMIT-ALL</import><peer-as>47441</peer-as></neighbor>
  </group>
 </bgp></protocols>
 <policy-options>
  <policy-statement><name>PERMIT-ALL</name><term><name>all</name><then><accept/></then></term></policy-statement>
 </policy-options>
</configuration>"""
ASNS = {"10.0.0.1": 35001, "10.0.0.2": 20965, "10.0.0.3": 47441, "2001:db8:ff::1": 35001}
#: Prefix and path of what acme announces: registered, registered for its customer, and somebody else's.
HEARD = (("20.0.0.0/16", "35001"), ("30.0.0.0/16", "35001 7"), ("9.0.0.0/16", "35001"))


@lru_cache(maxsize=4)
def judge_of(configuration):
    return Judge(configuration)


def accepts(tree, session, route):
    """What the router takes: its configuration, read by an interpreter that knows nothing of how it was made."""
    neighbor = tree.find(f"protocols/bgp/group/neighbor[name='{session['address']}']")
    chain = [item.text for item in (neighbor.findall("import") or neighbor.getparent().findall("import"))]
    came = Route(Prefix.parse(route["prefix"]), tuple(map(int, route["path"].split())), next_hop=host_prefix(route["from"]))
    return judge_of(etree.tostring(tree).decode()).judge(chain, came, ROV, True, 25000)[0]


@pytest.fixture
def router(tmp_path):
    with switched_on(tmp_path / "r", OPERATOR, minute_seconds=600, accepts=accepts) as bench:
        bench.world.write_text(
            json.dumps(
                {
                    "sessions": [{"address": address, "asn": asn, "local_asn": 25000} for address, asn in ASNS.items()],
                    "routes": [{"prefix": prefix, "from": "10.0.0.1", "path": path} for prefix, path in HEARD],
                }
            )
        )
        yield bench


@pytest.fixture
def way(router):
    ways = []

    def make():
        place = {"netconf": router.port}
        ways.append(JunosSession(Parameters("127.0.0.1", router.user, router.password, known_hosts=router.known_hosts, ports=place)))
        return ways[-1]

    yield make
    for item in ways:
        item.close()


def options(**more):
    return Options(timer_seconds=120, settle_seconds=5.0, allow_reset=True, **more)


def wanted(*pairs):
    return Wanted({35001: set(pairs or ("20.0.0.0/16",)), 7: {"30.0.0.0/16"}}).policy


def delivered(session, folder, policy, **more):
    return deliver("edge1", Junos(), session, lambda known: policy, ROV, options(**more), folder, NOW)


def configuration(router):
    return etree.fromstring(router.control.do("look")["configuration"])


def difference(one, other):
    return junos_tree.compared(one, other).strip()


def test_a_delivery_a_second_one_a_rollback_and_a_release(router, way, tmp_path):
    before = configuration(router)
    result = delivered(way(), tmp_path, wanted())
    assert result.is_changed
    look = router.control.do("look")
    assert not look["is_pending"] and look["locked_by"] == "" and not look["is_modified"]
    assert look["users"] == ["lab", "lab", "root"]
    assert "MANRS-" in look["configuration"]
    assert not delivered(way(), tmp_path, wanted()).is_changed
    more = delivered(way(), tmp_path, wanted("20.0.0.0/16", "21.0.0.0/16"))
    assert more.is_changed and "21.0.0.0" in router.control.do("look")["configuration"]
    roll_back("edge1", Junos(), way(), more.identifier, options(), tmp_path, NOW)
    assert "21.0.0.0" not in router.control.do("look")["configuration"]
    release("edge1", Junos(), way(), options(), tmp_path, NOW)
    assert difference(before, configuration(router)) == ""
    assert router.control.do("look")["locked_by"] == ""


def test_the_router_says_where_an_address_is_routed(router, way):
    """What the adviser of strict uRPF asks."""
    world = json.loads(router.world.read_text())
    world["routes"] = [
        {"prefix": "20.0.0.0/8", "from": "10.0.0.1", "protocol": "Static", "interface": "ge-0/0/2.0"},
        {"prefix": "20.0.0.0/16", "from": "10.0.0.1", "path": "35001", "interface": "ge-0/0/1.0"},
        {"prefix": "2a06::/32", "from": "2001:db8:ff::1", "path": "35001", "interface": "ge-0/0/1.0"},
    ]
    router.world.write_text(json.dumps(world))
    asked = [Prefix.parse(text) for text in ("20.0.0.1/32", "20.1.0.1/32", "2a06::1/128", "8.8.8.8/32")]
    with way() as session:
        answers = session.run_all([(command.text, command.timeout_seconds) for command in Junos().routed(asked)])
    assert [answer.rc for answer in answers] == [0, 0, 0, 0]
    found = Junos().routed_interfaces([answer.out for answer in answers])
    assert [found.get(item) for item in asked] == ["ge-0/0/1.0", "ge-0/0/2.0", "ge-0/0/1.0", None]


def test_the_router_rejects_what_is_not_registered(router, way, tmp_path):
    def accepted():
        with way() as session:
            answer = session.run("<get-route-information><table>inet.0</table><protocol>bgp</protocol></get-route-information>")
            return {item.text for item in etree.fromstring(answer.out).iter("rt-destination")}

    assert accepted() == {"20.0.0.0/16", "30.0.0.0/16", "9.0.0.0/16"}
    delivered(way(), tmp_path, wanted())
    assert accepted() == {"20.0.0.0/16", "30.0.0.0/16"}


def test_check_mode_opens_no_write_session(router, way, tmp_path):
    assert delivered(way(), tmp_path, wanted(), is_check=True).is_changed
    assert not {"lock-configuration", "load-configuration", "commit-configuration"} & set(router.requests)


def test_a_secret_is_in_no_record(router, way, tmp_path):
    delivered(way(), tmp_path / "records", wanted())
    found = [path for path in (tmp_path / "records").rglob("*") if path.is_file()]
    assert found
    assert not [path for path in found if "$6$abc" in path.read_text()]


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("armed", {"refuse_commit": "no space left"}),
        ("armed", {"drop": "commit-configuration"}),
        ("armed", {"drop_after": "commit-configuration"}),
        ("armed", {"drop": "load-configuration"}),
        ("policies", {"drop": "get-bgp-neighbor-information"}),
        ("healthy", {"drop": "commit-configuration"}),
    ],
    ids=["refused", "lost before the commit", "lost after the commit", "lost at the load", "lost while settling", "lost at the confirm"],
)
def test_whatever_breaks_the_old_configuration_is_back(router, way, tmp_path, moment, fault):
    before = configuration(router)

    def at(reached):
        if reached == moment:
            router.control.do("fault", **fault)

    with pytest.raises(DeliveryError):
        delivered(way(), tmp_path, wanted(), at=at)
    assert difference(before, configuration(router)) == ""
    look = router.control.do("look")
    assert not look["is_pending"] and look["locked_by"] == ""


def test_a_session_that_goes_down_brings_the_old_configuration_back(router, way, tmp_path):
    before = configuration(router)
    world = json.loads(router.world.read_text())

    def at(reached):
        if reached == "policies":
            world["sessions"][0]["state"] = "Active"
            router.world.write_text(json.dumps(world))

    with pytest.raises(DeliveryError, match=r"not healthy.*10\.0\.0\.1.*is back on its old configuration \(restored\)"):
        delivered(way(), tmp_path, wanted(), at=at)
    assert difference(before, configuration(router)) == ""


def test_a_restart_before_the_confirm_fails_the_delivery(router, way, tmp_path):
    before = configuration(router)

    def at(reached):
        if reached == "policies":
            router.control.do("restart")

    with pytest.raises(DeliveryError, match="does not hold|too late|not healthy|back on its old"):
        delivered(way(), tmp_path, wanted(), at=at)
    assert difference(before, configuration(router)) == ""


def test_somebody_who_commits_meanwhile_is_named(router, way, tmp_path):
    def at(reached):
        if reached == "healthy":
            router.control.do("commit", configuration="<configuration><system><location/></system></configuration>", user="alice")

    with pytest.raises(DeliveryError, match="alice"):
        delivered(way(), tmp_path, wanted(), at=at)


def test_a_plan_made_before_somebody_committed_is_stale(router, way, tmp_path):
    def policy_of(known):
        router.control.do("commit", configuration="<configuration><system><location/></system></configuration>", user="alice")
        return wanted()

    with pytest.raises(DeliveryError, match="stale plan: alice.*Nothing was changed"):
        deliver("edge1", Junos(), way(), policy_of, ROV, options(), tmp_path, NOW)
    assert "MANRS-" not in router.control.do("look")["configuration"]
