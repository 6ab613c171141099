# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each OS does, rule by rule, where its structure is asked: a short configuration, and how F20 stands in and out.

Expected is what the document says that the module of the OS names.
"""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.probes import Known, KnownNeighbor
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.sessions import Answer, Standing, findings
from ansible_collections.manrs.hardening.plugins.plugin_utils.audit.structure import structure
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation

PEER = "193.0.2.1"
HOLDS, OPEN, UNKNOWN = Standing.HOLDS, Standing.OPEN, Standing.UNKNOWN
WORD = {"h": HOLDS, "o": OPEN, "?": UNKNOWN}
WHAT = Known(neighbors={PEER: KnownNeighbor(Relation.PEER)})


def _bird(channel: str, others: str = "") -> str:
    return f"{others}\nprotocol bgp p {{ local as 64500; neighbor {PEER} as 64501; {channel} }}\n"


def _openbgpd(rules: str, block: str = "") -> str:
    return f"AS 64500\nneighbor {PEER} {{\n\tremote-as 64501\n{block}}}\n{rules}\n"


def _iosxr(bound: str, others: str = "", general: str = "") -> str:
    lines = "".join(f"   {line}\n" for line in bound.splitlines())
    return (
        f"{others}router bgp 64500\n{general} neighbor {PEER}\n  remote-as 64501\n  address-family ipv4 unicast\n{lines}  !\n !\n!\nend\n"
    )


def _policy(name: str, body: str) -> str:
    return f"route-policy {name}\n" + "".join(f"  {line}\n" for line in body.splitlines()) + "end-policy\n!\n"


def _eos(bound: str, others: str = "", general: str = "") -> str:
    lines = "".join(f"   neighbor {PEER} {line}\n" for line in bound.splitlines())
    return f"{others}router bgp 64500\n{general}   neighbor {PEER} remote-as 64501\n{lines}!\nend\n"


def _junos(neighbor: str, policies: str = "", bgp: str = "", group: str = "", others: str = "") -> str:
    return (
        f"<configuration>{others}<routing-options><autonomous-system><as-number>64500</as-number></autonomous-system></routing-options>\n"
        f"<protocols><bgp>{bgp}<group><name>G</name>{group}<neighbor><name>{PEER}</name><peer-as>64501</peer-as>\n{neighbor}\n"
        f"</neighbor></group></bgp></protocols><policy-options>{policies}</policy-options></configuration>\n"
    )


def _statement(name: str, *terms: str) -> str:
    return f"<policy-statement><name>{name}</name>{''.join(terms)}</policy-statement>"


def _term(then: str, source: str = "") -> str:
    return f"<term><name>T</name>{f'<from>{source}</from>' if source else ''}<then>{then}</then></term>"


def _ros(properties: str, rules: str = "") -> str:
    made = "".join(f'/routing/filter/rule/add chain={line.split(": ")[0]} rule="{line.split(": ")[1]}"\n' for line in rules.splitlines())
    return f"{made}/routing/bgp/connection/add name=p as=64500 remote.address={PEER} remote.as=64501 {properties}\n"


NEXT, REJECT, ACCEPT = "<next>policy</next>", "<reject/>", "<accept/>"
BY_PREFIX = "<route-filter><address>193.0.0.0/21</address><exact/></route-filter>"
PERMIT_SOME = "route-map M permit 10\n   match as-path A\nip as-path access-list A permit _1_ any\n"
CASES = [
    # BIRD: without import or export there is no configuration; a filter that says nothing at its end rejects.
    ("bird", _bird("ipv4 { };"), "hh"),
    ("bird", _bird("ipv4 { import all; export none; };"), "oh"),
    ("bird", _bird("ipv4 { import where true; export where net ~ L; };"), "oh"),
    ("bird", _bird("ipv4 { import filter F; export filter F; };", "filter F { if net ~ L then accept; }"), "hh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { if net ~ L then reject; else accept; }"), "hh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { if net ~ L then accept; else { print 1; accept; } }"), "oh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "function f() { accept; }\nfilter F { f(); }"), "oh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "function f() int x; { x = 1; reject; }\nfilter F { f(); accept; }"), "hh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "function f() { if net ~ L then reject; }\nfilter F { f(); accept; }"), "hh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { g(); accept; }"), "?h"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { case net.type { NET_IP4: reject; else: accept; } }"), "?h"),
    ("bird", _bird("ipv4 { import filter { accept; }; export filter { reject; }; };"), "oh"),
    ("bird", _bird("ipv4 { import all; export none; };", "# import none;\n/* protocol bgp x { } */"), "oh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { accept; if net ~ L then reject; }"), "oh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { if true then { accept; } else { reject; } }"), "oh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { if net ~ L then { if med = 1 then reject; } accept; }"), "hh"),
    ("bird", _bird("ipv4 { import filter F; export none; };", "filter F { if net ~ L then print 1; else accept; reject; }"), "hh"),
    # OpenBGPD: what no rule allows is denied, the last that matches decides.
    ("openbgpd", _openbgpd(""), "hh"),
    ("openbgpd", _openbgpd("allow from any"), "oh"),
    ("openbgpd", _openbgpd("allow from ibgp\nallow to ibgp"), "hh"),
    ("openbgpd", _openbgpd("allow from ebgp\ndeny from AS 64501"), "hh"),
    ("openbgpd", _openbgpd("deny quick from any\nallow from any"), "hh"),
    ("openbgpd", _openbgpd("allow from any\ndeny from any prefix 10.0.0.0/8"), "hh"),
    ("openbgpd", _openbgpd("deny from any prefix 10.0.0.0/8\nallow from any"), "oh"),
    ("openbgpd", _openbgpd("deny quick from any prefix 10.0.0.0/8\nallow from any"), "hh"),
    ("openbgpd", _openbgpd("allow from any inet6\nallow to any prefix 0.0.0.0/0 or-longer"), "ho"),
    ("openbgpd", _openbgpd(f"allow from {PEER}\nallow to 193.0.2.2"), "oh"),
    ("openbgpd", _openbgpd("allow from any rib nonsense"), "hh"),
    ("openbgpd", _openbgpd("permit from any\nallow nobody"), "??"),
    ("openbgpd", f"## bgpd -nv\n{_openbgpd('allow to any')}exit code 1\n", "??"),
    # IOS-XR: no policy, no routes; a policy drops what it neither passes nor changes.
    ("iosxr", _iosxr(""), "hh"),
    ("iosxr", _iosxr("", general=" bgp unsafe-ebgp-policy\n"), "oo"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "pass")), "oh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "if as-path in ('1') then pass endif")), "hh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "set med 5")), "oh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "pass\ndrop")), "hh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "if med eq 1 then\ndrop\nelseif med eq 2 then pass\nelse done\nendif")), "hh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "if med eq 1 then\npass\nelse\ndone\nendif\ndrop")), "hh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "if med eq 1 then\npass\nelse\nset med 1\nendif")), "oh"),
    ("iosxr", _iosxr("route-policy P in", _policy("Q", "drop") + _policy("P", "apply Q\npass")), "hh"),
    ("iosxr", _iosxr("route-policy P in", _policy("Q", "pass") + _policy("P", "apply Q")), "oh"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "apply P\npass")), "?h"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "if med eq 1 then\npass")), "?h"),
    ("iosxr", _iosxr("route-policy P in", _policy("P", "done\nif med eq 1 then\ndrop\nendif")), "oh"),
    ("iosxr", _iosxr("route-policy P in", _policy("Q", "if med eq 1 then\ndrop\nendif") + _policy("P", "apply Q\npass")), "hh"),
    ("iosxr", _iosxr("route-policy P in", _policy("Q", "drop") + _policy("P", "if med eq 1 then\napply Q\nendif\npass")), "hh"),
    # EOS: what is not bound or not there passes, unless missing-policy denies it.
    ("eos", _eos(""), "oo"),
    ("eos", _eos("", general="   bgp missing-policy direction in action deny\n"), "ho"),
    ("eos", _eos("missing-policy address-family all direction out action deny"), "oh"),
    ("eos", _eos("missing-policy direction in action permit", general="   bgp missing-policy direction in action deny\n"), "oo"),
    ("eos", _eos("route-map M in\nroute-map M out", PERMIT_SOME), "hh"),
    ("eos", _eos("route-map M in\nroute-map M out", f"{PERMIT_SOME}route-map M permit 20\n"), "oo"),
    ("eos", _eos("route-map M in\nroute-map M out", f"{PERMIT_SOME}route-map M deny 5\n"), "hh"),
    ("eos", _eos("route-map M in\nroute-map M out", "route-map M permit 10\n   continue\nroute-map M deny 20\n"), "hh"),
    ("eos", _eos("route-map M in\nroute-map M out", "route-map M permit 10\n   continue\n"), "??"),
    ("eos", _eos("route-map M in\nroute-map M out", "route-map N permit 10\nroute-map M permit 10\n   sub-route-map N\n"), "oo"),
    ("eos", _eos("route-map M in\nroute-map M out", f"{PERMIT_SOME}route-map N permit 10\n   sub-route-map M\n"), "hh"),
    ("eos", _eos("rcf in F()\nroute-map GONE out"), "?o"),
    ("eos", _eos("prefix-list L in\nprefix-list L out", "ip prefix-list L\n   seq 10 permit 0.0.0.0/0 le 32\n"), "oo"),
    ("eos", _eos("prefix-list L in\nprefix-list L out", "ip prefix-list L seq 10 permit 193.0.0.0/21\n"), "hh"),
    # Junos: all passes where no policy is, and what no policy decides.
    ("junos", _junos(""), "oo"),
    ("junos", _junos("", bgp="<defaults><ebgp><no-policy><receive>reject</receive></no-policy></ebgp></defaults>"), "ho"),
    ("junos", _junos("<import>P</import>", _statement("P", _term(REJECT))), "ho"),
    ("junos", _junos("<import>P</import>", _statement("P", _term(ACCEPT, BY_PREFIX))), "oo"),
    ("junos", _junos("<import>P</import>", _statement("P", _term(REJECT, BY_PREFIX))), "ho"),
    ("junos", _junos("<import>P</import>", _statement("P", _term(ACCEPT, BY_PREFIX), "<then><reject/></then>")), "ho"),
    ("junos", _junos("<import>P</import>", _statement("P", _term("<default-action>reject</default-action>"))), "ho"),
    ("junos", _junos("<import>P</import><import>Q</import>", _statement("P", _term(NEXT)) + _statement("Q", _term(REJECT))), "ho"),
    ("junos", _junos('<import inactive="inactive">P</import>', _statement("P", _term(REJECT))), "oo"),
    ("junos", _junos("", _statement("P", _term(REJECT)), group="<import>P</import><export>P</export>"), "hh"),
    (
        "junos",
        _junos("<import>A</import>", _statement("P", _term(REJECT)) + _statement("A", _term(ACCEPT)), group="<import>P</import>"),
        "oo",
    ),
    ("junos", _junos("<import>( P &amp;&amp; P )</import>", _statement("P", _term(REJECT))), "?o"),
    ("junos", _junos("", others="<groups><name>X</name><protocols><bgp/></protocols></groups><apply-groups>X</apply-groups>"), "??"),
    ("junos", _junos("<import>A</import><import>P</import>", _statement("P", _term(REJECT)) + _statement("A", _term(ACCEPT))), "oo"),
    ("junos", _junos("<import>P</import>", _statement("P", _term(ACCEPT), _term(REJECT, BY_PREFIX))), "oo"),
    # RouterOS: all passes without a chain; a chain rejects at its end.
    ("routeros", _ros(""), "oo"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: if (dst in L) { accept }"), "hh"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: accept"), "oo"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: if (dst in L) { reject } else { accept }"), "hh"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: if (afi ipv4) { accept }"), "oo"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: if (afi ipv6) { accept }"), "hh"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "D: accept\nC: jump D\nC: reject"), "oo"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "D: return\nD: accept\nC: jump D"), "hh"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: jump C"), "??"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "C: accept\nC: if (dst in L) { reject }"), "oo"),
    ("routeros", _ros("input.filter=C output.filter-chain=C", "D: reject\nC: if (dst in L) { jump D }\nC: accept"), "hh"),
    ("routeros", _ros("input.filter=GONE"), "?o"),
    ("routeros", _ros("input.accept-nlri=L"), "?o"),
]


def _default_deny(answers: tuple[Answer, ...]) -> list[Standing]:
    return [item.standing for item in answers if item.control == "F20"]


@pytest.mark.parametrize(("platform", "text", "expected"), CASES)
def test_what_is_bound_in_and_out(platform: str, text: str, expected: str) -> None:
    assert _default_deny(structure(platform, text, WHAT)) == [WORD[letter] for letter in expected]


@pytest.mark.parametrize(
    ("relation", "way_in", "way_out"),
    [
        (Relation.CUSTOMER, OPEN, HOLDS),
        (Relation.PEER, OPEN, OPEN),
        (Relation.PROVIDER, OPEN, OPEN),
        (Relation.ROUTE_SERVER, OPEN, OPEN),
        (Relation.COLLECTOR, OPEN, HOLDS),
    ],
)
def test_what_lets_all_pass_is_a_hole_but_towards_whom_all_is_meant(relation: Relation, way_in: Standing, way_out: Standing) -> None:
    text = _bird("ipv4 { import all; export all; };")
    answers = structure("bird", text, Known(neighbors={PEER: KnownNeighbor(relation)}))
    assert _default_deny(answers) == [way_in, way_out]
    assert [item.standing for item in answers if item.control == "F13"] == ([OPEN] if relation is Relation.CUSTOMER else [])


def test_what_ends_by_permitting_the_rest_is_unknown_where_it_must_not() -> None:
    text = _bird("ipv4 { import filter F; export filter F; };", "filter F { if net ~ L then reject; accept; }")
    customer = structure("bird", text, Known(neighbors={PEER: KnownNeighbor(Relation.CUSTOMER)}))
    assert [(item.standing, item.shared) for item in customer if item.control == "F13"] == [(UNKNOWN, "")]
    peer = structure("bird", text, WHAT)
    assert [(item.standing, item.shared) for item in peer if item.control == "E01"] == [(UNKNOWN, "")]


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("bird", _bird("ipv4 { import filter F; };", 'include "/srv/peers/*.conf";')),
        ("openbgpd", 'include "/srv/filters.conf"\n' + _openbgpd("")),
    ],
)
def test_nothing_is_told_from_what_is_missing_where_more_is_included(platform: str, text: str) -> None:
    answers = structure(platform, text, Known(neighbors={PEER: KnownNeighbor(Relation.PEER), "193.0.2.9": KnownNeighbor(Relation.PEER)}))
    assert [item for item in answers if item.standing is OPEN] == []
    assert {item.control for item in answers if item.standing is UNKNOWN} >= {"B01", "B02", "F12", "F15", "S01", "S02", "S03"}
    assert len([item for item in findings(answers) if item.where == PEER]) == 2


@pytest.mark.parametrize(
    "text",
    ["", "no xml", "<configuration>", "<a/>", "\ud800<", '<!DOCTYPE a [<!ENTITY b "c">]><configuration/>', "<a>" * 9000],
    ids=lambda text: str(len(text)),
)
def test_a_text_that_is_no_xml_is_said_and_takes_no_neighbor_for_gone(text: str) -> None:
    answers = structure("junos", text, WHAT)
    assert {(item.control, item.standing) for item in answers} == {("B02", UNKNOWN), ("B01", UNKNOWN)}


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("iosxr", f"router bgp 64500\n vrf RED\n  neighbor {PEER}\n   remote-as 64501\n   address-family ipv4 unicast\n"),
        ("eos", f"router bgp 64500\n   vrf RED\n      neighbor {PEER} remote-as 64501\n"),
        ("routeros", _ros("vrf=RED")),
        ("bird", _bird('vrf "RED"; ipv4 { import none; export none; };')),
    ],
)
def test_a_session_of_a_vrf_is_not_the_declared_one(platform: str, text: str) -> None:
    answers = structure(platform, text, WHAT)
    assert [(item.where, item.standing) for item in answers if item.control == "B02"] == [(f"{PEER} (vrf RED)", OPEN)]
    assert [(item.where, item.standing) for item in answers if item.control == "B01"] == [(PEER, OPEN)]


def test_internal_sessions_are_not_asked() -> None:
    for platform, text in (
        ("bird", "protocol bgp p { local as 64500; neighbor 193.0.2.1 internal; ipv4 { import all; export all; }; }"),
        ("openbgpd", f"AS 64500\nneighbor {PEER} {{\n\tremote-as 64500\n}}\n"),
        ("iosxr", f"router bgp 64500\n neighbor {PEER}\n  remote-as 64500\n"),
        ("eos", f"router bgp 64500\n   neighbor {PEER} remote-as 64500\n"),
        ("routeros", f"/routing/bgp/connection/add name=p as=64500 remote.address={PEER} remote.as=64500"),
    ):
        assert structure(platform, text, Known()) == (), platform


def test_sessions_that_a_router_answers_to_are_asked_by_their_range() -> None:
    bird = "protocol bgp p { local as 64500; neighbor range 193.0.2.0/24 as 64501; ipv4 { import none; export none; }; }"
    eos = "router bgp 64500\n   bgp listen range 193.0.2.0/24 peer-group G\n   neighbor G peer group\n   neighbor G remote-as 64501\n"
    openbgpd = "AS 64500\nneighbor 193.0.2.0/24 {\n\tremote-as 64501\n}\n"
    for platform, text in (("bird", bird), ("eos", eos), ("openbgpd", openbgpd)):
        assert {item.where.partition(" ")[0] for item in structure(platform, text, Known())} == {"193.0.2.0/24"}, platform
