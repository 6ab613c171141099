# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One small policy as an engineer would read it on the router, written by hand; and what RPL makes of the operator's own policy."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Chain, Policy, RtrCache, Session, SessionOptions
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix, PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import BLACKHOLE, Direction, Relation, Route, host_prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PairSet, PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.terms import (
    AddLargeCommunity,
    FirstAsn,
    HasCommunity,
    InLocalList,
    PairIn,
    PathHas,
    PathHasSet,
    PrefixIn,
    RemoveCommunities,
    Rewrite,
    RovInvalid,
    Term,
)
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import PlatformError
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr import IosXr
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.render import Facts, build
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.text import configuration_text
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.line_keys import BindingKey
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from .rpl import parse, run

XR = IosXr()
CHAIN = Chain(
    Direction.IMPORT,
    4,
    (
        Term("F21", (PathHasSet(),)),
        Term("F08", (), ((FirstAsn(35001),),)),
        Term("F02", (PrefixIn("special"),)),
        Term("F07", (PathHas(((0, 0), (64496, 131071))),)),
        Term("F12", (RovInvalid(),)),
        Term("F16", (HasCommunity((BLACKHOLE,)),)),
        Term("F13", (), ((PairIn("AS35001:AS-ACME"),), (InLocalList("LOCAL-AS35001"),))),
    ),
    (Rewrite("F18", (RemoveCommunities(((25000, None), (25000, None, None)), ((25000, 100),)),)),),
    (Rewrite("F18", (AddLargeCommunity((25000, 1, 1)),)),),
)
POLICY = Policy(
    25000,
    (Session("acme", 35001, Relation.CUSTOMER, "10.0.0.1", (CHAIN,), SessionOptions(ttl_hops=1, password="s3cret")),),
    {"special": PrefixSet("special", frozenset(map(PrefixRange.parse, ("10.0.0.0/8^8-32", "127.0.0.0/8^8-32"))))},
    {"AS35001:AS-ACME": PairSet("AS35001:AS-ACME", {7: frozenset(map(PrefixRange.parse, ("20.0.0.0/16", "30.0.0.0/16^16-24")))})},
    (RtrCache("192.0.2.10", 3323),),
)
#: Names that hold a digest are written as <1>, <2> in the order in which they come.
EXPECTED = """\
as-path-set MANRS-AS-SETS
  ios-regex '[{(]'
end-set
!
as-path-set MANRS-PATH-<1>
  ios-regex '_0_',
  passes-through '[64496..131071]'
end-set
!
community-set MANRS-C-<2>
  25000:[0..99],
  25000:[101..65535]
end-set
!
large-community-set MANRS-L-<3>
  25000:*:*
end-set
!
prefix-set MANRS-LOCAL-AS35001
end-set
!
prefix-set MANRS-special-4
  10.0.0.0/8 le 32,
  127.0.0.0/8 le 32
end-set
!
prefix-set MANRS-x.<4>_O7-4
  # AS35001:AS-ACME
  20.0.0.0/16,
  30.0.0.0/16 le 24
end-set
!
route-policy MANRS-GUARD-4-<5>
  # F21
  if as-path in MANRS-AS-SETS then
    drop
  endif
  # F02
  if destination in MANRS-special-4 then
    drop
  endif
  # F07
  if as-path in MANRS-PATH-<1> then
    drop
  endif
  # F12
  if validation-state is invalid then
    drop
  endif
end-policy
!
route-policy MANRS-IN-AS35001-10_0_0_1-4
  # F18
  delete community in MANRS-C-<2>
  delete large-community in MANRS-L-<3>
  apply MANRS-GUARD-4-<5>
  # F08
  if not as-path neighbor-is '35001' then
    drop
  endif
  # F16
  if community matches-any (65535:666) then
    drop
  endif
  # F13
  if not apply MANRS-PAIRS-x.<4>-4 and not destination in MANRS-LOCAL-AS35001 then
    drop
  endif
  # F18
  set large-community (25000:1:1) additive
  pass
end-policy
!
route-policy MANRS-PAIRS-x.<4>-4
  # AS35001:AS-ACME
  if as-path originates-from '7' then
    if destination in MANRS-x.<4>_O7-4 then
      pass
    endif
  endif
end-policy
!
router bgp 25000
 rpki server 192.0.2.10
  transport tcp port 3323
 !
 address-family ipv4 unicast
  bgp origin-as validation enable
 !
 neighbor 10.0.0.1
  password <vaulted>
  ttl-security
  address-family ipv4 unicast
   soft-reconfiguration inbound always
   route-policy MANRS-IN-AS35001-10_0_0_1-4 in
  !
 !
!
"""


def numbered(text: str) -> str:
    """Digests as numbers, in the order in which they come."""
    found: dict[str, str] = {}
    return re.sub(r"(?<![0-9a-z])[0-9a-f]{16}(?![0-9a-f])", lambda match: found.setdefault(match[0], f"<{len(found) + 1}>"), text)


def test_a_small_policy_as_it_is_read_on_the_router() -> None:
    assert numbered(XR.render(POLICY, XR.capabilities("7.5.2"))) == EXPECTED


# -- the operator's own policy: what it lets through and how, whatever it says ---------------------------------------------------------

_KEY = BindingKey("10.0.0.1", 4, "in")


def between(theirs: str) -> Route | None:
    """A good route behind GUARD, a policy of the operator's and SEAL."""
    text = configuration_text(
        25000, replace(build(fit(POLICY, XR.capabilities("7.5.2")), Facts(operator_policies={_KEY: "THEIRS"})), lines={})
    )
    policies = parse(f"route-policy THEIRS\n{theirs}\nend-policy\nroute-policy OTHER\n  drop\nend-policy\n{text}")
    route = Route(Prefix.parse("20.0.0.0/16"), (35001, 7), next_hop=host_prefix("10.0.0.1"))
    return run(policies, policies.bindings["10.0.0.1", 4, "in"], route, lambda item: False)


@pytest.mark.parametrize(
    "theirs",
    [
        "  if as-path is-local then\n    pass\n  endif",
        "  if as-path is-local then\n    set local-preference 50\n  endif",
        "  drop",
        "  pass\n  drop",
        "  set local-preference 50\n  apply OTHER",
    ],
)
def test_what_the_operator_does_not_accept_stays_rejected(theirs: str) -> None:
    """Above all what falls to the end of the policy: nothing that we set may make it acceptable."""
    assert between(theirs) is None


@pytest.mark.parametrize(
    "theirs",
    [
        "  pass",
        "  set local-preference 50",
        "  pass\n  done\n  drop",
        "  set local-preference 50\n  done",
        "  if not as-path is-local then\n    pass\n  endif",
    ],
)
def test_what_the_operator_accepts_gets_our_tag_also_behind_done(theirs: str) -> None:
    found = between(theirs)
    assert found is not None
    assert found.large_communities == {(25000, 1, 1)}
    assert found.local_preference == (50 if "preference" in theirs else None)


def test_done_alone_is_why_such_a_policy_is_not_taken() -> None:
    """It accepts where it stands alone, and drops where it stands as a condition."""
    assert between("  done") is None


@pytest.mark.parametrize("version", ["6.2.3", "5.3", "IOS", ""])
def test_versions_that_are_not_known_are_refused(version: str) -> None:
    with pytest.raises(PlatformError, match="IOS-XR"):
        XR.capabilities(version)
