# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of ours beside an operator's configuration, for daemons whose configuration is a file: put, loaded, taken back, kept.

Main files are included by the operator. They include files of registered pairs, which are named by their content, never change, and
so are sent once. A stage puts the new main files in the place of the old ones, lets the daemon load them, and puts the old ones
back at once: a router that restarts before the confirm, or whose stage is killed, starts with what was confirmed last. What the
daemon has loaded is asked for by a digest that the main files define, never told from an exit code.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.policies import Finding
from ..model.prefixes import PrefixRange
from .answers import digest_of, readable
from .contract import Change, Command, PlatformError, Stage
from .way_back import Part, PartPlan, stage

STAGE_NAME = "filters"
_MARK = "==> "
_LOADED, _WATCHED = "loaded", "watched"

Pairs = Mapping[int, frozenset[PrefixRange]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of a daemon are, and the shell commands that speak with it.

    ``mains``: what the operator includes. ``folder``: of registered pairs. ``local``: the operator's own lists. ``reference``: a file
    whose owner and mode ours get. ``loaded`` prints the digest of the text that runs, nothing when there is none, and fails when
    the daemon does not answer. ``watched`` prints what else must be the same when a plan is carried out. ``check`` fails when the
    daemon would not take what is on disk. ``load`` loads it on trial, ``reload`` for good, ``confirm`` ends the trial. ``settle`` comes
    last, when the new main files are in their place: a daemon that answers before it has done what it was told reads them once more.
    """

    part: str
    mains: tuple[str, ...]
    folder: str
    local: str
    reference: str
    loaded: str
    watched: str
    check: str
    load: str
    reload: str
    confirm: str = "true"
    settle: str = "true"


@dataclass(frozen=True)
class Disk:
    """What a router has of ours. A main file or the operator's file is None when it is not there; ``files`` are by name."""

    raw: str
    mains: tuple[str | None, ...]
    local: str | None
    loaded: str
    watched: str
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of what the router's own shell reads too."""
        return digest_of(self.raw)


@dataclass(frozen=True)
class Wanted:
    """What a router shall have. ``digest``: what its main files define. ``local_addition``: is added to the operator's file.

    A main file that is None is removed. ``is_included`` false: the operator's configuration does not include ours yet, so nothing
    is loaded.
    """

    mains: tuple[str | None, ...]
    files: Mapping[str, str]
    digest: str
    local_addition: str = ""
    is_included: bool = True


@dataclass(frozen=True)
class OwnFilesPlan(PartPlan):
    """A plan that knows what must be there, and what was there before."""

    place: Place | None = None
    wanted: Wanted | None = None
    old_mains: tuple[str | None, ...] = ()


# -- reading ---------------------------------------------------------------------------------------------


def read_script(place: Place) -> str:
    """Return the shell script that prints main files, the operator's file, what is loaded and what is watched."""
    show = "".join(
        f"if [ -e {path} ]; then printf '\\n{_MARK}{path}\\n'; cat {path}; fi\n" for path in map(shlex.quote, (*place.mains, place.local))
    )
    return f"{show}printf '\\n{_MARK}{_LOADED}\\n'\n{place.loaded}\nprintf '\\n{_MARK}{_WATCHED}\\n'\n{place.watched}"


def read_files(place: Place) -> Command:
    """Return the command that prints the files of registered pairs."""
    return Command(f'for F in {place.folder}/*.conf; do [ -e "$F" ] && printf \'\\n{_MARK}%s\\n\' "$F" && cat "$F"; done; true', 120.0)


def _sections(output: str) -> dict[str, str]:
    head, *parts = readable(output).split(f"\n{_MARK}")
    if head.strip():
        raise PlatformError(f"files of ours: not what was asked for: {head.strip()[:120]!r}")
    return {name: text for name, _, text in (part.partition("\n") for part in parts)}


def parse_disk(place: Place, output: str, files: str) -> Disk:
    """Parse what ``read_script`` and ``read_files`` print.

    :raises PlatformError: it is something else.
    """
    found = _sections(output)
    if not {_LOADED, _WATCHED} <= found.keys():
        raise PlatformError(f"{place.part}: the daemon was not asked what it has loaded")
    mains = tuple(found.get(path) for path in place.mains)
    by_name = {path.removeprefix(f"{place.folder}/"): text for path, text in _sections(files).items()}
    return Disk(output, mains, found.get(place.local), found[_LOADED].strip(), found[_WATCHED], by_name)


def appended(content: str | None, head: str, lines: str) -> str:
    """Return what is added to a file of the operator's for these lines; ``head`` begins one that is not there (None).

    An operator's last line may lack its end.
    """
    if content is None:
        return head + lines
    return ("" if not content or content.endswith("\n") else "\n") + lines


def is_whole(name: str, content: str) -> bool:
    """Tell whether a file has the content that its name stands for."""
    return name == file_name(name.rpartition("-")[0], content)


def file_name(stem: str, content: str) -> str:
    """Return the name of a file of registered pairs."""
    return f"{stem}-{hashlib.sha256(content.encode()).hexdigest()[:16]}.conf"


# -- the scripts -----------------------------------------------------------------------------------------

_COMMON = """\
ready() {
  (umask 077; cp "$1" "$2.new") && chown --reference=@REFERENCE@ "$2.new" && chmod --reference=@REFERENCE@ "$2.new" || return 1
  # A secret is nobody else's, whoever may read the operator's file. A daemon that cannot read it then says so, before it takes it.
  if grep -qE '(password|secret|key) "' "$2.new"; then chmod o-rwx "$2.new" || return 1; fi
  sync "$2.new"
}
put() {
  ready "$1" "$2" && mv "$2.new" "$2"
}
# Main file number $2, at $3, is to become what the delivery calls $1, or to go. All are ready before the first takes its place: a full
# disk leaves all of them as they are. One that is there already takes no disk.
ready_main() {
  rm -f "$3.new"
  [ ! -e "$D/@PART@.$1.$2" ] || cmp -s "$D/@PART@.$1.$2" "$3" || ready "$D/@PART@.$1.$2" "$3"
}
take_main() {
  if [ ! -e "$D/@PART@.$1.$2" ]; then rm -f "$3"; elif [ -e "$3.new" ]; then mv "$3.new" "$3"; fi
}
place_mains() {
  main_files ready_main "$1" && main_files take_main "$1"
}
# Calls function $1 with the word $2 for each main file.
main_files() {
@MAINS@
}
loaded() {
@LOADED@
}
leave_no_new() { rm -f "$3.new"; }
# Files of registered pairs that no main file includes go, and what a killed script was about to put in its place.
clean_up() {
  main_files leave_no_new new
  rm -f @FOLDER@/*.new @LOCAL@.new
  for FILE in @FOLDER@/*.conf; do
    [ ! -e "$FILE" ] || grep -qsF "/${FILE##*/}" @PATHS@ || rm -f "$FILE"
  done
}
"""

_STAGE = (
    _COMMON
    + """\
check() {
@CHECK@
}
load() {
@LOAD@
}
keep_main() { [ ! -e "$3" ] || cp -p "$3" "$D/@PART@.old.$2"; }
add_local() {
  if [ -e @LOCAL@ ]; then cat @LOCAL@ "$D/@PART@.local"; else cat "$D/@PART@.local"; fi > "$D/@PART@.local.whole" || return 1
  put "$D/@PART@.local.whole" @LOCAL@
}
run mkdir -p -m 755 @FOLDER@
for FILE in "$D/@PART@".file.*; do
  [ -e "$FILE" ] && run put "$FILE" "@FOLDER@/${FILE#"$D/@PART@.file."}"
done
[ ! -s "$D/@PART@.local" ] || run add_local
if [ -e "$D/@PART@.included" ]; then
  run main_files keep_main old
  run touch "$D/@PART@.swapped"
  try() {
    place_mains new && check && load || return 1
    # It has read them.
    place_mains old || return 1
    WAITED=0
    until [ "$(loaded)" = "$(cat "$D/@PART@.wanted")" ]; do
      [ "$WAITED" -lt 100 ] || { echo "loaded is $(loaded), not what was sent"; return 1; }
      sleep 0.2
      WAITED=$((WAITED + 1))
    done
  }
  try </dev/null >>"$D/$STAGE.log" 2>&1 && RC=0 || RC=15
  place_mains old >>"$D/$STAGE.log" 2>&1 || RC=15
  [ "$RC" = 0 ] || { tail -n 5 "$D/$STAGE.log" >&2; exit "$RC"; }
fi
"""
)

_RESTORE = (
    """\
D=$1
"""
    + _COMMON
    + """\
reload() {
@RELOAD@
}
same() { NOW=$(loaded) && [ "$NOW" = "$(cat "$D/@PART@.had")" ]; }
if [ -e "$D/@PART@.swapped" ]; then
  place_mains old >>"$D/restore.log" 2>&1 || { echo "NOT restored: see $D/restore.log; put $D/@PART@.old.* in their place"; exit 1; }
  # Once in any case: a load of ours may still be on its way, and what runs is told by the last one.
  for TRY in 1 2 3 4; do
    reload >>"$D/restore.log" 2>&1
    sleep "$TRY"
    same 2>>"$D/restore.log" && break
  done
fi
if same 2>>"$D/restore.log"; then
  clean_up
  echo restored
else
  echo "NOT restored: see $D/restore.log; the old main files are in their place, load them"
  exit 1
fi
"""
)

_CONFIRM = (
    """\
D=$1
"""
    + _COMMON
    + """\
settle() {
@SETTLE@
}
finish() {
  if [ -e "$D/@PART@.included" ]; then
    [ "$(loaded)" = "$(cat "$D/@PART@.wanted")" ] || { echo "somebody loaded another configuration meanwhile"; return 21; }
@CONFIRM@ || return 22
  fi
  place_mains new || return 23
  [ ! -e "$D/@PART@.included" ] || settle || return 24
  clean_up
  [ -e "$D/@PART@.new.0" ] || rmdir @FOLDER@ || true
}
finish >>"$D/confirm.log" 2>&1 || { RC=$?; tail -n 5 "$D/confirm.log" >&2; exit "$RC"; }
"""
)


def _filled(script: str, place: Place) -> str:
    mains = "\n".join(f'  "$1" "$2" {number} {shlex.quote(path)} || return 1' for number, path in enumerate(place.mains))
    words = {
        "MAINS": mains,
        "LOADED": place.loaded,
        "CHECK": place.check,
        "LOAD": place.load,
        "RELOAD": place.reload,
        "CONFIRM": place.confirm,
        "SETTLE": place.settle,
        "PATHS": " ".join(map(shlex.quote, place.mains)),
        "REFERENCE": place.reference,
        "FOLDER": place.folder,
        "LOCAL": place.local,
        "PART": place.part,
    }
    for name, text in words.items():
        script = script.replace(f"@{name}@", text)
    return script


# -- planning --------------------------------------------------------------------------------------------


def is_there(disk: Disk, wanted: Wanted) -> bool:
    """Tell whether a router has and runs what it shall."""
    return (
        disk.mains == wanted.mains
        and not wanted.local_addition
        and disk.files == wanted.files
        and (disk.loaded == wanted.digest or not wanted.is_included)
    )


def make_plan(
    place: Place,
    disk: Disk,
    wanted: Wanted,
    identifier: str,
    *,
    summary: tuple[str, ...],
    before: str,
    after: str,
    change: Change,
    touched: tuple[tuple[str, int], ...] = (),
    findings: tuple[Finding, ...] = (),
    ends: frozenset[str] = frozenset(),
    is_last: bool = False,
) -> OwnFilesPlan:
    """Return the plan that brings a router what it shall have; it is empty when that is there."""
    part = place.part
    files = {f"{part}.new.{number}": text for number, text in enumerate(wanted.mains) if text is not None}
    files |= {f"{part}.file.{name}": text for name, text in wanted.files.items() if disk.files.get(name) != text}
    files |= {f"{part}.had": f"{disk.loaded}\n", f"{part}.wanted": f"{wanted.digest}\n", f"{part}.local": wanted.local_addition}
    if wanted.is_included:
        files[f"{part}.included"] = "yes\n"
    is_needed = not is_there(disk, wanted)
    stages: tuple[Stage, ...] = (stage(identifier, part, STAGE_NAME),) if is_needed else ()
    scripts = (_filled(script, place) for script in (_STAGE, _RESTORE, _CONFIRM))
    return OwnFilesPlan(
        part=Part(part, disk.digest, f"{read_script(place)}\n", *scripts),
        summary=summary if is_needed else (),
        before=before,
        after=after,
        files=files,
        stages=stages,
        change=max(change, Change.SAFE) if is_needed else Change.NOTHING,
        touched=touched if is_needed else (),
        findings=findings,
        ends=ends if is_needed else frozenset(),
        is_last=is_last,
        place=place,
        wanted=wanted,
        old_mains=disk.mains,
    )


def differences(disk: Disk, plan: OwnFilesPlan, expectation: str) -> list[str]:
    """Return what a router does not hold: after the stage what runs, and what is loaded at boot; after the confirm all files."""
    place, wanted = plan.place, plan.wanted
    if place is None or wanted is None or not plan.stages:
        return []
    is_confirmed = expectation == "confirmed"
    found = []
    if wanted.is_included and disk.loaded != wanted.digest:
        found.append(f"{place.part} runs {disk.loaded or 'nothing of ours'}, not {wanted.digest}")
    mains = wanted.mains if is_confirmed else plan.old_mains
    found += [f"{path} is not what it shall be" for path, now, text in zip(place.mains, disk.mains, mains, strict=True) if now != text]
    found += [f"{place.folder}/{name} is not what was sent" for name, text in wanted.files.items() if disk.files.get(name) != text]
    if is_confirmed:
        found += [f"{place.folder}/{name} is still there" for name in sorted(disk.files.keys() - wanted.files.keys())]
    if wanted.local_addition and wanted.local_addition.splitlines()[-1] not in (disk.local or ""):
        found.append(f"{place.local} does not have the new lists")
    return found
