"""The page of one case: the file on the left, the clock, the next act and the timeline on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from banli.cases.service import decision, find, notices, opinions, running, spec_of, timeline
from banli.cases.states import State
from banli.desk.views.frame import actor, screen, show
from banli.desk.views.offers import KINDS, Facts, Offer, filled, offered
from banli.desk.views.reading import file_of, marked
from banli.desk.views.rows import left_words
from banli.desk.views.words import PAPERS, STATES, STEPS, TONES, entries
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.text import Words
from banli.licences.service import of_case
from banli.supervision.service import watched
from banli.worktime.service import calendar


@dataclass(frozen=True)
class Attempt:
    """An act that was tried and not done: what was typed, what was wrong, and what happened meanwhile."""

    act: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    words: str = ""
    seen: int | None = None
    """The version the page showed where somebody else was faster."""


@screen
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case."""
    return case_page(request, number)


def case_page(
    request: HttpRequest, number: str, tried: Attempt | None = None, status: int = 200
) -> HttpResponse:
    """Render the case; ``tried`` keeps what was typed where an act was not done."""
    by = actor(request)
    return show(request, "desk/case.html", "cases", case_context(number, by, tried or Attempt()), status)


def case_context(number: str, by: Actor, tried: Attempt) -> dict[str, Any]:
    """Everything the page shows."""
    found = find(number, by)
    spec, clocks = spec_of(found), running(found)
    file = file_of(found, spec)
    facts = Facts(found, spec, by, file.findings)
    offers = tuple(
        filled(one, tried.typed, tried.errors) if one.name == tried.act else one for one in offered(facts)
    )
    history = entries(timeline(found))
    state, certificate = State(found.state), of_case(found)
    seen = watched(found, calendar(), clock.today())
    return {
        "case": found,
        "spec": spec,
        "file": marked(file, tried.typed, tried.errors),
        "state_words": STATES[state],
        "state_tone": TONES.get(state, ""),
        "clocks": clocks,
        "due": clocks.promised.due if clocks.promised and found.paused_on else found.due_on,
        "light": str(seen.light),
        "left": left_words(seen.left, found.paused_on is not None),
        "runs": found.completed_at is None and found.due_on is not None,
        "offers": offers,
        "reading": reading_act(offers),
        "history": history,
        "meanwhile": [entry for entry in history if tried.seen is not None and entry.seq > tried.seen],
        "tried": tried,
        "general": tried.errors.get("", []),
        "kept": _kept(tried, facts) if tried.act not in {offer.name for offer in offers} else [],
        "papers": [(one, PAPERS[one.kind]) for one in notices(found)],
        "opinions": [(one, STEPS.get(one.step, one.step)) for one in opinions(found)],
        "decision": decision(found),
        "certificate": certificate,
        "certificate_title": Words.model_validate(certificate.title) if certificate else "",
        "examined_by_me": found.reviewer_id is not None
        and found.reviewer_id == by.id
        and state == State.PROPOSED,
    }


def _kept(tried: Attempt, facts: Facts) -> list[tuple[str, str]]:
    """What was typed into an act that is no longer offered, with its labels, to be copied."""
    if not tried.act:
        return []
    asks = [
        (str(ask.label), tried.typed.get(ask.name, ""))
        for ask in KINDS[tried.act].asks(facts)
        if ask.kind in ("long", "text")
    ]
    crosses = [(key[8:], text) for key, text in tried.typed.items() if key.startswith("problem.")]
    return [(label, text) for label, text in (*asks, *crosses) if text]


def reading_act(offers: tuple[Offer, ...]) -> Offer | None:
    """The act that takes the marks made while reading, where one is offered."""
    return next((offer for offer in offers if offer.reads), None)
