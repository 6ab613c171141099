# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of the action of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: review
short_description: Write what a change to the inventory or the snapshot does, for those who approve it
version_added: 0.1.0
description:
  - Makes a text of what M(manrs.hardening.render) returned for each router, as a comment on a pull or merge request shows it; and the
    file of policy digests that the change approves. Contacts no router.
author: The manrs.hardening contributors (@manrs)
options:
  reviewed:
    description: Host to what M(manrs.hardening.render) returned for it with O(manrs.hardening.render#module:before).
    type: dict
    required: true
  looks:
    description: Host to RV(manrs.hardening.preview#module:report) of a table of routes, where there is one.
    type: dict
    default: {}
  news:
    description: RV(manrs.hardening.snapshot#module:changes) of the run that made the snapshot.
    type: list
    elements: str
    default: []
  findings:
    description: RV(manrs.hardening.snapshot#module:findings) of the run that made the snapshot.
    type: list
    elements: dict
    default: []
  dest:
    description: File for the text, in Markdown.
    type: path
    default: .manrs/review.md
  digests:
    description: File for the digests, as O(manrs.hardening.deploy#module:approved) reads it.
    type: path
    default: .manrs/approved.yml
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
- name: Write what the change does
  manrs.hardening.review:
    reviewed: "{{ dict(ansible_play_hosts_all | zip(ansible_play_hosts_all | map('extract', hostvars, 'manrs_reviewed'))) }}"
    dest: out/review.md
    digests: out/approved.yml
  run_once: true
"""

RETURN = r"""
stopping:
  description: Why guards stop the change, a line each, with what to do.
  returned: success
  type: list
  elements: str
changes:
  description: What changes, a line each, with the router.
  returned: success
  type: list
  elements: str
"""
