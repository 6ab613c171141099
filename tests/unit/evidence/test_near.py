# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is near a rejected route, how it differs, and what its holder is asked to register: all texts by hand."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.near import (
    ADVICE,
    MOST_NAMED,
    Registered,
    World,
    ask_around,
    near,
    register,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.preview import preview
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.routing_tables.tally import Rejection, Tally
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Irr
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.controls import CONTROLS
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, Session
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction, PathElement, Relation, Route
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.rov import RovTable
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import PairIn, Term
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import RouteObject

#: AS64501 has a set with itself and AS64502; what RIPE and ARIN say counts.
ACME = Registered(64501, PairSet("AS64501", {}), frozenset({64501, 64502}), "AS64501:AS-ACME", ("RIPE", "ARIN"))
#: A neighbor that gave no set.
BARE = Registered(64501, PairSet("AS64501", {}), frozenset({64501}), "", ("RIPE",))
NO_ROA = RovTable(())
NOTHING = World(NO_ROA)


def route(prefix: str = "193.0.2.0/24", *path: PathElement) -> Route:
    return Route(Prefix.parse(prefix), path or (64501, 64502))


def vrps(*texts: str) -> RovTable:
    """``prefix maxLength ASN`` each."""
    return RovTable([Vrp(Prefix.parse(prefix), int(longest), int(asn)) for prefix, longest, asn in map(str.split, texts)])


def around(prefix: str, *texts: str) -> dict[Prefix, tuple[RouteObject, ...]]:
    """``prefix ASN source`` each, as a registry says them of a prefix."""
    found = [RouteObject(Prefix.parse(item), int(asn), source) for item, asn, source in map(str.split, texts)]
    return {Prefix.parse(prefix): tuple(sorted(found))}


def told(item: Route, control: str, registered: Registered, world: World) -> list[tuple[str, str]]:
    return [(found.relation, found.text) for found in near(item, control, registered, world)]


# what is registered | how it differs | what is near | what to register
OBJECTS: dict[str, tuple[Route, tuple[str, ...], list[tuple[str, str]], tuple[str, ...]]] = {
    "nothing": (
        route(),
        (),
        [],
        ("route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",),
    ),
    "other source": (
        route(),
        ("193.0.2.0/24 64502 RADB",),
        [("other source", "route 193.0.2.0/24, AS64502, RADB")],
        ("route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",),
    ),
    "origin not in the AS-SET": (
        route("193.0.2.0/24", 64501, 64509),
        ("193.0.2.0/24 64509 RIPE",),
        [("origin not in the AS-SET", "route 193.0.2.0/24, AS64509, RIPE")],
        ("AS64509 as a member of AS64501:AS-ACME",),
    ),
    "neither in the set nor registered": (
        route("193.0.2.0/24", 64501, 64509),
        (),
        [],
        (
            "AS64509 as a member of AS64501:AS-ACME",
            "route 193.0.2.0/24 with origin AS64509 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64509",
        ),
    ),
    "too long": (
        route(),
        ("193.0.0.0/22 64502 RIPE",),
        [("too long", "route 193.0.0.0/22, AS64502, RIPE")],
        ("route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",),
    ),
    "other origin": (
        route(),
        ("193.0.2.0/24 64999 RIPE",),
        [("other origin", "route 193.0.2.0/24, AS64999, RIPE")],
        (
            "route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502, "
            "if AS64502 may originate it; else do not announce it",
        ),
    ),
    "other origin above": (
        route(),
        ("193.0.0.0/21 64999 ARIN",),
        [("other origin, of a covering prefix", "route 193.0.0.0/21, AS64999, ARIN")],
        ("route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",),
    ),
    "newer than the snapshot": (
        route(),
        ("193.0.2.0/24 64502 RIPE", "193.0.0.0/22 64502 RIPE"),
        [
            ("not in the snapshot yet", "route 193.0.2.0/24, AS64502, RIPE"),
            ("too long", "route 193.0.0.0/22, AS64502, RIPE"),
        ],
        (),
    ),
    "IPv6": (
        route("2a00:1:2::/48"),
        ("2a00:1::/32 64502 RIPE", "2a00:1:2::/48 64999 RADB"),
        [
            ("too long", "route6 2a00:1::/32, AS64502, RIPE"),
            ("other origin", "route6 2a00:1:2::/48, AS64999, RADB"),
        ],
        ("route6 2a00:1:2::/48 with origin AS64502 in RIPE, ARIN, or a ROA for 2a00:1:2::/48, maxLength 48, with origin AS64502",),
    ),
    "the nearest first, of each kind the longest": (
        route(),
        (
            "193.0.0.0/16 64502 RIPE",
            "193.0.0.0/22 64502 RIPE",
            "193.0.2.0/24 64999 RIPE",
            "193.0.2.0/24 64502 RADB",
            "193.0.0.0/21 64998 RIPE",
        ),
        [
            ("other source", "route 193.0.2.0/24, AS64502, RADB"),
            ("too long", "route 193.0.0.0/22, AS64502, RIPE"),
            ("too long", "route 193.0.0.0/16, AS64502, RIPE"),
            ("other origin", "route 193.0.2.0/24, AS64999, RIPE"),
            ("other origin, of a covering prefix", "route 193.0.0.0/21, AS64998, RIPE"),
        ],
        ("route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",),
    ),
    "a path that ends in a set": (route("193.0.2.0/24", 64501, frozenset({1, 2})), (), [], ()),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_route_objects(name: str) -> None:
    item, objects, wanted, lines = OBJECTS[name]
    world = World(NO_ROA, around(str(item.prefix), *objects))
    assert told(item, "F13", ACME, world) == wanted
    assert register(item, "F13", ACME, near(item, "F13", ACME, world)) == lines


def test_without_a_set_the_neighbor_is_asked_for_one() -> None:
    assert register(route(), "F13", BARE, ()) == (
        "AS64502 as a member of an AS-SET of AS64501 that we are told",
        "route 193.0.2.0/24 with origin AS64502 in RIPE, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",
    )


def test_where_all_sources_count_none_is_named() -> None:
    anywhere = Registered(64501, PairSet("AS64501", {}), frozenset({64501, 64502}), "AS-X", None)
    assert register(route(), "F13", anywhere, ()) == (
        "route 193.0.2.0/24 with origin AS64502, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",
    )


def test_a_roa_that_would_do_but_for_the_set() -> None:
    item = route("193.0.2.0/24", 64501, 64509)
    world = World(vrps("193.0.0.0/22 24 64509"))
    assert told(item, "F13", ACME, world) == [("origin not in the AS-SET", "ROA 193.0.0.0/22, maxLength 24, AS64509")]
    assert register(item, "F13", ACME, near(item, "F13", ACME, world)) == ("AS64509 as a member of AS64501:AS-ACME",)


def test_where_no_registry_was_asked_the_neighbors_own_pairs_are_looked_at() -> None:
    pairs = PairSet(
        "AS64501", {64502: frozenset({PrefixRange.parse("193.0.0.0/22")}), 64501: frozenset({PrefixRange.parse("193.0.2.0/24")})}
    )
    mine = Registered(64501, pairs, frozenset({64501, 64502}), "AS64501:AS-ACME")
    assert told(route(), "F13", mine, World(NO_ROA)) == [
        ("too long", "registered 193.0.0.0/22, AS64502"),
        ("other origin", "registered 193.0.2.0/24, AS64501"),
    ]
    asked = World(NO_ROA, around("193.0.2.0/24", "193.0.2.0/24 64999 RIPE"))
    assert told(route(), "F13", mine, asked) == [("other origin", "route 193.0.2.0/24, AS64999, RIPE")]


# ROAs | what is near | what to register
ROAS = {
    "maxLength too short": (
        ("193.0.0.0/22 22 64502",),
        [("too long", "ROA 193.0.0.0/22, maxLength 22, AS64502")],
        "a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",
    ),
    "of another": (
        ("193.0.2.0/24 24 64999",),
        [("other origin", "ROA 193.0.2.0/24, maxLength 24, AS64999")],
        "a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502, if AS64502 may originate it; else do not announce it",
    ),
    "of another above": (
        ("193.0.0.0/16 24 64999",),
        [("other origin, of a covering prefix", "ROA 193.0.0.0/16, maxLength 24, AS64999")],
        "a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502, if AS64502 may originate it; else do not announce it",
    ),
    "nobody's": (
        ("193.0.0.0/16 16 0",),
        [("other origin, of a covering prefix", "ROA 193.0.0.0/16, maxLength 16, AS0")],
        "a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502, if AS64502 may originate it; else do not announce it",
    ),
    "of both": (
        ("193.0.2.0/24 24 64999", "193.0.0.0/16 20 64502"),
        [
            ("too long", "ROA 193.0.0.0/16, maxLength 20, AS64502"),
            ("other origin", "ROA 193.0.2.0/24, maxLength 24, AS64999"),
        ],
        "a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502",
    ),
}


@pytest.mark.parametrize("name", ROAS)
def test_roas(name: str) -> None:
    texts, wanted, line = ROAS[name]
    world = World(vrps(*texts))
    # Route objects are nothing that RPKI looks at.
    world = World(world.rov, around("193.0.2.0/24", "193.0.2.0/24 64502 RIPE"))
    assert told(route(), "F12", ACME, world) == wanted
    assert register(route(), "F12", ACME, near(route(), "F12", ACME, world)) == (line,)


def test_many_objects_are_counted() -> None:
    world = World(NO_ROA, around("193.0.2.0/24", *(f"193.0.2.0/24 {64600 + number} RIPE" for number in range(9))))
    found = told(route(), "F13", ACME, world)
    assert len(found) == MOST_NAMED + 1 == 7
    assert found[0] == ("other origin", "route 193.0.2.0/24, AS64600, RIPE")
    assert found[-1] == ("more", "3 objects more")


def test_controls_that_no_registry_decides_have_nothing_near_and_their_advice() -> None:
    world = World(vrps("193.0.2.0/24 24 64999"), around("193.0.2.0/24", "193.0.2.0/24 64999 RIPE"))
    rejecting = {name for name, control in CONTROLS.items() if name.startswith("F") and control.rejects} | {"F20"}
    assert rejecting - {"F12", "F13"} == ADVICE.keys()
    for control in ADVICE:
        assert near(route(), control, ACME, world) == ()
        assert register(route(), control, ACME, ()) == ()


# -- who is asked --------------------------------------------------------------------------------

DUMP = """\
route: 193.0.2.0/24
origin: AS64502
source: RADB

route: 193.0.0.0/16
origin: AS64999
source: RIPE

route: 193.0.2.128/25
origin: AS64998
source: RIPE

route6: 193.0.2.0/24
origin: AS64997
source: RIPE

route: 193.0.2.0/24
origin: AS-NOBODY
source: RIPE

route: 193.0.2.1/24
origin: AS64996
source: RIPE

route6: 2a00:1::/32
origin: AS64502
source: RIPE
"""


def dumps(folder: Path, text: str = DUMP) -> Irr:
    (folder / "irr").write_text(text, encoding="utf-8")
    return Irr.model_validate({"dumps": [str(folder / "irr")], "sources": ["RIPE"]})


def test_dumps_are_asked_for_all_sources_and_what_covers(tmp_path: Path) -> None:
    """What is more specific, wrong, or of the other family is none of it."""
    notes: list[str] = []
    wanted = [Prefix.parse(text) for text in ("193.0.2.0/24", "2a00:1:2::/48", "198.51.100.0/24")]
    found = ask_around(dumps(tmp_path), wanted, notes, lambda text: None)
    assert {str(prefix): [(str(item.prefix), item.origin, item.source) for item in items] for prefix, items in found.items()} == {
        "193.0.2.0/24": [("193.0.0.0/16", 64999, "RIPE"), ("193.0.2.0/24", 64502, "RADB")],
        "2a00:1:2::/48": [("2a00:1::/32", 64502, "RIPE")],
        "198.51.100.0/24": [],
    }
    assert notes == []


def test_nothing_is_asked_for_nothing(tmp_path: Path) -> None:
    notes: list[str] = []
    assert ask_around(Irr.model_validate({"dumps": ["/nowhere"]}), [], notes, lambda text: None) == {}
    assert notes == []


def test_a_dump_that_cannot_be_read_is_a_note(tmp_path: Path) -> None:
    irr = dumps(tmp_path)
    for data in (gzip.compress(DUMP.encode())[:-20], b"", b"route: 193.0.2.0/24\norigin: AS645"):
        (tmp_path / "irr").write_bytes(data)
        notes: list[str] = []
        assert ask_around(irr, [Prefix.parse("193.0.2.0/24")], notes, lambda text: None) == {}
        assert len(notes) == 1 and notes[0].startswith(f"what is near in the IRR is not known: {tmp_path}/irr")
    (tmp_path / "irr").unlink()
    notes = []
    assert ask_around(irr, [Prefix.parse("193.0.2.0/24")], notes, lambda text: None) == {}
    assert "No such file or directory" in notes[0]


# -- the text for the neighbor -------------------------------------------------------------------

TEXT = """\
Subject: AS64500 will reject 4 routes from AS64501 from 2027-01-31 on

Dear NOC of AS64501,

AS64500 filters what its neighbors announce, as MANRS asks (Mutually Agreed Norms for Routing Security).
Of 7 routes that we hear from you at 192.0.2.1 we will reject 4 from 2027-01-31 on,
for these reasons:

special-purpose prefixes (RFC 6890, RFC 7454 section 6.1): 1
  Please do not announce special-purpose prefixes (RFC 6890).
  10.0.0.0/8    AS path 64501

registered prefix and origin (MANRS Action 1, RFC 7454 section 6.1.2): 3
  193.0.2.0/24  AS path 64501 64502 x3
    there is: route 193.0.2.0/24, AS64502, RADB (other source)
    please register: route 193.0.2.0/24 with origin AS64502 in RIPE, ARIN, or a ROA for 193.0.2.0/24, maxLength 24, with origin AS64502
  and 2 more; ask us for the whole list

What is right by that day passes by itself: we read the registries every day.

The NOC of AS64500
"""


def made(tally: Tally, world: World = NOTHING) -> tuple[str, int, list[str]]:
    terms = (Term("F13", (), ((PairIn("AS64501"),),)),)
    session = Session("acme", 64501, Relation.CUSTOMER, "192.0.2.1", (Chain(Direction.IMPORT, 4, terms),))
    policy = Policy(64500, (session,), {}, {"AS64501": PairSet("AS64501", {})})
    found = preview(policy, session, tally, ACME, world, date(2027, 1, 31))
    return found.message, found.left_out, [route.reason for route in found.routes]


def test_the_text_for_a_neighbor() -> None:
    tally = Tally(seen=7, accepted=3)
    tally.rejected.update({"F02": 1, "F13": 3})
    tally.rejections = [
        Rejection(route("193.0.2.0/24", 64501, 64502, 64502, 64502), "F13"),
        Rejection(route("10.0.0.0/8", 64501), "F02"),
    ]
    message, left_out, reasons = made(tally, World(NO_ROA, around("193.0.2.0/24", "193.0.2.0/24 64502 RADB")))
    assert message == TEXT
    assert left_out == 2
    assert reasons == ["", "not: prefix and origin are a pair of AS64501 (0 pairs)"]


def test_who_sends_nothing_wrong_is_written_nothing() -> None:
    tally = Tally(seen=7, accepted=7)
    tally.monitored.update({"F09": 2})
    assert made(tally) == ("", 0, [])


def test_one_route_is_one_route() -> None:
    tally = Tally(seen=1)
    tally.rejected.update({"F02": 1})
    message, left_out, _ = made(tally)
    assert message.startswith("Subject: AS64500 will reject 1 route from AS64501 from 2027-01-31 on\n")
    # None is kept: all are left out.
    assert left_out == 1 and "and 1 more; ask us for the whole list" in message
