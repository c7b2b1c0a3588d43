"""Recording signals: what the clocks crossed by now, whenever that is asked.

A round looks at the cases of the agenda and nowhere else. It may come late, stop half-way or run twice at once: each
case is looked at in a transaction of its own, and what is written follows from its clocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from banli.cases.service import Case, Course, courses
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.statements import statements
from banli.ledger.service import News, append
from banli.numbering.service import take
from banli.supervision.models import Agenda, Round, Signal
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.rules.crossings import Crossing, crossings, next_moment, now_due
from banli.supervision.rules.moves import MOVED, has_moved, is_same
from banli.supervision.selectors.rules import forget_rules, rule_book, rules
from banli.supervision.selectors.signals import of_case, to_look_at
from banli.supervision.states import CANCEL, RAISE, STANDING, SignalState
from banli.worktime.service import calendar

TOPIC = "signal"
CHUNK = 200


def touched(news: list[News]) -> None:
    """Put the cases that ``news`` speaks of on the agenda, now; a handler for the record's outbox."""
    # A subject that is no id is none of ours; the outbox must not stand still because of it.
    cases = sorted({int(one.subject) for one in news if one.topic == "case" and one.subject.isdecimal()})
    if not cases:
        return
    with connection.cursor() as cursor:
        cursor.execute(statements("supervision", "agenda")["look_at"], {"at": clock.now(), "cases": cases})


def record_signals(*, by: Actor) -> int:
    """One round: record what was crossed, cancel what was moved; how many signals were raised.

    A case whose days cannot be counted, as a year of the calendar is missing, stays on the agenda.
    """
    GRANTS.require(by, SupervisionPermission.RAISE)
    now, raised = clock.now(), 0
    _look_again_where_the_rules_changed(now)
    after: tuple[datetime, int] | None = None
    while keys := to_look_at(now, after, CHUNK):
        for _at, case in keys:
            try:
                raised += look(by=by, case=case)
            except Refused:
                continue
        after = keys[-1]
    Round.objects.filter(at__lt=now).update(at=now)
    return raised


@transaction.atomic
def _look_again_where_the_rules_changed(now: datetime) -> None:
    """A new notice or rule may move crossings of clocks that did not move themselves: the agenda is looked at whole."""
    book = rule_book()
    stands_on = f"{calendar().key} / {book.pk if book else 0}"
    row, made = Round.objects.select_for_update().get_or_create(
        one=True, defaults={"at": now, "stands_on": stands_on}
    )
    if not made and row.stands_on != stands_on:
        forget_rules()
        Agenda.objects.filter(at__gt=now).update(at=now)
        row.stands_on = stands_on
        row.save(update_fields=["stands_on"])


@transaction.atomic
def look(*, by: Actor, case: int) -> int:
    """Bring the signals of one case in line with its clocks, and note when to look again; how many were raised.

    Whoever comes second waits and finds nothing left to do.
    """
    GRANTS.require(by, SupervisionPermission.RAISE)
    row = Agenda.objects.select_for_update().filter(case=case).first()
    if row is None:
        return 0
    now, found = clock.now(), Case.objects.get(pk=case)
    clocks, table, days = courses(found), rules(), calendar()
    crossed = [(one, crossing) for one in clocks for crossing in crossings(one, table, days)]
    reached = now_due([crossing for _one, crossing in crossed], now)
    known = of_case(case)
    _cancel_moved(known, clocks, reached, by)
    raised = 0
    for one, crossing in crossed:
        if crossing in reached and not any(is_same(signal, crossing) for signal in known):
            _raise(found, one, crossing, by)
            raised += 1
    after = next_moment([crossing for _one, crossing in crossed], now)
    if after is None:
        row.delete()
    else:
        row.at = after
        row.save(update_fields=["at"])
    return raised


def _raise(case: Case, one: Course, crossing: Crossing, by: Actor) -> None:
    year = crossing.at.year
    signal = Signal.objects.create(
        number=f"JC-{year}-{take(f'signal:{year}'):06d}",
        rule=crossing.rule.id,
        level=str(crossing.rule.level),
        case=case,
        key=one.key,
        round=one.round,
        department_id=one.department,
        start=one.start,
        due=one.due,
        at=crossing.at,
        recorded_at=clock.now(),
    )
    append(
        topic=TOPIC,
        subject=signal.number,
        name=RAISE.event,
        by=by,
        at=crossing.at,
        scope=one.department,
        body={
            "rule": signal.rule,
            "level": signal.level,
            "case": case.number,
            "clock": one.key,
            "round": one.round,
            "due": one.due.isoformat(),
        },
    )


def _cancel_moved(
    known: Sequence[Signal], clocks: Sequence[Course], reached: Sequence[Crossing], by: Actor
) -> None:
    standing = {(one.key, one.round, one.due) for one in clocks}
    for signal in known:
        if signal.state not in STANDING or not has_moved(signal, standing, reached):
            continue
        signal.state = SignalState.CANCELLED
        signal.cancelled_at, signal.cancelled_because = clock.now(), MOVED
        signal.save(update_fields=["state", "cancelled_at", "cancelled_because"])
        append(
            topic=TOPIC,
            subject=signal.number,
            name=CANCEL.event,
            by=by,
            scope=signal.department_id,
            body={"reason": MOVED},
        )
