# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Start script of a BGP neighbor: ExaBGP, told what to announce by agent.py.
. /run/node/node_life.sh

rm -f /run/node/commands
mkfifo /run/node/commands
wait_for_links
export exabgp_daemon_user=root exabgp_daemon_daemonize=false exabgp_daemon_drop=false
export exabgp_api_ack=false exabgp_api_cli=false exabgp_tcp_bind="" exabgp_tcp_delay=0
# Its loop sleeps a hundredth of this many seconds. With the default, 1, the thirty neighbors of three labs take half a core for nothing.
export exabgp_reactor_speed=5
export exabgp_log_destination=stdout exabgp_log_level=INFO
while :; do
  /usr/bin/python3 -B /run/node/exabgp_patched.py /run/node/exabgp.conf >>/run/node/exabgp.log 2>&1 &
  echo $! >/run/exabgp.pid
  wait $!
  echo "exabgp ended, rc $?: again"
  sleep 1
  while [ -e /run/hold ]; do sleep .05; done
done
