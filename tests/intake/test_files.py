"""What cannot be read: one clear line and nothing taken in, or a reject at its line while the rest is taken."""

from __future__ import annotations

import csv
import io
import os
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.intake.exchange import (
    accepted,
    as_csv,
    as_ndjson,
    code,
    ended,
    number,
    rejected,
    take,
    write,
)

from banli.cases.models import Case
from banli.intake.models import Delivery, Part
from banli.intake.rules import lines, reject
from banli.intake.rules.chunks import chunks
from banli.intake.rules.inspection import NOT_LINES, NOT_TEXT, survey
from banli.intake.rules.lines import Splitter
from banli.kernel.days import NOT_A_DAY
from banli.kernel.encodings import GARBLED, NO_ENCODING, UNSURE
from banli.kernel.errors import Invalid, Refused
from banli.ledger.service import position


def refused(path: Path, **more: Any) -> str:
    """Why nothing was taken in, in one line."""
    before = position(), Delivery.objects.count()
    with pytest.raises(Invalid) as told:
        take(path, **more)
    assert (position(), Delivery.objects.count()) == before
    (problem,) = told.value.problems
    assert "\n" not in str(problem)
    return problem.message


def of(house: Path, name: str, data: bytes) -> Path:
    path = house / name
    path.write_bytes(data)
    return path


def test_an_empty_file(house: Path) -> None:
    for name in ("up_pro_accept.csv", "up_pro_accept.ndjson", "up_pro_accept.parquet"):
        assert "empty" in refused(of(house, name, b""))


def test_a_folder_without_files_and_a_file_that_is_not_there(house: Path) -> None:
    (house / "nothing").mkdir()
    assert "holds no exchange file" in refused(house / "nothing")
    assert "There is no file" in refused(house / "nowhere.csv")
    folder = house / "folder.csv"
    folder.mkdir()
    assert "holds no exchange file" in refused(folder)


def test_a_file_that_may_not_be_opened(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = of(house, "up_pro_accept.csv", as_csv([accepted(1)]))
    original = Path.open

    def closed(self: Path, *words: Any, **more: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return original(self, *words, **more)

    monkeypatch.setattr(Path, "open", closed)
    assert "cannot be opened" in refused(path)


def test_an_unknown_ending_and_an_unknown_table(house: Path) -> None:
    assert "ends in" in refused(of(house, "up_pro_accept.xlsx", b"x"))
    assert "which table" in refused(of(house, "things.csv", b"a,b\n1,2\n"))
    assert "heading" in refused(of(house, "up_pro_accept.csv", b"\n1,2,3\n"))


def test_a_table_is_known_by_its_columns(house: Path) -> None:
    assert take(of(house, "report.csv", as_csv([accepted(1)])))["fresh"] == 1


def test_a_missing_column_and_one_that_is_there_twice(house: Path) -> None:
    data = as_csv([accepted(1)]).replace(b"accept_date", b"accept_dat")
    assert "lacks" in refused(of(house, "up_pro_accept.csv", data))
    row = {key: value for key, value in accepted(1).items() if key != "task_code"}
    assert "lacks" in refused(write(house / "up_pro_accept.parquet", [row]))
    twice = as_csv([accepted(1)]).replace(b"apply_type", b"promise_date")
    assert "twice" in refused(of(house, "up_pro_accept.csv", twice))


def test_a_parquet_file_that_is_cut_off(house: Path) -> None:
    whole = write(house / "up_pro_accept.parquet", [accepted(one) for one in range(50)]).read_bytes()
    for length in (4, 100, len(whole) // 2, len(whole) - 1):
        assert "whole Parquet" in refused(of(house, "up_pro_accept.parquet", whole[:length]))


def test_a_parquet_file_that_is_broken_inside_says_from_where(house: Path) -> None:
    path = write(house / "up_pro_accept.parquet", [accepted(one) for one in range(5_000)])
    data = bytearray(path.read_bytes())
    data[200:2_000] = os.urandom(1_800)
    path.write_bytes(data)
    assert "cannot be read from row" in refused(path)
    assert not Case.objects.exists()


def test_bytes_in_another_encoding_are_rejected_at_their_line(house: Path) -> None:
    rows = as_csv([accepted(1, remark="甲"), accepted(2, remark="乙"), accepted(3)]).split(b"\n")
    rows[2] = rows[2].decode().encode("gb18030")
    rows[1] += "龘".encode()
    assert rejected(of(house, "up_pro_accept.csv", b"\n".join(rows))) == [(3, "", reject.BAD_BYTES)]
    assert Case.objects.count() == 2
    national = "\n".join(as_csv([accepted(4, remark="丙")]).decode().splitlines()).encode("gb18030")
    assert (
        take(of(house, "up_pro_accept.csv", national + b"\n\xff\xff\n"), encoding="gb18030")["rejected"] == 1
    )


def test_rows_that_are_not_sound_are_rejected_with_field_and_reason(house: Path) -> None:
    rows = [
        accepted(1),
        accepted(2, at="2022-02-30"),
        accepted(3, at=""),
        accepted(4, at="2022-10-18"),
        accepted(5, at="1991-12-31"),
        accepted(6, task_code="9" * 31),
        accepted(7, apply_type="7"),
        accepted(8, dataver="one"),
        accepted(9, project_no="no spaces"),
        accepted(10, project_no=""),
        accepted(11, promise_date="soon"),
        accepted(12, project_no="x" * 51),
    ]
    expected = [
        (3, "accept_date", NOT_A_DAY),
        (4, "accept_date", reject.MISSING),
        (5, "accept_date", reject.OUT_OF_TIME),
        (6, "accept_date", reject.OUT_OF_TIME),
        (7, "task_code", reject.UNKNOWN_ITEM),
        (8, "apply_type", reject.BAD_CODE),
        (9, "dataver", reject.BAD_INTEGER),
        (10, "project_no", reject.BAD_NUMBER),
        (11, "project_no", reject.MISSING),
        (12, "promise_date", NOT_A_DAY),
        (13, "project_no", reject.BAD_NUMBER),
    ]
    for ending, shift in (("csv", 0), ("ndjson", 1), ("parquet", 1)):
        path = write(house / ending / f"up_pro_accept.{ending}", rows)
        assert rejected(path) == [(line - shift, name, why) for line, name, why in expected], ending
    assert Case.objects.count() == 1


def test_an_end_before_its_acceptance(house: Path) -> None:
    write(house / "p" / "up_pro_accept.csv", [accepted(one) for one in range(4)])
    rows = [
        ended(0, "2022-02-28"),
        ended(1, "2022-03-01 09:29:59"),
        ended(2, "2022-03-01"),
        ended(3, "2022-03-01 09:30:00"),
    ]
    write(house / "p" / "up_pro_result.csv", rows)
    assert take(house / "p")["rejected"] == 2
    found = Delivery.objects.get(table="up_pro_result").rejects.order_by("line")
    assert [(one.line, one.field, one.reason) for one in found] == [
        (2, "result_date", reject.TOO_EARLY),
        (3, "result_date", reject.TOO_EARLY),
    ]
    assert list(Case.objects.order_by("number").values_list("state", flat=True)) == [
        "in_review",
        "in_review",
        "granted",
        "granted",
    ]
    late = write(house / "up_pro_result.csv", [ended(0, "2022-02-27"), ended(99)])
    assert rejected(late) == [(2, "result_date", reject.TOO_EARLY), (3, "project_no", reject.NOT_KNOWN)]


def test_special_procedures_that_cannot_be(house: Path) -> None:
    special = {"special_name": "听证", "dataver": "1"}
    write(house / "p" / "up_pro_accept.csv", [accepted(1)])
    rows = [
        {"project_no": number(1), "special_time": "2022-03-05", "end_time": "2022-03-04", **special},
        {"project_no": number(2), "special_time": "2022-03-05", "end_time": "", **special},
    ]
    path = write(house / "p" / "up_pro_special_procedure.csv", rows)
    take(house / "p")
    assert rejected(path) == [(2, "end_time", reject.ENDS_FIRST), (3, "project_no", reject.NOT_KNOWN)]


def test_a_line_longer_than_the_limit_is_passed_over(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, plain in (("csv", as_csv), ("ndjson", as_ndjson)):
        data = plain([accepted(1), accepted(2)]).splitlines(keepends=True)
        huge = b"9" * (lines.LONGEST + 10) + b"\n"
        path = of(house, f"up_pro_accept.{kind}", b"".join([*data[:-1], huge, data[-1]]))
        assert rejected(path) == [(len(data), "", reject.TOO_LONG)]
        assert Case.objects.count() == 2


def test_a_line_is_never_held_however_long_it_is(house: Path) -> None:
    """A sparse file of a quarter of a gigabyte; the splitter holds one block of it at a time."""
    path, far = house / "up_pro_accept.ndjson", 256 << 20
    with path.open("wb") as file:
        file.write(as_ndjson([accepted(1)]))
        file.seek(far)
        file.write(b"\n" + as_ndjson([accepted(2)]))
    most = 0

    class Watched(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal most
            data: bytes = super().read(size)
            most = max(most, len(data))
            return data

    with Watched(path) as stream:
        tracemalloc.start()
        found = list(Splitter(stream, "utf-8", block=1 << 20).blocks())
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert [one for block in found for one in block.lines] == [1, 3]
    assert [one.line for block in found for one in block.rejects] == [2]
    assert (most, peak < 16 << 20) == (1 << 20, True)


def test_damaged_csv_is_rejected_where_it_is_damaged(house: Path) -> None:
    data = as_csv([accepted(one, remark="x") for one in range(6)]).split(b"\n")
    data[2] = data[2].replace(b",", b';"', 1)
    data[3] += b",more"
    data[5] = data[5].replace(b",x", b',"a ""quoted""\nline"')
    path = of(house, "up_pro_accept.csv", b"\n".join(data))
    assert [(line, why) for line, _field, why in rejected(path)] == [
        (3, reject.OPEN_QUOTE),
        (4, reject.FIELD_COUNT),
    ]
    assert Case.objects.count() == 4


def test_damaged_ndjson_is_rejected_where_it_is_damaged(house: Path) -> None:
    data = as_ndjson([accepted(one) for one in range(6)]).split(b"\n")
    data[1] = b"{"
    data[2] = b"[1]"
    data[3] = data[3].replace(b'"1"', b'["1"]', 1)
    data[4] = data[4] + data[5]
    path = of(house, "up_pro_accept.ndjson", b"\n".join(data[:5]))
    assert [(line, why) for line, _field, why in rejected(path)] == [
        (2, reject.NOT_JSON),
        (3, reject.NOT_JSON),
        (4, reject.NOT_A_VALUE),
        (5, reject.NOT_JSON),
    ]
    numbers = as_ndjson([accepted(7, dataver=2), accepted(8, dataver=None)])
    assert take(of(house, "up_pro_accept.ndjson", numbers))["fresh"] == 2


def test_the_file_of_rejects_says_line_field_and_reason_in_both_languages(house: Path) -> None:
    path = write(house / "up_pro_accept.csv", [accepted(1), accepted(2, at="never"), accepted(3)])
    take(path)
    delivery = Delivery.objects.get(name="up_pro_accept.csv")
    file = Path(settings.DATA_FOLDER) / "rejects" / "city" / f"up_pro_accept-{delivery.digest[:12]}.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["line", "field", "value", "原因", "reason"]
    assert rows[1][:3] == ["3", "accept_date", "never"]
    assert "日期" in rows[1][3]
    assert "date" in rows[1][4]
    part = Part.objects.get(delivery=delivery)
    assert (part.read, part.fresh, part.rejected) == (3, 2, 1)


ANYTHING = st.binary(max_size=400) | st.lists(
    st.sampled_from([b'"', b",", b"\n", b"\r\n", b"a", b"{}", b'{"project_no":"1"}', "甲".encode(), b"\xff"]),
    max_size=60,
).map(b"".join)


@examples(max_examples=150)
@given(data=ANYTHING, block=st.integers(3, 50), ending=st.sampled_from(["csv", "ndjson"]))
def test_every_line_is_read_or_rejected_whatever_the_file_holds(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, block: int, ending: str
) -> None:
    """Blocks join without a gap, and whatever does not become a row is a reject at a line."""
    head = b"project_no,task_code,accept_date\n" if ending == "csv" else b""
    path = tmp_path_factory.mktemp("any") / f"up_pro_accept.{ending}"
    path.write_bytes(head + data + b"\n")
    found = None
    with suppress(Refused):
        found = survey(path)
    if found is None:
        with pytest.raises(Refused) as told:
            survey(path)
        assert told.value.message in {NO_ENCODING, UNSURE, GARBLED, NOT_LINES, NOT_TEXT}
        return
    at = found.begin
    for chunk in chunks(found, block=block):
        assert chunk.start == at
        at = chunk.stop
        assert chunk.rows.num_rows == len(chunk.lines)
        assert chunk.read == len(chunk.lines) + len(chunk.rejects)
    assert at == path.stat().st_size


def test_a_code_is_as_long_as_it_must_be(house: Path) -> None:
    assert len(code()) == 31
