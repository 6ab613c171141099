/routing/rpki/add group=MANRS address=193.10.0.10 port=323
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
/ip/firewall/address-list/add list=MANRS-P4-9fedabb7b38c992b address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.10
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.9
/ip/firewall/address-list/add list=MANRS-P4-e6f936d524260c59 address=193.10.0.0/22
/ipv6/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
/ipv6/firewall/address-list/add list=MANRS-P6-1fc0ba9d6d44f8d3 address=2a05:1000:3500::/40
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
/routing/filter/num-list/add list=MANRS-N-4cfbd01efbfb1f3d range=64500
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=0
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=23456
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=4200000000-4294967295
/routing/filter/num-list/add list=MANRS-N-810081b832d91d44 range=64496-131071
/routing/filter/community-list/add list=MANRS-C-6b245b4bdf3f79c7 communities=65535:666
/routing/filter/community-large-list/add list=MANRS-L-491d9c069fe112ae communities=64500:1:1
/routing/filter/community-large-list/add list=MANRS-L-b5b0d55ad63a1871 communities=64500:1:3
/routing/filter/rule/add chain=MANRS-E01-9f84a095d62d455d comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E01-9f84a095d62d455d comment=E01 rule="if (bgp-network && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E01-9f84a095d62d455d comment=E01 rule="if (bgp-large-communities includes 64500:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-9f84a095d62d455d comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E01-c89636abd865deaa comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E01-c89636abd865deaa comment=E01 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E01-c89636abd865deaa comment=E01 rule="if (bgp-large-communities includes 64500:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-c89636abd865deaa comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E02-6134e7815f761708 comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E02-6134e7815f761708 comment=E02 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E02-6134e7815f761708 comment="E02 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P6-558fc01858f63683 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-6134e7815f761708 comment="E02 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in 2a05:1000:3500::/40 && dst-len in 40-44 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-6134e7815f761708 comment=E02 rule="if (bgp-large-communities includes 64500:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-6134e7815f761708 comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment=E02 rule="if (bgp-network && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment="E02 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment=E02 rule="if (bgp-large-communities includes 64500:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-84fe376c76910f85 comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E03-09aab9a436d79020 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E03-09aab9a436d79020 comment=E03 rule="if (bgp-network && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E03-09aab9a436d79020 comment=E03 rule="if (dst == 0.0.0.0/0) { return }"
/routing/filter/rule/add chain=MANRS-E03-09aab9a436d79020 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-as-path ^\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-network) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-81c16a48c28cc546 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E03-81c16a48c28cc546 comment=E03 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E03-81c16a48c28cc546 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-d341e941a3c1f758 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E03-d341e941a3c1f758 comment=E03 rule="if (bgp-network && dst in MANRS-P4-e6f936d524260c59) { return }"
/routing/filter/rule/add chain=MANRS-E03-d341e941a3c1f758 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-ec771e8001dcd55e comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E03-ec771e8001dcd55e comment=E03 rule="if (bgp-network && dst in MANRS-P6-43cc66a5fc8b8970) { return }"
/routing/filter/rule/add chain=MANRS-E03-ec771e8001dcd55e comment=E03 rule="if (dst == ::/0) { return }"
/routing/filter/rule/add chain=MANRS-E03-ec771e8001dcd55e comment=E03 rule=reject
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
/routing/filter/rule/add chain=MANRS-F03-5ce792c5016f812c comment="F03 pairs 6 delegated" rule="if (dst in MANRS-P6-1fc0ba9d6d44f8d3 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-5ce792c5016f812c comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-b2aa03c0f5bad1a6 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-bbfab51cc6f54c13 comment="F03 pairs 6 delegated-AS35001=AS35001:AS-ACME" rule="if (dst in 2a05:1000:3500::/40 && dst-len in 40-44 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-bbfab51cc6f54c13 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule="if (bgp-as-path ^20965) { return }"
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule="if (bgp-as-path ^35001) { return }"
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F11-64c369f5214726f3 comment=F11 rule="if (gw == 193.10.0.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-64c369f5214726f3 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-a3c40bb0f4c67bb3 comment=F11 rule="if (gw == 2a05:1000::5) { return }"
/routing/filter/rule/add chain=MANRS-F11-a3c40bb0f4c67bb3 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-ba4328967f60f97a comment=F11 rule="if (gw == 2a05:1000::1) { return }"
/routing/filter/rule/add chain=MANRS-F11-ba4328967f60f97a comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-d5d0af8c656f3e5c comment=F11 rule="if (gw == 193.10.0.5) { return }"
/routing/filter/rule/add chain=MANRS-F11-d5d0af8c656f3e5c comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F13-18a8694e52f1d9b2 comment="F13 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P6-558fc01858f63683 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-18a8694e52f1d9b2 comment="F13 pairs 6 AS35001=AS35001:AS-ACME" rule="if (dst in 2a05:1000:3500::/40 && dst-len in 40-44 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-18a8694e52f1d9b2 comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-18a8694e52f1d9b2 comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule="set bgp-local-pref 0"
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-09aab9a436d79020 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-09aab9a436d79020 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a comment=E06 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-35343544bf9fc01a rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E05 rule="if (bgp-large-communities includes 64500:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E05 rule="if (bgp-large-communities includes 64500:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E05 rule="if (bgp-large-communities includes 64500:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-d341e941a3c1f758 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-d341e941a3c1f758 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E01 rule="jump MANRS-E01-9f84a095d62d455d"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad comment=E02 rule="if (bgp-large-communities includes 64500:1:1) { jump MANRS-E02-84fe376c76910f85 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-434c89f47569d8ad rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F21 rule="if (bgp-as-path [[:MANRS-N-4cfbd01efbfb1f3d:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F03 rule="if (dst in MANRS-P4-e6f936d524260c59) { jump MANRS-F03-b2aa03c0f5bad1a6 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F03 rule="if (dst in 193.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-b2aa03c0f5bad1a6 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-b588086dfbc32bf1 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F21 rule="if (bgp-as-path [[:MANRS-N-4cfbd01efbfb1f3d:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F01 rule="if (dst == ::/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F02 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F03 rule="if (dst in MANRS-P6-43cc66a5fc8b8970) { jump MANRS-F03-bbfab51cc6f54c13 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F03 rule="if (dst in 2a05:1000::/32 && dst-len in 32-128) { jump MANRS-F03-bbfab51cc6f54c13 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F05 rule="if (dst-len in 0-11) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F05 rule="if (dst-len in 49-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-23b41a7ffa6f97f8 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F21 rule="if (bgp-as-path [[:MANRS-N-4cfbd01efbfb1f3d:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F01 rule="if (dst == ::/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F02 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-F02-5a232f00fc2a7f6a }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F03 rule="if (dst in MANRS-P6-43cc66a5fc8b8970) { jump MANRS-F03-5ce792c5016f812c }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F03 rule="if (dst in 2a05:1000::/32 && dst-len in 32-128) { jump MANRS-F03-5ce792c5016f812c }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F05 rule="if (dst-len in 0-11) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F05 rule="if (dst-len in 49-128) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-9c587adb51909e25 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst-len in 0-11) { jump MANRS-E03-ec771e8001dcd55e }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (dst-len in 49-128) { jump MANRS-E03-ec771e8001dcd55e }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc comment=E06 rule="if (dst == ::/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-d5f58d0daaeaf2cc rule=return
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E05 rule="if (bgp-large-communities includes 64500:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E05 rule="if (bgp-large-communities includes 64500:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E05 rule="if (bgp-large-communities includes 64500:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in MANRS-P6-eb4f29cceeab7eeb) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in ::/3 && dst-len in 3-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in 2001::/23 && dst-len in 23-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in 2001:db8::/32 && dst-len in 32-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in 2002::/16 && dst-len in 16-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in 3fff::/20 && dst-len in 20-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in 4000::/2 && dst-len in 2-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst in 8000::/1 && dst-len in 1-128) { jump MANRS-E03-ee96ccc83ac6fd41 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst-len in 0-11) { jump MANRS-E03-81c16a48c28cc546 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (dst-len in 49-128) { jump MANRS-E03-81c16a48c28cc546 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E01 rule="jump MANRS-E01-c89636abd865deaa"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 comment=E02 rule="if (bgp-large-communities includes 64500:1:1) { jump MANRS-E02-6134e7815f761708 }"
/routing/filter/rule/add chain=MANRS-GUARD-6-de1aff5e2cfff371 rule=return
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=GUARD rule="jump MANRS-GUARD-4-b588086dfbc32bf1"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F08 rule="jump MANRS-F08-199b3f7ed24384a9"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F11 rule="jump MANRS-F11-64c369f5214726f3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="delete bgp-large-communities MANRS-L-b5b0d55ad63a1871"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F18 rule="append bgp-large-communities 64500:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-eadb405c0af4f2b5 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-193_10_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20965-eadb405c0af4f2b5 }"
/routing/filter/rule/add chain=MANRS-IN-193_10_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-193_10_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=GUARD rule="jump MANRS-GUARD-4-b588086dfbc32bf1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F11 rule="jump MANRS-F11-d5d0af8c656f3e5c"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F13 rule="jump MANRS-F13-9554233ca722149b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="delete bgp-large-communities MANRS-L-491d9c069fe112ae"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F18 rule="append bgp-large-communities 64500:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-79ec66a42113c1b8 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-193_10_0_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-79ec66a42113c1b8 }"
/routing/filter/rule/add chain=MANRS-IN-193_10_0_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-193_10_0_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=GUARD rule="jump MANRS-GUARD-6-9c587adb51909e25"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F08 rule="jump MANRS-F08-199b3f7ed24384a9"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F11 rule="jump MANRS-F11-ba4328967f60f97a"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="delete bgp-large-communities MANRS-L-b5b0d55ad63a1871"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F18 rule="append bgp-large-communities 64500:1:3"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN6-AS20965-e438417e6608caf7 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-2a05_1000__1 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-IN-2a05_1000__1 comment=ipv6 rule="if (afi ipv6) { jump MANRS-IN6-AS20965-e438417e6608caf7 }"
/routing/filter/rule/add chain=MANRS-IN-2a05_1000__1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=GUARD rule="jump MANRS-GUARD-6-23b41a7ffa6f97f8"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F11 rule="jump MANRS-F11-a3c40bb0f4c67bb3"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F13 rule="jump MANRS-F13-18a8694e52f1d9b2"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="delete bgp-large-communities MANRS-L-491d9c069fe112ae"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F18 rule="append bgp-large-communities 64500:1:1"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN6-AS35001-c3f7afb8d946ed10 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-2a05_1000__5 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-IN-2a05_1000__5 comment=ipv6 rule="if (afi ipv6) { jump MANRS-IN6-AS35001-c3f7afb8d946ed10 }"
/routing/filter/rule/add chain=MANRS-IN-2a05_1000__5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-aa685b435a40877f comment=GUARD rule="jump MANRS-GUARD-4-434c89f47569d8ad"
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-aa685b435a40877f comment=E04 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-aa685b435a40877f comment=E04 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-aa685b435a40877f comment=E04 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-aa685b435a40877f comment=E04 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-aa685b435a40877f comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-193_10_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20965-aa685b435a40877f }"
/routing/filter/rule/add chain=MANRS-OUT-193_10_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-193_10_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-4d41e4f4cf02f9bc comment=GUARD rule="jump MANRS-GUARD-4-35343544bf9fc01a"
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-4d41e4f4cf02f9bc comment=E04 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-4d41e4f4cf02f9bc comment=E04 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-4d41e4f4cf02f9bc comment=E04 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-4d41e4f4cf02f9bc comment=E04 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-4d41e4f4cf02f9bc comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-193_10_0_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-4d41e4f4cf02f9bc }"
/routing/filter/rule/add chain=MANRS-OUT-193_10_0_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-193_10_0_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT6-AS20965-51f05efa5009af88 comment=GUARD rule="jump MANRS-GUARD-6-de1aff5e2cfff371"
/routing/filter/rule/add chain=MANRS-OUT6-AS20965-51f05efa5009af88 comment=E04 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS20965-51f05efa5009af88 comment=E04 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS20965-51f05efa5009af88 comment=E04 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS20965-51f05efa5009af88 comment=E04 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS20965-51f05efa5009af88 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-2a05_1000__1 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-2a05_1000__1 comment=ipv6 rule="if (afi ipv6) { jump MANRS-OUT6-AS20965-51f05efa5009af88 }"
/routing/filter/rule/add chain=MANRS-OUT-2a05_1000__1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT6-AS35001-5b0091ac10061438 comment=GUARD rule="jump MANRS-GUARD-6-d5f58d0daaeaf2cc"
/routing/filter/rule/add chain=MANRS-OUT6-AS35001-5b0091ac10061438 comment=E04 rule="delete bgp-communities regexp \"^64500:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS35001-5b0091ac10061438 comment=E04 rule="delete bgp-large-communities regexp \"^64500:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS35001-5b0091ac10061438 comment=E04 rule="delete bgp-large-communities regexp \"^64500:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS35001-5b0091ac10061438 comment=E04 rule="delete bgp-large-communities regexp \"^64500:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT6-AS35001-5b0091ac10061438 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-2a05_1000__5 comment=ipv4 rule="if (afi ipv4) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-2a05_1000__5 comment=ipv6 rule="if (afi ipv6) { jump MANRS-OUT6-AS35001-5b0091ac10061438 }"
/routing/filter/rule/add chain=MANRS-OUT-2a05_1000__5 comment="other families" rule=reject
/routing/bgp/connection/set [find where remote.address="193.10.0.1"] input.filter=MANRS-IN-193_10_0_1 output.filter-chain=MANRS-OUT-193_10_0_1
/routing/bgp/connection/set [find where remote.address="193.10.0.5"] input.filter=MANRS-IN-193_10_0_5 output.filter-chain=MANRS-OUT-193_10_0_5
/routing/bgp/connection/set [find where remote.address="2a05:1000::1"] input.filter=MANRS-IN-2a05_1000__1 output.filter-chain=MANRS-OUT-2a05_1000__1
/routing/bgp/connection/set [find where remote.address="2a05:1000::5"] input.filter=MANRS-IN-2a05_1000__5 output.filter-chain=MANRS-OUT-2a05_1000__5
