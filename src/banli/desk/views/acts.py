"""Doing an act with a case: parse, call the act, show what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banli.cases import service as cases
from banli.cases.service import Case, find, spec_of, timeline
from banli.cases.states import TRANSITIONS
from banli.desk.views.case import Attempt, case_page
from banli.desk.views.frame import actor, screen
from banli.desk.views.offers import KINDS
from banli.desk.views.paging import whole
from banli.desk.views.reading import file_of
from banli.desk.views.words import EVENTS
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.licences.service import issue

EVENT_OF = {transition.act: transition.event for transition in TRANSITIONS}
Doing = Callable[[dict[str, Any], QueryDict, Case], object]


def _points(case: Case, sent: QueryDict) -> list[dict[str, str]]:
    """The crosses made while reading, each with its label and what is wrong."""
    labels = file_of(case, spec_of(case)).labels
    return [
        {"where": where, "label": label, "problem": sent.get(f"problem.{where}", "").strip()}
        for where, label in labels.items()
        if sent.get(f"mark.{where}") == "no"
    ]


def _review(who: dict[str, Any], sent: QueryDict, case: Case) -> object:
    if sent.get("agrees") not in ("yes", "no"):
        raise Invalid([Problem("agrees", gettext_noop("Choose whether to grant or to refuse."))])
    opinion = sent.get("opinion", "").strip()
    marks = [f"{point['label']}：{point['problem']}" for point in _points(case, sent) if point["problem"]]
    text = "\n".join([opinion, *marks]) if opinion else ""
    return cases.review(**who, agrees=sent["agrees"] == "yes", opinion=text)


def _names(text: str) -> list[str]:
    for mark in "、，;；\n":
        text = text.replace(mark, ",")
    return [name.strip() for name in text.split(",") if name.strip()]


DOINGS: dict[str, Doing] = {
    "accept": lambda who, sent, case: cases.accept(**who),
    "ask_correction": lambda who, sent, case: cases.ask_correction(**who, points=_points(case, sent)),
    "refuse_acceptance": lambda who, sent, case: cases.refuse_acceptance(
        **who, reasons=sent.get("reasons", ""), proper_organ=sent.get("proper_organ", "")
    ),
    "find_not_required": lambda who, sent, case: cases.find_not_required(
        **who, reasons=sent.get("reasons", "")
    ),
    "decide_on_the_spot": lambda who, sent, case: cases.decide_on_the_spot(**who),
    "pause": lambda who, sent, case: cases.pause(
        **who,
        procedure=sent.get("procedure", ""),
        reason=sent.get("reason", ""),
        officers=_names(sent.get("officers", "")),
    ),
    "resume": lambda who, sent, case: cases.resume(**who, result=sent.get("result", "")),
    "extend": lambda who, sent, case: cases.extend(
        **who, days=whole(sent.get("days", "").strip()) or 0, reason=sent.get("reason", "")
    ),
    "review": _review,
    "return_to_review": lambda who, sent, case: cases.return_to_review(
        **who, opinion=sent.get("opinion", "")
    ),
    "grant": lambda who, sent, case: cases.grant(**who, opinion=sent.get("opinion", "").strip()),
    "refuse": lambda who, sent, case: cases.refuse(
        **who, reasons=sent.get("reasons", ""), remedies=sent.get("remedies", "")
    ),
    "issue": lambda who, sent, case: issue(**who),
    "deliver": lambda who, sent, case: cases.deliver(**who, way=sent.get("way", "")),
}


@screen
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do the act ``name``; a sign-in that came in between leads back here by GET and so to the case."""
    if name not in DOINGS or name not in KINDS:
        raise Missing(gettext_noop("There is no such case, or it is not yours to see."))
    if request.method == "GET":
        return redirect("desk:case", number)
    by = actor(request)
    found = find(number, by)
    version = whole(request.POST.get("version", "")) or 0
    tried = {key: str(value) for key, value in request.POST.items()}
    try:
        DOINGS[name]({"by": by, "number": number, "version": version}, request.POST, found)
    except Invalid as error:
        return case_page(request, number, Attempt(name, tried, _by_place(error), str(error)), 422)
    except Stale as error:
        if _was_ours(found, name, version, by):
            return redirect("desk:case", number)
        return case_page(request, number, Attempt(name, tried, words=str(error), seen=version), 409)
    except (Refused, Denied) as error:
        status = 403 if isinstance(error, Denied) else 409
        return case_page(request, number, Attempt(name, tried, words=str(error)), status)
    messages.success(request, _("Done: %(act)s.") % {"act": EVENTS[EVENT_OF[name]]})
    return redirect("desk:case", number)


def _by_place(error: Invalid) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in error.problems:
        found.setdefault(problem.where, []).append(str(problem))
    return found


def _was_ours(case: Case, name: str, version: int, by: Actor) -> bool:
    """True where the next event after ``version`` is this very act by the same person: a second click."""
    event = next((one for one in timeline(case) if one.seq == version + 1), None)
    return event is not None and event.name == EVENT_OF[name] and event.actor == by.label
