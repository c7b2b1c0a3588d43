"""Serving the notices that start days of the applicant: of a correction, and of a proposed refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.silence import check
from banli.cases.acts.transition import Change, move, told_end
from banli.cases.models import Case, Notice
from banli.cases.rules.delivery import Served, names
from banli.cases.rules.serving import (
    ANSWERED,
    COUNTS,
    OPENED,
    check_correction_of_service,
    check_service,
    counting,
    end_from,
)
from banli.cases.rules.why_not import raise_for, why_not_correct_service, why_not_serve_notice
from banli.cases.states import CORRECT_SERVICE, SERVE_NOTICE
from banli.catalogue.service import Limit
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Refused, Stale
from banli.worktime.service import calendar


def tell(case: Case, kind: str, body: dict[str, Any], limit: Limit) -> dict[str, Any]:
    """Give the notice ``kind``, whose days begin with its service; what its event says of it.

    Where the applicant agreed to electronic service it is served by being given, and names its last day.
    """
    counts = counting(limit)
    if not case.electronic:
        return paper_told(give_notice(case, kind, {**body, **counts}))
    until = told_end("until", end_from(counts[COUNTS], clock.today(), calendar()))
    notice = give_notice(case, kind, {**body, **counts, **until})
    served = _keep(notice, {"way": OPENED, "receiver": case.applicant}, clock.today())
    return {**paper_told(notice), **served}


def _keep(notice: Notice, proof: dict[str, Any], day: date) -> dict[str, Any]:
    """Keep with ``notice`` how it was served, on which day, and until when it is answered; what an event says of it."""
    until = told_end("until", end_from(notice.body[COUNTS], day, calendar()))
    notice.service = {**proof, "served_on": day.isoformat(), **until}
    notice.save(update_fields=["service"])
    return {"way": proof["way"], "served_on": day.isoformat(), **until}


def served_by_answer(case: Case) -> dict[str, Any]:
    """Whoever answers a notice has it: one that waited is served by the answer. What the answer's event says of it."""
    notice = selectors.notice_out(case)
    if notice is None or not selectors.serving_of(notice).waits:
        return {}
    kept = _keep(notice, {"way": ANSWERED, "receiver": case.applicant}, clock.today())
    return {"served_on": kept["served_on"]}


@transaction.atomic
def serve_notice(
    *,
    by: Actor,
    number: str,
    way: str = OPENED,
    on: date | None = None,
    receiver: str = "",
    place: str = "",
    post_number: str = "",
    witnesses: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Record that the notice which waits for the applicant's answer was served; its days begin on the day after.

    An officer says how, with its proof (送达回证); the applicant serves it to himself by opening it online.

    :param way: one of ``states.SERVED_AT_DESK``, or ``online`` by the applicant.
    :param on: the day of service, or of the announcement; today where none is given.
    """
    mine = Role.APPLICANT in by.roles
    case = selectors.for_applicant(number, by) if mine else selectors.for_officer(number)
    check(case, SERVE_NOTICE, by, version)
    raise_for(why_not_serve_notice(selectors.facts_of(case, by)))
    notice = selectors.notice_out(case)
    assert notice is not None
    took = receiver.strip() or case.applicant
    told = Served(way, took, place.strip(), post_number.strip(), names(witnesses))
    today, issued = clock.today(), selectors.serving_of(notice).told_on
    day = check_service(told, on or today, agreed=case.electronic, mine=mine, told_on=issued, today=today)
    body = _recorded(case, notice, told, day, paper=not mine)
    return move(case, SERVE_NOTICE, Change.of(case), by, body)


def _recorded(case: Case, notice: Notice, told: Served, day: date, *, paper: bool) -> dict[str, Any]:
    """Keep the proof of a service, and a record of it (送达回证) unless the applicant opened it himself; what
    the event says of it."""
    proof = {**asdict(told), "witnesses": list(told.witnesses)}
    body = {"served": notice.number, **_keep(notice, proof, day)}
    if not paper:
        return body
    document = {"kind": notice.kind, "number": notice.number}
    record = give_notice(case, "delivery", {**proof, "served_on": day.isoformat(), "document": document})
    return {**body, **paper_told(record)}


@transaction.atomic
def correct_service(
    *,
    by: Actor,
    number: str,
    because: str,
    way: str,
    on: date | None = None,
    receiver: str = "",
    place: str = "",
    post_number: str = "",
    witnesses: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Put right what the desk recorded of a service; the days to answer begin on the day after the right one.

    A new record of service is made; what stood before stays in the event, and the earlier paper in the case.

    :param because: why it is corrected.
    :param way: as for :func:`serve_notice`; ``on`` must be given.
    """
    case = selectors.for_officer(number)
    check(case, CORRECT_SERVICE, by, version)
    raise_for(why_not_correct_service(selectors.facts_of(case, by)))
    check_correction_of_service(on, because)
    assert on is not None
    notice = selectors.notice_out(case)
    assert notice is not None
    took = receiver.strip() or case.applicant
    told = Served(way, took, place.strip(), post_number.strip(), names(witnesses))
    today, serving = clock.today(), selectors.serving_of(notice)
    day = check_service(told, on, agreed=case.electronic, mine=False, told_on=serving.told_on, today=today)
    before = {"way": serving.kept["way"], "served_on": serving.kept["served_on"]}
    body = {"because": because.strip(), "before": before, **_recorded(case, notice, told, day, paper=True)}
    return move(case, CORRECT_SERVICE, Change.of(case), by, body)


def opened_online(by: Actor, number: str) -> bool:
    """The applicant opened the case online: a notice that waits is served by that. True where one was.

    Nothing is said where none waits, or somebody else was faster.
    """
    try:
        serve_notice(by=by, number=number)
    except (Refused, Stale):
        return False
    return True
