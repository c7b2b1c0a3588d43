"""Attendance as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.desk.exports.listing import Cells, Listing, day, number, text
from banli.desk.roster.attendance import asked_rows, clock_words, shift_row
from banli.kernel.actors import Actor
from banli.people.service import named


def attendance(by: Actor, asked: QueryDict) -> Listing:
    """The shifts of a month as their page shows them, one row each."""
    first, last, rows = asked_rows(asked, by)
    columns = [
        text(_("Department"), 18),
        text(_("Window"), 18),
        text(pgettext("roster", "Who"), 12),
        day(pgettext("record", "Day")),
        text(pgettext("roster", "Shift"), 12),
        text(pgettext("roster", "Hours"), 14),
        text(pgettext("roster", "Came"), 10),
        text(pgettext("roster", "Left"), 10),
        text(pgettext("roster", "Attendance"), 12),
        number(_("Minutes late")),
        number(_("Minutes early")),
        text(pgettext("roster", "Known from"), 16),
    ]

    def made() -> Iterator[Cells]:
        for one in rows:
            told, shift = shift_row(one), one.shift
            yield (
                named(shift.window.department),
                named(shift.window),
                shift.person.display_name,
                shift.day,
                str(told["kind"]),
                f"{shift.begins:%H:%M}–{shift.ends:%H:%M}",
                clock_words(one.judged.arrived),
                clock_words(one.judged.left),
                str(told["standing"]),
                one.judged.late,
                one.judged.early,
                str(told["seen"]),
            )

    told = [(_("Period"), f"{first} — {last}")]
    return Listing(pgettext("roster", "Attendance"), columns, made(), len(rows), told)
