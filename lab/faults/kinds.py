# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fault is: what goes wrong, what the router does then, and what the operator reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .bench import Bench

#: The routing daemons of the labs, and the edge that stands for each.
EDGE_OF = {"frr": "edge10", "bird": "bird3", "openbgpd": "openbgpd8"}
EVERY = tuple(EDGE_OF)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong while a router is brought to its next round.

    ``run`` does it, waits until the router is as it will stay, and looks at what the operator reads. ``ends``: the configuration
    that the router has then: the ``old`` one, the ``new`` one, or ``theirs``: the old one with what a person changed, which ``run``
    has looked at and taken back. ``drops``: the sessions go down with the fault itself, and come back with their routes. ``opens``: the
    controls that do nothing while it lasts, as declared: what only they stop gets in.
    """

    kind: str
    name: str
    router: str
    operator: str
    run: Callable[[Bench], None]
    ends: Literal["old", "new", "theirs"]
    drops: bool = False
    opens: tuple[str, ...] = ()
    daemons: tuple[str, ...] = EVERY

    @property
    def key(self) -> str:
        """Kind and name, for the command line."""
        return f"{self.kind}: {self.name}"
