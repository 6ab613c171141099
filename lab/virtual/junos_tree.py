# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Junos configuration as a tree: how it is merged, replaced, inherited from groups, compared and shown as text.

Trees are lxml elements without namespaces. What identifies an element among its siblings, which lists keep their order and which leaves
may occur several times is taken from Juniper's YANG models (24.4R1); what ``load`` does with attributes is from the Junos XML Management
Protocol guide ("load-configuration", "Replace, Delete, Reorder elements").
"""

from __future__ import annotations

import copy
import fnmatch
import ipaddress
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element

#: Leaves that may occur several times when they hold text only (YANG leaf-list, ordered by the user).
LEAF_LISTS = frozenset(
    "import export vrf-import vrf-export protocol neighbor next-hop interface as-path as-path-group community tag policy members "
    "apply-groups apply-groups-except condition import-rib export-rib import-policy export-policy".split()
)
#: How a filter's prefix is matched; part of the key of its list.
MATCH_TYPES = frozenset("exact longer orlonger upto through prefix-length-range address-mask".split())
#: Lists whose key is an address or a list's name together with how it is matched.
MATCHED = {
    "route-filter": "address",
    "source-address-filter": "address",
    "rf_list": "address",
    "saf_list": "address",
    "prefix-list-filter": "list_name",
}
_COMMUNITY_VERBS = ("add", "set", "delete", "plus-literal")
#: Of these only one can be there.
_CHOICES = ({"accept", "reject"},)
#: Lists whose order is the user's; the others are shown by name, whatever the order in which they were entered.
ORDERED = (LEAF_LISTS | set(MATCHED) | {"term"}) - {"interface", "neighbor"}
#: Entries that the text form shows without the name of their list.
_BARE = frozenset(("prefix-list-item", "contents", "rf_list", "saf_list"))
#: Hierarchies in the order in which Junos shows them; others come between, as they were entered.
TOP = (
    "version groups apply-groups system logical-systems chassis interfaces snmp forwarding-options event-options routing-options protocols "
    "policy-options class-of-service firewall routing-instances services security applications access accounting-options bridge-domains "
    "ethernet-switching-options vlans switch-options multi-chassis poe vmhost dynamic-profiles"
).split()


@dataclass
class Loaded:
    """What a load did: refusals and remarks, each with its path and the statement; the rest of it is in the tree."""

    errors: list[tuple[str, str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str, str]] = field(default_factory=list)


def parsed(text: str) -> Element:
    """Parse XML, without what could reach out of it."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(text.encode(), parser)


def plain(element: Element) -> Element:
    """Return a copy without namespaces and without white space around texts."""
    name = etree.QName(element).localname
    made = etree.Element(name)
    for attribute, value in element.attrib.items():
        made.set(etree.QName(attribute).localname, value)
    text = (element.text or "").strip()
    kids = [plain(child) for child in element if isinstance(child.tag, str)]
    if text and not kids:
        made.text = text
    made.extend(kids)
    return made


def text_of(element: Element, name: str) -> str:
    """Return the text of a child, or nothing."""
    return (element.findtext(name) or "").strip()


def match_of(element: Element) -> tuple[str, str]:
    """Return how a filter's entry is matched: the word and what follows it."""
    for child in element:
        if child.tag in MATCH_TYPES:
            return str(child.tag), (child.text or "").strip()
    return "", ""


def identity(element: Element) -> tuple[str, ...]:
    """Return what tells an element from its siblings."""
    tag = str(element.tag)
    if tag in MATCHED and element.find(MATCHED[tag]) is not None:
        return tag, text_of(element, MATCHED[tag]), *match_of(element)
    if tag == "community" and element.find("community-name") is not None:
        verb = next((child.tag for child in element if child.tag in _COMMUNITY_VERBS), "")
        return tag, str(verb), text_of(element, "community-name")
    if element.find("name") is not None:
        return tag, text_of(element, "name")
    if len(element) == 0 and tag in LEAF_LISTS and element.text:
        return tag, element.text
    return (tag,)


def named(element: Element) -> str:
    """Return an element as an ``[edit ...]`` path and an error name it."""
    words = [word for word in identity(element) if word]
    if words[0] in LEAF_LISTS and len(element) == 0:
        return words[0]
    return " ".join(words)


def path_of(parents: list[str]) -> str:
    """Return a path as Junos shows it."""
    return f"[edit {' '.join(parents)}]" if parents else "[edit]"


def find(parent: Element, wanted: Element) -> Element | None:
    """Return the child that an element means."""
    key = identity(wanted)
    return next((child for child in parent if identity(child) == key), None)


def _ordered(parent: Element) -> None:
    """Bring children into the order that Junos keeps by itself."""
    if parent.tag == "prefix-list":
        items = parent.findall("prefix-list-item")
        parent.extend(sorted(items, key=lambda item: _address_order(text_of(item, "name"))))
    elif parent.tag == "policy-options":
        parent[:] = sorted(parent, key=lambda child: (str(child.tag), "" if child.tag in ORDERED else text_of(child, "name")))
    elif parent.tag == "configuration":
        parent[:] = sorted(parent, key=lambda child: TOP.index(str(child.tag)) if child.tag in TOP else len(TOP))


def _address_order(prefix: str) -> tuple[int, int, int]:
    try:
        network = ipaddress.ip_network(prefix, strict=False)
    except ValueError:
        return 0, 0, 0
    return network.version, int(network.network_address), network.prefixlen


def load(tree: Element, change: Element, action: str, check: Mapping[str, frozenset[str]] | None = None) -> Loaded:
    """Load ``<configuration>`` into a tree, in place.

    What is refused is left out and the rest stays in the tree, as on Junos: whoever loads must discard.

    :param action: ``merge``, ``replace``, ``override`` or ``update``.
    :param check: the statements that each hierarchy may have; one that is not there may have any (see ``junos_checks``).
    """
    done = Loaded()
    if action in ("override", "update"):
        for child in list(tree):
            tree.remove(child)
    _into(tree, change, action == "replace", [], done, check or {})
    return done


def _into(tree: Element, change: Element, replaces: bool, path: list[str], done: Loaded, check: Mapping[str, frozenset[str]]) -> None:
    index = {identity(item): item for item in tree}
    allowed = check.get(" ".join(_tags(tree)))
    for child in change:
        tag, key = str(child.tag), identity(child)
        if tag != "comment" and allowed is not None and tag not in allowed:
            done.errors.append((path_of(path), tag, "syntax error"))
            continue
        there = index.get(key)
        if child.get("delete"):
            for item in _victims(tree, child, there, path, done):
                index.pop(identity(item), None)
                tree.remove(item)
            continue
        if there is not None and replaces and child.get("replace"):
            # Where the OS puts a replaced entry of an ordered list is not documented: the last place is the one to be ready for.
            place = tree.index(there)
            tree.remove(there)
            there = index[key] = etree.Element(tag)
            tree.insert(len(tree) if tag in ORDERED else place, there)
        if there is None:
            for item in _excluded(tree, tag):
                index.pop(identity(item), None)
                tree.remove(item)
            there = index[key] = etree.SubElement(tree, tag)
        if len(child):
            had_content = len(there) > 0
            _into(there, child, replaces, [*path, named(child)], done, check)
            if had_content and len(there) == 0:
                # A hierarchy from which the last statement was deleted is gone with it.
                del index[key]
                tree.remove(there)
                continue
        elif child.text:
            there.text = child.text
        _place(tree, there, child, path, done)
        _activity(there, child)
    _ordered(tree)


def _tags(element: Element) -> list[str]:
    """Return the hierarchy of an element as the table of statements names it."""
    tags = [*[str(item.tag) for item in element.iterancestors()][::-1], str(element.tag)]
    return [tag for tag in tags if tag != "configuration"]


def _victims(tree: Element, child: Element, there: Element | None, path: list[str], done: Loaded) -> list[Element]:
    """Return what a deletion takes away: an entry, or without an identifier all of a kind."""
    if there is not None:
        return [there]
    victims = [item for item in tree if item.tag == child.tag] if len(child) == 0 and not child.text else []
    if not victims:
        done.warnings.append((path_of(path), named(child), "statement not found"))
    return victims


def _excluded(tree: Element, tag: str) -> list[Element]:
    """Return what a new statement takes the place of."""
    return [item for choice in _CHOICES if tag in choice for item in tree if item.tag in choice]


def _activity(there: Element, child: Element) -> None:
    if child.get("inactive"):
        there.set("inactive", "inactive")
    elif child.get("active"):
        there.attrib.pop("inactive", None)


def _place(tree: Element, there: Element, child: Element, path: list[str], done: Loaded) -> None:
    where = child.get("insert")
    if where is None:
        return
    siblings = [item for item in tree if item.tag == there.tag and item is not there]
    tree.remove(there)
    beside = next((item for item in siblings if text_of(item, "name") == child.get("name")), None)
    if where == "first":
        tree.insert(tree.index(siblings[0]) if siblings else len(tree), there)
    elif where in ("before", "after") and beside is not None:
        tree.insert(tree.index(beside) + (where == "after"), there)
    else:
        tree.append(there)
        done.errors.append((path_of(path), named(child), "statement not found"))


def active(tree: Element) -> Element:
    """Return a copy without what is inactive."""
    made = copy.deepcopy(tree)
    for item in [item for item in made.iter() if item.get("inactive")]:
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)
    return made


def inherited(tree: Element) -> Element:
    """Return a copy with groups applied and without ``groups`` and ``apply-groups`` (CLI guide, "Understanding configuration groups").

    What is there wins over what is inherited, an inner ``apply-groups`` over an outer one, a group named first over one named later.
    Wildcards (``<ge-*>``) apply to entries that exist.
    """
    made = copy.deepcopy(tree)
    groups = {text_of(group, "name"): group for group in made.findall("groups")}
    _inherit(made, [], groups, made)
    for item in [*made.iter("apply-groups"), *made.iter("apply-groups-except"), *made.findall("groups")]:
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)
    return made


def _inherit(element: Element, outer: list[tuple[str, Element]], groups: dict[str, Element], root: Element) -> None:
    if element.tag == "groups":
        return
    barred = {item.text for item in element.findall("apply-groups-except")}
    here = [(item.text or "", node) for item in element.findall("apply-groups") for node in _same_place(element, groups, item.text or "")]
    sources = [*here, *(item for item in outer if item[0] not in barred)]
    for _, node in sources:
        for child in node:
            if child.tag in ("name", "apply-groups") or _pattern(child) is not None or find(element, child) is not None:
                continue
            element.append(copy.deepcopy(child))
    for child in list(element):
        _inherit(child, [(name, inner) for name, node in sources for inner in node if _means(inner, child)], groups, root)


def _pattern(element: Element) -> str | None:
    found = re.fullmatch(r"<(.+)>", text_of(element, "name"))
    return found[1] if found else None


def _means(inner: Element, child: Element) -> bool:
    pattern = _pattern(inner)
    if pattern is not None:
        return inner.tag == child.tag and fnmatch.fnmatchcase(text_of(child, "name"), pattern)
    return identity(inner) == identity(child)


def _same_place(element: Element, groups: dict[str, Element], name: str) -> Iterator[Element]:
    """Return the places in a group that stand for an element's."""
    steps = [item for item in [*list(element.iterancestors())[::-1], element] if item.tag != "configuration"]
    nodes = [groups[name]] if name in groups else []
    for step in steps:
        nodes = [inner for node in nodes for inner in node if _means(inner, step)]
    yield from nodes


def same(one: Element, other: Element) -> bool:
    """Return whether two configurations are the same."""
    return etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")


def selected(tree: Element, wanted: Element) -> Element:
    """Return the parts of a tree that a request names: empty elements stand for all below, an identifier picks an entry."""
    made = etree.Element(str(tree.tag), dict(tree.attrib))
    for item in wanted:
        keys = [child for child in item if len(child) == 0 and child.text]
        below = [child for child in item if child not in keys]
        for there in tree:
            if there.tag != item.tag or any(text_of(there, str(key.tag)) != (key.text or "").strip() for key in keys):
                continue
            if below:
                part = selected(there, item)
                for key in there.findall("name"):
                    if part.find("name") is None:
                        part.insert(0, copy.deepcopy(key))
                made.append(part)
            else:
                made.append(copy.deepcopy(there))
    return made


def _word(text: str) -> str:
    return text if re.fullmatch(r"[\w./:*@<>+\-]+", text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_text(element: Element, indent: int = 0) -> list[str]:
    """Return an element in curly braces, one line each, as ``show configuration`` shows it."""
    pad = " " * 4 * indent
    sleeping = "inactive: " if element.get("inactive") else ""
    tag = str(element.tag)
    if len(element) == 0:
        return [f"{pad}{sleeping}{tag} {_word(element.text)};" if element.text else f"{pad}{sleeping}{tag};"]
    head, used = _head(element)
    rest = [child for child in element if child.tag not in used]
    if not rest:
        return [f"{pad}{sleeping}{head};"]
    return [f"{pad}{sleeping}{head} {{", *_lines(rest, indent + 1), f"{pad}}}"]


def _head(element: Element) -> tuple[str, set[str]]:
    tag = str(element.tag)
    words = [_word(word) for word in identity(element)[1:] if word]
    key = {"name", "community-name", MATCHED.get(tag, "name")}
    if tag in MATCHED:
        key |= MATCH_TYPES
    if tag == "community" and element.find("community-name") is not None:
        key |= set(_COMMUNITY_VERBS)
    return " ".join(words if tag in _BARE else [tag, *words]), key


def _lines(children: list[Element], indent: int) -> list[str]:
    lines: list[str] = []
    done: set[str] = set()
    counts = Counter(str(child.tag) for child in children)
    for child in children:
        tag = str(child.tag)
        if counts[tag] > 1 and len(child) == 0 and tag in LEAF_LISTS:
            if tag not in done:
                done.add(tag)
                values = [_word(item.text) for item in children if item.tag == tag and len(item) == 0 and item.text]
                lines.append(f"{' ' * 4 * indent}{tag} [ {' '.join(values)} ];")
            continue
        lines += as_text(child, indent)
    return lines


def whole_text(tree: Element) -> str:
    """Return a configuration in curly braces."""
    return "\n".join(_lines(list(tree), 0)) + "\n"


def compared(old: Element, new: Element) -> str:
    """Return what ``show | compare`` shows: from old to new; one empty line when they are the same."""
    lines = list(_compare(old, new, []))
    return "\n" + "".join(f"{line}\n" for line in lines) if lines else "\n"


def _compare(old: Element, new: Element, path: list[str]) -> Iterator[str]:
    before, after = ({identity(child): child for child in side} for side in (old, new))
    own: list[str] = []
    for key, child in before.items():
        if key not in after or (len(child) == 0 and len(after[key]) == 0 and child.text != after[key].text):
            own += [f"-  {line}" for line in as_text(child)]
    stay_old, stay_new = ([key for key in side if key in before and key in after and key[0] in ORDERED] for side in (before, after))
    own += [f"!  {' '.join(key)};" for key, other in zip(stay_new, stay_old, strict=True) if key != other]
    for key, child in after.items():
        if key not in before or (len(child) == 0 and len(before[key]) == 0 and child.text != before[key].text):
            own += [f"+  {line}" for line in as_text(child)]
        elif (before[key].get("inactive") is None) != (child.get("inactive") is None):
            own += [f"!  {'inactive' if child.get('inactive') else 'active'}: {' '.join(key)};"]
    if own:
        yield path_of(path)
        yield from own
    for key in after:
        if key in before and (len(before[key]) or len(after[key])):
            yield from _compare(before[key], after[key], [*path, named(after[key])])
