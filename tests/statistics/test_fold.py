"""Folding the record into daily facts: nothing twice, nothing lost, and the same when counted again."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.patience import EXAMPLES_UNDO, PATIENCE
from tests.statistics.record import FROM, TO, fold_all, happened, numbers

from banli.kernel.actors import SYSTEM, VISITOR
from banli.kernel.errors import Denied, Refused
from banli.ledger.service import append, drain
from banli.statistics.models import DayDepartment, DayKind, MonthKind
from banli.statistics.service import compact, fold, fold_events, rebuild, statement

NAMES = ("submitted", "accepted", "granted", "refused", "not_accepted", "withdrawn", "paused")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 20).map(lambda n: (date(2022, 3, 1) + timedelta(n)).isoformat()),
        st.sampled_from(("01", "07", "20")),
        st.sampled_from(("transport", "commerce")),
    ),
    max_size=25,
)


def facts() -> tuple[dict[tuple[str, date, str], int], dict[tuple[str, date, str, str], int]]:
    """Both tables as they stand, empty rows left out."""
    kinds = {(one.name, one.day, one.facet): one.n for one in DayKind.objects.filter(n__gt=0)}
    departments = {
        (one.name, one.day, one.scope, one.facet): one.n for one in DayDepartment.objects.filter(n__gt=0)
    }
    return kinds, departments


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=EXAMPLES_UNDO)
@given(events=EVENTS, late=EVENTS, from_=st.integers(0, 20), days=st.integers(0, 20))
def test_days_counted_again_are_equal_to_what_was_folded(
    events: list[tuple[str, str, str, str]], late: list[tuple[str, str, str, str]], from_: int, days: int
) -> None:
    with transaction.atomic():
        for case, event in enumerate(events):
            happened(*event, case=case)
        fold_all()
        before = facts()
        expected = Counter((name, date.fromisoformat(day), kind) for name, day, kind, _where in events)
        assert before[0] == dict(expected)
        for case, event in enumerate(late):
            happened(*event, case=1_000 + case)
        read = statement(FROM, TO).rows
        first = date(2022, 3, 1) + timedelta(from_)
        rebuild(by=SYSTEM, from_=first, to=first + timedelta(days))
        assert facts() == before
        assert statement(FROM, TO).rows == read
        fold_all()
        assert statement(FROM, TO).rows == read
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_falsified_fact_is_put_right_by_counting_the_day_again() -> None:
    happened("accepted", "2022-03-02")
    fold_all()
    DayKind.objects.update(n=700)
    DayDepartment.objects.update(scope="commerce")
    MonthKind.objects.update(n=70)
    rebuild(by=SYSTEM, from_=date(2022, 3, 2), to=date(2022, 3, 2))
    assert numbers(statement(FROM, TO)) == {"licence": (1, 0)}
    assert list(DayDepartment.objects.values_list("scope", "n")) == [("transport", 1)]


@pytest.mark.django_db
def test_only_the_platform_and_its_administrators_count_again() -> None:
    with pytest.raises(Denied):
        rebuild(by=VISITOR, from_=FROM, to=TO)
    with pytest.raises(Refused):
        rebuild(by=SYSTEM, from_=TO, to=FROM)


@pytest.mark.django_db
def test_a_block_of_events_is_folded_by_their_ids() -> None:
    happened("accepted", "2022-03-01", case=1)
    first = happened("accepted", "2022-03-02", case=2)
    last = happened("granted", "2022-03-02", case=2)
    happened("accepted", "2022-03-04", case=3)
    connection.cursor().execute("DELETE FROM ledger_outbox")
    fold_events(first=first, last=last)
    assert compact()
    assert not compact()
    assert facts()[0] == {("accepted", date(2022, 3, 2), "01"): 1, ("granted", date(2022, 3, 2), "01"): 1}


@pytest.mark.django_db(transaction=True)
def test_two_blocks_are_folded_side_by_side_and_neither_waits() -> None:
    blocks = [
        [happened("accepted", "2022-03-02", case=10 * block + case) for case in range(5)] for block in (1, 2)
    ]
    connection.cursor().execute("DELETE FROM ledger_outbox")
    both = threading.Barrier(2, timeout=PATIENCE)

    def take(block: list[int]) -> None:
        with transaction.atomic():
            fold_events(first=block[0], last=block[-1])
            both.wait()  # each has written its facts before either commits

    assert in_threads(lambda: take(blocks[0]), lambda: take(blocks[1])) == []
    assert numbers(statement(FROM, TO)) == {"licence": (10, 0)}
    assert DayKind.objects.count() == 2
    assert compact()
    assert DayKind.objects.count() == 1
    assert numbers(statement(FROM, TO)) == {"licence": (10, 0)}


@pytest.mark.django_db(transaction=True)
def test_blocks_folded_and_put_together_beside_counting_again_lose_nothing() -> None:
    blocks = []
    for block in range(8):
        events = [happened("accepted", f"2022-03-{block + 1:02}", case=100 * block + n) for n in range(20)]
        blocks.append((events[0], events[-1]))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_outbox")

    def take() -> None:
        for first, last in blocks:
            # As a bulk intake does: events and facts become visible together. Here the events are there already, so
            # their days are not among those counted again.
            fold_events(first=first, last=last)

    def again() -> None:
        for _turn in range(6):
            rebuild(by=SYSTEM, from_=date(2022, 5, 1), to=TO)

    def together() -> None:
        for _turn in range(12):
            compact()

    assert in_threads(take, again, together) == []
    assert numbers(statement(FROM, TO)) == {"licence": (160, 0)}


@pytest.mark.django_db
def test_folding_nothing_writes_nothing() -> None:
    fold([])
    assert facts() == ({}, {})


def in_threads(*jobs: object) -> list[BaseException]:
    """Run the jobs at the same time, each on its own connection; returns what they raised."""
    raised: list[BaseException] = []

    def run(job: object) -> None:
        try:
            job()  # type: ignore[operator]
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_drains_at_once_beside_a_writer_and_a_reader_count_every_event_once() -> None:
    for case in range(300):
        happened("accepted", f"2022-03-{case % 28 + 1:02}", case=case)
    wrong: list[object] = []
    written = threading.Event()

    def write() -> None:
        with transaction.atomic():
            for case in range(300, 330):
                happened("accepted", "2022-03-09", case=case)
        written.set()

    def read() -> None:
        while not written.is_set():
            seen = numbers(statement(FROM, TO))["licence"]
            if seen not in {(300, 0), (330, 0)}:
                wrong.append(seen)

    def take() -> None:
        while drain([fold], limit=7):
            pass

    assert in_threads(write, read, take, take) == []
    assert wrong == []
    fold_all()
    assert numbers(statement(FROM, TO)) == {"licence": (330, 0)}
    assert sum(one.n for one in DayKind.objects.all()) == 330


@pytest.mark.django_db(transaction=True)
def test_counting_again_beside_a_drain_loses_nothing() -> None:
    for case in range(200):
        happened("accepted", f"2022-03-{case % 28 + 1:02}", case=case)

    def take() -> None:
        while drain([fold], limit=9):
            pass

    def again() -> None:
        for _turn in range(5):
            rebuild(by=SYSTEM, from_=FROM, to=TO)

    assert in_threads(take, again, take) == []
    assert numbers(statement(FROM, TO)) == {"licence": (200, 0)}


@pytest.mark.django_db
def test_a_handler_that_fails_leaves_the_outbox_as_it_was() -> None:
    append(topic="case", subject="1", name="accepted", by=SYSTEM, scope="transport", facet="01")

    def fail(_news: object) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError), transaction.atomic():
        drain([fold, fail])
    assert facts() == ({}, {})
    assert drain([fold]) == 1
