"""Mending the answers of a case at the window: on the spot before acceptance (art. 32(3)), or in answer to a notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from banli.cases.service import (
    Case,
    Handed,
    check_who,
    clear,
    correct_on_the_spot,
    find,
    laid_by,
    may_act,
    notices,
    resubmit,
    spec_of,
    timeline,
)
from banli.cases.states import CORRECT_ON_THE_SPOT, RESUBMIT, State, Transition
from banli.catalogue.service import Doubted, ItemSpec, check_insisted, derive, materials, validate_form
from banli.desk.cases.acts.parse import Sent
from banli.desk.cases.timeline import entries
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.errors import BanliError, Denied, Invalid, Problem, Refused, Stale
from banli.screens.item_form import ANYWAY, COUNTER, applying, by_place, parts, question, typed_from
from banli.screens.second_click import was_ours
from banli.screens.uploads import rows_of
from banli.screens.words_by_kind import event_words


@screen
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """The answers as they are, to be mended while the applicant stands there."""
    by = actor(request)
    found = find(number, by)
    sent = Sent.of(request, by, found)
    act = RESUBMIT if found.state == State.CORRECTING else CORRECT_ON_THE_SPOT
    if request.method != "POST":
        if found.state not in act.sources or not may_act(by, act, department=found.department_id):
            return redirect("desk:case", number)
        return _page(request, found, act, found.form)
    typed = _typed(sent)
    try:
        if problems := _laid_by(sent, act):
            raise Invalid(problems)
        if "remove" in request.POST:
            return _page(request, found, act, typed)
        _do(sent, act, typed)
    except (Invalid, Stale, Refused, Denied) as error:
        return _refused(request, sent, act, typed, error)
    messages.success(request, _("Done: %(act)s.") % {"act": event_words(act.event, found.kind).officer})
    return redirect("desk:case", number)


def _do(sent: Sent, act: Transition, typed: dict[str, Any]) -> object:
    spec = spec_of(sent.case)
    asked = applying(spec, typed)
    answers = {key: value for key, value in typed.items() if key in asked}
    check_who(sent.case, act, sent.by, sent.version)
    _insisted(sent, act, answers)
    if act is RESUBMIT:
        files = laid_by(sent.session, sent.case.number)
        done = resubmit(**sent.who, form=answers, files=files)
        clear(session=sent.session, number=sent.case.number)
        return done
    return correct_on_the_spot(**sent.who, form=answers)


def _insisted(sent: Sent, act: Transition, answers: Mapping[str, Any]) -> None:
    """Ask about what the correction leaves or makes of answers that would not be granted as they stand."""
    spec = spec_of(sent.case)
    clean, problems = validate_form(spec, answers)
    if not problems:
        told = _told(sent.case) if act is RESUBMIT else ()
        corrected = [point["where"] for point in told]
        check_insisted(spec, clean, sent.text(ANYWAY), before=sent.case.form, corrected=corrected)


def _told(found: Case) -> Sequence[Mapping[str, str]]:
    """The points of the last correction notice."""
    told = notices(found, "correction")
    return told[-1].body["points"] if told else ()


def _refused(
    request: HttpRequest, sent: Sent, act: Transition, typed: dict[str, Any], error: BanliError
) -> HttpResponse:
    """The form with what was typed; where somebody else was faster, with what happened and what stands there now."""
    now = find(sent.case.number, sent.by)
    if was_ours(now, (CORRECT_ON_THE_SPOT.act, RESUBMIT.act), sent.version, sent.by):
        return redirect("desk:case", now.number)
    if isinstance(error, Invalid):
        return _page(request, now, act, typed, error, status=422)
    status = 403 if isinstance(error, Denied) else 409
    return _page(request, now, act, typed, error, seen=sent.version, status=status)


def _page(
    request: HttpRequest,
    found: Case,
    act: Transition,
    typed: Mapping[str, Any],
    error: BanliError | None = None,
    seen: int | None = None,
    status: int = 200,
) -> HttpResponse:
    spec = spec_of(found)
    faults = error.problems if isinstance(error, Invalid) else []
    wrong, points = by_place(faults), _told(found) if act is RESUBMIT else ()
    told = {point["where"]: point["problem"] for point in points}
    drawn = [part for part in parts(spec, typed, faults, told, COUNTER) if part.questions]
    keys = [question.key for part in drawn for question in part.questions]
    context = {
        "case": found,
        "spec": spec,
        "parts": drawn,
        "shown": " ".join(keys),
        "focus": "" if error else next((key for key in keys if key in told), keys[0] if keys else ""),
        "answers_notice": act is RESUBMIT,
        "points": points,
        "materials": _asked_anew(request, found, wrong) if act is RESUBMIT else [],
        "error": error,
        "doubts": error.marks if isinstance(error, Doubted) else "",
        "general": wrong.get("", []),
        "differences": _differences(spec, found, typed) if seen is not None else [],
        "meanwhile": [one for one in entries(timeline(found)) if seen is not None and one.seq > seen],
    }
    return show(request, "desk/cases/correct.html", "cases", context, status)


def _differences(spec: ItemSpec, found: Case, typed: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Label, what stands in the case now, what was typed: for every answer that differs."""
    both = [
        (question(field, found.form.get(field.key)), question(field, typed.get(field.key)))
        for field in spec.form.fields
    ]
    return [(now.label, now.shown, mine.shown) for now, mine in both if now.shown != mine.shown]


def _typed(sent: Sent) -> dict[str, Any]:
    """What stood there with what was sent; a box that was drawn and not ticked is empty now."""
    return typed_from(spec_of(sent.case), sent.answers, sent.case.form, COUNTER)


def _asked_anew(request: HttpRequest, found: Case, wrong: Mapping[str, list[str]]) -> list[Handed]:
    """The materials the notice names or that the form needs, each with what lies by for it and its faults."""
    spec = spec_of(found)
    told = {point["where"] for notice in notices(found, "correction") for point in notice.body["points"]}
    lying = {f"material.{key}" for key, _file in laid_by(request.session, found.number)}
    keys = [one.key for one in materials(spec, derive(spec, found.form))]
    asked = [key for key in keys if f"material.{key}" in told | lying or f"material.{key}" in wrong]
    return list(rows_of(request, found, asked, wrong).values())


def _laid_by(sent: Sent, act: Transition) -> list[Problem]:
    """Keep the files that came before anything else is asked: none is chosen twice for another fault."""
    if act is not RESUBMIT or not may_act(sent.by, act, department=sent.case.department_id):
        return []
    return sent.lay_by([one.key for one in spec_of(sent.case).materials])
