"""What is counted from columns is what is counted from the events: every table of facts, every measure."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.conftest import furnish
from tests.intake.exchange import accepted, ended, take, write
from tests.patience import EXAMPLES_UNDO

from banli.catalogue.service import Item
from banli.intake.states import REGISTER
from banli.kernel.actors import SYSTEM
from banli.statistics.rules.lines import NOW
from banli.statistics.rules.tables import TABLES
from banli.statistics.service import INDICATORS, By, kept_by, reading, rebuild

BEGIN = datetime(2022, 3, 1, 9)  # noqa: DTZ001 # exchange files hold wall time
DAYS = st.integers(0, 6)
STORY = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("01", "06", "20")),
        "accepted": st.none() | DAYS,
        "promised": st.none() | DAYS,
        "pauses": st.lists(
            st.tuples(DAYS, st.none() | st.integers(0, 5)), max_size=3, unique_by=lambda one: one[0]
        ),
        "ended": st.none() | st.integers(0, 9),
        "result": st.sampled_from("0123456"),
        "channel": st.sampled_from(("0", "1", None)),
        "again": st.booleans(),
    }
)


def facts() -> dict[str, Counter[tuple[Any, ...]]]:
    """Every table as it stands, the rows of one key added up, what is nothing left out."""
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


def told(story: dict[str, Any], serial: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of one case."""
    rows: dict[str, list[dict[str, Any]]] = {"accept": [], "special": [], "result": []}
    kind, begun = story["kind"], story["accepted"]
    if begun is not None:
        at = BEGIN + timedelta(begun)
        due = None if story["promised"] is None else (at + timedelta(story["promised"])).date().isoformat()
        row = accepted(serial, str(at), kind, promise_date=due, apply_type=story["channel"])
        rows["accept"] += (
            [row, {**row, "dataver": "2", "promise_date": "2022-04-11"}] if story["again"] else [row]
        )
    for day, length in story["pauses"]:
        begin = BEGIN + timedelta(day)
        end = None if length is None else str(begin + timedelta(length))
        number = accepted(serial, kind=kind)["project_no"]
        rows["special"].append(
            {"project_no": number, "special_name": "补正", "special_time": str(begin), "end_time": end}
        )
    if story["ended"] is not None:
        at = BEGIN + timedelta(story["ended"])
        rows["result"].append(ended(serial, str(at), story["result"], kind=kind))
    return rows


def by(what: By, period: tuple[date, date]) -> dict[str, dict[str, dict[str, int]]]:
    """What a reading adds up: kind, event, measure; a register is the one item of its kind here."""
    kept = [one for one in INDICATORS if kept_by(one, By.ITEM)]
    found = reading(*period, by=what, indicators=kept)
    slugs = {str(key): slug.removeprefix(REGISTER) for key, slug in Item.objects.values_list("pk", "slug")}
    added = {
        slugs.get(line.key, line.key): {
            name: {measure: n for measure, n in sums.items() if n}
            for name, sums in line.of(NOW).measures.items()
            if any(sums.values())
        }
        for line in found.lines
    }
    return {key: line for key, line in added.items() if line}


@pytest.mark.django_db
def test_counting_again_from_the_record_changes_nothing(tmp_path: Path) -> None:
    furnish(tmp_path)

    @settings(max_examples=60, suppress_health_check=EXAMPLES_UNDO)
    @given(
        stories=st.lists(STORY, min_size=1, max_size=12), first=st.integers(-9, 9), length=st.integers(0, 60)
    )
    def holds(stories: list[dict[str, Any]], first: int, length: int) -> None:
        with transaction.atomic():
            rows: dict[str, list[dict[str, Any]]] = {"accept": [], "special": [], "result": []}
            for serial, story in enumerate(stories):
                for table, more in told(story, serial).items():
                    rows[table] += more
            names = {
                "accept": "up_pro_accept",
                "special": "up_pro_special_procedure",
                "result": "up_pro_result",
            }
            paths = [
                write(tmp_path / "year" / f"{names[table]}.ndjson", more)
                for table, more in rows.items()
                if more
            ]
            if paths:
                take(*paths)
            begin = BEGIN.date() + timedelta(first)
            period = (begin, begin + timedelta(length))
            assert by(By.ITEM, period) == by(By.CODE, period)
            before = facts()
            rebuild(by=SYSTEM, from_=date(2022, 1, 1), to=date(2022, 12, 31))
            assert facts() == before
            transaction.set_rollback(True)

    holds()
    assert facts()["statistics_daykind"] == Counter()
