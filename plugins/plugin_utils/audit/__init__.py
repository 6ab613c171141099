# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audits what a router is bound to do, hardened by us or not: its configuration is read, and probe routes are followed through it."""
