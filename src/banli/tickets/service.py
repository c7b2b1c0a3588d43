"""The door of the queue."""

from banli.tickets.acts.calling import (
    ACTS,
    begin,
    call_next,
    call_one,
    finish,
    miss,
    next_matter,
    park,
    recall,
    resume,
    transfer,
)
from banli.tickets.acts.drawing import draw, lapse_tickets, leave, rejoin, take_ticket
from banli.tickets.acts.plans import load_queue_plan
from banli.tickets.models import Ticket
from banli.tickets.permissions import GRANTS, TicketPermission, may_move
from banli.tickets.rules.moves import why_not_move
from banli.tickets.rules.plan import Plan, Service
from banli.tickets.rules.wait import Wait
from banli.tickets.selectors.line import (
    Line,
    Standing,
    at_window,
    board,
    counts,
    line_of,
    lines,
    parked_at,
    standing,
    ticket_numbered,
    ticket_of,
)
from banli.tickets.selectors.plan import plan
from banli.tickets.selectors.recount import recounted

__all__ = [
    "ACTS",
    "GRANTS",
    "Line",
    "Plan",
    "Service",
    "Standing",
    "Ticket",
    "TicketPermission",
    "Wait",
    "at_window",
    "begin",
    "board",
    "call_next",
    "call_one",
    "counts",
    "draw",
    "finish",
    "lapse_tickets",
    "leave",
    "line_of",
    "lines",
    "load_queue_plan",
    "may_move",
    "miss",
    "next_matter",
    "park",
    "parked_at",
    "plan",
    "recall",
    "recounted",
    "rejoin",
    "resume",
    "standing",
    "take_ticket",
    "ticket_numbered",
    "ticket_of",
    "transfer",
    "why_not_move",
]
