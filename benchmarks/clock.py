"""One explanation of a limit and one last day, against a bare loop over the same days; no database.

The loop makes a date and a small record for each day: the least that telling of days can cost in Python. The questions
are limits of twenty working days with one pause, begun on each day of 2022 in turn.

``python -m benchmarks.clock``
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.bench import say, took

UNITS, ROUNDS = 20, 9
FIRST, DAYS = date(2022, 1, 1), 300
EXPLAIN_LIMIT_MS = 1.0
"""What one explanation may take, in milliseconds."""


def main() -> None:
    """Measure in rounds, each with its own limit, and print the medians."""
    from banli.worktime.service import Pause, Unit, due, explain, shipped_calendar

    calendar = shipped_calendar()
    questions = [FIRST + timedelta(days=number) for number in range(DAYS)]
    pauses = {day: [Pause(day + timedelta(days=3), day + timedelta(days=10), "告知书")] for day in questions}
    lengths = {day: (due(day, UNITS, Unit.WORKING, calendar, pauses[day]) - day).days for day in questions}

    def bare() -> None:
        for day in questions:
            [(day + timedelta(days=offset), "counted", offset, "", "") for offset in range(lengths[day] + 1)]

    def explained() -> None:
        for day in questions:
            explain(day, UNITS, Unit.WORKING, calendar, pauses[day])

    def counted() -> None:
        for day in questions:
            due(day, UNITS, Unit.WORKING, calendar, pauses[day])

    limit = _each(bare)
    print(f"a bare loop over {statistics.mean(lengths.values()):.0f} days: {limit * 1e6:.1f} us")
    for name, measure in (("one explain", explained), ("one due", counted)):
        spent = _each(measure)
        say(f"{name} / bare loop over its days", spent / limit, f"{spent * 1e6:.1f} us")
        if measure is explained:
            within = "within" if spent * 1000 < EXPLAIN_LIMIT_MS else "OVER"
            print(f"    {within} the {EXPLAIN_LIMIT_MS:g} ms an explanation may take")


def _each(work: Callable[[], None]) -> float:
    """Seconds for one question: the median of several rounds over all of them, after one that is not counted."""
    work()
    return statistics.median(took(work) for _round in range(ROUNDS)) / DAYS


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    django.setup()
    main()
