"""When a round is frozen, objected to, answered and published, and what is wrong with what was typed. Pure."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from banli.assessment.rules.template import Template
from banli.assessment.states import AssessmentMove, Source
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Record, Text
from banli.kernel.text import gettext_noop

NO_TEMPLATE = gettext_noop("The pack has no assessment.yaml: there is nothing to assess by.")


class NoteRecord(Record):
    """What is written down by hand: for which criterion, of whom, on which day, what."""

    criterion: Code
    assessed: Code
    """The department."""
    window: Annotated[str, Field(max_length=40)] = ""
    day: date
    text: Text


def why_not_freeze(last: date, today: date, *, there: bool) -> Refused | None:
    """A month is frozen once, after it ended."""
    if today <= last:
        return Refused(
            gettext_noop("This month is not over: it can be frozen after %(day)s."), day=last.isoformat()
        )
    return Refused(gettext_noop("This month was frozen before.")) if there else None


def why_not_move(move: AssessmentMove, state: str) -> Refused | None:
    """Why the table has no such act from ``state``."""
    if state in move.sources:
        return None
    return Refused(gettext_noop("This assessment is published; nothing of it changes any more."))


def why_not_object(until: date, today: date, *, there: bool) -> Refused | None:
    """A mark is objected to once, within the days of the template."""
    if there:
        return Refused(gettext_noop("There is an objection to this mark already."))
    if today > until:
        return Refused(gettext_noop("Objections could be made until %(day)s."), day=until.isoformat())
    return None


def why_not_publish(until: date, today: date, waiting: int) -> Refused | None:
    """A round is published after its days for objections, when all are answered."""
    if today <= until:
        return Refused(
            gettext_noop("Departments may object until %(day)s; it is published after that."),
            day=until.isoformat(),
        )
    if waiting:
        return Refused(gettext_noop("%(n)d objections wait for an answer."), n=waiting)
    return None


def why_not_publish_year(year: int, today: date, *, months: int, there: bool) -> Refused | None:
    """A year is published once, after it ended, from its published months."""
    if there:
        return Refused(gettext_noop("This year was published before."))
    if today <= date(year, 12, 31):
        return Refused(gettext_noop("This year is not over."))
    return None if months else Refused(gettext_noop("No month of this year is published."))


def check_words(text: str, where: str) -> str:
    """What is objected or answered says why."""
    if unsaid(text, where):
        raise Invalid([Problem(where, gettext_noop("Say why."))])
    return text.strip()


def check_note(record: NoteRecord, template: Template, today: date, frozen: date | None) -> None:
    """What is written down by hand is for a criterion of that kind, has happened, and lies in no frozen month.

    :param frozen: the last day of the latest frozen month.
    """
    problems = []
    found = template.criterion(record.criterion)
    if found is None or found.source is not Source.BY_HAND:
        message = gettext_noop("Choose a criterion whose marks are written down by hand.")
        problems.append(Problem("criterion", message))
    if record.day > today:
        problems.append(Problem("day", gettext_noop("This day is still to come.")))
    elif frozen is not None and record.day <= frozen:
        problems.append(Problem("day", gettext_noop("The assessment of this month is frozen.")))
    if problems:
        raise Invalid(problems)
