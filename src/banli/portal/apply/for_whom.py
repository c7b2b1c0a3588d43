"""For whom somebody applies: for themselves, or for a company that they represent or that authorised them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banli.accounts.service import Mandate
from banli.cases.service import Draft, draft_of, open_draft, save_draft, whose
from banli.catalogue.service import ItemSpec, closed_because, current
from banli.kernel import clock
from banli.portal.apply.draft import Application
from banli.portal.kit.visitor import actor_of, address, drafts, keep_drafts, page

MYSELF = ""
MOST = 5
"""Drafts of one company that are offered, the latest first."""


@dataclass(frozen=True)
class Choice:
    """One answer to the question for whom: a new application, or one that was begun."""

    value: str
    company: str
    """Name of the company; '' for oneself."""
    begun_at: datetime | None = None
    begun_by: str = ""
    """Name of another one of the company who began it; '' for whoever looks."""


def mandates(request: HttpRequest, spec: ItemSpec) -> list[Mandate]:
    """The companies for which this visitor may apply for the item today; none for who is not signed in."""
    return whose.mandates_for(actor_of(request), [spec]) if request.user.is_authenticated else []


def for_whom(request: HttpRequest, found: Application) -> dict[str, Any]:
    """What the pages of an application say of whom it is for, and whether that can be changed."""
    company = found.company
    return {"company": company, "may_choose": bool(company) or bool(mandates(request, found.revision.spec))}


def choices(request: HttpRequest, spec: ItemSpec, found: list[Mandate]) -> list[Choice]:
    """Oneself, and each company with what was begun for it, by whomever."""
    by = actor_of(request)
    mine = open_draft(by.id, spec.slug)
    offered = [Choice(MYSELF, "", mine.changed_at if mine else None)]
    for one in found:
        begun = list(whose.drafts_of(by, one.code, spec.slug)[:MOST])
        offered += [_of_draft(draft, one, by.id) for draft in begun]
        offered.append(Choice(one.code, one.name))
    return offered


def _of_draft(draft: Draft, mandate: Mandate, person: int | None) -> Choice:
    other = draft.owner.display_name if draft.owner and draft.owner_id != person else ""
    return Choice(str(draft.pk), mandate.name, draft.changed_at, other)


@page
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for whom, and begin or go on with the application for that one. Nothing that was begun is lost."""
    spec = current(slug).spec
    found = mandates(request, spec)
    if closed_because(spec, clock.today()) is not None or not (found or _of_a_company(request, slug)):
        return redirect("portal:apply", slug)
    offered = choices(request, spec, found)
    wrong = False
    if request.method == "POST":
        wanted = next((one for one in offered if one.value == request.POST.get("for")), None)
        if wanted is not None:
            draft = _begun(request, spec, wanted, found)
            return keep_drafts(redirect("portal:apply", slug), {**drafts(request), slug: draft})
        wrong = True
    context = {"section": "items", "spec": spec, "offered": offered, "wrong": wrong}
    return render(request, "portal/apply/for_whom.html", context, status=422 if wrong else 200)


def _of_a_company(request: HttpRequest, slug: str) -> bool:
    """True where this browser works on a company's draft, for which the visitor may act no longer perhaps."""
    draft_id = drafts(request).get(slug)
    draft = draft_of(draft_id) if draft_id and request.user.is_authenticated else None
    return draft is not None and draft.case_id is None and bool(draft.company)


def _begun(request: HttpRequest, spec: ItemSpec, wanted: Choice, found: list[Mandate]) -> uuid.UUID:
    """The draft to go on with: one that was begun, or a new one that knows for whom it is."""
    by = actor_of(request)
    company = next((one for one in found if one.code == wanted.value), None)
    if company is None and wanted.value:
        return uuid.UUID(wanted.value)
    mine = open_draft(by.id, spec.slug) if company is None else None
    if mine is not None:
        return mine.pk
    draft_id = uuid.uuid4()
    form = {spec.form.applicant: company.name, spec.form.applicant_code: company.code} if company else {}
    code = company.code if company else ""
    save_draft(by=by, item=spec.slug, draft_id=draft_id, form=form, address=address(request), company=code)
    return draft_id
