"""What a gateway says later: that a message arrived, or that it did not."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from banli.kernel import clock
from banli.notices.acts.channels.sms_gateway import signed
from banli.notices.models import Dispatch
from banli.notices.states import MOVE, Channel

FRESH = 300
"""Seconds for which a signed report is good: one that was overheard is worth nothing later."""


@dataclass(frozen=True)
class Report:
    """What became of one message."""

    id: UUID
    arrived: bool
    why: str = ""


def is_of_gateway(*, at: str, body: bytes, signature: str) -> bool:
    """True for a report that the gateway signed lately: HMAC-SHA256 over ``at`` and the body, with the key of both."""
    if not settings.SMS_SECRET or not at.isascii() or not at.isdigit() or len(at) > 12:
        return False
    wanted = signed(settings.SMS_SECRET, at, body.decode("utf-8", "replace"))
    fits = hmac.compare_digest(wanted.encode(), signature.encode())
    return fits and abs(clock.machine_seconds() - int(at)) <= FRESH


@transaction.atomic
def note_reports(reports: Iterable[Report]) -> int:
    """Note what became of messages; how many are new. One that is unknown or ended is passed over: reports come twice.

    Whoever calls has asked :func:`is_of_gateway`.
    """
    return sum(_noted(one) for one in reports)


def _noted(report: Report) -> int:
    move = MOVE["report_delivered" if report.arrived else "report_failed"]
    rows = Dispatch.objects.filter(pk=report.id, channel=Channel.SMS)
    rows = rows.filter(state__in=[str(state) for state in move.sources])
    now = clock.now()
    why = "" if report.arrived else report.why[:200] or "not delivered"
    changed = rows.update(state=move.target, ended_at=now, why=why)
    rows.model.objects.filter(pk=report.id, sent_at=None).update(sent_at=now)
    return changed
