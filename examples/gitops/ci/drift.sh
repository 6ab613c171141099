#!/usr/bin/env bash
# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Looks whether routers still hold what was delivered. out/drift/report.xml is the result as JUnit. Changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/login.sh
ansible-playbook manrs.hardening.drift -e manrs_snapshot=snapshot -e manrs_report=out/drift
