"""The counter: choose the item, fill the form in for the person who is there, take the materials, hand in."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from banli.bundles.service import bundles
from banli.cases.service import (
    HELP_NAMES,
    AlreadyOpen,
    Case,
    Draft,
    Handed,
    accept,
    answer,
    decide_on_the_spot,
    draft_of,
    held_in,
    observers,
    save_draft,
    submit_draft,
)
from banli.catalogue.service import (
    EX_OFFICIO,
    Doubted,
    ItemRevision,
    ItemSpec,
    check_insisted,
    closed_because,
    current,
    derive,
    findings,
    items,
    materials,
    registers,
    search,
    validate_form,
)
from banli.databanks.service import NotAnswering
from banli.desk.counter.help import HELP, note_at_intake
from banli.desk.kit.frame import actor, screen, show
from banli.documents.service import BadTemplate
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ratings.service import note_visit
from banli.screens.item_form import ANYWAY, COUNTER, by_place, parts, typed_from
from banli.screens.uploads import take_in
from banli.tickets.service import last_case, served_at, tie_cases

PAPER = "on_paper"
"""Name of the boxes that say which materials came on paper."""
AND_THEN = ("take_in", "accept", "decide", "answer")
"""What can be done with one click at the counter: take in, accept as well, decide an instant item as well, answer a
look-up from its databank."""


@dataclass(frozen=True)
class Intake:
    """One application being taken in: its item, its draft (None before the first save), and what was typed."""

    revision: ItemRevision
    draft_id: uuid.UUID
    draft: Draft | None
    typed: dict[str, Any]


@screen
def counter(request: HttpRequest) -> HttpResponse:
    """The items of this window's department first; any item by search."""
    by, words = actor(request), request.GET.get("q", "").strip()
    found = search(words) if words else items(department=by.department)
    cards = [card for card in found if card.department == by.department]
    elsewhere = [card for card in found if card.department != by.department]
    unlisted = [] if words else registers(by.department)
    cards += [card for card in unlisted if card.cancelled_on is None and card.kind not in EX_OFFICIO]
    matters = [one.spec for one in bundles() if one.spec.lead == by.department and not words]
    context = {
        "cards": cards,
        "elsewhere": elsewhere,
        "words": words,
        "matters": matters,
        "ticket": served_at(by.window),
    }
    return show(request, "desk/counter/counter.html", "counter", context)


@screen
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A fresh form; its address carries the draft, so that a reload or a second click is the same application."""
    revision = current(slug)
    if revision.spec.enforcement is not None:
        return redirect("desk:enforcement")
    return redirect("desk:counter_form", revision.slug, uuid.uuid4())


@screen
def form(request: HttpRequest, slug: str, draft_id: uuid.UUID) -> HttpResponse:
    """The form; a POST saves it, and with ``then`` hands it in and goes as far as was asked."""
    by = actor(request)
    intake = _intake(by, slug, draft_id)
    if intake.draft and intake.draft.case:
        return redirect("desk:case_receipt", intake.draft.case.number)
    if request.method != "POST":
        return _form_page(request, intake)
    then = request.POST.get("then", "")
    try:
        intake, problems = _saved(request, by, intake)
        if problems:
            raise Invalid(problems)
        if then not in AND_THEN or "remove" in request.POST:
            return _form_page(request, intake)
        _insisted(intake, request.POST.get(ANYWAY, ""))
        case = _take_in(by, intake, request.POST, then)
        note_visit(case=case, by=by)
        tie_cases(by=by, cases=[case])
        note_at_intake(by=by, cases=[case], how=request.POST.get(HELP, ""))
    except Invalid as error:
        return _form_page(request, intake, error, 422)
    except (Refused, BadTemplate) as error:
        return _form_page(request, intake, Invalid([], str(error)), 409)
    return redirect("desk:case_receipt", case.number)


@screen
@require_POST
def shape(request: HttpRequest, slug: str, draft_id: uuid.UUID) -> HttpResponse:
    """Save what was typed so far; answer with the form anew only where other questions apply now."""
    by = actor(request)
    intake = _intake(by, slug, draft_id)
    if intake.draft and intake.draft.case:
        return HttpResponse(status=204)
    intake, _problems = _saved(request, by, intake, ())
    asked = _asked(intake)
    if request.POST.get("shape", "") == asked["shape"]:
        return HttpResponse(status=204)
    return show(request, "desk/counter/parts/intake.html", "counter", asked)


@screen
@require_POST
def material(request: HttpRequest, slug: str, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Take files in for one material, or one out again; the form's answers are kept on the way."""
    by = actor(request)
    intake = _intake(by, slug, draft_id)
    row = next((one for one in intake.revision.spec.materials if one.key == key), None)
    if row is None or (intake.draft and intake.draft.case):
        raise Missing(gettext_noop("This draft was handed in or does not exist."))
    intake, problems = _saved(request, by, intake, {key})
    if not request.headers.get("HX-Request"):
        return redirect("desk:counter_form", slug, draft_id)
    context = {
        "row": Handed.of(row, held_in(draft_id), [str(one) for one in problems]),
        "spec": intake.revision.spec,
        "draft_id": draft_id,
        "ticked": {one: one for one in intake.typed.get(PAPER, ())},
    }
    return show(request, "desk/counter/parts/material.html", "counter", context)


def _intake(by: Actor, slug: str, draft_id: uuid.UUID) -> Intake:
    draft, revision = draft_of(draft_id), current(slug)
    if revision.spec.department != by.department or (draft and draft.owner_id != by.id):
        raise Denied(gettext_noop("This item is taken in at another window."))
    return Intake(revision, draft_id, draft, dict(draft.form) if draft else _known_person(revision.spec, by))


def _known_person(spec: ItemSpec, by: Actor) -> dict[str, Any]:
    """Who the holder of the ticket at the window is, from the matter before: nobody is asked twice on one visit."""
    ticket = served_at(by.window)
    before = last_case(ticket) if ticket else None
    if before is None or before.department_id != by.department:
        return {}
    form = spec.form
    told = {
        form.applicant: before.applicant,
        form.applicant_code: before.applicant_code,
        form.contact_name: before.contact,
        form.contact_mobile: before.mobile,
    }
    return {key: text for key, text in told.items() if key and text}


def _saved(
    request: HttpRequest, by: Actor, intake: Intake, files: Collection[str] | None = None
) -> tuple[Intake, list[Problem]]:
    """Keep what a browser sent, and the files that came with it: for the materials ``files``, or for all.

    One bad file loses no other; each that was not taken says why at its material.
    """
    sent = typed_from(intake.revision.spec, request.POST, intake.typed, COUNTER)
    typed = observers.carried_over(intake.revision.spec, sent)
    typed[PAPER] = request.POST.getlist(PAPER)
    draft = save_draft(by=by, item=intake.revision.slug, draft_id=intake.draft_id, form=typed)
    keys = [one.key for one in intake.revision.spec.materials if files is None or one.key in files]
    problems = take_in(request, by, intake.draft_id, keys)
    return Intake(intake.revision, intake.draft_id, draft, typed), problems


def _insisted(intake: Intake, insisted: str) -> None:
    """Ask about answers that would not be granted as they stand, once they are complete."""
    spec = intake.revision.spec
    answers = {key: value for key, value in intake.typed.items() if key != PAPER}
    clean, problems = validate_form(spec, answers)
    if not problems:
        check_insisted(spec, clean, insisted)


def _take_in(by: Actor, intake: Intake, sent: QueryDict, then: str) -> Case:
    known, on_paper = sent.get("known", ""), sent.getlist(PAPER)
    answers = {key: value for key, value in intake.typed.items() if key != PAPER}
    # In one: what the form still saves by itself waits for the draft, and then finds it handed in.
    with transaction.atomic():
        save_draft(by=by, item=intake.revision.slug, draft_id=intake.draft_id, form=answers)
        case = submit_draft(
            by=by,
            draft_id=intake.draft_id,
            channel="counter",
            on_paper=on_paper,
            known=known,
            electronic=bool(sent.get("electronic")),
        )
    if then in ("accept", "decide") and case.version == 1:
        case = accept(by=by, number=case.number, version=1)
    if then == "answer" and intake.revision.spec.answer is not None:
        return _answered(by, case)
    if then == "decide" and case.version == 2 and intake.revision.spec.case_type == "instant":
        case = decide_on_the_spot(by=by, number=case.number, version=2)
    return case


def _answered(by: Actor, case: Case) -> Case:
    """The look-up with its answer; as it stands where the databank is silent, which its page says."""
    try:
        return answer(by=by, number=case.number)
    except NotAnswering:
        return case


def _form_page(
    request: HttpRequest, intake: Intake, error: Invalid | None = None, status: int = 200
) -> HttpResponse:
    asked = _asked(intake, error)
    first = asked["parts"][0].questions[0].key if asked["parts"] else ""
    # Only a whole page is begun at its first question: a part drawn anew leaves the cursor where it is.
    return show(
        request,
        "desk/counter/intake.html",
        "counter",
        {
            **asked,
            "focus": "" if error else first,
            "ticket": served_at(actor(request).window),
            "helped": request.POST.get(HELP, ""),
        },
        status,
    )


def _asked(intake: Intake, error: Invalid | None = None) -> dict[str, Any]:
    """Questions and materials that apply to what was typed, with the faults at their places."""
    spec, faults = intake.revision.spec, error.problems if error else []
    wrong = by_place(faults)
    clean, _problems = validate_form(
        spec, {k: v for k, v in intake.typed.items() if k != PAPER}, partial=True
    )
    facts = {**clean, **derive(spec, clean)}
    held = held_in(intake.draft_id) if intake.draft else []
    needed = materials(spec, facts)
    asked = [part for part in parts(spec, intake.typed, faults, side=COUNTER) if part.questions]
    keys = [question.key for part in asked for question in part.questions]
    return {
        "revision": intake.revision,
        "spec": spec,
        "draft_id": intake.draft_id,
        "saved": intake.draft,
        "parts": asked,
        "materials": [Handed.of(one, held, wrong.get(f"material.{one.key}", [])) for one in needed],
        "focus": "",
        "ticked": {key: key for key in intake.typed.get(PAPER, ())},
        "helps": [(str(one), words) for one, words in HELP_NAMES.items()],
        "findings": findings(spec, facts),
        "shown": " ".join(keys),
        "shape": " ".join([*keys, *(one.key for one in needed)]),
        "closed": closed_because(spec, clock.today()),
        "error": error,
        "doubts": error.marks if isinstance(error, Doubted) else "",
        "twins": error.twins if isinstance(error, AlreadyOpen) else [],
        "general": wrong.get("", []),
    }
