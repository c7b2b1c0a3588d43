"""Files that an applicant hands in at the window for a case that exists: corrected, or promised for later."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from banli.cases.service import Handed, any_of, facts_of, find
from banli.cases.states import RESUBMIT, SUPPLEMENT, State
from banli.desk.cases.acts.parse import Sent
from banli.desk.kit.frame import actor, screen
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.screens.uploads import MATERIAL, rows_of

ON_PAPER = "desk/parts/on_paper.html"
"""Beside the file of promised material: it may come on paper as well."""
NOT_TAKEN = gettext_noop("The case takes no file for this material now. Please load the page anew.")


@screen
@require_POST
def files(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Take in files for the material ``key``, or one out again; they go in with the form they stand in."""
    by = actor(request)
    found = find(number, by)
    place = MATERIAL + key
    if any_of(facts_of(found, by), RESUBMIT, SUPPLEMENT):
        problems = Sent.of(request, by, found).lay_by([key])
    else:
        problems = [Problem(place, NOT_TAKEN)]
    if not request.headers.get("HX-Request"):
        return redirect("desk:case", number)
    wrong = {place: [str(one) for one in problems]}
    row = rows_of(request, found, [key], wrong).get(key) or Handed(key, key, errors=(str(NOT_TAKEN),))
    context: dict[str, Any] = {
        "row": row,
        "address": reverse("desk:case_files", args=[number, key]),
        "small": True,
    }
    if found.state != State.CORRECTING:
        paper = f"paper.{key}"
        ticked = request.POST.get(paper, "")
        context |= {"beside": ON_PAPER, "paper": paper, "paper_value": "on", "paper_ticked": ticked}
    return render(request, "banli/components/upload.html", context)
