"""What can be rated: by the page of a case, by the code on its receipt, at the screen of a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from banli.cases.service import Case
from banli.kernel import clock
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import CODE_LENGTH, code_from, normal_code
from banli.ratings.models import Rating, Screen, Visit
from banli.ratings.rules.moves import Known, occasion_of
from banli.ratings.states import RatingState

SHOWN_FOR = timedelta(minutes=15)
"""How long a window's screen shows the case that was just served."""
NO_SUCH = gettext_noop("There is no such code. Please scan it once more, or type it as it is printed.")


def rating_code(number: str) -> str:
    """The code on the receipt by which the case ``number`` is rated; it opens nothing else."""
    return code_from(salted_hmac("banli.ratings.code", number, algorithm="sha256").digest()[:CODE_LENGTH])


def case_by_code(number: str, code: str) -> Case:
    """The case whose receipt bears this code. Raises :class:`Missing`, the same for no case and a wrong code."""
    fits = constant_time_compare(normal_code(code), rating_code(number))
    found = Case.objects.select_related("revision", "department").filter(number=number, source="").first()
    if not fits or found is None:
        raise Missing(NO_SUCH)
    return found


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def ratings_of(case: Case) -> list[Rating]:
    """The ratings of a case, oldest first."""
    return list(Rating.objects.filter(case=case).order_by("id"))


def answered(cases: Sequence[Case]) -> list[Rating]:
    """The ratings of these cases that were answered and may be given once more, the latest answer first."""
    rows = Rating.objects.filter(case__in=cases, state=RatingState.REPLIED)
    return list(rows.select_related("case").order_by("-replied_at", "-id"))


def last_visit(case: Case) -> Visit | None:
    """The last time its applicant was served at a window."""
    return Visit.objects.filter(case=case).order_by("-ordinal").first()


def known_of(case: Case, visit: Visit | None) -> Known:
    """What the rules ask of a case before it is rated."""
    return Known(
        ended_on=_day(case.completed_at) if case.completed_at else None,
        visit=visit.ordinal if visit else 0,
        visited_on=_day(visit.at) if visit else None,
        rated=set(Rating.objects.filter(case=case).values_list("occasion", flat=True)),
    )


def occasion_now(case: Case) -> int | None:
    """What of ``case`` its applicant can rate now: a visit, or 0 for the whole; None for nothing yet."""
    return occasion_of(known_of(case, last_visit(case)))


def screen_by_code(code: str) -> Screen:
    """The screen with this code. Raises :class:`Missing`."""
    found = Screen.objects.select_related("window__department").filter(code=normal_code(code)).first()
    if found is None:
        raise Missing(NO_SUCH)
    return found


def screen_of(window: str) -> Screen | None:
    """The screen of a window, where one was set up."""
    return Screen.objects.filter(window_id=window).first()


def on_screen(screen: Screen) -> Visit | None:
    """The visit that a window's screen asks about: the last one, while it is fresh and not rated."""
    since = clock.now() - SHOWN_FOR
    visit = (
        Visit.objects.select_related("case__revision", "case__department")
        .filter(window=screen.window, at__gte=since)
        .order_by("-at", "-id")
        .first()
    )
    if visit is None or Rating.objects.filter(case=visit.case, occasion=visit.ordinal).exists():
        return None
    return visit
