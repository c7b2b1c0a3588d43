"""Noting that a window helped somebody through an application (帮办代办)."""

from __future__ import annotations

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.silence import check
from banli.cases.acts.transition import Change, move
from banli.cases.models import Case
from banli.cases.rules.help import checked_help
from banli.cases.rules.why_not import raise_for, why_not_note_help
from banli.cases.states import NOTE_HELP
from banli.kernel.actors import Actor


@transaction.atomic
def note_help(*, by: Actor, number: str, how: str, version: int | None = None) -> Case:
    """Note it, at the intake or later; it counts on the day it is noted.

    :raises Invalid: where ``how`` is no kind of help.
    :raises Refused: where help with this application is noted already.
    """
    kind = checked_help(how)
    case = selectors.for_officer(number)
    check(case, NOTE_HELP, by, version)
    raise_for(why_not_note_help(selectors.facts_of(case, by)))
    return move(case, NOTE_HELP, Change.of(case), by, {"how": str(kind)})
