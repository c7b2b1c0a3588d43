"""What a week file says twice has to agree; what it says oddly is understood or remarked, with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.weekly.test_golden import WEEK

from banli.weekly.rules.figures_in_text import found_in, roles
from banli.weekly.rules.register import register
from banli.weekly.service import week_file, week_file_faults, week_file_remarks

KNOWN = register(
    ["四川省政府政务服务和公共资源交易服务中心", "四川省煤田地质局一四一队"],
    ["中华人民共和国安全生产法", "非煤矿矿山企业安全生产许可证实施办法"],
    {"非煤矿山": "非煤矿矿山"},
)
TOLD = "2022年1月1日至10月21日，四川一体化政务服务平台省本级共"
SENTENCE = (
    TOLD + "受理行政许可事项672349件，办结664964件；"
    "受理公共服务事项20162750件，办结7934183件；受理其它九类行权事项52840件，累计办结53447件。"
)


def written(tmp_path: Path, change: Any) -> Path:
    data = yaml.safe_load(WEEK.read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "week.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def told(path: Path, *, style: bool = False) -> list[str]:
    assert week_file_faults(path) == []
    return [str(one.at) for one in week_file_remarks(path, KNOWN) if one.style is style]


def test_the_example_contradicts_itself_nowhere() -> None:
    assert told(WEEK) == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("line", "2022年第36期（总第410期）", "36"),
        ("line", "2022年第三十六期（总第410期）", "三十六"),
        ("line", "2022年第35期（总第411期）", "411"),
        ("line", "2021年第35期（总第410期）", "2021"),
        ("line", "２０２２年第３６期（总第410期）", "３６"),
        ("date_text", "2022年11月16日", "16"),
        ("copies_line", "（共印 90 份）", "90"),
        ("period", {"from": "2022-10-17", "to": "2022-10-21", "text": "（10月24日—10月28日）"}, "24"),
        ("period", {"from": "2022-10-17", "to": "2022-10-21", "text": "（10月17日—28日）"}, "28"),
        ("period", {"from": "2022-10-01", "to": "2022-10-25"}, "25"),
        ("distribution", [{"group": "报", "recipients": ["中心领导"], "line": "送：中心领导。"}], "报"),
        ("distribution", [{"group": "报", "recipients": ["中心领导"], "line": "报：省领导。"}], "中心领导"),
    ],
)  # fmt: skip
def test_a_printed_line_that_contradicts_its_key_is_remarked(
    tmp_path: Path, key: str, value: Any, said: str
) -> None:
    found = told(written(tmp_path, lambda data: data["issue"].update({key: value})))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", "2022年第35期（总第410期）"),
        ("line", "二〇二二年第三十五期"),
        ("period", {"from": "2022-10-17", "to": "2022-10-21", "text": "（10月17日—21日）"}),
        ("period", {"from": "2022-10-01", "to": "2022-10-31", "text": "（2022年10月）"}),
        ("copies_line", "（共印八十份）"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_are_no_contradiction(tmp_path: Path, key: str, value: Any) -> None:
    found = told(written(tmp_path, lambda data: data["issue"].update({key: value})))
    assert [one for one in found if "八十" not in one] == []


def test_swapped_figures_are_remarked(tmp_path: Path) -> None:
    swapped = SENTENCE.replace("672349", "x").replace("664964", "672349").replace("x", "664964")
    found = told(written(tmp_path, lambda data: data["sections"][0].update(lines=[swapped])))
    assert len(found) == 1
    assert "664964" in found[0]
    assert told(written(tmp_path, lambda data: data["sections"][0].update(lines=[SENTENCE]))) == []


@pytest.mark.parametrize(
    ("printed", "rounded"),
    [("672,349", False), ("６７２３４９", False), ("67.2万", True), ("67万", True), ("67万余", True)],
)
def test_a_figure_in_other_dress_is_understood(tmp_path: Path, printed: str, rounded: bool) -> None:
    lines = [SENTENCE.replace("672349", printed)]
    found = told(written(tmp_path, lambda data: data["sections"][0].update(lines=lines)))
    assert len(found) == rounded
    assert all(printed in one for one in found)


@pytest.mark.parametrize("printed", ["672348", "67.3万", "6723490", "1672349", "672,34", "68万余"])
def test_another_figure_is_a_fault(tmp_path: Path, printed: str) -> None:
    lines = [SENTENCE.replace("672349", printed)]
    path = written(tmp_path, lambda data: data["sections"][0].update(lines=lines))
    assert ["672349" in str(one) for one in week_file_faults(path)] == [True]


def test_the_days_of_the_statement_are_compared(tmp_path: Path) -> None:
    lines = [SENTENCE.replace("10月21日", "10月28日")]
    assert len(told(written(tmp_path, lambda data: data["sections"][0].update(lines=lines)))) == 1


@given(st.integers(0, 10**10))
def test_a_figure_is_found_however_it_is_grouped(value: int) -> None:
    assert found_in(f"受理{value:,}件", value)
    assert found_in(f"受理{round(value / 10_000, 1)}万件", value)
    assert roles(f"受理{value}件，办结7件", value) >= {"受理"}


def test_an_issue_of_the_last_week_of_december_may_be_dated_in_january(tmp_path: Path) -> None:
    def change(data: Any) -> None:
        data["issue"].update(date="2023-01-05", year=2022, period={"from": "2022-12-26", "to": "2022-12-30"})

    path = written(tmp_path, change)
    assert week_file_faults(path) == []
    assert week_file(path).issue.year == 2022
    for year, faulty in ((2023, False), (2021, True), (2024, True)):

        def dated(data: Any, year: int = year) -> None:
            change(data)
            data["issue"].update(year=year)

        path = written(tmp_path, dated)
        assert bool(week_file_faults(path)) == faulty, year


@pytest.mark.parametrize("number", ["035", "0x23", "0b100011", "3_5", "35:00", "+035"])
def test_a_number_yaml_would_read_otherwise_is_refused_at_its_line(tmp_path: Path, number: str) -> None:
    text = WEEK.read_text(encoding="utf-8").replace("number: 35", f"number: {number}")
    path = tmp_path / "week.yaml"
    path.write_text(text, encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "number: " in one)
    assert [one.line for one in week_file_faults(path)] == [line]


def test_the_style_of_the_example_is_remarked_at_its_lines() -> None:
    found = [one.at for one in week_file_remarks(WEEK, KNOWN) if one.style]
    lines = WEEK.read_text(encoding="utf-8").splitlines()
    assert any(
        "煤田地址局" in "".join(lines[one.line - 1 : one.line + 1]) and "煤田地质局" in str(one)
        for one in found
    )
    assert any("一、窗口工作动态" in lines[one.line - 1] for one in found)
    assert all(one.line > 5 for one in found)


def test_laws_names_terms_and_numbers_are_remarked_in_a_week_file(tmp_path: Path) -> None:
    def change(data: Any) -> None:
        data["issue"]["issuer"] = "四川省政府政务服务和资源交易服务中心"
        data["sections"][2]["lines"] = ["1.依据《安全生产发》", "2.非煤矿山", "7.另"]

    found = "\n".join(told(written(tmp_path, change), style=True))
    for words in ("公共资源", "《中华人民共和国安全生产法》", "非煤矿矿山", "1.", "7."):
        assert words in found
