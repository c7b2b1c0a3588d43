"""Supervision: every open case with its light, and the departments by the lights of all their cases."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from banli.consultations.service import LATE_NAME as LATE_OPINION
from banli.consultations.service import late_opinions, who
from banli.desk.cases.rows import row
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.light_charts import by_department, worst
from banli.people.service import departments, named
from banli.ratings.service import LATE_NAMES, LateClock, late_ratings
from banli.screens.paging import day_and_id
from banli.suggestions.service import LATE_NAMES as LATE_SUGGESTIONS
from banli.suggestions.service import SuggestionClock, late_suggestions
from banli.supervision.service import Light, Rank, lit_cases, ranking, watch_list

PAGE = 50
BAD_FIRST = tuple(reversed(Light))


@screen
def supervision(request: HttpRequest) -> HttpResponse:
    """The lights of a page of open cases, the most urgent first, and the ranking over all of them."""
    by, after = actor(request), day_and_id(request.GET.get("after", ""))
    only, of = asked_lights(request.GET), request.GET.get("department", "")[:40]
    watched = lit_cases(by, only or list(Light), of, after) if only or of else watch_list(by, after)
    names = {one.code: named(one) for one in departments()}
    ranked = ranking(by)
    lights: Counter[Light] = Counter()
    for one in ranked.rows:
        lights.update(one.lights)
    last = watched[-1].case if len(watched) == PAGE else None
    context = {
        "rows": [row(one) for one in watched],
        "names": names,
        "lights": [(str(light), lights[light]) for light in BAD_FIRST],
        "cases": sum(one.cases for one in ranked.rows),
        "ranking": [_rank(one, names) for one in ranked.rows],
        "ranked": ranked,
        "following": f"{last.due_on or date.max}.{last.pk}" if last else "",
        "paged": after is not None,
        "only": [str(light) for light in only],
        "of": names.get(of, of),
        "chart": by_department(ranked.rows, names),
        "worst": worst(ranked.rows, names),
        "late_ratings": [
            (one, LATE_NAMES[LateClock(one.clock)], names.get(one.rating.department_id, ""))
            for one in late_ratings(by)
        ],
        "late_suggestions": [
            (one, LATE_SUGGESTIONS[SuggestionClock(one.clock)], names.get(one.department_id or "", ""))
            for one in late_suggestions(by)
        ],
        "late_opinions": [(one, LATE_OPINION, who(one.consulted)) for one in late_opinions(by)],
        "narrowed": urlencode(
            [*(("light", str(light)) for light in only), *([("department", of)] if of else [])]
        ),
    }
    return show(request, "desk/supervision/supervision.html", "supervision", context)


def asked_lights(asked: QueryDict) -> list[Light]:
    """The lights the list is narrowed to; none for all."""
    wanted = asked.getlist("light")
    return [light for light in Light if str(light) in wanted]


def _query(one: Rank, light: Light | None = None) -> str:
    said = [("department", one.department)]
    return "?" + urlencode(said if light is None else [*said, ("light", str(light))]) + "#cases"


def _rank(one: Rank, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": one.department,
        "name": names.get(one.department, one.department),
        "cases": one.cases,
        "lights": [(str(light), one.lights[light], _query(one, light)) for light in BAD_FIRST],
        "opens": _query(one),
        "on_time": f"{one.on_time:.1%}",
        "left": "–" if one.left is None else f"{one.left:g}",
    }
