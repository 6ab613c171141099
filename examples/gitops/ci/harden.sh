#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Delivers: the canary alone, then the rest, then the report of all. Run it by ci/with_records.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/login.sh
: "${MANRS_RECORDS:?run this by ci/with_records.sh}"
status=0
ansible-playbook manrs.hardening.harden -e manrs_snapshot=snapshot -e manrs_records="$MANRS_RECORDS" \
  -e manrs_approved=approved.yml -e manrs_accepted=accepted.yml -e "{\"manrs_serial\": ${SERIAL:-[1, \"100%\"]}}" || status=$?
ansible-playbook manrs.hardening.report -e manrs_snapshot=snapshot -e manrs_records="$MANRS_RECORDS" -e manrs_report=out/report || {
  seen=$?
  [ $status -ne 0 ] || status=$seen
}
exit $status
