"""Who is called next, and how long it takes: rules alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from banli.tickets.rules.order import Waiting, in_order
from banli.tickets.rules.wait import LEARNED, expected_wait
from banli.tickets.states import Lane

LANES = st.sampled_from(list(Lane))
LINES = st.lists(st.tuples(LANES, st.integers(0, 4)), max_size=20).map(
    lambda rows: [Waiting(place, place, lane, lets_go) for place, (lane, lets_go) in enumerate(rows)]
)


def line(*lanes: str) -> list[Waiting]:
    return [Waiting(place, place, Lane(lane)) for place, lane in enumerate(lanes)]


def test_who_came_first_is_called_first() -> None:
    assert [one.id for one in in_order(reversed(line("ordinary", "ordinary", "ordinary")), 0, 2)] == [0, 1, 2]


def test_a_priority_group_goes_first_and_nobody_waits_for_ever() -> None:
    waiting = line("ordinary", "ordinary", "priority", "priority", "priority", "priority")
    assert [one.id for one in in_order(waiting, 0, 2)] == [2, 3, 0, 4, 5, 1]
    assert [one.id for one in in_order(waiting, 2, 2)][:2] == [0, 2]


def test_whoever_missed_a_call_lets_others_go_first() -> None:
    waiting = [Waiting(0, 0, lets_go=2), Waiting(1, 1), Waiting(2, 2), Waiting(3, 3)]
    assert [one.id for one in in_order(waiting, 0, 2)] == [1, 2, 0, 3]
    assert [one.id for one in in_order([Waiting(0, 0, lets_go=3)], 0, 2)] == [0]


@given(LINES, st.integers(0, 5), st.integers(1, 4))
def test_everybody_is_called_once_and_each_lane_in_its_own_order(
    waiting: list[Waiting], in_a_row: int, most: int
) -> None:
    found = list(in_order(waiting, in_a_row, most))
    assert sorted(one.id for one in found) == [one.id for one in waiting]
    for lane in Lane:
        plain = [one.place for one in found if one.lane is lane and not one.lets_go]
        assert plain == sorted(plain)


@given(LINES, st.integers(1, 4))
def test_no_ordinary_ticket_waits_for_more_than_its_share(waiting: list[Waiting], most: int) -> None:
    found = list(in_order([Waiting(one.id, one.place, one.lane) for one in waiting], 0, most))
    row = 0
    for place, one in enumerate(found):
        row = row + 1 if one.lane is Lane.PRIORITY else 0
        others = any(other.lane is Lane.ORDINARY for other in found[place + 1 :])
        assert row <= most or not others


@given(
    st.integers(0, 200), st.integers(0, 60), st.lists(st.floats(30, 3600), max_size=60), st.integers(60, 3600)
)
def test_a_wait_is_an_interval_and_grows_with_the_line(
    ahead: int, desks: int, took: list[float], usual: int
) -> None:
    found = expected_wait(ahead, desks, took, usual)
    if not desks:
        assert found is None
        return
    assert found is not None
    assert 0 <= found.least < found.most
    assert found.learned == (len(took) >= LEARNED)
    longer = expected_wait(ahead + desks, desks, took, usual)
    assert longer is not None
    assert longer.most > found.most


def test_a_free_window_calls_at_once() -> None:
    found = expected_wait(0, 2, [600.0] * 9, 600, busy=1)
    assert found is not None
    assert (found.least, found.minutes) == (0, (0, 2))
    longer = expected_wait(1, 2, [600.0] * 9, 600, busy=1)
    assert longer is not None
    assert longer.most > found.most


@given(st.integers(0, 40), st.integers(1, 8), st.floats(0, 1))
def test_whoever_is_overtaken_waits_longer_and_never_for_ever(ahead: int, desks: int, share: float) -> None:
    alone = expected_wait(ahead, desks, [600.0] * 9, 600)
    overtaken = expected_wait(ahead, desks, [600.0] * 9, 600, overtaken=share)
    assert alone is not None
    assert overtaken is not None
    assert alone.most <= overtaken.most <= 3 * alone.most + 3


def test_without_a_window_there_is_no_estimate() -> None:
    assert expected_wait(3, 0, [600.0] * 9, 600) is None
