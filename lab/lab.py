#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The router lab's command line: the edges and their neighbors, each a small machine of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import bring_up
import namespaces
import playbook
import trees
from daemons import ESTABLISHED, SHUT_DOWN
from router_lab import Lab
from topology import EDGES, LABS, LabError

__all__ = ["Lab", "LabError"]


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if os.geteuid() != 0 and options.command in {"up", "join", "down", "run"}:
        raise LabError("needs root: run it with sudo, or inside `lab.py shell`")
    match options.command:
        case "up":
            begin = time.monotonic()
            lab = bring_up.up(options.only or LABS[options.lab], options.vrps)
            print(f"up: {', '.join(lab.nodes)}; all sessions Established after {time.monotonic() - begin:.1f} s")
            print(f"inventory: {playbook.inventory(lab.edges).relative_to(playbook.ROOT)}")
        case "join":
            Lab.load().join()
        case "down":
            bring_up.down()
        case "status":
            return _status()
        case "run":
            command = Lab.load()
            argv = namespaces.enter_command(command._process(options.node), options.argv or ["/bin/bash"])
            return subprocess.run(argv, check=False, env=namespaces.node_environment()).returncode
        case "shell":
            for suite in sorted({edge.suite for edge in EDGES.values()}) if os.geteuid() else ():
                trees.build_tree(suite)
            return namespaces.separate_shell(options.argv or [os.environ.get("SHELL", "/bin/sh")])
        case "tree":
            print(trees.build_tree(options.suite))
    return 0


def _status() -> int:
    lab = Lab.load()
    is_well = True
    for name, node in lab.nodes.items():
        is_well &= node.is_alive
        print(f"{name:<10} {'up' if node.is_alive else 'GONE'} pid {node.pid}")
    for edge in lab.edges:
        for (neighbor, family), state in lab.sessions(edge).items():
            is_well &= state in (ESTABLISHED, SHUT_DOWN)
            print(f"{edge:<10} {neighbor:<10} {family} {state}")
    return 0 if is_well else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lab.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="start the lab; returns when all BGP sessions are Established")
    up.add_argument(
        "--only",
        action="append",
        default=[],
        choices=list(EDGES),
        help="with this edge only; several can be named",
    )
    up.add_argument("--lab", choices=list(LABS), default="frr", help="which edges (default: those with FRR)")
    up.add_argument("--vrps", type=Path, help="file for the RPKI cache (default: data/vrps.json)")
    commands.add_parser("join", help="make the edges one AS: iBGP between them comes up")
    commands.add_parser("down", help="stop the lab; fine when there is none")
    commands.add_parser("status", help="nodes and sessions; rc 1 when one is down")
    run = commands.add_parser("run", help="run a command in a node (a shell without one)")
    run.add_argument("node")
    run.add_argument("argv", nargs=argparse.REMAINDER, metavar="command")
    shell = commands.add_parser("shell", help="run a command where the lab needs no root and meets no other lab")
    shell.add_argument("argv", nargs=argparse.REMAINDER, metavar="command")
    tree = commands.add_parser("tree", help="build the Debian tree that edge10, bird3 and openbgpd8 run on, once")
    tree.add_argument("suite", nargs="?", default="trixie", choices=["trixie", "bookworm"])
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LabError as error:
        sys.exit(f"lab: {error}")
    except BrokenPipeError:
        # The reader of our output has seen enough.
        sys.exit(1)
