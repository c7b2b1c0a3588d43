"""The week file: its faults by path and line, its text kept as it is, and nothing written where it is bad."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.weekly.paper import POPPLER, tagged, word_paragraphs
from tests.weekly.test_golden import ROOT, WEEK

from banli.kernel.textfile import FileFault
from banli.weekly.rules.house_style import normalised
from banli.weekly.rules.week_file import schema
from banli.weekly.rules.week_file_checks import prints
from banli.weekly.service import Mode, build_from_file, set_week_file, week_file, week_file_faults

MONDAY = date(2022, 10, 17)
LINES = WEEK.read_text(encoding="utf-8").splitlines()


def changed(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    """The example with the first line holding ``old`` changed, and the number of that line."""
    number = next(n for n, line in enumerate(LINES, 1) if old in line)
    lines = list(LINES)
    lines[number - 1] = lines[number - 1].replace(old, new)
    path = tmp_path / "week.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path, number


def test_the_example_is_sound() -> None:
    assert week_file_faults(WEEK) == []


def test_the_schema_is_shipped_as_the_code_has_it() -> None:
    for folder in ("src/banli/weekly/rules", "docs/manual"):
        kept = json.loads((ROOT / folder / "week-file.schema.json").read_text(encoding="utf-8"))
        assert kept == schema()


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("format: banli-week/1", "format: banli-week/2", "", "format"),
        ("year: 2022", "year: 2021", "date: ", "2021"),
        ("year: 2022", "year: soon", "", "issue.year"),
        ("number: 35", "nunber: 35", "", "nunber"),
        ("cumulative: 410", "cumulative: 4", "cumulative", "35"),
        ("date: 2022-11-15", "date: 2022-10-18", "period:", "2022-10-21"),
        ("date: 2022-11-15", "date: 2022-13-15", "", "2022-13-15"),
        ("{group: 报,", "{group: 抄,", "", "group"),
        ("copies: 80", "copies: 0", "", "copies"),
        ("accepted: 672349", "accepted: -1", "", "accepted"),
        ("accepted: 672349", "accepted: 672349.5", "", "accepted"),
        ("kind: statement", "kind: other", "statistics:", "statement"),
        ("kind: statement", "kind: statemnt", "", "kind"),
        ("level: 2", "level: 3", "", "level 3|3 级"),
        ("- heading: （一）", "- headings: （一）", "", "headings"),
        ("wrong: 煤田地址局", "wrong: 没有这个词", "", "没有这个词"),
        ("masthead: 窗口工作周报", "masthead: [窗口]", "", "masthead"),
        ("column: 政务服务工作", 'column: "政务\\n服务"', "", "column"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, old: str, new: str, at: str, said: str) -> None:
    path, number = changed(tmp_path, old, new)
    if at:
        number = next(
            n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if at in line
        )
    found = week_file_faults(path)
    assert (str(path), number) in [(one.file, one.line) for one in found], [str(one) for one in found]
    assert any(any(word in str(one) for word in said.split("|")) for one in found)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, "year: 2022", "year: 1850")
    text = (
        path.read_text(encoding="utf-8").replace("copies: 80", "copies: many").replace("level: 2", "level: 9")
    )
    path.write_text(text, encoding="utf-8")
    lines = [one.line for one in week_file_faults(path)]
    assert len(lines) >= 4
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "text", ["", "- 1\n", "format: [", "format: banli-week/1\n", "\x00", "a: &a\n b: *a\n"]
)
def test_what_is_no_week_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(text, encoding="utf-8")
    assert week_file_faults(path)


def test_a_bad_file_writes_nothing(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, "copies: 80", "copies: 0")
    with pytest.raises(FileFault):
        build_from_file(path=path, week_start=MONDAY, mode=Mode.FAITHFUL, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_another_week_is_refused_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as refusal:
        build_from_file(path=WEEK, week_start=date(2022, 10, 24), mode=Mode.FAITHFUL, folder=tmp_path / "out")
    assert refusal.value.line == next(n for n, line in enumerate(LINES, 1) if "period:" in line)
    assert not (tmp_path / "out").exists()


def test_a_character_nobody_can_draw_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, "总体情况良好。", "总体情况良好\U0001f600。")
    with pytest.raises(FileFault, match="U\\+1F600"):
        build_from_file(path=path, week_start=MONDAY, mode=Mode.NORMALISED, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


ODD = '(3)　两个  空格 ,半角(括号)，鑨祚犍郫邛崃汶川阆中Ⅱ #let * _ <a> @b `raw` \\ $x$ & < > " 尾'


def odd(tmp_path: Path) -> Path:
    data = yaml.safe_load(WEEK.read_text(encoding="utf-8"))
    data["sections"][2]["lines"] = [ODD, "  前有两格"]
    path = tmp_path / "week.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_text_is_kept_character_for_character_in_the_word_form(tmp_path: Path) -> None:
    made = set_week_file(week_file(odd(tmp_path)), Mode.FAITHFUL)
    assert ODD in word_paragraphs(made["weekly.docx"])
    assert "  前有两格" in word_paragraphs(made["weekly.docx"])
    told = json.loads(made["weekly.json"])
    assert ODD in [one["text"] for one in told["paragraphs"]]


@POPPLER
def test_text_is_kept_character_for_character_in_the_pdf(tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(set_week_file(week_file(odd(tmp_path)), Mode.FAITHFUL)["weekly.pdf"])
    assert ODD in tagged(tmp_path / "odd.pdf")


def test_the_data_file_holds_the_whole_week() -> None:
    told = json.loads(set_week_file(week_file(WEEK), Mode.FAITHFUL)["weekly.json"])
    assert told["issue"] == {
        "line": "2022年第35期（总第410期）",
        "year": 2022,
        "number_in_year": 35,
        "number_in_all": 410,
    }
    assert told["copies_line"] == "（共印 80 份）"
    assert [row["accepted"] for row in told["statistics"]["rows"]] == [672349, 20162750, 52840]
    assert [section["heading"] for section in told["sections"]][4] == "(三) 厅（局）长进大厅"
    assert set(told["files"]) == {"weekly.docx", "weekly.pdf"}


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("(三) 厅（局）长", "（三）厅（局）长"),
        ("共印 80 份", "共印80份"),
        ("约谈3 家企业", "约谈3家企业"),
        ("其它九类", "其他九类"),
        ("甲,乙;丙:丁", "甲，乙；丙：丁"),
        ("G76 (K12) 至 PDF file", "G76（K12）至PDF file"),
        ("比例为3.5,其中1,000件", "比例为3.5，其中1,000件"),
        ("自2022年（含)起", "自2022年（含）起"),
    ],
)
def test_the_house_style(text: str, styled: str) -> None:
    assert normalised(text) == styled


@given(st.text(alphabet="甲乙，。()（） 12ab,:", max_size=40))
def test_styling_twice_is_styling_once(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_is_found_whole_or_not_at_all(value: int, other: int) -> None:
    assert prints(f"受理{value}件", value)
    assert prints(f"受理{other}件", value) == (value == other)


def test_a_statement_that_prints_another_number_is_told(tmp_path: Path) -> None:
    data = yaml.safe_load(WEEK.read_text(encoding="utf-8"))
    data["sections"][0]["lines"] = ["共受理672348件，办结664964件，20162750、7934183、52840、53447。"]
    path = tmp_path / "week.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = week_file_faults(path)
    assert len(found) == 1
    assert "672349" in str(found[0])
