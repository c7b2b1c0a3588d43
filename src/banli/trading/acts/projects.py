"""A project from its registration to its end, apart from its session and its result."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Refused
from banli.kernel.once import once
from banli.kernel.text import gettext_noop
from banli.people.service import regions
from banli.trading.acts.common import free_room, moved, note, number, opened
from banli.trading.models import TradingProject
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.rules.days import earliest
from banli.trading.rules.records import (
    NoticeRecord,
    TradingRecord,
    check_failure,
    check_notice,
    check_project,
    check_reason,
)
from banli.trading.selectors.book import required_book
from banli.trading.states import (
    ANNOUNCE,
    FAIL,
    REGISTER,
    RESUME,
    SUSPEND,
    TERMINATE,
    TradingKind,
    TradingState,
)
from banli.worktime.service import calendar


@transaction.atomic
def register_project(*, record: TradingRecord, by: Actor) -> TradingProject:
    """Register a project in the service hall; the same record twice is one."""
    if by.department is None:
        raise Denied(gettext_noop("A project is kept by a centre, and you belong to none."))
    GRANTS.require(by, TradingPermission.KEEP, department=by.department)
    required_book()
    check_project(record, frozenset(one.code for one in regions()))
    values = {
        "department_id": by.department,
        "kind": str(record.kind),
        "title": record.title,
        "party": record.party,
        "party_code": record.party_code,
        "amount": record.amount,
        "region_id": record.region,
        "registered_by_id": by.id,
    }
    public_id = record.public_id or number("JY")
    row, made = once(TradingProject, public_id, values, state=str(TradingState.REGISTERED))
    if made:
        note(row, REGISTER, by, kind=row.kind, amount=str(row.amount), party=row.party)
    return row


@transaction.atomic
def announce(*, project: str, record: NoticeRecord, by: Actor, version: int | None = None) -> TradingProject:
    """Publish the notice today; registration ends no earlier than the law of its kind allows.

    :raises Invalid: with the day it may be.
    """
    row = opened(project, by, ANNOUNCE, version)
    asked, today = required_book().of(TradingKind(row.kind)).notice, clock.today()
    check_notice(record, earliest(today, asked, calendar()))
    row.notice, row.announced_on, row.closes_on = record.text, today, record.closes_on
    closes = record.closes_on.isoformat()
    return moved(row, ANNOUNCE, by, "notice", "announced_on", "closes_on", closes_on=closes)


@transaction.atomic
def fail_project(
    *, project: str, failure: str, reason: str, by: Actor, version: int | None = None
) -> TradingProject:
    """Say that a project came to nothing (流标, 废标) and why; its room is free again."""
    row = opened(project, by, FAIL, version)
    row.failure, row.reason = str(check_failure(failure, reason)), reason.strip()
    row.ended_on = clock.today()
    free_room(row, row.reason)
    return moved(row, FAIL, by, "failure", "reason", "ended_on", failure=row.failure, reason=row.reason)


@transaction.atomic
def suspend_project(*, project: str, reason: str, by: Actor, version: int | None = None) -> TradingProject:
    """Suspend a project, with the reason; its room stays held until the session is moved or cancelled."""
    row = opened(project, by, SUSPEND, version)
    row.reason, row.suspended_in = check_reason(reason), row.state
    return moved(row, SUSPEND, by, "reason", "suspended_in", reason=row.reason)


@transaction.atomic
def resume_project(*, project: str, by: Actor, version: int | None = None) -> TradingProject:
    """Let a suspended project go on where it stood."""
    row = opened(project, by, None, version)
    if row.state != TradingState.SUSPENDED:
        raise Refused(gettext_noop("The project is not suspended."))
    move = RESUME[TradingState(row.suspended_in)]
    row.reason, row.suspended_in = "", ""
    return moved(row, move, by, "reason", "suspended_in")


@transaction.atomic
def terminate_project(*, project: str, reason: str, by: Actor, version: int | None = None) -> TradingProject:
    """End a project before it has a result, with the reason; its room is free again."""
    row = opened(project, by, TERMINATE, version)
    row.reason, row.suspended_in, row.ended_on = check_reason(reason), "", clock.today()
    free_room(row, row.reason)
    return moved(row, TERMINATE, by, "reason", "suspended_in", "ended_on", reason=row.reason)
