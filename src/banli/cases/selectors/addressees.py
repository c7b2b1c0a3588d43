"""Who is told of a case, and by which number: what its form names, and what its owner's account names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from banli.accounts.service import contacts_of, representatives_of, still_acts
from banli.accounts.states import ContactKind
from banli.cases.models import Case
from banli.cases.selectors.lists import spec_of
from banli.catalogue.service import revision
from banli.credit.service import proposals_by_id
from banli.kernel.text import Words
from banli.notices.service import Addressee, mobile_of

SERIAL = 12
"""Characters at the end of a number by which its case is found: day and serial."""
OF_BANS = Words(zh="限制申请", en="Restriction of applications")


def addressees_of_cases(subjects: Collection[str]) -> Mapping[str, Addressee]:
    """Of cases by their id; one that another system handles tells its applicant itself."""
    ids = [int(one) for one in subjects if one.isdecimal()]
    rows = list(Case.objects.filter(pk__in=ids, source=""))
    accounts = told_accounts(rows)
    known = contacts_of([one for one in accounts.values() if one])
    return {str(case.pk): addressee_of(case, known.get(accounts[case.pk], {})) for case in rows}


def told_accounts(cases: Collection[Case]) -> Mapping[int, int]:
    """Case to the account that is told, 0 for none: its owner; of a company's case whoever handed it in while they act
    for the company, else its legal representative."""
    heads = representatives_of(case.company for case in cases)
    found = {}
    for case in cases:
        person = case.owner_id or 0
        if case.company and not still_acts(person, case.company, revision(case.revision_id).slug):
            person = heads.get(case.company, 0)
        found[case.pk] = person
    return found


def addressee_of(case: Case, contacts: Mapping[str, str] | None = None) -> Addressee:
    """Whom to tell about ``case``.

    :param contacts: of its owner's account, where they were read already.
    """
    if contacts is None:
        account = told_accounts([case])[case.pk]
        contacts = contacts_of([account]).get(account, {})
    return Addressee(
        number=case.number,
        said=case.query_number or case.number[-SERIAL:],
        about=spec_of(case).name,
        scope=case.department_id,
        mobile=_mobile(case, contacts),
        mail=contacts.get(ContactKind.MAIL, ""),
        path=f"/track/{case.number}/",
    )


def _mobile(case: Case, contacts: Mapping[str, str]) -> str:
    """The number that the form names; of a company's case first the account's, for who gave a number may have left."""
    own = contacts.get(ContactKind.MOBILE, "")
    return (own if case.company else "") or mobile_of(case.mobile) or own


def latest_of(code: str) -> Case | None:
    """The latest accepted case of an applicant: how somebody is reached of whom there is no more than a code.

    A code counts from acceptance on: before it nobody has looked who applies.
    """
    known = Case.objects.filter(source="", applicant_code=code, accepted_at__isnull=False) if code else None
    return known.order_by("-id").first() if known is not None else None


def addressees_of_proposals(subjects: Collection[str]) -> Mapping[str, Addressee]:
    """Of proposed bans by their public id."""
    found = {}
    for one in proposals_by_id(subjects):
        if (case := latest_of(one.subject.code)) is not None:
            path = f"/track/{case.number}/bans/{one.public_id}/"
            found[one.public_id] = replace(
                addressee_of(case), about=OF_BANS, scope=one.department_id, path=path
            )
    return found
