"""Whose a case is: who sees it and acts on it as its applicant, and for which company.

A case that was handed in for a company is the company's: whoever may act for it today (``accounts``) sees it and acts
on it, and nobody else, not even whoever handed it in. No password opens it, because whoever handed it in knows that.
What an organ does of itself against a company is seen by those who act for it once a paper told it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from banli.accounts.service import (
    Authorisation,
    Mandate,
    authority_of,
    company_of_code,
    level_of_account,
    mandates_of,
    still_acts,
    why_not_act_for,
    why_not_identified,
)
from banli.accounts.states import IdentityLevel
from banli.cases.models import Case, Draft, Notice
from banli.catalogue.service import EX_OFFICIO, ItemSpec, revision
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied
from banli.people.service import Identity, User, identity_of

COMPANIES = ("uscc", "subject", "text")
"""Types of the question for the applicant's code that a company can answer."""


def takes_companies(spec: ItemSpec) -> bool:
    """True where a company can be the applicant of the item."""
    field = spec.form.field(spec.form.applicant_code)
    return spec.kind not in EX_OFFICIO and field is not None and field.type in COMPANIES


def mandates_for(by: Actor, specs: Iterable[ItemSpec]) -> list[Mandate]:
    """The companies for which ``by`` may apply for all of these items today; one of them is a company's matter."""
    wanted = list(specs)
    if not any(takes_companies(one) for one in wanted):
        return []
    return [one for one in mandates_of(by) if all(one.covers(spec.slug) for spec in wanted)]


def of_applicant(by: Actor) -> Q:
    """What ``by`` sees as an applicant: opened in this session, handed in for oneself, a company's."""
    mine = Q(number__in=by.session, company="")
    if by.id is not None:
        mine |= Q(owner_id=by.id, company="")
    for one in mandates_of(by):
        mine |= _of_company(one)
    return mine


def _of_company(mandate: Mandate) -> Q:
    told = Exists(Notice.objects.filter(case=OuterRef("pk")))
    found = Q(company=mandate.code)
    found |= Q(applicant_code=mandate.code, kind__in=sorted(EX_OFFICIO), source="") & Q(told)
    return found if mandate.items is None else found & Q(revision__item__slug__in=sorted(mandate.items))


def of_company(code: str) -> Q:
    """The cases of one company among those seen, or of oneself for ''."""
    against = Q(applicant_code=code, kind__in=sorted(EX_OFFICIO))
    return Q(company=code) | against if code else Q(company="") & ~Q(kind__in=sorted(EX_OFFICIO), owner=None)


def holder_codes(by: Actor, cases: Collection[Case]) -> set[str]:
    """The codes under which ``by`` may see certificates from before the platform: of the applicants of one's own cases,
    where a clerk has accepted them, and of companies for which everything may be done.
    """
    codes = {one.applicant_code for one in cases if one.accepted_at is not None and not one.company}
    return {one for one in codes if one} | {one.code for one in mandates_of(by) if one.items is None}


def why_not_mine(case: Case, by: Actor) -> str | None:
    """None where ``by`` acts on the case as its applicant; else why not, '' where there is nothing to tell."""
    slug = revision(case.revision_id).slug
    if case.company:
        return why_not_act_for(by, case.company, [slug]) or None
    if case.number in by.session or (by.id is not None and case.owner_id == by.id):
        return None
    if (
        case.kind in EX_OFFICIO
        and by.id is not None
        and any(one.code == case.applicant_code and one.covers(slug) for one in mandates_of(by))
    ):
        return None
    return ""


def is_mine(case: Case, by: Actor) -> bool:
    """True where ``by`` acts on the case as its applicant, or is the party of an own procedure."""
    return why_not_mine(case, by) is None


def company_acted_for(case: Case, by: Actor) -> str:
    """The credit code of the company for which ``by`` acts in the case as an applicant or party; '' for oneself.

    The party of an own procedure is a company where ``by`` may act for the one that it was begun against.
    """
    if by.id is None or Role.APPLICANT not in by.roles:
        return ""
    if case.company or case.kind not in EX_OFFICIO:
        return case.company
    slug = revision(case.revision_id).slug
    acts = any(one.code == case.applicant_code and one.covers(slug) for one in mandates_of(by))
    return case.applicant_code if acts else ""


@dataclass(frozen=True)
class HandledBy:
    """Who acted for a company (经办人): the name, the company, and by which authorisation; None for its legal
    representative. ``still``: they may act for it in the item today."""

    name: str
    company: str
    authorisation: Authorisation | None
    still: bool


def handled_by(case: Case) -> HandledBy | None:
    """Who handed the case in for its company, and by what; None where it is nobody's but the applicant's own."""
    if not case.company or case.owner is None:
        return None
    return acted_by(case, case.company, case.owner, case.submitted_at)


def acted_by(case: Case, company: str, person: User, at: datetime) -> HandledBy:
    """By what ``person`` acted for the company in the matter of ``case`` at that moment."""
    slug = revision(case.revision_id).slug
    given = authority_of(person.pk, company, slug, at)
    return HandledBy(person.display_name, company, given, still_acts(person.pk, company, slug))


def identity_behind(case: Case) -> Identity | None:
    """Whose identity was checked for the case: the company's by its licence, else of the account; None for none."""
    if case.company:
        found = company_of_code(case.company)
        return Identity(found.name, found.code) if found else None
    return identity_of(case.owner_id)


def lacks_identity(spec: ItemSpec, by: Actor) -> str:
    """What lacks for ``by`` to apply online for themselves: the item wants to know better who they are; '' for nothing.

    Who acts for a company was checked with it.
    """
    needed = IdentityLevel(spec.identity)
    known = IdentityLevel.NONE if needed == IdentityLevel.NONE else level_of_account(by.id)
    return why_not_identified(known, needed)


def drafts_of(by: Actor, company: str, *, item: str = "", bundle: str = "") -> QuerySet[Draft]:
    """What is begun for the item or bundle and not handed in: by ``by`` for themselves, or for the company."""
    named = Draft.objects.filter(bundle=bundle) if bundle else Draft.objects.filter(item__slug=item)
    found = named.filter(case__isnull=True).exclude(form={})
    found = found.filter(company=company) if company else found.filter(owner=by.id, company="")
    return found.select_related("item", "case", "owner").order_by("-changed_at")


def why_not_draft(draft: Draft, by: Actor) -> str:
    """Why ``by`` may not go on with a draft that is a company's; '' for every other one.

    Of a bundle each item is looked at when it is handed in.
    """
    named = [draft.item.slug] if draft.item else []
    return why_not_act_for(by, draft.company, named) if draft.company else ""


def require_draft(draft: Draft, by: Actor) -> None:
    """Raise :class:`Denied` with the reason of :func:`why_not_draft`."""
    if why := why_not_draft(draft, by):
        raise Denied(why)
