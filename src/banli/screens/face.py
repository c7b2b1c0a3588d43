"""Shapes for the components of the face: the month strip that explains a date, and the marks of a light."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

DAY_WORDS = {
    "start": _("day of the event, not counted"),
    "counted": _("counted"),
    "makeup": _("weekend worked, counted"),
    "weekend": _("weekend"),
    "holiday": _("public holiday"),
    "paused": _("paused, not counted"),
    "moved": _("moved here from a day of rest"),
    "resumed": _("the first working day after the pause"),
}
"""What each kind of day is called in a legend and read out in a cell."""

HOLIDAYS = {
    "元旦": _("New Year's Day"),
    "春节": _("Spring Festival"),
    "清明节": _("Tomb-Sweeping Day"),
    "劳动节": _("Labour Day"),
    "端午节": _("Dragon Boat Festival"),
    "中秋节": _("Mid-Autumn Festival"),
    "国庆节": _("National Day"),
}
"""The public holidays (全国年节及纪念日放假办法) as the notices call them, and in the reader's language."""

LIGHTS = {
    "green": (_("On time"), "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z"),
    "blue": (_("Due soon"), "M8 0l8 8-8 8-8-8z"),
    "yellow": (_("Past the promise"), "M8 1l8 14H0z"),
    "red": (_("Overdue"), "M1 1h14v14H1z"),
}
"""Word and shape of each light, so that colour never speaks alone."""


@dataclass(frozen=True)
class Cell:
    """One day of the strip; ``kind`` is empty for the days that only fill a week."""

    date: date
    kind: str = ""
    caption: str = ""
    words: str = ""
    due: bool = False
    today: bool = False

    @property
    def css(self) -> str:
        """The classes of the cell."""
        names = [f"days__{self.kind}"] if self.kind else []
        names += ["days__due"] if self.due else []
        names += ["days__today"] if self.today else []
        return " ".join(names)


@dataclass(frozen=True)
class Strip:
    """Weeks of seven cells from Monday, the kinds that occur, and the spans worth a sentence."""

    weeks: tuple[tuple[Cell, ...], ...]
    kinds: tuple[tuple[str, str], ...]
    spans: tuple[tuple[date, date, str], ...]


def strip(explanation: Any, today: date | None = None) -> Strip:
    """Lay an explanation of a deadline (``due`` and ``days``) out by weeks."""
    notes = {note.date: note for note in explanation.days}
    first, last = min(notes), max(notes)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    cells = [
        _cell(monday + timedelta(days=n), notes, explanation.due, today)
        for n in range((sunday - monday).days + 1)
    ]
    present = {str(note.kind) for note in notes.values()}
    return Strip(
        weeks=tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7)),
        kinds=tuple((kind, str(words)) for kind, words in DAY_WORDS.items() if kind in present),
        spans=tuple(_spans(explanation.days)),
    )


def _cell(day: date, notes: dict[date, Any], due: date, today: date | None) -> Cell:
    note = notes.get(day)
    if note is None:
        return Cell(date=day, due=day == due, today=day == today)
    kind = str(note.kind)
    words = ", ".join(part for part in (str(DAY_WORDS.get(kind, "")), reason(note)) if part)
    return Cell(
        date=day,
        kind=kind,
        caption=_caption(note),
        words=words,
        due=day == due,
        today=day == today,
    )


def _caption(note: Any) -> str:
    """The few letters under the day: its ordinal, or one sign for why it has none."""
    number = str(note.count) if note.count else ""
    signs = {
        "start": pgettext("month strip", "start"),
        "holiday": pgettext("month strip", "off"),
        "paused": pgettext("month strip", "paused"),
    }
    return number or signs.get(str(note.kind), "")


def reason(note: Any) -> str:
    """What explains a day: the pause's own notice, or the holiday's name in the reader's language."""
    if str(note.kind) == "paused":
        return str(note.notice) or ""
    named = (str(HOLIDAYS.get(one, one)) for one in str(note.label or "").split("、"))
    return pgettext("list", ", ").join(named)


def _spans(notes: Iterable[Any]) -> list[tuple[date, date, str]]:
    """Runs of holidays, worked weekends and pauses with one reason; weekends inside a run belong to it."""
    spans: list[tuple[date, date, str]] = []
    for note in sorted(notes, key=lambda note: note.date):
        if str(note.kind) not in ("holiday", "paused", "makeup"):
            continue
        words = reason(note) or str(DAY_WORDS[str(note.kind)])
        if spans and spans[-1][2] == words and (note.date - spans[-1][1]).days <= 3:
            spans[-1] = (spans[-1][0], note.date, words)
        else:
            spans.append((note.date, note.date, words))
    return spans
