"""When something may be done about a question or a demand, and what the report says of one that is overdue. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banli.fieldwork.states import (
    ASSIGN_MATTER,
    CLOSE_MATTER,
    RECHECK_MATTER,
    REOPEN_MATTER,
    MatterKind,
    MatterState,
)
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop

LATEST = 366
"""Days after the activity until which something can be due."""


@dataclass(frozen=True)
class NewMatter:
    """What came up: a question or a demand, what was answered on the spot, and who settles it by when (or nobody)."""

    kind: MatterKind
    text: str
    answer: str = ""
    to: str = ""
    due_on: date | None = None


def why_not_assign(state: MatterState, held: date, due_on: date) -> str:
    """Why it cannot be made a task due on a day; '' where it can."""
    if state not in ASSIGN_MATTER.sources:
        return gettext_noop("This is closed. Open it again first.")
    if not 0 <= (due_on - held).days <= LATEST:
        return gettext_noop("It is due on the day of the activity at the earliest and within a year.")
    return ""


def why_not_close(state: MatterState, proof: str) -> str:
    """Why it cannot be closed with that proof; '' where it can."""
    if state not in CLOSE_MATTER.sources:
        return gettext_noop("Only what was assigned can be closed.")
    return gettext_noop("Say what was done.") if unsaid(proof, "text") else ""


def why_not_recheck(state: MatterState, found: str, *, closed_by_self: bool) -> str:
    """Why it cannot be confirmed by a second look; '' where it can."""
    if state not in RECHECK_MATTER.sources:
        return gettext_noop("Only what is closed can be looked at again.")
    if closed_by_self:
        return gettext_noop("Somebody else than who closed it looks at it again.")
    return gettext_noop("Say what the second look found.") if unsaid(found, "text") else ""


def why_not_reopen(state: MatterState, reason: str) -> str:
    """Why it cannot be opened again; '' where it can."""
    if state not in REOPEN_MATTER.sources:
        return gettext_noop("Only what is closed can be opened again.")
    return gettext_noop("Give a reason.") if unsaid(reason, "text") else ""


def overdue_sentence(house: str, met: str, kind: MatterKind, text: str, due_on: date, until: date) -> str:
    """What the draft of the weekly report says of something that was due by ``until`` and is not closed."""
    called = "要求" if kind is MatterKind.DEMAND else "问题"
    return (
        f"截至{until.month}月{until.day}日，{met}提出的“{text.rstrip('。')}”{called}应于{due_on.month}月{due_on.day}日前"
        f"办结，{house}尚未办结，正在督促办理。"
    )
