# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our table in real nftables, in a network of its own, by each version that the lab has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import trees
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sources import (
    ACL,
    BORDER,
    FOREIGN,
    OWN_SPACE,
    SPECIAL_PURPOSE,
    STRICT,
    SourceChain,
    SourceDrop,
    SourceInterface,
    SourcePolicy,
    SourceSet,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.render import build, checked_name
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.scripts import READ, READ_ALL, unit
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.linux_nftables.table import (
    NAME,
    Table,
    parse_counted,
    parse_seen,
    parse_table,
    text,
)
from topology import LabError

OBSERVED = date(2026, 11, 20)
DROPS = tuple(SourceDrop(reason, "V03", reason) for reason in (SPECIAL_PURPOSE, OWN_SPACE))


def _sets(*texts: str) -> SourceSet:
    return SourceSet.of(map(Prefix.parse, texts))


POLICY = SourcePolicy(
    (
        SourceInterface(
            "eth0.100",
            "customer",
            tuple(SourceChain(Direction.IMPORT, family, STRICT, "", "in-c", (*DROPS, SourceDrop(FOREIGN, "V01"))) for family in (4, 6)),
            OBSERVED,
        ),
        SourceInterface(
            "bond-1_x",
            "customer",
            tuple(SourceChain(Direction.IMPORT, family, ACL, "", "in-c", (SourceDrop(FOREIGN, "V03"),)) for family in (4, 6)),
        ),
        SourceInterface(
            "up",
            "provider",
            tuple(
                chain
                for family in (4, 6)
                for chain in (
                    SourceChain(Direction.IMPORT, family, BORDER, "", "in-up", DROPS),
                    SourceChain(Direction.EXPORT, family, BORDER, "", OWN_SPACE, (SourceDrop(FOREIGN, "V04"),)),
                )
            ),
        ),
    ),
    {
        "in-c": _sets("193.20.0.0/23", "193.20.2.0/24", "193.20.9.7/32", "2a06:2000::/32", "2a06:2001::1/128"),
        "in-up": _sets(),
        SPECIAL_PURPOSE: _sets("10.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "fc00::/7", "::/3"),
        OWN_SPACE: _sets("185.10.0.0/22", "2a05:1000::/32"),
    },
)


def _roots() -> list[Path]:
    """The machine itself, and the Debian 13 tree."""
    found = [Path("/")] if shutil.which("nft", path="/usr/sbin") else []
    try:
        return [*found, trees.find_tree("trixie")]
    except LabError:
        return found


def in_network(root: Path, script: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script of the tree in a network that ends with it."""
    command = ["unshare", "--net", "chroot", str(root), "/bin/sh", "-euc", f"export PATH=/usr/sbin:/usr/bin:/sbin:/bin\n{script}"]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture(params=["/", "trixie"])
def root(request: pytest.FixtureRequest) -> Path:
    """Where nft is run."""
    if os.geteuid() != 0:
        pytest.skip("needs root, or run it inside `lab/lab.py shell`")
    found = [item for item in _roots() if (item == Path("/")) is (request.param == "/")]
    if not found:
        pytest.skip("needs nft: make packages" if request.param == "/" else "needs the Debian 13 tree: make tree")
    return found[0]


def load(root: Path, told: str, script: Sequence[str] = ()) -> str:
    done = in_network(root, "\n".join(["nft -f -", *script]), told)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_loaded_reads_as_it_was_meant(root: Path) -> None:
    table = build(POLICY, Table())
    assert parse_table(load(root, text(table), [READ])) == table


def test_what_is_read_can_be_loaded_again(root: Path) -> None:
    """The way back loads what was read before."""
    before = load(root, text(build(POLICY, Table())), [READ])
    assert load(root, before, [READ]) == before


def test_replacing_keeps_counts_and_sources_that_were_seen(root: Path) -> None:
    counter, seen = "in-eth0.100-v4-foreign", "seen-in-eth0.100-v4"
    told = text(build(POLICY, Table()), {counter: (7, 700)}, {seen: ("8.8.8.8", "9.9.9.9")})
    listing = load(root, told, [READ_ALL])
    assert parse_counted(listing)[counter] == (7, 700)
    assert parse_counted(listing)["in-up-v4-own-space"] == (0, 0)
    assert parse_seen(listing)[seen] == ("8.8.8.8", "9.9.9.9")
    # What the kernel counts is no change of ours.
    assert load(root, told, [READ]) == load(root, text(build(POLICY, Table())), [READ])


def test_no_more_than_1024_sources_are_kept(root: Path) -> None:
    """A flood of spoofed packets fills no memory."""
    table = text(build(POLICY, Table()))
    full = [f"10.0.{number // 256}.{number % 256}" for number in range(1025)]
    add = "nft add element inet MANRS-SOURCES seen-in-eth0.100-v4 '{{ {} }}'".format
    load(root, table, [add(", ".join(full[:1024]))])
    done = in_network(root, "\n".join(["nft -f -", add(", ".join(full))]), table)
    assert done.returncode != 0


def test_a_table_that_the_kernel_refuses_leaves_the_old_one(root: Path) -> None:
    table = build(POLICY, Table())
    broken = text(table).replace("policy accept", "policy except")
    script = ["cat > /tmp/broken.nft <<'E'", f"table inet {NAME}", f"delete table inet {NAME}", broken.rstrip(), "E"]
    script += ["nft -f /tmp/broken.nft && exit 9", "rm /tmp/broken.nft", READ]
    assert parse_table(load(root, text(table), script)) == table


def test_an_interface_that_is_kept_keeps_all_that_it_needs(root: Path) -> None:
    running = parse_table(load(root, text(build(POLICY, Table())), [READ]))
    kept = SourcePolicy((SourceInterface("eth0.100", "customer", (), is_kept=True),), {})
    table = build(kept, running)
    assert table.chains["in-eth0.100-v4"] == running.chains["in-eth0.100-v4"]
    assert "up" not in table.maps["in-v4"]
    assert parse_table(load(root, text(table), [READ])) == table


@pytest.mark.parametrize("name", ["GigabitEthernet0/0/1", "eth 0", "0123456789abcdef", "ppp*", ""])
def test_names_that_linux_has_not(name: str) -> None:
    with pytest.raises(PlatformError, match="cannot be an interface here"):
        checked_name(name)


def test_the_unit_is_one_that_systemd_reads(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze: Debian package systemd")
    path = tmp_path / "manrs-sources.service"
    path.write_text(unit("/var/lib/manrs-hardening"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    path.write_text(unit("/var/lib/manrs-hardening").replace("ExecStart=", "ExecSTART="), encoding="utf-8")
    assert subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False).stderr
