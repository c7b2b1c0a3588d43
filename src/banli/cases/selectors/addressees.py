"""Who is told of a case, and by which number: what its form names, and what its owner's account names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from banli.accounts.service import contacts_of
from banli.accounts.states import ContactKind
from banli.cases.models import Case
from banli.cases.selectors.lists import spec_of
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
    known = contacts_of([case.owner_id for case in rows if case.owner_id])
    return {str(case.pk): addressee_of(case, known.get(case.owner_id or 0, {})) for case in rows}


def addressee_of(case: Case, contacts: Mapping[str, str] | None = None) -> Addressee:
    """Whom to tell about ``case``.

    :param contacts: of its owner's account, where they were read already.
    """
    if contacts is None:
        contacts = contacts_of([case.owner_id or 0]).get(case.owner_id or 0, {})
    return Addressee(
        number=case.number,
        said=case.query_number or case.number[-SERIAL:],
        about=spec_of(case).name,
        scope=case.department_id,
        mobile=mobile_of(case.mobile) or contacts.get(ContactKind.MOBILE, ""),
        mail=contacts.get(ContactKind.MAIL, ""),
        path=f"/track/{case.number}/",
    )


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
