"""Imposing and lifting bans, and opening a person's code."""

from __future__ import annotations

import secrets

from django.db import transaction

from banli.catalogue.service import keeper_of
from banli.credit.models import Ban, Subject
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules.bans import BanRecord, check_lift, checked_ban, normal
from banli.credit.rules.bases import by_key
from banli.credit.selectors import book, find_ban, held, subject_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import LookedAt, department, note_look

TOPIC = "credit"


@transaction.atomic
def impose(*, record: BanRecord, by: Actor) -> Ban:
    """Bar somebody from applying (art. 78, 79, or an article of the pack's table); the same record twice is one ban.

    A department bars from its own items alone, whoever asks and however.

    :raises Invalid: with every fault at its field.
    """
    GRANTS.require(by, CreditPermission.IMPOSE, department=record.department)
    elsewhere = bool(record.item) and keeper_of(record.item) != record.department
    found = checked_ban(record, by_key(book().bases), elsewhere=elsewhere)
    last = found.last
    department(record.department)
    subject = subject_for(record.code, record.name)
    values = {
        "subject_id": subject.pk,
        "department_id": record.department,
        "item": record.item,
        "public_safety": record.public_safety,
        "ground": str(record.ground),
        "basis": found.law,
        "source": record.source,
        "first": record.first,
        "last": last,
        "imposed_by_id": by.id,
    }
    row, made = once(Ban, record.public_id or number_of("XZ"), values)
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
def lift(*, ban: str, reason: str, by: Actor, version: int | None = None) -> Ban:
    """Lift a ban from today, with the reason; the ban stays on record.

    :raises Overtaken: where something about the ban was written after ``version``; None does not ask.
    :raises Refused: where it was lifted before or has ended.
    """
    find_ban(ban, by)
    row = Ban.objects.select_for_update().get(public_id=ban)
    GRANTS.require(by, CreditPermission.LIFT, department=row.department_id)
    check_unchanged(topic=TOPIC, subject=ban, version=version)
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
def show_code(*, subject: str, reason: str, by: Actor) -> str:
    """The code of a person in full: who asked and why is kept (Personal Information Protection Law, art. 51)."""
    found = subject_of(subject, by)
    scope = by.department if not GRANTS.may_everywhere(by, CreditPermission.SEE_CODE) else ""
    GRANTS.require(by, CreditPermission.SEE_CODE, department=scope)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why you need the whole code."))])
    append(
        topic=TOPIC,
        subject=found.public_id,
        name="code_shown",
        by=by,
        scope=by.department,
        body={"reason": reason.strip()[:400]},
    )
    note_look(by=by, what=LookedAt.CODE, subject=found.public_id, reason=reason.strip()[:400])
    return found.code


def subject_for(code: str, name: str) -> Subject:
    """The subject of that code, made where there is none; its name is the one told last."""
    row, made = Subject.objects.get_or_create(
        code=normal(code), defaults={"name": name, "public_id": f"ZT-{secrets.token_hex(6)}"}
    )
    if not made and row.name != name:
        row.name = name
        row.save(update_fields=["name"])
    return row


def number_of(series: str) -> str:
    """The next number of a series of this year."""
    year = clock.today().year
    return f"{series}-{year}-{take(f'credit:{series}:{year}'):04d}"
