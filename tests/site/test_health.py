"""``/health``: 503 where something the law asks for is stuck, and nothing private for the public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from banli.kernel.actors import SYSTEM, Role
from banli.ledger import service as ledger
from banli.site import legal_checks
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import open_house

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    cache.delete("health")
    yield
    cache.delete("health")


def asked(client: Client | None = None) -> tuple[int, dict[str, object]]:
    """What the page answers now."""
    cache.delete("health")
    answer = (client or Client()).get("/health")
    return answer.status_code, answer.json()


def job(name: str, minutes: int, status: str = "succeeded") -> None:
    """A job of ours that was put in line so long ago, and how it stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status) VALUES ('default', %s, %s, %s)"
            " RETURNING id",
            [name, name, status],
        )
        (number,) = cursor.fetchone()
        ago: Any = timedelta(minutes=minutes)  # psycopg writes it as an interval; the stubs do not know
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, now() - %s)",
            [number, "succeeded" if status == "succeeded" else "started", ago],
        )
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - %s WHERE job_id = %s",
            [ago, number],
        )


def test_a_new_platform_is_well_and_says_no_more() -> None:
    assert asked() == (200, {"status": "ok", "failing": []})
    assert Client().get("/health/live").content == b"ok\n"


def test_news_that_nobody_takes_is_a_fault(clock: HeldClock) -> None:
    ledger.append(topic="case", subject="H-1", name="accepted", by=SYSTEM, scope="transport", facet="01")
    assert asked()[0] == 200
    clock.move(minutes=16)
    assert asked() == (503, {"status": "degraded", "failing": ["outbox"]})


@pytest.mark.parametrize(
    ("name", "minutes", "failing"),
    [
        ("banli.drain", 10, []),
        ("banli.drain", 16, ["job drain"]),
        ("banli.watch", 31, ["job watch"]),
        ("banli.silence", 170, []),
        ("banli.silence", 190, ["job silence"]),
        ("banli.calendar", 9000, []),
    ],
)
def test_a_job_that_has_not_been_done_for_too_long_is_a_fault(
    name: str, minutes: int, failing: list[str]
) -> None:
    job(name, minutes)
    assert asked()[1]["failing"] == failing


def test_a_job_of_a_dead_worker_is_a_fault() -> None:
    job("banli.seal", 4, "doing")
    assert asked()[1]["failing"] == ["stalled jobs"]


def test_a_day_that_ended_without_its_seal_is_a_fault(clock: HeldClock) -> None:
    ledger.append(topic="hall", subject="H-1", name="opened", by=SYSTEM, scope="transport", facet="01")
    clock.set("2022-10-18T02:00")
    assert legal_checks.seal().ok
    clock.set("2022-10-18T04:00")
    assert not legal_checks.seal().ok
    ledger.seal(by=SYSTEM, before=clock.now.date())
    assert legal_checks.seal().ok


def test_an_administrator_reads_all_of_it_and_another_officer_does_not() -> None:
    open_house()
    assert "checks" in asked(at_desk(Role.ADMIN))[1]
    assert "checks" not in asked(at_desk(Role.CLERK))[1]


def test_a_database_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def gone(_folder: object) -> list[object]:
        raise OperationalError

    monkeypatch.setattr(legal_checks, "standing", gone)
    assert asked() == (503, {"status": "degraded", "failing": ["database"]})


def test_the_schema_of_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legal_checks, "shipped", lambda: {("cases", "9999_next")})
    assert not legal_checks.schema().ok
    assert asked()[1]["failing"] == ["schema"]
