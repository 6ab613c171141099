# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source-address validation on Linux by nftables: the part of a router beside its routing daemon."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...model.policies import Policy
from ...model.prefixes import Prefix
from ..contract import Command, Outputs, PlatformError
from ..way_back import BASE, PartPlan
from . import parse as reader
from . import steps
from .parse import NftRunning
from .render import build
from .scripts import READ_ALL, boot_file
from .steps import STAGE_NAME, NftPlan
from .table import NAME, Table, parse_table, text

__all__ = ["STAGE_NAME", "LinuxNftables", "NftRunning"]

#: A user who may run vtysh need not be one who may run nft; that matters where interfaces are declared.
_CHAINS = "if command -v nft >/dev/null; then nft -y list chains 2>/dev/null || echo denied; else echo missing; fi"
#: What loads the table at boot: systemd, or an include of the operator's.
_START = (
    f"if [ -d /run/systemd/system ]; then echo systemd; elif grep -qsF '{BASE}/' /etc/nftables.conf; then echo include; else echo none; fi"
)
_BOOT = boot_file(BASE)


class LinuxNftables:
    """The part of nftables (see the contract for what each method returns)."""

    reads: Mapping[str, Command] = {
        "chains": Command(_CHAINS),
        "table": Command(f"{{ {READ_ALL}; }}; true", 120.0),
        "links": Command("ip -j address show"),
        "defaults": Command('for FAMILY in 4 6; do ip -o -$FAMILY route show default | sed "s/^/$FAMILY /"; done'),
        "rp_filter": Command("grep -H . /proc/sys/net/ipv4/conf/*/rp_filter; true"),
        # The table that is loaded at boot is read where ours is gone.
        "boot": Command(
            f"if [ -e {_BOOT} ]; then sha256sum < {_BOOT} | cut -d' ' -f1; nft list tables | grep -q ' {NAME}$' || cat {_BOOT}; fi",
            120.0,
        ),
        "start": Command(_START),
    }

    def render(self, fitted: Policy) -> str:
        """Return the table for a router that was never seen; nothing when source addresses are not declared."""
        return text(build(fitted.sources, Table())) if fitted.sources is not None else ""

    def parse(self, outputs: Outputs) -> NftRunning:
        """Parse the outputs of ``reads``."""
        return reader.parse(outputs)

    def plan(self, running: NftRunning, fitted: Policy, identifier: str) -> NftPlan:
        """Return the plan to the policy."""
        return steps.plan(running, fitted.sources, identifier)

    def plan_release(self, running: NftRunning, identifier: str) -> NftPlan:
        """Return the plan that leaves nothing of ours."""
        return steps.plan_release(running, identifier)

    def plan_back(self, running: NftRunning, before: str, identifier: str) -> NftPlan:
        """Return the plan to an older table, as it was listed. :raises PlatformError: it cannot be read."""
        try:
            return steps.plan_back(running, parse_table(before), identifier)
        except ValueError as error:
            raise PlatformError(f"table inet {NAME} of the record cannot be read: {error}") from error

    def differences(self, running: NftRunning, plan: PartPlan, expectation: str) -> list[str]:
        """Return what is not as planned."""
        if not isinstance(plan, NftPlan):
            raise PlatformError("a plan of another part")
        return steps.differences(running, plan, expectation)

    def routed(self, addresses: Collection[Prefix]) -> list[Command]:
        """Return the command that asks the forwarding table for addresses (host prefixes)."""
        lines = "".join(f"route get {str(item).partition('/')[0]}\\n" for item in addresses)
        return [Command(f"printf '{lines}' | ip -force -batch - 2>/dev/null; true")]

    def routed_interfaces(self, outputs: Sequence[str]) -> dict[Prefix, str]:
        """Parse the interface of each address that has a route."""
        return reader.routed("".join(outputs))
