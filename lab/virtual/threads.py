# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual routers that live in threads: their certificate, and the control socket of their process.

``control`` in the router's folder takes one JSON object a line and answers ``ok`` or ``error: ...``; ``ports`` is there when it listens.
"""

from __future__ import annotations

import datetime
import ipaddress
import json
import signal
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def tls(folder: Path) -> ssl.SSLContext:
    """Make certificate and key of a router on 127.0.0.1, ``certificate.pem`` and ``key.pem``; return how its server speaks TLS."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "virtual router")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").touch(mode=0o600)
    (folder / "key.pem").write_bytes(secret)
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def serve(folder: Path, ports: Iterable[int], obey: Callable[[dict[str, Any]], None]) -> None:
    """Take orders until SIGTERM or SIGINT. ``obey`` carries one out; what it raises is told to who gave it."""

    class Orders(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for line in self.rfile:
                try:
                    obey(json.loads(line))
                    said = "ok"
                except Exception as error:  # What a test orders wrongly is told to the test.
                    said = f"error: {error!r}"
                self.wfile.write(f"{said}\n".encode())

    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    (folder / "ports").write_text(f"{' '.join(map(str, ports))}\n")
    path = folder / "control"
    path.unlink(missing_ok=True)
    with socketserver.ThreadingUnixStreamServer(str(path), Orders) as orders:
        threading.Thread(target=orders.serve_forever, args=(0.05,), daemon=True).start()
        over.wait()
        orders.shutdown()
