"""Reads of what was delivered: counts of a delivery, and the rows of it that were not taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.db.models import Sum
from django.utils import translation

from banli.intake.models import Delivery, Part, Reject
from banli.kernel.errors import Problem

PAGE = 5_000
COUNTS = ("read", "fresh", "same", "corrected", "rejected")
HEADING = ("line", "field", "value", "原因", "reason")
MARK = "\ufeff"
"""Spreadsheets take a CSV file for UTF-8 where it begins with this."""


def counts(delivery: Delivery | None) -> dict[str, int]:
    """Rows of a delivery: read, and what became of them; naughts for none."""
    found = Part.objects.filter(delivery=delivery).aggregate(**{name: Sum(name) for name in COUNTS})
    return {name: found[name] or 0 for name in COUNTS}


def rejects(delivery: Delivery) -> Iterator[Reject]:
    """Every row of a delivery that was not taken in, by line; page by page along the index."""
    line, last = 0, 0
    while True:
        page = list(
            Reject.objects.filter(delivery=delivery)
            .extra(where=["(line, id) > (%s, %s)"], params=[line, last])
            .order_by("line", "id")[:PAGE]
        )
        yield from page
        if len(page) < PAGE:
            return
        line, last = page[-1].line, page[-1].pk


def rejects_file(delivery: Delivery) -> Iterator[str]:
    """The rejects of a delivery as CSV with the reason in Chinese and English, line by line."""
    yield MARK + _line(HEADING)
    for one in rejects(delivery):
        said = Problem(one.field, one.reason, tuple(one.params.items()))
        yield _line((one.line, one.field, one.value, *_in_both(said)))


def _line(cells: tuple[object, ...]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _in_both(said: Problem) -> tuple[str, str]:
    with translation.override("zh-hans"):
        chinese = str(said)
    with translation.override("en"):
        return chinese, str(said)
