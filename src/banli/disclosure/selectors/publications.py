"""Publications: the public list and page, and what an organ still has to make public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from banli.cases.service import Case
from banli.disclosure.models import ONLINE, Publication
from banli.disclosure.permissions import GRANTS, DisclosurePermission
from banli.disclosure.states import PublicationState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.bigrams import contains
from banli.kernel.errors import Missing
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.text import gettext_noop

PAGE = 20
DESK_PAGE = 50
MOST_ROWS = 20_000
"""Rows of one file: more than anybody reads, and soon written."""
NONE_SUCH = gettext_noop("There is no such publication.")


@dataclass(frozen=True)
class OnlineFilter:
    """What the public list is narrowed to: '' and None for everything. Days are those of the decision."""

    words: str = ""
    department: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


def online(only: OnlineFilter, before: tuple[date, int] | None = None, most: int = PAGE) -> list[Publication]:
    """A page of what is public, the latest decision first; withdrawn ones stay and say so."""
    found = Publication.objects.filter(ONLINE)
    if only.department:
        found = found.filter(department_id=only.department)
    if only.kind:
        found = found.filter(kind=only.kind)
    if only.first:
        found = found.filter(decided_on__gte=only.first)
    if only.last:
        found = found.filter(decided_on__lte=only.last)
    for word in only.words.split()[:4]:
        found = found.filter(_says(word))
    if before:
        found = found.filter(Q(decided_on__lt=before[0]) | Q(decided_on=before[0], id__lt=before[1]))
    return list(found.select_related("case").order_by("-decided_on", "-id")[:most])


def _says(word: str) -> Q:
    said, number = contains("found_by", folded_name(word)), folded_number(word)
    return said | contains("found_by", number) if number else said


def every_online(only: OnlineFilter) -> Iterator[Publication]:
    """All that is public under ``only``, page by page, :data:`MOST_ROWS` at most."""
    before, left = None, MOST_ROWS
    while left > 0:
        rows = online(only, before, min(500, left))
        yield from rows
        if len(rows) < min(500, left):
            return
        left -= len(rows)
        before = (rows[-1].decided_on, rows[-1].pk)


def find_online(key: int) -> Publication:
    """One publication for everybody. Raises :class:`Missing`, also for what is due or kept back."""
    found = Publication.objects.filter(ONLINE, pk=key).select_related("case").first()
    if found is None:
        raise Missing(NONE_SUCH)
    return found


def visible_publications(by: Actor) -> QuerySet[Publication]:
    """The publications whose course ``by`` may read: of the own department, or all for those who oversee."""
    rows = Publication.objects.select_related("case", "department", "by")
    if GRANTS.may_everywhere(by, DisclosurePermission.READ):
        return rows
    GRANTS.require(by, DisclosurePermission.READ, department=by.department)
    return rows.filter(department_id=by.department)


def find_publication(key: int, by: Actor) -> Publication:
    """One publication for an officer. Raises :class:`Missing`."""
    found = visible_publications(by).filter(pk=key).first()
    if found is None:
        raise Missing(NONE_SUCH)
    return found


def due_publications(by: Actor, after: tuple[date, int] | None = None) -> list[Publication]:
    """What ``by`` or the own organ still has to make public, the first to fall due first."""
    found = visible_publications(by).filter(state=PublicationState.DUE)
    if after:
        found = found.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))
    return list(found.order_by("due_on", "id")[:DESK_PAGE])


def to_take_back(by: Actor) -> list[Publication]:
    """What is public although the decision was annulled and the law wants it taken back."""
    found = visible_publications(by).filter(state=PublicationState.PUBLIC, take_back_by__isnull=False)
    return list(found.order_by("take_back_by", "id")[:DESK_PAGE])


def kept_back(by: Actor) -> list[Publication]:
    """What is kept back, the latest decision first."""
    found = visible_publications(by).filter(state=PublicationState.KEPT_BACK)
    return list(found.order_by("-decided_on", "-id")[:DESK_PAGE])


@dataclass(frozen=True)
class Clock:
    """How many decisions an organ has still to make public, and how many of them are late."""

    due: int
    late: int
    soon: int
    """Due today or tomorrow."""


def publication_clock(by: Actor) -> Clock:
    """The clock over everything ``by`` may see."""
    today = clock.today()
    counted = (
        visible_publications(by)
        .filter(state=PublicationState.DUE)
        .order_by()
        .aggregate(
            due=Count("pk"),
            late=Count("pk", filter=Q(due_on__lt=today)),
            soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=today + timedelta(days=1))),
        )
    )
    return Clock(**counted)


def publication_of(case: Case) -> Publication | None:
    """The publication of a case."""
    return Publication.objects.filter(case=case).first()
