"""Opening a case with number and password, closing it again, and the cases of a signed-in applicant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banli.accounts.service import mandates_of
from banli.cases.service import Case, named_by, opened_by, own_cases, spec_of
from banli.credit.service import Proposal, normal, proposals_against
from banli.credit.states import OUTCOME_NAMES, Outcome
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.licences.service import Certificate, last_to_ask
from banli.notices.service import messages
from banli.people.service import Door, Locked, guarded
from banli.portal.apply.renewal import held_by_applicant, offers
from banli.portal.cases.timeline import CERTIFICATE_NEWS, NEWS
from banli.portal.kit.track_form import TrackForm
from banli.portal.kit.visitor import (
    DEVICE,
    actor_of,
    address,
    device_cases,
    lock,
    page,
    unlock,
)
from banli.ratings.service import answered
from banli.screens.parameters import whole
from banli.screens.words_by_kind import state_words
from banli.vehicles.service import GRANTS as VEHICLES
from banli.vehicles.service import VehiclePermission

CASES_SHOWN = 50
"""How many cases a page shows."""
NEWS_SHOWN = 10
"""How many messages a visitor is shown."""


@page
def track(request: HttpRequest) -> HttpResponse:
    """Number and password open the case. Five wrong tries close the number for a quarter of an hour."""
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            number = form.cleaned_data["number"]
            status, opened, wrong = open_by_password(request, number, form.cleaned_data["password"])
            if opened:
                return redirect(form.target(opened))
            form.add_error(None, wrong)
    here = [(case, spec_of(case)) for case in named_by(device_cases(request))]
    context = {"section": "track", "form": form, "here": here}
    return render(request, "portal/track.html", context, status=status)


def open_by_password(request: HttpRequest, number: str, password: str) -> tuple[int, str, str]:
    """Open the case: the status of the answer and its whole number, or the words for why not."""
    opened = ""

    def fits() -> bool:
        nonlocal opened
        opened = opened_by(number, password)
        return bool(opened)

    try:
        if guarded(door=Door.CASE, secret=number, address=address(request), fits=fits):
            unlock(request, opened)
            return 200, opened, ""
    except Locked as error:
        return 429, "", str(error)
    return 422, "", gettext("The number and the password do not fit together. Both are on your receipt.")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close every case opened here; for shared machines."""
    lock(request)
    response = redirect("portal:track")
    response.delete_cookie(DEVICE)
    return response


@page
def my_cases(request: HttpRequest) -> HttpResponse:
    """The cases the signed-in applicant handed in, newest first, and the latest news of them."""
    by = actor_of(request)
    acts_for, asked = mandates_of(by), request.GET.get("for")
    company = asked if asked == "" or asked in {one.code for one in acts_for} else None
    before = whole(request.GET.get("before", ""))
    found = own_cases(by, company, before)
    rows = [(case, spec_of(case), state_words(case.state, case.kind)) for case in found]
    by_subject = {str(case.pk): (case, spec) for case, spec, _state in rows}
    news = [
        (NEWS[one.name], one.made_at, *by_subject[one.subject])
        for one in messages("case", list(by_subject), limit=NEWS_SHOWN)
    ]
    context: dict[str, Any] = {
        "section": "mine",
        "rows": rows,
        "acts_for": acts_for,
        "company": company,
        "more": found[-1].pk if len(found) == CASES_SHOWN else None,
        "news": news,
        "certificate_news": _of_certificates(by, found),
    }
    context["renewals"] = [(one, last_to_ask(one)) for one in offers(by, found)]
    context["credit_news"] = _of_credit(found)
    context["answered"] = answered(found)
    context["keeps_vehicles"] = VEHICLES.may(by, VehiclePermission.KEEP)
    return render(request, "portal/cases/my_cases.html", context)


def _of_credit(found: list[Case]) -> list[tuple[Proposal, Words, str]]:
    """Bans proposed against the applicants of these cases: what for, what became of it, and, where an answer is open,
    the number of a case from which to give it.

    A code counts from acceptance on: before it nobody has looked who applies.
    """
    known = {normal(case.applicant_code): case.number for case in found if case.accepted_at is not None}
    return [
        (
            one,
            OUTCOME_NAMES[Outcome(one.outcome)],
            known[one.subject.code] if one.outcome == Outcome.OPEN else "",
        )
        for one in proposals_against(known)
    ]


def _of_certificates(by: Actor, found: list[Case]) -> list[tuple[object, datetime, Certificate, Words]]:
    """The latest news of the certificates of these cases and of those their applicants hold from before the platform:
    reminders, suspension, what became of them.
    """
    by_number = {one.number: one for one in held_by_applicant(by, found)}
    return [
        (
            CERTIFICATE_NEWS[one.name],
            one.made_at,
            by_number[one.subject],
            Words(**by_number[one.subject].title),
        )
        for one in messages("certificate", list(by_number), limit=NEWS_SHOWN)
    ]
