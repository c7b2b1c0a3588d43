"""Rounds of supervision, and what they recorded."""

from __future__ import annotations

from banli.cases.service import Case
from banli.kernel.clock import SHANGHAI
from banli.site import jobs
from banli.supervision.models import Signal
from banli.supervision.service import of_case


def told(case: Case) -> list[tuple[str, str, str]]:
    """Of each signal of a case, as it was raised: rule, moment, state."""
    return sorted(
        (one.rule, f"{one.at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}", one.state) for one in of_case(case.pk)
    )


def one_signal(case: Case, rule: str) -> Signal:
    """The signal of that rule, after a round."""
    jobs.watch(timestamp=0)
    return next(one for one in of_case(case.pk) if one.rule == rule)
