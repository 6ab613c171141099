# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The edge router of AS25000 with a hole at each session.
/routing bgp template
add as=25000 name=edge
/routing bgp connection
add input.filter=upstream-in .limit-process-routes-ipv4=1200000 local.role=ebgp .ttl=255 name=upstream remote.address=62.115.44.12/32 .as=1299 .ttl=255 tcp-md5-key=s3cret-one templates=edge
add afi=ipv6 input.limit-process-routes-ipv6=300000 local.role=ebgp .ttl=255 name=upstream6 remote.address=2001:2035:0:7::1 .as=1299 .ttl=255 tcp-md5-key=s3cret-one templates=edge
add input.filter=acme-old .limit-process-routes-ipv4=20 local.role=ebgp .ttl=255 name=acme output.filter-chain=to-customers remote.address=185.10.3.74 .as=35001 .ttl=255 tcp-md5-key=s3cret-two templates=edge
add afi=ipv6 input.filter=acme6-in .limit-process-routes-ipv6=20 local.role=ebgp .ttl=255 name=acme6 output.filter-chain=to-customers remote.address=2a05:1000:ffff:12::2 .as=35001 .ttl=255 tcp-md5-key=s3cret-two templates=edge
add input.filter=upstream-in name=peer output.filter-chain=to-outside remote.address=185.1.8.20 .as=15435 templates=edge
add input.filter=upstream-in .limit-process-routes-ipv4=100 local.role=ebgp .ttl=255 name=old output.filter-chain=to-outside remote.address=185.1.8.66 .as=47541 .ttl=255 tcp-md5-key=s3cret-three templates=edge
/routing filter rule
add chain=upstream-in rule="if (dst in 10.0.0.0/8) { reject }"
add chain=upstream-in rule=accept
add chain=acme6-in rule="if (dst in 2a06:2000::/32) { set bgp-local-pref 120; accept }"
add chain=acme6-in rule="set bgp-local-pref 110; accept"
add chain=to-outside rule="if (dst in 185.10.0.0/22) { accept }"
add chain=to-customers rule=accept
