# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit of router OSes whose filters are not followed route by route: what their configuration binds where, told by its structure.

One module reads each OS as a skeleton, ``asked`` asks it. Only the one that is asked for is loaded.
"""

from __future__ import annotations

from importlib import import_module

from ..probes import Known
from ..sessions import Answer
from .asked import EVALUATED as EVALUATED
from .asked import answers
from .skeleton import Skeleton

#: The folders in ``platforms`` whose configurations are read here; FRR and IOS are followed route by route (``findings.audit``).
STRUCTURED = ("bird", "eos", "iosxr", "junos", "openbgpd", "routeros")


def structure(platform: str, text: str, known: Known) -> tuple[Answer, ...]:
    """Ask all eBGP sessions of a router, declared or not. A text that cannot be read gives unknown, and no error.

    :param platform: the folder of its OS in ``platforms``. ``text``: its running configuration as the platform's reads give it.
    :raises ValueError: no configuration of that OS is read here.
    """
    if platform not in STRUCTURED:
        raise ValueError(f"{platform!r} is not audited by structure; that are {', '.join(STRUCTURED)}")
    found: Skeleton = import_module(f".{platform}", __name__).skeleton(text)
    return answers(found, known)
