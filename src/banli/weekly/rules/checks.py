"""When an act on an issue is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from banli.kernel.errors import Invalid, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.weekly.rules.numbers import unnumbered
from banli.weekly.rules.outline import WRITABLE, Entry, Section
from banli.weekly.states import State, Transition

LONGEST = 4_000
"""Characters of one line."""


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


def check_act(step: Transition, state: State) -> None:
    """Raise :class:`Refused` where ``step`` does not start from ``state``."""
    if state not in step.sources:
        raise Refused(gettext_noop("This issue is not at the point where that can be done."))


def check_version(known: int, present: int) -> None:
    """Raise :class:`Stale` where the issue has changed since it was read."""
    if known != present:
        raise Stale(gettext_noop("Somebody changed this issue in the meantime. Please look at it again."))


def clean_line(text: str) -> str:
    """``text`` without a typed number. Raises :class:`Invalid` where it is empty or too long."""
    clean = unnumbered(text)
    if not clean:
        raise Invalid([Problem("text", gettext_noop("A line needs its text."))])
    if len(clean) > LONGEST:
        raise Invalid(
            [Problem("text", gettext_noop("A line has at most %(most)s characters."), (("most", LONGEST),))]
        )
    return clean


def check_writable(section: Section) -> None:
    """Raise :class:`Refused` for the statement, which is made from figures alone."""
    if section not in WRITABLE:
        raise Refused(gettext_noop("The statement is made from its figures and is not edited by hand."))


def check_complete(entries: Iterable[Entry], period_end: date, today: date) -> None:
    """Raise :class:`Refused` where an issue cannot be signed: no statement, or its week is not over."""
    if today < period_end:
        raise Refused(gettext_noop("The reporting period is not over yet."))
    if Section.STATEMENT not in {entry.section for entry in entries}:
        raise Refused(gettext_noop("The issue has no statement yet."))
