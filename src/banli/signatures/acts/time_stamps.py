"""Asking a time-stamp authority (RFC 3161) where a setting names one. No paper waits for a third party."""

from __future__ import annotations

import logging
import time
from functools import lru_cache
from typing import Any
from urllib.request import Request

from django.conf import settings

from banli.kernel.outside import Unanswered, ask_outside
from banli.signatures.rules.time_stamps import FAULTS, stamper, try_once

SECONDS = 3
"""How long an answer is waited for."""
PAUSE = 60
"""Seconds for which nobody is asked after one that failed: many papers in a row do not wait for each other."""
LARGEST = 100_000
"""Bytes of an answer."""
LOG = logging.getLogger("banli.papers")
_failed: dict[str, float] = {}


def stamper_in_use() -> Any:
    """What is asked for time stamps now; None where no setting names it, or it failed a moment ago."""
    address = settings.TIMESTAMP_URL
    if not address or time.monotonic() < _failed.get(address, 0):
        return None
    return _stamper(address)


@lru_cache(maxsize=2)
def _stamper(address: str) -> Any:
    return stamper(lambda request: _ask(address, request))


def _ask(address: str, request: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = Request(address, data=request, headers=headers, method="POST")  # noqa: S310 - checked with the environment
    status, answer = ask_outside(asked, seconds=SECONDS, largest=LARGEST)
    if status != 200:
        raise Unanswered(f"status {status}")
    return answer


def note_failure(why: object) -> None:
    """Ask nobody for a while."""
    LOG.warning("no time stamp on this paper: %s", why)
    _failed[settings.TIMESTAMP_URL] = time.monotonic() + PAUSE


def try_authority() -> str:
    """Ask for a time stamp on nothing in particular; '' where one came, else why none did."""
    try:
        try_once(lambda request: _ask(settings.TIMESTAMP_URL, request))
    except (*FAULTS, Unanswered) as error:
        return str(error) or type(error).__name__
    return ""
