"""The departments drawn by the lights of their cases; each part of a bar opens to the cases it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from banli.screens.charts import Chart, Label, Series, bars
from banli.supervision.service import Light, Rank

MOST = 12
"""So many departments are drawn, those with the most late cases."""
LIT = ("done", (Light.GREEN, Light.BLUE)), ("warning", (Light.YELLOW,)), ("overdue", (Light.RED,))


def by_department(rows: Sequence[Rank], names: Mapping[str, Any], most: int = MOST) -> Chart:
    """Cases in time, past a promise, past the law."""
    drawn = rows[:most]
    titles = (_("In time"), _("Past a promise"), _("Past the law"))
    series = [
        Series(
            title,
            [sum(one.lights[light] for light in lights) for one in drawn],
            tone,
            [_opened(one, lights) for one in drawn],
        )
        for title, (tone, lights) in zip(titles, LIT, strict=True)
    ]
    return bars([Label(str(names.get(one.department, one.department))) for one in drawn], series)


def worst(rows: Sequence[Rank], names: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the drawing shows, for its title: how many cases of all are late, and the department with the most of them;
    None where none is late."""
    late = [(one.lights[Light.YELLOW] + one.lights[Light.RED], one.department) for one in rows]
    count, code = max(late, default=(0, ""), key=lambda one: one[0])
    if not count:
        return None
    every = {"late": sum(one for one, _code in late), "cases": sum(one.cases for one in rows)}
    return {**every, "name": names.get(code, code), "most": count}


def _opened(one: Rank, lights: tuple[Light, ...]) -> str:
    query = [("department", one.department), *(("light", str(light)) for light in lights)]
    return f"{reverse('desk:supervision')}?{urlencode(query)}#cases"
