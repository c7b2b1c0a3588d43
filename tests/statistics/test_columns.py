"""How an event counts is said twice, in SQL and by columns for bulk intake: both say the same, whatever is told."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.house import OVERSIZE, open_house
from tests.patience import EXAMPLES_UNDO
from tests.statistics.record import happened

from banli.cases.models import Case
from banli.catalogue.service import current
from banli.kernel import clock
from banli.statistics.rules.columns import SAID
from banli.statistics.rules.happenings import ACCEPTANCES, CLOSINGS, MOVES, STANDSTILLS
from banli.statistics.rules.tables import TABLES
from banli.statistics.service import fold_columns, fold_events

pytestmark = pytest.mark.django_db
START = date(2022, 2, 20)
SIDE = ("submitted", "correction_asked", "delivered")
"""Events that move no limit; what they say of one counts for nothing."""
DAYS = st.integers(0, 30).map(lambda n: START + timedelta(n))
MAYBE = st.none() | DAYS
NUMBERS = st.sampled_from((None, -1, 0, 1, 7, 99_999, 100_000))
PROMISES = st.sampled_from(("promised_due", "due_on", "moved"))


def event(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """One event with whatever it says."""
    return st.fixed_dictionaries(
        {
            "name": st.sampled_from(names),
            "day": DAYS,
            "accepted_on": MAYBE,
            "promised_due": MAYBE,
            "statutory_due": MAYBE,
            "took_days": NUMBERS,
            "limit_days": NUMBERS,
            "as": PROMISES,
        }
    )


STORIES = st.lists(
    st.tuples(
        st.sampled_from(("01", "20", "06")),
        st.sampled_from(("0", "1")),
        st.lists(event(SIDE), max_size=1),
        st.lists(event(ACCEPTANCES), max_size=1),
        st.lists(event((*SIDE, *MOVES, *STANDSTILLS)), max_size=3),
        st.lists(event(CLOSINGS), max_size=1),
    ),
    min_size=1,
    max_size=4,
)


def reported(number: int, kind: str, channel: str) -> Case:
    """A case that another system reports."""
    return Case.objects.create(
        number=f"reported-{number}",
        revision_id=current(OVERSIZE).id,
        kind=kind,
        department_id="transport",
        channel=channel,
        source="elsewhere",
        state="in_review",
        version=1,
        head=bytes(32),
        submitted_at=clock.now(),
    )


def consistent(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of a case as a system may report them: an early end says the limit that ran, as intake makes it."""
    runs: date | None = None
    for seq, one in enumerate(told, start=1):
        if one["name"] in CLOSINGS and seq <= 2:
            one["promised_due"] = runs
        if one["name"] not in SIDE:
            runs = None if one["name"] in STANDSTILLS else one["promised_due"]
    return told


def body_of(one: dict[str, Any]) -> dict[str, Any]:
    """What an event says, as bodies do."""
    body = {name: one[name].isoformat() for name in ("accepted_on", "statutory_due") if one[name]}
    body |= {name: one[name] for name in ("took_days", "limit_days") if one[name] is not None}
    if one["promised_due"]:
        due = one["promised_due"].isoformat()
        body |= {"due_on": {"from": "", "to": due}} if one["as"] == "moved" else {one["as"]: due}
    return body


def facts() -> dict[str, Counter[tuple[Any, ...]]]:
    """Every table of facts, what is nothing left out."""
    found = {}
    with connection.cursor() as cursor:
        for table, (key, sums) in TABLES.items():
            added = ", ".join(f"sum({one})" for one in sums)
            cursor.execute(f"SELECT {', '.join(key)}, {added} FROM {table} GROUP BY {', '.join(key)}")
            found[table] = Counter(
                {
                    (*row[: len(key)], name): int(value)
                    for row in cursor.fetchall()
                    for name, value in zip(sums, row[len(key) :], strict=True)
                    if value
                }
            )
    return found


def undone(fold: Any) -> dict[str, Counter[tuple[Any, ...]]]:
    """The facts after ``fold``, which is taken back."""
    with transaction.atomic():
        fold()
        found = facts()
        transaction.set_rollback(True)
    return found


def test_the_columns_of_a_batch_count_as_its_events_do(db: None) -> None:
    open_house(OVERSIZE)
    item = current(OVERSIZE).item_id

    @settings(max_examples=60, suppress_health_check=EXAMPLES_UNDO)
    @given(stories=STORIES)
    def holds(stories: list[Any]) -> None:
        with transaction.atomic():
            rows, ids = [], []
            for number, (kind, channel, *parts) in enumerate(stories):
                case = reported(number, kind, channel)
                for one in consistent([one for part in parts for one in part]):
                    day = one["day"].isoformat()
                    ids.append(happened(one["name"], day, kind, case=case.pk, body=body_of(one)))
                    told = {name: one[name] for name in SAID.names if name in one}
                    place = {
                        "case": number,
                        "scope": "transport",
                        "facet": kind,
                        "channel": channel,
                        "item": item,
                    }
                    rows.append({**place, **told})
            if rows:
                said = pa.RecordBatch.from_pylist(rows, schema=SAID)
                by_events = undone(lambda: fold_events(first=ids[0], last=ids[-1]))
                assert undone(lambda: fold_columns(first=ids[0], said=said)) == by_events
                assert by_events["statistics_daykind"]
            transaction.set_rollback(True)

    holds()
