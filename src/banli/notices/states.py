"""Which events the applicant of a case and the holder of a certificate are told of."""

TOLD: frozenset[str] = frozenset(
    {
        "correction_asked",
        "accepted",
        "deemed_accepted",
        "not_accepted",
        "not_required",
        "paused",
        "resumed",
        "extended",
        "refusal_told",
        "hearing_called",
        "hearing_held",
        "promise_broken",
        "forwarded",
        "answer_awaited",
        "answered",
        "granted",
        "refused",
        "certificate_issued",
        "delivered",
        "revoked",
        "terminated",
        "voided",
        "closed_with_item",
        "recounted",
    }
)

ENDS: frozenset[str] = frozenset(
    {
        "answered",
        "not_accepted",
        "forwarded",
        "granted",
        "refused",
        "terminated",
        "voided",
        "closed_with_item",
    }
)
"""These happen to a case once. One that is said again, because its days could only be counted later, is no news."""
TOLD_OF_CERTIFICATES: frozenset[str] = frozenset(
    {"reminded", "suspended", "restored", "revoked", "withdrawn", "cancelled", "replaced", "deemed_renewed"}
)
TOLD_OF_CREDIT: frozenset[str] = frozenset({"ban_proposed", "ban_confirmed", "ban_dismissed"})
"""Of a proposed ban; the subject of these is the proposal."""
TOLD_BY_TOPIC = {"case": TOLD, "certificate": TOLD_OF_CERTIFICATES, "credit": TOLD_OF_CREDIT}
