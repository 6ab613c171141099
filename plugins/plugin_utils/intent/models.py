# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an operator declares. These models are the one source of validation, argument specs, JSON Schema and docs.

Values are kept in their canonical text (RFC 5952 for addresses), so that the same thing written in two ways is equal.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator

from ..model.addresses_of_people import digits_of, is_email
from ..model.policies import TcpAoAlgorithm
from ..model.prefixes import BITS, Prefix, PrefixError, address_to_int, int_to_address
from ..model.routes import MAXIMUM_ASN, Relation
from ..model.servers import Server
from ..model.set_names import SetName

#: The controls that an exception can let one thing through (docs/policy.md; F02, F07 and F09 take none).
ExceptionControl = Literal["F03", "F05", "F12", "F13"]
#: The controls that can be monitored or switched off at a neighbor. F20 can not: it is the last word of every filter.
ModeControl = Literal[
    "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19",
    "F21", "E00", "E01", "E02", "E03", "E04", "E05", "E06",
]  # fmt: skip
#: Those that change or count and reject nothing, so there is nothing to monitor.
NOT_MONITORED = frozenset({"F15", "F16", "F17", "F18", "E04"})

_SOURCE = re.compile(r"^[A-Z][A-Z0-9_-]*$")
_SYMBOL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
#: Printable, and no quote: what every router takes on one line of its configuration.
_SECRET = re.compile(r"[!#-&(-\[\]-~]{1,80}")
_PASSWORD = re.compile(r"[ -~]{1,80}")


def _prefix(text: str) -> str:
    return str(Prefix.parse(text))


def _address(text: str) -> str:
    if "/" in text:
        raise PrefixError(f"{text!r} is a prefix; write the neighbor's address alone: {text.split('/')[0]}")
    return int_to_address(*address_to_int(text.strip()))


def _as_set(text: str) -> str:
    return str(SetName.parse(text))


def _route_set(text: str) -> str:
    return str(SetName.parse(text, "RS"))


def _any_set(text: str) -> str:
    return str(SetName.parse(text, "RS" if "RS-" in text.upper() else "AS"))


def _server(text: str) -> str:
    return str(Server.parse(text))


def _source(text: str) -> str:
    name = text.strip().upper()
    if not _SOURCE.match(name):
        raise ValueError(f"{text!r} is not the name of an IRR database; write one such as RIPE or RADB")
    return name


def _symbol(text: str) -> str:
    if not _SYMBOL.fullmatch(text):
        raise ValueError(f"{text!r} is not the name of a function; write the one that your router's configuration defines")
    if text.upper().startswith("MANRS"):
        raise ValueError(f"{text!r} is a name of ours; write that of a function of your own")
    return text


def _password(secret: SecretStr) -> SecretStr:
    if not _PASSWORD.fullmatch(secret.get_secret_value()):
        raise ValueError("is no password of a session; use 1 to 80 letters, digits and other printable characters of ASCII")
    return secret


def _tcp_ao_secret(secret: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError("is no secret of a key; use 1 to 80 letters, digits and other characters of ASCII, no blank, quote or backslash")
    return secret


def _vrps(text: str) -> str:
    if "://" in text and not text.startswith(("https://", "http://")):
        raise ValueError(f"{text!r} is no place of VRPs; write a file's path or an https:// URL")
    return text


def _community(text: str) -> str:
    """Return a community, a large community or a pattern of them (``64500:*``, ``64500:1:*``) in canonical text."""
    words = text.strip().split(":")
    highest = {2: 65535, 3: MAXIMUM_ASN}.get(len(words))
    is_right = highest is not None and all(word == "*" or (word.isascii() and word.isdigit() and int(word) <= highest) for word in words)
    if not is_right or words[0] == "*":
        raise ValueError(f"{text!r} is not a community; write 64500:100, 64500:*, 64500:1:2 or 64500:1:*, in quotes")
    return ":".join(word if word == "*" else str(int(word)) for word in words)


def _exact_community(text: str) -> str:
    community = _community(text)
    if "*" in community:
        raise ValueError(f"{text!r} stands for many; write one community, such as 64500:666")
    return community


def _bounds(value: Any) -> Any:
    if not isinstance(value, (list, tuple)) or len(value) != 2 or not all(isinstance(item, int) for item in value) or value[0] > value[1]:
        raise ValueError(f"{value!r} is no span of lengths; write the shortest and the longest, such as [8, 24]")
    return value


def _email(text: str) -> str:
    if not is_email(text):
        raise ValueError(f"{text!r} is not an e-mail address; write one such as noc@example.net")
    return text


def _phone(text: str) -> str:
    if not text.startswith("+") or not digits_of(text):
        raise ValueError(f"{text!r} is not a telephone number with its country; write one such as '+41 44 000 00 00'")
    return text


def _bootstrap(text: str) -> str:
    if not text or ("://" in text and not text.startswith(("https://", "http://"))):
        raise ValueError(f"{text!r} is neither a file nor a URL; write https://data.iana.org/rdap/asn.json or a copy of it")
    return text


Asn = Annotated[int, Field(strict=True, ge=1, le=MAXIMUM_ASN)]
PrefixText = Annotated[str, AfterValidator(_prefix)]
AddressText = Annotated[str, AfterValidator(_address)]
AsSet = Annotated[str, AfterValidator(_as_set)]
RouteSet = Annotated[str, AfterValidator(_route_set)]
AnySet = Annotated[str, AfterValidator(_any_set)]
ServerText = Annotated[str, AfterValidator(_server)]
SourceName = Annotated[str, AfterValidator(_source)]
CommunityText = Annotated[str, AfterValidator(_community)]
ExactCommunity = Annotated[str, AfterValidator(_exact_community)]
Symbol = Annotated[str, AfterValidator(_symbol)]
Password = Annotated[SecretStr, AfterValidator(_password)]
TcpAoSecret = Annotated[SecretStr, AfterValidator(_tcp_ao_secret)]
EmailText = Annotated[str, AfterValidator(_email)]
PhoneText = Annotated[str, AfterValidator(_phone)]
Length4 = Annotated[int, Field(strict=True, ge=0, le=BITS[4])]
Length6 = Annotated[int, Field(strict=True, ge=0, le=BITS[6])]


class _Declared(BaseModel):
    """A declared thing: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExceptionRule(_Declared):
    """One thing that controls let through until a date."""

    controls: tuple[ExceptionControl, ...] = Field(min_length=1, description="Controls that do not reject it.")
    prefix: PrefixText = Field(description="The exact prefix.")
    origin: Asn = Field(description="The origin ASN.")
    neighbor: str | None = Field(default=None, description="Name of the one neighbor that it is for. Without it: all.")
    until: date = Field(description="Last day of the exception, as YYYY-MM-DD.")
    why: str = Field(min_length=1, description="The reason, for reports.")


def _off(value: object) -> object:
    """Take the word ``off`` for what was written: without quotes YAML reads it as false."""
    return "off" if value is False else value


class ModeRule(_Declared):
    """How a control acts, when it is not enforced. Anything but enforce has an end and a reason."""

    mode: Annotated[Literal["enforce", "monitor", "off"], BeforeValidator(_off)] = Field(
        description="`monitor` marks and counts and rejects nothing; `off` does nothing."
    )
    until: date | None = Field(default=None, description="Last day of the mode, as YYYY-MM-DD.")
    why: str | None = Field(default=None, min_length=1, description="The reason, for reports.")

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.mode != "enforce" and (self.until is None or self.why is None):
            missing = " and ".join(name for name in ("until", "why") if getattr(self, name) is None)
            raise ValueError(f"{self.mode} needs {missing}; write the last day as until: YYYY-MM-DD and the reason as why")
        return self


class Lengths(_Declared):
    """The accepted prefix lengths (F05)."""

    ipv4: Annotated[tuple[Length4, Length4], BeforeValidator(_bounds)] | None = Field(default=None, description="Shortest and longest.")
    ipv6: Annotated[tuple[Length6, Length6], BeforeValidator(_bounds)] | None = Field(default=None, description="Shortest and longest.")


class Limits(_Declared):
    """Numbers of routes per family (F15)."""

    ipv4: int | None = Field(default=None, strict=True, ge=1, description="Most IPv4 routes.")
    ipv6: int | None = Field(default=None, strict=True, ge=1, description="Most IPv6 routes.")


class Settings(_Declared):
    """What can be set for the network, for a relation and for one neighbor; the nearest to the neighbor counts."""

    adoption_stage: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        le=8,
        description="1 look only, 2 bogons, lengths and paths, 3 RPKI and leaks, 4 communities and tags, 5 registered prefixes, "
        "6 export and limits, 7 and 8 all. Without it: 8.",
    )
    modes: dict[ModeControl, ModeRule] = Field(default={}, description="Controls that are not enforced, by ID.")
    lengths: Lengths | None = Field(
        default=None, description="F05: accepted prefix lengths, by family. Without it: /8 to /24 and /12 to /48."
    )
    longest_path: int | None = Field(default=None, strict=True, ge=1, le=254, description="F06: most ASNs in a path. Without it: 100.")
    most_communities: int | None = Field(
        default=None, strict=True, ge=1, le=1000, description="F18: with more communities, foreign ones are removed. Without it: 100."
    )
    may_transit: tuple[Asn, ...] | None = Field(default=None, description="F09: transit-free ASNs that may be in a path all the same.")
    registered: bool | None = Field(
        default=None, description="F13 for a peer or route server too. Customers always have it, providers never."
    )
    aspa: bool | None = Field(
        default=None,
        description="F19: reject paths that ASPAs call invalid, where the router can. Needs an export of the validator with ASPAs.",
    )
    more_specifics: Literal["exact", "covered"] | None = Field(
        default=None,
        description="F13: registered prefixes `exact` (without it) or `covered`: also more-specifics of the same origin, to F05's longest.",
    )
    largest_change: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        description="By how many percent (and more than ten) registered prefixes may shrink or grow in one run. Without it: 20.",
    )
    local_preference: int | None = Field(
        default=None, strict=True, ge=0, le=4294967295, description="Local preference that we set. Without it: we set none."
    )
    accept_communities: tuple[CommunityText, ...] | None = Field(
        default=None, description="F18: communities of our own that the neighbor may send. Without it: none."
    )
    keep_communities: tuple[CommunityText, ...] | None = Field(
        default=None, description="E04: communities of our own that the neighbor is sent. Without it: none."
    )
    send: Literal["full", "default_only", "full_and_default", "own_and_customers"] | None = Field(
        default=None, description="E06: what a customer is sent. Without it: `full`, all routes and no default route."
    )


class Relations(_Declared):
    """Settings of all neighbors of a relation."""

    customer: Settings = Field(default=Settings(), description="Customers.")
    peer: Settings = Field(default=Settings(), description="Peers.")
    provider: Settings = Field(default=Settings(), description="Providers.")
    route_server: Settings = Field(default=Settings(), description="Route servers of exchanges.")
    collector: Settings = Field(default=Settings(), description="Collectors.")


class TcpAo(_Declared):
    """A key of TCP-AO (RFC 5925)."""

    identifier: int = Field(strict=True, ge=0, le=255, description="Its KeyID, the same at both ends and in both directions.")
    algorithm: TcpAoAlgorithm = Field(
        default=TcpAoAlgorithm.HMAC_SHA_1, description="What the segments are authenticated with (RFC 5926); the same at both ends."
    )
    secret: TcpAoSecret = Field(description="The secret, vaulted.")


class Neighbor(Settings):
    """The other end of eBGP sessions of this router."""

    name: str = Field(min_length=1, pattern=r"^[A-Za-z0-9][A-Za-z0-9_. -]*$", description="A name for people; renaming changes no filter.")
    asn: Asn = Field(description="The neighbor's ASN.")
    relation: Relation = Field(description="What the neighbor is to us.")
    addresses: tuple[AddressText, ...] = Field(min_length=1, description="The neighbor's addresses, one per session.")
    local_addresses: tuple[AddressText, ...] = Field(
        default=(), description="Our own end of its sessions, one of a family (loopbacks). Without it: as the router chooses."
    )
    as_set: AsSet | None = Field(
        default=None, description="The AS-SET that names its cone. Without it: the bare ASN, and for peers what PeeringDB says."
    )
    route_set: RouteSet | None = Field(default=None, description="A route-set: its prefixes count as registered for the ASNs of the cone.")
    receive: Literal["full", "partial", "default", "full_and_default"] | None = Field(
        default=None, description="F01: what a provider sends; must be declared for providers. `default`: the default route alone."
    )
    siblings: tuple[Asn, ...] = Field(default=(), description="F09: other ASNs of the same network.")
    next_hops: tuple[AddressText, ...] = Field(default=(), description="F11: other next hops that it may send (multihop, loopbacks).")
    allow_own_as: bool = Field(default=False, description="F21: our own ASN may be in its paths. The router needs `allowas-in` too.")
    blackhole: bool = Field(default=False, description="F16: the customer may ask for blackholes in its registered space.")
    blackhole_communities: tuple[ExactCommunity, ...] = Field(
        default=(), description="F16: communities that ask for a blackhole, besides 65535:666."
    )
    blackhole_lengths: tuple[Annotated[int, Field(strict=True, ge=25, le=32)], Annotated[int, Field(strict=True, ge=64, le=128)]] = Field(
        default=(32, 128), description="F16: the shortest blackhole of each family, from /25 and /64."
    )
    limits: Limits = Field(default=Limits(), description="F15: most routes that we accept. Without it: computed with head-room.")
    export_limits: Limits = Field(default=Limits(), description="F15: most routes that we announce. Without it: no limit.")
    ttl_security: Annotated[int, Field(strict=True, ge=1, le=254)] | None = Field(
        default=None, description="S01: how many hops away the neighbor is at most (RFC 5082). 1 on a shared link. Resets the session."
    )
    password: Password | None = Field(default=None, description="S02: the TCP MD5 key (RFC 2385), vaulted. Resets the session.")
    tcp_ao: tuple[TcpAo, ...] = Field(
        default=(),
        description="S02: keys of TCP-AO (RFC 5925) instead of a password, the one to send with first; more while keys are changed. "
        "Resets the session.",
    )
    role: bool = Field(default=False, description="S03: the BGP role of its relation (RFC 9234), and F14. Resets the session.")
    strict_role: bool = Field(default=False, description="S03: refuse a neighbor that tells no role.")
    import_policy: Symbol | None = Field(
        default=None, description="A function of your own, which the router's configuration defines: it changes or rejects what we accept."
    )
    export_policy: Symbol | None = Field(
        default=None, description="The same for what is announced. Routers whose own policy is found there (FRR) need neither."
    )
    state: Literal["present", "released"] = Field(
        default="present", description="`released` takes our filters off its sessions; the operator's own policy stays."
    )
    unmanaged: bool = Field(default=False, description="The sessions are left alone and listed in every report; needs `why`.")
    why: str | None = Field(default=None, min_length=1, description="The reason for `unmanaged`.")
    exceptions: tuple[ExceptionRule, ...] = Field(default=(), description="Exceptions at this neighbor.")


class OwnPrefix(_Declared):
    """A prefix of our own space."""

    prefix: PrefixText = Field(description="The prefix.")
    up_to: int | None = Field(default=None, strict=True, ge=0, le=128, description="Announce its more-specifics too, up to this length.")
    to: tuple[str, ...] = Field(default=(), description="Names of the neighbors that are sent the more-specifics. Without it: all.")
    delegated_to: Asn | None = Field(default=None, description="The customer's ASN that this part is given to and announces it.")

    @model_validator(mode="after")
    def _is_longer(self) -> Self:
        prefix = Prefix.parse(self.prefix)
        if self.up_to is not None and not prefix.length < self.up_to <= BITS[prefix.family]:
            lengths = f"{prefix.length + 1} to {BITS[prefix.family]}"
            raise ValueError(f"up_to {self.up_to} is no length of more-specifics of {self.prefix}; write {lengths}")
        if self.delegated_to is not None and (self.up_to is not None or self.to):
            raise ValueError("what is delegated is announced by the customer; write up_to and to at another prefix")
        return self


def _own_prefix(value: Any) -> Any:
    return {"prefix": value} if isinstance(value, str) else value


class Exchange(_Declared):
    """An Internet exchange that we are at."""

    name: str = Field(min_length=1, description="Its name.")
    lans: tuple[PrefixText, ...] = Field(min_length=1, description="Its peering LANs.")
    addresses: tuple[AddressText, ...] = Field(default=(), description="Our own addresses there.")


class DiscardNextHops(_Declared):
    """Where blackholed traffic goes (RFC 5635): every router has a discard route to it."""

    ipv4: AddressText = Field(default="192.0.2.1", description="IPv4 (RFC 5635 section 4.1).")
    ipv6: AddressText = Field(default="100::1", description="IPv6 (RFC 6666).")

    @model_validator(mode="after")
    def _is_of_its_family(self) -> Self:
        for family, address in ((4, self.ipv4), (6, self.ipv6)):
            if address_to_int(address)[0] != family:
                raise ValueError(f"{address} is not an IPv{family} address; write it at ipv{10 - family}")
        return self


class Contacts(_Declared):
    """Whom others reach when something is wrong (MANRS Action 3). What is public has to say the same."""

    emails: tuple[EmailText, ...] = Field(default=(), description="C05: e-mail addresses of the NOC, such as noc@example.net.")
    phones: tuple[PhoneText, ...] = Field(
        default=(), description="C05: telephone numbers of the NOC, with their country: +41 44 000 00 00."
    )
    around_the_clock: bool = Field(default=False, description="C05: somebody answers there 24 hours a day, 7 days a week.")
    reviewed: date | None = Field(
        default=None, description="C04: day on which somebody last saw that everything published is right, as YYYY-MM-DD."
    )

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if not self.emails and not self.phones:
            raise ValueError("needs emails or phones: whom others reach")
        return self


class Network(Settings):
    """The network, once for all routers."""

    asn: Asn = Field(description="Our ASN.")
    as_set: AsSet | None = Field(default=None, description="Our own AS-SET, as we register it.")
    prefixes: tuple[Annotated[OwnPrefix, BeforeValidator(_own_prefix)], ...] = Field(
        min_length=1, description="The prefixes that we originate, as text or with keys."
    )
    relations: Relations = Field(default=Relations(), description="Settings per relation.")
    own_origins: tuple[Asn, ...] = Field(default=(), description="F03: ASNs of our other sites, which announce our space to others.")
    returns_from: tuple[str, ...] = Field(default=(), description="F03: names of neighbors that send our space back (scrubbers).")
    own_communities: tuple[CommunityText, ...] | None = Field(
        default=None, description="F18: our communities. Without it: all that start with our ASN."
    )
    exchanges: tuple[Exchange, ...] = Field(default=(), description="F04, F11: exchanges that we are at.")
    transfer_networks: tuple[PrefixText, ...] = Field(default=(), description="E00: link networks that never leave.")
    transit_free: tuple[Asn, ...] | None = Field(default=None, description="F09: transit-free ASNs. Without it: the list that we ship.")
    never_via_route_servers: tuple[Asn, ...] = Field(default=(), description="F10: ASNs that are never behind a route server.")
    discard_next_hops: DiscardNextHops = Field(default=DiscardNextHops(), description="F16: next hops of blackholes.")
    export_by: Literal["auto", "tags", "lists"] = Field(
        default="auto",
        description="E01 by our tags or by lists alone. auto: tags when this router is the only border router, else lists. "
        "tags: refused until every border router is seen to tag and iBGP to carry it.",
    )
    reject_own_invalid: bool = Field(default=False, description="E03: withdraw our own routes too when RPKI says invalid.")
    manage_sessions: bool = Field(
        default=False, description="Create declared sessions that a router does not have. Without it they are findings."
    )
    rfc8212: bool = Field(default=False, description="F20: switch on the router's own default deny when every session has policy.")
    exceptions: tuple[ExceptionRule, ...] = Field(default=(), description="Exceptions at every neighbor.")
    contacts: Contacts | None = Field(
        default=None, description="C04, C05: whom others reach. Without it nobody knows who answers at night."
    )
    observe_days: int = Field(
        default=7, strict=True, ge=0, description="Days for which an interface's packets are counted before they are dropped. 0: none."
    )


#: What an interface leads to (docs/sources.md).
InterfaceKind = Literal["customer", "access", "server", "infrastructure", "core", "exchange", "provider"]
#: Kinds behind which every source address must be known.
CHECKED_KINDS = frozenset({"customer", "access", "server"})
#: Kinds behind which the rest of the Internet is.
BORDER_KINDS = frozenset({"exchange", "provider"})


class Interface(_Declared):
    """An interface of this router, and whose packets come in there."""

    name: str = Field(min_length=1, pattern=r"^[!-~]+$", description="Its name on the router, such as eth0.100.")
    kind: InterfaceKind = Field(description="What it leads to.")
    customers: tuple[str, ...] = Field(default=(), description="Names of the neighbors behind it; their registered prefixes are sources.")
    prefixes: tuple[PrefixText, ...] = Field(
        default=(), description="Other prefixes behind it: of customers without BGP, of users, of servers."
    )
    multihomed: bool = Field(
        default=False, description="The customers' packets may come in here while their routes point elsewhere (asymmetric)."
    )
    cgn: bool = Field(default=False, description="Users behind it have shared or private addresses that are translated on our side.")
    mode: Literal["strict", "acl"] | None = Field(default=None, description="How it is checked. Without it: as advised.")
    observe_days: int | None = Field(
        default=None, strict=True, ge=0, description="For how long packets are counted and not dropped. Without it: the network's."
    )
    largest_acl: int | None = Field(
        default=None, strict=True, ge=1, description="Most entries per family that the hardware takes; a longer list is not applied."
    )


class Router(_Declared):
    """What holds at this router in place of what the network says."""

    manage_sessions: bool | None = Field(
        default=None, description="Create declared sessions that this router does not have. Without it: the network's."
    )


class FreezeWindow(_Declared):
    """A time in which only safe changes are made: entries of prefix lists, no new filter, nothing that resets a session."""

    begin: AwareDatetime = Field(description="When it begins, with time zone.")
    end: AwareDatetime = Field(description="When it ends, with time zone.")
    why: str = Field(min_length=1, description="The reason, for people who meet it.")

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.end <= self.begin:
            raise ValueError(f"the end {self.end.isoformat()} is not behind the begin {self.begin.isoformat()}; it would freeze nothing")
        return self


class Irr(_Declared):
    """Where registered routes come from: servers, or dumps."""

    servers: tuple[ServerText, ...] = Field(
        default=(), description="IRR servers that speak the protocol of IRRd, best first, as host or host:port. Needs `sources`."
    )
    dumps: tuple[str, ...] = Field(
        default=(), description="Instead of servers: RPSL dump files, plain or gzip, as IRR databases publish them."
    )
    sources: tuple[SourceName, ...] | None = Field(
        default=None, description="The databases whose objects count, best first. Without it, with dumps: all."
    )
    timeout: int = Field(default=30, strict=True, ge=1, le=600, description="Seconds for a connection, and for each answer of a server.")
    most_prefixes: int = Field(
        default=200_000, strict=True, ge=1, description="Most prefixes or ASNs of one set; a larger one is refused whole."
    )
    absent_sets: tuple[AnySet, ...] = Field(
        default=(),
        description="Sets that are members of others and are known to be gone: they count as empty. Without it such a set is an error.",
    )

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if bool(self.servers) == bool(self.dumps):
            raise ValueError("needs one of servers and dumps, and not both")
        if self.servers and not self.sources:
            raise ValueError("servers need sources: whose objects count, such as [RPKI, RIPE, ARIN, APNIC, AFRINIC, LACNIC, RADB]")
        return self


class RtrServer(_Declared):
    """An RPKI cache that routers ask (RFC 8210)."""

    host: AddressText = Field(description="Address of the cache.")
    port: int = Field(default=323, strict=True, ge=1, le=65535, description="TCP port.")


class Rpki(_Declared):
    """Where VRPs come from."""

    vrps: Annotated[str, AfterValidator(_vrps)] = Field(
        description="VRPs as JSON (rpki-client, Routinator or StayRTR): a file, plain or gzip, or an https:// URL."
    )
    max_age_hours: int = Field(default=24, strict=True, ge=1, description="VRPs that say they are older than this are a critical finding.")
    rtr: tuple[RtrServer, ...] = Field(default=(), description="RPKI caches for the routers.")


class PeeringDb(_Declared):
    """PeeringDB: AS-SETs of peers, limits, never via route servers, peering LANs."""

    url: str = Field(default="https://www.peeringdb.com/api", pattern="^https?://", description="The API.")
    key: SecretStr | None = Field(default=None, description="An API key, vaulted. Without it PeeringDB answers less often.")
    cache: str = Field(default=".manrs/peeringdb", description="Folder on the controller for its answers.")
    max_age_hours: int = Field(default=24, strict=True, ge=1, description="An answer younger than this is not asked for again.")


class Rdap(_Declared):
    """Registrations at the RIRs: of ASNs for `contacts`, of prefixes too for `due_diligence`."""

    bootstrap: Annotated[str, AfterValidator(_bootstrap)] = Field(
        default="https://data.iana.org/rdap/asn.json",
        description="Which server has which ASN (RFC 9224): IANA's URL, or a copy in a file.",
    )
    bootstrap_ipv4: Annotated[str, AfterValidator(_bootstrap)] = Field(
        default="https://data.iana.org/rdap/ipv4.json", description="The same for IPv4 prefixes."
    )
    bootstrap_ipv6: Annotated[str, AfterValidator(_bootstrap)] = Field(
        default="https://data.iana.org/rdap/ipv6.json", description="The same for IPv6 prefixes."
    )


class Spoofer(_Declared):
    """CAIDA Spoofer: published tests of source addresses, for `spoofer`."""

    url: str = Field(default="https://api.spoofer.caida.org", pattern="^https?://", description="The API.")


class Registry(_Declared):
    """Where the world's answers come from."""

    irr: Irr = Field(description="IRR data.")
    rpki: Rpki = Field(description="RPKI data.")
    peeringdb: PeeringDb | None = Field(default=None, description="Ask PeeringDB too; `{}` is enough. Without it: not asked.")
    rdap: Rdap = Field(
        default=Rdap(), description="Registrations at the RIRs, for `contacts` and `due_diligence`; the snapshot does not need them."
    )
    spoofer: Spoofer = Field(default=Spoofer(), description="Published tests of source addresses, for `spoofer`; nothing else needs them.")
    max_age_hours: int = Field(default=48, strict=True, ge=1, description="A snapshot older than this is refused.")
    max_filter_age_days: int = Field(
        default=30,
        strict=True,
        ge=1,
        description="A filter kept for longer than this, because its set is not known, is a critical finding.",
    )


class HostIntent(_Declared):
    """Everything that one router's policy comes from, besides the snapshot."""

    host: str
    network: Network
    registry: Registry
    neighbors: tuple[Neighbor, ...]
    freeze: tuple[FreezeWindow, ...] = ()
    #: None: nothing is declared, so nothing is checked.
    interfaces: tuple[Interface, ...] | None = None
    router: Router = Router()

    @property
    def manages_sessions(self) -> bool:
        """Whether declared sessions that the router does not have are created."""
        told = self.router.manage_sessions
        return self.network.manage_sessions if told is None else told


#: The inventory variables and the models behind them.
VARIABLES: dict[str, type[BaseModel]] = {
    "manrs_network": Network,
    "manrs_registry": Registry,
    "manrs_neighbors": Neighbor,
    "manrs_interfaces": Interface,
    "manrs_router": Router,
    "manrs_freeze": FreezeWindow,
}
#: The variables that are lists.
LISTS = frozenset({"manrs_neighbors", "manrs_interfaces", "manrs_freeze"})
