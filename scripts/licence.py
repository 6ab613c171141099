# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two lines that every generated file begins with, as every file of the project."""

from __future__ import annotations

# The tool that checks licences would read the quotes into them.
# REUSE-IgnoreStart
LICENCE = ("SPDX-FileCopyrightText: The manrs.hardening contributors", "SPDX-License-Identifier: GPL-3.0-or-later")
# REUSE-IgnoreEnd
