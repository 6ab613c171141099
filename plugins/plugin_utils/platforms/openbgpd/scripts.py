# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where our files are on an OpenBGPD router, and the shell commands that speak with bgpd."""

from __future__ import annotations

from ..own_files import Place
from .render import GUARD, LOCAL_LISTS, SEAL, SETS
from .rules import GUARD_BEGINS, GUARD_ENDS, SEAL_BEGINS, SEAL_ENDS
from .sets import DIGEST

#: The name of this part of a router.
PART = "openbgpd"
CONFIGURATION = "/etc/bgpd.conf"

#: The configuration as bgpd understands it, with all that is included; without what sets hold, our own rules, and secrets, which it
#: does not print. A landmark of ours is the last rule that is left of a file of ours.
_PRINTED = f"""\
(SAID=$(bgpd -nv -f {CONFIGURATION} 2>&1); RC=$?; printf '%s\\n' "$SAID" | awk '
  /^(as|prefix|origin|roa|aspa)-set /{{print; hidden = !/}}$/; next}}
  hidden{{if (/^}}/) hidden = 0; next}}
  /^match from any ext-community soo 4294967295:({GUARD_BEGINS}|{SEAL_BEGINS}) *$/{{print; ours = 1; next}}
  /^match from any ext-community soo 4294967295:({GUARD_ENDS}|{SEAL_ENDS}) *$/{{ours = 0}}
  !ours{{print}}'; echo "exit code $RC")"""

#: bgpctl ends with 0 whatever becomes of a reload; its words tell. An earlier reload may still be judging all routes.
_LOAD = """\
  TRIES=0
  while :; do
    SAID=$(bgpctl reload 2>&1) || { echo "$SAID"; return 1; }
    case $SAID in
      *"previous reload still running"*) ;;
      *"request processed"*) return 0 ;;
      *) echo "$SAID"; return 1 ;;
    esac
    TRIES=$((TRIES + 1))
    [ "$TRIES" -lt 120 ] || { echo "$SAID"; return 1; }
    sleep 0.5
  done"""

PLACE = Place(
    PART,
    (GUARD, SEAL),
    SETS,
    LOCAL_LISTS,
    CONFIGURATION,
    loaded=f"(SAID=$(bgpctl show sets) || exit 1; printf '%s\\n' \"$SAID\" | sed -n 's/^ASNUM *\\({DIGEST}[0-9a-f]*\\) .*/\\1/p')",
    watched=_PRINTED,
    check=f"bgpd -n -f {CONFIGURATION}",
    load=_LOAD,
    reload=_LOAD,
    # Somebody's reload that bgpd was still at when it was asked what it runs would have the last word.
    settle=_LOAD,
)

#: Where in the operator's file ours are included, and where its filter rules and neighbors are.
RULE_LINES = f"grep -nE '^[[:space:]]*(include|allow|deny|match|neighbor|group)([[:space:]]|$)' {CONFIGURATION}; true"
#: How many valid routes each neighbor has in the table, per family.
COUNTS = (
    'for A in $(bgpctl -j show neighbor | sed -n \'s/.*"remote_addr": "\\([^"/]*\\)".*/\\1/p\'); do for F in inet inet6; do '
    "echo \"$A $F $(bgpctl show rib $F neighbor $A | awk '/^[A-Z]*\\*/{n++} END{print n + 0}')\"; done; done"
)
#: Routes of the kernel that end in the router itself: bgpd 8 takes their addresses for reachable, and packets go nowhere.
LOOPBACK = "ip -o route show dev lo; ip -o -6 route show dev lo; true"
