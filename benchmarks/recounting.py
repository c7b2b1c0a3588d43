"""A notice of public holidays with ten thousand cases under way, against the statements alone.

Loading a notice fixes the date of every case that waited for it, each in a transaction of its own. The limit is what
the database needs for as many transactions of one plain UPDATE and one plain INSERT over the same connection. The
longest single transaction is what somebody who acts on that case at the same moment waits.

``python -m benchmarks.recounting``
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.bench import parser, platform, say, took

CASES = 10_000
RATIO_LIMIT = 5.0
"""What counting a case again may cost beside its two statements."""
ITEM, EXAMPLE = "oversize-transport", "class-two"
DAYS = {"depart_on": "2027-01-04", "until_on": "2027-01-13"}
HANDED_IN = "2026-12-30 10:00"
"""Two working days before the end of the last year that is decreed: the time to answer ends in the next."""
UPDATE = "UPDATE bench_case SET due_on = '2027-01-07', version = version + 1 WHERE id = %s"


def main() -> None:
    """Make the cases, load the notice, count."""
    asked = parser(__doc__ or "")
    asked.add_argument("--cases", type=int, default=CASES, help="How many cases wait (default: 10,000).")
    told = asked.parse_args()
    with platform(told.dir):
        _make(told.cases)
        floor = took(lambda: _plain(told.cases))
        print(f"{told.cases:,} transactions of one UPDATE and one INSERT: {told.cases / floor:,.0f} a second")
        spent, longest, moved = _count()
        if moved < told.cases:
            raise SystemExit(f"only {moved:,} of {told.cases:,} cases were given a date")
        ratio = spent / floor
        say("counting each case again / these statements", ratio, f"{moved / spent:,.0f} cases a second")
        within = "within" if ratio < RATIO_LIMIT else "OVER"
        print(f"    {within} {RATIO_LIMIT:g}; the longest transaction of one case: {longest * 1e3:.0f} ms")


def _make(number: int) -> None:
    """One case by the real acts in a year whose end is not known, and ``number`` rows like it."""
    from banli.cases.models import Case
    from banli.province.load import SICHUAN
    from banli.province.worked.player import Player, at

    player = Player(SICHUAN)
    with at(HANDED_IN):
        first = player.apply(ITEM, player.form(ITEM, EXAMPLE, **DAYS))
    rows = []
    for place in range(number):
        row = Case.objects.get(pk=first.pk)
        row.pk, row.number = None, f"{first.number[:-7]}{place:07}"
        rows.append(row)
    Case.objects.bulk_create(rows, batch_size=1_000)


def _plain(number: int) -> None:
    """As many transactions of what counting again writes, on tables of their own."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_case (LIKE cases_case INCLUDING ALL EXCLUDING IDENTITY)")
        cursor.execute("INSERT INTO bench_case SELECT * FROM cases_case")
        cursor.execute("CREATE TABLE bench_event (LIKE ledger_event INCLUDING ALL EXCLUDING IDENTITY)")
        cursor.execute("SELECT id FROM bench_case ORDER BY id DESC LIMIT %s", [number])
        keys = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT * FROM ledger_event WHERE topic = 'case' ORDER BY id DESC LIMIT 1")
        names = [column.name for column in cursor.description or ()]
        event = dict(zip(names, cursor.fetchone(), strict=True))
        insert = f"INSERT INTO bench_event ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"
        for key in keys:
            with transaction.atomic():
                cursor.execute(UPDATE, [key])
                cursor.execute(insert, list((event | {"id": key, "subject": str(key)}).values()))


def _count() -> tuple[float, float, int]:
    """Seconds for all, seconds of the longest transaction, and how many moved."""
    from tests.holiday_notice import proclaim

    from banli.cases import service as cases
    from banli.cases.acts import recount
    from banli.kernel.actors import SYSTEM, Actor

    each: list[float] = []
    one = recount._recount

    def watched(number: str, by: Actor, edition: str) -> bool:
        began = time.perf_counter()
        try:
            return one(number, by, edition)
        finally:
            each.append(time.perf_counter() - began)

    with tempfile.TemporaryDirectory() as folder:
        proclaim(Path(folder))
    recount._recount = watched
    began = time.perf_counter()
    moved = cases.count_on(by=SYSTEM)
    return time.perf_counter() - began, max(each), len(moved or ())


if __name__ == "__main__":
    main()
