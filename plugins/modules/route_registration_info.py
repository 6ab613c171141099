# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: route_registration_info
short_description: Look whether what the network announces is registered, and write what to submit
version_added: 0.1.0
description:
  - Asks the IRR and reads the VRPs for every declared prefix, for the network's AS-SET and its aut-num (MANRS Action 4).
  - What looks at routers (M(manrs.hardening.preview), in the same folder) saw leave with our origin and is not declared is asked for too.
  - Says what is registered, what is not, and writes RPSL objects and ROA changes, ready to submit. Submits nothing without O(submit).
  - One run for the whole fleet; contacts no router.
author: The manrs.hardening contributors (@manrs)
options:
  hosts:
    description: The routers whose intent counts. Their neighbors are who should be in AS-SET and aut-num.
    type: list
    elements: str
    required: true
  dest:
    description: >-
      Folder on the controller. C(registration.json) is what M(manrs.hardening.report) reads, C(registration.rpsl) has the objects,
      C(roa-changes.csv) the ROAs.
    type: path
    default: .manrs/report
  maintainer:
    description: The maintainer of new objects (C(mnt-by)). Without it that of the aut-num or AS-SET.
    type: str
  submit:
    description:
      - Submit the RPSL objects to an IRRd by its HTTP API. Without this nothing is submitted. ROAs are never.
      - Nothing of what is registered is claimed by it. The next run asks the registry what is there.
    type: dict
    suboptions:
      url:
        description: The API, such as C(https://irrd.example.net/v1/submit/). Plain http is for this machine itself alone.
        type: str
        required: true
      password:
        description: Password of the maintainer. One of it and O(submit.api_key) is needed. It is shown nowhere.
        type: str
      api_key:
        description: API key of the maintainer. It is shown nowhere.
        type: str
      insecure:
        description: Send over plain http to another machine too. Whoever is on the way reads the password.
        type: bool
        default: false
      delete:
        description: >-
          Objects to delete, each as text with class, key (of a route its origin too), C(mnt-by) and source. Nothing else is ever
          deleted, and these only when everything that is submitted was saved.
        type: list
        elements: str
        default: []
      delete_reason:
        description: Why, for the database.
        type: str
        default: no longer announced
attributes:
  check_mode:
    description: Nothing is submitted; RV(would_submit) has what would be. The files are written in check mode too.
    support: full
  diff_mode:
    description: There is nothing to show.
    support: none
  idempotent:
    description: What is registered is not submitted again. Objects to delete are sent each time, and refused when they are gone.
    support: partial
"""

EXAMPLES = r"""
- name: Look at what is registered
  manrs.hardening.route_registration_info:
    hosts: "{{ groups.routers }}"
  run_once: true

- name: Submit what is missing
  manrs.hardening.route_registration_info:
    hosts: "{{ groups.routers }}"
    submit:
      url: https://irrd.example.net/v1/submit/
      password: "{{ vaulted_maintainer_password }}"
  run_once: true
"""

RETURN = r"""
held:
  description: What is registered, a line each.
  returned: success
  type: list
  elements: str
findings:
  description: What is not as it should be.
  returned: success
  type: list
  elements: dict
  contains:
    control:
      description: ID of the control that does not hold, as docs/controls.md lists them.
      type: str
    severity:
      description: V(critical) or V(warning).
      type: str
    where:
      description: Session, interface, variable or file.
      type: str
    what:
      description: What is so.
      type: str
    evidence:
      description: What shows it, a line each; of many the first twenty.
      type: list
      elements: str
    manrs_action:
      description: Number of the MANRS action that the control belongs to.
      type: int
    source:
      description: RFC or other document that asks for the control.
      type: str
    remedy:
      description: What to do.
      type: str
objects:
  description: RPSL objects to submit. What is in an object now stays in it.
  returned: success
  type: list
  elements: str
roa_changes:
  description: ROAs to add or to remove, with prefix, maximum length, ASN and why.
  returned: success
  type: list
  elements: dict
submitted:
  description: Objects that the server says it saved or deleted, with action, name and messages.
  returned: with O(submit), not in check mode
  type: list
  elements: dict
refused:
  description: Objects that the server refused, with its messages. The task fails then.
  returned: with O(submit), not in check mode
  type: list
  elements: dict
would_submit:
  description: What would be submitted or deleted, a line each.
  returned: with O(submit), in check mode
  type: list
  elements: str
paths:
  description: The files that were written.
  returned: success
  type: dict
report:
  description: What people should read, a line each.
  returned: success
  type: list
  elements: str
"""
