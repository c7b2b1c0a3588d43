"""Answering a proposed refusal with views, by asking for a hearing or for none; giving one up; promised material."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.cases.service import (
    Case,
    any_of,
    ask_hearing,
    clear,
    facts_of,
    find,
    give_up_hearing,
    laid_by,
    spec_of,
    state_views,
    supplement,
    waive_hearing,
)
from banli.cases.states import STATE_VIEWS, SUPPLEMENT
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid, Problem, Refused, Stale
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.portal.cases.materials import awaited, taken
from banli.portal.cases.progress import asked
from banli.portal.cases.serving import served_by_opening
from banli.portal.cases.timeline import meanwhile
from banli.portal.kit.visitor import actor_of, page
from banli.screens.item_form import by_place
from banli.screens.parameters import version_of
from banli.screens.second_click import was_ours
from banli.screens.uploads import rows_of

WAYS = ("views", "nothing", "hearing", "none")
ASKED = ("way", "text", "reason")
ANSWERS = ("state_views", "ask_hearing", "waive_hearing")
LONGEST = 4000
NOTHING = "无陈述、申辩意见。"
"""What the record holds where the applicant has nothing to say, in the official language."""


@page
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The answer to a proposed refusal (art. 7, 47), with the last day to give it."""
    by = actor_of(request)
    found = find(number, by)
    if request.method != "POST":
        if not any_of(facts_of(found, by), STATE_VIEWS):
            messages.info(request, _("There is nothing to answer now."))
            return redirect("portal:case", number)
        if served_by_opening(request, found):
            found = find(number, by)
        return _answer_page(request, found, dict.fromkeys(ASKED, ""))
    typed = {name: request.POST.get(name, "") for name in ASKED}
    try:
        said = _answer(by, number, typed, version_of(request))
    except (Invalid, Refused, Stale) as error:
        return _not_taken(request, by, found, ANSWERS, error, _answer_page, typed)
    messages.success(request, said)
    return redirect("portal:case", number)


def _answer(by: Actor, number: str, typed: dict[str, str], version: int | None) -> str:
    way, text = typed["way"], typed["text"].strip()
    if way not in WAYS:
        raise Invalid([Problem("way", gettext_noop("Please choose one of the answers."))])
    too_long = gettext_noop("Please keep it under 4000 characters.")
    if long := [name for name in ("text", "reason") if len(typed[name]) > LONGEST]:
        raise Invalid([Problem(name, too_long) for name in long])
    require(typed)
    if way == "hearing":
        ask_hearing(by=by, number=number, reason=typed["reason"].strip(), version=version)
        return _("You asked for a hearing. You are told seven working days before where and when it is.")
    if way == "none":
        waive_hearing(by=by, number=number, views=text, version=version)
        return _("It was kept that you ask for no hearing. The department decides.")
    if way == "views" and not text:
        raise Invalid([Problem("text", gettext_noop("Please write your views."))])
    said = text if way == "views" else NOTHING
    state_views(by=by, number=number, text=said, version=version)
    return _("Your answer was kept. The department decides in its light.")


@require_POST
@page
def give_up(request: HttpRequest, number: str) -> HttpResponse:
    """Give up the hearing that was asked for (art. 47)."""
    by, version = actor_of(request), version_of(request)
    find(number, by)
    try:
        give_up_hearing(by=by, number=number, version=version)
    except (Refused, Stale) as error:
        if not was_ours(find(number, by), ("give_up_hearing", "call_off_hearing"), version, by):
            messages.error(request, str(error))
    else:
        messages.success(request, _("You gave up the hearing. The case goes on without it."))
    return redirect("portal:case", number)


def _answer_page(request: HttpRequest, found: Case, typed: dict[str, Any], **more: Any) -> HttpResponse:
    context = {
        "section": "track",
        "case": found,
        "spec": spec_of(found),
        "asked": asked(facts_of(found, actor_of(request))),
        "typed": typed,
    }
    return _page(request, "portal/cases/answer.html", context, **more)


@page
def hand_in_later(request: HttpRequest, number: str) -> HttpResponse:
    """Handing in material that was promised at acceptance (容缺后补)."""
    by = actor_of(request)
    found = find(number, by)
    waits = awaited(found)
    if request.method != "POST":
        if not any_of(facts_of(found, by), SUPPLEMENT):
            messages.info(request, _("Nothing that you promised is still to be handed in."))
            return redirect("portal:case", number)
        return _later_page(request, found, {})
    version = version_of(request)
    keys = [one.key for one in waits]
    try:
        problems = taken(request, found, keys)
        if "remove" in request.POST:
            return _later_page(request, found, {}, problems)
        if problems:
            raise Invalid(problems)
        files = laid_by(request.session, number, keys)
        supplement(by=by, number=number, files=files, version=version)
    except (Invalid, Refused, Stale) as error:
        return _not_taken(request, by, found, ("supplement",), error, _later_page, {})
    clear(session=request.session, number=number)
    messages.success(request, _("Handed in. The department looks at it."))
    return redirect("portal:case", number)


def _later_page(
    request: HttpRequest,
    found: Case,
    _typed: dict[str, Any],
    problems: list[Problem] | None = None,
    **more: Any,
) -> HttpResponse:
    waits = awaited(found)
    rows = rows_of(request, found, [one.key for one in waits], by_place(problems or []))
    context = {
        "section": "track",
        "case": found,
        "spec": spec_of(found),
        "rows": [(one.until, rows[one.key]) for one in waits if one.key in rows],
    }
    return _page(request, "portal/cases/later.html", context, problems, **more)


def _not_taken(
    request: HttpRequest,
    by: Actor,
    found: Case,
    acts: tuple[str, ...],
    error: BanliError,
    drawn: Callable[..., HttpResponse],
    typed: dict[str, Any],
) -> HttpResponse:
    """The form once more with what was typed; what happened meanwhile beside it, or the case for a second click."""
    version, now = version_of(request), find(found.number, by)
    if was_ours(now, acts, version, by):
        return redirect("portal:case", now.number)
    problems = error.problems if isinstance(error, Invalid) else [Problem("", str(error))]
    moved = not isinstance(error, Invalid) and version != now.version
    since = meanwhile(now, version) if moved else []
    return drawn(request, now, typed, problems=problems, since=since, status=409 if moved else 422)


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    problems: list[Problem] | None = None,
    since: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    faults = problems or []
    wrong = {**{name: [] for name in ASKED}, **by_place(faults)}
    more = {"problems": faults, "wrong": wrong, "meanwhile": since or []}
    return render(request, template, {**context, **more}, status=status)
