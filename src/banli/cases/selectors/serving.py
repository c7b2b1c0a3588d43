"""Which notice waits for its answer, whether it is served, and until when it is to be answered."""

from __future__ import annotations

from datetime import date

from banli.cases.models import Case, Notice
from banli.cases.rules.clocks import day_of
from banli.cases.rules.serving import COUNTS, WAITS_FOR, Serving
from banli.cases.selectors.lists import notices
from banli.cases.selectors.progress import end_told
from banli.cases.states import State
from banli.worktime.service import OPEN_END, Awaited


def notice_out(case: Case) -> Notice | None:
    """The notice that the applicant is to answer now; None where there is none."""
    kind = WAITS_FOR.get(State(case.state))
    return next(reversed(notices(case, kind)), None) if kind else None


def serving_of(notice: Notice) -> Serving:
    """How the service of ``notice`` stands."""
    return Serving(day_of(notice.issued_at), notice.body.get(COUNTS, {}), notice.service)


def end_of_notice(notice: Notice) -> date | Awaited | None:
    """The last day to answer ``notice``; None while it is not served, and where it asks for no answer."""
    return end_told(notice.service or notice.body)


def answer_end(case: Case) -> date | Awaited | None:
    """The applicant's last day to answer the correction notice that is out; None while it is not served."""
    told = notices(case, "correction")
    return end_of_notice(told[-1]) if told else None


def answer_until(case: Case) -> date | None:
    """As :func:`answer_end`, an open end among them."""
    found = answer_end(case)
    return OPEN_END if isinstance(found, Awaited) else found


def refusal_served_on(case: Case) -> date | None:
    """The day on which the last notice of a proposed refusal was served; None where it was not."""
    told = notices(case, "refusal_told")
    return serving_of(told[-1]).day if told else None
