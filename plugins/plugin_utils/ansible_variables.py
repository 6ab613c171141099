# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place that reads task variables: from Ansible's untemplated variables to plain data."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .delivery.transports.parameters import Parameters
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


def network_asn(variables: Mapping[str, Any], templar: Any, hosts: Sequence[str]) -> int:
    """Return the ASN of the network of some hosts: whichever comes first says it.

    :param variables: the task's; of no hosts, its own host says it.
    :raises IntentError: it is not declared.
    """
    host = hosts[0] if hosts else str(variables["inventory_hostname"])
    network = manrs_variables(variables["hostvars"][host], templar, host).get("manrs_network")
    asn = network.get("asn") if isinstance(network, dict) else None
    if not isinstance(asn, int):
        raise IntentError([f"{host}: manrs_network.asn is missing; declare the network's ASN"])
    return asn


#: What AWX sets for a credential of the kind "Network" (awx/main/tasks/jobs.py, ``RunJob.build_env``), with ``ANSIBLE_NET_AUTHORIZE``.
_AWX = {
    "user": "ANSIBLE_NET_USERNAME",
    "password": "ANSIBLE_NET_PASSWORD",
    "key_file": "ANSIBLE_NET_SSH_KEYFILE",
    "enable_password": "ANSIBLE_NET_AUTH_PASS",
}
_NAMES = {
    "host": ("ansible_host", "ansible_ssh_host"),
    "user": ("ansible_user", "ansible_ssh_user"),
    "password": ("ansible_password", "ansible_ssh_password", "ansible_ssh_pass"),
    "key_file": ("ansible_private_key_file", "ansible_ssh_private_key_file"),
    "enable_password": ("ansible_become_password", "ansible_become_pass"),
    "port": ("ansible_port", "ansible_ssh_port"),
    "netconf_port": ("ansible_netconf_port",),
    "httpapi_port": ("ansible_httpapi_port",),
    "ca_file": ("ansible_httpapi_ca_path", "ansible_api_ca_path"),
    "api_port": ("ansible_api_port",),
    "api_tls": ("ansible_api_tls",),
}
_ARGUMENTS = ("ansible_ssh_common_args", "ansible_ssh_extra_args")
_CHECKS = ("ansible_host_key_checking", "ansible_ssh_host_key_checking")
_NO = ("false", "no", "0", "off")
#: Of a shell's ssh alone, and nothing to a library that keeps one connection.
_NOTHING_HERE = ("controlmaster", "controlpath", "controlpersist", "serveraliveinterval", "serveralivecountmax", "batchmode")


def connection_parameters(
    variables: Mapping[str, Any],
    templar: Any,
    host: str,
    environment: Mapping[str, str],
    command_line: Mapping[str, str | None] = MappingProxyType({}),
) -> Parameters:
    """Return how a router without a shell is reached, from the variables that every network module of Ansible uses.

    ``ansible_port`` is the port of the protocol that ``ansible_connection`` names, NETCONF unless that is ``network_cli`` or ``httpapi``;
    where two of them have an unusual one, ``ansible_netconf_port`` and ``ansible_httpapi_port`` are those of theirs.
    ``ansible_api_port`` is that of RouterOS' API, without TLS only where ``ansible_api_tls`` is false; ``ansible_api_ca_path`` and
    ``ansible_api_validate_certs`` are to it what those of httpapi are to HTTPS.

    Variables go before the environment, that before the command line: AWX gives every job ``-u``, and ``root`` where no Machine credential
    says who (``RunJob.build_args``).

    :param command_line: ``user``, ``password`` and ``key_file`` as ``ansible-playbook`` was given them.

    :raises IntentError: a variable is missing, or says something that the libraries for such routers cannot do.
    """

    def told(what: str, names: tuple[str, ...]) -> str:
        for name in names:
            if variables.get(name) not in (None, ""):
                return str(templar.template(variables[name]))
        return environment.get(_AWX.get(what, "")) or command_line.get(what) or ""

    found = {what: told(what, names) for what, names in _NAMES.items()}
    if not found["user"]:
        raise IntentError([f"{host}: ansible_user is missing; write who logs in to the router"])
    for name in ("port", "netconf_port", "httpapi_port", "api_port"):
        if found[name] and not (found[name].isascii() and found[name].isdigit() and 0 < int(found[name]) < 65536):
            raise IntentError([f"{host}: ansible_{name} is {found[name]!r}; write a number of 1 to 65535"])
    if told("", ("ansible_httpapi_use_ssl",)).lower() in _NO:
        raise IntentError([f"{host}: ansible_httpapi_use_ssl is false: a password is not sent in the clear; take it off"])
    connection = str(variables.get("ansible_connection", "")).rpartition(".")[2]
    protocol = {"network_cli": "ssh", "httpapi": "https"}.get(connection, "netconf")
    ports = {protocol: int(found["port"])} if found["port"] else {}
    if found["netconf_port"]:
        ports["netconf"] = int(found["netconf_port"])
    if found["httpapi_port"]:
        ports["https"] = int(found["httpapi_port"])
    is_plain = found["api_tls"].lower() in _NO
    if found["api_port"] or is_plain:
        ports["api" if is_plain else "api-ssl"] = int(found["api_port"] or 8728)
    ssh = _ssh_arguments(host, " ".join(told("", (name,)) for name in _ARGUMENTS))
    checks = told("", _CHECKS).lower() or environment.get("ANSIBLE_HOST_KEY_CHECKING", "").lower()
    return Parameters(
        host=found["host"] or host,
        user=found["user"],
        password=found["password"] or None,
        key_file=Path(found["key_file"]).expanduser() if found["key_file"] else None,
        known_hosts=Path(ssh["userknownhostsfile"]).expanduser() if "userknownhostsfile" in ssh else None,
        checks_host_key=checks not in _NO and ssh.get("stricthostkeychecking", "yes").lower() not in ("no", "off"),
        jump=ssh.get("proxyjump"),
        ports=ports,
        ca_file=Path(found["ca_file"]).expanduser() if found["ca_file"] else None,
        enable_password=found["enable_password"] if _enables(told, environment) else None,
        checks_certificate=told("", ("ansible_httpapi_validate_certs", "ansible_api_validate_certs")).lower() not in _NO,
    )


def _enables(told: Callable[[str, tuple[str, ...]], str], environment: Mapping[str, str]) -> bool:
    """Return whether ``enable`` is typed. ``ansible_become`` of another method is for shells."""
    becomes = told("", ("ansible_become",)).lower()
    if not becomes:
        return environment.get("ANSIBLE_NET_AUTHORIZE", "").lower() not in ("", *_NO)
    return becomes not in _NO and told("", ("ansible_become_method",)).rpartition(".")[2] == "enable"


def _ssh_arguments(host: str, text: str) -> dict[str, str]:
    """Parse arguments of ssh into its options by their names in small letters.

    :raises IntentError: one that only ssh itself can do.
    """
    found: dict[str, str] = {}
    try:
        words = iter(shlex.split(text))
    except ValueError as error:
        raise IntentError([f"{host}: ansible_ssh_common_args: {error}"]) from error
    for word in words:
        if word.startswith("-J"):
            found["proxyjump"] = word[2:] or next(words, "")
            continue
        option = (word[2:] or next(words, "")) if word.startswith("-o") else word
        name, _, value = option.replace("=", " ", 1).strip().partition(" ")
        if word.startswith("-o") and name.lower() in ("proxyjump", "userknownhostsfile", "stricthostkeychecking"):
            found[name.lower()] = value.strip()
        elif not (word.startswith("-o") and name.lower() in _NOTHING_HERE):
            what = "only -J, ProxyJump, UserKnownHostsFile and StrictHostKeyChecking are known for a router that is reached without ssh"
            raise IntentError([f"{host}: ansible_ssh_common_args: {option!r}: {what}"])
    return found
