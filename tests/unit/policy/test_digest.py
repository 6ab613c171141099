# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The digest of a policy: the same for the same policy in any process, another for everything that a router does differently."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent import validate
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy, TcpAoAlgorithm, TcpAoKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.digest import policy_digest
from policy_world import IRR, NEIGHBORS, ROOT, VRPS, compiled, neighbors, session

DIGEST = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import policy_world
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.digest import policy_digest
print(policy_digest(policy_world.compiled(Path({folder!r}))))
"""


def changed(name: str, /, **changes: Any) -> list[dict[str, Any]]:
    """Return the world's neighbors, one changed."""
    return [{**item, **changes} if item["name"] == name else item for item in NEIGHBORS]


def test_equal_policies_have_equal_digests_in_any_process(tmp_path: Path) -> None:
    digests = {policy_digest(compiled(tmp_path))}
    for seed in ("1", "2"):
        code = DIGEST.format(here=str(Path(__file__).parent), folder=str(tmp_path))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / ".build")}
        digests.add(
            subprocess.run([sys.executable, "-c", code], env=environment, text=True, capture_output=True, check=True).stdout.strip()
        )
    assert len(digests) == 1


RULE = {"until": "2999-01-01", "why": "test"}


@pytest.mark.parametrize(
    "change",
    [
        {"neighbors": NEIGHBORS[:-1]},
        {"neighbors": changed("up", relation="peer", receive=None)},
        {"neighbors": changed("up", receive="partial", registered=None, state="released")},
        {"neighbors": changed("up", receive="default")},
        {"neighbors": changed("up", unmanaged=True, why="moves")},
        {"neighbors": changed("peer", asn=31999)},
        {"neighbors": changed("peer", addresses=["10.0.0.33"])},
        {"neighbors": changed("peer", next_hops=["10.0.0.33"])},
        {"neighbors": changed("peer", role=True)},
        {"neighbors": changed("peer", role=True, strict_role=True)},
        {"neighbors": changed("peer", ttl_security=1)},
        {"neighbors": changed("peer", limits={"ipv4": 1000})},
        {"neighbors": changed("peer", import_policy="mine")},
        {"neighbors": changed("peer", export_policy="mine")},
        {"neighbors": changed("peer", local_addresses=["10.0.0.254"])},
        {"neighbors": changed("peer", export_limits={"ipv6": 1000})},
        {"neighbors": changed("peer", local_preference=90)},
        {"neighbors": changed("peer", accept_communities=["25000:1"])},
        {"neighbors": changed("peer", keep_communities=["25000:1"])},
        {"neighbors": changed("peer", most_communities=50)},
        {"neighbors": changed("peer", longest_path=50)},
        {"neighbors": changed("peer", lengths={"ipv6": [12, 56]})},
        {"neighbors": changed("peer", adoption_stage=5)},
        {"neighbors": changed("peer", modes={"F05": {"mode": "monitor", **RULE}})},
        {"neighbors": changed("peer", modes={"F05": {"mode": "off", **RULE}})},
        {"neighbors": changed("peer", exceptions=[{"controls": ["F05"], "prefix": "193.0.0.0/25", "origin": 3333, **RULE}])},
        {"neighbors": changed("acme", send="default_only")},
        {"neighbors": changed("acme", blackhole=True)},
        {"neighbors": changed("black", blackhole_lengths=[30, 128])},
        {"irr": IRR.replace("193.20.8.0/24", "193.20.9.0/24")},
        {"vrps": VRPS[:3]},
        {"export_by": "lists"},
        {"prefixes": ["185.10.0.0/22"]},
        {"own_origins": []},
        {"returns_from": []},
        {"transit_free": [174]},
        {"never_via_route_servers": [31051]},
        {"transfer_networks": []},
        {"reject_own_invalid": True},
        {"rfc8212": True},
        {"manage_sessions": True},
        {"discard_next_hops": {"ipv4": "192.0.2.2"}},
        {"only": ("up", "acme")},
    ],
    ids=str,
)
def test_another_policy_has_another_digest(tmp_path: Path, change: dict[str, Any]) -> None:
    assert policy_digest(compiled(tmp_path, **change)) != policy_digest(compiled(tmp_path))


@pytest.mark.parametrize(
    "change",
    [
        {"neighbors": changed("peer", name="somebody")},
        {"neighbors": changed("acme", name="Acme Ltd.")},
        {"neighbors": list(reversed(NEIGHBORS))},
        {"neighbors": changed("up", why="said for nobody")},
        {"vrps": list(reversed(VRPS))},
        {"neighbors": changed("peer", adoption_stage=7)},
        {"neighbors": changed("peer", modes={"F05": {"mode": "enforce"}})},
    ],
    ids=str,
)
def test_what_changes_no_router_changes_no_digest(tmp_path: Path, change: dict[str, Any]) -> None:
    assert policy_digest(compiled(tmp_path, **change)) == policy_digest(compiled(tmp_path))


def test_a_password_counts_and_is_nowhere_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "was_vaulted", lambda value: True)
    first, second = (compiled(tmp_path, neighbors("peer", password=text)) for text in ("hunter2", "correct horse"))
    assert session(first, "peer").options.password == "hunter2"
    assert len({policy_digest(first), policy_digest(second), policy_digest(compiled(tmp_path, neighbors("peer")))}) == 3
    for shown in (repr(first), str(first), repr(first.sessions), repr(first.findings), policy_digest(first)):
        assert "hunter2" not in shown


def test_a_key_of_tcp_ao_counts_and_is_nowhere_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "was_vaulted", lambda value: True)

    def keyed(*keys: tuple[int, str, str]) -> Policy:
        told = [{"identifier": identifier, "algorithm": algorithm, "secret": secret} for identifier, algorithm, secret in keys]
        return compiled(tmp_path, neighbors("peer", tcp_ao=told))

    one, other = (1, "hmac-sha-1", "hunter2"), (2, "hmac-sha-1", "correct-horse")
    policies = [
        keyed(),
        keyed(one),
        keyed(one, other),
        keyed(other, one),
        keyed((1, "aes-128-cmac", "hunter2")),
        keyed((1, "hmac-sha-1", "hunter3")),
        keyed((2, "hmac-sha-1", "hunter2")),
    ]
    assert session(policies[1], "peer").options.tcp_ao == (TcpAoKey(1, TcpAoAlgorithm.HMAC_SHA_1, "hunter2"),)
    assert len({policy_digest(policy) for policy in policies}) == len(policies)
    for shown in (repr(policies[1]), str(policies[1].sessions), repr(policies[1].findings), policy_digest(policies[1])):
        assert "hunter2" not in shown
