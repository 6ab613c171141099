#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Asks the registry, renders, and opens a change with what it says now. Whoever merges it approves it. Contacts no router.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${TARGET:-main} branch=${BRANCH:-registry} email=${GIT_EMAIL:-registry@example.net}
git fetch --quiet origin "$target"
base=$(git rev-parse FETCH_HEAD)
if git fetch --quiet origin "$branch" 2>/dev/null; then
  others=$(git log --format=%ae "$base..FETCH_HEAD" | grep -vxF "$email" || true)
  if [ -n "$others" ]; then
    echo "error: somebody works on the branch $branch; merge or close its change, then this goes on" >&2
    exit 1
  fi
fi
git checkout --quiet -B "$branch" "$base"
status=0
REFRESH=1 BASE=$base ci/render.sh || status=$?
if [ ! -s out/review.md ]; then
  echo "error: the registry was not asked to its end, see above; no change was opened, and what is merged stays" >&2
  exit 1
fi
git add --all snapshot rendered approved.yml
title="Registry of $(date -u +%Y-%m-%d)"
if git diff --cached --quiet -- rendered approved.yml; then title="$title: no router changes"; fi
if [ $status -ne 0 ]; then title="$title: needs somebody to look"; fi
git -c user.name="${GIT_NAME:-registry}" -c user.email="$email" commit --quiet -m "$title" -m "$(cat out/review.md)"
ci/open_change.sh "$branch" "$target" "$title" out/review.md
