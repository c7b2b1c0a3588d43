"""Rating an activity outside the window, by the code that whoever was visited got."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banli.fieldwork.service import (
    KIND_NAMES,
    LONGEST,
    Kind,
    give_opinion_by_code,
    opinion_by_code,
    why_not_give,
)
from banli.fieldwork.states import OpinionState
from banli.kernel import clock
from banli.kernel.errors import Invalid, Refused
from banli.people.service import named
from banli.portal.kit.visitor import page
from banli.ratings.states import GRADE_NAMES, Grade
from banli.screens.item_form import by_place


@page
def rate_activity(request: HttpRequest, code: str) -> HttpResponse:
    """The page with the grades; it says what the activity was about and nothing of anybody else."""
    found = opinion_by_code(code)
    if request.method != "POST":
        return _page(request, code)
    try:
        grade, text = request.POST.get("grade", ""), request.POST.get("text", "")
        give_opinion_by_code(code=found.code, grade=grade, text=text)
    except (Invalid, Refused) as error:
        return _page(request, code, error)
    messages.success(request, _("Thank you. Your rating was kept."))
    return redirect(request.path)


def _page(request: HttpRequest, code: str, error: Invalid | Refused | None = None) -> HttpResponse:
    found = opinion_by_code(code)
    asked = found.asked_at.astimezone(clock.SHANGHAI).date()
    problems = error.problems if isinstance(error, Invalid) else []
    sent = request.POST if error else {}
    why_not = why_not_give(OpinionState(found.state), asked, clock.today())
    context = {
        "section": "track",
        "activity": found.activity,
        "kind": KIND_NAMES[Kind(found.activity.kind)],
        "department": named(found.activity.department),
        "read_by": named(found.activity.department),
        "grade": GRADE_NAMES[Grade(found.grade)] if found.grade else "",
        "why_not": _(why_not) if why_not else "",
        "grades": [(int(one), GRADE_NAMES[one]) for one in Grade],
        "longest": LONGEST,
        "typed": {"grade": sent.get("grade", ""), "reasons": [], "text": sent.get("text", "")},
        "problems": problems,
        "wrong": {"grade": [], "text": [], **by_place(problems)},
        "refused": str(error) if isinstance(error, Refused) else "",
    }
    status = 200 if error is None else 422 if isinstance(error, Invalid) else 409
    return render(request, "portal/ratings/activity.html", context, status=status)
