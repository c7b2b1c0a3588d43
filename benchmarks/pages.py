"""Pages that people ask for at once: guide, case, list and first page, arriving openly on a record of a million cases.

Each page is asked for at its own moment, drawn by lot, whether or not the one before was answered; what it took is
counted from that moment, so that waiting behind a slow page counts. The limit is the same pages one after another.

``python -m benchmarks.pages [--dir DIR] [--scale 0.05] [--seconds 30] [--rate 20]``; a record at 0.05 of the year has a
million cases. ``--queries`` prints what each page asks the database, the slowest first.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import local

from benchmarks.act import accepted_cases, cookie_of, web
from benchmarks.bench import parser, platform, say

GUIDE = "/items/oversize-transport/"
LIMITS = {"median": 0.030, "p99": 0.150}
"""Seconds a page may take at 20 a second."""
WORKERS = 64
SEED = 20_221_115
WARM = 5
"""Visits of each page before anything is counted: what a process reads once."""


def main() -> None:
    """Measure each page alone, then all of them arriving openly."""
    words = parser(__doc__ or "")
    words.add_argument("--rate", type=float, default=20.0, help="Pages a second (default: 20).")
    words.add_argument("--queries", action="store_true", help="Print the queries of each page.")
    words.set_defaults(scale="0.05", seconds=30)
    options = words.parse_args()
    with platform(options.dir):
        fill(options.scale)
        numbers = [number for part in accepted_cases() for number in part]
        addresses = {
            "home": ("/", ""),
            "guide": (GUIDE, ""),
            "list": ("/desk/cases/", cookie_of("reviewer.transport")),
            "case": (f"/desk/cases/{numbers[0]}/", cookie_of("reviewer.transport")),
        }
        if options.queries:
            tell_queries(addresses)
        with web() as port:
            alone = {name: one_after_another(port, *where) for name, where in addresses.items()}
            for name, took in alone.items():
                print(f"{name:<8} alone: median {_ms(statistics.median(took))}, p99 {_ms(_rank(took, 99))}")
            tell(openly(port, addresses, options.rate, options.seconds), alone, options.rate)


def fill(scale: str) -> None:
    """The year at ``scale``, where the folder does not have it."""
    from banli.cases.models import Case
    from banli.demo.year import take_in_year

    if not Case.objects.exclude(source="").exists():
        take_in_year(scale=scale)
    print(f"{Case.objects.count():,} cases")


def one_after_another(port: int, path: str, cookie: str, times: int = 60) -> list[float]:
    """Seconds of each visit by one visitor."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _visit in range(WARM * 2):
        visit(line, path, cookie)
    return [visit(line, path, cookie) for _visit in range(times)]


def visit(line: http.client.HTTPConnection, path: str, cookie: str) -> float:
    """Seconds from the question to the last byte of the answer."""
    start = time.perf_counter()
    line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = line.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return time.perf_counter() - start


def arrivals(rate: float, seconds: float, chance: random.Random) -> Iterator[float]:
    """Moments, in seconds from the beginning, of visitors who do not know of one another."""
    at = chance.expovariate(rate)
    while at < seconds:
        yield at
        at += chance.expovariate(rate)


def openly(
    port: int, addresses: Mapping[str, tuple[str, str]], rate: float, seconds: float
) -> dict[str, list[float]]:
    """Of each page the seconds from the moment it was wanted to its last byte."""
    chance, kept = random.Random(SEED), local()  # visitors, no secrets
    spent: dict[str, list[float]] = {name: [] for name in addresses}
    begin = time.perf_counter() + 0.5

    def come(name: str, at: float) -> None:
        line = getattr(kept, "line", None)
        if line is None:
            line = kept.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        visit(line, *addresses[name])
        spent[name].append(time.perf_counter() - begin - at)

    with ThreadPoolExecutor(WORKERS) as pool:
        jobs = []
        for at in arrivals(rate, seconds, chance):
            time.sleep(max(0.0, begin + at - time.perf_counter()))
            jobs.append(pool.submit(come, chance.choice(list(addresses)), at))
        for job in jobs:
            job.result()
    return spent


def tell(spent: Mapping[str, list[float]], alone: Mapping[str, list[float]], rate: float) -> None:
    """Each page and all together: the ratio to the same pages alone, then milliseconds."""
    for name, took in spent.items():
        ratio = statistics.median(took) / statistics.median(alone[name])
        say(f"{name}, {rate:g} pages a second / alone", ratio, _line(took))
    every = [one for took in spent.values() for one in took]
    quiet = [one for took in alone.values() for one in took]
    held = statistics.median(every) <= LIMITS["median"] and _rank(every, 99) <= LIMITS["p99"]
    limit = f"limit {_ms(LIMITS['median'])} and {_ms(LIMITS['p99'])} {'held' if held else 'NOT held'}"
    say("all pages / alone", statistics.median(every) / statistics.median(quiet), f"{_line(every)}; {limit}")


def tell_queries(addresses: Mapping[str, tuple[str, str]]) -> None:
    """What each page asks the database, the slowest first."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for name, (path, cookie) in addresses.items():
        client = Client(SERVER_NAME="localhost", headers={"cookie": cookie} if cookie else None)
        for _visit in range(WARM):
            client.get(path)
        with CaptureQueriesContext(connection) as found:
            start = time.perf_counter()
            client.get(path)
            spent = time.perf_counter() - start
        asked = sorted(found.captured_queries, key=lambda one: -float(one["time"]))
        whole = sum(float(one["time"]) for one in asked)
        print(f"{name}: {_ms(spent)}, of these {_ms(whole)} in {len(asked)} queries")
        for one in asked[:4]:
            print(f"  {_ms(float(one['time']))}  {' '.join(one['sql'].split())[:160]}")


def _rank(took: list[float], percent: int) -> float:
    """The nearest rank: so many per cent took no longer."""
    return sorted(took)[max(0, -(-len(took) * percent // 100) - 1)]


def _line(took: list[float]) -> str:
    return f"{len(took)} visits, median {_ms(statistics.median(took))}, p99 {_ms(_rank(took, 99))}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
