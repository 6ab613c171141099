# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to an IOS-XR router: shows over netmiko, changes over NETCONF with ncclient, or over the command line where there is none.

NETCONF
    The change goes as CLI text into the candidate (module Cisco-IOS-XR-cli-cfg, IOS-XR 7) and is committed on trial with a persist id,
    the delivery's label (RFC 6241 8.4). Any session that knows the label can confirm it or take it back, so the first connection is
    closed before the health check. XR keeps no label of such a commit in its list: it is told by its number.
Command line
    ``configure exclusive`` and ``commit label ... confirmed``. XR confirms such a trial from the very session that began it and no
    other, so that session is kept open beside the new connection; when it is lost, nobody can confirm, and the router goes back by
    its timer. A lost connection does not make it go back sooner, leaving configuration mode does. XR has no check without a commit.

Both look for a commit of somebody else's between lock and confirm in the router's commit list. What the libraries do and this module does
not leave to them: ncclient's device ``iosxr`` takes every host key, so its handler is not used as it is; it overlooks an error beside
``<ok/>``; netmiko's ``commit(confirm=True)`` takes the echo of its own word "confirmed" for a question and answers ``y``, which would
accept other people's commits, so that line is sent from here; netmiko finds no error without a pattern.
"""

from __future__ import annotations

import re
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .parameters import Parameters
from .transport import Answer, TransportError

try:
    import netmiko  # type: ignore[import-untyped, unused-ignore]
    import netmiko.exceptions  # type: ignore[import-untyped, unused-ignore]
    import paramiko  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    NETMIKO_IMPORT_ERROR: ImportError | None = error
else:
    NETMIKO_IMPORT_ERROR = None
try:
    import ncclient.manager  # type: ignore[import-untyped, unused-ignore]
    import ncclient.operations  # type: ignore[import-untyped, unused-ignore]
    import ncclient.transport.errors  # type: ignore[import-untyped, unused-ignore]
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]
    from ncclient.devices.iosxr import IosxrDeviceHandler  # type: ignore[import-untyped, unused-ignore]
    from ncclient.operations.errors import TimeoutExpiredError  # type: ignore[import-untyped, unused-ignore]
    from ncclient.operations.rpc import RPCError  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    NCCLIENT_IMPORT_ERROR: ImportError | None = error
else:
    NCCLIENT_IMPORT_ERROR = None

#: What the words answer when they fail. 0 is done; a show that the router does not know is 1.
UNKNOWN, HELD, UNCOMMITTED, STALE, TOO_LATE, NOT_TAKEN, NOT_VALID, REFUSED, SOMEBODY, NOT_RESTORED = 2, 11, 12, 13, 14, 15, 16, 17, 21, 22

_CLI = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg"
_BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
_PROMPT = r"\r?\nRP/[^\r\n]*?:[^\r\n]*?#\s*$"
_CONFIG_PROMPT = re.compile(r"\nRP/[^\r\n]*?:[^\r\n(]*?\((config[^)\r\n]*)\)#")
#: A warning that a policy object is replaced is what is meant; every other line that begins so is a refusal.
_REFUSED = re.compile(r"^% (?!WARNING: Policy object |Confirming commit).*$", re.MULTILINE)
_STAMP = re.compile(r"\A\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+[ \t]*\r?\n")
_BAD_SHOW = re.compile(r"^% ?(?:Invalid input|Incomplete command|Ambiguous command|This command is not authorized).*$", re.MULTILINE)
_ENTRY = re.compile(
    r"^ *\d+\) CommitId: (?P<number>\S+) +Label: (?P<label>\S+) *\r?\n"
    r" *UserId: +(?P<user>\S+) +Line: +(?P<line>\S+) *\r?\n"
    r" *Client: +(?P<client>.*?) +Time: +(?P<when>.+?) *\r?$",
    re.MULTILINE,
)
_HOLDER = re.compile(r"^\S+-\S+-\S+ +(?P<line>\S+) +(?P<user>\S+) +(?P<since>.*?) \*\s*$", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
_SECRET = re.compile(r"\b(password|secret|key|community|key-string)( +(?:clear|encrypted|\d+))? +\S.*")
_OBJECTS = ("route-policy ", "prefix-set ", "as-path-set ", "community-set ", "large-community-set ", "extcommunity-set ", "rd-set ")
_LONGEST_LINE = 480
_CHUNK_LINES = 20
#: XR's command line takes 30 to 65535 seconds.
_LEAST_SECONDS, _MOST_SECONDS = 30, 65535
_IS_ON_TRIAL = "Client: commit-confirm"


@dataclass(frozen=True, slots=True)
class _Commit:
    """One entry of the router's commit list."""

    number: str
    label: str
    user: str
    client: str
    when: str

    @property
    def is_rollback(self) -> bool:
        return self.client.lower().startswith("rollback")

    def __str__(self) -> str:
        return f"{self.number} by {self.user} ({self.client}) at {self.when}"


@dataclass(slots=True)
class _Delivery:
    """What is known of the delivery, whichever connection carries it on. ``seconds`` are those of the router's timer."""

    token: str | None = None
    is_locked: bool = False
    way: str | None = None
    was_sent: bool = False
    number: str | None = None
    is_confirmed: bool = False
    deadline: float = 0.0
    files: dict[str, str] = field(default_factory=dict)


class _Failed(Exception):
    """A word failed: the exit code and what the operator is told."""

    def __init__(self, rc: int, why: str) -> None:
        super().__init__(why)
        self.rc = rc


def _blanked(text: str) -> str:
    """Return a line without the secret in it."""
    return _SECRET.sub(lambda found: f"{found[1]}{found[2] or ''} (hidden)", text)


def _short(text: str) -> str:
    """Return the router's words on one line, without secrets, at most 500 characters."""
    lines = [_blanked(line.strip()) for line in text.replace("\r", "").splitlines()]
    return " ".join(" ".join(line for line in lines if line).split())[:500]


@contextmanager
def _known_hosts_as_ssh_config(path: Path) -> Iterator[str]:
    """Give a file of ssh settings that names the known_hosts file: ncclient has no other way to be told."""
    if '"' in str(path) or "\n" in str(path):
        raise TransportError(f"the name of the known_hosts file {path} has characters that ssh's settings cannot hold")
    folder = tempfile.mkdtemp(prefix="manrs-")
    try:
        settings = Path(folder) / "ssh_config"
        settings.write_text(f'Host *\n  UserKnownHostsFile "{path}"\n')
        yield str(settings)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _handler() -> type[Any]:
    class Handler(IosxrDeviceHandler):  # type: ignore[misc, unused-ignore]
        """ncclient's own takes every host key."""

        def add_additional_ssh_connect_params(self, kwargs: dict[str, Any]) -> None:
            kwargs["unknown_host_cb"] = lambda host, fingerprint: False

    return Handler


class IosXrSession:
    """A ``Transport`` to one IOS-XR router; see the module for what its two ways can do.

    :raises TransportError: from every method, when the router is not reachable, is not the right one, or does not answer in time, or
        when a Python package is missing.
    """

    def __init__(self, parameters: Parameters, delivery: _Delivery | None = None, held: Any = None) -> None:
        if NETMIKO_IMPORT_ERROR is not None:
            raise TransportError(
                "IOS-XR needs the Python package netmiko on the controller (pip install netmiko)"
            ) from NETMIKO_IMPORT_ERROR
        if parameters.jump:
            raise TransportError(
                f"{parameters.host}: a jump host ({parameters.jump}) is not supported for IOS-XR; run from a host that reaches it"
            )
        if parameters.checks_host_key and parameters.known_hosts is not None and not parameters.known_hosts.is_file():
            raise TransportError(f"{parameters.host}: the known_hosts file {parameters.known_hosts} is not there")
        self._parameters = parameters
        self._delivery = delivery or _Delivery()
        self._reading: Any = None
        self._editing: Any = held
        self._manager: Any = None

    # -- Transport ---------------------------------------------------------------------------------------------------------------------

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a ``show`` line or one of the words; see ``Transport``."""
        deadline = time.monotonic() + timeout_seconds
        if not command.isprintable() or not command.isascii():
            return Answer(UNKNOWN, "", "a command is one line of printable ASCII characters")
        word, *words = command.split()
        if word == "show":
            return self._show(command, timeout_seconds)
        act = self._words().get((word, len(words)))
        if act is None or not all(_WORD.fullmatch(item.replace("/", "-")) for item in words):
            return Answer(UNKNOWN, "", f"{_short(command)!r} is no command of this transport")
        try:
            return Answer(0, act(*words, deadline), "")
        except _Failed as failed:
            return Answer(failed.rc, "", f"{self._parameters.host}: {failed}")

    def _words(self) -> dict[tuple[str, int], Callable[..., str]]:
        return {
            ("lock", 1): self._lock,
            ("load", 1): self._load,
            ("check", 0): self._check,
            ("commit-confirmed", 2): self._commit_confirmed,
            ("confirm", 1): self._confirm,
            ("revert", 1): self._revert,
            ("status", 1): self._status,
        }

    def run_all(self, commands: Sequence[tuple[str, float]]) -> list[Answer]:
        """Run commands up to the first that fails; see ``Transport``. One login serves them all."""
        answers = []
        for command, seconds in commands:
            answers.append(self.run(command, seconds))
            if answers[-1].rc != 0:
                break
        return answers

    def put(self, path: str, content: str) -> None:
        """Keep a text for ``load``; see ``Transport``. Nothing of it is on the router before."""
        self._delivery.files[path] = content

    def fresh(self) -> IosXrSession:
        """Return a session over new connections. The old ones are closed, but for the one that alone can confirm a trial."""
        held = None
        if self._delivery.way == "cli" and self._delivery.was_sent and not self._delivery.is_confirmed:
            held, self._editing = self._editing, None
        self.close()
        return IosXrSession(self._parameters, self._delivery, held)

    def close(self) -> None:
        """Close all connections. What is locked is free then; a trial goes back by its timer."""
        self._close_manager()
        for name in ("_reading", "_editing"):
            connection = getattr(self, name)
            setattr(self, name, None)
            if connection is not None:
                _hang_up(connection)

    # -- reading -----------------------------------------------------------------------------------------------------------------------

    def _connect(self) -> Any:
        """Open a command line."""
        ours = self._parameters
        checks: dict[str, Any] = {"ssh_strict": False}
        if ours.checks_host_key:
            checks = {"ssh_strict": True, "system_host_keys": ours.known_hosts is None, "alt_host_keys": ours.known_hosts is not None}
            checks["alt_key_file"] = str(ours.known_hosts or "")
        has_login = ours.password is not None or ours.key_file is not None
        try:
            connection = netmiko.ConnectHandler(
                device_type="cisco_xr",
                host=ours.host,
                port=ours.ports.get("ssh", 22),
                username=ours.user,
                password=ours.password,
                use_keys=ours.key_file is not None or not has_login,
                key_file=str(ours.key_file) if ours.key_file else None,
                allow_agent=not has_login,
                conn_timeout=ours.connect_seconds,
                auth_timeout=ours.connect_seconds,
                banner_timeout=ours.connect_seconds,
                read_timeout_override=None,
                blocking_timeout=ours.connect_seconds,
                **checks,
            )
        except (netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, OSError, ValueError) as error:
            raise TransportError(self._unreachable(error)) from error
        try:
            connection.send_command("terminal exec prompt no-timestamp", expect_string=_PROMPT, read_timeout=ours.connect_seconds)
        except (netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, OSError) as error:
            _hang_up(connection)
            raise TransportError(self._unreachable(error)) from error
        return connection

    def _unreachable(self, error: BaseException) -> str:
        """Return why there is no connection, in words that hold no password."""
        host = self._parameters.host
        text = str(error)
        if "not found in known_hosts" in text or isinstance(error, paramiko.BadHostKeyException) or "Host key for server" in text:
            return f"{host}: not reachable: the router's host key is not the known one ({_short(text)})"
        if isinstance(error, netmiko.exceptions.NetmikoAuthenticationException):
            return f"{host}: not reachable: user {self._parameters.user} may not log in (wrong password or key)"
        return f"{host}: not reachable: {_short(text) or type(error).__name__}"

    def _show(self, command: str, seconds: float) -> Answer:
        text = self._read(command, seconds)
        if bad := _BAD_SHOW.search(text):
            return Answer(1, "", f"{self._parameters.host}: {command!r}: {_short(bad[0])}")
        return Answer(0, text, "")

    def _read(self, command: str, seconds: float) -> str:
        """Return what a show prints, without the line that says when."""
        if self._reading is None:
            self._reading = self._connect()
        try:
            text: str = self._reading.send_command(
                command, expect_string=_PROMPT, read_timeout=seconds, strip_prompt=True, strip_command=True
            )
        except (netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, OSError, ValueError) as error:
            connection, self._reading = self._reading, None
            _hang_up(connection)
            raise TransportError(
                f"{self._parameters.host}: {command!r} did not end within {seconds:g} s: {type(error).__name__}"
            ) from error
        return _STAMP.sub("", text.replace("\r", ""))

    def _commits(self, deadline: float) -> list[_Commit]:
        """Return the commit list, the newest first. :raises _Failed: it cannot be read, so nothing can be told from it."""
        text = self._read("show configuration commit list 100 detail", _left(deadline))
        commits = [
            _Commit(found["number"], "" if found["label"] == "NONE" else found["label"], found["user"], found["client"], found["when"])
            for found in _ENTRY.finditer(text)
        ]
        if not commits or len(commits) != len(re.findall(r"^ *\d+\) CommitId:", text, re.MULTILINE)):
            raise _Failed(UNKNOWN, f"the router's commit list cannot be read: {_short(text)[:200] or 'it is empty'}")
        return commits

    def _since(self, deadline: float) -> list[_Commit]:
        """Return the commits that are newer than the one that the plan saw."""
        newer: list[_Commit] = []
        for commit in self._commits(deadline):
            if self._delivery.token in (commit.number, commit.label):
                return newer
            newer.append(commit)
        return newer

    def _is_on_trial(self, deadline: float) -> bool:
        return _IS_ON_TRIAL in self._read("show configuration sessions detail", _left(deadline))

    def _holder(self, deadline: float, session: str = "") -> tuple[int, str]:
        """Return what a refused lock answers, and who has the configuration, as far as the router tells."""
        table = self._read("show configuration sessions", _left(deadline))
        if found := _HOLDER.search(table):
            return HELD, f"{found['user']} on {found['line']} since {found['since'].strip()} has the configuration locked"
        if session not in ("", "0"):
            return HELD, f"NETCONF session {session} has the candidate locked ('clear netconf-yang agent session {session}' ends it)"
        if self._is_on_trial(deadline):
            return HELD, "a commit of somebody else's waits for its confirmation"
        return UNCOMMITTED, "the candidate has changes that somebody did not commit"

    # -- lock --------------------------------------------------------------------------------------------------------------------------

    def _lock(self, token: str, deadline: float) -> str:
        delivery = self._delivery
        delivery.token = token
        if delivery.way is None:
            delivery.way = "netconf" if self._open_manager(deadline) else "cli"
        if delivery.way == "netconf":
            self._lock_candidate(deadline)
        else:
            self._lock_namespace(deadline)
        delivery.is_locked = True
        try:
            self._look_around(deadline)
        except BaseException:
            self._release(deadline)
            raise
        return f"locked over {delivery.way}"

    def _look_around(self, deadline: float) -> None:
        """Look, with the lock held, for what makes the plan wrong. :raises _Failed: a trial, other people's edits, or a newer commit."""
        if self._is_on_trial(deadline):
            raise _Failed(HELD, "not locked: a commit of somebody else's waits for its confirmation")
        if self._delivery.way == "netconf" and self._text("candidate", deadline) != self._text("running", deadline):
            raise _Failed(UNCOMMITTED, "not locked: the candidate has changes that somebody did not commit")
        if newer := self._since(deadline):
            raise _Failed(STALE, f"stale plan: {self._delivery.token} is not the newest commit any more, but {newer[0]}; plan again")

    def _lock_candidate(self, deadline: float) -> None:
        try:
            self._rpc(deadline, lambda manager: manager.lock(target="candidate"))
        except _Refusal as refusal:
            self._close_manager()
            rc, who = self._holder(deadline, refusal.session)
            raise _Failed(rc, f"not locked: {who}{refusal.said}") from refusal

    def _text(self, source: str, deadline: float) -> str:
        """Return a whole configuration as the router tells it over NETCONF."""
        reply = self._rpc(deadline, lambda manager: manager.get_config(source=source, filter=("subtree", f'<cli xmlns="{_CLI}"/>')))
        return str(reply.xml).split("<data", 1)[-1]

    def _lock_namespace(self, deadline: float) -> None:
        if self._editing is None:
            self._editing = self._connect()
        said = self._type("configure exclusive", deadline)
        if _CONFIG_PROMPT.search(said) is None:
            self._drop_editing()
            rc, who = self._holder(deadline)
            raise _Failed(rc, f"not locked: {who} ({_short(said)})")

    def _release(self, deadline: float) -> None:
        """Give everything back that is not committed: lock, candidate, configuration mode. Never fails; a closed session locks nothing."""
        delivery = self._delivery
        delivery.is_locked = False
        if delivery.way == "netconf" and self._manager is not None:
            for act in (lambda manager: manager.discard_changes(), lambda manager: manager.unlock(target="candidate")):
                with suppress(_Refusal, TransportError):
                    self._rpc(deadline, act)
        self._close_manager()
        self._drop_editing()

    # -- load and check ----------------------------------------------------------------------------------------------------------------

    def _load(self, name: str, deadline: float) -> str:
        text = self._delivery.files.get(name)
        if text is None:
            raise _Failed(NOT_TAKEN, f"there is no {name} to load")
        self._must_be_locked()
        if bad := next((line for line in text.splitlines() if not line.replace("\t", " ").isprintable()), None):
            raise _Failed(NOT_TAKEN, f"a line with control characters is not sent: {_short(bad)!r}")
        if self._delivery.way == "netconf":
            self._edit_candidate(text, deadline)
        else:
            self._type_lines(text, deadline)
        return "loaded"

    def _must_be_locked(self) -> None:
        if not self._delivery.is_locked or (self._manager is None and self._editing is None):
            raise _Failed(HELD, "the configuration is not locked by this session")

    def _edit_candidate(self, text: str, deadline: float) -> None:
        config = etree.Element(f"{{{_BASE}}}config")
        try:
            etree.SubElement(config, f"{{{_CLI}}}cli").text = text
        except ValueError as error:
            raise _Failed(NOT_TAKEN, f"the text cannot be sent as XML: {error}") from error
        try:
            self._rpc(deadline, lambda manager: manager.edit_config(config, target="candidate", error_option="rollback-on-error"))
        except _Refusal as refusal:
            with suppress(_Refusal):
                self._rpc(deadline, lambda manager: manager.discard_changes())
            raise _Failed(NOT_TAKEN, f"the router refuses a line, nothing is loaded{refusal.said}") from refusal

    def _type_lines(self, text: str, deadline: float) -> None:
        """Type a configuration text. ``!`` leaves no mode on XR, so ``exit`` is typed where the indentation says that one ends."""
        open_modes: list[int] = []
        mode = "config"
        try:
            for block in _blocks(text):
                while open_modes and open_modes[-1] >= block.depth:
                    open_modes.pop()
                    mode = self._type_some(["exit"], deadline)
                before = mode
                for start in range(0, len(block.lines), _CHUNK_LINES):
                    mode = self._type_some(block.lines[start : start + _CHUNK_LINES], deadline)
                if mode == "config":
                    open_modes = []
                elif mode != before:
                    open_modes.append(block.depth)
        except BaseException:
            self._delivery.is_locked = False
            self._drop_editing()
            raise

    def _type_some(self, lines: list[str], deadline: float) -> str:
        """Type lines and return the mode after them. :raises _Failed: the router refuses one."""
        if long := next((line for line in lines if len(line) > _LONGEST_LINE), None):
            raise _Failed(NOT_TAKEN, f"a line of {len(long)} characters is too long for the command line: {_blanked(long)[:60]!r}")
        said = self._type("\n".join(lines), deadline, len(lines)).replace("\r", "")
        if bad := _REFUSED.search(said):
            echoed = [line.split("#", 1)[1] for line in said[: bad.start()].splitlines() if line.startswith("RP/") and "#" in line]
            line = echoed[-1] if len(lines) > 1 and echoed else lines[0]
            raise _Failed(NOT_TAKEN, f"the router refuses the line {_blanked(line.strip())!r}, nothing is loaded: {_short(bad[0])}")
        modes = _CONFIG_PROMPT.findall(said)
        if not modes:
            raise _Failed(NOT_TAKEN, f"the router left configuration mode at the line {_blanked(lines[-1].strip())!r}, nothing is loaded")
        return str(modes[-1])

    def _check(self, deadline: float) -> str:
        self._must_be_locked()
        if self._delivery.way != "netconf":
            return "not checked: the command line of IOS-XR checks when it commits, all or nothing"
        try:
            self._rpc(deadline, lambda manager: manager.validate(source="candidate"))
        except _Refusal as refusal:
            raise _Failed(NOT_VALID, f"the router refuses the change{refusal.said}") from refusal
        return "valid"

    # -- commit ------------------------------------------------------------------------------------------------------------------------

    def _commit_confirmed(self, seconds: str, label: str, deadline: float) -> str:
        if not seconds.isdigit() or not int(seconds) <= _MOST_SECONDS:
            raise _Failed(REFUSED, f"{seconds!r} is no time of {_LEAST_SECONDS} to {_MOST_SECONDS} seconds")
        self._must_be_locked()
        delivery = self._delivery
        timer = max(int(seconds), _LEAST_SECONDS)
        delivery.was_sent = True
        delivery.deadline = time.monotonic() + timer
        if delivery.way == "netconf":
            self._commit_candidate(timer, label, deadline)
        else:
            self._commit_typed(timer, label, deadline)
        newer = self._since(deadline)
        if len(newer) != 1 or not self._is_on_trial(deadline):
            what = "; ".join(map(str, newer)) or "there is no new commit"
            self._take_back(label, deadline)
            raise _Failed(SOMEBODY if len(newer) > 1 else REFUSED, f"the commit is not the only new one, or is not on trial: {what}")
        delivery.number = newer[0].number
        return f"commit {delivery.number} is on trial for {timer} s"

    def _commit_candidate(self, timer: int, label: str, deadline: float) -> None:
        try:
            self._rpc(deadline, lambda manager: manager.commit(confirmed=True, timeout=str(timer), persist=label))
        except _Refusal as refusal:
            self._delivery.was_sent = False
            self._release(deadline)
            raise _Failed(REFUSED, f"the commit is refused, nothing was changed{refusal.said}") from refusal

    def _commit_typed(self, timer: int, label: str, deadline: float) -> None:
        said = self._type("root", deadline)
        question = r"Do you wish to proceed[^\r\n]*$"
        said = self._type(f"commit label {_label(label)} confirmed {timer}", deadline, ends=f"(?:{_PROMPT}|{question})")
        if "Do you wish to proceed" in said:
            self._type("no", deadline)
            self._give_up()
            raise _Failed(STALE, "stale plan: somebody committed since this session began; plan again")
        if bad := _REFUSED.search(said.replace("\r", "")):
            why = self._type("show configuration failed", deadline) if "Failed to commit" in said else ""
            self._give_up()
            reasons = _short(_reasons(why)) if "!!%" in why else _short(bad[0])
            raise _Failed(REFUSED, f"the commit is refused, nothing was changed: {reasons}")
        if "No configuration changes to commit" in said:
            self._give_up()
            raise _Failed(REFUSED, "the commit is refused: the router sees no change in what was loaded")

    def _give_up(self) -> None:
        self._delivery.was_sent = False
        self._delivery.is_locked = False
        self._drop_editing()

    # -- confirm and revert ------------------------------------------------------------------------------------------------------------

    def _confirm(self, label: str, deadline: float) -> str:
        delivery = self._delivery
        if delivery.number is None:
            raise _Failed(TOO_LATE, "there is no commit of this delivery to confirm")
        newer = self._since(deadline)
        self._still_ours(newer)
        if not self._is_on_trial(deadline):
            raise _Failed(TOO_LATE, "too late: the commit is not on trial any more")
        delivery.is_confirmed = True
        try:
            if delivery.way == "netconf":
                self._confirm_persisted(label, deadline)
            else:
                self._confirm_held(deadline)
        except _Failed:
            delivery.is_confirmed = False
            raise
        self._still_ours(self._since(deadline))
        if self._is_on_trial(deadline):
            delivery.is_confirmed = False
            raise _Failed(TOO_LATE, "the router took the confirmation, but still has the commit on trial")
        return f"commit {delivery.number} is confirmed"

    def _still_ours(self, newer: list[_Commit]) -> None:
        if newer and newer[0].number == self._delivery.number:
            return
        if newer and newer[0].is_rollback and self._delivery.number in [item.number for item in newer]:
            raise _Failed(TOO_LATE, f"too late: the router went back by itself (commit {newer[0]})")
        raise _Failed(SOMEBODY, f"somebody committed meanwhile: {newer[0] if newer else 'our commit is not in the list any more'}")

    def _confirm_persisted(self, label: str, deadline: float) -> None:
        if not self._open_manager(deadline):
            raise TransportError(f"{self._parameters.host}: not reachable: NETCONF does not answer any more")
        # A confirming commit commits what is in the candidate too.
        if self._text("candidate", deadline) != self._text("running", deadline):
            raise _Failed(SOMEBODY, "the candidate has changes that somebody did not commit; confirming would commit them")
        try:
            self._rpc(deadline, lambda manager: manager.commit(persist_id=label))
        except _Refusal as refusal:
            raise _Failed(TOO_LATE, f"too late: the router has no trial of this label{refusal.said}") from refusal

    def _confirm_held(self, deadline: float) -> None:
        lost = "too late: the session that made the commit is lost, and IOS-XR takes a confirmation from no other"
        if self._editing is None:
            raise _Failed(TOO_LATE, lost)
        try:
            said = self._type("commit", deadline)
        except TransportError as error:
            raise TransportError(f"{error}; whether the confirmation arrived is not known") from error
        if "Confirming commit for trial session" not in said:
            raise _Failed(TOO_LATE, f"too late: the router does not confirm: {_short(said)}")
        self._drop_editing()

    def _revert(self, label: str, deadline: float) -> str:
        delivery = self._delivery
        if not delivery.was_sent:
            self._release(deadline)
            return "nothing was changed"
        why = self._take_back(label, deadline)
        while True:
            newer = self._since(deadline)
            if not newer:
                return "nothing was changed"
            if newer[0].is_rollback:
                return "restored"
            if not self._is_on_trial(deadline):
                if any(item.is_rollback for item in newer):
                    return f"restored, and somebody committed after it: {newer[0]}"
                # A trial of ours ends by our confirmation or in a rollback; a commit that never arrived leaves other people's alone.
                return "confirmed" if delivery.number else "nothing was changed"
            remaining = delivery.deadline - time.monotonic()
            if time.monotonic() + 2 > deadline or (why and remaining > deadline - time.monotonic()):
                raise _Failed(
                    NOT_RESTORED, f"not restored yet: {why or 'the commit is still on trial'}; its timer ends in {max(remaining, 0):.0f} s"
                )
            time.sleep(0.5)

    def _take_back(self, label: str, deadline: float) -> str:
        """End the trial by going back, if the router lets us; return why not, or nothing. Locks nothing afterwards."""
        why = ""
        if self._delivery.way == "netconf":
            try:
                if not self._open_manager(deadline):
                    return "NETCONF does not answer any more"
                self._rpc(deadline, lambda manager: manager.cancel_commit(persist_id=label))
            except _Refusal as refusal:
                why = f"the router does not cancel the commit{refusal.said}"
            self._release(deadline)
        else:
            why = self._leave_trial(deadline)
        return why

    def _leave_trial(self, deadline: float) -> str:
        if self._editing is None:
            return "the session that made the commit is lost, and no other can take it back"
        try:
            said = self._type("end", deadline, ends=rf"(?:{_PROMPT}|Do you wish to exit[^\r\n]*$|exiting\(yes/no/cancel\)[^\r\n]*$)")
            if "Do you wish to exit" in said:
                self._type("yes", deadline)
            elif "yes/no/cancel" in said:
                self._type("no", deadline)
        except TransportError as error:
            return str(error)
        finally:
            self._drop_editing()
        return ""

    def _status(self, label: str, deadline: float) -> str:
        newest = self._commits(deadline)[0]
        on_trial = "a commit is on trial" if self._is_on_trial(deadline) else "no commit is on trial"
        ours = f"; the commit of {label} is {self._delivery.number}" if self._delivery.number else ""
        return f"newest commit {newest}; {on_trial}{ours}"

    # -- the command line's configuration mode -----------------------------------------------------------------------------------------

    def _type(self, text: str, deadline: float, prompts: int = 1, ends: str = _PROMPT) -> str:
        """Type lines and return the screen up to as many prompts, or to a question. :raises TransportError: neither comes in time."""
        connection = self._editing
        if connection is None:
            raise TransportError(f"{self._parameters.host}: the configuration session is not open any more")
        seen, screen = 0, ""
        try:
            connection.write_channel(text + "\n")
            while True:
                screen += connection.read_channel()
                seen = len(re.findall(r"\nRP/[^\r\n]*?:[^\r\n]*?#", screen))
                if seen >= prompts and re.search(ends, screen):
                    return str(screen)
                if ends != _PROMPT and re.search(ends, screen):
                    return str(screen)
                if connection.remote_conn.closed:
                    raise TransportError(f"{self._parameters.host}: the connection broke")
                if time.monotonic() > deadline:
                    raise TransportError(f"{self._parameters.host}: no answer in time to {_blanked(text.splitlines()[0])!r}")
                time.sleep(0.005)
        except (netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, OSError) as error:
            self._drop_editing()
            raise TransportError(f"{self._parameters.host}: the connection broke: {type(error).__name__}") from error
        except TransportError:
            self._drop_editing()
            raise

    def _drop_editing(self) -> None:
        """Leave configuration mode without a commit and close the session; what was typed is forgotten."""
        connection, self._editing = self._editing, None
        if connection is None:
            return
        with suppress(netmiko.exceptions.NetmikoBaseException, paramiko.SSHException, OSError):
            if not (self._delivery.was_sent and not self._delivery.is_confirmed):
                # Twice: inside a policy object the first one only leaves the object.
                connection.write_channel("abort\nabort\n")
                time.sleep(0.1)
        _hang_up(connection)

    # -- NETCONF -----------------------------------------------------------------------------------------------------------------------

    def _open_manager(self, deadline: float) -> bool:
        """Open NETCONF, if the router has it as we need it; false means the command line.

        :raises TransportError: it answers, but is not the right router, does not let us in, or ncclient is missing.
        """
        if self._manager is not None and self._manager.connected:
            return True
        ours = self._parameters
        port = ours.ports.get("netconf", 830)
        try:
            sock = socket.create_connection((ours.host, port), min(ours.connect_seconds, _left(deadline)))
        except OSError:
            return False
        if NCCLIENT_IMPORT_ERROR is not None:
            sock.close()
            raise TransportError("IOS-XR over NETCONF needs the Python package ncclient on the controller (pip install ncclient)") from (
                NCCLIENT_IMPORT_ERROR
            )
        try:
            self._manager = self._connected_manager(sock, port)
        except ncclient.transport.errors.SSHUnknownHostError as error:
            raise TransportError(
                f"{ours.host}: not reachable: the router's host key is not the known one (NETCONF, port {port})"
            ) from error
        except ncclient.transport.errors.AuthenticationError as error:
            raise TransportError(f"{ours.host}: not reachable: user {ours.user} may not log in over NETCONF") from error
        except (ncclient.transport.errors.TransportError, ncclient.operations.OperationError, paramiko.SSHException, OSError) as error:
            raise TransportError(f"{ours.host}: not reachable over NETCONF: {_short(str(error)) or type(error).__name__}") from error
        if self._has_what_it_needs():
            return True
        self._close_manager()
        return False

    def _connected_manager(self, sock: socket.socket, port: int) -> Any:
        ours = self._parameters
        has_login = ours.password is not None or ours.key_file is not None
        options: dict[str, Any] = {
            "host": ours.host,
            "port": port,
            "sock": sock,
            "username": ours.user,
            "password": ours.password,
            "key_filename": str(ours.key_file) if ours.key_file else None,
            "allow_agent": not has_login,
            "look_for_keys": not has_login,
            "hostkey_verify": ours.checks_host_key,
            "timeout": ours.connect_seconds,
            "device_params": {"handler": _handler()},
            "errors_params": {"raise_mode": ncclient.operations.RaiseMode.ALL},
        }
        sock.settimeout(ours.connect_seconds)
        try:
            if ours.checks_host_key and ours.known_hosts is not None:
                with _known_hosts_as_ssh_config(ours.known_hosts) as settings:
                    return ncclient.manager.connect_ssh(**options, ssh_config=settings)
            return ncclient.manager.connect_ssh(**options)
        except BaseException:
            sock.close()
            raise

    def _has_what_it_needs(self) -> bool:
        """Whether the hello names candidate, confirmed commits with a persist id, and the CLI form where it names models at all."""
        named = list(self._manager.server_capabilities)
        models = [item for item in named if item.startswith("http://cisco.com/ns/yang/")]
        needed = ("urn:ietf:params:netconf:capability:candidate:1.0", "urn:ietf:params:netconf:capability:confirmed-commit:1.1")
        return all(item in named for item in needed) and (not models or any(item.split("?")[0] == _CLI for item in models))

    def _rpc(self, deadline: float, act: Callable[[Any], Any]) -> Any:
        """Carry out one operation. :raises _Refusal: the router answers with an error or a warning. :raises TransportError: no answer."""
        if self._manager is None and not self._open_manager(deadline):
            raise TransportError(f"{self._parameters.host}: not reachable: NETCONF does not answer any more")
        manager = self._manager
        manager.timeout = _left(deadline)
        try:
            reply = act(manager)
        except RPCError as error:
            raise _Refusal(error) from error
        except TimeoutExpiredError as error:
            self._close_manager(is_answering=False)
            raise TransportError(f"{self._parameters.host}: NETCONF did not answer in time") from error
        except (ncclient.transport.errors.TransportError, ncclient.operations.OperationError, paramiko.SSHException, OSError) as error:
            self._close_manager()
            raise TransportError(f"{self._parameters.host}: NETCONF broke: {type(error).__name__}") from error
        if "rpc-error" in str(reply.xml).split(_CLI, 1)[0]:
            raise _Refusal(None, str(reply.xml))
        return reply

    def _close_manager(self, is_answering: bool = True) -> None:
        manager, self._manager = self._manager, None
        if manager is None:
            return
        manager.timeout = 5
        with suppress(Exception):
            if manager.connected and is_answering:
                manager.close_session()
        with suppress(Exception):
            manager._session.close()


class _Refusal(Exception):
    """The router answered an operation with an error. ``session`` is the one that an error of a lock names."""

    def __init__(self, error: Any, raw: str = "") -> None:
        super().__init__(str(error))
        info = str(getattr(error, "info", "") or "")
        found = re.search(r"session-id>\s*(\d+)", info)
        self.session = found[1] if found else ""
        words = " ".join(filter(None, (getattr(error, "message", "") or "", getattr(error, "tag", "") or "", raw)))
        bad = re.search(r"bad-element>([^<]*)", info)
        self.said = f": {_short(_reasons(words))}{f' ({bad[1]})' if bad else ''}"


def _reasons(text: str) -> str:
    """Return what is refused and why, without the router's standing remarks."""
    return "\n".join(
        line for line in text.replace("\r", "").splitlines() if not re.match(r"\s*!!(?!%)", line) and not line.startswith("RP/")
    )


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.1)


def _label(label: str) -> str:
    """Return a label that the command line takes: it begins with a letter."""
    return label if label[0].isalpha() else f"MANRS-{label}"


def _hang_up(connection: Any) -> None:
    """Close a command line, whatever state it is in: netmiko's own way asks the router first."""
    with suppress(Exception):
        if connection.remote_conn_pre is not None:
            connection.remote_conn_pre.close()


@dataclass(frozen=True, slots=True)
class _Block:
    """A line to type and how far it is indented; or a whole policy object, which has an end of its own."""

    depth: int
    lines: list[str]


def _blocks(text: str) -> Iterator[_Block]:
    """Give what is to be typed of a configuration text. :raises _Failed: a policy object does not end."""
    lines = iter(line.rstrip() for line in text.splitlines())
    for line in lines:
        bare = line.strip()
        if not bare or bare.startswith("!") or bare == "end":
            continue
        if not line.startswith(_OBJECTS):
            yield _Block(len(line) - len(line.lstrip()), [bare])
            continue
        closing = "end-policy" if line.startswith("route-policy ") else "end-set"
        body = [bare]
        while body[-1] != closing:
            inner = next(lines, None)
            if inner is None:
                raise _Failed(NOT_TAKEN, f"{bare!r} has no {closing}, nothing is loaded")
            if inner.strip() and not inner.strip().startswith("!"):
                body.append(inner.strip())
        yield _Block(0, body)
