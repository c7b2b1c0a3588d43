"""Numbers follow one another without a gap, whoever takes them and whatever is rolled back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from banli.kernel.errors import Refused
from banli.numbering.service import start, take


@pytest.mark.django_db
def test_each_series_counts_for_itself() -> None:
    assert [take("a"), take("a"), take("b"), take("a", 3), take("a")] == [1, 2, 1, 3, 6]


@pytest.mark.django_db
def test_a_series_may_begin_where_paper_ended_but_not_be_set_again() -> None:
    start("weekly", 409)
    start("weekly", 409)
    assert take("weekly") == 410
    with pytest.raises(Refused, match="410"):
        start("weekly", 409)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_even_when_some_roll_back() -> None:
    def one(index: int) -> int | None:
        try:
            with transaction.atomic():
                number = take("busy")
                if index % 3 == 0:
                    raise LookupError
                return number
        except LookupError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clerks:
        taken = [number for number in clerks.map(one, range(30)) if number is not None]
    assert sorted(taken) == list(range(1, 21))
