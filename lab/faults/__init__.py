# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Break things on purpose while a router is hardened, and let its neighbors say what became of it."""
