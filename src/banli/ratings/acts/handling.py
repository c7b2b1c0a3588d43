"""What follows from a bad rating: call-back, mending, appeal and its judgement, reply. Each act is one event, which
says that it was done and never what somebody wrote: words stand in the rating alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.ratings.acts.giving import TOPIC, clocks_of
from banli.ratings.models import Rating
from banli.ratings.permissions import GRANTS, RatingPermission, may_move
from banli.ratings.rules.moves import check_said, why_not_move
from banli.ratings.selectors.ratings import find_rating
from banli.ratings.states import APPEAL, CALL_BACK, MEND, REJECT_APPEAL, REPLY, VOID, RatingMove
from banli.worktime.service import OPEN_END


def _held(number: str, move: RatingMove, by: Actor, version: int | None) -> Rating:
    """The rating, locked. Who, then what was read, then when: raises Missing, Denied, Overtaken or Refused."""
    find_rating(number, by)
    row = Rating.objects.select_for_update().get(number=number)
    if not may_move(by, move, row.department_id):
        raise Denied(gettext_noop("You are not allowed to do this."))
    check_unchanged(topic=TOPIC, subject=number, version=version)
    if error := why_not_move(move, row.state, bool(row.appeal)):
        raise error
    return row


def _moved(row: Rating, move: RatingMove, by: Actor, what: str, **values: object) -> Rating:
    """Keep what was done and by whom, and note it. ``what`` names the columns ``…_at`` and ``…_by``."""
    values = {f"{what}_at": clock.now(), f"{what}_by_id": by.id, **values, "state": move.target}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in values])
    body = {"reached": row.reached} if move is CALL_BACK else {}
    append(topic=TOPIC, subject=row.number, name=move.event, by=by, scope=row.department_id, body=body)
    return row


@transaction.atomic
def call_back(*, number: str, matter: str, reached: bool, by: Actor, version: int | None = None) -> Rating:
    """Whoever rated was called (回访); ``matter`` is what the department is to mend, without saying who rated.

    Where nobody answered, the matter is what the rating itself says.
    """
    row = _held(number, CALL_BACK, by, version)
    return _moved(row, CALL_BACK, by, "called", matter=check_said("matter", matter), reached=reached)


@transaction.atomic
def mend(*, number: str, text: str, by: Actor, version: int | None = None) -> Rating:
    """The department tells what it mended (整改)."""
    row = _held(number, MEND, by, version)
    return _moved(row, MEND, by, "mended", mended=check_said("text", text))


@transaction.atomic
def appeal(*, number: str, text: str, by: Actor, version: int | None = None) -> Rating:
    """The department holds that the rating is mistaken or malicious (申诉); the clock of mending runs on."""
    row = _held(number, APPEAL, by, version)
    return _moved(row, APPEAL, by, "appealed", appeal=check_said("text", text))


@transaction.atomic
def judge_appeal(*, number: str, upheld: bool, text: str, by: Actor, version: int | None = None) -> Rating:
    """The centre deems the rating not valid, with its reason, or sends it back to be mended (复核)."""
    move = VOID if upheld else REJECT_APPEAL
    row = _held(number, move, by, version)
    return _moved(row, move, by, "judged", judgement=check_said("text", text))


@transaction.atomic
def reply(*, number: str, text: str, by: Actor, version: int | None = None) -> Rating:
    """Tell whoever rated what was mended (反馈); it stands on the page of the case."""
    row = _held(number, REPLY, by, version)
    return _moved(row, REPLY, by, "replied", reply=check_said("text", text))


def count_clocks(*, by: Actor) -> int:
    """Give each bad rating the last days it lacks, where the notice of public holidays they waited for is loaded."""
    GRANTS.require(by, RatingPermission.SET_TERMS)
    keys = Rating.objects.filter(mend_by=OPEN_END).order_by("id").values_list("pk", flat=True)
    return sum(_count(key, by) for key in list(keys))


@transaction.atomic
def _count(key: int, by: Actor) -> bool:
    row = Rating.objects.select_for_update().get(pk=key)
    found = clocks_of(row.given_at.astimezone(clock.SHANGHAI).date())
    if (row.call_by, row.mend_by) == (found["call_by"], found["mend_by"]):
        return False
    row.call_by, row.mend_by = found["call_by"], found["mend_by"]
    row.save(update_fields=["call_by", "mend_by"])
    body = {name: day.isoformat() for name, day in found.items() if day != OPEN_END}
    append(topic=TOPIC, subject=row.number, name="clocks_counted", by=by, scope=row.department_id, body=body)
    return True


@transaction.atomic
def forget_traces(*, by: Actor, before: datetime) -> int:
    """Remove the digests of device and network of ratings given before ``before``; how many."""
    GRANTS.require(by, RatingPermission.SET_TERMS)
    rows = Rating.objects.filter(given_at__lt=before).exclude(device="", network="")
    return rows.update(device="", network="")
