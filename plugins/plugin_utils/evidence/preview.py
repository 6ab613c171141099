# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy would do to the routes that neighbors send now, and what each neighbor should hear of it."""

from __future__ import annotations

from datetime import date

from ..model.controls import CONTROLS
from ..model.policies import Policy, Session
from ..model.routes import Direction
from ..model.rov import RovTable
from ..policy.decide import arriving, explain
from .models import NeighborPreview, RejectedRoute
from .near import ADVICE, Registered, World, near, register
from .routing_tables.files import parse_path, path_text, short_path
from .routing_tables.tally import Rejection, Tally

#: Routes that a text for a neighbor lists.
_MOST_LISTED = 100


def preview(
    policy: Policy,
    session: Session,
    tally: Tally,
    registered: Registered,
    world: World,
    enforced_from: date,
) -> NeighborPreview:
    """Say what becomes of the routes of one session, and write the text for its neighbor.

    :param enforced_from: the day that the text names.
    """
    ordered = sorted(tally.rejections, key=lambda item: (item.control, item.route.prefix, path_text(item.route.as_path)))
    routes = tuple(_rejected(policy, session, item, registered, world) for item in ordered)
    return NeighborPreview(
        seen=tally.seen,
        accepted=tally.accepted,
        rejected=dict(sorted(tally.rejected.items())),
        monitored=dict(sorted(tally.monitored.items())),
        routes=routes,
        left_out=sum(tally.rejected.values()) - len(routes),
        message=_message(policy.asn, session, routes, tally, enforced_from) if tally.rejected else "",
    )


def _rejected(policy: Policy, session: Session, item: Rejection, registered: Registered, world: World) -> RejectedRoute:
    route = item.route
    objects = near(route, item.control, registered, world)
    return RejectedRoute(
        prefix=str(route.prefix),
        as_path=path_text(route.as_path),
        origin=route.origin,
        control=item.control,
        reason=_reason(policy, session, item, world.rov),
        is_best=item.is_best,
        near=objects,
        to_register=register(route, item.control, registered, objects),
    )


def _reason(policy: Policy, session: Session, item: Rejection, rov: RovTable) -> str:
    """Return in words why the control rejects."""
    chain = session.chain(Direction.IMPORT, item.route.prefix.family)
    if chain is None:
        return ""
    if frozenset() in item.route.as_path:
        return "the router prints the beginning of its path only, so it is taken for one that is not allowed"
    steps = explain(policy, chain, arriving(session, item.route), rov)
    return next((step.reason for step in reversed(steps) if step.control == item.control and step.outcome == "rejects"), "")


def _message(asn: int, session: Session, routes: tuple[RejectedRoute, ...], tally: Tally, enforced_from: date) -> str:
    """Write the text for the neighbor's NOC."""
    count = sum(tally.rejected.values())
    prefixes = f"{count} route{'s' if count != 1 else ''}"
    lines = [
        f"Subject: AS{asn} will reject {prefixes} from AS{session.asn} from {enforced_from:%Y-%m-%d} on",
        "",
        f"Dear NOC of AS{session.asn},",
        "",
        f"AS{asn} filters what its neighbors announce, as MANRS asks (Mutually Agreed Norms for Routing Security).",
        f"Of {tally.seen} routes that we hear from you at {session.address} we will reject {count} from {enforced_from:%Y-%m-%d} on,",
        "for these reasons:",
    ]
    for control in sorted(tally.rejected):
        told = CONTROLS[control]
        lines += ["", f"{told.title} ({told.source}): {tally.rejected[control]}"]
        if control in ADVICE:
            lines.append(f"  Please {ADVICE[control]}.")
        of_control = [route for route in routes if route.control == control]
        for route in of_control[:_MOST_LISTED]:
            lines.append(f"  {route.prefix:<{_width(routes)}}  AS path {short_path(parse_path(route.as_path)) or 'empty'}")
            lines += [f"    there is: {item.text} ({item.relation})" for item in route.near]
            lines += [f"    please register: {text}" for text in route.to_register]
        if (more := tally.rejected[control] - min(len(of_control), _MOST_LISTED)) > 0:
            lines.append(f"  and {more} more; ask us for the whole list")
    lines += ["", "What is right by that day passes by itself: we read the registries every day.", "", f"The NOC of AS{asn}", ""]
    return "\n".join(lines)


def _width(routes: tuple[RejectedRoute, ...]) -> int:
    return max((len(route.prefix) for route in routes[: _MOST_LISTED * 4]), default=18)
