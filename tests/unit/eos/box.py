# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An EOS router that holds a configuration and takes the lines of a session: text in, text out.

It keeps the rules of the command line: a command that the present mode does not know is tried in the modes around it, ``no`` takes a
line or a block off, and a commit takes all or nothing. It prints as ``show running-config`` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos import Eos
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.eos.parse import EosRunning

from .route_maps import Router

EOS = Eos()
#: What a line of a neighbor sets: one of each is kept.
SLOT = re.compile(
    r"remote-as|description|peer group|route-map \S+ (?P<way>in|out)|rcf (?P<rcf>in|out)|maximum-routes|idle-restart-timer|ttl maximum-hops"
    r"|password|missing-policy address-family all (?:include(?: community-list)?(?: prefix-list)?(?: sub-route-map)? )?"
    r"direction (?P<missing>in|out) action"
    r"|send-community|enforce-first-as|activate|update-source|shutdown"
)
OF_FAMILY = ("route-map", "rcf", "activate")


def slot_of(line: str) -> str:
    found = SLOT.match(line)
    assert found, f"not a line of a neighbor: {line!r}"
    if found["way"]:
        return f"route-map {found['way']}"
    if found["rcf"]:
        return f"rcf {found['rcf']}"
    return f"missing-policy {found['missing']}" if found["missing"] else found[0]


@dataclass
class Box:
    """One router. ``counts``: routes that it has accepted, by address and family."""

    policy: Router = field(default_factory=Router)
    #: (name, family) -> slot -> line; ``no`` where the line is printed with it.
    neighbors: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    caches: dict[str, list[str]] = field(default_factory=dict)
    router_lines: list[str] = field(default_factory=list)
    global_lines: list[str] = field(default_factory=list)
    interfaces: dict[str, list[str]] = field(default_factory=dict)
    access_lists: dict[str, dict[int, str]] = field(default_factory=dict)
    mode: tuple[str, ...] = ()
    down: set[str] = field(default_factory=set)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    is_unsaved: bool = False

    # -- lines -----------------------------------------------------------------------------------

    def feed(self, text: str) -> Box:
        """Take the lines of a session, or refuse them all. Nothing may be referred to that is not there."""
        new = deepcopy(self)
        new.mode = ()
        for line in text.splitlines():
            new.line(line.strip())
        assert new.policy.undefined() == []
        for lines in new.interfaces.values():
            for line in lines:
                if found := re.fullmatch(r"(ip|ipv6) access-group (\S+) (in|out)", line):
                    assert f"{found[1]} access-list {found[2]}" in new.access_lists, line
        self.__dict__.update(new.__dict__)
        return self

    def line(self, line: str) -> None:
        """Take one line as the command line does."""
        if not line or line == "!":
            return
        while not self._in_mode(line):
            assert self.mode, f"not a line of EOS: {line!r}"
            self.mode = self.mode[:1] if self.mode[0] == "router" and len(self.mode) > 1 else ()

    def _in_mode(self, line: str) -> bool:
        match self.mode:
            case ():
                return self._global(line)
            case ("prefix-list", family, name):
                return self._prefix_entry(int(family), name, line)
            case ("route-map", name, number):
                if not re.match(r"(description|continue|sub-route-map|match|set)\b", line):
                    return False
                self.policy.clause_line(self.policy.maps[name][int(number)], line)
            case ("router",):
                return self._router(line)
            case ("router", ("ipv4" | "ipv6") as word):
                return self._neighbor(line, int(word[3]))
            case ("router", "cache", name):
                if not re.fullmatch(r"host [A-Za-z0-9.:-]+ port [0-9]+", line):
                    return False
                self.caches[name] = [line]
            case ("router", "validation"):
                if line != "ebgp local":
                    return False
                self.policy.validates = True
            case ("interface", name):
                return self._interface(name, line)
            case ("access-list", key):
                return self._access_entry(key, line)
        return True

    def _global(self, line: str) -> bool:
        is_removal, said = line.startswith("no "), line.removeprefix("no ")
        words = said.split()
        match words:
            case ["router", "bgp", asn]:
                assert int(asn) == self.policy.asn and not is_removal
                self.mode = ("router",)
            case [("ip" | "ipv6") as word, "prefix-list", name]:
                family = 4 if word == "ip" else 6
                if is_removal:
                    del self.policy.prefix_lists[family, name]
                else:
                    self.policy.prefix_lists.setdefault((family, name), {})
                    self.mode = ("prefix-list", str(family), name)
            case ["ip", "as-path", "regex-mode", "string"]:
                self.policy.is_textual = not is_removal
            case ["ip", "as-path", "access-list", name] if is_removal:
                del self.policy.texts["as-path", name]
            case ["ip", "as-path", "access-list", name, action, said_, "any"]:
                self.policy.text_entry("as-path", name, action, said_, True)
            case ["ip", ("community-list" | "large-community-list") as kind, name] if is_removal:
                del self.policy.texts[kind.removesuffix("-list"), name]
            case ["ip", ("community-list" | "large-community-list") as kind, "regexp", name, action, said_]:
                self.policy.text_entry(kind.removesuffix("-list"), name, action, said_, True)
            case ["ip", ("community-list" | "large-community-list") as kind, name, ("permit" | "deny") as action, *values]:
                self.policy.text_entry(kind.removesuffix("-list"), name, action, " ".join(values), False)
            case ["route-map", name] if is_removal:
                del self.policy.maps[name]
            case ["route-map", name, ("permit" | "deny") as action, number]:
                assert not is_removal
                self.policy.clause(name, action, int(number))
                self.mode = ("route-map", name, number)
            case ["interface", name]:
                self.interfaces.setdefault(name, [])
                self.mode = ("interface", name)
            case ["ip" | "ipv6", "access-list", _]:
                if is_removal:
                    del self.access_lists[said]
                else:
                    self.access_lists.setdefault(said, {})
                    self.mode = ("access-list", said)
            case ["hostname", _] | ["ip" | "ipv6", "route", *_] | ["service", *_]:
                self._toggle(self.global_lines, said, is_removal)
            case _:
                return False
        return True

    @staticmethod
    def _toggle(lines: list[str], line: str, is_removal: bool) -> None:
        if is_removal:
            lines.remove(line)
        elif line not in lines:
            lines.append(line)

    def _prefix_entry(self, family: int, name: str, line: str) -> bool:
        if found := re.fullmatch(r"(no )?seq ([0-9]+)(?: (.+))?", line):
            self.policy.prefix_entry(family, name, int(found[2]), found[3] or "", bool(found[1]))
            return True
        return False

    def _router(self, line: str) -> bool:
        if line in ("address-family ipv4", "address-family ipv6"):
            self.mode = ("router", line.split()[1])
        elif found := re.fullmatch(r"rpki cache (\S+)", line):
            self.caches.setdefault(found[1], [])
            self.mode = ("router", "cache", found[1])
        elif found := re.fullmatch(r"no rpki cache (\S+)", line):
            del self.caches[found[1]]
        elif line == "rpki origin-validation":
            self.mode = ("router", "validation")
        elif line == "no rpki origin-validation":
            self.policy.validates = False
        elif re.match(r"(no )?(bgp|router-id|maximum-paths)\b", line):
            self._toggle(
                self.router_lines,
                line.removeprefix("no ") if line.startswith("no bgp missing") else line,
                line.startswith("no bgp missing"),
            )
        else:
            return self._neighbor(line, 0)
        return True

    def _neighbor(self, line: str, family: int) -> bool:
        found = re.fullmatch(r"(no )?neighbor (\S+) (.+)", line)
        if not found:
            return False
        slot = (
            slot_of(found[3])
            if not found[1] or found[3] not in ("maximum-routes", "idle-restart-timer", "ttl maximum-hops", "password")
            else found[3]
        )
        said = self.neighbors.setdefault((found[2], family), {})
        assert family == 0 or slot.startswith(OF_FAMILY), line
        if found[1] and slot in ("activate", "enforce-first-as"):
            said[slot] = f"no {found[3]}"
        elif found[1]:
            del said[slot]
        else:
            if slot == "password" and found[3].split()[1] == "0":
                found = re.fullmatch(
                    r"(no )?neighbor (\S+) (.+)", f"neighbor {found[2]} password 7 {hidden(found[2], found[3].split()[2])}"
                )
                assert found
            said[slot] = found[3]
        self._bind()
        return True

    def _bind(self) -> None:
        self.policy.bound = {
            (name, family, slot): line.split()[1] if slot.startswith("route-map") else line
            for (name, family), lines in self.neighbors.items()
            for slot, line in lines.items()
            if slot.startswith(("route-map", "missing-policy"))
        }
        self.policy.groups = {
            name: lines["peer group"].split()[2]
            for (name, family), lines in self.neighbors.items()
            if not family and len(lines.get("peer group", "").split()) == 3
        }

    def _interface(self, name: str, line: str) -> bool:
        if not re.match(
            r"(no )?((ip|ipv6) (address|access-group|verify unicast source reachable-via)|vrf|description|no switchport)\b", line
        ):
            return False
        said = line.removeprefix("no ")
        words = said.split()
        same = [
            other
            for other in self.interfaces[name]
            if other.split()[:2] == words[:2] and (words[1] != "access-group" or other.split()[-1] == words[-1])
        ]
        for other in same if words[1] in ("access-group", "verify") else ():
            self.interfaces[name].remove(other)
        if line.startswith("no "):
            assert same, f"{line}: there is none"
        else:
            self.interfaces[name].append(line)
        return True

    def _access_entry(self, key: str, line: str) -> bool:
        if line == "counters per-entry":
            self.access_lists[key][0] = line
        elif found := re.fullmatch(r"([0-9]+) ((?:permit|deny|remark) .+)", line):
            assert int(found[1]) not in self.access_lists[key]
            self.access_lists[key][int(found[1])] = found[2]
        else:
            return False
        return True

    # -- what it prints --------------------------------------------------------------------------

    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield from self.global_lines
        for name, lines in sorted(self.interfaces.items()):
            yield from ("!", f"interface {name}", *(f"   {line}" for line in lines))
        for key, entries in sorted(self.access_lists.items()):
            yield from ("!", key, *(f"   {number} {entry}" if number else f"   {entry}" for number, entry in sorted(entries.items())))
        if self.policy.is_textual:
            yield "ip as-path regex-mode string"
        for (kind, name), listed in sorted(self.policy.texts.items()):
            for action, said, is_expression in listed:
                if kind == "as-path":
                    yield f"ip as-path access-list {name} {action} {said} any"
                else:
                    yield f"ip {kind}-list {'regexp ' if is_expression else ''}{name} {action} {said}"
        for (family, name), prefixes in sorted(self.policy.prefix_lists.items()):
            yield from ("!", f"{'ip' if family == 4 else 'ipv6'} prefix-list {name}")
            yield from (f"   seq {number} {action} {said}" for number, (action, said) in sorted(prefixes.items()))
        for name, clauses in sorted(self.policy.maps.items()):
            for number, clause in sorted(clauses.items()):
                yield from ("!", f"route-map {name} {clause.action} {number}", *(f"   {line}" for line in clause.lines.values()))
        yield from ("!", f"router bgp {self.policy.asn}", *(f"   {line}" for line in self.router_lines))
        yield from self._neighbor_lines(0, "   ")
        for name, lines in sorted(self.caches.items()):
            yield from ("   !", f"   rpki cache {name}", *(f"      {line}" for line in lines))
        if self.policy.validates:
            yield from ("   !", "   rpki origin-validation", "      ebgp local")
        for family in (4, 6):
            if told := list(self._neighbor_lines(family, "      ")):
                yield from ("   !", f"   address-family ipv{family}", *told)

    def _neighbor_lines(self, family: int, indent: str) -> Iterator[str]:
        for (name, of), lines in sorted(self.neighbors.items(), key=lambda item: (item[0][0][0].isdigit(), item[0])):
            if of == family:
                for _, line in sorted(lines.items(), key=lambda item: (item[0] != "peer group", item[0])):
                    is_off = line.startswith("no ")
                    yield f"{indent}{'no ' if is_off else ''}neighbor {name} {line.removeprefix('no ')}"

    def addresses(self) -> list[str]:
        return sorted({name for name, _ in self.neighbors if name[0].isdigit()})

    def remote_as(self, address: str) -> int:
        group = self.policy.groups.get(address, address)
        line = self.neighbors[address, 0].get("remote-as") or self.neighbors[group, 0]["remote-as"]
        return int(line.split()[1])

    def outputs(self) -> dict[str, str]:
        peers, listed = {}, []
        for address in self.addresses():
            family = 6 if ":" in address else 4
            is_up = address not in self.down
            counts = {
                "afiSafiState": "negotiated" if is_up else "advertised",
                "nlrisReceived": 12,
                "nlrisAccepted": self.counts.get((address, family), 10),
            }
            peers[address] = {
                "peerState": "Established" if is_up else "Idle",
                "peerAsn": str(self.remote_as(address)),
                f"ipv{family}Unicast": counts,
            }
            said = self.neighbors.get((address, 0), {})
            peer: dict[str, object] = {"peerAddress": address, "prefixesSent": 1, "v6PrefixesSent": 1}
            if "description" in said:
                peer["description"] = said["description"].removeprefix("description ")
            for key, way in (("routeMapInbound", "in"), ("routeMapOutbound", "out")):
                if (name := self.policy.acting(address, family, way)) is not None:
                    peer[key] = name
            listed.append(peer)
        running = f"! Command: show running-config\n! device: edge1 (vEOS, EOS-4.30.1F)\n!\n{self.text()}!\nend\n"
        caches = "".join(f"{name}:\nHost: 10.9.9.9 port 3323\nVRF: default\nState: synced\n\n" for name in self.caches)
        return {
            "version": json.dumps({"version": "4.30.1F", "modelName": "vEOS", "uptime": 1000.5}),
            "running": running,
            "startup": running.replace("running", "startup") if not self.is_unsaved else "hostname old\nend\n",
            "summary": json.dumps({"vrfs": {"default": {"asn": str(self.policy.asn), "peers": peers}}}),
            "neighbors": json.dumps({"vrfs": {"default": {"peerList": listed}}}),
            "rpki": caches,
            "default4": json.dumps({"vrfs": {"default": {"routes": {}}}}),
            "default6": json.dumps({"vrfs": {"default": {"routes": {}}}}),
        }

    def running(self, **changes: str) -> EosRunning:
        found = EOS.parse({**self.outputs(), **changes})
        assert isinstance(found, EosRunning)
        return found

    def apply(self, plan: Plan) -> Box:
        """Do what a delivery does: the one commit, read back, then the confirm."""
        if not plan.is_empty:
            self.feed(plan.files["change"])
        for expectation in ("policies", "confirmed"):
            assert EOS.differences(self.running(), plan, expectation) == []
        return self

    def copy(self) -> Box:
        return deepcopy(self)


#: Type 7 of passwords that tests use, made by Arista's own tool (pyavd, cbc_encrypt).
HIDDEN: dict[tuple[str, str], str] = {}


def hidden(address: str, secret: str) -> str:
    return HIDDEN[address, secret]


OPERATOR = """\
hostname edge1
ip prefix-list THEIRS
   seq 10 permit 9.9.0.0/16 le 32
route-map IX-IN permit 10
   set large-community 25000:7:7 additive
route-map PERMIT-ALL permit 10
route-map PICKY deny 10
   match ip address prefix-list THEIRS
route-map PICKY permit 20
   set community 25000:77 additive
   set local-preference 90
router bgp 25000
   neighbor IX peer group
   neighbor IX route-map IX-IN in
   neighbor 10.0.0.1 remote-as 35001
   neighbor 10.0.0.1 description acme
   neighbor 10.0.0.2 remote-as 20965
   neighbor 10.0.0.2 route-map PICKY in
   neighbor 10.0.0.3 peer group IX
   neighbor 10.0.0.3 remote-as 47441
   neighbor 10.0.0.99 remote-as 25000
   neighbor 2001:db8:ff::1 remote-as 35001
   address-family ipv4
      neighbor 10.0.0.1 route-map PERMIT-ALL in
      neighbor 10.0.0.1 route-map PERMIT-ALL out
   address-family ipv6
      neighbor 2001:db8:ff::1 activate
"""


def box(text: str = OPERATOR) -> Box:
    return Box().feed(text)


def lines_without_numbers(text: str) -> list[str]:
    """Sorted lines; in a list of permits a number means nothing, and an entry that comes back gets another."""
    return sorted(re.sub(r"^(   seq) [0-9]+", r"\1", line) for line in text.splitlines() if line.strip() != "!")


def told(lines: Iterable[str]) -> str:
    return "\n".join(lines)
