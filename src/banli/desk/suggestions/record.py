"""Writing down what somebody says at the window or on a visit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from banli.desk.kit.frame import actor, screen, show
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import departments, named
from banli.screens.item_form import by_place
from banli.screens.statuses import status_of
from banli.suggestions.service import LONGEST, LONGEST_NAME, Told, write_down
from banli.suggestions.states import BY_HAND, KIND_NAMES, SOURCE_NAMES, SuggestionKind, SuggestionSource

PLACES = ("kind", "text", "name", "contact", "source", "said_on", "occasion", "department", "case", "token")


@screen
def new(request: HttpRequest) -> HttpResponse:
    """The form, or what was sent with it; the token makes a second click the same record."""
    if request.method != "POST":
        return _form(request, _fresh(request))
    typed = {place: request.POST.get(place, "") for place in PLACES}
    try:
        made = write_down(
            told=_told(typed),
            source=typed["source"],
            said_on=_day(typed["said_on"]),
            by=actor(request),
            token=typed["token"],
        )
    except (Invalid, Refused) as error:
        problems = list(error.problems) if isinstance(error, Invalid) else [Problem("", str(error))]
        return _form(request, typed, problems, status_of(error))
    messages.success(request, _("Written down as %(number)s.") % {"number": made.number})
    return redirect("desk:suggestion", made.number)


def _fresh(request: HttpRequest) -> dict[str, str]:
    """A form with what another page knows already: the visit, the case."""
    asked = request.GET
    occasion = asked.get("occasion", "")[:200]
    return {
        **dict.fromkeys(PLACES, ""),
        "kind": str(
            SuggestionKind.OBSTACLE if asked.get("kind") == "obstacle" else SuggestionKind.SUGGESTION
        ),
        "source": str(SuggestionSource.VISIT if occasion else SuggestionSource.WINDOW),
        "said_on": clock.today().isoformat(),
        "occasion": occasion,
        "case": asked.get("case", "")[:50],
        "token": secrets.token_hex(6),
    }


def _told(typed: dict[str, str]) -> Told:
    kind = next((one for one in SuggestionKind if one == typed["kind"]), None)
    if kind is None:
        raise Invalid([Problem("kind", gettext_noop("Please choose what it is."))])
    department = typed["department"] if kind is SuggestionKind.SUGGESTION else ""
    names = ("text", "name", "contact", "occasion", "case")
    return Told(kind, **{name: typed[name] for name in names}, department=department)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid([Problem("said_on", gettext_noop("Please enter a day."))]) from None


def _form(
    request: HttpRequest, typed: dict[str, str], problems: Iterable[Problem] = (), status: int = 200
) -> HttpResponse:
    wrong = by_place(list(problems))
    context: dict[str, Any] = {
        "typed": typed,
        "wrong": {place: wrong.get(place, []) for place in PLACES},
        "general": wrong.get("", []),
        "kinds": KIND_NAMES.items(),
        "sources": [(one, SOURCE_NAMES[one]) for one in BY_HAND],
        "departments": [(one.code, named(one)) for one in departments()],
        "longest": LONGEST,
        "longest_name": LONGEST_NAME,
    }
    return show(request, "desk/suggestions/record.html", "suggestions", context, status)
