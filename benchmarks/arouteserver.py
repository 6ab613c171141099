# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARouteServer, which makes configurations of route servers: the same customers, asked from the same IRR server."""

from __future__ import annotations

import ipaddress
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from irrd import ADDRESS
from namespaces import host_environment
from router_lab import Lab
from ten_customers import NAMES, SOURCES, as_set
from topology import EXCHANGE_NETWORKS, OWN_ASN, LabError, link, router_id

ENVIRONMENT = Path(__file__).resolve().parent.parent / ".venv-bench"
#: For each edge: its name of the daemon, and the version that it knows and that is nearest to the edge's.
TARGETS: Mapping[str, tuple[str, str]] = {
    "bird2": ("bird", "2.0.11"),
    "bird3": ("bird", "3.0"),
    "openbgpd7": ("openbgpd", "7.7"),
    "openbgpd8": ("openbgpd", "8.7"),
}
_CHECKS = {"bird": "bird -p -c {}", "openbgpd": "bgpd -n -f {}"}
_LOCAL_FILES = "/etc/bench"


@dataclass(frozen=True, slots=True)
class ARouteServer:
    """The tool with its files in a folder. Methods raise LabError when it fails."""

    folder: Path
    port: int

    def prepare(self) -> None:
        """Write what it is told: its own defaults, without what asks the Internet, and origin validation as ours has it."""
        (self.folder / "cache").mkdir(parents=True)
        general = self._distributed("general.distrib.yml")
        cfg = general["cfg"]
        cfg |= {"rs_as": OWN_ASN, "router_id": router_id("rs")}
        cfg["filtering"]["never_via_route_servers"] = {"peering_db": False}
        cfg["filtering"]["max_prefix"] = {"peering_db": {"enabled": False}}
        cfg["filtering"]["rpki_bgp_origin_validation"]["enabled"] = True
        cfg["filtering"]["global_black_list_pref"] = [
            {"prefix": str(network.network_address), "length": network.prefixlen, "comment": "the exchange"}
            for network in map(ipaddress.ip_network, EXCHANGE_NETWORKS.values())
        ]
        cfg["rpki_roas"] = {"source": "rtr"}
        cfg["blackhole_filtering"] = {}
        program = {
            "cfg_general": "general.yml",
            "cfg_clients": "clients.yml",
            "cfg_bogons": str(self._file("bogons.yml")),
            "templates_dir": str(self._file("bogons.yml").parent.parent / "templates"),
            "cache_dir": "cache",
            "bgpq3_path": "bgpq4",
            "bgpq3_host": f"{ADDRESS}:{self.port}",
            "bgpq3_sources": ",".join(SOURCES),
            "logging_config_file": str(self._file("log.ini")),
            "check_new_release": False,
        }
        # JSON is YAML.
        for name, content in (("arouteserver.yml", program), ("general.yml", general)):
            (self.folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")

    def generate(self, edge: str) -> str:
        """Make the configuration of the daemon of an edge, and return it."""
        daemon, version = TARGETS[edge]
        clients = [
            {"asn": asn, "ip": list(link(edge, name).neighbor_addresses), "cfg": {"filtering": {"irrdb": {"as_sets": [as_set(name)]}}}}
            for name, asn in NAMES.items()
        ]
        (self.folder / "clients.yml").write_text(json.dumps({"clients": clients}), encoding="utf-8")
        output = self.folder / f"{edge}.conf"
        argv = [str(ENVIRONMENT / "bin/arouteserver"), daemon, "--cfg", str(self.folder / "arouteserver.yml")]
        argv += ["--target-version", version, "--local-files-dir", _LOCAL_FILES, "-o", str(output)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False, env=host_environment(), timeout=600)
        if done.returncode:
            raise LabError(f"arouteserver {daemon} {version}: {(done.stderr or done.stdout)[-1000:]}")
        return output.read_text(encoding="utf-8")

    def _file(self, name: str) -> Path:
        return next(ENVIRONMENT.glob(f"lib/python3*/site-packages/pierky/arouteserver/config.d/{name}"))

    def _distributed(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = yaml.safe_load(self._file(name).read_text(encoding="utf-8"))
        return found


def parse(lab: Lab, edge: str, text: str) -> None:
    """Let the daemon of an edge check a configuration of its own. :raises LabError: it does not accept it."""
    name = f"/tmp/{edge}.conf"
    # What it includes for the RPKI caches and is not its to write: nothing.
    lab.run(edge, f"umask 077; mkdir -p {_LOCAL_FILES}; : > {_LOCAL_FILES}/rpki_rtr_config.local; cat > {name}", stdin=text, check=True)
    lab.run(edge, _CHECKS[TARGETS[edge][0]].format(name), timeout=300, check=True)


def missing() -> str | None:
    """Return what this machine lacks to run it, with what to do; None when it lacks nothing."""
    return None if (ENVIRONMENT / ".ready").is_file() else "needs ARouteServer's Python environment: make bench-peer"
