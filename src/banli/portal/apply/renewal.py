"""The renewal of a certificate that ends soon, and its change, offered to its holder with what is known filled in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import Case, own_cases, reuse, whose
from banli.catalogue.service import current
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.licences.service import (
    Certificate,
    answers_of,
    certificates_of,
    change_answers,
    changes_offered,
    definition_of,
    from_before,
    renewal_answers,
    renewals_offered,
)
from banli.portal.apply.draft import application
from banli.portal.apply.pages import closed
from banli.portal.apply.repeat import begun_with
from banli.portal.kit.visitor import actor_of, drafts, keep_drafts, page


def held_by_applicant(by: Actor, cases: Collection[Case]) -> list[Certificate]:
    """The certificates of these cases of ``by``, and those that their applicants hold from before the platform."""
    return [*certificates_of(list(cases)), *from_before(whose.holder_codes(by, cases))]


def offers(by: Actor, cases: Collection[Case]) -> list[Certificate]:
    """The certificates of the applicant of these cases whose renewal may be asked for now."""
    return renewals_offered(held_by_applicant(by, cases))


def company_of(by: Actor, held: Certificate) -> str:
    """The company whose certificate it is and for which ``by`` may ask for the renewal; '' for one's own."""
    spec = definition_of(held)
    return next((one.code for one in whose.mandates_for(by, [spec]) if one.code == held.holder_code), "")


@require_POST
@page
def renew(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the renewal with the answers that the certificate stands on. A form begun before is kept as it is."""
    by = actor_of(request)
    found = _one_of(offers(by, own_cases(by)), code)
    spec = current(definition_of(found).slug).spec
    answers = renewal_answers(spec, answers_of(found), found.face_number)
    told = _("The renewal is filled in from your certificate. Please look at each answer.")
    return _begun(request, spec.slug, found, answers, told)


@require_POST
@page
def change(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Begin the item ``slug`` that changes the certificate, with its number filled in and what both of them ask."""
    by = actor_of(request)
    found = _one_of(held_by_applicant(by, own_cases(by)), code)
    spec = next((one.spec for one in changes_offered(found) if one.slug == slug), None)
    if spec is None:
        raise Missing(gettext_noop("There is no such certificate."))
    answers = change_answers(spec, answers_of(found), found.number)
    told = _(
        "The number of your certificate is filled in. What it does not ask stays as the certificate has it."
    )
    return _begun(request, slug, found, answers, told)


def _one_of(held: Collection[Certificate], code: str) -> Certificate:
    found = next((one for one in held if one.code == code), None)
    if found is None:
        raise Missing(gettext_noop("There is no such certificate."))
    return found


def _begun(
    request: HttpRequest, slug: str, found: Certificate, answers: dict[str, Any], told: str
) -> HttpResponse:
    """The form of ``slug`` with these answers; one begun before is kept as it is."""
    if refused := closed(request, slug):
        return refused
    if application(request, slug).typed:
        before = _("You have begun this form before. Discard it first to begin with the earlier answers.")
        messages.info(request, before)
        return redirect("portal:apply", slug)
    day = found.issued_on.isoformat()
    reused = reuse.Reused(reuse.CERTIFICATE, found.face_number, day, answers)
    draft_id = begun_with(request, slug, reused, company_of(actor_of(request), found))
    messages.success(request, told)
    return keep_drafts(redirect("portal:apply", slug), {**drafts(request), slug: draft_id})
