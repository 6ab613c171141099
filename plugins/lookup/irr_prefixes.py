# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The registered prefixes of AS-SETs and ASNs."""

from __future__ import annotations

DOCUMENTATION = """
name: irr_prefixes
short_description: The registered prefixes of AS-SETs and ASNs
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - Asks IRR servers, reads RPSL dumps or a snapshot, and returns the prefixes that are registered for AS-SETs, route-sets and ASNs.
  - Each term is answered whole or the lookup fails. A set that does not exist or has no member, a member that is missing, an answer that is
    cut or late, and a term without any prefix are errors, and nothing is returned.
  - One call asks for all its terms at once. A variable that holds this lookup asks again each time that it is used; put the answer into a
    fact.
options:
  _terms:
    description: What to ask for. Names of AS-SETs and route-sets, with or without their database, and ASNs.
    type: list
    elements: str
    required: true
  snapshot:
    description: The folder of a snapshot; nobody is asked. It has the sets and ASNs that neighbors name, and the ASNs in these sets.
    type: path
  max_age_hours:
    description: An older snapshot is refused.
    type: int
    default: 48
  servers:
    description: IRR servers that speak the protocol of IRRd, best first, as C(host) or C(host:port). Needs O(sources).
    type: list
    elements: str
  dumps:
    description: Instead of servers, RPSL dump files, plain or gzip.
    type: list
    elements: path
  sources:
    description: The databases whose objects count, best first. Without it, with dumps, all.
    type: list
    elements: str
  timeout:
    description: Seconds for a connection, and for each answer of a server. Without it 30.
    type: int
  most_prefixes:
    description: Most prefixes or ASNs of one term; a larger one is refused whole. Without it 200,000.
    type: int
  absent_sets:
    description: Sets inside others that are known to be gone; they count as empty.
    type: list
    elements: str
  registry:
    description: Where none of O(snapshot), O(servers) and O(dumps) is written, its C(irr) is taken. That has the keys O(servers), O(dumps),
      O(sources), O(timeout), O(most_prefixes) and O(absent_sets); those that are written here count.
    type: raw
    vars:
      - name: manrs_registry
  family:
    description: Which prefixes to return.
    type: str
    choices: ['4', '6', both]
    default: both
  format:
    description:
      - V(prefixes) are texts.
      - V(ranges) are mappings with C(prefix), C(min_length) and C(max_length), as route filters write them.
      - V(pairs) have C(origin) and C(sources) too, the ASN that may announce it and the databases that say so. A route-set's own prefixes
        have C(null) and none.
    type: str
    choices: [prefixes, ranges, pairs]
    default: prefixes
  max_length_ipv4:
    description: Count more-specifics of each registered IPv4 prefix up to this length. Without it, exactly what is registered. A registered
      prefix that is longer counts as it is. For V(ranges) and V(pairs).
    type: int
  max_length_ipv6:
    description: The same for IPv6.
    type: int
  aggregate:
    description:
      - Return fewer entries that mean the same.
      - V(ranges) and V(pairs) hold exactly the same routes; what the range of a shorter prefix holds is left out, by origin in pairs.
      - V(prefixes) hold exactly the same addresses, siblings are joined. That is for packet filters and not for routes.
    type: bool
    default: false
  allow_empty:
    description: Return an empty list for a term that exists and has no prefix of this family. A set that does not exist or has no member
      is an error all the same.
    type: bool
    default: false
"""
EXAMPLES = """
- name: A customer's prefixes from servers
  ansible.builtin.debug:
    msg: "{{ lookup('manrs.hardening.irr_prefixes', 'AS35001:AS-ACME', servers=servers, sources=sources) }}"
  vars:
    servers: [rr.ntt.net, whois.radb.net]
    sources: [RPKI, RIPE, ARIN, APNIC, AFRINIC, LACNIC, RADB]

- name: The same from dumps, IPv6 alone
  ansible.builtin.assert:
    that: lookup('manrs.hardening.irr_prefixes', 'AS35001:AS-ACME', dumps=['irr.rpsl'], family=6) == ['2a06:2000::/32']

- name: The same from a snapshot
  ansible.builtin.debug:
    msg: "{{ lookup('manrs.hardening.irr_prefixes', 'AS35001:AS-ACME', snapshot='snapshot') }}"

- name: From where manrs_registry says, all at once
  ansible.builtin.set_fact:
    registered: "{{ dict(names | zip(query('manrs.hardening.irr_prefixes', *names))) }}"
  vars:
    names: ['AS35001:AS-ACME', AS31001]

- name: A prefix list
  ansible.builtin.template:
    src: prefix_list.j2
    dest: acme.conf
    mode: "0644"
  vars:
    ranges: "{{ lookup('manrs.hardening.irr_prefixes', 'AS35001:AS-ACME', format='ranges', family=4, max_length_ipv4=24, aggregate=true) }}"
"""
RETURN = """
_list:
  description:
    - One list for each term, in their order, sorted by prefix, IPv4 first.
    - C(lookup) with one term gives its list; with several, and C(query) always, a list of lists.
  type: list
  elements: list
"""

import difflib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase

try:
    from pydantic import ValidationError

    from ..plugin_utils.intent.models import Irr
    from ..plugin_utils.model.prefixes import BITS, FAMILIES
    from ..plugin_utils.registry.dump_files import Problems, RegistryError
    from ..plugin_utils.registry.irr import UnresolvedError, UnresolvedMemberError
    from ..plugin_utils.registry.registered import Shape, SnapshotAnswers, parse_term, registered, term_text
    from ..plugin_utils.registry.resolve import irr_answers
    from ..plugin_utils.registry.snapshot import open_snapshot
    from ..plugin_utils.registry.snapshot_format import SnapshotError
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None

_IRR = ("servers", "dumps", "sources", "timeout", "most_prefixes", "absent_sets")
_NOT_OF_A_SNAPSHOT = ("sources", "timeout", "absent_sets")
_PLACES = ("snapshot", "servers", "dumps")


class LookupModule(LookupBase):
    """The lookup ``manrs.hardening.irr_prefixes``."""

    def run(self, terms: list[Any], variables: Mapping[str, Any] | None = None, **kwargs: Any) -> list[list[Any]]:
        """Return the registered prefixes of each term."""
        if MISSING is not None:
            raise AnsibleLookupError(f"the Python package {MISSING.name} is missing on the controller; pip install {MISSING.name}")
        for name in sorted(kwargs.keys() - self.option_definitions.keys()):
            near = difflib.get_close_matches(name, self.option_definitions, 1)
            right = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(self.option_definitions.keys() - {'_terms'}))}"
            raise AnsibleLookupError(f"{name} is not an option; {right}")
        for name in ("family", "format"):
            choices = self.option_definitions[name]["choices"]
            if name in kwargs and str(kwargs[name]) not in choices:
                raise AnsibleLookupError(f"{name} is {str(kwargs[name])!r}; write {', '.join(choices[:-1])} or {choices[-1]}")
        self.set_options(var_options=variables, direct=kwargs)
        if "snapshot" in kwargs and not kwargs["snapshot"]:
            raise AnsibleLookupError("snapshot is empty; write the folder that the snapshot playbook made, or take it off")
        if idle := [name for name in (_NOT_OF_A_SNAPSHOT if kwargs.get("snapshot") else ("max_age_hours",)) if name in kwargs]:
            what = "a snapshot" if idle == ["max_age_hours"] else "servers and dumps"
            raise AnsibleLookupError(f"{', '.join(idle)}: only for {what}; take it off")
        try:
            return self._answer([str(term) for term in self._flatten(terms)])
        except (ValueError, RegistryError, SnapshotError) as error:
            raise AnsibleLookupError(str(error)) from None

    def _answer(self, texts: list[str]) -> list[list[Any]]:
        """Return what is registered for each text. :raises ValueError: not everything is known, or an option is wrong."""
        terms = [parse_term(text) for text in texts]
        if not terms and not self.get_option("allow_empty"):
            raise ValueError("no AS-SET and no ASN is asked for; write at least one, or allow_empty=true")
        shape = self._shape()
        places = [name for name in _PLACES if self.get_option(name)]
        if len(places) > 1:
            raise ValueError(f"{' and '.join(places)} exclude each other; write one of them")
        # What is written and empty is a mistake, and no reason to ask somebody else.
        is_told = any(self.get_option(name) is not None for name in _PLACES)
        found, where, remedy = self._from_snapshot(terms) if places == ["snapshot"] else self._from_irr(terms, is_told)
        problems = []
        for term, problem in found.items():
            if isinstance(problem, UnresolvedError):
                words = str(problem) if term_text(term) in str(problem) else f"{term_text(term)}: {problem}"
                is_member = isinstance(problem, UnresolvedMemberError)
                problems.append(
                    f"{words}; {remedy}" + (", or name the member in absent_sets if it is known to be gone" if is_member else "")
                )
        if not self.get_option("allow_empty"):
            problems += [self._empty(term, pairs, shape, where) for term, pairs in found.items() if _is_empty(pairs, shape)]
        if problems:
            raise ValueError("nothing is returned: " + "\n".join(problems))
        return [self._shaped(term, found[term], shape) for term in terms]

    def _from_snapshot(self, terms: list[Any]) -> tuple[dict[Any, Any], str, str]:
        """Return what a snapshot says, where that is, and what to do when it does not."""
        path = self.get_option("snapshot")
        told = self.get_option("most_prefixes")
        most = Irr.model_fields["most_prefixes"].default if told is None else told
        snapshot = open_snapshot(Path(path).expanduser(), datetime.now(UTC), self.get_option("max_age_hours"), most)
        remedy = "ask servers, or correct what it says and run the snapshot playbook again"
        return registered(SnapshotAnswers(snapshot, path), terms, most), path, remedy

    def _from_irr(self, terms: list[Any], is_told: bool) -> tuple[dict[Any, Any], str, str]:
        """Return what servers or dumps say, where that is, and what to do when they do not."""
        irr = self._irr(is_told)
        left_out = Problems()
        answers = irr_answers(irr, left_out, self._display.vv)
        found = registered(answers, terms, irr.most_prefixes, irr.absent_sets, self._display.vv)
        for server, reason in getattr(answers, "given_up", {}).items():
            self._display.warning(f"IRR server {server}: {reason}; others answered. Look at it, or take it off")
        if left_out.count:
            more = f" and {left_out.count - len(left_out.named)} more" if left_out.count > len(left_out.named) else ""
            self._display.warning(f"left out of the IRR data: {'; '.join(left_out.named)}{more}")
        where = ", ".join(irr.sources or ()) + (" of " if irr.sources and irr.dumps else "") + ", ".join(irr.dumps)
        if irr.servers:
            return found, where, "correct the name, sources or the IRR data, or look at the servers"
        return found, where, f"looked up in {where}; correct the name, sources or the IRR data"

    def _irr(self, is_told: bool) -> Any:
        """Return where to ask, from the options, else from the inventory's registry."""
        told = {name: value for name in _IRR if (value := self.get_option(name)) is not None}
        prefix = ""
        registry = None if is_told else self._templar.template(self.get_option("registry"))
        if not is_told and not (isinstance(registry, Mapping) and isinstance(registry.get("irr"), Mapping)):
            raise ValueError(
                "nobody is named who can be asked; write servers and sources, dumps, or snapshot, or declare manrs_registry.irr"
            )
        if registry is not None:
            told = {**registry["irr"], **told}
            prefix = "manrs_registry.irr."
        # Ansible's own lists are filled as they are read.
        plain = {name: [item for item in value] if isinstance(value, list) else value for name, value in told.items()}  # noqa: C416
        try:
            return Irr.model_validate(plain)
        except ValidationError as error:
            raise ValueError("; ".join(_words(prefix, item) for item in error.errors(include_url=False))) from error

    def _shape(self) -> Any:
        """Return how the answer is handed out."""
        family = self.get_option("family")
        longest = {number: told for number in FAMILIES if (told := self.get_option(f"max_length_ipv{number}")) is not None}
        for number, length in longest.items():
            if not 0 <= length <= BITS[number]:
                raise ValueError(f"max_length_ipv{number} is {length}; write a length of 0 to {BITS[number]}")
        if longest and self.get_option("format") == "prefixes":
            raise ValueError(f"max_length_ipv{min(longest)}: prefixes alone cannot say lengths; write format=ranges or format=pairs")
        return Shape(FAMILIES if family == "both" else (int(family),), longest, self.get_option("aggregate"))

    def _empty(self, term: Any, pairs: Mapping[Any, Any], shape: Any, where: str) -> str:
        kind = f"IPv{shape.families[0]} prefix" if len(shape.families) == 1 else "prefix"
        others = f", and {len(pairs)} of the other family; family=both gives them" if pairs else "; correct the name or where to look"
        return f"{term_text(term)} has no registered {kind} in {where}{others}; allow_empty=true takes that for right"

    def _shaped(self, term: Any, pairs: Any, shape: Any) -> list[Any]:
        match self.get_option("format"):
            case "ranges":
                return [_range(item) for item in shape.ranges(pairs)]
            case "pairs":
                return [{**_range(pair.item), "origin": pair.origin, "sources": list(names)} for pair, names in shape.pairs(pairs)]
            case _:
                try:
                    return [str(prefix) for prefix in shape.prefixes(pairs)]
                except ValueError as error:
                    raise ValueError(f"{term_text(term)} has {error}; write format=ranges or format=pairs") from error


def _is_empty(pairs: Any, shape: Any) -> bool:
    return not isinstance(pairs, UnresolvedError) and not any(pair.item.family in shape.families for pair in pairs)


def _range(item: Any) -> dict[str, Any]:
    return {"prefix": str(item.prefix), "min_length": item.minimum, "max_length": item.maximum}


def _words(prefix: str, error: Any) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(".")
    match error["type"]:
        case "greater_than_equal":
            what = f"{error['input']!r} is too low; write {error['ctx']['ge']} or more"
        case "less_than_equal":
            what = f"{error['input']!r} is too high; write {error['ctx']['le']} or less"
        case _:
            what = error["msg"].removeprefix("Value error, ")
    return f"{(prefix + place).rstrip('.')}: {what}" if prefix or place else what
