"""What a record of the hall must hold, as checked values; forms and week files fill the same ones."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from banli.hall.rules.grades import Dimension, Severity
from banli.kernel.records import Code, Line, Record, Text
from banli.kernel.text import Words


class Slot(StrEnum):
    """The half of the day a patrol was made in."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


SLOT_NAMES = {Slot.MORNING: Words(zh="上午", en="morning"), Slot.AFTERNOON: Words(zh="下午", en="afternoon")}


class PatrolRecord(Record):
    """One round through the hall by at least one inspector."""

    day: date
    slot: Slot
    inspectors: Annotated[list[Line], Field(min_length=1, max_length=20)]
    route: Line
    note: str = ""


class FindingRecord(Record):
    """Something found on a patrol, at a window or in the hall itself (then ``window`` is empty)."""

    dimension: Dimension
    severity: Severity = Severity.MINOR
    department: Code
    window: str = ""
    place: Line
    """Where it was seen, in words."""
    note: Text


class LeaderVisitRecord(Record):
    """A leader of a department serving or inspecting in the hall (厅长进大厅). Titles, never names."""

    day: date | None = None
    day_text: str = ""
    """Such as 近日, where the day is not told."""
    reported_on: date
    """A day of the period in whose report it stands."""
    order: int = 0
    department: Code
    leader_title: Line
    place: Line
    heard: list[Line] = []
    """What was looked at, heard and done."""
    demands: list[Line] = []
    report_text: Text

    @model_validator(mode="after")
    def _has_a_time(self) -> LeaderVisitRecord:
        if self.day is None and not self.day_text:
            raise ValueError("either day or day_text is needed")
        return self


def composed_visit(record: LeaderVisitRecord, house: str) -> str:
    """What the weekly report would say of the visit of a leader of the department called ``house``; to be read over."""
    when = f"{record.day.month}月{record.day.day}日" if record.day else record.day_text
    seen = "".join(f"，{one}" for one in record.heard)
    asked = f"要求{'，'.join(record.demands)}。" if record.demands else ""
    return f"{when}，{house}{record.leader_title.removeprefix('厅')}到{record.place}调研{seen}。{asked}"


class RemarkRecord(Record):
    """A sentence that stands in a period's report in place of the rule's, with the reason for it.

    Without a dimension it is the paragraph's opening sentence.
    """

    start: date
    end: date
    dimension: Dimension | None = None
    text: Text
    reason: Line

    @model_validator(mode="after")
    def _in_order(self) -> RemarkRecord:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        return self
