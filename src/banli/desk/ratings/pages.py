"""Ratings at the desk. The centre reads each with its case; who mends reads the matter; others read sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from banli.cases.service import spec_of
from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.ratings.attempt import Attempt, tried
from banli.documents.service import qr_image
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.ratings.service import (
    GRANTS,
    LEAST,
    PATTERN_NAMES,
    VALUES,
    Rating,
    RatingFilter,
    RatingPermission,
    appeal,
    book,
    call_back,
    find_rating,
    index,
    induced,
    judge_appeal,
    listed_ratings,
    may_move,
    mend,
    next_day,
    open_screen,
    reply,
    sees_case,
    to_do,
    told_texts,
    why_not_move,
)
from banli.ratings.states import BY_ACT, CHANNEL_NAMES, GRADE_NAMES, Grade, RatingChannel, RatingState
from banli.screens.charts import Chart, Label, Series, bars
from banli.screens.paging import moment_and_id
from banli.statistics.service import asked_period

PAGE = 50
STATE_NAMES: Mapping[RatingState, Any] = {
    RatingState.RECORDED: pgettext_lazy("rating", "Recorded"),
    RatingState.TO_CALL: pgettext_lazy("rating", "To be called back"),
    RatingState.TO_MEND: pgettext_lazy("rating", "To be mended"),
    RatingState.APPEALED: pgettext_lazy("rating", "Appealed"),
    RatingState.TO_REPLY: pgettext_lazy("rating", "To be answered"),
    RatingState.REPLIED: pgettext_lazy("rating", "Answered"),
    RatingState.RATED_AGAIN: pgettext_lazy("rating", "Rated once more"),
    RatingState.VOID: pgettext_lazy("rating", "Not valid"),
}
TONES = {RatingState.TO_CALL: "action", RatingState.TO_MEND: "action", RatingState.APPEALED: "action"}
FORMS = ("call_back", "mend", "appeal", "reject_appeal", "void", "reply")
NO_ACT = gettext_noop("There is no such act here.")


@screen
def ratings(request: HttpRequest) -> HttpResponse:
    """What is to be done about bad ratings, the values of a period, and the ratings behind one of them."""
    by, asked = actor(request), request.GET
    period = asked_period(asked.get("from", ""), asked.get("to", ""), clock.today())
    first, last = period.period.first, period.period.last
    everywhere = sees_case(by)
    narrowed_to = only(asked, everywhere=everywhere)
    of = narrowed_to.department if everywhere else by.department
    found = index(first, last, of)
    names = {one.code: named(one) for one in departments()}
    before = moment_and_id(asked.get("after", ""))
    rows = listed_ratings(by, first, last, narrowed_to, before) if everywhere else []
    chosen = {"from": first.isoformat(), "to": last.isoformat(), "department": narrowed_to.department}
    narrowed = {**chosen, "value": narrowed_to.value, "grade": narrowed_to.grade}
    end = rows[-1] if len(rows) == PAGE else None
    context = {
        "waiting": [_row(one, names, by) for one in to_do(by)],
        "first": first,
        "last": last,
        "faults": [_(words) for words in period.faults.values()],
        "told": everywhere or found.total >= LEAST,
        "least": LEAST,
        "found": found,
        "values": [(one, found.values[one.key]) for one in VALUES],
        "grades": [(int(grade), GRADE_NAMES[grade], count) for grade, count in found.grades.items()],
        "everywhere": everywhere,
        "chart": _grades(found.grades, chosen if everywhere else None),
        "department": of,
        "departments": sorted(names.items()),
        "rows": [_row(one, names, by) for one in rows],
        "only": narrowed_to,
        "link": "?" + urlencode(chosen),
        "following": "?" + urlencode({**narrowed, "after": f"{end.given_at.isoformat()}.{end.pk}"})
        if end
        else "",
        "texts": [] if everywhere else told_texts(first, last, by),
        "findings": _findings(first, last, by) if everywhere else [],
        "may_screen": bool(by.window) and GRANTS.may(by, RatingPermission.SCREEN, department=by.department),
    }
    return show(request, "desk/ratings/ratings.html", "ratings", context)


def _grades(grades: Mapping[Grade, int], opens: Mapping[str, str] | None) -> Chart:
    """The grades as bars, each opening to its ratings for whoever may read them."""
    labels = [
        Label(str(GRADE_NAMES[one]), f"?{urlencode({**opens, 'grade': int(one)})}#ratings" if opens else "")
        for one in grades
    ]
    return bars(labels, [Series(_("Number of ratings"), list(grades.values()))])


def only(asked: Mapping[str, str], *, everywhere: bool) -> RatingFilter:
    """What the list is narrowed to; what is unknown narrows nothing."""
    keys, grades = {one.key for one in VALUES}, {str(int(one)) for one in Grade}
    value, grade = asked.get("value", ""), asked.get("grade", "")
    return RatingFilter(
        value if value in keys else "",
        asked.get("department", "")[:40] if everywhere else "",
        grade if grade in grades else "",
    )


def _findings(first: date, last: date, by: Actor) -> list[dict[str, Any]]:
    return [
        {
            "name": PATTERN_NAMES[one.pattern],
            "window": one.window,
            "count": one.count,
            "numbers": one.numbers[:12],
        }
        for one in induced(first, last, by)
    ]


def _row(one: Rating, names: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    state, day = RatingState(one.state), next_day(one)
    return {
        "rating": one,
        "grade": GRADE_NAMES[Grade(one.grade)],
        "item": spec_of(one.case).name,
        "department": names.get(one.department_id, one.department_id),
        "state": STATE_NAMES[state],
        "tone": TONES.get(state, ""),
        "due": None if day == date.max else day,
        "late": day < clock.today(),
        "channel": CHANNEL_NAMES[RatingChannel(one.channel)],
        "sees_case": sees_case(by),
    }


@screen
def rating(request: HttpRequest, number: str) -> HttpResponse:
    """One rating."""
    return _page(request, number, Attempt())


def _page(request: HttpRequest, number: str, attempt: Attempt, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of("rating", number)
    one = find_rating(number, by)
    names = {row.code: named(row) for row in departments()}
    context = {
        **_row(one, names, by),
        "reasons": book().named(one.reasons),
        "second": GRADE_NAMES[Grade(one.second_grade)] if one.second_grade else "",
        "forms": [name for name in FORMS if _offered(one, name, by)],
        "version": version,
        "tried": attempt,
    }
    return show(request, "desk/ratings/rating.html", "ratings", context, status)


def _offered(one: Rating, name: str, by: Actor) -> bool:
    move = BY_ACT[name]
    return may_move(by, move, one.department_id) and why_not_move(move, one.state, bool(one.appeal)) is None


@screen
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Call back, mend, appeal, judge or reply; where it is not done the page says why and keeps what was typed."""
    by, text = actor(request), request.POST.get("text", "")
    find_rating(number, by)
    who: dict[str, Any] = {"number": number, "by": by, "version": seen(request)}
    acts: dict[str, Callable[[], object]] = {
        "call_back": partial(call_back, **who, matter=text, reached=request.POST.get("reached") == "1"),
        "mend": partial(mend, **who, text=text),
        "appeal": partial(appeal, **who, text=text),
        "reject_appeal": partial(judge_appeal, **who, upheld=False, text=text),
        "void": partial(judge_appeal, **who, upheld=True, text=text),
        "reply": partial(reply, **who, text=text),
    }
    if name not in acts:
        raise Missing(NO_ACT)
    attempt, status = tried(request, name, acts[name])
    if attempt is not None:
        return _page(request, number, attempt, status)
    messages.success(request, _("Noted."))
    return redirect("desk:rating", number)


@screen
@require_POST
def second_screen(request: HttpRequest) -> HttpResponse:
    """The address and code of the own window's second screen, to be opened on a tablet."""
    by = actor(request)
    made = open_screen(by=by, anew="anew" in request.POST)
    address = request.build_absolute_uri(f"/rate/screen/{made.code}/")
    context = {"made": made, "address": address, "qr": qr_image(address), "window": named(made.window)}
    return show(request, "desk/ratings/second_screen.html", "ratings", context)
