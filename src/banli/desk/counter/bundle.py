"""A bundle at the counter: one form for the person who is there, the papers once, and every item taken in at one go."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from banli.bundles.service import (
    BundleRevision,
    asked_materials,
    current,
    every_material,
    find_hand_in,
    hand_in,
    hand_in_of,
    joined,
    specs_of,
    taken,
)
from banli.bundles.service import revision as bundle_revision
from banli.cases.service import (
    HELP_NAMES,
    Draft,
    Handed,
    answer_at_once,
    draft_of,
    held_in,
    open_twins,
    query_password,
    save_draft,
    together,
)
from banli.catalogue.service import ItemSpec, revision
from banli.desk.counter.help import HELP, note_at_intake
from banli.desk.counter.pages import PAPER
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import named
from banli.screens.bundle_form import bundle_parts, bundle_typed
from banli.screens.item_form import COUNTER, by_place
from banli.screens.uploads import take_in
from banli.tickets.service import tie_cases

FRESH = "fresh_bundles"
"""Bundles taken in just now, whose receipt shows the passwords."""


@dataclass(frozen=True)
class Intake:
    """One bundle being taken in: its draft (None before the first save), and what was typed."""

    revision: BundleRevision
    specs: Mapping[str, ItemSpec]
    draft_id: uuid.UUID
    draft: Draft | None
    typed: dict[str, Any]


@screen
def new_bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """A fresh form; its address carries the draft, so that a reload or a second click is the same."""
    return redirect("desk:bundle_form", current(slug).slug, uuid.uuid4())


@screen
def bundle_form(request: HttpRequest, slug: str, draft_id: uuid.UUID) -> HttpResponse:
    """The form; a POST saves it, and with ``then`` hands all of it in."""
    by = actor(request)
    if made := hand_in_of(draft_id):
        return redirect("desk:matter", made.number)
    intake = _intake(by, slug, draft_id)
    if request.method != "POST":
        return _page(request, by, intake)
    try:
        intake, problems = _saved(request, by, intake)
        if problems:
            raise Invalid(problems)
        if request.POST.get("then") != "take_in" or "remove" in request.POST:
            return _page(request, by, intake)
        known, on_paper = request.POST.get("known", ""), request.POST.getlist(PAPER)
        made = hand_in(
            by=by,
            draft_id=draft_id,
            channel="counter",
            on_paper=on_paper,
            known=known,
            electronic=bool(request.POST.get("electronic")),
        )
    except Invalid as error:
        return _page(request, by, intake, error.problems, 422)
    except Refused as error:
        return _page(request, by, intake, [Problem("", str(error))], 409)
    _follow_up(by, made.number, request.POST.get(HELP, ""))
    request.session[FRESH] = [*request.session.get(FRESH, ())[-9:], made.number]
    return redirect("desk:matter", made.number)


def _follow_up(by: Actor, number: str, how: str) -> None:
    """What goes with taking in: the visitor's ticket, how the window helped, items that are answered at once."""
    cases = list(together.handed_in_together(number))
    tie_cases(by=by, cases=cases)
    note_at_intake(by=by, cases=cases, how=how)
    for case in cases:
        if revision(case.revision_id).spec.answer is not None:
            answer_at_once(case.number)


@screen
@require_POST
def bundle_material(request: HttpRequest, slug: str, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Take files in for one material, or one out again; the answers are kept on the way."""
    by = actor(request)
    intake = _intake(by, slug, draft_id)
    row = next((one for one in every_material(intake.revision.spec, intake.specs) if one.key == key), None)
    if row is None:
        raise Missing(gettext_noop("This draft was handed in or does not exist."))
    intake, problems = _saved(request, by, intake, {key})
    if not request.headers.get("HX-Request"):
        return redirect("desk:bundle_form", slug, draft_id)
    context = {
        "row": Handed.of(row, held_in(draft_id), [str(one) for one in problems]),
        "spec": intake.revision.spec,
        "draft_id": draft_id,
        "ticked": {one: one for one in intake.typed.get(PAPER, ())},
    }
    return show(request, "desk/counter/parts/bundle_material.html", "counter", context)


@screen
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of a bundle: every case with its department and state."""
    row, cases = find_hand_in(number, actor(request))
    fresh = number in request.session.get(FRESH, ())
    lines = [
        {
            "case": one,
            "name": revision(one.revision_id).spec.name,
            "department": named(one.department),
            "own": one.department_id == actor(request).department,
            "password": query_password(one.number) if fresh else "",
        }
        for one in cases
    ]
    context = {"matter": row, "spec": bundle_revision(row.revision_id).spec, "cases": lines, "fresh": fresh}
    return show(request, "desk/counter/matter.html", "counter", context)


def _intake(by: Actor, slug: str, draft_id: uuid.UUID) -> Intake:
    found, draft = current(slug), draft_of(draft_id)
    foreign = draft is not None and (draft.owner_id != by.id or draft.bundle != slug)
    if found.spec.lead != by.department or foreign:
        raise Denied(gettext_noop("This item is taken in at another window."))
    return Intake(found, specs_of(found.spec), draft_id, draft, dict(draft.form) if draft else {})


def _saved(
    request: HttpRequest, by: Actor, intake: Intake, files: set[str] | None = None
) -> tuple[Intake, list[Problem]]:
    """Keep what a browser sent, and the files that came with it; each that was not taken says why."""
    bundle = intake.revision.spec
    typed = bundle_typed(bundle, intake.specs, request.POST, intake.typed, COUNTER)
    typed[PAPER] = request.POST.getlist(PAPER)
    draft = save_draft(by=by, bundle=bundle.slug, draft_id=intake.draft_id, form=typed)
    keys = [one.key for one in every_material(bundle, intake.specs) if files is None or one.key in files]
    problems = take_in(request, by, intake.draft_id, keys)
    return replace(intake, draft=draft, typed=typed), problems


def _page(
    request: HttpRequest, by: Actor, intake: Intake, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    """Questions and materials that apply to what was typed, with the faults at their places."""
    bundle, specs, faults = intake.revision.spec, intake.specs, problems or []
    wrong, told = by_place(faults), joined(intake.revision.spec, intake.specs, intake.typed)
    held = held_in(intake.draft_id) if intake.draft else []
    needed = asked_materials(bundle, specs, told.forms)
    slots = [part for part in bundle_parts(bundle, specs, intake.typed, faults, COUNTER) if part.questions]
    context = {
        "spec": bundle,
        "items": [specs[one.item] for one in taken(bundle, intake.typed)],
        "draft_id": intake.draft_id,
        "parts": slots,
        "shown": " ".join(one.key for part in slots for one in part.questions),
        "materials": [Handed.of(one, held, wrong.get(f"material.{one.key}", [])) for one in needed],
        "ticked": {key: key for key in intake.typed.get(PAPER, ())},
        "general": wrong.get("", []),
        "wrong": len(faults),
        "focus": "",
        "helps": [(str(one), words) for one, words in HELP_NAMES.items()],
        "helped": request.POST.get(HELP, ""),
        "twins": []
        if told.problems
        else [twin for item, form in told.forms.items() for twin in open_twins(specs[item], form, by)],
    }
    return show(request, "desk/counter/bundle.html", "counter", context, status)
