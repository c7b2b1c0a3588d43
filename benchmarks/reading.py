"""The statement of the report against a naive count of the events, the indicators, and pages behind a figure.

``python -m benchmarks.reading [--scale 0.01] [--dir DIR]``; with ``--dir`` a folder that holds the year is measured
as it is.
"""

from __future__ import annotations

from datetime import date

from benchmarks.bench import connect, median, parser, platform, say

FROM, TO = date(2022, 1, 1), date(2022, 10, 21)
PERIODS = {
    "the year so far": (FROM, TO),
    "a week": (date(2022, 10, 17), TO),
    "from the middle of a month to another": (date(2022, 2, 9), date(2022, 9, 14)),
}
NAIVE = (
    "SELECT facet, name, count(*) FROM ledger_event"
    " WHERE topic = 'case' AND day BETWEEN %s AND %s GROUP BY facet, name"
)
LIMITS = {"statement": 5, "by department": 100}
"""Milliseconds at the median."""


def main() -> None:
    """Measure and print."""
    options = parser(__doc__ or "").parse_args()
    with platform(options.dir) as environment:
        from banli.demo.year import take_in_year
        from banli.ledger.service import position
        from banli.statistics.service import compact, statement

        if not any(row.values["accepted"] for row in statement(FROM, TO).rows):
            take_in_year(scale=options.scale)
        compact()
        with connect(environment) as connection:
            connection.execute("VACUUM ANALYZE")
            naive = median(lambda: connection.execute(NAIVE, [FROM, TO]).fetchall(), 3)
        print(f"naive count of {position():,} events: {naive * 1000:.1f} ms")
        readings(naive)
        figures(naive)


def readings(naive: float) -> None:
    """Statements of several periods, lines of every kind, all indicators."""
    from banli.statistics.service import INDICATORS, By, by_department, kept_by, reading, statement

    for what, read in (("statement", statement), ("by department", by_department)):
        for words, days in PERIODS.items():
            spent = median(lambda read=read, days=days: read(*days))  # type: ignore[misc]
            held = "held" if spent * 1000 < LIMITS[what] else "NOT held"
            say(
                f"{what}, {words} / naive count",
                spent / naive,
                f"{spent * 1000:.2f} ms; limit {LIMITS[what]} ms {held}",
            )
    for by in By:
        kept = [one for one in INDICATORS if kept_by(one, by)]
        spent = median(lambda by=by, kept=kept: reading(FROM, TO, by=by, indicators=kept), 5)  # type: ignore[misc]
        say(f"{len(kept)} indicators by {by} / naive count", spent / naive, f"{spent * 1000:.1f} ms")


def figures(naive: float) -> None:
    """Pages behind a figure, a recount, and what was recorded since."""
    from banli.kernel.actors import SYSTEM
    from banli.statistics.service import compare, freeze, freeze_statement, now_of, open_figure, recount

    shown = freeze_statement(by=SYSTEM, from_=FROM, to=TO)[2]
    after = None
    for _page in range(99):
        after = open_figure(shown, after)[-1].place
    first = median(lambda: open_figure(shown), 9)
    far = median(lambda: open_figure(shown, after), 9)
    say("page 100 behind a figure / page 1", far / first, f"{far * 1000:.1f} ms, {first * 1000:.1f} ms")
    again = median(lambda: recount(shown), 3)
    say("recount of a count / naive count", again / naive, f"{again * 1000:.1f} ms")
    for key in ("overdue", "on_time_rate", "open_overdue"):
        of = freeze(by=SYSTEM, from_=FROM, to=TO, key=key)
        spent = median(lambda of=of: open_figure(of, None, 50), 3)  # type: ignore[misc]
        say(f"first page behind {key} / naive count", spent / naive, f"{spent * 1000:.1f} ms")
    now = now_of(shown)
    spent = median(lambda: compare(shown, now), 9)
    say("a figure compared with now / naive count", spent / naive, f"{spent * 1000:.1f} ms")


if __name__ == "__main__":
    main()
