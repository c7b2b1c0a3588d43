"""Answering a correction notice: each point with its field or file, everything else as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import Case, Handed, clear, find, laid_by, notices, resubmit, spec_of
from banli.cases.states import State
from banli.catalogue.service import Doubted, ItemSpec, check_insisted, validate_form
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.portal.cases.materials import (
    asked_now,
    taken,
    told_materials,
)
from banli.portal.cases.serving import served_by_opening
from banli.portal.cases.timeline import Happening, meanwhile
from banli.portal.kit.visitor import actor_of, page
from banli.screens.item_form import (
    ANYWAY,
    Question,
    applying,
    by_place,
    fields_left,
    looked_over,
    question,
    typed_from,
)
from banli.screens.parameters import version_of
from banli.screens.second_click import was_ours
from banli.screens.uploads import MATERIAL, rows_of


@dataclass(frozen=True)
class Point:
    """One point of the notice: a question to answer anew, or a material to hand in anew."""

    where: str
    label: str
    problem: str
    question: Question | None
    row: Handed | None


def _points(
    spec: ItemSpec,
    told: Iterable[Mapping[str, str]],
    typed: Mapping[str, Any],
    problems: Iterable[Problem],
    rows: Mapping[str, Handed],
) -> list[Point]:
    """The points of the notice, and after them questions that became due through the answers."""
    wrong = by_place(problems)
    named = {one["where"] for one in told}
    more = dict.fromkeys([*wrong, *(MATERIAL + key for key in rows)])
    due = [{"where": key} for key in more if key and key not in named]
    return [_point(spec, one, typed, wrong, rows) for one in (*told, *due)]


def _point(
    spec: ItemSpec,
    told: Mapping[str, str],
    typed: Mapping[str, Any],
    wrong: Mapping[str, list[str]],
    rows: Mapping[str, Handed],
) -> Point:
    where, label, problem = told["where"], told.get("label", ""), told.get("problem", "")
    if where.startswith(MATERIAL):
        row = rows.get(where.removeprefix(MATERIAL))
        return Point(where, str(row.name) if row else label, problem, None, row)
    field = spec.form.field(where)
    drawn = question(field, typed.get(where), tuple(wrong.get(where, ())), problem) if field else None
    return Point(where, str(field.label) if field else label, problem, drawn, None)


def _told(found: Case) -> list[dict[str, str]]:
    """The points of the last correction notice."""
    papers = notices(found, "correction")
    return list(papers[-1].body["points"]) if papers else []


@page
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """The points of the notice; sending them hands the application in again."""
    by = actor_of(request)
    found = find(number, by)
    if found.state != State.CORRECTING:
        return _gone(request, by, found)
    if served_by_opening(request, found):
        found = find(number, by)
    spec, told = spec_of(found), _told(found)
    typed: dict[str, Any] = dict(found.form)
    error: Invalid | None = None
    since: list[Happening] = []
    if request.method == "POST":
        typed = typed_from(spec, request.POST, found.form)
        error = _hand_in(request, by, found, typed)
        since = meanwhile(found, version_of(request)) if error and error.problems else []
        if not error:
            messages.success(request, _("Handed in again. The window looks at it within 5 working days."))
            return redirect("portal:case", number)
    problems = error.problems if error else []
    rows = _rows(request, found, problems)
    context = {
        "section": "track",
        "case": found,
        "spec": spec,
        "points": _points(spec, told, typed, problems, rows),
        "first": next(iter(rows), ""),
        "problems": problems,
        "doubts": error.marks if isinstance(error, Doubted) and not since else "",
        "meanwhile": since,
    }
    status = 409 if since else 422 if problems else 200
    return render(request, "portal/cases/correct.html", context, status=status)


@require_POST
@page
def look(request: HttpRequest, number: str) -> HttpResponse:
    """What is wrong in the fields that were left, each for its place; nothing is handed in or kept.

    Whoever may not see the case, or not any more, is told nothing here: sending the form asks for the password.
    """
    try:
        found = find(number, actor_of(request))
    except Missing:
        return HttpResponse(status=204)
    spec = spec_of(found)
    typed = typed_from(spec, request.POST, found.form)
    left = looked_over(spec, typed, fields_left(request.POST))
    return render(request, "banli/form/looked.html", {"left": left})


def _gone(request: HttpRequest, by: Actor, found: Case) -> HttpResponse:
    """The case is no longer in correction: a second click goes to the case, words of somebody slower are shown."""
    version = version_of(request)
    if request.method != "POST" or was_ours(found, ("resubmit",), version, by):
        if request.method != "POST":
            messages.info(request, _("There is nothing to correct now."))
        return redirect("portal:case", found.number)
    spec = spec_of(found)
    typed = typed_from(spec, request.POST, found.form)
    told, rows = _told(found), _rows(request, found, [])
    problems = [Problem("", gettext_noop("The correction cannot be handed in any more."))]
    context = {
        "section": "track",
        "case": found,
        "spec": spec,
        "points": _points(spec, told, typed, [], rows),
        "first": next(iter(rows), ""),
        "problems": problems,
        "meanwhile": meanwhile(found, version),
    }
    return render(request, "portal/cases/correct.html", context, status=409)


def _rows(request: HttpRequest, found: Case, problems: Iterable[Problem]) -> dict[str, Handed]:
    """The rows of the materials that the notice names, that are lacking now, or that files lie by for."""
    named = [one.where.removeprefix(MATERIAL) for one in problems if one.where.startswith(MATERIAL)]
    lying = [key for key, _file in laid_by(request.session, found.number)]
    return rows_of(
        request, found, dict.fromkeys([*told_materials(found), *named, *lying]), by_place(problems)
    )


def _hand_in(request: HttpRequest, by: Actor, found: Case, typed: dict[str, Any]) -> Invalid | None:
    """Hand the mended application in; what is wrong where it cannot be, or not before somebody insists.

    Where a file was taken out again nothing is handed in, and nothing is wrong.
    """
    spec, materials = spec_of(found), told_materials(found)
    refused = taken(request, found, asked_now(found))
    if "remove" in request.POST:
        return Invalid(refused)
    asked = applying(spec, typed)
    answers = {key: value for key, value in typed.items() if key in asked}
    clean, problems = validate_form(spec, answers)
    files = laid_by(request.session, found.number)
    problems += refused or _lacking(materials, {key for key, _file in files})
    if problems:
        return Invalid(problems)
    corrected = [one["where"] for one in _told(found)]
    try:
        check_insisted(spec, clean, request.POST.get(ANYWAY, ""), before=found.form, corrected=corrected)
        resubmit(by=by, number=found.number, form=answers, version=version_of(request), files=files)
    except Invalid as error:
        return error
    except (Refused, Stale) as error:
        return Invalid([Problem("", str(error))])
    clear(session=request.session, number=found.number)
    return None


def _lacking(asked: Iterable[str], came: set[str]) -> list[Problem]:
    words = _("Please hand in a new file for this material.")
    return [Problem(MATERIAL + key, words) for key in asked if key not in came]
