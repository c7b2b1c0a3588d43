"""The state table of a case: which act leads from where to where, who owns each state, what event it leaves.

The diagram in the documentation is generated from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    SUBMITTED = "submitted"
    CORRECTING = "correcting"
    IN_REVIEW = "in_review"
    PAUSED = "paused"
    PROPOSED = "proposed"
    GRANTED = "granted"
    REFUSED = "refused"
    ISSUED = "issued"
    DELIVERED = "delivered"
    NOT_ACCEPTED = "not_accepted"
    NOT_REQUIRED = "not_required"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"


class Owner(StrEnum):
    """Whose turn it is."""

    APPLICANT = "applicant"
    WINDOW = "window"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    NOBODY = "nobody"


OWNERS: dict[State, Owner] = {
    State.SUBMITTED: Owner.WINDOW,
    State.CORRECTING: Owner.APPLICANT,
    State.IN_REVIEW: Owner.REVIEWER,
    State.PAUSED: Owner.REVIEWER,
    State.PROPOSED: Owner.APPROVER,
    State.GRANTED: Owner.APPROVER,
    State.REFUSED: Owner.WINDOW,
    State.ISSUED: Owner.WINDOW,
    State.DELIVERED: Owner.NOBODY,
    State.NOT_ACCEPTED: Owner.NOBODY,
    State.NOT_REQUIRED: Owner.NOBODY,
    State.RETRACTED: Owner.NOBODY,
    State.WITHDRAWN: Owner.NOBODY,
}


class Result(StrEnum):
    """National result codes (DONERESULT) of a case that has ended."""

    CERTIFICATE = "0"
    REFUSED = "1"
    VOID = "2"
    RETURNED = "5"
    NOT_ACCEPTED = "6"


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``result`` where it ends the case."""

    act: str
    sources: tuple[State, ...]
    target: State
    event: str
    owner: Owner
    """Whose act it is."""
    article: str
    """The rule it stands on: an article of the Administrative Licensing Law where nothing else is said."""
    result: Result | None = None
    also: tuple[Owner, ...] = ()
    """Who else may do it."""


SUBMIT = Transition("submit", (), State.SUBMITTED, "submitted", Owner.APPLICANT, "29")
ASK_CORRECTION = Transition(
    "ask_correction",
    (State.SUBMITTED,),
    State.CORRECTING,
    "correction_asked",
    Owner.WINDOW,
    "32(4)",
)
RESUBMIT = Transition(
    "resubmit",
    (State.CORRECTING,),
    State.SUBMITTED,
    "resubmitted",
    Owner.APPLICANT,
    "32(4)",
)
ACCEPT = Transition("accept", (State.SUBMITTED,), State.IN_REVIEW, "accepted", Owner.WINDOW, "32(5)")
REFUSE_ACCEPTANCE = Transition(
    "refuse_acceptance",
    (State.SUBMITTED,),
    State.NOT_ACCEPTED,
    "not_accepted",
    Owner.WINDOW,
    "32(2)",
    Result.NOT_ACCEPTED,
)
FIND_NOT_REQUIRED = Transition(
    "find_not_required",
    (State.SUBMITTED,),
    State.NOT_REQUIRED,
    "not_required",
    Owner.WINDOW,
    "32(1)",
    Result.VOID,
)
RETRACT = Transition(
    "retract",
    (State.SUBMITTED, State.CORRECTING),
    State.RETRACTED,
    "retracted",
    Owner.APPLICANT,
    "29",
    Result.VOID,
)
PAUSE = Transition("pause", (State.IN_REVIEW,), State.PAUSED, "paused", Owner.REVIEWER, "45")
RESUME = Transition("resume", (State.PAUSED,), State.IN_REVIEW, "resumed", Owner.REVIEWER, "45")
EXTEND = Transition("extend", (State.IN_REVIEW,), State.IN_REVIEW, "extended", Owner.APPROVER, "42(1)")
REVIEW = Transition("review", (State.IN_REVIEW,), State.PROPOSED, "reviewed", Owner.REVIEWER, "34")
RETURN_TO_REVIEW = Transition(
    "return_to_review",
    (State.PROPOSED,),
    State.IN_REVIEW,
    "returned",
    Owner.APPROVER,
    "34",
)
GRANT = Transition(
    "grant",
    (State.PROPOSED,),
    State.GRANTED,
    "granted",
    Owner.APPROVER,
    "38(1)",
    Result.CERTIFICATE,
)
REFUSE = Transition(
    "refuse",
    (State.PROPOSED,),
    State.REFUSED,
    "refused",
    Owner.APPROVER,
    "38(2)",
    Result.REFUSED,
)
DECIDE_ON_THE_SPOT = Transition(
    "decide_on_the_spot",
    (State.IN_REVIEW,),
    State.GRANTED,
    "granted",
    Owner.WINDOW,
    "34(2)",
    Result.CERTIFICATE,
)
WITHDRAW = Transition(
    "withdraw",
    (State.IN_REVIEW, State.PAUSED, State.PROPOSED),
    State.WITHDRAWN,
    "withdrawn",
    Owner.APPLICANT,
    "29",
    Result.RETURNED,
)
ISSUE = Transition(
    "issue",
    (State.GRANTED,),
    State.ISSUED,
    "certificate_issued",
    Owner.APPROVER,
    "39",
    also=(Owner.WINDOW,),
)
DELIVER = Transition(
    "deliver",
    (State.GRANTED, State.REFUSED, State.ISSUED),
    State.DELIVERED,
    "delivered",
    Owner.WINDOW,
    "44",
)

TRANSITIONS: tuple[Transition, ...] = (
    SUBMIT,
    ASK_CORRECTION,
    RESUBMIT,
    ACCEPT,
    REFUSE_ACCEPTANCE,
    FIND_NOT_REQUIRED,
    RETRACT,
    PAUSE,
    RESUME,
    EXTEND,
    REVIEW,
    RETURN_TO_REVIEW,
    GRANT,
    REFUSE,
    DECIDE_ON_THE_SPOT,
    WITHDRAW,
    ISSUE,
    DELIVER,
)

OPEN = frozenset({State.SUBMITTED, State.CORRECTING, State.IN_REVIEW, State.PAUSED, State.PROPOSED})
"""States before a decision or another end."""


def acts_from(state: State) -> tuple[Transition, ...]:
    """The transitions that leave ``state``, in the order of the table."""
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)
