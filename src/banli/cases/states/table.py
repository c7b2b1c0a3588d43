"""The state table of a case: which act leads from where to where, and what event it leaves.

The diagram in the documentation is made of it. A draft is no case yet: the table begins with handing it in.
"""

from __future__ import annotations

from banli.cases.states.state import (
    APPLIED,
    AT_WORK,
    DECIDED,
    EXAMINED,
    TO_HAND_OVER,
    Owner,
    Result,
    State,
)
from banli.cases.states.transition import CIVIL_PROCEDURE, EXCHANGE, RECORDS, SERVICE_RULES, Transition

S, O, R = State, Owner, Result  # noqa: E741

SUBMIT = Transition("submit", (), S.SUBMITTED, "submitted", O.APPLICANT, "29", also=(O.WINDOW,))
CORRECT_ON_THE_SPOT = Transition(
    "correct_on_the_spot", (S.SUBMITTED,), None, "corrected_on_the_spot", O.WINDOW, "32(3)"
)
ASK_CORRECTION = Transition(
    "ask_correction", (S.SUBMITTED,), S.CORRECTING, "correction_asked", O.WINDOW, "32(4)"
)
SERVE_NOTICE = Transition(
    "serve_notice",
    (S.CORRECTING, S.REFUSAL_TOLD),
    None,
    "notice_served",
    O.WINDOW,
    "87",
    also=(O.APPROVER, O.APPLICANT),
    law=CIVIL_PROCEDURE,
)
"""The notice of correction, or of a proposed refusal: the days to answer it begin on the day after."""
CORRECT_SERVICE = Transition(
    "correct_service",
    (S.CORRECTING, S.REFUSAL_TOLD),
    None,
    "service_corrected",
    O.WINDOW,
    "87",
    also=(O.APPROVER,),
    law=CIVIL_PROCEDURE,
)
"""What the desk recorded of a service was wrong: the days begin anew from the day that was right."""
RESUBMIT = Transition("resubmit", (S.CORRECTING,), S.SUBMITTED, "resubmitted", O.APPLICANT, "32(4)")
ACCEPT = Transition("accept", (S.SUBMITTED,), S.IN_REVIEW, "accepted", O.WINDOW, "32(5)")
DEEM_ACCEPTED = Transition(
    "deem_accepted", (S.SUBMITTED,), S.IN_REVIEW, "deemed_accepted", O.PLATFORM, "32(4)"
)
REFUSE_ACCEPTANCE = Transition(
    "refuse_acceptance",
    (S.SUBMITTED,),
    S.NOT_ACCEPTED,
    "not_accepted",
    O.WINDOW,
    "32(2)",
    R.NOT_ACCEPTED,
    (O.APPROVER,),
)
FIND_NOT_REQUIRED = Transition(
    "find_not_required", (S.SUBMITTED,), S.NOT_REQUIRED, "not_required", O.WINDOW, "32(1)", R.VOID
)
NOTE_TOGETHER = Transition("note_together", (S.SUBMITTED,), None, "handed_in_together", O.PLATFORM, "26")
RETRACT = Transition(
    "retract", (S.SUBMITTED, S.CORRECTING), S.RETRACTED, "retracted", O.APPLICANT, "29", R.VOID
)
BEGIN_STEP = Transition("begin_step", EXAMINED, None, "step_begun", O.REVIEWER, "34", also=(O.APPROVER,))
FINISH_STEP = Transition("finish_step", EXAMINED, None, "step_finished", O.REVIEWER, "34", also=(O.APPROVER,))
CONSULT = Transition(
    "consult",
    (S.SUBMITTED, *EXAMINED),
    None,
    "consultation_asked",
    O.REVIEWER,
    "34",
    also=(O.WINDOW, O.APPROVER),
)
SETTLE_CONSULTATION = Transition(
    "settle_consultation",
    tuple(sorted(APPLIED)),
    None,
    "consultation_settled",
    O.REVIEWER,
    "34",
    also=(O.WINDOW, O.APPROVER),
)
"""Others that were asked have answered, or the consultation was called off."""
ENTER_CHANNEL = Transition("enter_channel", EXAMINED, None, "channel_entered", O.APPROVER, "6")
SUPPLEMENT = Transition(
    "supplement", (*AT_WORK, *DECIDED), None, "supplemented", O.APPLICANT, "31", also=(O.WINDOW,)
)
KEEP_PROMISE = Transition(
    "keep_promise", (*AT_WORK, *DECIDED), None, "promise_kept", O.REVIEWER, "61", also=(O.WINDOW,)
)
BREAK_PROMISE = Transition(
    "break_promise", (*AT_WORK, *DECIDED), None, "promise_broken", O.REVIEWER, "61", also=(O.WINDOW,)
)
TO_ENTER = (S.IN_REVIEW, S.PROPOSED, S.GRANTED)
ENTER = Transition("enter", TO_ENTER, None, "entered", O.REVIEWER, "34", also=(O.APPROVER,))
PAUSE = Transition("pause", (S.IN_REVIEW,), S.PAUSED, "paused", O.REVIEWER, "45")
RESUME = Transition("resume", (S.PAUSED,), S.IN_REVIEW, "resumed", O.REVIEWER, "45")
EXTEND = Transition("extend", (S.IN_REVIEW,), S.IN_REVIEW, "extended", O.APPROVER, "42", also=(O.GOVERNMENT,))
REVIEW = Transition("review", (S.IN_REVIEW,), S.PROPOSED, "reviewed", O.REVIEWER, "34")
RETURN_TO_REVIEW = Transition(
    "return_to_review", (S.PROPOSED, S.REFUSAL_TOLD), S.IN_REVIEW, "returned", O.APPROVER, "34"
)
TELL_REFUSAL = Transition("tell_refusal", (S.PROPOSED,), S.REFUSAL_TOLD, "refusal_told", O.APPROVER, "7")
STATE_VIEWS = Transition("state_views", (S.REFUSAL_TOLD,), None, "heard", O.APPLICANT, "7", also=(O.WINDOW,))
ASK_HEARING = Transition(
    "ask_hearing", (S.REFUSAL_TOLD,), None, "hearing_asked", O.APPLICANT, "47", also=(O.WINDOW,)
)
WAIVE_HEARING = Transition(
    "waive_hearing", (S.REFUSAL_TOLD,), None, "hearing_waived", O.APPLICANT, "47", also=(O.WINDOW,)
)
GIVE_UP_HEARING = Transition(
    "give_up_hearing",
    (S.IN_REVIEW, S.PROPOSED, S.REFUSAL_TOLD),
    None,
    "hearing_given_up",
    O.APPLICANT,
    "47",
    also=(O.WINDOW,),
)
"""One that was asked for and is not called yet."""
CALL_OFF_HEARING = Transition(
    "call_off_hearing", (S.PAUSED,), S.IN_REVIEW, "hearing_called_off", O.APPLICANT, "47", also=(O.WINDOW,)
)
"""The same after it was called."""
CALL_HEARING = Transition(
    "call_hearing", (S.IN_REVIEW, S.PROPOSED, S.REFUSAL_TOLD), S.PAUSED, "hearing_called", O.APPROVER, "48"
)
HOLD_HEARING = Transition("hold_hearing", (S.PAUSED,), S.IN_REVIEW, "hearing_held", O.APPROVER, "48")
GRANT = Transition(
    "grant", (S.PROPOSED, S.REFUSAL_TOLD), S.GRANTED, "granted", O.APPROVER, "38(1)", R.CERTIFICATE
)
REFUSE = Transition(
    "refuse", (S.PROPOSED, S.REFUSAL_TOLD), S.REFUSED, "refused", O.APPROVER, "38(2)", R.REFUSED
)
FORWARD = Transition("forward", (S.PROPOSED,), S.FORWARDED, "forwarded", O.APPROVER, "35", R.FORWARDED)
DECIDE_ON_THE_SPOT = Transition(
    "decide_on_the_spot", (S.IN_REVIEW,), S.GRANTED, "granted", O.WINDOW, "34(2)", R.CERTIFICATE
)
UNANSWERED = (S.SUBMITTED, S.IN_REVIEW)
ANSWER = Transition(
    "answer", UNANSWERED, S.DELIVERED, "answered", O.PLATFORM, "36", R.CERTIFICATE, (O.WINDOW,), SERVICE_RULES
)
"""A look-up is answered from its databank: the answer is in the hands of whoever asked as soon as it is made."""
ANSWER_BY_HAND = Transition(
    "answer_by_hand", UNANSWERED, S.DELIVERED, "answered", O.WINDOW, "36", R.CERTIFICATE, law=SERVICE_RULES
)
AWAIT_ANSWER = Transition(
    "await_answer", (S.IN_REVIEW,), None, "answer_awaited", O.PLATFORM, "36", law=SERVICE_RULES
)
"""The databank of a look-up is silent: the window promises its answer, and the platform asks again."""
WITHDRAW = Transition("withdraw", AT_WORK, S.WITHDRAWN, "withdrawn", O.APPLICANT, "29", R.RETURNED)
TERMINATE = Transition(
    "terminate",
    (S.CORRECTING, *AT_WORK),
    S.TERMINATED,
    "terminated",
    O.WINDOW,
    "31",
    R.RETURNED,
    (O.APPROVER,),
)
VOID = Transition(
    "void", tuple(sorted(APPLIED)), S.VOIDED, "voided", O.APPROVER, R.VOID, R.VOID, law=EXCHANGE
)
CLOSE_WITH_ITEM = Transition(
    "close_with_item", tuple(sorted(APPLIED)), S.VOIDED, "closed_with_item", O.PLATFORM, "8", R.VOID
)
MOVE_TO_REVISION = Transition(
    "move_to_revision", tuple(sorted(APPLIED)), None, "moved_to_revision", O.PLATFORM, "8"
)
ANY_TIME = tuple(sorted({*APPLIED, *DECIDED, *TO_HAND_OVER}))
RECOUNT = Transition("recount", ANY_TIME, None, "recounted", O.PLATFORM, "82")
NOTE_HELP = Transition("note_help", ANY_TIME, None, "helped", O.WINDOW, "6")
ISSUE = Transition("issue", (S.GRANTED,), S.ISSUED, "certificate_issued", O.APPROVER, "39", also=(O.WINDOW,))
DELIVER = Transition("deliver", TO_HAND_OVER, S.DELIVERED, "delivered", O.WINDOW, "44")
REVOKE = Transition("revoke", DECIDED, S.REVOKED, "revoked", O.APPROVER, "69")
ARCHIVE = Transition(
    "archive",
    (
        *(S.DELIVERED, S.FORWARDED, S.NOT_ACCEPTED, S.NOT_REQUIRED),
        *(S.RETRACTED, S.WITHDRAWN, S.TERMINATED, S.VOIDED),
    ),
    S.ARCHIVED,
    "archived",
    O.WINDOW,
    "13",
    law=RECORDS,
)

TRANSITIONS: tuple[Transition, ...] = (
    *(
        SUBMIT,
        CORRECT_ON_THE_SPOT,
        ASK_CORRECTION,
        SERVE_NOTICE,
        CORRECT_SERVICE,
        RESUBMIT,
        ACCEPT,
        DEEM_ACCEPTED,
    ),
    *(REFUSE_ACCEPTANCE, FIND_NOT_REQUIRED, NOTE_TOGETHER, RETRACT),
    *(CONSULT, SETTLE_CONSULTATION),
    *(BEGIN_STEP, FINISH_STEP, ENTER_CHANNEL, SUPPLEMENT, KEEP_PROMISE, BREAK_PROMISE),
    *(ENTER, PAUSE, RESUME, EXTEND),
    *(REVIEW, RETURN_TO_REVIEW, TELL_REFUSAL, STATE_VIEWS, ASK_HEARING, CALL_HEARING, HOLD_HEARING),
    *(WAIVE_HEARING, GIVE_UP_HEARING, CALL_OFF_HEARING, GRANT, REFUSE, FORWARD, DECIDE_ON_THE_SPOT),
    *(ANSWER, ANSWER_BY_HAND, AWAIT_ANSWER),
    *(WITHDRAW, TERMINATE, VOID, CLOSE_WITH_ITEM, MOVE_TO_REVISION, RECOUNT, NOTE_HELP),
    *(ISSUE, DELIVER, REVOKE, ARCHIVE),
)


def acts_from(state: State) -> tuple[Transition, ...]:
    """The transitions that leave ``state``, in the order of the table."""
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)
