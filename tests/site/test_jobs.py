"""The periodic jobs do their work once, however often they run."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.ledger import service as ledger
from banli.notices.service import messages
from banli.site import jobs
from banli.statistics import service as statistics
from banli.statistics.service import Number, indicator, owed, reading, rebuild
from tests.held_clock import HeldClock
from tests.statistics.record import happened

NOTE = import_module("banli.statistics.migrations.0006_to_count").NOTE
pytestmark = pytest.mark.django_db


def record(number: str) -> None:
    """One accepted case of the first kind on the record."""
    ledger.append(topic="case", subject=number, name="accepted", by=SYSTEM, scope="transport", facet="01")


def test_the_news_is_counted_once_however_often_the_job_runs() -> None:
    record("A-1")
    record("A-2")
    for _ in range(3):
        jobs.drain(timestamp=0)
    assert jobs.drain_outbox() == 0
    rows = {
        row.key: row.values["accepted"]
        for row in statistics.statement(date(2022, 10, 17), date(2022, 10, 17)).rows
    }
    assert rows["licence"] == 2


def test_more_news_than_one_helping_is_drained_to_the_end() -> None:
    for number in range(5):
        record(f"B-{number}")
    assert jobs.drain_outbox(limit=2) == 5


def test_a_message_carries_the_moment_of_what_it_tells(clock: HeldClock) -> None:
    for moment in ("2022-10-18T10:00", "2022-10-17T16:20"):
        clock.set(moment)
        record("M-1")
    clock.set("2022-10-20T09:00")
    jobs.drain_outbox()
    told = [one.made_at.astimezone(SHANGHAI).isoformat()[:16] for one in messages("case", ["M-1"])]
    assert told == ["2022-10-18T10:00", "2022-10-17T16:20"]


def test_the_night_seals_the_day_that_ended_and_a_second_run_adds_nothing(clock: HeldClock) -> None:
    record("C-1")
    jobs.seal(timestamp=0)
    assert ledger.latest_seal() is None
    clock.set("2022-10-18T00:05")
    record("C-2")
    jobs.seal(timestamp=0)
    first = ledger.latest_seal()
    jobs.seal(timestamp=0)
    assert first is not None
    assert first.day.day == 17
    assert ledger.latest_seal() == first
    found = ledger.verify()
    assert found.ok
    assert 0 < found.sealed_events < found.events


def test_a_folder_of_before_is_counted_again_once_and_by_itself() -> None:
    day = date(2022, 10, 17)
    happened("accepted", "2022-10-17", case=900_000_001, body={"promised_due": "2022-11-11"})
    jobs.drain_outbox()
    with connection.cursor() as cursor:  # as a version counted that did not know the measure
        for table in ("daykind", "daydepartment", "daydue", "monthkind", "monthdepartment"):
            cursor.execute(f"UPDATE statistics_{table} SET followed = 0")
        cursor.execute(NOTE)

    def still_open() -> Number | None:
        found = reading(day, day, indicators=[indicator("open")])
        return found.number(found.total, indicator("open"))

    assert still_open() is None
    assert owed() is not None
    jobs.count_owed(timestamp=0)
    assert still_open() == Number(1)
    assert owed() is None
    jobs.count_owed(timestamp=0)
    assert len(list(ledger.events("statistics", "facts"))) == 1


def test_counting_by_hand_settles_what_was_owed() -> None:
    happened("accepted", "2022-10-17", case=900_000_001, body={"promised_due": "2022-11-11"})
    jobs.drain_outbox()
    with connection.cursor() as cursor:
        cursor.execute(NOTE)
    rebuild(by=SYSTEM, from_=date(2022, 10, 18), to=date(2022, 10, 19))
    assert owed() is not None
    rebuild(by=SYSTEM, from_=date(2022, 10, 1), to=date(2022, 10, 31))
    assert owed() is None


def test_both_jobs_are_scheduled_and_neither_can_queue_up() -> None:
    planned = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert planned["banli.drain"] == "* * * * *"
    assert planned["banli.seal"] == "5 * * * *"
    assert {app.tasks[name].queueing_lock for name in ("banli.drain", "banli.seal")} == {
        "banli.drain",
        "banli.seal",
    }
