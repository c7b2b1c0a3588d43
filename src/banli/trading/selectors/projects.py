"""Reads of projects: which somebody sees, one with its facts, its panel and objections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from banli.experts.service import Panel, panels_of, seats_of
from banli.experts.states import SeatState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import Words, gettext_noop
from banli.trading.models import Objection, RoomBooking, TradingProject
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.rules.days import earliest
from banli.trading.rules.moves import Facts
from banli.trading.selectors.book import TOPIC, required_book
from banli.trading.states import PUBLIC, SELLS, BookingState, ObjectionAbout, TradingKind, TradingState
from banli.worktime.service import calendar

PAGE = 50
NO_PROJECT = gettext_noop("There is no such project, or it is not yours to see.")


def _whole() -> QuerySet[TradingProject]:
    return TradingProject.objects.select_related("department", "region", "registered_by")


def visible_projects(by: Actor) -> QuerySet[TradingProject]:
    """The projects of the own centre, or all."""
    if GRANTS.may_everywhere(by, TradingPermission.READ):
        return _whole()
    may = bool(by.department) and GRANTS.may(by, TradingPermission.READ, department=by.department)
    return _whole().filter(department=by.department if may else "")


def find_project(public_id: str, by: Actor) -> TradingProject:
    """The project, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_projects(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(NO_PROJECT)
    return found


@dataclass(frozen=True)
class TradingFilter:
    """What a list is narrowed to; '' and None narrow nothing. ``counted`` says which day lies in the period."""

    kind: str = ""
    state: str = ""
    words: str = ""
    counted: str = ""
    """``registered``, ``results`` or ``failed``: the day of which lies from ``first`` to ``last``."""
    first: date | None = None
    last: date | None = None


def listed(rows: QuerySet[TradingProject], asked: TradingFilter) -> QuerySet[TradingProject]:
    """``rows`` narrowed, the latest first."""
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.words:
        words = asked.words
        rows = rows.filter(
            Q(title__icontains=words) | Q(party__icontains=words) | Q(public_id__istartswith=words)
        )
    if asked.first and asked.last and asked.counted:
        term = (asked.first, asked.last)
        rows = {
            "results": rows.filter(state__in=TOLD, result_on__range=term),
            "failed": rows.filter(state=str(TradingState.FAILED), ended_on__range=term),
        }.get(asked.counted, rows.filter(recorded_at__date__range=term))
    return rows.order_by("-id")


TOLD = [str(TradingState.RESULT), str(TradingState.CLOSED)]


def public_projects() -> QuerySet[TradingProject]:
    """What everybody may read of: every project that was announced."""
    return _whole().filter(state__in=[str(one) for one in PUBLIC], announced_on__isnull=False)


def find_public(public_id: str) -> TradingProject:
    """The project, where it was announced. Raises :class:`Missing`."""
    found = public_projects().filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such project."))
    return found


def booking_of(project: TradingProject) -> RoomBooking | None:
    """The room that is held for its session; None for none."""
    held = project.bookings.filter(state=str(BookingState.BOOKED)).select_related("room")
    return held.first()


def objections_of(project: TradingProject) -> list[Objection]:
    """Its objections, oldest first."""
    return list(project.objections.order_by("id"))


def panels(project: TradingProject) -> list[Panel]:
    """The panels drawn for it, oldest first."""
    return panels_of(TOPIC, project.public_id)


def sitting(panel: Panel) -> list[str]:
    """Names of the experts who sit on a panel, in drawn order."""
    return [seat.expert.name for seat in seats_of(panel) if seat.state == SeatState.SITTING]


def published_experts(project: TradingProject) -> list[str]:
    """Names that everybody may read: with the result, and only where a text has them published."""
    rules = required_book().of(TradingKind(project.kind))
    drawn = panels(project)
    if rules.names_experts is None or project.state not in TOLD or not drawn:
        return []
    return sitting(drawn[-1])


def facts_of(project: TradingProject) -> Facts:
    """What the acts on a project hang on now."""
    booking, drawn, said = booking_of(project), panels(project), objections_of(project)
    told = project.result_at
    return Facts(
        state=TradingState(project.state),
        rules=required_book().of(TradingKind(project.kind)),
        now=clock.now(),
        today=clock.today(),
        session_at=booking.begins_at if booking else None,
        experts=len(sitting(drawn[-1])) if drawn else 0,
        result_until=project.result_until,
        open_objections=sum(one.answered_at is None for one in said),
        open_on_documents=sum(
            one.answered_at is None and one.about == ObjectionAbout.DOCUMENTS for one in said
        ),
        upheld=any(
            one.upheld and told is not None and one.answered_at is not None and one.answered_at >= told
            for one in said
        ),
    )


def is_sale(project: TradingProject) -> bool:
    """True where the public side sells."""
    return TradingKind(project.kind) in SELLS


def first_closing(project: TradingProject) -> tuple[date | None, Words]:
    """The first day on which registration may end for a notice of today, and the text; None where no calendar tells."""
    asked = required_book().of(TradingKind(project.kind)).notice
    try:
        return earliest(clock.today(), asked, calendar()), asked.basis
    except Refused:
        return None, asked.basis


def told_results(department: str, first: date, last: date) -> list[TradingProject]:
    """A centre's projects whose result was put up from ``first`` to ``last``, in the order of those days."""
    rows = _whole().filter(state__in=TOLD, department=department, result_on__range=(first, last))
    return list(rows.order_by("result_on", "id"))
