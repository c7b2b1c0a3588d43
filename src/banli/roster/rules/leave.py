"""When leave is asked, granted, withdrawn, ended early; for how long it lasts, and who may stand in. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import Field

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.records import Code, Record, Text
from banli.kernel.text import gettext_noop
from banli.kernel.zone import SHANGHAI
from banli.roster.rules.plan import RosterFile, ShiftKind
from banli.roster.states.leaves import LeaveMove

LONGEST = 366
"""Days of one leave."""
BACK = 31
"""Days that may lie behind: who fell ill asks afterwards."""
TENTH = Decimal("0.1")


class LeaveRecord(Record):
    """What somebody asks for: the kind, its first and last day, or one shift of a single day; who stands in."""

    kind: Code
    first: date
    last: date
    shift: Annotated[str, Field(max_length=20)] = ""
    officer: Annotated[str, Field(max_length=20)] = ""
    """The id of the account of who is to stand in (B角); '' for nobody."""
    reason: Text


class PairRecord(Record):
    """Who usually stands in for whom: ids of accounts."""

    person: Annotated[str, Field(min_length=1, max_length=9)]
    officer: Annotated[str, Field(min_length=1, max_length=9)]


@dataclass(frozen=True)
class Term:
    """When a leave begins and ends (the end not included), and how many working days it takes."""

    begins: datetime
    ends: datetime
    days: Decimal


def check_leave(record: LeaveRecord, plan: RosterFile, today: date) -> None:
    """Raise :class:`Invalid` at every field that cannot be."""
    problems = []
    if plan.leave_kind(record.kind) is None:
        problems.append(Problem("kind", gettext_noop("Choose the kind of leave.")))
    if record.last < record.first:
        problems.append(Problem("last", gettext_noop("The last day lies before the first.")))
    elif (record.last - record.first).days >= LONGEST:
        problems.append(Problem("last", gettext_noop("One leave has at most %(n)d days."), (("n", LONGEST),)))
    if not -BACK <= (record.first - today).days <= LONGEST:
        message = gettext_noop("Leave is asked for from %(back)d days ago until a year ahead.")
        problems.append(Problem("first", message, (("back", BACK),)))
    if record.shift and (plan.shift(record.shift) is None or record.first != record.last):
        problems.append(Problem("shift", gettext_noop("One shift alone is taken off on a single day.")))
    if problems:
        raise Invalid(problems)


def term(first: date, last: date, shift: ShiftKind | None, working: int, of: int) -> Term:
    """The moments and days of a leave.

    :param working: working days from ``first`` to ``last``, both included.
    :param of: shifts that a day has: one of two is half a day.
    """
    if shift is None:
        begins = datetime.combine(first, time(), SHANGHAI)
        ends = datetime.combine(last, time(), SHANGHAI) + timedelta(days=1)
        return Term(begins, ends, Decimal(working))
    days = (Decimal(working) / of).quantize(TENTH, ROUND_HALF_UP)
    return Term(
        datetime.combine(first, shift.begins, SHANGHAI), datetime.combine(first, shift.ends, SHANGHAI), days
    )


def why_not_ask(days: Decimal, *, overlaps: bool) -> Refused | None:
    """Leave takes working days, and no day twice."""
    if not days:
        return Refused(gettext_noop("There is no working day among these: no leave is needed."))
    if overlaps:
        return Refused(gettext_noop("You have asked for leave on some of these days already."))
    return None


@dataclass(frozen=True)
class Officer:
    """Whoever is to stand in, as the rule looks at them."""

    id: int
    active: bool
    department: str
    handles: bool
    """True where one of the roles is of somebody who handles cases."""
    away: bool
    """True where this person is on leave, or stands away for somebody, in that time."""


def why_not_officer(person: int, department: str, officer: Officer | None) -> Problem | None:
    """Why somebody cannot stand in (B角): another officer of the same department who is there."""
    if officer is None or not officer.active:
        return Problem("officer", gettext_noop("Choose who stands in."))
    if officer.id == person:
        return Problem("officer", gettext_noop("Nobody stands in for themselves."))
    if officer.department != department:
        return Problem("officer", gettext_noop("Whoever stands in is of the same department."))
    if not officer.handles:
        return Problem(
            "officer", gettext_noop("Whoever stands in handles cases: a clerk, reviewer or approver.")
        )
    if officer.away:
        return Problem("officer", gettext_noop("Whoever is to stand in is on leave in this time."))
    return None


def why_not_move(move: LeaveMove, state: str) -> Refused | None:
    """Why the table has no such act from ``state``."""
    if state in move.sources:
        return None
    return Refused(gettext_noop("This leave has been decided or withdrawn meanwhile."))


def why_not_decide(person: int, by: Collection[int | None]) -> Refused | None:
    """Nobody decides about their own leave, nor about that of whoever they stand in for.

    :param by: ids of who decides, and of the person that one stands in for.
    """
    if person in by:
        return Refused(gettext_noop("Somebody else decides about your own leave."))
    return None


def why_not_own(behalf: int | None) -> Refused | None:
    """What is about oneself is done as oneself."""
    if behalf is None:
        return None
    return Refused(gettext_noop("You act for somebody now: end that first, this is about yourself."))


def why_not_withdraw(state: str, granted: Collection[str], begins: datetime, now: datetime) -> Refused | None:
    """What was granted is withdrawn before it begins."""
    if state in granted and now >= begins:
        return Refused(gettext_noop("This leave has begun: come back early instead."))
    return None


def why_not_come_back(begins: datetime, ends: datetime, now: datetime) -> Refused | None:
    """Only a leave that runs is ended early."""
    if begins <= now < ends:
        return None
    return Refused(gettext_noop("This leave does not run now."))
