# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long input of the kind that makes a parser look at everything again for each part of it: that would take hours, it takes moments."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird import objects, operator, protocols, routes
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables import table
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd import sets
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.dump_files import Problems
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irr import Resolver
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.rpsl import IrrDumps

from ..unit.frr import cases as frr
from ..unit.linux_nftables import test_nftables as nft

_SIZE = 300_000


def long(piece: str) -> str:
    return piece * (_SIZE // len(piece))


def _frr_record(text: str) -> None:
    assert frr.FRR.parse({**frr.router().outputs(), "running": f"router bgp 1\n{text}end\n"}).text


def _frr_daemons(text: str) -> None:
    frr.FRR.parse({**frr.router().outputs(), "daemons": text})


def _bird_operator(text: str) -> None:
    plain = operator.uncommented(text)
    operator.session_options(plain)
    operator.includes_ours(plain)


def _bird_protocols(text: str) -> None:
    protocols.parse_protocols(text)
    protocols.caches_up(text)


def _bird_routes(text: str) -> None:
    routes.held_routes(f"-- routes --\n{text}", 4)


def _filters_of_interfaces(text: str) -> None:
    nft.NFT.parse(nft.outputs(rp_filter=text))


_CHANNEL = "a BGP --- up x \n  BGP state: Established\n  Channel ipv4\n    Routes: "
_ROUTE = "193.0.0.0/21 unicast [a] * (100)\n\t"


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (_frr_record, long("\n")),
        (_frr_daemons, long("\n")),
        (_bird_operator, long("/* ")),
        (_bird_operator, "protocol bgp" + long(" ")),
        (_bird_operator, long("protocol bgp a {")),
        (_bird_operator, "".join(f"template bgp t{number} from t{number + 1} {{ ttl security on; }}\n" for number in range(5000))),
        (_bird_operator, f'include "{"*" * 4000}x";'),
        (_bird_protocols, _CHANNEL + long("1 imported,")),
        (_bird_protocols, "a BGP --- up x \n  Description: a" + long(" ") + "b\n"),
        (_bird_protocols, "x RPKI" + long(" ") + "x\n"),
        (_bird_routes, "193.0.0.0/21 unicast [" + long("a")),
        (_bird_routes, f"{_ROUTE}BGP.as_path: {long('{')}"),
        (objects.parse_main, "filter 'MANRS-a'\n" + long("a\n")),
        (objects.parse_pairs, long("    1: return net ~ [\n")),
        (objects.parse_local, long("/* ")),
        (objects.parse_local, long("define 'MANRS-LOCAL-AS1-4' = [")),
        (objects.parse_local, f"define 'MANRS-LOCAL-AS1-4' = [{long('a{')}];"),
        (sets.local_lists, long("prefix-set MANRS-LOCAL-a {")),
        (table.parse_table, f"\tset a-v4 {{\n\t\t{long('elements = {')}\n\t}}\n"),
        (_filters_of_interfaces, long("/conf/a")),
    ],
)
def test_what_routers_print_is_read_in_one_go(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except (PlatformError, ValueError) as error:
        assert len(str(error)) < 1000


@pytest.mark.parametrize("text", ["as-set: AS-X\nmembers: AS1\n" + long("+a\n"), "as-set: AS-X\nmembers: AS1,\n" + long(" AS2,\n")])
def test_a_set_of_many_lines_is_read_in_one_go(tmp_path: Path, text: str) -> None:
    (tmp_path / "irr").write_text(text)
    irr = IrrDumps([tmp_path / "irr"], None, Problems())
    assert asyncio.run(Resolver(irr, 1000).expand([SetName.parse("AS-X")]))
