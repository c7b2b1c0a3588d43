"""The drawings of the overview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import pgettext

from banli.ratings.states import GRADE_NAMES, Grade
from banli.screens.charts import Chart, Label, Series, bars
from banli.statistics.service import By, Reading, indicator

MOST = 7
"""So many departments are drawn: as many as one screen holds."""


def accepted_by_department(found: Reading, of: str, names: Mapping[str, Any]) -> Chart:
    """The departments that accepted most in the period; each opens to its cases."""
    one = indicator("accepted")
    counted = [
        (number.part, line.key)
        for line in found.lines
        if of in ("", line.key) and (number := found.number(line, one)) and number.part
    ]
    most = sorted(counted, reverse=True)[:MOST]
    period = {"indicator": one.key, "from": found.period.first, "to": found.period.last}
    live = reverse("desk:figure_live")
    labels = [
        Label(
            str(names.get(key, key)), f"{live}?{urlencode({**period, 'by': str(By.DEPARTMENT), 'line': key})}"
        )
        for _count, key in most
    ]
    return bars(labels, [Series(str(one.title), [count for count, _key in most])])


def by_grade(grades: Mapping[Grade, int], link: str) -> Chart:
    """The grades as bars, each opening to its ratings where ``link`` leads to them."""
    labels = [
        Label(str(GRADE_NAMES[one]), f"{link}&grade={int(one)}#ratings" if link else "") for one in grades
    ]
    return bars(labels, [Series(pgettext("rating", "Ratings"), list(grades.values()))])
