"""A reviewer begins to read at one machine and goes on at another; the file stands beside the check list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.house import submitted
from tests.journeys.officer import Officer

pytestmark = pytest.mark.browser

LABEL, PROBLEM = "轴（轴线）数", "与轴荷个数不符，请核对。"


def test_what_was_ticked_and_typed_here_is_there(officer: Callable[[str], Officer]) -> None:
    here, there = officer("clerk.transport"), officer("clerk.transport")
    case = submitted("class-three", axle_count_stated=11)
    here.opens(case.number)
    with here.page.expect_response("**/notes/ask_correction/") as kept:
        here.crosses_out(LABEL, PROBLEM)
    assert kept.value.status == 204
    with here.page.expect_response("**/notes/ask_correction/"):
        here.page.get_by_label(f"“{LABEL}”哪里不对，需要怎样补正").blur()
    there.opens(case.number)
    expect(there.page.get_by_label(f"“{LABEL}”哪里不对，需要怎样补正")).to_have_value(PROBLEM)
    there.asks_for_correction()
    here.page.reload()
    expect(here.page.get_by_text("已告知补正").first).to_be_visible()
