"""An identity number of somebody who is not born yet is refused at its field when it is handed in."""

from __future__ import annotations

import pytest
from tests.house import form, open_house, person, submitted

from banli.cases.service import submit
from banli.kernel.actors import Role
from banli.kernel.errors import Invalid


@pytest.mark.usefixtures("house")
def test_nobody_applies_with_the_identity_number_of_the_unborn() -> None:
    with pytest.raises(Invalid) as refused:
        submitted(agent_id="510100209901010015")
    assert [one.where for one in refused.value.problems] == ["agent_id"]


STATEMENT = "social-insurance-statement"


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        ("2022-09-30", "2021-10-01", ["until_day"]),
        ("0001-01-01", "9999-12-31", ["from_day", "until_day"]),
        ("2030-01-01", "2031-01-01", ["from_day", "until_day"]),
    ],
)
def test_a_statement_of_no_possible_period_is_refused_at_its_days(
    first: str, last: str, where: list[str]
) -> None:
    open_house(STATEMENT)
    officer = person(Role.CLERK, "hrss")
    answers = form("own-statement", STATEMENT, from_day=first, until_day=last)
    with pytest.raises(Invalid) as refused:
        submit(by=officer, item=STATEMENT, form=answers, channel="counter", on_paper=["identity"])
    assert [one.where for one in refused.value.problems] == where
