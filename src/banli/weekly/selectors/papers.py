"""The issue as files: the sheet for the typesetter, the data file, the signed list of figures, the kept files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from banli.documents.service import WeeklySheet, date_words
from banli.files.service import read
from banli.kernel import keys
from banli.kernel.cells import BOM, csv_line
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import compact
from banli.statistics.service import CASE, Figure
from banli.weekly.models import Issue
from banli.weekly.rules.insets import Inset
from banli.weekly.rules.outline import Item, Part, blocks
from banli.weekly.rules.periods import Span, period_words
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.rules.signed_figures import FORMAT as LIST_FORMAT
from banli.weekly.selectors.exhibits import pictures_of
from banli.weekly.selectors.issues import (
    corrected_figures,
    counts,
    figures,
    issue_line,
    lines,
    parts,
    told_figures,
)

FORMAT = "banli-weekly/1"
NAMES = {"docx": "weekly.docx", "pdf": "weekly.pdf", "json": "weekly.json"}


def sheet(issue: Issue, mode: Mode | None = None) -> WeeklySheet:
    """The issue for the typesetter; an unsigned one bears no number and no date."""
    frame = issue.frame
    return WeeklySheet(
        masthead=frame.masthead,
        issue_line=issue_line(issue),
        issuer=frame.issuer,
        date_text=date_words(issue.signed_on) if issue.signed_on else "",
        column=frame.column,
        period=period_words(Span(issue.kind), issue.first_day, issue.last_day),
        blocks=blocks(
            parts(issue, mode), counts(figures(issue)), mode or Mode(issue.mode), pictures_of(lines(issue))
        ),
        recipients=tuple(frame.distribution),
        copies_line=f"（共印{frame.copies}份）",
        made_on=issue.signed_on or issue.last_day,
    )


def data_file(issue: Issue, digests: Mapping[str, str], mode: Mode | None = None) -> bytes:
    """weekly.json: all that is printed, each figure with its definition, each line with its record.

    :param digests: SHA-256 in hex of the files set from the same issue, by name.
    """
    frame = issue.frame
    data = {
        "format": FORMAT,
        "built_from": "record",
        "mode": (mode or Mode(issue.mode)).value,
        "masthead": frame.masthead,
        "issue": {
            "line": issue_line(issue),
            "year": issue.year,
            "number_in_year": issue.number_in_year,
            "number_in_all": issue.number_in_all,
            "mends": issue_line(issue.mends) if issue.mends else None,
        },
        "issuer": frame.issuer,
        "date": issue.signed_on.isoformat() if issue.signed_on else None,
        "signed_by": issue.signed_by,
        "column": frame.column,
        "period": {
            "from": issue.first_day.isoformat(),
            "to": issue.last_day.isoformat(),
            "text": period_words(Span(issue.kind), issue.first_day, issue.last_day),
        },
        "figures": [figure_data(row) for row in figures(issue)],
        "corrections": [figure_data(row) for row in corrected_figures(issue)],
        **({"told": [figure_data(row) for row in told]} if (told := told_figures(issue)) else {}),
        "sections": [_section(part) for part in parts(issue, mode)],
        "distribution": list(frame.distribution),
        "copies": frame.copies,
        "files": dict(digests),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def signed_list(issue: Issue, pages: bytes, paper_key: str = "") -> bytes:
    """The figures of an issue with the digest of its pages, signed with the platform's key (Ed25519).

    :param paper_key: the certificates (PEM) of the key that will sign the file as a whole; '' where none will.
    """
    told = {
        "issue": {"subject": issue.subject, "line": issue_line(issue), "date": _day(issue)},
        "pages": {"bytes": len(pages), "sha256": hashlib.sha256(pages).hexdigest()},
        "figures": [figure_data(row) for row in _every(issue)],
        **({"paper_key": paper_key} if paper_key else {}),
    }
    signature = keys.sign(compact(told).encode())
    data = {
        "format": LIST_FORMAT,
        "signed": told,
        "key": keys.fingerprint(),
        "public_key": keys.public_pem(),
        "signature": signature.hex(),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def figures_csv(issue: Issue) -> str:
    """The frozen figures as rows for a spreadsheet."""
    rows = [figure_data(row) for row in _every(issue)]
    head = list(dict.fromkeys(name for row in rows for name in row)) or ["id"]
    return BOM + "".join(map(csv_line, [head, *([row.get(name, "") for name in head] for row in rows)]))


def _every(issue: Issue) -> list[Figure]:
    """All figures that an issue prints: of its statement, its corrections, and those that other lines tell."""
    return [*figures(issue), *corrected_figures(issue), *told_figures(issue)]


def stored_files(issue: Issue) -> dict[str, bytes]:
    """The kept files of a published issue, by name. Raises :class:`Refused` where it is not published."""
    kept = {"docx": issue.docx, "pdf": issue.pdf, "json": issue.json}
    found = {NAMES[kind]: read(file) for kind, file in kept.items() if file is not None}
    if len(found) != len(NAMES):
        raise Refused(gettext_noop("This issue is not published yet."))
    return found


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure with everything needed to count it again; what a count of cases has not is told of others alone."""
    plain = figure.topic == CASE and figure.over is None and not figure.by
    more = {
        "counts": figure.topic,
        "unit": figure.unit,
        "by": figure.by,
        "key": figure.key,
        "over": figure.over,
    }
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
        **({} if plain else more),
    }


def _day(issue: Issue) -> str | None:
    return issue.signed_on.isoformat() if issue.signed_on else None


def _section(part: Part) -> dict[str, Any]:
    return {
        "section": part.section.value,
        "number": part.number,
        "heading": part.heading,
        "lines": [_line(item) for item in part.items],
    }


def _line(item: Item) -> dict[str, Any]:
    told = {
        "number": item.number,
        "text": "\n".join((item.words, *item.more)),
        "source": {"topic": item.entry.source_topic, "subjects": list(item.entry.source_subjects)},
        "edited": item.entry.edited,
    }
    return told | ({"exhibit": _exhibit(item.entry.inset)} if item.entry.inset else {})


def _exhibit(inset: Inset) -> dict[str, Any]:
    """A picture by its digest, a table by its cells, and which figure each of them opens."""
    told: dict[str, Any] = {"kind": inset.kind.value, "source": inset.source}
    if inset.picture:
        return told | {"alt": inset.alt, "width_mm": inset.width, "sha256": inset.picture}
    told |= {"rows": [list(row) for row in inset.rows], "unit": inset.unit}
    if inset.opens:
        told["figures"] = [list(row) for row in inset.opens]
    return told | ({"shape": inset.shape.value} if inset.shape else {})
