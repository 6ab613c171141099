# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a Linux router, and the plans made of it. The outputs are those of nft 1.0.6 and iproute2 6.1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, PolicyError
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    ACL,
    FOREIGN,
    STRICT,
    HeldInterface,
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Change, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables import LinuxNftables, NftRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.parse import routed
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.steps import NftPlan, boot_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.table import Table, text

NFT = LinuxNftables()
ADDRESSES = [
    {"ifname": "lo", "flags": ["LOOPBACK", "UP"], "addr_info": [{"family": "inet", "local": "127.0.0.1", "prefixlen": 8, "scope": "host"}]},
    {
        "ifname": "eth1",
        "flags": ["BROADCAST", "MULTICAST", "UP"],
        "addr_info": [
            {"family": "inet", "local": "192.0.2.1", "prefixlen": 30, "scope": "global"},
            {"family": "inet6", "local": "2001:db8::1", "prefixlen": 64, "scope": "global"},
            {"family": "inet6", "local": "fe80::1", "prefixlen": 64, "scope": "link"},
        ],
    },
    {
        "ifname": "ppp0",
        "flags": ["POINTOPOINT", "UP"],
        "addr_info": [{"family": "inet", "local": "10.9.9.1", "address": "10.9.9.2", "prefixlen": 32, "scope": "global"}],
    },
    {"ifname": "eth9", "flags": ["BROADCAST"], "addr_info": []},
]
OTHERS = """\
table ip nat {
	chain post {
		type nat hook postrouting priority 100; policy accept;
	}
}
table netdev x {
	chain in {
		type filter hook ingress device "eth1" priority -305; policy accept;
	}
}
table inet operator {
	chain input {
		type filter hook input priority 0; policy accept;
	}
	chain plain {
	}
}
"""


def outputs(**changes: str) -> dict[str, str]:
    told = {
        "chains": OTHERS,
        "table": "",
        "links": json.dumps(ADDRESSES),
        "rp_filter": "",
        "boot": "",
        "start": "systemd\n",
        "defaults": "",
    }
    return told | changes


def policy(*prefixes: str, mode: str = ACL, observed: date | None = None, name: str = "eth1") -> Policy:
    chain = SourceChain(Direction.IMPORT, 4, mode, "because", f"in-{name}", (SourceDrop(FOREIGN, "V03"),))
    interface = SourceInterface(name, "customer", (chain,), observed)
    return Policy(25000, (), {}, {}, sources=SourcePolicy((interface,), {f"in-{name}": SourceSet.of(map(Prefix.parse, prefixes))}))


def running(runs: Table, **changes: str) -> NftRunning:
    """What a router reads that runs a table of ours, and loads it at boot."""
    digest = hashlib.sha256(boot_text(runs).encode()).hexdigest()
    return NFT.parse(outputs(table=text(runs), boot=f"{digest}\n") | changes)


def planned(now: NftRunning, wanted: Policy) -> NftPlan:
    return NFT.plan(now, wanted, "test")


def table_of(wanted: Policy) -> Table:
    return planned(NFT.parse(outputs()), wanted).wanted


def whats(plan: NftPlan) -> list[str]:
    return [f"{item.severity}: {item.what}" for item in plan.findings]


def prefixes(*texts: str) -> tuple[Prefix, ...]:
    return tuple(map(Prefix.parse, texts))


def test_interfaces_and_their_networks() -> None:
    assert NFT.parse(outputs()).links.networks == {
        "eth1": prefixes("192.0.2.0/30", "2001:db8::/64"),
        "ppp0": prefixes("10.9.9.1/32", "10.9.9.2/32"),
        "eth9": (),
    }


def test_where_the_default_routes_point_to() -> None:
    """One way, several ways, and one without a gateway."""
    told = "4 default via 192.0.2.2 dev eth1 proto static \n6 default proto bgp metric 20 \\\tnexthop via fe80::1 dev eth1 weight 1 "
    told += "\\\tnexthop via fe80::2 dev eth2 weight 1 \n4 default dev ppp0 scope link \n"
    assert NFT.parse(outputs(defaults=told)).links.defaults == {(4, "eth1"), (4, "ppp0"), (6, "eth1"), (6, "eth2")}


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(PlatformError, match="ip -j address gave no JSON that can be read"):
        NFT.parse(outputs(links='Option "-j" is unknown'))


ROUTES = """\
198.51.100.1 via 192.0.2.2 dev eth1 src 192.0.2.1 uid 0 \n    cache \n\
local 192.0.2.1 dev lo src 192.0.2.1 uid 0 \n    cache <local> \n\
2001:db8::7 from :: dev eth1 proto kernel src 2001:db8::1 metric 256 pref medium
203.0.113.9 dev ppp0 src 10.9.9.1 uid 0 \n    cache \n"""


def test_where_routes_point_to() -> None:
    expected = {"198.51.100.1": "eth1", "2001:db8::7": "eth1", "203.0.113.9": "ppp0"}
    assert routed(ROUTES) == {host_prefix(address): name for address, name in expected.items()}


CONFLICTS = [
    ("inet", "filter", "prerouting", -305, "has our hook and priority"),
    ("ip6", "filter", "postrouting", 200, "has our hook and priority"),
    ("ip", "nat", "postrouting", 250, "translates sources behind our check"),
    ("ip", "nat", "postrouting", 100, None),
    ("inet", "filter", "prerouting", -300, None),
    ("inet", "filter", "input", -305, None),
    ("bridge", "filter", "prerouting", -305, None),
]


@pytest.mark.parametrize(("family", "kind", "hook", "priority", "problem"), CONFLICTS)
def test_chains_that_stand_in_the_way(family: str, kind: str, hook: str, priority: int, problem: str | None) -> None:
    theirs = f"table {family} theirs {{\n\tchain c {{\n\t\ttype {kind} hook {hook} priority {priority}; policy accept;\n\t}}\n}}\n"
    now = NFT.parse(outputs(chains=OTHERS + theirs))
    if problem is None:
        assert planned(now, policy("193.20.0.0/22")).change is Change.FILTERS
    else:
        with pytest.raises(PlatformError, match=f"nftables: chain c of table {family} theirs {problem}"):
            planned(now, policy("193.20.0.0/22"))


@pytest.mark.parametrize(("told", "problem"), [("missing\n", "nft is not installed there"), ("denied\n", "nft may not be run there")])
def test_without_nft_only_what_needs_it_is_refused(told: str, problem: str) -> None:
    now = NFT.parse(outputs(chains=told))
    with pytest.raises(PlatformError, match=problem):
        planned(now, policy("193.20.0.0/22"))
    assert planned(now, Policy(25000, (), {}, {})).is_empty


def test_a_second_plan_is_empty() -> None:
    wanted = policy("193.20.0.0/22")
    plan = planned(running(table_of(wanted)), wanted)
    assert (plan.is_empty, plan.summary, plan.change) == (True, (), Change.NOTHING)


def test_entries_alone_are_a_safe_change() -> None:
    plan = planned(running(table_of(policy("193.20.0.0/22", "151.1.0.0/16"))), policy("193.20.0.0/22", "8.8.8.0/24"))
    assert plan.change is Change.SAFE
    assert plan.summary == ("sources in-eth1-v4: +1 (8.8.8.0/24) -1 (151.1.0.0/16)",)


@pytest.mark.parametrize("other", [policy("193.20.0.0/22", mode=STRICT), policy("193.20.0.0/22", observed=date(2026, 11, 1))])
def test_another_way_of_checking_is_no_safe_change(other: Policy) -> None:
    plan = planned(running(table_of(other)), policy("193.20.0.0/22"))
    assert plan.change is Change.FILTERS
    assert plan.summary == ("eth1 (customer), IPv4 from it: ACL, drops; because",)


def test_a_table_that_is_not_loaded_at_boot_is_a_change() -> None:
    wanted = policy("193.20.0.0/22")
    plan = planned(running(table_of(wanted), boot="older\n"), wanted)
    assert plan.summary == ("what is loaded at boot is not what runs",)
    assert NFT.differences(running(table_of(wanted), boot="older\n"), plan, "confirmed") == [
        "nftables: what is loaded at boot is not what runs"
    ]
    assert NFT.differences(running(table_of(wanted)), plan, "confirmed") == []


def test_what_runs_stays_where_nothing_is_declared() -> None:
    plan = planned(running(table_of(policy("193.20.0.0/22"))), Policy(25000, (), {}, {}))
    assert plan.is_empty


def test_an_interface_that_is_not_declared_any_more_keeps_its_checks() -> None:
    now = running(table_of(policy("193.20.0.0/22", name="eth7")))
    plan = planned(now, policy("151.1.0.0/16"))
    assert {"in-eth7-v4", "in-eth1-v4"} <= plan.wanted.chains.keys()
    assert plan.wanted.sets["in-eth7-v4"] == frozenset(prefixes("193.20.0.0/22"))
    assert whats(plan) == ["warning: not declared any more; its source addresses are checked as before"]


def _rp_filter(*names: str) -> str:
    return "".join(f"/proc/sys/net/ipv4/conf/{name}/rp_filter:{int(name in names)}\n" for name in ("all", "default", "eth1", "eth2"))


RP_FILTER = [(("eth1",), ACL, True), (("all",), ACL, True), (("eth2", "default"), ACL, False), (("eth1",), STRICT, False)]


@pytest.mark.parametrize(("names", "mode", "is_told"), RP_FILTER)
def test_the_kernels_own_strict_filter_is_named_where_a_list_is_wanted(names: Iterable[str], mode: str, is_told: bool) -> None:
    plan = planned(NFT.parse(outputs(rp_filter=_rp_filter(*names))), policy("193.20.0.0/22", mode=mode))
    assert any("rp_filter is strict there" in what for what in whats(plan)) is is_told


def test_a_host_on_which_nothing_loads_it_at_boot_is_told_how() -> None:
    plan = planned(NFT.parse(outputs(start="none\n")), policy("193.20.0.0/22"))
    (finding,) = plan.findings
    assert (finding.severity, finding.what) == ("critical", "nothing loads the checks at boot")
    assert 'include "/var/lib/manrs-hardening/*.nft"' in finding.remedy


def test_what_is_observed_is_read_back() -> None:
    table = table_of(policy("193.20.0.0/22", observed=date(2026, 11, 1)))
    seen = "\tset seen-in-eth1-v4 {\n\t\ttype ipv4_addr\n\t\tsize 1024\n\t\tflags dynamic\n\t\telements = { 8.8.8.8, 9.9.9.9 }\n\t}\n"
    counted = "\tcounter in-eth1-v4-foreign {\n\t\tpackets 12 bytes 528\n\t}\n"
    now = running(table, table=f"{text(table)}-- counted --\n{counted}{seen}")
    assert now.interfaces == {"eth1": HeldInterface(date(2026, 11, 1), ("8.8.8.8", "9.9.9.9"))}
    # The next table goes on counting.
    loaded = planned(now, policy("193.20.0.0/22", "8.8.8.0/24", observed=date(2026, 11, 1))).files["sources.nft"]
    assert "packets 12 bytes 528" in loaded
    assert "elements = { 8.8.8.8, 9.9.9.9 }" in loaded


def test_where_our_table_is_gone_what_was_confirmed_counts() -> None:
    """Else somebody's flush would begin to observe anew."""
    boot = f"digest\n{boot_text(table_of(policy('193.20.0.0/22')))}"
    assert NFT.parse(outputs(boot=boot)).interfaces == {"eth1": HeldInterface(None)}


@pytest.mark.parametrize("edit", [("193.20.0.0/22", "193.20.0.0/21"), (" drop", " accept"), ("ip daddr 224.0.0.0/24 accept\n\t\t", "")])
def test_an_edit_by_hand_is_seen_and_undone(edit: tuple[str, str]) -> None:
    wanted = policy("193.20.0.0/22")
    table = text(table_of(wanted))
    assert edit[0] in table
    plan = planned(running(table_of(wanted), table=table.replace(*edit)), wanted)
    assert not plan.is_empty
    assert plan.wanted == table_of(wanted)
    assert NFT.differences(running(table_of(wanted), table=table.replace(*edit)), plan, "sources")


def test_a_span_that_is_no_prefix_is_somebody_elses() -> None:
    table = text(table_of(policy("193.20.0.0/22"))).replace("193.20.0.0/22", "193.20.0.1-193.20.0.9")
    with pytest.raises(PlatformError, match="table inet MANRS-SOURCES was edited by hand"):
        NFT.parse(outputs(table=table))


def test_an_interface_whose_customer_is_not_known_keeps_its_checks_though_somebody_flushed_the_table() -> None:
    """What was confirmed last is what it keeps; else it would have none, and none after a reboot."""
    wanted = policy("193.20.0.0/22")
    flushed = NFT.parse(outputs(boot=f"digest\n{boot_text(table_of(wanted))}"))
    kept = Policy(25000, (), {}, {}, sources=SourcePolicy((SourceInterface("eth1", "customer", (), is_kept=True),), {}))
    assert planned(flushed, kept).wanted == table_of(wanted)


def test_taking_all_checks_off_does_not_uninstall_what_the_daemon_needs() -> None:
    """The folder of the way back also says which lines of the routing daemon are ours."""
    core = Policy(25000, (), {}, {}, sources=SourcePolicy((SourceInterface("eth1", "core", ()),), {}))
    plan = planned(running(table_of(policy("193.20.0.0/22"))), core)
    assert not plan.is_empty
    assert plan.wanted == Table()
    assert not plan.is_last


def test_a_list_that_is_named_and_not_there_is_refused() -> None:
    """Without it the rule would not load, or hold nobody."""
    chain = SourceChain(Direction.IMPORT, 4, ACL, "", "in-eth1", (SourceDrop(FOREIGN, "V03", "nowhere"),))
    with pytest.raises(PolicyError, match="eth1: source set 'nowhere' is not in the policy"):
        Policy(25000, (), {}, {}, sources=SourcePolicy((SourceInterface("eth1", "customer", (chain,)),), {"in-eth1": SourceSet.of(())}))


def test_released_and_brought_back() -> None:
    now = running(table_of(policy("193.20.0.0/22")))
    off = NFT.plan_release(now, "test")
    assert off.is_last
    assert off.files["boot.nft"] == ""
    assert "delete table inet MANRS-SOURCES" in off.files["sources.nft"]
    back = NFT.plan_back(NFT.parse(outputs()), now.text, "test")
    assert back.wanted == now.table
    assert NFT.plan_release(NFT.parse(outputs()), "test").is_empty
