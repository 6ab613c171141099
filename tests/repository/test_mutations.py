# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each mutation takes away what is there, and names a fault that there is. That the fault catches it shows `make mutations`."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults.campaign import chosen
from faults.kinds import EDGE_OF
from faults.mutations import ROOT, Mutation, load


@pytest.mark.parametrize("mutation", load(), ids=lambda mutation: mutation.name)
def test_a_mutation_applies_and_names_a_fault(mutation: Mutation, tmp_path: Path) -> None:
    assert chosen(EDGE_OF[mutation.daemon], mutation.caught)
    copy = tmp_path / "plugins/plugin_utils" / mutation.file
    copy.parent.mkdir(parents=True)
    before = (ROOT / "plugins/plugin_utils" / mutation.file).read_text(encoding="utf-8")
    copy.write_text(before, encoding="utf-8")
    mutation.apply(tmp_path)
    assert copy.read_text(encoding="utf-8") != before
