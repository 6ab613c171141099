# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read Junos' configuration XML as a skeleton: neighbors with their groups, and policy-statements.

Juniper, BGP User Guide, "Implicit Filter for Default EBGP Route Propagation Behavior without Policies": all routes pass where no policy
is, unless ``defaults ebgp no-policy`` rejects them (20.3R1). Routing Policies User Guide, "Default Routing Policies", "How a Routing
Policy Chain Is Evaluated": the policies of the nearest level act, one behind the other; what none of them accepts or rejects, BGP's
default policy accepts; ``default-action`` says otherwise. "TTL security" is a filter on lo0 there, and no option of a session.

Deactivated statements are not there. What configuration groups (``apply-groups``) bring is not in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_interface
from xml.parsers import expat

from ...model.prefixes import FAMILIES, Prefix
from ...model.routes import Direction
from ...platforms.answers import lines_of, readable
from ..reading import asn_of, canonical
from ..tree import Interface, Line
from .skeleton import Carried, End, Policy, SessionSkeleton, Skeleton, Words, hidden, several

WORDS = Words(
    bind="{way} POLICY",
    activate="family inet unicast, or inet6",
    limit="family inet unicast accepted-prefix-limit maximum N teardown",
    ttl="",
    secret="authentication-key",
    sources={4: "family inet rpf-check", 6: "family inet6 rpf-check"},
    ways=("import", "export"),
)
_INET = {4: "inet", 6: "inet6"}
_WAYS = {Direction.IMPORT: ("import", "receive"), Direction.EXPORT: ("export", "advertise")}
#: Elements whose text is nobody's business.
_SECRET = re.compile(r"key|secret|password|ascii-text|hexadecimal|passphrase")
_NAME = re.compile(r"[^\s()!&|]+")
_DEFAULT = Line(0, "BGP's default policy accepts what no policy decides (Routing Policies User Guide)")
_OPEN = Line(0, "all routes pass where no policy is (BGP User Guide), and no defaults ebgp no-policy rejects them")
_MOST_DEPTH = 60


@dataclass(slots=True)
class Element:
    """An element with the line that it begins at, as it is written there. ``text``: its own."""

    tag: str
    number: int
    written: str
    is_active: bool = True
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def line(self) -> Line:
        """The line: of an element that has a name, that of its name. Of a line with more than one element, this one alone."""
        name = next((child for child in self.children if child.tag == "name" and not child.children), None)
        if name is not None:
            return name.line
        if _SECRET.search(self.tag) and self.text.strip():
            return Line(self.number, f"<{self.tag}>***</{self.tag}>")
        alone = f"<{self.tag}>" if self.children else f"<{self.tag}>{self.text.strip()}</{self.tag}>"
        return Line(self.number, hidden(self.written if self.written.count("<") <= 2 else alone))

    def all(self, path: str) -> Iterator[Element]:
        """Yield the active elements at a path."""
        waiting = [self]
        for tag in path.split("/"):
            waiting = [child for parent in waiting for child in parent.children if child.tag == tag and child.is_active]
        yield from waiting

    def first(self, path: str) -> Element | None:
        """Return the first active element at a path."""
        return next(self.all(path), None)

    def value(self, path: str) -> str:
        """Return the text at a path."""
        found = self.first(path)
        return found.text.strip() if found is not None else ""

    def everything(self) -> Iterator[Element]:
        """Yield all active elements below."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += [child for child in here.children if child.is_active]


class _Refused(Exception):
    """The text is no configuration XML that can be read; the message says why."""


def parse(text: str) -> Element:
    """Return the ``<configuration>`` of a text. :raises _Refused: there is none."""
    root = Element("", 0, "")
    stack = [root]
    lines = lines_of(text) if text else [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > _MOST_DEPTH:
            raise _Refused("elements are nested too deep")
        number = parser.CurrentLineNumber
        written = lines[number - 1].strip() if number <= len(lines) else ""
        element = Element(tag.rpartition(":")[2], number, written, "inactive" not in attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def data(told: str) -> None:
        stack[-1].text += told

    def refuse(*_: object) -> None:
        raise _Refused("a document type that no router prints")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(readable(text), True)
    except expat.ExpatError as error:
        raise _Refused(f"no XML: {error}") from error
    found = next((element for element in root.everything() if element.tag == "configuration"), None)
    if found is None:
        raise _Refused("no <configuration>")
    return found


@dataclass(frozen=True, slots=True)
class _Flow:
    """What becomes of what no condition picks out: accept, reject, or empty: the next policy. ``may_reject``: a term before may."""

    ends: str
    line: Line | None = None
    may_reject: bool = False


@dataclass
class _Policies:
    root: Element
    statements: dict[str, Element] = field(default_factory=dict)
    lists: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.root.all("policy-options/policy-statement"):
            self.statements[element.value("name")] = element
        for tag in ("prefix-list", "route-filter-list", "as-path", "as-path-group", "community"):
            self.lists[tag] = {element.value("name") for element in self.root.all(f"policy-options/{tag}")}

    def chain(self, bound: Sequence[Element], family: int) -> Policy:
        """Return what policies pass that are bound one behind the other."""
        lines = tuple(element.line for element in bound)
        missing: dict[str, Line] = {}
        for element in bound:
            for name in _NAME.findall(element.text):
                missing.update(self._missing(name, element.line))
        named = tuple(missing.items())
        ends, default, may_deny = "", ("accept", _DEFAULT), False
        shown: Line | None = None
        for element in bound:
            name = element.text.strip()
            if name not in self.statements:
                return Policy(lines, End.UNKNOWN, (element.line,), named)
            flow, told = self._flow(self.statements[name], family)
            default, may_deny = told or default, may_deny or flow.may_reject
            if flow.ends:
                ends, shown = flow.ends, flow.line
                break
        if not ends:
            ends, shown = default
        end = {"accept": End.PERMITS_ALL.after(may_deny), "reject": End.DENIES}.get(ends, End.UNKNOWN)
        return Policy(lines, end, (shown,) if shown else (), named)

    def _flow(self, statement: Element, family: int) -> tuple[_Flow, tuple[str, Line] | None]:
        """Follow what no condition picks out through one policy; return also what it sets as the default action."""
        default: tuple[str, Line] | None = None
        may_reject = False
        for term in (*statement.all("term"), statement):
            if not _is_for_all(term, family):
                may_reject = may_reject or any(_rejects(then) for then in term.all("then"))
                continue
            for then in term.all("then"):
                for action in then.children:
                    if not action.is_active:
                        continue
                    if action.tag in ("accept", "reject"):
                        return _Flow(action.tag, action.line, may_reject), default
                    if action.tag == "default-action":
                        word = action.text.strip() or next((child.tag for child in action.children), "")
                        default = (word if word in ("accept", "reject") else "?", action.line)
                    elif action.tag == "next" and "policy" in (action.text.strip(), *(child.tag for child in action.children)):
                        return _Flow("", None, may_reject), default
        return _Flow("", None, may_reject), default

    def _reached(self, name: str) -> Iterator[str]:
        """Yield the policies that one leads to, itself first."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            yield one
            if one in self.statements:
                for source in self._sources(one):
                    waiting += [word for child in source.all("policy") for word in _NAME.findall(child.text)]

    def _sources(self, name: str) -> Iterator[Element]:
        statement = self.statements[name]
        for term in (*statement.all("term"), statement):
            yield from term.all("from")

    def _missing(self, name: str, line: Line) -> dict[str, Line]:
        found: dict[str, Line] = {}
        for one in self._reached(name):
            if one not in self.statements:
                found[f"policy-statement {one}"] = line
                continue
            for source in self._sources(one):
                for child in source.children:
                    named = child.first("name") or child.first("list_name") or child
                    word = named.text.strip()
                    tag = child.tag.removesuffix("-filter") if child.tag == "prefix-list-filter" else child.tag
                    if child.is_active and tag in self.lists and word and word not in self.lists[tag]:
                        found[f"{tag} {word}"] = named.line
        return found


def _rejects(then: Element) -> bool:
    """Tell whether actions reject, at once or by a default for what comes."""
    return any(item.tag == "reject" or (item.tag == "default-action" and item.text.strip() == "reject") for item in then.everything())


def _is_for_all(term: Element, family: int) -> bool:
    """Tell whether a term is for every BGP route of a family."""
    for way in ("from", "to"):
        for condition in (child for element in term.all(way) for child in element.children if child.is_active):
            said = condition.text.strip()
            if not (condition.tag == "family" and said == _INET[family]) and not (condition.tag == "protocol" and said == "bgp"):
                return False
    return True


# -- sessions ------------------------------------------------------------------------------------


def _nearest(levels: Sequence[Element], path: str) -> Element | None:
    return next((found for level in levels if (found := level.first(path)) is not None), None)


def _families(levels: Sequence[Element], name: str) -> list[int]:
    for level in levels:
        told = level.first("family")
        if told is not None:
            return [family for family in FAMILIES if any(told.first(f"{_INET[family]}/{word}") for word in ("unicast", "any"))]
    return [6 if ":" in name else 4]


def _bound(levels: Sequence[Element], way: str, family: int) -> list[Element]:
    """Return what is bound at the nearest level; for a family first, as some releases take it."""
    for path in (f"family/{_INET[family]}/unicast/{way}", f"family/{_INET[family]}/any/{way}", way):
        for level in levels:
            if found := list(level.all(path)):
                return found
    return []


def _carried(policies: _Policies, levels: Sequence[Element], family: int) -> Carried:
    found = {}
    for direction, (way, default) in _WAYS.items():
        bound = _bound(levels, way, family)
        if bound:
            found[direction] = policies.chain(bound, family)
            continue
        rejects = levels[-1].first(f"defaults/ebgp/no-policy/{default}")
        words = {rejects.text.strip(), *(child.tag for child in rejects.children)} if rejects is not None else set()
        if rejects is not None and words & {"reject", "reject-always"}:
            found[direction] = Policy((), End.DENIES, (rejects.line,))
        else:
            found[direction] = Policy((), End.PERMITS_ALL, (_OPEN,))
    limits = (f"family/{_INET[family]}/{kind}/{word}" for kind in ("unicast", "any") for word in ("prefix-limit", "accepted-prefix-limit"))
    limit = next((item for path in limits if (item := _nearest(levels, path)) is not None), None)
    stops = limit is not None and any(limit.first(word) for word in ("teardown", "drop-excess", "hide-excess"))
    number = limit.first("maximum") if limit is not None else None
    return Carried(found, number.line if number is not None else None, not stops)


def _sessions(policies: _Policies, bgp: Element, asn: int | None, vrf: str | None) -> Iterator[SessionSkeleton]:
    for group in bgp.all("group"):
        for neighbor in (*group.all("neighbor"), *group.all("allow")):
            is_one = neighbor.tag == "neighbor"
            levels = [neighbor, group, bgp] if is_one else [group, bgp]
            name = neighbor.value("name") or neighbor.text.strip()
            kind = _nearest(levels, "type")
            theirs, ours = _nearest(levels, "peer-as"), _nearest(levels, "local-as")
            remote = asn_of(theirs.text.strip()) if theirs is not None else None
            local = asn_of(ours.value("as-number") or ours.text.strip()) if ours is not None else asn
            is_external = None if remote is None or local is None else remote != local
            if kind is not None and kind.text.strip() in ("internal", "external"):
                is_external = kind.text.strip() == "external"
            secrets = ("authentication-key", "authentication-key-chain", "ipsec-sa")
            secret = next((found for word in secrets if (found := _nearest(levels, word)) is not None), None)
            yield SessionSkeleton(
                canonical(name),
                is_external,
                neighbor.line,
                {family: _carried(policies, levels, family) for family in _families(levels, name)},
                vrf,
                None,
                secret.line if secret is not None else None,
            )


def _interfaces(root: Element, in_instances: set[str]) -> Iterator[Interface]:
    for interface in root.all("interfaces/interface"):
        for unit in interface.all("unit"):
            name = f"{interface.value('name')}.{unit.value('name')}"
            networks: list[Prefix] = []
            strict: dict[int, Line] = {}
            loose: dict[int, Line] = {}
            lists: dict[int, Line] = {}
            for family in FAMILIES:
                for element in unit.all(f"family/{_INET[family]}"):
                    networks += _networks(element)
                    check = element.first("rpf-check")
                    if check is not None:
                        is_loose = check.first("mode/loose") is not None or check.value("mode") == "loose"
                        (loose if is_loose else strict)[family] = check.line
                    bound = next(
                        (element.first(f"filter/{word}") for word in ("input", "input-list") if element.first(f"filter/{word}")), None
                    )
                    if bound is not None:
                        lists[family] = bound.line
            if name not in in_instances:
                yield Interface(name, interface.line, tuple(networks), strict, loose, lists)


def _networks(element: Element) -> Iterator[Prefix]:
    for address in element.all("address"):
        try:
            yield Prefix.parse(str(ip_interface(address.value("name")).network))
        except ValueError:
            continue


def _from_groups(root: Element) -> Iterator[Line]:
    """Yield where groups are applied that say something of sessions or policies: it is not in the text what comes of them."""
    saying = {
        group.value("name")
        for group in root.all("groups")
        if any(element.tag in ("bgp", "policy-options", "validation") for element in group.everything())
    }
    for element in root.everything():
        if element.tag == "apply-groups" and element.text.strip() in saying:
            yield element.line


def _without_groups(root: Element) -> Element:
    return Element(root.tag, root.number, root.written, True, root.text, [child for child in root.children if child.tag != "groups"])


def skeleton(text: str) -> Skeleton:
    """Read a configuration in XML; a text that is none gives a skeleton of which nothing can be told."""
    try:
        whole = parse(text)
    except _Refused as error:
        return Skeleton(WORDS, (), unread=(Line(0, f"the text cannot be read: {error}"),), is_whole=False)
    root = _without_groups(whole)
    unread = [
        *_from_groups(whole),
        *(element.line for element in root.all("logical-systems")),
        *(item.line for item in root.all("tenants")),
    ]
    policies = _Policies(root)
    asn = asn_of(root.value("routing-options/autonomous-system/as-number") or root.value("routing-options/autonomous-system"))
    sessions = [item for bgp in root.all("protocols/bgp") for item in _sessions(policies, bgp, asn, None)]
    in_instances: set[str] = set()
    for instance in root.all("routing-instances/instance"):
        own = asn_of(instance.value("routing-options/autonomous-system/as-number")) or asn
        in_instances |= {element.value("name") for element in instance.all("interface")}
        for bgp in instance.all("protocols/bgp"):
            sessions += _sessions(policies, bgp, own, instance.value("name"))
    caches = [*root.all("routing-options/validation/group/session"), *root.all("routing-options/validation/static/record")]
    lines = several(element.line for element in caches)
    return Skeleton(WORDS, tuple(sessions), lines, tuple(_interfaces(root, in_instances)), tuple(unread))
