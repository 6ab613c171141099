# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From templated inventory variables to one router's intent, or to one clear line per mistake."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..model.prefixes import Prefix
from ..model.routes import MAXIMUM_ASN, Relation, host_prefix
from .models import (
    CHECKED_KINDS,
    NOT_MONITORED,
    VARIABLES,
    ExceptionRule,
    FreezeWindow,
    HostIntent,
    Interface,
    Neighbor,
    Network,
    Registry,
    Router,
    Settings,
)
from .provenance import was_vaulted, written_at

#: Every variable of this collection. A ``manrs_*`` variable that is not here is a mistake, and nobody would notice.
KNOWN_VARIABLES = frozenset(
    {
        "manrs_network",
        "manrs_registry",
        "manrs_neighbors",
        "manrs_interfaces",
        "manrs_router",
        "manrs_freeze",
        "manrs_only",
        "manrs_allow_reset",
        "manrs_hosts",
        "manrs_snapshot",
        "manrs_records",
        "manrs_record",
        "manrs_rendered",
        "manrs_rendered_before",
        "manrs_refresh",
        "manrs_review",
        "manrs_digests",
        "manrs_tables_folder",
        "manrs_reviewed",
        "manrs_told",
        "manrs_platform_version",
        "manrs_confirm_timeout",
        "manrs_settle_timeout",
        "manrs_accepted",
        "manrs_approved",
        "manrs_plan",
        "manrs_change_budget",
        "manrs_serial",
        "manrs_without_controls",
        "manrs_delivered",
        "manrs_made_snapshot",
        "manrs_report",
        "manrs_maintainer",
        "manrs_submit",
        "manrs_report_default",
        "manrs_tables",
        "manrs_configuration",
        "manrs_audited",
        "manrs_evidence",
        "manrs_look_at_routes",
        "manrs_since",
        "manrs_most_routes",
        "manrs_ask_registry",
        "manrs_enforced_from",
        "manrs_looked",
        "manrs_formats",
        "manrs_explain",
        "manrs_explained",
        "manrs_reported",
        "manrs_customer",
        "manrs_most_asked",
        "manrs_diligence",
        "manrs_undone",
        "manrs_draft",
        "manrs_draft_group",
        "manrs_full_table",
        "manrs_read",
        "manrs_drafted",
        "manrs_released",
    }
)
_WHOLE: dict[str, TypeAdapter[Any]] = {
    "manrs_network": TypeAdapter(Network),
    "manrs_registry": TypeAdapter(Registry),
    "manrs_neighbors": TypeAdapter(tuple[Neighbor, ...]),
    "manrs_interfaces": TypeAdapter(tuple[Interface, ...]),
    "manrs_router": TypeAdapter(Router),
    "manrs_freeze": TypeAdapter(tuple[FreezeWindow, ...]),
}
_OPTIONAL: dict[str, Any] = {"manrs_freeze": (), "manrs_interfaces": None, "manrs_router": Router()}

#: The keys that hold ASNs, alone or in a list.
_ASN_KEYS = frozenset(
    {"asn", "origin", "delegated_to", "siblings", "may_transit", "own_origins", "transit_free", "never_via_route_servers"}
)

#: The keys that hold secrets.
_SECRET_KEYS = frozenset({"password", "key", "secret"})

#: What users behind address translation have (RFC 6598, RFC 1918, RFC 4193).
_SHARED = tuple(Prefix.parse(text) for text in ("100.64.0.0/10", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))

#: How alike two words must be to be offered as the right one; ``F02`` and ``F12`` are not.
_NEARNESS = 0.7

#: How a text begins that stands for what a person has to decide. Drafts have it (docs/first_steps.md).
UNDECIDED = "FIXME"

Path = tuple[str | int, ...]


class IntentError(ValueError):
    """What was declared is wrong. One line per mistake: where, what, what to write."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def path_text(path: Path) -> str:
    """Print a data path: ``manrs_neighbors[1].addresses[0]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _value_at(variables: Mapping[str, object], path: Path) -> object:
    value: object = variables
    for part in path:
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(part, int) and isinstance(value, Sequence) and not isinstance(value, str) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _as_written(variables: Mapping[str, object], path: Path) -> Path:
    """Return the path without keys that nobody wrote: a prefix may stand for the mapping that has it alone."""
    while len(path) > 1 and isinstance(_value_at(variables, path[:-1]), str):
        path = path[:-1]
    return path


class _Problems:
    """Collects mistakes with their place."""

    def __init__(self, variables: Mapping[str, object]) -> None:
        self.variables = variables
        self.found: dict[tuple[str, str], None] = {}

    def add(self, path: Path, what: str) -> None:
        place = path_text(path)
        for length in range(len(path), 0, -1):
            if at := written_at(_value_at(self.variables, path[:length])):
                place += f" ({at})"
                break
        self.found[place, what] = None

    def lines(self) -> list[str]:
        return [f"{place}: {what}" for place, what in sorted(self.found)]


def _near(word: str, known: Iterable[str]) -> str:
    """Return what to write instead of an unknown word."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, 1, _NEARNESS)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"


def _models_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's annotation holds, if any."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
        return annotation
    for part in typing.get_args(annotation):
        if (found := _models_in(part)) is not None:
            return found
    return None


def _is_undecided(value: object) -> bool:
    return isinstance(value, str) and value.startswith(UNDECIDED)


def _undecided(value: object) -> str:
    return f"is for you to decide: {str(value).removeprefix(UNDECIDED).strip(': ') or 'write what it is'}"


def _known_keys(variable: str, path: Path) -> list[str]:
    model: type[BaseModel] | None = VARIABLES[variable]
    for part in path:
        if isinstance(part, str) and model is not None:
            model = _models_in(model.model_fields[part].annotation)
    return list(model.model_fields) if model else []


def _words(variable: str, error: Any) -> str:
    """Say one of pydantic's errors as an operator would: what is wrong and what to write."""
    is_secret = not _SECRET_KEYS.isdisjoint(error["loc"]) or error["loc"][-1:] == ("tcp_ao",)
    value = "the value" if is_secret else error["input"]
    context = error.get("ctx", {})
    keys = [part for part in error["loc"] if isinstance(part, str)]
    if _is_undecided(error["input"]) and not is_secret:
        return _undecided(error["input"])
    if error["loc"][-1:] == ("[key]",):
        known = [word.strip("' ") for word in str(context.get("expected", "")).replace(" or ", ",").split(",")]
        return f"is not a control that has modes; {_near(str(error['input']), known)}"
    match error["type"]:
        case "extra_forbidden":
            return f"is not a key; {_near(str(error['loc'][-1]), _known_keys(variable, error['loc'][:-1]))}"
        case "missing":
            return "is missing; it must be declared"
        case "value_error":
            return str(context["error"])
        case "greater_than_equal" | "less_than_equal" | "int_type" | "int_parsing" if keys and keys[-1] in _ASN_KEYS:
            return f"{value!r} is not an ASN; write a number from 1 to {MAXIMUM_ASN}"
        case "greater_than_equal":
            return f"{value!r} is too low; write {context['ge']} or more"
        case "less_than_equal":
            return f"{value!r} is too high; write {context['le']} or less"
        case "int_type" | "int_parsing":
            return f"{value!r} is not a whole number; write one, without quotes"
        case "bool_type" | "bool_parsing":
            return f"{value!r} is not a yes or no; write true or false"
        case "string_type":
            return "is not text; write it in quotes" if is_secret else f"{value!r} is not text; write it in quotes"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return f"'{value}' is not a day; write it as YYYY-MM-DD"
        case "timezone_aware":
            return f"'{value}' has no time zone; write it as 2026-12-20T18:00:00+01:00"
        case "datetime_type" | "datetime_parsing" | "datetime_from_date_parsing":
            return f"'{value}' is not a time; write it as 2026-12-20T18:00:00+01:00"
        case "enum" | "literal_error":
            known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")]
            return f"{value!r} is not known; {_near(str(value), known)}"
        case "string_pattern_mismatch":
            return f"{value!r} is not a name; use letters, digits, '_', '.', '-' and spaces, a letter or digit first"
        case "tuple_type" | "list_type":
            return f"{value!r} is not a list; write [{value}]" if isinstance(value, (str, int)) and not is_secret else "is not a list"
        case "too_short":
            return "is empty; write at least one"
        case "string_too_short":
            return "is empty; it must say something"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "is not a mapping of keys to values"
        case _:
            return f"{error['msg'].lower()}, not {value!r}" if isinstance(value, (str, int, float)) else error["msg"].lower()


def _check_names(problems: _Problems) -> None:
    for name in problems.variables:
        if name.startswith("manrs_") and name not in KNOWN_VARIABLES:
            problems.add((name,), f"is not a variable of this collection; {_near(name, KNOWN_VARIABLES)}")


def _read(problems: _Problems, variable: str) -> Any:
    if problems.variables.get(variable) is None:
        if variable in _OPTIONAL:
            return _OPTIONAL[variable]
        what = {
            "manrs_neighbors": "is not defined; declare this router's eBGP neighbors, or write 'manrs_neighbors: []' if it has none",
            "manrs_network": "is not defined; declare asn and prefixes of your network, for all routers",
            "manrs_registry": "is not defined; declare irr.servers and irr.sources (or irr.dumps), and rpki.vrps, for all routers",
        }[variable]
        problems.add((variable,), what)
        return None
    try:
        return _WHOLE[variable].validate_python(problems.variables[variable])
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            if error["type"] == "too_short" and error["input"]:
                continue  # Its elements are wrong, each has a line of its own.
            path = tuple(part for part in error["loc"] if part != "[key]")
            problems.add(_as_written(problems.variables, (variable, *path)), _words(variable, error))
        return None


def _check_undecided(problems: _Problems, value: object, path: Path = ()) -> None:
    """Find what a draft left for a person, also where any text would do."""
    if _is_undecided(value):
        problems.add(path, _undecided(value))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _check_undecided(problems, item, (*path, str(key)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, item in enumerate(value):
            _check_undecided(problems, item, (*path, number))


def _paths_below(variables: Mapping[str, object], path: Path) -> list[Path]:
    """Return the path of each element of a list; none, when it is no list."""
    told = _value_at(variables, path)
    return [(*path, number) for number in range(len(told))] if isinstance(told, Sequence) and not isinstance(told, str) else []


def _check_secrets(problems: _Problems) -> None:
    paths: list[Path] = [("manrs_registry", "peeringdb", "key")]
    for neighbor in _paths_below(problems.variables, ("manrs_neighbors",)):
        paths.append((*neighbor, "password"))
        paths += [(*key, "secret") for key in _paths_below(problems.variables, (*neighbor, "tcp_ao"))]
    for path in paths:
        secret = _value_at(problems.variables, path)
        if isinstance(secret, str) and was_vaulted(secret) is False:
            problems.add(path, "is a secret in plain text; encrypt it with ansible-vault encrypt_string")


def _check_exceptions(problems: _Problems, path: Path, rules: Iterable[ExceptionRule], today: date) -> None:
    for number, rule in enumerate(rules):
        if rule.until < today:
            problems.add(
                (*path, "exceptions", number, "until"),
                f"the exception for {rule.prefix} expired on {rule.until}; remove it, or give it a new date and reason",
            )


def _check_modes(problems: _Problems, path: Path, settings: Settings, today: date) -> None:
    for control, rule in settings.modes.items():
        if rule.until is not None and rule.until < today:
            problems.add(
                (*path, "modes", control, "until"),
                f"the mode of {control} expired on {rule.until}; remove it, or give it a new date and reason",
            )
        if rule.mode == "monitor" and control in NOT_MONITORED:
            problems.add((*path, "modes", control, "mode"), f"{control} rejects nothing that could be counted; write enforce or off")


def _check_settings(problems: _Problems, path: Path, settings: Settings, relation: Relation) -> None:
    """Check the settings that only some relations may have."""
    if relation is not Relation.CUSTOMER and settings.send:
        problems.add((*path, "send"), f"is for customers; take it off this {relation.value}")
    if relation in (Relation.PROVIDER, Relation.COLLECTOR) and settings.registered:
        problems.add((*path, "registered"), f"is for peers and route servers; take it off this {relation.value}")


def _check_relation(problems: _Problems, path: Path, neighbor: Neighbor) -> None:
    """Check what only some relations may or must have."""
    relation = neighbor.relation
    if relation is Relation.PROVIDER and neighbor.receive is None and neighbor.state == "present" and not neighbor.unmanaged:
        problems.add(
            (*path, "receive"),
            "is missing; write what this provider sends: full or partial (a table without default), default, or full_and_default",
        )
    if relation is not Relation.PROVIDER and neighbor.receive is not None:
        problems.add((*path, "receive"), f"is for providers; take it off this {relation.value}")
    if relation is not Relation.CUSTOMER and neighbor.blackhole:
        problems.add((*path, "blackhole"), f"is for customers; take it off this {relation.value}")
    if relation is Relation.CUSTOMER and not neighbor.blackhole:
        for key in ("blackhole_communities", "blackhole_lengths"):
            if key in neighbor.model_fields_set:
                problems.add((*path, key), "needs blackhole: true")
    if relation is Relation.COLLECTOR and neighbor.role:
        problems.add((*path, "role"), "a collector has no BGP role (RFC 9234); take it off")
    if neighbor.strict_role and not neighbor.role:
        problems.add((*path, "strict_role"), "needs role: true")
    if neighbor.unmanaged and not neighbor.why:
        problems.add((*path, "why"), "is missing; unmanaged needs a reason, which every report shows")


def _check_sessions(problems: _Problems, path: Path, neighbor: Neighbor) -> None:
    """Check our own ends of the sessions, and how they are authenticated."""
    families = {host_prefix(address).family for address in neighbor.addresses}
    ends: dict[int, str] = {}
    for position, address in enumerate(neighbor.local_addresses):
        place = (*path, "local_addresses", position)
        family = host_prefix(address).family
        if address in neighbor.addresses:
            problems.add(place, f"{address} is an address of the neighbor; write our own end of the session")
        elif family not in families:
            problems.add(place, f"{address} goes with no session: the neighbor has no IPv{family} address; take it off")
        elif family in ends:
            problems.add(
                place, f"{address}: our end of its IPv{family} sessions is {ends[family]}; another end needs a neighbor of its own"
            )
        ends.setdefault(family, address)
    if neighbor.tcp_ao and neighbor.password is not None:
        problems.add((*path, "tcp_ao"), "and password exclude each other; take off the one that the neighbor does not have")
    identifiers: dict[int, int] = {}
    for position, key in enumerate(neighbor.tcp_ao):
        if key.identifier in identifiers:
            other = path_text((*path, "tcp_ao", identifiers[key.identifier]))
            problems.add((*path, "tcp_ao", position, "identifier"), f"{key.identifier} is also that of {other}; give each key its own")
        identifiers.setdefault(key.identifier, position)


def _check_route_servers(problems: _Problems, neighbors: Sequence[Neighbor], network: Network) -> None:
    """A route server must be in a declared peering LAN, where PeeringDB is not asked for them."""
    lans = [Prefix.parse(text) for exchange in network.exchanges for text in exchange.lans]
    for number, neighbor in enumerate(neighbors):
        for position, address in enumerate(neighbor.addresses if neighbor.relation is Relation.ROUTE_SERVER else ()):
            if not any(lan.contains(host_prefix(address)) for lan in lans):
                problems.add(
                    ("manrs_neighbors", number, "addresses", position),
                    f"{address} is in no peering LAN; declare the exchange of this route server in manrs_network.exchanges",
                )


def _check_neighbors(problems: _Problems, neighbors: Sequence[Neighbor], network: Network | None, today: date) -> None:
    addresses: dict[str, str] = {}
    names: dict[str, int] = {}
    for number, neighbor in enumerate(neighbors):
        path: Path = ("manrs_neighbors", number)
        if neighbor.name in names:
            problems.add(
                (*path, "name"), f"{neighbor.name!r} is also the name of manrs_neighbors[{names[neighbor.name]}]; give each its own"
            )
        names.setdefault(neighbor.name, number)
        for position, address in enumerate(neighbor.addresses):
            place = path_text((*path, "addresses", position))
            if address in addresses:
                problems.add(
                    (*path, "addresses", position), f"{address} is also at {addresses[address]}; one address is one session of one neighbor"
                )
            addresses.setdefault(address, place)
        if network is not None and neighbor.asn == network.asn:
            problems.add((*path, "asn"), f"{neighbor.asn} is our own ASN; iBGP sessions are not declared, take it off")
        _check_relation(problems, path, neighbor)
        _check_sessions(problems, path, neighbor)
        _check_exceptions(problems, path, neighbor.exceptions, today)
        for position, rule in enumerate(neighbor.exceptions):
            if rule.neighbor not in (None, neighbor.name):
                problems.add(
                    (*path, "exceptions", position, "neighbor"),
                    f"{rule.neighbor!r} is another neighbor; write the exception there, or in manrs_network.exceptions",
                )
        _check_settings(problems, path, neighbor, neighbor.relation)
        _check_modes(problems, path, neighbor, today)


def _check_network(problems: _Problems, network: Network, today: date) -> None:
    _check_exceptions(problems, ("manrs_network",), network.exceptions, today)
    _check_modes(problems, ("manrs_network",), network, today)
    for relation in Relation:
        path = ("manrs_network", "relations", relation.value)
        settings = getattr(network.relations, relation.value)
        _check_modes(problems, path, settings, today)
        _check_settings(problems, path, settings, relation)
    if network.contacts is not None and network.contacts.reviewed is not None and network.contacts.reviewed > today:
        problems.add(("manrs_network", "contacts", "reviewed"), f"{network.contacts.reviewed} is still to come; write the day it was done")
    if all(item.delegated_to is not None for item in network.prefixes):
        problems.add(("manrs_network", "prefixes"), "are all delegated; declare at least one that we announce ourselves")


def _check_interfaces(problems: _Problems, interfaces: Sequence[Interface], neighbors: Sequence[Neighbor]) -> None:
    relations = {neighbor.name: neighbor.relation for neighbor in neighbors}
    places: dict[str, int] = {}
    for number, interface in enumerate(interfaces):
        path: Path = ("manrs_interfaces", number)
        if interface.name in places:
            problems.add((*path, "name"), f"{interface.name!r} is also manrs_interfaces[{places[interface.name]}]; declare it once")
        places.setdefault(interface.name, number)
        for position, name in enumerate(interface.customers):
            if name not in relations:
                problems.add((*path, "customers", position), f"{name!r} is no neighbor of this router; {_near(name, relations)}")
            elif relations[name] is not Relation.CUSTOMER:
                problems.add((*path, "customers", position), f"{name!r} is a {relations[name].value}; only customers can be behind it")
        _check_kind(problems, path, interface)


def _check_kind(problems: _Problems, path: Path, interface: Interface) -> None:
    """Check what only some kinds of interfaces may or must have."""
    kind = interface.kind
    is_checked = kind in CHECKED_KINDS
    if interface.customers and kind != "customer":
        problems.add((*path, "customers"), f"are for interfaces of kind customer; take them off this {kind}")
    if kind == "customer" and not interface.customers and not interface.prefixes:
        problems.add((*path, "customers"), "is missing; name the neighbors behind it, or for customers without BGP their prefixes")
    for key in ("multihomed", "cgn", "mode"):
        if getattr(interface, key) and not is_checked:
            problems.add((*path, key), f"is for interfaces of kind customer, access and server; take it off this {kind}")
    if interface.prefixes and not is_checked and kind != "infrastructure":
        problems.add((*path, "prefixes"), f"are not asked for behind a {kind}; take them off")
    if interface.mode == "strict" and interface.multihomed:
        problems.add((*path, "mode"), "strict would drop what is routed elsewhere; write acl, or take multihomed off")
    if interface.mode == "acl" and is_checked and not interface.prefixes and not interface.customers:
        problems.add((*path, "mode"), "acl without prefixes would drop everything; declare the prefixes behind it")
    if interface.cgn and interface.prefixes and not any(_is_shared(text) for text in interface.prefixes):
        problems.add((*path, "prefixes"), "name no shared or private space, and cgn is set; declare it, such as 100.64.0.0/10 (RFC 6598)")
    for position, text in enumerate(interface.prefixes):
        if is_checked and not interface.cgn and _is_shared(text):
            problems.add((*path, "prefixes", position), f"{text} is shared or private space; write cgn: true if we translate it")


def _is_shared(text: str) -> bool:
    return any(block.contains(Prefix.parse(text)) for block in _SHARED)


def network_intent(variables: Mapping[str, object], host: str, today: date) -> tuple[Network, Registry]:
    """Return what is declared once for the network, from the variables of one of its routers; others than these two are not looked at.

    :raises IntentError: with every mistake, as ``host_intent`` says them.
    """
    problems = _Problems({name: variables[name] for name in ("manrs_network", "manrs_registry") if name in variables})
    _check_secrets(problems)
    _check_undecided(problems, {name: problems.variables[name] for name in VARIABLES if name in problems.variables})
    network: Network | None = _read(problems, "manrs_network")
    registry: Registry | None = _read(problems, "manrs_registry")
    if network is not None:
        _check_network(problems, network, today)
    lines = problems.lines()
    if lines or network is None or registry is None:
        raise IntentError([f"{host}: {line}" for line in lines])
    return network, registry


def registry_intent(variables: Mapping[str, object], host: str) -> Registry | None:
    """Return where the world's answers come from, where that is declared; other variables are not looked at.

    :raises IntentError: with every mistake, as ``host_intent`` says them.
    """
    problems = _Problems({name: variables[name] for name in ("manrs_registry",) if variables.get(name) is not None})
    if not problems.variables:
        return None
    _check_secrets(problems)
    registry: Registry | None = _read(problems, "manrs_registry")
    if lines := problems.lines():
        raise IntentError([f"{host}: {line}" for line in lines])
    return registry


def refuse_unknown(variables: Mapping[str, object], host: str) -> None:
    """Refuse names that are no variables of this collection, where nothing need be declared.

    :raises IntentError: with every mistake, as ``host_intent`` says them.
    """
    problems = _Problems(variables)
    _check_names(problems)
    if lines := problems.lines():
        raise IntentError([f"{host}: {line}" for line in lines])


def customer_named(intents: Iterable[HostIntent], name: str) -> tuple[HostIntent, Neighbor]:
    """Return the first router that has a customer of that name, and the customer.

    :raises IntentError: none has, or the name stands for two ASNs.
    """
    customers = [(intent, item) for intent in intents for item in intent.neighbors if item.relation is Relation.CUSTOMER]
    found = [(intent, item) for intent, item in customers if item.name == name]
    if not found:
        names = {item.name for _, item in customers}
        raise IntentError([f"{name!r} is no customer of any router; {_near(name, names) if names else 'there is none'}"])
    asns = sorted({item.asn for _, item in found})
    if len(asns) > 1:
        raise IntentError([f"{name!r} is AS{' and AS'.join(map(str, asns))} on different routers; limit the run by manrs_hosts"])
    return found[0]


def host_intent(variables: Mapping[str, object], host: str, today: date) -> HostIntent:
    """Return a router's intent from its templated inventory variables.

    :param today: the date that exceptions and modes are compared with.
    :raises IntentError: with every mistake, each with its data path and, where Ansible tells, its file and line.
    """
    problems = _Problems(variables)
    _check_names(problems)
    _check_secrets(problems)
    _check_undecided(problems, {name: problems.variables[name] for name in VARIABLES if name in problems.variables})
    network: Network | None = _read(problems, "manrs_network")
    registry: Registry | None = _read(problems, "manrs_registry")
    neighbors: tuple[Neighbor, ...] | None = _read(problems, "manrs_neighbors")
    freeze: tuple[FreezeWindow, ...] | None = _read(problems, "manrs_freeze")
    interfaces: tuple[Interface, ...] | None = _read(problems, "manrs_interfaces")
    if network is not None:
        _check_network(problems, network, today)
    if neighbors is not None:
        _check_neighbors(problems, neighbors, network, today)
    if neighbors is not None and network is not None and registry is not None and registry.peeringdb is None:
        _check_route_servers(problems, neighbors, network)
    if interfaces is not None and neighbors is not None:
        _check_interfaces(problems, interfaces, neighbors)
    router: Router | None = _read(problems, "manrs_router")
    lines = problems.lines()
    if lines or network is None or registry is None or neighbors is None or freeze is None or router is None:
        raise IntentError([f"{host}: {line}" for line in lines])
    return HostIntent(
        host=host, network=network, registry=registry, neighbors=neighbors, freeze=freeze, interfaces=interfaces, router=router
    )
