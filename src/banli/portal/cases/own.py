"""A procedure that the organ began by itself, for its party: its papers, and what the party may do, by the acts that an
officer writes down for it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.cases.service import (
    Case,
    Handed,
    Notice,
    clear,
    held_by,
    laid_by,
    notices,
    paper_name,
    spec_of,
    timeline,
)
from banli.cases.states import OWNERS, Owner
from banli.enforcement.service import (
    ACTS,
    INSIDE,
    Act,
    Entry,
    Look,
    Mine,
    answers_of_party,
    attached,
    do,
    found,
    look,
    stands_against,
)
from banli.kernel.errors import BanliError, Invalid, Missing, Problem, Refused, Stale
from banli.kernel.masking import masked_name
from banli.kernel.text import gettext_noop
from banli.people.service import named
from banli.portal.cases.timeline import Happening, happenings
from banli.portal.kit.visitor import actor_of, page
from banli.screens import papers
from banli.screens.item_form import by_place
from banli.screens.parameters import version_of
from banli.screens.second_click import was_ours
from banli.screens.statuses import status_of
from banli.screens.uploads import put_by

OF_THE_ORGAN = frozenset({"service", "court_application"})
"""Papers that are not the party's to have."""
PARTYS_TURN = frozenset(state for state, owner in OWNERS.items() if owner == Owner.PARTY)
LONGEST = 4000
TOO_LONG = gettext_noop("Please keep it under 4000 characters.")
NO_ACT = gettext_noop("There is no such act.")
PROOF = gettext_noop("Documents and photos that show it")


@dataclass(frozen=True)
class Said:
    """Something the party said, as its page shows it again."""

    entry: Entry
    title: Any
    text: str
    kind: Any


def own_page(
    request: HttpRequest, case: Case, context: Mapping[str, object], sent: Sequence[Notice]
) -> HttpResponse:
    """State, papers, what may be answered now and why the rest may not, what was said, course."""
    known = look(case, actor_of(request))
    offers, closed = answers_of_party(known)
    extra = {
        "papers": [(one, paper_name(case, one)) for one in sent if one.kind not in OF_THE_ORGAN],
        "events": _course(case, sent),
        "party": masked_name(case.applicant, case.applicant_code),
        "department": named(case.department),
        "due": case.due_on if case.state in PARTYS_TURN else None,
        "offers": offers,
        "closed": [(one.mine, str(why)) for one, why in closed],
        "said": said_by_party(known),
    }
    return render(request, "portal/cases/own.html", {**context, **extra})


def _course(case: Case, sent: Sequence[Notice], after: int = 0) -> list[Happening]:
    """What the party may know of the course of its case since ``after``, newest first."""
    events = [one for one in timeline(case) if one.seq > after and one.name not in INSIDE]
    return happenings(events, sent)


def said_by_party(known: Look) -> list[Said]:
    """What the party said or an officer wrote down for it, newest first."""
    entries = [one for one in reversed(known.entries) if one.act in ACTS and ACTS[one.act].mine]
    return [_said(known, one) for one in entries]


def _said(known: Look, entry: Entry) -> Said:
    act = ACTS[entry.act]
    options = {key: words for ask in act.asks(known) for key, words in ask.options}
    text = entry.content.get("text") or entry.content.get("reason") or ""
    title = act.mine.label if act.mine else act.label
    kind = options.get(entry.content.get("kind", "")) or "、".join(entry.content.get("named", ()))
    return Said(entry, title, text, kind)


@page
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act of the party: its questions, and documents where they are taken."""
    by = actor_of(request)
    case = found(number, by)
    act, mine = _chosen(name)
    known = look(case, by)
    if request.method != "POST":
        against = stands_against(known, act)
        why = [Problem("", str(against))] if against else []
        return _form(request, known, act, {}, why, status=200)
    typed = {ask.name: request.POST.get(ask.name, "") for ask in act.asks(known)}
    faults = _taken(request, case, act)
    if "remove" in request.POST:
        return _form(request, known, act, typed, faults, status=200)
    try:
        long = [Problem(key, TOO_LONG) for key, text in typed.items() if len(text) > LONGEST]
        if faults or long:
            raise Invalid([*faults, *long])
        files = [file for _key, file in laid_by(request.session, number, [name])]
        do(by=by, number=number, act=name, answers=typed, version=version_of(request), files=files)
    except (Invalid, Refused, Stale) as error:
        return _not_taken(request, number, act, typed, error)
    clear(session=request.session, number=number)
    messages.success(request, _("Kept in the file: %(act)s.") % {"act": mine.label})
    return redirect("portal:case", number)


def _chosen(name: str) -> tuple[Act, Mine]:
    act = ACTS.get(name)
    if act is None or act.mine is None or not act.transition.sources:
        raise Missing(NO_ACT)
    return act, act.mine


def _taken(request: HttpRequest, case: Case, act: Act) -> list[Problem]:
    """Lay by what was sent, and take out again what was marked; nothing where no documents are taken."""
    keys = [act.name] if act.mine and act.mine.takes_files else []
    return put_by(actor_of(request), case.number, keys, request.session, request.POST, request.FILES)


def _not_taken(
    request: HttpRequest, number: str, act: Act, typed: Mapping[str, str], error: BanliError
) -> HttpResponse:
    """The form once more with what was typed; what happened meanwhile beside it, or the case for a second click."""
    by, version = actor_of(request), version_of(request)
    now = found(number, by)
    if was_ours(now, [act.name], version, by):
        return redirect("portal:case", number)
    known = look(now, by)
    problems = list(error.problems) if isinstance(error, Invalid) else [Problem("", str(error))]
    against = stands_against(known, act) if isinstance(error, Stale) else None
    problems += [Problem("", str(against))] if against else []
    since = _course(now, notices(now), version) if version and isinstance(error, Stale) else []
    return _form(request, known, act, typed, problems, since=since, status=status_of(error))


def _form(
    request: HttpRequest,
    known: Look,
    act: Act,
    typed: Mapping[str, str],
    problems: Iterable[Problem],
    *,
    since: Sequence[Any] = (),
    status: int,
) -> HttpResponse:
    faults = list(problems)
    wrong = by_place(faults)
    context = {
        "section": "track",
        "case": known.case,
        "spec": spec_of(known.case),
        "act": act,
        "fields": [(ask, typed.get(ask.name, ""), wrong.get(ask.name, [])) for ask in act.asks(known)],
        "row": _row(request, known.case, act, wrong),
        "problems": faults,
        "meanwhile": since,
        "open": stands_against(known, act) is None,
        "told": [
            (one, paper_name(known.case, one))
            for one in notices(known.case)[-1:]
            if one.kind not in OF_THE_ORGAN
        ],
    }
    return render(request, "portal/cases/own_answer.html", context, status=status)


def _row(request: HttpRequest, case: Case, act: Act, wrong: Mapping[str, list[str]]) -> Handed | None:
    """The documents that wait for this answer."""
    if act.mine is None or not act.mine.takes_files:
        return None
    held = [one for key, one in held_by(request.session, case.number, [act.name]) if key == act.name]
    errors = tuple(wrong.get(f"material.{act.name}", ()))
    return Handed(act.name, _(PROOF), necessity="optional", files=tuple(held), errors=errors)


@require_POST
@page
def files(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Take in documents for an answer, or one out again; they go in with the form they stand in."""
    case = found(number, actor_of(request))
    act, _mine = _chosen(name)
    problems = _taken(request, case, act)
    if not request.headers.get("HX-Request"):
        return redirect("portal:own_answer", number, name)
    context = {
        "row": _row(request, case, act, by_place(problems)),
        "address": reverse("portal:own_files", args=[number, name]),
        "beside": "",
    }
    return render(request, "banli/components/upload.html", context)


@page
def document(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A document the party handed in, to be saved again."""
    return papers.of_a_stranger(attached(found(number, actor_of(request)), pk).file)
