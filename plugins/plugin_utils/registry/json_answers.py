# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask for JSON by HTTP, few questions a run: bounded in time and size, and once more when the server says that it will be there soon."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from . import web
from .dump_files import RegistryError

_TIMEOUT_SECONDS, _DEADLINE_SECONDS, _MOST_BYTES = 15.0, 60.0, 8 << 20
_LONGEST_WAIT_SECONDS = 30.0
_USER_AGENT = "manrs.hardening (https://github.com/manrs/hardening)"


class JsonQuestions:
    """The questions of one run. Nothing is kept: whoever corrects a contact wants to see it at once."""

    def __init__(self, fetch: Callable[..., web.WebAnswer] = web.fetch, sleep: Callable[[float], None] = time.sleep) -> None:
        self._fetch = fetch
        self._sleep = sleep
        self._has_waited = False
        #: What a server did that is not asked any more in this run, by its URL.
        self.away: dict[str, web.FetchError] = {}

    def ask(self, url: str, headers: Mapping[str, str]) -> Any:
        """Return what a URL has. Retry-After is obeyed once a run, up to 30 seconds.

        :raises FetchError: no whole answer.
        :raises RegistryError: the answer is no JSON.
        """
        while True:
            try:
                answer = self._fetch(
                    url,
                    headers={"User-Agent": _USER_AGENT, **headers},
                    timeout_seconds=_TIMEOUT_SECONDS,
                    deadline_seconds=_DEADLINE_SECONDS,
                    most_bytes=_MOST_BYTES,
                )
            except web.FetchError as error:
                wait = error.retry_after_seconds
                if self._has_waited or not error.is_throttled or wait is None or wait > _LONGEST_WAIT_SECONDS:
                    raise
                self._has_waited = True
                self._sleep(wait)
                continue
            try:
                return json.loads(answer.body)
            except (ValueError, RecursionError):
                what = "the answer is not JSON; check the URL, and whether a proxy or a firewall answers in its place"
                raise RegistryError(f"{url.partition('?')[0]}: {what}") from None
