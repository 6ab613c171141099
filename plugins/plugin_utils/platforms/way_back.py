# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back of a Linux router: shell scripts that hold lock and timer and need no controller. Its parts bring their own.

Daemons on Linux have no confirmed commit. A script of ours waits for the decision and undoes the change itself. Who makes the
folder ``decision`` first decides: the controller (confirmed, reverted) or the timer (timeout). The clock is /proc/uptime, which
nobody sets. What is loaded at boot changes only after the confirm, so a restart of the router is a way back too.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.policies import Finding
from .contract import Change, Command, Plan, Stage

BASE = "/var/lib/manrs-hardening"
#: How many deliveries a router keeps the folders of, with what was there before each.
KEPT = 10
#: Loading 100,000 entries takes under half a minute; a router that needs longer is in trouble.
_STAGE_SECONDS = 300.0

#: Whether a process lives; one that nobody has waited for is as dead as one that is gone.
_IS_ALIVE = """\
is_alive() { kill -0 "$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }
"""

_ARM = """\
set -u
umask 077
D=$1 SECONDS_LEFT=$2
@IS_ALIVE@LOCK=@BASE@/lock
BOOT=$(cat /proc/sys/kernel/random/boot_id)
if ! mkdir "$LOCK" 2>/dev/null; then
  if [ "$(cat "$LOCK/boot" 2>/dev/null)" = "$BOOT" ] && is_alive "$(cat "$LOCK/watchdog" 2>/dev/null)"; then
    echo "locked by delivery $(cat "$LOCK/holder" 2>/dev/null); wait until it has ended" >&2
    exit 11
  fi
  rm -rf "$LOCK"
  mkdir "$LOCK" || exit 11
fi
echo "$BOOT" > "$LOCK/boot"
basename "$D" > "$LOCK/holder"
# The folders of the last deliveries stay, for people; a router's disk is small.
ls -d @BASE@/[0-9]*Z-* 2>/dev/null | sort -r | tail -n +@KEPT@ | while read -r OLD; do [ "$OLD" = "$D" ] || rm -rf "$OLD"; done
while read -r PART WANTED; do
  sh "$D/$PART.read.sh" "$D" </dev/null > "$D/before.$PART" || { rm -rf "$LOCK"; exit 12; }
  if [ "$(sha256sum < "$D/before.$PART" | cut -d' ' -f1)" != "$WANTED" ]; then
    rm -rf "$LOCK"
    echo "stale plan: the running configuration of $PART changed since it was read" >&2
    exit 13
  fi
done < "$D/parts"
setsid sh "$D/watchdog.sh" "$D" "$SECONDS_LEFT" </dev/null >"$D/watchdog.log" 2>&1 &
echo $! > "$LOCK/watchdog"
echo armed
"""

_WATCHDOG = """\
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

#: Whether the router is still this delivery's, and has not been restarted since.
_IS_HELD = """\
is_held() {
  [ "$(cat @BASE@/lock/holder 2>/dev/null)" = "$(basename "$D")" ] &&
    [ "$(cat @BASE@/lock/boot 2>/dev/null)" = "$(cat /proc/sys/kernel/random/boot_id)" ]
}
"""

#: Its number is written before it looks at the decision: it sees the decision, or the way back sees and ends it. It is the number
#: of a process group of its own: a signal to the shell alone comes too late for what runs in front of it, and is lost on a tool that
#: it is just starting.
_STAGE = """\
set -u
D=$1 PART=$2 STAGE=$3
@IS_ALIVE@@IS_HELD@trap 'rm -f "$D/stage.pid"' EXIT
echo $$ > "$D/stage.pid"
if [ -d "$D/decision" ]; then echo "too late: $(cat "$D/decision/why")" >&2; exit 14; fi
if ! is_held || ! is_alive "$(cat @BASE@/lock/watchdog)"; then
  echo "no way back: the watchdog of this delivery is gone; was the router restarted?" >&2
  exit 16
fi
run() {
  "$@" </dev/null >>"$D/$STAGE.log" 2>&1 || { tail -n 5 "$D/$STAGE.log" >&2; exit 15; }
}
. "$D/$PART.stage.sh"
"""

_RESTORE = """\
D=$1
[ -s "$D/stage.pid" ] && kill -s TERM -- "-$(cat "$D/stage.pid")" 2>/dev/null
WORDS= WRONG= OTHER=
while read -r PART WANTED; do
  SAID=$(sh "$D/$PART.restore.sh" "$D" </dev/null) || WRONG=1
  [ "$SAID" = restored ] || OTHER=1
  WORDS="$WORDS${WORDS:+; }$PART $SAID"
done < "$D/parts"
[ -n "$OTHER" ] || WORDS=restored
[ -z "$WRONG" ] || WORDS="NOT restored: $WORDS"
echo "$WORDS" > "$D/outcome"
rm -rf @BASE@/lock
cat "$D/outcome"
"""

_REVERT = """\
D=$1
if [ ! -d "$D/decision" ] && [ "$(cat @BASE@/lock/holder 2>/dev/null)" != "$(basename "$D")" ]; then
  echo "nothing was changed"
  exit 0
fi
if mkdir "$D/decision" 2>/dev/null; then
  # The watchdog ends with the decision: the lock is ours until the way back is done.
  echo $$ > @BASE@/lock/watchdog
  echo reverted > "$D/decision/why"
  exec sh "$D/restore.sh" "$D"
fi
WAITED=0
while [ ! -s "$D/outcome" ] && [ "$WAITED" -lt 180 ]; do sleep 1; WAITED=$((WAITED + 1)); done
cat "$D/decision/why" "$D/outcome"
"""

_CONFIRM = """\
D=$1
@IS_HELD@if ! mkdir "$D/decision" 2>/dev/null; then
  echo "too late: the router went back by itself ($(cat "$D/decision/why"))" >&2
  exit 14
fi
if ! is_held; then
  echo lost > "$D/decision/why"
  echo "NOT restored: the router was not held by this delivery any more" > "$D/outcome"
  echo "too late: the router is not held by this delivery any more; was it restarted?" >&2
  exit 14
fi
echo $$ > @BASE@/lock/watchdog
echo confirmed > "$D/decision/why"
RC=0 DONE=
while read -r PART WANTED; do
  sh "$D/$PART.confirm.sh" "$D" </dev/null || { RC=$?; break; }
  DONE=1
done < "$D/parts"
if [ "$RC" != 0 ] && [ -z "$DONE" ]; then
  echo "not confirmed" > "$D/decision/why"
  sh "$D/restore.sh" "$D" >&2
  exit "$RC"
fi
rm -rf @BASE@/lock
echo confirmed > "$D/outcome"
[ "$RC" != 0 ] || [ ! -e "$D/uninstall" ] || rm -rf @BASE@
exit $RC
"""

_SCRIPTS = {
    name: text.replace("@IS_ALIVE@", _IS_ALIVE).replace("@IS_HELD@", _IS_HELD).replace("@BASE@", BASE).replace("@KEPT@", str(KEPT + 1))
    for name, text in {
        "arm.sh": _ARM,
        "watchdog.sh": _WATCHDOG,
        "stage.sh": _STAGE,
        "restore.sh": _RESTORE,
        "revert.sh": _REVERT,
        "confirm.sh": _CONFIRM,
    }.items()
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a Linux router: a routing daemon, or nftables. The scripts are given the delivery's folder as ``$1``.

    ``read`` prints the state that ``digest`` (SHA-256 in hex) is of; it is kept in the folder as ``before.NAME``. ``stage`` is read into a
    shell that has ``$D``, ``$STAGE`` and ``run``, which starts a tool and ends the stage when it fails. ``restore`` brings
    back what was kept, prints the outcome (``restored``) and fails when the state does not read as before. ``confirm`` cleans
    up and saves.
    """

    name: str
    digest: str
    read: str
    stage: str
    restore: str
    confirm: str


@dataclass(frozen=True)
class PartPlan:
    """What a delivery changes in one part; the fields are those of the contract's Plan."""

    part: Part
    summary: tuple[str, ...]
    before: str
    after: str
    files: dict[str, str]
    stages: tuple[Stage, ...]
    change: Change
    touched: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    is_last: bool = False
    ends: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing to do."""
        return not self.stages


@dataclass(frozen=True)
class JoinedPlan(Plan):
    """One plan of the plans of several parts, which it knows."""

    parts: tuple[PartPlan, ...] = ()


def folder_of(identifier: str) -> str:
    """Return the folder of a delivery on the router."""
    return f"{BASE}/{identifier}"


def stage(identifier: str, part: str, name: str) -> Stage:
    """Return a stage of a part; after it the part must hold what its name stands for."""
    folder = folder_of(identifier)
    return Stage(name, (Command(f"setsid -w sh {folder}/stage.sh {folder} {part} {name}", _STAGE_SECONDS),), name)


def joined(identifier: str, timer_seconds: int, all_plans: tuple[PartPlan, ...]) -> JoinedPlan:
    """Return one plan of the plans of the parts: one lock, one timer, one decision for all that change something."""
    changing = [plan for plan in all_plans if not plan.is_empty]
    folder = folder_of(identifier)
    files = dict(_SCRIPTS)
    files["parts"] = "".join(f"{plan.part.name} {plan.part.digest}\n" for plan in changing)
    for plan in changing:
        name, part = plan.part.name, plan.part
        scripts = {"read": part.read, "stage": part.stage, "restore": part.restore, "confirm": part.confirm}
        files |= plan.files | {f"{name}.{word}.sh": text for word, text in scripts.items()}
    if all(plan.is_last for plan in all_plans):
        # Else the router must still know what is ours.
        files["uninstall"] = "yes\n"
    return JoinedPlan(
        summary=tuple(line for plan in all_plans for line in plan.summary),
        before="".join(plan.before for plan in all_plans),
        after="".join(plan.after for plan in all_plans),
        directory=folder,
        files=files,
        arm=Command(f"sh {folder}/arm.sh {folder} {timer_seconds}", 120.0),
        stages=tuple(item for plan in changing for item in plan.stages),
        confirm=Command(f"setsid -w sh {folder}/confirm.sh {folder}", _STAGE_SECONDS),
        revert=Command(f"setsid -w sh {folder}/revert.sh {folder}", _STAGE_SECONDS),
        status=Command(f"cat {folder}/decision/why {folder}/outcome"),
        touched=tuple(sorted({key for plan in all_plans for key in plan.touched})),
        change=max((plan.change for plan in all_plans), default=Change.NOTHING),
        findings=tuple(item for plan in all_plans for item in plan.findings),
        ends=frozenset(address for plan in all_plans for address in plan.ends),
        parts=all_plans,
    )
