"""Whole columns say what single rows say: moments, bodies, digests; one definition, two ways to compute it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from banli.intake.rules import bodies, new_cases
from banli.intake.rules.checks import check
from banli.intake.rules.copy_text import Stamp, chained, render
from banli.intake.rules.items import Items, KnownItem, Work
from banli.intake.rules.known_cases import _before
from banli.intake.rules.moments import LOCAL, moments
from banli.intake.rules.new_cases import before, build
from banli.intake.rules.tables import wanted
from banli.intake.states import Table
from banli.kernel.clock import SHANGHAI
from banli.kernel.days import moment_of
from banli.ledger.rules.chain import GENESIS, HASHES, Entry, digest

wall = datetime.fromisoformat
NOW = wall("2026-01-01 09:00")
ITEMS = Items(
    [
        KnownItem("T" * 31, 1, 5, "01", "transport", 7, 20),
        KnownItem("U" * 31, 2, 6, "06", "market", None, None),
    ]
)
WORK = Work(
    lambda day, limit: None if day.year < 2000 else day + timedelta(limit),
    lambda first, last: None if first.year < 2000 else (last - first).days,
)
PLAIN = st.datetimes(wall("1992-01-01"), wall("2025-12-31"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PRINTED = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("审查“·”—，０"), max_size=12
)


def rows(table: Table, told: list[dict[str, Any]]) -> pa.RecordBatch:
    """Rows as they are after the checks; every one must be sound."""
    columns = {name: pa.array([one.get(name) for one in told], pa.string()) for name in wanted(table)}
    found = check(table, pa.table(columns), list(range(1, len(told) + 1)), NOW)
    assert found.rejects == []
    return found.rows


def shown(moment: datetime) -> str:
    return moment.isoformat(" ")


def taken(column: Any) -> list[Any]:
    """What ``column`` says of when a case was accepted."""
    plain = {name: pa.array(["N1"] * len(column)) for name in ("project_no", "task_code")}
    found = check(Table.ACCEPT, pa.table({**plain, "accept_date": column}), list(range(len(column))), NOW)
    assert found.rejects == []
    said: list[Any] = found.rows.column("accept_date").to_pylist()
    return said


@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_moments_in_columns_are_those_read_singly(told: list[datetime]) -> None:
    texts = [shown(one) for one in told]
    assert taken(pa.array(texts)) == told == [moment_of(one) for one in texts]
    compact = [one.strftime("%Y%m%d%H%M%S") for one in told]
    assert taken(pa.chunked_array([compact])) == [one.replace(microsecond=0) for one in told]
    aware = pa.array([one.replace(tzinfo=SHANGHAI) for one in told], pa.timestamp("us", "UTC"))
    assert taken(aware) == moments(aware).to_pylist() == told
    assert taken(pa.array(told, LOCAL)) == told


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_a_moment_beyond_all_years_is_none_of_ours(unit: str) -> None:
    far = pa.array([-(1 << 62), 1 << 62], pa.int64()).cast(pa.timestamp(unit))
    assert {one.year for one in moments(far).to_pylist()} == {9998}


@given(PLAIN, PLAIN)
def test_which_of_two_moments_is_before(one: datetime, other: datetime) -> None:
    for left in (one, one.replace(hour=0, minute=0, second=0, microsecond=0)):
        for right in (other, left.replace(hour=9, minute=0)):
            column = before(pa.array([left], LOCAL), pa.array([right], LOCAL))
            assert column.to_pylist() == [_before(left, right)]


ACCEPT = st.fixed_dictionaries(
    {
        "accept_date": PLAIN.map(shown),
        "promise_date": st.none() | PLAIN.map(lambda one: one.date().isoformat()),
        "dataver": st.none() | st.integers(1, 99).map(str),
        "cd_time": st.none() | PLAIN.map(shown),
    }
)


@given(st.lists(ACCEPT, min_size=1, max_size=6))
def test_bodies_in_columns_are_those_made_singly(told: list[dict[str, Any]]) -> None:
    for number, one in enumerate(told):
        one.update(project_no=f"N{number}", task_code="T" * 31)
    found = rows(Table.ACCEPT, told)
    limit = pa.array([20] * len(told), pa.int32())
    column = bodies.accepted(found, bodies.begun_clock(found, limit, WORK)).to_pylist()
    single = [bodies.accepted_one(row, ITEMS.known[0], WORK) for row in found.to_pylist()]
    assert column == [bodies.dumped(one) for one in single]
    ends = [{**one, "result_type": "3", "result_date": shown(NOW)} for one in told]
    closing = rows(Table.RESULT, ends)
    day = found.column("accept_date").cast(pa.date32(), safe=False)
    clock = bodies.ended_clock(closing, day, found.column("promise_date"), limit, WORK)
    column = bodies.ended(closing, clock).to_pylist()
    assert column == [
        bodies.dumped(bodies.ended_one(row, accepted, WORK))
        for row, accepted in zip(closing.to_pylist(), single, strict=True)
    ]


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_texts_are_escaped_as_json_escapes_them(texts: list[str]) -> None:
    assert bodies.escaped(pa.array(texts)).to_pylist() == [bodies.dumped(one) for one in texts]


@pytest.mark.parametrize("name", sorted(HASHES))
@examples(max_examples=40)
@given(told=st.lists(st.tuples(ACCEPT, st.booleans(), PRINTED), min_size=1, max_size=8))
def test_the_digests_of_whole_columns_are_those_of_the_record(
    name: str, told: list[tuple[dict[str, Any], bool, str]]
) -> None:
    """The text that COPY reads, taken apart again, chains as the ledger chains."""
    accept = [
        {**one, "project_no": f"N{n}", "task_code": "T" * 31} for n, (one, _end, _text) in enumerate(told)
    ]
    given_ = {
        Table.ACCEPT: rows(Table.ACCEPT, accept),
        Table.RESULT: rows(
            Table.RESULT,
            [
                {"project_no": f"N{n}", "result_type": "0", "result_date": shown(NOW)}
                for n, one in enumerate(told)
                if one[1]
            ],
        ),
        Table.SPECIAL: rows(
            Table.SPECIAL,
            [
                {"project_no": f"N{n}", "special_name": text, "special_time": one["accept_date"]}
                for n, (one, _end, text) in enumerate(told)
            ],
        ),
        Table.PROCESS: rows(Table.PROCESS, []),
    }
    made = build(given_, ITEMS, WORK)
    assert not any(made.rejects.values())
    count = made.events.num_rows
    cases, events = render(
        made,
        ITEMS,
        Stamp("city", "system", NOW, HASHES[name]),
        [range(7, 7 + len(told))],
        [range(1, 3), range(9, 7 + count)],
    )
    heads: dict[str, bytes] = {}
    lines = bytes(events).decode().split("\n")[:-1]
    assert [line.split("\t")[0] for line in lines] == [
        str(one) for one in [*range(1, 3), *range(9, 7 + count)]
    ]
    for line in lines:
        cells = [cell.replace("\\\\", "\\") for cell in line.split("\t")]
        at, recorded = (datetime.fromisoformat(cells[place]) for place in (7, 9))
        assert date.fromisoformat(cells[8]) == at.astimezone(SHANGHAI).date()
        topic, subject, seq, said, scope, facet = cells[1:7]
        actor, body = cells[10:12]
        entry = Entry(topic, subject, int(seq), said, scope, facet, at.astimezone(UTC), recorded, actor, body)
        heads[cells[2]] = digest(heads.get(cells[2], GENESIS), entry, name)
        assert cells[12] == rf"\x{heads[cells[2]].hex()}"
    kept = {line.split("\t")[0]: line.split("\t")[9] for line in bytes(cases).decode().split("\n")[:-1]}
    assert kept == {subject: rf"\\x{head.hex()}" for subject, head in heads.items()}


def test_nothing_at_all_is_nothing() -> None:
    empty = {table: rows(table, []) for table in (Table.ACCEPT, Table.SPECIAL, Table.PROCESS, Table.RESULT)}
    made = build(empty, ITEMS, WORK)
    assert (made.cases.num_rows, made.events.num_rows) == (0, 0)
    cases, events = render(made, ITEMS, Stamp("city", "system", NOW, HASHES["sha256"]), [], [])
    assert (bytes(cases), bytes(events), chained([], [], HASHES["sha256"])) == (b"", b"", [])
    assert new_cases.PROCEDURE
