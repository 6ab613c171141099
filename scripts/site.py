#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the documentation site into .build/site: the pages of docs/ and the reference of modules, roles and other plugins.

Usage: scripts/site.py [folder]. A warning fails it: a link to nowhere, a page that the start page does not list, a broken documentation.
"""

from __future__ import annotations

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
        sys.exit(f"{argv[0]} found something (code {done.returncode}): the site is not built")


def main() -> None:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / ".build"
    source, site = folder / "docs", folder / "site"
    strict = ("--plugin-docs", "--validate-collection-refs", "all", "--disallow-unknown-collection-refs", "--check-extra-docs-refs")
    _run("antsibull-docs", "lint-collection-docs", *strict, "--skip-rstcheck", ROOT)
    for old in (source, site):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(ROOT / "docs", source, ignore=shutil.ignore_patterns("site"))
    plugins = source / "plugins"
    plugins.mkdir()
    told = ("--use-current", "--squash-hierarchy", "--fail-on-error", "--no-add-antsibull-docs-version")
    _run("antsibull-docs", "collection", *told, "--dest-dir", plugins, COLLECTION)
    _run("sphinx-build", "-q", "-W", "--keep-going", "-b", "html", "-c", ROOT / "docs/site", source, site)
    print(f"the site: {site / 'index.html'}")


if __name__ == "__main__":
    main()
