"""A file of the 12345 hotline: CSV or a spreadsheet, each row taken in once or told."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.house import person
from tests.suggestions.given import manager
from xlsxwriter import Workbook

from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Refused
from banli.suggestions import service as door
from banli.suggestions.models import Suggestion
from banli.suggestions.rules.hotline import COLUMNS, Order, RejectedOrder, read_orders

HEAD = ("工单编号", "工单类型", "来电时间", "来电人", "联系电话", "诉求内容", "承办部门")
GOOD = (
    "12345-1",
    "意见建议",
    "2022-10-14 09:30",
    "欧阳小明",
    "13800138000",
    "建议延长窗口午间服务。",
    "交通运输厅",
)
STUCK = ("12345-2", "办不成事", "2022/10/15", "", "", "两次到窗口都没有办成营运证。", "")
FAULTY = (
    ("", "意见建议", "2022-10-14", "", "", "没有编号的工单内容。", ""),
    ("12345-4", "投诉", "2022-10-14", "", "", "这一条是投诉，不归这里。", ""),
    ("12345-5", "意见建议", "昨天", "", "", "日期写得不对的工单。", ""),
    ("12345-6", "意见建议", "2022-10-18", "", "", "日期在将来的一条工单。", ""),
    ("12345-7", "意见建议", "2022-10-14", "", "", "", ""),
    ("12345-8", "意见建议", "2022-10-14", "", "", "承办单位不认识的工单。", "没有这个厅"),
    ("12345-1", "意见建议", "2022-10-14", "", "", "同一个编号出现两次了。", ""),
)

needs_house = pytest.mark.usefixtures("house")


def csv(*rows: tuple[str, ...], encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(",".join(one) for one in (HEAD, *rows)).encode(encoding)


def spreadsheet(*rows: tuple[object, ...]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate((HEAD, *rows)):
        for column, cell in enumerate(cells):
            sheet.write_datetime(row, column, cell, day) if isinstance(cell, date) else sheet.write(
                row, column, cell
            )
    book.close()
    return out.getvalue()


@needs_house
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_good_rows_are_taken_in_and_each_other_one_is_told_with_row_and_column(encoding: str) -> None:
    told = door.take_in_orders(
        name="week.csv", content=csv(GOOD, STUCK, *FAULTY, encoding=encoding), by=manager()
    )
    assert (told.taken, told.known) == (2, 0)
    assert [(one.row, one.problem.where) for one in told.rejected] == [
        (4, "工单编号"),
        (5, "类型"),
        (6, "日期"),
        (7, "日期"),
        (8, "内容"),
        (9, "承办单位"),
        (10, "工单编号"),
    ]
    first, second = Suggestion.objects.order_by("id")
    assert (first.order_number, first.department_id, first.state) == ("12345-1", "transport", "assigned")
    assert (first.said_on, first.source, first.written_by_id) == (date(2022, 10, 14), "hotline", manager().id)
    assert (second.kind, second.state) == ("obstacle", "received")


@needs_house
def test_a_spreadsheet_says_the_same() -> None:
    content = spreadsheet((*GOOD[:2], date(2022, 10, 14), *GOOD[3:]), (20221015, *STUCK[1:]))
    told = door.take_in_orders(name="week.XLSX", content=content, by=manager())
    assert (told.taken, list(told.rejected)) == (2, [])
    assert set(Suggestion.objects.values_list("order_number", flat=True)) == {"12345-1", "20221015"}


@needs_house
def test_a_file_may_be_read_again_and_writes_nothing_over() -> None:
    door.take_in_orders(name="week.csv", content=csv(GOOD), by=manager())
    changed = (*GOOD[:5], "换了一种说法的内容。", GOOD[6])
    told = door.take_in_orders(name="week.csv", content=csv(GOOD, STUCK), by=manager())
    assert (told.taken, told.known) == (1, 1)
    told = door.take_in_orders(name="week.csv", content=csv(changed), by=manager())
    assert (told.taken, told.known, len(told.rejected)) == (0, 0, 1)
    assert Suggestion.objects.get(order_number="12345-1").text == GOOD[5]


@needs_house
def test_to_check_writes_nothing() -> None:
    told = door.take_in_orders(name="week.csv", content=csv(GOOD, *FAULTY), by=manager(), only_check=True)
    assert (told.taken, len(told.rejected)) == (1, 7)
    assert not Suggestion.objects.exists()


@needs_house
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("week.txt", csv(GOOD)),
        ("week.xlsx", b"PK\x03\x04 no spreadsheet"),
        ("week.csv", "工单编号,来电时间\r\n1,2022-10-14".encode()),
        ("week.csv", b""),
        ("week.csv", b"\xff\xfe\xfa\xfb\xfc" * 9),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        door.take_in_orders(name=name, content=content, by=manager())


@needs_house
def test_a_clerk_takes_in_no_file() -> None:
    with pytest.raises(Denied):
        door.take_in_orders(name="week.csv", content=csv(GOOD), by=person(Role.CLERK, window="transport-03"))


@examples(st.lists(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30)), max_size=8))
def test_every_row_is_an_order_or_told_never_both_and_never_a_crash(rows: list[dict[str, str]]) -> None:
    numbered = list(enumerate(rows, 2))
    found = list(read_orders(numbered, {"交通运输厅": "transport"}, date(2022, 10, 17)))
    assert [one.row for one in found] == [row for row, _cells in numbered]
    good = [one.number for one in found if isinstance(one, Order)]
    assert len(good) == len(set(good))
    assert all(str(one.problem) for one in found if isinstance(one, RejectedOrder))
