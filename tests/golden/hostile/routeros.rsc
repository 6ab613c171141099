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
/ip/firewall/address-list/add list=MANRS-P4-8d8299ebdb6b54f5 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-9fedabb7b38c992b address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3697caf2abf204e address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.10
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.9
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
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-as-path ^\$) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule="if (bgp-network) { return }"
/routing/filter/rule/add chain=MANRS-E03-698df01bbc4705d8 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-E03-9ecf7ea7ec40c595 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule="if (dst == 0.0.0.0/0) { return }"
/routing/filter/rule/add chain=MANRS-E03-b450c7640658b743 comment=E03 rule=reject
/routing/filter/rule/add chain=MANRS-F02-b5bb23110d163f37 comment=F02 rule="if (dst in MANRS-P4-da5e8a1d807c1f34) { return }"
/routing/filter/rule/add chain=MANRS-F02-b5bb23110d163f37 comment=F02 rule=reject
/routing/filter/rule/add chain=MANRS-F03-3d0aaef74b3f7da9 comment="F03 pairs 4 delegated-AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-3d0aaef74b3f7da9 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule="if (bgp-as-path ^35001) { return }"
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule="if (gw == 10.0.9.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule="if (gw == 10.0.9.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule="if (gw == 10.0.9.3) { return }"
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule="if (gw == 10.0.9.4) { return }"
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule="if (gw == 10.0.9.5) { return }"
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule="if (gw == 10.0.9.6) { return }"
/routing/filter/rule/add chain=MANRS-F11-0e72186ce9fd8de4 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-802431e8eac73c18 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in MANRS-P4-9fedabb7b38c992b && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment="F13 pairs 4 AS35001=AS35001:AS-ACME" rule="if (dst in 193.21.0.0/16 && dst-len in 16-20 && bgp-as-path 35002\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-9554233ca722149b comment=F13 rule=reject
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule="set bgp-local-pref 0"
/routing/filter/rule/add chain=MANRS-F17-6efe4676bedea4cc comment=F17 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-b450c7640658b743 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-b450c7640658b743 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 comment=E06 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-2680d2961a33f156 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F03 rule="if (dst in MANRS-P4-8d8299ebdb6b54f5) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-3d0aaef74b3f7da9 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-601dcb838e33f0c2 rule=return
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=GUARD rule="jump MANRS-GUARD-4-601dcb838e33f0c2"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F11 rule="jump MANRS-F11-0e72186ce9fd8de4"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F13 rule="jump MANRS-F13-9554233ca722149b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-31693b929be0e729 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_9_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-31693b929be0e729 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN-10_0_9_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-31693b929be0e729 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN-10_0_9_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-31693b929be0e729 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN-10_0_9_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-31693b929be0e729 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN-10_0_9_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-31693b929be0e729 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN-10_0_9_6 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-31693b929be0e729 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_6 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_9_6 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=GUARD rule="jump MANRS-GUARD-4-2680d2961a33f156"
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_3 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_3 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_3 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_4 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_4 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_4 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_5 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_5 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_5 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_6 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_6 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_9_6 comment="other families" rule=reject
/routing/bgp/connection/set [find where remote.address="10.0.9.1"] input.filter=MANRS-IN-10_0_9_1 output.filter-chain=MANRS-OUT-10_0_9_1
/routing/bgp/connection/set [find where remote.address="10.0.9.2"] input.filter=MANRS-IN-10_0_9_2 output.filter-chain=MANRS-OUT-10_0_9_2
/routing/bgp/connection/set [find where remote.address="10.0.9.3"] input.filter=MANRS-IN-10_0_9_3 output.filter-chain=MANRS-OUT-10_0_9_3
/routing/bgp/connection/set [find where remote.address="10.0.9.4"] input.filter=MANRS-IN-10_0_9_4 output.filter-chain=MANRS-OUT-10_0_9_4
/routing/bgp/connection/set [find where remote.address="10.0.9.5"] input.filter=MANRS-IN-10_0_9_5 output.filter-chain=MANRS-OUT-10_0_9_5
/routing/bgp/connection/set [find where remote.address="10.0.9.6"] input.filter=MANRS-IN-10_0_9_6 output.filter-chain=MANRS-OUT-10_0_9_6
