# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to fix first: what an audit found, by what it puts at risk, with the adoption stage whose controls end it.

The order is that of the harm to others: what leaves by us reaches everybody (RFC 7908), what comes in by a customer leaves next, what
comes in elsewhere misleads our own users first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.controls import CONTROLS
from .sessions import Answer, Standing


@dataclass(frozen=True, slots=True)
class Risk:
    """What can happen when any of some controls does not hold."""

    title: str
    controls: tuple[str, ...]


#: The worst first. A control is in one of them.
RISKS = (
    Risk("others' routes leak through us", ("E01", "E05")),
    Risk("customers announce what is not theirs, and we pass it on", ("F13", "E02", "F16")),
    Risk("nothing is filtered", ("F20",)),
    Risk("our own prefixes do not leave, or filters name what is not there", ("B05",)),
    Risk("sessions that nobody knows of", ("B02", "B01", "B03")),
    Risk("hijacks that RPKI shows come in", ("F12", "F19")),
    Risk("our own space, bogons and default routes come in", ("F01", "F02", "F03", "F04", "F05", "F21", "F08", "F11")),
    Risk("leaks of neighbors come in", ("F07", "F09", "F10", "F14", "F06")),
    Risk("what is of no use to anybody leaves", ("E00", "E03", "E04", "E06")),
    Risk("spoofed packets leave", ("V01", "V03", "V04", "V05", "V06", "V07")),
    Risk("a neighbor's mistake fills the router", ("F15",)),
    Risk("neighbors steer us by our own communities", ("F17", "F18")),
    Risk("sessions can be attacked", ("S01", "S02", "S03")),
)


@dataclass(frozen=True, slots=True)
class Need:
    """One step: what is at risk, by which controls, at which sessions.

    ``stages``: the adoption stages that have these controls act (docs/policy.md); empty: none, they always act.
    """

    risk: str
    controls: tuple[str, ...]
    places: tuple[str, ...]
    stages: tuple[int, ...]


def order(answers: Iterable[Answer]) -> tuple[Need, ...]:
    """Return what does not hold, in the order in which to fix it. What cannot be told is in no need."""
    wrong = [answer for answer in answers if answer.standing is Standing.OPEN]
    found = []
    for risk in RISKS:
        of_it = [answer for answer in wrong if answer.control in risk.controls]
        if of_it:
            controls = tuple(name for name in risk.controls if any(answer.control == name for answer in of_it))
            stages = {stage for name in controls if (stage := CONTROLS[name].stage) is not None}
            found.append(Need(risk.title, controls, tuple(dict.fromkeys(answer.where for answer in of_it)), tuple(sorted(stages))))
    return tuple(found)
