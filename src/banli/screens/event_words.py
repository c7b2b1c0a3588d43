"""What the events of a case are called: the officer's words and the applicant's beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banli.screens import consulting_words as consulting
from banli.screens import own_procedure_words as own


@dataclass(frozen=True)
class EventWords:
    """An event of the record in words. ``tone``: paused, done, overdue or ''."""

    officer: Any
    applicant: Any
    tone: str = ""


EVENTS: Mapping[str, EventWords] = {
    "submitted": EventWords(
        pgettext_lazy("desk event", "Application received"),
        _("You handed the application in"),
        "",
    ),
    "corrected_on_the_spot": EventWords(
        pgettext_lazy("desk event", "Corrected on the spot"),
        _("The application was corrected at the window"),
        "",
    ),
    "correction_asked": EventWords(
        pgettext_lazy("desk event", "Correction asked for, all points at once"),
        _("The window asked you for a correction"),
        "paused",
    ),
    "notice_served": EventWords(
        pgettext_lazy("desk event", "Notice served"),
        _("The notice was served on you; your days to answer began"),
        "",
    ),
    "service_corrected": EventWords(
        pgettext_lazy("desk event", "Record of service corrected"),
        _("The record of how and when a notice was served on you was corrected"),
        "",
    ),
    "resubmitted": EventWords(
        pgettext_lazy("desk event", "Corrected and handed in again"),
        _("You handed the corrected application in"),
        "",
    ),
    "accepted": EventWords(
        pgettext_lazy("desk event", "Accepted; the clock begins"),
        _("The application was accepted; the time begins"),
        "done",
    ),
    "deemed_accepted": EventWords(
        pgettext_lazy("desk event", "Accepted by silence; the clock began when it was received"),
        _("Accepted by law: nothing was asked in 5 working days"),
        "done",
    ),
    "not_accepted": EventWords(
        pgettext_lazy("desk event", "Acceptance refused"),
        _("Acceptance was refused"),
        "overdue",
    ),
    "not_required": EventWords(
        pgettext_lazy("desk event", "Found to need no permit"),
        _("No licence is needed"),
        "done",
    ),
    "step_begun": EventWords(
        pgettext_lazy("desk event", "Step begun"),
        _("A further step of the examination began"),
        "",
    ),
    "step_finished": EventWords(
        pgettext_lazy("desk event", "Step finished"),
        _("A step of the examination was finished"),
        "",
    ),
    "entered": EventWords(
        pgettext_lazy("desk event", "What the office finds was entered"),
        _("The office entered what it has to say itself"),
        "",
    ),
    "channel_entered": EventWords(
        pgettext_lazy("desk event", "Let into the green channel; its steps run side by side"),
        _("The case was let into the green channel"),
        "done",
    ),
    "supplemented": EventWords(
        pgettext_lazy("desk event", "Promised material handed in"),
        _("You handed in what you had promised"),
        "done",
    ),
    "promise_kept": EventWords(
        pgettext_lazy("desk event", "Promise found kept"),
        _("What you promised was checked and is in order"),
        "done",
    ),
    "promise_broken": EventWords(
        pgettext_lazy("desk event", "Promise found broken"),
        _("What you promised was found not to be kept"),
        "overdue",
    ),
    "paused": EventWords(
        pgettext_lazy("desk event", "Special procedure begun; the clock stands still"),
        _("A special procedure began; the time stands still"),
        "paused",
    ),
    "resumed": EventWords(
        pgettext_lazy("desk event", "Special procedure ended; the clock runs again"),
        _("The special procedure ended; the time goes on"),
        "",
    ),
    "extended": EventWords(
        pgettext_lazy("desk event", "Limit extended"),
        _("The time limit was extended"),
        "paused",
    ),
    "reviewed": EventWords(
        pgettext_lazy("desk event", "Examined and put before the approver"),
        _("The examination was completed"),
        "",
    ),
    "returned": EventWords(
        pgettext_lazy("desk event", "Sent back to examination"),
        _("The case was examined again"),
        "",
    ),
    "refusal_told": EventWords(
        pgettext_lazy("desk event", "Applicant told of a proposed refusal"),
        _("You were told of a proposed refusal"),
        "paused",
    ),
    "heard": EventWords(
        pgettext_lazy("desk event", "Applicant answered the proposed refusal"),
        _("You answered the proposed refusal"),
        "",
    ),
    "hearing_asked": EventWords(
        pgettext_lazy("desk event", "Hearing asked for"),
        _("You asked for a hearing"),
        "",
    ),
    "hearing_waived": EventWords(
        pgettext_lazy("desk event", "No hearing asked for"),
        _("You asked for no hearing"),
        "",
    ),
    "hearing_given_up": EventWords(
        pgettext_lazy("desk event", "Hearing given up"),
        _("You gave up the hearing"),
        "",
    ),
    "hearing_called_off": EventWords(
        pgettext_lazy("desk event", "Called hearing given up"),
        _("You gave up the hearing; the clock runs on"),
        "",
    ),
    "hearing_called": EventWords(
        pgettext_lazy("desk event", "Hearing called; the clock stands still"),
        _("A hearing was called; the time stands still"),
        "paused",
    ),
    "hearing_held": EventWords(
        pgettext_lazy("desk event", "Hearing held and recorded; the clock runs again"),
        _("The hearing was held; the time goes on"),
        "",
    ),
    "granted": EventWords(
        pgettext_lazy("desk event", "Granted"),
        _("The application was granted"),
        "done",
    ),
    "answered": EventWords(
        pgettext_lazy("desk event", "Answered from the databank"),
        _("Your question was answered"),
        "done",
    ),
    "answer_awaited": EventWords(
        pgettext_lazy("desk event", "The databank is silent; the answer is promised"),
        _("The databank did not answer; it is asked again, and the window answers"),
        "paused",
    ),
    "refused": EventWords(
        pgettext_lazy("desk event", "Refused"),
        _("The application was refused"),
        "overdue",
    ),
    "forwarded": EventWords(
        pgettext_lazy("desk event", "Forwarded to the upper organ"),
        _("The application was sent on to the upper organ"),
        "done",
    ),
    "certificate_issued": EventWords(
        pgettext_lazy("desk event", "Certificate issued"),
        _("The certificate was issued"),
        "done",
    ),
    "delivered": EventWords(
        pgettext_lazy("desk event", "Result handed over"),
        _("The result was handed over"),
        "done",
    ),
    "revoked": EventWords(
        pgettext_lazy("desk event", "Grant revoked"),
        _("What was granted was revoked"),
        "overdue",
    ),
    "helped": EventWords(
        pgettext_lazy("desk event", "Helped with the application"), _("A window helped you apply"), ""
    ),
    "archived": EventWords(
        pgettext_lazy("desk event", "Archived"),
        _("The file was closed"),
        "",
    ),
    "handed_in_together": EventWords(
        pgettext_lazy("desk event", "Handed in at one go with other items"),
        _("You handed this in together with other items"),
        "",
    ),
    "retracted": EventWords(
        pgettext_lazy("desk event", "Taken back by the applicant"),
        _("You took the application back"),
        "",
    ),
    "withdrawn": EventWords(
        pgettext_lazy("desk event", "Withdrawn by the applicant"),
        _("You withdrew the application"),
        "",
    ),
    "terminated": EventWords(
        pgettext_lazy("desk event", "Terminated"),
        _("The procedure was terminated"),
        "overdue",
    ),
    "voided": EventWords(
        pgettext_lazy("desk event", "Voided"),
        _("The case was declared void"),
        "overdue",
    ),
    "closed_with_item": EventWords(
        pgettext_lazy("desk event", "Closed with its item"),
        _("The case was closed because this service ended"),
        "overdue",
    ),
    "moved_to_revision": EventWords(
        pgettext_lazy("desk event", "Moved to another revision of the item"),
        _("The case goes on under new rules"),
        "",
    ),
    "recounted": EventWords(
        pgettext_lazy("desk event", "Dates counted again on a changed calendar"),
        _("The days were counted again on a changed calendar"),
        "paused",
    ),
    **{event: EventWords(*told) for event, told in {**own.EVENTS, **consulting.EVENTS}.items()},
}
