# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual Junos router: NETCONF over SSH on 127.0.0.1, with the configuration rules, the commits and the refusals of Junos.

    PYTHONPATH=lab python -m virtual.junos --port 8300 --state FOLDER --config FILE.xml --user lab --password secret

It prints ``listening on PORT`` when it is ready. ``FOLDER`` keeps host key, ``known_hosts``, commits and the way to the control channel
(``junos_control.py``). ``OPERATIONS`` lists what it answers and where that is described; all else is a syntax error, as on a router.

Rules and their sources:
- a load with errors leaves its good part in the candidate (Junos XML Management Protocol guide, "load-configuration");
- ``lock-configuration`` fails when the candidate is modified or somebody else has it; it ends with its session, and the candidate's
  changes with it (same guide, "lock-configuration"; NETCONF guide, "Terminate a NETCONF session" for the words of the refusal);
- a confirmed commit goes back by itself, whoever is or is not connected; any commit and any commit check confirm it (CLI guide, "Commit the
  candidate configuration only after confirmation"). Its timer is monotonic;
- a restart before the confirm: no vendor document was found. By default the router goes back when it boots (``--restart rolls-back``); with
  ``--restart forgets`` it keeps the new configuration. Whoever relies on either is wrong;
- a commit whose policies refer to what is not there is refused (Routing Policy guide).
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from . import junos_checks, junos_tree, netconf
from .junos_commits import Commit, History
from .junos_tree import Element
from .junos_world import World
from .netconf import Peer, RpcError

_XNM = "http://xml.juniper.net/xnm/1.1/xnm"
_GUIDE = "Junos XML Management Protocol guide"
_API = "Junos XML API operational reference"
_ROUTE_WORDS = (
    "receive-protocol-name advertising-protocol-name peer neighbor table destination exact best longer detail extensive brief terse "
    "hidden all active-path protocol inactive-path"
)

#: What it answers: the words that an operation may hold, and where it is described.
OPERATIONS: Mapping[str, tuple[str, str]] = {
    "lock-configuration": ("", _GUIDE),
    "unlock-configuration": ("", _GUIDE),
    "open-configuration": ("private", _GUIDE),
    "close-configuration": ("", _GUIDE),
    "load-configuration": ("configuration", _GUIDE),
    "get-configuration": ("configuration", _GUIDE),
    "commit-configuration": ("check confirmed confirm-timeout log synchronize force-synchronize full", _GUIDE),
    "delete-config": ("target", "NETCONF guide, discards the candidate"),
    "discard-changes": ("", "RFC 6241"),
    "lock": ("target", "RFC 6241; NETCONF guide"),
    "unlock": ("target", "RFC 6241; NETCONF guide"),
    "kill-session": ("session-id", "RFC 6241; NETCONF guide, the number is the one in the refusal of a lock"),
    "get-commit-information": ("", _API),
    "get-commit-revision-information": ("level", _API + "; napalm's junos driver"),
    "get-rollback-information": ("rollback compare format", _GUIDE + ', "Compare two previous configurations"'),
    "get-software-information": ("brief detail", _API + "; PyEZ facts"),
    "get-system-information": ("", _API + "; PyEZ facts"),
    "get-system-uptime-information": ("", _API + "; napalm's junos driver"),
    "get-bgp-neighbor-information": ("neighbor-address instance", _API),
    "get-bgp-summary-information": ("instance", _API),
    "get-route-information": (_ROUTE_WORDS, _API),
    "get-validation-session-information": ("brief detail", _API),
    "get-validation-statistics-information": ("instance", _API),
}


@dataclass
class Faults:
    """What goes wrong, each at a named operation. ``drop`` cuts before it is done, ``drop_after`` instead of its answer; both once.

    ``stall`` and ``stall_after``: seconds, until cleared. ``refuse_commit``: the words of one refusal. ``holder``: who has the lock.
    ``undead``: sessions whose client has gone stay, with their lock, until they are killed.
    """

    drop: str = ""
    drop_after: str = ""
    stall: dict[str, float] = field(default_factory=dict)
    stall_after: dict[str, float] = field(default_factory=dict)
    refuse_commit: str = ""
    holder: str = ""
    undead: bool = False


@dataclass(frozen=True)
class Options:
    """What kind of router it is. ``minute_seconds``: how long a minute of a confirmed commit lasts."""

    state: Path
    configuration: str
    world: World = field(default_factory=lambda: World(None))
    minute_seconds: float = 60.0
    at_restart: str = "rolls-back"
    version: str = "24.4R1.9"
    host_name: str = "vmx1"
    model: str = "vmx"
    judge: Callable[[Element], str] | None = None


@dataclass(eq=False)
class _Private:
    """A private copy of the candidate, and what was committed when it was made."""

    tree: Element
    base: str


class Junos:
    """The router behind the NETCONF server; see ``netconf.Router``."""

    capabilities: Sequence[str] = (
        netconf.BASE,
        netconf.BASE_1_0,
        "urn:ietf:params:netconf:capability:candidate:1.0",
        "urn:ietf:params:netconf:capability:confirmed-commit:1.0",
        "urn:ietf:params:netconf:capability:validate:1.0",
        "urn:ietf:params:netconf:capability:url:1.0?scheme=http,ftp,file",
        "http://xml.juniper.net/netconf/junos/1.0",
        "http://xml.juniper.net/dmi/system/1.0",
    )
    reply_attributes = 'xmlns:junos="http://xml.juniper.net/junos/24.4R1/junos"'

    def __init__(self, options: Options) -> None:
        self.options = options
        self.faults = Faults()
        self.requests: list[str] = []
        self.kill: Callable[[int], bool] = lambda number: False
        self._lock: Peer | None = None
        self._since = ""
        self._timer: asyncio.TimerHandle | None = None
        self._private: dict[int, _Private] = {}
        self._undead: dict[int, Peer] = {}
        self._booted = time.time()
        self.history = History(options.state / "commits.json")
        if not self.history.read():
            tree = etree.Element("configuration")
            junos_tree.load(tree, junos_tree.plain(junos_tree.parsed(options.configuration)), "override")
            self.history.add(tree, "root", "other")
        elif self.history.is_pending:
            if options.at_restart == "rolls-back":
                self.history.roll_back()
            else:
                self.history.confirm()
        self._candidate = self.history.active.tree

    # Sessions

    def opened(self, peer: Peer) -> None:
        """Hear of a session."""

    def closed(self, peer: Peer) -> None:
        """End what the session had: its lock with the changes of the candidate, its private copy."""
        if self.faults.undead:
            self._undead[peer.session_id] = peer
            return
        self._private.pop(peer.session_id, None)
        if self._lock is peer:
            self._release()

    def _release(self) -> None:
        self._lock = None
        self._candidate = self.history.active.tree

    def power_off(self) -> None:
        """Stop the timer; what was not committed is gone."""
        if self._timer is not None:
            self._timer.cancel()

    async def answer(self, peer: Peer, operation: etree._Element) -> str:
        """Answer one operation; see ``netconf.Router``."""
        name = netconf.local_name(operation)
        self.requests.append(name)
        faults = self.faults
        if faults.drop == name:
            faults.drop = ""
            peer.drop()
            await asyncio.sleep(3600)
        if seconds := faults.stall.get(name, 0.0):
            await asyncio.sleep(seconds)
        try:
            return await self._answered(peer, name, operation)
        finally:
            if seconds := faults.stall_after.get(name, 0.0):
                await asyncio.sleep(seconds)
            if faults.drop_after == name:
                faults.drop_after = ""
                peer.drop()
                await asyncio.sleep(3600)

    async def _answered(self, peer: Peer, name: str, operation: etree._Element) -> str:
        if name not in OPERATIONS:
            raise _syntax_error(name)
        asked = junos_tree.plain(operation)
        words = OPERATIONS[name][0].split()
        for child in asked:
            if child.tag not in words:
                raise _syntax_error(str(child.tag))
        if name == "load-configuration":
            return await self._load(peer, asked)
        arguments = {str(child.tag): (child.text or "").strip() for child in asked}
        world = self.options.world
        lookups = {
            "get-bgp-neighbor-information": world.neighbors,
            "get-bgp-summary-information": world.summary,
            "get-route-information": world.routes,
            "get-validation-session-information": world.validation_sessions,
            "get-validation-statistics-information": world.validation_statistics,
        }
        if name in lookups:
            return lookups[name](self.history.active.tree, arguments)
        result: str = getattr(self, "_do_" + name.replace("-", "_"))(peer, asked)
        return result

    # The candidate and its lock

    @property
    def locked_by(self) -> str:
        """The user that has the lock, or nothing."""
        return self.faults.holder or ("" if self._lock is None else self._lock.user)

    @property
    def is_modified(self) -> bool:
        """The shared candidate is not what is committed."""
        return not junos_tree.same(self._candidate, self.history.active.tree)

    def _refuse_others(self, peer: Peer) -> None:
        """:raises RpcError: somebody else has the lock."""
        holder = ""
        if self.faults.holder:
            holder = f"{self.faults.holder} terminal p0 (pid 4711) on since 2026-01-01 00:00:00 UTC"
        elif self._lock is not None and self._lock is not peer:
            holder = f"{self._lock.user} terminal (pid {self._lock.session_id}) on since {self._since}"
        if holder:
            raise RpcError(f"\nconfiguration database locked by:\n  {holder}, idle 00:00:01\n      exclusive\n", tag="lock-denied")

    def _do_lock_configuration(self, peer: Peer, _: Element) -> str:
        self._refuse_others(peer)
        if self._lock is peer:
            raise RpcError("Configuration database is already open")
        if self.is_modified:
            raise RpcError("configuration database modified", tag="lock-denied")
        self._lock = peer
        self._since = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
        return "<ok/>"

    def _do_unlock_configuration(self, peer: Peer, _: Element) -> str:
        if self._lock is not peer:
            raise RpcError("Configuration database is not open")
        self._release()
        return "<ok/>"

    def _do_lock(self, peer: Peer, asked: Element) -> str:
        return self._do_lock_configuration(peer, asked)

    def _do_unlock(self, peer: Peer, asked: Element) -> str:
        return self._do_unlock_configuration(peer, asked)

    def _do_open_configuration(self, peer: Peer, asked: Element) -> str:
        if asked.find("private") is None:
            raise _syntax_error("open-configuration")
        if self._lock is not None or self.faults.holder:
            self._refuse_others(peer)
            raise RpcError("Configuration database is already open")
        if peer.session_id in self._private:
            raise RpcError("Configuration database is already open")
        if self.is_modified:
            raise RpcError("shared configuration database modified")
        active = self.history.active
        self._private[peer.session_id] = _Private(active.tree, active.configuration)
        return "<ok/>"

    def _do_close_configuration(self, peer: Peer, _: Element) -> str:
        if self._private.pop(peer.session_id, None) is None:
            raise RpcError("Configuration database is not open")
        return "<ok/>"

    def _do_kill_session(self, peer: Peer | None, asked: Element) -> str:
        number = junos_tree.text_of(asked, "session-id")
        if number.isdigit() and (peer := self._undead.pop(int(number), None)) is not None:
            self.faults.undead = False
            self.closed(peer)
        elif not number.isdigit() or not self.kill(int(number)):
            raise RpcError("session not found", tag="invalid-value")
        return "<ok/>"

    def _do_delete_config(self, peer: Peer, asked: Element) -> str:
        if asked.find("target/candidate") is None:
            raise _syntax_error("target")
        return self._do_discard_changes(peer, asked)

    def _do_discard_changes(self, peer: Peer, _: Element) -> str:
        self._refuse_others(peer)
        self._edited(peer, self.history.active.tree)
        return "<ok/>"

    def _tree(self, peer: Peer) -> Element:
        private = self._private.get(peer.session_id)
        return self._candidate if private is None else private.tree

    def _edited(self, peer: Peer, tree: Element) -> None:
        private = self._private.get(peer.session_id)
        if private is None:
            self._candidate = tree
        else:
            private.tree = tree

    async def _load(self, peer: Peer, asked: Element) -> str:
        if peer.session_id not in self._private:
            self._refuse_others(peer)
        if asked.get("rollback") is not None:
            self._edited(peer, self._rollback(asked.get("rollback")).tree)
            return "<load-configuration-results><ok/></load-configuration-results>"
        action, form = asked.get("action", "merge"), asked.get("format", "xml")
        if form != "xml" or asked.find("configuration") is None:
            raise RpcError(f"this virtual router loads XML, not {form}")
        if action not in ("merge", "replace", "override", "update"):
            raise _syntax_error(action)
        change = asked.find("configuration")
        tree = copy.deepcopy(self._tree(peer))
        loaded = junos_tree.load(tree, change, action, junos_checks.STATEMENTS)
        loaded.errors += junos_checks.bad_values(change)
        if self.options.judge is not None and not loaded.errors:
            refusal = await asyncio.to_thread(self.options.judge, tree)
            loaded.errors += [("[edit]", "configuration", refusal)] if refusal else []
        # The good part stays in the candidate.
        self._edited(peer, tree)
        problems = [(*item, "warning") for item in loaded.warnings] + [(*item, "error") for item in loaded.errors]
        shown = "".join(
            RpcError(message, path=path, severity=severity, info=f"<bad-element>{escape(statement)}</bad-element>").xml()
            for path, statement, message, severity in problems
        )
        count = f"<load-error-count>{len(loaded.errors)}</load-error-count>" if loaded.errors else "<ok/>"
        return f"<load-configuration-results>{shown}{count}</load-configuration-results>"

    def _rollback(self, number: str | None) -> Commit:
        if number is None or not number.isdigit() or int(number) >= len(self.history.commits):
            raise RpcError(f"rollback {number}: no such configuration")
        return self.history.commits[int(number)]

    def _do_get_configuration(self, peer: Peer, asked: Element) -> str:
        is_committed = asked.get("database") == "committed"
        active = self.history.active
        tree = active.tree if is_committed else self._tree(peer)
        if asked.get("compare") == "rollback":
            if asked.get("format") != "text":
                raise RpcError("this virtual router compares in text only")
            text = junos_tree.compared(self._rollback(asked.get("rollback")).tree, tree)
            output = f"<configuration-output>{escape(text)}</configuration-output>"
            return f"<configuration-information>{output}</configuration-information>"
        if asked.get("inherit"):
            tree = junos_tree.inherited(tree)
        wanted = asked.find("configuration")
        if wanted is not None and len(wanted):
            tree = junos_tree.selected(tree, wanted)
        form = asked.get("format", "xml")
        if form == "text":
            return f'<configuration-text xmlns="{_XNM}">{escape(junos_tree.whole_text(tree))}</configuration-text>'
        if form != "xml":
            raise RpcError(f"this virtual router does not show {form}")
        inside = "".join(etree.tostring(child).decode() for child in tree)
        verb, seconds = ("commit", active.seconds) if is_committed or not self.is_modified else ("changed", int(time.time()))
        who = f' junos:commit-user="{escape(active.user)}"' if verb == "commit" else ""
        return f'<configuration xmlns="{_XNM}" junos:{verb}-seconds="{seconds}"{who}>{inside}</configuration>'

    # Commits

    def _do_commit_configuration(self, peer: Peer, asked: Element) -> str:
        private = self._private.get(peer.session_id)
        self._refuse_others(peer)
        is_confirmed = asked.find("confirmed") is not None
        tree = self._tree(peer)
        if private is not None:
            if is_confirmed:
                raise RpcError("commit confirmed is not possible with a private configuration")
            if private.base != self.history.active.configuration or self.is_modified:
                raise RpcError("the configuration was changed since the private copy was made")
        if self.faults.refuse_commit:
            words, self.faults.refuse_commit = self.faults.refuse_commit, ""
            raise RpcError(words)
        if found := junos_checks.dangling(tree):
            errors = "".join(
                RpcError(message, path=path, info=f"<bad-element>{escape(statement)}</bad-element>").xml()
                for path, statement, message in found
            )
            return f"<commit-results>{errors}{RpcError('configuration check-out failed').xml()}</commit-results>"
        if asked.find("check") is not None:
            self._confirm()
            return "<commit-results><routing-engine><name>re0</name><commit-check-success/></routing-engine></commit-results>"
        minutes = 0
        if is_confirmed:
            text = junos_tree.text_of(asked, "confirm-timeout") or "10"
            if not text.isdigit() or not 1 <= int(text) <= 65535:
                raise RpcError(f"invalid value '{text}' of confirm-timeout", info="<bad-element>confirm-timeout</bad-element>")
            minutes = int(text)
        self.commit(tree, peer.user, "netconf", junos_tree.text_of(asked, "log"), minutes)
        if private is not None:
            private.tree, private.base = self.history.active.tree, self.history.active.configuration
        told = (
            f"<output>commit confirmed will be automatically rolled back in {minutes} minutes unless confirmed</output>" if minutes else ""
        )
        return f"<commit-results>{told}<routing-engine><name>re0</name><commit-success/></routing-engine></commit-results>"

    def _confirm(self) -> None:
        if self.history.is_pending:
            self.power_off()
            self.history.confirm()

    def commit(self, tree: Element, user: str, client: str, log: str = "", minutes: int = 0) -> None:
        """Commit a configuration, as any session does; the timer of a confirmed commit starts anew or ends."""
        self.power_off()
        self.history.add(copy.deepcopy(tree), user, client, log, minutes)
        self._candidate = self.history.active.tree
        if minutes:
            self._timer = asyncio.get_running_loop().call_later(minutes * self.options.minute_seconds, self._roll_back)

    def _roll_back(self) -> None:
        was_modified = self.is_modified
        self.history.roll_back()
        if not was_modified:
            self._candidate = self.history.active.tree

    def edit_candidate(self, change: str) -> None:
        """Change the shared candidate as somebody at a terminal does."""
        junos_tree.load(self._candidate, junos_tree.plain(junos_tree.parsed(change)), "merge")

    # What it shows of itself

    def _do_get_commit_information(self, _: Peer, __: Element) -> str:
        items = "".join(item.xml(number, number == 0 and self.history.is_pending) for number, item in enumerate(self.history.commits))
        return f"<commit-information>{items}</commit-information>"

    def _do_get_commit_revision_information(self, _: Peer, asked: Element) -> str:
        newest = self.history.active
        if junos_tree.text_of(asked, "level") != "detail":
            return f"<commit-revision-information><revision>{newest.revision}</revision></commit-revision-information>"
        comment = f"<comment>commit confirmed, rollback in {newest.minutes}mins</comment>" if newest.minutes else ""
        return (
            f"<commit-revision-information><revision>{newest.revision}</revision><user>{escape(newest.user)}</user>"
            f"<client>{newest.client}</client>{newest.date}{comment}</commit-revision-information>"
        )

    def _do_get_rollback_information(self, _: Peer, asked: Element) -> str:
        old, new = (self._rollback(junos_tree.text_of(asked, name)).tree for name in ("rollback", "compare"))
        output = f"<configuration-output>{escape(junos_tree.compared(old, new))}</configuration-output>"
        return f"<rollback-information><ok/><configuration-information>{output}</configuration-information></rollback-information>"

    def _do_get_software_information(self, _: Peer, __: Element) -> str:
        me = self.options
        return (
            f"<software-information><host-name>{me.host_name}</host-name><product-model>{me.model}</product-model>"
            f"<product-name>{me.model}</product-name><junos-version>{me.version}</junos-version><package-information><name>os-kernel</name>"
            f"<comment>JUNOS OS Kernel 64-bit [{me.version}]</comment></package-information></software-information>"
        )

    def _do_get_system_information(self, _: Peer, __: Element) -> str:
        me = self.options
        return (
            f"<system-information><hardware-model>{me.model}</hardware-model><os-name>junos</os-name><os-version>{me.version}</os-version>"
            f"<serial-number>VM0000000001</serial-number><host-name>{me.host_name}</host-name></system-information>"
        )

    def _do_get_system_uptime_information(self, _: Peer, __: Element) -> str:
        def shown(name: str, seconds: float) -> str:
            text = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))
            return f'<{name}><date-time junos:seconds="{int(seconds)}">{text}</date-time></{name}>'

        times = shown("current-time", time.time()) + shown("system-booted-time", self._booted)
        return f"<system-uptime-information>{times}</system-uptime-information>"


def _syntax_error(word: str) -> RpcError:
    return RpcError("syntax error", info=f"<bad-element>{escape(word)}</bad-element>")


class Device:
    """A router that is switched on: NETCONF and the control channel, until it is switched off."""

    def __init__(self, options: Options, port: int, users: Mapping[str, str], keys: tuple[Path, ...] = ()) -> None:
        self.options = options
        self._users = users
        self._keys = keys
        self._port = port
        self.router = Junos(options)
        self.server = netconf.Server(self.router, port, options.state, users, keys)

    async def start(self) -> None:
        """Listen. ``server.port`` is the port."""
        self.router.kill = self.server.kill
        await self.server.start()

    async def stop(self) -> None:
        """Switch off: connections are cut, what was not committed is gone."""
        self.router.power_off()
        await self.server.stop()

    async def restart(self, seconds: float) -> None:
        """Switch off and on again on the same port."""
        port = self.server.port
        await self.stop()
        await asyncio.sleep(seconds)
        self.router = Junos(self.options)
        self.server = netconf.Server(self.router, port, self.options.state, self._users, self._keys)
        await self.start()


def _options(words: Sequence[str] | None) -> tuple[Options, int, dict[str, str], tuple[Path, ...]]:
    parser = argparse.ArgumentParser(prog="virtual.junos", description="A virtual Junos router on 127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--state", type=Path, required=True, help="a folder of its own")
    parser.add_argument("--config", type=Path, required=True, help="the configuration it has when it is new, in XML")
    parser.add_argument("--world", type=Path, help="sessions and routes (junos_world.py)")
    parser.add_argument("--user", default="lab")
    parser.add_argument("--password", default="lab")
    parser.add_argument("--key", type=Path, action="append", default=[], help="a public key that may log in")
    parser.add_argument("--minute", type=float, default=60.0, help="seconds that a minute of a confirmed commit lasts")
    parser.add_argument("--restart", choices=("rolls-back", "forgets"), default="rolls-back")
    parser.add_argument("--version", default="24.4R1.9")
    parser.add_argument("--schema", action="store_true", help="judge each load by the vendor's schema, too")
    said = parser.parse_args(words)
    judge = None
    if said.schema:
        judge, missing = junos_checks.vendor_schema()
        if judge is None:
            sys.exit(f"--schema: {missing}")
    options = Options(
        state=said.state,
        configuration=said.config.read_text(),
        world=World(said.world),
        minute_seconds=said.minute,
        at_restart=said.restart,
        version=said.version,
        judge=judge,
    )
    return options, said.port, {said.user: said.password}, tuple(said.key)


async def _run(words: Sequence[str] | None) -> None:
    from .junos_control import serve_control

    options, port, users, keys = _options(words)
    options.state.mkdir(parents=True, exist_ok=True)
    device = Device(options, port, users, keys)
    await device.start()
    await serve_control(device)
    print(f"listening on {device.server.port}", flush=True)
    await asyncio.Event().wait()


def main(words: Sequence[str] | None = None) -> int:
    """Run a router until it is told to end."""
    asyncio.run(_run(words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
