# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of one session or interface, out of configurations as each OS writes them."""

from __future__ import annotations

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.excerpts import MOST_LINES, Excerpts

FRR = """\
router bgp 64500
 neighbor 192.0.2.1 remote-as 64501
 neighbor 192.0.2.11 remote-as 64502
 neighbor 192.0.2.1 password s3cret.word
 !
 address-family ipv4 unicast
  neighbor 192.0.2.1 route-map MANRS-IN-AS64501-192.0.2.1-4-abc in
 exit-address-family
exit
route-map MANRS-IN-AS64501-192.0.2.1-4-abc deny 10
 match as-path BOGON
exit
route-map OTHER permit 10
exit
ip prefix-list X seq 5 permit 192.0.2.1/32
"""
JUNOS = """\
<configuration>
    <protocols>
        <bgp>
            <group>
                <neighbor>
                    <name>192.0.2.1</name>
                    <import>MANRS-IN-AS64501</import>
                    <authentication-key>$9$abcdef</authentication-key>
                </neighbor>
            </group>
        </bgp>
    </protocols>
</configuration>
"""
EXPORT = """\
/routing/bgp/connection add name=acme remote.address=192.0.2.1 input.filter=MANRS-IN-4
/routing/bgp/connection add name=other remote.address=192.0.2.10 input.filter=X
"""


def told(text: str, name: str) -> list[str]:
    return [line.text for line in Excerpts(text).of(name)]


def test_lines_of_a_session_and_of_the_filter_called_after_it() -> None:
    # Heads of long blocks are there so that a line says what it is in; this block is short, so all of it is.
    long = FRR.replace(" !\n", "".join(f" neighbor 198.51.100.{number} remote-as 64503\n" for number in range(40)))
    assert told(long, "192.0.2.1") == [
        "router bgp 64500",
        "neighbor 192.0.2.1 remote-as 64501",
        "neighbor 192.0.2.1 password ***",
        "address-family ipv4 unicast",
        "neighbor 192.0.2.1 route-map MANRS-IN-AS64501-192.0.2.1-4-abc in",
        "route-map MANRS-IN-AS64501-192.0.2.1-4-abc deny 10",
        "match as-path BOGON",
    ]


def test_a_short_block_is_shown_whole_and_no_secret_is() -> None:
    lines = told(JUNOS, "192.0.2.1")
    assert "<import>MANRS-IN-AS64501</import>" in lines
    assert "<authentication-key ***" in lines
    assert not any("$9$" in line for line in lines)


def test_the_numbers_are_those_of_the_text() -> None:
    (line,) = Excerpts(EXPORT).of("192.0.2.1")
    assert (line.number, line.text) == (1, EXPORT.splitlines()[0])


@pytest.mark.parametrize("name", ["192.0.2.2", "92.0.2.1", "2001:db8::1", "", "acm"])
def test_what_is_not_named_has_no_line(name: str) -> None:
    assert name == "" or told(EXPORT, name) == []
    assert Excerpts("").of(name) == ()


def test_what_is_too_much_says_how_much() -> None:
    text = "".join(f"peer 192.0.2.1 rule {number}\n" for number in range(MOST_LINES + 5))
    lines = told(text, "192.0.2.1")
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "and 5 more lines"
