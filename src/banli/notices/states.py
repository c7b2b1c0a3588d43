"""Which events the applicant is told of."""

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
