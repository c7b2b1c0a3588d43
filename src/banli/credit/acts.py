"""Imposing and lifting bans, recording violations, and opening a person's code."""

from __future__ import annotations

import secrets

from django.db import transaction

from banli.credit.models import Ban, Subject, Violation
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules import BanRecord, ViolationRecord, check_lift, checked_ban, code_problems, normal
from banli.credit.selectors import find_ban, held, subject_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.kernel.once import once
from banli.kernel.records import check_not_ahead
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.numbering.service import take
from banli.people.service import department

TOPIC = "credit"


@transaction.atomic
def impose(*, record: BanRecord, by: Actor) -> Ban:
    """Bar somebody from applying (art. 78, 79, or a law of the item's own); the same record twice is one ban.

    :raises Invalid: with every fault at its field.
    """
    GRANTS.require(by, CreditPermission.IMPOSE, department=record.department)
    last = checked_ban(record)
    department(record.department)
    subject = _subject(record.code, record.name)
    values = {
        "subject_id": subject.pk,
        "department_id": record.department,
        "item": record.item,
        "public_safety": record.public_safety,
        "ground": str(record.ground),
        "basis": record.basis,
        "source": record.source,
        "first": record.first,
        "last": last,
        "imposed_by_id": by.id,
    }
    row, made = once(Ban, record.public_id or _number("XZ"), values)
    if made:
        append(
            topic=TOPIC,
            subject=row.public_id,
            name="ban_imposed",
            by=by,
            scope=record.department,
            body={
                "subject": subject.public_id,
                "item": record.item,
                "ground": str(record.ground),
                "source": record.source,
                "first": record.first.isoformat(),
                "last": last.isoformat(),
            },
        )
    return row


@transaction.atomic
def lift(*, ban: str, reason: str, by: Actor) -> Ban:
    """Lift a ban from today, with the reason; the ban stays on record.

    :raises Refused: where it was lifted before or has ended.
    """
    find_ban(ban, by)
    row = Ban.objects.select_for_update().get(public_id=ban)
    GRANTS.require(by, CreditPermission.LIFT, department=row.department_id)
    check_lift(held(row), reason, clock.today())
    row.lifted_on, row.lifted_because, row.lifted_by_id = clock.today(), reason.strip(), by.id
    row.save(update_fields=["lifted_on", "lifted_because", "lifted_by"])
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="ban_lifted",
        by=by,
        scope=row.department_id,
        body={"reason": row.lifted_because},
    )
    return row


@transaction.atomic
def record_violation(*, record: ViolationRecord, by: Actor) -> Violation:
    """Count a violation against somebody; the same record twice counts once.

    :raises Invalid: where the code cannot be right.
    """
    GRANTS.require(by, CreditPermission.RECORD, department=record.department)
    if problems := code_problems(normal(record.code)):
        raise Invalid(problems)
    check_not_ahead(record.day, clock.today())
    department(record.department)
    subject = _subject(record.code, record.name)
    values = record.model_dump(exclude={"public_id", "department", "code", "name"}) | {
        "department_id": record.department,
        "subject_id": subject.pk,
        "kind": str(record.kind),
    }
    row, made = once(Violation, record.public_id or _number("WF"), values)
    if made:
        append(
            topic=TOPIC,
            subject=row.public_id,
            name="violation_recorded",
            by=by,
            scope=record.department,
            body={
                "subject": subject.public_id,
                "kind": str(record.kind),
                "day": record.day.isoformat(),
                "points": record.points,
                "source": record.source,
            },
        )
    return row


@transaction.atomic
def show_code(*, subject: str, reason: str, by: Actor) -> str:
    """The code of a person in full: who asked and why is kept (Personal Information Protection Law, art. 51)."""
    found = subject_of(subject, by)
    scope = by.department if not GRANTS.may_everywhere(by, CreditPermission.SEE_CODE) else ""
    GRANTS.require(by, CreditPermission.SEE_CODE, department=scope)
    if not reason.strip():
        raise Invalid([Problem("reason", gettext_noop("Say why you need the whole code."))])
    append(
        topic=TOPIC,
        subject=found.public_id,
        name="code_shown",
        by=by,
        scope=by.department,
        body={"reason": reason.strip()[:400]},
    )
    return found.code


def _subject(code: str, name: str) -> Subject:
    """The subject of that code, made where there is none; its name is the one told last."""
    row, made = Subject.objects.get_or_create(
        code=normal(code), defaults={"name": name, "public_id": f"ZT-{secrets.token_hex(6)}"}
    )
    if not made and row.name != name:
        row.name = name
        row.save(update_fields=["name"])
    return row


def _number(series: str) -> str:
    year = clock.today().year
    return f"{series}-{year}-{take(f'credit:{series}:{year}'):04d}"
