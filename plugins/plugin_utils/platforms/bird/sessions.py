# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions of ours in the main file, and what is missing in the operator's: the exact line to add, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.policies import Finding, Limit, Policy, PolicyError, Session, TcpAoAlgorithm
from ...model.routes import Direction
from ..session_needs import limit_number, needs_stored_routes
from .capabilities import BirdCapabilities
from .names import filter_symbol, quoted, symbol
from .operator import Options
from .protocols import Channel, Protocol

#: The documentation of 3.1 names hmac sha224 too, its parser does not know it.
_ALGORITHMS = {
    TcpAoAlgorithm.HMAC_SHA_1: "hmac sha1",
    TcpAoAlgorithm.HMAC_SHA_256: "hmac sha256",
    TcpAoAlgorithm.HMAC_SHA_384: "hmac sha384",
    TcpAoAlgorithm.HMAC_SHA_512: "hmac sha512",
    TcpAoAlgorithm.AES_128_CMAC: "cmac aes128",
}
_LIMIT_LINE = re.compile(r"^    (?:import|export) limit .*\n", re.MULTILINE)


def session_symbol(address: str) -> str:
    """Return the name of a session of ours."""
    return symbol("BGP", address)


def role_words(session: Session) -> list[str]:
    """Return the lines of our role; BIRD writes it with an underscore."""
    role = session.options.role
    lines = [f"local role {role.replace('-', '_')};"] if role is not None else []
    return [*lines, "require roles on;"] if session.options.is_role_strict else lines


def limit_line(limit: Limit, number: int) -> str:
    """Return the line of a limit. BIRD counts what is imported behind our filters, and goes on without the rest."""
    return f"{limit.direction.value} limit {number} action {'warn' if limit.warns_only else 'block'};"


def _present(channel: Channel | None, direction: Direction) -> int | None:
    if channel is None:
        return None
    return channel.import_limit if direction is Direction.IMPORT else channel.export_limit


def _limits(session: Session, family: int, channel: Channel | None) -> Iterator[tuple[Limit, int, int | None]]:
    """Yield each limit of a family with its number and with what there is."""
    for limit in session.limits:
        if limit.family != family:
            continue
        accepted = channel.imported if channel is not None and limit.direction is Direction.IMPORT else None
        present = _present(channel, limit.direction)
        if (number := limit_number(limit, accepted, present)) is not None:
            yield limit, number, present


# -- sessions of ours ------------------------------------------------------------------------------------


def _string(session: Session, text: str, what: str) -> str:
    if '"' in text or not text.isprintable():
        raise PolicyError(f'{session.neighbor}: BIRD cannot read a {what} with " or control characters in it')
    return f'"{text}"'


def _authentication(session: Session, capabilities: BirdCapabilities) -> Iterator[str]:
    options = session.options
    if options.password is not None:
        if capabilities.has_authentication:
            yield "authentication md5;"
        yield f"password {_string(session, options.password, 'password')};"
    if options.tcp_ao:
        yield "authentication ao;"
        yield "keys {"
        for number, key in enumerate(options.tcp_ao):
            if key.algorithm not in _ALGORITHMS:
                raise PolicyError(f"{session.neighbor}: BIRD does not read {key.algorithm}; agree on one of {', '.join(_ALGORITHMS)}")
            preferred = " preferred;" if number == 0 and len(options.tcp_ao) > 1 else ""
            secret = _string(session, key.secret, "key")
            yield f"  key {{ id {key.identifier}; algorithm {_ALGORITHMS[key.algorithm]}; secret {secret};{preferred} }};"
        yield "};"


def session_text(policy: Policy, session: Session, capabilities: BirdCapabilities, channels: Mapping[int, Channel]) -> str:
    """Return the block of a session of ours. It is bound to our filters from its first moment on.

    :raises PolicyError: BIRD cannot read a secret or an algorithm.
    """
    family = 6 if ":" in session.address else 4
    local = f"local {session.local_address} as {policy.asn};" if session.local_address is not None else f"local as {policy.asn};"
    hops = session.options.ttl_hops
    lines = [f'description "{re.sub(r"[^ -!#-~]", "_", session.neighbor)}";', local, f"neighbor {session.address} as {session.asn};"]
    if hops is not None and hops > 1:
        lines.append(f"multihop {hops};")
    if hops is not None:
        lines.append("ttl security on;")
    lines += [*role_words(session), *_authentication(session, capabilities)]
    lines.append(f"ipv{family} {{")
    for direction in Direction:
        lines.append(f"  {direction.value} filter {quoted(filter_symbol(direction, session.address, family))};")
    lines.append("  import table on;")
    lines += [f"  {limit_line(limit, number)}" for limit, number, _ in _limits(session, family, channels.get(family))]
    lines.append("};")
    name = session_symbol(session.address)
    return f"protocol bgp {quoted(name)}\n{{\n" + "".join(f"  {line}\n" for line in lines) + "}"


def is_same_session(one: str, other: str) -> bool:
    """Tell whether going from one block to the other leaves the session up: limits alone differ."""
    return _LIMIT_LINE.sub("", one) == _LIMIT_LINE.sub("", other)


# -- what the operator's sessions lack -------------------------------------------------------------------


def _inside(family: int, line: str) -> str:
    return f"ipv{family} {{ {line} }}"


def missing_lines(session: Session, protocol: Protocol, options: Options, stored: frozenset[int]) -> Iterator[Finding]:
    """Yield a finding for each option that the intent asks for and the operator's block does not have.

    :param stored: the families whose received routes are kept.
    """
    where = f"{session.neighbor} ({session.address})"

    def lacks(control: str, what: str, line: str) -> Finding:
        return Finding(control, "warning", where, what, f"protocol bgp {protocol.name}: {line}", (f"protocol bgp {protocol.name}: {what}",))

    for channel in protocol.channels:
        if needs_stored_routes(session, channel.family) and channel.family not in stored:
            what = f"IPv{channel.family}: routes that RPKI calls invalid later stay until the neighbor sends them again (F12)"
            yield lacks("F12", what, f"{_inside(channel.family, 'import table on;')} (resets the session)")
        for limit, number, present in _limits(session, channel.family, channel):
            if present is None or (limit.is_declared and present != number):
                what = f"IPv{channel.family}: {'no' if present is None else 'another'} {limit.direction.value} limit (F15)"
                yield lacks("F15", what, _inside(channel.family, limit_line(limit, number)))
    wanted = session.options
    if wanted.ttl_hops is not None and options.ttl not in ("on", "yes"):
        line = "ttl security on;" if wanted.ttl_hops == 1 else f"multihop {wanted.ttl_hops}; ttl security on;"
        yield lacks("S01", "no TTL security (S01)", f"{line} (resets the session)")
    if wanted.password is not None and not options.password:
        yield lacks("S02", "no password (S02)", 'password "..."; (resets the session)')
    if wanted.tcp_ao and options.authentication != "ao":
        yield lacks("S02", "no TCP-AO (S02)", "authentication ao; keys { key { id ...; secret ...; }; }; (resets the session)")
    role = protocol.role or (options.role or "").replace("_", "-") or None
    if wanted.role is not None and (role != wanted.role or (wanted.is_role_strict and not options.requires_roles)):
        yield lacks("S03", f"role {role or 'none'} (S03)", f"{' '.join(role_words(session))} (resets the session)")
