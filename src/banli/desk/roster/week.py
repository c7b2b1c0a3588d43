"""The roster of a week: who stands at which window, who is on leave, which window nobody stands at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import Sheet, answer
from banli.desk.kit.frame import actor, screen, show
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Refused
from banli.people.service import Window, departments, named
from banli.roster.service import (
    GRANTS,
    Leave,
    PostRecord,
    RosterFile,
    RosterPermission,
    Shift,
    clerks,
    days_of,
    leave_by_shift,
    monday_of,
    plan_week,
    put_on,
    roster_plan,
    shifts_of,
    take_off,
    unmanned,
    why_not_take_off,
    windows_for,
    working,
)
from banli.worktime.service import calendar

WEEK = timedelta(days=7)


@screen
def roster(request: HttpRequest) -> HttpResponse:
    """A week of one's department, or of one or all for whoever sees all."""
    return _page(request)


def asked_monday(text: str) -> date:
    """The Monday of the week of a day written as 2022-11-14; of today for anything else."""
    try:
        return monday_of(date.fromisoformat(text))
    except ValueError:
        return monday_of(clock.today())


def plans(by: Actor, department: str) -> bool:
    """True where ``by`` changes the roster of this department."""
    return bool(department) and GRANTS.may(by, RosterPermission.PLAN, department=department)


def _page(request: HttpRequest, words: str = "", status: int = 200) -> HttpResponse:
    by, asked = actor(request), request.POST if request.method == "POST" else request.GET
    plan, monday = roster_plan(), asked_monday(asked.get("week", ""))
    everywhere = GRANTS.may_everywhere(by, RosterPermission.READ)
    department = asked.get("department", "") if everywhere else by.department
    houses = [(one.code, named(one)) for one in departments()] if everywhere else []
    department = department if department in {code for code, _name in houses} or not everywhere else ""
    at, days = windows_for(by, department), days_of(monday)
    rows = shifts_of(days, [one.code for one in at])
    chosen = next((one for one in at if one.code == asked.get("window", "")), None)
    context: dict[str, Any] = {
        "plan": plan,
        "monday": monday,
        "sunday": days[-1],
        "earlier": monday - WEEK if monday.toordinal() > WEEK.days else None,
        "later": days[-1] + timedelta(days=1) if days[-1] < date.max else None,
        "this": monday == monday_of(clock.today()),
        "days": [_day(day) for day in days],
        "houses": houses if everywhere else [],
        "department": department,
        "chosen": chosen,
        "may_plan": plans(by, department) and days[-1] >= clock.today(),
        "may_put": _puts(by),
        "empty": not rows,
        "words": words,
    }
    if plan is not None:
        context |= _table(plan, [chosen] if chosen else at, days, rows, by)
    return show(request, "desk/roster/roster.html", "roster", context, status)


def _puts(by: Actor) -> bool:
    return GRANTS.may(by, RosterPermission.PLAN)


def _day(day: date) -> dict[str, Any]:
    known = calendar()
    return {
        "day": day,
        "worked": bool(working([day])),
        "name": known.name_of(day) if known.covers(day) else "",
        "today": day == clock.today(),
    }


def _table(
    plan: RosterFile, at: list[Window], days: list[date], rows: list[Shift], by: Actor
) -> dict[str, Any]:
    """A line for each window, a cell for each day, a shift in each; and how many shifts nobody stands in."""
    leaves, worked = leave_by_shift(rows), set(working(days))
    missing = {
        (one.day, one.window, one.kind)
        for one in unmanned(plan, [one.code for one in at], worked, rows, leaves)
        if one.day >= clock.today()
    }
    posts: dict[tuple[date, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        posts.setdefault((row.day, row.window_id, row.kind), []).append(_post(row, leaves, by))
    lines = [
        {
            "window": window,
            "name": named(window),
            "cells": [
                {
                    "day": day,
                    "worked": day in worked,
                    "shifts": [
                        {
                            "name": kind.name,
                            "hours": f"{kind.begins:%H:%M}–{kind.ends:%H:%M}",
                            "posts": posts.get((day, window.code, kind.key), []),
                            "missing": (day, window.code, kind.key) in missing,
                        }
                        for kind in plan.shifts
                    ],
                }
                for day in days
            ],
        }
        for window in at
    ]
    return {"lines": lines, "missing": len(missing), "kinds": plan.shifts}


def _post(row: Shift, leaves: Mapping[int, Leave], by: Actor) -> dict[str, Any]:
    leave = leaves.get(row.pk)
    may = why_not_take_off(row.day, clock.today()) is None
    return {
        "pk": row.pk,
        "name": row.person.display_name,
        "away": leave is not None,
        "officer": leave.officer.display_name if leave and leave.officer else "",
        "removable": may and GRANTS.may(by, RosterPermission.PLAN, department=row.window.department_id),
    }


@screen
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Make a department's week from the template, or from the last week that has one."""
    by, sent = actor(request), request.POST
    monday, department = asked_monday(sent.get("week", "")), sent.get("department", "") or by.department
    source: Literal["template", "copy"] = "copy" if sent.get("source") == "copy" else "template"
    if not plans(by, department):
        raise Denied("You are not allowed to do this.")
    try:
        added = plan_week(monday=monday, department=department, source=source, by=by)
    except Refused as error:
        return _page(request, str(error), 409)
    told = ngettext("%(n)d post was added.", "%(n)d posts were added.", added)
    messages.success(request, told % {"n": added} if added else _("Everything of it stands there already."))
    return redirect(f"{reverse('desk:roster')}?week={monday.isoformat()}&department={department}")


@screen
def new_post(request: HttpRequest) -> HttpResponse:
    """Put somebody on a shift."""
    by, plan = actor(request), roster_plan()
    own = by.department if not GRANTS.may_everywhere(by, RosterPermission.PLAN) else ""
    if not _puts(by):
        raise Denied("You are not allowed to do this.")
    names = {one.code: named(one) for one in departments()}
    people = [(str(one.pk), f"{one.display_name} · {names[one.department_id or '']}") for one in clerks(own)]
    kinds = [(one.key, one.name) for one in plan.shifts] if plan else []
    sheet = Sheet(
        section="roster",
        title=_("Put somebody on a shift"),
        crumbs=((reverse("desk:roster"), pgettext("desk", "Roster")),),
        shape=PostRecord,
        series="ZB",
        button=_("Put on"),
        options={
            "window": (("", _("Choose")), *((one.code, named(one)) for one in windows_for(by, own))),
            "kind": (("", _("Choose")), *kinds),
            "officer": (("", _("Choose")), *people),
        },
        labels={"kind": pgettext("roster", "Shift"), "officer": pgettext("roster", "Who")},
    )

    def record(made: PostRecord) -> str:
        row = put_on(record=made, by=by)
        return f"{reverse('desk:roster')}?week={row.day.isoformat()}&window={row.window_id}"

    fresh = {"day": clock.today().isoformat(), "window": request.GET.get("window", "")}
    return answer(request, sheet, fresh, {}, record)


@screen
@require_POST
def remove_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off a shift."""
    try:
        take_off(shift=pk, by=actor(request))
    except Refused as error:
        return _page(request, str(error), 409)
    messages.success(request, _("Noted."))
    week, window = asked_monday(request.POST.get("week", "")), request.POST.get("window", "")
    known = window if window in {one.code for one in windows_for(actor(request))} else ""
    return redirect(f"{reverse('desk:roster')}?week={week.isoformat()}&window={known}")
