# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a router without a shell is reached, as inventories and AWX say it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.ansible_variables import connection_parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.intent.validate import IntentError

TEMPLAR = SimpleNamespace(template=lambda value: value.replace("{{ site }}", "ams") if isinstance(value, str) else value)


def of(environment: dict[str, str] | None = None, **variables: Any) -> Parameters:
    return connection_parameters({"ansible_user": "ops", **variables}, TEMPLAR, "edge1", environment or {})


def test_the_name_of_the_host_and_the_users_own_keys_are_enough() -> None:
    assert of() == Parameters("edge1", "ops")


def test_all_that_network_modules_know() -> None:
    found = of(
        ansible_host="{{ site }}.example",
        ansible_password="secret",
        ansible_ssh_private_key_file="/k/id",
        ansible_port=2022,
        ansible_connection="ansible.netcommon.network_cli",
        ansible_ssh_common_args="-o UserKnownHostsFile=/k/hosts -J jump@gate:2222 -o ControlPersist=60s",
    )
    assert found == Parameters("ams.example", "ops", "secret", Path("/k/id"), Path("/k/hosts"), jump="jump@gate:2222", ports={"ssh": 2022})
    assert "secret" not in repr(found)


@pytest.mark.parametrize("connection", ["ansible.netcommon.netconf", "netconf", "local", ""])
def test_a_port_is_that_of_netconf_unless_the_connection_is_a_cli(connection: str) -> None:
    assert of(ansible_port="830", ansible_connection=connection).ports == {"netconf": 830}


def test_a_command_line_and_netconf_may_both_have_another_port() -> None:
    found = of(ansible_port=2022, ansible_netconf_port=2830, ansible_connection="network_cli")
    assert found.ports == {"ssh": 2022, "netconf": 2830}


def test_what_is_reached_over_tls() -> None:
    found = of(ansible_port=8443, ansible_connection="ansible.netcommon.httpapi", ansible_httpapi_ca_path="/k/ca.pem")
    assert (found.ports, found.ca_file, found.checks_certificate) == ({"https": 8443}, Path("/k/ca.pem"), True)
    assert not of(ansible_httpapi_validate_certs=False).checks_certificate
    assert of(ansible_api_ca_path="/k/ca.pem").ca_file == Path("/k/ca.pem") and not of(ansible_api_validate_certs=False).checks_certificate
    assert of(ansible_port=2022, ansible_httpapi_port=8443, ansible_connection="network_cli").ports == {"ssh": 2022, "https": 8443}


def test_a_network_credential_of_awx() -> None:
    environment = {"ANSIBLE_NET_USERNAME": "awx", "ANSIBLE_NET_PASSWORD": "secret", "ANSIBLE_NET_SSH_KEYFILE": "/tmp/key"}
    found = connection_parameters({}, TEMPLAR, "edge1", environment)
    assert found == Parameters("edge1", "awx", "secret", Path("/tmp/key"))
    assert of(environment, ansible_password="mine").password == "mine"


def test_what_the_command_line_says_goes_last() -> None:
    typed = {"user": "root", "password": "machine", "key_file": None}
    network = {"ANSIBLE_NET_USERNAME": "awx", "ANSIBLE_NET_PASSWORD": "secret"}
    assert connection_parameters({}, TEMPLAR, "edge1", {}, typed) == Parameters("edge1", "root", "machine")
    assert connection_parameters({}, TEMPLAR, "edge1", network, typed) == Parameters("edge1", "awx", "secret")
    told = connection_parameters({"ansible_user": "ops", "ansible_password": "mine"}, TEMPLAR, "edge1", network, typed)
    assert told == Parameters("edge1", "ops", "mine")


@pytest.mark.parametrize(
    ("variables", "environment", "password"),
    [
        ({}, {}, None),
        ({}, {"ANSIBLE_NET_AUTHORIZE": "0", "ANSIBLE_NET_AUTH_PASS": "up"}, None),
        ({}, {"ANSIBLE_NET_AUTHORIZE": "1", "ANSIBLE_NET_AUTH_PASS": "up"}, "up"),
        ({}, {"ANSIBLE_NET_AUTHORIZE": "1"}, ""),
        ({"ansible_become": False}, {"ANSIBLE_NET_AUTHORIZE": "1", "ANSIBLE_NET_AUTH_PASS": "up"}, None),
        ({"ansible_become": True, "ansible_become_method": "sudo", "ansible_become_password": "mine"}, {}, None),
        ({"ansible_become": True, "ansible_become_method": "ansible.netcommon.enable", "ansible_become_password": "mine"}, {}, "mine"),
        (
            {"ansible_become": "yes", "ansible_become_method": "enable", "ansible_become_pass": "mine"},
            {"ANSIBLE_NET_AUTH_PASS": "up"},
            "mine",
        ),
    ],
)
def test_enable_is_for_who_asks_for_it(variables: dict[str, Any], environment: dict[str, str], password: str | None) -> None:
    found = of(environment, **variables)
    assert found.enable_password == password
    assert "enable_password" not in repr(found)


@pytest.mark.parametrize(
    ("variables", "environment"),
    [
        ({"ansible_host_key_checking": False}, {}),
        ({"ansible_ssh_host_key_checking": "no"}, {}),
        ({}, {"ANSIBLE_HOST_KEY_CHECKING": "False"}),
        ({"ansible_ssh_common_args": "-o StrictHostKeyChecking=no"}, {}),
        ({"ansible_ssh_extra_args": "-oStrictHostKeyChecking=no"}, {}),
    ],
)
def test_host_keys_are_checked_unless_somebody_says_no(variables: dict[str, Any], environment: dict[str, str]) -> None:
    assert of().checks_host_key
    assert of(ansible_ssh_common_args="-o StrictHostKeyChecking=accept-new").checks_host_key
    assert not of(environment, **variables).checks_host_key


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ansible_user": ""}, "ansible_user is missing"),
        ({"ansible_port": "eighty"}, "ansible_port is 'eighty'"),
        ({"ansible_port": 0}, "ansible_port is '0'"),
        ({"ansible_netconf_port": 65536}, "ansible_netconf_port is '65536'"),
        ({"ansible_httpapi_port": "x"}, "ansible_httpapi_port is 'x'"),
        ({"ansible_httpapi_use_ssl": False}, "a password is not sent in the clear"),
        ({"ansible_ssh_common_args": "-o ProxyCommand='nc %h %p'"}, "'ProxyCommand=nc %h %p': only -J"),
        ({"ansible_ssh_common_args": "-F /etc/ssh/other"}, "'-F': only -J"),
        ({"ansible_ssh_common_args": "-o 'open"}, "ansible_ssh_common_args: No closing quotation"),
    ],
)
def test_what_the_libraries_cannot_do_is_said(variables: dict[str, Any], said: str) -> None:
    with pytest.raises(IntentError, match="edge1") as told:
        of(**variables)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("told", "ports"),
    [
        ({}, {}),
        ({"ansible_api_port": 18729}, {"api-ssl": 18729}),
        ({"ansible_api_port": 18728, "ansible_api_tls": False}, {"api": 18728}),
        ({"ansible_api_tls": "no"}, {"api": 8728}),
    ],
)
def test_the_api_of_routeros_has_tls_unless_it_is_switched_off(told: dict[str, object], ports: dict[str, int]) -> None:
    assert of(**told).ports == ports
