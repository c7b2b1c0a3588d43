"""Rating a case or a visit, by whichever way somebody comes to it; what became of a bad one; rating once more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from banli.cases.service import Case, find, spec_of
from banli.kernel import clock
from banli.kernel.errors import Invalid, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import named
from banli.portal.kit.visitor import actor_of, address, page
from banli.ratings.service import (
    LONGEST,
    WHOLE_CASE,
    Rating,
    Said,
    book,
    case_by_code,
    known_of,
    last_visit,
    occasion_now,
    on_screen,
    rate,
    rate_again,
    ratings_of,
    screen_by_code,
    why_not_rate,
)
from banli.ratings.states import BAD, GRADE_NAMES, OPEN, Grade, RatingChannel, RatingState
from banli.screens.item_form import by_place

EMPTY = {"grade": "", "reasons": [], "text": ""}
MOVED = gettext_noop("The screen has gone on meanwhile; nothing was kept. Please rate what it shows now.")


@page
def rate_case(request: HttpRequest, number: str) -> HttpResponse:
    """Rate a case, or the last visit for it, from its own page."""
    found = find(number, actor_of(request))
    return _answered(request, found, RatingChannel.ONLINE, found.number)


@page
def rate_by_code(request: HttpRequest, receipt: str, code: str) -> HttpResponse:
    """The same by the code on the receipt, without signing in; it shows the item and nothing of the person."""
    return _answered(request, case_by_code(receipt, code), RatingChannel.CODE, "")


def _answered(request: HttpRequest, case: Case, channel: RatingChannel, back: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, case, back)
    said = _said(request)
    try:
        if again := request.POST.get("again", ""):
            rate_again(case=case, number=again, said=said)
        else:
            _rate(request, case, _occasion(request), said, channel)
    except Invalid as error:
        return _page(request, case, back, error)
    except Refused as error:
        return _page(request, case, back, error)
    messages.success(request, _("Thank you. Your rating was kept."))
    return redirect(request.path)


def _said(request: HttpRequest) -> Said:
    sent = request.POST
    return Said(sent.get("grade", ""), sent.getlist("reason"), sent.get("text", ""))


def _occasion(request: HttpRequest) -> int | None:
    """What the page showed, so that an older page never rates something else."""
    told = request.POST.get("occasion", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 5 else None


def _rate(
    request: HttpRequest, case: Case, occasion: int | None, said: Said, channel: RatingChannel
) -> Rating:
    device = request.session.session_key or request.META.get("HTTP_USER_AGENT", "") + address(request)
    return rate(
        case=case, occasion=occasion, said=said, channel=channel, device=device, network=address(request)
    )


def _page(
    request: HttpRequest, case: Case, back: str, error: Invalid | Refused | None = None
) -> HttpResponse:
    occasion, given = occasion_now(case), ratings_of(case)
    known = known_of(case, last_visit(case))
    refused = why_not_rate(known, occasion, clock.today(), book().terms.rate_within)
    context = {
        "back": back,
        "given": [_given(one) for one in given],
        "again": next((one.number for one in given if one.state == RatingState.REPLIED), ""),
        "can_rate": refused is None,
        "why_not": str(refused) if refused and not given else "",
        **_asked(request, case, occasion, error),
    }
    return render(request, "portal/ratings/rate.html", context, status=_status(error))


def _status(error: Invalid | Refused | None) -> int:
    return 200 if error is None else 422 if isinstance(error, Invalid) else 409


def _asked(
    request: HttpRequest, case: Case, occasion: int | None, error: Invalid | Refused | None
) -> dict[str, Any]:
    """The form as it was sent, and what it is about."""
    sent = request.POST
    problems = error.problems if isinstance(error, Invalid) else []
    typed = {"grade": sent.get("grade", ""), "reasons": sent.getlist("reason"), "text": sent.get("text", "")}
    offered, at_window = book(), occasion != WHOLE_CASE
    return {
        "section": "track",
        "item": spec_of(case).name,
        "department": named(case.department),
        "occasion": occasion,
        "at_window": at_window,
        "grades": [(int(grade), GRADE_NAMES[grade]) for grade in Grade],
        "good_reasons": offered.offered(Grade.SATISFIED, at_window=at_window),
        "bad_reasons": offered.offered(Grade.DISSATISFIED, at_window=at_window),
        "longest": LONGEST,
        "typed": typed if error else EMPTY,
        "problems": problems,
        "wrong": {"grade": [], "text": [], **by_place(problems)},
        "refused": str(error) if isinstance(error, Refused) else "",
    }


def _given(one: Rating) -> dict[str, Any]:
    """One rating as whoever gave it sees it."""
    return {
        "rating": one,
        "grade": GRADE_NAMES[Grade(one.grade)],
        "reasons": book().named(one.reasons),
        "bad": one.grade in BAD,
        "open": one.state in OPEN,
        "void": one.state == RatingState.VOID,
        "second": GRADE_NAMES[Grade(one.second_grade)] if one.second_grade else "",
    }


@page
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The second screen of a window: the visit just made, or a greeting while there is none to rate."""
    here = screen_by_code(code)
    visit, error = on_screen(here), None
    if request.method == "POST":
        try:
            if visit is None or request.POST.get("visit") != str(visit.pk):
                raise Refused(MOVED)
            _rate(request, visit.case, visit.ordinal, _said(request), RatingChannel.SCREEN)
        except (Invalid, Refused) as fault:
            error = fault
            visit = on_screen(here)
        else:
            messages.success(request, _("Thank you. Your rating was kept."))
            return redirect(request.path)
    context: dict[str, Any] = {"window": named(here.window), "visit": visit, "refused": "", "problems": []}
    if visit is not None:
        context |= _asked(request, visit.case, visit.ordinal, error)
    elif isinstance(error, Refused):
        context["refused"] = str(error)
    answer = render(request, "portal/ratings/screen.html", context, status=_status(error))
    answer["Cache-Control"] = "no-store"
    return answer


def rating_of(case: Case) -> dict[str, Any] | None:
    """What the page of a case says of its rating; None where nothing was rated and nothing can be."""
    given, occasion = ratings_of(case), occasion_now(case)
    can = occasion is not None and occasion not in {one.occasion for one in given}
    replied = any(one.state == RatingState.REPLIED for one in given)
    return {"can": can, "given": bool(given), "replied": replied} if can or given else None
