# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of IOS-XR: which lines it knows, how they merge, what a commit refuses, and how it prints them.

``MODES`` is the whole grammar: a line that no rule knows is invalid. Sources, by the letter after each block:

* B: Cisco, "BGP Commands", Routing Command Reference for IOS-XR 7.x (NCS 5500, ASR 9000, Cisco 8000).
* I: Cisco, "Interface and Hardware Component Command Reference"; uRPF: "IP Addresses and Services Command Reference".
* A: Cisco, "Access List Commands", IP Addresses and Services Command Reference for IOS-XR 7.x.
* R: Cisco, "Routing Policy Language Commands", Routing Command Reference for IOS-XR 7.x.
* S: Cisco, "Static Routing Commands", Routing Command Reference for IOS-XR 7.x.
* G: Cisco, "Configuration Management Commands", System Management Command Reference for IOS-XR 7.x.

That ``!`` is a comment and leaves no mode, that a mode which does not know a line's first word hands it to the one above, that a mode which
knows the word refuses the rest (``route-policy`` below a neighbor's family), and that a policy object is replaced as a whole: transcripts
of XR 7.3.1 (cisco.iosxr, thread 155) and of XRv9k 24.3.1 (a public lab's notes).
"""

from __future__ import annotations

import copy
import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from virtual import iosxr_rpl as rpl


def _is_ip(text: str, version: int | None = None) -> bool:
    try:
        return version in (None, ipaddress.ip_address(text).version)
    except ValueError:
        return False


def _is_prefix(text: str, version: int | None = None) -> bool:
    try:
        return "/" in text and version in (None, ipaddress.ip_interface(text).version)
    except ValueError:
        return False


def _is_asn(text: str) -> bool:
    if re.fullmatch(r"\d+\.\d+", text):
        return all(int(half) <= 65535 for half in text.split("."))
    return text.isdigit() and 1 <= int(text) <= 4294967295


_TYPES = {
    "ip": _is_ip,
    "ip4": lambda text: _is_ip(text, 4),
    "ip6": lambda text: _is_ip(text, 6),
    "prefix4": lambda text: _is_prefix(text, 4),
    "prefix6": lambda text: _is_prefix(text, 6),
    "asn": _is_asn,
    "int": str.isdigit,
    "name": lambda text: bool(re.fullmatch(r"[A-Za-z0-9_.:@-]+", text)),
    "policy": lambda text: bool(re.fullmatch(r"[A-Za-z0-9_.:@-]+(\([^)]*\))?", text)),
    "interface": lambda text: bool(re.fullmatch(r"[A-Za-z-]+ ?\d[\d/]*(\.\d+)?", text)),
    "word": lambda text: True,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a mode. ``=`` in the pattern ends what names the line: a second one of that name replaces the first.

    ``no`` may leave out what stands behind ``=``, but for a line that has a direction.
    """

    pattern: str
    enters: str | None = None

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern as a regular expression; the empty group K marks the end of the name."""
        counter = iter(range(100))
        text = self.pattern if "=" in self.pattern else self.pattern + "="
        text = text.replace(" =", "= ").replace("=", "(?P<K>)", 1)

        def typed(found: re.Match[str]) -> str:
            kind = found[1]
            if kind == "line":
                return r"\S.*"
            inner = r"[A-Za-z-]+ ?\d\S*" if kind == "interface" else r"\S+"
            return f"(?P<{kind}_{next(counter)}>{inner})"

        return re.compile(re.sub(r"(?<!\?P)<(\w+)>", typed, text))

    def name(self, found: re.Match[str]) -> str:
        """Return what names a line. With a direction, one line for each direction."""
        direction = found.groupdict().get("direction")
        head = found.string[: found.start("K")].strip()
        return f"{head} {direction}" if direction else head


def _rules(*items: str | tuple[str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(item) if isinstance(item, str) else Rule(*item) for item in items)


_AF = r"address-family (?:ipv4|ipv6) unicast"
_NEIGHBOR = (
    "remote-as =<asn>",
    "description =<line>",
    "use (?:neighbor-group|session-group)= <name>",
    "password =(?:clear|encrypted) <word>",
    "ttl-security=",
    "ebgp-multihop =<int>(?: mpls)?",
    "update-source =<interface>",
    "local-as =<asn>(?: no-prepend(?: replace-as(?: dual-as)?)?)?",
    "local address= <ip>",
    "timers =<int> <int>(?: <int>)?",
    "shutdown",
    "bfd fast-detect",
    "enforce-first-as disable",
    "capability suppress all",
    "graceful-restart",
    "cluster-id =<word>",
    "keychain =<name>",
)
_NEIGHBOR_AF = (
    "route-policy= <policy> (?P<direction>in|out)",
    "maximum-prefix =<int>(?: <int>)?(?: (?:warning-only|discard-extra-paths|restart <int>))?",
    "soft-reconfiguration inbound=(?: always)?",
    "next-hop-self=(?: inheritance-disable)?",
    "send-community-ebgp=(?: inheritance-disable)?",
    "send-extended-community-ebgp=(?: inheritance-disable)?",
    "remove-private-AS=(?: entire-aspath)?(?: inbound)?(?: entire-aspath)?",
    "default-originate=(?: route-policy <policy>)?",
    "allowas-in=(?: <int>)?",
    "as-override=",
    "weight =<int>",
    "use af-group= <name>",
    "route-reflector-client=",
    "bestpath origin-as allow invalid",
    "maximum-prefix-receive =<int>",
)
_BGP_AF = (
    "network (?:\\S+/\\d+)=(?: route-policy <policy>)?",
    "redistribute (?:connected|static)=(?: route-policy <policy>)?",
    "aggregate-address \\S+/\\d+=(?: as-set)?(?: summary-only)?(?: route-policy <policy>)?",
    "bgp origin-as validation enable",
    "bgp origin-as validation signal ibgp",
    "bgp bestpath origin-as use validity",
    "bgp bestpath origin-as allow invalid",
    "maximum-paths (?:ebgp|ibgp|eibgp) =<int>",
    "table-policy =<policy>",
    "additional-paths receive",
    "additional-paths send",
)

MODES: dict[str, tuple[Rule, ...]] = {
    # G
    "config": _rules(
        "hostname =<name>",
        "domain name =<name>",
        "logging console =<word>",
        "ssh server v2",
        "ssh server netconf vrf default",
        "netconf-yang agent ssh",
        "username =<name>.*",
        ("vrf <name>", "config-vrf"),
        ("ipv4 access-list <name>", "config-ipv4-acl"),
        ("ipv6 access-list <name>", "config-ipv6-acl"),
        ("interface <interface>(?: l2transport)?", "config-if"),
        ("router static", "config-static"),
        ("router bgp <asn>", "config-bgp"),
    ),
    # I
    "config-if": _rules(
        "description =<line>",
        "mtu =<int>",
        "vrf =<name>",
        "ipv4 address =(?:<prefix4>|<ip4> <ip4>)",
        "ipv6 address <prefix6>",
        "ipv6 enable",
        "shutdown",
        "bandwidth =<int>",
        "load-interval =<int>",
        "encapsulation dot1q =<int>",
        "ipv4 verify unicast source =reachable-via (?:rx|any)(?: allow-self-ping)?(?: allow-default)?(?: allow-self-ping)?",
        "ipv6 verify unicast source =reachable-via (?:rx|any)(?: allow-self-ping)?(?: allow-default)?(?: allow-self-ping)?",
        "ipv4 access-group= <name> (?P<direction>ingress|egress)(?: hardware-count)?(?: interface-statistics)?",
        "ipv6 access-group= <name> (?P<direction>ingress|egress)(?: hardware-count)?(?: interface-statistics)?",
    ),
    # A: the numbers are the identity of a line.
    "config-ipv4-acl": _rules("<int> =remark <line>", "<int> =(?:permit|deny) <line>"),
    "config-ipv6-acl": _rules("<int> =remark <line>", "<int> =(?:permit|deny) <line>"),
    # S
    "config-static": _rules((_AF, "config-static-afi")),
    "config-static-afi": _rules(r"\S+/\d+ (?:Null0|<ip>|<interface>)(?: <int>)?"),
    "config-vrf": _rules("description =<line>", (_AF, "config-vrf-af")),
    "config-vrf-af": _rules("import route-policy =<policy>", "export route-policy =<policy>"),
    # B
    "config-bgp": _rules(
        "bgp router-id =<ip4>",
        "bgp bestpath as-path multipath-relax",
        "bgp bestpath med always",
        "bgp enforce-first-as disable",
        "bgp graceful-restart=(?: graceful-reset| restart-time <int>| stalepath-time <int>)?",
        "bgp log neighbor changes =(?:detail|disable)",
        "bgp cluster-id =<word>",
        "bgp unsafe-ebgp-policy",
        "bgp update-delay =<int>",
        "bgp origin-as validation disable",
        "bgp origin-as validation time =(?:off|<int>)",
        "bgp bestpath origin-as use validity",
        "bgp bestpath origin-as allow invalid",
        "nsr=(?: disable)?",
        "default-information originate",
        ("rpki server <name>", "config-bgp-rpki-server"),
        (_AF, "config-bgp-af"),
        ("neighbor-group <name>", "config-bgp-nbrgrp"),
        ("session-group <name>", "config-bgp-sngrp"),
        ("af-group <name> address-family (?:ipv4|ipv6) unicast", "config-bgp-afgrp"),
        ("neighbor <ip>", "config-bgp-nbr"),
        ("vrf <name>", "config-bgp-vrf"),
    ),
    "config-bgp-rpki-server": _rules(
        "transport =(?:tcp|ssh) port <int>",
        "username =<word>",
        "password =<word>",
        "preference =<int>",
        "refresh-time =(?:off|<int>)",
        "response-time =(?:off|<int>)",
        "purge-time =<int>",
        "bind-source interface =<interface>",
        "shutdown",
    ),
    "config-bgp-af": _rules(*_BGP_AF),
    "config-bgp-nbr": _rules(*_NEIGHBOR, (_AF, "config-bgp-nbr-af")),
    "config-bgp-nbr-af": _rules(*_NEIGHBOR_AF),
    "config-bgp-nbrgrp": _rules(*_NEIGHBOR, (_AF, "config-bgp-nbrgrp-af")),
    "config-bgp-nbrgrp-af": _rules(*_NEIGHBOR_AF),
    "config-bgp-sngrp": _rules(*_NEIGHBOR),
    "config-bgp-afgrp": _rules(*_NEIGHBOR_AF),
    "config-bgp-vrf": _rules("rd =(?:auto|<word>)", (_AF, "config-bgp-vrf-af"), ("neighbor <ip>", "config-bgp-vrf-nbr")),
    "config-bgp-vrf-af": _rules(*_BGP_AF),
    "config-bgp-vrf-nbr": _rules(*_NEIGHBOR, (_AF, "config-bgp-vrf-nbr-af")),
    "config-bgp-vrf-nbr-af": _rules(*_NEIGHBOR_AF),
}
_COMPILED = {mode: [(rule, rule.compiled()) for rule in rules] for mode, rules in MODES.items()}
_FIRST_WORDS = {mode: {rule.pattern.split(" ")[0].rstrip("=") for rule in rules} for mode, rules in MODES.items()}
_INTERFACE_SPACE = re.compile(r"^(interface [A-Za-z-]+) (?=\d)")

_OBJECT = re.compile(rf"({'|'.join(map(re.escape, rpl.SETS))}|route-policy) (\S+)")
_OBJECT_NAME = re.compile(r"[A-Za-z0-9_.:@-]+(\(\$[^)]*\))?")

#: The order in which a running configuration is printed.
_ORDER = ("hostname", "domain", "logging", "vrf", "username", "ssh", "netconf-yang", "ipv4 access-list", "ipv6 access-list", "interface")

_KINDS = [*rpl.SETS, "route-policy"]

INVALID = "% Invalid input detected at '^' marker."


@dataclass(slots=True)
class Node:
    """A line and the lines of its mode, by what names them."""

    text: str = ""
    mode: str | None = None
    children: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One line on the way to another: what names it, and itself."""

    name: str
    text: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One edit of the target configuration: a line set or removed below its parents, or a policy object."""

    path: tuple[Step, ...]
    is_removal: bool = False
    body: tuple[str, ...] | None = None


class LineError(ValueError):
    """A line is refused. ``column`` is where the marker stands."""

    def __init__(self, line: str, column: int) -> None:
        super().__init__(line)
        self.line = line
        self.column = column

    @property
    def text(self) -> str:
        """What the router prints."""
        return f"{' ' * self.column}^\n{INVALID}\n"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a commit refuses a line: the line with its parents, and the words behind ``!!%``."""

    path: tuple[str, ...]
    reason: str


def object_key(kind: str, name: str) -> str:
    """Return what names a policy object."""
    return f"{kind} {name.split('(', 1)[0]}"


@dataclass(slots=True)
class Configuration:
    """A whole configuration."""

    tree: Node = field(default_factory=lambda: Node(mode="config"))
    objects: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Policy objects by name: the line that opens each, and its body."""

    def copy(self) -> Configuration:
        """Return a configuration that can be changed alone."""
        return Configuration(copy.deepcopy(self.tree), dict(self.objects))

    def apply(self, operations: Iterable[Operation]) -> None:
        """Merge edits in their order."""
        for operation in operations:
            first = operation.path[0]
            if first.mode == "object":
                if operation.is_removal:
                    self.objects.pop(first.name, None)
                else:
                    self.objects[first.name] = (first.text, operation.body or ())
                continue
            self._apply(operation)

    def _apply(self, operation: Operation) -> None:
        node = self.tree
        for step in operation.path[:-1]:
            known = node.children.get(step.name)
            if known is None:
                if operation.is_removal:
                    return
                known = node.children[step.name] = Node(step.text, step.mode)
            node = known
        last = operation.path[-1]
        if operation.is_removal:
            node.children.pop(last.name, None)
        elif last.mode is None or last.name not in node.children:
            node.children[last.name] = Node(last.text, last.mode)

    # -- printing ------------------------------------------------------------------------------------------------------------------

    def lines(self, section: str = "") -> list[str]:
        """Return the configuration as the router prints it, or only what a line like ``router bgp`` opens."""
        top = self.tree.children.values()
        printed: list[str] = []
        for node in sorted(
            (node for node in top if self._rank(node) < len(_ORDER)), key=lambda node: (self._rank(node), _natural(node.text))
        ):
            printed += _printed(node, 0)
        for key in sorted(self.objects, key=lambda key: (_KINDS.index(_kind(key)), key)):
            printed += self.object_lines(key)
        for node in sorted(
            (node for node in top if self._rank(node) == len(_ORDER)), key=lambda node: (node.text.startswith("router bgp"), node.text)
        ):
            printed += _printed(node, 0)
        return printed if not section else _section(printed, section)

    @staticmethod
    def _rank(node: Node) -> int:
        return next((number for number, word in enumerate(_ORDER) if node.text.startswith(word)), len(_ORDER))

    def object_lines(self, key: str) -> list[str]:
        """Return one policy object as the router prints it."""
        opening, body = self.objects[key]
        end = "end-policy" if opening.startswith("route-policy ") else "end-set"
        return [opening, *rpl.laid_out(body), end, "!"]

    def text(self) -> str:
        """Return all lines as one text."""
        return "".join(f"{line}\n" for line in self.lines())

    # -- what a commit looks at ----------------------------------------------------------------------------------------------------

    def attachments(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Give each policy that is in use, with the lines above the one that uses it and that line."""
        for path, node in _walk(self.tree, ()):
            for found in re.finditer(r"\b(?:route-policy|table-policy) (\S+)", node.text):
                yield (*path, node.text), found[1].split("(", 1)[0]

    def failures(self) -> list[Failure]:
        """Return what a commit of this configuration refuses; empty when it is sound.

        References of a policy count only where it is attached (Cisco, "Implementing Routing Policy": incomplete references).
        """
        found = []
        for path, name in self.attachments():
            for reason in self._undefined(name, frozenset()):
                found.append(Failure(path, reason))
                break
        for path, node in _walk(self.tree, ()):
            if node.mode in ("config-bgp-nbr", "config-bgp-vrf-nbr") and not self._has_remote_as(node, path):
                found.append(Failure((*path, node.text), "'BGP' detected the 'warning' condition 'The remote AS has not been configured'"))
            if node.mode == "config-bgp-nbr-af" and not self._has_family(path[0], node.text):
                words = "'BGP' detected the 'warning' condition 'The parent address family has not been initialized'"
                found.append(Failure((*path, node.text), words))
        return found

    def _undefined(self, policy: str, above: frozenset[str]) -> list[str]:
        known = self.objects.get(f"route-policy {policy}")
        if known is None:
            return [f"Could not find entry in list: Policy [{policy}] is not defined"]
        if policy in above:
            return [f"Policy [{policy}] applies itself"]
        references = rpl.check_policy(known[1])
        for kind, name in sorted(references.sets):
            if f"{kind} {name}" not in self.objects:
                return [f"Could not find entry in list: Policy [{policy}] uses {kind} [{name}], which is not defined"]
        for name in sorted(references.policies):
            if found := self._undefined(name, above | {policy}):
                return found
        return []

    def _has_remote_as(self, node: Node, path: tuple[str, ...]) -> bool:
        if "remote-as" in node.children:
            return True
        bgp = self.tree.children[path[0]]
        for name in ("use neighbor-group", "use session-group"):
            if used := node.children.get(name):
                group = bgp.children.get(used.text.removeprefix("use "))
                if group is not None and self._has_remote_as(group, path):
                    return True
        return False

    def _has_family(self, bgp: str, family: str) -> bool:
        return family in self.tree.children[bgp].children


def _kind(key: str) -> str:
    return key.rsplit(" ", 1)[0]


def _natural(text: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text) if part]


def _ordered(node: Node) -> list[Node]:
    """Return the lines of a mode in the order of its rules, neighbors by address, as the router prints them."""
    rules = [pattern for _, pattern in _COMPILED.get(node.mode or "", [])]

    def key(child: Node) -> tuple[int, list[tuple[int, int, str]]]:
        number = next((number for number, pattern in enumerate(rules) if pattern.fullmatch(child.text)), len(rules))
        return number, _natural(child.text)

    if node.mode in ("config-ipv4-acl", "config-ipv6-acl"):
        return sorted(node.children.values(), key=lambda child: int(child.text.split()[0]))
    return sorted(node.children.values(), key=key)


def _printed(node: Node, depth: int) -> list[str]:
    own = " " * depth + node.text
    if node.mode is None:
        return [own, "!"] if depth == 0 and node.text.startswith(("vrf", "router")) else [own]
    inner = [line for child in _ordered(node) for line in _printed(child, depth + 1)]
    return [own, *inner, " " * depth + "!"]


def _section(lines: list[str], section: str) -> list[str]:
    """Return the blocks whose first line begins with a text."""
    printed: list[str] = []
    is_inside = False
    for line in lines:
        if not line.startswith((" ", "!", "end-")):
            is_inside = f"{line} ".startswith(f"{section} ")
        if is_inside:
            printed.append(line)
    return printed


def _walk(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    for child in node.children.values():
        yield path, child
        yield from _walk(child, (*path, child.text))


def tree_lines(operations: Iterable[Operation]) -> list[str]:
    """Return edits as ``show configuration`` prints a target: below their parents, removals with ``no``."""
    printed: list[str] = []
    open_path: tuple[str, ...] = ()

    def close_to(depth: int) -> None:
        nonlocal open_path
        while len(open_path) > depth:
            printed.append(" " * (len(open_path) - 1) + "!")
            open_path = open_path[:-1]

    for operation in operations:
        first = operation.path[0]
        if first.mode == "object":
            close_to(0)
            if operation.is_removal:
                printed.append(f"no {first.text}")
            else:
                end = "end-policy" if first.text.startswith("route-policy ") else "end-set"
                printed += [first.text, *rpl.laid_out(operation.body or ()), end, "!"]
            continue
        parents = tuple(step.text for step in operation.path[:-1])
        shared = 0
        while shared < min(len(parents), len(open_path)) and parents[shared] == open_path[shared]:
            shared += 1
        close_to(shared)
        for depth in range(shared, len(parents)):
            printed.append(" " * depth + parents[depth])
            open_path = parents[: depth + 1]
        last = operation.path[-1]
        if last.mode is not None and not operation.is_removal:
            if open_path != (*parents, last.text):
                printed.append(" " * len(parents) + last.text)
                open_path = (*parents, last.text)
        else:
            printed.append(" " * len(parents) + ("no " if operation.is_removal else "") + last.text)
    close_to(0)
    return printed


def failed_lines(failures: Iterable[Failure]) -> list[str]:
    """Return ``show configuration failed``: each refused line below its parents, and why."""
    printed = [
        "!! SEMANTIC ERRORS: This configuration was rejected by ",
        "!! the system due to semantic errors. The individual ",
        "!! errors with each failed configuration command can be ",
        "!! found below.",
        "",
        "",
    ]
    for failure in failures:
        printed += [" " * depth + line for depth, line in enumerate(failure.path)]
        printed.append(f"!!% {failure.reason}")
        printed += [" " * depth + "!" for depth in range(len(failure.path) - 2, -1, -1)]
    return [*printed, "end"]


class Editor:
    """A session's target configuration: lines go in one after the other, as they are typed or sent."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.path: tuple[Step, ...] = ()
        self.open_object: tuple[str, str] | None = None
        self._body: list[str] = []
        self._depth = 0
        self._needs_comma = False

    @property
    def mode(self) -> str:
        """Return the mode as the prompt shows it."""
        if self.open_object:
            kind = self.open_object[0]
            inner = "-if" if self._depth else ""
            return f"config-rpl{inner}" if kind == "route-policy" else f"config-{rpl.SETS[kind]}"
        return (self.path[-1].mode or "config") if self.path else "config"

    def up(self) -> bool:
        """Leave a mode as ``exit`` does; false at the top. In a policy object it means its end."""
        if self.open_object:
            self._end_object()
            return True
        if not self.path:
            return False
        self.path = self.path[:-1]
        return True

    def root(self) -> None:
        """Go to the top as ``root`` does."""
        self.path = ()

    def discard_object(self) -> None:
        """Forget the policy object that is being typed."""
        self.open_object, self._body, self._depth, self._needs_comma = None, [], 0, False

    def clear(self) -> None:
        """Forget all edits and go to the top."""
        self.operations = []
        self.path = ()
        self.discard_object()

    def enter(self, line: str, exists: Iterable[str] = ()) -> str:
        """Take a line and return the router's warning about it, or nothing.

        :param exists: the policy objects that there are already.
        :raises LineError: it is refused; nothing changed.
        """
        text = line.strip()
        if self.open_object:
            self._object_line(text, line)
            return ""
        if not text or text.startswith("!"):
            return ""
        is_removal = text.startswith("no ")
        words = re.sub(r"\s+", " ", text[3:] if is_removal else text)
        words = _INTERFACE_SPACE.sub(r"\1", words)
        found = _OBJECT.fullmatch(words)
        for depth in range(len(self.path), -1, -1):
            mode = self.path[depth - 1].mode if depth else "config"
            if found and mode == "config":
                return self._open_object(found[1], found[2], is_removal, line, exists)
            if not (steps := self._match(mode, words, is_removal)) and words.split(" ")[0] in _FIRST_WORDS[mode or ""]:
                break
            if steps:
                path = (*self.path[:depth], *steps)
                self.operations.append(Operation(path, is_removal))
                self.path = path if not is_removal and path[-1].mode else path[:-1]
                return ""
        raise LineError(line, len(line) - len(line.lstrip()))

    def _match(self, mode: str | None, words: str, is_removal: bool) -> tuple[Step, ...]:
        """Return the line as steps: one, or more where the line names its parents too (the formal style)."""
        for rule, pattern in _COMPILED.get(mode or "", []):
            found = pattern.fullmatch(words)
            if found and _valid(found):
                return (Step(rule.name(found), words, rule.enters),)
            if is_removal and "=" in rule.pattern and "<direction>" not in rule.pattern:
                name = re.compile(pattern.pattern.split("(?P<K>)", 1)[0].rstrip() + r"(?P<K>)\s*")
                found = name.fullmatch(words)
                if found and _valid(found):
                    return (Step(words.strip(), words, rule.enters),)
        for rule, pattern in _COMPILED.get(mode or "", []):
            if rule.enters is None:
                continue
            found = pattern.match(words)
            if found and _valid(found) and words[found.end() : found.end() + 1] == " ":
                head = words[: found.end()]
                if rest := self._match(rule.enters, words[found.end() + 1 :], is_removal):
                    return (Step(head, head, rule.enters), *rest)
        return ()

    def _open_object(self, kind: str, name: str, is_removal: bool, line: str, exists: Iterable[str]) -> str:
        if not _OBJECT_NAME.fullmatch(name):
            raise LineError(line, line.index(name))
        key = object_key(kind, name)
        if is_removal:
            self.operations.append(Operation((Step(key, f"{kind} {name}", "object"),), True))
            self.path = ()
            return ""
        self.path = ()
        self.open_object, self._body, self._depth, self._needs_comma = (kind, name), [], 0, False
        ours = {item.path[0].name for item in self.operations if item.path[0].mode == "object" and not item.is_removal}
        if key in ours or key in exists:
            return (
                f"% WARNING: Policy object {kind} {name}' exists! Reconfiguring it via CLI will replace current definition. "
                "Use 'abort to cancel.\n"
            )
        return ""

    def _object_line(self, text: str, line: str) -> None:
        assert self.open_object is not None
        kind = self.open_object[0]
        if text == ("end-policy" if kind == "route-policy" else "end-set"):
            self._end_object(line)
            return
        if not text or text == "!":
            return
        try:
            if kind == "route-policy":
                self._depth = rpl.check_line(text, self._depth)
            else:
                self._needs_comma = rpl.check_entry(kind, text, self._needs_comma)
        except rpl.RplError as error:
            raise LineError(line, max(line.find(error.word), 0) if error.word else len(line)) from None
        self._body.append(text)

    def _end_object(self, line: str = "") -> None:
        assert self.open_object is not None
        kind, name = self.open_object
        try:
            if kind == "route-policy":
                rpl.check_policy(self._body)
            else:
                rpl.check_set(kind, self._body)
        except rpl.RplError:
            raise LineError(line, 0) from None
        key = object_key(kind, name)
        self.operations.append(Operation((Step(key, f"{kind} {name}", "object"),), False, tuple(self._body)))
        self.discard_object()


def _valid(found: re.Match[str]) -> bool:
    for group, value in found.groupdict().items():
        kind = group.split("_", 1)[0]
        if value is not None and kind in _TYPES and not _TYPES[kind](value):
            return False
    return True


def parsed(text: str) -> Configuration:
    """Return a configuration from the text of a whole one. :raises LineError: a line is not known."""
    configuration = Configuration()
    editor = Editor()
    for line in text.splitlines():
        if line.strip() == "end":
            break
        if not line.startswith((" ", "!")) and editor.open_object is None:
            editor.root()
        editor.enter(line)
    if editor.open_object:
        raise LineError("", 0)
    configuration.apply(editor.operations)
    return configuration
