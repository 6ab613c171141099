# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place that reads task variables: from Ansible's untemplated variables to plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .intent.validate import IntentError

PREFIX = "manrs_"


def manrs_variables(variables: Mapping[str, Any], templar: Any, host: str) -> dict[str, object]:
    """Return the templated ``manrs_*`` variables of one host; values keep the tags that tell their file and line.

    :param variables: a task's variables, or ``hostvars[host]``.
    :raises IntentError: a template in one of them fails; it names the variable.
    """
    found: dict[str, object] = {}
    for name in sorted(key for key in variables if str(key).startswith(PREFIX)):
        try:
            found[name] = templar.template(variables[name])
        except Exception as error:  # The templar raises what the template raises.
            raise IntentError([f"{host}: {name}: its template fails: {error}"]) from error
    return found
