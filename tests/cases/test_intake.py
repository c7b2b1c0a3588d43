"""Batches that other systems report: whole or not at all, and once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from banli.cases.models import Case, Intake
from banli.cases.service import Happened, Reported, Sheet, prepare, register_source, running, take_in
from banli.catalogue.models import Item, Revision
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR, Actor
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied, Refused
from banli.ledger.service import events, verify
from banli.people.models import Department, Region
from banli.statistics.service import add, by_department, statement

pytestmark = pytest.mark.django_db
ACCEPTED, GRANTED = datetime(2022, 3, 1, 9, 30, tzinfo=SHANGHAI), datetime(2022, 3, 4, 16, tzinfo=SHANGHAI)
MARCH = (ACCEPTED.date(), GRANTED.date())


@pytest.fixture
def reported() -> Reported:
    """A licence accepted and granted in March."""
    region = Region.objects.create(code="510000", name="四川省")
    transport = Department.objects.create(
        code="transport", name="四川省交通运输厅", short_name="交通运输厅", uscc="x", region=region
    )
    item = Item.objects.create(
        slug="x",
        code="x",
        name_zh="事项",
        kind="01",
        case_type="committed",
        department=transport,
        sort_key="x",
    )
    revision = Revision.objects.create(
        item=item,
        number=1,
        definition={},
        digest="x",
        published_at=ACCEPTED,
        published_by="system",
        effective_from=MARCH[0],
    )
    return Reported(
        number="X20220301D1",
        revision=revision.pk,
        kind="01",
        department="transport",
        channel="counter",
        state="granted",
        events=(Happened("accepted", ACCEPTED), Happened("granted", GRANTED, '{"note":"a\\tb\\\\n"}')),
        accepted_at=ACCEPTED,
        completed_at=GRANTED,
        result="0",
    )


def nothing_taken_in() -> bool:
    return not Case.objects.exists() and not Intake.objects.exists()


def sheet(cases: Iterable[Reported], batch: str = "1", by: Actor = SYSTEM) -> Sheet:
    return prepare(by=by, source="city", batch=batch, cases=cases, recorded_at=clock.now())


def test_a_batch_brings_cases_chained_events_and_counts(reported: Reported) -> None:
    taken = take_in(by=SYSTEM, sheet=sheet([reported, replace(reported, number="X20220301D2")]), count=add)
    assert taken is not None
    assert (taken.cases, taken.events) == (2, 4)
    case = Case.objects.get(number="X20220301D1")
    assert (case.version, case.source, case.accepted_at, case.completed_at) == (2, "city", ACCEPTED, GRANTED)
    record = events("case", str(case.pk))
    assert [(event.name, event.at) for event in record] == [("accepted", ACCEPTED), ("granted", GRANTED)]
    assert record[1].body == '{"note":"a\\tb\\\\n"}'
    assert bytes(record[1].digest) == bytes(case.head)
    assert verify().ok
    assert statement(*MARCH).rows[0].values == {"accepted": 2, "completed": 2}
    assert [(row.key, row.values["accepted"]) for row in by_department(*MARCH).rows] == [("transport", 2)]


def test_the_clock_of_a_reported_case_runs_elsewhere(reported: Reported) -> None:
    take_in(by=SYSTEM, sheet=sheet([reported]), count=add)
    shown = running(Case.objects.get())
    assert (shown.due_on, shown.left, shown.promised, shown.statutory) == (None, None, None, None)


def test_a_batch_taken_in_twice_counts_once(reported: Reported) -> None:
    first = sheet([reported])
    assert take_in(by=SYSTEM, sheet=first, count=add)
    assert take_in(by=SYSTEM, sheet=first, count=add) is None
    assert take_in(by=SYSTEM, sheet=sheet([reported]), count=add) is None
    assert statement(*MARCH).rows[0].values == {"accepted": 1, "completed": 1}


def test_a_batch_with_one_wrong_case_leaves_nothing(reported: Reported) -> None:
    wrong = replace(reported, number="X2", department="nowhere")

    @transaction.atomic
    def at_once() -> None:
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        take_in(by=SYSTEM, sheet=sheet([reported, wrong]), count=add)

    with pytest.raises(IntegrityError):
        at_once()
    assert nothing_taken_in()
    assert statement(*MARCH).rows[0].values == {"accepted": 0, "completed": 0}


def test_a_batch_whose_counting_fails_leaves_nothing(reported: Reported) -> None:
    def fail(_counts: Any) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError), transaction.atomic():
        take_in(by=SYSTEM, sheet=sheet([reported]), count=fail)
    assert nothing_taken_in()


def test_a_case_without_an_event_is_named(reported: Reported) -> None:
    with pytest.raises(Refused, match="X20220301D1"):
        sheet([replace(reported, events=())])


def test_only_the_platform_takes_in(reported: Reported) -> None:
    with pytest.raises(Denied):
        sheet([reported], by=VISITOR)
    with pytest.raises(Denied):
        take_in(by=VISITOR, sheet=sheet([reported]), count=add)


def test_what_a_source_said_of_itself_first_stands() -> None:
    assert register_source(by=SYSTEM, source="city", note={"scale": "1"}) == {"scale": "1"}
    assert register_source(by=SYSTEM, source="city", note={"scale": "2"}) == {"scale": "1"}
