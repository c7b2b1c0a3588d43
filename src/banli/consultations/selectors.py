"""Reads of consultations."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from banli.consultations.models import Consultation, Consulted, LateOpinion
from banli.consultations.permissions import GRANTS, ConsultationPermission
from banli.consultations.rules import Answered, Standing, answered_late, standing
from banli.consultations.states import ConsultationState, Stance
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.people.service import named

TOPIC = "consultation"
PAGE = 50


def _whole() -> QuerySet[Consultation]:
    rows = Consultation.objects.select_related("department", "asked_by", "ended_by")
    return rows.prefetch_related("consulted__department", "consulted__given_by")


def visible_consultations(by: Actor) -> QuerySet[Consultation]:
    """Those that the own department asks or is asked in, or all."""
    if GRANTS.may_everywhere(by, ConsultationPermission.READ):
        return _whole()
    may = bool(by.department) and GRANTS.may(by, ConsultationPermission.READ, department=by.department)
    own = by.department if may else ""
    asked = Consulted.objects.filter(department=own).values("consultation")
    return _whole().filter(Q(department=own) | Q(pk__in=asked))


def find_consultation(public_id: str, by: Actor) -> Consultation:
    """The consultation, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_consultations(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such consultation, or it is not yours to see."))
    return found


def consultations_of(topic: str, subject: str) -> list[Consultation]:
    """The consultations about a subject, oldest first."""
    return list(_whole().filter(topic=topic, subject=subject).order_by("id"))


def open_consultations(by: Actor, limit: int = PAGE) -> list[Consultation]:
    """Those under way that ``by`` may see, the earliest last day first."""
    rows = visible_consultations(by).filter(state=str(ConsultationState.ASKED))
    return list(rows.order_by("answer_by", "id")[:limit])


def ended_consultations(by: Actor, limit: int = PAGE) -> list[Consultation]:
    """Those that ended, the latest first."""
    rows = visible_consultations(by).exclude(state=str(ConsultationState.ASKED))
    return list(rows.order_by("-ended_at", "-id")[:limit])


def who(one: Consulted) -> str:
    """What somebody who was asked is called: the department, and its division where one was asked."""
    return f"{named(one.department)}{one.division}" if one.division else named(one.department)


def seats(row: Consultation) -> list[Consulted]:
    """Who was asked, in the order of the request."""
    return sorted(row.consulted.all(), key=lambda one: one.place)


def answers(row: Consultation) -> list[Answered]:
    """Who was asked and what they said, as the rules see it."""
    return [Answered(who(one), Stance(one.stance) if one.stance else None) for one in seats(row)]


def standing_of(row: Consultation) -> Standing | None:
    """How it does today; None for one that ended."""
    if row.state != ConsultationState.ASKED:
        return None
    return standing(answers(row), row.answer_by, clock.today())


def owed_by(row: Consultation, department: str) -> list[Consulted]:
    """Opinions that ``department`` owes to it."""
    return [one for one in seats(row) if one.department_id == department and not one.stance]


def unnoted_late_opinions(today: date) -> list[int]:
    """The keys of those asked who let the last day pass and of whom that is not noted yet.

    A consultation that was called off counts as well, where that came after the last day.
    """
    rows = Consulted.objects.filter(consultation__answer_by__lt=today, late=None).select_related(
        "consultation"
    )
    found = []
    for one in rows.order_by("id"):
        asked = one.consultation
        if answered_late(asked.answer_by, _day(one.given_at), one.version, _day(asked.ended_at), today):
            found.append(one.pk)
    return found


def late_opinions(by: Actor, limit: int = PAGE) -> list[LateOpinion]:
    """Opinions that did not come in time, in consultations that ``by`` may see, the latest first."""
    rows = LateOpinion.objects.filter(consulted__consultation__in=visible_consultations(by).order_by())
    rows = rows.select_related("consulted__consultation", "consulted__department")
    return list(rows.order_by("-due", "-id")[:limit])


def concluded_consultations(department: str, first: date, last: date) -> list[Consultation]:
    """Those that a department asked and that were concluded from ``first`` to ``last``, in the order of their ends."""
    rows = _whole().filter(state=str(ConsultationState.CONCLUDED), department=department)
    return list(rows.filter(ended_at__date__range=(first, last)).order_by("ended_at", "id"))


def _day(at: datetime | None) -> date | None:
    return at.astimezone(clock.SHANGHAI).date() if at else None
