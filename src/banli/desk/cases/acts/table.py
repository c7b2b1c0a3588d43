"""Every act of the state table that an officer does, in the order in which it is the next one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from banli.cases.service import AWAITED, Facts, left
from banli.cases.states import State
from banli.desk.cases.acts import fields
from banli.desk.cases.acts.offer import ActForm, Field


def _reason(facts: Facts, key: str) -> tuple[Field, ...]:
    return (Field("reason", _("Reason, as the applicant will read it")),)


def _given_up(facts: Facts, key: str) -> tuple[Field, ...]:
    return (Field("reason", _("What the applicant says"), help=_("May stay empty.")),)


def _always(facts: Facts, key: str) -> bool:
    return True


def _waits(facts: Facts, key: str) -> Any:
    return _("The applicant may state views or ask for a hearing; the refusal waits for it (art. 7, 47).")


def _ends_with_proposal(facts: Facts, key: str) -> bool:
    """True for the examination that a proposal finishes by itself, where nothing else is left to do."""
    step = fields.step_of(facts, key)
    alone = step is not None and step.kind == "examine" and not step.with_department
    return alone and not left(facts, refusing=False)


def _from_its_screen(facts: Facts, key: str) -> Any:
    return _("Type what the databank's own screen says; the paper says that it was typed.")


def _databank_not_silent(facts: Facts, key: str) -> bool:
    """True until the databank was silent: before that it is asked by a click."""
    return not facts.case.limits.get(AWAITED)


def _no_hearing_due(facts: Facts, key: str) -> bool:
    """True unless a hearing must still be called: asked for, a step under way, or required by law."""
    wanted = [one for one in facts.hearings if one.given_up_on is None]
    if any(one.called_on for one in wanted):
        return all(one.called_on for one in wanted)
    step = any(task.kind == "hearing" for task in facts.open_steps)
    return not (wanted or facts.spec.hearing == "required" or step)


def _before_decision(facts: Facts, key: str) -> bool:
    """True for a declaration before the decision; it is verified after it."""
    return facts.case.completed_at is None and key == "commitment"


ACT_FORMS: dict[str, ActForm] = {
    "accept": ActForm(
        pgettext_lazy("desk act", "Accept"),
        pgettext_lazy("desk act", "Accept and begin the clock"),
        fields.accept,
        about=lambda facts, key: _("The limits are fixed and the notice of acceptance is made."),
    ),
    "hold_hearing": ActForm(
        pgettext_lazy("desk act", "Record the hearing"),
        pgettext_lazy("desk act", "Keep the record; the clock runs on"),
        fields.hold_hearing,
        looked_for=frozenset(State),
    ),
    "resume": ActForm(
        pgettext_lazy("desk act", "End the special procedure"),
        pgettext_lazy("desk act", "End it; the clock runs on"),
        fields.resume,
        looked_for=frozenset(State),
    ),
    "finish_step": ActForm(
        pgettext_lazy("desk act", "Finish the step"),
        pgettext_lazy("desk act", "Step finished"),
        fields.finish_step,
        words=fields.step_name,
        rare=_ends_with_proposal,
        looked_for=frozenset(State),
        told_by="step",
    ),
    "review": ActForm(
        pgettext_lazy("desk act", "Give an opinion"),
        pgettext_lazy("desk act", "Put before the approver"),
        fields.review,
        reads=True,
        looked_for=frozenset(State),
    ),
    "enter": ActForm(
        pgettext_lazy("desk act", "Enter what the office finds"),
        pgettext_lazy("desk act", "Keep it with the case"),
        fields.enter,
        rare=fields.all_entered,
        about=lambda facts, key: _(
            "The applicant does not answer this. The record says what was entered and by whom."
        ),
    ),
    "decide_on_the_spot": ActForm(
        pgettext_lazy("desk act", "Decide on the spot"),
        pgettext_lazy("desk act", "Grant now"),
        lambda facts, key: fields.filled_in(facts, "granted"),
    ),
    "answer": ActForm(
        pgettext_lazy("desk act", "Answer from the databank"),
        pgettext_lazy("desk act", "Ask the databank and answer"),
        about=lambda facts, key: _("What the databank says is the answer, also that nothing is found."),
    ),
    "answer_by_hand": ActForm(
        pgettext_lazy("desk act", "Answer by hand"),
        pgettext_lazy("desk act", "Answer"),
        fields.answer_by_hand,
        _from_its_screen,
        rare=_databank_not_silent,
    ),
    "call_hearing": ActForm(
        pgettext_lazy("desk act", "Call a hearing"),
        pgettext_lazy("desk act", "Tell the applicant and stop the clock"),
        fields.call_hearing,
        rare=_no_hearing_due,
    ),
    "grant": ActForm(
        pgettext_lazy("desk act", "Grant"),
        pgettext_lazy("desk act", "Grant in writing"),
        fields.decide,
        looked_for=frozenset(State),
    ),
    "forward": ActForm(
        pgettext_lazy("desk act", "Forward to the upper organ"),
        pgettext_lazy("desk act", "Forward with the opinion"),
        lambda facts, key: (Field("opinion", _("Opinion")),),
    ),
    "refuse": ActForm(
        pgettext_lazy("desk act", "Refuse"),
        pgettext_lazy("desk act", "Refuse in writing"),
        fields.refuse,
        danger=True,
        looked_for=frozenset(State),
    ),
    "tell_refusal": ActForm(
        pgettext_lazy("desk act", "Tell of a proposed refusal"),
        pgettext_lazy("desk act", "Tell the applicant"),
        lambda facts, key: (Field("reasons", _("Reasons and articles"), where="reason"),),
        _waits,
    ),
    "issue": ActForm(
        pgettext_lazy("desk act", "Issue the certificate"),
        pgettext_lazy("desk act", "Issue the certificate"),
        about=lambda facts, key: _("It is numbered, typeset with its code and kept."),
    ),
    "deliver": ActForm(
        pgettext_lazy("desk act", "Hand over the result"),
        pgettext_lazy("desk act", "Handed over"),
        fields.deliver,
        looked_for=frozenset(State),
    ),
    "keep_promise": ActForm(
        pgettext_lazy("desk act", "Promise kept"),
        pgettext_lazy("desk act", "Found kept"),
        lambda facts, key: (Field("note", pgettext("step", "What was found")),),
        words=fields.promise_name,
        rare=_before_decision,
        told_by="promise",
    ),
    "serve_notice": ActForm(
        pgettext_lazy("desk act", "Record that the notice was served"),
        pgettext_lazy("desk act", "Keep the proof of service"),
        fields.serve_notice,
        about=lambda facts, key: _("The applicant's days to answer begin on the day after service."),
        looked_for=frozenset({State.CORRECTING, State.REFUSAL_TOLD}),
    ),
    "correct_service": ActForm(
        pgettext_lazy("desk act", "Correct the record of service"),
        pgettext_lazy("desk act", "Keep the corrected record"),
        fields.correct_service,
        about=lambda facts, key: _(
            "The applicant's days to answer begin anew on the day after the day that is right."
        ),
        rare=_always,
    ),
    "ask_correction": ActForm(
        pgettext_lazy("desk act", "Ask for correction"),
        pgettext_lazy("desk act", "Send one notice with all points"),
        about=lambda facts, key: _(
            "Mark with a cross what is wrong and say what is needed; the notice is made of the marks."
        ),
        reads=True,
    ),
    "correct_on_the_spot": ActForm(
        pgettext_lazy("desk act", "Correct on the spot"),
        pgettext_lazy("desk act", "Correct on the spot"),
        page="desk:case_correct",
    ),
    "resubmit": ActForm(
        pgettext_lazy("desk act", "Answer the correction at the window"),
        pgettext_lazy("desk act", "Answer the correction at the window"),
        page="desk:case_correct",
    ),
    "return_to_review": ActForm(
        pgettext_lazy("desk act", "Send back to examination"),
        pgettext_lazy("desk act", "Send back"),
        fields.send_back,
    ),
    "begin_step": ActForm(
        pgettext_lazy("desk act", "Begin the step"),
        pgettext_lazy("desk act", "Begin the step"),
        words=fields.step_name,
        told_by="step",
    ),
    "pause": ActForm(
        pgettext_lazy("desk act", "Begin a special procedure"),
        pgettext_lazy("desk act", "Tell the applicant and stop the clock"),
        fields.pause,
    ),
    "extend": ActForm(
        pgettext_lazy("desk act", "Extend the limit"),
        pgettext_lazy("desk act", "Extend once"),
        fields.extend,
        looked_for=frozenset(State),
    ),
    "supplement": ActForm(
        pgettext_lazy("desk act", "Take in promised material"),
        pgettext_lazy("desk act", "Taken in"),
        fields.supplement,
    ),
    "state_views": ActForm(
        pgettext_lazy("desk act", "Write down the applicant's views"),
        pgettext_lazy("desk act", "Keep the views"),
        lambda facts, key: (Field("text", _("What the applicant says"), where="reason"),),
        about=lambda facts, key: _("A hearing can still be asked for within the same days."),
    ),
    "waive_hearing": ActForm(
        pgettext_lazy("desk act", "The applicant asks for no hearing"),
        pgettext_lazy("desk act", "Note that none is asked for"),
        lambda facts, key: (
            Field("text", _("What the applicant says"), help=_("May stay empty."), where="reason"),
        ),
        about=lambda facts, key: _("It ends the five days (art. 47)."),
    ),
    "give_up_hearing": ActForm(
        pgettext_lazy("desk act", "The applicant gives up the hearing"),
        pgettext_lazy("desk act", "Note that it is given up"),
        _given_up,
        about=lambda facts, key: _("The case goes on without a hearing; it cannot be asked for again."),
    ),
    "call_off_hearing": ActForm(
        pgettext_lazy("desk act", "The applicant gives up the hearing"),
        pgettext_lazy("desk act", "Note that it is given up"),
        _given_up,
        about=lambda facts, key: _("The case goes on without a hearing; it cannot be asked for again."),
    ),
    "ask_hearing": ActForm(
        pgettext_lazy("desk act", "The applicant asks for a hearing"),
        pgettext_lazy("desk act", "Note the request"),
        lambda facts, key: (Field("reason", _("What the applicant says")),),
    ),
    "note_help": ActForm(
        pgettext_lazy("desk act", "Note that you helped with the application"),
        pgettext_lazy("desk act", "Note the help"),
        fields.note_help,
        about=lambda facts, key: _("It counts once for each application, on the day it is noted."),
        rare=_always,
    ),
    "archive": ActForm(
        pgettext_lazy("desk act", "Put into the archive"),
        pgettext_lazy("desk act", "Archived"),
        lambda facts, key: (Field("note", _("Where the file lies"), "text", where="reason"),),
    ),
    "refuse_acceptance": ActForm(
        pgettext_lazy("desk act", "Refuse acceptance"),
        pgettext_lazy("desk act", "Refuse acceptance"),
        fields.refuse_acceptance,
        danger=True,
    ),
    "find_not_required": ActForm(
        pgettext_lazy("desk act", "No permit needed"),
        pgettext_lazy("desk act", "Tell the applicant"),
        lambda facts, key: (Field("reasons", _("Why no permit is needed")),),
    ),
    "break_promise": ActForm(
        pgettext_lazy("desk act", "Promise broken"),
        pgettext_lazy("desk act", "Found broken"),
        lambda facts, key: (Field("note", pgettext("step", "What was found")),),
        words=fields.promise_name,
        danger=True,
        rare=_always,
        told_by="promise",
    ),
    "retract": ActForm(
        pgettext_lazy("desk act", "Take back for the applicant"),
        pgettext_lazy("desk act", "Taken back"),
        lambda facts, key: (Field("reason", _("What the applicant says")),),
        rare=_always,
    ),
    "withdraw": ActForm(
        pgettext_lazy("desk act", "Withdraw for the applicant"),
        pgettext_lazy("desk act", "Withdrawn"),
        lambda facts, key: (Field("reason", _("What the applicant says")),),
        rare=_always,
    ),
    "terminate": ActForm(
        pgettext_lazy("desk act", "End without a decision"),
        pgettext_lazy("desk act", "End the case"),
        fields.terminate,
        danger=True,
        rare=lambda facts, key: facts.state != State.CORRECTING,
        looked_for=frozenset({State.CORRECTING}),
    ),
    "void": ActForm(
        pgettext_lazy("desk act", "Declare void"),
        pgettext_lazy("desk act", "Declare void"),
        _reason,
        about=lambda facts, key: _("For a case that should not be there, such as one entered twice."),
        danger=True,
        rare=_always,
    ),
    "revoke": ActForm(
        pgettext_lazy("desk act", "Revoke the grant"),
        pgettext_lazy("desk act", "Revoke in writing"),
        fields.revoke,
        about=lambda facts, key: _("The certificate ends with it; the applicant is given the decision."),
        danger=True,
        rare=_always,
    ),
}
