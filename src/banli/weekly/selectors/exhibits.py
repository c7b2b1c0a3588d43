"""Exhibits as they are printed: free tables and pictures as kept, figures and charts from the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from banli.documents.service import Shape
from banli.files.service import StoredFile, read
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.statistics.service import Figure
from banli.weekly.models import Exhibit, Issue, IssueFigure, Line
from banli.weekly.rules.checks import check_act
from banli.weekly.rules.insets import OWN_RECORD, Inset
from banli.weekly.rules.outline import Entry
from banli.weekly.rules.statement import ACCEPTED, COMPLETED, GROUPS, INDICATORS
from banli.weekly.states import ADD_EXHIBIT, EDIT_EXHIBIT, FROZEN, ExhibitKind, State

STATEMENT = "statement"
EARLIER_MOST = 11
"""Issues before this one in a table or chart over time."""
NOW = "本期"
GONE = gettext_noop("This picture or table is no longer part of the issue.")


@dataclass(frozen=True)
class Measure:
    """Figures that a table or chart can show, by ``key``: the six of the statement, or one of them over the year."""

    key: str
    title: str


def measures() -> list[Measure]:
    """Everything that a table or chart can be made of."""
    over_time = [
        Measure(f"{group}.{indicator}", f"{name}{word}（本年各期）")
        for group, (name, _) in GROUPS.items()
        for indicator, word in INDICATORS.items()
    ]
    return [Measure(STATEMENT, "六项数字（本期）"), *over_time]


def points_before(issue: Issue, measure: str) -> list[int]:
    """The figures of that measure in the signed issues before this one that count from the same day, in order."""
    group, _, indicator = measure.partition(".")
    now = next(
        (one for one in statement_figures(issue) if (one.group, one.indicator) == (group, indicator)), None
    )
    if now is None:
        return []
    found = IssueFigure.objects.filter(
        correction=False,
        issue__kind=issue.kind,
        issue__mends=None,
        issue__state__in=FROZEN,
        issue__first_day__lt=issue.first_day,
        figure__group=group,
        figure__indicator=indicator,
        figure__from_day=now.from_day,
    )
    latest = found.order_by("-issue__first_day").values_list("figure_id", flat=True)[:EARLIER_MOST]
    return list(latest)[::-1]


def statement_figures(issue: Issue) -> list[Figure]:
    """The six figures of the issue in the order of its statement."""
    rows = issue.figures.select_related("figure").filter(correction=False).order_by("order")
    return [row.figure for row in rows]


def entries(issue: Issue, rows: Sequence[Line]) -> list[Entry]:
    """The lines of an issue as the rules see them, their exhibits among them."""
    shown = [one for row in rows if (one := row.exhibited) is not None]
    if not shown:
        return [row.entry for row in rows]
    counted = statement_figures(issue) if any(one.measure for one in shown) else []
    named = _named(shown)
    return [
        replace(row.entry, inset=_inset(one, counted, named)) if (one := row.exhibited) else row.entry
        for row in rows
    ]


def pictures_of(rows: Iterable[Line]) -> dict[str, bytes]:
    """The pictures among these lines by their digest."""
    files = (one.file for row in rows if (one := row.exhibited) is not None)
    return {file.sha256: read(file) for file in files if file is not None}


def find_exhibit(issue: Issue, line_id: int) -> Exhibit:
    """The exhibit whose caption that line of the issue is. Raises :class:`Missing`."""
    found = Exhibit.objects.select_related("line", "file").filter(line__issue=issue, line_id=line_id).first()
    if found is None:
        raise Missing(GONE)
    return found


def issue_picture(issue: Issue, digest: str) -> StoredFile | None:
    """The picture of an issue by its digest; None where it has none such."""
    found = Exhibit.objects.select_related("file").filter(line__issue=issue, file__sha256=digest).first()
    return found.file if found else None


def check_add_exhibit(issue: Issue) -> None:
    """Raise :class:`Refused` where nothing can be put into ``issue`` now."""
    check_act(ADD_EXHIBIT, State(issue.state))


def check_edit_exhibit(issue: Issue) -> None:
    """Raise :class:`Refused` where nothing can be changed in ``issue`` now."""
    check_act(EDIT_EXHIBIT, State(issue.state))


def _named(shown: Iterable[Exhibit]) -> Mapping[int, tuple[str, Figure]]:
    """Figures of earlier issues by their key, each with what its issue is called."""
    wanted = {point for one in shown for point in one.points}
    if not wanted:
        return {}
    rows = IssueFigure.objects.select_related("figure", "issue").filter(figure__in=wanted, correction=False)
    return {row.figure_id: (f"第{row.issue.number_in_year}期", row.figure) for row in rows}


def _inset(one: Exhibit, counted: Sequence[Figure], named: Mapping[int, tuple[str, Figure]]) -> Inset:
    kind = ExhibitKind(one.kind)
    if kind is ExhibitKind.PICTURE:
        assert one.file is not None, "the database holds no picture without its file"
        return Inset(kind, one.source, one.alt, one.width, one.file.sha256)
    if kind is ExhibitKind.TABLE:
        rows = tuple(tuple(str(cell) for cell in row) for row in one.cells)
        return Inset(kind, one.source, rows=rows, aligns=tuple(one.aligns), unit=one.unit)
    shape = Shape(one.shape) if one.shape else None
    rows, opens = _six(counted) if one.measure == STATEMENT else _over_time(one, counted, named)
    unit = "单位：件" if kind is ExhibitKind.FIGURES else ""
    return Inset(kind, OWN_RECORD, rows=rows, opens=opens, shape=shape, unit=unit)


Cells = tuple[tuple[tuple[str, ...], ...], tuple[tuple[int, ...], ...]]
"""Rows of words, and the figure that each cell opens."""


def _six(counted: Sequence[Figure]) -> Cells:
    known = {(one.group, one.indicator): one for one in counted}
    rows: list[tuple[str, ...]] = [("类别", *INDICATORS.values())]
    opens: list[tuple[int, ...]] = [(0,) * len(rows[0])]
    for group, (name, _) in GROUPS.items():
        pair = [one for indicator in (ACCEPTED, COMPLETED) if (one := known.get((group, indicator)))]
        if len(pair) == len(INDICATORS):
            rows.append((name, *(str(one.value) for one in pair)))
            opens.append((0, *(one.pk for one in pair)))
    return tuple(rows), tuple(opens)


def _over_time(one: Exhibit, counted: Sequence[Figure], named: Mapping[int, tuple[str, Figure]]) -> Cells:
    group, _, indicator = one.measure.partition(".")
    told = [named[point] for point in one.points if point in named]
    told += [(NOW, figure) for figure in counted if (figure.group, figure.indicator) == (group, indicator)]
    head = ("期次", f"{GROUPS[group][0]}{INDICATORS[indicator]}")
    rows = [head, *((name, str(figure.value)) for name, figure in told)]
    return tuple(rows), ((0, 0), *((0, figure.pk) for _name, figure in told))
