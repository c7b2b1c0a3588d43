"""One calendar edition: what one notice of the State Council says of one year."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from banli.kernel.yamlfile import YamlFile

SATURDAY = 5


class Notice(BaseModel):
    """The State Council's notice: its number, the day it was given, and the page it can be read on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    date: date
    page: str = ""


class Edition(BaseModel):
    """The days of one year as one notice sets them. A later edition of a year replaces the earlier whole.

    ``off`` names every day of a holiday, the weekend days among them too; ``worked`` are the weekend days
    worked instead. Days at the turn of a year belong to the edition of the year whose New Year they are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    edition: int
    notice: Notice
    checked: str
    """How far the days and the notice were compared with their source."""
    off: dict[date, str]
    worked: frozenset[date]

    @property
    def key(self) -> str:
        """How the edition is named, such as ``2019-2``."""
        return f"{self.year}-{self.edition}"

    @model_validator(mode="after")
    def _holds_together(self) -> Edition:
        if not 1949 < self.year < 2200:
            raise ValueError(f"{self.year} is not a year of this calendar")
        if self.edition < 1:
            raise ValueError("editions are numbered from 1")
        for day in (*self.off, *self.worked):
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                raise ValueError(f"{day} is not a day of {self.year} or of the December before it")
        for day in self.worked:
            if day.weekday() < SATURDAY:
                raise ValueError(f"{day} is not a weekend day, so it needs no notice to be worked")
            if day in self.off:
                raise ValueError(f"{day} is both off and worked")
        return self

    def same_days(self, other: Edition) -> bool:
        """True where both say the same of every day and follow the same notice."""
        return (self.off, self.worked, self.notice) == (other.off, other.worked, other.notice)

    def row(self) -> dict[str, Any]:
        """The days as they are stored: ISO dates, in order."""
        return {
            "off": {day.isoformat(): name for day, name in sorted(self.off.items())},
            "worked": [day.isoformat() for day in sorted(self.worked)],
        }


def edition_in(file: YamlFile) -> Edition:
    """The edition a pack file holds.

    :raises FileFault: with file, line and what is wrong.
    """
    return file.validated(Edition)
