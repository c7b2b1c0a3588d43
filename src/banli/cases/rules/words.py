"""What states and acts are called where a rule speaks of them."""

from __future__ import annotations

from collections.abc import Iterable

from banli.cases.states import CIVIL_PROCEDURE, LICENSING_LAW, OWN_PROCEDURE, State, Transition
from banli.kernel.errors import Refused
from banli.kernel.text import Told, gettext_noop

STATES: dict[State, str] = {
    State.SUBMITTED: gettext_noop("handed in and not yet accepted"),
    State.CORRECTING: gettext_noop("back with the applicant for correction"),
    State.IN_REVIEW: gettext_noop("under examination"),
    State.PAUSED: gettext_noop("in a special procedure"),
    State.PROPOSED: gettext_noop("before the approver"),
    State.REFUSAL_TOLD: gettext_noop("with the applicant, who was told of a refusal"),
    State.GRANTED: gettext_noop("granted, its result not yet issued"),
    State.REFUSED: gettext_noop("refused, the decision not yet handed over"),
    State.ISSUED: gettext_noop("granted, its certificate issued"),
    State.DELIVERED: gettext_noop("decided and handed over"),
    State.ARCHIVED: gettext_noop("in the archive"),
    State.FORWARDED: gettext_noop("forwarded to the upper organ"),
    State.NOT_ACCEPTED: gettext_noop("refused acceptance"),
    State.NOT_REQUIRED: gettext_noop("found to need no permit"),
    State.RETRACTED: gettext_noop("taken back before acceptance"),
    State.WITHDRAWN: gettext_noop("withdrawn by the applicant"),
    State.TERMINATED: gettext_noop("ended without a decision"),
    State.VOIDED: gettext_noop("declared void"),
    State.REVOKED: gettext_noop("revoked after it was granted"),
    **dict.fromkeys(sorted(OWN_PROCEDURE), gettext_noop("in a procedure of the organ's own")),
}
ACTS: dict[str, str] = {
    "submit": gettext_noop("handing in"),
    "correct_on_the_spot": gettext_noop("correcting on the spot"),
    "ask_correction": gettext_noop("asking for correction"),
    "serve_notice": gettext_noop("serving a notice"),
    "correct_service": gettext_noop("correcting what was recorded of a service"),
    "resubmit": gettext_noop("answering a correction notice"),
    "accept": gettext_noop("accepting"),
    "deem_accepted": gettext_noop("acceptance by silence"),
    "refuse_acceptance": gettext_noop("refusing acceptance"),
    "find_not_required": gettext_noop("finding that no permit is needed"),
    "note_together": gettext_noop("noting that it was handed in with others"),
    "note_help": gettext_noop("noting that the applicant was helped"),
    "retract": gettext_noop("taking back"),
    "begin_step": gettext_noop("beginning a step"),
    "finish_step": gettext_noop("finishing a step"),
    "enter": gettext_noop("entering what the office finds"),
    "consult": gettext_noop("asking others for their opinion"),
    "settle_consultation": gettext_noop("ending a consultation"),
    "enter_channel": gettext_noop("letting into the green channel"),
    "supplement": gettext_noop("handing in what was promised"),
    "keep_promise": gettext_noop("finding a promise kept"),
    "break_promise": gettext_noop("finding a promise broken"),
    "pause": gettext_noop("beginning a special procedure"),
    "resume": gettext_noop("ending a special procedure"),
    "extend": gettext_noop("extending the limit"),
    "review": gettext_noop("proposing a decision"),
    "return_to_review": gettext_noop("sending back to examination"),
    "tell_refusal": gettext_noop("telling of a proposed refusal"),
    "state_views": gettext_noop("stating one's views"),
    "ask_hearing": gettext_noop("asking for a hearing"),
    "waive_hearing": gettext_noop("asking for no hearing"),
    "give_up_hearing": gettext_noop("giving up the hearing"),
    "call_off_hearing": gettext_noop("giving up a called hearing"),
    "call_hearing": gettext_noop("calling a hearing"),
    "hold_hearing": gettext_noop("recording a hearing"),
    "grant": gettext_noop("granting"),
    "refuse": gettext_noop("refusing"),
    "forward": gettext_noop("forwarding to the upper organ"),
    "decide_on_the_spot": gettext_noop("deciding on the spot"),
    "answer": gettext_noop("answering from the databank"),
    "answer_by_hand": gettext_noop("answering by hand"),
    "await_answer": gettext_noop("promising the answer of the window"),
    "withdraw": gettext_noop("withdrawing"),
    "terminate": gettext_noop("ending without a decision"),
    "void": gettext_noop("declaring void"),
    "close_with_item": gettext_noop("closing with the item"),
    "move_to_revision": gettext_noop("moving to another revision"),
    "recount": gettext_noop("counting its dates again"),
    "issue": gettext_noop("issuing the certificate"),
    "deliver": gettext_noop("handing over the result"),
    "revoke": gettext_noop("revoking the grant"),
    "archive": gettext_noop("archiving"),
}
LAWS: dict[str, str] = {
    LICENSING_LAW: gettext_noop("Administrative Licensing Law, art. %(article)s"),
    "国家数据交换办件结果代码": gettext_noop("result code %(article)s of the national exchange"),
    CIVIL_PROCEDURE: gettext_noop("Civil Procedure Law, art. %(article)s"),
    "档案法": gettext_noop("Archives Law, art. %(article)s"),
    "优化营商环境条例": gettext_noop("Business Environment Regulations, art. %(article)s"),
}


class Basis(Told):
    """The article an act stands on, as part of a message."""

    def __init__(self, transition: Transition) -> None:
        super().__init__(LAWS[transition.law])
        self.article = transition.article

    def __str__(self) -> str:
        return super().__str__() % {"article": self.article}


def states_told(states: Iterable[State]) -> Told:
    """Several states as one part of a message."""
    return Told("", tuple(Told(STATES[state]) for state in states))


def check_state(transition: Transition, state: str) -> None:
    """Raise :class:`Refused` unless the act may be done in ``state``; it says which rule, and where it could be."""
    now = State(state)
    if now in transition.sources:
        return
    raise Refused(
        gettext_noop(
            "The case has moved on: it is %(state)s. This act (%(act)s) needs a case that is %(needed)s"
            " (%(basis)s). Please reload the page."
        ),
        state=Told(STATES[now]),
        act=Told(ACTS[transition.act]),
        needed=states_told(transition.sources),
        basis=Basis(transition),
    )
