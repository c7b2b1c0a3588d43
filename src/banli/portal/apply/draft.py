"""What a visitor is applying with: the item, the draft, for whom, and what was typed so far."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from banli.accounts.service import Company, company_of_code
from banli.cases.service import DECLARED, Draft, draft_of, observers, open_draft, reuse, whose
from banli.catalogue.service import ItemRevision, carried_fields, current
from banli.people.service import identity_of
from banli.portal.kit.kept_for_company import KeptForCompany
from banli.portal.kit.visitor import actor_of, drafts, keep_drafts
from banli.screens.item_form import Typed


@dataclass(frozen=True)
class Application:
    """What a visitor is applying with: the item, the draft's id, and what was typed so far."""

    revision: ItemRevision
    draft_id: uuid.UUID
    typed: Typed
    draft: Draft | None
    declared: bool = False
    """The applicant has accepted the item's declaration (告知承诺)."""
    company: Company | None = None
    """The company for which it is filled in; None for oneself."""
    carried: Typed = field(default_factory=dict)
    """Answers of the application behind the certificate that is named; nobody is asked them."""

    @property
    def slug(self) -> str:
        """The item's short name."""
        return self.revision.slug

    @property
    def fixed(self) -> dict[str, str]:
        """Answers that nobody types: name and code of the company for which it is filled in."""
        form, one = self.revision.spec.form, self.company
        return {form.applicant: one.name, form.applicant_code: one.code} if one else {}


def application(request: HttpRequest, slug: str) -> Application:
    """The application this browser is working on; a new one where it has none that is still open.

    :raises KeptForCompany: where it is a company's for which this visitor may act no longer.
    """
    revision = current(slug)
    draft_id = drafts(request).get(slug)
    owner = getattr(request.user, "pk", None)
    # Whoever is signed in goes on with what was begun in any browser.
    draft = draft_of(draft_id) if draft_id else open_draft(owner, slug)
    if draft_id and draft is None:
        return Application(revision, draft_id, {}, None)
    usable = (
        draft
        and draft.case_id is None
        and _of(draft, slug)
        and (draft.company or draft.owner_id in (None, owner))
    )
    if not draft or not usable:
        return Application(revision, uuid.uuid4(), known_of(revision, request), None)
    company = company_behind(request, draft) if draft.company else None
    typed = {key: value for key, value in draft.form.items() if key not in (DECLARED, reuse.REUSED)}
    found = Application(revision, draft.pk, typed, draft, bool(draft.form.get(DECLARED)), company)
    return with_answers(found, {**typed, **found.fixed})


def with_answers(found: Application, typed: Typed) -> Application:
    """``found`` with these answers, and with those that the certificate named in them carries."""
    whole = observers.carried_over(found.revision.spec, typed)
    carried = {one.key: whole[one.key] for one in carried_fields(found.revision.spec) if one.key in whole}
    return replace(found, typed=whole, carried=carried)


def company_behind(request: HttpRequest, draft: Draft) -> Company | None:
    """The company whose draft it is. Raises :class:`KeptForCompany` where the visitor may act for it no longer."""
    company = company_of_code(draft.company)
    if why := whose.why_not_draft(draft, actor_of(request)):
        name, slug = company.name if company else "", draft.bundle or (draft.item.slug if draft.item else "")
        back = reverse("portal:bundle_for" if draft.bundle else "portal:apply_for", args=[slug])
        raise KeptForCompany(why, back, name)
    return company


def _of(draft: Draft, slug: str) -> bool:
    return draft.item is not None and draft.item.slug == slug


def known_of(revision: ItemRevision, request: HttpRequest) -> Typed:
    """What a look-up about oneself need not ask: name and number of the account that is signed in."""
    spec, known = revision.spec, identity_of(getattr(request.user, "pk", None))
    code = spec.form.field(spec.form.applicant_code)
    if spec.answer is None or known is None or code is None or code.type != "identity":
        return {}
    return {spec.form.applicant: known.name, code.key: known.number}


def kept(request: HttpRequest, response: HttpResponse, found: Application) -> HttpResponse:
    """Let the browser remember which draft it works on."""
    return keep_drafts(response, {**drafts(request), found.slug: found.draft_id})
