"""Attendance: files of terminals, all or nothing, and corrections asked for and decided. Each act is one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem
from banli.kernel.printable import require, unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.people.service import User
from banli.roster.models import Correction, Shift, Stamp
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.corrections import check_times, time_of, why_not_ask, why_not_move
from banli.roster.rules.leave import why_not_decide, why_not_own
from banli.roster.rules.terminal import BadRow, Known, read_stamps
from banli.roster.selectors.attendance import find_shift
from banli.roster.selectors.plan import TOPIC
from banli.roster.selectors.posts import hours_of
from banli.roster.states.corrections import ASK, GRANT, REFUSE, CorrectionMove, CorrectionState


@dataclass(frozen=True)
class Imported:
    """What a file came to: rows that are new, rows on record already, and its faults; with a fault nothing is kept."""

    new: int
    known: int
    faults: Sequence[BadRow] = ()


@transaction.atomic
def import_stamps(*, name: str, content: bytes, by: Actor, only_check: bool = False) -> Imported:
    """Take in the file of a terminal, all or nothing. The same file again adds nothing.

    :param only_check: say what it would come to, and write nothing.
    :raises Refused: where it is no such file at all.
    """
    GRANTS.require(by, RosterPermission.IMPORT)
    users = User.objects.filter(department__isnull=False).values_list("username", "pk", "display_name")
    people = {username: Known(key, shown) for username, key, shown in users}
    stamps, faults = read_stamps(name, content, people, clock.now())
    if faults:
        return Imported(0, 0, faults)
    moments = [one.at for one in stamps]
    rows = Stamp.objects.filter(at__range=(min(moments), max(moments))).values_list("person_id", "at")
    before = set(rows)
    new = [one for one in stamps if (one.person, one.at) not in before]
    if new and not only_check:
        made = [Stamp(person_id=one.person, at=one.at) for one in new]
        Stamp.objects.bulk_create(made, ignore_conflicts=True, batch_size=1000)
        told = {"file": sha256(content).hexdigest(), "rows": len(stamps), "new": len(new)}
        append(topic=TOPIC, subject="terminal", name="attendance_imported", by=by, body=told)
    return Imported(len(new), len(stamps) - len(new))


def subject_of(shift: int) -> str:
    """What the record calls the attendance of a shift."""
    return f"shift-{shift}"


@transaction.atomic
def ask_correction(
    *, shift: int, arrived: str, left: str, reason: str, by: Actor, version: int | None = None
) -> Correction:
    """Say when one came or left in a shift of one's own, and why nothing or something else is on record.

    :param arrived: 9:05, or '' where what is on record is right.
    """
    GRANTS.require(by, RosterPermission.ASK)
    if error := why_not_own(by.behalf):
        raise error
    row = _held(shift, by, version)
    if row.person_id != by.id:
        raise Denied(gettext_noop("Only whoever it is about asks for a correction."))
    waits = row.corrections.filter(state=CorrectionState.ASKED).exists()
    if error := why_not_ask(hours_of(row)[1], clock.now(), waits=waits):
        raise error
    came, went = time_of(arrived, "arrived"), time_of(left, "left")
    check_times(came, went)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why."))])
    require({"reason": reason})
    made = Correction.objects.create(
        shift=row,
        arrived=came,
        left=went,
        reason=reason.strip(),
        state=CorrectionState.ASKED,
        asked_by_id=row.person_id,
        asked_at=clock.now(),
    )
    _note(row, ASK, by, {"correction": made.pk})
    return made


def _held(shift: int, by: Actor, version: int | None) -> Shift:
    """The shift, locked. Raises :class:`Missing`, :class:`Overtaken`."""
    find_shift(shift, by)
    row = Shift.objects.select_for_update(of=("self",)).select_related("window").get(pk=shift)
    check_unchanged(topic=TOPIC, subject=subject_of(shift), version=version)
    return row


@transaction.atomic
def grant_correction(
    *, correction: int, by: Actor, remark: str = "", version: int | None = None
) -> Correction:
    """Let it stand above what was recorded, which is kept."""
    return _decided(correction, GRANT, remark, by, version)


@transaction.atomic
def refuse_correction(*, correction: int, remark: str, by: Actor, version: int | None = None) -> Correction:
    """Leave what was recorded as it is, and say why."""
    return _decided(correction, REFUSE, remark, by, version)


def _decided(
    correction: int, move: CorrectionMove, remark: str, by: Actor, version: int | None
) -> Correction:
    known = Correction.objects.filter(pk=correction).first()
    if known is None:
        raise Missing(gettext_noop("There is no such correction."))
    shift = _held(known.shift_id, by, version)
    row = Correction.objects.select_for_update().get(pk=correction)
    GRANTS.require(by, RosterPermission.DECIDE, department=shift.window.department_id)
    if error := why_not_decide(row.asked_by_id, (by.id, by.behalf)):
        raise error
    if error := why_not_move(move, row.state):
        raise error
    if move is REFUSE and unsaid(remark, "remark"):
        raise Invalid([Problem("remark", gettext_noop("Say why."))])
    row.state, row.remark = move.target, remark.strip()
    row.decided_by_id, row.decided_at = by.id, clock.now()
    row.save(update_fields=["state", "remark", "decided_by", "decided_at"])
    _note(shift, move, by, {"correction": row.pk})
    return row


def _note(row: Shift, move: CorrectionMove, by: Actor, body: dict[str, Any]) -> None:
    scope = row.window.department_id
    append(topic=TOPIC, subject=subject_of(row.pk), name=move.event, by=by, scope=scope, body=body)
