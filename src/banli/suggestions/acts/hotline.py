"""Taking in a file of the 12345 hotline: each good row becomes a suggestion once, every other one is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.people.service import departments
from banli.suggestions.acts.giving import Way, keep
from banli.suggestions.permissions import GRANTS, SuggestionPermission
from banli.suggestions.rules.hotline import TEXT, Order, RejectedOrder, read_orders, rows_of
from banli.suggestions.selectors.suggestions import known_orders
from banli.suggestions.states import SuggestionSource

OTHER_WORDS = gettext_noop("It is on record under %(number)s with other words; a record is not written over.")


@dataclass(frozen=True)
class TakenOrders:
    """What a file came to: rows taken in, rows on record already, and rows that cannot be taken in."""

    taken: int
    known: int
    rejected: Sequence[RejectedOrder]


def take_in_orders(*, name: str, content: bytes, by: Actor, only_check: bool = False) -> TakenOrders:
    """Take in the file called ``name``. A file may be read again: what is on record stays as it is.

    :param only_check: say what it would come to, and write nothing.
    :raises Refused: where it is no such file at all.
    """
    GRANTS.require(by, SuggestionPermission.TAKE_IN)
    rows = rows_of(name, content)
    try:
        return _taken(rows, by, only_check)
    except IntegrityError:  # the same file twice at once: the other one has kept them by now
        return _taken(rows, by, only_check)


@transaction.atomic
def _taken(rows: Sequence[tuple[int, dict[str, str]]], by: Actor, only_check: bool) -> TakenOrders:
    offices = {called: one.code for one in departments() for called in (one.code, one.short_name, one.name)}
    found = list(read_orders(rows, offices, clock.today()))
    orders = [one for one in found if isinstance(one, Order)]
    before = known_orders(one.number for one in orders)
    other = [one for one in orders if one.number in before and before[one.number].text != one.told.text]
    rejected = [one for one in found if isinstance(one, RejectedOrder)]
    rejected += [
        RejectedOrder(
            one.row, one.number, Problem(TEXT, OTHER_WORDS, (("number", before[one.number].number),))
        )
        for one in other
    ]
    fresh = [one for one in orders if one.number not in before]
    if not only_check:
        for one in fresh:
            keep(one.told, Way(SuggestionSource.HOTLINE, one.day, order_number=one.number), by, by)
    known = len(orders) - len(fresh) - len(other)
    return TakenOrders(len(fresh), known, sorted(rejected, key=lambda one: one.row))
