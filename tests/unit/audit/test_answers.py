# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a session that nobody declared, of what cannot be told, and of what only looks closed."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit import frr, ios
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.findings import Answer, Standing, audit, findings
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.tree import Tree
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet
from asking import PEER, frr_tree, ios_tree
from audit_world import ACME, CONFIGS, UPSTREAM, known, text_of, tree_of
from audit_world import PEER as EXCHANGE_PEER

HOLDS, OPEN, UNKNOWN = Standing.HOLDS, Standing.OPEN, Standing.UNKNOWN
OWN = Known((Prefix.parse("185.10.0.0/22"),), {PEER: KnownNeighbor(Relation.PROVIDER, takes_default=False)})
CUSTOMER_PAIRS = PairSet("AS64501", {64501: frozenset((PrefixRange.parse("193.20.0.0/22^22-24"),))})
CUSTOMER = Known(OWN.own, {PEER: KnownNeighbor(Relation.CUSTOMER, CUSTOMER_PAIRS)})


def _standing(tree: Tree, what: Known, control: str, family: int = 4) -> set[Standing]:
    return {item.standing for item in audit(tree, what) if item.control == control and item.family in (0, family)}


def _of(answers: tuple[Answer, ...], address: str, control: str) -> list[Standing]:
    return [item.standing for item in answers if item.where.startswith(address) and item.control == control]


# -- nobody declared it --------------------------------------------------------------------------


def test_a_session_that_is_not_declared_is_named_and_asked_what_holds_for_every_relation() -> None:
    declared = known()
    without = Known(declared.own, {key: value for key, value in declared.neighbors.items() if key != EXCHANGE_PEER}, declared.exchanges)
    answers = audit(tree_of("ios_missing_binding.conf"), without)
    for control in ("B02", "F02", "F03", "F04", "F05", "F20"):
        assert _of(answers, EXCHANGE_PEER, control) and OPEN in _of(answers, EXCHANGE_PEER, control), control
    for control in ("F09", "F13", "S03", "E02"):
        assert _of(answers, EXCHANGE_PEER, control) == [], control
    # Whether it may send us the default route depends on what it is.
    assert _of(answers, EXCHANGE_PEER, "F01") == [UNKNOWN]


def test_a_session_of_a_vrf_is_not_the_declared_one_at_the_same_address() -> None:
    tree = ios.parse(f"router bgp 64500\n address-family ipv4 vrf RED\n  neighbor {PEER} remote-as 64501\n  neighbor {PEER} activate\n")
    answers = audit(tree, OWN)
    assert [(item.where, item.control) for item in answers if item.control.startswith("B0")][:2] == [
        (PEER, "B01"),
        (f"{PEER} (vrf RED)", "B02"),
    ]
    assert OPEN in _of(answers, f"{PEER} (vrf RED) IPv4", "F20")


def test_without_any_declaration_every_ebgp_session_is_audited() -> None:
    answers = audit(tree_of("ios_good.conf"), Known())
    assert {item.where.split()[0] for item in answers} == {UPSTREAM, "2001:2035:0:7::1", ACME, "2a05:1000:ffff:12::2", EXCHANGE_PEER}
    assert not [item for item in answers if item.control == "B02"]


def test_what_is_let_through_on_purpose_is_no_hole() -> None:
    lists = (
        "ip prefix-list P seq 5 permit 8.8.8.0/24\nip prefix-list P seq 10 permit 185.10.2.0/24\n"
        "ip as-path access-list 7 deny [{]\nip as-path access-list 7 permit _174_\nip as-path access-list 7 permit ^64501$\n"
        "ip as-path access-list 7 permit _64500_\n"
    )
    tree = ios_tree("prefix-list P in\nfilter-list 7 in\nallowas-in 1", lists)
    strict = Known(OWN.own, {PEER: KnownNeighbor(Relation.PEER)})
    excepted = (("F03", PrefixRange.parse("185.10.2.0/24")),)
    lenient = Known(OWN.own, {PEER: KnownNeighbor(Relation.PEER, may_transit=frozenset((174,)), may_loop=True, excepted=excepted)})
    for control in ("F03", "F09", "F21"):
        assert _standing(tree, strict, control) == {OPEN}, control
        assert _standing(tree, lenient, control) == {HOLDS}, control


@pytest.mark.parametrize("block", ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.2.0/24", "198.18.0.0/15", "224.0.0.0/3"])
def test_each_special_purpose_block_that_leaves_is_seen(block: str) -> None:
    line = next(
        line for line in text_of("ios_good.conf").splitlines(keepends=True) if "TO-CUSTOMERS seq" in line and f"deny {block} " in line
    )
    answers = audit(ios.parse(text_of("ios_good.conf").replace(line, "")), known())
    (found,) = [item for item in answers if item.standing is OPEN]
    assert (found.control, found.where) == ("E03", f"{ACME} IPv4")
    assert "TO-CUSTOMERS seq 100 permit 0.0.0.0/0 le 24" in " ".join(map(str, found.lines))


ALL = "route-map ALL permit 10\n"
LATE = "route-map ALL permit 5\n match as-path ONE\nroute-map ALL permit 10\n set metric 5\n"
DENIES = "route-map ALL deny 5\n match as-path ONE\nroute-map ALL permit 10\n"
CALLS = "route-map ALL permit 10\n call OTHER\nroute-map OTHER deny 10\n"
PATHS = "bgp as-path access-list ONE seq 5 permit ^64501$\n"


@pytest.mark.parametrize(
    ("bound", "others", "standing", "line"),
    [
        ("route-map ALL in", ALL, OPEN, "route-map ALL permit 10"),
        # What it permits before does not matter; what it denies does, whatever that is.
        ("route-map ALL in", LATE + PATHS, OPEN, "route-map ALL permit 10"),
        ("route-map ALL in", DENIES + PATHS, HOLDS, ""),
        ("route-map ALL in", CALLS, HOLDS, ""),
        ("route-map ALL in", "route-map ALL permit 10\n match as-path ONE\n" + PATHS, HOLDS, ""),
        ("prefix-list P in", "ip prefix-list P seq 5 permit 0.0.0.0/0 le 32\n", OPEN, "ip prefix-list P seq 5 permit 0.0.0.0/0 le 32"),
        ("prefix-list P in", "ip prefix-list P seq 5 permit any\n", OPEN, "ip prefix-list P seq 5 permit any"),
        ("prefix-list P in", "ip prefix-list P seq 5 permit 0.0.0.0/0 le 24\n", HOLDS, ""),
        ("prefix-list P in", "ip prefix-list P seq 5 deny 10.0.0.0/8\nip prefix-list P seq 9 permit 0.0.0.0/0 le 32\n", HOLDS, ""),
        # One of two that denies is enough.
        ("route-map ALL in\nprefix-list P in", ALL + "ip prefix-list P seq 5 permit 0.0.0.0/0 le 24\n", HOLDS, ""),
        ("route-map ALL in\nprefix-list P in", ALL + "ip prefix-list P seq 5 permit any\n", OPEN, "route-map ALL permit 10"),
    ],
)
def test_what_is_bound_and_denies_nothing_is_no_default_deny(bound: str, others: str, standing: Standing, line: str) -> None:
    answers = [item for item in audit(frr_tree(bound, others), OWN) if (item.control, item.family) == ("F20", 4)]
    (found,) = [item for item in answers if item.what.startswith("import: ")]
    assert found.standing is standing
    assert (line in [item.text for item in found.lines]) == bool(line)
    assert found.what == ("import: what is bound lets all routes pass" if standing is OPEN else "import: something is bound")


@pytest.mark.parametrize(
    ("relation", "standing"),
    [
        (Relation.CUSTOMER, HOLDS),
        (Relation.COLLECTOR, HOLDS),
        (Relation.PEER, OPEN),
        (Relation.PROVIDER, OPEN),
        (Relation.ROUTE_SERVER, OPEN),
        (None, UNKNOWN),
    ],
)
def test_who_may_have_all_routes_is_sent_them_without_an_alarm(relation: Relation | None, standing: Standing) -> None:
    known_one = Known(OWN.own, {PEER: KnownNeighbor(relation)} if relation else {})
    answers = [item for item in audit(frr_tree("route-map ALL out", ALL), known_one) if (item.control, item.family) == ("F20", 4)]
    assert [item.standing for item in answers if item.what.startswith("export: ")] == [standing]


def test_a_collector_needs_no_limit_as_nothing_is_taken_from_it() -> None:
    tree = frr_tree("route-map NONE in", "route-map NONE deny 10\n")
    assert _standing(tree, Known(OWN.own, {PEER: KnownNeighbor(Relation.COLLECTOR)}), "F15") == set()
    assert _standing(tree, OWN, "F15") == {OPEN}


def test_why_it_cannot_be_told_whether_what_others_of_us_originate_leaves_is_said() -> None:
    lists = "route-map OUT permit 10\n match community OURS\nbgp community-list standard OURS seq 5 permit 64500:1\n"
    (found,) = [item for item in audit(frr_tree("route-map OUT out", lists), OWN) if item.control == "B05" and item.family == 4]
    assert found.standing is UNKNOWN
    assert found.what.endswith("185.10.0.0/22 cannot be told: what a route carries that no network line here originates is not known")


# -- what cannot be told -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line", "where"),
    [
        ("frr_good.conf", "  neighbor 185.1.8.20 prefix-tree X in", "185.1.8.20 IPv4"),
        ("ios_good.conf", "  neighbor 185.1.8.20 route-filter X in", "185.1.8.20 IPv4"),
    ],
)
def test_a_line_that_is_not_understood_makes_its_session_unknown_and_no_other(name: str, line: str, where: str) -> None:
    text = text_of(name)
    anchor = "  neighbor 185.1.8.20 activate\n"
    assert text.count(anchor) == 1
    tree = (frr if name.startswith("frr") else ios).parse(text.replace(anchor, f"{anchor}{line}\n"))
    unknown = [item for item in audit(tree, known()) if item.standing is UNKNOWN]
    assert {item.where for item in unknown if item.control.startswith("F")} == {where}
    assert {"F02", "F03", "F05", "F07"} <= {item.control for item in unknown}
    assert all(line.strip() in {found.text for found in item.lines} for item in unknown if item.where == where)
    assert not [item for item in audit(tree, known()) if item.standing is OPEN]


def test_an_entry_of_a_list_that_is_not_understood_makes_what_asks_it_unknown() -> None:
    text = text_of("frr_good.conf").replace(
        "ip prefix-list WELL-FORMED seq 5 permit 0.0.0.0/0 ge 8 le 24", "ip prefix-list WELL-FORMED seq 5 maybe"
    )
    answers = audit(frr.parse(text), known())
    assert _of(answers, UPSTREAM, "F05") == [UNKNOWN]
    # What is denied before is denied.
    assert _of(answers, UPSTREAM, "F02") == [HOLDS]


def test_bgp_lines_that_lost_their_indentation_leave_nothing_answered() -> None:
    text = "\n".join(line.strip() for line in text_of("ios_good.conf").splitlines())
    answers = audit(ios.parse(text), known())
    assert {item.control for item in answers if item.standing is OPEN} == {"B01"}
    assert [(item.where, item.standing) for item in answers if item.control == "B02"] == [("the router", UNKNOWN)]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("frr_good.conf", "router bgp 25000"),
        ("frr_good.conf", " neighbor 185.10.3.74 remote-as 35001"),
        ("frr_good.conf", "  neighbor 185.1.8.20 route-map PEER-IN in"),
        ("frr_good.conf", " address-family ipv4 unicast"),
        ("frr_good.conf", " match as-path NOT-HERE"),
        ("ios_good.conf", "router bgp 25000"),
        ("ios_good.conf", "ip prefix-list BOGONS seq 40 deny 192.0.0.0/24 le 32"),
        ("ios_good.conf", "  neighbor 185.1.8.20 route-map PEER-IN in"),
        ("ios_good.conf", "route-map PEER-IN deny 10"),
    ],
)
def test_no_line_that_is_broken_passes_in_silence(name: str, line: str) -> None:
    text = text_of(name)
    assert text.count(f"\n{line}\n") == 1
    words = line.split()
    indent = line[: len(line) - len(line.lstrip())]
    for place in range(1, len(words)):
        broken = indent + " ".join([*words[:place], "xyzzy", *words[place + 1 :]])
        tree = (frr if name.startswith("frr") else ios).parse(text.replace(f"\n{line}\n", f"\n{broken}\n"))
        assert findings(audit(tree, known())), broken


def test_a_session_that_is_declared_and_not_there_is_said() -> None:
    answers = audit(frr.parse("frr version 10.3\nfrr defaults traditional\nrouter bgp 25000\n"), known())
    assert {item.control for item in answers} == {"B01"}
    assert {finding.where for finding in findings(answers)} == set(known().neighbors)


@pytest.mark.parametrize("name", ["frr_good.conf", "ios_good.conf"])
def test_a_configuration_that_is_cut_is_read(name: str) -> None:
    text = text_of(name)
    for end in range(0, len(text), 211):
        audit((frr if name.startswith("frr") else ios).parse(text[:end]), known())


def test_a_route_map_that_is_bound_and_missing_on_ios_is_unknown_and_named() -> None:
    tree = ios_tree("route-map GONE in")
    assert _standing(tree, OWN, "F02") == {UNKNOWN}
    assert "route-map GONE is named and does not exist" in {item.what for item in audit(tree, OWN)}


def test_what_a_customer_has_registered_must_be_known_to_say_that_it_holds() -> None:
    nobody = Known(OWN.own, {PEER: KnownNeighbor(Relation.CUSTOMER)})
    closed = "ip prefix-list P seq 5 permit 193.20.0.0/22\n"
    assert _standing(ios_tree("prefix-list P in", closed), nobody, "F13") == {UNKNOWN}
    assert _standing(ios_tree("prefix-list P in", "ip prefix-list P seq 5 permit 0.0.0.0/0 le 24\n"), nobody, "F13") == {OPEN}


# -- what only looks closed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "control"),
    [
        ("permit 193.20.0.0/21 le 24", "F13"),
        ("permit 193.20.0.0/22 le 25", "F05"),
        ("permit 193.20.0.0/22 le 24\nip prefix-list P seq 10 permit 100.64.8.0/22", "F02"),
        ("permit 193.20.0.0/22 le 24\nip prefix-list P seq 10 permit 185.10.2.0/24", "F03"),
        ("permit 193.20.0.0/22 le 24\nip prefix-list P seq 10 permit 0.0.0.0/0", "F01"),
    ],
)
def test_routes_are_made_at_the_edges_of_what_lists_permit(lines: str, control: str) -> None:
    tree = ios_tree("prefix-list P in", f"ip prefix-list P seq 5 {lines}\n")
    imports = {
        item.control
        for item in audit(tree, CUSTOMER)
        if item.standing is OPEN and item.family == 4 and item.control in ("F01", "F02", "F03", "F05", "F13", "F16")
    }
    assert imports == {control}


def test_a_community_that_the_sender_can_set_opens_nothing() -> None:
    others = (
        "route-map M permit 10\n match community BLACKHOLE\n!\nroute-map M permit 20\n match ip address prefix-list P\n!\n"
        "ip community-list standard BLACKHOLE permit 65535:666\nip prefix-list P permit 193.20.0.0/22 le 24\n"
    )
    tree = ios_tree("route-map M in", others)
    assert _standing(tree, CUSTOMER, "F16") == {OPEN}
    assert _standing(tree, CUSTOMER, "F13") == {HOLDS}


def test_an_export_list_that_is_wider_than_our_space_sends_what_is_not_ours() -> None:
    wide = "ip prefix-list P seq 5 permit 185.10.0.0/16 le 24\n"
    assert _standing(ios_tree("prefix-list P out", wide), OWN, "E01") == {OPEN}
    assert _standing(ios_tree("prefix-list P out", "ip prefix-list P seq 5 permit 185.10.0.0/22\n"), OWN, "E01") == {HOLDS}


def test_own_prefixes_must_leave() -> None:
    originates = " network 185.10.0.0 mask 255.255.252.0\n"
    other = "ip prefix-list P seq 5 permit 185.10.4.0/22\n"
    assert _standing(ios_tree("prefix-list P out", other, originates), OWN, "B05") == {OPEN}
    # By communities that something else than a network line may set: not known.
    tagged = "route-map M permit 10\n match community C\n!\nip community-list standard C permit 64500:1\n"
    assert _standing(ios_tree("route-map M out", tagged), OWN, "B05") == {UNKNOWN}


def test_a_default_route_that_is_made_for_a_provider_is_found() -> None:
    own = "ip prefix-list P seq 5 permit 185.10.0.0/22\n"
    assert _standing(ios_tree("prefix-list P out\ndefault-originate", own), OWN, "E01") == {OPEN}


@pytest.mark.parametrize(
    ("lines", "control", "standing"),
    [
        ("maximum-prefix 100", "F15", HOLDS),
        ("maximum-prefix 100 warning-only", "F15", OPEN),
        ("", "F15", OPEN),
    ],
)
def test_limits(lines: str, control: str, standing: Standing) -> None:
    assert _standing(ios_tree(lines), CUSTOMER, control) == {standing}


@pytest.mark.parametrize(
    ("line", "control", "standing"),
    [
        ("ttl-security hops 1", "S01", HOLDS),
        ("description nothing", "S01", OPEN),
        ("password secret", "S02", HOLDS),
        ("local-role provider", "S03", HOLDS),
        ("local-role customer", "S03", OPEN),
        ("description nothing", "S03", OPEN),
    ],
)
def test_session_options(line: str, control: str, standing: Standing) -> None:
    tree = frr_tree("prefix-list P in", "", f" neighbor {PEER} {line}\n")
    assert _standing(tree, CUSTOMER, control) == {standing}


# -- of all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.name for path in CONFIGS.glob("*.conf")))
def test_everything_in_a_realistic_configuration_is_understood(name: str) -> None:
    tree = tree_of(name)
    assert tree.unread == ()
    assert [line for session in tree.sessions for line in session.unread] == []
    assert [line for found in tree.lists.values() for line in found.unread] == []
    assert [line for found in tree.route_maps.values() for entry in found.entries for line in entry.unread] == []


def test_no_secret_is_in_a_finding() -> None:
    text = text_of("frr_missing_binding.conf").replace("local-role peer", "local-role rs-server")
    told = repr([finding.described() for finding in findings(audit(frr.parse(text), Known()))])
    told += repr(audit(frr.parse(text), known()))
    assert "s3cret" not in told


def test_a_list_of_many_entries_is_asked_at_all_of_them() -> None:
    entries = "".join(f"ip prefix-list P seq {5 * number} permit 193.{number // 256}.{number % 256}.0/24\n" for number in range(1, 3000))
    answers = audit(ios_tree("prefix-list P in", entries), CUSTOMER)
    assert {item.standing for item in answers if item.control == "F13" and item.family == 4} == {OPEN}
