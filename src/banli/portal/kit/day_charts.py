"""What is counted by day or by department, as a chart whose bars open to the figures of that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from banli.screens.charts import Chart, Label, Series, bars, columns
from banli.screens.templatetags.banli import day_short


def by_day_chart(series: Iterable[tuple[str, int]], name: Any) -> Chart:
    """Standing bars over (ISO day, count); each opens to the public figures of its day."""
    rows = list(series)
    page = reverse("portal:statistics")
    labels = [
        Label(day_short(date.fromisoformat(day)), f"{page}?{urlencode({'from': day, 'to': day})}")
        for day, _count in rows
    ]
    return columns(labels, [Series(str(name), [count for _day, count in rows])], marked=3)


def by_name_chart(rows: Iterable[tuple[Any, int]], name: Any) -> Chart:
    """Lying bars over (name, count)."""
    known = list(rows)
    counts = [count for _name, count in known]
    return bars([Label(str(one)) for one, _count in known], [Series(str(name), counts)])
