"""What the benchmarks share: a throw-away platform, pgbench as the limit, medians and the lines they print."""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from banli.runtime import cluster, folder
from banli.runtime.environment import Environment
from banli.runtime.running import with_database

CLIENTS = 8


def parser(about: str) -> argparse.ArgumentParser:
    """The options every benchmark takes."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("--dir", type=Path, help="A data folder to use and keep (default: a throw-away one).")
    made.add_argument("--scale", default="0.01", help="How much of the demo year to take in (default: 0.01).")
    made.add_argument("--seconds", type=int, default=10, help="How long each rate is measured (default: 10).")
    return made


@contextmanager
def platform(where: Path | None) -> Iterator[Environment]:
    """Django on the embedded server, with the Sichuan pack loaded."""
    with tempfile.TemporaryDirectory(prefix="banli-bench-") as made:
        os.environ.pop("DATABASE_URL", None)
        with with_database(where or Path(made) / "data") as environment:
            from banli.kernel.actors import SYSTEM
            from banli.province.load import SICHUAN, load_pack, load_people

            load_pack(SICHUAN, by=SYSTEM)
            load_people(SICHUAN, by=SYSTEM, password="benchmark-only")
            print(f"machine: {os.cpu_count()} cores, {server_version(environment)}")
            yield environment


def connect(environment: Environment, name: str = "banli") -> psycopg.Connection[tuple[object, ...]]:
    """A connection of its own to the embedded server."""
    return psycopg.connect(
        host=str(folder.socket_folder(environment.folder)), user="banli", dbname=name, autocommit=True
    )


def server_version(environment: Environment) -> str:
    """Such as ``PostgreSQL 18.6``."""
    with connect(environment) as connection:
        return (
            f"PostgreSQL {connection.info.server_version // 10_000}.{connection.info.server_version % 10_000}"
        )


def tpc_b(environment: Environment, seconds: int, *, fresh: bool = True, factor: int = 20) -> float:
    """Transactions a second of pgbench's TPC-B with eight clients on the same server."""
    with connect(environment) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'pgbench'").fetchone():
            connection.execute("CREATE DATABASE pgbench")
    place = ["-h", str(folder.socket_folder(environment.folder)), "-U", "banli"]
    program = str(cluster.programs() / "pgbench")
    subprocess.run(
        [program, *place, "-q", "-i", "-s", str(factor), "pgbench"], check=True, capture_output=True
    )
    ran = subprocess.run(
        [program, *place, "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), "pgbench"],
        check=True,
        capture_output=True,
        text=True,
    )
    found = re.search(r"tps = ([\d.]+)", ran.stdout)
    if found is None:
        raise RuntimeError(ran.stdout)
    return float(found[1])


def took(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], times: int = 21) -> float:
    """The median of several runs of ``work``, in seconds, after one that is not counted."""
    work()
    return statistics.median(took(work) for _turn in range(times))


def say(what: str, ratio: float, detail: str) -> None:
    """One line of result: the ratio first, for that is what compares between machines."""
    print(f"{what:<52} {ratio:>9.3f}  {detail}", flush=True)


def journey() -> dict[str, str]:
    """The days of a journey that begins today, for an application that is handed in now."""
    from banli.kernel import clock

    today = clock.today().isoformat()
    return {"depart_on": today, "until_on": today}
