"""Issuing and ending certificates."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import transaction

from banli.cases.service import decision, find, note_certificate, spec_of
from banli.catalogue.service import (
    ItemSpec,
    certificate_lines,
    certificate_number,
    certified,
    derive,
    validity,
)
from banli.documents.service import Certificate as Sheet
from banli.documents.service import Row, certificate_pdf
from banli.files.service import store
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.licences.models import Certificate
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules import CODE_LENGTH, check_ending, code_from
from banli.licences.states import EVENTS, Status
from banli.numbering.service import take
from banli.people.service import department


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
    first, last = validity(spec, facts, decided.at.astimezone(clock.SHANGHAI).date())
    serial = take(f"certificate:{spec.certificate.series}:{today.year}")
    draft = Certificate(
        number=certificate_number(spec, year=today.year, serial=serial),
        code=code_from(secrets.token_bytes(CODE_LENGTH)),
        case=case,
        revision_id=case.revision_id,
        department_id=case.department_id,
        title=spec.certificate.title.model_dump(),
        holder=case.applicant,
        holder_code=case.applicant_code,
        lines=_lines(spec, facts),
        issued_on=today,
        valid_from=first,
        valid_to=last,
    )
    note_certificate(by=by, number=number, certificate=draft.number, version=version)
    content = certificate_pdf(_sheet(draft, spec))
    draft.file = store(by=by, name=f"{draft.number}.pdf", content=content)
    draft.save()
    return draft


def _lines(spec: ItemSpec, facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"key": line.key, "label": line.label.model_dump(), "value": line.value}
        for line in certificate_lines(spec, facts)
    ]


def _sheet(face: Certificate, spec: ItemSpec) -> Sheet:
    """The certificate as the typesetter takes it: a certificate is issued in Chinese."""
    conditions = spec.certificate.conditions if spec.certificate else ()
    return Sheet(
        title=face.title["zh"],
        number=face.number,
        rows=tuple(
            Row(line["label"]["zh"], line["value"], wide=len(line["value"]) > 16) for line in face.lines
        ),
        department=department(face.department_id).name,
        issued_on=face.issued_on,
        valid_from=face.valid_from,
        valid_to=face.valid_to,
        conditions=tuple(condition.zh for condition in conditions),
        verify_url=f"{settings.PUBLIC_ADDRESS}/verify/{face.code}/",
        verify_code=face.code,
    )


@transaction.atomic
def end(*, by: Actor, number: str, target: Status, ground: str) -> Certificate:
    """Revoke (art. 69) or cancel (art. 70) a certificate, with its ground in law."""
    found = Certificate.objects.select_for_update().filter(number=number).first()
    if found is None:
        raise Missing(gettext_noop("There is no such certificate."))
    GRANTS.require(by, LicencePermission.END, department=found.department_id)
    check_ending(found.status, target, ground)
    found.status, found.ended_because = target, ground
    found.save(update_fields=["status", "ended_because"])
    append(
        topic="certificate",
        subject=found.number,
        name=EVENTS[target],
        by=by,
        scope=found.department_id,
        body={"ground": ground},
    )
    return found
