# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Junos router refuses: unknown statements and bad values when they are loaded, references to nothing when they are committed.

``STATEMENTS`` has the hierarchies that routing policy touches. A hierarchy that is not there takes everything here: the vendor's own
schema, when it is at hand, judges those (``vendor_schema``).
"""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from .junos_statements import WORDS
from .junos_tree import MATCHED, TOP, Element, active, inherited, match_of, named, path_of, text_of

#: The statements that a hierarchy may have, by its path of tags.
STATEMENTS: Mapping[str, frozenset[str]] = {
    "": frozenset([*TOP, "comment", "fabric", "virtual-chassis", "tenants"]),
    **{path: frozenset(words.split()) for path, words in WORDS.items()},
}
_FAMILIES = "inet inet6 inet-vpn inet6-vpn evpn l2vpn inet-mvpn inet6-mvpn inet-mdt iso route-target traffic-engineering".split()
_WORDS = {
    "validation-database": {"valid", "invalid", "unknown"},
    "family": set(_FAMILIES),
}
_NUMBERS = {"peer-as": 4294967295, "maximum": 4294967295, "hold-time": 65535}
_SHAPES = {
    "upto": (r"/\d{1,3}", "must be a prefix length after a slash"),
    "prefix-length-range": (r"/\d{1,3}-/\d{1,3}", "must be two prefix lengths after slashes"),
}
Problem = tuple[str, str, str]


def bad_values(change: Element) -> list[Problem]:
    """Return what the parser refuses of a load: path, statement and message of each."""
    return list(_bad(change, []))


def _bad(element: Element, path: list[str]) -> Iterator[Problem]:
    for child in element:
        if child.get("delete"):
            continue
        tag, text = str(child.tag), (child.text or "").strip()
        why = ""
        if tag == "prefix-list-item":
            why = _bad_prefix(text_of(child, "name"))
        elif tag in MATCHED and MATCHED[tag] == "address":
            why = _bad_prefix(text_of(child, "address")) or _bad_match(child)
        elif tag in _WORDS and element.tag == "from" and text not in _WORDS[tag]:
            why = f"invalid value '{text}'"
        elif tag in _NUMBERS and len(child) == 0 and not (re.fullmatch(r"\d{1,10}", text) and int(text) <= _NUMBERS[tag]):
            why = f"invalid value '{text}': out of range or not a number"
        elif tag == "neighbor" and element.tag == "group" and not _is_address(text_of(child, "name")):
            why = f"invalid ip address '{text_of(child, 'name')}'"
        if why:
            yield path_of(path), named(child), why
        yield from _bad(child, [*path, named(child)])


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _bad_prefix(text: str) -> str:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return f"invalid prefix '{text}'"
    return ""


def _bad_match(entry: Element) -> str:
    word, value = match_of(entry)
    if word in _SHAPES and not re.fullmatch(_SHAPES[word][0], value):
        return f"invalid value '{value}' of {word}: {_SHAPES[word][1]}"
    longest = 128 if ":" in text_of(entry, "address") else 32
    if any(int(length) > longest for length in re.findall(r"/(\d+)", value)):
        return f"invalid prefix length in '{value}'"
    return ""


def dangling(tree: Element) -> list[Problem]:
    """Return references to policies, prefix lists, communities and AS paths that are not there: path, statement and message of each."""
    whole = inherited(active(tree))
    return list(_dangling(whole))


def _dangling(whole: Element) -> Iterator[Problem]:
    options = whole.find("policy-options")

    def names(tag: str) -> set[str]:
        return {text_of(item, "name") for item in options.findall(tag)} if options is not None else set()

    policies = names("policy-statement")
    for section in ("protocols", "routing-instances", "routing-options"):
        for top in whole.findall(section):
            for item in top.iter("import", "export", "vrf-import", "vrf-export", "import-policy", "export-policy"):
                for name in _policies_of((item.text or "").strip()) if len(item) == 0 else ():
                    if name not in policies:
                        yield _where(item), str(item.tag), f"Policy error: Policy {name} referenced but not defined"
    if options is None:
        return
    kinds = {
        "policy": ("Policy", policies),
        "prefix-list": ("Prefix list", names("prefix-list")),
        "prefix-list-filter": ("Prefix list", names("prefix-list")),
        "route-filter-list": ("Route filter list", names("route-filter-list")),
        "community": ("Community", names("community")),
        "as-path": ("AS path", names("as-path")),
        "as-path-group": ("AS path group", names("as-path-group")),
        "condition": ("Condition", names("condition")),
    }
    for holder in options.iter("from", "then"):
        for item in holder:
            if item.tag not in kinds:
                continue
            kind, there = kinds[str(item.tag)]
            name = (item.text or "").strip() or text_of(item, "name") or text_of(item, "list_name") or text_of(item, "community-name")
            for word in _policies_of(name) if item.tag == "policy" else (name,):
                if word and word not in there:
                    yield _where(item), str(item.tag), f"Policy error: {kind} {word} referenced but not defined"


def _policies_of(expression: str) -> list[str]:
    """Return the policies of a chain's entry, which may be an expression of several."""
    return re.findall(r'[^\s()&|!"]+', expression)


def _where(element: Element) -> str:
    steps = [item for item in list(element.iterancestors())[::-1] if item.tag != "configuration"]
    return path_of([named(item) for item in steps])


def vendor_schema() -> tuple[Callable[[Element], str] | None, str]:
    """Return the judge of the vendor's own schema, or None and what is missing.

    ``MANRS_SCHEMA_DIR`` names the folder with its ``check``; else it is looked for beside the project. The judge returns what the schema
    refuses, or nothing.
    """
    check = Path(os.environ.get("MANRS_SCHEMA_DIR", Path(__file__).resolve().parents[3] / "shared" / "schema")) / "check"
    if not check.exists():
        return None, f"{check} is not there (MANRS_SCHEMA_DIR names its folder)"
    if shutil.which("yanglint") is None:
        return None, "yanglint is not installed (Debian: libyang2-tools)"

    def judge(tree: Element) -> str:
        # The models that are there: the rest of an operator's configuration has no judge.
        known = {"policy-options", "protocols", "interfaces", "routing-options", "firewall"}
        part = etree.Element("configuration")
        for child in active(tree):
            if child.tag in known:
                part.append(child)
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            file.write(etree.tostring(part))
            file.flush()
            done = subprocess.run([str(check), "junos", file.name], capture_output=True, text=True, timeout=60, check=False)
        return "" if done.returncode == 0 else (done.stderr or done.stdout or "refused by the schema").strip()[-600:]

    return judge, ""
