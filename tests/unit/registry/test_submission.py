# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent to an IRRd and what is made of its answer. Answers are written by hand after IRRd 4.5.2; tests/lab/test_registration.py
has the real one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.submission import Outcome, Server, name_of, submit

ROUTE = "route:          193.0.0.0/21\norigin:         AS64496\nmnt-by:         EXAMPLE-MNT\nsource:         RIPE\n"
AS_SET = "as-set:         AS64496:AS-ALL\nmembers:        AS64496\nmnt-by:         EXAMPLE-MNT\nsource:         RIPE\n"
SECRET = "correct horse"


def told(kind: str, *errors: str, action: str = "create") -> dict[str, Any]:
    """Return what IRRd says of one object."""
    return {
        "successful": not errors,
        "type": action,
        "object_class": kind,
        "rpsl_pk": "key",
        "info_messages": [],
        "error_messages": list(errors),
        "new_object_text": None,
        "submitted_object_text": "",
    }


class Irrd(ThreadingHTTPServer):
    """Answers each request with the next of its answers, and keeps what it was sent."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *answers: Any) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.answers = list(answers)
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/submit/"

    def handle_error(self, *_: object) -> None:
        """A connection that is cut is what a test is about."""


class _Request(BaseHTTPRequestHandler):
    server: Irrd

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.command, self.path, body))
        answer = self.server.answers.pop(0)
        if answer is None:
            self.close_connection = True
            return
        status, text = answer if isinstance(answer, tuple) else (200, json.dumps({"objects": answer}))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    do_DELETE = do_POST

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(*answers: Any) -> Iterator[Irrd]:
    irrd = Irrd(*answers)
    try:
        yield irrd
    finally:
        irrd.shutdown()
        irrd.server_close()


def test_what_is_sent_is_what_irrd_reads() -> None:
    with serving([told("route"), told("as-set", action="modify")]) as irrd:
        found = submit(Server(irrd.url, password=SECRET), (ROUTE, AS_SET), (), "")
    assert irrd.asked == [("POST", "/v1/submit/", {"objects": [{"object_text": ROUTE}, {"object_text": AS_SET}], "passwords": [SECRET]})]
    assert found == (
        Outcome("create", "route 193.0.0.0/21 AS64496 (RIPE)", True, ()),
        Outcome("modify", "as-set AS64496:AS-ALL (RIPE)", True, ()),
    )


def test_a_key_in_place_of_a_password_and_deletions_come_last() -> None:
    gone = "route: 193.0.8.0/22\norigin: AS64496\nmnt-by: EXAMPLE-MNT\nsource: RIPE"
    with serving([told("route")], [told("route", action="delete")]) as irrd:
        found = submit(Server(irrd.url, api_key="k"), (ROUTE,), (gone,), "not ours any more")
    assert [method for method, _, _ in irrd.asked] == ["POST", "DELETE"]
    assert irrd.asked[1][2] == {"objects": [{"object_text": gone}], "api_keys": ["k"], "delete_reason": "not ours any more"}
    assert [item.action for item in found] == ["create", "delete"]


def test_nothing_to_do_asks_nobody_and_deletions_alone_are_sent() -> None:
    with serving([told("route", action="delete")]) as irrd:
        assert submit(Server(irrd.url, password=SECRET), (), (), "") == ()
        assert irrd.asked == []
        submit(Server(irrd.url, password=SECRET), (), (ROUTE,), "")
        assert [method for method, _, _ in irrd.asked] == ["DELETE"]


def test_an_object_that_is_refused_keeps_others_from_being_deleted() -> None:
    with serving([told("route"), told("as-set", "Authorisation for as-set failed")]) as irrd:
        found = submit(Server(irrd.url, password=SECRET), (ROUTE, AS_SET), (ROUTE,), "")
    assert [(item.is_saved, item.messages) for item in found] == [(True, ()), (False, ("Authorisation for as-set failed",))]
    assert len(irrd.asked) == 1


def test_a_class_that_irrd_does_not_know_is_refused_by_it() -> None:
    with serving([told("(unreadable object class)", "unknown object class")]) as irrd:
        assert submit(Server(irrd.url, password=SECRET), (ROUTE,), (), "")[0].messages == ("unknown object class",)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, "<html>"), "the answer is none of IRRd's; nobody knows"),
        ((200, "{}"), "the answer is none of IRRd's; nobody knows"),
        ((200, "[]"), "the answer is none of IRRd's; nobody knows"),
        ([], "the answer is none of IRRd's; nobody knows"),
        ([told("route"), told("route")], "the answer is none of IRRd's; nobody knows"),
        ([told("as-set")], "the answer is none of IRRd's; nobody knows"),
        ([told("route") | {"successful": False}], "the answer is none of IRRd's; nobody knows"),
        ([told("route", "no") | {"successful": True}], "the answer is none of IRRd's; nobody knows"),
        ([told("route") | {"successful": "yes"}], "the answer is none of IRRd's; nobody knows"),
        ([{"successful": True}], "the answer is none of IRRd's; nobody knows"),
        (["x"], "the answer is none of IRRd's; nobody knows"),
        ((500, "x"), "status 500: ask later, and if it stays so, look at the server; nobody knows what was changed"),
        (None, "the answer is cut; fetch it again, and if it stays so, look at the server; nobody knows what was changed"),
        ((400, f"{SECRET} is no"), "status 400: that is no answer; check the URL"),
        ((302, ""), "status 302: it redirects"),
    ],
)
def test_nothing_is_claimed_without_a_whole_answer(answer: Any, why: str) -> None:
    with serving(answer) as irrd, pytest.raises(RegistryError) as caught:
        submit(Server(irrd.url, password=SECRET), (ROUTE,), (), "")
    assert why in str(caught.value) and SECRET not in str(caught.value)
    assert ("nobody knows" in str(caught.value)) == ("nobody knows" in why)
    assert len(irrd.asked) == 1


def test_what_was_saved_is_said_when_deleting_goes_wrong() -> None:
    with (
        serving([told("route")], (500, "")) as irrd,
        pytest.raises(RegistryError, match="^1 objects were submitted, and saved; then, deleting: "),
    ):
        submit(Server(irrd.url, password=SECRET), (ROUTE,), (ROUTE,), "")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://192.0.2.1/v1/submit/", "only https is fetched"),
        ("ftp://127.0.0.1/", "only https is fetched"),
        ("https://user:hush@127.0.0.1/", "the URL holds a user or a password"),
        ("http://127.0.0.1:9/v1/submit/", "the connection is refused"),
    ],
)
def test_where_nothing_is_sent_it_is_said_plainly(url: str, why: str) -> None:
    with pytest.raises(RegistryError) as caught:
        submit(Server(url, password=SECRET), (ROUTE,), (), "")
    assert why in str(caught.value) and "nobody knows" not in str(caught.value) and "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (ROUTE.replace("EXAMPLE-MNT", "YOUR-MNT"), "its mnt-by is not known"),
        (ROUTE.replace("RIPE", "YOUR-SOURCE"), "its source is not known"),
        (ROUTE.replace("origin", "remarks"), "is not one object"),
        (ROUTE.replace("source", "remarks"), "is not one object"),
        (ROUTE.replace("mnt-by", "remarks"), "is not one object"),
        (f"{ROUTE}\n{AS_SET}", "is not one object"),
        ("", "is not one object"),
        ("193.0.0.0/21", "is not one object"),
    ],
)
def test_what_is_not_one_whole_object_is_sent_to_nobody(text: str, why: str) -> None:
    for objects, deletions in (((AS_SET, text), ()), ((AS_SET,), (text,))):
        with serving() as irrd, pytest.raises(RegistryError, match=why):
            submit(Server(irrd.url, password=SECRET), objects, deletions, "")
        assert irrd.asked == []


def test_secrets_show_nowhere() -> None:
    assert SECRET not in repr(Server("https://x", SECRET, SECRET))
    assert name_of(ROUTE) == "route 193.0.0.0/21 AS64496 (RIPE)"
