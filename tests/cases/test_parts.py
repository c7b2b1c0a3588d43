"""What hangs on a case is the same, read table by table or all at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from tests.house import accepted, granted, open_house

from banli.cases import service as cases
from banli.cases.models import Hearing, PaperCompletion, Promise, ReadingNote
from banli.cases.selectors.parts import RELATED, part
from banli.kernel import clock
from banli.kernel.remembered import remembering


@pytest.fixture
def house(db: None) -> None:
    open_house()


def told(row: Model | None) -> dict[str, Any]:
    """Every column of a row that was read, as Python holds it, with its type."""
    if row is None:
        return {}
    left_out = row.get_deferred_fields()
    names = [one.attname for one in row._meta.concrete_fields if one.attname not in left_out]
    return {name: (type(value := getattr(row, name)), value) for name in names}


@pytest.fixture
def case(house: None) -> cases.Case:
    """A case with something in each table."""
    case, now, today = granted(), clock.now(), clock.today()
    Hearing.objects.create(case=case, asked_on=today, reason="听证", signed=["张三", "李四"])
    Promise.objects.create(case=case, kind="later_material", what="plan", text="图纸", until=today)
    PaperCompletion.objects.create(
        case=case, kind="granted", number="1", characters="㐂", made_at=now, by_id=case.reviewer_id
    )
    ReadingNote.objects.create(
        case=case,
        reader_id=case.reviewer_id or 0,
        act="review",
        version=1,
        typed={"opinion": "同意"},
        changed_at=now,
    )
    return case


@pytest.mark.parametrize("table", RELATED, ids=lambda table: table.__name__)
def test_a_row_read_with_the_others_is_the_row_read_alone(table: type[Model], case: cases.Case) -> None:
    alone = part(case, table)
    with remembering():
        together = part(case, table)
    assert alone
    assert [told(row) for row in together] == [told(row) for row in alone]
    for name in RELATED[table]:
        for here, there in zip(together, alone, strict=True):
            assert told(getattr(here, name)).items() <= told(getattr(there, name)).items()


def test_the_clocks_of_several_cases_are_those_of_each(house: None) -> None:
    found = [accepted("class-three"), granted()]
    with remembering():
        several = cases.running_courses(found)
    assert several == {case.pk: cases.running_courses([case])[case.pk] for case in found}
    assert all(several.values())
