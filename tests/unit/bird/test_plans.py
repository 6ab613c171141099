# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan does to a BIRD router: what is kept, what passes, what is told, and that a second run has nothing to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.sessions import Standing
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.structure import structure
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import (
    Policy,
    PolicyError,
    SessionOptions,
    TcpAoAlgorithm,
    TcpAoKey,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Caches, Change
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.own_files import OwnFilesPlan
from bird_router import BIRD, OPERATOR, VERSIONS, FakeRouter, FakeSession, filter_of, sessions_of
from policy_world import compiled, neighbors

ACME = "10.0.0.2"
IN, OUT = f"MANRS-IN-{ACME}-4", f"MANRS-OUT-{ACME}-4"


def router_of(policy: Policy, version: str = "2.0.12", **facts: object) -> FakeRouter:
    """A router that has the policy's sessions, wired, and runs nothing of ours yet."""
    return FakeRouter(version, sessions_of(policy, **facts), mains="filter 'MANRS-IN-10.0.0.2-4' { accept; }\n")


def hardened(policy: Policy, version: str = "2.0.12") -> FakeRouter:
    """A router after a first run."""
    router = router_of(policy, version)
    router.carry_out(router.plan(policy))
    return router


def calling(policy: Policy, function: str) -> Policy:
    """The policy with an operator's own function in every import filter."""
    return replace(
        policy,
        sessions=tuple(replace(item, own_policy=replace(item.own_policy, import_function=function)) for item in policy.sessions),
    )


def without_chains(policy: Policy, *directions: Direction, awaited: bool = False) -> Policy:
    """The policy with no chains in some directions, because of their stage or because they could not be made."""
    sessions = tuple(
        replace(
            item,
            chains=tuple(chain for chain in item.chains if chain.direction not in directions),
            awaited=frozenset(directions) if awaited else frozenset(),
        )
        for item in policy.sessions
    )
    return replace(policy, sessions=sessions)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_second_run_has_nothing_to_do(policy: Policy, version: str) -> None:
    router = router_of(policy, version)
    plan = router.plan(policy)
    assert plan.change is Change.FILTERS
    assert set(plan.touched) == {(item.address, item.family) for item in router.sessions}
    router.carry_out(plan)
    assert BIRD.differences(router.running(), plan, "confirmed") == []
    again = router.plan(policy)
    assert (again.is_empty, again.change, again.touched, again.summary) == (True, Change.NOTHING, (), ())


def test_the_last_good_pairs_are_what_runs(policy: Policy) -> None:
    router = hardened(policy)
    known = router.running().known.pair_sets
    assert known["AS35001=AS35001:AS-ACME"] == policy.pair_sets["AS35001=AS35001:AS-ACME"].ranges_by_origin
    router.loaded = "0123456789abcdef"
    assert router.running().known.pair_sets == {}


def test_one_more_prefix_is_a_safe_change_that_sends_one_file(tmp_path: Path) -> None:
    from policy_world import IRR

    router = hardened(compiled(tmp_path))
    more = compiled(tmp_path, irr=f"{IRR}\n\nroute: 151.62.0.0/22\norigin: AS35001\nsource: RIPE\n")
    plan = router.plan(more)
    assert plan.change is Change.SAFE
    sent = [name for name in plan.files if name.startswith("bird.file.")]
    assert sent
    assert all("AS35001" in name or "delegated" in name for name in sent)
    assert "AS35001=AS35001:AS-ACME: +1 -0 registered prefixes" in " ".join(plan.summary)
    assert (ACME, 4) in plan.touched
    assert ("10.0.0.5", 4) not in plan.touched


def test_a_held_chain_keeps_the_text_that_runs_and_all_that_it_calls(policy: Policy) -> None:
    router = hardened(policy)
    before, files = router.mains or "", dict(router.files)
    held = without_chains(policy, Direction.IMPORT, Direction.EXPORT)
    plan = router.plan(replace(held, pair_sets={}))
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN) == filter_of(before, IN)
    assert router.files == files
    assert not [item for item in plan.findings if "rejects everything" in item.what]


def test_a_chain_whose_stage_has_not_come_lets_everything_pass_where_nothing_ran(policy: Policy) -> None:
    router = router_of(policy)
    router.mains = None
    router.carry_out(router.plan(without_chains(policy, Direction.IMPORT, Direction.EXPORT, awaited=True)))
    for name in (IN, OUT):
        assert filter_of(router.mains or "", name).splitlines()[-2] == "  accept;"
        assert "reject" not in filter_of(router.mains or "", name)


def test_a_chain_that_could_not_be_made_rejects_everything_where_nothing_ran(policy: Policy) -> None:
    router = router_of(policy)
    router.mains = None
    plan = router.plan(without_chains(policy, Direction.IMPORT))
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN).splitlines()[-2] == "  reject;"
    assert [item.severity for item in plan.findings if "rejects everything" in item.what and ACME in item.where] == ["critical"]


def test_a_filter_that_lets_everything_pass_and_cannot_be_made_is_critical(policy: Policy) -> None:
    """Its stage has come, and what runs is what waited for it."""
    router = router_of(policy)
    router.mains = None
    router.carry_out(router.plan(without_chains(policy, Direction.IMPORT, awaited=True)))
    plan = router.plan(without_chains(policy, Direction.IMPORT))
    told = [item.severity for item in plan.findings if ACME in item.where and "what runs lets everything pass" in item.what]
    assert told == ["critical"]
    waiting = router.plan(without_chains(policy, Direction.IMPORT, awaited=True))
    assert not [item for item in waiting.findings if "what runs lets everything pass" in item.what]


def test_what_the_session_had_before_stays_for_a_held_chain(policy: Policy) -> None:
    router = router_of(policy)
    router.carry_out(router.plan(without_chains(policy, Direction.IMPORT, Direction.EXPORT, awaited=True)))
    assert "filter 'MANRS-IN-10.0.0.2-4' { accept; }" in (router.mains or "")


def test_a_run_for_one_neighbor_leaves_the_others_text(policy: Policy, tmp_path: Path) -> None:
    router = hardened(policy)
    before = router.mains or ""
    one = compiled(tmp_path, neighbors("acme", local_preference=70), only=("acme",))
    router.carry_out(router.plan(one))
    after = router.mains or ""
    assert filter_of(after, IN) != filter_of(before, IN)
    assert "protocol rpki 'MANRS-RTR-10.9.9.9-323'" in after
    for session in policy.sessions:
        if session.neighbor not in ("acme", "special"):
            name = f"MANRS-IN-{session.address}-{6 if ':' in session.address else 4}"
            assert filter_of(after, name) == filter_of(before, name), name


def test_a_session_that_nobody_declares_keeps_its_filters_with_a_finding(policy: Policy) -> None:
    router = hardened(policy)
    before = router.mains or ""
    fewer = replace(policy, sessions=tuple(item for item in policy.sessions if item.neighbor != "acme"))
    plan = router.plan(fewer)
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN) == filter_of(before, IN)
    assert [item.severity for item in plan.findings if item.where.startswith(ACME)] == ["warning"]


def test_a_released_session_lets_everything_pass_and_its_filter_goes_when_nothing_uses_it(policy: Policy) -> None:
    router = hardened(policy)
    sessions = tuple(replace(item, chains=(), limits=(), is_released=True) if item.neighbor == "acme" else item for item in policy.sessions)
    plan = router.plan(replace(policy, sessions=sessions))
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN).splitlines()[-2] == "  accept;"
    assert any("import all;" in item.remedy for item in plan.findings if ACME in item.where)
    next(item for item in router.sessions if item.address == ACME).is_wired = False
    router.carry_out(router.plan(replace(policy, sessions=sessions)))
    assert IN not in (router.mains or "")


def test_a_hand_edit_is_shown_and_written_over(policy: Policy) -> None:
    router = hardened(policy)
    right = router.mains or ""
    router.mains = right.replace("reject; } # F21", "accept; } # F21", 1)
    plan = router.plan(policy)
    assert any("changed by hand" in item.what for item in plan.findings)
    # Else a router whose iBGP brings a route without a tag could not be put right.
    assert router.running().trusts_tags
    router.carry_out(plan)
    assert router.mains == right


def test_exports_that_a_hand_has_freed_from_tags_are_not_taken_for_exports_by_tags(policy: Policy) -> None:
    router = hardened(policy)
    assert router.running().trusts_tags
    router.mains = (router.mains or "").replace("# E01", "# theirs")
    assert not router.running().trusts_tags


def test_caches_are_told(policy: Policy) -> None:
    router = hardened(policy)
    assert router.running().caches == Caches(1, 20, "birdc show protocols")
    router.is_cache_up = False
    assert router.running().caches == Caches(0, 20, "birdc show protocols")
    assert BIRD.parse({**router.outputs(), "vrps": "BIRD 3.1.8 ready.\nsyntax error"}).caches == Caches(0, None, "birdc show protocols")


def test_a_filter_that_stays_in_a_file_that_was_changed_by_hand_is_told(policy: Policy) -> None:
    router = hardened(policy)
    router.mains = (router.mains or "").replace("reject; } # F21", "accept; } # F21", 1)
    plan = router.plan(without_chains(policy, Direction.IMPORT))
    assert any(IN in item.what or "MANRS-IN-" in item.what for item in plan.findings if item.severity == "critical")


@pytest.mark.parametrize("edit", ["gone", "changed"])
def test_a_file_of_registered_pairs_that_was_touched_is_sent_again(policy: Policy, edit: str) -> None:
    router = hardened(policy)
    name = next(name for name in router.files if name.startswith("AS35001_3d"))
    right = router.files.pop(name)
    if edit == "changed":
        router.files[name] = right.replace("/2", "/1", 1)
    assert router.running().known.pair_sets["AS35001=AS35001:AS-ACME"] != policy.pair_sets["AS35001=AS35001:AS-ACME"].ranges_by_origin
    router.carry_out(router.plan(policy))
    assert router.files[name] == right


def test_another_text_that_bird_has_loaded_is_loaded_again(policy: Policy) -> None:
    router = hardened(policy)
    router.loaded = "0123456789abcdef"
    plan = router.plan(policy)
    assert not plan.is_empty
    assert BIRD.differences(router.running(), plan, "filters")


def test_work_that_is_not_loaded_is_refused(policy: Policy) -> None:
    router = hardened(policy)
    assert router.running().unsaved is None
    router.newer = "/etc/bird/manrs.conf\n"
    assert router.running().unsaved is None
    router.newer = "/etc/bird/bird.conf\n"
    assert "/etc/bird/bird.conf is newer" in (router.running().unsaved or "")
    router.newer = "unknown\n"
    assert router.running().unsaved is not None


@pytest.mark.parametrize(
    ("text", "is_included"),
    [
        (OPERATOR, True),
        ('include "manrs.conf";', True),
        ('include "/etc/bird/manrs*.conf";', True),
        ('# include "/etc/bird/manrs.conf";', False),
        ('/* include "/etc/bird/manrs.conf"; */', False),
        ('include "/etc/bird/others.conf";', False),
    ],
)
def test_a_configuration_that_does_not_include_ours_is_told_the_line(policy: Policy, text: str, is_included: bool) -> None:
    router = router_of(policy)
    router.mains, router.operator = None, text
    plan = router.plan(policy)
    told = [item.remedy for item in plan.findings if item.where == "bird.conf"]
    assert (not told) is is_included
    assert ("bird.included" in plan.files) is is_included
    if not is_included:
        assert 'include "/etc/bird/manrs.conf";' in told[0]


def test_a_session_that_does_not_use_ours_is_told_the_lines(policy: Policy) -> None:
    router = router_of(policy)
    next(item for item in router.sessions if item.address == ACME).is_wired = False
    told = [item for item in router.plan(policy).findings if ACME in item.where and "does not use" in item.what]
    assert [item.remedy for item in told] == [f"protocol bgp acme4: ipv4 {{ import filter '{IN}'; export filter '{OUT}'; }}"]
    assert told[0].severity == "critical"


def test_a_session_that_cannot_be_judged_again_keeps_its_filter_until_a_reset_is_allowed(policy: Policy) -> None:
    router = hardened(policy)
    acme = next(item for item in router.sessions if item.address == ACME)
    acme.refreshes = acme.stores = False
    changed = calling(policy, "f")
    before = router.mains or ""
    plan = router.plan(changed)
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN) == filter_of(before, IN)
    assert any("import table on;" in item.remedy and item.severity == "critical" for item in plan.findings if ACME in item.where)
    allowed = router.plan(changed, allow_reset=True)
    assert allowed.change is Change.RESETS
    router.carry_out(allowed)
    assert "f();" in filter_of(router.mains or "", IN)


@pytest.mark.parametrize("how", ["release.yml", "state: released"])
def test_a_release_does_not_restart_a_session_that_cannot_be_judged_again(policy: Policy, how: str) -> None:
    router = hardened(policy)
    acme = next(item for item in router.sessions if item.address == ACME)
    acme.refreshes = acme.stores = False
    gone = tuple(replace(item, chains=(), limits=(), is_released=True) if item.address == ACME else item for item in policy.sessions)

    def plan_of(allow_reset: bool) -> OwnFilesPlan:
        if how == "release.yml":
            plan = BIRD.plan_release(router.running(), f"r{allow_reset}", allow_reset)
            assert isinstance(plan, OwnFilesPlan)
            return plan
        return router.plan(replace(policy, sessions=gone), allow_reset)

    before = filter_of(router.mains or "", IN)
    held = plan_of(allow_reset=False)
    assert held.change is not Change.RESETS
    assert any("BIRD would restart the session" in item.what for item in held.findings)
    router.carry_out(held)
    assert filter_of(router.mains or "", IN) == before
    assert filter_of(router.mains or "", OUT).splitlines()[-2] == "  accept;"
    ending = plan_of(allow_reset=True)
    assert ending.change is Change.RESETS
    router.carry_out(ending)
    assert filter_of(router.mains or "", IN).splitlines()[-2] == "  accept;"


def test_options_that_the_operators_block_lacks_are_told_line_by_line(policy: Policy) -> None:
    options = SessionOptions(ttl_hops=1, role="provider", is_role_strict=True, password="open sesame")
    asked = replace(policy, sessions=tuple(replace(item, options=options) for item in policy.sessions if item.neighbor == "acme"))
    router = router_of(asked, stores=False, import_limit=None)
    block = "template bgp t { TTL }\nprotocol bgp acme4 from t { local as 25000; ROLE ipv4 { import all; }; }\n"
    router.operator = OPERATOR + block.replace("TTL", "").replace("ROLE", "")
    told = {item.what: item.remedy for item in router.plan(asked).findings if ACME in item.where}
    remedies = " ".join(told.values())
    for line in ("ttl security on;", 'password "...";', "local role provider; require roles on;", "import table on;", "import limit "):
        assert line in remedies
    assert "sesame" not in str(told)
    full = block.replace("TTL", "ttl security on;").replace("ROLE", 'local role provider; require roles on; password "x";')
    router.operator = OPERATOR + full
    router.sessions[0].stores, router.sessions[0].import_limit = True, 1000
    assert [item for item in router.plan(asked).findings if ACME in item.where] == []


def managed(policy: Policy, **options: object) -> Policy:
    """The policy of one neighbor whose session is ours."""
    sessions = tuple(
        replace(item, options=SessionOptions(**options), local_address="10.0.0.254") for item in policy.sessions if item.neighbor == "acme"
    )
    return replace(policy, sessions=sessions, manages_sessions=True)


def test_a_session_that_is_not_there_is_made_with_its_filters(policy: Policy) -> None:
    wanted = managed(policy, ttl_hops=2, role="provider", password="sesame")
    router = FakeRouter("3.1.8")
    plan = router.plan(wanted)
    router.carry_out(plan)
    for line in (
        "protocol bgp 'MANRS-BGP-10.0.0.2'",
        '  description "acme";',
        "  local 10.0.0.254 as 25000;",
        "  neighbor 10.0.0.2 as 35001;",
        "  multihop 2;",
        "  ttl security on;",
        "  local role provider;",
        "  authentication md5;",
        '  password "sesame";',
        f"    import filter '{IN}';",
        f"    export filter '{OUT}';",
        "    import table on;",
    ):
        assert line in (router.mains or "").splitlines(), line
    for text in (plan.before, plan.after, " ".join(plan.summary), str(plan.findings), router.running().text):
        assert "sesame" not in text
    router.sessions = [FakeSession("MANRS-BGP-10.0.0.2", ACME, 35001)]
    assert router.plan(wanted).is_empty


def test_other_options_of_a_session_of_ours_wait_for_a_reset(policy: Policy) -> None:
    router = FakeRouter("3.1.8")
    router.carry_out(router.plan(managed(policy)))
    router.sessions = [FakeSession("MANRS-BGP-10.0.0.2", ACME, 35001)]
    plan = router.plan(managed(policy, role="provider"))
    assert plan.is_empty
    assert any("resets the session" in item.what for item in plan.findings)
    assert router.plan(managed(policy, role="provider"), allow_reset=True).change is Change.RESETS


@pytest.mark.parametrize("how", ["release.yml", "state: released"])
def test_a_session_of_ours_that_is_released_keeps_its_filters_until_it_may_end(policy: Policy, how: str) -> None:
    wanted = managed(policy)
    router = FakeRouter("3.1.8")
    router.carry_out(router.plan(wanted))
    router.sessions = [FakeSession("MANRS-BGP-10.0.0.2", ACME, 35001)]
    before = filter_of(router.mains or "", IN)

    def released(allow_reset: bool) -> OwnFilesPlan:
        if how == "release.yml":
            plan = BIRD.plan_release(router.running(), f"r{allow_reset}", allow_reset)
        else:
            gone = tuple(replace(item, chains=(), limits=(), is_released=True) for item in wanted.sessions)
            plan = router.plan(replace(wanted, sessions=gone), allow_reset=allow_reset)
        assert isinstance(plan, OwnFilesPlan)
        return plan

    held = released(False)
    assert held.ends == frozenset()
    assert any("with its filters" in item.what and "allow_reset" in item.remedy for item in held.findings)
    if not held.is_empty:
        router.carry_out(held)
    assert filter_of(router.mains or "", IN) == before
    assert "protocol bgp 'MANRS-BGP-10.0.0.2'" in (router.mains or "")
    ending = released(True)
    assert ending.change is Change.RESETS
    assert ending.ends == {ACME}
    assert ending.wanted is not None and "MANRS-BGP" not in (ending.wanted.mains[0] or "")


def test_a_session_of_ours_whose_stage_has_not_come_passes_nothing(policy: Policy) -> None:
    wanted = without_chains(managed(policy), Direction.EXPORT, awaited=True)
    router = FakeRouter("3.1.8")
    plan = router.plan(wanted)
    router.carry_out(plan)
    assert filter_of(router.mains or "", OUT).splitlines()[-2] == "  reject;"
    assert any("passes the export of a session that we make" in item.what for item in plan.findings)


def test_a_session_of_ours_gets_another_neighbor_and_its_filters_together(policy: Policy) -> None:
    wanted = managed(policy)
    router = FakeRouter("3.1.8")
    router.carry_out(router.plan(wanted))
    router.sessions = [FakeSession("MANRS-BGP-10.0.0.2", ACME, 35001)]
    other = replace(wanted, sessions=tuple(replace(item, asn=35999, chains=tuple(item.chains[:0])) for item in wanted.sessions))
    assert router.plan(other).is_empty
    up = next(item for item in policy.sessions if item.neighbor == "up")
    other = replace(wanted, sessions=tuple(replace(item, asn=35999, chains=up.chains) for item in wanted.sessions))
    assert router.plan(other).is_empty
    before = filter_of(router.mains or "", IN)
    changing = router.plan(other, allow_reset=True)
    assert changing.change is Change.RESETS
    router.carry_out(changing)
    assert "as 35999;" in (router.mains or "")
    assert filter_of(router.mains or "", IN) != before


def test_tcp_ao_keys_are_written_where_bird_has_it(policy: Policy) -> None:
    keys = (TcpAoKey(1, TcpAoAlgorithm.HMAC_SHA_1, "one"), TcpAoKey(7, TcpAoAlgorithm.AES_128_CMAC, "seven"))
    router = FakeRouter("3.1.8")
    router.carry_out(router.plan(managed(policy, tcp_ao=keys)))
    assert '    key { id 1; algorithm hmac sha1; secret "one"; preferred; };' in (router.mains or "")
    assert '    key { id 7; algorithm cmac aes128; secret "seven"; };' in (router.mains or "")
    with pytest.raises(PolicyError, match="does not read hmac-sha-224; agree on one of hmac-sha-1, "):
        FakeRouter("3.1.8").plan(managed(policy, tcp_ao=(TcpAoKey(1, TcpAoAlgorithm.HMAC_SHA_224, "one"),)))
    with pytest.raises(PolicyError, match="TCP-AO"):
        FakeRouter("2.0.12").plan(managed(policy, tcp_ao=keys))


def test_a_secret_that_bird_cannot_read_is_refused_and_not_shown(policy: Policy) -> None:
    with pytest.raises(PolicyError) as raised:
        FakeRouter("3.1.8").plan(managed(policy, password='se"same'))
    assert "same" not in str(raised.value).replace("session", "")


def test_a_release_leaves_what_sessions_use_passing_and_then_nothing(policy: Policy) -> None:
    router = hardened(policy)
    plan = BIRD.plan_release(router.running(), "two", False)
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN).splitlines()[-2] == "  accept;"
    assert router.files == {}
    for item in router.sessions:
        item.is_wired = False
    router.operator, router.loaded = "router id 1.1.1.1;\n", ""
    last = BIRD.plan_release(router.running(), "three", False)
    assert last.is_last
    router.carry_out(last)
    assert router.mains is None
    assert BIRD.plan_release(router.running(), "four", False).is_empty


def test_a_rollback_brings_back_what_a_record_holds(policy: Policy) -> None:
    router = hardened(policy)
    record, before = router.running().text, router.mains
    other = replace(
        policy, sessions=tuple(replace(item, own_policy=replace(item.own_policy, import_function="f")) for item in policy.sessions)
    )
    router.carry_out(router.plan(other))
    assert router.mains != before
    router.carry_out(BIRD.plan_back(router.running(), record, "five"))
    assert router.mains == before


def test_a_rollback_brings_back_a_text_that_was_edited_by_hand(policy: Policy) -> None:
    router = hardened(policy)
    router.mains = (router.mains or "").replace("reject; } # F06", "reject; } # F06 theirs\n\n  # and a line more\n")
    record = router.running().text
    router.carry_out(router.plan(policy))
    assert "# F06 theirs" not in (router.mains or "")
    router.carry_out(BIRD.plan_back(router.running(), record, "five"))
    assert "# F06 theirs\n\n  # and a line more\n" in filter_of(router.mains or "", IN)
    assert filter_of(router.mains or "", IN).endswith("  accept;\n}")


@pytest.mark.parametrize("record", ["", "# ==> /etc/bird/manrs.conf\n"])
def test_a_rollback_to_a_record_without_anything_of_ours_opens_nothing(policy: Policy, record: str) -> None:
    router = hardened(policy)
    before = router.mains or ""
    plan = BIRD.plan_back(router.running(), record, "five")
    router.carry_out(plan)
    assert filter_of(router.mains or "", IN) == filter_of(before, IN)
    assert any("the one that runs stays" in item.what for item in plan.findings)


# -- ASPAs -----------------------------------------------------------------------------------------------

ASPAS = [{"customer": 680, "providers": [3320, 20965]}, {"customer": 3320, "providers": [0]}]


def test_aspas_are_a_table_that_filters_ask_and_other_ones_are_a_safe_change(tmp_path: Path) -> None:
    told = neighbors("acme", "up", "peer")
    router = hardened(compiled(tmp_path, told, returns_from=[], aspas=ASPAS, aspa=True), "3.1.8")
    assert router.mains is not None
    assert "aspa table 'MANRS-ASPA';\n" in router.mains
    table = "{\n  aspa { table 'MANRS-ASPA'; };\n  route aspa 680 providers 3320, 20965;\n  route aspa 3320 transit;\n}\n"
    assert f"protocol static 'MANRS-ASPAS'\n{table}" in router.mains
    assert "aspa_check('MANRS-ASPA', bgp_path, true) = ASPA_INVALID" in router.mains
    assert "aspa_check('MANRS-ASPA', bgp_path, false) = ASPA_INVALID" in router.mains
    other = compiled(tmp_path, told, returns_from=[], aspas=[*ASPAS[1:], {"customer": 1, "providers": [2]}], aspa=True)
    plan = router.plan(other)
    assert plan.change is Change.SAFE
    assert plan.summary == ("ASPAs: +1 -1",)
    router.carry_out(plan)
    assert router.plan(other).is_empty


def test_what_verifies_paths_keeps_its_aspas_when_the_run_is_about_another_neighbor(tmp_path: Path) -> None:
    told = [{**item, "aspa": item["name"] == "peer"} for item in neighbors("acme", "peer")]
    router = hardened(compiled(tmp_path, told, returns_from=[], aspas=ASPAS), "3.1.8")
    limited = compiled(tmp_path, told, returns_from=[], aspas=ASPAS, only=("acme",))
    assert limited.aspas == {}
    assert router.plan(limited).is_empty
    for plan in (BIRD.plan_release(router.running(), "two", False),):
        # Filters that let everything pass ask for nothing.
        assert "MANRS-ASPA" not in plan.files["bird.new.0"]


def test_a_version_that_does_not_verify_paths_has_no_table(tmp_path: Path) -> None:
    policy = compiled(tmp_path, neighbors("acme", "up"), returns_from=[], aspas=ASPAS, aspa=True)
    router = hardened(policy, "2.0.12")
    assert "aspa" not in (router.mains or "").lower()


@pytest.mark.parametrize(
    ("version", "up", "down"),
    [
        ("2.0.12", False, False),
        ("2.16", False, False),
        ("2.16.1", True, False),
        ("2.19", True, True),
        ("3.0.2", False, False),
        ("3.1.2", False, False),
        ("3.1.5", True, False),
        ("3.1.8", True, True),
        ("3.2.0", True, False),
        ("3.3.3", True, True),
    ],
)
def test_versions_with_mistakes_in_it_are_not_asked(version: str, up: bool, down: bool) -> None:
    has = BIRD.capabilities(version)
    assert (has.verifies_upstream, has.verifies_downstream) == (up, down)


def test_the_text_of_a_router_has_the_operators_own_files_without_secrets_and_a_rollback_passes_over_them(policy: Policy) -> None:
    router = hardened(policy)
    router.operator += (
        'define PW = "sesame-1";\n# the old password was sesame-2\n'
        "protocol bgp other { local as 25000; neighbor 10.9.9.9 as 64999; password PW; ipv4 { import all; export none; }; }\n"
        'protocol bgp third { local as 25000; neighbor 10.9.9.8 as 64998; password "sesame-3"; }\n'
    )
    text = router.running().text
    assert "sesame" not in text
    found = {item.where: item.standing for item in structure("bird", text, Known()) if item.control == "F20" and item.family == 4}
    assert found["10.9.9.9 IPv4"] is Standing.HOLDS
    opened = [item for item in structure("bird", text, Known()) if item.standing is Standing.OPEN and item.control == "F20"]
    assert [(item.where, item.lines[0].text.startswith("protocol bgp other {")) for item in opened] == [("10.9.9.9 IPv4", True)]
    assert BIRD.plan_back(router.running(), text, "two").is_empty
