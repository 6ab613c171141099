/routing/rpki/add group=MANRS address=10.9.9.9 port=323
/ip/firewall/address-list/add list=MANRS-LOCAL-AS31001 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-LOCAL-AS31010 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-LOCAL-AS35010 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-LOCAL-AS35011 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-LOCAL-AS64600 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-LOCAL-AS6461 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-P4-09070f81d277da99 address=193.201.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-09070f81d277da99 address=193.99.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-21fdf80b4140a161 address=193.61.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-3278c82e8bfc399d address=185.12.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.12.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.12.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-5231ec9b5cbdcbb3 address=185.16.0.0/28
/ip/firewall/address-list/add list=MANRS-P4-57a45153ad04f554 address=193.42.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-57a45153ad04f554 address=193.42.1.128/30
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=0.0.0.0/8
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=10.0.0.0/8
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=100.64.0.0/10
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=127.0.0.0/8
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=169.254.0.0/16
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=172.16.0.0/12
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=192.0.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=192.0.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=192.168.0.0/16
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=192.88.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=198.18.0.0/15
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=198.51.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=203.0.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=224.0.0.0/4
/ip/firewall/address-list/add list=MANRS-P4-5996a8ded3e53a6b address=240.0.0.0/4
/ip/firewall/address-list/add list=MANRS-P4-7df941d190cdd440 address=185.12.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-7df941d190cdd440 address=193.40.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-802431e8eac73c18 address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-802431e8eac73c18 address=185.10.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-802431e8eac73c18 address=193.20.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-84f93a77d8fc2021 address=193.201.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-9fedabb7b38c992b address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-a34d6aba863e1761 address=185.12.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3697caf2abf204e address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-be9e00b9df350682 address=193.30.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-cdda8f1f994bc82a address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-cdda8f1f994bc82a address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-cdda8f1f994bc82a address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-cdda8f1f994bc82a address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-cdda8f1f994bc82a address=185.16.0.0/28
/ip/firewall/address-list/add list=MANRS-P4-d15508e391a6c9ab address=151.2.9.0/28
/ip/firewall/address-list/add list=MANRS-P4-d15508e391a6c9ab address=185.10.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.10
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.9
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS35010 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS35011 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS64600 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS6461 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-P6-1fc0ba9d6d44f8d3 address=2a05:1000:3500::/40
/ipv6/firewall/address-list/add list=MANRS-P6-31d4fd5891e72d05 address=2001:7f8:33::/48
/ipv6/firewall/address-list/add list=MANRS-P6-34ba342ed0ed8e96 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-P6-34ba342ed0ed8e96 address=2a05:1400::/32
/ipv6/firewall/address-list/add list=MANRS-P6-42f1bb5e8213d793 address=2a05:1000:1000::/40
/ipv6/firewall/address-list/add list=MANRS-P6-558fc01858f63683 address=2a06:2000::/32
/ipv6/firewall/address-list/add list=MANRS-P6-a0c16e1c55d3d861 address=2001:1::1/128
/ipv6/firewall/address-list/add list=MANRS-P6-a0c16e1c55d3d861 address=2001:1::2/128
/ipv6/firewall/address-list/add list=MANRS-P6-a0c16e1c55d3d861 address=2001:1::3/128
/ipv6/firewall/address-list/add list=MANRS-P6-af0fd778874bf925 address=2a05:1000:1000::/40
/ipv6/firewall/address-list/add list=MANRS-P6-af0fd778874bf925 address=2a06:4000::/32
/ipv6/firewall/address-list/add list=MANRS-P6-b435a649edbac860 address=2a06:4200::/32
/ipv6/firewall/address-list/add list=MANRS-P6-d0337d9eb84b8900 address=2a05:1000:1000::/40
/ipv6/firewall/address-list/add list=MANRS-P6-d0337d9eb84b8900 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-P6-d0337d9eb84b8900 address=2a05:1400::/32
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=2001::/23
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=::/3
/routing/filter/num-list/add list=MANRS-N-0812a4ef4ea9e800 range=25000
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=12956
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=1299
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=174
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=3257
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=3320
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=3356
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=5511
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=6453
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=6762
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=6830
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=701
/routing/filter/num-list/add list=MANRS-N-39de8ac5e43e84c7 range=7018
/routing/filter/num-list/add list=MANRS-N-51bbedb83f41dd5c range=31050
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=12956
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=174
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=2914
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=3257
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=3320
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=3356
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=5511
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=6453
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=6762
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=6830
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=701
/routing/filter/num-list/add list=MANRS-N-54f6bc66be9a1611 range=7018
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=0
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=23456
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=4200000000-4294967295
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=64496-131071
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=12956
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=1299
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=174
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=2914
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=3257
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=3320
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=3356
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=5511
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=6453
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=6762
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=6830
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=701
/routing/filter/num-list/add list=MANRS-N-b7bc52350ca58c88 range=7018
/routing/filter/num-list/add list=MANRS-N-ccf2a8eb6f627d29 range=64600
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=12956
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=1299
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=174
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=2914
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=3257
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=3320
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=5511
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=6453
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=6762
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=6830
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=701
/routing/filter/num-list/add list=MANRS-N-f692b648d201cd3b range=7018
/routing/filter/community-list/add list=MANRS-C-6b245b4bdf3f79c7 communities=65535:666
/routing/filter/community-list/add list=MANRS-C-fe7841a981139ef1 communities=65535:65281
/routing/filter/community-large-list/add list=MANRS-L-034a5920ab6fd06b communities=25000:1:1
/routing/filter/community-large-list/add list=MANRS-L-10aeeb4037fe9130 communities=25000:1:3
/routing/filter/community-large-list/add list=MANRS-L-5be2010a4f1dde36 communities=25000:1:2
/routing/filter/community-large-list/add list=MANRS-L-a9c02079f6423d12 communities=25000:1:4
/routing/filter/rule/add chain=MANRS-E01-086fa6b0842678d4 comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E01-086fa6b0842678d4 comment=E01 rule="if (bgp-as-path ^\$ && dst in 185.14.0.0/22 && dst-len in 22-24) { return }"
/routing/filter/rule/add chain=MANRS-E01-086fa6b0842678d4 comment=E01 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E01-086fa6b0842678d4 comment=E01 rule="if (bgp-network && dst in 185.14.0.0/22 && dst-len in 22-24) { return }"
/routing/filter/rule/add chain=MANRS-E01-086fa6b0842678d4 comment=E01 rule="if (bgp-large-communities includes 25000:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-086fa6b0842678d4 comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E01-92b462f45c565aa8 comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E01-92b462f45c565aa8 comment=E01 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E01-92b462f45c565aa8 comment=E01 rule="if (bgp-large-communities includes 25000:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-92b462f45c565aa8 comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E01-aa5e08e8f3358e60 comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-34ba342ed0ed8e96) { return }"
/routing/filter/rule/add chain=MANRS-E01-aa5e08e8f3358e60 comment=E01 rule="if (bgp-as-path ^\$ && dst in 2a05:1400::/32 && dst-len in 32-48) { return }"
/routing/filter/rule/add chain=MANRS-E01-aa5e08e8f3358e60 comment=E01 rule="if (bgp-network && dst in MANRS-P6-34ba342ed0ed8e96) { return }"
/routing/filter/rule/add chain=MANRS-E01-aa5e08e8f3358e60 comment=E01 rule="if (bgp-network && dst in 2a05:1400::/32 && dst-len in 32-48) { return }"
/routing/filter/rule/add chain=MANRS-E01-aa5e08e8f3358e60 comment=E01 rule="if (bgp-large-communities includes 25000:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-aa5e08e8f3358e60 comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS6461" rule="if (dst in MANRS-P4-21fdf80b4140a161 && bgp-as-path 6461\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS35001" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS35010" rule="if (dst in MANRS-P4-7df941d190cdd440 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS35011" rule="if (dst in MANRS-P4-57a45153ad04f554 && bgp-as-path 35011\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 AS64600" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment="E02 pairs 4 except-F13" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS6461) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35010) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35011) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS64600) { return }"
/routing/filter/rule/add chain=MANRS-E02-1dfdecf5a356e9d4 comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-as-path ^\$ && dst in 185.14.0.0/22 && dst-len in 22-24) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-network && dst in 185.14.0.0/22 && dst-len in 22-24) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS6461" rule="if (dst in MANRS-P4-21fdf80b4140a161 && bgp-as-path 6461\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS35001" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS35010" rule="if (dst in MANRS-P4-7df941d190cdd440 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS35011" rule="if (dst in MANRS-P4-57a45153ad04f554 && bgp-as-path 35011\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 AS64600" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment="E02 pairs 4 except-F13" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS6461) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35010) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35011) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS64600) { return }"
/routing/filter/rule/add chain=MANRS-E02-3989e37773c43cde comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-34ba342ed0ed8e96) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-as-path ^\$ && dst in 2a05:1400::/32 && dst-len in 32-48) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-network && dst in MANRS-P6-34ba342ed0ed8e96) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-network && dst in 2a05:1400::/32 && dst-len in 32-48) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment="E02 pairs 6 AS35001" rule="if (dst in MANRS-P6-558fc01858f63683 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment="E02 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P6-558fc01858f63683 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment="E02 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in 2a05:1000:3500::/40 && dst-len in 40-44 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment="E02 pairs 6 AS35010" rule="if (dst in MANRS-P6-af0fd778874bf925 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment="E02 pairs 6 AS35011" rule="if (dst in MANRS-P6-b435a649edbac860 && bgp-as-path 35011\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS6461) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35010) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35011) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS64600) { return }"
/routing/filter/rule/add chain=MANRS-E02-4fbfff9e735cc045 comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E03-54a4f3601f97306f comment=E03 rule="if (bgp-as-path ^\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-54a4f3601f97306f comment=E03 rule="if (bgp-network) { return }"
/routing/filter/rule/add chain=MANRS-E03-54a4f3601f97306f comment="E03 pairs 4 delegated-private" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-54a4f3601f97306f comment="E03 pairs 4 except-F12" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-54a4f3601f97306f comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-as-path ^\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-network) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-8731d624dfc9c868 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-34ba342ed0ed8e96) { return }"
/routing/filter/rule/add chain=MANRS-E03-8731d624dfc9c868 comment=E03 rule="if (bgp-as-path ^\$ && dst in 2a05:1400::/32 && dst-len in 32-48) { return }"
/routing/filter/rule/add chain=MANRS-E03-8731d624dfc9c868 comment=E03 rule="if (bgp-network && dst in MANRS-P6-34ba342ed0ed8e96) { return }"
/routing/filter/rule/add chain=MANRS-E03-8731d624dfc9c868 comment=E03 rule="if (bgp-network && dst in 2a05:1400::/32 && dst-len in 32-48) { return }"
/routing/filter/rule/add chain=MANRS-E03-8731d624dfc9c868 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-b46cae8aca084b8a comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E03-b46cae8aca084b8a comment=E03 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E03-b46cae8aca084b8a comment="E03 pairs 4 except-F05" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-b46cae8aca084b8a comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-b73dfcf797aea69f comment=E03 rule="if (bgp-as-path ^64600+\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-b73dfcf797aea69f comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-df7bdc6de9c9ce2e comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E03-df7bdc6de9c9ce2e comment=E03 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E03-df7bdc6de9c9ce2e comment=E03 rule="if (dst == 0.0.0.0/0) { return }"
/routing/filter/rule/add chain=MANRS-E03-df7bdc6de9c9ce2e comment="E03 pairs 4 except-F05" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-df7bdc6de9c9ce2e comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in MANRS-P6-a0c16e1c55d3d861) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:3::/32 && dst-len in 32-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:4:112::/48 && dst-len in 48-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:20::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:30::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-f37597bd71152079 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E03-f37597bd71152079 comment=E03 rule="if (bgp-as-path ^\$ && dst in 185.14.0.0/22 && dst-len in 22-24) { return }"
/routing/filter/rule/add chain=MANRS-E03-f37597bd71152079 comment=E03 rule="if (bgp-network && dst in MANRS-P4-cdda8f1f994bc82a) { return }"
/routing/filter/rule/add chain=MANRS-E03-f37597bd71152079 comment=E03 rule="if (bgp-network && dst in 185.14.0.0/22 && dst-len in 22-24) { return }"
/routing/filter/rule/add chain=MANRS-E03-f37597bd71152079 comment="E03 pairs 4 except-F05" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-f37597bd71152079 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-F01-136179dc2f10e60b comment=F01 rule="if (dst == 0.0.0.0/0) { return }"
/routing/filter/rule/add chain=MANRS-F01-136179dc2f10e60b comment=F01 rule=reject
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in MANRS-P6-a0c16e1c55d3d861) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:3::/32 && dst-len in 32-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:4:112::/48 && dst-len in 48-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:20::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:30::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule=reject
/routing/filter/rule/add chain=MANRS-F02-b5bb23110d163f37 comment=F02 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-F02-b5bb23110d163f37 comment=F02 rule=reject
/routing/filter/rule/add chain=MANRS-F03-0fbacdfa970a8ac9 comment="F03 pairs 4 delegated-AS35010" rule="if (dst in MANRS-P4-3278c82e8bfc399d && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-0fbacdfa970a8ac9 comment="F03 pairs 4 delegated-blackhole-AS35010" rule="if (dst in 185.12.2.0/24 && dst-len == 32 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-0fbacdfa970a8ac9 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-323300b292d20402 comment="F03 pairs 4 delegated" rule="if (dst in MANRS-P4-cdda8f1f994bc82a && bgp-as-path 25001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-323300b292d20402 comment="F03 pairs 4 delegated" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-323300b292d20402 comment="F03 pairs 4 delegated" rule="if (dst in MANRS-P4-3278c82e8bfc399d && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-323300b292d20402 comment="F03 pairs 4 delegated" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-323300b292d20402 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-3d0aaef74b3f7da9 comment="F03 pairs 4 delegated-AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-3d0aaef74b3f7da9 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-5243d14de9bc1d54 comment="F03 pairs 6 delegated" rule="if (dst in MANRS-P6-34ba342ed0ed8e96 && bgp-as-path 25001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-5243d14de9bc1d54 comment="F03 pairs 6 delegated" rule="if (dst in MANRS-P6-1fc0ba9d6d44f8d3 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-5243d14de9bc1d54 comment="F03 pairs 6 delegated" rule="if (dst in MANRS-P6-42f1bb5e8213d793 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-5243d14de9bc1d54 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-89aacc5761288344 comment="F03 pairs 4 delegated-AS35001" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-89aacc5761288344 comment="F03 pairs 4 except-F03-AS35001-10.0.0.7" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-89aacc5761288344 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-df0007522a6de24e comment="F03 pairs 4 delegated-AS64600" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-df0007522a6de24e comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F05-30307f71f2eb5b2c comment=F05 rule="if (dst == 0.0.0.0/0) { return }"
/routing/filter/rule/add chain=MANRS-F05-30307f71f2eb5b2c comment=F05 rule=reject
/routing/filter/rule/add chain=MANRS-F05-b24cc6bbfa71f484 comment=F05 rule="if (bgp-communities includes 65535:666) { return }"
/routing/filter/rule/add chain=MANRS-F05-b24cc6bbfa71f484 comment=F05 rule=reject
/routing/filter/rule/add chain=MANRS-F05-e3ab01a4e62354e2 comment="F05 pairs 4 except-F05-AS35001-10.0.0.7" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F05-e3ab01a4e62354e2 comment=F05 rule=reject
/routing/filter/rule/add chain=MANRS-F07-8d6f14603a45aca7 comment=F07 rule="if (bgp-as-path ^64600+\$) { return }"
/routing/filter/rule/add chain=MANRS-F07-8d6f14603a45aca7 comment=F07 rule=reject
/routing/filter/rule/add chain=MANRS-F08-019204eab164c3bd comment=F08 rule="if (bgp-as-path ^31024) { return }"
/routing/filter/rule/add chain=MANRS-F08-019204eab164c3bd comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-0caa9cf3231d12e0 comment=F08 rule="if (bgp-as-path ^31025) { return }"
/routing/filter/rule/add chain=MANRS-F08-0caa9cf3231d12e0 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-1547dda0d14b41f1 comment=F08 rule="if (bgp-as-path ^6461) { return }"
/routing/filter/rule/add chain=MANRS-F08-1547dda0d14b41f1 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-154cbb580fc846be comment=F08 rule="if (bgp-as-path ^31001) { return }"
/routing/filter/rule/add chain=MANRS-F08-154cbb580fc846be comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule="if (bgp-as-path ^20965) { return }"
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-1fb87eb3bb2bd997 comment=F08 rule="if (bgp-as-path ^35011) { return }"
/routing/filter/rule/add chain=MANRS-F08-1fb87eb3bb2bd997 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-2c89b60e1bc0031f comment=F08 rule="if (bgp-as-path ^1299) { return }"
/routing/filter/rule/add chain=MANRS-F08-2c89b60e1bc0031f comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-729c20b2044ecb32 comment=F08 rule="if (bgp-as-path ^31023) { return }"
/routing/filter/rule/add chain=MANRS-F08-729c20b2044ecb32 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-98fb6183d15165f9 comment=F08 rule="if (bgp-as-path ^20970) { return }"
/routing/filter/rule/add chain=MANRS-F08-98fb6183d15165f9 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-9ca1f5cf9587fc9d comment=F08 rule="if (bgp-as-path ^35010) { return }"
/routing/filter/rule/add chain=MANRS-F08-9ca1f5cf9587fc9d comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-a7b24f9bba3e03b5 comment=F08 rule="if (bgp-as-path ^20973) { return }"
/routing/filter/rule/add chain=MANRS-F08-a7b24f9bba3e03b5 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-aa51b166592ed6e6 comment=F08 rule="if (bgp-as-path ^31026) { return }"
/routing/filter/rule/add chain=MANRS-F08-aa51b166592ed6e6 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-b24af2d53a15fb1e comment=F08 rule="if (bgp-as-path ^20971) { return }"
/routing/filter/rule/add chain=MANRS-F08-b24af2d53a15fb1e comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-b29311124a4e64a2 comment=F08 rule="if (bgp-as-path ^31022) { return }"
/routing/filter/rule/add chain=MANRS-F08-b29311124a4e64a2 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-c1aefb36757e40db comment=F08 rule="if (bgp-as-path ^64600) { return }"
/routing/filter/rule/add chain=MANRS-F08-c1aefb36757e40db comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-c7ac892f41929218 comment=F08 rule="if (bgp-as-path ^20972) { return }"
/routing/filter/rule/add chain=MANRS-F08-c7ac892f41929218 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule="if (bgp-as-path ^35001) { return }"
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F11-00d0c3ccceb3305f comment=F11 rule="if (gw == 10.0.2.4) { return }"
/routing/filter/rule/add chain=MANRS-F11-00d0c3ccceb3305f comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-15d93ef3e9559494 comment=F11 rule="if (gw == 10.0.3.3) { return }"
/routing/filter/rule/add chain=MANRS-F11-15d93ef3e9559494 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-1750fb66abfa699a comment=F11 rule="if (gw in 2001:7f8:33::/48) { return }"
/routing/filter/rule/add chain=MANRS-F11-1750fb66abfa699a comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-1d87d15199b96514 comment=F11 rule="if (gw == 10.0.1.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-1d87d15199b96514 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-36b4422885526a57 comment=F11 rule="if (gw == 10.0.3.5) { return }"
/routing/filter/rule/add chain=MANRS-F11-36b4422885526a57 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-45def3d563924173 comment=F11 rule="if (gw == 10.0.2.3) { return }"
/routing/filter/rule/add chain=MANRS-F11-45def3d563924173 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-567ab70c4a9be461 comment=F11 rule="if (gw == 10.0.2.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-567ab70c4a9be461 comment=F11 rule="if (bgp-communities includes 65535:666) { return }"
/routing/filter/rule/add chain=MANRS-F11-567ab70c4a9be461 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-671fae9cfd0bb3a2 comment=F11 rule="if (gw == 10.0.1.3) { return }"
/routing/filter/rule/add chain=MANRS-F11-671fae9cfd0bb3a2 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-7fbb6118c37d9d6d comment=F11 rule="if (gw == 10.0.0.3) { return }"
/routing/filter/rule/add chain=MANRS-F11-7fbb6118c37d9d6d comment=F11 rule="if (gw == 10.0.0.4) { return }"
/routing/filter/rule/add chain=MANRS-F11-7fbb6118c37d9d6d comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-8407b2f13f9a16b2 comment=F11 rule="if (gw == 10.0.3.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-8407b2f13f9a16b2 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-88bbc4215578e47e comment=F11 rule="if (gw in 193.201.28.0/24) { return }"
/routing/filter/rule/add chain=MANRS-F11-88bbc4215578e47e comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-94fef9d71b412bc1 comment=F11 rule="if (gw == 2a0c:3::1) { return }"
/routing/filter/rule/add chain=MANRS-F11-94fef9d71b412bc1 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-a1074bdcc51bac49 comment=F11 rule="if (gw == 10.0.1.4) { return }"
/routing/filter/rule/add chain=MANRS-F11-a1074bdcc51bac49 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-a7787d2b2aa27c01 comment=F11 rule="if (gw == 10.0.1.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-a7787d2b2aa27c01 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-b59e9e207cd31155 comment=F11 rule="if (gw == 10.0.0.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-b59e9e207cd31155 comment=F11 rule="if (gw == 10.0.0.7) { return }"
/routing/filter/rule/add chain=MANRS-F11-b59e9e207cd31155 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-b7d5dd24f4e77ec3 comment=F11 rule="if (gw == 10.0.0.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-b7d5dd24f4e77ec3 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-d17a13c7c0340b69 comment=F11 rule="if (gw == 10.0.3.4) { return }"
/routing/filter/rule/add chain=MANRS-F11-d17a13c7c0340b69 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-d61cab770082dbb0 comment=F11 rule="if (gw == 10.0.3.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-d61cab770082dbb0 comment=F11 rule="if (gw == 10.0.99.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-d61cab770082dbb0 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-f9e30ac24e78bfea comment=F11 rule="if (gw == 10.0.2.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-f9e30ac24e78bfea comment=F11 rule="if (bgp-communities includes 65535:666) { return }"
/routing/filter/rule/add chain=MANRS-F11-f9e30ac24e78bfea comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F12-7cca0ea5c93a8e64 comment="F12 pairs 4 delegated-private" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-F12-7cca0ea5c93a8e64 comment=F12 rule=reject
/routing/filter/rule/add chain=MANRS-F12-7f99f77af775ca70 comment="F12 pairs 4 delegated-private" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-F12-7f99f77af775ca70 comment="F12 pairs 4 except-F12-AS35001-10.0.0.7" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F12-7f99f77af775ca70 comment=F12 rule=reject
/routing/filter/rule/add chain=MANRS-F12-ddb26148d01c0535 comment=F12 rule="if (bgp-communities includes 65535:666) { return }"
/routing/filter/rule/add chain=MANRS-F12-ddb26148d01c0535 comment="F12 pairs 4 delegated-private" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-F12-ddb26148d01c0535 comment=F12 rule=reject
/routing/filter/rule/add chain=MANRS-F13-01c93f54f0d3d66e comment="F13 pairs 4 AS35011" rule="if (dst in MANRS-P4-57a45153ad04f554 && bgp-as-path 35011\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-01c93f54f0d3d66e comment=F13 rule="if (dst in MANRS-LOCAL-AS35011) { return }"
/routing/filter/rule/add chain=MANRS-F13-01c93f54f0d3d66e comment=F13 rule="if (bgp-communities includes 65535:666) { return }"
/routing/filter/rule/add chain=MANRS-F13-01c93f54f0d3d66e comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-3264bc5164865bfb comment="F13 pairs 4 AS31010=AS-MEMBERS" rule="if (dst in MANRS-P4-be9e00b9df350682 && bgp-as-path 31001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-3264bc5164865bfb comment=F13 rule="if (dst in MANRS-LOCAL-AS31010) { return }"
/routing/filter/rule/add chain=MANRS-F13-3264bc5164865bfb comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-3d4b4bff40e4600f comment="F13 pairs 4 AS6461" rule="if (dst in MANRS-P4-21fdf80b4140a161 && bgp-as-path 6461\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-3d4b4bff40e4600f comment=F13 rule="if (dst in MANRS-LOCAL-AS6461) { return }"
/routing/filter/rule/add chain=MANRS-F13-3d4b4bff40e4600f comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-5b1b521fa2075adb comment="F13 pairs 4 AS31001+" rule="if (dst in 193.30.0.0/22 && dst-len in 22-24 && bgp-as-path 31001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-5b1b521fa2075adb comment=F13 rule="if (dst in MANRS-LOCAL-AS31001) { return }"
/routing/filter/rule/add chain=MANRS-F13-5b1b521fa2075adb comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-6927e738a09f6916 comment="F13 pairs 4 AS35010" rule="if (dst in MANRS-P4-7df941d190cdd440 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-6927e738a09f6916 comment=F13 rule="if (dst in MANRS-LOCAL-AS35010) { return }"
/routing/filter/rule/add chain=MANRS-F13-6927e738a09f6916 comment=F13 rule="if (bgp-communities includes 65535:666) { return }"
/routing/filter/rule/add chain=MANRS-F13-6927e738a09f6916 comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-acbe51ebe8697056 comment="F13 pairs 4 AS35001" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-acbe51ebe8697056 comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-acbe51ebe8697056 comment="F13 pairs 4 except-F13-AS35001-10.0.0.7" rule="if (dst in MANRS-P4-d15508e391a6c9ab && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-acbe51ebe8697056 comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-cca76464f929397a comment="F13 pairs 4 AS64600" rule="if (dst in MANRS-P4-a34d6aba863e1761 && bgp-as-path 64600\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-cca76464f929397a comment=F13 rule="if (dst in MANRS-LOCAL-AS64600) { return }"
/routing/filter/rule/add chain=MANRS-F13-cca76464f929397a comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F16-2dbe084d5e8706de comment=F16 rule="set gw 192.0.2.1"
/routing/filter/rule/add chain=MANRS-F16-2dbe084d5e8706de comment=F16 rule="delete bgp-communities MANRS-C-fe7841a981139ef1"
/routing/filter/rule/add chain=MANRS-F16-2dbe084d5e8706de comment=F16 rule="append bgp-communities 65535:65281"
/routing/filter/rule/add chain=MANRS-F16-2dbe084d5e8706de comment=F16 rule=return
/routing/filter/rule/add chain=MANRS-F16-a2e9cf11f4a12368 comment="F16 pairs 4 blackhole-AS35010" rule="if (dst in 185.12.2.0/24 && dst-len == 32 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F16-a2e9cf11f4a12368 comment="F16 pairs 4 blackhole-AS35010" rule="if (dst in 193.40.0.0/22 && dst-len == 32 && bgp-as-path 35010\$) { return }"
/routing/filter/rule/add chain=MANRS-F16-a2e9cf11f4a12368 comment=F16 rule=reject
/routing/filter/rule/add chain=MANRS-F16-ad887adf4d4f4e35 comment="F16 pairs 4 blackhole-AS35011" rule="if (dst in 193.42.0.0/24 && dst-len in 28-32 && bgp-as-path 35011\$) { return }"
/routing/filter/rule/add chain=MANRS-F16-ad887adf4d4f4e35 comment="F16 pairs 4 blackhole-AS35011" rule="if (dst in 193.42.1.128/30 && dst-len in 30-32 && bgp-as-path 35011\$) { return }"
/routing/filter/rule/add chain=MANRS-F16-ad887adf4d4f4e35 comment=F16 rule=reject
/routing/filter/rule/add chain=MANRS-F16-bfb2f92130746470 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-F16-bfb2f92130746470 comment=F16 rule="append bgp-communities 65535:666"
/routing/filter/rule/add chain=MANRS-F16-bfb2f92130746470 comment=F16 rule=return
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule="set bgp-local-pref 0"
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (dst in MANRS-P4-09070f81d277da99) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (dst in 193.99.0.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E00 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E05 rule="if (bgp-large-communities includes 25000:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E05 rule="if (bgp-large-communities includes 25000:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E05 rule="if (bgp-large-communities includes 25000:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-b46cae8aca084b8a }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-b46cae8aca084b8a }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { jump MANRS-E03-b73dfcf797aea69f }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-54a4f3601f97306f }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E01 rule="jump MANRS-E01-92b462f45c565aa8"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E02 rule="if (bgp-large-communities includes 25000:1:1) { jump MANRS-E02-1dfdecf5a356e9d4 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 comment=E04 rule="if (bgp-as-path [[:MANRS-N-ccf2a8eb6f627d29:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-06c721eede52c7f6 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-0ea3fc2e767fa6ef comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-0ea3fc2e767fa6ef comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-0ea3fc2e767fa6ef comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-0ea3fc2e767fa6ef comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-0ea3fc2e767fa6ef comment=E04 rule="if (bgp-as-path [[:MANRS-N-ccf2a8eb6f627d29:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-0ea3fc2e767fa6ef rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-df0007522a6de24e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { jump MANRS-F07-8d6f14603a45aca7 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 comment=F12 rule="if (rpki invalid) { jump MANRS-F12-7cca0ea5c93a8e64 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-10d5b3ed4f6e9476 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F05 rule="if (dst-len in 0-7) { jump MANRS-F05-b24cc6bbfa71f484 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F05 rule="if (dst-len in 25-32) { jump MANRS-F05-b24cc6bbfa71f484 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 comment=F12 rule="if (rpki invalid) { jump MANRS-F12-ddb26148d01c0535 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-3548c46cf3570bb2 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-89aacc5761288344 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F05 rule="if (dst-len in 0-7) { jump MANRS-F05-e3ab01a4e62354e2 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F05 rule="if (dst-len in 25-32) { jump MANRS-F05-e3ab01a4e62354e2 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e comment=F12 rule="if (rpki invalid) { jump MANRS-F12-7f99f77af775ca70 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-43c1d5da7586f33e rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-456296b949709623 comment=F20 rule=reject
/routing/filter/rule/add chain=MANRS-GUARD-4-456296b949709623 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (dst in MANRS-P4-09070f81d277da99) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (dst in 193.99.0.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E00 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-df7bdc6de9c9ce2e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-df7bdc6de9c9ce2e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { jump MANRS-E03-b73dfcf797aea69f }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-54a4f3601f97306f }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E06 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 comment=E04 rule="if (bgp-as-path [[:MANRS-N-ccf2a8eb6f627d29:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-4f87deae41983ad4 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 comment=F12 rule="if (rpki invalid) { jump MANRS-F12-7cca0ea5c93a8e64 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-625d6b5e25a2e4b1 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-87bd3363b1976ef7 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 comment=F12 rule="if (rpki invalid) { jump MANRS-F12-7cca0ea5c93a8e64 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9610cec78a096868 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-0fbacdfa970a8ac9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F05 rule="if (dst-len in 0-7) { jump MANRS-F05-b24cc6bbfa71f484 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F05 rule="if (dst-len in 25-32) { jump MANRS-F05-b24cc6bbfa71f484 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 comment=F12 rule="if (rpki invalid) { jump MANRS-F12-ddb26148d01c0535 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-9d0c29c3d53ea038 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (dst in MANRS-P4-09070f81d277da99) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (dst in 193.99.0.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E00 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E05 rule="if (bgp-large-communities includes 25000:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E05 rule="if (bgp-large-communities includes 25000:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E05 rule="if (bgp-large-communities includes 25000:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-f37597bd71152079 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-f37597bd71152079 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { jump MANRS-E03-b73dfcf797aea69f }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-54a4f3601f97306f }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E01 rule="jump MANRS-E01-086fa6b0842678d4"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E02 rule="if (bgp-large-communities includes 25000:1:1) { jump MANRS-E02-3989e37773c43cde }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 comment=E04 rule="if (bgp-as-path [[:MANRS-N-ccf2a8eb6f627d29:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-c5dd779c8ea38af8 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-d93d687b704b57e8 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4a4027924400323 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F01 rule="jump MANRS-F01-136179dc2f10e60b"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F05 rule="if (dst-len in 0-7) { jump MANRS-F05-30307f71f2eb5b2c }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F05 rule="if (dst-len in 25-32) { jump MANRS-F05-30307f71f2eb5b2c }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e4d66b29564fb305 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in MANRS-P4-5231ec9b5cbdcbb3) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.12.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.12.1.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.12.2.0/24 && dst-len in 24-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.14.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.15.0.0/22 && dst-len in 22-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F03 rule="if (dst in 185.16.0.0/28 && dst-len in 28-32) { jump MANRS-F03-323300b292d20402 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F05 rule="if (dst-len in 0-7) { jump MANRS-F05-30307f71f2eb5b2c }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F05 rule="if (dst-len in 25-32) { jump MANRS-F05-30307f71f2eb5b2c }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-ee6d4bf4eff67d6d rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E00 rule="if (dst in MANRS-P6-31d4fd5891e72d05) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E00 rule="if (dst in 2001:7f8:33::/48 && dst-len in 48-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E05 rule="if (bgp-large-communities includes 25000:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E05 rule="if (bgp-large-communities includes 25000:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E05 rule="if (bgp-large-communities includes 25000:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst-len in 0-11) { jump MANRS-E03-8731d624dfc9c868 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (dst-len in 49-128) { jump MANRS-E03-8731d624dfc9c868 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { jump MANRS-E03-b73dfcf797aea69f }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E01 rule="jump MANRS-E01-aa5e08e8f3358e60"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E02 rule="if (bgp-large-communities includes 25000:1:1) { jump MANRS-E02-4fbfff9e735cc045 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a comment=E04 rule="if (bgp-as-path [[:MANRS-N-ccf2a8eb6f627d29:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-75f98543e33d627a rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F01 rule="if (dst == ::/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F02 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F03 rule="if (dst in MANRS-P6-d0337d9eb84b8900) { jump MANRS-F03-5243d14de9bc1d54 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F03 rule="if (dst in 2a05:1000::/32 && dst-len in 32-128) { jump MANRS-F03-5243d14de9bc1d54 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F03 rule="if (dst in 2a05:1000:1000::/40 && dst-len in 40-128) { jump MANRS-F03-5243d14de9bc1d54 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F03 rule="if (dst in 2a05:1400::/32 && dst-len in 32-128) { jump MANRS-F03-5243d14de9bc1d54 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F04 rule="if (dst in MANRS-P6-31d4fd5891e72d05) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F04 rule="if (dst in 2001:7f8:33::/48 && dst-len in 48-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F05 rule="if (dst-len in 0-11) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F05 rule="if (dst-len in 49-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-ae8532492211c4f4 rule=return
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F08 rule="jump MANRS-F08-199b3f7ed24384a9"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F11 rule="jump MANRS-F11-b7d5dd24f4e77ec3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-332024d84a1479bc comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20965-332024d84a1479bc }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-communities regexp \"^25000:(10[1-9]|1[1-9][0-9]|[2-9][0-9][0-9]|[1-9][0-9][0-9][0-9]|[1-5][0-9][0-9][0-9][0-9]|6[0-4][0-9][0-9][0-9]|65[0-4][0-9][0-9]|655[0-2][0-9]|6553[0-5])\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-communities regexp \"^25000:([0-9]|[1-9][0-9])\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-large-communities regexp \"^25000:([8-9]|[1-9][0-9]|[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|[1-3][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|4[0-1][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|42[0-8][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|429[0-3][0-9][0-9][0-9][0-9][0-9][0-9]|4294[0-8][0-9][0-9][0-9][0-9][0-9]|42949[0-5][0-9][0-9][0-9][0-9]|429496[0-6][0-9][0-9][0-9]|4294967[0-1][0-9][0-9]|42949672[0-8][0-9]|429496729[0-5]):[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-6]:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=GUARD rule="jump MANRS-GUARD-4-9610cec78a096868"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F11 rule="jump MANRS-F11-b59e9e207cd31155"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F13 rule="jump MANRS-F13-9554233ca722149b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-d6bb77219df0e625 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-d6bb77219df0e625 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F08 rule="jump MANRS-F08-154cbb580fc846be"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F11 rule="jump MANRS-F11-7fbb6118c37d9d6d"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-fc0e92630c20f841 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31001-fc0e92630c20f841 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F08 rule="jump MANRS-F08-154cbb580fc846be"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F11 rule="jump MANRS-F11-7fbb6118c37d9d6d"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F13 rule="jump MANRS-F13-5b1b521fa2075adb"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-5260d750ebd997bf comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31001-5260d750ebd997bf }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS12654-0b64ea481b0a9f04 comment=GUARD rule="jump MANRS-GUARD-4-456296b949709623"
/routing/filter/rule/add chain=MANRS-IN4-AS12654-0b64ea481b0a9f04 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS12654-0b64ea481b0a9f04 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=GUARD rule="jump MANRS-GUARD-4-43c1d5da7586f33e"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F11 rule="jump MANRS-F11-b59e9e207cd31155"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F13 rule="jump MANRS-F13-acbe51ebe8697056"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-3dbcbfb06d44400b comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_7 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-3dbcbfb06d44400b }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_7 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_7 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F08 rule="jump MANRS-F08-98fb6183d15165f9"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F11 rule="jump MANRS-F11-a7787d2b2aa27c01"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20970-a0535d3c7c04f7d1 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_1_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20970-a0535d3c7c04f7d1 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=GUARD rule="jump MANRS-GUARD-4-e4d66b29564fb305"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F08 rule="jump MANRS-F08-b24af2d53a15fb1e"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F11 rule="jump MANRS-F11-1d87d15199b96514"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20971-48c57def402bd59f comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_1_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20971-48c57def402bd59f }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=GUARD rule="jump MANRS-GUARD-4-ee6d4bf4eff67d6d"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F08 rule="jump MANRS-F08-c7ac892f41929218"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F11 rule="jump MANRS-F11-671fae9cfd0bb3a2"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20972-f7d05c2993057e1f comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_1_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20972-f7d05c2993057e1f }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=GUARD rule="jump MANRS-GUARD-4-d93d687b704b57e8"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F08 rule="jump MANRS-F08-a7b24f9bba3e03b5"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F11 rule="jump MANRS-F11-a1074bdcc51bac49"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20973-5cc1536aec3860c7 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_1_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20973-5cc1536aec3860c7 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_1_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F16 rule="if (bgp-communities includes 35010:666) { jump MANRS-F16-bfb2f92130746470 }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F16 rule="if (bgp-communities includes 25000:666) { jump MANRS-F16-bfb2f92130746470 }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F16 rule="if (bgp-large-communities includes 35010:6:66) { jump MANRS-F16-bfb2f92130746470 }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=GUARD rule="jump MANRS-GUARD-4-9d0c29c3d53ea038"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F08 rule="jump MANRS-F08-9ca1f5cf9587fc9d"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F11 rule="jump MANRS-F11-567ab70c4a9be461"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F16 rule="if (bgp-communities includes 65535:666) { jump MANRS-F16-a2e9cf11f4a12368 }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F13 rule="jump MANRS-F13-6927e738a09f6916"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F16 rule="if (bgp-communities includes 65535:666) { jump MANRS-F16-2dbe084d5e8706de }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35010-bedb76d74b30ac13 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_2_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35010-bedb76d74b30ac13 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=GUARD rule="jump MANRS-GUARD-4-3548c46cf3570bb2"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F08 rule="jump MANRS-F08-1fb87eb3bb2bd997"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F11 rule="jump MANRS-F11-f9e30ac24e78bfea"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F16 rule="if (bgp-communities includes 65535:666) { jump MANRS-F16-ad887adf4d4f4e35 }"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F13 rule="jump MANRS-F13-01c93f54f0d3d66e"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F16 rule="if (bgp-communities includes 65535:666) { jump MANRS-F16-2dbe084d5e8706de }"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35011-4589f09b401fc120 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_2_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35011-4589f09b401fc120 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=GUARD rule="jump MANRS-GUARD-4-10d5b3ed4f6e9476"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F08 rule="jump MANRS-F08-c1aefb36757e40db"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F11 rule="jump MANRS-F11-45def3d563924173"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F13 rule="jump MANRS-F13-cca76464f929397a"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS64600-c882a125b760ad93 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_2_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS64600-c882a125b760ad93 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=GUARD rule="jump MANRS-GUARD-4-625d6b5e25a2e4b1"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F08 rule="jump MANRS-F08-1547dda0d14b41f1"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F11 rule="jump MANRS-F11-00d0c3ccceb3305f"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F13 rule="jump MANRS-F13-3d4b4bff40e4600f"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS6461-105718c1118578f3 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_2_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS6461-105718c1118578f3 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_2_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F08 rule="jump MANRS-F08-b29311124a4e64a2"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F11 rule="jump MANRS-F11-d61cab770082dbb0"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31022-b8e3ae124466ad93 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_3_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31022-b8e3ae124466ad93 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F08 rule="jump MANRS-F08-2c89b60e1bc0031f"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F11 rule="jump MANRS-F11-8407b2f13f9a16b2"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F09 rule="if (bgp-as-path [[:MANRS-N-54f6bc66be9a1611:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS1299-71be870ddebf3979 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_3_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS1299-71be870ddebf3979 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F08 rule="jump MANRS-F08-019204eab164c3bd"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F11 rule="jump MANRS-F11-15d93ef3e9559494"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F09 rule="if (bgp-as-path [[:MANRS-N-f692b648d201cd3b:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31024-02352e2c7d939078 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_3_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31024-02352e2c7d939078 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F08 rule="jump MANRS-F08-0caa9cf3231d12e0"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F11 rule="jump MANRS-F11-d17a13c7c0340b69"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F09 rule="if (bgp-as-path [[:MANRS-N-39de8ac5e43e84c7:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31025-cf42b3c2a35c6c49 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_3_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31025-cf42b3c2a35c6c49 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=GUARD rule="jump MANRS-GUARD-4-87bd3363b1976ef7"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F08 rule="jump MANRS-F08-aa51b166592ed6e6"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F11 rule="jump MANRS-F11-36b4422885526a57"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31026-e9b198b41abe77b1 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_3_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31026-e9b198b41abe77b1 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_3_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F11 rule="jump MANRS-F11-88bbc4215578e47e"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F11 rule="if (gw == 193.201.28.2) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F10 rule="if (bgp-as-path [[:MANRS-N-51bbedb83f41dd5c:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F13 rule="jump MANRS-F13-3264bc5164865bfb"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="delete bgp-large-communities MANRS-L-a9c02079f6423d12"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F18 rule="append bgp-large-communities 25000:1:4"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31010-0c84f77df5bdfb98 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-193_201_28_10 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31010-0c84f77df5bdfb98 }"
/routing/filter/rule/add chain=MANRS-IN-193_201_28_10 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-193_201_28_10 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=GUARD rule="jump MANRS-GUARD-4-e4a4027924400323"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F11 rule="jump MANRS-F11-88bbc4215578e47e"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F11 rule="if (gw == 193.201.28.2) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F10 rule="if (bgp-as-path [[:MANRS-N-51bbedb83f41dd5c:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="delete bgp-large-communities MANRS-L-a9c02079f6423d12"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F18 rule="append bgp-large-communities 25000:1:4"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-2877422b3e1b817c comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-193_201_28_9 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31009-2877422b3e1b817c }"
/routing/filter/rule/add chain=MANRS-IN-193_201_28_9 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-193_201_28_9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=GUARD rule="jump MANRS-GUARD-6-ae8532492211c4f4"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F11 rule="jump MANRS-F11-1750fb66abfa699a"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F11 rule="if (gw == 2001:7f8:33::2) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F10 rule="if (bgp-as-path [[:MANRS-N-51bbedb83f41dd5c:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="delete bgp-large-communities MANRS-L-a9c02079f6423d12"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F18 rule="append bgp-large-communities 25000:1:4"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-4ab5171aa0539205 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-2001_7f8_33__9 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-IN-2001_7f8_33__9 comment=ipv6 rule="if (afi ipv6) { jump MANRS-IN6-AS31009-4ab5171aa0539205 }"
/routing/filter/rule/add chain=MANRS-IN-2001_7f8_33__9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=GUARD rule="jump MANRS-GUARD-6-ae8532492211c4f4"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F08 rule="jump MANRS-F08-729c20b2044ecb32"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F11 rule="jump MANRS-F11-94fef9d71b412bc1"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F09 rule="if (bgp-as-path [[:MANRS-N-b7bc52350ca58c88:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN6-AS31023-94e30bf5bb58fd16 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-2a0c_3__1 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-IN-2a0c_3__1 comment=ipv6 rule="if (afi ipv6) { jump MANRS-IN6-AS31023-94e30bf5bb58fd16 }"
/routing/filter/rule/add chain=MANRS-IN-2a0c_3__1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-3a6868bb95b05071 comment=GUARD rule="jump MANRS-GUARD-4-c5dd779c8ea38af8"
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-3a6868bb95b05071 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-3a6868bb95b05071 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-3a6868bb95b05071 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-3a6868bb95b05071 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-3a6868bb95b05071 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20965-3a6868bb95b05071 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-37a9e6f7cfce6450 comment=GUARD rule="jump MANRS-GUARD-4-4f87deae41983ad4"
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-37a9e6f7cfce6450 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-37a9e6f7cfce6450 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-37a9e6f7cfce6450 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31001-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31001-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-30c1f708e89e676c comment=GUARD rule="jump MANRS-GUARD-4-0ea3fc2e767fa6ef"
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-30c1f708e89e676c comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-30c1f708e89e676c comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-30c1f708e89e676c comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-30c1f708e89e676c comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-30c1f708e89e676c comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS12654-30c1f708e89e676c }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_7 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-37a9e6f7cfce6450 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_7 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_7 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20970-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS20970-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20970-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20970-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20970-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20970-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20970-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20971-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS20971-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20971-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20971-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20971-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20971-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20971-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20972-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS20972-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20972-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20972-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20972-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20972-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20972-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20973-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS20973-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20973-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20973-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20973-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20973-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20973-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_1_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35010-37a9e6f7cfce6450 comment=GUARD rule="jump MANRS-GUARD-4-4f87deae41983ad4"
/routing/filter/rule/add chain=MANRS-OUT4-AS35010-37a9e6f7cfce6450 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35010-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35010-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35010-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35010-37a9e6f7cfce6450 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35010-37a9e6f7cfce6450 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35011-37a9e6f7cfce6450 comment=GUARD rule="jump MANRS-GUARD-4-4f87deae41983ad4"
/routing/filter/rule/add chain=MANRS-OUT4-AS35011-37a9e6f7cfce6450 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35011-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35011-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35011-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35011-37a9e6f7cfce6450 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35011-37a9e6f7cfce6450 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS64600-37a9e6f7cfce6450 comment=GUARD rule="jump MANRS-GUARD-4-4f87deae41983ad4"
/routing/filter/rule/add chain=MANRS-OUT4-AS64600-37a9e6f7cfce6450 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS64600-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS64600-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS64600-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS64600-37a9e6f7cfce6450 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS64600-37a9e6f7cfce6450 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS6461-37a9e6f7cfce6450 comment=GUARD rule="jump MANRS-GUARD-4-4f87deae41983ad4"
/routing/filter/rule/add chain=MANRS-OUT4-AS6461-37a9e6f7cfce6450 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS6461-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS6461-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS6461-37a9e6f7cfce6450 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS6461-37a9e6f7cfce6450 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS6461-37a9e6f7cfce6450 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_2_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31022-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31022-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31022-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31022-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31022-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31022-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31022-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS1299-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS1299-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS1299-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS1299-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS1299-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS1299-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS1299-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31024-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31024-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31024-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31024-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31024-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31024-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31024-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31025-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31025-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31025-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31025-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31025-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31025-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31025-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31026-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31026-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31026-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31026-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31026-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31026-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31026-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_3_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31010-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31010-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31010-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31010-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31010-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31010-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_10 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31010-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_10 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_10 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-fd052f8c86198147 comment=GUARD rule="jump MANRS-GUARD-4-06c721eede52c7f6"
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-fd052f8c86198147 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-fd052f8c86198147 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-fd052f8c86198147 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_9 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31009-fd052f8c86198147 }"
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_9 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-5d4225abd50f3f31 comment=GUARD rule="jump MANRS-GUARD-6-75f98543e33d627a"
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-5d4225abd50f3f31 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-5d4225abd50f3f31 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-5d4225abd50f3f31 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-5d4225abd50f3f31 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-5d4225abd50f3f31 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-2001_7f8_33__9 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-2001_7f8_33__9 comment=ipv6 rule="if (afi ipv6) { jump MANRS-OUT6-AS31009-5d4225abd50f3f31 }"
/routing/filter/rule/add chain=MANRS-OUT-2001_7f8_33__9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT6-AS31023-5d4225abd50f3f31 comment=GUARD rule="jump MANRS-GUARD-6-75f98543e33d627a"
/routing/filter/rule/add chain=MANRS-OUT6-AS31023-5d4225abd50f3f31 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31023-5d4225abd50f3f31 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31023-5d4225abd50f3f31 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31023-5d4225abd50f3f31 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31023-5d4225abd50f3f31 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-2a0c_3__1 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-2a0c_3__1 comment=ipv6 rule="if (afi ipv6) { jump MANRS-OUT6-AS31023-5d4225abd50f3f31 }"
/routing/filter/rule/add chain=MANRS-OUT-2a0c_3__1 comment="other families" rule=reject
/routing/bgp/connection/set [find where remote.address="10.0.0.1"] input.filter=MANRS-IN-10_0_0_1 output.filter-chain=MANRS-OUT-10_0_0_1
/routing/bgp/connection/set [find where remote.address="10.0.0.2"] input.filter=MANRS-IN-10_0_0_2 output.filter-chain=MANRS-OUT-10_0_0_2
/routing/bgp/connection/set [find where remote.address="10.0.0.3"] input.filter=MANRS-IN-10_0_0_3 output.filter-chain=MANRS-OUT-10_0_0_3
/routing/bgp/connection/set [find where remote.address="10.0.0.4"] input.filter=MANRS-IN-10_0_0_4 output.filter-chain=MANRS-OUT-10_0_0_4
/routing/bgp/connection/set [find where remote.address="10.0.0.5"] input.filter=MANRS-IN-10_0_0_5 output.filter-chain=MANRS-OUT-10_0_0_5
/routing/bgp/connection/set [find where remote.address="10.0.0.7"] input.filter=MANRS-IN-10_0_0_7 output.filter-chain=MANRS-OUT-10_0_0_7
/routing/bgp/connection/set [find where remote.address="10.0.1.1"] input.filter=MANRS-IN-10_0_1_1 output.filter-chain=MANRS-OUT-10_0_1_1
/routing/bgp/connection/set [find where remote.address="10.0.1.2"] input.filter=MANRS-IN-10_0_1_2 output.filter-chain=MANRS-OUT-10_0_1_2
/routing/bgp/connection/set [find where remote.address="10.0.1.3"] input.filter=MANRS-IN-10_0_1_3 output.filter-chain=MANRS-OUT-10_0_1_3
/routing/bgp/connection/set [find where remote.address="10.0.1.4"] input.filter=MANRS-IN-10_0_1_4 output.filter-chain=MANRS-OUT-10_0_1_4
/routing/bgp/connection/set [find where remote.address="10.0.2.1"] input.filter=MANRS-IN-10_0_2_1 output.filter-chain=MANRS-OUT-10_0_2_1
/routing/bgp/connection/set [find where remote.address="10.0.2.2"] input.filter=MANRS-IN-10_0_2_2 output.filter-chain=MANRS-OUT-10_0_2_2
/routing/bgp/connection/set [find where remote.address="10.0.2.3"] input.filter=MANRS-IN-10_0_2_3 output.filter-chain=MANRS-OUT-10_0_2_3
/routing/bgp/connection/set [find where remote.address="10.0.2.4"] input.filter=MANRS-IN-10_0_2_4 output.filter-chain=MANRS-OUT-10_0_2_4
/routing/bgp/connection/set [find where remote.address="10.0.3.1"] input.filter=MANRS-IN-10_0_3_1 output.filter-chain=MANRS-OUT-10_0_3_1
/routing/bgp/connection/set [find where remote.address="10.0.3.2"] input.filter=MANRS-IN-10_0_3_2 output.filter-chain=MANRS-OUT-10_0_3_2
/routing/bgp/connection/set [find where remote.address="10.0.3.3"] input.filter=MANRS-IN-10_0_3_3 output.filter-chain=MANRS-OUT-10_0_3_3
/routing/bgp/connection/set [find where remote.address="10.0.3.4"] input.filter=MANRS-IN-10_0_3_4 output.filter-chain=MANRS-OUT-10_0_3_4
/routing/bgp/connection/set [find where remote.address="10.0.3.5"] input.filter=MANRS-IN-10_0_3_5 output.filter-chain=MANRS-OUT-10_0_3_5
/routing/bgp/connection/set [find where remote.address="193.201.28.10"] input.filter=MANRS-IN-193_201_28_10 output.filter-chain=MANRS-OUT-193_201_28_10
/routing/bgp/connection/set [find where remote.address="193.201.28.9"] input.filter=MANRS-IN-193_201_28_9 output.filter-chain=MANRS-OUT-193_201_28_9
/routing/bgp/connection/set [find where remote.address="2001:7f8:33::9"] input.filter=MANRS-IN-2001_7f8_33__9 output.filter-chain=MANRS-OUT-2001_7f8_33__9
/routing/bgp/connection/set [find where remote.address="2a0c:3::1"] input.filter=MANRS-IN-2a0c_3__1 output.filter-chain=MANRS-OUT-2a0c_3__1
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-1 address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-1 address=185.12.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=0.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=10.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=100.64.0.0/10
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=127.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=169.254.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=172.16.0.0/12
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.0/29
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.11
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.12/30
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.128/25
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.16/28
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.32/27
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.64/26
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.0.8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.0.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.168.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=192.88.99.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=198.18.0.0/15
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=198.51.100.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=203.0.113.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-2 address=224.0.0.0/3
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-3 address=193.99.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-4 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-4 address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-4 address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-4 address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-1e12f3089ee3b067-4 address=185.16.0.0/28
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return src-address-list=MANRS-SRC-IN-4-1e12f3089ee3b067-1
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return dst-address=224.0.0.0/24
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return protocol=igmp src-address=0.0.0.0
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return protocol=udp src-port=68 dst-port=67 src-address=0.0.0.0
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-1e12f3089ee3b067-2
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return comment="V05 infrastructure observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-1e12f3089ee3b067-3
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return comment="V04 own-space observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-1e12f3089ee3b067-4
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-1e12f3089ee3b067 action=return comment="V04 own-space observed since 2026-11-24"
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-1 address=10.0.0.2
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-1 address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-1 address=193.20.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-1 address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-1 address=193.21.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=0.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=10.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=100.64.0.0/10
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=127.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=169.254.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=172.16.0.0/12
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.0/29
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.11
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.12/30
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.128/25
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.16/28
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.32/27
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.64/26
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.0.8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.0.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.168.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=192.88.99.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=198.18.0.0/15
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=198.51.100.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=203.0.113.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-2 address=224.0.0.0/3
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-3 address=193.99.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-4 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-4 address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-4 address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-4 address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-53200da050702b5c-4 address=185.16.0.0/28
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return src-address-list=MANRS-SRC-IN-4-53200da050702b5c-1
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return dst-address=224.0.0.0/24
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return protocol=igmp src-address=0.0.0.0
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return protocol=udp src-port=68 dst-port=67 src-address=0.0.0.0
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return comment="V03 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-53200da050702b5c-2
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return comment="V03 infrastructure observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-53200da050702b5c-3
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return comment="V03 own-space observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-53200da050702b5c-4
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-53200da050702b5c action=return comment="V03 foreign observed since 2026-11-24"
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-1 address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-1 address=185.12.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=0.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=10.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=100.64.0.0/10
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=127.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=169.254.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=172.16.0.0/12
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.0/29
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.11
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.12/30
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.128/25
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.16/28
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.32/27
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.64/26
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.0.8
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.0.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.168.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=192.88.99.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=198.18.0.0/15
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=198.51.100.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=203.0.113.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-2 address=224.0.0.0/3
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-3 address=193.99.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-4 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-4 address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-4 address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-4 address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-IN-4-d2170af438e0b7bc-4 address=185.16.0.0/28
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return src-address-list=MANRS-SRC-IN-4-d2170af438e0b7bc-1
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return dst-address=224.0.0.0/24
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return protocol=igmp src-address=0.0.0.0
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return protocol=udp src-port=68 dst-port=67 src-address=0.0.0.0
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-d2170af438e0b7bc-2
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return comment="V05 infrastructure observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-d2170af438e0b7bc-3
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return comment="V04 own-space observed since 2026-11-24" src-address-list=MANRS-SRC-IN-4-d2170af438e0b7bc-4
/ip/firewall/raw/add chain=MANRS-SRC-IN-4-d2170af438e0b7bc action=return comment="V04 own-space observed since 2026-11-24"
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=151.2.9.0/28
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=185.16.0.0/28
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.20.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.201.28.2
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.21.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.40.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.42.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.42.1.128/30
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.61.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-1 address=193.99.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=0.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=10.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=100.64.0.0/10
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=127.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=169.254.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=172.16.0.0/12
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.0/29
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.11
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.12/30
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.128/25
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.16/28
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.32/27
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.64/26
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.0.8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.0.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.168.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=192.88.99.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=198.18.0.0/15
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=198.51.100.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=203.0.113.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-95dae053b5e7f980-2 address=224.0.0.0/3
/ip/firewall/filter/add chain=MANRS-SRC-OUT-4-95dae053b5e7f980 action=return src-address-list=MANRS-SRC-OUT-4-95dae053b5e7f980-1
/ip/firewall/filter/add chain=MANRS-SRC-OUT-4-95dae053b5e7f980 action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-OUT-4-95dae053b5e7f980-2
/ip/firewall/filter/add chain=MANRS-SRC-OUT-4-95dae053b5e7f980 action=return comment="V04 foreign observed since 2026-11-24"
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=151.2.9.0/28
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=185.12.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=185.14.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=185.15.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=185.16.0.0/28
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.20.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.201.28.2
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.21.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.40.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.42.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.42.1.128/30
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.61.0.0/22
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-1 address=193.99.0.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=0.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=10.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=100.64.0.0/10
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=127.0.0.0/8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=169.254.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=172.16.0.0/12
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.0/29
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.11
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.12/30
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.128/25
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.16/28
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.32/27
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.64/26
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.0.8
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.0.2.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.168.0.0/16
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=192.88.99.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=198.18.0.0/15
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=198.51.100.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=203.0.113.0/24
/ip/firewall/address-list/add list=MANRS-SRC-OUT-4-e20d10f947951255-2 address=224.0.0.0/3
/ip/firewall/filter/add chain=MANRS-SRC-OUT-4-e20d10f947951255 action=return src-address-list=MANRS-SRC-OUT-4-e20d10f947951255-1
/ip/firewall/filter/add chain=MANRS-SRC-OUT-4-e20d10f947951255 action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-OUT-4-e20d10f947951255-2
/ip/firewall/filter/add chain=MANRS-SRC-OUT-4-e20d10f947951255 action=return comment="V04 foreign observed since 2026-11-24"
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-1 address=2a05:1000:3500::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-1 address=2a06:2000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-1 address=fe80::/10
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:100::/24
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:10::/28
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:1000::/68
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:100::/72
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:10::/76
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:1::/80
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:2000::/67
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:200::/71
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:20::/75
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:2::/79
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:4000::/66
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:400::/70
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:40::/74
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:4::/78
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:8000::/65
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:800::/69
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:80::/73
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:0:8::/77
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:1000::/52
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:100::/56
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:10::/60
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:1::/64
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:2000::/51
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:200::/55
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:20::/59
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:2::/63
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:4000::/50
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:400::/54
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:40::/58
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:4::/62
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:8000::/49
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:800::/53
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:80::/57
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:0:8::/61
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:100::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:10::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:1::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:20::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:2::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:40::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:4::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:80::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1:8::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::/128
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::10/124
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::100/120
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::1000/116
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::1000:0/100
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::1000:0:0/84
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::100:0/104
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::100:0:0/88
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::10:0/108
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::10:0:0/92
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::1:0/112
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::1:0:0/96
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::20/123
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::200/119
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::2000/115
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::2000:0/99
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::2000:0:0/83
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::200:0/103
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::200:0:0/87
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::20:0/107
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::20:0:0/91
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::2:0/111
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::2:0:0/95
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::4/126
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::40/122
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::400/118
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::4000/114
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::4000:0/98
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::4000:0:0/82
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::400:0/102
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::400:0:0/86
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::40:0/106
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::40:0:0/90
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::4:0/110
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::4:0:0/94
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::8/125
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::80/121
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::800/117
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::8000/113
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::8000:0/97
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::8000:0:0/81
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::800:0/101
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::800:0:0/85
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::80:0/105
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::80:0:0/89
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::8:0/109
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:1::8:0:0/93
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:2::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:40::/26
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:100::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:110::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:113::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:114::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:118::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:120::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:140::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:180::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:4::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:5::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:6::/31
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:80::/25
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:8::/29
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2 address=::/3
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-3 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-3 address=2a05:1400::/32
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=return src-address-list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-1
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=return protocol=icmpv6 src-address=::/128
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=return dst-address=ff02::/16
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=return comment="V03 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-2
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=passthrough comment="V03 infrastructure observed since 2026-11-24"
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=return comment="V03 own-space observed since 2026-11-24" src-address-list=MANRS-SRC-IN-6-21ed8c0172e8cbfc-3
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-21ed8c0172e8cbfc action=return comment="V03 foreign observed since 2026-11-24"
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-1 address=2a05:1000:1000::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-1 address=2a05:1000:3500::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-1 address=fe80::/10
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:100::/24
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:10::/28
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:1000::/68
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:100::/72
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:10::/76
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:1::/80
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:2000::/67
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:200::/71
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:20::/75
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:2::/79
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:4000::/66
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:400::/70
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:40::/74
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:4::/78
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:8000::/65
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:800::/69
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:80::/73
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:0:8::/77
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:1000::/52
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:100::/56
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:10::/60
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:1::/64
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:2000::/51
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:200::/55
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:20::/59
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:2::/63
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:4000::/50
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:400::/54
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:40::/58
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:4::/62
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:8000::/49
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:800::/53
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:80::/57
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:0:8::/61
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:100::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:10::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:1::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:20::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:2::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:40::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:4::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:80::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1:8::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::/128
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::10/124
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::100/120
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::1000/116
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::1000:0/100
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::1000:0:0/84
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::100:0/104
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::100:0:0/88
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::10:0/108
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::10:0:0/92
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::1:0/112
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::1:0:0/96
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::20/123
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::200/119
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::2000/115
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::2000:0/99
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::2000:0:0/83
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::200:0/103
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::200:0:0/87
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::20:0/107
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::20:0:0/91
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::2:0/111
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::2:0:0/95
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::4/126
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::40/122
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::400/118
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::4000/114
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::4000:0/98
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::4000:0:0/82
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::400:0/102
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::400:0:0/86
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::40:0/106
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::40:0:0/90
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::4:0/110
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::4:0:0/94
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::8/125
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::80/121
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::800/117
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::8000/113
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::8000:0/97
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::8000:0:0/81
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::800:0/101
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::800:0:0/85
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::80:0/105
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::80:0:0/89
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::8:0/109
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:1::8:0:0/93
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:2::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:40::/26
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:100::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:110::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:113::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:114::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:118::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:120::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:140::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:180::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:4::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:5::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:6::/31
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:80::/25
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:8::/29
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-2 address=::/3
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-3 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-44407b262a9db0fe-3 address=2a05:1400::/32
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=return src-address-list=MANRS-SRC-IN-6-44407b262a9db0fe-1
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=return protocol=icmpv6 src-address=::/128
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=return dst-address=ff02::/16
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-IN-6-44407b262a9db0fe-2
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=passthrough comment="V05 infrastructure observed since 2026-11-24"
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=return comment="V04 own-space observed since 2026-11-24" src-address-list=MANRS-SRC-IN-6-44407b262a9db0fe-3
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-44407b262a9db0fe action=return comment="V04 own-space observed since 2026-11-24"
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-1 address=2a05:1000:1000::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-1 address=2a05:1000:3500::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-1 address=fe80::/10
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:100::/24
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:10::/28
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:1000::/68
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:100::/72
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:10::/76
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:1::/80
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:2000::/67
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:200::/71
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:20::/75
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:2::/79
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:4000::/66
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:400::/70
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:40::/74
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:4::/78
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:8000::/65
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:800::/69
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:80::/73
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:0:8::/77
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:1000::/52
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:100::/56
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:10::/60
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:1::/64
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:2000::/51
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:200::/55
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:20::/59
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:2::/63
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:4000::/50
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:400::/54
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:40::/58
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:4::/62
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:8000::/49
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:800::/53
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:80::/57
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:0:8::/61
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:100::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:10::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:1::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:20::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:2::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:40::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:4::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:80::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1:8::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::/128
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::10/124
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::100/120
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::1000/116
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::1000:0/100
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::1000:0:0/84
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::100:0/104
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::100:0:0/88
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::10:0/108
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::10:0:0/92
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::1:0/112
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::1:0:0/96
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::20/123
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::200/119
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::2000/115
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::2000:0/99
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::2000:0:0/83
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::200:0/103
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::200:0:0/87
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::20:0/107
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::20:0:0/91
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::2:0/111
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::2:0:0/95
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::4/126
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::40/122
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::400/118
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::4000/114
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::4000:0/98
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::4000:0:0/82
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::400:0/102
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::400:0:0/86
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::40:0/106
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::40:0:0/90
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::4:0/110
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::4:0:0/94
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::8/125
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::80/121
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::800/117
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::8000/113
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::8000:0/97
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::8000:0:0/81
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::800:0/101
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::800:0:0/85
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::80:0/105
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::80:0:0/89
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::8:0/109
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:1::8:0:0/93
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:2::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:40::/26
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:100::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:110::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:113::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:114::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:118::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:120::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:140::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:180::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:4::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:5::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:6::/31
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:80::/25
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:8::/29
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-2 address=::/3
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-3 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-IN-6-cf047053cb1cf680-3 address=2a05:1400::/32
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=return src-address-list=MANRS-SRC-IN-6-cf047053cb1cf680-1
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=return protocol=icmpv6 src-address=::/128
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=return dst-address=ff02::/16
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-IN-6-cf047053cb1cf680-2
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=passthrough comment="V05 infrastructure observed since 2026-11-24"
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=return comment="V04 own-space observed since 2026-11-24" src-address-list=MANRS-SRC-IN-6-cf047053cb1cf680-3
/ipv6/firewall/raw/add chain=MANRS-SRC-IN-6-cf047053cb1cf680 action=return comment="V04 own-space observed since 2026-11-24"
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-1 address=2001:7f8:33::2/128
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-1 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-1 address=2a05:1400::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-1 address=2a06:2000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-1 address=2a06:4000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-1 address=2a06:4200::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:100::/24
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:10::/28
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:1000::/68
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:100::/72
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:10::/76
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:1::/80
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:2000::/67
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:200::/71
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:20::/75
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:2::/79
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:4000::/66
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:400::/70
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:40::/74
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:4::/78
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:8000::/65
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:800::/69
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:80::/73
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:0:8::/77
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:1000::/52
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:100::/56
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:10::/60
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:1::/64
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:2000::/51
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:200::/55
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:20::/59
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:2::/63
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:4000::/50
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:400::/54
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:40::/58
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:4::/62
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:8000::/49
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:800::/53
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:80::/57
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:0:8::/61
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:100::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:10::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:1::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:20::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:2::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:40::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:4::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:80::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1:8::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::/128
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::10/124
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::100/120
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::1000/116
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::1000:0/100
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::1000:0:0/84
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::100:0/104
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::100:0:0/88
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::10:0/108
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::10:0:0/92
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::1:0/112
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::1:0:0/96
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::20/123
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::200/119
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::2000/115
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::2000:0/99
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::2000:0:0/83
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::200:0/103
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::200:0:0/87
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::20:0/107
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::20:0:0/91
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::2:0/111
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::2:0:0/95
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::4/126
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::40/122
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::400/118
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::4000/114
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::4000:0/98
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::4000:0:0/82
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::400:0/102
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::400:0:0/86
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::40:0/106
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::40:0:0/90
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::4:0/110
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::4:0:0/94
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::8/125
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::80/121
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::800/117
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::8000/113
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::8000:0/97
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::8000:0:0/81
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::800:0/101
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::800:0:0/85
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::80:0/105
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::80:0:0/89
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::8:0/109
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:1::8:0:0/93
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:2::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:40::/26
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:100::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:110::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:113::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:114::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:118::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:120::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:140::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:180::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:4::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:5::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:6::/31
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:80::/25
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:8::/29
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-3b4b875e24070619-2 address=::/3
/ipv6/firewall/filter/add chain=MANRS-SRC-OUT-6-3b4b875e24070619 action=return src-address-list=MANRS-SRC-OUT-6-3b4b875e24070619-1
/ipv6/firewall/filter/add chain=MANRS-SRC-OUT-6-3b4b875e24070619 action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-OUT-6-3b4b875e24070619-2
/ipv6/firewall/filter/add chain=MANRS-SRC-OUT-6-3b4b875e24070619 action=return comment="V04 foreign observed since 2026-11-24"
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-1 address=2001:7f8:33::2/128
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-1 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-1 address=2a05:1400::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-1 address=2a06:2000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-1 address=2a06:4000::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-1 address=2a06:4200::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:100::/24
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:10::/28
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:1000::/68
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:100::/72
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:10::/76
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:1::/80
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:2000::/67
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:200::/71
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:20::/75
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:2::/79
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:4000::/66
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:400::/70
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:40::/74
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:4::/78
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:8000::/65
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:800::/69
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:80::/73
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:0:8::/77
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:1000::/52
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:100::/56
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:10::/60
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:1::/64
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:2000::/51
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:200::/55
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:20::/59
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:2::/63
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:4000::/50
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:400::/54
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:40::/58
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:4::/62
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:8000::/49
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:800::/53
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:80::/57
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:0:8::/61
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:100::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:10::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:1::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:20::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:2::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:40::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:4::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:80::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1:8::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::/128
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::10/124
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::100/120
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::1000/116
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::1000:0/100
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::1000:0:0/84
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::100:0/104
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::100:0:0/88
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::10:0/108
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::10:0:0/92
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::1:0/112
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::1:0:0/96
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::20/123
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::200/119
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::2000/115
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::2000:0/99
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::2000:0:0/83
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::200:0/103
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::200:0:0/87
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::20:0/107
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::20:0:0/91
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::2:0/111
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::2:0:0/95
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::4/126
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::40/122
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::400/118
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::4000/114
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::4000:0/98
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::4000:0:0/82
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::400:0/102
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::400:0:0/86
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::40:0/106
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::40:0:0/90
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::4:0/110
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::4:0:0/94
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::8/125
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::80/121
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::800/117
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::8000/113
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::8000:0/97
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::8000:0:0/81
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::800:0/101
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::800:0:0/85
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::80:0/105
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::80:0:0/89
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::8:0/109
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:1::8:0:0/93
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:2::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:40::/26
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:1000::/36
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:100::/44
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:110::/47
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:113::/48
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:114::/46
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:118::/45
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:120::/43
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:140::/42
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:180::/41
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:2000::/35
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:200::/39
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:4000::/34
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:400::/38
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:8000::/33
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4:800::/37
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:4::/40
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:5::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:6::/31
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:80::/25
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:8::/29
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-SRC-OUT-6-81d871a80aefb23b-2 address=::/3
/ipv6/firewall/filter/add chain=MANRS-SRC-OUT-6-81d871a80aefb23b action=return src-address-list=MANRS-SRC-OUT-6-81d871a80aefb23b-1
/ipv6/firewall/filter/add chain=MANRS-SRC-OUT-6-81d871a80aefb23b action=return comment="V04 special-purpose observed since 2026-11-24" src-address-list=MANRS-SRC-OUT-6-81d871a80aefb23b-2
/ipv6/firewall/filter/add chain=MANRS-SRC-OUT-6-81d871a80aefb23b action=return comment="V04 foreign observed since 2026-11-24"
/ip/firewall/raw/add chain=prerouting action=jump in-interface=eth0 jump-target=MANRS-SRC-IN-4-1e12f3089ee3b067 comment="MANRS in eth0"
/ip/firewall/filter/add chain=forward action=jump out-interface=eth0 jump-target=MANRS-SRC-OUT-4-e20d10f947951255 comment="MANRS out eth0"
/ipv6/firewall/raw/add chain=prerouting action=jump in-interface=eth0 jump-target=MANRS-SRC-IN-6-44407b262a9db0fe comment="MANRS in eth0"
/ipv6/firewall/filter/add chain=forward action=jump out-interface=eth0 jump-target=MANRS-SRC-OUT-6-3b4b875e24070619 comment="MANRS out eth0"
/ip/firewall/raw/add chain=prerouting action=jump in-interface=eth1 jump-target=MANRS-SRC-IN-4-d2170af438e0b7bc comment="MANRS in eth1"
/ip/firewall/filter/add chain=forward action=jump out-interface=eth1 jump-target=MANRS-SRC-OUT-4-95dae053b5e7f980 comment="MANRS out eth1"
/ipv6/firewall/raw/add chain=prerouting action=jump in-interface=eth1 jump-target=MANRS-SRC-IN-6-cf047053cb1cf680 comment="MANRS in eth1"
/ipv6/firewall/filter/add chain=forward action=jump out-interface=eth1 jump-target=MANRS-SRC-OUT-6-81d871a80aefb23b comment="MANRS out eth1"
/ip/firewall/raw/add chain=prerouting action=jump in-interface=eth2 jump-target=MANRS-SRC-IN-4-53200da050702b5c comment="MANRS in eth2"
/ipv6/firewall/raw/add chain=prerouting action=jump in-interface=eth2 jump-target=MANRS-SRC-IN-6-21ed8c0172e8cbfc comment="MANRS in eth2"
