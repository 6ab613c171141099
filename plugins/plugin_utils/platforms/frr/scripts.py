# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR's scripts in a delivery: read, carry a stage out, go back, save (see ``way_back``)."""

from __future__ import annotations

from ..way_back import BASE

#: What FRR starts with.
STARTUP = "/etc/frr/frr.conf"
READ = "vtysh -c 'show running-config'\n"

STAGE = """\
for FILE in "$D/$STAGE".*.conf; do
  [ -s "$FILE" ] && run vtysh -f "$FILE"
done
[ ! -s "$D/$STAGE.refresh" ] || sh "$D/$STAGE.refresh" </dev/null >>"$D/$STAGE.log" 2>&1 || exit 16
# What is confirmed must be this, or FRR was restarted, or somebody is at work.
(umask 077; vtysh -c 'show running-config' > "$D/staged.frr") || exit 16
"""

#: FRR 8.4 keeps an empty block where the last RTR cache was removed; it prints lists in another order after a restart.
_NORMAL = """\
normal() { sed '/^rpki$/{N;/\\nexit$/d}' "$1" | grep -v '^!' | sort; }
"""

RESTORE = """\
D=$1
put_back() {
  for FILE in "$D"/restore.*.conf; do
    [ -s "$FILE" ] && vtysh -f "$FILE" >>"$D/restore.log" 2>&1
  done
  [ -s "$D/restore.refresh" ] && sh "$D/restore.refresh" >>"$D/restore.log" 2>&1
}
@NORMAL@(umask 077; normal "$D/before.frr" > "$D/before.sorted")
same() (
  umask 077
  vtysh -c 'show running-config' > "$D/restored.conf"
  normal "$D/restored.conf" | diff "$D/before.sorted" - > "$D/restored.diff"
)
# FRR 10 can drop what vtysh -f gave it, without a word, while another vtysh reads the configuration: say it again.
put_back_until_same() {
  for PAUSE in 1 2 3 4; do
    put_back
    same && return 0
    echo "$(wc -l < "$D/restored.diff") lines differ" >> "$D/restore.log"
    sleep "$PAUSE"
    same && return 0
  done
  return 1
}
# A save that failed may have left half a file. FRR keeps the old one beside it, which needs no disk to be put back.
is_startup() { cmp -s "$D/startup.conf" "$1"; }
if [ -e "$D/startup.conf" ] && ! is_startup @STARTUP@; then
  if is_startup @STARTUP@.sav; then
    mv @STARTUP@.sav @STARTUP@
  else
    cp -p "$D/startup.conf" @STARTUP@.new && mv @STARTUP@.new @STARTUP@
  fi
  is_startup @STARTUP@ || { echo "NOT restored: put $D/startup.conf in the place of @STARTUP@"; exit 1; }
fi
if put_back_until_same; then
  echo restored
elif [ -x /usr/lib/frr/frr-reload.py ] \\
  && sed '/^Building configuration/d; /^Current configuration/d' "$D/before.frr" > "$D/reload.conf" \\
  && /usr/lib/frr/frr-reload.py --reload "$D/reload.conf" >>"$D/restore.log" 2>&1 && same; then
  echo "restored by frr-reload"
else
  echo "NOT restored: compare $D/before.frr with the running configuration"
  exit 1
fi
""".replace("@NORMAL@", _NORMAL).replace("@STARTUP@", STARTUP)

CONFIRM = (
    """\
D=$1 RC=0
@NORMAL@(umask 077; vtysh -c 'show running-config' > "$D/confirming.frr"; normal "$D/staged.frr" > "$D/staged.sorted")
if ! normal "$D/confirming.frr" | cmp -s - "$D/staged.sorted"; then
  echo "FRR does not run what was staged: it was restarted, or somebody changed the configuration meanwhile" >&2
  exit 21
fi
# Saved before anything of the old is taken off: where that fails, all is there to go back to.
cp -p @STARTUP@ "$D/startup.conf" && vtysh -c 'write memory' >>"$D/clean.log" 2>&1 && [ -s @STARTUP@ ] ||
  { tail -n 5 "$D/clean.log" >&2; echo "it cannot be saved" >&2; exit 18; }
if [ -s "$D/clean.conf" ]; then
  vtysh -f "$D/clean.conf" >>"$D/clean.log" 2>&1 || RC=17
  vtysh -c 'write memory' >>"$D/clean.log" 2>&1 || RC=18
fi
[ -s "$D/added" ] && cp "$D/added" @BASE@/added || rm -f @BASE@/added
[ "$RC" = 0 ] || tail -n 5 "$D/clean.log" >&2
exit $RC
""".replace("@BASE@", BASE)
    .replace("@NORMAL@", _NORMAL)
    .replace("@STARTUP@", STARTUP)
)
