"""The week file: one whole issue as data, from which it is printed again without the database knowing it.

Texts are kept character for character: no strip, no folding. ``docs/manual/week-file.md`` tells what each key means.
"""

from __future__ import annotations

import json
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from banli.documents.service import Shape

FORMAT = "banli-week/1"
SCHEMA_ID = "https://banli.example/schemas/week-file.schema.json"
LINES_MAX = 99
"""Lines of one section: items are numbered to 99."""

Exact = Annotated[str, Field(min_length=1, max_length=4_000, pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]*$")]
"""One line of text without control characters, kept as it is."""
Cell = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]*$")]
Rows = Annotated[
    tuple[Annotated[tuple[Cell, ...], Field(min_length=1, max_length=8)], ...],
    Field(min_length=2, max_length=60),
]
Count = Annotated[int, Field(ge=0, le=10**12, strict=True)]


class Part(BaseModel):
    """The base of every part: frozen, strict about its keys, and leaving every space where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Part):
    """The days the issue reports on, both included; ``text`` where the paper puts them in other words."""

    from_: date = Field(alias="from")
    to: date
    text: Exact | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.to < self.from_:
            raise ValueError("the period ends before it begins")
        return self


class Group(StrEnum):
    """To whom an issue goes: above, beside, below."""

    REPORT = "报"
    SEND = "送"
    ISSUE = "发"


class Recipients(Part):
    """One line of the distribution; ``line`` as printed, else it is made of the group and its recipients."""

    group: Group
    recipients: tuple[Exact, ...] = Field(min_length=1)
    line: Exact | None = None

    @property
    def printed(self) -> str:
        """报：中心领导。"""
        return self.line or f"{self.group.value}：{'、'.join(self.recipients)}。"


class Head(Part):
    """What stands above and below the text: masthead, numbers, issuer, date, column, period, distribution, copies."""

    masthead: Exact
    year: int = Field(ge=1949, le=2999, strict=True)
    number: int = Field(ge=1, strict=True)
    cumulative: int = Field(ge=1, strict=True)
    line: Exact | None = None
    """The issue line as printed, where it is not 2022年第35期（总第410期）."""
    issuer: Exact
    date: date
    date_text: Exact | None = None
    column: Exact
    period: Period
    distribution: tuple[Recipients, ...] = ()
    copies: int = Field(ge=1, strict=True)
    copies_line: Exact | None = None


class Row(Part):
    """One row of the statistics. ``completed_word`` is the word before the second number."""

    category: Exact
    accepted: Count
    completed: Count
    completed_word: Exact = "办结"


class Statistics(Part):
    """The counts of the statement: where they come from, what they cover, from which day to which."""

    source: Exact
    scope: Exact
    from_: date = Field(alias="from")
    to: date
    rows: tuple[Row, ...] = Field(min_length=1, max_length=20)


class Kind(StrEnum):
    """What a section or a line tells of."""

    STATEMENT = "statement"
    PATROL = "patrol"
    VISIT = "visit"
    OUTREACH = "outreach"
    TRAINING = "training"
    TALK = "talk"
    PROGRESS = "progress"
    LEADER_VISIT = "leader_visit"
    CORRECTION = "correction"
    OTHER = "other"


class Picture(Part):
    """A picture that lies beside the week file; its digest says that it is the one."""

    file: str = Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}\.jpg$")
    """A name in the folder of the week file; a JPEG."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    source: Exact
    alt: Exact
    width: int = Field(default=156, ge=40, le=156, strict=True)
    """Millimetres on paper."""


class Table(Part):
    """Rows of cells, the first of them the head."""

    rows: Rows
    aligns: tuple[Literal["left", "center", "right"], ...] = ()
    """One for each column; without them words stand left and figures right."""
    unit: Exact | None = None
    source: Exact | None = None


class Chart(Part):
    """A chart: a head, then rows of a name and its whole numbers."""

    shape: Shape
    rows: Rows
    source: Exact | None = None


class Line(Part):
    """A paragraph as printed, with its number where it has one; a text alone is a line of its section's kind.

    With a picture, a table or a chart the text is its caption.
    """

    text: Exact
    kind: Kind | None = None
    picture: Picture | None = None
    table: Table | None = None
    chart: Chart | None = None

    @property
    def shows(self) -> Picture | Table | Chart | None:
        """What the text is the caption of; None for words."""
        return self.picture or self.table or self.chart

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [made["properties"]["text"], made]}


class Section(Part):
    """A heading as printed, its level, and the lines under it.

    A section of the kind ``statement`` without lines of words prints the sentence made of the statistics.
    """

    heading: Exact
    level: int = Field(default=1, ge=1, le=3, strict=True)
    kind: Kind = Kind.OTHER
    lines: tuple[Line, ...] = Field(default=(), max_length=LINES_MAX)

    @property
    def words(self) -> tuple[Line, ...]:
        """Its lines of words."""
        return tuple(line for line in self.lines if line.shows is None)


class Fix(Part):
    """A misprint of the paper that the normalised mode puts right; the faithful mode prints it."""

    wrong: Exact
    right: Exact


class WeekFile(Part):
    """One issue."""

    format: str = Field(pattern=f"^{re.escape(FORMAT)}$")
    issue: Head
    statistics: Statistics | None = None
    sections: tuple[Section, ...] = Field(min_length=1, max_length=LINES_MAX)
    fixes: tuple[Fix, ...] = ()


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a week file."""
    made = WeekFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **made,
        "title": "A week file of the weekly report",
    }


def schema_text() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
