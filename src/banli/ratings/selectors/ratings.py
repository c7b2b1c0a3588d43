"""Ratings: who may see which, lists by clock, sums and values, patterns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet

from banli.cases.service import Case
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ratings.models import Late, Rating
from banli.ratings.permissions import GRANTS, RatingPermission
from banli.ratings.rules.index import VALUES, Counted, Share, share, spread
from banli.ratings.rules.patterns import Finding, Seen, findings
from banli.ratings.states import BAD, OPEN, Grade, RatingState

PAGE = 50
LEAST = 5
"""So many ratings are told to the rated at least: fewer would tell who rated."""
TOLD_TEXTS = 20
TOLD_STATES = [
    str(state) for state in RatingState if state not in (RatingState.TO_CALL, RatingState.RECORDED)
]


def visible_ratings(by: Actor) -> QuerySet[Rating]:
    """The ratings ``by`` may open: the centre every one; who mends, the bad ones of the department that were handed to
    it; nobody else any."""
    every = Rating.objects.select_related("department", "window", "case__revision")
    if GRANTS.may_everywhere(by, RatingPermission.HANDLE):
        return every
    if by.department and GRANTS.may(by, RatingPermission.MEND, department=by.department):
        return every.filter(department_id=by.department, grade__in=sorted(BAD), state__in=TOLD_STATES)
    return every.none()


def sees_case(by: Actor) -> bool:
    """True for whoever sees whose rating it is: the centre alone, never the rated."""
    return GRANTS.may_everywhere(by, RatingPermission.HANDLE)


def find_rating(number: str, by: Actor) -> Rating:
    """The rating, where ``by`` may see it. Raises :class:`Missing`."""
    people = ("called_by", "mended_by", "appealed_by", "judged_by", "replied_by")
    found = visible_ratings(by).select_related(*people).filter(number=number).first()
    if found is None:
        raise Missing(gettext_noop("There is no such rating, or it is not yours to see."))
    return found


def to_do(by: Actor) -> list[Rating]:
    """Bad ones that somebody still has to do something about, the first to fall due first."""
    rows = visible_ratings(by).filter(state__in=[str(state) for state in OPEN])
    return sorted(rows[: 10 * PAGE], key=lambda one: (next_day(one), one.pk))[:PAGE]


def next_day(one: Rating) -> date:
    """The last day of the clock that runs now: the call-back, then mending and reply."""
    day = one.call_by if one.state == RatingState.TO_CALL else one.mend_by
    return day or date.max


def late_ratings(by: Actor) -> list[Late]:
    """The clocks of bad ratings that ran out, of ratings ``by`` may open, the latest first; what was done since counts
    nothing."""
    rows = Late.objects.filter(rating__in=visible_ratings(by).order_by())
    return list(rows.select_related("rating__department").order_by("-due", "-id")[:PAGE])


@dataclass(frozen=True)
class RatingFilter:
    """What a list is narrowed to: '' for all. ``value`` is the key of an index value whose part is listed."""

    value: str = ""
    department: str = ""
    grade: str = ""


def listed_ratings(
    by: Actor, first: date, last: date, only: RatingFilter, before: tuple[datetime, int] | None = None
) -> list[Rating]:
    """A page of the ratings given from ``first`` to ``last``, newest first: what a value or a bar stands for."""
    found = rating_rows(by, first, last, only)
    if before:
        found = found.filter(Q(given_at__lt=before[0]) | Q(given_at=before[0], id__lt=before[1]))
    return list(found[:PAGE])


def rating_rows(by: Actor, first: date, last: date, only: RatingFilter) -> QuerySet[Rating]:
    """The query behind :func:`listed_ratings`, in its order."""
    found = visible_ratings(by).filter(_given(first, last))
    if only.department:
        found = found.filter(department_id=only.department)
    if only.grade:
        found = found.filter(grade=int(only.grade))
    if only.value:
        found = found.exclude(state=RatingState.VOID).filter(PARTS[only.value])
    return found.order_by("-given_at", "-id")


PARTS: dict[str, Q] = {
    "good": ~Q(grade__in=sorted(BAD)),
    "bad": Q(grade__in=sorted(BAD)),
    "called": Q(grade__in=sorted(BAD), called_at__isnull=False),
    "mended": Q(grade__in=sorted(BAD), mended_at__isnull=False),
    "mended_in_time": Q(grade__in=sorted(BAD), mended_at__date__lte=F("mend_by")),
}
"""The part of each value, as the list asks for it."""


def _given(first: date, last: date) -> Q:
    return Q(given_at__gte=_midnight(first), given_at__lt=_midnight(last + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(clock.SHANGHAI).date() if moment else None


@dataclass(frozen=True)
class Index:
    """The values of a period as they stand on a day, the grades, how many cases ended and were rated."""

    values: dict[str, Share]
    grades: dict[Grade, int]
    rated: Share
    """参评率: of the cases handled here that ended in the period, those that were rated."""

    @property
    def total(self) -> int:
        """How many valid ratings."""
        return sum(self.grades.values())


def index(first: date, last: date, department: str = "") -> Index:
    """The published values over the ratings given from ``first`` to ``last``, of one department or of all."""
    rows = Rating.objects.filter(_given(first, last))
    ended = Case.objects.filter(
        source="",
        completed_at__gte=_midnight(first),
        completed_at__lt=_midnight(last + timedelta(days=1)),
    )
    if department:
        rows, ended = rows.filter(department_id=department), ended.filter(department_id=department)
    counted = [_counted(one) for one in rows.iterator()]
    rated = Rating.objects.filter(case__in=ended).exclude(state=RatingState.VOID)
    values = {one.key: share(one, counted, clock.today()) for one in VALUES}
    return Index(values, spread(counted), Share(rated.values("case").distinct().count(), ended.count()))


def by_department(first: date, last: date) -> dict[str, Index]:
    """The grades and values of each department that was rated in the period; the cases that ended are not counted."""
    found: dict[str, list[Counted]] = {}
    for one in Rating.objects.filter(_given(first, last)).iterator():
        found.setdefault(one.department_id, []).append(_counted(one))
    day = clock.today()
    return {
        department: Index({one.key: share(one, rows, day) for one in VALUES}, spread(rows), Share(0, 0))
        for department, rows in sorted(found.items())
    }


def _counted(one: Rating) -> Counted:
    return Counted(one.grade, one.state, one.call_by, _day(one.called_at), one.mend_by, _day(one.mended_at))


def told_texts(first: date, last: date, by: Actor) -> list[str]:
    """What people wrote of the own department, in the order of the alphabet and without case or day; nothing where
    fewer than :data:`LEAST` of them wrote."""
    GRANTS.require(by, RatingPermission.SUMS, department=by.department)
    rows = Rating.objects.filter(_given(first, last), department_id=by.department).exclude(text="")
    texts = list(rows.order_by("text").values_list("text", flat=True)[:TOLD_TEXTS])
    return texts if len(texts) >= LEAST else []


def induced(first: date, last: date, by: Actor) -> list[Finding]:
    """The patterns of induced ratings among those given from ``first`` to ``last``; for the centre alone."""
    GRANTS.require(by, RatingPermission.HANDLE)
    rows: Iterable[Rating] = Rating.objects.filter(_given(first, last)).exclude(state=RatingState.VOID)
    return findings(
        Seen(
            number=one.number,
            grade=one.grade,
            at=one.given_at,
            served_at=one.served_at,
            channel=one.channel,
            window=one.window_id or "",
            device=one.device,
            network=one.network,
            text=one.text,
        )
        for one in rows
    )
