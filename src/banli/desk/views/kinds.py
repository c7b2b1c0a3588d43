"""Every act of the state table that an officer does, in the order in which it is the next one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from banli.cases.states import State, Transition
from banli.catalogue.service import certified, derive
from banli.desk.views import asks
from banli.desk.views.kind import Ask, Facts, Kind
from banli.desk.views.words import WAYS
from banli.kernel import clock


def _reason(facts: Facts, key: str) -> tuple[Ask, ...]:
    return (Ask("reason", _("Reason, as the applicant will read it")),)


def _given_up(facts: Facts, key: str) -> tuple[Ask, ...]:
    return (Ask("reason", _("What the applicant says"), help=_("May stay empty.")),)


def _always(facts: Facts) -> bool:
    return True


def _by_step(facts: Facts, transition: Transition) -> bool:
    """Whose step it is, is looked at step by step: another department may be asked."""
    return True


def _may_be_granted(facts: Facts) -> bool:
    held = facts.hearing_held or not (facts.wanted or facts.spec.hearing == "required")
    lacking = any(one.kind == "later_material" for one in facts.promises)
    forbidden = any(finding.forbids for finding in facts.findings)
    forwarded = facts.spec.result.type == "40"
    return facts.other_person and held and not lacking and not forbidden and not forwarded


def _may_be_refused(facts: Facts) -> bool:
    held = facts.hearing_held or not (facts.wanted or facts.spec.hearing == "required")
    told = facts.answered if facts.told else facts.spec.hearing == "none"
    return facts.other_person and held and told


def _waits(facts: Facts, key: str) -> Any:
    return _("The applicant may state views or ask for a hearing; the refusal waits for it (art. 7, 47).")


def _to_be_held(facts: Facts) -> bool:
    called = next((one for one in facts.wanted if one.called_on and not one.held_at), None)
    return called is not None and called.on is not None and clock.today() >= called.on


def _may_be_asked(facts: Facts) -> bool:
    return facts.spec.hearing != "none" and not facts.hearings and not facts.waived and facts.may_answer


def _unanswered(facts: Facts) -> bool:
    until = facts.answer_until
    return facts.case.state != State.CORRECTING or (until is not None and clock.today() > until)


def _ends_in_certificate(facts: Facts) -> bool:
    return certified(facts.spec, derive(facts.spec, facts.case.form))


KINDS: dict[str, Kind] = {
    "accept": Kind(
        pgettext_lazy("desk act", "Accept"),
        pgettext_lazy("desk act", "Accept and begin the clock"),
        asks.accept,
        about=lambda facts, key: _("The limits are fixed and the notice of acceptance is made."),
    ),
    "hold_hearing": Kind(
        pgettext_lazy("desk act", "Record the hearing"),
        pgettext_lazy("desk act", "Keep the record; the clock runs on"),
        asks.hold_hearing,
        _to_be_held,
    ),
    "resume": Kind(
        pgettext_lazy("desk act", "End the special procedure"),
        pgettext_lazy("desk act", "End it; the clock runs on"),
        asks.resume,
        lambda facts: facts.case.paused_for != "hearing",
    ),
    "finish_step": Kind(
        pgettext_lazy("desk act", "Finish the step"),
        pgettext_lazy("desk act", "Step finished"),
        asks.finish_step,
        keys=asks.own_steps,
        whose=_by_step,
        told_by="step",
    ),
    "review": Kind(
        pgettext_lazy("desk act", "Give an opinion"),
        pgettext_lazy("desk act", "Put before the approver"),
        lambda facts, key: (
            Ask("agrees", _("Proposal"), "agree"),
            Ask("opinion", _("Opinion"), help=_("What you marked while reading is added below it.")),
        ),
        lambda facts: not facts.left_for_refusal,
        reads=True,
    ),
    "decide_on_the_spot": Kind(
        pgettext_lazy("desk act", "Decide on the spot"),
        pgettext_lazy("desk act", "Grant now"),
        fits=lambda facts: facts.spec.case_type == "instant",
    ),
    "call_hearing": Kind(
        pgettext_lazy("desk act", "Call a hearing"),
        pgettext_lazy("desk act", "Tell the applicant and stop the clock"),
        asks.call_hearing,
        rare=lambda facts: not facts.hearing_due,
    ),
    "grant": Kind(
        pgettext_lazy("desk act", "Grant"),
        pgettext_lazy("desk act", "Grant in writing"),
        asks.decide,
        _may_be_granted,
    ),
    "forward": Kind(
        pgettext_lazy("desk act", "Forward to the upper organ"),
        pgettext_lazy("desk act", "Forward with the opinion"),
        lambda facts, key: (Ask("opinion", _("Opinion")),),
        lambda facts: facts.spec.result.type == "40" and facts.other_person,
    ),
    "refuse": Kind(
        pgettext_lazy("desk act", "Refuse"),
        pgettext_lazy("desk act", "Refuse in writing"),
        asks.refuse,
        _may_be_refused,
        danger=True,
    ),
    "tell_refusal": Kind(
        pgettext_lazy("desk act", "Tell of a proposed refusal"),
        pgettext_lazy("desk act", "Tell the applicant"),
        lambda facts, key: (Ask("reasons", _("Reasons and articles"), where="reason"),),
        lambda facts: facts.other_person,
        _waits,
    ),
    "issue": Kind(
        pgettext_lazy("desk act", "Issue the certificate"),
        pgettext_lazy("desk act", "Issue the certificate"),
        fits=_ends_in_certificate,
        about=lambda facts, key: _("It is numbered, typeset with its code and kept."),
    ),
    "deliver": Kind(
        pgettext_lazy("desk act", "Hand over the result"),
        pgettext_lazy("desk act", "Handed over"),
        lambda facts, key: (Ask("way", _("How"), "choice", options=tuple(WAYS.items())),),
        lambda facts: facts.case.state != State.GRANTED or not _ends_in_certificate(facts),
    ),
    "keep_promise": Kind(
        pgettext_lazy("desk act", "Promise kept"),
        pgettext_lazy("desk act", "Found kept"),
        lambda facts, key: (Ask("note", pgettext("step", "What was found")),),
        keys=asks.promised,
        told_by="promise",
    ),
    "ask_correction": Kind(
        pgettext_lazy("desk act", "Ask for correction"),
        pgettext_lazy("desk act", "Send one notice with all points"),
        fits=lambda facts: not facts.case.origin,
        about=lambda facts, key: _(
            "Mark with a cross what is wrong and say what is needed; the notice is made of the marks."
        ),
        reads=True,
    ),
    "correct_on_the_spot": Kind(
        pgettext_lazy("desk act", "Correct on the spot"),
        pgettext_lazy("desk act", "Correct on the spot"),
        page="desk:case_correct",
    ),
    "resubmit": Kind(
        pgettext_lazy("desk act", "Answer the correction at the window"),
        pgettext_lazy("desk act", "Answer the correction at the window"),
        page="desk:case_correct",
    ),
    "return_to_review": Kind(
        pgettext_lazy("desk act", "Send back to examination"),
        pgettext_lazy("desk act", "Send back"),
        asks.send_back,
    ),
    "begin_step": Kind(
        pgettext_lazy("desk act", "Begin the step"),
        pgettext_lazy("desk act", "Begin the step"),
        keys=asks.optional_steps,
        told_by="step",
    ),
    "pause": Kind(
        pgettext_lazy("desk act", "Begin a special procedure"),
        pgettext_lazy("desk act", "Tell the applicant and stop the clock"),
        asks.pause,
        lambda facts: bool(asks.procedures_of(facts.spec)),
    ),
    "extend": Kind(
        pgettext_lazy("desk act", "Extend the limit"),
        pgettext_lazy("desk act", "Extend once"),
        asks.extend,
        asks.may_be_extended,
    ),
    "supplement": Kind(
        pgettext_lazy("desk act", "Take in promised material"),
        pgettext_lazy("desk act", "Taken in"),
        asks.supplement,
        lambda facts: bool(asks.awaited(facts)),
    ),
    "state_views": Kind(
        pgettext_lazy("desk act", "Write down the applicant's views"),
        pgettext_lazy("desk act", "Keep the views"),
        lambda facts, key: (Ask("text", _("What the applicant says"), where="reason"),),
        lambda facts: not facts.stated and facts.may_answer,
        about=lambda facts, key: _("A hearing can still be asked for within the same days."),
    ),
    "waive_hearing": Kind(
        pgettext_lazy("desk act", "The applicant asks for no hearing"),
        pgettext_lazy("desk act", "Note that none is asked for"),
        lambda facts, key: (
            Ask("text", _("What the applicant says"), help=_("May stay empty."), where="reason"),
        ),
        _may_be_asked,
        about=lambda facts, key: _("It ends the five days (art. 47)."),
    ),
    "give_up_hearing": Kind(
        pgettext_lazy("desk act", "The applicant gives up the hearing"),
        pgettext_lazy("desk act", "Note that it is given up"),
        _given_up,
        lambda facts: facts.may_give_up,
        about=lambda facts, key: _("The case goes on without a hearing; it cannot be asked for again."),
    ),
    "call_off_hearing": Kind(
        pgettext_lazy("desk act", "The applicant gives up the hearing"),
        pgettext_lazy("desk act", "Note that it is given up"),
        _given_up,
        lambda facts: facts.case.paused_for == "hearing" and facts.may_give_up,
        about=lambda facts, key: _("The case goes on without a hearing; it cannot be asked for again."),
    ),
    "ask_hearing": Kind(
        pgettext_lazy("desk act", "The applicant asks for a hearing"),
        pgettext_lazy("desk act", "Note the request"),
        lambda facts, key: (Ask("reason", _("What the applicant says")),),
        _may_be_asked,
    ),
    "archive": Kind(
        pgettext_lazy("desk act", "Put into the archive"),
        pgettext_lazy("desk act", "Archived"),
        lambda facts, key: (Ask("note", _("Where the file lies"), "text", where="reason"),),
    ),
    "refuse_acceptance": Kind(
        pgettext_lazy("desk act", "Refuse acceptance"),
        pgettext_lazy("desk act", "Refuse acceptance"),
        asks.refuse_acceptance,
        lambda facts: bool(asks.refusals(facts)),
        danger=True,
    ),
    "find_not_required": Kind(
        pgettext_lazy("desk act", "No permit needed"),
        pgettext_lazy("desk act", "Tell the applicant"),
        lambda facts, key: (Ask("reasons", _("Why no permit is needed")),),
    ),
    "break_promise": Kind(
        pgettext_lazy("desk act", "Promise broken"),
        pgettext_lazy("desk act", "Found broken"),
        lambda facts, key: (Ask("note", pgettext("step", "What was found")),),
        keys=asks.missed,
        danger=True,
        rare=_always,
        told_by="promise",
    ),
    "retract": Kind(
        pgettext_lazy("desk act", "Take back for the applicant"),
        pgettext_lazy("desk act", "Taken back"),
        lambda facts, key: (Ask("reason", _("What the applicant says")),),
        rare=_always,
    ),
    "withdraw": Kind(
        pgettext_lazy("desk act", "Withdraw for the applicant"),
        pgettext_lazy("desk act", "Withdrawn"),
        lambda facts, key: (Ask("reason", _("What the applicant says")),),
        rare=_always,
    ),
    "terminate": Kind(
        pgettext_lazy("desk act", "End without a decision"),
        pgettext_lazy("desk act", "End the case"),
        asks.terminate,
        lambda facts: _unanswered(facts) and bool(asks.endings(facts)),
        danger=True,
        rare=lambda facts: facts.case.state != State.CORRECTING,
    ),
    "void": Kind(
        pgettext_lazy("desk act", "Declare void"),
        pgettext_lazy("desk act", "Declare void"),
        _reason,
        about=lambda facts, key: _("For a case that should not be there, such as one entered twice."),
        danger=True,
        rare=_always,
    ),
    "revoke": Kind(
        pgettext_lazy("desk act", "Revoke the grant"),
        pgettext_lazy("desk act", "Revoke in writing"),
        asks.revoke,
        lambda facts: facts.case.result == "0",
        about=lambda facts, key: _("The certificate ends with it; the applicant is given the decision."),
        danger=True,
        rare=_always,
    ),
}
