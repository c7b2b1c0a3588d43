"""The public statement as a file: the numbers of the page, where they come from, and nothing that is a formula."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import accepted

pytestmark = pytest.mark.usefixtures("house")


def test_the_file_has_the_numbers_of_the_page_and_their_source() -> None:
    accepted(), accepted()
    answer = Client().get("/statistics/?from=2022-10-01&to=2022-10-17&as=csv")
    assert "attachment" in answer["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("行政许可事项,2,")
    assert any(line.startswith("交通运输厅,2,") for line in lines)
    assert "截至第" in lines[-1]


def test_a_day_that_is_none_is_said_on_the_page_and_no_file_comes() -> None:
    answer = Client().get("/statistics/?from=yesterday&as=csv")
    assert "Content-Disposition" not in answer
    assert "2022-10-17" in answer.content.decode()
