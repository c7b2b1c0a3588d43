"""Reads of what was delivered: counts of a delivery, and the rows of it that were not taken."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum
from django.utils import translation

from banli.intake.models import Delivery, Part, Reject
from banli.kernel.cells import BOM, csv_line
from banli.kernel.errors import Problem

PAGE = 5_000
COUNTS = ("read", "fresh", "same", "corrected", "rejected")
HEADING = ("line", "field", "value", "原因", "reason")


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
    """The rejects of a delivery as CSV with the reason in Chinese and English, line by line.

    What stood in a cell is a text in it, whatever a spreadsheet would make of its first character.
    """
    yield BOM + csv_line(HEADING)
    for one in rejects(delivery):
        said = Problem(one.field, one.reason, tuple(one.params.items()))
        yield csv_line((one.line, one.field, one.value, *_in_both(said)))


def _in_both(said: Problem) -> tuple[str, str]:
    with translation.override("zh-hans"):
        chinese = str(said)
    with translation.override("en"):
        return chinese, str(said)
