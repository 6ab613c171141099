# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What RPKI says of a prefix and its origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils.plain_values import asn_of, prefix_of

DOCUMENTATION = """
name: rov_state
short_description: What RPKI says of a prefix and its origin
version_added: 0.1.0
author: The manrs.hardening contributors (@manrs)
description:
  - Validates a route's origin (RFC 6811) with the VRPs of a file or of a snapshot. A file is read once, until it changes; nothing is
    fetched.
  - VRPs that are missing, partly wrong or too old are an error. C(not-found) is only said of a whole, recent set of VRPs.
positional: origin
options:
  _input:
    description: A prefix; or a pair of P(manrs.hardening.irr_prefixes#lookup), whose O(origin) counts then. The prefix itself is judged,
      not its more-specifics.
    type: raw
    required: true
  origin:
    description: The origin ASN. Not for pairs.
    type: raw
  vrps:
    description: A file of VRPs in the JSON of rpki-client, Routinator or StayRTR, plain or gzip. One of O(vrps) and O(snapshot) is needed.
    type: path
  snapshot:
    description: The folder of a snapshot.
    type: path
  max_age_hours:
    description: Older VRPs are refused. Without it, as everywhere in this collection, 24 for a file that says when it was made and 48 for a
      snapshot.
    type: int
"""
EXAMPLES = """
- name: The holder of 193.21.0.0/16 let AS35002 announce it, down to /20
  ansible.builtin.assert:
    that:
      - "'193.21.0.0/16' | manrs.hardening.rov_state(35002, vrps='vrps.json') == 'valid'"
      - "'193.21.0.0/24' | manrs.hardening.rov_state(35002, vrps='vrps.json') == 'invalid'"
      - "'193.21.0.0/16' | manrs.hardening.rov_state(35001, vrps='vrps.json') == 'invalid'"
      - "'193.20.0.0/22' | manrs.hardening.rov_state(35001, vrps='vrps.json') == 'not-found'"

- name: What is registered for a customer and contradicts RPKI
  ansible.builtin.debug:
    msg: "{{ item.prefix }} AS{{ item.origin }}, registered in {{ item.sources | join(', ') }}"
  loop: "{{ query('manrs.hardening.irr_prefixes', 'AS35001:AS-ACME', snapshot='snapshot', format='pairs') | flatten }}"
  when: item | manrs.hardening.rov_state(snapshot='snapshot') == 'invalid'
"""
RETURN = """
_value:
  description: C(valid), C(invalid) or C(not-found).
  type: str
"""

try:
    from ..plugin_utils.registry.dump_files import RegistryError
    from ..plugin_utils.registry.snapshot_format import SnapshotError
    from ..plugin_utils.registry.vrp_table import EXPORT_HOURS, SNAPSHOT_HOURS, table_of_export, table_of_snapshot
except ImportError as error:
    MISSING: ImportError | None = error
else:
    MISSING = None


def _table(vrps: Any, snapshot: Any, max_age_hours: Any) -> Any:
    now = datetime.now(UTC)
    if bool(vrps) == bool(snapshot):
        raise ValueError("VRPs are needed; write one of vrps=FILE and snapshot=FOLDER")
    hours = (EXPORT_HOURS if vrps else SNAPSHOT_HOURS) if max_age_hours is None else max_age_hours
    if isinstance(hours, bool) or not isinstance(hours, int) or hours < 1:
        raise ValueError(f"max_age_hours is {hours!r}; write a number of hours, without quotes")
    if snapshot:
        return table_of_snapshot(Path(snapshot).expanduser(), now, hours)
    if "://" in vrps:
        raise ValueError(f"{vrps} is not a file; fetch it once with ansible.builtin.get_url and write the file's path")
    return table_of_export(Path(vrps).expanduser(), now, hours)


def rov_state(value: Any, origin: Any = None, vrps: Any = None, snapshot: Any = None, max_age_hours: Any = None) -> str:
    """Return the validation state of a prefix and its origin."""
    if MISSING is not None:
        raise AnsibleFilterError(f"the Python package {MISSING.name} is missing on the controller; pip install {MISSING.name}")
    try:
        if isinstance(value, Mapping) and origin is not None:
            raise ValueError("the pair has an origin; take off the other one")
        told = value.get("origin") if isinstance(value, Mapping) else origin
        if told is None:
            raise ValueError(f"{prefix_of(value)} has no origin; write its ASN, as in rov_state(64500, vrps='vrps.json')")
        return str(_table(vrps, snapshot, max_age_hours).state_of(prefix_of(value), asn_of(told)))
    except (ValueError, RegistryError, SnapshotError) as error:
        raise AnsibleFilterError(str(error)) from None


class FilterModule:
    """The filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return them by name."""
        return {"rov_state": rov_state}
