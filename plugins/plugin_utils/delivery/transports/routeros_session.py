# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to a RouterOS router: its API, by the Python package librouteros; TLS (``api-ssl``) unless a port of the plain API is given.

A command is a menu with ``print`` and queries, whose answer is a JSON list of its items, every value a text; or one of these words.
``Answer.rc`` 0 is done; else ``err`` says why.

- ``arm SECONDS NAME HISTORY``: leaves the way back on the router; 13 the history of changes is not HISTORY any more: somebody changed
  something since the plan; 11 a way back of ours is there: another delivery runs, or its router has not gone back yet; 15 the router
  does not hold the way back as it was sent. Nothing is changed before this word is done.
- ``run NAME/FILE``: the lines of a file that was put, one call each, in their order; 16 the router refused one.
- ``refresh ADDRESS AFI``, ``resend ADDRESS AFI``: routes of a session are asked for and sent again; a session that is down needs neither.
- ``advertisements ADDRESS AFI``: what a neighbor is sent, as the menu prints it.
- ``confirm NAME``: takes the way back off, then runs ``NAME/clean.rsc``; 14 it is not there any more: the router went back, or does.
- ``revert NAME``: runs the way back now; prints ``restored``, ``nothing was changed`` or ``confirmed``; 22 not restored.
- ``status NAME``: ``armed`` or ``not armed``.
- 1: the router refused a print; 2: no command of ours.

The way back is a script of the router's own and two entries of its scheduler: one at a time of its clock, and one at its start, for a
router that is restarted meanwhile (guide, "Scheduler": an interval of zero runs once, ``startup`` 3 s after the console has started). The
script ends by taking these off. It is run by the router; a lost connection, or a controller that dies, leaves it in place.
"""

from __future__ import annotations

import hashlib
import json
import re
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ...platforms.contract import PlatformError
from ...platforms.routeros.text import CommandLine, parse_line, quoted
from .parameters import Parameters
from .transport import Answer, TransportError
from .word_session import UNKNOWN, Failed, Session

try:
    import librouteros  # type: ignore[import-untyped, unused-ignore]
    from librouteros.exceptions import LibRouterosError, MultiTrapError, TrapError  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    IMPORT_ERROR: ImportError | None = error
else:
    IMPORT_ERROR = None

REFUSED, HELD, STALE, TOO_LATE, NOT_HELD, NOT_TAKEN, NOT_RESTORED = 1, 11, 13, 14, 15, 16, 22

_MENU = re.compile(r"/[a-z0-9/-]+/print")
_QUERY = re.compile(r"\?[a-z.-]+=[A-Za-z0-9.:/_-]+", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,126}", re.ASCII)
#: The names of scripts and scheduler entries of ours begin so.
BACK = "MANRS-BACK-"
_SCRIPTS, _SCHEDULER, _SESSIONS = "/system/script", "/system/scheduler", "/routing/bgp/session"
_PORT, _TLS_PORT = "api", "api-ssl"
_LEAST_SECONDS = 30


@dataclass(slots=True)
class _Delivery:
    """What is known of a delivery, whichever connection carries it on."""

    files: dict[str, str] = field(default_factory=dict)
    armed: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)


class RouterOsSession(Session):
    """A ``Transport`` to one RouterOS router; the module says what its words answer. ``close`` it, or use it in ``with``.

    :raises TransportError: from every method: the router is not reachable, refuses the login, or does not answer in time; the parameters
        ask for what the API has not (a key, a jump host); a Python package is missing.
    """

    def __init__(self, parameters: Parameters, delivery: _Delivery | None = None) -> None:
        if IMPORT_ERROR is not None:
            raise TransportError(
                "RouterOS needs the Python package librouteros on the controller (pip install librouteros)"
            ) from IMPORT_ERROR
        if parameters.jump is not None:
            raise TransportError(f"{parameters.host}: the API of RouterOS has no jump host; give the host of a tunnel in ansible_host")
        if parameters.password is None:
            raise TransportError(f"{parameters.host}: the API of RouterOS asks for a password (ansible_password)")
        self._parameters = parameters
        self._delivery = delivery or _Delivery()
        self._api: Any = None

    # Transport

    def run(self, command: str, timeout_seconds: float = 60.0) -> Answer:
        """Run a print or one of the words; see ``Transport``."""
        menu, *words = command.split(" ")
        if _MENU.fullmatch(menu) and all(_QUERY.fullmatch(word) for word in words):
            return self._guarded(REFUSED, partial(self._printed, menu, words), timeout_seconds)
        act = self._words().get((menu, len(words)))
        if act is None or not all(_WORD.fullmatch(item) for item in words):
            return Answer(UNKNOWN, "", f"{command[:80]!r} is no command of this transport")
        return self._guarded(NOT_TAKEN, partial(act, *words), timeout_seconds)

    def _words(self) -> dict[tuple[str, int], Callable[..., str]]:
        return {
            ("arm", 3): self._arm,
            ("run", 1): self._run_file,
            ("refresh", 2): partial(self._again, "refresh"),
            ("resend", 2): partial(self._again, "resend"),
            ("advertisements", 2): self._advertisements,
            ("confirm", 1): self._confirm,
            ("revert", 1): self._revert,
            ("status", 1): self._status,
        }

    def put(self, path: str, content: str) -> None:
        """Keep the lines of a file for the words; see ``Transport``. Nothing of it is on the router before."""
        self._delivery.files[path] = content

    def fresh(self) -> RouterOsSession:
        """Return a session over a new connection; this one is closed."""
        self.close()
        return RouterOsSession(self._parameters, self._delivery)

    def close(self) -> None:
        """Close the connection. A way back that is on the router stays there."""
        api, self._api = self._api, None
        if api is not None:
            with suppress(OSError, LibRouterosError):
                api.close()

    # The API

    def _guarded(self, rc: int, act: Callable[[], str], timeout_seconds: float) -> Answer:
        host = self._parameters.host
        try:
            self._connected().protocol.transport.sock.settimeout(max(timeout_seconds, 0.1))
            return Answer(0, act(), "")
        except Failed as failed:
            return Answer(failed.rc, "", f"{host}: {failed}")
        except (TrapError, MultiTrapError) as trap:
            return Answer(rc, "", f"{host}: the router says: {str(trap)[:300]}")
        except (OSError, EOFError, LibRouterosError) as error:
            self.close()
            raise TransportError(f"{host}: the connection broke: {str(error).rstrip('.') or type(error).__name__}") from error

    def _connected(self) -> Any:
        if self._api is None:
            self._api = self._login()
        return self._api

    def _login(self) -> Any:
        parameters = self._parameters
        is_plain = _PORT in parameters.ports
        port = parameters.ports[_PORT] if is_plain else parameters.ports.get(_TLS_PORT, 8729)
        try:
            return librouteros.connect(
                parameters.host,
                parameters.user,
                parameters.password or "",
                port=port,
                timeout=parameters.connect_seconds,
                encoding="latin-1",
                **({} if is_plain else {"ssl_wrapper": partial(self._tls().wrap_socket, server_hostname=parameters.host)}),
            )
        except (TrapError, MultiTrapError) as trap:
            raise TransportError(f"{parameters.host}: login refused: {trap}") from trap
        except ssl.SSLCertVerificationError as error:
            why = f"port {port}: its certificate is not verified; set ansible_api_ca_path: {error.verify_message}"
            raise TransportError(f"{parameters.host}: {why}") from error
        except (OSError, EOFError, LibRouterosError) as error:
            raise TransportError(f"{parameters.host}: port {port} does not answer: {str(error) or type(error).__name__}") from error

    def _tls(self) -> ssl.SSLContext:
        parameters = self._parameters
        try:
            context = ssl.create_default_context(cafile=str(parameters.ca_file) if parameters.ca_file is not None else None)
        except (OSError, ssl.SSLError) as error:
            raise TransportError(f"{parameters.host}: {parameters.ca_file} holds no certificate: {error}") from error
        if not parameters.checks_certificate:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def _call(self, command: str, *words: str) -> list[dict[str, str]]:
        """Call and return the items, their values as the router wrote them: the library makes numbers and truths of some."""
        protocol = self._connected().protocol
        protocol.writeSentence(command, *words)
        items: list[dict[str, str]] = []
        traps: list[TrapError] = []
        while True:
            reply, said = protocol.readSentence()
            values = dict(word[1:].partition("=")[::2] for word in said if word.startswith("="))
            if reply == "!trap":
                traps.append(TrapError(values.get("message", "no reason given")))
            elif reply == "!re":
                items.append(values)
            elif reply == "!done":
                break
        if traps:
            raise traps[0]
        return items

    def _print(self, menu: str, **where: str) -> list[dict[str, str]]:
        return self._call(f"{menu}/print", *(f"?{name.replace('_', '-')}={value}" for name, value in where.items()))

    # Words

    def _printed(self, menu: str, queries: Iterable[str]) -> str:
        # Every value is text of the router's; what is no UTF-8 comes as it does from a shell.
        found = [
            {name: value.encode("latin-1").decode("utf-8", "backslashreplace") for name, value in item.items()}
            for item in self._call(menu, *queries)
        ]
        return json.dumps(found, sort_keys=True)

    def _line(self, line: CommandLine) -> None:
        values = [f"={name}={value.encode('utf-8').decode('latin-1')}" for name, value in line.values.items()]
        if line.verb == "add":
            self._call(f"{line.path}/add", *values)
            return
        queries = [f"?{name}={value.encode('utf-8').decode('latin-1')}" for name, value in line.where.items()]
        # Several queries are all asked: without an operator between them the router takes them so (guide, "API", queries).
        found = [item[".id"] for item in self._call(f"{line.path}/print", "=.proplist=.id", *queries) if ".id" in item]
        if not found and line.verb != "remove" and not line.may_fail:
            raise Failed(NOT_TAKEN, f"no item of {line.path} is {dict(line.where)}")
        if found:
            with suppress(*(TrapError, MultiTrapError) if line.may_fail else ()):
                self._call(f"{line.path}/{line.verb}", f"=.id={','.join(found)}", *values)

    def _run_file(self, path: str) -> str:
        for text in self._delivery.files.get(path, "").splitlines():
            try:
                self._line(parse_line(text))
            except PlatformError as error:
                raise Failed(UNKNOWN, str(error)) from error
            except (TrapError, MultiTrapError) as trap:
                raise Failed(NOT_TAKEN, f"refused: {text[:160]}: {trap}") from trap
        return ""

    def _again(self, verb: str, address: str, afi: str) -> str:
        for item in self._sessions(address):
            if item.get("established") == "true":
                self._call(f"{_SESSIONS}/{verb}", f"=.id={item['.id']}", f"=afi={afi}")
        return ""

    def _sessions(self, address: str) -> list[dict[str, str]]:
        return [item for item in self._print(_SESSIONS) if item.get("remote.address", "").partition("/")[0] == address]

    def _advertisements(self, address: str, afi: str) -> str:
        peers = {item.get("name") for item in self._sessions(address)}
        found = [item for item in self._print("/routing/bgp/advertisements") if item.get("peer") in peers]
        return json.dumps([item for item in found if (":" in item.get("dst", "")) == (afi == "ipv6")])

    def _arm(self, seconds: str, name: str, history: str) -> str:
        if not seconds.isdigit() or int(seconds) < _LEAST_SECONDS:
            raise Failed(UNKNOWN, f"a timer of {seconds} s: it is {_LEAST_SECONDS} s or more")
        if any(item.get("name", "").startswith(BACK) for menu in (_SCRIPTS, _SCHEDULER) for item in self._print(menu)):
            raise Failed(HELD, "a way back of ours is on the router: another delivery runs, or died and the router has not gone back yet")
        if hashlib.sha256(self._printed("/system/history/print", ()).encode()).hexdigest() != history:
            raise Failed(STALE, "stale plan: somebody changed the router since; plan again")
        script = self._script(name)
        # Nothing that was armed in part may stay: it would be in the way of the next delivery.
        self._delivery.armed.add(name)
        try:
            self._call(f"{_SCRIPTS}/add", f"=name={BACK}{name}", f"=source={script}", "=policy=read,write,policy,test")
            held = self._print(_SCRIPTS, name=f"{BACK}{name}")
            if [item.get("source", "").replace("\r\n", "\n").rstrip("\n") for item in held] != [script.rstrip("\n")]:
                raise Failed(NOT_HELD, "the router does not hold the way back as it was sent")
            end = self._clock() + timedelta(seconds=int(seconds))
            times = (("", f"=start-date={end:%Y-%m-%d}", f"=start-time={end:%H:%M:%S}"), ("-BOOT", "=start-time=startup"))
            for suffix, *when in times:
                entry = (f"=name={BACK}{name}{suffix}", "=interval=0s", f"=on-event=/system/script/run {BACK}{name}")
                self._call(f"{_SCHEDULER}/add", *entry, "=policy=read,write,policy,test", *when)
            if not self._is_armed(name):
                raise Failed(NOT_HELD, "the router does not hold the entries of its scheduler")
        except BaseException:
            with suppress(TrapError, MultiTrapError, OSError, EOFError, LibRouterosError):
                self._disarm(name)
                self._delivery.armed.discard(name)
            raise
        return "armed"

    def _script(self, name: str) -> str:
        """Return the way back, and what takes itself off at its end: the scheduler first, so that it is not run once more."""
        lines = self._delivery.files.get(f"{name}/restore.rsc", "").splitlines()
        for entry in (f"{BACK}{name}", f"{BACK}{name}-BOOT"):
            lines.append(f"{_SCHEDULER}/remove [find where name={quoted(entry)}]")
        lines.append(f"{_SCRIPTS}/remove [find where name={quoted(f'{BACK}{name}')}]")
        return "".join(f"{line}\n" for line in lines)

    def _clock(self) -> datetime:
        (told,) = self._print("/system/clock") or [{}]
        try:
            return datetime.strptime(f"{told.get('date')} {told.get('time')}", "%Y-%m-%d %H:%M:%S")
        except ValueError as error:
            raise Failed(NOT_HELD, f"the router's clock cannot be read: {told}") from error

    def _is_armed(self, name: str) -> bool:
        wanted = {f"{BACK}{name}", f"{BACK}{name}-BOOT"}
        entries = {item.get("name") for item in self._print(_SCHEDULER) if item.get("disabled") != "true"}
        return wanted <= entries and bool(self._print(_SCRIPTS, name=f"{BACK}{name}"))

    def _disarm(self, name: str) -> None:
        for menu in (_SCHEDULER, _SCRIPTS):
            for entry in (f"{BACK}{name}", f"{BACK}{name}-BOOT"):
                self._line(parse_line(f"{menu}/remove [find where name={quoted(entry)}]"))

    def _confirm(self, name: str) -> str:
        if not self._is_armed(name):
            raise Failed(TOO_LATE, "too late: the way back is not on the router any more, so it went back or is about to")
        self._disarm(name)
        self._delivery.confirmed.add(name)
        self._run_file(f"{name}/clean.rsc")
        return "confirmed"

    def _revert(self, name: str) -> str:
        if name in self._delivery.confirmed:
            return "confirmed"
        # Where the timer was faster: what it does can be done again.
        if not self._is_armed(name) and name not in self._delivery.armed:
            return "nothing was changed"
        self._run_file(f"{name}/restore.rsc")
        self._disarm(name)
        return "restored"

    def _status(self, name: str) -> str:
        return "armed" if self._is_armed(name) else "not armed"
