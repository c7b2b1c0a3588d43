"""What a window does: call the next ticket, call again, begin, park, send on, finish."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import check_unchanged
from banli.tickets.acts.moving import moved
from banli.tickets.models import Ticket
from banli.tickets.permissions import GRANTS, TicketPermission
from banli.tickets.rules.moves import ELSEWHERE, why_not_call, why_not_miss
from banli.tickets.selectors.line import at_window, line_of, ticket_numbered
from banli.tickets.selectors.plan import plan
from banli.tickets.selectors.recount import TOPIC
from banli.tickets.states import (
    BEGIN,
    CALL,
    FINISH,
    MISS,
    NEXT_MATTER,
    PARK,
    RECALL,
    RESUME,
    TRANSFER,
)

NOBODY = gettext_noop("Nobody waits in the lines of your window.")
NOT_NOW = gettext_noop("Choose another line than its own.")


@transaction.atomic
def call_next(*, by: Actor) -> Ticket:
    """Call who is next in the lines of the window ``by`` sits at. Two windows never call the same ticket.

    :raises Refused: where somebody is at the window, or nobody waits.
    """
    GRANTS.require(by, TicketPermission.CALL)
    one_at_a_time()
    if error := why_not_call(by.window, _busy(by.window), None, ""):
        raise error
    found = plan()
    waiting = line_of([one.key for one in found.of_window(by.window)])
    if not waiting:
        raise Refused(NOBODY)
    called = _called(waiting[0], by)
    for other in waiting[1:]:
        if other.lets_go:
            Ticket.objects.filter(pk=other.pk).update(lets_go=other.lets_go - 1)
    return called


@transaction.atomic
def call_one(*, by: Actor, number: str) -> Ticket:
    """Call this ticket out of turn: somebody who cannot wait (应急叫号), or who missed the call and is back."""
    GRANTS.require(by, TicketPermission.CALL)
    one_at_a_time()
    ticket = _locked(number)
    service = plan().service(ticket.service)
    if error := why_not_call(by.window, _busy(by.window), service, service.name if service else ""):
        raise error
    return _called(ticket, by, out_of_turn=True)


def _called(ticket: Ticket, by: Actor, *, out_of_turn: bool = False) -> Ticket:
    now = clock.now()
    body = {"out_of_turn": True} if out_of_turn else {}
    return moved(ticket, CALL, by, body, window_id=by.window, calls=1, lets_go=0, called_at=now)


@transaction.atomic
def recall(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """Call a ticket once more."""
    ticket = _mine(number, by, version)
    return moved(ticket, RECALL, by, {"calls": ticket.calls + 1}, calls=ticket.calls + 1)


@transaction.atomic
def begin(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """Its holder is at the window: the service begins."""
    ticket = _mine(number, by, version)
    return moved(ticket, BEGIN, by, begun_at=ticket.begun_at or clock.now(), matters=max(1, ticket.matters))


@transaction.atomic
def miss(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """Nobody came: after as many calls as the pack says."""
    ticket = _mine(number, by, version)
    if ticket.state in MISS.sources and (error := why_not_miss(ticket.calls, plan().turns.calls)):
        raise error
    return moved(ticket, MISS, by)


@transaction.atomic
def park(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """Its holder fetches something and comes back to this window without another ticket."""
    return moved(_mine(number, by, version), PARK, by)


@transaction.atomic
def resume(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """Its holder is back."""
    ticket = _mine(number, by, version)
    if ticket.state in RESUME.sources and (busy := _busy(by.window)):
        error = why_not_call(by.window, busy, None, "")
        assert error is not None
        raise error
    return moved(ticket, RESUME, by)


@transaction.atomic
def transfer(*, by: Actor, number: str, service: str, version: int | None = None) -> Ticket:
    """Send a ticket on to another line, where it keeps its place by the hour it came."""
    ticket = _mine(number, by, version)
    found = plan().service(service)
    if found is None:
        raise Invalid([Problem("service", gettext_noop("Please choose what you came for."))])
    if found.key == ticket.service:
        raise Invalid([Problem("service", NOT_NOW)])
    body = {"from": ticket.service, "service": found.key}
    return moved(ticket, TRANSFER, by, body, service=found.key, window_id=None, calls=0, begun_at=None)


@transaction.atomic
def next_matter(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """The same visitor has another matter: it is counted, and the ticket stays."""
    ticket = _mine(number, by, version)
    return moved(ticket, NEXT_MATTER, by, {"matters": ticket.matters + 1}, matters=ticket.matters + 1)


@transaction.atomic
def finish(*, by: Actor, number: str, version: int | None = None) -> Ticket:
    """The service is over."""
    ticket = _mine(number, by, version)
    return moved(ticket, FINISH, by, {"matters": ticket.matters}, ended_at=clock.now())


ACTS: dict[str, Any] = {
    one.act: act
    for one, act in (
        *((RECALL, recall), (BEGIN, begin), (MISS, miss), (PARK, park), (RESUME, resume)),
        *((NEXT_MATTER, next_matter), (FINISH, finish)),
    )
}
"""What a window does with a ticket it has, by the act's name."""


def one_at_a_time() -> None:
    """Calls of one hall wait for each other, so that each sees the line that the one before left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('banli.tickets.call'))")


def _busy(window: str) -> str:
    found = at_window(window)
    return found.number if found else ""


def _locked(number: str) -> Ticket:
    found = ticket_numbered(number)
    return Ticket.objects.select_for_update().get(pk=found.pk)


def _mine(number: str, by: Actor, version: int | None) -> Ticket:
    """A ticket at the window ``by`` sits at, locked; ``version`` is how many events the actor saw of it.

    :raises Overtaken: where more happened to it since.
    :raises Refused: where it is at another window.
    """
    GRANTS.require(by, TicketPermission.CALL)
    ticket = _locked(number)
    if ticket.window_id is not None and ticket.window_id != by.window:
        raise Refused(ELSEWHERE, window=ticket.window_id)
    check_unchanged(topic=TOPIC, subject=ticket.subject, version=version)
    return ticket
