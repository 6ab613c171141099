# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the start script of an edge that runs BIRD.
install_daemon() {
  install -d -m 750 -o bird -g bird /etc/bird
  install -d -m 755 -o bird -g bird /run/bird
  # The operator has included the second and wired its filters; they let everything pass.
  install -m 640 -o bird -g bird /run/node/bird.conf /run/node/manrs.conf /etc/bird/
}

start_daemon() {
  while read -r prefix address; do
    case $prefix in *:*) family=-6 ;; *) family=-4 ;; esac
    case $address in blackhole) ip $family route add blackhole "$prefix" ;; *) ip $family route add "$prefix" via "$address" ;; esac
  done </run/node/static
  start_bird
}

start_bird() {
  bird -u bird -g bird -c /etc/bird/bird.conf -s /run/bird/bird.ctl -P /run/bird/bird.pid </dev/null >>/run/node/bird.log 2>&1
}
