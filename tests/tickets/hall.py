"""Windows, people at them and visitors with tickets."""

from __future__ import annotations

from tests.house import person

from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN
from banli.tickets import service as tickets
from banli.tickets.service import Plan, Ticket


def load_plan() -> None:
    """The lines of the Sichuan pack."""
    plan = read(SICHUAN / "queue.yaml").validated(Plan)
    tickets.load_queue_plan(plan=plan, by=SYSTEM)


def clerk(window: str = "transport-03") -> Actor:
    """The clerk at ``window``."""
    department = window.rsplit("-", 1)[0]
    return person(Role.CLERK, department, window, f"clerk.{window}")


def drawn(service: str = "transport", group: str = "") -> Ticket:
    """A ticket that its holder has."""
    ticket = tickets.draw(by=VISITOR, service=service, group=group)
    return tickets.take_ticket(by=VISITOR, code=ticket.code)


def called(window: str = "transport-03") -> Ticket:
    """The next ticket, called by ``window``."""
    return tickets.call_next(by=clerk(window))
