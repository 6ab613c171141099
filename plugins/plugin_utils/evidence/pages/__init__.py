# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML pages: the report and the evidence pack. They need no network and no server."""
