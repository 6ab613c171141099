# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos' configuration XML: our objects written, and read back.

Every object of ours is sent whole with ``replace="replace"``, so that what is on the router is never merged with it and the order of
terms is ours. (Juniper, Junos XML Management Protocol Developer Guide, "Replacing Elements in Configuration Data".)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from ...model.prefixes import Prefix, PrefixRange
from ...model.routes import host_prefix
from ..answers import readable, understood
from ..contract import PlatformError
from .names import OURS
from .objects import INET, RTR_GROUP, Binding, Configuration, Limit, PolicyTerm, Word, is_everything

Element = ElementTree.Element
_JUNOS_ATTRIBUTE = re.compile(r'\sjunos:[A-Za-z-]+="[^"<>]*"')
REPLACE, DELETE = {"replace": "replace"}, {"delete": "delete"}
#: Statements whose value is a number with how to compare.
_COUNTS = ("as-path-calc-length", "community-count", "large-community-count")
_VALUES = (
    "family",
    "protocol",
    "community",
    "as-path",
    "next-hop",
    "policy",
    "validation-database",
    "next-header",
    "source-port",
    "destination-port",
)
#: Statements that hold their value in a name.
_NAMED = ("route-filter-list", "source-prefix-list", "source-address", "destination-address")
#: What we could not have written; so an object that has it is none that we want.
UNKNOWN = "?"


def make(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Return an element of children, or of a text."""
    element = Element(tag, attributes)
    for child in children:
        if isinstance(child, str):
            element.text = child
        else:
            element.append(child)
    return element


def document(text: str, what: str) -> Element:
    """Return the root of an XML text, without its namespaces.

    :raises PlatformError: it is no XML, or declares a document type (a router's answer has none).
    """
    if "<!" in text.replace("<!--", ""):
        raise PlatformError(f"{what}: a document type or section that no router prints")
    if "xmlns:junos" not in text:
        # Junos' own attributes (style, seconds) whose namespace is said outside of what was cut out.
        text = _JUNOS_ATTRIBUTE.sub("", text)
    try:
        root = ElementTree.fromstring(readable(text))
    except ElementTree.ParseError as error:
        raise PlatformError(f"{what} is no XML ({error}): {text.strip()[:120]!r}") from error
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return root


def text_of(element: Element | None, path: str, default: str = "") -> str:
    """Return the text at a path below an element, without white space around it."""
    found = element.find(path) if element is not None else None
    return (found.text or "").strip() if found is not None else default


def active(element: Element | None, path: str) -> Iterator[Element]:
    """Yield the elements at a path, but those that the operator has deactivated."""
    waiting = [] if element is None else [element]
    for tag in path.split("/"):
        waiting = [child for parent in waiting for child in parent.findall(tag) if child.get("inactive") is None]
    yield from waiting


# -- objects written -----------------------------------------------------------------------------------


def _range_elements(item: PrefixRange) -> list[Element]:
    """Return address and match type of a range."""
    address = make("address", str(item.prefix))
    if item.minimum == item.maximum == item.length:
        return [address, make("exact")]
    if is_everything(item):
        return [address, make("orlonger")]
    if item.minimum == item.length:
        return [address, make("upto", f"/{item.maximum}")]
    return [address, make("prefix-length-range", f"/{item.minimum}-/{item.maximum}")]


def list_element(name: str, ranges: Iterable[PrefixRange], **attributes: str) -> Element:
    """Write a route-filter list."""
    return make("route-filter-list", make("name", name), *(make("rf_list", *_range_elements(item)) for item in ranges), **attributes)


def _condition(word: Word) -> Element:
    if word.statement in _COUNTS:
        count, _, comparison = word.value.partition(" ")
        return make(word.statement, make("name", count), make(comparison))
    if word.statement == "route-filter-list":
        return make(word.statement, make("name", word.value))
    return make(word.statement, word.value)


def _action(word: Word) -> Element:
    match word.statement:
        case "community add" | "community delete":
            return make("community", make(word.statement.split()[1]), make("community-name", word.value))
        case "local-preference":
            return make("local-preference", make("local-preference", word.value))
        case "next-hop":
            return make("next-hop", make("address", word.value))
    return make(word.statement, word.value) if word.value else make(word.statement)


def policy_element(name: str, terms: Iterable[PolicyTerm], **attributes: str) -> Element:
    """Write a policy-statement."""
    element = make("policy-statement", make("name", name), **attributes)
    for term in terms:
        written = make("term", make("name", term.name))
        # Junos takes an empty ``from`` off, and the term then matches everything.
        if term.conditions:
            written.append(make("from", *map(_condition, term.conditions)))
        written.append(make("then", *map(_action, term.actions)))
        element.append(written)
    return element


def object_elements(configuration: Configuration, **attributes: str) -> list[Element]:
    """Write lists, policies, communities and AS paths."""
    items = [list_element(name, ranges, **attributes) for name, ranges in sorted(configuration.lists.items())]
    items += [policy_element(name, terms, **attributes) for name, terms in sorted(configuration.policies.items())]
    for name, members in sorted(configuration.communities.items()):
        items.append(make("community", make("name", name), *(make("members", item) for item in members), **attributes))
    for name, expression in sorted(configuration.as_paths.items()):
        items.append(make("as-path", make("name", name), make("path", expression), **attributes))
    return items


def limit_element(limit: Limit) -> Element:
    """Write an accepted-prefix-limit."""
    element = make("accepted-prefix-limit", make("maximum", str(limit.maximum)), **REPLACE)
    if limit.idle_minutes > 0:
        element.append(make("teardown", make("idle-timeout", make("timeout", str(limit.idle_minutes)))))
    return element


def family_element(children: Iterable[tuple[int, Element]]) -> list[Element]:
    """Write what a neighbor's unicast families have, one child each; nothing where there is none."""
    families = [make(INET[family], make("unicast", child)) for family, child in children]
    return [make("family", *families)] if families else []


def rtr_elements(caches: Iterable[tuple[str, int]]) -> list[Element]:
    """Write the RTR sessions of ours. :raises PlatformError: a cache is a name, and Junos takes addresses alone."""
    sessions = []
    for host, port in sorted(caches):
        with understood(f"RPKI cache {host}"):
            address = str(host_prefix(host)).partition("/")[0]
        sessions.append(make("session", make("name", address), make("port", str(port))))
    return sessions


def bound_elements(binding: Binding) -> list[Element]:
    """Write what a neighbor without anything of ours gets."""
    told = [make("import", name) for name in binding.imports or ()]
    told += [make("export", name) for name in binding.exports or ()]
    return told + family_element((family, limit_element(limit)) for family, limit in binding.limits)


def text(root: Element) -> str:
    """Print XML, indented."""
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


# -- objects read --------------------------------------------------------------------------------------


def _strange(element: Element) -> Word:
    return Word(UNKNOWN, ElementTree.tostring(element, encoding="unicode").strip())


def _conditions(element: Element) -> Iterator[Word]:
    for child in active(element, "from"):
        for item in child:
            value = (item.text or "").strip()
            if item.get("inactive") is not None or item.attrib.keys() & {"replace", "delete"}:
                yield _strange(item)
            elif item.tag in _COUNTS and len(item) == 2:
                yield Word(item.tag, f"{text_of(item, 'name')} {item[1].tag}")
            elif item.tag in _NAMED and len(item) == 1:
                yield Word(item.tag, text_of(item, "name"))
            elif item.tag in _VALUES and not len(item) and value:
                yield Word(item.tag, value)
            else:
                yield _strange(item)


def _actions(element: Element) -> Iterator[Word]:
    for child in active(element, "then"):
        for item in child:
            tags = [part.tag for part in item]
            value = (item.text or "").strip()
            if item.get("inactive") is not None:
                yield _strange(item)
            elif item.tag == "community" and sorted(tags) in (["add", "community-name"], ["community-name", "delete"]):
                yield Word(f"community {'add' if 'add' in tags else 'delete'}", text_of(item, "community-name"))
            elif item.tag in ("local-preference", "next-hop") and len(tags) == 1:
                yield Word(item.tag, (item[0].text or "").strip())
            elif item.tag in ("accept", "reject", "next", "discard", "count") and not tags:
                yield Word(item.tag, value)
            else:
                yield _strange(item)


def _by_statement(words: Iterable[Word]) -> tuple[Word, ...]:
    """Junos prints statements in an order of its own; those of one statement keep theirs."""
    return tuple(sorted(words, key=lambda word: word.statement))


def in_order(terms: Iterable[PolicyTerm]) -> tuple[PolicyTerm, ...]:
    """Return terms so that two that mean the same are equal."""
    return tuple(PolicyTerm(term.name, _by_statement(term.conditions), term.actions) for term in terms)


def read_terms(element: Element) -> Iterator[PolicyTerm]:
    """Yield the terms of a policy-statement or a firewall filter; what is none of what we write is ``UNKNOWN``."""
    for child in element:
        if child.tag == "name":
            continue
        known = {"name", "from", "then"}
        if child.tag != "term" or child.get("inactive") is not None or {item.tag for item in child} - known:
            yield PolicyTerm(UNKNOWN, (_strange(child),), ())
            continue
        yield PolicyTerm(text_of(child, "name"), tuple(_conditions(child)), tuple(_actions(child)))


def range_of(element: Element) -> PrefixRange:
    """Read an entry of a route-filter list. :raises ValueError: it is none that a range can say."""
    prefix = Prefix.parse(text_of(element, "address"))
    words = [item for item in element if item.tag != "address"]
    if len(words) != 1:
        raise ValueError(f"{prefix} has actions of its own")
    value = (words[0].text or "").strip().replace("/", "")
    match words[0].tag:
        case "exact":
            return PrefixRange.exact(prefix)
        case "orlonger":
            return PrefixRange.of(prefix)
        case "longer":
            return PrefixRange.of(prefix, prefix.length + 1)
        case "upto" if value.isdigit() and len(value) < 4:
            return PrefixRange.of(prefix, prefix.length, int(value))
        case "prefix-length-range":
            low, _, high = value.partition("-")
            if low.isdigit() and high.isdigit() and len(value) < 8:
                return PrefixRange.of(prefix, int(low), int(high))
    raise ValueError(f"{prefix} {words[0].tag} {value[:20]}")


def objects_of(root: Element) -> Configuration:
    """Read the objects of ours in a ``<configuration>``.

    :raises PlatformError: a list of ours has an entry that is none.
    """
    lists: dict[str, tuple[PrefixRange, ...]] = {}
    options = list(active(root, "policy-options"))
    policy_options = options[0] if options else None

    def ours(tag: str) -> Iterator[tuple[str, Element]]:
        for element in active(policy_options, tag):
            if (name := text_of(element, "name")).startswith(OURS):
                yield name, element

    for name, element in ours("route-filter-list"):
        with understood(f"route-filter-list {name}"):
            lists[name] = tuple(sorted(range_of(item) for item in active(element, "rf_list")))
    caches = set()
    for group in active(root, "routing-options/validation/group"):
        if text_of(group, "name") == RTR_GROUP:
            for session in active(group, "session"):
                port = text_of(session, "port", "2222")
                caches.add((text_of(session, "name"), int(port) if port.isdigit() and len(port) < 6 else 0))
    return Configuration(
        lists,
        {name: text_of(element, "path") for name, element in ours("as-path")},
        {name: tuple((item.text or "").strip() for item in active(element, "members")) for name, element in ours("community")},
        {name: in_order(read_terms(element)) for name, element in ours("policy-statement")},
        {},
        frozenset(caches),
    )


def whole(configuration: Configuration, **attributes: str) -> Element:
    """Write everything of ours as one ``<configuration>``."""
    root = make("configuration", make("policy-options", *object_elements(configuration, **attributes)))
    groups: dict[str, list[Element]] = {}
    for address, binding in sorted(configuration.bindings.items()):
        if told := bound_elements(binding):
            groups.setdefault(binding.group, []).append(make("neighbor", make("name", address), *told))
    if groups:
        made = [make("group", make("name", name), *neighbors) for name, neighbors in sorted(groups.items())]
        root.append(make("protocols", make("bgp", *made)))
    if configuration.caches:
        root.append(
            make("routing-options", make("validation", make("group", make("name", RTR_GROUP), *rtr_elements(configuration.caches))))
        )
    return root
