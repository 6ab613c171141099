# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router in its own words: a committed configuration that changes are loaded into, and what it answers to the platform's reads.

Loading follows the Junos XML Management Protocol Developer Guide: an object is found by its tag and name, a value of a list by its
text; ``replace`` puts another in its place, ``delete`` takes it off and refuses what is not there, everything else is merged.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree import ElementTree

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import PrefixSet
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import Junos
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.parse import JunosRunning
from ansible_collections.manrs.hardening.plugins.plugin_utils.policy.fit import fit

from .cases import THEIRS

PLATFORM = Junos()
Element = ElementTree.Element
_LISTS_OF_VALUES = ("import", "export", "members")

#: AS25000. acme has policies of its own in and exports by its group's; ix and an IPv6 session inherit all there is.
OPERATOR = f"""
<configuration changed-seconds="1764230000" changed-localtime="2026-11-27 08:00:00 UTC">
 <system><host-name>edge1</host-name><root-authentication><encrypted-password>$6$abc$def</encrypted-password></root-authentication></system>
 <policy-options>{THEIRS}</policy-options>
 <routing-options><autonomous-system><as-number>25000</as-number></autonomous-system></routing-options>
 <protocols><bgp>
  <group><name>EDGE</name><type>external</type><export>PERMIT-ALL</export>
   <neighbor><name>10.0.0.1</name><description>acme</description><import>PERMIT-ALL</import>
    <authentication-key>$9$LbHX-wg4Z</authentication-key><family><inet><unicast/></inet></family><peer-as>35001</peer-as></neighbor>
   <neighbor><name>10.0.0.2</name><import>PICKY</import><export>PERMIT-ALL</export><peer-as>20965</peer-as></neighbor>
   <neighbor><name>2001:db8:ff::1</name><peer-as>35001</peer-as></neighbor>
  </group>
  <group><name>IX</name><type>external</type><import>IX-IN</import><export>PERMIT-ALL</export>
   <neighbor><name>10.0.0.3</name><peer-as>47441</peer-as></neighbor></group>
  <group><name>INTERNAL</name><type>internal</type><neighbor><name>10.0.0.99</name></neighbor></group>
 </bgp></protocols>
</configuration>"""
ASNS = {"10.0.0.1": 35001, "10.0.0.2": 20965, "10.0.0.3": 47441, "2001:db8:ff::1": 35001}


class LoadError(Exception):
    """The router does not take a change."""


def _matching(parent: Element, item: Element) -> Element | None:
    name = item.findtext("name")
    for other in parent.findall(item.tag):
        if item.tag in _LISTS_OF_VALUES:
            if (other.text or "").strip() == (item.text or "").strip():
                return other
        elif name is None or other.findtext("name") == name:
            return other
    return None


def load(parent: Element, change: Element) -> None:
    """Load the children of a change below a parent."""
    for item in change:
        found = _matching(parent, item)
        if item.get("delete"):
            if found is None:
                raise LoadError(f"warning: statement not found: {item.tag} {item.findtext('name') or item.text or ''}")
            parent.remove(found)
        elif item.get("replace") or not len(item):
            if found is not None:
                parent.remove(found)
            copy = deepcopy(item)
            copy.attrib.clear()
            parent.append(copy)
        else:
            if found is None:
                found = ElementTree.SubElement(parent, item.tag)
                if (name := item.find("name")) is not None:
                    found.append(deepcopy(name))
            load(found, item)


def _undefined(root: Element) -> list[str]:
    """Names that a commit would refuse: of policies and what they refer to."""
    options = root.find("policy-options")
    assert options is not None
    there = {(item.tag, item.findtext("name")) for item in options}
    told = [("policy-statement", item.text) for way in ("import", "export") for item in root.iter(way)]
    for from_ in options.iter("from"):
        told += [("policy-statement", item.text) for item in from_.findall("policy")]
        told += [(tag, item.text) for tag in ("as-path", "community") for item in from_.findall(tag)]
        told += [("route-filter-list", item.findtext("name")) for item in from_.findall("route-filter-list")]
    told += [("community", item.findtext("community-name")) for then in options.iter("then") for item in then.findall("community")]
    return [f"{tag} {name}" for tag, name in told if (tag, name) not in there]


@dataclass
class Box:
    """A router: the text of its committed configuration, how many commits it has seen, and its sessions."""

    text: str = OPERATOR
    commits: int = 1
    down: set[str] = field(default_factory=set)
    accepted: dict[str, int] = field(default_factory=dict)
    candidate: str = ""
    caches: dict[str, tuple[str, str]] = field(default_factory=dict)
    defaults: str = "<route-information/>"

    def outputs(self) -> dict[str, str]:
        peers = "".join(self._peer(address, asn) for address, asn in ASNS.items())
        internal = "<bgp-peer><peer-address>10.0.0.99+179</peer-address><peer-as>25000</peer-as><peer-type>Internal</peer-type>"
        sessions = "".join(
            f"<rv-session><ip-address>{host}</ip-address><session-state>{state}</session-state><session-flaps>0</session-flaps>"
            f"<ip-prefix-count>{count}</ip-prefix-count></rv-session>"
            for host, (state, count) in self.caches.items()
        )
        return {
            "version": "<software-information><host-name>edge1</host-name><junos-version>24.4R1.9</junos-version></software-information>",
            "configuration": self.text,
            "effective": self.text,
            "candidate": "<configuration-information><configuration-output>"
            f"{self.candidate}</configuration-output></configuration-information>",
            "commit": f"<commit-revision-information><revision>re0-17642300-{self.commits}</revision></commit-revision-information>",
            "neighbors": f'<bgp-information xmlns="http://xml.juniper.net/junos/24.4R1/junos-routing">{peers}{internal}'
            "<peer-state>Established</peer-state></bgp-peer></bgp-information>",
            "default4": self.defaults,
            "default6": "<route-information/>",
            "rpki": f"<rv-session-information>{sessions}</rv-session-information>",
        }

    def _peer(self, address: str, asn: int) -> str:
        is_up = address not in self.down
        family = "inet6" if ":" in address else "inet"
        ribs = (
            f"<nlri-type-session>{family}-unicast</nlri-type-session><peer-refresh-capability>2</peer-refresh-capability>"
            f"<bgp-rib><name>{family}.0</name><received-prefix-count>12</received-prefix-count>"
            f"<accepted-prefix-count>{self.accepted.get(address, 10)}</accepted-prefix-count>"
            "<advertised-prefix-count>3</advertised-prefix-count></bgp-rib>"
        )
        return (
            f"<bgp-peer><peer-address>{address}{'+179' if is_up else ''}</peer-address><peer-as>{asn}</peer-as>"
            "<peer-cfg-rti>master</peer-cfg-rti><peer-type>External</peer-type>"
            f"<peer-state>{'Established' if is_up else 'Active'}</peer-state>"
            f"<bgp-option-information><address-families>{family}-unicast</address-families></bgp-option-information>"
            f"{ribs if is_up else ''}</bgp-peer>"
        )

    def running(self) -> JunosRunning:
        found = PLATFORM.parse(self.outputs())
        assert isinstance(found, JunosRunning)
        return found

    def fitted(self, policy: Policy) -> Policy:
        known = {name: PrefixSet(name, ranges) for name, ranges in self.running().known.local_lists.items()}
        told = {**policy.local_lists, **known}
        return fit(
            Policy(**{**{name: getattr(policy, name) for name in policy.__dataclass_fields__}, "local_lists": told}),
            PLATFORM.capabilities("24.4R1"),
        )

    def plan(self, policy: Policy, allow_reset: bool = True) -> Plan:
        return PLATFORM.plan(self.running(), self.fitted(policy), "20261127T090000Z-abc123", 120, allow_reset)

    def apply(self, plan: Plan) -> Box:
        """Do what a delivery does: load, commit, read back."""
        if not plan.is_empty:
            root = ElementTree.fromstring(self.text)
            load(root, ElementTree.fromstring(plan.files["change"]))
            if undefined := _undefined(root):
                raise LoadError(f"commit refused: {', '.join(undefined[:3])} not defined")
            self.text = ElementTree.tostring(root, encoding="unicode")
            self.commits += 1
        assert PLATFORM.differences(self.running(), plan, "policies") == []
        assert PLATFORM.differences(self.running(), plan, "confirmed") == []
        return self

    def edit(self, change: str) -> Box:
        """Load and commit what an operator writes."""
        root = ElementTree.fromstring(self.text)
        load(root, ElementTree.fromstring(change))
        self.text = ElementTree.tostring(root, encoding="unicode")
        self.commits += 1
        return self

    def copy(self) -> Box:
        return deepcopy(self)

    def bound(self, address: str, way: str) -> list[str]:
        """The policies that act at a neighbor: its own, else its group's."""
        for group in ElementTree.fromstring(self.text).iter("group"):
            for neighbor in group.findall("neighbor"):
                if neighbor.findtext("name") == address:
                    return [item.text or "" for item in neighbor.findall(way)] or [item.text or "" for item in group.findall(way)]
        raise KeyError(address)


_MAY_BE_EMPTY = (
    "policy-options",
    "unicast",
    "inet",
    "inet6",
    "family",
    "validation",
    "routing-options",
    "neighbor",
    "group",
    "filter",
    "firewall",
)


def canonical(text: str) -> str:
    """A configuration so that the order of named objects and empty blocks mean nothing, and that of terms and policies does."""

    def of(element: Element) -> tuple[object, ...]:
        children = [child for child in map(of, element) if child[1] or child[2] or child[0] not in _MAY_BE_EMPTY]
        if element.tag not in ("policy-statement", "term", "then"):
            children.sort(key=lambda child: (str(child[0]), "" if child[0] in _LISTS_OF_VALUES else repr(child)))
        return (element.tag, (element.text or "").strip(), tuple(children))

    return repr(of(ElementTree.fromstring(text)))
