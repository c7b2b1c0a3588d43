"""What may be asked, when somebody may answer, and when a consultation can be concluded. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from banli.consultations.states import ConsultationMove, ConsultationState, Stance
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Line, Part, Record, Text
from banli.kernel.text import Words, gettext_noop

MOST = 12
"""More are not asked at once: beyond that the law's joint handling is the way."""


class Asked(Part):
    """A department that is asked, or one of its divisions."""

    department: Code
    division: Annotated[str, Field(max_length=80)] = ""


class ConsultationRecord(Record):
    """What is asked of whom, until when, and whether the subject waits for the end."""

    question: Text
    step: Annotated[str, Field(max_length=60)] = ""
    answer_by: date
    holds: bool = False
    asked: Annotated[list[Asked], Field(min_length=1, max_length=MOST)]


class MeetingRecord(Part):
    """What is written down of a meeting."""

    held_on: date
    place: Line
    chair: Line
    present: Annotated[list[Line], Field(min_length=1, max_length=60)]
    text: Text


class Standing(StrEnum):
    """How an open consultation does."""

    RUNNING = "consultation_running"
    LAST_DAY = "consultation_last_day"
    OVERDUE = "consultation_overdue"
    """Somebody has not answered and the last day has passed."""
    ALL_IN = "consultation_all_in"
    """Everybody has answered; the conclusion is due."""


@dataclass(frozen=True)
class Answered:
    """Somebody who was asked, by name, and what they said; None where they have not answered."""

    who: str
    stance: Stance | None


ENDED: dict[ConsultationState, str] = {
    ConsultationState.CONCLUDED: gettext_noop("This consultation has its conclusion."),
    ConsultationState.CALLED_OFF: gettext_noop("This consultation was called off."),
}


def check_asking(record: ConsultationRecord, own: str, today: date, latest: date | None) -> None:
    """What is asked can be answered in time, and nobody is asked twice or asks themselves.

    :param own: the department that asks; it can ask a division of its own by name.
    :param latest: the last day of the subject's own clock, which runs on meanwhile; None where it is open. One that
        has passed bounds nothing any more.
    :raises Invalid: at the fields.
    """
    problems = []
    if record.answer_by < today:
        problems.append(Problem("answer_by", gettext_noop("This day has passed.")))
    elif latest is not None and today <= latest < record.answer_by:
        message = gettext_noop(
            "The case is due on %(day)s, and a consultation does not stop its clock: name that day or an earlier one."
        )
        problems.append(Problem("answer_by", message, (("day", latest.isoformat()),)))
    seen = set()
    for place, one in enumerate(record.asked):
        if one.department == own and not one.division:
            message = gettext_noop("This is your own department: name the division that is asked.")
            problems.append(Problem(f"asked.{place}", message))
        if (one.department, one.division) in seen:
            problems.append(Problem(f"asked.{place}", gettext_noop("It is asked already.")))
        seen.add((one.department, one.division))
    if problems:
        raise Invalid(problems)


def why_not_move(move: ConsultationMove, state: str) -> Refused | None:
    """Why the table has no such act from ``state``."""
    return None if state in move.sources else Refused(ENDED[ConsultationState(state)])


def why_not_answer(own: bool, asked_by: int | None, person: int | None) -> Refused | None:
    """Who asked does not answer: a division of the own department answers by somebody else."""
    if own and asked_by == person:
        return Refused(gettext_noop("You asked; somebody else of the division answers."))
    return None


def why_not_conclude(answers: Sequence[Answered], answer_by: date, today: date) -> Refused | None:
    """A conclusion is drawn when all have answered, or when the last day has passed: silence is no agreement."""
    missing = [one.who for one in answers if one.stance is None]
    if missing and today <= answer_by:
        return Refused(
            gettext_noop(
                "%(names)s may answer until %(day)s; the conclusion comes after that, or when all have."
            ),
            names="、".join(missing),
            day=answer_by.isoformat(),
        )
    return None


def check_opinion(stance: str, text: str) -> Stance:
    """An opinion says whether it agrees, and why or on what conditions."""
    problems = []
    if stance not in set(Stance):
        problems.append(Problem("stance", gettext_noop("Choose what you say to it.")))
    if unsaid(text, "text"):
        problems.append(
            Problem("text", gettext_noop("Give the reasons, and the conditions where there are any."))
        )
    if problems:
        raise Invalid(problems)
    return Stance(stance)


def check_conclusion(outcome: str, text: str, on_objections: str, answers: Sequence[Answered]) -> Stance:
    """A conclusion says what it comes to; where it goes on against an objection it says why."""
    problems = []
    if outcome not in set(Stance):
        problems.append(Problem("outcome", gettext_noop("Choose what the consultation comes to.")))
    if unsaid(text, "text"):
        problems.append(Problem("text", gettext_noop("Say what was concluded.")))
    against = [one.who for one in answers if one.stance is Stance.DISAGREES]
    if against and outcome not in ("", Stance.DISAGREES) and unsaid(on_objections, "on_objections"):
        message = gettext_noop("%(names)s did not agree: say why it goes on all the same.")
        problems.append(Problem("on_objections", message, (("names", "、".join(against)),)))
    if problems:
        raise Invalid(problems)
    return Stance(outcome)


def standing(answers: Sequence[Answered], answer_by: date, today: date) -> Standing:
    """How an open consultation does on ``today``."""
    if all(one.stance is not None for one in answers):
        return Standing.ALL_IN
    if today > answer_by:
        return Standing.OVERDUE
    return Standing.LAST_DAY if today == answer_by else Standing.RUNNING


LATE_NAME = Words(zh="会商意见逾期未反馈", en="No opinion in a consultation in time")


def answered_late(
    answer_by: date, given_on: date | None, version: int, ended_on: date | None, today: date
) -> bool:
    """True where somebody who was asked let the last day pass without an opinion.

    :param version: how many opinions they gave; a mended one says nothing of when the first came.
    :param ended_on: when the consultation ended; one that ended by its last day waited for nobody after it.
    """
    if today <= answer_by or (ended_on is not None and ended_on <= answer_by):
        return False
    return given_on is None or (version == 1 and given_on > answer_by)
