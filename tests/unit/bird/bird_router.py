# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A BIRD router as the platform reads it: files on its disk, what is loaded, and its sessions in BIRD's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird import Bird
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.bird.parse import BirdRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.own_files import OwnFilesPlan
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

BIRD = Bird()
VERSIONS = ("2.0.12", "3.1.8")
MAIN, LOCAL, FOLDER = "/etc/bird/manrs.conf", "/etc/bird/manrs-local.conf", "/etc/bird/manrs"
OPERATOR = 'router id 10.0.0.254;\ninclude "/etc/bird/manrs.conf";\n'


@dataclass
class FakeSession:
    """One session of one family; ``name`` is the protocol's."""

    name: str
    address: str
    asn: int
    is_wired: bool = True
    is_up: bool = True
    refreshes: bool = True
    stores: bool = True
    imported: int = 5
    import_limit: int | None = 1000
    local_asn: int = 25000

    @property
    def family(self) -> int:
        return 6 if ":" in self.address else 4

    def text(self) -> str:
        state = "Established" if self.is_up else "Active"
        filters = [f"MANRS-{way}-{self.address}-{self.family}" if self.is_wired else "theirs" for way in ("IN", "OUT")]
        capabilities = "      Route refresh\n" if self.refreshes else ""
        limit = f"    Import limit:   {self.import_limit}\n      Action:       block\n" if self.import_limit is not None else ""
        return (
            f"{self.name:10} BGP        ---        {'up' if self.is_up else 'start'}     17:22:03.749  {state}   \n"
            f"  Description:    {self.name.rstrip('46')}\n"
            f"  BGP state:          {state}\n"
            f"    Neighbor address: {self.address}\n"
            f"    Neighbor AS:      {self.asn}\n"
            f"    Local AS:         {self.local_asn}\n"
            "    Local capabilities\n      Route refresh\n"
            f"    Neighbor capabilities\n{capabilities}"
            f"  Channel ipv{self.family}\n"
            f"    Table:          master{self.family}\n"
            f"    Input filter:   {filters[0]}\n"
            f"    Output filter:  {filters[1]}\n"
            f"{limit}"
            f"    Routes:         {self.imported} imported, 3 exported, 5 preferred\n\n"
        )


@dataclass
class FakeRouter:
    """What a router has. ``loaded``: the digest of the text that BIRD runs."""

    version: str = "2.0.12"
    sessions: list[FakeSession] = field(default_factory=list)
    mains: str | None = None
    local: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    loaded: str = ""
    operator: str = OPERATOR
    newer: str = ""
    is_cache_up: bool = True

    def outputs(self) -> dict[str, str]:
        """What the platform's reads print."""
        shown = "".join(f"\n==> {path}\n{text}" for path, text in ((MAIN, self.mains), (LOCAL, self.local)) if text is not None)
        cache = "MANRS-RTR-1 RPKI       ---        up     17:42:19  Established\n\n" if self.is_cache_up else ""
        missing = [f"No import table in channel {item.name}.ipv{item.family}" for item in self.sessions if not item.stores]
        return {
            "status": f"BIRD {self.version} ready.\nBIRD {self.version}\nLast reconfiguration on 2026-11-25 17:21:59.860\n",
            "files": f"{shown}\n==> loaded\n{self.loaded}\n\n==> watched\nLast reconfiguration on 2026-11-25 17:21:59.860\n",
            "pairs": "".join(f"\n==> {FOLDER}/{name}\n{text}" for name, text in sorted(self.files.items())),
            "protocols": "".join(item.text() for item in self.sessions) + cache,
            "stored": "\n".join(missing),
            "operator": self.operator,
            "newer": self.newer,
            "vrps": "BIRD 3.1.8 ready.\n12 of 12 routes for 12 networks in table MANRS-ROA-4\n"
            "BIRD 3.1.8 ready.\n8 of 8 routes for 7 networks in table MANRS-ROA-6\n",
        }

    def running(self) -> BirdRunning:
        found = BIRD.parse(self.outputs())
        assert isinstance(found, BirdRunning)
        return found

    def plan(self, policy: Policy, allow_reset: bool = False) -> OwnFilesPlan:
        found = BIRD.plan(self.running(), fit(policy, BIRD.capabilities(self.version)), "one", allow_reset)
        assert isinstance(found, OwnFilesPlan)
        return found

    def carry_out(self, plan: OwnFilesPlan) -> None:
        """Do what the plan's scripts do when all goes well, by what the plan itself sends."""
        if not plan.stages:
            return
        assert plan.wanted is not None
        self.local = (self.local or "") + plan.files["bird.local"] if plan.files["bird.local"] else self.local
        self.files |= {name.removeprefix("bird.file."): text for name, text in plan.files.items() if name.startswith("bird.file.")}
        self.mains = plan.files.get("bird.new.0")
        self.files = {name: text for name, text in self.files.items() if self.mains and f"/{name}" in self.mains}
        if "bird.included" in plan.files:
            found = re.search(r"'MANRS-DIGEST-([0-9a-f]{16})'", self.mains or "")
            self.loaded = found[1] if found else ""


def sessions_of(policy: Policy, **facts: object) -> list[FakeSession]:
    """A session for each that a policy has."""
    return [
        FakeSession(f"{item.neighbor}{6 if ':' in item.address else 4}", item.address, item.asn, **facts)  # type: ignore[arg-type]
        for item in policy.sessions
    ]


def filter_of(text: str, name: str) -> str:
    """The filter of a name in a text; empty when it is not there."""
    found = re.search(rf"^filter '{re.escape(name)}'\n\{{\n.*?^\}}", text, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""
