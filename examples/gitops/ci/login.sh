#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by what contacts routers. ROUTER_SSH_KEY: a key, or the file of one (a variable of the type file in GitLab).
if [ -n "${ROUTER_SSH_KEY:-}" ]; then
  if [ -f "$ROUTER_SSH_KEY" ]; then
    key_text=$(cat "$ROUTER_SSH_KEY")
  else
    key_text=$ROUTER_SSH_KEY
  fi
  login_folder=$(mktemp -d)
  trap 'rm -rf "$login_folder"' EXIT
  (umask 077 && printf '%s\n' "$key_text" >"$login_folder/key")
  export ROUTER_SSH_KEY_FILE="$login_folder/key"
  unset key_text ROUTER_SSH_KEY
fi
export PATH="$PWD/.venv/bin:$PATH"
