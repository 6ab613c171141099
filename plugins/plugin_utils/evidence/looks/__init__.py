# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at routers: what holds at each, and the files that reports are made of."""
