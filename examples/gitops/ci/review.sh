#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Renders what each router would get into out/, and says in out/review.md what differs from the commit $1. Contacts no router.
# With REFRESH=1 the registry is asked first, into snapshot/. Fails where a guard refuses the change; out/ is whole then too.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
rm -rf out && mkdir -p out/before
base=$(git rev-parse --verify --quiet "$1^{commit}") || {
  echo "error: $1 is no commit here; fetch the branch that the change is for, whole" >&2
  exit 2
}
if git cat-file -e "$base:rendered" 2>/dev/null; then
  git archive "$base" rendered | tar -x -C out/before
fi
ansible-playbook manrs.hardening.review -e manrs_snapshot=snapshot -e "manrs_refresh=${REFRESH:-0}" \
  -e manrs_accepted=accepted.yml -e manrs_tables_folder="$PWD/tables" -e manrs_report=out/preview \
  -e manrs_rendered=out/rendered -e manrs_rendered_before=out/before/rendered \
  -e manrs_digests=out/approved.yml -e manrs_review=out/review.md
