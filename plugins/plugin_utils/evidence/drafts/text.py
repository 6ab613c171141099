# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A drafted intent as YAML with the reason of each line, and what a person has to do there.

``FIXME`` is what validation refuses until somebody decides, ``CHECK`` what it takes: a guess with its reason, or a thing that only
people know. PyYAML writes no comments, so the few forms that are needed are written here.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

import yaml

from ...intent.validate import UNDECIDED
from ...model.first_few import first_few
from ...model.routes import Relation
from ...registry.peeringdb_members import Members
from .draft import Host, Neighbor, Network, Own

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./ -]*")
_WIDTH = 120
#: What nobody can read from a router or a database.
_ONLY_PEOPLE_KNOW = (
    "whom others reach (contacts), aspa: true where the validator exports ASPAs, and what communities mean (accept_communities, "
    "keep_communities)"
)
_OF_NEIGHBORS = (
    "role: true where the neighbor agrees (RFC 9234), blackhole: true for customers that may ask for it, send for customers that are not "
    "sent a full table, limits where counted ones do not do"
)


@dataclass(frozen=True)
class Edit:
    """What a person has to do. ``must``: validation fails until then. ``path``: where in the variables."""

    file: str
    path: str
    what: str
    why: str
    must: bool

    def described(self) -> dict[str, str | bool]:
        """Return it as a playbook has it."""
        return asdict(self)


def scalar(value: str | int) -> str:
    """Print a text or number so that YAML reads the same."""
    if isinstance(value, int):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) and value == value.strip() and yaml.safe_load(value) == value
    return value if is_plain else json.dumps(value)


def _listed(values: Iterable[object]) -> str:
    return f"[{', '.join(scalar(str(item)) for item in values)}]"


def _shown(text: str) -> str:
    """Return a foreign text for a comment: one line of characters that can be seen."""
    return "".join(char if char.isprintable() else "?" for char in text)


@dataclass
class _Writer:
    """One file in the making."""

    file: str
    lines: list[str] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def say(self, text: str, indent: int = 0) -> None:
        """Write a comment."""
        first, others = f"{' ' * indent}# ", f"{' ' * indent}#   "
        self.lines += textwrap.wrap(_shown(text), _WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False)

    def add(self, line: str) -> None:
        self.lines.append(line)

    def check(self, path: str, what: str, why: str, indent: int = 0) -> None:
        """Write a guess's reason, and ask for a look."""
        self.say(f"CHECK: {what}; {why}", indent)
        self.edits.append(Edit(self.file, path, what, why, False))

    def decide(self, path: str, what: str, why: str, indent: int = 0) -> str:
        """Write what is known, ask for a decision, and return what stands there until then."""
        if why:
            self.say(f"{UNDECIDED}: {why}", indent)
        self.edits.append(Edit(self.file, path, what, why, True))
        return scalar(f"{UNDECIDED}: {what}")

    @property
    def text(self) -> str:
        return "\n".join(("---", *self.lines)) + "\n"


def network_text(file: str, network: Network, members: Members | None, hosts: Sequence[Host], has_registry: bool) -> tuple[str, list[Edit]]:
    """Return the file of the network, and its edits.

    :param file: its name, for edits. ``has_registry``: ``manrs_registry`` is declared already.
    """
    writer = _Writer(file)
    writer.say(f"Drafted from what {first_few(sorted(host.look.host for host in hosts))} and PeeringDB say; docs/first_steps.md.")
    for text in _away(members):
        writer.say(text)
    writer.add("manrs_network:")
    if len(network.asns) == 1:
        asn = next(iter(network.asns))
        writer.say(f"by {first_few(network.asns[asn])}", 2)
        writer.add(f"  asn: {asn}")
    else:
        said = "; ".join(f"{asn} at {first_few(at)}" for asn, at in network.asns.items())
        value = writer.decide("manrs_network.asn", "write our own ASN", f"the routers say {said or 'none'}", 2)
        writer.add(f"  asn: {value}")
    _own_set(writer, network, members)
    _prefixes(writer, network.own, hosts)
    if network.links:
        what = "write the blocks that links are numbered from"
        writer.check("manrs_network.transfer_networks", what, "links of BGP sessions that are in our space; they never leave", 2)
        writer.add("  transfer_networks:")
        writer.lines += [f"    - {scalar(str(item))}" for item in network.links]
    writer.check("manrs_network", "add what only people know", _ONLY_PEOPLE_KNOW, 2)
    if not has_registry:
        _registry(writer)
    return writer.text, writer.edits


def _away(members: Members | None) -> Iterable[str]:
    if members is None:
        yield "PeeringDB was not asked (manrs_registry.peeringdb is not declared): what only it knows is unknown."
    elif members.unanswered:
        yield f"PeeringDB did not answer for {', '.join(members.unanswered)}: what only it knows is unknown. {members.problems[0]}"


def _own_set(writer: _Writer, network: Network, members: Members | None) -> None:
    path = "manrs_network.as_set"
    if len(network.as_sets) == 1:
        writer.check(path, "see whether it is ours", "PeeringDB has it as our irr_as_set", 2)
        writer.add(f"  as_set: {scalar(network.as_sets[0])}")
    elif network.as_sets:
        writer.check(path, "write as_set", f"PeeringDB names {first_few(network.as_sets)}", 2)
    else:
        why = "PeeringDB names none" if members is not None and "networks" not in members.unanswered else "PeeringDB was not to be asked"
        writer.check(path, "write as_set, if we have one", why, 2)


def _prefixes(writer: _Writer, own: Own, hosts: Sequence[Host]) -> None:
    path = "manrs_network.prefixes"
    found: list[str] = []
    if own.prefixes:
        writer.check(path, "see whether all of them are ours, and none is missing", "announced by the routers, and of no other AS", 2)
        found += [scalar(str(item)) for item in own.prefixes]
    if own.longer:
        why = f"announced today, and not any more then: {first_few(list(map(str, own.longer)))}"
        writer.check(path, "write up_to at a prefix to announce its more-specifics too", why, 2)
    for text in dict.fromkeys(f"AS{asn} ({name}) announces {prefix}" for host in hosts for prefix, name, asn in host.delegated):
        writer.check(path, "write {prefix: ..., delegated_to: ...} if that part was given to it", f"{text}, which is in our space", 2)
    for family in own.partly:
        writer.check(path, f"see whether an IPv{family} prefix is missing", "some routers have too many routes to be read one by one", 2)
    for family in own.unknown:
        seen = [str(item) for item in own.listed if item.family == family]
        why = f"too many routes to be read one by one; announced to somebody: {_all(seen)}"
        found.append(writer.decide(f"{path}[{len(found)}]", f"write the IPv{family} prefixes that we originate", why, 2))
    if not found:
        found.append(writer.decide(f"{path}[0]", "write the prefixes that we originate", "the routers announce none of their own", 2))
    writer.add("  prefixes:")
    writer.lines += [f"    - {item}" for item in found]


def _all(texts: Sequence[str], most: int = 100) -> str:
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return (", ".join(texts[:most]) or "none was listed") + more


def _registry(writer: _Writer) -> None:
    writer.add("manrs_registry:")
    writer.check("manrs_registry.irr", "see whether these databases are the ones to count", "docs/registry.md", 2)
    writer.add("  irr:")
    writer.add("    servers: [rr.ntt.net, whois.radb.net]")
    writer.add("    sources: [RPKI, RIPE, ARIN, APNIC, AFRINIC, LACNIC, RADB]")
    writer.add("  rpki:")
    writer.add(f"    vrps: {writer.decide('manrs_registry.rpki.vrps', 'write the URL or file of the VRPs of your validator', '', 4)}")
    writer.check("manrs_registry.rpki.rtr", "write the RPKI caches that the routers ask", "rtr: [{host: ADDRESS, port: PORT}]", 4)
    writer.add("  peeringdb: {}")


# -- one router ----------------------------------------------------------------------------------------------


def host_text(file: str, host: Host) -> tuple[str, list[Edit]]:
    """Return the file of one router, and its edits."""
    look, writer = host.look, _Writer(file)
    writer.say(f"Drafted from what {look.host} ({look.platform} {look.version}) said at {look.looked_at}; docs/first_steps.md.")
    if not host.neighbors:
        writer.say("The router has no eBGP session.")
        writer.add("manrs_neighbors: []")
        return writer.text, writer.edits
    writer.check("manrs_neighbors[*]", "add what only you and the neighbor know", _OF_NEIGHBORS)
    writer.add("manrs_neighbors:")
    for number, item in enumerate(host.neighbors):
        _neighbor(writer, f"manrs_neighbors[{number}]", item)
    _interfaces(writer, host)
    return writer.text, writer.edits


def _neighbor(writer: _Writer, path: str, item: Neighbor) -> None:
    told = item.guess
    writer.add(f"  - name: {scalar(item.name)}")
    writer.add(f"    asn: {item.asn}")
    if told.relation is not None:
        writer.check(f"{path}.relation", f"see whether {item.name} is a {told.relation}", told.why, 4)
        writer.add(f"    relation: {told.relation}")
    else:
        among = " or ".join(told.could_be or tuple(Relation))
        writer.add(f"    relation: {writer.decide(f'{path}.relation', f'write what {item.name} is: {among}', told.why, 4)}")
    if told.receive is not None:
        writer.check(f"{path}.receive", f"see whether {item.name} sends this", "full, partial, default or full_and_default", 4)
        writer.add(f"    receive: {told.receive}")
    writer.add(f"    addresses: {_listed(item.addresses)}")
    if told.relation not in (None, Relation.CUSTOMER, Relation.PEER):
        return
    if len(item.as_sets) == 1 and not item.unread:
        writer.check(f"{path}.as_set", "see whether it names the cone", "PeeringDB has it as its irr_as_set", 4)
        writer.add(f"    as_set: {scalar(item.as_sets[0])}")
    elif item.as_sets or item.unread:
        why = f"PeeringDB says {first_few([*item.as_sets, *item.unread])}"
        writer.check(f"{path}.as_set", "write the as_set that names its cone", why, 4)


def _interfaces(writer: _Writer, host: Host) -> None:
    """Draft the interfaces of customers; of what is not sure, a line to take in."""
    behind: dict[str, list[Neighbor]] = {}
    for item in host.neighbors:
        for name in item.interfaces:
            behind.setdefault(name, []).append(item)
    sure = {name: items for name, items in behind.items() if all(item.guess.relation is Relation.CUSTOMER for item in items)}
    maybe = {
        name: items
        for name, items in behind.items()
        if name not in sure and all(item.guess.relation in (None, Relation.CUSTOMER) for item in items)
    }
    if not sure and not maybe:
        return
    path = "manrs_interfaces"
    writer.check(path, "declare the other interfaces too", "sources are checked where an interface is declared; docs/sources.md")
    writer.add(f"{path}:" if sure else f"# {path}:")
    for number, (name, items) in enumerate(sorted(sure.items())):
        who = first_few([item.name for item in items])
        why = f"the link of {who} is there; write multihomed: true where its packets come in elsewhere too"
        writer.check(f"{path}[{number}]", f"see whether {name} leads to customers alone", why, 2)
        writer.add(f"  - {_interface(name, items)}")
    for name, items in sorted(maybe.items()):
        who = first_few([item.name for item in items])
        writer.check(path, f"take {name} in, if {who} is a customer", "the relation is not decided", 2)
        writer.add(f"  # - {_interface(name, items)}")


def _interface(name: str, items: Sequence[Neighbor]) -> str:
    return f"{{name: {scalar(name)}, kind: customer, customers: {_listed(item.name for item in items)}}}"
