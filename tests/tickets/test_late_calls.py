"""Whether a call that was made without a network stands, once it comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.tickets.rules.late import Stands, what_stands
from banli.tickets.states import BEGIN, CALL, CALL_LATE, FINISH, MISS, TicketMove, TicketState

S, R = TicketState, Stands
LASTS = (CALL, MISS, BEGIN, FINISH)


@pytest.mark.parametrize(
    ("state", "last", "own", "stands"),
    [
        (S.WAITING, CALL, False, R.RECORDED),
        (S.MISSED, FINISH, False, R.RECORDED),
        (S.CALLED, CALL, False, R.CALLED),
        (S.CALLED, MISS, False, R.CALLED),
        (S.CALLED, BEGIN, False, R.RECORDED),
        (S.CALLED, FINISH, False, R.RECORDED),
        (S.CALLED, FINISH, True, R.RECORDED),
        (S.SERVING, FINISH, False, R.SERVED),
        (S.SERVING, FINISH, True, R.RECORDED),
        (S.PARKED, FINISH, True, R.SERVED),
        (S.DONE, FINISH, False, R.SERVED),
        (S.LEFT, FINISH, False, R.LEFT),
        (S.LAPSED, FINISH, False, R.RECORDED),
        (S.LAPSED, BEGIN, False, R.OVER),
    ],
)
def test_who_served_stands_against_who_only_called(
    state: TicketState, last: TicketMove, own: bool, stands: Stands
) -> None:
    assert what_stands(state, last, own=own, busy=False) is stands


@given(
    state=st.sampled_from([one for one in S if one is not S.DRAWN]),
    last=st.sampled_from(LASTS),
    own=st.booleans(),
    busy=st.booleans(),
)
def test_what_is_recorded_is_a_move_of_the_table_and_leaves_one_at_a_window(
    state: TicketState, last: TicketMove, own: bool, busy: bool
) -> None:
    stands = what_stands(state, last, own=own, busy=busy)
    if stands is R.RECORDED:
        assert state in CALL_LATE.sources or (state is S.SERVING and own)
        assert not (busy and last in (CALL, BEGIN))
    else:
        assert stands is what_stands(state, last, own=own, busy=True)
