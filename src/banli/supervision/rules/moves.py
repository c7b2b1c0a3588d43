"""When a signal may be moved, and when it stands no longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.supervision.rules.crossings import Crossing
from banli.supervision.states import SignalMove, SignalState

MOVED = gettext_noop("The clock was moved past this moment: it is not crossed any more.")
"""Why the platform cancels."""


class Recorded(Protocol):
    """What a signal says of its clock."""

    @property
    def key(self) -> str: ...
    @property
    def round(self) -> int: ...
    @property
    def rule(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def due(self) -> date: ...


def is_same(one: Recorded, crossing: Crossing) -> bool:
    """True where a signal speaks of this crossing; a changed threshold of the rule makes no new one."""
    same_clock = (one.key, one.round, one.rule) == (crossing.key, crossing.round, crossing.rule.id)
    return same_clock and (one.at == crossing.at or one.due == crossing.due)


def has_moved(one: Recorded, clocks: Iterable[tuple[str, int, date]], reached: Iterable[Crossing]) -> bool:
    """True where the clock of a signal does not cross its rule at that moment any more.

    :param clocks: key, round and last day of every clock of the case as it stands now.
    """
    if (one.key, one.round, one.due) in set(clocks):
        return False
    return not any(is_same(one, crossing) for crossing in reached)


def check_move(move: SignalMove, state: str) -> None:
    """Raise :class:`Refused` where the table has no such move from ``state``."""
    if state not in move.sources:
        if state == SignalState.CANCELLED:
            raise Refused(gettext_noop("This signal was cancelled; it stays as it is."))
        raise Refused(gettext_noop("This signal was explained before."))


def check_told(where: str, text: str) -> str:
    """``text`` without the space around it. Raises :class:`Invalid` where nothing is said."""
    told = text.strip()
    if not told:
        raise Invalid([Problem(where, gettext_noop("Say it in a sentence or two."))])
    return told


def check_due(due_on: date | None, today: date) -> date:
    """The day by which a department answers. Raises :class:`Invalid` for none and for one that is over."""
    if due_on is None or due_on < today:
        raise Invalid([Problem("due_on", gettext_noop("Name a day that is still to come."))])
    return due_on


def check_unanswered(answer: str) -> None:
    """A department answers once. Raises :class:`Refused`."""
    if answer:
        raise Refused(gettext_noop("This was answered before."))
