"""Attendance at the desk: a month's sheet by window, one shift with what it rests on, corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, timeline
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import events, last_recorded, version_of
from banli.people.service import departments, named
from banli.roster.service import (
    GRANTS,
    TOPIC,
    Attended,
    Judged,
    RosterPermission,
    ask_correction,
    attended,
    corrections_of,
    decides,
    find_shift,
    grant_correction,
    hours_of,
    judged_now,
    refuse_correction,
    roster_plan,
    subject_of,
    waiting_corrections,
    why_not_ask_correction,
    why_not_decide,
)
from banli.roster.states.corrections import (
    SEEN_NAMES,
    STANDING_NAMES,
    STATE_NAMES,
    CorrectionState,
    Standing,
)
from banli.screens.parameters import whole

TONES = {
    Standing.LATE: "warning",
    Standing.EARLY: "warning",
    Standing.ABSENT: "overdue",
    Standing.AWAITED: "warning",
    Standing.ON_TIME: "done",
    Standing.PRESENT: "done",
}
COUNTED = (Standing.ON_TIME, Standing.LATE, Standing.EARLY, Standing.ABSENT, Standing.ON_LEAVE)
"""Columns of the month's sheet."""


def month_asked(text: str) -> tuple[date, date]:
    """First and last day of a month written as 2022-11; of the present one for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == 7 else clock.today().replace(day=1)
    except ValueError:
        first = clock.today().replace(day=1)
    if (first.year, first.month) == (date.max.year, 12):
        return first, date.max
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def asked_rows(asked: QueryDict, by: Actor) -> tuple[date, date, list[Attended]]:
    """The month that was asked for, and its shifts that ``by`` reads."""
    first, last = month_asked(asked.get("month", ""))
    everywhere = GRANTS.may_everywhere(by, RosterPermission.READ)
    department = asked.get("department", "") if everywhere else ""
    known = department if department in {one.code for one in departments()} else ""
    return first, last, attended(by, first, last, known, whole(asked.get("person", "")) or 0)


@screen
def attendance(request: HttpRequest) -> HttpResponse:
    """A month by window and person; of one person shift by shift."""
    by, asked = actor(request), request.GET
    first, last, rows = asked_rows(asked, by)
    person = whole(asked.get("person", "")) or 0
    everywhere = GRANTS.may_everywhere(by, RosterPermission.READ)
    context = {
        "first": first,
        "month": f"{first.year:04d}-{first.month:02d}",
        "months": _beside(first, last),
        "columns": [STANDING_NAMES[one] for one in COUNTED],
        "lines": _lines(rows),
        "shifts": [shift_row(one) for one in rows] if person else [],
        "person": rows[0].shift.person if person and rows else None,
        "houses": [(one.code, named(one)) for one in departments()] if everywhere else [],
        "department": asked.get("department", ""),
        "waiting": list(waiting_corrections(by)[:50]),
    }
    return show(request, "desk/roster/attendance.html", "roster", context)


def _beside(first: date, last: date) -> tuple[str, str]:
    """The months before and after; '' where the calendar has none."""
    before = date.fromordinal(first.toordinal() - 1) if first > date.min else None
    after = date.fromordinal(last.toordinal() + 1) if last < date.max else None
    return tuple(f"{one.year:04d}-{one.month:02d}" if one else "" for one in (before, after))  # type: ignore[return-value]


def _lines(rows: Iterable[Attended]) -> list[dict[str, Any]]:
    """A line for each person at each window: how many shifts came to what, and minutes."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for one in rows:
        line = found.setdefault(
            (one.shift.window_id, one.shift.person_id),
            {
                "window": one.shift.window,
                "person": one.shift.person,
                "shifts": 0,
                "counts": dict.fromkeys(COUNTED, 0),
                "minutes": 0,
            },
        )
        line["shifts"] += 1
        line["minutes"] += one.judged.late + one.judged.early
        if one.judged.standing in line["counts"]:
            line["counts"][one.judged.standing] += 1
    for line in found.values():
        line["cells"] = [(STANDING_NAMES[one], n) for one, n in line["counts"].items()]
    return list(found.values())


def shift_row(one: Attended) -> dict[str, Any]:
    """A shift in the reader's words."""
    plan = roster_plan()
    kind = plan.shift(one.shift.kind) if plan else None
    return {
        "shift": one.shift,
        "kind": kind.name if kind else one.shift.kind,
        "judged": one.judged,
        "standing": STANDING_NAMES[one.judged.standing],
        "tone": TONES.get(one.judged.standing, ""),
        "arrived": clock_words(one.judged.arrived),
        "left": clock_words(one.judged.left),
        "seen": SEEN_NAMES[one.judged.seen] if one.judged.seen else "",
    }


def clock_words(moment: datetime | None) -> str:
    """Hours and minutes in Shanghai."""
    return f"{moment.astimezone(clock.SHANGHAI):%H:%M}" if moment else "–"


@screen
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """One shift: its hours, what is on record, what it came to, and corrections."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of(TOPIC, subject_of(pk))
    row = find_shift(pk, by)
    judged: Judged = judged_now([row])[row.pk]
    made = corrections_of(row)
    waits = any(one.state == CorrectionState.ASKED for one in made)
    head = decides(by, row.window.department_id)
    mine = row.person_id == by.id and by.behalf is None
    typed: Mapping[str, str] = request.POST if request.method == "POST" else {}
    begins, ends = hours_of(row)
    context = {
        **shift_row(Attended(row, judged)),
        "last_act": "" if judged.left else _last_act(row.person_id, begins, ends),
        "version": version,
        "corrections": [
            {
                "row": one,
                "state": STATE_NAMES[CorrectionState(one.state)],
                "may": head
                and one.state == CorrectionState.ASKED
                and why_not_decide(one.asked_by_id, (by.id, by.behalf)) is None,
            }
            for one in made
        ],
        "may_ask": mine and why_not_ask_correction(ends, clock.now(), waits=waits) is None,
        "typed": {name: typed.get(name, "") for name in ("arrived", "left", "reason", "remark")},
        "history": timeline(events(TOPIC, subject_of(pk))),
        "words": words,
    }
    return show(request, "desk/roster/shift.html", "roster", context, status)


def _last_act(person: int, begins: datetime, ends: datetime) -> str:
    """When somebody last did anything at the desk within these hours; '' for nothing."""
    found = last_recorded(person, begins, ends)
    return clock_words(found) if found else ""


@screen
@require_POST
def shift_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask for a correction, grant or refuse it."""
    sent, by, version = request.POST, actor(request), seen(request)
    number = whole(sent.get("correction", "")) or 0
    acts: dict[str, Callable[[], object]] = {
        "ask": lambda: ask_correction(
            shift=pk,
            arrived=sent.get("arrived", ""),
            left=sent.get("left", ""),
            reason=sent.get("reason", ""),
            by=by,
            version=version,
        ),
        "grant": lambda: grant_correction(
            correction=number, remark=sent.get("remark", ""), by=by, version=version
        ),
        "refuse": lambda: refuse_correction(
            correction=number, remark=sent.get("remark", ""), by=by, version=version
        ),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(
        request,
        acts[name],
        lambda words, status: _page(request, pk, words, status),
        "desk:attendance_shift",
        str(pk),
    )


def month_address(month: str) -> str:
    """The page of a month."""
    return f"{reverse('desk:attendance')}?month={month}"
