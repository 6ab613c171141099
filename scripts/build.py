#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the collection's file from what Git tracks, under its own name or another one.

python scripts/build.py [--namespace acme] [--name routing] [--version 1.2.3] [--output FOLDER]

galaxy.yml is the one place of the name. What runs names it whole, as Ansible wants it; here it is replaced in all of them. Names on routers
(``MANRS-``) and variables (``manrs_``) are not the collection's name and stay.
"""

from __future__ import annotations

import argparse
import fnmatch
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


def files(root: Path = ROOT) -> list[str]:
    """Return what belongs into the built file: what Git tracks, without what galaxy.yml leaves out."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
    ignored = yaml.safe_load((root / "galaxy.yml").read_text(encoding="utf-8"))["build_ignore"]
    tracked = [path for path in told.split("\0") if path and (root / path).is_file()]
    return sorted(path for path in tracked if not any(_is_below(path, pattern) for pattern in ignored))


def _is_below(path: str, pattern: str) -> bool:
    return fnmatch.fnmatch(path, pattern) or path.startswith(f"{pattern}/")


def renamed(text: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    """Replace the collection's name where it is written whole: with a dot in names and imports, with a slash in paths of collections."""
    # Whose the code is does not change with its name.
    text = re.sub(rf"\b{old[0]}\.{old[1]}\b(?! contributors)", ".".join(new), text)
    return text.replace(f"ansible_collections/{'/'.join(old)}", f"ansible_collections/{'/'.join(new)}")


def stage(folder: Path, namespace: str | None = None, name: str | None = None, version: str | None = None) -> None:
    """Copy what belongs into the built file to a folder, under another name where one is given."""
    galaxy = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))
    old = galaxy["namespace"], galaxy["name"]
    new = namespace or old[0], name or old[1]
    for path in [*files(), "galaxy.yml"]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
        content = (folder / path).read_bytes()
        if new != old and b"\0" not in content:
            (folder / path).write_text(renamed(content.decode("utf-8"), old, new), encoding="utf-8")
    text = (folder / "galaxy.yml").read_text(encoding="utf-8")
    for key, value in {"namespace": new[0], "name": new[1], "version": version or galaxy["version"]}.items():
        text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, flags=re.MULTILINE)
    (folder / "galaxy.yml").write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for word in ("namespace", "name", "version"):
        parser.add_argument(f"--{word}", help=f"in place of that of galaxy.yml (its {word})")
    parser.add_argument("--output", type=Path, default=ROOT / ".build/dist", metavar="FOLDER")
    options = parser.parse_args()
    for word in (options.namespace, options.name):
        if word is not None and not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", word):
            print(
                f"{word} cannot be part of a name: lower-case letters, digits, single underscores; a letter first",
                file=sys.stderr,
            )
            return 2
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder), options.namespace, options.name, options.version)
        tool = Path(sys.executable).parent / "ansible-galaxy"
        done = subprocess.run([tool, "collection", "build", "--force", "--output-path", options.output.resolve(), folder], check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
