/routing/rpki/add group=MANRS address=10.9.9.9 port=323
/ip/firewall/address-list/add list=MANRS-LOCAL-AS35001 address=255.255.255.255
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.11.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.17.253.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.2.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.20.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.20.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.22.153.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.23.175.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.25.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.4.38.0/24
/ip/firewall/address-list/add list=MANRS-P4-0173e3d751fc58f0 address=193.7.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.0.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.10.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.10.9.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.17.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.2.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.30.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.5.138.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.5.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.5.20.0/24
/ip/firewall/address-list/add list=MANRS-P4-0317937fb994bb0f address=193.6.146.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.1.162.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.10.77.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.13.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.17.114.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.20.190.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.20.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.27.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.29.59.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.3.71.0/24
/ip/firewall/address-list/add list=MANRS-P4-04b2135b7fd014a5 address=193.9.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.18.150.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.18.253.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.20.114.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.20.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.21.26.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.24.138.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.27.222.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.3.98.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.7.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-062f3457465c992d address=193.7.77.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.11.194.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.17.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.18.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.22.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.23.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.24.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.25.80.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.27.177.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.31.251.0/24
/ip/firewall/address-list/add list=MANRS-P4-06524b67367566de address=193.7.10.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.1.142.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.12.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.15.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.17.43.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.21.242.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.23.123.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.28.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.28.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.31.182.0/24
/ip/firewall/address-list/add list=MANRS-P4-07d5df2f30a3c264 address=193.7.186.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.0.136.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.10.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.11.101.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.12.44.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.14.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.18.37.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.23.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.28.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.28.251.0/24
/ip/firewall/address-list/add list=MANRS-P4-104dadaa90e618de address=193.8.164.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.11.42.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.13.73.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.13.92.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.14.26.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.19.66.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.24.149.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.25.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.26.128.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.26.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-12cfd069e27f5332 address=193.31.114.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.1.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.1.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.11.119.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.13.30.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.15.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.16.150.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.17.5.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.18.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.29.202.0/24
/ip/firewall/address-list/add list=MANRS-P4-1730843f5af9894d address=193.9.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.17.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.22.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.23.12.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.28.188.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.28.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.28.58.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.28.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.5.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.8.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-175e1b7c37137d79 address=193.9.35.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.0.173.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.13.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.16.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.21.117.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.27.141.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.27.83.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.30.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.6.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.8.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-1aad67744f8705df address=193.9.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.17.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.20.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.23.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.26.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.29.119.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.30.209.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.31.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.5.58.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.6.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-1c3e56489b81ecb4 address=193.7.244.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.0.244.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.10.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.14.237.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.18.40.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.19.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.2.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.21.212.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.27.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.5.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-1d974ec906bfb08b address=193.6.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.1.58.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.16.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.17.85.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.19.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.19.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.20.60.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.24.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.29.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.30.19.0/24
/ip/firewall/address-list/add list=MANRS-P4-1db06e9edb548eab address=193.8.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.13.175.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.17.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.19.190.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.21.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.24.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.24.4.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.4.27.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.6.62.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.8.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-1e6afba152aeea93 address=193.9.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.14.140.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.18.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.2.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.2.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.21.23.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.30.31.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.30.40.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.7.71.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.9.119.0/24
/ip/firewall/address-list/add list=MANRS-P4-2167e7804b73b7ca address=193.9.9.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.0.60.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.12.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.2.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.23.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.27.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.27.151.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.28.111.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.29.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.7.193.0/24
/ip/firewall/address-list/add list=MANRS-P4-2384b00ae05aa651 address=193.8.246.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.11.15.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.13.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.17.83.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.19.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.24.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.26.145.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.27.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.30.228.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.8.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-2554278cb38557cb address=193.8.38.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.10.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.2.146.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.2.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.20.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.20.59.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.21.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.21.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.31.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.4.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-25cd4c487c319f2e address=193.7.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.13.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.13.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.14.77.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.20.146.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.20.217.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.20.25.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.22.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.27.86.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.28.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-2635b79b607e3577 address=193.29.13.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.12.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.13.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.14.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.17.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.19.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.29.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.29.73.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.4.19.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.6.143.0/24
/ip/firewall/address-list/add list=MANRS-P4-26451f490f2397cc address=193.8.10.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.12.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.13.62.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.15.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.17.84.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.18.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.24.140.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.27.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.7.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.7.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-2836d7433bcbfd22 address=193.8.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.11.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.12.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.16.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.19.134.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.21.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.26.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.27.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.27.192.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.27.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-290f6bb6b105531f address=193.3.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.0.254.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.11.96.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.19.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.2.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.22.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.28.202.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.3.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.31.74.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.6.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-29ac2b4022d97afd address=193.9.155.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.1.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.18.208.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.19.44.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.2.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.21.128.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.22.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.24.132.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.30.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.4.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-29f55236438b589f address=193.9.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.0.52.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.10.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.11.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.12.12.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.15.56.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.18.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.3.176.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.3.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.31.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-2b71c7ec6e5a7307 address=193.5.132.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.13.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.21.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.22.148.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.24.146.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.24.232.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.26.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.4.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.6.71.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.8.155.0/24
/ip/firewall/address-list/add list=MANRS-P4-2c7ad08f4cd29763 address=193.9.37.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.12.34.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.19.186.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.21.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.25.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.25.194.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.26.60.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.27.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.31.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.5.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-2d0703d2099b863c address=193.7.242.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.12.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.14.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.19.88.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.2.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.21.202.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.22.205.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.28.26.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.6.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.9.222.0/24
/ip/firewall/address-list/add list=MANRS-P4-2fa609895dd6d090 address=193.9.80.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.14.126.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.19.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.24.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.25.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.26.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.28.105.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.30.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.30.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.31.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-329ad55288d4b88c address=193.8.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.13.66.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.14.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.15.218.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.16.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.17.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.2.128.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.26.228.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.27.235.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.5.12.0/24
/ip/firewall/address-list/add list=MANRS-P4-37cdfc6a9c27c3fd address=193.7.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.11.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.15.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.15.91.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.16.216.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.25.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.26.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.29.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.29.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.4.114.0/24
/ip/firewall/address-list/add list=MANRS-P4-37f41533edb8fd66 address=193.5.69.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.12.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.20.74.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.20.92.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.21.208.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.23.140.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.30.30.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.4.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.5.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.6.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-38139c103e1596f5 address=193.6.194.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.1.151.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.1.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.15.242.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.16.20.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.23.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.26.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.27.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.28.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.31.138.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a4cce0ea408e866 address=193.6.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.1.182.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.11.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.21.58.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.22.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.24.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.26.132.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.28.63.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.3.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.5.88.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a86c450350cf610 address=193.8.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.1.255.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.14.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.16.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.17.174.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.17.49.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.17.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.19.187.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.27.246.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.28.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-3a8e86f0c8234cbf address=193.5.205.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.10.131.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.13.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.21.125.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.22.234.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.27.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.29.155.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.3.104.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.31.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.5.128.0/24
/ip/firewall/address-list/add list=MANRS-P4-3bb88a6398c1a97a address=193.5.201.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.10.101.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.12.52.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.17.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.20.212.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.27.106.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.4.13.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.6.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.7.204.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.8.124.0/24
/ip/firewall/address-list/add list=MANRS-P4-43768941657806a3 address=193.9.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.1.194.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.12.112.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.12.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.12.80.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.17.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.17.44.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.22.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.25.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.26.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-44682510d78f6440 address=193.7.105.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.11.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.14.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.17.164.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.27.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.28.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.4.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.5.232.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.5.83.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.6.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-448737c74f6de290 address=193.9.39.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.10.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.10.253.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.13.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.17.30.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.22.228.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.26.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.29.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.3.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.6.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-448eb9871f26a9a4 address=193.8.53.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.10.254.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.13.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.13.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.18.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.18.254.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.20.122.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.22.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.3.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.31.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-455a293668ec06a2 address=193.6.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.13.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.13.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.13.114.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.16.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.26.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.29.106.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.3.117.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.5.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.6.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-45b3f72df77f28f8 address=193.7.217.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.14.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.14.74.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.15.199.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.22.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.25.228.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.28.231.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.29.134.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.29.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.4.73.0/24
/ip/firewall/address-list/add list=MANRS-P4-46e711a09a48d10d address=193.6.66.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.10.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.10.4.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.11.23.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.13.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.16.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.17.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.21.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.21.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.29.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-46f5e79f17a3a128 address=193.7.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.12.235.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.18.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.21.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.22.143.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.26.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.28.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.3.37.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.31.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.4.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-48b9a395800a8476 address=193.9.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.0.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.16.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.18.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.2.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.21.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.23.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.26.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.28.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.29.171.0/24
/ip/firewall/address-list/add list=MANRS-P4-4b94005f5f6de2b8 address=193.7.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.10.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.15.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.18.70.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.2.80.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.20.201.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.22.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.22.202.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.25.98.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.28.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-4bd9d64d7bb8004b address=193.5.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.12.231.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.15.143.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.25.237.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.29.253.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.29.83.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.31.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.4.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.5.45.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.9.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-4cf1c593a2ec57ba address=193.9.201.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.1.149.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.11.52.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.13.141.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.15.137.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.16.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.21.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.25.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.4.71.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.7.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-519c2832a67ab46b address=193.8.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.0.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.0.37.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.16.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.2.111.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.20.196.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.20.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.21.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.26.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.30.159.0/24
/ip/firewall/address-list/add list=MANRS-P4-51b780fa9f72eb40 address=193.30.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.11.105.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.14.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.17.244.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.18.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.24.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.24.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.24.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.26.80.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.4.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-51ee6255755fafca address=193.5.253.0/24
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
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.0.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.10.123.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.11.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.11.204.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.21.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.3.141.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.31.44.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.31.92.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.6.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-59ecbca38fefc754 address=193.9.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.12.188.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.14.124.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.15.112.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.17.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.22.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.23.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.23.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.24.12.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.31.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b148c6bc21ac8ca address=193.7.78.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.1.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.1.5.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.12.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.14.177.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.2.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.20.128.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.24.241.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.4.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.4.9.0/24
/ip/firewall/address-list/add list=MANRS-P4-5b22338bf46cdde3 address=193.7.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.10.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.16.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.16.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.19.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.2.79.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.22.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.23.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.30.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.4.26.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb0dfa87b266693 address=193.6.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.0.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.0.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.12.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.20.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.20.64.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.25.33.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.26.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.3.78.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.30.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-5fb803f3b81c92e1 address=193.7.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.10.7.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.16.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.18.213.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.18.25.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.2.64.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.22.182.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.4.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.5.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.5.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-642948496f63f796 address=193.8.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.10.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.11.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.11.49.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.11.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.13.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.16.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.19.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.27.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.7.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-6596c39f8df95f2a address=193.8.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.0.64.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.16.185.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.17.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.19.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.23.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.25.19.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.26.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.28.235.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.31.188.0/24
/ip/firewall/address-list/add list=MANRS-P4-67f6459e22c18b54 address=193.4.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.13.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.14.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.15.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.16.159.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.21.143.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.27.122.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.29.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.30.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.5.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ada48fe9ece8036 address=193.9.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.11.189.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.14.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.17.39.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.19.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.20.96.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.23.161.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.26.125.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.3.199.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.31.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-6bd3a60efd46173c address=193.5.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.17.227.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.18.156.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.18.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.19.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.19.74.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.25.156.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.29.175.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.29.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.30.217.0/24
/ip/firewall/address-list/add list=MANRS-P4-6ec2ab976a387b21 address=193.6.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.1.102.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.16.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.18.4.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.20.164.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.22.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.22.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.25.23.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.6.208.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.6.63.0/24
/ip/firewall/address-list/add list=MANRS-P4-74132f8490e0ae59 address=193.8.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.0.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.1.132.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.11.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.14.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.16.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.20.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.21.201.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.25.123.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.3.74.0/24
/ip/firewall/address-list/add list=MANRS-P4-74138782c566965f address=193.30.249.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.1.212.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.14.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.15.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.16.189.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.2.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.22.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.3.13.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.30.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.31.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-7454a09612b14f19 address=193.8.39.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.12.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.15.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.2.171.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.20.112.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.21.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.29.215.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.3.111.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.4.16.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.4.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-794a5fd5a680e9bb address=193.7.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.14.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.23.202.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.27.53.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.28.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.29.74.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.4.227.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.4.42.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.4.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.6.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-7c6ebe0f77f6d084 address=193.8.43.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.0.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.11.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.12.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.13.159.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.23.102.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.3.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.4.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.5.131.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.6.16.0/24
/ip/firewall/address-list/add list=MANRS-P4-7cf1e4905811cb61 address=193.9.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.1.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.21.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.21.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.22.185.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.24.111.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.24.94.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.25.222.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.3.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.31.4.0/24
/ip/firewall/address-list/add list=MANRS-P4-7d0acd9cc1be37f3 address=193.8.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.12.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.16.126.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.18.77.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.21.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.22.137.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.23.117.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.27.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.29.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.4.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e8818319b8fea9f address=193.6.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.11.69.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.12.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.13.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.13.60.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.17.117.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.22.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.28.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.28.4.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.30.246.0/24
/ip/firewall/address-list/add list=MANRS-P4-7e9a9c1c551ea7ec address=193.7.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.11.232.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.11.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.15.235.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.17.156.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.2.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.22.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.23.233.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.24.125.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.24.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-7f516e298fbe77bf address=193.6.117.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.0.27.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.1.150.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.15.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.17.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.28.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.28.227.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.3.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.4.4.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.5.60.0/24
/ip/firewall/address-list/add list=MANRS-P4-8030256537692632 address=193.8.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.12.16.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.13.208.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.15.228.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.18.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.21.146.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.26.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.29.228.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.3.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.5.85.0/24
/ip/firewall/address-list/add list=MANRS-P4-815bd9388775aae6 address=193.7.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.1.45.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.10.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.13.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.18.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.2.140.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.22.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.24.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.31.64.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.4.85.0/24
/ip/firewall/address-list/add list=MANRS-P4-827345d85964e485 address=193.8.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.0.162.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.12.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.18.136.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.21.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.21.85.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.25.132.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.28.149.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.29.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.6.202.0/24
/ip/firewall/address-list/add list=MANRS-P4-85b46339ecb2ed97 address=193.8.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.0.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.11.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.18.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.18.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.19.42.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.20.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.27.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.28.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.28.199.0/24
/ip/firewall/address-list/add list=MANRS-P4-896834c96df4d4d3 address=193.4.237.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.10.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.11.43.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.13.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.14.245.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.15.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.16.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.16.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.5.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.5.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-899600e3c94b57be address=193.6.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.16.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.16.136.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.16.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.20.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.29.137.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.31.245.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.4.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.4.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.7.153.0/24
/ip/firewall/address-list/add list=MANRS-P4-8a6d57781d062041 address=193.7.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.1.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.11.35.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.17.105.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.21.254.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.22.193.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.24.43.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.27.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.30.96.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.6.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-8ba49b644fa34a2a address=193.9.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.0.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.0.84.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.10.91.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.11.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.30.44.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.4.159.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.5.159.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.6.137.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.6.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-8c107704cf03c5d0 address=193.8.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.11.237.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.14.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.18.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.19.215.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.19.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.23.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.3.153.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.30.38.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.4.187.0/24
/ip/firewall/address-list/add list=MANRS-P4-8cb3ce3c8f6df4de address=193.9.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-8d8299ebdb6b54f5 address=185.10.0.0/22
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.15.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.18.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.2.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.2.218.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.2.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.23.149.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.29.189.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.4.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.4.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-92db33cd00431775 address=193.8.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.13.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.14.186.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.18.71.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.19.171.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.19.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.19.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.23.142.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.29.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.31.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-937e86ea678f7ef9 address=193.7.140.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.15.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.17.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.19.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.23.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.28.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.29.145.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.3.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.30.64.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.5.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-9590c9ed89e7634d address=193.9.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.15.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.16.119.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.16.39.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.17.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.18.119.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.18.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.19.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.19.85.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.20.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-970d0659ac973b32 address=193.29.153.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.1.126.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.1.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.15.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.17.122.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.20.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.24.56.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.31.131.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.31.185.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.8.237.0/24
/ip/firewall/address-list/add list=MANRS-P4-9b04cddab2e3c74e address=193.9.234.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.20.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.22.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.25.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.28.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.29.166.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.5.30.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.6.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.8.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.8.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-9d2723f9eba26491 address=193.9.165.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.0.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.11.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.11.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.14.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.17.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.2.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.22.227.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.27.5.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.30.162.0/24
/ip/firewall/address-list/add list=MANRS-P4-9df7126a8c5af121 address=193.8.122.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.1.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.14.209.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.16.34.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.19.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.19.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.20.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.26.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.31.2.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.5.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-a2c533c0392a1cf1 address=193.7.216.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3697caf2abf204e address=185.10.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.1.205.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.17.237.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.17.255.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.24.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.25.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.25.79.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.30.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.5.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.8.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-a3a3b25503e9bc1f address=193.9.20.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.12.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.16.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.19.176.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.2.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.21.12.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.24.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.26.34.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.26.7.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.31.0.0/24
/ip/firewall/address-list/add list=MANRS-P4-a425bae381b4fcdc address=193.31.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.10.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.14.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.18.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.21.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.31.101.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.4.36.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.6.209.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.7.223.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.8.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-a784ae26fdb66a46 address=193.9.19.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.13.241.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.14.36.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.15.116.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.15.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.20.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.20.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.24.104.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.26.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.26.91.0/24
/ip/firewall/address-list/add list=MANRS-P4-a8613867a1fce9fb address=193.6.151.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.14.188.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.15.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.15.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.2.175.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.20.27.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.23.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.30.77.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.5.163.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.8.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-aa4a6f30c7667627 address=193.8.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.0.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.11.31.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.12.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.17.27.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.25.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.28.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.28.192.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.29.147.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.4.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-adfdd2d936bffc85 address=193.6.101.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.10.104.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.13.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.13.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.16.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.19.12.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.25.134.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.25.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.30.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.30.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-b2174c31655a9657 address=193.9.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.1.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.11.45.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.16.13.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.16.33.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.25.5.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.26.141.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.31.141.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.31.249.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.4.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-b686b0e978a207b2 address=193.4.245.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.1.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.11.187.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.11.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.12.191.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.14.85.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.25.40.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.26.242.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.27.193.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.27.42.0/24
/ip/firewall/address-list/add list=MANRS-P4-b6a18a4a31d6e6a3 address=193.8.33.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.13.109.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.19.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.29.218.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.29.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.30.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.31.25.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.4.86.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.6.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.8.171.0/24
/ip/firewall/address-list/add list=MANRS-P4-b90741a410d3feb9 address=193.9.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.1.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.10.106.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.10.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.12.106.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.14.35.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.19.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.2.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.25.234.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.29.42.0/24
/ip/firewall/address-list/add list=MANRS-P4-b93db9cab866fc49 address=193.30.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.1.176.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.19.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.2.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.20.138.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.20.77.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.21.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.27.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.30.149.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.31.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-ba7d49d26a29f68d address=193.8.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.0.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.0.234.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.14.19.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.16.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.17.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.2.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.21.204.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.26.64.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.7.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-baceefc26dbdd4d1 address=193.9.73.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.0.7.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.10.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.13.113.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.14.240.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.20.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.24.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.28.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.28.49.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.3.59.0/24
/ip/firewall/address-list/add list=MANRS-P4-bee686f099b53e81 address=193.5.176.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.12.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.15.180.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.18.39.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.2.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.22.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.28.38.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.29.62.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.31.117.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.5.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf139ec3d4442c1e address=193.9.233.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.11.149.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.11.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.12.208.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.14.39.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.2.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.23.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.28.182.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.29.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.6.204.0/24
/ip/firewall/address-list/add list=MANRS-P4-bf93b7fa9f52bd96 address=193.9.150.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.11.146.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.12.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.13.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.18.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.20.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.22.218.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.24.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.26.45.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.29.65.0/24
/ip/firewall/address-list/add list=MANRS-P4-bfae44d5fe7160d0 address=193.6.162.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.12.91.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.14.5.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.15.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.16.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.19.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.24.249.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.25.198.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.27.111.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.29.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-c0e0ccc963f9a7e4 address=193.7.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.14.13.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.14.43.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.18.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.19.7.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.22.66.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.28.139.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.28.190.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.5.210.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.5.73.0/24
/ip/firewall/address-list/add list=MANRS-P4-c1481cb437e2274d address=193.6.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.11.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.15.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.17.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.21.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.26.56.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.27.164.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.28.141.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.30.116.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.8.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-c29ba82225478ae4 address=193.9.174.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.10.78.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.13.222.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.20.79.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.22.131.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.24.229.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.26.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.30.252.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.31.241.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.4.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-c5b7d9a53db8200b address=193.8.250.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.12.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.16.88.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.17.150.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.17.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.22.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.22.28.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.5.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.7.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.8.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-c79bbe4c4ea97106 address=193.9.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.2.176.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.28.174.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.28.176.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.3.80.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.5.87.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.6.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.6.254.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.8.35.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.9.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fb220d74c28e12 address=193.9.83.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.0.151.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.10.151.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.15.245.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.17.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.19.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.19.15.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.22.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.27.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.31.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-c8fc8f14365089c4 address=193.31.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.0.220.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.1.189.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.10.242.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.14.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.19.125.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.20.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.27.112.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.27.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.28.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-c96230e96494ea84 address=193.31.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.0.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.17.15.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.18.78.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.19.97.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.2.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.20.213.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.3.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.3.84.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.5.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce1e18add6c1aec7 address=193.7.116.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.1.130.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.11.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.11.20.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.21.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.27.104.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.27.45.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.3.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.3.255.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.30.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-ce6fd3fbfe3036aa address=193.5.171.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.11.246.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.15.193.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.18.38.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.19.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.20.216.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.23.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.24.161.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.26.191.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.30.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf15393962ee5aab address=193.9.86.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.1.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.13.162.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.13.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.13.79.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.19.59.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.25.53.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.26.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.27.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.7.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf549ee5c2f9f7f3 address=193.8.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.12.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.13.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.14.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.15.110.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.15.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.27.189.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.4.216.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.4.56.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.5.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-cf5d889ca95e9429 address=193.5.155.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.13.226.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.15.190.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.15.9.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.16.24.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.20.1.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.24.148.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.25.235.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.30.9.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.6.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-d024e92da413e9ed address=193.9.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.0.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.1.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.1.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.15.154.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.15.244.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.21.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.25.227.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.29.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.30.226.0/24
/ip/firewall/address-list/add list=MANRS-P4-d0dda7c5082d9940 address=193.4.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.0.53.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.1.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.11.175.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.20.14.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.26.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.29.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.3.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.31.206.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.4.173.0/24
/ip/firewall/address-list/add list=MANRS-P4-d26db03d6882fa3e address=193.5.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.1.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.10.201.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.13.105.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.13.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.23.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.28.233.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.3.244.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.3.249.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.7.155.0/24
/ip/firewall/address-list/add list=MANRS-P4-d3f5054e82f95228 address=193.7.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.19.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.20.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.21.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.23.120.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.23.151.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.23.8.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.23.96.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.24.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.24.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-d44e17fd303c97e4 address=193.27.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.1.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.11.48.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.17.155.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.17.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.18.116.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.25.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.31.32.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.4.172.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.5.208.0/24
/ip/firewall/address-list/add list=MANRS-P4-d837306cbfbbac3e address=193.9.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.10
/ip/firewall/address-list/add list=MANRS-P4-da5e8a1d807c1f34 address=192.0.0.9
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.11.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.12.119.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.15.153.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.15.231.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.25.171.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.28.244.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.29.243.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.3.209.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.3.73.0/24
/ip/firewall/address-list/add list=MANRS-P4-dae6eba328435ae8 address=193.30.239.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.13.122.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.14.134.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.16.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.16.63.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.2.114.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.22.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.25.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.28.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.30.169.0/24
/ip/firewall/address-list/add list=MANRS-P4-dd205683053c9f80 address=193.5.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.10.95.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.15.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.16.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.18.27.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.23.106.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.24.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.28.245.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.30.102.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.31.174.0/24
/ip/firewall/address-list/add list=MANRS-P4-ddffe6f88e7f5b18 address=193.8.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.12.197.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.14.17.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.14.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.16.188.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.16.19.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.17.112.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.20.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.25.196.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.5.6.0/24
/ip/firewall/address-list/add list=MANRS-P4-de0a58c48d90b5c6 address=193.7.143.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.13.70.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.2.101.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.28.187.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.29.213.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.29.35.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.29.70.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.3.102.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.31.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.4.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-dea15760a0a1cdf9 address=193.8.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.10.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.17.203.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.17.226.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.19.218.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.21.138.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.22.44.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.27.92.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.28.31.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.5.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-e5ac1e01f4e0c9d7 address=193.9.56.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.0.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.0.227.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.15.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.22.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.23.158.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.24.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.26.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.30.224.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.8.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-e81605731bbbcdfb address=193.9.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.0.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.10.49.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.13.83.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.2.18.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.2.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.21.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.22.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.23.177.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.6.22.0/24
/ip/firewall/address-list/add list=MANRS-P4-e8aa371c4247ceab address=193.6.89.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.1.69.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.12.223.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.13.192.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.15.140.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.20.99.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.23.185.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.23.65.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.24.162.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.4.55.0/24
/ip/firewall/address-list/add list=MANRS-P4-e9048f9aa3d8da5c address=193.4.61.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.1.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.12.135.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.12.194.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.2.232.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.23.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.24.72.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.6.190.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.6.76.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.7.232.0/24
/ip/firewall/address-list/add list=MANRS-P4-ea0067ee9d1196ee address=193.8.40.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.1.248.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.13.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.23.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.26.100.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.27.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.28.246.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.3.169.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.31.187.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.5.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-ede23404f7732a7b address=193.7.51.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.0.118.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.13.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.13.211.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.22.195.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.22.213.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.22.59.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.29.90.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.31.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.31.177.0/24
/ip/firewall/address-list/add list=MANRS-P4-ee22b2e11b1094de address=193.7.150.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.14.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.14.93.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.17.133.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.18.26.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.26.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.29.21.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.3.236.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.30.193.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.31.66.0/24
/ip/firewall/address-list/add list=MANRS-P4-ef973cb808753008 address=193.6.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.10.45.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.10.58.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.14.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.17.68.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.24.129.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.25.115.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.25.246.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.27.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.31.49.0/24
/ip/firewall/address-list/add list=MANRS-P4-f0ce3208f9967860 address=193.6.231.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.16.75.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.19.86.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.22.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.25.91.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.26.46.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.27.225.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.27.96.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.28.66.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.6.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-f18cbd471c6b749c address=193.8.138.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.15.181.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.21.116.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.21.153.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.23.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.27.25.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.27.54.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.4.121.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.7.127.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.7.213.0/24
/ip/firewall/address-list/add list=MANRS-P4-f27136521a671a04 address=193.8.102.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.12.107.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.14.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.16.200.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.16.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.19.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.24.103.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.27.62.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.28.212.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.8.152.0/24
/ip/firewall/address-list/add list=MANRS-P4-f30f037322161be5 address=193.8.193.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.1.116.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.12.174.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.13.255.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.17.62.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.20.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.20.88.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.23.156.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.24.108.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.24.35.0/24
/ip/firewall/address-list/add list=MANRS-P4-f44e89009069f01d address=193.3.179.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.10.3.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.11.102.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.14.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.17.170.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.20.57.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.21.41.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.24.183.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.26.93.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.6.157.0/24
/ip/firewall/address-list/add list=MANRS-P4-f536b35ab4f67bc4 address=193.8.27.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.1.207.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.11.184.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.14.160.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.16.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.17.232.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.21.199.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.27.33.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.3.167.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.4.145.0/24
/ip/firewall/address-list/add list=MANRS-P4-f68d3986f3d3f7cd address=193.4.81.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.0.174.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.16.79.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.18.16.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.19.67.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.22.47.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.26.168.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.29.178.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.30.79.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.6.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-f8907b9e5c590973 address=193.7.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.13.71.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.17.109.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.19.214.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.2.221.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.26.247.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.4.144.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.5.29.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.6.230.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.7.23.0/24
/ip/firewall/address-list/add list=MANRS-P4-f983bacc413dc04d address=193.9.38.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.0.238.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.15.82.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.18.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.18.255.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.20.219.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.25.205.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.26.11.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.31.231.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.31.50.0/24
/ip/firewall/address-list/add list=MANRS-P4-fbe107ad99142bb9 address=193.7.38.0/24
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
/routing/filter/num-list/add list=MANRS-OWNED-LIMIT4-10_0_0_2 range=0
/routing/filter/community-list/add list=MANRS-C-6b245b4bdf3f79c7 communities=65535:666
/routing/filter/community-large-list/add list=MANRS-L-034a5920ab6fd06b communities=25000:1:1
/routing/filter/community-large-list/add list=MANRS-L-10aeeb4037fe9130 communities=25000:1:3
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule="if (bgp-large-communities includes 25000:1:1) { return }"
/routing/filter/rule/add chain=MANRS-E01-3c71346517087c70 comment=E01 rule=reject
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment=E02 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment=E02 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9d2723f9eba26491 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8030256537692632 && bgp-as-path 36000\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f8907b9e5c590973 && bgp-as-path 36001\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-07d5df2f30a3c264 && bgp-as-path 36003\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b90741a410d3feb9 && bgp-as-path 36004\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-12cfd069e27f5332 && bgp-as-path 36005\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a3a3b25503e9bc1f && bgp-as-path 36007\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f30f037322161be5 && bgp-as-path 36008\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-815bd9388775aae6 && bgp-as-path 36009\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b6a18a4a31d6e6a3 && bgp-as-path 36011\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-74132f8490e0ae59 && bgp-as-path 36012\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-44682510d78f6440 && bgp-as-path 36013\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a784ae26fdb66a46 && bgp-as-path 36015\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6bd3a60efd46173c && bgp-as-path 36016\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-37f41533edb8fd66 && bgp-as-path 36017\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8ba49b644fa34a2a && bgp-as-path 36019\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-38139c103e1596f5 && bgp-as-path 36020\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-899600e3c94b57be && bgp-as-path 36021\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2d0703d2099b863c && bgp-as-path 36023\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-cf15393962ee5aab && bgp-as-path 36024\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d837306cbfbbac3e && bgp-as-path 36025\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a425bae381b4fcdc && bgp-as-path 36027\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1e6afba152aeea93 && bgp-as-path 36028\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ee22b2e11b1094de && bgp-as-path 36029\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-448737c74f6de290 && bgp-as-path 36031\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-67f6459e22c18b54 && bgp-as-path 36032\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-519c2832a67ab46b && bgp-as-path 36033\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2554278cb38557cb && bgp-as-path 36035\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-29ac2b4022d97afd && bgp-as-path 36036\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2fa609895dd6d090 && bgp-as-path 36037\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f0ce3208f9967860 && bgp-as-path 36039\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2635b79b607e3577 && bgp-as-path 36040\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f27136521a671a04 && bgp-as-path 36041\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f18cbd471c6b749c && bgp-as-path 36043\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f44e89009069f01d && bgp-as-path 36044\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-896834c96df4d4d3 && bgp-as-path 36045\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c1481cb437e2274d && bgp-as-path 36047\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7c6ebe0f77f6d084 && bgp-as-path 36048\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5fb0dfa87b266693 && bgp-as-path 36049\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7e8818319b8fea9f && bgp-as-path 36051\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a2c533c0392a1cf1 && bgp-as-path 36052\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b2174c31655a9657 && bgp-as-path 36053\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2384b00ae05aa651 && bgp-as-path 36055\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2167e7804b73b7ca && bgp-as-path 36056\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b93db9cab866fc49 && bgp-as-path 36057\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-cf5d889ca95e9429 && bgp-as-path 36059\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-dd205683053c9f80 && bgp-as-path 36060\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bee686f099b53e81 && bgp-as-path 36061\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-4b94005f5f6de2b8 && bgp-as-path 36063\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6ec2ab976a387b21 && bgp-as-path 36064\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9b04cddab2e3c74e && bgp-as-path 36065\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7e9a9c1c551ea7ec && bgp-as-path 36067\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-51b780fa9f72eb40 && bgp-as-path 36068\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ef973cb808753008 && bgp-as-path 36069\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c96230e96494ea84 && bgp-as-path 36071\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3bb88a6398c1a97a && bgp-as-path 36072\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ba7d49d26a29f68d && bgp-as-path 36073\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8a6d57781d062041 && bgp-as-path 36075\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6ada48fe9ece8036 && bgp-as-path 36076\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ea0067ee9d1196ee && bgp-as-path 36077\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-51ee6255755fafca && bgp-as-path 36079\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3a8e86f0c8234cbf && bgp-as-path 36080\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c29ba82225478ae4 && bgp-as-path 36081\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d26db03d6882fa3e && bgp-as-path 36083\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1730843f5af9894d && bgp-as-path 36084\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8cb3ce3c8f6df4de && bgp-as-path 36085\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-062f3457465c992d && bgp-as-path 36087\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-104dadaa90e618de && bgp-as-path 36088\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-04b2135b7fd014a5 && bgp-as-path 36089\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bf139ec3d4442c1e && bgp-as-path 36091\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-cf549ee5c2f9f7f3 && bgp-as-path 36092\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5fb803f3b81c92e1 && bgp-as-path 36093\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e9048f9aa3d8da5c && bgp-as-path 36095\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-45b3f72df77f28f8 && bgp-as-path 36096\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ce6fd3fbfe3036aa && bgp-as-path 36097\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-37cdfc6a9c27c3fd && bgp-as-path 36099\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f983bacc413dc04d && bgp-as-path 36100\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bfae44d5fe7160d0 && bgp-as-path 36101\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1db06e9edb548eab && bgp-as-path 36103\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9df7126a8c5af121 && bgp-as-path 36104\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-dea15760a0a1cdf9 && bgp-as-path 36105\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-baceefc26dbdd4d1 && bgp-as-path 36107\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d3f5054e82f95228 && bgp-as-path 36108\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-48b9a395800a8476 && bgp-as-path 36109\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-46e711a09a48d10d && bgp-as-path 36111\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7cf1e4905811cb61 && bgp-as-path 36112\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ede23404f7732a7b && bgp-as-path 36113\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c0e0ccc963f9a7e4 && bgp-as-path 36115\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f536b35ab4f67bc4 && bgp-as-path 36116\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-4bd9d64d7bb8004b && bgp-as-path 36117\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-29f55236438b589f && bgp-as-path 36119\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c8fb220d74c28e12 && bgp-as-path 36120\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d0dda7c5082d9940 && bgp-as-path 36121\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1d974ec906bfb08b && bgp-as-path 36123\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d024e92da413e9ed && bgp-as-path 36124\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d44e17fd303c97e4 && bgp-as-path 36125\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-74138782c566965f && bgp-as-path 36127\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-92db33cd00431775 && bgp-as-path 36128\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-0173e3d751fc58f0 && bgp-as-path 36129\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c79bbe4c4ea97106 && bgp-as-path 36131\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-970d0659ac973b32 && bgp-as-path 36132\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2b71c7ec6e5a7307 && bgp-as-path 36133\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e8aa371c4247ceab && bgp-as-path 36135\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3a4cce0ea408e866 && bgp-as-path 36136\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c8fc8f14365089c4 && bgp-as-path 36137\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f68d3986f3d3f7cd && bgp-as-path 36139\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e81605731bbbcdfb && bgp-as-path 36140\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-794a5fd5a680e9bb && bgp-as-path 36141\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2c7ad08f4cd29763 && bgp-as-path 36143\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-aa4a6f30c7667627 && bgp-as-path 36144\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-43768941657806a3 && bgp-as-path 36145\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-329ad55288d4b88c && bgp-as-path 36147\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-06524b67367566de && bgp-as-path 36148\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-fbe107ad99142bb9 && bgp-as-path 36149\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bf93b7fa9f52bd96 && bgp-as-path 36151\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8c107704cf03c5d0 && bgp-as-path 36152\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-25cd4c487c319f2e && bgp-as-path 36153\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7d0acd9cc1be37f3 && bgp-as-path 36155\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6596c39f8df95f2a && bgp-as-path 36156\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b686b0e978a207b2 && bgp-as-path 36157\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-175e1b7c37137d79 && bgp-as-path 36159\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-dae6eba328435ae8 && bgp-as-path 36160\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-0317937fb994bb0f && bgp-as-path 36161\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-448eb9871f26a9a4 && bgp-as-path 36163\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9590c9ed89e7634d && bgp-as-path 36164\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-59ecbca38fefc754 && bgp-as-path 36165\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-290f6bb6b105531f && bgp-as-path 36167\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-adfdd2d936bffc85 && bgp-as-path 36168\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-455a293668ec06a2 && bgp-as-path 36169\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c5b7d9a53db8200b && bgp-as-path 36171\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1aad67744f8705df && bgp-as-path 36172\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5b148c6bc21ac8ca && bgp-as-path 36173\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2836d7433bcbfd22 && bgp-as-path 36175\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-827345d85964e485 && bgp-as-path 36176\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3a86c450350cf610 && bgp-as-path 36177\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5b22338bf46cdde3 && bgp-as-path 36179\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-85b46339ecb2ed97 && bgp-as-path 36180\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-937e86ea678f7ef9 && bgp-as-path 36181\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1c3e56489b81ecb4 && bgp-as-path 36183\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-642948496f63f796 && bgp-as-path 36184\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7f516e298fbe77bf && bgp-as-path 36185\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-46f5e79f17a3a128 && bgp-as-path 36187\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a8613867a1fce9fb && bgp-as-path 36188\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ddffe6f88e7f5b18 && bgp-as-path 36189\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e5ac1e01f4e0c9d7 && bgp-as-path 36191\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7454a09612b14f19 && bgp-as-path 36192\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-26451f490f2397cc && bgp-as-path 36193\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-4cf1c593a2ec57ba && bgp-as-path 36195\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-de0a58c48d90b5c6 && bgp-as-path 36196\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment="E02 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ce1e18add6c1aec7 && bgp-as-path 36197\$) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment=E02 rule="if (bgp-large-communities includes 25000:1:1 && dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-E02-ca352a9ff9d7ef46 comment=E02 rule=reject
/routing/filter/rule/add chain=MANRS-E03-5d19875d58aa2749 comment=E03 rule="if (bgp-as-path ^\$ && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-5d19875d58aa2749 comment=E03 rule="if (bgp-network && dst in MANRS-P4-8d8299ebdb6b54f5) { return }"
/routing/filter/rule/add chain=MANRS-E03-5d19875d58aa2749 comment=E03 rule=reject
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
/routing/filter/rule/add chain=MANRS-F03-4e2e6e149b10b583 comment="F03 pairs 4 delegated" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-4e2e6e149b10b583 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F03-e6f6244d8e21f8d8 comment="F03 pairs 4 delegated-AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a3697caf2abf204e && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F03-e6f6244d8e21f8d8 comment=F03 rule=reject
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule="if (bgp-as-path ^20965) { return }"
/routing/filter/rule/add chain=MANRS-F08-199b3f7ed24384a9 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule="if (bgp-as-path ^35001) { return }"
/routing/filter/rule/add chain=MANRS-F08-e294bb58c5cb19b3 comment=F08 rule=reject
/routing/filter/rule/add chain=MANRS-F11-18841f3da27c6704 comment=F11 rule="if (gw == 10.0.0.2) { return }"
/routing/filter/rule/add chain=MANRS-F11-18841f3da27c6704 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F11-b7d5dd24f4e77ec3 comment=F11 rule="if (gw == 10.0.0.1) { return }"
/routing/filter/rule/add chain=MANRS-F11-b7d5dd24f4e77ec3 comment=F11 rule=reject
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9d2723f9eba26491 && bgp-as-path 35001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8030256537692632 && bgp-as-path 36000\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f8907b9e5c590973 && bgp-as-path 36001\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-07d5df2f30a3c264 && bgp-as-path 36003\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b90741a410d3feb9 && bgp-as-path 36004\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-12cfd069e27f5332 && bgp-as-path 36005\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a3a3b25503e9bc1f && bgp-as-path 36007\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f30f037322161be5 && bgp-as-path 36008\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-815bd9388775aae6 && bgp-as-path 36009\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b6a18a4a31d6e6a3 && bgp-as-path 36011\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-74132f8490e0ae59 && bgp-as-path 36012\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-44682510d78f6440 && bgp-as-path 36013\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a784ae26fdb66a46 && bgp-as-path 36015\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6bd3a60efd46173c && bgp-as-path 36016\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-37f41533edb8fd66 && bgp-as-path 36017\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8ba49b644fa34a2a && bgp-as-path 36019\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-38139c103e1596f5 && bgp-as-path 36020\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-899600e3c94b57be && bgp-as-path 36021\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2d0703d2099b863c && bgp-as-path 36023\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-cf15393962ee5aab && bgp-as-path 36024\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d837306cbfbbac3e && bgp-as-path 36025\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a425bae381b4fcdc && bgp-as-path 36027\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1e6afba152aeea93 && bgp-as-path 36028\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ee22b2e11b1094de && bgp-as-path 36029\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-448737c74f6de290 && bgp-as-path 36031\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-67f6459e22c18b54 && bgp-as-path 36032\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-519c2832a67ab46b && bgp-as-path 36033\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2554278cb38557cb && bgp-as-path 36035\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-29ac2b4022d97afd && bgp-as-path 36036\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2fa609895dd6d090 && bgp-as-path 36037\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f0ce3208f9967860 && bgp-as-path 36039\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2635b79b607e3577 && bgp-as-path 36040\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f27136521a671a04 && bgp-as-path 36041\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f18cbd471c6b749c && bgp-as-path 36043\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f44e89009069f01d && bgp-as-path 36044\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-896834c96df4d4d3 && bgp-as-path 36045\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c1481cb437e2274d && bgp-as-path 36047\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7c6ebe0f77f6d084 && bgp-as-path 36048\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5fb0dfa87b266693 && bgp-as-path 36049\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7e8818319b8fea9f && bgp-as-path 36051\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a2c533c0392a1cf1 && bgp-as-path 36052\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b2174c31655a9657 && bgp-as-path 36053\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2384b00ae05aa651 && bgp-as-path 36055\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2167e7804b73b7ca && bgp-as-path 36056\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b93db9cab866fc49 && bgp-as-path 36057\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-cf5d889ca95e9429 && bgp-as-path 36059\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-dd205683053c9f80 && bgp-as-path 36060\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bee686f099b53e81 && bgp-as-path 36061\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-4b94005f5f6de2b8 && bgp-as-path 36063\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6ec2ab976a387b21 && bgp-as-path 36064\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9b04cddab2e3c74e && bgp-as-path 36065\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7e9a9c1c551ea7ec && bgp-as-path 36067\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-51b780fa9f72eb40 && bgp-as-path 36068\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ef973cb808753008 && bgp-as-path 36069\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c96230e96494ea84 && bgp-as-path 36071\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3bb88a6398c1a97a && bgp-as-path 36072\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ba7d49d26a29f68d && bgp-as-path 36073\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8a6d57781d062041 && bgp-as-path 36075\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6ada48fe9ece8036 && bgp-as-path 36076\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ea0067ee9d1196ee && bgp-as-path 36077\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-51ee6255755fafca && bgp-as-path 36079\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3a8e86f0c8234cbf && bgp-as-path 36080\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c29ba82225478ae4 && bgp-as-path 36081\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d26db03d6882fa3e && bgp-as-path 36083\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1730843f5af9894d && bgp-as-path 36084\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8cb3ce3c8f6df4de && bgp-as-path 36085\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-062f3457465c992d && bgp-as-path 36087\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-104dadaa90e618de && bgp-as-path 36088\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-04b2135b7fd014a5 && bgp-as-path 36089\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bf139ec3d4442c1e && bgp-as-path 36091\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-cf549ee5c2f9f7f3 && bgp-as-path 36092\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5fb803f3b81c92e1 && bgp-as-path 36093\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e9048f9aa3d8da5c && bgp-as-path 36095\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-45b3f72df77f28f8 && bgp-as-path 36096\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ce6fd3fbfe3036aa && bgp-as-path 36097\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-37cdfc6a9c27c3fd && bgp-as-path 36099\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f983bacc413dc04d && bgp-as-path 36100\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bfae44d5fe7160d0 && bgp-as-path 36101\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1db06e9edb548eab && bgp-as-path 36103\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9df7126a8c5af121 && bgp-as-path 36104\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-dea15760a0a1cdf9 && bgp-as-path 36105\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-baceefc26dbdd4d1 && bgp-as-path 36107\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d3f5054e82f95228 && bgp-as-path 36108\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-48b9a395800a8476 && bgp-as-path 36109\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-46e711a09a48d10d && bgp-as-path 36111\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7cf1e4905811cb61 && bgp-as-path 36112\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ede23404f7732a7b && bgp-as-path 36113\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c0e0ccc963f9a7e4 && bgp-as-path 36115\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f536b35ab4f67bc4 && bgp-as-path 36116\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-4bd9d64d7bb8004b && bgp-as-path 36117\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-29f55236438b589f && bgp-as-path 36119\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c8fb220d74c28e12 && bgp-as-path 36120\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d0dda7c5082d9940 && bgp-as-path 36121\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1d974ec906bfb08b && bgp-as-path 36123\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d024e92da413e9ed && bgp-as-path 36124\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-d44e17fd303c97e4 && bgp-as-path 36125\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-74138782c566965f && bgp-as-path 36127\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-92db33cd00431775 && bgp-as-path 36128\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-0173e3d751fc58f0 && bgp-as-path 36129\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c79bbe4c4ea97106 && bgp-as-path 36131\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-970d0659ac973b32 && bgp-as-path 36132\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2b71c7ec6e5a7307 && bgp-as-path 36133\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e8aa371c4247ceab && bgp-as-path 36135\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3a4cce0ea408e866 && bgp-as-path 36136\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c8fc8f14365089c4 && bgp-as-path 36137\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-f68d3986f3d3f7cd && bgp-as-path 36139\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e81605731bbbcdfb && bgp-as-path 36140\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-794a5fd5a680e9bb && bgp-as-path 36141\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2c7ad08f4cd29763 && bgp-as-path 36143\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-aa4a6f30c7667627 && bgp-as-path 36144\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-43768941657806a3 && bgp-as-path 36145\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-329ad55288d4b88c && bgp-as-path 36147\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-06524b67367566de && bgp-as-path 36148\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-fbe107ad99142bb9 && bgp-as-path 36149\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-bf93b7fa9f52bd96 && bgp-as-path 36151\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-8c107704cf03c5d0 && bgp-as-path 36152\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-25cd4c487c319f2e && bgp-as-path 36153\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7d0acd9cc1be37f3 && bgp-as-path 36155\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-6596c39f8df95f2a && bgp-as-path 36156\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-b686b0e978a207b2 && bgp-as-path 36157\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-175e1b7c37137d79 && bgp-as-path 36159\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-dae6eba328435ae8 && bgp-as-path 36160\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-0317937fb994bb0f && bgp-as-path 36161\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-448eb9871f26a9a4 && bgp-as-path 36163\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-9590c9ed89e7634d && bgp-as-path 36164\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-59ecbca38fefc754 && bgp-as-path 36165\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-290f6bb6b105531f && bgp-as-path 36167\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-adfdd2d936bffc85 && bgp-as-path 36168\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-455a293668ec06a2 && bgp-as-path 36169\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-c5b7d9a53db8200b && bgp-as-path 36171\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1aad67744f8705df && bgp-as-path 36172\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5b148c6bc21ac8ca && bgp-as-path 36173\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-2836d7433bcbfd22 && bgp-as-path 36175\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-827345d85964e485 && bgp-as-path 36176\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-3a86c450350cf610 && bgp-as-path 36177\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-5b22338bf46cdde3 && bgp-as-path 36179\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-85b46339ecb2ed97 && bgp-as-path 36180\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-937e86ea678f7ef9 && bgp-as-path 36181\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-1c3e56489b81ecb4 && bgp-as-path 36183\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-642948496f63f796 && bgp-as-path 36184\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7f516e298fbe77bf && bgp-as-path 36185\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-46f5e79f17a3a128 && bgp-as-path 36187\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-a8613867a1fce9fb && bgp-as-path 36188\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ddffe6f88e7f5b18 && bgp-as-path 36189\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-e5ac1e01f4e0c9d7 && bgp-as-path 36191\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-7454a09612b14f19 && bgp-as-path 36192\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-26451f490f2397cc && bgp-as-path 36193\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-4cf1c593a2ec57ba && bgp-as-path 36195\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-de0a58c48d90b5c6 && bgp-as-path 36196\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment="F13 pairs 4 AS35001=AS35001:AS-ALL" rule="if (dst in MANRS-P4-ce1e18add6c1aec7 && bgp-as-path 36197\$) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment=F13 rule="if (dst in MANRS-LOCAL-AS35001) { return }"
/routing/filter/rule/add chain=MANRS-F13-298c48311af5e331 comment=F13 rule=reject
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
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E00 rule="if (bgp-communities includes 65535:666) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E00 rule="if (bgp-communities includes 65535:65281) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E00 rule="if (bgp-communities includes 65535:65282) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E00 rule="if (bgp-communities includes 65535:65283) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E05 rule="if (bgp-large-communities includes 25000:1:2) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E05 rule="if (bgp-large-communities includes 25000:1:3) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E05 rule="if (bgp-large-communities includes 25000:1:4) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-E03-9ecf7ea7ec40c595 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst-len in 0-7) { jump MANRS-E03-5d19875d58aa2749 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (dst-len in 25-32) { jump MANRS-E03-5d19875d58aa2749 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E03 rule="if (rpki invalid) { jump MANRS-E03-698df01bbc4705d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E01 rule="jump MANRS-E01-3c71346517087c70"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 comment=E02 rule="if (bgp-large-communities includes 25000:1:1) { jump MANRS-E02-ca352a9ff9d7ef46 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-552fc1a1804f7c10 rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F03 rule="if (dst in MANRS-P4-8d8299ebdb6b54f5) { jump MANRS-F03-e6f6244d8e21f8d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-e6f6244d8e21f8d8 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-62e3ad4c72668dfa rule=return
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F12 rule="rpki-verify MANRS"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F21 rule="if (bgp-as-path [[:MANRS-N-0812a4ef4ea9e800:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F21 rule="if (bgp-as-path ^\$) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F21 rule="if (bgp-network) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F01 rule="if (dst == 0.0.0.0/0) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in MANRS-P4-5996a8ded3e53a6b) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 0.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 10.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 100.64.0.0/10 && dst-len in 10-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 127.0.0.0/8 && dst-len in 8-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 169.254.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 172.16.0.0/12 && dst-len in 12-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 192.0.0.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 192.0.2.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 192.88.99.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 192.168.0.0/16 && dst-len in 16-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 198.18.0.0/15 && dst-len in 15-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 198.51.100.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 203.0.113.0/24 && dst-len in 24-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 224.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F02 rule="if (dst in 240.0.0.0/4 && dst-len in 4-32) { jump MANRS-F02-b5bb23110d163f37 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F03 rule="if (dst in MANRS-P4-8d8299ebdb6b54f5) { jump MANRS-F03-4e2e6e149b10b583 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F03 rule="if (dst in 185.10.0.0/22 && dst-len in 22-32) { jump MANRS-F03-4e2e6e149b10b583 }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F05 rule="if (dst-len in 0-7) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F05 rule="if (dst-len in 25-32) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F06 rule="if (bgp-path-len > 100) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F07 rule="if (bgp-as-path [[:MANRS-N-810081b832d91d44:]]) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 comment=F12 rule="if (rpki invalid) { reject }"
/routing/filter/rule/add chain=MANRS-GUARD-4-e9a434c1182edf74 rule=return
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=GUARD rule="jump MANRS-GUARD-4-e9a434c1182edf74"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F08 rule="jump MANRS-F08-199b3f7ed24384a9"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F11 rule="jump MANRS-F11-b7d5dd24f4e77ec3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="delete bgp-large-communities MANRS-L-10aeeb4037fe9130"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F18 rule="append bgp-large-communities 25000:1:3"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS20965-641ca5abd7fe74cc comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS20965-641ca5abd7fe74cc }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F16 rule="delete bgp-communities MANRS-C-6b245b4bdf3f79c7"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=GUARD rule="jump MANRS-GUARD-4-62e3ad4c72668dfa"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F08 rule="jump MANRS-F08-e294bb58c5cb19b3"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F11 rule="jump MANRS-F11-18841f3da27c6704"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F09 rule="if (bgp-as-path [[:MANRS-N-08c597768c1a3127:]]) { reject }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F13 rule="jump MANRS-F13-298c48311af5e331"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="delete bgp-large-communities MANRS-L-034a5920ab6fd06b"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F18 rule="append bgp-large-communities 25000:1:1"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=F17 rule="if (bgp-communities includes 65535:0) { jump MANRS-F17-6efe4676bedea4cc }"
/routing/filter/rule/add chain=MANRS-IN4-AS35001-0aa480fbd78128f0 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-IN4-AS35001-0aa480fbd78128f0 }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-IN-10_0_0_2 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-8175b20d65a11453 comment=GUARD rule="jump MANRS-GUARD-4-552fc1a1804f7c10"
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-8175b20d65a11453 comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-8175b20d65a11453 comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-8175b20d65a11453 comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-8175b20d65a11453 comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS20965-8175b20d65a11453 comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS20965-8175b20d65a11453 }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_1 comment="other families" rule=reject
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=GUARD rule="jump MANRS-GUARD-4-2680d2961a33f156"
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-communities regexp \"^25000:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-large-communities regexp \"^25000:1:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-large-communities regexp \"^25000:9:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=E04 rule="delete bgp-large-communities regexp \"^25000:[0-9]+:[0-9]+\$\""
/routing/filter/rule/add chain=MANRS-OUT4-AS35001-6d6390c4a5b29bda comment=accept rule=accept
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment=ipv4 rule="if (afi ipv4) { jump MANRS-OUT4-AS35001-6d6390c4a5b29bda }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment=ipv6 rule="if (afi ipv6) { reject }"
/routing/filter/rule/add chain=MANRS-OUT-10_0_0_2 comment="other families" rule=reject
/routing/bgp/connection/set [find where remote.address="10.0.0.1"] input.filter=MANRS-IN-10_0_0_1 output.filter-chain=MANRS-OUT-10_0_0_1
/routing/bgp/connection/set [find where remote.address="10.0.0.2"] input.filter=MANRS-IN-10_0_0_2 output.filter-chain=MANRS-OUT-10_0_0_2 input.limit-process-routes-ipv4=3000
