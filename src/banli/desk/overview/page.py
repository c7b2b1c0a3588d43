"""The overview: how the centre, or one department, stands now; each number opens to what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.light_charts import by_department, worst
from banli.desk.overview.charts import MOST, accepted_by_department, by_grade
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.people.service import departments, named
from banli.ratings.service import GRANTS as RATINGS
from banli.ratings.service import LEAST, RatingPermission, next_day, to_do
from banli.ratings.service import by_department as ratings_by_department
from banli.ratings.states import BAD, Grade
from banli.statistics.service import By, Indicator, Line, Reading, in_words, indicator, reading
from banli.supervision.service import (
    GRANTS as SUPERVISION,
)
from banli.supervision.service import (
    Light,
    Ranking,
    SupervisionPermission,
    lit_departments,
    rules,
    why_late,
)

EVERYWHERE = frozenset({Role.SUPERVISOR, Role.HALL_MANAGER, Role.GOVERNMENT})
"""Who leads over every department; the others see their own."""
COUNTS = ("accepted", "completed")
WEEK = (*COUNTS, "on_time", "on_time_rate", "overdue", "overdue_by_law", "open_overdue")
RULES = 5
"""So many reasons of lateness are shown; the rest is behind the title."""


@dataclass(frozen=True)
class Value:
    """A number as it is shown, with the address of what it counts."""

    title: Any
    text: str
    href: str
    tone: str = ""


@screen
def overview(request: HttpRequest) -> HttpResponse:
    """Today, this week, late and why, ratings, promises, departments."""
    by, today = actor(request), clock.today()
    monday = today - timedelta(days=today.weekday())
    of = "" if by.roles & EVERYWHERE else by.department
    names = {one.code: named(one) for one in departments()}
    week = _counted(monday, today, WEEK)
    day = _counted(today, today, COUNTS)
    context = {
        "day": today,
        "monday": monday,
        "whose": names.get(of, "") if of else "",
        "today": _values(day, of, COUNTS),
        "week": _values(week, of, COUNTS),
        "promises": _values(week, of, ("on_time", "overdue", "overdue_by_law", "open_overdue")),
        "kept": _rate(week, of),
        "found": week,
        **_late(by, week, of, names),
        **_ratings(by, monday, today, of),
    }
    return show(request, "desk/overview/overview.html", "overview", context)


def _counted(first: date, last: date, keys: Sequence[str]) -> Reading:
    return reading(first, last, by=By.DEPARTMENT, indicators=tuple(indicator(key) for key in keys))


def _line(found: Reading, of: str) -> Line:
    return next((one for one in found.lines if one.key == of), Line(of)) if of else found.total


def _values(found: Reading, of: str, keys: Sequence[str]) -> list[Value]:
    """The numbers of a period, of one department or of all; each opens to its cases."""
    line = _line(found, of)
    return [Value(one.title, _text(found, line, one), live(found, one, of)) for one in map(indicator, keys)]


def _text(found: Reading, line: Line, one: Indicator) -> str:
    number = found.number(line, one)
    return f"{number.part:,}" if number and number.whole is None else in_words(number, one.unit)


def _rate(found: Reading, of: str) -> str:
    one = indicator("on_time_rate")
    return in_words(found.number(_line(found, of), one), one.unit)


def live(found: Reading, one: Indicator, of: str) -> str:
    """The address of the cases behind a number of a period."""
    query = {"indicator": one.key, "from": found.period.first, "to": found.period.last}
    if of:
        query |= {"by": str(By.DEPARTMENT), "line": of}
    return f"{reverse('desk:figure_live')}?{urlencode(query)}"


def _late(by: Actor, week: Reading, of: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """Who is late and why, for whoever watches; the departments by their lights, else by what they accepted."""
    watches = SUPERVISION.may(by, SupervisionPermission.WATCH, department=by.department)
    if not watches:
        return {"watches": False, "chart": accepted_by_department(week, of, names)}
    ranked = lit_departments(by)
    why = why_late(by)
    words = {rule.id: rule.words for rule in rules()}
    return {
        "watches": True,
        "ranked": ranked,
        "late": [_lit(ranked, Light.YELLOW), _lit(ranked, Light.RED)],
        "under_watch": _lit(ranked, *Light),
        "why": [(one, words.get(one.rule, one.rule), _signals(one.rule)) for one in why[:RULES]],
        "why_more": max(0, len(why) - RULES),
        "chart": by_department(ranked.rows, names, MOST),
        "worst": worst(ranked.rows, names),
    }


def _lit(ranked: Ranking, *lights: Light) -> Value:
    """The cases of these lights, all departments together."""
    titles = {Light.YELLOW: _("Past a promise"), Light.RED: _("Past the law")}
    count = sum(one.lights[light] for one in ranked.rows for light in lights)
    page = f"{reverse('desk:supervision')}?{urlencode([('light', str(light)) for light in lights])}#cases"
    late = count and len(lights) == 1
    return Value(titles.get(lights[0], _("Under watch")), f"{count:,}", page, "overdue" if late else "")


def _signals(rule: str) -> str:
    return f"{reverse('desk:signals')}?{urlencode({'rule': rule, 'running': '1'})}"


def _ratings(by: Actor, first: date, last: date, of: str) -> dict[str, Any]:
    """The ratings of the week and what is to be done about bad ones; nothing for whoever reads none, and no sums that
    would tell who rated."""
    if not RATINGS.may(by, RatingPermission.SUMS, department=by.department):
        return {"rates": False}
    given = ratings_by_department(first, last)
    shown = [one for code, one in given.items() if of in ("", code)]
    grades = {grade: sum(one.grades[grade] for one in shown) for grade in Grade}
    opens = RATINGS.may_everywhere(by, RatingPermission.HANDLE)
    waiting = to_do(by)
    link = f"{reverse('desk:ratings')}?{urlencode({'from': first, 'to': last})}"
    bad = sum(count for grade, count in grades.items() if grade in BAD)
    return {
        "rates": True,
        "rated": sum(grades.values()),
        "told": opens or sum(grades.values()) >= LEAST,
        "bad": Value(_("Bad ratings"), f"{bad:,}", f"{link}&value=bad#ratings" if opens else ""),
        "waiting": Value(_("To be handled"), f"{len(waiting):,}", reverse("desk:ratings")),
        "waiting_late": sum(next_day(one) < last for one in waiting),
        "grades": by_grade(grades, link if opens else ""),
    }
