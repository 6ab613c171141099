# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evidence pack as one HTML page: it needs no network, runs no script and can be printed."""

from __future__ import annotations

from ..pack import Pack, PackAction, Proof
from .report import ACTION_STATES, FILES, content_hash
from .text import counted, items, name, text

_STYLE = """
.statement { max-width: 90ch; margin: 12px 0; padding: 12px 16px; background: var(--plate); border-left: 5px solid var(--line); }
.proof { margin: 6px 0; } .proof p { margin: 6px 0; }
"""


def _proof(proof: Proof) -> str:
    digest = (
        f'<p class="note">Read {name(proof.read_at)} of {name(proof.source)}; SHA-256 of the whole <code>{name(proof.digest)}</code></p>'
    )
    return f'<li class="proof"><details><summary>{text(proof.claim)}</summary>{digest}{items(proof.lines)}</details></li>\n'


def _action(action: PackAction) -> str:
    anchor = f"action{action.number}"
    asked = "required" if action.required else "recommended"
    parts = [
        f'<section id="{anchor}" aria-labelledby="{anchor}-h">\n<h2 id="{anchor}-h">Action {action.number}: {text(action.title)}</h2>\n',
        f'<p><span class="k {ACTION_STATES[action.state]}">{action.state}</span> {asked} of participants</p>\n',
    ]
    if action.statement:
        parts.append(f'<h3>For the application</h3>\n<p class="statement">{text(action.statement)}</p>\n')
    if action.gaps:
        parts.append(f"<h3>What is missing</h3>\n{items(action.gaps, 'gaps')}\n")
    if action.proofs:
        parts.append(f"<h3>Evidence: {counted(len(action.proofs), 'proof')}</h3>\n<ul>{''.join(map(_proof, action.proofs))}</ul>\n")
    return "".join((*parts, "</section>\n"))


def pack_page(pack: Pack) -> str:
    """Return the pack as one HTML document: the same pack gives the same text. The policy in its head lets nothing in but its sheet."""
    style = (FILES / "page.css").read_text(encoding="utf-8") + _STYLE
    policy = f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'"
    facts = [("Data of", name(pack.made_at)), ("Digest of this evidence", f"<code>{name(pack.digest)}</code>")]
    if pack.snapshot is not None:
        facts.append(("Registry data of", f"{name(pack.snapshot.made_at)}, snapshot <code>{name(pack.snapshot.digest)}</code>"))
    listed = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in facts)
    links = "".join(f'<li><a href="#action{item.number}">Action {item.number}</a></li>' for item in pack.actions)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="manrs.hardening">\n'
        f"<title>MANRS evidence of {text(pack.network)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Go to the evidence</a>\n<nav aria-label="Actions"><ul>{links}</ul></nav>\n'
        '<main id="main" tabindex="-1">\n<header><p class="kicker">MANRS evidence</p>\n'
        f'<h1>How {name(pack.network)} implements the MANRS actions</h1>\n<dl class="facts">{listed}</dl></header>\n'
        f"{''.join(map(_action, pack.actions))}</main>\n"
        f"<footer><p>Made by manrs.hardening from data of {name(pack.made_at)}. It is no statement of the MANRS initiative. "
        "This page holds all that it shows and asks nobody.</p></footer>\n</body>\n</html>\n"
    )
