# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The refresh of the IANA registries: takes IANA's form with its quirks, and refuses rubbish without writing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from ansible_collections.manrs.hardening.plugins.plugin_utils.registry import iana_files

ROOT = Path(__file__).resolve().parents[2]
DATA = Path("plugins/plugin_utils/registry/data")
PAGE = Path("docs/registries.md")
V4, V6, ASNS = "iana-ipv4-special-registry-1.csv", "iana-ipv6-special-registry-1.csv", "special-purpose-as-numbers.csv"
HEADER = (
    "Address Block,Name,RFC,Allocation Date,Termination Date,Source,Destination,Forwardable,Globally Reachable,Reserved-by-Protocol\r\n"
)
#: As IANA writes them: CRLF between rows, LF inside cells, footnote marks, two prefixes in a cell, empty cells.
IANA = {
    V4: HEADER
    + '0.0.0.0/8,"""This network""","[RFC791], Section 3.2",1981-09,N/A,True,False,False,False,True\r\n'
    + "127.0.0.0/8,Loopback,[RFC1122],1981-09,N/A,False [1],False [1],False [1],False [1],True\r\n"
    + '192.0.0.0/24 [2],IETF Protocol Assignments,"[RFC6890], Section 2.1",2010-01,N/A,False,False,False,False,False\r\n'
    + "192.0.0.9/32,Port Control Protocol Anycast,[RFC7723],2015-10,N/A,True,True,True,True,False\r\n"
    + '"192.0.0.170/32, 192.0.0.171/32",NAT64/DNS64 Discovery,"[RFC8880][RFC7050], Section 2.2",'
    + "2013-02,N/A,False,False,False,False,True\r\n"
    + "192.88.99.0/24,Deprecated (6to4 Relay Anycast),[RFC7526],2001-06,2015-03,,,,,\r\n"
    + '255.255.255.255/32,Limited Broadcast,"[RFC8190]\n        [RFC919], Section 7",1984-10,N/A,False,True,False,False,True\r\n',
    V6: HEADER
    + "::1/128,Loopback Address,[RFC4291],2006-02,N/A,False,False,False,False,True\r\n"
    + "::ffff:0:0/96,IPv4-mapped Address,[RFC4291],2006-02,N/A,False,False,False,False,True\r\n"
    + "2001::/23,IETF Protocol Assignments,[RFC2928],2000-09,N/A,False [1],False [1],False [1],False [1],False\r\n"
    + '2001::/32,TEREDO,"[RFC4380]\n        [RFC8190]",2006-01,N/A,True,True,True,N/A [2],False\r\n'
    + "2001:3::/32,AMT,[RFC7450],2014-12,N/A,True,True,True,True,False\r\n"
    + "2002::/16 [3],6to4,[RFC3056],2001-02,N/A,True,True,True,N/A [3],False\r\n",
    ASNS: "AS Number,Reason for Reservation,Reference\r\n"
    + "0,Reserved by [RFC7607],[RFC7607]\r\n"
    + "112,Used by the AS112 project to sink misdirected DNS queries; see [RFC7534],[RFC7534]\r\n"
    + "64512-65534,For private use; reserved by [RFC6996],[RFC6996]\r\n",
}
ROWS = {
    iana_files.IPV4: [
        '0.0.0.0/8|"This network"|[RFC791], Section 3.2|1981-09|N/A|False',
        "127.0.0.0/8|Loopback|[RFC1122]|1981-09|N/A|False",
        "192.0.0.0/24|IETF Protocol Assignments|[RFC6890], Section 2.1|2010-01|N/A|False",
        "192.0.0.9/32|Port Control Protocol Anycast|[RFC7723]|2015-10|N/A|True",
        "192.0.0.170/32|NAT64/DNS64 Discovery|[RFC8880][RFC7050], Section 2.2|2013-02|N/A|False",
        "192.0.0.171/32|NAT64/DNS64 Discovery|[RFC8880][RFC7050], Section 2.2|2013-02|N/A|False",
        "192.88.99.0/24|Deprecated (6to4 Relay Anycast)|[RFC7526]|2001-06|2015-03|",
        "255.255.255.255/32|Limited Broadcast|[RFC8190] [RFC919], Section 7|1984-10|N/A|False",
    ],
    iana_files.IPV6: [
        "::1/128|Loopback Address|[RFC4291]|2006-02|N/A|False",
        "::ffff:0:0/96|IPv4-mapped Address|[RFC4291]|2006-02|N/A|False",
        "2001::/23|IETF Protocol Assignments|[RFC2928]|2000-09|N/A|False",
        "2001::/32|TEREDO|[RFC4380] [RFC8190]|2006-01|N/A|N/A",
        "2001:3::/32|AMT|[RFC7450]|2014-12|N/A|True",
        "2002::/16|6to4|[RFC3056]|2001-02|N/A|N/A",
    ],
    iana_files.ASNS: [
        "0|0|Reserved by [RFC7607]|[RFC7607]|yes",
        "112|112|Used by the AS112 project to sink misdirected DNS queries; see [RFC7534]|[RFC7534]|no",
        "64512|65534|For private use; reserved by [RFC6996]|[RFC6996]|yes",
    ],
}


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_registries", ROOT / "scripts/refresh_registries.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "iana"
    path.mkdir()
    for name, text in IANA.items():
        (path / name).write_bytes(text.encode())
    return path


@pytest.fixture
def root(tmp_path: Path, folder: Path) -> Path:
    """Return a checkout that ships what the folder holds."""
    path = tmp_path / "checkout"
    assert run(path, folder) == 0
    return path


def run(root: Path, folder: Path, *more: str, day: str = "2026-11-24") -> int:
    code: int = script().main(["--from", str(folder), "--date", day, *more], root)
    return code


def content(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def replace(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_bytes().decode()
    assert old in text
    (folder / name).write_bytes(text.replace(old, new).encode())


def test_ianas_form_becomes_one_prefix_a_line(root: Path) -> None:
    for name, rows in ROWS.items():
        text = (root / DATA / name).read_text(encoding="utf-8")
        parsed = iana_files.parse_shipped(text, iana_files.COLUMNS[name])
        assert ["|".join(row) for row in parsed.rows] == rows
        assert parsed.as_of.isoformat() == "2026-11-24"
        assert text.startswith(("# SPDX", "<!--\nSPDX"))
    assert "| `2001:3::/32` | AMT | RFC 7450 | 2014-12 | N/A | True | spared |" in (root / PAGE).read_text(encoding="utf-8")


def test_the_same_files_give_the_same_bytes(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(root)
    capsys.readouterr()
    assert run(root, folder) == 0
    assert content(root) == before
    assert capsys.readouterr().out.splitlines() == [
        "iana-ipv4-special-purpose.csv: 8 entries, +0 -0",
        "iana-ipv6-special-purpose.csv: 6 entries, +0 -0",
        "iana-special-purpose-asns.csv: 3 entries, +0 -0",
    ]


def test_the_order_of_ianas_rows_does_not_matter(root: Path, folder: Path) -> None:
    before = content(root)
    header, *rows = IANA[ASNS].splitlines(keepends=True)
    (folder / ASNS).write_text(header + "".join(reversed(rows)), encoding="utf-8")
    assert run(root, folder) == 0
    assert content(root) == before


def test_a_change_is_shown_and_written(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / V6).open("a", encoding="utf-8", newline="") as stream:
        stream.write("3fff::/20,Documentation,[RFC9637],2024-07,N/A,False,False,False,False,False\r\n")
    replace(folder, V6, "AMT,[RFC7450],2014-12,N/A,True,True,True,True", "AMT,[RFC7450],2014-12,N/A,True,True,True,False")
    capsys.readouterr()
    assert run(root, folder, day="2026-12-01") == 0
    assert capsys.readouterr().out.splitlines()[1:5] == [
        "iana-ipv6-special-purpose.csv: 7 entries, +2 -1",
        "  - 2001:3::/32, AMT, [RFC7450], 2014-12, N/A, True",
        "  + 2001:3::/32, AMT, [RFC7450], 2014-12, N/A, False",
        "  + 3fff::/20, Documentation, [RFC9637], 2024-07, N/A, False",
    ]
    assert b"# As of: 2026-12-01\n" in (root / DATA / iana_files.IPV6).read_bytes()
    assert b"\n3fff::/20,Documentation,[RFC9637],2024-07,N/A,False\n" in (root / DATA / iana_files.IPV6).read_bytes()


def test_check_writes_nothing_and_tells_stale_from_fresh(root: Path, folder: Path) -> None:
    before = content(root)
    assert run(root, folder, "--check", day="2027-01-01") == 0
    replace(folder, V4, "Loopback", "Loopback addresses")
    assert run(root, folder, "--check") == 1
    assert content(root) == before
    replace(folder, V4, "Loopback addresses", "Loopback")
    (root / PAGE).write_text("old", encoding="utf-8")
    assert run(root, folder, "--check") == 1


def test_check_says_that_it_cannot_tell(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, tmp_path / "not there", "--check") == 2
    assert "nothing was written" in capsys.readouterr().err


RUBBISH = {
    "an HTML page": (V4, HEADER, "<html>\r\n", "header"),
    "another column": (V4, "Globally Reachable", "Global", "header"),
    "a column less": (V6, "2014-12,N/A,True,True", "2014-12,N/A,True", "line 7: 9 columns instead of 10"),
    "a prefix that is none": (V4, "127.0.0.0/8", "127.0.0.0.0/8", "127.0.0.0.0/8"),
    "no length": (V4, "127.0.0.0/8", "127.0.0.0", "127.0.0.0"),
    "host bits": (V4, "127.0.0.0/8", "127.0.0.1/8", "host bits"),
    "the second prefix of a cell is none": (V4, "192.0.0.171/32", "and more", "and more"),
    "an empty cell": (V4, "127.0.0.0/8", "", "is not a prefix"),
    "the other family": (V6, "2002::/16", "20.0.0.0/16", "is not IPv6"),
    "all of the Internet": (V4, "127.0.0.0/8", "0.0.0.0/0", "wider than any block"),
    "all of 2000::/3": (V6, "2002::/16", "2000::/3", "wider than any block"),
    "the same prefix twice": (V4, "127.0.0.0/8", "0.0.0.0/8", "twice"),
    "neither true nor false": (V6, "N/A [3]", "maybe", "'maybe'"),
    "not a date": (V6, "2001-02", "yesterday", "'yesterday'"),
    "no name": (V6, "AMT", "", "no name"),
    "no reference": (V6, "[RFC7450]", "none", "no reference"),
    "a control character": (V6, "AMT", "A\x1bMT", "control characters"),
    "a quote that does not end": (V4, "Loopback,", '"Loopback,', "line"),
    "a rejected block in a spared one": (V6, "2002::/16 [3],6to4", "2001:3:1::/48,x", "2001:3:1::/48"),
    "not a number": (ASNS, "112,", "AS112,", "'AS112'"),
    "backwards": (ASNS, "64512-65534", "65534-64512", "backwards"),
    "too large": (ASNS, "64512-65534", "64512-4294967296", "too large"),
    "overlapping": (ASNS, "64512-65534", "112-65534", "overlaps"),
    "a reason that says nothing": (ASNS, "Used by the AS112", "For the AS112", "neither"),
}


@pytest.mark.parametrize("what", RUBBISH)
def test_rubbish_is_refused_by_name_and_nothing_is_written(what: str, root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, old, new, said = RUBBISH[what]
    before = content(root)
    # Another file has a good change, which must wait too.
    if name == V6:
        replace(folder, V4, "Loopback", "Loopback addresses")
    else:
        replace(folder, V6, "AMT", "Automatic Multicast Tunneling")
    replace(folder, name, old, new)
    capsys.readouterr()
    assert run(root, folder) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "nothing was written" in told
    assert content(root) == before


@pytest.mark.parametrize("raw", [b"", HEADER.encode(), b"\xff\xfe\x00", b"x" * 1_000_001], ids=["empty", "header", "bytes", "huge"])
def test_a_file_without_entries_is_refused(raw: bytes, root: Path, folder: Path) -> None:
    before = content(root)
    (folder / V4).write_bytes(raw)
    assert run(root, folder) == 2
    assert content(root) == before


def test_a_fifth_of_the_entries_may_go_and_no_more(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = IANA[V4].splitlines(keepends=True)
    (folder / V4).write_bytes("".join(lines[:2] + lines[3:]).encode())
    assert run(root, folder, "--check") == 1
    (folder / V4).write_bytes("".join(lines[:2] + lines[4:]).encode())
    before = content(root)
    assert run(root, folder) == 2
    assert "2 of 8 entries are gone" in capsys.readouterr().err
    assert content(root) == before


@pytest.mark.parametrize("failing", [0, 1, 2, 3])
def test_a_write_error_leaves_all_files_as_they_were(failing: int, root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / DATA / iana_files.ASNS).unlink()
    before = content(root)
    with (folder / V6).open("a", encoding="utf-8", newline="") as stream:
        stream.write("3fff::/20,Documentation,[RFC9637],2024-07,N/A,False,False,False,False,False\r\n")
    real, calls = Path.replace, []

    def full(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == failing + 1:
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", full)
    assert run(root, folder, day="2026-12-01") == 2
    assert len(calls) == failing + 1
    assert content(root) == before


@contextmanager
def site(folder: Path, cut: int = 0) -> Iterator[str]:
    """Serve the folder as IANA serves its site, on the loopback; ``cut``: that many bytes of each file do not come."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = folder / Path(self.path).name
            if not path.exists():
                self.send_error(404)
                return
            raw = path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw[: len(raw) - cut])

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_the_site_is_read_like_a_folder(root: Path, folder: Path) -> None:
    before = {name: raw for name, raw in content(root).items() if not name.endswith(".md")}
    module = script()
    with site(folder) as module.SITE:
        assert module.main(["--check"], root) == 1, "the address differs"
        assert module.main(["--date", "2026-11-24"], root) == 0
        address = module.SITE
    after = {name: raw.replace(address.encode(), b"https://www.iana.org/assignments/") for name, raw in content(root).items()}
    assert {name: raw for name, raw in after.items() if not name.endswith(".md")} == before


def test_a_site_without_the_file_or_with_half_of_it_is_refused(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(root)
    module = script()
    last_row = len(IANA[V4].splitlines(keepends=True)[-1])
    with site(folder, cut=last_row) as module.SITE:
        assert module.main([], root) == 2
    assert "bytes came" in capsys.readouterr().err
    (folder / ASNS).unlink()
    with site(folder) as module.SITE:
        assert module.main([], root) == 2
    assert "404" in capsys.readouterr().err
    assert module.main([], root) == 2, "nobody listens there"
    assert content(root) == before


def test_the_page_is_what_the_shipped_files_say() -> None:
    module = script()
    assert (ROOT / PAGE).read_text(encoding="utf-8") == module.page({name: iana_files.shipped(name) for name in iana_files.COLUMNS})


def test_the_shipped_files_are_as_the_command_writes_them() -> None:
    for name, columns in iana_files.COLUMNS.items():
        assert (ROOT / DATA / name).read_text(encoding="utf-8") == iana_files.shipped_text(iana_files.shipped(name), columns)
    assert {path.name for path in (ROOT / DATA).iterdir()} == set(iana_files.COLUMNS)


def test_the_tarball_carries_them(tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "ansible-galaxy"
    command = [str(tool), "collection", "build", str(ROOT), "--output-path", str(tmp_path)]
    done = subprocess.run(command, text=True, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = set(archive.getnames())
    assert {str(DATA / name) for name in iana_files.COLUMNS} <= names
