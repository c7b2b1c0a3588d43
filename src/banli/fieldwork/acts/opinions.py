"""Asking those who were visited what they say of it, and keeping what they say."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from banli.fieldwork.models import Activity, Opinion
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.opinions import check_opinion, why_not_give
from banli.fieldwork.selectors import find
from banli.fieldwork.selectors.opinions import NO_OPINION
from banli.fieldwork.states import ASK_OPINION, GIVE_OPINION, OpinionChannel, OpinionState, OpinionStep
from banli.kernel import clock
from banli.kernel.actors import VISITOR, Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import CODE_LENGTH, code_from, normal_code
from banli.ledger.service import append

TOPIC = "fieldwork"


@transaction.atomic
def ask_opinion(*, activity: str, target: str, by: Actor) -> Opinion:
    """Ask somebody who was visited, once: the row carries the code that opens the page to rate."""
    GRANTS.require(by, FieldworkPermission.RECORD, department=find(activity).department_id)
    row = Activity.objects.select_for_update().get(public_id=activity)
    if unsaid(target, "text"):
        raise Invalid([Problem("target", gettext_noop("Say who is asked."))])
    found = row.opinions.filter(target=target.strip()).first()
    if found is not None:
        return found
    code = code_from([secrets.randbelow(1 << 16) for _one in range(CODE_LENGTH)])
    one = Opinion.objects.create(activity=row, target=target.strip(), code=code, asked_at=clock.now())
    _note(one, ASK_OPINION, by, {})
    return one


@transaction.atomic
def give_opinion_by_code(*, code: str, grade: str, text: str) -> Opinion:
    """Keep what somebody says who was asked and has the code."""
    row = Opinion.objects.select_for_update(of=("self",)).filter(code=normal_code(code)).first()
    if row is None:
        raise Missing(NO_OPINION)
    return _give(row, grade, text, OpinionChannel.CODE, VISITOR)


@transaction.atomic
def enter_opinion(*, activity: str, opinion: int, grade: str, text: str, by: Actor) -> Opinion:
    """Enter what somebody said on paper."""
    GRANTS.require(by, FieldworkPermission.RECORD, department=find(activity).department_id)
    rows = Opinion.objects.select_for_update(of=("self",))
    row = rows.filter(activity__public_id=activity, pk=opinion).first()
    if row is None:
        raise Missing(NO_OPINION)
    return _give(row, grade, text, OpinionChannel.PAPER, by)


def _give(row: Opinion, grade: str, text: str, channel: OpinionChannel, by: Actor) -> Opinion:
    asked = _day(row.asked_at)
    if why_not := why_not_give(OpinionState(row.state), asked.date(), clock.today()):
        raise Refused(why_not)
    check_opinion(grade, text)
    row.state, row.grade, row.text = OpinionState.GIVEN, int(grade), text.strip()
    row.channel, row.given_at = str(channel), clock.now()
    row.save()
    _note(row, GIVE_OPINION, by, {"grade": row.grade, "channel": row.channel})
    return row


def _day(at: datetime) -> datetime:
    return at.astimezone(clock.SHANGHAI)


def _note(row: Opinion, step: OpinionStep, by: Actor, body: dict[str, object]) -> None:
    append(
        topic=TOPIC,
        subject=f"{row.activity.public_id}-opinion-{row.pk}",
        name=step.event,
        by=by,
        scope=row.activity.department_id,
        facet=row.activity.kind,
        body=body,
    )
