"""Bulk intake against bare COPY of the same bytes into tables without indexes, and with them built afterwards.

``python -m benchmarks.intake [--scale 0.01]``
"""

from __future__ import annotations

from typing import Any

from benchmarks.bench import connect, parser, platform, say, took

TABLES = {"cases_case": "bare_case", "ledger_event": "bare_event"}


def main() -> None:
    """Measure and print."""
    options = parser(__doc__ or "").parse_args()
    with platform(options.dir) as environment:
        from banli.site.demo import year

        whole = took(lambda: year.take_in_year(scale=options.scale))
        sheets = _prepared(options.scale)
        with connect(environment) as connection:
            bare = took(lambda: _bare(connection, sheets))
            built = took(lambda: _indexes(connection))
        events = sum(len(sheet.events) for sheet in sheets)
        cases = sum(len(sheet.cases) for sheet in sheets)
        print(f"{cases:,} cases, {events:,} events; bare COPY {bare:.1f} s, its indexes {built:.1f} s")
        rate = f"{whole:.1f} s, {events / whole:,.0f} events/s"
        say("intake with generating, digests, checks / bare COPY", whole / bare, rate)
        say("intake / bare COPY and the same indexes", whole / (bare + built), rate)


def _prepared(scale: str) -> list[Any]:
    """The same cases once more, prepared and not taken in: the bytes for the bare COPY."""
    from decimal import Decimal

    from banli.cases.service import prepare
    from banli.kernel import clock
    from banli.kernel.actors import SYSTEM
    from banli.people.service import department, departments
    from banli.site.demo.quota import plan_year
    from banli.site.demo.registers import OWNER, publish_registers
    from banli.site.demo.reported import Reporter
    from banli.site.demo.shape import read_shape
    from banli.site.demo.year import SEED, batches
    from banli.worktime.service import calendar

    shape, days = read_shape(), calendar()
    plan = plan_year(shape=shape, scale=Decimal(scale), seed=SEED, already={}, calendar=days)
    registers = publish_registers(by=SYSTEM, shape=shape, owner=department(OWNER))
    reporter = Reporter(shape, plan, SEED, registers, [one.code for one in departments()], days)
    return [
        prepare(
            by=SYSTEM,
            source="bench",
            batch=batch,
            cases=[case for index in indexes for case in reporter.day(index)],
            recorded_at=clock.now(),
        )
        for batch, indexes in batches(plan)
    ]


def _bare(connection: Any, sheets: list[Any]) -> None:
    from banli.cases.acts.intake import CASE_COLUMNS, EVENT_COLUMNS

    for table, bare in TABLES.items():
        connection.execute(f"CREATE TABLE {bare} (LIKE {table} INCLUDING IDENTITY INCLUDING STORAGE)")
    for bare, columns, rows in (
        ("bare_case", CASE_COLUMNS, "cases"),
        ("bare_event", EVENT_COLUMNS, "events"),
    ):
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {bare} ({', '.join(columns)}) FROM STDIN") as copy,
        ):
            for sheet in sheets:
                copy.write("".join(getattr(sheet, rows)))


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
