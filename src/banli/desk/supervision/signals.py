"""Signals at the desk: the list, one with its clock explained, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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

from banli.cases.service import Course, courses, running, spec_of
from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.masking import masked_name
from banli.kernel.printable import require
from banli.kernel.text import Told, gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens.paging import moment_and_id
from banli.supervision.service import (
    MOVED,
    Filter,
    Light,
    Signal,
    answer,
    cancel,
    explain,
    find_signal,
    last_round,
    may_move,
    rules,
    urge,
    urgings_of,
)
from banli.supervision.service import (
    signals as find_signals,
)
from banli.supervision.states import ANSWER, CANCEL, EXPLAIN, LEVELS, URGE, SignalState

PAGE = 50
LEVEL_NAMES: Mapping[Light, Any] = {
    Light.BLUE: pgettext_lazy("signal", "Blue: falling due"),
    Light.YELLOW: pgettext_lazy("signal", "Yellow: past the promise"),
    Light.RED: pgettext_lazy("signal", "Red: past the law"),
}
STATE_NAMES: Mapping[SignalState, Any] = {
    SignalState.RAISED: pgettext_lazy("signal", "To be explained"),
    SignalState.EXPLAINED: pgettext_lazy("signal", "Explained"),
    SignalState.CANCELLED: pgettext_lazy("signal", "Cancelled"),
}
TONES = {SignalState.RAISED: "action", SignalState.EXPLAINED: "done", SignalState.CANCELLED: ""}
NO_ACT = gettext_noop("There is no such act here.")


@dataclass(frozen=True)
class Attempt:
    """An act that was tried and not done: which, what was typed, what is wrong at which field or in general."""

    act: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    words: Undone = NOTHING


@screen
def signals(request: HttpRequest) -> HttpResponse:
    """A page of signals, the latest crossing first, by level, state and department."""
    by, asked = actor(request), request.GET
    only = asked_filter(asked)
    before = moment_and_id(asked.get("after", ""))
    found = find_signals(by, only, before)
    names = {one.code: named(one) for one in departments()}
    last = found[-1] if len(found) == PAGE else None
    chosen = {name: value for name, value in vars(only).items() if value}
    context = {
        "rows": [_row(one, names) for one in found],
        "only": only,
        "levels": [(str(one), name) for one, name in LEVEL_NAMES.items()],
        "states": [(str(one), name) for one, name in STATE_NAMES.items()],
        "departments": sorted(names.items()),
        "rule_words": rule_words(only.rule),
        "round": last_round(),
        "first": "?" + urlencode(chosen),
        "following": "?" + urlencode({**chosen, "after": f"{last.at.isoformat()}.{last.pk}"}) if last else "",
        "paged": before is not None,
    }
    return show(request, "desk/supervision/signals.html", "supervision", context)


def asked_filter(asked: Mapping[str, str]) -> Filter:
    """What the list is narrowed to; what is unknown narrows nothing."""
    return Filter(
        level=_one_of(asked.get("level", ""), LEVELS),
        state=_one_of(asked.get("state", ""), SignalState),
        department=asked.get("department", "")[:40],
        rule=_one_of(asked.get("rule", ""), (rule.id for rule in rules())),
        running="1" if asked.get("running") else "",
    )


def _one_of(value: str, known: Any) -> str:
    return value if value in {str(one) for one in known} else ""


def _row(one: Signal, names: Mapping[str, Any]) -> dict[str, Any]:
    state = SignalState(one.state)
    return {
        "signal": one,
        "rule": rule_words(one.rule),
        "department": names.get(one.department_id, one.department_id),
        "applicant": masked_name(one.case.applicant, one.case.applicant_code),
        "item": spec_of(one.case).name,
        "state": STATE_NAMES[state],
        "tone": TONES[state],
    }


def rule_words(key: str) -> Any:
    """What a rule says; its key where it is no longer in force."""
    found = next((rule for rule in rules() if rule.id == key), None)
    return found.words if found else key


@screen
def signal(request: HttpRequest, number: str) -> HttpResponse:
    """One signal."""
    return _page(request, number, Attempt())


def _page(request: HttpRequest, number: str, tried: Attempt, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of("signal", number)
    one = find_signal(number, by)
    names = {row.code: named(row) for row in departments()}
    rule, urgings = next((row for row in rules() if row.id == one.rule), None), urgings_of(one)
    context = {
        **_row(one, names),
        "article": rule.article if rule else "",
        "level_name": LEVEL_NAMES[Light(one.level)],
        "course": _course(one),
        "explanation": _explanation(one),
        "because": Told(one.cancelled_because) if one.cancelled_because == MOVED else one.cancelled_because,
        "urgings": [(row, f"answer-{row.pk}") for row in urgings],
        # What was typed for an earlier page is not shown again.
        "version": version,
        "may_answer": may_move(by, ANSWER, one.department_id),
        "forms": _forms(one, by),
        "tried": tried,
    }
    return show(request, "desk/supervision/signal.html", "supervision", context, status)


def _course(one: Signal) -> Course | None:
    """The clock of a signal as it stands now; None where the case has no such clock any more."""
    return next((row for row in courses(one.case) if (row.key, row.round) == (one.key, one.round)), None)


def _explanation(one: Signal) -> Any:
    """Why the clock ends the day it does, where it still is the clock of the signal."""
    faces = running(one.case).faces
    key = one.key.partition(".")[0] if one.key.startswith("later_material.") else one.key
    same = [face for face in faces if face.key == key and face.explanation]
    return next((face.explanation for face in same if face.start == one.start), None)


def _forms(one: Signal, by: Actor) -> set[str]:
    return {
        move.act
        for move in (EXPLAIN, CANCEL, URGE)
        if one.state in move.sources and may_move(by, move, one.department_id)
    }


@screen
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Explain, cancel, press or answer; where it is not done the page says why and keeps what was typed."""
    by, typed = actor(request), {key: str(value) for key, value in request.POST.items()}
    find_signal(number, by)
    who: dict[str, Any] = {"number": number, "by": by, "version": seen(request)}
    text, due_on = typed.get("text", ""), _day(typed.get("due_on", ""))
    acts: dict[str, Callable[[], object]] = {
        "explain": partial(explain, **who, text=text),
        "cancel": partial(cancel, **who, reason=typed.get("reason", "")),
        "urge": partial(urge, **who, content=typed.get("content", ""), due_on=due_on),
    }
    if name.startswith("answer-") and name[7:].isdigit() and len(name) < 26:
        acts[name] = partial(answer, **who, urging=int(name[7:]), text=text)
    if name not in acts:
        raise Missing(NO_ACT)
    try:
        require(typed)
        acts[name]()
    except Invalid as error:
        errors = {row.where: [str(row)] for row in error.problems}
        return _page(request, number, Attempt(name, typed, errors), 422)
    except (Refused, Stale) as error:
        return _page(request, number, Attempt(name, typed, {}, undone(error, typed)), 409)
    messages.success(request, _("Noted."))
    return redirect("desk:signal", number)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
