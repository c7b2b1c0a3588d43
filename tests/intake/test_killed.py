"""The process and the database killed while files are taken in: run again, the counts are those of a clean run.

``BANLI_KILLS=20`` tries as many points; the test tries a few.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest
from tests.intake.exchange import Row, write
from tests.patience import PATIENCE, eventually
from tests.site.folders import data_folder
from tests.site.helpers import afresh, banli, processes_of, start

from banli.runtime.folder import socket_folder

pytestmark = [pytest.mark.long, pytest.mark.real_clock]
KILLS = int(os.environ.get("BANLI_KILLS", "3"))
LOOKS = 40
SCALE = os.environ.get("BANLI_KILL_SCALE", "0.006")
PERIOD = ("--from", "2022-01-01", "--to", "2022-10-21", "--by", "department", "--json")


def ingest(files: Path, folder: Path) -> list[str]:
    return ["ingest", str(files), "--source", "year", "--json", "--dir", str(folder)]


def state(folder: Path, done: subprocess.CompletedProcess[str]) -> tuple[object, object, bool]:
    """What a clean run and a run that was killed must agree on."""
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    counts = json.loads(banli("stats", *PERIOD, "--dir", str(folder)).stdout)
    verdict = json.loads(banli("ledger", "verify", "--json", "--dir", str(folder)).stdout)
    return counts["rows"], told["total"], verdict["ok"]


def rejects(folder: Path) -> list[bytes]:
    return [one.read_bytes() for one in sorted((folder / "rejects").rglob("*.csv"))]


def kill_database(folder: Path) -> None:
    """As a power cut would: the server and everything it started."""
    pid = (folder / "postgres" / "postmaster.pid").read_text(encoding="ascii").split()[0]
    os.kill(int(pid), signal.SIGKILL)


def parts(folder: Path) -> int:
    """The parts that are taken in; -1 while no database answers."""
    try:
        with psycopg.connect(host=str(socket_folder(folder)), user="banli", dbname="banli") as connection:
            found = connection.execute("SELECT count(*) FROM intake_part").fetchone()
            return int(found[0]) if found else -1
    except psycopg.Error:
        return -1


def interrupt(files: Path, folder: Path, more: int, looks: int, *, database: bool) -> bool:
    """Start, and kill once ``more`` parts are taken in; False where it was done before that.

    The kill comes ``looks`` further looks at the database later, which are as slow as the intake is on this machine.
    """
    running = start(["-m", "banli", *ingest(files, folder)])
    begun_with: list[int] = []

    def far_enough() -> bool:
        now = parts(folder)
        if now >= 0 and not begun_with:
            begun_with.append(now)
        return running.poll() is not None or (bool(begun_with) and now >= begun_with[0] + more)

    assert eventually(far_enough)
    for _look in range(looks):
        parts(folder)
    try:
        kill_database(folder) if database else running.kill()
    except (OSError, IndexError):
        running.kill()
    said, _nothing = running.communicate(timeout=PATIENCE)
    assert "Traceback" not in said, said
    if database and running.returncode > 0:
        assert said.strip().splitlines()[-1].startswith("banli: ")
    return running.returncode != 0


def spoilt(files: Path) -> None:
    """Rows that nobody takes, in each file's own way, so that rejects are counted as well."""
    rows: list[Row] = [
        {"project_no": f"X{one}", "task_code": "9" * 31, "accept_date": "2022-03-01"} for one in range(500)
    ]
    write(files / "spoilt" / "up_pro_accept.csv", rows)


def test_killed_at_random_points_and_run_again_it_counts_as_a_clean_run_does(tmp_path: Path) -> None:
    files, clean, folder = tmp_path / "files", tmp_path / "clean", tmp_path / "killed"
    assert banli("demo-year", "--scale", SCALE, "--out", str(files)).returncode == 0
    spoilt(files)
    for one in (clean, folder):
        data_folder(one)
    expected = state(clean, afresh(*ingest(files, clean)))
    assert expected[2]
    dice, killed = random.Random(os.environ.get("BANLI_KILL_SEED", "7")), 0
    for turn in range(KILLS):
        # The first is killed as soon as it has begun, so that one is killed on any machine.
        more, looks = (dice.choice((0, 1, 1, 4)), dice.randrange(LOOKS)) if turn else (0, 0)
        killed += interrupt(files, folder, more, looks, database=turn % 2 == 1)
    assert killed
    assert state(folder, banli(*ingest(files, folder))) == expected
    assert rejects(folder) == rejects(clean) != []
    assert not processes_of(folder)
