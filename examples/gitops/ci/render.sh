#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For whoever makes a change: renders it, and puts what it approves beside it. Commit all of it. BASE: the branch that the change is for.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
ci/review.sh "${BASE:-origin/main}" || status=$?
if [ -s out/approved.yml ]; then
  rm -rf rendered && cp -r out/rendered rendered && cp out/approved.yml approved.yml
  echo "rendered/ and approved.yml are what this change renders; out/review.md says what it does"
fi
exit $status
