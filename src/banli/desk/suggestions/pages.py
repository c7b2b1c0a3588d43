"""One suggestion: what was said, what was done, and the act that is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.desk.suggestions.words import row
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens.item_form import by_place
from banli.suggestions import service as door
from banli.suggestions.service import LONGEST, Suggestion, book, find_suggestion, moves_of, proposed
from banli.suggestions.states import OUTCOME_NAMES, OUTCOMES, SuggestionKind
from banli.weekly.service import GRANTS as WEEKLY_GRANTS
from banli.weekly.service import WeeklyPermission

PLACES = ("text", "outcome", "department", "public_text", "public_answer")
NO_ACT = gettext_noop("There is no such act here.")


@dataclass(frozen=True)
class Attempt:
    """An act that was tried: which, what was typed, what is wrong at which field, or in general."""

    act: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, list[Any]] = field(default_factory=dict)
    words: Undone = NOTHING


@screen
def suggestion(request: HttpRequest, number: str) -> HttpResponse:
    """One suggestion."""
    return _page(request, number, Attempt())


def _page(request: HttpRequest, number: str, attempt: Attempt, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of("suggestion", number)
    one = find_suggestion(number, by)
    houses = {each.code: named(each) for each in departments()}
    kind = SuggestionKind(one.kind)
    context = {
        **row(one, houses),
        "forms": [_form(one, move.act, attempt) for move in moves_of(one, by)],
        "outcomes": [(str(each), OUTCOME_NAMES[each]) for each in OUTCOMES[kind]],
        "departments": [pair for pair in houses.items() if pair[0] != one.department_id],
        "basis": book().clock(kind).basis,
        "may_tell": bool(one.outcome) and _may_tell(one, by),
        "version": version,
        "words": attempt.words,
        "longest": LONGEST,
    }
    return show(request, "desk/suggestions/suggestion.html", "suggestions", context, status)


def _may_tell(one: Suggestion, by: Actor) -> bool:
    """Whether ``by`` may make it a line of the report; what the desk answered is the centre's."""
    if one.department_id is None:
        return WEEKLY_GRANTS.may_everywhere(by, WeeklyPermission.SEND)
    return WEEKLY_GRANTS.may(by, WeeklyPermission.SEND, department=one.department_id)


def _form(one: Suggestion, act: str, attempt: Attempt) -> dict[str, Any]:
    """The form of one act, with what was typed into it; words for the public page begin as the rule masks them."""
    tried = attempt.act == act
    typed = dict(attempt.typed) if tried else {}
    if act == "publish":
        typed.setdefault("public_text", proposed(one.public_text or one.text, one.name, one.contact))
        typed.setdefault("public_answer", proposed(one.public_answer or one.answer, one.name, one.contact))
    return {
        "act": act,
        "typed": {place: typed.get(place, "") for place in PLACES},
        "wrong": {place: attempt.wrong.get(place, []) if tried else [] for place in PLACES},
    }


@screen
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do it; where it is not done the page says why and keeps what was typed."""
    by, sent = actor(request), request.POST
    find_suggestion(number, by)
    who: dict[str, Any] = {"number": number, "by": by, "version": seen(request)}
    typed = {place: sent.get(place, "") for place in PLACES if place in sent}
    done = _acts(who, {place: sent.get(place, "") for place in PLACES}).get(name)
    if done is None:
        raise Missing(NO_ACT)
    try:
        done()
    except Invalid as error:
        return _page(request, number, Attempt(name, typed, by_place(error.problems)), 422)
    except (Refused, Stale) as error:
        return _page(request, number, Attempt(name, typed, words=undone(error, typed)), 409)
    messages.success(request, _("Noted."))
    return redirect("desk:suggestion", number)


def _acts(who: dict[str, Any], typed: Mapping[str, str]) -> dict[str, Callable[[], object]]:
    text, outcome = typed["text"], typed["outcome"]
    return {
        "assign": partial(door.assign, **who, department=typed["department"]),
        "give_back": partial(door.give_back, **who, text=text),
        "take_up": partial(door.take_up, **who),
        "answer": partial(door.answer, **who, outcome=outcome, text=text),
        "settle": partial(door.settle, **who, outcome=outcome, text=text),
        "set_aside": partial(door.set_aside, **who, text=text),
        "publish": partial(
            door.publish, **who, public_text=typed["public_text"], public_answer=typed["public_answer"]
        ),
        "unpublish": partial(door.unpublish, **who, text=text),
    }
