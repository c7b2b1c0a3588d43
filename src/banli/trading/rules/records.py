"""What is written down of a project, its notice, session, result and objections. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from banli.kernel.checkdigits import is_credit_code
from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Line, Part, Record, Text
from banli.kernel.text import gettext_noop
from banli.trading.rules.book import TradingFile
from banli.trading.states import SELLS, ObjectionAbout, TradingFailure, TradingKind


def _plain(value: Any) -> Any:
    """An amount as people type it: with commas or spaces between the thousands."""
    return value.replace(",", "").replace("，", "").replace(" ", "") if isinstance(value, str) else value


Money = Annotated[Decimal, BeforeValidator(_plain), Field(gt=0, max_digits=16, decimal_places=2)]
"""Yuan, with two places at most."""


class TradingRecord(Record):
    """A project as it is registered; ``amount`` is the budget, or the starting price of what is sold (yuan)."""

    kind: TradingKind
    title: Line
    party: Line
    """Who tenders, buys or sells."""
    party_code: Code
    amount: Money
    region: Code


class NoticeRecord(Part):
    """A notice: its text, and the day on which registration (the handing in of bids) ends."""

    text: Text
    closes_on: date


class SessionRecord(Part):
    """A room for a session, from one minute to another of a day."""

    room: Code
    day: date
    start: time
    finish: time


class RoomRecord(Record):
    """A room for something else the hall does, such as the meeting of a consultation."""

    held_for: Line
    room: Code
    day: date
    start: time
    finish: time


class ResultRecord(Part):
    """Who won, and at what amount (yuan)."""

    winner: Line
    winner_code: Code
    amount: Money


class ObjectionRecord(Part):
    """An objection (异议, 质疑): who makes it, to what, and what it says."""

    who: Line
    about: ObjectionAbout
    text: Text


BAD_CODE = gettext_noop("This is no credit code: its check digit does not fit.")


def check_project(record: TradingRecord, regions: frozenset[str]) -> None:
    """The party's credit code is one, and the region is known."""
    problems = []
    if not is_credit_code(record.party_code):
        problems.append(Problem("party_code", BAD_CODE))
    if record.region not in regions:
        problems.append(Problem("region", gettext_noop("There is no such region.")))
    if problems:
        raise Invalid(problems)


def check_notice(record: NoticeRecord, first: date) -> None:
    """Registration ends on ``first`` or later.

    :raises Invalid: with the day it may be.
    """
    if record.closes_on < first:
        message = gettext_noop("The law asks for more time: registration may end on %(day)s at the earliest.")
        raise Invalid([Problem("closes_on", message, (("day", first),))])


def check_session(
    record: SessionRecord | RoomRecord, closes_on: date, book: TradingFile, now: datetime, zone: tzinfo
) -> tuple[datetime, datetime]:
    """The moments from which to which the room is held: after the end of registration, ahead, in the hall's hours.

    :raises Invalid: at the fields, with the day it may be.
    """
    begins, ends = (datetime.combine(record.day, at, zone) for at in (record.start, record.finish))
    problems = []
    if record.day < closes_on:
        message = gettext_noop("Registration ends on %(day)s: the session may be held from that day on.")
        problems.append(Problem("day", message, (("day", closes_on),)))
    elif begins <= now:
        problems.append(Problem("day", gettext_noop("This moment has passed.")))
    if record.finish <= record.start:
        problems.append(Problem("finish", gettext_noop("It ends before it begins.")))
    if record.start < book.opens or record.finish > book.closes:
        told = (("opens", f"{book.opens:%H:%M}"), ("closes", f"{book.closes:%H:%M}"))
        message = gettext_noop("Rooms are booked from %(opens)s to %(closes)s.")
        problems.append(Problem("start", message, told))
    if problems:
        raise Invalid(problems)
    return begins, ends


def check_result(record: ResultRecord, kind: TradingKind, amount: Decimal) -> None:
    """The winner's code is one; what is sold is not below its starting price, what is bought not above its budget."""
    problems = []
    if not is_credit_code(record.winner_code):
        problems.append(Problem("winner_code", BAD_CODE))
    if kind in SELLS and record.amount < amount:
        message = gettext_noop("This lies below the starting price of %(amount)s yuan.")
        problems.append(Problem("amount", message, (("amount", f"{amount:,.2f}"),)))
    if kind is TradingKind.PROCUREMENT and record.amount > amount:
        message = gettext_noop("This lies above the budget of %(amount)s yuan: such bids are declared void.")
        problems.append(Problem("amount", message, (("amount", f"{amount:,.2f}"),)))
    if problems:
        raise Invalid(problems)


def check_failure(failure: str, reason: str) -> TradingFailure:
    """A failure says which it is, and why."""
    problems = []
    if failure not in set(TradingFailure):
        problems.append(Problem("failure", gettext_noop("Choose how it came to nothing.")))
    if unsaid(reason, "reason"):
        problems.append(Problem("reason", gettext_noop("Give the reason.")))
    if problems:
        raise Invalid(problems)
    return TradingFailure(failure)


def check_reason(reason: str, where: str = "reason") -> str:
    """A reason that says something."""
    if unsaid(reason, where):
        raise Invalid([Problem(where, gettext_noop("Give the reason."))])
    return reason.strip()
