"""What the approver does to a certificate: suspend, restore, revoke, withdraw, cancel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from banli.areas.service import end_right
from banli.cases.service import Case
from banli.cases.service import revoke as revoke_grant
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.licences.acts.papers import leave_paper
from banli.licences.models import Certificate
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.status import check_act, check_ground, check_term
from banli.licences.states import ENDINGS, LIVE, RESTORE, SUSPEND, Status, Transition

TOPIC = "certificate"
MARRING = frozenset({"fatal_accident"})
"""Grounds of suspension that stay on a certificate when it is restored."""


def locked(number: str, by: Actor, permission: LicencePermission, version: int | None = None) -> Certificate:
    """The certificate, for one writer at a time, where ``by`` may do this to it.

    :raises Overtaken: where something about it was written after ``version``; None does not ask.
    """
    found = Certificate.objects.select_for_update().filter(number=number).first()
    if found is None:
        raise Missing(gettext_noop("There is no such certificate."))
    GRANTS.require(by, permission, department=found.department_id)
    check_unchanged(topic=TOPIC, subject=number, version=version)
    return found


def record(found: Certificate, act: Transition, by: Actor, body: Mapping[str, Any]) -> None:
    """One event in the certificate's own chain."""
    append(
        topic=TOPIC,
        subject=found.number,
        name=act.event,
        by=by,
        scope=found.department_id,
        body=body,
    )


@transaction.atomic
def end(
    *, by: Actor, number: str, target: Status, ground: str, reason: str, version: int | None = None
) -> Certificate:
    """Revoke (art. 69), withdraw (art. 8) or cancel (art. 70) a certificate, with its ground in law.

    :param ground: a key of ``states.GROUNDS`` for this ending; ``reason`` tells the facts it rests on.
    """
    found = locked(number, by, LicencePermission.END, version)
    if target not in ENDINGS:
        raise Invalid([Problem("target", gettext_noop("Choose how the certificate ends."))])
    check_end(found, target, ground, reason)
    told = leave_paper(found, "ended", target=target, ground=ground, reason=reason)
    close(found, target, ground, reason, clock.today(), by, told)
    return found


def check_end(found: Certificate, target: Status, ground: str, reason: str) -> None:
    """Raise where the certificate does not end so."""
    check_act(found.status, ENDINGS[target])
    check_ground(target, ground, reason)


def close(
    found: Certificate,
    target: Status,
    ground: str,
    reason: str,
    on: date,
    by: Actor,
    told: Mapping[str, Any] | None = None,
) -> None:
    """Write the end of a certificate; ``told`` is what the event says of the paper about it."""
    found.status, found.ground, found.ended_because = target, ground, reason
    found.ended_on, found.suspended_until, found.postponed_until = on, None, None
    found.save(
        update_fields=[
            *("status", "ground", "ended_because", "ended_on", "suspended_until", "postponed_until"),
        ]
    )
    end_right(certificate=found.number, because=reason, department=found.department_id, by=by)
    body = {"ground": ground, "reason": reason, "on": on.isoformat(), **(told or {})}
    record(found, ENDINGS[target], by, body)


@transaction.atomic
def suspend(
    *, by: Actor, number: str, ground: str, reason: str, until: date | None, version: int | None = None
) -> Certificate:
    """Withhold the certificate (暂扣) until the last day ``until``; it holds again on the day after."""
    found = locked(number, by, LicencePermission.END, version)
    check_act(found.status, SUSPEND)
    check_ground(Status.SUSPENDED, ground, reason)
    last = check_term(until, clock.today())
    found.status, found.ground, found.ended_because = Status.SUSPENDED, ground, reason
    found.suspended_until, found.marred = last, found.marred or ground in MARRING
    found.save(update_fields=["status", "ground", "ended_because", "suspended_until", "marred"])
    told = leave_paper(found, "suspended", target=Status.SUSPENDED, ground=ground, reason=reason, last=last)
    record(found, SUSPEND, by, {"ground": ground, "reason": reason, "until": last.isoformat(), **told})
    return found


@transaction.atomic
def restore(*, by: Actor, number: str, reason: str, version: int | None = None) -> Certificate:
    """Give a suspended certificate back before its suspension ends."""
    found = locked(number, by, LicencePermission.END, version)
    check_act(found.status, RESTORE)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say what was put right."))])
    told = leave_paper(found, "restored", target=Status.VALID, reason=reason)
    give_back(found, by, {"reason": reason, **told})
    return found


def give_back(found: Certificate, by: Actor, body: Mapping[str, Any]) -> None:
    """Write the end of a suspension."""
    found.status, found.ground, found.ended_because, found.suspended_until = Status.VALID, "", "", None
    found.save(update_fields=["status", "ground", "ended_because", "suspended_until"])
    record(found, RESTORE, by, body)


@transaction.atomic
def revoke(*, by: Actor, number: str, ground: str, reason: str, version: int | None = None) -> Case:
    """Revoke the grant of the case ``number`` on a ground of law (art. 69); its certificate, where one was issued,
    ends with it.

    :param ground: a key of ``cases.states.REVOCATIONS``.
    """
    case = revoke_grant(by=by, number=number, ground=ground, reason=reason, version=version)
    issued = Certificate.objects.filter(case=case, status__in=LIVE).first()
    if issued is not None:
        # The decision to revoke is the paper of both.
        found = locked(issued.number, by, LicencePermission.END)
        check_end(found, Status.REVOKED, ground, reason)
        close(found, Status.REVOKED, ground, reason, clock.today(), by)
    return case
