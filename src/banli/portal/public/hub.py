"""The first page of what everybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banli.entry.service import in_force
from banli.portal.kit.visitor import page


@page
def public(request: HttpRequest) -> HttpResponse:
    """What is public, one line each."""
    return render(request, "portal/public/public.html", {"section": "public", "entry": in_force()})
