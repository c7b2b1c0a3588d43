"""Issuing and ending certificates."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import transaction

from banli.areas.service import end_right, register, right_of
from banli.cases.service import GROUNDS, Case, claim_of, decision, find, note_certificate, spec_of
from banli.cases.service import revoke as revoke_grant
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
    _register(draft, spec, case, by)
    return draft


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
    old = (
        Certificate.objects.select_for_update().filter(number=before.certificate).first() if before else None
    )
    if old is not None and old.status == Status.VALID:
        _finish(old, Status.CANCELLED, f"换发{draft.number}", by)


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
    end_right(certificate=found.number, because=ground, department=found.department_id, by=by)
    return _finish(found, target, ground, by)


def _finish(found: Certificate, target: Status, ground: str, by: Actor) -> Certificate:
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


@transaction.atomic
def revoke(*, by: Actor, number: str, ground: str, reason: str, version: int | None = None) -> Case:
    """Revoke the grant of the case ``number`` on a ground of law (art. 69); its certificate, where one was issued,
    ends with it.

    :param ground: a key of ``cases.service.GROUNDS``.
    """
    case = revoke_grant(by=by, number=number, ground=ground, reason=reason, version=version)
    issued = Certificate.objects.filter(case=case, status=Status.VALID).first()
    if issued is not None:
        end(by=by, number=issued.number, target=Status.REVOKED, ground=GROUNDS[ground])
    return case
