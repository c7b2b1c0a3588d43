"""The calendar editions on record, each with the notice it follows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from banli.api.shapes import EditionTold
from banli.worktime.service import calendar

router = Router(tags=["limits"])


@router.get("/calendars", response=list[EditionTold], url_name="calendars")
def calendars(request: HttpRequest) -> list[dict[str, Any]]:
    """Every edition by year and number; a year that is not here is refused wherever days are counted."""
    days = calendar()
    return [
        {
            "year": edition.year,
            "edition": edition.edition,
            "in_force": edition in days.editions,
            "notice": edition.notice.model_dump(),
            "checked": edition.checked,
            **edition.row(),
        }
        for edition in days.loaded
    ]
