"""Reads of the weekly report: issues, their lines, the sheet for the typesetter and the data file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from banli.documents.service import WeeklySheet, date_words
from banli.files.service import read
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.statistics.service import Figure
from banli.weekly.models import Frame, Issue, Line
from banli.weekly.rules.outline import Part, blocks, compose
from banli.weekly.rules.statement import period

PAGE = 50
FORMAT = "banli-weekly/1"
UNNUMBERED = "草稿（未签发、未编号）"
NAMES = {"docx": "weekly.docx", "pdf": "weekly.pdf", "json": "weekly.json"}


def find_issue(issue_id: int) -> Issue:
    """The issue with its frame. Raises :class:`Missing`."""
    found = _issues().filter(pk=issue_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return found


def issue_for_week(start: date) -> Issue | None:
    """The issue of the week that begins on ``start``, if one was opened."""
    return _issues().filter(week_start=start).first()


def issue_numbered(number_in_all: int) -> Issue:
    """The issue with that number of all. Raises :class:`Missing`."""
    found = _issues().filter(number_in_all=number_in_all).first()
    if found is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return found


def latest_issues(before: date | None = None, limit: int = PAGE) -> list[Issue]:
    """Issues by week, latest first, a page before the week that begins on ``before``."""
    found = _issues()
    if before:
        found = found.filter(week_start__lt=before)
    return list(found.order_by("-week_start")[:limit])


def current_frame() -> Frame:
    """What is printed on the next issue. Raises :class:`Refused` before a pack has said it."""
    found = Frame.objects.order_by("-id").first()
    if found is None:
        raise Refused(gettext_noop("No pack has said yet what stands on the weekly report."))
    return found


def lines(issue: Issue) -> list[Line]:
    """The lines of an issue in their order."""
    return list(issue.lines.order_by("order", "id"))


def figures(issue: Issue) -> list[Figure]:
    """The figures of an issue in the order of the statement."""
    return [row.figure for row in issue.figures.select_related("figure").order_by("order")]


def parts(issue: Issue) -> tuple[Part, ...]:
    """The issue as printed: sections with their numbers and lines."""
    return compose(line.entry for line in lines(issue))


def issue_line(issue: Issue) -> str:
    """2022年第35期（总第410期）; before sign-off it says that there is no number yet."""
    if issue.number_in_all is None:
        return UNNUMBERED
    return f"{issue.year}年第{issue.number_in_year}期（总第{issue.number_in_all}期）"


def sheet(issue: Issue) -> WeeklySheet:
    """The issue for the typesetter; an unsigned one bears no number and no date."""
    frame = issue.frame
    return WeeklySheet(
        masthead=frame.masthead,
        issue_line=issue_line(issue),
        issuer=frame.issuer,
        date_text=date_words(issue.signed_on) if issue.signed_on else "",
        column=frame.column,
        period=f"（{period(issue.week_start, issue.week_end)}）",
        blocks=blocks(parts(issue)),
        recipients=tuple(frame.distribution),
        copies_line=f"（共印{frame.copies}份）",
        made_on=issue.signed_on or issue.week_end,
    )


def data_file(issue: Issue, digests: Mapping[str, str]) -> bytes:
    """weekly.json: all that is printed, each figure with its definition, each line with its record.

    :param digests: SHA-256 in hex of the files set from the same issue, by name.
    """
    frame = issue.frame
    data = {
        "format": FORMAT,
        "masthead": frame.masthead,
        "issue": {
            "line": issue_line(issue),
            "year": issue.year,
            "number_in_year": issue.number_in_year,
            "number_in_all": issue.number_in_all,
        },
        "issuer": frame.issuer,
        "date": issue.signed_on.isoformat() if issue.signed_on else None,
        "signed_by": issue.signed_by,
        "column": frame.column,
        "period": {
            "from": issue.week_start.isoformat(),
            "to": issue.week_end.isoformat(),
            "text": f"（{period(issue.week_start, issue.week_end)}）",
        },
        "figures": [_figure(row) for row in figures(issue)],
        "sections": [_section(part) for part in parts(issue)],
        "distribution": list(frame.distribution),
        "copies": frame.copies,
        "files": dict(digests),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def stored_files(issue: Issue) -> dict[str, bytes]:
    """The kept files of a published issue, by name. Raises :class:`Refused` where it is not published."""
    kept = {"docx": issue.docx, "pdf": issue.pdf, "json": issue.json}
    found = {NAMES[kind]: read(file) for kind, file in kept.items() if file is not None}
    if len(found) != len(NAMES):
        raise Refused(gettext_noop("This issue is not published yet."))
    return found


def _issues() -> QuerySet[Issue]:
    return Issue.objects.select_related("frame")


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.pk,
        "group": figure.group,
        "indicator": figure.indicator,
        "value": figure.value,
        "scope": figure.scope,
        "definition": figure.definition,
        "definition_version": figure.definition_version,
        "from": figure.from_day.isoformat(),
        "to": figure.to_day.isoformat(),
        "ledger_position": figure.ledger_position,
        "digest": figure.digest,
    }


def _section(part: Part) -> dict[str, Any]:
    return {
        "section": part.section.value,
        "number": part.number,
        "heading": part.heading,
        "lines": [
            {
                "number": item.number,
                "text": item.words,
                "source": {"topic": item.entry.source_topic, "subjects": list(item.entry.source_subjects)},
                "edited": item.entry.edited,
            }
            for item in part.items
        ],
    }
