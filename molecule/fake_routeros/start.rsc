# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
/interface/vlan/add name=transit interface=ether1 vlan-id=10
/interface/vlan/add name=acme interface=ether2 vlan-id=20
/ip/address/add address=10.0.0.254/31 interface=transit
/ip/address/add address=10.0.1.254/24 interface=acme
/ip/firewall/filter/add chain=forward action=accept connection-state=established,related
/routing/filter/rule/add chain=PASS rule=accept
/routing/filter/rule/add chain=THEIRS rule="set bgp-local-pref 120; accept"
/routing/bgp/template/add name=PEERS as=25000 input.filter=PASS output.filter-chain=PASS
/routing/bgp/connection/add name=up remote.address=10.0.0.1/32 remote.as=20965 as=25000 local.role=ebgp input.filter=THEIRS output.filter-chain=PASS
/routing/bgp/connection/add name=acme remote.address=10.0.0.2/32 remote.as=35001 local.role=ebgp templates=PEERS
/routing/bgp/connection/add name=peer remote.address=10.0.0.3/32 remote.as=31001 local.role=ebgp templates=PEERS
/routing/bgp/connection/add name=server remote.address=193.201.28.9/32 remote.as=31009 local.role=ebgp templates=PEERS
/routing/bgp/connection/add name=server6 remote.address=2001:7f8:33::9/128 remote.as=31009 local.role=ebgp templates=PEERS afi=ipv6
