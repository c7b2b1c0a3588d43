"""Taking in the demo year: exactly the published numbers in proportion, however often it is stopped and run again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from banli.cases.service import Sheet, prepare, register_source, take_in, taken_batches
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.people.service import department, departments
from banli.site.demo.quota import YearPlan, plan_year
from banli.site.demo.registers import OWNER, publish_registers
from banli.site.demo.reported import Reporter
from banli.site.demo.shape import YearShape, read_shape
from banli.statistics.service import add, statement
from banli.worktime.service import calendar

SOURCE = "demo-year"
SEED = 20221021
BATCH = 25_000
"""Events of a batch, at least: whole days are put together until there are so many."""

Progress = Callable[[int, int], None]
"""Called with the events taken in so far and all of them."""


@dataclass(frozen=True)
class YearTaken:
    """What a run did: the whole plan's events, and those that this run wrote."""

    events: int
    written: int


def take_in_year(
    *, scale: float | str | Decimal, seed: int = SEED, by: Actor = SYSTEM, progress: Progress | None = None
) -> YearTaken:
    """Bring the record to the published numbers times ``scale`` and return what was done.

    Cases already recorded for the period when this first runs are counted in, so that worked cases come before it.
    The plan is kept with the first run; every batch is one transaction and taken in once.

    :raises Refused: where the folder holds a year of another scale or seed, or more cases than the scale asks for.
    """
    shape, tell = read_shape(), progress or (lambda _done, _all: None)
    note = _kept_note(shape, Decimal(str(scale)).normalize(), seed, by)
    days = calendar()
    already = {key: (values[0], values[1]) for key, values in note["already"].items()}
    plan = plan_year(shape=shape, scale=Decimal(note["scale"]), seed=seed, already=already, calendar=days)
    registers = publish_registers(by=by, shape=shape, owner=department(OWNER))
    reporter = Reporter(shape, plan, seed, registers, note["departments"], days)
    taken = taken_batches(SOURCE)
    waiting = [(batch, indexes) for batch, indexes in batches(plan) if batch not in taken]
    left = sum(plan.events_on(index) for _batch, indexes in waiting for index in indexes)
    done = plan.events - left
    tell(done, plan.events)
    written = 0
    for sheet in _sheets(reporter, waiting, by):
        if take_in(by=by, sheet=sheet, count=add):
            written += len(sheet.events)
        done += len(sheet.events)
        tell(done, plan.events)
    return YearTaken(events=plan.events, written=written)


def _sheets(reporter: Reporter, waiting: Sequence[tuple[str, range]], by: Actor) -> Iterator[Sheet]:
    """The batches in order, each prepared in a second thread while the one before it is taken in."""

    def made(batch: str, indexes: range, now: datetime) -> Sheet:
        cases = (case for index in indexes for case in reporter.day(index))
        try:
            return prepare(by=by, source=SOURCE, batch=batch, cases=cases, recorded_at=now)
        finally:
            connection.close()

    ahead: deque[Future[Sheet]] = deque()
    with ThreadPoolExecutor(1) as beside:
        for batch, indexes in waiting:
            ahead.append(beside.submit(made, batch, indexes, clock.now()))
            if len(ahead) > 1:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def batches(plan: YearPlan, least: int = BATCH) -> Iterator[tuple[str, range]]:
    """The plan in runs of whole days, each named by its first and last day."""
    start = events = 0
    for index in range(len(plan.days)):
        events += plan.events_on(index)
        if events >= least or index == len(plan.days) - 1:
            yield f"{plan.days[start]}..{plan.days[index]}", range(start, index + 1)
            start, events = index + 1, 0


def _kept_note(shape: YearShape, scale: Decimal, seed: int, by: Actor) -> Mapping[str, Any]:
    """What the first run noted: scale, seed, the numbers found and the departments. Raises Refused for others."""
    held = statement(shape.first, shape.last)
    note = {
        "scale": f"{scale:f}",
        "seed": seed,
        "already": {row.key: [row.values["accepted"], row.values["completed"]] for row in held.rows},
        "departments": [one.code for one in departments()],
    }
    kept = register_source(by=by, source=SOURCE, note=note)
    if (kept["scale"], kept["seed"]) != (note["scale"], note["seed"]):
        raise Refused(
            gettext_noop(
                "This folder holds the demo year at scale %(kept)s (seed %(seed)s); run it with that scale, or"
                " give another folder with --dir."
            ),
            kept=kept["scale"],
            seed=kept["seed"],
        )
    return kept
