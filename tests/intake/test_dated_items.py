"""A reported case goes by the revision of its item in force on the day it was applied for."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.exchange import accepted, ended, take, write

from banli.cases.models import Case
from banli.catalogue.service import current, publish_folder
from banli.intake.rules.items import Items, KnownItem, Turn
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN

FIRST = date(2020, 1, 1)
HOSPITAL = "medical-institution-registration"
DAYS = st.dates(FIRST - timedelta(900), FIRST + timedelta(900))


@given(st.lists(st.dates(FIRST, FIRST + timedelta(600)), unique=True, max_size=4), st.lists(DAYS, max_size=8))
def test_columns_and_single_cases_find_the_same_revision(switches: list[date], days: list[date]) -> None:
    turns = tuple(Turn(day, 10 + place, place, 20 + place) for place, day in enumerate(sorted(switches)))
    dated = KnownItem("D" * 31, 1, 9, "01", "health", 7, 20, turns)
    plain = KnownItem("P" * 31, 2, 5, "06", "market", None, None)
    items = Items([plain, dated])
    for item in (dated, plain):
        places = items.on(
            items.places(pa.array([item.code] * len(days), pa.string())), pa.array(days, pa.date32())
        )
        assert [int(one) for one in items.revision.take(places).to_pylist()] == [
            item.on(day).revision for day in days
        ]
        assert items.statutory.take(places).to_pylist() == [item.on(day).statutory for day in days]
        assert items.item.take(places).to_pylist() == [item.item] * len(days)


def test_the_day_of_application_says_which_text_a_reported_case_goes_by(house: Path) -> None:
    publish_folder(path=SICHUAN / "items" / HOSPITAL, by=SYSTEM)
    code = current(HOSPITAL).spec.task_code
    old, new = (current(HOSPITAL, day).id for day in (date(2022, 4, 30), date(2022, 5, 1)))
    assert old != new
    told = {
        1: ("2022-04-30 16:00:00", "2022-05-05 09:00:00", old),
        2: ("2022-05-01 09:00:00", "2022-05-05 09:00:00", new),
        3: ("", "2022-04-29 09:00:00", old),
        4: ("", "2022-05-05 09:00:00", new),
    }
    rows = [
        accepted(
            n, project_no=f"{code}20220501D{n:04}", task_code=code, apply_date=applied, accept_date=begun
        )
        for n, (applied, begun, _revision) in told.items()
    ]
    take(write(house / "a" / "up_pro_accept.csv", rows))
    # An end in another package is told to the case that is there, and leaves its revision.
    take(
        write(house / "b" / "up_pro_result.csv", [ended(1, project_no=rows[0]["project_no"], task_code=code)])
    )
    found = dict(Case.objects.values_list("number", "revision_id"))
    assert found == {row["project_no"]: told[n][2] for n, row in enumerate(rows, 1)}
