"""Asking a service outside the house over HTTP: without detours, and never longer or larger than agreed."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

LARGEST = 1_000_000
"""Bytes of an answer."""
PIECE = 65_536


class Unanswered(Exception):
    """There is no whole answer. The text is the kind of failure, without what either side said."""


class NoRedirect(HTTPRedirectHandler):
    """What is said to one address is never sent on to another."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        """Follow nothing."""


def ask_outside(request: Request, *, seconds: int, largest: int = LARGEST) -> tuple[int, bytes]:
    """The status and the whole content of the answer, whatever the status is; a redirect is not followed.

    No proxy of the environment is used: what is said about a person goes to the agreed address alone.

    :raises Unanswered: where nothing comes within ``seconds``, or what comes drips or swells.
    """
    opener = build_opener(NoRedirect, ProxyHandler({}))
    try:
        with _opened(opener, request, seconds) as response:
            return int(response.status), _read(response, seconds, largest)
    except (OSError, HTTPException, ValueError) as error:
        raise Unanswered(type(getattr(error, "reason", None) or error).__name__) from None


def _opened(opener: Any, request: Request, seconds: int) -> Any:
    try:
        return opener.open(request, timeout=seconds)
    except HTTPError as error:
        return error  # an answer like any other, with its status


def _read(response: Any, seconds: int, largest: int) -> bytes:
    until, parts, size = time.monotonic() + seconds, [], 0
    while piece := response.read1(PIECE):
        size += len(piece)
        if size > largest:
            raise Unanswered("the answer is too large")
        if time.monotonic() > until:
            raise Unanswered("the answer took too long")
        parts.append(piece)
    return b"".join(parts)
