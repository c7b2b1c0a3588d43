"""The pages of enforcement: the cases, one case with its file and acts, a new one, a random draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.cases.service import may_hand_slip, notices, paper_name, running, signed_papers_of, timeline
from banli.catalogue.service import ItemRevision, begun_by_organ, current
from banli.desk.cases.rows import rows
from banli.desk.cases.timeline import entries
from banli.desk.enforcement.file import PARTY, lines_of, matter_of
from banli.desk.enforcement.forms import answers, fields, offer
from banli.desk.kit.frame import actor, screen, show
from banli.enforcement.service import (
    ACTS,
    Act,
    Item,
    begin,
    beginnings,
    cases_of,
    do,
    found,
    look,
    may,
    owed,
    possible,
    withheld,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid, Missing, Problem, Stale
from banli.kernel.masking import masked_name
from banli.kernel.text import gettext_noop
from banli.screens.item_form import COUNTER, by_place, parts, typed_from
from banli.screens.parameters import version_of, whole
from banli.screens.second_click import was_ours
from banli.screens.statuses import status_of
from banli.screens.words import STATES

NO_ACT = gettext_noop("There is no such act.")
PAGE = 50


@dataclass(frozen=True)
class Attempt:
    """An act that was tried and not done: what was typed and what was wrong."""

    act: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    words: str = ""

    @property
    def mark(self) -> str:
        """The offer it was an attempt at."""
        return self.act


@screen
def enforcement(request: HttpRequest) -> HttpResponse:
    """The own procedures of the department, those whose clock ends first in front; or the ended ones."""
    by, ended = actor(request), request.GET.get("view") == "ended"
    listed = cases_of(by, ended=ended, before=whole(request.GET.get("after", "")))
    context = {
        "rows": rows(listed),
        "view": "ended" if ended else "open",
        "views": [("open", _("Under way")), ("ended", _("Ended"))],
        "begin": _startable(by),
        "following": str(listed[-1].pk) if ended and len(listed) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/enforcement/enforcement.html", "enforcement", context)


def _startable(by: Actor) -> list[tuple[ItemRevision, list[Act]]]:
    """The items of the person's department that the organ begins, each with the acts that begin a case."""
    found_: list[tuple[ItemRevision, list[Act]]] = []
    for card in begun_by_organ(by.department) if by.department else ():
        if card.cancelled_on is not None:
            continue
        revision = current(card.slug)
        acts = [one for one in beginnings(revision.spec.kind) if may(by, one, department=by.department)]
        found_ += [(revision, acts)] if revision.spec.enforcement and acts else []
    return found_


@screen
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Begin a case: the party and the matter, and what the act asks for besides."""
    by, revision = actor(request), current(slug)
    act = next((one for one in beginnings(revision.spec.kind) if one.name == name), None)
    if act is None or revision.spec.enforcement is None:
        raise Missing(NO_ACT)
    asks = act.asks(Item(revision.spec))
    if request.method == "GET":
        return _new_page(request, revision, act, {}, {}, [])
    typed = typed_from(revision.spec, request.POST, {}, COUNTER)
    given = answers(request.POST, asks)
    if "then" not in request.POST:
        return _new_page(request, revision, act, typed, given, [])
    try:
        case = begin(by=by, item=slug, act=name, form=typed, answers=given)
    except Invalid as error:
        return _new_page(request, revision, act, typed, given, error.problems, 422)
    messages.success(request, _("Done: %(act)s.") % {"act": act.label})
    return redirect("desk:enforcement_case", case.number)


def _new_page(
    request: HttpRequest,
    revision: ItemRevision,
    act: Act,
    typed: Mapping[str, Any],
    given: Mapping[str, Any],
    problems: Sequence[Problem],
    status: int = 200,
) -> HttpResponse:
    spec = revision.spec
    asks = act.asks(Item(spec))
    context = {
        "spec": spec,
        "act": act,
        "parts": [one for one in parts(spec, typed, problems, side=COUNTER) if one.questions],
        "fields": fields(asks, given, problems),
        "offer": {"mark": act.name},
        "general": by_place(problems).get("", []),
        "wrong": bool(problems),
    }
    return show(request, "desk/enforcement/new.html", "enforcement", context, status)


@screen
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case: the matter, the file, the papers, the acts that may be done now, the course."""
    return case_page(request, number, Attempt())


def case_page(request: HttpRequest, number: str, tried: Attempt, status: int = 200) -> HttpResponse:
    """Render the case; ``tried`` keeps what was typed where an act was not done."""
    by = actor(request)
    shown = found(number, by)
    known = look(shown, by)
    offers = [
        offer(one, known, *((tried.typed, tried.problems) if one.name == tried.act else ({}, ())))
        for one in possible(known)
    ]
    words, papers = STATES[shown.state], notices(shown)
    signed = signed_papers_of(shown)
    context = {
        "case": shown,
        "spec": known.spec,
        "party": masked_name(shown.applicant, shown.applicant_code),
        "state_words": words.officer,
        "state_tone": words.tone,
        "offers": [one for one in offers if not one.rare],
        "rare_offers": [one for one in offers if one.rare],
        "rare_open": any(one.name == tried.act for one in offers if one.rare),
        "withheld": [(one.label, str(why)) for one, why in withheld(known)],
        "tried": tried,
        "general": by_place(tried.problems).get("", []),
        "told_off": tried.words if tried.act not in {one.name for one in offers} else "",
        "matter": matter_of(known),
        "lines": lines_of(known.spec, known.entries),
        "slip": bool(papers) and may_hand_slip(by=by, case=shown),
        "papers": [(one, paper_name(shown, one), signed.get(one.number)) for one in papers],
        "debt": owed(known, clock.today()),
        "clocks": running(shown) if shown.limits else None,
        "history": entries(timeline(shown), visitor=PARTY),
    }
    return show(request, "desk/enforcement/case.html", "enforcement", context, status)


@screen
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do the act ``name``; what was typed stays where it was not done."""
    chosen = ACTS.get(name)
    if chosen is None:
        raise Missing(NO_ACT)
    by = actor(request)
    shown = found(number, by)
    given = answers(request.POST, chosen.asks(look(shown, by)))
    try:
        do(by=by, number=number, act=name, answers=given, version=version_of(request))
    except Stale as error:
        if was_ours(shown, [name], version_of(request) or 0, by):
            return redirect("desk:enforcement_case", number)
        return case_page(request, number, Attempt(name, given, (), str(error)), status_of(error))
    except Invalid as error:
        return case_page(request, number, Attempt(name, given, error.problems, str(error)), 422)
    except BanliError as error:
        return case_page(request, number, Attempt(name, given, (), str(error)), status_of(error))
    messages.success(request, _("Done: %(act)s.") % {"act": chosen.label})
    return redirect("desk:enforcement_case", number)
