"""Recording a week of hall and field work from a pack file, in one transaction and once however often it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from pydantic import Field, model_validator

from banli.fieldwork.service import FieldworkWeek
from banli.fieldwork.service import load_week as load_fieldwork
from banli.hall.service import HallWeek
from banli.hall.service import load_week as load_hall
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid
from banli.kernel.records import Part
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import FileFault, YamlFile, read

OUTSIDE = gettext_noop("%(day)s is not a day of this file's week.")
NOT_A_WEEK = gettext_noop("a week file holds start, end, hall and fieldwork.")


class Week(Part):
    """A week file: its days and its two halves."""

    start: date
    end: date
    hall: HallWeek = Field(default_factory=HallWeek)
    fieldwork: FieldworkWeek = Field(default_factory=FieldworkWeek)

    @model_validator(mode="after")
    def _in_order(self) -> Week:
        if not self.start <= self.end:
            raise ValueError("the week ends before it starts")
        return self


@dataclass(frozen=True)
class Recorded:
    """The week recorded, and how many entries of each half its file holds."""

    start: date
    end: date
    hall: int
    fieldwork: int


@transaction.atomic
def record_week(path: Path, *, by: Actor) -> Recorded:
    """Record everything the file at ``path`` tells, all or nothing; what is on record already stays as it is.

    :raises FileFault: naming file, line and key of the first thing that is wrong.
    """
    file = read(path)
    week = read_week(file)
    with _placed(file, "hall"):
        hall = load_hall(data=week.hall, by=by)
    with _placed(file, "fieldwork"):
        fieldwork = load_fieldwork(data=week.fieldwork, by=by)
    return Recorded(week.start, week.end, hall, fieldwork)


def week_faults(path: Path, *, by: Actor) -> list[FileFault]:
    """What is wrong with the week file at ``path``, nothing where it can be recorded; nothing is recorded.

    Every fault of its shape is told; of what contradicts the record, the first.
    """
    try:
        file = read(path)
        if isinstance(file.data, dict):
            _week, faults = file.tried(Week)
            if faults:
                return faults
        with transaction.atomic():
            record_week(path, by=by)
            transaction.set_rollback(True)
    except FileFault as fault:
        return [fault]
    return []


def read_week(file: YamlFile) -> Week:
    """The week a file holds, its days checked to lie in it.

    :raises FileFault: as :func:`record_week`.
    """
    if not isinstance(file.data, dict):
        raise file.fault((), NOT_A_WEEK)
    week = file.validated(Week)
    for where, day in _days(week):
        if not week.start <= day <= week.end:
            raise file.fault(where, OUTSIDE, day=day)
    return week


def check_weeks(folder: Path) -> None:
    """Read every week file of the pack in ``folder``, so that a fault in one is known before work begins.

    :raises FileFault: as :func:`record_week`.
    """
    for path in sorted((folder / "weeks").glob("*.yaml")):
        read_week(read(path))


def _days(week: Week) -> Iterator[tuple[tuple[str | int, ...], date]]:
    """Every day the week's report goes by, with its place in the file."""
    for place, patrol in enumerate(week.hall.patrols):
        yield ("hall", "patrols", place, "day"), patrol.day
    for place, remark in enumerate(week.hall.remarks):
        yield ("hall", "remarks", place, "start"), remark.start
        yield ("hall", "remarks", place, "end"), remark.end
    for place, visit in enumerate(week.hall.leader_visits):
        yield ("hall", "leader_visits", place, "reported_on"), visit.reported_on
    for place, activity in enumerate(week.fieldwork.activities):
        yield ("fieldwork", "activities", place, "reported_on"), activity.reported_on


@contextmanager
def _placed(file: YamlFile, part: str) -> Iterator[None]:
    """Turn the first problem of a part into a fault at its line of the file."""
    try:
        yield
    except Invalid as error:
        if not error.problems:
            raise
        first = error.problems[0]
        where = (part, *first.where.split("."))
        raise file.fault(where, first.message, **dict(first.params)) from error
