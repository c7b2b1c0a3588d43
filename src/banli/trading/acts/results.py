"""The result, objections to it, and the end of a project."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.trading.acts.common import moved, note, number, opened
from banli.trading.models import Objection, TradingProject
from banli.trading.rules.days import last_day
from banli.trading.rules.records import ObjectionRecord, ResultRecord, check_reason, check_result
from banli.trading.selectors.book import required_book
from banli.trading.states import ANSWER, CLOSE, OBJECT, TELL, WITHDRAW, TradingKind
from banli.worktime.service import calendar

RESULT = ("winner", "winner_code", "result", "result_at", "result_on", "result_until")


@transaction.atomic
def announce_result(
    *, project: str, record: ResultRecord, by: Actor, version: int | None = None
) -> TradingProject:
    """Put up the result today, for as long as the law of its kind asks."""
    row = opened(project, by, TELL, version)
    kind, today = TradingKind(row.kind), clock.today()
    check_result(record, kind, row.amount)
    row.winner, row.winner_code, row.result = record.winner, record.winner_code, record.amount
    row.result_at, row.result_on = clock.now(), today
    row.result_until = last_day(today, required_book().of(kind).publicity, calendar())
    body = {"winner": row.winner, "amount": str(row.result), "until": row.result_until.isoformat()}
    return moved(row, TELL, by, *RESULT, **body)


@transaction.atomic
def withdraw_result(*, project: str, reason: str, by: Actor, version: int | None = None) -> TradingProject:
    """Take the result back, with the reason: another is told, or the project fails. The record keeps what was told."""
    row = opened(project, by, WITHDRAW, version)
    row.winner, row.winner_code, row.result = "", "", None
    row.result_at = row.result_on = row.result_until = None
    return moved(row, WITHDRAW, by, *RESULT, reason=check_reason(reason))


@transaction.atomic
def note_objection(
    *, project: str, record: ObjectionRecord, by: Actor, version: int | None = None
) -> Objection:
    """Note an objection that came in today, with the last day for its answer where the law names one."""
    row = opened(project, by, OBJECT, version)
    asked, today = required_book().of(TradingKind(row.kind)).answer, clock.today()
    made = Objection.objects.create(
        public_id=number("YY"),
        project=row,
        who=record.who,
        about=str(record.about),
        text=record.text,
        received_on=today,
        answer_by=last_day(today, asked, calendar()) if asked else None,
        recorded_at=clock.now(),
    )
    note(row, OBJECT, by, objection=made.public_id, about=made.about)
    return made


@transaction.atomic
def answer_objection(
    *, project: str, objection: str, text: str, upheld: bool, by: Actor, version: int | None = None
) -> Objection:
    """Answer an objection, and say whether it was right."""
    row = opened(project, by, ANSWER, version)
    found = row.objections.filter(public_id=objection).first()
    if found is None:
        raise Missing(gettext_noop("There is no such objection."))
    if found.answered_at is not None:
        raise Refused(gettext_noop("This objection has its answer."))
    found.answer, found.upheld, found.answered_at = check_reason(text, "text"), upheld, clock.now()
    found.save(update_fields=["answer", "upheld", "answered_at"])
    note(row, ANSWER, by, objection=objection, upheld=upheld)
    return found


@transaction.atomic
def close_project(*, project: str, by: Actor, version: int | None = None) -> TradingProject:
    """Close a project whose result was put up for long enough, with every objection answered and none found right."""
    row = opened(project, by, CLOSE, version)
    row.ended_on = clock.today()
    return moved(row, CLOSE, by, "ended_on", winner=row.winner, amount=str(row.result))
