"""Supervision: every open case with its light, and the departments by how red they are."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse

from banli.desk.views.frame import actor, screen, show
from banli.desk.views.paging import day_and_id
from banli.desk.views.rows import row
from banli.people.service import departments, named
from banli.supervision.service import Light, by_department, watch_list

PAGE = 50


@screen
def supervision(request: HttpRequest) -> HttpResponse:
    """The lights of a page of open cases, the most urgent first."""
    after = day_and_id(request.GET.get("after", ""))
    watched = watch_list(actor(request), after)
    names = {one.code: named(one) for one in departments()}
    lights = Counter(str(one.light) for one in watched)
    last = watched[-1].case if len(watched) == PAGE else None
    context = {
        "rows": [row(one) for one in watched],
        "names": names,
        "lights": [(str(light), lights[str(light)]) for light in reversed(Light)],
        "ranking": [
            (names.get(code, code), [(str(light), counts.get(light, 0)) for light in reversed(Light)])
            for code, counts in by_department(watched)
        ],
        "following": f"{last.due_on}.{last.pk}" if last else "",
        "paged": after is not None,
    }
    return show(request, "desk/supervision.html", "supervision", context)
