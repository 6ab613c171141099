# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the public databases have of a network's contacts: PeeringDB, the RIR by RDAP, and the aut-num in the IRR."""

from __future__ import annotations

from ..intent.models import Registry
from .aut_num import aut_num_contacts
from .dump_files import RegistryError
from .json_answers import JsonQuestions
from .peeringdb_contacts import peeringdb_contacts
from .published import RDAP, Published
from .rdap import RdapServer, rdap_contacts, rdap_server


def published_contacts(registry: Registry, asn: int, questions: JsonQuestions | None = None) -> tuple[Published, Published, Published]:
    """Ask PeeringDB, RDAP and the IRR. Who is away says so in its own part, and stops no other."""
    asker = questions or JsonQuestions()
    told = registry.peeringdb
    key = told.key.get_secret_value() if told is not None and told.key is not None else None
    server: RdapServer | None = None
    try:
        server = rdap_server(registry.rdap.bootstrap, asn, asker)
        registered = rdap_contacts(server, asn)
    except RegistryError as error:
        registered = Published(RDAP, unknown=str(error))
    return (
        peeringdb_contacts(told.url if told is not None else None, key, asn, asker),
        registered,
        aut_num_contacts(registry.irr, asn, server),
    )
