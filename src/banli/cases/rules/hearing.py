"""The applicant's right to be heard before a refusal, and hearings (art. 7, 36, 46 to 48)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from banli.cases.rules.clocks import TABLE
from banli.cases.rules.serving import check_served
from banli.catalogue.rules import ItemSpec
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.worktime.rules import Awaited, Calendar, due, ends, sure

HOUR = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
"""An hour of the day, as 9:30."""


def after(key: str, start: date, calendar: Calendar) -> date:
    """The last day of the clock ``key`` of the table that begins with ``start``."""
    return due(start, TABLE[key].days, TABLE[key].unit, calendar)


def end_of(key: str, start: date, calendar: Calendar) -> date | Awaited:
    """As :func:`after`; for an open end what is known of it."""
    return ends(start, TABLE[key].days, TABLE[key].unit, calendar)


def check_told(
    spec: ItemSpec,
    told_on: date | None,
    served_on: date | None,
    *,
    stated: bool,
    waived: bool,
    today: date,
    calendar: Calendar,
) -> None:
    """Where the item gives a right to a hearing, a refusal is told first and the applicant's days are waited for.

    Views and a hearing are two rights (art. 7 and 47): where there is a right to a hearing, the days to ask for one
    run on after views were stated, and end early only where the applicant asks for none.

    :param served_on: the day on which the notice was served; None while it is not, and its days do not run.
    :param stated: the applicant stated views or said that there is nothing to state.
    :param waived: the applicant asks for no hearing, or gave up the one asked for.
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
    over = stated if spec.hearing == "none" else waived
    if served_on is None:
        check_served(waits=not over)
        return
    last = sure(end_of("hearing_request", served_on, calendar))
    if not over and today <= last:
        if stated:
            raise Refused(
                gettext_noop(
                    "Views were stated; a hearing can still be asked for until %(day)s. The refusal waits for it"
                    " unless the applicant asks for none (art. 47)."
                ),
                day=last.isoformat(),
            )
        raise Refused(
            gettext_noop("The applicant may answer until %(day)s; the refusal waits for it (art. 47)."),
            day=last.isoformat(),
        )


def check_request(
    told_on: date | None, served_on: date | None, waived: bool, today: date, calendar: Calendar
) -> None:
    """A hearing is asked for within five days of being told, counted from service, by who has not said to ask for none
    (art. 47)."""
    over = served_on is not None and today > after("hearing_request", served_on, calendar)
    if told_on is None or over:
        raise Refused(gettext_noop("The five days to ask for a hearing have passed (art. 47)."))
    if waived:
        raise Refused(gettext_noop("The applicant has said to ask for no hearing."))


def check_right(spec: ItemSpec, *, asked: bool) -> None:
    """A hearing is asked for once, where the law gives a right to it (art. 46, 47)."""
    if spec.hearing == "none":
        raise Refused(
            gettext_noop("The law gives no right to a hearing in this matter; state your views instead.")
        )
    if asked:
        raise Refused(gettext_noop("A hearing was asked for before."))


def check_waiver(spec: ItemSpec, asked: bool, waived: bool) -> None:
    """Who has a right to a hearing and has not asked for one may say once to ask for none (art. 47)."""
    if spec.hearing == "none":
        raise Refused(gettext_noop("The law gives no right to a hearing in this matter."))
    if asked:
        raise Refused(gettext_noop("A hearing was asked for; give that one up instead."))
    if waived:
        raise Refused(gettext_noop("The applicant has said to ask for no hearing."))


def check_given_up(spec: ItemSpec, pending: bool, asked_on: date | None) -> None:
    """The applicant gives up the hearing asked for, and no hearing that the law or the organ wants (art. 46, 47)."""
    if not pending:
        raise Refused(gettext_noop("No hearing is to be held."))
    if asked_on is None or spec.hearing == "required":
        raise Refused(
            gettext_noop("The organ holds this hearing by law; the applicant cannot give it up (art. 46).")
        )


def check_call(
    *,
    chair: str,
    reviewers: Sequence[str],
    place: str,
    on: date | None,
    hour: str,
    today: date,
    calendar: Calendar,
) -> None:
    """A hearing is told seven days before it is held, and its chair did not examine the case (art. 48).

    The twenty days of art. 47 bind the organ and take nothing from the applicant: a late hearing is held all the
    same, and its clock shows that it is late.
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
    if HOUR.fullmatch(hour.strip()) is None:
        faults.append(Problem("hour", gettext_noop("Say at which hour it begins, as 9:30 (art. 48).")))
    earliest = sure(end_of("hearing_notice", today, calendar))
    if on is None or on < earliest:
        message = gettext_noop("A hearing is told seven working days before: on %(day)s or later (art. 48).")
        faults.append(Problem("on", message, (("day", earliest.isoformat()),)))
    if faults:
        raise Invalid(faults)


def check_day_come(on: date | None, today: date) -> None:
    """A hearing is recorded on its day or after it (art. 48)."""
    if on is not None and today < on:
        raise Refused(
            gettext_noop("The hearing is on %(day)s; it cannot be recorded before."), day=on.isoformat()
        )


def check_record(transcript: str, signed: Sequence[str]) -> None:
    """A hearing leaves a transcript that those present signed (art. 48)."""
    faults = []
    if unsaid(transcript, "transcript"):
        faults.append(Problem("transcript", gettext_noop("Write the record of the hearing (art. 48).")))
    if not [name for name in signed if name.strip()]:
        faults.append(Problem("signed", gettext_noop("Name who signed the record (art. 48).")))
    if faults:
        raise Invalid(faults)


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
