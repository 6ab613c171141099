# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a Junos router is reached: whose host key is believed, who is let in, what a failure says and what no log says."""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

pytest.importorskip("jnpr.junos", reason="needs the Python package junos-eznc")
pytest.importorskip("asyncssh", reason="needs the Python package asyncssh")

import asyncssh
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports import junos_session
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.junos_session import JunosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.transport import TransportError
from virtual.junos_bench import switched_on

CONFIGURATION = "<configuration><system><host-name>vmx1</host-name></system></configuration>"
READ = '<get-configuration database="committed"/>'


@pytest.fixture
def router(tmp_path):
    with switched_on(tmp_path / "r", CONFIGURATION) as bench:
        yield bench


def parameters(bench, **other):
    fields = {"user": bench.user, "password": bench.password, "known_hosts": bench.known_hosts, "connect_seconds": 15.0, **other}
    return Parameters(fields.pop("host", "127.0.0.1"), ports={"netconf": fields.pop("port", bench.port)}, **fields)


def refused(bench, **other):
    """Return why a connection is refused."""
    with pytest.raises(TransportError) as told:
        JunosSession(parameters(bench, **other))
    return str(told.value)


@pytest.fixture
def key(tmp_path):
    made = asyncssh.generate_private_key("ssh-ed25519")
    path = tmp_path / "id"
    path.touch(mode=0o600)
    made.write_private_key(str(path))
    made.write_public_key(str(tmp_path / "id.pub"))
    return path


def other_host_key(bench):
    public = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    return f"[127.0.0.1]:{bench.port} {public}"


def test_a_wrong_host_key_is_refused_before_the_password_is_sent(router, tmp_path):
    file = tmp_path / "known"
    file.write_text(other_host_key(router))
    asked = []

    class Asked(dict):
        def get(self, name, default=None):
            asked.append(name)
            return super().get(name, default)

    router.device.server._users = Asked(router.device.server._users)
    why = refused(router, known_hosts=file)
    assert "host key is not the one" in why and str(file) in why
    assert asked == [] and router.requests == []
    JunosSession(parameters(router)).close()
    assert asked == [router.user]


def test_an_unknown_host_key_is_refused(router, tmp_path):
    file = tmp_path / "known"
    file.write_text("")
    assert "host key" in refused(router, known_hosts=file)


def test_a_missing_known_hosts_file_is_named(router, tmp_path):
    assert str(tmp_path / "no") in refused(router, known_hosts=tmp_path / "no")


def test_a_revoked_key_is_not_believed_although_it_is_listed(router, tmp_path):
    line = router.known_hosts.read_text().strip()
    file = tmp_path / "known hosts"
    file.write_text(f"{line}\n@revoked * {line.split(' ', 1)[1]}\n")
    assert "host key" in refused(router, known_hosts=file)
    other = other_host_key(router).split(" ", 1)[1].strip()
    file.write_text(f"# mine\n\n@revoked * {other}\n@cert-authority * {other}\nbroken line\nmore broken lines\n{line} a comment\n")
    JunosSession(parameters(router, known_hosts=file)).close()


def test_the_users_own_known_hosts_counts_when_none_is_given(router, tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    assert "host key" in refused(router, known_hosts=None)
    (home / ".ssh" / "known_hosts").write_text(router.known_hosts.read_text())
    JunosSession(parameters(router, known_hosts=None)).close()


def test_the_users_ssh_configuration_changes_neither_port_nor_trust(router, tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / "trusting").write_text(router.known_hosts.read_text())
    (home / ".ssh" / "config").write_text(
        f"Host *\n  Port 1\n  User root\n  UserKnownHostsFile {home}/trusting\n  StrictHostKeyChecking no\n"
    )
    monkeypatch.setenv("HOME", str(home))
    assert "host key" in refused(router, known_hosts=None)
    JunosSession(parameters(router)).close()


def test_any_host_key_is_believed_only_when_that_is_asked_for(router, tmp_path):
    file = tmp_path / "known"
    file.write_text(other_host_key(router))
    JunosSession(parameters(router, known_hosts=file, checks_host_key=False)).close()


def test_a_wrong_password_is_refused_and_nowhere_shown(router, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    why = refused(router, password="hunter2-wrong")
    assert "does not let lab in" in why
    assert "hunter2" not in why + caplog.text + "".join(capfd.readouterr())


def test_no_log_holds_the_password_or_the_configuration(router, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("ncclient.transport.ssh").setLevel(logging.DEBUG)
    with JunosSession(parameters(router)) as session:
        session.put("c", "<configuration><system><host-name>s3cret-name</host-name></system></configuration>")
        assert session.run(READ).rc == 0
        session.run("lock x")
        router.control.do("fault", drop="get-configuration")
        with pytest.raises(TransportError):
            session.run(READ)
    shown = caplog.text + "".join(capfd.readouterr())
    assert router.password not in shown and "s3cret-name" not in shown and "vmx1" not in shown
    assert router.password not in repr(session) + repr(parameters(router))


def test_a_key_lets_us_in_without_a_password(tmp_path, key):
    with (
        switched_on(tmp_path / "r", CONFIGURATION, keys=(tmp_path / "id.pub",)) as router,
        JunosSession(parameters(router, password=None, key_file=key)) as session,
    ):
        assert session.run(READ).rc == 0


def test_a_key_that_is_not_known_is_refused_and_a_missing_one_is_named(router, key, tmp_path):
    assert "does not let lab in" in refused(router, password=None, key_file=key)
    assert str(tmp_path / "none") in refused(router, key_file=tmp_path / "none")


def test_a_port_where_nobody_listens_is_said_to_be_unreachable(router):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "not reachable" in refused(router, port=free.getsockname()[1])


def test_a_router_that_accepts_and_says_nothing_is_given_up_in_time(router):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        begin = time.monotonic()
        assert "not reachable" in refused(router, port=silent.getsockname()[1], connect_seconds=1.0)
        assert time.monotonic() - begin < 4


def test_a_host_name_that_could_be_an_option_is_refused(router):
    assert "Invalid 'host'" in refused(router, host="-oProxyCommand=touch")


def test_a_router_is_reached_by_its_ipv6_address(router, tmp_path):
    address = "::ffff:127.0.0.1"
    try:
        socket.create_connection((address, router.port), 5).close()
    except OSError:
        pytest.skip("needs IPv6 on this machine")
    assert "host key" in refused(router, host=address)
    file = tmp_path / "known"
    file.write_text(router.known_hosts.read_text().replace("[127.0.0.1]", f"[{address}]"))
    for host in (address, f"[{address}]"):
        with JunosSession(parameters(router, host=host, known_hosts=file)) as session:
            assert session.run(READ).rc == 0
            with session.fresh() as second:
                assert second.run(READ).rc == 0


def test_the_missing_library_is_named(router, monkeypatch):
    monkeypatch.setattr(junos_session, "_MISSING", ImportError("No module named 'jnpr'"))
    assert "needs the Python package junos-eznc" in refused(router)


def test_a_failed_new_connection_ends_the_old_one(router):
    session = JunosSession(parameters(router))
    revision = session.run("<get-commit-revision-information/>").out.split("<revision>")[1].split("<")[0]
    assert session.run(f"lock {revision}").rc == 0
    router.device.server._users = {}
    with pytest.raises(TransportError):
        session.fresh()
    deadline = time.monotonic() + 5
    while router.control.do("look")["sessions"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert router.control.do("look")["locked_by"] == ""


_DELIVERS = """
import sys, time
from pathlib import Path
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.junos_session import JunosSession
from ansible_collections.manrs.hardening.plugins.plugin_utils.delivery.transports.parameters import Parameters
session = JunosSession(Parameters("127.0.0.1", "lab", sys.argv[2], known_hosts=Path(sys.argv[3]), ports={"netconf": int(sys.argv[1])}))
revision = session.run("<get-commit-revision-information/>").out.split("<revision>")[1].split("<")[0]
session.put("c", "<configuration><system><host-name>half-way</host-name></system></configuration>")
for word in (f"lock {revision}", "load c", "check", *sys.argv[4:]):
    answer = session.run(word)
    assert answer.rc == 0, answer
print("there", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("words", [(), ("commit-confirmed 60 L1",)], ids=["before the commit", "after the commit"])
def test_when_we_are_killed_the_router_is_on_its_old_configuration_and_not_locked(tmp_path, words):
    with switched_on(tmp_path / "r", CONFIGURATION, minute_seconds=1.0) as router:
        command = [sys.executable, "-c", _DELIVERS, str(router.port), router.password, str(router.known_hosts), *words]
        # Who is killed leaves its folder behind: host keys, no secret.
        place = os.environ | {"TMPDIR": str(tmp_path)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=place) as client:
            try:
                assert client.stdout.readline().strip() == "there"
                assert router.control.do("look")["locked_by"] == "lab"
            finally:
                os.kill(client.pid, signal.SIGKILL)
        deadline = time.monotonic() + 8
        while (look := router.control.do("look"))["locked_by"] or look["is_pending"] or look["is_modified"]:
            assert time.monotonic() < deadline, look
            time.sleep(0.05)
        assert "vmx1" in look["configuration"] and "half-way" not in look["configuration"]
        left = [path for path in tmp_path.glob("manrs-*/*") if path.is_file()]
        assert left and not [path for path in left if router.password in path.read_text()]


# Jump hosts


@pytest.fixture
def jump(tmp_path, key):
    """A jump host that lets the key in and forwards; gives its port and its known_hosts line."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asked = []

    class Forwards(asyncssh.SSHServer):
        def connection_requested(self, dest_host, dest_port, *_):
            asked.append((dest_host, dest_port))
            return True

    host_key = asyncssh.generate_private_key("ssh-ed25519")

    async def start():
        return await asyncssh.create_server(
            Forwards, "127.0.0.1", 0, server_host_keys=[host_key], authorized_client_keys=str(tmp_path / "id.pub")
        )

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    port = server.get_port()
    yield port, f"[127.0.0.1]:{port} {host_key.export_public_key().decode()}", asked
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)


def test_a_jump_host_is_used_and_its_key_is_checked(router, jump, tmp_path, key, monkeypatch):
    if subprocess.run(["ssh", "-V"], capture_output=True, check=False).returncode:
        pytest.skip("needs OpenSSH's ssh")
    port, line, asked = jump
    agent = _agent(key, monkeypatch)
    try:
        file = tmp_path / "known"
        file.write_text(router.known_hosts.read_text())
        why = refused(router, known_hosts=file, jump=f"hop@127.0.0.1:{port}", connect_seconds=3.0)
        assert "not reachable" in why and "(jump host: Host key verification failed.)" in why
        assert asked == []
        file.write_text(router.known_hosts.read_text() + line)
        with JunosSession(parameters(router, known_hosts=file, jump=f"hop@127.0.0.1:{port}")) as session:
            assert session.run(READ).rc == 0
            with session.fresh() as second:
                assert second.run(READ).rc == 0
        assert asked == [("127.0.0.1", router.port)] * 2
    finally:
        os.kill(agent, signal.SIGTERM)


def _agent(key, monkeypatch):
    """Start an agent of our own with the key: jump hosts are entered as ssh enters them."""
    told = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    place, number = (told.split(f"{name}=")[1].split(";")[0] for name in ("SSH_AUTH_SOCK", "SSH_AGENT_PID"))
    monkeypatch.setenv("SSH_AUTH_SOCK", place)
    subprocess.run(["ssh-add", "-q", str(key)], check=True, capture_output=True)
    return int(number)


@pytest.mark.parametrize("hop", ["-oProxyCommand=id", "a b", "user@host;id", "$(id)@x", ""])
def test_a_jump_host_that_is_no_host_is_refused(router, hop):
    assert "jump host" in refused(router, jump=hop + ",x" if hop == "" else hop)
