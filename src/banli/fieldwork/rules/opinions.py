"""What those visited say: how long they may, and what the grades come to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banli.fieldwork.states import GIVE_OPINION, OpinionState
from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop
from banli.ratings.states import BAD, Grade

WITHIN = 60
"""Days from asking until an opinion can still be given."""
LONGEST = 500
"""Characters of an opinion's words."""


def why_not_give(state: OpinionState, asked: date, today: date) -> str:
    """Why an opinion cannot be given; '' where it can."""
    if state not in GIVE_OPINION.sources:
        return gettext_noop("This was rated already. Thank you.")
    return gettext_noop("The time for rating is over.") if (today - asked).days > WITHIN else ""


def check_opinion(grade: str, text: str) -> None:
    """A grade is one of the five, the words can be printed and are not too many. Raises :class:`Invalid`."""
    problems = []
    if grade not in {str(int(one)) for one in Grade}:
        problems.append(Problem("grade", gettext_noop("Please choose a grade.")))
    if len(text) > LONGEST:
        problems.append(Problem("text", gettext_noop("At most %(most)d characters."), (("most", LONGEST),)))
    if wrong := fault(text):
        problems.append(wrong.at("text"))
    if problems:
        raise Invalid(problems)


@dataclass(frozen=True)
class Satisfaction:
    """How many were asked, how many said something, and how many of those were satisfied."""

    asked: int
    given: int
    satisfied: int

    @property
    def percent(self) -> int | None:
        """Satisfied of those who said something, in whole percent, never rounded up; None where nobody did."""
        return self.satisfied * 100 // self.given if self.given else None


def satisfaction(grades: Iterable[Grade | None]) -> Satisfaction:
    """The sum of opinions; None is one that was asked for and not given, which is no satisfied one."""
    every = list(grades)
    given = [one for one in every if one is not None]
    return Satisfaction(len(every), len(given), sum(1 for one in given if one not in BAD))
