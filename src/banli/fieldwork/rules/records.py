"""What every activity has in common, and a week of them as a pack file tells it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from banli.fieldwork.rules.facts import FACTS, CountedTraining, Facts, Kind, Point, kind_of
from banli.kernel.errors import Invalid, Problem
from banli.kernel.records import Code, Line, Part, Record, Text
from banli.kernel.text import Words, gettext_noop


class Group(StrEnum):
    """Under which heading of the weekly report it stands, in the order of the report."""

    BUSINESS_ENVIRONMENT = "business_environment"
    """优化营商环境."""
    SERVICE_QUALITY = "service_quality"
    """窗口服务效能提升."""


GROUP_NAMES: dict[Group, Words] = {
    Group.BUSINESS_ENVIRONMENT: Words(zh="优化营商环境工作开展情况", en="Business environment"),
    Group.SERVICE_QUALITY: Words(zh="窗口服务效能提升工作情况", en="Quality of service"),
}
"""The headings of the report."""


class ActivityRecord(Record):
    """An activity of a department outside the window, whatever its kind."""

    group: Group
    day: date | None = None
    day_text: str = ""
    """Such as 近日, where the day is not told."""
    reported_on: date
    """A day of the period in whose report it stands."""
    order: int = 0
    department: Code
    matter: Line
    """The item or work it was about."""
    partners: list[Line] = []
    targets: list[Line] = []
    """Whom it was for, or with whom the talk was held."""
    requirements: list[Point] = []
    outcomes: list[Line] = []
    items: list[Line] = []
    """Slugs of the items it was about."""
    cases: list[Line] = []
    """Numbers of the cases it was about."""
    report_text: Text

    @model_validator(mode="after")
    def _has_a_time(self) -> ActivityRecord:
        if self.day is None and not self.day_text:
            raise ValueError("either day or day_text is needed")
        return self


class ActivityEntry(ActivityRecord):
    """An activity of a week file: its kind, and that kind's facts under their own key."""

    public_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,39}$")]
    kind: Kind
    facts: dict[str, Any]
    followed_up_on: date | None = None
    follow_up_result: str = ""

    def record(self) -> ActivityRecord:
        """What it has in common with all others."""
        return ActivityRecord(**{name: getattr(self, name) for name in ActivityRecord.model_fields})


class FieldworkWeek(Part):
    """Everything done outside the window in one week."""

    activities: list[ActivityEntry] = []

    @model_validator(mode="after")
    def _everything_is_named_once(self) -> FieldworkWeek:
        names = [entry.public_id for entry in self.activities]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"public_id {name} stands here twice")
        return self


def facts_of(kind: Kind, data: dict[str, Any]) -> Facts:
    """``data`` as the facts of ``kind``; raises pydantic's ValidationError."""
    if kind is Kind.TRAINING and "counted" in data:
        return CountedTraining.model_validate(data)
    return FACTS[kind].model_validate(data)


TARGETS = ("targets", gettext_noop("Name at least one target."))
REQUIREMENTS = ("requirements", gettext_noop("Say what was required of them."))
NEEDED: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.TALK: (TARGETS, REQUIREMENTS),
    Kind.OUTREACH: (TARGETS,),
}
"""What a kind needs of the common part that others may leave out, and what is said where it is missing."""


def check(record: ActivityRecord, facts: Facts) -> None:
    """Raise :class:`Invalid` where a kind needs more of the common part, as a talk needs its targets."""
    needed = NEEDED.get(kind_of(facts), ())
    if problems := [Problem(field, words) for field, words in needed if not getattr(record, field)]:
        raise Invalid(problems)


def needed(kind: Kind) -> frozenset[str]:
    """The fields of the common part that ``kind`` demands besides those that every kind does."""
    return frozenset(field for field, _words in NEEDED.get(kind, ()))
