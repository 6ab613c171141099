# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR's scripts in a delivery: read, carry a stage out, go back, save (see ``way_back``)."""

from __future__ import annotations

from ..way_back import BASE

READ = "vtysh -c 'show running-config'\n"

STAGE = """\
for FILE in "$D/$STAGE".*.conf; do
  [ -s "$FILE" ] && run vtysh -f "$FILE"
done
[ ! -s "$D/$STAGE.refresh" ] || sh "$D/$STAGE.refresh" </dev/null >>"$D/$STAGE.log" 2>&1 || exit 16
"""

RESTORE = """\
D=$1
put_back() {
  for FILE in "$D"/restore.*.conf; do
    [ -s "$FILE" ] && vtysh -f "$FILE" >>"$D/restore.log" 2>&1
  done
  [ -s "$D/restore.refresh" ] && sh "$D/restore.refresh" >>"$D/restore.log" 2>&1
}
normal() { sed '/^rpki$/{N;/\\nexit$/d}' "$1" | grep -v '^!' | sort; }
normal "$D/before.frr" > "$D/before.sorted"
same() {
  vtysh -c 'show running-config' > "$D/restored.conf"
  normal "$D/restored.conf" | diff "$D/before.sorted" - > "$D/restored.diff"
}
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
"""

CONFIRM = """\
D=$1 RC=0
[ ! -s "$D/clean.conf" ] || vtysh -f "$D/clean.conf" >>"$D/clean.log" 2>&1 || RC=17
vtysh -c 'write memory' >>"$D/clean.log" 2>&1 || RC=18
[ -s "$D/added" ] && cp "$D/added" @BASE@/added || rm -f @BASE@/added
[ "$RC" = 0 ] || tail -n 5 "$D/clean.log" >&2
exit $RC
""".replace("@BASE@", BASE)
