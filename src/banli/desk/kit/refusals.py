"""Refusals that no view answered: an officer reads them in the frame of the desk, everybody else in the public one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from banli.desk.kit.frame import told
from banli.desk.permissions import STAFF

DESK = "/desk/"


def at_desk(request: HttpRequest) -> bool:
    """True for a page of the desk asked for by somebody who works there."""
    user = getattr(request, "user", None)
    return request.path.startswith(DESK) and bool(set(getattr(user, "roles", ())) & STAFF)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page is of another role."""
    if not at_desk(request):
        return defaults.permission_denied(request, exception)
    words = _("Your role does not include this page. If it should, ask the administrator of your department.")
    return told(request, 403, words)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address."""
    if not at_desk(request):
        return defaults.page_not_found(request, exception)
    return told(request, 404, _("There is no such page."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form without its token, as after a session that ended."""
    if not at_desk(request):
        return csrf.csrf_failure(request, reason)
    words = _(
        "The page had stood open too long, or somebody else signed in meanwhile. Go back, reload the page and send it "
        "once more: what you typed is still there."
    )
    return told(request, 403, words)
