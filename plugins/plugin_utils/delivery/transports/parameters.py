# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a router that has no shell is reached, taken from the variables that Ansible's network modules use."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Parameters:
    """The way to one router. Times are seconds.

    ``password`` and ``key_file``: at least one; with neither, the agent's keys. ``known_hosts``: the file that says which host keys are
    right; None: the user's own. ``checks_host_key`` false: any key is believed. ``jump``: the hosts of ``ssh -J`` (user@host:port,
    comma-separated), or None. ``ports``: the port of a protocol (``netconf``, ``ssh``, ``https``) that is not its usual one.
    ``ca_file``: the certificates that sign the router's, where it is reached over TLS; None: those that the controller believes.
    ``checks_certificate`` false: any is believed. ``enable_password``: what ``enable`` asks for where the login alone may not configure,
    empty where it asks for nothing; None: ``enable`` is not typed.
    """

    host: str
    user: str
    password: str | None = field(default=None, repr=False)
    key_file: Path | None = None
    known_hosts: Path | None = None
    checks_host_key: bool = True
    jump: str | None = None
    ports: dict[str, int] = field(default_factory=dict)
    connect_seconds: float = 30.0
    ca_file: Path | None = None
    checks_certificate: bool = True
    enable_password: str | None = field(default=None, repr=False)
