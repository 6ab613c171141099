# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""AS paths as the access lists of EOS match them in ``ip as-path regex-mode string``.

In that mode an expression sees the path as text, ``10 20 {30 40}``, confederation segments in parentheses, and ``_`` is a border
between numbers. The other mode, ``asn``, is the one of a new router: there an expression sees whole ASNs, ``[0-9]`` is ten ASNs, and
the guides do not say what it makes of an AS_SET. So every list of ours is for ``string``, which is set with them.
"""

from __future__ import annotations

#: The line that makes expressions see text. Without it they see ASNs.
MODE = "ip as-path regex-mode string"
