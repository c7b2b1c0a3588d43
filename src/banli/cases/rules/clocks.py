"""The clocks of a case, side by side: which limits run, from when, until when, and why.

``TABLE`` holds the limits the law sets for every case; an item may shorten them or put its own law in their place.
A case keeps the two dates that lists are sorted by (:func:`dates`); everything else is worked out when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from banli.cases.states import TO_HAND_OVER, Owner, State
from banli.catalogue.rules import ItemSpec, Limit, Limits
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import (
    OPEN_END,
    Awaited,
    Calendar,
    Explanation,
    Pause,
    Unit,
    UnknownYear,
    due,
    due_moment,
    ends,
    explain,
    known,
)

SHANGHAI = timezone(timedelta(hours=8))
"""China has kept one time without summer time since 1992; days of limits are days of this zone."""


@dataclass(frozen=True)
class Kind:
    """A clock of every case: its limit, the article it stands on, and who must act in it."""

    key: str
    days: int
    unit: Unit
    title: str
    article: str
    turn: Owner


ONE_DAY = timedelta(days=1)
W, C = Unit.WORKING, Unit.CALENDAR
TABLE: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "acceptance",
            5,
            W,
            gettext_noop("Answer to the application"),
            "行政许可法第三十二条",
            Owner.WINDOW,
        ),
        Kind("correction", 30, C, gettext_noop("Answer to the correction notice"), "", Owner.APPLICANT),
        Kind("decision", 20, W, gettext_noop("Decision, by law"), "行政许可法第四十二条", Owner.APPROVER),
        Kind("promise", 20, W, gettext_noop("Decision, as promised"), "", Owner.APPROVER),
        Kind("joint", 45, W, gettext_noop("Joint decision, by law"), "行政许可法第四十二条", Owner.APPROVER),
        Kind(
            "pre_review",
            20,
            W,
            gettext_noop("Examination before forwarding"),
            "行政许可法第四十三条",
            Owner.REVIEWER,
        ),
        Kind("step", 5, W, gettext_noop("Step of the review"), "", Owner.REVIEWER),
        Kind("views", 5, W, gettext_noop("Statement of views"), "行政许可法第七条", Owner.APPLICANT),
        Kind(
            "hearing_request",
            5,
            W,
            gettext_noop("Request for a hearing"),
            "行政许可法第四十七条",
            Owner.APPLICANT,
        ),
        Kind("hearing", 20, W, gettext_noop("Holding the hearing"), "行政许可法第四十七条", Owner.APPROVER),
        Kind(
            "hearing_notice",
            7,
            W,
            gettext_noop("Notice before the hearing"),
            "行政许可法第四十八条",
            Owner.APPROVER,
        ),
        Kind(
            "delivery", 10, W, gettext_noop("Handing over the result"), "行政许可法第四十四条", Owner.WINDOW
        ),
        Kind("later_material", 10, W, gettext_noop("Promised material"), "", Owner.APPLICANT),
        Kind("verification", 40, W, gettext_noop("Verification of the declaration"), "", Owner.REVIEWER),
    )
}
"""The clocks by key. One without an article is the house's own rule where the item sets none."""
ACCEPTANCE_DAYS = TABLE["acceptance"].days
"""Working days to accept, refuse or ask for correction, else deemed accepted: art. 32(4)."""


def limit_of(key: str, own: Limit | None = None) -> Limit:
    """The limit of a clock: the item's own where it sets one, else the one of the table."""
    kind = TABLE[key]
    return own or Limit(days=kind.days, unit=kind.unit.value, basis=Words(zh=kind.article))


def _stored(limit: Mapping[str, Any]) -> Limit:
    basis = limit["basis"]
    return _limit(limit["days"], limit["unit"], basis["zh"], basis.get("en", ""))


@lru_cache(maxsize=4096)
def _limit(days: int, unit: Any, zh: str, en: str) -> Limit:
    return Limit(days=days, unit=unit, basis=Words(zh=zh, en=en))


@dataclass(frozen=True)
class Clock:
    """The limits of an accepted case and what moved them."""

    accepted_at: datetime
    statutory: Limit
    promised: Limit
    pauses: tuple[Pause, ...] = ()
    extended_days: int = 0
    since: date | None = None
    """Day 0, where the item's law counts from receipt and not from acceptance."""
    _known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_stored(
        cls,
        accepted_at: datetime,
        limits: Mapping[str, Any],
        pauses: Iterable[Sequence[str]],
        extended_days: int,
    ) -> Clock:
        """The clock as a case stores it (plain limits; pauses as [start, end, notice])."""
        return cls(
            accepted_at=accepted_at,
            statutory=_stored(limits["statutory"]),
            promised=_stored(limits["promised"]),
            pauses=tuple(
                Pause(date.fromisoformat(start), date.fromisoformat(end), *notice)
                for start, end, *notice in pauses
            ),
            extended_days=extended_days,
            since=date.fromisoformat(limits["since"]) if limits.get("since") else None,
        )

    @property
    def begun_on(self) -> date:
        """Day 0: the day of acceptance, or that of receipt where the item's law counts from it."""
        return self.since or day_of(self.accepted_at)

    def dues(self, calendar: Calendar) -> tuple[date, date]:
        """The last days promised and set by law; worked out once on a calendar."""
        if self._known.get("on") is not calendar:
            self._known.update(
                on=calendar,
                dues=(self.due(self.promised, calendar), self.due(self.statutory, calendar)),
            )
        promised, statutory = self._known["dues"]
        return promised, statutory

    def due(self, limit: Limit, calendar: Calendar) -> date:
        """The last day of ``limit``, pauses and extension counted in."""
        found = self.ends(limit, calendar)
        return OPEN_END if isinstance(found, Awaited) else found

    def ends(self, limit: Limit, calendar: Calendar) -> date | Awaited:
        """As :meth:`due`; for an open end what is known of it."""
        how = self._counted(limit, self.pauses)
        return ends(
            self.begun_on, how.n, how.unit, calendar, self.pauses, extension=how.extension, rests=how.rests
        )

    def explain(self, limit: Limit, calendar: Calendar, still: Pause | None = None) -> Explanation:
        """Why ``limit`` ends the day it does, day by day; ``still`` is a pause that has not ended yet."""
        pauses = (*self.pauses, still) if still else self.pauses
        how = self._counted(limit, pauses)
        return explain(
            self.begun_on, how.n, how.unit, calendar, pauses, extension=how.extension, rests=how.rests
        )

    def _counted(self, limit: Limit, pauses: Sequence[Pause]) -> _Counted:
        """``limit`` as it is counted in days. One in hours runs by the clock, through days of rest, and is told as
        the days outside ``pauses`` up to its moment."""
        if Unit(limit.unit) is not Unit.HOUR:
            return _Counted(limit.days, Unit(limit.unit), self.extended_days)
        # A pause takes out whole days: from the end of the day it begins to the end of its last.
        taken = [(midnight(one.start + ONE_DAY), midnight(one.end + ONE_DAY)) for one in pauses]
        last = day_of(due_moment(self.accepted_at, limit.days, taken))
        days = (self.begun_on + offset * ONE_DAY for offset in range(1, (last - self.begun_on).days + 1))
        free = sum(not any(one.start < day <= one.end for one in pauses) for day in days)
        return _Counted(free, Unit.CALENDAR, 0, rests=False)


class _Counted(NamedTuple):
    n: int
    unit: Unit
    extension: int
    rests: bool = True


def day_of(moment: datetime) -> date:
    """The Shanghai day of ``moment``."""
    return moment.astimezone(SHANGHAI).date()


def midnight(day: date) -> datetime:
    """The beginning of ``day`` in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def pinned(limits: Limits, received_on: date | None = None) -> dict[str, Any]:
    """``limits`` as plain data, to be kept with the case from acceptance on; with the day of receipt where both
    count from it."""
    since = {"since": received_on.isoformat()} if limits.since == "receipt" and received_on else {}
    return {
        "statutory": limits.statutory.model_dump(mode="json"),
        "promised": limits.promised.model_dump(mode="json"),
        **since,
    }


@dataclass(frozen=True)
class Facts:
    """What the clocks of a case are worked out from."""

    state: State
    received_on: date
    accepted_at: datetime | None = None
    decided_on: date | None = None
    limits: Mapping[str, Any] = field(default_factory=dict)
    pauses: Sequence[Sequence[str]] = ()
    extended_days: int = 0

    @cached_property
    def clock(self) -> Clock | None:
        """The decision's clock, where one was begun here."""
        if self.accepted_at is None or not self.limits:
            return None
        return Clock.from_stored(self.accepted_at, self.limits, self.pauses, self.extended_days)


@dataclass(frozen=True)
class Dates:
    """What a case keeps of its clocks: the last day of the one that runs now, and of the one set by law."""

    due_on: date | None
    statutory_due_on: date | None


def dates(facts: Facts, spec: ItemSpec, calendar: Calendar) -> Dates:
    """The two dates of a case with these facts.

    Before acceptance the five days of art. 32, none while a correction is out; afterwards the promised limit; after
    the decision the time to hand the result over (art. 44); nothing once it is handed over or ended otherwise.
    """
    running = facts.clock
    promised, statutory = running.dues(calendar) if running else (None, None)
    if facts.state == State.SUBMITTED:
        return Dates(acceptance_due(facts.received_on, calendar), None)
    if facts.state in TO_HAND_OVER and facts.decided_on:
        limit = limit_of("delivery", spec.delivery)
        return Dates(due(facts.decided_on, limit.days, Unit(limit.unit), calendar), statutory)
    return Dates(promised if facts.decided_on is None else None, statutory)


def acceptance_due(received_on: date, calendar: Calendar) -> date:
    """Last day to accept, to refuse acceptance or to ask for correction."""
    return due(received_on, ACCEPTANCE_DAYS, Unit.WORKING, calendar)


def received(moment: datetime, spec: ItemSpec, calendar: Calendar) -> date:
    """The day from which an application counts as received: the day itself, or where the item says so the next
    working day for what comes in on a day of rest."""
    day = day_of(moment)
    if spec.received != "next_working_day":
        return day
    try:
        return calendar.on_or_after(day)
    except UnknownYear:
        # Whether this day is one of rest nobody knows yet; receiving does not wait for it, and it is looked at again
        # when the notice is loaded.
        return day


def reckoning(facts: Facts, today: date, calendar: Calendar) -> dict[str, Any]:
    """What an ending event carries, so that on time, early and overdue can be counted from events alone.

    ``accepted_on``, ``promised_due`` and ``statutory_due`` as ISO days; ``limit_days``, the statutory limit in working
    days, and ``took_days``, the working days used with pauses excluded. What a year without a notice leaves open is
    not said.
    """
    running = facts.clock
    if running is None:
        return {}
    promised, statutory = (known(day) for day in running.dues(calendar))
    return {
        "accepted_on": day_of(running.accepted_at).isoformat(),
        **({"promised_due": promised.isoformat()} if promised else {}),
        **({"statutory_due": statutory.isoformat()} if statutory else {}),
        **_used(running, "limit_days", statutory, calendar),
        **_used(running, "took_days", today, calendar),
    }


def _used(running: Clock, key: str, until: date | None, calendar: Calendar) -> dict[str, int]:
    """The working days from day 0 until ``until`` without those of pauses; nothing where they cannot be counted."""
    start = running.begun_on
    if until is None:
        return {}
    try:
        paused = sum(calendar.count(max(start, one.start), one.end) for one in running.pauses)
        return {key: max(calendar.count(start, until) - paused, 0)}
    except UnknownYear:
        return {}
