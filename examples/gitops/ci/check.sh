#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What runs on a change, and again before a delivery: the intent is valid, no guard refuses it, and what is committed is what intent and
# snapshot render. No router is contacted and no credential is needed. BASE: the commit that the change is measured by.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
ci/review.sh "${BASE:?the commit that the change is for}" 2>&1 | tee review.log || status=$?
mv review.log out/review.log
if [ ! -s out/review.md ]; then
  { printf '## This change cannot be rendered\n\n'; grep -hE 'ERROR|^fatal|^error' out/review.log | sed 's/^/    /'; } >out/review.md || true
  exit 1
fi
difference=$(diff approved.yml out/approved.yml 2>&1; diff -rq rendered out/rendered 2>&1) || true
if [ -n "$difference" ]; then
  what="approved.yml and rendered/ are not what this intent and this snapshot render: the approval is stale"
  echo "error: $what. Run ci/render.sh, look at the difference, and commit it. Nothing was delivered." >&2
  echo "$difference" >&2
  printf '\n### This stops the change\n\n- %s. To do: run `ci/render.sh`, look at the difference, and commit it.\n' "$what" >>out/review.md
  status=1
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat out/review.md >>"$GITHUB_STEP_SUMMARY"; fi
exit $status
