# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an operator declares. These models are the one source of validation, argument specs, JSON Schema and docs.

Values are kept in their canonical text (RFC 5952 for addresses), so that the same thing written in two ways is equal.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from ..model.prefixes import Prefix, PrefixError, address_to_int, int_to_address
from ..model.routes import MAXIMUM_ASN, Relation

#: The controls that an exception can let one thing through (POLICY.md; F02, F07 and F09 take none).
ExceptionControl = Literal["F03", "F05", "F12", "F13"]

_AS_SET_WORD = re.compile(r"^(AS-[A-Z0-9_-]+|AS\d+)$")
_SOURCE = re.compile(r"^[A-Z][A-Z0-9_-]*$")


def _prefix(text: str) -> str:
    return str(Prefix.parse(text))


def _address(text: str) -> str:
    if "/" in text:
        raise PrefixError(f"{text!r} is a prefix; write the neighbor's address alone: {text.split('/')[0]}")
    return int_to_address(*address_to_int(text.strip()))


def _as_set(text: str) -> str:
    """Return an AS-SET name in capitals: ``AS-X``, ``AS64500:AS-X``, with ``SOURCE::`` before it if wanted (RFC 2622)."""
    name = text.strip().upper()
    source, has_source, path = name.rpartition("::")
    words = path.split(":")
    is_set = all(_AS_SET_WORD.match(word) for word in words) and any(word.startswith("AS-") for word in words)
    if not is_set or (has_source and not _SOURCE.match(source)):
        raise ValueError(f"{text!r} is not an AS-SET; write AS-EXAMPLE, AS64500:AS-EXAMPLE or RIPE::AS64500:AS-EXAMPLE")
    return name


Asn = Annotated[int, Field(strict=True, ge=1, le=MAXIMUM_ASN)]
PrefixText = Annotated[str, AfterValidator(_prefix)]
AddressText = Annotated[str, AfterValidator(_address)]
AsSet = Annotated[str, AfterValidator(_as_set)]


class _Declared(BaseModel):
    """A declared thing: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExceptionRule(_Declared):
    """One thing that controls let through until a date."""

    controls: tuple[ExceptionControl, ...] = Field(min_length=1, description="Controls that do not reject it.")
    prefix: PrefixText = Field(description="The exact prefix.")
    origin: Asn = Field(description="The origin ASN.")
    until: date = Field(description="Last day of the exception, as YYYY-MM-DD.")
    why: str = Field(min_length=1, description="The reason, for reports.")


class Neighbor(_Declared):
    """The other end of eBGP sessions of this router."""

    name: str = Field(min_length=1, pattern=r"^[A-Za-z0-9][A-Za-z0-9_. -]*$", description="A name for people; renaming changes no filter.")
    asn: Asn = Field(description="The neighbor's ASN.")
    relation: Relation = Field(description="What the neighbor is to us.")
    addresses: tuple[AddressText, ...] = Field(min_length=1, description="The neighbor's addresses, one per session.")
    as_set: AsSet | None = Field(default=None, description="The AS-SET that names its cone. Without it: the bare ASN.")
    more_specifics: Literal["exact", "covered"] = Field(
        default="exact",
        description="F13: accept registered prefixes exactly, or also more-specifics of the same origin, to /24 and /48.",
    )
    registered: bool | None = Field(default=None, description="F13 for a peer or provider too. Customers always have it.")
    password: SecretStr | None = Field(
        default=None, description="The session's TCP MD5 key (RFC 2385), vaulted. Checked, not yet configured."
    )
    exceptions: tuple[ExceptionRule, ...] = Field(default=(), description="Exceptions at this neighbor.")


class Network(_Declared):
    """The network, once for all routers."""

    asn: Asn = Field(description="Our ASN.")
    as_set: AsSet | None = Field(default=None, description="Our own AS-SET, as we register it.")
    prefixes: tuple[PrefixText, ...] = Field(min_length=1, description="The prefixes that we originate.")
    export_by: Literal["auto", "tags", "lists"] = Field(
        default="auto",
        description="E01 by our tags or by lists alone. auto: tags when this router is the only border router. "
        "tags: say so when every border router is hardened and iBGP carries large communities.",
    )
    exceptions: tuple[ExceptionRule, ...] = Field(default=(), description="Exceptions at every neighbor.")


class Irr(_Declared):
    """Where registered routes come from."""

    dumps: tuple[str, ...] = Field(min_length=1, description="RPSL dump files, plain or gzip, as IRR databases publish them.")
    sources: tuple[str, ...] | None = Field(default=None, description="Only objects of these sources, best first. Without it: all.")


class RtrServer(_Declared):
    """An RPKI cache that routers ask (RFC 8210)."""

    host: AddressText = Field(description="Address of the cache.")
    port: int = Field(default=323, strict=True, ge=1, le=65535, description="TCP port.")


class Rpki(_Declared):
    """Where VRPs come from."""

    vrps: str = Field(description="VRPs as JSON (rpki-client, Routinator or StayRTR), plain or gzip.")
    rtr: tuple[RtrServer, ...] = Field(default=(), description="RPKI caches for the routers.")


class Registry(_Declared):
    """Where the world's answers come from."""

    irr: Irr = Field(description="IRR data.")
    rpki: Rpki = Field(description="RPKI data.")
    max_age_hours: int = Field(default=48, strict=True, ge=1, description="A snapshot older than this is refused.")


class HostIntent(_Declared):
    """Everything that one router's policy comes from, besides the snapshot."""

    host: str
    network: Network
    registry: Registry
    neighbors: tuple[Neighbor, ...]


#: The inventory variables and the models behind them.
VARIABLES: dict[str, type[BaseModel]] = {"manrs_network": Network, "manrs_registry": Registry, "manrs_neighbors": Neighbor}
