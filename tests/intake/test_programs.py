"""One table gives one result, whatever program wrote it and in whichever format."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.intake.exchange import checked
from tests.intake.programs import PROGRAMS, write_as

NAMES = st.sampled_from(
    [
        "执业",
        "专业",
        "药品",
        "初审",
        "专家评审",
        "现场勘验（第二次）",
        "阿依·古丽复核",
        "审查,决定",
        '“一窗”"核"',
    ]
)
MOMENTS = st.datetimes(datetime.fromisoformat("2010-01-01"), datetime.fromisoformat("2022-10-16")).map(
    lambda one: one.replace(microsecond=0)
)
DAYS = st.dates(date(2010, 1, 1), date(2049, 12, 31))
NUMBERS = st.from_regex(r"[0-9]{0,30}[A-Z][0-9]{1,9}", fullmatch=True) | st.from_regex(
    r"[1-9][0-9]{10,40}", fullmatch=True
)
ACCEPT = st.fixed_dictionaries(
    {
        "project_no": NUMBERS,
        "task_code": st.just("1151000099000001712510199001000"),
        "accept_date": MOMENTS,
        "promise_date": st.none() | DAYS,
        "apply_type": st.none() | st.sampled_from([1, 2, 3, 4, 9]),
        "dataver": st.none() | st.integers(1, 99),
    }
)
PROCESS = st.fixed_dictionaries(
    {
        "project_no": NUMBERS,
        "process_name": NAMES,
        "event_end_time": MOMENTS,
        "event_name": st.none() | NAMES,
        "dataver": st.none() | st.integers(1, 99),
    }
)


def normal(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row as the intake keeps it."""
    if table == "up_pro_process":
        return row
    kind = row["apply_type"]
    return {**row, "apply_type": None if kind is None else str(kind)}


@pytest.mark.parametrize("program", sorted(PROGRAMS))
@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet"])
@examples(max_examples=25)
@given(
    accept=st.lists(ACCEPT, min_size=1, max_size=6),
    process=st.lists(PROCESS, min_size=1, max_size=6),
)
def test_one_table_gives_one_result(
    tmp_path_factory: pytest.TempPathFactory,
    program: str,
    ending: str,
    accept: list[dict[str, Any]],
    process: list[dict[str, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("written")
    for table, rows in (("up_pro_accept", accept), ("up_pro_process", process)):
        path = write_as(PROGRAMS[program], rows, folder / f"{table}.{ending}")
        found, rejects = checked(path)
        assert rejects == []
        assert [{name: row[name] for name in rows[0]} for row in found] == [
            normal(table, one) for one in rows
        ]
