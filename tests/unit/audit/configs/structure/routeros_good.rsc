# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The edge router of AS25000 as it should be: no hole that structure shows.
# 2026-11-24 08:14:51 by RouterOS 7.20.1
# software id = ABCD-1234
/interface ethernet
set [ find default-name=ether1 ] comment=upstream
/routing bgp instance
add as=25000 name=main router-id=185.10.0.11
/routing bgp template
set default as=25000
add afi=ip input.filter=upstream-in name=edge output.filter-chain=to-outside \
    templates=default
/ip firewall address-list
add address=10.0.0.0/8 list=bogons
add address=185.10.0.0/22 list=mine
/routing bgp connection
add afi=ip disabled=no input.filter=upstream-in .limit-process-routes-ipv4=\
    1200000 instance=main local.role=ebgp .ttl=255 name=upstream \
    output.filter-chain=to-outside remote.address=62.115.44.12/32 .as=1299 \
    .ttl=255 tcp-md5-key=s3cret-one
add afi=ipv6 input.filter=upstream-in .limit-process-routes-ipv6=300000 \
    instance=main local.role=ebgp .ttl=255 name=upstream6 \
    output.filter-chain=to-outside remote.address=2001:2035:0:7::1/128 .as=1299 \
    .ttl=255 tcp-md5-key="s3cret one"
add afi=ip input.filter=acme-in .limit-process-routes-ipv4=20 instance=main \
    local.role=ebgp .ttl=255 name=acme output.filter-chain=to-customers \
    remote.address=185.10.3.74/32 .as=35001 .ttl=255 tcp-md5-key=s3cret-two
add afi=ipv6 input.filter=acme-in .limit-process-routes-ipv6=20 instance=main \
    local.role=ebgp .ttl=255 name=acme6 output.filter-chain=to-customers \
    remote.address=2a05:1000:ffff:12::2/128 .as=35001 .ttl=255 \
    tcp-md5-key=s3cret-two
add input.limit-process-routes-ipv4=5000 local.role=ebgp .ttl=255 name=peer \
    remote.address=185.1.8.20/32 .as=15435 .ttl=255 tcp-md5-key=s3cret-three \
    templates=edge
add afi=ip instance=main local.role=ibgp name=core remote.address=185.10.0.2/32 \
    .as=25000
add disabled=yes local.role=ebgp name=gone remote.address=185.1.8.66/32 .as=47541 \
    templates=default
/routing filter rule
add chain=common rule="if (dst in bogons) { reject }"
add chain=common rule="if (rpki invalid) { reject }"
add chain=common rule=return
add chain=upstream-in rule="rpki-verify caches"
add chain=upstream-in rule="jump common"
add chain=upstream-in rule="set bgp-local-pref 90; accept"
add chain=acme-in rule="if (dst in 193.20.0.0/22 && dst-len in 22-24) { append bgp-communities 25000:100; accept }"
add chain=acme-in rule="if (dst in 2a06:2000::/32 && dst-len in 32-48) { append bgp-communities 25000:100; accept }"
add chain=acme-in disabled=yes rule=accept
add chain=acme-in rule=reject
add chain=to-outside rule="if (dst in mine || bgp-communities includes 25000:100) { accept } else { reject }"
add chain=to-customers rule=accept
/routing rpki
add address=192.0.2.10 group=caches port=3323
/system identity
set name=edge7
