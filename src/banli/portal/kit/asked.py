"""What a public list was asked for by its address: words and days; what is no day is said at its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from banli.kernel.cells import BOM, csv_line
from banli.screens.papers import Paper, answer

WORDS_MOST = 80


def words_of(request: HttpRequest, name: str = "q") -> str:
    """The words typed, trimmed and no longer than anybody searches for."""
    return request.GET.get(name, "").strip()[:WORDS_MOST]


def day_of(request: HttpRequest, name: str, wrong: dict[str, str]) -> date | None:
    """The day typed; None where there is none, or where it is none: then ``wrong`` says so."""
    text = request.GET.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong[name] = _("This is not a day: write it as 2022-10-17.")
        return None


def address_of(asked: Mapping[str, str], **more: str) -> str:
    """The address of the same list with ``more`` said; what is empty is left out."""
    said = {key: value for key, value in {**asked, **more}.items() if value}
    return f"?{urlencode(said)}" if said else "?"


def as_csv(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """The rows as a file that a spreadsheet opens; no cell of it is a formula."""
    text = BOM + "".join(csv_line(row) for row in rows)
    return answer(Paper(text.encode(), f"{name}.csv", "text/csv; charset=utf-8"), save=True)
