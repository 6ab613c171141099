#!/usr/bin/env python3
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write down which options the modules of awx.awx have that examples/awx uses, so that tests need not have the collection.

    awx_options.py MODULES --version 24.6.1

MODULES: the folder ``plugins/modules`` of the collection, as in ``.venv-bench/lib/python3.11/site-packages/ansible_collections/awx/awx``.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
DEST = ROOT / "tests/ansible/awx_options.json"
_KEPT = ("type", "elements", "choices", "required", "aliases")


def documented(path: Path) -> dict[str, Any]:
    """Return the options of a module, with their suboptions."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "DOCUMENTATION":
            return _kept(yaml.safe_load(ast.literal_eval(node.value))["options"])
    raise SystemExit(f"{path}: there is no DOCUMENTATION")


def _kept(options: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, option in sorted(options.items()):
        found[name] = {key: option[key] for key in _KEPT if key in option}
        if "suboptions" in option:
            found[name]["suboptions"] = _kept(option["suboptions"])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", type=Path)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    used = sorted(set(re.findall(r"awx\.awx\.(\w+):", (ROOT / "examples/awx/configure.yml").read_text(encoding="utf-8"))))
    told = {
        "collection": "awx.awx",
        "version": options.version,
        "modules": {name: documented(options.modules / f"{name}.py") for name in used},
    }
    DEST.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
