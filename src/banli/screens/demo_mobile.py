"""The mobile of a demo: short messages and e-mail that would have been sent, on a page of a demo alone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from banli.notices.service import shown


def mobile(request: HttpRequest) -> HttpResponse:
    """What arrived, the newest first. Everybody in it is invented, so that everybody may read it."""
    if not settings.DEMO:
        raise Http404
    return render(request, "banli/demo_mobile.html", {"section": "", "rows": shown()})
