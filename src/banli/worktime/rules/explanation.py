"""Why a limit ends the day it does: every day from the event to the last, what it is and what says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from banli.worktime.rules.calendar import Calendar, DayKind, Why
from banli.worktime.rules.limits import Pause, PauseLike, Unit, due, in_order, unrolled

LICENSING = "《中华人民共和国行政许可法》"
CIVIL_CODE = "《中华人民共和国民法典》"
DAY_ZERO = CIVIL_CODE + "第二百零一条"
MONTHS = CIVIL_CODE + "第二百零二条"
REST_DAY = CIVIL_CODE + "第二百零三条"
EXTENSION = LICENSING + "第四十二条"
SPECIAL_PROCEDURE = LICENSING + "第四十五条"
WORKING_DAYS = LICENSING + "第八十二条"


class NoteKind(StrEnum):
    """What a day did to the limit."""

    START = "start"
    """The day of the event: day 0."""
    COUNTED = "counted"
    MAKEUP = "makeup"
    """A weekend day worked by notice: counted."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    """Would have counted, but lies in a pause."""
    MOVED = "moved"
    """The working day to which a last day of rest was moved."""


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day: its ordinal where it counts (None elsewhere), and the holiday, pause or notice that explains it."""

    date: date
    kind: NoteKind
    count: int | None = None
    label: str = ""
    notice: str = ""
    extended: bool = False
    """True for days that an extension added."""

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON."""
        return {
            "date": self.date.isoformat(),
            "kind": self.kind.value,
            "count": self.count,
            "label": self.label,
            "notice": self.notice,
            "extended": self.extended,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """A limit and its last day, day by day, with the notices and articles it rests on."""

    start: date
    n: int
    unit: Unit
    extension: int
    due: date
    days: tuple[DayNote, ...]
    notices: tuple[str, ...]
    articles: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON."""
        return {
            "start": self.start.isoformat(),
            "n": self.n,
            "unit": self.unit.value,
            "extension": self.extension,
            "due": self.due.isoformat(),
            "days": [day.as_data() for day in self.days],
            "notices": list(self.notices),
            "articles": list(self.articles),
        }


def explain(
    start: date,
    n: int,
    unit: Unit,
    calendar: Calendar,
    pauses: Iterable[PauseLike] = (),
    *,
    extension: int = 0,
) -> Explanation:
    """The last day of a limit, as :func:`due`, with its reasons; raises as it does."""
    ordered = in_order(pauses)
    last = due(start, n, unit, calendar, ordered, extension=extension)
    ends = unrolled(start, n + extension, unit, calendar, ordered)
    notes = [DayNote(start, NoteKind.START)]
    counted = 0
    for offset in range(1, (last - start).days + 1):
        day = start + timedelta(days=offset)
        note = _note(day, unit, calendar.why(day), _pause_over(day, ordered), ends)
        if note.kind in (NoteKind.COUNTED, NoteKind.MAKEUP) and unit is not Unit.MONTH:
            counted += 1
            note = _numbered(note, counted, counted > n)
        notes.append(note)
    if unit is Unit.MONTH and n + extension:
        place = (ends - start).days
        notes[place] = _numbered(notes[place], n + extension, extension > 0)
    return Explanation(
        start=start,
        n=n,
        unit=unit,
        extension=extension,
        due=last,
        days=tuple(notes),
        notices=calendar.notices(start, last),
        articles=_articles(unit, bool(extension), notes),
    )


def _note(day: date, unit: Unit, why: Why, pause: Pause | None, ends: date) -> DayNote:
    """What ``day`` did to a limit whose counting ends on ``ends``."""
    if day > ends:
        kind = NoteKind.MOVED if why.working else NoteKind(why.kind.value)
        return DayNote(day, kind, None, why.name, why.notice)
    if unit is Unit.WORKING and not why.working:
        return DayNote(day, NoteKind(why.kind.value), None, why.name, why.notice)
    if pause is not None:
        return DayNote(day, NoteKind.PAUSED, None, why.name, pause.notice)
    kind = NoteKind.MAKEUP if why.kind is DayKind.MAKEUP else NoteKind.COUNTED
    return DayNote(day, kind, None, why.name, why.notice)


def _numbered(note: DayNote, count: int, extended: bool) -> DayNote:
    return DayNote(note.date, note.kind, count, note.label, note.notice, extended)


def _pause_over(day: date, pauses: tuple[Pause, ...]) -> Pause | None:
    for pause in pauses:
        if pause.start < day <= pause.end:
            return pause
    return None


def _articles(unit: Unit, extended: bool, notes: list[DayNote]) -> tuple[str, ...]:
    kinds = {note.kind for note in notes}
    articles = [DAY_ZERO]
    if unit is Unit.WORKING:
        articles.append(WORKING_DAYS)
    if unit is Unit.MONTH:
        articles.append(MONTHS)
    if NoteKind.MOVED in kinds:
        articles.append(REST_DAY)
    if NoteKind.PAUSED in kinds:
        articles.append(SPECIAL_PROCEDURE)
    if extended:
        articles.append(EXTENSION)
    return tuple(articles)
