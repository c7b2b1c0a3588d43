"""When a notice that starts days of the applicant counts as served (送达), and from which its days are counted.

The two notices are that of correction (行政许可法 32) and that of a proposed refusal (7, 47). Their days begin on the
day after service. Ways and proof are those of :mod:`banli.cases.rules.delivery`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.cases.rules.delivery import Served, check_proof, served_on
from banli.cases.states import ANSWERED, OPENED, SERVED_AT_DESK, State
from banli.catalogue.rules import Limit
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.worktime.rules import Awaited, Calendar, Unit, ends

WAITS_FOR = {State.CORRECTING: "correction", State.REFUSAL_TOLD: "refusal_told"}
"""The notice whose answer is awaited in a state."""
COUNTS = "counts"
"""In the body of a notice: the limit that begins with its service, as {days, unit}. One from before has none, and its
days were counted from the day it was told."""


@dataclass(frozen=True)
class Serving:
    """The service of one notice: when it was told, the limit that begins with it, and what is kept of its service."""

    told_on: date
    counts: Mapping[str, Any]
    kept: Mapping[str, Any]
    """``Notice.service``."""

    @property
    def waits(self) -> bool:
        """True where the notice is not served yet, so that its days do not run."""
        return bool(self.counts) and not self.kept

    @property
    def day(self) -> date | None:
        """The day of service; of a notice from before the day it was told; None while it waits."""
        if self.waits:
            return None
        return date.fromisoformat(self.kept["served_on"]) if self.kept else self.told_on


def counting(limit: Limit) -> dict[str, Any]:
    """What the body of a notice says of the limit that begins with its service."""
    return {COUNTS: {"days": limit.days, "unit": limit.unit}}


def end_from(counts: Mapping[str, Any], served: date, calendar: Calendar) -> date | Awaited:
    """The last day of the limit of a notice that was served on that day."""
    return ends(served, counts["days"], Unit(counts["unit"]), calendar)


def check_waits(serving: Serving | None) -> None:
    """There is a notice that starts days of the applicant and is not served yet."""
    if serving is None:
        raise Refused(gettext_noop("No notice of this case waits to be served."))
    if serving.kept:
        raise Refused(
            gettext_noop("The notice was served on %(day)s; its days run."), day=serving.kept["served_on"]
        )
    if not serving.waits:
        raise Refused(
            gettext_noop("The days of this notice are counted from %(day)s, when it was told."),
            day=serving.told_on.isoformat(),
        )


def check_correctable(serving: Serving | None) -> None:
    """The desk recorded the service of the notice. What the applicant did online, or by answering, stands as it is."""
    if serving is None or not serving.kept:
        raise Refused(gettext_noop("No service of a notice is on record that could be corrected."))
    if serving.kept["way"] not in SERVED_AT_DESK:
        raise Refused(
            gettext_noop("The applicant opened or answered the notice: its day is that of the record.")
        )


def check_correction_of_service(on: date | None, because: str) -> None:
    """The right day and the reason are given; the proof is checked as for a first service. Raises :class:`Invalid`."""
    faults = []
    if on is None:
        faults.append(Problem("on", gettext_noop("Give the day of service that is right.")))
    if unsaid(because, "because"):
        faults.append(Problem("because", gettext_noop("Say why the record is corrected.")))
    if faults:
        raise Invalid(faults)


def check_service(told: Served, on: date, *, agreed: bool, mine: bool, told_on: date, today: date) -> date:
    """The day that counts as that of service, after the proof of it was checked. Raises :class:`Invalid`.

    :param agreed: the applicant agreed to electronic service, which e-mail needs (民事诉讼法 2021, 90; from memory).
    :param mine: the applicant opened the notice online; no officer says so for them.
    """
    if told.way not in ((OPENED,) if mine else SERVED_AT_DESK):
        raise Invalid([Problem("way", gettext_noop("Choose how the notice was served."))])
    faults = list(check_proof(told))
    if told.way == "email" and not agreed:
        message = gettext_noop("The applicant has not agreed to electronic service; choose another way.")
        faults.append(Problem("way", message))
    elif told.way == "email" and unsaid(told.place, "place"):
        faults.append(Problem("place", gettext_noop("Give the address it was sent to.")))
    if not told_on <= on <= today:
        message = gettext_noop("The day of service lies between the day of the notice, %(day)s, and today.")
        faults.append(Problem("on", message, (("day", told_on.isoformat()),)))
    if faults:
        raise Invalid(faults)
    return served_on(told.way, on)


def check_served(waits: bool) -> None:
    """Nothing follows from silence upon a notice that is not served yet."""
    if waits:
        raise Refused(
            gettext_noop(
                "The notice is not served yet: the applicant's days begin on the day after service. Record first how"
                " and when it was served."
            )
        )


__all__ = [
    "ANSWERED",
    "COUNTS",
    "OPENED",
    "WAITS_FOR",
    "Serving",
    "check_correctable",
    "check_correction_of_service",
    "check_served",
    "check_service",
    "check_waits",
    "counting",
    "end_from",
]
