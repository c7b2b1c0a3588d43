"""The shapes of what is asked and answered; the OpenAPI document is made from them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import BeforeValidator

from banli.kernel.text import Words

LONGEST = 36_500
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _iso_day(value: Any) -> date:
    """A day as it is written, and no number that could be taken for a moment."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_iso_day)]


class Question(Schema):
    """A limit of so many units, or the limits of an item, from the day of the event."""

    start: Day = Field(alias="from", description="The day of the event, day 0.")
    days: int | None = Field(None, ge=0, le=LONGEST, description="How many units; or else give `item`.")
    unit: Literal["working", "calendar", "month"] | None = Field(
        None, description="With `days`: what is counted; `working` where nothing is said."
    )
    item: str = Field(
        "", max_length=60, description="Short name of an item, or its code of 31 or 12 characters."
    )
    fact: list[str] = Field([], description="With `item`: facts as key=value that decide which limit counts.")
    pause: list[str] = Field([], description="Stretches that do not count, each as 2022-10-19..2022-10-26.")
    extension: int = Field(0, ge=0, le=LONGEST, description="How many units the limit was lengthened by.")


class DayTold(Schema):
    """One day of a limit: counted, skipped or added, why, and by which article."""

    date: date
    effect: Literal["counted", "skipped", "added"]
    why: str
    kind: str
    count: int | None
    label: str
    notice: str
    article: str
    extended: bool


class Undecreed(Schema):
    """An end without a date yet: the ``nth`` unit after ``from``, counted on when the State Council has set the public
    holidays of ``year``."""

    nth: int
    unit: Literal["working", "calendar", "month"]
    start: date = Field(alias="from", serialization_alias="from")
    year: int
    not_before: date = Field(description="The earliest day it can be.")
    plain: date | None = Field(
        None, description="In days and months the day itself; a day of rest moves it to the next working day."
    )
    paused: bool = Field(False, description="Special procedures are not counted.")


NO_DATE = "Null where the end has no date yet; `undecreed` says what is known."


class Limit(Schema):
    """A limit and its last day, explained day by day."""

    start: date
    n: int
    unit: str
    extension: int
    due: date | None = Field(description=NO_DATE)
    undecreed: Undecreed | None = None
    days: list[DayTold]
    notices: list[str]
    articles: list[str]


class LimitOfLaw(Limit):
    """A limit of an item, with the law or promise that sets it."""

    basis: Words


class Deadline(Schema):
    """The answer for a number of days: the limit itself; for an item: both its limits, ``due`` the statutory one."""

    due: date | None = Field(description=NO_DATE)
    undecreed: Undecreed | None = None
    days: list[DayTold]
    limit: Limit | None = None
    item: str = ""
    statutory: LimitOfLaw | None = None
    promised: LimitOfLaw | None = None


class Card(Schema):
    """An item as lists show it."""

    slug: str
    code: str
    name: Words
    summary: Words
    kind: str
    case_type: str
    department: str
    department_name: Words
    server_types: list[str]
    themes: list[str]
    cancelled_on: date | None


class Item(Schema):
    """The current revision of an item, as its guide publishes it."""

    slug: str
    revision: int
    digest: str
    published_at: datetime
    effective_from: date
    cancelled_on: date | None
    definition: dict[str, Any]


class NoticeTold(Schema):
    """A notice of the State Council."""

    number: str
    date: date
    page: str


class EditionTold(Schema):
    """What one notice says of one year; of several editions of a year the last is in force."""

    year: int
    edition: int
    in_force: bool
    notice: NoticeTold
    checked: str
    off: dict[str, str]
    worked: list[date]


class ClockTold(Schema):
    """One clock of a case: what for, whose turn, its last day, and every day up to it where it is counted."""

    key: str
    title: str
    turn: str
    article: str
    start: date
    due: date | None = Field(description=NO_DATE)
    undecreed: Undecreed | None = None
    left: int | None = Field(
        description="Working days left, negative when overdue, null where it has stopped or has no date yet."
    )
    label: str = Field(description="How it stands today, in words, as the pages say it.")
    done_on: date | None
    paused: bool
    late: bool = Field(
        description="Done after its last day, or not done and past it; on a day of rest after it too, where left is 0."
    )
    department: str
    explanation: Limit | None


class CaseDeadlines(Schema):
    """The clocks of a case now, side by side."""

    number: str
    state: str
    due: date | None = Field(description="Null where no clock runs, or its end has no date yet.")
    undecreed: Undecreed | None = None
    left: int | None = Field(
        description="Working days left, negative when overdue, null where no clock runs."
    )
    label: str = Field(
        description="How the clock that runs now stands today, in words; empty where none runs."
    )
    late: bool = Field(description="The clock that runs now, or stands still, is past its last day.")
    paused_on: date | None
    clocks: list[ClockTold]


class Trouble(Schema):
    """One fault of what was asked, at the parameter it belongs to."""

    where: str
    message: str


class ProblemTold(Schema):
    """Why there is no answer (RFC 9457), in the language asked for by Accept-Language."""

    type: str
    title: str
    status: int
    detail: str
    problems: list[Trouble]
    offset: int | None = Field(None, description="With 409 of an intake: the byte the next piece begins at.")


class Announcement(Schema):
    """A file that will be sent piece by piece."""

    source: str = Field(max_length=40, description="The source whose token it is.")
    name: str = Field(max_length=200, description="The file's name, after its table: up_pro_accept.csv.")
    size: int = Field(ge=1, description="Its bytes, at most 2 GiB.")
    digest: str = Field(max_length=64, description="Its SHA-256 in hex.")
    encoding: str = Field(
        "",
        max_length=10,
        description="Of its text: utf-8, gb18030, gbk or utf-16; told from the file where it is left out.",
    )


class RowsTold(Schema):
    """Rows read, and what became of them; read is the sum of the others."""

    read: int
    new: int = Field(alias="fresh")
    same: int
    corrected: int
    rejected: int


class IntakeTold(Schema):
    """Where a delivered file stands."""

    id: UUID
    source: str
    name: str
    size: int
    digest: str
    encoding: str = Field(description="As it was announced; empty where it is told from the file.")
    state: Literal["open", "waiting", "running", "done", "failed"]
    offset: int = Field(description="The byte the next piece begins at.")
    done: int = Field(description="Bytes that are taken in.")
    rows: RowsTold
    faults: list[str] = Field(description="Why it failed.")


class MessageReport(Schema):
    """What became of one short message."""

    id: UUID = Field(description="The `id` by which the platform handed it over.")
    state: Literal["delivered", "failed"]
    why: str = Field(
        "", max_length=200, description="Why it failed, in the gateway's words, without the number."
    )


class MessageReports(Schema):
    """Reports of a gateway."""

    reports: list[MessageReport] = Field(max_length=1000)


class ReportsTold(Schema):
    """How many reports said something new."""

    noted: int
