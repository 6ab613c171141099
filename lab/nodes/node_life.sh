# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by each start script: what every node does first and last.
name=$1
echo "$name" >/etc/hostname
printf '127.0.0.1 localhost %s\n::1 localhost\n' "$name" >/etc/hosts

# The host makes the links from outside, then says go.
wait_for_links() {
  for _ in $(seq 1500); do [ -e /run/go ] && return; sleep .02; done
  echo "no links after 30 s" >&2
  exit 1
}

# PID 1 has nothing left to do but to reap. A sleeping child is enough: bash reaps orphans meanwhile.
live() {
  echo started
  while :; do sleep 86400 & wait $!; done
}
