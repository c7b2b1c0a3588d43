"""Exchange files of the demo year: a folder for each package, in Parquet, CSV or NDJSON; one seed, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from banli.demo.items import DemoItem, as_rows
from banli.demo.quota import YearPlan
from banli.demo.rows import DayRows, Reporter
from banli.kernel.whole_files import aside

LEAST, MOST = 25_000, 60_000
"""Cases of a package: days are put together until there are so many, and a day is cut where there are more."""
FORMATS = ("parquet", "csv", "ndjson")
Progress = Callable[[int, int], None]


def packages(plan: YearPlan, least: int | None = None) -> Iterator[tuple[str, range]]:
    """The plan in runs of whole days, each named by its first and last day."""
    start = cases = 0
    for index in range(len(plan.days)):
        cases += sum(quotas[index].cases for quotas in plan.quotas.values())
        if cases >= (least or LEAST) or index == len(plan.days) - 1:
            first, last = plan.days[start], plan.days[index]
            yield (f"{first}" if first == last else f"{first}..{last}"), range(start, index + 1)
            start, cases = index + 1, 0


def write_items(items: list[DemoItem], out: Path, format_: str) -> None:
    """The file of the items, up_task."""
    _write(as_rows(items), out / f"up_task.{format_}", format_)


def write_year(reporter: Reporter, out: Path, format_: str, progress: Progress) -> int:
    """Every package as a folder of ``out``; how many rows were written."""
    every, done, rows = reporter.plan.events, 0, 0
    for name, indexes in packages(reporter.plan):
        days = [reporter.day(index) for index in indexes]
        for number, part in enumerate(_parts(days), 1):
            folder = out / (name if number == 1 else f"{name}-{number}")
            rows += _write_package(part, folder, format_)
        done += sum(reporter.plan.events_on(index) for index in indexes)
        progress(done, every)
    return rows


def _parts(days: list[DayRows]) -> Iterator[DayRows]:
    """The days as one package, or several of at most so many cases."""
    accept = pa.concat_tables(one.accept for one in days)
    special = pa.concat_tables(one.special for one in days)
    result = pa.concat_tables(one.result for one in days)
    if accept.num_rows <= MOST and result.num_rows <= MOST:
        yield DayRows(accept, special, result)
        return
    for start in range(0, accept.num_rows, MOST):
        piece = accept.slice(start, MOST)
        numbers = piece.column("project_no")
        yield DayRows(piece, *(_of(rows, numbers) for rows in (special, result)))
    alone = pa.compute.invert(
        pa.compute.is_in(result.column("project_no"), value_set=accept.column("project_no"))
    )
    without = result.filter(alone)
    if without.num_rows:
        yield DayRows(accept.slice(0, 0), special.slice(0, 0), without)


def _of(rows: pa.Table, numbers: pa.ChunkedArray) -> pa.Table:
    return rows.filter(pa.compute.is_in(rows.column("project_no"), value_set=numbers))


def _write_package(rows: DayRows, folder: Path, format_: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for table, name in (
        (rows.accept, "up_pro_accept"),
        (rows.special, "up_pro_special_procedure"),
        (rows.result, "up_pro_result"),
    ):
        if table.num_rows:
            _write(table, folder / f"{name}.{format_}", format_)
            written += table.num_rows
    return written


def _write(rows: pa.Table, path: Path, format_: str) -> None:
    """One file, whole or not at all."""
    with aside(path) as draft:
        if format_ == "parquet":
            pq.write_table(
                rows, draft, compression="zstd", use_dictionary=["task_code", "cd_batch", "data_source"]
            )
        elif format_ == "csv":
            pa.csv.write_csv(_as_text(rows), draft, pa.csv.WriteOptions(quoting_style="none"))
        else:
            _write_ndjson(_as_text(rows), draft)


def _as_text(rows: pa.Table) -> pa.Table:
    """Moments to the second, as texts."""
    columns = [
        pa.compute.strftime(one, "%Y-%m-%d %H:%M:%S")
        if pa.types.is_timestamp(one.type)
        else one.cast(pa.string())
        for one in (
            column.cast(pa.timestamp("s")) if pa.types.is_timestamp(column.type) else column
            for column in rows.columns
        )
    ]
    return pa.table(columns, rows.column_names)


def _write_ndjson(rows: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in rows.to_batches(max_chunksize=10_000):
            for row in batch.to_pylist():
                file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
