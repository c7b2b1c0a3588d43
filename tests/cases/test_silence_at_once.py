"""Several people and the job meet an application after its fifth day at one moment: one acceptance (art. 32(4))."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from tests.cases.science import events
from tests.cases.test_silence import TOO_LATE, on_paper
from tests.held_clock import HeldClock
from tests.house import clerk, submitted

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Refused, Stale

pytestmark = pytest.mark.usefixtures("house")


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
