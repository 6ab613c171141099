# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read and machines check: previews, explanations, and the report in its formats."""
