# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""BIRD 2.0.12 and newer, and BIRD 3: filters of ours in files that the operator's configuration includes."""
