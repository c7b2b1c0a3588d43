"""When something may be done about a leader's demand, and what the report says of one that is overdue. Pure."""

from __future__ import annotations

from datetime import date

from banli.hall.states import ASSIGN_DEMAND, CLOSE_DEMAND, REOPEN_DEMAND, DemandState
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop

LATEST = 366
"""Days after the visit until which a demand can be due."""


def why_not_assign(state: DemandState, visited: date, due_on: date) -> str:
    """Why a demand of a visit cannot be made a task due on a day; '' where it can."""
    if state not in ASSIGN_DEMAND.sources:
        return gettext_noop("This demand is closed. Open it again first.")
    if not 0 <= (due_on - visited).days <= LATEST:
        return gettext_noop("A demand is due on the day of the visit at the earliest and within a year.")
    return ""


def why_not_close(state: DemandState, proof: str) -> str:
    """Why a demand cannot be closed with that proof; '' where it can."""
    if state not in CLOSE_DEMAND.sources:
        return gettext_noop("Only a demand that was assigned can be closed.")
    return gettext_noop("Say what was done.") if unsaid(proof, "text") else ""


def why_not_reopen(state: DemandState, reason: str) -> str:
    """Why a closed demand cannot be opened again; '' where it can."""
    if state not in REOPEN_DEMAND.sources:
        return gettext_noop("Only a closed demand can be opened again.")
    return gettext_noop("Give a reason.") if unsaid(reason, "text") else ""


def overdue_sentence(house: str, visited: str, demand: str, due_on: date, until: date) -> str:
    """What the draft of the weekly report says of a demand that was due by ``until`` and is not closed."""
    return (
        f"截至{until.month}月{until.day}日，{visited}提出的“{demand.rstrip('。')}”要求应于{due_on.month}月{due_on.day}日前"
        f"办结，{house}尚未办结，正在督促办理。"
    )
