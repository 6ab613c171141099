# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router that holds a configuration and takes changes to it, as far as plans need one: text in, text out.

It knows of a configuration that blocks are named by their first line, that a set or policy is replaced as a whole, that ``no`` takes
a line or a block off, and that a commit which leaves a name undefined is refused (RPL: "the existence of all referenced policies
and sets is enforced when a policy is attached").
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field

from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.contract import Plan
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr import IosXr
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.iosxr.parse import XrRunning

from .rpl import Policies, parse

XR = IosXr()
_OBJECT = re.compile(r"(prefix-set|as-path-set|community-set|large-community-set|route-policy) (\S+)")
_ONE_OF_A_KIND = (
    "transport",
    "maximum-prefix",
    "soft-reconfiguration",
    "password",
    "ttl-security",
    "enforce-first-as",
    "remote-as",
    "description",
)

Tree = dict[str, "Tree"]


def _slot(line: str) -> str:
    """Lines of one slot take each other's place."""
    words = line.split()
    if words[0] in _ONE_OF_A_KIND:
        return words[0]
    if words[1:2] == ["access-group"]:
        return f"{words[0]} access-group {words[3]}"
    return f"route-policy {words[-1]}" if words[0] == "route-policy" and words[-1] in ("in", "out") else line


@dataclass
class Box:
    """One router. ``counts``: routes that it has accepted, by address and family."""

    objects: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    tree: Tree = field(default_factory=dict)
    commit: int = 1000000001
    down: set[str] = field(default_factory=set)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def feed(self, text: str) -> Box:
        """Take the lines of a change, or refuse them all."""
        new = deepcopy(self)
        new._feed(text.splitlines())
        new.policies()
        for line in (line for name, below in new.tree.items() if name.startswith("interface ") for line in below):
            words = line.split()
            if words[1:2] == ["access-group"] and f"{words[0]} access-list {words[2]}" not in new.tree:
                raise AssertionError(f"{line}: there is no such list")
        self.objects, self.tree, self.commit = new.objects, new.tree, self.commit + 1
        return self

    def _feed(self, lines: list[str]) -> None:
        place, stack = 0, [(-1, self.tree)]
        while place < len(lines):
            line = lines[place]
            place += 1
            if line.strip() in ("", "!"):
                continue
            if found := re.fullmatch(r"no " + _OBJECT.pattern, line):
                del self.objects[found[1], found[2]]
            elif found := _OBJECT.fullmatch(line):
                end = lines.index("end-policy" if found[1] == "route-policy" else "end-set", place)
                self.objects[found[1], found[2]] = lines[place:end]
                place = end + 1
            else:
                depth = len(line) - len(line.lstrip())
                while stack[-1][0] >= depth:
                    stack.pop()
                stack.append((depth, self._line(stack[-1][1], line.strip())))

    def _line(self, tree: Tree, line: str) -> Tree:
        if line.startswith("no "):
            gone = [key for key in tree if key == line[3:] or key.startswith(line[3:] + " ")]
            if not gone:
                raise AssertionError(f"{line!r}: there is none")
            for key in gone:
                del tree[key]
            return {}
        for key in [key for key in tree if key != line and _slot(key) == _slot(line)]:
            del tree[key]
        return tree.setdefault(line, {})

    def text(self) -> str:
        lines = []
        for (kind, name), body in sorted(self.objects.items()):
            lines += [f"{kind} {name}", *body, "end-policy" if kind == "route-policy" else "end-set", "!"]
        return "".join(f"{line}\n" for line in [*lines, *_printed(self.tree, 0)])

    def policies(self) -> Policies:
        """The policies as RPL reads them. What is bound and not defined is an error."""
        objects = "\n".join(
            "\n".join([f"{kind} {name}", *body, "end-policy" if kind == "route-policy" else "end-set"])
            for (kind, name), body in self.objects.items()
        )
        found = parse(objects)
        for line, below in self.tree.items():
            if line.startswith("router bgp"):
                for address, neighbor in below.items():
                    for name, family in neighbor.items() if address.startswith("neighbor ") else ():
                        for bound in family:
                            if name.startswith("address-family") and bound.startswith("route-policy "):
                                _, policy, way = bound.split()
                                found.bindings[address.split()[1], int(name[18]), way] = policy
        found.check()
        return found

    def outputs(self) -> dict[str, str]:
        neighbors = []
        for line, below in self.tree.items():
            if not line.startswith("router bgp"):
                continue
            own = line.split()[2]
            for key, said in below.items():
                if key.startswith("neighbor "):
                    neighbors.append(self._neighbor(key.split()[1], own, said))
        header = "Fri Nov 27 08:00:00.123 UTC\nBuilding configuration...\n!! IOS XR Configuration 7.5.2\n"
        return {
            "version": "Cisco IOS XR Software, Version 7.5.2\nCopyright (c) 2013-2022 by Cisco Systems, Inc.\n",
            "running": f"{header}!\n{self.text()}end\n\n",
            "commit": f"   1) CommitId: {self.commit}                 Label: NONE\n      UserId:   lab    Line:  con0_RP0_CPU0\n",
            "neighbors": "Fri Nov 27 08:00:00.123 UTC\n\n" + "\n".join(neighbors),
            "rpki": "Hostname/Address    Transport    State   Time      ROAs (IPv4/IPv6)\n10.9.9.9   TCP:3323   ESTAB   00:01:21  12/8\n",
            "default4": "% Network not in table\n",
            "default6": "% Network not in table\n",
        }

    def _neighbor(self, address: str, own: str, said: Tree) -> str:
        asn = next(line.split()[1] for line in said if line.startswith("remote-as "))
        name = next((line.removeprefix("description ") for line in said if line.startswith("description ")), "")
        kind = "internal" if asn == own else "external"
        lines = [f"BGP neighbor is {address}", f" Remote AS {asn}, local AS {own}, {kind} link"]
        lines += [f" Description: {name}"] if name else []
        lines += [" Remote router ID 10.1.2.3", f"  BGP state = {'Idle' if address in self.down else 'Established, up for 3w1d'}"]
        family = 6 if ":" in address else 4
        lines += [
            "",
            f" For Address Family: IPv{family} Unicast",
            f"  {self.counts.get((address, family), 10)} accepted prefixes, 7 are bestpaths",
            "  Prefix advertised 170, suppressed 0, withdrawn 19",
            "",
        ]
        return "\n".join(lines) + "\n"

    def running(self) -> XrRunning:
        found = XR.parse(self.outputs())
        assert isinstance(found, XrRunning)
        return found

    def apply(self, plan: Plan) -> Box:
        """Do what a delivery does: the one commit, read back, then the confirm."""
        if not plan.is_empty:
            self.feed(plan.files["change"])
        for expectation in ("policies", "confirmed"):
            assert XR.differences(self.running(), plan, expectation) == []
        return self


def _printed(tree: Tree, depth: int) -> list[str]:
    lines = []
    for line, below in tree.items():
        lines.append(" " * depth + line)
        if below:
            lines += _printed(below, depth + 1)
        if below or depth == 0:
            lines.append(" " * depth + "!")
    return lines


OPERATOR = """\
prefix-set THEIRS
  9.9.0.0/16 le 32
end-set
!
route-policy IX-IN
  set large-community (25000:7:7) additive
end-policy
!
route-policy PERMIT-ALL
  pass
end-policy
!
route-policy PICKY
  if destination in THEIRS then
    drop
  endif
  set community (25000:77) additive
  set local-preference 90
end-policy
!
router bgp 25000
 address-family ipv4 unicast
 !
 address-family ipv6 unicast
 !
 neighbor-group IX
  address-family ipv4 unicast
   route-policy IX-IN in
  !
 !
 neighbor 10.0.0.1
  remote-as 35001
  description acme
  address-family ipv4 unicast
   route-policy PERMIT-ALL in
   route-policy PERMIT-ALL out
  !
 !
 neighbor 10.0.0.2
  remote-as 20965
  address-family ipv4 unicast
   route-policy PICKY in
  !
 !
 neighbor 10.0.0.3
  remote-as 47441
  use neighbor-group IX
  address-family ipv4 unicast
  !
 !
 neighbor 10.0.0.99
  remote-as 25000
  address-family ipv4 unicast
  !
 !
 neighbor 2001:db8:ff::1
  remote-as 35001
  address-family ipv6 unicast
  !
 !
!
"""


def box(text: str = OPERATOR) -> Box:
    found = Box()
    found._feed(text.splitlines())
    return found
