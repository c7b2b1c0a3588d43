"""Files as programs wrote them and departments sent them: each says what it means, or why it is not taken."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.intake.exchange import checked, checked_file

from banli.intake.acts.run import look
from banli.intake.rules import reject
from banli.intake.rules.typed import NOT_UTF8
from banli.kernel.cells import SPOILED
from banli.kernel.errors import Invalid

INPUTS = Path(__file__).parent / "inputs"
wall = datetime.fromisoformat


def column(name: str, field: str) -> list[Any]:
    """What the sound rows of an input say of a field; nothing of it is rejected."""
    rows, rejects = checked(INPUTS / name)
    assert rejects == []
    return [row[field] for row in rows]


def reasons(name: str) -> list[tuple[int, str, str]]:
    """Line, field and reason of what is rejected; nothing else is in the input."""
    rows, rejects = checked(INPUTS / name)
    assert rows == []
    return rejects


def test_words_whose_gbk_bytes_are_sound_utf8_are_read_as_gbk() -> None:
    assert column("gbk-up_pro_process.csv", "process_name") == ["执业", "专业", "药品"]
    assert column("gbk-three-up_pro_process.csv", "process_name") == ["执业", "初审", "专家评审"]


def test_case_numbers_that_a_program_kept_as_floating_numbers() -> None:
    assert reasons("floats-up_pro_accept.parquet") == [
        (1, "project_no", reject.MISSING),
        (2, "project_no", reject.MISSING),
        (3, "project_no", SPOILED),
    ]


def test_parquet_with_text_in_gbk_is_refused_whole() -> None:
    with pytest.raises(Invalid) as told:
        look([INPUTS / "gbk-up_pro_process.parquet"])
    (problem,) = told.value.problems
    assert problem.message == NOT_UTF8
    assert dict(problem.params)["column"] == "process_name"


def test_strokes_are_no_case_numbers() -> None:
    assert reasons("strokes-up_pro_accept.csv") == [
        (2, "project_no", reject.MISSING),
        (3, "project_no", reject.MISSING),
    ]


def test_the_zones_that_postgresql_writes() -> None:
    half = wall("2022-03-01 09:30")
    assert column("zones-up_pro_accept.csv", "accept_date") == [half, half.replace(microsecond=500_000), half]


def test_codes_with_a_decimal_point_in_both_formats() -> None:
    for name, codes in (
        ("decimals-up_pro_accept.csv", ["1"]),
        ("decimals-up_pro_accept.parquet", ["1", None]),
    ):
        assert column(name, "apply_type") == codes
        assert set(column(name, "dataver")) == {1}


def test_capital_keys_of_oracle_and_dm() -> None:
    assert column("capitals-up_pro_accept.ndjson", "project_no") == ["UJ1"]


def test_chinese_days_and_what_is_written_for_none() -> None:
    assert column("chinese-up_pro_accept.csv", "accept_date") == [
        wall("2022-03-01"),
        wall("2022-03-01 09:30"),
    ]
    assert column("nothing-up_pro_accept.csv", "promise_date") == [None] * 4


HEAD = "project_no,task_code,accept_date,promise_date,apply_type,dataver\n"


@pytest.mark.parametrize(
    "number",
    [
        "",
        " ",
        "NULL",
        "null",
        r"\N",
        "None",
        "NaN",
        "<NA>",
        "N/A",
        "-",
        "--",
        "—",
        "——",
        "－",
        "无",
        "/",
        "／",
    ],
)
def test_whatever_says_nothing_is_no_case_number_and_no_day(tmp_path: Path, number: str) -> None:
    for text, field in (
        (f'"{number}",T1,2022-03-01,,,', "project_no"),
        (f'N1,"{number}",2022-03-01,,,', "task_code"),
        (f'N1,T1,"{number}",,,', "accept_date"),
    ):
        rows, rejects = checked_file(tmp_path / "up_pro_accept.csv", (HEAD + text + "\n").encode())
        assert (rows, rejects) == ([], [(2, field, reject.MISSING)]), text
    text = f'{HEAD}N1,T1,2022-03-01,"{number}","{number}","{number}"\n'
    ((row,), rejects) = checked_file(tmp_path / "up_pro_accept.csv", text.encode())
    assert (rejects, row["promise_date"], row["apply_type"], row["dataver"]) == ([], None, None, None)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("...", reject.BAD_NUMBER),
        ("test", reject.BAD_NUMBER),
        ("000", reject.BAD_NUMBER),
        ("办件1", reject.BAD_NUMBER),
        ("N1;N2", reject.BAD_NUMBER),
        ("#REF!", reject.BAD_NUMBER),
        ("-1", reject.BAD_NUMBER),
        ("N" * 50 + "1", reject.BAD_NUMBER),
        ("2.02E+07", SPOILED),
        ("1.151e+42", SPOILED),
        ("2022.5", SPOILED),
        ("9007199254740993.0", SPOILED),
    ],
)
def test_what_is_no_case_number(tmp_path: Path, number: str, reason: str) -> None:
    data = f"{HEAD}{number},T1,2022-03-01,,,\n".encode()
    assert checked_file(tmp_path / "up_pro_accept.csv", data) == ([], [(2, "project_no", reason)])


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("GN0", "GN0"),
        ("20220301.0", "20220301"),
        ('="0012"', "0012"),
        ("'0012", "0012"),
        ("\t115100", "115100"),
        ("ＧＮ１", "GN1"),
        (" N1 ", "N1"),
        ("2022.3.1-7", "2022.3.1-7"),
        (
            "1151000001015501512510118001000202203010001.0000000000",
            "1151000001015501512510118001000202203010001",
        ),
    ],
)
def test_case_numbers_as_spreadsheets_and_programs_keep_them(
    tmp_path: Path, written: str, number: str
) -> None:
    cell = written.replace('"', '""')
    data = f'{HEAD}"{cell}",T1,2022-03-01,,,\n'.encode()
    rows, rejects = checked_file(tmp_path / "up_pro_accept.csv", data)
    assert ([row["project_no"] for row in rows], rejects) == ([number], [])


@pytest.mark.parametrize(
    ("written", "code"),
    [(one, "1") for one in ("1", "01", "1.0", "1.00", "１", "０１", " 1 ", '="01"', "'1", "1.")]
    + [(one, None) for one in ("", "nan", "NULL", "无")]
    + [(one, reject.BAD_CODE) for one in ("1.9", "1E+3", "inf", "0", "7", "true", "one")],
)
def test_one_code_in_the_ways_it_is_written(tmp_path: Path, written: str, code: str | None) -> None:
    cell = written.replace('"', '""')
    data = f'{HEAD}N1,T1,2022-03-01,,"{cell}",\n'.encode()
    rows, rejects = checked_file(tmp_path / "up_pro_accept.csv", data)
    if code == reject.BAD_CODE:
        assert (rows, rejects) == ([], [(2, "apply_type", code)])
    else:
        assert ([row["apply_type"] for row in rows], rejects) == ([code], [])
