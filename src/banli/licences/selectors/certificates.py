"""Reads of certificates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Manager, Q, QuerySet
from django.utils.translation import override

from banli.cases.service import Case, addressee_of, decision, latest_of
from banli.catalogue.service import (
    ItemRevision,
    ItemSpec,
    Line,
    certificate_lines,
    changing,
    derive,
    renewal,
    revision,
)
from banli.documents.service import date_words
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.bigrams import contains
from banli.kernel.errors import Missing
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.remembered import remembered
from banli.kernel.text import Words, gettext_noop
from banli.kernel.together import Compiled, Key, Wanted
from banli.kernel.verification_code import normal_code
from banli.ledger.service import Event, events
from banli.licences.models import Certificate, Link, Validation
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.application_link import Beside, beside
from banli.licences.rules.renewal_offer import is_offered
from banli.licences.rules.term import Asked, at_end
from banli.licences.rules.validity import AtEnd, Facts, Standing, standing
from banli.licences.states import LIVE, Status
from banli.notices.service import Addressee

MARKS = (90, 60, 30)
"""Days before a validation is due on which its holder is reminded."""
LONGEST_AHEAD = 400
"""Days: no item reminds earlier."""
PAGE = 50


@dataclass(frozen=True)
class Verification:
    """What a stranger who holds the certificate is told."""

    certificate: Certificate
    standing: Standing


OF_CASE = Compiled(
    lambda: (
        Case.objects.filter(pk=Key()),
        (
            Wanted(Certificate.objects.filter(case=Key()), {"file": ()}),
            Wanted(Link.objects.filter(case=Key()), {"certificate": ()}),
        ),
    )
)


def of_case(case: Case) -> Certificate | None:
    """The certificate issued for ``case``."""
    return _of_case(case)[0]


@remembered(lambda case: (case.pk, case.version))
def _of_case(case: Case) -> tuple[Certificate | None, Link | None]:
    """The certificate issued for ``case``, and the link to the one that it is about."""
    issued, about = OF_CASE.of(case.pk)
    return next(iter(issued), None), next(iter(about), None)


def verify(code: str) -> Verification | None:
    """By the code on the certificate; None where there is none."""
    found = Certificate.objects.filter(code=normal_code(code)).select_related("department", "file").first()
    return Verification(found, standing_of(found)) if found else None


def verify_by_facts(number: str, holder: str) -> Verification | None:
    """By number and holder together, for paper whose code cannot be read, on whatever keyboard they are typed."""
    named = Certificate.objects.filter(holder_folded=folded_name(holder))
    found = _numbered(named, number).select_related("department", "file").first()
    return Verification(found, standing_of(found)) if found else None


def by_number(number: str) -> Certificate | None:
    """The certificate with this number, on whatever keyboard it is typed."""
    return _numbered(Certificate.objects, number).select_related("case", "revision__item").first()


def _numbered(rows: Manager[Certificate] | QuerySet[Certificate], number: str) -> QuerySet[Certificate]:
    """Those of ``rows`` with this number on their face, the newest first; none for what is empty once it is folded."""
    folded = folded_number(number)
    return rows.filter(number_folded=folded).order_by("-id") if folded else rows.none()


def definition_of(found: Certificate) -> ItemSpec:
    """The definition of the item that the certificate was issued or taken in under."""
    return revision(found.revision_id).spec


def facts_of(found: Certificate) -> dict[str, Any]:
    """The facts on which the certificate stands: those of its case, or those it was taken in with."""
    return derive(definition_of(found), found.case.form if found.case else found.answers)


def standing_of(found: Certificate) -> Standing:
    """What the certificate is worth today, whether or not the job has run."""
    today = clock.today()
    facts = Facts(found.status, _begins(found, today), found.valid_to, found.ground, found.suspended_until)
    return standing(facts, today, found_at_end(found))


def _begins(found: Certificate, today: date) -> date:
    """Its first day. A renewed one stands in the place of the one before until that one's term is over."""
    old = found.replaces if today < found.valid_from else None
    if old is None or old.valid_to is None or today > old.valid_to:
        return found.valid_from
    return old.valid_from


def lines_of(found: Certificate) -> dict[str, str]:
    """What stands on the face of the certificate, by line."""
    return {one["key"]: one["value"] for one in found.lines}


def face_lines(spec: ItemSpec, facts: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines that an application fills, in Chinese as they are printed."""
    with override("zh-hans"):
        return tuple(replace(one, value=printed(one.value)) for one in certificate_lines(spec, facts))


ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
BESIDE = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")
"""The space between a figure and its Chinese unit."""


def printed(value: str) -> str:
    """A value as a certificate in Chinese prints it: days in words, no space before a Chinese unit."""
    return BESIDE.sub("", ISO_DAY.sub(lambda found: date_words(date(*map(int, found.groups()))), value))


def concerned(case: Case, spec: ItemSpec) -> tuple[Link, list[Beside]] | None:
    """The certificate that a case is about, line by line beside what the application says; None for any other."""
    link = _of_case(case)[1]
    if link is None:
        return None
    return link, beside(lines_of(link.certificate), face_lines(spec, derive(spec, case.form)))


def found_at_end(found: Certificate) -> AtEnd:
    """What the end of its term finds of the renewals asked for; nothing before that day."""
    if found.valid_to is None or clock.today() <= found.valid_to:
        return AtEnd.NOTHING
    last = renewal(definition_of(found)).last_to_ask(found.valid_to)
    links = Link.objects.filter(certificate=found, kind="renewal").select_related("case")
    return at_end([_asked(link.case) for link in links], last_to_ask=last, valid_to=found.valid_to)


def _asked(case: Case) -> Asked:
    on = case.submitted_at.astimezone(clock.SHANGHAI).date()
    if case.completed_at is None:
        return Asked(on)
    decided, closed_on = decision(case), case.completed_at.astimezone(clock.SHANGHAI).date()
    if decided is None:
        return Asked(on, closed_on=closed_on)
    return Asked(on, decided_on=decided.at.astimezone(clock.SHANGHAI).date(), granted=decided.granted)


def renewal_asked(found: Certificate) -> bool:
    """True where a renewal is under way, so that nobody need be reminded of it."""
    links = Link.objects.filter(certificate=found, kind="renewal").select_related("case")
    return any(link.case.completed_at is None or _asked(link.case).granted for link in links)


def day_after(found: Certificate) -> date:
    """The first day after the term."""
    assert found.valid_to is not None
    return found.valid_to + timedelta(days=1)


def last_to_ask(found: Certificate) -> date | None:
    """The last day on which asking for renewal is in time; None where the certificate has no end."""
    return renewal(definition_of(found)).last_to_ask(found.valid_to) if found.valid_to else None


def of_holder(holder_code: str) -> list[Certificate]:
    """A holder's certificates, the ones that end latest first."""
    found = Certificate.objects.filter(holder_code=holder_code)
    return list(found.order_by(F("valid_to").desc(nulls_first=True), "-id"))


def past_a_day(today: date) -> list[int]:
    """Certificates whose term or suspension ended before today and is not written down yet."""
    over = Q(valid_to__lt=today, deemed_on__isnull=True) | Q(
        status=Status.SUSPENDED, suspended_until__lt=today
    )
    return list(_live().filter(over).order_by("id").values_list("id", flat=True))


def with_a_day_ahead(today: date) -> list[int]:
    """Certificates that end, or are to be validated, soon enough that a reminder may be due."""
    ahead = (today, today + timedelta(days=LONGEST_AHEAD))
    soon = Q(valid_to__range=ahead) | Q(validate_by__range=(today, today + timedelta(days=max(MARKS))))
    return list(_live().filter(soon).order_by("id").values_list("id", flat=True))


def _live() -> QuerySet[Certificate]:
    return Certificate.objects.filter(status__in=LIVE)


def visible_to(by: Actor) -> QuerySet[Certificate]:
    """The certificates that ``by`` may read: of the own department, or all for those who oversee."""
    found = Certificate.objects.select_related("department")
    if GRANTS.may_everywhere(by, LicencePermission.READ):
        return found
    GRANTS.require(by, LicencePermission.READ, department=by.department)
    return found.filter(department=by.department)


def find_certificate(key: int, by: Actor) -> Certificate:
    """One certificate for an officer."""
    found = visible_to(by).select_related("case", "replaces", "file", "revision").filter(pk=key).first()
    if found is None:
        raise Missing(gettext_noop("There is no such certificate."))
    return found


def by_expiry(
    by: Actor, view: str, words: str = "", after: tuple[date, int] | None = None
) -> list[Certificate]:
    """A page of the live certificates, those that end (or, in the view ``validation``, are due) first; ``ended``:
    the ended ones, the last first. Found by words, those without such a day come as well, last and on one page."""
    found = expiry_rows(by, view, words)
    if after is not None and view != "ended" and not words:
        day = _day_of(view)
        found = found.filter(Q(**{f"{day}__gt": after[0]}) | Q(**{day: after[0]}, id__gt=after[1]))
    return list(found[:PAGE])


def expiry_rows(by: Actor, view: str, words: str = "") -> QuerySet[Certificate]:
    """The query behind :func:`by_expiry`, in its order."""
    found = visible_to(by)
    if words:
        found = found.filter(_said(words))
    if view == "ended":
        return found.exclude(status__in=LIVE).order_by("-ended_on", "-id")
    day = _day_of(view)
    found = found.filter(status__in=LIVE)
    if words:
        return found.order_by(F(day).asc(nulls_last=True), "id")
    return found.filter(**{f"{day}__isnull": False}).order_by(day, "id")


def _day_of(view: str) -> str:
    return "validate_by" if view == "validation" else "valid_to"


def _said(words: str) -> Q:
    """Certificates whose number or holder says these words, typed in any way."""
    said, number = contains("holder_folded", folded_name(words)), folded_number(words)
    return said | contains("number_folded", number) if number else said


def renewals_offered(certificates: Collection[Certificate]) -> list[Certificate]:
    """Those of ``certificates`` whose renewal may be asked for now and was not; what ends first comes first."""
    today = clock.today()
    soon = [one for one in certificates if is_offered(definition_of(one), one.valid_to, today)]
    found = [one for one in soon if standing_of(one) == Standing.VALID and not renewal_asked(one)]
    return sorted(found, key=lambda one: (one.valid_to or date.max, one.pk))


def changes_offered(found: Certificate) -> list[ItemRevision]:
    """The items by which this certificate may be changed today; none where it does not hold."""
    usable = standing_of(found) in (Standing.VALID, Standing.NOT_YET)
    return changing(definition_of(found).slug) if usable else []


def answers_of(found: Certificate) -> dict[str, Any]:
    """The answers that the certificate stands on."""
    return dict(found.case.form if found.case else found.answers)


def history(found: Certificate) -> list[Event]:
    """What happened to the certificate since it was issued."""
    return events("certificate", found.number)


def replaced_by(found: Certificate) -> Certificate | None:
    """The newer certificate that stands in its place."""
    return Certificate.objects.filter(replaces=found).first()


def validations_of(found: Certificate) -> list[Validation]:
    """Its validations, the latest first."""
    return list(Validation.objects.filter(certificate=found).select_related("by").order_by("-id"))


def cases_about(found: Certificate) -> list[Link]:
    """The renewals and changes that were asked for."""
    return list(Link.objects.filter(certificate=found).select_related("case").order_by("-id"))


def from_before(holder_codes: Collection[str]) -> list[Certificate]:
    """The certificates of these holders that were loaded from before the platform and have no case of ours."""
    return list(Certificate.objects.filter(case__isnull=True, holder_code__in=holder_codes).order_by("-id"))


def certificates_of(cases: list[Case]) -> list[Certificate]:
    """The certificates that were issued for these cases."""
    return list(Certificate.objects.filter(case__in=cases).order_by("-id"))


def addressees_of_certificates(numbers: Collection[str]) -> Mapping[str, Addressee]:
    """Who is told of these certificates: as the case says that it was issued for, else the holder's latest case."""
    found = {}
    for one in Certificate.objects.filter(number__in=numbers).select_related("case"):
        case = one.case or latest_of(one.holder_code)
        if case is not None:
            told = addressee_of(case)
            found[one.number] = replace(
                told,
                number=one.number,
                said=one.face_number,
                about=Words(**one.title),
                scope=one.department_id,
                path=f"/verify/{one.code}/",
            )
    return found
