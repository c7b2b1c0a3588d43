"""The shape of the demo year, as it is written in ``year.yaml``. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from banli.kernel import yamlfile
from banli.worktime.service import Calendar, DayKind

FILE = Path(__file__).with_name("year.yaml")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


class Strict(BaseModel):
    """A part of the file: frozen, and a key nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GroupShape(Strict):
    """One line of the report: its numbers at scale 1, and two shares in per mille of the completions."""

    key: str
    accepted: int
    completed: int
    carried: int
    refused: int


class KindShape(Strict):
    """One kind of power. Limits in working days; ``instant``, ``late`` and ``unasked`` in per mille.

    ``unasked`` are completions that were never accepted, of kinds an organ handles by its own duty (依职权).
    """

    code: str
    weight: int
    instant: int
    promised: int
    statutory: int
    late: int
    unasked: int = 0
    departments: dict[str, int]

    @property
    def group(self) -> str:
        """The line of the report it is counted in."""
        return {"01": "licence", "20": "public_service"}.get(self.code, "other_nine")

    def lags(self) -> list[int]:
        """Weight of ending 0, 1, 2 … working days after acceptance: on the spot, early, on the day, late."""
        waiting = 1000 - self.instant
        late = waiting * self.late // 1000
        on_day = waiting * 18 // 100
        early = waiting - late - on_day
        steps = max(self.promised - 1, 1)
        spread = [early * 2 * (step + 1) // (steps * (steps + 1)) for step in range(steps)]
        overdue = [late * (6 - step) // 21 for step in range(6)]
        return [self.instant, *spread, on_day, *overdue]


class YearShape(Strict):
    """The whole file."""

    first: date
    last: date
    carried_from: date
    groups: tuple[GroupShape, ...]
    weekdays: dict[str, int]
    makeup: int
    weekend: dict[str, int]
    holiday: dict[str, int]
    months: tuple[int, ...]
    noise: int
    kinds: tuple[KindShape, ...]

    def days(self) -> list[date]:
        """Every day from the first carried case on, to the last of the period."""
        span = (self.last - self.carried_from).days + 1
        return [self.carried_from + timedelta(n) for n in range(span)]

    def busy(self, group: str, days: list[date], calendar: Calendar, seed: int) -> list[int]:
        """How busy each day is for ``group``, as whole weights; the same for the same seed."""
        dice = random.Random(f"{seed}:busy:{group}")  # noqa: S311
        weights = []
        for day in days:
            noise = 1000 + dice.randint(-self.noise, self.noise)
            weights.append(
                max(1, self._plain(group, day, calendar) * self.months[day.month - 1] * noise // 10**6)
            )
        return weights

    def _plain(self, group: str, day: date, calendar: Calendar) -> int:
        match calendar.why(day).kind:
            case DayKind.HOLIDAY:
                return self.holiday[group]
            case DayKind.WEEKEND:
                return self.weekend[group]
            case DayKind.MAKEUP:
                return self.makeup
            case _:
                return self.weekdays[WEEKDAYS[day.weekday()]]


def read_shape(path: Path = FILE) -> YearShape:
    """The shape in the file.

    :raises FileFault: with file, line and what is wrong.
    """
    return yamlfile.read(path).validated(YearShape)


def weights_of(kind: KindShape, departments: list[str]) -> Mapping[str, int]:
    """The weight of each of ``departments`` for ``kind``; 1 where the file names none."""
    return {code: kind.departments.get(code, 1) for code in departments}
