"""年度考核 at the desk: the rounds, a month as it would be now, a frozen round, one score with its marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.assessment.service import (
    GRANTS,
    Assessment,
    AssessmentPermission,
    AssessmentScore,
    NoteRecord,
    Objection,
    Score,
    find_round,
    freeze_month,
    holds,
    last_book,
    left_out,
    month_of,
    note_mark,
    objections_of,
    oversees,
    preview,
    publish_month,
    publish_year,
    rounds,
    score_of,
    template,
    template_of,
    visible_scores,
    why_not_freeze,
    why_not_publish,
)
from banli.assessment.states import STATE_NAMES, AssessmentState, ObjectionState, Source
from banli.desk.assessment.scores import names_of_units, parts_of, title_of
from banli.desk.kit.forms import Sheet, answer
from banli.desk.kit.frame import actor, screen, show
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import departments, named, windows
from banli.screens.parameters import whole


@screen
def assessment(request: HttpRequest) -> HttpResponse:
    """The rounds, and for whoever assesses the month that is to be frozen next."""
    return _list(request)


def _list(request: HttpRequest, words: str = "", status: int = 200) -> HttpResponse:
    by = actor(request)
    assesses, today = GRANTS.may(by, AssessmentPermission.ASSESS), clock.today()
    last_month = today.replace(day=1) - timedelta(days=1)
    context = {
        "rows": [_row(one, by) for one in rounds(by)],
        "there": last_book() is not None,
        "assesses": assesses,
        "oversees": oversees(by),
        "month": f"{last_month:%Y-%m}",
        "this_month": f"{today:%Y-%m}",
        "year": today.year - 1,
        "words": words,
    }
    return show(request, "desk/assessment/assessment.html", "assessment", context, status)


def _row(row: Assessment, by: Actor) -> dict[str, Any]:
    state = AssessmentState(row.state)
    own = (
        visible_scores(row, by).filter(department_id=by.department, window=None).first()
        if by.department
        else None
    )
    return {
        "row": row,
        "title": title_of(row),
        "state": STATE_NAMES[state],
        "tone": "done" if state is AssessmentState.PUBLISHED else "action",
        "own": (own.final if own.final is not None else own.total) if own else None,
    }


@screen
def live(request: HttpRequest) -> HttpResponse:
    """A month as it would be frozen now, unit by unit; ``unit`` shows the marks of one."""
    by, asked = actor(request), request.GET
    GRANTS.require(by, AssessmentPermission.OVERSEE)
    month = month_of(asked.get("month", "")) or month_of(f"{clock.today():%Y-%m}")
    assert month is not None
    kept, found = preview(*month)
    names, unit = names_of_units(), asked.get("unit", "")
    chosen = next((key for key in found if unit and unit == (key[1] or key[0])), None)
    context = {
        "first": month[0],
        "last": month[1],
        "month": f"{month[0]:%Y-%m}",
        "criteria": kept.criteria,
        "rows": [_live_line(key, each, names, month[0]) for key, (_marks, each) in found.items()],
        "chosen": parts_of(found[chosen][1], {}, by, frozenset()) if chosen else None,
        "chosen_name": names.get(unit, unit),
        "refusal": why_not_freeze(month[1], clock.today(), there=_frozen(month[0], by)),
        "assesses": GRANTS.may(by, AssessmentPermission.ASSESS),
    }
    return show(request, "desk/assessment/live.html", "assessment", context)


def _live_line(key: tuple[str, str], each: Score, names: Mapping[str, str], first: date) -> dict[str, Any]:
    department, window = key
    address = f"?month={first:%Y-%m}&unit={window or department}"
    return _line(department, window, names, each, each.total, address)


def _frozen(first: date, by: Actor) -> bool:
    return any(one.first == first and not one.yearly for one in rounds(by))


def _line(
    department: str, window: str, names: Mapping[str, str], found: Score | None, total: Decimal, address: str
) -> dict[str, Any]:
    """A unit in a table: its name, its total, and the points of each criterion where they are shown."""
    unit = window or department
    return {
        "unit": unit,
        "name": names.get(unit, unit),
        "window": bool(window),
        "points": [one.points for one in found.parts] if found else [],
        "total": total,
        "address": address,
    }


@screen
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze a month, or publish a year."""
    by, sent = actor(request), request.POST
    try:
        if year := whole(sent.get("year", "")):
            made = publish_year(year=year, by=by)
        else:
            month = month_of(sent.get("month", ""))
            if month is None:
                raise Missing(gettext_noop("There is no such month."))
            made = freeze_month(first=month[0], last=month[1], by=by)
    except Refused as error:
        return _list(request, str(error), 409)
    messages.success(request, _("Noted."))
    return redirect("desk:assessment_round", made.public_id)


@screen
def note(request: HttpRequest) -> HttpResponse:
    """Write down a mark by hand."""
    by, kept = actor(request), template()
    GRANTS.require(by, AssessmentPermission.ASSESS)
    by_hand = tuple((one.key, one.name) for one in kept.criteria if one.source is Source.BY_HAND)
    sheet = Sheet(
        section="assessment",
        title=_("Write down a mark"),
        crumbs=((reverse("desk:assessment"), pgettext("desk", "Assessment")),),
        shape=NoteRecord,
        series="KHJL",
        button=_("Write it down"),
        about=_("For criteria whose marks come from no other record. It counts in the month of its day."),
        options={
            "criterion": (("", _("Choose")), *by_hand),
            "window": (("", _("the department as a whole")), *((one.code, named(one)) for one in windows())),
            "assessed": (("", _("Choose")), *((one.code, named(one)) for one in departments())),
        },
        labels={"text": _("What happened")},
    )

    def record(made: NoteRecord) -> str:
        note_mark(record=made, by=by)
        return f"{reverse('desk:assessment_live')}?month={made.day:%Y-%m}&unit={made.window or made.assessed}"

    return answer(request, sheet, {"day": clock.today().isoformat()}, {}, record)


@screen
def round_(request: HttpRequest, public_id: str) -> HttpResponse:
    """A frozen round: every unit that ``by`` may read, with its total."""
    return _round(request, public_id)


def _round(request: HttpRequest, public_id: str, words: str = "", status: int = 200) -> HttpResponse:
    by = actor(request)
    row = find_round(public_id, by)
    names, without = names_of_units(), left_out(row)
    waiting = [one for one in objections_of(row).values() if one.state == ObjectionState.RAISED]
    lines = [_scored(row, one, names, without) for one in visible_scores(row, by)]
    state = AssessmentState(row.state)
    context = {
        "row": row,
        "title": title_of(row),
        "state": STATE_NAMES[state],
        "tone": "done" if state is AssessmentState.PUBLISHED else "action",
        "criteria": () if row.yearly else template_of(row).criteria,
        "rows": lines,
        "holds": holds(row),
        "waiting": [_waits(row, one, names) for one in waiting] if oversees(by) else [],
        "assesses": state is AssessmentState.FROZEN and GRANTS.may(by, AssessmentPermission.ASSESS),
        "refusal": why_not_publish(row.object_until, clock.today(), len(waiting))
        if row.object_until
        else None,
        "words": words,
    }
    return show(request, "desk/assessment/round.html", "assessment", context, status)


def _scored(
    row: Assessment, one: AssessmentScore, names: Mapping[str, str], without: frozenset[str]
) -> dict[str, Any]:
    found = None if row.yearly else score_of(row, one, without)
    total = one.final if one.final is not None else found.total if found else one.total
    unit = one.window_id or one.department_id
    address = reverse("desk:assessment_score", args=[row.public_id, unit])
    return {
        **_line(one.department_id, one.window_id or "", names, found, total, address),
        "frozen": one.total,
    }


def _waits(row: Assessment, one: Objection, names: Mapping[str, str]) -> dict[str, Any]:
    address = reverse("desk:assessment_score", args=[row.public_id, one.department_id])
    return {
        "name": names.get(one.department_id, ""),
        "reason": one.reason,
        "address": f"{address}#{one.mark}",
    }


@screen
@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish a month inside the house."""
    try:
        publish_month(assessment=public_id, by=actor(request))
    except Refused as error:
        return _round(request, public_id, str(error), 409)
    messages.success(request, _("Published."))
    return redirect("desk:assessment_round", public_id)
