#!/bin/bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that the lab needs. No daemon is started. Usage: lab/packages.sh [--check] [--browser]
# --check only says what is missing (rc 1 when something is). --browser: what opens reports, in place of what the lab needs.
set -euo pipefail

packages_and_reasons() {
  cat <<'E'
frr               the router of edge8 (on Debian 12: FRR 8.4.4)
frr-pythontools   frr-reload.py, by which a configuration is applied as a difference
frr-rpki-rtrlib   RPKI in FRR
bird2             the router of bird2 (on Debian 12: BIRD 2.0.12)
openbgpd          the router of openbgpd7 (on Debian 12: OpenBGPD 7.7)
exabgp            the BGP neighbors: says anything, well-behaved or not
stayrtr           the RPKI cache: serves a file of VRPs over RTR
openssh-server    Ansible's way into the edges
openssh-client    ssh and ssh-keygen for the one who tests
iproute2          links between the nodes
nftables          source-address filters on the edges
procps            sysctl and ps in the nodes
debootstrap       builds Debian trees as root (edge10, bird3 and openbgpd8 run on one)
mmdebstrap        builds Debian trees without root
uidmap            more than one uid in a user namespace, for the lab without root
postgresql        the IRR server keeps its data in it
redis-server      the IRR server answers from it
bgpq4             what people ask IRR servers with today: the judge of our answers
faketime          a controller whose clock is wrong
libyang2-tools    vendors' own schemas as judges of what is rendered for their routers
python3-venv      a Python environment for Ansible and the tests
E
}

browser_and_reasons() {
  cat <<'E'
chromium          the browser that opens the report's page in tests and for its pictures
E
}

is_check=''
list=packages_and_reasons
title='packages of the lab'
for argument in "$@"; do
  case $argument in
    --check) is_check=yes ;;
    --browser) list=browser_and_reasons title='packages of the browser' ;;
    *)
      echo "usage: $0 [--check] [--browser]" >&2
      exit 2
      ;;
  esac
done

missing=()
while read -r package reason; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] && continue
  missing+=("$package")
  printf 'missing: %-16s %s\n' "$package" "$reason"
done < <("$list")

if [ ${#missing[@]} = 0 ]; then
  echo "all $title are installed"
  exit 0
fi
[ -n "$is_check" ] && exit 1
if [ "$(id -u)" != 0 ]; then
  cat >&2 <<E
Not root. Ask the administrator to run this (or give it to sudo):
  sudo $(realpath "$0") $*
or, by hand; the first line keeps the daemons from starting, the last takes it back:
  printf '#!/bin/sh\nexit 101\n' | sudo tee /usr/sbin/policy-rc.d && sudo chmod 755 /usr/sbin/policy-rc.d
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}
  sudo rm /usr/sbin/policy-rc.d
E
  exit 1
fi

# Daemons of the lab run in its nodes only: nothing may start on the machine itself.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod 755 $policy
fi
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
