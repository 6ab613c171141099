# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router in its own words: what it answers to the platform's reads, with an operator's configuration and files of ours or none."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Running
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.openbgpd import OpenBgpd
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.own_files import OwnFilesPlan

PLATFORM = OpenBgpd()
GUARD, SEAL = "/etc/bgpd/manrs-guard.conf", "/etc/bgpd/manrs-seal.conf"
LOCAL, SETS = "/etc/bgpd/manrs-local.conf", "/etc/bgpd/manrs-sets"
INCLUDED = f'9:include "{GUARD}"\n10:allow from any\n11:allow to any\n12:include "{SEAL}"\n'
#: What bgpd prints where ours are included and have rules.
LANDMARKS = "\n".join(f"match from any ext-community soo 4294967295:{number} " for number in (65001, 65002))
SEALMARKS = LANDMARKS.replace("65001", "65003").replace("65002", "65004")

#: `bgpctl show rtr` of 7.7, which does not say whether a cache is connected.
RTR = """\
RTR neighbor is 10.9.9.9, port 3323
 Description: 10.9.9.9
 Session ID: 6995 Serial #: 0
 Refresh: 3600, Retry: 600, Expire: 7200

  RTR RefreshTimer     due in 00:59:50
"""


@dataclass
class Box:
    """A router. ``neighbors``: address -> (ASN, lines of its block as bgpd prints them)."""

    neighbors: dict[str, tuple[int, list[str]]]
    version: str = "8.8"
    options: list[str] = field(default_factory=list)
    lines: str = INCLUDED
    rules: list[str] = field(default_factory=lambda: ["allow from any ", "allow to any "])
    files: dict[str, str] = field(default_factory=lambda: {GUARD: "", SEAL: ""})
    loaded: str = ""
    down: set[str] = field(default_factory=set)
    received: dict[str, int] = field(default_factory=dict)
    vrps: int = 5
    is_cache_up: bool = True
    loopback: str = "192.0.2.1 scope link \n100::1 metric 1024 pref medium\n"
    exit_code: int = 0
    running: Mapping[str, int] | None = None

    def printed(self) -> str:
        lines = ["AS 25000", "router-id 10.0.0.254", *self.options]
        for address, (asn, block) in self.neighbors.items():
            family = "IPv6" if ":" in address else "IPv4"
            lines += [f"neighbor {address} {{", f"\tremote-as {asn}", *(f"\t{line}" for line in block), f"\tannounce {family} unicast", "}"]
        if self.exit_code:
            lines = ["/etc/bgpd.conf:7: syntax error"]
        elif self.files[GUARD].count("\n") > 3:
            lines += [*self._sets(), LANDMARKS, *self.rules, SEALMARKS]
        else:
            lines += self.rules
        return "\n".join([*lines, f"exit code {self.exit_code}", ""])

    def _sets(self) -> list[str]:
        words = (line.split() for text in self.files.values() for line in text.splitlines() if line.split("-set ")[0] in KINDS)
        return [f"{kind} {name} {{\n}}" for kind, name, *_ in words]

    def outputs(self) -> dict[str, str]:
        peers = []
        for address, asn in (self.running or {address: asn for address, (asn, _) in self.neighbors.items()}).items():
            told = {"multiprotocol": ["IPv6 unicast" if ":" in address else "IPv4 unicast"]}
            peers.append(
                {
                    "remote_as": str(asn),
                    "remote_addr": address,
                    "description": f"as{asn}",
                    "state": "Active" if address in self.down else "Established",
                    "config": {"down": False, "capabilities": told},
                    "stats": {"prefixes": {"sent": 3, "received": self.received.get(address, 10)}},
                }
            )
        sets = [line.split()[1].strip('"') for line in self._sets() if self.files[GUARD]]
        rows = "".join(f"PREFIX {name} 0 0 - 00:00:02\n" for name in sets)
        mains = "".join(f"\n==> {path}\n{self.files[path]}" for path in (GUARD, SEAL, LOCAL) if path in self.files)
        packed = "".join(f"\n==> {path}\n{text}" for path, text in self.files.items() if path.startswith(SETS))
        return {
            "version": f"OpenBGPD {self.version}\n",
            "ours": f"{mains}\n==> loaded\n{self.loaded}\n\n==> watched\n{self.printed()}",
            "files": base64.b64encode(gzip.compress(packed.encode())).decode(),
            "lines": self.lines,
            "neighbors": json.dumps({"neighbors": peers}),
            "sets": f"Type   Name #IPv4 #IPv6 #ASnum Last Change\nROA    RPKI ROA {self.vrps} 0 - 00:00:01\n{rows}",
            "caches": RTR + ("" if self.is_cache_up else "  RTR RetryTimer       due in 00:09:58     \n"),
            "counts": "".join(f"{address} inet{'6' if ':' in address else ''} 7\n" for address in self.neighbors),
            "loopback": self.loopback,
        }

    def running_state(self) -> Running:
        return PLATFORM.parse(self.outputs())

    def apply(self, plan: OwnFilesPlan) -> None:
        """Do what the scripts of a delivery do, up to the confirm."""
        wanted = plan.wanted
        assert wanted is not None
        for path, text in zip((GUARD, SEAL), wanted.mains, strict=True):
            if text is None:
                self.files.pop(path)
            else:
                self.files[path] = text
        for path in [path for path in self.files if path.startswith(SETS)]:
            del self.files[path]
        self.files |= {f"{SETS}/{name}": text for name, text in wanted.files.items()}
        if wanted.local_addition:
            self.files[LOCAL] = self.files.get(LOCAL, "") + wanted.local_addition
        self.loaded = wanted.digest
        assert PLATFORM.differences(self.running_state(), plan, "confirmed") == []


KINDS = ("prefix", "origin", "as")
