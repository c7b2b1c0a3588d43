"""Writing down that somebody looked (个人信息保护法 51); looks are not acts, and end with their rule of retention."""

from __future__ import annotations

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.people.models import Look
from banli.people.rules import LookedAt

LONGEST = 400


def note_look(*, by: Actor, what: LookedAt, subject: str, detail: str = "", reason: str = "") -> None:
    """Write down that ``by`` looked; a visitor and the platform leave nothing."""
    if by.id is not None:
        Look.objects.create(
            by_id=by.id, what=what, subject=subject, detail=detail, reason=reason, at=clock.now()
        )


def check_look(reason: str) -> str:
    """The reason for a look, which must say something. Raises :class:`Invalid`."""
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why you need to see it in full."))])
    return reason.strip()[:LONGEST]
