"""Issuing certificates: for a new grant, or in the place of the one that a renewal or change is about."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from banli.areas.service import register, right_of
from banli.cases.service import Case, claim_of, decision, find, note_certificate, note_stand_ins, spec_of
from banli.catalogue.service import Certificate as CertificateSpec
from banli.catalogue.service import (
    ItemSpec,
    certificate_number,
    certified,
    derive,
    printed_number,
    validated_every,
    validity,
)
from banli.documents.service import Certificate as Sheet
from banli.documents.service import Row, certificate_pdf, date_words
from banli.files.service import store
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import CODE_LENGTH, code_from
from banli.licences.acts.status import record
from banli.licences.models import Certificate, Link
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.status import check_act
from banli.licences.rules.term import first_validation
from banli.licences.rules.token import digits_of, written
from banli.licences.rules.validity import Standing
from banli.licences.selectors.certificates import face_lines, standing_of
from banli.licences.selectors.token_facts import token_facts
from banli.licences.states import LIVE, REPLACE, Status
from banli.numbering.service import take
from banli.people.service import department
from banli.signatures.service import sign_paper, sign_token, signature_label


@transaction.atomic
def issue(*, by: Actor, number: str, version: int | None = None) -> Certificate:
    """Issue the certificate of a granted case: numbered, typeset with its QR code, stored, recorded (art. 39)."""
    case = find(number, by)
    GRANTS.require(by, LicencePermission.ISSUE, department=case.department_id)
    spec, decided = spec_of(case), decision(case)
    facts = derive(spec, case.form)
    if spec.certificate is None or decided is None or not decided.granted or not certified(spec, facts):
        raise Refused(gettext_noop("This case does not end in a certificate."))
    today = clock.today()
    link = Link.objects.filter(case=case).select_related("certificate").first()
    first, last = _term(spec, facts, decided.at.astimezone(clock.SHANGHAI).date(), link)
    serial = take(f"certificate:{spec.certificate.series}:{today.year}")
    told, shown = certificate_number(spec, year=today.year, serial=serial), printed_number(spec, facts)
    draft = Certificate(
        number=told,
        printed_number=shown,
        number_folded=folded_number(shown or told),
        code=code_from(secrets.token_bytes(CODE_LENGTH)),
        case=case,
        revision_id=case.revision_id,
        department_id=case.department_id,
        title=spec.certificate.title.model_dump(),
        holder=case.applicant,
        holder_folded=folded_name(case.applicant),
        holder_code=case.applicant_code,
        lines=_lines(spec, facts),
        issued_on=today,
        valid_from=first,
        valid_to=last,
        validate_by=_validation(spec, facts, first, link),
    )
    note_certificate(by=by, number=number, certificate=draft.face_number, version=version)
    draft.status_index = _place()
    draft.token = digits_of(sign_token(written(token_facts(draft, spec, facts))))
    face = _sheet(draft, spec)
    note_stand_ins(case, "certificate", face)
    content = sign_paper(certificate_pdf(face), reason=f"颁发{face.title}")
    draft.file = store(by=by, name=f"{draft.face_number}.pdf", content=content)
    _replace(draft, link, by)
    draft.save()
    _register(draft, spec, case, by)
    return draft


def _term(
    spec: ItemSpec, facts: dict[str, Any], decided_on: date, link: Link | None
) -> tuple[date, date | None]:
    """A renewed term begins on the day after the one before; a change leaves the end where it is."""
    first, last = validity(spec, facts, decided_on)
    old = link.certificate if link else None
    if link is None or old is None or old.valid_to is None or last is None:
        return first, last
    if link.kind == "change":
        return first, old.valid_to
    if standing_of(old) == Standing.EXPIRED:
        return first, last
    return validity(spec, facts, old.valid_to + timedelta(days=1))


def _validation(spec: ItemSpec, facts: dict[str, Any], first: date, link: Link | None) -> date | None:
    """Until when it is validated; what is due already stays due, whatever was changed."""
    months = validated_every(spec, facts)
    due = first_validation(first, months)
    before = link.certificate.validate_by if link else None
    return min(due, before) if due and before else due


def _replace(draft: Certificate, link: Link | None, by: Actor) -> None:
    """The certificate that the case is about gives way to the new one; its history stays."""
    if link is None:
        return
    old = Certificate.objects.select_for_update().get(pk=link.certificate_id)
    draft.replaces = old
    if old.status not in LIVE and old.ground == "expired":
        return
    check_act(old.status, REPLACE)
    _give_way(old, draft, link.kind, by)


def _give_way(old: Certificate, draft: Certificate, kind: str, by: Actor) -> None:
    old.status, old.ended_on, old.suspended_until = Status.REPLACED, clock.today(), None
    old.ground = old.ended_because = ""
    old.save(update_fields=["status", "ended_on", "suspended_until", "ground", "ended_because"])
    record(old, REPLACE, by, {"by": draft.number, "kind": kind})


def _register(draft: Certificate, spec: ItemSpec, case: Case, by: Actor) -> None:
    """Write the right that the certificate stands for into its register; the certificate it replaces is cancelled."""
    claim = claim_of(spec, case.form, case.submitted_at.astimezone(clock.SHANGHAI).date())
    if claim is None:
        return
    before = right_of(claim.register, claim.number)
    register(
        claim=claim,
        certificate=draft.number,
        holder=draft.holder,
        holder_code=draft.holder_code,
        first=draft.valid_from,
        last=draft.valid_to,
        department=draft.department_id,
        by=by,
    )
    if before is None or (draft.replaces is not None and draft.replaces.number == before.certificate):
        return
    old = Certificate.objects.select_for_update().filter(number=before.certificate, status__in=LIVE).first()
    if old is not None:
        draft.replaces = old
        draft.save(update_fields=["replaces"])
        _give_way(old, draft, "register", by)


def _lines(spec: ItemSpec, facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"key": line.key, "label": line.label.model_dump(), "value": line.value}
        for line in face_lines(spec, facts)
    ]


def _place() -> int:
    """A place in the list of standings; one may stay empty, so that no certificate waits for another."""
    with connection.cursor() as cursor:
        cursor.execute(statements("licences", "places")["take"])
        return int(cursor.fetchone()[0])


def _sheet(face: Certificate, spec: ItemSpec) -> Sheet:
    """The certificate as the typesetter takes it: a certificate is issued in Chinese."""
    assert spec.certificate is not None, "what has no certificate is issued none"
    term = None if spec.certificate.no_term else face.valid_from
    return Sheet(
        title=face.title["zh"],
        number=face.face_number,
        number_label=spec.certificate.number_label.zh,
        rows=(
            *(Row(line["label"]["zh"], line["value"], wide=_wide(line["value"])) for line in face.lines),
            *_days(face, spec.certificate),
        ),
        department=department(face.department_id).name,
        issued_on=face.issued_on,
        valid_from=term,
        valid_to=face.valid_to if term else None,
        conditions=tuple(condition.zh for condition in spec.certificate.conditions),
        conditions_title=spec.certificate.conditions_title.zh,
        copies=tuple(one.zh for one in spec.certificate.copies),
        verify_url=f"{settings.PUBLIC_ADDRESS}/verify/{face.code}/",
        verify_code=face.code,
        verify_token=face.token,
        seal_label=signature_label(),
    )


WIDE = 16
"""Characters beyond which a value takes the whole line."""


def _wide(value: str) -> bool:
    return len(value) > WIDE or "\n" in value


def _days(face: Certificate, spec: CertificateSpec) -> Iterator[Row]:
    """The days that stand as lines of their own: of issue, and of the next validation."""
    if spec.issued_label:
        yield Row(spec.issued_label.zh, date_words(face.issued_on))
    if spec.validated_label and face.validate_by:
        yield Row(spec.validated_label.zh, f"{date_words(face.validate_by)}前（含当日）")
