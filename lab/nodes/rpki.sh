# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Start script of the RPKI cache: StayRTR serves /run/node/vrps.json and reads it again every 2 s.
. /run/node/node_life.sh

wait_for_links
# A router that lost it asks again after 5 s (RFC 8210: 1 s at least, 10 minutes by default).
stayrtr -bind :3323 -cache /run/node/vrps.json -checktime=false -refresh 2 -rtr.retry 5 \
  -metrics.addr 127.0.0.1:9847 >/run/node/stayrtr.log 2>&1 &
live
