"""The periods an issue may report on: a week, a month, a year; one engine for all three."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop


class Span(StrEnum):
    """What length of time an issue covers."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


YEARS = range(2000, 2200)
"""Years of which there may be a report."""
SERIES = {Span.WEEK: "weekly", Span.MONTH: "monthly", Span.YEAR: "yearly"}
"""The series of numbers of each; they count by themselves."""


def week_of(start: date, end: date | None) -> tuple[date, date]:
    """The reporting period that begins on the Monday ``start``; to Friday, where nothing else is said.

    :raises Refused: where it begins on another day or does not end in the same week.
    """
    if start.weekday() != 0:
        raise Refused(gettext_noop("%(day)s is not a Monday."), day=start.isoformat())
    last = end or start + timedelta(days=4)
    if not start <= last <= start + timedelta(days=6):
        raise Refused(gettext_noop("The period has to end in the week it begins in."))
    return start, last


def check_opens(day: date) -> None:
    """Raise :class:`Refused` for a day in whose year no report can have been, or will be."""
    if day.year not in YEARS:
        message = gettext_noop(
            "There is no issue of %(day)s: choose a day of the years %(first)s to %(last)s."
        )
        raise Refused(message, day=day, first=YEARS[0], last=YEARS[-1])


def around(span: Span, day: date) -> tuple[date, date]:
    """The first and last day of the period of that kind in which ``day`` lies; a week goes to its Friday."""
    if span is Span.WEEK:
        return week_of(day - timedelta(days=day.weekday()), None)
    if span is Span.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def named(span: Span, first: date) -> str:
    """How the ledger and addresses name the period: 2022-10-17, 2022-10, 2022."""
    return {
        Span.WEEK: first.isoformat(),
        Span.MONTH: f"{first:%Y-%m}",
        Span.YEAR: f"{first.year:04d}",
    }[span]


def counted_from(span: Span, first: date, last: date) -> date:
    """The first day of the statement: a week counts from New Year on, a month and a year count themselves."""
    return date(last.year, 1, 1) if span is Span.WEEK else first


def period_words(span: Span, first: date, last: date) -> str:
    """（10月17日—10月21日）, （2022年10月）, （2022年）: the period as printed."""
    if span is Span.MONTH:
        return f"（{first.year}年{first.month}月）"
    if span is Span.YEAR:
        return f"（{first.year}年）"
    return f"（{first.month}月{first.day}日—{last.month}月{last.day}日）"
