"""The notices of public holidays on record, and what to do where next year's is missing: for administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from banli.desk.kit.frame import screen, show
from banli.kernel import clock
from banli.worktime.service import advice, calendar, missing_year


@screen
def calendars(request: HttpRequest) -> HttpResponse:
    """Every edition, the newest first."""
    known = calendar()
    missing = missing_year(known, clock.today())
    context = {
        "rows": [(one, one in known.editions) for one in reversed(known.loaded)],
        "advice": advice(missing) if missing else (),
    }
    return show(request, "desk/calendars.html", "calendars", context)
