"""Who was to be at a window at a minute, and what attendance says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from banli.kernel import clock
from banli.people.service import first_sign_ins
from banli.roster.models import Leave, Shift
from banli.roster.rules.attendance import Judged
from banli.roster.rules.presence import There, agreement
from banli.roster.selectors.attendance import DAY, judged_now
from banli.roster.selectors.posts import leave_by_shift, posts_at
from banli.roster.states.presence import Agreement, Claim


@dataclass(frozen=True)
class Posted:
    """Somebody who was to be at the window; ``leave`` is the one that touches the shift."""

    shift: Shift
    then: Judged | None
    now: Judged
    leave: Leave | None


@dataclass(frozen=True)
class Presence:
    """What roster and attendance say of a window at a minute, and whether that agrees with what was found."""

    posted: tuple[Posted, ...]
    verdict: Agreement


def presence(
    claim: Claim, window: str, day: date, moment: datetime | None, person: int | None = None
) -> Presence:
    """Compare a claim with the record.

    :param moment: the minute of the finding; None where it was written down on another day: all shifts of the day.
    :param person: whom the finding is about; None for whoever was to be there.
    """
    if moment is not None:
        rows = posts_at(window, moment)
    else:
        found = Shift.objects.filter(window=window, day=day).select_related("person")
        rows = list(found.order_by("begins", "person__display_name", "pk"))
    if person is not None and claim is not Claim.NOBODY:
        rows = [one for one in rows if one.person_id == person]
    then = judged_now(rows, moment) if moment is not None else {}
    now, leaves = judged_now(rows), leave_by_shift(rows)
    posted = tuple(Posted(one, then.get(one.pk), now[one.pk], leaves.get(one.pk)) for one in rows)
    there = [There(one.then, one.now, _covered(one.leave, moment)) for one in posted]
    return Presence(posted, agreement(claim, there))


def _covered(leave: Leave | None, moment: datetime | None) -> bool:
    """True where whoever stands in had signed in that day by the minute."""
    if leave is None or leave.officer_id is None or moment is None:
        return False
    midnight = datetime.combine(moment.astimezone(clock.SHANGHAI).date(), time(), clock.SHANGHAI)
    return bool(first_sign_ins([leave.officer_id], midnight, min(moment, midnight + DAY)))
