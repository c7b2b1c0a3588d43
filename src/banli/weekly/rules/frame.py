"""What is printed on every issue, as a pack's ``weekly.yaml`` tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from banli.kernel import yamlfile
from banli.kernel.records import Line, Part
from banli.weekly.rules.columns import FIRST
from banli.weekly.rules.outline import FURTHER, Section, checked_plan
from banli.weekly.rules.periods import Span
from banli.weekly.rules.statement import wording_faults

EVERY = "*"
"""In place of a department: one delivery for every department that has a window."""


class Recipient(Part):
    """Who gets copies; ``department`` may confirm them, ``*`` stands for each department with a window."""

    name: Line
    copies: int = Field(default=1, ge=1)
    department: str = Field(default="", max_length=40)

    @model_validator(mode="before")
    @classmethod
    def _of_name(cls, data: Any) -> Any:
        return {"name": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A name alone, or all that is told of them."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}


class Recipients(Part):
    """Who gets the issue: 报 to those above, 送 to those beside, 发 to those below."""

    kind: str = Field(pattern="^[报送发]$")
    recipients: tuple[Recipient, ...]


class Numbering(Part):
    """Where the numbering stood before the first issue made here."""

    year: int
    issue: int = Field(ge=0)
    cumulative: int = Field(ge=0)


class OutlineRow(Part):
    """A section of the template; ``printed`` is its heading in a faithful issue, ``shows`` what stands after it."""

    section: Section
    heading: Line
    printed: str = Field(default="", max_length=200)
    shows: str = Field(default="", pattern="^(table|bars|table bars)?$")


def _sound(rows: tuple[OutlineRow, ...]) -> None:
    fault = checked_plan([(row.section, row.shows) for row in rows])
    if fault:
        raise ValueError(fault)


class Column(Part):
    """A further column of the weekly issues that begin on ``since`` or later, with its outline and its people."""

    key: str = Field(pattern="^[a-z][a-z-]{1,39}$")
    title: Line
    since: date
    outline: tuple[OutlineRow, ...] = Field(min_length=1)
    windows: tuple[str, ...] = ()
    """Codes of the departments that are asked for its lines; without them every one with a window."""
    takes: dict[str, Section] = Field(default_factory=dict)
    """Topic of a record to the section of this column in which its line stands."""
    editors: tuple[str, ...] = Field(min_length=1)
    """User names of those who edit it, as the people of the pack have them; so the reviewers and signers."""
    reviewers: tuple[str, ...] = Field(min_length=1)
    signers: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_sound(self) -> Column:
        _sound(self.outline)
        own = {row.section for row in self.outline}
        if stray := [str(one) for one in self.takes.values() if one not in own]:
            raise ValueError(f"“{stray[0]}” is not in the outline of the column “{self.key}”")
        if self.key == FIRST:
            raise ValueError(f"“{FIRST}” is the key of the first column")
        if any(row.shows for row in self.outline):
            raise ValueError("only the statement of the first column shows a table or bars")
        return self


class OtherPeriod(Part):
    """What is different on the issue of a month or a year."""

    masthead: Line
    numbering: Numbering
    outline: tuple[OutlineRow, ...] = ()

    @model_validator(mode="after")
    def _outline_is_sound(self) -> OtherPeriod:
        _sound(self.outline)
        return self


def _apart(outline: Sequence[OutlineRow], columns: Sequence[Column]) -> None:
    """Every section belongs to one column; what only a further column has does not stand in the first."""
    seen = {row.section for row in outline}
    if stray := seen & FURTHER:
        raise ValueError(f"“{min(stray)}” belongs to a further column")
    for place, one in enumerate(columns):
        if one.key in {before.key for before in columns[:place]}:
            raise ValueError(f"the column “{one.key}” is there twice")
        own = {row.section for row in one.outline}
        if twice := own & seen or own - FURTHER:
            raise ValueError(f"“{min(twice)}” belongs to another column than “{one.key}”")
        seen |= own


class Frame(Part):
    """Masthead, issuer, column, source and scope of the figures, outline, distribution and copies."""

    masthead: Line
    issuer: Line
    column: Line
    source: Line
    scope: Line
    outline: tuple[OutlineRow, ...] = ()
    distribution: tuple[Recipients, ...] = ()
    distribution_lines: tuple[Line, ...]
    """The lines as printed; the separators between recipients are the house's own."""
    copies: int = Field(ge=1)
    numbering: Numbering
    organisations: tuple[Line, ...] = ()
    """Names the checker knows besides the departments."""
    laws: tuple[Line, ...] = ()
    """Titles of laws the checker knows, without 《》."""
    terms: dict[Line, Line] = Field(default_factory=dict)
    """Terms that are often written wrongly, and how they are written."""
    posts: tuple[Line, ...] = ()
    """Posts as the house writes them."""
    phrases: tuple[Line, ...] = ()
    """Set phrases as the house writes them."""
    columns: tuple[Column, ...] = ()
    """The columns after the first, in printed order; issues of a month or a year have none of them."""
    public: bool = False
    """Everybody reads the published issues on the public pages."""
    statement: str = ""
    """How the six figures are said; the house's own wording without."""
    month: OtherPeriod | None = None
    year: OtherPeriod | None = None

    @model_validator(mode="after")
    def _outline_is_sound(self) -> Frame:
        _sound(self.outline)
        _apart(self.outline, self.columns)
        faults = wording_faults(self.statement) if self.statement else []
        if faults:
            raise ValueError("; ".join(one.message % dict(one.params) for one in faults))
        return self

    @property
    def kinds(self) -> dict[Span, Frame]:
        """The frame of each kind of period this pack prints."""
        found = {Span.WEEK: self}
        for span, other in ((Span.MONTH, self.month), (Span.YEAR, self.year)):
            if other is not None:
                changes = {name: getattr(other, name) for name in ("masthead", "numbering", "outline")}
                changes["columns"] = ()
                found[span] = self.model_copy(update=changes)
        return found

    @property
    def words(self) -> list[str]:
        """Posts and set phrases, of which one character may be wrong in a text."""
        return [*self.posts, *self.phrases]

    @property
    def recipients(self) -> list[dict[str, Any]]:
        """Group, name, copies and department of everybody who gets the issue."""
        return [
            {"group": one.kind, **recipient.model_dump()}
            for one in self.distribution
            for recipient in one.recipients
        ]


def read_frame(path: Path) -> Frame:
    """The frame in the YAML file at ``path``.

    :raises FileFault: naming file, line and key of what does not fit.
    """
    return yamlfile.read(path).validated(Frame)
