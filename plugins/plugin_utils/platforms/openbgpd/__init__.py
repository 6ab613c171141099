# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenBGPD 7.7 and newer, the portable version on Linux: files of ours that the operator's configuration includes."""
