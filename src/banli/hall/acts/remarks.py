"""What a person sets in the rule's place: a sentence or a grade for one dimension of a period, with the reason."""

from __future__ import annotations

from django.db import connection, transaction

from banli.hall.acts.numbers import TOPIC, number
from banli.hall.models import PatrolRemark
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.records import RemarkRecord
from banli.hall.selectors.plan import needed_plan
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused, Stale
from banli.kernel.once import once
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged


@transaction.atomic
def record_remark(*, record: RemarkRecord, by: Actor) -> PatrolRemark:
    """Set a sentence or a grade in place of the rule's for one dimension of a period, with the reason for it."""
    GRANTS.require(by, HallPermission.REMARK)
    _check_dimension(record)
    _hold(record)
    values = _values(record)
    taken = _standing(record)
    if taken is not None and taken.public_id != record.public_id:
        raise Refused(gettext_noop("This period has a remark on this dimension already."))
    row, made = once(PatrolRemark, record.public_id or number("BZ", record.start), values)
    if made:
        _note(row, "remark_recorded", by)
    return row


@transaction.atomic
def change_remark(*, record: RemarkRecord, by: Actor, version: int | None = None) -> PatrolRemark:
    """Set a remark, or set another in the place of the one that stands; both stay on record with their reasons.

    :raises Stale: where somebody changed the remark since ``version``.
    """
    GRANTS.require(by, HallPermission.REMARK)
    _check_dimension(record)
    _hold(record)
    row = _standing(record)
    if row is None:
        if version:
            raise Stale(gettext_noop("Nobody has set anything here; please look at the page again."))
        return record_remark(record=record, by=by)
    check_unchanged(topic=TOPIC, subject=row.public_id, version=version)
    told = {"text": record.text, "grade": str(record.grade or ""), "reason": record.reason}
    if all(getattr(row, name) == value for name, value in told.items()):
        return row
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    _note(row, "remark_changed", by)
    return row


def _standing(record: RemarkRecord) -> PatrolRemark | None:
    dimension = record.dimension or ""
    return PatrolRemark.objects.filter(start=record.start, end=record.end, dimension=dimension).first()


def _values(record: RemarkRecord) -> dict[str, object]:
    told = {"dimension": record.dimension or "", "grade": str(record.grade or "")}
    return record.model_dump(exclude={"public_id"}) | told


def _check_dimension(record: RemarkRecord) -> None:
    if record.dimension and needed_plan().dimension(record.dimension) is None:
        told = gettext_noop("The plan of patrols knows no dimension “%(key)s”.")
        raise Invalid([Problem("dimension", told, (("key", record.dimension),))])


def _hold(record: RemarkRecord) -> None:
    """One remark at a time on a dimension of a period."""
    key = f"hall.remark.{record.start}.{record.end}.{record.dimension or ''}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 16))", [key])


def _note(row: PatrolRemark, name: str, by: Actor) -> None:
    body = {"dimension": row.dimension, "grade": row.grade, "reason": row.reason}
    append(topic=TOPIC, subject=row.public_id, name=name, by=by, body=body)
