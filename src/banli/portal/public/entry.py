"""What is asked at the door of the hall, while a rule set is in force; afterwards there is no such page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banli.entry.service import in_force
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.portal.kit.visitor import page


@page
def entry(request: HttpRequest) -> HttpResponse:
    """The rules of today: what is looked at, what lets pass, what is offered otherwise, until when."""
    rules = in_force()
    if rules is None:
        raise Missing(
            gettext_noop("No rule of entry is in force: everybody enters without being asked anything.")
        )
    return render(request, "portal/public/entry.html", {"section": "public", "rules": rules})
