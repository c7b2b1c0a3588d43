"""The public list of certificates that hold on a day (行政许可法 40), of the items whose law lets everybody read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from banli.catalogue.service import (
    ItemSpec,
    current,
    items,
    published_each,
)
from banli.kernel.bigrams import contains
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.masking import is_personal
from banli.licences.models import Certificate
from banli.licences.states import LIVE

REGISTER_PAGE = 20
MOST_ROWS = 20_000
"""Rows of one file."""
PORTIONS = 10
"""So often a page is filled up after names of persons were left out."""


@dataclass(frozen=True)
class RegisterFilter:
    """What the list is narrowed to: certificates that hold on ``day``, of an item, with words of number or company."""

    day: date
    words: str = ""
    item: str = ""


def register_items() -> dict[str, ItemSpec]:
    """The items whose certificates everybody may look through, by slug."""
    cards = items()
    published_each([card.slug for card in cards])
    found = {card.slug: current(card.slug).spec for card in cards}
    return {
        slug: spec
        for slug, spec in found.items()
        if spec.certificate and spec.certificate.public_register and not spec.example
    }


def in_register(
    only: RegisterFilter, before: int | None = None, most: int = REGISTER_PAGE
) -> list[Certificate]:
    """A page of the list, the latest first. Words are looked for in numbers and in names of companies, never of
    persons: whoever knows a name must not learn from here what its bearer holds."""
    rows: list[Certificate] = []
    for _portion in range(PORTIONS):
        found = list(_rows(only, before)[:most])
        rows += [one for one in found if not _found_by_person(one, only.words)]
        if len(found) < most or len(rows) >= most:
            break
        before = found[-1].pk
    return rows[:most]


def _rows(only: RegisterFilter, before: int | None) -> QuerySet[Certificate]:
    slugs = [only.item] if only.item else sorted(register_items())
    found = Certificate.objects.filter(_holds(only.day), revision__item__slug__in=slugs)
    number = folded_number(only.words)
    if only.words:
        said = contains("holder_folded", folded_name(only.words))
        found = found.filter(said | contains("number_folded", number) if number else said)
    if before is not None:
        found = found.filter(pk__lt=before)
    return found.order_by("-pk")


def _holds(day: date) -> Q:
    """Those that held on ``day``: begun, not over, not ended; a renewed one from its issue on, in the place of the one
    before, and one whose renewal counts as granted by law beyond its term."""
    begun = Q(valid_from__lte=day) | Q(
        issued_on__lte=day, replaces__valid_from__lte=day, replaces__valid_to__gte=day
    )
    runs = Q(valid_to__isnull=True) | Q(valid_to__gte=day) | Q(deemed_on__lte=day)
    return begun & runs & (Q(status__in=LIVE) | Q(ended_on__gt=day))


def _found_by_person(one: Certificate, words: str) -> bool:
    if not words or not is_personal(one.holder, one.holder_code):
        return False
    number = folded_number(words)
    return not number or number not in one.number_folded


def every_in_register(only: RegisterFilter) -> Iterator[Certificate]:
    """The whole list under ``only``, :data:`MOST_ROWS` rows at most."""
    before, left = None, MOST_ROWS
    while left > 0:
        rows = in_register(only, before, min(500, left))
        yield from rows
        if len(rows) < min(500, left):
            return
        left, before = left - len(rows), rows[-1].pk
