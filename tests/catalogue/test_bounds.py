"""A bound that hangs on other answers: what it finds, what it tells, and what the checker proves of its rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.catalogue.samples import ANSWERS, item

from banli.catalogue.rules import ItemSpec, derive, validate_form, verdicts
from banli.catalogue.rules.checks.bounds import check_bounds
from banli.catalogue.rules.checks.reachability import check_reach
from banli.kernel.errors import Problem
from banli.kernel.text import Words

LAW = {"zh": "某规定第三条", "en": "Article 3"}
FIELDS: tuple[dict[str, Any], ...] = (
    {"key": "axles", "type": "integer", "label": {"zh": "轴数", "en": "Axles"}, "min": 2, "max": 6},
    {
        "key": "kind",
        "type": "choice",
        "label": "车型",
        "options": [{"value": "truck", "label": "货车"}, {"value": "train", "label": "列车"}],
    },
    {"key": "mass", "type": "number", "label": {"zh": "总质量", "en": "Gross mass"}, "unit": "kg"},
    {"key": "loads", "type": "number_list", "label": "轴荷", "required": False},
    {"key": "note", "type": "text", "label": "备注", "required": False},
)
ROWS: list[dict[str, Any]] = [
    {"for": {"axles": 2}, "at_most": 18000},
    {
        "for": {"axles": {"from": 3, "to": 4}},
        "at_most": 31000,
        "article": {"zh": "某规定第四条", "en": "Article 4"},
    },
    {"for": {"axles": {"above": 4}}, "at_least": 5000, "at_most": 43000},
]


def bounded(
    rows: list[dict[str, Any]] = ROWS, /, derived: tuple[dict[str, Any], ...] = (), **more: Any
) -> ItemSpec:
    bound = {"key": "mass", "of": "mass", "by": "axles", "unit": "kg", "article": LAW, "rows": rows, **more}
    return item(*FIELDS, rules={"derive": list(derived), "bounds": [bound]})


def told(spec: ItemSpec) -> list[str]:
    return [
        str(Problem("", message, tuple(params.items())))
        for _place, _rule, message, params in check_bounds(spec)
    ]


@pytest.mark.parametrize(
    ("axles", "mass", "message", "article"),
    [
        (2, 18000, None, None),
        (2, 18000.5, "总质量18000.5千克，超过18000千克", "某规定第三条"),
        (3, 31001, "总质量31001千克，超过31000千克", "某规定第四条"),
        (4, 31000, None, None),
        (5, 43000, None, None),
        (6, 4999, "总质量4999千克，低于5000千克", "某规定第三条"),
    ],
)
def test_a_value_outside_is_told_with_value_bound_and_article(
    axles: int, mass: float, message: str | None, article: str | None
) -> None:
    found = verdicts(bounded(), {"axles": axles, "mass": mass})
    assert [(one.message.zh, one.article.zh, one.where) for one in found] == (
        [(message, article, "mass")] if message else []
    )
    assert all(one.forbids for one in found)


def test_the_message_may_be_ones_own_and_a_row_may_have_its_key() -> None:
    row = {
        "at_most": 10,
        "key": "too-heavy",
        "message": {"zh": "{axles}轴{value}，上限{limit}", "en": "{value}/{limit}"},
    }
    (finding,) = verdicts(bounded([row]), {"axles": 3, "mass": 12.5})
    assert (finding.key, finding.message) == ("too-heavy", Words(zh="3轴12.5，上限10", en="12.5/10"))


@pytest.mark.parametrize("facts", [{}, {"axles": 2}, {"mass": 99999}, {"axles": 2, "mass": None}])
def test_what_is_not_answered_is_outside_nothing(facts: dict[str, Any]) -> None:
    assert verdicts(bounded(), facts) == ()


def test_of_a_list_every_number_counts() -> None:
    spec = bounded([{"at_most": 9000}], of="loads")
    (finding,) = verdicts(spec, {"axles": 3, "loads": [8000, 9500, 9200]})
    assert "9500" in finding.message.zh


def test_a_bound_at_entry_is_a_problem_of_the_form() -> None:
    answers = {**ANSWERS, "axles": "2", "kind": "truck", "mass": "19000"}
    clean, problems = validate_form(bounded(at_entry=True), answers)
    assert clean["mass"] == 19000
    assert [(one.where, str(one)) for one in problems] == [
        ("mass", "总质量：19000 千克大于限值18000 千克。某规定第三条")
    ]
    assert validate_form(bounded(), answers)[1] == []


def test_a_fact_says_whether_bounds_are_kept() -> None:
    spec = bounded(derived=({"key": "light", "label": "未超", "within": ["mass"]},))
    assert list(check_reach(spec)) == []
    held = [
        derive(spec, facts)["light"]
        for facts in ({"axles": 2, "mass": 1}, {"axles": 2, "mass": 20000}, {"axles": 2})
    ]
    assert held == [True, False, False]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ROWS, []),
        (ROWS[:2], ["限值表没有适用于axles = 5的行"]),
        (ROWS[1:], ["限值表没有适用于axles = 2的行"]),
        ([ROWS[0], ROWS[2]], ["限值表没有适用于axles = 3的行"]),
        ([*ROWS, {"for": {"axles": 4}, "at_most": 1}], ["限值表第2行和第4行都适用于axles = 4"]),
        ([*ROWS, {"for": {"axles": 9}, "at_most": 1}], ["没有办件会用到这一行"]),
        ([{"for": {"kind": "truck"}, "at_most": 1}], ["for中的“kind”没有列在by中"]),
        ([{"for": {"axles": "two"}, "at_most": 1}], ["“axles”没有“two”这个值"]),
        ([{"for": {"axles": {}}, "at_most": 1}], ["范围应有起止，且只用于数字"]),
        ([{"at_least": 5, "at_most": 1}], ["每行应写at_least或at_most，且下限不大于上限"]),
        ([{}], ["每行应写at_least或at_most，且下限不大于上限"]),
        ([{"at_most": 1, "message": "{limt}"}], ["这里没有名为“limt”的字段或事实，是不是“limit”？"]),
    ],
)
def test_gaps_overlaps_and_what_is_not_whole_are_told(
    rows: list[dict[str, Any]], expected: list[str]
) -> None:
    assert told(bounded(rows)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"of": "mas"}, ["这里没有名为“mas”的字段或事实，是不是“mass”？", "表单中没有可指向的字段“mas”"]),
        ({"of": "note"}, ["“note”不是数字"]),
        ({"by": "loads", "rows": [{"at_most": 1}]}, ["限值只取决于选择、是否和数字，“loads”不是"]),
        ({"by": ["axles", "knd"]}, ["这里没有名为“knd”的字段或事实，是不是“kind”？"]),
        ({"where": "nowhere"}, ["表单中没有可指向的字段“nowhere”"]),
        (
            {"article": None, "rows": [{"at_most": 1}]},
            ["限值应在article中写明依据，可以各行分别写，也可以统一写"],
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_told(change: dict[str, Any], expected: list[str]) -> None:
    rows = change.pop("rows", ROWS)
    assert told(bounded(rows, **change)) == expected


def test_a_bound_is_a_number() -> None:
    with pytest.raises(ValidationError):
        bounded([{"at_most": True}])


def test_at_entry_only_answers_are_compared() -> None:
    derived = {"key": "number", "label": "轴数", "count_of": "loads"}
    spec = bounded([{"at_most": 1}], derived=(derived,), by="number", at_entry=True)
    assert told(spec) == ["at_entry只比较表单的回答，“number”是推导出来的"]


def test_a_bound_may_hang_on_two_answers() -> None:
    rows = [
        {"for": {"kind": "truck", "axles": {"to": 3}}, "at_most": 1},
        {"for": {"kind": "truck", "axles": {"from": 4}}, "at_most": 2},
        {"for": {"kind": "train", "axles": [2, 3, 4, 5, 6]}, "at_most": 3},
    ]
    assert told(bounded(rows, by=["kind", "axles"])) == []
    assert told(bounded(rows[1:], by=["kind", "axles"])) == ["限值表没有适用于kind = truck, axles = 2的行"]


ENDS = st.none() | st.integers(1, 7)


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({"from": ENDS, "to": ENDS}), min_size=1, max_size=3))
def test_the_checker_finds_exactly_the_gaps_and_overlaps_that_cases_meet(
    ranges: list[dict[str, int | None]],
) -> None:
    spec = bounded([{"for": {"axles": {**one, "above": 0}}, "at_most": 1} for one in ranges])
    held = [
        [
            (one["from"] is None or n >= one["from"]) and (one["to"] is None or n <= one["to"])
            for one in ranges
        ]
        for n in range(2, 7)
    ]
    sound = all(sum(row) == 1 for row in held) and all(any(column) for column in zip(*held, strict=True))
    assert (told(spec) == []) is sound
