/routing/rpki/add group=MANRS address=10.9.9.9 port=323
/ip/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=255.255.255.255
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
/ip/firewall/address-list/add list=MANRS-P4-802431e8eac73c18 address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-802431e8eac73c18 address=185.10.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-802431e8eac73c18 address=193.20.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-84f93a77d8fc2021 address=193.201.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-8d8299ebdb6b54f5 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-9fedabb7b38c992b address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3697caf2abf204e address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.10
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.9
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-P6-1fc0ba9d6d44f8d3 address=2a05:1000:3500::/40
/ipv6/firewall/address-list/add list=MANRS-P6-31d4fd5891e72d05 address=2001:7f8:33::/48
/ipv6/firewall/address-list/add list=MANRS-P6-43cc66a5fc8b8970 address=2a05:1000::/32
/ipv6/firewall/address-list/add list=MANRS-P6-558fc01858f63683 address=2a06:2000::/32
/ipv6/firewall/address-list/add list=MANRS-P6-a0c16e1c55d3d861 address=2001:1::1/128
/ipv6/firewall/address-list/add list=MANRS-P6-a0c16e1c55d3d861 address=2001:1::2/128
/ipv6/firewall/address-list/add list=MANRS-P6-a0c16e1c55d3d861 address=2001:1::3/128
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=2001::/23
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=2001:db8::/32
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=2002::/16
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=3fff::/20
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=4000::/2
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=8000::/1
/ipv6/firewall/address-list/add list=MANRS-P6-eb4f29cceeab7eeb address=::/3
/routing/filter/num-list/add list=MANRS-N-0812a4ef4ea9e800 range=25000
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=12956
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=1299
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=174
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=2914
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=3257
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=3320
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=3356
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=5511
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=6453
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=6461
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=6762
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=6830
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=701
/routing/filter/num-list/add list=MANRS-N-08c597768c1a3127 range=7018
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=0
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=23456
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=4200000000-4294967295
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=64496-131071
/routing/filter/community-list/add list=MANRS-C-6b245b4bdf3f79c7 communities=65535:666
/routing/filter/community-large-list/add list=MANRS-L-034a5920ab6fd06b communities=25000:1:1
/routing/filter/community-large-list/add list=MANRS-L-10aeeb4037fe9130 communities=25000:1:3
/routing/filter/community-large-list/add list=MANRS-L-5be2010a4f1dde36 communities=25000:1:2
/routing/filter/community-large-list/add list=MANRS-L-a9c02079f6423d12 communities=25000:1:4
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule="if (bgp-large-communities includes 25000:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E01-6f1f88b4d17559fe comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E01-6f1f88b4d17559fe comment=E01 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E01-6f1f88b4d17559fe comment=E01 rule="if (bgp-large-communities includes 25000:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-6f1f88b4d17559fe comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment=E02 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-10e8eee268213a7e comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E02-b668fd190955a07d comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E02-b668fd190955a07d comment=E02 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E02-b668fd190955a07d comment="E02 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P6-558fc01858f63683 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-b668fd190955a07d comment="E02 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in 2a05:1000:3500::/40 && dst-len in 40-44 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-b668fd190955a07d comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-b668fd190955a07d comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E03-5d19875d58aa2749 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-5d19875d58aa2749 comment=E03 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-5d19875d58aa2749 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-as-path ^\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-network) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-81c16a48c28cc546 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E03-81c16a48c28cc546 comment=E03 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E03-81c16a48c28cc546 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule="if (dst == 0.0.0.0/0) { return }"
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in MANRS-P6-a0c16e1c55d3d861) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:3::/32 && dst-len in 32-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:4:112::/48 && dst-len in 48-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:20::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule="if (dst in 2001:30::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-E03-ee96ccc83ac6fd41 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in MANRS-P6-a0c16e1c55d3d861) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:3::/32 && dst-len in 32-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:4:112::/48 && dst-len in 48-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:20::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule="if (dst in 2001:30::/28 && dst-len in 28-128) { return }"
/routing/filter/rule/add chain=MANRS-F02-5a232f00fc2a7f6a comment=F02 rule=reject
/routing/filter/rule/add chain=MANRS-F02-b5bb23110d163f37 comment=F02 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-F02-b5bb23110d163f37 comment=F02 rule=reject
/routing/filter/rule/add chain=MANRS-F03-3d0aaef74b3f7da9 comment="F03 pairs 4 delegated-AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-3d0aaef74b3f7da9 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-4e2e6e149b10b583 comment="F03 pairs 4 delegated" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-4e2e6e149b10b583 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-5ce792c5016f812c comment="F03 pairs 6 delegated" rule="if (dst in MANRS-P6-1fc0ba9d6d44f8d3 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-5ce792c5016f812c comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F08-154cbb580fc846be comment=F08 rule="if (bgp-as-path ^31001) { return }"
/routing/filter/rule/add chain=MANRS-F08-154cbb580fc846be comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule="if (bgp-as-path ^20965) { return }"
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule="if (bgp-as-path ^35001) { return }"
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F11-1750fb66abfa699a comment=F11 rule="if (gw in 2001:7f8:33::/48) { return }"
/routing/filter/rule/add chain=MANRS-F11-1750fb66abfa699a comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-18841f3da27c6704 comment=F11 rule="if (gw == 10.0.0.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-18841f3da27c6704 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-88bbc4215578e47e comment=F11 rule="if (gw in 193.201.28.0/24) { return }"
/routing/filter/rule/add chain=MANRS-F11-88bbc4215578e47e comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-b7d5dd24f4e77ec3 comment=F11 rule="if (gw == 10.0.0.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-b7d5dd24f4e77ec3 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-f6e22614002a5b43 comment=F11 rule="if (gw == 10.0.0.3) { return }"
/routing/filter/rule/add chain=MANRS-F11-f6e22614002a5b43 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule="set bgp-local-pref 0"
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E00 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E00 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E05 rule="if (bgp-large-communities includes 25000:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E05 rule="if (bgp-large-communities includes 25000:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E05 rule="if (bgp-large-communities includes 25000:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-5d19875d58aa2749 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-5d19875d58aa2749 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E01 rule="jump MANRS-E01-3c71346517087c70"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d comment=E02 rule="if (bgp-large-communities includes 25000:1:1) { jump MANRS-E02-10e8eee268213a7e }"
/routing/filter/rule/add chain=MANRS-GUARD-4-1bb5978c211be02d rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-456296b949709623 comment=F20 rule=reject
/routing/filter/rule/add chain=MANRS-GUARD-4-456296b949709623 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E00 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E00 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-b450c7640658b743 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-b450c7640658b743 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 comment=E06 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-70ed639c97938094 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F03 rule="if (dst in MANRS-P4-8d8299ebdb6b54f5) { jump MANRS-F03-4e2e6e149b10b583 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-4e2e6e149b10b583 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a23ed687c64cc0af rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F03 rule="if (dst in MANRS-P4-8d8299ebdb6b54f5) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F04 rule="if (dst in MANRS-P4-84f93a77d8fc2021) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F04 rule="if (dst in 193.201.28.0/24 && dst-len in 24-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a328826a58492898 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-a5eec5d984f61b42 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a5eec5d984f61b42 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a5eec5d984f61b42 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a5eec5d984f61b42 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-a5eec5d984f61b42 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F01 rule="if (dst == ::/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F02 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F03 rule="if (dst in MANRS-P6-43cc66a5fc8b8970) { jump MANRS-F03-5ce792c5016f812c }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F03 rule="if (dst in 2a05:1000::/32 && dst-len in 32-128) { jump MANRS-F03-5ce792c5016f812c }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F04 rule="if (dst in MANRS-P6-31d4fd5891e72d05) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F04 rule="if (dst in 2001:7f8:33::/48 && dst-len in 48-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F05 rule="if (dst-len in 0-11) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F05 rule="if (dst-len in 49-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-2b8290c464de3407 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E00 rule="if (dst in MANRS-P6-31d4fd5891e72d05) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E00 rule="if (dst in 2001:7f8:33::/48 && dst-len in 48-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E05 rule="if (bgp-large-communities includes 25000:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E05 rule="if (bgp-large-communities includes 25000:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E05 rule="if (bgp-large-communities includes 25000:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst-len in 0-11) { jump MANRS-E03-81c16a48c28cc546 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (dst-len in 49-128) { jump MANRS-E03-81c16a48c28cc546 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E01 rule="jump MANRS-E01-6f1f88b4d17559fe"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 comment=E02 rule="if (bgp-large-communities includes 25000:1:1) { jump MANRS-E02-b668fd190955a07d }"
/routing/filter/rule/add chain=MANRS-GUARD-6-bead4cabdd774075 rule=return
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=GUARD rule="jump MANRS-GUARD-4-a23ed687c64cc0af"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F08 rule="jump MANRS-F08-199b3f7ed24384a9"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F11 rule="jump MANRS-F11-b7d5dd24f4e77ec3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-f7f46590a1718a37 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20965-f7f46590a1718a37 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-communities regexp \"^25000:(10[1-9]|1[1-9][0-9]|[2-9][0-9][0-9]|[1-9][0-9][0-9][0-9]|[1-5][0-9][0-9][0-9][0-9]|6[0-4][0-9][0-9][0-9]|65[0-4][0-9][0-9]|655[0-2][0-9]|6553[0-5])\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-communities regexp \"^25000:([0-9]|[1-9][0-9])\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-large-communities regexp \"^25000:([8-9]|[1-9][0-9]|[1-9][0-9][0-9]|[1-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|[1-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|[1-3][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|4[0-1][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|42[0-8][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|429[0-3][0-9][0-9][0-9][0-9][0-9][0-9]|4294[0-8][0-9][0-9][0-9][0-9][0-9]|42949[0-5][0-9][0-9][0-9][0-9]|429496[0-6][0-9][0-9][0-9]|4294967[0-1][0-9][0-9]|42949672[0-8][0-9]|429496729[0-5]):[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-6]:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=GUARD rule="jump MANRS-GUARD-4-a328826a58492898"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F11 rule="jump MANRS-F11-18841f3da27c6704"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F13 rule="jump MANRS-F13-9554233ca722149b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-da0da593664e73f2 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-da0da593664e73f2 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=GUARD rule="jump MANRS-GUARD-4-a23ed687c64cc0af"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F08 rule="jump MANRS-F08-154cbb580fc846be"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F11 rule="jump MANRS-F11-f6e22614002a5b43"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="delete bgp-large-communities MANRS-L-5be2010a4f1dde36"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F18 rule="append bgp-large-communities 25000:1:2"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31001-a54cdba4cc481286 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31001-a54cdba4cc481286 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS12654-0b64ea481b0a9f04 comment=GUARD rule="jump MANRS-GUARD-4-456296b949709623"
/routing/filter/rule/add chain=MANRS-IN4-AS12654-0b64ea481b0a9f04 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS12654-0b64ea481b0a9f04 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=GUARD rule="jump MANRS-GUARD-4-a23ed687c64cc0af"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F11 rule="jump MANRS-F11-88bbc4215578e47e"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F11 rule="if (gw == 193.201.28.2) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="delete bgp-large-communities MANRS-L-a9c02079f6423d12"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F18 rule="append bgp-large-communities 25000:1:4"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS31009-974a9d642de0dc82 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-193_201_28_9 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS31009-974a9d642de0dc82 }"
/routing/filter/rule/add chain=MANRS-IN-193_201_28_9 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-193_201_28_9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=GUARD rule="jump MANRS-GUARD-6-2b8290c464de3407"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F11 rule="jump MANRS-F11-1750fb66abfa699a"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F11 rule="if (gw == 2001:7f8:33::2) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="delete bgp-large-communities MANRS-L-a9c02079f6423d12"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F18 rule="append bgp-large-communities 25000:1:4"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN6-AS31009-33652d05fdfb18a5 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-2001_7f8_33__9 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-IN-2001_7f8_33__9 comment=ipv6 rule="if (afi ipv6) { jump MANRS-IN6-AS31009-33652d05fdfb18a5 }"
/routing/filter/rule/add chain=MANRS-IN-2001_7f8_33__9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 comment=GUARD rule="jump MANRS-GUARD-4-1bb5978c211be02d"
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20965-5bdb27d91bfe8cc8 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-2430c422d17f13f1 comment=GUARD rule="jump MANRS-GUARD-4-70ed639c97938094"
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-2430c422d17f13f1 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-2430c422d17f13f1 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-2430c422d17f13f1 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-2430c422d17f13f1 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-2430c422d17f13f1 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-2430c422d17f13f1 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 comment=GUARD rule="jump MANRS-GUARD-4-1bb5978c211be02d"
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31001-5bdb27d91bfe8cc8 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-b5c026cf51dabf60 comment=GUARD rule="jump MANRS-GUARD-4-a5eec5d984f61b42"
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-b5c026cf51dabf60 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-b5c026cf51dabf60 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-b5c026cf51dabf60 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-b5c026cf51dabf60 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS12654-b5c026cf51dabf60 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS12654-b5c026cf51dabf60 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 comment=GUARD rule="jump MANRS-GUARD-4-1bb5978c211be02d"
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_9 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS31009-5bdb27d91bfe8cc8 }"
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_9 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-193_201_28_9 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-e7a8b2aba2a6a253 comment=GUARD rule="jump MANRS-GUARD-6-bead4cabdd774075"
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-e7a8b2aba2a6a253 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-e7a8b2aba2a6a253 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-e7a8b2aba2a6a253 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-e7a8b2aba2a6a253 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS31009-e7a8b2aba2a6a253 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-2001_7f8_33__9 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-2001_7f8_33__9 comment=ipv6 rule="if (afi ipv6) { jump MANRS-OUT6-AS31009-e7a8b2aba2a6a253 }"
/routing/filter/rule/add chain=MANRS-OUT-2001_7f8_33__9 comment="other families" rule=reject
/routing/bgp/connection/set [find where remote.address="10.0.0.1"] input.filter=MANRS-IN-10_0_0_1 output.filter-chain=MANRS-OUT-10_0_0_1
/routing/bgp/connection/set [find where remote.address="10.0.0.2"] input.filter=MANRS-IN-10_0_0_2 output.filter-chain=MANRS-OUT-10_0_0_2
/routing/bgp/connection/set [find where remote.address="10.0.0.3"] input.filter=MANRS-IN-10_0_0_3 output.filter-chain=MANRS-OUT-10_0_0_3
/routing/bgp/connection/set [find where remote.address="10.0.0.5"] input.filter=MANRS-IN-10_0_0_5 output.filter-chain=MANRS-OUT-10_0_0_5
/routing/bgp/connection/set [find where remote.address="193.201.28.9"] input.filter=MANRS-IN-193_201_28_9 output.filter-chain=MANRS-OUT-193_201_28_9
/routing/bgp/connection/set [find where remote.address="2001:7f8:33::9"] input.filter=MANRS-IN-2001_7f8_33__9 output.filter-chain=MANRS-OUT-2001_7f8_33__9
