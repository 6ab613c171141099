#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Pushes HEAD as the branch $1 and opens a change into $2 with the title $3 and the text in the file $4, or renews the one that is open.
# FORGE: github, gitlab, or git to push alone. PUSH_URL: where to push, with a token that starts pipelines; else the remote origin.
set -euo pipefail
cd "$(dirname "$0")/.."
branch=$1 target=$2 title=$3 text=$4
push=(git push --quiet --force)
where=("${PUSH_URL:-origin}" "HEAD:refs/heads/$branch")
case "${FORGE:-git}" in
  github)
    "${push[@]}" "${where[@]}"
    if [ "$(gh pr list --head "$branch" --base "$target" --state open --json number --jq length)" = 0 ]; then
      gh pr create --head "$branch" --base "$target" --title "$title" --body-file "$text"
    else
      gh pr edit "$branch" --title "$title" --body-file "$text"
    fi
    ;;
  gitlab)
    # A push option holds no newline: GitLab takes the text from the message of the one commit.
    "${push[@]}" -o merge_request.create -o merge_request.target="$target" -o merge_request.title="$title" \
      -o merge_request.remove_source_branch "${where[@]}"
    ;;
  git)
    "${push[@]}" "${where[@]}"
    echo "pushed $branch; the text of the change is in $text"
    ;;
  *)
    echo "error: FORGE is '$FORGE'; write github, gitlab or git" >&2
    exit 2
    ;;
esac
