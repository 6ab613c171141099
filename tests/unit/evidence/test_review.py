# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a change: what stops it is first, what several routers have in common is told once, and foreign text stays text."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
import yaml
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.review import Reviewed, digests_file, plain, review_text, stopping

DIGEST = "ab" * 32


def finding(control: str, severity: str = "critical", **more: Any) -> dict[str, Any]:
    told = {"control": control, "severity": severity, "where": "manrs_neighbors: acme", "what": "it is so", "remedy": "correct it"}
    return {**told, "evidence": ["cone AS64501"], **more}


def change(what: str, *shown: str) -> dict[str, Any]:
    return {"what": what, "shown": list(shown)}


def titles(text: str) -> list[str]:
    return re.findall(r"^(?:#+ |<details><summary>)([^<\n]+)", text, re.MULTILINE)


def test_what_stops_it_is_first_and_says_what_to_do() -> None:
    text = review_text(
        {"edge1": Reviewed(DIGEST, [finding("G01")], [change("acme: +0 -7 registered prefixes (7 -> 0)", "-193.0.0.0/21 AS1")])}
    )
    assert titles(text) == ["1 of 1 routers would get another policy", "This stops the change", "What changes", "What a merge approves"]
    assert "- **G01** manrs_neighbors: acme: it is so. To do: correct it (edge1)\n  - cone AS64501\n" in text
    assert "- acme: +0 -7 registered prefixes (7 -> 0) (edge1)\n  - -193.0.0.0/21 AS1\n" in text
    assert f"| edge1 | `{DIGEST}` |" in text


@pytest.mark.parametrize(
    ("control", "severity", "stops"), [("G02", "critical", True), ("G05", "warning", False), ("R01", "critical", False)]
)
def test_guards_alone_stop_a_change(control: str, severity: str, stops: bool) -> None:
    reviewed = {"edge1": Reviewed(DIGEST, [finding(control, severity)])}
    wanted = [f"edge1: manrs_neighbors: acme: {control} it is so; correct it"] if stops else []
    assert stopping(reviewed) == wanted
    assert ("This stops the change" in review_text(reviewed)) is stops
    assert f"**{control}**" in review_text(reviewed)


def test_the_registry_stops_it_too() -> None:
    reviewed = {"edge1": Reviewed(DIGEST)}
    stale = finding("G05", where="manrs_registry.rpki.vrps")
    assert stopping(reviewed, [stale]) == ["registry: manrs_registry.rpki.vrps: G05 it is so; correct it"]
    assert "This stops the change" in review_text(reviewed, ["VRPs: +1 -0 (1 -> 2)"], [stale])
    assert "- VRPs: +1 -0 (1 -> 2)\n" in review_text(reviewed, ["VRPs: +1 -0 (1 -> 2)"])


def test_what_routers_have_in_common_is_told_once() -> None:
    same, own = change("acme: +1 -0 registered prefixes (1 -> 2)"), change("peer (10.0.0.3): is declared no more")
    text = review_text({"edge2": Reviewed(DIGEST, changes=[same, own]), "edge1": Reviewed(DIGEST, changes=[same])})
    assert text.count("acme: +1 -0") == 1
    assert "(1 -> 2) (every router)" in text
    assert "is declared no more (edge2)" in text


HOSTILE = (
    "AS-X|`x`\n# <script>alert(1)</script> ![i](https://evil.example) @everyone #1 !2 ~bug %3 $x$ **b** _i_ www.evil.example \u202e\x00"
)


def test_foreign_text_is_text_and_nothing_else() -> None:
    told = plain(HOSTILE)
    assert not re.search(r"[<`|\[\]@~$*\n\x00\u202e]|https?://|www\.|(?<!&)#|!|\b_|_\b", re.sub(r"&#\d+;", "", told))
    assert html.unescape(told).startswith("AS-X|`x` # <script>alert(1)</script> ![i](https://evil.example) @everyone #1")
    assert (
        plain("manrs_neighbors: +3 -1 (10 -> 12), 193.20.0.0/22^24-24 {a: 'b'}")
        == "manrs_neighbors: +3 -1 (10 -> 12), 193.20.0.0/22^24-24 {a: 'b'}"
    )


def test_foreign_text_makes_no_line_of_its_own() -> None:
    bad = finding("G01", where=HOSTILE, what=HOSTILE, remedy=HOSTILE, evidence=[HOSTILE])
    reviewed = {"edge1": Reviewed(DIGEST, [bad, {**bad, "severity": "warning"}], [change(HOSTILE, HOSTILE)], [HOSTILE], [HOSTILE])}
    text = review_text(reviewed, [HOSTILE], [bad])
    good = finding("G01", where="x", what="x", remedy="x", evidence=["x"])
    twin = {"edge1": Reviewed(DIGEST, [good, {**good, "severity": "warning"}], [change("x", "x")], ["x"], ["x"])}
    assert titles(text) == titles(review_text(twin, ["x"], [good]))
    assert "evil.example)" not in text.replace("&#47;&#47;evil.example)", "")


def test_a_text_that_is_too_long_for_a_comment_is_cut_between_lines() -> None:
    many = [change(f"n{number}: +1 -0 registered prefixes (1 -> 2)") for number in range(5000)]
    text = review_text({"edge1": Reviewed(DIGEST, changes=many)})
    assert 50_000 < len(text) < 65_536
    assert re.search(r"\(edge1\)\n\n\d+ more lines: the pipeline printed them", text)


def test_the_digests_are_read_back_whatever_a_router_is_called() -> None:
    names = ["edge1", "yes", "1", "a: b", "10.0.0.1", 'q"u']
    assert yaml.safe_load(digests_file({name: Reviewed(DIGEST) for name in names})) == dict.fromkeys(names, DIGEST)
