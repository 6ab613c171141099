# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator's own policies in Junos' XML, and policies of ours made for them. The policies and routes are those of FRR's tests."""

from __future__ import annotations

from xml.etree import ElementTree

from ansible_collections.manrs.hardening.plugins.plugin_utils.model.policies import Policy
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.prefixes import PrefixRange
from ansible_collections.manrs.hardening.plugins.plugin_utils.model.routes import Direction
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos import documents
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.objects import Configuration
from ansible_collections.manrs.hardening.plugins.plugin_utils.platforms.junos.render import Facts, build

from ..frr.cases import ADDRESSES

#: Not 9.9.0.0/16, and marks what it accepts; takes all; marks all and decides nothing, so that BGP's default policy does.
THEIRS = """
<policy-statement><name>PICKY</name>
 <term><name>no</name><from><route-filter-list><name>NINE</name></route-filter-list></from><then><reject/></then></term>
 <term><name>yes</name><then><community><add/><community-name>SEEN</community-name></community>
  <local-preference><local-preference>90</local-preference></local-preference><accept/></then></term>
</policy-statement>
<policy-statement><name>PERMIT-ALL</name><term><name>all</name><then><accept/></then></term></policy-statement>
<policy-statement><name>IX-IN</name>
 <term><name>mark</name><then><community><add/><community-name>IX</community-name></community></then></term></policy-statement>
<route-filter-list><name>NINE</name><rf_list><address>9.9.0.0/16</address><orlonger/></rf_list></route-filter-list>
<community><name>SEEN</name><members>25000:77</members></community>
<community><name>IX</name><members>large:25000:7:7</members></community>
"""
BOUND: dict[tuple[str, Direction], tuple[tuple[str, ...], bool]] = {
    ("10.0.0.1", Direction.IMPORT): (("PERMIT-ALL",), False),
    ("10.0.0.1", Direction.EXPORT): (("PERMIT-ALL",), True),
    ("10.0.0.2", Direction.IMPORT): (("PICKY",), False),
    ("10.0.0.3", Direction.IMPORT): (("IX-IN",), True),
    ("10.0.0.3", Direction.EXPORT): (("PERMIT-ALL",), True),
}
FACTS = Facts(lambda address: (ADDRESSES[address],), dict.fromkeys(ADDRESSES, "EDGE"), BOUND)


def built(fitted: Policy) -> Configuration:
    return build(fitted, FACTS)


def text_of(configuration: Configuration, doors: dict[str, tuple[PrefixRange, ...]] | None = None) -> str:
    """The XML of ours and theirs together; ``doors``: what the operator wrote into its own lists."""
    lists = {**configuration.lists, **(doors or {})}
    root = documents.whole(Configuration(lists, configuration.as_paths, configuration.communities, configuration.policies))
    options = root.find("policy-options")
    assert options is not None
    options.extend(ElementTree.fromstring(f"<x>{THEIRS}</x>"))
    return ElementTree.tostring(root, encoding="unicode")
