"""Cells: nothing, spoiled numbers, and what a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.cells import Spoiled, csv_line, heading, is_nothing, plain, told, unspoiled


@pytest.mark.parametrize(
    "text", ["", "\t", "NULL", "NaN", "<NA>", r"\N", "—", "－－", "无", "/", "#N/A", "（null）"]
)
def test_what_says_nothing(text: str) -> None:
    assert is_nothing(text)
    assert told(text) == plain(text) == ""


@pytest.mark.parametrize(
    ("text", "said"), [('="01"', "01"), ("'=1+1", "=1+1"), (" 初审 ", "初审"), ("'初审'", "'初审'")]
)
def test_what_a_text_says(text: str, said: str) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", "1"), ("1.0", "1"), ("1.", "1"), ("9007199254740993.00", "9007199254740993"), ("A.0", "A.0")],
)
def test_whole_numbers_with_a_point(text: str, number: str) -> None:
    assert unspoiled(text) == number


@pytest.mark.parametrize("text", ["1E+3", "2.02E+07", "1.151e+42", "1.9", "9007199254740992.0"])
def test_numbers_that_lost_digits(text: str) -> None:
    with pytest.raises(Spoiled):
        unspoiled(text)


@pytest.mark.parametrize(
    "name", ["project_no", " PROJECT_NO ", "ods.project_no", "ｐｒｏｊｅｃｔ＿ｎｏ", "\ufeffProject No"]
)
def test_one_heading_in_many_forms(name: str) -> None:
    assert heading(name) == "project_no"


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4),
    st.sampled_from("=+-@＝＋－＠\t\r"),
)
def test_no_cell_of_a_written_line_is_a_formula(cells: list[str], first: str) -> None:
    written = [first + cells[0], *cells[1:]]
    (read,) = csv.reader(io.StringIO(csv_line(written), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in read)
    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in written]
