"""From a week file to the paper: what is printed, and the data file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.documents.service import date_words
from banli.weekly.rules.insets import Inset
from banli.weekly.rules.printed_issue import Chapter, Mode, Printed
from banli.weekly.rules.statement import span
from banli.weekly.rules.week_file import Head, Kind, Line, Picture, Section, Statistics, Table, WeekFile
from banli.weekly.rules.week_file_checks import clause, period_text
from banli.weekly.states import ExhibitKind

FORMAT = "banli-weekly/1"


def printed(week: WeekFile, pictures: Mapping[str, bytes] | None = None) -> Printed:
    """The issue as stored in its week file; ``pictures`` by their digest."""
    head = week.issue
    return Printed(
        masthead=head.masthead,
        issue_line=issue_line(head),
        issuer=head.issuer,
        date_text=head.date_text or date_words(head.date),
        column=head.column,
        period=period_text(head),
        chapters=tuple(_chapter(section, week.statistics) for section in week.sections),
        distribution=tuple(one.printed for one in head.distribution),
        copies_line=head.copies_line or f"（共印{head.copies}份）",
        made_on=head.date,
        fixes={one.wrong: one.right for one in week.fixes},
        pictures=pictures or {},
    )


def issue_line(head: Head) -> str:
    """2022年第35期（总第410期）, or as the paper has it."""
    return head.line or f"{head.year}年第{head.number}期（总第{head.cumulative}期）"


def title(week: WeekFile) -> str:
    """窗口工作周报 2022年第35期（总第410期）."""
    return f"{week.issue.masthead} {issue_line(week.issue)}"


def _chapter(section: Section, counted: Statistics | None) -> Chapter:
    made = [told(counted)] if section.kind is Kind.STATEMENT and not section.words and counted else []
    paragraphs = (*made, *(line.text for line in section.lines))
    insets = {len(made) + place: inset for place, line in enumerate(section.lines) if (inset := _inset(line))}
    return Chapter(section.level, section.heading, paragraphs, insets)


def _inset(line: Line) -> Inset | None:
    shown = line.shows
    if isinstance(shown, Picture):
        return Inset(ExhibitKind.PICTURE, shown.source, shown.alt, shown.width, shown.sha256)
    if isinstance(shown, Table):
        return Inset(
            ExhibitKind.TABLE, shown.source or "", rows=shown.rows, aligns=shown.aligns, unit=shown.unit or ""
        )
    return Inset(ExhibitKind.CHART, shown.source or "", rows=shown.rows, shape=shown.shape) if shown else None


def told(counted: Statistics) -> str:
    """The sentence of the statement, made of its rows."""
    clauses = "；".join(clause(row) for row in counted.rows)
    return f"{span(counted.from_, counted.to)}，{counted.source}{counted.scope}共{clauses}。"


def data(week: WeekFile, mode: Mode, sheet: dict[str, Any], digests: dict[str, str]) -> dict[str, Any]:
    """weekly.json of an issue built from its file: what is printed, and what the file says of it.

    :param sheet: the printed sheet as plain data.
    :param digests: SHA-256 in hex of the files set from it, by name.
    """
    head = week.issue
    return {
        "format": FORMAT,
        "built_from": "week file",
        "mode": mode.value,
        "masthead": sheet["masthead"],
        "issue": {
            "line": sheet["issue_line"],
            "year": head.year,
            "number_in_year": head.number,
            "number_in_all": head.cumulative,
        },
        "issuer": sheet["issuer"],
        "date": head.date.isoformat(),
        "column": sheet["column"],
        "period": {
            "from": head.period.from_.isoformat(),
            "to": head.period.to.isoformat(),
            "text": sheet["period"],
        },
        "statistics": week.statistics.model_dump(mode="json", by_alias=True) if week.statistics else None,
        "paragraphs": [{"kind": one["kind"], "text": one["text"]} for one in sheet["blocks"]],
        "sections": [_told(section) for section in week.sections],
        "distribution": list(sheet["recipients"]),
        "groups": [one.model_dump(mode="json", exclude={"line"}) for one in head.distribution],
        "copies": head.copies,
        "copies_line": sheet["copies_line"],
        "files": digests,
    }


def _told(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "level": section.level,
        "kind": section.kind.value,
        "lines": [_line(section, line) for line in section.lines],
    }


def _line(section: Section, line: Line) -> dict[str, Any]:
    shown = line.shows
    told = {"text": line.text, "kind": (line.kind or section.kind).value}
    return told | ({"exhibit": shown.model_dump(mode="json", exclude_none=True)} if shown else {})
