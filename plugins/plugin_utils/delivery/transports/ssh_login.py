# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What paramiko, and so netmiko and ncclient, need for a login that ends in time, believes the right host keys and logs no secret.

The libraries' own defaults: netmiko believes every host key unless ``ssh_strict``; ncclient's device ``iosxr`` believes every one although
it was asked to verify; paramiko takes ``@revoked`` for a host name and stumbles over a broken line; an answer to a channel request is
waited for without end; at DEBUG all three log whole configurations.
"""

from __future__ import annotations

import base64
import binascii
import logging
import math
import re
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .parameters import Parameters
from .transport import TransportError

try:
    import paramiko  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:
    IMPORT_ERROR: ImportError | None = error
else:
    IMPORT_ERROR = None

_OWN_KNOWN_HOSTS = (Path("~/.ssh/known_hosts"), Path("/etc/ssh/ssh_known_hosts"))
_HOP = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_JUMP_LOG = "jump_log"


class NothingListens(TransportError):
    """The port is closed, on a host that may be there."""


def silence() -> None:
    """Keep the libraries' logs quiet: below WARNING they hold whole configurations, above it what they raise as well."""
    for name in ("ncclient", "netmiko", "paramiko"):
        known = [item for item in logging.root.manager.loggerDict if item.split(".")[0] == name]
        for item in (name, *known):
            logging.getLogger(item).setLevel(logging.CRITICAL)


def within(seconds: float, work: Callable[[], Any], undo: Callable[[Any], None]) -> Any:
    """Return what work returns; work that is late is undone when it ends.

    :raises TransportError: not done in time.
    """
    done: list[Any] = []
    failed: list[BaseException] = []
    guard = threading.Lock()
    is_late = False

    def run() -> None:
        try:
            result = work()
        except BaseException as error:
            failed.append(error)
            return
        with guard:
            done.append(result)
            if not is_late:
                return
        undo(result)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    with guard:
        is_late = not done and not failed
    if is_late:
        raise TransportError(f"no login within {seconds:g} s")
    if failed:
        raise failed[0]
    return done[0]


class Login:
    """The way to a router and who we are there. Its folder holds what the libraries want to read from files, and no secret.

    :raises TransportError: a file that was named is not there, or a jump host is no host.
    """

    def __init__(self, parameters: Parameters) -> None:
        silence()
        self.parameters = parameters
        self._folder = tempfile.TemporaryDirectory(prefix="manrs-", ignore_cleanup_errors=True)
        if parameters.key_file is not None and not parameters.key_file.is_file():
            raise TransportError(f"{parameters.host}: the private key {parameters.key_file} is not there")
        for hop in (parameters.jump or "").split(",") if parameters.jump else ():
            if not _HOP.fullmatch(hop):
                raise TransportError(f"{parameters.host}: jump host {hop!r}: write user@host:port")
        self.known_hosts = Path(self._folder.name) / "known_hosts"
        self.known_hosts.write_text("".join(self._believed()) if parameters.checks_host_key else "")
        #: ncclient has no other way to be told which known_hosts file is right.
        self.settings = Path(self._folder.name) / "ssh_config"
        self.settings.write_text(f"Host *\n  UserKnownHostsFile {self.known_hosts}\n")

    def _believed(self) -> list[str]:
        """Return the lines that paramiko reads right. What is left out, as a marker it does not know, is not believed."""
        given = self.parameters.known_hosts
        lines: list[str] = []
        for file in (given,) if given is not None else _OWN_KNOWN_HOSTS:
            try:
                lines += file.expanduser().read_text(errors="replace").splitlines()
            except OSError as error:
                if given is not None:
                    raise TransportError(f"{self.parameters.host}: known_hosts {file}: {error.strerror}") from None
        words = [line.split() for line in lines]
        revoked = {item[3] for item in words if len(item) > 3 and item[0] == "@revoked"}
        good = [item for item in words if len(item) > 2 and item[0][0] not in "@#" and item[2] not in revoked and _is_key(item[2])]
        return [f"{' '.join(item[:3])}\n" for item in good]

    @property
    def tries_agent(self) -> bool:
        """Whether keys of the agent and the user's own are tried: only where nothing else was given."""
        return self.parameters.password is None and self.parameters.key_file is None

    def connect(self, port: int) -> Any:
        """Return a connected socket, or what stands for one through jump hosts.

        :raises NothingListens: the port is closed; over jump hosts only the login shows that.
        """
        ours = self.parameters
        if ours.jump:
            return paramiko.ProxyCommand(self.jump_command(port))
        try:
            return socket.create_connection((ours.host.strip("[]"), port), ours.connect_seconds)
        except ConnectionRefusedError as error:
            raise NothingListens(f"{ours.host}: not reachable: nothing listens on port {port}") from error
        except OSError as error:
            raise TransportError(f"{ours.host}: not reachable: port {port}: {error.strerror or error}") from error

    def jump_command(self, port: int) -> str:
        """Return the command whose input and output are the router's port, as ``ssh -J`` reaches it."""
        ours = self.parameters
        folder = Path(self._folder.name)
        hops = (ours.jump or "").split(",")
        lines = ["Host *", "  BatchMode yes", f"  StrictHostKeyChecking {'yes' if ours.checks_host_key else 'no'}"]
        lines.append(f"  ConnectTimeout {max(1, math.ceil(ours.connect_seconds))}")
        if ours.checks_host_key and ours.known_hosts is not None:
            if re.search(r"[\"%\n]", str(ours.known_hosts)):
                raise TransportError(f"{ours.known_hosts}: ssh takes no such path for known_hosts")
            lines.append(f'  UserKnownHostsFile "{ours.known_hosts}"')
        if ours.key_file is not None and not re.search(r"[\"%\n]", str(ours.key_file)):
            lines.append(f'  IdentityFile "{ours.key_file}"')
        # What is said here goes before what the user's own file says of the jump hosts.
        lines.append("  Include ~/.ssh/config")
        config = folder / "jump_config"
        config.write_text("\n".join(lines) + "\n")
        log = folder / _JUMP_LOG
        log.write_text("")
        through = ["-J", ",".join(hops[:-1])] if len(hops) > 1 else []
        host = ours.host.strip("[]")
        if not re.fullmatch(r"[A-Za-z0-9_.:-]+", host) or host.startswith("-"):
            raise TransportError(f"{ours.host!r} is no host that ssh can be told")
        target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return " ".join(["ssh", "-F", str(config), "-E", str(log), *through, "-W", target, f"ssh://{hops[-1]}"])

    def jump_said(self) -> str:
        """Return the last that ssh said on the way over jump hosts, in brackets, or nothing."""
        file = Path(self._folder.name) / _JUMP_LOG
        said = [line.strip() for line in file.read_text(errors="replace").splitlines() if line.strip()] if file.exists() else []
        return f" (jump host: {said[-1]})" if said else ""

    def is_port_closed(self) -> bool:
        """Whether the last jump host could not connect to the port; what it forbids is something else."""
        file = Path(self._folder.name) / _JUMP_LOG
        return file.exists() and "open failed: connect failed" in file.read_text(errors="replace")


def _is_key(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return False
