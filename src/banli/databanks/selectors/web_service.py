"""A databank as a department's HTTP service: one POST of JSON, one answer of JSON.

Sent: ``{"databank": key, "question": {key: text}, "purpose": case number}``. Awaited: status 200 and
``{"as_of": ISO moment with its zone, "records": [{key: text}], "total": whole number (may be left out)}``. Everything
else, a redirect too, means that the databank does not answer. The certificate of the other side is verified.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from banli.databanks.rules import Databank, Question, Source
from banli.databanks.rules.question import MOST
from banli.databanks.selectors.adapters import Found, Silent

LARGEST = 1_000_000
"""Bytes of an answer."""
PIECE = 65_536


class NoRedirect(HTTPRedirectHandler):
    """A question about a person is never sent on to another address."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        """Follow nothing."""


def at_web_service(databank: Databank, question: Question) -> Found:
    """What the service says."""
    source = databank.source
    try:
        with _opened(source, {"databank": databank.key, "question": dict(question)}) as response:
            content = _read(response, source.seconds)
    except (OSError, HTTPException, ValueError) as error:
        raise Silent(_why(error)) from None
    return _told(content)


def _why(error: Exception) -> str:
    """The kind of failure, without what the other side or the question said."""
    code = getattr(error, "code", None)
    return f"HTTP {code}" if code else type(getattr(error, "reason", None) or error).__name__


def _opened(source: Source, said: Mapping[str, object]) -> HTTPResponse:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if source.secret:
        if source.secret not in os.environ:
            raise Silent(f"the environment has no {source.secret}")
        headers[source.header] = os.environ[source.secret]
    body = json.dumps(said, ensure_ascii=False).encode()
    request = Request(source.address, data=body, headers=headers, method="POST")  # noqa: S310 - checked by Source
    # Without the proxy of the environment: what is asked about a person goes to the department alone.
    opener = build_opener(NoRedirect, ProxyHandler({}))
    response: HTTPResponse = opener.open(request, timeout=source.seconds)
    if response.status != 200:
        raise Silent(f"HTTP {response.status}")
    return response


def _read(response: HTTPResponse, seconds: int) -> bytes:
    """The whole answer; one that drips or swells is none."""
    until, parts, size = time.monotonic() + seconds, [], 0
    while piece := response.read1(PIECE):
        size += len(piece)
        if size > LARGEST:
            raise Silent("the answer is too large")
        if time.monotonic() > until:
            raise Silent("the answer took too long")
        parts.append(piece)
    return b"".join(parts)


def _told(content: bytes) -> Found:
    try:
        told = json.loads(content)
        rows, as_of = told["records"], datetime.fromisoformat(told["as_of"])
        total = int(told.get("total", len(rows)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Silent("the answer is not what was agreed") from None
    whole = isinstance(rows, list) and all(isinstance(one, dict) for one in rows) and as_of.tzinfo is not None
    if not whole or total < len(rows):
        raise Silent("the answer is not what was agreed")
    return Found(rows[:MOST], as_of, total)
