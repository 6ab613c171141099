# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contacts of a network as one public database has them: only what is needed to judge them.

Names of people and postal addresses are not kept. Of a person's e-mail address only the domain is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..model.addresses_of_people import digits_of, is_email

PEERINGDB, RDAP, IRR = "PeeringDB", "RDAP", "IRR"
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_LONGEST = 120


def shown(value: object) -> str:
    """Return a foreign value for a line: ASCII, short, and nothing that a template engine takes for its own."""
    text = value if isinstance(value, str) else f"a {type(value).__name__}"
    text = "".join(letter if " " <= letter <= "~" else "?" for letter in text.strip())
    return _TEMPLATE.sub("{ ", text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}...")


def moment(value: Any) -> datetime | None:
    """Return a time with its zone, None when it is none."""
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact.

    ``role``: in small letters, such as ``noc``. ``is_person``: a person and no role. ``is_public``: everybody sees it, and not users of
    that database alone. ``changed``: when the database says that it was changed last. ``is_there``: None when a database names it and
    nobody could say whether it exists. ``doubt``: why the database itself does not vouch for it.
    """

    role: str
    email: str = ""
    phones: tuple[str, ...] = ()
    handle: str = ""
    is_person: bool = False
    is_public: bool = True
    changed: datetime | None = None
    is_there: bool | None = True
    doubt: str = ""

    @property
    def has_email(self) -> bool:
        """Whether its e-mail address can be one."""
        return is_email(self.email)

    @property
    def has_phone(self) -> bool:
        """Whether a telephone number can be one."""
        return any(digits_of(phone) for phone in self.phones)

    @property
    def can_be_reached(self) -> bool:
        """Whether everybody finds an e-mail address or a telephone number that can be one."""
        return self.is_public and not self.doubt and bool(self.is_there) and (self.has_email or self.has_phone)

    def described(self) -> str:
        """Return it for a line of evidence."""
        words = [self.role or "no role", *([shown(self.handle)] if self.handle else [])]
        if self.is_there is None:
            return ", ".join([*words, self.doubt or "nobody could say whether it exists"])
        if not self.is_there:
            return ", ".join([*words, "does not exist"])
        if not self.is_public:
            return ", ".join([*words, "for users of that database alone"])
        if self.has_email:
            words.append(f"somebody at {self.email.rpartition('@')[2]}" if self.is_person else shown(self.email))
        else:
            words.append("an e-mail address that can be none" if self.email else "no e-mail address")
        words += ["telephone"] if self.has_phone else []
        words += [self.doubt] if self.doubt else []
        words += [f"changed {self.changed:%Y-%m-%d}"] if self.changed is not None else []
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Published:
    """What one database has.

    ``unknown``: why nothing is known of it, with what to do. ``absent``: how it says that it does not have this network. ``notes``: what
    else is there, or what was left out, a line each.
    """

    database: str
    contacts: tuple[Contact, ...] = ()
    unknown: str = ""
    absent: str = ""
    notes: tuple[str, ...] = ()

    def of(self, *roles: str) -> tuple[Contact, ...]:
        """Return the contacts of some roles."""
        return tuple(item for item in self.contacts if item.role in roles)

    def lines(self, contacts: Iterable[Contact] | None = None) -> tuple[str, ...]:
        """Return the lines of evidence, of some contacts or of all."""
        if self.unknown or self.absent:
            return (f"{self.database}: {self.unknown or self.absent}",)
        chosen = self.contacts if contacts is None else tuple(contacts)
        told = [item.described() for item in chosen] or ["no contact"]
        return tuple(f"{self.database}: {text}" for text in dict.fromkeys(told))
