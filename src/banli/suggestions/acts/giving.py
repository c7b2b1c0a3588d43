"""Giving a suggestion, or telling what could not be done: by oneself online, or to an officer who writes it down.

The record says that something was given, by which way and about what; never what somebody wrote, nor who.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from banli.cases.service import Case, find
from banli.catalogue.service import current
from banli.kernel import clock
from banli.kernel.actors import VISITOR, Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.query_number import draw_query_number
from banli.kernel.records import check_not_ahead
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.numbering.service import take
from banli.people.service import departments, network_of
from banli.suggestions.models import Suggestion
from banli.suggestions.permissions import GRANTS, SuggestionPermission
from banli.suggestions.rules.telling import MOST_OF_ORIGIN, TOO_MANY, Told, checked
from banli.suggestions.selectors.books import book
from banli.suggestions.selectors.suggestions import of_origin
from banli.suggestions.states import (
    BY_HAND,
    GIVE,
    GIVE_TO_DEPARTMENT,
    SuggestionKind,
    SuggestionMove,
    SuggestionSource,
)
from banli.worktime.service import Unit, calendar, due, iso

TOPIC = "suggestion"


@dataclass(frozen=True)
class Way:
    """How it came: its source, on which day it was said, the hotline's number, the keyed mark of one sending."""

    source: SuggestionSource
    said_on: date
    order_number: str = ""
    origin: str = ""
    said: str | None = None


def give(*, told: Told, by: Actor, address: str = "", token: str = "") -> Suggestion:
    """Take in what somebody says online. Sent twice with one ``token`` it is one suggestion.

    The record says that a visitor gave it, and never which. ``by`` only opens the case that is named.

    :raises Invalid: with every fault at its place.
    :raises Refused: where too many came from one network today.
    """
    clean = checked(told)
    origin = _digest(network_of(address)) if address else ""
    mark = _digest(f"{token}\n{clean.kind}\n{clean.text}") if token else None
    if (before := _sent(mark)) is not None:
        return before
    if origin and of_origin(origin) >= MOST_OF_ORIGIN:
        raise Refused(TOO_MANY)
    way = Way(SuggestionSource.ONLINE, clock.today(), origin=origin, said=mark)
    return _once(clean, way, VISITOR, opened_by=by)


def write_down(*, told: Told, source: str, said_on: date, by: Actor, token: str = "") -> Suggestion:
    """Write down what somebody says at the window or on a visit. Sent twice with one ``token`` it is one.

    :raises Invalid: with every fault at its place.
    :raises Refused: for a day that is still to come.
    """
    GRANTS.require(by, SuggestionPermission.RECORD)
    found = next((one for one in BY_HAND if one == source), None)
    if found is None:
        raise Invalid([Problem("source", gettext_noop("Please choose where it was said."))])
    check_not_ahead(said_on, clock.today())
    clean = checked(told, reachable=False)
    mark = _digest(f"{by.id}\n{token}") if token else None
    if (before := _sent(mark)) is not None:
        return before
    return _once(clean, Way(found, said_on, said=mark), by, opened_by=by)


def _once(clean: Told, way: Way, by: Actor, opened_by: Actor) -> Suggestion:
    try:
        return keep(clean, way, by, opened_by)
    except IntegrityError:  # the same sent twice at once
        if (before := _sent(way.said)) is None:
            raise
        return before


def _sent(mark: str | None) -> Suggestion | None:
    return Suggestion.objects.filter(said=mark).first() if mark else None


@transaction.atomic
def keep(clean: Told, way: Way, by: Actor, opened_by: Actor) -> Suggestion:
    """The row and its event, in the caller's transaction or one of its own."""
    day, now = clock.today(), clock.now()
    move = move_of(clean)
    case = _case(clean.case, opened_by)
    item = _item(clean.item)
    if clean.department and clean.department not in {one.code for one in departments()}:
        raise Invalid([Problem("department", gettext_noop("Please choose a department."))])
    row = Suggestion.objects.create(
        number=f"JY-{day.year}-{take(f'suggestion:{day.year}'):06d}",
        code=draw_query_number(),
        kind=clean.kind,
        source=way.source,
        order_number=way.order_number,
        occasion=clean.occasion,
        text=clean.text,
        name=clean.name,
        contact=clean.contact,
        item_id=item if item is not None or case is None else case.revision.item_id,
        case=case,
        said_on=way.said_on,
        given_at=now,
        origin=way.origin,
        said=way.said,
        written_by_id=by.id,
        state=move.target,
        department_id=clean.department or None,
        **clocks_of(clean.kind, day),
    )
    body = {"kind": str(clean.kind), "source": str(way.source), **_dates(row)}
    append(topic=TOPIC, subject=row.number, name=move.event, by=by, scope=clean.department, body=body)
    return row


def move_of(clean: Told) -> SuggestionMove:
    """A suggestion whose department is named goes there at once; everything else to the centre."""
    named = clean.department and clean.kind is SuggestionKind.SUGGESTION
    return GIVE_TO_DEPARTMENT if named else GIVE


def _case(number: str, by: Actor) -> Case | None:
    if not number:
        return None
    try:
        return find(number, by)
    except Missing:
        message = gettext_noop("There is no case under this number that you may open.")
        raise Invalid([Problem("case", message)]) from None


def _item(slug: str) -> int | None:
    if not slug:
        return None
    try:
        return current(slug).item_id
    except Missing:
        raise Invalid([Problem("item", gettext_noop("There is no such item."))]) from None


def clocks_of(kind: SuggestionKind, day: date) -> dict[str, date]:
    """The last days of its two clocks, begun on ``day``, in working days."""
    terms, days = book().clock(kind), calendar()
    return {
        "begin_by": due(day, terms.begin, Unit.WORKING, days),
        "answer_by": due(day, terms.answer, Unit.WORKING, days),
    }


def _dates(row: Suggestion) -> dict[str, str]:
    return {"begin_by": iso(row.begin_by), "answer_by": iso(row.answer_by)}


def _digest(value: str) -> str:
    """What tells two apart and nobody whose it is."""
    return salted_hmac("banli.suggestions.trace", value, algorithm="sha256").hexdigest()
