# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian trees that nodes run on: built once, kept outside the checkout."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from namespaces import MAP_IDS, NODE_PATH, host_environment, is_rootless
from topology import LabError

PACKAGES = (
    "exabgp",
    "frr",
    "frr-pythontools",
    "frr-rpki-rtrlib",
    "iproute2",
    "nftables",
    "openbgpd",
    "openssh-server",
    "procps",
    "python3",
    "python3-venv",
    "stayrtr",
)
BIRD = {"bookworm": "bird2", "trixie": "bird3"}
"""What BIRD is called in a suite."""
LAYOUT = "1"
"""Raised when the way of building changes what is in a tree."""


def packages(suite: str) -> tuple[str, ...]:
    """What a tree of this suite has beside the minimum."""
    return (BIRD[suite], *PACKAGES)


def cache_folder() -> Path:
    given = os.environ.get("MANRS_LAB_CACHE")
    return Path(given) if given else Path.home() / ".cache" / "manrs-hardening"


def tree_path(suite: str) -> Path:
    """Where the tree of this suite and this list of packages is, built or not."""
    override = os.environ.get("MANRS_LAB_TREE") if suite == "trixie" else None
    if override:
        return Path(override)
    digest = hashlib.sha256("\n".join((LAYOUT, suite, *packages(suite))).encode()).hexdigest()[:12]
    return cache_folder() / f"{suite}-{digest}"


def find_tree(suite: str) -> Path:
    """The built tree.

    Raises LabError when it was not built yet.
    """
    path = tree_path(suite)
    if not (path / "usr/bin").is_dir():
        raise LabError(f"no Debian {suite} tree at {path}: run `lab.py tree {suite}` first (1 to 2 minutes)")
    return path


def build_tree(suite: str) -> Path:
    """Build the tree unless it is there: in a folder beside it, then renamed."""
    path = tree_path(suite)
    if (path / "usr/bin").is_dir():
        return path
    if is_rootless():
        raise LabError("build trees before `lab.py shell`: there is no network inside")
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _build_as_root(suite, path)
    else:
        _build_rootless(suite, path)
    return path


def _build_as_root(suite: str, path: Path) -> None:
    work = Path(tempfile.mkdtemp(prefix=f".{suite}-", dir=path.parent))
    try:
        tree = work / "tree"
        _say_and_run(["debootstrap", "--variant=minbase", suite, str(tree), *_mirror()])
        _forbid_autostart(tree)
        _copy_apt_settings(tree)
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages(suite)],
            ["apt-get", "clean"],
        ):
            _say_and_run(
                [
                    "chroot",
                    str(tree),
                    "env",
                    f"PATH={NODE_PATH}",
                    "DEBIAN_FRONTEND=noninteractive",
                    *command,
                ]
            )
        tree.chmod(0o755)
        tree.rename(path)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _build_rootless(suite: str, path: Path) -> None:
    # mmdebstrap works in its own user namespace; the tree is then unpacked in ours, with the same ids.
    with tempfile.TemporaryDirectory(prefix=f"{suite}-", dir=path.parent) as work:
        archive, tree = Path(work) / "tree.tar", Path(work) / "tree"
        settings = [f"--aptopt={line}" for line in _apt_setting_lines()]
        _say_and_run(
            [
                "mmdebstrap",
                "--mode=unshare",
                "--variant=minbase",
                f"--include={','.join(packages(suite))}",
                *settings,
                suite,
                str(archive),
                *_mirror(),
            ]
        )
        tree.mkdir()
        _say_and_run(
            [
                "unshare",
                *MAP_IDS,
                "tar",
                "-C",
                str(tree),
                "-xf",
                str(archive),
                "--exclude=./dev/*",
            ]
        )
        archive.unlink()
        # The folder belongs to root inside; renaming it needs only its parent.
        _say_and_run(["unshare", *MAP_IDS, "mv", str(tree), str(path)])


def _mirror() -> list[str]:
    """The machine's own Debian mirror, if its apt sources name one; else the tool's default."""
    for source in sorted(Path("/etc/apt").glob("sources.list*")) + sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        if not source.is_file():
            continue
        text = source.read_text(encoding="utf-8")
        for found in re.finditer(r"^(?:URIs:|deb(?: \[[^]]*\])?)[ \t]+(\S+)", text, re.MULTILINE):
            if re.search(r"/debian/?$", found[1]):
                return [found[1]]
    return []


def _forbid_autostart(tree: Path) -> None:
    script = tree / "usr/sbin/policy-rc.d"
    script.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    script.chmod(0o755)


def _apt_settings() -> list[Path]:
    """Files of the machine's apt configuration that say how to reach the mirror."""
    wanted = re.compile(r"Acquire::|Proxy|CaInfo|Verify", re.IGNORECASE)
    folder = Path("/etc/apt/apt.conf.d")
    files = [file for file in sorted(folder.glob("*")) if file.is_file()] if folder.is_dir() else []
    files += [file for file in [Path("/etc/apt/apt.conf")] if file.is_file()]
    return [file for file in files if wanted.search(file.read_text(encoding="utf-8"))]


def _apt_setting_lines() -> list[str]:
    lines = []
    for file in _apt_settings():
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.match(r"\s*Acquire::[^{]*;\s*$", line):
                lines.append(line.strip())
    return lines


def _copy_apt_settings(tree: Path) -> None:
    for file in _apt_settings():
        shutil.copy(
            file,
            tree / "etc/apt/apt.conf.d" / (file.name if file.parent.name == "apt.conf.d" else "90machine"),
        )
    certificates = Path("/etc/ssl/certs/ca-certificates.crt")
    if certificates.is_file():
        (tree / "etc/ssl/certs").mkdir(parents=True, exist_ok=True)
        shutil.copy(certificates, tree / "etc/ssl/certs/ca-certificates.crt")
    for name in ("resolv.conf", "hosts"):
        if Path("/etc", name).is_file():
            shutil.copy(Path("/etc", name), tree / "etc" / name)


def _say_and_run(command: list[str]) -> None:
    print("+", " ".join(command), file=sys.stderr, flush=True)
    done = subprocess.run(command, check=False, env=host_environment(), stdout=sys.stderr)
    if done.returncode:
        raise LabError(f"{command[0]} ended with {done.returncode}; its output is above")
