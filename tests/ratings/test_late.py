"""A bad rating that is handled late leaves a signal that stays; its answer is told to whoever rated."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import granted, person
from tests.ratings.rated import called, rated, replied, supervisor

from banli.cases.models import Case
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied
from banli.ledger.models import Event
from banli.notices.models import Dispatch, Message
from banli.ratings import service as ratings
from banli.ratings.models import Late, Rating
from banli.ratings.rules.lateness import run_out
from banli.ratings.states import OPEN, RatingState
from banli.site import jobs
from banli.worktime.service import OPEN_END


def noted() -> list[tuple[str, date]]:
    return list(Late.objects.order_by("id").values_list("clock", "due"))


def test_the_last_day_is_in_time_and_the_next_one_is_noted_once(ended: Case, clock: HeldClock) -> None:
    one = rated(ended)
    clock.set("2022-10-18T23:59")
    assert ratings.note_late(by=SYSTEM) == 0
    clock.set("2022-10-19T00:00")
    assert ratings.note_late(by=SYSTEM) == 1
    assert ratings.note_late(by=SYSTEM) == 0
    assert noted() == [("call", date(2022, 10, 18))]
    event = Event.objects.get(topic="rating", name="call_back_late")
    assert (event.subject, event.scope) == (one.number, "transport")
    assert ended.number not in (event.body or "")


def test_what_is_called_back_late_and_mended_late_are_two_signals_that_stay(
    ended: Case, clock: HeldClock
) -> None:
    number = rated(ended).number
    clock.set("2022-10-20T09:00")
    jobs.watch_clocks()
    ratings.call_back(by=supervisor(), number=number, matter="窗口没有一次告知。", reached=True)
    clock.set("2022-11-08T09:00")
    jobs.watch_clocks()
    assert noted() == [("call", date(2022, 10, 18)), ("mend", date(2022, 11, 7))]
    ratings.mend(by=person(Role.APPROVER), number=number, text="已改。")
    jobs.watch_clocks()
    assert len(noted()) == 2


def test_the_department_sees_its_late_ones_once_they_were_handed_to_it(ended: Case, clock: HeldClock) -> None:
    number = rated(ended).number
    clock.set("2022-12-01T09:00")
    ratings.note_late(by=SYSTEM)
    approver = person(Role.APPROVER)
    assert [one.rating.number for one in ratings.late_ratings(supervisor())] == [number]
    assert ratings.late_ratings(approver) == []
    ratings.call_back(by=supervisor(), number=number, matter="窗口没有一次告知。", reached=False)
    ratings.note_late(by=SYSTEM)
    assert len(ratings.late_ratings(approver)) == 2
    assert ratings.late_ratings(person(Role.APPROVER, "health")) == []


def test_nobody_but_the_platform_notes(ended: Case) -> None:
    with pytest.raises(Denied):
        ratings.note_late(by=person(Role.APPROVER))


@given(st.sampled_from(RatingState), st.dates(), st.dates(), st.dates())
def test_only_who_is_to_act_is_late(state: RatingState, call: date, mend: date, today: date) -> None:
    one = Rating(state=state, call_by=call, mend_by=mend)
    found = run_out(one, today)
    assert (found is not None) == (state in OPEN and (call if state == RatingState.TO_CALL else mend) < today)
    waiting = Rating(state=state, call_by=OPEN_END, mend_by=OPEN_END)
    assert run_out(waiting, OPEN_END) is None


def test_whoever_rated_is_told_of_the_answer_and_the_department_cannot_see_whom(ended: Case) -> None:
    one = replied(ended)
    replied_of = granted()
    called(replied_of)
    jobs.drain_outbox()
    jobs.send_messages()
    assert list(Message.objects.filter(topic="rating").values_list("subject", "name")) == [
        (one.number, "replied")
    ]
    told = Dispatch.objects.filter(message__topic="rating")
    assert told.exists()
    for row in told:
        assert (row.scope, row.reference) == ("", one.number)


def test_an_answer_that_waits_to_be_read_is_listed_for_its_case_alone(ended: Case) -> None:
    one = replied(ended)
    other = granted()
    called(other)
    assert [row.number for row in ratings.answered([ended, other])] == [one.number]
    ratings.rate_again(case=ended, number=one.number, said=ratings.Said("2"))
    assert ratings.answered([ended, other]) == []
