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

from banli.cases.service import Case, find, notices, resubmit, spec_of
from banli.cases.states import State
from banli.catalogue.service import Doubted, ItemSpec, check_insisted, validate_form
from banli.files.service import receive_all
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.portal.asking import Question, applying, by_place, fields_left, looked_over, question, typed_from
from banli.portal.keeping import Files, keep, kept
from banli.portal.races import meanwhile, version_of, was_ours
from banli.portal.visitor import actor_of, page
from banli.portal.words import Happening

MATERIAL = "material."


@dataclass(frozen=True)
class Point:
    """One point of the notice: a question to answer anew, or a material to hand in anew."""

    where: str
    label: str
    problem: str
    question: Question | None
    material: str
    errors: tuple[str, ...]


def _points(
    spec: ItemSpec, told: Iterable[Mapping[str, str]], typed: Mapping[str, Any], problems: Iterable[Problem]
) -> list[Point]:
    """The points of the notice, and after them questions that became due through the answers."""
    wrong = by_place(problems)
    found = [
        _point(spec, one["where"], one.get("label", ""), one.get("problem", ""), typed, wrong) for one in told
    ]
    named = {point.where for point in found}
    due = [key for key in wrong if key and key not in named]
    return found + [_point(spec, key, "", "", typed, wrong) for key in due]


def _point(
    spec: ItemSpec,
    where: str,
    label: str,
    problem: str,
    typed: Mapping[str, Any],
    wrong: Mapping[str, list[str]],
) -> Point:
    errors = tuple(wrong.get(where, ()))
    if where.startswith(MATERIAL):
        key = where.removeprefix(MATERIAL)
        name = next((str(one.name) for one in spec.materials if one.key == key), label or key)
        return Point(where, name, problem, None, key, errors)
    field = spec.form.field(where)
    drawn = question(field, typed.get(where), errors, problem) if field else None
    return Point(where, str(field.label) if field else label, problem, drawn, "", errors)


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
    spec, told = spec_of(found), _told(found)
    typed: dict[str, Any] = dict(found.form)
    error: Invalid | None = None
    since: list[Happening] = []
    if request.method == "POST":
        typed = typed_from(spec, request.POST, found.form)
        error = _hand_in(request, by, found, typed, told)
        since = meanwhile(found, version_of(request)) if error else []
        if not error:
            messages.success(request, _("Handed in again. The window looks at it within 5 working days."))
            return redirect("portal:case", number)
    problems = error.problems if error else []
    context = {
        "section": "track",
        "case": found,
        "spec": spec,
        "points": _points(spec, told, typed, problems),
        "problems": problems,
        "doubts": error.marks if isinstance(error, Doubted) and not since else "",
        "meanwhile": since,
        "kept": {key: file.name for key, file in kept(request, number)},
    }
    status = 409 if since else 422 if problems else 200
    return render(request, "portal/correct.html", context, status=status)


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
    return render(request, "portal/parts/looked.html", {"left": left})


def _gone(request: HttpRequest, by: Actor, found: Case) -> HttpResponse:
    """The case is no longer in correction: a second click goes to the case, words of somebody slower are shown."""
    version = version_of(request)
    if request.method != "POST" or was_ours(found, ("resubmit",), version, by):
        if request.method != "POST":
            messages.info(request, _("There is nothing to correct now."))
        return redirect("portal:case", found.number)
    spec = spec_of(found)
    typed = typed_from(spec, request.POST, found.form)
    told = _told(found)
    problems = [Problem("", gettext_noop("The correction cannot be handed in any more."))]
    context = {
        "section": "track",
        "case": found,
        "spec": spec,
        "points": _points(spec, told, typed, []),
        "problems": problems,
        "meanwhile": meanwhile(found, version),
        "kept": {},
    }
    return render(request, "portal/correct.html", context, status=409)


def _hand_in(
    request: HttpRequest, by: Actor, found: Case, typed: dict[str, Any], told: list[dict[str, str]]
) -> Invalid | None:
    """Hand the mended application in; what is wrong where it cannot be, or not before somebody insists."""
    spec = spec_of(found)
    asked = applying(spec, typed)
    answers = {key: value for key, value in typed.items() if key in asked}
    clean, problems = validate_form(spec, answers)
    files, refused = _files(request, by, told, kept(request, found.number))
    keep(request, found.number, files)
    problems += refused
    if problems:
        return Invalid(problems)
    corrected = [one["where"] for one in told]
    try:
        check_insisted(spec, clean, request.POST.get("anyway", ""), before=found.form, corrected=corrected)
        resubmit(by=by, number=found.number, form=answers, version=version_of(request), files=files)
    except Invalid as error:
        return error
    except (Refused, Stale) as error:
        return Invalid([Problem("", str(error))])
    keep(request, found.number, [])
    return None


def _files(
    request: HttpRequest, by: Actor, told: list[dict[str, str]], before: Files
) -> tuple[Files, list[Problem]]:
    """New files for the materials the notice names, with those kept from a try before."""
    asked = [one["where"].removeprefix(MATERIAL) for one in told if one["where"].startswith(MATERIAL)]
    files: Files = [(key, file) for key, file in before if key in asked]
    sent = ((key, one) for key in asked for one in request.FILES.getlist(f"file.{key}"))
    came, problems = receive_all(by=by, sent=sent, place=MATERIAL)
    files += came
    for key in asked:
        if not any(one == key for one, _file in files) and not problems:
            problems.append(Problem(MATERIAL + key, _("Please hand in a new file for this material.")))
    return files, problems
