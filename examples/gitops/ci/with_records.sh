#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with MANRS_RECORDS, a clone of the repository of records, and pushes what it recorded, however the command ends.
# RECORDS_REPOSITORY: where that repository is. A record holds the router's whole configuration: who may read it may read the routers.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${RECORDS_REPOSITORY:?the repository that records of deliveries are pushed to}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone --quiet "$RECORDS_REPOSITORY" "$folder/records"
export MANRS_RECORDS="$folder/records"
status=0
"$@" || status=$?
cd "$MANRS_RECORDS"
git add --all
if ! git diff --cached --quiet; then
  git config user.name "${GIT_NAME:-routers}"
  git config user.email "${GIT_EMAIL:-routers@example.net}"
  git commit --quiet -m "Deliveries of ${COMMIT:-somebody by hand}"
  for attempt in 1 2 3; do
    if git push --quiet origin HEAD; then
      exit $status
    fi
    git pull --quiet --rebase || break
  done
  kept="${TMPDIR:-/tmp}/records-not-pushed-$$"
  cp -r "$MANRS_RECORDS" "$kept"
  echo "error: the records of this run cannot be pushed; they are in $kept: push them, rollback needs them" >&2
  exit 1
fi
exit $status
