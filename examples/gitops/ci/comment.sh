#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts out/review.md on the change, in place of the one before: CHANGE is its number. GitLab shows the file by itself (expose_as).
set -euo pipefail
cd "$(dirname "$0")/.."
gh pr comment "${CHANGE:?number of the pull request}" --body-file out/review.md --edit-last --create-if-none
