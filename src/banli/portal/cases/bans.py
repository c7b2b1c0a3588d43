"""A proposed ban, read and answered by whom it concerns: from a case that is theirs or was opened with its password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banli.cases.service import Case, find
from banli.credit.service import Proposal, proposals_against, state_to_proposal
from banli.credit.states import Outcome
from banli.kernel.errors import Invalid, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.portal.kit.visitor import actor_of, page
from banli.screens.item_form import by_place


def proposed_to(case: Case) -> list[Proposal]:
    """The bans proposed against the applicant of ``case`` that nobody has decided.

    A code counts from acceptance on: before it nobody has looked who applies.
    """
    if case.accepted_at is None or not case.applicant_code:
        return []
    return [one for one in proposals_against([case.applicant_code]) if one.outcome == Outcome.OPEN]


@page
def answer_ban(request: HttpRequest, number: str, proposal: str) -> HttpResponse:
    """What is proposed and why, and the answer to it."""
    found = find(number, actor_of(request))
    one = next((row for row in proposed_to(found) if row.public_id == proposal), None)
    if one is None:
        raise Missing(gettext_noop("There is no such proposal, or it is not yours to see."))
    if request.method != "POST":
        return _page(request, found, one, {})
    typed = {"text": request.POST.get("text", ""), "hearing": request.POST.get("hearing", "")}
    try:
        state_to_proposal(
            proposal=proposal,
            codes=[found.applicant_code],
            views=typed["text"],
            hearing=bool(typed["hearing"]),
            by=actor_of(request),
        )
    except (Invalid, Refused) as error:
        return _page(request, found, one, typed, error)
    messages.success(request, _("Your answer was kept. The department decides in its light."))
    return redirect("portal:case", number)


def _page(
    request: HttpRequest,
    found: Case,
    one: Proposal,
    typed: dict[str, Any],
    error: Invalid | Refused | None = None,
) -> HttpResponse:
    problems = error.problems if isinstance(error, Invalid) else []
    context = {
        "section": "track",
        "case": found,
        "one": one,
        "typed": {"text": "", "hearing": "", **typed},
        "problems": problems,
        "wrong": {"text": by_place(problems).get("text", [])},
        "refused": str(error) if isinstance(error, Refused) else "",
    }
    status = 200 if error is None else 422 if problems else 409
    return render(request, "portal/cases/ban.html", context, status=status)
