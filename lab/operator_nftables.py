# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An edge's nftables before hardening: what an operator would have, and nothing of ours."""

from __future__ import annotations

NFTABLES = """\
#!/usr/sbin/nft -f

flush ruleset

table inet operator {
	chain input {
		type filter hook input priority filter; policy accept;
		counter
	}
}

include "/var/lib/manrs-hardening/*.nft"
"""
