"""The state table of a case: which act leads from where to where, who owns each state, what event it leaves.

The diagram in the documentation is made of it. A draft is no case yet: the table begins with handing it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class State(StrEnum):
    SUBMITTED = "submitted"
    CORRECTING = "correcting"
    IN_REVIEW = "in_review"
    PAUSED = "paused"
    PROPOSED = "proposed"
    REFUSAL_TOLD = "refusal_told"
    GRANTED = "granted"
    REFUSED = "refused"
    ISSUED = "issued"
    DELIVERED = "delivered"
    ARCHIVED = "archived"
    FORWARDED = "forwarded"
    NOT_ACCEPTED = "not_accepted"
    NOT_REQUIRED = "not_required"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    VOIDED = "voided"
    REVOKED = "revoked"

    # What an organ does of itself (依职权); its acts stand in the tables of ``banli.enforcement``.
    LEAD = "lead"
    INVESTIGATING = "investigating"
    LEGAL_REVIEW = "legal_review"
    TO_TELL = "to_tell"
    TOLD = "told"
    IN_HEARING = "in_hearing"
    HEARD = "heard"
    TO_DECIDE = "to_decide"
    DECIDED = "decided"
    SERVED = "served"
    URGED = "urged"
    ENFORCING = "enforcing"
    CLOSED = "closed"
    NOT_FILED = "not_filed"
    NOT_PROVEN = "not_proven"
    TRANSFERRED = "transferred"
    ASKED = "asked"
    APPROVED = "approved"
    URGENT = "urgent"
    IMPOSED = "imposed"
    LIFTED = "lifted"
    FORFEITED = "forfeited"
    DECLARED = "declared"
    ASSESSED = "assessed"
    PAID = "paid"
    DRAWN = "drawn"
    INSPECTING = "inspecting"
    MENDING = "mending"


class Owner(StrEnum):
    """Whose turn it is."""

    APPLICANT = "applicant"
    WINDOW = "window"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    GOVERNMENT = "government"
    PARTY = "party"
    """Whom an organ's own procedure concerns (当事人)."""
    PLATFORM = "platform"
    NOBODY = "nobody"


OWNERS: dict[State, Owner] = {
    State.SUBMITTED: Owner.WINDOW,
    State.CORRECTING: Owner.APPLICANT,
    State.IN_REVIEW: Owner.REVIEWER,
    State.PAUSED: Owner.REVIEWER,
    State.PROPOSED: Owner.APPROVER,
    State.REFUSAL_TOLD: Owner.APPLICANT,
    State.GRANTED: Owner.APPROVER,
    State.REFUSED: Owner.WINDOW,
    State.ISSUED: Owner.WINDOW,
    State.DELIVERED: Owner.WINDOW,
    State.ARCHIVED: Owner.NOBODY,
    State.FORWARDED: Owner.WINDOW,
    State.NOT_ACCEPTED: Owner.WINDOW,
    State.NOT_REQUIRED: Owner.WINDOW,
    State.RETRACTED: Owner.WINDOW,
    State.WITHDRAWN: Owner.WINDOW,
    State.TERMINATED: Owner.WINDOW,
    State.VOIDED: Owner.WINDOW,
    State.REVOKED: Owner.NOBODY,
    State.LEAD: Owner.REVIEWER,
    State.INVESTIGATING: Owner.REVIEWER,
    State.LEGAL_REVIEW: Owner.REVIEWER,
    State.TO_TELL: Owner.APPROVER,
    State.TOLD: Owner.PARTY,
    State.IN_HEARING: Owner.APPROVER,
    State.HEARD: Owner.REVIEWER,
    State.TO_DECIDE: Owner.APPROVER,
    State.DECIDED: Owner.REVIEWER,
    State.SERVED: Owner.PARTY,
    State.URGED: Owner.PARTY,
    State.ENFORCING: Owner.REVIEWER,
    State.CLOSED: Owner.NOBODY,
    State.NOT_FILED: Owner.NOBODY,
    State.NOT_PROVEN: Owner.NOBODY,
    State.TRANSFERRED: Owner.NOBODY,
    State.ASKED: Owner.APPROVER,
    State.APPROVED: Owner.REVIEWER,
    State.URGENT: Owner.APPROVER,
    State.IMPOSED: Owner.REVIEWER,
    State.LIFTED: Owner.NOBODY,
    State.FORFEITED: Owner.NOBODY,
    State.DECLARED: Owner.REVIEWER,
    State.ASSESSED: Owner.APPROVER,
    State.PAID: Owner.REVIEWER,
    State.DRAWN: Owner.REVIEWER,
    State.INSPECTING: Owner.REVIEWER,
    State.MENDING: Owner.PARTY,
}


class Result(StrEnum):
    """National result codes (DONERESULT) of a case that has ended."""

    CERTIFICATE = "0"
    REFUSED = "1"
    VOID = "2"
    DELETED = "3"
    FORWARDED = "4"
    RETURNED = "5"
    NOT_ACCEPTED = "6"


LICENSING_LAW = "行政许可法"


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``result`` where it ends the case."""

    act: str
    sources: tuple[State, ...]
    target: State | None
    """None: the case stays where it is."""
    event: str
    owner: Owner
    """Whose act it is."""
    article: str
    """The rule it stands on: an article of ``law``."""
    result: Result | None = None
    also: tuple[Owner, ...] = ()
    """Who else may do it."""
    law: str = LICENSING_LAW

    def lands(self, state: str) -> State:
        """Where a case in ``state`` is afterwards."""
        return self.target or State(state)


S, O, R = State, Owner, Result  # noqa: E741

APPLIED = frozenset({S.SUBMITTED, S.CORRECTING, S.IN_REVIEW, S.PAUSED, S.PROPOSED, S.REFUSAL_TOLD})
"""States of an application before a decision or another end."""
BEGUN_BY_ORGAN = frozenset(
    {
        *(S.LEAD, S.INVESTIGATING, S.LEGAL_REVIEW, S.TO_TELL, S.TOLD, S.IN_HEARING, S.HEARD, S.TO_DECIDE),
        *(S.ASKED, S.APPROVED, S.URGENT, S.DECLARED, S.ASSESSED, S.DRAWN, S.INSPECTING),
    }
)
"""States of an organ's own procedure before its decision or another end."""
OPEN = APPLIED | BEGUN_BY_ORGAN
OWN_PROCEDURE = BEGUN_BY_ORGAN | {
    *(S.DECIDED, S.SERVED, S.URGED, S.ENFORCING, S.CLOSED, S.NOT_FILED, S.NOT_PROVEN, S.TRANSFERRED),
    *(S.IMPOSED, S.LIFTED, S.FORFEITED, S.PAID, S.MENDING),
}
"""All states of an organ's own procedure; their acts are not in this table and their dates are the acts' own."""
DECIDED = (S.GRANTED, S.ISSUED, S.DELIVERED, S.ARCHIVED)
"""States in which a grant stands."""
EXAMINED = (S.IN_REVIEW, S.PAUSED)
AT_WORK = (*EXAMINED, S.PROPOSED, S.REFUSAL_TOLD)
"""Accepted and not ended."""
TO_HAND_OVER = (S.GRANTED, S.REFUSED, S.ISSUED)
"""Decided, the result not yet in the applicant's hands: the delivery clock runs."""
EXCHANGE = "国家数据交换办件结果代码"
"""No law tells of a case that should not be there; the national exchange has a result for it."""
RECORDS, SERVICE_RULES = "档案法", "优化营商环境条例"
"""What archives stand on; and that public services are handled on the spot where that can be (art. 36)."""

SUBMIT = Transition("submit", (), S.SUBMITTED, "submitted", O.APPLICANT, "29", also=(O.WINDOW,))
CORRECT_ON_THE_SPOT = Transition(
    "correct_on_the_spot", (S.SUBMITTED,), None, "corrected_on_the_spot", O.WINDOW, "32(3)"
)
ASK_CORRECTION = Transition(
    "ask_correction", (S.SUBMITTED,), S.CORRECTING, "correction_asked", O.WINDOW, "32(4)"
)
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
RECOUNT = Transition(
    "recount", tuple(sorted({*APPLIED, *DECIDED, *TO_HAND_OVER})), None, "recounted", O.PLATFORM, "82"
)
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
    *(SUBMIT, CORRECT_ON_THE_SPOT, ASK_CORRECTION, RESUBMIT, ACCEPT, DEEM_ACCEPTED),
    *(REFUSE_ACCEPTANCE, FIND_NOT_REQUIRED, NOTE_TOGETHER, RETRACT),
    *(BEGIN_STEP, FINISH_STEP, ENTER_CHANNEL, SUPPLEMENT, KEEP_PROMISE, BREAK_PROMISE),
    *(ENTER, PAUSE, RESUME, EXTEND),
    *(REVIEW, RETURN_TO_REVIEW, TELL_REFUSAL, STATE_VIEWS, ASK_HEARING, CALL_HEARING, HOLD_HEARING),
    *(WAIVE_HEARING, GIVE_UP_HEARING, CALL_OFF_HEARING, GRANT, REFUSE, FORWARD, DECIDE_ON_THE_SPOT),
    *(ANSWER, ANSWER_BY_HAND, AWAIT_ANSWER),
    *(WITHDRAW, TERMINATE, VOID, CLOSE_WITH_ITEM, MOVE_TO_REVISION, RECOUNT),
    *(ISSUE, DELIVER, REVOKE, ARCHIVE),
)


def acts_from(state: State) -> tuple[Transition, ...]:
    """The transitions that leave ``state``, in the order of the table."""
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)


@dataclass(frozen=True)
class Revocation:
    """A ground on which a grant is revoked: what was found, and the article."""

    words: Words
    article: Words

    @property
    def basis(self) -> str:
        """As it stands in the notice."""
        return f"《中华人民共和国行政许可法》{self.article.zh}：{self.words.zh}"


DELIVERY_WAYS = ("window", "post", "online", "left", "published")
"""How a result is handed over (art. 44); ``left`` is 留置送达, ``published`` 公告送达."""
REVOCATIONS: dict[str, Revocation] = {
    "abuse": Revocation(
        Words(zh="滥用职权、玩忽职守作出", en="granted by abuse of office or neglect of duty"),
        Words(zh="第六十九条第一款第一项", en="art. 69(1)1"),
    ),
    "beyond_powers": Revocation(
        Words(zh="超越法定职权作出", en="granted beyond the organ's powers"),
        Words(zh="第六十九条第一款第二项", en="art. 69(1)2"),
    ),
    "against_procedure": Revocation(
        Words(zh="违反法定程序作出", en="granted against the procedure of law"),
        Words(zh="第六十九条第一款第三项", en="art. 69(1)3"),
    ),
    "not_qualified": Revocation(
        Words(
            zh="对不具备资格或者不符合法定条件的申请人准予",
            en="the applicant did not qualify or did not meet the conditions",
        ),
        Words(zh="第六十九条第一款第四项", en="art. 69(1)4"),
    ),
    "other": Revocation(
        Words(zh="依法可以撤销的其他情形", en="another case in which law allows it"),
        Words(zh="第六十九条第一款第五项", en="art. 69(1)5"),
    ),
    "fraud": Revocation(
        Words(zh="以欺骗、贿赂等不正当手段取得", en="obtained by fraud or bribery"),
        Words(zh="第六十九条第二款", en="art. 69(2)"),
    ),
    "promise_broken": Revocation(
        Words(zh="告知承诺不实", en="a declaration was untrue"), Words(zh="第六十九条", en="art. 69")
    ),
}
"""Why a grant, and the certificate on it, is revoked: five grounds of 69(1), fraud of 69(2), an untrue declaration."""
