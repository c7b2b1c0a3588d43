"""Rating: once for each visit and each case, and once more after a bad one was answered."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.crypto import salted_hmac

from banli.cases.service import Case
from banli.kernel import clock
from banli.kernel.actors import VISITOR
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.numbering.service import take
from banli.ratings.models import Rating, Visit
from banli.ratings.rules.moves import WHOLE_CASE, Said, checked, is_bad, why_not_move, why_not_rate
from banli.ratings.selectors.books import book
from banli.ratings.selectors.occasions import known_of
from banli.ratings.states import RATE_AGAIN, RATE_BADLY, RATE_WELL, RatingChannel
from banli.worktime.service import Unit, calendar, due

TOPIC = "rating"


@transaction.atomic
def rate(
    *,
    case: Case,
    occasion: int | None,
    said: Said,
    channel: RatingChannel,
    device: str = "",
    network: str = "",
) -> Rating:
    """Rate ``case`` (``occasion`` 0) or its visit ``occasion``. The caller has seen that the case is open to whoever
    asks: by its page, its receipt's code or its window's screen.

    There is no ``by``: the record says that a visitor rated and never which, whoever was signed in.

    :raises Refused: where it was rated before, or nothing can be rated yet.
    :raises Invalid: where no grade is chosen.
    """
    # Two clicks at once wait here for each other, so that the second one reads the first.
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    visit = Visit.objects.filter(case=case, ordinal=occasion or 0).first()
    terms = book().terms
    if error := why_not_rate(known_of(case, visit), occasion, clock.today(), terms.rate_within):
        raise error
    served_at = visit.at if visit else case.completed_at
    assert occasion is not None
    assert served_at is not None
    at_window = occasion != WHOLE_CASE
    grade, reasons, text = checked(said, book(), at_window=at_window)
    move = RATE_BADLY if is_bad(grade) else RATE_WELL
    row = Rating.objects.create(
        number=f"PJ-{clock.today().year}-{take(f'rating:{clock.today().year}'):06d}",
        case=case,
        occasion=occasion,
        department_id=case.department_id,
        window_id=visit.window_id if visit else None,
        channel=channel,
        grade=grade,
        reasons=reasons,
        text=text,
        given_at=clock.now(),
        served_at=served_at,
        device=_digest(device),
        network=_digest(network),
        state=move.target,
        **(clocks_of(clock.today()) if is_bad(grade) else {}),
    )
    body = {"grade": int(grade), "reasons": reasons, "channel": str(channel), "visit": at_window}
    if row.call_by and row.mend_by:
        body |= {"call_by": row.call_by.isoformat(), "mend_by": row.mend_by.isoformat()}
    append(topic=TOPIC, subject=row.number, name=move.event, by=VISITOR, scope=row.department_id, body=body)
    return row


def clocks_of(day: date) -> dict[str, date]:
    """The last days of calling back and of mending of a bad rating given on ``day``, in working days."""
    terms, days = book().terms, calendar()
    return {
        "call_by": due(day, terms.call_back, Unit.WORKING, days),
        "mend_by": due(day, terms.mend, Unit.WORKING, days),
    }


def _digest(value: str) -> str:
    """What tells two apart and nobody whose it is."""
    return salted_hmac("banli.ratings.trace", value, algorithm="sha256").hexdigest() if value else ""


@transaction.atomic
def rate_again(*, case: Case, number: str, said: Said) -> Rating:
    """Rate once more after a bad rating was mended and answered; the first one stays and counts.

    :raises Refused: before the reply, and a second time.
    """
    row = Rating.objects.select_for_update().filter(number=number, case=case).first()
    if row is None:
        raise Missing(gettext_noop("There is no such rating, or it is not yours to see."))
    if error := why_not_move(RATE_AGAIN, row.state, bool(row.appeal)):
        raise error
    grade, _reasons, text = checked(said, book(), at_window=row.occasion != WHOLE_CASE)
    row.state, row.second_at, row.second_grade, row.second_text = RATE_AGAIN.target, clock.now(), grade, text
    row.save(update_fields=["state", "second_at", "second_grade", "second_text"])
    body = {"grade": int(grade)}
    append(topic=TOPIC, subject=number, name=RATE_AGAIN.event, by=VISITOR, scope=row.department_id, body=body)
    return row
