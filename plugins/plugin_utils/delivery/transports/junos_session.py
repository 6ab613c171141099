# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session to a Junos router through PyEZ: reads, and the words in which a Junos plan is written.

A command is the text of one NETCONF RPC that reads (its name begins with ``get-``; the answer is the reply's first element as text, without
namespaces), or one of these words. ``Answer.rc`` 0 is done; else ``err`` says why.

- ``lock TOKEN``: 11 somebody has the configuration, has left changes in the candidate or waits to confirm; 13 TOKEN is not the revision
  (``get-commit-revision-information``) of the newest commit any more.
- ``load NAME``: 15 an error or a warning, the candidate is discarded.
- ``check``: 16 refused.
- ``commit-confirmed SECONDS LABEL``: 16 refused, or the router does not show a rollback that waits.
- ``confirm LABEL``: 11 somebody has the configuration; 14 too late; 21 somebody else committed, or there is no such commit.
- ``revert LABEL``: prints ``restored``, ``nothing was changed`` or ``confirmed``; 11, 16, 21 with ``not restored: ...``.
- ``status LABEL``: one line.
- 12: the word is not known, or its turn has not come.

What it relies on (Junos XML Management Protocol guide; NETCONF guide; ``show system commit`` of 12.3 to 24.4): the lock and the candidate's
changes end with their session; the timer of a confirmed commit does not; the log text of a commit is kept with it, so our label shows which
commit is ours; the newest entry has ``commit-confirmed`` as long as a rollback waits. Any commit and any ``commit check`` of anybody
confirms a commit that waits: nothing here checks while one does.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .parameters import Parameters
from .ssh_login import Login, within
from .transport import Answer, TransportError
from .word_session import Session

try:
    from jnpr.junos import Device  # type: ignore[import-untyped]
    from jnpr.junos.exception import ConnectAuthError, ConnectClosedError, ConnectError, RpcError, RpcTimeoutError  # type: ignore[import-untyped]
    from jnpr.junos.utils.config import Config  # type: ignore[import-untyped]
    from lxml import etree  # type: ignore[import-untyped]
    from ncclient import NCClientError  # type: ignore[import-untyped]
    from ncclient.transport.errors import SSHUnknownHostError  # type: ignore[import-untyped]

    _MISSING: ImportError | None = None
except ImportError as _error:
    _MISSING = _error

_PORT = 830
#: How long we wait for a lock that a session of ours, closed a moment ago, still has.
_PATIENCE_SECONDS = 15.0
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_PID = re.compile(r"\(pid (\d+)\)")
#: What we add to our label in the log of the commits that end a delivery.
_CONFIRMED, _REVERTED = "confirmed", "reverted"


def _printable(text: str) -> str:
    """Return what a router said without what would act on a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))


class _Refused(Exception):
    """A word was not done: exit code and why."""

    def __init__(self, rc: int, why: str) -> None:
        super().__init__(_printable(why))
        self.rc = rc


@dataclass(frozen=True, slots=True)
class _Commit:
    """One entry of the commit history."""

    user: str
    client: str
    date: str
    log: str
    is_pending: bool

    @property
    def is_by_timer(self) -> bool:
        """The router itself made it: what the timer of a confirmed commit does."""
        return (self.user, self.client) == ("root", "other")

    def __str__(self) -> str:
        return _printable(f"{self.user} via {self.client} at {self.date}")


@dataclass
class _Shared:
    """What all sessions to one router have in common."""

    login: Login
    files: dict[str, str] = field(default_factory=dict)
    #: NETCONF session numbers of ours that were closed; Junos names the holder of a lock by it.
    former: set[int] = field(default_factory=set)


class JunosSession(Session):
    """A NETCONF session to one router; see ``Transport``. It connects at once. ``close`` it, or use it in ``with``.

    :raises TransportError: the router cannot be reached, is not the one that known_hosts knows, or does not let us in; or PyEZ is not
        installed, then it names the package.
    """

    def __init__(self, parameters: Parameters, _shared: _Shared | None = None) -> None:
        if _MISSING is not None:
            what = "Junos needs the Python package junos-eznc on the controller (pip install junos-eznc)"
            raise TransportError(f"{parameters.host}: {what}: {_MISSING}") from _MISSING
        self._parameters = parameters
        self._shared = _shared or _Shared(Login(parameters))
        self._has_lock = False
        self._is_loaded = False
        self._deadline = 0.0
        self._device: Any = None
        self._device = self._connected()

    # The connection

    def _connected(self) -> Any:
        parameters = self._parameters
        port = parameters.ports.get("netconf", _PORT)
        where = f"{parameters.host} port {port}"
        options = self._options(port)

        def work() -> Any:
            return Device(**options).open()

        try:
            device = within(parameters.connect_seconds, work, lambda late: _shut(late, is_polite=False))
        except TransportError as error:
            raise TransportError(f"{where}: not reachable: {error}{self._shared.login.jump_said()}") from None
        except ConnectAuthError:
            raise TransportError(f"{where}: the router does not let {parameters.user} in with the password or key given") from None
        except ConnectError as error:
            raise TransportError(f"{where}: {self._why(error)}{self._shared.login.jump_said()}") from None
        except (OSError, ValueError) as error:
            raise TransportError(f"{where}: {error}") from None
        return device

    def _options(self, port: int) -> dict[str, Any]:
        """Return the library's options. It is given settings of ours: else the user's could change port, user and known hosts."""
        parameters, login = self._parameters, self._shared.login
        is_literal = ":" in parameters.host
        if is_literal:
            # The library takes no IPv6 address; the name that it connects to comes from here.
            believed = "\n".join(line for line in login.settings.read_text().splitlines() if "HostName" not in line)
            login.settings.write_text(f"{believed}\n  HostName {parameters.host.strip('[]')}\n")
        return {
            "host": "ipv6" if is_literal else parameters.host,
            "port": port,
            "user": parameters.user,
            "passwd": parameters.password,
            "ssh_private_key_file": str(parameters.key_file) if parameters.key_file is not None else None,
            "ssh_config": str(login.settings),
            "hostkey_verify": parameters.checks_host_key,
            "look_for_keys": False,
            "allow_agent": login.tries_agent,
            "gather_facts": False,
            "conn_open_timeout": max(1, math.ceil(parameters.connect_seconds)),
            "proxy_command": login.jump_command(port) if parameters.jump else None,
            "huge_tree": True,
        }

    def _why(self, error: Any) -> str:
        """Return why a connection failed: the library calls all that fails quickly refused."""
        cause = getattr(error, "_orig", None) or error.__context__
        if isinstance(cause, SSHUnknownHostError):
            known = self._parameters.known_hosts or "~/.ssh/known_hosts"
            return f"its host key is not the one in {known}, or is not there: check who answers before you write it there"
        # Whoever connects again while a connection has just broken would read of that one.
        words = ("" if isinstance(cause, TransportError) else str(cause or "").strip()) or type(error).__name__
        return f"not reachable: {words}"

    def close(self) -> None:
        """End the session: the router releases its lock and discards what was not committed."""
        device, self._device = self._device, None
        self._has_lock = self._is_loaded = False
        if device is not None:
            self._remember(device)
            _shut(device, is_polite=True)

    def _abort(self) -> None:
        """Cut the connection: what comes over it now belongs to a question that we gave up."""
        device, self._device = self._device, None
        self._has_lock = self._is_loaded = False
        if device is not None:
            self._remember(device)
            _shut(device, is_polite=False)

    def _remember(self, device: Any) -> None:
        number = str(getattr(device._conn, "session_id", "") or "")
        if number.isdigit():
            self._shared.former.add(int(number))

    def fresh(self) -> JunosSession:
        """Return a session over a new connection; see ``Transport``. The lock, which nobody may take between, goes over to it."""
        had_lock = self._has_lock
        try:
            new = JunosSession(self._parameters, self._shared)
        finally:
            self.close()
        if had_lock:
            # Whoever needs it asks again and is told who has it.
            new._guarded("lock", 2 * _PATIENCE_SECONDS, new._lock)
        return new

    # Transport

    def put(self, path: str, content: str) -> None:
        """Keep a file for ``load``; nothing goes to the router yet."""
        self._shared.files[path] = content

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run one command; see ``Transport`` and this module."""

        def work() -> str:
            return self._read(command) if command.lstrip().startswith("<") else self._word(command.split())

        return self._guarded(command, timeout_seconds, work)

    def _guarded(self, what: str, seconds: float, work: Callable[[], str | None]) -> Answer:
        """Do work within a time; whatever goes wrong on the connection ends it. :raises TransportError: it ended."""
        host, what = self._parameters.host, repr(what[:80])
        if self._device is None:
            raise TransportError(f"{host}: the session is closed")
        self._deadline = time.monotonic() + seconds
        try:
            return Answer(0, work() or "", "")
        except _Refused as refused:
            return Answer(refused.rc, "", str(refused))
        except RpcTimeoutError:
            self._abort()
            raise TransportError(f"{host}: {what} did not end within {seconds:g} s") from None
        except (ConnectClosedError, NCClientError, EOFError, OSError) as error:
            self._abort()
            raise TransportError(f"{host}: the connection was lost during {what} ({type(error).__name__})") from None
        except RpcError as error:
            return Answer(1, "", _printable(_said(error)))
        except BaseException:
            # Interrupted in the middle of an answer: nothing may be read over this connection any more, and no lock stay.
            self._abort()
            raise

    def _bound(self) -> None:
        """Give the next question what is left of its command's time. :raises RpcTimeoutError: nothing is."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise RpcTimeoutError(self._device, "", 0)
        self._device.timeout = math.ceil(left)

    @property
    def _rpc(self) -> Any:
        self._bound()
        return self._device.rpc

    def _config(self) -> Any:
        self._bound()
        return Config(self._device)

    def _read(self, text: str) -> str:
        operation = _parsed(text)
        name = etree.QName(operation).localname
        if not name.startswith("get-") or operation.get("format") == "json":
            raise _Refused(12, f"<{name}> is not a read in XML")
        self._bound()
        reply = self._device.execute(operation)
        return str(etree.tostring(reply, encoding="unicode", with_tail=False)) if isinstance(reply, etree._Element) else ""

    def _word(self, words: list[str]) -> str:
        match words:
            case ["lock", token]:
                return self._lock_for(token)
            case ["load", name]:
                return self._load(name)
            case ["check"]:
                return self._check()
            case ["commit-confirmed", seconds, label] if seconds.isdecimal() and _LABEL.fullmatch(label):
                return self._commit_confirmed(int(seconds), label)
            case ["confirm", label] if _LABEL.fullmatch(label):
                return self._confirm(label)
            case ["revert", label] if _LABEL.fullmatch(label):
                return self._revert(label)
            case ["status", label] if _LABEL.fullmatch(label):
                return self._status(label)
        raise _Refused(12, f"{' '.join(words)[:80]!r} is no command of a Junos session")

    # The words

    def _lock_for(self, token: str) -> str:
        self._lock()
        is_ours = False
        try:
            newest = self._commits()[0]
            if newest.is_pending:
                raise _Refused(11, f"a confirmed commit of {newest} waits to be confirmed: wait until it is, or has gone back")
            revision = self._revision()
            if revision != token:
                raise _Refused(13, f"stale plan: {newest} has committed since ({revision}, not {token}); make a new plan")
            is_ours = True
        finally:
            if not is_ours:
                self._unlock()
        return ""

    def _load(self, name: str) -> str:
        self._needs_lock("load")
        content = self._shared.files.get(name)
        if content is None:
            raise _Refused(12, f"load {name}: nothing of that name was put")
        change = _parsed(content)
        if change.tag != "configuration":
            raise _Refused(12, f"load {name}: <{change.tag}> is no <configuration>")
        try:
            reply = self._config().load(change, format="xml")
        except RpcTimeoutError:
            raise
        except RpcError as error:
            self._discard()
            raise _Refused(15, f"the router does not take the configuration: {_said(error)}") from None
        # A refusal in another namespace than NETCONF's is none for the library.
        refusals = [item for item in reply.iter() if item.tag in ("rpc-error", "error", "warning", "load-error-count")]
        if refusals or next(reply.iter("ok", "load-success"), None) is None:
            self._discard()
            raise _Refused(15, f"the router does not take the configuration: {_plain(reply)}")
        self._is_loaded = True
        return ""

    def _check(self) -> str:
        self._needs_lock("check")
        try:
            reply = self._rpc.commit_configuration(check=True, ignore_warning=True)
        except RpcTimeoutError:
            raise
        except RpcError as error:
            raise _Refused(16, f"the router refuses the configuration: {_said(error)}") from None
        if isinstance(reply, etree._Element) and next(reply.iter("rpc-error", "error"), None) is not None:
            raise _Refused(16, f"the router refuses the configuration: {_plain(reply)}")
        return ""

    def _commit_confirmed(self, seconds: int, label: str) -> str:
        self._needs_lock("commit-confirmed")
        if not self._is_loaded:
            raise _Refused(12, "commit-confirmed: nothing was loaded")
        minutes = max(1, math.ceil(seconds / 60))
        try:
            self._rpc.commit_configuration(confirmed=True, confirm_timeout=str(minutes), log=label, ignore_warning=True)
        except RpcTimeoutError:
            raise
        except RpcError as error:
            raise _Refused(16, f"the router refuses the commit: {_said(error)}") from None
        self._is_loaded = False
        newest = self._commits()[0]
        if newest.log != label or not newest.is_pending:
            raise _Refused(16, f"the router shows no rollback that waits for {label}; its newest commit is of {newest}")
        return ""

    def _confirm(self, label: str) -> str:
        self._lock()
        try:
            number = self._ours(label)
            commits = self._commits()
            if number is None:
                raise _Refused(21, f"there is no commit of {label}; the newest is of {commits[0]}")
            if number > 0:
                raise self._overtaken(commits, number, label)
            if commits[0].is_pending:
                self._commit(f"{label} {_CONFIRMED}")
                commits = self._commits()
                # The timer may have gone off between our look and our commit, which then has confirmed the old configuration.
                if [item.log for item in commits[:2]] != [f"{label} {_CONFIRMED}", label]:
                    raise _Refused(14, f"too late: the router had gone back before it was confirmed; its newest commit is of {commits[0]}")
        finally:
            self._unlock()
        return "confirmed"

    def _overtaken(self, commits: list[_Commit], number: int, label: str) -> _Refused:
        """Return why a commit of ours that is not the newest cannot be confirmed."""
        after = commits[number - 1]
        if after.is_by_timer or after.log == f"{label} {_REVERTED}":
            return _Refused(14, f"too late: the router went back at {after.date}")
        if after.log == f"{label} {_CONFIRMED}":
            return _Refused(21, f"{label} was confirmed before, at {after.date}")
        return _Refused(21, f"somebody committed meanwhile: {after}")

    def _revert(self, label: str) -> str:
        number = self._ours(label)
        if number is None or number == 0:
            had_lock = self._has_lock
            try:
                self._lock()
            except _Refused as refused:
                # Whoever has the configuration, it is no session of ours: no commit of ours is under way.
                number = self._ours(label)
                if number is None:
                    return "nothing was changed"
                if number == 0:
                    raise _Refused(refused.rc, f"not restored: {refused}") from None
            else:
                try:
                    if had_lock:
                        self._discard()
                    number = self._ours(label)
                    if number == 0:
                        return self._back(label)
                finally:
                    self._unlock()
        if number is None:
            return "nothing was changed"
        return self._became(label)

    def _back(self, label: str) -> str:
        """Commit what was there before ours, under the lock."""
        try:
            self._config().rollback(1)
            # Had the timer gone off before this load, then 1 would be our change: only a look after it tells.
            if self._ours(label) == 0:
                self._commit(f"{label} {_REVERTED}")
            else:
                self._discard()
        except RpcTimeoutError:
            raise
        except RpcError as error:
            self._discard()
            raise _Refused(16, f"not restored: {_said(error)}") from None
        return self._became(label)

    def _became(self, label: str) -> str:
        """Return what became of our commit, which is not the newest any more."""
        commits = self._commits()
        number = next((index for index, item in enumerate(commits) if item.log == label), None)
        if number is None or number == 0:
            raise _Refused(16, f"not restored: the newest commit is of {commits[0]}")
        after = commits[number - 1]
        if after.log == f"{label} {_CONFIRMED}":
            return "confirmed"
        if after.log != f"{label} {_REVERTED}" and not after.is_by_timer:
            raise _Refused(21, f"not restored: somebody committed meanwhile, which made it permanent: {after}")
        if self._differ(number - 1, number + 1):
            raise _Refused(16, f"not restored: {after} is not the configuration from before")
        return "restored"

    def _status(self, label: str) -> str:
        commits = self._commits()
        number = next((index for index, item in enumerate(commits) if item.log == label), None)
        if number is None:
            return f"no commit of {label}; the newest is of {commits[0]}"
        if number == 0:
            return f"{label}: the newest commit, {'waits to be confirmed' if commits[0].is_pending else 'permanent'}, of {commits[0]}"
        return f"{label}: commit {number}, followed by one of {commits[number - 1]}"

    # What the words are made of

    def _needs_lock(self, word: str) -> None:
        if not self._has_lock:
            raise _Refused(12, f"{word}: the configuration is not locked")

    def _lock(self) -> None:
        """Take the configuration. What a session of ours left locked is waited for, then ended. :raises _Refused: 11."""
        if self._has_lock:
            return
        deadline = time.monotonic() + _PATIENCE_SECONDS
        has_killed = False
        while True:
            try:
                self._rpc.lock_configuration()
            except RpcTimeoutError:
                raise
            except RpcError as error:
                why = _said(error)
                holder = _PID.search(why)
                is_ours = holder is not None and int(holder[1]) in self._shared.former
                if not is_ours or time.monotonic() > deadline:
                    raise _Refused(11, self._lock_refusal(why)) from None
                if not has_killed and time.monotonic() > deadline - _PATIENCE_SECONDS * 0.8:
                    has_killed = True
                    self._end(int(holder[1]) if holder is not None else 0)
                time.sleep(0.2)
            else:
                self._has_lock = True
                return

    @staticmethod
    def _lock_refusal(why: str) -> str:
        if "database modified" in why:
            return f"somebody has changes in the candidate that are not committed ({why}): commit or discard them"
        return why

    def _end(self, number: int) -> None:
        try:
            self._bound()
            self._device.execute(etree.fromstring(f"<kill-session><session-id>{number}</session-id></kill-session>"))
        except RpcTimeoutError:
            raise
        except RpcError:
            # It has ended by itself.
            pass

    def _unlock(self) -> None:
        """Give the configuration back; what is in the candidate is discarded. When that fails the session ends, and the lock with it."""
        if not self._has_lock:
            return
        self._has_lock = self._is_loaded = False
        try:
            self._rpc.unlock_configuration()
        except RpcTimeoutError:
            raise
        except RpcError as error:
            self._abort()
            raise TransportError(
                f"{self._parameters.host}: the configuration cannot be unlocked ({_said(error)}); the session was cut"
            ) from None

    def _discard(self) -> None:
        """Take out of the candidate what was loaded. When that fails the session ends, and the candidate's changes with it."""
        self._is_loaded = False
        try:
            self._config().rollback(0)
        except RpcTimeoutError:
            raise
        except RpcError as error:
            self._abort()
            raise TransportError(
                f"{self._parameters.host}: the candidate cannot be discarded ({_said(error)}); the session was cut"
            ) from None

    def _commit(self, log: str) -> None:
        try:
            self._rpc.commit_configuration(log=log, ignore_warning=True)
        except RpcTimeoutError:
            raise
        except RpcError as error:
            raise _Refused(16, f"the router refuses the commit: {_said(error)}") from None

    def _commits(self) -> list[_Commit]:
        """Return the commit history, the newest first, at least one entry."""
        reply = self._rpc.get_commit_information()
        commits = [
            _Commit(
                item.findtext("user", "?").strip(),
                item.findtext("client", "?").strip(),
                item.findtext("date-time", "?").strip(),
                item.findtext("log", "").strip(),
                item.find("commit-confirmed") is not None,
            )
            for item in (reply.iter("commit-history") if isinstance(reply, etree._Element) else ())
        ]
        if not commits:
            raise _Refused(1, "the router shows no commit history")
        return commits

    def _ours(self, label: str) -> int | None:
        return next((index for index, item in enumerate(self._commits()) if item.log == label), None)

    def _revision(self) -> str:
        reply = self._rpc.get_commit_revision_information(level="detail")
        return reply.findtext("revision", "").strip() if isinstance(reply, etree._Element) else ""

    def _differ(self, newer: int, older: int) -> bool:
        """Whether two entries of the commit history are different configurations. Somebody's uncommitted changes do not count."""
        if newer == 0:
            reply = self._rpc.get_configuration({"compare": "rollback", "rollback": str(older), "database": "committed", "format": "text"})
        else:
            reply = self._rpc.get_rollback_information(rollback=str(older), compare=str(newer))
        output = next(reply.iter("configuration-output"), None) if isinstance(reply, etree._Element) else None
        return output is None or bool((output.text or "").strip())


def _parsed(text: str) -> etree._Element:
    """:raises _Refused: not XML."""
    try:
        return etree.fromstring(
            text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        )
    except etree.XMLSyntaxError as error:
        raise _Refused(12, f"not XML: {error}") from None


def _said(error: Any) -> str:
    """Return what the router said when it refused: path, statement and message of each error."""
    parts = []
    for item in getattr(error, "errs", None) or []:
        words = [str(item.get(name) or "").strip() for name in ("edit_path", "bad_element", "message")]
        parts.append(": ".join(" ".join(word.split()) for word in words if word))
    said = "; ".join(dict.fromkeys(part for part in parts if part))
    return said or " ".join(str(getattr(error, "message", "") or error).split()) or type(error).__name__


def _plain(element: etree._Element) -> str:
    return " ".join(" ".join(element.itertext()).split())[-500:] or f"<{element.tag}/>"


def _shut(device: Any, is_polite: bool) -> None:
    """Close a connection for good, and its thread; the library's own close only says goodbye."""
    session = getattr(device._conn, "_session", None)
    try:
        if is_polite and device.connected:
            device.timeout = 5
            device.close()
    except (RpcError, ConnectError, NCClientError, EOFError, OSError):
        # It was lost already.
        pass
    finally:
        device.connected = False
        if session is not None and session.transport is not None:
            session.transport.close()
