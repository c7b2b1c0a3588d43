"""What the states of a case are called: the officer's words and the applicant's beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from banli.cases.states import State
from banli.kernel import clock
from banli.screens import own_procedure_words as own
from banli.worktime.service import OPEN_END


@dataclass(frozen=True)
class StateWords:
    """A state in words. ``tone``: action, warning, done, overdue or ''."""

    officer: Any
    applicant: Any
    tone: str
    next: Any
    """What comes next, and whether the applicant has to do something."""


STATES: Mapping[str, StateWords] = {
    State.SUBMITTED: StateWords(
        pgettext_lazy("desk", "To be accepted"),
        _("Handed in"),
        "action",
        _("The window checks that the application is complete: within 5 working days."),
    ),
    State.CORRECTING: StateWords(
        pgettext_lazy("desk", "Waiting for correction"),
        _("To be corrected"),
        "warning",
        _("Please correct what the notice names, and hand the application in again."),
    ),
    State.IN_REVIEW: StateWords(
        pgettext_lazy("desk", "In examination"),
        _("Being examined"),
        "action",
        _("The department examines your application. You need do nothing."),
    ),
    State.PAUSED: StateWords(
        pgettext_lazy("desk", "Special procedure"),
        _("Time stands still"),
        "warning",
        _("A special procedure is going on. Its time does not count towards the limit."),
    ),
    State.PROPOSED: StateWords(
        pgettext_lazy("desk", "To be decided"),
        _("Awaiting decision"),
        "action",
        _("The examination is over; the department decides. You need do nothing."),
    ),
    State.REFUSAL_TOLD: StateWords(
        pgettext_lazy("desk", "Refusal told, to be answered"),
        _("Proposed to be refused"),
        "warning",
        _("Nothing is decided yet. You may state your views before the last day."),
    ),
    State.GRANTED: StateWords(
        pgettext_lazy("desk", "Granted"),
        _("Granted"),
        "done",
        _("The application was granted. The result is handed over within 10 working days."),
    ),
    State.REFUSED: StateWords(
        pgettext_lazy("desk", "Refused"),
        _("Refused"),
        "overdue",
        _("The application was refused. The decision gives the reasons and says where you can turn."),
    ),
    State.ISSUED: StateWords(
        pgettext_lazy("desk", "Certificate issued"),
        _("Certificate issued"),
        "done",
        _("Your certificate is ready: download it here, or collect it."),
    ),
    State.DELIVERED: StateWords(
        pgettext_lazy("desk", "Delivered"),
        _("Delivered"),
        "done",
        _("The result was handed over. The matter is closed."),
    ),
    State.ARCHIVED: StateWords(
        pgettext_lazy("desk", "Archived"),
        _("Closed and filed"),
        "",
        _("The matter is closed and its file is in the archive."),
    ),
    State.FORWARDED: StateWords(
        pgettext_lazy("desk", "Forwarded"),
        _("Forwarded"),
        "done",
        _("This office has examined the application and sent it on to the upper organ, which decides."),
    ),
    State.NOT_ACCEPTED: StateWords(
        pgettext_lazy("desk", "Not accepted"),
        _("Not accepted"),
        "overdue",
        _("The notice gives the reason; where another office is competent, it names it."),
    ),
    State.NOT_REQUIRED: StateWords(
        pgettext_lazy("desk", "No permit needed"),
        _("No licence needed"),
        "done",
        _("What you want to do needs no licence. You may go ahead."),
    ),
    State.RETRACTED: StateWords(
        pgettext_lazy("desk", "Taken back"),
        _("Taken back"),
        "",
        _("You took the application back before it was accepted."),
    ),
    State.WITHDRAWN: StateWords(
        pgettext_lazy("desk", "Withdrawn"),
        _("Withdrawn"),
        "",
        _("You withdrew the application. You can apply again at any time."),
    ),
    State.TERMINATED: StateWords(
        pgettext_lazy("desk", "Ended without a decision"),
        _("Ended without a decision"),
        "overdue",
        _("The case was ended. The notice gives the reason; you can apply again."),
    ),
    State.VOIDED: StateWords(
        pgettext_lazy("desk", "Void"),
        _("Void"),
        "overdue",
        _("The case does not go on. The notice gives the reason."),
    ),
    State.REVOKED: StateWords(
        pgettext_lazy("desk", "Revoked"),
        _("Revoked"),
        "overdue",
        _("What was granted no longer holds. The decision gives the reasons and says where you can turn."),
    ),
    **{state: StateWords(name, name, tone, turn) for state, (name, tone, turn) in own.STATES.items()},
}
ANSWERED = StateWords(
    pgettext_lazy("desk", "Answered"),
    _("Answered"),
    "done",
    _("Your question was answered. The answer stands here and can be saved."),
)
"""What a look-up that was handed over is called."""


def day_words(day: date) -> str:
    """10月17日, or 17 Oct; with its year where that is not the present one; an open end in words."""
    if day == OPEN_END:
        return pgettext("open end", "date to follow")
    english, other = (get_language() or "").startswith("en"), day.year != clock.today().year
    pattern = ("j M Y" if other else "j M") if english else ("Y年n月j日" if other else "n月j日")
    return formats.date_format(day, pattern)
