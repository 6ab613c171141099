# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that says what each router OS can do of the policy: made from the capabilities that the engine itself asks for."""

from __future__ import annotations

from collections.abc import Callable

from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms import platform
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import Capabilities

#: The versions that were run, by platform.
VERSIONS = (("frr", "8.4.4"), ("frr", "10.3"), ("bird", "2.0.12"), ("bird", "3.1.8"), ("openbgpd", "7.7"), ("openbgpd", "8.8"))
NAMES = {"frr": "FRR", "bird": "BIRD", "openbgpd": "OpenBGPD"}


def _otc(has: Capabilities) -> str:
    if has.otc_by_agreement:
        return "by a role that the neighbor confirms"
    return "by the session's role" if has.otc_by_role else "by filters"


def _yes(is_so: bool, instead: str = "no") -> str:
    return "yes" if is_so else instead


#: What is asked, and the answer. What is not "yes" is what is done instead.
ROWS: tuple[tuple[str, Callable[[Capabilities], str]], ...] = (
    ("F14, E05: OTC is looked at and set", _otc),
    ("F11: next hops by prefix", lambda has: _yes(has.matches_next_hop_ranges, "address by address")),
    ("F18: communities counted over all kinds", lambda has: _yes(has.counts_all_communities, "each kind, half of the number")),
    ("F18, E04: communities kept by pattern", lambda has: _yes(has.keeps_by_pattern, "those that the policy names")),
    ("F21: AS_SETs can be monitored", lambda has: _yes(has.monitors_as_sets, "enforced")),
    ("E04: private ASNs taken out of paths", lambda has: _yes(has.removes_asns, "such routes are not announced")),
    ("F19: ASPA", lambda has: _yes(not any(text.startswith("F19") for text in has.absent), "not used")),
    ("S02: TCP-AO", lambda has: _yes(has.has_tcp_ao, "refused; TCP MD5")),
    ("S03: roles that are not set", lambda has: ", ".join(role for role, _ in has.broken_roles) or "none"),
    ("`import_policy`, `export_policy`", lambda has: _yes(has.calls_functions, "not needed")),
    ("`manage_sessions`", lambda has: _yes(has.manages_sessions)),
)


def page() -> str:
    """Return the page as Markdown."""
    columns = [(f"{NAMES[name]} {version}", platform(name).capabilities(version)) for name, version in VERSIONS]
    lines = [
        "# What each router OS can do",
        "",
        "All six versions were **tested on** the real daemon: random routes against the reference, the attack catalogue, deliveries that",
        "were killed (see `lab/README.md`). Where an OS cannot say something, what is done instead rejects, or removes, at least as much,",
        "and each run lists it as `substituted`; OTC is the exception that [the policy](policy.md) names. More about each:",
        "[FRR](frr.md), [BIRD](bird.md), [OpenBGPD](openbgpd.md); source addresses are checked by [nftables](sources.md) on all of them.",
        "",
        f"| | {' | '.join(name for name, _ in columns)} |",
        f"|---|{'---|' * len(columns)}",
        *(f"| {what} | {' | '.join(say(has) for _, has in columns)} |" for what, say in ROWS),
    ]
    return "\n".join(lines) + "\n"
