# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each control stands at a session and an interface: every state, from small policies, and never better than what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.looks.standing import (
    Seen,
    changed_interfaces,
    enforced_everywhere,
    interface_cells,
    session_cells,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.tally import Tally
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import HostIntent
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.settings import NeighborSettings
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import host_intent
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Limit, Policy, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddLargeCommunity,
    EmptyPath,
    OtcPresent,
    PathHasSet,
    PathLongerThan,
    Rewrite,
    RovInvalid,
    Term,
)

ADDRESS = "192.0.2.1"
TERMS = (
    Term("F21", (PathHasSet(),)),
    Term("F06", (PathLongerThan(100),)),
    Term("F14", (OtcPresent(),)),
    Term("F12", (RovInvalid(),)),
)
TAGS = (Rewrite("F18", (AddLargeCommunity((64500, 1, 1)),)),)


def chains(*families: int, directions: Collection[Direction] = tuple(Direction), without: str = "") -> tuple[Chain, ...]:
    """The chains of a customer: four controls in, one out, and its tag."""
    terms = {Direction.IMPORT: TERMS, Direction.EXPORT: (Term("E01", (), ((EmptyPath(),),)),)}
    return tuple(
        Chain(
            direction,
            family,
            tuple(term for term in terms[direction] if term.control != without),
            (),
            TAGS if direction is Direction.IMPORT else (),
        )
        for family in families
        for direction in directions
    )


WHOLE = Session("acme", 64501, Relation.CUSTOMER, ADDRESS, chains(4, 6))
ALL = {"F21", "F06", "F14", "F12", "F18", "F20", "E01"}
#: The router was read, holds both families of the session, and nothing would change.
READ = Seen(touched=frozenset(), active=frozenset({(ADDRESS, 4), (ADDRESS, 6)}))


def settings(**neighbor: Any) -> NeighborSettings:
    intent = declared(**neighbor)
    return NeighborSettings(intent.network, intent.neighbors[0])


def declared(network: dict[str, Any] | None = None, **neighbor: Any) -> HostIntent:
    told = {
        "manrs_network": {"asn": 64500, "prefixes": ["193.99.0.0/16"], **(network or {})},
        "manrs_registry": {"irr": {"dumps": ["/irr"]}, "rpki": {"vrps": "/vrps", "rtr": []}},
        "manrs_neighbors": [{"name": "acme", "asn": 64501, "relation": "customer", "addresses": [ADDRESS], **neighbor}],
    }
    return host_intent(told, "edge1", date(2026, 11, 28))


def states(session: Session = WHOLE, whole: Session = WHOLE, seen: Seen = READ, **neighbor: Any) -> dict[str, str]:
    cells = session_cells(session, whole, settings(**neighbor), seen, None)
    assert all(cell.why for cell in cells.values())
    return {control: str(cell.status) for control, cell in cells.items()}


def why(control: str, session: Session = WHOLE, whole: Session = WHOLE, seen: Seen = READ, **neighbor: Any) -> str:
    return session_cells(session, whole, settings(**neighbor), seen, None)[control].why


def test_what_was_read_back_is_in_force() -> None:
    assert states() == dict.fromkeys(ALL, "in force")


def test_what_nobody_looked_at_is_unknown() -> None:
    assert states(seen=Seen()) == dict.fromkeys(ALL, "unknown")


def test_what_a_delivery_would_change_differs() -> None:
    assert states(seen=replace(READ, touched=frozenset({(ADDRESS, 6)}))) == dict.fromkeys(ALL, "differs")
    # Another session's filters are another's.
    assert states(seen=replace(READ, touched=frozenset({("192.0.2.9", 4)}))) == dict.fromkeys(ALL, "in force")


def test_a_family_that_the_session_does_not_carry_does_not_count() -> None:
    only4 = Seen(touched=frozenset({(ADDRESS, 6)}), active=frozenset({(ADDRESS, 4)}))
    assert states(seen=only4) == dict.fromkeys(ALL, "in force")


def test_a_session_that_is_not_there_has_nothing_in_force() -> None:
    options = SessionOptions(ttl_hops=1, password="x", role="provider")
    session = replace(WHOLE, options=options, limits=(Limit(Direction.IMPORT, 4, 100),))
    absent = Seen(touched=frozenset(), active=frozenset({("192.0.2.9", 4)}))
    assert states(session, session, absent) == dict.fromkeys(ALL | {"F15", "S01", "S02", "S03"}, "differs")
    assert why("F12", session, session, absent) == "the router does not have this session"


@pytest.mark.parametrize("control", ["B01", "B03"])
@pytest.mark.parametrize("place", [ADDRESS, ""])
def test_another_session_or_other_filters_let_nothing_be_in_force(control: str, place: str) -> None:
    seen = replace(READ, tellers={(place, control): "declared as AS64501, the router has AS9 there"})
    assert states(seen=seen) == dict.fromkeys(ALL, "differs")
    assert why("F21", seen=seen) == "declared as AS64501, the router has AS9 there"


def test_a_finding_tells_of_its_control() -> None:
    seen = replace(READ, tellers={(ADDRESS, "F14"): "no role", ("", "F12"): "no cache answers", ("192.0.2.9", "F21"): "of another"})
    assert states(seen=seen) == dict.fromkeys(ALL, "in force") | {"F14": "differs", "F12": "differs"}
    assert (why("F14", seen=seen), why("F12", seen=seen)) == ("no role", "no cache answers")


def test_modes() -> None:
    modes = {
        "F12": {"mode": "monitor", "until": "2027-01-31", "why": "we look first"},
        "F06": {"mode": "off", "until": "2027-02-28", "why": "a bug"},
    }
    assert states(modes=modes) == dict.fromkeys(ALL, "in force") | {"F12": "monitored", "F06": "off"}
    assert why("F12", modes=modes) == "until 2027-01-31: we look first"
    assert why("F06", modes=modes) == "until 2027-02-28: a bug"
    # Not even a look says more: what is off is off.
    assert states(seen=Seen(), modes=modes)["F06"] == "off"


def test_what_is_off_is_no_longer_in_the_chain_and_still_in_the_report() -> None:
    off = {"F06": {"mode": "off", "until": "2027-02-28", "why": "a bug"}}
    assert states(replace(WHOLE, chains=chains(4, 6, without="F06")), modes=off)["F06"] == "off"


@pytest.mark.parametrize(
    ("stage", "waiting"),
    [(1, ALL), (2, {"F14", "F12", "F18", "E01"}), (3, {"F18", "E01"}), (4, {"E01"}), (5, {"E01"}), (6, set()), (8, set())],
)
def test_stages(stage: int, waiting: set[str]) -> None:
    """docs/policy.md: 2 F01 to F08 and F21, 3 F12 and F14, 4 F18, 6 export."""
    found = states(adoption_stage=stage)
    assert {control for control, state in found.items() if state == "waiting"} == waiting
    assert set(found.values()) <= {"waiting", "in force"}


def test_a_stage_says_from_when() -> None:
    assert why("F12", adoption_stage=2) == "acts from adoption stage 3 on, this is 2"


def test_a_chain_that_is_held() -> None:
    """A guard refused the new import filter; export is what it was."""
    held = replace(WHOLE, chains=chains(4, 6, directions=(Direction.EXPORT,)))
    assert states(held) == dict.fromkeys(ALL, "held") | {"E01": "in force"}
    assert why("F12", held) == "the new import filter was not made; what runs stays: see the findings"
    one_family = replace(WHOLE, chains=(*chains(4), *chains(6, directions=(Direction.EXPORT,))))
    assert states(one_family)["F12"] == "held"
    assert states(one_family, seen=replace(READ, active=frozenset({(ADDRESS, 4)})))["F12"] == "in force"


def test_substitutions() -> None:
    without = replace(WHOLE, chains=chains(4, 6, without="F14"))
    role = "F14, OTC: checked by the session's role, not by filters"
    gone = "F14, OTC: not checked there; E05 by our tags stands in"
    assert states(without, seen=replace(READ, substitutions=(role,))) == dict.fromkeys(ALL, "in force") | {"F14": "substituted"}
    assert why("F14", without, seen=replace(READ, substitutions=(role,))) == role
    assert states(without, seen=replace(READ, substitutions=(gone,)))["F14"] == "missing"
    # What is in the chain too, in other words.
    assert states(seen=replace(READ, substitutions=(role,)))["F14"] == "substituted"
    # What stands in front of the colon is meant: E05 is named behind it.
    assert states(seen=replace(READ, substitutions=(gone,)))["E01"] == "in force"
    assert states(seen=replace(READ, substitutions=("F1, F143: nothing of it", "plain words")))["F14"] == "in force"


def test_what_is_in_no_filter_and_in_no_words_is_not_in_force() -> None:
    assert states(replace(WHOLE, chains=chains(4, 6, without="F14"))) == dict.fromkeys(ALL, "in force") | {"F14": "missing"}


def test_a_substitution_is_not_in_place_where_a_delivery_would_change_something() -> None:
    seen = replace(READ, touched=frozenset({(ADDRESS, 4)}), substitutions=("F14: by the role",))
    assert states(seen=seen)["F14"] == "differs"


def test_options_of_the_session() -> None:
    session = replace(WHOLE, options=SessionOptions(ttl_hops=1, role="provider"), limits=(Limit(Direction.IMPORT, 4, 100),))
    assert states(session, session) == dict.fromkeys(ALL | {"F15", "S01", "S03"}, "in force")
    seen = replace(READ, tellers={(ADDRESS, "S01"): "not set there"})
    assert states(session, session, seen)["S01"] == "differs"
    # The role does harm there and is not set.
    fitted = replace(session, options=SessionOptions(ttl_hops=1))
    seen = replace(READ, substitutions=("S03: the role provider is not set: it resets the session",))
    assert states(fitted, session, seen)["S03"] == "missing"


def test_counts_are_those_of_what_comes_in() -> None:
    tally = Tally(seen=10, accepted=5, rejected=Counter({"F12": 3}), monitored=Counter({"F06": 2, "F12": 1}))
    cells = session_cells(WHOLE, WHOLE, settings(), READ, tally)
    assert {control: cell.routes for control, cell in cells.items()} == {
        "F12": 4,
        "F06": 2,
        "F21": 0,
        "F14": 0,
        # They reject nothing that comes in.
        "F18": None,
        "F20": None,
        "E01": None,
    }


def test_what_there_could_be_has_no_modes_and_no_stages() -> None:
    mode = {"F06": {"mode": "off", "until": "2027-02-28", "why": "a bug"}}
    intent = declared(
        {"adoption_stage": 3, "modes": mode, "relations": {"customer": {"adoption_stage": 2, "modes": mode}}}, adoption_stage=1, modes=mode
    )
    free = enforced_everywhere(intent)
    found = NeighborSettings(free.network, free.neighbors[0])
    assert (found.adoption_stage, found.mode("F06")) == (8, None)
    # The intent is what it was.
    assert NeighborSettings(intent.network, intent.neighbors[0]).adoption_stage == 1


# -- interfaces ----------------------------------------------------------------------------------

INTERFACE = SourceInterface(
    "eth1",
    "customer",
    (
        SourceChain(
            Direction.IMPORT, 4, "strict", "single-homed", "permit", (SourceDrop("own space", "V04"), SourceDrop("the rest", "V01"))
        ),
        SourceChain(Direction.IMPORT, 6, "list", "multihomed", "permit", (SourceDrop("the rest", "V03"),)),
    ),
)
NAMES = {"V01", "V03", "V04"}


@pytest.mark.parametrize(
    ("interface", "seen", "state", "said"),
    [
        (INTERFACE, Seen(), "unknown", "nobody has looked at the router"),
        (INTERFACE, Seen(changed_interfaces=frozenset()), "in force", "IPv4 import strict: single-homed, IPv6 import list: multihomed"),
        (INTERFACE, Seen(changed_interfaces=frozenset({"eth1"})), "differs", "a delivery would change what is checked here"),
        (
            INTERFACE,
            Seen(changed_interfaces=frozenset({"eth10"})),
            "in force",
            "IPv4 import strict: single-homed, IPv6 import list: multihomed",
        ),
        (
            replace(INTERFACE, is_kept=True),
            Seen(changed_interfaces=frozenset()),
            "held",
            "what it may send is not known; what runs stays: see the findings",
        ),
        (
            replace(INTERFACE, observed_since=date(2026, 11, 20)),
            Seen(changed_interfaces=frozenset()),
            "monitored",
            "observed since 2026-11-20",
        ),
    ],
)
def test_interfaces(interface: SourceInterface, seen: Seen, state: str, said: str) -> None:
    cells = interface_cells(interface, seen)
    assert cells.keys() == NAMES
    assert {(str(cell.status), cell.why) for cell in cells.values()} == {(state, said)}


def test_which_interfaces_a_plan_is_about() -> None:
    names = ("eth1", "eth1.100", "eth10", "ge-0/0/1")
    sources = SourcePolicy(tuple(replace(INTERFACE, name=name) for name in names), {"permit": SourceSet.of(())})
    policy = Policy(64500, (), {}, {}, sources=sources)
    assert changed_interfaces(policy, []) == frozenset()
    assert changed_interfaces(policy, ["eth1.100 (customer), IPv4 from it: ACL"]) == {"eth1.100"}
    assert changed_interfaces(policy, ["eth1: strict", "ge-0/0/1: list"]) == {"eth1", "ge-0/0/1"}
    # Something changes and nobody says where.
    assert changed_interfaces(policy, ["nftables: loaded anew"]) == frozenset(names)
    assert changed_interfaces(Policy(64500, (), {}, {}), ["eth1"]) == frozenset()
