"""Exchange files for tests: rows of the national tables, in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from banli.intake.models import Delivery
from banli.intake.rules.checks import check
from banli.intake.rules.chunks import chunks
from banli.intake.rules.inspection import survey
from banli.intake.rules.reject import Reject
from banli.intake.service import counts
from banli.people.models import Department
from banli.province.exchange import take_in_files

Row = Mapping[str, Any]
SOURCE = "city"
TODAY = datetime.fromisoformat("2022-10-17T09:00")
SUMS = ("read", "fresh", "same", "corrected", "rejected")


def code(kind: str = "01", main: int = 1, department: str = "transport") -> str:
    """The task code of an item the source registers."""
    return f"{_uscc(department)}251{kind}18{main:03}000"


@cache
def _uscc(department: str) -> str:
    return Department.objects.get(code=department).uscc


def item(kind: str = "01", main: int = 1, department: str = "transport", **more: Any) -> dict[str, Any]:
    """A row of up_task."""
    row = {
        "task_code": code(kind, main, department),
        "task_name": f"事项{kind}-{main}",
        "task_type": kind,
        "dept_code": department,
        "promise_day": "7",
        "anticipate_day": "20",
    }
    return {**row, **more}


def number(serial: int, kind: str = "01") -> str:
    """A case number that begins with its item's code."""
    return f"{code(kind)}20220301D{serial:04}"


def accepted(serial: int, at: str = "2022-03-01 09:30:00", kind: str = "01", **more: Any) -> dict[str, Any]:
    """A row of up_pro_accept."""
    row = {
        "project_no": number(serial, kind),
        "task_code": code(kind),
        "accept_date": at,
        "promise_date": "2022-03-10",
        "apply_type": "1",
        "dataver": "1",
    }
    return {**row, **more}


def ended(serial: int, at: str = "2022-03-04 16:00:00", result: str = "0", **more: Any) -> dict[str, Any]:
    """A row of up_pro_result."""
    kind = more.pop("kind", "01")
    row = {"project_no": number(serial, kind), "result_type": result, "result_date": at, "dataver": "1"}
    return {**row, **more}


def as_csv(rows: Iterable[Row], encoding: str = "utf-8") -> bytes:
    """Rows as CSV; the columns are those of all rows."""
    rows = list(rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_ndjson(rows: Iterable[Row]) -> bytes:
    """Rows as NDJSON."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def write(path: Path, rows: Iterable[Row]) -> Path:
    """Rows as a file, in the format its name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = list(rows)
    if path.suffix == ".parquet":
        columns = list(dict.fromkeys(name for row in rows for name in row))
        pq.write_table(
            pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in columns}), path
        )
    else:
        path.write_bytes(as_csv(rows) if path.suffix == ".csv" else as_ndjson(rows))
    return path


def take(*paths: Path, source: str = SOURCE, **more: Any) -> dict[str, int]:
    """Take the files in; the rows of these files, read and what became of them."""
    _run, told = take_in_files(
        source=source, paths=paths, folder=Path(settings.DATA_FOLDER), **{"workers": 1, **more}
    )
    return {name: sum(found[name] for _delivery, found, _path in told) for name in SUMS}


def rejected(*paths: Path, **more: Any) -> list[tuple[int, str, str]]:
    """Take the files in; (line, field, reason) of every row that was not taken."""
    take(*paths, **more)
    last = Delivery.objects.order_by("-pk").first()
    assert last is not None
    found = last.rejects.order_by("line").values_list("line", "field", "reason")
    assert counts(last)["rejected"] == len(found)
    return [(line, field, reason) for line, field, reason in found]


def checked(path: Path, encoding: str = "") -> tuple[list[dict[str, Any]], list[tuple[int, str, str]]]:
    """The sound rows of a file, and line, field and reason of the others; without a database."""
    file = survey(path, encoding)
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    for chunk in chunks(file):
        found = check(file.table, chunk.rows, chunk.lines, TODAY)
        rows += found.rows.to_pylist()
        rejects += [*chunk.rejects, *found.rejects]
    return rows, [(one.line, one.field, one.reason) for one in sorted(rejects, key=lambda one: one.line)]


def checked_file(
    path: Path, data: bytes, encoding: str = ""
) -> tuple[list[dict[str, Any]], list[tuple[int, str, str]]]:
    """As :func:`checked`, for these bytes."""
    path.write_bytes(data)
    return checked(path, encoding)
