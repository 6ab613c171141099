# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data alone, as playbooks ask for it: the lookup and the filters, the examples of their docs, and what mistakes say."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/relations"
PAGE = ROOT / "docs/data.md"
PLUGINS = (
    "lookup/irr_prefixes",
    "filter/aggregate_prefixes",
    "filter/is_bogon",
    "filter/prefixes_within",
    "filter/rov_state",
    "test/is_bogon",
)
HOST = {
    "ansible_network_os": "frr",
    "manrs_network": {"asn": 25000, "prefixes": ["185.10.0.0/22"]},
    "manrs_registry": {"irr": {"dumps": ["irr.rpsl"]}, "rpki": {"vrps": "vrps.json"}},
    "manrs_neighbors": [
        {"name": "acme", "asn": 35001, "relation": "customer", "addresses": ["185.10.3.10"], "as_set": "AS35001:AS-ACME"},
        {"name": "gone", "asn": 35077, "relation": "customer", "addresses": ["185.10.3.11"], "as_set": "AS35077:AS-GONE"},
    ],
}
#: What the golden data does not have: members that are missing, an empty set, ranges.
MORE = """
as-set: AS-PARTIAL
members: AS35001, AS35009:AS-MISSING
source: TEST

as-set: AS-EMPTY
source: TEST

route-set: RS-RANGES
members: 193.20.0.0/22^24, AS35002
source: TEST

route: 193.20.4.0/22
origin: AS35030
source: TEST

route: 193.20.0.0/22
origin: AS35030
source: TEST

route: 193.20.1.0/24
origin: AS35030
source: OTHER
"""


def ansible(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    tools = Path(sys.executable).parent
    environment = {"ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".build"), "ANSIBLE_NOCOLOR": "1", "PATH": f"{tools}:{os.environ['PATH']}"}
    return subprocess.run(
        [tools / command[0], *command[1:]],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
    )


def play(folder: Path, tasks: list[dict[str, Any]], variables: Mapping[str, Any] | None = None) -> str:
    plays = [{"name": "Data", "hosts": "localhost", "gather_facts": False, "vars": dict(variables or {}), "tasks": tasks}]
    (folder / "play.yml").write_text(yaml.safe_dump(plays, sort_keys=False, width=1000), encoding="utf-8")
    done = ansible(folder, "ansible-playbook", "-i", "hosts.yml", "play.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dump, VRPs and snapshot, where a playbook has them."""
    found = tmp_path_factory.mktemp("data")
    (found / "irr.rpsl").write_text((GOLDEN / "irr.rpsl").read_text(encoding="utf-8") + MORE, encoding="utf-8")
    vrps = json.loads((GOLDEN / "vrps.json").read_text(encoding="utf-8"))
    (found / "old.json").write_text(json.dumps(vrps | {"metadata": {"buildtime": "2026-01-01T00:00:00Z"}}), encoding="utf-8")
    (found / "vrps.json").write_text(
        json.dumps(vrps | {"metadata": {"buildtime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}}), encoding="utf-8"
    )
    (found / "wrong.json").write_text(
        json.dumps(vrps | {"roas": [*vrps["roas"], {"asn": "x", "prefix": "193.20.0.0/22"}]}), encoding="utf-8"
    )
    (found / "hosts.yml").write_text(yaml.safe_dump({"routers": {"hosts": {"edge1": HOST}}}), encoding="utf-8")
    (found / "prefix_list.j2").write_text(
        "{% for item in ranges %}permit {{ item.prefix }} le {{ item.max_length }}\n{% endfor %}", encoding="utf-8"
    )
    made = ansible(found, "ansible-playbook", "-i", "hosts.yml", str(ROOT / "playbooks/snapshot.yml"), "-e", "manrs_snapshot=snapshot")
    assert (found / "snapshot/manifest.json").is_file(), made.stdout + made.stderr
    shutil.copytree(found / "snapshot", found / "edited")
    with (found / "edited/asns/AS35001.txt").open("a", encoding="utf-8") as stream:
        stream.write("0.0.0.0/0 RIPE\n")
    shutil.copytree(found / "snapshot", found / "stale")
    manifest = found / "stale/manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["made_at"] = (datetime.now(UTC) - timedelta(hours=60)).isoformat(timespec="seconds")
    manifest.write_text(json.dumps(told), encoding="utf-8")
    return found


def irr(*terms: object, **options: object) -> str:
    """The expression of the lookup, from the dump where nothing else is said."""
    if not options.keys() & {"snapshot", "servers", "dumps", "nowhere"}:
        options["dumps"] = ["irr.rpsl"]
    options.pop("nowhere", None)
    words = [*map(repr, terms), *(f"{name}={value!r}" for name, value in options.items())]
    return f"lookup('manrs.hardening.irr_prefixes', {', '.join(words)})"


def range_of(prefix: str, longest: int = 0) -> dict[str, Any]:
    length = int(prefix.partition("/")[2])
    return {"prefix": prefix, "min_length": length, "max_length": max(length, longest)}


ACME = "AS35001:AS-ACME"
ACME_PREFIXES = ["185.10.2.0/24", "193.20.0.0/22", "193.20.8.0/24", "2a06:2000::/32"]
BOGONS = ["10.0.0.0/8", "193.20.0.0/22", "0.0.0.0/0", "fd00::/8", 0, "AS64512", 23456, 35001, 112, "4294967295"]
#: The expression, and its value, read off the dump by hand.
ANSWERS: dict[str, tuple[str, Any]] = {
    "one set": (irr(ACME), ACME_PREFIXES),
    "one ASN": (irr("AS31001"), ["193.30.0.0/22"]),
    "an ASN as a number": (irr(31001), ["193.30.0.0/22"]),
    "another case, a database": (irr("test::as35001:as-acme", family=6), ["2a06:2000::/32"]),
    "several": (irr("AS31001", "AS6461"), [["193.30.0.0/22"], ["193.61.0.0/22"]]),
    "several in a list": (irr(["AS31001", "AS6461"]), [["193.30.0.0/22"], ["193.61.0.0/22"]]),
    "the same twice": (irr("AS31001", "AS31001"), [["193.30.0.0/22"]] * 2),
    "query": (irr("AS31001").replace("lookup(", "query("), [["193.30.0.0/22"]]),
    "wantlist": (irr("AS31001", wantlist=True), [["193.30.0.0/22"]]),
    "the registry of the inventory": (irr("AS31001", nowhere=True), ["193.30.0.0/22"]),
    "the registry's irr as options": (irr("AS31001", nowhere=True).replace(")", ", **manrs_registry.irr)"), ["193.30.0.0/22"]),
    "IPv4 alone": (irr(ACME, family=4), ACME_PREFIXES[:3]),
    "a snapshot": (irr(ACME, snapshot="snapshot"), ACME_PREFIXES),
    "an ASN of a snapshot": (irr("AS35002", snapshot="snapshot"), ["193.20.8.0/24"]),
    "one database": (irr("AS35030", sources=["OTHER"]), ["193.20.1.0/24"]),
    "same addresses": (irr("AS35030", aggregate=True), ["193.20.0.0/21"]),
    "allowed to be empty": (irr("AS31001", family=6, allow_empty=True), []),
    "ranges": (irr("AS35030", format="ranges"), [range_of("193.20.0.0/22"), range_of("193.20.1.0/24"), range_of("193.20.4.0/22")]),
    "same routes": (
        irr("AS35030", format="ranges", max_length_ipv4=24, aggregate=True),
        [range_of("193.20.0.0/22", 24), range_of("193.20.4.0/22", 24)],
    ),
    "longer than the longest": (
        irr("AS35011", format="ranges", max_length_ipv4=25, family=4),
        [range_of("193.42.0.0/24", 25), range_of("193.42.1.128/30")],
    ),
    "who says so": (
        irr("AS35030", format="pairs", sources=["OTHER", "TEST"]) + " | map(attribute='sources') | list",
        [["TEST"], ["OTHER"], ["TEST"]],
    ),
    "pairs of a snapshot": (
        irr(ACME, snapshot="snapshot", format="pairs", family=6),
        [range_of("2a06:2000::/32") | {"origin": 35001, "sources": ["TEST"]}],
    ),
    "a route-set": (
        irr("RS-RANGES", format="pairs"),
        [
            {"prefix": "193.20.0.0/22", "min_length": 24, "max_length": 24, "origin": None, "sources": []},
            range_of("193.20.8.0/24") | {"origin": 35002, "sources": ["TEST"]},
        ],
    ),
    "a member that is known to be gone": (
        irr("AS-PARTIAL", absent_sets=["AS35009:AS-MISSING"]),
        ["185.10.2.0/24", "193.20.0.0/22", "2a06:2000::/32"],
    ),
    "aggregated": (
        "['10.0.1.0/24', '10.0.0.0/24', '2a06::/33', '2a06:0:8000::/33'] | manrs.hardening.aggregate_prefixes",
        ["10.0.0.0/23", "2a06::/32"],
    ),
    "within": (
        "['193.20.0.0/21', '193.20.0.0/22', '193.20.1.0/24'] | manrs.hardening.prefixes_within(['193.20.0.0/22', '2a06::/32'])",
        ["193.20.0.0/22", "193.20.1.0/24"],
    ),
    "pairs within": (
        irr(ACME, format="pairs") + " | manrs.hardening.prefixes_within('193.20.8.0/22') | map(attribute='origin') | list",
        [35002],
    ),
    "bogons": (
        f"{BOGONS} | map('manrs.hardening.is_bogon') | list",
        [True, False, False, True, True, True, True, False, False, True],
    ),
    "without bogons": ("['10.0.0.0/8', '193.20.0.0/22'] | reject('manrs.hardening.is_bogon') | list", ["193.20.0.0/22"]),
    "states": (
        "['151.2.0.0/20', '151.2.0.0/21', '151.3.0.0/16'] | map('manrs.hardening.rov_state', 3320, vrps='vrps.json') | list",
        ["valid", "invalid", "invalid"],
    ),
    "states by a snapshot": (
        irr(ACME, format="pairs") + " | map('manrs.hardening.rov_state', snapshot='snapshot') | list",
        ["not-found"] * 4,
    ),
    "old VRPs that may be so": ("'151.2.0.0/20' | manrs.hardening.rov_state('AS3320', vrps='old.json', max_age_hours=999999)", "valid"),
}


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Any]:
    """What the expressions above give; one run for all."""
    found = {name: f"{{{{ {expression} }}}}" for name, (expression, _) in ANSWERS.items()}
    copied = {"content": "{{ found | to_json }}", "dest": f"{folder}/answers", "mode": "0644"}
    registry = {"irr": {"dumps": ["{{ 'irr' }}.rpsl"]}, "rpki": {"vrps": "vrps.json"}}
    play(folder, [{"name": "Answers", "ansible.builtin.copy": copied}], {"manrs_registry": registry, "found": found})
    return dict(json.loads((folder / "answers").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_what_is_registered(answers: dict[str, Any], name: str) -> None:
    assert answers[name] == ANSWERS[name][1]


WHERE = "looked up in irr.rpsl; correct the name, sources or the IRR data"
ALLOW = "allow_empty=true takes that for right"
GONE = "AS35009:AS-MISSING is not in the IRR data (a member of AS-PARTIAL)"
ABSENT = "or name the member in absent_sets if it is known to be gone"
AGAIN = "run the snapshot playbook again"
ROV = "'193.20.0.0/22' | manrs.hardening.rov_state({})"
#: The expression, and what its message ends with. FOLDER is where the playbook is.
MISTAKES: dict[str, tuple[str, str]] = {
    "a name that is not there": (irr("AS35001:AS-ACNE"), f": nothing is returned: AS35001:AS-ACNE is not in the IRR data; {WHERE}"),
    "a name that is not in this database": (irr("OTHER::AS35001:AS-ACME"), f": OTHER::AS35001:AS-ACME is not in the IRR data; {WHERE}"),
    "a database that is not there": (
        irr(ACME, sources=["NOPE"]),
        ": AS35001:AS-ACME is not in the IRR data; looked up in NOPE of irr.rpsl; correct the name, sources or the IRR data",
    ),
    "no name": (
        irr("ACME"),
        ": 'ACME' is neither an AS-SET nor an ASN from 1 to 4294967295; write AS64500:AS-EXAMPLE, RIPE::AS-EXAMPLE or AS64501",
    ),
    "ASN 0": (
        irr("AS0"),
        ": 'AS0' is neither an AS-SET nor an ASN from 1 to 4294967295; write AS64500:AS-EXAMPLE, RIPE::AS-EXAMPLE or AS64501",
    ),
    "everything": (irr("AS-ANY"), ": 'AS-ANY' stands for the whole Internet; name a set of the neighbor's own"),
    "a missing member": (irr("AS-PARTIAL", "AS31001"), f": nothing is returned: {GONE}; {WHERE}, {ABSENT}"),
    "two wrong ones": (
        irr("AS-PARTIAL", "AS35099"),
        f": nothing is returned: {GONE}; {WHERE}, {ABSENT}\n"
        f"AS35099 has no registered prefix in irr.rpsl; correct the name or where to look; {ALLOW}",
    ),
    "an empty set": (irr("AS-EMPTY", allow_empty=True), f": AS-EMPTY exists and has no member; {WHERE}"),
    "nothing registered": (irr("AS35099"), f": AS35099 has no registered prefix in irr.rpsl; correct the name or where to look; {ALLOW}"),
    "the other family": (
        irr("AS31001", family=6),
        f": AS31001 has no registered IPv6 prefix in irr.rpsl, and 1 of the other family; family=both gives them; {ALLOW}",
    ),
    "no family": (irr("AS31001", family=5), ": family is '5'; write 4, 6 or both"),
    "no format": (irr("AS31001", format="list"), ": format is 'list'; write prefixes, ranges or pairs"),
    "nothing asked": (irr([]), ": no AS-SET and no ASN is asked for; write at least one, or allow_empty=true"),
    "nobody to ask": (
        irr("AS31001", nowhere=True),
        ": nobody is named who can be asked; write servers and sources, dumps, or snapshot, or declare manrs_registry.irr",
    ),
    "no snapshot written": (
        irr("AS31001", snapshot=""),
        ": snapshot is empty; write the folder that the snapshot playbook made, or take it off",
    ),
    "an empty list of servers": (irr("AS31001", servers=[], sources=["RIPE"]), ": needs one of servers and dumps, and not both"),
    "servers without sources": (
        irr("AS31001", servers=["127.0.0.1"]),
        ": servers need sources: whose objects count, such as [RPKI, RIPE, ARIN, APNIC, AFRINIC, LACNIC, RADB]",
    ),
    "servers and dumps": (
        irr("AS31001", servers=["127.0.0.1"], sources=["RIPE"], dumps=["irr.rpsl"]),
        ": servers and dumps exclude each other; write one of them",
    ),
    "no server": (
        irr("AS31001", servers=["127.0.0.1:1", "127.0.0.2:1"], sources=["RIPE"]),
        ": no IRR server can be asked: 127.0.0.1:1: no connection: connection refused; 127.0.0.2:1: no connection: connection refused; "
        "correct irr.servers or irr.sources",
    ),
    "wrong server": (
        irr("AS31001", servers=["https://rr.ntt.net"], sources=["RIPE"]),
        ": servers[0]: 'https://rr.ntt.net' is not a server; write whois.example.net, whois.example.net:43 or '[2001:db8::1]:43'",
    ),
    "no dump": (irr("AS31001", dumps=["ripe.db.gz"]), ": ripe.db.gz: No such file or directory; fetch the file again and check its path"),
    "a misspelt option": (irr("AS31001", max_lenght_ipv4=24), ": max_lenght_ipv4 is not an option; did you mean max_length_ipv4?"),
    "a length": (irr("AS31001", max_length_ipv4=33, format="ranges"), ": max_length_ipv4 is 33; write a length of 0 to 32"),
    "a length of prefixes": (
        irr("AS31001", max_length_ipv4=24),
        ": max_length_ipv4: prefixes alone cannot say lengths; write format=ranges or format=pairs",
    ),
    "ranges as prefixes": (
        irr("RS-RANGES"),
        ": RS-RANGES has 193.20.0.0/22^24: prefixes alone cannot say lengths; write format=ranges or format=pairs",
    ),
    "too many": (irr(ACME, most_prefixes=3), f": AS35001:AS-ACME has 4 registered prefixes, more than most_prefixes: 3; {WHERE}"),
    "too low": (irr(ACME, most_prefixes=0), ": most_prefixes: 0 is too low; write 1 or more"),
    "no snapshot": (
        irr("AS31001", snapshot="nowhere"),
        ": FOLDER/nowhere is no snapshot (it has no manifest.json); run the snapshot playbook first",
    ),
    "a set that the snapshot has not": (
        irr("AS-MEMBERS", snapshot="snapshot"),
        ": AS-MEMBERS is not in FOLDER/snapshot (it has AS35001:AS-ACME, AS35077:AS-GONE): no neighbor's as_set names it just so; "
        f"ask servers, or correct what it says and {AGAIN}",
    ),
    "an ASN that the snapshot has not": (
        irr("AS31001", snapshot="snapshot"),
        ": AS31001 is not in FOLDER/snapshot: it is no neighbor's ASN, and in no neighbor's as_set; "
        f"ask servers, or correct what it says and {AGAIN}",
    ),
    "unresolved in the snapshot": (
        irr("AS35077:AS-GONE", snapshot="snapshot"),
        f": FOLDER/snapshot: AS35077:AS-GONE is not in the IRR data; ask servers, or correct what it says and {AGAIN}",
    ),
    "an edited snapshot": (
        irr("AS35001", snapshot="edited"),
        f": FOLDER/edited/asns/AS35001.txt is not what the manifest says: it was edited or not written to its end; {AGAIN}",
    ),
    "an old snapshot": (irr("AS35001", snapshot="stale"), f": FOLDER/stale is 60 hours old, max_age_hours is 48; {AGAIN}"),
    "sources of a snapshot": (irr("AS35001", snapshot="snapshot", sources=["A"]), ": sources: only for servers and dumps; take it off"),
    "age of a dump": (irr("AS35001", max_age_hours=1), ": max_age_hours: only for a snapshot; take it off"),
    "host bits": (
        "['193.20.0.0/22', '193.20.0.1/22'] | manrs.hardening.aggregate_prefixes",
        ": input[1]: '193.20.0.1/22' has host bits set; write 193.20.0.0/22",
    ),
    "no list": (
        "'193.20.0.0/22' | manrs.hardening.aggregate_prefixes",
        ": input is not a list of prefixes but '193.20.0.0/22'; write a list",
    ),
    "pairs aggregated": (
        "[{'prefix': '193.20.0.0/22'}] | manrs.hardening.aggregate_prefixes",
        ": these are pairs or ranges, whose origins and lengths would be lost; put map(attribute='prefix') in front",
    ),
    "within an address": (
        "['193.20.0.0/22'] | manrs.hardening.prefixes_within('193.20.0.0')",
        ": covering[0]: '193.20.0.0' has no length; write 193.20.0.0/32 for one address",
    ),
    "neither prefix nor ASN": ("'AS-X' | manrs.hardening.is_bogon", ": 'AS-X' is not an ASN; write 64500 or AS64500"),
    "no VRPs": (ROV.format("35001"), ": VRPs are needed; write one of vrps=FILE and snapshot=FOLDER"),
    "no origin": (
        ROV.format("vrps='vrps.json'"),
        ": 193.20.0.0/22 has no origin; write its ASN, as in rov_state(64500, vrps='vrps.json')",
    ),
    "no VRP file": (ROV.format("35001, vrps='no.json'"), ": no.json: No such file or directory; fetch the file again and check its path"),
    "VRPs far away": (
        ROV.format("35001, vrps='https://v.example.net/vrps.json'"),
        ": https://v.example.net/vrps.json is not a file; fetch it once with ansible.builtin.get_url and write the file's path",
    ),
    "old VRPs": (ROV.format("35001, vrps='old.json'"), " hours old, max_age_hours is 24; fetch it again from your validator"),
    "wrong VRPs": (
        ROV.format("35001, vrps='wrong.json'"),
        ": wrong.json: roas[8]: 'x' is not an ASN; a state without what is wrong there would be a guess, export it again",
    ),
    "old VRPs of a snapshot": (ROV.format("35001, snapshot='stale'"), f" hours old, max_age_hours is 48; {AGAIN}"),
    "no age": (ROV.format("35001, vrps='old.json', max_age_hours='x'"), ": max_age_hours is 'x'; write a number of hours, without quotes"),
}


@pytest.fixture(scope="module")
def messages(folder: Path) -> list[str]:
    """What the mistakes above say; one run for all."""
    tasks: list[dict[str, Any]] = []
    for expression, _ in MISTAKES.values():
        tried = {"name": "Try", "ansible.builtin.debug": {"msg": f"{{{{ {expression} }}}}"}}
        noted = {"name": "Note", "ansible.builtin.set_fact": {"said": "{{ said + [ansible_failed_result.msg] }}"}}
        went = {"name": "Went through", "ansible.builtin.set_fact": {"said": "{{ said + ['went through'] }}"}}
        tasks.append({"name": "Mistake", "block": [tried, went], "rescue": [noted]})
    copied = {"content": "{{ said | to_json }}", "dest": f"{folder}/messages", "mode": "0644"}
    play(folder, [{"name": "None yet", "ansible.builtin.set_fact": {"said": []}}, *tasks, {"name": "Say", "ansible.builtin.copy": copied}])
    return list(json.loads((folder / "messages").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_says_what_to_do(folder: Path, messages: list[str], name: str) -> None:
    said = messages[list(MISTAKES).index(name)]
    assert said.replace(str(folder), "FOLDER").endswith(MISTAKES[name][1]), said


def documentation(plugin: str) -> dict[str, str]:
    """The parts of a plugin's documentation."""
    tree = ast.parse((ROOT / f"plugins/{plugin}.py").read_text(encoding="utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    return {node.targets[0].id: str(node.value.value) for node in found if isinstance(node.targets[0], ast.Name)}  # type: ignore[attr-defined]


def needs_servers(task: dict[str, Any]) -> bool:
    return "servers" in str(task)


@pytest.mark.parametrize("plugin", PLUGINS)
def test_each_example_runs(folder: Path, plugin: str) -> None:
    tasks = [task for task in yaml.safe_load(documentation(plugin)["EXAMPLES"]) if not needs_servers(task)]
    assert tasks
    registry = {"irr": {"dumps": ["irr.rpsl"]}, "rpki": {"vrps": "vrps.json"}}
    play(folder, [{**task, **absolute(folder, task)} for task in tasks], {"manrs_registry": registry})
    if plugin == "lookup/irr_prefixes":
        assert (folder / "acme.conf").read_text(encoding="utf-8") == (
            "permit 185.10.2.0/24 le 24\npermit 193.20.0.0/22 le 24\npermit 193.20.8.0/24 le 24\n"
        )


def absolute(folder: Path, task: dict[str, Any]) -> dict[str, Any]:
    """Where a task writes, below the folder: a module of Ansible takes a relative path from the user's home."""
    written = task.get("ansible.builtin.template")
    return {"ansible.builtin.template": {**written, "dest": f"{folder}/{written['dest']}"}} if written else {}


def test_each_block_of_the_page_runs(folder: Path) -> None:
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    tasks = [task for block in blocks if block.strip().startswith("- ") for task in yaml.safe_load(textwrap.dedent(block))]
    assert len(tasks) > 3
    registry = {"irr": {"dumps": ["irr.rpsl"]}, "rpki": {"vrps": "vrps.json"}}
    play(folder, [{**task, **absolute(folder, task)} for task in tasks if not needs_servers(task)], {"manrs_registry": registry})


@pytest.mark.parametrize("plugin", PLUGINS)
def test_ansible_doc_shows_it(folder: Path, plugin: str) -> None:
    kind, _, name = plugin.partition("/")
    done = ansible(folder, "ansible-doc", "-t", kind, f"manrs.hardening.{name}")
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(documentation(plugin)["DOCUMENTATION"])["name"] == name
    assert "EXAMPLES:" in done.stdout and "RETURN VALUES:" in done.stdout
    assert "ERROR" not in done.stderr
