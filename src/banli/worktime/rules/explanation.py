"""Why a limit ends the day it does: every day from the event to the last, what it is and what says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from banli.kernel.text import Words
from banli.worktime.rules.awaited import OPEN_END, Awaited, known
from banli.worktime.rules.calendar import ONE_DAY, Calendar, DayKind, UnknownYear, Why
from banli.worktime.rules.limits import Pause, PauseLike, ends_after, in_order, months_after, sound
from banli.worktime.rules.units import Unit

LICENSING = "《中华人民共和国行政许可法》"
CIVIL_CODE = "《中华人民共和国民法典》"
BY_THE_CALENDAR = CIVIL_CODE + "第二百条"
DAY_ZERO = CIVIL_CODE + "第二百零一条"
MONTHS = CIVIL_CODE + "第二百零二条"
REST_DAY = CIVIL_CODE + "第二百零三条"
EXTENSION = LICENSING + "第四十二条"
SPECIAL_PROCEDURE = LICENSING + "第四十五条"
WORKING_DAYS = LICENSING + "第八十二条"
IN_ORDER = (
    DAY_ZERO,
    BY_THE_CALENDAR,
    WORKING_DAYS,
    MONTHS,
    REST_DAY,
    SPECIAL_PROCEDURE,
    EXTENSION,
)
"""Every article a day can rest on, in the order an explanation lists them."""
ENGLISH = {
    DAY_ZERO: "Civil Code, Article 201",
    BY_THE_CALENDAR: "Civil Code, Article 200",
    WORKING_DAYS: "Administrative Licensing Law, Article 82",
    MONTHS: "Civil Code, Article 202",
    REST_DAY: "Civil Code, Article 203",
    SPECIAL_PROCEDURE: "Administrative Licensing Law, Article 45",
    EXTENSION: "Administrative Licensing Law, Article 42",
}
"""What each is called in English."""


class Effect(StrEnum):
    """What a day does to the limit, in one of three words."""

    COUNTED = "counted"
    SKIPPED = "skipped"
    """Not counted: day 0, a day of rest, a day in a pause."""
    ADDED = "added"
    """A day the limit was lengthened by: an extension, or the working day a last day moves to that is one of rest or
    lies in a pause."""


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
    RESUMED = "resumed"
    """The first working day after the pause in which the limit would have ended."""


COUNTING = frozenset({NoteKind.COUNTED, NoteKind.MAKEUP})
"""Kinds of the days that count."""
LANDED = frozenset({NoteKind.MOVED, NoteKind.RESUMED})
"""Kinds of the days a last day was moved to."""
RESTS = {DayKind.WEEKEND: NoteKind.WEEKEND, DayKind.HOLIDAY: NoteKind.HOLIDAY}
"""What a day of rest is called."""


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
    article: str = ""
    """The article of law by which the day does what it does."""

    @property
    def effect(self) -> Effect:
        """Whether the day is counted, skipped or added."""
        if self.extended or self.kind in LANDED:
            return Effect.ADDED
        return Effect.COUNTED if self.kind in COUNTING else Effect.SKIPPED

    @property
    def why(self) -> str:
        """The reason in one word: ``extension``, or what the day is."""
        return "extension" if self.extended else self.kind.value

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON."""
        return {
            "date": self.date.isoformat(),
            "effect": self.effect.value,
            "why": self.why,
            "kind": self.kind.value,
            "count": self.count,
            "label": self.label,
            "notice": self.notice,
            "article": self.article,
            "extended": self.extended,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """A limit and its last day, day by day, with the notices and articles it rests on.

    ``awaited``: what is known of an open end. ``due`` is :data:`OPEN_END` then, and ``days`` go as far as the years
    on record do.
    """

    start: date
    n: int
    unit: Unit
    extension: int
    due: date
    days: tuple[DayNote, ...]
    notices: tuple[str, ...]
    articles: tuple[str, ...]
    """As they are cited in Chinese; :attr:`cited` has them in both languages."""
    awaited: Awaited | None = None

    @property
    def known_due(self) -> date | None:
        """The last day where it is a date."""
        return known(self.due)

    @property
    def cited(self) -> tuple[Words, ...]:
        """The articles as each language cites them."""
        return tuple(Words(zh=article, en=ENGLISH[article]) for article in self.articles)

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON."""
        return {
            "start": self.start.isoformat(),
            "n": self.n,
            "unit": self.unit.value,
            "extension": self.extension,
            "due": self.known_due.isoformat() if self.known_due else None,
            **({"undecreed": self.awaited.as_data()} if self.awaited else {}),
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
    rests: bool = True,
) -> Explanation:
    """The last day of a limit, as :func:`due`, with its reasons; raises as it does.

    :raises UnknownYear: also where it begins before every year on record: no notice to come tells of that.
    """
    ordered = in_order(pauses)
    found = ends_after(start, sound(n, extension), unit, calendar, ordered, rests=rests)
    awaited = found if isinstance(found, Awaited) else None
    if awaited and calendar.begins_after(start):
        raise UnknownYear(awaited.year)
    last, moves = (_shown_until(found), ()) if isinstance(found, Awaited) else found
    landed: dict[date, Pause | None] = dict(moves)
    notes = [DayNote(start, NoteKind.START, article=DAY_ZERO)]
    counted, plain, total = 0, _length(start, n, unit), _length(start, n + extension, unit)
    for offset in range(1, (last - start).days + 1):
        day = start + offset * ONE_DAY
        if not calendar.covers(day):
            break
        why, pause = calendar.why(day), _pause_over(day, ordered)
        kind, article = _kind(unit, why, pause is not None, past=counted == total)
        if pause is None and landed.get(day):
            kind, article = NoteKind.RESUMED, SPECIAL_PROCEDURE
        number, extended = None, False
        if kind in COUNTING:
            counted += 1
            extended = counted > plain
            if unit is not Unit.MONTH:
                number = counted
            elif counted == total:
                number, article = n + extension, MONTHS
        notice = pause.notice if pause and kind is NoteKind.PAUSED else why.notice
        notes.append(
            DayNote(day, kind, number, why.name, notice, extended, EXTENSION if extended else article)
        )
    return Explanation(
        start=start,
        n=n,
        unit=unit,
        extension=extension,
        due=OPEN_END if awaited else last,
        days=tuple(notes),
        notices=calendar.notices(start, last),
        articles=_articles(notes),
        awaited=awaited,
    )


def _shown_until(found: Awaited) -> date:
    """The last day that can be told of an open end: the last of the year before the first one missing."""
    return max(found.start, date(found.year - 1, 12, 31))


def _length(start: date, n: int, unit: Unit) -> int:
    """How many days a limit of ``n`` units counts; months are as long as they are from ``start``."""
    return (months_after(start, n) - start).days if unit is Unit.MONTH else n


def _kind(unit: Unit, why: Why, paused: bool, *, past: bool) -> tuple[NoteKind, str]:
    """What a day is to a limit, and the article by which it is that; ``past``: every day of the limit was counted."""
    working = unit is Unit.WORKING
    if working and not why.working:
        return RESTS[why.kind], WORKING_DAYS
    if paused:
        return NoteKind.PAUSED, SPECIAL_PROCEDURE
    if past:
        return NoteKind.MOVED if why.working else RESTS[why.kind], REST_DAY
    kind = NoteKind.MAKEUP if why.kind is DayKind.MAKEUP else NoteKind.COUNTED
    return kind, WORKING_DAYS if working else BY_THE_CALENDAR


def _pause_over(day: date, pauses: tuple[Pause, ...]) -> Pause | None:
    for pause in pauses:
        if pause.start < day <= pause.end:
            return pause
    return None


def _articles(notes: list[DayNote]) -> tuple[str, ...]:
    """The articles the days rest on, each once."""
    used = {note.article for note in notes}
    return tuple(article for article in IN_ORDER if article in used)


def uses(what: Explanation | tuple[date, date], years: Collection[int]) -> bool:
    """True where a limit looks at a day of one of ``years``: an explained one, or one from its day 0 to its last day.

    A limit that does not cannot move when an edition of those years is amended.
    """
    first, last = (what.start, what.due) if isinstance(what, Explanation) else what
    return any(first.year <= year <= last.year for year in years)
