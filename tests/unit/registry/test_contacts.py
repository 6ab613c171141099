# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What PeeringDB, RDAP and the IRR say of contacts, from answers in the real shape on loopback; and all that may go wrong there."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.models import Irr, Registry
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.addresses_of_people import digits_of, is_email
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.aut_num import aut_num_contacts
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.contacts import published_contacts
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.json_answers import JsonQuestions
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.published import Contact, Published, shown
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rdap import RdapServer, rdap_server

from ...contacts_world import ANSWERS, KEY, World, entity, running
from .test_irrd import Script, serving

DUMP = {"dumps": [str(ANSWERS / "registry.rpsl")]}
NOC = Contact("noc", "noc@example.net", ("+41440000000",), changed=datetime(2026, 10, 2, 8, tzinfo=UTC))


@pytest.fixture
def world() -> Iterator[World]:
    with running() as found:
        yield found


def asked(
    world: World, asn: int, irr: dict[str, Any] | None = None, sleep: Callable[[float], None] = lambda _: None, **peeringdb: Any
) -> tuple[Published, ...]:
    registry = Registry.model_validate(world.registry(irr or DUMP, **peeringdb))
    return published_contacts(registry, asn, JsonQuestions(sleep=sleep))


def told(published: Published) -> list[str]:
    return [item.described() for item in published.contacts]


# -- PeeringDB -----------------------------------------------------------------------------------


def test_peeringdb_without_a_key_has_what_everybody_sees(world: World) -> None:
    found = asked(world, 64500)[0]
    assert told(found) == [
        "noc, noc@example.net, telephone, changed 2026-10-02",
        "policy, peering@example.net, changed 2019-05-11",
    ]
    assert found.contacts[0] == NOC
    assert found.notes[:2] == ("website: https://www.example.net/", "looking glass: https://lg.example.net/")
    assert "without an API key" in found.notes[2]
    assert [path for path in world.asked if path.startswith("/api")] == ["/api/net", "/api/poc"]


def test_what_is_for_users_alone_is_seen_with_a_key_and_never_shown(world: World) -> None:
    found = asked(world, 64500, key=KEY)[0]
    assert told(found)[2] == "technical, for users of that database alone"
    assert "max" not in repr(found) and "99" not in repr(found)
    assert {key for key in world.keys if key} == {f"Api-Key {KEY}"}
    assert KEY not in repr(found)


def test_the_key_goes_to_peeringdb_alone(world: World) -> None:
    asked(world, 64500, key=KEY)
    assert {path for path, key in zip(world.asked, world.keys, strict=True) if key} == {"/api/net", "/api/poc"}


def test_names_of_people_are_not_kept(world: World) -> None:
    assert "Mustermann" not in repr(asked(world, 64500, key=KEY))
    assert "mustermann" not in " ".join(line for item in asked(world, 64500) for line in item.lines())


def test_a_network_that_peeringdb_does_not_have(world: World) -> None:
    assert asked(world, 64504)[0].absent == "it has no network with AS64504"


def test_what_peeringdb_no_longer_has_does_not_count(world: World) -> None:
    world.poc = [{**item, "status": "deleted"} for item in world.poc]
    assert asked(world, 64500)[0].contacts == ()
    world.net = [{**item, "status": "deleted"} for item in world.net]
    assert asked(world, 64500)[0].absent


def test_peeringdb_that_is_not_declared_is_not_asked(world: World) -> None:
    registry = Registry.model_validate({**world.registry(DUMP), "peeringdb": None})
    assert published_contacts(registry, 64500)[0].unknown == "it is not asked; declare manrs_registry.peeringdb"
    assert not [path for path in world.asked if path.startswith("/api")]


# -- RDAP ----------------------------------------------------------------------------------------


def test_ripe_has_the_dates_of_contacts_in_their_own_objects(world: World) -> None:
    found = asked(world, 64500)[1]
    assert told(found) == [
        "technical, EXNO1-RIPE, noc@example.net, telephone, changed 2026-05-12",
        "administrative, EXNO1-RIPE, noc@example.net, telephone",
        "registrant, EXAMPLE-MNT, no e-mail address",
        "registrant, ORG-EXA1-RIPE, no e-mail address",
        "abuse, AR1-RIPE, abuse@example.net",
    ]
    assert found.notes == (f"{world.url}/rdap/: AS64500", "registration changed 2024-03-05")
    assert world.asked.count("/rdap/entity/EXNO1-RIPE") == 1


def test_arin_has_contacts_in_the_registrant_and_says_which_it_doubts(world: World) -> None:
    found = asked(world, 64502)[1]
    assert told(found) == [
        "registrant, EXA-1, no e-mail address",
        "noc, EXAM1-ARIN, noc@example.com, telephone, the registry had no answer from it (Unvalidated POC), changed 2019-10-23",
        "technical, EXAM1-ARIN, noc@example.com, telephone, the registry had no answer from it (Unvalidated POC), changed 2019-10-23",
    ]
    assert found.notes[0].endswith("AS64502 to AS64503")


def test_lacnic_has_the_cards_in_the_contacts_own_objects(world: World) -> None:
    found = asked(world, 64504)[1]
    assert told(found) == ["technical, EXL1, noc@example.com.br, changed 2026-02-01", "abuse, EXL2, no e-mail address"]


def test_an_own_object_that_is_away_leaves_what_is_there(world: World) -> None:
    world.faults["entity"] = (500, {}, b"")
    found = asked(world, 64500)[1]
    assert told(found)[0] == "technical, EXNO1-RIPE, noc@example.net, telephone"
    assert "EXNO1-RIPE could not be looked up" in found.notes[1]


def test_no_more_than_four_contacts_are_looked_up(world: World) -> None:
    world.rdap["autnum/64500"]["entities"] = [{"handle": f"E{number}", "roles": ["technical"]} for number in range(90)]
    assert len(asked(world, 64500)[1].contacts) == 90
    assert len([path for path in world.asked if "/entity/E" in path and "EXNO1" not in path]) == 4


def test_no_registration_and_the_registry_s_own_block_are_no_registration(world: World) -> None:
    assert asked(world, 64501)[1].absent.endswith("has no registration of AS64501")
    world.rdap["autnum/64501"] = {"objectClassName": "autnum", "handle": "AS63488", "startAutnum": 63488, "endAutnum": 64511}
    assert asked(world, 64501)[1].absent.endswith("in its own block AS63488 to AS64511 alone, registered for nobody")


@pytest.mark.parametrize(
    "change", [{"startAutnum": 1}, {"startAutnum": "64500"}, {"startAutnum": 64501}, {"endAutnum": None}, {"endAutnum": True}]
)
def test_an_answer_of_another_asn_says_nothing(world: World, change: dict[str, Any]) -> None:
    world.rdap["autnum/64500"] |= {"startAutnum": 64500, "endAutnum": 64500} | change
    if change == {"startAutnum": 1}:
        world.rdap["autnum/64500"]["endAutnum"] = 5
    found = asked(world, 64500)[1]
    assert "of another ASN" in found.unknown and found.contacts == ()


def test_the_bootstrap_names_the_server_from_a_file_too(world: World, tmp_path: Path) -> None:
    path = tmp_path / "asn.json"
    path.write_text((ANSWERS / "asn.json").read_text().replace("@SERVER@", world.url))
    questions = JsonQuestions()
    assert rdap_server(str(path), 64505, questions).url == f"{world.url}/rdap/"
    assert rdap_server(str(path), 64504, questions).url == f"{world.url}/rdap"
    assert rdap_server(str(path), 64400, questions).url == "https://rdap.example.org/registry/"
    assert world.asked == []
    with pytest.raises(RegistryError, match="no RIR has AS65000 by .*; see that it is public, and that the file is of today"):
        rdap_server(str(path), 65000, questions)


def test_of_two_urls_the_safe_one_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "asn.json"
    path.write_text(json.dumps({"services": [[["1-5"], ["http://rdap.example.org/", "ftp://x/", 7, "https://rdap.example.org/"]]]}))
    assert rdap_server(str(path), 5, JsonQuestions()).url == "https://rdap.example.org/"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '{"services": 7}',
        '{"services": [7, [], [[1]], [["x"], ["y"]], [[7], []]]}',
        '{"services": [[["1-x"], ["https://a/"]]]}',
        "[" * 99999,
    ],
)
def test_a_bootstrap_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "asn.json"
    path.write_text(content)
    with pytest.raises(RegistryError):
        rdap_server(str(path), 1, JsonQuestions())
    with pytest.raises(RegistryError, match="check manrs_registry.rdap"):
        rdap_server(str(tmp_path / "none.json"), 1, JsonQuestions())


@pytest.mark.parametrize(
    "hostile",
    [
        {"entities": 7},
        {"entities": [7, None, [], {"roles": "noc"}, {"roles": [7, None]}, {"roles": ["noc"], "vcardArray": 7}]},
        {
            "entities": [
                {"roles": ["noc"], "vcardArray": ["vcard", 7]},
                {"roles": ["noc"], "vcardArray": ["vcard", [7, [], ["email"], ["email", {}, "text", 7]]]},
            ]
        },
        {"entities": [{"roles": ["noc"], "events": 7, "remarks": [7, {"title": 7}], "status": "x", "handle": 7}]},
        {
            "entities": [
                {
                    "roles": ["noc"],
                    "events": [7, {"eventAction": "last changed", "eventDate": 7}, {"eventAction": "last changed", "eventDate": "today"}],
                }
            ]
        },
        {"events": {}, "entities": {}},
    ],
)
def test_parts_that_are_not_as_they_should_be_give_no_contact(world: World, hostile: dict[str, Any]) -> None:
    world.rdap["autnum/64500"] |= hostile
    found = asked(world, 64500)[1]
    assert not any(item.can_be_reached for item in found.contacts)
    assert found.unknown == ""


def test_deep_answers_end(world: World) -> None:
    deep: dict[str, Any] = {"handle": "D", "roles": ["abuse"]}
    for _ in range(50):
        deep = {"handle": "D", "roles": ["abuse"], "entities": [deep]}
    world.rdap["autnum/64500"]["entities"] = [deep]
    assert told(asked(world, 64500)[1]) == ["abuse, D, no e-mail address"]


# -- aut-num -------------------------------------------------------------------------------------


def of_dump(asn: int, rdap: RdapServer | None = None, **irr: Any) -> Published:
    return aut_num_contacts(Irr.model_validate({**DUMP, **irr}), asn, rdap)


def test_the_aut_num_of_a_dump_names_roles_and_people() -> None:
    found = of_dump(64500)
    assert told(found) == [
        "administrative, EXNO1-RIPE, noc@example.net, telephone, changed 2026-05-12",
        "technical, EXNO1-RIPE, noc@example.net, telephone, changed 2026-05-12",
        "technical, EM1-RIPE, somebody at example.net, telephone, changed 2013-05-12",
    ]
    assert found.notes == ("aut-num AS64500 in RIPE: 3 names of contacts",)


def test_a_copy_that_has_others_in_place_of_contacts_says_nothing() -> None:
    assert told(of_dump(64501)) == [
        "administrative, DUMY-RIPE, this copy of RIPE has it in place of the contacts",
        "technical, DUMY-RIPE, this copy of RIPE has it in place of the contacts",
    ]


def test_what_a_copy_does_not_have_is_asked_for_at_the_rir(world: World) -> None:
    assert [item.is_there for item in of_dump(64502).contacts] == [None, True]
    server = RdapServer(f"{world.url}/rdap", JsonQuestions())
    assert told(of_dump(64502, server))[0] == "administrative, GONE1-RIPE, does not exist"
    world.rdap["entity/GONE1-RIPE"] = entity("GONE1-RIPE", "gone@example.net", "2026-01-01T00:00:00Z")
    assert told(of_dump(64502, server))[0] == "administrative, GONE1-RIPE, gone@example.net, changed 2026-01-01"
    world.faults["entity"] = (500, {}, b"")
    assert of_dump(64502, server).contacts[0].is_there is None


def test_a_handle_that_the_rir_answers_with_another_object_is_open(world: World) -> None:
    world.rdap["entity/GONE1-RIPE"] = entity("OTHER", "x@example.net", "")
    assert of_dump(64502, RdapServer(f"{world.url}/rdap", JsonQuestions())).contacts[0].is_there is None


def test_a_name_in_another_database_is_another_name(world: World) -> None:
    """SOMEBODY is in RIPE, and the aut-num of RADB means RADB's; no RIR knows those."""
    server = RdapServer(f"{world.url}/rdap", JsonQuestions())
    assert [item.is_there for item in of_dump(64503, server).contacts] == [None, None]
    assert world.asked == []


def test_an_aut_num_that_names_nobody_and_one_that_is_not_there() -> None:
    assert (of_dump(64505).contacts, of_dump(64505).absent, of_dump(64505).unknown) == ((), "", "")
    assert of_dump(64510).absent.startswith("there is no aut-num AS64510 in ")
    assert of_dump(64500, sources=["ARIN"]).absent == "there is no aut-num AS64500 in ARIN"


def test_a_dump_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "cut.rpsl").write_text("aut-num: AS645")
    for name in ("none.rpsl", "cut.rpsl"):
        assert of_dump(64500, dumps=[str(tmp_path / name)]).unknown


ROLE = "role:           Example Net NOC\ne-mail:         noc@example.net\nnic-hdl:        EXNO1-RIPE\nsource:         RIPE\n"
AUT_NUM = "aut-num:        AS64500\nadmin-c:        EXNO1-RIPE\ntech-c:         em1-ripe\nsource:         RIPE\n"
PERSON = "person:         Erika Mustermann\nphone:          +41 44 000 00 07\nnic-hdl:        EM1-RIPE\nsource:         RIPE\n"
SERVED = {"RIPE": {"maut-num,AS64500": AUT_NUM, "mrole,EXNO1-RIPE": ROLE, "mperson,EM1-RIPE": PERSON}, "RADB": {}}


def of_server(script: Script, **irr: Any) -> Published:
    with serving(script) as server:
        told = {"servers": [str(server)], "sources": ["RIPE", "RADB"], "timeout": 5} | irr
        return aut_num_contacts(Irr.model_validate(told), 64500, None)


def test_the_aut_num_of_a_server() -> None:
    script = Script(SERVED)
    assert told(of_server(script)) == [
        "administrative, EXNO1-RIPE, noc@example.net",
        "technical, EM1-RIPE, no e-mail address, telephone",
    ]
    assert [line for line in script.said if line.startswith("m")] == [
        "maut-num,AS64500",
        "maut-num,AS64500",
        "mrole,EM1-RIPE",
        "mrole,EXNO1-RIPE",
        "mperson,EM1-RIPE",
    ]


def test_names_that_are_none_reach_no_server() -> None:
    hostile = AUT_NUM.replace("em1-ripe", "XX,YY !g '; drop Ä " + "Z" * 99)
    script = Script({"RIPE": {**SERVED["RIPE"], "maut-num,AS64500": hostile}, "RADB": {}})
    found = of_server(script)
    assert [line for line in script.said if line.startswith("mrole")] == ["mrole,DROP", "mrole,EXNO1-RIPE", "mrole,XX", "mrole,YY"]
    assert "technical, !G, does not exist" in told(found)


def test_more_names_than_anybody_needs_are_not_all_asked_for() -> None:
    many = AUT_NUM.replace("em1-ripe", ", ".join(f"H{number}-RIPE" for number in range(500)))
    script = Script({"RIPE": {"maut-num,AS64500": many}, "RADB": {}})
    assert len(of_server(script).contacts) == 10
    assert len([line for line in script.said if line.startswith("mrole")]) == 10


def test_no_aut_num_is_only_said_when_every_source_answered() -> None:
    assert of_server(Script({"RIPE": {}, "RADB": {}})).absent == "there is no aut-num AS64500 in RIPE, RADB"

    class Broken(Script):
        def answer(self, connection: socket.socket, selected: list[str], command: str) -> None:
            connection.sendall(b"F it is broken\n" if selected == ["RADB"] else b"D\n")

    unknown = of_server(Broken({"RIPE": {}, "RADB": {}})).unknown
    assert "RADB: " in unknown and "it is broken" in unknown


def test_a_server_that_is_away_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    found = aut_num_contacts(Irr.model_validate({"servers": [f"127.0.0.1:{port}"], "sources": ["RIPE"], "timeout": 1}), 64500, None)
    assert "no IRR server can be asked" in found.unknown and found.contacts == ()


# -- being away ----------------------------------------------------------------------------------

BAD = {
    "refused": None,
    "not found": (404, {}, b"<html>"),
    "throttled": (429, {"Retry-After": "900"}, b""),
    "broken": (500, {}, b"it broke"),
    "busy": (503, {}, b""),
    "no JSON": (200, {}, b"<html>please log in</html>"),
    "deep": (200, {}, b"[" * 200_000),
    "a list": (200, {}, b"[]"),
    "other": (200, {}, b'{"errorCode": 200}'),
    "wrong data": (200, {}, b'{"data": [7]}'),
    "other objects": (200, {}, b'{"data": [{"asn": 1, "net_id": 1, "status": "ok"}]}'),
    "huge": (200, {"Content-Length": str(1 << 40)}, b"{}"),
    "cut": (200, {"Content-Length": "1000"}, b'{"data": ['),
    "bytes": (200, {}, b"\xff\xfe{}"),
}
PLACES = {"/api/net": 0, "/api/poc": 0, "/asn.json": 1, "/rdap/autnum": 1}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", BAD)
def test_who_is_away_or_talks_nonsense_is_unknown_and_stops_no_other(world: World, name: str, place: str) -> None:
    world.faults[place] = BAD[name]
    waited: list[float] = []
    found = asked(world, 64500, sleep=waited.append)
    number = PLACES[place]
    assert found[number].contacts == () and not any(item.can_be_reached for item in found[number].contacts)
    if (name, place) == ("not found", "/rdap/autnum"):
        assert found[number].absent, "that is how RDAP says no (RFC 7480 section 5.3)"
    else:
        assert found[number].unknown
    assert found[1 - number].contacts and not found[1 - number].unknown
    assert found[2].contacts
    assert waited == []


def test_who_says_that_it_is_there_soon_is_asked_once_more(world: World) -> None:
    world.faults["/api/net"] = (429, {"Retry-After": "3"}, b"")
    waited: list[float] = []

    def mended(seconds: float) -> None:
        waited.append(seconds)
        del world.faults["/api/net"]

    assert asked(world, 64500, sleep=mended)[0].contacts
    assert waited == [3.0]


def test_it_is_asked_once_more_and_no_more(world: World) -> None:
    world.faults["/"] = (429, {"Retry-After": "3"}, b"")
    waited: list[float] = []
    found = asked(world, 64500, sleep=waited.append)
    assert waited == [3.0]
    assert found[0].unknown and found[1].unknown


def test_a_server_that_is_gone_is_unknown() -> None:
    with running() as world:
        registry = Registry.model_validate(world.registry(DUMP))
    found = published_contacts(registry, 64500)
    assert "refused" in found[0].unknown and "refused" in found[1].unknown and found[2].contacts


# -- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["noc@example.net", "a.b+c@sub.example.co.uk", "o'neil@example.net", "noc@xn--bcher-kva.example"])
def test_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "noc",
        "noc@",
        "@example.net",
        "noc@localhost",
        "noc@example..net",
        "noc@-example.net",
        "noc@10.0.0.1",
        "a b@example.net",
        "noc@example.net\n",
        ".noc@example.net",
        "noc@exämple.net",
        "a@b@example.net",
        "x" * 65 + "@example.net",
        "noc@" + "a." * 130 + "net",
        "noc at example.net",
        "***@example.net.",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_email(text)


def test_telephone_numbers_are_the_same_however_they_are_written() -> None:
    assert {
        digits_of(text) for text in ("+41 44 000 00 00", "+41440000000", "0041-44-000.00.00", "+41 (0)44 000 00 00", "+41440000000;ext=7")
    } == {"41440000000"}
    assert [digits_of(text) for text in ("", "none", "110", "+" + "1" * 20)] == ["", "", "", ""]


def test_foreign_texts_are_shown_in_one_clean_line() -> None:
    assert shown("noc\n{{ lookup('pipe', 'id') }}\x1b[2J") == "noc?{ { lookup('pipe', 'id') }}?[2J"
    assert len(shown("x" * 9999)) == 120
    assert shown({"a": 1}) == "a dict"


def test_a_contact_can_be_reached_when_everybody_finds_a_way() -> None:
    assert NOC.can_be_reached
    for change in (
        {"email": "", "phones": ()},
        {"is_public": False},
        {"doubt": "x"},
        {"is_there": None},
        {"email": "noc", "phones": ("7",)},
    ):
        assert not replace(NOC, **change).can_be_reached
