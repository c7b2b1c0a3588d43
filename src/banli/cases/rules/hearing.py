"""The applicant's right to be heard before a refusal, and hearings (art. 7, 36, 46 to 48)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from banli.cases.rules.clocks import TABLE
from banli.catalogue.service import ItemSpec
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.worktime.service import Awaited, Calendar, due, ends, sure


def after(key: str, start: date, calendar: Calendar) -> date:
    """The last day of the clock ``key`` of the table that begins with ``start``."""
    return due(start, TABLE[key].days, TABLE[key].unit, calendar)


def end_of(key: str, start: date, calendar: Calendar) -> date | Awaited:
    """As :func:`after`; for an open end what is known of it."""
    return ends(start, TABLE[key].days, TABLE[key].unit, calendar)


def check_told(spec: ItemSpec, told_on: date | None, answered: bool, today: date, calendar: Calendar) -> None:
    """Where the item gives a right to a hearing, a refusal is told first and the applicant's days are waited for.

    :param answered: the applicant stated views or said that there is nothing to state.
    """
    if spec.hearing == "none" and told_on is None:
        return
    if told_on is None:
        raise Refused(
            gettext_noop(
                "Tell the applicant of the proposed refusal first: views may be stated and a hearing asked for"
                " (art. 7 and 47)."
            )
        )
    last = sure(end_of("hearing_request", told_on, calendar))
    if not answered and today <= last:
        raise Refused(
            gettext_noop("The applicant may answer until %(day)s; the refusal waits for it (art. 47)."),
            day=last.isoformat(),
        )


def check_request(told_on: date | None, today: date, calendar: Calendar) -> None:
    """A hearing is asked for within five days of being told (art. 47)."""
    if told_on is None or today > after("hearing_request", told_on, calendar):
        raise Refused(gettext_noop("The five days to ask for a hearing have passed (art. 47)."))


def check_call(
    *,
    chair: str,
    reviewers: Sequence[str],
    place: str,
    on: date | None,
    today: date,
    asked_on: date | None,
    calendar: Calendar,
) -> None:
    """A hearing is told seven days before it is held, and where it was asked for it is held within twenty.

    Its chair did not examine the case (art. 48).
    """
    faults = []
    if unsaid(chair, "chair"):
        faults.append(Problem("chair", gettext_noop("Name who chairs the hearing (art. 48).")))
    elif chair.strip() in {name.strip() for name in reviewers}:
        faults.append(
            Problem("chair", gettext_noop("Who examined the case cannot chair its hearing (art. 48)."))
        )
    if unsaid(place, "place"):
        faults.append(Problem("place", gettext_noop("Say where the hearing is held (art. 48).")))
    earliest = sure(end_of("hearing_notice", today, calendar))
    if on is None or on < earliest:
        message = gettext_noop("A hearing is told seven working days before: on %(day)s or later (art. 48).")
        faults.append(Problem("on", message, (("day", earliest.isoformat()),)))
    elif asked_on is not None and on > after("hearing", asked_on, calendar):
        message = gettext_noop("A hearing that was asked for is held by %(day)s (art. 47).")
        faults.append(Problem("on", message, (("day", after("hearing", asked_on, calendar).isoformat()),)))
    if faults:
        raise Invalid(faults)


def check_record(transcript: str, signed: Sequence[str], held_on: date | None, today: date) -> None:
    """A hearing leaves a transcript that those present signed, and is recorded on or after its day (art. 48)."""
    faults = []
    if unsaid(transcript, "transcript"):
        faults.append(Problem("transcript", gettext_noop("Write the record of the hearing (art. 48).")))
    if not [name for name in signed if name.strip()]:
        faults.append(Problem("signed", gettext_noop("Name who signed the record (art. 48).")))
    if faults:
        raise Invalid(faults)
    if held_on is not None and today < held_on:
        raise Refused(
            gettext_noop("The hearing is on %(day)s; it cannot be recorded before."), day=held_on.isoformat()
        )


def check_held(spec: ItemSpec, held: bool, asked: bool) -> None:
    """No decision before the hearing that the law requires or the applicant asked for (art. 46, 47)."""
    if not held and (spec.hearing == "required" or asked):
        raise Refused(gettext_noop("There must be a hearing before the decision (art. 46 and 47)."))


def check_rests_on(held: bool, text: str) -> None:
    """A decision after a hearing rests on its record and says so (art. 48)."""
    if held and not text.strip():
        raise Invalid(
            [
                Problem(
                    "opinion", gettext_noop("Say how the decision rests on the hearing's record (art. 48).")
                )
            ]
        )
