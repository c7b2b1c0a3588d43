"""Suggesting something, or telling what could not be done; what became of it by its code; what is public."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banli.catalogue.service import current
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import Words
from banli.people.service import departments, named
from banli.portal.kit.visitor import actor_of, address, page
from banli.screens.item_form import by_place
from banli.screens.parameters import whole
from banli.screens.statuses import status_of
from banli.suggestions.service import (
    LONGEST,
    LONGEST_NAME,
    Suggestion,
    Told,
    book,
    give,
    next_day,
    own_suggestion,
    published_suggestions,
    suggestion_sums,
)
from banli.suggestions.states import (
    KIND_NAMES,
    OUTCOME_NAMES,
    STATE_NAMES,
    SuggestionKind,
    SuggestionOutcome,
    SuggestionState,
)

PLACES = ("text", "name", "contact", "department", "item", "case", "token")
TITLES = {
    SuggestionKind.SUGGESTION: gettext_lazy("Make a suggestion"),
    SuggestionKind.OBSTACLE: gettext_lazy("I could not get it done"),
}


@page
def suggestions(request: HttpRequest) -> HttpResponse:
    """What is public, how many were given this year, the way to one's own."""
    today = clock.today()
    found, following = published_suggestions(whole(request.GET.get("after", "")))
    context = {
        "section": "suggestions",
        "rows": [_shown(one) for one in found],
        "following": f"?after={following}" if following else "",
        "paged": "after" in request.GET,
        "sums": suggestion_sums(today.replace(month=1, day=1), today),
        "year": today.year,
        "terms": book(),
    }
    return render(request, "portal/suggestions/suggestions.html", context)


def _shown(one: Suggestion) -> dict[str, Any]:
    return {
        "suggestion": one,
        "kind": KIND_NAMES[SuggestionKind(one.kind)],
        "state": STATE_NAMES[SuggestionState(one.state)],
        "outcome": OUTCOME_NAMES[SuggestionOutcome(one.outcome)] if one.outcome else "",
        "department": named(one.department) if one.department else "",
        "due": next_day(one),
        "item": Words(zh=one.item.name_zh, en=one.item.name_en) if one.item else "",
    }


@page
def find(request: HttpRequest) -> HttpResponse:
    """Go to one's own by the code of the receipt; the code alone opens it."""
    typed = request.POST.get("code", "") if request.method == "POST" else ""
    wrong: list[str] = []
    if request.method == "POST":
        try:
            return redirect("portal:suggestion", own_suggestion(typed).code)
        except Missing as error:
            wrong = [str(error)]
    context = {"section": "suggestions", "typed": typed[:40], "wrong": wrong}
    return render(request, "portal/suggestions/find.html", context, status=422 if wrong else 200)


@page
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The form; sent twice it is one suggestion."""
    asked = SuggestionKind(kind)
    if request.method != "POST":
        item, case = request.GET.get("item", "")[:60], request.GET.get("case", "")[:50]
        return _form(request, asked, {"item": item, "case": case, "token": secrets.token_hex(6)})
    typed = {place: request.POST.get(place, "") for place in PLACES}
    told = Told(asked, **{place: typed[place] for place in PLACES if place != "token"})
    try:
        made = give(told=told, by=actor_of(request), address=address(request), token=typed["token"])
    except (Invalid, Refused) as error:
        problems = list(error.problems) if isinstance(error, Invalid) else [Problem("", str(error))]
        return _form(request, asked, typed, problems, status_of(error))
    return redirect("portal:suggestion", made.code)


def _form(
    request: HttpRequest,
    kind: SuggestionKind,
    typed: dict[str, str],
    problems: Iterable[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    faults = list(problems)
    wrong = by_place(faults)
    terms = book().clock(kind)
    context = {
        "section": "suggestions",
        "kind": str(kind),
        "title": TITLES[kind],
        "typed": {**dict.fromkeys(PLACES, ""), **typed},
        "item": _item(typed.get("item", "")),
        "problems": faults,
        "wrong": {place: wrong.get(place, []) for place in PLACES},
        "departments": [(one.code, named(one)) for one in departments()],
        "longest": LONGEST,
        "longest_name": LONGEST_NAME,
        "days": terms.answer,
        "takes": terms.begin,
    }
    return render(request, "portal/suggestions/new.html", context, status=status)


def _item(slug: str) -> Any:
    """The name of the item that the page came from; '' where there is none."""
    try:
        return current(slug).spec.name if slug else ""
    except Missing:
        return ""


@page
def suggestion(request: HttpRequest, code: str) -> HttpResponse:
    """One's own: that it was received, who has it, until when, and the answer."""
    one = own_suggestion(code)
    context = {
        "section": "suggestions",
        **_shown(one),
        "open": one.state in (SuggestionState.RECEIVED, SuggestionState.ASSIGNED, SuggestionState.TAKEN_UP),
        "answer_by": one.answer_by if next_day(one) else None,
        "stands": _stands(one),
    }
    answer = render(request, "portal/suggestions/suggestion.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _stands(one: Suggestion) -> str:
    """In a sentence: who has it now."""
    match SuggestionState(one.state):
        case SuggestionState.RECEIVED if one.kind == SuggestionKind.OBSTACLE:
            return _("The desk for what could not be done takes it up next and calls you back.")
        case SuggestionState.RECEIVED:
            return _("The centre passes it on to the department that it concerns.")
        case SuggestionState.ASSIGNED:
            return _("The department looks into it and answers.")
        case SuggestionState.TAKEN_UP:
            return _("The desk has taken it up and sees to it that it gets done, or tells you why not.")
        case SuggestionState.SET_ASIDE:
            return _("It was set aside. The reason stands below.")
        case _:
            return _("It is answered.")
