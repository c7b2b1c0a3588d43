"""How programs part columns, end lines, write keys; and files that are something else than their ending says."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.intake.exchange import checked, checked_file

from banli.intake.acts.run import look
from banli.intake.rules import reject
from banli.intake.rules.inspection import NOT_LINES, NOT_TEXT, TWICE
from banli.intake.rules.typed import NOT_A_TYPE
from banli.kernel.errors import Invalid, Refused

HEAD = ("project_no", "process_name", "event_end_time", "event_name")
ROWS = [("N1", "执业", "2022-03-01", "受理"), ("N2", "专业", "2022-03-02", "审查")]
NAMES = ["执业", "专业"]


def steps(path: Path, data: bytes, encoding: str = "") -> list[str]:
    """The names of the steps of a file of which nothing is rejected."""
    rows, rejects = checked_file(path, data, encoding)
    assert rejects == []
    return [row["process_name"] for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "\x01"])
def test_delimiters_ends_of_lines_and_encodings(
    tmp_path: Path, delimiter: str, end: str, encoding: str
) -> None:
    text = "".join(delimiter.join(row) + end for row in (HEAD, *ROWS))
    assert steps(tmp_path / "up_pro_process.csv", text.encode(encoding)) == NAMES
    objects = "".join(json.dumps(dict(zip(HEAD, row, strict=True)), ensure_ascii=False) + end for row in ROWS)
    assert steps(tmp_path / "up_pro_process.ndjson", objects.encode(encoding)) == NAMES


def test_utf_16_is_cut_into_blocks_between_its_lines(tmp_path: Path) -> None:
    from banli.intake.rules.chunks import chunks
    from banli.intake.rules.inspection import survey

    path = tmp_path / "up_pro_process.csv"
    many = [(f"N{one}", "上\u010a\u0a0a初审", "2022-03-01", '"两\n行"') for one in range(1, 60)]
    path.write_bytes("".join(",".join(row) + "\n" for row in (HEAD, *many)).encode("utf-16"))
    found = survey(path)
    for block in (200, 333, 1 << 20):
        parts = list(chunks(found, block=block))
        assert parts[-1].stop == path.stat().st_size
        assert [one for part in parts for one in part.lines] == list(range(2, 120, 2))
        assert not any(part.rejects for part in parts)


def test_the_odd_line_is_rejected_and_the_rest_taken(tmp_path: Path) -> None:
    lines = [",".join(row) for row in (HEAD, *ROWS, ("N3", "初审", "2022-03-03", "受理"))]
    for most, odd in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        data = b"\n".join([*(one.encode(most) for one in lines), "N4,药品,2022-03-04,x".encode(odd)]) + b"\n"
        rows, rejects = checked_file(tmp_path / "up_pro_process.csv", data)
        assert [row["process_name"] for row in rows] == [*NAMES, "初审"]
        assert rejects == [(5, "", reject.BAD_BYTES)]


def test_an_encoding_that_is_told_outweighs_the_guess(tmp_path: Path) -> None:
    data = f"{','.join(HEAD)}\nN1,路,2022-03-01,x\n".encode("gb18030")
    assert steps(tmp_path / "up_pro_process.csv", data, "gbk") == ["路"]
    with pytest.raises(Refused):
        checked_file(tmp_path / "up_pro_process.csv", data)


def test_records_that_are_too_short_or_too_long(tmp_path: Path) -> None:
    text = (
        ",".join(HEAD)
        + "\nN1,执业,2022-03-01\nN2,专业,2022-03-02,x,,\nN3,初审,2022-03-03,x,more\nN4,药品,2022-03-0"
    )
    rows, rejects = checked_file(tmp_path / "up_pro_process.csv", text.encode())
    assert [row["process_name"] for row in rows] == NAMES
    assert rejects == [(4, "", reject.FIELD_COUNT), (5, "", reject.FIELD_COUNT)]


def test_objects_as_programs_write_them(tmp_path: Path) -> None:
    lines = [
        '{"Project_No":"N1","PROCESS_NAME":"执业","event_end_time":"2022-03-01","DATAVER":1.0},',
        '{"project_no":20220301,"process_name":"专业","event_end_time":20220301,"dataver":NaN}',
        "",
        '{"project_no":"N3","process_name":["x"],"event_end_time":"2022-03-01"}',
        '{"project_no":"N4","process_name":"x","event_end_time":"2022-03-01","PROJECT_NO":"N5"}',
        '{"project_no":1E3,"process_name":"x","event_end_time":"2022-03-01"}',
        '{"project_no":true,"process_name":"x","event_end_time":"2022-03-01"}',
        "[" * 100_000,
    ]
    rows, rejects = checked_file(tmp_path / "up_pro_process.ndjson", "\n".join(lines).encode())
    assert [(row["project_no"], row["dataver"]) for row in rows] == [("N1", 1), ("20220301", None)]
    assert [(line, field) for line, field, _why in rejects] == [
        (4, "process_name"),
        (5, "project_no"),
        (6, "project_no"),
        (7, "project_no"),
        (8, ""),
    ]


def test_files_that_are_something_else(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    text = ",".join(HEAD).encode()
    for data in (gzip.compress(text), packed.getvalue()):
        for ending in ("csv", "ndjson"):
            with pytest.raises(Refused) as told:
                checked_file(tmp_path / f"up_pro_process.{ending}", data)
            assert told.value.message == NOT_TEXT
    with pytest.raises(Refused) as told:
        checked_file(tmp_path / "up_pro_process.ndjson", b'[{"project_no":"N1"}]')
    assert told.value.message == NOT_LINES


def parquet(path: Path, **columns: pa.Array) -> Path:
    plain = {
        "project_no": pa.array(["N1"]),
        "process_name": pa.array(["执业"]),
        "event_end_time": pa.array(["2022-03-01"]),
    }
    pq.write_table(pa.table({**plain, **columns}), path)
    return path


@pytest.mark.parametrize(
    "column",
    [
        pa.array([["x"]]),
        pa.array([{"a": 1}]),
        pa.array([True]),
        pa.array([1], pa.duration("s")),
        pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int8())),
    ],
    ids=lambda one: str(one.type),
)
def test_a_column_of_another_kind_refuses_the_file(tmp_path: Path, column: pa.Array) -> None:
    with pytest.raises(Invalid) as told:
        look([parquet(tmp_path / "up_pro_process.parquet", process_name=column)])
    assert [one.message for one in told.value.problems] == [NOT_A_TYPE]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("event_end_time", pa.array([20220301], pa.int32())),
        ("event_end_time", pa.array([20220301.0])),
        ("event_end_time", pa.array(["2022-03-01"]).dictionary_encode()),
        ("event_end_time", pa.array([19052]).cast(pa.int32()).cast(pa.date32())),
        ("project_no", pa.array([b"N1\0\0"], pa.binary(4))),
        ("process_name", pa.array(["执业".encode()], pa.large_binary())),
        ("dataver", pa.array([1.0]).cast(pa.float16())),
        ("dataver", pa.array([None], pa.null())),
        ("event_name", pa.array([1], pa.time32("s"))),
    ],
)
def test_types_that_say_the_same(tmp_path: Path, name: str, column: pa.Array) -> None:
    rows, rejects = checked(parquet(tmp_path / "up_pro_process.parquet", **{name: column}))
    assert rejects == []
    assert [(row["project_no"], row["process_name"], str(row["event_end_time"])) for row in rows] == [
        ("N1", "执业", "2022-03-01 00:00:00")
    ]


def test_one_column_under_two_names(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as told:
        look([parquet(tmp_path / "up_pro_process.parquet", PROJECT_NO=pa.array(["N2"]))])
    assert [one.message for one in told.value.problems] == [TWICE]
