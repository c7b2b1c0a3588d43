"""Verifying and sealing the record, against reading the same rows by binary COPY and digesting them with hashlib alone.

A million events or more with real digests: half as a bulk intake leaves them (a case's events side by side), half as
people do (each event days after the one before it). The bare limit reads in as many processes as there are cores.

``python -m benchmarks.ledger [--events 1000000] [--sm3]``
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import Any

import psycopg

from benchmarks.bench import connect, parser, platform, say, took

ROUNDS = 3
STRETCH = 20_000
"""Events in a row of one manner."""
OPEN = 3_000
"""Cases under way at the same time."""
DEPARTMENTS = 30
COLUMNS = "topic, subject, seq, name, scope, facet, at, day, recorded_at, actor, body, digest"


def main() -> None:
    """Fill, measure in rounds, print the medians."""
    options = parser(__doc__ or "")
    options.add_argument(
        "--events", type=int, default=1_000_000, help="How many events (default: 1,000,000)."
    )
    options.add_argument("--sm3", action="store_true", help="Make the record with SM3.")
    told = options.parse_args()
    if told.sm3:
        os.environ["BANLI_DIGEST"] = "sm3"
    with platform(told.dir) as environment:
        from banli.kernel.actors import SYSTEM
        from banli.ledger.service import algorithm, position, prove, seal, verify

        with connect(environment) as connection:
            have = position()
            if have < told.events:
                spent = took(lambda: _fill(connection, told.events - have))
                print(f"filled by COPY with {algorithm()} in {spent:.1f} s")
            connection.execute("VACUUM ANALYZE ledger_event")
            info = connection.info.dsn
        sealed: list[Any] = []
        sealing = took(lambda: sealed.extend(filter(None, [seal(by=SYSTEM)])))
        events, cores = position(), os.cpu_count() or 1
        limits, rates, serial = [], [], []
        for _round in range(ROUNDS):
            limits.append(events / took(lambda: _bare(info, events, cores)))
            rates.append(events / took(lambda: _whole(verify(parallel=True))))
            serial.append(events / took(lambda: _whole(verify())))
        print(f"bare limit, {cores} processes: {_listed(limits)} events/s")
        for name, found in (
            (f"verifying on {cores} cores / bare limit", rates),
            ("verifying by one", serial),
        ):
            ratio = statistics.median(rate / limit for rate, limit in zip(found, limits, strict=True))
            say(name, ratio, f"{_listed(found)} events/s")
        if sealed:
            rate = events / sealing
            say("sealing / bare limit", rate / statistics.median(limits), f"{rate:,.0f} events/s")
        one = took(lambda: prove(events - 5))
        say("one proof / one second", one, f"{one * 1000:.0f} ms")


def _listed(rates: list[float]) -> str:
    return ", ".join(f"{rate:,.0f}" for rate in rates)


def _whole(verdict: Any) -> None:
    if not verdict.ok:
        raise RuntimeError(verdict.first_fault)


def _bare(info: str, events: int, cores: int) -> None:
    """Every row of the record read and digested once, by nothing but psycopg and hashlib."""
    step = events // cores + 1
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(_bare_part, info, start, start + step - 1) for start in range(1, events + 1, step)
        ]
        read = sum(job.result() for job in jobs)
    if read < events:
        raise RuntimeError(f"{read} rows of {events}")


def _bare_part(info: str, first: int, last: int) -> int:
    count = 0
    sql = f"COPY (SELECT * FROM ledger_event WHERE id BETWEEN {first} AND {last}) TO STDOUT (FORMAT binary)"
    with psycopg.connect(info) as connection, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in copy:
            hashlib.sha256(row).digest()
            count += 1
    return count


def _fill(connection: Any, events: int) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY ledger_event ({COLUMNS}) FROM STDIN") as copy:
        lines: list[str] = []
        for line in _lines(events):
            lines.append(line)
            if len(lines) == 2_000:
                copy.write("".join(lines))
                lines.clear()
        copy.write("".join(lines))


def _lines(events: int) -> Iterator[str]:
    from banli.kernel.clock import SHANGHAI
    from banli.ledger.service import GENESIS, Entry, digest

    chance, heads = random.Random(7), dict[str, tuple[int, bytes]]()
    start, under_way, last = datetime(2022, 1, 4, 9, tzinfo=SHANGHAI), list[str](), 10_000_000
    for number in range(events):
        at = start + timedelta(seconds=number, microseconds=chance.randrange(10**6))
        bulk = number // STRETCH % 2
        if bulk and number % 2 and last:
            subject = str(last)
        elif bulk or len(under_way) < OPEN or chance.random() < 0.18:
            last += 1
            subject = str(last)
            if not bulk:
                under_way.append(subject)
        else:
            place = chance.randrange(len(under_way))
            subject = under_way[place]
            if chance.random() < 0.18:
                under_way[place] = under_way[-1]
                under_way.pop()
        seq, head = heads.get(subject, (0, GENESIS))
        body = "" if bulk or number % 3 else f'{{"opinion":{number},"words":"材料齐全"}}'
        scope, facet = f"department-{int(subject) % DEPARTMENTS}", f"{int(subject) % 10 + 1:02}"
        actor = "system" if bulk else f"user:{chance.randrange(300)}"
        entry = Entry(
            "case", subject, seq + 1, "reviewed" if seq else "accepted", scope, facet, at, at, actor, body
        )
        head = digest(head, entry)
        heads[subject] = (seq + 1, head)
        moment = at.isoformat()
        yield (
            f"case\t{subject}\t{seq + 1}\t{entry.name}\t{scope}\t{facet}\t{moment}\t{at.date()}\t{moment}\t{actor}"
            f"\t{body}\t\\\\x{head.hex()}\n"
        )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
