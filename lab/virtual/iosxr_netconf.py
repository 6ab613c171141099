# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF of a virtual IOS-XR router: the configuration as CLI text, and confirmed commits. ``OPERATIONS`` lists every RPC it knows.

Sources, by the letter in the table:

* R: RFC 6241 sections 7 and 8.3 to 8.6, to the letter: one candidate for all, which cannot be locked while it is changed (7.5), is
  discarded when the session that locked it ends (8.3.5.2), and a confirmed commit that ends with its session unless it persists (8.4.1).
* X: Cisco, "Programmability Configuration Guide" for IOS-XR 7.x, CLI over NETCONF: module Cisco-IOS-XR-cli-cfg, container ``cli`` with
  the text as its content, in ``<config>`` and as a subtree filter; napalm's ``iosxr_netconf`` sends and reads the same.
* P: errors as an issue of napalm shows them (1424: lock-denied is of type application, names the session and has no message; 1389:
  unknown-namespace).

Not established, and so only refused: what XR says to a line that it does not know (here the text of ``show configuration failed load``).
Only the CLI form is modelled; a filter or an edit of another model is an unknown namespace.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from xml.sax.saxutils import escape

from lxml import etree

from virtual.cli import Faults
from virtual.iosxr_config import Editor, LineError, tree_lines
from virtual.iosxr_router import Device, Refused, SemanticError, Session
from virtual.netconf import BASE, BASE_1_0, BASE_1_1, Peer, RpcError, local_name

CLI = "http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg"
_CAPABILITY = "urn:ietf:params:netconf:capability"
CAPABILITIES = (
    BASE_1_0,
    BASE_1_1,
    f"{_CAPABILITY}:candidate:1.0",
    f"{_CAPABILITY}:rollback-on-error:1.0",
    f"{_CAPABILITY}:validate:1.1",
    f"{_CAPABILITY}:confirmed-commit:1.1",
    f"{CLI}?module=Cisco-IOS-XR-cli-cfg&revision=2019-06-17",
)
DEFAULT_TIMEOUT = 600
SYNTAX_ERRORS = """!! SYNTAX/AUTHORIZATION ERRORS: This configuration failed due to
!! one or more of the following reasons:
!!  - the entered commands do not exist,
!!  - the entered commands have errors in their syntax,
!!  - the software packages containing the commands are not active,
!!  - the current user is not a member of a task-group that has
!!    permissions to use the commands.

"""


class NetconfSide:
    """The router as its NETCONF server sees it."""

    #: Operation, method, source.
    OPERATIONS = (
        ("get-config", "_get_config", "R X"),
        ("edit-config", "_edit_config", "R X P"),
        ("lock", "_lock", "R P"),
        ("unlock", "_unlock", "R"),
        ("validate", "_validate", "R"),
        ("commit", "_commit", "R"),
        ("cancel-commit", "_cancel_commit", "R"),
        ("discard-changes", "_discard", "R"),
        ("kill-session", "_kill", "R"),
    )
    reply_attributes = ""

    def __init__(self, device: Device, faults: Faults, kill: Callable[[int], bool]) -> None:
        self.capabilities = CAPABILITIES
        self._device = device
        self._faults = faults
        self._kill_session = kill
        self._candidate = Editor()
        self._sessions: dict[int, Session] = {}
        self._locks: dict[str, int] = {}
        self.swallows: str | None = None

    # -- what the server wants ---------------------------------------------------------------------------------------------------------

    def opened(self, peer: Peer) -> None:
        """Begin a session. It counts as a configuration session once it locks something."""

    def closed(self, peer: Peer) -> None:
        """End a session: its locks go, and a confirmed commit of it that does not persist is undone (RFC 6241 8.4.1)."""
        if self._locks.get("candidate") == peer.session_id:
            self._candidate.clear()
        self._locks = {name: owner for name, owner in self._locks.items() if owner != peer.session_id}
        session = self._sessions.pop(peer.session_id, None)
        if session is None:
            return
        trial = self._device.trial
        self._device.close(session)
        if trial is not None and trial.owner == session.number and trial.persist is None:
            self._device.undo_trial()

    async def answer(self, peer: Peer, operation: etree._Element) -> str:
        """Carry out one operation."""
        name = local_name(operation)
        if self._faults.hits(self._faults.drop_before, name):
            peer.drop()
            await asyncio.sleep(3600)
        if self._faults.hits(self._faults.stall, name):
            await asyncio.sleep(3600)
        method = next((method for known, method, _ in self.OPERATIONS if known == name), None)
        if method is None:
            raise RpcError("", tag="operation-not-supported", info=f"<bad-element>{escape(name)}</bad-element>")
        try:
            said: str = getattr(self, method)(peer, operation)
        finally:
            if self._faults.hits(self._faults.drop_after, name):
                peer.drop()
        return said

    def forget(self) -> None:
        """Forget sessions, locks and the candidate, as a restart does."""
        self._candidate.clear()
        self._sessions, self._locks = {}, {}

    def _session(self, peer: Peer) -> Session:
        known = self._sessions.get(peer.session_id)
        if known is None or known.number not in self._device.sessions:
            known = self._sessions[peer.session_id] = self._device.open(peer.user, "netconf", "NETCONF")
        return known

    # -- operations --------------------------------------------------------------------------------------------------------------------

    def _get_config(self, peer: Peer, operation: etree._Element) -> str:
        source = _datastore(operation, "source", ("running", "candidate"))
        wanted = operation.find(f"{{{BASE}}}filter")
        if wanted is not None:
            for child in wanted:
                if child.tag != f"{{{CLI}}}cli":
                    raise _unknown(child)
        configuration = self._device.running if source == "running" else self._device.target(self._candidate.operations)
        return f'<data><cli xmlns="{CLI}">{escape(configuration.text())}</cli></data>'

    def _edit_config(self, peer: Peer, operation: etree._Element) -> str:
        _datastore(operation, "target", ("candidate",))
        self._must_not_be_locked(peer, "candidate")
        default = (operation.findtext(f"{{{BASE}}}default-operation") or "merge").strip()
        if default != "merge":
            raise RpcError("", tag="operation-not-supported", info="<bad-element>default-operation</bad-element>")
        # napalm sends it without a namespace, and XR takes it.
        config = next((child for child in operation if local_name(child) == "config"), None)
        if config is None:
            raise RpcError("", tag="missing-element", info="<bad-element>config</bad-element>")
        keep = len(self._candidate.operations)
        for child in config:
            if child.tag != f"{{{CLI}}}cli":
                raise _unknown(child)
            try:
                self._take(child.text or "")
            except LineError as error:
                if (operation.findtext(f"{{{BASE}}}error-option") or "").strip() == "rollback-on-error":
                    del self._candidate.operations[keep:]
                raise RpcError(SYNTAX_ERRORS + f"{error.line.strip()}\n", kind="application") from None
            finally:
                self._candidate.discard_object()
                self._candidate.root()
        return "<ok/>"

    def _take(self, text: str) -> None:
        for line in text.splitlines():
            if self.swallows is not None and self.swallows in line:
                continue
            self._candidate.enter(line)
        if self._candidate.open_object is not None:
            raise LineError(" ".join(self._candidate.open_object), 0)

    def _lock(self, peer: Peer, operation: etree._Element) -> str:
        name = _datastore(operation, "target", ("running", "candidate"))
        if (owner := self._locks.get(name)) is not None:
            raise _lock_denied(owner)
        if name == "candidate" and self._candidate.operations:
            raise _lock_denied(0)
        session = self._session(peer)
        try:
            self._device.claim(session.number)
        except Refused:
            holder = next((number for number, item in self._sessions.items() if item.number == self._device.lock), 0)
            raise _lock_denied(holder) from None
        self._locks[name] = peer.session_id
        return "<ok/>"

    def _unlock(self, peer: Peer, operation: etree._Element) -> str:
        name = _datastore(operation, "target", ("running", "candidate"))
        owner = self._locks.get(name)
        if owner != peer.session_id:
            raise _lock_denied(owner or 0)
        del self._locks[name]
        if name == "candidate":
            self._candidate.clear()
        if peer.session_id not in self._locks.values():
            self._device.release(self._session(peer).number)
        return "<ok/>"

    def _must_not_be_locked(self, peer: Peer, name: str) -> None:
        owner = self._locks.get(name, peer.session_id)
        if owner != peer.session_id:
            raise RpcError("", tag="in-use", kind="application")

    def _validate(self, peer: Peer, operation: etree._Element) -> str:
        source = _datastore(operation, "source", ("running", "candidate"))
        try:
            self._device.check(self._candidate.operations if source == "candidate" else ())
        except SemanticError as error:
            raise _semantic(error) from None
        return "<ok/>"

    def _commit(self, peer: Peer, operation: etree._Element) -> str:
        is_confirmed = operation.find(f"{{{BASE}}}confirmed") is not None
        persist = _text(operation, "persist")
        persist_id = _text(operation, "persist-id")
        timeout = _text(operation, "confirm-timeout")
        if (persist is not None or timeout is not None) and not is_confirmed:
            raise RpcError("", tag="missing-element", info="<bad-element>confirmed</bad-element>")
        device = self._device
        trial = device.trial
        if persist_id is not None and (trial is None or trial.persist != persist_id):
            raise RpcError("", tag="invalid-value", info="<bad-element>persist-id</bad-element>")
        self._must_not_be_locked(peer, "candidate")
        self._must_not_be_locked(peer, "running")
        session = self._session(peer)
        try:
            device.may_commit(session.number, persist_id)
        except Refused as error:
            raise RpcError(str(error), tag="in-use", kind="application") from None
        previous = device.running.text()
        changed = False
        if self._candidate.operations:
            try:
                changed = device.commit(session, list(self._candidate.operations))
            except SemanticError as error:
                raise _semantic(error) from None
            except Refused as error:
                raise RpcError(str(error), kind="application") from None
            self._candidate.clear()
        if is_confirmed:
            if changed or trial is not None:
                device.begin_trial(session, float(timeout or DEFAULT_TIMEOUT), previous, persist if persist is not None else persist_id)
        elif trial is not None:
            device.confirm_trial()
        return "<ok/>"

    def _cancel_commit(self, peer: Peer, operation: etree._Element) -> str:
        persist_id = _text(operation, "persist-id")
        trial = self._device.trial
        if trial is None:
            raise RpcError("No confirmed commit is pending.", kind="application")
        if trial.persist != persist_id:
            raise RpcError("", tag="invalid-value", info="<bad-element>persist-id</bad-element>")
        if trial.persist is None and trial.owner != self._session(peer).number:
            raise RpcError("", tag="operation-failed", kind="application")
        self._device.undo_trial()
        return "<ok/>"

    def _discard(self, peer: Peer, operation: etree._Element) -> str:
        self._must_not_be_locked(peer, "candidate")
        self._candidate.clear()
        return "<ok/>"

    def _kill(self, peer: Peer, operation: etree._Element) -> str:
        number = _text(operation, "session-id") or ""
        if not number.isdigit() or int(number) == peer.session_id or not self._kill_session(int(number)):
            raise RpcError("", tag="invalid-value", info="<bad-element>session-id</bad-element>")
        return "<ok/>"

    # -- for the control channel -------------------------------------------------------------------------------------------------------

    def edit_as_somebody(self, text: str) -> None:
        """Leave uncommitted lines in the candidate, as another client does that went away without discarding them."""
        self._take(text)
        self._candidate.root()

    def lock_for_nobody(self, number: int) -> None:
        """Have the candidate locked by a session that is not there any more, as routers were seen to (napalm, issue 1424)."""
        self._locks["candidate"] = number

    def candidate_lines(self) -> list[str]:
        """Return what is in the candidate and not committed."""
        return tree_lines(self._candidate.operations)


def _text(operation: etree._Element, name: str) -> str | None:
    found = operation.find(f"{{{BASE}}}{name}")
    return None if found is None else (found.text or "").strip()


def _datastore(operation: etree._Element, name: str, known: tuple[str, ...]) -> str:
    holder = operation.find(f"{{{BASE}}}{name}")
    if holder is None or len(holder) != 1:
        raise RpcError("", tag="missing-element", info=f"<bad-element>{name}</bad-element>")
    store = local_name(holder[0])
    if store not in known:
        raise RpcError("", tag="operation-not-supported", info=f"<bad-element>{escape(store)}</bad-element>")
    return store


def _unknown(element: etree._Element) -> RpcError:
    name = etree.QName(element)
    info = f"<bad-element>{escape(name.localname)}</bad-element><bad-namespace>{escape(name.namespace or '')}</bad-namespace>"
    return RpcError("", tag="unknown-namespace", info=info)


def _lock_denied(owner: int) -> RpcError:
    return RpcError("", tag="lock-denied", kind="application", info=f"<session-id>{owner}</session-id>")


def _semantic(error: SemanticError) -> RpcError:
    words = "\n".join(f"{' '.join(failure.path)}\n!!% {failure.reason}" for failure in error.failures)
    return RpcError(words, kind="application")
