"""The record: how long it is, its last seal, and its verification on demand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from banli.cases.service import verify_record
from banli.desk.kit.frame import screen, show
from banli.ledger.service import latest_seal, position

WHILE_ONE_WAITS = 200_000
"""Events that are checked within a few seconds; a longer record is verified from the command line."""


@screen
def ledger(request: HttpRequest) -> HttpResponse:
    """Position and last seal."""
    return _page(request, {"verdict": None})


@screen
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Check every digest, chain and seal of a record short enough to wait for."""
    verdict = verify_record() if position() <= WHILE_ONE_WAITS else None
    return _page(request, {"verdict": verdict})


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    at, seal = position(), latest_seal()
    facts = {
        "position": at,
        "seal": seal,
        "root": bytes(seal.root).hex() if seal else "",
        "short": at <= WHILE_ONE_WAITS,
        "limit": WHILE_ONE_WAITS,
    }
    return show(request, "desk/ledger.html", "ledger", {**facts, **context})
