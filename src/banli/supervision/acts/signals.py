"""Explaining, cancelling, pressing and answering."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.supervision.acts.rounds import TOPIC
from banli.supervision.models import Signal, Urging
from banli.supervision.permissions import may_move
from banli.supervision.rules.moves import check_due, check_move, check_told, check_unanswered
from banli.supervision.selectors.signals import find_signal
from banli.supervision.states import ANSWER, CANCEL, EXPLAIN, URGE, SignalMove, SignalState


def _held(number: str, move: SignalMove, by: Actor, version: int | None) -> Signal:
    """The signal, locked. Who, then what was read, then when: raises Missing, Denied, Overtaken or Refused."""
    find_signal(number, by)
    signal = Signal.objects.select_for_update().get(number=number)
    if not may_move(by, move, signal.department_id):
        raise Denied(gettext_noop("You are not allowed to do this."))
    check_unchanged(topic=TOPIC, subject=number, version=version)
    check_move(move, signal.state)
    return signal


def _note(signal: Signal, move: SignalMove, by: Actor, **body: object) -> None:
    append(topic=TOPIC, subject=signal.number, name=move.event, by=by, scope=signal.department_id, body=body)


@transaction.atomic
def explain(*, number: str, text: str, by: Actor, version: int | None = None) -> Signal:
    """The department says how it came to that."""
    signal = _held(number, EXPLAIN, by, version)
    signal.explanation = check_told("text", text)
    signal.state, signal.explained_at, signal.explained_by_id = SignalState.EXPLAINED, clock.now(), by.id
    signal.save(update_fields=["state", "explanation", "explained_at", "explained_by"])
    _note(signal, EXPLAIN, by, text=signal.explanation)
    return signal


@transaction.atomic
def cancel(*, number: str, reason: str, by: Actor, version: int | None = None) -> Signal:
    """The supervisor lets a signal not count, with the reason; it stays on record."""
    signal = _held(number, CANCEL, by, version)
    signal.cancelled_because = check_told("reason", reason)
    signal.state, signal.cancelled_at, signal.cancelled_by_id = SignalState.CANCELLED, clock.now(), by.id
    signal.save(update_fields=["state", "cancelled_because", "cancelled_at", "cancelled_by"])
    _note(signal, CANCEL, by, reason=signal.cancelled_because)
    return signal


@transaction.atomic
def urge(*, number: str, content: str, due_on: date | None, by: Actor, version: int | None = None) -> Urging:
    """Press the department because of a signal, with a day by which it answers (督办)."""
    signal = _held(number, URGE, by, version)
    told, last = check_told("content", content), check_due(due_on, clock.today())
    row = Urging(signal=signal, content=told, sent_at=clock.now(), due_on=last)
    row.sent_by_id = by.id  # type: ignore[assignment]  # only people are supervisors; the column refuses none
    row.save(force_insert=True)
    _note(signal, URGE, by, urging=row.pk, content=told, due_on=last.isoformat())
    return row


@transaction.atomic
def answer(*, number: str, urging: int, text: str, by: Actor, version: int | None = None) -> Urging:
    """The department answers, once, also where the signal was cancelled meanwhile."""
    signal = _held(number, ANSWER, by, version)
    row = Urging.objects.filter(signal=signal, pk=urging).first()
    if row is None:
        raise Missing(gettext_noop("There is no such signal, or it is not yours to see."))
    check_unanswered(row.answer)
    row.answer, row.answered_at, row.answered_by_id = check_told("text", text), clock.now(), by.id
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    _note(signal, ANSWER, by, urging=row.pk, text=row.answer)
    return row
