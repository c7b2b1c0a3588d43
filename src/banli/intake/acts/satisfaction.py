"""Ratings that a source reports of its cases."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from banli.intake.rules.known_cases import Outcome
from banli.intake.rules.reject import (
    NO_CASE_TO_RATE,
    NOT_ENDED,
    RATED_EARLY,
    RATED_OTHERWISE,
    rejected,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ratings.service import Reported, ReportedOutcome, take_in_reported

OUTCOMES = {ReportedOutcome.FRESH: Outcome.FRESH, ReportedOutcome.SAME: Outcome.SAME}
WHY = {
    ReportedOutcome.UNKNOWN: ("project_no", NO_CASE_TO_RATE),
    ReportedOutcome.OPEN: ("project_no", NOT_ENDED),
    ReportedOutcome.EARLY: ("assess_time", RATED_EARLY),
    ReportedOutcome.OTHERWISE: ("satisfaction", RATED_OTHERWISE),
}


def take_in_satisfaction(*, by: Actor, source: str, rows: pa.RecordBatch, piece: Any) -> bool:
    """Take in the ratings in ``rows``, in the caller's transaction; True where a case is missing that an earlier batch,
    still on its way, may bring."""
    told = rows.to_pylist()
    outcomes = take_in_reported(
        by=by,
        source=source,
        rows=[
            Reported(
                row["project_no"], int(row["satisfaction"]), row["assess_time"].replace(tzinfo=clock.SHANGHAI)
            )
            for row in told
        ],
    )
    for row, outcome in zip(told, outcomes, strict=True):
        if outcome in OUTCOMES:
            piece.outcomes[OUTCOMES[outcome]] += 1
            continue
        name, reason = WHY[outcome]
        piece.rejects.append(rejected(row["line"], name, reason, row[name]))
    return bool({ReportedOutcome.UNKNOWN, ReportedOutcome.OPEN} & set(outcomes))
