"""What is counted by day or by department, as a chart whose bars open to the figures of that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from banli.screens.charts import Chart, Label, Series, bars, columns
from banli.screens.templatetags.banli import day_short
from banli.screens.words import day_words


def by_day_chart(series: Iterable[tuple[str, int]], name: Any) -> Chart:
    """Standing bars over (ISO day, count); each opens to the public figures of its day."""
    rows = list(series)
    page = reverse("portal:statistics")
    labels = [
        Label(day_short(date.fromisoformat(day)), f"{page}?{urlencode({'from': day, 'to': day})}")
        for day, _count in rows
    ]
    return columns(labels, [Series(str(name), [count for _day, count in rows])], marked=3)


def by_name_chart(rows: Iterable[tuple[Any, int]], name: Any, hrefs: Sequence[str] = ()) -> Chart:
    """Lying bars over (name, count), each opening to its address where there are some."""
    known = list(rows)
    counts = [count for _name, count in known]
    return bars([Label(str(one)) for one, _count in known], [Series(str(name), counts, hrefs=hrefs)])


def peak_day(series: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """:func:`peak` of (ISO day, count), the day in words."""
    return peak((day_words(date.fromisoformat(day)), count) for day, count in series)


def peak(rows: Iterable[tuple[Any, int]]) -> dict[str, Any]:
    """What a drawing shows, for its title: the first ``name`` with the ``most``, and ``all`` together."""
    known = list(rows)
    name, most = max(known, key=lambda one: one[1], default=("", 0))
    return {
        "name": name,
        "most": f"{most:,}",
        "all": f"{sum(count for _name, count in known):,}",
        "any": most > 0,
    }
