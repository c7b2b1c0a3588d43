"""What a program is told of an end that has no date yet."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api.conftest import Ask
from tests.held_clock import HeldClock
from tests.house import clerk, submitted

from banli.cases import service as cases

OPEN: dict[str, Any] = {
    "nth": 20,
    "unit": "working",
    "from": "2026-12-28",
    "year": 2027,
    "not_before": "2027-01-17",
}


def given(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is not said."""
    return {key: value for key, value in told.items() if value not in (None, False)}


def test_an_end_without_a_date_says_which_working_day_it_is(ask: Ask) -> None:
    status, answer = ask("deadline", {"days": 20, "from": "2026-12-28"})
    assert (status, answer["due"], answer["limit"]["due"]) == (200, None, None)
    assert given(answer["undecreed"]) == given(answer["limit"]["undecreed"]) == OPEN
    assert answer["days"][-1]["date"] <= "2026-12-31"


def test_in_days_the_day_itself_is_told(ask: Ask) -> None:
    _status, answer = ask("deadline", {"days": 30, "from": "2026-12-11", "unit": "calendar"})
    assert (answer["due"], answer["undecreed"]["plain"]) == (None, "2027-01-10")


def test_both_limits_of_an_item_may_be_open(ask: Ask, clock: HeldClock) -> None:
    clock.set("2026-12-28")
    _status, answer = ask(
        "deadline",
        {"item": "oversize-transport", "from": "2026-12-28", "fact": ["crossing=false", "class=II"]},
    )
    limits = [answer[key] for key in ("statutory", "promised")]
    assert all((one["due"] is None) == ("undecreed" in one) for one in limits)
    assert any(one["due"] is None for one in limits)


def test_a_day_before_every_year_on_record_is_refused(ask: Ask) -> None:
    status, answer = ask("deadline", {"days": 20, "from": "2011-10-17"})
    assert status in (409, 422)
    assert "load" not in str(answer)


@pytest.mark.parametrize("accepts", [False, True])
def test_the_clocks_of_a_case_say_it_too(ask: Ask, clock: HeldClock, accepts: bool) -> None:
    clock.set("2026-12-30")
    case = submitted()
    if accepts:
        cases.accept(by=clerk(), number=case.number)
    status, answer = ask(f"cases/{case.number}/deadlines", X_Query_Password=cases.query_password(case.number))
    assert (status, answer["due"], answer["left"]) == (200, None, None)
    assert answer["undecreed"]["nth"] == (3 if accepts else 5)
    assert answer["label"] == "date to follow"
    assert all((one["due"] is None) == (one["undecreed"] is not None) for one in answer["clocks"])
    assert "9999" not in str(answer["clocks"])
