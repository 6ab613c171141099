# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action 4 against a real IRRd: what we say to submit is submitted, and at the next look there is nothing more to say."""

from __future__ import annotations

import asyncio

import irrd as irrd_lab
import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.evidence.registration import Announced, Registration, Wanted, ask, check
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import Prefix
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Relation
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.servers import Server
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.set_names import SetName
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.sets import Vrp
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry.irrd import IrrServers
from irrd import IrrdLab

pytestmark = pytest.mark.lab
WANTED = Wanted(
    64496,
    SetName.parse("AS64496:AS-ALL"),
    (
        Announced(Prefix.parse("193.0.0.0/21"), 64496, 21),
        Announced(Prefix.parse("193.0.8.0/22"), 64496, 22),
        Announced(Prefix.parse("2a00:1::/32"), 64496, 32),
    ),
    {64501: "AS64501:AS-ACME", 64502: "AS64502"},
    {64500: Relation.PROVIDER, 64501: Relation.CUSTOMER, 64502: Relation.CUSTOMER},
    frozenset(),
    ("RIPE", "RADB"),
)
AUT_NUM = """\
aut-num:        AS64496
as-name:        EXAMPLE
remarks:        what is here
                stays as it is
import:         from AS64500 accept ANY
export:         to AS64500 announce AS64496:AS-ALL
mnt-by:         EXAMPLE-MNT
source:         RIPE
"""
AS_SET = """\
as-set:         AS64496:AS-ALL
members:        AS64496, AS64501:AS-ACME
mnt-by:         EXAMPLE-MNT
source:         RIPE
"""
ROUTE = """\
route:          193.0.0.0/21
origin:         AS64496
mnt-by:         EXAMPLE-MNT
source:         RIPE
"""
#: Somebody else's, in a database that nobody here asks for filters.
STRANGE = """\
route:          193.0.8.0/22
origin:         AS64499
mnt-by:         OTHER-MNT
source:         OLDDB
"""


def looked(texts: dict[str, str], vrps: tuple[Vrp, ...]) -> Registration:
    """Look at a registry of these texts, by source."""

    async def run(port: int) -> Registration:
        answers = IrrServers([Server("127.0.0.1", port)], ["RIPE", "RADB"], timeout_seconds=20)
        try:
            return check(WANTED, await ask(answers, WANTED, vrps))
        finally:
            answers.close()

    with IrrdLab(texts) as running:
        return asyncio.run(run(running.port))


def test_what_is_submitted_is_found_at_the_next_look() -> None:
    if reason := irrd_lab.missing():
        pytest.skip(reason)
    others = {"RADB": STRANGE.replace("193.0.8.0/22", "198.51.0.0/22").replace("OLDDB", "RADB"), "OLDDB": STRANGE}
    first = looked({"RIPE": "\n".join((AUT_NUM, AS_SET, ROUTE)), **others}, ())
    assert [(item.control, item.where.rpartition(" ")[2]) for item in first.findings] == [
        ("R06", "193.0.0.0/21"),
        ("R04", "193.0.8.0/22"),
        ("R08", "193.0.8.0/22"),
        ("R04", "2a00:1::/32"),
        ("R09", "AS64496:AS-ALL"),
        ("R10", "AS64496"),
    ]
    assert "remarks:        what is here\n                stays as it is\n" in first.objects[-1]
    roas = tuple(Vrp(item.prefix, item.maximum_length, item.asn) for item in first.roa_changes)
    second = looked({"RIPE": "\n".join((*first.objects, ROUTE)), **others}, roas)
    # The other's object is his to delete.
    assert [item.control for item in second.findings] == ["R08"]
    assert (second.objects, second.roa_changes) == ((), ())
    assert len(second.held) == 5
