"""Suggestions as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.desk.exports.listing import Cells, Listing, day, moment, streamed, text, words_of
from banli.desk.suggestions.lists import CHOICES, label_of, names_of, narrowed
from banli.desk.suggestions.words import row
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.people.service import departments, named
from banli.statistics.service import asked_period
from banli.suggestions.service import (
    GRANTS,
    Suggestion,
    SuggestionPermission,
    suggestion_rows,
)


def suggestions(by: Actor, asked: QueryDict) -> Listing:
    """The suggestions of a period, as the list shows them: nobody's name or number."""
    period = asked_period(asked.get("from", ""), asked.get("to", ""), clock.today()).period
    names = {one.code: str(named(one)) for one in departments()}
    only = narrowed(asked, everywhere=GRANTS.may_everywhere(by, SuggestionPermission.READ))
    columns = [
        text(_("Number"), 18),
        text(_("Kind"), 12),
        moment(pgettext("suggestion", "Given")),
        text(_("Source"), 12),
        text(pgettext("suggestion", "What was said"), 60),
        text(_("Department"), 18),
        text(_("State"), 14),
        day(pgettext("rating", "By")),
        text(_("Outcome"), 14),
    ]

    def made(found: list[Suggestion]) -> Iterator[Cells]:
        for one in found:
            told = row(one, names)
            yield (
                one.number,
                str(told["kind"]),
                one.given_at,
                str(told["source"]),
                told["short"],
                told["department"],
                str(told["state"]),
                told["due"],
                str(told["outcome"]),
            )

    query = suggestion_rows(by, period.first, period.last, only)
    told = [
        (_("Period"), f"{period.first} — {period.last}"),
        *words_of(asked, "department", names.items(), _("Department")),
    ]
    for name in CHOICES:
        told += words_of(asked, name, names_of(name), label_of(name))
    return Listing(pgettext("desk", "Suggestions"), columns, streamed(query, made), query.count(), told)
