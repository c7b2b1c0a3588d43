"""The first page: find an item, see the hall today, see where a case stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from banli.bundles.service import bundles
from banli.cases.service import own_cases
from banli.catalogue.service import (
    THEMES,
    ItemCard,
    current,
    items,
    published_each,
    themes,
)
from banli.guidance.service import guidance
from banli.kernel import clock
from banli.portal.guidance.stages import rows_of
from banli.portal.items.popular import at_hand, decided, most_wanted
from banli.portal.kit.day_charts import by_day_chart, peak_day
from banli.portal.kit.drafts import begun
from banli.portal.kit.visitor import actor_of, page
from banli.screens.words_by_kind import state_words
from banli.statistics.service import Statement, last_days, statement

EVERYDAY = 5
CHART_DAYS = 14


@dataclass(frozen=True)
class Kept:
    """A draft that waits in this browser."""

    slug: str
    name: str
    changed_at: object


@page
def home(request: HttpRequest) -> HttpResponse:
    """Search first, then what can be done online, the hall's figures and the track box."""
    today = clock.today()
    month, of_today = statement(today.replace(day=1), today), statement(today, today)
    every = items()
    published_each([card.slug for card in every])
    open_items = [card for card in every if not card.cancelled_on or today < card.cancelled_on]
    wanted = most_wanted(open_items, today)
    said = guidance()
    near = at_hand(open_items, said.at_hand)
    days = [(row.key, row.values["completed"]) for row in last_days(CHART_DAYS).rows]
    return render(
        request,
        "portal/home.html",
        {
            "section": "home",
            "wanted": wanted,
            "at_hand": near,
            "decided": decided(open_items, beside=[*wanted, *near]),
            "stages": [(who, rows_of(said, who, open_items)) for who in ("person", "organisation")],
            "walks": said.walks,
            "everyday": _everyday([one.card for one in wanted]),
            "themes": [(key, THEMES[key], count) for key, count in themes()],
            "items_count": sum(not current(card.slug).spec.example for card in every),
            "today": of_today,
            "totals": _totals(of_today),
            "month": _totals(month),
            "year": _totals(statement(today.replace(month=1, day=1), today)),
            "chart": by_day_chart(days, gettext("Completed")),
            "peak": peak_day(days),
            "matters": [one.spec for one in bundles()],
            "kept": _kept(request),
            "own": [(case, state_words(case.state, case.kind)) for case in own_cases(actor_of(request))[:3]],
        },
    )


def _everyday(cards: list[ItemCard]) -> list[str]:
    """One everyday word for each of a few items, in the reader's script, to show how one may search."""
    english = (get_language() or "").startswith("en")
    fitting = (
        (word for word in current(card.slug).spec.keywords if word.isascii() == english) for card in cards
    )
    return [word for words in fitting if (word := next(words, ""))][:EVERYDAY]


def _totals(found: Statement) -> dict[str, int]:
    """Accepted and completed over all kinds."""
    return {key: sum(row.values[key] for row in found.rows) for key in ("accepted", "completed")}


def _kept(request: HttpRequest) -> list[Kept]:
    """Drafts of this browser that were begun and not handed in."""
    return [
        Kept(slug, str(current(slug).spec.name), draft.changed_at) for slug, draft in begun(request).items()
    ]
