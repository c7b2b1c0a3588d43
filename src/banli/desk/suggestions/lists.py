"""The list of suggestions: what waits for whoever looks, the sums of a period, and what was given in it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from banli.desk.kit.frame import actor, screen, show
from banli.desk.suggestions.words import row
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.people.service import departments, named
from banli.screens.paging import moment_and_id
from banli.statistics.service import asked_period
from banli.suggestions.service import (
    GRANTS,
    SuggestionFilter,
    SuggestionPermission,
    listed_suggestions,
    suggestion_sums,
    to_do,
)
from banli.suggestions.states import (
    KIND_NAMES,
    OUTCOME_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    SuggestionKind,
    SuggestionOutcome,
    SuggestionSource,
    SuggestionState,
)

PAGE = 50
CHOICES: Mapping[str, tuple[type[StrEnum], Mapping[Any, Words]]] = {
    "kind": (SuggestionKind, KIND_NAMES),
    "state": (SuggestionState, STATE_NAMES),
    "source": (SuggestionSource, SOURCE_NAMES),
    "outcome": (SuggestionOutcome, OUTCOME_NAMES),
}


@screen
def suggestions(request: HttpRequest) -> HttpResponse:
    """What waits, sums, and the list."""
    by, asked = actor(request), request.GET
    period = asked_period(asked.get("from", ""), asked.get("to", ""), clock.today())
    first, last = period.period.first, period.period.last
    everywhere = GRANTS.may_everywhere(by, SuggestionPermission.READ)
    only = narrowed(asked, everywhere=everywhere)
    names = {one.code: named(one) for one in departments()}
    found = listed_suggestions(by, first, last, only, moment_and_id(asked.get("after", "")))
    end = found[-1] if len(found) == PAGE else None
    chosen = {"from": first.isoformat(), "to": last.isoformat(), **{k: v for k, v in vars(only).items() if v}}
    context = {
        "waiting": [row(one, names) for one in to_do(by)],
        "rows": [row(one, names) for one in found],
        "sums": suggestion_sums(first, last, only.department if everywhere else by.department),
        "first": first,
        "last": last,
        "faults": [_(words) for words in period.faults.values()],
        "choices": [(name, label_of(name), names_of(name), getattr(only, name)) for name in CHOICES],
        "departments": sorted(names.items()) if everywhere else [],
        "department": only.department,
        "may_record": _may_record(by),
        "following": "?" + urlencode({**chosen, "after": f"{end.given_at.isoformat()}.{end.pk}"})
        if end
        else "",
    }
    return show(request, "desk/suggestions/suggestions.html", "suggestions", context)


def _may_record(by: Actor) -> bool:
    return GRANTS.may(by, SuggestionPermission.RECORD)


def label_of(name: str) -> str:
    """What a choice is called."""
    return {"kind": _("Kind"), "state": _("State"), "source": _("Source"), "outcome": _("Outcome")}[name]


def names_of(name: str) -> list[tuple[str, Any]]:
    """The values of one choice, and what they are called."""
    return [(str(value), words) for value, words in CHOICES[name][1].items()]


def narrowed(asked: Mapping[str, str], *, everywhere: bool) -> SuggestionFilter:
    """What the list is narrowed to; what is unknown narrows nothing."""
    known = {
        name: asked.get(name, "") if asked.get(name, "") in set(values) else ""
        for name, (values, _names) in CHOICES.items()
    }
    return SuggestionFilter(**known, department=asked.get("department", "")[:40] if everywhere else "")
