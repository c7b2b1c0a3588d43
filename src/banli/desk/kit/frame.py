"""What every page of the desk shares: who looks, the menu on the side, and words for what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banli.cases.service import open_count
from banli.cases.states import State
from banli.desk.kit.menu import menu, used_by
from banli.desk.permissions import may_open
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import BanliError, Invalid, Problem
from banli.people.service import actor_for
from banli.screens.statuses import status_of

View = Callable[..., HttpResponse]
LOOKED = "looked"
"""Cases that this session looked at in full, each for a reason that is kept: their materials open as well."""
TURNS: dict[Role, tuple[State, ...]] = {
    Role.CLERK: (State.SUBMITTED,),
    Role.REVIEWER: (State.IN_REVIEW, State.PAUSED),
    Role.APPROVER: (State.PROPOSED, State.REFUSAL_TOLD),
}
"""Open cases that wait for each role."""
MOST = 50
"""Waiting cases that are counted; the menu says "50+" where there are as many."""


def actor(request: HttpRequest) -> Actor:
    """The one who is signed in."""
    return actor_for(request.user)


def my_states(by: Actor) -> tuple[State, ...]:
    """The open states in which a case waits for ``by``."""
    return tuple(state for role, states in TURNS.items() if role in by.roles for state in states)


def show(
    request: HttpRequest,
    template: str,
    section: str,
    context: dict[str, Any],
    status: int = 200,
    waiting: int | None = None,
    used: Mapping[str, bool] | None = None,
) -> HttpResponse:
    """Render ``template`` in the frame of the desk; ``waiting``: how many cases wait, ``used``: what
    :func:`used_by` says, where the page knows them."""
    by = actor(request)
    if waiting is None:
        waiting = open_count(by, states, MOST) if (states := my_states(by)) else 0
    places = menu(by, section, waiting, MOST, used_by(by) if used is None else used)
    offline = may_open("offline_me", by.roles)
    whole = {"by": by, "section": section, "menu": places, "offline": offline, **context}
    return render(request, template, whole, status=status)


def screen(view: View) -> View:
    """Answer whatever the domain refuses with a page in the user's words.

    A view that can show its form again does so itself; what it lets pass ends here and never as a broken page.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BanliError as error:
            return problem(request, error)

    return answered


def problem(request: HttpRequest, error: BanliError) -> HttpResponse:
    """The page for something that is not there, not for this person, or not possible as it was sent."""
    problems = error.problems if isinstance(error, Invalid) else []
    return told(request, status_of(error), str(error), problems)


def told(request: HttpRequest, status: int, words: str, problems: Sequence[Problem] = ()) -> HttpResponse:
    """A page of the desk that says why there is no other."""
    context = {"words": words, "problems": problems, "status": status}
    return show(request, "desk/problem.html", "", context, status)
