"""Consultations as lists show them: how each does, and what the own department owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from banli.consultations.service import (
    Consultation,
    Standing,
    open_consultations,
    owed_by,
    seats,
    standing_of,
)
from banli.consultations.states import STATE_NAMES, ConsultationState
from banli.kernel.actors import Actor, Role
from banli.screens.words import day_words

ANSWERING = frozenset({Role.REVIEWER, Role.APPROVER})
STANDINGS: dict[Standing, tuple[Any, str]] = {
    Standing.RUNNING: (pgettext_lazy("consultation", "waiting for opinions"), "action"),
    Standing.LAST_DAY: (pgettext_lazy("consultation", "last day to answer"), "warning"),
    Standing.OVERDUE: (pgettext_lazy("consultation", "opinions overdue"), "overdue"),
    Standing.ALL_IN: (pgettext_lazy("consultation", "all have answered, to be concluded"), "action"),
}
ENDED = {ConsultationState.CONCLUDED: "done", ConsultationState.CALLED_OFF: ""}


@dataclass(frozen=True)
class ConsultationRow:
    """One consultation in a list."""

    row: Consultation
    words: Any
    tone: str
    answered: int
    asked: int
    late: bool


def row_of(one: Consultation) -> ConsultationRow:
    """A consultation with its state in words and colour."""
    found, everybody = standing_of(one), seats(one)
    state = ConsultationState(one.state)
    words, tone = STANDINGS[found] if found else (STATE_NAMES[state], ENDED[state])
    answered = sum(1 for each in everybody if each.stance)
    return ConsultationRow(one, words, tone, answered, len(everybody), found is Standing.OVERDUE)


def consultation_errands(by: Actor, limit: int) -> list[tuple[str, str]]:
    """Address and words of what ``by`` has to do: opinions that are owed, conclusions that can be drawn."""
    if not by.department or not by.roles & ANSWERING:
        return []
    found = []
    for one in open_consultations(by):
        stands, told = standing_of(one), {"what": one.matter, "day": day_words(one.answer_by)}
        late = stands is Standing.OVERDUE
        if owed_by(one, by.department):
            words = (
                _("Overdue opinion: %(what)s, until %(day)s")
                if late
                else _("Opinion: %(what)s, until %(day)s")
            )
        elif one.department_id == by.department and (late or stands is Standing.ALL_IN):
            words = _("Conclude the consultation: %(what)s")
        else:
            continue
        found.append((reverse("desk:consultation", args=[one.public_id]), words % told))
    return found[:limit]
