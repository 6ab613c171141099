# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: report
short_description: Write the report of a network from the looks at its routers
version_added: 0.1.0
description:
  - Makes one page and machine-readable files of what M(manrs.hardening.preview) found at each router, of the records of deliveries, and
    of the snapshot. Contacts no router. The same data give the same bytes.
author: The manrs.hardening contributors (@manrs)
options:
  hosts:
    description: All routers of the report. One that nobody has looked at is named, and nothing is claimed of it.
    type: list
    elements: str
    required: true
  dest:
    description: Folder that M(manrs.hardening.preview) wrote. The report is written there too.
    type: path
    default: .manrs/report
  records:
    description: Folder with the records of deliveries.
    type: path
    default: .manrs/records
  snapshot:
    description: Folder that M(manrs.hardening.snapshot) wrote.
    type: path
    default: .manrs/snapshot
  findings:
    description: RV(manrs.hardening.snapshot#module:findings) of the run that made the snapshot.
    type: list
    elements: dict
    default: []
  formats:
    description: >-
      V(html) is C(report.html), one page that needs no network. V(json) is C(report.json), its schema is C(docs/schema/report.json).
      V(junit) is C(report.xml), V(prometheus) is C(report.prom) for the textfile collector.
    type: list
    elements: str
    choices: [html, json, junit, prometheus]
    default: [html, json, junit, prometheus]
attributes:
  check_mode:
    description: Its files are written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: The same data give the same bytes.
    support: full
"""

EXAMPLES = r"""
- name: Write the report
  manrs.hardening.report:
    hosts: "{{ groups.routers }}"
  run_once: true
"""

RETURN = r"""
paths:
  description: Format to file.
  returned: success
  type: dict
actions:
  description: How MANRS Actions 1 to 4 stand.
  returned: success
  type: list
  elements: dict
drifted:
  description: Routers on which a delivery would change something now.
  returned: success
  type: list
  elements: str
critical:
  description: How many critical findings there are.
  returned: success
  type: int
"""
