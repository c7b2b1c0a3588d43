"""Applying for an item: the form, the materials, the check, and handing it in. Nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.cases.service import (
    DECLARED,
    Case,
    Handed,
    answer_at_once,
    ground_problems,
    held_in,
    observers,
    open_twins,
    query_password,
    reuse,
    save_draft,
    submit_draft,
    whose,
)
from banli.catalogue.service import (
    Doubted,
    ItemSpec,
    check_insisted,
    closed_because,
    current,
    derive,
    findings,
    limits,
    summary,
    validate_form,
)
from banli.catalogue.service import materials as materials_of
from banli.enforcement.service import begun_by_party, declare
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.retention import term
from banli.portal.apply.cosigner import second_party
from banli.portal.apply.draft import Application, application, kept, with_answers
from banli.portal.apply.for_whom import for_whom, mandates
from banli.portal.apply.reused import carried_told, taken_over
from banli.portal.items.guide import Station, ending, limit_words
from banli.portal.kit.answers import answer_parts
from banli.portal.kit.visitor import (
    FRESH,
    actor_of,
    address,
    drafts,
    keep_drafts,
    keep_on_device,
    page,
    unlock,
)
from banli.portal.vehicles.answers import chooser, chosen_in, filled
from banli.screens.item_form import (
    ANYWAY,
    Typed,
    by_place,
    fields_left,
    looked_at,
    looked_over,
    parts,
    typed_from,
)

DRAFT_SALT = "portal.draft"


def way(here: int) -> list[Station]:
    """The step bar of an application."""
    titles = [_("Fill in"), _("Materials"), _("Check"), _("Receipt")]
    marks = ["done" if place < here else "here" if place == here else "next" for place in range(4)]
    return [Station(title, "", mark) for title, mark in zip(titles, marks, strict=True)]


def own_procedure(spec: ItemSpec) -> str:
    """Why nobody applies for what the organ alone begins; '' for every other item."""
    if spec.enforcement is None or begun_by_party(spec.kind):
        return ""
    return _("The authority begins this itself; it cannot be applied for.")


def closed(request: HttpRequest, slug: str) -> HttpResponse | None:
    """The page that says why no application is taken; None where it is."""
    revision = current(slug)
    reason = own_procedure(revision.spec) or closed_because(revision.spec, clock.today())
    if reason is None:
        return None
    context = {"spec": revision.spec, "reason": reason, **ending(slug)}
    return render(request, "portal/apply/closed.html", context, status=409)


def form_page(
    request: HttpRequest,
    found: Application,
    problems: Iterable[Problem] = (),
    status: int = 200,
    *,
    doubts: str = "",
) -> HttpResponse:
    """The form with what was typed, and the faults at their fields; ``doubts`` marks faults one may go on with."""
    faults = list(problems)
    wrong = {fault.where for fault in faults}
    told = {**taken_over(found.draft, found.typed), **carried_told(found), **objections(found)}
    told = {where: words for where, words in told.items() if where not in wrong}
    response = render(
        request,
        "portal/apply/apply.html",
        {
            "section": "items",
            "spec": found.revision.spec,
            "slots": parts(found.revision.spec, found.typed, faults, told, fixed=found.fixed),
            **whom(request, found),
            "problems": faults,
            "doubts": doubts,
            "steps": way(0),
            "draft": found.draft,
            "chooser": chooser(found.revision.spec, actor_of(request), chosen_in(request.POST)),
        },
        status=status,
    )
    return kept(request, response, found)


def whom(request: HttpRequest, found: Application) -> dict[str, object]:
    """What the pages say of whom it is for."""
    change = reverse("portal:apply_for", args=[found.slug])
    spec = found.revision.spec
    lacks = "" if found.company else whose.lacks_identity(spec, actor_of(request))
    told = {"lacks_identity": str(Refused(lacks)) if lacks else "", "here": request.path}
    return {**for_whom(request, found.company, [spec], change), **told}


def objections(found: Application) -> dict[str, str]:
    """What the item's rules have against complete answers, by the field to look at; nothing while some are missing."""
    spec = found.revision.spec
    clean, problems = validate_form(spec, found.typed)
    if problems:
        return {}
    against = [one for one in findings(spec, derive(spec, clean)) if one.forbids or one.severity == "warning"]
    return {one.where: str(one.message) for one in reversed(against) if one.where}


@page
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions. Going on checks them all and says at each field what is wrong."""
    if refused := closed(request, slug):
        return refused
    found = application(request, slug)
    if request.method != "POST":
        if found.draft is None and mandates(request, [found.revision.spec]):
            return redirect("portal:apply_for", slug)
        return form_page(request, found)
    found = _saved(request, found)
    if "fill" in request.POST:
        return _filled(request, found)
    if "later" in request.POST:
        messages.success(
            request,
            _("Saved. You can go on in this browser for %(days)s days.") % {"days": term("draft").days},
        )
        return kept(request, redirect("portal:item", slug), found)
    return _gone_on(request, found)


def _gone_on(request: HttpRequest, found: Application) -> HttpResponse:
    """On to the materials; or the form again with what is wrong, or what would not be granted as it stands."""
    spec = found.revision.spec
    clean, problems = validate_form(spec, found.typed)
    problems = (
        problems or observers.watched_problems(spec, clean) or ground_problems(spec, clean, clock.today())
    )
    if problems:
        return form_page(request, found, problems, 422)
    try:
        check_insisted(spec, clean, request.POST.get(ANYWAY, ""))
    except Doubted as error:
        return form_page(request, found, error.problems, 422, doubts=error.marks)
    return kept(request, redirect("portal:apply_materials", found.slug), found)


def _filled(request: HttpRequest, found: Application) -> HttpResponse:
    """Answer from the chosen vehicles, and show the form again; everything else stays as it was typed."""
    typed, fields = filled(found.revision.spec, found.typed, request.POST, actor_of(request))
    if not fields:
        messages.info(request, _("Choose a vehicle first."))
    else:
        labels = pgettext("list", ", ").join(str(field.label) for field in fields)
        messages.success(request, _("Filled in from your vehicles: %(fields)s.") % {"fields": labels})
    return form_page(request, _written(request, found, typed, found.declared))


def _saved(request: HttpRequest, found: Application) -> Application:
    """Keep what a browser sent."""
    typed = {**typed_from(found.revision.spec, request.POST, found.typed), **found.fixed}
    return _written(request, found, typed, found.declared)


def _written(request: HttpRequest, found: Application, typed: Typed, declared: bool) -> Application:
    """Keep the answers, and beside them whether the declaration was accepted."""
    found = with_answers(found, typed)
    form = {**found.typed, **({DECLARED: True} if declared else {})}
    kept_from = found.draft.form.get(reuse.REUSED) if found.draft else None
    form |= {reuse.REUSED: kept_from} if kept_from else {}
    draft = save_draft(
        by=actor_of(request), item=found.slug, draft_id=found.draft_id, form=form, address=address(request)
    )
    return replace(found, draft=draft, declared=declared)


@require_POST
@page
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what was typed so far; gives back the sections whose questions changed."""
    if refused := closed(request, slug):
        return refused
    found = _saved(request, application(request, slug))
    if not request.headers.get("HX-Request"):
        return kept(request, redirect("portal:apply", slug), found)
    left = fields_left(request.POST)
    seen = looked_at(found.revision.spec, found.typed, left)
    now = parts(found.revision.spec, found.typed, seen, fixed=found.fixed)
    drawn = set(request.POST.getlist("shown"))
    anew = [part for part in now if part.questions and part.shown not in drawn]
    emptied = [part.key for part in now if not part.questions]
    context: dict[str, object] = {"draft": found.draft, "parts": anew, "emptied": (), "sections": ()}
    if drawn != {part.shown for part in now}:
        context |= {"emptied": emptied, "sections": now}
    redrawn = {question.key for part in anew for question in part.questions}
    context["left"] = looked_over(found.revision.spec, found.typed, left - redrawn)
    context["chooser"] = chooser(found.revision.spec, actor_of(request), chosen_in(request.POST))
    response = render(request, "portal/apply/parts/saved.html", context)
    return kept(request, response, found)


@require_POST
@page
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Empty the draft and begin anew."""
    found = application(request, slug)
    if found.draft is not None:
        save_draft(
            by=actor_of(request), item=slug, draft_id=found.draft_id, form={}, address=address(request)
        )
    left = {key: one for key, one in drafts(request).items() if key != slug}
    messages.info(request, _("What you had typed was discarded."))
    return keep_drafts(redirect("portal:item", slug), left)


def material_rows(found: Application, problems: Iterable[Problem] = ()) -> list[Handed]:
    """The materials that follow from complete answers, with what was handed in for each and what is wrong with it."""
    clean, _problems = validate_form(found.revision.spec, found.typed)
    needed = materials_of(found.revision.spec, derive(found.revision.spec, clean))
    held, wrong = held_in(found.draft_id), by_place(problems)
    return [Handed.of(one, held, wrong.get(f"material.{one.key}", ())) for one in needed]


def _token_draft(request: HttpRequest, found: Application) -> uuid.UUID:
    """The draft a check page was made for, also when it is sent a second time after it was handed in."""
    try:
        return uuid.UUID(signing.loads(request.POST.get("draft", ""), salt=DRAFT_SALT))
    except (signing.BadSignature, ValueError):
        return found.draft_id


@page
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything once more, what follows from it, and the button that hands it in."""
    found = application(request, slug)
    faults: list[Problem] = []
    if request.method == "POST":
        draft_id = _token_draft(request, found)
        if found.draft is not None and draft_id == found.draft_id and found.revision.spec.commitment:
            found = _written(request, found, found.typed, bool(request.POST.get(DECLARED)))
        try:
            case = _handed_in(request, found.revision.spec, draft_id)
        except Invalid as error:
            faults = error.problems
            if any(found.revision.spec.form.field(one.where) for one in faults):
                return form_page(request, found, faults, 422)
        except Refused as error:
            return closed(request, slug) or render(
                request,
                "portal/refused.html",
                {"error": error, "problems": [], "slug": slug, "number": ""},
                status=409,
            )
        else:
            if found.revision.spec.answer is not None:
                # Not in the transaction that handed it in: a databank may think for seconds, or be silent.
                answer_at_once(case.number)
            if not case.company:
                unlock(request, case.number)
            request.session[FRESH] = [*request.session.get(FRESH, ())[-9:], case.number]
            left = {key: one for key, one in drafts(request).items() if one != draft_id}
            answer = keep_drafts(redirect("portal:receipt", case.number), left)
            return keep_on_device(request, answer, case.query_number)
    return _check_page(request, found, faults)


def _handed_in(request: HttpRequest, spec: ItemSpec, draft_id: uuid.UUID) -> Case:
    by = actor_of(request)
    if spec.enforcement is not None:
        return declare(by=by, draft_id=draft_id)
    known, electronic = request.POST.get("known", ""), bool(request.POST.get("electronic"))
    return submit_draft(by=by, draft_id=draft_id, known=known, electronic=electronic)


def _check_page(request: HttpRequest, found: Application, faults: list[Problem]) -> HttpResponse:
    if refused := closed(request, found.slug):
        return refused
    spec = found.revision.spec
    clean, problems = validate_form(spec, found.typed)
    if problems:
        return redirect("portal:apply", found.slug)
    facts = derive(spec, clean)
    return render(
        request,
        "portal/apply/check.html",
        {
            "section": "items",
            "spec": spec,
            "parts": answer_parts(spec, clean),
            "rows": material_rows(found, faults),
            "problems": faults,
            "summary": summary(spec, facts),
            **_time(spec, facts),
            "findings": findings(spec, facts),
            "token": signing.dumps(found.draft_id.hex, salt=DRAFT_SALT),
            "steps": way(2),
            **whom(request, found),
            "declared": found.declared,
            **second_party(request, found),
            "twins": open_twins(spec, clean, actor_of(request)),
        },
        status=422 if faults else 200,
    )


def _time(spec: ItemSpec, facts: Mapping[str, object]) -> dict[str, object]:
    """How long it takes, in words; nothing of what has no limit, such as a levy that is declared."""
    if not spec.limits:
        return {}
    given = limits(spec, facts)
    return {
        "promised": limit_words(given.promised),
        "statutory": "" if given.unset else limit_words(given.statutory),
        "since": given.since,
    }


def password_once(request: HttpRequest, case: Case) -> str:
    """The query password of a case just handed in, until the applicant says it is kept; none opens a company's."""
    fresh = case.number in request.session.get(FRESH, ()) and not case.company
    return query_password(case.number) if fresh else ""
