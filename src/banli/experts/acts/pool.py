"""Keeping the pool: adding, declaring, suspending and restoring experts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from banli.experts.models import Expert, ExpertField
from banli.experts.permissions import GRANTS, ExpertPermission
from banli.experts.rules.records import ExpertRecord, FieldRecord
from banli.experts.selectors import TOPIC, find_expert, require_fields
from banli.kernel.actors import Actor
from banli.kernel.checkdigits import is_identity_number
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.folding import folded_number
from banli.kernel.masking import masked_code
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import regions


@transaction.atomic
def load_pool(*, fields: Iterable[FieldRecord], experts: Iterable[ExpertRecord], by: Actor) -> int:
    """Take in a pack's fields and those of its experts who are not there yet; returns how many were added.

    Experts who are there stay as they are: what was declared or suspended since outweighs the pack.
    """
    GRANTS.require(by, ExpertPermission.KEEP_POOL)
    rows = [
        ExpertField(code=one.code, name=one.name, name_en=one.name_en, department_id=one.department or None)
        for one in fields
    ]
    if rows:
        ExpertField.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "name_en", "department"],
        )
    told = list(experts)
    there = set(
        Expert.objects.filter(public_id__in=[one.public_id for one in told]).values_list(
            "public_id", flat=True
        )
    )
    fresh = [one for one in told if one.public_id not in there]
    for one in fresh:
        add_expert(record=one, by=by)
    return len(fresh)


@transaction.atomic
def add_expert(*, record: ExpertRecord, by: Actor) -> Expert:
    """Take somebody into the pool; the same record twice is one expert.

    :raises Invalid: where a field or region is not known, or the identity number is wrong or another expert's.
    """
    GRANTS.require(by, ExpertPermission.KEEP_POOL)
    require_fields(by, record.fields, every=True)
    values: dict[str, Any] = record.model_dump(exclude={"public_id", "region", "identity"})
    values |= {"region_id": record.region, **_identity(record.identity)}
    _check(record, values["identity_digest"])
    row, made = once(Expert, record.public_id or f"ZJ-{take('experts:expert'):05d}", values)
    if made:
        append(
            topic=TOPIC,
            subject=row.public_id,
            name="expert_added",
            by=by,
            scope=by.department,
            body={"fields": record.fields, "region": record.region},
        )
    return row


def _identity(text: str) -> dict[str, str]:
    """An identity number as it is kept: a keyed digest and a masked form."""
    code = folded_number(text)
    if not code:
        return {"identity_digest": "", "identity_mask": ""}
    keyed = salted_hmac("banli.experts.identity", code, algorithm="sha256").hexdigest()
    return {"identity_digest": keyed, "identity_mask": masked_code(code)}


def _check(record: ExpertRecord, digest: str) -> None:
    known = set(ExpertField.objects.filter(code__in=record.fields).values_list("code", flat=True))
    problems = [
        Problem("fields", gettext_noop("“%(field)s” is no field of expertise."), (("field", code),))
        for code in record.fields
        if code not in known
    ]
    if record.region not in {one.code for one in regions()}:
        problems.append(Problem("region", gettext_noop("There is no such region.")))
    if record.identity and not is_identity_number(folded_number(record.identity)):
        problems.append(
            Problem("identity", gettext_noop("This is no identity number: its check digit is wrong."))
        )
    others = Expert.objects.filter(identity_digest=digest).exclude(public_id=record.public_id)
    if digest and others.exists():
        problems.append(
            Problem("identity", gettext_noop("Somebody with this identity number is in the pool already."))
        )
    if problems:
        raise Invalid(problems)


@transaction.atomic
def declare(
    *,
    expert: str,
    employer: str,
    kin: Sequence[str],
    interests: Sequence[str],
    by: Actor,
    version: int | None = None,
) -> Expert:
    """Take down what an expert declares anew: employer, near relatives and interests.

    Draws made before keep what was declared then.

    :raises Overtaken: where something about the expert was written after ``version``; None does not ask.
    """
    GRANTS.require(by, ExpertPermission.KEEP_POOL)
    row = _locked(expert, version)
    require_fields(by, row.fields)
    if unsaid(employer, "employer"):
        raise Invalid([Problem("employer", gettext_noop("Name the employer."))])
    row.employer = employer.strip()
    row.kin, row.interests = list(kin), list(interests)
    row.save(update_fields=["employer", "kin", "interests"])
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="expert_declared",
        by=by,
        scope=by.department,
        body={"employer": row.employer, "kin": len(row.kin), "interests": len(row.interests)},
    )
    return row


@transaction.atomic
def suspend(*, expert: str, reason: str, by: Actor, version: int | None = None) -> Expert:
    """Keep an expert out of draws, with the reason; panels that are drawn keep them."""
    GRANTS.require(by, ExpertPermission.KEEP_POOL)
    row = _locked(expert, version)
    require_fields(by, row.fields)
    if not row.active:
        raise Refused(gettext_noop("This expert is suspended already."))
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why the expert is suspended."))])
    row.active, row.suspended_because = False, reason.strip()
    row.save(update_fields=["active", "suspended_because"])
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="expert_suspended",
        by=by,
        scope=by.department,
        body={"reason": row.suspended_because},
    )
    return row


@transaction.atomic
def restore(*, expert: str, by: Actor, version: int | None = None) -> Expert:
    """Let a suspended expert be drawn again."""
    GRANTS.require(by, ExpertPermission.KEEP_POOL)
    row = _locked(expert, version)
    require_fields(by, row.fields)
    if row.active:
        raise Refused(gettext_noop("This expert is not suspended."))
    row.active, row.suspended_because = True, ""
    row.save(update_fields=["active", "suspended_because"])
    append(topic=TOPIC, subject=row.public_id, name="expert_restored", by=by, scope=by.department)
    return row


def _locked(public_id: str, version: int | None) -> Expert:
    find_expert(public_id)
    row = Expert.objects.select_for_update().get(public_id=public_id)
    check_unchanged(topic=TOPIC, subject=public_id, version=version)
    return row
