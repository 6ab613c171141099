# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sphinx' settings for the pages of docs/, which stay plain Markdown, and for the reference that antsibull-docs writes of plugins.

The list of docs/index.md is the table of contents: a page that is not in it fails the build, and so does a link to nowhere.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes

_ROOT = Path(os.environ["MANRS_PROJECT"])
_GALAXY = yaml.safe_load((_ROOT / "galaxy.yml").read_text(encoding="utf-8"))

project = f"{_GALAXY['namespace']}.{_GALAXY['name']}"
author = copyright = _GALAXY["authors"][0]
version = release = _GALAXY["version"]

extensions = ["myst_parser", "sphinx_antsibull_ext"]
root_doc = "index"
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_heading_anchors = 4
myst_links_external_new_tab = False
nitpicky = True
#: Links to the code are not asked: tests look whether the file is there, and a change that is not published has none yet.
linkcheck_ignore = [rf"{re.escape(_GALAXY['repository'])}(/.*)?"]
linkcheck_timeout = 20
linkcheck_retries = 2
#: What antsibull-docs refers to in Ansible's own documentation, which is not asked: the site is built without a network.
_ANSIBLE = {
    "action_plugins": "plugins/action.html",
    "common_return_values": "reference_appendices/common_return_values.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
}
#: The first page of what antsibull-docs writes has the collection's name for a title, which the site has already.
_REFERENCE, _TITLE = "plugins/index", "Modules, roles, lookups and filters"
highlight_language = "none"

# site.css has the colours: those that antsibull-docs brings follow the desktop's theme, not the one that a reader chooses here.
antsibull_ext_color_scheme = "none"
html_theme = "furo"
html_title = f"{project} {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False


def _contents(text: str) -> str:
    """Add to the start page, whose lists are the table of contents for people, the same for Sphinx."""
    trees = []
    for title, entries in re.findall(r"^## (.+)\n\n((?:- \[.+\]\(.+\)\n)+)", text, re.MULTILINE):
        pages = [f"{name} <{page.removesuffix('.md')}>" for name, page in re.findall(r"- \[(.+)\]\((.+)\)", entries)]
        trees.append("\n".join(["```{toctree}", ":hidden:", f":caption: {title}", "", *pages, "```"]))
    return "\n\n".join([text.rstrip(), *trees]) + "\n"


def _read(app: object, name: str, source: list[str]) -> None:
    # What is beside docs/ is not on the site: it is looked at where the code is.
    source[0] = re.sub(r"\]\(\.\./([^)]+)\)", rf"]({_GALAXY['repository']}/blob/main/\1)", source[0])
    if name == root_doc:
        source[0] = _contents(source[0])
    if name == _REFERENCE:
        source[0] = re.sub(r"^.+\n=+$", f"{_TITLE}\n{'=' * len(_TITLE)}", source[0], count=1, flags=re.MULTILINE)
    # The theme shows what is on a page beside it.
    source[0] = re.sub(r"^\.\. contents::\n(?: +.*\n)*", "", source[0], flags=re.MULTILINE)


def _of_ansible(app: object, env: object, node: Any, content: Any) -> nodes.reference | None:
    """Lead a reference that no page of ours has to Ansible's page, if it is one of those that are known."""
    page = _ANSIBLE.get(node.get("reftarget", ""))
    if page is None:
        return None
    link = nodes.reference("", "", internal=False, refuri=f"https://docs.ansible.com/projects/ansible/latest/{page}")
    link += content
    return link


#: What the theme and antsibull-docs leave out for those who do not see the page, and what it should be.
_HEARD = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="Pages">'),
    ('<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
    ('aria-role="button" ', ""),
    ('<div class="table-wrapper ', '<div tabindex="0" class="table-wrapper '),
    ('<th class="head"><p></p></th>', "<td></td>"),
    ('<div id="search-results">', '<h1>Search</h1><div id="search-results">'),
    ("<pre>", '<pre tabindex="0">'),
)


def _made(app: Any, error: Exception | None) -> None:
    for path in Path(app.outdir).rglob("*.html") if error is None else ():
        text = path.read_text(encoding="utf-8")
        for found, better in _HEARD:
            text = text.replace(found, better)
        path.write_text(text, encoding="utf-8")


def setup(app: Any) -> None:
    app.connect("build-finished", _made)
    app.connect("source-read", _read)
    app.connect("missing-reference", _of_ansible)
