#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the environment that all other scripts use: Python packages in .venv, the collection in collections/.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
.venv/bin/ansible-galaxy collection install -r requirements.yml -p collections
