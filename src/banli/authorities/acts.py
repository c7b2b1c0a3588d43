"""Keeping the network: entrusting, reviewing, training, handing over, going live, suspending, withdrawing, ending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from banli.authorities.models import (
    Attendance,
    Authority,
    FormsGone,
    HandOver,
    Network,
    Review,
    Suspension,
    Training,
)
from banli.authorities.permissions import GRANTS, AuthorityPermission
from banli.authorities.rules import (
    AuthorityRecord,
    FormsRecord,
    HandOverRecord,
    Range,
    ReviewRecord,
    TrainingRecord,
    check_entruster,
    check_hand_over,
    check_move,
    check_open,
    check_ready,
    check_reason,
    check_within,
    checked_range,
    gaps,
    stage,
)
from banli.authorities.selectors import find_authority, gone_forms, held_forms, life_of
from banli.authorities.states import END, ENTRUST, GO_LIVE, RESUME, SUSPEND, TAKE_OVER, WITHDRAW, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.once import once
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import Register, regions, require_keeper

TOPIC = "authority"
Row = TypeVar("Row", HandOver, FormsGone)


def _record(row: Authority, name: str, by: Actor, body: Mapping[str, Any]) -> None:
    append(topic=TOPIC, subject=row.public_id, name=name, by=by, scope=row.department_id, body=dict(body))


def _locked(
    public_id: str, by: Actor, permission: AuthorityPermission, version: int | None = None
) -> Authority:
    found = find_authority(public_id, by)
    row = Authority.objects.select_for_update().get(pk=found.pk)
    GRANTS.require(by, permission, department=row.department_id)
    require_keeper(by, Register.AUTHORITIES)
    check_unchanged(topic=TOPIC, subject=row.public_id, version=version)
    return row


def _number(series: str) -> str:
    return f"{series}-{take(f'authorities:{series}'):04d}"


@transaction.atomic
def entrust(*, record: AuthorityRecord, department: str, by: Actor) -> Authority:
    """Enter an authority that the ministry has entrusted by its letter; the same record twice is one authority.

    :raises Invalid: where anybody but the ministry entrusts, or the region is not known.
    """
    GRANTS.require(by, AuthorityPermission.PREPARE, department=department)
    require_keeper(by, Register.AUTHORITIES)
    check_entruster(record)
    check_not_ahead(record.entrusted_on, clock.today())
    if record.region not in {one.code for one in regions()}:
        raise Invalid([Problem("region", gettext_noop("There is no such region."))])
    values = record.model_dump(exclude={"public_id", "region", "entrusted_by"}) | {
        "level": str(record.level),
        "region_id": record.region,
        "department_id": department,
    }
    net = Network.objects.filter(department_id=department).first()
    check_open(net.ends_on if net else None, record.entrusted_on)
    row, made = once(Authority, record.public_id or _number("JG"), values)
    if made:
        told = {"letter": record.letter, "on": record.entrusted_on.isoformat(), "level": str(record.level)}
        _record(row, ENTRUST.event, by, told)
        if net:
            _end_with(net, row, {}, by)
    return row


@transaction.atomic
def take_over(*, record: AuthorityRecord, live_on: date, department: str, by: Actor) -> Authority:
    """Enter an authority that filed already before this platform kept the network; it is not entered twice."""
    GRANTS.require(by, AuthorityPermission.DECIDE, department=department)
    require_keeper(by, Register.AUTHORITIES)
    check_order(record.entrusted_on, live_on)
    check_not_ahead(live_on, clock.today())
    row = entrust(record=record, department=department, by=by)
    if row.live_on is None and not row.withdrawn:
        row.live_on = live_on
        row.save(update_fields=["live_on"])
        _record(row, TAKE_OVER.event, by, {"on": live_on.isoformat()})
    return row


@transaction.atomic
def review(*, authority: str, record: ReviewRecord, by: Actor) -> Review:
    """Record what a look at premises, staff, equipment and connection found."""
    row = _locked(authority, by, AuthorityPermission.PREPARE)
    check_not_ahead(record.day, clock.today())
    passed = sorted({str(one) for one in record.passed})
    values = record.model_dump(exclude={"public_id", "passed"}) | {"authority_id": row.pk, "passed": passed}
    found, made = once(Review, record.public_id or _number("SC"), values)
    if made:
        _record(row, "authority_reviewed", by, {"on": record.day.isoformat(), "passed": passed})
    return found


@transaction.atomic
def train(*, record: TrainingRecord, department: str, by: Actor) -> Training:
    """Record one batch of a training and who came, by authority. The ledger keeps numbers and no names."""
    GRANTS.require(by, AuthorityPermission.PREPARE, department=department)
    require_keeper(by, Register.AUTHORITIES)
    check_not_ahead(record.day, clock.today())
    values = record.model_dump(exclude={"public_id", "trainees"}) | {"department_id": department}
    row, made = once(Training, record.public_id or _number("PX"), values)
    if not made:
        return row
    rows = {one.authority: find_authority(one.authority, by) for one in record.trainees}
    Attendance.objects.bulk_create(
        Attendance(training=row, authority=rows[one.authority], name=one.name, attended=one.attended)
        for one in record.trainees
    )
    came = [one for one in record.trainees if one.attended]
    body = {
        "batch": record.batch,
        "on": record.day.isoformat(),
        "came": len(came),
        "told": len(record.trainees),
    }
    append(topic=TOPIC, subject=row.public_id, name="batch_trained", by=by, scope=department, body=body)
    return row


@transaction.atomic
def hand_over(*, authority: str, record: HandOverRecord, by: Actor) -> HandOver:
    """Hand a seal, an account or a range of blank forms over, with custodian and receipt.

    :raises Invalid: where a number of the range, or the seal or account, was handed over before.
    """
    row = _locked(authority, by, AuthorityPermission.PREPARE)
    check_hand_over(record)
    check_not_ahead(record.day, clock.today())
    check_order(row.entrusted_on, record.day)
    values = record.model_dump(exclude={"public_id", "thing"}) | {
        "authority_id": row.pk,
        "thing": str(record.thing),
    }
    found, made = _kept(HandOver, record.public_id or _number("JJ"), values)
    if made:
        told: dict[str, Any] = {
            "thing": str(record.thing),
            "on": record.day.isoformat(),
            "receipt": record.receipt,
        }
        told |= {"range": [record.first_number, record.last_number]} if record.first_number else {}
        _record(row, "handed_over", by, told)
    return found


def _kept(model: type[Row], public_id: str, values: Mapping[str, Any]) -> tuple[Row, bool]:
    """The row, made once; what the tables exclude is told at the field."""
    try:
        with transaction.atomic():
            return once(model, public_id, values)
    except IntegrityError as error:
        ranged = values.get("first_number") is not None
        message = (
            gettext_noop("One of these numbers is on record already.")
            if ranged
            else gettext_noop("A seal or account of this number was handed over already.")
        )
        raise Invalid([Problem("first_number" if ranged else "number", message)]) from error


@transaction.atomic
def account_for(*, authority: str, record: FormsRecord, by: Actor) -> FormsGone:
    """Record that blank forms were used, returned or lost. A form goes once."""
    row = _locked(authority, by, AuthorityPermission.PREPARE)
    check_not_ahead(record.day, clock.today())
    told = checked_range(record.first_number, record.last_number)
    if not FormsGone.objects.filter(public_id=record.public_id).exists():
        check_within(told, held_forms(row), gone_forms(row))
    values = record.model_dump(exclude={"public_id", "outcome"}) | {
        "authority_id": row.pk,
        "outcome": str(record.outcome),
    }
    found, made = _kept(FormsGone, record.public_id or _number("BD"), values)
    if made:
        body = {"range": list(told), "on": record.day.isoformat(), "note": record.note}
        _record(row, str(record.outcome), by, body)
    return found


@transaction.atomic
def take_stock(*, authority: str, on_shelf: list[Range], by: Actor) -> list[Range]:
    """Compare the shelf with the record: the ranges that are missing, kept as an event whether there are any or not."""
    row = _locked(authority, by, AuthorityPermission.PREPARE)
    held, gone = held_forms(row), gone_forms(row)
    for one in on_shelf:
        try:
            check_within(one, held, gone)
        except Invalid as error:
            raise Invalid(
                [Problem("on_shelf", wrong.message, wrong.params) for wrong in error.problems]
            ) from None
    missing = gaps(held, gone, on_shelf)
    body = {"on_shelf": [list(one) for one in on_shelf], "missing": [list(one) for one in missing]}
    _record(row, "gap_found" if missing else "stock_taken", by, body)
    return missing


@transaction.atomic
def go_live(*, authority: str, on: date, by: Actor, version: int | None = None) -> Authority:
    """Let the authority file from ``on``: all in order, somebody trained, seal, account and forms handed over.

    :raises Overtaken: where something about it was written after ``version``; None does not ask.
    """
    row = _locked(authority, by, AuthorityPermission.DECIDE, version)
    check_not_ahead(on, clock.today())
    check_order(row.entrusted_on, on)
    reviews = [one.passed for one in row.reviews.order_by("day", "id")]
    trained = row.attendances.filter(attended=True, training__day__lte=on).count()
    things = row.hand_overs.filter(day__lte=on).order_by().values_list("thing", flat=True)
    check_ready(reviews, trained, things, life_of(row), on)
    row.live_on = on
    row.save(update_fields=["live_on"])
    _record(row, GO_LIVE.event, by, {"on": on.isoformat()})
    return row


@transaction.atomic
def suspend(*, authority: str, reason: str, by: Actor, version: int | None = None) -> Authority:
    """Stop an authority from today, with the reason; it stays in the network."""
    row = _moving(authority, SUSPEND, by, reason, version)
    Suspension.objects.create(authority=row, first=clock.today(), reason=reason.strip())
    _record(row, SUSPEND.event, by, {"reason": reason.strip()})
    return row


@transaction.atomic
def resume(*, authority: str, reason: str, by: Actor, version: int | None = None) -> Authority:
    """Let a suspended authority file again from today."""
    row = _moving(authority, RESUME, by, reason, version)
    row.suspensions.filter(until__isnull=True).update(until=clock.today())
    _record(row, RESUME.event, by, {"reason": reason.strip()})
    return row


@transaction.atomic
def withdraw(*, authority: str, reason: str, by: Actor, version: int | None = None) -> Authority:
    """Withdraw the entrustment from today, with the reason; everything on record stays."""
    row = _moving(authority, WITHDRAW, by, reason, version)
    _end(row, clock.today(), reason.strip(), withdrawn=True)
    _record(row, WITHDRAW.event, by, {"reason": reason.strip()})
    return row


def _moving(authority: str, move: Transition, by: Actor, reason: str, version: int | None) -> Authority:
    row = _locked(authority, by, AuthorityPermission.DECIDE, version)
    check_reason(reason)
    check_move(move, stage(life_of(row), clock.today()))
    return row


def _end(row: Authority, on: date, because: str, *, withdrawn: bool) -> None:
    row.ended_on, row.ended_because, row.withdrawn = on, because, withdrawn
    row.save(update_fields=["ended_on", "ended_because", "withdrawn"])


@transaction.atomic
def name_network(*, department: str, item: str, by: Actor) -> Network:
    """Say which item the department's authorities file; said again it stays.

    :raises Refused: where the department or the item has another network.
    """
    GRANTS.require(by, AuthorityPermission.DECIDE, department=department)
    require_keeper(by, Register.AUTHORITIES)
    row = Network.objects.filter(Q(department_id=department) | Q(item=item)).first()
    if row is None:
        row = Network.objects.create(department_id=department, item=item, recorded_at=clock.now())
        append(
            topic=TOPIC,
            subject=department,
            name="network_named",
            by=by,
            scope=department,
            body={"item": item},
        )
    if (row.department_id, row.item) != (department, item):
        raise Refused(gettext_noop("This department or item has another network already."))
    return row


@transaction.atomic
def end_with_item(*, item: str, on: date, because: str, law: str, by: Actor) -> int:
    """End-date every authority that files ``item``, also ahead of the day; how many days were set or moved.

    Until the day has come the end may be moved with the item's retirement. Withdrawn authorities keep their day.
    """
    net = Network.objects.select_for_update().filter(item=item).first()
    if net is None:
        return 0
    GRANTS.require(by, AuthorityPermission.DECIDE, department=net.department_id)
    net.ends_on, net.ended_because = on, f"{because}（{law}）"
    net.save(update_fields=["ends_on", "ended_because"])
    # What is over stays as it ended.
    rows = Authority.objects.filter(department_id=net.department_id, withdrawn=False)
    open_rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=clock.today())).exclude(ended_on=on)
    ended = list(open_rows.select_for_update().order_by("id"))
    for row in ended:
        _end_with(net, row, {"law": law}, by)
    return len(ended)


def _end_with(net: Network, row: Authority, told: Mapping[str, str], by: Actor) -> None:
    """The authority ends on the day its network does."""
    if net.ends_on is None:
        return
    check_move(END, stage(life_of(row), clock.today()))
    moved = {"instead_of": row.ended_on.isoformat()} if row.ended_on else {}
    _end(row, net.ends_on, net.ended_because, withdrawn=False)
    _record(row, END.event, by, {"on": net.ends_on.isoformat(), "item": net.item, **moved, **told})
