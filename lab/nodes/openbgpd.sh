# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the start script of an edge that runs OpenBGPD.
install_daemon() {
  install -m 600 -o 0 -g 0 /run/node/bgpd.conf /etc/bgpd.conf
  install -d -m 755 -o 0 -g 0 /etc/bgpd /run/openbgpd
  # The operator has included them; they say nothing yet.
  : >/etc/bgpd/manrs-guard.conf
  : >/etc/bgpd/manrs-seal.conf
  chmod 640 /etc/bgpd/*.conf
}

start_daemon() {
  while IFS= read -r prefix; do
    case $prefix in *:*) ip -6 route add blackhole "$prefix" ;; *) ip route add blackhole "$prefix" ;; esac
  done </run/node/discarded
  while IFS= read -r address; do ip route add "$address" dev lo 2>/dev/null || ip -6 route add "$address" dev lo; done </run/node/discard_next_hops
  while read -r prefix address; do
    case $prefix in *:*) ip -6 route add "$prefix" via "$address" ;; *) ip route add "$prefix" via "$address" ;; esac
  done </run/node/static
  start_bgpd
}

start_bgpd() {
  rm -f /run/openbgpd/*
  setsid bgpd -d -f /etc/bgpd.conf </dev/null >>/run/node/bgpd.log 2>&1 &
  echo $! >/run/bgpd.pid
}
