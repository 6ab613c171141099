# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell scripts that run on the router: lock, timer, way back, confirm. They need no controller.

FRR has no confirmed commit. A script of ours waits for the decision and undoes the change itself. Who makes the folder
``decision`` first decides: the controller (confirmed, reverted) or the timer (timeout). The clock is /proc/uptime, which
nobody sets. Startup is saved only after the confirm, so a restart of the router is a way back too.
"""

from __future__ import annotations

BASE = "/var/lib/manrs-hardening"

#: Removes what vtysh prints around a configuration.
_RUNNING = "vtysh -c 'show running-config'"

ARM = """\
set -u
umask 077
D=$1 SECONDS_LEFT=$2 WANTED=$3
LOCK=@BASE@/lock
BOOT=$(cat /proc/sys/kernel/random/boot_id)
if ! mkdir "$LOCK" 2>/dev/null; then
  if [ "$(cat "$LOCK/boot" 2>/dev/null)" = "$BOOT" ] && kill -0 "$(cat "$LOCK/watchdog" 2>/dev/null)" 2>/dev/null; then
    echo "locked by delivery $(cat "$LOCK/holder" 2>/dev/null); wait until it has ended" >&2
    exit 11
  fi
  rm -rf "$LOCK"
  mkdir "$LOCK" || exit 11
fi
echo "$BOOT" > "$LOCK/boot"
basename "$D" > "$LOCK/holder"
@RUNNING@ > "$D/before.conf" || { rm -rf "$LOCK"; exit 12; }
if [ "$(sha256sum < "$D/before.conf" | cut -d' ' -f1)" != "$WANTED" ]; then
  rm -rf "$LOCK"
  echo "stale plan: the running configuration changed since it was read" >&2
  exit 13
fi
setsid sh "$D/watchdog.sh" "$D" "$SECONDS_LEFT" </dev/null >"$D/watchdog.log" 2>&1 &
echo $! > "$LOCK/watchdog"
echo armed
""".replace("@BASE@", BASE).replace("@RUNNING@", _RUNNING)

WATCHDOG = """\
D=$1
uptime_seconds() { cut -d. -f1 /proc/uptime; }
END=$(($(uptime_seconds) + $2))
while [ "$(uptime_seconds)" -lt "$END" ]; do
  [ -d "$D/decision" ] && exit 0
  sleep 1
done
mkdir "$D/decision" 2>/dev/null || exit 0
echo timeout > "$D/decision/why"
exec sh "$D/restore.sh" "$D"
"""

RUN_STAGE = """\
set -u
D=$1 STAGE=$2
if [ -d "$D/decision" ]; then echo "too late: $(cat "$D/decision/why")" >&2; exit 14; fi
for FILE in "$D/$STAGE".*.conf; do
  [ -s "$FILE" ] || continue
  vtysh -f "$FILE" >>"$D/$STAGE.log" 2>&1 &
  echo $! > "$D/stage.pid"
  wait $! || { tail -n 5 "$D/$STAGE.log" >&2; exit 15; }
done
rm -f "$D/stage.pid"
[ ! -s "$D/$STAGE.refresh" ] || sh "$D/$STAGE.refresh" >>"$D/$STAGE.log" 2>&1 || exit 16
"""

RESTORE = """\
D=$1
[ -s "$D/stage.pid" ] && kill "$(cat "$D/stage.pid")" 2>/dev/null
put_back() {
  for FILE in "$D"/restore.*.conf; do
    [ -s "$FILE" ] && vtysh -f "$FILE" >>"$D/restore.log" 2>&1
  done
  [ -s "$D/restore.refresh" ] && sh "$D/restore.refresh" >>"$D/restore.log" 2>&1
}
normal() { sed '/^rpki$/{N;/\\nexit$/d}' "$1" | grep -v '^!' | sort; }
normal "$D/before.conf" > "$D/before.sorted"
same() {
  @RUNNING@ > "$D/restored.conf"
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
  echo restored > "$D/outcome"
elif [ -x /usr/lib/frr/frr-reload.py ] \\
  && sed '/^Building configuration/d; /^Current configuration/d' "$D/before.conf" > "$D/reload.conf" \\
  && /usr/lib/frr/frr-reload.py --reload "$D/reload.conf" >>"$D/restore.log" 2>&1 && same; then
  echo "restored by frr-reload" > "$D/outcome"
else
  echo "NOT restored: compare $D/before.conf with the running configuration" > "$D/outcome"
fi
rm -rf @BASE@/lock
cat "$D/outcome"
""".replace("@BASE@", BASE).replace("@RUNNING@", _RUNNING)

REVERT = """\
D=$1
if [ ! -d "$D/decision" ] && [ "$(cat @BASE@/lock/holder 2>/dev/null)" != "$(basename "$D")" ]; then
  echo "nothing was changed"
  exit 0
fi
if mkdir "$D/decision" 2>/dev/null; then
  echo reverted > "$D/decision/why"
  exec sh "$D/restore.sh" "$D"
fi
WAITED=0
while [ ! -s "$D/outcome" ] && [ "$WAITED" -lt 90 ]; do sleep 1; WAITED=$((WAITED + 1)); done
cat "$D/decision/why" "$D/outcome"
""".replace("@BASE@", BASE)

CONFIRM = """\
D=$1
if ! mkdir "$D/decision" 2>/dev/null; then
  echo "too late: the router went back by itself ($(cat "$D/decision/why"))" >&2
  exit 14
fi
echo confirmed > "$D/decision/why"
RC=0
[ ! -s "$D/clean.conf" ] || vtysh -f "$D/clean.conf" >>"$D/clean.log" 2>&1 || RC=17
vtysh -c 'write memory' >>"$D/clean.log" 2>&1 || RC=18
[ -s "$D/added" ] && cp "$D/added" @BASE@/added || rm -f @BASE@/added
rm -rf @BASE@/lock
echo confirmed > "$D/outcome"
[ "$RC" = 0 ] || tail -n 5 "$D/clean.log" >&2
[ "$RC" != 0 ] || [ ! -e "$D/uninstall" ] || rm -rf @BASE@
exit $RC
""".replace("@BASE@", BASE)
