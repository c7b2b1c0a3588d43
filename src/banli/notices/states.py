"""Which events the applicant is told of."""

TOLD: frozenset[str] = frozenset(
    {
        "correction_asked",
        "accepted",
        "not_accepted",
        "not_required",
        "paused",
        "resumed",
        "extended",
        "granted",
        "refused",
        "certificate_issued",
        "delivered",
    }
)
