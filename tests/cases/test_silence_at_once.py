"""Several people and the job meet an application after its fifth day at one moment: one acceptance (art. 32(4))."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.cases.science import events
from tests.conftest import HeldClock
from tests.house import clerk, form, submitted

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Refused, Stale

pytestmark = pytest.mark.usefixtures("house")
POINT = {"where": "plate", "label": "车牌", "problem": "看不清"}


def on_paper(number: str) -> str:
    """The state as it is written down, which reading through the door would settle."""
    return str(Case.objects.get(number=number).state)


TOO_LATE: dict[str, Callable[[str], Any]] = {
    "correction": lambda number: cases.ask_correction(by=clerk(), number=number, points=[POINT]),
    "on the spot": lambda number: cases.correct_on_the_spot(by=clerk(), number=number, form=form(axles=3)),
    "refusal": lambda number: cases.refuse_acceptance(
        by=clerk(), number=number, reasons="不属本机关职权", proper_organ="市交通运输局"
    ),
    "not required": lambda number: cases.find_not_required(by=clerk(), number=number, reasons="未超限"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["accept", *TOO_LATE, "read"])
def test_the_job_and_a_clerk_at_one_moment_make_one_acceptance(act: str, clock: HeldClock) -> None:
    """Each with a connection of its own: whoever holds the row settles it, the other finds it settled."""
    case = submitted()
    clock.set("2022-10-25")
    by = clerk()
    hand = {
        "accept": lambda number: cases.accept(by=by, number=number),
        "read": lambda number: cases.find(number, by),
        **TOO_LATE,
    }[act]
    ready = Barrier(4)

    def at_work(one: Callable[[], object]) -> None:
        try:
            ready.wait()
            one()
        except (Refused, Stale):
            pass
        finally:
            connection.close()

    jobs = [partial(cases.deem_all_accepted, by=SYSTEM)] * 2 + [partial(hand, case.number)] * 2
    with ThreadPoolExecutor(4) as hands:
        # A held clock belongs to its context, which a thread does not inherit.
        list(hands.map(lambda job: job[0].run(at_work, job[1]), [(copy_context(), one) for one in jobs]))
    assert events(case) == ["submitted", "deemed_accepted"]
    assert len(cases.notices(case, "acceptance")) == 1
    assert on_paper(case.number) == "in_review"
