"""Whole months before and after a day."""

from __future__ import annotations

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_earlier(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of a shorter month."""
    return months_later(day, -months)
