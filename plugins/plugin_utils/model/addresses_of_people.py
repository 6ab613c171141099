# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""E-mail addresses and telephone numbers of contacts: whether they can be right, and whether two are the same."""

from __future__ import annotations

import re

#: What mail servers on the Internet take (RFC 5321 section 4.1.2, without quoted and local ones).
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?P<domain>[A-Za-z0-9.-]{1,253})")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST_EMAIL = 254
#: Digits of a number with its country (ITU-T E.164 has at most 15).
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15


def is_email(text: str) -> bool:
    """Tell whether a text can be an e-mail address on the Internet: nobody is written to."""
    found = _EMAIL.fullmatch(text) if len(text) <= _LONGEST_EMAIL else None
    if found is None or text.index("@") > 64:
        return False
    labels = found["domain"].split(".")
    return len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def digits_of(phone: str) -> str:
    """Return the digits of a telephone number as they are dialled from another country, empty when it can be none."""
    number = re.sub(r"[^0-9]", "", phone.partition(";")[0].replace("(0)", "")).lstrip("0")
    return number if _FEWEST_DIGITS <= len(number) <= _MOST_DIGITS else ""
