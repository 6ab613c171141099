# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One hardened router under attack, what is done to it, and who says what became of it: its neighbors and an SSH session of our own.

Nothing of the engine's is asked: neither its return value nor its records decide whether a fault was survived.
"""

from __future__ import annotations

import shlex
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import playbook
from playbook import Run
from reloads import INWARD, announce_leaks, announce_legitimate, attacks, got_in, got_out, withdrawn
from router_lab import Lab
from topology import EDGES, FAMILIES, SPEAKERS, LabError, management_address
from waiting import wait_until

from .moments import BASE, Delivery, Moment, stopped

#: Seconds. The timer is the shortest that the settle time allows.
TIMER_SECONDS, SETTLE_SECONDS = 35, 5
#: The watchdog looks once a second; putting back takes a moment, longer where three labs share a machine.
SLACK_SECONDS = 60
_LONGEST_SECONDS = 300
HOW = {"manrs_confirm_timeout": TIMER_SECONDS, "manrs_settle_timeout": SETTLE_SECONDS, "manrs_serial": "100%"}


class FaultError(AssertionError):
    """A fault was not survived; the message says what was seen, and by whom."""


@dataclass(slots=True)
class LabOverSsh(Lab):
    """The same lab, but what is run on an edge goes through SSH, as a person's terminal does."""

    def run(
        self, node: str, command: str | Sequence[str], *, stdin: str | None = None, timeout: float = 60, check: bool = False
    ) -> subprocess.CompletedProcess[str]:
        if node not in EDGES:
            return Lab.run(self, node, command, stdin=stdin, timeout=timeout, check=check)
        text = command if isinstance(command, str) else shlex.join(command)
        options = ["-o", f"UserKnownHostsFile={self.state}/known_hosts", "-o", "StrictHostKeyChecking=yes", "-o", "ControlPath=none"]
        done = subprocess.run(
            ["ssh", "-F", "none", "-i", f"{self.state}/id_ed25519", *options, f"root@{management_address(node)}", text],
            input=stdin or "",
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if check and done.returncode:
            raise LabError(f"{node}, over SSH: {text}: rc {done.returncode}: {(done.stderr or done.stdout).strip()}")
        return done


@dataclass
class Seen:
    """What the neighbors saw while a fault was there."""

    dropped: int
    got_in: list[str]
    got_out: list[str]
    withdrawn: list[str]


@dataclass
class Bench:
    """A lab with one router, hardened at round 0; each delivery is to the next round, which has other filters of the same meaning."""

    lab: Lab
    edge: str
    round: int = 0
    legitimate: set[str] = field(default_factory=set)
    over_ssh: LabOverSsh = field(init=False)
    #: Seconds from the fault to the moment when the router was as it had to be.
    recovered: float = 0.0
    began: float = 0.0

    def __post_init__(self) -> None:
        self.over_ssh = LabOverSsh(self.lab.state, self.lab.edges, self.lab.nodes)

    @property
    def daemon(self) -> str:
        """The routing daemon of the router."""
        return EDGES[self.edge].daemon

    # -- deliveries ------------------------------------------------------------------------------

    def variables(self, **more: object) -> dict[str, object]:
        """The variables of a delivery to the next round."""
        return {**HOW, "lab_round": self.round + 1, **more}

    def harden(self, *arguments: str, name: str = "harden", clock: str | None = None, **more: object) -> Run:
        """Run harden.yml, or another playbook, to its end. ``clock``: what the controller's clock is off."""
        with Delivery(name, self.variables(**more), [], "--limit", self.edge, *arguments, clock=clock) as delivery:
            return playbook.told(*delivery.end(_LONGEST_SECONDS))

    @contextmanager
    def stopped(
        self, moment: Moment, *arguments: str, name: str = "harden", clock: str | None = None, **more: object
    ) -> Iterator[Delivery]:
        """Give a delivery to the next round, or one of another playbook, that has stopped at a moment."""
        with stopped(moment, self.variables(**more), "--limit", self.edge, *arguments, name=name, clock=clock) as delivery:
            self.began = time.monotonic()
            yield delivery

    def start(self, root: Path = playbook.ROOT) -> int:
        """Harden at round 0, by this project or another; return how many tasks changed the router."""
        run = playbook.play("harden", {**HOW, "lab_round": 0}, "--limit", self.edge, root=root)
        if run.rc:
            raise LabError(f"{self.edge} could not be hardened:\n{run.output[-3000:]}")
        return run.changed.get(self.edge, 0)

    def prepare(self, root: Path = playbook.ROOT) -> None:
        """Harden, and let the neighbors announce what must always and what must never get through."""
        self.start(root)
        self.legitimate = announce_legitimate(self.lab)
        announce_leaks(self.lab)

    # -- the router ------------------------------------------------------------------------------

    def sh(self, command: str, *, check: bool = True, timeout: float = 60) -> str:
        """Run a command on the router as who has a console there."""
        return self.lab.run(self.edge, command, check=check, timeout=timeout).stdout

    def configuration(self) -> str:
        """What it runs and would start with, read over an SSH session of our own."""
        return self.over_ssh.daemon(self.edge).configuration(self.over_ssh, self.edge)

    def is_free(self) -> bool:
        """Whether no delivery holds the router."""
        return self.over_ssh.run(self.edge, f"[ ! -e {BASE}/lock ]").returncode == 0

    def wait_free(self, why: str = "the lock is still held") -> None:
        """Wait until the router has gone back by itself, or what was under way has ended."""
        wait_until(self.is_free, TIMER_SECONDS + SLACK_SECONDS, lambda: f"{self.edge}: {why}")

    def say(self) -> str:
        """What the router says of the last delivery: who decided, and the outcome."""
        last = self.sh(f"ls -d {BASE}/2*/ | tail -n 1", check=False).strip()
        return " ".join(self.sh(f"cat {last}decision/why {last}outcome", check=False).split()) if last else ""

    def link(self, state: str) -> None:
        """Cut the management link, or mend it: packets vanish, nothing is closed."""
        self.sh(f"ip link set mgmt {state}")

    def restart_daemon(self, *, kill: bool = False) -> None:
        """Stop the routing daemon, or kill it, and start it from its startup configuration, as its supervisor does."""
        if kill:
            self.sh(f"pkill -KILL -x '{'|'.join(PROCESSES[self.daemon])}'", check=False)
        self.lab.daemon(self.edge).restart(self.lab, self.edge)

    def reboot(self) -> None:
        """Kill what a power cut kills, and start the router as at boot: source filters, routing daemon, no way back of anybody's."""
        self.sh(f"pkill -KILL -f '{BASE}/'", check=False)
        self.sh("nft flush ruleset; nft -f /etc/nftables.conf")
        self.restart_daemon(kill=True)

    # -- the neighbors ---------------------------------------------------------------------------

    def watched(self, what: Callable[[], None], opens: Collection[str] = ()) -> Seen:
        """Do something while the router is attacked all the time; return what its neighbors saw of it.

        :param opens: controls whose attacks may get in.
        """
        since = self.lab.mark()
        drops = {name: Counter(self.lab.drops(name)) for name in SPEAKERS}
        with attacks(self.lab, INWARD):
            what()
            self.wait_legitimate()
        fallen = sum(number - drops[name][key] for name in SPEAKERS for key, number in self.lab.drops(name).items())
        return Seen(
            fallen,
            sorted(f"{case} got in" for _, case in got_in(self.lab, since) if case.control not in opens),
            sorted(f"{case} got out to {name}" for _, name, case in got_out(self.lab, since) if case.control not in opens),
            sorted(f"{prefix} withdrawn from {name}" for name, _, prefix in withdrawn(self.lab, since, self.legitimate)),
        )

    def wait_legitimate(self) -> None:
        """Wait until all sessions are up and the core holds every legitimate route."""
        self.lab.wait_established([self.edge], timeout=120)

        def missing() -> set[str]:
            held = self.lab.received("core")
            return self.legitimate - {prefix for family in FAMILIES for prefix in held[self.edge, family]}

        wait_until(lambda: not missing(), 60, lambda: f"{self.edge}: the core does not hold {', '.join(sorted(missing())[:5])}")

    def work_file(self, name: str, text: str) -> Path:
        """Write a file of the controller's."""
        path = playbook.work_folder() / name
        path.write_text(text, encoding="utf-8")
        return path


PROCESSES: Mapping[str, tuple[str, ...]] = {
    "frr": ("zebra", "bgpd", "staticd", "mgmtd", "watchfrr"),
    "bird": ("bird",),
    "openbgpd": ("bgpd",),
}


def expect(condition: object, what: str) -> None:
    """Raise FaultError unless the condition holds."""
    if not condition:
        raise FaultError(what)


def expect_words(output: str, *words: str) -> None:
    """The operator reads this. Ansible folds and escapes what it prints."""
    text = " ".join(output.replace("\\n", " ").replace('\\"', '"').split())
    for word in words:
        expect(word in text, f"the operator does not read {word!r}:\n{output[-2500:]}")


def timed(bench: Bench, wait: Callable[[], None]) -> None:
    """Wait for the router, and keep how long it took."""
    began = bench.began or time.monotonic()
    wait()
    bench.recovered = time.monotonic() - began
