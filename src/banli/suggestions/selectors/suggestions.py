"""Suggestions at the desk: who may see which, what waits for whom, lists, sums, clocks that ran out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Q, QuerySet, Subquery

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.suggestions.models import LateSuggestion, Suggestion, SuggestionBook
from banli.suggestions.permissions import GRANTS, SuggestionPermission, may_move
from banli.suggestions.rules.lateness import next_day
from banli.suggestions.rules.moves import why_not_move
from banli.suggestions.selectors.books import book
from banli.suggestions.states import (
    OPEN,
    TRANSITIONS,
    SuggestionKind,
    SuggestionMove,
    SuggestionOutcome,
    SuggestionState,
)

PAGE = 50
WITHIN = timedelta(days=1)
NOTHING = gettext_noop("There is no such suggestion, or it is not yours to see.")


def visible_suggestions(by: Actor) -> QuerySet[Suggestion]:
    """The suggestions ``by`` may open: the centre every one; a department its own and what its people wrote down; the
    desk for what could not be done all of that; nobody else any."""
    every = Suggestion.objects.select_related("department", "item", "case__revision")
    if GRANTS.may_everywhere(by, SuggestionPermission.READ):
        return every
    if not by.department or not GRANTS.may(by, SuggestionPermission.READ, department=by.department):
        return every.none()
    mine = Q(department_id=by.department) | Q(written_by_id=by.id)
    if not GRANTS.may(by, SuggestionPermission.RECORD) or not by.window:
        return every.filter(mine)
    return every.filter(mine | (Q(kind="obstacle") & Q(Exists(_desk_is(by.window)))))


def _desk_is(window: str) -> QuerySet[SuggestionBook]:
    """The terms in force, where their desk is ``window``: asked within the query of a list, which costs none more."""
    latest = SuggestionBook.objects.order_by("-id").values("pk")[:1]
    return SuggestionBook.objects.filter(pk=Subquery(latest), said__desk=window)


def find_suggestion(number: str, by: Actor) -> Suggestion:
    """The suggestion, where ``by`` may see it. Raises :class:`Missing`."""
    people = ("written_by", "begun_by", "answered_by", "published_by")
    found = visible_suggestions(by).select_related(*people).filter(number=number).first()
    if found is None:
        raise Missing(NOTHING)
    return found


def moves_of(one: Suggestion, by: Actor) -> list[SuggestionMove]:
    """What ``by`` may do with it now, in the order of the table."""
    # Only where it matters: whoever settles everywhere, or has no window, is at the desk or not without asking.
    settles = (
        GRANTS.may(by, SuggestionPermission.SETTLE) or not by.window or one.kind != SuggestionKind.OBSTACLE
    )
    desk = "" if settles else book().desk
    return [
        move
        for move in TRANSITIONS
        if may_move(by, move, one.department_id or "", desk)
        and why_not_move(move, one.kind, one.state) is None
    ]


def to_do(by: Actor) -> list[Suggestion]:
    """Those that wait for ``by``, the first to fall due first."""
    rows = visible_suggestions(by).filter(state__in=[str(state) for state in OPEN])
    found = rows.order_by("answer_by", "id")[: 4 * PAGE]
    waiting = [one for one in found if moves_of(one, by)]
    return sorted(waiting, key=lambda one: (next_day(one) or date.max, one.pk))[:PAGE]


@dataclass(frozen=True)
class SuggestionFilter:
    """What a list is narrowed to: '' for all."""

    kind: str = ""
    state: str = ""
    source: str = ""
    department: str = ""
    outcome: str = ""


def suggestion_rows(by: Actor, first: date, last: date, only: SuggestionFilter) -> QuerySet[Suggestion]:
    """Those given from ``first`` to ``last``, newest first."""
    asked = {name: value for name, value in vars(only).items() if value and name != "department"}
    found = visible_suggestions(by).filter(_given(first, last), **asked)
    if only.department:
        found = found.filter(department_id=only.department)
    return found.order_by("-given_at", "-id")


def listed_suggestions(
    by: Actor, first: date, last: date, only: SuggestionFilter, before: tuple[datetime, int] | None = None
) -> list[Suggestion]:
    """A page of :func:`suggestion_rows`."""
    found = suggestion_rows(by, first, last, only)
    if before:
        found = found.filter(Q(given_at__lt=before[0]) | Q(given_at=before[0], id__lt=before[1]))
    return list(found[:PAGE])


@dataclass(frozen=True)
class SuggestionSums:
    """How many were given in a period, and what became of them: by kind, state and outcome."""

    given: int
    answered: int
    adopted: int
    """Suggestions that were adopted, wholly or in part."""
    of_suggestions: int
    """Suggestions that were answered."""
    got_done: int
    of_obstacles: int
    """Answered ones of what could not be done."""


def suggestion_sums(first: date, last: date, department: str = "") -> SuggestionSums:
    """What was given from ``first`` to ``last``, of one department or of all."""
    rows = Suggestion.objects.filter(_given(first, last)).exclude(state=SuggestionState.SET_ASIDE)
    if department:
        rows = rows.filter(department_id=department)
    found = rows.values_list("kind", "outcome").order_by().annotate(n=Count("id"))
    counts = {(kind, outcome): n for kind, outcome, n in found}
    told = {key: n for key, n in counts.items() if key[1]}
    adopted = (SuggestionOutcome.ADOPTED, SuggestionOutcome.PARTLY_ADOPTED)
    return SuggestionSums(
        given=sum(counts.values()),
        answered=sum(told.values()),
        adopted=sum(n for (_kind, outcome), n in told.items() if outcome in adopted),
        of_suggestions=sum(n for (kind, _), n in told.items() if kind == SuggestionKind.SUGGESTION),
        got_done=sum(n for (_kind, outcome), n in told.items() if outcome == SuggestionOutcome.GOT_DONE),
        of_obstacles=sum(n for (kind, _), n in told.items() if kind == SuggestionKind.OBSTACLE),
    )


def late_suggestions(by: Actor) -> list[LateSuggestion]:
    """The clocks that ran out, of suggestions ``by`` may open, the latest first; what was done since counts nothing."""
    rows = LateSuggestion.objects.filter(suggestion__in=visible_suggestions(by).order_by())
    return list(rows.select_related("suggestion", "department").order_by("-due", "-id")[:PAGE])


def of_origin(origin: str) -> int:
    """How many came from one network within a day."""
    return Suggestion.objects.filter(origin=origin, given_at__gt=clock.now() - WITHIN).count()


def answered_suggestions(by: Actor, first: date, last: date) -> QuerySet[Suggestion]:
    """Those of the own department that were answered from ``first`` to ``last``; for the centre those of no department,
    which its desk answered."""
    of = (
        {"department": None}
        if GRANTS.may(by, SuggestionPermission.SETTLE)
        else {"department_id": by.department}
    )
    begin = datetime.combine(first, time.min, clock.SHANGHAI)
    end = datetime.combine(last, time.min, clock.SHANGHAI) + timedelta(days=1)
    rows = visible_suggestions(by).filter(answered_at__gte=begin, answered_at__lt=end, **of)
    return rows.exclude(outcome="").order_by("answered_at", "id")


def known_orders(numbers: Iterable[str]) -> dict[str, Suggestion]:
    """Those of the hotline that are on record, by the hotline's number."""
    rows = Suggestion.objects.filter(order_number__in=[one for one in numbers if one])
    return {one.order_number: one for one in rows}


def _given(first: date, last: date) -> Q:
    begin = datetime.combine(first, time.min, clock.SHANGHAI)
    return Q(
        given_at__gte=begin, given_at__lt=datetime.combine(last, time.min, clock.SHANGHAI) + timedelta(days=1)
    )
