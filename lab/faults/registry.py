# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of what a policy is made from: IRR data, VRPs, snapshots, RPKI caches, and the controller's clock.

The filters wanted are those that run, so whatever a broken answer changes on the router is seen.
"""

from __future__ import annotations

import gzip
import json
import re
import shlex
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import playbook
from namespaces import HERE
from playbook import Run
from waiting import wait_until

from . import moments
from .bench import Bench, expect, expect_words, timed
from .kinds import Fault

_IRR, _RPKI, _SNAPSHOT, _CACHE, _CLOCK = "IRR data", "VRPs", "the snapshot", "the RPKI cache", "the controller's clock"
_NOTHING = "keeps the filters that it has"


def _text() -> str:
    return (HERE / "data/lab.rpsl").read_text(encoding="utf-8")


def _vrps() -> dict[str, object]:
    told: dict[str, object] = json.loads((HERE / "data/vrps.json").read_text(encoding="utf-8"))
    return told


def _registry(irr: object = None, vrps: str | None = None, ports: Sequence[int] = (3323,)) -> dict[str, object]:
    caches = [{"host": "{{ lab_links }}.{{ lab_first + 26 }}", "port": port} for port in ports]
    return {
        "irr": irr or {"dumps": [str(HERE / "data/lab.rpsl")]},
        "rpki": {"vrps": vrps or str(HERE / "data/vrps.json"), "rtr": caches},
    }


def _again(bench: Bench, *arguments: str, **more: object) -> Run:
    """Harden to the round that runs: nothing but the data is another."""
    return bench.harden(*arguments, lab_round=bench.round, **more)


# -- IRR -------------------------------------------------------------------------------------------------


def _dump(name: str, change: Callable[[str], bytes | str], *words: str, what: str) -> Fault:
    def run(bench: Bench) -> None:
        made = change(_text())
        path = playbook.work_folder() / ("broken.rpsl.gz" if isinstance(made, bytes) else "broken.rpsl")
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
        told = _again(bench, lab_rpsl=str(path))
        expect(told.rc != 0, f"a run with broken IRR data ended well:\n{told.output[-2000:]}")
        expect_words(told.output, *words)

    return Fault(_IRR, name, _NOTHING, what, run, "old")


def _without(text: str, *objects: str) -> str:
    """Take whole objects out."""
    kept = [item for item in text.split("\n\n") if not any(re.search(pattern, item) for pattern in objects)]
    return "\n\n".join(kept)


def _missing_dump(bench: Bench) -> None:
    told = _again(bench, lab_rpsl="/nowhere/irr.rpsl")
    expect(told.rc != 0, "a run without IRR data ended well")
    expect_words(told.output, "/nowhere/irr.rpsl")


_MORE = "".join(f"\nroute: 62.0.{number}.0/24\norigin: AS35001\nsource: LAB\n" for number in range(200))
_GUARD = "the filter that runs stays"


@contextmanager
def _server(answer: bytes | None, *, is_closed: bool = False) -> Iterator[int]:
    """A TCP port that says this to whoever comes, or nothing at all and stays silent."""
    server = socket.create_server(("127.0.0.1", 0))
    port: int = server.getsockname()[1]
    kept: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            kept.append(client)
            if answer is not None:
                client.sendall(answer)
                client.close()

    if is_closed:
        server.close()
    else:
        threading.Thread(target=serve, daemon=True).start()
    try:
        yield port
    finally:
        server.close()
        for client in kept:
            client.close()


def _irr_server(name: str, answer: bytes | None, *, is_closed: bool = False) -> Fault:
    def run(bench: Bench) -> None:
        with _server(answer, is_closed=is_closed) as port:
            irr = {"servers": [f"127.0.0.1:{port}"], "sources": ["LAB"], "timeout": 2}
            told = _again(bench, manrs_registry=_registry(irr))
        expect(told.rc != 0, f"a run without an IRR server ended well:\n{told.output[-2000:]}")
        expect_words(told.output, f"127.0.0.1:{port}")

    return Fault("the IRR server", name, _NOTHING, "which server, and what it did", run, "old")


IRRS = (
    Fault(_IRR, "is missing", _NOTHING, "which file", _missing_dump, "old"),
    _dump("is empty", lambda text: "", "broken.rpsl: is empty", what="which file"),
    _dump(
        "ends in the middle of a packed file",
        lambda text: gzip.compress(text.encode())[:-300],
        "broken.rpsl.gz",
        what="which file, and that it is cut",
    ),
    _dump("is something else", lambda text: "\x00\x01" * 5000, "broken.rpsl", what="that a customer's set is not there"),
    _dump(
        "has lost a customer's AS-SET",
        lambda text: _without(text, r"^as-set:\s+AS35001:AS-ACME"),
        _GUARD,
        what="which set, and that the filter that runs stays",
    ),
    _dump(
        "has an empty AS-SET and no route of the customer",
        lambda text: re.sub(r"members:\s+AS35001, AS35002\n", "", _without(text, r"origin:\s+AS3500[12]\b")),
        _GUARD,
        what="which customer, and that the filter that runs stays",
    ),
    _dump(
        "has lost half of a customer's routes",
        lambda text: _without(text, r"route:\s+193\.2[0-3]\S*\norigin:\s+AS35001"),
        _GUARD,
        what="how many accepted routes would be lost",
    ),
    _dump("has 200 new routes of a customer", lambda text: text + _MORE, _GUARD, what="how many it gains, and how to accept that"),
    _dump(
        "names an AS-SET that is not there",
        lambda text: text.replace("AS35001, AS35002", "AS35001, AS35002, AS-NOSUCH"),
        "AS-NOSUCH",
        _GUARD,
        what="which set is not there",
    ),
    _irr_server("does not listen", None, is_closed=True),
    _irr_server("says nothing", None),
    _irr_server("closes at once", b""),
    _irr_server("says something else", b"HTTP/1.1 200 OK\r\n\r\n<html>\x1b[2J"),
)


# -- VRPs and snapshots ----------------------------------------------------------------------------------


def _export(name: str, content: str | None, *words: str, what: str, made: Callable[[], str] | None = None) -> Fault:
    def run(bench: Bench) -> None:
        path = playbook.work_folder() / "broken.json"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_text(made() if made is not None else content, encoding="utf-8")
        told = _again(bench, manrs_registry=_registry(vrps=str(path)))
        expect(told.rc != 0, f"a run with broken VRPs ended well:\n{told.output[-2000:]}")
        expect_words(told.output, *words)

    return Fault(_RPKI, name, _NOTHING, what, run, "old")


def _old_export() -> str:
    return json.dumps({**_vrps(), "metadata": {"buildtime": "2020-01-01T00:00:00Z"}})


VRPS = (
    _export("are missing", None, "broken.json", what="which file"),
    _export("are none", '{"roas": []}', "holds no VRP", what="that it holds none"),
    _export("are cut", '{"roas": [{"asn": 680, "pre', "not JSON", what="that it is not JSON"),
    _export("are a web page", "<html>try later</html>", "not JSON", what="that it is not JSON"),
    _export("are of last year", "", "rpki.max_age_hours", what="how old they are", made=_old_export),
)


def _snapshot(name: str, spoil: Callable[[Path], None], *words: str, what: str) -> Fault:
    def run(bench: Bench) -> None:
        folder = playbook.work_folder() / "spoiled"
        # A snapshot of the round that runs; the playbook asks for all routers of the inventory.
        made = playbook.play("snapshot", {"lab_round": bench.round, "manrs_snapshot": str(folder)})
        expect(made.rc == 0, f"no snapshot:\n{made.output[-2000:]}")
        spoil(folder)
        told = _again(bench, manrs_snapshot=str(folder))
        expect(told.rc != 0, f"a run with a spoiled snapshot ended well:\n{told.output[-2000:]}")
        expect_words(told.output, *words)

    return Fault(_SNAPSHOT, name, _NOTHING, what, run, "old")


def _manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


def _edit(folder: Path) -> None:
    path = folder / "asns/AS35001.txt"
    path.write_text(path.read_text(encoding="utf-8") + "0.0.0.0/0 LAB\n", encoding="utf-8")


SNAPSHOTS = (
    _snapshot(
        "was written by somebody who was killed",
        lambda folder: (folder / "manifest.json").unlink(),
        "is no snapshot",
        what="that it is none",
    ),
    _snapshot("was edited", _edit, "is not what the manifest says", what="which file"),
    _snapshot("has lost a file", lambda folder: (folder / "asns/AS35001.txt").unlink(), "cannot be read", what="which file"),
    _snapshot("is too old", lambda folder: _manifest(folder, made_at="2020-01-01T00:00:00+00:00"), "hours old", what="how old it is"),
    _snapshot(
        "is from tomorrow",
        lambda folder: _manifest(folder, made_at="2199-01-01T00:00:00+00:00"),
        "from the future",
        what="that a clock is wrong",
    ),
    _snapshot("is of another format", lambda folder: _manifest(folder, format=1), "has format 1", what="which format"),
    _snapshot("is of other routers", lambda folder: _manifest(folder, hosts=["other"]), "was made without", what="whom it covers"),
)


# -- RPKI caches -----------------------------------------------------------------------------------------


def _cache(bench: Bench, command: str) -> str:
    return bench.lab.run("rpki", command, check=True).stdout


def _has_vrps(bench: Bench) -> bool:
    return any(vrp.startswith("151.2.0.0/16 ") for vrp in bench.lab.daemon(bench.edge).vrps(bench.lab, bench.edge))


#: Prints something while the router is connected to its cache.
_CONNECTED = {
    "frr": "vtysh -c 'show rpki cache-connection' | grep '(connected)'",
    "bird": "birdc show protocols | grep 'RPKI.*Established'",
    "openbgpd": "bgpctl show rtr | grep -q RetryTimer || bgpctl show rtr | grep RefreshTimer",
}


def _wait_cache(bench: Bench) -> None:
    def is_back() -> bool:
        return bool(bench.sh(_CONNECTED[bench.daemon], check=False)) and _has_vrps(bench)

    wait_until(is_back, 60, lambda: f"{bench.edge}: it is not connected to its cache, or has no VRP from it")


def _command(bench: Bench) -> str:
    """How the cache was started."""
    return _cache(bench, "tr '\\0' ' ' < /proc/$(pgrep -o -x stayrtr)/cmdline")


def _start(bench: Bench, command: str) -> None:
    _cache(bench, f"setsid {command} >>/run/node/stayrtr.log 2>&1 &")


def _cache_gone(bench: Bench, then: Callable[[], object] = lambda: None) -> None:
    command = _command(bench)
    _cache(bench, "pkill -KILL -x stayrtr")
    try:
        time.sleep(10)
        told = _again(bench, "--check")
        expect(_has_vrps(bench), "the router has forgotten the VRPs at once")
    finally:
        _start(bench, command)
    expect(told.rc != 0, f"nobody says that the cache is gone:\n{told.output[-2000:]}")
    expect_words(told.output, "critical: RPKI: no cache is connected", "look at the cache")
    then()
    timed(bench, lambda: _wait_cache(bench))


def _cache_reset(bench: Bench) -> None:
    _cache_gone(bench, lambda: bench.sh("vtysh -c 'rpki reset'"))


def _cache_beside_another(bench: Bench) -> None:
    command = _command(bench)
    _start(bench, command.replace(":3323", ":3324").replace(":9847", ":9848"))
    try:
        run = _again(bench, manrs_registry=_registry(ports=(3323, 3324)))
        expect(run.rc == 0, f"a second cache is not taken:\n{run.output[-2000:]}")
        first = _cache(bench, "pgrep -o -x stayrtr").strip()
        wait_until(lambda: "3324" in bench.sh("bgpctl show rtr"), 60, lambda: f"{bench.edge}: it asks no second cache")
        time.sleep(5)
        _cache(bench, f"kill -KILL {first}")
        time.sleep(3)
        _start(bench, command)
        timed(bench, lambda: _wait_cache(bench))
        time.sleep(5)
    finally:
        _again(bench)
        _cache(bench, "pkill -KILL -f '[b]ind :3324'")


def _cache_silent(bench: Bench) -> None:
    _cache(bench, "pkill -STOP -x stayrtr")
    try:
        time.sleep(10)
        expect(_has_vrps(bench), "the router has forgotten the VRPs at once")
    finally:
        _cache(bench, "pkill -CONT -x stayrtr")
    timed(bench, lambda: _wait_cache(bench))


@contextmanager
def _served(bench: Bench, roas: object) -> Iterator[None]:
    """Let the cache serve these, and in the end what it served before."""
    _cache(bench, f"cp /run/node/vrps.json /run/node/kept.json && echo {shlex.quote(json.dumps({'roas': roas}))} > /run/node/vrps.json")
    try:
        yield
    finally:
        _cache(bench, "mv /run/node/kept.json /run/node/vrps.json")
    timed(bench, lambda: _wait_cache(bench))


def _cache_empty(bench: Bench) -> None:
    with _served(bench, []):
        wait_until(lambda: not _has_vrps(bench), 60, lambda: f"{bench.edge}: the cache is empty, and the router has VRPs")
        told = _again(bench, "--check")
    expect(told.rc != 0, f"nobody says that the cache is empty:\n{told.output[-2000:]}")
    expect_words(told.output, "critical: RPKI: no VRP came from a cache", "look at the cache")


def _cache_stale(bench: Bench) -> None:
    roas = _vrps()["roas"]
    assert isinstance(roas, list)
    with _served(bench, roas[:5]):
        # StayRTR reads its file every 2 s and tells the router at once.
        time.sleep(8)
        told = _again(bench, "--check")
    expect(told.rc == 0, f"a cache that serves less is no reason to fail:\n{told.output[-2000:]}")
    expect_words(told.output, "the cache is stale, or serves a part")


CACHES = (
    Fault(
        _CACHE,
        "goes away",
        "keeps the VRPs that it has, up to the cache's expiry",
        "a critical finding",
        _cache_gone,
        "old",
        daemons=("bird",),
    ),
    # StayRTR 0.5.1 answers the old session's query with an error and not with Cache Reset; FRR's library asks the same again.
    Fault(
        _CACHE,
        "goes away, starts anew, and FRR is told to ask anew",
        "keeps its VRPs, and asks the new session for what only the old one had, in vain until they expire; after `rpki reset` it has "
        "none for some seconds, and goes on without F12 and E03 so long",
        "a critical finding until `rpki reset`",
        _cache_reset,
        "old",
        daemons=("frr",),
        opens=("F12", "E03"),
    ),
    # It is another session then (RFC 8210 section 5.1), and what the old one said is dropped before the new one has said anything.
    Fault(
        _CACHE,
        "goes away, and the only one there is starts anew",
        "keeps its VRPs until the cache is back; then it has none, and goes on without F12 and E03, until the cache has told all",
        "a critical finding; a second cache keeps VRPs there",
        _cache_gone,
        "old",
        daemons=("openbgpd",),
        opens=("F12", "E03"),
    ),
    Fault(
        _CACHE,
        "goes away and starts anew, beside a second one",
        "keeps the VRPs of the second one",
        "nothing",
        _cache_beside_another,
        "old",
        daemons=("openbgpd",),
    ),
    Fault(_CACHE, "goes silent", "keeps the VRPs that it has, up to the cache's expiry", "nothing until it expires", _cache_silent, "old"),
    Fault(
        _CACHE,
        "is empty",
        "goes on without F12 and E03, as nothing is invalid then; every other control holds",
        "a critical finding",
        _cache_empty,
        "old",
        opens=("F12", "E03"),
    ),
    Fault(
        _CACHE,
        "is stale, and serves a quarter",
        "rejects by F12 and E03 what the VRPs that it has make invalid",
        "how many VRPs the router has, and how many the snapshot",
        _cache_stale,
        "old",
        opens=("F12", "E03"),
    ),
)


# -- clocks ----------------------------------------------------------------------------------------------


def _snapshot_now(bench: Bench) -> Path:
    folder = playbook.work_folder() / "of-today"
    made = playbook.play("snapshot", {"lab_round": bench.round + 1, "manrs_snapshot": str(folder)})
    expect(made.rc == 0, f"no snapshot:\n{made.output[-2000:]}")
    return folder


def _wrong_clock(offset: str, *words: str) -> Callable[[Bench], None]:
    def run(bench: Bench) -> None:
        told = bench.harden(manrs_snapshot=str(_snapshot_now(bench)), clock=offset)
        expect(told.rc != 0, f"a run with a clock that is {offset} ended well:\n{told.output[-2000:]}")
        expect_words(told.output, *words)

    return run


def _jumps(bench: Bench) -> None:
    with bench.stopped(moments.TO_CONFIRM, clock="+0") as delivery:
        delivery.set_clock("+3d")
        delivery.go_on(moments.TO_CONFIRM)
        rc, output = delivery.end()
        expect(rc == 0, f"a clock that jumped disturbed a delivery:\n{output[-2000:]}")


CLOCKS = (
    Fault(_CLOCK, "is three days ahead", "nothing has happened to it", "how old the snapshot is", _wrong_clock("+3d", "hours old"), "old"),
    Fault(
        _CLOCK,
        "is three days behind",
        "nothing has happened to it",
        "that the snapshot is from the future",
        _wrong_clock("-3d", "from the future"),
        "old",
    ),
    Fault(_CLOCK, "jumps by three days before it confirms", "has the new configuration", "that it was delivered", _jumps, "new"),
)
