"""One act, in process and over HTTP, against pgbench's TPC-B with as many clients on the same server.

The act is a review and its return, in turn: sign-in and role, the case read, the rules, an opinion, the case and its
chained event in one statement, commit. The clients are Python and share the cores with what they measure.

``python -m benchmarks.act [--seconds 10]``
"""

from __future__ import annotations

import http.client
import itertools
import os
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from socket import create_server
from typing import Any

from benchmarks.bench import CLIENTS, journey, parser, platform, say, tpc_b

PROCESSES = 2
ROUNDS = 3
CASES = 5
"""Cases of each client."""
OPINION = "材料齐全，符合规定。"
Ready = tuple[list[list[str]], dict[str, str]]
"""Numbers of cases by client, and the cookies of reviewer and approver."""


def main() -> None:
    """Measure in rounds, each with its own limit, and print the medians of the rounds' ratios."""
    options = parser(__doc__ or "").parse_args()
    with platform(options.dir) as environment:
        numbers = accepted_cases()
        cookies = {role: cookie_of(f"{role}.transport") for role in ("reviewer", "approver")}
        rates: dict[str, list[float]] = {}
        with web() as port:
            for turn in range(ROUNDS):
                measures: dict[str, Callable[[], float]] = {
                    "TPC-B": lambda turn=turn: tpc_b(environment, options.seconds, fresh=not turn),  # type: ignore[misc]
                    "the write path alone": lambda: _in_processes(path_alone, numbers, options.seconds),
                    "one act in process": lambda: _in_processes(in_process, numbers, options.seconds),
                    "one act over HTTP": lambda: _in_processes(
                        over_http, numbers, options.seconds, port, cookies
                    ),
                }
                for name, measure in measures.items():
                    rates.setdefault(name, []).append(measure())
        limits = rates.pop("TPC-B")
        print(f"TPC-B with {CLIENTS} clients: {_listed(limits)} transactions/s")
        for name, found in rates.items():
            ratio = statistics.median(rate / limit for rate, limit in zip(found, limits, strict=True))
            say(f"{name} / TPC-B", ratio, f"{_listed(found)} acts/s")


def _listed(rates: Sequence[float]) -> str:
    return ", ".join(f"{rate:,.0f}" for rate in rates)


@contextmanager
def web() -> Iterator[int]:
    """The web process as ``banli serve`` runs it; gives the port it answers on."""
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    web = subprocess.Popen([sys.executable, "-m", "banli.runtime.web", "127.0.0.1", str(port)])
    try:
        _await(port)
        yield port
    finally:
        web.terminate()
        web.wait()


def accepted_cases() -> list[list[str]]:
    """Cases under review, for each client its own."""
    from banli.cases.service import accept
    from banli.province.load import SICHUAN
    from banli.province.worked.player import Player, actor

    play, item = Player(SICHUAN), "oversize-transport"
    form, clerk = play.form(item, "class-two", **journey()), actor("clerk.transport")

    def one() -> str:
        number = play.at_window(item, form, clerk).number
        accept(by=clerk, number=number)
        return number

    return [[one() for _case in range(CASES)] for _client in range(CLIENTS)]


def _in_processes(client: Callable[..., int], numbers: list[list[str]], seconds: int, *more: Any) -> float:
    """Acts a second of all clients together, spread over processes that begin together when all are ready."""
    fresh = get_context("spawn")
    gate, results = fresh.Barrier(PROCESSES), fresh.Queue()
    workers = [
        fresh.Process(
            target=_in_threads, args=(gate, results, client, numbers[start::PROCESSES], seconds, *more)
        )
        for start in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    done = [results.get(timeout=60 + seconds) for _worker in workers]
    for worker in workers:
        worker.join()
    return float(sum(done) / seconds)


def _in_threads(
    gate: Any, results: Any, client: Callable[..., int], part: list[list[str]], seconds: int, *more: Any
) -> None:
    """One process: a thread for each client, the first second not counted."""
    import django

    django.setup()
    client(part[0], 0, time.monotonic() + 1, *more)
    gate.wait(timeout=60)
    start = time.monotonic() + 1
    with ThreadPoolExecutor(len(part)) as pool:
        jobs = [pool.submit(client, mine, start, start + seconds, *more) for mine in part]
        results.put(sum(job.result() for job in jobs))


def _turns(numbers: Sequence[str], start: float, until: float, act: Callable[[str, bool], None]) -> int:
    """Review and return each case in turn; counts the acts between ``start`` and ``until``."""
    from django.db import connection

    from banli.cases.models import Case

    states = dict(Case.objects.filter(number__in=numbers).values_list("number", "state"))
    connection.close()
    done = 0
    for number in itertools.cycle(numbers):
        reviews = states[number] == "in_review"
        act(number, reviews)
        states[number] = "proposed" if reviews else "in_review"
        now = time.monotonic()
        if now >= until:
            break
        done += now >= start
    return done


def in_process(numbers: Sequence[str], start: float, until: float) -> int:
    """One client that calls the acts."""
    from django.db import connection

    from banli.cases.service import return_to_review, review
    from banli.province.worked.player import actor

    reviewer, approver = actor("reviewer.transport"), actor("approver.transport")

    def act(number: str, reviews: bool) -> None:
        if reviews:
            review(by=reviewer, number=number, agrees=True, opinion=OPINION)
        else:
            return_to_review(by=approver, number=number, opinion=OPINION)
        connection.close()  # back to the pool, as after every request

    return _turns(numbers, start, until, act)


def path_alone(numbers: Sequence[str], start: float, until: float) -> int:
    """One client that goes the write path without what the act keeps besides: read, rules, one statement."""
    from django.db import connection, transaction

    from banli.cases import selectors
    from banli.cases.acts.transition import Change, check, move
    from banli.cases.states import RETURN_TO_REVIEW, REVIEW
    from banli.province.worked.player import actor

    reviewer, approver = actor("reviewer.transport"), actor("approver.transport")

    def act(number: str, reviews: bool) -> None:
        by, transition = (reviewer, REVIEW) if reviews else (approver, RETURN_TO_REVIEW)
        with transaction.atomic():
            case = selectors.for_officer(number)
            check(case, transition, by, None)
            move(case, transition, Change.of(case), by)
        connection.close()

    return _turns(numbers, start, until, act)


def over_http(numbers: Sequence[str], start: float, until: float, port: int, cookies: dict[str, str]) -> int:
    """One client that sends the desk's forms on a kept connection."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    versions = {number: _version(number) for number in numbers}

    def act(number: str, reviews: bool) -> None:
        who, name = ("reviewer", "review") if reviews else ("approver", "return_to_review")
        fields = {"agrees": "yes", "opinion": OPINION, "version": str(versions[number])}
        headers = {
            "Cookie": f"{cookies[who]}; csrftoken={'c' * 32}",
            "X-CSRFToken": "c" * 32,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line.request("POST", f"/desk/cases/{number}/acts/{name}/", urllib.parse.urlencode(fields), headers)
        answer = line.getresponse()
        answer.read()
        if answer.status != 302 or "sign-in" in answer.headers["Location"]:
            raise RuntimeError(f"{name}: {answer.status} {answer.headers['Location']}")
        versions[number] += 1

    return _turns(numbers, start, until, act)


def _version(number: str) -> int:
    from django.db import connection

    from banli.cases.models import Case

    version = Case.objects.values_list("version", flat=True).get(number=number)
    connection.close()
    return version


def cookie_of(username: str) -> str:
    """The session cookie of somebody who signed in."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.post("/desk/sign-in/", {"username": username, "password": "benchmark-only"})
    return f"sessionid={client.cookies['sessionid'].value}"


def _await(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", "/health")
            if line.getresponse().status == 200:
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
        finally:
            line.close()
        if time.monotonic() > deadline:
            raise TimeoutError("The web process does not say that it is well.")
        time.sleep(0.1)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
