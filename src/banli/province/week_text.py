"""A week of hall and fieldwork as the text of its file: what reading it gives back is what the record tells."""

from __future__ import annotations

from datetime import date

import yaml

from banli.fieldwork.service import fieldwork_week
from banli.hall.service import hall_week
from banli.province.weeks import Week


def week_text(start: date, end: date) -> str:
    """The week file of the days from ``start`` to ``end``; texts stand character for character."""
    week = Week(start=start, end=end, hall=hall_week(start, end), fieldwork=fieldwork_week(start, end))
    data = week.model_dump(mode="python", exclude_defaults=True)
    plain = week.model_dump(mode="json", exclude_defaults=True) | {"start": data["start"], "end": data["end"]}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10_000)
