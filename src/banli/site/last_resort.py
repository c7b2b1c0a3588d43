"""The page of last resort: a full disk and a database that does not answer are told as what they are.

Nothing here asks the database or the session, which may be what failed.
"""

from __future__ import annotations

import sys

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from psycopg_pool import PoolTimeout

from banli.kernel.whole_files import no_room
from banli.site.guard import API
from banli.site.policy import OFFICE

FULL, SILENT, BROKEN = 507, 503, 500
AGAIN = "60"
"""Seconds after which it is worth to ask once more."""


def server_error(request: HttpRequest) -> HttpResponse:
    """507 where there is no room left, 503 where the database does not answer, else 500; Django's handler500."""
    status = status_of(sys.exc_info()[1])
    at_desk = request.path.startswith(OFFICE)
    title, told = _words(status, at_desk=at_desk)
    if request.path.startswith(API):
        body = {"type": "about:blank", "title": title, "status": status, "detail": told, "problems": []}
        answer: HttpResponse = JsonResponse(
            body,
            status=status,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    else:
        frame = "desk/failed.html" if at_desk else "500.html"
        nothing = {"csrf_token": "", "messages": (), "request": request}
        answer = HttpResponse(
            render_to_string(frame, {"status": status, "title": title, "told": told, **nothing}),
            status=status,
        )
    if status != BROKEN:
        answer["Retry-After"] = AGAIN
    return answer


def status_of(error: BaseException | None) -> int:
    """What an error means for whoever asked."""
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    if any(no_room(one) or isinstance(one, psycopg.errors.DiskFull) for one in causes):
        return FULL
    gone = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout)
    return SILENT if any(isinstance(one, gone) for one in causes) else BROKEN


def _words(status: int, *, at_desk: bool) -> tuple[str, str]:
    if status == FULL:
        return gettext("There is no room to store it"), gettext(
            "What you just sent was not taken in; what was saved before is there. Please try again later, or hand it "
            "in at the hall."
        )
    if status == SILENT:
        return gettext("The platform does not answer just now"), gettext(
            "What you just sent was not taken in; what was saved before is there. Please try again in a minute."
        )
    if at_desk:
        return gettext("Something failed on our side"), gettext(
            "Nothing that was saved before is lost, and what you typed is kept in this tab. Go back, wait a moment and "
            "try again; if it stays, tell the administrator the time of day."
        )
    return gettext("Something failed on our side"), gettext(
        "Nothing you had saved is lost. Please try again in a few minutes; if it stays, call the hall."
    )
