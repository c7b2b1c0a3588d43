"""One row of a procedure: what an act is called, what it asks for, when it may be done, what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from banli.cases.states import Transition
from banli.enforcement.rules.asks import Ask
from banli.enforcement.rules.known import Known, OfItem
from banli.enforcement.states import OF_ACT
from banli.kernel.errors import Problem
from banli.kernel.text import Words

Taken = Mapping[str, Any]
Rule = Callable[[Known], None]
"""Raises :class:`~banli.kernel.errors.Refused` where the act may not be done now."""
Check = Callable[[Known, Taken], Iterable[Problem]]
"""The faults of what was answered."""
KEEP = "keep"
"""The running clock stays as it is."""


def nothing_more(_known: Known, _taken: Taken) -> dict[str, Any]:
    """What most acts say on their paper beside what they were given."""
    return {}


def no_clock(_known: Known, _taken: Taken) -> date | None:
    """No clock runs afterwards."""
    return None


def same_clock(known: Known, _taken: Taken) -> date | None:
    """The running clock goes on."""
    return known.due_on


def decision_clock(known: Known, _taken: Taken) -> date | None:
    """The limit of the decision runs on."""
    return known.statutory_due


@dataclass(frozen=True)
class Mine:
    """An act in the words of the party. ``takes_files``: documents may come with it; ``dated``: it is done by the last
    day of the clock that runs."""

    label: Words
    button: Words
    about: Words
    takes_files: bool = False
    dated: bool = True


@dataclass(frozen=True)
class Act:
    """An act of the second state table. ``rules`` are asked by the page and by the act alike; ``checks`` look at the
    answers; ``says`` is what follows from facts and answers (kept, told on the paper); ``due`` is the last day of the
    clock that runs afterwards.

    ``paper``: the kind of written notice that is given with it; '' for none. ``files``: the statutory limit of the
    decision begins with it. ``lasts``: the statutory last day after it, where the act moves it.
    """

    name: str
    label: Words
    button: Words
    asks: Callable[[OfItem], tuple[Ask, ...]] = field(default=lambda known: ())
    rules: tuple[Rule, ...] = ()
    checks: tuple[Check, ...] = ()
    says: Callable[[Known, Taken], dict[str, Any]] = nothing_more
    due: Callable[[Known, Taken], date | None] = same_clock
    paper: str = ""
    about: Words | None = None
    files: bool = False
    lengthens: Callable[[Known, Taken], int] | None = None
    """By how many days the statutory limit grows."""
    stood_still: Callable[[Known, Taken], tuple[date, date] | None] | None = None
    """A stretch that does not count, which ends with the act."""
    danger: bool = False
    rare: bool = False
    sought: bool = False
    """Where it cannot be done now the page says why."""
    inside: bool = False
    """The organ's own preparation and deliberation (行政处罚法 57, 58): the party does not read it in the course."""
    mine: Mine | None = None
    """How the party itself finds the act on its page; None for acts that are not the party's."""
    late: Rule | None = None
    """Asked where the state does not allow the act any more: it may refuse with the day and the article by which."""
    told: tuple[str, ...] = ()
    """Answers and consequences that the event in the public record may hold: days, counts and numbers of papers,
    no words of or about people."""

    @property
    def transition(self) -> Transition:
        """Its row of the state table."""
        return OF_ACT[self.name]


def fixed(*asks: Ask) -> Callable[[OfItem], tuple[Ask, ...]]:
    """The same questions whatever is known."""
    return lambda known: asks
