"""The states of a case, whose turn each is, and how a case ends."""

from __future__ import annotations

from enum import StrEnum


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


S = State

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
