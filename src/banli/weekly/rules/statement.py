"""The sentence of the statement, from the six figures and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banli.documents.service import date_words
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

ACCEPTED, COMPLETED = "accepted", "completed"
CLAUSES = (
    ("licence", "受理行政许可事项{accepted}件，办结{completed}件"),
    ("public_service", "受理公共服务事项{accepted}件，办结{completed}件"),
    ("other_nine", "受理其它九类行权事项{accepted}件，累计办结{completed}件"),
)
"""Groups in the order of the report; figures are printed without separators, as official documents do."""


@dataclass(frozen=True)
class Count:
    """One figure as the sentence needs it."""

    group: str
    indicator: str
    value: int


def sentence(counts: Iterable[Count], *, first: date, last: date, source: str, scope: str) -> str:
    """The statement for ``first`` to ``last``, as taken from ``source`` for ``scope``.

    :raises Refused: where one of the six figures is not there.
    """
    values = {(one.group, one.indicator): one.value for one in counts}
    clauses = []
    for group, clause in CLAUSES:
        try:
            pair = {name: values[group, name] for name in (ACCEPTED, COMPLETED)}
        except KeyError:
            raise Refused(gettext_noop("The statement lacks a figure of “%(group)s”."), group=group) from None
        clauses.append(clause.format(**pair))
    return f"{span(first, last)}，{source}{scope}共{'；'.join(clauses)}。"


def span(first: date, last: date) -> str:
    """2022年1月1日至10月21日; the year is not repeated."""
    end = f"{last.month}月{last.day}日" if first.year == last.year else date_words(last)
    return f"{date_words(first)}至{end}"


def period(first: date, last: date) -> str:
    """10月17日—10月21日, as it stands in brackets under the column's title."""
    return f"{first.month}月{first.day}日—{last.month}月{last.day}日"
