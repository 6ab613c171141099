# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Start script of an edge: nftables, SSH and the routing daemon (nodes/DAEMON.sh) with the operator's configuration.
. /run/node/node_life.sh

mkdir -p /root/.ssh
install -m 600 -o 0 -g 0 /run/node/authorized_keys /root/.ssh/authorized_keys
chmod 700 /root/.ssh
chown 0:0 /root/.ssh /root
install -m 600 -o 0 -g 0 /run/node/host_key /etc/ssh/lab_host_key
cat >/etc/ssh/sshd_lab <<E
Port 22
HostKey /etc/ssh/lab_host_key
PermitRootLogin prohibit-password
PasswordAuthentication no
UsePAM no
AuthorizedKeysFile .ssh/authorized_keys
PidFile /run/sshd.pid
Subsystem sftp internal-sftp
UseDNS no
MaxStartups 100
E
. /run/node/daemon.sh
install_daemon

wait_for_links
# An unhardened router: it forwards and checks no source address.
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
for file in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 >"$file"; done
install -m 755 /run/node/nftables.conf /etc/nftables.conf
nft -f /etc/nftables.conf
/usr/sbin/sshd -f /etc/ssh/sshd_lab
start_daemon
live
