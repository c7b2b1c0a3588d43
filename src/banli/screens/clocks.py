"""The clocks of a case side by side, in words: whose turn it is, what is left, whether it was done in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext, pgettext_lazy

from banli.worktime.service import Standing

TURNS = {
    "applicant": pgettext_lazy("turn", "the applicant"),
    "window": pgettext_lazy("turn", "the window"),
    "reviewer": pgettext_lazy("turn", "the reviewer"),
    "approver": pgettext_lazy("turn", "the approver"),
    "government": pgettext_lazy("turn", "the head of the government"),
    "platform": pgettext_lazy("turn", "the platform"),
    "nobody": pgettext_lazy("turn", "nobody"),
}


@dataclass(frozen=True)
class ClockLine:
    """One clock as a card shows it. ``tone``: action, warning, overdue, done or ''."""

    title: Any
    turn: str
    department: str
    start: date
    due: date
    words: str
    tone: str
    article: str
    explanation: Any
    runs: bool
    awaited: Any = None
    unserved: bool = False


def clock_lines(faces: Iterable[Any], names: Any, *, yours: bool) -> list[ClockLine]:
    """The clocks in words, those that run first; ``yours``: the reader is the applicant.

    :param names: the departments' names by code.
    """
    found = [_line(face, names, yours) for face in faces]
    return sorted(found, key=lambda line: not line.runs)


def _line(face: Any, names: Any, yours: bool) -> ClockLine:
    words, tone = _standing(face)
    turn = str(face.turn)
    you = yours and turn == "applicant"
    return ClockLine(
        title=face.title,
        turn=pgettext("turn", "you") if you else str(TURNS.get(turn, turn)),
        department=str(names.get(face.department, "")) if face.department else "",
        start=face.start,
        due=face.due,
        words=words,
        tone=tone,
        article=face.article,
        explanation=face.explanation,
        runs=face.done_on is None,
        awaited=face.awaited,
        unserved=face.unserved,
    )


def _standing(face: Any) -> tuple[str, str]:
    """What is left of a clock, or how it ended, with its tone."""
    if face.done_on is not None:
        return (gettext("done late"), "overdue") if face.late else (gettext("done in time"), "done")
    if face.unserved:
        return gettext("not served yet"), "warning"
    label = face.label
    if label.standing is Standing.NONE:
        return gettext("ended"), ""
    if label.late:
        return str(label), "overdue"
    ahead = label.standing is Standing.AHEAD
    soon = label.days <= 1 if ahead else label.standing is not Standing.UNDATED
    return str(label), "warning" if soon else "action"
