#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What runs when a change is merged. The digests in it are what was approved: it is refused when intent or snapshot are others now, and
# when the branch has moved on, whose own run delivers then.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${TARGET:-main}
git fetch --quiet origin "$target"
if [ "$(git rev-parse HEAD)" != "$(git rev-parse FETCH_HEAD)" ]; then
  echo "error: $target has moved on to $(git rev-parse --short FETCH_HEAD): its own run delivers. Nothing was delivered." >&2
  exit 1
fi
BASE=HEAD ci/check.sh
COMMIT=$(git rev-parse HEAD) ci/with_records.sh ci/harden.sh
