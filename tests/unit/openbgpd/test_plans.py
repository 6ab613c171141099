# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans of an OpenBGPD router, and what is said of its operator's configuration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import (
    Finding,
    Policy,
    PolicyError,
    RtrCache,
    TcpAoAlgorithm,
    TcpAoKey,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Caches, Change, PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.own_files import OwnFilesPlan
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit
from policy_world import IRR, compiled, neighbors

from .cases import GUARD, INCLUDED, LANDMARKS, LOCAL, PLATFORM, SEAL, SEALMARKS, SETS, Box

BLOCK = ["enforce neighbor-as yes", "enforce local-as yes", "max-prefix 1000 restart 30"]


def box_of(policy: Policy, **changes: object) -> Box:
    return replace(Box({item.address: (item.asn, list(BLOCK)) for item in policy.sessions}), **changes)  # type: ignore[arg-type]


def plan_of(box: Box, policy: Policy, allow_reset: bool = True) -> OwnFilesPlan:
    plan = PLATFORM.plan(box.running_state(), fit(policy, PLATFORM.capabilities(box.version)), "test", allow_reset)
    assert isinstance(plan, OwnFilesPlan)
    return plan


def with_password(policy: Policy) -> Policy:
    """The first neighbor has a password; the intent takes only one from a vault."""
    first, *others = policy.sessions
    return replace(policy, sessions=(replace(first, options=replace(first.options, password="geheim")), *others))


def said(findings: tuple[Finding, ...], *words: str) -> list[tuple[str, str]]:
    return [(item.severity, item.remedy) for item in findings if all(word in f"{item.where} {item.what}" for word in words)]


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return compiled(tmp_path_factory.mktemp("plans"), neighbors("acme", "peer", "up"))


# -- the way of a change -------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(policy: Policy) -> None:
    box = box_of(policy)
    first = plan_of(box, policy)
    assert first.change is Change.FILTERS
    assert "acme (10.0.0.2) IPv4 import and export: filtered from now on" in first.summary
    box.apply(first)
    second = plan_of(box, policy)
    assert second.is_empty
    assert second.summary == ()
    assert box.running_state().unsaved is None
    assert set(box.running_state().known.pair_sets) >= {"AS35001=AS35001:AS-ACME"}
    assert box.running_state().trusts_tags


def test_one_registered_prefix_more_sends_one_file_and_the_main_files(tmp_path: Path, policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    more = compiled(tmp_path, neighbors("acme", "peer", "up"), irr=IRR_MORE)
    plan = plan_of(box, more)
    assert plan.change is Change.SAFE
    assert [name for name in plan.files if ".file." in name and "AS35001_AS35001_AS-ACME" in name and "delegated" not in name] != []
    assert plan.summary == ("AS35001=AS35001:AS-ACME: +1 -0 registered prefixes (7 -> 8)",)
    assert {address for address, _ in plan.touched} == {"10.0.0.2", "10.0.0.3", "10.0.0.1"}


#: The registry of the world, and one route more.
IRR_MORE = f"{IRR}\nroute: 193.20.16.0/24\norigin: AS35002\n"


def test_a_release_leaves_two_empty_files(policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    plan = PLATFORM.plan_release(box.running_state(), "release", True)
    assert isinstance(plan, OwnFilesPlan)
    assert plan.is_last
    box.apply(plan)
    assert all(line.startswith("#") for path in (GUARD, SEAL) for line in box.files[path].splitlines())
    assert not [path for path in box.files if path.startswith(SETS)]
    assert box.loaded == ""
    assert PLATFORM.plan_release(box.running_state(), "again", True).is_empty


def test_a_rollback_brings_back_the_files_of_the_record(tmp_path: Path, policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    record, files = box.running_state().text, dict(box.files)
    box.apply(plan_of(box, compiled(tmp_path, neighbors("acme", "peer", "up"), irr=IRR_MORE)))
    assert box.files != files
    plan = PLATFORM.plan_back(box.running_state(), record, "back")
    assert isinstance(plan, OwnFilesPlan)
    box.apply(plan)
    assert box.files == files


def test_a_session_that_is_not_declared_any_more_keeps_its_filters(tmp_path: Path, policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    rules = [line for line in box.files[GUARD].splitlines() if " 10.0.0.3 " in line]
    fewer = compiled(tmp_path, neighbors("acme", "up"))
    plan = plan_of(box, fewer)
    box.apply(plan)
    assert [line for line in box.files[GUARD].splitlines() if " 10.0.0.3 " in line] == rules
    assert said(plan.findings, "10.0.0.3", "keeps the filters") != []


def test_a_run_for_some_neighbors_leaves_the_others(tmp_path: Path, policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    guard = box.files[GUARD]
    some = compiled(tmp_path, neighbors("acme", "peer", "up"), only=("peer",))
    plan = plan_of(box, some)
    assert plan.is_empty or {address for address, _ in plan.touched} <= {"10.0.0.3"}
    box.apply(plan)
    for address in ("10.0.0.1", "10.0.0.2"):
        assert [line for line in box.files[GUARD].splitlines() if f" {address} " in line] == [
            line for line in guard.splitlines() if f" {address} " in line
        ]


def test_a_released_neighbor_gets_its_rules_taken_off(tmp_path: Path, policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    box.apply(plan_of(box, compiled(tmp_path, neighbors("peer", "acme", "up", state="released"))))
    assert " 10.0.0.3 " not in box.files[GUARD] + box.files[SEAL]
    assert " 10.0.0.2 " in box.files[GUARD]


def test_the_operators_own_list_is_made_once_and_read_back(policy: Policy) -> None:
    box = box_of(policy)
    plan = plan_of(box, policy)
    assert plan.wanted is not None and 'prefix-set "MANRS-LOCAL-AS35001" { }' in plan.wanted.local_addition
    box.apply(plan)
    box.files[LOCAL] = (
        'prefix-set "MANRS-LOCAL-AS35001" {\n\t193.77.0.0/16 or-longer, 193.78.0.0/24\n\t2a06:77::/32 prefixlen 32 - 48 # hand\n}\n'
    )
    plan = plan_of(box, policy)
    assert plan.wanted is not None and plan.wanted.local_addition == ""
    held = box.running_state().known.local_lists["LOCAL-AS35001"]
    assert sorted(map(str, held)) == ["193.77.0.0/16^16-32", "193.78.0.0/24", "2a06:77::/32^32-48"]
    assert said(plan.findings, "MANRS-LOCAL-AS35001", "past F13") != []


# -- what is withheld ----------------------------------------------------------------------------------


def test_a_chain_that_could_not_be_made_leaves_a_live_session_and_closes_one_that_is_down(tmp_path: Path) -> None:
    broken = compiled(tmp_path, neighbors("acme", "peer"), irr="")
    live, down = box_of(broken), box_of(broken, down={"10.0.0.2"})
    live.apply(plan_of(live, broken))
    assert " from 10.0.0.2 " not in live.files[GUARD]
    plan = plan_of(down, broken)
    down.apply(plan)
    assert "deny quick from 10.0.0.2 inet" in down.files[GUARD].splitlines()
    assert said(plan.findings, "10.0.0.2", "could not be made") != []


def test_a_chain_whose_stage_has_not_come_leaves_the_session(tmp_path: Path) -> None:
    early = compiled(tmp_path, neighbors("acme", "peer"), adoption_stage=1)
    box = box_of(early, down={"10.0.0.2"})
    box.apply(plan_of(box, early))
    assert "10.0.0" not in box.files[GUARD]


# -- the operator's configuration ----------------------------------------------------------------------


def test_files_that_are_not_included_are_made_empty_and_the_lines_are_named(policy: Policy) -> None:
    box = box_of(policy, lines="1:neighbor 10.0.0.1 {\n5:allow from any\n", files={GUARD: "", SEAL: ""})
    plan = plan_of(box, policy)
    assert plan.wanted is not None and not plan.wanted.is_included and plan.wanted.files == {}
    assert "deny" not in "".join(text or "" for text in plan.wanted.mains)
    ((severity, remedy),) = said(plan.findings, "not included in their order")
    assert severity == "critical"
    assert f'include "{GUARD}" behind the last neighbor and before the first filter rule' in remedy
    assert f'include "{SEAL}" as the last line' in remedy


def test_files_that_are_included_the_wrong_way_round_are_not_loaded(policy: Policy) -> None:
    box = box_of(policy, lines=f'3:include "{SEAL}"\n10:allow from any\n11:include "{GUARD}"\n')
    plan = plan_of(box, policy)
    assert plan.wanted is not None and not plan.wanted.is_included
    assert said(plan.findings, "not included in their order")[0][0] == "critical"


def test_rules_at_the_wrong_place_are_named(policy: Policy) -> None:
    before, behind = "3:allow quick from 10.0.0.2\n4:deny quick from 10.0.0.9\n5:deny from any\n", "13:match from any set localpref 50\n"
    lines = f'{before}9:include "{GUARD}"\n12:include "{SEAL}"\n{behind}'
    box = box_of(policy, lines=lines, rules=["allow quick from 10.0.0.2 "])
    findings = plan_of(box, policy).findings
    assert said(findings, "line 3 stands before our guard")[0][0] == "critical"
    assert said(findings, "line 4") == []
    assert said(findings, "line 5 stands before our guard")[0][0] == "critical"
    assert said(findings, "line 13 stands behind our seal")[0][0] == "warning"
    assert said(findings, "ends the evaluation")[0] == ("critical", "write it without quick")


@pytest.mark.parametrize(("version", "options", "is_open"), [("7.7", [], True), ("7.7", ["reject as-set yes"], False), ("8.8", [], False)])
def test_as_sets_that_are_let_in_are_a_finding(policy: Policy, version: str, options: list[str], is_open: bool) -> None:
    findings = plan_of(box_of(policy, version=version, options=options), policy).findings
    assert bool(said(findings, "AS_SET")) is is_open


def test_lines_that_a_neighbor_lacks_are_named(tmp_path: Path) -> None:
    wished = with_password(compiled(tmp_path, neighbors("peer", "server", "own_as", ttl_security=1, role=True)))
    for version, role in (("8.3", "role peer"), ("7.7", "announce policy peer"), ("8.8", None)):
        box = box_of(wished, version=version)
        box.neighbors["10.0.0.3"] = (31001, [])
        findings = plan_of(box, wished).findings
        lines = {remedy.partition(": ")[2] for _, remedy in said(findings, "peer (10.0.0.3)")}
        assert lines >= {"ttl-security yes", "tcp md5sig password <vaulted>", "max-prefix 110 restart 30"}, version
        assert (role is None) or role in lines
        assert not any("geheim" in f"{item}" for item in findings)
        assert said(findings, "server (193.201.28.9)", "F08")[0][1].endswith(": enforce neighbor-as no")
        assert said(findings, "own_as (10.0.3.5)", "F21")[0][1].endswith(": enforce local-as no")


def test_a_limit_of_the_operators_own_is_one_unless_the_intent_names_another(tmp_path: Path) -> None:
    wished = compiled(tmp_path, neighbors("peer", "acme", limits={"ipv4": 300, "ipv6": 300}))
    box = box_of(wished)
    assert said(plan_of(box, wished).findings, "(10.0.0.2)", "F15") == []
    (_, remedy), *_ = said(plan_of(box, wished).findings, "peer (10.0.0.3)", "F15", "max-prefix 1000")
    assert remedy.endswith(": max-prefix 300 restart 30")
    box.neighbors["10.0.0.3"] = (31001, ["max-prefix 300"])
    assert said(plan_of(box, wished).findings, "peer (10.0.0.3)", "F15") == []


def test_a_neighbor_that_is_not_there_is_skipped(policy: Policy) -> None:
    box = box_of(policy)
    del box.neighbors["10.0.0.3"]
    box.neighbors["10.0.0.1"] = (64496, [])
    plan = plan_of(box, policy)
    box.apply(plan)
    assert " 10.0.0.3 " not in box.files[GUARD]
    assert said(plan.findings, "10.0.0.3", "no such neighbor")[0][0] == "critical"
    assert said(plan.findings, "10.0.0.1", "AS64496 there")[0][0] == "critical"


def test_caches_are_told_and_no_discard_route_is_a_finding(tmp_path: Path) -> None:
    wished = compiled(tmp_path, neighbors("black", "up"))
    box = box_of(wished)
    box.apply(plan_of(box, wished))
    assert box.running_state().caches == Caches(1, 5, "bgpctl show rtr")
    box.vrps, box.loopback, box.is_cache_up = 0, "blackhole 192.0.2.1 \n", False
    assert box.running_state().caches == Caches(0, 0, "bgpctl show rtr")
    findings = plan_of(box, wished).findings
    assert said(findings, "RPKI", "one cache")[0][0] == "warning"
    two = replace(wished, rtr_caches=(*wished.rtr_caches, RtrCache("10.9.9.8", 323)))
    assert said(plan_of(box, two).findings, "RPKI", "one cache") == []
    assert {remedy for _, remedy in said(findings, "F16")} == {
        "ip route add 192.0.2.1/32 dev lo, at boot too",
        "ip -6 route add 100::1/128 dev lo, at boot too",
    }


# -- somebody's unfinished work ------------------------------------------------------------------------


def test_work_that_is_not_loaded_is_seen(policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    assert box.running_state().unsaved is None
    box.running = {"10.0.0.2": 35001}
    assert "neighbor 10.0.0.1" in (box.running_state().unsaved or "")
    box.running, box.loaded = None, ""
    assert GUARD in (box.running_state().unsaved or "")
    box.exit_code = 1
    assert "/etc/bgpd.conf:7: syntax error" in (box.running_state().unsaved or "")
    with pytest.raises(PlatformError, match="/etc/bgpd.conf:7: syntax error"):
        plan_of(box, policy)


def test_a_guard_that_was_edited_is_written_anew_and_said(policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    good = box.files[GUARD]
    box.files[GUARD] = good.replace("deny quick from 10.0.0.2 inet peer-as", "match from 10.0.0.2 inet peer-as").replace(
        "deny quick from 10.0.0.2 inet AS 25000\n", ""
    )
    plan = plan_of(box, policy)
    assert f"{GUARD} was edited by hand: written anew" in plan.summary
    assert said(plan.findings, GUARD, "edited") != []
    box.apply(plan)
    assert box.files[GUARD] == good


def test_a_file_of_pairs_that_was_edited_is_an_error(policy: Policy) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    path = next(path for path in box.files if path.startswith(f"{SETS}/AS35001"))
    box.files[path] += "# opened\n"
    with pytest.raises(PlatformError, match="it was edited; put it back"):
        box.running_state()


# -- sessions of ours ----------------------------------------------------------------------------------


def test_a_session_that_is_missing_is_made_and_ends_in_a_window(tmp_path: Path, policy: Policy) -> None:
    managing = replace(policy, manages_sessions=True)
    box = box_of(policy)
    del box.neighbors["10.0.0.3"]
    box.apply(plan_of(box, managing))
    block = box.files[GUARD].partition("neighbor 10.0.0.3 {")[2].partition("}")[0].split("\n")
    assert block[1:3] == ["\tremote-as 31001", '\tdescr "MANRS peer"']
    assert "deny quick from 10.0.0.3 inet" in box.files[GUARD]
    box.neighbors["10.0.0.3"] = (31001, list(BLOCK))
    # It is not gone because nobody asks for sessions any more, nor because nobody declares it.
    for later in (
        policy,
        compiled(tmp_path, neighbors("acme", "up")),
        replace(compiled(tmp_path, neighbors("acme")), manages_sessions=True),
    ):
        plan = plan_of(box, later)
        assert plan.ends == frozenset()
        assert "neighbor 10.0.0.3 {" in (plan.wanted.mains[0] or "" if plan.wanted else "")
    released = replace(compiled(tmp_path, neighbors("peer", "acme", "up", state="released")), manages_sessions=True)
    held = plan_of(box, released, allow_reset=False)
    assert held.ends == frozenset()
    assert said(held.findings, "10.0.0.3", "would end")[0][1] == "in a window: -e manrs_allow_reset=true"
    ending = plan_of(box, released)
    assert ending.ends == {"10.0.0.3"}
    assert ending.change is Change.RESETS
    box.apply(ending)
    assert "10.0.0.3" not in box.files[GUARD]


def test_a_password_is_in_the_file_alone(tmp_path: Path) -> None:
    wished = replace(with_password(compiled(tmp_path, neighbors("peer", "up"))), manages_sessions=True)
    box = box_of(wished)
    del box.neighbors["10.0.0.3"]
    plan = plan_of(box, wished)
    assert 'tcp md5sig password "geheim"' in plan.files["openbgpd.new.0"]
    assert "geheim" not in f"{plan.before}{plan.after}{plan.summary}{plan.findings}"
    box.apply(plan)
    box.neighbors["10.0.0.3"] = (31001, ["tcp md5sig"])
    assert "geheim" not in box.running_state().text


def test_what_bgpd_cannot_do_is_refused(tmp_path: Path) -> None:
    far = compiled(tmp_path, neighbors("peer", ttl_security=2))
    with pytest.raises(PlatformError, match="peer: ttl_security 2"):
        plan_of(box_of(far), far)
    with_key = replace(far.sessions[0].options, ttl_hops=None, tcp_ao=(TcpAoKey(1, TcpAoAlgorithm.HMAC_SHA_1, "geheim"),))
    with pytest.raises(PolicyError, match="has no TCP-AO"):
        plan_of(box_of(far), replace(far, sessions=(replace(far.sessions[0], options=with_key),)))


# -- what must not become more open ----------------------------------------------------------------------


def test_a_rollback_leaves_a_session_that_we_made_since_with_its_filters(policy: Policy) -> None:
    box = box_of(policy)
    acme = box.neighbors.pop("10.0.0.3")
    box.apply(plan_of(box, replace(policy, sessions=tuple(item for item in policy.sessions if item.address != "10.0.0.3"))))
    record = box.running_state().text
    box.apply(plan_of(box, replace(policy, manages_sessions=True)))
    box.neighbors["10.0.0.3"] = acme
    rules = [line for line in box.files[GUARD].splitlines() if " 10.0.0.3 inet" in line]
    assert len(rules) > 10
    back = PLATFORM.plan_back(box.running_state(), record, "back")
    assert isinstance(back, OwnFilesPlan)
    box.apply(back)
    assert "neighbor 10.0.0.3 {" in box.files[GUARD]
    assert [line for line in box.files[GUARD].splitlines() if " 10.0.0.3 inet" in line] == rules


@pytest.mark.parametrize(
    "lines", [INCLUDED.replace(f'include "{SEAL}"', "# gone"), f'3:include "{SEAL}"\n11:include "{GUARD}"\n'], ids=["one", "order"]
)
def test_a_hardened_router_whose_includes_were_broken_keeps_its_files(policy: Policy, lines: str) -> None:
    box = box_of(policy)
    box.apply(plan_of(box, policy))
    box.lines = lines
    broken = SEALMARKS + LANDMARKS if "3:" in lines else LANDMARKS
    printed = box.printed
    box.printed = lambda: printed().replace(SEALMARKS, "").replace(LANDMARKS, broken)  # type: ignore[method-assign]
    with pytest.raises(PlatformError, match="not included in their order.*Until then nothing is changed"):
        plan_of(box, policy)
    release = PLATFORM.plan_release(box.running_state(), "release", True)
    assert isinstance(release, OwnFilesPlan) and release.wanted is not None
    # bgpd does not start when a file that it is to include is not there.
    assert None not in release.wanted.mains


def test_an_operators_list_without_a_last_newline_stays_a_line_of_its_own(policy: Policy) -> None:
    box = box_of(policy, files={GUARD: "", SEAL: "", LOCAL: 'prefix-set "MINE" { } # by hand'})
    plan = plan_of(box, policy)
    assert plan.wanted is not None
    lines = (box.files[LOCAL] + plan.wanted.local_addition).splitlines()
    assert lines[:2] == ['prefix-set "MINE" { } # by hand', 'prefix-set "MANRS-LOCAL-AS35001" { }']


def test_one_family_that_could_not_be_made_is_closed_alone_on_a_session_that_is_down(policy: Policy) -> None:
    without = replace(
        policy,
        sessions=tuple(
            replace(item, chains=tuple(chain for chain in item.chains if (chain.direction, chain.family) != (Direction.IMPORT, 4)))
            for item in policy.sessions
        ),
    )
    box = box_of(policy, down={"10.0.0.2"})
    box.apply(plan_of(box, without))
    lines = box.files[GUARD].splitlines()
    assert "deny quick from 10.0.0.2 inet" in lines
    assert "deny quick from 10.0.0.2 inet6" not in lines
    assert "deny quick from 10.0.0.3 inet" not in lines


# -- ASPAs -----------------------------------------------------------------------------------------------

ASPAS = [{"customer": 680, "providers": [3320, 20965]}, {"customer": 3320, "providers": [0]}]


def test_aspas_are_one_set_that_sessions_with_a_role_ask(tmp_path: Path) -> None:
    told = neighbors("acme", "up", role=True)
    with_aspas = compiled(tmp_path, told, returns_from=[], aspas=ASPAS, aspa=True)
    box = box_of(with_aspas, version="9.2")
    first = plan_of(box, with_aspas)
    box.apply(first)
    guard = box.files[GUARD]
    entries = "\tcustomer-as 680 provider-as { 3320 20965 }\n\tcustomer-as 3320 provider-as { 0 }\n"
    assert f"aspa-set {{\n{entries}}}\n" in guard
    assert "deny quick from 10.0.0.2 inet avs invalid\n" in guard
    assert "from 10.0.0.1 inet avs" not in guard
    assert plan_of(box, with_aspas).is_empty
    other = compiled(tmp_path, told, returns_from=[], aspas=ASPAS[:1], aspa=True)
    plan = plan_of(box, other)
    assert plan.change is Change.SAFE
    assert plan.summary == ("ASPAs: +0 -1",)
    limited = compiled(tmp_path, told, returns_from=[], aspas=ASPAS, aspa=True, only=("up",))
    assert entries in plan_of(box, limited).after
    back = PLATFORM.plan_back(box.running_state(), first.after, "back")
    assert back.is_empty


@pytest.mark.parametrize("version", ["7.7", "8.8", "9.1"])
def test_a_version_that_forgets_what_aspas_say_is_not_asked(tmp_path: Path, version: str) -> None:
    policy = compiled(tmp_path, neighbors("acme", role=True), returns_from=[], aspas=ASPAS, aspa=True)
    box = box_of(policy, version=version)
    plan = plan_of(box, policy)
    assert "aspa-set" not in plan.after
    assert "avs" not in plan.after
    where = f"openbgpd {version} does not verify paths of customers, peers and route servers; it is not checked there"
    assert f"F19: {where}" in fit(policy, PLATFORM.capabilities(version)).substitutions


def test_without_a_role_no_path_is_verified(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme"), returns_from=[], aspas=ASPAS, aspa=True)
    assert "avs" not in plan_of(box_of(policy, version="9.2"), policy).after
