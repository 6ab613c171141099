#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real IRRd on loopback, with the RPSL that it is given.

with IrrdLab({"RIPE": text, "RADB": text}) as irrd:
    irrd.ask("!gAS35001")
"""

from __future__ import annotations

import argparse
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import irr_world
from namespaces import HERE, NODE_PATH, host_environment, start_ticks
from topology import LabError

ADDRESS = "127.0.0.1"
ENVIRONMENT = HERE.parent / ".venv-irrd"
USER = "postgres"
"""Whom all daemons run as: PostgreSQL wants a user with a passwd entry, and neither it nor IRRd wants root."""

#: IRRd without its HTTP server, which no setting turns off. Nothing that answers whois is touched.
_WHOIS_ONLY = """
import signal
from irrd.daemon import main

def wait_for_the_end(config_path):
    while True:
        signal.pause()

main.run_http_server = wait_for_the_end
main.main()
"""
_RELOAD = ("PUBLISH", "irrd-preload-reload-channel", "unknown-classes-changed-preload-all")


@dataclass(slots=True)
class IrrdLab:
    """IRRd, PostgreSQL and Redis in the network of the caller, who is root there.

    `texts` is RPSL by source; the sources' order is the one that IRRd has without `!s`. `port` 0: a free one.
    `workers` is how many connections are served at a time; more wait in silence. `times` has seconds by step.
    `parent` is where its folder is made: a short path that every user may enter. `authoritative`: the sources whose objects may be
    changed by HTTP; `smtp` gets the mail that IRRd writes of it, as HOST:PORT.
    Entering raises LabError with the tail of the log that tells why.
    """

    texts: Mapping[str, str] = field(repr=False)
    port: int = 0
    workers: int = 4
    has_http: bool = False
    authoritative: tuple[str, ...] = ()
    smtp: str = ADDRESS
    timeout_seconds: float = 180
    parent: Path = Path("/tmp")
    times: dict[str, float] = field(default_factory=dict)
    http_port: int = field(init=False, default=0)
    folder: Path = field(init=False)
    _running: ExitStack = field(default_factory=ExitStack, repr=False)
    _daemons: list[subprocess.Popen[bytes]] = field(default_factory=list, repr=False)

    def __enter__(self) -> IrrdLab:
        if lacking := missing():
            raise LabError(lacking)
        with ExitStack() as stack:
            self._start(stack)
            self._running = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._running.close()

    @property
    def sources(self) -> list[str]:
        return list(self.texts)

    def ask(self, *commands: str | bytes, timeout_seconds: float = 60) -> bytes:
        """All that comes back on one connection: `!!`, these commands in one write, `!q`."""
        lines = [command.encode() if isinstance(command, str) else command for command in ("!!", *commands, "!q")]
        with socket.create_connection((ADDRESS, self.port), timeout=timeout_seconds) as connection:
            connection.sendall(b"".join(line + b"\n" for line in lines))
            answer = bytearray()
            while piece := connection.recv(1 << 16):
                answer += piece
        return bytes(answer)

    def queries(self) -> list[str]:
        """Every query that was answered so far, oldest first per connection, from IRRd's log."""
        log = (self.folder / "irrd.log").read_text(encoding="utf-8", errors="backslashreplace")
        told = (line.partition("sent answer to query, elapsed ")[2] for line in log.splitlines())
        return [line.partition(" bytes: ")[2] for line in told if line]

    def processes(self) -> list[int]:
        """The pids of all its processes."""
        return families(*(process.pid for process in self._daemons))

    def memory_megabytes(self) -> float:
        """Memory of all its processes; pages that some share are counted once (PSS)."""
        total = 0
        for pid in self.processes():
            with suppress(OSError):
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return total / 1024

    # -- inside --------------------------------------------------------------------------------

    def _start(self, stack: ExitStack) -> None:
        # In /tmp, whatever TMPDIR says: a socket's path may have 107 characters, and another user must get there.
        self.folder = Path(tempfile.mkdtemp(prefix="manrs-irrd-", dir=self.parent))
        stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        for name in ("redis", "gpg", "venv"):
            (self.folder / name).mkdir(mode=0o700)
        self.port = self.port or _free_port()
        self.http_port = _free_port()
        self._write("irrd.yaml", json.dumps(self._settings(), indent=1))
        for source, text in self.texts.items():
            self._write(f"{source}.rpsl", text)
        user = pwd.getpwnam(USER)
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)
        with self._timed("PostgreSQL and Redis"):
            self._start_redis(stack)
            self._start_postgresql(stack)
        with self._timed("schema"):
            self._python("irrd.scripts.database_upgrade")
        with self._timed("load"):
            self._load()
        with self._timed("IRRd answers"):
            self._start_irrd(stack)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        begin = time.monotonic()
        yield
        self.times[step] = time.monotonic() - begin

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def _settings(self) -> dict[str, object]:
        """The configuration; JSON is YAML."""
        only_us = [ADDRESS, "::1"]
        server: dict[str, object] = {
            "whois": {"interface": ADDRESS, "port": self.port, "max_connections": self.workers},
            # Demanded even when it does not run.
            "http": {
                "interface": ADDRESS,
                "port": self.http_port,
                "status_access_list": "us",
                "url": f"http://{ADDRESS}/",
                "workers": 1,
            },
        }
        return {
            "irrd": {
                "database_url": f"postgresql://irrd@/irrd?host={self.folder}",
                "redis_url": f"unix://{self.folder}/redis.sock",
                "piddir": str(self.folder),
                "access_lists": {"us": only_us},
                "server": server,
                "auth": {"gnupg_keyring": str(self.folder / "gpg")},
                "email": {"from": "noreply@example.net", "smtp": self.smtp, "footer": ""},
                "rpki": {"roa_source": None},
                "log": {"level": "INFO", "logfile_path": str(self.folder / "irrd.log")},
                "sources_default": self.sources,
                "sources": {
                    source: {"authoritative": source in self.authoritative, "keep_journal": source in self.authoritative}
                    for source in self.texts
                },
            }
        }

    def _command(self, argv: Sequence[str]) -> list[str]:
        """`argv` as the daemons' user, who finds our Python environment in the folder even if he may not enter the checkout."""
        bind = 'mount --bind "$1" "$2" && shift 2 && exec "$@"'
        as_user = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "--", *argv]
        return ["unshare", "--mount", "--", "sh", "-c", bind, "sh", str(ENVIRONMENT), str(self.folder / "venv"), *as_user]

    @property
    def _environment(self) -> dict[str, str]:
        return {"PATH": f"{_postgresql()}:{NODE_PATH}", "LC_ALL": "C.UTF-8", "HOME": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}

    def _popen(self, name: str, argv: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own; what it says goes to NAME.out."""
        with (self.folder / f"{name}.out").open("ab") as output:
            return subprocess.Popen(
                self._command(argv),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env=self._environment,
                start_new_session=True,
            )

    def _daemon(self, stack: ExitStack, name: str, argv: Sequence[str], how: signal.Signals = signal.SIGKILL) -> subprocess.Popen[bytes]:
        """Start what runs until the end."""
        process = self._popen(name, argv)
        stack.callback(_end, process, how)
        self._daemons.append(process)
        return process

    def _run(self, name: str, argv: Sequence[str]) -> None:
        process = self._popen(name, argv)
        try:
            code = process.wait(self.timeout_seconds)
        except subprocess.TimeoutExpired:
            raise self._error(f"{name} does not end", name) from None
        finally:
            _end_if_running(process)
        if code:
            raise self._error(f"{name} ended with {code}", name)

    def _python(self, module: str, *arguments: str) -> None:
        self._run(module.rpartition(".")[2], self._python_argv("-m", module, "--config", "irrd.yaml", *arguments))

    def _python_argv(self, *arguments: str) -> list[str]:
        return [str(self.folder / "venv/bin/python"), *arguments]

    def _error(self, what: str, log: str) -> LabError:
        """An error with the ends of what it said and of what it logged."""
        text = what
        for file in (f"{log}.out", f"{log}.log"):
            if (path := self.folder / file).is_file():
                lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
                text += "".join(f"\n  {file}: {line}" for line in lines if line.strip())
        return LabError(text)

    def _wait(self, name: str, process: subprocess.Popen[bytes], path: Path) -> None:
        """Wait until a daemon has made its socket."""
        deadline = time.monotonic() + self.timeout_seconds
        while not path.exists():
            if process.poll() is not None:
                raise self._error(f"{name} ended with {process.returncode}", name)
            if time.monotonic() > deadline:
                raise self._error(f"{name} did not start in {self.timeout_seconds:.0f} s", name)
            time.sleep(0.02)

    def _start_redis(self, stack: ExitStack) -> None:
        options = ["--port", "0", "--unixsocket", f"{self.folder}/redis.sock", "--save", "", "--dir", f"{self.folder}/redis"]
        process = self._daemon(stack, "redis", ["redis-server", *options])
        self._wait("redis", process, self.folder / "redis.sock")

    def _start_postgresql(self, stack: ExitStack) -> None:
        data = self.folder / "postgresql"
        how = ["--auth=trust", "--username=irrd", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", ["initdb", "-D", str(data), *how])
        # Gone with the folder: nothing is worth a wait for the disk.
        settings = ["listen_addresses=", f"unix_socket_directories={self.folder}", "fsync=off", "full_page_writes=off"]
        settings += ["synchronous_commit=off", "max_connections=40", "shared_buffers=64MB", "max_wal_size=4GB", "autovacuum=off"]
        options = [word for setting in settings for word in ("-c", setting)]
        # Its children leave the process group, but end when it says so.
        process = self._daemon(stack, "postgres", ["postgres", "-D", str(data), *options], signal.SIGQUIT)
        self._wait("postgres", process, self.folder / ".s.PGSQL.5432")
        deadline = time.monotonic() + 30
        while True:
            try:
                self._psql("postgres", "CREATE DATABASE irrd")
                break
            except LabError:
                # The socket is there a moment before the database system is.
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.1)
        self._psql("irrd", "CREATE EXTENSION pgcrypto")

    def _psql(self, database: str, command: str) -> None:
        connect = ["psql", "--quiet", "--host", str(self.folder), "--username", "irrd", "--dbname", database]
        self._run("psql", [*connect, "--command", command])

    def _load(self) -> None:
        """Load all sources, each in a process of its own."""
        with ExitStack() as stack:
            processes = {}
            for source in self.texts:
                arguments = ["--config", "irrd.yaml", "--source", source, f"{source}.rpsl"]
                processes[source] = self._popen(f"load-{source}", self._python_argv("-m", "irrd.scripts.load_database", *arguments))
                stack.callback(_end_if_running, processes[source])
            deadline = time.monotonic() + self.timeout_seconds
            for source, process in processes.items():
                try:
                    code = process.wait(max(0, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    raise self._error(f"{source} was not loaded in {self.timeout_seconds:.0f} s", f"load-{source}") from None
                if code:
                    raise self._error(f"{source} was not loaded", f"load-{source}")
        # A server that is in use has statistics: without, it reads whole tables.
        self._psql("irrd", "ANALYZE")

    def _start_irrd(self, stack: ExitStack) -> None:
        main = ["-m", "irrd.daemon.main"] if self.has_http else ["-c", _WHOIS_ONLY]
        process = self._daemon(stack, "irrd", self._python_argv(*main, "--foreground", "--config", f"{self.folder}/irrd.yaml"))
        deadline = time.monotonic() + self.timeout_seconds
        if self.has_http:
            self._connect(process, deadline, self.http_port).close()
        with ExitStack() as connections:
            # As many connections at a time as there are workers: each has one, and an answer about routes comes when it has the data.
            for _worker in range(self.workers):
                connection = connections.enter_context(self._connect(process, deadline))
                connection.sendall(b"!!\n!gAS0\n")
                answer = b""
                while not answer.endswith(b"\n"):
                    try:
                        piece = connection.recv(100)
                    except TimeoutError:
                        piece = None
                        # A worker that subscribed after the one message that data is ready waits for the next.
                        self._run("redis-cli", ["redis-cli", "-s", f"{self.folder}/redis.sock", *_RELOAD])
                    if piece == b"" or process.poll() is not None or time.monotonic() > deadline:
                        raise self._error("IRRd does not answer", "irrd")
                    answer += piece or b""

    def _connect(self, process: subprocess.Popen[bytes], deadline: float, port: int = 0) -> socket.socket:
        while True:
            try:
                return socket.create_connection((ADDRESS, port or self.port), timeout=5)
            except OSError as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise self._error(f"IRRd does not listen on {ADDRESS} port {port or self.port} ({error})", "irrd") from None
                time.sleep(0.05)


def missing() -> str | None:
    """Return what this machine lacks to run it, with what to do; None when it lacks nothing."""
    if os.geteuid() != 0:
        return "needs root, or run it inside `lab/lab.py shell`"
    lacking = [name for name in ("redis-server", "bgpq4", "setpriv") if not shutil.which(name, path=host_environment()["PATH"])]
    lacking += [] if _postgresql() else ["postgresql"]
    if lacking:
        return f"needs {', '.join(lacking)}: make packages"
    if not (ENVIRONMENT / ".ready").is_file():
        return "needs IRRd's Python environment: make irrd"
    return None


def _postgresql() -> Path | None:
    """Folder of the newest PostgreSQL's programs; Debian keeps them out of PATH."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").is_file()]
    return max(found, key=lambda path: int(path.parent.name), default=None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


def families(*pids: int) -> list[int]:
    """These processes and all that came of them."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # A process may end while we look.
        with suppress(OSError):
            parent = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found = list(pids)
    for pid in found:
        found += children.get(pid, [])
    return found


def _end_if_running(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        _end(process, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """End a process that we started and, by SIGKILL, those of its group; return when all that came of it has ended."""
    family = families(process.pid)
    if how == signal.SIGKILL or process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    deadline = time.monotonic() + 20
    while any(start_ticks(pid) is not None for pid in family) and time.monotonic() < deadline:
        time.sleep(0.01)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="irrd.py", description="Start IRRd, run a command beside it, stop IRRd.")
    parser.add_argument("--port", type=int, default=8043, help="whois port on 127.0.0.1 (default 8043)")
    parser.add_argument("--rpsl", action="append", default=[], metavar="SOURCE=FILE", help="RPSL of a source; may be given again")
    parser.add_argument("--world", type=int, metavar="SEED", help="the RPSL of irr_world.py")
    parser.add_argument("--http", action="store_true", help="IRRd's HTTP server too")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="a shell without one")
    options = parser.parse_args(arguments)
    texts = dict(irr_world.make(options.world).texts) if options.world is not None else {}
    for item in options.rpsl:
        source, _equals, file = item.partition("=")
        texts[source] = Path(file).read_text(encoding="utf-8")
    with IrrdLab(texts, port=options.port, has_http=options.http) as irrd:
        spent = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in irrd.times.items())
        print(f"IRRd on {ADDRESS} port {irrd.port}, {irrd.memory_megabytes():.0f} MB; {spent}", flush=True)
        return subprocess.run(options.command or ["/bin/bash"], check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LabError as error:
        sys.exit(f"irrd: {error}")
