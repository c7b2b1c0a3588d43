"""Applying for a bundle: one form, one set of materials, one check. Nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.accounts.service import Company
from banli.bundles.service import (
    BundleRevision,
    BundleSpec,
    Joined,
    asked_materials,
    current,
    days_of,
    every_material,
    hand_in,
    joined,
    of_applicant,
    specs_of,
)
from banli.cases.service import (
    Draft,
    Handed,
    answer_at_once,
    draft_of,
    held_in,
    open_twins,
    save_draft,
    together,
    whose,
)
from banli.catalogue.service import ItemSpec, closed_because, derive, findings, revision, summary
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.retention import term
from banli.kernel.text import gettext_noop
from banli.people.service import department, named
from banli.portal.apply.draft import company_behind
from banli.portal.apply.for_whom import Matter, ask_for_whom, for_whom, mandates
from banli.portal.apply.pages import way
from banli.portal.bundles.guide import way_words
from banli.portal.items.guide import limit_words
from banli.portal.kit.answers import answer_parts
from banli.portal.kit.visitor import FRESH, actor_of, address, drafts, keep_drafts, page, unlock
from banli.screens.bundle_form import bundle_parts, bundle_typed
from banli.screens.item_form import Typed, by_place
from banli.screens.uploads import take_in

DRAFT_SALT = "portal.bundle"
MATERIAL = "material."


@dataclass(frozen=True)
class Begun:
    """What a visitor is applying with: the bundle, the draft's id, and what was typed so far."""

    revision: BundleRevision
    specs: Mapping[str, ItemSpec]
    draft_id: uuid.UUID
    typed: Typed
    draft: Draft | None
    company: Company | None = None
    """The company for which it is filled in; None for oneself."""

    @property
    def fixed(self) -> dict[str, str]:
        """Answers that nobody types: name and code of the company."""
        if self.company is None:
            return {}
        names, codes = asked_of_companies(self.revision.spec, self.specs)
        return {**dict.fromkeys(names, self.company.name), **dict.fromkeys(codes, self.company.code)}

    @property
    def slug(self) -> str:
        """The bundle's short name."""
        return self.revision.slug

    def joined(self) -> Joined:
        """The answers of every item that is in."""
        return joined(self.revision.spec, self.specs, self.typed)


def cookie_key(slug: str) -> str:
    """Under which name a browser keeps the draft of a bundle, beside those of items."""
    return f"bundle.{slug}"


def begun(request: HttpRequest, slug: str) -> Begun:
    """The application this browser is working on; a new one where it has none that is still open.

    :raises KeptForCompany: where it is a company's for which this visitor may act no longer.
    """
    found = current(slug)
    draft_id = drafts(request).get(cookie_key(slug))
    draft = draft_of(draft_id) if draft_id else None
    owner = getattr(request.user, "pk", None)
    foreign = draft is not None and not draft.company and draft.owner_id not in (None, owner)
    if draft is not None and (foreign or draft.bundle != slug):
        draft, draft_id = None, None
    company = company_behind(request, draft) if draft and draft.company else None
    typed = dict(draft.form) if draft else {}
    begun = Begun(found, specs_of(found.spec), draft_id or uuid.uuid4(), typed, draft, company)
    return replace(begun, typed={**typed, **begun.fixed})


def asked_of_companies(
    bundle: BundleSpec, specs: Mapping[str, ItemSpec]
) -> tuple[frozenset[str], frozenset[str]]:
    """Where the form asks for name and code of a company that applies."""
    return of_applicant(bundle, specs, [slug for slug, one in specs.items() if whose.takes_companies(one)])


def matter_of(slug: str) -> Matter:
    """What is asked for whom it is."""
    found = current(slug)
    back = reverse("portal:bundle_apply", args=[slug])
    specs = tuple(specs_of(found.spec).values())
    names, codes = asked_of_companies(found.spec, specs_of(found.spec))
    return Matter(found.spec.name, specs, cookie_key(slug), back, names, codes, bundle=slug)


def kept(request: HttpRequest, response: HttpResponse, found: Begun) -> HttpResponse:
    """Let the browser remember which draft it works on."""
    return keep_drafts(response, {**drafts(request), cookie_key(found.slug): found.draft_id})


def closed(request: HttpRequest, found: Begun) -> HttpResponse | None:
    """The page that says why nothing is taken; None where every item is open."""
    for member in found.revision.spec.items:
        reason = closed_because(found.specs[member.item], clock.today())
        if reason is not None and member.when is None:
            told = Refused(
                gettext_noop("“%(item)s” takes no applications now: %(why)s"),
                item=found.specs[member.item].name,
                why=reason,
            )
            context = {"error": told, "problems": [], "slug": "", "number": ""}
            return render(request, "portal/refused.html", context, status=409)
    return None


def written(request: HttpRequest, found: Begun) -> Begun:
    """Keep what a browser sent."""
    typed = {**bundle_typed(found.revision.spec, found.specs, request.POST, found.typed), **found.fixed}
    draft = save_draft(
        by=actor_of(request), bundle=found.slug, draft_id=found.draft_id, form=typed, address=address(request)
    )
    return replace(found, typed=typed, draft=draft)


def _frame(request: HttpRequest, found: Begun, here: int) -> dict[str, object]:
    frame = {"section": "items", "spec": found.revision.spec, "steps": way(here), "draft": found.draft}
    change = reverse("portal:bundle_for", args=[found.slug])
    return {**frame, **for_whom(request, found.company, found.specs.values(), change)}


def form_page(
    request: HttpRequest, found: Begun, problems: Iterable[Problem] = (), status: int = 200
) -> HttpResponse:
    """The form with what was typed, and the faults at their questions."""
    faults = list(problems)
    slots = bundle_parts(found.revision.spec, found.specs, found.typed, faults, fixed=found.fixed)
    context = {**_frame(request, found, 0), "slots": slots, "problems": faults}
    return kept(request, render(request, "portal/bundles/apply.html", context, status=status), found)


@page
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions. Going on checks them all and says at each what is wrong."""
    found = begun(request, slug)
    if refused := closed(request, found):
        return refused
    if request.method != "POST":
        if found.draft is None and mandates(request, found.specs.values()):
            return redirect("portal:bundle_for", slug)
        return form_page(request, found)
    found = written(request, found)
    if "later" in request.POST:
        days = term("draft").days
        messages.success(
            request, _("Saved. You can go on in this browser for %(days)s days.") % {"days": days}
        )
        return kept(request, redirect("portal:bundle", slug), found)
    if problems := found.joined().problems:
        return form_page(request, found, problems, 422)
    return kept(request, redirect("portal:bundle_materials", slug), found)


@page
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for whom the bundle is applied for."""
    return ask_for_whom(request, matter_of(slug))


@require_POST
@page
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what was typed so far; gives back the parts whose questions changed."""
    found = written(request, begun(request, slug))
    if not request.headers.get("HX-Request"):
        return kept(request, redirect("portal:bundle_apply", slug), found)
    now = bundle_parts(found.revision.spec, found.specs, found.typed, fixed=found.fixed)
    drawn = set(request.POST.getlist("shown"))
    anew = [part for part in now if part.questions and part.shown not in drawn]
    emptied = [part.key for part in now if not part.questions]
    context: dict[str, object] = {
        "draft": found.draft,
        "parts": anew,
        "emptied": (),
        "sections": (),
        "left": (),
    }
    if drawn != {part.shown for part in now}:
        context |= {"emptied": emptied, "sections": now}
    return kept(request, render(request, "portal/apply/parts/saved.html", context), found)


def material_rows(found: Begun, problems: Iterable[Problem] = ()) -> list[Handed]:
    """The materials that follow from the answers, with what was handed in for each and what is wrong with it."""
    needed = asked_materials(found.revision.spec, found.specs, found.joined().forms)
    held, wrong = held_in(found.draft_id), by_place(problems)
    return [Handed.of(one, held, wrong.get(MATERIAL + one.key, ())) for one in needed]


@page
def materials(request: HttpRequest, slug: str) -> HttpResponse:
    """The files of every item, each asked for once."""
    found = begun(request, slug)
    if refused := closed(request, found):
        return refused
    if found.joined().problems:
        return redirect("portal:bundle_apply", slug)
    faults: list[Problem] = []
    if request.method == "POST":
        keys = [row.key for row in material_rows(found)]
        faults = take_in(request, actor_of(request), found.draft_id, keys)
        if not faults and "remove" not in request.POST:
            faults = [
                Problem(MATERIAL + one.key, gettext_noop("“%(name)s” is missing."), (("name", one.name),))
                for one in material_rows(found)
                if one.necessity == "required" and not one.files
            ]
            if not faults:
                return redirect("portal:bundle_check", slug)
    context = {**_frame(request, found, 1), "rows": material_rows(found, faults), "problems": faults}
    status = 422 if faults else 200
    return kept(request, render(request, "portal/bundles/materials.html", context, status=status), found)


@require_POST
@page
def upload(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take in one or several files for the material ``key``, or one out again; what cannot be taken says why."""
    found = begun(request, slug)
    material = next((one for one in every_material(found.revision.spec, found.specs) if one.key == key), None)
    if material is None:
        raise Http404
    if found.draft is None:
        found = written(request, found)
    problems = take_in(request, actor_of(request), found.draft_id, [key])
    if not request.FILES and "remove" not in request.POST:
        problems = [Problem(MATERIAL + key, gettext_noop("Choose a file first."))]
    if not request.headers.get("HX-Request"):
        for problem in problems:
            messages.error(request, str(problem))
        return kept(request, redirect("portal:bundle_materials", slug), found)
    row = Handed.of(material, held_in(found.draft_id), [str(one) for one in problems])
    context = {"row": row, "address": reverse("portal:bundle_upload", args=[slug, key])}
    return kept(request, render(request, "banli/components/upload.html", context), found)


def _token_draft(request: HttpRequest, found: Begun) -> uuid.UUID:
    """The draft a check page was made for, also when it is sent a second time after it was handed in."""
    try:
        return uuid.UUID(signing.loads(request.POST.get("draft", ""), salt=DRAFT_SALT))
    except (signing.BadSignature, ValueError):
        return found.draft_id


@page
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything once more, item by item, and the button that hands all of it in."""
    found = begun(request, slug)
    if request.method != "POST":
        return _check_page(request, found, [])
    draft_id = _token_draft(request, found)
    try:
        made = hand_in(
            by=actor_of(request),
            draft_id=draft_id,
            known=" ".join(request.POST.getlist("known")),
            electronic=bool(request.POST.get("electronic")),
        )
    except Invalid as error:
        if any(not one.where.startswith(MATERIAL) and one.where for one in error.problems):
            return form_page(request, found, error.problems, 422)
        return _check_page(request, found, error.problems)
    numbers = []
    for case in together.handed_in_together(made.number):
        if revision(case.revision_id).spec.answer is not None:
            # Not in the transaction that handed it in: a databank may think for seconds, or be silent.
            answer_at_once(case.number)
        if not case.company:
            unlock(request, case.number)
        numbers.append(case.number)
    before = [one for one in request.session.get(FRESH, ()) if one not in numbers]
    request.session[FRESH] = [*before[-9:], *numbers]
    left = {key: one for key, one in drafts(request).items() if one != draft_id}
    left |= {one.item.slug: one.pk for one in together.set_aside_in(made.number) if one.item}
    return keep_drafts(redirect("portal:matter", made.number), left)


def _check_page(request: HttpRequest, found: Begun, faults: list[Problem]) -> HttpResponse:
    if refused := closed(request, found):
        return refused
    told = found.joined()
    if told.problems:
        return redirect("portal:bundle_apply", found.slug)
    days = days_of(told.taken, found.specs, told.forms)
    by = actor_of(request)
    items = []
    for one in days:
        spec, form = found.specs[one.item], told.forms[one.item]
        facts = derive(spec, form)
        items.append(
            {
                "spec": spec,
                "department": named(department(spec.department)),
                "promised": limit_words(one.promised),
                "after": [found.specs[other].name for other in one.after],
                "summary": summary(spec, facts),
                "findings": findings(spec, facts),
                "parts": answer_parts(spec, form),
                "cosigner": together.cosigner_of(spec, form),
            }
        )
    twins = [
        twin for one in told.taken for twin in open_twins(found.specs[one.item], told.forms[one.item], by)
    ]
    context = {
        **_frame(request, found, 2),
        "items": items,
        "rows": material_rows(found, faults),
        "problems": faults,
        "longest": way_words(days),
        "token": signing.dumps(found.draft_id.hex, salt=DRAFT_SALT),
        "twins": twins,
    }
    return render(request, "portal/bundles/check.html", context, status=422 if faults else 200)
