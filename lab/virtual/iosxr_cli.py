# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of a virtual IOS-XR router. ``EXEC`` and ``CONFIGURE`` list every command it knows; all else is invalid input.

Sources, by the letter in the tables:

* C: Cisco, "Configuration Management Commands", System Management Command Reference for IOS-XR 7.x.
* T: Cisco, "Terminal Services Commands"; N: netmiko 4.8, ``cisco/cisco_xr.py`` and ``base_connection.py`` (what it sends and waits for).
* L: a public lab's transcripts of XRv9k 24.3.1 (locks, trials, their questions and texts); G: the same in XR 7.3.1 and 7.x issues.
* Y: Cisco, "Programmability Configuration Guide" (``show netconf-yang clients``).
* B: Cisco, "BGP Commands": what they print comes from the world file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from virtual.iosxr_config import INVALID, LineError, tree_lines
from virtual.iosxr_router import Commit, Device, Refused, SemanticError, Session, failed

UNCOMMITTED = "Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]:"
OTHERS_COMMITTED = (
    "One or more commits have occurred from other configuration sessions since this session started or since the last commit was made "
    "from this session. You can use the 'show configuration commit changes' command to browse the changes.\n"
    "Do you wish to proceed with this commit anyway? [no]: "
)
LEAVES_TRIAL = (
    "You are exiting after a 'commit confirm' with an active rollback session.  If you exit the configuration awaiting confirmation "
    "will not be confirmed and the router will immediately rollback to the previous configuration.\n"
    "Do you wish to exit? [no]: "
)
_PIPE = re.compile(r"^(.*?) \| (include|exclude|begin) (.+)$")
_LABEL = re.compile(r"[A-Za-z][\w.-]{0,62}")


class IosXrTerminal:
    """One login."""

    #: Command, method, source. Groups of the pattern are the method's arguments.
    EXEC = (
        (r"terminal length (\d+)", "_length", "T N"),
        (r"terminal width (\d+)", "_nothing", "T N"),
        (r"terminal exec prompt (no-timestamp|timestamp)", "_timestamp", "T"),
        (r"configure(?: (terminal|exclusive))?", "_configure", "C N L"),
        (r"show running-config(?: (.+))?", "_show_running", "C L"),
        (r"show configuration commit list(?: (\d+))?( detail)?", "_show_commits", "C L G"),
        (r"show configuration commit changes (last \d+|\d+)", "_show_changes", "C G"),
        (r"show configuration sessions( detail)?", "_show_sessions", "C L"),
        (r"show netconf-yang clients", "_show_netconf", "Y"),
        (r"show version", "_show_version", "C"),
        (r"show clock", "_show_clock", "T"),
        (r"rollback configuration last (\d+)", "_rollback", "C"),
        (r"clear configuration sessions (\S+)", "_clear_session", "C"),
        (r"(clear bgp (?:ipv4|ipv6) unicast \S+ soft(?: (?:in|out))?)", "_nothing", "B"),
        (r"(show (?:bgp|route|rpki|interfaces|ipv4|ipv6|cef|rpl|arp) ?.*)", "_show_world", "B"),
        (r"exit|logout|quit", "_logout", "T"),
    )
    CONFIGURE = (
        (r"commit((?: \S+)*)", "_commit", "C N L"),
        (r"abort", "_abort", "C L"),
        (r"clear", "_clear", "C"),
        (r"end", "_end", "C N L"),
        (r"exit", "_exit", "C L"),
        (r"root", "_root", "C L"),
        (r"do (.+)", "_do", "C L"),
        (r"show configuration", "_show_target", "C"),
        (r"show configuration failed(?: if-committed)?", "_show_failed", "C G"),
    )

    def __init__(
        self, device: Device, name: Callable[[], str], user: str, line: str, world: Callable[[str], str | None], version: str
    ) -> None:
        self._device = device
        self._name = name
        self._user = user
        self._line = line
        self._world = world
        self._version = version
        self._session: Session | None = None
        self._question: tuple[str, Callable[[str], str]] | None = None
        self._has_timestamp = True
        self.page_lines = 24
        self.is_over = False

    # -- what Terminal wants -----------------------------------------------------------------------------------------------------------

    @property
    def prompt(self) -> str:
        """Return the prompt, or the question that waits."""
        if self._question is not None:
            return self._question[0]
        host = f"RP/0/RP0/CPU0:{self._name()}"
        if self._session is None:
            return f"{host}#"
        return f"{host}({self._session.editor.mode})#"

    def enter(self, line: str) -> str:
        """Carry out one line."""
        if self._question is not None:
            (_, answered), self._question = self._question, None
            return answered(line.strip().lower())
        text = line.strip()
        if not text:
            return ""
        if self._session is not None and self._session.number not in self._device.sessions:
            self._session = None
            return "% This configuration session has been cleared by another user.\n"
        return self._in_exec(text) if self._session is None else self._in_configuration(line, text)

    def lost(self) -> None:
        """Forget the session's edits; a trial goes on by its timer."""
        if self._session is not None:
            self._device.close(self._session)
            self._session = None

    def _in_exec(self, text: str) -> str:
        plain, keep = text, ""
        if piped := _PIPE.match(text):
            plain, keep = piped[1], piped[2]
        said = self._run(self.EXEC, plain)
        if said is None:
            return f"{' ' * len(self.prompt)}^\n{INVALID}\n"
        if keep and piped is not None:
            said = _filtered(said, keep, piped[3])
        return self._stamped(said) if plain.startswith(("show", "rollback", "clear")) else said

    def _in_configuration(self, line: str, text: str) -> str:
        assert self._session is not None
        editor = self._session.editor
        if editor.open_object is not None:
            if text == "abort":
                editor.discard_object()
                return ""
            if text == "exit":
                return self._typed(line, editor.up)
        elif (said := self._run(self.CONFIGURE, text)) is not None:
            return said
        return self._typed(line, lambda: editor.enter(line, self._device.running.objects))

    def _typed(self, line: str, act: Callable[[], object]) -> str:
        try:
            said = act()
        except LineError as error:
            return f"{' ' * (len(self.prompt) + error.column)}^\n{INVALID}\n"
        return self._stamped(said) if isinstance(said, str) and said else ""

    def _run(self, table: tuple[tuple[str, str, str], ...], text: str) -> str | None:
        for pattern, method, _ in table:
            if found := re.fullmatch(pattern, " ".join(text.split())):
                said = getattr(self, method)(*found.groups())
                assert isinstance(said, str)
                return said
        return None

    def _stamped(self, text: str) -> str:
        now = datetime.now(UTC)
        stamp = f"{now:%a %b %e %H:%M:%S}.{now.microsecond // 1000:03d} UTC\n" if self._has_timestamp else ""
        return f"{stamp}{text}"

    # -- EXEC --------------------------------------------------------------------------------------------------------------------------

    def _nothing(self, *_: str | None) -> str:
        return ""

    def _length(self, lines: str) -> str:
        self.page_lines = int(lines)
        return ""

    def _timestamp(self, word: str) -> str:
        self._has_timestamp = word == "timestamp"
        return ""

    def _configure(self, how: str | None) -> str:
        try:
            self._session = self._device.open(self._user, self._line, "CLI", how == "exclusive")
        except Refused as error:
            return self._stamped(f"{self._show_sessions(None)}{error}\n")
        return self._stamped("")

    def _show_running(self, section: str | None) -> str:
        header = self._header()
        lines = self._device.running.lines(section or "")
        if section:
            return "".join(f"{item}\n" for item in lines) + "\n" if lines else "% No such configuration item(s)\n\n"
        newest = self._device.newest
        return (
            f"{header}!! Last configuration change at {newest.when} by {newest.user}\n!\n"
            + "".join(f"{item}\n" for item in lines)
            + "end\n\n"
        )

    def _header(self) -> str:
        building = "!! Building configuration..." if int(self._version.split(".")[0]) >= 24 else "Building configuration..."
        return f"{building}\n!! IOS XR Configuration {self._version}\n"

    def _show_commits(self, most: str | None, detail: str | None) -> str:
        commits = self._device.commits[: int(most) if most else 100]
        if detail:
            return "".join(_detailed(number, item) for number, item in enumerate(commits, 1))
        rows = [
            "SNo. Label/ID              User      Line                Client      Time Stamp",
            "~~~~ ~~~~~~~~              ~~~~      ~~~~                ~~~~~~      ~~~~~~~~~~",
        ]
        rows += [
            f"{number:<4} {item.shown[:21]:<21} {item.user[:9]:<9} {item.line[:19]:<19} {item.client[:11]:<11} {item.when}"
            for number, item in enumerate(commits, 1)
        ]
        return "\n".join(rows) + "\n\n"

    def _show_changes(self, which: str) -> str:
        commits = self._device.commits
        if which.startswith("last "):
            commits = commits[: int(which.removeprefix("last "))][::-1]
        else:
            commits = [item for item in commits if which == str(item.number)]
            if not commits:
                return "% No such configuration item(s)\n\n"
        return self._header() + "".join(f"{line}\n" for item in commits for line in item.delta) + "end\n\n"

    def _show_sessions(self, detail: str | None) -> str:
        device = self._device
        rows = [(s.number, s.line, s.user, s.since, device.lock == s.number, s.client, "config") for s in device.sessions.values()]
        if (trial := device.trial) is not None:
            rows.append((trial.number, trial.line, trial.user, trial.since, False, "commit-confirm", "cfgmgr_trial_co"))
        if not rows:
            return ""
        if detail:
            return "".join(
                f"  {count}) Session: {number}  {since}\n"
                f"     Line: {line.split(':')[0]:<31}Lock: {'Reserved' if is_locked else 'None'}\n"
                f"     User: {user:<31}Client: {client}\n"
                f"     Process: {process:<28}PID: {10000 + count}\n"
                f"     Node: {'':<31}Elapsed Time: unknown\n\n"
                for count, (number, line, user, since, is_locked, client, process) in enumerate(rows, 1)
            )
        head = "Current Configuration Session  Line       User     Date                     Lock\n"
        return head + "".join(
            f"{number}     {line.split(':')[0]:<10} {user[:8]:<8} {since}{' *' if is_locked else ''}\n"
            for number, line, user, since, is_locked, *_ in rows
        )

    def _show_netconf(self) -> str:
        columns = "client session ID|     NC version|    client connect time|        last OP time|        last OP type|    <lock>|"
        head = f"Netconf clients\n{columns}\n"
        rows = [item for item in self._device.sessions.values() if item.client == "NETCONF"]
        return head + "".join(
            f"{int(item.number.split('-')[1], 16):>17}|{'1.1':>15}|{'0d  0h  0m  1s':>23}|{'':>20}|{'':>20}|"
            f"{'Yes' if self._device.lock == item.number else 'No':>10}|\n"
            for item in rows
        )

    def _show_version(self) -> str:
        return (
            f"Cisco IOS XR Software, Version {self._version}\nCopyright (c) 2013-2024 by Cisco Systems, Inc.\n\n"
            f"Build Information:\n Built By     : lab\n Version      : {self._version}\n\n"
            "cisco IOS-XRv 9000 () processor\nSystem uptime is 1 hour 6 minutes\n\n"
        )

    def _show_clock(self) -> str:
        now = datetime.now(UTC)
        return f"{now:%H:%M:%S}.{now.microsecond // 1000:03d} UTC {now:%a %b %e %Y}\n"

    def _show_world(self, command: str) -> str:
        said = self._world(command)
        return f"{' ' * len(self.prompt)}^\n{INVALID}\n" if said is None else said

    def _rollback(self, commits: str) -> str:
        try:
            self._device.roll_back(self._user, self._line, int(commits))
        except Refused as error:
            return f"{error}\n"
        return (
            "Loading Rollback Changes.\nLoaded Rollback Changes in 1 sec \nCommitting.\n1 items committed in 1 sec (0)items/sec\n"
            f"Updating.\nUpdated Commit database in 1 sec \nConfiguration successfully rolled back {commits} commits.\n"
        )

    def _clear_session(self, number: str) -> str:
        session = self._device.sessions.get(number)
        if session is None:
            return "% No such configuration session\n"
        self._device.close(session)
        return f"session ID '{number}' terminated\n"

    def _logout(self) -> str:
        self.is_over = True
        return ""

    # -- configuration mode ------------------------------------------------------------------------------------------------------------

    @property
    def _ours(self) -> Session:
        assert self._session is not None
        return self._session

    def _has_trial(self) -> bool:
        trial = self._device.trial
        return trial is not None and trial.persist is None and trial.owner == self._ours.number

    def _commit(self, words: str) -> str:
        options = _commit_options(words)
        if options is None:
            return f"{' ' * len(self.prompt)}^\n{INVALID}\n"
        session, device = self._ours, self._device
        try:
            if self._has_trial() and not session.editor.operations and options["seconds"] is None:
                device.confirm_trial()
                return self._stamped("\n% Confirming commit for trial session.\n")
            if not session.editor.operations:
                return self._stamped("No configuration changes to commit.\n")
            device.may_commit(session.number)
        except Refused as error:
            return self._stamped(f"{error}\n")
        if device.newest.number != session.newest_at_start:
            self._question = (OTHERS_COMMITTED, lambda answer: self._carry_out(options) if answer.startswith("y") else "")
            return self._stamped("")
        return self._stamped(self._carry_out(options))

    def _carry_out(self, options: dict[str, str | None]) -> str:
        session, device = self._ours, self._device
        previous = device.running.text()
        had_trial = self._has_trial()
        try:
            changed = device.commit(session, session.editor.operations, options["label"] or "", options["comment"] or "")
        except SemanticError as error:
            session.failed = failed(error)
            return f"\n{error}\n"
        except Refused as error:
            return f"\n{error}\n"
        session.editor.operations = []
        session.failed = []
        if options["seconds"] is not None and changed:
            device.begin_trial(session, float(options["seconds"]), previous)
        elif had_trial and options["seconds"] is None:
            device.confirm_trial()
            return "\n% Confirming commit for trial session.\n"
        return "" if changed else "No configuration changes to commit.\n"

    def _abort(self) -> str:
        self._device.close(self._ours)
        self._session = None
        return ""

    def _clear(self) -> str:
        self._ours.editor.clear()
        return ""

    def _root(self) -> str:
        self._ours.editor.root()
        return ""

    def _exit(self) -> str:
        return "" if self._ours.editor.up() else self._end()

    def _end(self) -> str:
        if self._has_trial():
            self._question = (f"\n{LEAVES_TRIAL}", self._leave_trial)
        elif self._ours.editor.operations:
            self._question = (UNCOMMITTED, self._leave)
        else:
            self._abort()
        return ""

    def _leave_trial(self, answer: str) -> str:
        if answer.startswith("y"):
            self._device.undo_trial()
            self._abort()
        return ""

    def _leave(self, answer: str) -> str:
        if answer in ("y", "yes"):
            said = self._commit("")
            if self._question is None and not self._ours.editor.operations:
                self._abort()
            return said
        if answer in ("n", "no"):
            self._abort()
        return ""

    def _do(self, command: str) -> str:
        said = self._run(self.EXEC[4:-1], command)
        return f"{' ' * len(self.prompt)}^\n{INVALID}\n" if said is None else self._stamped(said)

    def _show_target(self) -> str:
        lines = tree_lines(self._ours.editor.operations)
        return self._stamped(self._header() + "".join(f"{line}\n" for line in lines) + "end\n\n")

    def _show_failed(self) -> str:
        failed_lines = self._ours.failed
        return self._stamped(
            "".join(f"{line}\n" for line in failed_lines) + "\n" if failed_lines else "% No such configuration item(s)\n\n"
        )


def _commit_options(text: str) -> dict[str, str | None] | None:
    """Return the options of a commit, or None when it is malformed. A trial lasts 30 to 65535 seconds, or 1 to 1024 minutes."""
    options: dict[str, str | None] = {"label": None, "comment": None, "seconds": None}
    words = text.split()
    while words:
        word = words.pop(0)
        if word == "comment" and words:
            options["comment"], words = " ".join(words), []
        elif word == "label" and words and _LABEL.fullmatch(words[0]):
            options["label"] = words.pop(0)
        elif word == "confirmed":
            is_minutes = words[:1] == ["minutes"]
            del words[: int(is_minutes)]
            if not words or not words[0].isdigit():
                return None
            number = int(words.pop(0))
            if not (1 <= number <= 1024 if is_minutes else 30 <= number <= 65535):
                return None
            options["seconds"] = str(number * 60 if is_minutes else number)
        else:
            return None
    return options


def _detailed(number: int, item: Commit) -> str:
    return (
        f"\n   {number}) CommitId: {item.number:<26} Label: {item.label or 'NONE'}\n"
        f"      UserId:   {item.user:<26} Line:  {item.line}\n"
        f"      Client:   {item.client:<26} Time:  {item.when}\n"
        f"      Comment:  {item.comment or 'NONE'}\n"
    )


def _filtered(text: str, how: str, what: str) -> str:
    lines = text.splitlines()
    pattern = re.compile(what.strip('"'))
    if how == "begin":
        first = next((number for number, line in enumerate(lines) if pattern.search(line)), len(lines))
        lines = lines[first:]
    else:
        lines = [line for line in lines if bool(pattern.search(line)) == (how == "include")]
    return "".join(f"{line}\n" for line in lines)
