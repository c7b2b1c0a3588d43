"""Periodic validation (校验)."""

from __future__ import annotations

from django.db import transaction

from banli.catalogue.service import validated_every
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.licences.acts.papers import leave_paper
from banli.licences.acts.status import close, locked, record
from banli.licences.models import Certificate, Validation
from banli.licences.permissions import LicencePermission
from banli.licences.rules.status import check_act
from banli.licences.rules.term import check_validation, next_validation, postponed_until
from banli.licences.selectors.certificates import definition_of, facts_of
from banli.licences.states import GROUNDS, VALIDATE, Status, ValidationResult


@transaction.atomic
def validate(
    *, by: Actor, number: str, result: str, months: int = 0, note: str = "", version: int | None = None
) -> Certificate:
    """Write how a validation ended: passed moves the due day on by the item's term, postponed gives one to six
    ``months`` to put right what was found, failed cancels the certificate."""
    found = locked(number, by, LicencePermission.VALIDATE, version)
    check_act(found.status, VALIDATE)
    if found.validate_by is None:
        raise Refused(gettext_noop("Certificates of this item are not validated periodically."))
    ended = check_validation(result, months, note)
    due, until = found.validate_by, None
    if ended == ValidationResult.PASSED:
        found.validate_by = next_validation(due, _every(found))
    if ended == ValidationResult.POSTPONED:
        if found.postponed_until is not None:
            raise Refused(gettext_noop("It was postponed before; it passes now or fails."))
        until = postponed_until(clock.today(), months)
    found.postponed_until = until
    found.save(update_fields=["validate_by", "postponed_until"])
    Validation.objects.create(
        certificate=found,
        due_on=due,
        done_on=clock.today(),
        result=ended,
        until=until,
        note=note.strip(),
        by_id=by.id,
    )
    body = {"result": str(ended), "due": due.isoformat(), **({"until": until.isoformat()} if until else {})}
    record(found, VALIDATE, by, body)
    if ended == ValidationResult.FAILED:
        ground = "validation_failed"
        told = leave_paper(found, "ended", target=Status.CANCELLED, ground=ground, reason=note.strip())
        reason = note.strip() or GROUNDS[ground].words.zh
        close(found, Status.CANCELLED, ground, reason, clock.today(), by, told)
    return found


def _every(found: Certificate) -> int:
    return validated_every(definition_of(found), facts_of(found))
