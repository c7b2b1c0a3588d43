"""Files that an applicant hands in at the window for a case that exists: corrected, or promised for later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from banli.cases.service import Case, Handed, any_of, facts_of, find, held_by, spec_of
from banli.cases.states import RESUBMIT, SUPPLEMENT, State
from banli.desk.cases.acts.parse import Sent
from banli.desk.kit.frame import actor, screen
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

ON_PAPER = "desk/parts/on_paper.html"
"""Beside the file of promised material: it may come on paper as well."""
NOT_TAKEN = gettext_noop("The case takes no file for this material now. Please load the page anew.")


def rows_of(
    request: HttpRequest, found: Case, keys: Iterable[str], wrong: Mapping[str, Iterable[str]]
) -> list[Handed]:
    """The rows of these materials: what lies by for each, and the faults told at it."""
    known, held = {one.key: one for one in spec_of(found).materials}, held_by(request.session, found.number)
    return [Handed.of(known[key], held, wrong.get(f"material.{key}", ())) for key in keys if key in known]


@screen
@require_POST
def files(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Take in files for the material ``key``, or one out again; they go in with the form they stand in."""
    by = actor(request)
    found = find(number, by)
    place = f"material.{key}"
    if any_of(facts_of(found, by), RESUBMIT, SUPPLEMENT):
        problems = Sent.of(request, by, found).lay_by([key])
    else:
        problems = [Problem(place, NOT_TAKEN)]
    if not request.headers.get("HX-Request"):
        return redirect("desk:case", number)
    wrong = {place: [str(one) for one in problems]}
    row = next(iter(rows_of(request, found, [key], wrong)), Handed(key, key, errors=(str(NOT_TAKEN),)))
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
