"""A databank as a department's HTTP service: one POST of JSON, one answer of JSON.

Sent: ``{"databank": key, "question": {key: text}, "purpose": case number}``. Awaited: status 200 and
``{"as_of": ISO moment with its zone, "records": [{key: text}], "total": whole number (may be left out)}``. Everything
else, a redirect too, means that the databank does not answer. The certificate of the other side is verified.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from urllib.request import Request

from banli.databanks.rules import Databank, Question, Source
from banli.databanks.rules.question import MOST
from banli.databanks.selectors.adapters import Found, Silent
from banli.kernel.outside import Unanswered, ask_outside


def at_web_service(databank: Databank, question: Question) -> Found:
    """What the service says."""
    source = databank.source
    request = _request(source, {"databank": databank.key, "question": dict(question)})
    try:
        status, content = ask_outside(request, seconds=source.seconds)
    except Unanswered as error:
        raise Silent(str(error)) from None
    if status != 200:
        raise Silent(f"HTTP {status}")
    return _told(content)


def _request(source: Source, said: Mapping[str, object]) -> Request:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if source.secret:
        if source.secret not in os.environ:
            raise Silent(f"the environment has no {source.secret}")
        headers[source.header] = os.environ[source.secret]
    body = json.dumps(said, ensure_ascii=False).encode()
    return Request(source.address, data=body, headers=headers, method="POST")  # noqa: S310 - checked by Source


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
