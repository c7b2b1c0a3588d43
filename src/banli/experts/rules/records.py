"""Experts and calls for a panel as they are handed in."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import Field

from banli.kernel.records import Code, Line, Part, Record

FieldCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
MOST = 30
"""Seats of a panel."""


class FieldRecord(Part):
    """A field of expertise."""

    code: FieldCode
    name: Line
    name_en: str = ""
    department: str = ""
    """The department that keeps the experts of the field; none where only the pack does."""


class ExpertRecord(Record):
    """An expert of the pool."""

    name: Line
    employer: Line
    title: Line
    region: Annotated[str, Field(pattern=r"^\d{6}$")]
    fields: Annotated[list[FieldCode], Field(min_length=1, max_length=20)]
    kin: Annotated[list[Line], Field(max_length=40)] = []
    """Names of near relatives, as declared."""
    interests: Annotated[list[Line], Field(max_length=40)] = []
    """Names of employers in which the expert has an interest, as declared."""
    identity: Annotated[str, Field(max_length=40)] = ""
    """Kept only as a digest and in masked form."""


class PanelRecord(Record):
    """A call for a panel: what it reviews, whom it needs, and who must not be on it."""

    topic: Code
    """What kind of thing is reviewed: ``case`` …"""
    subject: Annotated[str, Field(min_length=1, max_length=80)]
    """Which one: the case number."""
    department: Code
    fields: Annotated[list[FieldCode], Field(min_length=1, max_length=20)]
    wanted: Annotated[int, Field(ge=1, le=MOST)] = 3
    stand_ins: Annotated[int, Field(ge=0, le=MOST)] = 2
    apart: bool = False
    """At most one expert of an employer."""
    organisations: Annotated[list[Line], Field(max_length=60)] = []
    """The applicant and its affiliates, by name."""
    persons: Annotated[list[Line], Field(max_length=60)] = []
    """Legal representative, agent and officers of the applicant, by name."""
    predecessors: Annotated[list[Line], Field(max_length=20)] = []
    """Earlier subjects of the same matter."""


def comparable(name: str) -> str:
    """A name as it is compared: without spaces, full-width forms made plain, in small letters."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
