"""Bulk intake of the reference year against its floor: binary COPY of the same rows, the same indexes built after it.

``python -m benchmarks.intake [--scale 0.01] [--format parquet]``
"""

from __future__ import annotations

import resource
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.bench import connect, parser, platform, say, took

TABLES = {"cases_case": "bare_case", "ledger_event": "bare_event"}
MIB = 1024


def main() -> None:
    """Measure and print."""
    words = parser(__doc__ or "")
    words.add_argument("--format", default="parquet", choices=["parquet", "csv", "ndjson"])
    options = words.parse_args()
    with platform(options.dir) as environment, tempfile.TemporaryDirectory(prefix="banli-year-") as made:
        from banli.demo.year import write_demo_year
        from banli.province.exchange import take_in_files

        out = Path(made)
        writing = took(lambda: write_demo_year(out=out / "year", scale=options.scale, format_=options.format))
        memory = Memory()
        cpu = time.process_time()
        told: list[Any] = []
        with memory:
            whole = took(
                lambda: told.append(
                    take_in_files(source="year", paths=[out / "year"], folder=environment.folder)
                )
            )
        cpu = time.process_time() - cpu
        rows = sum(counts["read"] for _delivery, counts, _path in told[0][1])
        again = took(lambda: take_in_files(source="year", paths=[out / "year"], folder=environment.folder))
        with connect(environment) as connection:
            cases, events = (_count(connection, table) for table in TABLES)
            copied = sum(_copied(connection, table, out / "rows") for table in TABLES)
            built = took(lambda: _indexes(connection))
    print(f"{rows:,} rows written in {writing:.1f} s; {cases:,} cases, {events:,} events")
    print(f"floor: binary COPY {copied:.1f} s, its indexes {built:.1f} s; taking it in again {again:.1f} s")
    rate = f"{whole:.1f} s, {rows / whole:,.0f} rows/s, {events / whole:,.0f} events/s"
    say("intake / binary COPY of the same rows and the same indexes", whole / (copied + built), rate)
    say(
        "intake / binary COPY alone",
        whole / copied,
        f"this process {cpu:.1f} s of CPU, peak {memory.peak // MIB} MiB",
    )


class Memory:
    """The peak of this process's resident memory while it is entered, in KiB."""

    def __init__(self) -> None:
        self.peak = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.done.set()
        self.thread.join()

    def _watch(self) -> None:
        page = resource.getpagesize() // 1024
        while not self.done.wait(0.05):
            self.peak = max(self.peak, int(Path("/proc/self/statm").read_text().split()[1]) * page)


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _copied(connection: Any, table: str, file: Path) -> float:
    """Seconds that COPY takes to read the rows of ``table`` in binary form into a table without indexes."""
    with (
        file.open("wb") as out,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy,
    ):
        for data in copy:
            out.write(data)
    connection.execute(f"CREATE TABLE {TABLES[table]} (LIKE {table} INCLUDING STORAGE)")

    def read() -> None:
        with (
            file.open("rb") as found,
            connection.cursor() as cursor,
            cursor.copy(f"COPY {TABLES[table]} FROM STDIN (FORMAT binary)") as copy,
        ):
            while data := found.read(1 << 20):
                copy.write(data)

    return took(read)


def _indexes(connection: Any) -> None:
    """Every index of the real tables, built on the bare ones."""
    for table, bare in TABLES.items():
        found = connection.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table]).fetchall()
        for number, (definition,) in enumerate(found):
            words = definition.split(" ON public.")
            head = " ".join([*words[0].split(" ")[:-1], f"{bare}_{number}"])
            connection.execute(f"{head} ON {bare}{words[1].removeprefix(table)}")


if __name__ == "__main__":
    main()
