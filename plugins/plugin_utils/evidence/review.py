# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a change for those who approve it, in Markdown: what stops it, what it does for whom, which digests it approves.

GitHub and GitLab show it as a comment. What registries and routers call themselves is foreign text: no word of it is markup, a link,
or a mention of somebody. GitHub takes no comment of more than 65,536 characters (github/docs, "body is too long").
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.first_few import listed

_LONGEST = 60_000
#: What is markup in GitHub's or GitLab's Markdown, or makes a reference: written as a character reference, it is a mere character.
_MARKUP = re.compile(r"[&<\\`*\[\]|~@#!$%]|(?<!\w)_|_(?!\w)|(?<=:)//|(?i:www(?=\.))")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a change does to one router. ``findings`` and ``changes``: as ``render`` returns them. ``looks``: lines of a judged table."""

    policy_digest: str
    findings: Sequence[Mapping[str, object]] = ()
    changes: Sequence[Mapping[str, object]] = ()
    substitutions: Sequence[str] = ()
    looks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines that several routers have in common, each once."""

    hosts: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=dict)

    def add(self, host: str, what: str, shown: Iterable[str] = ()) -> None:
        self.hosts.setdefault((what, tuple(shown)), []).append(host)

    def told(self, of_all: int) -> Iterator[str]:
        for (what, shown), hosts in self.hosts.items():
            where = "every router" if len(hosts) == of_all > 1 else listed(hosts)
            yield f"- {what} ({plain(where)})"
            yield from (f"  - {plain(text)}" for text in shown)


def plain(text: object) -> str:
    """Return a text of which Markdown makes nothing else."""
    seen = _UNSEEN.sub(" ", str(text))
    return _MARKUP.sub(lambda found: "".join(f"&#{ord(letter)};" for letter in found[0]), seen)


def digests_file(reviewed: Mapping[str, Reviewed]) -> str:
    """Return the file of digests, which ``approved`` of a delivery reads."""
    # JSON is YAML, and a host may have any name.
    lines = [f"{json.dumps(host)}: {told.policy_digest}\n" for host, told in sorted(reviewed.items())]
    return "".join(["# The policy of each router that a commit with this file approves. Written by the review playbook.\n", *lines])


def stopping(reviewed: Mapping[str, Reviewed], registry: Iterable[Mapping[str, object]] = ()) -> list[str]:
    """Return why guards stop the change, a line each, with what to do. ``registry``: findings of a snapshot."""
    found = [(host, item) for host, told in sorted(reviewed.items()) for item in told.findings]
    found += [("registry", item) for item in registry]
    return [f"{host}: {item['where']}: {item['control']} {item['what']}; {item['remedy']}" for host, item in found if _stops(item)]


def _stops(finding: Mapping[str, object]) -> bool:
    """A guard stops what would do harm; whatever else is critical is so without the change, or a delivery ends failed for it."""
    return finding["severity"] == "critical" and str(finding["control"]).startswith("G")


def review_text(reviewed: Mapping[str, Reviewed], news: Sequence[str] = (), registry: Sequence[Mapping[str, object]] = ()) -> str:
    """Return the text.

    :param news: what the registry says now and did not before, a line each; ``registry``: its findings.
    """
    stops, critical, does, warns, otherwise, looks = (_Lines() for _ in range(6))
    found = [(host, item) for host, told in sorted(reviewed.items()) for item in told.findings]
    for host, item in [*found, *(("registry", item) for item in registry)]:
        place = stops if _stops(item) else critical if item["severity"] == "critical" else warns
        words = f"**{item['control']}** {plain(item['where'])}: {plain(item['what'])}. To do: {plain(item['remedy'])}"
        place.add(host, words, _shown(item["evidence"]) if place is stops else ())
    for host, told in sorted(reviewed.items()):
        for change in told.changes:
            does.add(host, plain(change["what"]), _shown(change["shown"]))
        for text in told.substitutions:
            otherwise.add(host, plain(text))
        for text in told.looks:
            looks.add(host, plain(text.strip()))
    count = len(reviewed)
    changed = sorted(host for host, told in reviewed.items() if told.changes)
    lines = [f"## {len(changed)} of {count} routers would get another policy", ""]
    lines += _part("This stops the change", stops.told(count))
    lines += _part("What the registry says otherwise than before", (f"- {plain(line)}" for line in news))
    lines += _part("What changes", does.told(count))
    lines += _part("Routes of the committed tables that would be dropped", looks.told(count))
    lines += _part("Critical, with or without this change", critical.told(count))
    lines += _part("Warnings", warns.told(count), is_folded=True)
    lines += _part("Done otherwise, at least as strict", otherwise.told(count), is_folded=True)
    lines += ["### What a merge approves", "", "| router | policy digest |", "|---|---|"]
    lines += [f"| {plain(host)} | `{told.policy_digest}` |" for host, told in sorted(reviewed.items())]
    return _cut(lines)


def _shown(lines: object) -> tuple[str, ...]:
    return tuple(map(str, lines)) if isinstance(lines, (list, tuple)) else ()


def _part(title: str, lines: Iterable[str], *, is_folded: bool = False) -> list[str]:
    told = list(lines)
    if told and is_folded:
        return [f"<details><summary>{title}: {len(told)}</summary>", "", *told, "", "</details>", ""]
    return [f"### {title}", "", *told, ""] if told else []


def _cut(lines: Sequence[str]) -> str:
    size = 0
    kept: list[str] = []
    for line in lines:
        size += len(line) + 1
        if size > _LONGEST:
            return "\n".join(
                [*kept, "", f"{len(lines) - len(kept)} more lines: the pipeline printed them, and the files of this change have them.", ""]
            )
        kept.append(line)
    return "\n".join([*kept, ""])
