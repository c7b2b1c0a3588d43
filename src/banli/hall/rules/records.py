"""What a record of the hall must hold, as checked values; forms and week files fill the same ones."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from banli.hall.rules.plan import Grade, Key
from banli.kernel.records import Code, Line, Record, Text


class PatrolRecord(Record):
    """One round through the hall by at least one inspector."""

    day: date
    slot: Key
    """A part of the day of the pack's plan."""
    inspectors: Annotated[list[Line], Field(min_length=1, max_length=20)]
    route: Line
    note: str = ""


class FindingRecord(Record):
    """Something found on a patrol, at a window or in the hall itself (then ``window`` is empty)."""

    dimension: Key
    sub_item: str = ""
    severity: str = ""
    """Empty: that of the sub-item, or the first of the plan."""
    department: Code
    window: str = ""
    person: str = ""
    """The user name of whom it is about; empty where it is about nobody or nobody knows."""
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


class VisitPlanRecord(Record):
    """A leader who is to come: when, from which department, where and for what. Titles, never names."""

    day: date
    department: Code
    leader_title: Line
    place: Line
    purpose: Line


class RemarkRecord(Record):
    """A sentence that stands in a period's report in place of the rule's, a grade in place of the rule's, or both,
    with the reason for it.

    Without a dimension it is the paragraph's opening sentence.
    """

    start: date
    end: date
    dimension: Key | None = None
    text: Annotated[str, Field(max_length=2_000)] = ""
    grade: Grade | None = None
    reason: Line

    @model_validator(mode="after")
    def _in_order(self) -> RemarkRecord:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        if not self.text and self.grade is None:
            raise ValueError("a remark says a sentence, a grade or both")
        if self.grade is Grade.UNSEEN:
            raise ValueError("whether somebody patrolled is no question of opinion")
        if self.grade is not None and self.dimension is None:
            raise ValueError("a grade belongs to a dimension")
        return self
