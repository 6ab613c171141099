# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What F02, F07 and F09 look for, written by hand from IANA's pages and POLICY, against the shipped files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import iana_files, special_purpose, transit_free
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.bogon_asns import bogon_asn_ranges, special_asns
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import RegistryError
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.special_purpose import SpecialPurpose, judge

#: IANA's two lists: prefix and RFC numbers.
IPV4 = """
0.0.0.0/8 791
0.0.0.0/32 1122
10.0.0.0/8 1918
100.64.0.0/10 6598
127.0.0.0/8 1122
169.254.0.0/16 3927
172.16.0.0/12 1918
192.0.0.0/24 6890
192.0.0.0/29 7335
192.0.0.8/32 7600
192.0.0.9/32 7723
192.0.0.10/32 8155
192.0.0.170/32 8880 7050
192.0.0.171/32 8880 7050
192.0.2.0/24 5737
192.31.196.0/24 7535
192.52.193.0/24 7450
192.88.99.0/24 7526
192.88.99.2/32 6751
192.168.0.0/16 1918
192.175.48.0/24 7534
198.18.0.0/15 2544
198.51.100.0/24 5737
203.0.113.0/24 5737
240.0.0.0/4 1112
255.255.255.255/32 8190 919
"""
IPV6 = """
::/128 4291
::1/128 4291
::ffff:0:0/96 4291
64:ff9b::/96 6052
64:ff9b:1::/48 8215
100::/64 6666
100:0:0:1::/64 9780
2001::/23 2928
2001::/32 4380 8190
2001:1::1/128 7723
2001:1::2/128 8155
2001:1::3/128 9665
2001:2::/48 5180
2001:3::/32 7450
2001:4:112::/48 7535
2001:10::/28 4843
2001:20::/28 7343
2001:30::/28 9374
2001:db8::/32 3849
2002::/16 3056
2620:4f:8000::/48 7534
3fff::/20 9637
5f00::/16 9602
fc00::/7 4193 8190
fe80::/10 4291
"""
REJECTED = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
::/3 2001::/23 2001:db8::/32 2002::/16 3fff::/20 4000::/2 8000::/1
"""
SPARED = """
192.0.0.9/32 192.0.0.10/32
2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28
"""


@pytest.mark.parametrize(("name", "expected"), [(iana_files.IPV4, IPV4), (iana_files.IPV6, IPV6)])
def test_each_block_that_iana_lists_is_shipped_with_its_rfc(name: str, expected: str) -> None:
    rows = iana_files.shipped(name).rows
    wanted = [line.split() for line in expected.strip().splitlines()]
    assert [row[0] for row in rows] == [prefix for prefix, *_ in wanted]
    for row, (_, *numbers) in zip(rows, wanted, strict=True):
        assert all(f"[RFC{number}]" in row[2] for number in numbers)
        assert row[1]
        assert len(row[3]) == len("2024-07")


def test_f02_rejects_and_spares_these_blocks() -> None:
    assert special_purpose.special_purpose_ranges() == {PrefixRange.of(Prefix.parse(text)) for text in REJECTED.split()}
    assert special_purpose.reachable_exceptions() == {PrefixRange.of(Prefix.parse(text)) for text in SPARED.split()}


def test_f07_ranges_are_those_of_policy() -> None:
    assert bogon_asn_ranges() == ((0, 0), (23456, 23456), (64496, 131071), (4200000000, 4294967295))


def test_as112_is_listed_and_no_bogon() -> None:
    assert [(item.low, item.is_reserved) for item in special_asns() if item.low == 112] == [(112, False)]


def test_each_asn_range_says_its_source() -> None:
    sources = {item.low: item.source for item in special_asns()}
    assert sources == {
        0: "[RFC7607]",
        112: "[RFC7534]",
        23456: "[RFC6793]",
        64496: "[RFC5398]",
        64512: "[RFC6996]",
        65535: "[RFC7300]",
        65536: "[RFC5398]",
        65552: "IANA, 32-bit Autonomous System Numbers",
        4200000000: "[RFC6996]",
        4294967295: "[RFC7300]",
    }


def test_f09_list_is_the_short_one() -> None:
    wanted = {174, 701, 1299, 2914, 3257, 3320, 3356, 5511, 6453, 6461, 6762, 6830, 7018, 12956}
    assert transit_free.transit_free_asns() == wanted
    assert len(transit_free.TRANSIT_FREE) == len(wanted)
    assert all(item.name and not item.why_not for item in transit_free.TRANSIT_FREE)
    assert all(item.name and item.why_not and item.asn not in wanted for item in transit_free.LEFT_OUT)


def test_all_of_them_are_dated_and_name_their_source() -> None:
    for name in iana_files.COLUMNS:
        content = iana_files.shipped(name)
        assert content.source.startswith("https://www.iana.org/assignments/")
        assert content.as_of >= date(2026, 9, 28)
    assert date(2025, 12, 15) == transit_free.AS_OF
    assert all("https://" in source for source, _ in transit_free.SOURCES)


def test_a_shipped_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = iana_files.shipped(iana_files.IPV4)
    monkeypatch.setattr(iana_files, "DATA", tmp_path)
    assert iana_files.shipped(iana_files.IPV4) is first


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# As of: ", "# When: ", "source and date"),
        ("# As of: 2", "# As of: x", "isoformat"),
        ("globally_reachable", "reachable", "columns"),
        (",2010-01,N/A,", ",2010-01,", "columns"),
        ('"', "", "columns"),
    ],
)
def test_a_broken_shipped_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str) -> None:
    shutil.copytree(iana_files.DATA, tmp_path, dirs_exist_ok=True)
    path = tmp_path / iana_files.IPV4
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    monkeypatch.setattr(iana_files, "DATA", tmp_path)
    iana_files.shipped.cache_clear()
    try:
        with pytest.raises(RegistryError, match=said) as caught:
            iana_files.shipped(iana_files.IPV4)
        assert str(path) in str(caught.value)
        assert "install the collection again" in str(caught.value)
    finally:
        iana_files.shipped.cache_clear()


def blocks(*texts: str) -> list[SpecialPurpose]:
    """Return blocks; ``+`` in front means reachable."""
    return [SpecialPurpose(special_purpose.parse_block(text.strip("+")), "x", "[RFC1]", text.startswith("+")) for text in texts]


def test_a_reachable_block_that_nothing_rejects_is_no_exception() -> None:
    assert judge(blocks("+192.31.196.0/24", "10.0.0.0/8")).spared == ()


def test_a_reachable_block_in_multicast_is_not_spared() -> None:
    assert judge(blocks("+232.0.0.0/8", "+64:ff9b::/96")).spared == ()


def test_a_rejected_block_in_a_spared_one_is_refused_because_two_sets_cannot_say_it() -> None:
    with pytest.raises(ValueError, match="10.1.2.0/24"):
        judge(blocks("10.0.0.0/8", "+10.1.0.0/16", "10.1.2.0/24"))


@pytest.mark.parametrize(
    "text", ["", "10.0.0.0", "10.0.0.1/8", "10.0.0.0/255.0.0.0", "10.0.0.0/33", "10/8", "::1/129", "a.b.c.d/8", "1/8 "]
)
def test_what_is_no_block(text: str) -> None:
    with pytest.raises(ValueError):
        special_purpose.parse_block(text)
