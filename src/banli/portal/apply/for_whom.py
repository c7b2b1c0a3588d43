"""For whom somebody applies: for themselves, or for a company that they represent or that authorised them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banli.accounts.service import Company, Mandate
from banli.cases.service import Draft, draft_of, save_draft, whose
from banli.catalogue.service import ItemSpec, closed_because, current
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.portal.kit.visitor import actor_of, address, drafts, keep_drafts, page

MYSELF = ""
MOST = 5
"""Drafts of one company that are offered, the latest first."""


@dataclass(frozen=True)
class Matter:
    """What is applied for, an item or a bundle of them, and where its form asks who applies."""

    name: Words
    specs: tuple[ItemSpec, ...]
    key: str
    """Under which name a browser keeps its draft."""
    back: str
    """Address of the form."""
    names: Collection[str]
    codes: Collection[str]
    """The questions for the applicant's name, and for the code."""
    item: str = ""
    bundle: str = ""

    def begun(self, by: Actor, company: str = MYSELF) -> QuerySet[Draft]:
        """What was begun for the company, or by ``by`` for themselves."""
        return whose.drafts_of(by, company, item=self.item, bundle=self.bundle)


@dataclass(frozen=True)
class Choice:
    """One answer to the question for whom: a new application, or one that was begun."""

    value: str
    company: str
    """Name of the company; '' for oneself."""
    begun_at: datetime | None = None
    begun_by: str = ""
    """Name of another one of the company who began it; '' for whoever looks."""


def mandates(request: HttpRequest, specs: Iterable[ItemSpec]) -> list[Mandate]:
    """The companies for which this visitor may apply for all of it today; none for who is not signed in."""
    return whose.mandates_for(actor_of(request), specs) if request.user.is_authenticated else []


def for_whom(
    request: HttpRequest, company: Company | None, specs: Iterable[ItemSpec], change: str
) -> dict[str, Any]:
    """What the pages of an application say of whom it is for, and where that is changed."""
    may_choose = company is not None or bool(mandates(request, specs))
    return {"company": company, "may_choose": may_choose, "change_whom": change}


@page
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for whom an item is applied for."""
    spec = current(slug).spec
    form, back = spec.form, reverse("portal:apply", args=[slug])
    matter = Matter(spec.name, (spec,), slug, back, {form.applicant}, {form.applicant_code}, item=slug)
    return ask_for_whom(request, matter)


def ask_for_whom(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The question, and the application for the one that was chosen. Nothing that was begun is lost."""
    found = mandates(request, matter.specs)
    closed = any(closed_because(one, clock.today()) is not None for one in matter.specs)
    if closed or not (found or _of_a_company(request, matter)):
        return redirect(matter.back)
    offered = _choices(matter, actor_of(request), found)
    wrong = False
    if request.method == "POST":
        wanted = next((one for one in offered if one.value == request.POST.get("for")), None)
        if wanted is not None:
            draft = _begun(request, matter, wanted, found)
            return keep_drafts(redirect(matter.back), {**drafts(request), matter.key: draft})
        wrong = True
    context = {"section": "items", "matter": matter, "offered": offered, "wrong": wrong}
    return render(request, "portal/apply/for_whom.html", context, status=422 if wrong else 200)


def _choices(matter: Matter, by: Actor, found: list[Mandate]) -> list[Choice]:
    """Oneself, and each company with what was begun for it, by whomever."""
    mine = matter.begun(by).first()
    offered = [Choice(MYSELF, "", mine.changed_at if mine else None)]
    for one in found:
        offered += [_of_draft(draft, one, by.id) for draft in matter.begun(by, one.code)[:MOST]]
        offered.append(Choice(one.code, one.name))
    return offered


def _of_draft(draft: Draft, mandate: Mandate, person: int | None) -> Choice:
    other = draft.owner.display_name if draft.owner and draft.owner_id != person else ""
    return Choice(str(draft.pk), mandate.name, draft.changed_at, other)


def _of_a_company(request: HttpRequest, matter: Matter) -> bool:
    """True where this browser works on a company's draft, for which the visitor may act no longer perhaps."""
    draft_id = drafts(request).get(matter.key)
    draft = draft_of(draft_id) if draft_id else None
    return draft is not None and draft.case_id is None and bool(draft.company)


def _begun(request: HttpRequest, matter: Matter, wanted: Choice, found: list[Mandate]) -> uuid.UUID:
    """The draft to go on with: one that was begun, or a new one that knows for whom it is."""
    by = actor_of(request)
    company = next((one for one in found if one.code == wanted.value), None)
    if company is None and wanted.value:
        return uuid.UUID(wanted.value)
    mine = matter.begun(by).first() if company is None else None
    if mine is not None:
        return mine.pk
    draft_id = uuid.uuid4()
    form: dict[str, str] = {}
    if company:
        form = {**dict.fromkeys(matter.names, company.name), **dict.fromkeys(matter.codes, company.code)}
    save_draft(
        by=by,
        item=matter.item,
        bundle=matter.bundle,
        draft_id=draft_id,
        form=form,
        address=address(request),
        company=company.code if company else "",
    )
    return draft_id
