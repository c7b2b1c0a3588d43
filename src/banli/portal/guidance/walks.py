"""“Which is mine?” (我该办哪个): one question a screen, until there is one item, or why there is none.

Every answer is a link, and the way lies in the address: going back, sending it on and printing it need nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from banli.catalogue.service import ItemRevision, closed_because, current
from banli.guidance.service import Place, follow, guidance
from banli.kernel import clock
from banli.kernel.errors import Missing
from banli.people.service import department, named
from banli.portal.items.guide import Promise, promise
from banli.portal.kit.visitor import page

WAY_MAX = 400
"""Characters of a way; a longer one is no walk of ours."""


@dataclass(frozen=True)
class Goal:
    """The item at the end of a walk as it is offered today."""

    revision: ItemRevision
    promise: Promise
    department: str
    closed: str
    """Why nobody can apply now; '' where one can."""


def _goal(slug: str) -> Goal | None:
    """The item of that name; None where it is not on record."""
    try:
        revision = current(slug)
    except Missing:
        return None
    office = named(department(revision.spec.department))
    closed = closed_because(revision.spec, clock.today())
    return Goal(revision, promise(revision.spec), office, str(closed or ""))


@page
def walks(request: HttpRequest) -> HttpResponse:
    """The walks there are."""
    return render(request, "portal/guidance/walks.html", {"section": "items", "walks": guidance().walks})


@page
def walk(request: HttpRequest, slug: str) -> HttpResponse:
    """The next question of a walk, or its end; ``way`` in the address holds what was answered."""
    found = guidance().walk(slug)
    if found is None:
        raise Http404
    place = follow(found, request.GET.get("way", "")[:WAY_MAX])
    goal = _goal(place.end.item) if place.end and place.end.item else None
    context = {
        "section": "items",
        "walk": found,
        "place": place,
        "replies": _replies(place),
        "goal": goal,
        "address": request.build_absolute_uri(),
    }
    return render(request, "portal/guidance/walk.html", context)


def _replies(place: Place) -> list[tuple[object, str]]:
    """Each answer with the way it leads on."""
    return [(one, place.onward(one.key)) for one in place.turn.replies] if place.turn else []
