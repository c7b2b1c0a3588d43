"""The list of cases: by urgency, by state, or found by number or applicant."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext_lazy

from banli.cases.service import (
    Case,
    asked_of,
    find,
    joint_cases,
    number_asked_by,
    open_cases,
    recent_cases,
    to_hand_over,
    waiting,
)
from banli.cases.states import ARCHIVE, OPEN, TO_HAND_OVER, State
from banli.desk.cases.rows import rows, task_rows
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.folding import folded_number
from banli.kernel.query_number import query_number_in
from banli.screens.paging import day_and_id
from banli.screens.parameters import whole

PAGE = 50
VIEWS = (
    ("open", pgettext_lazy("desk", "Open, most urgent first"), tuple(OPEN)),
    ("accept", pgettext_lazy("desk", "To accept"), (State.SUBMITTED,)),
    ("correcting", pgettext_lazy("desk", "In correction"), (State.CORRECTING,)),
    ("review", pgettext_lazy("desk", "To examine"), (State.IN_REVIEW,)),
    ("paused", pgettext_lazy("desk", "Special procedures"), (State.PAUSED,)),
    ("asked", pgettext_lazy("desk", "Asked of us"), ()),
    ("joint", pgettext_lazy("desk", "Joint cases"), ()),
    ("decide", pgettext_lazy("desk", "To decide"), (State.PROPOSED,)),
    ("told", pgettext_lazy("desk", "Refusal told"), (State.REFUSAL_TOLD,)),
    ("granted", pgettext_lazy("desk", "To issue"), (State.GRANTED,)),
    ("handover", pgettext_lazy("desk", "To hand over"), TO_HAND_OVER),
    ("file", pgettext_lazy("desk", "To be archived"), ARCHIVE.sources),
    ("all", pgettext_lazy("desk", "All, newest first"), ()),
)
BY_DUE = frozenset({"open", "accept", "review", "paused", "decide", "told"})
"""Views of open cases in the order of the due day; the others have none and go by age."""
OF_A_DEPARTMENT = frozenset({"asked"})
"""Views that only somebody of a department has."""

Page = tuple[list[Case], str]
"""Cases, and the key behind which the next page begins ('' where there is none)."""


@screen
def cases(request: HttpRequest) -> HttpResponse:
    """One page of a view, or what a search found."""
    by = actor(request)
    words = request.GET.get("q", "").strip()
    view = request.GET.get("view", "open")
    states = {name: states for name, _label, states in VIEWS}.get(view)
    if words or states is None:
        view = "all"
    if view == "asked" and by.department:
        return _asked(request, by)
    found, following = _page(by, view, states or (), request.GET.get("after", ""), words)
    context = {
        "views": _views(by),
        "view": view,
        "words": words,
        "rows": rows(found),
        "following": following,
        "paged": "after" in request.GET,
    }
    return show(request, "desk/cases/cases.html", "cases", context)


def _views(by: Actor) -> list[tuple[str, object]]:
    """The views this person has."""
    return [(name, label) for name, label, _states in VIEWS if by.department or name not in OF_A_DEPARTMENT]


def _asked(request: HttpRequest, by: Actor) -> HttpResponse:
    """The steps that the own department owes to others, each with its own clock."""
    after = request.GET.get("after", "")
    found = asked_of(by, day_and_id(after))
    last = found[-1] if len(found) == PAGE else None
    context = {
        "views": _views(by),
        "view": "asked",
        "words": "",
        "task_rows": task_rows(found),
        "following": f"{last.due_on}.{last.pk}" if last else "",
        "paged": bool(after),
    }
    return show(request, "desk/cases/cases.html", "cases", context)


def _page(by: Actor, view: str, states: tuple[State, ...], after: str, words: str) -> Page:
    if view in BY_DUE:
        found = open_cases(by, states, day_and_id(after))
        return found, _next(found, lambda last: f"{last.due_on}.{last.pk}")
    if view in ("handover", "joint"):
        found = (to_hand_over if view == "handover" else joint_cases)(by, day_and_id(after))
        return found, _next(found, lambda last: f"{last.due_on}.{last.pk}")
    if view == "all":
        found = _exactly(by, words) or recent_cases(by, whole(after), words)
        return found, _next(found, lambda last: str(last.pk))
    found = waiting(by, states, whole(after))
    return found, _next(found, lambda last: str(last.pk))


def _exactly(by: Actor, words: str) -> list[Case]:
    """The case of that whole number, however it is typed."""
    number = folded_number(words)
    if query_number_in(words):
        number = number_asked_by(words)
    if len(number) < 31:
        return []
    try:
        return [find(number, by)]
    except Missing:
        return []


def _next(found: list[Case], key: Callable[[Case], str]) -> str:
    return key(found[-1]) if len(found) == PAGE else ""
