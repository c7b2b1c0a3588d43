"""From marks to points: caps, additions, what an upheld objection gives back; and what a template may say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.months import pack_template

from banli.assessment.service import Mark, Template, month_of, score
from banli.assessment.states import GRADES, Source
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN


def mark(
    key: str = "a", source: Source = Source.FINDINGS, grade: str = "point", times: int = 4, **more: str
) -> Mark:
    told = {
        "department": "transport",
        "window": "",
        "day": "2022-10-17",
        "words": "未佩戴工作牌",
        "ref": "XC-1",
    }
    return Mark(
        key=key,
        source=source,
        grade=grade,
        times=times if source is Source.FINDINGS else 1,
        **{**told, **more},
    )


MARKS = st.lists(
    st.sampled_from([(source, grade) for source in Source for grade in sorted(GRADES[source])]), max_size=80
).map(
    lambda rows: [
        mark(str(n), source, grade, criterion=("praise", "other")[n % 2] if source is Source.BY_HAND else "")
        for n, (source, grade) in enumerate(rows)
    ]
)


def test_without_a_mark_it_is_the_base() -> None:
    assert score(pack_template(), []).total == Decimal(100)


def test_a_mark_takes_its_weight_away_and_one_that_has_none_takes_nothing() -> None:
    given = [mark("a"), mark("b", times=1), mark("c", Source.SIGNALS, "blue")]
    assert score(pack_template(), given).total == Decimal("97.5")


def test_no_criterion_loses_more_than_its_points() -> None:
    many = [mark(str(n), times=10) for n in range(30)]
    found = score(pack_template(), many)
    assert found.total == Decimal(80)
    assert {part.criterion.key: part.points for part in found.parts}["hall-order"] == 0


def test_what_is_added_has_its_cap_and_the_whole_too() -> None:
    praised = [mark(str(n), Source.BY_HAND, "each", criterion="praise") for n in range(9)]
    assert score(pack_template(), praised).total == Decimal(110)


def test_a_mark_that_is_left_out_is_shown_and_counts_nothing() -> None:
    found = score(pack_template(), [mark("a"), mark("b")], {"a"})
    assert found.total == Decimal(98)
    order = next(part for part in found.parts if part.criterion.key == "hall-order")
    assert [(one.key, weight) for one, weight in order.marks] == [("a", Decimal(0)), ("b", Decimal(2))]


@given(MARKS, st.integers(0, 80))
def test_a_score_lies_between_nothing_and_the_most_and_leaving_out_never_costs(
    marks: list[Mark], n: int
) -> None:
    said = pack_template()
    losing = [one for one in marks if one.criterion != "praise" and one.source != Source.ADOPTED]
    whole = score(said, marks).total
    assert 0 <= whole <= said.most
    without = {one.key for one in losing[:n]}
    assert score(said, losing, without).total >= score(said, losing).total
    assert score(said, list(reversed(marks))).total == whole


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("points: 30", "points: 31", "101"),
        ("key: service", "key: in-time", "twice"),
        ("weights: {yellow: 2, red: 5}", "weights: {purple: 2}", "purple"),
        ("source: signals", "source: gossip", "signals"),
        ("    cap: 10\n", "", "cap"),
        ("most: 110", "most: 90", "base"),
    ],
)
def test_a_template_that_does_not_fit_is_told_with_its_line(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    text = (SICHUAN / "assessment.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "assessment.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileFault, match=told) as fault:
        read(path).validated(Template)
    assert "assessment.yaml 第" in str(fault.value)


@pytest.mark.parametrize(
    ("text", "last"),
    [("2022-02", 28), ("2024-02", 29), ("2022-12", 31), ("2022-13", 0), ("二月", 0), ("2022", 0)],
)
def test_a_month_is_read_or_refused(text: str, last: int) -> None:
    found: Any = month_of(text)
    assert (found[1].day if found else 0) == last
