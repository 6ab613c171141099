#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the documentation site into .build/site: the pages of docs/ and the reference of modules, roles and other plugins.

A warning fails it: a link to nowhere, a page that the start page does not list, a broken documentation. Links to elsewhere are looked at
with --links only, which builds no site and needs the network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLLECTION = "manrs.hardening"


def _run(*argv: str | Path) -> None:
    """Run a tool of the environment that this Python is of; end with its code when it fails."""
    tools = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"),
        "MANRS_PROJECT": str(ROOT),
    }
    done = subprocess.run([tools / argv[0], *argv[1:]], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{argv[0]} found something (code {done.returncode})")


def _lint() -> None:
    # Sphinx reads the RST that comes of it, with each warning an error: rstcheck would read it once more.
    strict = ("--plugin-docs", "--validate-collection-refs", "all", "--disallow-unknown-collection-refs", "--check-extra-docs-refs")
    _run("antsibull-docs", "lint-collection-docs", *strict, "--skip-rstcheck", ROOT)


def _pages(source: Path) -> None:
    """Put the pages of docs/ and the reference of the plugins into a folder that is new."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "docs", source, ignore=shutil.ignore_patterns("site"))
    plugins = source / "plugins"
    plugins.mkdir()
    told = ("--use-current", "--squash-hierarchy", "--fail-on-error", "--no-add-antsibull-docs-version")
    _run("antsibull-docs", "collection", *told, "--dest-dir", plugins, COLLECTION)


def _sphinx(builder: str, source: Path, made: Path, *more: str) -> None:
    shutil.rmtree(made, ignore_errors=True)
    _run("sphinx-build", *more, "-W", "--keep-going", "-b", builder, "-c", ROOT / "docs/site", source, made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / ".build", help="where docs/ and site/ are made")
    parser.add_argument("--links", action="store_true", help="ask whether the links to elsewhere lead somewhere")
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.links:
        _pages(folder / "docs")
        _sphinx("linkcheck", folder / "docs", folder / "links")
        print(f"each link leads somewhere: {folder / 'links/output.txt'} says which lead on to another address")
        return
    _lint()
    _pages(folder / "docs")
    _sphinx("html", folder / "docs", folder / "site", "-q")
    print(f"the site: {folder / 'site/index.html'}")


if __name__ == "__main__":
    main()
