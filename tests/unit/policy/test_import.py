# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""GUARD against POLICY, control by control: every verdict here was written by hand, from the table and the control's RFC."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from policy_world import EXCHANGE, compiled, import_control, neighbors, rows

# neighbor | route | the control that rejects, or accept
IMPORT = """
# F21: our own ASN, an AS_SET, an empty path.
up        | 193.0.0.0/21 20965 25000 3333           | F21
up        | 193.0.0.0/21 20965 2500 3333            | accept
up        | 193.0.0.0/21 20965 {3333} 3320          | F21
up        | 151.2.0.0/16 20965 3320 {3320,3321}     | F21
up        | 193.0.0.0/21                            | F21
acme      | 193.20.0.0/22 35001 25000 35001         | F21
acme      | 193.20.8.0/24 35001 {35002}             | F21
acme      | 193.20.0.0/22                           | F21
peer      | 193.0.0.0/21 31001 25000 3333           | F21
peer      | 193.0.0.0/21 {31001} 3333               | F21
peer      | 193.0.0.0/21                            | F21
own_as    | 193.0.0.0/21 31026 25000 3333           | accept
own_as    | 193.0.0.0/21 31026 {25000}              | F21
server    | 193.0.0.0/21 3333 25000                 | F21
server    | 193.0.0.0/21 {3333}                     | F21
server    | 193.0.0.0/21                            | F21
server    | 2a0a::/32                               | F21
# F08: not behind a route server, which keeps its own ASN out of the path (RFC 7947).
up        | 193.0.0.0/21 20965 3333                 | accept
up        | 193.0.0.0/21 20965 20965 3333           | accept
up        | 193.0.0.0/21 3333                       | F08
up        | 193.0.0.0/21 3333 20965 3333            | F08
up        | 193.0.0.0/21 209650 20965 3333          | F08
acme      | 193.20.8.0/24 35002                     | F08
acme      | 193.20.0.0/22 35002 35001               | F08
peer      | 193.0.0.0/21 3333 31001                 | F08
server    | 193.0.0.0/21 31009 3333                 | accept
server    | 193.0.0.0/21 3333                       | accept
up        | 193.0.0.0/21 3333 25000                 | F21
# F11: the neighbor's own addresses, those of its ASN, declared ones; a route server: the exchange's LAN, without us.
up        | 193.0.0.0/21 20965 3333 nh=10.0.0.1     | accept
up        | 193.0.0.0/21 20965 3333 nh=10.0.0.9     | F11
acme      | 193.20.0.0/22 35001 nh=10.0.0.7         | accept
acme      | 193.20.0.0/22 35001 nh=10.0.0.1         | F11
peer      | 193.0.0.0/21 31001 3333 nh=10.0.0.4     | accept
peer      | 193.0.0.0/21 31001 3333 nh=10.0.0.2     | F11
hops      | 193.0.0.0/21 31022 3333 nh=10.0.3.1     | accept
hops      | 193.0.0.0/21 31022 3333 nh=10.0.99.1    | accept
hops      | 193.0.0.0/21 31022 3333 nh=10.0.99.2    | F11
hops      | 2a0a::/32 31022 3333 nh=2a0c:99::1      | accept
hops      | 2a0a::/32 31022 3333 nh=2a0c:99::2      | F11
six       | 2a0a::/32 31023 3333                    | accept
six       | 2a0a::/32 31023 3333 nh=2a0c:3::2       | F11
six       | 2a0a::/32 31023 3333 nh=fe80::1         | F11
server    | 193.0.0.0/21 3333                       | accept
server    | 193.0.0.0/21 3333 nh=193.201.28.77      | accept
server    | 193.0.0.0/21 3333 nh=193.201.29.77      | F11
server    | 193.0.0.0/21 3333 nh=193.201.28.2       | F11
server    | 2a0a::/32 3333 nh=2001:7f8:33::77       | accept
server    | 2a0a::/32 3333 nh=2001:7f8:34::77       | F11
server    | 2a0a::/32 3333 nh=2001:7f8:33::2        | F11
up        | 193.0.0.0/21 3333 nh=10.0.0.9           | F08
up        | 10.0.0.0/8 20965 3333 nh=10.0.0.9       | F11
# F01: nobody sends a default route, but a provider that was declared to.
acme      | 0.0.0.0/0 35001                         | F01
acme      | ::/0 35001                              | F01
peer      | 0.0.0.0/0 31001                         | F01
peer      | ::/0 31001 3333                         | F01
server    | 0.0.0.0/0 31009                         | F01
server    | ::/0 31009                              | F01
up        | 0.0.0.0/0 20965 3333                    | F01
up        | ::/0 20965 3333                         | F01
partial   | 0.0.0.0/0 20970                         | F01
partial   | 193.0.0.0/21 20970 3333                 | accept
default   | 0.0.0.0/0 20971                         | accept
default   | ::/0 20971 3333                         | accept
default   | 193.0.0.0/21 20971 3333                 | F01
default   | 10.0.0.0/8 20971                        | F01
both      | 0.0.0.0/0 20972                         | accept
both      | ::/0 20972                              | accept
both      | 193.0.0.0/21 20972 3333                 | accept
both      | 0.0.0.0/1 20972                         | F05
both      | 0.0.0.0/0 20972 64512                   | F07
both      | 0.0.0.0/0 20972 nh=10.0.0.9             | F11
# F02: IANA's special-purpose registries, multicast, 240/4, IPv6 outside 2000::/3; any length.
up        | 198.18.0.0/15 20965 3333                | F02
up        | 198.20.0.0/15 20965 3333                | accept
up        | 10.1.0.0/16 20965 3333                  | F02
up        | 10.0.0.1/32 20965 3333                  | F02
up        | 0.0.0.0/8 20965 3333                    | F02
up        | 100.64.0.0/10 20965 3333                | F02
up        | 100.128.0.0/10 20965 3333               | accept
up        | 127.0.0.0/8 20965 3333                  | F02
up        | 169.254.0.0/16 20965 3333               | F02
up        | 192.0.0.9/32 20965 3333                 | F05
up        | 192.0.0.0/24 20965 3333                 | F02
up        | 192.88.99.0/24 20965 3333               | F02
up        | 224.0.0.0/4 20965 3333                  | F02
up        | 240.0.0.0/24 20965 3333                 | F02
up        | 2001:db8::/32 20965 3333                | F02
up        | 2001:db8:1::/48 20965 3333              | F02
up        | 2001:30::/28 20965 3333                 | accept
up        | 2001:20::/28 20965 3333                 | accept
up        | 2001:10::/28 20965 3333                 | F02
up        | 2002::/16 20965 3333                    | F02
up        | 3fff::/20 20965 3333                    | F02
up        | 64:ff9b::/96 20965 3333                 | F02
up        | 4000::/16 20965 3333                    | F02
up        | fc00::/7 20965 3333                     | F02
up        | fe80::/64 20965 3333                    | F02
up        | ff00::/8 20965 3333                     | F02
up        | 10.1.0.0/16 20965 65000                 | F02
acme      | 10.0.0.0/8 35001                        | F02
acme      | fd00::/48 35001                         | F02
peer      | 192.168.0.0/16 31001                    | F02
peer      | 2001:db8::/32 31001                     | F02
server    | 203.0.113.0/24 3333                     | F02
server    | 5f00::/16 3333                          | F02
# F03: our own space and its more-specifics; test_own_space.py has who may send it all the same.
up        | 185.10.0.0/22 20965 3333                | F03
up        | 185.10.3.0/24 20965 3333                | F03
up        | 185.10.3.1/32 20965 3333                | F03
up        | 185.10.4.0/24 20965 3333                | accept
up        | 185.10.0.0/21 20965 3333                | accept
up        | 2a05:1000:1::/48 20965 3333             | F03
up        | 2a05:1001::/32 20965 3333               | accept
acme      | 185.10.0.0/22 35001                     | F03
acme      | 2a05:1000::/32 35001                    | F03
peer      | 185.10.0.0/24 31001                     | F03
peer      | 2a05:1000:1::/64 31001                  | F03
server    | 185.10.0.0/22 31009 3333                | F03
server    | 2a05:1000::/32 3333                     | F03
# F04: the LANs of our exchanges.
up        | 193.201.28.0/24 20965 3333              | F04
up        | 193.201.28.128/25 20965 3333            | F04
up        | 193.201.28.9/32 20965 3333              | F04
up        | 193.201.28.0/23 20965 3333              | accept
up        | 193.201.29.0/24 20965 3333              | accept
up        | 2001:7f8:33::/48 20965 3333             | F04
up        | 2001:7f8:33:1::/64 20965 3333           | F04
up        | 2001:7f8:34::/48 20965 3333             | accept
acme      | 193.201.28.0/24 35001                   | F04
peer      | 2001:7f8:33::/48 31001                  | F04
server    | 193.201.28.0/24 3333                    | F04
# F05: /8 to /24, /12 to /48.
up        | 193.0.0.0/25 20965 3333                 | F05
up        | 193.0.0.0/24 20965 3333                 | accept
up        | 193.0.0.1/32 20965 3333                 | F05
up        | 16.0.0.0/8 20965 3333                   | accept
up        | 16.0.0.0/7 20965 3333                   | F05
up        | 0.0.0.0/1 20965 3333                    | F05
up        | 2a0a::/48 20965 3333                    | accept
up        | 2a0a::/49 20965 3333                    | F05
up        | 2a00::/11 20965 3333                    | F05
up        | 2a00::/12 20965 3333                    | accept
acme      | 193.20.0.0/25 35001                     | F05
acme      | 2a06:2000::/64 35001                    | F05
acme      | 151.2.9.0/28 35001                      | F05
peer      | 193.0.0.0/25 31001 3333                 | F05
peer      | 2a0a::/49 31001 3333                    | F05
strict    | 193.30.1.0/25 31001                     | F05
server    | 16.0.0.0/7 3333                         | F05
server    | 2a0a::1/128 3333                        | F05
# F06: at most a hundred ASNs, prepends counted.
up        | 193.0.0.0/21 20965 3333x99              | accept
up        | 193.0.0.0/21 20965 3333x100             | F06
acme      | 193.20.0.0/22 35001x100                 | accept
acme      | 193.20.0.0/22 35001x101                 | F06
peer      | 193.0.0.0/21 31001x99 3333              | accept
peer      | 193.0.0.0/21 31001x100 3333             | F06
server    | 2a0a::/32 3333x100                      | accept
server    | 2a0a::/32 3333x101                      | F06
up        | 193.0.0.0/25 20965 3333x100             | F05
up        | 193.0.0.0/21 20965 64512 3333x100       | F06
# F07: reserved ASNs anywhere; ASNs that are only not allocated are not meant.
up        | 193.0.0.0/21 20965 0 3333               | F07
up        | 193.0.0.0/21 20965 23456 3333           | F07
up        | 193.0.0.0/21 20965 64495 3333           | accept
up        | 193.0.0.0/21 20965 64496 3333           | F07
up        | 193.0.0.0/21 20965 65534                | F07
up        | 193.0.0.0/21 20965 65535 3333           | F07
up        | 193.0.0.0/21 20965 65552 3333           | F07
up        | 193.0.0.0/21 20965 131071               | F07
up        | 193.0.0.0/21 20965 131072               | accept
up        | 193.0.0.0/21 20965 4199999999           | accept
up        | 2a0a::/32 20965 4200000000              | F07
up        | 2a0a::/32 20965 4294967295              | F07
acme      | 193.20.0.0/22 35001 64512               | F07
acme      | 193.20.0.0/22 35001 64512 35001         | F07
peer      | 193.0.0.0/21 31001 64512 3333           | F07
server    | 193.0.0.0/21 3333 23456                 | F07
peer      | 193.0.0.0/21 31001 0 174                | F07
# F09: transit-free ASNs behind all but providers.
acme      | 193.20.0.0/22 35001 1299 35001          | F09
acme      | 193.20.0.0/22 35001 174                 | F09
peer      | 193.0.0.0/21 31001 174 3333             | F09
peer      | 193.0.0.0/21 31001 3356                 | F09
peer      | 2a0a::/32 31001 2914 3333               | F09
peer      | 193.0.0.0/21 31001 6939 3333            | accept
peer      | 193.0.0.0/21 31001 6461                 | accept
big       | 193.61.0.0/22 6461                      | accept
tier1     | 193.0.0.0/21 1299 3333                  | accept
tier1     | 193.0.0.0/21 1299 3356 3333             | F09
sibling   | 193.0.0.0/21 31024 3356 3333            | accept
sibling   | 193.0.0.0/21 31024 174 3333             | F09
transit   | 193.0.0.0/21 31025 2914 3333            | accept
transit   | 193.0.0.0/21 31025 3356 3333            | F09
up        | 193.0.0.0/21 20965 174 3333             | accept
server    | 193.0.0.0/21 3333 174                   | F09
server    | 193.0.0.0/21 31009 3356 3333            | F09
# F10: only behind route servers.
server    | 193.0.0.0/21 31050                      | F10
server    | 2a0a::/32 3333 31050 3334               | F10
server    | 193.0.0.0/21 3333 174 31050             | F09
peer      | 193.0.0.0/21 31001 31050                | accept
up        | 193.0.0.0/21 20965 31050                | accept
acme      | 193.20.0.0/22 35001 31050 35001         | accept
# F14: OTC from a customer; OTC of another than the peer's own. A provider's and a route server's are right.
acme      | 193.20.0.0/22 35001 otc=35001           | F14
acme      | 193.20.0.0/22 35001 otc=25000           | F14
acme      | 2a06:2000::/32 35001 otc=20965          | F14
peer      | 193.0.0.0/21 31001 3333 otc=31001       | accept
peer      | 193.0.0.0/21 31001 3333 otc=3333        | F14
peer      | 2a0a::/32 31001 3333 otc=25000          | F14
up        | 193.0.0.0/21 20965 3333 otc=20965       | accept
up        | 193.0.0.0/21 20965 3333 otc=174         | accept
server    | 193.0.0.0/21 3333 otc=31009             | accept
server    | 193.0.0.0/21 3333 otc=3333              | accept
peer      | 193.0.0.0/21 31001 174 otc=3333         | F09
peer      | 151.2.0.0/16 31001 3321 otc=3333        | F14
# F12: RPKI invalid, from anybody.
up        | 151.2.0.0/16 20965 3320                 | accept
up        | 151.2.0.0/20 20965 3320                 | accept
up        | 151.2.0.0/21 20965 3320                 | F12
up        | 151.2.0.0/16 20965 3321                 | F12
up        | 151.2.0.0/15 20965 3321                 | accept
up        | 151.3.0.0/16 20965 3320                 | F12
acme      | 193.21.16.0/21 35001 35002              | F12
acme      | 193.21.0.0/16 35001                     | F12
peer      | 151.2.0.0/16 31001 3321                 | F12
strict    | 151.2.0.0/16 31001                      | F12
server    | 151.2.0.0/16 3321                       | F12
# F13: registered pairs. Customers always, others where it is declared, providers never.
acme      | 193.20.0.0/22 35001                     | accept
acme      | 193.20.0.0/22 35001 35001 35001         | accept
acme      | 193.20.0.0/23 35001                     | F13
acme      | 193.20.4.0/22 35001                     | F13
acme      | 193.20.0.0/22 35001 35002               | F13
acme      | 193.20.8.0/24 35001 35002               | accept
acme      | 193.20.8.0/24 35001 3333 35002          | accept
acme      | 193.20.8.0/24 35001                     | F13
acme      | 193.21.0.0/16 35001 35002               | accept
acme      | 193.21.16.0/20 35001 35002              | accept
acme      | 193.30.0.0/22 35001 31001               | F13
acme      | 2a06:2000::/32 35001                    | accept
acme      | 2a06:2000::/48 35001                    | F13
acme      | 2a06:2001::/32 35001                    | F13
special   | 193.20.8.0/24 35001 35002               | F13
peer      | 193.20.4.0/22 31001                     | accept
strict    | 193.30.0.0/22 31001                     | accept
strict    | 193.30.1.0/24 31001                     | accept
strict    | 193.31.0.0/22 31001                     | F13
strict    | 193.30.0.0/22 31001 3333                | F13
members   | 193.30.0.0/22 31001                     | accept
members   | 193.30.1.0/24 31001                     | F13
members   | 193.31.0.0/22 31001                     | F13
members   | 2a0a::/32 3333                          | F13
up        | 193.20.4.0/22 20965 35001               | accept
# F20: nothing is taken from a collector, whatever it is.
collector | 193.0.0.0/21 12654 3333                 | F20
collector | 2a0a::/32 12654 3333                    | F20
collector | 10.0.0.0/8 25000                        | F20
collector | 185.10.0.0/22                           | F20
"""


@pytest.mark.parametrize(("neighbor", "text", "control"), rows(IMPORT))
def test_import(policy: Policy, neighbor: str, text: str, control: str) -> None:
    assert import_control(policy, neighbor, text) == control


def test_a_route_server_asn_at_two_exchanges_sends_next_hops_of_the_right_one(tmp_path: Path) -> None:
    told = [
        *neighbors("server"),
        *neighbors("server", name="elsewhere", addresses=["194.9.117.9"]),
        *neighbors("peer", name="services", asn=31009),
    ]
    other = {"name": "other", "lans": ["194.9.117.0/24"]}
    policy = compiled(tmp_path, told, exchanges=[EXCHANGE, other])
    assert import_control(policy, "server", "193.0.0.0/21 3333 nh=193.201.28.77") == "accept"
    assert import_control(policy, "server", "193.0.0.0/21 3333 nh=194.9.117.77") == "F11"
    assert import_control(policy, "elsewhere", "193.0.0.0/21 3333 nh=194.9.117.77") == "accept"
    assert import_control(policy, "elsewhere", "193.0.0.0/21 3333 nh=193.201.28.77") == "F11"
    assert import_control(policy, "services", "193.0.0.0/21 31009 nh=10.0.0.3") == "accept"
    assert import_control(policy, "services", "193.0.0.0/21 31009 nh=193.201.28.77") == "F11"
