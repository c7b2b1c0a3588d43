"""What follows from the days of a certificate: reminders, what its end finds, when it is validated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from banli.catalogue.rules import months_later
from banli.kernel.errors import Invalid, Problem
from banli.kernel.text import gettext_noop
from banli.licences.rules.validity import AtEnd
from banli.licences.states import ValidationResult

LONGEST_POSTPONEMENT = 6
"""Months (校验管理办法: one to six)."""


@dataclass(frozen=True)
class Asked:
    """A renewal that was asked for: when, and its decision or other end."""

    on: date
    decided_on: date | None = None
    granted: bool = False
    closed_on: date | None = None
    """The day on which it ended without a decision (taken back, terminated, not accepted)."""


def at_end(renewals: Iterable[Asked], *, last_to_ask: date, valid_to: date) -> AtEnd:
    """What the end of the last day finds (art. 50): a renewal asked for in time and not decided by then is granted
    by the law; what was decided or closed later changes nothing of that."""
    found = AtEnd.NOTHING
    for one in renewals:
        if one.decided_on is not None and one.decided_on <= valid_to:
            if one.granted:
                return AtEnd.GRANTED
            continue
        if one.closed_on is not None and one.closed_on <= valid_to:
            continue
        if one.on <= last_to_ask:
            found = AtEnd.UNDECIDED
    return found


def reminder_due(last_day: date, days: Sequence[int], today: date) -> int | None:
    """The reminder that is due: the nearest mark before ``last_day`` that ``today`` has reached; None before the first
    and after the last day. A run that was missed reminds once, of the nearest mark."""
    left = (last_day - today).days
    if left < 0:
        return None
    return min((mark for mark in days if left <= mark), default=None)


def first_validation(valid_from: date, months: int) -> date | None:
    """The last day until which a new certificate is validated; None where it never is."""
    return months_later(valid_from, months) - timedelta(days=1) if months else None


def next_validation(due: date, months: int) -> date:
    """After passing: counted from the day it was due and not from the day it was done, so that it never wanders."""
    return months_later(due + timedelta(days=1), months) - timedelta(days=1)


def postponed_until(today: date, months: int) -> date:
    """The last day of a postponement of whole months given today: the day of the same number, or the month's last where
    it has none. It is a period in which to put right what was found, so today is not counted (Civil Code, art. 201,
    202); the days of validation follow the term of the certificate, which counts its first day."""
    return months_later(today, months)


def check_validation(result: str, months: int, note: str) -> ValidationResult:
    """A result of the table; a postponement of one to six months; what did not pass says why."""
    faults = []
    if result not in set(ValidationResult):
        faults.append(Problem("result", gettext_noop("Choose how the validation ended.")))
    if result == ValidationResult.POSTPONED and not 1 <= months <= LONGEST_POSTPONEMENT:
        faults.append(Problem("months", gettext_noop("Postpone by one to six months.")))
    if result != ValidationResult.PASSED and not note.strip():
        faults.append(Problem("note", gettext_noop("Say why it did not pass.")))
    if faults:
        raise Invalid(faults)
    return ValidationResult(result)
