"""The statement of the report against a naive count of the events, and pages behind a figure.

``python -m benchmarks.reading [--scale 0.01]``
"""

from __future__ import annotations

from datetime import date

from benchmarks.bench import connect, median, parser, platform, say

FROM, TO = date(2022, 1, 1), date(2022, 10, 21)
NAIVE = (
    "SELECT facet, name, count(*) FROM ledger_event"
    " WHERE topic = 'case' AND day BETWEEN %s AND %s GROUP BY facet, name"
)


def main() -> None:
    """Measure and print."""
    options = parser(__doc__ or "").parse_args()
    with platform(options.dir) as environment:
        from banli.kernel.actors import SYSTEM
        from banli.site.demo.year import take_in_year
        from banli.statistics.service import by_department, freeze_statement, open_figure, recount, statement

        take_in_year(scale=options.scale)
        with connect(environment) as connection:
            connection.execute("VACUUM ANALYZE")
            naive = median(lambda: connection.execute(NAIVE, [FROM, TO]).fetchall(), 5)
        print(f"naive count of the events: {naive * 1000:.1f} ms")
        for name, read in (("statement", statement), ("by department", by_department)):
            spent = median(lambda read=read: read(FROM, TO))  # type: ignore[misc]
            say(f"{name} / naive count", spent / naive, f"{spent * 1000:.2f} ms")
        shown = freeze_statement(by=SYSTEM, from_=FROM, to=TO)[2]
        after = None
        for _page in range(99):
            after = open_figure(shown, after)[-1].place
        first = median(lambda: open_figure(shown), 9)
        far = median(lambda: open_figure(shown, after), 9)
        say("page 100 behind a figure / page 1", far / first, f"{far * 1000:.1f} ms, {first * 1000:.1f} ms")
        again = median(lambda: recount(shown), 5)
        say("recount of a figure / naive count", again / naive, f"{again * 1000:.1f} ms")


if __name__ == "__main__":
    main()
