# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is ours on a BIRD router: definitions in one main file, registered pairs in files of their own, the operator's own lists.

Everything but the filters themselves, the tables and the RPKI caches is named by its content. So two filters with the same text
do the same, and a filter that stays as it is keeps all that it calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model.prefixes import BITS, Prefix, PrefixError, PrefixRange
from ..answers import lines_of
from ..contract import PlatformError
from ..own_files import appended
from .names import DIGEST, LOCAL, REFERENCE, digest_of, quoted

MAIN, FOLDER, LOCAL_FILE = "/etc/bird/manrs.conf", "/etc/bird/manrs", "/etc/bird/manrs-local.conf"
#: The head of the operator's own files in the text of a router: one part, which a rollback passes over.
THEIRS = "# ==> /etc/bird/*.conf\n"
ROA_TABLES = {4: "MANRS-ROA-4", 6: "MANRS-ROA-6"}
ASPA_TABLE, ASPAS = "MANRS-ASPA", "MANRS-ASPAS"
#: How what others refer to before anything else begins.
_TABLES = ("roa", "aspa", "protocol rpki ", "protocol static ")

_HEADER = f"""\
# Written by manrs.hardening at each run; what is changed here by hand is written over. Add to {LOCAL_FILE} or to your own files.
"""
_LOCAL_HEADER = """\
# Yours: manrs.hardening adds a list for each new neighbor and changes nothing else here.
# What a list holds passes the check of registered routes (F13). An entry is 192.0.2.0/24 or 192.0.2.0/24{25,28}.
# The first entry stands for nothing: BIRD has no empty list.
"""
_CURRENT, _KEPT = "# registered pairs", "# registered pairs of filters that stay as they are"
_START = re.compile(r"^(define|function|filter|roa[46] table|aspa table|protocol (?:rpki|static|bgp)) '(MANRS-[A-Za-z0-9_.:-]+)'")
_INCLUDE = re.compile(r'^include "([^"]+)";$')
_PAIRS_HEADER = "# registered pairs of "
_FUNCTION = re.compile(r"^function '(MANRS-[^']+)'", re.MULTILINE)
_CASE = re.compile(r"^    ([0-9]{1,10}): return net ~ \[([^\[\]]*)\];", re.MULTILINE)
_WORD = re.compile(r"[^,{]+(?:\{[^{}]*\})?")
_ITEM = re.compile(r"([0-9a-fA-F.:]+/[0-9]{1,3})(?:(\+)|\{([0-9]{1,3}),([0-9]{1,3})\})?")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LOCAL_LIST = re.compile(r"define\s+'(MANRS-LOCAL-[A-Za-z0-9_.:-]+)-([46])'\s*=\s*\[([^\[\]]*)\]\s*;")
#: What an operator's list holds when it is new: an address that is nobody's, and that other controls reject.
_NOTHING = {4: Prefix(4, 0, 32), 6: Prefix(6, 0, 128)}


@dataclass(frozen=True)
class Configuration:
    """What is ours. ``definitions``: by symbol, whole statements. ``files``: by name, registered pairs.

    ``kept``: names of those files that only filters which stay as they are refer to.
    """

    definitions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    def filters(self) -> dict[str, str]:
        """Return the filters by name."""
        return {name: text for name, text in self.definitions.items() if text.startswith("filter ")}

    def pair_sets(self) -> dict[str, dict[int, frozenset[PrefixRange]]]:
        """Return the pair sets of its files, but of those that are kept for filters that stay as they are."""
        return pair_sets(content for name, content in self.files.items() if name not in self.kept)


def references(text: str) -> frozenset[str]:
    """Return the symbols of ours that a definition has besides its own."""
    return frozenset(REFERENCE.findall(text)[1:])


def ordered(definitions: Mapping[str, str]) -> list[str]:
    """Return the symbols so that each stands before those that refer to it."""
    done: dict[str, None] = {}
    begun: set[str] = set()
    for first in sorted(definitions, key=lambda item: (definitions[item].startswith(("filter ", "protocol bgp ")), item)):
        waiting = [first]
        while waiting:
            name = waiting[-1]
            needed = set() if name in begun else (references(definitions[name]) & definitions.keys()) - begun
            begun.add(name)
            if needed:
                waiting += sorted(needed - {name}, reverse=True)
            else:
                done[waiting.pop()] = None
    return list(done)


def closure(definitions: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return definitions and all that they need."""
    found: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in found:
            found[name] = definitions[name]
            # Nothing names what fills the table.
            waiting += [*references(definitions[name]), *([ASPAS] if name == ASPA_TABLE else [])]
    return found


def function_of(content: str) -> str:
    """Return the symbol that a file of registered pairs defines."""
    found = _FUNCTION.search(content)
    return found[1] if found is not None else ""


def pair_sets(files: Iterable[str]) -> dict[str, dict[int, frozenset[PrefixRange]]]:
    """Return the pair sets that files of registered pairs hold, both families together.

    :raises PlatformError: a file cannot be read.
    """
    found: dict[str, dict[int, frozenset[PrefixRange]]] = {}
    for content in files:
        try:
            name, ranges = parse_pairs(content)
        except PrefixError as error:
            raise PlatformError(f"{FOLDER}: {content.partition(chr(10))[0]}: {error}") from error
        here = found.setdefault(name, {})
        for origin, items in ranges.items():
            here[origin] = here.get(origin, frozenset()) | items
    return found


def body_text(configuration: Configuration) -> str:
    """Return the main file without its header."""
    is_table = {name: text.startswith(_TABLES) for name, text in configuration.definitions.items()}
    lines = [f'include "{LOCAL_FILE}";', ""]
    names = ordered(configuration.definitions)
    lines += [configuration.definitions[name] for name in names if is_table[name]]
    for title, files in ((_CURRENT, configuration.files.keys() - configuration.kept), (_KEPT, configuration.kept)):
        if files:
            lines += ["", title, *(f'include "{FOLDER}/{name}";' for name in sorted(files))]
    lines.append("")
    lines += [configuration.definitions[name] for name in names if not is_table[name]]
    return "\n".join(lines) + "\n"


def text_digest(configuration: Configuration) -> str:
    """Return the digest that the main file defines, so that the daemon can be asked what it has loaded."""
    return digest_of(body_text(configuration), 16)


def main_text(configuration: Configuration) -> str:
    """Return the main file."""
    body = body_text(configuration)
    return f"{_HEADER}define {quoted(DIGEST + digest_of(body, 16))} = 1;\n{body}"


def whole_text(main: str, files: Mapping[str, str]) -> str:
    """Return main file and files of registered pairs as one text, for people and for records."""
    parts = [f"# ==> {MAIN}\n{main}", *(f"# ==> {FOLDER}/{name}\n{files[name]}" for name in sorted(files))]
    return "\n".join(parts)


def split_text(text: str) -> tuple[str, dict[str, str]]:
    """Return main file and files of registered pairs of a whole text."""
    parts = re.split(r"^# ==> (\S+)\n", text, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    # Between two parts stands an empty line that belongs to neither.
    last = parts[-2] if len(parts) > 2 else ""
    contents = {name: content if name == last else content[:-1] for name, content in found.items()}
    files = {name.removeprefix(f"{FOLDER}/"): content for name, content in contents.items() if name.startswith(f"{FOLDER}/")}
    return contents.get(MAIN, ""), files


@dataclass(frozen=True)
class ParsedMain:
    """A main file: what it defines, and which files of registered pairs it includes. ``digest`` None: not written by us."""

    definitions: Mapping[str, str]
    files: tuple[str, ...]
    kept: frozenset[str]
    digest: str | None
    is_as_written: bool


def parse_main(text: str) -> ParsedMain:
    """Parse a main file. What is not a statement of ours is left out; ``is_as_written`` tells whether there is such."""
    statements: dict[str, list[str]] = {}
    files: list[str] = []
    kept: set[str] = set()
    name, is_block, is_kept = "", False, False
    for line in lines_of(text):
        if found := _START.match(line):
            name, is_block = found[2], not found[1].startswith(("define", "roa", "aspa"))
            statements[name] = [line]
            # A block ends with a brace that is a line, or in its only line.
            if line.endswith("}" if is_block else ";"):
                name = ""
        elif name:
            statements[name].append(line)
            if line == "}" if is_block else line.endswith(";"):
                name = ""
        else:
            is_kept = line == _KEPT if line.startswith("#") else is_kept
            if (include := _INCLUDE.match(line)) and include[1].startswith(f"{FOLDER}/"):
                files.append(include[1].removeprefix(f"{FOLDER}/"))
                if is_kept:
                    kept.add(files[-1])
    definitions = {item: "\n".join(lines) for item, lines in statements.items()}
    told = [item for item in definitions if item.startswith(DIGEST)]
    for item in told:
        del definitions[item]
    digest = told[0].removeprefix(DIGEST) if len(told) == 1 else None
    head, _, body = text.partition(f"define {quoted(DIGEST + (digest or ''))} = 1;\n")
    return ParsedMain(definitions, tuple(files), frozenset(kept), digest, head == _HEADER and digest == digest_of(body, 16))


def set_name(content: str) -> str:
    """Return the name of the pair set that a file belongs to."""
    return content.partition("\n")[0].removeprefix(_PAIRS_HEADER)


def parse_pairs(content: str) -> tuple[str, dict[int, frozenset[PrefixRange]]]:
    """Parse a file of registered pairs: the set's name, and its ranges of one family by origin.

    :raises PrefixError: a range of it is none.
    """
    found: dict[int, set[PrefixRange]] = {}
    for origin, items in _CASE.findall(content):
        found.setdefault(int(origin), set()).update(parse_items(items))
    return set_name(content), {origin: frozenset(ranges) for origin, ranges in found.items()}


def parse_items(text: str) -> Iterator[PrefixRange]:
    """Parse the entries of a prefix set.

    :raises PrefixError: an entry is none.
    """
    # A comma also stands between two bounds.
    for item in _WORD.findall("".join(text.split())):
        yield _range(item)


def _range(item: str) -> PrefixRange:
    found = _ITEM.fullmatch(item)
    if found is None:
        raise PrefixError(f"{item[:100]!r} is no entry of a prefix set")
    prefix = Prefix.parse(found[1])
    if found[2]:
        return PrefixRange.of(prefix, prefix.length, BITS[prefix.family])
    if found[3]:
        return PrefixRange.of(prefix, int(found[3]), int(found[4]))
    return PrefixRange.exact(prefix)


def local_line(name: str, family: int) -> str:
    """Return the definition of an operator's own list as it is when new."""
    return f"define {quoted(name)} = [ {_NOTHING[family]} ];\n"


def local_addition(content: str, names: Iterable[str]) -> str:
    """Return what must be added to the operator's file so that it defines these lists."""
    have = {f"{found[0]}-{found[1]}" for found in _LOCAL_LIST.findall(_uncommented(content))}
    lines = "".join(local_line(name, int(name[-1])) for name in sorted(set(names) - have))
    return appended(content if content.strip() else None, _LOCAL_HEADER, lines) if lines else ""


def _uncommented(content: str) -> str:
    return _COMMENT.sub(" ", re.sub(r"#.*", "", content))


def parse_local(content: str) -> dict[str, frozenset[PrefixRange]]:
    """Parse the operator's file: the lists by name, of both families together.

    :raises PlatformError: an entry cannot be read.
    """
    lists: dict[str, set[PrefixRange]] = {}
    for name, family, items in _LOCAL_LIST.findall(_uncommented(content)):
        try:
            found = {item for item in parse_items(items) if item.prefix != _NOTHING[int(family)]}
        except PrefixError as error:
            raise PlatformError(f"{LOCAL_FILE}: {name}-{family}: {error}") from error
        lists.setdefault(name.removeprefix("MANRS-"), set()).update(found)
    return {name: frozenset(ranges) for name, ranges in lists.items()}


def local_names(definitions: Mapping[str, str]) -> frozenset[str]:
    """Return the operator's own lists that definitions refer to."""
    return frozenset(name for text in definitions.values() for name in references(text) if name.startswith(LOCAL))
