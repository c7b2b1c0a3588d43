"""What the bodies of events say, folded, counted again and counted by hand: always the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.patience import EXAMPLES_UNDO
from tests.statistics.record import TO, fold_all, happened

from banli.kernel.actors import SYSTEM
from banli.statistics.models import (
    DayChannel,
    DayDepartment,
    DayDue,
    DayKind,
    DayTook,
    MonthDepartment,
    MonthKind,
)
from banli.statistics.service import (
    INDICATORS,
    By,
    Indicator,
    Number,
    compact,
    every_event,
    figure_of,
    fold_events,
    holds,
    reading,
    rebuild,
)

pytestmark = pytest.mark.django_db
START = date(2022, 2, 21)
FIRST, LAST = date(2022, 3, 1), date(2022, 3, 20)
LIMITS = 20


@dataclass
class Told:
    """One case as the test knows it: where it belongs and what happened to it that still counts."""

    kind: str
    department: str
    accepted: date | None = None
    ended: str = ""
    last: date | None = None
    body: dict[str, Any] = field(default_factory=dict)


def days(least: int = 0, most: int = 34) -> st.SearchStrategy[int]:
    return st.integers(least, most)


CASES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("01", "07", "20")),
            "department": st.sampled_from(("transport", "commerce")),
            "accepted": days(),
            "lasts": st.none() | days(0, 15),
            "end": st.sampled_from(("granted", "refused", "withdrawn", "terminated", "forwarded", "voided")),
            "due": days(1, 12),
            "took": st.none() | days(0, 9),
            "visits": st.none() | st.integers(0, 3),
            "says_due": st.booleans(),
            "corrected": st.none() | days(0, 15),
        }
    ),
    max_size=8,
)


def write(case: int, one: dict[str, Any]) -> Told:
    """Write the events of a case, corrected afterwards where it says so; returns what counts in the end."""
    accepted = START + timedelta(one["accepted"])
    due = accepted + timedelta(one["due"])
    known = {"promised_due": due.isoformat()} if one["says_due"] else {}
    told = Told(one["kind"], one["department"], accepted)
    where = {"kind": one["kind"], "department": one["department"], "case": case}
    happened("accepted", accepted.isoformat(), body=known, **where)
    if one["lasts"] is None:
        return told

    def end(after: int) -> None:
        told.last = accepted + timedelta(after)
        told.ended = one["end"]
        told.body = {"accepted_on": accepted.isoformat(), "limit_days": LIMITS, **known}
        told.body |= {key: one[key] for key in ("visits",) if one[key] is not None}
        told.body |= {"took_days": one["took"]} if one["took"] is not None else {}
        happened(told.ended, told.last.isoformat(), body=told.body, **where)

    end(one["lasts"])
    if one["corrected"] is not None:
        assert told.last
        happened(f"{told.ended}_annulled", told.last.isoformat(), body={"annuls": 2}, **where)
        end(one["corrected"])
    return told


def by_hand(cases: list[Told]) -> dict[str, Number | None]:
    """Every indicator of the period from the test's own knowledge."""
    begun = [one for one in cases if one.accepted and FIRST <= one.accepted <= LAST]
    ended = [one for one in cases if one.last and FIRST <= one.last <= LAST and one.ended != "voided"]
    timed = [one for one in ended if "promised_due" in one.body]

    def late(one: Told) -> bool:
        return one.last is not None and one.last.isoformat() > one.body["promised_due"]

    def open_on(day: date) -> list[Told]:
        return [
            one
            for one in cases
            if one.accepted and one.accepted <= day and not (one.last and one.last <= day)
        ]

    spent = sorted(one.body["took_days"] for one in ended if "took_days" in one.body)
    visits = [one.body["visits"] for one in ended if "visits" in one.body]
    early = [one for one in timed if one.last and one.last.isoformat() < one.body["promised_due"]]
    same = [one for one in ended if one.last == one.accepted]

    def counted(n: int) -> Number | None:
        return Number(n) if timed or not ended else None

    def share(part: int, whole: int) -> Number | None:
        return Number(part, whole) if whole else None

    def rank(per_cent: int) -> Number | None:
        return Number(spent[-(-per_cent * len(spent) // 100) - 1]) if spent else None

    return {
        "received": None if begun else Number(0),
        "accepted": Number(len(begun)),
        "completed": Number(len(ended)),
        "carried_over": Number(len(open_on(FIRST - timedelta(1)))),
        "open": Number(len(open_on(LAST))),
        "on_time": counted(sum(not late(one) for one in timed)),
        "on_time_rate": share(sum(not late(one) for one in timed), len(timed)),
        "early": counted(len(early)),
        "overdue": counted(sum(late(one) for one in timed)),
        "same_day_rate": share(len(same), len(ended)),
        "time_saved": share(LIMITS * len(spent) - sum(spent), LIMITS * len(spent)),
        "took_p50": rank(50),
        "took_p90": rank(90),
        "visits_per_case": share(sum(visits), len(visits)),
        "over_one_visit": share(sum(one > 1 for one in visits), len(visits)),
        "portion": share(len(begun), len(begun)),
    }


def facts() -> list[str]:
    """All facts of cases without a row, rows that came to nothing left out."""
    tables = (DayKind, DayDepartment, DayChannel, DayTook, DayDue, MonthKind, MonthDepartment)
    return [row for table in tables for row in sorted(map(str, table.objects.exclude(n=0).values_list()))]


def fold_as_blocks() -> None:
    """Fold what waits as bulk intakes do: block by block, each with rows of its own."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_outbox RETURNING event")
        waiting = sorted(row[0] for row in cursor.fetchall())
    for start in range(0, len(waiting), 5):
        fold_events(first=waiting[start], last=waiting[start : start + 5][-1])


def numbers(
    by: By = By.KIND, asked: tuple[Indicator, ...] = INDICATORS
) -> dict[str, dict[str, Number | None]]:
    found = reading(FIRST, LAST, by=by, indicators=asked)
    lines = {line.key: {one.key: found.number(line, one) for one in asked} for line in found.lines}
    return {**lines, "": {one.key: found.number(found.total, one) for one in asked}}


@settings(max_examples=12, suppress_health_check=EXAMPLES_UNDO)
@given(early=CASES, late=CASES)
def test_folded_waiting_and_counted_by_hand_are_one(
    early: list[dict[str, Any]], late: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        told = [write(case, one) for case, one in enumerate(early)]
        fold_all()
        told += [write(1_000 + case, one) for case, one in enumerate(late)]
        waiting = numbers()
        expected = by_hand(told)
        assert {key: waiting[""][key] for key in expected} == expected
        fold_as_blocks()
        assert numbers() == waiting
        compact()
        assert numbers() == waiting
        departments = numbers(By.DEPARTMENT)
        assert departments[""] == waiting[""]
        before = facts()
        rebuild(by=SYSTEM, from_=START, to=TO)
        assert facts() == before
        found = reading(FIRST, LAST, by=By.DEPARTMENT, indicators=INDICATORS)
        for one in INDICATORS:
            for line in (found.total, *found.lines):
                if found.number(line, one) is not None:
                    shown = figure_of(found, line, one, by=By.DEPARTMENT if line.key else None)
                    assert holds(shown), one.key
                    if one.formula.form in {"count", "stock_before", "stock_after", "open_overdue"}:
                        assert sum(behind.part for behind in every_event(shown)) == shown.value, one.key
        transaction.set_rollback(True)
