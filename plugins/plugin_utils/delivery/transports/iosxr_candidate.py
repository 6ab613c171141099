# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The candidate of an IOS-XR router over NETCONF with ncclient: the configuration as CLI text, and commits on trial with a persist id.

Sources: RFC 6241 (8.3, 8.4); Cisco, "Programmability Configuration Guide" for IOS-XR 7.x, CLI over NETCONF (Cisco-IOS-XR-cli-cfg).
What ncclient 0.7 does and is not left to it: its device ``iosxr`` takes every host key, and it overlooks an error beside ``<ok/>``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from .iosxr_terminal import OBJECTS
from .ssh_login import Login, NothingListens, within
from .transport import TransportError
from .word_session import short

try:
    import ncclient.manager  # type: ignore[import-untyped, unused-ignore]
    import ncclient.operations  # type: ignore[import-untyped, unused-ignore]
    import ncclient.transport.errors  # type: ignore[import-untyped, unused-ignore]
    import paramiko  # type: ignore[import-untyped, unused-ignore]
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]
    from ncclient import NCClientError  # type: ignore[import-untyped, unused-ignore]
    from ncclient.devices.iosxr import IosxrDeviceHandler  # type: ignore[import-untyped, unused-ignore]
    from ncclient.operations.errors import TimeoutExpiredError  # type: ignore[import-untyped, unused-ignore]
    from ncclient.operations.rpc import RPCError  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    IMPORT_ERROR: ImportError | None = error
else:
    IMPORT_ERROR = None

_CLI = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg"
_MODELS = "http://cisco.com/ns/yang/"
_BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
_NEEDED = ("urn:ietf:params:netconf:capability:candidate:1.0", "urn:ietf:params:netconf:capability:confirmed-commit:1.1")


class Refusal(Exception):
    """The router answered an operation with an error; the message is its words. ``session`` is the one that an error of a lock names."""

    def __init__(self, error: Any, raw: str = "") -> None:
        info = str(getattr(error, "info", "") or "")
        found = re.search(r"session-id>\s*(\d+)", info)
        self.session = found[1] if found else ""
        words = " ".join(filter(None, (getattr(error, "message", "") or "", getattr(error, "tag", "") or "", raw)))
        bad = re.search(r"bad-element>([^<]*)", info)
        super().__init__(f"{short(reasons(words))}{f' ({bad[1]})' if bad else ''}")


def reasons(text: str) -> str:
    """Return what is refused and why, without the router's standing remarks."""
    return "\n".join(
        line for line in text.replace("\r", "").splitlines() if not re.match(r"\s*!!(?!%)", line) and not line.startswith("RP/")
    )


def objects_first(text: str) -> str:
    """Return a configuration text with policies, sets and their removals before all other lines, each in its order.

    ``!`` leaves no mode on XR: below a neighbor's family ``no route-policy NAME`` is a line of the family, and an incomplete one. What a
    commit makes of objects and of what refers to them is the same in any order. :raises ValueError: an object does not end.
    """
    objects: list[str] = []
    others: list[str] = []
    closing = ""
    for line in text.splitlines(keepends=True):
        if closing:
            objects.append(line)
            closing = "" if line.strip() == closing else closing
        elif line.startswith(OBJECTS):
            objects.append(line)
            closing = "end-policy" if line.startswith("route-policy ") else "end-set"
        elif line.startswith(tuple(f"no {item}" for item in OBJECTS)):
            objects.append(line)
        else:
            others.append(line)
    if closing:
        raise ValueError(f"the last policy object has no {closing}")
    return "".join([*objects, *others])


class Candidate:
    """A NETCONF session. It connects at once; ``close`` ends it, and with it the lock and what is not committed.

    :raises NothingListens: at the start: there is no NETCONF, or not the one that is needed here.
    :raises TransportError: the router is not the right one, does not let us in, or does not answer in time.
    """

    def __init__(self, login: Login, deadline: float) -> None:
        self._host = login.parameters.host
        self._login = login
        self._port = login.parameters.ports.get("netconf", 830)
        self._manager: Any = None
        sock = login.connect(self._port)
        if IMPORT_ERROR is not None:
            sock.close()
            raise TransportError(
                "IOS-XR over NETCONF needs the Python package ncclient on the controller (pip install ncclient)"
            ) from IMPORT_ERROR
        seconds = min(login.parameters.connect_seconds, max(deadline - time.monotonic(), 0.1))
        try:
            self._manager = within(seconds, lambda: self._connected(sock), lambda late: late._session.close())
        except BaseException as error:
            with suppress(Exception):
                sock.close()
            self._explain(error)
            raise
        if not self._has_what_it_needs():
            self.close()
            raise NothingListens(f"{self._host}: NETCONF has no confirmed commit of CLI text")

    def _explain(self, error: BaseException) -> None:
        """:raises TransportError: why there is no session, when the library says it."""
        ours, where = self._login.parameters, f"{self._host}: not reachable"
        if isinstance(error, ncclient.transport.errors.SSHUnknownHostError):
            raise TransportError(f"{where}: the router's host key is not the known one (NETCONF, port {self._port})") from error
        if isinstance(error, ncclient.transport.errors.AuthenticationError):
            raise TransportError(f"{where}: user {ours.user} may not log in over NETCONF (wrong password or key)") from error
        if self._login.is_port_closed():
            raise NothingListens(f"{where}: nothing listens on port {self._port}") from error
        if isinstance(error, (NCClientError, paramiko.SSHException, OSError, EOFError, TransportError)):
            raise TransportError(f"{where} over NETCONF: {short(str(error)) or type(error).__name__}{self._login.jump_said()}") from error

    def _connected(self, sock: Any) -> Any:
        ours = self._login.parameters

        class Handler(IosxrDeviceHandler):  # type: ignore[misc, unused-ignore]
            def add_additional_ssh_connect_params(self, kwargs: dict[str, Any]) -> None:
                kwargs["unknown_host_cb"] = lambda host, fingerprint: False

        sock.settimeout(ours.connect_seconds)
        return ncclient.manager.connect_ssh(
            host=ours.host.strip("[]"),
            port=self._port,
            sock=sock,
            username=ours.user,
            password=ours.password,
            key_filename=str(ours.key_file) if ours.key_file else None,
            allow_agent=self._login.tries_agent,
            look_for_keys=self._login.tries_agent,
            hostkey_verify=ours.checks_host_key,
            ssh_config=str(self._login.settings),
            timeout=ours.connect_seconds,
            device_params={"handler": Handler},
            errors_params={"raise_mode": ncclient.operations.RaiseMode.ALL},
        )

    def _has_what_it_needs(self) -> bool:
        """Whether the hello names candidate, confirmed commits with a persist id, and the CLI form where it names models at all."""
        named = list(self._manager.server_capabilities)
        models = [item.split("?")[0] for item in named if item.startswith(_MODELS)]
        return all(item in named for item in _NEEDED) and (not models or _CLI in models)

    def _rpc(self, deadline: float, act: Callable[[Any], Any]) -> Any:
        """Carry out one operation. :raises Refusal: the router answers with an error or a warning. :raises TransportError: no answer."""
        manager = self._manager
        if manager is None:
            raise TransportError(f"{self._host}: the NETCONF session is closed")
        manager.timeout = max(deadline - time.monotonic(), 0.1)
        try:
            reply = act(manager)
        except RPCError as error:
            raise Refusal(error) from error
        except TimeoutExpiredError as error:
            self.close(is_answering=False)
            raise TransportError(f"{self._host}: NETCONF did not answer in time") from error
        except (NCClientError, paramiko.SSHException, OSError, EOFError) as error:
            self.close(is_answering=False)
            raise TransportError(f"{self._host}: NETCONF broke: {type(error).__name__}") from error
        if "rpc-error" in str(reply.xml).split(_CLI, 1)[0]:
            raise Refusal(None, str(reply.xml))
        return reply

    @property
    def is_open(self) -> bool:
        """Whether it was not closed, by us or by the router."""
        return self._manager is not None and bool(self._manager.connected)

    def lock(self, deadline: float) -> None:
        """Take the candidate for us alone. :raises Refusal: somebody has it, or left changes in it."""
        self._rpc(deadline, lambda manager: manager.lock(target="candidate"))

    def is_clean(self, deadline: float) -> bool:
        """Whether the candidate is what runs."""
        return self._text("candidate", deadline) == self._text("running", deadline)

    def _text(self, source: str, deadline: float) -> str:
        wanted = ("subtree", f'<cli xmlns="{_CLI}"/>')
        reply = self._rpc(deadline, lambda manager: manager.get_config(source=source, filter=wanted))
        return str(reply.xml).split("<data", 1)[-1]

    def edit(self, text: str, deadline: float) -> None:
        """Merge CLI text into the candidate. :raises Refusal: a line was not taken; none is there then. :raises ValueError: no XML text."""
        config = etree.Element(f"{{{_BASE}}}config")
        etree.SubElement(config, f"{{{_CLI}}}cli").text = objects_first(text)
        try:
            self._rpc(deadline, lambda manager: manager.edit_config(config, target="candidate", error_option="rollback-on-error"))
        except Refusal:
            with suppress(Refusal):
                self._rpc(deadline, lambda manager: manager.discard_changes())
            raise

    def check(self, deadline: float) -> None:
        """Have the candidate validated. :raises Refusal: a commit would fail."""
        self._rpc(deadline, lambda manager: manager.validate(source="candidate"))

    def commit_on_trial(self, seconds: int, token: str, deadline: float) -> None:
        """Commit; whoever knows the token can confirm or cancel within so many seconds, over any session. :raises Refusal: it failed."""
        self._rpc(deadline, lambda manager: manager.commit(confirmed=True, timeout=str(seconds), persist=token))

    def confirm(self, token: str, deadline: float) -> None:
        """Confirm the trial of a token. :raises Refusal: there is none."""
        self._rpc(deadline, lambda manager: manager.commit(persist_id=token))

    def cancel(self, token: str, deadline: float) -> None:
        """Go back from the trial of a token. :raises Refusal: there is none."""
        self._rpc(deadline, lambda manager: manager.cancel_commit(persist_id=token))

    def release(self, deadline: float) -> None:
        """Discard what is not committed, unlock and close; a refusal of any of it is ended by the close."""
        for act in (lambda manager: manager.discard_changes(), lambda manager: manager.unlock(target="candidate")):
            with suppress(Refusal, TransportError):
                self._rpc(deadline, act)
        self.close()

    def close(self, is_answering: bool = True) -> None:
        """End the session."""
        manager, self._manager = self._manager, None
        if manager is None:
            return
        manager.timeout = 5
        with suppress(Exception):
            if manager.connected and is_answering:
                manager.close_session()
        with suppress(Exception):
            manager._session.close()
