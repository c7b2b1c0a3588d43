"""What an application that was taken in without a network brings along: the number on the receipt in the applicant's
hand, and whether it came in on a later day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.cases.rules.clocks import acceptance_due, received
from banli.catalogue.service import ItemSpec
from banli.kernel import clock
from banli.worktime.service import calendar


@dataclass(frozen=True)
class OffNetwork:
    """``serial`` and ``query_number``: of a leased number, None and '' where the case gets the next ones."""

    serial: int | None
    query_number: str
    late: bool
    """It came in on a later day than it was taken in (补录)."""

    def told(self) -> dict[str, Any]:
        """What the event of handing in says of it."""
        return {"offline": True, **({"late": True} if self.late else {})}


def series_of(spec: ItemSpec, day: date) -> str:
    """The series of an item's numbers of a day."""
    return f"case:{spec.task_code}:{day:%Y%m%d}"


def number_of(spec: ItemSpec, day: date, serial: int) -> str:
    """31 characters of task code, eight of the day, a serial of the item and day (four or more)."""
    return f"{spec.task_code}{day:%Y%m%d}{serial:04d}"


def last_day(spec: ItemSpec) -> date:
    """The last day to accept, to refuse acceptance or to ask for correction, of what is handed in now."""
    return acceptance_due(received(clock.now(), spec, calendar()), calendar())
