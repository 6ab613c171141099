# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a draft: which there are, that none is written over, and what people should read of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ...delivery import records
from ...intent.models import PeeringDb, Registry
from ...model.first_few import first_few
from ...registry.peeringdb import PeeringDbSettings
from ...registry.peeringdb_members import Members, ask_members
from .draft import draft, own_asns
from .first_look import FirstLook
from .text import Edit, host_text, network_text

_GROUP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class DraftError(Exception):
    """Nothing is drafted; the message says why and what to do."""


@dataclass(frozen=True)
class Drafted:
    """The texts of the files by their names below the folder, what a person has to do, and what to read."""

    files: Mapping[str, str]
    edits: tuple[Edit, ...]
    report: list[str]


def _files_beside(folder: Path) -> list[Path]:
    """Return the files that Ansible would no longer read, were there a folder: it takes the first of them that is there."""
    if folder.is_dir():
        return []
    return [path for ending in ("", ".yml", ".yaml", ".json") if (path := folder.with_name(folder.name + ending)).is_file()]


def _names(hosts: Sequence[str], group: str, dest: Path) -> tuple[str, dict[str, str]]:
    """Return the names of the files of the network and of each host. :raises DraftError: one of them is there, or hidden by them."""
    if not _GROUP.fullmatch(group):
        raise DraftError(f"group: {group!r} cannot name a folder of group_vars; write a group of the inventory, such as routers")
    hidden = [path for folder in (f"group_vars/{group}", *(f"host_vars/{host}" for host in hosts)) for path in _files_beside(dest / folder)]
    if hidden:
        what = "Ansible reads a folder of that name in place of the file; move it into the folder first, or give another one (manrs_draft)"
        raise DraftError(f"{first_few(list(map(str, hidden)))}: {what}")
    network = f"group_vars/{group}/manrs.yml"
    of_hosts = {host: f"host_vars/{host}/manrs.yml" for host in hosts}
    there = [name for name in (network, *of_hosts.values()) if (dest / name).exists() or (dest / name).is_symlink()]
    if there:
        what = "a draft is never written over what somebody may have corrected; give another folder (manrs_draft), or move them away"
        raise DraftError(f"{first_few([str(dest / name) for name in there])} {'are' if len(there) > 1 else 'is'} there already: {what}")
    return network, of_hosts


def _members(looks: Sequence[FirstLook], told: PeeringDb | None, now: datetime, tell: Callable[[str], None]) -> Members | None:
    asns = own_asns(looks)
    if told is None or len(asns) != 1:
        return None
    tell("PeeringDB: asking for neighbors and exchanges")
    key = told.key.get_secret_value() if told.key is not None else None
    settings = PeeringDbSettings(Path(told.cache).expanduser(), told.url, key, timedelta(hours=told.max_age_hours))
    return ask_members(settings, next(iter(asns)), {item.asn for look in looks for item in look.sessions}, now)


def draft_files(
    looks: Sequence[FirstLook],
    registry: Registry | None,
    group: str,
    dest: Path,
    full_table: int,
    now: datetime,
    tell: Callable[[str], None],
) -> Drafted:
    """Draft the files of a network.

    :param registry: ``manrs_registry``; None: it is not declared, is drafted too, and PeeringDB is asked by its public URL.
    :param dest: the folder that they are for.
    :raises DraftError: one of the files is there already.
    """
    name, of_hosts = _names([look.host for look in looks], group, dest)
    members = _members(looks, PeeringDb() if registry is None else registry.peeringdb, now, tell)
    network, hosts = draft(looks, members, full_table)
    text, edits = network_text(name, network, members, hosts, registry is not None)
    files = {name: text}
    for host in hosts:
        files[of_hosts[host.look.host]], more = host_text(of_hosts[host.look.host], host)
        edits = [*edits, *more]
    problems = [f"PeeringDB: {text}" for text in (members.problems if members is not None else ())]
    return Drafted(files, tuple(edits), [*problems, *_report(edits)])


def _report(edits: Sequence[Edit]) -> list[str]:
    decisions = [item for item in edits if item.must]
    looks = [item for item in edits if not item.must]
    told = [f"decide: {item.file}: {item.path}: {item.what}; {item.why}" for item in decisions]
    told += [f"look at: {item.file}: {item.path}: {item.what}; {item.why}" for item in looks]
    return [*told, f"{len(decisions)} to decide, {len(looks)} to look at"]


def write_drafts(dest: Path, files: Mapping[str, str]) -> None:
    """Write the files. :raises RecordError: the folder cannot be written."""
    for name, text in files.items():
        path = dest / name
        records.write(path.parent, path.name, text, 0o644)
