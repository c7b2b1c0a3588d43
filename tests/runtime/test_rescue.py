"""A job process that is killed leaves nothing waiting: whoever lives takes its jobs up."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.testing import InMemoryConnector
from tests.patience import eventually
from tests.site.helpers import start

from banli.kernel.actors import SYSTEM
from banli.ledger import service as ledger
from banli.runtime.rescue import Rescue
from banli.runtime.worker import lanes

WORKER = ["-m", "banli.runtime.worker"]
STUCK = """
import threading
import django
from banli.runtime import worker
set_up = django.setup
def set_up_stuck():
    set_up()
    from procrastinate.contrib.django import app
    for task in app.tasks.values():
        task.func = lambda **_given: threading.Event().wait()
django.setup = set_up_stuck
worker.main()
"""
"""A worker every job of which begins and never ends."""


def statutory() -> set[str]:
    """The names of all jobs of ours."""
    return {name for name in app.tasks if name.startswith("banli.")}


def rows(question: str) -> list[tuple[object, ...]]:
    """What the tables of the jobs answer."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def tasks(status: str) -> set[object]:
    """Names of the jobs with this status."""
    return {
        name for name, found in rows("SELECT task_name, status FROM procrastinate_jobs") if found == status
    }


@pytest.fixture
def surroundings(transactional_db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a worker on the database of this test, on the day after the test's."""
    from banli.runtime import folder

    folder.prepare(tmp_path / "data")
    told = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(told._replace(path=f"/{connection.settings_dict['NAME']}"))
    yield {"BANLI_DIR": str(tmp_path / "data"), "DATABASE_URL": address, "BANLI_NOW": "2022-10-18T09:00"}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def workers() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that are ended with the test, whatever happened in it."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for one in started:
        one.kill()
        one.communicate()


def test_a_worker_killed_in_each_of_its_jobs_holds_up_nothing(
    surroundings: dict[str, str], workers: list[subprocess.Popen[str]]
) -> None:
    ledger.append(topic="case", subject="R-1", name="accepted", by=SYSTEM, scope="transport", facet="01")
    app.configure_task("banli.upload").defer(upload=str(uuid.uuid4()))
    app.configure_task("banli.export").defer(export=str(uuid.uuid4()))
    workers.append(start(["-c", STUCK], **surroundings))
    assert eventually(lambda: tasks("doing") >= statutory())
    os.kill(workers[0].pid, signal.SIGKILL)
    workers[0].wait()
    assert tasks("doing") >= statutory()
    # a minute of silence, of the database's clock
    rows("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds' RETURNING id")
    workers.append(start(WORKER, **surroundings))
    assert eventually(lambda: tasks("succeeded") >= statutory() and not tasks("doing"))
    assert eventually(lambda: rows("SELECT count(*) FROM ledger_outbox") == [(0,)])
    seal = ledger.latest_seal()
    assert seal is not None
    assert seal.day.isoformat() == "2022-10-17"


def test_every_job_has_a_lane_of_its_own() -> None:
    locks = [task.lock for name, task in app.tasks.items() if name in statutory()]
    assert None not in locks
    assert len(set(locks)) == len(locks) <= lanes(app)
    for plan in app.periodic_registry.periodic_tasks.values():
        assert plan.task.queueing_lock == plan.task.name


def memory() -> App:
    """Jobs in memory, with one of ours."""
    made = App(connector=InMemoryConnector())
    made.task(name="seal", lock="seal", queueing_lock="seal")(lambda: None)
    return made


async def begun(jobs: App) -> int:
    """One job that a worker has begun; the worker's number."""
    async with jobs.open_async():
        await jobs.configure_task("seal").defer_async()
        worker = int(await jobs.job_manager.register_worker())
        await jobs.job_manager.fetch_job(queues=None, worker_id=worker)
        return worker


def test_a_job_whose_end_could_not_be_noted_is_done_again_at_the_second_look() -> None:
    jobs = memory()

    async def looks() -> list[int]:
        rescue = Rescue(jobs)
        rescue.worker = await begun(jobs)
        return [await rescue.look(), await rescue.look(), await rescue.look()]

    assert asyncio.run(looks()) == [0, 1, 0]


def test_a_job_under_way_is_left_alone() -> None:
    jobs = memory()

    async def looks() -> list[int]:
        rescue = Rescue(jobs)
        rescue.worker = await begun(jobs)
        rescue.mine = {1}
        return [await rescue.look(), await rescue.look(), await rescue.look()]

    assert asyncio.run(looks()) == [0, 0, 0]


def test_a_database_that_is_away_ends_no_look(monkeypatch: pytest.MonkeyPatch) -> None:
    rescue = Rescue(memory())
    looked: list[str] = []

    async def away() -> int:
        looked.append("away")
        if len(looked) > 2:
            raise asyncio.CancelledError
        raise ConnectorException

    monkeypatch.setattr("banli.runtime.rescue.EVERY", 0.0)
    monkeypatch.setattr(rescue, "look", away)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(rescue.keep_looking())
    assert len(looked) == 3
