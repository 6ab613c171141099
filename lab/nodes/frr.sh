# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the start script of an edge that runs FRR.
install_daemon() {
  install -m 640 -o frr -g frr /run/node/daemons /etc/frr/daemons
  install -m 640 -o frr -g frr /run/node/frr.conf /etc/frr/frr.conf
  rm -f /etc/frr/*.sav /etc/frr/bgpd.conf /etc/frr/zebra.conf /etc/frr/staticd.conf
  printf 'service integrated-vtysh-config\n' >/etc/frr/vtysh.conf
  chown frr:frrvty /etc/frr/vtysh.conf
  install -d -o frr -g frr /run/frr /var/log/frr
}

start_daemon() {
  /usr/lib/frr/frrinit.sh start
}
