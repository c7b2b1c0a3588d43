"""Who is looking: the actor of a request, the cases a visitor has opened, the drafts a browser keeps."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Denied, Invalid, Missing
from banli.kernel.retention import term
from banli.people.service import actor_for, asked_from
from banli.portal.kit.kept_for_company import KeptForCompany
from banli.portal.kit.track_form import ask_first
from banli.screens.statuses import status_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

UNLOCKED = "unlocked"
FRESH = "fresh_receipts"
"""Cases handed in just now, whose receipt shows the password once."""
DRAFTS = "banli_drafts"
DRAFTS_KEPT = int(term("draft").total_seconds())
"""Seconds a browser keeps its drafts, as long as they are kept here: a session that ends loses nothing."""
DRAFTS_MOST = 12
DEVICE = "banli_cases"
"""The cookie with what was handed in on this device."""
DEVICE_KEPT = 90 * 24 * 3600
"""Seconds."""
DEVICE_MOST = 10


def page(view: View[P]) -> View[P]:
    """Turn what the domain refuses into the pages for it: 404 for what is not there, 403 for what is not yours,
    422 and 409 for what cannot be as it was sent, or not now.

    Where a case is meant, the 404 asks for its password and leads on to the page that was wanted.
    """

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Missing as error:
            if "number" in kwargs and not request.user.is_authenticated:
                return ask_first(request, str(kwargs["number"]))
            raise Http404(str(error)) from error
        except KeptForCompany as error:
            context = {"section": "items", "why": error, "back": error.back, "company": error.company}
            return render(request, "portal/apply/kept.html", context, status=403)
        except Denied as error:
            raise PermissionDenied(str(error)) from error
        except BanliError as error:
            problems = error.problems if isinstance(error, Invalid) else []
            where = {"number": kwargs.get("number"), "slug": kwargs.get("slug")}
            context = {"error": error, "problems": problems, **where}
            return render(request, "portal/refused.html", context, status=status_of(error))

    return answered


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request, with the cases opened in this session."""
    return actor_for(request.user, frozenset(request.session.get(UNLOCKED, ())))


def unlock(request: HttpRequest, number: str) -> None:
    """Remember in the session that this visitor has opened the case; the session gets another key by that."""
    if number not in request.session.get(UNLOCKED, ()):
        request.session.cycle_key()
    opened = [one for one in request.session.get(UNLOCKED, ()) if one != number]
    request.session[UNLOCKED] = [*opened[-19:], number]


def device_cases(request: HttpRequest) -> list[str]:
    """The query numbers of what was handed in on this device, the newest last; none where the cookie was touched."""
    text = request.get_signed_cookie(DEVICE, default="", salt=DEVICE, max_age=DEVICE_KEPT)
    return [one for one in (text or "").split(".") if one]


def keep_on_device(request: HttpRequest, response: HttpResponse, query_number: str) -> HttpResponse:
    """Let the browser remember that this case was handed in here; the number alone opens nothing."""
    kept = [one for one in device_cases(request) if one != query_number]
    response.set_signed_cookie(
        DEVICE,
        ".".join([*kept[1 - DEVICE_MOST :], query_number]),
        salt=DEVICE,
        max_age=DEVICE_KEPT,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response


def lock(request: HttpRequest) -> None:
    """Forget every case opened in this session, and let its key open nothing more."""
    if request.user.is_authenticated:
        request.session.pop(UNLOCKED, None)
        request.session.pop(FRESH, None)
        request.session.cycle_key()
    else:
        request.session.flush()


def address(request: HttpRequest) -> str:
    """Where a request comes from."""
    return asked_from(request.META)


def drafts(request: HttpRequest) -> dict[str, uuid.UUID]:
    """The drafts this browser keeps: item to draft. A cookie that was touched counts as empty."""
    text = request.get_signed_cookie(DRAFTS, default="", salt=DRAFTS, max_age=DRAFTS_KEPT)
    try:
        kept = json.loads(text or "{}")
        return {str(slug): uuid.UUID(one) for slug, one in kept.items()}
    except (ValueError, AttributeError):
        return {}


def keep_drafts(response: HttpResponse, kept: dict[str, uuid.UUID]) -> HttpResponse:
    """Let the browser keep these drafts, the latest ones where there are many."""
    latest = dict(list(kept.items())[-DRAFTS_MOST:])
    response.set_signed_cookie(
        DRAFTS,
        json.dumps({slug: one.hex for slug, one in latest.items()}),
        salt=DRAFTS,
        max_age=DRAFTS_KEPT,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response
