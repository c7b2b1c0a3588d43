"""Doing an act with a case: parse, call the act, show what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.cases.service import find, forget_reading, note_reading, spec_of
from banli.desk.cases.acts.offer import mark_of
from banli.desk.cases.acts.parse import HANDLERS, Sent
from banli.desk.cases.acts.table import ACT_FORMS
from banli.desk.cases.page import Attempt, case_page
from banli.desk.kit.frame import actor, screen
from banli.kernel.errors import BanliError, Denied, Invalid, Missing, Stale
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.ratings.service import note_visit
from banli.screens.item_form import by_place
from banli.screens.parameters import version_of
from banli.screens.second_click import EVENT_OF, was_ours
from banli.screens.words_by_kind import event_words
from banli.tickets.service import tie_cases

BESIDE = frozenset({"csrfmiddlewaretoken", "version", "key"})
"""What the form of an act sends beside what was typed into it."""


@screen
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do the act ``name``; a sign-in that came in between leads back here by GET and so to the case."""
    if name not in HANDLERS or name not in ACT_FORMS:
        raise Missing(gettext_noop("There is no such case, or it is not yours to see."))
    if request.method == "GET":
        return redirect("desk:case", number)
    by = actor(request)
    sent = Sent.of(request, by, find(number, by))
    if "remove" in request.POST:
        return _taken_out(request, sent, name)
    try:
        require({place.removeprefix("problem."): text for place, text in sent.answers.items()})
        HANDLERS[name](sent)
        done = find(number, by)
        note_visit(case=done, by=by)
        tie_cases(by=by, cases=[done])
    except BanliError as error:
        return answered(request, sent, name, error)
    forget_reading(by=by, number=number, act=mark_of(name, sent.key))
    messages.success(
        request, _("Done: %(act)s.") % {"act": event_words(EVENT_OF[name], sent.case.kind).officer}
    )
    return redirect("desk:case", number)


def _taken_out(request: HttpRequest, sent: Sent, name: str) -> HttpResponse:
    """Take a file out that lay by for the act; the page as it was, with everything else that was typed and sent."""
    problems = sent.lay_by([one.key for one in spec_of(sent.case).materials])
    tried = {key: str(value) for key, value in sent.answers.items()}
    status = 422 if problems else 200
    return case_page(request, sent.case.number, Attempt(name, sent.key, tried, by_place(problems)), status)


@screen
@require_POST
def note(request: HttpRequest, number: str, mark: str) -> HttpResponse:
    """Keep what was ticked and typed into an act so far; nothing is done and nothing is shown."""
    if mark.partition("-")[0] not in HANDLERS:
        raise Missing(gettext_noop("There is no such case, or it is not yours to see."))
    typed = {name: str(text) for name, text in request.POST.items() if name not in BESIDE}
    version = version_of(request)
    note_reading(by=actor(request), number=number, act=mark, version=version, typed=typed)
    return HttpResponse(status=204)


def answered(request: HttpRequest, sent: Sent, name: str, error: BanliError) -> HttpResponse:
    """The case with what was typed and why the act was not done; a second click leads to the case."""
    tried = {key: str(value) for key, value in sent.answers.items()}
    told = {ACT_FORMS[name].told_by: sent.key} if sent.key else {}
    number, now = sent.case.number, find(sent.case.number, sent.by)
    if was_ours(now, (name,), sent.version, sent.by, told):
        return redirect("desk:case", number)
    if isinstance(error, Invalid):
        return case_page(
            request, number, Attempt(name, sent.key, tried, by_place(error.problems), str(error)), 422
        )
    # Whatever the rule says: where the case has moved on, that is the reason.
    moved = isinstance(error, Stale) or now.version != sent.version
    seen = sent.version if moved and not isinstance(error, Denied) else None
    status = 403 if isinstance(error, Denied) else 409
    return case_page(request, number, Attempt(name, sent.key, tried, words=str(error), seen=seen), status)
